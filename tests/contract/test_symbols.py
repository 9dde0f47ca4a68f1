# SPDX-License-Identifier: GPL-3.0-or-later
"""Every exported symbol says which module it belongs to: in weather.c it begins with weather_, or with the name of a
header of the same folder that the file helps to fill (world_create in make.c, declared in loop.h for world.h). The ending
that says what kind of thing a file is (grocery_party.c) belongs to the kind's own symbol only.

test_symbols.py PROGRAM SOURCE_FOLDER      the layers' archives lie beside the program
"""
import pathlib
import re
import subprocess
import sys
import tempfile

ARCHIVES = ("libmaru_engine.a", "libmaru_models.a", "libmaru_lua.a", "libmaru_study.a", "libmaru_analysis.a")
# Second subjects of a file, deliberately named after what they are rather than where they live.
FAMILIES = {
    "sim/engine/decide.c": ("parties", "outboxes"),
    "sim/engine/gate.c": ("consent",),
    "sim/engine/home.c": ("homes", "visit", "calendar"),
    "sim/engine/party_act.c": ("party",),
    "sim/engine/meter.c": ("visit", "meters"),
    "sim/engine/plan.c": ("origin",),
    "sim/engine/status.c": ("promise",),
    "sim/engine/world.c": ("phase",),
    "models/catalogue.c": ("models",),
    "models/people/occupancy.c": ("person",),
    "models/people/occupancy_together.c": ("together",),
    "analysis/read_run.c": ("run",),
}
# A section of the scenario is named after the word the scenario uses (network_section in exchange.c).
ENDING = re.compile(r"_(appliance|party|technique|law|mechanism|section|hook)$")
SECTION = re.compile(r"[a-z]+_section")
MADE_BY_COMPILER = re.compile(r"__(odr_)?asan|__gcov|__llvm|_GLOBAL_|\w+\.c\.[0-9a-f]{8}$")
DEFINED = re.compile(r".+:[0-9a-f]+ [A-Z] (?P<name>\S+)\t(?P<file>.+):(?P<line>\d+)$")


def exported(archive, root):
    """[(symbol, file, line)] that the archive's objects define, the files as paths from the root."""
    with tempfile.NamedTemporaryFile(suffix=".a") as plain:  # without what is for optimising across files, which has no lines
        subprocess.run(["objcopy", "--wildcard", "--remove-section=.gnu.lto_*", archive, plain.name], check=True)
        shown = subprocess.run(["nm", "-A", "-l", "--defined-only", "--extern-only", plain.name],
                               check=True, capture_output=True, text=True).stdout
    found = []
    for line in shown.splitlines():
        match = DEFINED.match(line)
        if match and not MADE_BY_COMPILER.match(match["name"]):
            found.append((match["name"], str(pathlib.Path(match["file"]).relative_to(root)), int(match["line"])))
        elif not match and not any(MADE_BY_COMPILER.match(word) for word in line.split()):
            sys.exit(f"{archive}: no file and line for: {line}")
    return found


def prefixes_of(file, root):
    """How symbols of the file may begin."""
    path = pathlib.PurePath(file)
    headers = [header.stem for header in (root / path.parent).glob("*.h")]
    return [ENDING.sub("", stem) for stem in (path.stem, *headers)] + list(FAMILIES.get(file, ()))


def is_in_place(symbol, file, root):
    if any(symbol == prefix or symbol.startswith(prefix + "_") for prefix in prefixes_of(file, root)):
        return True
    return file.startswith("sim/engine/") and bool(SECTION.fullmatch(symbol))


def main():
    program, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    wrong, count = [], 0
    for archive in ARCHIVES:
        symbols = exported(program.parent / archive, root)
        if not symbols:
            wrong.append(f"{archive}: exports nothing")
        count += len(symbols)
        wrong += [f"{file}:{line}: {symbol} does not say its module: it should begin with "
                  f"{pathlib.PurePath(file).stem}_" for symbol, file, line in symbols
                  if not is_in_place(symbol, file, root)]
    print("\n".join(wrong) or f"{count} exported symbols begin with their module's name")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

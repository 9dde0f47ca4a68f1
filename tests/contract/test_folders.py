# SPDX-License-Identifier: GPL-3.0-or-later
"""Every system explains itself: its README fits on a screen, asks its question, names each of its kinds, techniques, laws and mechanisms, and
the scenarios it names exist.

test_folders.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import re
import sys

SCREEN_LINES = 60
KIND = re.compile(r"(?P<name>\w+)_(appliance|party|section|hook)\.c")
TECHNIQUE = re.compile(r"(?P<name>\w+_(technique|law|mechanism))\.[ch]")


def names_in(folder):
    """What the README has to name: kinds by the name a scenario uses, techniques, laws and mechanisms by their files."""
    matches = [pattern.fullmatch(file.name) for file in folder.iterdir() for pattern in (KIND, TECHNIQUE)]
    return sorted({match["name"] for match in matches if match})


def faults_of(folder, scenarios):
    readme = folder / "README.md"
    if not readme.is_file():
        return [f"{folder}: has no README.md"]
    text = readme.read_text(encoding="utf-8")
    faults = [f"{readme}: {len(text.splitlines())} lines; a screen has {SCREEN_LINES}"] * (text.count("\n") > SCREEN_LINES)
    for heading in ("**Question.**", "**Scenarios.**"):
        if heading not in text:
            faults.append(f"{readme}: has no {heading}")
    faults += [f"{readme}: does not name `{name}`" for name in names_in(folder) if f"`{name}`" not in text]
    named = re.search(r"\*\*Scenarios\.\*\*(.*?)\n\n", text, re.S)
    for name in re.findall(r"`(\w+)`", named[1] if named else ""):
        if name not in scenarios:
            faults.append(f"{readme}: names the scenario `{name}`, which does not exist")
    return faults


def main():
    root = pathlib.Path(sys.argv[2])
    folders = sorted(path for path in (root / "models").iterdir() if path.is_dir())
    scenarios = {file.stem for file in (root / "scenarios").glob("*.lua")}
    faults = [fault for folder in folders for fault in faults_of(folder, scenarios)]
    print("\n".join(faults) or f"{len(folders)} systems explain themselves")
    return 1 if faults or not folders else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""Both sides of what sim/engine/mathematics.h says: with the same variant of the mathematics library a run has the same bytes,
with another one it has others, says so, and comes to the same but for rounding.

test_variants.py PROGRAM SOURCE_FOLDER      skipped (77) where the library has one variant only for this processor
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# What glibc is to do without: it then takes what it takes on a processor that has no fused multiply-add.
PLAIN = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2_Usable,-AVX2"}
# Last bits are 2e-16; more would be a decision that fell the other way because of one, which is rare.
MOST_RELATIVE = 1e-6
CASES = (
    ("cool_people.lua", "--policy", "cloud", "--days", "20", "--set", "start=2018-07-20"),
    ("pest_leads.lua", "--policy", "ask_first", "--days", "30", "--set", "cockroaches.prevalence=0.35"),
)
SIZE = ("--homes", "300", "--set", "homes.districts=3", "--set", "network=closed_form", "--threads", "1", "--quiet")


def run(program, scenario, arguments, path, variant):
    subprocess.run([program, "run", scenario, *arguments, *SIZE, "--force", "-o", path], check=True,
                   env={**os.environ, **variant}, capture_output=True)
    return path.read_bytes()


def dump(path, *options):
    return subprocess.run(["ncdump", *options, path], check=True, capture_output=True, text=True).stdout


def mathematics(path):
    return re.search(r':mathematics = "(.+)"', dump(path, "-h"))[1]


def series_of(path):
    """{name: values, day by day and segment by segment} with all their digits."""
    series = dump(path, "-p", "9,17").split("group: series", 1)[1].split("group: ", 1)[0].split("data:", 1)[1]
    return {name: [float(value) for value in values.split(",")] for name, values in re.findall(r"(\w+) =([^;]+);", series)}


def difference(ours, theirs):
    """How far the totals are apart, as a part of the larger."""
    return abs(sum(ours) - sum(theirs)) / max(abs(sum(ours)), abs(sum(theirs)), 1e-12)


def check(program, source, case, work):
    """[complaints]; None where this processor has one variant only."""
    scenario, arguments = source / "scenarios" / case[0], case[1:]
    files = {name: work / f"{name}.h5" for name in ("own", "again", "plain", "plain_again")}
    made = {name: run(program, scenario, arguments, path, PLAIN if name.startswith("plain") else {})
            for name, path in files.items()}
    wrong = [f"{case[0]}: the same variant twice, and other bytes" for first, second in (("own", "again"), ("plain", "plain_again"))
             if made[first] != made[second]]
    names = mathematics(files["own"]), mathematics(files["plain"])
    if names[0] == names[1]:
        if made["own"] != made["plain"]:
            wrong.append(f"{case[0]}: both say {names[0]}, and have other bytes")
        return wrong or None
    ours, theirs = series_of(files["own"]), series_of(files["plain"])
    assert ours.keys() == theirs.keys() and len(ours) > 5, "the same series"
    far = {name: difference(ours[name], theirs[name]) for name in ours}
    name = max(far, key=far.get)
    print(f"{case[0]}: {names[0]} | {names[1]}: {sum(ours[n] != theirs[n] for n in ours)} of {len(ours)} series differ, "
          f"their totals by {far[name]:.1e} at most ({name})")
    if made["own"] == made["plain"]:
        wrong.append(f"{case[0]}: two variants, and the same bytes")
    if far[name] > MOST_RELATIVE:
        wrong.append(f"{case[0]}: {name} differs by {far[name]:.1e}")
    return wrong


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as work:
        found = [check(program, source, case, pathlib.Path(work)) for case in CASES]
    wrong = [line for lines in found if lines for line in lines]
    print("\n".join(wrong) or f"{len(CASES)} scenarios")
    if wrong:
        return 1
    return 77 if None in found else 0


if __name__ == "__main__":
    sys.exit(main())

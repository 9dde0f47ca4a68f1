# SPDX-License-Identifier: GPL-3.0-or-later
"""What every scenario that compares comes to under each of its policies, as one number each: whatever changes any outcome shows here, and is
named in CHANGELOG.md. The numbers hold for one variant of the mathematics library (sim/engine/mathematics.h), which outcomes.txt
names; on another nothing is compared.

    outcomes.py SOURCE_FOLDER STUDY_FOLDER ...      of comparisons, each in a folder of the scenario's name; RENEW=1 writes theirs anew
"""
import hashlib
import os
import pathlib
import sys

import h5py

HOLD_FOR = "# hold for: "


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def run_files(study):
    return sorted(file for file in study.glob("*.h5") if file.name != "study.h5")


def mathematics_of(study):
    with h5py.File(run_files(study)[0]) as run:
        return text(run["meta"].attrs["mathematics"])


def number_of(run):
    """Of the totals of all columns of what happened, who paid, who knows, and who is better off. To six digits: other compilers
    round the last one differently."""
    totals = [(group, name, column[()].sum()) for group in ("series", "flows", "exposures", "welfare", "homes")
              for name, column in sorted(run[group].items()) if column.dtype.kind in "iuf"]
    return hashlib.sha256("\n".join(f"{group}/{name} {total:.6g}" for group, name, total in totals).encode()).hexdigest()[:12]


def numbers_of(study):
    """{(scenario, policy): number}"""
    found = {}
    for file in run_files(study):
        with h5py.File(file) as run:
            found[study.name, text(run.attrs["policy"])] = number_of(run)
    return found


def read(path):
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    hold_for = next((line[len(HOLD_FOR):] for line in lines if line.startswith(HOLD_FOR)), None)
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return hold_for, {(scenario, policy): number for scenario, policy, number in rows}


def main():
    source, studies = pathlib.Path(sys.argv[1]), [pathlib.Path(folder) for folder in sys.argv[2:]]
    path = source / "tests" / "golden" / "outcomes.txt"
    hold_for, known = read(path)
    lived = {key: number for study in studies for key, number in numbers_of(study).items()}
    here = mathematics_of(studies[0])
    names = {study.name for study in studies}
    if os.environ.get("RENEW") == "1":
        there = {file.stem for file in (source / "scenarios").glob("*.lua")}
        known = {key: number for key, number in known.items() if key[0] in there - names} | lived
        path.write_text(f"# Scenario, policy, and the number of what it comes to (outcomes.py).\n{HOLD_FOR}{here}\n" +
                        "".join(f"{scenario} {policy} {number}\n" for (scenario, policy), number in sorted(known.items())), encoding="utf-8")
        print(f"renewed: {path}, of {len(names)} scenarios")
        return 0
    if here != hold_for:
        print(f"not compared: the numbers hold for {hold_for}, and this is {here}")
        return 0
    known = {key: number for key, number in known.items() if key[0] in names}
    changed = [key for key in sorted(known.keys() | lived.keys()) if known.get(key) != lived.get(key)]
    for scenario, policy in changed:
        print(f"FAILED: {scenario}, {policy}: it comes to something else than before", file=sys.stderr)
    if changed:
        print("If that is meant, name the difference in CHANGELOG.md, and renew:\n"
              f"  RENEW=1 bash tests/contract/test_scenarios.sh PROGRAM {source}\n"
              "Which outcomes, and by how much: summary.csv in the folders of maru compare, of the program before and of this one.", file=sys.stderr)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())

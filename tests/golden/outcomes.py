# SPDX-License-Identifier: GPL-3.0-or-later
"""What scenarios come to under each of their policies, as one number each: whatever changes any outcome shows here, and is named in
CHANGELOG.md. The numbers hold for one variant of the mathematics library (sim/engine/mathematics.h), which outcomes.txt names; on
another nothing is compared.

    outcomes.py SOURCE_FOLDER STUDY_FOLDER ...      of comparisons, each in a folder of the scenario's name; RENEW=1 writes theirs anew
"""
import hashlib
import os
import pathlib
import sys

import h5py
import numpy

HOLD_FOR = "# hold for: "
# What happened and when, who paid, who knows, who is better off; of the rest of a run file nothing is an outcome.
GROUPS = ("series", "flows", "exposures", "exposures_of_homes", "welfare", "homes", "network", "parties", "postings", "worths", "consents",
          "receivers", "events")


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def run_files(study):
    return sorted(file for file in study.glob("*.h5") if file.name != "study.h5")


def mathematics_of(study):
    with h5py.File(run_files(study)[0]) as run:
        return text(run["meta"].attrs["mathematics"])


def column_line(name, values):
    """How many, their sum, and where in the column it lies: what moves to another day or home changes only that. To six digits: other
    compilers round the last one differently."""
    values = numpy.asarray(values, dtype=float).ravel()
    place = numpy.arange(1, values.size + 1) / max(values.size, 1)
    known = numpy.where(numpy.isfinite(values), values, 0)
    return f"{name} {values.size} {numpy.isfinite(values).sum()} {known.sum():.6g} {(known * place).sum():.6g}"


def number_of(run):
    lines = [column_line(f"{group}/{name}", column[()]) for group in GROUPS
             for name, column in sorted(run[group].items()) if column.dtype.kind in "iuf"]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


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


def renew(source, path, known, lived, here):
    there = {file.stem for folder in ("scenarios", "tests/contract/stages") for file in (source / folder).glob("*.lua")}
    names = {scenario for scenario, _ in lived}
    known = {key: number for key, number in known.items() if key[0] in there - names} | lived
    path.write_text(f"# Scenario, policy, and the number of what it comes to (outcomes.py).\n{HOLD_FOR}{here}\n" +
                    "".join(f"{scenario} {policy} {number}\n" for (scenario, policy), number in sorted(known.items())), encoding="utf-8")
    print(f"renewed: {path}, of {len(names)} scenarios")
    return True


def hold(source, studies, how_renewed):
    """True when the studies' scenarios come to what stands in outcomes.txt."""
    path = source / "tests" / "golden" / "outcomes.txt"
    hold_for, known = read(path)
    lived = {key: number for study in studies for key, number in numbers_of(study).items()}
    here = mathematics_of(studies[0])
    if os.environ.get("RENEW") == "1":
        return renew(source, path, known, lived, here)
    if here != hold_for:
        print(f"not compared: the numbers hold for {hold_for}, and this is {here}")
        return True
    names = {study.name for study in studies}
    known = {key: number for key, number in known.items() if key[0] in names}
    changed = [key for key in sorted(known.keys() | lived.keys()) if known.get(key) != lived.get(key)]
    for scenario, policy in changed:
        print(f"FAILED: {scenario}, {policy}: it comes to something else than before", file=sys.stderr)
    if changed:
        print(f"If that is meant, name the difference in CHANGELOG.md, and renew:\n  RENEW=1 {how_renewed}\n"
              "Which outcomes, and by how much: summary.csv in the folders of maru compare, of the program before and of this one.", file=sys.stderr)
    return not changed


if __name__ == "__main__":
    SOURCE = pathlib.Path(sys.argv[1])
    sys.exit(0 if hold(SOURCE, [pathlib.Path(folder) for folder in sys.argv[2:]],
                       f"bash tests/contract/test_scenarios.sh PROGRAM {SOURCE}") else 1)

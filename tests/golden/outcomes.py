# SPDX-License-Identifier: GPL-3.0-or-later
"""What scenarios come to under each of their policies, as one number each (outcomes.txt, by pinned.py): whatever changes any outcome
shows, and is named in CHANGELOG.md. Which outcomes, and by how much: summary.csv in the folders of maru compare, of the program before
and of this one.

    outcomes.py SOURCE_FOLDER STUDY_FOLDER ...      of comparisons, each in a folder of the scenario's name; RENEW=1 writes theirs anew
"""
import pathlib
import sys

import h5py
import numpy

import pinned

# All of a run file but what was asked, and how it is told.
NO_OUTCOMES = ("meta", "submodels", "entries", "files", "file_lines")


def run_files(study):
    return sorted(file for file in study.glob("*.h5") if file.name != "study.h5")


def column_line(name, values):
    """How many, their sum, and where in the column it lies: what moves to another day or home changes only that. To six digits: other
    compilers round the last one differently."""
    values = numpy.asarray(values, dtype=float).ravel()
    place = numpy.arange(1, values.size + 1) / max(values.size, 1)
    known = numpy.where(numpy.isfinite(values), values, 0)
    return f"{name} {values.size} {numpy.isfinite(values).sum()} {known.sum():.6g} {(known * place).sum():.6g}"


def number_of(run):
    lines = [column_line(f"{group}/{name}", column[()]) for group in sorted(run)
             if isinstance(run[group], h5py.Group) and group not in NO_OUTCOMES
             for name, column in sorted(run[group].items()) if column.dtype.kind in "iuf"]
    return pinned.number("\n".join(lines))


def numbers_of(study):
    """{(scenario, policy): number}"""
    found = {}
    for file in run_files(study):
        with h5py.File(file) as run:
            found[study.name, pinned.text(run.attrs["policy"])] = number_of(run)
    return found


def hold(source, studies, how_renewed):
    """True when the studies' scenarios come to what stands in outcomes.txt."""
    there = {file.stem for folder in ("scenarios", "tests/contract/stages") for file in (source / folder).glob("*.lua")}
    lived = {key: number for study in studies for key, number in numbers_of(study).items()}
    return pinned.hold(source / "tests/golden/outcomes.txt", pinned.mathematics_of(run_files(studies[0])[0]), lived,
                       "Scenario, policy, and the number of what it comes to (outcomes.py).", how_renewed, there.__contains__)


if __name__ == "__main__":
    SOURCE = pathlib.Path(sys.argv[1])
    sys.exit(0 if hold(SOURCE, [pathlib.Path(folder) for folder in sys.argv[2:]],
                       f"bash tests/contract/test_scenarios.sh PROGRAM {SOURCE}") else 1)

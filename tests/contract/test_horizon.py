# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies ahead changes nothing of the past.

test_horizon.py PROGRAM SOURCE_FOLDER

Every scenario, small, is lived for 92 days and for 123, under its last policy. Whatever is written day by day is the same to the
bit in both: nobody who acts in the first quarter knows how long the run will be, and a run that goes on from it comes to what
it came to. But on the last day of a run books are closed (the bill of half a month, what was learnt, what others came to
know of families), so that day is left out; what is counted of a whole month at its beginning is counted for the days that the
run has (MONTH_AHEAD); and what an own service costs a month is taken from the working days of the whole run, by the calendar
that everybody knows (ALL_DAYS). Of a lesson for a class, two rounds begin as one does, also where the second decides otherwise.
"""
import multiprocessing
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py
import numpy

SHORT, LONG = 92, 123
# The 90th row holds the midnight at which the fourth month begins: data_market trades for its two days (in a round of 89 days for the
# 29 of the third), public_body counts what cleaning spares in them.
MONTH_AHEAD = {"too_much_data": 89, "data_trust": 89, "privacy_frontier": 89, "joint_analysis": 89, "data_of_others": 59}
ALL_DAYS = "_break_even"
SMALL = ("--homes", "60", "--set", "homes.districts=2", "--set", "network=closed_form", "--threads", "1", "--quiet")


def daily(path):
    """{name: values} of every table whose rows are days."""
    tables = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset) and item.ndim and "DIMENSION_LIST" in item.attrs:
            if item.dims[0][0].name.rsplit("/", 1)[-1] == "day":
                tables[name] = item[()]

    with h5py.File(path) as file:
        file.visititems(visit)
    return tables


def is_past(short, long):
    """Whether the long run begins as the short one. What it begins to count later has columns of its own, empty until then."""
    same = tuple(slice(0, size) for size in short.shape)
    if not numpy.array_equal(short, long[same], equal_nan=short.dtype.kind == "f"):
        return False
    later = long[: short.shape[0]].copy()
    later[same] = 0
    return not later.any()


def last_policy(program, path):
    """None: the scenario has none."""
    said = subprocess.run([program, "run", path, "--policy", "?"], capture_output=True, text=True).stderr
    names = re.sub(r"\s+", " ", said).strip().split("; it has ")[1].split(", ")
    return names[-1] if names[-1] not in ("none", "...") else names[-2] if len(names) > 1 else None


def lived(program, path, out, *words):
    done = subprocess.run([program, "run", path, *words, *SMALL, "--force", "-o", out], capture_output=True, text=True)
    return (daily(out), "") if done.returncode == 0 else (None, done.stderr.strip())


def rounds_of(folder, lesson, count):
    """A team's file, beside a copy of the lesson."""
    (folder / lesson.name).write_text(lesson.read_text(encoding="utf-8"), encoding="utf-8")
    team = folder / f"team_{count}.lua"
    rounds = f'{{}}, require("{lesson.stem}").reference' if count == 2 else "{}"
    team.write_text(f'require("lesson").play("{lesson.stem}", {{ {rounds} }})\n', encoding="utf-8")
    return team


def both(program, path, policy, folder):
    """(tables or None, what was said) of the short run and of the long one."""
    if path.parent.name == "lessons":
        for count in (1, 2):
            yield lived(program, rounds_of(folder, path, count), folder / f"{count}.h5", "--policy", f"round_{count}")
        return
    for days in (SHORT, LONG):
        yield lived(program, path, folder / f"{days}.h5", "--days", str(days), *(["--policy", policy] if policy else []))


def judge(task):
    """(scenario and policy, tables compared, those that differ or what was said)."""
    program, path, policy = task
    with tempfile.TemporaryDirectory() as name:
        (short, said), (long, also_said) = both(program, path, policy, pathlib.Path(name))
    called = f"{path.stem}, {policy or 'without a policy'}"
    if short is None or long is None:
        return called, 0, [said or also_said]
    days = MONTH_AHEAD.get(path.stem, SHORT - 1)
    wrong = [table for table in short if ALL_DAYS not in table and not is_past(short[table][:days], long[table])]
    return called, len(short), wrong


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    paths = sorted((source / "scenarios").glob("*.lua"))
    tasks = [(program, path, last_policy(program, path)) for path in paths]
    tasks += [(program, path, "two rounds") for path in sorted((source / "scenarios/lessons").glob("*.lua"))]
    compared = failed = 0
    with multiprocessing.Pool(2) as pool:
        for called, tables, wrong in pool.imap(judge, tasks):
            compared += tables
            if wrong:
                failed += 1
                print(f"{called}: another past when the run is longer: {', '.join(wrong[:8])}", flush=True)
    print(f"{len(tasks)} pairs of runs, {compared} daily tables compared, {failed} pairs differ")
    return 1 if failed or compared < 40 * len(tasks) else 0


if __name__ == "__main__":
    sys.exit(main())

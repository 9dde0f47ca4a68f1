# SPDX-License-Identifier: GPL-3.0-or-later
"""What parties learn stands in the run file version by version, and on the page of a report: samples, score and cost are recomputed
from the series, the payments and the equation; where nobody learns there is no such group.

test_learning_file.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import netCDF4
import numpy

DAY_MS = 86_400_000
HOMES, DAYS, RETRAIN_DAYS, STANDS_FOR = 200, 150, 30, 1000
FIRST, BEST, EXAMPLES, EXPONENT = 0.8, 0.99, 330, 0.35  # of recogniser_training


def live(program, scenario, policy, homes, days, out):
    subprocess.run([program, "run", scenario, "--policy", policy, "--homes", str(homes), "--days", str(days), "--quiet", "-o", out], check=True)


def recall(examples):
    """The equation of the learning curve, written anew."""
    return BEST - (BEST - FIRST) * (1 + examples / EXAMPLES) ** -EXPONENT


def paid_by(file, day):
    """Won that training cost up to that day."""
    flows = file["flows"]
    mine = [i for i, reason in enumerate(flows["reason"][:]) if reason in ("labelling pictures", "training a recogniser")]
    return int(flows["amount_by_day"][: day + 1, mine].sum()) if mine else 0


def judge_rows(path):
    with netCDF4.Dataset(path) as file:
        rows, series = file["learning"], file["series"]
        when, samples, score, cost = (numpy.array(rows[name][:]) for name in ("when_ms", "samples", "score", "cost"))
        assert list(rows["version"][:]) == list(range(len(when))) and len(when) > 2, "versions are counted from 0"
        assert set(rows["technique"][:]) == {"learning_curve"} and set(rows["subject"][:]) == {"pet messes"}
        seen = series["training_mess_examples"][:].sum(axis=1)
        pictures = series["training_pictures"][:].sum(axis=1)
        for i, at in enumerate(when):
            day = int(at // DAY_MS)  # the version is made at the midnight that begins it
            assert day % RETRAIN_DAYS == 0, f"version {i} on day {day}"
            met = seen[:day].sum()
            assert samples[i] == met, f"version {i}: {samples[i]} samples, {met} messes came in"
            assert abs(score[i] - recall(met * STANDS_FOR)) < 1e-12, f"version {i}: score {score[i]}"
            assert abs(cost[: i + 1].sum() - paid_by(file, day - 1)) < 0.5, f"version {i}: {cost[: i + 1].sum()} won, {paid_by(file, day - 1)} paid"
        assert rows["bytes"][:].sum() == pictures[: int(when[-1] // DAY_MS)].sum() * 50000, "bytes are those of the pictures"
        return score[-1], len(when)


def judge_page(program, path, score, versions):
    subprocess.run([program, "report", path, "-o", "page.html", "--quiet"], check=True)
    page = pathlib.Path("page.html").read_text(encoding="utf-8")
    learnt = json.loads(re.search(r'^"learning":(.*?),?$', page, re.M)[1])
    line = learnt[0]["lines"][0]
    assert len(learnt) == 1 and len(line["mean"]) == DAYS
    assert line["mean"][0] == FIRST and abs(line["mean"][-1] - score) < 1e-5, "the curve goes from the first version to the last"
    assert learnt[0]["efforts"][0][2][1] == versions, "versions are counted on the page"


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        live(program, source / "scenarios/robot_learns.lua", "take", HOMES, DAYS, "take.h5")
        score, versions = judge_rows("take.h5")
        judge_page(program, "take.h5", score, versions)
        subprocess.run([program, "run", source / "scenarios/first.lua", "--homes", "20", "--days", "3", "--quiet", "-o", "none.h5"], check=True)
        with netCDF4.Dataset("none.h5") as file:
            assert "learning" not in file.groups, "where nobody learns there is no group"
    print(f"{versions} versions stand as they were made; recall {score:.3f} at the end")


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""What parties learn stands on the page of a report, curve by curve; where nobody learns there is neither that nor a group of the run
file.

test_learning_page.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import netCDF4

HOMES, DAYS = 200, 150


def live(program, scenario, policy, homes, days, out):
    subprocess.run([program, "run", scenario, "--policy", policy, "--homes", str(homes), "--days", str(days), "--quiet", "-o", out], check=True)


def judge_page(program, path, scores):
    subprocess.run([program, "report", path, "-o", "page.html", "--quiet"], check=True)
    page = pathlib.Path("page.html").read_text(encoding="utf-8")
    learnt = json.loads(re.search(r'^"learning":(.*?),?$', page, re.M)[1])
    line = learnt[0]["lines"][0]
    assert len(learnt) == 1 and len(line["mean"]) == DAYS
    assert abs(line["mean"][0] - scores[0]) < 1e-5 and abs(line["mean"][-1] - scores[-1]) < 1e-5, "the curve goes from the first version to the last"
    assert learnt[0]["efforts"][0][2][1] == len(scores), "versions are counted on the page"


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        live(program, source / "scenarios/robot_learns.lua", "take", HOMES, DAYS, "take.h5")
        with netCDF4.Dataset("take.h5") as file:
            scores = [float(score) for score in file["learning"]["score"][:]]
        assert len(scores) > 2 and scores[-1] > scores[0], "it learns"
        judge_page(program, "take.h5", scores)
        subprocess.run([program, "run", source / "scenarios/first.lua", "--homes", "20", "--days", "3", "--quiet", "-o", "none.h5"], check=True)
        with netCDF4.Dataset("none.h5") as file:
            assert "learning" not in file.groups, "where nobody learns there is no group"
        subprocess.run([program, "report", "none.h5", "-o", "none.html", "--quiet"], check=True)
        assert '"learning":[]' in pathlib.Path("none.html").read_text(encoding="utf-8"), "nor anything on its page"
    print(f"{len(scores)} versions on the page; recall {scores[-1]:.3f} at the end")


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""What left the homes against a consent stands on the page of a report in words: after a withdrawal, and under a consent for another purpose,
as the run file counts it; where nobody breaks consents the page says nothing of it.

test_broken_page.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import netCDF4

HOMES, DAYS = 150, 120
BROKEN = {"see_known_taken": "transfers_after_withdrawal", "see_known_stretched": "transfers_other_purpose"}
TRANSFERS = 10  # the place of a flow's transfers in the page's row, and behind it of those of BROKEN


def live(program, scenario, policy):
    """{(recipient, class, purpose): [transfers, after a withdrawal, for another purpose]}; None: the file has no such columns."""
    subprocess.run([program, "run", scenario, "--policy", policy, "--homes", str(HOMES), "--days", str(DAYS), "--quiet", "-o", "run.h5", "--force"], check=True)
    with netCDF4.Dataset("run.h5") as file:
        group = file["exposures"]
        if BROKEN["see_known_taken"] not in group.variables:
            return None
        keys = zip(*(group[name][:] for name in ("recipient", "data_class", "purpose")))
        return dict(zip(keys, zip(*(group[name][:].tolist() for name in ("transfers", *BROKEN.values())))))


def page_of(program):
    subprocess.run([program, "report", "run.h5", "-o", "page.html", "--quiet", "--force"], check=True)
    page = pathlib.Path("page.html").read_text(encoding="utf-8")
    return {name: json.loads(re.search(rf'^"{name}":(.*?),?$', page, re.M)[1]) for name in ("captions", "quality")}


def judge(program, scenario, policy, wanted):
    flows, page = live(program, scenario, policy), page_of(program)
    said = {s["say"]: (s["count"][1], s["all"][1]) for s in page["captions"]["known"] if s["say"] in BROKEN}
    sums = [sum(flow[i] for flow in flows.values()) for i in range(3)] if flows else [1, 0, 0]
    told = {name: (sums[i], sums[0]) for i, name in enumerate(BROKEN, 1) if sums[i]}
    assert said == told and set(told) == wanted, f"{policy}: the page says {said}, the run file {told}"
    for row in page["quality"]:
        if row["of"][0]:
            counts = [number[1] for number in row["of"][0][TRANSFERS:]]
            own = (flows or {}).get((row["party"], row["data"], row["purpose"]), (counts[0], 0, 0))
            assert counts == list(own), f"{policy}, {row['party']}, {row['data']}: {counts}, not {own}"


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    scenario = source / "scenarios/free_riders.lua"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        judge(program, scenario, "nobody_games", set())
        judge(program, scenario, "ignored", {"see_known_taken"})
        judge(program, scenario, "stretched", {"see_known_stretched"})
        os.chdir("/")
    print("what was taken against a consent is what the run files say")
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""What every command prints of a small market, line for line, is as before (said.txt). That it is right, the tests of each command must
say; this sees a line, a column or an estimate that none of them looks at.

test_printed.py PROGRAM SOURCE_FOLDER [--show]
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
sys.path.insert(0, str(SOURCE / "tests" / "golden"))
import said  # noqa: E402

SCENARIO = SOURCE / "scenarios" / "pest_leads.lua"
SMALL = ("--set", "homes.districts=2", "--set", "network=closed_form", "--threads", "1")
RUN = ("--homes", "60", "--days", "20", *SMALL)
POINTS = ("--homes", "40", "--days", "6", *SMALL)
MARKET = ("--vary", "hanbit.lead_fee_won=5000..50000", "--vary", "reward=100..1000")
COOLING = ("--vary", "air_conditioner.ownership=0.2..1", "--vary", "air_conditioner.set_point_c=22..28", "--policies", "ask_first")
TARGETS = """outcome,value,scale
"air_conditioner: energy",300,20
"infestation: days",20,
"""
# {name: (words, exit status)}, in this order: later ones ask of what earlier ones made.
COMMANDS = {
    "run": (("run", SCENARIO, *RUN, "--policy", "ask_first", "-o", "ask.h5"), 0),
    "run_other": (("run", SCENARIO, *RUN, "--policy", "sell_sightings", "-o", "sell.h5"), 0),
    "compare": (("compare", SCENARIO, *RUN, "--replications", "2", "-o", "compared"), 0),
    "why": (("why", "ask.h5"), 0),
    "why_homes": (("why", "ask.h5", "--homes"), 0),
    "why_home": (("why", "ask.h5", "--home", "9"), 0),
    "why_event": (("why", "sell.h5", "--event", "9"), 0),
    "why_posting": (("why", "sell.h5", "--posting", "40"), 0),
    "why_money": (("why", "sell.h5", "--number", "money: hanbit"), 0),
    "why_payer": (("why", "sell.h5", "--number", "money: hanbit", "--party", "bugbye"), 0),
    "why_welfare": (("why", "sell.h5", "--number", "welfare: families"), 0),
    "why_result": (("why", "sell.h5", "--number", "bugbye: leads"), 0),
    "why_day": (("why", "sell.h5", "--number", "air_conditioner: energy", "--day", "2018-06-10"), 0),
    "why_data": (("why", "sell.h5", "--number", "data: all data flows: transfers without consent"), 0),
    "diff": (("diff", "ask.h5", "sell.h5"), 1),
    "diff_all": (("diff", "ask.h5", "sell.h5", "--all"), 1),
    "verify": (("verify", "ask.h5"), 0),
    "export_tables": (("export", "ask.h5", "--to", "csv"), 0),
    "export_workbook": (("export", "ask.h5", "--to", "xlsx"), 0),
    "plot": (("plot", "ask.h5"), 0),
    "plot_days": (("plot", "ask.h5", "money: households"), 0),
    "sweep": (("sweep", SCENARIO, *POINTS, *MARKET, "--runs", "12", "-o", "swept"), 0),
    "sweep_again": (("sweep", "swept"), 0),
    "sweep_morris": (("sweep", SCENARIO, *POINTS, *COOLING, "--design", "morris", "--runs", "21", "-o", "screened"), 0),
    "sweep_sobol": (("sweep", SCENARIO, *POINTS, *COOLING, "--design", "sobol", "--runs", "32", "-o", "indices"), 0),
    "sweep_tasks": (("sweep", SCENARIO, *POINTS, *MARKET, "--runs", "12", "--block", "6", "--launcher", "slurm", "--dry-run", "-o", "tasks"), 0),
    "plot_study": (("plot", "swept"), 0),
    "export_study": (("export", "swept", "--to", "csv"), 0),
    "robust_few": (("robust", SCENARIO, *POINTS, "--runs", "6", "-o", "few"), 0),
    "robust": (("robust", SCENARIO, *POINTS, "--policies", "sell_sightings,ask_first", "--runs", "40", "-o", "robust"), 0),
    "calibrate": (("calibrate", SCENARIO, *POINTS, "--vary", "air_conditioner.ownership=0.2..1", "--data", "targets.csv", "--runs", "20",
                   "--accept", "0.5", "--rounds", "2", "-o", "fitted"), 0),
}

# No line of these is broken by how long a folder's name is.
SAY_PATHS, WIDE = {"sweep_tasks"}, "1000"


def printed(name, folder):
    words, status = COMMANDS[name]
    done = subprocess.run([str(word) for word in (PROGRAM, *words)], capture_output=True, text=True, cwd=folder,
                          env={**os.environ, "COLUMNS": WIDE if name in SAY_PATHS else "100", "TZ": "UTC"})
    if done.returncode != status:
        print(f"FAILED: maru {name}: exit status {done.returncode}: {done.stderr}", file=sys.stderr)
        sys.exit(1)
    # How far long work was when it said so depends on the machine; test_progress.py looks at that.
    lines = [line for line in (done.stdout + done.stderr).splitlines(keepends=True) if not re.match(r"(day|run) \d+ of \d+, ", line)]
    text = "".join(lines).replace(str(PROGRAM), "PROGRAM").replace(str(folder), "FOLDER").replace(str(SOURCE), "SOURCE")
    text = re.sub(r"maru-[0-9a-f]{8}", "maru-IDENTITY", re.sub(r"\b\d+\.\d s\b", "SECONDS", text))
    if "--show" in sys.argv:
        print(f"==== {name}\n{text}")
    return said.of_text(f"printed_{name}", "all", text)


def main():
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "targets.csv").write_text(TARGETS, encoding="utf-8")
        told = {key: number for name in COMMANDS for key, number in printed(name, folder).items()}
        return 0 if said.hold(SOURCE, pathlib.Path(folder, "ask.h5"), told, "golden/test_printed.py") else 1


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""What analysis/README.md shows runs as it stands there, one block after the other: its Python, and its R where R and ncdf4
are. What draws with matplotlib is left out where that is not.

test_tutorial.py PROGRAM SOURCE_FOLDER
"""
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SMALL = ["--homes", "60", "--days", "9", "--set", "homes.districts=2", "--threads", "1", "--quiet"]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"FAILED: {' '.join(command)[:300]}: exit status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def blocks(source, language):
    text = (source / "analysis" / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def try_python(source):
    found = blocks(source, "python")
    assert len(found) >= 5, "Python in analysis/README.md"
    able = [block for block in found if "matplotlib" not in block or importlib.util.find_spec("matplotlib")]
    program = f"import sys\nsys.path.insert(0, {str(source / 'analysis')!r})\n" + "\n".join(able)
    told = run(sys.executable, "-c", program)
    for wanted in ("kWh by day:", "pest_sighting", "the maker has", "standard error", "bugbye gains at"):
        assert wanted in told, f"the tutorial's Python does not print '{wanted}':\n{told}"


def try_r(source):
    r = shutil.which("Rscript")
    if not r or subprocess.run([r, "-e", "library(ncdf4)"], capture_output=True, check=False).returncode:
        return "R was left out, as it or ncdf4 is not here"
    program = "\n".join(blocks(source, "r")).replace('source("maru.R")', f'source("{source}/analysis/maru.R")')
    pathlib.Path("tutorial.R").write_text(program, encoding="utf-8")
    told = run(r, "tutorial.R")
    assert "payer" in told and pathlib.Path("cooling_r.svg").exists(), told
    return "R, too"


def try_paper(source, program):
    """analysis/PAPER.md from its first line to its last, on few homes for few days, without a cluster."""
    text = (source / "analysis/PAPER.md").read_text(encoding="utf-8")
    lua, python = (re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S) for language in ("lua", "python"))
    small = lua[0].replace("count = 1000", "count = 40").replace("days = 92", "days = 6").replace("runs = 512", "runs = 32")
    assert small != lua[0]
    pathlib.Path("reward.lua").write_text(small, encoding="utf-8")
    for line in re.findall(r"^    (maru .*)$", text, re.M):
        words = re.sub(r" --launcher slurm --max-parallel \d+", "", line).replace("--runs 400", "--runs 40").split()
        told = run(program, *words[1:])
        assert words[1] != "robust" or "sign holds" in told, told
    assert pathlib.Path("fees/study.h5").read_bytes() == pathlib.Path("again/study.h5").read_bytes()
    for path in ("fees/ro-crate-metadata.json", "holds/robustness.csv", "fees.xlsx"):
        assert pathlib.Path(path).exists(), path
    able = python[0]
    if not importlib.util.find_spec("matplotlib"):
        able = "\n".join(line for line in able.splitlines() if not re.search("pyplot|axes|drawn|figure", line))
    told = run(sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(source / 'analysis')!r})\n{able}")
    assert "asking pays the maker at" in told, told


def main():
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    scenario = str(source / "scenarios" / "pest_leads.lua")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run(program, "run", scenario, *SMALL, "--policy", "ask_first", "-o", "ask.h5")
        run(program, "compare", scenario, *SMALL, "--replications", "2", "-o", "study")
        run(program, "sweep", scenario, *SMALL, "--vary", "hanbit.lead_fee_won=5000..50000", "--runs", "24", "-o", "sweep")
        try_python(source)
        try_paper(source, program)
        print("the tutorial runs;", try_r(source))
        os.chdir("/")
    return 0


if __name__ == "__main__":
    sys.exit(main())

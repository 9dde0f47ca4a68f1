# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a scenario's policies let leave: where each of their rules says form = "noised", nothing rawer is known to anybody, and
whoever is held back goes on.

test_forms_hold.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import h5py

PROGRAM, SOURCE = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
CLASSES = """image presence absence energy_use food stock pest_sighting air_quality device_health purchase profile telemetry
    health""".split()
LIVED = ["--homes", "40", "--days", "10", "--set", "homes.districts=2", "--set", "network.model=closed_form", "--replications", "1",
         "--threads", "1", "--quiet"]
NOISED = 8  # of the forms in /exposures_of_homes
wrong = []


def limited(rules):
    return re.sub(r'(=\s*)"(none|at_install|opt_in|opt_out|ask_each_time)"', r'\1{ rule = "\2", form = "noised" }', rules)


def judge(file, name):
    """The run file's rows that a rule of the policy limits: how many items were held back in them for their form."""
    rules = [rule.decode() for rule in file["exposures/rule"][()]]
    under = {flow for flow, rule in enumerate(rules) if "at most noised" in rule}
    of = file["exposures_of_homes"]
    raw = {rules[flow] for flow, forms in zip(of["flow"][()], of["forms"][()]) if flow in under and forms & ~NOISED}
    if raw:
        wrong.append(f"{name}: something rawer left under {', '.join(raw)}")
    return sum(int(file["exposures/refused_form"][flow]) for flow in under)


def live(path):
    done = subprocess.run([PROGRAM, "compare", path, *LIVED, "-o", "study"], capture_output=True, text=True, check=False)
    if done.returncode:
        wrong.append(f"{path.name}: {done.returncode}: {done.stderr}")
        return 0
    held = 0
    for run in pathlib.Path("study").glob("*-r0.h5"):
        with h5py.File(run) as file:
            held += judge(file, f"{path.name}, {run.stem}")
    shutil.rmtree("study")
    return held


def main():
    shutil.copytree(SOURCE / "scenarios", "scenarios")
    pattern = re.compile(r'\b(?:%s)\s*=\s*(?:"\w+"|\{[^{}]*\})' % "|".join(CLASSES))
    tried, with_some = 0, 0
    for path in sorted(pathlib.Path("scenarios").glob("*.lua")):
        text = path.read_text(encoding="utf-8")
        changed = pattern.sub(lambda match: limited(match[0]), text)
        if changed == text or text.count("policy {") < 2:
            continue
        path.write_text(changed, encoding="utf-8")
        tried += 1
        with_some += live(path) > 0
    if tried < 20 or with_some < 15:
        wrong.append(f"only {with_some} of {tried} scenarios had anything held back")
    print("\n".join(wrong) or f"{tried} scenarios let nothing rawer out, {with_some} would have")
    return 1 if wrong else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        sys.exit(main())

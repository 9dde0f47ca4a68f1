# SPDX-License-Identifier: GPL-3.0-or-later
"""What people read fits 80 columns, and fewer when the screen has fewer: every scenario's run and comparison, small, with
all details; everything that list and help know; messages. Korean names count as terminals show them. MARU_THOROUGH=1 (make soak):
more scenarios and more numbers of policies.

test_fits.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

THOROUGH = "MARU_THOROUGH" in os.environ
EVERY_NTH_SCENARIO, POLICIES = (1, range(2, 13)) if THOROUGH else (4, (2, 3, 7, 12))
SMALL = ["--homes", "30", "--days", "2", "--set", "homes.districts=2", "--set", "network=closed_form", "--threads", "1"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
NAMES = ["baseline", "device_that_asks_first", "cloud", "take_all_of_it", "keep", "never", "a" * 60, "seven", "eight", "nine",
         "ten", "eleven"]


def width(line):
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in line)
    return len(line) + wide - sum(unicodedata.combining(character) > 0 for character in line)


def told(program, arguments, columns=None, status=0):
    """What the program prints on both outputs, as lines."""
    environment = {**ENVIRONMENT, **({"COLUMNS": str(columns)} if columns else {})}
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env=environment, check=False)
    if done.returncode != status:
        sys.exit(f"FAILED: maru {' '.join(arguments)}: exit status {done.returncode}\n{done.stderr}")
    return done.stdout.splitlines(), done.stderr.splitlines()


def too_wide(program, arguments, columns=None):
    lines, _ = told(program, arguments, columns)
    if not lines:
        return [f"maru {' '.join(arguments)}: prints nothing"]
    return [f"maru {' '.join(arguments)}: {width(line)} columns: {line}" for line in lines
            if width(line) > (columns or 80)]


def scenario_of(policies):
    """One with so many policies, and names of all sorts in it."""
    text = 'scenario { title = "질문이 있는 아주 긴 제목: ' + "무엇이 다른가? " * 9 + '", homes = { count = 30, districts = 2 }, days = 2,\n'
    text += '  network = "closed_form", air_conditioner {}, electricity { name = "company_of_a_rather_long_name" }, maker {} }\n'
    names = NAMES[:policies]
    for i, name in enumerate(names):
        text += f'policy {{ name = "{name}", set = {{ ["air_conditioner.placement"] = "{["device", "none", "motion"][i % 3]}" }} }}\n'
    return text + f'compare {{ baseline = "{names[0]}", replications = 2 }}\n'


def find_wide(program, source):
    names = " ".join(told(program, ["list"])[0])
    known = re.findall(r"\w+", names[:names.index("Topics")])
    topics = [line.split()[0] for line in told(program, ["help"])[0] if line.startswith("  ")]
    assert len(known) > 40 and "robot_vacuum" in known and len(topics) > 12, "what list and help know"
    wrong = []
    for columns in (None, 70, 132):
        wrong += too_wide(program, ["--help"], columns) + too_wide(program, ["list"], columns)
        wrong += too_wide(program, ["list", "all"], columns) + too_wide(program, ["list", "metrics"], columns)
        for topic in topics:
            wrong += too_wide(program, ["help", topic], columns)
    for kind in known:
        if kind not in ("sections", "appliances", "parties", "hooks"):
            wrong += too_wide(program, ["help", kind])
    for scenario in sorted((source / "scenarios").glob("*.lua"))[::EVERY_NTH_SCENARIO]:
        wrong += too_wide(program, ["run", str(scenario), *SMALL, "--force", "-o", "run.h5"])
        if re.search(r"^(compare|factorial)", scenario.read_text(encoding="utf-8"), re.M):
            wrong += too_wide(program, ["compare", str(scenario), *SMALL, "--replications", "2", "--details", "-o", scenario.stem])
    for policies in POLICIES:
        pathlib.Path("many.lua").write_text(scenario_of(policies), encoding="utf-8")
        for columns in (None, 70, 132, 300):
            wrong += too_wide(program, ["compare", "many.lua", "--details", "-o", f"many-{policies}", "--threads", "2"], columns)
    return wrong


def judge_messages(program):
    """On a screen they are broken; what is no screen gets them whole, for whoever reads them line by line."""
    pathlib.Path("wrong.lua").write_text('scenario { homes = { count = 20 }, air_conditioner { placement = "clod" } }')
    _, whole = told(program, ["run", "wrong.lua"], status=2)
    _, broken = told(program, ["run", "wrong.lua"], columns=50, status=2)
    if len(whole) != 1 or len(broken) < 2 or max(map(width, broken)) > 50:
        return [f"messages: {whole} and {broken}"]
    return []


def main():
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        wrong = find_wide(program, source) + judge_messages(program)
        os.chdir("/")
    print("\n".join(wrong) or "everything fits")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

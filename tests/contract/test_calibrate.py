# SPDX-License-Identifier: GPL-3.0-or-later
"""maru calibrate finds the settings that made its data, says which ones the data do not tell and which targets no point
reaches; its answer follows from its rounds' runs, is the same bytes however it was stopped, and what is wrong is refused.

test_calibrate.py PROGRAM SOURCE_FOLDER
"""
import csv
import json
import math
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

# Weather without luck, so that few runs tell much.
SCENARIO = """
scenario {
  name = "small", homes = { count = 60, districts = 1 }, days = 6, network = "closed_form", start = "2018-08-01",
  weather = { anomaly_k = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, heat_waves_per_year = 0, overcast = 0.29, clear_sky = 0.61 },
  air_conditioner {}, electricity {},
}
policy { name = "usual" }
policy { name = "warm", set = { ["air_conditioner.set_point_c"] = 28 } }
"""
ENERGY, DISCOMFORT = "air_conditioner: energy", "air_conditioner: discomfort"
TRUTH = {"air_conditioner.ownership": 0.6, "air_conditioner.set_point_c": 25}
SHORT = ["--homes", "5", "--days", "1", "--vary", "air_conditioner.ownership=0.2..1", "--vary", "air_conditioner.compressor",
         "--runs", "20", "--accept", "0.5"]
program = None
faults = []


def complain(text):
    faults.append(text)
    print(f"FAILED: {text}", file=sys.stderr)


def maru(*words, status=0):
    done = subprocess.run([program, *words], capture_output=True, text=True, env={**os.environ, "COLUMNS": "200"})
    if done.returncode != status:
        complain(f"maru {' '.join(words)}: exit status {done.returncode}: {done.stderr.strip()}")
    return done.stdout + done.stderr


def table(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def write_targets(name, rows, head="outcome,value"):
    pathlib.Path(name).write_text("\n".join([head, *(",".join(map(str, row)) for row in rows)]) + "\n")
    return name


def quantile(pairs, share):
    """Of (value, weight): the least value with so much of the weight at or below it."""
    below = 0
    for value, weight in sorted(pairs):
        below += weight
        if below >= share * sum(weight for _, weight in pairs) * (1 - 1e-9):
            return value
    raise AssertionError


def spread(runs, outcome):
    values = [float(run[outcome]) for run in runs]
    middle = statistics.median(values)
    return statistics.median(abs(value - middle) for value in values)


# ---- What made the data is found ------------------------------------------------------------------------

def make_data():
    """Another world, with luck of its own, lived at the truth."""
    sets = [word for name, value in TRUTH.items() for word in ("--set", f"{name}={value}")]
    maru("sweep", "small.lua", "--policies", "usual", "--seed", "99", *sets, "--vary", "electricity.base_spread=0.25", "--design",
         "grid", "-o", "truth", "--quiet")
    run = table("truth/runs.csv")[0]
    return {outcome: float(run[outcome]) for outcome in (ENERGY, DISCOMFORT)}


def check_recovery(told, kept):
    for name, true in TRUTH.items():
        pairs = [(float(row[name]), float(row["weight"])) for row in kept]
        low, high = quantile(pairs, 0.05), quantile(pairs, 0.95)
        if not low <= true <= high:
            complain(f"{name} was {true}, and the 90 % interval is {low:.4g} to {high:.4g}")
        if not any(line.startswith(name) and "yes (" in line for line in told.splitlines()):
            complain(f"the data tell of {name}, and it is not said:\n{told}")
    if not any(line.startswith("electricity.base_spread") and "not told by the data" in line for line in told.splitlines()):
        complain(f"the data tell nothing of electricity.base_spread, and it is not said:\n{told}")


def check_arithmetic(data, kept, rounds):
    """Distances, who is kept and the sum of the weights, from runs.csv alone."""
    scale = {outcome: spread(table("whole/round-0/runs.csv"), outcome) for outcome in data}
    runs = table(f"whole/round-{rounds - 1}/runs.csv")
    distance = {run["point"]: math.sqrt(statistics.mean(((float(run[o]) - data[o]) / scale[o]) ** 2 for o in data)) for run in runs}
    farthest = max(float(row["distance"]) for row in kept)
    if {point for point, off in distance.items() if off <= farthest * (1 + 1e-7)} != {row["point"] for row in kept}:
        complain("other points are kept than those no farther off than the farthest")
    for row in kept:
        if not math.isclose(float(row["distance"]), distance[row["point"]], rel_tol=1e-7):
            complain(f"point {row['point']} is {row['distance']} off, recomputed {distance[row['point']]}")
    if not math.isclose(sum(float(row["weight"]) for row in kept), 1, rel_tol=1e-6):
        complain("the weights do not add up to 1")


def check_luck(kept):
    """Each point has luck of its own, and lives again alone from its line."""
    seeds = [row["scenario.seed"] for row in table("whole/round-1/design.csv")]
    if len(set(seeds)) != len(seeds):
        complain("points share their luck")
    row = kept[0]
    names = [name for name in row if "." in name]
    pathlib.Path("one.csv").write_text(",".join(names) + "\n" + ",".join(row[name] for name in names) + "\n")
    maru("sweep", "small.lua", "--policies", "usual", "--list", "one.csv", "-o", "one", "--quiet")
    again = table("one/runs.csv")[0]
    if not math.isclose(float(again[ENERGY]), float(row[ENERGY]), rel_tol=1e-9):
        complain(f"lived alone, a particle comes to {again[ENERGY]}, not {row[ENERGY]}")


def recovery():
    data = make_data()
    write_targets("measured.csv", [[f'"{outcome}"', value] for outcome, value in data.items()])
    told = maru("calibrate", "small.lua", *(word for name in ("air_conditioner.ownership=0.2..1", "air_conditioner.set_point_c=22..28",
                "electricity.base_spread") for word in ("--vary", name)), "--data", "measured.csv", "--runs", "110", "--accept", "0.22",
                "--rounds", "3", "-o", "whole")
    kept = table("whole/posterior.csv")
    check_recovery(told, kept)
    check_arithmetic(data, kept, 3)
    check_luck(kept)


# ---- Stopped, gone on with, asked for more --------------------------------------------------------------

def products(folder, rounds):
    names = ["posterior.csv", *(f"round-{i}/{name}" for i in range(rounds) for name in ("study.h5", "runs.csv", "design.csv"))]
    return {name: pathlib.Path(folder, name).read_bytes() for name in names}


def kill_when(seen, words):
    process = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None and not pathlib.Path(seen).exists():
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def stopping():
    write_targets("short.csv", [[ENERGY, 10]])
    ask = ["calibrate", "small.lua", *SHORT, "--data", "short.csv", "--rounds", "2", "--quiet"]
    maru(*ask, "-o", "one_thread", "--threads", "1")
    for seen in ("killed/round-0/study.json", "killed/round-0/runs.csv", "killed/round-1/design.csv"):
        kill_when(seen, [*ask, "-o", "killed", "--threads", "2"])
    maru(*ask, "-o", "killed", "--threads", "2")
    if products("one_thread", 2) != products("killed", 2):
        complain("killed and gone on with, it comes to other bytes")
    before = products("killed", 2)
    stamp = pathlib.Path("killed/round-0/blocks/000000.h5").stat().st_mtime_ns
    maru(*[word if word != "2" else "3" for word in ask], "-o", "killed")
    after = products("killed", 3)
    if any(after[name] != before[name] for name in before if name != "posterior.csv"):
        complain("a third round changes those before")
    if stamp != pathlib.Path("killed/round-0/blocks/000000.h5").stat().st_mtime_ns:
        complain("a third round lives the first again")
    return ask


def shares_of_words(ask):
    """Of a choice it says what share of the weight each word has after."""
    told = maru(*[{"2": "3"}.get(word, word) for word in ask if word != "--quiet"], "-o", "killed")
    kept = table("killed/posterior.csv")
    if len({row["weight"] for row in kept}) < 2:
        complain("all particles weigh the same: their number would do for their weight")
    weights = {"on_off": 0, "inverter": 0}
    for row in kept:
        weights[row["air_conditioner.compressor"]] += float(row["weight"])
    words = [f"{word} {100 * weight:.0f} %" for word, weight in weights.items()]
    if not any(line.startswith("air_conditioner.compressor") and all(word in line for word in words) for line in told.splitlines()):
        complain(f"it does not say {', '.join(words)}:\n{told}")


def other_seed(ask):
    """The scenario's seed draws points and lucks: by another, other ones."""
    place = pathlib.Path("seeded/round-0/design.csv")
    kill_when(place, [*ask, "--seed", "7", "-o", "seeded"])
    ours, others = table("one_thread/round-0/design.csv"), table(place)
    for name in ("scenario.seed", "air_conditioner.ownership"):
        if {row[name] for row in ours} & {row[name] for row in others}:
            complain(f"{name} is drawn alike by seeds 2018 and 7")


# ---- What is not said -----------------------------------------------------------------------------------

def defaults():
    """As many points, rounds and kept ones as the help says."""
    told = {name: float(number) for name, number in re.findall(r"--(\w+)=[A-Z]+ (?:(?!--)[\s\S])*?; by default ([\d.]+)\s", maru("calibrate", "--help"))}
    unsaid = ["calibrate", "small.lua", *SHORT[:6], "--data", "short.csv"]
    kill_when("usual/calibration.json", [*unsaid, "-o", "usual", "--threads", "2"])
    note = json.loads(pathlib.Path("usual/calibration.json").read_text())
    if [told["runs"], told["accept"]] != [note["runs"], note["accept"]] or len(table("usual/round-0/design.csv")) != told["runs"]:
        complain(f"the help says {told}, and what was asked is {note}")
    maru(*unsaid, "--runs", "20", "--accept", "0.5", "--quiet", "-o", "rounds")
    if len(list(pathlib.Path("rounds").glob("round-*"))) != told["rounds"]:
        complain(f"the help says {told}, and other rounds were lived")


# ---- What cannot be met, what cannot be asked -----------------------------------------------------------

def out_of_reach():
    write_targets("far.csv", [[ENERGY, 1e6, 100], ['"data: all data flows: images"', 0, ""]], "outcome,value,scale")
    told = maru("calibrate", "small.lua", *SHORT, "--data", "far.csv", "--rounds", "1", "-o", "far", "--policy", "warm")
    for words in ("OUT OF REACH: no run is above", "met, the same at every point", "inverter "):
        if words not in told:
            complain(f"it does not say '{words}':\n{told}")
    if {run["policy"] for run in table("far/round-0/runs.csv")} != {"warm"}:
        complain("another policy than --policy lives")


def too_many_settings():
    """Of dozens of settings a few points get all the weight, and it is said."""
    told = maru("calibrate", "small.lua", "--homes", "5", "--days", "1", "--vary", "uncertain", "--data", "short.csv", "--runs", "20",
                "--accept", "0.5", "--rounds", "2", "-o", "many")
    if "FEW POINTS CARRY THE WEIGHT" not in told:
        complain(f"it does not say that few points carry the weight:\n{told}")


def refuse(words, *ask):
    said = maru(*ask, status=2)
    if words not in said:
        complain(f"maru {' '.join(ask)} does not say '{words}': {said}")


def refuse_data(words, text):
    pathlib.Path("bad.csv").write_text(text)
    refuse(words, "calibrate", "small.lua", *SHORT, "--data", "bad.csv", "-o", "refused", "--quiet")
    if "no outcome" not in words and pathlib.Path("refused").exists():
        complain(f"refused for '{words}', it leaves a folder")


def refusals(ask):
    refuse_data("bad.csv:2: value 'much' is not a number", f"outcome,value\n{ENERGY},much\n")
    refuse_data("bad.csv:1: column 'scales': allowed are outcome, value and scale; did you mean 'scale'?", f"outcome,value,scales\n{ENERGY},1,1\n")
    refuse_data("no column 'value'", f"outcome\n{ENERGY}\n")
    refuse_data("bad.csv:2: scale 0: allowed is a number above 0", f"outcome,value,scale\n{ENERGY},1,0\n")
    refuse_data("bad.csv:4: air_conditioner: energy stands already in line 2", f"outcome,value\n{ENERGY},1\n{DISCOMFORT},1\n{ENERGY},2\n")
    refuse_data("bad.csv: has no targets", "outcome,value\n")
    refuse_data("bad.csv:3: 1 fields, the header has 2", f"outcome,value\n{ENERGY},1\n{DISCOMFORT}\n")
    refuse_data("bad.csv:2: no outcome 'air_conditioner: enrgy'; did you mean 'air_conditioner: energy'?", "outcome,value\nair_conditioner: enrgy,1\n")
    refuse("none.csv", "calibrate", "small.lua", *SHORT, "--data", "none.csv", "-o", "none")
    refuse("what was measured?", "calibrate", "small.lua", *SHORT)
    refuse("which settings are looked for?", "calibrate", "small.lua", "--data", "short.csv")
    refuse("keeps 5 points: at least 10", "calibrate", "small.lua", *SHORT, "--data", "short.csv", "--accept", "0.25")
    refuse("did you mean 'ownership'?", "calibrate", "small.lua", "--vary", "air_conditioner.owner=0..1", "--data", "short.csv", "-o", "none")
    refuse("'wram'", "calibrate", "small.lua", *SHORT, "--data", "short.csv", "--policy", "wram", "-o", "none")
    before = products("killed", 3)
    write_targets("other.csv", [[ENERGY, 11]])
    refuse("killed holds another calibration", *[word if word != "short.csv" else "other.csv" for word in ask], "-o", "killed")
    pathlib.Path("mine").mkdir()
    pathlib.Path("mine/posterior.csv").write_text("precious\n")
    refuse("mine holds another calibration", *ask, "-o", "mine")
    if products("killed", 3) != before or pathlib.Path("mine/posterior.csv").read_text() != "precious\n" or pathlib.Path("none").exists():
        complain("a refusal changes what is there")


def main():
    global program
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory(prefix="maru_calibrate_") as folder:
        os.chdir(folder)
        pathlib.Path("small.lua").write_text(SCENARIO)
        recovery()
        ask = stopping()
        shares_of_words(ask)
        other_seed(ask)
        defaults()
        out_of_reach()
        too_many_settings()
        refusals(ask)
        os.chdir("/")
    return len(faults) > 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""No lever of a lesson is dead, and none is free money.

test_lesson_levers.py PROGRAM SOURCE_FOLDER [--all] [--only LESSON]

Of each lesson, every lever is moved from one end of its range to the other, or through its choices, the others at their defaults
(and the lever that it counts for where it counts). Some measure must move by a twentieth of what all of them together move it;
and of a number, some value inside (INSIDE) must be better than both ends, in some measure, in the mean of two lucks: else the
best price would be the largest that is allowed. For families the alarm at the second sighting is better than at the fifth by little:
in six lucks by 162 won a home in the mean (standard error 77), which is why the mean is looked at.

That is --all, which `make settings` does. Without it a quarter of the homes live it, and of numbers only those in SHORT, what each
lesson turns on, need be better inside; what else moves something is seen in one luck. So `make test` sees a lever that moves nothing,
and a pivotal price that is free money; not whether the other numbers are best inside, nor whether what a few homes make of a lever
holds for all of them.
"""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

LUCKS = 2
INSIDE = {
    "data_of_others": {"price": 2500, "concede": 40, "demand": 50},
    "does_asking_pay": {"fee": 25000, "reward": 2000, "price": 4000, "alarm": 2},
    "price_of_loyalty": {"reward": 20000, "price": 750000},
    "who_pays_for_air": {"subscription": 3000, "fee": 60000, "rent": 30000},
    "whom_the_kitchen_tells": {"delivery": 4000, "coupon": 2000, "pause": 1, "plan": 35000, "offers": 10},
    "who_earns_from_a_sighting": {"fee": 20000, "reward": 2000, "alarm": 3, "offer": 20000, "visit": 100000, "coupon": 40000},
}
# Of the short form: {lesson: (homes, the numbers that must be better inside)}.
SHORT = {
    "data_of_others": (500, {"price"}),
    "does_asking_pay": (1250, {"fee"}),
    "price_of_loyalty": (500, {"reward"}),
    "who_pays_for_air": (550, {"subscription"}),
    "whom_the_kitchen_tells": (500, {"delivery", "plan"}),
    "who_earns_from_a_sighting": (1000, {"fee", "offer"}),
}


ENDS = """local lesson = require "lesson"
lesson.ends("{name}", {{ {inside} }})
print(lesson.describe("{name}"))
"""
COMPARE = 'compare {{ baseline = "reference", policies = {{ {policies} }} }}\n'


def described(program, path):
    """The lesson as JSON, which it prints when it is read."""
    said = subprocess.run([program, "run", path, "--policy", "reference", "--homes", "20", "--set", "homes.districts=2", "--days", "1",
                           "--quiet", "-o", path.with_suffix(".h5")], capture_output=True, text=True, check=True)
    line = next(line for line in (said.stdout + said.stderr).splitlines() if line.startswith("{"))
    return json.loads(line)


def policies_of(lever, levers, inside):
    """{value: policy} that lives it; a default is lived by whoever only says what it counts for."""
    counts = lever.get("counts")
    where = f"{counts['lever']}_{counts['is'][0]}" if counts and levers[counts["lever"]]["default"] != counts["is"][0] else "default"
    if "choices" in lever:
        values = {choice["value"]: f"{lever['name']}_{choice['value']}" for choice in lever["choices"]}
    else:
        values = {lever["least"]: f"{lever['name']}_least", lever["most"]: f"{lever['name']}_most"}
        if inside is not None:
            values[inside] = f"{lever['name']}_at_{inside}"
    if lever["default"] in values:
        values[lever["default"]] = where
    return values


def outcome(row, measure):
    total = sum(-float(row[name[2:]]) if name.startswith("- ") else float(row[name]) for name in measure["of"])
    return total * measure.get("scale", 1)


def values_of(study, measures):
    """{policy: {measure: a value for each luck}}, beside the reference where the measure says so."""
    rows = list(csv.DictReader((study / "runs.csv").open(encoding="utf-8")))
    usual = {(row["replication"], measure["name"]): outcome(row, measure) for row in rows if row["policy"] == "reference"
             for measure in measures}
    values = {}
    for row in rows:
        for measure in measures:
            beside = usual[row["replication"], measure["name"]] if measure.get("beside") else 0
            of_policy = values.setdefault(row["policy"], {})
            of_policy.setdefault(measure["name"], []).append(outcome(row, measure) - beside)
    return values


def mean(values):
    return sum(values) / len(values)


def best_moves(policies, values, measures):
    """What share of its whole movement the measure that the lever moves most is moved by."""
    shares = {}
    for measure in measures:
        whole = [mean(of_policy[measure["name"]]) for of_policy in values.values()]
        moved = [mean(values[policy][measure["name"]]) for policy in policies.values()]
        shares[measure["name"]] = (max(moved) - min(moved)) / ((max(whole) - min(whole)) or 1)
    return max(shares.items(), key=lambda share: share[1])


def best_inside(lever, policies, values, measures, inside):
    """The measures in which the value inside is better than both ends."""
    better = []
    for measure in measures:
        sign = 1 if measure["better"] == "more" else -1
        at = {value: sign * mean(values[policy][measure["name"]]) for value, policy in policies.items()}
        if at[inside] > max(at[lever["least"]], at[lever["most"]]):
            better.append(measure["name"])
    return better


def write(source, folder, insides):
    """The lesson, and a file that lives it from end to end, as text and path."""
    (folder / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    text = ENDS.format(name=source.stem, inside=", ".join(f"{lever} = {{ {value} }}" for lever, value in insides.items()))
    path = folder / "ends.lua"
    path.write_text(text, encoding="utf-8")
    return text, path


def live(program, path, text, policies, homes, lucks):
    """The folder of the study of all that is needed."""
    lived = sorted({policy for of_lever in policies for policy in of_lever.values()} | {"default"})
    path.write_text(text + COMPARE.format(policies=", ".join(f'"{one}"' for one in lived if one != "reference")), encoding="utf-8")
    study = path.parent / f"study_{lucks}"
    options = ["--replications", str(lucks), *(["--homes", str(homes)] if homes else [])]
    subprocess.run([program, "compare", path, "-o", study, "--quiet", *options], check=True, capture_output=True)
    return study


def judge(program, source, folder, short):
    """How many levers are wrong."""
    name = source.stem
    homes, pivotal = SHORT[name] if short else (None, INSIDE[name].keys())
    insides = {lever: value for lever, value in INSIDE[name].items() if lever in pivotal}
    text, path = write(source, folder, insides)
    lesson = described(program, path)
    levers = {lever["name"]: lever for role in lesson["roles"] for lever in role["levers"]}
    assert INSIDE[name].keys() == {lever["name"] for lever in levers.values() if "least" in lever}, "each number has a value inside"
    policies = {lever: policies_of(levers[lever], levers, insides.get(lever)) for lever in levers}
    turning = [policies[lever] for lever in insides] if short else policies.values()
    values = values_of(live(program, path, text, turning, homes, LUCKS), lesson["measures"])
    ends = values_of(live(program, path, text, policies.values(), homes, 1), lesson["measures"]) if short else values
    wrong = 0
    for lever in levers.values():
        measure, share = best_moves(policies[lever["name"]], ends, lesson["measures"])
        said = f"{name}, {lever['name']}: moves {measure} by {100 * share:.0f} % of what all levers do"
        wrong += share < 0.05
        if lever["name"] in insides:
            inside = insides[lever["name"]]
            better = best_inside(lever, policies[lever["name"]], values, lesson["measures"], inside)
            wrong += not better
            said += f"; at {inside} better than at both ends in {', '.join(better) or 'nothing'}"
        print(said)
    return wrong


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program", type=pathlib.Path)
    options.add_argument("source", type=pathlib.Path)
    options.add_argument("--all", action="store_true", help="with all homes, and every number better inside")
    options.add_argument("--only", default="", help="lessons whose name has this")
    given = options.parse_args()
    lessons = sorted(path for path in (given.source.resolve() / "scenarios/lessons").glob("*.lua") if given.only in path.stem)
    wrong = 0
    for lesson in lessons:
        with tempfile.TemporaryDirectory() as folder:
            wrong += judge(given.program.resolve(), lesson, pathlib.Path(folder), not given.all)
    print(f"{len(lessons)} lessons, {wrong} levers are dead or free money")
    return 1 if wrong or not lessons else 0


if __name__ == "__main__":
    sys.exit(main())

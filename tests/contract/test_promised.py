# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run file, maru why, maru compare and maru report say of promises and of noised labels, counted again from the run file's
other tables; a fatal promise ends the run with an error and leaves no file.

test_promised.py PROGRAM SOURCE_FOLDER
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py
import numpy

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
HOMES, DAYS, DELTA, CAP, KEPT = 150, 40, 1e-6, 3.0, 7
SCENARIO = """
scenario {
  name = "promised", homes = { count = %d, districts = 2 }, days = %d, start = "2018-11-10", network = "closed_form",
  microwave { recognition = "device", connected = 1, ownership = 1 }, food_insight {}, maker {},
}
promise { "no image leaves a home", class = "image", never = true }
promise { "nobody is told what is eaten", class = "food", never = true%s }
promise { "not what children eat", class = "food", minors = true, never = true }
policy { name = "labels", set = { ["microwave.report"] = "label" }, consent = { food = "none" },
  promises = { { "a week", class = "food", kept_days = 7 }, { "children a week", class = "food", minors = true, kept_days = 7 }, { "with consent", with_consent = true } } }
policy { name = "noised", set = { ["microwave.report"] = "noised", ["microwave.epsilon"] = 0.4 }, consent = { food = "at_install" } }
policy { name = "capped", combines = { "noised" }, order = "strictest", consent = { food = { rule = "opt_out", form = "noised", epsilon_month = %g } },
  promises = { { "little is told", class = "food", epsilon_month = 2 } } }
policy { name = "nothing", consent = { food = "never" } }
policy { name = "noised_later", set = { ["microwave.report"] = "noised" }, consent = { food = "none" } }
branch { at = "2018-11-20", from = "nothing", policies = { "labels", "noised_later" } }
"""
wrong = []


def check(good, what):
    if not good:
        wrong.append(what)


def maru(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          env={**os.environ, "COLUMNS": "200"}, check=False)


def made(*arguments):
    done = maru(*arguments)
    if done.returncode:
        sys.exit(f"maru {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")
    return done.stdout


def texts(array):
    return [value.decode() for value in array[()]]


def promises_of(file):
    group = file["promises"]
    names = texts(group["name"])
    numbers = {name: group[name][()] for name in group if name not in ("promise", "name", "text", "policy")}
    return {name: {key: int(column[row]) for key, column in numbers.items()} for row, name in enumerate(names)}


def food_of(file):
    """Households that something of the food flow is known of: how often, first and last minute."""
    flows = texts(file["exposures/data_class"])
    of = file["exposures_of_homes"]
    rows = [row for row, flow in enumerate(of["flow"][()]) if flows[flow] == "food"]
    return {int(of["household"][row]): [int(of[name][row]) for name in ("transfers", "first", "last")] for row in rows}


def told(n, epsilon):
    rho = n * epsilon * epsilon / 2
    return min(n * epsilon, rho + 2 * math.sqrt(rho * math.log(1 / DELTA)))


def check_labels(file, start):
    """Nobody asked, from the day of the turn: each transfer breaks two promises, and the third from a week later on."""
    promises, food = promises_of(file), food_of(file)
    never, week, consent, image = (promises[name] for name in ("nobody is told what is eaten", "a week", "with consent", "no image leaves a home"))
    transfers = sum(row[0] for row in food.values())
    check(never["times"] == transfers > 1000, f"labels: {never['times']} breaks of {transfers} transfers")
    check(consent["times"] == transfers, f"labels: {consent['times']} breaks without consent")
    check(never["home_days_held"] + never["home_days_broken"] == HOMES * DAYS, "labels: home-days of the scenario's promise")
    check(week["home_days_held"] + week["home_days_broken"] == HOMES * (DAYS - start), "labels: home-days of the policy's promise")
    late = sum(max(0, DAYS - first // 1440 - KEPT) for _, first, _ in food.values())
    check(week["home_days_broken"] == week["times"] == late > 1000, f"labels: {week['home_days_broken']} days of too old data, not {late}")
    check(image["times"] == 0 and image["first_when_ms"] == -1 and image["home_days_held"] == HOMES * DAYS, "labels: images")
    first = min(row[1] for row in food.values())
    check(never["first_when_ms"] // 60000 == first, f"labels: first break in minute {never['first_when_ms'] / 60000}, not {first}")
    check(food[never["first_home"]][1] == first, "labels: the home of the first break")
    check(texts(file["exposures/data_class"])[never["first_flow"]] == "food", "labels: the flow of the first break")
    what = texts(file["events/what"])[never["first_event"] - 1]
    check(what == "promise broken: nobody is told what is eaten", f"labels: the journal says {what}")
    check(int(file["events/home"][never["first_event"] - 1]) == never["first_home"], "labels: the home of the journal's line")


def check_minors(file, start):
    """The same of homes with minors alone, also of what came into force at the turn."""
    promises, minors = promises_of(file), file["homes/minors"][()]
    food = {home: row for home, row in food_of(file).items() if minors[home]}
    never, week, all_homes = (promises[name] for name in ("not what children eat", "children a week", "a week"))
    homes = int(minors.sum())
    check(0.1 * HOMES < homes < 0.4 * HOMES and set(minors) == {0, 1}, f"minors: {homes} of {HOMES} homes")
    check((never["homes"], week["homes"], all_homes["homes"]) == (homes, homes, HOMES), "minors: homes that the promises are about")
    check(never["times"] == sum(row[0] for row in food.values()) > 100, f"minors: {never['times']} breaks")
    check(never["home_days_held"] + never["home_days_broken"] == homes * DAYS, "minors: home-days of the scenario's promise")
    late = sum(max(0, DAYS - first // 1440 - KEPT) for _, first, _ in food.values())
    check(week["home_days_broken"] == week["times"] == late > 100, f"minors: {week['home_days_broken']} days of too old data, not {late}")
    check(week["home_days_held"] == homes * (DAYS - start) - late, "minors: home-days of the policy's promise")
    first = min(row[1] for row in food.values())
    check(never["first_when_ms"] // 60000 == first and food[never["first_home"]][1] == first, "minors: the first break")


def contents_of(file):
    """All that is not of promises, nor counts lines of the journal, where a broken promise has one."""
    of = {}
    file.visititems(lambda name, item: of.update({name: item[()]}) if isinstance(item, h5py.Dataset) else None)
    return {name: value for name, value in of.items()
            if not name.startswith(("promises/", "events/", "meta/")) and name not in ("homes/minors", "postings/cause", "worths/cause")}


def check_nothing_else_changes(file):
    """Nor is anything of minors in a file where nobody promises anything about them."""
    text = SCENARIO % (HOMES, DAYS, "", CAP)
    text = re.sub(r'promise [^\n]*minors[^\n]*\n|{ "children[^}]*}, ', "", text)
    pathlib.Path("adults.lua").write_text(text, encoding="utf-8")
    made("run", "adults.lua", "--policy", "labels", "--quiet", "-o", "adults.h5")
    adults = h5py.File("adults.h5")
    check("minors" not in adults["homes"] and "homes" not in adults["promises"], "adults: who is under 18 is in the file")
    one, other = contents_of(file), contents_of(adults)
    check(one.keys() == other.keys() and len(one) > 50, f"minors: {sorted(one.keys() ^ other.keys())} of {len(one)}")
    differ = [name for name in one.keys() & other.keys() if repr(one[name].tolist()) != repr(other[name].tolist())]
    check(not differ, f"minors: a promise about them changes {differ}")


def units_of(file):
    group = file["epsilons"]
    return {unit: {name: group[name][row] for name in ("homes", "mean", "p95", "most", "delta")} for row, unit in enumerate(texts(group["unit"]))}


def check_noised(file):
    """Over the whole run an account is what the number of transfers comes to."""
    units, food = units_of(file), food_of(file)
    accounts = sorted(told(row[0], 0.4) for row in food.values())
    user = units["user"]
    check(user["homes"] == len(accounts) > 40, f"noised: {user['homes']} homes of {len(accounts)}")
    check(math.isclose(user["mean"], numpy.mean(accounts), rel_tol=1e-9), f"noised: mean {user['mean']}")
    check(math.isclose(user["p95"], accounts[math.ceil(0.95 * len(accounts)) - 1], rel_tol=1e-9), f"noised: p95 {user['p95']}")
    check(math.isclose(user["most"], accounts[-1], rel_tol=1e-9), f"noised: most {user['most']}")
    check(math.isclose(units["event"]["most"], 0.4, rel_tol=1e-12) and user["delta"] == DELTA, "noised: an event")
    order = [units[unit]["most"] for unit in ("event", "user-day", "user-month", "user")]
    check(order == sorted(order) and order[0] < order[1] < order[2] < order[3], f"noised: {order}")
    check(int(file["exposures/refused_epsilon"][()].sum()) == 0, "noised: nothing is capped")


def check_noised_later(file):
    """A policy that begins to noise does so: at epsilon 1 one of seven foods is told by a report as by 0.197 of an exact one."""
    tells, reports = (file[f"series/microwave_{name}"][()].sum() for name in ("tells", "reports"))
    wanted = (math.e - 1) / (math.e + 6)
    check(reports > 1000 and math.isclose(tells / reports, wanted, rel_tol=1e-9), f"noised later: {tells / reports}, not {wanted}")
    check({int(forms) for forms in file["exposures_of_homes/forms"][()]} == {8}, "noised later: in which forms")
    accounts = [told(row[0], 1) for row in food_of(file).values()]
    check(math.isclose(units_of(file)["user"]["most"], max(accounts), rel_tol=1e-9), "noised later: the account")


def check_capped(file):
    units, promises = units_of(file), promises_of(file)
    check(units["user-month"]["most"] <= CAP + 1e-12, f"capped: a month told {units['user-month']['most']}")
    check(units["user-month"]["most"] > CAP - 0.4, "capped: no month came near its cap")
    check(int(file["exposures/refused_epsilon"][()].sum()) > 100, "capped: little was refused")
    little = promises["little is told"]
    check(little["times"] > 10 and little["home_days_broken"] > 10, f"capped: {little}")
    check(texts(file["exposures/rule"])[little["first_flow"]] == "at_install, at most noised, epsilon 3 a month", f"capped: {texts(file['exposures/rule'])}")


def check_why(run, file):
    event = promises_of(file)["nobody is told what is eaten"]["first_event"]
    line = made("why", run, "--event", event)
    check("promise broken: nobody is told what is eaten" in line, f"maru why --event says {line}")
    number = made("why", run, "--number", "promise: nobody is told what is eaten")
    check(f"--event {event}" in number and "food: never" in number, f"maru why --number says {number}")


def check_page(run, file):
    made("report", run, "-o", "page.html")
    page = pathlib.Path("page.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])
    said = {p["name"]: p["policies"][0] for p in data["promises"]}
    for name, promise in promises_of(file).items():
        for key, column in (("held", "home_days_held"), ("broken", "home_days_broken"), ("times", "times")):
            check(said[name][key][1] == promise[column], f"page: {name}: {key} {said[name][key]}")
        first = said[name]["first"]
        check((first is None) == (promise["times"] == 0), f"page: {name}: first {first}")
        check(first is None or (first["when_ms"], first["home"], first["event"]) == tuple(promise[k] for k in ("first_when_ms", "first_home", "first_event")),
              f"page: {name}: first {first}")
    check(data["captions"]["promises"][0]["say"] == "see_promises_broken", "page: caption")


def check_compare(files):
    printed = made("compare", "promised.lua", "--replications", 1, "--threads", 2, "-o", "study")
    line = re.search(r"nobody is told what is eaten: (.*)", printed)
    check(line, f"compare prints no line of the broken promise:\n{printed}")
    for policy, file in files.items():
        broken = promises_of(file)["nobody is told what is eaten"]["home_days_broken"]
        number = re.search(rf"\b{policy} ([\d,]+)", line[1]) if line else None
        check(number and abs(int(number[1].replace(",", "")) - broken) <= broken * 1e-3, f"compare: {policy} of {line and line[1]}, not {broken}")
    check("no image leaves a home" not in printed, "compare tells of a promise that was kept")
    check(re.search(r"a week: labels [\d,]+$", printed, re.M), f"compare: who promises a week?\n{printed}")


def check_fatal():
    pathlib.Path("fatal.lua").write_text(SCENARIO % (HOMES, DAYS, ", fatal = true", CAP), encoding="utf-8")
    done = maru("run", "fatal.lua", "--policy", "noised", "-o", "fatal.h5")
    check(done.returncode == 2, f"fatal: exit status {done.returncode}")
    wanted = r'fatal\.lua:7: the promise "nobody is told what is eaten" is broken, and the run ends: on 2018-11-10 at \d\d:\d\d, home \d+, food to maker'
    check(re.search(wanted, done.stderr), f"fatal: {done.stderr}")
    check(not list(pathlib.Path().glob("fatal.h5*")), f"fatal: {list(pathlib.Path().glob('fatal*'))}")
    kept = maru("run", "fatal.lua", "--policy", "nothing", "-o", "kept.h5")
    check(kept.returncode == 0 and pathlib.Path("kept.h5").exists(), f"fatal: a promise that is kept ends nothing: {kept.stderr}")


def check_fatal_of_minors():
    """It ends in a home with minors, and where there are none it does not end."""
    text = (SCENARIO % (HOMES, DAYS, "", CAP)).replace("minors = true, never = true", "minors = true, never = true, fatal = true")
    pathlib.Path("children.lua").write_text(text, encoding="utf-8")
    done = maru("run", "children.lua", "--policy", "noised", "-o", "children.h5")
    home = re.search(r'the promise "not what children eat" is broken, and the run ends: on .*, home (\d+), food to maker', done.stderr)
    minors = h5py.File("noised.h5")["homes/minors"][()]
    check(done.returncode == 2 and home and minors[int(home[1])] == 1, f"children: {done.stderr}")
    none = maru("run", "children.lua", "--policy", "noised", "--set", "families.minors_share=0,0,0,0,0", "-o", "none.h5")
    check(none.returncode == 0 and "(food of homes with minors: never) is empty: no minors live here" in none.stderr, f"children: {none.stderr}")


def main():
    pathlib.Path("promised.lua").write_text(SCENARIO % (HOMES, DAYS, "", CAP), encoding="utf-8")
    files = {}
    for policy in ("labels", "noised", "capped", "nothing", "noised_later"):
        made("run", "promised.lua", "--policy", policy, "--quiet", "-o", f"{policy}.h5")
        files[policy] = h5py.File(f"{policy}.h5")
    check_labels(files["labels"], 10)
    check_minors(files["labels"], 10)
    check_nothing_else_changes(files["labels"])
    check_noised(files["noised"])
    check_noised_later(files["noised_later"])
    check_capped(files["capped"])
    check("epsilons" not in files["labels"] and "refused_form" not in files["labels"]["exposures"], "labels: nothing is noised")
    check_why("labels.h5", files["labels"])
    check_page("labels.h5", files["labels"])
    check_compare({policy: files[policy] for policy in ("labels", "noised", "nothing")})
    check_fatal()
    check_fatal_of_minors()
    for line in wrong:
        print(f"FAILED: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of maru report: one file that asks for nothing; its numbers are those of the run file or study, printed as the tables
print them; its sentences say no more than the intervals; the same bytes each time; it takes nothing's place but a page's.

What it looks like, and what keyboard and screen reader make of it: tests/pages (make test-pages).

test_report.py PROGRAM SOURCE_FOLDER
"""
import collections
import csv
import gzip
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import h5py
import numpy

PROGRAM, SOURCE = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
sys.path.insert(0, str(SOURCE / "tests/golden"))
import said

SCENARIO = SOURCE / "scenarios/pest_leads.lua"
PROGRAM_PART_MOST, PAGE_MOST = 300_000, 3_000_000  # bytes: packed, and of a whole page
REPLICATIONS, T = 8, 2.3646242515927853  # Student's t of so many, 95 %
wrong = []


def check(good, what):
    if not good:
        wrong.append(what)


def maru(*arguments, folder=None, environment=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "COLUMNS": "200", **(environment or {})}, check=False)


def made(*arguments, folder=None):
    done = maru(*arguments, folder=folder)
    if done.returncode:
        sys.exit(f"maru {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")
    return done.stdout


def data_of(page):
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.S)
    return json.loads(block[1])


def texts(array):
    return [value.decode() for value in array[()]]


def padded(text):
    """A number's text, and how a table has it: with zeros at its end up to four digits."""
    digits = len(re.sub(r"\D", "", text).lstrip("0"))
    more = [text + "0" * k for k in range(1, 5)] if "." in text else [f"{text}." + "0" * k for k in range(1, 4)]
    return {text, *(more if digits <= 4 else ())}


def numbers_in(value):
    """Every number of the data: [text, value, ...]."""
    if isinstance(value, list) and len(value) > 1 and isinstance(value[0], str) and isinstance(value[1], (int, float)):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(inner)


def value_of_text(text):
    return float(text.replace(",", "").replace(" %", "")) / (100 if text.endswith("%") else 1)


# ---- The page as a file ----

def check_alone(page):
    """Nothing is loaded, from nowhere."""
    text = page.read_text(encoding="utf-8")
    program = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.S)
    for pattern in (r"<link\b", r"@import", r"\burl\((?!#)", r"\bfetch\(", r"XMLHttpRequest", r"\bimport\(", r"WebSocket",
                    r"\bsrc\s*=", r"<(?:img|iframe|object|embed|audio|video)\b"):
        check(not re.search(pattern, program), f"{page.name}: {pattern} would load something")
    for address in re.findall(r"https?://[^\s\"'`)]+", program):
        check(address == "http://www.w3.org/2000/svg", f"{page.name}: {address}")
    check(all(link.startswith("#") for link in re.findall(r'href="([^"$]+)"', program)), f"{page.name}: a link leads out of it")
    check(len(text.encode()) <= PAGE_MOST, f"{page.name}: {len(text.encode())} bytes")
    check(len(gzip.compress(program.encode())) <= PROGRAM_PART_MOST, f"{page.name}: its program is too large")


def check_numbers(page, data):
    """A number's text says its value, as far as it has digits."""
    all_numbers = list(numbers_in(data))
    check(len(all_numbers) > 20, f"{page.name}: only {len(all_numbers)} numbers")
    for text, value, *_ in all_numbers:
        near = math.isclose(value_of_text(text), value, rel_tol=6e-2 if abs(value) < 100 else 6e-3, abs_tol=5e-3)
        check(near, f"{page.name}: {text} is said of {value}")


# ---- A run ----

def check_run(file, page, printed):
    data = data_of(page)
    check_alone(page)
    check_numbers(page, data)
    words = set(printed.split())
    check(data["kind"] == "run" and "decides" not in data, f"{page.name}: is of a {data['kind']}")
    parties, names = file["parties"], texts(file["party"])
    for row in data["money"]:
        own = names.index(row["party"])
        won = int(parties["won_in"][:, own].sum() - parties["won_out"][:, own].sum())
        check(row["means"][0][0] == f"{won:,}" and f"{won:,}" in words, f"{row['party']}: {row['means'][0][0]}, not {won:,}")
        check(row["kind"] == texts(file["firms/kind"])[own], f"{row['party']}: kind {row['kind']}")
    for row in data["means"]:
        text = row["means"][0] and row["means"][0][0]
        if row["group"] == "Key results" and text not in (None, "0"):
            check(padded(text) & words, f"{row['owner']} {row['name']}: the page's {text} is not what maru run printed")
    check_welfare(data, words)
    check_flows(file, data)
    check_bands(data)
    check_balances(data)
    check_known(file, data)
    check_asked(file, data)
    check_map(file, data)
    check_settings(file, data)


def check_welfare(data, words):
    """As maru run prints it; what all have is what families, firms and public bodies have; the families', what it is made of."""
    sides = {row["name"]: row["means"][0] for row in data["welfare"]["sides"]}
    check(set(sides) == {"families", "firms", "public", "all"}, f"who is better off: {sorted(sides)}")
    for name, (text, *_) in sides.items():
        check(text in words, f"welfare of {name}: the page's {text} is not what maru run printed")
    value = {name: number[1] for name, number in sides.items()}
    made_of = sum(row["means"][0][1] for row in data["welfare"]["families"])
    check(abs(value["families"] + value["firms"] + value["public"] - value["all"]) < 1, "welfare does not add up")
    check(abs(made_of - value["families"]) < 1, f"welfare of families: {value['families']}, of its parts {made_of}")


def check_flows(file, data):
    flows = file["flows"]
    wanted = {tuple(row[:4]): f"{row[4]:,}" for row in zip(*(texts(flows[name]) for name in ("payer", "payee", "reason", "currency")),
                                                           flows["amount"][()].tolist())}
    found = {(f["payer"], f["payee"], f["reason"], f["currency"]): f["amounts"][0][0] for f in data["flows"]}
    check(found == wanted and found, "the page's flows are not the file's")


FOR_DATA = re.compile(r"\b(leads?|data|rewards?)\b")


def check_bands(data, many=None):
    """What is drawn, and what is left out, are the flows, whatever is added up: of each party, and in all."""
    stem = lambda name: many if many and re.fullmatch(many + r"_\d+", name) else name
    for policy, forms in enumerate(data["bands"]):
        paid, kinds = collections.Counter(), collections.Counter()
        for flow in data["flows"]:
            if flow["currency"] == "won" and stem(flow["payer"]) != stem(flow["payee"]):
                paid[stem(flow["payer"]), stem(flow["payee"])] += flow["amounts"][policy][1]
                kinds[FOR_DATA.search(flow["reason"]) is not None and "outside" not in (flow["payer"], flow["payee"])] += flow["amounts"][policy][1]
        for width, form in forms.items():
            where, nodes = f"bands of policy {policy}, {width}", form["nodes"]
            left = collections.Counter({(band["from"][0], band["to"][0]): band["amount"][1] for band in form["left_out"]})
            named = {(nodes[l["from"]]["name"], nodes[l["to"]]["name"]) for l in form["links"]}
            for pair in named:
                if "" not in pair:
                    drawn = sum(l["amount"][1] for l in form["links"] if (nodes[l["from"]]["name"], nodes[l["to"]]["name"]) == pair)
                    check(drawn <= (paid[pair] - left[pair]) * (1 + 1e-6) and drawn >= (paid[pair] - left[pair]) * 0.99, f"{where}: {pair} {drawn}, but {paid[pair]} less {left[pair]}")
            for place, node in enumerate(nodes):
                for side, end in (("in", "to"), ("out", "from")):
                    through = sum(l["amount"][1] for l in form["links"] if l[end] == place)
                    check(math.isclose(node[side][1] if node[side] else 0, through, rel_tol=1e-6), f"{where}: {node} {side} is {through}")
            check(all(l["from"] < l["to"] for l in form["links"]), f"{where}: money runs backwards")
            drawn, small = sum(l["amount"][1] for l in form["links"]), sum(paid.values()) - left.total() - sum(l["amount"][1] for l in form["links"])
            joined = form["others"] is not None  # what they pay one another is not drawn
            check(joined or -1e-3 * drawn <= small <= ((form["small"] or [0, 0])[1] * 0.0015 + 1e-6) * (drawn + small), f"{where}: {small} of {drawn} is lost")
            if not joined and not form["left_out"]:
                check(math.isclose(sum(l["amount"][1] for l in form["links"] if l["data"]), kinds[True], rel_tol=1e-6), f"{where}: paid for data")


def check_balances(data, many=None):
    wanted = collections.Counter()
    for row in data["money"]:
        if row["party"] != "outside":
            wanted[many if many and re.fullmatch(many + r"_\d+", row["party"]) else row["party"]] += row["means"][0][1]
    found = {row["party"]: row["amount"][1] for row in data["balances"]}
    check(found.keys() == wanted.keys() and all(math.isclose(found[n], wanted[n], rel_tol=1e-6) for n in wanted), f"balances {found}, not {wanted}")
    check(list(found.values()) == sorted(found.values(), reverse=True), "balances are in no order")


def check_schools(folder):
    """Parties that are many of one entry are one where they are drawn."""
    file = folder / "schools.h5"
    made("run", SOURCE / "scenarios/whole_year.lua", "--policy", "ask", "--homes", 60, "--set", "days=40", "--set", "school.count=4", "--set", "school.equipped=1", "--quiet", "-o", file)
    made("report", file)
    data = data_of(folder / "schools.html")
    check_bands(data, "school")
    check_balances(data, "school")
    check([row["count"][1] for row in data["balances"] if row["party"] == "school"] == [4], f"balances of schools: {data['balances']}")
    for where in ("known", "asked", "quality"):
        check({row["party"] for row in data[where] if row["party"].startswith("school")} == {"school"}, f"{where}: schools are {[row['party'] for row in data[where]]}")


def check_known(file, data):
    flows, homes = file["exposures"], collections.defaultdict(dict)
    recipients, classes, states = texts(flows["recipient"]), texts(flows["data_class"]), texts(file["consents/state"])
    rows = file["exposures_of_homes"]
    for home, flow, allowed in zip(rows["household"][()], rows["flow"][()], rows["allowed_by"][()]):
        unasked = states[allowed] != "granted"
        cell = homes[recipients[flow], classes[flow]]
        cell[home] = cell.get(home, False) or unasked
    check({(c["party"], c["data"]) for c in data["known"]} == set(zip(recipients, classes)), "cells of who knows what")
    for cell in data["known"]:
        known = homes[cell["party"], cell["data"]].values()
        wanted = [f"{len(known) - sum(known):,}", f"{sum(known):,}"]
        check([n[0] for n in cell["homes"][0]] == wanted, f"{cell['party']} knows {cell['data']} of {cell['homes'][0]}, not {wanted}")
    check(any(homes.values()), "the run tells nobody anything: a larger one is needed here")


def check_asked(file, data):
    flows, last = file["exposures"], file["consents/households"][-1]
    states = {state: k for k, state in enumerate(texts(file["consents/state"]))}
    wanted = {}
    for key, homes in zip(zip(*(texts(flows[name]) for name in ("recipient", "data_class", "purpose"))), last.tolist()):
        granted, withdrawn, expired, refused = (homes[states[name]] for name in ("granted", "withdrawn", "expired", "refused"))
        steps = [sum(homes) - homes[states["not_asked"]], granted + withdrawn + expired, granted, withdrawn, expired, refused]
        if steps[0]:
            wanted[key] = [[f"{n:,}" for n in steps]]
    found = {(f["party"], f["data"], f["purpose"]): [[n[0] for n in homes] for homes in f["homes"]] for f in data["asked"]}
    check(found == wanted and found, f"who was asked: {found}, not {wanted}")


def check_map(file, data):
    homes, district = file["homes"], file["homes/district"][()].astype(int)
    measures = {m["name"]: m for m in data["map"]["measures"]}
    check({"won", "trust"} <= set(measures), f"the map shows {set(measures)}")
    check([n[1] for n in data["map"]["homes"]] == numpy.bincount(district).tolist(), "homes of each district")
    columns = [("won", "won_balance"), ("trust", "trust"), *(("air", name) for name in homes if name.endswith("_co2_above"))]
    check(("air" in measures) == any(name == "air" for name, _ in columns), f"air of schools: {set(measures)}")
    for name, column in columns:
        of_homes = [homes[column][()][district == d] for d in range(district.max() + 1)]
        told = [values[~numpy.isnan(values)] for values in of_homes]
        wanted = [values.mean() if len(values) else None for values in told]
        found = [n and n[1] for n in measures[name]["values"][0]]
        check([f is None for f in found] == [w is None for w in wanted] and numpy.allclose([f for f in found if f is not None], [w for w in wanted if w is not None], rtol=1e-6), f"{name} by district: {found}, not {wanted}")
        least = measures[name]["see"][0]
        check(math.isclose(least["from"][1], min(w for w in wanted if w is not None), rel_tol=1e-6) and math.isclose(wanted[int(least["most_at"][1])], least["until"][1], rel_tol=1e-6), f"{name}: {least}")


def check_busy_links(folder):
    """A district's link is shown where pictures keep some link busy: the most of a day, either way."""
    file = folder / "links.h5"
    made("run", SOURCE / "scenarios/cool_people.lua", "--policy", "cloud", "--homes", 60, "--set", "homes.districts=3", "--set", "days=5", "--set",
         "start=2018-07-20", "--set", "network.uplink_mbit_s=1", "--quiet", "-o", file)
    made("report", file)
    with h5py.File(file) as run:
        most = run["network/link_load"][()].max(axis=(0, 1))
    shown = [measure["values"][0] for measure in data_of(folder / "links.html")["map"]["measures"] if measure["name"] == "link"]
    check(most.max() > 0.01 and len(shown) == 1 and numpy.allclose([number[1] for number in shown[0]], most, rtol=1e-6), f"links: {shown}, not {most}")


WHY_GROUPS = {"money", "flow", "token", "data", "result"}


def explanation(data, number):
    """As maru why prints it, without how it breaks lines."""
    pieces, lines = data["why"]["texts"], iter(number["lines"])
    return " ".join(" ".join(pieces[text].split()) + (f" [{pieces[ask]}]" if ask >= 0 else "") for _, _, text, ask in zip(lines, lines, lines, lines))


def check_why(run, data, policy=0, least=40):
    """What the panel says of a number is what maru why prints of it; there is one for each number that is not 0."""
    numbers = {number["name"]: number for number in data["why"]["policies"][policy]}
    check(len(numbers) == len(data["why"]["policies"][policy]) >= least and {n["group"] for n in numbers.values()} <= WHY_GROUPS,
          f"{run.name}: {len(numbers)} numbers are explained")
    check(len(set(data["why"]["texts"])) == len(data["why"]["texts"]), f"{run.name}: a text stands twice")
    asked = made("why", run)
    for name, number in list(numbers.items())[::9]:
        printed = " ".join(made("why", run, "--number", name).split())
        check(explanation(data, number) == printed, f"why {name}: the page says\n{explanation(data, number)}\nmaru why\n{printed}")
        check(name in " ".join(asked.split()), f"maru why does not list {name}")
    for row in data["money"]:
        if policy == 0 and len(data["policies"]) == 1 and row["party"] not in ("mint", "burn"):
            check((row["means"][0][1] != 0) == (f"money: {row['party']}" in numbers), f"money of {row['party']}: explained or not")
    for flow in data["flows"]:
        name = f"payment: {flow['payer']} to {flow['payee']}, {flow['reason']}" + ("" if flow["currency"] == "won" else f" ({flow['currency']})")
        check(len(data["policies"]) > 1 or name in numbers, f"{name} is not explained")
    if len(data["policies"]) == 1:
        for row in data["means"]:
            if row["means"][0] and row["means"][0][1] and not row["group"].endswith("segment"):
                check(row["id"] in numbers or "segment" in row["group"], f"{row['id']} of {row['group']} is not explained")


def check_old_files(folder, run):
    """A run without a journal, and one of a program that wrote no equations, make a page all the same."""
    quiet, old = folder / "quiet.h5", folder / "old.h5"
    made("run", SCENARIO, "--policy", "sell_sightings", "--homes", 50, "--set", "days=10", "--set", "journal=none", "--quiet", "-o", quiet)
    made("report", quiet)
    said = data_of(folder / "quiet.html")["why"]
    check(any("kept no payments" in text for text in said["texts"]) and len(said["policies"][0]) > 10, "a run without journal explains nothing")
    shutil.copy(run, old)
    with h5py.File(old, "r+") as file:
        del file["submodels"]
    made("report", old)
    data = data_of(folder / "old.html")
    sorts = {sort for number in data["why"]["policies"][0] for sort in number["lines"][1::4]}
    check(6 not in sorts and 2 in sorts and len(data["money"]) > 3, f"a file without equations: lines of sorts {sorts}")


def check_settings(file, data):
    columns = [texts(file["meta"][name]) for name in ("name", "value", "unit", "role", "origin", "allowed", "source", "meaning")]
    check([list(row) for row in zip(*columns)] == data["settings"], "the page's settings are not the file's")
    check(data["scenario_text"] == SCENARIO.read_text(encoding="utf-8"), "the scenario's text")
    check(data["settings_counts"]["uncertain"][0] == str(columns[3].count("uncertain")), "how many settings are uncertain")


# ---- A comparison ----

def outcomes_of(study):
    """{id: [policy][replication]} of a comparison's file, and the policies in their order."""
    policies = list(dict.fromkeys(texts(study["runs/policy"])))
    values = collections.defaultdict(lambda: [{} for _ in policies])
    for policy, replication, row in zip(texts(study["runs/policy"]), study["runs/replication"][()], study["runs/outcomes"][()]):
        for name, value in zip(texts(study["outcome"]), row):
            values[name][policies.index(policy)][int(replication)] = value
    return policies, values


def starred(printed, label):
    """Whether each policy but the first has a star in that row of the table of means."""
    row = next(line for line in printed.splitlines() if line.startswith(label))
    return [end.strip() == "*" for end in re.findall(r"[\d.,]+( \*|)", row[len(label):])][1:]


def check_comparison(folder, page, details):
    data, words = data_of(page), set(details.replace("*", " ").split())
    check_alone(page)
    check_numbers(page, data)
    with h5py.File(folder / "study.h5") as study:
        policies, values = outcomes_of(study)
    check([p["name"] for p in data["policies"]] == policies, "the policies and their order")
    check(all(p["title"] for p in data["policies"]), "policies have titles")
    for row in data["means"]:
        for number in row["means"]:
            check(number is None or padded(number[0]) & words, f"{row['owner']} {row['name']}: {number} is in no table of maru compare")
    told = {}
    for row in data["money"]:
        for policy, difference in enumerate(row["differences"]):
            if not difference:
                continue
            pairs = [values[f"money: {row['party']}"][policy][k] - values[f"money: {row['party']}"][0][k] for k in range(REPLICATIONS)]
            mean, half = numpy.mean(pairs), T * numpy.std(pairs, ddof=1) / math.sqrt(REPLICATIONS)
            for name, value in (("mean", mean), ("low", mean - half), ("high", mean + half)):
                check(math.isclose(difference[name][1], value, rel_tol=1e-6, abs_tol=1e-6), f"{row['party']}: {name} {difference[name]}, not {value}")
            check(abs(mean) > half or not difference["told"], f"{row['party']}: told by an interval that reaches 0")
            told[policies[policy], row["party"]] = (difference["told"], mean, half)
        if row["party"] != "outside" and any(told[name, row["party"]][1] for name in policies[1:]):
            own = [told[name, row["party"]][0] for name in policies[1:]]
            check(own == starred(details, f"money: {row['party']} [won]"), f"{row['party']}: told {own}, other than maru compare's stars")
    check_sentences(data, told)
    check_trade(data, policies, values)
    check_bands(data)
    check({curve["sort"] for curve in data["curves"]} >= {"money", "sum"}, "there are curves of money and of results")
    for curve in data["curves"]:
        if curve["sort"] == "money":
            for line in curve["lines"]:
                _, mean, half = told[policies[line["policy"]], curve["owner"]]
                ends = [line[side][-1] for side in ("mean", "low", "high")]
                check(numpy.allclose(ends, [mean, mean - half, mean + half], rtol=1e-4, atol=1), f"curve of {curve['owner']} ends at {ends}")


F_2_6 = 5.143252849784719  # F of 2 and 6 degrees of freedom, 95 %


def check_trade(data, policies, values):
    """The edge of each ellipse lies where T^2 is F's; its middle is the mean of the paired differences."""
    check([p["party"] for p in data["trade"]["panels"]] == ["hanbit", "households"] and data["trade"]["exposure"] == "without", f"trade: {data['trade']}")
    judged = 0
    for panel in data["trade"]["panels"]:
        for policy, at in enumerate(panel["policies"]):
            if policy == 0:
                check(at is None, "the baseline is set against itself")
                continue
            names = ("data: all data flows: transfers without consent", f"money: {panel['party']}")
            pairs = numpy.array([[values[name][policy][k] - values[name][0][k] for k in range(REPLICATIONS)] for name in names])
            mean, (x, y, up) = pairs.mean(axis=1), at["ellipse"]
            check(numpy.allclose([at["exposure"][1], at["money"][1]], mean, rtol=1e-6), f"{panel['party']}: {at['exposure']}, {at['money']}, not {mean}")
            if numpy.linalg.cond(numpy.cov(pairs)) > 1e12:  # both move as one: the ellipse is a line
                check(up <= 1e-4 * abs(y) or not x, f"{panel['party']} under {policies[policy]}: an ellipse {at['ellipse']} without width")
                continue
            judged += 1
            edge = numpy.array([[x * math.cos(a), y * math.cos(a) + up * math.sin(a)] for a in numpy.linspace(0, 6, 7)])
            squared = REPLICATIONS * numpy.einsum("ij,jk,ik->i", edge, numpy.linalg.inv(numpy.cov(pairs)), edge)
            check(numpy.allclose(squared, 2 * 7 / 6 * F_2_6, rtol=1e-3), f"{panel['party']} under {policies[policy]}: T^2 at the edge is {squared}")
            check(at["points"] is None, "points and ellipse")
    check(judged > 0, "no ellipse was judged")
    check(len(data["captions"]["trade"]) == len(policies) - 1, "a sentence for each policy")


def check_sentences(data, told):
    """What is claimed of somebody's money is told by an interval, in that direction; what may be luck is not."""
    claims = 0
    for sentence in (s for paragraph in data["answer"] for s in paragraph):
        match = re.fullmatch(r"(earns|pays)_(more|less)", sentence["say"])
        if match:
            clear, mean, half = told[sentence["policy"], sentence["party"]]
            gains = (match[1] == "earns") == (match[2] == "more")
            check(clear and (mean > 0) == gains, f"{sentence['say']} is said of {sentence['party']}, who has {mean} +- {half}")
            check(math.isclose(sentence["amount"][1], abs(mean), rel_tol=1e-6), f"{sentence['say']}: {sentence['amount']}")
            check(sentence["low"][1] > 0, f"{sentence['say']}: its interval reaches 0")
            claims += 1
        if sentence["say"] == "may_be_luck":
            check(not any(told[sentence["policy"], party][0] for party in sentence["parties"]), f"luck: {sentence}")
    check(claims > 0, "nobody's money is told from luck: more runs are needed here")


# ---- A study of points ----

def check_points(folder, page):
    data = data_of(page)
    check_alone(page)
    check_numbers(page, data)
    check(data["kind"] == "points" and "flows" not in data and "money" not in data, "a study of points")
    with open(folder / "robustness.csv", encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    check(len(data["decides"]["rows"]) == len(table) > 0, f"{len(data['decides']['rows'])} differences, {len(table)} in robustness.csv")
    for row, line in zip(data["decides"]["rows"], table):
        for name, column in (("share", "sign_holds"), ("share_low", "sign_low"), ("share_high", "sign_high"), ("median", "median"), ("low", "low"), ("high", "high")):
            check(math.isclose(row[name][1], float(line[column]), rel_tol=1e-5, abs_tol=1e-5), f"{line['outcome']}: {name} {row[name]}, not {line[column]}")
        check((row["flips"] or "") == line["flips"] and data["policies"][row["policy"]]["name"] == line["policy"], f"{line['outcome']}: {row['flips']}")
    for sentence in (s for paragraph in data["answer"] for s in paragraph):
        least = {"nearly": 0.9, "mostly": 0.5}.get(sentence["say"].split("_")[1], 0)
        check(sentence["low"][1] >= least, f"{sentence['say']} is said with {sentence['low']}")
    with h5py.File(folder / "study.h5") as study:
        check_varied(study, data)
        check_flips(study, data)


def check_few_points(folder):
    """Of too few points a page says that it says nothing."""
    made("sweep", SCENARIO, "--homes", 50, "--vary", "hanbit.lead_fee_won=5000..50000", "--design", "oat", "--policies", "sell_sightings,keep_at_home",
         "--set", "days=3", "--set", "network=closed_form", "--quiet", "-o", folder / "few")
    made("report", folder / "few")
    data = data_of(folder / "few.html")
    check([[sentence["say"] for sentence in paragraph] for paragraph in data["answer"]] == [["few_points"]], f"few points: {data['answer']}")
    check(data["answer"][0][0]["count"][1] == 20 and "decides" not in data, f"few points: {data['answer']}")


def words_of(setting):
    """None of a setting of numbers."""
    return setting.attrs["values"].decode().split("\n") if "values" in setting.attrs else None


def place_of(setting, run):
    """Between the least and the most, or among the words."""
    words = words_of(setting)
    if words:
        return words.index(setting[run].decode()) / (len(words) - 1)
    return (setting[run] - setting.attrs["least"]) / (setting.attrs["most"] - setting.attrs["least"])


def check_varied(study, data):
    check([v["name"] for v in data["varied"]] == list(study["design"]), f"what varies: {data['varied']}")
    decide = collections.Counter(row["movers"][0]["setting"] for row in data["decides"]["rows"] if row["movers"])
    for row in data["varied"]:
        setting = study["design"][row["name"]]
        check(row["moves"][1] == decide[row["name"]], f"{row['name']} moves {row['moves']} most, not {decide[row['name']]}")
        if words_of(setting):
            check(row["range"] == ", ".join(words_of(setting)) and row["seen"] is None, f"{row['name']}: {row['range']}, {row['seen']}")
            continue
        check(row["range"] == f"{setting.attrs['least']:g} to {setting.attrs['most']:g}", f"{row['name']}: allowed {row['range']}")
        seen = [setting[()].min(), numpy.median(setting[()]), setting[()].max()]
        check(numpy.allclose([number[1] for number in row["seen"]], seen, rtol=1e-6), f"{row['name']} was {row['seen']}, not {seen}")


def points_of(study, name, policy):
    """Of each point its place between the settings' least and most, and the mean of the paired differences."""
    policies, outcome = texts(study["runs/policy"]), texts(study["outcome"]).index(name)
    names, base, pairs, places = list(study["design"]), policies[0], collections.defaultdict(dict), {}
    rows = zip(study["runs/point"][()].tolist(), policies, study["runs/outcomes"][:, outcome].tolist())
    for run, (point, own, value) in enumerate(rows):
        pairs[point].setdefault(own, []).append(value)
        places[point] = [place_of(study["design"][n], run) for n in names]
    return names, [(places[p], numpy.mean(numpy.subtract(pairs[p][policy], pairs[p][base]))) for p in sorted(pairs)]


def check_flips(study, data):
    """Its points are the study's; the box, where nothing else bounds it, holds as many as it says."""
    panels = data["flips"]["panels"]
    check(data["flips"]["all"][1] == len(data["decides"]["rows"]) and data["flips"]["found"][1] == sum(bool(r["flips"]) for r in data["decides"]["rows"]), "how many flip")
    check(len(panels) == min(4, data["flips"]["found"][1]) > 0, f"{len(panels)} maps of {data['flips']['found']} boxes")
    judged = 0
    for panel in panels:
        row = data["decides"]["rows"][panel["row"]]
        name = f"money: {row['name']}" if row["sort"] == "money" else f"data: all data flows: {row['name']}" if row["sort"] == "data" else None
        check(panel["text"] == row["flips"], f"{row['name']}: {panel['text']}, but {row['flips']}")
        for axis in panel["axes"]:
            check(axis["words"] == (words_of(study["design"][axis["name"]]) or []), f"{axis['name']}: the map's words are {axis['words']}")
        if name is None:
            continue
        names, points = points_of(study, name, data["policies"][row["policy"]]["name"])
        axes = [names.index(axis["name"]) for axis in panel["axes"]]
        wanted = [[place[axes[0]], place[axes[1]], numpy.sign(value) != row["sign"]] for place, value in points]
        drawn = numpy.reshape(panel["points"], (-1, 3))
        check(numpy.allclose(drawn, wanted, atol=1e-3), f"{name}: the map's points are not the study's")
        if panel["others"][1]:
            continue
        bounds = [(-math.inf if a["low"] is None else a["low"], math.inf if a["high"] is None else a["high"]) for a in panel["axes"]]
        inside = [flipped for *at, flipped in wanted if all(low <= x <= high for x, (low, high) in zip(at, bounds))]
        check([len(inside), sum(inside)] == [panel["inside"][1], panel["hits"][1]], f"{name}: {len(inside)} points in the box, {sum(inside)} flip; the page says {panel['inside']}, {panel['hits']}")
        check(math.isclose(panel["density"][1], sum(inside) / len(inside)) and math.isclose(panel["coverage"][1], sum(inside) / sum(f for *_, f in wanted)), f"{name}: density, coverage")
        judged += 1
    check(judged > 0, "no map was judged")


# ---- Words ----

def check_words():
    charts = SOURCE / "analysis/charts"
    table = (charts / "texts.js").read_text(encoding="utf-8")
    entries = dict(re.findall(r'(\w+): (\["(?:[^"\\]|\\.)*", "(?:[^"\\]|\\.)*"\])', table.split("const NAMES")[0]))
    check(len(entries) > 100, f"only {len(entries)} texts were read")
    for name, both in entries.items():
        english, korean = (set(re.findall(r"\{(\w+)\}", text)) - {"Party", "party"} for text in json.loads(both))
        check(english == korean, f"{name}: English speaks of {english}, Korean of {korean}")
    said = {name for file in (SOURCE / "analysis").glob("report*.c") for name in re.findall(r'"((?:see|run|data|point|earns|pays)_\w+|may_be_luck|too_few|no_money_told)"', file.read_text())}
    used = {name for file in charts.glob("*.js") for name in re.findall(r'\btext\("(\w+)"[,)]', file.read_text(encoding="utf-8"))}
    for name in sorted((said | used) - {"data_class"}):
        check(name in entries, f"no text is called {name}")


# ---- Where it goes ----

def check_places(folder, run, other):
    foreign, page = folder / "notes.html", folder / "run.html"
    foreign.write_text("<!doctype html>\n<p>mine</p>\n", encoding="utf-8")
    before = page.read_bytes()
    for out, status, why in ((foreign, 2, "is no page of Maru"), (folder, 2, "a folder"), (folder / "no/where.html", 1, "where.html"),
                             (page, 2, "--force")):
        done = maru("report", other if out == page else run, "-o", out)
        check(done.returncode == status and why in done.stderr, f"-o {out.name}: {done.returncode} {done.stderr}")
    check(foreign.read_text(encoding="utf-8") == "<!doctype html>\n<p>mine</p>\n", "somebody's page was written over")
    check(page.read_bytes() == before, "a run's page was written over by another's")
    check(maru("report", run, "-o", page).returncode == 0 and page.read_bytes() == before, "twice the same page is not the same bytes")
    made("report", other, "-o", page, "--force")
    check(page.read_bytes() != before, "--force replaces nothing")
    check(maru("report", run, "-o", foreign, "--force").returncode == 2 and "mine" in foreign.read_text(), "--force takes what is no page")
    for given, status in ((folder / "none.h5", 1), (foreign, 1), (folder / "empty", 2)):
        (folder / "empty").mkdir(exist_ok=True)
        done = maru("report", given, "-o", folder / "new.html")
        check(done.returncode == status and done.stderr and not (folder / "new.html").exists(), f"{given.name}: {done.returncode}")
    check(not list(folder.glob("*.part*")), f"left behind: {list(folder.glob('*.part*'))}")


def main():
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        small = ("--set", "days=30", "--quiet")
        run, other = folder / "run.h5", folder / "other.h5"
        printed = made("run", SCENARIO, "--policy", "sell_sightings", "--homes", 300, "--set", "days=30", "-o", run)
        made("run", SCENARIO, "--policy", "keep_at_home", "--homes", 50, "-o", other, *small)
        made("report", run)
        with h5py.File(run) as file:
            check_run(file, folder / "run.html", printed)
        check_why(run, data_of(folder / "run.html"))
        check_old_files(folder, run)
        check_schools(folder)
        check_busy_links(folder)
        check_places(folder, run, other)
        details = made("compare", SCENARIO, "--homes", 300, "--replications", REPLICATIONS, "--set", "days=30", "--set", "network=closed_form", "--details", "-o",
                       folder / "study")
        made("report", folder / "study/")
        check_comparison(folder / "study", folder / "study.html", details)
        check_why(folder / "study/ask_first-r0.h5", data_of(folder / "study.html"), 1)
        points = made("robust", SCENARIO, "--homes", 50, "--runs", 120, "--vary", "cockroaches.prevalence", "--vary", "cockroaches.calls_firm", "--vary",
                      "hanbit.lead_fee_won=5000..50000", "--vary", "robot_vacuum.looks=true,false", "--set", "days=10", "--set", "network=closed_form",
                      "-o", folder / "robust")
        made("report", folder / "robust", "-o", folder / "points.html")
        check_points(folder / "robust", folder / "points.html")
        check_few_points(folder)
        check_words()
        pages = {name: data_of(folder / f"{name}.html") for name in ("run", "quiet", "old", "schools", "study", "points", "few")}
        told = {key: number for name, data in pages.items() for key, number in said.of_page(f"page_{name}", data).items()}
        told |= said.of_text("printed", "run", printed) | said.of_text("printed", "comparison", details) | said.of_text("printed", "points", points)
        check(said.hold(SOURCE, run, told, "contract/test_report.py"), "what is said is not as before")
    finally:
        shutil.rmtree(folder)
    print("\n".join(wrong) or "pages say what their runs and studies hold, and stand alone")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

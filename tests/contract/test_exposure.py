# SPDX-License-Identifier: GPL-3.0-or-later
"""The page's exposure graph and what it says of consents, recomputed from the run file: who holds what of how many homes, which way it
went, who stands in the middle (by walking every path), chances of a breach, and what was earned with data of families that would refuse.

test_exposure.py PROGRAM SOURCE_FOLDER
"""
import collections
import itertools
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py

PROGRAM, SOURCE = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
SMALL = ("--homes", "200", "--days", "120", "--set", "homes.districts=2", "--set", "network.model=closed_form")
HOMES = ""
wrong = []


def check(good, what):
    if not good:
        wrong.append(what)


def made(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"maru {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")


def data_of(page):
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.S)
    return json.loads(block[1])


def texts(array):
    return [value.decode() for value in array[()]]


def near(one, other):
    return one is not None and math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)


def value(number):
    return None if number is None else number[1]


class Run:
    """What of a run file the graph is made from. No party of the scenario is one of many."""
    def __init__(self, path):
        with h5py.File(path) as file:
            flows = file["exposures"]
            self.days = len(file["day"])
            self.data, self.recipient, self.purpose, self.maker = (texts(flows[name]) for name in ("data_class", "recipient", "purpose", "maker"))
            self.numbers = {name: list(flows[name][()]) for name in
                            ("transfers", "transfers_without_consent", "requests", "requests_most", "consent_age", "withdrawn",
                             "withdrawn_after", "homes_unasked", "homes_would_refuse", "transfers_would_refuse", "person_days")}
            parties = texts(file["party"])
            self.firms = {name for name, kind in zip(parties, texts(file["firms/kind"])) if kind}
            self.rows = set(zip(map(int, file["exposures_of_homes/flow"][()]), map(int, file["exposures_of_homes/household"][()])))
            self.receivers = [(int(flow), parties[party]) for flow, party in zip(file["receivers/flow"][()], file["receivers/receiving_party"][()])]
            states = texts(file["consents/state"])
            self.standing = file["consents/households"][-1, :, states.index("granted")]
            self.paid = list(zip(*(texts(file[f"flows/{name}"]) for name in ("payer", "payee", "reason", "currency")), file["flows/amount"][()]))

    def ways(self):
        """{(from, to, class): homes}."""
        ways = collections.defaultdict(set)
        for flow, home in self.rows:
            by = next((i for i in range(len(self.data)) if self.maker[flow] and self.recipient[flow] != self.maker[flow]
                       and self.recipient[i] == self.maker[flow] and self.data[i] == self.data[flow] and self.purpose[i] == self.purpose[flow]), None)
            ways[(self.maker[flow] if by is not None and (by, home) in self.rows else HOMES, self.recipient[flow], self.data[flow])].add(home)
            for other, party in self.receivers:
                if other == flow:
                    ways[(self.recipient[flow], party, self.data[flow])].add(home)
        return ways


def paths(edges, at, goal, seen=()):
    """Every path of parties from there, without turning back."""
    if at == goal:
        yield seen
    elif len(seen) < 6:
        for start, end in edges:
            if start == at and end not in seen:
                yield from paths(edges, end, goal, (*seen, end))


def between(ways):
    """Share of the pairs of a class and a party that it reaches, between which the party lies."""
    found, pairs = collections.Counter(), 0
    for data in {data for _, _, data in ways}:
        edges = {(start, end) for start, end, of in ways if of == data}
        for goal in {end for _, end in edges}:
            all_paths = list(paths(edges, HOMES, goal))
            if not all_paths:
                continue
            pairs += 1
            shortest = [path for path in all_paths if len(path) == min(map(len, all_paths))]
            for party in set(itertools.chain(*shortest)) - {goal}:
                found[party] += sum(party in path for path in shortest) / len(shortest)
    return {party: count / pairs for party, count in found.items()}


def compare_graph(name, run, reach, chances):
    ways = run.ways()
    check({(e["from"], e["to"], e["data"]): value(e["homes"][0]) for e in reach["edges"]} == {way: len(homes) for way, homes in ways.items()},
          f"{name}: edges")
    middle, holders = between(ways), {end for _, end, _ in ways}
    check({p["party"] for p in reach["parties"]} == holders, f"{name}: who holds something: {holders}")
    expected = weights = 0
    for party in reach["parties"]:
        own, (classes, homes, share, days, chance) = party["party"], map(value, party["of"][0])
        held = {(home, data) for (_, end, data), all_homes in ways.items() if end == own for home in all_homes}
        flows = [i for i in range(len(run.data)) if run.recipient[i] == own or (i, own) in run.receivers]
        likely = chances.get(own, 0) if chances else 1 / len(holders)
        check(classes == len(held) and homes == len({home for home, _ in held}), f"{name}: {own} holds {classes}, {homes}")
        check(near(share, middle.get(own, 0)), f"{name}: {own} stands between {share}, {middle.get(own, 0)}")
        check(near(days, sum(run.numbers["person_days"][i] for i in flows)), f"{name}: {own}: {days} person-class-days")
        check(near(chance, likely), f"{name}: a breach at {own} has chance {chance}, {likely}")
        expected, weights = expected + likely * len(held), weights + likely
    check(near(value(reach["expected"][0]), expected / weights), f"{name}: a breach reaches {reach['expected'][0]}, {expected / weights}")
    check(reach["said"] == bool(chances), f"{name}: chances are the run's: {reach['said']}")
    return middle


def for_data(reason):
    return bool({"lead", "leads", "data", "reward", "rewards", "profiles"} & set(re.findall(r"[A-Za-z0-9]+", reason)))


def compare_quality(name, run, quality):
    """Returns what is regretted in all."""
    n, regretted = run.numbers, 0
    check(len(quality) == len(run.data), f"{name}: data flows")
    for i, flow in enumerate(quality):
        check((flow["party"], flow["data"], flow["purpose"]) == (run.recipient[i], run.data[i], run.purpose[i]), f"{name}: flow {i}")
        own, transfers = flow["of"][0], n["transfers"][i]
        if own is None:
            check(transfers == 0 and n["requests"][i] == 0, f"{name}: {flow} has something to say")
            continue
        income = sum(amount for payer, payee, reason, currency, amount in run.paid
                     if payer == run.recipient[i] and payee in run.firms and payee != payer and currency == "won" and for_data(reason))
        to_it = sum(t for t, recipient in zip(n["transfers"], run.recipient) if recipient == run.recipient[i])
        wanted = [(transfers - n["transfers_without_consent"][i]) / transfers if transfers else None,
                  n["consent_age"][i] if run.standing[i] else None, n["withdrawn"][i], n["withdrawn_after"][i] if n["withdrawn"][i] else None,
                  n["requests"][i], n["requests_most"][i], n["homes_unasked"][i], n["homes_would_refuse"][i],
                  income * transfers / to_it if to_it else 0, income * n["transfers_would_refuse"][i] / to_it if to_it else 0, transfers, 0, 0]  # nobody breaks consents
        for k, (said, right) in enumerate(zip(map(value, own), wanted, strict=True)):
            check(said is None if right is None else near(said, right), f"{name}: {flow['party']}, {flow['data']}: number {k} is {said}, {right}")
        regretted += wanted[9]
    return regretted


def look(folder, name, policy, chances, *settings):
    file, page = folder / f"{name}.h5", folder / f"{name}.html"
    made("run", SOURCE / "scenarios/breach.lua", "--policy", policy, *SMALL, *itertools.chain(*(("--set", s) for s in settings)), "--quiet", "-o", file)
    made("report", file, "-o", page)
    run, data = Run(file), data_of(page)
    middle = compare_graph(name, run, data["reach"], chances(run))
    return run, data, middle, compare_quality(name, run, data["quality"])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run, data, middle, regret = look(folder, "sell", "sell", lambda run: {"hanbit": 1}, "leak.at=2018-03-01")
        check(middle["hanbit"] > 0.2, f"the maker stands in the middle: {middle}")
        check(regret > 0 and any(n > 0 for n in run.numbers["homes_would_refuse"]), "selling brings in what families would have refused")
        sentence = data["captions"]["quality"][0]
        check(sentence["say"] == "see_quality_regret" and near(sentence["amount"][1], regret), f"the caption says {sentence}")
        *_, regret = look(folder, "ask", "ask", lambda run: {}, "leak.at=", "leak.a_year=0")
        check(regret == 0, "who asks has nothing to regret")
        look(folder, "chance", "ask", lambda run: {"dongne": 1 - math.exp(-0.5 * run.days / 365)}, "leak.at=", "leak.a_year=0.5", "leak.party=dongne")
        _, data, middle, regret = look(folder, "on_device", "on_device", lambda run: {})  # its date lies behind the run's end
        check("hanbit" not in {p["party"] for p in data["reach"]["parties"]} and not middle and regret == 0, "the maker holds nothing")
    for line in wrong:
        print(f"FAILED: {line}", file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""What `maru run --follow` says day by day: its last line is what the run file says at the end, recomputed from the ledger's flows,
the exposures and the homes; nothing paid or told is ever taken back; the bytes hang on no threads; a line is small.

test_follow.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy

MARU, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
LINE_MOST = 4096  # bytes, at 20 districts
SMALL = ["homes.count=240", "homes.districts=20"]
RUNS = [  # scenario, policy, settings, and what must have happened in it
    ("pest_leads", "sell_sightings", ["days=92", "cockroaches.prevalence=0.35", "cockroaches.met_per_run=0.02"], ("told", "unasked", "hurt")),
    ("pest_leads", "ask_first", ["days=60", "cockroaches.prevalence=0.35", "cockroaches.met_per_run=0.02"], ("told", "given")),
    ("seven_systems", "ask", ["days=40"], ("told",)),
    ("whole_year", "take", ["days=30", "school.count=2"], ("told", "unasked")),
    ("privacy_competes", "both_take", ["days=30"], ("told", "unasked")),
    ("forgets", None, [], ("told", "unasked", "deleted")),
]
# Sightings are deleted after ten days, so that some who knew something know nothing at the end.
FORGETS = """scenario { name = "forgets", start = "2018-06-01", days = 60, homes = { count = 240, districts = 20 },
  cockroaches = { prevalence = 0.35, met_per_run = 0.02 }, robot_vacuum { ownership = 1 }, maker { name = "hanbit" },
  pest_control { name = "bugbye" } }
policy { name = "forget", consent = { pest_sighting = { rule = "none", kept_days = 10 } } }
"""


def texts(values):
    return [value.decode() if isinstance(value, bytes) else value for value in values]


def follow(folder, scenario, policy, settings, threads):
    """The lines, and the run file."""
    file, own = folder / f"{scenario}-{policy}-{threads}.h5", folder / f"{scenario}.lua"
    words = [MARU, "run", own if own.exists() else ROOT / f"scenarios/{scenario}.lua", "--follow", "--threads", threads, "-o", file]
    words += ["--policy", policy] if policy else []
    for setting in SMALL + settings:
        words += ["--set", setting]
    said = subprocess.run([str(word) for word in words], capture_output=True, check=True).stdout
    return said, file


def number_of(place, name):
    """The place in "who" of a party, which may be one of several of its entry."""
    names = [who["name"] for who in place["who"]]
    return names.index(name) if name in names else names.index(name.rstrip("0123456789").rstrip("_"))


def paid(run, place):
    flows, sums = run["flows"], {}
    for payer, payee, currency, amount in zip(texts(flows["payer"][()]), texts(flows["payee"][()]), texts(flows["currency"][()]),
                                              flows["amount"][()]):
        if currency == "won" and amount:
            pair = number_of(place, payer), number_of(place, payee)
            sums[pair] = sums.get(pair, 0) + int(amount)
    return sums


def check_money(run, place, line):
    names, received, spent = texts(run["party"][()]), run["parties/won_in"][()].sum(0), run["parties/won_out"][()].sum(0)
    balance = {name: int(got - gone) for name, got, gone in zip(names, received, spent)}
    assert line["money"] == {name: balance[name] for name in line["money"]}, (line["money"], balance)
    assert len(line["money"]) == sum(who["parties"] for who in place["who"])
    assert {(a, b): won for a, b, won in line["paid"]} == paid(run, place) and len(line["paid"]) == len(paid(run, place))
    flows = run["flows"]
    given = sum(int(amount) for payer, amount in zip(texts(flows["payer"][()]), flows["amount"][()]) if payer == "mint")
    assert sum(tokens for _, tokens in line["given"]) == given, (line["given"], given)
    assert line["tokens"] == int(run["homes/token_balance"][()].sum())
    by_district = numpy.bincount(run["homes/district"][()].astype(int), weights=run["homes/won_balance"][()])
    assert line["won"] == by_district.astype(int).tolist()


def known_of(run, place, flows):
    """Homes of whom something came over these data flows and is still there, and those where the first rested on no consent."""
    of, household = run["exposures_of_homes/flow"][()], run["exposures_of_homes/household"][()]
    granted = run["exposures_of_homes/allowed_by"][()] == 2
    here = numpy.isin(of, flows)
    district, size = run["homes/district"][()].astype(int), len(place["homes"])
    count = lambda rows: numpy.bincount(district[numpy.unique(household[rows])], minlength=size).tolist()
    return count(here), count(here & ~granted)


def check_known(run, place, line):
    exposures, recipients = run["exposures"], texts(run["exposures/recipient"][()])
    classes = texts(exposures["data_class"][()])
    cells = [(data, number_of(place, who)) for data, who in zip(classes, recipients)]
    assert sorted(set(cells)) == sorted((data, who) for data, who in place["data"]) and len(place["data"]) == len(set(cells))
    told = {tuple(place["data"][cell]): numbers for cell, *numbers in line["told"]}
    for cell in set(cells):
        flows = [i for i, own in enumerate(cells) if own == cell]
        homes, unasked = known_of(run, place, flows)
        sent = [int(exposures[name][()][flows].sum()) for name in ("transfers", "transfers_without_consent")]
        assert told.get(cell, [0, 0, 0, 0]) == [*sent, sum(homes), sum(unasked)], (cell, told.get(cell), sent)
    assert line["known"]["any"] == list(known_of(run, place, range(len(cells))))
    for data in set(classes):
        found = list(known_of(run, place, [i for i, own in enumerate(classes) if own == data]))
        assert line["known"].get(data, [[0] * len(place["homes"])] * 2) == found, (data, found)


def check_hurt(run, line):
    realised = [i for i, kind in enumerate(texts(run["welfare/kind"][()])) if kind == "privacy realised"]
    worse = run["welfare/by_home"][()][:, realised].sum(1) < 0
    assert line["hurt"] == numpy.bincount(run["homes/district"][()].astype(int), weights=worse).astype(int).tolist()


def check_days(place, days):
    assert [line["day"] for line in days] == list(range(1, place["days"] + 1))
    for before, after in zip(days, days[1:]):
        then, now = ({(a, b): won for a, b, won in line["paid"]} for line in (before, after))
        assert all(now.get(pair, 0) >= won for pair, won in then.items()), "a payment was taken back"
        then, now = ({cell: items for cell, items, *_ in line["told"]} for line in (before, after))
        assert all(now.get(cell, 0) >= items for cell, items in then.items()), "something told was taken back"
    for line in days:
        for homes, unasked in line["known"].values():
            assert all(0 <= u <= h <= all_of for u, h, all_of in zip(unasked, homes, place["homes"])), line


def check_happened(run, line, happened):
    there = {"deleted": int(run["exposures/homes_deleted"][()].sum()), "told": line["told"], "given": line["given"], "unasked": sum(line["known"]["any"][1]), "hurt": sum(line["hurt"])}
    assert all(there[what] for what in happened), f"{happened} did not happen, so that nothing was tried: {line}"


def main():
    with tempfile.TemporaryDirectory() as name:
        (pathlib.Path(name) / "forgets.lua").write_text(FORGETS)
        for scenario, policy, settings, happened in RUNS:
            said, file = follow(pathlib.Path(name), scenario, policy, settings, 1)
            assert said == follow(pathlib.Path(name), scenario, policy, settings, 2)[0], f"{scenario}: threads change what is said"
            assert max(map(len, said.splitlines())) <= LINE_MOST, f"{scenario}: a line of {max(map(len, said.splitlines()))} bytes"
            first, *days = map(json.loads, said.splitlines())
            place = first["place"]
            check_days(place, days)
            with h5py.File(file) as run:
                check_happened(run, days[-1], happened)
                assert place["homes"] == numpy.bincount(run["homes/district"][()].astype(int)).tolist()
                check_money(run, place, days[-1])
                check_known(run, place, days[-1])
                check_hurt(run, days[-1])
            print(f"{scenario} {policy or ''}: {len(days)} days, {max(map(len, said.splitlines()))} bytes at most")


main()

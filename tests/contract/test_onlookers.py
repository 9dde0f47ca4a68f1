# SPDX-License-Identifier: GPL-3.0-or-later
"""Who looks on changes nothing: with and without attackers a run comes to the same, to the byte, on every network; what they guess is the
same on any number of threads, and is told in a group of its own; what cannot be meant is refused with file and line.

test_onlookers.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py
import numpy

ATTACKERS = ("eavesdropper", "burglar", "counter", "joiner", "asker")
GROUPS = ("series", "homes", "flows", "exposures", "exposures_of_homes", "consents", "welfare", "worths", "events", "postings", "learning", "network")
COLUMNS = {"attacker", "watched", "technique", "question", "answers", "right", "right_without", "advantage", "advantage_low", "advantage_high",
           "advantage_error", "advantage_without", "bound", "balanced", "mcc", "bits", "row"}
KEPT_DAYS = 20  # of the policy month
wrong = []


def check(good, what):
    if not good:
        wrong.append(what)


def live(program, scenario, policy, out, *options):
    subprocess.run([program, "run", scenario, "--policy", policy, "--quiet", "--homes", "120", "-o", out, *options], check=True,
                   capture_output=True)
    return h5py.File(out)


def values_of(group):
    found = {}
    group.visititems(lambda name, item: found.update({name: item[...]}) if isinstance(item, h5py.Dataset) else None)
    return found


def is_same(a, b):
    return a.shape == b.shape and (a.tolist() == b.tolist() if a.dtype.hasobject else a.tobytes() == b.tobytes())


def is_own(name):
    return any(name.startswith(f"{attacker}_") for attacker in ATTACKERS)


def acting(file, numbers):
    names = [name.decode() for name in file["party"][...]]
    return numpy.array([names[number] if 0 <= number < len(names) else number for number in numbers], dtype=object)


def judge_same(seen, unseen, what):
    counted = 0
    for group in GROUPS:
        if group not in unseen:
            check(group not in seen, f"{what}: {group} is there with onlookers alone")
            continue
        with_them, without = values_of(seen[group]), values_of(unseen[group])
        for name, value in without.items():
            counted += 1
            if name == "acting_party":  # by number: by name
                value, with_them[name] = (acting(file, numbers) for file, numbers in ((unseen, value), (seen, with_them[name])))
            check(name in with_them and is_same(value, with_them[name]), f"{what}: {group}/{name} hangs on who looks on")
        check(all(is_own(name) for name in with_them.keys() - without.keys()), f"{what}: {group} has more with onlookers")
    check(counted > 100, f"{what}: {counted} tables were compared")


def judge_group(file):
    group = file["guesses"]
    check(set(group) == COLUMNS, f"columns of the group: {sorted(set(group) ^ COLUMNS)}")
    names = [name.decode() for name in group["attacker"][...]]
    check(sorted(names) == sorted(ATTACKERS), f"attackers: {names}")
    series = file["series"]
    for row, name in enumerate(names):
        answers, advantage = (group[column][row] for column in ("answers", "advantage"))
        check(series[f"{name}_answers"][...].sum() == answers, f"{name}: the series count {answers} answers")
        check(numpy.isclose(series[f"{name}_advantage"][...].sum(), advantage), f"{name}: the series add up to {advantage}")
        check(group["advantage_low"][row] <= advantage <= group["advantage_high"][row], f"{name}: the advantage lies in its interval")
        check(group["advantage_error"][row] >= 0 and 0 <= group["right"][row] <= 1, f"{name}: a share and an error")
    noticed, forgotten = (series[f"burglar_{name}"][...].sum(axis=1) for name in ("noticed", "forgotten"))
    if file.attrs["policy"] in (b"month", "month"):
        older = noticed[:-KEPT_DAYS].sum()
        check(0.97 * older < forgotten.sum() <= older, f"kept for {KEPT_DAYS} days: {forgotten.sum()} of {older} are forgotten")
    else:
        check(forgotten.sum() == 0 < noticed.sum(), "what is kept for good is not forgotten")
    joiner = {name.removeprefix("joiner_"): series[name][...].sum() for name in series if name.startswith("joiner_")}
    groups = sum(joiner[name] for name in ("unique", "among_few", "among_some", "among_many"))
    check(groups == joiner["linked"] > 0, "each home that is linked is in a group of one size")


def judge_refused(program, text, path):
    for old, new, told in (('watches = "training"', 'watches = "trainin"', "did you mean 'training'?"),
                           ('watches = "grocery food_insight"', 'watches = "grocery"', "two parties"),
                           ('watches = "food_insight" }', 'watches = "" }', "one party or two"),
                           ('watches = "food_insight" }', 'watches = "burglar" }', "no party of this scenario"),
                           ('watches = "training"', 'watches = "maker"', "watches a recogniser_training"),
                           ('technique = "network", retrain', 'retrain', "really learns"),
                           ('attack = "meal"', 'attack = "meals"', "meal")):
        assert old in text, old
        path.write_text(text.replace(old, new), encoding="utf-8")
        done = subprocess.run([program, "run", path, "--policy", "labels", "--quiet", "-o", "refused.h5"], capture_output=True, text=True, check=False)
        check(done.returncode == 2 and told in done.stderr and re.search(r"refused\.lua:\d+: ", done.stderr), f"{new}: {done.returncode}, {done.stderr.strip()}")


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    text = (source / "tests/contract/stages/onlookers.lua").read_text(encoding="utf-8")
    struck = re.sub(r"^  attacker .*\n", "", text, flags=re.M)
    assert text.count("attacker {") == len(ATTACKERS) and "attacker {" not in struck
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "seen.lua").write_text(text, encoding="utf-8")
        (folder / "unseen.lua").write_text(struck, encoding="utf-8")
        for policy, model in (("month", "closed_form"), ("noised", "simgrid")):
            options = ("--days", "30", "--set", f"network.model={model}")
            seen = live(program, folder / "seen.lua", policy, folder / f"seen_{policy}.h5", *options, "--threads", "1")
            unseen = live(program, folder / "unseen.lua", policy, folder / f"unseen_{policy}.h5", *options, "--threads", "1")
            judge_same(seen, unseen, f"{policy}, {model}")
            check("guesses" not in unseen, "nobody looks on, and nothing is told")
            judge_group(seen)
            more = live(program, folder / "seen.lua", policy, folder / f"more_{policy}.h5", *options, "--threads", "2")
            check(all(is_same(value, values_of(more["guesses"])[name]) for name, value in values_of(seen["guesses"]).items()),
                  f"{policy}: guesses are the same on two threads")
        judge_refused(program, text, folder / "refused.lua")
    print("\n".join(wrong) or "who looks on changes nothing")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

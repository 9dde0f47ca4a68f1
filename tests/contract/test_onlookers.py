# SPDX-License-Identifier: GPL-3.0-or-later
"""Who looks on changes nothing: with and without attackers a run comes to the same, to the byte, on every network; what they guess is the
same on any number of threads, and is told in a group of its own; what cannot be meant is refused with file and line.

test_onlookers.py PROGRAM SOURCE_FOLDER
"""
import collections
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py
import numpy

ATTACKERS = ("eavesdropper", "burglar", "counter", "joiner", "asker", "gourmet", "landlord", "thief")
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


def judge_links(file):
    """Who is alone with district and size, counted from the homes; who is not is found one time in k."""
    flows, known = file["exposures"], file["exposures_of_homes"]
    of = {firm: {int(home) for home, flow in zip(known["household"][...], known["flow"][...])
                 if (flows["recipient"][flow], flows["purpose"][flow]) in wanted}
          for firm, wanted in (("grocery", {(b"grocery", b"grocery_offers"), (b"grocery", b"own_order")}), ("desk", {(b"maker", b"food insight")}))}
    keys = list(zip(file["homes/district"][...].tolist(), file["homes/members"][...].tolist()))
    groups = collections.Counter(keys[home] for home in of["desk"])
    chances = [1 / groups[keys[home]] for home in of["grocery"] & of["desk"]]
    found = {name: file[f"series/joiner_{name}"][...].sum() for name in ("linked", "linked_rightly", "unique")}
    check(found["linked"] == len(chances) > 50, f"{found['linked']} homes are linked, {len(chances)} are known to both")
    check(found["unique"] == chances.count(1), f"{found['unique']} homes are alone, {chances.count(1)} by the table of homes")
    spread = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    check(abs(found["linked_rightly"] - sum(chances)) < 3 * spread, f"{found['linked_rightly']} are linked rightly, {sum(chances)} in the mean")


def judge_members(program, text, path):
    """The homes that the latest version was trained on are those that the desk says, whoever of the two closes the day first."""
    counts = []
    for name in ("asker", "zealot"):
        path.write_text(text.replace("kept_days = 20", "kept_days = 3").replace('"asker"', f'"{name}"'), encoding="utf-8")
        file = live(program, path, "month", path.with_suffix(f".{name}.h5"), "--homes", "200", "--set", "network.model=closed_form", "--set",
                    "robot_vacuum.ownership=0.4", "--set", "robot_vacuum.mess_per_run=0.005", "--set", "training.unsure_per_run=0.1", "--threads", "1")
        learning, guesses = file["learning"], file["guesses"]
        trained_on = [homes for technique, homes in zip(learning["technique"][...], learning["homes"][...]) if technique == b"classifier_network"][-1]
        counts.append(guesses["answers"][[row.decode() for row in guesses["attacker"][...]].index(name)])
        check(counts[-1] == 2 * trained_on, f"{name} is asked of {counts[-1]} homes, the version was trained on {trained_on}")
    ever = sum(file["exposures/homes_exposed"][row] for row, purpose in enumerate(file["exposures/purpose"][...]) if purpose == b"recogniser training")
    check(0 < counts[0] < 2 * ever, f"of {ever} homes some were deleted before the version: {counts[0] / 2}")


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

    path.write_text("""scenario { name = "clean", homes = { count = 60 }, days = 3, air_conditioner {}, maker {},
  attacker { attack = "pest", watches = "maker" } }""", encoding="utf-8")
    done = subprocess.run([program, "run", path, "--quiet", "-o", "refused.h5"], capture_output=True, text=True, check=False)
    check(done.returncode == 2 and "cockroaches matter" in done.stderr and not pathlib.Path("refused.h5").exists(), f"no cockroaches: {done.stderr.strip()}")


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
        judge_links(live(program, folder / "seen.lua", "labels", folder / "links.h5", "--homes", "400", "--set", "network.model=closed_form",
                         "--set", "joiner.by_dwelling=false", "--set", "homes.districts=40", "--threads", "1"))
        judge_members(program, text, folder / "members.lua")
        judge_refused(program, text, folder / "refused.lua")
    print("\n".join(wrong) or "who looks on changes nothing")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

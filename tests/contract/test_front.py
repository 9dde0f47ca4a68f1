# SPDX-License-Identifier: GPL-3.0-or-later
"""The front that maru compare prints where somebody overhears: what could be guessed is recomputed from the run files, and who is
beaten by whom from the three columns. The page of the comparison shows the same, with intervals, and maru why explains what is guessed.
Without an attacker there is none.

test_front.py PROGRAM SOURCE_FOLDER
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
HOMES, REPLICATIONS = 150, 3
T = 4.302652729749464  # Student's t of two degrees of freedom, 97.5 %
HEAD = "Money, welfare, guesses"
WORLD = """scenario {{ name = "front", homes = {{ count = {homes}, districts = 3 }}, days = 30, seed = 7, network = "closed_form",
  microwave {{ recognition = "device", report = "label" }}, food_insight {{}}, maker {{}}, {more} }}
policy {{ name = "take", consent = {{ food = "none" }} }}
policy {{ name = "ask", consent = {{ food = "at_install" }} }}
policy {{ name = "noised", consent = {{ food = "none" }}, set = {{ ["microwave.report"] = "noised" }} }}
policy {{ name = "nothing", consent = {{ food = "never" }} }}
compare {{ baseline = "take", policies = {{ "ask", "noised", "nothing" }}, replications = {replications} }}
"""
ATTACKERS = 'attacker {{ name = "ear", attack = "meal", watches = "food_insight" }}, attacker {{ name = "thief", attack = "empty", watches = "food_insight" }}'


def compare(program, name, more):
    pathlib.Path(name + ".lua").write_text(WORLD.format(more=more, homes=HOMES, replications=REPLICATIONS), encoding="utf-8")
    done = subprocess.run([program, "compare", name + ".lua", "-o", name], capture_output=True, text=True, check=True,
                          env={**os.environ, "COLUMNS": "150"})
    return done.stdout.splitlines()


def table(lines):
    """{policy: (firms, families, guessed, beaten by)}."""
    start = next(i for i, line in enumerate(lines) if line.startswith(HEAD)) + 2
    rows = {}
    for line in lines[start:start + 4]:
        policy, firms, families, guessed, beaten = line.split(maxsplit=4)
        rows[policy] = (int(firms.replace(",", "")), int(families.replace(",", "")), float(guessed), beaten)
    return rows


def guessed(h5py, policy):
    """Of each attacker its advantage at the end of each replication, and the bound that theory sets."""
    found, bounds = {}, {}
    for path in sorted(pathlib.Path("front").glob(f"{policy}-r*.h5")):
        with h5py.File(path) as file:
            group = file["guesses"]
            for who, advantage, bound in zip(group["attacker"].asstr()[()], group["advantage"][()], group["bound"][()]):
                found.setdefault(who, []).append(float(advantage))
                bounds[who] = float(bound)
    assert len(found) == 2 and all(len(values) == REPLICATIONS for values in found.values()), found
    return found, bounds


def best(found):
    """Who guesses best by the means, of those that had something to guess by; None and 0: nobody."""
    means = {who: sum(values) / len(values) for who, values in found.items() if not any(map(math.isnan, values))}
    return max(means.items(), key=lambda item: item[1], default=(None, 0))


def interval(values):
    mean = sum(values) / len(values)
    half = T * math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1) / len(values))
    return {"mean": mean, "low": mean - half, "high": mean + half}


def is_near(shown, wanted):
    return all(math.isclose(shown[key][1], wanted[key], rel_tol=1e-5, abs_tol=1e-7) for key in wanted)


def beats(one, other):
    return one != other and all(a >= b for a, b in zip(one, other))


def won(h5py):
    """{side: {policy: [won of each replication]}}"""
    with h5py.File("front/study.h5") as study:
        names, policies = list(study["outcome"].asstr()[()]), study["runs/policy"].asstr()[()]
        values, order = study["runs/outcomes"][()], study["runs/replication"][()]
    return {side: {policy: [float(values[run, names.index(f"welfare: {side}")]) for _, run in
                            sorted((order[run], run) for run in range(len(policies)) if policies[run] == policy)]
                   for policy in set(policies)} for side in ("families", "firms")}


def check_page(h5py, program, rows):
    subprocess.run([program, "report", "front", "-o", "page.html", "--quiet"], check=True)
    page = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', pathlib.Path("page.html").read_text(encoding="utf-8"), re.S)[1])
    names, sides = [p["name"] for p in page["policies"]], won(h5py)
    guesses = {policy: guessed(h5py, policy) for policy in names}
    lived = {policy: [(sides["firms"][policy][k], sides["families"][policy][k], -best({who: [values[k]] for who, values in guesses[policy][0].items()})[1])
                      for k in range(REPLICATIONS)] for policy in names}
    for policy, shown in zip(names, page["front"]):
        firms, families, told, beaten = rows[policy]
        assert [s["mean"][0] for s in shown["sides"]] == [f"{families:,}", f"{firms:,}"], (policy, shown["sides"], rows[policy])
        for s in shown["sides"]:
            pairs = [(a - b) / HOMES for a, b in zip(sides[s["side"]][policy], sides[s["side"]][names[0]])]
            assert s["difference"] is None if policy == names[0] else is_near(s["difference"], interval(pairs)), (policy, s, pairs)
        found, bounds = guesses[policy]
        attacker, advantage = best(found)
        assert shown["attacker"] == (attacker or ""), (policy, shown, found)
        assert abs(advantage - told) < 0.00051
        if attacker:
            assert is_near(shown["guessed"], interval(found[attacker])), (policy, shown["guessed"], found)
            assert shown["bound"] is None if math.isnan(bounds[attacker]) else math.isclose(shown["bound"][1], bounds[attacker], rel_tol=1e-5), (policy, shown["bound"], bounds)
        else:
            assert shown["guessed"] is None and shown["bound"] is None
        assert (names[shown["above"]] if shown["above"] is not None else "on the front") == beaten, (policy, shown["above"], beaten)
        held = sum(not any(beats(lived[other][k], lived[policy][k]) for other in names) for k in range(REPLICATIONS))
        assert [number[1] for number in shown["runs"]] == [held, REPLICATIONS], (policy, shown["runs"], held)
    sentence, = page["captions"]["front"]
    assert sentence["policies"] == [policy for policy in names if rows[policy][3] == "on the front"], sentence
    return guesses


def check_why(program, guesses):
    """maru why says what could be guessed, of one run, and its equation; the page holds the same."""
    done = subprocess.run([program, "why", "front/take-r0.h5", "--number", "guessed: ear"], capture_output=True, text=True, check=True)
    value = float(re.match(r"guessed: ear: ([\d.]+)", done.stdout)[1])
    assert math.isclose(value, guesses["take"][0]["ear"][0], abs_tol=1e-3), (value, guesses["take"])
    assert "overhears food_insight" in done.stdout and "attack_meal" in done.stdout, done.stdout


def main():
    try:
        import h5py
    except ImportError as missing:
        print(f"skipped: {missing}")
        return SKIPPED
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        rows = table(compare(program, "front", ATTACKERS.format()))
        exact = {policy: (firms, families, -best(guessed(h5py, policy)[0])[1]) for policy, (firms, families, _, _) in rows.items()}
        for policy, (_, _, shown, beaten) in rows.items():
            assert abs(shown + exact[policy][2]) < 0.00051, (policy, shown, exact[policy])
            above = [other for other in rows if beats(exact[other], exact[policy])]
            assert beaten == (above[0] if above else "on the front"), (policy, beaten, above, exact)
        assert exact["take"][2] < exact["noised"][2] < 0, exact  # noise is guessed through less often than labels
        assert any(row[3] == "on the front" for row in rows.values())
        check_why(program, check_page(h5py, program, rows))
        assert not any(line.startswith(HEAD) for line in compare(program, "nobody", ""))
        os.chdir("/")
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""The front that maru compare prints where somebody overhears: what could be guessed is recomputed from the run files, and who is
beaten by whom from the three columns. Without an attacker there is none.

test_front.py PROGRAM SOURCE_FOLDER
"""
import math
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
HEAD = "Money, welfare, guesses"
WORLD = """scenario {{ name = "front", homes = {{ count = 150, districts = 3 }}, days = 30, seed = 7, network = "closed_form",
  microwave {{ recognition = "device", report = "label" }}, food_insight {{}}, maker {{}}, {more} }}
policy {{ name = "take", consent = {{ food = "none" }} }}
policy {{ name = "ask", consent = {{ food = "at_install" }} }}
policy {{ name = "noised", consent = {{ food = "none" }}, set = {{ ["microwave.report"] = "noised" }} }}
policy {{ name = "nothing", consent = {{ food = "never" }} }}
compare {{ baseline = "take", policies = {{ "ask", "noised", "nothing" }}, replications = 2 }}
"""
ATTACKERS = 'attacker {{ name = "ear", attack = "meal", watches = "food_insight" }}, attacker {{ name = "thief", attack = "empty", watches = "food_insight" }}'


def compare(program, name, more):
    pathlib.Path(name + ".lua").write_text(WORLD.format(more=more), encoding="utf-8")
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
    """The largest mean over replications of an attacker's advantage at the end, of those that had something to guess."""
    sums = {}
    for path in sorted(pathlib.Path("front").glob(f"{policy}-r*.h5")):
        with h5py.File(path) as file:
            for who, advantage in zip(file["guesses/attacker"].asstr()[()], file["guesses/advantage"][()]):
                sums.setdefault(who, []).append(advantage)
    assert len(sums) == 2 and all(len(values) == 2 for values in sums.values()), sums
    return max(sum(values) / 2 for values in sums.values() if not any(map(math.isnan, values)))


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
        exact = {policy: (firms, families, -guessed(h5py, policy)) for policy, (firms, families, _, _) in rows.items()}
        for policy, (_, _, shown, beaten) in rows.items():
            assert abs(shown + exact[policy][2]) < 0.00051, (policy, shown, exact[policy])
            above = [other for other in rows if all(a >= b for a, b in zip(exact[other], exact[policy])) and exact[other] != exact[policy]]
            assert beaten == (above[0] if above else "on the front"), (policy, beaten, above, exact)
        assert exact["take"][2] < exact["noised"][2] < 0, exact  # noise is guessed through less often than labels
        assert any(row[3] == "on the front" for row in rows.values())
        assert not any(line.startswith(HEAD) for line in compare(program, "nobody", ""))
        os.chdir("/")
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""A policy's rules answer what its functions answer: rules that say what the program does by itself change nothing but the journal,
which says of each answer which rule gave it; the same bytes on any number of threads; and what is wrong in a rule is refused with
file, line, rule and what is allowed.

test_rules_lua.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import netCDF4
import numpy

SMALL = ["--homes", "300", "--days", "120", "--quiet"]
HEAD = """scenario { title = "Rules", start = "2018-06-01", homes = { count = 300, districts = 5 },
  robot_vacuum { ownership = 1 }, air_conditioner { placement = "device", left_on = 0.5 }, electricity {}, remote_control {},
  maker { name = "hanbit" }, pest_control { name = "bugbye" }, diet_app {}, diet_seller { name = "namu" },
  school { name = "school", classrooms = 4 }, air_purifier {}, cockroaches = { prevalence = 0.35 } }
"""
BY_ITSELF = """policy { name = "plain", consent = { presence = "at_install", pest_sighting = "ask_each_time" } }
"""
# What the program does by itself, said as rules.
BY_RULES = """policy { name = "plain", consent = { presence = "at_install", pest_sighting = "ask_each_time" },
  on_pest_signs = { { name = "two_of_five", when = { sightings = { at_least = 2 }, quiet = false }, answer = { alarm = true } } },
  on_sighting = { { name = "always", when = {}, answer = { ask = true } } },
  on_left_on = { { name = "tell", when = { since_h = { at_least = 0 } }, answer = { act = "notice" } } },
  on_school_day = { { name = "as_ever", when = { month = { at_least = 1 } }, answer = { air_breaks = "as_usual" } } },
}
"""
OTHERWISE = """policy { name = "plain", consent = { presence = "at_install", pest_sighting = "ask_each_time" }, levers = { patience = { 3, 1, 8, "sightings before an alarm" } },
  on_pest_signs = { { name = "patient", when = { sightings = { at_least = "levers.patience" }, quiet = false }, answer = { alarm = true } },
                    { name = "else", priority = -1, answer = { alarm = false } } },
  on_left_on = { { name = "hot", when = { outdoor_c = { above = 25 } }, answer = { act = "switch_off" } } },
  on_school_day = { { name = "shut", when = { outdoor_pm25_ug_m3 = { above = 15 } }, answer = { air_breaks = "no" } } },
}
"""


def live(program, name, text, *more):
    pathlib.Path(name + ".lua").write_text(HEAD + text, encoding="utf-8")
    subprocess.run([program, "run", name + ".lua", *SMALL, *more, "-o", name + ".h5"], check=True)
    return name + ".h5"


def series(path):
    with netCDF4.Dataset(path) as file:
        return {name: numpy.array(v[:]) for name, v in file["series"].variables.items()}


def lines(path):
    with netCDF4.Dataset(path) as file:
        return list(file["events"]["what"][:]), list(file["events"]["cause"][:])


def judge_equal(plain, ruled):
    one, other = series(plain), series(ruled)
    assert one.keys() == other.keys()
    for name in one:
        assert numpy.array_equal(one[name], other[name], equal_nan=True), f"{name} differs although the rules say what is done anyway"
    assert one["hanbit_alarms"].sum() > 20, "there were alarms to judge"


def judge_reasons(path):
    """Each alarm follows from the rule that raised it, and nothing else does."""
    what, cause = lines(path)
    alarms = [i for i, w in enumerate(what) if w == "pest alarm on the device"]
    told = [i for i, w in enumerate(what) if w == "told that it is left on"]
    assert len(alarms) > 10 and told, "something happened"
    assert all(what[cause[i] - 1] == "rule two_of_five" for i in alarms), "an alarm follows from its rule"
    assert all(what[cause[i] - 1] == "rule tell" for i in told), "a notice follows from its rule"
    assert what.count("rule two_of_five") == len(alarms) and what.count("rule tell") == len(told)
    assert "rule always" in what and "rule as_ever" in what
    return len(alarms)


def judge_otherwise(plain, other):
    one, two = series(plain), series(other)
    assert two["hanbit_alarms"].sum() < one["hanbit_alarms"].sum(), "a patient robot raises fewer alarms"
    assert two["remote_control_switched_off"].sum() > 0 == one["remote_control_switched_off"].sum(), "what is hot is switched off"
    assert not numpy.array_equal(two["school_co2_above"], one["school_co2_above"]), "shut windows are felt"


WRONG = {
    'on_sighting = { { name = "x", when = { our = 3 }, answer = { ask = true } } }': r"rule 'x': there is no fact 'our'; did you mean 'hour'\?",
    'on_sighting = { { name = "x", when = { hour = { over = 3 } }, answer = { ask = true } } }': r"'over': a fact is above, at_least",
    'on_sighting = { { name = "x", when = { hour = 3 }, answer = { aks = true } } }': r"nobody asks for 'aks'; did you mean 'ask'\?",
    'on_sighting = { { name = "x", when = { hour = 3 } } }': r"rule 'x': it answers nothing",
    'on_sighting = { { when = { hour = 3 }, answer = { ask = true } } }': r"each rule has a name",
    'on_sighting = { { name = "x", when = { hour = "late" }, answer = { ask = true } } }': r"rule 'x': hour = .*late",
    'on_sighting = { { name = "x", when = { hour = { above = 30 } }, answer = { ask = true } } }': r"rule 'x': hour = 30",
    'on_sighting = { { name = "x", when = { hour = { above = 9, below = 7 } }, answer = { ask = true } } }': r"rule 'x' never holds",
    'on_sighting = { { name = "x", answer = { reward_tokens = "levers.gift" } } }': r"no lever 'gift'",
    'on_sighting = { { name = "x", answer = { reward_tokens = -1 } } }': r"rule 'x': reward_tokens = -1",
    'on_sighting = { { name = "x", answer = { ask = true }, prio = 3 } }': r"no part 'prio'",
    'on_sighting = { { name = "x", when = { hour = { below = 9 } }, answer = { ask = true } }, { name = "y", when = { alarms_before = 0 }, answer = { ask = false } } }':
        r"rules 'x' and 'y' may hold at once, rank alike and answer differently",
    'on_sighting = { { name = "x", when = { hour = { below = 9 } }, answer = { ask = true } }, { name = "x", when = { hour = { above = 10 } }, answer = { ask = false } } }': r"two rules are called 'x'",
    'on_sighting = {}': r"a list of 1 to 64 rules",
    'on_sighting = 3': r"a function written in Lua, or a list of rules",
    'on_pest_signs = function() end': r"a list of rules",
    'on_pest_signs = { { name = "x", when = { ["home.trust"] = { above = 0.5 } }, answer = { alarm = true } } }': r"there is no fact 'home.trust'",
}


def judge_wrong(program):
    for text, expected in WRONG.items():
        pathlib.Path("wrong.lua").write_text(HEAD + 'policy { name = "plain",\n' + text + "\n}\n", encoding="utf-8")
        run = subprocess.run([program, "run", "wrong.lua", *SMALL, "-o", "wrong.h5"], capture_output=True, text=True, check=False)
        said = " ".join(run.stderr.split())
        assert run.returncode == 2 and re.search(r"wrong\.lua:\d+: ", said) and re.search(expected, said), f"{text}\n  {run.returncode} {said}"
        assert not pathlib.Path("wrong.h5").exists()


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        judge_wrong(program)
        plain, ruled = live(program, "plain", BY_ITSELF), live(program, "ruled", BY_RULES, "--threads", "1")
        judge_equal(plain, ruled)
        alarms = judge_reasons(ruled)
        before = pathlib.Path(ruled).read_bytes()
        assert before == pathlib.Path(live(program, "ruled", BY_RULES, "--threads", "2", "--force")).read_bytes(), "the same bytes on two threads"
        judge_otherwise(plain, live(program, "otherwise", OTHERWISE))
    print(f"{len(WRONG)} wrong rules refused; rules decided {alarms} alarms as the program does by itself")


if __name__ == "__main__":
    sys.exit(main())

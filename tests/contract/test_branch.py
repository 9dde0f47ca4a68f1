# SPDX-License-Identifier: GPL-3.0-or-later
"""A lever that a policy turns during a run counts from then on, or is refused; and a policy that follows on itself changes nothing.

test_branch.py PROGRAM SOURCE_FOLDER [--all] [--part N] [--only TEXT]

Every lever is moved to where it changes something (test_settings_matter.py finds that), once from the start, and once by a
policy that follows at the first midnight, when the world has been made and nothing has happened. Both must come to the same,
unless the lever also says how the world is made (MAKES_THE_WORLD): then it must come to something else than never turned.
A lever that is read only while the world is made is marked so in its kind's table (LEVER_AT_START), and a branch that would
turn it is refused. One lever in a hundred is tried, the same ones every time; all with --all: `make settings`.

A policy that is followed, after two weeks, by another that is the same in all but its name comes to the same as when nothing turns:
families that are asked anew say nothing new, and nobody begins anew. One in twelve is tried of each scenario's first and last policies.
"""
import collections
import multiprocessing
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

import test_settings_matter as matter

START = "2018-06-10"
# Read at every moment, and once more before the first: first moments are drawn, families are asked at installation.
MAKES_THE_WORLD = {"product_health.report_days", "regulator.audits_year"}
ASKED_AT_INSTALLATION = "token_programme."
# Whoever declares the policy declares another beside it, which differs in one lever.
BESIDE = """local declare = policy
local function policy(one)
    declare(one)
    if one.name ~= "{policy}" then return end
    local other = {{}}
    for key, value in pairs(one) do other[key] = value end
    other.name, other.set = "turned", {{}}
    for key, value in pairs(one.set or {{}}) do
        if type(value) == "table" and #value == 0 then
            for inner, deep in pairs(value) do other.set[key .. "." .. inner] = deep end
        else
            other.set[key] = value
        end
    end
    {change}
    declare(other)
end
"""
CHANGE = 'other.set["{lever}"] = {value}'
ALONE = 'policy {{ name = "plain" }} policy {{ name = "turned", set = {{ ["{lever}"] = {value} }} }}\n'
BRANCH = '\nbranch {{ at = "{at}", from = "{policy}", policies = {{ "turned" }} }}\n'

LATER = "2018-06-25"
SMALL = ("--homes", "60", "--days", "40", *matter.NOBODY_WAITS)
# A recipient that heeds fines stops taking, and asks those of whom it took something; at a turn all others are asked as well.
ASKS_THE_OTHERS = {"seldom"}


def in_lua(setting, value):
    numbers = value.split(",")
    if re.fullmatch(r"-?[0-9.]+(e[+-]?\d+)?", numbers[0]):
        return "{ " + value + " }" if "numbers, each" in setting.allowed else value
    return value if value in ("true", "false") else f'"{value}"'


def lived(program, folder, stage, text, policy="turned"):
    """What comes of the policy of the text: a fingerprint, or None and what was said."""
    # Beside its modules and data, as the scenario is.
    path = folder / stage.path.name
    path.write_text(text, encoding="utf-8")
    for other in stage.path.parent.iterdir():
        if other.is_file() and other.name != stage.path.name and not (folder / other.name).exists():
            (folder / other.name).symlink_to(other)
    print_of = matter.fingerprint(program, path, policy, *stage.size, "--set", f"start={START}")
    if print_of is not None:
        return print_of, ""
    said = subprocess.run([program, "run", path, "--policy", policy, "--quiet", "-o", folder / "no.h5", "--set", f"start={START}",
                           "--homes", "2", "--days", "1"], capture_output=True, text=True)
    return None, said.stderr


def turn(task):
    """(lever, how the branch was taken, what was said): "refused", "as from the start", "turns", "as never", "not tried"."""
    program, setting, sizes = task
    _, effect = matter.find_effect((program, setting, sizes))
    if effect is None:
        return setting, "not tried", "it moves nothing"
    number, stage, value = effect
    # The same order as find_effect's: the stage's entry is the one that moved something.
    entry = next(entry for places in sizes for entry, other in matter.spoken_of_first(setting, places) if other is stage)
    words = {"policy": stage.policy or "plain", "lever": f"{entry}.{setting.name}", "value": in_lua(setting, value), "at": START}
    dated = re.sub(r'(\bstart *= *)"[^"]*"', rf'\1"{START}"', stage.text)
    text = (BESIDE if stage.policy else ALONE).format(**words, change=CHANGE.format(**words)) + dated
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        at_once, said = lived(program, folder, stage, text)
        if at_once is None:
            return setting, "not tried", said
        later, said = lived(program, folder, stage, text + BRANCH.format(**words))
        if later is None:
            return setting, "refused" if "counts at the start only" in said else "not tried", said
        if later == at_once:
            return setting, "as from the start", said
        never, said = lived(program, folder, stage, text, words["policy"])
    return setting, "as never" if later == never else "turns", said


def follow_on_itself(task):
    """(scenario and policy, "the same", "another", "not tried")."""
    program, stage = task
    words = {"policy": stage.policy, "at": LATER, "change": ""}
    text = BESIDE.format(**words) + re.sub(r'(\bstart *= *)"[^"]*"', rf'\1"{START}"', stage.text)
    with tempfile.TemporaryDirectory() as name:
        (alone, said), (turned, more) = (lived(program, pathlib.Path(name), stage, text + end) for end in ("", BRANCH.format(**words)))
    how = "not tried: " + said + more if alone is None or turned is None else "the same" if alone == turned else "another"
    return f"{stage.path.stem} {stage.policy}", how


def twins(source, options):
    """Of every scenario and stage without branches of its own."""
    paths = dict.fromkeys([*matter.scenarios_of(source), *sorted((source / "tests/contract/stages").glob("*.lua"))])
    for path in paths:
        text = path.read_text(encoding="utf-8")
        names = re.findall(r'policy *\{\s*name *= *"(\w+)"', text)
        if re.search(r"\bbranch *\{", text) or path.stem in ASKS_THE_OTHERS:
            continue
        for policy in dict.fromkeys(names[:1] + names[-1:]):
            if options.all or zlib.crc32(f"{path.stem} {policy}".encode()) % 12 == options.part % 12:
                yield matter.Stage(path, text, policy, SMALL if path.parent.name == "scenarios" else matter.NOBODY_WAITS)


def try_twins(program, options):
    stages = [] if options.only else list(twins(options.source.resolve(), options))
    wrong = 0
    with multiprocessing.Pool(options.jobs) as pool:
        for which, how in pool.imap_unordered(follow_on_itself, [(program, stage) for stage in stages]):
            if how != "the same":
                print(f"{which}, followed by itself: {how}", flush=True)
                wrong += 1
    print(f"{len(stages)} policies followed on themselves, {wrong} of them to something else")
    return wrong


def is_right(lever, how):
    makes_the_world = str(lever) in MAKES_THE_WORLD or str(lever).startswith(ASKED_AT_INSTALLATION)
    return how in ("refused", "as from the start") or how == "turns" and makes_the_world


def main():
    options = matter.parse_options()
    program = options.program.resolve()
    everything = list(matter.settings_of(program))
    levers = [lever for lever in everything if lever.role == "lever" and options.only in str(lever)]
    chosen = [lever for lever in levers if options.all or matter.is_in_part(lever, options.part)]
    sizes = matter.sizes_of(options.source.resolve(), {setting.kind: setting.sort for setting in everything})
    tasks = [(program, lever, [stages.get(lever.kind, []) for stages in sizes]) for lever in chosen]
    wrong, count = 0, collections.Counter()
    with multiprocessing.Pool(options.jobs) as pool:
        for lever, how, said in pool.imap_unordered(turn, tasks):
            count[how] += 1
            if not is_right(lever, how):
                print(f"{lever}: {how}: should it be LEVER_AT_START? {said.strip()}", flush=True)
                wrong += 1
    print(f"{len(chosen)} levers: {dict(count)}; {wrong} are wrong")
    wrong += try_twins(program, options)
    return 1 if wrong or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""A lever that a policy turns during a run counts from then on, or is refused.

test_branch.py PROGRAM SOURCE_FOLDER [--all] [--part N] [--only TEXT]

Every lever is moved to where it changes something (test_settings_matter.py finds that), once from the start, and once by a
policy that follows at the first midnight, when the world has been made and nothing has happened. Both must come to the same,
unless the lever also says how the world is made (MAKES_THE_WORLD): then it must come to something else than never turned.
A lever that is read only while the world is made is marked so in its kind's table (LEVER_AT_START), and a branch that would
turn it is refused. One lever in twelve is tried, the same ones every time; all with --all: `make settings`.
"""
import collections
import multiprocessing
import pathlib
import re
import subprocess
import sys
import tempfile

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
    other.set["{lever}"] = {value}
    declare(other)
end
"""
ALONE = 'policy {{ name = "plain" }} policy {{ name = "turned", set = {{ ["{lever}"] = {value} }} }}\n'
BRANCH = '\nbranch {{ at = "{start}", from = "{policy}", policies = {{ "turned" }} }}\n'


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
    words = {"policy": stage.policy or "plain", "lever": f"{entry}.{setting.name}", "value": in_lua(setting, value), "start": START}
    dated = re.sub(r'(\bstart *= *)"[^"]*"', rf'\1"{START}"', stage.text)
    text = (BESIDE if stage.policy else ALONE).format(**words) + dated
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
    return 1 if wrong or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())

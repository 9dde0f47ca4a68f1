# SPDX-License-Identifier: GPL-3.0-or-later
"""Nobody is deaf: every lever and setting, moved as far as it goes, changes some result of some run.

test_settings_matter.py PROGRAM SOURCE_FOLDER [--all] [--part N] [--only TEXT]

A setting is moved to the most of its range, or to the least, where every other stands as its scenario says, and the
run is compared with the scenario's own: all that a run file holds of what happened, without what it says of the settings
themselves. Scenarios that speak of the setting are tried first, then others that have its kind, small and for 40 days of
summer; then two of them with more homes and a longer time, and what takes many months, a city that pays and a market as they
are. All that where nobody waits for
the network, which takes a tenth of the time; what changes nothing there, and the network's own, is tried on SimGrid. One in
a hundred settings is tried, the same ones every time; another part with --part 1 to 99, all with --all: `make settings`.
"""
import argparse
import dataclasses
import functools
import hashlib
import multiprocessing
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

import h5py

# Much happens: cockroaches and trips by the most of their ranges.
EVENTFUL = ("--set", "homes.districts=4", "--set", "cockroaches.prevalence=0.35", "--set", "cockroaches.at_start=1", "--set",
            "cockroaches.met_per_run=0.02", "--set", "families.trips_per_year=4")
NOBODY_WAITS = ("--set", "network.model=closed_form")
SMALL = ("--homes", "60", "--days", "40", "--set", "start=2018-06-10", *EVENTFUL)
LARGE = ("--homes", "400", "--days", "150", *EVENTFUL)
AS_IT_IS = ()
STAGES = 25  # that are tried
PARTS = 100
LONGEST_S = 60  # of the processor's time in one run: some extremes make a home busy without end

# What stands in no result by its meaning.
NO_EFFECT = {"monitor.quantity": "a label of the series", "monitor.unit": "a label of the series", "friends.file": "wants a file",
             "air.file": "wants a file", "weather.file": "wants a file",
             **dict.fromkeys(("air.time_column", "air.pm25_column", "weather.time_column", "weather.temperature_column",
                              "weather.solar_column", "weather.solar_unit", "air.hour_stamp"), "tells how a data file is read")}


class Setting:
    def __init__(self, kind, sort, name, default, role, allowed):
        self.kind, self.sort, self.name, self.default, self.role, self.allowed = kind, sort, name, default, role, allowed

    def __str__(self):
        return f"{self.kind}.{self.name}"

    def values(self):
        """From the farthest to the nearest; what a scenario refuses is passed over."""
        if str(self) in FRAME:
            return FRAME[str(self)]
        if self.allowed == "a text":
            return ["", "other"]
        if self.allowed == "true or false":
            return ["true", "false"]
        numbers = re.fullmatch(r"(?:(\d+) numbers, each )?(\S+) to (\S+)", self.allowed)
        if not numbers:
            return [word for word in re.split(r", | or ", self.allowed) if " " not in word]
        count, least, most = numbers.groups()
        given = [float(number) for number in self.default.split(",")]
        steps = [float(most), float(least)]
        if count:
            rows = [[step] * int(count) for step in steps] + [given[::-1]]
            rows += [[min(max(number * factor, float(least)), float(most)) for number in given] for factor in (2, 0.5)]
            rows += [[min(max(number + 1, float(least)), float(most)) for number in given]]  # of months: all as far apart
            rows += [[min(max(number * (1 + i % 2), float(least)), float(most)) for i, number in enumerate(given)]]
            return [",".join(f"{number:.10g}" for number in row) for row in rows]
        near = [min(max(given[0] * factor, float(least)), float(most)) for factor in (4, 0.25, 1.5, 0.7)]
        return [f"{number:.10g}" for number in steps + near]


# The frame, by values that are not too much for a test; and texts that mean something.
FRAME = {"scenario.start": ["2018-12-24"], "scenario.days": ["41"], "scenario.seed": ["7"], "scenario.window_min": ["60"],
         "homes.count": ["61"], "homes.districts": ["5"], "school.district": ["0"], "retailer.sells": ["refrigerator", "air_purifier"],
         "brand.sells": ["other_robot"], "attacker.watches": ["diet_seller", "diet_seller grocery"], "maker.makes": ["nara_training nara_brand"],
         "product_cloud.wifi_since": ["2019-01-01", "2005-01-01"], "firm.count": ["2"],
         "breach.party": ["dongne"], "breach.at": ["", "2018-06-20"],
         "reviewers.other_pictures_h": ["100", "0"]}


def settings_of(program):
    # On a screen so wide that a setting's figures stand on one line.
    listed = subprocess.run([program, "list", "all"], capture_output=True, text=True, check=True,
                            env={**os.environ, "COLUMNS": "5000"}).stdout
    kind = None
    for line in listed.splitlines():
        head = re.match(r"(\w+) \((section|appliance|party)\):", line)
        if head:
            kind, sort = head.groups()
        elif re.match(r"\S", line):
            kind = None
        row = re.match(r"  (\w+) +(.*?) +(world|lever|uncertain) +(\S.*)$", line)
        if row and kind:
            name, default, role, allowed = row.groups()
            yield Setting(kind, sort, name, default.split(" ")[0], role, allowed)


def entries_of(text, kinds):
    """{kind: names of its entries} as a scenario's text gives them, without its comments."""
    text = re.sub(r"--[^\n]*", "", text)
    found = {}
    for match in re.finditer(r"(\w+) *\{", text):
        if kinds.get(match.group(1), "section") == "section":
            continue
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        name = re.search(r'\bname *= *"(\w+)"', text[match.end():end])
        found.setdefault(match.group(1), []).append(name.group(1) if name else match.group(1))
    return found


@dataclasses.dataclass(frozen=True)
class Stage:
    """A scenario under one of its policies, small or large."""
    path: pathlib.Path
    text: str
    policy: str
    size: tuple

    def speaks_of(self, setting):
        return re.search(rf"\b{setting.name}\b", self.text) is not None

    def run(self, program, *options):
        return fingerprint(program, self.path, self.policy, *self.size, *options)


def fingerprint(program, path, policy, *options):
    """Of what happened; None when the program refused."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "run.h5"
        command = [program, "run", path, *(["--policy", policy] if policy else []), "--threads", "1", "--quiet", "-o", file, *options]
        command[:0] = ["prlimit", f"--cpu={LONGEST_S}"]
        if subprocess.run([str(word) for word in command], capture_output=True).returncode != 0:
            return None
        digest = hashlib.sha256()
        with h5py.File(file) as run:
            def add(name, item):
                if isinstance(item, h5py.Dataset) and not name.startswith("meta/"):
                    values = item[...]
                    digest.update(name.encode() + (repr(values.tolist()).encode() if values.dtype.hasobject
                                                   else values.tobytes()))
            run.visititems(add)
            digest.update(repr(sorted((name, value) for name, value in run["network"].attrs.items()
                                      if isinstance(value, float))).encode())
        return digest.hexdigest()


def made_for_this(source, name):
    return source / "tests" / "contract" / "stages" / name


def scenarios_of(source):
    """The one with everything first, then the one in which much happens that is seldom elsewhere."""
    paths = sorted((source / "scenarios").glob("*.lua"), key=lambda path: (path.stem != "whole_year", path.stem))
    return [paths[0], made_for_this(source, "seldom.lua"), *paths[1:]]


def stages_of(paths, kinds, size):
    """{kind: [(entry, stage)]}: every scenario's most open policy, then every scenario's next."""
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    policies = {path: re.findall(r'policy *\{\s*name *= *"(\w+)"', text)[::-1] or [""] for path, text in texts.items()}
    rounds = range(max(len(names) for names in policies.values()))
    stages = {}
    for path, policy in [(path, policies[path][i]) for i in rounds for path in paths if i < len(policies[path])]:
        stage, entries = Stage(path, texts[path], policy, size), entries_of(texts[path], kinds)
        for kind in kinds:
            for entry in entries.get(kind, [kind] if kinds[kind] == "section" else []):
                stages.setdefault(kind, []).append((entry, stage))
    return stages


@functools.lru_cache(maxsize=None)
def untouched(program, stage):
    return stage.run(program)


def moved_by(program, setting, entry, stage, values):
    """The value that changes something, or None."""
    before = untouched(program, stage)
    if before is None:  # refused as it is: nothing can be told here
        return None
    for value in values:
        path = setting.name if entry == "scenario" else f"{entry}.{setting.name}"
        after = stage.run(program, "--set", f"{path}={value}")
        if after is not None and after != before:
            return value
    return None


def spoken_of_first(setting, places):
    return sorted(places, key=lambda place: not place[1].speaks_of(setting))[:STAGES]


def find_effect(task):
    """Its extremes wherever it is, then values between them where it is spoken of first."""
    program, setting, sizes = task
    values = setting.values()
    for places in sizes:
        ordered = list(enumerate(spoken_of_first(setting, places)))
        for tried, numbered in ((values[:2], ordered), (values[2:], ordered[:4])):
            for number, (entry, stage) in numbered:
                value = moved_by(program, setting, entry, stage, tried)
                if value is not None:
                    return setting, (number, stage, value)
    return setting, None


def is_in_part(setting, part):
    return zlib.crc32(str(setting).encode()) % PARTS == part


def choose(program, everything, part, only):
    chosen = [setting for setting in settings_of(program) if only in str(setting) and str(setting) not in NO_EFFECT]
    return [setting for setting in chosen if everything or is_in_part(setting, part)]


def sizes_of(source, kinds):
    """The stages, the quickest first: [{kind: [(entry, stage)]}]."""
    paths, others = scenarios_of(source), [made_for_this(source, name) for name in ("years.lua", "city.lua", "market.lua")]
    plain = [stages_of(paths, kinds, SMALL), stages_of(paths[:2], kinds, LARGE), stages_of(others, kinds, AS_IT_IS)]
    quick = [{kind: [(entry, dataclasses.replace(stage, size=(*stage.size, *NOBODY_WAITS))) for entry, stage in places]
              for kind, places in stages.items() if kind != "network"} for stages in plain]
    return quick + plain


def measure(program, source, settings, jobs):
    """(setting, where it moved something or None), as they are found."""
    sizes = sizes_of(source, {setting.kind: setting.sort for setting in settings})
    tasks = [(program, setting, [stages.get(setting.kind, []) for stages in sizes]) for setting in settings]
    with multiprocessing.Pool(jobs) as pool:
        yield from pool.imap_unordered(find_effect, tasks)


def parse_options():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="every one, not one in a hundred")
    parser.add_argument("--part", type=int, choices=range(PARTS), default=0, help="which part of them (0)")
    parser.add_argument("--only", default="", help="those whose name holds this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def main():
    options = parse_options()
    known = {str(setting) for setting in settings_of(options.program.resolve())}
    unknown = (set(NO_EFFECT) | set(FRAME)) - known
    if unknown:
        print(f"no such settings: {sorted(unknown)}")
        return 1
    settings = choose(options.program.resolve(), options.all, options.part, options.only)
    deaf = []
    for setting, effect in measure(options.program.resolve(), options.source, settings, options.jobs):
        if effect is None:
            deaf.append(str(setting))
            print(f"{setting} ({setting.default}; {setting.allowed}) changes nothing", flush=True)
        elif options.all:
            number, stage, value = effect
            print(f"{setting} = {value}: {stage.path.stem} {stage.policy}, place {number}", flush=True)
    print(f"{len(settings)} settings moved, {len(deaf)} of them to no effect")
    return 1 if deaf or len(settings) == 0 else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Maru against its budgets, and against programs that live the same model: one table, one run.

bench.py BUILD_FOLDER [--rounds N] [--only TEXT]

What is compared is measured in turns (A B A B ...), so that a machine that slows down slows everybody; medians of the
rounds. Speeds count the simulation alone, without reading the scenario and making the homes, on both sides. One
thread, unless a row says otherwise. Exits with 1 when a budget is missed.
"""
import argparse
import datetime
import json
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DEMO = ROOT / "scenarios" / "pest_leads.lua"
SEVEN = ROOT / "scenarios" / "seven_systems.lua"
WHOLE = ROOT / "scenarios" / "whole_year.lua"
TELEMETRY_HOMES = 10000
DEMO_HOME_DAYS = 10000 * 92
HOMES_PER_DISTRICT = 250  # as in the demo: a larger country has more districts, not larger ones
SCALES = (1000, 10000, 100000)
SCALE_DAYS = 10
SUMMER_HOMES, SUMMER_DAYS = 4000, 92
STEP_MOST = {"% of numbers far apart": 8000}  # one instruction of Lua's, in which C divides bit by bit
SUMMER_SERIES = {"kwh": "energy", "discomfort": "discomfort", "present_hours": "present_hours"}


class Sample:
    """One execution: wall seconds from outside, peak memory, and what the program said of itself."""

    def __init__(self, command, folder=None):
        start = time.perf_counter()
        with tempfile.TemporaryFile("w+") as output:
            child = subprocess.Popen([str(word) for word in command], stdout=output, cwd=folder)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            self.wall_s = time.perf_counter() - start
            self.peak_mb = usage.ru_maxrss / 1024
            self.cpu_s = usage.ru_utime + usage.ru_stime
            output.seek(0)
            self.text = output.read()
        if child.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}: exit status {child.returncode}\n{self.text}")


class Comparator(Sample):
    """A program of this folder: it prints name=value pairs."""

    def __init__(self, command):
        super().__init__(command)
        said = dict(pair.split("=") for pair in self.text.split())
        self.acts, self.messages, self.acts_per_s = (float(said[name]) for name in ("acts", "messages", "acts_per_s"))


class Run(Sample):
    """A run of Maru: the file beside the run file holds the seconds of each phase."""

    def __init__(self, maru, scenario, folder, *options, threads=1):
        self.file = pathlib.Path(folder) / "run.h5"
        super().__init__([maru, "run", scenario, "--quiet", "--force", "--threads", threads, "-o", self.file, *options])
        provenance = json.loads(self.file.with_suffix(".provenance.json").read_text(encoding="utf-8"))
        self.phase_s = provenance["phase_seconds"]
        self.loop_s = sum(self.phase_s.values())
        self.home_events = provenance["home_events"]

    def series_total(self, name):
        from netCDF4 import Dataset
        with Dataset(self.file) as file:
            return float(file["series"][name][:].sum())


class Table:
    """The rows, printed as they are known."""

    def __init__(self):
        self.missed = 0
        print(f"{'what':58} {'measured':>12} {'unit':14} {'budget':>10}")

    def row(self, what, measured, unit, budget=None, at_most=False):
        verdict = ""
        if budget is not None:
            kept = measured <= budget if at_most else measured >= budget
            self.missed += not kept
            verdict = f"{'<=' if at_most else '>='} {budget:7,g}  {'ok' if kept else 'MISSED'}"
        print(f"{what:58} {measured:12,.4g} {unit:14} {verdict}", flush=True)


def in_turns(rounds, **subjects):
    """{name: [sample, ...]}: every subject once, then every subject again, ..."""
    samples = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, measure in subjects.items():
            samples[name].append(measure())
    return samples


def median(samples, value):
    return statistics.median(value(sample) for sample in samples)


def bench_telemetry(build, table, rounds, folder):
    """Acts a second of the telemetry model: Maru, a bare loop, SimGrid's actors, SimPy's processes."""
    maru, programs = build / "maru", build / "tests" / "bench"
    samples = in_turns(
        rounds,
        maru=lambda: TelemetryRun(maru, folder),
        bare=lambda: Comparator([programs / "telemetry_bare"]),
        # Acts a second do not depend on the horizon: the slow ones get hours instead of a week.
        simgrid=lambda: Comparator([programs / "telemetry_simgrid", "--hours", 6]),
        simpy=lambda: Comparator([sys.executable, HERE / "telemetry_simpy.py", TELEMETRY_HOMES, 2]))
    check_same(samples["maru"][0], samples["bare"][0])
    rate = {name: median(of, lambda s: s.acts_per_s) for name, of in samples.items()}
    table.row("telemetry: Maru", rate["maru"] / 1e6, "M acts/s", 30)
    table.row("telemetry: bare C loop, same draws", rate["bare"] / 1e6, "M acts/s")
    table.row("telemetry: SimGrid, an actor per home", rate["simgrid"] / 1e6, "M acts/s")
    table.row("telemetry: SimPy, a process per device", rate["simpy"] / 1e6, "M acts/s")
    table.row("telemetry: Maru / bare C", rate["maru"] / rate["bare"], "times", 0.4)
    table.row("telemetry: Maru / SimGrid actors", rate["maru"] / rate["simgrid"], "times", 100)
    table.row("telemetry: Maru / SimPy", rate["maru"] / rate["simpy"], "times", 200)


class TelemetryRun(Run):
    def __init__(self, maru, folder, *options):
        super().__init__(maru, HERE / "telemetry.lua", folder, *options)
        self.acts, self.messages = (self.series_total(f"device_{name}") for name in ("acts", "messages"))
        self.acts_per_s = self.acts / self.loop_s


def check_same(maru, bare):
    """A comparison of speed means nothing unless both did the same work."""
    if (maru.acts, maru.messages) != (bare.acts, bare.messages):
        sys.exit(f"Maru acted {maru.acts:.0f} times and sent {maru.messages:.0f} messages, "
                 f"the bare loop {bare.acts:.0f} and {bare.messages:.0f}: they do not live the same model")


def bench_demo(build, table, rounds, folder):
    """The demo's scenario as it is, and the start of a small one."""
    maru = build / "maru"
    samples = in_turns(rounds,
                       demo=lambda: Run(maru, DEMO, folder),
                       start=lambda: Run(maru, DEMO, folder, "--homes", 1000, "--days", 1),
                       start_closed_form=lambda: Run(maru, DEMO, folder, "--homes", 1000, "--days", 1,
                                                     "--set", "network=closed_form"),
                       version=lambda: Sample([maru, "--version"]))
    demo = samples["demo"]
    # Not events a second: who has fewer of them is not slower.
    table.row("demo, cost of a home-day", 1e6 * median(demo, lambda s: s.loop_s) / DEMO_HOME_DAYS, "microseconds", 3.2,
              at_most=True)
    table.row("demo, 10,000 homes x 92 days", median(demo, lambda s: s.wall_s), "s", 15, at_most=True)
    table.row("demo, peak memory", max(s.peak_mb for s in demo), "MB", 500, at_most=True)
    for phase in demo[0].phase_s:
        table.row(f"  of which {phase}", statistics.median(sample.phase_s[phase] for sample in demo), "s")
    starts = {"start": ("start to the end of the first day, 1,000 homes", 0.2),
              "start_closed_form": ("the same with network = closed_form", 0.15),
              "version": ("maru --version", 0.05)}
    for name, (what, budget_s) in starts.items():
        table.row(what, median(samples[name], lambda s: s.wall_s), "s", budget_s, at_most=True)


def write_summer(path):
    """June to August by the hour, the same for both: Seoul's monthly normals, and waves of heat and cool of nine days."""
    start = datetime.datetime(2018, 6, 1)
    rows = ["time_kst,temperature_c,solar_w_m2"]
    for hour in range(SUMMER_DAYS * 24):
        of_day, day = hour % 24, hour / 24
        season = 22 + 3.9 * math.sin(math.pi * day / 130)      # 22.2, 24.9 and 25.7 degrees C in the middles of the months
        wave = 3.1 * math.sin(2 * math.pi * day / 9)           # 2.2 K around it
        daily = -3.9 * math.cos((of_day - 3) * math.pi / 12)   # between 18.2 and 27.1 in June, 22.4 and 29.6 in August
        sun = 480 * max(0, math.sin((of_day - 5.5) * math.pi / 14))
        time_kst = start + datetime.timedelta(hours=hour)
        rows.append(f"{time_kst:%Y-%m-%dT%H:%M},{season + wave + daily:.2f},{sun:.1f}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


class SummerRun(Run):
    """summer.lua in the weather of write_summer."""

    def __init__(self, maru, weather, folder, homes):
        super().__init__(maru, HERE / "summer.lua", folder, "--homes", homes, "--days", SUMMER_DAYS,
                         "--set", f"weather.file={weather}")
        self.seconds = self.loop_s
        for name, series in SUMMER_SERIES.items():
            setattr(self, name, self.series_total(f"air_conditioner_{series}"))


class NumpySummer(Sample):
    """The same summer in NumPy: it prints name=value pairs, of what Maru counts as well."""

    def __init__(self, run_file, weather):
        super().__init__([sys.executable, HERE / "summer_numpy.py", run_file, weather])
        for pair in self.text.split():
            name, value = pair.split("=")
            setattr(self, name, float(value))


def check_alike(maru, other):
    """Other families by another generator, and steps that see the heat some minutes late: the same summer, to a few per
    cent, and some more of discomfort."""
    for name, tolerance in {"present_hours": 0.03, "kwh": 0.06, "discomfort": 0.35}.items():
        ours, theirs = getattr(maru, name), getattr(other, name)
        if abs(ours / theirs - 1) > tolerance:
            sys.exit(f"{name}: {ours:.6g} in Maru, {theirs:.6g} elsewhere: they do not live the same model")


def bench_numpy(build, table, rounds, folder):
    """A summer of air conditioners against NumPy, all homes at once in steps of five minutes; the best of the rounds."""
    weather = pathlib.Path(folder) / "summer.csv"
    write_summer(weather)
    maru = build / "maru"
    first = SummerRun(maru, weather, folder, SUMMER_HOMES)
    samples = in_turns(rounds, numpy=lambda: NumpySummer(first.file, weather),
                       maru=lambda: SummerRun(maru, weather, folder, SUMMER_HOMES))
    check_alike(first, samples["numpy"][0])
    best = {name: min(sample.seconds for sample in of) for name, of in samples.items()}
    for name, title in {"maru": "Maru", "numpy": "NumPy"}.items():
        table.row(f"air conditioners, a home-day: {title}", 1e6 * best[name] / (SUMMER_HOMES * SUMMER_DAYS),
                  "microseconds")
    table.row("air conditioners: Maru / NumPy", best["numpy"] / best["maru"], "times", 5.5)


def scaled_run(maru, folder, homes, threads=1):
    districts = homes // HOMES_PER_DISTRICT
    return Run(maru, DEMO, folder, "--homes", homes, "--days", SCALE_DAYS, "--set", f"homes.districts={districts}",
               threads=threads)


def bench_scale(build, table, rounds, folder):
    """Does a home cost more in a larger country, and does a second thread help?"""
    maru, most = build / "maru", SCALES[-1]
    subjects = {homes: lambda homes=homes: scaled_run(maru, folder, homes) for homes in SCALES}
    subjects["two threads"] = lambda: scaled_run(maru, folder, most, threads=2)
    samples = in_turns(rounds, **{str(name): measure for name, measure in subjects.items()})
    cost = {homes: median(samples[str(homes)], lambda s: s.loop_s) / (homes * SCALE_DAYS) for homes in SCALES}
    for homes in SCALES:
        table.row(f"cost of a home-day, {homes:,} homes", 1e6 * cost[homes], "microseconds")
    table.row(f"cost of a home-day, {most:,} / {SCALES[0]:,} homes", cost[most] / cost[SCALES[0]], "times", 1.1,
              at_most=True)
    one, two = (median(samples[name], lambda s: s.loop_s) for name in (str(most), "two threads"))
    table.row(f"two threads / one, {most:,} homes", one / two, "times", 1.6)


def bench_year(build, table, rounds, folder):
    """A year of 10,000 homes: everything in the home, and everything there is. One run each: they are long."""
    run = Run(build / "maru", SEVEN, folder, "--policy", "ask", "--homes", 10000)
    table.row("seven systems, 10,000 homes x 1 year", run.wall_s, "s", 45, at_most=True)
    table.row("seven systems, peak memory", run.peak_mb, "MB", 500, at_most=True)
    table.row("seven systems, cost of a home-day", 1e6 * run.loop_s / (10000 * 365), "microseconds")
    whole = Run(build / "maru", WHOLE, folder, "--policy", "ask")
    table.row("whole year, 10,000 homes, 50 schools, 8 firms", whole.wall_s, "s", 33, at_most=True)
    table.row("whole year, peak memory", whole.peak_mb, "MB", 800, at_most=True)


class Part(Sample):
    """One of bench_parts: it prints the seconds of what it measures, and writes where it stands."""

    def __init__(self, build, name, folder):
        super().__init__([build / "tests" / "bench_parts", name], folder)
        self.seconds = float(self.text.split("=")[1])


def bench_parts(build, table, rounds, folder):
    """Parts of the engine by themselves."""
    rows = {"summer": ("writing a run file, 10,000 homes x 92 days", "s", 1, 0.3),
            "friends": ("friends of 100,000 households, slowest model", "s", 1, 1.5),
            "platform": ("SimGrid's platform of 2,000 districts, 200 firms", "s", 1, 0.5),
            "idle_window": ("SimGrid, a window with nothing to do", "microseconds", 1e6, 1)}
    samples = in_turns(rounds, **{name: lambda name=name: Part(build, name, folder) for name in rows})
    for name, (what, unit, scale, budget) in rows.items():
        table.row(what, scale * median(samples[name], lambda s: s.seconds), unit, budget, at_most=True)


def instructions(build, what):
    """Of the processor's for a step of a script's budget that goes into this, as valgrind counts them."""
    counting = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", "--toggle-collect=steps_spend"]
    told = subprocess.run([*counting, build / "tests" / "bench_steps", what], capture_output=True, text=True)
    if told.returncode != 0 or "runs on and on" not in told.stdout:
        sys.exit(f"bench_steps {what}: {told.stdout}{told.stderr}")
    return int(re.search(r"Collected : (\d+)", told.stderr)[1]) / int(re.search(r"steps=(\d+)", told.stdout)[1])


def bench_steps(build, table, rounds, folder):
    """What a script's steps cost at worst: the bound on a call is its steps times the largest of these."""
    if not shutil.which("valgrind"):
        print("a script's step: left out, there is no valgrind")
        return
    for what in re.findall(r'^  \["(.+)"\] = ', (HERE / "steps.lua").read_text(encoding="utf-8"), re.M):
        table.row(f"a script's step: {what}", instructions(build, what), "instructions", STEP_MOST.get(what, 1000), at_most=True)


TINY = """scenario { name = "tiny", homes = { count = 10, districts = 1 }, days = 2, network = "closed_form",
  air_conditioner {}, maker {} }
"""
TINY_RUNS, MANY_RUNS = 400, 10000


def tiny_sweep(maru, folder, runs, *options):
    """A sweep of runs that hardly do anything, or with --merge only what comes after them."""
    scenario = pathlib.Path(folder) / "tiny.lua"
    scenario.write_text(TINY, encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=folder) as study:
        command = [maru, "sweep", scenario, "--quiet", "--vary", "air_conditioner.ownership=0.2..0.9", "--runs", runs, "-o", study]
        if "--merge" not in options:
            return Sample([*command, *options])
        Sample([*command, "--prepare"])
        Sample([maru, "sweep", study, "--quiet", "--range", f"0:{runs}"])
        return Sample([maru, "sweep", study, "--quiet", "--merge"])


def bench_sweep(build, table, rounds, folder):
    """What a study costs beside its runs."""
    maru = build / "maru"
    samples = in_turns(rounds, one=lambda: tiny_sweep(maru, folder, TINY_RUNS, "--threads", 1),
                       two=lambda: tiny_sweep(maru, folder, TINY_RUNS, "--threads", 2))
    table.row("sweep, a run of 10 homes and 2 days, all in all", 1000 * median(samples["one"], lambda s: s.cpu_s) / TINY_RUNS,
              "ms", 20, at_most=True)
    table.row("sweep, two processes / one", median(samples["one"], lambda s: s.wall_s) / median(samples["two"], lambda s: s.wall_s),
              "times", 1.9)
    merged = tiny_sweep(maru, folder, MANY_RUNS, "--merge")
    table.row(f"merge of {MANY_RUNS:,} runs", merged.wall_s, "s", 60, at_most=True)
    table.row(f"merge of {MANY_RUNS:,} runs, peak memory", merged.peak_mb, "MB", 200, at_most=True)


GROUPS = {"telemetry": bench_telemetry, "demo": bench_demo, "parts": bench_parts, "numpy": bench_numpy,
          "scale": bench_scale, "year": bench_year, "sweep": bench_sweep, "steps": bench_steps}


def main():
    parser = argparse.ArgumentParser(description="speed of Maru against its budgets")
    parser.add_argument("build", type=pathlib.Path, help="the folder of the built program, build/release")
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each kind; medians count")
    parser.add_argument("--only", choices=GROUPS, help="one group of rows")
    options = parser.parse_args()
    build = options.build.resolve()
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        for name, bench in GROUPS.items():
            if options.only in (None, name):
                bench(build, table, options.rounds, folder)
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())

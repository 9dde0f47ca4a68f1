# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs, comparisons and sweeps that are disturbed at moments of chance: killed, stopped, out of disk, out of limits, without
locks, three at once to one name, over what is there already. Nothing that was there is lost, nothing broken is taken for
whole, no process lives on, and the next start comes to the same bytes.

test_robust.py PROGRAM SOURCE_FOLDER [--rounds N] [--seed N]

A round is one disturbance; `make robust ROUNDS=200 SEED=1` makes 200, `make test` a dozen.
"""
import argparse
import collections
import errno
import hashlib
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SCENARIO = """
scenario {
  name = "small", homes = { count = 40, districts = 2 }, days = 20, network = "closed_form", start = "2018-07-01",
  air_conditioner { ownership = 1 }, robot_vacuum { ownership = 1 }, maker {}, pest_control {},
}
policy { name = "sell", consent = { pest_sighting = "none" } }
policy { name = "keep" }
"""
COMMANDS = {
    "run": (["run", "small.lua", "--policy", "sell", "-o", "out.h5"], ["out.h5"]),
    "compare": (["compare", "small.lua", "--replications", "3", "-o", "out"],
                ["out/study.h5", "out/runs.csv", "out/summary.csv", *(f"out/{p}-r{k}.h5" for p in ("sell", "keep") for k in range(3))]),
    "sweep": (["sweep", "small.lua", "--vary", "maker.cost_share=0.1..0.9", "--runs", "8", "--block", "2", "-o", "out"],
              ["out/study.h5", "out/runs.csv", "out/summary.csv", "out/design.csv"]),
}
OTHER = ["--set", "maker.cost_share=0.3"]


class Trial:
    """A folder of its own, and what the program does in it."""

    def __init__(self, program, name, luck):
        self.program, self.name, self.luck = program, name, luck
        self.command, self.products = COMMANDS[name]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="maru_robust_"))
        self.faults = []
        (self.folder / "small.lua").write_text(SCENARIO)
        (self.folder / "mine.txt").write_text("precious\n")

    def complain(self, text):
        self.faults.append(text)

    def start(self, *options, limits=None, environment=None, folder=None):
        return subprocess.Popen([self.program, *self.command, "--quiet", "--threads", "2", *options], cwd=folder or self.folder,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
                                preexec_fn=limits, env={**os.environ, **(environment or {})})

    def again(self, whole, *options):
        """The same command, undisturbed, comes to the undisturbed bytes."""
        process = self.start(*options)
        _, told = process.communicate()
        if process.returncode != 0:
            self.complain(f"the next start ends with {process.returncode}: {told.strip()}")
        elif digests(self.folder, self.products) != whole:
            self.complain("the next start comes to other bytes")

    def check(self, whole):
        """What has a product's name is whole; what was there is there."""
        for path, digest in digests(self.folder, self.products).items():
            if digest not in (None, whole[path]) and not path.endswith(("runs.csv", "summary.csv", "study.h5")):
                self.complain(f"{path} is not the run's")
            if digest not in (None, whole[path]) and path.endswith(("runs.csv", "summary.csv", "study.h5")):
                self.complain(f"{path} is broken")
        if (self.folder / "mine.txt").read_text() != "precious\n" or (self.folder / "small.lua").read_text() != SCENARIO:
            self.complain("what was there is lost")

    def nobody_lives_on(self, session):
        """They end with who started them, as soon as they are given a turn: who does not keeps this from ending."""
        while members(session):
            time.sleep(0.02)


def members(session):
    """Who belongs to a session and is no zombie."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, IndexError):
            continue
        if entry.name.isdigit() and fields[3] == str(session) and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def digests(folder, products):
    """{product: hash, None where there is none}"""
    return {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() if (folder / path).is_file() else None for path in products}


# ---- Disturbances: each gets a trial and the undisturbed bytes ---------------------------

def wait_a_moment(trial):
    """Up to about as long as an undisturbed one takes; nothing is judged by it."""
    time.sleep(trial.luck.random() * 0.8)


def kill_all(trial, whole):
    process = trial.start()
    wait_a_moment(trial)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    trial.nobody_lives_on(process.pid)
    trial.check(whole)
    trial.again(whole)


def kill_first(trial, whole):
    """Kill -9 of the coordinator alone: its workers end with it."""
    process = trial.start()
    wait_a_moment(trial)
    process.kill()
    process.communicate()
    trial.nobody_lives_on(process.pid)
    trial.check(whole)
    trial.again(whole)


def kill_worker(trial, whole):
    process = trial.start()
    wait_a_moment(trial)
    workers = [member for member in members(process.pid) if member != process.pid]
    if workers:
        try:
            os.kill(trial.luck.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.communicate()
    trial.nobody_lives_on(process.pid)
    trial.check(whole)
    trial.again(whole)


def stop_by(number):
    def stop(trial, whole):
        process = trial.start()
        wait_a_moment(trial)
        process.send_signal(number)
        _, told = process.communicate()
        early = process.returncode == -number  # before the program could say what it does then
        if process.returncode not in (0, 128 + number) and not early:
            trial.complain(f"exit status {process.returncode}: {told.strip()}")
        if process.returncode == 128 + number and not told.strip():
            trial.complain("it does not say what is kept")
        trial.nobody_lives_on(process.pid)
        left = [str(path.relative_to(trial.folder)) for path in trial.folder.rglob("*") if ".part" in path.name]
        if left and not early:
            trial.complain(f"left behind: {left}")
        trial.check(whole)
        trial.again(whole)
    stop.__name__ = f"stopped by {number.name}"
    return stop


def limit_files(trial, whole):
    size = trial.luck.choice([0, 100, 5000, 50000, 200000, 400000])
    process = trial.start(limits=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    _, told = process.communicate()
    if process.returncode == 0 and digests(trial.folder, trial.products) != whole:
        trial.complain(f"ulimit -f {size}: ended well without its files")
    if process.returncode not in (0, 1) or (process.returncode and not told.strip()):
        trial.complain(f"ulimit -f {size}: exit status {process.returncode}: {told.strip()}")
    trial.nobody_lives_on(process.pid)
    trial.check(whole)
    trial.again(whole)


def fill_disk(trial, whole):
    """A file system of its own that is too small. Only who may mount sees it."""
    size = trial.luck.choice([4, 64, 256, 600])
    place = trial.folder / "small_disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", place], capture_output=True).returncode != 0:
        return "nobody here may mount"
    try:
        shutil.copy(trial.folder / "small.lua", place)
        process = trial.start(folder=place)
        _, told = process.communicate()
        made = digests(place, trial.products)
        if process.returncode == 0 and made != whole:
            trial.complain(f"a disk of {size} kB: ended well without its files")
        if process.returncode not in (0, 1) or (process.returncode and not told.strip()):
            trial.complain(f"a disk of {size} kB: exit status {process.returncode}: {told.strip()}")
        for path, digest in made.items():
            if digest not in (None, whole[path]):
                trial.complain(f"a disk of {size} kB: {path} is broken")
        trial.nobody_lives_on(process.pid)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
    finally:
        subprocess.run(["umount", place], check=True)
    return None


def without_locks(trial, whole):
    process = trial.start(environment={"HDF5_USE_FILE_LOCKING": "FALSE"})
    wait_a_moment(trial)
    process.kill()
    process.communicate()
    trial.nobody_lives_on(process.pid)
    trial.check(whole)
    trial.again(whole)


def three_at_once(trial, whole):
    """Of three that are the same each ends well or is refused; together they come to the bytes."""
    processes = [trial.start(environment={"HDF5_USE_FILE_LOCKING": "FALSE"}) for _ in range(3)]
    told = [process.communicate()[1] for process in processes]
    for process, text in zip(processes, told):
        if process.returncode != 0 and not text.strip():
            trial.complain(f"refused without a word: {process.returncode}")
    if all(process.returncode for process in processes):
        trial.complain(f"none of three came through: {told}")
    trial.check(whole)
    trial.again(whole)


def three_others_at_once(trial, whole):
    """Of three that are different one has the name: nothing is mixed."""
    processes = [trial.start(*(OTHER if number else [])) for number in range(3)]
    told = [process.communicate()[1] for process in processes]
    codes = [process.returncode for process in processes]
    if not any(code == 0 for code in codes):
        trial.complain(f"none of three came through: {told}")
    if codes[0] == 0 and digests(trial.folder, trial.products) != whole:
        trial.complain("the one that ended well has lost its files")
    if codes[0] != 0 and not told[0].strip():
        trial.complain("refused without a word")


def over_another(trial, whole):
    """The name is another run's, or nobody's: it is refused, and nothing is changed."""
    if trial.name == "run":
        target = trial.folder / "out.h5"
        target.write_text("no run file\n")
        before = target.read_bytes()
    else:
        first = trial.start(*(["--set", "maker.reward_tokens=7"]))
        first.communicate()
        target = trial.folder / "out" / "study.h5"
        before = target.read_bytes()
    process = trial.start()
    _, told = process.communicate()
    if process.returncode == 0 or not told.strip():
        trial.complain(f"it took the place of another: {process.returncode}")
    if target.read_bytes() != before:
        trial.complain("what had the name is changed")


DISTURBANCES = [kill_all, kill_first, kill_worker, *map(stop_by, (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)), limit_files, fill_disk,
                without_locks, three_at_once, three_others_at_once, over_another]


def undisturbed(program, luck):
    """{command: its bytes}"""
    known = {}
    for name in COMMANDS:
        trial = Trial(program, name, luck)
        trial.start().communicate()
        known[name] = digests(trial.folder, trial.products)
        shutil.rmtree(trial.folder)
        if None in known[name].values():
            sys.exit(f"an undisturbed {name} does not make its files: {known[name]}")
    return known


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=len(DISTURBANCES))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program, luck = options.program.resolve(), random.Random(options.seed)
    known = undisturbed(program, luck)
    done, passed_over, failed = collections.Counter(), collections.Counter(), 0
    for number in range(options.rounds):
        disturb = DISTURBANCES[number % len(DISTURBANCES)]
        name = luck.choice([name for name in COMMANDS])
        trial = Trial(program, name, luck)
        why_not = disturb(trial, known[name])
        label = disturb.__name__.replace("_", " ")
        if why_not:
            passed_over[f"{label}: {why_not}"] += 1
        else:
            done[label] += 1
        for fault in trial.faults:
            print(f"round {number}, {name}, {label}: {fault}", file=sys.stderr)
        failed += bool(trial.faults)
        shutil.rmtree(trial.folder)
    for label, count in sorted(done.items()):
        print(f"{count:5} {label}")
    for label, count in sorted(passed_over.items()):
        print(f"{count:5} left out: {label}")
    print(f"{sum(done.values())} disturbances, {failed} not borne")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())

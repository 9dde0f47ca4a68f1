# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs, comparisons and sweeps that are killed, stopped, out of room, without locks, or many at once, at random: nothing that
was there is lost or changed, what has its name is whole, no process lives on, the program says what happened, and the next
start succeeds with the bytes of an undisturbed one.

test_robust.py PROGRAM SOURCE_FOLDER [--rounds 200] [--seed 1] [--first 17]

A round is one attempt; the kinds of disturbance take turns. Attempt K of a seed is always the same choice (`--first K --rounds
1` repeats it); at which moment the program is met depends on the machine, except where a signal comes at a chosen call
(tests/support/signal_calls.c). Full disks need a tmpfs of their own: where no mount is permitted they are left out, and the
last line says so.
"""
import argparse
import collections
import contextlib
import hashlib
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HANGS_AFTER_S = 120
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
# Calls by which files come to be, and how often a run makes them, roughly.
CALLS = {"pwrite": 60, "write": 4, "fsync": 4, "link": 3, "unlink": 6, "rename": 3, "open": 30, "fopen": 30, "fclose": 30, "fork": 3}
RESTORED = SIGNALS[1:] + [signal.SIGXFSZ, signal.SIGPIPE]


class Task:
    """Something the program is asked for, and what it makes when nothing disturbs it: `files` stay, `passing` ones (runs that go
    into blocks) come and go."""

    def __init__(self, command, scenario, arguments, names, runs):
        self.command, self.arguments, self.names, self.runs = command, [command, str(scenario), *arguments, "--quiet"], names, runs
        self.files, self.passing, self.seconds = None, {}, 0.0

    def line(self, maru, target, *more):
        return [str(maru), *self.arguments, "-o", str(target), *more]

    def own(self):
        """Files that say which study it is; tables may be the same in both."""
        return {name: digest for name, digest in {**self.files, **self.passing}.items() if not name.endswith(".csv")}

    @staticmethod
    def go_on_line(maru, target, *more):
        """A sweep, from its folder alone."""
        return [str(maru), "sweep", str(target), "--threads", "2", "--quiet", *more]

    @property
    def target(self):
        return "run.h5" if self.command == "run" else "study"

    def learn(self, maru, folder):
        if self.files is not None:
            return
        folder.mkdir()
        started = time.monotonic()
        ended = subprocess.run(self.line(maru, folder / self.target), capture_output=True, text=True)
        self.seconds = time.monotonic() - started
        if ended.returncode:
            sys.exit(f"undisturbed, it fails: {ended.stderr}")
        self.files = {name: digest for name, digest in snapshot(folder).items() if "provenance" not in name}
        if self.command == "sweep":
            self.learn_passing(maru, pathlib.Path(f"{folder}-kept"))
        if len(self.files) != self.names or (self.command == "sweep" and len(self.passing) != self.runs):
            sys.exit(f"undisturbed, it makes {sorted(self.files)}, and in between {sorted(self.passing)}")

    def learn_passing(self, maru, folder):
        folder.mkdir()
        subprocess.run(self.line(maru, folder / self.target, "--keep-runs"), check=True)
        self.passing = {name: digest for name, digest in snapshot(folder).items() if name not in self.files}
        folder.rename(pathlib.Path(str(folder).replace("-kept", "-passing")))


def tasks_of(scenarios):
    """Pairs: a task, and another that wants the same name."""
    first = ["--homes", "200", "--days", "60", "--threads", "1", "--set", "network=closed_form"]
    pests = ["--homes", "100", "--days", "20", "--threads", "2"]
    study = ["--homes", "40", "--days", "12", "--threads", "2", "--replications", "1"]
    closed = [*study, "--set", "network=closed_form"]
    sweep = [*closed, "--vary", "air_conditioner.ownership=0.2..0.9", "--runs", "12", "--block", "3"]
    def pair(command, scenario, arguments, names, runs, other):
        return [Task(command, scenarios / scenario, [*arguments, *more], names, runs) for more in ([], other)]
    return {"run": [pair("run", "first.lua", first, 1, 1, ["--set", "air_conditioner.ownership=0.3"]),
                    pair("run", "pest_leads.lua", pests, 1, 1, ["--seed", "7"])],
            "compare": [pair("compare", "pest_leads.lua", closed, 9, 3, ["--set", "homes.districts=2"]),
                        pair("compare", "pest_leads.lua", study, 9, 3, ["--seed", "7"])],
            "sweep": [pair("sweep", "pest_leads.lua", sweep, 10, 12, ["--seed", "7"])]}


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def snapshot(folder):
    found = {}
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(FileNotFoundError):  # a worker that is ending removes it
            if path.is_file():
                found[str(path.relative_to(folder))] = digest(path)
    return found


# ---- Processes ---------------------------------------------------------------------------------------------------------

def as_from_a_terminal(limit=None):
    """Signals as a shell leaves them, whoever started this; `limit`: bytes a file may have."""
    for each in RESTORED:
        signal.signal(each, signal.SIG_DFL)
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def children_of(process):
    with contextlib.suppress(OSError):
        return [int(word) for word in pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def living(folder):
    """Processes that were told of the folder."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                if str(folder).encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
    return found


def state_of(process):
    """As the system's table has it: T is stopped, Z has ended; none: it is not there."""
    with contextlib.suppress(OSError):
        return pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    return None


def is_stopped(process):
    return state_of(process) == "T"


def is_at_work(process):
    return state_of(process) not in (None, "T", "Z", "X")


# ---- One attempt -------------------------------------------------------------------------------------------------------

class Attempt:
    def __init__(self, harness, number):
        self.harness, self.number = harness, number
        self.chance = random.Random(f"{harness.options.seed} {number}")
        self.folder = harness.work / f"attempt-{number}"
        self.mounted = False
        self.faults, self.told = [], []
        self.notes = collections.Counter()

    def complain(self, what):
        self.faults.append(what)

    def choose(self, command=None):
        """A command, and another that wants the same name."""
        command = command or self.chance.choice(sorted(self.harness.tasks))
        self.task, self.other = self.chance.choice(self.harness.tasks[command])
        for task in (self.task, self.other):
            task.learn(self.harness.maru, self.harness.work / f"whole-{id(task)}")
        self.told.insert(0, self.task.command)

    # -- starting and ending --

    def start(self, task=None, force=False, limit=None, call=None, line=None):
        environment = dict(os.environ, COLUMNS="500", TMPDIR=str(self.folder))
        if self.unlocked:
            environment["HDF5_USE_FILE_LOCKING"] = "FALSE"
        if call:
            environment.update(SIGNAL_CALLS=call, LD_PRELOAD=str(self.harness.signal_calls))
        task = task or self.task
        line = (line or task.line)(self.harness.maru, self.folder / task.target, *["--force"] * force)
        return subprocess.Popen(line, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
                                start_new_session=True, preexec_fn=lambda: as_from_a_terminal(limit))

    def end(self, process):
        try:
            said = process.communicate(timeout=HANGS_AFTER_S)[1]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said = process.communicate()[1]
            self.complain("it hangs")
        return process.returncode, said.strip()

    # -- what must hold --

    def check_files(self, *allowed):
        """What was there is as it was, but runs that went into a block; what is new is whole and of one of the tasks."""
        now = snapshot(self.folder)
        for name, bytes_before in self.before.items():
            if "provenance" in name and name in now or name in self.task.passing and name not in now:
                continue
            if now.get(name) != bytes_before:
                self.complain(f"{name} was {'changed' if name in now else 'lost'}")
        owned = [[name for name, right in task.own().items() if now.get(name) == right] for task in allowed]
        if all(owned[:2]) and len(owned) > 1 and self.task.command != "run":
            self.complain(f"two studies are mixed: {owned}")
        for name in now.keys() - self.before.keys():
            self.check_new(name, now[name], allowed)
        return now

    def check_new(self, name, found, allowed):
        if ".part" in pathlib.Path(name).name:
            if name.endswith(".h5") or name.endswith(".json"):
                self.complain(f"{name}: a file that is being made bears the name of one that is whole")
        elif name.endswith(".provenance.json"):
            self.check_provenance(name)
        elif not any(found in (task.files.get(name), task.passing.get(name)) for task in allowed):
            self.complain(f"{name} is there, and is not what an undisturbed {self.task.command} makes")

    def check_provenance(self, name):
        try:
            told = json.loads((self.folder / name).read_text())
            if "run_file" not in told or "wall_seconds" not in told:
                self.complain(f"{name} tells of no run")
        except (ValueError, OSError) as reason:
            self.complain(f"{name}: {reason}")

    def is_begun(self):
        return (self.folder / self.task.target / "study.json").exists()

    def runs_there(self):
        """Of a study, at most."""
        now = snapshot(self.folder)
        blocks = sum("/blocks/" in name and name.endswith(".h5") for name in now)
        files = sum(bool(re.search(r"-r\d+\.h5$", name)) for name in now)
        return files + (blocks * 3 if self.task.command == "sweep" else 0)

    def parts(self):
        return [name for name in snapshot(self.folder) if ".part" in name and name not in self.before]

    def check_no_parts(self, after):
        for name in self.parts():
            self.complain(f"{after} leaves {name}")

    def check_nobody_lives(self, patience_s):
        ends = time.monotonic() + patience_s
        while alive := living(self.folder):
            if time.monotonic() > ends:
                self.complain(f"process {alive[0]} lives on")
                for process in alive:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
                return
            time.sleep(0.01)

    def check_again(self, task=None, force=False):
        """A second start, of a sweep also from its folder alone, succeeds, cleans up, and comes to the same bytes."""
        task = task or self.task
        from_folder = task.command == "sweep" and not force and self.chance.random() < 0.5 and self.is_begun()
        status, said = self.end(self.start(task, force, line=task.go_on_line if from_folder else None))
        if status:
            return self.complain(f"the second start ends with {status}: {said}")
        now = snapshot(self.folder)
        for name, right in task.files.items():
            if now.get(name) != right:
                self.complain(f"after the second start {name} {'is not whole' if name in now else 'is not there'}")
        for name in task.passing.keys() & now.keys():
            self.complain(f"after the second start {name} is there, and in a block")
        if task.command == "run":
            self.check_provenance("run.provenance.json")
        self.check_no_parts("the second start")
        self.check_nobody_lives(0)

    # -- disturbances --

    def prepare(self):
        """Something may be there before: a neighbour always, often the same run or part of the same study."""
        self.folder.mkdir(exist_ok=True)
        self.unlocked = self.chance.random() < 0.3
        shutil.copy(self.harness.maru.parent / "CMakeCache.txt", self.folder / "notes.txt")
        if self.chance.random() < 0.4:
            self.told.append("over itself")
            self.put(self.task, 0.6)
        self.before = snapshot(self.folder)

    def put(self, task, share=1.0):
        """What the task made before; of a study a share of its runs."""
        whole = self.harness.work / f"whole-{id(task)}"
        for name in [*task.files, *task.passing]:
            if task.command == "run" or name.endswith(("study.json", "design.csv")) or self.chance.random() < share:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy((f"{whole}-passing" if name in task.passing else whole) / pathlib.Path(name), self.folder / name)
        if task.command == "run":
            shutil.copy(whole / "run.provenance.json", self.folder)

    def moment(self):
        return self.chance.uniform(0, 1.15) * self.task.seconds

    def call(self, sent):
        name, most = self.chance.choice(sorted(CALLS.items()))
        return f"{name} {self.chance.randint(1, most)} {int(sent)} {self.chance.randint(0, 1)}"

    def signalled(self):
        self.choose()
        self.prepare()
        sent = self.chance.choice(SIGNALS)
        called = self.chance.random() < 0.5
        if called:
            call = self.call(sent)
            self.told.append("at " + call)
            status, said = self.end(self.start(call=call))
        else:
            whole_group = self.chance.random() < 0.4
            self.told.append(f"{sent.name}{' to all' * whole_group}")
            process = self.start()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(self.moment())
            alive = process.poll() is None
            if alive:
                (os.killpg if whole_group else os.kill)(process.pid, sent)
            if alive and sent == signal.SIGKILL and self.chance.random() < 0.3:
                return self.again_before_anybody_waits(process)
            status, said = self.end(process)
        in_a_worker = (called or whole_group) and "was ended by signal" in said
        self.after_signal(sent, status, said, in_a_worker)

    def again_before_anybody_waits(self, killed):
        """As in a container whose first process waits for nobody: who was killed stays in the table of processes."""
        self.told.append("again before anybody waits for it")
        os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)
        self.check_again()
        self.end(killed)

    def worker(self):
        self.choose(self.chance.choice(["compare", "sweep"]))
        self.prepare()
        sent = self.chance.choice(SIGNALS)
        self.told.append(f"{sent.name} to a worker")
        process = self.start()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(self.moment())
        workers = children_of(process.pid)
        if workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.chance.choice(workers), sent)
        status, said = self.end(process)
        self.after_signal(sent, status, said, True)

    def orphans(self):
        """Workers whose coordinator is killed while they stand still do nothing more when they go on."""
        self.choose(self.chance.choice(["compare", "sweep"]))
        self.prepare()
        process = self.start()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(self.moment())
        workers = children_of(process.pid)
        for worker in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGSTOP)
        while any(is_at_work(worker) for worker in workers):
            time.sleep(0.005)
        self.told.append(f"SIGKILL with {len(workers)} workers at work")
        process.kill()
        process.wait()
        whole = [name for name in snapshot(self.folder) if name.endswith(".h5")]
        for worker in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGCONT)
        status, said = self.end(process)
        self.check_nobody_lives(HANGS_AFTER_S)
        now = self.check_files(self.task)
        for name in [name for name in now if name.endswith(".h5") and name not in whole]:
            self.complain(f"an orphan made {name}")
        for name in [name for name in self.parts() if "-r" in name]:
            self.complain(f"an orphan leaves {name}")
        self.check_again()

    def after_signal(self, sent, status, said, in_a_worker):
        by_surprise = status == -sent  # it had not yet come to say anything, or could not
        if status == 0:
            self.notes["had ended"] += 1
        elif in_a_worker and status == 1:
            if f" was ended by signal {int(sent)} " not in said:
                self.complain(f"a worker ended by {sent.name} is told of as: {said}")
        elif sent != signal.SIGKILL and status == 128 + sent:
            self.check_farewell(said)
        elif not by_surprise:
            self.complain(f"exit status {status} after {sent.name}: {said}")
        at_once = self.chance.random() < 0.5
        if status >= 0 or not at_once:
            self.check_nobody_lives(0 if status >= 0 else HANGS_AFTER_S)
            self.check_files(self.task)
            if sent != signal.SIGKILL:
                self.check_no_parts(sent.name)
            if by_surprise and sent != signal.SIGKILL and snapshot(self.folder).keys() - self.before.keys():
                self.complain(f"{sent.name} ends it without a word when it has begun to write")
        else:
            self.told.append("again at once")
        self.check_again()

    def check_farewell(self, said):
        now = snapshot(self.folder)
        kept = self.task.target in now
        ended = re.search(r"(\d+) of (\d+) runs have ended, in .*; the same command goes on", said)
        if self.task.command != "run":
            there, begun = self.runs_there(), [name for name in now.keys() - self.before.keys() if name.endswith(".h5")]
            right = int(ended[1]) <= there and int(ended[2]) == self.task.runs if ended else "no run was begun" in said and not begun
            if not right:
                self.complain(f"with {there} runs there a stopped {self.task.command} says: {said}")
        elif "nothing of this run is kept" in said:
            if kept and self.task.target not in self.before:
                self.complain(f"the run file is there, and a stopped run says: {said}")
        elif "the run is whole" not in said or not kept:
            self.complain(f"a stopped run says: {said}")

    def full_disk(self):
        self.choose()
        self.folder.mkdir()
        needed = sum(path.stat().st_size for path in (self.harness.work / f"whole-{id(self.task)}").rglob("*") if path.is_file())
        self.harness.mount(self.folder, "size=64m")
        self.mounted = True
        self.prepare()
        used = sum(-(-path.stat().st_size // 4096) * 4096 for path in self.folder.rglob("*") if path.is_file())
        room = 4096 * (used // 4096 + self.chance.randint(0, int(1.2 * needed) // 4096))
        self.harness.mount(self.folder, f"remount,size={max(room, 4096)}")
        self.told.append(f"room for {room - used} of {needed} bytes")
        status, said = self.end(self.start())
        self.after_full(status, said, "No space left on device")

    def limited(self):
        self.choose()
        self.prepare()
        largest = max((self.harness.work / f"whole-{id(self.task)}" / name).stat().st_size for name in self.task.files)
        limit = self.chance.choice([0, 50, 150, 600, self.chance.randint(0, int(1.1 * largest)), self.chance.randint(0, int(1.1 * largest))])
        self.told.append(f"files up to {limit} of {largest} bytes")
        status, said = self.end(self.start(limit=limit))
        self.after_full(status, said, "File too large")

    def after_full(self, status, said, reason):
        if status == 0:
            self.notes["had room"] += 1
        elif status != 1 or reason not in said:
            self.complain(f"exit status {status}: {said}")
        self.check_nobody_lives(0)
        self.check_files(self.task)
        self.check_no_parts("it")
        if self.mounted:
            self.harness.mount(self.folder, "remount,size=64m")
        self.check_again()

    def at_once(self):
        """Three want the same name, which one that was killed may have wanted before."""
        self.choose()
        self.prepare()
        if self.chance.random() < 0.3:
            self.told.append("after one that was killed")
            self.end(self.start(call=f"pwrite {self.chance.randint(1, 20)} 9 0"))
            self.check_nobody_lives(HANGS_AFTER_S)
        other = self.chance.random() < 0.6
        force = other and self.chance.random() < 0.3
        asked = [self.task, self.other if other else self.task, self.other if other and self.chance.random() < 0.5 else self.task]
        self.chance.shuffle(asked)
        self.told.append(f"three {'different' if other else 'same'} at once{' by force' * force}{', no locks' * self.unlocked}")
        if force:
            self.before.pop(self.task.target, None)
            self.before = {name: found for name, found in self.before.items() if name.startswith("notes")}
        started = []
        for task in asked:
            started.append((task, self.start(task, force)))
            time.sleep(self.chance.choice([0, 0, self.chance.random() * task.seconds]))
        self.after_several([(task, *self.end(process)) for task, process in started], force)

    def after_several(self, ended, force):
        succeeded = [task for task, status, said in ended if status == 0]
        for task, status, said in ended:
            if status and (status, self.refusal(said)) not in ((1, "busy"), (2, "other")):
                self.complain(f"one of them ends with {status}: {said}")
        if not succeeded:
            self.complain("none of them succeeds")
        if not force and len({id(task) for task in succeeded}) > 1:
            self.complain("two different ones succeed under one name")
        self.check_nobody_lives(0)
        now = self.check_files(self.task, self.other)
        self.check_no_parts("the last of them")
        if succeeded and not any(all(now.get(name) == right for name, right in task.files.items()) for task in succeeded):
            self.complain("what has the name is of none that succeeded")
        self.check_again(succeeded[-1] if succeeded and not force else self.task, force)

    def paused(self):
        """One is held up at a call, while another that wants the same name comes and goes; then it goes on."""
        self.choose()
        self.prepare()
        later = self.chance.choice([self.task, self.other])
        call = self.call(signal.SIGSTOP)
        self.told.append(f"held up at {call}, and {'another' if later is self.other else 'itself'} meanwhile")
        held = self.start(call=call)
        while held.poll() is None and not any(is_stopped(process) for process in [held.pid, *children_of(held.pid)]):
            time.sleep(0.005)
        second = (later, *self.end(self.start(later)))
        while held.poll() is None:  # its workers come to that call one after the other
            with contextlib.suppress(ProcessLookupError):
                os.killpg(held.pid, signal.SIGCONT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                held.wait(0.05)
        self.after_several([(self.task, *self.end(held)), second], False)

    @staticmethod
    def refusal(said):
        busy = ["another run is writing this file now", "another run begins to write this file", "another run is writing in this folder now"]
        if any(sentence in said for sentence in busy):
            return "busy"
        return "other" if "the file of another run" in said or "run files of another study" in said else said

    def there_before(self):
        """A file at the target: its owner's, unless it is of the same run."""
        self.choose()
        self.folder.mkdir()
        self.unlocked = self.chance.random() < 0.5
        whole = self.harness.work / f"whole-{id(self.task)}"
        kind = self.chance.choice(["same", "other", "noise", "empty", "cut", "text", "beside"])
        self.told.append(f"{kind} there before")
        target = self.folder / next(name for name in [*self.task.passing, *self.task.files]
                                    if name == self.task.target or name.endswith("-r0.h5"))
        target.parent.mkdir(exist_ok=True)
        if kind in ("same", "other"):
            self.put(self.task if kind == "same" else self.other)
        elif kind == "beside":
            beside = "run.provenance.json" if self.task.command == "run" else "study/study.json"
            (self.folder / beside).write_text('{"mine": 1}\n')
        else:
            place = pathlib.Path(f"{whole}-passing") if self.task.passing else whole
            bytes_whole = (place / target.relative_to(self.folder)).read_bytes()
            target.write_bytes({"noise": self.chance.randbytes(3000), "empty": b"", "text": b"my notes\n",
                                "cut": bytes_whole[:self.chance.randrange(len(bytes_whole))]}[kind])
        self.before = snapshot(self.folder)
        status, said = self.end(self.start())
        if status != (0 if kind == "same" else 2):
            self.complain(f"exit status {status}: {said}")
        if kind == "beside" and snapshot(self.folder) != self.before:
            self.complain(f"somebody's file beside is not left alone: {sorted(snapshot(self.folder))}")
        self.check_files(self.task)
        self.check_no_parts("it")
        if kind in ("same", "other"):
            self.check_again(force=kind == "other")
        else:
            status, said = self.end(self.start(force=True))
            if status == 0 or any(snapshot(self.folder).get(name) != found for name, found in self.before.items()):
                self.complain(f"--force takes what is no run file; exit status {status}: {said}")

    def ranges(self):
        """Tasks of a cluster live overlapping parts of a sweep; one of them is killed; the folder goes on alone."""
        self.choose("sweep")
        self.prepare()
        status, said = self.end(self.start(line=lambda maru, target: self.task.line(maru, target, "--prepare")))
        if status:
            return self.complain(f"it cannot be prepared: {said}")
        started = [self.start(line=lambda maru, target, part=part: self.task.go_on_line(maru, target, "--range", part))
                   for part in ("0:6", "3:9", "6:12")]
        with contextlib.suppress(subprocess.TimeoutExpired):
            started[0].wait(self.moment())
        victim = self.chance.choice(started)
        whole_group = self.chance.random() < 0.5
        self.told.append(f"three ranges, number {started.index(victim)} killed")
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if whole_group else os.kill)(victim.pid, signal.SIGKILL)
        for process in started:
            status, said = self.end(process)
            if status and process is not victim:
                self.complain(f"one that lives its range ends with {status}: {said}")
        self.check_nobody_lives(HANGS_AFTER_S)
        self.check_files(self.task)
        self.check_again()

    KINDS = [signalled, worker, limited, at_once, signalled, orphans, full_disk, paused, signalled, there_before, ranges]

    def make(self):
        kinds = [kind for kind in self.KINDS if self.harness.may_mount or kind is not Attempt.full_disk]
        kind = kinds[self.number % len(kinds)]
        try:
            kind(self)
        finally:
            for process in living(self.folder):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            if self.mounted:
                subprocess.run(["umount", "-l", str(self.folder)], check=True)
        if not self.faults or not self.harness.options.keep:
            shutil.rmtree(self.folder, ignore_errors=True)
        return kind.__name__


# ---- All of them -------------------------------------------------------------------------------------------------------

class Harness:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.maru = options.program.resolve()
        self.signal_calls = self.maru.parent / "tests" / "signal_calls.so"
        self.tasks = tasks_of(options.source.resolve() / "scenarios")
        self.may_mount = "ROBUST_MOUNTS" in os.environ

    def mount(self, folder, how):
        subprocess.run(["mount", "-t", "tmpfs", "-o", how, "none", str(folder)], check=True)

    def make(self):
        kinds, notes, failed = collections.Counter(), collections.Counter(), 0
        for number in range(self.options.first, self.options.first + self.options.rounds):
            attempt = Attempt(self, number)
            kinds[attempt.make()] += 1
            notes.update(attempt.notes)
            failed += bool(attempt.faults)
            for fault in attempt.faults:
                print(f"FAILED: attempt {number} ({', '.join(attempt.told)}): {fault}", flush=True)
        said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(kinds.items()))
        ended = ", ".join(f"{count} {name}" for name, count in sorted(notes.items()))
        print(f"{self.options.rounds} attempts, seed {self.options.seed}: {said}{'; of these ' * bool(ended)}{ended}; {failed} failed"
              + ("" if self.may_mount else "; no disk was full: mounting is not permitted here"))
        return failed == 0


def enter_own_mounts():
    """Starts itself again where it may mount, as root or as a user that is root in a namespace of its own."""
    for how in (["unshare", "-m"], ["unshare", "-rm"]):
        trial = subprocess.run([*how, "mount", "-t", "tmpfs", "-o", "size=64m", "none", tempfile.gettempdir()], capture_output=True)
        if trial.returncode == 0:
            os.environ["ROBUST_MOUNTS"] = "1"
            os.execvp("unshare", [*how, sys.executable, *sys.argv])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=1, help="the number of the first attempt")
    parser.add_argument("--keep", action="store_true", help="leave the folders of attempts that failed")
    options = parser.parse_args()
    if "ROBUST_MOUNTS" not in os.environ and shutil.which("unshare"):
        enter_own_mounts()
    work = pathlib.Path(tempfile.mkdtemp(prefix="maru-robust-"))
    try:
        good = Harness(options, work).make()
    finally:
        if options.keep:
            print(f"left: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

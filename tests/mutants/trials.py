# SPDX-License-Identifier: GPL-3.0-or-later
"""Running the tests: once as they are, to learn how long each takes and which mutants it comes to; then mutant by mutant.
Times are of the processor, so that a busy machine tells the same; only who waits for nothing is ended by the clock."""
import dataclasses
import json
import math
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

SKIPPED = 77
TIMES_NORMAL, LEAST_LIMIT_S = 5, 10  # a test that takes longer than this has noticed something
WAITS = 20  # so many times a limit on the clock: a machine is seldom that busy
LOOK_S = 0.02
MEMORY_KB, FILE_BLOCKS = 6_000_000, 4_000_000  # what a mutant that runs wild may take


@dataclasses.dataclass
class Test:
    name: str
    command: list
    seconds: float = 0  # of the processor, with all that it starts and waits for
    reaches: frozenset = frozenset()


def list_tests(build, wanted):
    shown = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], check=True, capture_output=True, text=True)
    tests = [Test(test["name"], test["command"]) for test in json.loads(shown.stdout)["tests"] if test.get("command")]
    return [test for test in tests if not wanted or wanted.search(test.name)]


class Runner:
    def __init__(self, root, folder):
        self.scratch = folder / "scratch"
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(parents=True)
        self.environment = dict(os.environ)
        data = root.parent / "shared" / "data"  # where the tests look for it, seen from the tree
        if data.is_dir():
            self.environment.setdefault("MARU_DATA", str(data.resolve()))
        for name in ("MARU_MUTANT", "MARU_MUTANT_TRACE"):
            self.environment.pop(name, None)

    def run(self, test, limit_s, **switches):
        """(the exit status, None when the limit was passed; seconds of the processor). In a folder of its own, which is
        removed."""
        where = tempfile.mkdtemp(dir=self.scratch)
        limits = ["bash", "-c", f'ulimit -v {MEMORY_KB} -f {FILE_BLOCKS} -c 0 && ulimit -S -t {math.ceil(limit_s)}; exec "$@"', "bash"]
        child = subprocess.Popen(limits + test.command, cwd=where, env=self.environment | switches, start_new_session=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        status, used = self.wait(child, time.monotonic() + WAITS * limit_s)
        try:
            os.killpg(child.pid, signal.SIGKILL)  # also what it left behind
        except ProcessLookupError:
            pass
        if used is None:
            _, used = self.wait(child, math.inf)
        shutil.rmtree(where, ignore_errors=True)
        seconds = used.ru_utime + used.ru_stime
        return None if status == -signal.SIGXCPU or seconds > limit_s else status, seconds

    @staticmethod
    def wait(child, until):
        """(exit status, what it used), or (None, None) when the clock says so."""
        while time.monotonic() < until:
            ended, status, used = os.wait4(child.pid, os.WNOHANG)
            if ended:
                child.returncode = os.waitstatus_to_exitcode(status)
                return child.returncode, used
            time.sleep(LOOK_S)
        return None, None

    def learn(self, test, mutants, longest_s):
        """Runs the test as it is; None when it cannot judge: it fails, skips, or takes too long."""
        handle, name = tempfile.mkstemp(dir=self.scratch)
        os.truncate(handle, mutants + 1)
        os.close(handle)
        status, seconds = self.run(test, longest_s, MARU_MUTANT_TRACE=name)
        marks = pathlib.Path(name).read_bytes()
        os.unlink(name)
        test.seconds = seconds
        test.reaches = frozenset(number for number, mark in enumerate(marks) if mark)
        return status

    def judge(self, number, tests, most_s):
        """(which test noticed the mutant or "", how, tests run): the quickest first, up to so many seconds."""
        spent = count = 0
        for test in tests:
            if spent > most_s:
                return "", "undecided", count
            limit_s = max(LEAST_LIMIT_S, TIMES_NORMAL * test.seconds)
            status, seconds = self.run(test, limit_s, MARU_MUTANT=str(number))
            spent, count = spent + seconds, count + 1
            if status is None:
                return test.name, "took too long", count
            if status not in (0, SKIPPED):
                return test.name, "failed", count
        return "", "survived", count

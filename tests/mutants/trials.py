# SPDX-License-Identifier: GPL-3.0-or-later
"""Running the tests: once as they are, to learn how long each takes and which mutants it comes to; then mutant by mutant."""
import dataclasses
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

SKIPPED = 77
TIMES_NORMAL, LEAST_LIMIT_S = 5, 10  # a test that takes longer than this has noticed something
MEMORY_KB, FILE_BLOCKS = 6_000_000, 4_000_000  # what a mutant that runs wild may take


@dataclasses.dataclass
class Test:
    name: str
    command: list
    seconds: float = 0
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
        """(the exit status, None when the limit was passed; seconds). In a folder of its own, which is removed."""
        where = tempfile.mkdtemp(dir=self.scratch)
        limits = ["bash", "-c", f'ulimit -v {MEMORY_KB} -f {FILE_BLOCKS} -c 0; exec "$@"', "bash"]
        begin = time.monotonic()
        child = subprocess.Popen(limits + test.command, cwd=where, env=self.environment | switches, start_new_session=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            status = child.wait(timeout=limit_s)
        except subprocess.TimeoutExpired:
            status = None
        try:
            os.killpg(child.pid, signal.SIGKILL)  # also what it left behind
        except ProcessLookupError:
            pass
        child.wait()
        shutil.rmtree(where, ignore_errors=True)
        return status, time.monotonic() - begin

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

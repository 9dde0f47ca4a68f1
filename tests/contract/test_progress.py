# SPDX-License-Identifier: GPL-3.0-or-later
"""What long work says of its progress: on a terminal a bar, redrawn in its line and taken away at the end, that is as long as its
percents say, with what is left, which is what it took so far times what is left to do by what is done; elsewhere a line each quarter.

test_progress.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile
import time

program, source = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
CELLS = 30
DAYS, RUNS = 400, 8
faults = []


def check(good, what):
    if not good:
        faults.append(what)
        print(f"FAILED: {what}", file=sys.stderr)


def on_a_terminal(words):
    """[(what it writes to standard error, which is a terminal, at once; seconds since it was started)]."""
    began = time.monotonic()
    ours, theirs = pty.openpty()
    process = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    written = []
    try:
        while piece := os.read(ours, 65536):
            written.append((piece.decode(), time.monotonic() - began))
    except OSError:  # its end, of a terminal
        pass
    os.close(ours)
    check(process.wait() == 0, f"{words}: {process.returncode}")
    return written


def seconds_of(left):
    number, unit = left.split()
    return float(number) * {"s": 1, "min": 60, "h": 3600}[unit]


def estimates(pieces):
    """However slow the machine is, it has not lived longer than we have waited."""
    seen = 0
    for text, waited in pieces:
        for done, whole, left in re.findall(r"(\d+) of (\d+), (\S+ \w+) left", text):
            seen += 1
            most = waited * (int(whole) - int(done)) / int(done)
            check(seconds_of(left) <= most + 0.5, f"{left} left at {done} of {whole}, after {waited:.1f} s")
    check(seen >= 3, f"{seen} estimates")


def bars():
    pieces = on_a_terminal(["run", source / "scenarios/pest_leads.lua", "--homes", "4000", "--days", str(DAYS), "--set", "network=closed_form",
                            "-o", "bars.h5"])
    estimates(pieces)
    written = "".join(text for text, _ in pieces)
    drawn = re.findall(r"\r\[([#.]+)\] +(\d+) %  (\S+) (\d+) of (\d+), (\S+ \w+) left", written)
    check(len(drawn) >= 3, f"{len(drawn)} bars were drawn: {written!r}")
    for cells, percent, unit, done, whole, _ in drawn:
        filled = int(done) * CELLS // DAYS
        check(cells == "#" * filled + "." * (CELLS - filled), f"{done} of {whole}: {cells}")
        check((int(percent), unit, int(whole)) == (int(done) * 100 // DAYS, "day", DAYS), f"{done} {unit} of {whole}: {percent} %")
    check([int(bar[3]) for bar in drawn] == sorted({int(bar[3]) for bar in drawn}), "bars go back or stand still")
    check(re.search(r"\r +\r", written[written.rindex(drawn[-1][0]):]), f"the bar stays: {written[-200:]!r}")


def lines():
    done = subprocess.run([program, "sweep", source / "scenarios/first.lua", "--homes", "5", "--days", "1", "--vary", "air_conditioner.ownership=0.2..1",
                           "--runs", str(RUNS), "-o", "lines"], capture_output=True, text=True, check=True)
    said = re.findall(r"^run (\d+) of (\d+), \S+ \w+ left$", done.stderr, re.M)
    check(said == [(str(RUNS * quarter // 4), str(RUNS)) for quarter in (1, 2, 3)], f"lines: {done.stderr}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        bars()
        lines()
        os.chdir("/")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

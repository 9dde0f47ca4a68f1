# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of maru plot: what is drawn is what the run file or the study holds; the same bytes each time; the file says of what it is
and how it was made; what is no figure of Maru's stays; names are refused with the nearest; without gnuplot it says what to do;
ended, it leaves nothing.

test_plot.py PROGRAM SOURCE_FOLDER
"""
import csv
import math
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zlib

import h5py
import numpy

PROGRAM, SOURCE = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
sys.path.insert(0, str(SOURCE / "tests/golden"))
import said

SCENARIO = SOURCE / "scenarios/pest_leads.lua"
REPLICATIONS, T = 8, 2.3646242515927853  # Student's t of so many, 95 %
SMALL = ("--set", "days=30", "--set", "network=closed_form", "--threads", "1", "--quiet")
HOSTILE = "`touch owned` $(touch owned) \"it's\" <b>&amp; ]]> -- ) 한국 집 🏠 \\\\n'; system('touch owned')"
DRAWINGS = ("svg", "png", "pdf")
wrong = []
scripts = []  # of all that was drawn


def check(good, what):
    if not good:
        wrong.append(what)


def maru(*arguments, folder=None, environment=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "COLUMNS": "200", **(environment or {})}, check=False)


def made(*arguments, folder=None):
    done = maru(*arguments, folder=folder)
    if done.returncode:
        sys.exit(f"maru {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")
    return done.stdout


def drawn(folder, *arguments):
    """{(panel, series): (name, rows of at, mean, low, high)} of the script that draws it."""
    script = folder / "figure.gp"
    made("plot", *arguments, "-o", script, "--force")
    text = script.read_text(encoding="utf-8")
    scripts.append(text)
    found = re.findall(r"^# '([^\n]*)': at[^\n]*\n\$p(\d+)s(\d+) << END\n(.*?)^END$", text, re.M | re.S)
    return {(int(panel), int(number)): (name, numpy.array([[float(field) for field in line.split()] for line in rows.splitlines()]))
            for name, panel, number, rows in found}


def same(one, other):
    return len(one) == len(other) and numpy.allclose(one, other, rtol=1e-12, atol=1e-9, equal_nan=True)


# ---- What is drawn ----

def check_run(folder, run):
    first = (numpy.datetime64("2018-06-01") - numpy.datetime64("1970-01-01")).astype(int)
    with h5py.File(run) as file:
        parties = [name.decode() if isinstance(name, bytes) else name for name in file["party"][()]]
        hanbit = parties.index("hanbit")
        won = file["parties/won_in"][:, hanbit] - file["parties/won_out"][:, hanbit]
        visits = file["series/bugbye_visits"][()].sum(axis=1)
        trust = file["series/family_trust"]
        per = trust.attrs.get("per", b"")
        sums = trust[()].sum(axis=1)
        divisor = file["series"][per.decode() if isinstance(per, bytes) else per][()].sum(axis=1) if len(per) else 1
    days = drawn(folder, run, "money: hanbit", "bugbye: visits", "family: trust")
    check(len(days) == 3 and {series for _, series in days} == {0}, f"a panel for each unit: {list(days)}")
    for (panel, _), wanted in zip(sorted(days), (won, visits, sums / divisor)):
        name, rows = days[panel, 0]
        check(same(rows[:, 0], first + numpy.arange(30)) and same(rows[:, 1], wanted), f"run, {name}: not what the file holds")
        check(numpy.isnan(rows[:, 2:]).all(), f"run, {name}: an interval of a single run")
    check(abs(won).sum() > 0 and sums.any(), "nothing happens: the test tells nothing")
    total = drawn(folder, run, "money: hanbit", "money: households", "family: trust", "--cumulative")
    check(sorted(total) == [(0, 0), (0, 1), (1, 0)], f"one unit, one panel: {sorted(total)}")
    check(same(total[0, 0][1][:, 1], numpy.cumsum(won)), "money since the start")
    check(same(total[1, 0][1][:, 1], sums / divisor), "a mean is added up")
    listed = made("plot", run).splitlines()[1:]
    asked = [line.strip() for line in made("why", run).splitlines()[1:]]
    check(listed and {line.strip() for line in listed} < set(asked), "what maru plot lists is not of what maru why lists")
    payment = next(line.strip() for line in listed if "payment: " in line and "hanbit" in line)
    check(drawn(folder, run, payment)[0, 0][1][:, 1].any(), f"nothing is drawn of {payment}")


def check_marks(folder, run):
    """Marks are 1, 2 or 5 times a power of ten apart, as little as lets six of them span all."""
    rounds = sorted(digit * 10.0 ** power for power in range(-9, 13) for digit in (1, 2, 5))
    for quantity in ("money: hanbit", "money: households", "bugbye: visits", "family: trust"):
        rows, script = drawn(folder, run, quantity)[0, 0][1], (folder / "figure.gp").read_text(encoding="utf-8")
        apart, scale = float(re.search(r"^set ytics (\S+)$", script, re.M)[1]), float(re.search(r"using 1:\(\$2/([^)]+)\)", script)[1])
        span = (rows[:, 1].max() - rows[:, 1].min()) / scale
        wanted = next(step for step in rounds if 6 * step >= span * (1 - 1e-12))
        check(math.isclose(apart, wanted, rel_tol=1e-9), f"{quantity}: marks {apart:g} apart over {span:g}, not {wanted:g}")


def interval(values):
    """[mean, low, high] down the first axis."""
    mean, half = values.mean(axis=0), T * values.std(axis=0, ddof=1) / math.sqrt(len(values))
    return numpy.array([mean, mean - half, mean + half]).T


def check_comparison(folder, study):
    with h5py.File(study / "study.h5") as file:
        text = lambda name: [value.decode() if isinstance(value, bytes) else value for value in file[name][()]]
        policies, quantities, outcomes = text("runs/policy"), text("quantity"), text("outcome")
        by_day, values = file["runs/by_day"][()], file["runs/outcomes"][()]
    order = list(dict.fromkeys(policies))
    runs = {policy: [i for i, other in enumerate(policies) if other == policy] for policy in order}
    of = lambda name, policy: numpy.cumsum(by_day[runs[policy], quantities.index(name)], axis=1)
    curves = drawn(folder, study, "money: hanbit", "bugbye: calls")
    check([curves[0, i][0] for i in range(2)] == order[1:], "money is against the first policy")
    check([curves[1, i][0] for i in range(3)] == order, "a curve for each policy")
    for i, policy in enumerate(order[1:]):
        paired = of("money: hanbit", policy) - of("money: hanbit", order[0])
        check(same(curves[0, i][1][:, 1:], interval(paired)), f"{policy}: the paired difference of money")
    for i, policy in enumerate(order):
        check(same(curves[1, i][1][:, 1:], interval(of("bugbye: calls", policy))), f"{policy}: the mean of calls")
    against = drawn(folder, study, "bugbye: calls", "--difference")
    check(same(against[0, 0][1][:, 1:], interval(of("bugbye: calls", order[1]) - of("bugbye: calls", order[0]))), "--difference")
    bars = drawn(folder, study, "money: hanbit", "money: bugbye", "--bars")
    for row, name in enumerate(("money: hanbit", "money: bugbye")):
        column = values[:, outcomes.index(name)]
        for i, policy in enumerate(order[1:]):
            wanted = interval(column[runs[policy]] - column[runs[order[0]]])
            check(same(bars[0, i][1][row], [row, *wanted]), f"--bars: {name} under {policy}")
    # Of a single outcome each policy has a row that bears its name: a legend would say it twice.
    for outcomes, legend in ((["money: hanbit"], False), (["money: hanbit", "money: bugbye"], True)):
        drawn(folder, study, *outcomes, "--bars")
        bars = [line for line in (folder / "figure.gp").read_text(encoding="utf-8").splitlines() if "with xerrorbars" in line]
        check(len(bars) == len(order) - 1 and all((" title " in bar) == legend for bar in bars), f"--bars of {outcomes}: {bars}")


def check_sweep(folder, study):
    with open(study / "summary.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for options, columns in (((), ("mean", "low", "high")), (("--difference",), ("difference", "difference_low", "difference_high"))):
        lines = drawn(folder, study, "money: hanbit", *options)
        for name, marks in lines.values():
            wanted = sorted([float(row["hanbit.lead_fee_won"]), *(float(row[column]) for column in columns)] for row in rows
                            if row["outcome"] == "money: hanbit" and row["policy"] == name)
            check(same(marks, wanted), f"sweep {options}: {name}")
        check(len(lines) == 3 - len(options), f"sweep {options}: {len(lines)} lines")


def check_scatter(folder, study):
    with open(study / "summary.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["outcome"] == "money: hanbit" and row["policy"] == "ask_first"]
    for setting in ("hanbit.lead_fee_won", "robot_vacuum.ownership"):
        points = drawn(folder, study, "money: hanbit", "--against", setting)
        marks = next(marks for name, marks in points.values() if name == "ask_first")
        check(same(marks[:, :2], sorted([float(row[setting]), float(row["mean"])] for row in rows)), f"scatter against {setting}")
    first = drawn(folder, study, "money: hanbit")[0, 0][1][:, 0]
    check(same(first, sorted(float(row["hanbit.lead_fee_won"]) for row in rows)), "the first setting lies along the axis")


# ---- What the file says ----

def chunks(path):
    """{kind: [data]} of a PNG, whose sums are looked at."""
    data, place, found = path.read_bytes(), 8, {}
    while place < len(data):
        size, = struct.unpack(">I", data[place:place + 4])
        kind, inside = data[place + 4:place + 8], data[place + 8:place + 8 + size]
        check(zlib.crc32(kind + inside) == struct.unpack(">I", data[place + 8 + size:place + 12 + size])[0], f"{path.name}: sum of {kind}")
        found.setdefault(kind, []).append(inside)
        place += 12 + size
    return found


def pdf_texts(path):
    data = path.read_bytes()
    texts = {key.decode(): bytes.fromhex(digits.decode()).decode("utf-16-be")
             for key, digits in re.findall(rb"/(Title|Subject) <FEFF([0-9A-F]*)>", data)}
    place = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    check(data[place:place + 4] == b"xref", "the PDF's table is not where it says")
    offset = int(data[place:].split(b"\n")[2].split()[0])
    check(re.match(rb"\d+ 0 obj\n<< /Creator \(Maru", data[offset:]), "the PDF's information is not where its table says")
    check(b"/CreationDate" not in data, "the PDF has a date")
    return texts, re.search(rb"/Keywords \(Maru figure: (\w+)\)", data)[1].decode()


def check_stamps(folder):
    (folder / "late.lua").write_text("scenario { name = 'late', title = [==[" + HOSTILE + "]==], days = 4, seed = 7, homes = { count = 30, "
                                     "districts = 2 },\n air_conditioner { placement = 'device' }, electricity {} }\n", encoding="utf-8")
    made("run", "late.lua", "-o", "late.h5", "-q", folder=folder)
    made("export", "late.h5", "--to", "csv", "-q", folder=folder)
    with open(folder / "late-csv/about.csv", newline="", encoding="utf-8") as file:
        identity = next(row[2] for row in csv.reader(file) if row[1] == "identity")
    bytes_of = {}
    for _ in range(2):
        for ending in (*DRAWINGS, "gp"):
            made("plot", "late.h5", "money: households", "-o", f"late.{ending}", folder=folder)
            bytes_now = (folder / f"late.{ending}").read_bytes()
            check(bytes_of.setdefault(ending, bytes_now) == bytes_now, f"late.{ending}: not the same bytes the second time")
    command = "Made by: maru plot late.h5 'money: households' -o late."
    svg = xml.etree.ElementTree.parse(folder / "late.svg").getroot()
    title, about = (svg.find(f"{{http://www.w3.org/2000/svg}}{tag}").text for tag in ("title", "desc"))
    check(title == HOSTILE and about.splitlines()[:2] == [f"Maru figure: {identity}", command + "svg"], f"SVG says {title!r}, {about!r}")
    texts = [text.split(b"\0\0\0\0\0") for text in chunks(folder / "late.png")[b"iTXt"]]
    png = {key.decode(): text.decode() for key, text in texts}
    check(png["Title"] == HOSTILE and png["Description"].splitlines() == [f"Maru figure: {identity}", command + "png"], f"PNG says {png}")
    width, _ = struct.unpack(">II", chunks(folder / "late.png")[b"IHDR"][0][:8])
    dots, = struct.unpack(">I", chunks(folder / "late.png")[b"pHYs"][0][:4])
    check(abs(width / dots - 0.085) < 0.0002, f"PNG is {width / dots} m wide, not 8.5 cm")
    told, keyword = pdf_texts(folder / "late.pdf")
    check(told == {"Title": HOSTILE, "Subject": command + "pdf"} and keyword == identity, f"PDF says {told}, {keyword}")
    check((folder / "late.gp").read_text().startswith(f"# Maru figure: {identity}\n# {command}gp\n"), "the script's first lines")
    subprocess.run(["gnuplot", "late.gp"], cwd=folder, check=True)
    check((folder / "late.svg").read_text().startswith("<?xml"), "the script does not draw its SVG")
    check(not list(folder.glob("owned")), "a text was run as a command")


# ---- Where it goes, and what is refused ----

def check_places(folder, run, other):
    foreign, figure = folder / "notes.svg", folder / "place.svg"
    foreign.write_text("<?xml version='1.0'?>\n<svg><!-- mine --></svg>\n", encoding="utf-8")
    made("plot", run, "money: hanbit", "-o", figure)
    before = figure.read_bytes()
    about = folder / "about.svg"  # it speaks of a figure, and is none
    about.write_text("notes: " + re.search(r"Maru figure: [\w-]+", figure.read_text(encoding="utf-8"))[0] + "\n", encoding="utf-8")
    for given, out, status, why in ((run, about, 2, "is no figure of Maru"), (run, foreign, 2, "is no figure of Maru"), (run, folder / "no/where.svg", 1, "where.svg"),
                                    (other, figure, 2, "--force")):
        done = maru("plot", given, "money: hanbit", "-o", out)
        check(done.returncode == status and why in done.stderr, f"-o {out.name}: {done.returncode} {done.stderr}")
    check(maru("plot", run, "money: hanbit", "-o", foreign, "--force").returncode == 2, "--force takes what is no figure")
    check("mine" in foreign.read_text(encoding="utf-8") and figure.read_bytes() == before, "something was written over")
    made("plot", other, "money: hanbit", "-o", figure, "--force")
    check(figure.read_bytes() != before, "--force replaces nothing")


def check_refusals(folder, run, study, sweep):
    for why, *arguments in (("did you mean 'money: hanbit'?", run, "money: hanbti"), ("did you mean 'bugbye: visits'?", study, "bugbye: visit"),
                            ("is known of the whole run only", run, "tokens: issued"), ("--bars draws it", study, "tokens: issued"),
                            ("--bars is not for a run", run, "money: hanbit", "--bars"),
                            ("--cumulative is not for a comparison", study, "money: hanbit", "--cumulative"),
                            ("did you mean 'hanbit.lead_fee_won'?", sweep, "money: hanbit", "--against", "hanbit.lead_fee"),
                            ("ends in .svg, .pdf, .png or .gp; did you mean '.svg'?", run, "money: hanbit", "-o", "x.svgg"),
                            ("--width 8.5: allowed is 5cm to 40cm", run, "money: hanbit", "--width", "8.5"),
                            ("--width 3cm", run, "money: hanbit", "--width", "3cm"), ("which run or study", "-q")):
        done = maru("plot", *arguments, folder=folder)
        check(done.returncode == 2 and why in done.stderr, f"{arguments[1:]}: {done.returncode} {done.stderr}")
    check(maru("plot", folder / "none.h5", "money: hanbit").returncode == 1, "a file that is not there")


def check_terminal(run, study):
    for given, columns, more in ((run, 60, ()), (study, 100, ()), (study, 72, ("--bars",))):
        text = maru("plot", given, "money: hanbit", *more, environment={"COLUMNS": str(columns)}).stdout
        lines = text.splitlines()
        check(max(map(len, lines)) <= columns and "money: hanbit" in text and len(lines) > 6, f"{columns} columns:\n{text}")
        check(not any(line != line.rstrip() for line in lines) and "\f" not in text, "spaces at the ends of lines")


def check_without_gnuplot(folder, run):
    empty = folder / "empty"
    empty.mkdir()
    for out in ((), ("-o", empty / "figure.svg")):
        done = maru("plot", run, "money: hanbit", *out, environment={"PATH": str(empty)})
        check(done.returncode == 1 and "gnuplot-nox" in done.stderr and "make setup" in done.stderr, f"without gnuplot: {done.stderr}")
    check(not list(empty.iterdir()), f"without gnuplot there is left: {list(empty.iterdir())}")
    check(maru("plot", run, "money: hanbit", "-o", empty / "figure.gp", environment={"PATH": str(empty)}).returncode == 0, "a script needs gnuplot")


def check_published():
    """Each scenario of the table has its picture, which is small and says by which command it was drawn."""
    rows = re.findall(r"^\| \[`(\w+)`\]\(pictures/(\w+)\.svg\) \|", (SOURCE / "scenarios/README.md").read_text(encoding="utf-8"), re.M)
    scenarios = {path.stem for path in (SOURCE / "scenarios").glob("*.lua")} - {"first"}
    check({name for name, _ in rows} == scenarios and all(name == picture for name, picture in rows), f"without a picture: {scenarios - {name for name, _ in rows}}")
    pictures = sorted((SOURCE / "scenarios/pictures").iterdir())
    check({picture.stem for picture in pictures} == scenarios, "pictures and scenarios are not the same")
    for picture in pictures:
        about = xml.etree.ElementTree.parse(picture).getroot().find("{http://www.w3.org/2000/svg}desc").text
        check(picture.stem in scenarios and picture.stat().st_size < 40_000, f"{picture.name}: {picture.stat().st_size} bytes")
        check(about.startswith("Maru figure: ") and f"maru plot build/pictures/{picture.stem} " in about, f"{picture.name}: {about}")


def check_ended(folder, run):
    """A gnuplot that would draw for ever, and one that fails. Who lives holds the pipe open."""
    os.mkfifo(folder / "never")
    for name, lines in (("slow", f'echo drawing >"/dev/fd/$PIPE"\nread -r _ <"{folder}/never"\n'), ("bad", "echo no such terminal >&2\nexit 3\n")):
        (folder / name).mkdir()
        (folder / name / "gnuplot").write_text("#!/bin/sh\n" + lines, encoding="utf-8")
        (folder / name / "gnuplot").chmod(0o755)
    out = folder / "ended"
    out.mkdir()
    path = lambda name: f"{folder / name}:{os.environ['PATH']}"
    for number, ended in ((signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)):
        mine, theirs = os.pipe()
        process = subprocess.Popen([PROGRAM, "plot", run, "money: hanbit", "-o", out / "figure.svg"], stderr=subprocess.DEVNULL,
                                   env={**os.environ, "PATH": path("slow"), "PIPE": str(theirs)}, pass_fds=[theirs])
        os.close(theirs)
        with open(mine, "rb") as pipe:
            check(pipe.readline() == b"drawing\n", f"signal {number}: gnuplot was not started")
            process.send_signal(number)
            check(process.wait() == ended, f"signal {number}: {process.returncode}")
            check(pipe.read() == b"", f"signal {number}: gnuplot says more")
        check(not list(out.iterdir()), f"signal {number} left {list(out.iterdir())}")
    done = maru("plot", run, "money: hanbit", "-o", out / "figure.svg", environment={"PATH": path("bad")})
    check(done.returncode == 1 and "no such terminal" in done.stderr and not list(out.iterdir()), f"gnuplot fails: {done.stderr}")


def main():
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        run, other, study, sweep, scatter = (folder / name for name in ("run.h5", "other.h5", "study", "sweep", "scatter"))
        made("run", SCENARIO, "--policy", "sell_sightings", "--homes", 300, "-o", run, *SMALL)
        made("run", SCENARIO, "--policy", "ask_first", "--homes", 50, "-o", other, *SMALL)
        made("compare", SCENARIO, "--homes", 200, "--replications", REPLICATIONS, "-o", study, *SMALL)
        fee = ("--vary", "hanbit.lead_fee_won=5000..20000/4")
        made("sweep", SCENARIO, "--homes", 50, *fee, "--design", "grid", "--replications", 3, "-o", sweep, *SMALL)
        made("sweep", SCENARIO, "--homes", 50, "--vary", "hanbit.lead_fee_won=5000..20000", "--vary", "robot_vacuum.ownership=0.1..0.9",
             "--runs", 30, "-o", scatter, *SMALL)
        check_run(folder, run)
        check_marks(folder, run)
        check_comparison(folder, study)
        check_sweep(folder, sweep)
        check_scatter(folder, scatter)
        check_stamps(folder)
        check_places(folder, run, other)
        check_refusals(folder, run, study, sweep)
        check_terminal(run, study)
        check_without_gnuplot(folder, run)
        check_ended(folder, run)
        check_published()
        told = {key: number for k, text in enumerate(scripts) for key, number in said.of_text("figure", f"{k:02}", text).items()}
        check(said.hold(SOURCE, run, told, "contract/test_plot.py"), "what figures show is not as before")
        check(not list(folder.glob("*.part*")), f"left behind: {list(folder.glob('*.part*'))}")
    finally:
        shutil.rmtree(folder)
    print("\n".join(wrong) or "figures are what their runs and studies hold, and say of what they are")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

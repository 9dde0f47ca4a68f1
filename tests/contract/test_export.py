# SPDX-License-Identifier: GPL-3.0-or-later
"""What maru export writes is what the run file or the study holds: every table, every value, in CSV to the bit and in a workbook
as far as that holds it. Texts stay texts, the same export is the same bytes, nothing else is replaced, nothing is left half
done. maru.py and maru.R have the same tables.

test_export.py PROGRAM SOURCE_FOLDER
"""
import csv
import datetime
import math
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

SKIPPED = 77
SMALL = ["--homes", "80", "--days", "4", "--set", "homes.districts=2", "--threads", "1", "--quiet"]
HOSTILE = '=HYPERLINK("http://example.org","한국 집") + "x", _x000D_ <b>&amp;'
LATE = '''scenario { name = "late", title = [==[%s]==], days = 4, seed = 7, homes = { count = 80, districts = 2 },
  air_conditioner { placement = "device" }, electricity {} }
policy { name = "a", levers = { share = { 0.1, 0, 1, "@SUM(1+1)*cmd|' /C calc'!A0" }, bonus = { 1, 0, 2, "-2+3 원" } } }
-- @SUM(1+1)*cmd|' /C calc'!A0
--한국어 설명, "따옴표"; tab\there
-- _x0041_ and _xZZ_
'''


def maru(*arguments, status=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == status, (arguments, done)
    return done


# ---- What the file holds ----


def text_of(value):
    return value.decode() if isinstance(value, bytes) else value


class Variable:
    """A variable of the file: values, and the axes it lies along."""

    def __init__(self, file, path):
        data = file[path]
        self.values = data.asstr()[()] if data.dtype.kind == "O" else data[()]
        lists = data.attrs.get("DIMENSION_LIST")
        self.axes = [file[entry[0]].name for entry in lists] if lists is not None else [data.name]
        self.fill = data.attrs.get("_FillValue") if data.dtype.kind == "i" else None
        unit = text_of(data.attrs.get("units", b""))
        self.unit, self.meaning = unit, text_of(data.attrs.get("long_name", b""))
        since = re.match(r"days since (\d+)-(\d+)-(\d+)", unit)
        if since:
            first, self.unit = datetime.date(*map(int, since.groups())), ""
            self.values = [first + datetime.timedelta(days=int(day)) for day in self.values]

    def at(self, place):
        """Its value where the axes, by path, are at these places."""
        value = self.values
        for axis in self.axes:
            value = value[place[axis]]
        return None if self.fill is not None and value == self.fill else value


def group_of(file, table):
    return table if table in file else table.split("_by_")[0]


def expected_run(file, table, columns):
    """The rows of a table of a run file: [values by column]."""
    found = {}
    group = group_of(file, table)
    for name in columns:
        path = f"/{group}/{name}" if f"/{group}/{name}" in file else f"/{name}"
        found[name] = Variable(file, path)
    axes = max((variable.axes for variable in found.values()), key=len)
    assert all(variable.axes in (axes, axes[:1]) or len(variable.axes) == 1 for variable in found.values()), table
    rows = [{}]
    for axis in axes:
        rows = [{**row, axis: i} for row in rows for i in range(len(file[axis]))]
    return [[found[name].at(place) for name in columns] for place in rows], found


# ---- Comparing ----


def same_text(value, text):
    """Whether a field of CSV is this value, to the bit."""
    if value is None or isinstance(value, float) and math.isnan(value):
        return text == ""
    if isinstance(value, datetime.date):
        return text == value.isoformat()
    if isinstance(value, str):
        return text == value
    if hasattr(value, "dtype") and value.dtype.kind == "i":
        return text == str(int(value))
    return float(text) == float(value) and math.copysign(1, float(text)) == math.copysign(1, float(value))


def unspelled(text):
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def same_cell(value, cell):
    """Whether a cell of the workbook is it, as far as it can be."""
    if value is None or value == "" or isinstance(value, float) and math.isnan(value):
        return cell.value is None
    if isinstance(value, datetime.date):
        return cell.value == datetime.datetime(value.year, value.month, value.day) and cell.number_format == "yyyy-mm-dd"
    if isinstance(value, str):
        return unspelled(cell.value) == value and cell.data_type in "s" and cell.data_type != "f"
    if hasattr(value, "dtype") and value.dtype.kind == "i":
        return (cell.value == int(value) and cell.data_type == "n") if abs(int(value)) <= 2**53 else cell.value == str(int(value))
    return cell.data_type == "n" and float(cell.value) == float(f"{float(value):.16g}")


def read_csv(path):
    raw = path.read_bytes()
    assert raw.endswith(b"\r\n") and not raw.startswith(b"\xef\xbb\xbf"), path
    with open(path, newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file, strict=True)
    assert all(len(row) == len(head) for row in rows), path
    return head, rows


def check_sheet(sheet, head, rows):
    assert [cell.value for cell in sheet[1]] == head, sheet.title
    assert sheet.freeze_panes == "A2" and sheet.column_dimensions["A"].width >= 8, sheet.title
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            cell = sheet.cell(number + 2, place + 1)
            assert same_cell(value, cell), f"{sheet.title}, {cell.coordinate}: {cell.value!r} instead of {value!r}"


def check_run(path, made, book):
    """Every variable of the file stands in a table, and each table is what the file holds."""
    import h5py
    _, dictionary = read_csv(made / "columns.csv")
    seen = set()
    with h5py.File(path) as file:
        for table in sorted({row[0] for row in dictionary} - {"about", "scenario", "party", "segment"}):
            head, rows = read_csv(made / f"{table}.csv")
            wanted, variables = expected_run(file, table, head)
            assert len(rows) == len(wanted), f"{table}: {len(rows)} rows instead of {len(wanted)}"
            for row, values in zip(rows, wanted):
                for name, text, value in zip(head, row, values):
                    assert same_text(value, text), f"{table}.{name}: {text!r} instead of {value!r}"
            said = {row[1]: row[3:] for row in dictionary if row[0] == table}
            assert said == {name: [v.unit, v.meaning] for name, v in variables.items()}, table
            check_sheet(book[table], head, wanted)
            seen |= {f"{group_of(file, table)}/{name}" for name in head} | set(head)
        missed = []
        file.visititems(lambda name, thing: missed.append(name) if hasattr(thing, "dtype") and name not in seen else None)
        assert not missed, f"in no table: {missed}"
        text = text_of(file["meta"].attrs["scenario_text"])
    _, lines = read_csv(made / "scenario.csv")
    assert "".join(line + "\n" for _, line in lines) == text, "the scenario's text"
    check_sheet(book["scenario"], ["line", "text"], [[float(number), line] for number, line in lines])


def try_run(folder, openpyxl):
    """A run of a scenario whose texts are hostile, and one with all sorts of tables."""
    (folder / "late.lua").write_text(LATE % HOSTILE, encoding="utf-8")
    maru("run", "late.lua", "--quiet", "-o", "hostile.h5")
    maru("run", SOURCE / "scenarios" / "pest_leads.lua", *SMALL, "--policy", "ask_first", "-o", "ask.h5")
    for name in ("hostile", "ask"):
        maru("export", f"{name}.h5", "--to", "csv", "-q")
        told = maru("export", f"{name}.h5", "--to", "xlsx").stdout
        assert told.startswith(f"{name}.xlsx") and "tables" in told, told
        book = openpyxl.load_workbook(f"{name}.xlsx")
        assert book.sheetnames[:2] == ["about", "columns"], book.sheetnames
        assert book.properties.created == datetime.datetime(1980, 1, 1), "the date of its making"
        check_run(folder / f"{name}.h5", folder / f"{name}-csv", book)
    about = {(row[0], row[1]): row[2] for row in read_csv(folder / "hostile-csv" / "about.csv")[1]}
    assert about["", "title"] == HOSTILE and about["", "seed"] == "7", about
    cells = {(row[0].value or "", row[1].value): row[2] for row in openpyxl.load_workbook("hostile.xlsx")["about"].rows}
    title = cells["", "title"]
    assert title.data_type == "s" and unspelled(title.value) == HOSTILE, (title.data_type, title.value)
    command = {row[1]: row[2] for row in read_csv(folder / "ask-csv" / "about.csv")[1]}["command"]
    assert command == ("maru run pest_leads.lua --policy ask_first --set scenario.days=4 --set homes.count=80 "
                       "--set homes.districts=2"), command


# ---- Studies ----


def numbers(table):
    return [[float(field) if re.fullmatch(r"-?[\d.]+(e[-+]\d+)?", field) else field for field in row] for row in table]


def try_study(folder, openpyxl):
    """runs, design and summary are what the study's own files say; the command leads to the same study."""
    maru("sweep", SOURCE / "scenarios" / "pest_leads.lua", *SMALL, "--vary", "hanbit.lead_fee_won=5000..50000", "--runs", "18",
         "--replications", "2", "-o", "sweep")
    maru("export", "sweep", "--to", "csv", "-q")
    maru("export", "sweep/study.h5", "--to", "xlsx", "-q")
    made = folder / "sweep-csv"
    with open("sweep/runs.csv", newline="", encoding="utf-8") as file:
        head, *runs = csv.reader(file)
    assert read_csv(made / "runs.csv")[0] == head and numbers(read_csv(made / "runs.csv")[1]) == numbers(runs), "runs"
    with open("sweep/design.csv", newline="", encoding="utf-8") as file:
        assert numbers(csv.reader(file)) == numbers([read_csv(made / "design.csv")[0], *read_csv(made / "design.csv")[1]])
    with open("sweep/summary.csv", newline="", encoding="utf-8") as file:
        summary = list(csv.DictReader(file))
    ours = [dict(zip(read_csv(made / "summary.csv")[0], row)) for row in read_csv(made / "summary.csv")[1]]
    assert len(ours) == len(summary) > 100
    for one, other in zip(ours, summary):
        assert one == {**other, "hanbit.lead_fee_won": one["hanbit.lead_fee_won"]}, (one, other)
        assert float(one["hanbit.lead_fee_won"]) == float(other["hanbit.lead_fee_won"])
    check_days(made)
    book = openpyxl.load_workbook("sweep.xlsx")
    assert book.sheetnames == ["about", "columns", "summary", "runs", "runs_by_day", "design", "outcomes"], book.sheetnames
    for table in book.sheetnames[2:]:
        head, rows = read_csv(made / f"{table}.csv")
        assert [len(rows) + 1, len(head)] == [book[table].max_row, book[table].max_column], table
        for row, cells in zip(rows, book[table].iter_rows(min_row=2)):
            wrong = [(field, cell.value) for field, cell in zip(row, cells) if not same_field(field, cell)]
            assert not wrong, (table, row, wrong)
    command = {row[1]: row[2] for row in read_csv(made / "about.csv")[1]}["command"]
    shutil.copy(SOURCE / "scenarios" / "pest_leads.lua", "sweep")
    subprocess.run(f'cd sweep && "{PROGRAM}" {command.removeprefix("maru ")} -o ../again -q', shell=True, check=True)
    os.remove("sweep/pest_leads.lua")
    assert pathlib.Path("again/runs.csv").read_bytes() == pathlib.Path("sweep/runs.csv").read_bytes(), "lived again"


def same_field(field, cell):
    """Whether a cell is what a field of CSV says: numbers as the workbook's library writes them, to 16 digits."""
    if cell.value is None:
        return field == ""
    if cell.is_date:
        return field == cell.value.date().isoformat()
    return float(cell.value) == float(f"{float(field):.16g}") if cell.data_type == "n" else cell.value == field


def check_days(made):
    import h5py
    head, rows = read_csv(made / "runs_by_day.csv")
    with h5py.File("sweep/study.h5") as file:
        by_day, names = file["runs/by_day"][()], list(file["quantity"].asstr()[()])
    runs, _, days = by_day.shape
    assert head == ["run", "day", *names] and len(rows) == runs * days
    for number, row in enumerate(rows):
        run, day = divmod(number, days)
        assert row[:2] == [str(run), (datetime.date(2018, 6, 1) + datetime.timedelta(days=day)).isoformat()], row[:2]
        assert all(same_text(float(by_day[run, k, day]), text) for k, text in enumerate(row[2:])), row


# ---- The readers have the same tables ----


def try_python(folder):
    sys.path.insert(0, str(SOURCE / "analysis"))
    import maru as reader
    import pandas
    for results, made in ((reader.run("ask.h5"), "ask-csv"), (reader.run("hostile.h5"), "hostile-csv"), (reader.study("sweep"), "sweep-csv")):
        there = {path.stem for path in (folder / made).iterdir()} - {"about", "columns", "scenario"}
        assert set(results.tables) == there, (set(results.tables), there)
        units = {(row[0], row[1]): row[3] for row in read_csv(folder / made / "columns.csv")[1]}
        assert made != "sweep-csv" or units["design", "hanbit.lead_fee_won"] == "won", units
        for name, table in results.tables.items():
            head, rows = read_csv(folder / made / f"{name}.csv")
            assert list(table.columns) == head and len(table) == len(rows), name
            for place, title in enumerate(head):
                values = table[title].astype(object).where(table[title].notna(), None)
                for value, row in zip(values, rows):
                    value = value.date() if isinstance(value, pandas.Timestamp) else value
                    assert same_text(pandas.Series([value]).values[0] if isinstance(value, int) else value, row[place]), (name, title, value, row[place])
                if name != "summary":
                    assert table.attrs["units"][title] == units[name, title], (name, title)
    assert reader.study("sweep").policies[0] == "sell_sightings"


R_SCRIPT = '''
source(file.path("{source}", "analysis", "maru.R"))
compare <- function(tables, folder) {{
  there <- setdiff(sub("[.]csv$", "", list.files(folder)), c("about", "columns", "scenario"))
  stopifnot(setequal(names(tables), there))
  for (name in there) {{
    wanted <- read.csv(file.path(folder, paste0(name, ".csv")), check.names = FALSE, encoding = "UTF-8", na.strings = "",
                       stringsAsFactors = FALSE)
    table <- tables[[name]]
    stopifnot(identical(names(wanted), names(table)), nrow(wanted) == nrow(table))
    for (column in names(wanted)) {{
      one <- table[[column]]
      other <- wanted[[column]]
      if (inherits(one, "Date")) one <- format(one)
      if (is.character(one)) one[which(one == "")] <- NA
      if (is.numeric(one) && is.logical(other)) other <- as.numeric(other)  # nothing has a value
      if (is.numeric(one)) one[is.nan(one)] <- NA
      same <- if (is.numeric(one) && is.numeric(other)) isTRUE(all.equal(as.numeric(one), as.numeric(other), tolerance = 1e-15))
              else identical(as.character(one), as.character(other))
      if (!same) stop(name, " ", column, ": ", paste(head(one, 3), collapse = " "), " / ", paste(head(other, 3), collapse = " "))
    }}
  }}
}}
run <- maru_run("ask.h5")
compare(run, "ask-csv")
compare(maru_study("sweep"), "sweep-csv")
stopifnot(attr(run$parties, "units")[["won_in"]] == "won", nrow(payments(run)) == nrow(run$postings))
'''


def try_r():
    r = shutil.which("Rscript")
    if not r or subprocess.run([r, "--vanilla", "-e", "library(ncdf4)"], capture_output=True, check=False).returncode:
        return "maru.R was left out, as R or ncdf4 is not here"
    done = subprocess.run([r, "--vanilla", "-e", R_SCRIPT.format(source=SOURCE)], capture_output=True, text=True, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr
    return "maru.R, too"


# ---- What is replaced, and what is left ----


def everything():
    """{path: bytes} of the work folder."""
    return {str(path): path.read_bytes() for path in sorted(pathlib.Path().rglob("*")) if path.is_file()}


def refused(*arguments, status=2, says=""):
    """Nothing is changed, and the message says what."""
    before = everything()
    told = maru(*arguments, status=status).stderr
    assert says in told, (arguments, told)
    assert everything() == before, arguments


def try_replacing():
    """The same export again is the same bytes; another's is replaced on demand, anything else never."""
    before = everything()
    for form in ("csv", "xlsx"):
        maru("export", "ask.h5", "--to", form, "-q")
        maru("export", "sweep", "--to", form, "-q")
    assert everything() == before, "the same export is other bytes"
    for form, made in (("csv", "ask-csv"), ("xlsx", "ask.xlsx")):
        refused("export", "hostile.h5", "--to", form, "-o", made, says="--force")
        shutil.copytree(made, "kept") if form == "csv" else shutil.copy(made, "kept.xlsx")
        maru("export", "hostile.h5", "--to", form, "-o", made, "--force", "-q")
        maru("export", "ask.h5", "--to", form, "-o", made, "--force", "-q")
    assert pathlib.Path("kept.xlsx").read_bytes() == pathlib.Path("ask.xlsx").read_bytes()
    pathlib.Path("kept/notes.csv").write_text("mine\n", encoding="utf-8")
    refused("export", "ask.h5", "--to", "csv", "-o", "kept", "--force", says="notes.csv")
    pathlib.Path("theirs.xlsx").write_bytes(b"PK\x03\x04 not ours")
    os.makedirs("theirs")
    pathlib.Path("theirs/about.csv").write_text("group,name,value\n,made_by,me\n", encoding="utf-8")
    refused("export", "ask.h5", "--to", "xlsx", "-o", "theirs.xlsx", "--force", says="no export of Maru")
    refused("export", "ask.h5", "--to", "csv", "-o", "theirs", "--force", says="no export of Maru")
    refused("export", "ask.h5", "--to", "csv", "-o", "ask.xlsx", says="folder")
    refused("export", "ask.h5", "--to", "xlsx", "-o", "ask-csv", says="folder")
    refused("export", "ask.h5", "--to", "xlsx", "-o", "/dev/full", says="no ordinary file")
    refused("export", "ask.h5", "--to", "csv", "-o", "/dev/full", says="no folder")
    refused("export", "ask.h5", "--to", "csv", "-o", "nowhere/at/all", status=1, says="nowhere/at/all")
    refused("export", "ask.h5", "--to", "xlsx", "-o", "ask.h5", "--force", says="ask.h5")


def try_wrong_words():
    os.makedirs("begun")
    pathlib.Path("cut.h5").write_bytes(pathlib.Path("ask.h5").read_bytes()[:20000])
    refused("export", "ask.h5", says="--to csv or --to xlsx")
    refused("export", "ask.h5", "--to", "xls", says="xlsx")
    refused("export", "--to", "csv", says="which run or study")
    refused("export", "none.h5", "--to", "csv", status=1, says="none.h5")
    refused("export", "cut.h5", "--to", "csv", status=1, says="cut.h5")
    refused("export", "late.lua", "--to", "csv", status=1, says="late.lua")
    refused("export", "begun", "--to", "csv", says="begun")
    shutil.copy("sweep/study.json", "begun")
    refused("export", "begun", "--to", "csv", says="maru sweep begun")
    refused("export", "sweep/blocks", "--to", "csv", says="no study")


def try_no_room():
    """Where files may not become so large, nothing stays, nor where nothing can be said."""
    before = everything()
    for form in ("csv", "xlsx"):
        for limit in (0, 3000, 20000):
            done = subprocess.run([PROGRAM, "export", "ask.h5", "--to", form, "-o", "limited"], capture_output=True, text=True,
                                  check=False, preexec_fn=lambda most=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
            assert done.returncode == 1 and "limited" in done.stderr, (form, limit, done)
            assert everything() == before and not os.path.exists("limited"), (form, limit)
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([PROGRAM, "export", "ask.h5", "--to", "csv"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1 and b"standard output" in done.stderr, done


def export_and_die(form, point, number):
    """Ended by the signal at a chosen call of the export (tests/support/file_calls.h)."""
    preloaded = pathlib.Path(PROGRAM).parent / "tests" / "file_calls.so"
    return subprocess.run([PROGRAM, "export", "ask.h5", "--to", form, "-o", "died", "-q"], stderr=subprocess.PIPE, check=False,
                          env={**os.environ, "LD_PRELOAD": str(preloaded), "FILE_CALLS_DEATH_AT": str(point),
                               "FILE_CALLS_SIGNAL": str(int(number)), "FILE_CALLS_REPORT": "points"}).returncode


def remove(path):
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.remove(path)


def try_dying():
    """Killed or stopped at calls that make its files last: the name has nothing or all, stopped leaves nothing else, and the
    next export takes away what a killed one left."""
    before = everything()
    for form, whole in (("csv", "ask-csv"), ("xlsx", "ask.xlsx")):
        assert export_and_die(form, 0, signal.SIGKILL) == 0
        points = int(pathlib.Path("points").read_text(encoding="utf-8"))
        remove("died")
        assert points > (20 if form == "csv" else 2), points
        for number, ended in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 128 + signal.SIGTERM)):
            for point in sorted({*range(1, points + 1, 6), *range(points - 2, points + 1)} - {0}):
                assert export_and_die(form, point, number) == ended, (form, point, number)
                left = [path.name for path in pathlib.Path().iterdir() if path.name.startswith("died.")]
                assert not left or number == signal.SIGKILL, (form, point, left)
                check_whole("died", whole)
                maru("export", "ask.h5", "--to", form, "-o", "died", "-q")
                assert os.path.exists("died"), (form, point)
                check_whole("died", whole)
                assert not [path for path in pathlib.Path().iterdir() if path.name.startswith("died.")], (form, point)
                remove("died")
        os.remove("points")
    assert everything() == before


def check_whole(made, whole):
    """Nothing, or the same bytes."""
    for path in pathlib.Path(made).iterdir() if os.path.isdir(made) else [pathlib.Path(made)] if os.path.exists(made) else []:
        other = pathlib.Path(whole) / path.name if os.path.isdir(whole) else pathlib.Path(whole)
        assert path.read_bytes() == other.read_bytes(), path
    if os.path.isdir(made):
        assert sorted(os.listdir(made)) == sorted(os.listdir(whole))


def main():
    global PROGRAM, SOURCE
    try:
        import h5py, openpyxl, pandas, xarray  # noqa: E401, F401
    except ImportError as missing:
        print(f"skipped: {missing}")
        return SKIPPED
    sys.dont_write_bytecode = True
    PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        os.chdir(folder)
        try_run(folder, openpyxl)
        try_study(folder, openpyxl)
        try_python(folder)
        told = try_r()
        try_replacing()
        try_wrong_words()
        try_no_room()
        try_dying()
        os.chdir("/")
    print("what is exported is what the files hold;", told)
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""maru verify lives every run again to the same bytes, from its file alone, and notices every changed byte, another program,
and data that are missing or changed. maru diff says what was asked of two runs differently and what came out, in amounts that
the files hold.

test_verify.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
try:
    import h5py
    import numpy
except ImportError:
    print("skipped: h5py is missing (python3-h5netcdf)")
    sys.exit(SKIPPED)

SMALL = ["--homes", "40", "--days", "3", "--set", "homes.districts=2", "--threads", "1", "--quiet"]
FLIPS = 40
RUN_FILE_MOST = 1 << 16  # bytes of data that a run file keeps


def maru(*arguments, status=0, **others):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False, **others)
    assert done.returncode == status, (arguments, done)
    return done


def lines_joined(text):
    return " ".join(text.split())


def run(out, scenario, *more):
    maru("run", scenario, *SMALL, *more, "-o", out)
    return out


def changed_copy(path, name, change):
    """A copy whose contents were changed as anybody could, by HDF5's own means."""
    copy = path.parent / name
    shutil.copy(path, copy)
    with h5py.File(copy, "r+") as file:
        change(file)
    return copy


# ---- verify ----


def check_scenarios():
    for scenario in sorted((SOURCE / "scenarios").glob("*.lua")):
        path = run(WORK / f"{scenario.stem}.h5", scenario)
        before = path.read_bytes()
        maru("verify", path, "--quiet", "--threads", "1")
        assert path.read_bytes() == before


def check_says(path):
    said = lines_joined(maru("verify", path).stdout)
    assert re.search(r"the same, byte for byte: maru \S+, seed 2018, replication 0, lived again in [0-9.]+ s\.$", said), said


def check_asked_otherwise(scenario):
    """With settings, a policy with hooks, a replication; a number that 15 digits do not hold; several threads."""
    paths = [run(WORK / "set.h5", scenario, "--set", "robot_vacuum.ownership=0.12345678901234567"),
             run(WORK / "hooks.h5", scenario, "--policy", "ask_first", "--set", "reward=333.3333333333333"),
             run(WORK / "luck.h5", scenario, "--replication", "3")]
    with h5py.File(paths[0]) as file:
        names = file["meta/name"].asstr()[()].tolist()
        value = file["meta/value"].asstr()[names.index("robot_vacuum.ownership")]
        assert float(value) == 0.12345678901234567, value
    for path in paths:
        maru("verify", path, "--quiet", "--threads", "2")


MODULES = '''local prices = require "more/prices"
local korea = require "korea_2018"
scenario { days = 3, seed = 5, homes = korea.homes { count = 40, districts = 2 }, robot_vacuum { ownership = prices.share },
  pest_control { name = "bugbye" }, maker { name = "hanbit" },
  friends = { model = "file", file = "%s" } }
policy { name = "late", consent = { pest_sighting = "ask_each_time" },
  on_sighting = function() return { reward_tokens = require("later/rewards").tokens } end }
'''


def write_friends(path, homes, least):
    """A list of friendships of at least so many bytes."""
    edges = [f"{one} {other}\n" for one in range(homes) for other in range(one + 1, homes)]
    count = 0
    while sum(map(len, edges[:count])) < least:
        count += 50
    path.write_text("".join(edges[:count]))


def make_module_scenario(folder, data):
    folder.mkdir()
    for name in ("more", "later"):
        (folder / name).mkdir()
    (folder / "more" / "prices.lua").write_text("-- what it costs\nreturn { share = 0.9 }")  # without an end of the last line
    (folder / "later" / "rewards.lua").write_text("return { tokens = 700 }\n")
    scenario = folder / "own.lua"
    scenario.write_text(MODULES % data)
    return scenario


def check_modules():
    """Modules of the scenario's own, one required by a hook only, and small data: nothing of it has to be there any more."""
    folder = WORK / "own"
    scenario = make_module_scenario(folder, "friends.txt")
    write_friends(folder / "friends.txt", 40, 200)
    path, again = run(WORK / "own.h5", scenario), WORK / "own_again.h5"
    os.chdir(folder)
    run(again, "own.lua")
    os.chdir(WORK)
    assert path.read_bytes() == again.read_bytes(), "the file hangs on the path of the scenario"
    with h5py.File(path) as file:
        kept = dict(zip(file["files/name"].asstr()[()], range(9)))
        assert {"more/prices.lua", "korea_2018.lua", "friends.txt"} <= set(kept), kept
        lines = file["file_lines/text"].asstr()[()][file["file_lines/file"][()] == kept["more/prices.lua"]]
        assert "\n".join(lines) == (folder / "more" / "prices.lua").read_text()
    shutil.rmtree(folder)
    maru("verify", path, "--quiet", "--threads", "1")


def check_data():
    """Large data are looked for; what is missing or changed is named."""
    folder = WORK / "large"
    scenario = make_module_scenario(folder, "data/many.txt")
    (folder / "data").mkdir()
    data = folder / "data" / "many.txt"
    write_friends(data, 200, RUN_FILE_MOST + 1)
    path = run(WORK / "large.h5", scenario, "--homes", "200")
    maru("verify", path, "--quiet")
    elsewhere = WORK / "elsewhere"
    shutil.copytree(folder, elsewhere)
    data.write_text(data.read_text().replace("0 1\n", "0 1 \n", 1))
    assert re.search(r"data/many\.txt was changed since", maru("verify", path, status=2).stderr)
    data.unlink()
    assert re.search(r"data/many\.txt is not there", maru("verify", path, status=2).stderr)
    maru("verify", path, "--quiet", "--beside", elsewhere)


def check_flips(path):
    """Of bytes all over the file, and of all that stands at its beginning."""
    whole, chance = path.read_bytes(), random.Random(11)
    copy = WORK / "flipped.h5"
    texts = [match.start() for match in re.finditer(rb"ownership|identity|sell_sightings|cockroach", whole)]
    for at in [0, 9, 40, len(whole) - 1, *texts[::max(1, len(texts) // 10)], *chance.sample(range(len(whole)), FLIPS)]:
        changed = bytearray(whole)
        changed[at] ^= 1 << chance.randrange(8)
        copy.write_bytes(changed)
        done = subprocess.run([PROGRAM, "verify", copy, "-q", "--threads", "1"], capture_output=True, text=True, check=False)
        assert done.returncode in (1, 2), (at, done)
        assert done.returncode == 1 or done.stderr, (at, done)
        assert copy.read_bytes() == bytes(changed), "verify has written to the file"
    copy.write_bytes(whole + b"\0")
    maru("verify", copy, "-q", status=1)


def set_text(group, name, text):
    def change(file):
        file[group].attrs[name] = text if isinstance(text, int) else numpy.bytes_(text)
    return change


def check_causes(path):
    """Another program, another library, a changed result, a changed question: each is said."""
    said = lines_joined(maru("verify", changed_copy(path, "program.h5", set_text("/", "maru_version", "0.0.9")), status=1).stdout)
    assert re.search(r"program: 0\.0\.9 then, \S+ now\.", said), said
    copy = changed_copy(path, "mathematics.h5", set_text("meta", "mathematics", "glibc 2.99, variant 00000000"))
    said = lines_joined(maru("verify", copy, status=1).stdout)
    assert "library of mathematics, or processor: glibc 2.99, variant 00000000 then, " in said, said
    copy = changed_copy(path, "libraries.h5", set_text("meta", "libraries", "HDF5 9.9"))
    assert "libraries: HDF5 9.9 then, HDF5 " in lines_joined(maru("verify", copy, status=1).stdout)

    def spoil(file):
        money = file["parties/won_in"]
        money[1, 0] = money[1, 0] + 7
    said = maru("verify", changed_copy(path, "result.h5", spoil), status=1).stdout
    with h5py.File(path) as file:
        cells, first = file["parties/won_in"].size, int(file["parties/won_in"][1, 0])
        party = file["party"].asstr()[0]
    row = next(line for line in said.splitlines() if "/parties/won_in" in line)
    assert f"1 of {cells}" in row and row.split()[-2:] == [str(first + 7), str(first)], said
    assert f"2018-06-02, {party}" in lines_joined(said), said
    assert "the file was changed after it was made" in lines_joined(said), said
    copy = changed_copy(path, "question.h5", set_text("/", "replication", 1))
    assert "does not fit its identity" in maru("verify", copy, status=2).stderr

    def of_old(file):
        del file["files"], file["file_lines"]
    assert "run it again with maru run" in maru("verify", changed_copy(path, "old.h5", of_old), status=2).stderr


def check_study(scenario):
    study = WORK / "study"
    maru("compare", scenario, *SMALL, "--replications", "2", "-o", study)
    runs = sorted(study.glob("*-r1.h5"))
    assert len(runs) >= 2, list(study.iterdir())
    before = {path: path.read_bytes() for path in study.glob("**/*") if path.is_file()}
    for path in runs:
        maru("verify", path, "--quiet", "--threads", "1")
    assert before == {path: path.read_bytes() for path in study.glob("**/*") if path.is_file()}
    assert "name a run file in it" in maru("verify", study, status=2).stderr


def check_nothing_is_left():
    place = WORK / "place"
    place.mkdir()
    maru("verify", WORK / "set.h5", "--quiet", env={**os.environ, "TMPDIR": str(place)})
    assert not list(place.iterdir())
    place.chmod(0o500)
    if os.geteuid() != 0:
        maru("verify", WORK / "set.h5", "--quiet", status=2, env={**os.environ, "TMPDIR": str(place)})
    maru("verify", WORK / "set.h5", "--quiet", status=2, env={**os.environ, "TMPDIR": str(place / "none")})


# ---- diff ----


def number_of(text):
    return None if text == "-" else float(text.replace(",", ""))


def close(shown, value):
    """A number shown with four digits."""
    return abs(number_of(shown) - value) <= 0.0006 * abs(value) + 1e-12


def money_of(path):
    with h5py.File(path) as file:
        names = file["party"].asstr()[()]
        money = file["parties/won_in"][()].sum(axis=0) - file["parties/won_out"][()].sum(axis=0)
    return dict(zip(names, map(int, money)))


def settings_of(path):
    with h5py.File(path) as file:
        columns = [file[f"meta/{name}"].asstr()[()] for name in ("name", "value", "unit", "role")]
    return {name: rest for name, *rest in zip(*columns)}


def result_of(path, name):
    with h5py.File(path) as file:
        series = file[f"series/{name}"]
        per = series.attrs.get("per", b"").decode()
        total = series[()].sum()
        return total / file[f"series/{per}"][()].sum() if per else total


def diff(one, other, *more, status=1):
    """Its lines, each as its cells."""
    text = maru("diff", one, other, *more, status=status, env={**os.environ, "COLUMNS": "100"}).stdout
    assert all(len(line) <= 100 for line in text.splitlines()), text
    return text, [re.split(r"\s{2,}", line.strip()) for line in text.splitlines()]


def check_money(one, other, rows):
    """Every party whose money differs has its row, and no other."""
    a, b = money_of(one), money_of(other)
    shown = {row[0]: row[2:] for row in rows if len(row) == 5 and row[1] == "won"}
    wanted = {name for name in a if name in b and a[name] != b[name]}
    assert wanted and wanted <= set(shown), (wanted, shown)
    for name in wanted:
        cells = [number_of(cell) for cell in shown[name]]
        assert cells == [a[name], b[name], b[name] - a[name]], (name, cells, a[name], b[name])


def check_same(path):
    copy = WORK / "copy.h5"
    shutil.copy(path, copy)
    text, _ = diff(path, copy, status=0)
    assert "are the same, byte for byte" in lines_joined(text), text
    assert diff(path, copy, "-q", status=0)[0] == ""
    missing = maru("diff", path, WORK / "none.h5", status=2)
    assert "none.h5" in missing.stderr
    maru("diff", path, status=2)


def check_settings(base, other):
    """Both values of a setting, with unit and role, and what came of it."""
    text, rows = diff(base, other)
    a, b = settings_of(base), settings_of(other)
    differ = {name for name in a if name in b and a[name][0] != b[name][0]}
    assert differ == {"robot_vacuum.ownership"}, differ
    name = differ.pop()
    row = next(row for row in rows if row[0] == name)
    assert row[-3:] == [a[name][2], a[name][0], b[name][0]], (row, a[name], b[name])
    assert "Scenario" not in text and "policy" not in text.split("What came out")[0], text
    assert diff(base, other, "--quiet")[0] == ""


def check_luck(base, other):
    text, rows = diff(base, other)
    assert ["replication", "0", "3"] in rows, text
    check_money(base, other, rows)
    shown = next(row for row in rows if row[0] == "kwh per bill")
    values = [result_of(path, "electricity_kwh_per_bill") for path in (base, other)]
    assert close(shown[2], values[0]) and close(shown[3], values[1]), (shown, values)
    assert close(shown[4], values[1] - values[0]), (shown, values)


def check_policy(base, other):
    """Policies: the rule of each data flow, and a lever that only one has."""
    _, rows = diff(base, other)
    assert ["policy", "sell_sightings", "ask_first"] in rows
    assert ["pest_sighting to bugbye, for pest_service", "none", "ask_each_time"] in rows, rows
    assert any(row[0] == "reward" and row[1:3] == ["lever", "-"] for row in rows), rows


def check_exposures(one, other):
    text, rows = diff(one, other)
    with h5py.File(one) as a, h5py.File(other) as b:
        totals = [int((file["exposures/transfers"][()] - file["exposures/transfers_without_consent"][()]).sum()) for file in (a, b)]
    assert totals[0] != totals[1], totals
    row = next(row for row in rows[rows.index(["all data flows"]):] if row[0] == "transfers with consent")
    assert [number_of(cell) for cell in row[1:]] == [*totals, totals[1] - totals[0]], (row, totals, text)


def check_other_scenarios(base, other):
    """Other entries: what only one has is said; so are lines, all of them when asked."""
    text, rows = diff(base, other)
    assert ["scenario", "pest_leads", "first"] in rows, text
    assert ["bugbye", "party", "pest_control", "-"] in rows, text
    assert "Lua module korea_2018.lua: only in A" in text, text
    assert re.search(r"and \d+ more lines: --all shows them", text), text
    whole, _ = diff(base, other, "--all")
    with h5py.File(base) as a, h5py.File(other) as b:
        texts = [file["meta"].attrs["scenario_text"] for file in (a, b)]
    texts = [text.decode() if isinstance(text, bytes) else text for text in texts]
    numbers = [set(map(int, re.findall(rf"^  {sign} *(\d+) ?", whole, re.M))) for sign in (r"-", r"\+")]
    kept = [[line for number, line in enumerate(text.splitlines(), 1) if number not in gone]
            for text, gone in zip(texts, numbers)]
    assert kept[0] == kept[1], "the lines that are not told of are not the same"
    back, _ = diff(other, base)
    assert "Lua module korea_2018.lua: only in B" in back


def check_line(scenario):
    folder = WORK / "line"
    folder.mkdir()
    one = folder / "mine.lua"
    text = scenario.read_text(encoding="utf-8")
    one.write_text(text, encoding="utf-8")
    a = run(folder / "a.h5", one)
    assert text.count("crews = 10") >= 1
    one.write_text(text.replace("crews = 10", "crews = 11", 1), encoding="utf-8")
    said, rows = diff(a, run(folder / "b.h5", one))
    number = text[:text.index("crews = 10")].count("\n") + 1
    signs = re.findall(r"^  ([-+]) *(\d+) .*crews = (\d+)", said, re.M)
    assert signs == [("-", str(number), "10"), ("+", str(number), "11")], said
    assert any(row[0] == "bugbye.crews" and row[-2:] == ["10", "11"] for row in rows), said


def main():
    scenario = SOURCE / "scenarios" / "pest_leads.lua"
    check_scenarios()
    base = WORK / "pest_leads.h5"
    check_says(base)
    check_asked_otherwise(scenario)
    check_modules()
    check_data()
    check_flips(base)
    check_causes(base)
    check_study(scenario)
    check_nothing_is_left()
    check_same(base)
    check_settings(base, WORK / "set.h5")
    check_luck(base, WORK / "luck.h5")
    check_policy(base, WORK / "hooks.h5")
    seven = SOURCE / "scenarios" / "seven_systems.lua"
    check_exposures(WORK / "seven_systems.h5", run(WORK / "seven.h5", seven, "--replication", "1"))
    check_other_scenarios(base, WORK / "first.h5")
    check_line(scenario)


PROGRAM, SOURCE = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
with tempfile.TemporaryDirectory() as folder_of_work:
    WORK = pathlib.Path(folder_of_work)
    os.chdir(WORK)
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""maru doc says all that a methods section needs: of every scenario each setting with the value that a run of it has, each equation
that the run was computed by, each policy with each flow of data and its rule, each party and appliance. Its page is the same text.
It takes nothing's place but a description's.

test_doc.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py

PROGRAM, SOURCE = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
MARKDOWN = ".md"
SMALL = ["--homes", "60", "--set", "homes.districts=2"]
wrong = []


def check(good, what):
    if not good:
        wrong.append(what)


def maru(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False)


def made(*arguments):
    done = maru(*arguments)
    if done.returncode:
        sys.exit(f"maru {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")
    return done.stdout


def column(file, path):
    return [text.decode() for text in file[path][:]]


def plain(text):
    return re.sub(r"\\([|*<_\[\]\\`])", r"\1", text)


def settings_of(doc):
    """{entry.setting: (value, allowed, role, origin, meaning, source)} of the tables."""
    found, entry = {}, None
    for line in doc.splitlines():
        heading = re.match(r"\| setting of `(.*?)` \|", line)
        if heading:
            entry = heading[1]
        elif not line.startswith("|"):
            entry = None
        elif entry and line.startswith("| `"):
            cells = [plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            found[f"{entry}.{cells[0].strip('`')}"] = cells[1:]
    return found


def check_settings(doc, run, name):
    told = settings_of(doc)
    for setting, value, unit, *rest in zip(*(column(run, f"meta/{part}") for part in ("name", "value", "unit", "allowed", "role", "origin", "meaning",
                                                                                      "source"))):
        if "." not in setting:
            check(f"`{setting}`" in doc, f"{name}: the lever {setting} is not told")
            continue
        cells = told.get(setting)
        check(cells, f"{name}: {setting} is not told")
        if not cells:
            continue
        shown = cells[0].split(" (by default ")[0]
        bold = shown.startswith("**")
        shown = shown.replace("**", "", 2)
        wanted = (value or '""') + (f" {unit}" if unit not in ("", "1") else "")
        check(shown == wanted, f"{name}: {setting} is told as {shown}, not {wanted}")
        check(not bold or rest[2] != "default", f"{name}: {setting} is by default, and bold")
        check(cells[1:] == rest, f"{name}: {setting}: {cells[1:]}, not {rest}")


def check_equations(doc, run, name):
    kinds = set(re.findall(r"^### (\w+) \(", doc, re.M))
    entries = dict(zip(column(run, "entries/name"), column(run, "entries/kind")))
    for entry, kind in entries.items():
        if kind in kinds:
            continue
        series = [key for key in run["series"] if run["series"][key].attrs["entry"].decode() == entry] if "series" in run else []
        check(not any(run["series"][key][:].any() for key in series), f"{name}: {kind} counts something, and is not described")
    text = plain(doc)
    for kind, what, formula, source in zip(*(column(run, f"submodels/{part}") for part in ("kind", "name", "formula", "source"))):
        if kind in kinds:
            check(f"**{what}**: `{formula}`" in text, f"{name}: the equation of {what} ({kind}) is not told")
            check(f"Source: {source}." in text, f"{name}: nor whose it is: {source}")


def check_policies(doc, run, name):
    policy = run.attrs["policy"].decode()
    part = doc[doc.index(f"#### Policy `{policy}`" if policy else "#### Without a policy"):]
    part = re.split(r"\n#### |\n## ", part)[0]
    for row in zip(*(column(run, f"exposures/{part}") for part in ("data_class", "recipient", "purpose", "rule"))):
        check(re.search(rf"\| `{row[0]}` \(.*\) \| {re.escape(row[1])} \| {re.escape(row[2])} \| `{row[3]}`:", part),
              f"{name}: {policy} does not tell the flow {row}")
    sets = []
    for setting, value, unit, origin in zip(*(column(run, f"meta/{part}") for part in ("name", "value", "unit", "origin"))):
        if origin == "policy" and "." in setting:
            sets.append(f"- sets `{setting}` = " + (value or '""') + ("" if unit in ("", "1") else f" {unit}") + ": ")
    told = re.findall(r"^- sets `.*?` = .*?: ", plain(part), re.M)
    check(sorted(told) == sorted(sets), f"{name}: {policy} sets {sets}, and {told} is told")


def check_scenario(file, folder):
    doc = made("doc", file, *SMALL, "--days", "3")
    # A run is of one policy, whose levers it shows; the description shows the baseline's, which runs by default have.
    baseline = re.search(r"Compared with `(\w+)`", doc)
    arguments = ["--policy", baseline[1]] if baseline else []
    made("run", file, *SMALL, *arguments, "--quiet", "-o", folder / "run.h5", "--force", "--days", "3")
    with h5py.File(folder / "run.h5") as run:
        check_settings(doc, run, file.stem)
        check_equations(doc, run, file.stem)
        check_policies(doc, run, file.stem)
        for party in column(run, "party"):
            if party not in ("households", "mint", "burn", "outside"):
                check(f"**{party}**" in doc, f"{file.stem}: the party {party} is not among the entities")
    check(all(f"\n## {number}. " in doc for number in range(1, 8)), f"{file.stem}: a section of the protocol is missing")


def check_page(folder):
    scenario, page = SOURCE / "scenarios/pest_leads.lua", folder / "page.html"
    made("doc", scenario, "-o", page, "-q")
    made("doc", scenario, "-o", (folder / "text").with_suffix(MARKDOWN), "-q")
    check(((folder / "text").with_suffix(MARKDOWN)).read_text(encoding="utf-8") == made("doc", scenario), "the file is not what the terminal shows")
    html = page.read_text(encoding="utf-8")
    check(html.count("<table>") > 15 and "<h2>7. Submodels</h2>" in html, "the page has no tables or headings")
    check(not re.search(r"(src|href)=", html), "the page asks for something")
    made("doc", scenario, "-o", page, "-q", "--homes", "900")
    check("Of each are kept" in page.read_text(encoding="utf-8") and "900 homes" in page.read_text(encoding="utf-8"), "a page is not renewed")


def check_refusals(folder):
    scenario, mine = SOURCE / "scenarios/first.lua", (folder / "mine").with_suffix(MARKDOWN)
    mine.write_text("my notes", encoding="utf-8")
    refused = maru("doc", scenario, "-o", mine)
    check(refused.returncode == 2 and mine.read_text(encoding="utf-8") == "my notes", "somebody's notes are replaced")
    check("choose another name" in refused.stderr, refused.stderr)
    refused = maru("doc", scenario, "-o", folder / "model.txt")
    check(refused.returncode == 2 and ".html" in refused.stderr and not (folder / "model.txt").exists(), refused.stderr)
    refused = maru("doc", scenario, "--set", "air_conditioner.ownershp=0.2")
    check(refused.returncode == 2 and "ownership" in refused.stderr, refused.stderr)


with tempfile.TemporaryDirectory() as place:
    for path in sorted((SOURCE / "scenarios").glob("*.lua")):
        check_scenario(path, pathlib.Path(place))
    check_page(pathlib.Path(place))
    check_refusals(pathlib.Path(place))
print("\n".join(wrong[:40]) or "every scenario is described as it is run")
sys.exit(bool(wrong))

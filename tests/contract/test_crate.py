# SPDX-License-Identifier: GPL-3.0-or-later
"""ro-crate-metadata.json is a flat RO-Crate 1.1 that names every file of a study and none that is not there, is the same bytes
for the same study, and is left alone once somebody has changed it.

test_crate.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

SMALL = ["--homes", "40", "--days", "2", "--set", "homes.districts=2", "--threads", "1"]
ODD = '''scenario { name = "odd", title = "\\"한국\\" 100 %%", days = 2, seed = 7, homes = { count = 10, districts = 1 },
  network = "closed_form", air_conditioner {}, electricity {} }
policy { name = "ask" }
policy { name = "sell" }
compare { baseline = "ask", policies = { "sell" }, replications = 2 }
-- a line for the crate: 따옴표 "
'''


def maru(*arguments, **environment):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert done.returncode == 0, (arguments, done)
    return done.stdout


def read(folder):
    return json.loads((pathlib.Path(folder) / "ro-crate-metadata.json").read_text(encoding="utf-8"))


def references(thing):
    """Every {"@id": ...} that stands for something else."""
    if isinstance(thing, list):
        return [found for one in thing for found in references(one)]
    if isinstance(thing, dict):
        return [thing["@id"]] if set(thing) == {"@id"} else [found for one in thing.values() for found in references(one)]
    return []


def check_structure(crate):
    """Flat, with one entity for each id; what is referred to is there, or lies in the web. Returns {id: entity}."""
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context" and set(crate) == {"@context", "@graph"}
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"]), "two entities of one id"
    for entity in crate["@graph"]:
        assert entity["@type"] and (entity["@id"] == "ro-crate-metadata.json" or entity["name"]), entity
        for value in entity.values():
            for thing in value if isinstance(value, list) else [value]:
                assert not isinstance(thing, dict) or set(thing) == {"@id"}, f"not flat: {entity['@id']}"
        for target in references(list(entity.values())):
            assert target in entities or target.startswith(("http://schema.org/", "https://w3id.org/ro/crate/")), target
    return entities


def check_folder(folder, entities):
    """Every file is named, and every one that is named is there, and a part of the whole."""
    root = entities["./"]
    parts = {part["@id"] for part in root["hasPart"]}
    named = {urllib.parse.unquote(name) for name, entity in entities.items() if entity["@type"] in ("File", "Dataset") and name != "./"}
    assert {urllib.parse.unquote(part) for part in parts} == named
    assert all((pathlib.Path(folder) / name).exists() for name in named), named
    there = {path.name + "/" * path.is_dir() for path in pathlib.Path(folder).iterdir()} - {"ro-crate-metadata.json"}
    assert there == named, f"{folder}: there {sorted(there - named)}, named {sorted(named - there)}"
    for name, entity in entities.items():
        if entity["@type"] == "File":
            formats = {".h5": "application/x-hdf5", ".csv": "text/csv", ".json": "application/json"}
            assert entity["encodingFormat"] == formats[pathlib.Path(name).suffix] and entity["description"], entity


def check_words(entities, title, text, command):
    descriptor, root = entities["ro-crate-metadata.json"], entities["./"]
    assert descriptor["about"] == {"@id": "./"} and descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset" and root["name"] == title and root["description"] and root["license"]
    assert root["datePublished"] == "1970-01-01", root["datePublished"]
    action = entities[root["mentions"]["@id"]]
    assert action["@type"] == "CreateAction" and action["description"] == command, action["description"]
    program = entities[action["instrument"]["@id"]]
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    assert program["@type"] == "SoftwareApplication" and program["version"] == version
    assert entities[program["license"]["@id"]]["identifier"] == "GPL-3.0-or-later"
    asked, made = ({one["@id"] for one in action[name]} for name in ("object", "result"))
    assert {"study.h5", "runs.csv", "summary.csv"} <= made and "study.json" in asked and not asked & made
    scenario = next(entities[name] for name in asked if entities[name]["@type"] == "SoftwareSourceCode")
    assert scenario["text"] == text and scenario["programmingLanguage"] == "Lua"


def main():
    global PROGRAM
    PROGRAM, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    leads = source / "scenarios" / "pest_leads.lua"
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        pathlib.Path("odd.lua").write_text(ODD % (), encoding="utf-8")
        maru("compare", "odd.lua", "-o", "odd", "-q")
        entities = check_structure(read("odd"))
        check_folder("odd", entities)
        check_words(entities, '"한국" 100 %', ODD % (), "maru compare odd.lua --replications 2")
        assert {"ask-r0.h5", "sell-r1.h5"} <= set(entities)

        sweep = ["sweep", leads, *SMALL, "--vary", "hanbit.lead_fee_won=5000..50000", "--runs", "24", "-q"]
        for folder in ("one", "other"):
            maru(*sweep, "-o", folder)
            entities = check_structure(read(folder))
            check_folder(folder, entities)
            check_words(entities, "Does it pay to ask the family first?", leads.read_text(encoding="utf-8"),
                        "maru sweep pest_leads.lua --list design.csv --policies sell_sightings,ask_first,keep_at_home "
                        "--replications 1 --set homes.count=40 --set days=2 --set homes.districts=2")
        crates = [pathlib.Path(folder, "ro-crate-metadata.json") for folder in ("one", "other")]
        whole = crates[0].read_bytes()
        assert crates[1].read_bytes() == whole, "the same study in another folder has another description"

        maru("sweep", "one", "-q")
        assert crates[0].read_bytes() == whole, "put together again it is described otherwise"
        crates[1].write_bytes(whole.replace(b"1970-01-01", b"2027-05-04"))
        told = maru("sweep", "other")
        assert "stays as it is" in told and b"2027-05-04" in crates[1].read_bytes(), told
        crates[1].unlink()
        maru("sweep", "other", "-q", SOURCE_DATE_EPOCH="1000000000")
        assert read("other")["@graph"][1]["datePublished"] == "2001-09-09"
        maru("sweep", "other", "-q")
        assert crates[1].read_bytes() == whole, "an unchanged description is not renewed"
        os.chdir("/")
    print("a study's folder says what it is")
    return 0


if __name__ == "__main__":
    sys.exit(main())

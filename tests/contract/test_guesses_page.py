# SPDX-License-Identifier: GPL-3.0-or-later
"""What could be guessed stands on the page of a report, attacker by attacker, with its interval and bound; where nobody looks on there is
neither that nor a group of the run file.

test_guesses_page.py PROGRAM SOURCE_FOLDER
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import netCDF4

COLUMNS = {"advantage": "advantage", "advantage_low": "low", "advantage_high": "high", "bound": "bound", "right": "right", "answers": "answers", "bits": "bits"}


def live(program, scenario, policy, out):
    subprocess.run([program, "run", scenario, "--policy", policy, "--homes", "200", "--days", "30", "--quiet", "-o", out], check=True)
    with netCDF4.Dataset(out) as file:
        if "guesses" not in file.groups:
            return {}
        group = file["guesses"]
        return {name: {column: float(group[column][row]) for column in COLUMNS} for row, name in enumerate(group["attacker"][:])}


def page_of(program, *arguments):
    subprocess.run([program, "report", *arguments, "-o", "page.html", "--quiet"], check=True)
    page = pathlib.Path("page.html").read_text(encoding="utf-8")
    pathlib.Path("page.html").unlink()
    return json.loads(re.search(r'^"guesses":(.*?),?$', page, re.M)[1])


def is_said(number, value):
    return number is None if math.isnan(value) else number is not None and math.isclose(number[1], value, rel_tol=1e-4, abs_tol=1e-5)


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    scenario = source / "scenarios/what_is_eaten.lua"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for policy, bound in (("noised", math.tanh(0.5)), ("take_labels", math.nan)):
            found = live(program, scenario, policy, f"{policy}.h5")
            assert set(found) == {"eavesdropper", "gourmet", "burglar"}, sorted(found)
            assert found["eavesdropper"]["bound"] == bound or math.isnan(bound) and math.isnan(found["eavesdropper"]["bound"])
            told = {row["attacker"]: row["numbers"][0] for row in page_of(program, f"{policy}.h5")}
            assert set(told) == set(found)
            for name, values in found.items():
                for column, key in COLUMNS.items():
                    assert is_said(told[name][key], values[column]), f"{policy}, {name}: {key} {told[name][key]}, not {values[column]}"
        assert live(program, source / "scenarios/camera_microwave.lua", "asks", "none.h5") == {}
        assert page_of(program, "none.h5") == []
    print("what could be guessed is what the run files say")
    return 0


if __name__ == "__main__":
    sys.exit(main())

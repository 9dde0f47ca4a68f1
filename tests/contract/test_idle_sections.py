# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said to change nothing changes nothing.

test_idle_sections.py PROGRAM SOURCE_FOLDER

`maru doc` says which sections no equation of a scenario takes, and `uncertain` varies none of their settings. In some scenarios
each uncertain number of such a section is moved to both ends of its range, all of them at once: everything that happens
stays the same, byte for byte. What differs, or is refused, is tried section by section.
"""
import pathlib
import re
import subprocess
import sys

import test_settings_matter as matter

SCENARIOS = ("what_is_eaten", "cool_people", "loyalty", "pest_leads")
SMALL = ("--homes", "40", "--set", "homes.districts=2", "--days", "20", "--set", "network=closed_form")


def idle_sections(program, path):
    document = subprocess.run([program, "doc", path], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^### (\w+) \(section\)", document.split("## Appendix")[1], re.M)


def at_end(settings, end):
    """--set of each whose range is one of numbers, at its least (0) or most (1)."""
    for setting in settings:
        ends = re.match(r"(-?[\d.e+-]+) to (-?[\d.e+-]+)", setting.allowed)
        if ends:
            yield from ("--set", f"{setting}={ends[1 + end]}")


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    uncertain = [setting for setting in matter.settings_of(program) if setting.sort == "section" and setting.role == "uncertain"]
    moved = wrong = 0
    for name in SCENARIOS:
        path = source / "scenarios" / f"{name}.lua"
        usual = matter.fingerprint(program, path, None, *SMALL)
        assert usual, f"{name} is refused"
        idle = idle_sections(program, path)
        for end in (0, 1):
            tried = [setting for setting in uncertain if setting.kind in idle]
            if matter.fingerprint(program, path, None, *SMALL, *at_end(tried, end)) == usual:
                moved += len(tried)
                continue
            for section in idle:
                settings = [setting for setting in tried if setting.kind == section]
                other = matter.fingerprint(program, path, None, *SMALL, *at_end(settings, end))
                moved += len(settings) if other else 0
                if other not in (usual, None):
                    print(f"{name}: {section} is said to change nothing, and does")
                    wrong += 1
    print(f"{moved} settings moved, {wrong} sections are not idle")
    return 1 if wrong or moved < 50 else 0


if __name__ == "__main__":
    sys.exit(main())

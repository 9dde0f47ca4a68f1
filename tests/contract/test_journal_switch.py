# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the journal goes into the run file changes nothing else in it: with "caused" and "none" every other group holds
the same bytes as with "all".

test_journal_switch.py PROGRAM SOURCE_FOLDER
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
SCENARIOS = (("pest_leads", "ask_first", 31), ("whole_year", "ask", 9))  # days
JOURNAL = ("events", "postings", "worths")


def shown(program, source, scenario, policy, days, journal):
    """{group: what ncdump prints of it, every digit} of a small run; the group "" is the root."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "run.h5")
        subprocess.run([program, "run", os.path.join(source, "scenarios", scenario + ".lua"), "--policy", policy, "--homes",
                        "60", "--days", str(days), "--set", "homes.districts=4", "--set", f"scenario.journal={journal}",
                        "--quiet", "-o", path], check=True, stdout=subprocess.DEVNULL)
        text = subprocess.run(["ncdump", "-p", "9,17", path], check=True, capture_output=True, text=True).stdout
    text = re.sub(r"^\t\t:identity = .*\n", "", text, flags=re.MULTILINE)  # it is another run
    pieces = re.split(r"^group: (\w+) \{$", text, flags=re.MULTILINE)
    return dict(zip([""] + pieces[1::2], pieces[0::2]))


def rows_of(text, dimension):
    return int(re.search(dimension + r" = UNLIMITED ; // \((\d+) currently\)", text)[1])


def differences(one, other):
    """The words in which two texts of equally many words differ."""
    pairs = list(zip(one.split(), other.split(), strict=True))
    return [(a.strip(","), b.strip(",")) for a, b in pairs if a != b]


def check(program, source, scenario, policy, days):
    every = shown(program, source, scenario, policy, days, "all")
    assert rows_of(every["postings"], "posting") > 100
    for journal in ("caused", "none"):
        other = shown(program, source, scenario, policy, days, journal)
        assert list(other) == list(every), "the same groups in the same order"
        for group, text in every.items():
            if group in JOURNAL:
                continue
            said = [('"all"', f'"{journal}"')] if group == "meta" else []  # the setting itself
            found = differences(text, other[group])
            assert found == said, f"{scenario}: group '{group}' differs with the journal '{journal}': {found[:5]}"
        kept, most = (rows_of(one["postings"], "posting") for one in (other, every))
        assert kept == 0 if journal == "none" else 0 < kept < most, f"{journal}: {kept} postings of {most}"
        assert (rows_of(other["events"], "event") == 0) == (journal == "none")


def main():
    if not shutil.which("ncdump"):
        print("skipped: no ncdump")
        return SKIPPED
    for scenario, policy, days in SCENARIOS:
        check(sys.argv[1], sys.argv[2], scenario, policy, days)
    return 0


if __name__ == "__main__":
    sys.exit(main())

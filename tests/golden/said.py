# SPDX-License-Identifier: GPL-3.0-or-later
"""What pages, tables and scripts of figures say of small worlds, as one number for each part (said.txt, by pinned.py): of what a test
makes anyway. That a sentence or a number is right, the tests that make them must say; this sees what none of them looks at."""
import json
import re

import pinned

# What differs with the program; and of settings all but name and value, the texts of the language, which change with it.
NOT_SAID = ("identity", "version", "scenario_text")


def rounded(value):
    """With digits that one compiler may round as another."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list) else value


def of_data(name, data):
    """Of JSON, {(name, section): number}."""
    return {(name, section): pinned.number(json.dumps(rounded(value), ensure_ascii=False)) for section, value in data.items()}


def of_page(name, data):
    said = {section: value for section, value in data.items() if section not in NOT_SAID} | {"settings": [row[:2] for row in data["settings"]]}
    return of_data(name, said)


def of_text(name, part, text):
    """Of what is printed, without folders, what was asked, and how long it took."""
    lines = [line for line in text.splitlines() if not re.search(r"/tmp/|\b[\d.]+ s\b|^# [Mm]aru ", line)]
    rounded = [re.sub(r"\d+\.\d{6,}(e[-+]?\d+)?", lambda found: f"{float(found[0]):.6g}", line) for line in lines]
    return {(name, part): pinned.number("\n".join(rounded))}


def hold(source, run_file, said, test):
    return pinned.hold(source / "tests/golden/said.txt", pinned.mathematics_of(run_file), said,
                       "Page, table or figure, part, and the number of what it says (said.py).",
                       f"/usr/bin/python3 tests/{test} PROGRAM {source}")

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compiler cannot see: models reach the network, the gate's register and what is known of a home only through the
functions that are made for it.

test_inner_doors.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import re
import sys

# (what it is, how it looks in the source, where it may stand: {file: why}; by default in no file of models/)
DOORS = [
    ("a sending past visit_... and party_...",
     r"\bexchange_(send|add_bulk|add_report)\(|\bhome_receive\(|chunk->(outbox|reports|bulk)\b|\bgate_use\(|\bgate_pass\(", {}),
    ("an answer in the family's name (models/people/choice.h decides)",
     r"\bconsent_(request|answer|withdraw)\(", {
         "models/people/choice.c": "the family itself",
         "models/maker/maker_party.c": "asks now and writes down what the family answers some minutes later",
     }),
    ("the meter past visit_meter() and world_meter()", r"\bmetered_kwh\b|\bworld->left_on_kwh\b", {}),
    ("what concerns no home, counted with one (party_count_own counts it in the first segment)",
     r"\bparty_count\((?:[^,]+,){3}\s*(?:\d+|HOME_NONE)\s*,", {}),
    ("a firm that looks into a home", r"homes\[[^]]*\]\.(active|asleep|on_trip)\b|\bhome->(active|asleep|on_trip)\b", {
        "*_appliance.c": "it stands there",
        "models/food/refrigerator_*.c": "the family in front of it",
        "models/cooling/*.c": "parts of the air conditioner and its room",
        "models/people/*.c": "the people themselves",
    }),
]


def offences(root):
    for file in sorted((root / "models").glob("**/*.[ch]")):
        path = file.relative_to(root)
        for what, pattern, allowed in DOORS:
            if any(path.match(place) for place in allowed):
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if re.search(pattern, line.split("//")[0]):
                    yield f"{path}:{number}: {what}: {line.strip()}"


def unused(root):
    """Exceptions that nothing needs any more."""
    for what, pattern, allowed in DOORS:
        for place in allowed:
            files = [file for file in (root / "models").glob("**/*.[ch]") if file.relative_to(root).match(place)]
            if not any(re.search(pattern, file.read_text(encoding="utf-8")) for file in files):
                yield f"{place}: needs no exception any more for: {what}"


def main():
    root = pathlib.Path(sys.argv[2])
    wrong = list(offences(root)) + list(unused(root))
    print("\n".join(wrong) or "nobody goes round the doors")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

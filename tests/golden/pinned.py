# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers of what is made, kept in a file of lines `subject part number`: whatever changes shows, and is renewed where it is meant. They
hold for one variant of the mathematics library (sim/engine/mathematics.h), which the file names; on another nothing is compared."""
import hashlib
import os
import sys

import h5py

HOLD_FOR = "# hold for: "


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def mathematics_of(run_file):
    with h5py.File(run_file) as run:
        return text(run["meta"].attrs["mathematics"])


def number(words):
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def read(path):
    """The variant, and {(subject, part): number}."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    hold_for = next((line[len(HOLD_FOR):] for line in lines if line.startswith(HOLD_FOR)), None)
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return hold_for, {(subject, part): number for subject, part, number in rows}


def renew(path, here, rows, head):
    path.write_text(f"# {head}\n{HOLD_FOR}{here}\n" + "".join(f"{subject} {part} {number}\n" for (subject, part), number in sorted(rows.items())),
                    encoding="utf-8")
    print(f"renewed: {path}")
    return True


def hold(path, here, made, head, how_renewed, is_there=lambda subject: True):
    """True when all that was made has the numbers in the file at path; of subjects that were not made nothing is said. With RENEW=1 they
    are written anew, beside those of other subjects, of which only those stay that are still there."""
    hold_for, known = read(path)
    subjects = {subject for subject, _ in made}
    if os.environ.get("RENEW") == "1":
        return renew(path, here, {key: one for key, one in known.items() if key[0] not in subjects and is_there(key[0])} | made, head)
    if here != hold_for:
        print(f"not compared: the numbers of {path.name} hold for {hold_for}, and this is {here}")
        return True
    known = {key: one for key, one in known.items() if key[0] in subjects}
    changed = [key for key in sorted(known.keys() | made.keys()) if known.get(key) != made.get(key)]
    for subject, part in changed:
        print(f"FAILED: {subject}, {part}: it is not as before ({path.name})", file=sys.stderr)
    if changed:
        print(f"If that is meant, name the difference in CHANGELOG.md, and renew:\n  RENEW=1 {how_renewed}", file=sys.stderr)
    return not changed

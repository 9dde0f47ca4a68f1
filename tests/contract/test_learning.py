# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run file says of learning (group `learning`) is what the rest of it says: when, from how many, how good, for how much.

test_learning.py PROGRAM SOURCE_FOLDER

Each version is recomputed from the journal, the daily series and the postings of the same run: of the curve, of a network on pictures that are
deleted after some days, and of updates with noise.
"""
import math
import pathlib
import subprocess
import sys
import tempfile

import h5py

DAY_MS = 86_400_000
RETRAIN_DAYS = 7
STAGE = "tests/contract/stages/learners.lua"
LABEL_WON, TRAINING_WON, STANDS_FOR, PICTURE_BYTES = 50, 500_000, 100, 50_000
MAC_J, RADIO_J_BIT = 20e-12, 8.3e-9
PARAMETERS = 16 * 9 + 4 * 17
LESSON_FLOP = 200 * (20 * 6 * PARAMETERS + 6 * PARAMETERS)
AT_HOME_FLOP = 4 * (8 * 6 * PARAMETERS + 6 * PARAMETERS)

faults = []


def expect(kept, what):
    if not kept:
        faults.append(what)


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


class Run:
    def __init__(self, program, source, policy, *settings):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "run.h5"
            options = [word for setting in ("network.model=closed_form", *settings) for word in ("--set", setting)]
            subprocess.run([program, "run", f"{source}/{STAGE}", "--policy", policy, "--quiet", "--threads", "1", "-o", str(file), *options],
                           check=True, capture_output=True)
            with h5py.File(file) as run:
                group = run["learning"]
                columns = ("when_ms", "version", "technique", "samples", "homes", "score", "flops", "bytes", "energy", "cost")
                self.rows = [dict(zip(columns, values)) for values in zip(*(group[name][...] for name in columns))]
                self.series = {name: run["series"][name][...].sum(axis=1) for name in run["series"] if name.startswith("training_")}
                self.series["version_bytes"] = run["series/robot_vacuum_version_bytes"][...].sum(axis=1)
                self.series["versions"] = run["series/robot_vacuum_versions"][...].sum(axis=1)
                events = run["events"]
                self.trained_ms = [when for when, what in zip(events["when_ms"][...], map(text, events["what"][...]))
                                   if what == "recogniser trained"]
                flows = [text(reason) for reason in run["flows/reason"][...]]
                postings = run["postings"]
                self.paid = {}
                for when, flow, amount in zip(postings["when_ms"][...], postings["flow"][...], postings["amount"][...]):
                    if flows[flow] in ("labelling pictures", "training a recogniser"):
                        self.paid[int(when)] = self.paid.get(int(when), 0) + int(amount)

    def of(self, *techniques):
        return [row for row in self.rows if text(row["technique"]) in techniques]

    def between(self, name, row, before):
        """The series' sum over the days since the version before."""
        return self.series[name][int(before["when_ms"]) // DAY_MS:int(row["when_ms"]) // DAY_MS].sum()


def check_versions(run, rows, name):
    expect(len(rows) >= 4, f"{name}: {len(rows)} versions")
    expect([int(row["version"]) for row in rows] == list(range(len(rows))), f"{name}: versions are counted")
    expect([int(row["when_ms"]) for row in rows[1:]] == [int(when) for when in run.trained_ms], f"{name}: each stands in the journal")
    for row in rows[1:]:
        expect(close(row["cost"], run.paid.get(int(row["when_ms"]), 0)), f"{name}, version {row['version']}: its cost was posted")
    daily = run.series["training_recall"] / run.series["training_days"]
    for day, recall in enumerate(daily):
        latest = [row for row in rows if row["when_ms"] <= (day + 1) * DAY_MS][-1]
        expect(close(recall, latest["score"]), f"{name}: recall of day {day} is that of the latest version")


def check_pictures(run, rows, name):
    for before, row in zip(rows, rows[1:]):
        pictures = run.between("training_pictures", row, before)
        expect(close(row["bytes"], pictures * PICTURE_BYTES), f"{name}, version {row['version']}: bytes of its pictures")
        expect(close(row["cost"], pictures * LABEL_WON + TRAINING_WON / STANDS_FOR), f"{name}, version {row['version']}: what it costs")


def check_energy(run, rows, name):
    total = 0
    for row in rows:
        joules = row["flops"] / 2 * MAC_J + row["bytes"] * 8 * RADIO_J_BIT
        expect(close(row["energy"], joules), f"{name}, version {row['version']}: its energy")
        total += joules
    expect(close(run.series["training_training_energy"].sum(), total), f"{name}: energy of all versions")


def check_curve_beside(run, rows, name):
    beside = run.of("learning_curve")
    expect(len(beside) == len(rows), f"{name}: beside each version stands what the curve says")
    for row, other in zip(rows, beside):
        error = 0.01 + 0.19 * (1 + other["samples"] / 330) ** -0.35
        expect(close(other["score"], 1 - error), f"{name}, version {row['version']}: by the curve")


def check_fit(run, name):
    """The exponent fitted to all versions, on the last day."""
    errors = [1 - row["score"] for row in run.of("classifier_network")]
    messes = [row["samples"] for row in run.of("learning_curve")]
    x, y = [math.log1p(n / 330) for n in messes], [math.log(max(error, 1e-4)) for error in errors]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    exponent = -sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)
    told = run.series["training_exponent_fitted"][-1] / run.series["training_fit_days"][-1]
    expect(math.isclose(exponent, told, rel_tol=1e-6), f"{name}: exponent {told}, fitted here {exponent}")


def check_updates(run, rows, name):
    for before, row in zip(rows, rows[1:]):
        sent = run.between("training_sent_bytes", row, before)
        reports = sent / (4 * PARAMETERS)
        up = run.between("training_updates", row, before) * 4 * PARAMETERS
        expect(reports == round(reports) and close(row["bytes"], up + sent), f"{name}, version {row['version']}: bytes up and down")
        expect(row["flops"] % AT_HOME_FLOP == 0 and row["flops"] >= reports * AT_HOME_FLOP, f"{name}, version {row['version']}: FLOP at homes")


def main():
    program, source = sys.argv[1], sys.argv[2]
    curve = Run(program, source, "pictures", "training.technique=curve")
    check_versions(curve, curve.of("learning_curve"), "curve")
    check_pictures(curve, curve.of("learning_curve"), "curve")

    pictures = Run(program, source, "pictures")
    rows = pictures.of("classifier_network")
    for check in (check_versions, check_pictures, check_energy, check_curve_beside):
        check(pictures, rows, "pictures")
    check_fit(pictures, "pictures")
    expect(all(row["flops"] == LESSON_FLOP for row in rows), "pictures: FLOP of a version")
    expect(pictures.series["training_deleted"].sum() > 0, "pictures: what is kept too long is deleted")
    expect(rows[0]["samples"] == 0 and 0 < rows[-1]["homes"] <= 60, "pictures: samples are of homes")
    expect(close(pictures.series["version_bytes"].sum(), 4 * PARAMETERS * pictures.series["versions"].sum()) and
           pictures.series["versions"].sum() > 60, "pictures: bytes over the air, for each version that a robot gets")

    noised = Run(program, source, "noised")
    rows = noised.of("federated_average")
    for check in (check_versions, check_energy, check_curve_beside, check_updates):
        check(noised, rows, "noised")
    expect(noised.series["training_epsilon"][-1] > noised.series["training_epsilon"][5] > 0, "noised: rounds add up")

    print("\n".join(faults) or f"{len(curve.rows)}, {len(pictures.rows)} and {len(noised.rows)} rows of learning are what the runs say")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

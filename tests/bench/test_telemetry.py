# SPDX-License-Identifier: GPL-3.0-or-later
"""The telemetry model in Maru and in the bare loop draw the same luck: as many acts, as many messages, to the last.

test_telemetry.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True  # the source folder stays as it is
import bench  # noqa: E402

HOMES, DAYS = 100, 2


def main():
    maru = pathlib.Path(sys.argv[1]).resolve()
    bare = bench.Comparator([maru.parent / "tests" / "bench" / "telemetry_bare", "--homes", HOMES,
                             "--hours", 24 * DAYS])
    with tempfile.TemporaryDirectory() as folder:
        run = bench.TelemetryRun(maru, folder, "--homes", HOMES, "--set", "homes.districts=2", "--days", DAYS)
    bench.check_same(run, bare)
    if run.messages == 0:
        sys.exit("nobody sent a message: nothing was compared")
    print(f"{run.acts:.0f} acts and {run.messages:.0f} messages in both")


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""The summer of air conditioners in Maru and in NumPy is the same: as many hours with somebody at home, as much electricity.

test_summer.py PROGRAM SOURCE_FOLDER
"""
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True  # the source folder stays as it is
import bench  # noqa: E402

HOMES, DAYS = 1500, 40


def main():
    bench.SUMMER_DAYS = DAYS
    with tempfile.TemporaryDirectory() as folder:
        weather = pathlib.Path(folder) / "summer.csv"
        bench.write_summer(weather)
        run = bench.SummerRun(pathlib.Path(sys.argv[1]).resolve(), weather, folder, HOMES)
        other = bench.NumpySummer(run.file, weather)
    bench.check_alike(run, other)
    if run.kwh <= 0:
        sys.exit("nothing was cooled: nothing was compared")
    print(f"{run.kwh:.0f} and {other.kwh:.0f} kWh, {run.present_hours:.0f} and {other.present_hours:.0f} hours with "
          f"somebody at home, {run.discomfort:.0f} and {other.discomfort:.0f} K h of discomfort")


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""The stages that contracts are tried on (tests/contract/stages), which make happen what scenarios seldom do, come to what they came
to before, under each of their policies (outcomes.py; RENEW=1 where a difference is meant).

    test_stages.py PROGRAM SOURCE_FOLDER
"""
import concurrent.futures
import pathlib
import subprocess
import sys
import tempfile

import outcomes

HOMES, DAYS = 60, 62
# Every kind acts in them, and some rarely; marketing learns each quarter.
LONGER = {"seldom": (150, 200), "market": (60, 100)}


def policies_of(program, stage):
    """As the program names them where it is asked for one that is not there."""
    refused = subprocess.run([program, "run", stage, "--policy", "0", "--threads", "1"], capture_output=True, text=True, check=False).stderr
    return refused.split(" has no policy '0'; it has ")[1].split("\n")[0].split(", ")


def live(program, stage, policy, folder):
    homes, days = LONGER.get(stage.stem, (HOMES, DAYS))
    done = subprocess.run([program, "run", stage, "--policy", policy, "--homes", str(homes), "--days", str(days), "--set", "homes.districts=2",
                           "--threads", "1", "--quiet", "-o", folder / stage.stem / f"{policy}.h5"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"FAILED: {stage.name}, {policy}: {done.stderr}")


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    stages = sorted((source / "tests" / "contract" / "stages").glob("*.lua"))
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder = pathlib.Path(name)
        for stage in stages:
            (folder / stage.stem).mkdir()
        lives = [pool.submit(live, program, stage, policy, folder) for stage in stages for policy in policies_of(program, stage)]
        for one in lives:
            one.result()
        print(f"{len(lives)} worlds of {len(stages)} stages")
        how_renewed = f"/usr/bin/python3 tests/golden/test_stages.py PROGRAM {source}"
        return 0 if outcomes.hold(source, [folder / stage.stem for stage in stages], how_renewed) else 1


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""How much do the tests notice? A sample of small faults (mutants) is put into a copy of the tree, all into one build, each
behind a number (MARU_MUTANT). Every test is run once as it is, to learn which mutants it comes to; then each mutant is given
to the tests that come to it, the quickest first, until one fails or takes five times as long as it should. Printed are those
that no test noticed, with file, line and change, and the share that was noticed.

    mutants.py [--count N] [--seed N] [--minutes M] [--jobs J] [--tests REGEX] [FOLDER or FILE ...]

Results are written as they come to build/mutants/results.jsonl; run again, it goes on where it was stopped, as long as
nothing in the tree has changed. `MARU_MUTANT=17 build/mutants/build/maru ...` runs one by hand.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import random
import re
import sys
import time

import building
import trials


def parse_options():
    parser = argparse.ArgumentParser(description="Puts small faults into a copy of the tree and tells which ones no test "
                                     "notices.")
    parser.add_argument("places", nargs="*", metavar="FOLDER", help="what is mutated: folders or .c files; all by default")
    parser.add_argument("--count", type=int, default=40, help="size of the sample (40)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="no mutant is begun after that")
    parser.add_argument("--jobs", type=int, default=2, help="how many tests run at once (2)")
    parser.add_argument("--tests", type=re.compile, help="only tests whose name the expression is found in")
    parser.add_argument("--longest", type=float, default=120, help="a test that takes more seconds of the processor is left out (120)")
    parser.add_argument("--most", type=float, default=600, help="a mutant is given up, undecided, after so many seconds of "
                        "tests (600)")
    return parser.parse_args()


def learn(runner, tests, mutants, options, cache, key):
    """The tests that can judge, the quickest first, with what they reach."""
    known = json.loads(cache.read_text()) if cache.is_file() else {}
    known = known["tests"] if known.get("key") == key else {}
    told = time.monotonic()

    def one(test):
        if test.name not in known:
            known[test.name] = [runner.learn(test, mutants, options.longest), test.seconds, sorted(test.reaches)]
            cache.write_text(json.dumps({"key": key, "tests": dict(known)}))
        status, test.seconds, reaches = known[test.name]
        test.reaches = frozenset(reaches)
        return status

    good = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done, (test, status) in enumerate(zip(tests, pool.map(one, tests)), 1):
            if status == 0:
                good.append(test)
            elif status != trials.SKIPPED:
                print(f"left out: {test.name} " + ("fails as it is" if status is not None else
                                                   f"takes more than {options.longest:g} s"), flush=True)
            if time.monotonic() - told > 30 or done == len(tests):
                told = time.monotonic()
                print(f"{done} of {len(tests)} tests run as they are", flush=True)
    return sorted(good, key=lambda test: test.seconds)


def identity(mutant):
    return f"{mutant.file}:{mutant.line}:{mutant.column} {mutant.change}"


def read_results(path, tree_hash):
    """{identity: result} of this very tree."""
    lines = [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []
    return {line["mutant"]: line for line in lines if line["tree"] == tree_hash}


def judge_all(runner, chosen, tests, options, path, tree_hash):
    results = read_results(path, tree_hash)
    open_ones = [mutant for mutant in chosen if results.get(identity(mutant), {}).get("how", "undecided") == "undecided"]
    random.Random(options.seed).shuffle(open_ones)  # what is judged before the time is over is a sample, too
    begin, last = time.monotonic(), time.monotonic() + 60 * options.minutes
    with open(path, "a", encoding="utf-8") as file, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:

        def one(mutant):
            if time.monotonic() > last:
                return None
            able = [test for test in tests if mutant.number in test.reaches]
            return (*runner.judge(mutant.number, able, options.most), len(able))

        for done, (mutant, answer) in enumerate(zip(open_ones, pool.map(one, open_ones)), 1):
            if not answer:
                continue
            test, how, count, able = answer
            how = how if able else "reached by no test"
            result = {"tree": tree_hash, "mutant": identity(mutant), "number": mutant.number, "how": how, "test": test,
                      "run": count, "able": able}
            results[identity(mutant)] = result
            file.write(json.dumps(result, ensure_ascii=False) + "\n")
            file.flush()
            left = (time.monotonic() - begin) / done * (len(open_ones) - done)
            print(f"{done} of {len(open_ones)}, {left / 60:.0f} min left: {how} {test}: {identity(mutant)}", flush=True)
    return [results[identity(mutant)] for mutant in chosen if identity(mutant) in results]


def report(results, chosen):
    """The survivors and the score; of the undecided nothing is said but their number."""
    caught = [result for result in results if result["test"]]
    survivors = [result for result in results if result["how"] in ("survived", "reached by no test")]
    print("\nNoticed by no test:" if survivors else "\nEvery mutant was noticed.")
    for result in survivors:
        how = f"{result['able']} tests come to it" if result["able"] else "no test comes to it"
        print(f"  {result['mutant']}   ({how}; MARU_MUTANT={result['number']})")
    folders = collections.defaultdict(lambda: [0, 0])
    for result in caught + survivors:
        folder = str(pathlib.PurePath(result["mutant"].split(":")[0]).parent)
        folders[folder][0] += bool(result["test"])
        folders[folder][1] += 1
    print()
    for folder, (noticed, all_of_them) in sorted(folders.items()):
        print(f"  {folder}: {noticed} of {all_of_them}")
    decided = len(caught) + len(survivors)
    print(f"Noticed {len(caught)} of {decided} mutants" + (f" ({100 * len(caught) / decided:.0f} %)" if decided else "") +
          (f"; {len(chosen) - decided} not decided" if len(chosen) > decided else ""))


def main():
    options = parse_options()
    root = pathlib.Path(__file__).resolve().parents[2]
    copy = building.Building(root, options.jobs)
    copy.configure()
    candidates = copy.candidates(options.places)
    chosen = copy.choose(candidates, options.count, options.seed)
    print(f"{len(chosen)} mutants of {len(candidates)} places and changes; building", flush=True)
    copy.make(chosen)
    tests = trials.list_tests(copy.build, options.tests)
    runner = trials.Runner(root, copy.folder)
    key = [copy.tree_hash, [identity(mutant) for mutant in chosen]]
    tests = learn(runner, tests, len(chosen), options, copy.folder / "trace.json", key)
    results = judge_all(runner, chosen, tests, options, copy.folder / "results.jsonl", copy.tree_hash)
    report(results, chosen)


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""Sobol's indices as OpenTURNS estimates them, from outcomes in Saltelli's layout.

sensitivity_oracle.py OUTCOMES AXES      a number a line: of each base sample A, B, AB_1 ... AB_k
Prints a line per axis: first order by Saltelli, total by Jansen. 77: there is no OpenTURNS.
"""
import sys

try:
    import openturns
except ImportError as missing:
    print(f"skipped: {missing}", file=sys.stderr)
    sys.exit(77)


def main():
    axes = int(sys.argv[2])
    with open(sys.argv[1], encoding="ascii") as file:
        outcomes = [float(line) for line in file]
    samples = len(outcomes) // (axes + 2)
    by_block = [[outcomes[sample * (axes + 2) + row]] for row in range(axes + 2) for sample in range(samples)]
    places = openturns.Sample(len(by_block), axes)  # which it does not look at
    first = openturns.SaltelliSensitivityAlgorithm(places, by_block, samples).getFirstOrderIndices()
    total = openturns.JansenSensitivityAlgorithm(places, by_block, samples).getTotalOrderIndices()
    for axis in range(axes):
        print(first[axis], total[axis])


if __name__ == "__main__":
    main()

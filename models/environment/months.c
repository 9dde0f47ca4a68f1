// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/months.h"

const struct equation months_equation = {
    "a year's course through means of the months",
    "x = (1 - s) node[m] + s node[m + 1]; mean[m] = node[m - 1] / 8 + 3 node[m] / 4 + node[m + 1] / 8",
    "s share of the way from the middle of month m to that of the next",
    "definition: months keep their means"};

// The cyclic system is solved by sweeps, each of which shrinks the error to a third at most.
void months_fit(const double *means, double *nodes) {
    enum { SWEEPS = 40 };
    for (int m = 0; m < MONTHS_YEAR; m++) nodes[m] = means[m];
    for (int sweep = 0; sweep < SWEEPS; sweep++)
        for (int m = 0; m < MONTHS_YEAR; m++) {
            double neighbours = nodes[(m + 11) % MONTHS_YEAR] + nodes[(m + 1) % MONTHS_YEAR];
            nodes[m] = (means[m] - neighbours / 8) / 0.75;
        }
}

double months_position(struct clock_date date, double hour) {
    double days = date.day - 1 + hour / 24;
    return date.month - 1 + days / clock_days_in_month(date.year, date.month);
}

double months_at(const double *nodes, double position) {
    double from_middle = position + MONTHS_YEAR - 0.5;
    int before = (int)from_middle;
    double share = from_middle - before;
    return (1 - share) * nodes[before % MONTHS_YEAR] + share * nodes[(before + 1) % MONTHS_YEAR];
}

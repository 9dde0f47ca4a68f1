// SPDX-License-Identifier: GPL-3.0-or-later
// The mass balance of a fully mixed room, for whatever its air carries:
//
//   dx/dt = source - loss x        source: units per hour, loss: 1 per hour
//
// While both are constant, x is an exponential (without loss, a straight line), so every question has a closed answer:
// the value later, its integral, the moment it reaches a limit, the time and the amount above the limit. The same
// balance in Batterman 2017 (Int. J. Environ. Res. Public Health 14(2):145). Pure functions; durations in hours.
#ifndef MARU_MODELS_AIR_AIR_BALANCE_H
#define MARU_MODELS_AIR_AIR_BALANCE_H

struct air_balance {
    double source, loss;  // both >= 0
};

// Where it tends to; INFINITY when something comes in and nothing is lost.
double air_balance_steady(struct air_balance balance);
double air_balance_after(struct air_balance balance, double from, double hours);
// Integral over the next `hours`.
double air_balance_integral(struct air_balance balance, double from, double hours);
// Hours until it is at the limit; 0 when it is there already, INFINITY when it never will be.
double air_balance_crossing_h(struct air_balance balance, double from, double limit);
// Of the next `hours`: how long it is above the limit, and the integral of what is above; split at the crossing.
double air_balance_hours_above(struct air_balance balance, double from, double hours, double limit);
double air_balance_excess(struct air_balance balance, double from, double hours, double limit);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/air_balance.h"

#include <math.h>
#include <stdbool.h>

// (1 - e^(-loss t)) / loss: what one unit of source per hour has brought after t; t itself without loss.
static double gained(double loss, double hours) {
    double x = loss * hours;
    return x < 1e-12 ? hours : -expm1(-x) / loss;
}

// Integral of gained() over time; the series where the difference would cancel.
static double gained_integral(double loss, double hours) {
    double x = loss * hours;
    if (x < 1e-3) return hours * hours * (0.5 - x / 6 + x * x / 24);
    return (hours - gained(loss, hours)) / loss;
}

double air_balance_steady(struct air_balance b) {
    if (b.loss > 0) return b.source / b.loss;
    return b.source > 0 ? INFINITY : 0;
}

double air_balance_after(struct air_balance b, double from, double hours) {
    return from + (b.source - b.loss * from) * gained(b.loss, hours);
}

double air_balance_integral(struct air_balance b, double from, double hours) {
    return from * hours + (b.source - b.loss * from) * gained_integral(b.loss, hours);
}

// The slope falls in proportion to what is left: t = -ln(1 - loss (limit - from) / slope) / loss.
double air_balance_crossing_h(struct air_balance b, double from, double limit) {
    double slope = b.source - b.loss * from, way = limit - from;
    if (way == 0) return 0;
    if (slope == 0 || (way > 0) != (slope > 0)) return INFINITY;
    double share = b.loss * way / slope;  // of the way to the steady state
    if (share >= 1) return INFINITY;
    return b.loss > 0 ? -log1p(-share) / b.loss : way / slope;
}

// The part of the next `hours` that is spent above the limit: it crosses at most once.
struct part {
    double begins_h, hours;
};
static struct part part_above(struct air_balance b, double from, double hours, double limit) {
    if (from == limit) return (struct part){0, b.source > b.loss * from ? hours : 0};
    double crosses = fmin(hours, air_balance_crossing_h(b, from, limit));
    return from > limit ? (struct part){0, crosses} : (struct part){crosses, hours - crosses};
}

double air_balance_hours_above(struct air_balance b, double from, double hours, double limit) {
    return part_above(b, from, hours, limit).hours;
}

double air_balance_excess(struct air_balance b, double from, double hours, double limit) {
    struct part part = part_above(b, from, hours, limit);
    if (part.hours <= 0) return 0;
    double at = air_balance_after(b, from, part.begins_h);
    return fmax(0, air_balance_integral(b, at, part.hours) - limit * part.hours);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What advertisements do to those who see them.
//
// Wear-out (advertising_clicks_equation): of the advertisements of one advertiser that a family sees in a month, n are clicked
//   c (1 - q^n) / (1 - q),  q = exp(-1 / f)
// times on average, c the chance of the first and f the wear-out, and however many there are, never more than c / (1 - q).
// That response falls with repetition is what click data show; the geometric form is the simplest that does.
//
// Leaving (advertising_leaves_equation): a month is survived with 1 - chance, so a share (1 - chance)^m still uses the app
// after m months, when nobody comes back. That use falls with the load of advertisements, slowly and for good, is what a
// trial with 35 million listeners over 21 months shows.
#ifndef MARU_MODELS_MEDIA_ADVERTISING_LAW_H
#define MARU_MODELS_MEDIA_ADVERTISING_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation advertising_clicks_equation, advertising_leaves_equation;

// The factor on the chance of a click after so many were seen already this month: exp(-seen / wear_out).
double advertising_freshness(double seen, double wear_out);
// Mean clicks of so many advertisements of one advertiser in a month.
double advertising_clicks(double click_chance, double seen, double wear_out);

// Chance to give the app up within a month, at most 1, and within one of its 30 days.
double advertising_leaves_month(double base, double elasticity, double ads_day);
double advertising_leaves_day(double chance_month);

// How many happen where `mean` are expected, from a uniform number in (0, 1): Poisson, by inversion. mean <= 20.
unsigned advertising_poisson(double mean, double uniform);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What advertisements do to those who see them.
//
// Wear-out: of the advertisements of one advertiser that a family sees in a month, the k-th (k = 0, 1, ...) is clicked with
// the chance  c x exp(-k / f), so that n of them are clicked
//   c (1 - q^n) / (1 - q),  q = exp(-1 / f)
// times on average, and however many there are, never more than c / (1 - q). That response falls with repetition is what
// click data show (Chatterjee, Hoffman & Novak 2003, Marketing Science 22:520); the geometric form is the simplest that does.
//
// Leaving: an app is given up at the hazard  h x exp(e x advertisements a day)  a month (proportional hazards, Cox 1972). A
// month is survived with 1 - hazard, so a share (1 - hazard)^m still uses it after m months, when nobody comes back. That
// use falls with the load of advertisements, slowly and for good, is what a trial with 35 million listeners over 21 months
// shows (Goli, Huang, Reiley & Riabov 2025, Quantitative Marketing and Economics 23:347).
#ifndef MARU_MODELS_MEDIA_ADVERTISING_TECHNIQUE_H
#define MARU_MODELS_MEDIA_ADVERTISING_TECHNIQUE_H

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

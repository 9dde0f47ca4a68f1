// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/oversight/calibration_technique.h"

#include <math.h>

const struct equation calibration_equation = {
    "confidence, corrected",
    "p = 1 / (1 + exp(-(shift + slope ln(c / (1 - c))))); shift, slope minimise -sum of ln p(what people "
    "said) + "
    "(shift^2 + (slope - 1)^2) / 2",
    "c the machine's own confidence; the last term draws few cases to no correction",
    "Platt 1999 (Probabilistic outputs for support vector machines), not read; the penalty: a normal prior"};

static const double least_chance = 1e-6;

double calibration_log_odds(double confidence) {
    double c = fmin(fmax(confidence, least_chance), 1 - least_chance);
    return log(c / (1 - c));
}

static double chance(struct confidence_correction calibration, double log_odds) {
    return 1 / (1 + exp(-(calibration.shift + calibration.slope * log_odds)));
}

double calibration_confidence(struct confidence_correction calibration, double confidence) {
    return chance(calibration, calibration_log_odds(confidence));
}

// First and second derivatives of what is minimised.
struct slopes {
    double shift, slope, shift_shift, shift_slope, slope_slope;
};

static struct slopes slopes_at(struct confidence_correction at, const struct calibration_case *cases,
                               size_t count) {
    struct slopes sum = {at.shift, at.slope - 1, 1, 0, 1};
    for (size_t i = 0; i < count; i++) {
        double x = cases[i].log_odds, p = chance(at, x), off = p - cases[i].yes, weight = p * (1 - p);
        sum.shift += off;
        sum.slope += off * x;
        sum.shift_shift += weight;
        sum.shift_slope += weight * x;
        sum.slope_slope += weight * x * x;
    }
    return sum;
}

static double penalised(struct confidence_correction at, const struct calibration_case *cases, size_t count) {
    double sum = (at.shift * at.shift + (at.slope - 1) * (at.slope - 1)) / 2;
    for (size_t i = 0; i < count; i++) {
        double z = at.shift + at.slope * cases[i].log_odds;
        sum += fmax(0, z) + log1p(exp(-fabs(z))) - (cases[i].yes ? z : 0);
    }
    return sum;
}

// Newton's method on what is convex; a step that overshoots is halved.
struct confidence_correction calibration_fit(const struct calibration_case *cases, size_t count) {
    enum { STEPS = 50, HALVINGS = 30 };
    struct confidence_correction at = calibration_none;
    for (int step = 0; step < STEPS; step++) {
        struct slopes s = slopes_at(at, cases, count);
        double apart = s.shift_shift * s.slope_slope - s.shift_slope * s.shift_slope;
        double by_shift = (s.shift * s.slope_slope - s.slope * s.shift_slope) / apart;
        double by_slope = (s.slope * s.shift_shift - s.shift * s.shift_slope) / apart;
        double before = penalised(at, cases, count), share = 1;
        struct confidence_correction next = {at.shift - by_shift, at.slope - by_slope};
        for (int i = 0; i < HALVINGS && penalised(next, cases, count) > before; i++) {
            share /= 2;
            next = (struct confidence_correction){at.shift - share * by_shift, at.slope - share * by_slope};
        }
        at = next;
        if (fabs(by_shift) + fabs(by_slope) < 1e-12) break;
    }
    return at;
}

double calibration_loss(double confidence, bool truth) {
    double c = fmin(fmax(confidence, least_chance), 1 - least_chance);
    return -log(truth ? c : 1 - c);
}

const struct technique calibration_technique = {
    .name = "calibration",
    .summary = "corrects how sure a machine is by what people said of the cases that they looked at",
    .senses = "the machine's confidence, case by case",
    .trained_on =
        "reviewers' verdicts on pictures, of homes whose consent still stands when a version is made",
    .consents = "image to the maker for review: what is not shown to people teaches nothing",
    .costs =
        "a reviewer's seconds a case, at wage_won_hour (reviewers); some 30 operations a case and step of "
        "Newton's; two numbers a version over the air",
    .scored =
        "by the log-loss of its confidence on alarms that came later, against what was really there (group "
        "learning)",
    .fails =
        "people err as well, and only see what was put to them: where sure cases are never reviewed it "
        "learns nothing of them",
    .equations = EQUATIONS(&calibration_equation),
};

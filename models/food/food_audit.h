// SPDX-License-Identifier: GPL-3.0-or-later
// The desk that learns what is eaten checks whether a home's reports are true: it holds the latest of them against the oven's own
// log, which says which programme the oven took, and excludes the home where too few agree (spot_check_law.h). The log is read by
// a person, who errs; and it says what was eaten, so that where reports are noised an audit takes more than any report.
#ifndef MARU_MODELS_FOOD_FOOD_AUDIT_H
#define MARU_MODELS_FOOD_FOOD_AUDIT_H

#include "models/food/microwave.h"

struct food_audit {
    double month;          // share of homes that are audited a month
    unsigned checks, least;  // reports of each; excluded where fewer agree
    double reads;          // chance that the log is read right
};
// With that noise: that one check of a home agrees which tells the truth, or makes it up; and that it is excluded in a month.
double food_audit_agrees(const struct food_audit *audit, const struct food_noise *noise, bool makes_up);
double food_audit_caught_month(const struct food_audit *audit, const struct food_noise *noise, bool makes_up);

// How many of its latest `checks` reports agree; *made_up: whether any of these was made up.
unsigned food_audit_agree(const struct food_audit *audit, const struct microwave_log *log, struct random_sequence *luck,
                          bool *made_up);

#endif

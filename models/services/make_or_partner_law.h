// SPDX-License-Identifier: GPL-3.0-or-later
// Make or partner: what a firm must sell before a service of its own pays, and what else it could have had.
//
// Crews that are paid for all of their opening hours make the same profit at n visits as crews that are paid for their
// visits only, when their idle hours are counted among the fixed costs (cost-volume-profit analysis). Visits after closing
// (make_or_partner_evening_equation): a desk that is busy at closing time goes on for h hours, lengths being exponential. If it
// is as often busy then as it is all day, a share n (h - o) / H of the days (H paid hours), then n o = n (h - o) h / T. Who is
// busier in the morning than in the evening works fewer; a desk with a queue, one visit each evening, is at the limit of what
// it can do, H / (h - o) visits.
//
// Pure functions.
#ifndef MARU_MODELS_SERVICES_MAKE_OR_PARTNER_LAW_H
#define MARU_MODELS_SERVICES_MAKE_OR_PARTNER_LAW_H

#include <stdint.h>

#include "sim/engine/submodel.h"

extern const struct equation make_or_partner_equation, make_or_partner_evening_equation, make_or_partner_learnt_equation;

// The own service of a month: its desks, what their hours cost, and what it costs besides.
struct make_or_partner_service {
    double price_won, material_won, wage_won_hour;
    double fixed_won_month;       // besides the desks
    double desks;
    double days_month, hours_per_day;  // open: paid, busy or idle
    double visit_hours;           // mean
};

// Days a month, on average.
#define MAKE_OR_PARTNER_MONTH (365.0 / 12.0)

double make_or_partner_paid_hours(const struct make_or_partner_service *own);    // a month
double make_or_partner_fixed_won(const struct make_or_partner_service *own);     // a month, desks and the rest
double make_or_partner_evening_hours(const struct make_or_partner_service *own);  // of a visit, after closing
// What a visit leaves, opening hours being paid anyway.
double make_or_partner_contribution(const struct make_or_partner_service *own);
// Visits a month; INFINITY when a visit leaves no more than it would have brought anyway.
double make_or_partner_break_even(const struct make_or_partner_service *own, double instead_won);
// Visits a month that the desks can make at most: a break-even above it is never reached with so many desks.
double make_or_partner_most_visits(const struct make_or_partner_service *own);
// What the own service leaves a month at so many visits.
double make_or_partner_profit(const struct make_or_partner_service *own, double visits);

// The app's part of a price, in whole won; the rest is the partner's.
int64_t make_or_partner_commission(int64_t price_won, double share);

// As a factor of the first visit's hours. progress 1: nothing is learnt.
double make_or_partner_learnt(double visits, double first_visits, double progress);

// Hours of a visit from `start` to `end` that lie after closing time, all in hours of the day of the start (end may pass
// 24).
double make_or_partner_overtime(double start, double end, double closes);

#endif

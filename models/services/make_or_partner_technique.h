// SPDX-License-Identifier: GPL-3.0-or-later
// Make or partner: what a firm must sell before a service of its own pays, and what else it could have had.
//
//   break-even   n* = F / (c - a)   visits a month,
//                F what the own service costs a month whatever it does, c what a visit leaves, a what the same visit
//                would have brought without an own service: nothing, a lead's fee, or a commission of the price.
// Crews that are paid for their visits only leave c = p - m - w h of a price p (material m, wage w an hour, h hours)
// over F. Crews that are paid for all of their H opening hours leave c = p - m - w o over F + w H, o being what a visit
// costs in hours after closing: the same profit at n visits when the idle hours H - n (h - o) are counted among the
// fixed costs (cost-volume-profit analysis: Horngren, Datar & Rajan, "Cost Accounting", chapter 3).
//
//   overtime     o = h^2 / (T + h)   hours of a visit, T opening hours a day
//                A desk that is busy at closing time goes on for h hours, lengths being exponential. If it is as often
//                busy then as it is all day, a share n (h - o) / H of the days, then n o = n (h - o) h / T. Who is
//                busier in the morning than in the evening works fewer; a desk with a queue, one visit each evening,
//                is at the limit of what it can do, H / (h - o) visits.
//
//   experience   hours(n) / hours(0) = (1 + n / N0)^-b,   b = -log2(progress)
//                each doubling of the experience N0 + n takes the same share off a visit: Wright 1936, J. Aeronaut.
//                Sci. 3:122-128, who saw 80 % in airframes; survey: Yelle 1979, Decision Sci. 10:302-328.
//
// Pure functions.
#ifndef MARU_MODELS_SERVICES_MAKE_OR_PARTNER_TECHNIQUE_H
#define MARU_MODELS_SERVICES_MAKE_OR_PARTNER_TECHNIQUE_H

#include <stdint.h>

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
double make_or_partner_evening_hours(const struct make_or_partner_service *own);  // of a visit after closing, o above
// What a visit leaves, c above, opening hours being paid anyway.
double make_or_partner_contribution(const struct make_or_partner_service *own);
// Visits a month; INFINITY when a visit leaves no more than it would have brought anyway.
double make_or_partner_break_even(const struct make_or_partner_service *own, double instead_won);
// Visits a month that the desks can make at most: a break-even above it is never reached with so many desks.
double make_or_partner_most_visits(const struct make_or_partner_service *own);
// What the own service leaves a month at so many visits.
double make_or_partner_profit(const struct make_or_partner_service *own, double visits);

// The app's part of a price, in whole won; the rest is the partner's.
int64_t make_or_partner_commission(int64_t price_won, double share);

// Wright's law as a factor of the first visit's hours. progress 1: nothing is learnt.
double make_or_partner_learnt(double visits, double first_visits, double progress);

// Hours of a visit from `start` to `end` that lie after closing time, all in hours of the day of the start (end may pass
// 24).
double make_or_partner_overtime(double start, double end, double closes);

#endif

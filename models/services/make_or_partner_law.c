// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/make_or_partner_law.h"

#include <math.h>

const struct equation make_or_partner_equation = {
    "break-even of an own service",
    "n = F / (c - a); F = fixed_won_month + wage_won_hour H; c = price_won - material_won - wage_won_hour o",
    "n visits a month, none where c <= a; H = desks (closes_hour - opens_hour) x open days of a month of 365 "
    "/ 12 days; c what a visit leaves; a what it would have brought without an own service; o hours of a "
    "visit after closing",
    "cost-volume-profit analysis (Horngren, Datar & Rajan, Cost Accounting, chapter 3)"};
const struct equation make_or_partner_evening_equation = {
    "hours of a visit after closing", "o = h^2 / (T + h)",
    "h = visit_hours, exponential; T = closes_hour - opens_hour",
    "a desk is as often busy at closing time as all day; assumption"};
const struct equation make_or_partner_learnt_equation = {
    "experience", "f = (1 + n / experience_visits)^log2(progress)",
    "f length of a visit against the first; n visits made before",
    "Wright 1936 (J. Aeronaut. Sci. 3:122-128), who saw 0.8 in airframes; survey: Yelle 1979 (Decision Sci. "
    "10:302-328)"};

double make_or_partner_paid_hours(const struct make_or_partner_service *own) {
    return own->desks * own->hours_per_day * own->days_month;
}

double make_or_partner_fixed_won(const struct make_or_partner_service *own) {
    return own->fixed_won_month + own->wage_won_hour * make_or_partner_paid_hours(own);
}

double make_or_partner_evening_hours(const struct make_or_partner_service *own) {
    return own->visit_hours * own->visit_hours / (own->hours_per_day + own->visit_hours);
}

double make_or_partner_contribution(const struct make_or_partner_service *own) {
    return own->price_won - own->material_won - own->wage_won_hour * make_or_partner_evening_hours(own);
}

double make_or_partner_break_even(const struct make_or_partner_service *own, double instead_won) {
    double gained = make_or_partner_contribution(own) - instead_won;
    return gained > 0 ? make_or_partner_fixed_won(own) / gained : (double)INFINITY;
}

double make_or_partner_most_visits(const struct make_or_partner_service *own) {
    return make_or_partner_paid_hours(own) / (own->visit_hours - make_or_partner_evening_hours(own));
}

double make_or_partner_profit(const struct make_or_partner_service *own, double visits) {
    return visits * make_or_partner_contribution(own) - make_or_partner_fixed_won(own);
}

int64_t make_or_partner_commission(int64_t price_won, double share) {
    return llround((double)price_won * share);
}

double make_or_partner_learnt(double visits, double first_visits, double progress) {
    return pow(1 + visits / first_visits, log2(progress));
}

double make_or_partner_overtime(double start, double end, double closes) {
    return fmax(0, end - fmax(start, closes));
}

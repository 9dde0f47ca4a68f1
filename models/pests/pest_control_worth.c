// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/pest_control_worth.h"

#include <math.h>

#include "models/methods/demand_law.h"

const struct equation pest_control_worth_equation = {
    "what a customer is worth",
    "expected: price - wage_won_hour visit_hours - material_won + (1 - finds_nothing) plan_share P; P = "
    "(plan_won_month - plan_work_won_month) (1 - (1 - plan_churn_month)^plan_counts_months) / "
    "plan_churn_month; of one that came: "
    "what was paid, "
    "less what the visit cost, and P if it took a plan",
    "price: see booking a visit; plan_share at the price of the plan",
    "a contract's value, payments at the end of each month, without interest (Gupta & Lehmann 2003, not "
    "read)"};

static double expected_won(const S *s, double visit_won, double call_out_won) {
    return (1 - s->finds_nothing) * visit_won + s->finds_nothing * call_out_won;
}

double pest_control_asked_won(const S *s, double visit_won) {
    return expected_won(s, visit_won, s->call_out_won);
}

static struct demand demand_for_visits(const S *s) {
    return (struct demand){expected_won(s, s->visit_usual_won, s->call_out_usual_won), s->price_weight};
}

static struct demand demand_for_plans(const S *s) {
    return (struct demand){s->plan_usual_won_month, s->price_weight};
}

double pest_control_chance_to_book(const S *s, enum lead lead, double visit_won) {
    double usually = lead == LEAD_EXCLUSIVE ? s->close_exclusive
                     : lead == LEAD_SHARED  ? s->close_shared
                                            : s->close_call;
    return demand_share(demand_for_visits(s), usually, pest_control_asked_won(s, visit_won));
}

double pest_control_visit_surplus_won(const S *s, enum lead lead, double visit_won) {
    return demand_surplus_won(demand_for_visits(s), pest_control_chance_to_book(s, lead, visit_won));
}

static double chance_of_plan_at(const S *s, double plan_won_month) {
    return demand_share(demand_for_plans(s), s->plan_share, plan_won_month);
}

double pest_control_chance_of_plan(const S *s) {
    return chance_of_plan_at(s, s->plan_won_month);
}

double pest_control_plan_surplus_won(const S *s, double plan_won_month) {
    return demand_surplus_won(demand_for_plans(s), chance_of_plan_at(s, plan_won_month));
}

double pest_control_plan_worth_won(const S *s) {
    double keeps = 1 - s->plan_churn_month, months = s->plan_counts_months;
    double leaves = s->plan_won_month - s->plan_work_won_month;
    return leaves * (keeps < 1 ? (1 - pow(keeps, months)) / (1 - keeps) : months);
}

double pest_control_customer_worth_won(const S *s, double visit_won) {
    double visit = pest_control_asked_won(s, visit_won);
    double plan = (1 - s->finds_nothing) * pest_control_chance_of_plan(s) * pest_control_plan_worth_won(s);
    return visit - s->wage_won_hour * s->visit_hours - s->material_won + plan;
}

double pest_control_cost_won(const S *s) {
    double leaves = pest_control_customer_worth_won(s, s->visit_won);
    return pest_control_asked_won(s, s->visit_won) - leaves + s->contact_won / s->close_call;
}

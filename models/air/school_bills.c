// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/school_bills.h"

#include <math.h>

#include "models/air/school_parts.h"
#include "sim/engine/party_act.h"

static account own(const struct world *world, const struct party *school) {
    return ledger_party(world->ledger, school->number);
}

static account maker_account(const struct world *world, const struct party *school) {
    const struct party *maker = school->maker;
    return maker ? ledger_party(world->ledger, maker->number) : ledger_outside(world->ledger);
}

static void post(struct world *world, account payer, account payee, double won, uint16_t reason) {
    if (payer != payee && won > 0)
        ledger_post(world->ledger, payer, payee, (int64_t)(won + 0.5), WON, reason, 0);
}

// Each family of the school pays the same; those that are not simulated pay from outside.
static void parents_pay(struct world *world, const struct party *school, double won) {
    const struct school_state *state = school->state;
    double everybody = fmax(state->all_pupils, (double)state->family_count);
    double each = won / everybody;
    for (size_t i = 0; i < state->family_count; i++)
        post(world, ledger_household(world->ledger, state->families[i]), maker_account(world, school), each,
             state->rent);
    post(world, ledger_outside(world->ledger), maker_account(world, school),
         each * (everybody - (double)state->family_count), state->rent);
}

static void pay_rent(struct world *world, const struct party *school, double won) {
    static const int metric[PAYERS] = {PAID_SCHOOL, PAID_PARENTS, PAID_PUBLIC, PAID_MAKER};
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    double cost = won * s->rent_cost_share;
    if (s->paid_by == BY_SCHOOL)
        post(world, own(world, school), maker_account(world, school), won, state->rent);
    if (s->paid_by == BY_PARENTS) parents_pay(world, school, won);
    if (s->paid_by == BY_PUBLIC)
        post(world, ledger_outside(world->ledger), maker_account(world, school), won, state->rent);
    post(world, maker_account(world, school), ledger_outside(world->ledger), cost, state->rent_cost);
    party_count_own(world, school, (size_t)metric[s->paid_by], s->paid_by == BY_MAKER ? cost : won);
}

void school_bills_pay(struct world *world, const struct party *school) {
    static const double month_days = 365.0 / 12;
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    double rooms = (double)s->classrooms;
    double rent = s->rent_won_month * rooms * (double)state->equipped_days / month_days;
    double power = state->energy_kwh * s->power_won_kwh;
    double ventilation =
        s->mechanical_h > 0 ? s->mechanical_won_month * rooms * (double)state->days / month_days : 0;
    party_begin(world, school->number, HOME_NONE, "school's bills");
    pay_rent(world, school, rent);
    post(world, own(world, school), ledger_outside(world->ledger), power, state->power);
    post(world, own(world, school), ledger_outside(world->ledger), ventilation, state->ventilation);
    party_count_own(world, school, PAID_SCHOOL, power + ventilation);
}

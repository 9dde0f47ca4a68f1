// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/maker_heeds.h"

#include "models/oversight/deterrence_law.h"
#include "models/oversight/regulator.h"
#include "models/oversight/regulator_fines.h"
#include "models/oversight/regulator_orders.h"
#include "sim/engine/party_act.h"

const struct equation maker_heeds_equation = {
    "whether taking still pays the maker",
    "heeds_fines: every 30 days, of each recipient that takes of its appliances' families, it stops and "
    "asks, for "
    "good, unless (1 - believed_kept) G > h F; h as in how often a taker expects to be fined, of "
    "believed_fines_year and prior_years",
    "G: won that the recipient paid it so far, as of a year, and where families are asked the share of it "
    "that "
    "went out without consent; of what it takes itself, all that others than "
    "families paid it; F: what it would pay, were it decided now: its part of the fine, and of the "
    "compensation "
    "with chance claims; n its fines of that recipient so far, t years of the run; it minds no trust that it "
    "loses",
    "risk-neutral offender, Becker 1968 (Journal of Political Economy 76:169-217), not read; fined at a "
    "hazard h, "
    "it gains as long as gain > h F, whatever the horizon: derived here"};

static double years_of(const struct world *world) {
    return (double)world->now / (365 * (double)CLOCK_DAY);
}

// Of what the recipient has of its appliances' families: where they are asked, only what was not allowed is
// taken.
static double taken_share(const struct world *world, const struct party *maker, uint16_t recipient) {
    double all = 0, taken = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        const struct gate_flow *of = gate_flow_at(world->gate, flow);
        if (of->recipient != recipient || of->maker != maker->number) continue;
        if (of->rule == RULE_NONE) return 1;
        all += (double)of->transfers;
        taken += (double)of->transfers_without_consent;
    }
    return all > 0 ? taken / all : 0;
}

static bool pays(struct world *world, const struct party *regulator, const struct party *maker,
                 uint16_t recipient, const struct maker_heeds_terms *terms) {
    double gain = (1 - terms->believed_kept) * taken_share(world, maker, recipient) *
                  regulator_fines_gain_won_year(world, regulator, maker, recipient);
    double hazard =
        deterrence_believed_hazard(terms->believed_fines_year, terms->prior_years,
                                   regulator_fines_paid(regulator, maker, recipient), years_of(world));
    double fine = regulator_fines_stake_won(world, regulator, maker, recipient);
    return fine <= 0 || gain > hazard * fine;
}

unsigned maker_heeds_stop(struct world *world, const struct party *maker,
                          const struct maker_heeds_terms *terms) {
    const struct party *regulator = regulator_find(world);
    unsigned stopped = 0;
    for (uint16_t recipient = 0; regulator && recipient < world->party_count; recipient++) {
        if (!regulator_orders_takes(world, recipient, maker)) continue;
        if (pays(world, regulator, maker, recipient, terms)) continue;
        party_begin(world, maker->number, HOME_NONE, "taking no longer pays");
        regulator_orders_stop(world, regulator, recipient, maker, CLOCK_NEVER, true);
        stopped++;
    }
    return stopped;
}

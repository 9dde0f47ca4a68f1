// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/oversight/fines_heeded.h"

#include "models/oversight/deterrence_law.h"
#include "models/oversight/regulator_fines.h"
#include "models/oversight/regulator_orders.h"
#include "sim/engine/party_act.h"

const struct equation fines_heeded_equation = {
    "whether taking still pays",
    "who heeds fines: every 30 days, a maker of each recipient that takes of its appliances' families, "
    "another recipient of what it takes itself, it stops and asks, for good, unless (1 - believed_kept) G > "
    "h F; h as in how often a taker expects to be fined, of believed_fines_year and prior_years",
    "G: won so far, as of a year, and where families are asked the share of it that went out without "
    "consent: of a maker what the recipient paid it, and of what it takes itself all that others than "
    "families paid it; of another recipient its profit before fines and compensation; F: what it "
    "would pay, were it decided now: its part of the fine, and of the compensation with chance claims; n its "
    "fines for that so far, t years of the run; it minds no trust that it loses",
    "risk-neutral offender, Becker 1968 (Journal of Political Economy 76:169-217), not read; fined at a "
    "hazard h, it gains as long as gain > h F, whatever the horizon: derived here"};

static double years_of(const struct world *world) {
    return (double)world->now / (365 * (double)CLOCK_DAY);
}

// Of what the recipient has of the maker's appliances (NULL: of anybody's): where families are asked, only
// what was not allowed is taken.
static double taken_share(const struct world *world, const struct party *maker, uint16_t recipient) {
    double all = 0, taken = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        const struct gate_flow *of = gate_flow_at(world->gate, flow);
        if (of->recipient != recipient || (maker && of->maker != maker->number)) continue;
        if (of->rule == RULE_NONE) return 1;
        all += (double)of->transfers;
        taken += (double)of->transfers_without_consent;
    }
    return all > 0 ? taken / all : 0;
}

static bool pays(struct world *world, const struct party *regulator, const struct party *party,
                 const struct party *whose, uint16_t recipient, const struct fines_heeded_terms *terms) {
    double gain = (1 - terms->believed_kept) * taken_share(world, whose, recipient) *
                  regulator_fines_gain_won_year(world, regulator, party, recipient);
    double hazard =
        deterrence_believed_hazard(terms->believed_fines_year, terms->prior_years,
                                   regulator_fines_paid(regulator, party, recipient), years_of(world));
    double fine = regulator_fines_stake_won(world, regulator, party, recipient);
    return fine <= 0 || gain > hazard * fine;
}

// A maker answers for what its appliances notice, whoever takes it; another for what it takes, from
// anybody's.
static bool answers_for(const struct party *party, uint16_t recipient) {
    return party->kind->makes || party->number == recipient;
}

unsigned fines_heeded_stop(struct world *world, const struct party *regulator, const struct party *party,
                           const struct fines_heeded_terms *terms) {
    const struct party *whose = party->kind->makes ? party : NULL;
    unsigned stopped = 0;
    for (uint16_t recipient = 0; regulator && recipient < world->party_count; recipient++) {
        if (!answers_for(party, recipient) || !regulator_orders_takes(world, recipient, whose)) continue;
        if (pays(world, regulator, party, whose, recipient, terms)) continue;
        party_begin(world, party->number, HOME_NONE, "taking no longer pays");
        regulator_orders_stop(world, regulator, recipient, whose, CLOCK_NEVER, true);
        stopped++;
    }
    return stopped;
}

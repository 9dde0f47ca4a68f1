// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/report_sale.h"

#include "sim/engine/party_act.h"

const struct equation report_sale_equation = {
    "reports that are sold",
    "each month to each of its maker's dealers to whom it is worth report_won, if all that these pay is at "
    "least making_won",
    "what it is worth: see what a report is worth, of the dealers; it says how many cases there are among "
    "how many, as far as is known by then",
    "definition"};

enum { OFFERED, SOLD, WORTH };

static double worth_won(const struct report_sale *sale, const struct party *dealer) {
    return sale->buyers->worth_won(dealer, sale->says.among, sale->says.noise);
}

static bool is_wanted(const struct report_sale *sale, const struct party *dealer) {
    return worth_won(sale, dealer) >= sale->report_won;
}

// In what the desk's maker makes.
static bool deals_in(const struct party *desk, const struct party *dealer) {
    return dealer->maker == desk->maker;
}

// How many dealers will pay the price.
static double ask_dealers(struct world *world, const struct party *desk, const struct report_sale *sale) {
    double buyers = 0;
    for (struct party *p = NULL; (p = world_party_of_kind(world, sale->buyers->kind, p));) {
        if (!deals_in(desk, p)) continue;
        party_count_own(world, desk, sale->offered + OFFERED, 1);
        party_count_own(world, desk, sale->offered + WORTH, worth_won(sale, p));
        buyers += is_wanted(sale, p);
    }
    return buyers;
}

static void deliver(struct world *world, const struct party *desk, const struct report_sale *sale) {
    account own = ledger_party(world->ledger, desk->number);
    uint16_t reason = ledger_reason(world->ledger, sale->reason);
    for (struct party *p = NULL; (p = world_party_of_kind(world, sale->buyers->kind, p));) {
        if (!deals_in(desk, p) || !is_wanted(sale, p)) continue;
        ledger_post(world->ledger, ledger_party(world->ledger, p->number), own,
                    (int64_t)(sale->report_won + 0.5), WON, reason, 0);
        sale->buyers->reads(p, sale->says);
        party_count_own(world, desk, sale->offered + SOLD, 1);
    }
}

void report_sale_offer(struct world *world, const struct party *desk, const struct report_sale *sale) {
    double buyers = ask_dealers(world, desk, sale);
    if (buyers < 1 || buyers * sale->report_won < sale->making_won) return;
    party_begin(world, desk->number, HOME_NONE, sale->made);
    party_spend(world, desk, sale->making_won, "making reports", 0);
    deliver(world, desk, sale);
}

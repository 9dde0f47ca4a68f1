// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/data_desk.h"

#include "sim/engine/party_act.h"

const struct equation data_desk_equation = {
    "families that allow it",
    "a family that is asked weighs worth_won + reward_won a month; every 30 days each whose consent holds is "
    "paid reward_won; allowed = months so counted",
    "a purpose of its own, with a consent of its own; how it decides: see families", "assumption"};

const char *const data_desk_purposes[DATA_USES] = {
    [USE_DIAGNOSIS] = "fault_diagnosis", [USE_SERVICE] = "after_service", [USE_STATISTICS] = "statistics",
    [USE_PERSONAL] = "personal_service", [USE_MARKETING] = "marketing",   [USE_STRATEGY] = "strategy_report",
};

static uint16_t recipient_of(const struct party *party) {
    return party->maker ? party->maker->number : party->number;
}

uint16_t data_desk_open(struct world *world, const struct party *party, enum data_use use, double worth_won,
                        double reward_won) {
    return party_subscribe(
        world, (struct subscription){.data_class = use == USE_MARKETING ? DATA_PROFILE : DATA_DEVICE_HEALTH,
                                     .party = party->number,
                                     .recipient = recipient_of(party),
                                     .purpose = data_desk_purposes[use],
                                     .worth_won = worth_won + reward_won});
}

static bool month_is_over(const struct world *world) {
    enum { MONTH_DAYS = 30 };
    return clock_day(world->now) % MONTH_DAYS == 0;
}

static void reward_families(struct world *world, const struct party *party, uint16_t flow, double reward_won,
                            size_t allowed) {
    account own = ledger_party(world->ledger, party->number);
    int64_t won = (int64_t)(reward_won + 0.5);
    uint16_t reason = ledger_reason(world->ledger, "reward for data");
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (consent_state(world->gate, home, flow, world->now) != CONSENT_GRANTED) continue;
        party_count(world, party, allowed, home, 1);
        if (won) ledger_post(world->ledger, own, ledger_household(world->ledger, home), won, WON, reason, 0);
    }
}

bool data_desk_end_month(struct world *world, const struct party *party, uint16_t flow, double reward_won,
                         size_t allowed) {
    if (!month_is_over(world)) return false;
    party_begin(world, party->number, HOME_NONE, "rewards of the month");
    reward_families(world, party, flow, reward_won, allowed);
    return true;
}

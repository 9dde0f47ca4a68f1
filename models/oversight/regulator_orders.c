// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/oversight/regulator_orders.h"

#include "models/people/choice.h"
#include "models/people/privacy.h"
#include "sim/engine/luck.h"
#include "sim/engine/party_act.h"

bool regulator_orders_can_take(const struct world *world, uint16_t flow) {
    return gate_can_take(world->gate, flow, world->now);
}

bool regulator_orders_takes_of(const struct world *world, uint16_t flow) {
    const struct gate_flow *of = gate_flow_at(world->gate, flow);
    uint64_t taken = of->rule == RULE_NONE ? of->transfers : of->transfers_without_consent;
    return taken && regulator_orders_can_take(world, flow);
}

static bool is_theirs(const struct world *world, uint16_t flow, uint16_t recipient,
                      const struct party *maker) {
    return gate_flow_at(world->gate, flow)->recipient == recipient &&
           (!maker || regulator_flow_maker(world, flow) == maker->maker_rank);
}

bool regulator_orders_takes(const struct world *world, uint16_t recipient, const struct party *maker) {
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (is_theirs(world, flow, recipient, maker) && regulator_orders_takes_of(world, flow)) return true;
    return false;
}

// As much as was seen to be taken: how far noise hides it the letter does not say.
static struct choice_form form_taken(const struct world *world, uint32_t home, uint16_t flow) {
    unsigned forms = gate_entry_at(world->gate, home, flow)->forms;
    bool labels = privacy_labels_alone(world, gate_flow_at(world->gate, flow)->data_class, forms);
    return labels ? choice_label : choice_raw;
}

// All families that something was taken of are asked whether it may go on.
static void ask_families(struct world *world, const struct party *regulator, uint16_t flow) {
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!gate_took(world->gate, home, flow, 0)) continue;
        struct random_sequence luck = luck_with_flow(world, flow, home, "regulator.asked", 0);
        choice_standing(world, home, flow, form_taken(world, home, flow), choice_worth_won(world, flow), luck,
                        world->now);
        bool agreed = consent_state(world->gate, home, flow, world->now) == CONSENT_GRANTED;
        party_count(world, regulator, ASKED, home, 1);
        party_count(world, regulator, AGREED, home, agreed);
    }
}

void regulator_orders_stop(struct world *world, const struct party *regulator, uint16_t recipient,
                           const struct party *maker, time_ms until, bool ask) {
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        if (!is_theirs(world, flow, recipient, maker) || !regulator_orders_can_take(world, flow)) continue;
        gate_forbid(world->gate, flow, until);
        party_count_own(world, regulator, STOPPED, 1);
        if (ask) ask_families(world, regulator, flow);
    }
}

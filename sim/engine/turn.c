// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/turn.h"

#include "sim/engine/home.h"
#include "sim/engine/party_act.h"
#include "sim/engine/promises.h"

static const struct plan_entry *entry_now(const struct world *world, const struct plan_entry *entry) {
    return plan_entry_named(world->plan, entry->name);
}

static void turn_entries(struct world *world) {
    for (size_t i = 0; i < world->appliance_count; i++) {
        struct appliance *appliance = &world->appliances[i];
        if (!appliance->entry) continue;
        appliance->entry = entry_now(world, appliance->entry);
        appliance->settings = appliance->entry->settings;
    }
    for (size_t i = 0; i < world->party_count; i++)
        world->parties[i].entry = entry_now(world, world->parties[i].entry);
}

static void turn_rules(struct world *world) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        if (flow->governed_by == GATE_NOBODY) continue;
        struct plan_rule_case about = party_rule_case(world, flow, flow->governed_by);
        gate_turn(world->gate, i, plan_rule_of(&world->plan->rules, about),
                  plan_rule_limits(&world->plan->rules, about), world->now);
    }
}

static void turn_appliances(struct world *world) {
    for (size_t i = 0; i < world->appliance_count; i++)
        if (world->appliances[i].kind->turn) world->appliances[i].kind->turn(world, &world->appliances[i]);
}

static void turn_parties(struct world *world) {
    for (uint16_t i = 0; i < world->party_count; i++) {
        struct party *party = &world->parties[i];
        if (!party->kind->turn) continue;
        party_begin(world, party->number, HOME_NONE, "policy turns");
        party->kind->turn(world, party);
    }
    journal_end(world->journal);
}

void turn_take(struct world *world) {
    if (world->before_turn) world->before_turn(world, world->before_turn_argument);
    const struct plan *next = plan_in_force(world->asked, world->now);
    world->turn = plan_next_turn(world->asked, world->now + 1);
    if (next == world->plan) return;
    world->past = world->plan;
    world->plan = next;
    world->turning = true;
    turn_entries(world);
    turn_rules(world);
    turn_appliances(world);
    promises_turn(world);
    for (uint32_t home = 0; home < world->home_count; home++) home_ask(world, home);
    turn_parties(world);
    world->turning = false;
}

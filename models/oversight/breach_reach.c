// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/oversight/breach_reach.h"

#include <math.h>

#include "models/people/choice.h"
#include "models/people/privacy.h"
#include "models/people/trust.h"

const struct equation breach_reach_equation = {
    "what gets out",
    "out of a home: each class of which a data flow to the party, or one that it receives for another, let "
    "something through that is not deleted; counted by the most telling form that went out so far, noised < "
    "label < pseudonymous < raw; unasked: the first or the latest transfer had no consent; stale: the "
    "consent was withdrawn or, a standing one, has ended, or the latest transfer is more than kept_most_days "
    "old",
    "deleted: after the policy's kept_days; homes in which somebody lives", "definition"};

static enum breach_form most_telling(unsigned forms) {
    if (forms & 1u << FORM_RAW) return BREACH_RAW;
    if (forms & 1u << FORM_PSEUDONYMOUS) return BREACH_PSEUDONYMOUS;
    return forms & 1u << FORM_LABEL ? BREACH_LABEL : BREACH_NOISED;
}

static bool came_unasked(const struct gate_entry *entry) {
    return entry->allowed_by != CONSENT_GRANTED || entry->last_by != CONSENT_GRANTED;
}

static bool consent_is_over(const struct world *world, uint32_t home, uint16_t flow) {
    enum consent_state state = consent_state(world->gate, home, flow, world->now);
    bool stood = gate_rule_stands(gate_rule(world->gate, flow, world->now));
    return state == CONSENT_WITHDRAWN || (stood && state == CONSENT_EXPIRED);
}

static bool holds(const struct world *world, uint16_t party, uint32_t home, uint16_t flow) {
    return gate_delivers_to(world->gate, flow, party) && gate_knows(world->gate, home, flow, world->now);
}

static void add_flow(const struct world *world, uint32_t home, uint16_t flow, time_ms kept_most,
                     struct breach_reach *reach) {
    enum data_class data_class = gate_flow_at(world->gate, flow)->data_class;
    const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
    enum breach_form form = most_telling(entry->forms);
    unsigned bit = 1u << data_class;
    bool first = !(reach->classes & bit);
    bool old = world->now - entry->last_min * CLOCK_MINUTE > kept_most;
    if (first || form > reach->form[data_class]) reach->form[data_class] = form;
    double tells = privacy_tells(world, home, flow);
    reach->tells[data_class] = first ? tells : fmax(tells, reach->tells[data_class]);
    reach->classes |= bit;
    if (came_unasked(entry)) reach->unasked |= bit;
    if (old || consent_is_over(world, home, flow)) reach->stale |= bit;
}

bool breach_reach_home(const struct world *world, uint16_t party, uint32_t home, time_ms kept_most,
                       struct breach_reach *reach) {
    *reach = (struct breach_reach){0};
    if (world->homes[home].members == 0) return false;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (holds(world, party, home, flow)) add_flow(world, home, flow, kept_most, reach);
    return reach->classes != 0;
}

double breach_reach_weight(const struct world *world, uint16_t party, uint32_t home, uint16_t rank) {
    double heaviest = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        const struct party *maker = trust_maker_of(world, flow);
        if ((maker ? maker->maker_rank : 0) != rank || !holds(world, party, home, flow)) continue;
        heaviest = fmax(heaviest, choice_class_weight(world, gate_flow_at(world->gate, flow)->data_class));
    }
    return heaviest;
}

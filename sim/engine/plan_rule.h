// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy rules about data: which rule of it governs what a maker's appliances notice and somebody would like to have.
#ifndef MARU_SIM_ENGINE_PLAN_RULE_H
#define MARU_SIM_ENGINE_PLAN_RULE_H

#include "sim/engine/gate.h"

// `consent = { pest_sighting = "none" }`.
struct plan_rule {
    enum data_class data_class;
    char *maker;      // whose appliances notice it; NULL: whoever's, where there is no rule for that maker's
    char *recipient;  // a party entry's name or its kind's name; NULL: every recipient that has no rule of its own
    enum consent_rule rule;
    double expires_days, kept_days;  // 0: never
    double epsilon_month;            // 0: no cap
    unsigned refused_forms;          // gate_forms_above()
    bool of_every;    // was said of every class that has no rule of its own
    char *where;                     // FILE:LINE; NULL: nowhere
};

struct plan_rules {
    struct plan_rule *all;
    size_t count;
};

// What is ruled about: what somebody's appliances notice, for a recipient. Names, borrowed; maker NULL: nobody's in particular.
struct plan_rule_case {
    enum data_class data_class;
    const char *recipient, *recipient_kind, *maker;
};

// The rule that governs it; NULL when none does. Borrowed.
const struct plan_rule *plan_rule_governing(const struct plan_rules *rules, struct plan_rule_case about);
// What it says: RULE_NEVER, and no limits, when there is none.
enum consent_rule plan_rule_of(const struct plan_rules *rules, struct plan_rule_case about);
struct gate_limits plan_rule_limits(const struct plan_rules *rules, struct plan_rule_case about);
// The rule with texts of its own, at the end.
void plan_rule_add(struct plan_rules *rules, const struct plan_rule *rule);
void plan_rule_free(struct plan_rules *rules);

#endif

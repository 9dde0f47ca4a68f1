// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/plan_rule.h"

#include <string.h>

#include "sim/engine/plan.h"

// A rule for the maker whose appliances notice it counts more than one for all; then the recipient's own name more than
// its kind's, and that more than a rule for everybody. 0: it does not concern them.
static int rule_closeness(const struct plan_rule *rule, struct plan_rule_case about) {
    enum { EVERYBODY = 1, KIND, NAME, MAKERS };
    int own = rule->maker ? MAKERS : 0;
    if (rule->data_class != about.data_class) return 0;
    if (own && (!about.maker || strcmp(rule->maker, about.maker->name) != 0)) return 0;
    if (!rule->recipient) return own + EVERYBODY;
    if (strcmp(rule->recipient, about.recipient->name) == 0) return own + NAME;
    return strcmp(rule->recipient, about.recipient->kind->name) == 0 ? own + KIND : 0;
}

const struct plan_rule *plan_rule_governing(const struct plan *plan, struct plan_rule_case about) {
    const struct plan_rule *rule = NULL;
    int closest = 0;
    for (size_t i = 0; i < plan->rule_count; i++) {
        int closeness = rule_closeness(&plan->rules[i], about);
        if (closeness <= closest) continue;
        closest = closeness;
        rule = &plan->rules[i];
    }
    return rule;
}

enum consent_rule plan_rule_of(const struct plan *plan, struct plan_rule_case about) {
    const struct plan_rule *rule = plan_rule_governing(plan, about);
    return rule ? rule->rule : RULE_NEVER;
}

static time_ms days_or_never(double days) {
    return days > 0 ? (time_ms)(days * (double)CLOCK_DAY) : CLOCK_NEVER;
}

struct gate_limits plan_rule_limits(const struct plan *plan, struct plan_rule_case about) {
    const struct plan_rule *rule = plan_rule_governing(plan, about);
    if (!rule) return GATE_NO_LIMITS;
    return (struct gate_limits){days_or_never(rule->expires_days), days_or_never(rule->kept_days)};
}

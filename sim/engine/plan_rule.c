// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/plan_rule.h"

#include <stdlib.h>
#include <string.h>

// A rule for the maker whose appliances notice it counts more than one for all; then the recipient's own name
// more than its kind's, that more than a rule for everybody, and that more than one said of every class. 0:
// it does not concern them.
static int rule_closeness(const struct plan_rule *rule, struct plan_rule_case about) {
    enum { EVERY_CLASS = 1, EVERYBODY, KIND, NAME, MAKERS };
    int own = rule->maker ? MAKERS : 0;
    if (rule->data_class != about.data_class) return 0;
    if (own && (!about.maker || strcmp(rule->maker, about.maker) != 0)) return 0;
    if (!rule->recipient) return own + (rule->of_every ? EVERY_CLASS : EVERYBODY);
    if (strcmp(rule->recipient, about.recipient) == 0) return own + NAME;
    return strcmp(rule->recipient, about.recipient_kind) == 0 ? own + KIND : 0;
}

const struct plan_rule *plan_rule_governing(const struct plan_rules *rules, struct plan_rule_case about) {
    const struct plan_rule *rule = NULL;
    int closest = 0;
    for (size_t i = 0; i < rules->count; i++) {
        int closeness = rule_closeness(&rules->all[i], about);
        if (closeness <= closest) continue;
        closest = closeness;
        rule = &rules->all[i];
    }
    return rule;
}

enum consent_rule plan_rule_of(const struct plan_rules *rules, struct plan_rule_case about) {
    const struct plan_rule *rule = plan_rule_governing(rules, about);
    return rule ? rule->rule : RULE_NEVER;
}

static time_ms days_or_never(double days) {
    return days > 0 ? (time_ms)(days * (double)CLOCK_DAY) : CLOCK_NEVER;
}

struct gate_limits plan_rule_limits(const struct plan_rules *rules, struct plan_rule_case about) {
    const struct plan_rule *rule = plan_rule_governing(rules, about);
    if (!rule) return GATE_NO_LIMITS;
    return (struct gate_limits){.term = days_or_never(rule->expires_days),
                                .kept = days_or_never(rule->kept_days),
                                .epsilon_month = rule->epsilon_month,
                                .refused_forms = rule->refused_forms};
}

static char *copy(const char *text) {
    return text ? status_copy_text(text) : NULL;
}

void plan_rule_add(struct plan_rules *rules, const struct plan_rule *rule) {
    rules->all = status_reallocate(rules->all, rules->count + 1, sizeof *rules->all);
    struct plan_rule *added = &rules->all[rules->count++];
    *added = *rule;
    added->maker = copy(rule->maker);
    added->recipient = copy(rule->recipient);
    added->where = copy(rule->where);
}

void plan_rule_free(struct plan_rules *rules) {
    for (size_t i = 0; i < rules->count; i++) {
        free(rules->all[i].maker);
        free(rules->all[i].recipient);
        free(rules->all[i].where);
    }
    free(rules->all);
}

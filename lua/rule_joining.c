// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/rule_joining.h"

#include <stdlib.h>
#include <string.h>

const char *const rule_joining_orders[] = {"agreed", "last", "strictest", NULL};

static const int strictness[CONSENT_RULES] = {
    [RULE_NONE] = 0,   [RULE_OPT_OUT] = 1,       [RULE_AT_INSTALL] = 2,
    [RULE_OPT_IN] = 3, [RULE_ASK_EACH_TIME] = 4, [RULE_NEVER] = 5};

// ---- Two rules about the same ----

static bool is_number(double one, double other) {
    return !(one < other) && !(one > other);
}

static bool agree(const struct plan_rule *one, const struct plan_rule *other) {
    return one->rule == other->rule && one->refused_forms == other->refused_forms &&
           is_number(one->expires_days, other->expires_days) && is_number(one->kept_days, other->kept_days) &&
           is_number(one->epsilon_month, other->epsilon_month);
}

// 0: no limit.
static double smaller(double one, double other) {
    if (!(one > 0) || !(other > 0)) return one > 0 ? one : other;
    return one < other ? one : other;
}

// Where nothing leaves, no limit has a meaning.
static struct plan_rule stricter(const struct plan_rule *one, const struct plan_rule *other) {
    struct plan_rule rule = strictness[one->rule] >= strictness[other->rule] ? *one : *other;
    bool never = rule.rule == RULE_NEVER;
    rule.expires_days = never ? 0 : smaller(one->expires_days, other->expires_days);
    rule.kept_days = never ? 0 : smaller(one->kept_days, other->kept_days);
    rule.epsilon_month = never ? 0 : smaller(one->epsilon_month, other->epsilon_month);
    rule.refused_forms = never ? 0 : one->refused_forms | other->refused_forms;
    return rule;
}

// ---- A case ----

struct joining {
    const struct plan *plan;
    const struct plan_rules *parts;
    size_t count;
    enum joining_order order;
    struct plan_rules *joined;
    const struct plan_rule **before, **later;
};

// Whoever has no name meets only the rules for everybody.
static struct plan_rule_case case_of(const struct joining *joining, enum data_class data_class,
                                     const char *recipient, const char *maker) {
    const struct plan_entry *entry = recipient ? plan_entry_named(joining->plan, recipient) : NULL;
    const char *name = recipient ? recipient : "";
    return (struct plan_rule_case){data_class, name, entry ? entry->kind->name : name, maker};
}

static bool join_case(const struct joining *joining, enum data_class data_class, const char *recipient,
                      const char *maker) {
    struct plan_rule_case about = case_of(joining, data_class, recipient, maker);
    struct plan_rule made = {0};
    const struct plan_rule *latest = NULL;
    for (size_t i = 0; i < joining->count; i++) {
        const struct plan_rule *rule = plan_rule_governing(&joining->parts[i], about);
        if (!rule) continue;
        if (latest && joining->order == JOINING_AGREED && !agree(latest, rule)) {
            *joining->before = latest;
            *joining->later = rule;
            return false;
        }
        made = latest && joining->order == JOINING_STRICTEST ? stricter(&made, rule) : *rule;
        latest = rule;
    }
    if (!latest) return true;
    made.recipient = (char *)recipient;
    made.maker = (char *)maker;
    plan_rule_add(joining->joined, &made);
    return true;
}

// ---- All cases ----

// The names that rules about the class say, each once, after NULL: everybody.
struct names {
    const char **all;
    size_t count;
};

static void add_name(struct names *names, const char *name) {
    for (size_t i = 1; i < names->count; i++)
        if (strcmp(names->all[i], name) == 0) return;
    names->all[names->count++] = name;
}

static size_t rule_count(const struct joining *joining) {
    size_t count = 0;
    for (size_t i = 0; i < joining->count; i++) count += joining->parts[i].count;
    return count;
}

static bool join_class(const struct joining *joining, enum data_class data_class, struct names *recipients,
                       struct names *makers) {
    recipients->count = makers->count = 1;
    for (size_t i = 0; i < joining->count; i++)
        for (size_t k = 0; k < joining->parts[i].count; k++) {
            const struct plan_rule *rule = &joining->parts[i].all[k];
            if (rule->data_class != data_class) continue;
            if (rule->recipient) add_name(recipients, rule->recipient);
            if (rule->maker) add_name(makers, rule->maker);
        }
    for (size_t m = 0; m < makers->count; m++)
        for (size_t r = 0; r < recipients->count; r++)
            if (!join_case(joining, data_class, recipients->all[r], makers->all[m])) return false;
    return true;
}

bool rule_joining(const struct plan *plan, const struct plan_rules *parts, size_t count,
                  enum joining_order order, struct plan_rules *joined, const struct plan_rule **before,
                  const struct plan_rule **later) {
    struct joining joining = {plan, parts, count, order, joined, before, later};
    size_t room = rule_count(&joining) + 1;
    struct names recipients = {status_allocate(room, sizeof(char *)), 1};
    struct names makers = {status_allocate(room, sizeof(char *)), 1};
    bool good = true;
    for (unsigned c = 0; good && c < DATA_CLASSES; c++)
        good = join_class(&joining, (enum data_class)c, &recipients, &makers);
    free(recipients.all);
    free(makers.all);
    return good;
}

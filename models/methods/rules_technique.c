// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/rules_technique.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

const struct equation rules_equation = {
    "which rule decides",
    "of the rules whose conditions all hold, that of the highest priority, then of the most conditions",
    "a condition: a fact lies in an interval; rules of equal rank that may hold at once and answer "
    "differently are "
    "refused",
    "production systems: priority, then specificity (McDermott & Forgy 1978, Production system conflict "
    "resolution "
    "strategies, not read)"};

// ---- Values -----------------------------------------------------------------------------------------------

static double value_of(struct rules_value value, const struct plan *plan) {
    return value.lever < 0 ? value.number : plan->levers[value.lever].value;
}

struct range {
    double least, most;
};

// What it may be, whatever the lever is set to.
static struct range range_of(struct rules_value value, const struct plan *plan) {
    if (value.lever < 0) return (struct range){value.number, value.number};
    return (struct range){plan->levers[value.lever].least, plan->levers[value.lever].most};
}

static bool is_same_value(struct rules_value one, struct rules_value other) {
    return one.lever == other.lever && (one.lever >= 0 || one.number == other.number);
}

// ---- Conditions -------------------------------------------------------------------------------------------

static bool is_of_same_fact(const struct rules_condition *one, const struct rules_condition *other) {
    return one->table == other->table && one->row == other->row;
}

// Is there no number that both may hold of, whatever the levers are set to?
static bool lies_below(const struct rules_condition *one, const struct rules_condition *other,
                       const struct plan *plan) {
    double highest = range_of(one->high, plan).most, lowest = range_of(other->low, plan).least;
    return highest < lowest || (highest == lowest && (one->high_open || other->low_open));
}

static bool may_hold_together(const struct expert_rule *one, const struct expert_rule *other,
                              const struct plan *plan) {
    for (size_t i = 0; i < one->condition_count; i++)
        for (size_t j = 0; j < other->condition_count; j++) {
            const struct rules_condition *a = &one->conditions[i], *b = &other->conditions[j];
            if (is_of_same_fact(a, b) && (lies_below(a, b, plan) || lies_below(b, a, plan))) return false;
        }
    return true;
}

// Does the condition hold wherever `narrow` does, whatever the levers are set to?
static bool covers(const struct rules_condition *wide, const struct rules_condition *narrow,
                   const struct plan *plan) {
    double low = range_of(wide->low, plan).most, high = range_of(wide->high, plan).least;
    double least = range_of(narrow->low, plan).least, most = range_of(narrow->high, plan).most;
    bool low_good = low < least || (low == least && (!wide->low_open || narrow->low_open));
    bool high_good = high > most || (high == most && (!wide->high_open || narrow->high_open));
    return is_of_same_fact(wide, narrow) && low_good && high_good;
}

static bool holds_whenever(const struct expert_rule *wide, const struct expert_rule *narrow,
                           const struct plan *plan) {
    for (size_t i = 0; i < wide->condition_count; i++) {
        bool covered = false;
        for (size_t j = 0; j < narrow->condition_count; j++)
            covered = covered || covers(&wide->conditions[i], &narrow->conditions[j], plan);
        if (!covered) return false;
    }
    return true;
}

// ---- Rank -------------------------------------------------------------------------------------------------

static bool ranks_alike(const struct expert_rule *one, const struct expert_rule *other) {
    return one->priority == other->priority && one->condition_count == other->condition_count;
}

static int compare_rank(const void *a, const void *b) {
    const struct expert_rule *one = a, *other = b;
    if (one->priority != other->priority) return one->priority > other->priority ? -1 : 1;
    if (one->condition_count != other->condition_count)
        return one->condition_count > other->condition_count ? -1 : 1;
    return strcmp(one->name, other->name);
}

static const struct rules_answer *answer_of(const struct expert_rule *rule, size_t row) {
    for (size_t i = 0; i < rule->answer_count; i++)
        if (rule->answers[i].row == row) return &rule->answers[i];
    return NULL;
}

static bool says_the_same(const struct expert_rule *one, const struct expert_rule *other) {
    if (one->answer_count != other->answer_count) return false;
    for (size_t i = 0; i < one->answer_count; i++) {
        const struct rules_answer *same = answer_of(other, one->answers[i].row);
        if (!same || !is_same_value(one->answers[i].value, same->value)) return false;
    }
    return true;
}

static bool judge_condition(const struct rules *rules, const struct expert_rule *rule,
                            const struct rules_condition *condition, const struct plan *plan,
                            char fault[RULES_FAULT_SIZE]) {
    const struct setting *row = &rules->facts[condition->table]->rows[condition->row];
    double low = range_of(condition->low, plan).least, high = range_of(condition->high, plan).most;
    bool open = condition->low_open || condition->high_open;
    bool numbers = row->type == SETTING_NUMBER || row->type == SETTING_COUNT;
    bool empty = low > high || (low == high && open);
    bool outside = numbers && (low > row->most || high < row->least);
    if (!empty && !outside) return true;
    char allowed[100];
    snprintf(fault, RULES_FAULT_SIZE, "rule '%s' never holds: nothing is %s %s", rule->name, row->name,
             empty ? "both so much and so little" : setting_allowed(row, allowed, sizeof allowed));
    return false;
}

static bool judge_pair(const struct expert_rule *first, const struct expert_rule *second,
                       const struct plan *plan, char fault[RULES_FAULT_SIZE]) {
    bool twins = strcmp(first->name, second->name) == 0;
    bool torn =
        ranks_alike(first, second) && !says_the_same(first, second) && may_hold_together(first, second, plan);
    bool never = holds_whenever(first, second, plan);
    if (twins)
        snprintf(fault, RULES_FAULT_SIZE, "two rules are called '%s'", first->name);
    else if (torn)
        snprintf(
            fault, RULES_FAULT_SIZE,
            "rules '%s' and '%s' may hold at once, rank alike and answer differently; give one of them a "
            "higher priority",
            first->name, second->name);
    else if (never)
        snprintf(fault, RULES_FAULT_SIZE,
                 "rule '%s' never decides: '%s' holds whenever it does, and ranks higher", second->name,
                 first->name);
    return !twins && !torn && !never;
}

bool rules_rank(struct rules *rules, const struct plan *plan, char fault[RULES_FAULT_SIZE]) {
    qsort(rules->rules, rules->count, sizeof *rules->rules, compare_rank);
    for (size_t i = 0; i < rules->count; i++) {
        const struct expert_rule *rule = &rules->rules[i];
        for (size_t c = 0; c < rule->condition_count; c++)
            if (!judge_condition(rules, rule, &rule->conditions[c], plan, fault)) return false;
        for (size_t before = 0; before < i; before++)
            if (!judge_pair(&rules->rules[before], rule, plan, fault)) return false;
    }
    return true;
}

// ---- Deciding ---------------------------------------------------------------------------------------------

static bool holds(const struct rules *rules, const struct expert_rule *rule, const struct plan *plan,
                  const void *const blocks[]) {
    for (size_t i = 0; i < rule->condition_count; i++) {
        const struct rules_condition *c = &rule->conditions[i];
        double fact = setting_number(&rules->facts[c->table]->rows[c->row], blocks[c->table]);
        double low = value_of(c->low, plan), high = value_of(c->high, plan);
        if (c->low_open ? !(fact > low) : !(fact >= low)) return false;
        if (c->high_open ? !(fact < high) : !(fact <= high)) return false;
    }
    return true;
}

static void put_answer(const struct setting *row, void *proposal, double value) {
    struct status status = {0};
    bool good = row->type == SETTING_FLAG ? setting_put_flag(row, proposal, value != 0, &status)
                : row->type == SETTING_CHOICE
                    ? setting_put_text(row, proposal, row->choices[(size_t)value], &status)
                    : setting_put_number(row, proposal, value, &status);
    PROMISE(good, "what rules answer was looked at when they were read");
}

const struct expert_rule *rules_decide(const struct rules *rules, const struct plan *plan,
                                       const void *const blocks[], void *proposal) {
    for (size_t i = 0; i < rules->count; i++) {
        const struct expert_rule *rule = &rules->rules[i];
        if (!holds(rules, rule, plan, blocks)) continue;
        for (size_t a = 0; a < rule->answer_count; a++)
            put_answer(&rules->proposal->rows[rule->answers[a].row], proposal,
                       value_of(rule->answers[a].value, plan));
        return rule;
    }
    return NULL;
}

const struct technique rules_technique = {
    .name = "rules",
    .summary =
        "decides by rules of an expert: conditions on facts, priorities, one rule that decides and is named",
    .senses = "the facts of a question that a policy may answer (maru list hooks)",
    .trained_on = "nothing: a policy says them",
    .consents = "none of its own: facts are what the one that asks knows already",
    .costs = "a comparison a condition; no bytes, no won",
    .scored = "by what comes of its answers, as any policy; which rule decided stands in the journal",
    .fails = "where the expert did not think of a case: no rule holds, and the default answers",
    .equations = EQUATIONS(&rules_equation),
};

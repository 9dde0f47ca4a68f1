// SPDX-License-Identifier: GPL-3.0-or-later
// A rule-based system: what an expert says, "if the facts are so, answer this", instead of a program. A rule holds when each of its
// conditions does: a fact lies in an interval. Of the rules that hold one decides (rules_equation): that of the highest priority; of
// equal priority that with the most conditions, the more special case; what it does not answer keeps its default. Rules that
// may hold at once, rank alike and answer differently are refused when they are read, and so are rules that can never decide:
// the order of lines in a file never matters.
//
// Forward chaining of one step, as the questions are asked one by one; with a few dozen rules, comparing each takes less than
// keeping a network of partial matches (Rete: Forgy 1982, not read) would: a question of 16 rules takes some 100 ns.
#ifndef MARU_MODELS_METHODS_RULES_TECHNIQUE_H
#define MARU_MODELS_METHODS_RULES_TECHNIQUE_H

#include <stdbool.h>

#include "sim/engine/plan.h"
#include "sim/engine/technique.h"

extern const struct equation rules_equation;
extern const struct technique rules_technique;

enum { RULES_MOST = 64, RULES_CONDITIONS_MOST = 8, RULES_ANSWERS_MOST = 8, RULES_TABLES_MOST = 2 };

// A number, or what a lever of the policy stands at.
struct rules_value {
    double number;
    int lever;  // its place among the plan's, when below 0: none
};

// low <= fact <= high, or < where open.
struct rules_condition {
    size_t table, row;  // which fact: of the rules' tables
    struct rules_value low, high;
    bool low_open, high_open;
};

struct rules_answer {
    size_t row;  // of the proposal
    struct rules_value value;
};

struct expert_rule {
    const char *name;    // borrowed, for as long as a run is read
    const char *reason;  // the same: "rule NAME"
    double priority;
    struct rules_condition conditions[RULES_CONDITIONS_MOST];
    size_t condition_count;
    struct rules_answer answers[RULES_ANSWERS_MOST];
    size_t answer_count;
};

struct rules {
    const struct setting_table *facts[RULES_TABLES_MOST];  // borrowed
    const struct setting_table *proposal;                  // borrowed
    struct expert_rule rules[RULES_MOST];  // once ranked: the first that holds decides
    size_t count;
};

// Puts them into their rank. False when they contradict each other, or one can never decide: `fault` then says which and why.
// A lever's number counts as any that it may be set to.
enum { RULES_FAULT_SIZE = 400 };
bool rules_rank(struct rules *rules, const struct plan *plan, char fault[RULES_FAULT_SIZE]);

// The rule that decides, or NULL; its answers are put into the proposal, which holds the defaults. blocks: of each table of
// facts. Pure: from any thread.
const struct expert_rule *rules_decide(const struct rules *rules, const struct plan *plan, const void *const blocks[],
                                void *proposal);

#endif

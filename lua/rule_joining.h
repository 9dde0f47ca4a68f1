// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of several policies made those of one: for each class, recipient and maker that any of them names, the rule that
// governs it in each is looked up, and one is made of these. What a policy has no rule for, it says nothing of.
#ifndef MARU_LUA_RULE_JOINING_H
#define MARU_LUA_RULE_JOINING_H

#include "sim/engine/plan.h"

enum joining_order {
    JOINING_AGREED,     // they may not differ
    JOINING_LAST,       // the last one that has a rule
    JOINING_STRICTEST,  // never > ask_each_time > opt_in > at_install > opt_out > none, the least raw form, the smaller cap, the
                        // shorter terms
    JOINING_ORDERS
};
extern const char *const rule_joining_orders[];  // "agreed", "last", "strictest"; NULL-terminated

// Into `joined`, which is empty. False: two differ, and are written to `before` and `later`, borrowed. Parties are the plan's.
bool rule_joining(const struct plan *plan, const struct plan_rules *parts, size_t count, enum joining_order order,
                  struct plan_rules *joined, const struct plan_rule **before, const struct plan_rule **later);

#endif

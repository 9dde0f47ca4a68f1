// SPDX-License-Identifier: GPL-3.0-or-later
// What there is, printed from the tables that the program itself works by.
#ifndef MARU_SIM_COMMAND_LISTING_H
#define MARU_SIM_COMMAND_LISTING_H

#include "sim/engine/kind.h"

// Everything of its sort, with all that is known of each.
void list_sections(void);
void list_appliances(void);
void list_parties(void);
void list_hooks(void);
void list_techniques(void);
void list_policy(void);
void list_rules(void);
void list_classes(void);
void list_metrics(void);
void list_scenarios(void);

// What people and completion may name: `take` is called for each kind, hook and technique, in the order of the lists.
typedef void list_taker(void *to, const char *sort, const char *name, const char *summary, const struct kind *kind);
void list_each(list_taker *take, void *to);

// One kind, hook or technique; false when there is none of that name.
bool list_one(const char *name);
// What it computes: its equations, what goes in, what comes out. Of every kind: NULL.
bool list_equations(const char *name);

#endif

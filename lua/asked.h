// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario file asks to be compared.
#ifndef MARU_LUA_ASKED_H
#define MARU_LUA_ASKED_H

#include <stddef.h>
#include <stdint.h>

struct scenario_policy {
    char *name, *title;  // title: "" when none is given
    int line;            // of the file
};

// Of a full factorial: its switches, and the values that are looked at. See analysis/factorial.h.
struct scenario_term {
    char *measure;  // "money: hanbit"
    double weight;
    char *where;    // "FILE:LINE", for messages
};
struct scenario_sum {
    char *name;
    struct scenario_term *terms;
    size_t term_count;
};
struct scenario_factors {
    char **names;
    size_t count;  // 0: no factorial
    struct scenario_sum *sums;
    size_t sum_count;
};

// compare{}
struct scenario_compare {
    const char *baseline;         // NULL: the file has no policies
    const char *const *policies;  // without the baseline
    size_t count;
    int64_t replications;
    // With factors, bit j of a policy's place (the baseline's is 0) says whether factor j is on.
    struct scenario_factors factors;
};

// branch{}: until that day those that follow live under `from`, which may itself follow on another.
struct scenario_branch {
    int64_t at_day;         // days since 1970-01-01
    const char *from;
    const char **policies;  // those that follow
    size_t count;
    int line;               // of the file
};
struct scenario_branches {
    struct scenario_branch *all;
    size_t count;  // 0: there is no branch{}
};

// sweep{}: as it is written; what is left out is NULL or 0.
struct scenario_sweep {
    char **varies;  // "maker.cost_share=0.4..0.8"
    size_t varies_count;
    char *design, *list;  // list: a CSV file of points
    size_t runs, replications;
    int line;  // of the file; 0: there is no sweep{}
};

#endif

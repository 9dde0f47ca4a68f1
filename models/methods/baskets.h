// SPDX-License-Identifier: GPL-3.0-or-later
// Who took what, how often: rows (families, shopping trips) of counted items, and what goes together in them
// (baskets_rule_equation).
#ifndef MARU_MODELS_METHODS_BASKETS_H
#define MARU_MODELS_METHODS_BASKETS_H

#include <stddef.h>
#include <stdint.h>

#include "sim/engine/submodel.h"

extern const struct equation baskets_rule_equation;

struct basket_entry {
    uint32_t item;
    float count;  // above 0
};
// Entries of row r: entries[first[r]] to entries[first[r + 1] - 1], each item at most once.
struct baskets {
    size_t rows, items;
    size_t *first;                 // [rows + 1]
    struct basket_entry *entries;  // [first[rows]]
    size_t rows_room, entries_room;
};

// Of items 0 to items - 1, without any row. baskets_free() frees what it holds.
struct baskets baskets_create(size_t items);
void baskets_free(struct baskets *baskets);
// A new row, to which what is added from now on belongs.
void baskets_begin(struct baskets *baskets);
void baskets_add(struct baskets *baskets, uint32_t item, double count);

static inline const struct basket_entry *baskets_row(const struct baskets *baskets, size_t row, size_t *count) {
    *count = baskets->first[row + 1] - baskets->first[row];
    return baskets->entries + baskets->first[row];
}
// The same entries with rows and items exchanged.
struct baskets baskets_turned(const struct baskets *baskets);
// In how many rows each item is.
void baskets_popularity(const struct baskets *baskets, double *rows_with);

// Who takes all of `premise` (different items) takes the conclusion, too.
struct baskets_rule {
    double support, confidence, lift;  // NAN where there is no row with the premise, or none with the conclusion
};
struct baskets_rule baskets_rule_of(const struct baskets *baskets, const uint32_t *premise, size_t count, uint32_t conclusion);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/baskets.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "sim/engine/status.h"

const struct equation baskets_rule_equation = {
    "what goes together",
    "support = n(A and b) / n; confidence = n(A and b) / n(A); lift = confidence / (n(b) / n)",
    "of n rows, n(A) hold all items of A, n(b) the item b",
    "Agrawal, Imielinski & Swami 1993 (SIGMOD, 207); lift: Brin, Motwani, Ullman & Tsur 1997 (SIGMOD, 255); "
    "neither read"};

struct baskets baskets_create(size_t items) {
    struct baskets baskets = {.items = items, .rows_room = 64, .entries_room = 64};
    baskets.first = status_allocate(baskets.rows_room + 1, sizeof *baskets.first);
    baskets.entries = status_allocate(baskets.entries_room, sizeof *baskets.entries);
    return baskets;
}

void baskets_free(struct baskets *baskets) {
    free(baskets->first);
    free(baskets->entries);
    *baskets = (struct baskets){0};
}

void baskets_begin(struct baskets *baskets) {
    if (baskets->rows == baskets->rows_room) {
        baskets->rows_room *= 2;
        baskets->first = status_reallocate(baskets->first, baskets->rows_room + 1, sizeof *baskets->first);
    }
    baskets->rows++;
    baskets->first[baskets->rows] = baskets->first[baskets->rows - 1];
}

void baskets_add(struct baskets *baskets, uint32_t item, double count) {
    size_t *end = &baskets->first[baskets->rows];
    PROMISE(baskets->rows > 0 && item < baskets->items && count > 0, "an item of the list, in a row");
    if (*end == baskets->entries_room) {
        baskets->entries_room *= 2;
        baskets->entries =
            status_reallocate(baskets->entries, baskets->entries_room, sizeof *baskets->entries);
    }
    baskets->entries[(*end)++] = (struct basket_entry){item, (float)count};
}

void baskets_popularity(const struct baskets *baskets, double *rows_with) {
    for (size_t i = 0; i < baskets->items; i++) rows_with[i] = 0;
    for (size_t e = 0; e < baskets->first[baskets->rows]; e++) rows_with[baskets->entries[e].item]++;
}

struct baskets baskets_turned(const struct baskets *baskets) {
    size_t entries = baskets->first[baskets->rows];
    struct baskets turned = {.rows = baskets->items, .items = baskets->rows, .rows_room = baskets->items};
    turned.entries_room = entries + 1;
    turned.first = status_allocate(turned.rows + 1, sizeof *turned.first);
    turned.entries = status_allocate(turned.entries_room, sizeof *turned.entries);
    size_t *next = status_allocate(turned.rows + 1, sizeof *next);
    for (size_t e = 0; e < entries; e++) turned.first[baskets->entries[e].item + 1]++;
    for (size_t i = 0; i < turned.rows; i++) turned.first[i + 1] += turned.first[i];
    for (size_t i = 0; i < turned.rows; i++) next[i] = turned.first[i];
    for (size_t row = 0; row < baskets->rows; row++)
        for (size_t e = baskets->first[row]; e < baskets->first[row + 1]; e++)
            turned.entries[next[baskets->entries[e].item]++] =
                (struct basket_entry){(uint32_t)row, baskets->entries[e].count};
    free(next);
    return turned;
}

static bool holds(const struct basket_entry *row, size_t count, uint32_t item) {
    for (size_t e = 0; e < count; e++)
        if (row[e].item == item) return true;
    return false;
}

struct baskets_rule baskets_rule_of(const struct baskets *baskets, const uint32_t *premise, size_t count,
                                    uint32_t conclusion) {
    double all = (double)baskets->rows, of_premise = 0, of_conclusion = 0, both = 0;
    for (size_t r = 0; r < baskets->rows; r++) {
        size_t length;
        const struct basket_entry *row = baskets_row(baskets, r, &length);
        bool fits = true, concludes = holds(row, length, conclusion);
        for (size_t i = 0; i < count; i++) fits = fits && holds(row, length, premise[i]);
        of_premise += fits;
        of_conclusion += concludes;
        both += fits && concludes;
    }
    double confidence = of_premise > 0 ? both / of_premise : NAN;
    return (struct baskets_rule){.support = all > 0 ? both / all : NAN,
                                 .confidence = confidence,
                                 .lift = of_conclusion > 0 ? confidence / (of_conclusion / all) : NAN};
}

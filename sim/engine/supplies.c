// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/supplies.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

const char *const supplies_sort_names[] = {"module", "library", "data", NULL};

void supplies_add(struct supplies *supplies, enum supply_sort sort, const char *name, const char *text,
                  const char *path) {
    supplies->items = status_reallocate(supplies->items, supplies->count + 1, sizeof *supplies->items);
    supplies->items[supplies->count++] = (struct supply){.sort = sort,
                                                         .name = status_copy_text(name),
                                                         .text = text ? status_copy_text(text) : NULL,
                                                         .path = path ? status_copy_text(path) : NULL};
}

const struct supply *supplies_find(const struct supplies *supplies, enum supply_sort sort, const char *name) {
    for (size_t i = 0; i < supplies->count; i++)
        if (supplies->items[i].sort == sort && strcmp(supplies->items[i].name, name) == 0)
            return &supplies->items[i];
    return NULL;
}

static int compare(const void *one, const void *other) {
    const struct supply *a = one, *b = other;
    return a->sort != b->sort ? (int)a->sort - (int)b->sort : strcmp(a->name, b->name);
}

void supplies_order(struct supplies *supplies) {
    if (supplies->count) qsort(supplies->items, supplies->count, sizeof *supplies->items, compare);
}

void supplies_clear(struct supplies *supplies) {
    for (size_t i = 0; i < supplies->count; i++) {
        free(supplies->items[i].name);
        free(supplies->items[i].text);
        free(supplies->items[i].path);
    }
    free(supplies->items);
    *supplies = (struct supplies){0};
}

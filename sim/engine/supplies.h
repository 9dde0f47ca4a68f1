// SPDX-License-Identifier: GPL-3.0-or-later
// The files that a scenario reads besides itself: Lua modules and data. A run file keeps them, so that the run can be lived
// again where they are not.
#ifndef MARU_SIM_ENGINE_SUPPLIES_H
#define MARU_SIM_ENGINE_SUPPLIES_H

#include <stdbool.h>
#include <stddef.h>

enum supply_sort { SUPPLY_MODULE, SUPPLY_LIBRARY, SUPPLY_DATA, SUPPLY_SORTS };
// "module": beside the scenario; "library": that comes with the program; "data": that a setting names
extern const char *const supplies_sort_names[];

struct supply {
    enum supply_sort sort;
    char *name;  // "prices.lua", or as the setting says it
    char *text;  // what stands in a module; NULL of data
    char *path;  // where data can be read; NULL of a module
};

struct supplies {
    struct supply *items;
    size_t count;
};

// All texts are copied; text and path may be NULL.
void supplies_add(struct supplies *supplies, enum supply_sort sort, const char *name, const char *text,
                  const char *path);
// NULL: none of the sort has the name. Borrowed.
const struct supply *supplies_find(const struct supplies *supplies, enum supply_sort sort, const char *name);
// By sort, then by name.
void supplies_order(struct supplies *supplies);
void supplies_clear(struct supplies *supplies);

#endif

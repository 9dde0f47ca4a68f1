// SPDX-License-Identifier: GPL-3.0-or-later
// The districts, and what a home of each comes to, under each policy: a run's, or the mean of a comparison's runs. For a page.
#ifndef MARU_ANALYSIS_REPORT_MAP_H
#define MARU_ANALYSIS_REPORT_MAP_H

#include "analysis/json.h"
#include "analysis/read_run.h"

enum map_measure {
    MAP_WON,    // won received less won paid, of a home
    MAP_TRUST,  // in the maker at the end, mean of homes, 0 to 1
    MAP_AIR,    // share of lessons above the limit of carbon dioxide in the schools of the district's children
    MAP_LINK,   // the busiest day of the district's link, as a share of what it can carry
    MAP_MEASURES
};

// Begins with policy_count alone. More districts than these are no picture.
enum { REPORT_MAP_MOST = 400 };
struct report_map {
    size_t policy_count, districts;
    double *values[MAP_MEASURES];  // [policies][districts], the sum over the policy's runs
    bool there[MAP_MEASURES];      // every run that was added has it
    double *homes;                 // [districts] of the first run
    double *pupils;                // [policies][districts]: homes with a child in school, of all runs that were added
    size_t *runs;                  // [policies] that were added
};

// Reads what it needs of the run's file: files of old have less. False with a fault.
bool report_map_add(struct report_map *map, size_t policy, const struct run *run, struct fault *fault);
void report_map_clear(struct report_map *map);

// null: no run, one district, or too many of them. Else {"homes": [number of a district, ...], "measures": [{"name": "won",
// "trust", "air" or "link", "least", "most", "values": [[number of a district, null without homes, ...] of a policy, ...],
// "see": [sentence of a policy, ...]}, ...]}
void report_map_put(struct json *json, const struct report_map *map, char *const *policies);

#endif

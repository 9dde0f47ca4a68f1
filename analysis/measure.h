// SPDX-License-Identifier: GPL-3.0-or-later
// What a run comes down to: one number per question that policies are compared by.
#ifndef MARU_ANALYSIS_MEASURE_H
#define MARU_ANALYSIS_MEASURE_H

#include "analysis/read_run.h"

enum measure_group {
    MEASURE_MONEY,            // won received less won paid, per party
    MEASURE_TOKENS,           // tokens issued and redeemed, and who gained them
    MEASURE_PRIVACY,          // what left the homes, per data flow
    MEASURE_RESULT,           // the key results of appliances and parties
    MEASURE_SEGMENT_MONEY,    // won per household, by privacy segment
    MEASURE_SEGMENT_RESULT,   // the key results per household, by privacy segment
    MEASURE_WELFARE,          // who is better off: families, firms, public, all
    MEASURE_WORTH,            // of families: money, and beside it by source
    MEASURE_HOMES_WELFARE,    // per household, by privacy segment, size and dwelling
    MEASURE_PROMISE,          // home-days on which it was broken
    MEASURE_GUESSED,          // by somebody who looks on: his advantage over guessing blindly
    MEASURE_GROUPS
};
extern const char *const measure_group_titles[MEASURE_GROUPS];

// The subject of what left the homes in all, and its measures.
extern const char measure_all_flows[], measure_with_consent[], measure_without_consent[], measure_images[],
    measure_widest_flow[];

// One of those that answers are about; else a detail of one: of a single segment, source or size.
bool measure_is_main(enum measure_group group);

struct measure {
    enum measure_group group;
    char *subject;   // what it is about: a data flow, a series; "" when the name says all
    char *name;
    char *unit;      // UDUNITS style; "1": a pure number
    char *entry;     // of a key result: the appliance or party its name begins with; "" when not known
    char *meaning;   // of a key result: its name in words; "" for all others
    double value;    // NaN: cannot be said (a mean over nothing)
    double missing;  // what it counts as in a run that does not have it: 0 for amounts, NaN for means
};

struct measure_list {
    struct measure *rows;
    size_t count;
};

// All measures of a run that was read with RUN_HOMES (without: none by segment). Free with measure_list_free.
struct measure_list measure_list(const struct run *run);
void measure_list_free(struct measure_list list);
// A copy with texts of its own, and freeing those.
struct measure measure_copy(const struct measure *measure);
void measure_clear(struct measure *measure);

// What an entry itself calls its series: "visits" of "bugbye_visits". Borrowed from `name`.
const char *measure_own_name(const char *name, const char *entry);
// Whose it is, the first word of its label: "money", "bugbye". Borrowed.
const char *measure_owner(const struct measure *measure);
// Its own name, of a key result in words: "visits missed". Owned by the caller.
char *measure_words(const struct measure *measure);
// Both, "bugbye: wait", and with its unit "bugbye: wait [h]". Owned by the caller.
char *measure_label(const struct measure *measure, bool with_unit);

// What it is called in tables of many runs, as no other measure of a run is: its label, with the data flow or the privacy
// segment it is about. Owned by the caller.
char *measure_id(const struct measure *measure);

// A series over the whole run and all segments: its sum, or for a mean sum / sum of what it is per.
double measure_series(const struct run *run, const struct run_series *series);
// The same of one day, over all segments.
double measure_series_day(const struct run *run, const struct run_series *series, size_t day);

#endif

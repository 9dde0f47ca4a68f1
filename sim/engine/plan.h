// SPDX-License-Identifier: GPL-3.0-or-later
// What the scenario and the policy asked for: fixed before the run, read-only in it. What has happened
// is the world's (world.h). Two policies on one plan compare fairly.
#ifndef MARU_SIM_ENGINE_PLAN_H
#define MARU_SIM_ENGINE_PLAN_H

#include "sim/engine/gate.h"
#include "sim/engine/kind.h"
#include "sim/engine/plan_promise.h"
#include "sim/engine/plan_rule.h"
#include "sim/engine/supplies.h"

struct home_facts;  // home.h

// Who said a setting's value; later ones overrule earlier ones.
enum origin { ORIGIN_DEFAULT, ORIGIN_SCENARIO, ORIGIN_POLICY, ORIGIN_COMMAND };
extern const char *const origin_names[];  // "default", "scenario", "policy", "command line"

// One section, appliance or party of the scenario, with its settings.
struct plan_entry {
    const struct kind *kind;
    char *name;         // the kind's name, or the one the scenario gave; unique in the plan
    void *settings;     // the kind's settings struct
    uint8_t *origins;   // one enum origin per row of the kind's table
};

struct plan_list {
    struct plan_entry *entries;
    size_t count;
};

// A number of the policy's own, handed to its hooks: default, range, meaning.
struct plan_lever {
    char *name, *meaning;
    double value, least, most;
    enum origin origin;
};

// How the policy's Lua functions are reached; filled by the layer that loads scenarios.
struct plan_hooks {
    void *owner;  // borrowed; outlives the plan
    bool (*has)(void *owner, const struct hook *hook);
    // Fills the proposal (already holding its defaults) from the policy's function; false with a status
    // that names file and line when the function fails or proposes what is not allowed.
    bool (*call)(void *owner, const struct hook *hook, const struct home_facts *home, const void *view,
                 void *proposal, struct status *status);
    // The same from the policy's rules, which many threads may ask at once: the number of the rule that decides, from 1; 0: none
    // holds; PLAN_NO_RULES: the hook is answered by a function, or not at all. home: NULL of a hook that is rules_only.
    int (*decide)(const void *owner, const struct hook *hook, const struct home_facts *home, const void *view, void *proposal);
    // "rule at_night"; borrowed for as long as the plan.
    const char *(*reason)(const void *owner, const struct hook *hook, int rule);
};
enum { PLAN_NO_RULES = -1 };

// The Lua modules that the scenario has read so far, those of its hooks too; filled by the same layer.
struct plan_modules {
    void *owner;  // borrowed; outlives the plan. NULL: of none is known
    void (*list)(void *owner, struct supplies *supplies);  // adds to them
};

// One history, many futures: a plan with a past is lived as that one until a midnight, and as itself from then on. The past
// may have a past, which ends before it.
struct plan_past {
    struct plan *plan;  // owned. NULL: there is none
    int64_t until_day;  // days since 1970-01-01
};

struct plan {
    const struct catalogue *catalogue;
    char *name, *title, *path, *text;  // of the scenario; text: the file's contents
    char *library;                     // folder of the Lua library, "": none
    char *policy, *policy_title;       // "" when the scenario names none, or the policy has none
    uint32_t replication;
    struct plan_list sections;    // every section of the catalogue, in its order
    struct plan_list appliances;  // as listed in the scenario, whose order means nothing (world.h)
    struct plan_list parties;
    struct plan_rules rules;
    struct plan_promises promises;  // the scenario's, then the policy's own
    struct plan_lever *levers;
    size_t lever_count;
    struct plan_hooks hooks;
    struct plan_modules modules;
    struct plan_past past;
    const struct supplies *supplies;  // where its files of data are, instead of beside the scenario; borrowed. NULL: beside it
    bool replace;       // its file may replace that of another run
    bool shared;        // others may live the same run at the same time, into the same file
    bool step_by_step;  // for tests: nobody looks ahead further than a minute, or lives more than one moment at a time,
                        // relying on what other kinds promise (silent, independent); which must change nothing
};

// The scenario's frame: section `scenario` (its settings may stand at the top level of scenario{}).
struct scenario_settings {
    char *start;         // date of the first midnight, YYYY-MM-DD
    int64_t days;        // horizon
    int64_t seed;
    double window_min;   // of the loop
    int journal;         // enum ledger_keeping: what of the postings goes into the run file
};
extern const struct section_kind scenario_section;

// Section `homes`.
struct homes_settings {
    int64_t count;
    int64_t districts;   // apartment complexes, each with one access network
};
extern const struct section_kind homes_section;

// A plan with every section at its defaults and nothing else. Owned by the caller.
struct plan *plan_create(const struct catalogue *catalogue);
void plan_free(struct plan *plan);

// Adds an appliance or a party with default settings; `name` NULL: the kind's name. False with a status when
// the kind is unknown (naming the nearest) or the name is taken.
bool plan_add(struct plan *plan, const char *kind, const char *name, struct status *status,
              struct plan_entry **entry);

// Finds what a dotted name ("air_conditioner.placement"), a bare setting of the scenario section ("days") or
// a lever ("reward_tokens") means. Exactly one of the three results is set. False with a status naming the nearest.
struct plan_target {
    struct plan_entry *entry;
    const struct setting *row;
    struct plan_lever *lever;
};
// A section's bare name means its first setting ("network" is "network.model").
bool plan_find(struct plan *plan, const char *name, struct plan_target *target, struct status *status);
struct plan_entry *plan_entry_named(const struct plan *plan, const char *name);  // NULL: none

// Puts a value as a person typed it, for `--set name=value`: into its past, too, as far as that has the name.
bool plan_set_typed(struct plan *plan, const char *name, const char *typed, enum origin origin, struct status *status);
// Fails when the entry's row is a file's name (SETTING_FILE) and no such file can be found.
bool plan_check_file(const struct plan *plan, const struct plan_entry *entry, const struct setting *row,
                     struct status *status);
// The path of a file that a setting names: as it is when absolute, else beside the scenario, else in the Lua
// library; or where the plan's supplies say. Owned by the caller; NULL when there is no such file.
char *plan_resolve_path(const struct plan *plan, const char *name);
void plan_mark(struct plan_entry *entry, const struct setting *row, enum origin origin);

// Checks what no single setting can: start is a date, the window divides the day, districts <= homes ...
bool plan_check(const struct plan *plan, struct status *status);
// The part of it that asks whether a rule's recipient is a party, or a kind of party, of the scenario; whether a rule's maker is
// one.
bool plan_check_recipient(const struct plan *plan, const char *recipient, struct status *status);
// The same of what another word of a scenario names.
bool plan_check_party(const struct plan *plan, const char *word, const char *party, struct status *status);
bool plan_check_maker(const struct plan *plan, const char *maker, struct status *status);

// Settings of a section, by its kind: const struct weather_settings *s = plan_section(plan, &weather_section).
const void *plan_section(const struct plan *plan, const struct section_kind *section);
// The scenario file's name without the folders before it, which are another by how it was typed. Borrowed from the plan.
const char *plan_file_name(const struct plan *plan);
// The scenario file's folder, where relative file names start ("." without a path). Owned by the caller.
char *plan_folder(const struct plan *plan);

int64_t plan_start_day(const struct plan *plan);  // days since 1970-01-01
time_ms plan_turn(const struct plan *plan);       // when its past ends; CLOCK_NEVER: it has none
const struct plan *plan_first(const struct plan *plan);                   // that the run begins with: itself, or the first of its pasts
const struct plan *plan_in_force(const struct plan *plan, time_ms when);  // itself, or the past that is lived then
time_ms plan_next_turn(const struct plan *plan, time_ms when);  // the first at that moment or later; CLOCK_NEVER: there is none
time_ms plan_end(const struct plan *plan);
time_ms plan_window(const struct plan *plan);

#endif

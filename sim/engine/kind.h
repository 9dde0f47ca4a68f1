// SPDX-License-Identifier: GPL-3.0-or-later
// One kind of thing = one struct of typed functions; one thing = one file that fills it.
//
// The engine calls upward only through these structs: it lives the homes and carries the items
// without knowing what an air conditioner or a pest-control firm is. CMake collects the files of the
// models' systems by their ending, so a new thing is one new file and no other edit:
//   models/food/kettle_appliance.c          defines  const struct appliance_kind kettle_appliance
//   models/food/bakery_party.c              defines  const struct party_kind bakery_party
//   models/environment/weather_section.c    defines  const struct section_kind weather_section
//   models/food/on_diet_offer_hook.c        defines  const struct hook on_diet_offer_hook
//   models/methods/recogniser_technique.c   defines  const struct technique recogniser_technique
#ifndef MARU_SIM_ENGINE_KIND_H
#define MARU_SIM_ENGINE_KIND_H

#include "sim/engine/clock.h"
#include "sim/engine/setting.h"
#include "sim/engine/submodel.h"
#include "sim/engine/technique.h"

struct world;
struct visit;
struct home;
struct party;
struct item;
struct timer;
struct appliance;
struct welfare_source;

// What every kind has. First member of each kind, so that lists and help treat all alike.
struct kind {
    const char *name;     // as written in a scenario: [a-z_]+
    const char *summary;  // half a sentence, for help
    struct setting_table settings;
    struct submodel_table submodels;
    const struct technique *const *techniques;  // that it works with; NULL-terminated; NULL: none
    const struct welfare_source *const *worths;  // what it posts into the third ledger (welfare.h); NULL-terminated; NULL: nothing
};

// A quantity counted or sampled per day and segment into the run file's series.
struct metric {
    const char *name;     // within its kind; the run file says <entry>_<name>
    const char *unit;     // UDUNITS style: "1", "kWh", "K h", "won"
    const char *meaning;
    bool key_result;      // shown in the table at the end of a run (summed over days and segments)
    const char *per;      // for a mean: name of the metric of the same kind to divide by, else NULL
};

// A value of each home at the end, one column of the run file's homes.
struct home_column {
    const char *name, *unit, *meaning;
    double (*value)(const struct world *world, uint32_t home, const void *state);
};

// What a party is to each home at the end, one column of the run file's homes.
struct party_column {
    const char *name, *unit, *meaning;
    // Fills in the homes that it concerns: of_home[homes] holds NaN, or what others of its entry said of theirs.
    void (*fill)(const struct world *world, const struct party *party, double *of_home);
};

// Bits a home's processes signal to each other (visit_signal, appliance_kind.wakes_on).
enum signal {
    SIGNAL_PRESENCE = 1,   // somebody came, left, woke up or fell asleep
    SIGNAL_DEPARTURE = 2,  // the family left for a trip
    SIGNAL_RETURN = 4,     // ... and is back
};

// What a home has used since the start (meter.h).
struct electric_meter {
    double kwh;
    double left_on_kwh;  // of them: used by what was left on while the family was on a trip
};

// What acts in a home: each appliance, and the family itself.
struct appliance_kind {
    struct kind kind;
    const struct metric *metrics;
    size_t metric_count;
    const struct home_column *columns;
    size_t column_count;
    size_t state_size;      // bytes per appliance; the world keeps them in home order, zeroed
    unsigned wakes_on;      // signals after which act() is called at the same moment
    bool independent;       // reads nothing that others of the home change and wakes nobody: its act() may handle all its
                            // moments of a window in one go (visit_goes_on)
    bool silent;            // wakes nobody and changes nothing that others of the home react to (it may read what they change):
                            // others look ahead past its moments (visit_quiet_until)
    bool always;            // in every scenario without being listed and without settings: the family itself, the first process of
                            // every home; after it what count() puts there

    // What it publishes (visit_publish), with these settings: one bit (1 << enum data_class) a class; publishes_nothing() for
    // most. What no appliance publishes, a policy's rule for it cannot change, and its user is told (foresight.h). NULL: not
    // said, and nothing is told.
    unsigned (*publishes)(const void *settings);
    // What of that is noised, with these settings (visit_publish_noised): bits as above. A cap on what noised labels tell needs
    // somebody who noises. NULL: nothing.
    unsigned (*noises)(const void *settings);
    // Of a kind that is always there: is anything in this scenario concerned by it? If not, its metrics are no key results.
    // Once the parties exist. NULL: yes.
    bool (*matters)(struct world *world);
    // Once, before the first home: find recipients, declare data flows (gate_flow) into
    // appliance->shared, which is freed by the engine. A scenario that makes no sense: status_fail(&world->status,
    // STATUS_SCENARIO, ...). May be NULL.
    void (*prepare)(struct world *world, struct appliance *appliance);
    // Another policy has come into force (turn.h), before families are asked: what prepare() made of the settings of the one before
    // is made anew. NULL: nothing.
    void (*turn)(struct world *world, struct appliance *appliance);
    // How many of these this home has (0: none), drawn from the home's own luck. NULL: one.
    unsigned (*count)(struct world *world, const struct appliance *appliance, uint32_t home);
    // Sets up the state, returns the first moment to act (CLOCK_NEVER: only when woken).
    time_ms (*install)(struct visit *visit, void *state);
    // Asks the family for what it may send, and goes by the answer: where another policy comes into force (turn.h). install()
    // does so by itself. NULL: it asks for nothing.
    void (*ask)(struct visit *visit, void *state);
    // Acts at visit->now and returns the next moment to act (> now, or CLOCK_NEVER). Called in time order
    // within the home, from many threads for different homes: touches only its own home. Never blocks.
    time_ms (*act)(struct visit *visit, void *state);
    // An item came back to this appliance at item->arrived (<= visit->now); returns the next moment to act
    // (>= now). NULL when the appliance sends nothing that is answered.
    time_ms (*receive)(struct visit *visit, void *state, const struct item *item);
    // Brings the state's continuous quantities up to visit->now (midnights and the end). May be NULL.
    void (*settle)(struct visit *visit, void *state);
    // What it has used up to visit->now and has not put on the home's meter yet; negative: has put on it before using
    // it. For whoever reads the meter (visit_meter). NULL: all it uses is metered at once.
    struct electric_meter (*unmetered)(const struct visit *visit, const void *state);
};

static inline unsigned publishes_nothing(const void *settings) {
    (void)settings;
    return 0;
}

// Whose welfare its money is (welfare.h).
enum party_side {
    SIDE_FIRMS,
    SIDE_PUBLIC  // everybody's
};

// A firm, school or public body.
struct party_kind {
    struct kind kind;
    const struct metric *metrics;
    size_t metric_count;
    const struct party_column *columns;
    size_t column_count;
    size_t state_size;  // bytes per party, zeroed, freed by the engine
    // It is a maker: its software runs on its appliances, and families trust or distrust it. The names of its appliances, desks
    // and partners, with spaces between, by its settings (makers.h). NULL: it is no maker.
    const char *(*makes)(const void *settings);
    enum party_side side;
    bool tells_on;      // publishes counts or means over homes of what reaches it, each of them by party_tells_on
    bool in_cloud;      // computes on the maker's cloud servers, not on a host of its own
    // All of these run in parties_decide, one after the other, in (time, party, item) order. Each may be NULL.
    void (*prepare)(struct world *world, struct party *party);   // once; all parties exist already
    void (*start)(struct world *world, struct party *party);     // once; all homes exist already
    void (*receive)(struct world *world, struct party *party, const struct item *item);
    // Something has reached another party, which this one overhears (party_overhears). It looks on: nothing that the run comes
    // to may hang on it.
    void (*overhear)(struct world *world, struct party *party, const struct item *item);
    // The party's software on a home's own device (an item sent with visit_tell): what is learnt there stays
    // there, unless it then goes out through the gate.
    void (*on_device)(struct world *world, struct party *party, const struct item *item);
    void (*wake)(struct world *world, struct party *party, const struct timer *timer);
    // Something was said of a topic that it listens to (party_listen): at once, while another acts.
    void (*hear)(struct world *world, struct party *party, const struct item *item);
    void (*midnight)(struct world *world, struct party *party);  // after the homes have settled
    void (*turn)(struct world *world, struct party *party);      // another policy has come into force (turn.h)
    void (*close)(struct world *world, struct party *party);     // once, before the party is freed
};

// A part of the world that is not a thing in it: settings only (weather, network, households).
struct section_kind {
    struct kind kind;
};

// A question the policy may answer, by a function in Lua or by a list of rules: named numbers in, a checked proposal out. With an
// empty proposal it is a piece of news, which a function is only told.
struct hook {
    const char *name;               // "on_sighting"
    const char *summary;
    const char *view_name;          // the second argument's name in the documentation: "sighting"
    struct setting_table view;      // of the struct handed in; read-only for Lua
    struct setting_table proposal;  // of the struct filled in; defaults and ranges checked
    bool rules_only;                // asked in homes, many at once, or of no home: Lua is not called, and of the home nothing is told
};

// Everything registered; made by CMake from the folders' files, sorted by name.
struct catalogue {
    const struct appliance_kind *const *appliances;  // NULL-terminated lists
    const struct party_kind *const *parties;
    const struct section_kind *const *sections;
    const struct hook *const *hooks;
    const struct technique *const *techniques;
    // The models' own world (weather, tariff, families), made before the homes are installed.
    bool (*populate)(struct world *world, struct status *status);
    void (*depopulate)(struct world *world);
    // What the family would answer if it were asked now for what went through the data flow; changes nothing. May be NULL:
    // nobody can say.
    bool (*would_agree)(const struct world *world, uint32_t home, uint16_t flow);
};

#endif

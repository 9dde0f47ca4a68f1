// SPDX-License-Identifier: GPL-3.0-or-later
// An attack: what somebody who overhears a firm's mail could guess of the homes (attacker_party.c). It sees what reached the firms that
// it watches, and nothing else of the homes; the simulator then holds its guesses against the truth. It asks each home the same
// question, whose answers are numbers from 0.
//   attack_meal            what was heated           attack_empty        is nobody at home tomorrow at this hour
//   attack_household_size  how many live there       attack_membership   was a recogniser trained on this home
//   attack_linkage         which records of two firms are one home's
//   attack_taste           what the family likes more than others     attack_pest         has it had cockroaches
// One more is one new file, attack_NAME_technique.c.
#ifndef MARU_MODELS_ATTACKS_ATTACK_H
#define MARU_MODELS_ATTACKS_ATTACK_H

#include "models/attacks/attack_score.h"
#include "sim/engine/guesses.h"
#include "sim/engine/item.h"
#include "sim/engine/technique.h"
#include "sim/engine/world.h"

enum { ATTACK_WATCHED_MOST = 2 };
#define ATTACK_UNKNOWN (-1)  // no answer

// What an `attacker` is told in the scenario.
struct attack_settings {
    int attack;
    char *watches;
    double prior, first_days;
    bool by_district, by_size, by_dwelling, by_segment, by_neighbours;
};

// What an attack counts of its own, in the series of its attacker.
enum attack_count {
    ATTACK_LINKED, ATTACK_LINKED_RIGHTLY, ATTACK_AMONG_ONE, ATTACK_AMONG_FEW, ATTACK_AMONG_SOME, ATTACK_AMONG_MANY, ATTACK_COUNTS
};

struct attack;

// An attack at work. All pointers but `state` are borrowed.
struct attack_case {
    struct world *world;
    const struct party *attacker;
    const struct attack_settings *settings;
    const struct attack *attack;
    const struct party *watched[ATTACK_WATCHED_MOST];
    size_t watched_count;
    void *state;          // [attack->state_size], zeroed; what lies in it is freed by attack->end
    double memory_days;   // for how many days back, at most, what it learnt is still there
    void (*count)(const struct attack_case *attack, enum attack_count what, uint32_t home, double amount);
};

// What it is asked.
enum attack_moment {
    ATTACK_AT_ITEM,  // of each item that it notices
    ATTACK_AT_HOUR,  // of each home and hour, when the hour is over
    ATTACK_AT_END    // of each home, when the run is over
};
struct attack_question {
    uint32_t home;
    unsigned number;          // of the questions about that home
    time_ms when;             // the item was sent; the hour began; the end
    const struct item *item;  // NULL, but at an item
};

struct attack {
    const char *question;  // "what was heated?"
    enum attack_moment moment;
    unsigned answers;                // 2 to ATTACK_ANSWERS_MOST
    unsigned questions;              // of each home at once; 0: one
    unsigned watches;                // parties that it needs; 0: any number
    size_t state_size;
    // All but guess and truth may be NULL. In prepare() of the attacker; a scenario that makes no sense: status_fail.
    void (*prepare)(struct attack_case *attack);
    void (*begin)(struct attack_case *attack);  // all homes exist
    // Whether the item tells it anything; called once for each that reaches a watched party, in the order in which they do.
    bool (*notices)(struct attack_case *attack, const struct item *item);
    // Learns from an item that it noticed (sign 1), or forgets it (-1): it is deleted as the watched party's copy is.
    void (*learns)(struct attack_case *attack, const struct item *item, int sign);
    void (*hour)(struct attack_case *attack);      // before it is asked of the hour that is over
    void (*midnight)(struct attack_case *attack);
    void (*ready)(struct attack_case *attack);     // the run is over: before it is asked at the end
    // What it says by what it knows; what anybody would say who overheard nothing (NULL: whatever is true most often); what
    // is true, which no other function here may look at. ATTACK_UNKNOWN: not asked.
    int (*guess)(const struct attack_case *attack, const struct attack_question *question);
    int (*without)(const struct attack_case *attack, const struct attack_question *question);
    int (*truth)(const struct attack_case *attack, const struct attack_question *question);
    // What theory says that its advantage is at most; NAN: nothing bounds it here.
    double (*bound)(const struct attack_case *attack);
    // Says its result otherwise, and counts what it alone counts.
    void (*tells)(const struct attack_case *attack, struct guessed *result);
    void (*end)(struct attack_case *attack);
};

extern const struct equation attack_empty_equation, attack_household_size_equation, attack_linkage_equation,
    attack_meal_equation, attack_membership_equation, attack_pest_equation, attack_taste_equation;

// Days of the run so far from which it still knows something: at most its memory.
static inline double attack_days(const struct attack_case *attack) {
    return fmin((double)clock_day(attack->world->now), attack->memory_days);
}

#endif

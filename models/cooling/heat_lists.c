// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/heat_lists.h"

#include <math.h>
#include <stdlib.h>

#include "models/cooling/old_alone.h"
#include "sim/engine/luck.h"
#include "sim/engine/world.h"

struct heat_memory {
    int32_t visited_day;  // -1: never
    uint8_t found;        // enum visit_found
};

// What somebody has who has what a set of holders knows.
struct heat_set {
    struct visit_list_learner learner;
    struct heat_memory *memory;  // [homes]
    struct heat_visit *visits;   // of the day
    size_t count, room, not_worth;
};

struct heat_lists {
    uint32_t homes;
    size_t set_count;
    struct heat_set *sets;               // [set_count]
    struct visit_candidate *candidates;  // [homes], for a list
    uint32_t *luck;                      // [homes]
};

struct heat_lists *heat_lists_create(const struct world *world, unsigned holders) {
    struct heat_lists *lists = status_allocate(1, sizeof *lists);
    *lists = (struct heat_lists){.homes = world->home_count, .set_count = (size_t)1 << holders};
    lists->sets = status_allocate(lists->set_count, sizeof *lists->sets);
    lists->candidates = status_allocate(world->home_count, sizeof *lists->candidates);
    lists->luck = status_allocate(world->home_count, sizeof *lists->luck);
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct random_sequence luck = luck_of_home(world, home, "heat_lists.order", 0);
        lists->luck[home] = (uint32_t)random_next(&luck).word[0];
    }
    for (size_t set = 1; set < lists->set_count; set++) {
        struct heat_memory *memory = status_allocate(world->home_count, sizeof *memory);
        for (uint32_t home = 0; home < world->home_count; home++) memory[home].visited_day = -1;
        lists->sets[set].memory = memory;
    }
    return lists;
}

void heat_lists_free(struct heat_lists *lists) {
    if (!lists) return;
    for (size_t set = 0; set < lists->set_count; set++) {
        free(lists->sets[set].memory);
        free(lists->sets[set].visits);
    }
    free(lists->sets);
    free(lists->candidates);
    free(lists->luck);
    free(lists);
}

// ---- The list of a day ---------------------------------------------------------------------------------

static struct visit_known known_to(const struct heat_known *known, shapley_set set, enum visit_found found) {
    bool reported = set >> (1 + known->brand) & 1;
    return (struct visit_known){.old = known->registered && (set & HEAT_LISTS_REGISTER),
                                .room_c = reported ? (double)known->room_c : NAN,
                                .found = found};
}

static size_t find_candidates(const struct heat_lists *lists, const struct heat_lists_terms *terms,
                              const struct heat_known *known, shapley_set number) {
    const struct heat_set *set = &lists->sets[number];
    size_t count = 0;
    for (uint32_t home = 0; home < lists->homes; home++) {
        const struct heat_memory *memory = &set->memory[home];
        struct visit_known of = known_to(&known[home], number, memory->found);
        if (!of.old && isnan(of.room_c)) continue;
        size_t cell = visit_list_cell(of, terms->limit_c);
        lists->candidates[count++] =
            (struct visit_candidate){home, lists->luck[home], memory->visited_day, cell,
                                     visit_list_believed_k_h(&set->learner, &terms->prior, cell)};
    }
    visit_list_order(lists->candidates, count);
    return count;
}

static float hour_of(const struct heat_lists_terms *terms, size_t place) {
    double part = ((double)place + 0.5) / (double)terms->visits;
    return (float)(terms->first_h + (terms->last_h - terms->first_h) * part);
}

static void add_visit(struct heat_set *set, const struct heat_lists_terms *terms,
                      const struct visit_candidate *candidate) {
    if (set->count == set->room) {
        set->room = set->room ? 2 * set->room : 16;
        set->visits = status_reallocate(set->visits, set->room, sizeof *set->visits);
    }
    set->visits[set->count] =
        (struct heat_visit){candidate->home, hour_of(terms, set->count), (uint8_t)candidate->cell};
    set->count++;
}

static void make_list(const struct heat_lists *lists, const struct heat_lists_terms *terms,
                      const struct heat_known *known, shapley_set number) {
    struct heat_set *set = &lists->sets[number];
    size_t count = find_candidates(lists, terms, known, number), trials = terms->trials;
    set->count = set->not_worth = 0;
    for (size_t i = 0; i < count && set->count < terms->visits; i++) {
        bool worth = lists->candidates[i].believed_k_h >= terms->least_k_h;
        if (worth || trials) add_visit(set, terms, &lists->candidates[i]);
        if (worth) continue;
        if (trials)
            trials--;
        else
            set->not_worth++;
    }
}

void heat_lists_make(struct heat_lists *lists, const struct heat_lists_terms *terms,
                     const struct heat_known *known) {
    for (shapley_set set = 1; set < lists->set_count; set++) make_list(lists, terms, known, set);
}

const struct heat_visit *heat_lists_of(const struct heat_lists *lists, shapley_set set, size_t *count) {
    *count = lists->sets[set].count;
    return lists->sets[set].visits;
}

size_t heat_lists_not_worth(const struct heat_lists *lists, shapley_set set) {
    return lists->sets[set].not_worth;
}

// ---- What became of it ---------------------------------------------------------------------------------

double heat_lists_spared_k_h(const struct world *world, const struct heat_lists_terms *terms, uint32_t home,
                             double hour) {
    const struct old_alone *person = old_alone_of(world, home);
    return person->lives ? terms->helps * old_alone_after_k_h(person, hour) : 0;
}

static bool is_hot(const struct world *world, const struct heat_lists_terms *terms, uint32_t home,
                   double before_hour) {
    const struct old_alone *person = old_alone_of(world, home);
    return person->lives && old_alone_before_k_h(person, before_hour) >= terms->risk_k_h;
}

static void remember(struct heat_set *set, const struct heat_visit *visit, int64_t day, bool hot,
                     double spared_k_h) {
    set->memory[visit->home] = (struct heat_memory){(int32_t)day, hot ? VISIT_FOUND_HOT : VISIT_FOUND_COOL};
    visit_list_saw(&set->learner, visit->cell, spared_k_h);
}

struct heat_outcome heat_lists_judge(struct heat_lists *lists, const struct world *world,
                                     const struct heat_lists_terms *terms, int64_t day, shapley_set number) {
    struct heat_set *set = &lists->sets[number];
    struct heat_outcome outcome = {.visits = (double)set->count};
    for (size_t i = 0; i < set->count; i++) {
        const struct heat_visit *visit = &set->visits[i];
        double spared_k_h = heat_lists_spared_k_h(world, terms, visit->home, (double)visit->hour);
        bool at_risk = is_hot(world, terms, visit->home, OLD_ALONE_HOURS);
        outcome.reached += at_risk;
        outcome.in_time += at_risk && !is_hot(world, terms, visit->home, (double)visit->hour);
        outcome.spared_k_h += spared_k_h;
        remember(set, visit, day, at_risk, spared_k_h);
    }
    return outcome;
}

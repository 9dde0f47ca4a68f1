// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/floor_things.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/world.h"

const struct equation floor_things_equation = {
    "what a thing on the floor shows",
    "x = things_differ (sqrt(1 - likeness) e_class + sqrt(likeness) e_group) + looks_differ L_look + "
    "homes_differ "
    "S_home + N(0, I)",
    "x 8 features; e unit vectors, of 4 or 5 classes and 2 groups (mess, clothing and spill; toy and cable); "
    "L, S "
    "normal, of each "
    "look and each home; look k of 12 comes in shares as 1 / k, a pet's messes have one",
    "as recogniser: prototypes with likeness; looks in Zipf's shares and styles of homes: assumption"};

const struct equation floor_things_wander_equation = {
    "how things come to look otherwise",
    "x = x + W(t), W(t + week) = W(t) + looks_wander sqrt(7 / 365) N(0, I)",
    "W 8 features, 0 at the start, the same in all homes and of all things; a robot takes the messes that it "
    "remembers to look as today's",
    "random walk of what is sensed, a form of concept drift (Gama et al. 2014, ACM Comput. Surv. 46:44, not "
    "read); the rate: assumption"};

// Where a class, and a group of classes, lies.
static const unsigned class_at[FLOOR_THINGS_MOST] = {0, 1, 2, 3, 6},
                      group_at[FLOOR_THINGS_MOST] = {4, 4, 5, 5, 4};
enum { DRAWS = 32 };  // room for one thing's or one style's draws

// Two independent normals from each block (Box & Muller 1958).
static void add_noise(double *x, double spread, struct random_sequence *luck) {
    static const double turn = 6.283185307179586;
    for (unsigned j = 0; j < FLOOR_FEATURES; j += 2) {
        struct random_block block = random_next(luck);
        double radius = spread * sqrt(2 * random_exponential(block.word[0]));
        double angle = turn * random_uniform(block.word[1]);
        x[j] += radius * cos(angle);
        x[j + 1] += radius * sin(angle);
    }
}

struct floor_things floor_things_make(struct floor_distances distances) {
    struct floor_things made = {.distances = distances};
    struct random_sequence luck = {
        {0, UINT32_MAX}, RANDOM_WORLD, random_stream("floor things"), 0};  // no run's
    for (unsigned thing = 0; thing < FLOOR_THINGS_MOST; thing++)
        for (unsigned look = 0; look < LOOKS_OF_A_THING; look++) {
            double *x = made.look[thing][look];
            x[class_at[thing]] = distances.things_differ * sqrt(1 - distances.likeness);
            x[group_at[thing]] = distances.things_differ * sqrt(distances.likeness);
            add_noise(x, distances.looks_differ, &luck);
        }
    return made;
}

void floor_things_wander(struct floor_things *things, double a_year, size_t weeks,
                         struct random_sequence luck) {
    things->weeks = weeks;
    things->moved = status_allocate(weeks * FLOOR_FEATURES, sizeof *things->moved);
    for (size_t week = 1; week < weeks; week++) {
        double *now = things->moved + week * FLOOR_FEATURES, *before = now - FLOOR_FEATURES;
        for (unsigned j = 0; j < FLOOR_FEATURES; j++) now[j] = before[j];
        add_noise(now, a_year * sqrt(7.0 / 365), &luck);
    }
}

void floor_things_free(struct floor_things *things) {
    free(things->moved);
    things->moved = NULL;
}

static size_t week_of(const struct floor_things *things, time_ms when) {
    size_t week = (size_t)(when / (7 * CLOCK_DAY));
    return week < things->weeks ? week : things->weeks - 1;
}

static double look_share(unsigned look) {
    return 1.0 / (look + 1);
}

static unsigned draw_look(struct random_sequence *luck) {
    double weight[LOOKS_OF_A_THING];
    for (unsigned look = 0; look < LOOKS_OF_A_THING; look++) weight[look] = look_share(look);
    return (unsigned)random_weighted(random_next(luck).word[0], weight, LOOKS_OF_A_THING);
}

struct floor_style floor_things_new_style(const struct floor_things *things, struct random_sequence *luck) {
    struct floor_style style = {.look = draw_look(luck)};
    add_noise(style.shift, things->distances.homes_differ, luck);
    return style;
}

struct floor_style floor_things_style(const struct floor_things *things, const struct world *world,
                                      uint32_t home, uint32_t stand_in, time_ms when) {
    struct random_sequence luck = luck_of_home(world, home, "style of the floor", (uint64_t)stand_in * DRAWS);
    struct floor_style style = floor_things_new_style(things, &luck);
    if (things->moved) style.week = week_of(things, when);
    return style;
}

static void see_look(const struct floor_things *things, const struct floor_style *style,
                     enum floor_thing thing, unsigned look, struct random_sequence *luck, double *x) {
    for (unsigned j = 0; j < FLOOR_FEATURES; j++) x[j] = things->look[thing][look][j] + style->shift[j];
    for (unsigned j = 0; things->moved && j < FLOOR_FEATURES; j++)
        x[j] += things->moved[style->week * FLOOR_FEATURES + j];
    add_noise(x, 1, luck);
}

void floor_things_see(const struct floor_things *things, const struct floor_style *style,
                      enum floor_thing thing, struct random_sequence *luck, double x[FLOOR_FEATURES]) {
    unsigned look = thing == FLOOR_MESS ? style->look : draw_look(luck);
    see_look(things, style, thing, look, luck, x);
}

void floor_things_mess(const struct floor_things *things, const struct world *world, uint32_t home,
                       uint32_t stand_in, uint32_t n, time_ms when, double x[FLOOR_FEATURES]) {
    struct floor_style style = floor_things_style(things, world, home, stand_in, when);
    struct random_sequence luck =
        luck_of_home(world, home, "mess on the floor", ((uint64_t)stand_in << 16 | n) * DRAWS);
    floor_things_see(things, &style, FLOOR_MESS, &luck, x);
}

void floor_things_mean_mess(const struct floor_things *things, double x[FLOOR_FEATURES]) {
    double sum = 0;
    for (unsigned look = 0; look < LOOKS_OF_A_THING; look++) sum += look_share(look);
    for (unsigned j = 0; j < FLOOR_FEATURES; j++) {
        x[j] = 0;
        for (unsigned look = 0; look < LOOKS_OF_A_THING; look++)
            x[j] += look_share(look) / sum * things->look[FLOOR_MESS][look][j];
    }
}

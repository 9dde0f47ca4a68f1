// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/occupancy_chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/random.h"
#include "sim/engine/status.h"

// No exponential draw from 52 bits reaches 37, so a hazard above that is certainty.
static const double CERTAIN = 64;
// Below this, a change is due once in millions of years.
static const double NEVER_A_WEEK = 1e-9;

// One state on one kind of day.
struct row {
    double reached[OCCUPANCY_SLOTS + 1];  // sum of the hazards of all slots before
    double to[OCCUPANCY_SLOTS][OCCUPANCY_STATES_MOST];
};

struct occupancy_chain {
    int states;
    struct row rows[];  // [OCCUPANCY_DAYS][states]
};

static const struct row *row_of(const struct occupancy_chain *chain, int day, int state) {
    return &chain->rows[day * chain->states + state];
}

static void fill_slot(struct row *row, int slot, int state, int states, const double *probability) {
    double sum = 0, *chance = row->to[slot];
    for (int to = 0; to < states; to++) sum += probability[to];
    PROMISE(sum == 0 || fabs(sum - 1) < 1e-3, "the chances of a state sum to 1");
    for (int to = 0; to < states; to++) chance[to] = sum > 0 ? probability[to] / sum : to == state;
    row->reached[slot + 1] = row->reached[slot] + fmin(CERTAIN, -log(chance[state]));
}

struct occupancy_chain *occupancy_chain_create(int states, const double *probability) {
    PROMISE(states >= 1 && states <= OCCUPANCY_STATES_MOST, "a chain has 1 to 8 states");
    size_t rows = (size_t)(OCCUPANCY_DAYS * states);
    struct occupancy_chain *chain = status_allocate(1, sizeof *chain + rows * sizeof(struct row));
    chain->states = states;
    for (int day = 0; day < OCCUPANCY_DAYS; day++)
        for (int slot = 0; slot < OCCUPANCY_SLOTS; slot++)
            for (int state = 0; state < states; state++, probability += states)
                fill_slot(&chain->rows[day * states + state], slot, state, states, probability);
    return chain;
}

void occupancy_chain_free(struct occupancy_chain *chain) {
    free(chain);
}

static enum occupancy_day kind_of_day(int64_t start_day, int64_t day) {
    return clock_is_weekend(start_day, day * CLOCK_DAY) ? OCCUPANCY_WEEKEND : OCCUPANCY_WEEKDAY;
}

static double week_hazard(const struct occupancy_chain *chain, int from) {
    return 5 * row_of(chain, OCCUPANCY_WEEKDAY, from)->reached[OCCUPANCY_SLOTS] +
           2 * row_of(chain, OCCUPANCY_WEEKEND, from)->reached[OCCUPANCY_SLOTS];
}

// The first slot whose hazard carries the sum beyond `hazard`, which the whole day's sum does. Written so
// that the compiler needs no branches, which nobody could predict.
static int find_slot(const struct row *row, double hazard) {
    int below = 0;  // reached[below] <= hazard < reached[below + length]
    for (int length = OCCUPANCY_SLOTS; length > 1;) {
        int half = length / 2;
        below += row->reached[below + half] <= hazard ? half : 0;
        length -= half;
    }
    return below;
}

// Where to, given that the state is left; 32 bits are fine enough for it.
static int find_target(const struct occupancy_chain *chain, const struct row *row, int slot, int from,
                       uint32_t half_word) {
    const double *to = row->to[slot];
    double leaving = 0;
    for (int state = 0; state < chain->states; state++) leaving += state == from ? 0 : to[state];
    double target = (half_word + 0.5) * 0x1p-32 * leaving;
    int found = from;
    for (int state = 0; state < chain->states; state++) {
        if (state == from || to[state] == 0) continue;
        found = state;
        target -= to[state];
        if (target < 0) break;
    }
    return found;
}

struct occupancy_change occupancy_chain_next(const struct occupancy_chain *chain, int from, time_ms now,
                                             int64_t start_day, uint64_t word_time, uint64_t word_to) {
    double week = week_hazard(chain, from);
    if (week < NEVER_A_WEEK) return (struct occupancy_change){CLOCK_NEVER, from};
    int64_t slots = (now + OCCUPANCY_SLOT / 2) / OCCUPANCY_SLOT, day = slots / OCCUPANCY_SLOTS;
    const struct row *row = row_of(chain, kind_of_day(start_day, day), from);
    // Measured from this day's beginning; whole weeks, then whole days are taken off.
    double hazard = random_exponential(word_time) + row->reached[slots % OCCUPANCY_SLOTS];
    if (hazard >= week) {
        double weeks = floor(hazard / week);
        hazard -= weeks * week;
        day += 7 * (int64_t)weeks;
    }
    while (hazard >= row->reached[OCCUPANCY_SLOTS]) {
        hazard -= row->reached[OCCUPANCY_SLOTS];
        row = row_of(chain, kind_of_day(start_day, ++day), from);
    }
    int slot = find_slot(row, hazard);
    time_ms border = (day * OCCUPANCY_SLOTS + slot + 1) * OCCUPANCY_SLOT;
    time_ms offset = random_below((uint32_t)word_to, (uint32_t)OCCUPANCY_SLOT) - OCCUPANCY_SLOT / 2;
    return (struct occupancy_change){border + offset,
                                     find_target(chain, row, slot, from, (uint32_t)(word_to >> 32))};
}

void occupancy_chain_step(const struct occupancy_chain *chain, enum occupancy_day day, int slot,
                          double *share) {
    double next[OCCUPANCY_STATES_MOST] = {0};
    for (int from = 0; from < chain->states; from++)
        for (int to = 0; to < chain->states; to++)
            next[to] += share[from] * row_of(chain, day, from)->to[slot][to];
    memcpy(share, next, (size_t)chain->states * sizeof *share);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/occupancy_chain.h"

#include <math.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/random.h"
#include "sim/engine/status.h"

const struct equation occupancy_chain_equation = {
    "the next change of a person's state",
    "stays through the slots s ... k with exp(-(h_s + ... + h_k)); the first slot in which the running sum "
    "exceeds E; then where to by the chances of that slot, within 5 minutes of its end",
    "h = -ln(chance to stay) of a slot of 10 minutes, for weekdays and for days off; E exponential with mean "
    "1",
    "Richardson, Thomson & Infield 2008 (Energy and Buildings 40:1560-1566)"};

// No exponential draw from 52 bits reaches 37, so a hazard above that is certainty.
static const double CERTAIN = 64;

// One state on one kind of day: what finding the next change reads. Small, so that all rows stay in the
// cache.
struct row {
    struct occupancy_sums sums;
    int32_t bounds[];  // [OCCUPANCY_SLOTS][states]: for each state, the last of 2^31 equally likely numbers
                       // that leads to it or to one before it, given that the row's is left; -1: none does
};
static_assert(OCCUPANCY_SLOTS * sizeof(int32_t) % alignof(struct row) == 0, "rows lie one behind the other");

struct occupancy_chain {
    int states;
    size_t row_bytes;
    double *chances;      // [OCCUPANCY_DAYS][OCCUPANCY_SLOTS][states][states]
    unsigned char *rows;  // [OCCUPANCY_DAYS][states], each of row_bytes
};

static struct row *row_of(const struct occupancy_chain *chain, int day, int state) {
    return (struct row *)(chain->rows + (size_t)(day * chain->states + state) * chain->row_bytes);
}

static double *chances_of(const struct occupancy_chain *chain, int day, int slot, int state) {
    return &chain->chances[((day * OCCUPANCY_SLOTS + slot) * chain->states + state) * chain->states];
}

static void fill_chances(double *chance, int state, int states, const double *probability) {
    double sum = 0;
    for (int to = 0; to < states; to++) sum += probability[to];
    PROMISE(sum == 0 || fabs(sum - 1) < 1e-3, "the chances of a state sum to 1");
    for (int to = 0; to < states; to++) chance[to] = sum > 0 ? probability[to] / sum : to == state;
}

static void fill_bounds(int32_t *bounds, int state, int states, const double *chance) {
    int last = state;  // the last state that can be next
    double leaving = 0, reached = 0;
    for (int to = 0; to < states; to++) {
        if (to == state || chance[to] == 0) continue;
        leaving += chance[to];
        last = to;
    }
    for (int to = 0; to < states; to++) {
        reached += to == state ? 0 : chance[to];
        double share = leaving > 0 ? reached / leaving : 0;  // nobody leaves a state that is certain to stay
        bounds[to] = to >= last ? INT32_MAX : (int32_t)((int64_t)(share * 0x1p31) - 1);  // share may be 1
    }
}

static void fill_row(struct occupancy_chain *chain, int day, int state, const double *probability) {
    struct row *row = row_of(chain, day, state);
    double hazards[OCCUPANCY_SLOTS];
    for (int slot = 0; slot < OCCUPANCY_SLOTS; slot++) {
        double *chance = chances_of(chain, day, slot, state);
        fill_chances(chance, state, chain->states, probability + (chance - chain->chances));
        fill_bounds(&row->bounds[slot * chain->states], state, chain->states, chance);
        hazards[slot] = fmin(CERTAIN, -log(chance[state]));
    }
    occupancy_sums_fill(&row->sums, hazards);
}

struct occupancy_chain *occupancy_chain_create(int states, const double *probability) {
    PROMISE(states >= 1 && states <= OCCUPANCY_STATES_MOST, "a chain has 1 to 8 states");
    struct occupancy_chain *chain = status_allocate(1, sizeof *chain);
    chain->states = states;
    chain->row_bytes = sizeof(struct row) + (size_t)OCCUPANCY_SLOTS * (size_t)states * sizeof(int32_t);
    chain->rows = status_allocate((size_t)OCCUPANCY_DAYS * (size_t)states, chain->row_bytes);
    chain->chances = status_allocate(
        (size_t)OCCUPANCY_DAYS * OCCUPANCY_SLOTS * (size_t)states * (size_t)states, sizeof(double));
    for (int day = 0; day < OCCUPANCY_DAYS; day++)
        for (int state = 0; state < states; state++) fill_row(chain, day, state, probability);
    return chain;
}

void occupancy_chain_free(struct occupancy_chain *chain) {
    if (!chain) return;
    free(chain->rows);
    free(chain->chances);
    free(chain);
}

void occupancy_sums_fill(struct occupancy_sums *sums, const double hazards[OCCUPANCY_SLOTS]) {
    sums->slots[0] = 0;
    for (int slot = 0; slot < OCCUPANCY_SLOTS; slot++)
        sums->slots[slot + 1] = sums->slots[slot] + hazards[slot];
    for (int i = 0; i < OCCUPANCY_STRIDE; i++) sums->strides[i] = sums->slots[(i + 1) * OCCUPANCY_STRIDE];
}

static inline int count_up_to(const double sums[OCCUPANCY_STRIDE], double hazard) {
    int64_t count = 0;
    for (int i = 0; i < OCCUPANCY_STRIDE; i++) count += sums[i] <= hazard;
    return (int)count;
}

// The first slot whose hazard carries the sum beyond `hazard`, which the whole day's sum does. Comparisons
// that wait for nothing are quicker than the few of a binary search, each of which waits for the one before.
static int find_slot(const struct occupancy_sums *sums, double hazard) {
    int begin = OCCUPANCY_STRIDE * count_up_to(sums->strides, hazard);
    return begin + count_up_to(&sums->slots[begin], hazard) - 1;
}

struct occupancy_hazards occupancy_chain_hazards(const struct occupancy_chain *chain, int state) {
    return (struct occupancy_hazards){
        {&row_of(chain, OCCUPANCY_WEEKDAY, state)->sums, &row_of(chain, OCCUPANCY_WEEKEND, state)->sums}};
}

int occupancy_chain_target(const struct occupancy_chain *chain, int day, int state, int slot,
                           uint32_t half_word) {
    const int32_t *bounds = &row_of(chain, day, state)->bounds[slot * chain->states];
    int32_t number = (int32_t)(half_word >> 1);
    int to = 0;
    while (number > bounds[to]) to++;
    return to;
}

// Measured from this day's beginning; whole days are taken off. Here once for both who call it: it is where
// families spend their time.
static inline bool reach(struct occupancy_hazards hazards, struct occupancy_part part, double exponential,
                         int64_t slots, const struct day_kinds *days, struct occupancy_border *border) {
    int64_t day = slots / OCCUPANCY_SLOTS;
    if (day >= days->days) return false;
    enum occupancy_day kind = occupancy_day_of(days, day);
    const struct occupancy_sums *sums = hazards.day[kind];
    double left = exponential * part.stretch[kind] + sums->slots[slots % OCCUPANCY_SLOTS];
    while (left >= sums->slots[OCCUPANCY_SLOTS]) {
        left -= sums->slots[OCCUPANCY_SLOTS];
        if (++day >= days->days) return false;
        enum occupancy_day before = kind;
        kind = occupancy_day_of(days, day);
        if (kind == before) continue;
        left *= part.stretch[kind] / part.stretch[before];
        sums = hazards.day[kind];
    }
    int slot = find_slot(sums, left);
    *border = (struct occupancy_border){day, (int)kind, slot, left - sums->slots[slot]};
    return true;
}

bool occupancy_reach(struct occupancy_hazards hazards, struct occupancy_part part, double exponential,
                     int64_t slots, const struct day_kinds *days, struct occupancy_border *border) {
    return reach(hazards, part, exponential, slots, days, border);
}

struct occupancy_change occupancy_chain_next(const struct occupancy_chain *chain, int from,
                                             struct occupancy_part part, time_ms now,
                                             const struct day_kinds *days, uint64_t word_time,
                                             uint64_t word_to) {
    struct occupancy_border border;
    if (!reach(occupancy_chain_hazards(chain, from), part, random_exponential(word_time),
               occupancy_slots(now), days, &border))
        return (struct occupancy_change){CLOCK_NEVER, from};
    return (struct occupancy_change){
        occupancy_moment(&border, (uint32_t)word_to),
        occupancy_chain_target(chain, border.kind, from, border.slot, (uint32_t)(word_to >> 32))};
}

void occupancy_chain_step(const struct occupancy_chain *chain, enum occupancy_day day, int slot,
                          double *share) {
    double next[OCCUPANCY_STATES_MOST] = {0};
    for (int from = 0; from < chain->states; from++)
        for (int to = 0; to < chain->states; to++)
            next[to] += share[from] * chances_of(chain, day, slot, from)[to];
    memcpy(share, next, (size_t)chain->states * sizeof *share);
}

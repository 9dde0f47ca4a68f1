// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/presence_technique.h"

const struct equation presence_equation = {
    "a detector's run of equal decisions",
    "acts at the first decision that is the k-th in a row; each detects with p, whatever the others; mean "
    "decisions until then: (q^-k - 1) / (1 - q) while p stays",
    "k decisions without, or with, a detection; p by who is there; q chance of a decision to belong to the "
    "run: 1 - p, or p",
    "runs of Bernoulli trials (Feller 1968, vol. 1, XIII.7); found by geometric jumps (after Boyer & Moore "
    "1977, CACM 20:762)"};

#define FOREVER ((int64_t)1 << 60)

struct presence_chance presence_chance(double breaks) {
    return (struct presence_chance){breaks, log1p(-breaks), log1p(-(1.0 - breaks))};
}

// How many decisions go on before one stops, each with the given chance to; never more than `most`.
// log_going: of the chance to go on.
static int64_t jump(double stop_chance, double log_going, uint64_t word, int64_t most) {
    double draw = random_uniform(word);
    if (draw >= 1.0 - stop_chance) return 0;  // the usual case of a sure detector, without a logarithm
    if (stop_chance <= 0) return most;
    double length = floor(log(draw) / log_going);
    return length < (double)most ? (int64_t)length : most;
}

// A decision's draw is used at most once, by the jump that makes it known.
static uint64_t draw_of(struct random_sequence luck, int64_t decision) {
    return random_block(luck.key, luck.entity, luck.stream, (uint64_t)decision).word[0];
}

// Decisions clear + 1 ... unknown_until are not known, those after them up to `at` belong to the run: back to
// the last one that breaks it.
static void look_back(struct presence_run *run, const struct presence_chance *chance, int64_t at,
                      int64_t unknown_until, struct random_sequence luck) {
    int64_t unknown = unknown_until - run->clear;
    int64_t in_run = jump(chance->breaks, chance->log_belongs, draw_of(luck, at), unknown);
    if (in_run < unknown) run->broken = unknown_until - in_run;
    run->clear = at;
}

// Nothing is known after `broken`, and most decisions break the run. Only a run that holds the next decision
// at a whole number of lengths from here can be complete: how many of those in a row break it?
static int64_t breaking_strides(const struct presence_run *run, const struct presence_chance *chance,
                                int64_t length, struct random_sequence luck) {
    return jump(1.0 - chance->breaks, chance->log_breaks, draw_of(luck, run->broken + 1), FOREVER / length);
}

static bool strides(const struct presence_run *run, const struct presence_chance *chance) {
    return run->clear == run->broken && chance->breaks > 0.5;
}

int64_t presence_run_search(struct presence_run *run, const struct presence_chance *chance, int64_t length,
                            int64_t until, struct random_sequence luck) {
    while (run->broken + length <= until) {
        if (strides(run, chance)) {
            int64_t breaking = run->broken + length * breaking_strides(run, chance, length, luck);
            int64_t at = breaking + length;
            if (at > until) return PRESENCE_NEVER;  // to be found again: the same draw
            *run = (struct presence_run){breaking, breaking};
            look_back(run, chance, at, at - 1, luck);
        } else {
            int64_t at = run->broken + length;
            if (at > run->clear) look_back(run, chance, at, at, luck);
        }
        if (run->clear >= run->broken + length) return run->broken + length;
    }
    return PRESENCE_NEVER;
}

void presence_run_reveal(struct presence_run *run, const struct presence_chance *chance, int64_t length,
                         int64_t until, struct random_sequence luck) {
    if (strides(run, chance)) {  // the search found all strides up to there to break it
        run->broken += (until - run->broken) / length * length;
        run->clear = run->broken;
    }
    if (run->clear < until) look_back(run, chance, until, until, luck);
}

void presence_watch_begin(struct presence_watch *watch, int64_t length, const struct presence_chance *chance,
                          int64_t at, int64_t in_run) {
    struct presence_run run = {at - in_run, at};
    *watch = (struct presence_watch){length, chance, run, run, at, PRESENCE_NEVER};
}

void presence_watch_change(struct presence_watch *watch, const struct presence_chance *chance, int64_t before,
                           struct random_sequence luck) {
    // What was found ahead is as good as long as it did not look beyond.
    if (watch->ahead.clear <= before) watch->known = watch->ahead;
    presence_run_search(&watch->known, watch->chance, watch->length, before, luck);
    presence_run_reveal(&watch->known, watch->chance, watch->length, before, luck);
    watch->chance = chance;
    watch->ahead = watch->known;
    watch->searched = before;
    watch->found = PRESENCE_NEVER;
}

int64_t presence_watch_next(struct presence_watch *watch, int64_t until, struct random_sequence luck) {
    if (watch->length == 0) return PRESENCE_NEVER;
    if (until > watch->searched && watch->found == PRESENCE_NEVER) {
        watch->found = presence_run_search(&watch->ahead, watch->chance, watch->length, until, luck);
        watch->searched = until;
    }
    return watch->found <= until ? watch->found : PRESENCE_NEVER;
}

double presence_run_mean(double break_chance, int64_t length) {
    double belongs = 1.0 - break_chance;
    return (pow(belongs, -(double)length) - 1.0) / break_chance;
}

const struct technique presence_technique = {
    .name = "presence",
    .summary = "says from a camera's yes and no, decision by decision, whether somebody is there",
    .senses = "a decision a minute from a camera or a motion sensor; pictures stay in the appliance",
    .trained_on = "nothing: a given share of detections",
    .consents = "none: what it sees does not leave the appliance",
    .costs =
        "flops_per_picture a decision on the device or in the cloud (air_conditioner); a picture's bytes "
        "where the cloud decides",
    .scored =
        "cooling an empty room and not cooling a used one, against who is at home (series of "
        "air_conditioner)",
    .fails = "where errors come in rows, as of a camera that is covered: it takes decisions for independent",
    .equations = EQUATIONS(&presence_equation),
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/techniques/presence.h"

#define FOREVER ((int64_t)1 << 60)

// How many decisions go on before one stops, each with the given chance to; never more than `most`.
static int64_t jump(double stop_chance, uint64_t word, int64_t most) {
    double draw = random_uniform(word);
    if (draw >= 1.0 - stop_chance) return 0;  // the usual case of a sure detector, without a logarithm
    if (stop_chance <= 0) return most;
    double length = floor(log(draw) / log1p(-stop_chance));
    return length < (double)most ? (int64_t)length : most;
}

// A decision's draw is used at most once, by the jump that makes it known.
static uint64_t draw_of(struct random_sequence luck, int64_t decision) {
    return random_block(luck.key, luck.entity, luck.stream, (uint64_t)decision).word[0];
}

// Back from decision `at` to the last one that breaks the run.
static void look_back(struct presence_run *run, double break_chance, int64_t at,
                      struct random_sequence luck) {
    int64_t unknown = at - run->clear;
    int64_t in_run = jump(break_chance, draw_of(luck, at), unknown);
    if (in_run < unknown) run->broken = at - in_run;
    run->clear = at;
}

// Forward over those that break it to the first that does not.
static void look_forward(struct presence_run *run, double break_chance, struct random_sequence luck) {
    run->broken = run->clear + jump(1.0 - break_chance, draw_of(luck, run->clear + 1), FOREVER);
    run->clear = run->broken + 1;
}

int64_t presence_run_search(struct presence_run *run, double break_chance, int64_t length, int64_t until,
                            struct random_sequence luck) {
    for (;;) {
        if (run->broken + length > until) return PRESENCE_NEVER;
        bool nothing_known = run->clear == run->broken;
        if (nothing_known && break_chance > 0.5) look_forward(run, break_chance, luck);
        int64_t at = run->broken + length;
        if (at > until) return PRESENCE_NEVER;
        if (at > run->clear) look_back(run, break_chance, at, luck);
        if (at == run->broken + length) return at;
    }
}

void presence_run_reveal(struct presence_run *run, double break_chance, int64_t until,
                         struct random_sequence luck) {
    if (run->broken >= until) {  // all up to there were breaking it
        *run = (struct presence_run){until, until};
    } else if (run->clear < until) {
        look_back(run, break_chance, until, luck);
    }
}

void presence_watch_begin(struct presence_watch *watch, int64_t length, double break_chance, int64_t at,
                          int64_t in_run) {
    struct presence_run run = {at - in_run, at};
    *watch = (struct presence_watch){length, break_chance, run, run, at, PRESENCE_NEVER};
}

void presence_watch_change(struct presence_watch *watch, double break_chance, int64_t before,
                           struct random_sequence luck) {
    presence_run_search(&watch->known, watch->break_chance, watch->length, before, luck);
    presence_run_reveal(&watch->known, watch->break_chance, before, luck);
    watch->break_chance = break_chance;
    watch->ahead = watch->known;
    watch->searched = before;
    watch->found = PRESENCE_NEVER;
}

int64_t presence_watch_next(struct presence_watch *watch, int64_t until, struct random_sequence luck) {
    if (watch->length == 0) return PRESENCE_NEVER;
    if (until > watch->searched && watch->found == PRESENCE_NEVER) {
        watch->found = presence_run_search(&watch->ahead, watch->break_chance, watch->length, until, luck);
        watch->searched = until;
    }
    return watch->found <= until ? watch->found : PRESENCE_NEVER;
}

double presence_run_mean(double break_chance, int64_t length) {
    double belongs = 1.0 - break_chance;
    return (pow(belongs, -(double)length) - 1.0) / break_chance;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/techniques/presence.h"

// Looking back from decision `at`: how many belong to the run before one breaks it, given a uniform draw.
// Never more than `most`, the number of decisions not known yet.
static int64_t look_back(double break_chance, uint64_t word, int64_t most) {
    double draw = random_uniform(word);
    if (draw >= 1.0 - break_chance) return 0;  // the usual case of a sure detector, without a logarithm
    if (break_chance <= 0) return most;
    double jump = floor(log(draw) / log1p(-break_chance));
    return jump < (double)most ? (int64_t)jump : most;
}

static void look_at(struct presence_run *run, double break_chance, int64_t at, uint64_t word) {
    int64_t unknown = at - run->clear;
    int64_t in_run = look_back(break_chance, word, unknown);
    if (in_run < unknown) run->broken = at - in_run;
    run->clear = at;
}

// Each decision's two draws: one for the search, one for what is revealed after it.
static struct random_block draws_of(struct random_sequence luck, int64_t decision) {
    return random_block(luck.key, luck.entity, luck.stream, (uint64_t)decision);
}

int64_t presence_run_search(struct presence_run *run, double break_chance, int64_t length, int64_t until,
                            struct random_sequence luck) {
    for (int64_t at = run->broken + length; at <= until; at = run->broken + length) {
        if (at > run->clear) look_at(run, break_chance, at, draws_of(luck, at).word[0]);
        if (run->broken + length == at) return at;
    }
    return PRESENCE_NEVER;
}

void presence_run_reveal(struct presence_run *run, double break_chance, int64_t until,
                         struct random_sequence luck) {
    if (until > run->clear) look_at(run, break_chance, until, draws_of(luck, until).word[1]);
}

void presence_watch_close(struct presence_run *run, struct presence_watch watch, int64_t before,
                          struct random_sequence luck) {
    if (watch.length == 0) return;
    presence_run_search(run, watch.break_chance, watch.length, before, luck);
    presence_run_reveal(run, watch.break_chance, before, luck);
}

int64_t presence_watch_ahead(const struct presence_run *run, struct presence_watch watch, int64_t until,
                             struct random_sequence luck) {
    if (watch.length == 0) return PRESENCE_NEVER;
    struct presence_run ahead = *run;
    return presence_run_search(&ahead, watch.break_chance, watch.length, until, luck);
}

double presence_run_mean(double break_chance, int64_t length) {
    double belongs = 1.0 - break_chance;
    return (pow(belongs, -(double)length) - 1.0) / break_chance;
}

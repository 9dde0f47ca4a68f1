// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/school_steering.h"

#include <math.h>

#include "models/air/outdoor_air.h"
#include "models/model.h"
#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

struct airing_worths school_steering_worths(const struct world *world, const S *s, double pupils) {
    return (struct airing_worths){s->dust_won,
                                  s->co2_won,
                                  s->noise_won,
                                  s->heat_won,
                                  s->power_won_kwh,
                                  s->purifier_w,
                                  world->model->air->co2_ppm,
                                  pupils};
}

struct airing_day school_steering_begin(const struct world *world, struct party *school, int64_t room,
                                        struct random_sequence luck, struct airing_terms *terms) {
    const S *s = school->entry->settings;
    struct school_state *state = school->state;
    if (!state->learner) state->learner = status_allocate(1, sizeof *state->learner);
    *terms = (struct airing_terms){s->learning_rate, s->later_counts,     s->tries_first,
                                   s->tries_half,    s->pm25_limit_ug_m3, s->co2_limit_ppm};
    return (struct airing_day){.learner = state->learner,
                               .terms = terms,
                               .worths = school_steering_worths(world, s, state->pupils[room]),
                               .purifiers = state->classes[room].cadr_m3_h > 0,
                               .luck = luck};
}

void school_steering_end(struct world *world, struct party *school, struct airing_day *day,
                         const struct school_day *sums) {
    struct school_state *state = school->state;
    airing_learner_end(day, sums);
    party_count_own(world, school, DECISIONS, day->tried.decisions);
    party_count_own(world, school, EXPLORATION, day->tried.tried_won);
    party_count_own(world, school, TRIED_HOURS, day->tried.lesson_h);
    party_count_own(world, school, TRIED_CO2, day->tried.co2_ppm_h);
    party_count_own(world, school, TRIED_PM25, day->tried.pm25_ug_h_m3);
    state->steered_h += sums->lesson_h;
    state->steered_won += airing_learner_cost_won(&day->worths, sums);
}

void school_steering_tell(struct world *world, struct party *school) {
    struct school_state *state = school->state;
    if (state->steered_h <= 0) return;
    learning_add(
        world, school,
        (struct learnt){.technique = &q_learning_technique,
                        .subject = "windows and purifiers of classrooms",
                        .version = state->versions++,
                        .samples = state->learner->decisions,
                        .homes = NAN,
                        .score = state->steered_won / state->steered_h,
                        .measure = "won that the air of a class costs in an hour of lessons, less is "
                                   "better; the weather and the dust move it, too",
                        .flops = NAN,
                        .bytes = 0,
                        .joules = NAN,
                        .won = 0});
    state->steered_h = state->steered_won = 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/airing_learner.h"

#include <math.h>

const struct equation airing_learner_equation = {
    "what it tells a class at a bell",
    "windows shut, one open or wide, with purifiers off, at half or at full flow, whichever is worth most in "
    "(O to 15, to "
    "pm25_limit_ug_m3, above; C to co2_limit_ppm, to 1.5 of it, above; T to 8, to 16, above; lesson, break "
    "or lunch; "
    "purifiers there), r = -cost until the next bell, to the last lesson's end; d = later_counts, k = "
    "max(learning_rate, 1 / n)",
    "O dust and T degrees C outdoors, C carbon dioxide in the room, at the bell; n times that the pair was "
    "judged; one "
    "table a school; classes do as told with chance acts_on_display, as ever else; purifiers are used with "
    "chance "
    "purifier_used",
    "assumption: the states and acts; Q-learning of windows and ventilation: Chen, Norford, Samuelson & "
    "Malkawi 2018 (Energy "
    "and Buildings 169:195), not read"};
const struct equation airing_learner_cost_equation = {
    "what the air of a class costs",
    "cost = n (dust_won dust / 10 + co2_won co2 / 1000 + noise_won noise) + power_won_kwh purifier_w p / "
    "1000 + heat_won heat",
    "n pupils; dust ug h/m3 and co2 ppm h above outdoors in lessons; noise h by loudness, p h by power of "
    "purifiers; heat kWh",
    "a sum; the worths: assumption"};

double airing_learner_cost_won(const struct airing_worths *worths, const struct school_day *sums) {
    double air = worths->dust_won * sums->pm25_ug_h_m3 / 10 +
                 worths->co2_won * (sums->co2_ppm_h - worths->outdoor_ppm * sums->lesson_h) / 1000;
    return worths->pupils * (air + worths->noise_won * sums->noise_h) +
           worths->power_won * worths->purifier_w * sums->purifier_h / 1000 +
           worths->heat_won * sums->heat_kwh;
}

static size_t class_of(double value, double first, double second) {
    return (value > first) + (value > second);
}

size_t airing_learner_state(const struct airing_terms *terms, const struct school_bell *bell,
                            bool purifiers) {
    static const double clean_ug_m3 = 15, cold_c = 8, cool_c = 16;
    double limit = terms->co2_limit_ppm;
    size_t state =
        class_of(bell->outdoor_ug_m3, fmin(clean_ug_m3, terms->dust_limit_ug_m3), terms->dust_limit_ug_m3);
    state = 3 * state + class_of(bell->co2_ppm, limit, 1.5 * limit);
    state = 3 * state + class_of(bell->outdoor_c, cold_c, cool_c);
    state = 3 * state + (size_t)(bell->begins - SCHOOL_LESSON);
    return 2 * state + purifiers;
}

struct school_act airing_learner_act(size_t action) {
    size_t level = action / SCHOOL_WINDOWS;
    return (struct school_act){(enum school_window)(action % SCHOOL_WINDOWS),
                               (double)level / (AIRING_LEVELS - 1)};
}

static struct q_learning_row row_of(const struct airing_day *day, size_t state) {
    return (struct q_learning_row){day->learner->worth[state],
                                   day->purifiers ? AIRING_ACTIONS : SCHOOL_WINDOWS};
}

static void count_tried(struct airing_tried *tried, const struct school_day *before,
                        const struct school_day *now) {
    tried->lesson_h += now->lesson_h - before->lesson_h;
    tried->co2_ppm_h += now->co2_ppm_h - before->co2_ppm_h;
    tried->pm25_ug_h_m3 += now->pm25_ug_h_m3 - before->pm25_ug_h_m3;
}

static void judge(struct airing_day *day, const struct school_day *sums, struct q_learning_row next) {
    if (!day->open) return;
    double cost_won =
        airing_learner_cost_won(&day->worths, sums) - airing_learner_cost_won(&day->worths, &day->before);
    double first = 1.0 / ++day->learner->judged[day->state][day->action];
    q_learning_saw(row_of(day, day->state), day->action, -cost_won, day->terms->discount, next,
                   fmax(day->terms->rate, first));
    if (day->trying) count_tried(&day->tried, &day->before, sums);
    day->open = false;
}

struct school_act airing_learner_at_bell(void *self, const struct school_bell *bell) {
    struct airing_day *day = self;
    struct airing_learner *learner = day->learner;
    size_t state = airing_learner_state(day->terms, bell, day->purifiers);
    struct q_learning_row row = row_of(day, state);
    judge(day, bell->sums, row);
    double tries = q_learning_explores(day->terms->tries_first, day->terms->tries_half, learner->decisions++);
    size_t best = q_learning_best(row), action = q_learning_choose(row, tries, random_next(&day->luck));
    day->tried.decisions += 1;
    day->tried.tried_won += (double)(row.worth[best] - row.worth[action]);
    day->trying = action != best || learner->judged[state][action] == 0;
    day->state = state;
    day->action = action;
    day->before = *bell->sums;
    day->open = true;
    return airing_learner_act(action);
}

void airing_learner_end(struct airing_day *day, const struct school_day *sums) {
    judge(day, sums, (struct q_learning_row){NULL, 0});
}

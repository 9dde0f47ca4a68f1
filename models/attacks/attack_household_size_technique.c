// SPDX-License-Identifier: GPL-3.0-or-later
// How many live there, by how often something is heated. Families that tell a watched firm their profile
// teach it how often households of each size do; of sizes that nobody told it assumes that meals go with
// persons. Those who told are not guessed at.
#include <stdlib.h>

#include "models/attacks/attack.h"
#include "models/attacks/heard_meals.h"
#include "models/food/diet_service.h"
#include "models/food/food.h"
#include "models/model.h"
#include "models/people/families.h"
#include "models/people/occupancy.h"

enum { SIZES = OCCUPANCY_SIZES };

const struct equation attack_household_size_equation = {
    "how many live there, by meals",
    "guess = the n of the largest p_n exp(-d r_n) r_n^c; r_n = (prior g n + sum of meals a day of told homes "
    "of size n) / (prior + "
    "how many those are); g = mean of meals a day / sum_n p_n n; without: the n of the largest p_n",
    "c meals of the home in d days that are still kept; n 1, 2, 3, 4, 5 and more; p_n families.size_share; "
    "homes heard of that told "
    "nothing of themselves",
    "naive Bayes of a Poisson count (Maron 1961; not read); that meals go with persons: assumption"};

struct size_attack {
    uint32_t *meals;      // [homes]
    uint8_t *told;        // [homes] members; 0: nothing
    time_ms *last;        // [homes] the latest meal that it has seen
    double a_day[SIZES];  // by size
};

static int class_of(unsigned members) {
    return (int)(members < SIZES ? members : SIZES) - 1;
}

static void begin(struct attack_case *attack) {
    struct size_attack *state = attack->state;
    size_t homes = attack->world->home_count;
    state->meals = status_allocate(homes, sizeof *state->meals);
    state->told = status_allocate(homes, sizeof *state->told);
    state->last = heard_meals_create(attack->world->home_count);
}

static void end(struct attack_case *attack) {
    struct size_attack *state = attack->state;
    free(state->meals);
    free(state->told);
    free(state->last);
}

static bool notices(struct attack_case *attack, const struct item *item) {
    struct size_attack *state = attack->state;
    if (item->topic == &diet_service_profile) return item->value > 0;
    return heard_meals_is_new(state->last, item);
}

static void learns(struct attack_case *attack, const struct item *item, int sign) {
    struct size_attack *state = attack->state;
    if (item->topic == &diet_service_profile)
        state->told[item->home] = (uint8_t)(sign > 0 ? class_of((unsigned)item->value) + 1 : 0);
    else
        state->meals[item->home] += (uint32_t)sign;
}

// ---- How often households of a size heat something -------------------------------------------------------

static double mean_meals(const struct attack_case *attack, double days) {
    const struct size_attack *state = attack->state;
    double homes = 0, meals = 0;
    for (uint32_t home = 0; home < attack->world->home_count; home++) {
        homes += state->meals[home] > 0;
        meals += state->meals[home];
    }
    return homes > 0 ? meals / homes / days : 0;
}

static double mean_size(const struct attack_case *attack) {
    const double *share = attack->world->model->families->size_share;
    double persons = 0, all = 0;
    for (int n = 1; n <= SIZES; n++) {
        persons += n * share[n - 1];
        all += share[n - 1];
    }
    return persons / all;
}

static void ready(struct attack_case *attack) {
    struct size_attack *state = attack->state;
    double days = fmax(1, attack_days(attack)), prior = attack->settings->prior, homes[SIZES];
    double a_person = mean_meals(attack, days) / mean_size(attack);
    for (int n = 0; n < SIZES; n++) {
        state->a_day[n] = prior * a_person * (n + 1);
        homes[n] = prior;
    }
    for (uint32_t home = 0; home < attack->world->home_count; home++) {
        if (!state->told[home] || !state->meals[home]) continue;
        state->a_day[state->told[home] - 1] += state->meals[home] / days;
        homes[state->told[home] - 1]++;
    }
    for (int n = 0; n < SIZES; n++) state->a_day[n] /= homes[n];
}

// ---- Questions -------------------------------------------------------------------------------------------

static int guess(const struct attack_case *attack, const struct attack_question *question) {
    const struct size_attack *state = attack->state;
    const double *share = attack->world->model->families->size_share;
    double days = fmax(1, attack_days(attack)), meals = state->meals[question->home], most = -INFINITY;
    int best = ATTACK_UNKNOWN;
    if (meals == 0 || state->told[question->home]) return ATTACK_UNKNOWN;
    for (int n = 0; n < SIZES; n++) {
        double likely = log(share[n]) - days * state->a_day[n] + meals * log(state->a_day[n]);
        if (likely > most) best = n, most = likely;
    }
    return best;
}

static int without(const struct attack_case *attack, const struct attack_question *question) {
    (void)question;
    const double *share = attack->world->model->families->size_share;
    int best = 0;
    for (int n = 1; n < SIZES; n++)
        if (share[n] > share[best]) best = n;
    return best;
}

static int truth(const struct attack_case *attack, const struct attack_question *question) {
    unsigned members = attack->world->homes[question->home].members;
    return members ? class_of(members) : ATTACK_UNKNOWN;
}

static const struct attack attack = {
    .question = "how many live there?",
    .moment = ATTACK_AT_END,
    .answers = SIZES,
    .state_size = sizeof(struct size_attack),
    .begin = begin,
    .notices = notices,
    .learns = learns,
    .ready = ready,
    .guess = guess,
    .without = without,
    .truth = truth,
    .end = end,
};

const struct technique attack_household_size_technique = {
    .name = "attack_household_size",
    .summary = "guesses how many live in a home, by how often something is heated there",
    .senses = "when reports of meals were sent, whatever they name; profiles that families told",
    .trained_on =
        "homes that told a watched firm how many they are; where none did, on nothing: that meals go with "
        "persons is assumed",
    .consents = "none: it overhears a firm that may have them",
    .costs = "some sums a home, once",
    .scored = "members of each home heard of (group guesses of the run file), beside the commonest size",
    .fails =
        "on families who are seldom at home; noise on what a report names hides nothing of how many there "
        "are: no bound holds",
    .equations = EQUATIONS(&attack_household_size_equation),
    .attack = &attack,
};

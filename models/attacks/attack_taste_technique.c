// SPDX-License-Identifier: GPL-3.0-or-later
// What a family likes more than others do, by all its reports together. Noise that hides one meal well hides
// a taste worse the more reports there are: the noise of many of them averages out. What theory leaves of it
// is the bound of the composition.
#include <stdlib.h>

#include "models/attacks/attack.h"
#include "models/attacks/heard_meals.h"
#include "models/food/food.h"
#include "models/food/microwave.h"
#include "models/model.h"

enum { NAMED = 1 << FOOD_CLASSES, STEPS = 60 };

const struct equation attack_taste_equation = {
    "what a family likes more than others do, by all its reports",
    "guess = the k of the largest s_k - b_k; s_k <- (A b_k + sum over reports s_k P(r | k) / sum_j s_j P(r | "
    "j)) / "
    "(A + n), "
    "60 times from s = b; advantage <= mean over homes of min(tanh(n epsilon / 2), epsilon sqrt(n) / 2)",
    "b_k food.base_share, A food.concentration: public statistics; n reports of the home that are still "
    "kept; P(r | k) "
    "that food k is reported so, by the noise; no bound without noise. The bound: whatever n meals were, and "
    "however "
    "many reports come as long as that does not hang on what is liked",
    "EM (Dempster, Laird & Rubin 1977) as for randomised labels in Agrawal & Aggarwal 2001 (PODS); n reports "
    "are n "
    "epsilon-differentially private, of n epsilon^2 / 2 zero-concentrated (Bun & Steinke 2016, TCC), with "
    "Pinsker's "
    "inequality; none read"};

struct taste_attack {
    uint16_t (*counts)[NAMED];  // [homes] reports, by the foods that they name
    uint32_t *reports;          // [homes]
    time_ms *last;              // [homes] when the latest was sent that it has seen
    double epsilon;             // the largest of a report so far; INFINITY: of one without noise
    struct food_noise noise;    // of the last
};

static void prepare(struct attack_case *attack) {
    if (!microwave_reporting(attack->world, &(struct microwave_reporting){0}))
        status_fail(&attack->world->status, STATUS_SCENARIO,
                    "%s: attack = \"taste\" is on one kind of microwave; the scenario lists none, or several",
                    attack->attacker->name);
}

static void begin(struct attack_case *attack) {
    struct taste_attack *state = attack->state;
    size_t homes = attack->world->home_count;
    state->counts = status_allocate(homes, sizeof *state->counts);
    state->reports = status_allocate(homes, sizeof *state->reports);
    state->last = heard_meals_create(attack->world->home_count);
}

static void end(struct attack_case *attack) {
    struct taste_attack *state = attack->state;
    free(state->counts);
    free(state->reports);
    free(state->last);
}

// ---- Reports ---------------------------------------------------------------------------------------------

static void look_at_noise(const struct attack_case *attack) {
    struct taste_attack *state = attack->state;
    struct microwave_reporting reporting = {.epsilon = INFINITY};
    microwave_reporting(attack->world, &reporting);
    state->noise = reporting.noise;
    state->epsilon = fmax(state->epsilon, reporting.epsilon);
}

static bool notices(struct attack_case *attack, const struct item *item) {
    struct taste_attack *state = attack->state;
    if (!heard_meals_is_new(state->last, item)) return false;
    look_at_noise(attack);
    return true;
}

static void learns(struct attack_case *attack, const struct item *item, int sign) {
    struct taste_attack *state = attack->state;
    uint16_t *count = &state->counts[item->home][food_reported(item)];
    *count = (uint16_t)(*count + sign);
    state->reports[item->home] += (uint32_t)sign;
}

// ---- What it believes of a home --------------------------------------------------------------------------

// P(r | k), but for what is the same of all k.
static double likely(const struct food_noise *noise, uint32_t named, int food) {
    double truth = noise->unary ? noise->each.truth : noise->label.truth;
    double other = noise->unary ? noise->each.other : noise->label.other;
    bool is_named = named >> food & 1;
    if (!noise->unary) return is_named ? truth : other;
    return is_named ? truth / other : (1 - truth) / (1 - other);
}

static void add_share_of_reports(const struct food_noise *noise, uint32_t named, double reports,
                                 const double share[FOOD_CLASSES], double sum[FOOD_CLASSES]) {
    double by_food[FOOD_CLASSES], all = 0;
    for (int food = 0; food < FOOD_CLASSES; food++)
        all += by_food[food] = share[food] * likely(noise, named, food);
    if (all <= 0) return;  // what the noise in force now never says tells nothing
    for (int food = 0; food < FOOD_CLASSES; food++) sum[food] += reports * by_food[food] / all;
}

static void scale_to_one(double share[FOOD_CLASSES]) {
    double all = 0;
    for (int k = 0; k < FOOD_CLASSES; k++) all += share[k];
    for (int k = 0; k < FOOD_CLASSES; k++) share[k] /= all;
}

static void step(const struct taste_attack *state, const struct food_settings *food, uint32_t home,
                 const double base[FOOD_CLASSES], double share[FOOD_CLASSES]) {
    double sum[FOOD_CLASSES];
    for (int k = 0; k < FOOD_CLASSES; k++) sum[k] = food->concentration * base[k];
    for (uint32_t named = 0; named < NAMED; named++)
        if (state->counts[home][named])
            add_share_of_reports(&state->noise, named, state->counts[home][named], share, sum);
    for (int k = 0; k < FOOD_CLASSES; k++) share[k] = sum[k];
    scale_to_one(share);
}

static void find_base(const struct food_settings *food, double base[FOOD_CLASSES]) {
    for (int k = 0; k < FOOD_CLASSES; k++) base[k] = fmax(1e-6, food->base_share[k]);
    scale_to_one(base);
}

static int furthest_above(const double share[FOOD_CLASSES], const double base[FOOD_CLASSES]) {
    int best = 0;
    for (int food = 1; food < FOOD_CLASSES; food++)
        if (share[food] - base[food] > share[best] - base[best]) best = food;
    return best;
}

// ---- Questions -------------------------------------------------------------------------------------------

static int guess(const struct attack_case *attack, const struct attack_question *question) {
    const struct taste_attack *state = attack->state;
    const struct food_settings *food = plan_section(attack->world->plan, &food_section);
    if (!state->reports[question->home]) return ATTACK_UNKNOWN;
    double base[FOOD_CLASSES], share[FOOD_CLASSES];
    find_base(food, base);
    for (int k = 0; k < FOOD_CLASSES; k++) share[k] = base[k];
    for (int i = 0; i < STEPS; i++) step(state, food, question->home, base, share);
    return furthest_above(share, base);
}

static int truth(const struct attack_case *attack, const struct attack_question *question) {
    double base[FOOD_CLASSES], share[FOOD_CLASSES];
    if (attack->world->homes[question->home].members == 0) return ATTACK_UNKNOWN;
    find_base(plan_section(attack->world->plan, &food_section), base);
    food_taste(attack->world, question->home, share);
    return furthest_above(share, base);
}

static double bound(const struct attack_case *attack) {
    const struct taste_attack *state = attack->state;
    double sum = 0, homes = 0, epsilon = state->epsilon;
    for (uint32_t home = 0; home < attack->world->home_count; home++) {
        double n = state->reports[home];
        if (n == 0) continue;
        homes++;
        sum += fmin(tanh(n * epsilon / 2), epsilon * sqrt(n) / 2);
    }
    return isinf(epsilon) || homes == 0 ? NAN : sum / homes;
}

static const struct attack attack = {
    .question = "what does the family like more than others do?",
    .moment = ATTACK_AT_END,
    .answers = FOOD_CLASSES,
    .state_size = sizeof(struct taste_attack),
    .prepare = prepare,
    .begin = begin,
    .notices = notices,
    .learns = learns,
    .guess = guess,
    .truth = truth,
    .bound = bound,
    .end = end,
};

const struct technique attack_taste_technique = {
    .name = "attack_taste",
    .summary = "guesses what a family heats more often than others do, by all its reports together",
    .senses = "reports of what was eaten, and how they are noised",
    .trained_on = "public statistics: what is heated in all homes, and how much families differ",
    .consents = "none: it overhears a firm that may have them",
    .costs = "some thousands of sums a home, once",
    .scored =
        "of each family's own shares the one furthest above all families' (group guesses of the run file)",
    .fails =
        "where noise leaves little of few reports, or two foods are liked alike; it takes the noise in force "
        "at "
        "the end for that of all reports, seasons for tastes, and is taken to know whose a pseudonym is",
    .equations = EQUATIONS(&attack_taste_equation),
    .attack = &attack,
};

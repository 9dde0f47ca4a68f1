// SPDX-License-Identifier: GPL-3.0-or-later
// What was heated: believes what the microwave reports, and of several foods named at once the one that is
// most usual. Against noise that is the answer of the greatest likelihood, and no attacker tells two foods
// apart better by one report.
#include <stdlib.h>

#include "models/attacks/attack.h"
#include "models/attacks/heard_meals.h"
#include "models/food/food.h"
#include "models/food/microwave.h"
#include "models/model.h"

const struct equation attack_meal_equation = {
    "what was heated, by what is reported",
    "guess = the food reported, of several the one of the largest base share; right = p where the label is "
    "right: e^epsilon / (e^epsilon + k - 1); "
    "advantage = p - q <= "
    "tanh(epsilon / 2)",
    "k foods; p, q of the noise (randomised response); no bound without noise; equal to tanh(epsilon / 2) at "
    "k = 2. Of one "
    "report: several of one home tell more of its taste",
    "Warner 1965 (JASA 60:63); Kairouz, Oh & Viswanath 2015 (ICML); both bounds: e^epsilon-differential "
    "privacy of one report"};

struct meal_attack {
    time_ms *last;   // [homes] when the latest report was sent that it has seen
    double epsilon;  // the largest of a report so far; INFINITY: of one without noise
};

static void prepare(struct attack_case *attack) {
    attack->world->model->observed = true;
    if (!microwave_reporting(attack->world, &(struct microwave_reporting){0}))
        status_fail(&attack->world->status, STATUS_SCENARIO,
                    "%s: attack = \"meal\" is on one kind of microwave; the scenario lists none, or several",
                    attack->attacker->name);
}

static void begin(struct attack_case *attack) {
    struct meal_attack *state = attack->state;
    state->last = heard_meals_create(attack->world->home_count);
}

static double epsilon_now(const struct attack_case *attack) {
    struct microwave_reporting reporting;
    return microwave_reporting(attack->world, &reporting) ? reporting.epsilon : INFINITY;
}

static bool notices(struct attack_case *attack, const struct item *item) {
    struct meal_attack *state = attack->state;
    if (!heard_meals_is_new(state->last, item)) return false;
    state->epsilon = fmax(state->epsilon, epsilon_now(attack));
    return true;
}

static int most_usual(const struct world *world, uint32_t foods) {
    const struct food_settings *food = plan_section(world->plan, &food_section);
    int best = ATTACK_UNKNOWN;
    for (int i = 0; i < FOOD_CLASSES; i++)
        if (foods >> i & 1 && (best == ATTACK_UNKNOWN || food->base_share[i] > food->base_share[best]))
            best = i;
    return best;
}

static int guess(const struct attack_case *attack, const struct attack_question *question) {
    uint32_t named = food_reported(question->item);
    bool one = named && !(named & (named - 1));
    if (one) return __builtin_ctz(named);
    return most_usual(attack->world, named ? named : (1u << FOOD_CLASSES) - 1);
}

static int truth(const struct attack_case *attack, const struct attack_question *question) {
    enum food_class food =
        microwave_heated_at(attack->world, question->home, question->item->process, question->when);
    return food == FOOD_CLASSES ? ATTACK_UNKNOWN : (int)food;
}

static double bound(const struct attack_case *attack) {
    const struct meal_attack *state = attack->state;
    return isinf(state->epsilon) || state->epsilon == 0 ? NAN : tanh(state->epsilon / 2);
}

static void end(struct attack_case *attack) {
    free(((struct meal_attack *)attack->state)->last);
}

static const struct attack attack = {
    .question = "what was heated?",
    .moment = ATTACK_AT_ITEM,
    .answers = FOOD_CLASSES,
    .state_size = sizeof(struct meal_attack),
    .prepare = prepare,
    .begin = begin,
    .notices = notices,
    .guess = guess,
    .truth = truth,
    .bound = bound,
    .end = end,
};

const struct technique attack_meal_technique = {
    .name = "attack_meal",
    .summary = "guesses what was heated: what the microwave reports",
    .senses = "reports of what was eaten",
    .trained_on = "nothing",
    .consents = "none: it overhears a firm that may have them",
    .costs = "nothing worth counting",
    .scored = "what each home really heated when it reported (group guesses of the run file)",
    .fails = "where labels are noised, as often as the noise says; where the camera errs",
    .equations = EQUATIONS(&attack_meal_equation),
    .attack = &attack,
};

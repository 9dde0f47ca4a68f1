// SPDX-License-Identifier: GPL-3.0-or-later
// Families choose among the schools, and money follows the pupils: so a school may show its air of its own
// accord. Those who see nothing of a school expect of it what those that show nothing are on average, and a
// school shows its air when the pupils it wins by that are worth more than what showing costs
// (models/methods/disclosure_law.h). The policy may also make all of them show it, or none.
//
// Once a month with lessons, on the share of them with good air. Who moves is counted in money and in what
// air the pupils have; classes stay as they are. Where there is one school nobody can choose, and it shows
// nothing.
#include <math.h>
#include <stdlib.h>

#include "models/air/school.h"
#include "models/methods/disclosure_law.h"
#include "models/methods/logit_law.h"
#include "sim/engine/party_act.h"

enum rule { NONE, THOSE_THAT_GAIN, ALL };
static const char *const rules[] = {"none", "those_that_gain", "all", NULL};

struct school_choice_settings {
    int show;
    double weight, pupil_won_month, showing_won, sensor_won_month, good_air_won_month;
};

typedef struct school_choice_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER, S, show, rules, THOSE_THAT_GAIN, "which schools show everybody the air of their classrooms", "the policy"),
    UNCERTAIN(S, weight, "1", 0.5, 0.01, 5, "utility to a family of good air in all lessons, against none", "assumption: 0.1 more of it wins a school one pupil in twenty"),
    UNCERTAIN(S, pupil_won_month, "won/month", 20000, 1000, 500000, "what a pupil brings a school above its cost", "assumption"),
    UNCERTAIN(S, showing_won, "won/month", 100000, 0, 5000000, "cost of having its air measured by an office, and shown, of a school", "assumption"),
    UNCERTAIN(S, sensor_won_month, "won/month", 5000, 500, 50000, "cost of a classroom's sensors where schools may or must show their air", "as air_reports.sensor_won_month"),
    UNCERTAIN(S, good_air_won_month, "won/month", 5000, 0, 200000, "worth to a family of good air in all lessons, against none", "assumption"),
};
// clang-format on

enum { SHOWN, SILENT, GOOD_AIR, BELIEVED_SILENT, MOVED, METRICS };
static const struct metric metrics[METRICS] = {
    [SHOWN] = {"shown", "month", "months for which schools showed their air", true, NULL},
    [SILENT] = {"silent", "month", "months for which they did not", false, NULL},
    [GOOD_AIR] = {"good_air_gained", "1", "pupil-months with good air gained by choosing", true, NULL},
    [BELIEVED_SILENT] = {"believed_of_silent", "1",
                         "share of lessons with good air that is expected of schools that show nothing, mean",
                         true, "silent"},
    [MOVED] = {"moved", "month", "pupil-months in another school than they would be", false, NULL},
};

static const struct welfare_source chosen_worth = {
    "choice of school", WELFARE_SURPLUS,
    "school_choice.good_air_won_month, of the good air that parents choose by what is shown"};
static const struct welfare_source *const worths[] = {&chosen_worth, NULL};

// Each array is of the schools, by their numbers.
struct school_choice_state {
    struct party **schools;
    double *good_air, *believed, *utility;
    bool *shows;
    size_t count;
    double pupils;  // of all of them
};

// ---- Who shows ------------------------------------------------------------------------------------------

// Of showing, in shares of lessons with good air: what a share more wins a school of ordinary size.
static double cost_of_showing(const S *s, const struct school_choice_state *state) {
    double schools = (double)state->count, won = s->pupil_won_month * s->weight * state->pupils;
    return s->showing_won / (won / schools * (1 - 1 / schools));
}

static double decide(const S *s, const struct school_choice_state *state) {
    double cost = s->show == THOSE_THAT_GAIN && state->count > 1 ? cost_of_showing(s, state) : INFINITY;
    double silent = disclosure_settle(state->good_air, state->count, cost, state->shows);
    for (size_t i = 0; i < state->count; i++) {
        state->shows[i] |= s->show == ALL;
        state->believed[i] = state->shows[i] ? state->good_air[i] : silent;
    }
    return silent;
}

static void show(struct world *world, const struct party *choice, size_t i, double silent) {
    const S *s = choice->entry->settings;
    const struct school_choice_state *state = choice->state;
    const struct party *school = state->schools[i];
    school_show(school, SCHOOL_SHOWN_TO_BE_CHOSEN, state->shows[i] ? TO_PUBLIC : TO_SCHOOL);
    party_spend(world, school, s->sensor_won_month * school_classrooms(school), "school's own sensors", 0);
    if (state->shows[i]) party_spend(world, school, s->showing_won, "air shown to be chosen", 0);
    party_count_own(world, choice, state->shows[i] ? SHOWN : SILENT, 1);
    if (!state->shows[i]) party_count_own(world, choice, BELIEVED_SILENT, silent);
}

// ---- Who chooses ----------------------------------------------------------------------------------------

static void move_money(struct world *world, const struct party *school, double won) {
    static const char reason[] = "money that follows pupils";
    if (won > 0) party_earn(world, school, won, reason, "public budgets, which follow the pupils", 0);
    if (won < 0) party_spend(world, school, -won, reason, 0);
}

// Returns the pupils that it has more than it would.
static double move_pupils(struct world *world, const struct party *choice, size_t i) {
    const S *s = choice->entry->settings;
    const struct school_choice_state *state = choice->state;
    double share = logit_share(state->utility, state->count, i);
    double more = state->pupils * share - school_pupils(state->schools[i]);
    move_money(world, state->schools[i], more * s->pupil_won_month);
    party_count_own(world, choice, MOVED, fmax(0, more));
    party_count_own(world, choice, GOOD_AIR, more * state->good_air[i]);
    return more;
}

static void post_worth(struct world *world, const struct party *choice, double won) {
    const struct school_choice_state *state = choice->state;
    for (size_t i = 0; i < state->count; i++) {
        size_t families;
        const uint32_t *homes = school_families(state->schools[i], &families);
        for (size_t k = 0; k < families; k++) welfare_post(world->welfare, homes[k], &chosen_worth, won, 0);
    }
}

static void choose(struct world *world, const struct party *choice) {
    const S *s = choice->entry->settings;
    const struct school_choice_state *state = choice->state;
    double good_air = 0;
    for (size_t i = 0; i < state->count; i++)
        state->utility[i] = log(school_pupils(state->schools[i])) + s->weight * state->believed[i];
    for (size_t i = 0; i < state->count; i++) good_air += move_pupils(world, choice, i) * state->good_air[i];
    post_worth(world, choice, s->good_air_won_month * good_air / state->pupils);
}

// ---- A month --------------------------------------------------------------------------------------------

// False: there were no lessons.
static bool read_air(struct school_choice_state *state) {
    state->pupils = 0;
    for (size_t i = 0; i < state->count; i++) {
        state->pupils += school_pupils(state->schools[i]);
        state->good_air[i] = school_good_air(state->schools[i]);
        if (state->good_air[i] < 0) return false;
    }
    return true;
}

static void wake(struct world *world, struct party *choice, const struct timer *timer) {
    (void)timer;
    const S *s = choice->entry->settings;
    struct school_choice_state *state = choice->state;
    for (size_t i = 0; i < state->count; i++)
        school_show(state->schools[i], SCHOOL_SHOWN_TO_BE_CHOSEN, TO_NOBODY);
    if (s->show == NONE || !read_air(state)) return;
    double silent = decide(s, state);
    party_begin(world, choice->number, HOME_NONE, "month of choosing schools");
    for (size_t i = 0; i < state->count; i++) show(world, choice, i, silent);
    choose(world, choice);
}

// When the schools have closed their month, and their air has been sold.
static void midnight(struct world *world, struct party *choice) {
    if (school_closes_month(world))
        party_wake(world, choice, (struct timer){.due = world->now + 2 * CLOCK_HOUR});
}

// ---- The kind -------------------------------------------------------------------------------------------

static void prepare(struct world *world, struct party *choice) {
    if (!world_party_of_kind(world, &school_party, NULL))
        status_fail(&world->status, STATUS_SCENARIO, "%s: there is no school {} to choose", choice->name);
}

static void start(struct world *world, struct party *choice) {
    struct school_choice_state *state = choice->state;
    state->schools = status_allocate(world->party_count, sizeof *state->schools);
    for (struct party *p = NULL; (p = world_party_of_kind(world, &school_party, p));)
        state->schools[state->count++] = p;
    state->good_air = status_allocate(state->count, sizeof *state->good_air);
    state->believed = status_allocate(state->count, sizeof *state->believed);
    state->utility = status_allocate(state->count, sizeof *state->utility);
    state->shows = status_allocate(state->count, sizeof *state->shows);
}

static void close_choice(struct world *world, struct party *choice) {
    (void)world;
    struct school_choice_state *state = choice->state;
    free(state->schools);
    free(state->good_air);
    free(state->believed);
    free(state->utility);
    free(state->shows);
}

// ---- What is computed here, in words --------------------------------------------------------------------

static const struct equation cost = {
    "what showing costs a school",
    "c = showing_won / (pupil_won_month weight N / n (1 - 1 / n)); each month with lessons, to a school that "
    "shows its air, "
    "showing_won; to each, where show is not none, sensor_won_month a classroom",
    "c in shares of lessons with good air: what such a share more wins, by the slope of the logit; N pupils "
    "of all n schools",
    "definition"};
static const struct equation chooses = {"choice of school",
                                        "pupils = N share, v = ln(pupils otherwise) + weight b; "
                                        "pupil_won_month (pupils - pupils otherwise) to the school; moved, "
                                        "good_air_gained: sums of pupils more, and of q times them",
                                        "b share q of the last month's lessons within co2_limit_ppm where it "
                                        "is shown, else expected of the silent: see who shows "
                                        "how good it is; share: see choice among alternatives",
                                        "assumption"};
static const struct equation worth = {"worth of a choice of school",
                                      "good_air_won_month good_air_gained / N, to each family with a child",
                                      "by the month", "assumption"};
static const struct submodel submodels[] = {
    {&cost, "school's own sensors, air shown to be chosen, month of choosing schools",
     "showing_won, pupil_won_month, weight, sensor_won_month, school.classrooms"},
    {&disclosure_equation, "shown, silent, believed_of_silent", "show"},
    {&logit_equation, "", ""},
    {&chooses, "good_air_gained, moved, money that follows pupils", "weight, pupil_won_month, school"},
    {&worth, "", "good_air_won_month"},
};

const struct party_kind school_choice_party = {
    .kind = {.name = "school_choice",
             .summary = "families choose among schools by what is shown of their air, and pupils bring money",
             .settings = SETTING_TABLE(S, rows),
             .worths = worths,
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .side = SIDE_PUBLIC,
    .state_size = sizeof(struct school_choice_state),
    .prepare = prepare,
    .start = start,
    .wake = wake,
    .midnight = midnight,
    .close = close_choice,
};

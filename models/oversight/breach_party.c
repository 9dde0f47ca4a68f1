// SPDX-License-Identifier: GPL-3.0-or-later
// At a date, or at random, what a party holds gets out. It is used against some of the families; after some
// days all of them are told. That costs the makers trust from whose appliances it came, as a bad experience
// does, friends hear of it, and each family thinks again of what it allows. The party pays for telling them
// and whoever goes to court. The regulator, should there be one, opens a case.
//
// Left out: what the party spends on finding and closing the hole, fines for the hole itself whatever got out
// by it, what the thief earns, and insurance.
#include "models/oversight/breach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/oversight/breach_reach.h"
#include "models/oversight/breach_tables.h"
#include "models/people/choice.h"
#include "models/people/reconsider.h"
#include "sim/engine/party_act.h"
#include "sim/engine/words.h"

typedef struct breach_settings S;

const struct topic breach_report = {"breach report"};

enum { BY_DATE, BY_CHANCE, FAMILIES_ARE_TOLD };

struct breach_state {
    uint16_t target;              // whose data get out
    int64_t day;                  // of the run; negative: at no date of it
    uint32_t count;               // breaches so far
    const struct party **makers;  // [maker_count], by rank; where the scenario has none, one that is NULL
    uint16_t maker_count;
    float *untold;          // [makers][homes]: the heaviest that got out, of which the family is not told yet
    uint16_t compensation;  // reason
};

static const struct welfare_source misuse_worth = {"data that got out", WELFARE_REALISED,
                                                   "breach.harm_won lost when they are used against the "
                                                   "family, by the weight of the class and what its form "
                                                   "tells"};
static const struct welfare_source *const worths[] = {&misuse_worth, NULL};

static float *untold(const struct world *world, const struct party *breach, uint16_t rank, uint32_t home) {
    const struct breach_state *state = breach->state;
    return &state->untold[(size_t)rank * world->home_count + home];
}

// ---- It happens -----------------------------------------------------------------------------------------

static void count_reach(struct world *world, const struct party *breach, uint32_t home,
                        const struct breach_reach *reach) {
    party_count(world, breach, HOMES, home, 1);
    party_count(world, breach, UNASKED, home, reach->unasked != 0);
    party_count(world, breach, STALE, home, reach->stale != 0);
    for (unsigned data_class = 0; data_class < DATA_CLASSES; data_class++) {
        if (!(reach->classes & 1u << data_class)) continue;
        party_count(world, breach, HOME_CLASSES, home, 1);
        party_count(world, breach, (size_t)OF_FORM + reach->form[data_class], home, 1);
    }
}

static void harm(struct world *world, const struct party *breach, uint32_t home,
                 const struct breach_reach *reach, journal_cause cause) {
    const S *s = breach->entry->settings;
    double sum = 0;
    for (unsigned data_class = 0; data_class < DATA_CLASSES; data_class++) {
        if (!(reach->classes & 1u << data_class)) continue;
        double won =
            s->harm_won * choice_class_weight(world, (enum data_class)data_class) * reach->tells[data_class];
        party_count(world, breach, (size_t)HARM_OF_CLASS + data_class, home, won);
        sum += won;
    }
    party_count(world, breach, MISUSED, home, 1);
    party_count(world, breach, HARM, home, sum);
    welfare_post(world->welfare, home, &misuse_worth, -sum, cause);
}

static void remember_to_tell(struct world *world, const struct party *breach, uint32_t home) {
    const struct breach_state *state = breach->state;
    for (uint16_t rank = 0; rank < state->maker_count; rank++) {
        float *heaviest = untold(world, breach, rank, home);
        *heaviest = fmaxf(*heaviest, (float)breach_reach_weight(world, state->target, home, rank));
    }
}

// True when something of the home got out.
static bool reach_home(struct world *world, const struct party *breach, uint32_t home, journal_cause cause,
                       struct breach_reach *reach) {
    const S *s = breach->entry->settings;
    const struct breach_state *state = breach->state;
    time_ms kept_most = (time_ms)(s->kept_most_days * (double)CLOCK_DAY);
    if (!breach_reach_home(world, state->target, home, kept_most, reach)) return false;
    count_reach(world, breach, home, reach);
    remember_to_tell(world, breach, home);
    struct random_sequence luck = luck_with_party(world, breach, home, "breach.misused", state->count);
    if (random_next_uniform(&luck) < s->misused) harm(world, breach, home, reach, cause);
    return true;
}

static void happen(struct world *world, struct party *breach) {
    const S *s = breach->entry->settings;
    struct breach_state *state = breach->state;
    struct breach_reach reach;
    uint32_t reached = 0, unlawful = 0;
    journal_cause cause = party_note(world, breach->number, HOME_NONE, 0, "data breach");
    state->count++;
    party_count_own(world, breach, BREACHES, 1);
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!reach_home(world, breach, home, cause, &reach)) continue;
        reached++;
        unlawful += (reach.unasked | reach.stale) != 0;
    }
    if (!reached) return;
    party_wake(world, breach,
               (struct timer){.due = world->now + (time_ms)(s->told_days * (double)CLOCK_DAY),
                              .what = FAMILIES_ARE_TOLD,
                              .cause = cause});
    party_say(world, (struct item){.topic = &breach_report,
                                   .home = HOME_NONE,
                                   .flow = GATE_NO_FLOW,
                                   .from = state->target,
                                   .cause = cause,
                                   .value = unlawful});
}

// ---- Families are told ----------------------------------------------------------------------------------

static bool tell(struct world *world, const struct party *breach, uint32_t home) {
    const S *s = breach->entry->settings;
    const struct breach_state *state = breach->state;
    bool told = false;
    for (uint16_t rank = 0; rank < state->maker_count; rank++) {
        double heaviest = (double)*untold(world, breach, rank, home);
        if (heaviest <= 0) continue;
        choice_bad_experience(world, home, state->makers[rank], s->resentment * heaviest);
        told = true;
    }
    party_count(world, breach, TOLD, home, told);
    return told;
}

static void go_to_court(struct world *world, const struct party *breach, uint32_t home, journal_cause cause) {
    const S *s = breach->entry->settings;
    const struct breach_state *state = breach->state;
    struct random_sequence luck = luck_with_party(world, breach, home, "breach.claims", state->count);
    if (random_next_uniform(&luck) >= s->claims) return;
    int64_t won = (int64_t)(s->compensation_won + 0.5);
    ledger_post(world->ledger, ledger_party(world->ledger, state->target),
                ledger_household(world->ledger, home), won, WON, state->compensation, cause);
    party_count(world, breach, CLAIMED, home, 1);
    party_count(world, breach, COMPENSATION, home, (double)won);
}

static bool is_untold(const struct world *world, const struct party *breach, uint32_t home) {
    const struct breach_state *state = breach->state;
    for (uint16_t rank = 0; rank < state->maker_count; rank++)
        if (*untold(world, breach, rank, home) > 0) return true;
    return false;
}

// First all are told, so that who thinks again has heard what its friends were told.
static void tell_families(struct world *world, struct party *breach, const struct timer *timer) {
    const S *s = breach->entry->settings;
    const struct breach_state *state = breach->state;
    uint32_t told = 0;
    journal_cause cause =
        party_note(world, breach->number, HOME_NONE, timer->cause, "families told of a breach");
    for (uint32_t home = 0; home < world->home_count; home++) told += tell(world, breach, home);
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!is_untold(world, breach, home)) continue;
        party_count(world, breach, RECONSIDERED, home, reconsider_told(world, home));
        go_to_court(world, breach, home, cause);
    }
    memset(state->untold, 0, (size_t)state->maker_count * world->home_count * sizeof *state->untold);
    if (!told) return;
    party_spend(world, &world->parties[state->target], told * s->notice_won, "breach notices", cause);
    party_count_own(world, breach, NOTICES, told * s->notice_won);
}

// ---- When -----------------------------------------------------------------------------------------------

// With the same luck a higher hazard never comes later.
static void await_next(struct world *world, const struct party *breach) {
    const S *s = breach->entry->settings;
    const struct breach_state *state = breach->state;
    struct random_sequence luck = luck_of_party(world, breach, "breach.comes", state->count);
    double years = random_next_exponential(&luck) / s->a_year;
    if (years < 1000)
        party_wake(world, breach,
                   (struct timer){.due = world->now + (time_ms)(years * 365 * (double)CLOCK_DAY),
                                  .what = BY_CHANCE});
}

static void breach_wake(struct world *world, struct party *breach, const struct timer *timer) {
    if (timer->what == FAMILIES_ARE_TOLD) {
        tell_families(world, breach, timer);
        return;
    }
    happen(world, breach);
    if (timer->what == BY_CHANCE) await_next(world, breach);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

static const struct party *party_named(const struct world *world, const char *name,
                                       struct words_nearest *nearest) {
    for (uint16_t i = 0; i < world->party_count; i++) {
        if (!strcmp(world->parties[i].name, name)) return &world->parties[i];
        words_consider(nearest, world->parties[i].name);
    }
    return NULL;
}

static void find_target(struct world *world, struct party *breach) {
    const S *s = breach->entry->settings;
    struct breach_state *state = breach->state;
    struct words_nearest nearest = words_nearest_to(s->party);
    const struct party *target = *s->party ? party_named(world, s->party, &nearest) : world_maker(world);
    char hint[WORDS_HINT_SIZE];
    if (target)
        state->target = target->number;
    else if (*s->party)
        status_fail(&world->status, STATUS_SCENARIO, "%s.party = \"%s\": there is no party of that name%s",
                    breach->name, s->party, words_hint(&nearest, hint));
    else
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s.party = \"\": say whose data get out; there is no maker", breach->name);
}

static void breach_prepare(struct world *world, struct party *breach) {
    const S *s = breach->entry->settings;
    struct breach_state *state = breach->state;
    int64_t date = world->start_day - 1;
    find_target(world, breach);
    if (*s->at && !clock_parse_date(s->at, &date))
        status_fail(&world->status, STATUS_SCENARIO, "%s.at = \"%s\": allowed is a date, YYYY-MM-DD",
                    breach->name, s->at);
    state->day = date - world->start_day;
}

static void breach_start(struct world *world, struct party *breach) {
    const S *s = breach->entry->settings;
    struct breach_state *state = breach->state;
    state->maker_count = world->maker_count ? world->maker_count : 1;
    state->makers = status_allocate(state->maker_count, sizeof(struct party *));
    for (struct party *maker = NULL; (maker = world_next_maker(world, maker));)
        state->makers[maker->maker_rank] = maker;
    state->untold = status_allocate((size_t)state->maker_count * world->home_count, sizeof *state->untold);
    state->compensation = ledger_reason(world->ledger, "breach compensation");
    if (state->day >= 0)
        party_wake(world, breach, (struct timer){.due = state->day * CLOCK_DAY, .what = BY_DATE});
    if (s->a_year > 0) await_next(world, breach);
}

static void breach_close(struct world *world, struct party *breach) {
    (void)world;
    struct breach_state *state = breach->state;
    free(state->makers);
    free(state->untold);
}

// ---- What is computed here, in words --------------------------------------------------------------------

static const struct equation coming = {"when data get out",
                                       "at the first midnight of `at`; and after exponential times with mean "
                                       "365 / a_year days; told after told_days",
                                       "the time is its own luck: a higher hazard never comes later",
                                       "assumption"};
static const struct equation harming = {
    "what is done with it",
    "of each home reached, with chance misused: harm = sum over the classes out of it of harm_won weight l",
    "won; weight of the class: see families; l what the form tells: raw and without a name 1, a label "
    "label_tells, a noised one label_tells (p - q) (see noise on a report), times 1 - exp(-d / "
    "data_age_days) if it is deleted after d days",
    "assumption; that typical costs are small: Romanosky 2016, J. Cybersecurity 2:121 (abstract read)"};
static const struct equation telling = {
    "being told",
    "a bad experience of weight resentment w with each maker; then each family that is told looks at what it "
    "allows",
    "w = largest weight of a class out of the home that the maker's appliances notice; how it looks: see "
    "whether a family keeps to what it has said",
    "assumption; investors mind, too: Acquisti, Friedman & Telang 2006, not read"};
static const struct equation paying = {
    "what a breach costs whose data it is",
    "notice_won for each family told; compensation_won to each of them with chance claims",
    "to the won; the regulator's fine: see cases", "assumption"};
static const struct submodel submodels[] = {
    {&coming, "breaches, data breach, families told of a breach", "party, at, a_year, told_days"},
    {&breach_reach_equation, "homes, home_classes, noised, labels, pseudonymous, raw, unasked, stale",
     "kept_most_days"},
    {&harming,
     "families_harmed, harm, harm_image, harm_presence, harm_absence, harm_energy_use, harm_food, "
     "harm_stock, harm_pest_sighting, harm_air_quality, harm_device_health, harm_purchase, harm_profile, "
     "harm_telemetry, harm_health",
     "misused, harm_won, families"},
    {&telling, "told, changed_consents", "resentment, families"},
    {&paying, "notice_costs, claimed, compensation, breach notices, breach compensation",
     "notice_won, claims, compensation_won"},
};

const struct party_kind breach_party = {
    .kind = {.name = "breach",
             .summary = "what a party holds gets out: who is reached, what it costs families and the party",
             .settings = SETTING_TABLE(S, breach_rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = breach_metrics,
    .metric_count = BREACH_METRICS,
    .state_size = sizeof(struct breach_state),
    .prepare = breach_prepare,
    .start = breach_start,
    .wake = breach_wake,
    .close = breach_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who overhears what reaches one or two firms, and guesses: an analyst's instrument. It sends and
// pays nothing, nobody knows of it, and nothing that the run comes to hangs on it. By `attack` it is one of
// the attacks (attack.h). Its guesses are held against the truth that the simulator knows; what it keeps is
// deleted as the firms' own copies are (kept_days). It asks nobody for consent: whatever the gate lets out to
// the firm can be overheard there, and nothing else.
#include <stdlib.h>
#include <string.h>

#include "models/attacks/attack.h"
#include "models/attacks/attack_memory.h"
#include "role_attack.inc"
#include "sim/engine/party_act.h"
#include "sim/engine/words.h"

typedef struct attack_settings S;
static const char *const attack_names[] = {ROLE_NAMES_attack NULL};
static const struct technique *const attacks[] = {ROLE_attack};
// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_WORLD, S, attack, attack_names, ATTACK_MEAL, "what it wants to know, and how it goes about it", "the question"),
    SETTING_WORDS(S, watches, "", "the parties that it overhears: one, or two with a space between", "the scenario"),
    WORLD(S, prior, "1", 2, 0.01, 1000, "how many signs of life of a home, homes of a size that told it, or infested flats of a building count as much as what is usual", "assumption"),
    WORLD(S, first_days, "day", 14, 0, 366, "before it guesses at hours, it only listens", "assumption: two weeks"),
    SETTING_YES_NO(ROLE_WORLD, S, by_district, true, "both firms know the district: records are joined by it", "assumption; postal code, sex and day of birth tell 87 % of Americans apart (Sweeney 2000, not read)"),
    SETTING_YES_NO(ROLE_WORLD, S, by_size, true, "... the household's size", "assumption"),
    SETTING_YES_NO(ROLE_WORLD, S, by_dwelling, true, "... flat or house, and its floor", "assumption"),
    SETTING_YES_NO(ROLE_WORLD, S, by_segment, false, "... the family's attitude to privacy", "assumption"),
    SETTING_YES_NO(ROLE_WORLD, S, by_neighbours, true, "what flats tell of cockroaches tells it of the flats around them", "assumption"),
};
// clang-format on

enum {
    OVERHEARD,
    NOTICED,
    FORGOTTEN,
    ANSWERS,
    RIGHT,
    ADVANTAGE,
    WITHOUT,
    OWN,
    METRICS = OWN + ATTACK_COUNTS
};
static const struct metric metrics[METRICS] = {
    [OVERHEARD] = {"overheard", "1", "items that reached the parties it watches", false, NULL},
    [NOTICED] = {"noticed", "1", "items that told it something", false, NULL},
    [FORGOTTEN] = {"forgotten", "1", "of these: deleted with the watched party's copy", false, NULL},
    [ANSWERS] = {"answers", "1", "guesses held against the truth", false, NULL},
    [RIGHT] = {"right", "1", "share of them that are right", false, "answers"},
    [ADVANTAGE] = {"advantage", "1",
                   "true less false positives of all guesses so far; the series adds up to it", true, NULL},
    [WITHOUT] = {"advantage_without", "1", "the same of guesses by nothing overheard", false, NULL},
    [OWN + ATTACK_LINKED] = {"linked", "1", "homes of which both firms have a record", false, NULL},
    [OWN + ATTACK_LINKED_RIGHTLY] = {"linked_rightly", "1", "share of them whose records it joins", false,
                                     "linked"},
    [OWN + ATTACK_AMONG_ONE] = {"unique", "1", "share of them that are alone with what both firms know",
                                false, "linked"},
    [OWN + ATTACK_AMONG_FEW] = {"among_few", "1", "share that is one of 2 to 4", false, "linked"},
    [OWN + ATTACK_AMONG_SOME] = {"among_some", "1", "share that is one of 5 to 9", false, "linked"},
    [OWN + ATTACK_AMONG_MANY] = {"among_many", "1", "share that is one of 10 and more", false, "linked"},
};

struct attacker {
    struct attack_case attack;
    const struct technique *technique;
    struct attack_memory *memory;
    struct attack_score *score, *without;  // without: NULL where whatever is true most often is guessed
    double told_advantage, told_without;   // in the series so far
};

static void count_own(const struct attack_case *attack, enum attack_count what, uint32_t home,
                      double amount) {
    party_count(attack->world, attack->attacker, OWN + (size_t)what, home, amount);
}

// ---- Whom it watches -------------------------------------------------------------------------------------

static struct party *party_named(struct world *world, const struct attack_case *attack, const char *name) {
    const struct party *attacker = attack->attacker;
    struct words_nearest nearest = words_nearest_to(name);
    char hint[WORDS_HINT_SIZE];
    for (uint16_t i = 0; i < world->party_count; i++) {
        struct party *party = &world->parties[i];
        if (party->kind == attacker->kind) continue;
        if (strcmp(party->name, name) == 0) return party;
        words_consider(&nearest, party->name);
    }
    status_fail(&world->status, STATUS_SCENARIO,
                "%s.watches = \"%s\": '%s' is no party of this scenario that could be overheard%s",
                attacker->name, attack->settings->watches, name, words_hint(&nearest, hint));
    return NULL;
}

static void watch(struct world *world, struct attacker *state, struct party *party) {
    struct attack_case *attack = &state->attack;
    const struct party *attacker = attack->attacker;
    if (attack->watched_count == ATTACK_WATCHED_MOST ||
        (attack->watched_count && attack->watched[0] == party)) {
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s.watches = \"%s\": allowed are one party or two different ones", attacker->name,
                    attack->settings->watches);
        return;
    }
    attack->watched[attack->watched_count++] = party;
    party_overhears(world, attacker, party);
}

static bool watch_all(struct world *world, struct attacker *state) {
    const struct attack_case *attack = &state->attack;
    char name[200];
    for (const char *at = attack->settings->watches; (at = words_next(at, name, sizeof name));) {
        struct party *party = party_named(world, attack, name);
        if (party) watch(world, state, party);
        if (world->status.code != STATUS_OK) return false;
    }
    size_t wanted = attack->attack->watches;
    if (attack->watched_count == 0 || (wanted && attack->watched_count != wanted))
        return status_fail(&world->status, STATUS_SCENARIO, "%s.watches = \"%s\": attack = \"%s\" watches %s",
                           attack->attacker->name, attack->settings->watches,
                           attack_names[attack->settings->attack],
                           wanted == 2   ? "two parties, written with a space between"
                           : wanted == 1 ? "one party"
                                         : "one party or two");
    return true;
}

// ---- What it hears ---------------------------------------------------------------------------------------

static void forget(struct attacker *state) {
    struct attack_case *attack = &state->attack;
    struct item item;
    while (attack_memory_drop(state->memory, attack->world, &item)) {
        attack->attack->learns(attack, &item, -1);
        party_count(attack->world, attack->attacker, FORGOTTEN, item.home, 1);
    }
    attack->memory_days = attack_memory_days(state->memory, attack->world);
}

// A run that goes on after its end is asked anew.
static void ask(struct attacker *state, const struct attack_question *question) {
    const struct attack_case *attack = &state->attack;
    const struct attack *how = attack->attack;
    int truth = how->truth(attack, question);
    int guess = truth == ATTACK_UNKNOWN ? ATTACK_UNKNOWN : how->guess(attack, question);
    if (guess == ATTACK_UNKNOWN) return;
    attack_score_add(state->score, question->home, (unsigned)truth, (unsigned)guess);
    if (state->without)
        attack_score_add(state->without, question->home, (unsigned)truth,
                         (unsigned)how->without(attack, question));
    party_count(attack->world, attack->attacker, ANSWERS, question->home, 1);
    party_count(attack->world, attack->attacker, RIGHT, question->home, guess == truth);
}

static void ask_of_homes(struct attacker *state, time_ms when) {
    const struct attack_case *attack = &state->attack;
    unsigned questions = attack->attack->questions ? attack->attack->questions : 1;
    for (uint32_t home = 0; home < attack->world->home_count; home++)
        for (unsigned number = 0; number < questions; number++)
            ask(state, &(struct attack_question){home, number, when, NULL});
}

static void attacker_overhear(struct world *world, struct party *party, const struct item *item) {
    struct attacker *state = party->state;
    struct attack_case *attack = &state->attack;
    party_count(world, party, OVERHEARD, item->home, 1);
    if (!attack->attack->notices || !attack->attack->notices(attack, item)) return;
    party_count(world, party, NOTICED, item->home, 1);
    if (attack->attack->learns) {
        attack->attack->learns(attack, item, 1);
        attack_memory_keep(state->memory, world, item);
    }
    if (attack->attack->moment == ATTACK_AT_ITEM)
        ask(state, &(struct attack_question){item->home, 0, item->sent, item});
}

// An hour is over at the end of the window that its last millisecond lies in.
static void wake_at_next_hour(struct world *world, const struct party *party, time_ms from) {
    party_wake(world, party, (struct timer){.due = from + CLOCK_HOUR - 1, .home = 0});
}

static void attacker_wake(struct world *world, struct party *party, const struct timer *timer) {
    struct attacker *state = party->state;
    if (state->attack.attack->hour) state->attack.attack->hour(&state->attack);
    ask_of_homes(state, timer->due + 1 - CLOCK_HOUR);
    wake_at_next_hour(world, party, timer->due + 1);
}

// ---- What it comes to ------------------------------------------------------------------------------------

static struct guessed result_of(const struct attacker *state) {
    const struct attack_case *attack = &state->attack;
    struct attack_result own = attack_score_result(state->score);
    struct guessed result = {
        .technique = state->technique,
        .question = attack->attack->question,
        .watched = attack->settings->watches,
        .answers = own.answers,
        .right = own.right,
        .without = own.most_often,
        .advantage = own.advantage,
        .low = own.low,
        .high = own.high,
        .error = own.error,
        .advantage_without = own.answers > 0 ? 0 : NAN,
        .bound = attack->attack->bound ? attack->attack->bound(attack) : NAN,
        .balanced = own.balanced,
        .mcc = own.mcc,
        .bits = own.bits * own.answers / (own.homes * (double)clock_day(attack->world->now))};
    if (state->without) {
        struct attack_result without = attack_score_result(state->without);
        result.without = without.right;
        result.advantage_without = without.advantage;
    }
    if (attack->attack->tells) attack->attack->tells(attack, &result);
    return result;
}

// The series add up to what it comes to.
static void count_change(const struct attacker *state, size_t metric, double *told, double now) {
    if (isnan(now)) return;
    party_count_own(state->attack.world, state->attack.attacker, metric, now - *told);
    *told = now;
}

static void ask_at_the_end(struct attacker *state) {
    attack_score_clear(state->score);
    if (state->without) attack_score_clear(state->without);
    if (state->attack.attack->ready) state->attack.attack->ready(&state->attack);
    ask_of_homes(state, state->attack.world->now);
}

static void attacker_midnight(struct world *world, struct party *party) {
    struct attacker *state = party->state;
    const struct attack *how = state->attack.attack;
    forget(state);
    if (how->midnight) how->midnight(&state->attack);
    bool over = world->now >= world->end;
    if (how->moment == ATTACK_AT_END && !over) return;
    if (how->moment == ATTACK_AT_END) ask_at_the_end(state);
    struct guessed result = result_of(state);
    count_change(state, ADVANTAGE, &state->told_advantage, result.advantage);
    count_change(state, WITHOUT, &state->told_without, result.advantage_without);
    guesses_put(world, party, result);
}

// ---- The kind --------------------------------------------------------------------------------------------

static void attacker_prepare(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct attacker *state = party->state;
    state->technique = attacks[s->attack];
    state->attack = (struct attack_case){.world = world,
                                         .attacker = party,
                                         .settings = s,
                                         .attack = state->technique->attack,
                                         .memory_days = 0,
                                         .count = count_own};
    const struct attack *how = state->attack.attack;
    state->attack.state = status_allocate(1, how->state_size + 1);
    state->memory = attack_memory_create();
    state->score = attack_score_create(how->answers, world->home_count);
    if (how->without) state->without = attack_score_create(how->answers, world->home_count);
    if (watch_all(world, state) && how->prepare) how->prepare(&state->attack);
}

static void attacker_start(struct world *world, struct party *party) {
    struct attacker *state = party->state;
    const struct attack *how = state->attack.attack;
    if (how->begin) how->begin(&state->attack);
    if (how->moment == ATTACK_AT_HOUR) wake_at_next_hour(world, party, world->now);
}

static void attacker_close(struct world *world, struct party *party) {
    (void)world;
    struct attacker *state = party->state;
    if (state->attack.state && state->attack.attack->end) state->attack.attack->end(&state->attack);
    free(state->attack.state);
    attack_memory_free(state->memory);
    attack_score_free(state->score);
    attack_score_free(state->without);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation overhears = {
    "what is overheard",
    "each item that reaches a party of watches; noticed: by its topic, and once of what goes to both; "
    "forgotten: older than "
    "the kept_days of its flow",
    "what is sent in bulk without a report in it has no contents here, and cannot be overheard",
    "definition"};
static const struct equation asks = {"guesses held against the truth",
                                     "right = guesses that are right / answers, by attack", "", "definition"};
static const struct submodel submodels[] = {
    {&overhears, "overheard, noticed, forgotten", "watches"},
    {&asks, "answers, right", "attack"},
    {&attack_score_equation, "advantage, advantage_without", ""},
    {&attack_score_interval_equation, "", ""},
    {&attack_score_bits_equation, "", ""},
    {&attack_meal_equation, "", "microwave.epsilon"},
    {&attack_empty_equation, "", "prior, first_days, families.trips_per_year, families.trip_mean_days"},
    {&attack_household_size_equation, "", "prior, families.size_share"},
    {&attack_membership_equation, "", "recogniser_training.update_noise"},
    {&attack_linkage_equation, "linked, linked_rightly, unique, among_few, among_some, among_many",
     "by_district, by_size, by_dwelling, by_segment"},
    {&attack_taste_equation, "", "microwave.epsilon, food.base_share, food.concentration"},
    {&attack_pest_equation, "",
     "prior, by_neighbours, cockroaches.prevalence, cockroaches.at_start, cockroaches.floor_risk, "
     "cockroaches.age_risk"},
};

const struct party_kind attacker_party = {
    .kind = {.name = "attacker",
             .summary = "overhears what reaches a firm, and guesses; its guesses are held against the truth",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = (const struct technique *const[]){ROLE_attack NULL}},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct attacker),
    .in_cloud = true,  // it has no host of its own: nothing travels to it
    .prepare = attacker_prepare,
    .start = attacker_start,
    .overhear = attacker_overhear,
    .wake = attacker_wake,
    .midnight = attacker_midnight,
    .close = attacker_close,
};

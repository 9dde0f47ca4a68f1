// SPDX-License-Identifier: GPL-3.0-or-later
// Which records of two firms are one home's. Neither firm has a name, and both know some of the same few
// things of a home, none of which tells it alone (quasi-identifiers). A record of the one is joined with any
// record of the other that agrees in all of them, each as likely.
#include <stdlib.h>

#include "models/attacks/attack.h"
#include "sim/engine/luck.h"

const struct equation attack_linkage_equation = {
    "records of two firms joined",
    "linked_rightly: 1 / k in the mean; unique: k = 1; advantage = linked rightly less how often another "
    "home's record, drawn by lot, "
    "is the one that it joins",
    "k records of the second firm that agree with the home's own in what both know: the district if "
    "by_district, the household's size "
    "if by_size, flat or house and its floor if by_dwelling, the attitude to privacy if by_segment. Of homes "
    "that both firms still have "
    "something of; without: any record of the second firm",
    "k-anonymity: Sweeney 2002 (Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems 10:557), not "
    "read"};

enum { THE_SAME, ANOTHER, QUESTIONS };

struct linkage_record {
    uint64_t known;  // what the firms know of it, put together
    uint32_t home;
};
struct linkage_attack {
    uint32_t *heard[ATTACK_WATCHED_MOST];  // [homes] items of it that each firm still has
    struct linkage_record *records;        // the second firm's, by what is known, then by home
    size_t count;
    uint32_t *joined, *among, *other;  // [homes] its record; out of how many; another's, by lot
};

static void begin(struct attack_case *attack) {
    struct linkage_attack *state = attack->state;
    size_t homes = attack->world->home_count;
    for (int i = 0; i < ATTACK_WATCHED_MOST; i++)
        state->heard[i] = status_allocate(homes, sizeof *state->heard[i]);
    state->records = status_allocate(homes, sizeof *state->records);
    state->joined = status_allocate(homes, sizeof *state->joined);
    state->among = status_allocate(homes, sizeof *state->among);
    state->other = status_allocate(homes, sizeof *state->other);
}

static void end(struct attack_case *attack) {
    struct linkage_attack *state = attack->state;
    for (int i = 0; i < ATTACK_WATCHED_MOST; i++) free(state->heard[i]);
    free(state->records);
    free(state->joined);
    free(state->among);
    free(state->other);
}

static bool notices(struct attack_case *attack, const struct item *item) {
    (void)attack;
    return item->flow != GATE_NO_FLOW && item->answer_bytes == 0;
}

static void learns(struct attack_case *attack, const struct item *item, int sign) {
    struct linkage_attack *state = attack->state;
    int firm = item->to == attack->watched[0]->number ? 0 : 1;
    state->heard[firm][item->home] += (uint32_t)sign;
}

// ---- Joining ---------------------------------------------------------------------------------------------

static uint64_t known_of(const struct attack_case *attack, uint32_t number) {
    const struct attack_settings *s = attack->settings;
    const struct home *home = &attack->world->homes[number];
    uint64_t known = s->by_district ? home->district : 0;
    known = known << 8 | (s->by_size ? home->members : 0);
    known = known << 9 | (s->by_dwelling ? (uint64_t)home->floor << 1 | home->apartment : 0);
    return known << 2 | (s->by_segment ? home->segment : 0);
}

static int compare_records(const void *left, const void *right) {
    const struct linkage_record *a = left, *b = right;
    if (a->known != b->known) return a->known < b->known ? -1 : 1;
    return (a->home > b->home) - (a->home < b->home);
}

static void sort_records(struct attack_case *attack) {
    struct linkage_attack *state = attack->state;
    state->count = 0;
    for (uint32_t home = 0; home < attack->world->home_count; home++)
        if (state->heard[1][home])
            state->records[state->count++] = (struct linkage_record){known_of(attack, home), home};
    qsort(state->records, state->count, sizeof *state->records, compare_records);
}

// The first record at which no less is known, by halves.
static size_t first_of(const struct linkage_attack *state, uint64_t known) {
    size_t low = 0, high = state->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (state->records[middle].known < known)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_in_both(const struct linkage_attack *state, uint32_t home) {
    return state->heard[0][home] && state->heard[1][home];
}

// By the home's luck with the attacker, as everything that is drawn here.
static void join(struct attack_case *attack, uint32_t home) {
    struct linkage_attack *state = attack->state;
    uint64_t known = known_of(attack, home);
    size_t first = first_of(state, known), behind = first_of(state, known + 1);
    struct random_sequence luck = luck_with_party(attack->world, attack->attacker, home, "records joined", 0);
    struct random_block draw = random_next(&luck);
    state->among[home] = (uint32_t)(behind - first);
    state->joined[home] =
        state->records[first + random_below((uint32_t)draw.word[0], state->among[home])].home;
    size_t other = random_below((uint32_t)draw.word[1], (uint32_t)state->count - 1);
    if (state->records[other].home == home) other = state->count - 1;
    state->other[home] = state->records[other].home;
}

static void ready(struct attack_case *attack) {
    struct linkage_attack *state = attack->state;
    sort_records(attack);
    for (uint32_t home = 0; state->count > 1 && home < attack->world->home_count; home++)
        if (is_in_both(state, home)) join(attack, home);
}

// ---- Questions -------------------------------------------------------------------------------------------

static int guess(const struct attack_case *attack, const struct attack_question *question) {
    const struct linkage_attack *state = attack->state;
    uint32_t asked = question->number == THE_SAME ? question->home : state->other[question->home];
    return state->joined[question->home] == asked;
}

static int truth(const struct attack_case *attack, const struct attack_question *question) {
    const struct linkage_attack *state = attack->state;
    if (state->count < 2 || !is_in_both(state, question->home)) return ATTACK_UNKNOWN;
    return question->number == THE_SAME;
}

static enum attack_count size_of_group(uint32_t among) {
    return among == 1   ? ATTACK_AMONG_ONE
           : among < 5  ? ATTACK_AMONG_FEW
           : among < 10 ? ATTACK_AMONG_SOME
                        : ATTACK_AMONG_MANY;
}

static double count_links(const struct attack_case *attack, double *rightly) {
    const struct linkage_attack *state = attack->state;
    double linked = 0;
    for (uint32_t home = 0; state->count > 1 && home < attack->world->home_count; home++) {
        if (!is_in_both(state, home)) continue;
        linked++;
        *rightly += state->joined[home] == home;
        attack->count(attack, ATTACK_LINKED, home, 1);
        attack->count(attack, ATTACK_LINKED_RIGHTLY, home, state->joined[home] == home);
        attack->count(attack, size_of_group(state->among[home]), home, 1);
    }
    return linked;
}

// Right is who is joined with itself.
static void tells(const struct attack_case *attack, struct guessed *result) {
    const struct linkage_attack *state = attack->state;
    double rightly = 0, linked = count_links(attack, &rightly);
    if (linked == 0) return;
    result->right = rightly / linked;
    result->without = 1 / (double)state->count;
}

static const struct attack attack = {
    .question = "which records of two firms are one home's?",
    .moment = ATTACK_AT_END,
    .answers = 2,
    .questions = QUESTIONS,
    .watches = 2,
    .state_size = sizeof(struct linkage_attack),
    .begin = begin,
    .notices = notices,
    .learns = learns,
    .ready = ready,
    .guess = guess,
    .truth = truth,
    .tells = tells,
    .end = end,
};

const struct technique attack_linkage_technique = {
    .name = "attack_linkage",
    .summary = "joins records of two firms by what both know of a home",
    .senses =
        "of which homes the firms have anything; of these: district, size, dwelling, attitude, as far as "
        "both know them",
    .trained_on = "nothing",
    .consents = "none: it overhears firms that may have them",
    .costs = "a sort of the records",
    .scored =
        "whose records they are (group guesses of the run file); how many homes are alone with what is known "
        "(series)",
    .fails = "where many homes agree in all that is known: one in k is right",
    .equations = EQUATIONS(&attack_linkage_equation),
    .attack = &attack,
};

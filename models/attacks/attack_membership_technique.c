// SPDX-License-Identifier: GPL-3.0-or-later
// Was the recogniser trained on this home? Every robot carries the released version, so that anybody can ask
// it. The attacker has things of a home, as its robot saw them, and a version: one that is surer of them than
// usual has met them before. It does not read the desk's mail, which would tell at once: what reaches the
// desk is here the truth that it is held against.
#include <stdlib.h>
#include <string.h>

#include "models/attacks/attack.h"
#include "models/pests/recogniser_training.h"

const struct equation attack_membership_equation = {
    "was the recogniser trained on a home, by its loss",
    "guess: yes if L < median of all L; L = mean over things of -ln p; advantage <= 2 Phi(sqrt(T) / (2 "
    "noise)) - 1 of averaged updates "
    "with noise; no bound otherwise",
    "p chance that the latest released version gives to what the thing is; the things of each home's last 4 "
    "reports that the version was "
    "trained on; as many of another home, from which nothing ever came, as its robot would have seen them. T "
    "rounds of the home that took "
    "part most",
    "loss threshold: Yeom et al. 2018 (CSF), not read; the bound: as of noised rounds, against whoever sees "
    "every version"};

enum { REPORTS_OF_A_HOME = 4 };

// Of a home the latest reports that a version was trained on.
struct member {
    struct mess_report reports[REPORTS_OF_A_HOME];
    uint32_t count;
};
struct received_report {
    struct mess_report report;
    time_ms received;
};
struct membership_attack {
    const struct trained_recogniser *desk;
    const struct mess_recogniser *learner;
    uint16_t number;  // of the desk: who closes its day first
    struct received_report *reports;
    size_t count, room;
    bool *sent;              // [homes] anything, ever
    struct member *members;  // [homes] of `version`
    unsigned version;
    double *loss;  // [homes] NAN: not asked
    double median;
};

static bool is_averaged(const struct membership_attack *state) {
    return state->desk->material == TRAINING_UPDATES;
}

static bool is_curve(const struct party *desk) {
    const struct plan_entry *entry = desk->entry;
    return strcmp(setting_words(setting_find(entry->kind->settings, "technique"), entry->settings),
                  "curve") == 0;
}

static void prepare(struct attack_case *attack) {
    const struct party *desk = attack->watched[0];
    if (desk->kind != &recogniser_training_party)
        status_fail(&attack->world->status, STATUS_SCENARIO,
                    "%s: attack = \"membership\" watches a recogniser_training; '%s' is a %s",
                    attack->attacker->name, desk->name, desk->kind->kind.name);
    else if (is_curve(desk))
        status_fail(&attack->world->status, STATUS_SCENARIO,
                    "%s: attack = \"membership\" asks a recogniser that really learns; allowed is any "
                    "%s.technique but curve",
                    attack->attacker->name, desk->name);
}

static void begin(struct attack_case *attack) {
    struct membership_attack *state = attack->state;
    struct world *world = attack->world;
    const struct party *desk = attack->watched[0];
    state->desk = recogniser_training_find(world, desk->maker);
    state->learner = recogniser_training_learner(world, desk->maker);
    state->number = desk->number;
    state->sent = status_allocate(world->home_count, sizeof *state->sent);
    state->members = status_allocate(world->home_count, sizeof *state->members);
    state->loss = status_allocate(world->home_count, sizeof *state->loss);
}

static void end(struct attack_case *attack) {
    struct membership_attack *state = attack->state;
    free(state->reports);
    free(state->sent);
    free(state->members);
    free(state->loss);
}

// ---- The truth: what a version was trained on ------------------------------------------------------------

static bool notices(struct attack_case *attack, const struct item *item) {
    struct membership_attack *state = attack->state;
    if (item->topic != &recogniser_training_examples || !state->learner) return false;
    struct training_examples sent = training_examples_of(item);
    struct mess_report report = {item->home, item->sent, sent.count - sent.mess, sent.mess,
                                 sent.messes_before};
    if (state->count == state->room) {
        state->room = state->room ? 2 * state->room : 256;
        state->reports = status_reallocate(state->reports, state->room, sizeof *state->reports);
    }
    state->reports[state->count++] = (struct received_report){report, attack->world->now};
    state->sent[item->home] = true;
    return true;
}

// Pictures that were deleted, or withdrawn, before the version was trained are not in it; what updates taught
// stays.
static bool is_trained_on(const struct attack_case *attack, const struct received_report *received,
                          time_ms trained) {
    const struct membership_attack *state = attack->state;
    const struct gate *gate = attack->world->gate;
    time_ms kept = gate_flow_at(gate, state->desk->flow)->limits.kept;
    if (received->received >= trained) return false;
    if (is_averaged(state)) return true;
    if (consent_state(gate, received->report.home, state->desk->flow, trained) == CONSENT_WITHDRAWN)
        return false;
    return kept == CLOCK_NEVER || received->report.when + kept > trained;
}

static void find_members(struct attack_case *attack, time_ms trained) {
    struct membership_attack *state = attack->state;
    for (uint32_t home = 0; home < attack->world->home_count; home++) state->members[home].count = 0;
    for (size_t i = 0; i < state->count; i++) {
        const struct received_report *received = &state->reports[i];
        struct member *member = &state->members[received->report.home];
        if (is_trained_on(attack, received, trained))
            member->reports[member->count++ % REPORTS_OF_A_HOME] = received->report;
    }
}

// The desk closes its day before or after the attacker, by their names.
static void midnight(struct attack_case *attack) {
    struct membership_attack *state = attack->state;
    if (!state->learner || mess_recogniser_versions(state->learner) == state->version + 1) return;
    state->version = mess_recogniser_versions(state->learner) - 1;
    bool just_now = state->number < attack->attacker->number;
    find_members(attack, attack->world->now - (just_now ? 0 : CLOCK_DAY));
}

// ---- What the version says of homes ----------------------------------------------------------------------

static uint32_t reports_of(const struct member *member) {
    return member->count < REPORTS_OF_A_HOME ? member->count : REPORTS_OF_A_HOME;
}

// By reports such as that member's, of things that this home's robot would have seen.
static double loss_of(const struct attack_case *attack, uint32_t home, const struct member *member) {
    const struct membership_attack *state = attack->state;
    double sum = 0, counted = 0;
    for (uint32_t i = 0; i < reports_of(member); i++) {
        struct mess_report report = member->reports[i];
        report.home = home;
        double loss =
            mess_recogniser_loss(state->learner, attack->world, state->version, report, is_averaged(state));
        if (isnan(loss)) continue;
        sum += loss;
        counted++;
    }
    return counted > 0 ? sum / counted : NAN;
}

static bool could_be_beside(const struct attack_case *attack, uint32_t home) {
    const struct membership_attack *state = attack->state;
    return attack->world->homes[home].members > 0 && !state->sent[home];
}

static int compare_losses(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static double median_of(const struct attack_case *attack) {
    const struct membership_attack *state = attack->state;
    double *sorted = status_allocate(attack->world->home_count, sizeof *sorted);
    size_t count = 0;
    for (uint32_t home = 0; home < attack->world->home_count; home++)
        if (!isnan(state->loss[home])) sorted[count++] = state->loss[home];
    qsort(sorted, count, sizeof *sorted, compare_losses);
    double median = count ? (sorted[count / 2] + sorted[(count - 1) / 2]) / 2 : NAN;
    free(sorted);
    return median;
}

// Beside each home that was trained on stands the next one from which nothing ever came.
static void ready(struct attack_case *attack) {
    struct membership_attack *state = attack->state;
    uint32_t homes = attack->world->home_count, other = 0;
    for (uint32_t home = 0; home < homes; home++) state->loss[home] = NAN;
    for (uint32_t home = 0; state->version > 0 && home < homes; home++) {
        if (!state->members[home].count) continue;
        while (other < homes && !could_be_beside(attack, other)) other++;
        if (other == homes) break;
        state->loss[home] = loss_of(attack, home, &state->members[home]);
        state->loss[other] = loss_of(attack, other, &state->members[home]);
        other++;
    }
    state->median = median_of(attack);
}

static int guess(const struct attack_case *attack, const struct attack_question *question) {
    const struct membership_attack *state = attack->state;
    return state->loss[question->home] < state->median;
}

static int truth(const struct attack_case *attack, const struct attack_question *question) {
    const struct membership_attack *state = attack->state;
    if (isnan(state->loss[question->home])) return ATTACK_UNKNOWN;
    return state->members[question->home].count > 0;
}

static double bound(const struct attack_case *attack) {
    const struct membership_attack *state = attack->state;
    return state->learner && is_averaged(state) ? mess_recogniser_bound(state->learner) : NAN;
}

static const struct attack attack = {
    .question = "was the recogniser trained on this home?",
    .moment = ATTACK_AT_END,
    .answers = 2,
    .watches = 1,
    .state_size = sizeof(struct membership_attack),
    .prepare = prepare,
    .begin = begin,
    .notices = notices,
    .midnight = midnight,
    .ready = ready,
    .guess = guess,
    .truth = truth,
    .bound = bound,
    .end = end,
};

const struct technique attack_membership_technique = {
    .name = "attack_membership",
    .summary =
        "guesses whether a recogniser was trained on a home, by how sure a released version is of its things",
    .senses =
        "the latest released version, which every robot carries; things of the homes that it asks about",
    .trained_on = "nothing",
    .consents = "none: the version is public, and the things are the attacker's own pictures of the homes",
    .costs = "one answer of the recogniser a thing",
    .scored = "which homes' reports the version was trained on (group guesses of the run file)",
    .fails =
        "where a version knows many homes, or updates have noise; by one version and one threshold: shadow "
        "models would do better",
    .equations = EQUATIONS(&attack_membership_equation),
    .attack = &attack,
};

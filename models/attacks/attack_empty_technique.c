// SPDX-License-Identifier: GPL-3.0-or-later
// The burglar's question: will nobody be at home tomorrow at this hour? A meal that was warmed shows that
// somebody was there, a sign of life. A home that gives fewer signs at an hour than others like it do is away
// more often then; one that gives none for long is on a trip. An air conditioner tells whether it notices
// somebody: where it notices nobody more often than others do at such hours, the home is empty more often.
// Which hours homes stand empty is known to everybody.
#include <stdlib.h>

#include "models/attacks/attack.h"
#include "models/cooling/presence_control.h"
#include "models/environment/day_kinds.h"
#include "models/food/food.h"
#include "models/model.h"
#include "models/people/families.h"
#include "sim/engine/home.h"

enum { HOURS = 24, SLOT_KINDS = 2, SLOTS = SLOT_KINDS * HOURS };  // of a working day, of another

const struct equation attack_empty_equation = {
    "is nobody at home, by signs of life",
    "P(empty) = t + (1 - t) y; odds of y = a (1 - E[x]) / E[x]; a = (prior + sum b) / (prior + sum f n); x ~ "
    "Beta(prior (1 - e_s), prior e_s), and n signs came of a rate "
    "gamma of shape "
    "prior and mean x d sum m / (1 - e) u; u = (prior + c) / (prior + d m); t = (T' - T) / (1 - T), T' = T / "
    "(T + (1 - T) "
    "(prior / (prior + g u m))^prior); guess: empty if P(empty) > mean of e; without: if e_s is",
    "x how often the home has somebody in at hour s of a working day, or of another; e_s share of homes that "
    "are empty then so far: "
    "public statistics; n signs at s and the hours beside it, of d such days that are still kept; m_s signs "
    "a day of the "
    "homes heard of, c all signs of the home, m all m_s; g days without a sign; T = families.trips_per_year "
    "families.trip_mean_days / "
    "365, 0 where a month's noise is capped; n told so often by an air conditioner, by labels or "
    "by pictures, whether it noticed somebody at s, b of them nobody: at all homes that tell so a share f; a "
    "home "
    "never heard of: e_s. Empty: nobody, all the hour. It guesses at midnight for the day, after "
    "first_days",
    "gamma and beta beliefs over the population's: Gelman et al. 2013 (Bayesian Data Analysis, ch. 2), "
    "not read; the model: assumption"};

struct empty_attack {
    uint16_t (*signs)[SLOTS];  // [homes]
    // [homes] how often it was told, by labels and by pictures, that there was nobody, that there was
    // somebody
    uint16_t (*noticed)[2][SLOTS][2];
    uint32_t *labels;      // [homes] labels and pictures of which that is kept
    time_ms *heard;        // [homes] the latest sign; -1: none that is kept
    bool *rationed;        // [homes] no more than so much is told in a month: silence says nothing
    bool (*guess)[HOURS];  // [homes] empty, on the day that has begun
    bool guess_without[HOURS];
    uint32_t *present;  // [homes] for how long somebody was at home, when the hour began
    bool *empty;        // [homes] in the hour that is over
    double empty_hours[SLOTS], all_hours[SLOTS];
};

static size_t kind_of_day(const struct attack_case *attack, int64_t day) {
    const struct day_kinds *days = attack->world->model->days;
    return day_kinds_is_off(days, day < days->days ? day : days->days - 1);
}

static size_t slot_of(const struct attack_case *attack, time_ms when) {
    return kind_of_day(attack, clock_day(when)) * HOURS + (size_t)clock_hour(clock_time_of_day(when));
}

static void begin(struct attack_case *attack) {
    struct empty_attack *state = attack->state;
    size_t homes = attack->world->home_count;
    state->signs = status_allocate(homes, sizeof *state->signs);
    state->noticed = status_allocate(homes, sizeof *state->noticed);
    state->labels = status_allocate(homes, sizeof *state->labels);
    state->heard = status_allocate(homes, sizeof *state->heard);
    state->rationed = status_allocate(homes, sizeof *state->rationed);
    state->guess = status_allocate(homes, sizeof *state->guess);
    state->present = status_allocate(homes, sizeof *state->present);
    state->empty = status_allocate(homes, sizeof *state->empty);
    for (size_t home = 0; home < homes; home++) state->heard[home] = -1;
}

static void end(struct attack_case *attack) {
    struct empty_attack *state = attack->state;
    free(state->signs);
    free(state->noticed);
    free(state->labels);
    free(state->heard);
    free(state->rationed);
    free(state->guess);
    free(state->present);
    free(state->empty);
}

// ---- Signs of life ---------------------------------------------------------------------------------------

static bool notices(struct attack_case *attack, const struct item *item) {
    struct empty_attack *state = attack->state;
    if (item->topic == &presence_told) return true;
    bool told = item->topic == &food_eaten || item->topic == &food_named;
    return told && item->sent > state->heard[item->home];
}

// Nobody was there in the hours that lie wholly within; somebody was in each that it touches. What is told
// once for longer than a day says no more than that day.
static void learn_presence(const struct attack_case *attack, const struct item *item, int sign) {
    struct empty_attack *state = attack->state;
    struct presence_noticed noticed = presence_noticed_of(item);
    state->labels[item->home] += (uint32_t)sign;
    time_ms whole = noticed.somebody ? 1 : CLOCK_HOUR, last = item->sent - whole;
    time_ms first = noticed.since > item->sent - CLOCK_DAY ? noticed.since : item->sent - CLOCK_DAY;
    for (int64_t hour = clock_hour(first + whole - 1); hour <= clock_hour(last); hour++) {
        size_t slot = slot_of(attack, hour * CLOCK_HOUR);
        uint16_t *count = &state->noticed[item->home][noticed.by_pictures][slot][noticed.somebody];
        *count = (uint16_t)(*count + sign);
    }
}

static bool is_rationed(const struct world *world, uint16_t flow) {
    return flow != GATE_NO_FLOW && gate_flow_at(world->gate, flow)->limits.epsilon_month > 0;
}

static void learns(struct attack_case *attack, const struct item *item, int sign) {
    struct empty_attack *state = attack->state;
    if (item->topic == &presence_told) {
        learn_presence(attack, item, sign);
        return;
    }
    state->rationed[item->home] = is_rationed(attack->world, item->flow);
    uint16_t *signs = &state->signs[item->home][slot_of(attack, item->sent)];
    *signs = (uint16_t)(*signs + sign);
    if (sign > 0 && item->sent > state->heard[item->home]) state->heard[item->home] = item->sent;
    if (sign < 0 && item->sent == state->heard[item->home]) state->heard[item->home] = -1;
}

// ---- What is usual ---------------------------------------------------------------------------------------

struct usual {
    double empty[SLOTS];  // e_s
    double empty_mean;
    double days[SLOT_KINDS];  // of which signs are still kept
    double signs[SLOTS];      // m_s
    double nobody[2][SLOTS];  // f_s, by labels and by pictures
    double a_day, away;       // all m_s of a mean day; T
};

static void count_days(const struct attack_case *attack, struct usual *usual) {
    int64_t today = clock_day(attack->world->now), first = today - (int64_t)attack_days(attack);
    for (int64_t day = first; day < today; day++) usual->days[kind_of_day(attack, day)]++;
}

static void find_usual_signs(const struct attack_case *attack, struct usual *usual) {
    const struct empty_attack *state = attack->state;
    double homes = 0, all = 0;
    for (uint32_t home = 0; home < attack->world->home_count; home++) {
        if (state->heard[home] < 0) continue;
        homes++;
        for (int s = 0; s < SLOTS; s++) usual->signs[s] += state->signs[home][s];
    }
    for (int s = 0; s < SLOTS; s++) {
        all += usual->signs[s];
        double days = homes * usual->days[s / HOURS];
        usual->signs[s] = days > 0 ? usual->signs[s] / days : 0;
    }
    double days = homes * (usual->days[0] + usual->days[1]);
    usual->a_day = days > 0 ? all / days : 0;
}

// So often it was told whether there was somebody; on a day once, though pictures of an hour may come in
// several reports.
static double told(const struct empty_attack *state, const struct usual *usual, uint32_t home, int by,
                   int s) {
    const uint16_t *noticed = state->noticed[home][by][s];
    return noticed[false] + fmin(noticed[true], usual->days[s / HOURS]);
}

static void find_usual_notices(const struct attack_case *attack, struct usual *usual) {
    const struct empty_attack *state = attack->state;
    double all[2][SLOTS] = {{0}};
    for (uint32_t home = 0; home < attack->world->home_count; home++)
        for (int i = 0; state->labels[home] && i < 2 * SLOTS; i++) {
            int by = i / SLOTS, s = i % SLOTS;
            usual->nobody[by][s] += state->noticed[home][by][s][false];
            all[by][s] += told(state, usual, home, by, s);
        }
    for (int i = 0; i < 2 * SLOTS; i++)
        if (all[i / SLOTS][i % SLOTS] > 0) usual->nobody[i / SLOTS][i % SLOTS] /= all[i / SLOTS][i % SLOTS];
}

static struct usual find_usual(const struct attack_case *attack) {
    const struct empty_attack *state = attack->state;
    const struct families_settings *families = attack->world->model->families;
    struct usual usual = {.away = fmin(0.5, families->trips_per_year * families->trip_mean_days / 365)};
    double empty = 0, all = 0;
    for (int s = 0; s < SLOTS; s++) {
        usual.empty[s] = state->all_hours[s] > 0 ? state->empty_hours[s] / state->all_hours[s] : 0.5;
        empty += state->empty_hours[s];
        all += state->all_hours[s];
    }
    usual.empty_mean = all > 0 ? empty / all : 0.5;
    count_days(attack, &usual);
    find_usual_signs(attack, &usual);
    find_usual_notices(attack, &usual);
    return usual;
}

// ---- What it believes of a home --------------------------------------------------------------------------

static double sum_of_signs(const uint16_t signs[SLOTS]) {
    double sum = 0;
    for (int s = 0; s < SLOTS; s++) sum += signs[s];
    return sum;
}

// How much more often than others it gives a sign, at any hour.
static double liveliness(const struct attack_case *attack, const struct usual *usual, uint32_t home) {
    const struct empty_attack *state = attack->state;
    double prior = attack->settings->prior, expected = usual->a_day * (usual->days[0] + usual->days[1]);
    return (prior + sum_of_signs(state->signs[home])) / (prior + expected);
}

// How much more often than others nobody is noticed there.
static double absence(const struct attack_case *attack, const struct usual *usual, uint32_t home) {
    const struct empty_attack *state = attack->state;
    double expected = attack->settings->prior, nobody = expected;
    if (!state->labels[home]) return 1;
    for (int by = 0; by < 2; by++)
        for (int s = 0; s < SLOTS; s++) {
            nobody += state->noticed[home][by][s][false];
            expected += told(state, usual, home, by, s) * usual->nobody[by][s];
        }
    return nobody / expected;
}

// Beyond what is usual, by how long it has been silent.
static double on_a_trip(const struct attack_case *attack, const struct usual *usual, uint32_t home,
                        double lively) {
    const struct empty_attack *state = attack->state;
    if (state->heard[home] < 0 || state->rationed[home]) return 0;
    double silent = (double)(attack->world->now - state->heard[home]) / CLOCK_DAY;
    double prior = attack->settings->prior;
    double unlikely = pow(prior / (prior + silent * lively * usual->a_day), prior);
    double trip = usual->away / (usual->away + (1 - usual->away) * unlikely);
    return fmax(0, (trip - usual->away) / (1 - usual->away));
}

// x ~ Beta(a, b), on a grid fine enough for a guess, with its mean there.
enum { POINTS = 24 };
struct presence_prior {
    double empty, weight[POINTS], log_x[POINTS], mean;
};

static double point(int i) {
    return (i + 0.5) / POINTS;
}

// Of the hour, at any home, from what is usual; the same for all homes.
static struct presence_prior prior_of(const struct attack_case *attack, double empty) {
    struct presence_prior prior = {.empty = fmin(0.999, fmax(0.001, empty))};
    double a = attack->settings->prior * (1 - prior.empty), b = attack->settings->prior * prior.empty;
    double mass = 0, mean = 0;
    for (int i = 0; i < POINTS; i++) {
        prior.log_x[i] = log(point(i));
        prior.weight[i] = exp((a - 1) * prior.log_x[i] + (b - 1) * log(1 - point(i)));
        mass += prior.weight[i];
        mean += prior.weight[i] * point(i);
    }
    prior.mean = mean / mass;
    return prior;
}

// The mean of x once so many signs came where, were x 1, some were expected, as a rate that is itself
// uncertain says (gamma of that shape); as a part of its mean before.
static double tilt_of_mean(const struct presence_prior *prior, double signs, double expected, double shape) {
    double mass = 0, mean = 0, log_full = log(shape + expected), log_shape = log(shape);
    for (int i = 0; i < POINTS; i++) {
        double log_below = log(shape + expected * point(i));
        double log_likely =
            signs * (log_full + prior->log_x[i] - log_below) + shape * (log_shape - log_below);
        double likely = prior->weight[i] * exp(log_likely);
        mass += likely;
        mean += likely * point(i);
    }
    return mean / mass / prior->mean;
}

// Signs of the hour, and of those before and after it, beside what they would be were it always at home.
static double at_home(const struct attack_case *attack, const struct usual *usual,
                      const struct presence_prior *prior, uint32_t home, size_t s, double lively) {
    const struct empty_attack *state = attack->state;
    double signs = 0, expected = 0;
    if (state->heard[home] < 0) return 1 - prior->empty;
    for (size_t near = s % HOURS ? s - 1 : s; near <= s + 1 && near / HOURS == s / HOURS; near++) {
        signs += state->signs[home][near];
        expected += usual->days[s / HOURS] * usual->signs[near] * lively / fmax(0.05, 1 - usual->empty[near]);
    }
    if (expected <= 0) return 1 - prior->empty;
    return fmin(1, (1 - prior->empty) * tilt_of_mean(prior, signs, expected, attack->settings->prior));
}

static void believe(const struct attack_case *attack, const struct usual *usual,
                    const struct presence_prior priors[HOURS], uint32_t home, size_t first) {
    struct empty_attack *state = attack->state;
    double lively = liveliness(attack, usual, home), trip = on_a_trip(attack, usual, home, lively);
    double absent = absence(attack, usual, home);
    for (size_t hour = 0; hour < HOURS; hour++) {
        double there = at_home(attack, usual, &priors[hour], home, first + hour, lively);
        double out = (1 - there) * absent / (there + (1 - there) * absent);
        state->guess[home][hour] = trip + (1 - trip) * out > usual->empty_mean;
    }
}

// For the day that begins.
static void midnight(struct attack_case *attack) {
    struct empty_attack *state = attack->state;
    struct usual usual = find_usual(attack);
    size_t first = HOURS * kind_of_day(attack, clock_day(attack->world->now));
    struct presence_prior priors[HOURS];
    for (size_t hour = 0; hour < HOURS; hour++) priors[hour] = prior_of(attack, usual.empty[first + hour]);
    for (size_t hour = 0; hour < HOURS; hour++)
        state->guess_without[hour] = usual.empty[first + hour] > usual.empty_mean;
    for (uint32_t home = 0; home < attack->world->home_count; home++) {
        for (size_t hour = 0; hour < HOURS; hour++) state->guess[home][hour] = state->guess_without[hour];
        if (state->heard[home] >= 0 || state->labels[home]) believe(attack, &usual, priors, home, first);
    }
}

// ---- Questions -------------------------------------------------------------------------------------------

// What statistics tell everybody counts all homes that somebody lives in.
static void hour_is_over(struct attack_case *attack) {
    struct empty_attack *state = attack->state;
    const struct world *world = attack->world;
    size_t s = slot_of(attack, world->now);
    for (uint32_t home = 0; home < world->home_count; home++) {
        uint32_t present = home_presence_until(&world->homes[home], world->until).present;
        state->empty[home] = present == state->present[home];
        state->present[home] = present;
        if (world->homes[home].members == 0) continue;
        state->empty_hours[s] += state->empty[home];
        state->all_hours[s]++;
    }
}

static int guess(const struct attack_case *attack, const struct attack_question *question) {
    const struct empty_attack *state = attack->state;
    if ((double)clock_day(question->when) < attack->settings->first_days) return ATTACK_UNKNOWN;
    return state->guess[question->home][clock_hour(clock_time_of_day(question->when))];
}

static int without(const struct attack_case *attack, const struct attack_question *question) {
    const struct empty_attack *state = attack->state;
    return state->guess_without[clock_hour(clock_time_of_day(question->when))];
}

static int truth(const struct attack_case *attack, const struct attack_question *question) {
    const struct empty_attack *state = attack->state;
    if (attack->world->homes[question->home].members == 0) return ATTACK_UNKNOWN;
    return state->empty[question->home];
}

static const struct attack attack = {
    .question = "will nobody be at home tomorrow at this hour?",
    .moment = ATTACK_AT_HOUR,
    .answers = 2,
    .state_size = sizeof(struct empty_attack),
    .begin = begin,
    .notices = notices,
    .learns = learns,
    .hour = hour_is_over,
    .midnight = midnight,
    .guess = guess,
    .without = without,
    .truth = truth,
    .end = end,
};

const struct technique attack_empty_technique = {
    .name = "attack_empty",
    .summary = "guesses when homes stand empty, by signs of life and labels of presence that reach a firm",
    .senses =
        "when reports of meals were sent, whatever they name; what air conditioners tell of whether somebody "
        "is there, as labels or as pictures",
    .trained_on = "the signs themselves; public statistics of when people are out",
    .consents = "none: it overhears a firm that may have them",
    .costs = "some sums a home and day",
    .scored = "nobody was at home all the hour (group guesses of the run file), beside the clock alone",
    .fails =
        "on homes that give few signs; noise on what a report names hides nothing of when it was sent: no "
        "bound holds",
    .equations = EQUATIONS(&attack_empty_equation),
    .attack = &attack,
};

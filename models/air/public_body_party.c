// SPDX-License-Identifier: GPL-3.0-or-later
// A city that wants to know which of its districts have the worst air, and cleans them. No firm can tell it
// well alone: each hears from its own customers, with sensors that err in the firm's own way. Every 30 days
// the firms that make air purifiers (data_holder) and the city look for the hot spots, by the lever `pools`:
//   none        the city asks the largest firm for its own list
//   aggregated  each firm tells the sum over a district's homes, if they are at least smallest_cell
//   noised      the same with noise on sum and number, epsilon / 2 each: epsilon a month for a home
//   raw         the firms pass on each home's month, of families that agreed to joint analysis
// What counts is a home's mean of the month's nights against the mean of the same hours at the city's own
// station, which is public: its logarithm is ln f of the district + bias of the firm + what is the home's
// own. noised: clipped, so that one home moves a sum by clip at most, and in whole units, as the noise is.
// From sums and numbers the districts are found as joint_estimate_technique.h says; the error is against the
// simulated truth, ln f.
//
// Who allows what. A firm has what the family's consent to the firm's own service lets it have; that consent
// covers sums, in which no home can be told from the others: a family without it is in no sum, and under
// `aggregated` and `noised` nothing of a single home goes to the city. A record does, through the gate, with
// a consent of its own that is asked for when the purifier is installed and rewarded each month. The way of
// the records over the network is not simulated: six kilobytes a family and month. Sums of some homes promise
// less than they seem to: when one home comes or goes, two months' sums differ by its figure.
//
// Noised sums are told of every district, and used where the mean noised number of homes is smallest_cell or
// more. That looks careless (a cell of two homes can be used) and is what keeps the promise: if what is told
// followed from the true number, one home more or less would show for certain. What follows from noised
// figures alone costs nothing more (Dwork & Roth 2014, proposition 2.1). Each month is one release about each
// home; what they add up to is privacy_budget.h's.
//
// All remember what they were told: estimates are of all months so far, so that noise averages out, while
// what is peculiar to firms and homes stays. What was told is not untold when a family withdraws later.
//
// The list holds the cleans_districts highest of those that seem worse than the mean; nothing known, no list.
// They are cleaned until the next list (outdoor_air.h). The city knows what it cleaned, so it works out what
// the districts would be without (joint_estimate_undo), or what was cleaned would drop out of the list. The
// mean share of the months is undone from the mean of their logarithms: of a factor of 1.4, three tenths
// taken in half of the months, that is wrong by a thousandth. Left out of what people are spared: that
// purifiers keep some of it from people anyhow, and any effect of dust on health. Taxes come from the economy
// outside, cleaning is paid to it.
#include <math.h>
#include <stdlib.h>

#include "models/air/data_holder.h"
#include "models/air/joint_estimate_technique.h"
#include "models/air/outdoor_air.h"
#include "models/air/public_body_tables.h"
#include "models/air/record_learning_technique.h"
#include "models/air/two_way_law.h"
#include "models/methods/privacy_budget_mechanism.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "sim/engine/party_act.h"

enum { MONTH_DAYS = 30, DAY_HOURS = 24, NIGHT_HOURS = 6, RECORD_BYTES = MONTH_DAYS * 200 };

struct public_body_state {
    uint16_t flow;  // of records; GATE_NO_FLOW: not asked for
    unsigned months;
    double error_nobody;
    struct record_learning learning;
    bool by_records;             // this month's list
    double spared, cleaned_won;  // in the month that runs
    size_t districts, firms;
    struct party **holders;         // [firms]
    struct two_way_cell *cells;     // [districts x firms], for an estimate
    struct joint_told *told, *own;  // [districts x firms], to the city, and what each firm knows itself
    double *sums, *counts;          // [districts], of the firm at hand; noised: sums of whole units
    double *estimates, *variances;  // [districts]
    double *truth, *usual;          // [districts], ln f and f when nobody cleans
    double *taken;                  // [districts], share that was taken away, mean of the months so far
    double *cleaning;               // [districts], share that is taken away in the month that begins
    bool *listed, *worst;           // [districts]
    double *persons;                // [districts]
};

// ---- What is put together --------------------------------------------------------------------------------

// The city's mean of the month's nights, the hours the purifiers' estimates are of.
static double station_mean(const struct world *world) {
    const struct outdoor_air *air = world->model->air;
    int64_t until = clock_hour(world->now);
    double sum = 0;
    for (int64_t hour = until - MONTH_DAYS * DAY_HOURS; hour < until; hour++)
        if (hour % DAY_HOURS < NIGHT_HOURS) sum += (double)air->pm25_ug_m3[hour];
    return sum / (MONTH_DAYS * NIGHT_HOURS);
}

// What stands behind a city's money.
#define TAXES "what its citizens pay in taxes, and do not buy"

static void reward(struct world *world, const struct party *city, uint32_t home) {
    const S *s = city->entry->settings;
    int64_t won = (int64_t)(s->reward_won + 0.5);
    if (won == 0) return;
    party_begin(world, city->number, home, "record for the city");
    party_earn(world, city, (double)won, "taxes", TAXES, 0);
    ledger_post(world->ledger, ledger_party(world->ledger, city->number),
                ledger_household(world->ledger, home), won, WON,
                ledger_reason(world->ledger, "reward for data"), 0);
    party_count(world, city, REWARDS, home, (double)won);
    party_count_own(world, city, SPENT, (double)won / 1e6);
}

static bool passes_on(struct world *world, const struct party *city, uint32_t home) {
    const struct public_body_state *state = city->state;
    const struct gate_pass *pass = party_share(world, home, state->flow, FORM_RAW, RECORD_BYTES);
    if (!pass) return false;
    party_tell(world, pass, home, city);
    party_count(world, city, RECORDS, home, 1);
    // Who was not asked is not paid.
    if (consent_state(world->gate, home, state->flow, world->now) == CONSENT_GRANTED)
        reward(world, city, home);
    return true;
}

static const struct joint_noise no_noise = {0};

static struct joint_noise noise_of(const S *s) {
    return s->pools == POOLS_NOISED ? joint_estimate_noise(s->epsilon, s->clip) : no_noise;
}

// Over the homes a firm may use, or of these those whose records are passed on.
static void sum_homes(struct world *world, const struct party *city, const struct party *holder,
                      bool as_records, const struct joint_noise *noise, double station) {
    const struct public_body_state *state = city->state;
    for (size_t d = 0; d < state->districts; d++) state->sums[d] = state->counts[d] = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        double mean;
        if (!data_holder_knows(world, holder, home, &mean) || mean <= 0) continue;
        if (as_records && !passes_on(world, city, home)) continue;
        size_t d = world->homes[home].district;
        double figure = log(mean / station);
        state->sums[d] += noise->clip > 0 ? (double)joint_estimate_units(noise, figure) : figure;
        state->counts[d]++;
    }
}

// Of its homes, in the sums of districts of at least so many.
static void tell_on(struct world *world, const struct public_body_state *state, size_t firm, double least) {
    double mean;
    for (uint32_t home = 0; home < world->home_count; home++) {
        double homes = state->counts[world->homes[home].district];
        bool counted = data_holder_knows(world, state->holders[firm], home, &mean) && mean > 0;
        if (counted && homes >= least) data_holder_tells_on(world, state->holders[firm], home, homes);
    }
}

// What a firm tells of the districts, of enough homes each.
static void tell_sums(struct world *world, const struct party *city, size_t firm, double least) {
    const struct public_body_state *state = city->state;
    for (size_t d = 0; d < state->districts; d++) {
        if (state->counts[d] >= least) {
            joint_estimate_tell(&state->told[d * state->firms + firm], state->sums[d], state->counts[d]);
            party_count_own(world, city, CELLS, 1);
            party_count_own(world, city, CELL_HOMES, state->counts[d]);
        } else if (state->counts[d] > 0) {
            party_count_own(world, city, TOO_SMALL, 1);
        }
    }
}

// The same with noise, of every district: that a firm has no customer there is not told either.
static void tell_noised_sums(struct world *world, const struct party *city, size_t firm) {
    const struct public_body_state *state = city->state;
    struct joint_noise noise = noise_of(city->entry->settings);
    struct random_sequence luck = luck_of_party(world, state->holders[firm], "public_body.noise",
                                                (uint64_t)clock_day(world->now) << 16);
    for (size_t d = 0; d < state->districts; d++) {
        joint_estimate_tell_noised(&state->told[d * state->firms + firm], &noise, (int64_t)state->sums[d],
                                   (int64_t)state->counts[d], &luck);
        party_count_own(world, city, CELLS, 1);
        party_count_own(world, city, CELL_HOMES, state->counts[d]);
    }
}

static void release(struct world *world, const struct party *city) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    double before = privacy_budget_spent(state->months - 1, s->epsilon, s->delta);
    double after = privacy_budget_spent(state->months, s->epsilon, s->delta);
    party_count_own(world, city, EPSILON, after - before);
}

// ---- What follows from it --------------------------------------------------------------------------------

// From what some firms told: `told` is the first one's of district 0.
static void estimate(const struct public_body_state *state, const struct joint_told *told, size_t firms,
                     double least, double spread, struct joint_noise noise) {
    for (size_t d = 0; d < state->districts; d++)
        for (size_t f = 0; f < firms; f++)
            state->cells[d * firms + f] =
                joint_estimate_cell(&told[d * state->firms + f], least, spread, noise);
    two_way_effects(state->cells, state->districts, firms, state->estimates, state->variances);
    joint_estimate_undo(state->estimates, state->variances, state->taken, state->districts);
    joint_estimate_shrink(state->estimates, state->variances, state->districts);
}

static double error_of(const struct public_body_state *state) {
    return joint_estimate_error(state->estimates, state->truth, state->districts);
}

// A firm that says only what it makes of its own customers.
static void estimate_alone(const struct party *city, size_t firm) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    estimate(state, &state->own[firm], 1, 0, s->home_spread, no_noise);
}

static void judge_firms(struct world *world, const struct party *city, double station) {
    const struct public_body_state *state = city->state;
    double sum = 0, best = INFINITY;
    for (size_t f = 0; f < state->firms; f++) {
        sum_homes(world, city, state->holders[f], false, &no_noise, station);
        for (size_t d = 0; d < state->districts; d++)
            joint_estimate_tell(&state->own[d * state->firms + f], state->sums[d], state->counts[d]);
        estimate_alone(city, f);
        sum += error_of(state);
        best = fmin(best, error_of(state));
    }
    party_count_own(world, city, ERROR_MEAN_FIRM, sum / (double)state->firms);
    party_count_own(world, city, ERROR_BEST_FIRM, best);
}

static size_t largest_firm(const struct public_body_state *state) {
    size_t largest = 0;
    for (size_t f = 1; f < state->firms; f++)
        if (data_holder_share(state->holders[f]) > data_holder_share(state->holders[largest])) largest = f;
    return largest;
}

static void estimate_together(struct world *world, const struct party *city, double station) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    bool noised = s->pools == POOLS_NOISED, as_records = s->pools == POOLS_RAW;
    struct joint_noise noise = noise_of(s);
    for (size_t f = 0; f < state->firms; f++) {
        sum_homes(world, city, state->holders[f], as_records, &noise, station);
        if (!as_records) tell_on(world, state, f, noised ? 0 : (double)s->smallest_cell);
        if (noised)
            tell_noised_sums(world, city, f);
        else
            tell_sums(world, city, f, as_records ? 1 : (double)s->smallest_cell);
    }
    if (noised) release(world, city);
    estimate(state, state->told, state->firms, noised ? (double)s->smallest_cell : 0, s->home_spread, noise);
}

// ---- Whether it pays for records -------------------------------------------------------------------------

static bool is_known(const struct world *world, const struct public_body_state *state, uint32_t home) {
    double mean;
    for (size_t f = 0; f < state->firms; f++)
        if (data_holder_knows(world, state->holders[f], home, &mean)) return true;
    return false;
}

static double families_that_agree(const struct world *world, const struct public_body_state *state) {
    double families = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        families += consent_state(world->gate, home, state->flow, world->now) == CONSENT_GRANTED &&
                    is_known(world, state, home);
    return families;
}

static bool tries_the_other(const struct world *world, const struct party *city) {
    const S *s = city->entry->settings;
    struct random_sequence luck =
        luck_of_party(world, city, "public_body.tries", (uint64_t)clock_day(world->now));
    return random_next_uniform(&luck) < s->tries;
}

// What costs nothing it takes.
static bool takes_records(struct world *world, const struct party *city) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    double agreed = families_that_agree(world, state), asked = agreed * s->reward_won;
    party_count_own(world, city, AGREED, agreed);
    if (asked <= 0) return true;
    double bid = record_learning_bid_won(&state->learning,
                                         (struct record_learning_prior){s->believed_more, s->prior_months});
    if (isfinite(bid)) party_count_own(world, city, BID, bid);
    bool pays = (asked <= bid) != tries_the_other(world, city);
    party_count_own(world, city, BOUGHT, pays);
    return pays;
}

// What last month's list was good for.
static void learn(const struct party *city) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    if (s->pools == POOLS_RAW && state->months > 1)
        record_learning_saw(&state->learning, state->by_records, state->spared, state->cleaned_won);
    state->spared = state->cleaned_won = 0;
}

static void make_list(struct world *world, const struct party *city, double station) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    state->by_records = s->pools == POOLS_RAW && takes_records(world, city);
    if (s->pools == POOLS_NONE || (s->pools == POOLS_RAW && !state->by_records))
        estimate_alone(city, largest_firm(state));
    else
        estimate_together(world, city, station);
    party_count_own(world, city, ERROR, error_of(state));
    size_t most = (size_t)s->cleans_districts;
    joint_estimate_highest(state->estimates, state->districts, most, 0, state->listed);
    for (size_t d = 0; d < state->districts; d++) {
        party_count_own(world, city, LISTED, state->listed[d]);
        party_count_own(world, city, HITS, state->listed[d] && state->worst[d]);
        party_count_own(world, city, SOUGHT, state->worst[d]);
        party_count_own(world, city, FOUND, state->listed[d] && state->worst[d]);
    }
}

// ---- What the city does ----------------------------------------------------------------------------------

static void count_benefit(struct world *world, const struct party *city, size_t district, int64_t from_day) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    const struct outdoor_air *air = world->model->air;
    int64_t until = (int64_t)fmin((double)((from_day + MONTH_DAYS) * DAY_HOURS), (double)air->hours);
    double ug_h = 0, hours = 0;
    for (int64_t hour = from_day * DAY_HOURS; hour < until; hour++) {
        double city_ug = (double)air->pm25_ug_m3[hour], before = city_ug * state->usual[district];
        double after = city_ug * outdoor_air_factor(air, district, hour);
        ug_h += before - after;
        hours += before > s->limit_ug && after <= s->limit_ug;
    }
    ug_h *= state->persons[district] * (s->outdoors_h + s->at_home_h * s->comes_in) / DAY_HOURS;
    hours *= state->persons[district] * s->outdoors_h / DAY_HOURS;
    state->spared += ug_h;
    party_count_own(world, city, AVOIDED, ug_h);
    party_count_own(world, city, AVOIDED_EACH, ug_h);
    party_count_own(world, city, AVOIDED_HOURS, hours);
    party_count_own(world, city, AVOIDED_HOURS_EACH, hours);
}

static void clean(struct world *world, const struct party *city, size_t district) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    int64_t from = clock_day(world->now);
    double won = floor(s->cleaning_won * state->persons[district] + 0.5);
    outdoor_air_clean(world->model->air, district, from, from + MONTH_DAYS, s->cleaning_share);
    count_benefit(world, city, district, from);
    party_begin(world, city->number, HOME_NONE, "district cleaned");
    party_earn(world, city, won, "taxes", TAXES, 0);
    party_spend(world, city, won, "street cleaning", 0);
    state->cleaned_won += won;
    party_count_own(world, city, SPENT, won / 1e6);
    party_count_own(world, city, CLEANED, 1);
}

static void clean_listed(struct world *world, const struct party *city) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    for (size_t d = 0; d < state->districts; d++) {
        bool cleans = state->listed[d] && world->now < world->end;
        state->cleaning[d] = cleans ? s->cleaning_share : 0;
        if (cleans) clean(world, city, d);
    }
}

static void public_body_midnight(struct world *world, struct party *city) {
    struct public_body_state *state = city->state;
    if (clock_day(world->now) % MONTH_DAYS || clock_day(world->now) == 0 || state->firms == 0) return;
    double station = station_mean(world);
    state->months++;
    learn(city);
    for (size_t d = 0; d < state->districts; d++)
        state->taken[d] += (state->cleaning[d] - state->taken[d]) / state->months;
    party_count_own(world, city, MONTHS, 1);
    party_count_own(world, city, ERROR_NOBODY, state->error_nobody);
    judge_firms(world, city, station);
    make_list(world, city, station);
    clean_listed(world, city);
    for (size_t f = 0; f < state->firms; f++) data_holder_forget(world, state->holders[f]);
}

// ---- Its life --------------------------------------------------------------------------------------------

static void public_body_prepare(struct world *world, struct party *city) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    if (city != world_party_of_kind(world, &public_body_party, NULL))
        status_fail(&world->status, STATUS_SCENARIO, "%s: a scenario has one public_body", city->name);
    state->flow = GATE_NO_FLOW;
    if (s->pools == POOLS_RAW)
        state->flow =
            party_subscribe(world, (struct subscription){.data_class = DATA_AIR_QUALITY,
                                                         .party = city->number,
                                                         .recipient = city->number,
                                                         .purpose = PUBLIC_BODY_PURPOSE,
                                                         .worth_won = s->worth_won + s->reward_won});
}

static void find_holders(struct world *world, struct public_body_state *state) {
    struct party *p;
    for (p = NULL; (p = world_party_of_kind(world, &data_holder_party, p));) state->firms++;
    state->holders = status_allocate(state->firms + 1, sizeof(struct party *));
    size_t firm = 0;
    for (p = NULL; (p = world_party_of_kind(world, &data_holder_party, p));) state->holders[firm++] = p;
}

static double *numbers(size_t count) {
    return status_allocate(count, sizeof(double));
}

static void public_body_start(struct world *world, struct party *city) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    const struct outdoor_air *air = world->model->air;
    size_t n = state->districts = air->district_count;
    find_holders(world, state);
    state->cells = status_allocate(n * (state->firms + 1), sizeof *state->cells);
    state->told = status_allocate(n * (state->firms + 1), sizeof *state->told);
    state->own = status_allocate(n * (state->firms + 1), sizeof *state->own);
    state->sums = numbers(n), state->counts = numbers(n);
    state->estimates = numbers(n), state->variances = numbers(n);
    state->truth = numbers(n), state->usual = numbers(n);
    state->taken = numbers(n), state->cleaning = numbers(n);
    state->persons = numbers(n);
    state->listed = status_allocate(2 * n, sizeof *state->listed);
    state->worst = state->listed + n;
    for (size_t d = 0; d < n; d++) {
        state->usual[d] = air->district_factors[d];
        state->truth[d] = log(state->usual[d]);
    }
    joint_estimate_highest(state->usual, n, (size_t)s->cleans_districts, 0, state->worst);
    state->error_nobody = joint_estimate_error(state->estimates, state->truth, n);
    for (uint32_t home = 0; home < world->home_count; home++)
        state->persons[world->homes[home].district] += world->homes[home].members;
}

static void public_body_close(struct world *world, struct party *city) {
    (void)world;
    struct public_body_state *state = city->state;
    void *owned[] = {state->holders, state->cells,     state->told,      state->own,   state->sums,
                     state->counts,  state->estimates, state->variances, state->truth, state->usual,
                     state->taken,   state->cleaning,  state->persons,   state->listed};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) free(owned[i]);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation homes_of_firm = {
    "what a firm tells of a district",
    "x = ln(mean / station) of a home; S = sum of x, N = homes, if N >= smallest_cell; raw: of records "
    "passed on, N >= 1; noised: x within -clip to clip, S and N with noise, of every district",
    "mean of the home's nights of 30 days as the firm has them; station: mean PM2.5 of the city from 0 to 6 "
    "h; noise: see noise on a firm's sums",
    "definition"};
static const struct equation asked = {"whom the city asks",
                                      "none: the largest firm's own estimate; else all that firms tell; "
                                      "noised cells used from smallest_cell homes on, by their noised number",
                                      "every 30 days, of all months so far", "definition"};
static const struct equation records = {
    "records and rewards", "each record passed on with consent earns the family reward_won, out of taxes", "",
    "definition"};
static const struct equation buying = {"whether it pays for records",
                                       "raw: it pays in a month if reward_won times the families that agreed "
                                       "is at most its bid, and in a share tries "
                                       "of the months the other way round; where it does not, it asks the "
                                       "largest firm, whose list costs nothing",
                                       "bid: see what a month's records are worth; what cleaning spared is "
                                       "measured in the streets, without error; "
                                       "records that cost nothing it takes",
                                       "assumption"};
static const struct equation list = {
    "the list",
    "the cleans_districts highest estimates above 0; truly worst: the cleans_districts highest factors when "
    "nobody cleans",
    "listed, hits = listed and worst, sought = worst, found = listed and worst: districts x months; hits and "
    "found as shares of listed and sought",
    "definition"};
static const struct equation cleaning = {
    "cleaning a district",
    "f' = f - cleaning_share max(0, f - 1) for 30 days; won = cleaning_won persons, out of taxes",
    "f factor of the district against the city; persons who live there", "assumption"};
static const struct equation spared = {
    "what people are spared",
    "avoided = sum of C (f - f') persons (outdoors_h + at_home_h comes_in) / 24; avoided_hours = hours with "
    "C f > limit_ug >= C f' x persons outdoors_h / 24",
    "C PM2.5 of the city, over the hours of 30 days; f, f' factor without and with cleaning", "definition"};
static const struct equation spent = {"money and what it buys",
                                      "spent = (cleaning + rewards) / 1e6; avoided_each = avoided / spent; "
                                      "avoided_hours_each = avoided_hours / spent",
                                      "", "definition"};
static const struct submodel submodels[] = {
    {&homes_of_firm, "cells, cell_homes, too_small, records, air_quality",
     "pools, smallest_cell, clip, epsilon, data_holder, air_purifier"},
    {&privacy_budget_equation, "epsilon", "epsilon, delta"},
    {&choice_equation, "agreed, records", "worth_won, reward_won, families"},
    {&record_learning_more_equation, "", "believed_more, prior_months"},
    {&record_learning_bid_equation, "records_worth", ""},
    {&buying, "bought", "tries, reward_won"},
    {&records, "rewards, record for the city, taxes, reward for data", "reward_won"},
    {&asked, "months", "pools, smallest_cell, data_holder.share"},
    {&joint_estimate_noise_equation, "", "clip, epsilon"},
    {&geometric_estimate_equation, "", "epsilon"},
    {&joint_estimate_cell_equation, "", "home_spread, epsilon, clip"},
    {&two_way_equation, "", ""},
    {&joint_estimate_undo_equation, "", "cleaning_share"},
    {&joint_estimate_shrink_equation, "", ""},
    {&joint_estimate_error_equation, "error, error_mean_firm, error_best_firm, error_nobody", "air"},
    {&list, "listed, hits, sought, found", "cleans_districts"},
    {&cleaning, "cleaned, district cleaned, taxes, street cleaning", "cleaning_share, cleaning_won, air"},
    {&spared, "avoided, avoided_hours", "outdoors_h, at_home_h, comes_in, limit_ug, air"},
    {&spent, "spent, avoided_each, avoided_hours_each", ""},
};

const struct party_kind public_body_party = {
    .kind = {.name = "public_body",
             .summary = "a city that looks for its worst air together with firms, and cleans it",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&record_learning_technique, &joint_estimate_technique)},
    .metrics = metrics,
    .metric_count = METRICS,
    .side = SIDE_PUBLIC,
    .state_size = sizeof(struct public_body_state),
    .prepare = public_body_prepare,
    .start = public_body_start,
    .midnight = public_body_midnight,
    .close = public_body_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
// A city that wants to know which of its districts have the worst air, and cleans them. No firm can tell it
// well alone: each hears from its own customers, with sensors that err in the firm's own way. Every 30 days
// the firms that make air purifiers (data_holder) and the city look for the hot spots, by the lever `pools`:
//   none        the city asks the largest firm for its own list
//   aggregated  each firm tells the sum of a district's homes, if they are at least smallest_cell
//   noised      the same with Laplace noise on sum and count, epsilon / 2 each: epsilon a month for a home
//   raw         the firms pass on each home's monthly mean, of families that agreed to joint analysis
// A home's mean counts relative to the mean of the same hours at the city's own station, which is public:
//   z_h = clip(mean_h / station - 1, -1, 1)      so that one home moves a noised sum by 1 at most
//   y   = ln(1 + sum z / n),   var y = home_spread^2 / n + noise                        (joint_estimate.h)
// The estimates stand beside the simulated truth, ln of the district's factor. Cleaning lowers what is above
// the city's air (outdoor_air.h) until the next list; the city knows what it cleaned and takes it into
// account.
#include <math.h>
#include <stdlib.h>

#include "models/data_desk.h"
#include "models/environment/outdoor_air.h"
#include "models/household/choice.h"
#include "models/model.h"
#include "models/parties/data_holder.h"
#include "models/techniques/joint_estimate.h"
#include "models/techniques/privacy_budget.h"

enum pools { POOLS_NONE, POOLS_AGGREGATED, POOLS_NOISED, POOLS_RAW };
static const char *const pools_names[] = {"none", "aggregated", "noised", "raw", NULL};
enum { MONTH_DAYS = 30, MONTH_HOURS = 720, DAY_HOURS = 24, NIGHT_HOURS = 6, MONTH_BYTES = 6000 };

struct public_body_settings {
    int pools;
    int64_t smallest_cell, cleans_districts;
    double epsilon, delta, home_spread, cleaning_share, cleaning_won, outdoors_h, limit_ug, worth_won;
};

typedef struct public_body_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER, S, pools, pools_names, POOLS_AGGREGATED, "what the firms put together", "the scenario"),
    SETTING_WHOLE(ROLE_LEVER, S, smallest_cell, "1", 5, 1, 1000, "homes behind a sum that a firm tells", "assumption; statistical offices publish cells of 3 to 10 and more"),
    SETTING_WHOLE(ROLE_LEVER, S, cleans_districts, "1", 3, 0, 1000, "districts the city can clean at a time", "assumption"),
    LEVER(S, epsilon, "1", 1, 0.01, 20, "privacy loss of a home in a month, noised", "assumption; Dwork & Roth 2014 call about 1 small"),
    LEVER(S, delta, "1", 1e-6, 1e-12, 0.01, "chance for which the yearly loss may be larger than said", "Dwork & Roth 2014: far below 1 / number of homes"),
    UNCERTAIN(S, home_spread, "1", 0.35, 0.05, 2, "what the analyst takes for the spread of homes' readings in a district, logarithm", "assumption: 0.2 of the sensors and as much again of unlike dwellings"),
    UNCERTAIN(S, cleaning_share, "1", 0.3, 0, 0.9, "of a district's dust above the city's air, taken away by cleaning it", "assumption: sweeping and limits on traffic move PM2.5 little where they have been measured"),
    UNCERTAIN(S, cleaning_won, "won/month", 2000000, 0, 1e9, "cleaning a district of the simulated size for 30 days", "assumption: half a worker with a machine"),
    UNCERTAIN(S, outdoors_h, "h/day", 1.5, 0, 24, "a person is outdoors", "assumption; Klepeis et al. 2001, J. Expo. Anal. Environ. Epidemiol. 11:231-252: 1.8 h in the United States"),
    WORLD(S, limit_ug, "ug/m3", 35, 5, 200, "hours with more dust outdoors are counted", "Korea's daily standard for PM2.5 since March 2018: 35"),
    UNCERTAIN(S, worth_won, "won/month", 0, 0, 50000, "what joint analysis is worth to a family that is asked", "assumption: nothing for itself"),
};

enum { MONTHS, ERROR, ERROR_MEAN_FIRM, ERROR_BEST_FIRM, CLEANED, HITS, RECORDS, CELLS, SMALLEST, EPSILON, AVOIDED, AVOIDED_HOURS, METRICS };
static const struct metric metrics[METRICS] = {
    [MONTHS] = {"months", "1", "months looked at", false, NULL},
    [ERROR] = {"error", "1", "of the districts' factors as the list has them, root mean square of logarithms", true, "months"},
    [ERROR_MEAN_FIRM] = {"error_mean_firm", "1", "the same of a firm alone, mean of the firms", true, "months"},
    [ERROR_BEST_FIRM] = {"error_best_firm", "1", "the same of the firm that was nearest", true, "months"},
    [CLEANED] = {"cleaned", "1", "districts cleaned, in months", true, NULL},
    [HITS] = {"hits", "1", "share of them that were among as many worst", true, "cleaned"},
    [RECORDS] = {"records", "1", "records of single homes the city got", true, NULL},
    [CELLS] = {"cells", "1", "sums of a firm's homes in a district that were used", false, NULL},
    [SMALLEST] = {"smallest_cell_used", "1", "homes behind the smallest of a month, mean", true, "months"},
    [EPSILON] = {"epsilon_year", "1", "privacy loss of a home in twelve months; 0: none is promised", true, NULL},
    [AVOIDED] = {"avoided", "ug h/m3", "dust people did not breathe outdoors, times hours, thanks to cleaning", true, NULL},
    [AVOIDED_HOURS] = {"avoided_hours", "h", "hours of people outdoors that cleaning brought below the limit", true, NULL},
};
// clang-format on

struct public_body_state {
    uint16_t flow;
    size_t districts, firms;
    struct party **holders;                         // [firms]
    struct joint_cell *cells;                       // [districts x firms]
    double *sums, *counts;                          // [districts], of the firm at hand
    double *estimates, *variances, *truth, *usual;  // [districts]
    bool *listed, *worst;                           // [districts]
    uint32_t *persons;                              // [districts]
};

// ---- What is put together --------------------------------------------------------------------------------

// The city's mean of the month's nights, the hours the purifiers' estimates are of.
static double station_mean(const struct world *world) {
    const struct outdoor_air *air = world->model->air;
    int64_t until = clock_hour(world->now);
    double sum = 0;
    for (int64_t hour = until - MONTH_HOURS; hour < until; hour++)
        if (hour % DAY_HOURS < NIGHT_HOURS) sum += (double)air->pm25_ug_m3[hour];
    return sum / (MONTH_DAYS * NIGHT_HOURS);
}

// A family is asked when the city first wants its record.
static bool may_pass_on(struct world *world, const struct party *city, uint32_t home) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    if (consent_state(world->gate, home, state->flow, world->now) == CONSENT_NOT_ASKED)
        choice_standing(world, home, state->flow, s->worth_won, world_sequence(world, home, "public_body", 0),
                        world->now);
    if (!world_share(world, home, state->flow, FORM_RAW, MONTH_BYTES)) return false;
    world_count(world, city->first_metric, RECORDS, home, 1);
    return true;
}

static void sum_homes(struct world *world, const struct party *city, const struct party *holder, bool pass_on,
                      double station) {
    const struct public_body_state *state = city->state;
    for (size_t d = 0; d < state->districts; d++) state->sums[d] = state->counts[d] = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        double mean;
        if (!data_holder_knows(holder, home, &mean)) continue;
        if (pass_on && !may_pass_on(world, city, home)) continue;
        size_t d = world->homes[home].district;
        state->sums[d] += fmin(1, mean / station - 1);
        state->counts[d]++;
    }
}

static struct joint_cell cell_of(const S *s, double sum, double homes, double noise) {
    double ratio = homes > 0 ? 1 + sum / homes : 0;
    if (ratio <= 0) return (struct joint_cell){0, 0};
    return (struct joint_cell){log(ratio),
                               s->home_spread * s->home_spread / homes + 2 * noise * noise / (homes * homes)};
}

static void add_noise(struct random_sequence *luck, double scale, double *sum, double *homes) {
    struct random_block bits = random_next(luck);
    *sum += joint_estimate_laplace(scale, bits.word[0]);
    *homes += joint_estimate_laplace(scale, bits.word[1]);
}

// One firm's column of the cells, as it may be told under `pools` (POOLS_NONE: all it knows itself).
static void fill_cells(struct world *world, const struct party *city, size_t firm, enum pools pools,
                       double station) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    struct random_sequence luck = world_sequence(world, RANDOM_ENTITY_PARTY(state->holders[firm]->number),
                                                 "public_body.noise", (uint64_t)clock_day(world->now) << 16);
    bool told_in_sums = pools == POOLS_AGGREGATED || pools == POOLS_NOISED;
    double noise = pools == POOLS_NOISED ? 2 / s->epsilon : 0;
    sum_homes(world, city, state->holders[firm], pools == POOLS_RAW, station);
    for (size_t d = 0; d < state->districts; d++) {
        double sum = state->sums[d], homes = state->counts[d];
        if (noise > 0) add_noise(&luck, noise, &sum, &homes);
        bool small = told_in_sums && homes < (double)s->smallest_cell;
        state->cells[d * state->firms + firm] =
            small ? (struct joint_cell){0, 0} : cell_of(s, sum, homes, noise);
    }
}

static void estimate(const struct public_body_state *state, const struct joint_cell *cells, size_t firms) {
    joint_estimate_effects(cells, state->districts, firms, state->estimates, state->variances);
    joint_estimate_shrink(state->estimates, state->variances, state->districts);
}

// ---- What each knows alone -------------------------------------------------------------------------------

static double error_alone(struct world *world, const struct party *city, size_t firm, double station) {
    const struct public_body_state *state = city->state;
    fill_cells(world, city, firm, POOLS_NONE, station);
    struct joint_cell *own = status_allocate(state->districts, sizeof *own);
    for (size_t d = 0; d < state->districts; d++) own[d] = state->cells[d * state->firms + firm];
    estimate(state, own, 1);
    free(own);
    return joint_estimate_error(state->estimates, state->truth, state->districts);
}

static void judge_firms(struct world *world, const struct party *city, double station) {
    const struct public_body_state *state = city->state;
    double sum = 0, best = INFINITY;
    for (size_t f = 0; f < state->firms; f++) {
        double error = error_alone(world, city, f, station);
        sum += error;
        best = fmin(best, error);
    }
    world_count_party(world, city, ERROR_MEAN_FIRM, sum / (double)state->firms);
    world_count_party(world, city, ERROR_BEST_FIRM, best);
}

static size_t largest_firm(const struct public_body_state *state) {
    size_t largest = 0;
    for (size_t f = 1; f < state->firms; f++)
        if (data_holder_share(state->holders[f]) > data_holder_share(state->holders[largest])) largest = f;
    return largest;
}

// The list's estimates; counts what was told for them.
static void make_list(struct world *world, const struct party *city, double station) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    double smallest = INFINITY;
    if (s->pools == POOLS_NONE) {
        error_alone(world, city, largest_firm(state), station);
        return;
    }
    for (size_t f = 0; f < state->firms; f++) {
        fill_cells(world, city, f, (enum pools)s->pools, station);
        for (size_t d = 0; d < state->districts; d++) {
            if (state->cells[d * state->firms + f].variance <= 0) continue;
            world_count_party(world, city, CELLS, 1);
            smallest = fmin(smallest, state->counts[d]);
        }
    }
    if (isfinite(smallest)) world_count_party(world, city, SMALLEST, s->pools == POOLS_RAW ? 1 : smallest);
    estimate(state, state->cells, state->firms);
}

// ---- What the city does ----------------------------------------------------------------------------------

static void learn_truth(const struct world *world, const struct public_body_state *state) {
    const struct outdoor_air *air = world->model->air;
    for (size_t d = 0; d < state->districts; d++) {
        state->usual[d] = (double)air->districts[d].usual;
        state->truth[d] = log(outdoor_air_factor(air, d, clock_hour(world->now) - 1));
    }
}

// What the districts would be if nobody cleaned.
static void undo_cleaning(const struct world *world, const struct party *city) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    for (size_t d = 0; d < state->districts; d++) {
        double excess = exp(state->estimates[d]) - 1;
        bool cleaned =
            world->model->air->districts[d].until_hour == clock_hour(world->now) && state->listed[d];
        state->estimates[d] = cleaned && excess > 0 ? excess / (1 - s->cleaning_share) : excess;
    }
}

static void count_benefit(struct world *world, const struct party *city, size_t district, int64_t from,
                          int64_t until) {
    const S *s = city->entry->settings;
    const struct public_body_state *state = city->state;
    const struct outdoor_air *air = world->model->air;
    const struct district_air *d = &air->districts[district];
    double persons = state->persons[district] * s->outdoors_h / DAY_HOURS, ug_h = 0, hours = 0;
    for (int64_t hour = from; hour < until; hour++) {
        double before = (double)(air->pm25_ug_m3[hour] * d->usual),
               after = (double)(air->pm25_ug_m3[hour] * d->cleaned);
        ug_h += before - after;
        hours += before > s->limit_ug && after <= s->limit_ug;
    }
    world_count_party(world, city, AVOIDED, ug_h * persons);
    world_count_party(world, city, AVOIDED_HOURS, hours * persons);
}

static void clean(struct world *world, const struct party *city, size_t district) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    struct outdoor_air *air = world->model->air;
    int64_t from = clock_hour(world->now), until = from + MONTH_HOURS;
    if (until > (int64_t)air->hours) until = (int64_t)air->hours;
    outdoor_air_clean(air, district, from, until, s->cleaning_share);
    count_benefit(world, city, district, from, until);
    data_desk_earn(world, city, s->cleaning_won, "taxes", 0);
    data_desk_spend(world, city, s->cleaning_won, "street cleaning", 0);
    world_count_party(world, city, CLEANED, 1);
    world_count_party(world, city, HITS, state->worst[district]);
}

static void public_body_midnight(struct world *world, struct party *city) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    if (clock_day(world->now) % MONTH_DAYS || clock_day(world->now) == 0 || state->firms == 0) return;
    double station = station_mean(world);
    learn_truth(world, state);
    judge_firms(world, city, station);
    make_list(world, city, station);
    world_count_party(world, city, MONTHS, 1);
    world_count_party(world, city, ERROR,
                      joint_estimate_error(state->estimates, state->truth, state->districts));
    undo_cleaning(world, city);
    joint_estimate_highest(state->estimates, state->districts, (size_t)s->cleans_districts, state->listed);
    joint_estimate_highest(state->usual, state->districts, (size_t)s->cleans_districts, state->worst);
    for (size_t d = 0; d < state->districts; d++)
        if (state->listed[d] && world->now < world->end) clean(world, city, d);
    for (size_t f = 0; f < state->firms; f++) data_holder_forget(world, state->holders[f]);
}

// ---- Its life --------------------------------------------------------------------------------------------

static void public_body_prepare(struct world *world, struct party *city) {
    struct public_body_state *state = city->state;
    state->flow = world_flow(world, DATA_AIR_QUALITY, city, "joint analysis");
}

static void public_body_start(struct world *world, struct party *city) {
    const S *s = city->entry->settings;
    struct public_body_state *state = city->state;
    size_t districts = world->model->air->district_count, firms = 0;
    for (const struct party *p = NULL; (p = world_party_of_kind(world, &data_holder_party, p));) firms++;
    state->districts = districts, state->firms = firms;
    state->holders = status_allocate(firms + 1, sizeof(struct party *));
    firms = 0;
    for (struct party *p = NULL; (p = world_party_of_kind(world, &data_holder_party, p));)
        state->holders[firms++] = p;
    state->cells = status_allocate(districts * (firms + 1), sizeof *state->cells);
    state->sums = status_allocate(6 * districts, sizeof(double));
    state->counts = state->sums + districts, state->estimates = state->counts + districts;
    state->variances = state->estimates + districts, state->truth = state->variances + districts;
    state->usual = state->truth + districts;
    state->listed = status_allocate(2 * districts, sizeof(bool));
    state->worst = state->listed + districts;
    state->persons = status_allocate(districts, sizeof *state->persons);
    for (uint32_t home = 0; home < world->home_count; home++)
        state->persons[world->homes[home].district] += world->homes[home].members;
    if (s->pools == POOLS_NOISED)
        world_count_party(world, city, EPSILON, privacy_budget_spent(12, s->epsilon, s->delta));
}

static void public_body_close(struct world *world, struct party *city) {
    (void)world;
    struct public_body_state *state = city->state;
    free(state->holders);
    free(state->cells);
    free(state->sums);
    free(state->listed);
    free(state->persons);
}

const struct party_kind public_body_party = {
    .kind = {.name = "public_body",
             .summary = "a city that looks for its worst air together with firms, and cleans it",
             .settings = SETTING_TABLE(S, rows)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct public_body_state),
    .prepare = public_body_prepare,
    .start = public_body_start,
    .midnight = public_body_midnight,
    .close = public_body_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/published_counts.h"

#include <math.h>
#include <stdlib.h>

#include "models/methods/privacy_budget_mechanism.h"
#include "sim/engine/party_act.h"

const struct equation published_counts_equation = {
    "what a report publishes",
    "cases = sum over districts of (sum over homes let in of min(cases_h, most) + N), among likewise; cases "
    "cut to 0 ... among; sd of the noise on each: sigma sqrt(districts)",
    "N: noise on a count, of rho / 2 for each of the two, so that a home's come to rho; a home counts for 6 "
    "products, as many cases, and their months so far at most; districts that have somebody let in, all of "
    "them where least_cell <= 1",
    "definition; a home is in one district: parallel composition, McSherry 2009 (SIGMOD), not read"};
const struct equation published_counts_epsilon_equation = {
    "what all reports tell of a home",
    "epsilon = n rho + 2 sqrt(n rho ln(1 / delta)); of a secret sample: ln(1 + sample_share (e^epsilon - 1))",
    "n reports, delta 1e-6; where least_cell > 1 only what a home says is hidden so, not that it is among "
    "the homes, and no sample helps: whether a district is told hangs on who was drawn",
    "zCDP, Bun & Steinke 2016 (propositions 1.3 and 1.4); see a secret sample"};

static const double delta = 1e-6;

static size_t districts_of(const struct world *world) {
    const struct homes_settings *homes = plan_section(world->plan, &homes_section);
    return (size_t)homes->districts;
}

// ---- Who is counted --------------------------------------------------------------------------------------

static bool keeps_cells(const struct published_counts_rules *rules) {
    return rules->least_cell > 1;
}

void published_counts_check(struct world *world, const struct party *desk,
                            const struct published_counts_rules *rules) {
    static const double least_rho = 1e-4;  // below, the noise is larger than any count
    if (rules->rho > 0 && rules->rho < least_rho)
        status_fail(&world->status, STATUS_SCENARIO, "%s.rho = %g: allowed is 0, or %g to 10", desk->name,
                    rules->rho, least_rho);
}

void published_counts_open(const struct world *world, struct published_counts *published,
                           const struct published_counts_rules *rules) {
    if (rules->sample_share >= 1 && !keeps_cells(rules) && rules->rho == 0) return;
    published->places = status_allocate(world->home_count, sizeof *published->places);
    published->districts = status_allocate(world->home_count, sizeof *published->districts);
    for (uint32_t home = 0; home < world->home_count; home++)
        published->districts[home] = world->homes[home].district;
}

void published_counts_close(struct published_counts *published) {
    free(published->places);
    free(published->districts);
}

bool published_counts_hides(const struct published_counts *published) {
    return published->places != NULL;
}

static bool is_drawn(const struct world *world, const struct party *desk,
                     const struct published_counts_rules *rules, uint32_t home) {
    if (rules->sample_share >= 1) return true;
    struct random_sequence luck = luck_with_party(world, desk, home, "published_counts.sample", 0);
    return random_next_uniform(&luck) < rules->sample_share;
}

void published_counts_comes(const struct world *world, const struct party *desk,
                            struct published_counts *published, const struct published_counts_rules *rules,
                            uint32_t home) {
    if (!published->places || published->places[home] != AGGREGATION_ABSENT) return;
    if (is_drawn(world, desk, rules, home)) aggregation_threshold_comes(&published->places[home]);
}

// ---- A district's counts ---------------------------------------------------------------------------------

struct cell {
    struct published_counts_home sum;
    uint32_t homes, waiting;
};

static double cut(double value, double most) {
    return floor(fmin(fmax(value, 0), most));
}

static struct cell *add_up(const struct world *world, const struct published_counts *published,
                           const struct published_counts_home *homes, struct published_counts_home most) {
    struct cell *cells = status_allocate(districts_of(world), sizeof *cells);
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct cell *cell = &cells[published->districts[home]];
        cell->waiting += published->places[home] == AGGREGATION_WAITS;
        if (published->places[home] != AGGREGATION_TOLD) continue;
        cell->homes++;
        cell->sum.cases += cut(homes[home].cases, most.cases);
        cell->sum.among += cut(homes[home].among, most.among);
    }
    return cells;
}

// ---- A report --------------------------------------------------------------------------------------------

// Two counts, each with half of rho.
struct cell_noise {
    struct discrete_gaussian cases, among;
};

static void add_noise(struct cell *cell, const struct cell_noise *noise, struct random_sequence luck) {
    cell->sum.cases += (double)discrete_gaussian_noise(&noise->cases, &luck);
    cell->sum.among += (double)discrete_gaussian_noise(&noise->among, &luck);
}

static void spend(struct world *world, const struct party *desk, struct published_counts *published,
                  const struct published_counts_rules *rules, size_t first) {
    double all = privacy_budget_zcdp((double)published->reports, sqrt(2 * rules->rho), delta);
    if (!keeps_cells(rules)) all = subsampling_epsilon(rules->sample_share, all);
    party_count_own(world, desk, first + PUBLISHED_EPSILON, all - published->epsilon);
    published->epsilon = all;
}

static struct dealer_report sum_of(const struct cell *cells, size_t count, bool all) {
    struct dealer_report report = {0};
    for (size_t i = 0; i < count; i++) {
        if (!all && cells[i].homes == 0) continue;
        report.cases += cells[i].sum.cases;
        report.among += cells[i].sum.among;
    }
    report.among = fmax(0, report.among);
    report.cases = fmin(fmax(0, report.cases), report.among);
    return report;
}

static double count_told(struct world *world, const struct party *desk, const struct cell *cells, bool all,
                         size_t first) {
    double told = 0, waiting = 0;
    for (size_t i = 0; i < districts_of(world); i++) {
        told += all || cells[i].homes > 0;
        waiting += cells[i].waiting;
    }
    party_count_own(world, desk, first + PUBLISHED_REPORTS, 1);
    party_count_own(world, desk, first + PUBLISHED_CELLS, told);
    party_count_own(world, desk, first + PUBLISHED_WAITING, waiting);
    return told;
}

static void let_in(const struct world *world, struct published_counts *published,
                   const struct published_counts_rules *rules) {
    uint32_t *waiting = status_allocate(districts_of(world), sizeof *waiting);
    aggregation_threshold_lets_in(published->places, published->districts, world->home_count,
                                  rules->least_cell, waiting, districts_of(world));
    free(waiting);
}

// Its district's two counts are what leaves the desk of a home.
static void tell_on(struct world *world, uint16_t flow, const struct published_counts *published,
                    const struct cell *cells) {
    for (uint32_t home = 0; home < world->home_count; home++)
        if (published->places[home] == AGGREGATION_TOLD)
            party_tells_on(world, flow, home, cells[published->districts[home]].homes);
}

struct dealer_report published_counts_report(struct world *world, const struct party *desk, uint16_t flow,
                                             struct published_counts *published,
                                             const struct published_counts_rules *rules,
                                             const struct published_counts_home *homes,
                                             struct published_counts_home most, size_t first) {
    bool all = !keeps_cells(rules), noised = rules->rho > 0;
    let_in(world, published, rules);
    struct cell *cells = add_up(world, published, homes, most);
    tell_on(world, flow, published, cells);
    struct cell_noise noise = {0};
    if (noised)
        noise = (struct cell_noise){discrete_gaussian_of(rules->rho / 2, most.cases),
                                    discrete_gaussian_of(rules->rho / 2, most.among)};
    uint64_t number = published->reports++;
    for (size_t i = 0; i < districts_of(world) && noised; i++)
        add_noise(&cells[i], &noise,
                  luck_of_party(world, desk, "published_counts.noise", number << 40 | (uint64_t)i << 20));
    struct dealer_report report = sum_of(cells, districts_of(world), all);
    double told = count_told(world, desk, cells, all, first);
    if (noised) {
        spend(world, desk, published, rules, first);
        report.noise = (struct newsvendor_noise){sqrt(told) * discrete_gaussian_sd(&noise.cases),
                                                 sqrt(told) * discrete_gaussian_sd(&noise.among)};
    }
    free(cells);
    return report;
}

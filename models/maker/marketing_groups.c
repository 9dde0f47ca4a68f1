// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/marketing_groups.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/status.h"

const struct equation marketing_groups_equation = {
    "what families are grouped by",
    "of those told of signals_least times by a class of data: the mean health of what they heat and of what "
    "they keep, or the share of each food and of each product; each number less its mean, by its standard "
    "deviation; what is not known of a family is 0",
    "health from -1 to 1, of foods and of products; families of which neither is known are one group more; "
    "what a family withdraws is deleted before the next version",
    "definition"};

// ---- What is told ---------------------------------------------------------------------------------------

void marketing_groups_hear_of_meal(struct marketing_reports *reports, enum food_class food) {
    reports->meals++;
    reports->foods[food]++;
}

void marketing_groups_look(struct marketing_reports *reports, const struct stock_status *seen) {
    reports->looks++;
    for (int p = 0; p < FOODSTUFFS; p++) reports->portions[p] += seen->portions[p];
}

void marketing_groups_forget_meals(struct marketing_reports *reports) {
    reports->meals = 0;
    for (int food = 0; food < FOOD_CLASSES; food++) reports->foods[food] = 0;
}

void marketing_groups_forget_looks(struct marketing_reports *reports) {
    reports->looks = 0;
    for (int p = 0; p < FOODSTUFFS; p++) reports->portions[p] = 0;
}

// ---- What it looks like ---------------------------------------------------------------------------------

enum { OF_HEALTH = 2, OF_SHARES = FOOD_CLASSES + FOODSTUFFS };

static double sum_of(const uint32_t *count, int of) {
    double sum = 0;
    for (int i = 0; i < of; i++) sum += count[i];
    return sum;
}

// NAN of what is not known.
static double mean_health(const struct marketing_reports *reports, bool of_foods) {
    double sum = 0;
    if (of_foods) {
        for (int i = 0; i < FOOD_CLASSES; i++) sum += reports->foods[i] * food_health((enum food_class)i);
        return sum / sum_of(reports->foods, FOOD_CLASSES);
    }
    for (int p = 0; p < FOODSTUFFS; p++) sum += reports->portions[p] * foodstuff_health((enum foodstuff)p);
    return sum / sum_of(reports->portions, FOODSTUFFS);
}

static bool knows_meals(const struct marketing_reports *reports, uint32_t least) {
    return reports->meals >= least;
}

static bool knows_stock(const struct marketing_reports *reports, uint32_t least) {
    return reports->looks >= least && sum_of(reports->portions, FOODSTUFFS) > 0;
}

static void describe(const struct marketing_reports *reports, const struct marketing_grouping *how,
                     double *numbers) {
    bool meals = knows_meals(reports, how->signals_least), stock = knows_stock(reports, how->signals_least);
    if (how->by_health) {
        numbers[0] = meals ? mean_health(reports, true) : NAN;
        numbers[1] = stock ? mean_health(reports, false) : NAN;
        return;
    }
    double heated = meals ? sum_of(reports->foods, FOOD_CLASSES) : NAN;
    double kept = stock ? sum_of(reports->portions, FOODSTUFFS) : NAN;
    for (int i = 0; i < FOOD_CLASSES; i++) numbers[i] = reports->foods[i] / heated;
    for (int p = 0; p < FOODSTUFFS; p++) numbers[FOOD_CLASSES + p] = reports->portions[p] / kept;
}

// ---- Groups ---------------------------------------------------------------------------------------------

static struct clustering find(const struct clustering_points *points, const struct marketing_grouping *how,
                              struct random_sequence luck, uint8_t *group) {
    enum { STARTS = 5 };
    if (how->groups) return clustering_find(points, how->groups, STARTS, luck, group);
    return (how->by_gap ? clustering_choose_by_gap : clustering_choose)(points, MARKETING_GROUPS_MOST, STARTS,
                                                                        luck, group);
}

// The homes of which enough is known, in order. Returns how many.
static size_t find_known(const struct marketing_reports *reports, size_t homes, uint32_t least,
                         size_t *known) {
    size_t count = 0;
    for (size_t home = 0; home < homes; home++)
        if (knows_meals(&reports[home], least) || knows_stock(&reports[home], least)) known[count++] = home;
    return count;
}

struct marketing_version marketing_groups_make(const struct marketing_reports *reports, size_t homes,
                                               const struct marketing_grouping *how,
                                               struct random_sequence luck, uint8_t *group) {
    size_t dimensions = how->by_health ? OF_HEALTH : OF_SHARES;
    size_t *known = status_allocate(homes, sizeof *known);
    struct marketing_version version = {0};
    size_t count = find_known(reports, homes, how->signals_least, known);
    double *at = status_allocate(count * dimensions + 1, sizeof *at);
    uint8_t *found = status_allocate(count + 1, sizeof *found);
    for (size_t i = 0; i < count; i++) {
        describe(&reports[known[i]], how, at + i * dimensions);
        version.samples += reports[known[i]].meals + reports[known[i]].looks;
    }
    clustering_standardise(at, count, dimensions);
    if (count > 0) version.found = find(&(struct clustering_points){at, count, dimensions}, how, luck, found);
    for (size_t home = 0; home < homes; home++) group[home] = MARKETING_UNKNOWN;
    for (size_t i = 0; i < count; i++) group[known[i]] = (uint8_t)(1 + found[i]);
    version.known = (double)count;
    free(at);
    free(found);
    free(known);
    return version;
}

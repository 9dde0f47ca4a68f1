// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_curves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/curve_days.h"
#include "analysis/report_number.h"

enum { MONEY_MOST = 6, RESULTS_MOST = 4, DIGITS = 6 };

// A row of the comparison that has days, and how much it moves.
struct curve {
    const struct comparison_row *row;
    double size;
};

struct curves {
    const struct report_source *source;
    const struct comparison *comparison;
    struct curve *found;
    size_t count;
};

// ---- Which are shown ----

// Of a comparison the largest difference, of money in won, else against its own size; of a run what it came
// to.
static double size_of(const struct comparison *comparison, const struct comparison_row *row) {
    bool money = row->measure.group == MEASURE_MONEY, alone = comparison->policy_count == 1;
    double largest = alone ? fabs(comparison_mean(comparison, row, 0)) : 0;
    for (size_t policy = 1; policy < comparison->policy_count; policy++) {
        if (!money && !comparison_tells(comparison, row, policy)) continue;
        double size = money ? fabs(comparison_row_difference(comparison, row, policy).mean)
                            : comparison_relative(comparison, row, policy);
        if (size > largest) largest = size;
    }
    return largest;
}

static bool is_candidate(const struct comparison *comparison, const struct comparison_row *row,
                         enum measure_group group) {
    return row->measure.group == group && !comparison_empty(comparison, row) && !comparison_is_outside(row) &&
           !comparison_repeats_images(comparison, row);
}

// A mean of what happens on few days is no curve: known on half of the days at least, under each policy.
static bool is_known_on_most_days(const struct curves *all, const struct comparison_row *row) {
    size_t days = all->source->results->days;
    for (size_t policy = 0; policy < all->comparison->policy_count; policy++) {
        struct statistics_estimate *estimates = curve_days_estimates(all->source, row, policy, false);
        size_t known = 0;
        for (size_t day = 0; day < days; day++) known += isfinite(estimates[day].mean) != 0;
        free(estimates);
        if (2 * known < days) return false;
    }
    return true;
}

static void find(struct curves *all, enum measure_group group) {
    all->count = 0;
    for (size_t i = 0; i < all->comparison->row_count; i++) {
        const struct comparison_row *row = &all->comparison->rows[i];
        if (!is_candidate(all->comparison, row, group)) continue;
        bool has_days = curve_days_quantity(all->source, row) < all->source->results->quantity_count;
        struct curve curve = {row, size_of(all->comparison, row)};
        if (has_days && curve.size > 0 && is_known_on_most_days(all, row)) all->found[all->count++] = curve;
    }
}

// One of each entry: of a run what it lists first, which it is there for, else what differs most.
static void keep_one_of_entries(struct curves *all) {
    size_t kept = 0;
    bool alone = all->source->policy_count == 1;
    for (size_t i = 0; i < all->count; i++) {
        struct curve *last = kept ? &all->found[kept - 1] : NULL;
        if (!last || strcmp(last->row->measure.entry, all->found[i].row->measure.entry) != 0)
            all->found[kept++] = all->found[i];
        else if (!alone && all->found[i].size > last->size)
            *last = all->found[i];
    }
    all->count = kept;
}

static int compare_size(const void *one, const void *other) {
    const struct curve *a = one, *b = other;
    if (a->size != b->size) return a->size > b->size ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static int compare_place(const void *one, const void *other) {
    const struct curve *a = one, *b = other;
    return a->row < b->row ? -1 : a->row > b->row;
}

static void keep_largest(struct curves *all, size_t most) {
    if (all->count == 0) return;
    qsort(all->found, all->count, sizeof *all->found, compare_size);
    if (all->count > most) all->count = most;
    qsort(all->found, all->count, sizeof *all->found, compare_place);
}

// ---- As JSON ----

static const char *sort_of(const struct measure *measure) {
    static const char *const sorts[] = {[CURVE_MONEY] = "money", [CURVE_SUM] = "sum", [CURVE_MEAN] = "mean"};
    return sorts[curve_days_sort(measure)];
}

static void put_side(struct json *json, const char *key, const struct statistics_estimate *estimates,
                     size_t days, double sign) {
    json_key(json, key);
    json_open(json, '[');
    for (size_t day = 0; day < days; day++)
        json_number(json, estimates[day].mean + (sign != 0 ? sign * estimates[day].half_width : 0), DIGITS);
    json_close(json, ']');
}

static void put_line(struct json *json, const struct curves *all, const struct curve *curve, size_t policy) {
    size_t days = all->source->results->days;
    bool money = curve->row->measure.group == MEASURE_MONEY;
    struct statistics_estimate *estimates =
        curve_days_estimates(all->source, curve->row, policy, money && policy > 0);
    json_open(json, '{');
    json_key_whole(json, "policy", (int64_t)policy);
    put_side(json, "mean", estimates, days, 0);
    if (comparison_has_intervals(all->comparison)) {
        put_side(json, "low", estimates, days, -1);
        put_side(json, "high", estimates, days, 1);
    }
    json_key(json, "end");
    (money ? report_put_money : report_put_number)(json, days ? estimates[days - 1].mean : NAN);
    json_close(json, '}');
    free(estimates);
}

static void put_curve(struct json *json, const struct curves *all, const struct curve *curve) {
    const struct measure *measure = &curve->row->measure;
    bool money = measure->group == MEASURE_MONEY;
    char *words = measure_words(measure);
    json_open(json, '{');
    json_key_text(json, "sort", sort_of(measure));
    json_key_text(json, "owner", money ? measure->name : measure->entry);
    json_key_text(json, "name", money ? "" : words);
    json_key_text(json, "unit", measure->unit);
    json_key_text(json, "meaning", measure->meaning);
    json_key(json, "lines");
    json_open(json, '[');
    bool against = money && all->comparison->policy_count > 1;
    for (size_t policy = against; policy < all->comparison->policy_count; policy++)
        put_line(json, all, curve, policy);
    json_close(json, ']');
    json_close(json, '}');
    free(words);
}

void report_put_curves(struct json *json, const struct report_source *source) {
    struct curves all = {source, source->comparison, NULL, 0};
    all.found = fault_allocate(source->comparison->row_count, sizeof *all.found);
    json_open(json, '[');
    find(&all, MEASURE_MONEY);
    keep_largest(&all, MONEY_MOST);
    for (size_t i = 0; i < all.count; i++) put_curve(json, &all, &all.found[i]);
    find(&all, MEASURE_RESULT);
    keep_one_of_entries(&all);
    if (source->policy_count == 1 && all.count > RESULTS_MOST) all.count = RESULTS_MOST;
    keep_largest(&all, RESULTS_MOST);
    for (size_t i = 0; i < all.count; i++) put_curve(json, &all, &all.found[i]);
    json_close(json, ']');
    free(all.found);
}

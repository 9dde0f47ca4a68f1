// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_curves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report_number.h"

enum { MONEY_MOST = 6, RESULTS_MOST = 4, DIGITS = 6 };

// A row of the comparison that has days, and how much it moves.
struct curve {
    const struct comparison_row *row;
    size_t quantity;
    double size;
};

struct curves {
    const struct report_source *source;
    const struct comparison *comparison;
    struct curve *found;
    size_t count;
};

// ---- Which are shown ----

static size_t quantity_of(const struct report_source *source, const struct comparison_row *row) {
    char *id = measure_id(&row->measure);
    size_t place =
        study_results_place(source->results->quantities, source->results->quantity_count, id, SIZE_MAX);
    free(id);
    return place;
}

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

static void find(struct curves *all, enum measure_group group) {
    all->count = 0;
    for (size_t i = 0; i < all->comparison->row_count; i++) {
        const struct comparison_row *row = &all->comparison->rows[i];
        if (!is_candidate(all->comparison, row, group)) continue;
        struct curve curve = {row, quantity_of(all->source, row), size_of(all->comparison, row)};
        if (curve.quantity < all->source->results->quantity_count && curve.size > 0)
            all->found[all->count++] = curve;
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

// ---- A curve's values ----

static const char *sort_of(const struct curve *curve) {
    const struct measure *measure = &curve->row->measure;
    if (measure->group == MEASURE_MONEY) return "money";
    return isnan(measure->missing) ? "mean" : "sum";
}

// [replications][days] of a policy: amounts since the start, means of the day.
static double *days_of(const struct report_source *source, const struct curve *curve, size_t policy) {
    const struct study_results *results = source->results;
    size_t days = results->days, count = source->comparison->replications;
    double *values = fault_allocate(count * days, sizeof *values);
    bool mean = strcmp(sort_of(curve), "mean") == 0;
    for (size_t run = 0; run < results->run_count; run++) {
        if (strcmp(results->policy[run], source->policies[policy]) != 0) continue;
        const double *by_day = source->by_day + (run * results->quantity_count + curve->quantity) * days;
        double *to = values + (size_t)results->replication[run] * days, sum = 0;
        for (size_t day = 0; day < days; day++) {
            sum += by_day[day];
            to[day] = mean ? by_day[day] : sum;
        }
    }
    return values;
}

static void subtract(double *values, const double *baseline, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] -= baseline[i];
}

// One estimate a day.
static struct statistics_estimate *estimates_of(const double *values, size_t days, size_t count) {
    struct statistics_estimate *estimates = fault_allocate(days, sizeof *estimates);
    double *of_day = fault_allocate(count, sizeof *of_day);
    for (size_t day = 0; day < days; day++) {
        for (size_t i = 0; i < count; i++) of_day[i] = values[i * days + day];
        estimates[day] = statistics_estimate(of_day, count, STATISTICS_LEVEL);
    }
    free(of_day);
    return estimates;
}

// ---- As JSON ----

static void put_side(struct json *json, const char *key, const struct statistics_estimate *estimates,
                     size_t days, double sign) {
    json_key(json, key);
    json_open(json, '[');
    for (size_t day = 0; day < days; day++)
        json_number(json, estimates[day].mean + (sign != 0 ? sign * estimates[day].half_width : 0), DIGITS);
    json_close(json, ']');
}

static void put_line(struct json *json, const struct curves *all, const struct curve *curve, size_t policy) {
    size_t days = all->source->results->days, count = all->comparison->replications;
    bool money = curve->row->measure.group == MEASURE_MONEY;
    double *values = days_of(all->source, curve, policy);
    if (money && policy > 0) {
        double *baseline = days_of(all->source, curve, 0);
        subtract(values, baseline, count * days);
        free(baseline);
    }
    struct statistics_estimate *estimates = estimates_of(values, days, count);
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
    free(values);
}

static void put_curve(struct json *json, const struct curves *all, const struct curve *curve) {
    const struct measure *measure = &curve->row->measure;
    bool money = measure->group == MEASURE_MONEY;
    char *words = measure_words(measure);
    json_open(json, '{');
    json_key_text(json, "sort", sort_of(curve));
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

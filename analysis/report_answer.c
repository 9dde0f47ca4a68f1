// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_answer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report_money.h"
#include "analysis/report_say.h"

enum { TOLD_MOST = 3, LUCK_MOST = 5 };  // parties named behind the first

static bool is_money(const struct comparison *comparison, const struct comparison_row *row) {
    return row->measure.group == MEASURE_MONEY && !comparison_is_outside(row) &&
           !comparison_empty(comparison, row);
}

static bool is_household(const struct comparison_row *row) {
    return strcmp(row->measure.name, "households") == 0;
}

static bool is_told(const struct comparison *comparison, const struct comparison_row *row, size_t policy) {
    return comparison_has_intervals(comparison) && comparison_tells(comparison, row, policy);
}

// ---- A comparison: money ----

// The maker, whose policy it is; then the other firms, then whoever pays.
static int importance(const struct report_source *source, const struct comparison_row *row) {
    if (is_household(row)) return 0;
    return strcmp(report_kind_of(source, row->measure.name), "maker") == 0 ? 2 : 1;
}

static double sureness(const struct comparison *comparison, const struct comparison_row *row, size_t policy) {
    struct statistics_estimate difference = comparison_row_difference(comparison, row, policy);
    return fabs(difference.mean) / difference.half_width;
}

// Of those whose money the policy changes, as far as intervals tell: the most important, and of these the
// surest. NULL: nobody's.
static const struct comparison_row *leading(const struct report_source *source, size_t policy) {
    const struct comparison *comparison = source->comparison;
    const struct comparison_row *best = NULL;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (!is_money(comparison, row) || !is_told(comparison, row, policy)) continue;
        int more = best ? importance(source, row) - importance(source, best) : 1;
        if (more > 0 || (more == 0 && sureness(comparison, row, policy) > sureness(comparison, best, policy)))
            best = row;
    }
    return best;
}

static const char *change_of(const struct comparison_row *row, double difference) {
    if (is_household(row)) return difference > 0 ? "pays_less" : "pays_more";
    return difference > 0 ? "earns_more" : "earns_less";
}

static void say_change(struct json *json, const struct report_source *source,
                       const struct comparison_row *row, size_t policy) {
    struct statistics_estimate difference = comparison_row_difference(source->comparison, row, policy);
    double size = fabs(difference.mean);
    report_say_begin(json, change_of(row, difference.mean));
    report_say_policies(json, source, policy);
    report_say_text(json, "party", row->measure.name);
    report_say_money(json, "amount", size);
    report_say_money(json, "low", size - difference.half_width);
    report_say_money(json, "high", size + difference.half_width);
    report_say_end(json);
}

// Others whose money the intervals tell, and then those whose difference may be luck.
static void say_others(struct json *json, const struct report_source *source,
                       const struct comparison_row *first, size_t policy) {
    const struct comparison *comparison = source->comparison;
    size_t told = 0;
    for (size_t i = 0; i < comparison->row_count && told < TOLD_MOST; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (row == first || !is_money(comparison, row) || !is_told(comparison, row, policy)) continue;
        say_change(json, source, row, policy);
        told++;
    }
}

static bool may_be_luck(const struct comparison *comparison, const struct comparison_row *row,
                        size_t policy) {
    return is_money(comparison, row) && !is_told(comparison, row, policy) &&
           comparison_row_difference(comparison, row, policy).mean != 0;
}

static void say_much_luck(struct json *json, const struct report_source *source, size_t policy,
                          size_t count) {
    report_say_begin(json, "much_luck");
    report_say_policies(json, source, policy);
    report_say_count(json, "count", (double)count);
    report_say_end(json);
}

static void say_luck(struct json *json, const struct report_source *source, size_t policy) {
    const struct comparison *comparison = source->comparison;
    size_t count = 0;
    for (size_t i = 0; i < comparison->row_count; i++)
        count += may_be_luck(comparison, &comparison->rows[i], policy);
    if (count == 0) return;
    if (count > LUCK_MOST) {
        say_much_luck(json, source, policy, count);
        return;
    }
    report_say_begin(json, "may_be_luck");
    report_say_policies(json, source, policy);
    json_key(json, "parties");
    json_open(json, '[');
    for (size_t i = 0; i < comparison->row_count; i++)
        if (may_be_luck(comparison, &comparison->rows[i], policy))
            json_text(json, comparison->rows[i].measure.name);
    json_close(json, ']');
    report_say_end(json);
}

// ---- A comparison: data ----

static const char *data_change(const struct comparison *comparison, const struct comparison_row *row,
                               size_t policy) {
    double mean = comparison_mean(comparison, row, policy), baseline = comparison_mean(comparison, row, 0);
    if (mean == baseline) return mean == 0 ? "data_none" : "data_same";
    if (!is_told(comparison, row, policy)) return "data_luck";
    if (mean == 0) return "data_no_more";
    return mean < baseline ? "data_fewer" : "data_more";
}

static void say_data(struct json *json, const struct report_source *source, size_t policy) {
    const struct comparison *comparison = source->comparison;
    const struct comparison_row *row =
        comparison_find(comparison, MEASURE_PRIVACY, measure_all_flows, measure_without_consent);
    if (!row) return;
    report_say_begin(json, data_change(comparison, row, policy));
    report_say_policies(json, source, policy);
    report_say_count(json, "count", comparison_mean(comparison, row, policy));
    report_say_count(json, "instead", comparison_mean(comparison, row, 0));
    report_say_end(json);
}

static void say_nothing_told(struct json *json, const struct report_source *source, size_t policy) {
    bool few = !comparison_has_intervals(source->comparison);
    report_say_begin(json, few ? "too_few" : "no_money_told");
    report_say_policies(json, source, policy);
    report_say_count(json, "count", (double)source->comparison->replications);
    report_say_end(json);
}

static void answer_policy(struct json *json, const struct report_source *source, size_t policy) {
    const struct comparison_row *first = leading(source, policy);
    json_open(json, '[');
    if (first)
        say_change(json, source, first, policy);
    else
        say_nothing_told(json, source, policy);
    say_others(json, source, first, policy);
    say_data(json, source, policy);
    if (first) say_luck(json, source, policy);
    json_close(json, ']');
}

// ---- A run ----

static const struct comparison_row *most_of_firms(const struct comparison *comparison, double sign) {
    const struct comparison_row *best = NULL;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (!is_money(comparison, row) || is_household(row)) continue;
        double size = sign * comparison_mean(comparison, row, 0);
        if (size > 0 && (!best || size > sign * comparison_mean(comparison, best, 0))) best = row;
    }
    return best;
}

static void say_party(struct json *json, const struct comparison *comparison,
                      const struct comparison_row *row, const char *name) {
    if (!row) return;
    report_say_begin(json, name);
    report_say_text(json, "party", row->measure.name);
    report_say_money(json, "amount", fabs(comparison_mean(comparison, row, 0)));
    report_say_end(json);
}

static void say_households(struct json *json, const struct comparison *comparison) {
    const struct comparison_row *row = comparison_find(comparison, MEASURE_MONEY, "", "households");
    double balance = row ? comparison_mean(comparison, row, 0) : 0;
    if (balance != 0) say_party(json, comparison, row, balance < 0 ? "run_families_pay" : "run_families_get");
}

static void answer_run(struct json *json, const struct report_source *source) {
    const struct comparison *comparison = source->comparison;
    const struct comparison_row *without =
        comparison_find(comparison, MEASURE_PRIVACY, measure_all_flows, measure_without_consent);
    double count = without ? comparison_mean(comparison, without, 0) : 0;
    json_open(json, '[');
    say_households(json, comparison);
    say_party(json, comparison, most_of_firms(comparison, 1), "run_keeps_most");
    say_party(json, comparison, most_of_firms(comparison, -1), "run_loses_most");
    report_say_begin(json, count > 0 ? "run_data_unasked" : "run_data_asked");
    report_say_count(json, "count", count);
    report_say_end(json);
    json_close(json, ']');
}

// ---- Points ----

static const char *hold_of(const struct sensitivity_sign *sign) {
    bool more = sign->sign > 0;
    if (sign->sign == 0) return "point_equal";
    if (sign->share.low >= 0.9) return more ? "point_nearly_more" : "point_nearly_less";
    if (sign->share.low > 0.5) return more ? "point_mostly_more" : "point_mostly_less";
    return "point_open";
}

static void say_points(struct json *json, const struct report_source *source, size_t policy,
                       const struct robustness_row *row) {
    const struct robustness *robustness = source->robustness;
    bool alone = source->policy_count == 1;
    report_say_begin(json, hold_of(&row->sign));
    report_say_policies(json, source, alone ? 0 : policy);
    report_say_text(json, "party", source->results->measures[row->outcome].name);
    report_say_count(json, "points", (double)row->sign.used);
    report_say_share(json, "share", row->sign.share.value);
    report_say_share(json, "low", row->sign.share.low);
    report_say_share(json, "high", row->sign.share.high);
    if (row->movers.count)
        report_say_text(json, "mover", robustness->points->results->settings[row->movers.at[0].setting].name);
    report_say_end(json);
}

// The firm whose sign is surest comes first; it is the answer.
static const struct robustness_row *surest(const struct report_source *source, size_t policy) {
    const struct robustness *robustness = source->robustness;
    const struct robustness_row *best = NULL;
    for (size_t i = 0; i < robustness->row_counts[policy]; i++) {
        const struct robustness_row *row = &robustness->rows[policy][i];
        const struct measure *measure = &source->results->measures[row->outcome];
        bool firm = measure->group == MEASURE_MONEY && strcmp(measure->name, "households") != 0;
        if (firm && (!best || row->sign.share.low > best->sign.share.low)) best = row;
    }
    return best;
}

static void say_no_difference(struct json *json, const struct report_source *source, size_t policy) {
    report_say_begin(json, "no_difference");
    report_say_policies(json, source, policy);
    report_say_count(json, "points", (double)source->robustness->points->point_count);
    report_say_end(json);
}

static void answer_points(struct json *json, const struct report_source *source, size_t policy) {
    const struct robustness *robustness = source->robustness;
    const struct robustness_row *first = surest(source, policy);
    json_open(json, '[');
    if (first) say_points(json, source, policy, first);
    if (robustness->row_counts[policy] == 0) say_no_difference(json, source, policy);
    for (size_t i = 0; i < robustness->row_counts[policy]; i++) {
        const struct robustness_row *row = &robustness->rows[policy][i];
        if (row != first && source->results->measures[row->outcome].group == MEASURE_MONEY)
            say_points(json, source, policy, row);
    }
    json_close(json, ']');
}

static void answer_few_points(struct json *json) {
    json_open(json, '[');
    report_say_begin(json, "few_points");
    report_say_count(json, "count", ROBUSTNESS_LEAST_POINTS);
    report_say_end(json);
    json_close(json, ']');
}

void report_put_answer(struct json *json, const struct report_source *source) {
    bool alone = source->policy_count == 1;
    json_open(json, '[');
    if (source->comparison && alone) answer_run(json, source);
    if (!source->comparison && !source->robustness) answer_few_points(json);
    for (size_t policy = alone ? 0 : 1; policy < source->policy_count; policy++) {
        if (source->comparison && !alone) answer_policy(json, source, policy);
        if (source->robustness) answer_points(json, source, policy);
    }
    json_close(json, ']');
}

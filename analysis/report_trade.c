// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_trade.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/region.h"
#include "analysis/report_money.h"
#include "analysis/report_number.h"
#include "analysis/report_say.h"

enum { DRAWING_DIGITS = 7 };

// ---- What is set against what ----

static bool differs(const struct comparison *comparison, const struct comparison_row *row) {
    for (size_t policy = 1; row && policy < comparison->policy_count; policy++)
        if (comparison_differs(comparison, row, policy)) return true;
    return false;
}

// NULL: it is the same under all policies.
static const struct comparison_row *exposure_of(const struct comparison *comparison) {
    const char *const names[] = {measure_without_consent, measure_widest_flow};
    for (size_t i = 0; i < 2; i++) {
        const struct comparison_row *row =
            comparison_find(comparison, MEASURE_PRIVACY, measure_all_flows, names[i]);
        if (differs(comparison, row)) return row;
    }
    return NULL;
}

static double largest_difference(const struct comparison *comparison, const struct comparison_row *row) {
    double most = 0;
    for (size_t policy = 1; policy < comparison->policy_count; policy++)
        most = fmax(most, fabs(comparison_row_difference(comparison, row, policy).mean));
    return most;
}

static bool is_firm(const struct comparison_row *row) {
    return row->measure.group == MEASURE_MONEY && !comparison_is_outside(row) &&
           strcmp(row->measure.name, "households") != 0;
}

// The maker, whose policy it is; where none is known, the firm that moves most.
static const struct comparison_row *firm_of(const struct report_source *source) {
    const struct comparison *comparison = source->comparison;
    const struct comparison_row *best = NULL;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (!is_firm(row)) continue;
        if (strcmp(report_kind_of(source, row->measure.name), "maker") == 0) return row;
        if (!best || largest_difference(comparison, row) > largest_difference(comparison, best)) best = row;
    }
    return best;
}

// ---- Panels ----

static void put_point(struct json *json, double x, double y) {
    json_number(json, x, DRAWING_DIGITS);
    json_number(json, y, DRAWING_DIGITS);
}

static void put_ellipse(struct json *json, const struct region *region) {
    json_open(json, '[');
    put_point(json, region->along[0], region->along[1]);
    json_number(json, region->up, DRAWING_DIGITS);
    json_close(json, ']');
}

static void put_points(struct json *json, const double *x, const double *y, size_t count) {
    json_open(json, '[');
    for (size_t i = 0; i < count; i++) put_point(json, x[i], y[i]);
    json_close(json, ']');
}

// Pair by pair; owned by the caller.
static double *differences_of(const struct comparison *comparison, const struct comparison_row *row,
                              size_t policy) {
    size_t count = comparison->replications;
    double *differences = fault_allocate(count, sizeof *differences);
    for (size_t i = 0; i < count; i++) differences[i] = row->values[policy * count + i] - row->values[i];
    return differences;
}

static void put_policy(struct json *json, const struct comparison *comparison,
                       const struct comparison_row *exposure, const struct comparison_row *money,
                       size_t policy) {
    size_t count = comparison->replications;
    double *x = differences_of(comparison, exposure, policy), *y = differences_of(comparison, money, policy);
    struct region region;
    bool known = region_of(x, y, count, STATISTICS_LEVEL, &region) && count >= REPORT_TRADE_ELLIPSES;
    json_open(json, '{');
    json_key(json, "exposure");
    report_put_number(json, region.mean[0]);
    json_key(json, "money");
    report_put_money(json, region.mean[1]);
    json_key(json, "ellipse");
    if (known)
        put_ellipse(json, &region);
    else
        json_text(json, NULL);
    json_key(json, "points");
    if (known)
        json_text(json, NULL);
    else
        put_points(json, x, y, count);
    json_close(json, '}');
    free(x);
    free(y);
}

static void put_panel(struct json *json, const struct report_source *source,
                      const struct comparison_row *exposure, const struct comparison_row *money) {
    if (!money || !differs(source->comparison, money)) return;
    json_open(json, '{');
    json_key_text(json, "party", money->measure.name);
    json_key_text(json, "kind", report_kind_of(source, money->measure.name));
    json_key(json, "policies");
    json_open(json, '[');
    json_text(json, NULL);
    for (size_t policy = 1; policy < source->policy_count; policy++)
        put_policy(json, source->comparison, exposure, money, policy);
    json_close(json, ']');
    json_close(json, '}');
}

void report_put_trade(struct json *json, const struct report_source *source) {
    const struct comparison *comparison = source->comparison;
    const struct comparison_row *exposure = exposure_of(comparison);
    if (!exposure) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '{');
    json_key_text(json, "exposure",
                  strcmp(exposure->measure.name, measure_without_consent) == 0 ? "without" : "widest");
    json_key(json, "panels");
    json_open(json, '[');
    put_panel(json, source, exposure, firm_of(source));
    put_panel(json, source, exposure, comparison_find(comparison, MEASURE_MONEY, "", "households"));
    json_close(json, ']');
    json_close(json, '}');
}

// ---- What there is to see ----

// -1: told to be less; 1: told to be more; 0: may be luck.
static int told_sign(const struct comparison *comparison, const struct comparison_row *row, size_t policy) {
    if (!comparison_has_intervals(comparison) || !comparison_tells(comparison, row, policy)) return 0;
    double mean = comparison_row_difference(comparison, row, policy).mean;
    return (mean > 0) - (mean < 0);
}

static const char *sentence_of(int exposure, int money) {
    static const char *const names[3][3] = {
        {"see_trade_less_less", "see_trade_less_luck", "see_trade_less_more"},
        {"see_trade_luck_less", "see_trade_luck_luck", "see_trade_luck_more"},
        {"see_trade_more_less", "see_trade_more_luck", "see_trade_more_more"}};
    return names[exposure + 1][money + 1];
}

void report_caption_trade(struct json *json, const struct report_source *source) {
    const struct comparison *comparison = source->comparison;
    const struct comparison_row *exposure = exposure_of(comparison), *firm = firm_of(source);
    json_key(json, "trade");
    json_open(json, '[');
    for (size_t policy = 1; exposure && firm && policy < source->policy_count; policy++) {
        report_say_begin(
            json, sentence_of(told_sign(comparison, exposure, policy), told_sign(comparison, firm, policy)));
        report_say_policies(json, source, policy);
        report_say_text(json, "party", firm->measure.name);
        report_say_end(json);
    }
    json_close(json, ']');
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_decides.h"

#include <stdlib.h>

#include "analysis/report_number.h"

static const char *const sort_names[MEASURE_GROUPS] = {[MEASURE_MONEY] = "money",
                                                       [MEASURE_PRIVACY] = "data",
                                                       [MEASURE_RESULT] = "result",
                                                       [MEASURE_WELFARE] = "welfare"};

static void put_movers(struct json *json, const struct report_source *source, const struct movers *movers) {
    json_key(json, "movers");
    json_open(json, '[');
    for (size_t i = 0; i < movers->count; i++) {
        json_open(json, '{');
        json_key_text(json, "setting", source->results->settings[movers->at[i].setting].name);
        json_key(json, "moves");
        report_put_number(json, movers->at[i].moves);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_value(struct json *json, const char *key, const struct measure *measure, double value) {
    bool won = measure->group == MEASURE_MONEY || measure->group == MEASURE_WELFARE;
    json_key(json, key);
    (won ? report_put_money : report_put_number)(json, value);
}

static void put_sign(struct json *json, const struct measure *measure, const struct sensitivity_sign *sign) {
    put_value(json, "median", measure, sign->median);
    put_value(json, "low", measure, sign->low);
    put_value(json, "high", measure, sign->high);
    json_key_whole(json, "sign", sign->sign);
    json_key(json, "share");
    report_put_share(json, sign->share.value);
    json_key(json, "share_low");
    report_put_share(json, sign->share.low);
    json_key(json, "share_high");
    report_put_share(json, sign->share.high);
    json_key(json, "points");
    report_put_number(json, (double)sign->used);
}

static void put_row(struct json *json, const struct report_source *source, size_t policy,
                    const struct robustness_row *row) {
    const struct measure *measure = &source->results->measures[row->outcome];
    char *words = measure_words(measure),
         *flips = row->flip ? flip_text(source->robustness->points, row->flip) : NULL;
    json_open(json, '{');
    json_key_whole(json, "policy", (int64_t)policy);
    json_key_text(json, "sort", sort_names[measure->group]);
    json_key_text(json, "owner", measure_owner(measure));
    json_key_text(json, "name", words);
    json_key_text(json, "unit", measure->unit);
    put_sign(json, measure, &row->sign);
    put_movers(json, source, &row->movers);
    json_key_text(json, "flips", flips);
    json_close(json, '}');
    free(flips);
    free(words);
}

void report_put_decides(struct json *json, const struct report_source *source) {
    static const char *const methods[] = {
        [MOVERS_BY_PAWN] = "pawn", [MOVERS_BY_SOBOL] = "sobol", [MOVERS_BY_MORRIS] = "morris"};
    const struct robustness *robustness = source->robustness;
    json_open(json, '{');
    json_key_text(json, "method", methods[movers_method(robustness->points)]);
    json_key(json, "rows");
    json_open(json, '[');
    for (size_t policy = 0; policy < robustness->points->policy_count; policy++)
        for (size_t i = 0; i < robustness->row_counts[policy]; i++)
            put_row(json, source, policy, &robustness->rows[policy][i]);
    json_close(json, ']');
    json_close(json, '}');
}

static char *range_of(const struct study_setting *setting) {
    if (setting->numbers) return fault_print_text("%g to %g", setting->least, setting->most);
    char *range = fault_copy_text("");
    for (size_t i = 0; i < setting->word_count; i++) {
        char *longer = fault_print_text("%s%s%s", range, i ? ", " : "", setting->words[i]);
        free(range);
        range = longer;
    }
    return range;
}

static int compare_numbers(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

// The least, the middle and the most that a number was, over the runs.
static void put_seen(struct json *json, const struct study_setting *setting, size_t runs) {
    double *sorted = fault_allocate(runs, sizeof *sorted);
    for (size_t i = 0; i < runs; i++) sorted[i] = setting->numbers[i];
    qsort(sorted, runs, sizeof *sorted, compare_numbers);
    json_open(json, '[');
    report_put_number(json, sorted[0]);
    report_put_number(json, (sorted[(runs - 1) / 2] + sorted[runs / 2]) / 2);
    report_put_number(json, sorted[runs - 1]);
    json_close(json, ']');
    free(sorted);
}

// How many differences the setting moves more than any other does.
static size_t moved_most(const struct robustness *robustness, size_t setting) {
    size_t count = 0;
    for (size_t policy = 0; robustness && policy < robustness->points->policy_count; policy++)
        for (size_t i = 0; i < robustness->row_counts[policy]; i++) {
            const struct movers *movers = &robustness->rows[policy][i].movers;
            count += movers->count > 0 && movers->at[0].setting == setting;
        }
    return count;
}

static void put_values(struct json *json, const struct report_source *source, size_t i) {
    const struct study_setting *setting = &source->results->settings[i];
    json_key(json, "seen");
    if (setting->numbers && source->results->run_count)
        put_seen(json, setting, source->results->run_count);
    else
        json_text(json, NULL);
    json_key(json, "moves");
    if (source->robustness)
        report_put_number(json, (double)moved_most(source->robustness, i));
    else
        json_text(json, NULL);
}

void report_put_varied(struct json *json, const struct report_source *source) {
    json_open(json, '[');
    for (size_t i = 0; i < source->results->setting_count; i++) {
        char *range = range_of(&source->results->settings[i]);
        json_open(json, '{');
        json_key_text(json, "name", source->results->settings[i].name);
        json_key_text(json, "range", range);
        put_values(json, source, i);
        json_close(json, '}');
        free(range);
    }
    json_close(json, ']');
}

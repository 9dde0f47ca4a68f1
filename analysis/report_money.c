// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_money.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report_number.h"

typedef void put_value(struct json *json, double value);

const char *report_kind_of(const struct report_source *source, const char *party) {
    for (size_t policy = 0; policy < source->policy_count; policy++) {
        const struct run *run = source->samples[policy];
        for (size_t i = 0; run && i < run->parties.count; i++)
            if (strcmp(run->parties.names[i], party) == 0) return run->parties.kinds[i];
    }
    return "";
}

static void put_means(struct json *json, const struct comparison *comparison,
                      const struct comparison_row *row, put_value *put) {
    json_key(json, "means");
    json_open(json, '[');
    for (size_t policy = 0; policy < comparison->policy_count; policy++)
        put(json, comparison_mean(comparison, row, policy));
    json_close(json, ']');
}

static void put_difference(struct json *json, const struct comparison *comparison,
                           const struct comparison_row *row, size_t policy, put_value *put) {
    struct statistics_estimate difference = comparison_row_difference(comparison, row, policy);
    bool interval = comparison_has_intervals(comparison) && isfinite(difference.half_width);
    json_open(json, '{');
    json_key(json, "mean");
    put(json, difference.mean);
    json_key(json, "low");
    put(json, interval ? difference.mean - difference.half_width : NAN);
    json_key(json, "high");
    put(json, interval ? difference.mean + difference.half_width : NAN);
    json_key(json, "told");
    json_yes(json, interval && comparison_tells(comparison, row, policy));
    json_close(json, '}');
}

static void put_differences(struct json *json, const struct comparison *comparison,
                            const struct comparison_row *row, put_value *put) {
    json_key(json, "differences");
    json_open(json, '[');
    json_text(json, NULL);
    for (size_t policy = 1; policy < comparison->policy_count; policy++)
        put_difference(json, comparison, row, policy, put);
    json_close(json, ']');
}

static void put_numbers(struct json *json, const struct comparison *comparison,
                        const struct comparison_row *row, put_value *put) {
    put_means(json, comparison, row, put);
    put_differences(json, comparison, row, put);
}

static bool is_shown(const struct comparison *comparison, const struct comparison_row *row,
                     enum measure_group group) {
    return row->measure.group == group && !comparison_empty(comparison, row);
}

typedef void put_name(struct json *json, const struct report_source *source, const struct measure *measure);

static void put_money(struct json *json, const struct report_source *source, enum measure_group group,
                      put_name *put) {
    const struct comparison *comparison = source->comparison;
    json_open(json, '[');
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (!is_shown(comparison, row, group)) continue;
        json_open(json, '{');
        put(json, source, &row->measure);
        put_numbers(json, comparison, row, report_put_money);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_party(struct json *json, const struct report_source *source, const struct measure *measure) {
    json_key_text(json, "party", measure->name);
    json_key_text(json, "kind", report_kind_of(source, measure->name));
}

static void put_segment(struct json *json, const struct report_source *source,
                        const struct measure *measure) {
    (void)source;
    json_key_text(json, "name", measure->name);
}

void report_put_money_of_parties(struct json *json, const struct report_source *source) {
    put_money(json, source, MEASURE_MONEY, put_party);
}

void report_put_money_of_segments(struct json *json, const struct report_source *source) {
    put_money(json, source, MEASURE_SEGMENT_MONEY, put_segment);
}

static void put_welfare_of(struct json *json, const char *key, const struct report_source *source,
                           enum measure_group group) {
    json_key(json, key);
    put_money(json, source, group, put_segment);
}

void report_put_welfare(struct json *json, const struct report_source *source) {
    json_open(json, '{');
    put_welfare_of(json, "sides", source, MEASURE_WELFARE);
    put_welfare_of(json, "families", source, MEASURE_WORTH);
    put_welfare_of(json, "homes", source, MEASURE_HOMES_WELFARE);
    json_close(json, '}');
}

void report_put_means(struct json *json, const struct report_source *source) {
    const struct comparison *comparison = source->comparison;
    json_open(json, '[');
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        const struct measure *measure = &row->measure;
        if (comparison_empty(comparison, row)) continue;
        char *words = measure_words(measure), *id = measure_id(measure);
        json_open(json, '{');
        json_key_text(json, "id", id);
        json_key_text(json, "group", measure_group_titles[measure->group]);
        json_key_text(json, "owner", measure_owner(measure));
        json_key_text(json, "subject", measure->subject);
        json_key_text(json, "name", words);
        json_key_text(json, "unit", measure->unit);
        json_key_text(json, "meaning", measure->meaning);
        put_numbers(json, comparison, row, report_put_number);
        json_close(json, '}');
        free(id);
        free(words);
    }
    json_close(json, ']');
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_why.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/text_pool.h"
#include "analysis/why_number.h"

static void put_texts(struct json *json, const struct text_pool *texts) {
    json_open(json, '[');
    for (size_t i = 0; i < texts->count; i++) json_text(json, texts->texts[i]);
    json_close(json, ']');
}

// ---- Numbers ----

static void put_lines(struct json *json, const struct why *why, struct text_pool *texts) {
    json_open(json, '[');
    for (size_t i = 0; i < why->count; i++) {
        const struct why_line *line = &why->lines[i];
        json_whole(json, line->depth);
        json_whole(json, line->sort);
        json_whole(json, (int64_t)text_pool_place(texts, line->text));
        json_whole(json, line->ask[0] ? (int64_t)text_pool_place(texts, line->ask) : -1);
    }
    json_close(json, ']');
}

// What cannot be explained is left out: the page stands without it.
static void put_number(struct json *json, struct why_source *source, const char *name, const char *group,
                       struct text_pool *texts) {
    struct why why = {0};
    if (!source->fault->there && why_number(source, name, NULL, -1, &why)) {
        json_open(json, '{');
        json_key_text(json, "name", name);
        json_key_text(json, "group", group);
        json_key(json, "lines");
        put_lines(json, &why, texts);
        json_close(json, '}');
    }
    why_lines_free(&why);
}

static void put_measures(struct json *json, struct why_source *source, struct text_pool *texts) {
    static const char *const groups[MEASURE_GROUPS] = {
        [MEASURE_MONEY] = "money",   [MEASURE_WELFARE] = "money", [MEASURE_WORTH] = "money",
        [MEASURE_TOKENS] = "token",  [MEASURE_PRIVACY] = "data",  [MEASURE_RESULT] = "result",
        [MEASURE_GUESSED] = "result"};
    for (size_t i = 0; i < source->measures.count; i++) {
        const struct measure *measure = &source->measures.rows[i];
        if (!groups[measure->group] || isnan(measure->value) || measure->value == 0) continue;
        char *name = measure_id(measure);
        put_number(json, source, name, groups[measure->group], texts);
        free(name);
    }
}

static void put_flows(struct json *json, struct why_source *source, struct text_pool *texts) {
    for (size_t i = 0; i < source->run->flows.count; i++) {
        if (source->run->flows.amount[i] == 0) continue;
        char *name = why_source_flow_name(source->run, i);
        put_number(json, source, name, "flow", texts);
        free(name);
    }
}

static void put_policy(struct json *json, const struct run *sample, struct text_pool *texts) {
    struct fault fault = {0};
    struct why_source *source = sample ? why_source_open(sample->path, &fault) : NULL;
    if (source) {
        journal_rows_keep(source->rows);
        json_open(json, '[');
        put_measures(json, source, texts);
        put_flows(json, source, texts);
        json_close(json, ']');
    } else {
        json_text(json, NULL);
    }
    why_source_close(source);
}

void report_put_why(struct json *json, const struct report_source *source) {
    struct text_pool texts = {0};
    json_open(json, '{');
    json_key(json, "policies");
    json_open(json, '[');
    for (size_t policy = 0; policy < source->policy_count; policy++)
        put_policy(json, source->samples[policy], &texts);
    json_close(json, ']');
    json_key(json, "texts");
    put_texts(json, &texts);
    json_close(json, '}');
    text_pool_clear(&texts);
}

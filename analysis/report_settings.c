// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_settings.h"

#include <string.h>

#include "analysis/report_number.h"

// NULL: no run file is there.
static const struct run_settings *first_settings(const struct report_source *source) {
    return source->samples[0] ? &source->samples[0]->settings : NULL;
}

// What a policy's run says of a setting; NULL: it has none of that name (a lever of another policy).
static const char *value_under(const struct report_source *source, size_t policy, const char *name,
                               size_t guess) {
    const struct run *run = source->samples[policy];
    if (!run) return NULL;
    size_t place = study_results_place(run->settings.name, run->settings.count, name, guess);
    return place < run->settings.count ? run->settings.value[place] : NULL;
}

static bool is_same_everywhere(const struct report_source *source, const char *name, size_t guess,
                               const char *value) {
    for (size_t policy = 0; policy < source->policy_count; policy++) {
        const char *other = value_under(source, policy, name, guess);
        if (source->samples[policy] && (!other || strcmp(other, value) != 0)) return false;
    }
    return true;
}

static void put_value(struct json *json, const struct report_source *source, const char *name, size_t guess,
                      const char *value) {
    if (is_same_everywhere(source, name, guess, value)) {
        json_text(json, value);
        return;
    }
    json_open(json, '[');
    for (size_t policy = 0; policy < source->policy_count; policy++)
        json_text(json, value_under(source, policy, name, guess));
    json_close(json, ']');
}

static void put_row(struct json *json, const struct report_source *source,
                    const struct run_settings *settings, size_t i) {
    json_open(json, '[');
    json_text(json, settings->name[i]);
    put_value(json, source, settings->name[i], i, settings->value[i]);
    json_text(json, settings->unit[i]);
    json_text(json, settings->role[i]);
    json_text(json, settings->origin[i]);
    json_text(json, settings->allowed[i]);
    json_text(json, settings->source[i]);
    json_text(json, settings->meaning[i]);
    json_close(json, ']');
}

// Whether an earlier policy's run has a setting of the name.
static bool is_known_before(const struct report_source *source, size_t policy, const char *name) {
    for (size_t i = 0; i < policy; i++)
        if (value_under(source, i, name, 0)) return true;
    return false;
}

void report_put_settings(struct json *json, const struct report_source *source) {
    json_open(json, '[');
    for (size_t policy = 0; policy < source->policy_count; policy++) {
        const struct run *run = source->samples[policy];
        for (size_t i = 0; run && i < run->settings.count; i++)
            if (!is_known_before(source, policy, run->settings.name[i]))
                put_row(json, source, &run->settings, i);
    }
    json_close(json, ']');
}

static size_t count_of(const struct run_settings *settings, char *const *texts, const char *begin) {
    size_t count = 0;
    for (size_t i = 0; i < settings->count; i++) count += strncmp(texts[i], begin, strlen(begin)) == 0;
    return count;
}

static void put_count(struct json *json, const char *key, size_t count) {
    json_key(json, key);
    report_put_number(json, (double)count);
}

void report_put_settings_counts(struct json *json, const struct report_source *source) {
    const struct run_settings *settings = first_settings(source);
    json_open(json, '{');
    if (settings) {
        put_count(json, "all", settings->count);
        put_count(json, "scenario", count_of(settings, settings->origin, "scenario"));
        put_count(json, "lever", count_of(settings, settings->role, "lever"));
        put_count(json, "uncertain", count_of(settings, settings->role, "uncertain"));
        put_count(json, "assumption", count_of(settings, settings->source, "assumption"));
    }
    json_close(json, '}');
}

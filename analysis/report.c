// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/report_answer.h"
#include "analysis/report_bands.h"
#include "analysis/report_captions.h"
#include "analysis/report_curves.h"
#include "analysis/report_decides.h"
#include "analysis/report_flips.h"
#include "analysis/report_front.h"
#include "analysis/report_money.h"
#include "analysis/report_number.h"
#include "analysis/report_settings.h"
#include "analysis/report_trade.h"
#include "analysis/report_why.h"

// Made by CMake of analysis/charts: before the title, between title and data, and behind the data.
static const unsigned char before_title[] = {
#include "report_before_title.inc"
};
static const unsigned char before_data[] = {
#include "report_before_data.inc"
};
static const unsigned char behind_data[] = {
#include "report_behind_data.inc"
};

// How a page begins, so that it is known again.
static const char first_line[] = "<!doctype html>\n<!-- Maru report: ";
enum { IDENTITY_MOST = 100 };

// ---- The data ----

static const struct run *sample_of(const struct report_source *source) {
    for (size_t i = 0; i < source->policy_count; i++)
        if (source->samples[i]) return source->samples[i];
    return NULL;
}

static void put_policies(struct json *json, const struct report_source *source) {
    json_open(json, '[');
    for (size_t i = 0; i < source->policy_count; i++) {
        json_open(json, '{');
        json_key_text(json, "name", source->policies[i]);
        const struct run *run = source->samples[i];
        json_key_text(json, "title", run ? run->policy_title : "");
        json_key_text(json, "before", run ? run->policy_before : "");
        json_key_text(json, "since", run ? run->policy_since : "");
        json_close(json, '}');
    }
    json_close(json, ']');
}

// "2018-06-01" of "days since 2018-06-01 00:00:00".
static void put_start(struct json *json, const struct report_source *source) {
    static const char since[] = "days since ";
    const char *unit = source->results->day_unit;
    bool known = strncmp(unit, since, strlen(since)) == 0 && strlen(unit) >= strlen(since) + 10;
    char *start = known ? fault_print_text("%.10s", unit + strlen(since)) : fault_copy_text("");
    json_key_text(json, "start", start);
    free(start);
}

static size_t point_count(const struct report_source *source) {
    size_t most = 0;
    for (size_t i = 0; i < source->results->run_count; i++)
        if ((size_t)source->results->point[i] + 1 > most) most = (size_t)source->results->point[i] + 1;
    return most;
}

static void put_count(struct json *json, const char *key, size_t count) {
    json_key(json, key);
    report_put_number(json, (double)count);
}

static void put_head(struct json *json, const struct report_source *source) {
    const struct study_results *results = source->results;
    json_key_text(json, "kind",
                  !source->comparison         ? "points"
                  : source->policy_count == 1 ? "run"
                                              : "comparison");
    json_key_text(json, "title", results->title[0] ? results->title : results->scenario);
    json_key_text(json, "scenario", results->scenario);
    json_key_text(json, "version", MARU_VERSION);
    json_key_text(json, "identity", source->identity);
    json_key_text(json, "command", source->command);
    put_start(json, source);
    put_count(json, "homes", (size_t)results->homes);
    put_count(json, "days", results->days);
    put_count(json, "replications", source->comparison ? source->comparison->replications : 1);
    put_count(json, "missing", (size_t)results->missing);
    put_count(json, "points", source->comparison ? 1 : point_count(source));
    json_key_whole(json, "seed", results->run_count ? results->seed[0] : 0);
    json_key(json, "policies");
    put_policies(json, source);
}

static void put_part(struct json *json, const char *key, const struct report_source *source,
                     void (*put)(struct json *, const struct report_source *)) {
    json_key(json, key);
    put(json, source);
}

static void put_of_comparison(struct json *json, struct report_source *source) {
    put_part(json, "money", source, report_put_money_of_parties);
    put_part(json, "groups", source, report_put_money_of_segments);
    put_part(json, "welfare", source, report_put_welfare);
    put_part(json, "curves", source, report_put_curves);
    put_part(json, "means", source, report_put_means);
    json_key(json, "flows");
    report_flows_put(json, &source->flows);
    put_part(json, "bands", source, report_put_bands);
    if (source->policy_count == 1) put_part(json, "balances", source, report_put_balances);
    json_key(json, "known");
    report_known_put(json, &source->known);
    json_key(json, "asked");
    report_asked_put(json, &source->asked);
    json_key(json, "promises");
    report_promises_put(json, &source->promises);
    json_key(json, "guesses");
    report_guesses_put(json, &source->guesses);
    json_key(json, "reach");
    report_reach_put(json, &source->reach);
    json_key(json, "quality");
    report_quality_put(json, &source->quality);
    json_key(json, "learning");
    report_learning_put(json, &source->learning);
    json_key(json, "map");
    report_map_put(json, &source->map, source->policies);
    put_part(json, "front", source, report_put_front);
    put_part(json, "trade", source, report_put_trade);
    put_part(json, "why", source, report_put_why);
}

static void put_data(struct json *json, struct report_source *source) {
    const struct run *sample = sample_of(source);
    json_open(json, '{');
    put_head(json, source);
    put_part(json, "answer", source, report_put_answer);
    put_part(json, "captions", source, report_put_captions);
    if (source->comparison) put_of_comparison(json, source);
    if (source->robustness) {
        put_part(json, "decides", source, report_put_decides);
        put_part(json, "flips", source, report_put_flips);
    }
    put_part(json, "varied", source, report_put_varied);
    put_part(json, "settings_counts", source, report_put_settings_counts);
    put_part(json, "settings", source, report_put_settings);
    json_key_text(json, "scenario_text", sample ? sample->settings.scenario_text : "");
    json_close(json, '}');
}

// ---- The page ----

static void put_escaped(FILE *out, const char *text) {
    for (; *text; text++) {
        if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '&')
            fputs("&amp;", out);
        else
            fputc(*text, out);
    }
}

bool report_write(struct report_source *source, FILE *out) {
    struct json json = {.out = out};
    fprintf(out, "%s%s -->\n", first_line, source->identity);
    fwrite(before_title, 1, sizeof before_title, out);
    put_escaped(out, source->results->title[0] ? source->results->title : source->results->scenario);
    fwrite(before_data, 1, sizeof before_data, out);
    put_data(&json, source);
    fwrite(behind_data, 1, sizeof behind_data, out);
    return fflush(out) == 0 && !ferror(out);
}

char *report_identity(const char *path) {
    char begin[sizeof first_line + IDENTITY_MOST] = "";
    FILE *file = fopen(path, "r");
    if (!file) return NULL;
    size_t length = fread(begin, 1, sizeof begin - 1, file);
    fclose(file);
    begin[length] = '\0';
    size_t head = strlen(first_line);
    char *end = length > head ? strstr(begin + head, " -->\n") : NULL;
    if (strncmp(begin, first_line, head) != 0 || !end) return NULL;
    return fault_print_text("%.*s", (int)(end - begin - (int)head), begin + head);
}

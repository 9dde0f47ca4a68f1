// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/told.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/outcomes.h"

static const char *const state_names[] = {"waiting", "running", "done", "stopped", "failed"};

static cJSON *run_json(const struct desk_run *run) {
    const struct desk_life *life = &run->now;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "run", run->number);
    cJSON_AddNumberToObject(json, "slot", run->slot);
    cJSON_AddNumberToObject(json, "life", run->lives);
    cJSON_AddStringToObject(json, "state", state_names[run->state]);
    cJSON_AddBoolToObject(json, "pinned", run->pinned);
    cJSON_AddBoolToObject(json, "longer", run->before.path != NULL);
    cJSON_AddNumberToObject(json, "homes", life->homes);
    cJSON_AddNumberToObject(json, "days", life->days);
    cJSON_AddNumberToObject(json, "day", life->day);
    cJSON_AddNumberToObject(json, "lines", life->line_count);
    cJSON_AddItemToObject(json, "wish", wish_json(&life->wish));
    cJSON_AddStringToObject(json, "command", life->command);
    cJSON_AddStringToObject(json, "lua", life->lua);
    cJSON_AddItemToObject(json, "notes",
                          cJSON_CreateStringArray((const char *const *)life->notes, life->note_count));
    if (run->fault) cJSON_AddStringToObject(json, "fault", run->fault);
    return json;
}

static char *print(cJSON *json) {
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    return text;
}

char *told_state(const struct desk *desk) {
    cJSON *json = cJSON_CreateObject(), *runs = cJSON_CreateArray();
    cJSON_AddNumberToObject(json, "most", DESK_RUNS_MOST);
    for (int i = 0; i < desk_count(desk); i++) cJSON_AddItemToArray(runs, run_json(desk_at(desk, i)));
    cJSON_AddItemToObject(json, "runs", runs);
    return print(json);
}

char *told_lines(const struct desk_run *run, int from, size_t most_bytes) {
    char *text = NULL;
    size_t size, told = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) return status_copy_text("{}");
    fprintf(out, "{\"run\":%d,\"life\":%d,\"from\":%d,\"lines\":[", run->number, run->lives, from);
    for (int i = from; i < run->now.line_count && told < most_bytes; i++) {
        fprintf(out, i > from ? ",%s" : "%s", run->now.lines[i]);
        told += strlen(run->now.lines[i]);
    }
    fputs("]}", out);
    fclose(out);
    return text;
}

// Money, welfare, and what left the homes in all: what an answer is first about.
static bool is_headline(const struct measure *measure) {
    bool all = measure->group == MEASURE_PRIVACY && !strcmp(measure->subject, measure_all_flows);
    return all || measure->group == MEASURE_MONEY || measure->group == MEASURE_WELFARE;
}

static cJSON *outcome_json(const char *name, const struct measure *measure) {
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "name", name);
    cJSON_AddStringToObject(json, "unit", measure->unit);
    cJSON_AddStringToObject(json, "meaning", measure->meaning);
    cJSON_AddBoolToObject(json, "headline", is_headline(measure));
    cJSON_AddItemToObject(json, "value",
                          isfinite(measure->value) ? cJSON_CreateNumber(measure->value) : cJSON_CreateNull());
    return json;
}

char *told_outcomes(const struct desk_run *run, struct status *status) {
    struct fault fault = {0};
    struct outcomes outcomes;
    cJSON *list = NULL;
    if (outcomes_read(run->now.path, &outcomes, &fault)) {
        list = cJSON_CreateArray();
        for (size_t i = 0; i < outcomes.measures.count; i++)
            cJSON_AddItemToArray(list, outcome_json(outcomes.ids[i], &outcomes.measures.rows[i]));
    } else {
        status_fail(status, STATUS_MACHINE, "%s", fault.message);
    }
    outcomes_clear(&outcomes);
    if (!list) return NULL;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddItemToObject(json, "outcomes", list);
    return print(json);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/described.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/explore/wish.h"

enum { TEXT_MOST = 4000 };

// ---- The scenario ----

// What the comment at the file's beginning says, line by line, without its licence and the commands at its
// end.
static char *question_of(const char *file) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) return status_copy_text("");
    while (!strncmp(file, "--", 2)) {
        const char *line = file + 2 + strspn(file + 2, "- ");
        size_t length = strcspn(line, "\n");
        bool said = strncmp(line, "SPDX", 4) != 0 && strncmp(line, "maru ", 5) != 0;
        if (said) fprintf(out, "%.*s\n", (int)length, line);
        file = line + length + (line[length] == '\n');
    }
    fclose(out);
    return text;
}

static cJSON *policies_of(const struct scenario_file *file) {
    cJSON *list = cJSON_CreateArray();
    size_t count;
    const struct scenario_policy *policies = scenario_policies(file, &count);
    for (size_t i = 0; i < count; i++) {
        cJSON *policy = cJSON_CreateObject();
        cJSON_AddStringToObject(policy, "name", policies[i].name);
        cJSON_AddStringToObject(policy, "title", policies[i].title);
        cJSON_AddItemToArray(list, policy);
    }
    return list;
}

static cJSON *limits(void) {
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "homes", WISH_HOMES_MOST);
    cJSON_AddNumberToObject(json, "settings", WISH_SETTINGS_MOST);
    return json;
}

static char *print(cJSON *json) {
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    return text;
}

char *described_scenario(struct scenario_file *file, struct status *status) {
    struct plan *plan = scenario_plan(file, NULL, 0, status);
    if (!plan) return NULL;
    const struct scenario_settings *frame = plan_section(plan, &scenario_section);
    const struct homes_settings *homes = plan_section(plan, &homes_section);
    char *question = question_of(plan->text);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "name", plan->name);
    cJSON_AddStringToObject(json, "file", plan_file_name(plan));
    cJSON_AddStringToObject(json, "title", plan->title);
    cJSON_AddStringToObject(json, "question", question);
    cJSON_AddItemToObject(json, "policies", policies_of(file));
    cJSON_AddNumberToObject(json, "homes", (double)homes->count);
    cJSON_AddNumberToObject(json, "days", (double)frame->days);
    cJSON_AddNumberToObject(json, "seed", (double)frame->seed);
    cJSON_AddItemToObject(json, "limits", limits());
    free(question);
    plan_free(plan);
    return print(json);
}

// ---- Settings ----

static const char *const type_names[] = {
    [SETTING_NUMBER] = "number", [SETTING_COUNT] = "count", [SETTING_FLAG] = "flag",
    [SETTING_CHOICE] = "choice", [SETTING_TEXT] = "text",   [SETTING_FILE] = "file",
    [SETTING_SERIES] = "series"};

static void add_printed(cJSON *json, const char *key, const struct setting *row, const void *block) {
    char text[TEXT_MOST];
    cJSON_AddStringToObject(json, key, setting_print(row, block, text, sizeof text));
}

static void add_range(cJSON *json, const struct setting *row) {
    char allowed[TEXT_MOST];
    cJSON_AddStringToObject(json, "allowed", setting_allowed(row, allowed, sizeof allowed));
    if (row->type == SETTING_NUMBER || row->type == SETTING_COUNT || row->type == SETTING_SERIES) {
        cJSON_AddNumberToObject(json, "least", row->least);
        cJSON_AddNumberToObject(json, "most", row->most);
    }
    if (row->type != SETTING_CHOICE) return;
    cJSON *choices = cJSON_AddArrayToObject(json, "choices");
    for (int i = 0; row->choices[i]; i++) cJSON_AddItemToArray(choices, cJSON_CreateString(row->choices[i]));
}

// The frame's settings have no entry before their names.
static void add_name(cJSON *json, const struct plan_entry *entry, const struct setting *row) {
    char name[TEXT_MOST];
    bool frame = entry->kind == &scenario_section.kind;
    snprintf(name, sizeof name, frame ? "%s%s" : "%s.%s", frame ? "" : entry->name, row->name);
    cJSON_AddStringToObject(json, "name", name);
    cJSON_AddStringToObject(json, "entry", entry->name);
    cJSON_AddStringToObject(json, "summary", entry->kind->summary);
}

static cJSON *setting_json(const struct plan_entry *entry, size_t place, const void *normal) {
    const struct setting *row = &entry->kind->settings.rows[place];
    cJSON *json = cJSON_CreateObject();
    add_name(json, entry, row);
    cJSON_AddStringToObject(json, "type", type_names[row->type]);
    cJSON_AddStringToObject(json, "role", setting_role_name(row->role));
    cJSON_AddStringToObject(json, "unit", setting_unit(row));
    add_printed(json, "value", row, entry->settings);
    add_printed(json, "normal", row, normal);
    cJSON_AddStringToObject(json, "said_by", origin_names[entry->origins[place]]);
    add_range(json, row);
    cJSON_AddStringToObject(json, "meaning", row->meaning);
    cJSON_AddStringToObject(json, "source", row->source);
    return json;
}

static void add_entries(cJSON *list, const struct plan_list *entries) {
    for (size_t i = 0; i < entries->count; i++) {
        const struct plan_entry *entry = &entries->entries[i];
        void *normal = setting_defaults(entry->kind->settings);
        for (size_t place = 0; place < entry->kind->settings.count; place++)
            if (entry->kind->settings.rows[place].type != SETTING_FILE)
                cJSON_AddItemToArray(list, setting_json(entry, place, normal));
        setting_free(entry->kind->settings, normal);
    }
}

static cJSON *lever_json(const struct plan_lever *lever) {
    char value[40], allowed[100];
    cJSON *json = cJSON_CreateObject();
    snprintf(value, sizeof value, "%.15g", lever->value);
    snprintf(allowed, sizeof allowed, "%.15g to %.15g", lever->least, lever->most);
    cJSON_AddStringToObject(json, "name", lever->name);
    cJSON_AddStringToObject(json, "entry", "");
    cJSON_AddStringToObject(json, "summary", "");
    cJSON_AddStringToObject(json, "type", "number");
    cJSON_AddStringToObject(json, "role", setting_role_name(ROLE_LEVER));
    cJSON_AddStringToObject(json, "unit", "");
    cJSON_AddStringToObject(json, "value", value);
    cJSON_AddStringToObject(json, "normal", value);
    cJSON_AddStringToObject(json, "said_by", origin_names[lever->origin]);
    cJSON_AddStringToObject(json, "allowed", allowed);
    cJSON_AddNumberToObject(json, "least", lever->least);
    cJSON_AddNumberToObject(json, "most", lever->most);
    cJSON_AddStringToObject(json, "meaning", lever->meaning);
    cJSON_AddStringToObject(json, "source", "");
    return json;
}

char *described_settings(const struct plan *plan) {
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < plan->lever_count; i++) cJSON_AddItemToArray(list, lever_json(&plan->levers[i]));
    add_entries(list, &plan->parties);
    add_entries(list, &plan->appliances);
    add_entries(list, &plan->sections);
    return print(list);
}

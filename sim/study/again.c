// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/again.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/frames.h"
#include "sim/engine/text_file.h"
#include "sim/study/folder.h"

static void put_word(FILE *out, const char *word) {
    char *quoted = frames_shell_word(word);
    fprintf(out, " %s", quoted);
    free(quoted);
}

static void put_settings(FILE *out, const cJSON *list) {
    const cJSON *setting;
    cJSON_ArrayForEach(setting, list) {
        const char *name = cJSON_GetStringValue(cJSON_GetObjectItem(setting, "name")),
                   *value = cJSON_GetStringValue(cJSON_GetObjectItem(setting, "value"));
        if (!name || !value) continue;
        char *both = fault_print_text("%s=%s", name, value);
        fputs(" --set", out);
        put_word(out, both);
        free(both);
    }
}

// Which policies, where the scenario has some: a sweep may live others than the scenario compares.
static void put_policies(FILE *out, const cJSON *list) {
    const cJSON *policy;
    char *names = fault_copy_text("");
    cJSON_ArrayForEach(policy, list) {
        if (!cJSON_IsString(policy)) continue;
        char *longer = fault_print_text("%s%s%s", names, names[0] ? "," : "", policy->valuestring);
        free(names);
        names = longer;
    }
    if (names[0]) {
        fputs(" --policies", out);
        put_word(out, names);
    }
    free(names);
}

// Every study whose design varies something can be lived again from its points.
static char *print(const cJSON *root, const char *scenario) {
    const cJSON *design = cJSON_GetObjectItem(root, "design");
    bool varies = cJSON_IsString(design) && design->valuestring[0];
    const char *slash = strrchr(scenario, '/');
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    fputs(varies ? "maru sweep" : "maru compare", out);
    put_word(out, slash ? slash + 1 : scenario);
    if (varies) fputs(" --list design.csv", out);
    if (varies) put_policies(out, cJSON_GetObjectItem(root, "policies"));
    fprintf(out, " --replications %.0f", cJSON_GetNumberValue(cJSON_GetObjectItem(root, "replications")));
    put_settings(out, cJSON_GetObjectItem(root, "set"));
    fclose(out);
    return text;
}

char *again_command(const char *folder) {
    struct status ignored = {0};
    char *path = folder_file(folder, "study.json"),
         *text = text_file_read(path, path, TEXT_FILE_DATA_MOST, &ignored);
    cJSON *root = text ? cJSON_Parse(text) : NULL;
    const char *scenario = cJSON_GetStringValue(cJSON_GetObjectItem(root, "scenario"));
    char *command =
        scenario && cJSON_IsNumber(cJSON_GetObjectItem(root, "replications")) ? print(root, scenario) : NULL;
    cJSON_Delete(root);
    free(text);
    free(path);
    return command;
}

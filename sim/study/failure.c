// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/failure.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/text_file.h"
#include "sim/study/shared_text.h"

// What a shell takes as one word.
static void put_word(FILE *out, const char *text) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,/=+-:@%";
    if (text[0] && strspn(text, plain) == strlen(text)) {
        fprintf(out, " %s", text);
        return;
    }
    fputs(" '", out);
    for (; *text; text++) fputs(*text == '\'' ? "'\\''" : (char[]){*text, 0}, out);
    fputc('\'', out);
}

static void put_setting(FILE *out, const char *name, const char *value) {
    char *text;
    if (asprintf(&text, "%s=%s", name, value) < 0) abort();
    fputs(" --set", out);
    put_word(out, text);
    free(text);
}

char *failure_command(const struct study *study, size_t run, const char *scenario) {
    struct study_run which = study_run_at(study, run);
    const struct points *points = &study->points;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    fputs("maru run", out);
    put_word(out, scenario);
    if (study->policies[which.policy]) fprintf(out, " --policy %s", study->policies[which.policy]);
    if (which.replication) fprintf(out, " --replication %zu", which.replication);
    for (size_t i = 0; i < study->overruled_count; i++)
        put_setting(out, study->overruled[i].name, study->overruled[i].value);
    for (size_t i = 0; i < points->axis_count; i++)
        put_setting(out, points->names[i], points_at(points, which.point)[i]);
    fclose(out);
    return text;
}

static int64_t seed_of(const struct study *study, size_t run) {
    struct status ignored = {0};
    struct plan *plan = study_plan(study, run, &ignored);
    const struct scenario_settings *frame = plan ? plan_section(plan, &scenario_section) : NULL;
    int64_t seed = frame ? frame->seed : 0;
    plan_free(plan);
    return seed;
}

// What failed and where; the stack behind it is in the run's own output.
static char *first_line(const char *message) {
    return strndup(message, strcspn(message, "\n"));
}

bool failure_write(const char *path, const struct study *study, size_t run, const char *scenario,
                   const char *message, struct status *status) {
    cJSON *root = cJSON_CreateObject();
    char *command = failure_command(study, run, scenario);
    cJSON_AddNumberToObject(root, "run", (double)run);
    cJSON_AddNumberToObject(root, "seed", (double)seed_of(study, run));
    char *line = first_line(message);
    cJSON_AddStringToObject(root, "message", line);
    cJSON_AddStringToObject(root, "again", command);
    char *text = cJSON_Print(root);
    bool good = shared_text(path, text, status);
    free(line);
    cJSON_free(text);
    cJSON_Delete(root);
    free(command);
    return good;
}

bool failure_read(const char *path, size_t run, struct failure *failure) {
    struct status ignored = {0};
    char *text = text_file_read(path, path, TEXT_FILE_DATA_MOST, &ignored);
    cJSON *root = text ? cJSON_Parse(text) : NULL;
    const char *message = cJSON_GetStringValue(cJSON_GetObjectItem(root, "message"));
    bool good = message && cJSON_GetNumberValue(cJSON_GetObjectItem(root, "run")) == (double)run;
    if (good) {
        failure->message = status_copy_text(message);
        failure->seed = (int64_t)cJSON_GetNumberValue(cJSON_GetObjectItem(root, "seed"));
    }
    cJSON_Delete(root);
    free(text);
    return good;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/lesson.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lua/lesson_text.h"
#include "models/catalogue.h"

const cJSON *lesson_part(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const char *name_of(const cJSON *object) {
    const char *name = cJSON_GetStringValue(lesson_part(object, "name"));
    return name ? name : "";
}

static const cJSON *named(const cJSON *array, const char *name) {
    const cJSON *item;
    cJSON_ArrayForEach(item, array) if (!strcmp(name_of(item), name)) return item;
    return NULL;
}

// What bots decide is no student's to read.
static char *show(const cJSON *all) {
    cJSON *shown = cJSON_Duplicate(all, true);
    cJSON_DeleteItemFromObjectCaseSensitive(shown, "bots");
    char *text = cJSON_PrintUnformatted(shown);
    cJSON_Delete(shown);
    return text;
}

static bool take(struct lesson *lesson, const char *text, struct status *status) {
    lesson->all = cJSON_Parse(text);
    lesson->name = status_copy_text(name_of(lesson->all));
    lesson->rounds = cJSON_GetArraySize(lesson_part(lesson->all, "rounds"));
    lesson->roles = cJSON_GetArraySize(lesson_part(lesson->all, "roles"));
    lesson->practice = cJSON_IsTrue(lesson_part(lesson->all, "practice"));
    lesson->worlds = (int)cJSON_GetNumberValue(lesson_part(lesson->all, "worlds"));
    lesson->shown = show(lesson->all);
    bool fits = lesson->worlds >= 1 && lesson->worlds <= LESSON_WORLDS_MOST && lesson->rounds >= 1 &&
                lesson->rounds <= LESSON_ROUNDS_MOST && lesson->roles >= 1 &&
                lesson->roles <= LESSON_ROLES_MOST;
    return fits || status_fail(status, STATUS_SCENARIO,
                               "%s: %d worlds, %d rounds, %d roles: a lesson has 1 to %d worlds, 1 to %d "
                               "rounds, 1 to %d roles",
                               lesson->path, lesson->worlds, lesson->rounds, lesson->roles,
                               LESSON_WORLDS_MOST, LESSON_ROUNDS_MOST, LESSON_ROLES_MOST);
}

struct lesson *lesson_load(const char *path, struct status *status) {
    char *text = lesson_text(path, models_catalogue(), status);
    if (!text) return NULL;
    struct lesson *lesson = status_allocate(1, sizeof *lesson);
    lesson->path = status_copy_text(path);
    bool good = take(lesson, text, status);
    free(text);
    if (good) return lesson;
    lesson_free(lesson);
    return NULL;
}

void lesson_free(struct lesson *lesson) {
    if (!lesson) return;
    cJSON_Delete(lesson->all);
    free(lesson->shown);
    free(lesson->name);
    free(lesson->path);
    free(lesson);
}

const cJSON *lesson_round(const struct lesson *lesson, int round) {
    return cJSON_GetArrayItem(lesson_part(lesson->all, "rounds"), round > 0 ? round - 1 : 0);
}

const cJSON *lesson_role(const struct lesson *lesson, int role) {
    return cJSON_GetArrayItem(lesson_part(lesson->all, "roles"), role);
}

const char *lesson_role_name(const struct lesson *lesson, int role) {
    return name_of(lesson_role(lesson, role));
}

const cJSON *lesson_measures(const struct lesson *lesson) {
    return lesson_part(lesson->all, "measures");
}

const cJSON *lesson_outcomes(const cJSON *measure) {
    return lesson_part(measure, "of");
}

const char *lesson_outcome(const cJSON *one, double *sign) {
    static const char minus[] = "- ";
    const char *name = cJSON_GetStringValue(one);
    bool off = !strncmp(name, minus, sizeof minus - 1);
    *sign = off ? -1 : 1;
    return off ? name + sizeof minus - 1 : name;
}

const cJSON *lesson_reference(const struct lesson *lesson) {
    return lesson_part(lesson->all, "reference");
}

const char *lesson_shock(const struct lesson *lesson, const char *name) {
    const cJSON *shock = named(lesson_part(lesson->all, "shocks"), name);
    return shock ? name_of(shock) : NULL;
}

cJSON *lesson_defaults(const struct lesson *lesson, int role) {
    cJSON *choices = cJSON_CreateObject();
    const cJSON *lever;
    cJSON_ArrayForEach(lever, lesson_part(lesson_role(lesson, role), "levers"))
        cJSON_AddItemToObject(choices, name_of(lever), cJSON_Duplicate(lesson_part(lever, "default"), true));
    return choices;
}

cJSON *lesson_bot(const struct lesson *lesson, int world, int role, int round) {
    const cJSON *rounds = cJSON_GetArrayItem(lesson_part(lesson->all, "bots"), world - 1);
    const cJSON *all = cJSON_GetArrayItem(rounds, round > 0 ? round - 1 : 0);
    cJSON *choices = lesson_defaults(lesson, role);
    for (const cJSON *one = all ? all->child : NULL; one; one = one->next)
        if (lesson_part(choices, one->string))
            cJSON_ReplaceItemInObjectCaseSensitive(choices, one->string, cJSON_Duplicate(one, true));
    return choices;
}

static bool lever_allows(const cJSON *lever, const cJSON *value) {
    const cJSON *choices = lesson_part(lever, "choices"), *choice;
    if (!choices)
        return cJSON_IsNumber(value) &&
               value->valuedouble >= cJSON_GetNumberValue(lesson_part(lever, "least")) &&
               value->valuedouble <= cJSON_GetNumberValue(lesson_part(lever, "most"));
    cJSON_ArrayForEach(choice,
                       choices) if (cJSON_Compare(lesson_part(choice, "value"), value, true)) return true;
    return false;
}

bool lesson_allows(const struct lesson *lesson, int role, const cJSON *choices) {
    if (!cJSON_IsObject(choices)) return false;
    const cJSON *levers = lesson_part(lesson_role(lesson, role), "levers"), *value;
    cJSON_ArrayForEach(value, choices) {
        const cJSON *lever = named(levers, value->string);
        if (!lever || !lever_allows(lever, value)) return false;
    }
    return true;
}

static bool is_direction(const cJSON *value) {
    static const char *const directions[] = {"fewer", "same", "more"};
    for (size_t i = 0; i < sizeof directions / sizeof *directions; i++)
        if (cJSON_IsString(value) && !strcmp(value->valuestring, directions[i])) return true;
    return false;
}

bool lesson_allows_prediction(const struct lesson *lesson, int role, const cJSON *prediction) {
    if (!prediction || cJSON_IsNull(prediction)) return true;
    if (!cJSON_IsObject(prediction)) return false;
    const cJSON *predicts = lesson_part(lesson_role(lesson, role), "predicts"), *value, *one;
    cJSON_ArrayForEach(value, prediction) {
        bool known = false;
        cJSON_ArrayForEach(one, predicts) known =
            known || !strcmp(cJSON_GetStringValue(lesson_part(one, "measure")), value->string);
        if (!known || !(is_direction(value) || (cJSON_IsNumber(value) && isfinite(value->valuedouble))))
            return false;
    }
    return true;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/wish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/utf8.h"

enum { NAME_MOST = 120, VALUE_MOST = 400 };

static const struct {
    const char *key, *name, *option;
} frame[] = {{"homes", "homes.count", "--homes"}, {"days", "days", "--days"}, {"seed", "seed", "--seed"}};
enum { FRAME_COUNT = sizeof frame / sizeof *frame };

// ---- Reading ----

static bool is_line(const char *text, size_t most) {
    size_t length = strlen(text);
    return length <= most && utf8_is_line(text, length);
}

static bool add(struct wish *wish, const char *name, const cJSON *value, const char *option) {
    if (wish->count == WISH_SETTINGS_MOST || !cJSON_IsString(value)) return false;
    if (!name[0] || strchr(name, '=') || !is_line(name, NAME_MOST)) return false;
    if (!is_line(value->valuestring, VALUE_MOST)) return false;
    wish->settings[wish->count++] =
        (struct wish_setting){status_copy_text(name), status_copy_text(value->valuestring), option};
    return true;
}

static bool read_frame(const cJSON *json, struct wish *wish) {
    for (int i = 0; i < FRAME_COUNT; i++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(json, frame[i].key);
        if (value && !add(wish, frame[i].name, value, frame[i].option)) return false;
    }
    return true;
}

static int by_name(const void *one, const void *other) {
    return strcmp(((const struct wish_setting *)one)->name, ((const struct wish_setting *)other)->name);
}

// A setting is named once.
static bool read_settings(const cJSON *set, struct wish *wish) {
    int first = wish->count;
    const cJSON *value;
    cJSON_ArrayForEach(value, set) if (!add(wish, value->string, value, "--set")) return false;
    qsort(wish->settings + first, (size_t)(wish->count - first), sizeof *wish->settings, by_name);
    for (int i = first + 1; i < wish->count; i++)
        if (!strcmp(wish->settings[i - 1].name, wish->settings[i].name)) return false;
    return true;
}

bool wish_read(const cJSON *json, struct wish *wish) {
    const cJSON *policy = cJSON_GetObjectItemCaseSensitive(json, "policy"),
                *set = cJSON_GetObjectItemCaseSensitive(json, "set");
    *wish = (struct wish){0};
    if (policy && !(cJSON_IsString(policy) && is_line(policy->valuestring, NAME_MOST))) return false;
    if (set && !cJSON_IsObject(set)) return false;
    wish->policy = status_copy_text(policy ? policy->valuestring : "");
    return read_frame(json, wish) && read_settings(set, wish);
}

void wish_clear(struct wish *wish) {
    for (int i = 0; i < wish->count; i++) {
        free(wish->settings[i].name);
        free(wish->settings[i].value);
    }
    free(wish->policy);
    *wish = (struct wish){0};
}

struct wish wish_copy(const struct wish *wish) {
    struct wish copy = *wish;
    copy.policy = status_copy_text(wish->policy);
    for (int i = 0; i < wish->count; i++) {
        copy.settings[i].name = status_copy_text(wish->settings[i].name);
        copy.settings[i].value = status_copy_text(wish->settings[i].value);
    }
    return copy;
}

static const char *key_of(const struct wish_setting *setting) {
    for (int i = 0; i < FRAME_COUNT; i++)
        if (setting->option == frame[i].option) return frame[i].key;
    return NULL;
}

cJSON *wish_json(const struct wish *wish) {
    cJSON *json = cJSON_CreateObject(), *set = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "policy", wish->policy);
    for (int i = 0; i < wish->count; i++) {
        const char *key = key_of(&wish->settings[i]);
        cJSON_AddStringToObject(key ? json : set, key ? key : wish->settings[i].name,
                                wish->settings[i].value);
    }
    cJSON_AddItemToObject(json, "set", set);
    return json;
}

void wish_for_days(struct wish *wish, int days) {
    int place = 0;
    while (place < wish->count && strcmp(wish->settings[place].option, "--days") != 0) place++;
    char *value;
    if (asprintf(&value, "%d", days) < 0) return;
    if (place < wish->count) {
        free(wish->settings[place].value);
        wish->settings[place].value = value;
        return;
    }
    place = wish->count && !strcmp(wish->settings[0].option, "--homes");
    memmove(wish->settings + place + 1, wish->settings + place,
            (size_t)(wish->count++ - place) * sizeof *wish->settings);
    wish->settings[place] = (struct wish_setting){status_copy_text("days"), value, "--days"};
}

// ---- Planning ----

static void blame(cJSON **faults, const char *name, const char *text) {
    cJSON *fault = cJSON_CreateObject();
    if (!*faults) *faults = cJSON_CreateArray();
    cJSON_AddStringToObject(fault, "name", name);
    cJSON_AddStringToObject(fault, "text", text);
    cJSON_AddItemToArray(*faults, fault);
}

// Files lie on the disk of who began the program, and are named there.
static bool names_file(struct plan *plan, const char *name) {
    struct plan_target target;
    struct status ignored = {0};
    return plan_find(plan, name, &target, &ignored) && target.row && target.row->type == SETTING_FILE;
}

// Each by itself, so that all that is wrong is said at once; in the words of overrule().
static void put(struct plan *plan, const struct wish_setting *setting, cJSON **faults) {
    struct status inner = {0}, outer = {0};
    if (names_file(plan, setting->name))
        status_fail(&inner, STATUS_SCENARIO, "%s names a file: from here none is chosen, only by maru run",
                    setting->name);
    else if (plan_set_typed(plan, setting->name, setting->value, ORIGIN_COMMAND, &inner))
        return;
    status_fail(&outer, inner.code, "%s: %s", setting->option, inner.message);
    blame(faults, setting->name, outer.message);
}

static void check_size(const struct plan *plan, cJSON **faults) {
    const struct homes_settings *homes = plan_section(plan, &homes_section);
    char text[80];
    snprintf(text, sizeof text, "maru explore lives at most %d homes; maru run lives more", WISH_HOMES_MOST);
    if (homes->count > WISH_HOMES_MOST) blame(faults, "homes.count", text);
}

struct plan *wish_plan(const struct wish *wish, struct scenario_file *file, cJSON **faults) {
    struct status status = {0};
    *faults = NULL;
    struct plan *plan = scenario_plan(file, wish->policy[0] ? wish->policy : NULL, 0, &status);
    if (!plan) {
        blame(faults, "policy", status.message);
        return NULL;
    }
    for (int i = 0; i < wish->count; i++) put(plan, &wish->settings[i], faults);
    if (!*faults && !plan_check(plan, &status)) blame(faults, "", status.message);
    if (!*faults) check_size(plan, faults);
    if (!*faults) return plan;
    plan_free(plan);
    return NULL;
}

// ---- As a command ----

int wish_words(const struct wish *wish, char **words, int most) {
    int count = 0;
    if (wish->policy[0] && most >= 2) {
        words[count++] = status_copy_text("--policy");
        words[count++] = status_copy_text(wish->policy);
    }
    for (int i = 0; i < wish->count && count + 2 <= most; i++) {
        const struct wish_setting *setting = &wish->settings[i];
        words[count++] = status_copy_text(setting->option);
        if (key_of(setting))
            words[count] = status_copy_text(setting->value);
        else if (asprintf(&words[count], "%s=%s", setting->name, setting->value) < 0)
            words[count] = status_copy_text("");
        count++;
    }
    return count;
}

static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./=:,+@%";

// As a shell takes it for one word.
static void put_quoted(const char *word, FILE *out) {
    if (word[0] && word[strspn(word, plain)] == 0) {
        fputs(word, out);
        return;
    }
    putc('\'', out);
    for (; *word; word++) fputs(*word == '\'' ? "'\\''" : (char[]){*word, 0}, out);
    putc('\'', out);
}

char *wish_command(const struct wish *wish, const char *file) {
    enum { WORDS_MOST = 2 * WISH_SETTINGS_MOST + 2 };
    char *words[WORDS_MOST], *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) return status_copy_text("");
    fputs("maru run ", out);
    put_quoted(file, out);
    int count = wish_words(wish, words, WORDS_MOST);
    for (int i = 0; i < count; i++) {
        putc(' ', out);
        put_quoted(words[i], out);
        free(words[i]);
    }
    fclose(out);
    return text;
}

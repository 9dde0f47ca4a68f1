// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/identity.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "sim/engine/text_file.h"

struct identity {
    XXH3_state_t *state;
};

struct identity *identity_begin(void) {
    struct identity *identity = status_allocate(1, sizeof *identity);
    identity->state = XXH3_createState();
    PROMISE(identity->state && XXH3_128bits_reset(identity->state) == XXH_OK, "there is memory for a hash");
    return identity;
}

// With the byte that ends it, so that "ab", "c" is not "a", "bc".
void identity_add(struct identity *identity, const char *text) {
    XXH3_128bits_update(identity->state, text, strlen(text) + 1);
}

const char *identity_end(struct identity *identity, char text[IDENTITY_SIZE]) {
    XXH128_hash_t hash = XXH3_128bits_digest(identity->state);
    snprintf(text, IDENTITY_SIZE, "%016" PRIx64 "%016" PRIx64, (uint64_t)hash.high64, (uint64_t)hash.low64);
    XXH3_freeState(identity->state);
    free(identity);
    return text;
}

static void add_number(struct identity *identity, int64_t number) {
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, number);
    identity_add(identity, text);
}

const char *identity_of_bytes(const char *bytes, size_t count, char text[IDENTITY_SIZE]) {
    struct identity *identity = identity_begin();
    XXH3_128bits_update(identity->state, bytes, count);
    return identity_end(identity, text);
}

// Returns how many; -1: it cannot be read.
static int64_t add_bytes_of(struct identity *identity, const char *path) {
    const char *reason;
    FILE *file = text_file_open(path, &reason);
    if (!file) return -1;
    char block[65536];
    int64_t count = 0;
    for (size_t read; (read = fread(block, 1, sizeof block, file)) > 0; count += (int64_t)read)
        XXH3_128bits_update(identity->state, block, read);
    bool whole = !ferror(file);
    fclose(file);
    return whole ? count : -1;
}

const char *identity_of_file(const char *path, int64_t *size, char text[IDENTITY_SIZE]) {
    struct identity *identity = identity_begin();
    *size = add_bytes_of(identity, path);
    identity_end(identity, text);
    return *size < 0 ? NULL : text;
}

// What cannot be read is found out by whoever needs it.
static void add_file(struct identity *identity, const struct plan *plan, const char *name) {
    char *path = plan_resolve_path(plan, name);
    if (path) add_bytes_of(identity, path);
    free(path);
}

static void add_entry(struct identity *identity, const struct plan *plan, const struct plan_entry *entry) {
    identity_add(identity, entry->kind->name);
    identity_add(identity, entry->name);
    for (size_t i = 0; i < entry->kind->settings.count; i++) {
        const struct setting *row = &entry->kind->settings.rows[i];
        char value[1000];
        setting_print(row, entry->settings, value, sizeof value);
        identity_add(identity, row->name);
        identity_add(identity, value);
        if (row->type == SETTING_FILE && value[0])
            add_file(identity, plan, setting_words(row, entry->settings));
        if (row->type == SETTING_TEXT)
            identity_add(identity, setting_words(row, entry->settings));  // however long
    }
}

static void add_list(struct identity *identity, const struct plan *plan, const struct plan_list *list) {
    add_number(identity, (int64_t)list->count);
    for (size_t i = 0; i < list->count; i++) add_entry(identity, plan, &list->entries[i]);
}

static void add_days(struct identity *identity, double days) {
    char text[32];
    snprintf(text, sizeof text, "%.17g", days);
    identity_add(identity, text);
}

static void add_rules(struct identity *identity, const struct plan *plan) {
    add_number(identity, (int64_t)plan->rules.count);
    for (size_t i = 0; i < plan->rules.count; i++) {
        const struct plan_rule *rule = &plan->rules.all[i];
        identity_add(identity, gate_class_names[rule->data_class]);
        if (rule->maker) identity_add(identity, rule->maker);
        identity_add(identity, rule->recipient ? rule->recipient : "");
        identity_add(identity, gate_rule_names[rule->rule]);
        add_days(identity, rule->expires_days);
        add_days(identity, rule->kept_days);
        add_days(identity, rule->epsilon_month);
        add_number(identity, rule->refused_forms);
    }
}

static void add_promises(struct identity *identity, const struct plan *plan) {
    for (size_t i = 0; i < plan->promises.count; i++) {
        char said[PLAN_PROMISE_SAID];
        identity_add(identity, plan->promises.all[i].name);
        identity_add(identity, plan_promise_say(&plan->promises.all[i], said));
        add_number(identity, plan->promises.all[i].fatal);
    }
}

static void add_substance(struct identity *identity, const struct plan *plan) {
    add_list(identity, plan, &plan->sections);
    add_list(identity, plan, &plan->appliances);
    add_list(identity, plan, &plan->parties);
    for (size_t i = 0; i < plan->lever_count; i++) {
        char value[64];
        snprintf(value, sizeof value, "%.17g", plan->levers[i].value);
        identity_add(identity, plan->levers[i].name);
        identity_add(identity, value);
    }
}

// Functions of a policy may stand in them.
static void add_modules(struct identity *identity, const struct plan *plan) {
    struct supplies modules = {0};
    if (plan->modules.list) plan->modules.list(plan->modules.owner, &modules);
    supplies_order(&modules);
    for (size_t i = 0; i < modules.count; i++) {
        identity_add(identity, modules.items[i].name);
        identity_add(identity, modules.items[i].text);
    }
    supplies_clear(&modules);
}

static void add_past(struct identity *identity, const struct plan_past *past) {
    if (!past->plan) return;
    add_number(identity, past->until_day);
    identity_add(identity, past->plan->policy);
    add_substance(identity, past->plan);
    add_past(identity, &past->plan->past);
}

const char *plan_identity(const struct plan *plan, char text[IDENTITY_SIZE]) {
    struct identity *identity = identity_begin();
    identity_add(identity, MARU_VERSION);
    identity_add(identity, plan->text);
    identity_add(identity, plan->policy);
    add_number(identity, plan->replication);
    add_substance(identity, plan);
    add_modules(identity, plan);
    add_past(identity, &plan->past);
    return identity_end(identity, text);
}

const char *plan_substance(const struct plan *plan, char text[IDENTITY_SIZE]) {
    struct identity *identity = identity_begin();
    add_substance(identity, plan);
    add_rules(identity, plan);
    add_promises(identity, plan);
    return identity_end(identity, text);
}

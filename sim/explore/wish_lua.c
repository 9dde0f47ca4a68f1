// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/wish_lua.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_MOST = 4000 };

static void put_text(const char *text, FILE *out) {
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') putc('\\', out);
        putc(*text, out);
    }
    putc('"', out);
}

static void put_value(const struct plan_target *target, FILE *out) {
    char value[VALUE_MOST];
    setting_print(target->row, target->entry->settings, value, sizeof value);
    bool words = target->row->type == SETTING_CHOICE || target->row->type == SETTING_TEXT;
    if (words)
        put_text(value, out);
    else
        fprintf(out, target->row->type == SETTING_SERIES ? "{ %s }" : "%s", value);
}

static void put_row(const struct plan_target *target, FILE *out) {
    fprintf(out, "%s = ", target->row->name);
    put_value(target, out);
}

static bool is_section(const struct plan *plan, const struct plan_entry *entry) {
    return entry >= plan->sections.entries && entry < plan->sections.entries + plan->sections.count;
}

static bool is_policys(const struct plan *plan, const struct plan_target *target) {
    return target->lever || (plan->policy[0] && target->row->role == ROLE_LEVER);
}

// What the wish's settings mean in the plan.
struct meant {
    const struct plan *plan;
    struct plan_target targets[WISH_SETTINGS_MOST];
    int count;
    FILE *out;
};

static bool stands_before(const struct meant *meant, int place) {
    for (int i = 0; i < place; i++)
        if (!is_policys(meant->plan, &meant->targets[i]) &&
            meant->targets[i].entry == meant->targets[place].entry)
            return true;
    return false;
}

static void put_rows(const struct meant *meant, const struct plan_entry *entry, const char *between) {
    bool first = true;
    for (int i = 0; i < meant->count; i++) {
        if (meant->targets[i].entry != entry || is_policys(meant->plan, &meant->targets[i])) continue;
        fputs(first ? "" : between, meant->out);
        put_row(&meant->targets[i], meant->out);
        first = false;
    }
}

// Settings of the frame stand for themselves, those of a section in its table, those of a thing in its own.
static void put_entry(const struct meant *meant, const struct plan_entry *entry) {
    bool frame = entry->kind == &scenario_section.kind;
    fputs("  ", meant->out);
    if (!frame) fprintf(meant->out, is_section(meant->plan, entry) ? "%s = { " : "%s { ", entry->kind->name);
    if (strcmp(entry->name, entry->kind->name) != 0) fprintf(meant->out, "name = \"%s\", ", entry->name);
    put_rows(meant, entry, ", ");
    fputs(frame ? ",\n" : " },\n", meant->out);
}

static void put_scenario(const struct meant *meant) {
    for (int i = 0; i < meant->count; i++)
        if (!is_policys(meant->plan, &meant->targets[i]) && !stands_before(meant, i))
            put_entry(meant, meant->targets[i].entry);
}

static void put_set(const struct meant *meant) {
    bool begun = false;
    for (int i = 0; i < meant->count; i++) {
        const struct plan_target *target = &meant->targets[i];
        if (target->lever || !is_policys(meant->plan, target)) continue;
        fprintf(meant->out, begun ? ", [\"%s.%s\"] = " : "  set = { [\"%s.%s\"] = ", target->entry->name,
                target->row->name);
        put_value(target, meant->out);
        begun = true;
    }
    if (begun) fputs(" },\n", meant->out);
}

static void put_levers(const struct meant *meant) {
    bool begun = false;
    for (int i = 0; i < meant->count; i++) {
        const struct plan_lever *lever = meant->targets[i].lever;
        if (!lever) continue;
        fprintf(meant->out, "%s%s = { %.15g, %.15g, %.15g, ", begun ? ", " : "  levers = { ", lever->name,
                lever->value, lever->least, lever->most);
        put_text(lever->meaning, meant->out);
        fputs(" }", meant->out);
        begun = true;
    }
    if (begun) fputs(" },\n", meant->out);
}

char *wish_lua(const struct wish *wish, struct plan *plan) {
    struct meant meant = {.plan = plan};
    struct status ignored = {0};
    char *text = NULL;
    size_t size;
    for (int i = 0; i < wish->count; i++)
        if (plan_find(plan, wish->settings[i].name, &meant.targets[meant.count], &ignored)) meant.count++;
    meant.out = open_memstream(&text, &size);
    if (!meant.out) return status_copy_text("");
    fprintf(meant.out, "-- In scenario { ... } of %s:\n", plan_file_name(plan));
    put_scenario(&meant);
    if (plan->policy[0]) fprintf(meant.out, "-- In policy { name = \"%s\", ... }:\n", plan->policy);
    put_set(&meant);
    put_levers(&meant);
    fclose(meant.out);
    return text;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pair_asked.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/line_diff.h"
#include "analysis/screen.h"
#include "analysis/shorten.h"
#include "analysis/table.h"

// Prints the table under its title and frees it; nothing when it has no rows. Whether it has.
static bool finish(struct table *table, const char *title, FILE *out) {
    bool any = table_row_count(table) > 0;
    if (any) {
        screen_say(out, "\n%s", title);
        table_print(table, screen_width(out), out);
    }
    table_free(table);
    return any;
}

// ---- Which runs they are ----

static void add_texts(struct table *table, const char *what, const char *one, const char *other) {
    if (strcmp(one, other) == 0) return;
    table_row(table, (const char *const[]){what, one[0] ? one : "-", other[0] ? other : "-"});
}

static void add_wholes(struct table *table, const char *what, int64_t one, int64_t other) {
    if (one == other) return;
    char texts[2][24];
    snprintf(texts[0], sizeof texts[0], "%" PRId64, one);
    snprintf(texts[1], sizeof texts[1], "%" PRId64, other);
    table_row(table, (const char *const[]){what, texts[0], texts[1]});
}

static bool print_frame(const struct run_pair *pair, FILE *out) {
    static const struct table_column columns[] = {{"", false}, {"A", false}, {"B", false}};
    const struct run *a = pair->sides[0].run, *b = pair->sides[1].run;
    const struct run_made *made[] = {&pair->sides[0].made, &pair->sides[1].made};
    struct table *table = table_create(columns, 3);
    add_texts(table, "program", a->maru_version, b->maru_version);
    add_texts(table, "mathematics", made[0]->mathematics, made[1]->mathematics);
    add_texts(table, "libraries", made[0]->libraries, made[1]->libraries);
    add_texts(table, "scenario", a->scenario, b->scenario);
    add_texts(table, "title", a->title, b->title);
    add_texts(table, "policy", a->policy, b->policy);
    add_texts(table, "in force since", a->policy_since, b->policy_since);
    add_texts(table, "before", a->policy_before, b->policy_before);
    add_wholes(table, "seed", a->seed, b->seed);
    add_wholes(table, "replication", a->replication, b->replication);
    add_wholes(table, "days", (int64_t)a->days, (int64_t)b->days);
    add_texts(table, "counted in", a->day_unit, b->day_unit);
    add_wholes(table, "homes", (int64_t)a->homes, (int64_t)b->homes);
    return finish(table, "Which runs they are", out);
}

// ---- Lines ----

static bool print_lines(const char *title, const char *one, const char *other, bool all, FILE *out) {
    struct line_changes changes = line_diff(one, other);
    bool any = changes.count > 0;
    if (any) screen_say(out, "\n%s, lines changed (- only in A, + only in B)", title);
    for (size_t i = 0; i < changes.count && (all || i < PAIR_LINES_MOST); i++) {
        const struct line_change *change = &changes.items[i];
        char *line = fault_print_text("%c%4zu %s", change->added ? '+' : '-', change->number, change->text);
        screen_print(line, 2, 9, screen_width(out), out);
        free(line);
    }
    if (!all && changes.count > PAIR_LINES_MOST)
        screen_say(out, "  and %zu more lines: --all shows them", changes.count - PAIR_LINES_MOST);
    line_diff_clear(&changes);
    return any;
}

static const struct made_file *file_named(const struct run_made *made, const struct made_file *wanted) {
    for (size_t i = 0; i < made->file_count; i++)
        if (strcmp(made->files[i].sort, wanted->sort) == 0 && strcmp(made->files[i].name, wanted->name) == 0)
            return &made->files[i];
    return NULL;
}

static char *file_title(const struct made_file *file) {
    const char *sort = strcmp(file->sort, "data") == 0 ? "Data file" : "Lua module";
    return fault_print_text("%s %s", sort, file->name);
}

static bool print_file(const struct made_file *one, const struct made_file *other, bool all, FILE *out) {
    if (strcmp(one->hash, other->hash) == 0 && one->bytes == other->bytes) return false;
    char *title = file_title(one);
    if (!one->text || !other->text)
        screen_say(out, "\n%s: %lld bytes of hash %s in A, %lld of %s in B", title, (long long)one->bytes,
                   one->hash, (long long)other->bytes, other->hash);
    else if (!print_lines(title, one->text, other->text, all, out))
        screen_say(out, "\n%s: its last line ends otherwise", title);
    free(title);
    return true;
}

static bool print_files(const struct run_pair *pair, bool all, FILE *out) {
    bool any = false;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < pair->sides[side].made.file_count; i++) {
            const struct made_file *file = &pair->sides[side].made.files[i],
                                   *other = file_named(&pair->sides[!side].made, file);
            char *title = file_title(file);
            if (!other) screen_say(out, "\n%s: only in %s", title, run_pair_names[side]);
            free(title);
            if (!other || (side == 0 && print_file(file, other, all, out))) any = true;
        }
    return any;
}

// ---- Entries ----

static bool print_entries(const struct run_pair *pair, FILE *out) {
    static const struct table_column columns[] = {
        {"entry", false}, {"sort", false}, {"A", false}, {"B", false}};
    struct table *table = table_create(columns, 4);
    for (int side = 0; side < 2; side++) {
        const struct run_kinds *kinds = &pair->sides[side].kinds, *others = &pair->sides[!side].kinds;
        for (size_t i = 0; i < kinds->entry_count; i++) {
            const char *other = run_kinds_of(others, kinds->entry[i]);
            if (other && (side == 1 || strcmp(other, kinds->kind[i]) == 0)) continue;
            const char *cells[] = {kinds->entry[i], kinds->sort[i], "-", "-"};
            cells[2 + side] = kinds->kind[i];
            if (other) cells[2 + !side] = other;
            table_row(table, cells);
        }
    }
    return finish(table, "Entries, each with its kind", out);
}

// ---- Settings ----

// SIZE_MAX: there is none of the name. `guess` is looked at first: two runs mostly list them alike.
static size_t setting_place(const struct run_settings *settings, const char *name, size_t guess) {
    if (guess < settings->count && strcmp(settings->name[guess], name) == 0) return guess;
    for (size_t i = 0; i < settings->count; i++)
        if (strcmp(settings->name[i], name) == 0) return i;
    return SIZE_MAX;
}

// Of an entry that the run does not have: the entry is told of already.
static bool is_of_missing_entry(const struct run_kinds *kinds, const char *name) {
    const char *dot = strchr(name, '.');
    char *entry = dot ? fault_print_text("%.*s", (int)(dot - name), name) : NULL;
    bool missing = entry && !run_kinds_of(kinds, entry);
    free(entry);
    return missing;
}

static void add_setting(struct table *table, const struct run_settings *settings, size_t i, const char *one,
                        const char *other) {
    char *values[] = {shorten(one), shorten(other)};
    const char *unit = strcmp(settings->unit[i], "1") == 0 ? "" : settings->unit[i];
    table_row(table, (const char *const[]){settings->name[i], unit, settings->role[i], values[0], values[1]});
    for (int k = 0; k < 2; k++) free(values[k]);
}

static bool print_settings(const struct run_pair *pair, FILE *out) {
    static const struct table_column columns[] = {
        {"setting", false}, {"unit", false}, {"role", false}, {"A", true}, {"B", true}};
    struct table *table = table_create(columns, 5);
    for (int side = 0; side < 2; side++) {
        const struct run_settings *mine = &pair->sides[side].run->settings,
                                  *others = &pair->sides[!side].run->settings;
        for (size_t i = 0; i < mine->count; i++) {
            size_t place = setting_place(others, mine->name[i], i);
            bool lone = place == SIZE_MAX;
            if (lone ? is_of_missing_entry(&pair->sides[!side].kinds, mine->name[i])
                     : side == 1 || strcmp(mine->value[i], others->value[place]) == 0)
                continue;
            const char *other = lone ? "-" : others->value[place];
            add_setting(table, mine, i, side ? other : mine->value[i], side ? mine->value[i] : other);
        }
    }
    return finish(table, "Settings and levers", out);
}

// ---- Rules of the policy ----

static size_t flow_place(const struct run_exposures *flows, const struct run_exposures *of, size_t i) {
    for (size_t k = 0; k < flows->count; k++)
        if (strcmp(flows->data_class[k], of->data_class[i]) == 0 &&
            strcmp(flows->recipient[k], of->recipient[i]) == 0 &&
            strcmp(flows->purpose[k], of->purpose[i]) == 0)
            return k;
    return SIZE_MAX;
}

static void add_rule(struct table *table, const struct run_exposures *flows, size_t i, const char *one,
                     const char *other) {
    char *flow =
        fault_print_text("%s to %s, for %s", flows->data_class[i], flows->recipient[i], flows->purpose[i]);
    table_row(table, (const char *const[]){flow, one, other});
    free(flow);
}

static bool print_rules(const struct run_pair *pair, FILE *out) {
    static const struct table_column columns[] = {
        {"data and who gets it", false}, {"A", false}, {"B", false}};
    struct table *table = table_create(columns, 3);
    for (int side = 0; side < 2; side++) {
        const struct run_exposures *mine = &pair->sides[side].run->exposures,
                                   *others = &pair->sides[!side].run->exposures;
        for (size_t i = 0; i < mine->count; i++) {
            size_t place = flow_place(others, mine, i);
            const char *other = place == SIZE_MAX ? "-" : others->rule[place];
            if (strcmp(mine->rule[i], other) == 0 || (side == 1 && place != SIZE_MAX)) continue;
            add_rule(table, mine, i, side ? other : mine->rule[i], side ? mine->rule[i] : other);
        }
    }
    return finish(table, "Rules of consent", out);
}

bool pair_asked_print(const struct run_pair *pair, bool all, FILE *out) {
    const struct run_settings *settings[] = {&pair->sides[0].run->settings, &pair->sides[1].run->settings};
    bool any = print_frame(pair, out);
    any = print_lines("Scenario", settings[0]->scenario_text, settings[1]->scenario_text, all, out) || any;
    any = print_files(pair, all, out) || any;
    any = print_entries(pair, out) || any;
    any = print_rules(pair, out) || any;
    return print_settings(pair, out) || any;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/why_equation.h"

#include <stdlib.h>
#include <string.h>

// ---- Settings ----

static void tell_setting(const struct why_source *source, size_t row, int depth, struct why *why) {
    const struct run_settings *s = &source->run->settings;
    bool bare = !s->unit[row][0] || strcmp(s->unit[row], "1") == 0;
    why_lines_say(why, depth, WHY_SETTING, "%s = %s%s%s (%s; %s; allowed: %s). Source: %s", s->name[row],
                  s->value[row], bare ? "" : " ", bare ? "" : s->unit[row], s->role[row], s->origin[row],
                  s->allowed[row], s->source[row]);
}

// The rows of the run's settings that are `entry.name`.
static size_t tell_named(const struct why_source *source, const char *entry, const char *name, int depth,
                         struct why *why) {
    size_t told = 0, length = strlen(entry);
    for (size_t i = 0; i < source->run->settings.count; i++) {
        const char *full = source->run->settings.name[i];
        if (strncmp(full, entry, length) != 0 || full[length] != '.' || strcmp(full + length + 1, name) != 0)
            continue;
        tell_setting(source, i, depth, why);
        told++;
    }
    return told;
}

// Of every entry of the kind, or of the one entry.
static void tell_of_kind(const struct why_source *source, const char *kind, const char *entry,
                         const char *name, int depth, struct why *why) {
    const struct run_kinds *k = &source->kinds;
    for (size_t i = 0; i < k->entry_count; i++)
        if (strcmp(k->kind[i], kind) == 0 && (!entry || strcmp(entry, k->entry[i]) == 0))
            tell_named(source, k->entry[i], name, depth, why);
}

static bool is_kind(const struct why_source *source, const char *name) {
    for (size_t i = 0; i < source->kinds.entry_count; i++)
        if (strcmp(source->kinds.kind[i], name) == 0) return true;
    return false;
}

// "capacity" of its own kind, "cockroaches.capacity" of another, or a whole kind.
static void tell_taken(const struct why_source *source, const char *kind, const char *entry,
                       const char *taken, int depth, struct why *why) {
    const char *dot = strchr(taken, '.');
    if (dot) {
        char *other = fault_print_text("%.*s", (int)(dot - taken), taken);
        tell_of_kind(source, other, NULL, dot + 1, depth, why);
        free(other);
        return;
    }
    size_t before = why->count;
    tell_of_kind(source, kind, entry, taken, depth, why);
    if (why->count == before)
        tell_of_kind(source, kind, NULL, taken, depth, why);  // of school_1: those of school
    if (why->count == before && is_kind(source, taken))
        why_lines_say(why, depth, WHY_NOTE, "and what %s does: maru list %s --equations", taken, taken);
}

// ---- Equations ----

static void tell_submodel(const struct why_source *source, size_t row, const char *entry, int depth,
                          struct why *why) {
    const struct run_kinds *k = &source->kinds;
    char taken[RUN_KINDS_NAME_SIZE];
    char *text = fault_print_text("%s (%s): %s%s%s", k->name[row], k->of[row], k->formula[row],
                                  k->letters[row][0] ? "; " : "", k->letters[row]);
    bool new = !why_lines_have(why, text);
    if (new) why_lines_add(why, depth, WHY_EQUATION, text);
    free(text);
    if (!new) return;
    why_lines_say(why, depth + 1, WHY_SOURCE, "Source: %s", k->source[row]);
    for (const char *list = k->takes[row][0] ? k->takes[row] : NULL; list;) {
        list = run_kinds_next(list, taken);
        tell_taken(source, k->of[row], entry, taken, depth + 1, why);
    }
}

size_t why_equation_tell(const struct why_source *source, const char *kind, const char *entry,
                         const char *thing, int depth, struct why *why) {
    const struct run_kinds *k = &source->kinds;
    size_t told = 0;
    for (size_t i = 0; i < k->submodel_count; i++) {
        if ((kind && strcmp(k->of[i], kind) != 0) || !run_kinds_lists(k->gives[i], thing)) continue;
        tell_submodel(source, i, entry, depth, why);
        told++;
    }
    return told;
}

size_t why_equation_tell_of_either(const struct why_source *source, const char *one, const char *other,
                                   const char *thing, int depth, struct why *why) {
    const char *const parties[] = {one, other};
    size_t told = 0;
    for (size_t i = 0; i < 2 && !told; i++) {
        const char *kind = run_kinds_of(&source->kinds, parties[i]);
        if (kind) told = why_equation_tell(source, kind, parties[i], thing, depth, why);
    }
    return told ? told : why_equation_tell(source, NULL, NULL, thing, depth, why);
}

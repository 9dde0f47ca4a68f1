// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pair_outcome.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/measure.h"
#include "analysis/screen.h"
#include "analysis/table.h"

// Of one run; NaN: it does not have it, or it is a mean of nothing.
struct two_values {
    double of[2];
};

// Its place in the list; NULL: the run does not have it.
static const struct measure *find(const struct measure_list *list, const struct measure *wanted) {
    char *id = measure_id(wanted);
    const struct measure *found = NULL;
    for (size_t i = 0; i < list->count && !found; i++) {
        if (list->rows[i].group != wanted->group) continue;
        char *other = measure_id(&list->rows[i]);
        if (strcmp(id, other) == 0) found = &list->rows[i];
        free(other);
    }
    free(id);
    return found;
}

// What only one run has and is nothing is no difference.
static bool differs(struct two_values values) {
    bool unknown[] = {isnan(values.of[0]), isnan(values.of[1])};
    if (unknown[0] && unknown[1]) return false;
    if (unknown[0] || unknown[1]) return values.of[unknown[0]] != 0;
    return values.of[0] != values.of[1];
}

// The subject stands above its measures, once.
static void add_subject(struct table *table, const struct measure *measure, const char **subject) {
    const char *of = measure->group == MEASURE_RESULT ? measure->entry : measure->subject;
    if (strcmp(*subject, of) == 0) return;
    char *line = fault_print_text("  %s", *subject = of);
    table_note(table, line);
    free(line);
}

static void add_measure(struct table *table, const struct measure *measure, struct two_values values) {
    bool inset = measure->subject[0] || measure->entry[0];
    char *words = measure_words(measure), *name = fault_print_text("%s%s", inset ? "    " : "  ", words);
    table_row(table, (const char *const[]){name, strcmp(measure->unit, "1") == 0 ? "" : measure->unit,
                                           table_number(values.of[0]).text, table_number(values.of[1]).text,
                                           table_number(values.of[1] - values.of[0]).text});
    free(name);
    free(words);
}

struct outcome {
    struct measure_list lists[2];
    struct table *table;
};

// The rows of a group that a side has; of the second's only those that the first has not.
static void add_side(struct outcome *outcome, int group, int side, bool *titled, const char **subject) {
    const struct measure_list *list = &outcome->lists[side];
    for (size_t i = 0; i < list->count; i++) {
        const struct measure *measure = &list->rows[i], *other;
        if ((int)measure->group != group) continue;
        other = find(&outcome->lists[!side], measure);
        if (side == 1 && other) continue;
        struct two_values values = {{NAN, NAN}};
        values.of[side] = measure->value;
        if (other) values.of[!side] = other->value;
        if (!differs(values)) continue;
        if (!*titled) table_note(outcome->table, measure_group_titles[group]);
        *titled = true;
        add_subject(outcome->table, measure, subject);
        add_measure(outcome->table, measure, values);
    }
}

bool pair_outcome_print(const struct run_pair *pair, FILE *out) {
    static const struct table_column columns[] = {
        {"", false}, {"unit", false}, {"A", true}, {"B", true}, {"B less A", true}};
    struct outcome outcome = {{measure_list(pair->sides[0].run), measure_list(pair->sides[1].run)},
                              table_create(columns, 5)};
    for (int group = 0; group < MEASURE_GROUPS; group++) {
        bool titled = false;
        const char *subject = "";
        for (int side = 0; side < 2; side++) add_side(&outcome, group, side, &titled, &subject);
    }
    bool any = table_row_count(outcome.table) > 0;
    if (any) {
        screen_say(out, "\nWhat came out differently (-: it has none)");
        table_print(outcome.table, screen_width(out), out);
    }
    table_free(outcome.table);
    for (int i = 0; i < 2; i++) measure_list_free(outcome.lists[i]);
    return any;
}

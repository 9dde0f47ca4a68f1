// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/axis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MOST = 1000 };

// ---- As it is typed ----

static bool refuse(const char *text, struct status *status) {
    return status_fail(status, STATUS_SCENARIO,
                       "%s: write name=least..most, name=least..most/steps, name=value,value,... or the name "
                       "alone for the whole range of its table",
                       text);
}

static bool read_number(const char **text, double *number) {
    char *end;
    *number = strtod(*text, &end);
    bool good = end != *text && isfinite(*number);
    *text = end;
    return good;
}

// "0.2..0.9", "0.2..0.9/8". strtod would take the first dot of ".." for the number's own.
static bool read_range(const char *text, struct axis *axis) {
    const char *dots = strstr(text, "..");
    char first[100];
    if (!dots || (size_t)(dots - text) >= sizeof first) return false;
    snprintf(first, sizeof first, "%.*s", (int)(dots - text), text);
    const char *least = first, *most = dots + 2;
    double steps = 0;
    bool good = read_number(&least, &axis->least) && !*least && read_number(&most, &axis->most);
    if (good && *most == '/') {
        most++;
        good = read_number(&most, &steps) && steps >= 2 && steps <= VALUES_MOST && steps == floor(steps);
    }
    axis->steps = (size_t)steps;
    return good && !*most && axis->least < axis->most;
}

static bool read_values(const char *text, struct axis *axis) {
    for (const char *comma; *text; text = *comma ? comma + 1 : comma) {
        comma = text + strcspn(text, ",");
        if (comma == text || axis->count == VALUES_MOST) return false;
        axis->values = status_reallocate(axis->values, axis->count + 1, sizeof *axis->values);
        axis->values[axis->count++] = strndup(text, (size_t)(comma - text));
    }
    return axis->count > 0;
}

bool axis_parse(const char *text, struct axis *axis, struct status *status) {
    size_t length = strcspn(text, "=");
    *axis = (struct axis){.name = strndup(text, length), .least = NAN, .most = NAN, .at_start = NAN};
    if (length == 0) return refuse(text, status);
    if (!text[length]) return true;
    const char *values = text + length + 1;
    bool good = strstr(values, "..") ? read_range(values, axis) : read_values(values, axis);
    return good || refuse(text, status);
}

void axis_clear(struct axis *axis) {
    for (size_t i = 0; i < axis->count; i++) free(axis->values[i]);
    free(axis->values);
    free(axis->name);
}

// ---- As the plan has it ----

static void add_value(struct axis *axis, const char *value) {
    axis->values = status_reallocate(axis->values, axis->count + 1, sizeof *axis->values);
    axis->values[axis->count++] = status_copy_text(value);
}

static bool has_no_range(const struct axis *axis, struct status *status) {
    return status_fail(status, STATUS_SCENARIO, "%s has no range: say which values it takes, %s=value,value",
                       axis->name, axis->name);
}

// The name alone was given: what the table of settings allows.
static bool take_whole_range(struct axis *axis, const struct setting *row, struct status *status) {
    switch (row->type) {
        case SETTING_NUMBER:
        case SETTING_COUNT:
            axis->least = row->least;
            axis->most = row->most;
            return true;
        case SETTING_FLAG:
            add_value(axis, "false");
            add_value(axis, "true");
            return true;
        case SETTING_CHOICE:
            for (size_t i = 0; row->choices[i]; i++) add_value(axis, row->choices[i]);
            return true;
        case SETTING_TEXT:
        case SETTING_FILE:
        case SETTING_SERIES:
            break;
    }
    return has_no_range(axis, status);
}

static void place_in_list(struct axis *axis, const char *stands) {
    axis->at_start = 0.5 / (double)axis->count;
    for (size_t i = 0; i < axis->count; i++) {
        char *end;
        double typed = strtod(axis->values[i], &end), stood = strtod(stands, NULL);
        bool numbers = end != axis->values[i] && !*end;
        if (strcmp(axis->values[i], stands) == 0 || (numbers && typed == stood))
            axis->at_start = ((double)i + 0.5) / (double)axis->count;
    }
}

static void place_in_range(struct axis *axis, double stands) {
    axis->at_start = fmax(0, fmin(1, (stands - axis->least) / (axis->most - axis->least)));
}

static bool shared_by_all_runs(const struct axis *axis, const struct setting *row,
                               const struct plan_entry *entry, struct status *status) {
    bool frame = row && strcmp(entry->name, scenario_section.kind.name) == 0;
    if (!frame ||
        (strcmp(row->name, "days") != 0 && strcmp(row->name, "seed") != 0 && strcmp(row->name, "start") != 0))
        return true;
    return status_fail(status, STATUS_SCENARIO,
                       "%s is the same in all runs of a study, so that they can be compared: give it with "
                       "--%s or in the scenario",
                       axis->name, strcmp(row->name, "start") ? row->name : "set start=");
}

static bool try_value(const struct axis *axis, struct plan *plan, const char *value, struct status *status) {
    struct status inner = {0};
    if (plan_set_typed(plan, axis->name, value, ORIGIN_COMMAND, &inner)) return true;
    return status_fail(status, inner.code, "%s", inner.message);
}

static bool try_values(const struct axis *axis, struct plan *plan, struct status *status) {
    for (size_t i = 0; i < axis->count; i++)
        if (!try_value(axis, plan, axis->values[i], status)) return false;
    for (int end = 0; end < 2 && axis->count == 0; end++) {
        char text[40];
        snprintf(text, sizeof text, "%.12g", end ? axis->most : axis->least);
        if (!try_value(axis, plan, text, status)) return false;
    }
    return true;
}

static bool fit_lever(struct axis *axis, const struct plan_lever *lever) {
    if (isnan(axis->least)) {
        axis->least = lever->least;
        axis->most = lever->most;
    }
    place_in_range(axis, lever->value);
    return true;
}

static bool fit_row(struct axis *axis, const struct plan_target *target, struct status *status) {
    const struct setting *row = target->row;
    bool number = row->type == SETTING_NUMBER || row->type == SETTING_COUNT;
    if (axis->count == 0 && isnan(axis->least) && !take_whole_range(axis, row, status)) return false;
    if (axis->count == 0 && !number) return has_no_range(axis, status);
    axis->whole = row->type == SETTING_COUNT && axis->count == 0;
    if (axis->count == 0) place_in_range(axis, setting_number(row, target->entry->settings));
    return true;
}

static void place_list(struct axis *axis, const struct plan_target *target) {
    char stands[400];
    if (target->lever)
        snprintf(stands, sizeof stands, "%.12g", target->lever->value);
    else
        setting_print(target->row, target->entry->settings, stands, sizeof stands);
    if (axis->count) place_in_list(axis, stands);
}

bool axis_fit(struct axis *axis, struct plan *plan, struct status *status) {
    struct plan_target target;
    if (!plan_find(plan, axis->name, &target, status)) return false;
    if (!shared_by_all_runs(axis, target.row, target.entry, status)) return false;
    if (target.lever ? !fit_lever(axis, target.lever) : !fit_row(axis, &target, status)) return false;
    place_list(axis, &target);
    return try_values(axis, plan, status);
}

// ---- All that is not known ----

static bool is_unknown(const struct setting *row) {
    bool ranged = row->type == SETTING_NUMBER || row->type == SETTING_COUNT;
    return row->role == ROLE_UNCERTAIN &&
           ((ranged && row->least < row->most) || row->type == SETTING_FLAG || row->type == SETTING_CHOICE);
}

static void take_likely_range(struct axis *axis, const struct setting *row) {
    if (row->likely_least >= row->likely_most) return;
    axis->least = row->likely_least;
    axis->most = row->likely_most;
}

// Of two that must not be above each other each gets its side of the middle between where they stand.
static void keep_law(const struct plan_entry *entry, const struct setting *row, struct axis *axis) {
    const struct setting_table *table = &entry->kind->settings;
    for (size_t i = 0; i < table->law_count; i++) {
        const struct setting_law *law = &table->laws[i];
        bool lower = law->other && strcmp(law->one, row->name) == 0,
             upper = law->other && strcmp(law->other, row->name) == 0;
        if (!lower && !upper) continue;
        double middle = (setting_number(setting_find(*table, law->one), entry->settings) +
                         setting_number(setting_find(*table, law->other), entry->settings)) /
                        2;
        axis->least = isnan(axis->least) ? row->least : axis->least;
        axis->most = isnan(axis->most) ? row->most : axis->most;
        if (lower) axis->most = fmin(axis->most, middle);
        if (upper) axis->least = fmax(axis->least, middle);
    }
}

static size_t add_unknown(const struct plan_entry *entry, struct axis *axes, size_t count, size_t most) {
    const struct setting_table *table = &entry->kind->settings;
    for (size_t i = 0; i < table->count && count < most; i++) {
        if (!is_unknown(&table->rows[i])) continue;
        axes[count] = (struct axis){.least = NAN, .most = NAN, .at_start = NAN};
        take_likely_range(&axes[count], &table->rows[i]);
        keep_law(entry, &table->rows[i], &axes[count]);
        if (asprintf(&axes[count++].name, "%s.%s", entry->name, table->rows[i].name) < 0) abort();
    }
    return count;
}

size_t axis_all_uncertain(const struct plan *plan, struct axis *axes, size_t most) {
    const struct plan_list *const lists[] = {&plan->sections, &plan->appliances, &plan->parties};
    size_t count = 0;
    for (size_t list = 0; list < sizeof lists / sizeof *lists; list++)
        for (size_t i = 0; i < lists[list]->count; i++)
            count = add_unknown(&lists[list]->entries[i], axes, count, most);
    return count;
}

// ---- Its values ----

size_t axis_levels(const struct axis *axis) {
    if (axis->count) return axis->count;
    double wholes = axis->whole ? floor(axis->most) - ceil(axis->least) + 1 : INFINITY;
    if (axis->steps) return axis->steps;
    return wholes <= VALUES_MOST ? (size_t)wholes : 0;
}

// Twelve digits: what is written is what is set, so that a run can be lived again from its line of the
// design.
char *axis_value(const struct axis *axis, double at) {
    size_t levels = axis_levels(axis);
    size_t level = levels ? (size_t)fmin(floor(at * (double)levels), (double)levels - 1) : 0;
    if (axis->count) return status_copy_text(axis->values[level]);
    double share = levels > 1 ? (double)level / ((double)levels - 1) : levels ? 0 : at;
    double value = axis->least + share * (axis->most - axis->least);
    char *text;
    if (asprintf(&text, "%.12g", axis->whole ? round(value) : value) < 0) abort();
    return text;
}

char *axis_text(const struct axis *axis) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    fprintf(out, "%s=", axis->name);
    for (size_t i = 0; i < axis->count; i++) fprintf(out, "%s%s", i ? "," : "", axis->values[i]);
    if (!axis->count) fprintf(out, "%.12g..%.12g", axis->least, axis->most);
    if (!axis->count && axis->steps) fprintf(out, "/%zu", axis->steps);
    fclose(out);
    return text;
}

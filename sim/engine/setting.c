// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/setting.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/words.h"

enum { PRINTED_MOST = 400 };  // characters of a value or a range in a message

static void *field(const struct setting *row, void *block) {
    return (char *)block + row->offset;
}
static const void *field_of(const struct setting *row, const void *block) {
    return (const char *)block + row->offset;
}
static bool is_words(const struct setting *row) {
    return row->type == SETTING_TEXT || row->type == SETTING_FILE;
}

// Defaults, copies, end.

static void store_number(const struct setting *row, void *block, double value) {
    switch (row->type) {
        case SETTING_NUMBER:
            *(double *)field(row, block) = value;
            break;
        case SETTING_COUNT:
            *(int64_t *)field(row, block) = (int64_t)value;
            break;
        case SETTING_FLAG:
            *(bool *)field(row, block) = value != 0;
            break;
        case SETTING_CHOICE:
            *(int *)field(row, block) = (int)value;
            break;
        default:
            PROMISE(false, "a number is put into a setting that holds none");
    }
}

static void store_words(const struct setting *row, void *block, const char *text) {
    char **target = field(row, block);
    char *copy = status_copy_text(text ? text : "");
    free(*target);
    *target = copy;
}

void *setting_defaults(struct setting_table table) {
    void *block = status_allocate(1, table.size);
    for (size_t i = 0; i < table.count; i++) {
        const struct setting *row = &table.rows[i];
        if (is_words(row))
            store_words(row, block, row->text);
        else if (row->type == SETTING_SERIES)
            memcpy(field(row, block), row->series, row->length * sizeof(double));
        else
            store_number(row, block, row->normal);
    }
    return block;
}

void *setting_copy(struct setting_table table, const void *block) {
    void *copy = status_allocate(1, table.size);
    memcpy(copy, block, table.size);
    for (size_t i = 0; i < table.count; i++) {
        const struct setting *row = &table.rows[i];
        if (is_words(row)) *(char **)field(row, copy) = status_copy_text(setting_words(row, block));
    }
    return copy;
}

void setting_free(struct setting_table table, void *block) {
    if (!block) return;
    for (size_t i = 0; i < table.count; i++)
        if (is_words(&table.rows[i])) free(*(char **)field(&table.rows[i], block));
    free(block);
}

// Names.

const struct setting *setting_find(struct setting_table table, const char *name) {
    for (size_t i = 0; i < table.count; i++)
        if (strcmp(table.rows[i].name, name) == 0) return &table.rows[i];
    return NULL;
}

const char *setting_nearest_row(struct setting_table table, const char *given) {
    struct words_nearest nearest = words_nearest_to(given);
    for (size_t i = 0; i < table.count; i++) words_consider(&nearest, table.rows[i].name);
    return nearest.name;
}

// Reading.

double setting_number(const struct setting *row, const void *block) {
    const void *source = field_of(row, block);
    switch (row->type) {
        case SETTING_NUMBER:
            return *(const double *)source;
        case SETTING_COUNT:
            return (double)*(const int64_t *)source;
        case SETTING_FLAG:
            return *(const bool *)source;
        case SETTING_CHOICE:
            return *(const int *)source;
        default:
            PROMISE(false, "a number is read from a setting that holds none");
    }
    return 0;
}

const char *setting_words(const struct setting *row, const void *block) {
    if (row->type == SETTING_CHOICE) return row->choices[*(const int *)field_of(row, block)];
    PROMISE(is_words(row), "a text is read from a setting that holds none");
    return *(char *const *)field_of(row, block);
}

// As short as it can be read again without loss.
static char *print_number(double value, char *buffer, size_t size) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(buffer, size, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value) break;
    }
    return buffer;
}

static char *print_series(const struct setting *row, const void *block, char *buffer, size_t size) {
    const double *values = field_of(row, block);
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < row->length && used < size; i++) {
        char number[32];
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", i ? "," : "",
                                 print_number(values[i], number, sizeof number));
    }
    return buffer;
}

char *setting_print(const struct setting *row, const void *block, char *buffer, size_t size) {
    switch (row->type) {
        case SETTING_NUMBER:
        case SETTING_COUNT:
            return print_number(setting_number(row, block), buffer, size);
        case SETTING_FLAG:
            snprintf(buffer, size, "%s", setting_number(row, block) ? "true" : "false");
            break;
        case SETTING_CHOICE:
        case SETTING_TEXT:
        case SETTING_FILE:
            snprintf(buffer, size, "%s", setting_words(row, block));
            break;
        case SETTING_SERIES:
            return print_series(row, block, buffer, size);
    }
    return buffer;
}

// "none, motion, device or cloud"
static char *print_choices(const char *const *choices, char *buffer, size_t size) {
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; choices[i] && used < size; i++) {
        const char *between = i == 0 ? "" : choices[i + 1] ? ", " : " or ";
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", between, choices[i]);
    }
    return buffer;
}

char *setting_allowed(const struct setting *row, char *buffer, size_t size) {
    switch (row->type) {
        case SETTING_NUMBER:
        case SETTING_COUNT:
            snprintf(buffer, size, "%.10g to %.10g", row->least, row->most);
            break;
        case SETTING_FLAG:
            snprintf(buffer, size, "true or false");
            break;
        case SETTING_CHOICE:
            return print_choices(row->choices, buffer, size);
        case SETTING_TEXT:
            snprintf(buffer, size, "a text");
            break;
        case SETTING_FILE:
            snprintf(buffer, size, "the name of a file");
            break;
        case SETTING_SERIES:
            snprintf(buffer, size, "%zu numbers, each %.10g to %.10g", row->length, row->least, row->most);
            break;
    }
    return buffer;
}

// Checked writing.

bool setting_refuse(const struct setting *row, const char *given, struct status *status) {
    const char *nature = "";
    if (row->type == SETTING_COUNT) nature = "a whole number, ";
    if (row->type == SETTING_NUMBER) nature = "a number, ";
    const char *unit = setting_unit(row);
    char allowed[PRINTED_MOST];
    return status_fail(status, STATUS_SCENARIO, "%s = %s: allowed is %s%s%s%s", row->name, given, nature,
                       setting_allowed(row, allowed, sizeof allowed), unit[0] ? " " : "", unit);
}

// The same, for a value that is a number and only out of range.
static bool refuse_number(const struct setting *row, double value, struct status *status) {
    bool fraction = row->type == SETTING_COUNT && value != floor(value);
    const char *unit = setting_unit(row), *space = unit[0] ? " " : "";
    char allowed[PRINTED_MOST];
    return status_fail(status, STATUS_SCENARIO, "%s = %.10g%s%s: allowed is %s%s%s%s", row->name, value,
                       space, unit, fraction ? "a whole number, " : "",
                       setting_allowed(row, allowed, sizeof allowed), space, unit);
}

static bool in_range(const struct setting *row, double value) {
    return value >= row->least && value <= row->most;  // false for NaN
}

bool setting_put_number(const struct setting *row, void *block, double value, struct status *status) {
    if (row->type != SETTING_NUMBER && row->type != SETTING_COUNT) {
        char given[40];
        snprintf(given, sizeof given, "%.10g", value);
        return setting_refuse(row, given, status);
    }
    bool whole = row->type != SETTING_COUNT || value == floor(value);
    if (!whole || !in_range(row, value)) return refuse_number(row, value, status);
    store_number(row, block, value);
    return true;
}

bool setting_put_flag(const struct setting *row, void *block, bool value, struct status *status) {
    if (row->type != SETTING_FLAG) return setting_refuse(row, value ? "true" : "false", status);
    store_number(row, block, value);
    return true;
}

static bool put_choice(const struct setting *row, void *block, const char *text, struct status *status) {
    struct words_nearest nearest = words_nearest_to(text);
    for (int i = 0; row->choices[i]; i++) {
        words_consider(&nearest, row->choices[i]);
        if (strcmp(row->choices[i], text) != 0) continue;
        store_number(row, block, i);
        return true;
    }
    char allowed[PRINTED_MOST];
    setting_allowed(row, allowed, sizeof allowed);
    char hint[WORDS_HINT_SIZE];
    return status_fail(status, STATUS_SCENARIO, "%s = \"%s\": allowed is %s%s", row->name, text, allowed,
                       words_hint(&nearest, hint));
}

bool setting_put_text(const struct setting *row, void *block, const char *text, struct status *status) {
    if (row->type == SETTING_CHOICE) return put_choice(row, block, text, status);
    if (is_words(row)) {
        store_words(row, block, text);
        return true;
    }
    char given[PRINTED_MOST];
    snprintf(given, sizeof given, "\"%s\"", text);
    return setting_refuse(row, given, status);
}

bool setting_put_series(const struct setting *row, void *block, const double *values, size_t count,
                        struct status *status) {
    char given[80];
    snprintf(given, sizeof given, "%zu numbers", count);
    if (row->type != SETTING_SERIES || count != row->length) return setting_refuse(row, given, status);
    for (size_t i = 0; i < count; i++) {
        if (in_range(row, values[i])) continue;
        snprintf(given, sizeof given, "%.10g at place %zu", values[i], i + 1);
        return setting_refuse(row, given, status);
    }
    memcpy(field(row, block), values, count * sizeof(double));
    return true;
}

// What a person typed.

// Reads one number and moves on; false when there is none.
static bool read_number(const char **text, double *value) {
    char *end;
    *value = strtod(*text, &end);
    bool found = end != *text;
    *text = end;
    return found;
}

static bool parse_number(const struct setting *row, void *block, const char *typed, struct status *status) {
    const char *rest = typed;
    double value;
    if (!read_number(&rest, &value) || *rest) return setting_refuse(row, typed, status);
    return setting_put_number(row, block, value, status);
}

static bool parse_flag(const struct setting *row, void *block, const char *typed, struct status *status) {
    if (strcmp(typed, "true") == 0) return setting_put_flag(row, block, true, status);
    if (strcmp(typed, "false") == 0) return setting_put_flag(row, block, false, status);
    return setting_refuse(row, typed, status);
}

// Comma separated.
static bool parse_series(const struct setting *row, void *block, const char *typed, struct status *status) {
    double *values =
        status_allocate(strlen(typed) + 1, sizeof *values);  // more than enough: one per character
    size_t count = 0;
    const char *rest = typed;
    bool good = read_number(&rest, &values[count++]);
    while (good && *rest == ',') {
        rest++;
        good = read_number(&rest, &values[count++]);
    }
    good = good && *rest == '\0' ? setting_put_series(row, block, values, count, status)
                                 : setting_refuse(row, typed, status);
    free(values);
    return good;
}

bool setting_parse(const struct setting *row, void *block, const char *typed, struct status *status) {
    switch (row->type) {
        case SETTING_NUMBER:
        case SETTING_COUNT:
            return parse_number(row, block, typed, status);
        case SETTING_FLAG:
            return parse_flag(row, block, typed, status);
        case SETTING_CHOICE:
        case SETTING_TEXT:
        case SETTING_FILE:
            return setting_put_text(row, block, typed, status);
        case SETTING_SERIES:
            return parse_series(row, block, typed, status);
    }
    return false;
}

const char *setting_unit(const struct setting *row) {
    return strcmp(row->unit, "1") == 0 ? "" : row->unit;
}

const char *setting_role_name(enum setting_role role) {
    static const char *const names[] = {"world", "lever", "uncertain"};
    return names[role];
}

// ---- Laws -------------------------------------------------------------------------------------------------

static size_t numbers_of(const struct setting *row) {
    return row->type == SETTING_SERIES ? row->length : 1;
}

static double number_of(const struct setting *row, const void *block, size_t place) {
    return row->type == SETTING_SERIES ? ((const double *)field_of(row, block))[place]
                                       : setting_number(row, block);
}

static bool is_some(const struct setting *row, const void *block) {
    double sum = 0;
    for (size_t i = 0; i < numbers_of(row); i++) sum += number_of(row, block, i);
    return sum > 0;
}

// The place at which one is above the other; how many there are when none is.
static size_t above_at(const struct setting *one, const struct setting *other, const void *block) {
    size_t place = 0;
    while (place < numbers_of(one) && number_of(one, block, place) <= number_of(other, block, place)) place++;
    return place;
}

static bool check_law(const struct setting_table *table, const struct setting_law *law, const char *entry,
                      const void *block, struct status *status) {
    const struct setting *one = setting_find(*table, law->one);
    if (law->sort == SETTINGS_SOME)
        return is_some(one, block) ||
               status_fail(status, STATUS_SCENARIO, "%s.%s: its numbers are shares of a whole, and all are 0",
                           entry, one->name);
    const struct setting *other = setting_find(*table, law->other);
    size_t place = above_at(one, other, block);
    if (place == numbers_of(one)) return true;
    return status_fail(status, STATUS_SCENARIO, "%s.%s = %.10g is above %s.%s = %.10g", entry, one->name,
                       number_of(one, block, place), entry, other->name, number_of(other, block, place));
}

bool setting_check_laws(const struct setting_table *table, const char *entry, const void *block,
                        struct status *status) {
    for (size_t i = 0; i < table->law_count; i++)
        if (!check_law(table, &table->laws[i], entry, block, status)) return false;
    return true;
}

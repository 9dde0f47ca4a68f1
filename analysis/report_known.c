// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_known.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/report_number.h"

enum { KNOWN = 1, UNASKED = 2 };  // marks of a home in a cell

static size_t cell_of(struct report_known *all, const char *party, const char *data) {
    size_t count = all->policy_count;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->cells[i].party, party) == 0 && strcmp(all->cells[i].data, data) == 0) return i;
    all->cells = fault_reallocate(all->cells, all->count + 1, sizeof *all->cells);
    all->cells[all->count] = (struct report_known_cell){.party = fault_copy_text(party),
                                                        .data = fault_copy_text(data),
                                                        .purposes = fault_copy_text(""),
                                                        .with = fault_allocate(count, sizeof(double)),
                                                        .without = fault_allocate(count, sizeof(double)),
                                                        .there = fault_allocate(count, sizeof(bool))};
    return all->count++;
}

// Whether a list "one, other" has the word.
static bool has_word(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == '\0' || at[length] == ',')) return true;
    return false;
}

static void add_purpose(struct report_known_cell *cell, const char *purpose) {
    if (has_word(cell->purposes, purpose)) return;
    char *longer = fault_print_text("%s%s%s", cell->purposes, cell->purposes[0] ? ", " : "", purpose);
    free(cell->purposes);
    cell->purposes = longer;
}

// How long a name is without the number that tells it from others of its entry: 6 of school_12.
static size_t stem_length(const char *name) {
    size_t length = strlen(name), end = length;
    while (end > 0 && name[end - 1] >= '0' && name[end - 1] <= '9') end--;
    return end > 1 && end < length && name[end - 1] == '_' ? end - 1 : length;
}

static size_t party_named(const struct run_parties *parties, const char *name) {
    size_t i = 0;
    while (i < parties->count && strcmp(parties->names[i], name) != 0) i++;
    return i;
}

char *report_known_entry(const struct run *run, const char *name) {
    const struct run_parties *parties = &run->parties;
    size_t own = party_named(parties, name), stem = stem_length(name), alike = 0;
    for (size_t i = 0; own < parties->count && i < parties->count; i++)
        alike += strcmp(parties->kinds[i], parties->kinds[own]) == 0 && parties->kinds[i][0] &&
                 stem_length(parties->names[i]) == stem && strncmp(parties->names[i], name, stem) == 0 &&
                 parties->names[i][stem] == name[stem];  // who has no number is none of them
    return alike > 1 ? fault_print_text("%.*s", (int)stem, name) : fault_copy_text(name);
}

// The cell of each of the run's data flows. Owned by the caller.
static size_t *cells_of_flows(struct report_known *all, size_t policy, const struct run *run) {
    const struct run_exposures *flows = &run->exposures;
    size_t *cells = fault_allocate(flows->count, sizeof *cells);
    for (size_t i = 0; i < flows->count; i++) {
        char *party = report_known_entry(run, flows->recipient[i]);
        cells[i] = cell_of(all, party, flows->data_class[i]);
        free(party);
        all->cells[cells[i]].there[policy] = true;
        add_purpose(&all->cells[cells[i]], flows->purpose[i]);
    }
    return cells;
}

static bool is_granted(const struct run *run, size_t row) {
    return strcmp(run->consents.states[run->exposed.allowed_by[row]], "granted") == 0;
}

static void count_homes(struct report_known_cell *cell, size_t policy, const unsigned char *marks,
                        size_t homes) {
    for (size_t home = 0; home < homes; home++) {
        cell->without[policy] += marks[home] & UNASKED ? 1 : 0;
        cell->with[policy] += marks[home] == KNOWN;
    }
}

void report_known_add(struct report_known *all, size_t policy, const struct run *run) {
    if (!all->runs) all->runs = fault_allocate(all->policy_count, sizeof *all->runs);
    all->runs[policy]++;
    size_t *cells = cells_of_flows(all, policy, run);
    unsigned char *marks = fault_allocate(all->count * run->homes, 1);  // [cells][homes]
    for (size_t i = 0; i < run->exposed.count; i++) {
        size_t cell = cells[run->exposed.flow[i]], home = (size_t)run->exposed.household[i];
        marks[cell * run->homes + home] |= is_granted(run, i) ? KNOWN : KNOWN | UNASKED;
    }
    for (size_t i = 0; i < all->count; i++)
        count_homes(&all->cells[i], policy, marks + i * run->homes, run->homes);
    free(marks);
    free(cells);
}

void report_known_clear(struct report_known *all) {
    for (size_t i = 0; i < all->count; i++) {
        free(all->cells[i].party);
        free(all->cells[i].data);
        free(all->cells[i].purposes);
        free(all->cells[i].with);
        free(all->cells[i].without);
        free(all->cells[i].there);
    }
    free(all->cells);
    free(all->runs);
    *all = (struct report_known){0};
}

double report_known_with(const struct report_known *all, const struct report_known_cell *cell,
                         size_t policy) {
    return all->runs[policy] ? cell->with[policy] / (double)all->runs[policy] : 0;
}

double report_known_without(const struct report_known *all, const struct report_known_cell *cell,
                            size_t policy) {
    return all->runs[policy] ? cell->without[policy] / (double)all->runs[policy] : 0;
}

static void put_homes(struct json *json, const struct report_known *all, const struct report_known_cell *cell,
                      size_t policy) {
    if (!cell->there[policy]) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '[');
    report_put_number(json, report_known_with(all, cell, policy));
    report_put_number(json, report_known_without(all, cell, policy));
    json_close(json, ']');
}

void report_known_put(struct json *json, const struct report_known *all) {
    json_open(json, '[');
    for (size_t i = 0; i < all->count; i++) {
        const struct report_known_cell *cell = &all->cells[i];
        json_open(json, '{');
        json_key_text(json, "party", cell->party);
        json_key_text(json, "data", cell->data);
        json_key_text(json, "purposes", cell->purposes);
        json_key(json, "homes");
        json_open(json, '[');
        for (size_t policy = 0; policy < all->policy_count; policy++) put_homes(json, all, cell, policy);
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}

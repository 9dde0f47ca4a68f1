// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_submodels.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/results_tables.h"

// ---- A table of texts that grows by rows ----

enum { COLUMNS_MOST = 7 };
struct texts {
    const char **columns[COLUMNS_MOST];
    size_t width, count, room;
};

static void put_row(struct texts *texts, const char *const row[COLUMNS_MOST]) {
    if (texts->count == texts->room) {
        texts->room = texts->room ? 2 * texts->room : 64;
        for (size_t i = 0; i < texts->width; i++)
            texts->columns[i] = status_reallocate(texts->columns[i], texts->room, sizeof(char *));
    }
    for (size_t i = 0; i < texts->width; i++) texts->columns[i][texts->count] = row[i];
    texts->count++;
}

static void write_rows(struct record *record, const char *group, const char *dimension,
                       const char *const names[][2], struct texts *texts) {
    struct record_dimension_id down = results_numbered(record, group, dimension, texts->count, names[0][1]);
    for (size_t i = 0; i < texts->width; i++) {
        results_texts(record, group, down, names[i][0], names[i][1], texts->columns[i]);
        free(texts->columns[i]);
    }
}

// ---- Entries, and the submodels of their kinds ----

struct tables {
    struct texts entries, submodels;
};

static bool is_known(const struct tables *tables, const struct kind *kind) {
    for (size_t i = 0; i < tables->entries.count; i++)
        if (strcmp(tables->entries.columns[1][i], kind->name) == 0) return true;
    return false;
}

static void put_submodels(struct tables *tables, const struct kind *kind) {
    for (size_t i = 0; i < kind->submodels.count; i++) {
        const struct submodel *submodel = &kind->submodels.rows[i];
        const struct equation *equation = submodel->equation;
        put_row(&tables->submodels, (const char *const[COLUMNS_MOST]){
                                        kind->name, equation->name, equation->formula, equation->letters,
                                        equation->source, submodel->gives, submodel->takes});
    }
}

static void put_entry(struct tables *tables, const char *name, const struct kind *kind, const char *sort) {
    if (!is_known(tables, kind)) put_submodels(tables, kind);
    put_row(&tables->entries, (const char *const[COLUMNS_MOST]){name, kind->name, sort});
}

// Parties that one entry stands for (school_1, school_2 of school) are listed behind it.
static void put_party(struct tables *tables, const struct party *party) {
    bool known = strcmp(party->entry->name, party->name) == 0;
    for (size_t i = 0; i < tables->entries.count; i++)
        known = known || strcmp(tables->entries.columns[0][i], party->entry->name) == 0;
    if (!known) put_entry(tables, party->entry->name, party->entry->kind, "party");
    put_entry(tables, party->name, party->entry->kind, "party");
}

static void put_world(struct tables *tables, const struct world *world) {
    const struct plan_list *sections = &world->plan->sections;
    for (size_t i = 0; i < sections->count; i++)
        put_entry(tables, sections->entries[i].name, sections->entries[i].kind, "section");
    for (size_t i = 0; i < world->appliance_count; i++)
        put_entry(tables, appliance_name(&world->appliances[i]), &world->appliances[i].kind->kind,
                  "appliance");
    for (size_t i = 0; i < world->party_count; i++) put_party(tables, &world->parties[i]);
}

void results_submodels(const struct world *world, struct record *record) {
    static const char *const entry_columns[][2] = {{"name", "what stands in the scenario"},
                                                   {"kind", "its kind"},
                                                   {"sort", "section, appliance or party"}};
    static const char *const submodel_columns[][2] = {
        {"kind", "kind that computes it"},
        {"name", "what it is of"},
        {"formula", "equation"},
        {"letters", "what its letters are"},
        {"source", "who found it"},
        {"gives", "metrics, reasons of payments and lines of the journal that come of it"},
        {"takes", "settings and kinds that it reads"}};
    struct tables tables = {.entries.width = 3, .submodels.width = 7};
    put_world(&tables, world);
    write_rows(record, "entries", "entry", entry_columns, &tables.entries);
    write_rows(record, "submodels", "submodel", submodel_columns, &tables.submodels);
}

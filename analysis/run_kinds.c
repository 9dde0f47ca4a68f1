// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run_kinds run_kinds_read(struct run_file *file) {
    struct run_kinds k = {0};
    if (!run_file_is_group(file, "/submodels")) return k;
    k.entry_count = run_file_length(file, "/entries/entry");
    k.entry = run_file_texts(file, "/entries", "name", k.entry_count);
    k.kind = run_file_texts(file, "/entries", "kind", k.entry_count);
    k.sort = run_file_texts(file, "/entries", "sort", k.entry_count);
    k.submodel_count = run_file_length(file, "/submodels/submodel");
    k.of = run_file_texts(file, "/submodels", "kind", k.submodel_count);
    k.name = run_file_texts(file, "/submodels", "name", k.submodel_count);
    k.formula = run_file_texts(file, "/submodels", "formula", k.submodel_count);
    k.letters = run_file_texts(file, "/submodels", "letters", k.submodel_count);
    k.source = run_file_texts(file, "/submodels", "source", k.submodel_count);
    k.gives = run_file_texts(file, "/submodels", "gives", k.submodel_count);
    k.takes = run_file_texts(file, "/submodels", "takes", k.submodel_count);
    return k;
}

void run_kinds_free(struct run_kinds *k) {
    char **const of_entries[] = {k->entry, k->kind, k->sort};
    char **const of_submodels[] = {k->of, k->name, k->formula, k->letters, k->source, k->gives, k->takes};
    for (size_t i = 0; i < sizeof of_entries / sizeof of_entries[0]; i++)
        run_file_free_texts(of_entries[i], k->entry_count);
    for (size_t i = 0; i < sizeof of_submodels / sizeof of_submodels[0]; i++)
        run_file_free_texts(of_submodels[i], k->submodel_count);
    *k = (struct run_kinds){0};
}

const char *run_kinds_of(const struct run_kinds *k, const char *entry) {
    for (size_t i = 0; i < k->entry_count; i++)
        if (strcmp(k->entry[i], entry) == 0) return k->kind[i];
    return NULL;
}

const char *run_kinds_next(const char *list, char name[RUN_KINDS_NAME_SIZE]) {
    size_t length = strcspn(list, ",");
    snprintf(name, RUN_KINDS_NAME_SIZE, "%.*s", (int)length, list);
    return list[length] ? list + length + 1 + strspn(list + length + 1, " ") : NULL;
}

bool run_kinds_lists(const char *list, const char *name) {
    char one[RUN_KINDS_NAME_SIZE];
    while (list) {
        list = run_kinds_next(list, one);
        if (strcmp(one, name) == 0) return true;
    }
    return false;
}

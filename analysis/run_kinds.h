// SPDX-License-Identifier: GPL-3.0-or-later
// What stood in a run's scenario, of which kind, and by which equations these kinds were computed. Files of older programs do
// not say: then there are none.
#ifndef MARU_ANALYSIS_RUN_KINDS_H
#define MARU_ANALYSIS_RUN_KINDS_H

#include "analysis/run_file.h"

struct run_kinds {
    size_t entry_count;
    char **entry, **kind, **sort;  // sort: "section", "appliance" or "party"
    size_t submodel_count;
    char **of, **name, **formula, **letters, **source;  // of: the kind
    char **gives, **takes;                              // lists, parted by ", "
};

struct run_kinds run_kinds_read(struct run_file *file);
void run_kinds_free(struct run_kinds *kinds);

// The kind of an entry; NULL: there is no such entry. Borrowed.
const char *run_kinds_of(const struct run_kinds *kinds, const char *entry);

// Is the name one of a list's?
bool run_kinds_lists(const char *list, const char *name);
// The next name of a list, copied to `name`; what is left of the list, NULL behind its last.
enum { RUN_KINDS_NAME_SIZE = 200 };
const char *run_kinds_next(const char *list, char name[RUN_KINDS_NAME_SIZE]);

#endif

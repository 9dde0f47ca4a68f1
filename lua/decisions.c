// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/decisions.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

void decisions_add(struct decisions *decisions, const char *what, const char *says, const char *where,
                   bool once) {
    decisions->all = status_reallocate(decisions->all, decisions->count + 1, sizeof *decisions->all);
    decisions->all[decisions->count++] = (struct decided){.what = status_copy_text(what),
                                                          .says = status_copy_text(says),
                                                          .where = status_copy_text(where),
                                                          .once = once};
}

static void clear_one(struct decided *decision) {
    free(decision->what);
    free(decision->says);
    free(decision->where);
}

void decisions_clear(struct decisions *decisions) {
    for (size_t i = 0; i < decisions->count; i++) clear_one(&decisions->all[i]);
    free(decisions->all);
    *decisions = (struct decisions){0};
}

static struct decided *find(const struct decisions *decisions, const char *what) {
    for (size_t i = 0; i < decisions->count; i++)
        if (strcmp(decisions->all[i].what, what) == 0) return &decisions->all[i];
    return NULL;
}

// The same place says the same, whichever way it is come by.
static bool agree(const struct decided *one, const struct decided *other) {
    bool same_place = strcmp(one->where, other->where) == 0;
    return strcmp(one->says, other->says) == 0 && (!one->once || same_place);
}

bool decisions_join(struct decisions *decisions, const struct decisions *other, bool later_holds,
                    const struct decided **before, const struct decided **later) {
    for (size_t i = 0; i < other->count; i++) {
        const struct decided *decision = &other->all[i];
        struct decided *old = find(decisions, decision->what);
        if (old && !agree(old, decision) && (decision->once || !later_holds)) {
            *before = old;
            *later = decision;
            return false;
        }
        if (old) {
            clear_one(old);
            *old = decisions->all[--decisions->count];
        }
        decisions_add(decisions, decision->what, decision->says, decision->where, decision->once);
    }
    return true;
}

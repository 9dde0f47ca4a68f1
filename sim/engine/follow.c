// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/follow.h"

#include <string.h>

static bool entry_may_follow(const struct plan_entry *entry, const struct plan_entry *past,
                             struct status *status) {
    for (size_t i = 0; i < entry->kind->settings.count; i++) {
        const struct setting *row = &entry->kind->settings.rows[i];
        char now[1000], before[1000];
        setting_print(row, entry->settings, now, sizeof now);
        setting_print(row, past->settings, before, sizeof before);
        if (row->at_start && strcmp(now, before) != 0)
            return status_fail(status, STATUS_SCENARIO,
                               "%s.%s counts at the start only, and cannot turn from %s to %s in a run",
                               entry->name, row->name, before, now);
    }
    return true;
}

static bool list_may_follow(const struct plan_list *list, const struct plan_list *past,
                            struct status *status) {
    for (size_t i = 0; i < list->count; i++)
        if (!entry_may_follow(&list->entries[i], &past->entries[i], status)) return false;
    return true;
}

bool follow_allowed(const struct plan *plan, const struct plan *past, struct status *status) {
    return list_may_follow(&plan->sections, &past->sections, status) &&
           list_may_follow(&plan->appliances, &past->appliances, status) &&
           list_may_follow(&plan->parties, &past->parties, status);
}

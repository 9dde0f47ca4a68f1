// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/overrule.h"

static bool put(struct plan *plan, const struct overruled *setting, struct status *status) {
    struct status inner = {0};
    if (plan_set_typed(plan, setting->name, setting->value, ORIGIN_COMMAND, &inner)) return true;
    return status_fail(status, inner.code, "%s: %s", setting->option, inner.message);
}

bool overrule(struct plan *plan, const struct overruled *settings, size_t count, struct status *status) {
    for (size_t i = 0; i < count; i++)
        if (!put(plan, &settings[i], status)) return false;
    return true;
}

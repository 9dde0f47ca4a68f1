// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison_promises.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/prose.h"
#include "analysis/screen.h"
#include "analysis/table.h"

#define INDENT ((size_t)2)

static bool is_broken(const struct comparison *comparison, const struct comparison_row *row) {
    for (size_t policy = 0; policy < comparison->policy_count; policy++)
        if (comparison_mean(comparison, row, policy) > 0) return true;
    return false;
}

// "no image leaves a home: sell 1,204, ask 0", of those that promise it.
static void print_one(const struct comparison *comparison, const struct comparison_row *row, FILE *out) {
    struct prose prose = {0};
    bool first = true;
    prose_add(&prose, "%s: ", row->measure.name);
    for (size_t policy = 0; policy < comparison->policy_count; policy++) {
        double mean = comparison_mean(comparison, row, policy);
        if (isnan(mean)) continue;
        prose_add(&prose, "%s%s %s", first ? "" : ", ", comparison->policies[policy],
                  table_number(mean).text);
        first = false;
    }
    prose_print(&prose, INDENT, screen_width(out), out);
}

void comparison_print_promises(const struct comparison *comparison, FILE *out) {
    bool any = false;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (row->measure.group != MEASURE_PROMISE || !is_broken(comparison, row)) continue;
        if (!any) screen_say(out, "\nPromises that were broken, on so many home-days:");
        any = true;
        print_one(comparison, row, out);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison_print.h"

#include "analysis/comparison_details.h"
#include "analysis/comparison_front.h"
#include "analysis/comparison_means.h"
#include "analysis/comparison_promises.h"
#include "analysis/comparison_short.h"
#include "analysis/comparison_welfare.h"
#include "analysis/screen.h"
#include "analysis/table.h"

static void print_heading(const struct comparison *comparison, FILE *out) {
    const struct comparison_frame *frame = &comparison->frame;
    screen_say(out, "%s", frame->title[0] ? frame->title : frame->scenario);
    screen_say(out, "%s homes, %s days, %zu policies under the same luck, %zu replication%s",
               table_whole((int64_t)frame->homes).text, table_whole((int64_t)frame->days).text,
               comparison->policy_count, comparison->replications, comparison->replications == 1 ? "" : "s");
}

bool comparison_print(struct comparison *comparison, const struct factorial *factorial, bool details,
                      FILE *out, struct fault *fault) {
    if (!comparison_complete(comparison, fault) ||
        (factorial && !factorial_check(factorial, comparison, fault)))
        return false;
    comparison_judge(comparison);
    print_heading(comparison, out);
    if (factorial) {
        factorial_print(factorial, comparison, out);
    } else {
        comparison_print_short(comparison, out);
        comparison_print_promises(comparison, out);
        comparison_print_welfare(comparison, out);
        comparison_front_print(comparison, out);
        comparison_print_means(comparison, out);
    }
    if (details) comparison_print_details(comparison, out);
    if (fflush(out) == 0 && !ferror(out)) return true;
    return fault_set(fault, "the comparison cannot be printed");
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/table.h"

#define WIDTH 100

#define ROW(table, ...) table_row(table, (const char *const[]){__VA_ARGS__})

// A measure over all runs.
struct row {
    struct measure measure;  // texts owned; its value is not used
    double *values;          // [policies][replications]
};

// What runs must have in common to be compared.
struct frame {
    char *scenario, *title;
    size_t homes, days;
};

// The luck of a replication.
struct luck {
    bool known;
    int64_t seed, replication;
};

struct comparison {
    char **policies;
    size_t policy_count, replications;
    struct frame frame;
    struct luck *lucks;  // [replications]
    bool *added;         // [policies][replications]
    struct row *rows;
    size_t row_count;
};

struct comparison *comparison_create(const char *const *policies, size_t count, size_t replications) {
    struct comparison *comparison = fault_allocate(1, sizeof *comparison);
    comparison->policies = fault_allocate(count, sizeof *comparison->policies);
    for (size_t i = 0; i < count; i++) comparison->policies[i] = fault_copy_text(policies[i]);
    comparison->policy_count = count;
    comparison->replications = replications;
    comparison->lucks = fault_allocate(replications, sizeof *comparison->lucks);
    comparison->added = fault_allocate(count * replications, sizeof *comparison->added);
    return comparison;
}

void comparison_free(struct comparison *comparison) {
    for (size_t i = 0; i < comparison->policy_count; i++) free(comparison->policies[i]);
    for (size_t i = 0; i < comparison->row_count; i++) {
        measure_clear(&comparison->rows[i].measure);
        free(comparison->rows[i].values);
    }
    free(comparison->policies);
    free(comparison->frame.scenario);
    free(comparison->frame.title);
    free(comparison->lucks);
    free(comparison->added);
    free(comparison->rows);
    free(comparison);
}

// ---- Gathering ----

static struct row *row_find(const struct comparison *comparison, enum measure_group group,
                            const char *subject, const char *name) {
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct measure *measure = &comparison->rows[i].measure;
        if (measure->group == group && !strcmp(measure->subject, subject) && !strcmp(measure->name, name))
            return &comparison->rows[i];
    }
    return NULL;
}

// A new row stands for all runs: those that do not have the measure keep what it counts as when missing.
static struct row *row_add(struct comparison *comparison, const struct measure *measure) {
    size_t cells = comparison->policy_count * comparison->replications;
    comparison->rows =
        fault_reallocate(comparison->rows, comparison->row_count + 1, sizeof *comparison->rows);
    struct row *row = &comparison->rows[comparison->row_count++];
    row->measure = measure_copy(measure);
    row->values = fault_allocate(cells, sizeof *row->values);
    for (size_t i = 0; i < cells; i++) row->values[i] = measure->missing;
    return row;
}

// The first run says what all must have in common.
static bool frame_fits(struct comparison *comparison, const struct run *run, struct fault *fault) {
    struct frame *frame = &comparison->frame;
    if (!frame->scenario)
        *frame = (struct frame){fault_copy_text(run->scenario), fault_copy_text(run->title), run->homes,
                                run->days};
    if (strcmp(frame->scenario, run->scenario) != 0)
        return fault_set(fault, "%s: scenario %s cannot be compared with %s", run->path, run->scenario,
                         frame->scenario);
    if (frame->homes != run->homes || frame->days != run->days)
        return fault_set(fault, "%s: %zu homes and %zu days cannot be compared with %zu homes and %zu days",
                         run->path, run->homes, run->days, frame->homes, frame->days);
    return true;
}

static bool luck_fits(struct luck *luck, const struct run *run, struct fault *fault) {
    if (!luck->known) *luck = (struct luck){true, run->seed, run->replication};
    if (luck->seed == run->seed && luck->replication == run->replication) return true;
    return fault_set(fault,
                     "%s: seed %lld, replication %lld does not share the luck of seed %lld, replication %lld",
                     run->path, (long long)run->seed, (long long)run->replication, (long long)luck->seed,
                     (long long)luck->replication);
}

static bool run_fits(struct comparison *comparison, size_t policy, size_t replication, const struct run *run,
                     struct fault *fault) {
    if (strcmp(comparison->policies[policy], run->policy) != 0)
        return fault_set(fault, "%s: holds policy '%s' where '%s' is compared", run->path, run->policy,
                         comparison->policies[policy]);
    return frame_fits(comparison, run, fault) && luck_fits(&comparison->lucks[replication], run, fault);
}

bool comparison_add(struct comparison *comparison, size_t policy, size_t replication, const char *path,
                    struct fault *fault) {
    if (policy >= comparison->policy_count || replication >= comparison->replications)
        return fault_set(fault, "%s: there is no policy %zu with replication %zu in this comparison", path,
                         policy, replication);
    size_t cell = policy * comparison->replications + replication;
    struct run *run = run_read(path, RUN_HOMES, fault);
    if (!run) return false;
    bool fits = run_fits(comparison, policy, replication, run, fault);
    struct measure_list list = fits ? measure_list(run) : (struct measure_list){0};
    for (size_t i = 0; i < list.count; i++) {
        const struct measure *measure = &list.rows[i];
        struct row *row = row_find(comparison, measure->group, measure->subject, measure->name);
        if (!row) row = row_add(comparison, measure);
        row->values[cell] = measure->value;
    }
    comparison->added[cell] = comparison->added[cell] || fits;
    measure_list_free(list);
    run_free(run);
    return fits;
}

// ---- Asking ----

static const double *row_values(const struct comparison *comparison, const struct row *row, size_t policy) {
    return row->values + policy * comparison->replications;
}

static struct statistics_estimate row_difference(const struct comparison *comparison, const struct row *row,
                                                 size_t policy) {
    return statistics_paired(row_values(comparison, row, policy), row_values(comparison, row, 0),
                             comparison->replications, STATISTICS_LEVEL);
}

bool comparison_difference(const struct comparison *comparison, size_t policy, enum measure_group group,
                           const char *subject, const char *name, struct statistics_estimate *difference) {
    const struct row *row = row_find(comparison, group, subject, name);
    if (row) *difference = row_difference(comparison, row, policy);
    return row;
}

static bool complete(const struct comparison *comparison, struct fault *fault) {
    for (size_t policy = 0; policy < comparison->policy_count; policy++)
        for (size_t k = 0; k < comparison->replications; k++)
            if (!comparison->added[policy * comparison->replications + k])
                return fault_set(fault, "policy %s, replication %zu: its run is missing, nothing is compared",
                                 comparison->policies[policy], k);
    return true;
}

// ---- Printing ----

// Parties that hold nothing of a currency in any run are left out.
static bool worth_showing(const struct comparison *comparison, const struct row *row) {
    if (row->measure.group != MEASURE_MONEY && row->measure.group != MEASURE_TOKENS) return true;
    for (size_t i = 0; i < comparison->policy_count * comparison->replications; i++)
        if (row->values[i] != 0) return true;
    return false;
}

// A row's first cell: its name, set in below the subject, with the unit. Owned by the caller.
static char *row_label(const struct row *row) {
    const struct measure *measure = &row->measure;
    bool bare = strcmp(measure->unit, "1") == 0 || measure->unit[0] == '\0';
    return fault_print_text("  %s%s%s%s%s", measure->subject[0] ? "  " : "", measure->name, bare ? "" : " [",
                            bare ? "" : measure->unit, bare ? "" : "]");
}

// Fills a table group by group, each subject on a line of its own; `fill` adds one row.
static void fill_groups(const struct comparison *comparison, struct table *table, size_t policy,
                        void (*fill)(const struct comparison *, const struct row *, const char *label,
                                     size_t policy, struct table *)) {
    for (int group = 0; group < MEASURE_GROUPS; group++) {
        const char *subject = "";
        bool titled = false;
        for (size_t i = 0; i < comparison->row_count; i++) {
            const struct row *row = &comparison->rows[i];
            if ((int)row->measure.group != group || !worth_showing(comparison, row)) continue;
            if (!titled) table_note(table, measure_group_titles[group]);
            titled = true;
            if (strcmp(subject, row->measure.subject) != 0) {
                subject = row->measure.subject;
                char *line = fault_print_text("  %s", subject);
                table_note(table, line);
                free(line);
            }
            char *label = row_label(row);
            fill(comparison, row, label, policy, table);
            free(label);
        }
    }
}

static void fill_means(const struct comparison *comparison, const struct row *row, const char *label,
                       size_t policy, struct table *table) {
    size_t count = comparison->policy_count;
    struct table_cell *texts = fault_allocate(count, sizeof *texts);
    const char **cells = fault_allocate(count + 1, sizeof *cells);
    (void)policy;  // all of them
    cells[0] = label;
    for (size_t i = 0; i < count; i++) {
        const double *values = row_values(comparison, row, i);
        texts[i] = table_number(statistics_estimate(values, comparison->replications, STATISTICS_LEVEL).mean);
        cells[i + 1] = texts[i].text;
    }
    table_row(table, cells);
    free(cells);
    free(texts);
}

static void print_means(const struct comparison *comparison, FILE *out) {
    struct table_column *columns = fault_allocate(comparison->policy_count + 1, sizeof *columns);
    columns[0] = (struct table_column){"", false};
    for (size_t i = 0; i < comparison->policy_count; i++)
        columns[i + 1] = (struct table_column){comparison->policies[i], true};
    struct table *table = table_create(columns, comparison->policy_count + 1);
    fill_groups(comparison, table, 0, fill_means);
    fprintf(out, "\nEach policy's mean\n");
    table_print(table, WIDTH, out);
    table_free(table);
    free(columns);
}

// In one or two words what the difference says.
static const char *verdict(const struct row *row, const struct statistics_estimate *difference) {
    bool money = row->measure.group == MEASURE_MONEY || row->measure.group == MEASURE_SEGMENT_MONEY;
    if (isnan(difference->half_width)) return "-";
    if (difference->mean == 0 && difference->sd == 0) return "no difference";
    if (!statistics_excludes_zero(difference)) return "not distinguishable";
    if (difference->mean > 0) return money ? "gains" : "higher";
    return money ? "loses" : "lower";
}

// Further replications that would tell, where that is open.
static struct table_cell needed(const struct statistics_estimate *difference) {
    bool open = !isnan(difference->half_width) && difference->sd > 0 && !statistics_excludes_zero(difference);
    if (!open) return (struct table_cell){""};
    size_t more = statistics_needed_to_tell(difference);
    if (more == STATISTICS_NEVER) return (struct table_cell){"over 1,000,000"};
    return table_whole((int64_t)more);
}

static void fill_difference(const struct comparison *comparison, const struct row *row, const char *label,
                            size_t policy, struct table *table) {
    struct statistics_estimate difference = row_difference(comparison, row, policy);
    ROW(table, label, table_number(difference.mean).text, table_number(difference.half_width).text,
        verdict(row, &difference), needed(&difference).text);
}

static void print_differences(const struct comparison *comparison, size_t policy, FILE *out) {
    static const struct table_column columns[] = {
        {"", false}, {"mean\ndifference", true}, {"95 %\n+/-", true}, {"", false}, {"more\nruns", true}};
    struct table *table = table_create(columns, 5);
    fill_groups(comparison, table, policy, fill_difference);
    fprintf(out, "\nWhat changes with %s, compared with %s\n", comparison->policies[policy],
            comparison->policies[0]);
    table_print(table, WIDTH, out);
    table_free(table);
}

static void print_heading(const struct comparison *comparison, FILE *out) {
    const struct frame *frame = &comparison->frame;
    fprintf(out, "%s\n", frame->title[0] ? frame->title : frame->scenario);
    fprintf(out, "%s homes, ", table_whole((int64_t)frame->homes).text);
    fprintf(out, "%s days, %zu policies under the same luck, %zu replication%s\n",
            table_whole((int64_t)frame->days).text, comparison->policy_count, comparison->replications,
            comparison->replications == 1 ? "" : "s");
}

static void print_legend(const struct comparison *comparison, FILE *out) {
    if (comparison->replications == 1) {
        fprintf(
            out,
            "\nOne replication has no confidence interval: what differs here may be luck. Take at least 2,\n"
            "better 20 replications.\n");
        return;
    }
    fprintf(
        out,
        "\ngains, loses, higher, lower: the 95 %% confidence interval of the paired difference excludes 0;\n"
        "of 20 such intervals about one misses the truth by chance.\n"
        "not distinguishable: the interval contains 0; \"more runs\" estimates how many further "
        "replications\n"
        "would tell, if mean and spread stay as they are.\n");
}

bool comparison_print(const struct comparison *comparison, FILE *out, struct fault *fault) {
    if (!complete(comparison, fault)) return false;
    print_heading(comparison, out);
    print_means(comparison, out);
    for (size_t policy = 1; policy < comparison->policy_count; policy++)
        print_differences(comparison, policy, out);
    print_legend(comparison, out);
    if (fflush(out) == 0 && !ferror(out)) return true;
    return fault_set(fault, "the comparison cannot be printed");
}

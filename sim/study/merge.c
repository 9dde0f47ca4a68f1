// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/merge.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/csv_put.h"
#include "analysis/study_summary.h"
#include "sim/engine/claim.h"
#include "sim/study/folder.h"
#include "sim/study/study_file.h"

// A table that takes its name when it is whole.
struct table {
    struct claim *claim;
    FILE *out;
};

struct merging {
    const struct block_folder *folder;
    struct study_columns columns;
    struct study_file *file;
    struct table runs, summary;
    struct study_summary *sums;
    bool partial;  // blocks that are not whole are passed over
    bool *whole;   // [blocks]
    struct merged merged;
};

// ---- Tables of text ----

static bool open_table(struct table *table, const struct block_folder *folder, const char *name,
                       struct status *status) {
    char *path = folder_file(folder->path, name);
    table->claim = claim_share(path);
    table->out = fopen(claim_part(table->claim), "w");
    if (!table->out) status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
    free(path);
    return table->out;
}

static void close_table(struct table *table, struct status *status) {
    if (!table->claim) return;
    bool good = table->out && !ferror(table->out);
    if (table->out) good = fclose(table->out) == 0 && good;
    if (!good && status->code == STATUS_OK)
        status_fail(status, STATUS_MACHINE, "%s: %s", claim_path(table->claim), strerror(errno));
    if (status->code == STATUS_OK) claim_publish(table->claim, status);
    claim_drop(table->claim);
}

// ---- A line for each run ----

static void put_head_of_runs(const struct merging *all) {
    FILE *out = all->runs.out;
    const struct points *points = &all->folder->study->points;
    fputs("run,point,policy,replication,seed,lived,message", out);
    for (size_t i = 0; i < points->axis_count; i++) {
        fputc(',', out);
        csv_put_text(out, points->names[i]);
    }
    for (size_t i = 0; i < all->columns.count; i++) {
        fputc(',', out);
        csv_put_text(out, all->columns.ids[i]);
    }
    fputc('\n', out);
}

static void put_line_of_run(const struct merging *all, const struct study_results *results, size_t i,
                            const double *values) {
    FILE *out = all->runs.out;
    const struct points *points = &all->folder->study->points;
    fprintf(out, "%lld,%lld,", (long long)results->run[i], (long long)results->point[i]);
    csv_put_text(out, results->policy[i]);
    fprintf(out, ",%lld,%lld,%d,", (long long)results->replication[i], (long long)results->seed[i],
            (int)results->lived[i]);
    csv_put_text(out, results->message[i]);
    for (size_t k = 0; k < points->axis_count; k++) {
        fputc(',', out);
        csv_put_text(out, points_at(points, (size_t)results->point[i])[k]);
    }
    for (size_t k = 0; k < all->columns.count; k++) {
        fputc(',', out);
        csv_put_number(out, values[k]);
    }
    fputc('\n', out);
}

// ---- A line for each point, policy and outcome ----

static void put_line_of_summary(const struct merging *all, size_t point, size_t policy, size_t outcome) {
    FILE *out = all->summary.out;
    const struct study *study = all->folder->study;
    double numbers[STUDY_SUMMARY_NUMBERS];
    study_summary_line(all->sums, point, policy, outcome, numbers);
    fprintf(out, "%zu,", point);
    csv_put_text(out, study->policies[policy] ? study->policies[policy] : "");
    for (size_t i = 0; i < study->points.axis_count; i++) {
        fputc(',', out);
        csv_put_text(out, points_at(&study->points, point)[i]);
    }
    fputc(',', out);
    csv_put_text(out, all->columns.ids[outcome]);
    fputc(',', out);
    csv_put_text(out, all->columns.measures[outcome].unit);
    for (size_t i = 0; i < STUDY_SUMMARY_NUMBERS; i++) {
        fputc(',', out);
        csv_put_number(out, numbers[i]);
    }
    fputc('\n', out);
}

static void put_summary(const struct merging *all) {
    FILE *out = all->summary.out;
    const struct study *study = all->folder->study;
    fputs("point,policy", out);
    for (size_t i = 0; i < study->points.axis_count; i++) {
        fputc(',', out);
        csv_put_text(out, study->points.names[i]);
    }
    fputs(",outcome,unit", out);
    for (size_t i = 0; i < STUDY_SUMMARY_NUMBERS; i++) fprintf(out, ",%s", study_summary_names[i]);
    fputc('\n', out);
    for (size_t point = 0; point < study->points.count; point++)
        for (size_t policy = 0; policy < study->policy_count; policy++)
            for (size_t k = 0; k < all->columns.count; k++) put_line_of_summary(all, point, policy, k);
}

// ---- Block by block ----

static void find_whole(struct merging *all) {
    size_t count = block_count(all->folder), *held = block_states(all->folder);
    all->whole = status_allocate(count, sizeof *all->whole);
    for (size_t block = 0; block < count; block++) {
        all->whole[block] = held[block] >= block_runs(all->folder, block);
        all->merged.missing += all->whole[block] ? 0 : block_runs(all->folder, block);
    }
    free(held);
}

static bool is_wanted(const struct merging *all, size_t block) {
    return all->whole[block] || !all->partial;
}

static bool find_columns(struct merging *all, struct status *status) {
    for (size_t block = 0; block < block_count(all->folder); block++) {
        if (!is_wanted(all, block)) continue;
        struct study_results *results = block_read(all->folder, block, status);
        bool good = results && study_columns_add(&all->columns, results, status);
        study_results_free(results);
        if (!good) return false;
    }
    return true;
}

static void add_runs(struct merging *all, const struct study_results *results, size_t count) {
    size_t *places = study_columns_places(&all->columns, results);
    double *values = status_allocate(all->columns.count, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        study_columns_values(&all->columns, results, places, i, values);
        put_line_of_run(all, results, i, values);
        struct study_run which = study_run_at(all->folder->study, (size_t)results->run[i]);
        study_summary_take(all->sums, which.point, which.policy, values);
        all->merged.runs++;
        all->merged.failed += !results->lived[i];
    }
    free(places);
    free(values);
}

static bool add_block(struct merging *all, size_t block, struct status *status) {
    struct fault fault = {0};
    struct study_results *results = block_read(all->folder, block, status);
    size_t count = block_runs(all->folder, block);
    double *by_day = results ? study_results_by_day(results, &fault) : NULL;
    if (fault.there) status_fail(status, STATUS_MACHINE, "%s", fault.message);
    if (results && !fault.there) {
        study_file_append(all->file, results, by_day, count);
        add_runs(all, results, count);
    }
    free(by_day);
    study_results_free(results);
    return status->code == STATUS_OK;
}

static bool open_files(struct merging *all, struct status *status) {
    const struct study *study = all->folder->study;
    char *path = folder_file(all->folder->path, all->partial ? "study.partial.h5" : "study.h5");
    const char **units = study_units(study);
    all->file = study_file_create(path, study->identity, &study->points, units, &all->columns, status);
    free(units);
    free(path);
    if (all->file) study_file_note_missing(all->file, all->merged.missing);
    return all->file &&
           open_table(&all->runs, all->folder, all->partial ? "runs.partial.csv" : "runs.csv", status) &&
           open_table(&all->summary, all->folder, all->partial ? "summary.partial.csv" : "summary.csv",
                      status);
}

// What is not whole takes no name.
static void close_files(struct merging *all, struct status *status) {
    if (status->code == STATUS_OK)
        study_file_close(all->file, status);
    else
        study_file_abandon(all->file);
    close_table(&all->runs, status);
    close_table(&all->summary, status);
}

static bool refuse_nothing(const struct merging *all, struct status *status) {
    size_t runs = study_run_count(all->folder->study);
    if (!all->partial || all->merged.missing < runs) return true;
    return status_fail(status, STATUS_SCENARIO,
                       "%s: none of its blocks is whole yet: %zu runs in blocks of %zu", all->folder->path,
                       runs, all->folder->size);
}

static bool merge_blocks(const struct block_folder *folder, bool partial, struct merged *merged,
                         struct status *status) {
    struct merging all = {.folder = folder, .partial = partial};
    const struct study *study = folder->study;
    find_whole(&all);
    if (refuse_nothing(&all, status) && find_columns(&all, status) && open_files(&all, status)) {
        all.sums = study_summary_create(study->points.count, study->policy_count, all.columns.count);
        put_head_of_runs(&all);
        for (size_t block = 0; block < block_count(folder); block++)
            if (is_wanted(&all, block) && !add_block(&all, block, status)) break;
        if (status->code == STATUS_OK) put_summary(&all);
    }
    *merged = all.merged;
    close_files(&all, status);
    study_summary_free(all.sums);
    free(all.whole);
    study_columns_clear(&all.columns);
    return status->code == STATUS_OK;
}

bool merge(const struct block_folder *folder, struct merged *merged, struct status *status) {
    if (!merge_blocks(folder, false, merged, status)) return false;
    block_clear(folder);
    return true;
}

bool merge_partial(const struct block_folder *folder, struct merged *merged, struct status *status) {
    return merge_blocks(folder, true, merged, status);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/study_results.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/run_file.h"

size_t study_results_place(char *const *names, size_t count, const char *name, size_t guess) {
    if (guess < count && strcmp(names[guess], name) == 0) return guess;
    size_t place = 0;
    while (place < count && strcmp(names[place], name) != 0) place++;
    return place;
}

static void read_root(struct run_file *file, struct study_results *results) {
    results->identity = run_file_text(file, "/", "study");
    results->scenario = run_file_text(file, "/", "scenario");
    results->title = run_file_text(file, "/", "title");
    results->design = run_file_text(file, "/", "design");
    results->homes = run_file_whole(file, "/", "homes");
    results->missing = run_file_whole_or(file, "/", "runs_missing", 0);
    results->days = run_file_length(file, "/day");
    results->day = run_file_wholes(file, "", "day", RUN_SHAPE(results->days));
    results->day_unit = run_file_text(file, "/day", "units");
}

static void read_runs(struct run_file *file, struct study_results *results) {
    size_t count = results->run_count = run_file_length(file, "/run");
    results->run = run_file_wholes(file, "", "run", RUN_SHAPE(count));
    results->point = run_file_wholes(file, "/runs", "point", RUN_SHAPE(count));
    results->replication = run_file_wholes(file, "/runs", "replication", RUN_SHAPE(count));
    results->seed = run_file_wholes(file, "/runs", "seed", RUN_SHAPE(count));
    results->policy = run_file_texts(file, "/runs", "policy", count);
    results->lived = run_file_shorts(file, "/runs", "lived", RUN_SHAPE(count));
    results->message = run_file_texts(file, "/runs", "message", count);
}

// A line for each.
static void read_words(struct run_file *file, const char *path, struct study_setting *setting) {
    char *text = run_file_text(file, path, "values"), *rest = text;
    for (char *word; (word = strsep(&rest, "\n"));) {
        setting->words = fault_reallocate(setting->words, setting->word_count + 1, sizeof *setting->words);
        setting->words[setting->word_count++] = fault_copy_text(word);
    }
    free(text);
}

static struct study_setting read_setting(struct run_file *file, const char *name, size_t count) {
    char *path = fault_print_text("/design/%s", name), *sort = run_file_text(file, path, "sort");
    bool number = strcmp(sort, "number") == 0;
    struct study_setting setting = {
        .name = fault_copy_text(name),
        .unit = run_file_text(file, path, "units"),
        .numbers = number ? run_file_numbers(file, "/design", name, RUN_SHAPE(count)) : NULL,
        .texts = number ? NULL : run_file_texts(file, "/design", name, count),
        .least = number ? run_file_number(file, path, "least") : 0,
        .most = number ? run_file_number(file, path, "most") : 0};
    if (!number) read_words(file, path, &setting);
    free(path);
    free(sort);
    return setting;
}

static void read_design(struct run_file *file, struct study_results *results) {
    struct run_names names = run_file_members(file, "/design");
    results->settings = fault_allocate(names.count, sizeof *results->settings);
    for (size_t i = 0; i < names.count; i++)
        results->settings[results->setting_count++] = read_setting(file, names.items[i], results->run_count);
    run_file_free_texts(names.items, names.count);
}

// The texts of an outcome: subject, name, unit, entry, meaning.
enum { TEXTS = 5 };
static const char *const text_names[TEXTS] = {"subject", "name", "unit", "entry", "meaning"};

static bool groups_are_known(const int32_t *groups, size_t count) {
    for (size_t i = 0; groups && i < count; i++)
        if (groups[i] < 0 || groups[i] >= MEASURE_GROUPS) return false;
    return true;
}

// The measures take the texts over.
static void make_measures(struct study_results *results, char **texts[TEXTS], const int32_t *groups,
                          const double *missing) {
    results->measures = fault_allocate(results->outcome_count, sizeof *results->measures);
    for (size_t i = 0; i < results->outcome_count; i++)
        results->measures[i] = (struct measure){.group = (enum measure_group)groups[i],
                                                .subject = fault_copy_text(texts[0][i]),
                                                .name = fault_copy_text(texts[1][i]),
                                                .unit = fault_copy_text(texts[2][i]),
                                                .entry = fault_copy_text(texts[3][i]),
                                                .meaning = fault_copy_text(texts[4][i]),
                                                .missing = missing[i]};
}

static void read_outcomes(struct run_file *file, struct study_results *results, struct fault *fault) {
    size_t count = results->outcome_count = run_file_length(file, "/outcome");
    char **texts[TEXTS];
    results->ids = run_file_texts(file, "", "outcome", count);
    for (int i = 0; i < TEXTS; i++) texts[i] = run_file_texts(file, "/outcomes", text_names[i], count);
    int32_t *groups = run_file_shorts(file, "/outcomes", "group", RUN_SHAPE(count));
    double *missing = run_file_numbers(file, "/outcomes", "missing", RUN_SHAPE(count));
    if (!groups_are_known(groups, count))
        run_file_refuse(file, "/outcomes/group", "holds a group that is none");
    if (!fault->there) make_measures(results, texts, groups, missing);
    for (int i = 0; i < TEXTS; i++) run_file_free_texts(texts[i], count);
    free(groups);
    free(missing);
    results->values = run_file_numbers(file, "/runs", "outcomes", RUN_SHAPE(results->run_count, count));
    results->quantity_count = run_file_length(file, "/quantity");
    results->quantities = run_file_texts(file, "", "quantity", results->quantity_count);
}

struct study_results *study_results_read(const char *path, struct fault *fault) {
    struct run_file *file = run_file_open(path, fault);
    if (!file) return NULL;
    struct study_results *results = fault_allocate(1, sizeof *results);
    results->path = fault_copy_text(path);
    read_root(file, results);
    read_runs(file, results);
    read_design(file, results);
    read_outcomes(file, results, fault);
    run_file_close(file);
    if (!fault->there) return results;
    study_results_free(results);
    return NULL;
}

double *study_results_by_day(const struct study_results *results, struct fault *fault) {
    struct run_file *file = run_file_open(results->path, fault);
    if (!file) return NULL;
    double *by_day = run_file_numbers(file, "/runs", "by_day",
                                      RUN_SHAPE(results->run_count, results->quantity_count, results->days));
    run_file_close(file);
    return by_day;
}

static void free_setting(struct study_setting *setting, size_t count) {
    free(setting->name);
    free(setting->unit);
    free(setting->numbers);
    run_file_free_texts(setting->texts, count);
    run_file_free_texts(setting->words, setting->word_count);
}

void study_results_free(struct study_results *results) {
    if (!results) return;
    for (size_t i = 0; i < results->setting_count; i++)
        free_setting(&results->settings[i], results->run_count);
    for (size_t i = 0; results->measures && i < results->outcome_count; i++)
        measure_clear(&results->measures[i]);
    run_file_free_texts(results->policy, results->run_count);
    run_file_free_texts(results->message, results->run_count);
    run_file_free_texts(results->ids, results->outcome_count);
    run_file_free_texts(results->quantities, results->quantity_count);
    void *arrays[] = {results->run,      results->point,    results->replication, results->seed,
                      results->lived,    results->settings, results->measures,    results->values,
                      results->day,      results->day_unit, results->path,        results->identity,
                      results->scenario, results->title,    results->design};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) free(arrays[i]);
    free(results);
}

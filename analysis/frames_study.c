// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frames_study.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/frame_grid.h"
#include "analysis/study_summary.h"

// What each outcome is, and which of them have days.
struct words {
    size_t count, quantity_count;
    char **ids, **units, **meanings;   // [count]
    char **quantities;                 // [quantity_count]
    char **day_units, **day_meanings;  // [quantity_count]; borrowed from the outcomes
};

// ---- Outcomes ----

static size_t place_of(const struct words *words, const char *id) {
    size_t place = 0;
    while (place < words->count && strcmp(words->ids[place], id) != 0) place++;
    return place;
}

static bool find_days(struct words *words, struct run_file *file) {
    words->day_units = fault_allocate(words->quantity_count, sizeof *words->day_units);
    words->day_meanings = fault_allocate(words->quantity_count, sizeof *words->day_meanings);
    for (size_t i = 0; i < words->quantity_count; i++) {
        size_t place = place_of(words, words->quantities[i]);
        if (place == words->count) return run_file_refuse(file, "/quantity", "holds one that is no outcome");
        words->day_units[i] = words->units[place];
        words->day_meanings[i] = words->meanings[place];
    }
    return true;
}

static bool read_words(struct words *words, struct run_file *file) {
    words->count = run_file_length(file, "/outcome");
    words->ids = run_file_texts(file, "", "outcome", words->count);
    words->units = run_file_texts(file, "/outcomes", "unit", words->count);
    words->meanings = run_file_texts(file, "/outcomes", "meaning", words->count);
    words->quantity_count = run_file_length(file, "/quantity");
    words->quantities = run_file_texts(file, "", "quantity", words->quantity_count);
    return words->ids && words->units && words->meanings && words->quantities && find_days(words, file);
}

static void free_words(struct words *words) {
    run_file_free_texts(words->ids, words->count);
    run_file_free_texts(words->units, words->count);
    run_file_free_texts(words->meanings, words->count);
    run_file_free_texts(words->quantities, words->quantity_count);
    free(words->day_units);
    free(words->day_meanings);
}

// ---- Runs ----

// The places of what every table of runs begins with.
enum { RUN, POINT, POLICY, REPLICATION, SEED, LIVED, MESSAGE, SETTINGS };

// What a run is: its number, point, policy, ... and then what varies.
static bool init_heads(struct frame *frame, struct run_file *file, const char *name, const char *meaning) {
    static const char *const axis[] = {"/run"};
    static const char *const paths[] = {"/runs/point", "/runs/policy", "/runs/replication",
                                        "/runs/seed",  "/runs/lived",  "/runs/message"};
    frame_init(frame, name, meaning);
    bool good = frame_grid_init(frame, file, axis, 1);
    for (size_t i = 0; good && i < sizeof paths / sizeof *paths; i++) good = frame_grid_add(frame, paths[i]);
    struct run_names names = run_file_members(file, "/design");
    for (size_t i = 0; good && i < names.count; i++) {
        char *path = fault_print_text("/design/%s", names.items[i]);
        good = frame_grid_add(frame, path);
        free(path);
    }
    run_file_free_texts(names.items, names.count);
    if (!good) return false;
    bool right = frame->columns[POINT].kind == FRAME_WHOLE && frame->columns[POLICY].kind == FRAME_TEXT;
    return right || run_file_refuse(file, "/runs", "has no points or no policies");
}

static bool init_runs(struct frame *frame, struct run_file *file, const struct words *words) {
    return init_heads(frame, file, "runs", "every run of the study: what it was, and what it came to") &&
           frame_grid_add_spread(frame, "/runs/outcomes", 1, words->ids, words->units, words->meanings,
                                 words->count);
}

static bool init_days(struct frame *frame, struct run_file *file, const struct words *words) {
    static const char *const axes[] = {"/run", "/day"};
    frame_init(frame, "runs_by_day", "outcomes that have days, by run and day");
    return frame_grid_init(frame, file, axes, 2) &&
           frame_grid_add_spread(frame, "/runs/by_day", 1, words->quantities, words->day_units,
                                 words->day_meanings, words->quantity_count);
}

static bool init_outcomes(struct frame *frame, struct run_file *file) {
    static const char *const axis[] = {"/outcome"};
    frame_init(frame, "outcomes", "what each outcome of a run is");
    bool good = frame_grid_init(frame, file, axis, 1);
    struct run_names names = run_file_members(file, "/outcomes");
    for (size_t i = 0; good && i < names.count; i++) {
        char *path = fault_print_text("/outcomes/%s", names.items[i]);
        good = frame_grid_add(frame, path);
        free(path);
    }
    run_file_free_texts(names.items, names.count);
    return good;
}

// ---- Points ----

// The design, which a first look at the runs makes, and the policies, the baseline first.
struct look {
    struct frame *design;
    struct frame_value *row;  // of the design
    char **policies;
    size_t policy_count, settings;
    bool wrong;
};

static size_t policy_place(char *const *policies, size_t count, const char *name) {
    size_t place = 0;
    while (place < count && strcmp(policies[place], name) != 0) place++;
    return place;
}

// The first replication comes point by point, in their order.
static bool look_at(void *to, const struct frame_value *values) {
    struct look *look = to;
    int64_t point = values[POINT].whole;
    look->wrong = values[POINT].kind != FRAME_WHOLE || point < 0 || point > (int64_t)look->design->row_count;
    if (look->wrong) return false;
    if (point == (int64_t)look->design->row_count) {
        look->row[0] = values[POINT];
        memcpy(look->row + 1, values + SETTINGS, look->settings * sizeof *values);
        frame_add_row(look->design, look->row);
    }
    size_t place = policy_place(look->policies, look->policy_count, values[POLICY].text);
    if (place < look->policy_count) return true;
    look->policies = fault_reallocate(look->policies, place + 1, sizeof *look->policies);
    look->policies[look->policy_count++] = fault_copy_text(values[POLICY].text);
    return true;
}

static void init_design(struct frame *design, const struct frame *heads) {
    frame_init(design, "design", "what each setting that varies is, by point");
    frame_keep_rows(design);
    const struct frame_column *point = &heads->columns[POINT];
    frame_add_column(design, point->name, point->kind, point->unit, point->meaning);
    for (size_t i = SETTINGS; i < heads->column_count; i++) {
        const struct frame_column *setting = &heads->columns[i];
        frame_add_column(design, setting->name, setting->kind, setting->unit, setting->meaning);
    }
}

static bool look_through(struct look *look, const struct frame *heads, struct run_file *file) {
    look->settings = heads->column_count - SETTINGS;
    look->row = fault_allocate(look->settings + 1, sizeof *look->row);
    bool good = heads->rows(heads, look_at, look);
    free(look->row);
    if (look->wrong) return run_file_refuse(file, "/runs/point", "has points that do not follow each other");
    return good;
}

// ---- The summary ----

struct summary {
    const struct frame *runs, *design;    // borrowed: other tables of the study
    const struct frame_column *outcomes;  // those of the runs
    size_t first, outcome_count;          // the first one's place
    char **policies;
    size_t policy_count;
};

static void free_summary(void *source) {
    struct summary *summary = source;
    run_file_free_texts(summary->policies, summary->policy_count);
    free(summary);
}

// Runs on their way into sums, and sums on theirs into rows.
struct summing {
    const struct summary *summary;
    struct study_summary *sums;
    double *values;           // of a run: [outcome_count]
    struct frame_value *row;  // of the summary
    frame_taker *take;
    void *to;
};

static bool sum_run(void *to, const struct frame_value *values) {
    struct summing *all = to;
    const struct summary *summary = all->summary;
    for (size_t i = 0; i < summary->outcome_count; i++) {
        const struct frame_value *value = &values[summary->first + i];
        all->values[i] = value->kind == FRAME_NUMBER ? value->number : NAN;
    }
    study_summary_take(all->sums, (size_t)values[POINT].whole,
                       policy_place(summary->policies, summary->policy_count, values[POLICY].text),
                       all->values);
    return true;
}

static bool is_count(size_t number) {
    return number == 0 || number == STUDY_SUMMARY_NUMBERS / 2;
}

// The rest of a row that begins with its point, policy and settings.
static bool hand_out_outcome(struct summing *all, size_t point, size_t policy, size_t outcome,
                             struct frame_value *rest) {
    double numbers[STUDY_SUMMARY_NUMBERS];
    study_summary_line(all->sums, point, policy, outcome, numbers);
    all->row[1] = frame_text(all->summary->policies[policy]);
    *rest++ = frame_text(all->summary->outcomes[outcome].name);
    *rest++ = frame_text(all->summary->outcomes[outcome].unit);
    for (size_t i = 0; i < STUDY_SUMMARY_NUMBERS; i++, rest++) {
        *rest = frame_number(numbers[i]);
        if (is_count(i) && rest->kind == FRAME_NUMBER) *rest = frame_whole((int64_t)numbers[i]);
    }
    return all->take(all->to, all->row);
}

static bool hand_out_point(void *to, const struct frame_value *values) {
    struct summing *all = to;
    const struct summary *summary = all->summary;
    size_t columns = summary->design->column_count;
    all->row[0] = values[0];
    memcpy(all->row + 2, values + 1, (columns - 1) * sizeof *values);
    for (size_t policy = 0; policy < summary->policy_count; policy++)
        for (size_t outcome = 0; outcome < summary->outcome_count; outcome++)
            if (!hand_out_outcome(all, (size_t)values[0].whole, policy, outcome, all->row + columns + 1))
                return false;
    return true;
}

static bool make_summary(const struct frame *frame, frame_taker *take, void *to) {
    const struct summary *summary = frame->source;
    struct summing all = {.summary = summary,
                          .sums = study_summary_create(summary->design->row_count, summary->policy_count,
                                                       summary->outcome_count),
                          .values = fault_allocate(summary->outcome_count, sizeof *all.values),
                          .row = fault_allocate(frame->column_count, sizeof *all.row),
                          .take = take,
                          .to = to};
    bool good = summary->runs->rows(summary->runs, sum_run, &all) &&
                summary->design->rows(summary->design, hand_out_point, &all);
    study_summary_free(all.sums);
    free(all.values);
    free(all.row);
    return good;
}

static void add_summary_columns(struct frame *frame, const struct frame *design) {
    static const char *const meanings[STUDY_SUMMARY_NUMBERS] = {
        "runs that have a value",
        "mean over the replications",
        "standard deviation of one run",
        "lower end of the 95 % interval of the mean",
        "upper end of the 95 % interval of the mean",
        "pairs of runs with the same luck, under this policy and the first",
        "mean difference to the first policy, pair by pair",
        "standard deviation of one difference",
        "lower end of the 95 % interval of the mean difference",
        "upper end of the 95 % interval of the mean difference"};
    for (size_t i = 0; i < design->column_count; i++) {
        const struct frame_column *column = &design->columns[i];
        frame_add_column(frame, column->name, column->kind, column->unit, column->meaning);
        if (i == 0) frame_add_column(frame, "policy", FRAME_TEXT, "", "policy that was lived under");
    }
    frame_add_column(frame, "outcome", FRAME_TEXT, "", "what a run comes to");
    frame_add_column(frame, "unit", FRAME_TEXT, "", "unit of the numbers of this row, but of the counts");
    for (size_t i = 0; i < STUDY_SUMMARY_NUMBERS; i++)
        frame_add_column(frame, study_summary_names[i], is_count(i) ? FRAME_WHOLE : FRAME_NUMBER,
                         is_count(i) ? "1" : "see unit", meanings[i]);
}

static void init_summary(struct frame *frame, const struct frame *runs, const struct frame *design,
                         const struct look *look, size_t outcome_count) {
    struct summary *summary = fault_allocate(1, sizeof *summary);
    size_t first = runs->column_count - outcome_count;
    *summary = (struct summary){.runs = runs,
                                .design = design,
                                .outcomes = runs->columns + first,
                                .first = first,
                                .outcome_count = outcome_count,
                                .policies = look->policies,
                                .policy_count = look->policy_count};
    frame_init(frame, "summary", "every outcome at each point under each policy, over the replications");
    frame->source = summary;
    frame->source_free = free_summary;
    frame->rows = make_summary;
    frame->row_count = design->row_count * look->policy_count * outcome_count;
    add_summary_columns(frame, design);
}

// ---- All of them ----

// The summary comes before what it is made of.
static bool init_tables(struct frame *frames, size_t *count, struct run_file *file,
                        const struct words *words) {
    enum { SUMMARY, RUNS, DAYS, DESIGN, OUTCOMES };
    struct look look = {.design = &frames[DESIGN]};
    struct frame heads;
    frame_init(&frames[SUMMARY], "", "");
    *count = DESIGN + 1;
    bool good = init_heads(&heads, file, "heads", "");
    for (size_t i = RUNS; i <= DESIGN; i++) frames[i] = (struct frame){0};
    if (good) init_design(&frames[DESIGN], &heads);
    good = good && look_through(&look, &heads, file) && init_runs(&frames[RUNS], file, words) &&
           init_days(&frames[DAYS], file, words);
    if (good && look.policy_count * frames[DESIGN].row_count > frames[RUNS].row_count)
        good = run_file_refuse(file, "/runs", "lacks runs of some policies");
    frame_clear(&heads);
    if (!good) {
        run_file_free_texts(look.policies, look.policy_count);
        return false;
    }
    frame_clear(&frames[SUMMARY]);
    init_summary(&frames[SUMMARY], &frames[RUNS], &frames[DESIGN], &look, words->count);
    *count = OUTCOMES + 1;
    return init_outcomes(&frames[OUTCOMES], file);
}

bool frames_study_init(struct frame *frames, size_t *count, struct run_file *file) {
    struct words words = {0};
    *count = 0;
    bool good = read_words(&words, file) && init_tables(frames, count, file, &words);
    free_words(&words);
    return good;
}

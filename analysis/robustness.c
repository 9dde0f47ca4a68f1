// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/robustness.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/screen.h"
#include "analysis/statistics.h"
#include "analysis/table.h"

#define RANGE 0.9  // of the points, that the range shown holds

// The study by points: where each lies, and what is looked at.
struct view {
    const struct study_results *results;
    struct robustness *robustness;
    double *at;         // [points][settings]
    size_t *policy;     // [runs]
    size_t luck_count;  // replications
    size_t *run_of;     // [policies][points][replications]: the run there; SIZE_MAX: none
};

// ---- The study as points ----------------------------------------------------------------------------------

static size_t place_of_policy(struct robustness *robustness, const char *name) {
    size_t i = 0;
    while (i < robustness->policy_count && strcmp(robustness->policies[i], name) != 0) i++;
    if (i == robustness->policy_count) robustness->policies[robustness->policy_count++] = name;
    return i;
}

static int64_t most_of(const int64_t *values, size_t count) {
    int64_t most = -1;
    for (size_t i = 0; i < count; i++) most = values[i] > most ? values[i] : most;
    return most;
}

static void count_all(struct view *view) {
    const struct study_results *results = view->results;
    view->robustness->policies = fault_allocate(results->run_count, sizeof *view->robustness->policies);
    view->policy = fault_allocate(results->run_count, sizeof *view->policy);
    for (size_t run = 0; run < results->run_count; run++)
        view->policy[run] = place_of_policy(view->robustness, results->policy[run]);
    view->robustness->point_count = (size_t)(most_of(results->point, results->run_count) + 1);
    view->luck_count = (size_t)(most_of(results->replication, results->run_count) + 1);
}

static size_t *run_place(const struct view *view, size_t policy, size_t point, size_t luck) {
    return &view->run_of[(policy * view->robustness->point_count + point) * view->luck_count + luck];
}

static void find_runs(struct view *view) {
    const struct study_results *results = view->results;
    size_t places = view->robustness->policy_count * view->robustness->point_count * view->luck_count;
    view->run_of = fault_allocate(places, sizeof *view->run_of);
    for (size_t i = 0; i < places; i++) view->run_of[i] = SIZE_MAX;
    for (size_t run = 0; run < results->run_count; run++)
        *run_place(view, view->policy[run], (size_t)results->point[run], (size_t)results->replication[run]) =
            run;
}

// Words have no order: equal ones stand at one place, that of the first run that has it.
static double place_of_word(const struct study_setting *setting, size_t run) {
    size_t first = 0;
    while (strcmp(setting->texts[first], setting->texts[run]) != 0) first++;
    return (double)first;
}

static void lay_points(struct view *view) {
    const struct study_results *results = view->results;
    size_t count = results->setting_count;
    view->at = fault_allocate(view->robustness->point_count * count, sizeof *view->at);
    for (size_t run = 0; run < results->run_count; run++) {
        if (results->replication[run] != 0 || view->policy[run] != 0) continue;
        for (size_t i = 0; i < count; i++) {
            const struct study_setting *setting = &results->settings[i];
            view->at[(size_t)results->point[run] * count + i] =
                setting->numbers ? setting->numbers[run] : place_of_word(setting, run);
        }
    }
}

// ---- A difference and what decides it ----

static double value_of(const struct view *view, size_t run, size_t outcome) {
    const struct study_results *results = view->results;
    bool lived = run != SIZE_MAX && results->lived[run];
    return lived ? results->values[run * results->outcome_count + outcome] : NAN;
}

// NaN where no pair has both.
static double difference_at(const struct view *view, size_t policy, size_t point, size_t outcome) {
    struct statistics_running pairs = {0};
    for (size_t luck = 0; luck < view->luck_count; luck++)
        statistics_take(&pairs, value_of(view, *run_place(view, policy, point, luck), outcome) -
                                    value_of(view, *run_place(view, 0, point, luck), outcome));
    return pairs.count ? pairs.mean : NAN;
}

static bool is_told(const struct measure *measure) {
    switch (measure->group) {
        case MEASURE_MONEY:
            return strcmp(measure->name, "outside") != 0;
        case MEASURE_PRIVACY:
            return strcmp(measure->subject, measure_all_flows) == 0;
        case MEASURE_RESULT:
            return true;
        default:
            return false;
    }
}

// The setting that moves the differences most, and how far.
static void find_mover(const struct view *view, const double *differences, struct sensitivity_pawn *pawn,
                       struct robustness_row *row) {
    enum { SLICES_MOST = 10, IN_A_SLICE = 15 };
    size_t axes = view->results->setting_count, points = view->robustness->point_count;
    size_t slices = points / IN_A_SLICE < 2 ? 2 : points / IN_A_SLICE;
    sensitivity_pawn(view->at, differences, points, axes, slices < SLICES_MOST ? slices : SLICES_MOST, pawn);
    row->setting = SIZE_MAX;
    row->moves = 0;
    for (size_t i = 0; i < axes; i++)
        if (pawn[i].median > row->moves) {
            row->moves = pawn[i].median;
            row->setting = i;
        }
}

// Of many settings some seem to move much: the largest must be above what it is in all of so many deals of
// the differences to the points by chance, which chance alone comes to once in twenty.
static void find_decisive(const struct view *view, const double *differences, struct robustness_row *row) {
    enum { DEALS = 19 };
    size_t points = view->robustness->point_count;
    struct sensitivity_pawn *pawn = fault_allocate(view->results->setting_count, sizeof *pawn);
    double *dealt = fault_allocate(points, sizeof *dealt);
    gsl_rng *chance = gsl_rng_alloc(gsl_rng_mt19937);
    memcpy(dealt, differences, points * sizeof *dealt);
    find_mover(view, differences, pawn, row);
    for (int deal = 0; deal < DEALS && row->setting != SIZE_MAX; deal++) {
        struct robustness_row by_chance;
        gsl_ran_shuffle(chance, dealt, points, sizeof *dealt);
        find_mover(view, dealt, pawn, &by_chance);
        if (by_chance.moves >= row->moves) row->setting = SIZE_MAX;
    }
    gsl_rng_free(chance);
    free(dealt);
    free(pawn);
}

static bool differs(const double *differences, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (differences[i] < 0 || differences[i] > 0) return true;
    return false;
}

static void add_row(const struct view *view, size_t policy, size_t outcome, double *differences) {
    struct robustness *robustness = view->robustness;
    for (size_t point = 0; point < robustness->point_count; point++)
        differences[point] = difference_at(view, policy, point, outcome);
    if (!differs(differences, robustness->point_count)) return;
    struct robustness_row *row = &robustness->rows[policy][robustness->row_counts[policy]++];
    *row = (struct robustness_row){
        .outcome = outcome,
        .sign = sensitivity_sign(differences, robustness->point_count, RANGE, STATISTICS_LEVEL)};
    find_decisive(view, differences, row);
}

static void fill_rows(const struct view *view) {
    struct robustness *robustness = view->robustness;
    const struct study_results *results = view->results;
    double *differences = fault_allocate(robustness->point_count, sizeof *differences);
    robustness->rows = fault_allocate(robustness->policy_count, sizeof *robustness->rows);
    robustness->row_counts = fault_allocate(robustness->policy_count, sizeof *robustness->row_counts);
    for (size_t policy = 1; policy < robustness->policy_count; policy++) {
        robustness->rows[policy] = fault_allocate(results->outcome_count, sizeof **robustness->rows);
        for (size_t i = 0; i < results->outcome_count; i++)
            if (is_told(&results->measures[i])) add_row(view, policy, i, differences);
    }
    free(differences);
}

struct robustness *robustness_of(const struct study_results *results) {
    struct view view = {.results = results, .robustness = fault_allocate(1, sizeof *view.robustness)};
    struct robustness *robustness = view.robustness;
    count_all(&view);
    bool enough = robustness->policy_count > 1 && robustness->point_count >= ROBUSTNESS_LEAST_POINTS;
    if (enough) {
        find_runs(&view);
        lay_points(&view);
        fill_rows(&view);
    }
    free(view.at);
    free(view.policy);
    free(view.run_of);
    if (enough) return robustness;
    robustness_free(robustness);
    return NULL;
}

void robustness_free(struct robustness *robustness) {
    if (!robustness) return;
    for (size_t i = 0; robustness->rows && i < robustness->policy_count; i++) free(robustness->rows[i]);
    free(robustness->rows);
    free(robustness->row_counts);
    free(robustness->policies);
    free(robustness);
}

// ---- For people -------------------------------------------------------------------------------------------

static void print_row(const struct robustness_row *row, const struct study_results *results,
                      struct table *table) {
    const struct sensitivity_sign *sign = &row->sign;
    char *label = measure_label(&results->measures[row->outcome], true), share[60], range[200], *decides;
    snprintf(share, sizeof share, "%.0f %% (%.0f-%.0f)", 100 * sign->share.value, 100 * sign->share.low,
             100 * sign->share.high);
    snprintf(range, sizeof range, "%s to %s", table_number(sign->low).text, table_number(sign->high).text);
    decides = row->setting == SIZE_MAX
                  ? fault_copy_text("-")
                  : fault_print_text("%s (%.2f)", results->settings[row->setting].name, row->moves);
    table_row(table, (const char *const[]){label, table_number(sign->median).text, range, share, decides});
    free(decides);
    free(label);
}

static size_t most_left_out(const struct robustness *robustness, size_t policy) {
    size_t most = 0;
    for (size_t i = 0; i < robustness->row_counts[policy]; i++) {
        size_t failed = robustness->rows[policy][i].sign.failed;
        most = failed > most ? failed : most;
    }
    return most;
}

void robustness_print(const struct robustness *robustness, const struct study_results *results, FILE *out) {
    static const struct table_column columns[] = {{"difference", false},
                                                  {"median", true},
                                                  {"90 % of points", true},
                                                  {"sign holds at\n(95 %)", true},
                                                  {"moved most by", false}};
    for (size_t policy = 1; policy < robustness->policy_count; policy++) {
        struct table *table = table_create(columns, sizeof columns / sizeof *columns);
        size_t failed = most_left_out(robustness, policy);
        screen_say(out, "\n%s, compared with %s, at %zu points:", robustness->policies[policy],
                   robustness->policies[0], robustness->point_count);
        for (size_t i = 0; i < robustness->row_counts[policy]; i++)
            print_row(&robustness->rows[policy][i], results, table);
        if (table_row_count(table) == 0) screen_say(out, "  No difference seen at any point.");
        table_print(table, screen_width(out), out);
        table_free(table);
        if (failed)
            screen_say(
                out,
                "Left out: points at which it has no value (a run failed, a mean over nothing), at most %zu.",
                failed);
    }
    screen_say(
        out,
        "sign holds: share of points at which the difference has the median's sign. moved most by: the "
        "setting whose value changes the difference's distribution most (PAWN, 0 to 1); -: none does more "
        "than the largest of them all would by chance.");
}

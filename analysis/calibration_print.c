// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration_print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/csv_put.h"
#include "analysis/screen.h"
#include "analysis/table.h"

#define LOW  0.05  // ends of the intervals
#define HIGH 0.95
#define FEW  10  // independent points: fewer have no 90 % interval

// Values of the particles, one each, and what the middle nine tenths of them are.
struct spread {
    double median, low, high;
};

static struct spread spread_of(const struct abc_particles *particles, const double *values) {
    return (struct spread){abc_quantile(values, particles->weight, particles->count, 0.5),
                           abc_quantile(values, particles->weight, particles->count, LOW),
                           abc_quantile(values, particles->weight, particles->count, HIGH)};
}

static char *range_text(double low, double high) {
    return fault_print_text("%s to %s", table_number(low).text, table_number(high).text);
}

// ---- Settings ----

static char *prior_text(const struct study_setting *setting) {
    if (setting->numbers) return range_text(setting->least, setting->most);
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    for (size_t i = 0; i < setting->word_count; i++) fprintf(out, "%s%s", i ? ", " : "", setting->words[i]);
    fclose(out);
    return text;
}

static struct spread spread_of_setting(const struct calibration *calibration,
                                       const struct study_setting *setting) {
    const struct abc_particles *particles = calibration->particles;
    double *values = fault_allocate(particles->count, sizeof *values);
    for (size_t i = 0; i < particles->count; i++) values[i] = setting->numbers[particles->point[i]];
    struct spread spread = spread_of(particles, values);
    free(values);
    return spread;
}

static double share_of_word(const struct calibration *calibration, const struct study_setting *setting,
                            const char *word) {
    const struct abc_particles *particles = calibration->particles;
    double share = 0;
    for (size_t i = 0; i < particles->count; i++)
        if (strcmp(setting->texts[particles->point[i]], word) == 0) share += particles->weight[i];
    return share;
}

// "cloud 83 %, device 17 %": a word has no median and no interval.
static char *shares_text(const struct calibration *calibration, const struct study_setting *setting) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    for (size_t i = 0; i < setting->word_count; i++)
        fprintf(out, "%s%s %.0f %%", i ? ", " : "", setting->words[i],
                100 * share_of_word(calibration, setting, setting->words[i]));
    fclose(out);
    return text;
}

static char *told_text(const struct calibration *calibration, size_t axis) {
    double away = abc_away_from_prior(calibration->particles, axis);
    bool told = away > abc_away_by_chance(abc_effective_size(calibration->particles));
    return fault_print_text(told ? "yes (%.2f)" : "not told by the data (%.2f)", away);
}

static void add_setting(const struct calibration *calibration, size_t axis, struct table *table) {
    const struct study_setting *setting = &calibration->results->settings[axis];
    struct spread spread = {NAN, NAN, NAN};
    if (setting->numbers) spread = spread_of_setting(calibration, setting);
    char *prior = prior_text(setting), *told = told_text(calibration, axis),
         *range = setting->numbers ? range_text(spread.low, spread.high) : shares_text(calibration, setting);
    table_row(table,
              (const char *const[]){setting->name, prior, table_number(spread.median).text, range, told});
    free(prior);
    free(told);
    free(range);
}

static void print_settings(const struct calibration *calibration, FILE *out) {
    static const struct table_column columns[] = {{"setting", false},
                                                  {"thought possible\nbefore", false},
                                                  {"median\nafter", true},
                                                  {"90 % after", false},
                                                  {"do the data tell?", false}};
    struct table *table = table_create(columns, sizeof columns / sizeof *columns);
    for (size_t axis = 0; axis < calibration->particles->axis_count; axis++)
        add_setting(calibration, axis, table);
    table_print(table, screen_width(out), out);
    table_free(table);
}

// ---- Targets ----

static struct spread spread_of_target(const struct calibration *calibration,
                                      const struct calibration_target *target) {
    const struct abc_particles *particles = calibration->particles;
    double *values = fault_allocate(particles->count, sizeof *values);
    for (size_t i = 0; i < particles->count; i++) values[i] = calibration_outcome(calibration, i, target);
    struct spread spread = spread_of(particles, values);
    free(values);
    return spread;
}

static char *verdict_text(const struct calibration_target *target, const struct spread *spread) {
    if (target->value < target->least)
        return fault_print_text("OUT OF REACH: no run is below %s", table_number(target->least).text);
    if (target->value > target->most)
        return fault_print_text("OUT OF REACH: no run is above %s", table_number(target->most).text);
    if (target->value < spread->low || target->value > spread->high)
        return fault_copy_text("MISSED: outside the 90 %");
    return fault_copy_text(isinf(target->scale) ? "met, the same at every point" : "met");
}

static void add_target(const struct calibration *calibration, const struct calibration_target *target,
                       struct table *table) {
    const struct study_results *results = calibration->results;
    size_t place = study_results_place(results->ids, results->outcome_count, target->outcome, 0);
    struct spread spread = spread_of_target(calibration, target);
    char *range = range_text(spread.low, spread.high), *verdict = verdict_text(target, &spread);
    char *label = fault_print_text("%s [%s]", target->outcome, results->measures[place].unit);
    table_row(table,
              (const char *const[]){label, table_number(target->value).text, table_number(spread.median).text,
                                    range, table_number(target->scale).text, verdict});
    free(label);
    free(range);
    free(verdict);
}

static void print_targets(const struct calibration *calibration, FILE *out) {
    static const struct table_column columns[] = {{"target", false},       {"measured", true},
                                                  {"median\nafter", true}, {"90 % after", false},
                                                  {"counts\nas 1", true},  {"is it met?", false}};
    struct table *table = table_create(columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < calibration->targets->count; i++)
        add_target(calibration, &calibration->targets->rows[i], table);
    table_print(table, screen_width(out), out);
    table_free(table);
}

// ---- What the words mean ----

// Each round multiplies the weights' unevenness by that of every axis.
static void warn_of_few(double size, FILE *out) {
    if (size < FEW)
        screen_say(
            out,
            "\nFEW POINTS CARRY THE WEIGHT: intervals of so few say nothing. Vary fewer settings, live "
            "more --runs, or take fewer --rounds (1: all points weigh the same).");
}

static void explain(const struct calibration *calibration, FILE *out) {
    const struct abc_particles *particles = calibration->particles;
    double size = abc_effective_size(particles);
    screen_say(out,
               "\n%zu points are kept, worth %.1f independent ones (effective sample size), of %zu runs in "
               "%zu round%s. "
               "None is farther off than %s: the root of the mean square over the targets, each by what "
               "counts as 1.",
               particles->count, size, calibration->runs, calibration->rounds,
               calibration->rounds == 1 ? "" : "s", table_number(particles->tolerance).text);
    warn_of_few(size, out);
    screen_say(out,
               "Do the data tell: how far the distribution after lies from the one before at most "
               "(Kolmogorov, 0 to 1); up to %.2f is what chance does to so many points, or too little to "
               "matter.",
               abc_away_by_chance(size));
    screen_say(
        out,
        "What a setting is after holds if the model does: a target out of reach or missed says that it "
        "does not, and then the settings only make up for what the model lacks.");
    if (calibration->failed)
        screen_say(out, "Left out: %zu runs that failed or lack one of the outcomes.", calibration->failed);
}

void calibration_print(const struct calibration *calibration, FILE *out) {
    fputc('\n', out);
    print_settings(calibration, out);
    fputc('\n', out);
    print_targets(calibration, out);
    explain(calibration, out);
}

// ---- As a file ----

static void put_next(FILE *out, const char *text) {
    fputc(',', out);
    csv_put_text(out, text);
}

static void put_next_number(FILE *out, double number) {
    fputc(',', out);
    csv_put_number(out, number);
}

static void put_head(FILE *out, const struct calibration *calibration) {
    fputs("point,weight,distance", out);
    for (size_t i = 0; i < calibration->results->setting_count; i++)
        put_next(out, calibration->results->settings[i].name);
    for (size_t i = 0; i < calibration->targets->count; i++)
        put_next(out, calibration->targets->rows[i].outcome);
    fputc('\n', out);
}

static void put_particle(FILE *out, const struct calibration *calibration, size_t i) {
    const struct abc_particles *particles = calibration->particles;
    size_t run = particles->point[i];
    fprintf(out, "%zu", run);
    put_next_number(out, particles->weight[i]);
    put_next_number(out, particles->distance[i]);
    for (size_t k = 0; k < calibration->results->setting_count; k++) {
        const struct study_setting *setting = &calibration->results->settings[k];
        if (setting->numbers)
            put_next_number(out, setting->numbers[run]);
        else
            put_next(out, setting->texts[run]);
    }
    for (size_t k = 0; k < calibration->targets->count; k++)
        put_next_number(out, calibration_outcome(calibration, i, &calibration->targets->rows[k]));
    fputc('\n', out);
}

char *calibration_csv(const struct calibration *calibration) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    put_head(out, calibration);
    for (size_t i = 0; i < calibration->particles->count; i++) put_particle(out, calibration, i);
    fclose(out);
    return text;
}

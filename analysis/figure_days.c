// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure_days.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/curve_days.h"

static const char since_start[] = "since the start";

// ---- A run's numbers ----

// What a name of a run is, by day.
struct daily {
    double *by_day;  // [days]; NULL: it has none
    const char *unit;
    bool mean;
};

static double *room_for_days(const struct run *run) {
    return fault_allocate(run->days, sizeof(double));
}

static struct daily days_of_series(const struct run *run, const struct run_series *series) {
    struct daily daily = {room_for_days(run), series->unit, series->per[0]};
    for (size_t day = 0; day < run->days; day++) daily.by_day[day] = measure_series_day(run, series, day);
    return daily;
}

static struct daily days_of_flow(const struct run *run, size_t flow) {
    struct daily daily = {room_for_days(run), run->flows.currency[flow], false};
    for (size_t day = 0; day < run->days; day++)
        daily.by_day[day] = (double)run->flows.amount_by_day[day * run->flows.count + flow];
    return daily;
}

// What the party took in less what it gave out; one of the two tables may be NULL.
static struct daily days_of_party(const struct run *run, const char *name, const int64_t *in,
                                  const int64_t *out, const char *unit) {
    struct daily daily = {room_for_days(run), unit, false};
    for (size_t party = 0; party < run->parties.count; party++) {
        if (strcmp(run->parties.names[party], name) != 0) continue;
        for (size_t day = 0; day < run->days; day++) {
            size_t cell = day * run->parties.count + party;
            daily.by_day[day] = (double)((in ? in[cell] : 0) - (out ? out[cell] : 0));
        }
    }
    return daily;
}

static struct daily days_of_measure(const struct run *run, const struct measure *measure) {
    const struct run_parties *parties = &run->parties;
    if (measure->group == MEASURE_MONEY)
        return days_of_party(run, measure->name, parties->won_in, parties->won_out, measure->unit);
    if (measure->group == MEASURE_RESULT) return days_of_series(run, run_series_named(run, measure->name));
    return (struct daily){0};
}

// In the order of why_source's names: measures, series, payments.
static struct daily days_of_name(const struct why_source *why, const char *name) {
    size_t place = 0, measures = why->measures.count, series = why->run->series_count;
    while (strcmp(why->names[place], name) != 0) place++;
    if (place < measures) return days_of_measure(why->run, &why->measures.rows[place]);
    if (place < measures + series) return days_of_series(why->run, &why->run->series[place - measures]);
    return days_of_flow(why->run, place - measures - series);
}

static void add_up(double *by_day, size_t days) {
    for (size_t day = 1; day < days; day++) by_day[day] += by_day[day - 1];
}

// Numbers of one unit share a panel, and tell their names themselves.
static struct figure_panel *panel_for(struct figure *figure, const char *name, const struct daily *daily,
                                      bool cumulative) {
    const char *note = cumulative && !daily->mean ? since_start : "";
    bool of_a_day = !cumulative && !daily->mean;
    struct figure_panel *panel = figure_panel_like(figure, note, daily->unit, of_a_day);
    if (!panel) return figure_add_panel(figure, name, note, daily->unit, of_a_day);
    panel->name[0] = '\0';
    return panel;
}

void figure_days_add_run(struct figure *figure, const struct figure_source *source, const char *name,
                         bool cumulative) {
    const struct run *run = source->why->run;
    struct daily daily = days_of_name(source->why, name);
    if (cumulative && !daily.mean) add_up(daily.by_day, run->days);
    struct figure_panel *panel = panel_for(figure, name, &daily, cumulative);
    struct figure_series *series = figure_add_series(panel, name, panel->series_count + 1);
    for (size_t day = 0; day < run->days; day++)
        figure_add_mark(series, (struct figure_mark){(double)(source->first_day + run->day[day]),
                                                     daily.by_day[day], NAN, NAN});
    free(daily.by_day);
}

// ---- A comparison's curves ----

static void add_curve(struct figure_panel *panel, const struct figure_source *source,
                      const struct comparison_row *row, size_t policy, bool against) {
    const struct report_source *report = &source->report;
    bool intervals = comparison_has_intervals(report->comparison);
    struct statistics_estimate *estimates = curve_days_estimates(report, row, policy, against);
    struct figure_series *series = figure_add_series(panel, report->policies[policy], policy);
    for (size_t day = 0; day < report->results->days; day++) {
        double mean = estimates[day].mean, half = intervals ? estimates[day].half_width : NAN;
        figure_add_mark(series, (struct figure_mark){(double)(source->first_day + report->results->day[day]),
                                                     mean, mean - half, mean + half});
    }
    free(estimates);
}

static char *note_of(enum curve_sort sort, const char *baseline) {
    const char *when = sort == CURVE_MEAN ? "" : since_start;
    if (!baseline) return fault_copy_text(when);
    return fault_print_text("difference to %s%s%s", baseline, when[0] ? " " : "", when);
}

void figure_days_add_policies(struct figure *figure, const struct figure_source *source, const char *name,
                              bool difference) {
    const struct report_source *report = &source->report;
    const struct comparison_row *row = figure_source_row(source, name);
    enum curve_sort sort = curve_days_sort(&row->measure);
    bool against = report->policy_count > 1 && (difference || sort == CURVE_MONEY);
    char *note = note_of(sort, against ? report->policies[0] : NULL);
    struct figure_panel *panel = figure_add_panel(figure, name, note, row->measure.unit, false);
    for (size_t policy = against; policy < report->policy_count; policy++)
        add_curve(panel, source, row, policy, against);
    free(note);
}

bool figure_days_has(const struct figure_source *source, const char *name) {
    if (source->of != FIGURE_OF_RUN)
        return curve_days_quantity(&source->report, figure_source_row(source, name)) <
               source->report.results->quantity_count;
    struct daily daily = days_of_name(source->why, name);
    bool has = daily.by_day;
    free(daily.by_day);
    return has;
}

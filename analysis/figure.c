// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void free_texts(char **texts, size_t count) {
    for (size_t i = 0; i < count; i++) free(texts[i]);
    free(texts);
}

static void clear_panel(struct figure_panel *panel) {
    for (size_t i = 0; i < panel->series_count; i++) {
        free(panel->series[i].name);
        free(panel->series[i].marks);
    }
    free_texts(panel->rows, panel->row_count);
    free(panel->series);
    free(panel->name);
    free(panel->note);
    free(panel->unit);
}

void figure_clear(struct figure *figure) {
    for (size_t i = 0; i < figure->panel_count; i++) clear_panel(&figure->panels[i]);
    free_texts(figure->words, figure->word_count);
    free(figure->panels);
    free(figure->across);
    *figure = (struct figure){0};
}

struct figure_panel *figure_add_panel(struct figure *figure, const char *name, const char *note,
                                      const char *unit, bool daily) {
    figure->panels = fault_reallocate(figure->panels, figure->panel_count + 1, sizeof *figure->panels);
    struct figure_panel *panel = &figure->panels[figure->panel_count++];
    *panel = (struct figure_panel){.name = fault_copy_text(name),
                                   .note = fault_copy_text(note),
                                   .unit = fault_copy_text(unit),
                                   .daily = daily};
    return panel;
}

struct figure_series *figure_add_series(struct figure_panel *panel, const char *name, size_t look) {
    panel->series = fault_reallocate(panel->series, panel->series_count + 1, sizeof *panel->series);
    struct figure_series *series = &panel->series[panel->series_count++];
    *series = (struct figure_series){.name = fault_copy_text(name), .look = look};
    return series;
}

void figure_add_mark(struct figure_series *series, struct figure_mark mark) {
    series->marks = fault_reallocate(series->marks, series->count + 1, sizeof *series->marks);
    series->marks[series->count++] = mark;
}

void figure_add_row(struct figure_panel *panel, const char *name) {
    panel->rows = fault_reallocate(panel->rows, panel->row_count + 1, sizeof *panel->rows);
    panel->rows[panel->row_count++] = fault_copy_text(name);
}

struct figure_panel *figure_panel_like(struct figure *figure, const char *note, const char *unit,
                                       bool daily) {
    bool pure = strcmp(unit, "1") == 0;
    for (size_t i = 0; i < figure->panel_count && !pure; i++) {
        struct figure_panel *panel = &figure->panels[i];
        if (strcmp(panel->note, note) == 0 && strcmp(panel->unit, unit) == 0 && panel->daily == daily)
            return panel;
    }
    return NULL;
}

// ---- Asking ----

// Has the series a mark of which this is true?
static bool any(const struct figure_series *series, bool (*is)(const struct figure_mark *mark)) {
    for (size_t i = 0; i < series->count; i++)
        if (is(&series->marks[i])) return true;
    return false;
}

static bool has_mean(const struct figure_mark *mark) {
    return isfinite(mark->mean);
}

static bool has_interval(const struct figure_mark *mark) {
    return isfinite(mark->low) && isfinite(mark->high);
}

bool figure_panel_has_marks(const struct figure_panel *panel) {
    for (size_t i = 0; i < panel->series_count; i++)
        if (any(&panel->series[i], has_mean)) return true;
    return false;
}

bool figure_series_has_intervals(const struct figure_series *series) {
    return any(series, has_interval);
}

static double larger(double size, double value) {
    return isfinite(value) && fabs(value) > size ? fabs(value) : size;
}

double figure_panel_scale(const struct figure_panel *panel) {
    static const double million = 1e6, thousand = 1e3, few = 1e4;
    double size = 0;
    for (size_t i = 0; i < panel->series_count; i++)
        for (size_t k = 0; k < panel->series[i].count; k++) {
            const struct figure_mark *mark = &panel->series[i].marks[k];
            size = larger(larger(larger(size, mark->mean), mark->low), mark->high);
        }
    return size >= million ? million : size >= few ? thousand : 1;
}

// Frees the first. What a space would part stays on one line.
static char *join(char *one, const char *other) {
    static const char no_break[] = "\u00a0";
    char *both = fault_print_text("%s%s%s", one, one[0] && other[0] ? no_break : "", other);
    free(one);
    return both;
}

char *figure_panel_title(const struct figure_panel *panel) {
    double scale = figure_panel_scale(panel);
    const char *words[] = {scale > 1e3 ? "million"
                           : scale > 1 ? "thousand"
                                       : "",
                           strcmp(panel->unit, "1") == 0 ? "" : panel->unit, panel->daily ? "a day" : ""};
    char *unit = fault_copy_text("");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) unit = join(unit, words[i]);
    char *title = fault_print_text("%s%s%s%s%s%s", panel->name, panel->name[0] && panel->note[0] ? ", " : "",
                                   panel->note, unit[0] ? " (" : "", unit, unit[0] ? ")" : "");
    free(unit);
    return title;
}

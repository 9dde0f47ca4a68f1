// SPDX-License-Identifier: GPL-3.0-or-later
// A figure for a paper, as data: panels one below the other, each with lines, points or bars of the same unit. What is drawn
// of it is figure_script.h; where it comes from, figure_days.h and figure_study.h.
#ifndef MARU_ANALYSIS_FIGURE_H
#define MARU_ANALYSIS_FIGURE_H

#include <stdint.h>

#include "analysis/fault.h"

enum figure_form {
    FIGURE_DAYS,    // curves over days, counted from 1970-01-01
    FIGURE_BARS,    // a bar for each row and policy, from 0 to its mean
    FIGURE_LINES,   // means over a setting, joined
    FIGURE_POINTS,  // means over a setting, one of several that vary
};

// What it is drawn as: a picture, characters on a screen, or a script of gnuplot's to go on with by hand.
enum figure_kind { FIGURE_SVG, FIGURE_PDF, FIGURE_PNG, FIGURE_SCRIPT, FIGURE_TEXT };

// One mark: where it stands (a day, a row from 0, a setting's value or a word's place from 0), and the ends of its 95 %
// interval, NaN where there is none.
struct figure_mark {
    double at, mean, low, high;
};

struct figure_series {
    char *name;
    size_t look;  // colour, dashes and shape: the policy's place; of a run's series from 1 on
    struct figure_mark *marks;
    size_t count;
};

struct figure_panel {
    char *name;  // what is drawn; "" when the series say it
    char *note;  // how: "since the start", "difference to keep_at_home"; ""
    char *unit;  // "1": a pure number
    bool daily;  // amounts of a day
    struct figure_series *series;
    size_t series_count;
    char **rows;  // of bars
    size_t row_count;
};

struct figure {
    enum figure_form form;
    char *across;  // what the settings' axis is, with its unit; NULL of days and bars
    char **words;  // of a setting that is a word; NULL: it is a number
    size_t word_count;
    struct figure_panel *panels;
    size_t panel_count;
};

void figure_clear(struct figure *figure);

// Texts are copied. The pointers are good until the next is added.
struct figure_panel *figure_add_panel(struct figure *figure, const char *name, const char *note, const char *unit,
                                      bool daily);
struct figure_series *figure_add_series(struct figure_panel *panel, const char *name, size_t look);
void figure_add_mark(struct figure_series *series, struct figure_mark mark);
void figure_add_row(struct figure_panel *panel, const char *name);

// The panel of that note, unit and daily, so that what is alike stands in one; NULL: there is none. Pure numbers are not alike: a
// share beside a number of visits.
struct figure_panel *figure_panel_like(struct figure *figure, const char *note, const char *unit, bool daily);

// Is there any number in it?
bool figure_panel_has_marks(const struct figure_panel *panel);
bool figure_series_has_intervals(const struct figure_series *series);

// What a panel's numbers are divided by so that few digits stand on its axis: 1, 1e3 or 1e6.
double figure_panel_scale(const struct figure_panel *panel);
// "money: hanbit, since the start (million won)". Owned by the caller.
char *figure_panel_title(const struct figure_panel *panel);

#endif

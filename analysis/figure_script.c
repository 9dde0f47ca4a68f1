// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure_script.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/figure_dates.h"
#include "analysis/screen.h"

// Of the policies, on light paper; made by CMake of analysis/charts/tokens.css.
static const char *const colours[] = {
#include "report_colours.inc"
};
enum { COLOURS = sizeof colours / sizeof *colours };

static const double cm_per_inch = 2.54, points_per_inch = 72, css_per_inch = 96, font_points = 8;

// ---- Texts and measures ----

// Within single quotes gnuplot reads neither commands nor names; a line break would end them.
static void put_text(FILE *out, const char *text, size_t bytes) {
    fputc('\'', out);
    for (size_t i = 0; i < bytes; i++) {
        unsigned char letter = (unsigned char)text[i];
        if (letter == '\'') fputc('\'', out);
        fputc(letter < ' ' || letter == 0x7f ? ' ' : letter, out);
    }
    fputc('\'', out);
}

static void put_whole_text(FILE *out, const char *text) {
    put_text(out, text, strlen(text));
}

static void put_number(FILE *out, double number) {
    if (isfinite(number))
        fprintf(out, " %.17g", number);
    else
        fputs(" NaN", out);
}

static bool is_text(const struct figure_paper *paper) {
    return paper->kind == FIGURE_TEXT;
}

// How many letters of the usual width stand beside each other.
static size_t letters_across(const struct figure_paper *paper) {
    static const double letter_points = 4.3;
    if (is_text(paper)) return paper->columns;
    return (size_t)(paper->width_cm / cm_per_inch * points_per_inch / letter_points);
}

// ---- How high ----

enum { ROW_LINES = 2, EDGE_LINES = 5, TEXT_LINES = 16 };  // of bars: lines of text a row, and around all rows

static size_t bars_of(const struct figure_panel *panel) {
    return panel->row_count > 1 ? panel->row_count * panel->series_count : panel->series_count;
}

static double panel_cm(const struct figure *figure, const struct figure_panel *panel,
                       const struct figure_paper *paper) {
    static const double least_cm = 5, share = 0.4, bar_cm = 0.55, edge_cm = 2;
    if (figure->form == FIGURE_BARS) return edge_cm + bar_cm * (double)bars_of(panel);
    return fmax(least_cm, share * paper->width_cm);
}

static size_t panel_lines(const struct figure *figure, const struct figure_panel *panel) {
    return figure->form == FIGURE_BARS ? EDGE_LINES + ROW_LINES * bars_of(panel) : TEXT_LINES;
}

struct heights {
    double all, *panels;  // in cm, or in lines of text
};

static struct heights heights_of(const struct figure *figure, const struct figure_paper *paper) {
    struct heights heights = {0, fault_allocate(figure->panel_count, sizeof(double))};
    for (size_t i = 0; i < figure->panel_count; i++) {
        const struct figure_panel *panel = &figure->panels[i];
        heights.panels[i] =
            is_text(paper) ? (double)panel_lines(figure, panel) : panel_cm(figure, panel, paper);
        heights.all += heights.panels[i];
    }
    return heights;
}

// ---- The head ----

static void put_terminal(const struct figure_paper *paper, double height, FILE *out) {
    double wide = paper->width_cm / cm_per_inch, high = height / cm_per_inch,
           css = css_per_inch / points_per_inch;
    switch (paper->kind) {
        case FIGURE_SVG:
        case FIGURE_SCRIPT:
            fprintf(out,
                    "set terminal svg size %.0f,%.0f noenhanced font 'Helvetica,%.4g' background rgb 'white'",
                    wide * css_per_inch, high * css_per_inch, font_points * css);
            break;
        case FIGURE_PDF:
            fprintf(out,
                    "set terminal pdfcairo size %.2fcm,%.2fcm noenhanced font 'Helvetica,%g' fontscale 1",
                    paper->width_cm, height, font_points);
            break;
        case FIGURE_PNG:
            fprintf(out,
                    "set terminal pngcairo size %.0f,%.0f noenhanced font 'Helvetica,%g' fontscale %.4g "
                    "linewidth %.4g pointscale %.4g",
                    wide * FIGURE_DPI, high * FIGURE_DPI, font_points, FIGURE_DPI / css_per_inch,
                    FIGURE_DPI / css_per_inch, FIGURE_DPI / css_per_inch);
            break;
        case FIGURE_TEXT:
            fprintf(out, "set terminal dumb mono noenhanced size %zu,%.0f", paper->columns, height);
    }
    fputc('\n', out);
}

static void put_looks(const struct figure_paper *paper, FILE *out) {
    fputs("set encoding utf8\n", out);
    if (is_text(paper)) {
        fputs("set border 3\nset tics out nomirror scale 0.5\n", out);
        return;
    }
    fputs(
        "set border 3 lc rgb '#555555' lw 0.7\n"
        "set tics out nomirror scale 0.5 textcolor rgb '#222222'\n"
        "set grid xtics ytics lt 1 lc rgb '#e4e4e4' lw 0.5\n"
        "set style fill transparent solid 0.18 noborder\n",
        out);
}

// ---- Data ----

static void put_series(const struct figure_series *series, size_t panel, size_t number, FILE *out) {
    fprintf(out, "# ");
    put_whole_text(out, series->name);
    fprintf(out, ": at, mean, and the ends of the 95 %% interval\n$p%zus%zu << END\n", panel, number);
    for (size_t i = 0; i < series->count; i++) {
        const struct figure_mark *mark = &series->marks[i];
        fprintf(out, "%.17g", mark->at);
        put_number(out, mark->mean);
        put_number(out, mark->low);
        put_number(out, mark->high);
        fputc('\n', out);
    }
    fputs("END\n", out);
}

static void put_data(const struct figure *figure, FILE *out) {
    for (size_t i = 0; i < figure->panel_count; i++)
        for (size_t k = 0; k < figure->panels[i].series_count; k++)
            put_series(&figure->panels[i].series[k], i, k, out);
}

// ---- Axes ----

// Above the panel and from the left edge on, as many lines as it takes.
static void put_title(const struct figure_panel *panel, const struct figure_paper *paper, FILE *out) {
    char *title = figure_panel_title(panel), *rest = title;
    size_t lines = 0, wide = letters_across(paper) - 2, place = 0;
    const char *begin[8];
    size_t bytes[8];
    while (*rest && lines < 8) {
        begin[lines] = rest;
        bytes[lines] = screen_line(rest, wide, SCREEN_BREAKS_NAMES);
        rest += bytes[lines++];
        rest += strspn(rest, " ");
    }
    fputs("unset label\n", out);
    for (; place < lines; place++) {
        fprintf(out, "set label %zu ", place + 1);
        put_text(out, begin[place], bytes[place]);
        fprintf(out, " at screen %g, graph 1 offset character 0,%.1f\n", is_text(paper) ? 0 : 0.01,
                (double)(lines - place) - (is_text(paper) ? 0 : 0.1));
    }
    fprintf(out, "set tmargin %.1f\n", (double)lines + (is_text(paper) ? 1 : 0.8));
    free(title);
}

static void put_days_axis(const struct figure *figure, const struct figure_paper *paper, FILE *out) {
    enum { LETTERS_A_MARK = 8 };
    const struct figure_series *series = &figure->panels[0].series[0];
    int64_t first = (int64_t)series->marks[0].at, last = (int64_t)series->marks[series->count - 1].at;
    struct figure_dates dates = figure_dates_of(first, last, letters_across(paper) / LETTERS_A_MARK);
    fputs("set xtics (", out);
    for (size_t i = 0; i < dates.count; i++)
        fprintf(out, "%s'%s' %lld", i ? ", " : "", dates.ticks[i].text, (long long)dates.ticks[i].day);
    fprintf(out, ")\nset xrange [%lld:%lld]\nset xlabel '%s'\n", (long long)first,
            (long long)(last > first ? last : first + 1), dates.years);
    figure_dates_clear(&dates);
}

static void put_setting_axis(const struct figure *figure, FILE *out) {
    fputs("set xlabel ", out);
    put_whole_text(out, figure->across);
    fputs("\nset offsets graph 0.04, graph 0.04, 0, 0\n", out);
    if (!figure->words) return;
    fputs("set xtics (", out);
    for (size_t i = 0; i < figure->word_count; i++) {
        if (i) fputs(", ", out);
        put_whole_text(out, figure->words[i]);
        fprintf(out, " %zu", i);
    }
    fprintf(out, ")\nset xrange [0:%zu]\n", figure->word_count > 1 ? figure->word_count - 1 : 1);
}

// A row for each outcome, or of a single one for each policy: the first on top.
static void put_bars_axis(const struct figure_panel *panel, const struct figure_paper *paper, FILE *out) {
    size_t rows = panel->row_count > 1 ? panel->row_count : panel->series_count, wide = 0;
    fputs("set ytics scale 0 (", out);
    for (size_t i = 0; i < rows; i++) {
        const char *name = panel->row_count > 1 ? panel->rows[i] : panel->series[i].name;
        if (screen_text_width(name) > wide) wide = screen_text_width(name);
        if (i) fputs(", ", out);
        put_whole_text(out, name);
        fprintf(out, " %zu", i);
    }
    size_t most = letters_across(paper) / 2;
    fprintf(out, ")\nset yrange [%g:-0.5]\nset lmargin %zu\nset xtics auto\nset format x '%%g'\n",
            (double)rows - 0.5, (wide < most ? wide : most) + 2);
    fputs("set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead lc rgb '#555555' lw 0.7\n", out);
}

// ---- Marks ----

static size_t shape_of(const struct figure_series *series) {
    static const size_t shapes[] = {7, 5, 9, 13, 11, 4, 6, 8, 12, 10};
    return shapes[series->look % (sizeof shapes / sizeof *shapes)];
}

static const char *colour_of(const struct figure_series *series) {
    return colours[series->look % COLOURS];
}

// Dashes of the first and the second policy are plain and long; one line alone is plain.
static const char *dashes_of(const struct figure_series *series, const struct figure_panel *panel) {
    static const char *const dashes[] = {"solid", "'_'", "'-'", "'.'", "'_.'", "'-..'"};
    size_t count = sizeof dashes / sizeof *dashes;
    return panel->series_count == 1 ? "solid" : dashes[series->look % count];
}

static void put_curve_title(const struct figure_series *series, const struct figure_panel *panel, FILE *out) {
    if (panel->series_count == 1) {
        fputs(" notitle", out);
        return;
    }
    fputs(" title ", out);
    put_whole_text(out, series->name);
}

static void put_band(const struct figure_series *series, size_t panel, size_t number, double scale,
                     FILE *out) {
    fprintf(out, "$p%zus%zu using 1:($3/%g):($4/%g) with filledcurves fc rgb '%s' notitle, \\\n    ", panel,
            number, scale, scale, colour_of(series));
}

// Shapes on a curve: one for every tenth of it.
static void put_curve(const struct figure_series *series, const struct figure_panel *panel, double scale,
                      const struct figure_paper *paper, FILE *out) {
    size_t every = series->count / 8 + 1;
    fprintf(out, "1:($2/%g) with ", scale);
    if (is_text(paper))
        fputs("lines", out);
    else if (panel->series_count == 1)
        fprintf(out, "lines lc rgb '%s' lw 1.3", colour_of(series));
    else
        fprintf(out, "linespoints lc rgb '%s' lw 1.3 dt %s pt %zu ps 0.45 pointinterval %zu",
                colour_of(series), dashes_of(series, panel), shape_of(series), every);
}

static void put_joined(const struct figure_series *series, const struct figure_panel *panel, double scale,
                       const struct figure_paper *paper, FILE *out) {
    bool ends = figure_series_has_intervals(series);
    fprintf(out, ends ? "1:($2/%g):($3/%g):($4/%g)" : "1:($2/%g)", scale, scale, scale);
    if (is_text(paper))
        fputs(ends ? " with yerrorlines" : " with linespoints", out);
    else
        fprintf(out, " with %s lc rgb '%s' lw 1.3 dt %s pt %zu ps 0.6", ends ? "yerrorlines" : "linespoints",
                colour_of(series), dashes_of(series, panel), shape_of(series));
}

static void put_points(const struct figure_series *series, double scale, const struct figure_paper *paper,
                       FILE *out) {
    fprintf(out, "1:($2/%g) with points", scale);
    if (!is_text(paper)) fprintf(out, " lc rgb '%s' pt %zu ps 0.5", colour_of(series), shape_of(series));
}

static void put_lines(const struct figure *figure, size_t place, const struct figure_paper *paper,
                      FILE *out) {
    const struct figure_panel *panel = &figure->panels[place];
    double scale = figure_panel_scale(panel);
    fputs("plot ", out);
    for (size_t i = 0; i < panel->series_count; i++) {
        const struct figure_series *series = &panel->series[i];
        bool band = figure->form == FIGURE_DAYS && !is_text(paper) && figure_series_has_intervals(series);
        if (i) fputs(", \\\n    ", out);
        if (band) put_band(series, place, i, scale, out);
        fprintf(out, "$p%zus%zu using ", place, i);
        if (figure->form == FIGURE_DAYS) put_curve(series, panel, scale, paper, out);
        if (figure->form == FIGURE_LINES) put_joined(series, panel, scale, paper, out);
        if (figure->form == FIGURE_POINTS) put_points(series, scale, paper, out);
        put_curve_title(series, panel, out);
    }
    fputc('\n', out);
}

// Policies share a row, one below the other; of a single outcome each has its own.
static void put_bar(const struct figure_panel *panel, size_t place, size_t number, double scale,
                    const struct figure_paper *paper, FILE *out) {
    const struct figure_series *series = &panel->series[number];
    double share = panel->row_count > 1 ? 0.84 / (double)panel->series_count : 0,
           shift = panel->row_count > 1 ? share * ((double)number - ((double)panel->series_count - 1) / 2)
                                        : (double)number,
           half = panel->row_count > 1 ? share * 0.4 : 0.3;
    if (!is_text(paper))
        fprintf(out,
                "$p%zus%zu using ($2/%g):($1+%g):(0):($2/%g):($1+%g):($1+%g) with boxxyerror fc rgb '%s' fs "
                "solid 0.3 noborder notitle, \\\n    ",
                place, number, scale, shift, scale, shift - half, shift + half, colour_of(series));
    bool ends = figure_series_has_intervals(series);
    fprintf(out, "$p%zus%zu using ($2/%g):($1+%g)", place, number, scale, shift);
    if (ends) fprintf(out, ":($3/%g):($4/%g)", scale, scale);
    fputs(ends ? " with xerrorbars" : " with points", out);
    if (!is_text(paper))
        fprintf(out, " lc rgb '%s' lw 1.3 pt %zu ps 0.6", colour_of(series), shape_of(series));
}

static void put_bars(const struct figure_panel *panel, size_t place, const struct figure_paper *paper,
                     FILE *out) {
    double scale = figure_panel_scale(panel);
    fputs("plot ", out);
    for (size_t i = 0; i < panel->series_count; i++) {
        if (i) fputs(", \\\n    ", out);
        put_bar(panel, place, i, scale, paper, out);
        if (panel->row_count > 1)
            put_curve_title(&panel->series[i], panel, out);
        else
            fputs(" notitle", out);
    }
    fputc('\n', out);
}

// ---- All of it ----

static void put_axes(const struct figure *figure, const struct figure_panel *panel,
                     const struct figure_paper *paper, FILE *out) {
    if (figure->form == FIGURE_BARS)
        put_bars_axis(panel, paper, out);
    else
        fputs("set lmargin 9\nset format y '%g'\n", out);
    if (figure->form == FIGURE_DAYS) put_days_axis(figure, paper, out);
    if (figure->across) put_setting_axis(figure, out);
}

// Above the first panel would be its title: below all axes.
static void put_key(const struct figure_panel *panel, FILE *out) {
    bool wanted = panel->series_count > 1;
    fputs(wanted ? "set key below horizontal left Left reverse samplen 3\n" : "unset key\n", out);
}

void figure_script_write(const struct figure *figure, const struct figure_paper *paper, FILE *out) {
    struct heights heights = heights_of(figure, paper);
    put_terminal(paper, heights.all, out);
    if (paper->out) {
        fputs("set output ", out);
        put_whole_text(out, paper->out);
        fputc('\n', out);
    }
    put_looks(paper, out);
    put_data(figure, out);
    double top = 1;
    fputs("set multiplot\n", out);
    for (size_t i = 0; i < figure->panel_count; i++) {
        double share = heights.panels[i] / heights.all;
        top -= share;
        fprintf(out, "set size 1,%.6f\nset origin 0,%.6f\n", share, fmax(0, top));
        put_title(&figure->panels[i], paper, out);
        put_key(&figure->panels[i], out);
        put_axes(figure, &figure->panels[i], paper, out);
        if (figure->form == FIGURE_BARS)
            put_bars(&figure->panels[i], i, paper, out);
        else
            put_lines(figure, i, paper, out);
    }
    fputs("unset multiplot\n", out);
    free(heights.panels);
}

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

enum {
    TITLE_MOST = 8,  // lines
    ROW_LINES = 2,   // of text, for a bar
    AXIS_LINES = 3,
    CURVE_LINES = 12,
    KEY_LETTERS = 9  // beside a name: the sample and the spaces
};
static const double line_cm = 0.4, bar_cm = 0.5, axis_cm = 1.1, curve_least_cm = 3.6, curve_share = 0.3;

static size_t bars_of(const struct figure_panel *panel) {
    return panel->row_count > 1 ? panel->row_count * panel->series_count : panel->series_count;
}

static bool has_key(const struct figure *figure, const struct figure_panel *panel) {
    return panel->series_count > 1 && (figure->form != FIGURE_BARS || panel->row_count > 1);
}

// As gnuplot breaks it: columns as wide as the widest name.
static size_t key_lines(const struct figure *figure, const struct figure_panel *panel,
                        const struct figure_paper *paper) {
    size_t widest = 0;
    if (!has_key(figure, panel)) return 0;
    for (size_t i = 0; i < panel->series_count; i++) {
        size_t wide = screen_text_width(panel->series[i].name);
        if (wide > widest) widest = wide;
    }
    size_t beside = letters_across(paper) * 4 / 5 / (widest + KEY_LETTERS);
    return (panel->series_count - 1) / (beside ? beside : 1) + 1;
}

struct title {
    char *text;
    const char *lines[TITLE_MOST];
    size_t bytes[TITLE_MOST], count;
};

// Free its text.
static struct title title_of(const struct figure_panel *panel, const struct figure_paper *paper) {
    struct title title = {.text = figure_panel_title(panel)};
    size_t wide = letters_across(paper) - 2;
    for (const char *rest = title.text; *rest && title.count < TITLE_MOST; title.count++) {
        title.lines[title.count] = rest;
        title.bytes[title.count] = screen_line(rest, wide, SCREEN_BREAKS_NAMES);
        rest += title.bytes[title.count];
        rest += strspn(rest, " ");
    }
    return title;
}

static size_t lines_around(const struct figure *figure, const struct figure_panel *panel,
                           const struct figure_paper *paper) {
    struct title title = title_of(panel, paper);
    free(title.text);
    return title.count + key_lines(figure, panel, paper) + (figure->form != FIGURE_BARS);
}

static double panel_cm(const struct figure *figure, const struct figure_panel *panel,
                       const struct figure_paper *paper) {
    double around = axis_cm + line_cm * (double)lines_around(figure, panel, paper);
    if (figure->form == FIGURE_BARS) return around + bar_cm * (double)bars_of(panel);
    return around + fmax(curve_least_cm, curve_share * paper->width_cm);
}

static size_t panel_lines(const struct figure *figure, const struct figure_panel *panel,
                          const struct figure_paper *paper) {
    size_t inside = figure->form == FIGURE_BARS ? ROW_LINES * bars_of(panel) : CURVE_LINES;
    return AXIS_LINES + lines_around(figure, panel, paper) + inside;
}

struct heights {
    double all, *panels;  // in cm, or in lines of text
};

static struct heights heights_of(const struct figure *figure, const struct figure_paper *paper) {
    struct heights heights = {0, fault_allocate(figure->panel_count, sizeof(double))};
    for (size_t i = 0; i < figure->panel_count; i++) {
        const struct figure_panel *panel = &figure->panels[i];
        heights.panels[i] =
            is_text(paper) ? (double)panel_lines(figure, panel, paper) : panel_cm(figure, panel, paper);
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
                    "set terminal svg size %.0f,%.0f noenhanced font 'Helvetica, Arial, sans-serif,%.4g' "
                    "background rgb 'white'",
                    wide * css_per_inch, high * css_per_inch, font_points * css);
            break;
        case FIGURE_PDF:
            fprintf(out,
                    "set terminal pdfcairo size %.2fcm,%.2fcm noenhanced font 'Helvetica,%g' fontscale 0.75 "
                    "linewidth 2",
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
        fputs("set border 3\nset tics out nomirror scale 0.5\nset errorbars 0\n", out);
        return;
    }
    fputs(
        "set border 3 lc rgb '#555555' lw 0.7\n"
        "set tics out nomirror scale 0.5 textcolor rgb '#222222'\n"
        "set grid xtics ytics lt 1 lc rgb '#e4e4e4' lw 0.5\n"
        "set xtics offset 0,0.35\nset minussign\nset xzeroaxis lt 1 lc rgb "
        "'#888888' lw 0.5\n"
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
    struct title title = title_of(panel, paper);
    fputs("unset label\n", out);
    for (size_t i = 0; i < title.count; i++) {
        fprintf(out, "set label %zu ", i + 1);
        put_text(out, title.lines[i], title.bytes[i]);
        fprintf(out, " at screen %g, graph 1 offset character 0,%.1f\n", is_text(paper) ? 0 : 0.01,
                (double)(title.count - i) - (is_text(paper) ? 0 : 0.1));
    }
    fprintf(out, "set tmargin %.1f\n", (double)title.count + (is_text(paper) ? 0 : 0.8));
    free(title.text);
}

// What the marks of an axis are apart, 1, 2 or 5 times a power of ten, so that there are `most` at most.
static double step_of(double low, double high, size_t most) {
    double span = high > low ? high - low : fmax(fabs(high), 1),
           power = pow(10, floor(log10(span / (double)most)));
    static const double times[] = {1, 2, 5, 10};
    size_t i = 0;
    while (i < 3 && times[i] * power * (double)most < span) i++;
    return times[i] * power;
}

struct range {
    double low, high;
};

static void widen(struct range *range, double value) {
    if (!isfinite(value)) return;
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
}

static struct range means_of(const struct figure_panel *panel) {
    struct range range = {INFINITY, -INFINITY};
    for (size_t i = 0; i < panel->series_count; i++)
        for (size_t k = 0; k < panel->series[i].count; k++) {
            const struct figure_mark *mark = &panel->series[i].marks[k];
            widen(&range, mark->mean);
            widen(&range, mark->low);
            widen(&range, mark->high);
        }
    return range;
}

static struct range places_of(const struct figure_panel *panel) {
    struct range range = {INFINITY, -INFINITY};
    for (size_t i = 0; i < panel->series[0].count; i++) widen(&range, panel->series[0].marks[i].at);
    return range;
}

static void put_step(const char *axis, struct range range, double scale, size_t most, FILE *out) {
    fprintf(out, "set %stics %.12g\n", axis, step_of(range.low / scale, range.high / scale, most));
}

static void put_across(const char *text, const struct figure_paper *paper, FILE *out) {
    fputs("set xlabel ", out);
    put_whole_text(out, text);
    fputs(is_text(paper) ? "\n" : " offset 0,1\n", out);
}

static void put_days_axis(const struct figure *figure, const struct figure_paper *paper, FILE *out) {
    enum { LETTERS_A_MARK = 9 };
    const struct figure_series *series = &figure->panels[0].series[0];
    int64_t first = (int64_t)series->marks[0].at, last = (int64_t)series->marks[series->count - 1].at;
    struct figure_dates dates = figure_dates_of(first, last, letters_across(paper) / LETTERS_A_MARK);
    fputs("set xtics (", out);
    for (size_t i = 0; i < dates.count; i++)
        fprintf(out, "%s'%s' %lld", i ? ", " : "", dates.ticks[i].text, (long long)dates.ticks[i].day);
    fprintf(out, ")\nset xrange [%lld:%lld]\n", (long long)first,
            (long long)(last > first ? last : first + 1));
    put_across(dates.years, paper, out);
    figure_dates_clear(&dates);
}

enum { LETTERS_A_NUMBER = 10, NUMBERS_UP = 6 };

static void put_words(const struct figure *figure, FILE *out) {
    fputs("set xtics (", out);
    for (size_t i = 0; i < figure->word_count; i++) {
        if (i) fputs(", ", out);
        put_whole_text(out, figure->words[i]);
        fprintf(out, " %zu", i);
    }
    fprintf(out, ")\nset xrange [-0.4:%g]\n", (double)figure->word_count - 0.6);
}

static void put_setting_axis(const struct figure *figure, const struct figure_panel *panel,
                             const struct figure_paper *paper, FILE *out) {
    put_across(figure->across, paper, out);
    if (figure->words) {
        put_words(figure, out);
        return;
    }
    fputs("set offsets graph 0.04, graph 0.04, 0, 0\n", out);
    put_step("x", places_of(panel), 1, letters_across(paper) / LETTERS_A_NUMBER, out);
}

static const char *row_name(const struct figure_panel *panel, size_t row) {
    return panel->row_count > 1 ? panel->rows[row] : panel->series[row].name;
}

// Of all panels, so that their axes stand one below the other.
static size_t widest_row(const struct figure *figure) {
    size_t widest = 0;
    for (size_t i = 0; i < figure->panel_count; i++) {
        const struct figure_panel *panel = &figure->panels[i];
        size_t rows = panel->row_count > 1 ? panel->row_count : panel->series_count;
        for (size_t row = 0; row < rows; row++) {
            size_t wide = screen_text_width(row_name(panel, row));
            if (wide > widest) widest = wide;
        }
    }
    return widest;
}

// A row for each outcome, or of a single one for each policy: the first on top.
static void put_bars_axis(const struct figure_panel *panel, size_t wide, const struct figure_paper *paper,
                          FILE *out) {
    size_t rows = panel->row_count > 1 ? panel->row_count : panel->series_count;
    fputs("set ytics scale 0 (", out);
    for (size_t i = 0; i < rows; i++) {
        if (i) fputs(", ", out);
        put_whole_text(out, row_name(panel, i));
        fprintf(out, " %zu", i);
    }
    size_t most = letters_across(paper) / 2;
    fprintf(out,
            ")\nset yrange [%g:-0.5]\nset lmargin %zu\nset rmargin 4\nset format x "
            "'%%g'\nset grid noytics\nunset xzeroaxis\n",
            (double)rows - 0.5, (wide < most ? wide : most) + 2);
    struct range range = means_of(panel);
    widen(&range, 0);
    put_step("x", range, figure_panel_scale(panel),
             (letters_across(paper) - (wide < most ? wide : most)) / LETTERS_A_NUMBER, out);
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

// Policies stand a little beside each other, so that their intervals can be told apart.
static double shift_of(const struct figure_panel *panel, const struct figure_series *series) {
    static const double share = 0.015;
    struct range range = places_of(panel);
    double place = (double)(series - panel->series) - ((double)panel->series_count - 1) / 2;
    return share * place * (range.high > range.low ? range.high - range.low : 1);
}

static void put_joined(const struct figure_series *series, const struct figure_panel *panel, double scale,
                       const struct figure_paper *paper, FILE *out) {
    bool ends = figure_series_has_intervals(series);
    fprintf(out, "($1+%.6g):($2/%g)", is_text(paper) ? 0 : shift_of(panel, series), scale);
    if (ends) fprintf(out, ":($3/%g):($4/%g)", scale, scale);
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
        put_bars_axis(panel, widest_row(figure), paper, out);
    else {
        fputs("set lmargin 9\nset rmargin 3\nset format y '%g'\n", out);
        put_step("y", means_of(panel), figure_panel_scale(panel), NUMBERS_UP, out);
    }
    if (figure->form == FIGURE_DAYS) put_days_axis(figure, paper, out);
    if (figure->across) put_setting_axis(figure, panel, paper, out);
}

// Above the first panel would be its title: below all axes.
static void put_key(const struct figure *figure, const struct figure_panel *panel, FILE *out) {
    fputs(has_key(figure, panel) ? "set key below horizontal left Left reverse samplen 3\n" : "unset key\n",
          out);
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
        put_key(figure, &figure->panels[i], out);
        put_axes(figure, &figure->panels[i], paper, out);
        if (figure->form == FIGURE_BARS)
            put_bars(&figure->panels[i], i, paper, out);
        else
            put_lines(figure, i, paper, out);
    }
    fputs("unset multiplot\n", out);
    free(heights.panels);
}

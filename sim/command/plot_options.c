// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/plot_options.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"
#include "sim/engine/words.h"

static const double width_usual_cm = 8.5, width_least_cm = 5, width_most_cm = 40;

enum { KEY_CUMULATIVE = 2300, KEY_BARS, KEY_DIFFERENCE, KEY_AGAINST, KEY_WIDTH, KEY_FORCE };
static const struct argp_option plot_rows[] = {
    {"out", 'o', "FILE", 0,
     "figure.svg, .pdf or .png; figure.gp: the script for gnuplot with the data in it; without -o the figure "
     "is drawn "
     "in characters on the terminal",
     0},
    {"width", KEY_WIDTH, "WIDTH", 0,
     "of what -o makes: 8.5cm (a column of a page, and what is taken when nothing is said) or 17cm; also mm "
     "and in",
     0},
    {"cumulative", KEY_CUMULATIVE, NULL, 0, "of a run: amounts since the start, not of each day", 0},
    {"bars", KEY_BARS, NULL, 0,
     "of a comparison: what the whole run comes to, as differences to the first policy", 0},
    {"difference", KEY_DIFFERENCE, NULL, 0,
     "of a study: against the first policy, pair by pair (of a comparison's money it is so anyway)", 0},
    {"against", KEY_AGAINST, "SETTING", 0,
     "of a sweep with several settings: which of them lies along the axis; the first one if not said", 0},
    {"force", KEY_FORCE, NULL, 0,
     "replace a figure of Maru's that is of another run or study; never anything else", 0},
    {"quiet", 'q', NULL, 0, "print nothing but errors", 0},
    {0},
};

static enum figure_kind kind_of(const char *path, const struct argp_state *state) {
    static const struct {
        const char *ending;
        enum figure_kind kind;
    } kinds[] = {{".svg", FIGURE_SVG}, {".pdf", FIGURE_PDF}, {".png", FIGURE_PNG}, {".gp", FIGURE_SCRIPT}};
    const char *dot = strrchr(path, '.');
    struct words_nearest nearest = words_nearest_to(dot ? dot : "");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (dot && dot != path && dot[-1] != '/' && strcmp(dot, kinds[i].ending) == 0) return kinds[i].kind;
        words_consider(&nearest, kinds[i].ending);
    }
    char hint[WORDS_HINT_SIZE];
    argp_error(state, "-o %s: the name says what is made, and ends in .svg, .pdf, .png or .gp%s", path,
               words_hint(&nearest, hint));
    return FIGURE_TEXT;
}

static double width_of(const char *typed, const struct argp_state *state) {
    static const struct {
        const char *unit;
        double cm;
    } units[] = {{"cm", 1}, {"mm", 0.1}, {"in", 2.54}};
    char *unit;
    double number = strtod(typed, &unit), cm = 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (unit != typed && strcmp(unit, units[i].unit) == 0) cm = number * units[i].cm;
    if (!(cm >= width_least_cm && cm <= width_most_cm))
        argp_error(state, "--width %s: allowed is %gcm to %gcm, as in --width 8.5cm (or mm, in)", typed,
                   width_least_cm, width_most_cm);
    return cm;
}

static void take_word(struct plot_options *options, const char *word) {
    if (!options->path) {
        options->path = word;
        return;
    }
    options->names = status_reallocate(options->names, options->name_count + 1, sizeof *options->names);
    options->names[options->name_count++] = word;
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct plot_options *options = state->input;
    bool *const flags[] = {&options->cumulative, &options->bars, &options->difference};
    switch (key) {
        case 'o':
            options->out = argument;
            options->kind = kind_of(argument, state);
            break;
        case KEY_WIDTH:
            options->width_cm = width_of(argument, state);
            break;
        case KEY_CUMULATIVE:
        case KEY_BARS:
        case KEY_DIFFERENCE:
            *flags[key - KEY_CUMULATIVE] = true;
            break;
        case KEY_AGAINST:
            options->against = argument;
            break;
        case KEY_FORCE:
            options->force = true;
            break;
        case 'q':
            options->quiet = true;
            break;
        case ARGP_KEY_ARG:
            take_word(options, argument);
            break;
        case ARGP_KEY_END:
            if (!options->path)
                argp_error(state, "of which run or study? Name a run file, or the folder of a study");
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

const struct argp plot_argp = {
    .options = plot_rows,
    .parser = parse_option,
    .args_doc = "RUN|STUDY [NAME...]",
    .doc =
        "Draws numbers of a run file, or of a study (the folder that maru compare, sweep or robust left), by "
        "gnuplot: of a run day by day; of a comparison a curve for each policy with the band that holds 95 % "
        "of the luck, or "
        "bars; of a sweep the outcome over the setting that varies, with intervals. Each NAME is a panel; "
        "those of a run "
        "that have one unit share one. Without a NAME it lists them. Letters are 8 points high; the file "
        "says "
        "which run "
        "or study it is of and how it was made."
        "\vExample: maru plot ask.h5 'money: hanbit' --cumulative\n"
        "         maru plot results/pest_leads 'money: hanbit' -o hanbit.pdf\n"
        "         maru plot results/pest_leads 'money: hanbit' 'money: bugbye' --bars -o who_pays.svg "
        "--width "
        "17cm",
};

void plot_options_take(int argc, char **argv, struct plot_options *options) {
    *options = (struct plot_options){.kind = FIGURE_TEXT, .width_cm = width_usual_cm};
    argp_parse(&plot_argp, argc, argv, 0, NULL, options);
}

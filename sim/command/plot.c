// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/plot.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/figure_days.h"
#include "analysis/figure_script.h"
#include "analysis/figure_stamp.h"
#include "analysis/figure_study.h"
#include "analysis/frames.h"
#include "analysis/screen.h"
#include "sim/command/export_place.h"
#include "sim/command/given.h"
#include "sim/command/gnuplot.h"
#include "sim/command/plot_options.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/claim.h"
#include "sim/engine/words.h"

struct plotting {
    const struct plot_options *options;
    struct figure_source source;
    struct figure figure;
    char *command;  // as it was typed
    size_t setting;
};

// ---- What is asked ----

static bool has_name(const struct plotting *all, const char *name) {
    char *const *names;
    size_t count = figure_source_names(&all->source, &names);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return true;
    return false;
}

static bool refuse_name(const struct plotting *all, const char *name, struct status *status) {
    char *const *names, hint[WORDS_HINT_SIZE];
    size_t count = figure_source_names(&all->source, &names);
    struct words_nearest nearest = words_nearest_to(name);
    for (size_t i = 0; i < count; i++) words_consider(&nearest, names[i]);
    words_hint(&nearest, hint);
    return status_fail(status, STATUS_SCENARIO, "%s: there is no number called '%s'%s", all->options->path,
                       name, hint[0] ? hint : "; maru plot without a NAME lists them");
}

static bool refuse_setting(const struct plotting *all, struct status *status) {
    const struct study_results *results = all->source.report.results;
    struct words_nearest nearest = words_nearest_to(all->options->against);
    char hint[WORDS_HINT_SIZE];
    for (size_t i = 0; i < results->setting_count; i++) words_consider(&nearest, results->settings[i].name);
    words_hint(&nearest, hint);
    return status_fail(status, STATUS_SCENARIO, "--against %s: that does not vary in %s%s%s",
                       all->options->against, all->options->path, hint[0] ? "" : "; the first that does is ",
                       hint[0] ? hint : results->settings[0].name);
}

// Options that say nothing about what was given are refused: who typed them wants something else.
static bool options_fit(const struct plotting *all, struct status *status) {
    static const char *const sorts[] = {[FIGURE_OF_RUN] = "a run",
                                        [FIGURE_OF_POLICIES] = "a comparison of policies",
                                        [FIGURE_OF_SETTINGS] = "a study in which settings vary"};
    const struct plot_options *options = all->options;
    enum figure_of of = all->source.of;
    const char *wrong = options->cumulative && of != FIGURE_OF_RUN     ? "--cumulative"
                        : options->bars && of != FIGURE_OF_POLICIES    ? "--bars"
                        : options->difference && of == FIGURE_OF_RUN   ? "--difference"
                        : options->against && of != FIGURE_OF_SETTINGS ? "--against"
                                                                       : NULL;
    if (wrong)
        return status_fail(status, STATUS_SCENARIO, "%s is not for %s, which %s is", wrong, sorts[of],
                           options->path);
    bool alone = of != FIGURE_OF_RUN && all->source.report.policy_count == 1;
    if (alone && (options->bars || options->difference))
        return status_fail(status, STATUS_SCENARIO, "%s has one policy: there is no difference to draw",
                           options->path);
    return true;
}

static bool find_setting(struct plotting *all, struct status *status) {
    const struct study_results *results = all->source.report.results;
    if (all->source.of != FIGURE_OF_SETTINGS || !all->options->against) return true;
    while (all->setting < results->setting_count &&
           strcmp(results->settings[all->setting].name, all->options->against) != 0)
        all->setting++;
    return all->setting < results->setting_count || refuse_setting(all, status);
}

// ---- The figure ----

static bool wants_days(const struct plotting *all) {
    return all->source.of != FIGURE_OF_SETTINGS && !all->options->bars;
}

static void add_name(struct plotting *all, const char *name) {
    const struct plot_options *options = all->options;
    if (all->source.of == FIGURE_OF_RUN)
        figure_days_add_run(&all->figure, &all->source, name, options->cumulative);
    else if (options->bars)
        figure_study_add_bars(&all->figure, &all->source, name);
    else if (all->source.of == FIGURE_OF_POLICIES)
        figure_days_add_policies(&all->figure, &all->source, name, options->difference);
    else
        figure_study_add_points(&all->figure, &all->source, all->setting, name, options->difference);
}

static bool refuse_days(const struct plotting *all, const char *name, struct status *status) {
    bool bars = all->source.of == FIGURE_OF_POLICIES;
    return status_fail(status, STATUS_SCENARIO, "%s: '%s' is known of the whole run only, not day by day%s",
                       all->options->path, name, bars ? "; --bars draws it" : "");
}

static bool make_figure(struct plotting *all, struct status *status) {
    const struct plot_options *options = all->options;
    all->figure.form = options->bars ? FIGURE_BARS : FIGURE_DAYS;
    if (all->source.of == FIGURE_OF_SETTINGS)
        figure_study_lay_setting(&all->figure, &all->source, all->setting);
    for (size_t i = 0; i < options->name_count; i++) {
        const char *name = options->names[i];
        if (!has_name(all, name)) return refuse_name(all, name, status);
        if (wants_days(all) && !figure_days_has(&all->source, name)) return refuse_days(all, name, status);
        add_name(all, name);
    }
    for (size_t i = 0; i < all->figure.panel_count; i++)
        if (!figure_panel_has_marks(&all->figure.panels[i]))
            return status_fail(status, STATUS_SCENARIO, "%s: there is no value to draw of '%s'",
                               options->path, all->figure.panels[i].name);
    return true;
}

// ---- Drawing ----

// Beside the script.
static char *picture_of_script(const char *out) {
    const char *slash = strrchr(out, '/'), *name = slash ? slash + 1 : out;
    return fault_print_text("%.*s.svg", (int)(strlen(name) - strlen(".gp")), name);
}

static struct figure_bytes write_script(const struct plotting *all) {
    const struct plot_options *options = all->options;
    bool script = options->kind == FIGURE_SCRIPT;
    char *picture = script ? picture_of_script(options->out) : NULL;
    struct figure_paper paper = {options->kind, options->width_cm, screen_width(stdout), picture};
    struct figure_bytes text = {0};
    FILE *out = open_memstream(&text.bytes, &text.size);
    if (!out) abort();
    figure_script_write(&all->figure, &paper, out);
    fclose(out);
    free(picture);
    return text;
}

static bool draw(const struct plotting *all, struct figure_bytes *drawn, struct status *status) {
    *drawn = write_script(all);
    if (all->options->kind == FIGURE_SCRIPT) return true;
    struct figure_bytes script = *drawn;
    drawn->bytes = gnuplot_draw(script.bytes, script.size, &drawn->size, status);
    free(script.bytes);
    return drawn->bytes;
}

// Without the spaces that gnuplot fills lines up with, and what it moves a printer's paper by.
static void print(const struct figure_bytes *drawn) {
    for (char *line = drawn->bytes, *next; *line; line = next) {
        size_t length = strcspn(line, "\n"), kept = length;
        next = line + length + (line[length] == '\n');
        while (kept > 0 && line[kept - 1] == ' ') kept--;
        size_t begin = strspn(line, "\f");
        if (begin == length && line == drawn->bytes) continue;
        printf("%.*s\n", (int)(kept - begin), line + begin);
    }
}

static bool write_file(const struct claim *claim, const struct figure_bytes *bytes, struct status *status) {
    FILE *out = fopen(claim_part(claim), "wb");
    bool good = out && fwrite(bytes->bytes, 1, bytes->size, out) == bytes->size;
    int reason = errno;
    if (out) good = fclose(out) == 0 && good;
    return good || status_fail(status, STATUS_MACHINE, "%s: %s", claim_path(claim),
                               strerror(reason ? reason : errno));
}

static void publish(const struct plotting *all, const struct figure_bytes *drawn, const char *path,
                    struct status *status) {
    struct figure_stamp stamp = {all->source.identity, all->source.title, all->command};
    struct claim *claim = claim_take(path, status);
    if (!claim) return;
    struct figure_bytes stamped = figure_stamp_put(all->options->kind, *drawn, &stamp);
    bool good = write_file(claim, &stamped, status) && claim_publish(claim, status);
    (good ? claim_release : claim_drop)(claim);
    free(stamped.bytes);
    if (good && !all->options->quiet) say(0, 2, "%s", path);
}

static void make_file(const struct plotting *all, struct status *status) {
    struct figure_bytes drawn = {0};
    char *path = given_copy_path(all->options->out);
    if (export_place_figure(path, all->source.identity, all->options->force, status) &&
        draw(all, &drawn, status))
        publish(all, &drawn, path, status);
    free(drawn.bytes);
    free(path);
}

static void show(const struct plotting *all, struct status *status) {
    struct figure_bytes drawn = {0};
    if (draw(all, &drawn, status)) print(&drawn);
    free(drawn.bytes);
}

// ---- The command ----

static void list_names(const struct plotting *all) {
    char *const *names;
    size_t count = figure_source_names(&all->source, &names);
    say(0, 2, "What can be drawn of %s:", all->options->path);
    for (size_t i = 0; i < count; i++)
        if (!wants_days(all) || figure_days_has(&all->source, names[i])) say(2, 4, "%s", names[i]);
    if (all->source.of == FIGURE_OF_POLICIES && !all->options->bars)
        say(0, 2, "With --bars also what has no days; the same command lists it.");
}

static void plot(struct plotting *all, struct status *status) {
    if (!options_fit(all, status) || !find_setting(all, status)) return;
    if (all->options->name_count == 0) {
        list_names(all);
        return;
    }
    if (!make_figure(all, status)) return;
    (all->options->out ? make_file : show)(all, status);
}

static char *command_line(int argc, char **argv) {
    char *line = fault_copy_text(argv[0]);
    for (int i = 1; i < argc; i++) {
        char *word = frames_shell_word(argv[i]), *longer = fault_print_text("%s %s", line, word);
        free(word);
        free(line);
        line = longer;
    }
    return line;
}

static int plot_main(int argc, char **argv, const struct command *const *commands) {
    (void)commands;
    struct plot_options options;
    struct plotting all = {.options = &options, .command = command_line(argc, argv)};
    struct status status = {0};
    struct fault fault = {0};
    struct given given;
    plot_options_take(argc, argv, &options);
    stop_watch("no figure is made; the same command begins anew", "the figure is whole");
    if (given_find(options.path, &given, &status)) {
        if (figure_source_read(given.file, given.folder, &all.source, &fault))
            plot(&all, &status);
        else
            status_fail(&status, STATUS_MACHINE, "%s", fault.message);
    }
    figure_clear(&all.figure);
    figure_source_clear(&all.source);
    given_clear(&given);
    free(all.command);
    free(options.names);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command plot_command = {
    .name = "plot",
    .summary = "draws a figure of a run or a study, for a paper or the terminal",
    .argp = &plot_argp,
    .main = plot_main};

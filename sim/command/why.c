// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/why.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/screen.h"
#include "analysis/why_journal.h"
#include "analysis/why_number.h"
#include "sim/command/say.h"
#include "sim/engine/status.h"
#include "sim/engine/words.h"

// ---- What is asked ----

enum { KEY_NUMBER = 2200, KEY_PARTY, KEY_DAY, KEY_POSTING, KEY_EVENT, KEY_HOME, KEY_HOMES };

struct why_options {
    const char *path, *number, *party, *day;
    const char *one;  // the option that says what is asked about; NULL: only what can be asked
    int key;
    int64_t row;  // of a posting, an event or a home
};

static const struct argp_option why_rows[] = {
    {"number", KEY_NUMBER, "NAME", 0,
     "where this number comes from, as tables call it: 'money: hanbit', 'bugbye: visits'", 0},
    {"party", KEY_PARTY, "PARTY", 0, "only what was paid to it or by it", 0},
    {"day", KEY_DAY, "DATE", 0, "only of that day: 2018-07-03, or a number of days since the start", 0},
    {"posting", KEY_POSTING, "N", 0, "where this payment comes from, numbered as in /postings, from 0", 0},
    {"event", KEY_EVENT, "N", 0, "what this line of the journal follows from, numbered as causes are, from 1",
     0},
    {"home", KEY_HOME, "N", 0, "what happened in this home, who knows what of it, and what it paid, from 0",
     0},
    {"homes", KEY_HOMES, NULL, 0,
     "homes worth asking about: for each thing that happened in homes, the one with most to tell", 0},
    {0},
};

static void ask_one(struct why_options *options, int key, const char *name, struct argp_state *state) {
    if (options->one && strcmp(options->one, name) != 0)
        argp_error(state, "one question at a time, not --%s and --%s", options->one, name);
    options->one = name;
    options->key = key;
}

static void take_row(struct why_options *options, const char *typed, struct argp_state *state) {
    char *end;
    errno = 0;
    options->row = strtoll(typed, &end, 10);
    if (errno || *end || !*typed || options->row < 0)
        argp_error(state, "--%s=%s: a whole number, from %d", options->one, typed, options->key == KEY_EVENT);
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct why_options *options = state->input;
    switch (key) {
        case KEY_NUMBER:
            options->number = argument;
            ask_one(options, key, "number", state);
            break;
        case KEY_POSTING:
        case KEY_EVENT:
        case KEY_HOME:
            ask_one(options, key, why_rows[key - KEY_NUMBER].name, state);
            take_row(options, argument, state);
            break;
        case KEY_HOMES:
            ask_one(options, key, "homes", state);
            break;
        case KEY_PARTY:
            options->party = argument;
            break;
        case KEY_DAY:
            options->day = argument;
            break;
        case ARGP_KEY_ARG:
            if (options->path)
                argp_error(state, "one run at a time, not '%s' and '%s'", options->path, argument);
            options->path = argument;
            break;
        case ARGP_KEY_END:
            if (!options->path) argp_error(state, "which run? Name a run file");
            if ((options->party || options->day) && !options->number)
                argp_error(state, "--party and --day go with --number");
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp why_argp = {
    .options = why_rows,
    .parser = parse_option,
    .args_doc = "RUN",
    .doc =
        "Says where a number of a run comes from: the parts it is made of, the equations with their settings "
        "and "
        "sources, and the largest payments, each walked back through the journal to what began it. Behind a "
        "line "
        "stands in brackets what can be asked next. Without a question it lists what can be asked about."
        "\vExample: maru why ask.h5 --number 'money: hanbit'\n"
        "         maru why ask.h5 --posting 1953\n"
        "         maru why ask.h5 --number 'bugbye: visits' --day 2018-07-03\n"
        "         maru why ask.h5 --homes\n"
        "         maru why ask.h5 --home 7",
};

// ---- Answers ----

// What can be asked next is copied to a shell: it stands on one line, behind the text if it fits there.
static void print_line(const struct why_line *line, size_t width) {
    size_t indent = 2 * (size_t)line->depth,
           wide = indent + screen_text_width(line->text) + screen_text_width(line->ask) + 3;
    if (line->ask[0] && wide <= width) {
        say(indent, indent + 4, "%s [%s]", line->text, line->ask);
        return;
    }
    say(indent, indent + 4, "%s", line->text);
    if (line->ask[0]) printf("%*s[%s]\n", (int)indent + 4, "", line->ask);
}

static void print_answer(const struct why *why) {
    for (size_t i = 0; i < why->count; i++) print_line(&why->lines[i], screen_width(stdout));
}

struct counts {
    int64_t postings, events, homes, days;
};

static struct counts count(const struct why_source *source) {
    return (struct counts){(int64_t)journal_rows_payments(source->rows),
                           (int64_t)journal_rows_events(source->rows), (int64_t)source->run->homes,
                           (int64_t)source->run->days};
}

static void list_names(const struct why_source *source, const char *path) {
    struct counts counts = count(source);
    say(0, 2,
        "What can be asked of %s: --number with one of these, --posting 0 to %" PRId64
        ", --event 1 to %" PRId64 ", --home 0 to %" PRId64 " (--homes names some with much to tell).",
        path, counts.postings - 1, counts.events, counts.homes - 1);
    for (size_t i = 0; i < source->name_count; i++) say(2, 4, "%s", source->names[i]);
}

static bool refuse_number(const struct why_source *source, const struct why_options *options,
                          struct status *status) {
    struct words_nearest nearest = words_nearest_to(options->number);
    char hint[WORDS_HINT_SIZE];
    for (size_t i = 0; i < source->name_count; i++) words_consider(&nearest, source->names[i]);
    words_hint(&nearest, hint);
    return status_fail(status, STATUS_SCENARIO, "%s: there is no number called '%s'%s", options->path,
                       options->number, hint[0] ? hint : "; maru why RUN lists the names");
}

static bool refuse_row(const struct why_source *source, const struct why_options *options,
                       struct status *status) {
    struct counts counts = count(source);
    bool events = options->key == KEY_EVENT;
    int64_t rows = events ? counts.events : options->key == KEY_HOME ? counts.homes : counts.postings;
    if (rows == 0)
        return status_fail(status, STATUS_SCENARIO,
                           "%s: the run kept none (journal = \"none\"): run it with journal = \"all\"",
                           options->path);
    return status_fail(status, STATUS_SCENARIO, "%s: --%s=%" PRId64 ": allowed is %d to %" PRId64,
                       options->path, options->one, options->row, events, events ? rows : rows - 1);
}

static bool answer_number(struct why_source *source, const struct why_options *options, struct why *why,
                          struct status *status) {
    int64_t day = options->day ? why_source_day(source, options->day) : -1;
    if (options->day && day < 0)
        return status_fail(status, STATUS_SCENARIO,
                           "%s: --day=%s: no day of the run: allowed is 0 to %" PRId64
                           ", or a date such as 2018-07-03",
                           options->path, options->day, count(source).days - 1);
    if (options->party && !why_source_has_party(source, options->party))
        return status_fail(status, STATUS_SCENARIO, "%s: --party=%s: nobody of that name", options->path,
                           options->party);
    return why_number(source, options->number, options->party, day, why) ||
           refuse_number(source, options, status);
}

static bool answer(struct why_source *source, const struct why_options *options, struct why *why,
                   struct status *status) {
    switch (options->key) {
        case KEY_NUMBER:
            return answer_number(source, options, why, status);
        case KEY_POSTING:
            return why_journal_posting(source, options->row, 0, why) || refuse_row(source, options, status);
        case KEY_EVENT:
            return why_journal_event(source, options->row, 0, why) || refuse_row(source, options, status);
        case KEY_HOMES:
            why_journal_homes(source, why);
            return true;
        default:
            return why_journal_home(source, options->row, why) || refuse_row(source, options, status);
    }
}

static void explain(const struct why_options *options, struct status *status) {
    struct fault fault = {0};
    struct why why = {0};
    struct why_source *source = why_source_open(options->path, &fault);
    if (source && !options->one)
        list_names(source, options->path);
    else if (source && answer(source, options, &why, status))
        print_answer(&why);
    if (fault.there) *status = (struct status){0};
    if (fault.there) status_fail(status, STATUS_MACHINE, "%s", fault.message);
    why_lines_free(&why);
    why_source_close(source);
}

static int why_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct why_options options = {0};
    struct status status = {0};
    argp_parse(&why_argp, argc, argv, 0, NULL, &options);
    explain(&options, &status);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command why_command = {
    .name = "why", .summary = "says where a number of a run comes from", .argp = &why_argp, .main = why_main};

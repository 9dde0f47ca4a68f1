// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/frame_csv.h"
#include "analysis/frames.h"
#include "analysis/workbook.h"
#include "sim/command/export_place.h"
#include "sim/command/given.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/claim.h"
#include "sim/engine/words.h"
#include "sim/study/again.h"

enum export_form { FORM_CSV, FORM_XLSX, FORMS };
static const struct {
    const char *name, *ending;  // of what is made, where -o does not say
} forms[FORMS] = {{"csv", "-csv"}, {"xlsx", ".xlsx"}};

struct export_options {
    struct given_options shared;
    enum export_form form;  // FORMS: not said
};

enum { KEY_TO = 2000 };
static const struct argp_option export_options[] = {
    {"to", KEY_TO, "FORM", 0,
     "csv: a folder with a file for each table; xlsx: a workbook with a sheet for each", 0},
    {0},
};

static enum export_form form_named(const struct argp_state *state, const char *name) {
    struct words_nearest nearest = words_nearest_to(name);
    for (int form = 0; form < FORMS; form++) {
        if (strcmp(forms[form].name, name) == 0) return (enum export_form)form;
        words_consider(&nearest, forms[form].name);
    }
    char hint[WORDS_HINT_SIZE];
    argp_error(state, "--to %s: allowed is csv or xlsx%s", name, words_hint(&nearest, hint));
    return FORMS;
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct export_options *options = state->input;
    switch (key) {
        case ARGP_KEY_INIT:
            state->child_inputs[0] = &options->shared;
            break;
        case KEY_TO:
            options->form = form_named(state, argument);
            break;
        case ARGP_KEY_END:
            if (options->form == FORMS) argp_error(state, "to what? Say --to csv or --to xlsx");
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp_child children[] = {{&given_argp, 0, NULL, 0}, {0}};
static const struct argp export_argp = {
    .options = export_options,
    .children = children,
    .parser = parse_option,
    .args_doc = "RUN|STUDY",
    .doc =
        "Writes every table of a run file, or of a study (the folder that maru compare, sweep or robust "
        "left), for "
        "other programs. The table about says what it is and how to make it again; columns says what each "
        "column is, "
        "with its unit. CSV is RFC 4180 in UTF-8: for pandas and R. In a workbook texts stay texts, whatever "
        "they begin "
        "with, so open that in a spreadsheet."
        "\vExample: maru export results/ask.h5 --to xlsx -o ask.xlsx\n"
        "In pandas and R the run file itself tells more: analysis/maru.py, analysis/maru.R.",
};

// ---- What is exported, and where to ----

struct exporting {
    const struct export_options *options;
    struct given given;
    char *out;
    struct frames *frames;
    struct fault fault;  // of reading
};

static char *default_out(const struct exporting *all) {
    char *stem = given_stem(&all->given),
         *out = fault_print_text("%s%s", stem, forms[all->options->form].ending);
    free(stem);
    return out;
}

// ---- Writing ----

static bool close_file(FILE *out, const char *path, struct status *status) {
    bool good = !ferror(out);
    int reason = errno;
    good = fclose(out) == 0 && good;
    return good || status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(reason ? reason : errno));
}

static bool write_table(struct claim *claim, const struct frame *frame, struct status *status) {
    char *name = fault_print_text("%s.csv", frame->name);
    const char *path = claim_file(claim, name);
    FILE *out = fopen(path, "w");
    bool good =
        out || status_fail(status, STATUS_MACHINE, "%s/%s: %s", claim_path(claim), name, strerror(errno));
    errno = 0;
    good = good && frame_csv_write(frame, out);
    if (out) good = close_file(out, claim_path(claim), status) && good;
    free(name);
    return good;
}

static void write_folder(struct exporting *all, struct status *status) {
    struct claim *claim = claim_take_folder(all->out, status);
    if (!claim) return;
    bool good = true;
    for (size_t i = 0; good && i < all->frames->count; i++)
        good = write_table(claim, &all->frames->items[i], status);
    if (good && claim_publish(claim, status))
        claim_release(claim);
    else
        claim_drop(claim);
}

static void write_workbook(struct exporting *all, struct status *status) {
    struct claim *claim = claim_take(all->out, status);
    if (!claim) return;
    bool good = workbook_write(all->frames, claim_part(claim), all->out, WORKBOOK_ROWS_MOST, &all->fault);
    if (good && claim_publish(claim, status))
        claim_release(claim);
    else
        claim_drop(claim);
}

static void tell(const struct exporting *all) {
    size_t rows = 0;
    bool book = all->options->form == FORM_XLSX;
    for (size_t i = 0; i < all->frames->count; i++) {
        const struct frame *frame = &all->frames->items[i];
        size_t sheets = workbook_sheets(frame, WORKBOOK_ROWS_MOST);
        rows += frame->row_count;
        if (book && sheets > 1)
            say(0, 2, "%s: %zu sheets, since one takes %d rows", frame->name, sheets, WORKBOOK_ROWS_MOST);
    }
    say(0, 2, "%s%s  (%zu tables, %zu rows)", all->out, book ? "" : "/", all->frames->count, rows);
}

static void write_all(struct exporting *all, struct status *status) {
    const struct export_options *options = all->options;
    bool book = options->form == FORM_XLSX;
    bool (*place)(const char *, const char *, bool, struct status *) =
        book ? export_place_workbook : export_place_folder;
    if (!place(all->out, all->frames->identity, options->shared.force, status)) return;
    (book ? write_workbook : write_folder)(all, status);
    if (all->fault.there) status_fail(status, STATUS_MACHINE, "%s", all->fault.message);
    if (status->code == STATUS_OK && !options->shared.quiet) tell(all);
}

static int export_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct export_options options = {.form = FORMS};
    argp_parse(&export_argp, argc, argv, 0, NULL, &options);
    struct status status = {0};
    struct exporting exporting = {.options = &options};
    stop_watch("nothing is exported; the same command begins anew", "the export is whole");
    if (given_find(options.shared.path, &exporting.given, &status)) {
        char *command = exporting.given.folder ? again_command(exporting.given.folder) : NULL;
        exporting.out = options.shared.out ? given_copy_path(options.shared.out) : default_out(&exporting);
        exporting.frames = frames_open(exporting.given.file, command, &exporting.fault);
        free(command);
        if (exporting.frames)
            write_all(&exporting, &status);
        else
            status_fail(&status, STATUS_MACHINE, "%s", exporting.fault.message);
    }
    frames_close(exporting.frames);
    given_clear(&exporting.given);
    free(exporting.out);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command export_command = {
    .name = "export",
    .summary = "writes the tables of a run or a study as CSV or a workbook",
    .argp = &export_argp,
    .main = export_main};

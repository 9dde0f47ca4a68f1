// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/report_page.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report.h"
#include "sim/command/export_place.h"
#include "sim/command/given.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/claim.h"
#include "sim/study/again.h"

static const struct argp_child children[] = {{&given_argp, 0, NULL, 0}, {0}};
static const struct argp report_argp = {
    .children = children,
    .args_doc = "RUN|STUDY",
    .doc =
        "Makes a page of a run file, or of a study (the folder that maru compare, sweep or robust left): the "
        "answer with its uncertainty, who earns and pays, who pays whom, who knows what about how many "
        "homes, "
        "what happens when, what decides it, every setting with its source, and how to make it again. It is "
        "one file that needs no network: for a browser, a mail, a printer."
        "\vExample: maru report results/pest_leads-compare-0b51c9f3 -o pest.html",
};

static char *default_out(const struct given *given) {
    char *stem = given_stem(given), *out = fault_print_text("%s.html", stem);
    free(stem);
    return out;
}

static bool write_page(struct report_source *source, const struct claim *claim, struct status *status) {
    FILE *out = fopen(claim_part(claim), "w");
    bool good = out && report_write(source, out);
    int reason = errno;
    if (out) good = fclose(out) == 0 && good;
    return good || status_fail(status, STATUS_MACHINE, "%s: %s", claim_path(claim),
                               strerror(reason ? reason : errno));
}

static void make_page(struct report_source *source, const char *out, const struct given_options *options,
                      struct status *status) {
    if (!export_place_page(out, source->identity, options->force, status)) return;
    struct claim *claim = claim_take(out, status);
    if (!claim) return;
    if (!write_page(source, claim, status) || !claim_publish(claim, status)) {
        claim_drop(claim);
        return;
    }
    claim_release(claim);
    if (!options->quiet) say(0, 2, "%s", out);
}

static void report(const struct given_options *options, const struct given *given, struct status *status) {
    struct fault fault = {0};
    struct report_source source;
    char *command = given->folder ? again_command(given->folder) : NULL,
         *out = options->out ? given_copy_path(options->out) : default_out(given);
    if (report_source_read(given->file, given->folder, command, &source, &fault))
        make_page(&source, out, options, status);
    else
        status_fail(status, STATUS_MACHINE, "%s", fault.message);
    report_source_clear(&source);
    free(command);
    free(out);
}

static int report_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct given_options options = {0};
    struct status status = {0};
    struct given given;
    argp_parse(&report_argp, argc, argv, 0, NULL, &options);
    stop_watch("no page is made; the same command begins anew", "the page is whole");
    if (given_find(options.path, &given, &status)) report(&options, &given, &status);
    given_clear(&given);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command report_command = {.name = "report",
                                       .summary = "makes a page with pictures of a run or a study",
                                       .argp = &report_argp,
                                       .main = report_main};

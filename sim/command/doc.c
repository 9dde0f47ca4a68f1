// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/doc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "models/catalogue.h"
#include "sim/command/markdown_page.h"
#include "sim/command/odd.h"
#include "sim/command/say.h"
#include "sim/engine/claim.h"

struct doc_options {
    struct options shared;
    const char *out;
};

static const struct argp_option doc_rows[] = {
    {"out", 'o', "OUT", 0,
     "where to: a file that ends with .md, or with .html for a page; without: Markdown to the terminal", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct doc_options *options = state->input;
    if (key == ARGP_KEY_INIT) state->child_inputs[0] = &options->shared;
    if (key == 'o') options->out = argument;
    return key == ARGP_KEY_INIT || key == 'o' ? 0 : ARGP_ERR_UNKNOWN;
}

static const struct argp_child children[] = {{&options_argp, 0, NULL, 0}, {0}};
static const struct argp doc_argp = {.options = doc_rows,
                                     .parser = parse_option,
                                     .children = children,
                                     .args_doc = "FILE",
                                     .doc =
                                         "Describes the scenario in FILE and its policies by the ODD "
                                         "protocol, as a methods section needs it: purpose, "
                                         "entities, scales, processes in their order, design concepts, who "
                                         "may learn what under which policy, every "
                                         "equation with its source, and every setting with value, range, "
                                         "role and source, those that differ from their "
                                         "default in bold."
                                         "\vExample: maru doc scenarios/pest_leads.lua -o pest_leads.html"};

// ---- Where to ----

static bool ends_with(const char *path, const char *end) {
    size_t length = strlen(path), cut = strlen(end);
    return length > cut && strcmp(path + length - cut, end) == 0;
}

// A description that this program wrote says so near its beginning.
static bool is_ours(const char *path) {
    char text[4096] = "";
    FILE *file = fopen(path, "r");
    if (!file) return false;
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return strstr(text, "maru doc") != NULL;
}

static bool may_write(const char *out, struct status *status) {
    struct stat found;
    if (!ends_with(out, ".md") && !ends_with(out, ".html"))
        return status_fail(status, STATUS_SCENARIO, "-o %s: name a file that ends with .md or .html", out);
    if (lstat(out, &found) != 0) return true;
    return (S_ISREG(found.st_mode) && is_ours(out)) ||
           status_fail(status, STATUS_SCENARIO,
                       "%s is there and is no description of Maru: it stays as it is; choose another name",
                       out);
}

static bool write_out(const char *markdown, size_t size, const struct claim *claim, struct status *status) {
    FILE *out = fopen(claim_part(claim), "w");
    bool good = out && (ends_with(claim_path(claim), ".html") ? markdown_page(markdown, size, out)
                                                              : fwrite(markdown, 1, size, out) == size);
    int reason = errno;
    if (out) good = fclose(out) == 0 && good;
    return good || status_fail(status, STATUS_MACHINE, "%s: %s", claim_path(claim),
                               strerror(reason ? reason : errno));
}

static void make_file(const char *markdown, size_t size, const struct doc_options *options,
                      struct status *status) {
    struct claim *claim = claim_take(options->out, status);
    if (!claim) return;
    if (!write_out(markdown, size, claim, status) || !claim_publish(claim, status)) {
        claim_drop(claim);
        return;
    }
    claim_release(claim);
    if (!options->shared.quiet) say(0, 2, "%s", options->out);
}

static void describe(const struct doc_options *options, struct scenario_file *file, struct status *status) {
    char *markdown = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&markdown, &size);
    if (!text) {
        status_fail(status, STATUS_MACHINE, "%s", strerror(errno));
        return;
    }
    bool good = odd_write(&options->shared, file, text, status);
    fclose(text);
    if (good && options->out)
        make_file(markdown, size, options, status);
    else if (good)
        fwrite(markdown, 1, size, stdout);
    free(markdown);
}

static int doc_main(int argc, char **argv, const struct command *const *all) {
    (void)all;
    struct doc_options options = {0};
    struct status status = {0};
    argp_parse(&doc_argp, argc, argv, 0, NULL, &options);
    struct scenario_file *file = NULL;
    if (!options.out || may_write(options.out, &status))
        file = scenario_load(options.shared.scenario, models_catalogue(), &status);
    if (file) describe(&options, file, &status);
    if (file) scenario_locate(file, &status);
    scenario_free(file);
    options_free(&options.shared);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

const struct command doc_command = {.name = "doc",
                                    .summary = "describes a scenario for a methods section (ODD protocol)",
                                    .argp = &doc_argp,
                                    .main = doc_main};

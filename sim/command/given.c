// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/given.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/study/folder.h"

enum { KEY_FORCE = 2100 };
static const struct argp_option shared_options[] = {
    {"out", 'o', "OUT", 0,
     "what is made; by default beside RUN or STUDY, as it is called: ask.html, ask.xlsx or ask-csv/ of "
     "ask.h5",
     0},
    {"force", KEY_FORCE, NULL, 0,
     "replace what was made so of another run or study and has the name; never anything else", 0},
    {"quiet", 'q', NULL, 0, "print nothing but errors", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct given_options *options = state->input;
    switch (key) {
        case 'o':
            options->out = argument;
            break;
        case KEY_FORCE:
            options->force = true;
            break;
        case 'q':
            options->quiet = true;
            break;
        case ARGP_KEY_ARG:
            if (options->path)
                argp_error(state, "one run or study at a time, not '%s' and '%s'", options->path, argument);
            options->path = argument;
            break;
        case ARGP_KEY_END:
            if (!options->path)
                argp_error(state, "which run or study? Name a run file, or the folder of a study");
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

const struct argp given_argp = {.options = shared_options, .parser = parse_option};

static bool is_folder(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

char *given_copy_path(const char *path) {
    char *copy = status_copy_text(path);
    for (size_t length = strlen(copy); length > 1 && copy[length - 1] == '/';) copy[--length] = '\0';
    return copy;
}

static char *without_end(const char *path, const char *end) {
    size_t length = strlen(path), cut = strlen(end);
    char *copy = status_copy_text(path);
    if (length > cut && strcmp(path + length - cut, end) == 0) copy[length - cut] = '\0';
    return copy;
}

static const char study_file[] = "/study.h5";

static bool find_in_folder(const char *path, struct given *given, struct status *status) {
    given->folder = given_copy_path(path);
    given->file = folder_file(given->folder, study_file + 1);
    struct stat found;
    return stat(given->file, &found) == 0 ||
           status_fail(status, STATUS_SCENARIO,
                       folder_is_begun(path)
                           ? "%s: this study is not whole: maru sweep %s goes on with it"
                           : "%s: there is no study in this folder: no study.h5, no study.json "
                             "(a run is named by its file, as %s/ask.h5)",
                       path, path);
}

bool given_find(const char *path, struct given *given, struct status *status) {
    *given = (struct given){0};
    if (is_folder(path)) return find_in_folder(path, given, status);
    given->file = status_copy_text(path);
    char *folder = without_end(path, study_file);
    if (strcmp(folder, path) != 0)
        given->folder = folder;
    else if (strcmp(path, study_file + 1) == 0)
        given->folder = status_copy_text(".");
    if (given->folder != folder) free(folder);
    return true;
}

bool given_check_run(const char *path, struct status *status) {
    return !is_folder(path) ||
           status_fail(status, STATUS_SCENARIO,
                       "%s: this is a folder; name a run file in it, as %s/ask-r0.h5", path, path);
}

void given_clear(struct given *given) {
    free(given->file);
    free(given->folder);
    *given = (struct given){0};
}

char *given_stem(const struct given *given) {
    if (!given->folder) return without_end(given->file, ".h5");
    const char *last = strrchr(given->folder, '/');
    const char *name = last ? last + 1 : given->folder;
    bool has_name = strspn(name, ".") != strlen(name);
    return has_name ? status_copy_text(given->folder) : folder_file(given->folder, "study");
}

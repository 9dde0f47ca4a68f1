// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/export_place.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analysis/figure_stamp.h"
#include "analysis/report.h"
#include "analysis/workbook_look.h"
#include "sim/engine/csv_file.h"

static bool refuse(struct status *status, const char *path, const char *why) {
    return status_fail(status, STATUS_SCENARIO, "%s is %s", path, why);
}

// Nothing has the name: true. `found` says what does.
static bool is_free(const char *path, struct stat *found, struct status *status) {
    *found = (struct stat){0};
    if (lstat(path, found) == 0) return false;
    if (errno != ENOENT) status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
    return errno == ENOENT;
}

// `found`: what it was made of; NULL: it is no export. Freed here.
static bool judge(const char *path, const char *sort, char *found, const char *identity, bool replace,
                  struct status *status) {
    bool ours = found, same = ours && strcmp(found, identity) == 0;
    free(found);
    if (!ours)
        return status_fail(status, STATUS_SCENARIO,
                           "%s is there and is no %s of Maru: it stays as it is; choose another name", path,
                           sort);
    return same || replace ||
           status_fail(status, STATUS_SCENARIO,
                       "%s is the %s of another run or study: choose another name, or say --force to "
                       "replace it",
                       path, sort);
}

// A file of our own making: `look` says whose it is.
static bool place_file(const char *path, const char *sort, char *(*look)(const char *path),
                       const char *identity, bool replace, struct status *status) {
    struct stat found;
    if (is_free(path, &found, status)) return true;
    if (status->code != STATUS_OK) return false;
    if (S_ISDIR(found.st_mode)) return refuse(status, path, "a folder: name a file in it");
    if (!S_ISREG(found.st_mode)) return refuse(status, path, "no ordinary file: choose another name");
    return judge(path, sort, look(path), identity, replace, status);
}

bool export_place_workbook(const char *path, const char *identity, bool replace, struct status *status) {
    return place_file(path, "export", workbook_look_identity, identity, replace, status);
}

bool export_place_page(const char *path, const char *identity, bool replace, struct status *status) {
    return place_file(path, "page", report_identity, identity, replace, status);
}

bool export_place_figure(const char *path, const char *identity, bool replace, struct status *status) {
    return place_file(path, "figure", figure_stamp_identity, identity, replace, status);
}

// ---- A folder of tables ----

// Moves through a table of the folder, row by row. False: it has no such table.
static bool each_row(const char *folder, const char *table, size_t width,
                     bool (*row)(const struct csv_file *csv, void *to), void *to) {
    struct status ignored = {0};
    char *path = status_allocate(strlen(folder) + strlen(table) + 2, 1);
    sprintf(path, "%s/%s", folder, table);
    struct csv_file *csv = csv_file_open(path, path, &ignored);
    bool there = csv && csv_file_width(csv) == width;
    while (there && csv_file_next(csv, &ignored))
        if (!row(csv, to)) break;
    if (csv) csv_file_close(csv);
    free(path);
    return there;
}

// What about.csv says of itself.
struct about {
    bool made_here;
    char *identity;
};

static bool read_about(const struct csv_file *csv, void *to) {
    static const char maker[] = WORKBOOK_MAKER " ";
    struct about *about = to;
    const char *name = csv_file_field(csv, 1), *value = csv_file_field(csv, 2);
    if (csv_file_field(csv, 0)[0]) return true;
    if (strcmp(name, "made_by") == 0) about->made_here = strncmp(value, maker, strlen(maker)) == 0;
    if (strcmp(name, "identity") == 0 && !about->identity) about->identity = status_copy_text(value);
    return true;
}

// Looks for a table among those that columns.csv names.
struct search {
    const char *file;  // "flows.csv"
    bool found;
};

static bool compare_table(const struct csv_file *csv, void *to) {
    struct search *search = to;
    const char *table = csv_file_field(csv, 0);
    size_t length = strlen(table);
    search->found = strncmp(search->file, table, length) == 0 && strcmp(search->file + length, ".csv") == 0;
    return !search->found;
}

static bool is_table(const char *folder, const char *file) {
    struct search search = {.file = file, .found = strcmp(file, "columns.csv") == 0};
    if (!search.found) each_row(folder, "columns.csv", 5, compare_table, &search);
    return search.found;
}

// A file that is no table of the export. Owned by the caller; NULL: there is none.
static char *find_other(const char *folder) {
    char *other = NULL;
    DIR *open = opendir(folder);
    for (const struct dirent *entry; open && !other && (entry = readdir(open));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            !is_table(folder, entry->d_name))
            other = status_copy_text(entry->d_name);
    if (open) closedir(open);
    return other;
}

bool export_place_folder(const char *path, const char *identity, bool replace, struct status *status) {
    struct stat found;
    if (is_free(path, &found, status)) return true;
    if (status->code != STATUS_OK) return false;
    if (!S_ISDIR(found.st_mode))
        return refuse(status, path, "there and is no folder: --to csv makes a folder; choose another name");
    struct about about = {0};
    each_row(path, "about.csv", 3, read_about, &about);
    if (about.made_here && !about.identity) about.identity = status_copy_text("");
    char *other = about.made_here ? find_other(path) : NULL;
    if (other) {
        status_fail(status, STATUS_SCENARIO,
                    "%s holds %s, which is no table of an export: choose another name", path, other);
        free(other);
        free(about.identity);
        return false;
    }
    if (!about.made_here) {
        free(about.identity);
        about.identity = NULL;
    }
    return judge(path, "export", about.identity, identity, replace, status);
}

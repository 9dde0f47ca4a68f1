// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_files.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/identity.h"
#include "sim/engine/results_tables.h"
#include "sim/engine/text_file.h"
#include "sim/engine/utf8.h"

// ---- What was read ----

static void list_data_of(const struct plan *plan, const struct plan_entry *entry, struct supplies *files) {
    for (size_t i = 0; i < entry->kind->settings.count; i++) {
        const struct setting *row = &entry->kind->settings.rows[i];
        const char *name = row->type == SETTING_FILE ? setting_words(row, entry->settings) : "";
        if (!name[0] || supplies_find(files, SUPPLY_DATA, name)) continue;
        char *path = plan_resolve_path(plan, name);
        if (path) supplies_add(files, SUPPLY_DATA, name, NULL, path);
        free(path);
    }
}

static void list_data(const struct plan *plan, const struct plan_list *list, struct supplies *files) {
    for (size_t i = 0; i < list->count; i++) list_data_of(plan, &list->entries[i], files);
}

// The bytes, when they are few and a text; else NULL. Owned by the caller.
static char *read_small(const char *path) {
    const char *reason;
    FILE *file = text_file_open(path, &reason);
    char *text = status_allocate(RESULTS_FILE_MOST + 2, 1);
    size_t length = file ? fread(text, 1, RESULTS_FILE_MOST + 1, file) : 0;
    bool small = file && !ferror(file) && length <= RESULTS_FILE_MOST && !memchr(text, '\0', length) &&
                 utf8_good(text, length) == length;
    if (file) fclose(file);
    if (small) return text;
    free(text);
    return NULL;
}

// ---- The tables ----

struct lines {
    int32_t *file;
    const char **text;
    size_t count;
};

// Cuts the text at its ends of lines.
static void put_lines(struct lines *lines, int32_t file, char *text) {
    for (char *line = text; line; lines->count++) {
        lines->file = status_reallocate(lines->file, lines->count + 1, sizeof *lines->file);
        lines->text = status_reallocate(lines->text, lines->count + 1, sizeof *lines->text);
        lines->file[lines->count] = file;
        lines->text[lines->count] = line;
        line = strchr(line, '\n');
        if (line) *line++ = '\0';
    }
}

static void write_lines(struct record *record, const struct lines *lines) {
    static const char group[] = "file_lines";
    struct record_dimension_id line =
        results_numbered(record, group, "line", lines->count, "line of a file, from 0");
    results_column(record, group, "file", RECORD_INT32, line, "1", "row of the files", lines->file);
    results_texts(record, group, line, "text", "what stands in it", lines->text);
}

struct file_columns {
    const char **sort, **name, **hash;
    char (*hashes)[IDENTITY_SIZE];
    int64_t *bytes, *kept;
    char **texts;
};

static void fill_file(struct file_columns *columns, size_t i, const struct supply *file) {
    columns->sort[i] = supplies_sort_names[file->sort];
    columns->name[i] = file->name;
    columns->hash[i] = columns->hashes[i];
    if (file->path) {
        identity_of_file(file->path, &columns->bytes[i], columns->hashes[i]);
        columns->texts[i] = read_small(file->path);
    } else {
        columns->bytes[i] = (int64_t)strlen(file->text);
        identity_of_bytes(file->text, strlen(file->text), columns->hashes[i]);
        columns->texts[i] = status_copy_text(file->text);
    }
    columns->kept[i] = columns->texts[i] != NULL;
}

static struct file_columns fill_files(const struct supplies *files) {
    size_t count = files->count;
    struct file_columns columns = {
        status_allocate(count, sizeof *columns.sort),  status_allocate(count, sizeof *columns.name),
        status_allocate(count, sizeof *columns.hash),  status_allocate(count, sizeof *columns.hashes),
        status_allocate(count, sizeof *columns.bytes), status_allocate(count, sizeof *columns.kept),
        status_allocate(count, sizeof *columns.texts)};
    for (size_t i = 0; i < count; i++) fill_file(&columns, i, &files->items[i]);
    return columns;
}

static void write_files(struct record *record, const struct file_columns *columns, size_t count) {
    static const char group[] = "files";
    struct record_dimension_id file =
        results_numbered(record, group, "file", count, "file that the scenario read");
    results_texts(record, group, file, "sort",
                  "module: beside the scenario; library: of the program's own; data: that a setting names",
                  columns->sort);
    results_texts(record, group, file, "name", "its name, as the scenario says it", columns->name);
    results_texts(record, group, file, "hash", "XXH3 of its bytes, 128 bits", columns->hash);
    results_column(record, group, "bytes", RECORD_INT64, file, "byte", "its size", columns->bytes);
    results_column(record, group, "kept", RECORD_INT64, file, "1",
                   "1: its lines are in file_lines; 0: data that are large or no text", columns->kept);
}

static void free_columns(struct file_columns *columns, size_t count) {
    for (size_t i = 0; i < count; i++) free(columns->texts[i]);
    void *const all[] = {columns->sort,  columns->name, columns->hash, columns->hashes,
                         columns->bytes, columns->kept, columns->texts};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

static void add_modules(const struct plan *plan, struct supplies *files) {
    if (plan && plan->modules.list) plan->modules.list(plan->modules.owner, files);
}

// A function of a past policy may have read a module that the policy in force has not.
static void add_modules_of_past(const struct plan *past, struct supplies *files) {
    struct supplies theirs = {0};
    add_modules(past, &theirs);
    for (size_t i = 0; i < theirs.count; i++) {
        const struct supply *module = &theirs.items[i];
        if (!supplies_find(files, module->sort, module->name))
            supplies_add(files, module->sort, module->name, module->text, module->path);
    }
    supplies_clear(&theirs);
}

void results_files(const struct plan *plan, const struct plan *past, struct record *record) {
    struct supplies files = {0};
    struct lines lines = {0};
    add_modules(plan, &files);
    for (; past; past = past->past.plan) add_modules_of_past(past, &files);
    list_data(plan, &plan->sections, &files);
    list_data(plan, &plan->appliances, &files);
    list_data(plan, &plan->parties, &files);
    supplies_order(&files);
    struct file_columns columns = fill_files(&files);
    write_files(record, &columns, files.count);
    for (size_t i = 0; i < files.count; i++) put_lines(&lines, (int32_t)i, columns.texts[i]);
    write_lines(record, &lines);
    free_columns(&columns, files.count);
    free(lines.file);
    free(lines.text);
    supplies_clear(&files);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/frame_grid.h"
#include "analysis/frames_study.h"

enum { ABOUT, COLUMNS, FIRST };  // of the frames

// ---- Room for one more ----

static struct frame *add_frame(struct frames *frames) {
    frames->items = fault_reallocate(frames->items, frames->count + 1, sizeof *frames->items);
    frames->items[frames->count] = (struct frame){0};
    return &frames->items[frames->count++];
}

static bool is_taken(const struct frames *frames, const char *name) {
    for (size_t i = 0; i < frames->count; i++)
        if (frames->items[i].name && strcmp(frames->items[i].name, name) == 0) return true;
    return false;
}

// ---- A group's tables ----

// Variables along the same axes.
struct bundle {
    int rank;
    char *axes[RUN_RANK_MOST];
    char **paths;
    size_t count;
};

struct bundles {
    struct bundle *items;
    size_t count;
};

static bool is_axis(const struct run_variable *variable) {
    return variable->shape.rank == 1 && strcmp(variable->axes[0], variable->path) == 0;
}

static bool same_axes(const struct bundle *bundle, const struct run_variable *variable) {
    bool same = bundle->rank == variable->shape.rank;
    for (int axis = 0; same && axis < bundle->rank; axis++)
        same = strcmp(bundle->axes[axis], variable->axes[axis]) == 0;
    return same;
}

static struct bundle *bundle_of(struct bundles *bundles, const struct run_variable *variable) {
    for (size_t i = 0; i < bundles->count; i++)
        if (same_axes(&bundles->items[i], variable)) return &bundles->items[i];
    bundles->items = fault_reallocate(bundles->items, bundles->count + 1, sizeof *bundles->items);
    struct bundle *made = &bundles->items[bundles->count++];
    *made = (struct bundle){.rank = variable->shape.rank};
    for (int axis = 0; axis < made->rank; axis++) made->axes[axis] = fault_copy_text(variable->axes[axis]);
    return made;
}

static void free_bundles(struct bundles *bundles) {
    for (size_t i = 0; i < bundles->count; i++) {
        run_file_free_texts(bundles->items[i].paths, bundles->items[i].count);
        for (int axis = 0; axis < bundles->items[i].rank; axis++) free(bundles->items[i].axes[axis]);
    }
    free(bundles->items);
}

static bool collect(struct run_file *file, const char *group, struct bundles *bundles) {
    struct run_names names = run_file_members(file, group);
    bool good = true;
    for (size_t i = 0; good && i < names.count; i++) {
        struct run_variable variable;
        char *path = fault_print_text("%s/%s", group, names.items[i]);
        good = run_file_describe(file, path, &variable);
        if (good && !is_axis(&variable)) {
            struct bundle *bundle = bundle_of(bundles, &variable);
            bundle->paths = fault_reallocate(bundle->paths, bundle->count + 1, sizeof *bundle->paths);
            bundle->paths[bundle->count++] = fault_copy_text(path);
        }
        run_file_variable_clear(&variable);
        free(path);
    }
    run_file_free_texts(names.items, names.count);
    return good && !run_file_fault(file)->there;
}

static const char *last_name(const char *path) {
    return strrchr(path, '/') + 1;
}

static bool has_axis(const struct bundle *bundle, const char *path) {
    for (int axis = 0; axis < bundle->rank; axis++)
        if (strcmp(bundle->axes[axis], path) == 0) return true;
    return false;
}

// The one with the fewest axes bears the group's name alone; the others add the axes they have more. Owned by
// the caller.
static char *name_of(const struct bundle *bundle, const struct bundle *base, const char *group) {
    char *name = fault_copy_text(last_name(group));
    const char *between = "_by_";
    for (int axis = 0; bundle != base && axis < bundle->rank; axis++) {
        if (has_axis(base, bundle->axes[axis])) continue;
        char *longer = fault_print_text("%s%s%s", name, between, last_name(bundle->axes[axis]));
        free(name);
        name = longer;
        between = "_";
    }
    return name;
}

// "by day and segment"
static char *meaning_of(const struct bundle *bundle) {
    char *text = fault_print_text("by %s", last_name(bundle->axes[0]));
    for (int axis = 1; axis < bundle->rank; axis++) {
        char *longer = fault_print_text("%s%s%s", text, axis == bundle->rank - 1 ? " and " : ", ",
                                        last_name(bundle->axes[axis]));
        free(text);
        text = longer;
    }
    return text;
}

static bool add_bundle(struct frames *frames, const struct bundle *bundle, const char *name) {
    struct frame *frame = add_frame(frames);
    char *meaning = meaning_of(bundle);
    frame_init(frame, name, meaning);
    free(meaning);
    bool good = frame_grid_init(frame, frames->file, (const char *const *)bundle->axes, bundle->rank);
    for (size_t i = 0; good && i < bundle->count; i++) good = frame_grid_add(frame, bundle->paths[i]);
    return good;
}

static bool add_group(struct frames *frames, const char *group) {
    struct bundles bundles = {0};
    bool good = collect(frames->file, group, &bundles);
    const struct bundle *base = bundles.items;
    for (size_t i = 1; i < bundles.count; i++)
        if (bundles.items[i].rank < base->rank) base = &bundles.items[i];
    for (size_t i = 0; good && i < bundles.count; i++) {
        char *name = name_of(&bundles.items[i], base, group);
        good = is_taken(frames, name) ? run_file_refuse(frames->file, group, "makes two tables of one name")
                                      : add_bundle(frames, &bundles.items[i], name);
        free(name);
    }
    free_bundles(&bundles);
    return good;
}

// An axis whose places have names: their numbers stand in other tables.
static bool add_names(struct frames *frames, const char *path) {
    struct run_variable variable;
    bool good = run_file_describe(frames->file, path, &variable);
    if (good && is_axis(&variable) && variable.kind == RUN_KIND_TEXT) {
        struct frame *frame = add_frame(frames);
        const char *const axes[] = {path};
        frame_init(frame, last_name(path), "what its numbers stand for");
        good = frame_grid_init(frame, frames->file, axes, 1);
        if (good) frame_grid_add_count(frame, "number", "its number in other tables");
    }
    run_file_variable_clear(&variable);
    return good;
}

static bool add_run(struct frames *frames) {
    struct run_names names = run_file_members(frames->file, "/");
    bool good = true;
    for (size_t i = 0; good && i < names.count; i++) {
        char *path = fault_print_text("/%s", names.items[i]);
        good = run_file_is_group(frames->file, path) ? add_group(frames, path) : add_names(frames, path);
        free(path);
    }
    run_file_free_texts(names.items, names.count);
    return good && !run_file_fault(frames->file)->there;
}

static bool add_study(struct frames *frames) {
    size_t count = 0;
    frames->items =
        fault_reallocate(frames->items, frames->count + FRAMES_STUDY_COUNT, sizeof *frames->items);
    bool good = frames_study_init(frames->items + frames->count, &count, frames->file);
    frames->count += count;
    return good;
}

// ---- The scenario ----

static const char text_group[] = "/meta", text_name[] = "scenario_text";

static void add_line(struct frame *frame, int64_t number, const char *line, size_t length) {
    char *text = fault_print_text("%.*s", (int)length, line);
    const struct frame_value values[] = {frame_whole(number), frame_text(text)};
    frame_add_row(frame, values);
    free(text);
}

static bool add_scenario(struct frames *frames) {
    if (frames->is_study) return true;
    char *text = run_file_text(frames->file, text_group, text_name);
    struct frame *frame = add_frame(frames);
    frame_init(frame, "scenario", "the scenario's text");
    frame_keep_rows(frame);
    frame_add_column(frame, "line", FRAME_WHOLE, "1", "line of the file, from 1");
    frame_add_column(frame, "text", FRAME_TEXT, "", "what stands in it");
    int64_t number = 1;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        add_line(frame, number++, line, length);
        line += length + (line[length] != '\0');
    }
    free(text);
    return true;
}

// ---- What it is ----

static void add_about_row(struct frames *frames, const char *group, const char *name,
                          struct frame_value value) {
    const struct frame_value values[] = {frame_text(group), frame_text(name), value};
    frame_add_row(&frames->items[ABOUT], values);
}

static void add_about_text(struct frames *frames, const char *name, const char *text) {
    add_about_row(frames, "", name, frame_text(text));
}

static void add_attribute(struct frames *frames, const char *object, const char *name) {
    struct run_attribute value;
    if (strcmp(name, text_name) == 0 || !run_file_attribute(frames->file, object, name, &value)) return;
    add_about_row(frames, object + 1, name,
                  value.kind == RUN_KIND_TEXT    ? frame_text(value.text)
                  : value.kind == RUN_KIND_WHOLE ? frame_whole(value.whole)
                                                 : frame_number(value.number));
    free(value.text);
}

static void add_attributes(struct frames *frames, const char *object) {
    struct run_names names = run_file_attributes(frames->file, object);
    for (size_t i = 0; i < names.count; i++) add_attribute(frames, object, names.items[i]);
    run_file_free_texts(names.items, names.count);
}

static void add_groups_attributes(struct frames *frames) {
    struct run_names names = run_file_members(frames->file, "/");
    for (size_t i = 0; i < names.count; i++) {
        char *path = fault_print_text("/%s", names.items[i]);
        if (run_file_is_group(frames->file, path)) add_attributes(frames, path);
        free(path);
    }
    run_file_free_texts(names.items, names.count);
}

static void begin_about(struct frames *frames) {
    struct frame *frame = add_frame(frames);
    frame_init(frame, "about", "what the file is, how to make it again, and what tables there are");
    frame_keep_rows(frame);
    frame_add_column(frame, "group", FRAME_TEXT, "",
                     "part of the file that it is said of; table: of a table here");
    frame_add_column(frame, "name", FRAME_TEXT, "", "what is said");
    frame_add_column(frame, "value", FRAME_NOTHING, "", "and how it is");
}

static void fill_about(struct frames *frames, const char *command) {
    add_about_text(frames, "made_by", "maru export " MARU_VERSION);
    add_about_text(frames, "made_of", frames->is_study ? "a study" : "a run");
    add_about_text(frames, "command", command);
    add_attributes(frames, "/");
    add_groups_attributes(frames);
    for (size_t i = 0; i < frames->count; i++) {
        const struct frame *frame = &frames->items[i];
        char *text = fault_print_text("%zu rows; %s", frame->row_count, frame->meaning);
        if (i != ABOUT && i != COLUMNS) add_about_row(frames, "table", frame->name, frame_text(text));
        free(text);
    }
}

// ---- What columns there are ----

static void begin_columns(struct frames *frames) {
    struct frame *frame = add_frame(frames);
    frame_init(frame, "columns", "what each column is");
    frame_keep_rows(frame);
    frame_add_column(frame, "table", FRAME_TEXT, "", "table that it belongs to");
    frame_add_column(frame, "column", FRAME_TEXT, "", "its name");
    frame_add_column(frame, "kind", FRAME_TEXT, "", "text, whole number, number, date, or any of these");
    frame_add_column(frame, "unit", FRAME_TEXT, "", "its unit; 1: a pure number; texts and dates have none");
    frame_add_column(frame, "description", FRAME_TEXT, "", "its meaning");
}

static void fill_columns(struct frames *frames) {
    for (size_t i = 0; i < frames->count; i++) {
        const struct frame *frame = &frames->items[i];
        for (size_t k = 0; i != COLUMNS && k < frame->column_count; k++) {
            const struct frame_column *column = &frame->columns[k];
            const struct frame_value values[] = {frame_text(frame->name), frame_text(column->name),
                                                 frame_text(frame_kind_names[column->kind]),
                                                 frame_text(column->unit), frame_text(column->meaning)};
            frame_add_row(&frames->items[COLUMNS], values);
        }
    }
}

// ---- How to make it again ----

char *frames_shell_word(const char *word) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=,:+@%";
    if (*word && strspn(word, plain) == strlen(word)) return fault_copy_text(word);
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    fputc('\'', out);
    for (; *word; word++) fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, out);
    fputc('\'', out);
    fclose(out);
    return text;
}

static void put_word(FILE *out, const char *before, const char *word) {
    char *quoted = frames_shell_word(word);
    fprintf(out, " %s%s", before, quoted);
    free(quoted);
}

struct command_line {
    FILE *out;
    size_t name, value, origin;  // columns of the settings
};

static bool put_setting(void *to, const struct frame_value *values) {
    struct command_line *line = to;
    const char *origin = values[line->origin].text;
    if (!origin || strcmp(origin, "command line") != 0) return true;
    char *setting = fault_print_text("%s=%s", values[line->name].text, values[line->value].text);
    put_word(line->out, "--set ", setting);
    free(setting);
    return true;
}

static size_t column_named(const struct frame *frame, const char *name) {
    size_t place = 0;
    while (place < frame->column_count && strcmp(frame->columns[place].name, name) != 0) place++;
    return place < frame->column_count ? place : 0;
}

static void put_settings(const struct frames *frames, FILE *out) {
    for (size_t i = FIRST; i < frames->count; i++) {
        const struct frame *frame = &frames->items[i];
        if (strcmp(frame->name, "meta") != 0) continue;
        struct command_line line = {out, column_named(frame, "name"), column_named(frame, "value"),
                                    column_named(frame, "origin")};
        if (line.name && line.value && line.origin) frame->rows(frame, put_setting, &line);
    }
}

// Owned by the caller.
static char *command_of_run(const struct frames *frames) {
    char *text = NULL, *scenario = run_file_text(frames->file, text_group, "scenario_file"),
         *policy = run_file_text(frames->file, "/", "policy");
    int64_t replication = run_file_whole_or(frames->file, "/", "replication", 0);
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    fputs("maru run", out);
    put_word(out, "", scenario);
    if (policy[0]) put_word(out, "--policy ", policy);
    if (replication) fprintf(out, " --replication %lld", (long long)replication);
    put_settings(frames, out);
    fclose(out);
    free(scenario);
    free(policy);
    return text;
}

// ---- The file ----

static bool make(struct frames *frames, const char *command) {
    char *study = run_file_text(frames->file, "/", "study");
    frames->is_study = study[0];
    free(study);
    frames->identity = run_file_text(frames->file, "/", "identity");
    begin_about(frames);
    begin_columns(frames);
    if (!(frames->is_study ? add_study(frames) : add_run(frames)) || !add_scenario(frames)) return false;
    char *own = frames->is_study ? fault_copy_text(command ? command : "not known") : command_of_run(frames);
    fill_about(frames, own);
    free(own);
    fill_columns(frames);
    return !run_file_fault(frames->file)->there;
}

struct frames *frames_open(const char *path, const char *command, struct fault *fault) {
    struct run_file *file = run_file_open(path, fault);
    if (!file) return NULL;
    struct frames *frames = fault_allocate(1, sizeof *frames);
    frames->file = file;
    if (make(frames, command)) return frames;
    frames_close(frames);
    return NULL;
}

struct about_search {
    const char *name;
    char *found;
};

static bool search_about(void *to, const struct frame_value *values) {
    struct about_search *search = to;
    bool own = !values[0].text || !values[0].text[0];
    if (own && values[2].text && strcmp(values[1].text, search->name) == 0)
        search->found = fault_copy_text(values[2].text);
    return !search->found;
}

char *frames_about(const struct frames *frames, const char *name) {
    struct about_search search = {.name = name};
    const struct frame *about = &frames->items[ABOUT];
    about->rows(about, search_about, &search);
    return search.found;
}

void frames_close(struct frames *frames) {
    if (!frames) return;
    for (size_t i = 0; i < frames->count; i++) frame_clear(&frames->items[i]);
    run_file_close(frames->file);
    free(frames->items);
    free(frames->identity);
    free(frames);
}

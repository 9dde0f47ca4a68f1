// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame_grid.h"

#include <stdlib.h>
#include <string.h>

enum { VALUES_AT_ONCE = 8192 };  // of a variable: about a chunk of the file

struct variable {
    struct run_variable about;
    bool moves;             // along the frame's first axis, a part at a time
    bool may_miss, is_day;  // a day counts from `first`
    int64_t missing, first;
    size_t start;   // the step of the first axis that is the first in memory
    void *values;   // those in memory
    size_t loaded;  // how many values these are
};

// Where a column's value lies: in a variable, or it counts.
struct grid_place {
    bool counts;
    size_t variable, offset;
    size_t stride[RUN_RANK_MOST];  // by axis of the frame
};

struct grid {
    struct run_file *file;
    int rank;
    size_t extent[RUN_RANK_MOST];
    size_t variable_count, place_count;
    struct variable *variables;
    struct grid_place *places;  // one for each column
};

static void unload(struct variable *variable) {
    if (variable->about.kind == RUN_KIND_TEXT)
        run_file_free_texts(variable->values, variable->loaded);
    else
        free(variable->values);
    variable->values = NULL;
}

static void free_grid(void *source) {
    struct grid *grid = source;
    for (size_t i = 0; i < grid->variable_count; i++) {
        unload(&grid->variables[i]);
        run_file_variable_clear(&grid->variables[i].about);
    }
    free(grid->variables);
    free(grid->places);
    free(grid);
}

// ---- Rows ----

static size_t size_of_step(const struct run_shape *shape) {
    size_t size = 1;
    for (int axis = 1; axis < shape->rank; axis++) size *= shape->extent[axis];
    return size;
}

static void load(struct grid *grid, struct variable *variable, size_t start, size_t steps) {
    unload(variable);
    variable->start = start;
    variable->loaded = steps * size_of_step(&variable->about.shape);
    variable->values = run_file_steps(grid->file, &variable->about, start, steps);
    if (!variable->values) variable->loaded = 0;
}

// The others lie in memory from the first time on.
static bool load_steps(struct grid *grid, size_t start, size_t steps) {
    bool good = true;
    for (size_t i = 0; i < grid->variable_count; i++) {
        struct variable *variable = &grid->variables[i];
        if (variable->moves)
            load(grid, variable, start, steps);
        else if (!variable->values)
            load(grid, variable, 0, variable->about.shape.extent[0]);
        good = good && variable->values;
    }
    return good;
}

static struct frame_value whole_value(const struct variable *variable, int64_t whole) {
    if (variable->may_miss && whole == variable->missing) return (struct frame_value){FRAME_NOTHING};
    struct frame_value value = frame_whole(whole);
    if (variable->is_day) value = (struct frame_value){.kind = FRAME_DAY, .whole = variable->first + whole};
    return value;
}

static struct frame_value value_at(const struct grid *grid, const struct grid_place *place,
                                   const size_t *at) {
    if (place->counts) return frame_whole((int64_t)at[0]);
    const struct variable *variable = &grid->variables[place->variable];
    size_t index = place->offset;
    for (int axis = 0; axis < grid->rank; axis++)
        index += (at[axis] - (axis || !variable->moves ? 0 : variable->start)) * place->stride[axis];
    switch (variable->about.kind) {
        case RUN_KIND_TEXT:
            return frame_text(((char **)variable->values)[index]);
        case RUN_KIND_WHOLE:
            return whole_value(variable, ((int64_t *)variable->values)[index]);
        default:
            return frame_number(((double *)variable->values)[index]);
    }
}

// The next place within the steps that are loaded; false behind the last.
static bool move_on(const struct grid *grid, size_t *at, size_t end) {
    for (int axis = grid->rank - 1; axis > 0; axis--) {
        if (++at[axis] < grid->extent[axis]) return true;
        at[axis] = 0;
    }
    return ++at[0] < end;
}

static size_t steps_at_once(const struct grid *grid) {
    size_t most = 1;
    for (size_t i = 0; i < grid->variable_count; i++) {
        size_t step = size_of_step(&grid->variables[i].about.shape);
        if (grid->variables[i].moves && step > most) most = step;
    }
    return most < VALUES_AT_ONCE ? VALUES_AT_ONCE / most : 1;
}

static bool make_rows(const struct frame *frame, frame_taker *take, void *to) {
    struct grid *grid = frame->source;
    size_t most = steps_at_once(grid), steps;
    struct frame_value *values = fault_allocate(frame->column_count, sizeof *values);
    bool good = true;
    for (size_t start = 0; good && start < grid->extent[0] && frame->row_count; start += steps) {
        steps = grid->extent[0] - start < most ? grid->extent[0] - start : most;
        size_t at[RUN_RANK_MOST] = {start};
        good = load_steps(grid, start, steps);
        while (good) {
            for (size_t i = 0; i < grid->place_count; i++) values[i] = value_at(grid, &grid->places[i], at);
            good = take(to, values);
            if (!move_on(grid, at, start + steps)) break;
        }
    }
    free(values);
    return good;
}

// ---- Making it ----

static struct variable *add_variable(struct grid *grid, const char *path) {
    grid->variables = fault_reallocate(grid->variables, grid->variable_count + 1, sizeof *grid->variables);
    struct variable *variable = &grid->variables[grid->variable_count++];
    *variable = (struct variable){0};
    if (!run_file_describe(grid->file, path, &variable->about)) return NULL;
    struct run_attribute missing;
    if (run_file_attribute(grid->file, path, "_FillValue", &missing)) {
        variable->may_miss = missing.kind == RUN_KIND_WHOLE;
        variable->missing = missing.whole;
        free(missing.text);
    }
    return variable;
}

static enum frame_kind kind_of(const struct variable *variable) {
    static const enum frame_kind kinds[] = {FRAME_TEXT, FRAME_WHOLE, FRAME_NUMBER};
    return variable->is_day ? FRAME_DAY : kinds[variable->about.kind];
}

static struct grid_place *add_place(struct frame *frame) {
    struct grid *grid = frame->source;
    grid->places = fault_reallocate(grid->places, grid->place_count + 1, sizeof *grid->places);
    struct grid_place *place = &grid->places[grid->place_count++];
    *place = (struct grid_place){.variable = grid->variable_count - 1};
    return place;
}

// The column of the grid's last variable.
static struct grid_place *add_column(struct frame *frame, const char *name) {
    struct grid *grid = frame->source;
    struct variable *variable = &grid->variables[grid->variable_count - 1];
    char *unit = run_file_text(grid->file, variable->about.path, "units"),
         *meaning = run_file_text(grid->file, variable->about.path, "long_name");
    variable->is_day = variable->about.kind == RUN_KIND_WHOLE && frame_first_day(unit, &variable->first);
    frame_add_column(frame, name, kind_of(variable), variable->is_day ? "" : unit, meaning);
    free(unit);
    free(meaning);
    return add_place(frame);
}

static const char *last_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool add_axis(struct frame *frame, int axis, const char *path) {
    struct grid *grid = frame->source;
    struct variable *variable = add_variable(grid, path);
    if (!variable) return false;
    if (variable->about.shape.rank != 1)
        return run_file_refuse(grid->file, path, "is no axis: it has not one dimension");
    grid->extent[axis] = variable->about.shape.extent[0];
    variable->moves = axis == 0;
    add_column(frame, last_name(path))->stride[axis] = 1;
    return true;
}

static bool count_rows(struct frame *frame) {
    struct grid *grid = frame->source;
    frame->row_count = 1;
    for (int axis = 0; axis < grid->rank; axis++)
        if (__builtin_mul_overflow(frame->row_count, grid->extent[axis], &frame->row_count))
            return run_file_refuse(grid->file, frame->name, "has more values than the file can hold");
    return true;
}

bool frame_grid_init(struct frame *frame, struct run_file *file, const char *const *axes, int axis_count) {
    struct grid *grid = fault_allocate(1, sizeof *grid);
    *grid = (struct grid){.file = file, .rank = axis_count};
    frame->source = grid;
    frame->source_free = free_grid;
    frame->rows = make_rows;
    bool good = true;
    for (int axis = 0; good && axis < axis_count; axis++) good = add_axis(frame, axis, axes[axis]);
    return good && count_rows(frame);
}

void frame_grid_add_count(struct frame *frame, const char *name, const char *meaning) {
    frame_add_column(frame, name, FRAME_WHOLE, "1", meaning);
    add_place(frame)->counts = true;
}

static bool refuse_axes(struct grid *grid, const char *path) {
    return run_file_refuse(grid->file, path, "has other axes than it should have");
}

bool frame_grid_add(struct frame *frame, const char *path) {
    struct grid *grid = frame->source;
    struct variable *variable = add_variable(grid, path);
    if (!variable) return false;
    const struct run_shape shape = variable->about.shape;
    bool fits = shape.rank == grid->rank || shape.rank == 1;
    for (int axis = 0; fits && axis < shape.rank; axis++) fits = shape.extent[axis] == grid->extent[axis];
    if (!fits) return refuse_axes(grid, path);
    variable->moves = true;
    struct grid_place *place = add_column(frame, last_name(path));
    size_t stride = 1;
    for (int axis = shape.rank - 1; axis >= 0; stride *= shape.extent[axis--]) place->stride[axis] = stride;
    return true;
}

// Of a variable with one axis more: the strides of the frame's axes, and that of the one that is spread.
static bool strides_of(const struct grid *grid, const struct run_shape *shape, int spread,
                       size_t strides[RUN_RANK_MOST], size_t *by_column) {
    size_t stride = 1;
    if (shape->rank != grid->rank + 1) return false;
    for (int axis = shape->rank - 1; axis >= 0; stride *= shape->extent[axis--]) {
        if (axis == spread) {
            *by_column = stride;
            continue;
        }
        int own = axis < spread ? axis : axis - 1;
        strides[own] = stride;
        if (shape->extent[axis] != grid->extent[own]) return false;
    }
    return true;
}

bool frame_grid_add_spread(struct frame *frame, const char *path, int spread, char *const *names,
                           char *const *units, char *const *meanings, size_t count) {
    struct grid *grid = frame->source;
    struct variable *variable = add_variable(grid, path);
    size_t strides[RUN_RANK_MOST], by_column = 0;
    if (!variable) return false;
    variable->moves = true;
    enum frame_kind kind = kind_of(variable);
    if (!strides_of(grid, &variable->about.shape, spread, strides, &by_column) ||
        variable->about.shape.extent[spread] != count)
        return refuse_axes(grid, path);
    for (size_t i = 0; i < count; i++) {
        frame_add_column(frame, names[i], kind, units[i], meanings[i]);
        struct grid_place *place = add_place(frame);
        place->offset = i * by_column;
        memcpy(place->stride, strides, sizeof strides);
    }
    return true;
}

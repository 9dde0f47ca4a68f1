// SPDX-License-Identifier: GPL-3.0-or-later
// Writing HDF5 such that it is netCDF-4: creation order tracked, a dimension scale of the dimension's own
// name for every dimension, every axis of every variable tied to its scale, unlimited axes in chunks.
//
// The scales' attributes (CLASS, NAME, DIMENSION_LIST, REFERENCE_LIST: HDF5 Dimension Scale
// Specification 1.2) are written here and not by HDF5's high-level library: that one rewrites a scale's list
// of users at every attachment, and stores the list's padding as it finds it in memory, so that equal calls
// give unequal bytes.
#include "sim/engine/record.h"

#include <errno.h>
#include <fcntl.h>
#include <hdf5.h>
#include <libgen.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define MOST_AXES 3
// Gathered steps per chunk: a power of two within both bounds. 256 days hold a year in two chunks; 64 KiB
// keep a chunk in the processor's cache while it is compressed.
#define CHUNK_MOST_STEPS ((size_t)256)
#define CHUNK_MOST_BYTES ((size_t)65536)
// Smaller fixed variables are stored plain: a compressed chunk costs more than it saves.
#define PLAIN_MOST_BYTES ((size_t)4096)

// A dataset, and the steps gathered for its next whole chunk.
struct column {
    hid_t dataset;
    enum record_type type;
    int rank;
    int dimensions[MOST_AXES];  // -1: the column is a dimension's own coordinate
    hsize_t extent[MOST_AXES];  // extent[0] grows when unlimited
    bool grows;
    size_t slice;  // values per step
    size_t chunk_steps;
    size_t gathered;      // steps in `rows`, not yet in the file
    unsigned char *rows;  // [chunk_steps * slice] values; texts are own copies
};

// One entry of a scale's REFERENCE_LIST: which dataset uses it, on which axis.
struct scale_user {
    hobj_ref_t dataset;
    int32_t axis;
    int32_t padding;  // said, so that it is 0 in the file
};

struct dimension {
    struct column coordinate;
    struct scale_user *users;
    size_t user_count;
};

struct record {
    char *path, *part;
    hid_t file, text_type;
    struct dimension *dimensions;
    int dimension_count;
    struct column *variables;
    int variable_count;
    struct status status;  // first failure
};

// ---- Failures ----

// The innermost errno in HDF5's error stack, or its innermost description.
static herr_t reason_find(unsigned depth, const H5E_error2_t *error, void *buffer) {
    static const char mark[] = "errno = ";
    const char *number = strstr(error->desc, mark);
    if (depth == 0) snprintf(buffer, 200, "%s", error->desc);
    if (!number) return 0;
    snprintf(buffer, 200, "%s", strerror(atoi(number + strlen(mark))));
    return 1;  // found: walk no further
}

// True when the HDF5 call went well; else keeps "path: cannot <doing> <what>: reason". Asked right after the
// call: HDF5 forgets the reason at its next one.
static bool went_well(struct record *record, int64_t result, const char *doing, const char *what) {
    char reason[200] = "unknown reason";
    if (result >= 0) return true;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, reason_find, reason);
    return status_fail(&record->status, STATUS_MACHINE, "%s: cannot %s %s: %s", record->path, doing, what,
                       reason);
}

static bool failed(const struct record *record) {
    return record->status.code != STATUS_OK;
}

// ---- Types ----

static size_t type_size(enum record_type type) {
    static const size_t sizes[] = {8, 8, 4, 1, sizeof(char *)};
    return sizes[type];
}

static hid_t type_in_memory(const struct record *record, enum record_type type) {
    const hid_t types[] = {H5T_NATIVE_DOUBLE, H5T_NATIVE_INT64, H5T_NATIVE_INT32, H5T_NATIVE_UINT8,
                           record->text_type};
    return types[type];
}

static hid_t type_in_file(const struct record *record, enum record_type type) {
    const hid_t types[] = {H5T_IEEE_F64LE, H5T_STD_I64LE, H5T_STD_I32LE, H5T_STD_U8LE, record->text_type};
    return types[type];
}

static hid_t text_type_create(size_t size) {
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, size);
    H5Tset_cset(type, H5T_CSET_UTF8);
    return type;
}

// ---- Groups and attributes ----

// No times are stored in the object and its attributes keep their order.
static hid_t object_properties(hid_t class) {
    hid_t list = H5Pcreate(class);
    H5Pset_obj_track_times(list, false);
    H5Pset_attr_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
    return list;
}

static hid_t group_properties(hid_t class) {
    hid_t list = object_properties(class);
    H5Pset_link_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
    return list;
}

// Where the object lies in the file; makes the group when first used.
static const char *object_path(struct record *record, const char *group, const char *name, char *path,
                               size_t size) {
    if (group[0] && H5Lexists(record->file, group, H5P_DEFAULT) == 0) {
        hid_t properties = group_properties(H5P_GROUP_CREATE);
        hid_t made = H5Gcreate2(record->file, group, H5P_DEFAULT, properties, H5P_DEFAULT);
        if (went_well(record, made, "create group", group)) H5Gclose(made);
        H5Pclose(properties);
    }
    int length = snprintf(path, size, "/%s%s%s", group, group[0] && name ? "/" : "", name ? name : "");
    PROMISE(length > 0 && (size_t)length < size, "the name of a group and a variable is short");
    return path;
}

static void attribute_write(struct record *record, const char *path, const char *name, hid_t file_type,
                            hid_t memory_type, hid_t space, const void *value) {
    hid_t attribute =
        H5Acreate_by_name(record->file, path, name, file_type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    if (!went_well(record, attribute, "create attribute", name)) return;
    went_well(record, H5Awrite(attribute, memory_type, value), "write attribute", name);
    H5Aclose(attribute);
}

static void attribute_write_one(struct record *record, const char *group, const char *variable,
                                const char *name, enum record_type type, const void *value) {
    char path[400];
    if (failed(record)) return;
    hid_t space = H5Screate(H5S_SCALAR);
    attribute_write(record, object_path(record, group, variable, path, sizeof path), name,
                    type_in_file(record, type), type_in_memory(record, type), space, value);
    H5Sclose(space);
}

// A text as the netCDF library writes its own: of fixed length.
static void attribute_write_text(struct record *record, const char *path, const char *name, hid_t type,
                                 const char *text) {
    hid_t space = H5Screate(H5S_SCALAR);
    attribute_write(record, path, name, type, type, space, text);
    H5Sclose(space);
}

void record_attribute_text(struct record *record, const char *group, const char *variable, const char *name,
                           const char *text) {
    char path[400];
    if (failed(record)) return;
    hid_t type = text_type_create(text[0] ? strlen(text) : 1);
    attribute_write_text(record, object_path(record, group, variable, path, sizeof path), name, type, text);
    H5Tclose(type);
}

void record_attribute_number(struct record *record, const char *group, const char *variable, const char *name,
                             double value) {
    attribute_write_one(record, group, variable, name, RECORD_FLOAT64, &value);
}

void record_attribute_whole(struct record *record, const char *group, const char *variable, const char *name,
                            int64_t value) {
    // As 32 bits where it fits: R has no whole numbers of 64 and says so at every one.
    int32_t narrow = (int32_t)value;
    if (narrow == value)
        attribute_write_one(record, group, variable, name, RECORD_INT32, &narrow);
    else
        attribute_write_one(record, group, variable, name, RECORD_INT64, &value);
}

// ---- Dimension scales ----

static void scale_attribute(struct record *record, const char *path, const char *name, const char *text) {
    hid_t type = H5Tcopy(H5T_C_S1);  // the specification asks for ASCII with its closing zero
    H5Tset_size(type, strlen(text) + 1);
    attribute_write_text(record, path, name, type, text);
    H5Tclose(type);
}

static void scale_declare(struct record *record, const char *path, const char *name) {
    scale_attribute(record, path, "CLASS", "DIMENSION_SCALE");
    scale_attribute(record, path, "NAME", name);
}

static void scale_add_user(struct dimension *dimension, hobj_ref_t dataset, int axis) {
    size_t count = dimension->user_count++;
    dimension->users = status_reallocate(dimension->users, count + 1, sizeof *dimension->users);
    dimension->users[count] = (struct scale_user){.dataset = dataset, .axis = axis};
}

static hobj_ref_t reference_to(struct record *record, hid_t object) {
    hobj_ref_t reference = 0;
    went_well(record, H5Rcreate(&reference, object, ".", H5R_OBJECT, -1), "refer to", "a variable");
    return reference;
}

// Ties every axis of the variable to its scale, and remembers it for the scale's list of users.
static void scales_attach(struct record *record, const char *path, const struct column *variable) {
    hobj_ref_t scales[MOST_AXES];
    hvl_t axes[MOST_AXES];
    hobj_ref_t self = reference_to(record, variable->dataset);
    for (int axis = 0; axis < variable->rank; axis++) {
        struct dimension *dimension = &record->dimensions[variable->dimensions[axis]];
        scales[axis] = reference_to(record, dimension->coordinate.dataset);
        axes[axis] = (hvl_t){.len = 1, .p = &scales[axis]};
        scale_add_user(dimension, self, axis);
    }
    hsize_t rank = (hsize_t)variable->rank;
    hid_t space = H5Screate_simple(1, &rank, NULL), type = H5Tvlen_create(H5T_STD_REF_OBJ);
    attribute_write(record, path, "DIMENSION_LIST", type, type, space, axes);
    H5Tclose(type);
    H5Sclose(space);
}

static void scale_list_users(struct record *record, const struct dimension *dimension) {
    char path[400];
    hsize_t count = dimension->user_count;
    if (count == 0 || H5Iget_name(dimension->coordinate.dataset, path, sizeof path) < 0) return;
    hid_t space = H5Screate_simple(1, &count, NULL);
    hid_t type = H5Tcreate(H5T_COMPOUND, sizeof(struct scale_user));
    H5Tinsert(type, "dataset", HOFFSET(struct scale_user, dataset), H5T_STD_REF_OBJ);
    H5Tinsert(type, "dimension", HOFFSET(struct scale_user, axis), H5T_NATIVE_INT32);
    attribute_write(record, path, "REFERENCE_LIST", type, type, space, dimension->users);
    H5Tclose(type);
    H5Sclose(space);
}

// ---- Columns ----

static size_t column_chunk_steps(const struct column *column) {
    size_t steps = CHUNK_MOST_STEPS, step_bytes = column->slice * type_size(column->type);
    if (!column->grows) steps = CHUNK_MOST_BYTES;  // whatever the bytes allow
    while (steps > 1 && steps * step_bytes > CHUNK_MOST_BYTES) steps /= 2;
    return steps;
}

// Chunks, compression and fill value. Texts are kept outside their dataset, where no filter reaches them.
static hid_t column_properties(const struct column *column, const hsize_t *most) {
    hid_t properties = object_properties(H5P_DATASET_CREATE);
    hsize_t chunk[MOST_AXES] = {0};
    bool large = column->extent[0] * column->slice * type_size(column->type) > PLAIN_MOST_BYTES;
    bool open_ended = false;
    for (int axis = 0; axis < column->rank; axis++) {
        bool unlimited = most[axis] == H5S_UNLIMITED;
        open_ended = open_ended || unlimited;
        chunk[axis] = unlimited && axis > 0 ? 1 : column->extent[axis];
    }
    if (open_ended || large) {
        if (column->grows || chunk[0] > column->chunk_steps) chunk[0] = column->chunk_steps;
        if (chunk[0] == 0) chunk[0] = 1;
        H5Pset_chunk(properties, column->rank, chunk);
        if (column->type != RECORD_TEXT) {
            H5Pset_shuffle(properties);
            H5Pset_deflate(properties, 1);
        }
    }
    if (column->type == RECORD_FLOAT64) H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &(double){NAN});
    return properties;
}

// Makes the dataset; a dimension of length 0 is left open, as netCDF knows no empty fixed one.
static bool column_create(struct record *record, struct column *column, const char *path) {
    hsize_t most[MOST_AXES] = {0};
    PROMISE(column->rank <= MOST_AXES, "a variable has up to three axes");
    column->slice = 1;
    for (int axis = 0; axis < column->rank; axis++) {
        bool unlimited = column->extent[axis] == 0;
        most[axis] = unlimited ? H5S_UNLIMITED : column->extent[axis];
        if (axis > 0) column->slice *= column->extent[axis];
    }
    column->chunk_steps = column_chunk_steps(column);
    hid_t space = H5Screate_simple(column->rank, column->extent, most);
    hid_t properties = column_properties(column, most);
    column->dataset = H5Dcreate2(record->file, path, type_in_file(record, column->type), space, H5P_DEFAULT,
                                 properties, H5P_DEFAULT);
    bool created = went_well(record, column->dataset, "create", path);
    H5Pclose(properties);
    H5Sclose(space);
    return created;
}

static void column_describe(struct record *record, const char *group, const char *name, const char *units,
                            const char *long_name) {
    if (units) record_attribute_text(record, group, name, "units", units);
    if (long_name) record_attribute_text(record, group, name, "long_name", long_name);
}

// Writes `steps` steps after the first `start`, making a growing column long enough.
static void column_put(struct record *record, struct column *column, size_t start, size_t steps,
                       const void *values) {
    hsize_t from[MOST_AXES] = {start}, size[MOST_AXES];
    if (steps == 0) return;
    if (column->grows) {
        column->extent[0] = start + steps;
        if (!went_well(record, H5Dset_extent(column->dataset, column->extent), "extend", "a variable"))
            return;
    }
    if (column->slice == 0) return;
    memcpy(size, column->extent, sizeof size);
    size[0] = steps;
    hid_t file_space = H5Dget_space(column->dataset),
          memory_space = H5Screate_simple(column->rank, size, NULL);
    H5Sselect_hyperslab(file_space, H5S_SELECT_SET, from, NULL, size, NULL);
    herr_t result = H5Dwrite(column->dataset, type_in_memory(record, column->type), memory_space, file_space,
                             H5P_DEFAULT, values);
    went_well(record, result, "write", "a variable");
    H5Sclose(memory_space);
    H5Sclose(file_space);
}

static void column_clear(struct column *column) {
    if (column->type == RECORD_TEXT)
        for (size_t i = 0; i < column->gathered * column->slice; i++)
            free(((char **)(void *)column->rows)[i]);
    column->gathered = 0;
}

static void column_put_gathered(struct record *record, struct column *column) {
    column_put(record, column, column->extent[0], column->gathered, column->rows);
    column_clear(column);
}

static size_t column_steps(const struct column *column) {
    return column->extent[0] + column->gathered;
}

static void column_gather(struct record *record, struct column *column, const void *slice) {
    size_t bytes = column->slice * type_size(column->type);
    if (!column->rows) column->rows = status_allocate(column->chunk_steps, bytes);
    unsigned char *row = column->rows + column->gathered * bytes;
    if (column->type == RECORD_TEXT)
        for (size_t i = 0; i < column->slice; i++)
            ((char **)(void *)row)[i] = status_copy_text(((const char *const *)slice)[i]);
    else if (bytes > 0)
        memcpy(row, slice, bytes);
    if (++column->gathered == column->chunk_steps) column_put_gathered(record, column);
}

static void column_free(struct column *column) {
    column_clear(column);
    free(column->rows);
}

// ---- Dimensions and variables ----

struct record_dimension_id record_dimension(struct record *record, const char *group, const char *name,
                                            enum record_type type, size_t count, const void *coordinates,
                                            const char *units, const char *long_name) {
    struct record_dimension_id id = {record->dimension_count++};
    bool unlimited = count == RECORD_UNLIMITED;
    char path[400];
    record->dimensions =
        status_reallocate(record->dimensions, (size_t)id.index + 1, sizeof *record->dimensions);
    struct dimension *dimension = &record->dimensions[id.index];
    *dimension = (struct dimension){.coordinate = {.type = type,
                                                   .rank = 1,
                                                   .dimensions = {-1},
                                                   .extent = {unlimited ? 0 : count},
                                                   .grows = unlimited}};
    if (failed(record)) return id;
    object_path(record, group, name, path, sizeof path);
    if (failed(record) || !column_create(record, &dimension->coordinate, path)) return id;
    scale_declare(record, path, name);
    column_describe(record, group, name, units, long_name);
    if (!unlimited) column_put(record, &dimension->coordinate, 0, count, coordinates);
    return id;
}

static struct column column_of(const struct record *record, const struct record_variable *variable) {
    struct column column = {.type = variable->type, .rank = variable->rank};
    PROMISE(variable->rank >= 1 && variable->rank <= MOST_AXES, "a variable has 1 to 3 axes");
    for (int axis = 0; axis < variable->rank; axis++) {
        int index = variable->dimensions[axis].index;
        const struct column *coordinate = &record->dimensions[index].coordinate;
        PROMISE(axis == 0 || !coordinate->grows, "only the first axis of a variable is unlimited");
        column.dimensions[axis] = index;
        column.extent[axis] = coordinate->grows ? 0 : coordinate->extent[0];
    }
    column.grows = record->dimensions[column.dimensions[0]].coordinate.grows;
    return column;
}

// Readers take what bears a dimension's name for that dimension's coordinate, or lose it (R's ncdf4).
static bool names_a_dimension(const struct record *record, const char *path, const char *name) {
    char taken[400];
    for (int i = 0; i < record->dimension_count; i++) {
        if (H5Iget_name(record->dimensions[i].coordinate.dataset, taken, sizeof taken) < 0) continue;
        bool at_root = strrchr(taken, '/') == taken;
        if (!strcmp(taken, path) || (at_root && !strcmp(taken + 1, name))) return true;
    }
    return false;
}

struct record_variable_id record_variable(struct record *record, const struct record_variable *variable) {
    struct record_variable_id id = {record->variable_count++};
    char path[400];
    record->variables = status_reallocate(record->variables, (size_t)id.index + 1, sizeof *record->variables);
    struct column *column = &record->variables[id.index];
    *column = column_of(record, variable);
    if (failed(record)) return id;
    object_path(record, variable->group, variable->name, path, sizeof path);
    PROMISE(!names_a_dimension(record, path, variable->name), "a variable does not bear a dimension's name");
    if (failed(record) || !column_create(record, column, path)) return id;
    scales_attach(record, path, column);
    column_describe(record, variable->group, variable->name, variable->units, variable->long_name);
    if (column->type == RECORD_FLOAT64)
        record_attribute_number(record, variable->group, variable->name, "_FillValue", NAN);
    return id;
}

void record_append_coordinate(struct record *record, struct record_dimension_id dimension,
                              const void *value) {
    struct column *coordinate = &record->dimensions[dimension.index].coordinate;
    PROMISE(coordinate->grows, "coordinates are appended to an unlimited dimension only");
    if (!failed(record)) column_gather(record, coordinate, value);
}

static size_t variable_length(const struct record *record, const struct column *variable) {
    return column_steps(&record->dimensions[variable->dimensions[0]].coordinate);
}

void record_append(struct record *record, struct record_variable_id variable, const void *slice) {
    struct column *column = &record->variables[variable.index];
    PROMISE(column->grows, "slices are appended to a variable with an unlimited dimension only");
    if (failed(record)) return;
    PROMISE(column_steps(column) < variable_length(record, column),
            "the coordinate is appended before the slice");
    column_gather(record, column, slice);
}

void record_write(struct record *record, struct record_variable_id variable, const void *values) {
    struct column *column = &record->variables[variable.index];
    if (failed(record)) return;
    PROMISE(!column->grows || column_steps(column) == 0, "a variable is either written whole or appended to");
    column_put(record, column, 0, variable_length(record, column), values);
}

// ---- The file ----

// Removes what a killed run has left; a run that is still writing holds HDF5's lock on it.
static bool part_clear(struct record *record) {
    int descriptor = open(record->part, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return true;
    bool busy = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!busy) unlink(record->part);
    close(descriptor);
    if (!busy) return true;
    return status_fail(&record->status, STATUS_MACHINE, "%s: another run is writing this file now",
                       record->path);
}

static bool file_create(struct record *record) {
    hid_t creation = group_properties(H5P_FILE_CREATE), access = H5Pcreate(H5P_FILE_ACCESS);
    // The format of HDF5 1.8: long attributes, and no mark that an unfinished file is being written to.
    H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18);
    record->file = H5Fcreate(record->part, H5F_ACC_EXCL, creation, access);
    bool created = went_well(record, record->file, "create", "the file");
    if (!created) unlink(record->part);
    H5Pclose(access);
    H5Pclose(creation);
    return created;
}

static void record_free(struct record *record) {
    for (int i = 0; i < record->variable_count; i++) column_free(&record->variables[i]);
    for (int i = 0; i < record->dimension_count; i++) {
        column_free(&record->dimensions[i].coordinate);
        free(record->dimensions[i].users);
    }
    free(record->dimensions);
    free(record->variables);
    free(record->path);
    free(record->part);
    free(record);
}

struct record *record_open(const char *path, struct status *status) {
    struct record *record = status_allocate(1, sizeof *record);
    H5dont_atexit();                        // see file_give_up
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);  // failures are told through the status, not by HDF5 on stderr
    record->path = status_copy_text(path);
    if (asprintf(&record->part, "%s.part", path) < 0) abort();
    if (part_clear(record) && file_create(record)) {
        record->text_type = text_type_create(H5T_VARIABLE);
        return record;
    }
    status_fail(status, record->status.code, "%s", record->status.message);
    record_free(record);
    return NULL;
}

void record_flush(struct record *record) {
    if (!failed(record)) went_well(record, H5Fflush(record->file, H5F_SCOPE_GLOBAL), "write", "to disk");
}

// HDF5 1.10 cannot close a file that it failed to write: it tries again, frees half, and stumbles over the
// rest at exit. So such a file stays open until the process ends, and what is still written to it goes
// nowhere.
static void file_give_up(struct record *record) {
    int *descriptor = NULL, nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0) return;
    if (H5Fget_vfd_handle(record->file, H5P_DEFAULT, (void **)&descriptor) >= 0) dup2(nowhere, *descriptor);
    close(nowhere);
}

static bool file_close(struct record *record) {
    for (int i = 0; i < record->variable_count; i++) H5Dclose(record->variables[i].dataset);
    for (int i = 0; i < record->dimension_count; i++) H5Dclose(record->dimensions[i].coordinate.dataset);
    H5Tclose(record->text_type);
    return went_well(record, H5Fclose(record->file), "close", "the file");
}

static bool path_sync(const char *path) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    int reason = errno;
    if (descriptor >= 0) close(descriptor);
    errno = reason;
    return synced;
}

// Gives the whole file its name, so that it survives a power cut.
static bool file_publish(struct record *record) {
    if (!path_sync(record->part) || rename(record->part, record->path) != 0)
        return status_fail(&record->status, STATUS_MACHINE, "%s: cannot write to disk: %s", record->path,
                           strerror(errno));
    char *copy = status_copy_text(record->path);
    path_sync(dirname(copy));  // some network file systems cannot: the file is whole all the same
    free(copy);
    return true;
}

static void file_finish(struct record *record) {
    for (int i = 0; i < record->dimension_count; i++)
        column_put_gathered(record, &record->dimensions[i].coordinate);
    for (int i = 0; i < record->variable_count && !failed(record); i++) {
        struct column *variable = &record->variables[i];
        column_put_gathered(record, variable);
        PROMISE(failed(record) || column_steps(variable) == variable_length(record, variable),
                "every variable of an unlimited dimension has as many steps as the dimension");
    }
    for (int i = 0; i < record->dimension_count && !failed(record); i++)
        scale_list_users(record, &record->dimensions[i]);
    record_flush(record);
    record_attribute_whole(record, "", NULL, "finished", 1);
    record_flush(record);
}

// Nothing stays behind: the unfinished file is removed.
static void record_remove(struct record *record) {
    unlink(record->part);
    record_free(record);
}

bool record_close(struct record *record, struct status *status) {
    file_finish(record);
    if (failed(record))
        file_give_up(record);
    else if (file_close(record) && file_publish(record)) {
        record_free(record);
        return true;
    }
    status_fail(status, record->status.code, "%s", record->status.message);
    record_remove(record);
    return false;
}

void record_abandon(struct record *record) {
    if (failed(record))
        file_give_up(record);
    else
        file_close(record);
    record_remove(record);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_file.h"

#include <errno.h>
#include <hdf5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PACKED_MOST = 1100,     // deflate makes at most 1,032 bytes of one
    SPARE_BYTES = 1 << 20,  // of a variable in a small file
    TEXT_MOST = 16 << 20,   // bytes of an attribute
    PIECE_BYTES = 1 << 16,  // of texts that are converted at once
};

struct run_file {
    hid_t file, transfer;
    const char *path;
    struct fault *fault;
    double bytes;  // of the file
};

bool run_file_refuse(struct run_file *file, const char *path, const char *what) {
    return fault_set(file->fault, "%s: %s %s: not a run file of this version of maru", file->path, path,
                     what);
}

struct fault *run_file_fault(const struct run_file *file) {
    return file->fault;
}

// ---- What HDF5 says of an object, before it is read ----

// A link to somewhere else, a name within the file or another file, is none of ours.
static bool is_own(struct run_file *file, const char *path) {
    bool own = true;
    for (const char *end = path + 1; own && *path == '/' && path[1]; end++) {
        end += strcspn(end, "/");
        char *part = fault_print_text("%.*s", (int)(end - path), path);
        H5L_info_t link;
        own = H5Lget_info(file->file, part, &link, H5P_DEFAULT) >= 0 && link.type == H5L_TYPE_HARD;
        free(part);
        if (!*end) break;
    }
    return own;
}

static const char *kind_name(H5T_class_t kind) {
    switch (kind) {
        case H5T_INTEGER:
            return "whole numbers";
        case H5T_FLOAT:
            return "numbers";
        case H5T_STRING:
            return "texts";
        default:
            return "something else";
    }
}

// Whole numbers are numbers, too; texts are of any length each.
static bool is_kind(hid_t type, H5T_class_t wanted, bool of_any_length) {
    H5T_class_t kind = H5Tget_class(type);
    if (wanted == H5T_FLOAT && kind == H5T_INTEGER) return true;
    if (kind != wanted) return false;
    return kind != H5T_STRING || (H5Tis_variable_str(type) > 0) == of_any_length;
}

// "3 x 5"
static char *shape_text(int rank, const hsize_t *extent) {
    char *text = fault_copy_text(rank > 0 ? "" : "single");
    for (int axis = 0; axis < rank; axis++) {
        char *longer =
            fault_print_text("%s%s%llu", text, axis ? " x " : "", (unsigned long long)extent[axis]);
        free(text);
        text = longer;
    }
    return text;
}

static bool check_shape(struct run_file *file, hid_t dataset, const char *path, struct run_shape shape) {
    hsize_t extent[H5S_MAX_RANK] = {0}, wanted[RUN_RANK_MOST];
    hid_t space = H5Dget_space(dataset);
    int rank = H5Sget_simple_extent_dims(space, extent, NULL);
    bool same = rank == shape.rank && H5Sget_simple_extent_type(space) == H5S_SIMPLE;
    H5Sclose(space);
    for (int axis = 0; axis < shape.rank; axis++) {
        wanted[axis] = shape.extent[axis];
        same = same && extent[axis] == wanted[axis];
    }
    if (same) return true;
    char *has = shape_text(rank, extent), *wants = shape_text(shape.rank, wanted);
    char *what = fault_print_text("has %s values instead of %s", has, wants);
    run_file_refuse(file, path, what);
    free(has);
    free(wants);
    free(what);
    return false;
}

// Values that lie in other files, or are made of other variables, are never ours.
static bool check_storage(struct run_file *file, hid_t dataset, const char *path) {
    hid_t creation = H5Dget_create_plist(dataset);
    bool inside = H5Pget_layout(creation) != H5D_VIRTUAL && H5Pget_external_count(creation) == 0;
    H5Pclose(creation);
    return inside || run_file_refuse(file, path, "has its values elsewhere");
}

// A variable can claim to be of any size: here it is believed what the file could hold.
static bool check_size(struct run_file *file, const char *path, struct run_shape shape, size_t size) {
    double bytes = (double)size;
    for (int axis = 0; axis < shape.rank; axis++) bytes *= (double)shape.extent[axis];
    if (bytes <= SPARE_BYTES + PACKED_MOST * file->bytes) return true;
    return run_file_refuse(file, path, "has more values than the file can hold");
}

// ---- Attributes ----

// The attribute when it is there and is one value of the kind; -1: it is not there, or is a fault.
static hid_t attribute_open(struct run_file *file, const char *object, const char *name, H5T_class_t kind) {
    if (file->fault->there || !is_own(file, object)) return -1;
    if (H5Aexists_by_name(file->file, object, name, H5P_DEFAULT) <= 0) return -1;
    hid_t attribute = H5Aopen_by_name(file->file, object, name, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0) return attribute;
    hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute);
    bool good = is_kind(type, kind, false) && H5Sget_simple_extent_npoints(space) == 1 &&
                (kind != H5T_STRING || H5Tget_size(type) <= TEXT_MOST);
    H5Sclose(space);
    H5Tclose(type);
    if (good) return attribute;
    H5Aclose(attribute);
    char *what = fault_print_text("has an attribute %s that is not a single %s", name,
                                  kind == H5T_STRING ? "text" : "number");
    run_file_refuse(file, object, what);
    free(what);
    return -1;
}

char *run_file_text(struct run_file *file, const char *object, const char *name) {
    hid_t attribute = attribute_open(file, object, name, H5T_STRING);
    if (attribute < 0) return fault_copy_text("");
    hid_t type = H5Aget_type(attribute);
    char *text = fault_allocate(H5Tget_size(type) + 1, 1);
    if (H5Aread(attribute, type, text) < 0) run_file_refuse(file, object, "has an unreadable attribute");
    H5Tclose(type);
    H5Aclose(attribute);
    return text;
}

// False when there is no such number.
static bool read_attribute(struct run_file *file, const char *object, const char *name, H5T_class_t kind,
                           hid_t type, void *value) {
    hid_t attribute = attribute_open(file, object, name, kind);
    if (attribute < 0) return false;
    bool read = H5Aread(attribute, type, value) >= 0;
    H5Aclose(attribute);
    return read;
}

static void refuse_missing(struct run_file *file, const char *object, const char *name) {
    char *what = fault_print_text("has no attribute %s", name);
    run_file_refuse(file, object, what);
    free(what);
}

int64_t run_file_whole_or(struct run_file *file, const char *object, const char *name, int64_t otherwise) {
    int64_t value = otherwise;
    return read_attribute(file, object, name, H5T_INTEGER, H5T_NATIVE_INT64, &value) ? value : otherwise;
}

int64_t run_file_whole(struct run_file *file, const char *object, const char *name) {
    int64_t value = 0;
    if (!read_attribute(file, object, name, H5T_INTEGER, H5T_NATIVE_INT64, &value))
        refuse_missing(file, object, name);
    return value;
}

double run_file_number(struct run_file *file, const char *object, const char *name) {
    double value = 0;
    if (!read_attribute(file, object, name, H5T_FLOAT, H5T_NATIVE_DOUBLE, &value))
        refuse_missing(file, object, name);
    return value;
}

// ---- Variables ----

static hid_t dataset_open(struct run_file *file, const char *path) {
    if (file->fault->there) return -1;
    hid_t dataset = is_own(file, path) ? H5Dopen2(file->file, path, H5P_DEFAULT) : -1;
    if (dataset < 0) run_file_refuse(file, path, "is no variable of it");
    return dataset;
}

size_t run_file_length(struct run_file *file, const char *path) {
    hid_t dataset = dataset_open(file, path);
    if (dataset < 0) return 0;
    hsize_t extent[H5S_MAX_RANK] = {0};
    hid_t space = H5Dget_space(dataset);
    int rank = H5Sget_simple_extent_dims(space, extent, NULL);
    H5Sclose(space);
    H5Dclose(dataset);
    if (rank != 1) return run_file_refuse(file, path, "is no axis: it has not one dimension");
    return check_size(file, path, RUN_SHAPE(extent[0]), 1) ? extent[0] : 0;
}

static bool check_dataset(struct run_file *file, hid_t dataset, const char *path, H5T_class_t kind,
                          struct run_shape shape, size_t size) {
    hid_t type = H5Dget_type(dataset);
    bool good = is_kind(type, kind, true);
    if (!good) {
        char *what = fault_print_text("has %s instead of %s", kind_name(H5Tget_class(type)), kind_name(kind));
        run_file_refuse(file, path, what);
        free(what);
    }
    H5Tclose(type);
    return good && check_shape(file, dataset, path, shape) && check_storage(file, dataset, path) &&
           check_size(file, path, shape, size);
}

static size_t values_in(struct run_shape shape) {
    size_t count = 1;
    for (int axis = 0; axis < shape.rank; axis++) count *= shape.extent[axis];
    return count;
}

// The steps of the first axis that are wanted; the whole of what has no axis.
static bool read_steps(const struct run_file *file, hid_t dataset, hid_t type, struct run_shape part,
                       size_t start, void *values) {
    hsize_t first[RUN_RANK_MOST] = {start}, extent[RUN_RANK_MOST];
    for (int axis = 0; axis < part.rank; axis++) extent[axis] = part.extent[axis];
    hid_t there = H5Dget_space(dataset), here = H5Screate_simple(part.rank, extent, NULL);
    bool read = H5Sselect_hyperslab(there, H5S_SELECT_SET, first, NULL, extent, NULL) >= 0 &&
                H5Dread(dataset, type, here, there, file->transfer, values) >= 0;
    H5Sclose(here);
    H5Sclose(there);
    return read;
}

// Into new memory, or NULL with a fault.
static void *read_part(struct run_file *file, const char *path, H5T_class_t kind, hid_t type, size_t size,
                       struct run_shape shape, size_t start, size_t steps) {
    void *values = NULL;
    hid_t dataset = dataset_open(file, path);
    if (dataset >= 0 && check_dataset(file, dataset, path, kind, shape, size)) {
        struct run_shape part = shape;
        part.extent[0] = steps;
        size_t count = values_in(part);
        values = fault_allocate(count, size);
        if (count > 0 && !read_steps(file, dataset, type, part, start, values))
            run_file_refuse(file, path, "has unreadable values");
    }
    if (dataset >= 0) H5Dclose(dataset);
    return values;
}

// All values. Frees the path.
static void *read_dataset(struct run_file *file, char *path, H5T_class_t kind, hid_t type, size_t size,
                          struct run_shape shape) {
    void *values = read_part(file, path, kind, type, size, shape, 0, shape.extent[0]);
    free(path);
    return values;
}

double *run_file_numbers(struct run_file *file, const char *group, const char *name, struct run_shape shape) {
    return read_dataset(file, fault_print_text("%s/%s", group, name), H5T_FLOAT, H5T_NATIVE_DOUBLE,
                        sizeof(double), shape);
}

int64_t *run_file_wholes(struct run_file *file, const char *group, const char *name, struct run_shape shape) {
    return read_dataset(file, fault_print_text("%s/%s", group, name), H5T_INTEGER, H5T_NATIVE_INT64,
                        sizeof(int64_t), shape);
}

int32_t *run_file_shorts(struct run_file *file, const char *group, const char *name, struct run_shape shape) {
    return read_dataset(file, fault_print_text("%s/%s", group, name), H5T_INTEGER, H5T_NATIVE_INT32,
                        sizeof(int32_t), shape);
}

static hid_t text_type(void) {
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Tset_cset(type, H5T_CSET_UTF8);
    return type;
}

// HDF5 hands an empty text back as NULL.
static void fill_empty(char **texts, size_t count) {
    for (size_t i = 0; texts && i < count; i++)
        if (!texts[i]) texts[i] = fault_copy_text("");
}

char **run_file_texts(struct run_file *file, const char *group, const char *name, size_t count) {
    hid_t type = text_type();
    char **texts = read_dataset(file, fault_print_text("%s/%s", group, name), H5T_STRING, type,
                                sizeof(char *), RUN_SHAPE(count));
    H5Tclose(type);
    fill_empty(texts, count);
    return texts;
}

void run_file_free_texts(char **texts, size_t count) {
    for (size_t i = 0; texts && i < count; i++) free(texts[i]);
    free(texts);
}

// ---- What is not known beforehand ----

static herr_t add_name(struct run_names *names, const char *name) {
    names->items = fault_reallocate(names->items, names->count + 1, sizeof *names->items);
    names->items[names->count++] = fault_copy_text(name);
    return 0;
}

static herr_t add_member(hid_t group, const char *name, const H5L_info_t *link, void *data) {
    (void)group;
    (void)link;
    return add_name(data, name);
}

static herr_t add_attribute(hid_t object, const char *name, const H5A_info_t *about, void *data) {
    (void)object;
    (void)about;
    return add_name(data, name);
}

struct run_names run_file_members(struct run_file *file, const char *group) {
    struct run_names names = {0};
    hsize_t start = 0;
    if (file->fault->there) return names;
    if (!is_own(file, group) || H5Literate_by_name(file->file, group, H5_INDEX_CRT_ORDER, H5_ITER_INC, &start,
                                                   add_member, &names, H5P_DEFAULT) < 0)
        run_file_refuse(file, group, "is no group of it");
    return names;
}

struct run_names run_file_attributes(struct run_file *file, const char *object) {
    struct run_names names = {0};
    hsize_t start = 0;
    if (file->fault->there) return names;
    if (!is_own(file, object) || H5Aiterate_by_name(file->file, object, H5_INDEX_CRT_ORDER, H5_ITER_INC,
                                                    &start, add_attribute, &names, H5P_DEFAULT) < 0)
        run_file_refuse(file, object, "has unreadable attributes");
    return names;
}

static bool is_sort(struct run_file *file, const char *path, H5I_type_t sort) {
    if (file->fault->there || !is_own(file, path)) return false;
    hid_t object = H5Oopen(file->file, path, H5P_DEFAULT);
    bool is = object >= 0 && H5Iget_type(object) == sort;
    if (object >= 0) H5Oclose(object);
    return is;
}

bool run_file_is_group(struct run_file *file, const char *path) {
    return is_sort(file, path, H5I_GROUP);
}

bool run_file_is_variable(struct run_file *file, const char *path) {
    return is_sort(file, path, H5I_DATASET);
}

// Those that are a single value of a kind.
static bool attribute_kind(struct run_file *file, const char *object, const char *name, enum run_kind *kind) {
    hid_t attribute = H5Aopen_by_name(file->file, object, name, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0) return false;
    hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute);
    H5T_class_t class = H5Tget_class(type);
    bool known = H5Sget_simple_extent_npoints(space) == 1 &&
                 (class == H5T_INTEGER || class == H5T_FLOAT || is_kind(type, H5T_STRING, false));
    *kind = class == H5T_INTEGER ? RUN_KIND_WHOLE : class == H5T_FLOAT ? RUN_KIND_NUMBER : RUN_KIND_TEXT;
    H5Sclose(space);
    H5Tclose(type);
    H5Aclose(attribute);
    return known;
}

bool run_file_attribute(struct run_file *file, const char *object, const char *name,
                        struct run_attribute *value) {
    *value = (struct run_attribute){0};
    if (file->fault->there || !is_own(file, object) || !attribute_kind(file, object, name, &value->kind))
        return false;
    if (value->kind == RUN_KIND_TEXT)
        value->text = run_file_text(file, object, name);
    else if (value->kind == RUN_KIND_WHOLE)
        value->whole = run_file_whole(file, object, name);
    else
        value->number = run_file_number(file, object, name);
    return true;
}

// Looks for the member of a group that lies at an address of the file.
struct address_search {
    haddr_t address;
    char *name;  // owned; NULL: not found yet
};

static herr_t match_address(hid_t group, const char *name, const H5L_info_t *link, void *data) {
    struct address_search *search = data;
    (void)group;
    if (link->type != H5L_TYPE_HARD || link->u.address != search->address) return 0;
    search->name = fault_copy_text(name);
    return 1;
}

static char *member_at(struct run_file *file, const char *group, haddr_t address) {
    struct address_search search = {.address = address};
    hsize_t start = 0;
    H5Literate_by_name(file->file, *group ? group : "/", H5_INDEX_CRT_ORDER, H5_ITER_INC, &start,
                       match_address, &search, H5P_DEFAULT);
    char *path = search.name ? fault_print_text("%s/%s", group, search.name) : NULL;
    free(search.name);
    return path;
}

// The path of the axis that a reference names, in the root or in the variable's own group; NULL: none of
// these. It is not followed: where it leads to may be anything. Owned by the caller.
static char *path_of_axis(struct run_file *file, const char *variable, const hobj_ref_t *reference) {
    char *path = member_at(file, "", (haddr_t)*reference);
    if (path) return path;
    char *group = fault_print_text("%.*s", (int)(strrchr(variable, '/') - variable), variable);
    path = member_at(file, group, (haddr_t)*reference);
    free(group);
    return path;
}

// As the specification of dimension scales has it: a list of references for each axis, of which ours hold
// one.
static bool read_axes(struct run_file *file, hid_t dataset, const char *path, int rank,
                      char *axes[RUN_RANK_MOST]) {
    if (H5Aexists(dataset, "DIMENSION_LIST") <= 0) return false;
    hid_t attribute = H5Aopen(dataset, "DIMENSION_LIST", H5P_DEFAULT), space = H5Aget_space(attribute),
          type = H5Tvlen_create(H5T_STD_REF_OBJ);
    hvl_t lists[RUN_RANK_MOST] = {0};
    bool fits = H5Sget_simple_extent_npoints(space) == rank,
         good = fits && H5Aread(attribute, type, lists) >= 0;
    for (int axis = 0; axis < rank; axis++)
        axes[axis] = good && lists[axis].len > 0 ? path_of_axis(file, path, lists[axis].p) : NULL;
    for (int axis = 0; axis < rank; axis++) good = good && axes[axis];
    if (fits) H5Dvlen_reclaim(type, space, H5P_DEFAULT, lists);
    H5Tclose(type);
    H5Sclose(space);
    H5Aclose(attribute);
    return good;
}

static bool read_kind(hid_t dataset, enum run_kind *kind) {
    hid_t type = H5Dget_type(dataset);
    H5T_class_t class = H5Tget_class(type);
    bool known = class == H5T_INTEGER || class == H5T_FLOAT || is_kind(type, H5T_STRING, true);
    *kind = class == H5T_INTEGER ? RUN_KIND_WHOLE : class == H5T_FLOAT ? RUN_KIND_NUMBER : RUN_KIND_TEXT;
    H5Tclose(type);
    return known;
}

static bool read_shape(hid_t dataset, struct run_shape *shape) {
    hsize_t extent[H5S_MAX_RANK] = {0};
    hid_t space = H5Dget_space(dataset);
    shape->rank = H5Sget_simple_extent_dims(space, extent, NULL);
    H5Sclose(space);
    if (shape->rank < 1 || shape->rank > RUN_RANK_MOST) return false;
    for (int axis = 0; axis < shape->rank; axis++) shape->extent[axis] = extent[axis];
    return true;
}

bool run_file_describe(struct run_file *file, const char *path, struct run_variable *variable) {
    *variable = (struct run_variable){.path = fault_copy_text(path)};
    hid_t dataset = dataset_open(file, path);
    if (dataset < 0) return false;
    bool good = read_kind(dataset, &variable->kind) && read_shape(dataset, &variable->shape);
    if (good && !read_axes(file, dataset, path, variable->shape.rank, variable->axes)) {
        good = variable->shape.rank == 1;  // one that numbers an axis itself
        for (int axis = 0; axis < RUN_RANK_MOST; axis++) free(variable->axes[axis]);
        memset(variable->axes, 0, sizeof variable->axes);
        variable->axes[0] = good ? fault_copy_text(path) : NULL;
    }
    H5Dclose(dataset);
    return good || run_file_refuse(file, path, "is no variable with one to three axes");
}

void run_file_variable_clear(struct run_variable *variable) {
    free(variable->path);
    for (int axis = 0; axis < RUN_RANK_MOST; axis++) free(variable->axes[axis]);
}

void *run_file_steps(struct run_file *file, const struct run_variable *variable, size_t start, size_t steps) {
    static const H5T_class_t classes[] = {H5T_STRING, H5T_INTEGER, H5T_FLOAT};
    enum run_kind kind = variable->kind;
    hid_t type = kind == RUN_KIND_TEXT    ? text_type()
                 : kind == RUN_KIND_WHOLE ? H5Tcopy(H5T_NATIVE_INT64)
                                          : H5Tcopy(H5T_NATIVE_DOUBLE);
    void *values =
        read_part(file, variable->path, classes[kind], type, sizeof(double), variable->shape, start, steps);
    struct run_shape part = variable->shape;
    part.extent[0] = steps;
    if (kind == RUN_KIND_TEXT) fill_empty(values, values_in(part));
    H5Tclose(type);
    return values;
}

// ---- The file ----

static double size_of(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 ? (double)about.st_size : 0;
}

static bool was_finished(struct run_file *file) {
    if (run_file_whole_or(file, "/", "finished", 0) == 1) return true;
    return fault_set(file->fault,
                     "%s: the run that wrote this file was not finished, or it is no run file: run it again",
                     file->path);
}

struct run_file *run_file_open(const char *path, struct fault *fault) {
    if (access(path, R_OK) != 0) {
        fault_set(fault, "%s: cannot read: %s", path, strerror(errno));
        return NULL;
    }
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);  // told through the fault, not by HDF5 on stderr
    struct run_file *file = fault_allocate(1, sizeof *file);
    *file = (struct run_file){H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT), H5Pcreate(H5P_DATASET_XFER), path,
                              fault, size_of(path)};
    H5Pset_buffer(file->transfer, PIECE_BYTES, NULL, NULL);  // as for writing (sim/engine/netcdf.c)
    if (file->file < 0)
        fault_set(fault, "%s: cannot read: it is not a whole HDF5 file", path);
    else if (was_finished(file))
        return file;
    run_file_close(file);
    return NULL;
}

void run_file_close(struct run_file *file) {
    if (!file) return;
    if (file->file >= 0) H5Fclose(file->file);
    H5Pclose(file->transfer);
    free(file);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/netcdf.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// 64 KiB keep a chunk in the processor's cache while it is compressed.
#define CHUNK_MOST_BYTES ((size_t)65536)
// Smaller fixed variables are stored plain: a compressed chunk costs more than it saves.
#define PLAIN_MOST_BYTES ((size_t)4096)

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
static bool went_well(struct netcdf *netcdf, int64_t result, const char *doing, const char *what) {
    char reason[200] = "unknown reason";
    if (result >= 0) return true;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, reason_find, reason);
    return status_fail(&netcdf->status, STATUS_MACHINE, "%s: cannot %s %s: %s", netcdf->path, doing, what,
                       reason);
}

// ---- Types ----

size_t netcdf_type_size(enum record_type type) {
    static const size_t sizes[] = {8, 8, 4, 1, sizeof(char *)};
    return sizes[type];
}

static hid_t type_in_memory(const struct netcdf *netcdf, enum record_type type) {
    const hid_t types[] = {H5T_NATIVE_DOUBLE, H5T_NATIVE_INT64, H5T_NATIVE_INT32, H5T_NATIVE_UINT8,
                           netcdf->text_type};
    return types[type];
}

static hid_t type_in_file(const struct netcdf *netcdf, enum record_type type) {
    const hid_t types[] = {H5T_IEEE_F64LE, H5T_STD_I64LE, H5T_STD_I32LE, H5T_STD_U8LE, netcdf->text_type};
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

const char *netcdf_path(struct netcdf *netcdf, const char *group, const char *name,
                        char path[NETCDF_PATH_SIZE]) {
    if (group[0] && H5Lexists(netcdf->file, group, H5P_DEFAULT) == 0) {
        hid_t properties = group_properties(H5P_GROUP_CREATE);
        hid_t made = H5Gcreate2(netcdf->file, group, H5P_DEFAULT, properties, H5P_DEFAULT);
        if (went_well(netcdf, made, "create group", group)) H5Gclose(made);
        H5Pclose(properties);
    }
    int length =
        snprintf(path, NETCDF_PATH_SIZE, "/%s%s%s", group, group[0] && name ? "/" : "", name ? name : "");
    PROMISE(length > 0 && length < NETCDF_PATH_SIZE, "the name of a group and a variable is short");
    return path;
}

static void attribute_write(struct netcdf *netcdf, const char *path, const char *name, hid_t file_type,
                            hid_t memory_type, hid_t space, const void *value) {
    hid_t attribute =
        H5Acreate_by_name(netcdf->file, path, name, file_type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    if (!went_well(netcdf, attribute, "create attribute", name)) return;
    went_well(netcdf, H5Awrite(attribute, memory_type, value), "write attribute", name);
    H5Aclose(attribute);
}

void netcdf_attribute(struct netcdf *netcdf, const char *path, const char *name, enum record_type type,
                      const void *value) {
    if (netcdf_failed(netcdf)) return;
    hid_t space = H5Screate(H5S_SCALAR);
    attribute_write(netcdf, path, name, type_in_file(netcdf, type), type_in_memory(netcdf, type), space,
                    value);
    H5Sclose(space);
}

// A text as the netCDF library writes its own: of fixed length.
static void attribute_write_text(struct netcdf *netcdf, const char *path, const char *name, hid_t type,
                                 const char *text) {
    hid_t space = H5Screate(H5S_SCALAR);
    attribute_write(netcdf, path, name, type, type, space, text);
    H5Sclose(space);
}

void netcdf_attribute_text(struct netcdf *netcdf, const char *path, const char *name, const char *text) {
    if (netcdf_failed(netcdf)) return;
    hid_t type = text_type_create(text[0] ? strlen(text) : 1);
    attribute_write_text(netcdf, path, name, type, text);
    H5Tclose(type);
}

// ---- Dimension scales ----

static void scale_attribute(struct netcdf *netcdf, const char *path, const char *name, const char *text) {
    hid_t type = H5Tcopy(H5T_C_S1);  // the specification asks for ASCII with its closing zero
    H5Tset_size(type, strlen(text) + 1);
    attribute_write_text(netcdf, path, name, type, text);
    H5Tclose(type);
}

void netcdf_scale_declare(struct netcdf *netcdf, const char *path, const char *name) {
    scale_attribute(netcdf, path, "CLASS", "DIMENSION_SCALE");
    scale_attribute(netcdf, path, "NAME", name);
}

static void scale_add_user(struct netcdf_scale *scale, hobj_ref_t dataset, int axis) {
    size_t count = scale->user_count++;
    scale->users = status_reallocate(scale->users, count + 1, sizeof *scale->users);
    scale->users[count] = (struct netcdf_user){.dataset = dataset, .axis = axis};
}

static hobj_ref_t reference_to(struct netcdf *netcdf, hid_t object) {
    hobj_ref_t reference = 0;
    went_well(netcdf, H5Rcreate(&reference, object, ".", H5R_OBJECT, -1), "refer to", "a variable");
    return reference;
}

void netcdf_scale_attach(struct netcdf *netcdf, const char *path, const struct netcdf_variable *variable,
                         struct netcdf_scale *const *scales) {
    hobj_ref_t references[NETCDF_AXES_MOST];
    hvl_t axes[NETCDF_AXES_MOST];
    hobj_ref_t self = reference_to(netcdf, variable->dataset);
    for (int axis = 0; axis < variable->rank; axis++) {
        references[axis] = reference_to(netcdf, scales[axis]->coordinate->dataset);
        axes[axis] = (hvl_t){.len = 1, .p = &references[axis]};
        scale_add_user(scales[axis], self, axis);
    }
    hsize_t rank = (hsize_t)variable->rank;
    hid_t space = H5Screate_simple(1, &rank, NULL), type = H5Tvlen_create(H5T_STD_REF_OBJ);
    attribute_write(netcdf, path, "DIMENSION_LIST", type, type, space, axes);
    H5Tclose(type);
    H5Sclose(space);
}

void netcdf_scale_list_users(struct netcdf *netcdf, const struct netcdf_scale *scale) {
    char path[NETCDF_PATH_SIZE];
    hsize_t count = scale->user_count;
    if (count == 0 || !netcdf_variable_path(scale->coordinate, path)) return;
    hid_t space = H5Screate_simple(1, &count, NULL);
    hid_t type = H5Tcreate(H5T_COMPOUND, sizeof(struct netcdf_user));
    H5Tinsert(type, "dataset", HOFFSET(struct netcdf_user, dataset), H5T_STD_REF_OBJ);
    H5Tinsert(type, "dimension", HOFFSET(struct netcdf_user, axis), H5T_NATIVE_INT32);
    attribute_write(netcdf, path, "REFERENCE_LIST", type, type, space, scale->users);
    H5Tclose(type);
    H5Sclose(space);
}

// ---- Variables ----

// A power of two within both bounds.
static size_t chunk_steps(const struct netcdf_variable *variable) {
    size_t steps = variable->steps_most, step_bytes = variable->slice * netcdf_type_size(variable->type);
    if (!variable->grows) steps = CHUNK_MOST_BYTES;  // whatever the bytes allow
    while (steps > 1 && steps * step_bytes > CHUNK_MOST_BYTES) steps /= 2;
    return steps;
}

static void set_fill_value(hid_t properties, const struct netcdf_variable *variable) {
    if (variable->type == RECORD_FLOAT64) H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &(double){NAN});
    if (variable->type == RECORD_INT32 && variable->may_miss)
        H5Pset_fill_value(properties, H5T_NATIVE_INT32, &(int32_t){-1});
}

// Chunks, compression and fill value. Texts are kept outside their dataset, where no filter reaches them.
static hid_t variable_properties(const struct netcdf_variable *variable, const hsize_t *most) {
    hid_t properties = object_properties(H5P_DATASET_CREATE);
    hsize_t chunk[NETCDF_AXES_MOST] = {0};
    size_t bytes = variable->extent[0] * variable->slice * netcdf_type_size(variable->type);
    bool open_ended = false;
    for (int axis = 0; axis < variable->rank; axis++) {
        open_ended |= most[axis] == H5S_UNLIMITED;
        chunk[axis] = variable->extent[axis] ? variable->extent[axis] : 1;
    }
    if (open_ended || bytes > PLAIN_MOST_BYTES) {
        if (variable->grows || chunk[0] > variable->chunk_steps) chunk[0] = variable->chunk_steps;
        H5Pset_chunk(properties, variable->rank, chunk);
        if (variable->type != RECORD_TEXT) {
            H5Pset_shuffle(properties);
            H5Pset_deflate(properties, 1);
        }
    }
    set_fill_value(properties, variable);
    return properties;
}

bool netcdf_variable_create(struct netcdf *netcdf, struct netcdf_variable *variable, const char *path) {
    hsize_t most[NETCDF_AXES_MOST] = {0};
    PROMISE(variable->rank <= NETCDF_AXES_MOST, "a variable has up to three axes");
    variable->slice = 1;
    for (int axis = 0; axis < variable->rank; axis++) {
        bool unlimited = variable->extent[axis] == 0;
        most[axis] = unlimited ? H5S_UNLIMITED : variable->extent[axis];
        if (axis > 0) variable->slice *= variable->extent[axis];
    }
    variable->chunk_steps = chunk_steps(variable);
    hid_t space = H5Screate_simple(variable->rank, variable->extent, most);
    hid_t properties = variable_properties(variable, most);
    variable->dataset = H5Dcreate2(netcdf->file, path, type_in_file(netcdf, variable->type), space,
                                   H5P_DEFAULT, properties, H5P_DEFAULT);
    bool created = went_well(netcdf, variable->dataset, "create", path);
    H5Pclose(properties);
    H5Sclose(space);
    return created;
}

void netcdf_variable_put(struct netcdf *netcdf, struct netcdf_variable *variable, size_t start, size_t steps,
                         const void *values) {
    hsize_t from[NETCDF_AXES_MOST] = {start}, size[NETCDF_AXES_MOST];
    if (steps == 0) return;
    if (variable->grows) {
        variable->extent[0] = start + steps;
        if (!went_well(netcdf, H5Dset_extent(variable->dataset, variable->extent), "extend", "a variable"))
            return;
    }
    if (variable->slice == 0) return;
    memcpy(size, variable->extent, sizeof size);
    size[0] = steps;
    hid_t file_space = H5Dget_space(variable->dataset),
          memory_space = H5Screate_simple(variable->rank, size, NULL);
    H5Sselect_hyperslab(file_space, H5S_SELECT_SET, from, NULL, size, NULL);
    herr_t result = H5Dwrite(variable->dataset, type_in_memory(netcdf, variable->type), memory_space,
                             file_space, netcdf->transfer, values);
    went_well(netcdf, result, "write", "a variable");
    H5Sclose(memory_space);
    H5Sclose(file_space);
}

void netcdf_variable_close(struct netcdf_variable *variable) {
    H5Dclose(variable->dataset);
}

bool netcdf_variable_path(const struct netcdf_variable *variable, char path[NETCDF_PATH_SIZE]) {
    return H5Iget_name(variable->dataset, path, NETCDF_PATH_SIZE) >= 0;
}

// ---- The file ----

// Before anything else is asked of HDF5.
static void take_charge(void) {
    H5dont_atexit();                        // see netcdf_give_up
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);  // failures are told through the status, not by HDF5 on stderr
}

static hid_t open_to_read(const char *place) {
    take_charge();
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_file_locking(access, false, true);
    hid_t file = H5Fopen(place, H5F_ACC_RDONLY, access);
    H5Pclose(access);
    return file;
}

bool netcdf_has_attribute(const char *place, const char *name) {
    hid_t file = open_to_read(place);
    if (file < 0) return false;
    bool has = H5Aexists(file, name) > 0;
    H5Fclose(file);
    return has;
}

// A single text, as ours are; of whatever else stands in the file no byte is read.
static char *read_text(hid_t attribute) {
    enum { TEXT_MOST = 1 << 20 };
    hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute);
    bool fixed = H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0 &&
                 H5Tget_size(type) <= TEXT_MOST && H5Sget_simple_extent_npoints(space) == 1;
    H5Sclose(space);
    char *text = status_allocate(fixed ? H5Tget_size(type) + 1 : 1, 1);
    if (!fixed || H5Aread(attribute, type, text) < 0) text[0] = '\0';
    H5Tclose(type);
    return text;
}

char *netcdf_text_of(const char *place, const char *name) {
    hid_t file = open_to_read(place), attribute = file < 0 ? file : H5Aopen(file, name, H5P_DEFAULT);
    char *text = attribute < 0 ? status_copy_text("") : read_text(attribute);
    if (attribute >= 0) H5Aclose(attribute);
    if (file >= 0) H5Fclose(file);
    return text;
}

// Texts are converted piece by piece. HDF5's usual piece, a mebibyte, is cleared for each write, however
// short: half of all work in a file of many short tables.
static hid_t transfer_properties(void) {
    enum { PIECE_BYTES = 1 << 16 };
    hid_t list = H5Pcreate(H5P_DATASET_XFER);
    H5Pset_buffer(list, PIECE_BYTES, NULL, NULL);
    return list;
}

bool netcdf_create(struct netcdf *netcdf, const char *place, const char *path) {
    take_charge();
    netcdf->path = path;
    hid_t creation = group_properties(H5P_FILE_CREATE), access = H5Pcreate(H5P_FILE_ACCESS);
    // The format of HDF5 1.8: long attributes, and no mark that an unfinished file is being written to.
    H5Pset_file_locking(access, false, true);  // who may write is the claim's
    H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18);
    netcdf->file = H5Fcreate(place, H5F_ACC_EXCL, creation, access);
    bool created = went_well(netcdf, netcdf->file, "create", "the file");
    H5Pclose(access);
    H5Pclose(creation);
    if (created) netcdf->text_type = text_type_create(H5T_VARIABLE);
    if (created) netcdf->transfer = transfer_properties();
    return created;
}

void netcdf_flush(struct netcdf *netcdf) {
    if (!netcdf_failed(netcdf))
        went_well(netcdf, H5Fflush(netcdf->file, H5F_SCOPE_GLOBAL), "write", "to disk");
}

// From wherever the other process is: both have one place in the file between them, which is not moved.
static bool copy_bytes(int from, int to) {
    char block[65536];
    ssize_t read;
    for (off_t at = 0; (read = pread(from, block, sizeof block, at)) > 0; at += read)
        if (pwrite(to, block, (size_t)read, at) != read) return false;
    return read == 0;
}

// HDF5 knows the file by its descriptor alone, which stands for the copy from now on.
static bool change_file(int descriptor, const char *place) {
    int copy = open(place, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool good = copy >= 0 && copy_bytes(descriptor, copy) && dup3(copy, descriptor, O_CLOEXEC) >= 0;
    int reason = errno;
    if (copy >= 0) close(copy);
    errno = reason;
    return good;
}

bool netcdf_move(struct netcdf *netcdf, const char *place, const char *path) {
    void *handle = NULL;
    netcdf->path = path;
    if (netcdf_failed(netcdf)) return false;
    if (!went_well(netcdf, H5Fget_vfd_handle(netcdf->file, H5P_DEFAULT, &handle), "find", "file"))
        return false;
    return change_file(*(int *)handle, place) ||
           status_fail(&netcdf->status, STATUS_MACHINE, "%s: cannot copy what was written: %s", path,
                       strerror(errno));
}

bool netcdf_close(struct netcdf *netcdf) {
    H5Tclose(netcdf->text_type);
    H5Pclose(netcdf->transfer);
    return went_well(netcdf, H5Fclose(netcdf->file), "close", "the file");
}

// HDF5 1.10 cannot close a file that it failed to write: it tries again, frees half, and stumbles over the
// rest at exit. So such a file stays open until the process ends.
void netcdf_give_up(struct netcdf *netcdf) {
    int *descriptor = NULL, nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0) return;
    if (H5Fget_vfd_handle(netcdf->file, H5P_DEFAULT, (void **)&descriptor) >= 0) {
        // HDF5 knows open files by their number on the disk: emptied, it stays this file's, and no new one
        // gets it.
        int kept = fcntl(*descriptor, F_DUPFD_CLOEXEC, 0);
        (void)!ftruncate(kept, 0);
        dup2(nowhere, *descriptor);
    }
    close(nowhere);
}

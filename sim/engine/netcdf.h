// SPDX-License-Identifier: GPL-3.0-or-later
// HDF5 written such that it is netCDF-4: creation order tracked, a dimension scale of the dimension's own name for
// every dimension, every axis of every variable tied to its scale, unlimited axes in chunks. The doorway of HDF5 for
// writing; what a run file holds and when it is whole is record.h's, which nobody but record.c looks behind.
//
// The scales' attributes (CLASS, NAME, DIMENSION_LIST, REFERENCE_LIST: HDF5 Dimension Scale Specification 1.2) are
// written here and not by HDF5's high-level library: that one rewrites a scale's list of users at every attachment,
// and stores the list's padding as it finds it in memory, so that equal calls give unequal bytes.
#ifndef MARU_SIM_ENGINE_NETCDF_H
#define MARU_SIM_ENGINE_NETCDF_H

#include <hdf5.h>

#include "sim/engine/record_type.h"
#include "sim/engine/status.h"

enum { NETCDF_AXES_MOST = 3, NETCDF_PATH_SIZE = 400 };

struct netcdf {
    hid_t file, text_type, transfer;
    const char *path;      // as messages name it; borrowed
    struct status status;  // first failure: calls after it do nothing
};

// Makes the file, which must not exist, under `place`; messages call it `path`. False: the status says why.
bool netcdf_create(struct netcdf *netcdf, const char *place, const char *path);
void netcdf_flush(struct netcdf *netcdf);
// In a process that was forked from the one that writes the file: it goes on in a copy of it under `place`, which must not
// exist; messages call it `path`, borrowed. False: the status says why.
bool netcdf_move(struct netcdf *netcdf, const char *place, const char *path);
// All its variables are closed already.
bool netcdf_close(struct netcdf *netcdf);
// For a file that could not be written: what is still written to it goes nowhere.
void netcdf_give_up(struct netcdf *netcdf);

static inline bool netcdf_failed(const struct netcdf *netcdf) {
    return netcdf->status.code != STATUS_OK;
}

// ---- Of a file that is there: its root's attributes ----
bool netcdf_has_attribute(const char *place, const char *name);  // false, too, when it is no HDF5 file
// "" when there is none that is a text as netcdf_attribute_text writes it. Owned by the caller.
char *netcdf_text_of(const char *place, const char *name);

// Where an object of a group ("": the root) lies in the file; name NULL: the group itself, made when first used.
const char *netcdf_path(struct netcdf *netcdf, const char *group, const char *name, char path[NETCDF_PATH_SIZE]);

void netcdf_attribute_text(struct netcdf *netcdf, const char *path, const char *name, const char *text);
void netcdf_attribute(struct netcdf *netcdf, const char *path, const char *name, enum record_type type,
                      const void *value);

// A dataset. The maker fills in type, rank, extent, grows and may_miss.
struct netcdf_variable {
    hid_t dataset;
    enum record_type type;
    int rank;
    hsize_t extent[NETCDF_AXES_MOST];  // extent[0] grows when unlimited
    bool grows;
    bool may_miss;       // whole numbers below 0 say "no value"; numbers: not a number does
    size_t steps_most;   // in a chunk of one that grows
    size_t slice;        // values per step
    size_t chunk_steps;
};
size_t netcdf_type_size(enum record_type type);  // bytes of a value in memory
// Makes the dataset; a dimension of length 0 is left open, as netCDF knows no empty fixed one.
bool netcdf_variable_create(struct netcdf *netcdf, struct netcdf_variable *variable, const char *path);
// Writes `steps` steps after the first `start`, making a growing one long enough.
void netcdf_variable_put(struct netcdf *netcdf, struct netcdf_variable *variable, size_t start, size_t steps,
                         const void *values);
void netcdf_variable_close(struct netcdf_variable *variable);
// Its path in the file; false when it has none.
bool netcdf_variable_path(const struct netcdf_variable *variable, char path[NETCDF_PATH_SIZE]);

// Who uses a dimension: one entry of its REFERENCE_LIST for each, written when all are known.
struct netcdf_user {
    hobj_ref_t dataset;
    int32_t axis;
    int32_t padding;  // said, so that it is 0 in the file
};
struct netcdf_scale {
    struct netcdf_variable *coordinate;  // borrowed
    struct netcdf_user *users;           // owned; free()
    size_t user_count;
};
void netcdf_scale_declare(struct netcdf *netcdf, const char *path, const char *name);
// Ties every axis of the variable to its scale, and remembers it for the scale's list of users.
void netcdf_scale_attach(struct netcdf *netcdf, const char *path, const struct netcdf_variable *variable,
                         struct netcdf_scale *const *scales);
void netcdf_scale_list_users(struct netcdf *netcdf, const struct netcdf_scale *scale);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// The run file: HDF5 that is valid netCDF-4, so ncdump, xarray, R and Julia read it without our code.
// It is written under another name (claim.h) and given its own when whole; the root attribute `finished = 1` is written last.
// Same calls, same bytes: no times or hosts are stored in it. How HDF5 is told all this is netcdf.h's.
//
// Errors (disk full, no permission) are kept in the record and reported by record_close: writing calls
// after the first error do nothing.
#ifndef MARU_SIM_ENGINE_RECORD_H
#define MARU_SIM_ENGINE_RECORD_H

#include "sim/engine/record_type.h"
#include "sim/engine/replace.h"
#include "sim/engine/status.h"

struct record;

#define RECORD_UNLIMITED SIZE_MAX    // grows by few, long steps: days
#define RECORD_LOG (SIZE_MAX - 1)   // grows by many, short steps: lines of a journal

struct record_dimension_id { int index; };
struct record_variable_id { int index; };

struct record_variable {
    const char *group;       // "series"; "" is the root; made when first used
    const char *name;
    enum record_type type;
    int rank;                // 1-3
    struct record_dimension_id dimensions[3];  // the slowest first; only the first may be unlimited
    const char *units;       // UDUNITS; NULL for text
    const char *long_name;
    bool may_miss;           // of RECORD_INT32: -1 says that there is no value
};

// NULL and a status when the file cannot be made (directory missing, no permission, another's name) or another run is
// writing it. `terms` NULL: of no run that is known, instead of any run file. A name that is a link stands for the file behind it. All texts are copied.
struct record *record_open(const char *path, const struct replace_terms *terms, struct status *status);

// A dimension with its coordinate variable, seen by the variables of its group; one of the root ("") by all. No
// variable may bear its name. Coordinates: `count` values of the type (units may be NULL), or
// RECORD_UNLIMITED or RECORD_LOG with coordinates NULL: the coordinate is then appended by record_append_coordinate.
struct record_dimension_id record_dimension(struct record *record, const char *group, const char *name,
                                            enum record_type type, size_t count, const void *coordinates,
                                            const char *units, const char *long_name);
struct record_variable_id record_variable(struct record *record, const struct record_variable *variable);

// One more step along an unlimited dimension: the coordinate first, then one slice of each variable on it.
// Rows are gathered and written in whole chunks.
void record_append_coordinate(struct record *record, struct record_dimension_id dimension, const void *value);
void record_append(struct record *record, struct record_variable_id variable, const void *slice);
// The whole of a variable; along an unlimited dimension, as many steps as it has coordinates by now.
void record_write(struct record *record, struct record_variable_id variable, const void *values);

// Attributes of a group ("" root) or, with variable != NULL, of that variable in the group.
void record_attribute_text(struct record *record, const char *group, const char *variable, const char *name,
                           const char *text);
void record_attribute_number(struct record *record, const char *group, const char *variable, const char *name,
                             double value);
void record_attribute_whole(struct record *record, const char *group, const char *variable, const char *name,
                            int64_t value);

// In a process that was forked from the one that writes the record: from now on it goes on into a file of its own, which holds
// what has been written so far and is made by several at once (replace_terms.shared), under that identity. The other's is left
// as it is. False with a status; the record is freed as ever.
bool record_become(struct record *record, const char *path, const char *identity, struct status *status);
// What has been written in whole chunks reaches the file.
void record_flush(struct record *record);
// Writes what is gathered, then `finished`, closes, fsyncs, renames, fsyncs the folder. Frees the record in
// any case; false and a status when anything since record_open went wrong: then nothing stands under `path`
// that was not there before, and what was written is removed; a whole file that cannot take the name is left where it is.
bool record_close(struct record *record, struct status *status);
// Gives up: removes what was written, frees.
void record_abandon(struct record *record);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// The doorway of HDF5 for reading. A run file may come from anywhere: what it says of a variable, its kind, its axes
// and its size, is compared with what is wanted before any memory is asked for or filled. After the first fault
// everything gives back empty values and does nothing, so that callers look at the fault once, at the end.
#ifndef MARU_ANALYSIS_RUN_FILE_H
#define MARU_ANALYSIS_RUN_FILE_H

#include <stdint.h>

#include "analysis/fault.h"

struct run_file;

// What a variable's axes have to be. RUN_SHAPE(days, segments)
enum { RUN_RANK_MOST = 3 };
struct run_shape {
    int rank;
    size_t extent[RUN_RANK_MOST];
};
#define RUN_SHAPE(...)                                                              \
    ((struct run_shape){sizeof((size_t[]){__VA_ARGS__}) / sizeof(size_t), {__VA_ARGS__}})

struct run_names {
    char **items;
    size_t count;
};

// Opens the file and makes sure that it was finished. NULL with a fault. The path and the fault are borrowed until
// run_file_close, which may be given NULL.
struct run_file *run_file_open(const char *path, struct fault *fault);
void run_file_close(struct run_file *file);

// Attributes of the object at a path. A text that is not there is ""; owned by the caller.
char *run_file_text(struct run_file *file, const char *object, const char *name);
int64_t run_file_whole(struct run_file *file, const char *object, const char *name);
int64_t run_file_whole_or(struct run_file *file, const char *object, const char *name, int64_t otherwise);
double run_file_number(struct run_file *file, const char *object, const char *name);

// An attribute of whatever sort. False when it is none of these; then, and of a text, free nothing but `text`.
enum run_kind { RUN_KIND_TEXT, RUN_KIND_WHOLE, RUN_KIND_NUMBER };
struct run_attribute {
    enum run_kind kind;
    char *text;
    int64_t whole;
    double number;
};
bool run_file_attribute(struct run_file *file, const char *object, const char *name, struct run_attribute *value);

// How long the axis is whose variable has this path.
size_t run_file_length(struct run_file *file, const char *path);

// All values of a variable; owned by the caller; NULL after a fault. `group` is "" for the root.
double *run_file_numbers(struct run_file *file, const char *group, const char *name, struct run_shape shape);
int64_t *run_file_wholes(struct run_file *file, const char *group, const char *name, struct run_shape shape);
int32_t *run_file_shorts(struct run_file *file, const char *group, const char *name, struct run_shape shape);
char **run_file_texts(struct run_file *file, const char *group, const char *name, size_t count);
void run_file_free_texts(char **texts, size_t count);

// The names of a group's members and of an object's attributes, in the order of their making. Free the items with
// run_file_free_texts.
struct run_names run_file_members(struct run_file *file, const char *group);
struct run_names run_file_attributes(struct run_file *file, const char *object);
bool run_file_is_group(struct run_file *file, const char *path);
bool run_file_is_variable(struct run_file *file, const char *path);

// ---- Variables that are not known beforehand ----

// What the file says of one.
struct run_variable {
    char *path;
    enum run_kind kind;
    struct run_shape shape;
    char *axes[RUN_RANK_MOST];  // paths of the variables that number its axes; of such a variable, its own
};
// False with a fault when it is none of one to three axes. Cleared by run_file_variable_clear in either case.
bool run_file_describe(struct run_file *file, const char *path, struct run_variable *variable);
void run_file_variable_clear(struct run_variable *variable);

// `steps` steps of its first axis from `start` on: char *, int64_t or double by its kind, texts to be freed with
// run_file_free_texts. Owned by the caller; NULL after a fault.
void *run_file_steps(struct run_file *file, const struct run_variable *variable, size_t start, size_t steps);

// Where its faults are told; borrowed.
struct fault *run_file_fault(const struct run_file *file);
// A fault about a variable: "what" is wrong with it.
bool run_file_refuse(struct run_file *file, const char *path, const char *what);

#endif

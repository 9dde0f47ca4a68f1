// SPDX-License-Identifier: GPL-3.0-or-later
// A frame made of variables of a run file that lie along the same axes, one to three: a row for each place of the axes, the last
// axis the fastest. It reads some steps of the first axis at a time.
#ifndef MARU_ANALYSIS_FRAME_GRID_H
#define MARU_ANALYSIS_FRAME_GRID_H

#include "analysis/frame.h"
#include "analysis/run_file.h"

// Makes rows of the frame, and a column for each axis: what numbers or names its places. `axes`: paths of the variables that do.
// The file is borrowed until frame_clear; its fault tells what is wrong with it.
bool frame_grid_init(struct frame *frame, struct run_file *file, const char *const *axes, int axis_count);
// A column that counts the places of the first axis, from 0; for axes that have names.
void frame_grid_add_count(struct frame *frame, const char *name, const char *meaning);
// A column for a variable along all the axes, or along the first one alone.
bool frame_grid_add(struct frame *frame, const char *path);
// Columns for a variable that has one axis more, a column for each of its places, with these names, units and meanings:
// [count]. Its first axis is the frame's first, its others but `spread` are the frame's others.
bool frame_grid_add_spread(struct frame *frame, const char *path, int spread, char *const *names, char *const *units,
                           char *const *meanings, size_t count);

#endif

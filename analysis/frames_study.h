// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a study's file (frames.h), added to those that are there.
#ifndef MARU_ANALYSIS_FRAMES_STUDY_H
#define MARU_ANALYSIS_FRAMES_STUDY_H

#include "analysis/frame.h"
#include "analysis/run_file.h"

// How many there are.
enum { FRAMES_STUDY_COUNT = 5 };
// `frames`: room for FRAMES_STUDY_COUNT. Those that were made are counted, also when it is false: then the file's fault says why.
bool frames_study_init(struct frame *frames, size_t *count, struct run_file *file);

#endif

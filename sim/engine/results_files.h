// SPDX-License-Identifier: GPL-3.0-or-later
// What a run read besides its scenario, in its file, so that the run can be lived again from it alone: group `files`, each
// Lua module and each file of data with a hash of its bytes; group `file_lines`, what stands in them, line by line. Joined
// by LF the lines are the file's bytes. Data that are no UTF-8, or more than RESULTS_FILE_MOST bytes, have no lines.
#ifndef MARU_SIM_ENGINE_RESULTS_FILES_H
#define MARU_SIM_ENGINE_RESULTS_FILES_H

struct plan;
struct record;

enum { RESULTS_FILE_MOST = 1 << 16 };  // of data; an assumption: a study of a thousand runs stays small

// `past`: what was in force before, whose functions, and those of its pasts, may have read more; NULL: nothing was.
void results_files(const struct plan *plan, const struct plan *past, struct record *record);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// The results of a block of runs, in one file: blocks/000003.h5 of the study's folder. It is made when all its runs have ended,
// by whoever ends the last one; then their run files are not needed any more. Blocks are what a study is merged from, and what
// is left of it while it goes on: a run is done when its block is, or its run file or its failure stands in the folder.
#ifndef MARU_SIM_STUDY_BLOCK_H
#define MARU_SIM_STUDY_BLOCK_H

#include "analysis/study_results.h"
#include "sim/study/study.h"

struct block_folder {
    const struct study *study;  // borrowed
    const char *path;           // of the study's folder; borrowed
    size_t size;                // runs in a block
    bool keeps_runs;            // run files stay when their block is whole
};

size_t block_count(const struct block_folder *folder);
// Runs of the study in a block; its file may hold more, of a time when more replications were asked for.
size_t block_runs(const struct block_folder *folder, size_t block);

// Where a run's file goes, and where its failure is told. Owned by the caller.
char *block_run_path(const struct block_folder *folder, size_t run);
char *block_failure_path(const struct block_folder *folder, size_t run);

// How many runs each block's file holds: [block_count]. Owned by the caller.
size_t *block_states(const struct block_folder *folder);
size_t block_state(const struct block_folder *folder, size_t block);
// How many runs have ended whose block is not whole: their files, or their failures, stand in the folder. With keeps_runs
// nobody can tell them from the others by their names: 0.
size_t block_loose_runs(const struct block_folder *folder);

// Makes the block's file when all its runs have ended; otherwise, and when it is whole already, does nothing. False with a
// status.
bool block_make(const struct block_folder *folder, size_t block, struct status *status);

// When all blocks are whole: removes what processes left that were killed, or that lived what others had lived.
void block_clear(const struct block_folder *folder);

// The results of a block; NULL with a status. Free with study_results_free.
struct study_results *block_read(const struct block_folder *folder, size_t block, struct status *status);

#endif

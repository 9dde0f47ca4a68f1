// SPDX-License-Identifier: GPL-3.0-or-later
// A study put together from its blocks, in the study's folder:
//   study.h5      every run with its outcomes, also by day (study_file.h)
//   runs.csv      a line for each run: its point, settings, policy, replication, whether it lived, its outcomes
//   summary.csv   a line for each point, policy and outcome: mean, spread and 95 % interval over the replications, and of the
//                 difference to the first policy, pair by pair
// Block by block: memory does not grow with the replications, only with points times policies times outcomes.
#ifndef MARU_SIM_STUDY_MERGE_H
#define MARU_SIM_STUDY_MERGE_H

#include "sim/study/block.h"

// False with a status: blocks are missing, or a file cannot be written. Nothing is written before all blocks are there.
struct merged {
    size_t runs, failed, missing;
};
bool merge(const struct block_folder *folder, struct merged *merged, struct status *status);
// The same of the blocks that are whole by now, under names that nobody takes for the study's: study.partial.h5,
// runs.partial.csv, summary.partial.csv. False with a status: there is none yet.
bool merge_partial(const struct block_folder *folder, struct merged *merged, struct status *status);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What is handed to Slurm: a script for the tasks that live a study's blocks and one for the job that merges them. Both stand
// in the study's folder, under slurm/, beside what the tasks say, and may be submitted by hand.
#ifndef MARU_SIM_COMMAND_SLURM_SCRIPT_H
#define MARU_SIM_COMMAND_SLURM_SCRIPT_H

#include "sim/study/block.h"

enum { SLURM_LINES_MOST = 50 };

// As it was typed; NULL and 0: not given. Borrowed from the arguments.
struct slurm_options {
    const char *launcher;  // "slurm"
    size_t max_parallel;   // tasks at once
    const char *time, *memory, *partition;
    const char *lines[SLURM_LINES_MOST];  // behind #SBATCH
    size_t line_count;
    bool dry_run;
};

struct slurm_job {
    const struct slurm_options *options;
    const struct block_folder *blocks;
    char *folder;     // without links
    char *program;    // likewise
    char name[20];    // of the jobs: "maru-0b51c9f3"
    size_t at_once;   // runs, and processors, of a task
};
// False with a status: the folder is not there. Cleared by slurm_job_clear.
bool slurm_job_init(struct slurm_job *job, const struct slurm_options *options, const struct block_folder *blocks,
                    size_t at_once, struct status *status);
void slurm_job_clear(struct slurm_job *job);

// Blocks that one task lives: one, and more only where an array would have more tasks than Slurm takes.
size_t slurm_job_share(const struct slurm_job *job);
// The tasks whose blocks are not all whole, as --array takes them: "0-3,7,9-12"; "": none. `held`: block_states. Owned by the
// caller.
char *slurm_job_array(const struct slurm_job *job, const size_t *held);

// The scripts. Owned by the caller.
char *slurm_script_of_tasks(const struct slurm_job *job, const char *array);
char *slurm_script_of_merge(const struct slurm_job *job);
// Where they stand, and where a task's output does. Owned by the caller.
char *slurm_script_path(const struct slurm_job *job, const char *name);
char *slurm_script_log(const struct slurm_job *job, size_t task);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// Slurm's own programs, as they are found on the PATH: sbatch takes a job, squeue tells of jobs.
#ifndef MARU_SIM_COMMAND_SLURM_QUEUE_H
#define MARU_SIM_COMMAND_SLURM_QUEUE_H

#include "sim/command/slurm_script.h"

// False with a status that says what to do: jobs cannot be submitted from this machine.
bool slurm_queue_check(struct status *status);

// Hands a script in. `after`: the job whose end it waits for; 0: none. Returns the job's number; 0 with a status.
size_t slurm_queue_submit(const char *script, size_t after, struct status *status);

// The study's jobs that have not ended, whoever submitted them.
struct slurm_queue {
    size_t waiting, at_work;
    char held[100];  // why Slurm will not start one of them by itself; "": it will
};
// False: squeue does not answer just now.
bool slurm_queue_look(const struct slurm_job *job, struct slurm_queue *queue);

#endif

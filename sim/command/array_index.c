// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/array_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What each scheduler calls it, and the number its arrays begin with.
static const struct {
    const char *variable, *scheduler;
    long begins;
} schedulers[] = {
    {"SLURM_ARRAY_TASK_ID", "Slurm", 0},
    {"PBS_ARRAY_INDEX", "PBS Pro", 0},
    {"PBS_ARRAYID", "Torque", 0},
    {"SGE_TASK_ID", "Grid Engine", 1},
    {"LSB_JOBINDEX", "LSF", 1},
    {"JOB_COMPLETION_INDEX", "Kubernetes", 0},
    {"OMPI_COMM_WORLD_RANK", "Open MPI", 0},
};
enum { SCHEDULERS = sizeof schedulers / sizeof *schedulers };

// Grid Engine says "undefined" and LSF 0 to a job that is no array.
static bool read_index(size_t scheduler, size_t *index) {
    const char *text = getenv(schedulers[scheduler].variable);
    char *end;
    long number = text ? strtol(text, &end, 10) : 0;
    if (!text || !*text || *end || number < schedulers[scheduler].begins) return false;
    *index = (size_t)(number - schedulers[scheduler].begins);
    return true;
}

char *array_index_names(void) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    for (size_t i = 0; i < SCHEDULERS; i++)
        fprintf(out, "%s%s (%s)",
                i == 0               ? ""
                : i + 1 < SCHEDULERS ? ", "
                                     : " or ",
                schedulers[i].variable, schedulers[i].scheduler);
    fclose(out);
    return text;
}

bool array_index(size_t *index, struct status *status) {
    for (size_t i = 0; i < SCHEDULERS; i++)
        if (read_index(i, index)) return true;
    char *names = array_index_names();
    status_fail(status, STATUS_SCENARIO, "--index auto: this is no task of an array: none of %s is set",
                names);
    free(names);
    return false;
}

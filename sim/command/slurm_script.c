// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/slurm_script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/study/folder.h"

enum { TASKS_MOST = 1000 };  // Slurm's MaxArraySize is 1001 unless somebody raised it

bool slurm_job_init(struct slurm_job *job, const struct slurm_options *options,
                    const struct block_folder *blocks, size_t at_once, struct status *status) {
    *job = (struct slurm_job){.options = options,
                              .blocks = blocks,
                              .folder = realpath(blocks->path, NULL),
                              .program = realpath("/proc/self/exe", NULL),
                              .at_once = at_once};
    snprintf(job->name, sizeof job->name, "maru-%.8s", blocks->study->identity);
    if (job->folder && job->program) return true;
    return status_fail(status, STATUS_MACHINE, "%s: %s", blocks->path, strerror(errno));
}

void slurm_job_clear(struct slurm_job *job) {
    free(job->folder);
    free(job->program);
}

// ---- Which tasks ------------------------------------------------------------------------------------------

size_t slurm_job_share(const struct slurm_job *job) {
    return (block_count(job->blocks) + TASKS_MOST - 1) / TASKS_MOST;
}

static bool is_due(const struct slurm_job *job, const size_t *held, size_t task) {
    size_t share = slurm_job_share(job), count = block_count(job->blocks);
    for (size_t block = task * share; block < (task + 1) * share && block < count; block++)
        if (held[block] < block_runs(job->blocks, block)) return true;
    return false;
}

char *slurm_job_array(const struct slurm_job *job, const size_t *held) {
    char *text;
    size_t size, share = slurm_job_share(job), tasks = (block_count(job->blocks) + share - 1) / share;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    for (size_t task = 0; task < tasks; task++) {
        if (!is_due(job, held, task)) continue;
        size_t first = task;
        while (task + 1 < tasks && is_due(job, held, task + 1)) task++;
        fprintf(out, "%s%zu", ftell(out) > 0 ? "," : "", first);
        if (task > first) fprintf(out, "-%zu", task);
    }
    fclose(out);
    return text;
}

// ---- The scripts ------------------------------------------------------------------------------------------

char *slurm_script_path(const struct slurm_job *job, const char *name) {
    char *path;
    if (asprintf(&path, "%s/slurm/%s", job->folder, name) < 0) abort();
    return path;
}

char *slurm_script_log(const struct slurm_job *job, size_t task) {
    char name[40];
    snprintf(name, sizeof name, "task-%zu.txt", task);
    return slurm_script_path(job, name);
}

// As the shell reads it: one word, whatever is in it.
static void put_word(FILE *out, const char *text) {
    fputc('\'', out);
    for (; *text; text++) fputs(*text == '\'' ? "'\\''" : (char[]){*text, '\0'}, out);
    fputc('\'', out);
}

// As sbatch reads it in its own lines.
static void put_quoted(FILE *out, const char *text) {
    fputc('"', out);
    for (; *text; text++) fprintf(out, "%s%c", *text == '"' || *text == '\\' ? "\\" : "", *text);
    fputc('"', out);
}

static void put_asked(FILE *out, const char *name, const char *value) {
    if (value) fprintf(out, "#SBATCH --%s=%s\n", name, value);
}

static void put_line(FILE *out, const char *line) {
    static const char mark[] = "#SBATCH ";
    fprintf(out, "%s%s\n", mark, strncmp(line, mark, strlen(mark)) == 0 ? line + strlen(mark) : line);
}

// The outputs' names are relative to the folder, so that no % in its name is taken for a number.
static void put_head(FILE *out, const struct slurm_job *job, const char *what, const char *output) {
    const struct slurm_options *options = job->options;
    fprintf(out,
            "#!/bin/sh\n# %s Made by maru sweep --launcher slurm; it may be submitted by hand, and again.\n",
            what);
    fprintf(out, "#SBATCH --chdir=");
    put_quoted(out, job->folder);
    fprintf(out, "\n#SBATCH --output=slurm/%s\n#SBATCH --open-mode=append\n#SBATCH --requeue\n", output);
    put_asked(out, "time", options->time);
    put_asked(out, "mem", options->memory);
    put_asked(out, "partition", options->partition);
    for (size_t i = 0; i < options->line_count; i++) put_line(out, options->lines[i]);
}

static void put_command(FILE *out, const struct slurm_job *job, const char *which) {
    fprintf(out, "exec ");
    put_word(out, job->program);
    fprintf(out, " sweep ");
    put_word(out, job->folder);
    fprintf(out, " %s --quiet\n", which);
}

// Which runs a task lives, for the shell.
static void put_tasks_command(FILE *out, const struct slurm_job *job) {
    size_t share = slurm_job_share(job), runs = share * job->blocks->size;
    char *which;
    int length = share == 1 ? asprintf(&which, "--index auto --threads %zu%s", job->at_once,
                                       job->blocks->keeps_runs ? " --keep-runs" : "")
                            : asprintf(&which, "--range \"$first:$((first + %zu))\" --threads %zu%s", runs,
                                       job->at_once, job->blocks->keeps_runs ? " --keep-runs" : "");
    if (length < 0) abort();
    if (share > 1) fprintf(out, "first=$((SLURM_ARRAY_TASK_ID * %zu))\n", runs);
    put_command(out, job, which);
    free(which);
}

char *slurm_script_of_tasks(const struct slurm_job *job, const char *array) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    put_head(out, job, "Lives the blocks of a study that are not whole.", "task-%a.txt");
    fprintf(out, "#SBATCH --job-name=%s\n#SBATCH --cpus-per-task=%zu\n#SBATCH --array=%s", job->name,
            job->at_once, array);
    if (job->options->max_parallel) fprintf(out, "%%%zu", job->options->max_parallel);
    fprintf(out,
            "\necho \"task $SLURM_ARRAY_TASK_ID of job $SLURM_ARRAY_JOB_ID began on $(uname -n), requeued "
            "${SLURM_RESTART_COUNT:-0} times\"\n");
    put_tasks_command(out, job);
    fclose(out);
    return text;
}

char *slurm_script_of_merge(const struct slurm_job *job) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    put_head(out, job, "Puts a study together when all its blocks are whole.", "merge.txt");
    fprintf(out, "#SBATCH --job-name=%s-merge\n", job->name);
    put_command(out, job, "--merge");
    fclose(out);
    return text;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/slurm.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/command/options.h"
#include "sim/command/progress.h"
#include "sim/command/say.h"
#include "sim/command/slurm_queue.h"
#include "sim/command/stop.h"
#include "sim/study/shared_text.h"

// A scheduler is asked seldom: many people ask it.
#define FIRST_PAUSE_S 1.0
#define LAST_PAUSE_S  30.0
enum { ROUNDS_MOST = 5, IDLE_MOST = 2, UNANSWERED_MOST = 20, PLACES_USUAL = 20, TOLD_MOST = 3 };

enum { KEY_LAUNCHER = 4000, KEY_PARALLEL, KEY_TIME, KEY_MEMORY, KEY_PARTITION, KEY_LINE, KEY_DRY };
static const struct argp_option slurm_only[] = {
    {"launcher", KEY_LAUNCHER, "slurm", 0,
     "live the blocks as the tasks of a Slurm array: submit them, follow them, submit again what is missing",
     0},
    {"max-parallel", KEY_PARALLEL, "N", 0, "tasks that Slurm may run at once; by default as it likes", 0},
    {"time", KEY_TIME, "TIME", 0, "a task's limit of time, as sbatch takes it: minutes, or hours:min:sec", 0},
    {"mem", KEY_MEMORY, "SIZE", 0, "a task's memory, as sbatch takes it: 2G", 0},
    {"partition", KEY_PARTITION, "NAME", 0, "the partition that the jobs are for", 0},
    {"sbatch", KEY_LINE, "LINE", 0,
     "one more #SBATCH line of both scripts, for example --account=lab; may be repeated", 0},
    {"dry-run", KEY_DRY, NULL, 0,
     "make the folder, write and print the scripts and what would be submitted; submit nothing", 0},
    {0},
};

static void take_line(struct slurm_options *options, const char *line, const struct argp_state *state) {
    if (options->line_count == SLURM_LINES_MOST)
        argp_error(state, "--sbatch: at most %d times", SLURM_LINES_MOST);
    options->lines[options->line_count++] = line;
}

static void check_launcher(const struct slurm_options *options, const struct argp_state *state) {
    if (options->launcher && strcmp(options->launcher, "slurm") != 0)
        argp_error(state, "--launcher %s: allowed is slurm", options->launcher);
    if (!options->launcher && (options->max_parallel || options->time || options->memory ||
                               options->partition || options->line_count || options->dry_run))
        argp_error(state,
                   "--max-parallel, --time, --mem, --partition, --sbatch and --dry-run are for --launcher "
                   "slurm");
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct slurm_options *options = state->input;
    switch (key) {
        case KEY_LAUNCHER:
            options->launcher = argument;
            break;
        case KEY_PARALLEL:
            options->max_parallel = (size_t)options_whole(state, "max-parallel", argument, 1, 1000000);
            break;
        case KEY_TIME:
            options->time = argument;
            break;
        case KEY_MEMORY:
            options->memory = argument;
            break;
        case KEY_PARTITION:
            options->partition = argument;
            break;
        case KEY_LINE:
            take_line(options, argument, state);
            break;
        case KEY_DRY:
            options->dry_run = true;
            break;
        case ARGP_KEY_END:
            check_launcher(options, state);
            break;
        default:
            return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

const struct argp slurm_argp = {.options = slurm_only, .parser = parse_option};

size_t slurm_places(const struct slurm_options *options) {
    return options->max_parallel ? options->max_parallel : PLACES_USUAL;
}

// ---- The scripts ------------------------------------------------------------------------------------------

static bool make_folder(const struct slurm_job *job, struct status *status) {
    char *path = slurm_script_path(job, "");
    bool good = mkdir(path, 0777) == 0 || errno == EEXIST ||
                status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
    free(path);
    return good;
}

static bool write_script(const struct slurm_job *job, const char *name, char *text, struct status *status) {
    char *path = slurm_script_path(job, name);
    bool good = shared_text(path, text, status);
    free(path);
    free(text);
    return good;
}

static bool write_scripts(const struct slurm_job *job, const size_t *held, struct status *status) {
    char *array = slurm_job_array(job, held);
    bool good = make_folder(job, status) &&
                write_script(job, "tasks.sh", slurm_script_of_tasks(job, array), status) &&
                write_script(job, "merge.sh", slurm_script_of_merge(job), status);
    free(array);
    return good;
}

static void show_scripts(const struct slurm_job *job, const char *array) {
    char *tasks = slurm_script_path(job, "tasks.sh"), *merge = slurm_script_path(job, "merge.sh");
    char *tasks_text = slurm_script_of_tasks(job, array), *merge_text = slurm_script_of_merge(job);
    printf("==> %s <==\n%s\n==> %s <==\n%s\n", tasks, tasks_text, merge, merge_text);
    if (*array)
        printf("Would be submitted:\nsbatch --parsable %s\nsbatch --parsable --dependency=afterany:JOB %s\n",
               tasks, merge);
    else
        printf("Nothing would be submitted: all blocks are whole.\n");
    free(tasks);
    free(merge);
    free(tasks_text);
    free(merge_text);
}

bool slurm_show(const struct slurm_options *options, const struct block_folder *blocks, size_t at_once,
                struct status *status) {
    struct slurm_job job;
    size_t *held = block_states(blocks);
    char *array = NULL;
    if (slurm_job_init(&job, options, blocks, at_once, status)) {
        array = slurm_job_array(&job, held);
        if (!*array || write_scripts(&job, held, status)) show_scripts(&job, array);
    }
    free(array);
    free(held);
    slurm_job_clear(&job);
    return status->code == STATUS_OK;
}

// ---- How far it is ----------------------------------------------------------------------------------------

// A study that is followed.
struct following {
    struct slurm_job job;
    size_t *held;  // block_states
    size_t runs;   // in all
    size_t ended;  // of them, as far as the folder tells
    size_t whole;  // blocks
    int rounds;    // how often tasks were handed in
    bool quiet, told_of_held;
    struct progress progress;
};

static void watch(const struct following *following) {
    char sentence[400];
    snprintf(sentence, sizeof sentence,
             "only the following of it. The jobs go on in Slurm (scancel --name=%s,%s-merge ends them); %zu "
             "of %zu runs have ended, in %.150s; the same command follows them again",
             following->job.name, following->job.name, following->ended, following->runs,
             following->job.blocks->path);
    stop_watch(sentence, NULL);
}

// Only blocks that were not whole are looked at again.
static void look(struct following *following) {
    const struct block_folder *blocks = following->job.blocks;
    size_t count = block_count(blocks), ended = 0, whole = 0;
    for (size_t block = 0; block < count; block++) {
        size_t wanted = block_runs(blocks, block), *held = &following->held[block];
        if (*held < wanted) *held = block_state(blocks, block);
        whole += *held >= wanted;
        ended += *held < wanted ? *held : wanted;
    }
    ended += whole < count ? block_loose_runs(blocks) : 0;
    following->ended = ended < following->runs ? ended : following->runs;
    following->whole = whole;
    watch(following);
    progress_show(&following->progress, (int64_t)following->ended);
}

static bool is_whole(const struct following *following) {
    return following->whole == block_count(following->job.blocks);
}

// ---- Handing in and following -----------------------------------------------------------------------------

// While a job is handed in, nobody stops: its number would not be known.
static bool submit(struct following *following, struct status *status) {
    char *tasks = slurm_script_path(&following->job, "tasks.sh"),
         *merge = slurm_script_path(&following->job, "merge.sh");
    size_t first = 0, second = 0;
    if (write_scripts(&following->job, following->held, status)) first = slurm_queue_submit(tasks, 0, status);
    if (first) second = slurm_queue_submit(merge, first, status);
    if (second && !following->quiet)
        say(0, 2, "%s: %zu of %zu blocks are to be lived: job %zu, and job %zu merges them",
            following->job.blocks->path, block_count(following->job.blocks) - following->whole,
            block_count(following->job.blocks), first, second);
    free(tasks);
    free(merge);
    fflush(stdout);
    return second;
}

static void tell_of_held(struct following *following, const struct slurm_queue *queue) {
    if (!queue->held[0] || following->told_of_held || following->quiet) return;
    following->told_of_held = true;
    progress_end(&following->progress);
    say_fault("Slurm holds jobs of this study (%s): squeue --name=%s shows them, scontrol release frees them",
              queue->held, following->job.name);
}

static void pause_for(double *seconds) {
    usleep((useconds_t)(*seconds * 1e6));
    *seconds = *seconds * 1.3 < LAST_PAUSE_S ? *seconds * 1.3 : LAST_PAUSE_S;
}

// Until none of the study's jobs is left in the queue.
static bool follow(struct following *following, struct status *status) {
    struct slurm_queue queue;
    double pause = FIRST_PAUSE_S;
    for (int unanswered = 0; unanswered < UNANSWERED_MOST; pause_for(&pause)) {
        bool answered = slurm_queue_look(&following->job, &queue);
        unanswered = answered ? 0 : unanswered + 1;
        look(following);
        if (answered && queue.waiting + queue.at_work == 0) return true;
        if (answered) tell_of_held(following, &queue);
    }
    return status_fail(status, STATUS_MACHINE,
                       "squeue does not answer any more: the jobs of %s go on as they can; the same command "
                       "follows them again",
                       following->job.blocks->path);
}

// ---- What is missing --------------------------------------------------------------------------------------

// The last line that is not blank, without its end; "": there is none. Owned by the caller.
static char *last_line(const char *path) {
    char *last = status_copy_text(""), *line = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "r");
    while (file && getline(&line, &size, file) > 0) {
        line[strcspn(line, "\r\n")] = '\0';
        if (!*line) continue;
        free(last);
        last = status_copy_text(line);
    }
    if (file) fclose(file);
    free(line);
    return last;
}

static void tell_task(const struct following *following, size_t task) {
    char *log = slurm_script_log(&following->job, task), *line = last_line(log);
    say_fault("%s: %s", log, *line ? line : "nothing: it never began");
    free(line);
    free(log);
}

static bool tell_missing(const struct following *following, struct status *status) {
    size_t share = slurm_job_share(&following->job), count = block_count(following->job.blocks), told = 0,
           before = SIZE_MAX;
    for (size_t block = 0; block < count && told < TOLD_MOST; block++) {
        bool missing = following->held[block] < block_runs(following->job.blocks, block);
        if (!missing || block / share == before) continue;
        before = block / share;
        tell_task(following, before);
        told++;
    }
    char *array = slurm_job_array(&following->job, following->held);
    status_fail(
        status, STATUS_MACHINE,
        "%zu of %zu blocks are not whole, although their tasks were submitted %d times: tasks %.200s; "
        "%s/slurm/task-*.txt says what became of them (nothing behind \"began\": killed, by a limit of "
        "memory, --mem, or of time, --time). The same command goes on",
        count - following->whole, count, following->rounds, array, following->job.blocks->path);
    free(array);
    return false;
}

// ---- All of it --------------------------------------------------------------------------------------------

// What was submitted by a command that was stopped is followed, not submitted again.
static bool follow_what_is_there(struct following *following, struct status *status) {
    struct slurm_queue queue;
    if (!slurm_queue_look(&following->job, &queue))
        return status_fail(status, STATUS_MACHINE, "squeue does not answer: nothing was submitted");
    if (queue.waiting + queue.at_work == 0) return true;
    if (!following->quiet)
        say(0, 2, "%s: its jobs are in the queue already, and are followed", following->job.blocks->path);
    fflush(stdout);
    return follow(following, status);
}

// Rounds that bring nothing are not repeated for long.
static bool live(struct following *following, struct status *status) {
    look(following);
    if (!is_whole(following) && !follow_what_is_there(following, status)) return false;
    for (int idle = 0; idle < IDLE_MOST && following->rounds < ROUNDS_MOST && !is_whole(following);) {
        size_t before = following->ended;
        if (!submit(following, status)) return false;
        following->rounds++;
        if (!follow(following, status)) return false;
        idle = following->ended > before ? 0 : idle + 1;
    }
    progress_end(&following->progress);
    return is_whole(following) || tell_missing(following, status);
}

bool slurm_live(const struct slurm_options *options, const struct block_folder *blocks, size_t at_once,
                bool quiet, struct status *status) {
    struct following following = {
        .held = status_allocate(block_count(blocks), sizeof *following.held),
        .runs = study_run_count(blocks->study),
        .quiet = quiet,
        .progress = progress_start(quiet ? NULL : stderr, "run", (int64_t)study_run_count(blocks->study))};
    bool good = slurm_queue_check(status) &&
                slurm_job_init(&following.job, options, blocks, at_once, status) && live(&following, status);
    slurm_job_clear(&following.job);
    free(following.held);
    return good;
}

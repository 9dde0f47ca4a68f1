// SPDX-License-Identifier: GPL-3.0-or-later
// What `maru run` and `maru compare` share on the command line: the scenario file and what overrules it.
#ifndef MARU_SIM_COMMAND_OPTIONS_H
#define MARU_SIM_COMMAND_OPTIONS_H

#include <argp.h>

#include "sim/study/folder.h"

enum { OPTIONS_MOST_THREADS = 256 };

struct options {
    const char *scenario;  // the file; borrowed from the arguments, or `example`
    char *example;         // an example that comes with the program, where no such file is here; ours
    struct overruled *settings;  // on the command line, in the order given; values are borrowed from the arguments
    size_t setting_count;
    int threads;           // 0: not given
    bool quiet;
    bool force;            // what is there of another run may be replaced
};

// A child parser: name it in .children and set state->child_inputs[0] to a struct options on ARGP_KEY_INIT.
// Takes the one argument FILE; ends the program with a message and exit status 2 on wrong usage.
extern const struct argp options_argp;
void options_free(struct options *options);

// "scenarios/first.lua" and "first" are examples that come with the program, unless there is such a file here. The example's path,
// owned by the caller; NULL: it is none.
char *options_find_example(const char *name);

// Reads a whole number an option was given; ends the program with a message when it is none in the range.
int64_t options_whole(const struct argp_state *state, const char *option, const char *text, int64_t least, int64_t most);

// The plan of one policy with the command line's settings in it, checked. NULL with a status. Owned by the caller.
struct plan *options_plan(const struct options *options, struct scenario_file *file, const char *policy,
                          uint32_t replication, struct status *status);

// The study of the policies that the scenario compares (of a file without compare {}: of all it has), at the command line's
// settings. Its points are left to the caller. Cleared by study_clear.
void options_study(const struct options *options, struct scenario_file *file, size_t replications, struct study *study);
// Its folder: as given, or (NULL) results/<scenario>-<command>-<hash>. The note's scenario is filled in. NULL with a status.
struct folder *options_folder(const struct options *options, const char *given, const char *command,
                              const struct study *study, const struct folder_note *note, struct status *status);
// Whether a study was begun there.
bool options_folder_is_begun(const char *given, const char *command, const struct study *study);

// The seed that the command line gives, 0 when it gives none.
uint64_t options_seed(const struct options *options);

// The number of threads to use: as given, else as many as there are processors.
int options_threads(const struct options *options);
// For a command that lives a world on several threads, as it begins: its arguments as its main() has them. OpenMP's threads
// shall sleep between windows: by default they spin, which on a busy machine costs a time slice a window (60 homes for 5
// days: 17 s instead of 0.1 s). The library reads its settings only when a program is loaded; loading this one again takes
// 70 ms, which one thread can do without.
void options_sleep_between_windows(int argc, char **argv);

#endif

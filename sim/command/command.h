// SPDX-License-Identifier: GPL-3.0-or-later
// One command = one file that fills this struct. Help, the manual page and completion are made from it.
#ifndef MARU_SIM_COMMAND_COMMAND_H
#define MARU_SIM_COMMAND_COMMAND_H

#include <argp.h>

struct command {
    const char *name;         // as typed after `maru`
    const char *summary;      // half a sentence
    const struct argp *argp;  // options; args_doc; doc: what it does, and behind \v an example
    // argv[0] is "maru NAME"; `all` is the NULL-terminated list of all commands. Returns the program's exit status.
    int (*main)(int argc, char **argv, const struct command *const *all);
};

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// `maru run FILE`: one scenario, one policy, one luck; the run file and a table of what came of it.
#ifndef MARU_SIM_COMMAND_RUN_H
#define MARU_SIM_COMMAND_RUN_H

// argv[0] is "maru run". Returns the program's exit status.
int run_main(int argc, char **argv);

#endif

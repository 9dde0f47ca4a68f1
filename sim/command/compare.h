// SPDX-License-Identifier: GPL-3.0-or-later
// `maru compare FILE`: the policies of a scenario under the same luck, and what differs between them.
#ifndef MARU_SIM_COMMAND_COMPARE_H
#define MARU_SIM_COMMAND_COMPARE_H

// argv[0] is "maru compare". Returns the program's exit status.
int compare_main(int argc, char **argv);

#endif

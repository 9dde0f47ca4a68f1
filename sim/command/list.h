// SPDX-License-Identifier: GPL-3.0-or-later
// `maru list [NAME]`: every kind and setting with unit, default, range and source, made from the tables.
#ifndef MARU_SIM_COMMAND_LIST_H
#define MARU_SIM_COMMAND_LIST_H

// argv[0] is "maru list". Returns the program's exit status.
int list_main(int argc, char **argv);

#endif

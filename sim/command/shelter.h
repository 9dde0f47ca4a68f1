// SPDX-License-Identifier: GPL-3.0-or-later
// Files that come from anywhere are read in a process of its own: HDF5 1.10 falls over some whose bytes were changed.
#ifndef MARU_SIM_COMMAND_SHELTER_H
#define MARU_SIM_COMMAND_SHELTER_H

// Calls body(argument) in a worker (stop.h) and returns what it returned, 0 to 127. When it fell over, says so of the file
// at the path and returns `fallen`. What the body changes in memory is lost.
int shelter(int (*body)(void *argument), void *argument, const char *path, int fallen);

#endif

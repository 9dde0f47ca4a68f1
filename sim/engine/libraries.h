// SPDX-License-Identifier: GPL-3.0-or-later
// What the program was built with, of what a run's bytes may hang on. The functions of the C library are named by
// mathematics.h, since they are another on another processor.
#ifndef MARU_SIM_ENGINE_LIBRARIES_H
#define MARU_SIM_ENGINE_LIBRARIES_H

// "HDF5 1.10.8, Lua 5.4.4, ..., GNU 12.2.0"; static.
const char *libraries_names(void);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// How a study is lived again: the command line, as its folder tells it.
#ifndef MARU_SIM_STUDY_AGAIN_H
#define MARU_SIM_STUDY_AGAIN_H

// "maru sweep cool_people.lua --list design.csv --policies motion,cloud --replications 2 --set homes.count=20": for a shell that
// stands where scenario and design.csv lie. Owned by the caller. NULL: the folder has no study.json that says it.
char *again_command(const char *folder);

#endif

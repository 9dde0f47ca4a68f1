// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody wants to see lived: a policy of the scenario, so many homes and days, a seed, and settings that are elsewhere than
// the scenario has them. All as `maru run` is told it on a command line, and refused as it refuses it.
//
// As JSON: {"policy": "ask_first", "homes": "300", "days": "30", "seed": "2018", "set": {"robot_vacuum.ownership": "0.7"}}; what is
// left out is as the scenario has it.
#ifndef MARU_SIM_EXPLORE_WISH_H
#define MARU_SIM_EXPLORE_WISH_H

#include <cJSON.h>

#include "lua/scenario.h"

enum { WISH_SETTINGS_MOST = 32, WISH_HOMES_MOST = 100000 };

struct wish_setting {
    char *name;    // "homes.count", "robot_vacuum.ownership"
    char *value;   // as it is typed
    const char *option;  // of the command line: "--homes", "--set"
};

struct wish {
    char *policy;  // "": the scenario's first, or none
    struct wish_setting settings[WISH_SETTINGS_MOST];  // homes, days and seed first, then by name
    int count;
};

// The shape of it: texts, short and of one line, and none too many. False: it has another. Clear in any case.
bool wish_read(const cJSON *json, struct wish *wish);
void wish_clear(struct wish *wish);
struct wish wish_copy(const struct wish *wish);
// As it is read.
cJSON *wish_json(const struct wish *wish);

// The same for more days.
void wish_for_days(struct wish *wish, int days);

// The plan of it. NULL with faults, [{"name": "robot_vacuum.ownership", "text": "what maru run prints"}, ...], owned by the caller:
// "policy" and "" (all together) are names, too.
struct plan *wish_plan(const struct wish *wish, struct scenario_file *file, cJSON **faults);

// What stands behind `maru run FILE`, word by word: how many, at most `most`. Each is owned by the caller.
int wish_words(const struct wish *wish, char **words, int most);
// The whole command as it is typed into a shell, with the file's name. Owned by the caller.
char *wish_command(const struct wish *wish, const char *file);

#endif

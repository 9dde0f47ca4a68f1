// SPDX-License-Identifier: GPL-3.0-or-later
// Which of Lua's names a scenario has, as the sandbox itself knows them.
#ifndef MARU_LUA_VOCABULARY_H
#define MARU_LUA_VOCABULARY_H

#include "sim/engine/status.h"

// A name ("pairs", "string.format"). `instead`: what to do in the place of one that is left out; NULL: it is there.
typedef void vocabulary_taker(void *to, const char *name, const char *instead);

// First what is there, then what is left out, each by name, those of a library behind Lua's own. `library`: the folder of the
// Lua library. False with a status when it cannot be read.
bool vocabulary_each(const char *library, vocabulary_taker *take, void *to, struct status *status);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson (scenarios/lessons/), as lua/lesson.lua describes it once it has checked it: JSON.
#ifndef MARU_LUA_LESSON_TEXT_H
#define MARU_LUA_LESSON_TEXT_H

#include "sim/engine/status.h"

// NULL with a status that names file and line. Owned by the caller.
char *lesson_text(const char *path, struct status *status);

#endif

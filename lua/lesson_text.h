// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson for a class, as lua/lesson.lua checks and describes it.
#ifndef MARU_LUA_LESSON_TEXT_H
#define MARU_LUA_LESSON_TEXT_H

#include "sim/engine/kind.h"
#include "sim/engine/status.h"

// The lesson in the file as JSON: what lua/lesson.lua says of `describe`. It is played with each lever at both ends before, so that
// what it would move exists and bears it. NULL with a status that names file and line. Owned by the caller. The catalogue is
// borrowed.
char *lesson_text(const char *path, const struct catalogue *catalogue, struct status *status);

// What the file leaves in `json`: a rule's decision, by lesson.decide. As above.
char *lesson_text_decision(const char *path, const struct catalogue *catalogue, struct status *status);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// The line of what only shows to be wrong when the parties and appliances of a world meet.
#ifndef MARU_LUA_LOCATE_H
#define MARU_LUA_LOCATE_H

#include "lua/script.h"

// A scenario's fault that begins with an entry's or a section's name, and perhaps a setting of it ("sensor.to = ..."),
// gets "FILE:LINE: " before it. Others stay as they are.
void locate_fault(struct script *script, struct status *status);

#endif

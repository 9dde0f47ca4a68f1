// SPDX-License-Identifier: GPL-3.0-or-later
// Files of a study that several processes may make at once, on several machines: each writes its own, under a name that no other
// process has, and gives it the file's name in one step. They are equal byte by byte, so it does not matter whose stays, and a
// process that was killed is in nobody's way. (claim.h is for files that only one may make.)
#ifndef MARU_SIM_STUDY_PRIVATELY_H
#define MARU_SIM_STUDY_PRIVATELY_H

#include "sim/engine/status.h"

// Where this process writes what will have that path: in the same folder, hidden. Owned by the caller.
char *privately(const char *path);
// What was written takes its name, so that it survives a power cut. False with a status: what was written is removed.
bool privately_done(const char *written, const char *path, struct status *status);
// A text written so.
bool privately_text(const char *path, const char *text, struct status *status);
// Removes what processes that were killed have left in a folder, and what others still write: for a folder in which all is made.
void privately_clear(const char *folder);

#endif

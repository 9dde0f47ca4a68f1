// SPDX-License-Identifier: GPL-3.0-or-later
// The right to make a file: of all processes that ask, on this machine or on another that sees the same folder, one has
// it. It does not rest on locks of the file system, which clusters switch off: the claim is a small text of who makes
// the file, `<path>.part`, which is made by one step that exists already or not (link(2)). What is written lies beside it,
// under a name no other process has, until it is whole and takes the name.
//
// A claim whose process is gone is taken over, and whatever such processes left behind goes; one of another machine is not, for nobody here
// can know: the message names the file to remove.
#ifndef MARU_SIM_ENGINE_CLAIM_H
#define MARU_SIM_ENGINE_CLAIM_H

#include "sim/engine/status.h"

struct claim;

// NULL with a status: somebody else makes it now, or its folder cannot be written to. Owned by the caller.
struct claim *claim_take(const char *path, struct status *status);

// The same for a folder with files in it, which is made under claim_part: none of them is there before all are.
struct claim *claim_take_folder(const char *path, struct status *status);
// Where to write one of its files; borrowed. Asked once for each.
const char *claim_file(struct claim *claim, const char *name);

// For a file that several processes may make at once, on several machines, since each comes to the same bytes: nobody is kept
// out, and whose stays does not matter. What a process that was killed has left is in nobody's way; claim_clear removes it.
struct claim *claim_share(const char *path);
// Who else shares the file now and has begun to write it: the name of what is written, which lies beside the file. Owned by
// the caller; NULL: nobody that is known to live, or is on another machine, where nobody here can know.
char *claim_shared_by(const char *path);
// For who does not take the claim: removes one whose process is gone, with what it left of this file.
void claim_forget_gone(const char *path);
// Removes what is left of files in the folder that were not finished, shared or not. Stays: what a living process of this
// machine writes, claims, and names that are not of our making. What another machine still writes goes: its writing fails.
void claim_clear(const char *folder);

// Where to write; borrowed. Nothing is there yet.
const char *claim_part(const struct claim *claim);
// As it was asked for; borrowed.
const char *claim_path(const struct claim *claim);

// Gives what was written its name, so that it survives a power cut. False with a status: what was written stays where
// it is, and the message says where. A folder that has the name already goes, with the files in it.
bool claim_publish(struct claim *claim, struct status *status);

// Whether this process gave any file its name. May be asked in a signal handler.
bool claim_published(void);

// In a process that was forked from the one whose claim it is, which keeps it: frees.
void claim_leave(struct claim *claim);
// Removes what lies under claim_part, and the claim. Frees.
void claim_drop(struct claim *claim);
// Removes the claim alone. Frees.
void claim_release(struct claim *claim);

// All that this process has claimed and not let go of is dropped, except from memory. For signal handlers: it is made
// of calls that are safe in them.
void claim_drop_all(void);

#endif

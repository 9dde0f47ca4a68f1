// SPDX-License-Identifier: GPL-3.0-or-later
// Which run a plan is: a hash (XXH3, 128 bits) of all that decides what comes of it, which is the text of the scenario, its
// policy, replication and rules, every setting and lever as it stands, the contents of the files that settings name and of
// the Lua modules that it reads while it is loaded, and the program's version. Equal plans have equal identities wherever their files lie.
#ifndef MARU_SIM_ENGINE_IDENTITY_H
#define MARU_SIM_ENGINE_IDENTITY_H

#include "sim/engine/plan.h"

enum { IDENTITY_SIZE = 33 };  // 32 hexadecimal digits
const char *plan_identity(const struct plan *plan, char text[IDENTITY_SIZE]);

// What the plan sets and allows, without names: of two policies with equal substance and no functions the same comes out.
const char *plan_substance(const struct plan *plan, char text[IDENTITY_SIZE]);

// A hash of any texts, in their order.
struct identity;
struct identity *identity_begin(void);
void identity_add(struct identity *identity, const char *text);
const char *identity_end(struct identity *identity, char text[IDENTITY_SIZE]);  // frees

// A hash of bytes, and of those of a file, whose number is written to `size`. NULL: the file cannot be read.
const char *identity_of_bytes(const char *bytes, size_t count, char text[IDENTITY_SIZE]);
const char *identity_of_file(const char *path, int64_t *size, char text[IDENTITY_SIZE]);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What a run file may take the place of: nothing, or a whole run file, of the same run unless told otherwise. Never a
// scenario, data, a folder, a device, a pipe, or what its owner has closed to writing.
#ifndef MARU_SIM_ENGINE_REPLACE_H
#define MARU_SIM_ENGINE_REPLACE_H

#include "sim/engine/status.h"

#define REPLACE_IDENTITY "identity"  // root attribute of a run file

// What is asked of whatever has the name already. Nothing but a run file is ever replaced.
struct replace_terms {
    const char *identity;  // of the run that is written (identity.h), kept as the attribute `identity`; "": none
    bool replace;          // also the file of another run
    bool shared;           // others may make the same file at the same time (claim_share)
};

// The file that a name stands for: behind links, where it leads to one. Owned by the caller.
char *replace_meant(const char *path);
// False with a status that says what has the name and what to do.
bool replace_allowed(const char *path, const struct replace_terms *terms, struct status *status);
// Whether a whole run file has the name, and one of that identity.
bool replace_is_run(const char *path);
bool replace_is_of(const char *path, const char *identity);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is told of the runs on the desk, as JSON. Owned by the caller, all of it.
#ifndef MARU_SIM_EXPLORE_TOLD_H
#define MARU_SIM_EXPLORE_TOLD_H

#include "sim/explore/desk.h"

// {"most": 12, "runs": [{"run": 3, "slot": 1, "life": 1, "state": "waiting", "running", "done", "stopped" or "failed", "pinned", "homes",
// "days", "day", "lines": how many, "longer": whether it is being lengthened, "wish": {...}, "command", "lua", "notes": [...], "fault"}]}
char *told_state(const struct desk *desk);

// {"run": 3, "life": 1, "from": 12, "lines": [...]}: those of --follow from that number on, at most so many bytes of them.
char *told_lines(const struct desk_run *run, int from, size_t most_bytes);

// {"outcomes": [{"name", "unit", "meaning", "value", "headline"}]}: what `maru compare` would print of the run file; value null: it cannot be
// said. NULL with a status.
char *told_outcomes(const struct desk_run *run, struct status *status);

#endif

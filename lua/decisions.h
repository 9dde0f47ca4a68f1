// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy decides beside its rules: settings, levers and hooks, each with what it says of it and where. Policies that are
// combined are held against each other by these.
#ifndef MARU_LUA_DECISIONS_H
#define MARU_LUA_DECISIONS_H

#include <stdbool.h>
#include <stddef.h>

struct decided {
    char *what;   // "microwave.report", "lever reward", "on_sighting"
    char *says;   // "noised"
    char *where;  // FILE:LINE
    bool once;    // no two may decide it, in whatever order: a hook
};

struct decisions {
    struct decided *all;
    size_t count;
};

// The texts are copied.
void decisions_add(struct decisions *decisions, const char *what, const char *says, const char *where, bool once);
void decisions_clear(struct decisions *decisions);

// Adds another's decisions, which from then on hold where both have one. False: they say another thing of the same, and, unless it may
// be decided but once, `later_holds` is false; the two are written to `before` and `later`, borrowed.
bool decisions_join(struct decisions *decisions, const struct decisions *other, bool later_holds, const struct decided **before,
                 const struct decided **later);

#endif

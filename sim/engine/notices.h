// SPDX-License-Identifier: GPL-3.0-or-later
// What its user should know before a run: sentences, each once, with the policies they concern.
#ifndef MARU_SIM_ENGINE_NOTICES_H
#define MARU_SIM_ENGINE_NOTICES_H

#include <stddef.h>

struct notices_line {
    char *sentence, *policies;  // "ask_first, keep_at_home"; "": of no policy
};

// Zeroed: none.
struct notices {
    struct notices_line *list;
    size_t count;
};

// Adds the sentence, or to the one that is there already the policy. `policy` "": of no policy. Both are copied.
void notices_add(struct notices *notices, const char *policy, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void notices_clear(struct notices *notices);

#endif

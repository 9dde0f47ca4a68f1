// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that work beside the server, a few at a time and with less right to the processor, so that clicks stay quick. What
// they say comes back line by line. One that loses its server ends by itself: its next line has nobody to go to.
#ifndef MARU_SIM_SERVE_CHILDREN_H
#define MARU_SIM_SERVE_CHILDREN_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

enum { CHILDREN_MOST = 64, CHILDREN_WORDS_MOST = 96 };

struct children;

// What is to be done. Texts are copied, the argument is borrowed until `end` has been called, once for each order.
struct children_order {
    const char *words[CHILDREN_WORDS_MOST];  // the program and its arguments; ends with NULL
    int urgency;                             // smaller goes first; those of one urgency as they were ordered
    void (*line)(void *argument, const char *line);
    // `code`: its exit status, -1 when it was ended otherwise; `last`: the line it said last, which tells why where it is not 0.
    void (*end)(void *argument, int code, const char *last);
    void *argument;
};

struct children *children_create(int at_once);
// Ends those that are at work; none is heard any more.
void children_free(struct children *children);

void children_add(struct children *children, const struct children_order *order);

// Those that were ordered with this argument: what waits has ended at once, what works is told to (SIGTERM) and ends soon.
void children_stop(struct children *children, const void *argument);

int children_count(const struct children *children);  // that work or wait

// For poll(): of which there may be news. How many; at most CHILDREN_MOST.
int children_watch(const struct children *children, struct pollfd watched[CHILDREN_MOST]);
// Hears what was said, and begins what can begin.
void children_serve(struct children *children);

#endif

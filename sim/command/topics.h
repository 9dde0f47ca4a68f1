// SPDX-License-Identifier: GPL-3.0-or-later
// What `maru help` explains and `maru list` lists by name, beside the kinds themselves.
#ifndef MARU_SIM_COMMAND_TOPICS_H
#define MARU_SIM_COMMAND_TOPICS_H

#include <stddef.h>

struct help_topic {
    const char *name;
    const char *summary;  // half a sentence
    const char *text;     // paragraphs
    const char *example;  // lines as they are typed
    void (*list)(void);   // prints what there is of it, with all that is known of each; NULL: nothing to list
};

extern const struct help_topic topics[];  // ends with a name that is NULL
const struct help_topic *topic_named(const char *name);  // NULL: none

#endif

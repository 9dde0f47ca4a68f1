// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/item.h"

#include <stdio.h>

void item_promise_topic(const struct item *item, const struct topic *const *topics, size_t count,
                        const char *what) {
    for (size_t i = 0; i < count; i++)
        if (item->topic == topics[i]) return;
    char message[200];
    snprintf(message, sizeof message, "an item about \"%s\" does not carry %s",
             item->topic ? item->topic->name : "nothing", what);
    promise_broken(__FILE__, __LINE__, "item->topic carries it", message);
}

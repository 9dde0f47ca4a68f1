// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/larder.h"

#include <string.h>

unsigned larder_level(const struct larder *larder) {
    unsigned level = 0;
    for (int i = 0; i < LARDER_BATCHES; i++) level += larder->batch[i].portions;
    return level;
}

unsigned larder_put(struct larder *larder, unsigned portions, unsigned spoils_day) {
    int place = 0;
    while (place < LARDER_BATCHES && larder->batch[place].portions) place++;
    unsigned room = LARDER_PORTIONS_MOST - larder_level(larder);
    if (portions > room) portions = room;
    if (portions == 0) return 0;
    if (place < LARDER_BATCHES) {
        larder->batch[place].portions = (uint16_t)portions;
        larder->batch[place].spoils_day = (uint16_t)spoils_day;
    } else {
        larder->batch[LARDER_BATCHES - 1].portions += (uint16_t)portions;
    }
    return portions;
}

static void drop_first(struct larder *larder) {
    memmove(&larder->batch[0], &larder->batch[1], (LARDER_BATCHES - 1) * sizeof larder->batch[0]);
    larder->batch[LARDER_BATCHES - 1].portions = 0;
}

unsigned larder_take(struct larder *larder, unsigned wanted) {
    unsigned taken = 0;
    while (taken < wanted && larder->batch[0].portions) {
        unsigned of_batch = larder->batch[0].portions, more = wanted - taken;
        if (more < of_batch) {
            larder->batch[0].portions -= (uint16_t)more;
            return wanted;
        }
        taken += of_batch;
        drop_first(larder);
    }
    return taken;
}

unsigned larder_spoil(struct larder *larder, unsigned today) {
    unsigned spoilt = 0;
    while (larder->batch[0].portions && larder->batch[0].spoils_day <= today) {
        spoilt += larder->batch[0].portions;
        drop_first(larder);
    }
    return spoilt;
}

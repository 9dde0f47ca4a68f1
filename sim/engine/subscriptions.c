// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/subscriptions.h"

#include <stdlib.h>

#include "sim/engine/world.h"

// Sorts by class, in the order of subscribing within one.
void subscriptions_close(struct world *world) {
    struct subscription *sorted = status_allocate(world->subscription_count + 1, sizeof *sorted);
    size_t count = 0;
    for (int data_class = 0; data_class < DATA_CLASSES; data_class++) {
        world->first_subscription[data_class] = count;
        for (size_t i = 0; i < world->subscription_count; i++)
            if (world->subscriptions[i].data_class == (enum data_class)data_class)
                sorted[count++] = world->subscriptions[i];
    }
    world->first_subscription[DATA_CLASSES] = count;
    free(world->subscriptions);
    world->subscriptions = sorted;
}

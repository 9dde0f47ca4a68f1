// SPDX-License-Identifier: GPL-3.0-or-later
// Who is told what appliances notice, class by class.
#include "sim/engine/subscriptions.h"

#include <stdlib.h>

#include "sim/engine/party_act.h"
#include "sim/engine/world.h"

uint16_t party_subscribe(struct world *world, struct subscription subscription) {
    PROMISE(subscription.party < world->party_count && subscription.recipient < world->party_count,
            "parties subscribe");
    enum consent_rule rule =
        plan_rule(world->plan, subscription.data_class, world->parties[subscription.party].entry);
    subscription.flow =
        gate_flow(world->gate, subscription.data_class, subscription.recipient, subscription.purpose, rule);
    gate_add_receiver(world->gate, subscription.flow, subscription.party);
    world->subscriptions =
        status_reallocate(world->subscriptions, world->subscription_count + 1, sizeof *world->subscriptions);
    world->subscriptions[world->subscription_count++] = subscription;
    return subscription.flow;
}

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

const struct subscription *world_subscriptions(const struct world *world, enum data_class data_class,
                                               size_t *count) {
    size_t first = world->first_subscription[data_class];
    *count = world->first_subscription[data_class + 1] - first;
    return world->subscriptions + first;
}

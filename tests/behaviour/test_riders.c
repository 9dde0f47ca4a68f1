// SPDX-License-Identifier: GPL-3.0-or-later
// The riders of a grocery, inside the whole world, are the queue of the textbook: orders that come at Poisson
// moments and take exponential times to deliver around the clock wait as long as Erlang's C formula says
// (M/M/c; Gross, Shortle, Thompson & Harris, "Fundamentals of Queueing Theory", section 3.3), and the mean
// number of orders that are not yet at the door is their rate times their mean stay (Little 1961).
#include "models/food/grocery.h"
#include "tests/support/textbook_queue.h"

// ---- Families order --------------------------------------------------------------------------------------

static void a_family_orders(struct world *world, uint32_t home) {
    struct item nothing = {.topic = &shopping_order, .home = home, .process = UINT16_MAX};
    grocery_be_ordered(world, world_party_of_kind(world, &grocery_party, NULL), nothing);
}

// ---- A grocery that never closes -------------------------------------------------------------------------

static struct plan *plan_of(uint32_t replication) {
    static const char *const settings[][2] = {{"homes.count", "200"},
                                              {"homes.districts", "5"},
                                              {"network.model", "closed_form"},
                                              {"friends.model", "none"},
                                              {"grocery.opens_hour", "0"},
                                              {"grocery.closes_hour", "24"},
                                              {"grocery.pick_hours", "0"},
                                              {"grocery.ride_min", "25"},
                                              {"grocery.riders", "4"},
                                              {"cockroaches.calls_firm", "0"},
                                              {"days", "120"}};
    return textbook_plan("grocery", settings, sizeof settings / sizeof *settings, replication);
}

static void riders_keep_families_waiting_as_erlang_says(void **state) {
    (void)state;
    static const struct textbook_queue riders = {.party = "grocery",
                                                 .joins = "grocery order",
                                                 .served = "grocery delivery",
                                                 .servers = 4,
                                                 .service_h = 25.0 / 60,
                                                 .least_served = 18000,
                                                 .little = 0.01,
                                                 .precision = 0.2};
    textbook_per_hour = 7.5;
    textbook_comes = a_family_orders;
    textbook_compare(&riders, plan_of);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(riders_keep_families_waiting_as_erlang_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The crews of a pest-control firm, inside the whole world, are the queue of the textbook: families that call
// at Poisson moments and are visited for exponential times around the clock wait as long as Erlang's C
// formula says (M/M/c; Gross, Shortle, Thompson & Harris, "Fundamentals of Queueing Theory", section 3.3),
// and the mean number in the system is arrival rate times mean stay (Little 1961).
#include "models/pests/pest_control.h"
#include "tests/support/textbook_queue.h"

// ---- Families call ---------------------------------------------------------------------------------------

static void a_family_calls(struct world *world, uint32_t home) {
    pest_control_be_called(world, home, 0);
}

// ---- A firm that never closes ----------------------------------------------------------------------------

static struct plan *plan_of(uint32_t replication) {
    static const char *const settings[][2] = {{"homes.count", "1200"},
                                              {"homes.districts", "5"},
                                              {"network.model", "closed_form"},
                                              {"friends.model", "none"},
                                              {"pest_control.opens_hour", "0"},
                                              {"pest_control.closes_hour", "24"},
                                              {"pest_control.rests", "never"},
                                              {"pest_control.crews", "3"},
                                              {"pest_control.visit_hours", "1.5"},
                                              {"pest_control.close_call", "0.9"},
                                              {"pest_control.contact_hours", "0.1"},
                                              {"pest_control.longest_wait_days", "60"},
                                              {"pest_control.visit_won", "80000"},
                                              {"cockroaches.calls_firm", "0"},
                                              {"days", "150"}};
    return textbook_plan("pest_control", settings, sizeof settings / sizeof *settings, replication);
}

static void crews_keep_families_waiting_as_erlang_says(void **state) {
    (void)state;
    static const struct textbook_queue crews = {.party = "pest_control",
                                                .joins = "visit booked",
                                                .served = "visit",
                                                .servers = 3,
                                                .service_h = 1.5,
                                                .least_served = 2000,
                                                .little = 0.02,
                                                .precision = 0.25};
    textbook_per_hour = 1.6;
    textbook_comes = a_family_calls;
    textbook_compare(&crews, plan_of);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(crews_keep_families_waiting_as_erlang_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/old_alone.h"

#include <math.h>

#include "models/model.h"
#include "sim/engine/luck.h"

const struct equation old_alone_equation = {"who is old and lives alone",
                                            "a home of one person is such a one's with chance old_alone; "
                                            "waits waits_k E longer, in degrees, until it switches on",
                                            "E exponential with mean 1",
                                            "a draw of the home's own luck; assumption"};

void old_alone_settle(struct world *world, double alone, double waits_k) {
    if (world->model->old_alone) return;
    struct old_alone *people = status_allocate(world->home_count, sizeof *people);
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct random_sequence luck = luck_of_home(world, home, "old and alone", 0);
        bool old = random_next_uniform(&luck) < alone;
        double waits = waits_k * random_next_exponential(&luck);
        people[home].lives = old && world->homes[home].members == 1;
        people[home].waits_k = people[home].lives ? (float)waits : 0;
    }
    world->model->old_alone = people;
}

struct old_alone *old_alone_of(const struct world *world, uint32_t home) {
    return world->model->old_alone ? &world->model->old_alone[home] : NULL;
}

// Within an hour the heat is felt evenly.
double old_alone_before_k_h(const struct old_alone *person, double hour) {
    double sum = 0;
    for (int h = 0; h < OLD_ALONE_HOURS; h++) sum += (double)person->k_h[h] * fmin(1, fmax(0, hour - h));
    return sum;
}

double old_alone_after_k_h(const struct old_alone *person, double hour) {
    return old_alone_before_k_h(person, OLD_ALONE_HOURS) - old_alone_before_k_h(person, hour);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/meter.h"

#include "sim/engine/world.h"

struct home_meter {
    struct electric_meter counted;
};

struct home_meter *meters_create(uint32_t homes) {
    return status_allocate(homes, sizeof(struct home_meter));
}

// An independent process lives its window before the others: what it used later would be read earlier.
static struct electric_meter *own_meter(const struct visit *visit) {
    PROMISE(!visit->appliance->kind->independent, "who is ahead of the home leaves its meter alone");
    return &visit->world->meters[visit->home_number].counted;
}

void visit_use_electricity(struct visit *visit, double kwh) {
    own_meter(visit)->kwh += kwh;
}

void visit_use_left_on(struct visit *visit, double kwh) {
    struct electric_meter *meter = own_meter(visit);
    meter->kwh += kwh;
    meter->left_on_kwh += kwh;
}

static struct electric_meter read_at(const struct world *world, uint32_t number, time_ms now) {
    const struct home *home = &world->homes[number];
    struct electric_meter read = world->meters[number].counted;
    for (uint16_t i = 0; i < home->process_count; i++) {
        const struct process *process = &world->processes[home->first_process + i];
        const struct appliance_kind *kind = world->appliances[process->appliance].kind;
        if (!kind->unmetered || !process->installed) continue;
        struct visit visit = home_look(world, number, i, now);
        struct electric_meter missing = kind->unmetered(&visit, process_state(world, process));
        read.kwh += missing.kwh;
        read.left_on_kwh += missing.left_on_kwh;
    }
    return read;
}

struct electric_meter visit_meter(const struct visit *visit) {
    own_meter(visit);
    return read_at(visit->world, visit->home_number, visit->now);
}

struct electric_meter world_meter(const struct world *world, uint32_t home) {
    return read_at(world, home, world->until);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/meter.h"

#include "sim/engine/world.h"

// An independent process lives its window before the others: what it used later would be read earlier.
static void may_touch_it(const struct visit *visit) {
    PROMISE(!visit->appliance->kind->independent, "who is ahead of the home leaves its meter alone");
}

void visit_use_electricity(struct visit *visit, double kwh) {
    may_touch_it(visit);
    visit->home->metered_kwh += kwh;
}

void visit_use_left_on(struct visit *visit, double kwh) {
    visit_use_electricity(visit, kwh);
    visit->world->left_on_kwh[visit->home_number] += kwh;
}

static struct electric_meter read_at(const struct world *world, uint32_t number, time_ms now) {
    const struct home *home = &world->homes[number];
    struct electric_meter read = {home->metered_kwh, world->left_on_kwh[number]};
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
    may_touch_it(visit);
    return read_at(visit->world, visit->home_number, visit->now);
}

struct electric_meter world_meter(const struct world *world, uint32_t home) {
    return read_at(world, home, world->until);
}

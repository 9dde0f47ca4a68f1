// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/air_conditioner_room.h"

#include <math.h>

#include "models/cooling/air_conditioner.h"
#include "models/cooling/air_conditioner_parts.h"
#include "sim/engine/world.h"

double air_conditioner_room_limit_c(const struct world *world) {
    for (size_t i = 0; i < world->appliance_count; i++)
        if (world->appliances[i].kind == &air_conditioner_appliance)
            return ((const S *)world->appliances[i].settings)->turn_on_c;
    return NAN;
}

// Out of season it knows no more than that its room is cool, as the weather makes it.
static double bring_up(const struct visit *look, const struct air_conditioner *ac, struct cooled_room *room) {
    double felt_k_h = ac->discomfort_k_h;
    if (ac->out_of_season) cooled_room_begin(room, &shared_of(look)->room, persons_in(ac), look->now);
    while (room->updated < look->now)
        felt_k_h += cooled_room_pass(room, thermostat_of(look, ac), persons_in(ac), is_running(ac), look->now)
                        .above_k_h;
    return felt_k_h;
}

static void look_at(const struct visit *look, const struct air_conditioner *ac,
                    struct air_conditioner_seen *seen) {
    struct cooled_room room = ac->room;
    seen->appliance = look->appliance;
    seen->felt_k_h = bring_up(look, ac, &room);
    seen->room_c = room.air.temperature_c;
    seen->connected = ac->control.connected;
}

bool air_conditioner_room_look(const struct visit *visit, struct air_conditioner_seen *seen) {
    const struct world *world = visit->world;
    for (uint16_t i = 0; i < visit->home->process_count; i++) {
        const struct process *process = &world->processes[visit->home->first_process + i];
        if (!process->installed || world->appliances[process->appliance].kind != &air_conditioner_appliance)
            continue;
        struct visit look = home_look(world, visit->home_number, i, visit->now);
        look_at(&look, process_state(world, process), seen);
        return true;
    }
    return false;
}

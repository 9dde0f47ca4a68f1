// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/purified_room.h"

#include <math.h>

#include "models/air/air_balance.h"

const struct equation purified_room_equation = {
    "dust in a dwelling",
    "dI/dt = penetration a O - (a + deposition_h + [fan] cadr_m3_h / volume_m3) I; the fan starts at I = "
    "on_ug / reads and stops at off_ug / reads",
    "I dust indoors, O outdoors, ug/m3; a air change, 1/h; reads what the sensor makes of 1 ug/m3; "
    "exponentials between switches",
    "one mixed zone (Nazaroff 2004, Indoor Air 14 suppl. 7:175-183; Batterman 2017, Int. J. Environ. Res. "
    "Public Health 14(2):145)"};
const struct equation purified_room_outdoor_equation = {
    "dust outdoors, worked out from the night indoors",
    "O = r (I_6 - I_0 + (air_change_h + deposition_h) A + cadr_m3_h / volume_m3 B) / (6 penetration "
    "air_change_h); r = reads exp(noise z)",
    "I_0, I_6 dust at midnight and at 6; A integral of the dust from 0 to 6 h, B while the fan ran; z "
    "standard normal, of the night",
    "the same balance, integrated, of an ordinary dwelling"};

static struct air_balance balance_of(const struct purified_room *room, bool running, double outdoor_ug) {
    return (struct air_balance){.source = room->enters * outdoor_ug,
                                .loss = room->settles + (running ? room->cleans : 0)};
}

double purified_room_ratio(const struct purified_room *room, bool running) {
    return room->enters / balance_of(room, running, 1).loss;
}

// Until the fan switches, or for `hours`. From the limit itself it switches at once.
static double hours_to_switch(const struct purified_room *room, const struct purified_air *air,
                              struct air_balance balance, double hours) {
    double limit = air->running ? room->off_ug : room->on_ug;
    bool reached = air->running ? air->ug_m3 <= limit : air->ug_m3 >= limit;
    if (reached) return 0;
    // It does not get there: without the logarithm.
    double steady = air_balance_steady(balance);
    if (air->running ? steady >= limit : steady <= limit) return hours;
    return fmin(hours, air_balance_crossing_h(balance, air->ug_m3, limit));
}

static bool is_on_one_side(double a, double b, double limit) {
    return (a > limit) == (b > limit);
}

// One stretch without a switch.
static void pass_stretch(const struct purified_room *room, struct purified_air *air,
                         struct air_balance balance, double hours, struct purified_spell *spell) {
    double from = air->ug_m3, to = air_balance_after(balance, from, hours);
    // The balance integrated: what came in is inside, or went out.
    double ug_h = (balance.source * hours - (to - from)) / balance.loss;
    spell->ug_h += ug_h;
    if (air->running) {
        spell->run_hours += hours;
        spell->run_ug_h += ug_h;
    }
    if (!is_on_one_side(from, to, room->limit_ug))
        spell->hours_above += air_balance_hours_above(balance, from, hours, room->limit_ug);
    else if (from > room->limit_ug)
        spell->hours_above += hours;
    air->ug_m3 = to;
}

void purified_room_pass(const struct purified_room *room, struct purified_air *air, double outdoor_ug,
                        double hours, struct purified_spell *spell) {
    spell->outdoor_ug_h += outdoor_ug * hours;
    while (hours > 0) {
        struct air_balance balance = balance_of(room, air->running, outdoor_ug);
        double stretch = hours_to_switch(room, air, balance, hours);
        if (stretch > 0) pass_stretch(room, air, balance, stretch, spell);
        if (stretch >= hours) return;
        hours -= stretch;
        // Rounding must not leave it on the wrong side of the limit that it has reached.
        if (stretch > 0) air->ug_m3 = air->running ? room->off_ug : room->on_ug;
        air->running = !air->running;
    }
}

double purified_room_outdoor(const struct purified_room *room, double begin_ug, double end_ug,
                             const struct purified_spell *spell, double hours) {
    double came_in = end_ug - begin_ug + room->settles * spell->ug_h + room->cleans * spell->run_ug_h;
    return came_in / (room->enters * hours);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/school_room.h"

#include <math.h>

const struct equation school_room_equation = {
    "rooms and classes",
    "n = pupils exp(pupils_spread z1 - pupils_spread^2 / 2); V = volume_m3 exp(volume_spread z2); shut = "
    "shut_h exp(shut_spread z3); open, wide = max(shut, open_h, wide_h times exp(open_spread z4))",
    "z standard normal, of the room; V m3; shut, open, wide air changes by windows, 1/h",
    "lognormal spreads; assumption"};

struct school_room school_room_draw(const struct school_room *usual,
                                    const struct school_room_spreads *spreads, struct random_sequence *luck) {
    double pupils = spreads->pupils * random_next_normal(luck) - 0.5 * spreads->pupils * spreads->pupils;
    double volume = spreads->volume * random_next_normal(luck);
    double shut = spreads->shut * random_next_normal(luck);
    double open = spreads->open * random_next_normal(luck);
    double shut_h = usual->shut_h * exp(shut);
    return (struct school_room){.pupils = usual->pupils * exp(pupils),
                                .volume_m3 = usual->volume_m3 * exp(volume),
                                .shut_h = shut_h,
                                .open_h = fmax(shut_h, usual->open_h * exp(open)),
                                .wide_h = fmax(shut_h, usual->wide_h * exp(open))};
}

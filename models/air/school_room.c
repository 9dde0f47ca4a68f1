// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/school_room.h"

#include <math.h>

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

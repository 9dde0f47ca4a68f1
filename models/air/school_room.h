// SPDX-License-Identifier: GPL-3.0-or-later
// No two classrooms are alike, and what decides about their air, how leaky they are, differs most. Each room draws, with
// standard normal z of its own,
//   class        mean x exp(s z - s^2 / 2)      the mean of all rooms is kept: it is the published one
//   volume       median x exp(s z)
//   shut windows median x exp(s z)              air changes an hour by leaks (lognormal, as those of dwellings are: Chan,
//                                               Nazaroff, Price, Sohn & Gadgil 2005, Atmos. Environ. 39:3445-3455; not read)
//   open windows median x exp(s z)              one open and wide open with the same z, and no less than with shut ones
// With all spreads 0 the rooms are alike.
#ifndef MARU_MODELS_AIR_SCHOOL_ROOM_H
#define MARU_MODELS_AIR_SCHOOL_ROOM_H

#include "sim/engine/random.h"

struct school_room {
    double pupils, volume_m3;
    double shut_h, open_h, wide_h;  // air changes an hour
};
// The s of each; open windows have one.
struct school_room_spreads {
    double pupils, volume, shut, open;
};

// Takes four draws.
struct school_room school_room_draw(const struct school_room *usual, const struct school_room_spreads *spreads,
                                    struct random_sequence *luck);

#endif

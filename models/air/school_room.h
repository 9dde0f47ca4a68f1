// SPDX-License-Identifier: GPL-3.0-or-later
// No two classrooms are alike, and what decides about their air, how leaky they are, differs most (school_room_equation). Of
// classes the mean of all rooms is kept: it is the published one. Leaks are lognormal as those of dwellings are (Chan,
// Nazaroff, Price, Sohn & Gadgil 2005, Atmos. Environ. 39:3445-3455; not read). With all spreads 0 the rooms are alike.
#ifndef MARU_MODELS_AIR_SCHOOL_ROOM_H
#define MARU_MODELS_AIR_SCHOOL_ROOM_H

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation school_room_equation;

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

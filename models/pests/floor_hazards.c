// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/floor_hazards.h"

#include <math.h>

const struct equation floor_hazards_equation = {
    "what a robot does at what lies there",
    "met with 1 - exp(-met_per_run); recognised: gone around, or what is spilt mopped up where it mops; "
    "missed: stops it with stops, "
    "breaks something with breaks, ruins it with ruins; the family takes help_min where it stopped and where "
    "something spilt is "
    "smeared, and spilt_min where something spilt was gone around",
    "each of clothing, toys, cables, spills, once a run at most; the chances of one run do not hang on each "
    "other",
    "assumption"};

// A robot that is ruined has stopped as well.
static void miss_it(const struct floor_hazards *hazards, enum floor_hazard hazard, struct random_block first,
                    struct random_block second, struct floor_meeting *meeting) {
    meeting->missed = true;
    meeting->ruins = random_chance(second.word[0], hazards->ruins[hazard]);
    meeting->stops = meeting->ruins || random_chance(first.word[1], hazards->stops[hazard]);
    meeting->breaks = random_chance(second.word[1], hazards->breaks[hazard]);
    meeting->help_min = meeting->stops || hazard == HAZARD_SPILL ? hazards->help_min[hazard] : 0;
}

struct floor_meeting floor_hazards_meet(const struct floor_hazards *hazards, enum floor_hazard hazard,
                                        double miss, bool mops, struct random_sequence *luck) {
    struct random_block first = random_next(luck), second = random_next(luck), third = random_next(luck);
    struct floor_meeting meeting = {.met =
                                        random_chance(first.word[0], -expm1(-hazards->met_per_run[hazard]))};
    if (!meeting.met) return meeting;
    if (random_chance(third.word[0], miss)) {
        miss_it(hazards, hazard, first, second, &meeting);
    } else if (hazard == HAZARD_SPILL) {
        meeting.mopped = mops;
        meeting.help_min = mops ? 0 : hazards->spilt_min;
    }
    return meeting;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk for what was left on: appliances tell it, on the device, what happened with them.
#ifndef MARU_MODELS_COOLING_REMOTE_CONTROL_H
#define MARU_MODELS_COOLING_REMOTE_CONTROL_H

#include "sim/engine/world.h"

extern const struct party_kind remote_control_party;

enum remote_event {
    REMOTE_LEFT_ON,      // the family has gone on a trip and left it on
    REMOTE_NOTICE,       // the family was told
    REMOTE_SWITCHES_OFF  // the cloud switched it off
};

// Tells the scenario's remote control, if there is one. flow: by which the message went that nobody is at home,
// GATE_NO_FLOW: there is none. rule: of the policy that decided it, 0: none (on_left_on).
void remote_control_tell(struct visit *visit, enum remote_event event, uint16_t flow, int rule);

// A machine that learns tells what the hours cost that it decided for since it last told, if there is a remote control.
struct learnt_hours {
    float hours, won;
};
void remote_control_learnt(struct visit *visit, struct learnt_hours learnt);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// Where what lies in a robot's way is recognised: on the robot, or, where that is not sure enough and the family lets
// pictures out, in the maker's cloud (mess_recogniser_asks_equation). A robot that is not connected, or may not ask, goes by itself.
#ifndef MARU_MODELS_PESTS_MESS_CLOUD_H
#define MARU_MODELS_PESTS_MESS_CLOUD_H

#include "models/pests/recogniser_training.h"
#include "sim/engine/home.h"

// Asks the family, unless it was, whether such pictures may go to the cloud.
void mess_cloud_consent(struct visit *visit, const struct trained_recogniser *recogniser);

// What a robot looked at on a run.
struct mess_looks {
    uint32_t here, sent;  // things: recognised by itself, and pictures of them that went to the cloud
    bool mess_sent;       // the mess was among these
    double joules;        // of recognising here, and of sending
};
// `met`: messes so far; `mess`: another lies there. Of a recogniser that really learns.
struct mess_looks mess_cloud_look(struct visit *visit, const struct trained_recogniser *recogniser, unsigned version,
                                  bool connected, uint32_t met, bool mess);

#endif

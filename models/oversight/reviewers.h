// SPDX-License-Identifier: GPL-3.0-or-later
// The people who look at what machines are unsure of: how a machine's case is put to them.
#ifndef MARU_MODELS_OVERSIGHT_REVIEWERS_H
#define MARU_MODELS_OVERSIGHT_REVIEWERS_H

#include "models/methods/service_queue.h"
#include "sim/engine/world.h"

extern const struct party_kind reviewers_party;

enum review_subject { REVIEW_ALARM, REVIEW_SIGN };

// The asker is woken (party_kind.wake) with `confirmed`, of which it fills in `what` and what it carries, or with the same
// and `rejected` as `what`; home and cause are the case's. When nobody gets to look in time the machine's own answer
// stands: confirmed.
struct review_case {
    enum review_subject subject;
    uint32_t home;
    uint16_t asker, rejected;
    struct timer confirmed;
    bool connected;     // of the device, for a picture
    bool real;          // the truth, which the reviewer tries to see
    double confidence;  // of the machine, that its yes is right
    uint64_t cause;
    uint64_t number;    // of the case among those of the home and subject: its luck
};

// In parties_decide: true when the case is on its way to a reviewer; false: the machine decides alone, because there is
// no office, it is sure enough, or the picture may not leave. Signs show no picture: the maker has them already.
bool reviewers_look(struct world *world, const struct review_case *review);

// The data flow for pictures of that maker's appliances, GATE_NO_FLOW when none is ever reviewed; a month of it is worth so
// much to the family.
uint16_t reviewers_picture_flow(struct world *world, const struct party *maker, double *worth_won);

// The queue of cases and its statistics so far, NULL without an office. Borrowed.
const struct service_queue *reviewers_queue(struct world *world);

#endif

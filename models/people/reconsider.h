// SPDX-License-Identifier: GPL-3.0-or-later
// When a family thinks again of what it allows: at a rate of its own, when its trust has moved, when what is offered has
// changed, when it is told that its data got out, and when it is asked again because the term of a consent is over (reconsider_equation).
#ifndef MARU_MODELS_PEOPLE_RECONSIDER_H
#define MARU_MODELS_PEOPLE_RECONSIDER_H

#include "sim/engine/home.h"
#include "sim/engine/submodel.h"

extern const struct equation reconsider_equation;

// Of each family.
struct reconsidering {
    int32_t next_day;  // of its own accord
    float trust;       // that it had when it thought of it last
};

// At installation.
struct reconsidering reconsider_begin(const struct visit *visit);
// What is offered has changed. Returns how many of its standing consents the family gave or took back.
unsigned reconsider_now(struct visit *visit, struct reconsidering *mind);
// It is told that its data got out. Returns the same. In parties_decide.
unsigned reconsider_told(struct world *world, uint32_t home);
// At midnights. Returns the same.
unsigned reconsider_at_midnight(struct visit *visit, struct reconsidering *mind);

#endif

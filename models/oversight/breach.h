// SPDX-License-Identifier: GPL-3.0-or-later
// A breach: what a party holds gets out, at one moment. What that is, the gate knows (breach_reach.h): what was deleted by then
// does not leak. Of whom something unlawful got out, whoever listens to `breach_report` is told.
//   breach_party.c    when it comes, what it does to families, whom the party has to pay
//   breach_reach.c    what is out of a home
#ifndef MARU_MODELS_OVERSIGHT_BREACH_H
#define MARU_MODELS_OVERSIGHT_BREACH_H

#include "sim/engine/kind.h"
#include "sim/engine/item.h"

extern const struct party_kind breach_party;

// item.from: the party whose data got out; item.value: families of whom something did that had no consent or was kept too long.
extern const struct topic breach_report;

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs families, month by month, that others learn of them (privacy_felt_equation): of everybody whose data somebody
// got in the month, asked or not, by what its choices say that they are worth to it (choice.h).
#ifndef MARU_MODELS_PEOPLE_PRIVACY_H
#define MARU_MODELS_PEOPLE_PRIVACY_H

#include "sim/engine/home.h"
#include "sim/engine/submodel.h"

struct choice_form;

extern const struct equation privacy_felt_equation;
extern const struct welfare_source privacy_felt_worth;

// Data of that class are told in this noised form, where they are told with any noise; of several the most telling. In prepare().
void privacy_noise(struct world *world, enum data_class data_class, struct choice_form form);
// What leaves of that class under pseudonyms are labels. In prepare().
void privacy_pseudonymous_labels(struct world *world, enum data_class data_class);
// Whether what left in these forms (bits) are labels at most, and nothing as it was measured, noised or under a pseudonym.
bool privacy_labels_alone(const struct world *world, enum data_class data_class, unsigned forms);
// What it costs a family that somebody has its raw data of the class for a month, whatever it understands of that, won. maker:
// whose appliances notice it; NULL: the first one's.
double privacy_month_won(const struct world *world, uint32_t home, const struct party *maker, enum data_class data_class);
// How much of that was felt for what went through the flow since then: 0 nothing, 1 raw.
double privacy_felt_share(const struct world *world, uint32_t home, uint16_t flow, time_ms since);
// What went through the flow tells beside raw data that are kept for good, 0 to 1: in the most telling form of it so far.
double privacy_tells(const struct world *world, uint32_t home, uint16_t flow);
// Whether the family would allow what went through the flow if it were asked for it now, by what it is worth to it alone
// (choice_stands). Changes nothing.
bool privacy_would_agree(const struct world *world, uint32_t home, uint16_t flow);
// For the family, at each midnight: at a month's end, and at the run's, what the month has cost it.
void privacy_live(const struct visit *visit);

#endif

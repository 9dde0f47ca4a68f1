// SPDX-License-Identifier: GPL-3.0-or-later
// The electricity company: what other parties can ask of its bills.
#ifndef MARU_MODELS_COOLING_ELECTRICITY_H
#define MARU_MODELS_COOLING_ELECTRICITY_H

#include "sim/engine/world.h"

extern const struct party_kind electricity_party;

// At midnight: true on the day of the bills, which are then made, whoever asks first.
bool electricity_bills_today(struct world *world, struct party *electricity);
// By how much the home's last bill would have been lower, had it used so many kWh less in that month.
int64_t electricity_won_of(const struct party *electricity, uint32_t home, double kwh);

#endif

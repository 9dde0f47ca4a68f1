// SPDX-License-Identifier: GPL-3.0-or-later
// What noised labels tell of each home over one data flow, added up (composition.h): over a day, a calendar month of the run and
// the whole run. The account is kept per home, and only for flows on which something is noised. An epsilon of a unit of privacy
// bounds what changes when one event, one day, one month, or the home is another.
#ifndef MARU_SIM_ENGINE_ACCOUNTANT_H
#define MARU_SIM_ENGINE_ACCOUNTANT_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/engine/clock.h"

enum accountant_unit { ACCOUNTANT_EVENT, ACCOUNTANT_DAY, ACCOUNTANT_MONTH, ACCOUNTANT_USER, ACCOUNTANT_UNITS };
extern const char *const accountant_unit_names[];  // "event", "user-day", "user-month", "user"; NULL-terminated

struct accountant;
// Days are counted from the start, which is so many days after 1970-01-01. Owned by the caller.
struct accountant *accountant_create(size_t homes, double delta, int64_t start_day);
void accountant_free(struct accountant *accountant);
// Nothing told so far may be claimed but for a larger chance than this one.
void accountant_hold_to(struct accountant *accountant, double delta);
double accountant_delta(const struct accountant *accountant);

// A release of the home. False: with it the month would tell more than the cap (0: none), and nothing is written. A home's
// releases come in the order of their days. Safe for different homes in parallel.
bool accountant_spend(struct accountant *accountant, uint32_t home, time_ms now, double epsilon, double cap);
// Of the calendar month so far.
double accountant_month(const struct accountant *accountant, uint32_t home, time_ms now);
// Of the release, day or month that told most, or of the whole run; 0: nothing.
double accountant_most(const struct accountant *accountant, uint32_t home, enum accountant_unit unit);

// Sums of rounded numbers are off by less: what passes a cap by no more has not passed it.
#define ACCOUNTANT_ROUNDING 5e-13

#endif

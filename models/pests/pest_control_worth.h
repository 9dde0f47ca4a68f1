// SPDX-License-Identifier: GPL-3.0-or-later
// Who books at a pest-control firm's prices, who takes its plan, and what a customer is worth to it.
#ifndef MARU_MODELS_PESTS_PEST_CONTROL_WORTH_H
#define MARU_MODELS_PESTS_PEST_CONTROL_WORTH_H

#include "models/pests/pest_control_parts.h"

extern const struct equation pest_control_worth_equation;

double pest_control_chance_to_book(const struct pest_control_settings *s, enum lead lead);
// What families that book would have given above the price, or for a month of a plan, in the mean.
double pest_control_visit_surplus_won(const struct pest_control_settings *s, enum lead lead);
double pest_control_plan_surplus_won(const struct pest_control_settings *s);
double pest_control_chance_of_plan(const struct pest_control_settings *s);
// Of the months that count, by how many families keep it.
double pest_control_plan_worth_won(const struct pest_control_settings *s);
// As the firm expects it of its own prices, before it has seen any.
double pest_control_customer_worth_won(const struct pest_control_settings *s);

#endif

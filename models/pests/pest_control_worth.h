// SPDX-License-Identifier: GPL-3.0-or-later
// Who books at a pest-control firm's prices, who takes its plan, and what a customer is worth to it.
#ifndef MARU_MODELS_PESTS_PEST_CONTROL_WORTH_H
#define MARU_MODELS_PESTS_PEST_CONTROL_WORTH_H

#include "models/pests/pest_control_parts.h"

extern const struct equation pest_control_worth_equation;

// What a family reckons with when a visit costs visit_won: perhaps nothing is found.
double pest_control_asked_won(const struct pest_control_settings *s, double visit_won);
double pest_control_chance_to_book(const struct pest_control_settings *s, enum lead lead, double visit_won);
// What families that book would have given above the price, or for a month of a plan, in the mean.
double pest_control_visit_surplus_won(const struct pest_control_settings *s, enum lead lead, double visit_won);
double pest_control_plan_surplus_won(const struct pest_control_settings *s, double plan_won_month);
double pest_control_chance_of_plan(const struct pest_control_settings *s);
// Of the months that count, by how many families keep it.
double pest_control_plan_worth_won(const struct pest_control_settings *s);
// As the firm expects it of its own prices, before it has seen any.
double pest_control_customer_worth_won(const struct pest_control_settings *s, double visit_won);
// What a visit that is sold to a family that called costs it, with those that call and do not book, less what plans leave.
double pest_control_cost_won(const struct pest_control_settings *s);

#endif

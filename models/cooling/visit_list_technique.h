// SPDX-License-Identifier: GPL-3.0-or-later
// Whom to visit in the heat, where the visits of a day are few: whom a visit is believed to spare most. Homes are told apart by what is
// known of them (visit_list_cell): whether somebody old lives there alone, how hot the room is reported to be, and how it was found
// at the last visit. What visits to homes of each kind spared is learnt from the visits themselves, beside what is believed
// beforehand (visit_list_belief_equation). Of homes that are believed alike, the one comes first that was visited longest ago.
#ifndef MARU_MODELS_COOLING_VISIT_LIST_TECHNIQUE_H
#define MARU_MODELS_COOLING_VISIT_LIST_TECHNIQUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/engine/technique.h"

extern const struct equation visit_list_belief_equation, visit_list_order_equation;
extern const struct technique visit_list_technique;

enum visit_found { VISIT_NEVER, VISIT_FOUND_COOL, VISIT_FOUND_HOT, VISIT_FINDINGS };
// Rooms of which nothing is reported; up to the first limit; a kelvin wide each; and hotter than all.
enum { VISIT_LIST_ROOMS = 8, VISIT_LIST_CELLS = 2 * VISIT_LIST_ROOMS * VISIT_FINDINGS };

// What is known of a home. room_c: NaN when nothing is reported of it.
struct visit_known {
    bool old;
    double room_c;
    enum visit_found found;
};
size_t visit_list_cell(struct visit_known known, double limit_c);

// What a visit is believed to spare beforehand, K h: in an old person's home, in one of which that is not known as a part of it, and
// how many visits to each kind of homes that counts for (> 0).
struct visit_list_prior {
    double spares_k_h, others, weight;
};
struct visit_list_learner {
    struct {
        double visits, spared_k_h;
    } cells[VISIT_LIST_CELLS];
};
void visit_list_saw(struct visit_list_learner *learner, size_t cell, double spared_k_h);
double visit_list_believed_k_h(const struct visit_list_learner *learner, const struct visit_list_prior *prior, size_t cell);

struct visit_candidate {
    uint32_t home, luck;  // luck decides between homes that are alike in all else
    int32_t visited_day;  // -1: never
    size_t cell;
    double believed_k_h;
};
// Puts them in the order in which they should be visited.
void visit_list_order(struct visit_candidate *candidates, size_t count);

#endif

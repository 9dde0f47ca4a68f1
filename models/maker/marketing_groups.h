// SPDX-License-Identifier: GPL-3.0-or-later
// What the marketing desk has been told of families, and the groups it puts them into (models/methods/clustering_technique.h).
// Families of which it was told too little are in no group (marketing_groups_equation).
#ifndef MARU_MODELS_MAKER_MARKETING_GROUPS_H
#define MARU_MODELS_MAKER_MARKETING_GROUPS_H

#include "models/food/food.h"
#include "models/food/refrigerator.h"
#include "models/methods/clustering_technique.h"

extern const struct equation marketing_groups_equation;

// Of one family. Zero: nothing.
struct marketing_reports {
    uint32_t meals, looks;  // reports of what was heated, and looks into the refrigerator
    uint32_t foods[FOOD_CLASSES], portions[FOODSTUFFS];
};
void marketing_groups_hear_of_meal(struct marketing_reports *reports, enum food_class food);
void marketing_groups_look(struct marketing_reports *reports, const struct stock_status *seen);
void marketing_groups_forget_meals(struct marketing_reports *reports);
void marketing_groups_forget_looks(struct marketing_reports *reports);

enum { MARKETING_GROUPS_MOST = 8 };  // beside the unknown
struct marketing_grouping {
    bool by_health;        // mean healthiness, else the share of each food and product
    size_t groups;         // 0: as many as there are, by the silhouette or by the gap
    bool by_gap;
    uint32_t signals_least;
};
enum { MARKETING_UNKNOWN = 0 };  // the group of those of whom it knows too little; the others are 1, 2, ...
struct marketing_version {
    struct clustering found;
    double known, samples;  // families, and reports of them
};
// reports[homes], group[homes].
struct marketing_version marketing_groups_make(const struct marketing_reports *reports, size_t homes,
                                               const struct marketing_grouping *how, struct random_sequence luck,
                                               uint8_t *group);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What an advertiser learns of the clicks and places it buys (models/methods/learning_buyer_technique.h): how many families
// that clicked bought within some days, and how many of those that are never shown anything did in as many days; and how
// many clicks came for each that it was told to expect.
#ifndef MARU_MODELS_MEDIA_CLICK_LEARNING_H
#define MARU_MODELS_MEDIA_CLICK_LEARNING_H

#include "models/methods/learning_buyer_technique.h"

extern const struct equation click_learning_worth_equation, click_learning_rate_equation;

// Zero: nothing was seen yet.
struct click_learning {
    struct learning_buyer clicks;
    double seen, told;  // clicks on its places, and so many as the medium let it expect
};

// Believed beforehand: the share of clicks that a purchase follows at once, and of families that buy by themselves in those
// days; what a customer leaves, won; weight > 0: clicks and families that this counts for.
struct click_learning_prior {
    double buys, anyway, customer_won, weight;
};

double click_learning_worth_won(const struct click_learning *learning, const struct click_learning_prior *prior);
// Clicks that it believes to get for one that it is told to expect.
double click_learning_rate(const struct click_learning *learning, double weight);
void click_learning_shown(struct click_learning *learning, double told, bool clicked);

#endif

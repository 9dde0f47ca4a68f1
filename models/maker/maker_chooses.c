// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/maker_chooses.h"

#include <math.h>

#include "models/methods/choosers.h"
#include "sim/engine/luck.h"

const struct equation maker_chooses_less_equation = {
    "families that got less than others were offered",
    "offered_less = sum over months of 30 days of (highest n - paid)",
    "n families that shared in the month, for paid tokens together; highest: tokens offered to any in it",
    "definition"};

static const char *const lead_luck[] = {"maker.exclusive price", "maker.shared price"};
static const char *const lead_subjects[] = {"price of an exclusive lead", "price of a shared lead"};
enum { MONTH_DAYS = 30 };

size_t maker_chooses_lead(const struct world *world, const struct party *maker, struct maker_chooses *chooses,
                          enum lead lead, const struct price_ladder_chooser *chooser) {
    return price_ladder_next(&chooses->leads[lead], chooser, luck_of_party(world, maker, lead_luck[lead], 0));
}

size_t maker_chooses_reward(const struct world *world, const struct party *maker,
                            struct maker_chooses *chooses, const struct price_ladder_chooser *chooser) {
    return price_ladder_next(&chooses->rewards, chooser, luck_of_party(world, maker, "maker.reward", 0));
}

static void turn_month(const struct world *world, struct maker_chooses *chooses) {
    int64_t month = clock_day(world->now) / MONTH_DAYS;
    if (month == chooses->month) return;
    chooses->month = month;
    chooses->highest = chooses->shared = chooses->paid = chooses->less = 0;
}

static double more_missed(struct maker_chooses *chooses) {
    double before = chooses->less;
    chooses->less = chooses->highest * chooses->shared - chooses->paid;
    return chooses->less - before;
}

double maker_chooses_offered(const struct world *world, struct maker_chooses *chooses, double tokens) {
    turn_month(world, chooses);
    chooses->highest = fmax(chooses->highest, tokens);
    return more_missed(chooses);
}

double maker_chooses_shared(const struct world *world, struct maker_chooses *chooses, double tokens) {
    turn_month(world, chooses);
    chooses->highest = fmax(chooses->highest, tokens);
    chooses->shared++;
    chooses->paid += tokens;
    return more_missed(chooses);
}

void maker_chooses_midnight(struct world *world, const struct party *maker, struct maker_chooses *chooses,
                            const struct technique *leads, const struct technique *rewards) {
    const struct technique *fixed = choosers_at(CHOOSER_FIXED);
    if (clock_day(world->now) % MONTH_DAYS) return;
    for (int lead = 0; lead < 2 && leads != fixed; lead++)
        price_ladder_tell(world, maker, &chooses->leads[lead], leads, lead_subjects[lead]);
    if (rewards != fixed)
        price_ladder_tell(world, maker, &chooses->rewards, rewards, "reward for a sighting");
}

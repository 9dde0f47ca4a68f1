// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/stock_sense_technique.h"

const struct equation stock_sense_seen_equation = {
    "what the camera counts",
    "seen_p ~ Binomial(there_p, recall); estimate_p = seen_p / recall; sense_error = sum of |estimate_p - "
    "there_p| / looks",
    "p product, of at most 255 portions; portions that are put in are counted exactly until the next look; a "
    "look at each product every evening",
    "binomial law; assumption that portions are missed independently"};
const struct equation stock_sense_left_equation = {
    "what the camera foresees",
    "use_p += (went_p - use_p) / learn_days, at least 0.02; left_p = estimate_p / use_p",
    "use_p portions a day, at first portions_week_p / 7 members; went_p the estimate before less the "
    "estimate now; left_p days",
    "exponential smoothing; assumption"};

static const float least_use_day = 0.02F;  // once in seven weeks: below, nothing is foreseen

void stock_sense_prepare(double recall, double *seen_all) {
    seen_all[0] = 1;
    for (int n = 1; n <= STOCK_SENSE_MOST; n++) seen_all[n] = seen_all[n - 1] * recall;
}

unsigned stock_sense_seen(unsigned level, double recall, const double *seen_all, double uniform) {
    if (level > STOCK_SENSE_MOST) level = STOCK_SENSE_MOST;
    unsigned missed = 0;
    double chance = seen_all[level], below = chance, odds = (1 - recall) / recall;
    while (uniform > below && missed < level) {
        chance *= (double)(level - missed) / (missed + 1) * odds;
        below += chance;
        missed++;
    }
    return level - missed;
}

static float at_least(float use) {
    return use > least_use_day ? use : least_use_day;
}

void stock_sense_start(struct stock_sense *sense, enum foodstuff p, unsigned portions, double use_day) {
    sense->portions[p] = (float)portions;
    sense->use_day[p] = at_least((float)use_day);
}

void stock_sense_look(struct stock_sense *sense, enum foodstuff p, unsigned seen, double recall,
                      double learn_days) {
    float now = (float)(seen / recall), went = sense->portions[p] - now;
    sense->use_day[p] = at_least(sense->use_day[p] + (went - sense->use_day[p]) / (float)learn_days);
    sense->portions[p] = now;
}

void stock_sense_put(struct stock_sense *sense, enum foodstuff p, unsigned portions) {
    sense->portions[p] += (float)portions;
}

double stock_sense_days_left(const struct stock_sense *sense, enum foodstuff p) {
    return (double)sense->portions[p] / (double)sense->use_day[p];
}

const struct technique stock_sense_technique = {
    .name = "stock_sense",
    .summary = "counts what is in the refrigerator, and foresees when it will be gone",
    .senses = "a look at each product every evening; pictures stay inside",
    .trained_on = "what went in and out at this very home, by exponential smoothing",
    .consents = "none: it learns at home; what is told to others passes as class stock",
    .costs = "a few hundred operations an evening and home; no bytes until something is told",
    .scored = "sense_error: portions estimated beside those there (series of refrigerator)",
    .fails = "what is thrown away looks eaten; guests and trips break the smoothed use",
    .equations = EQUATIONS(&stock_sense_seen_equation, &stock_sense_left_equation),
};

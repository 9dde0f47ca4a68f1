// SPDX-License-Identifier: GPL-3.0-or-later
// A camera in the refrigerator that counts what is there (stock_sense_seen_equation), and foresees when it will be gone
// (stock_sense_left_equation). Pictures stay inside. The estimate is right in the mean, with variance n (1 - recall) / recall.
// What is thrown away looks eaten.
#ifndef MARU_MODELS_FOOD_STOCK_SENSE_TECHNIQUE_H
#define MARU_MODELS_FOOD_STOCK_SENSE_TECHNIQUE_H

#include "models/food/foodstuff.h"
#include "sim/engine/technique.h"

extern const struct equation stock_sense_seen_equation, stock_sense_left_equation;
extern const struct technique stock_sense_technique;

struct stock_sense {
    float portions[FOODSTUFFS];  // estimated to be there
    float use_day[FOODSTUFFS];   // portions that go in a day
};

enum { STOCK_SENSE_MOST = 255 };  // portions of a product that can be told apart

// The chances of missing none of n portions, recall^n, into seen_all[STOCK_SENSE_MOST + 1].
void stock_sense_prepare(double recall, double *seen_all);
// How many of `level` portions are recognised, at most STOCK_SENSE_MOST, from a uniform number, by inversion.
unsigned stock_sense_seen(unsigned level, double recall, const double *seen_all, double uniform);
// What is there is known, and what goes in a day is guessed.
void stock_sense_start(struct stock_sense *sense, enum foodstuff product, unsigned portions, double use_day);
// A look, a day after the last one.
void stock_sense_look(struct stock_sense *sense, enum foodstuff product, unsigned seen, double recall, double learn_days);
// Portions were put in before the camera.
void stock_sense_put(struct stock_sense *sense, enum foodstuff product, unsigned portions);
double stock_sense_days_left(const struct stock_sense *sense, enum foodstuff product);

#endif

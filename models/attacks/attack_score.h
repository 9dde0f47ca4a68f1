// SPDX-License-Identifier: GPL-3.0-or-later
// Guesses held against the truth. Answers of one home are alike, so that intervals take homes as clusters.
#ifndef MARU_MODELS_ATTACKS_ATTACK_SCORE_H
#define MARU_MODELS_ATTACKS_ATTACK_SCORE_H

#include <stdint.h>

#include "sim/engine/submodel.h"

enum { ATTACK_ANSWERS_MOST = 8 };

extern const struct equation attack_score_equation, attack_score_interval_equation, attack_score_bits_equation;

struct attack_score;
struct attack_score *attack_score_create(unsigned answers, uint32_t homes);
void attack_score_free(struct attack_score *score);
void attack_score_add(struct attack_score *score, uint32_t home, unsigned truth, unsigned guess);
void attack_score_clear(struct attack_score *score);

// All NAN where no answer was given; the advantage where one answer alone was ever true, too.
struct attack_result {
    double answers, homes;
    double right;                        // share
    double most_often;                   // share of the answer that is true most often
    double advantage, low, high, error;  // attack_score_equation, with its 95 % interval and standard error
    double balanced, mcc;
    double bits;                         // of an answer (attack_score_bits_equation)
};
struct attack_result attack_score_result(const struct attack_score *score);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// Chances on whole numbers alone, from the bits of a random sequence: no rounding can tell what noise was meant to hide, as
// the low digits of a noise in floating point do (Mironov 2012, CCS). Draws are rejected until they are exact, so that
// how many bits a draw takes is itself by chance.
#ifndef MARU_MODELS_METHODS_EXACT_CHANCE_H
#define MARU_MODELS_METHODS_EXACT_CHANCE_H

#include <stdbool.h>

#include "sim/engine/random.h"

__extension__ typedef unsigned __int128 exact_whole;

// 0 ... count - 1, each equally likely; count > 0.
exact_whole exact_chance_below(struct random_sequence *luck, exact_whole count);
// True with chance above / below; above <= below, below > 0.
bool exact_chance_ratio(struct random_sequence *luck, exact_whole above, exact_whole below);
// True with chance e^(-above / below), below > 0 and below 2^110 (Canonne, Kamath & Steinke 2020, algorithm 1).
bool exact_chance_exp(struct random_sequence *luck, exact_whole above, exact_whole below);

#endif

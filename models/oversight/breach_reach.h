// SPDX-License-Identifier: GPL-3.0-or-later
// What a party holds of a home at a moment, by the gate's entries (breach_reach_equation): what it, or who receives for another
// as it does, was let have and has not deleted.
#ifndef MARU_MODELS_OVERSIGHT_BREACH_REACH_H
#define MARU_MODELS_OVERSIGHT_BREACH_REACH_H

#include "sim/engine/submodel.h"
#include "sim/engine/world.h"

extern const struct equation breach_reach_equation;

// In which form, from what tells least to what tells most.
enum breach_form { BREACH_NOISED, BREACH_LABEL, BREACH_PSEUDONYMOUS, BREACH_RAW, BREACH_FORMS };

// Sets of classes have a bit (1 << enum data_class) each.
struct breach_reach {
    unsigned classes;                    // of which it holds something
    unsigned unasked;                    // of these: some of it came without consent
    unsigned stale;                      // of these: some of it is kept though its consent has ended, or for too long
    enum breach_form form[DATA_CLASSES];  // the most telling form that came
    double tells[DATA_CLASSES];          // what that tells beside raw data that are kept for good, 0 to 1
};

// False: nothing, or nobody lives there. kept_most: after so long without anything new it is kept too long.
bool breach_reach_home(const struct world *world, uint16_t party, uint32_t home, time_ms kept_most,
                       struct breach_reach *reach);
// The heaviest class of it that the appliances of that maker (by rank) notice; 0: none.
double breach_reach_weight(const struct world *world, uint16_t party, uint32_t home, uint16_t rank);

#endif

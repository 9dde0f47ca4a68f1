// SPDX-License-Identifier: GPL-3.0-or-later
// An aggregation threshold: a cell is told from so many homes on, and no two tellings, of whichever cells and times, can be taken
// from each other so that fewer than so many are left (aggregation_threshold_equation). Telling a cell as soon as it has k homes
// is not enough: when one more comes, the difference of two tellings is that home. So homes enter in batches: who comes waits
// until k wait. Whatever is told is a sum over whole batches, and so is each difference.
#ifndef MARU_MODELS_METHODS_AGGREGATION_THRESHOLD_MECHANISM_H
#define MARU_MODELS_METHODS_AGGREGATION_THRESHOLD_MECHANISM_H

#include <stddef.h>
#include <stdint.h>

#include "sim/engine/submodel.h"

extern const struct equation aggregation_threshold_equation;

enum aggregation_place { AGGREGATION_ABSENT, AGGREGATION_WAITS, AGGREGATION_TOLD };

// Who comes to a cell waits; who waits there, or is told, stays as it is.
void aggregation_threshold_comes(unsigned char *place);
// Lets in who waits, in each cell where those are at least `least`. cells[count]: each home's; waiting[number of cells]: left with
// how many wait on.
void aggregation_threshold_lets_in(unsigned char *places, const uint16_t *cells, size_t count, double least,
                                   uint32_t *waiting, size_t cell_count);

#endif

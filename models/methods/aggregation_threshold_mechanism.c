// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/aggregation_threshold_mechanism.h"

#include <string.h>

const struct equation aggregation_threshold_equation = {
    "who is counted",
    "a home counts in its cell once least_cell homes of the cell wait, together with these; n = sum over "
    "those let in",
    "cells part the homes; a difference of two tellings is a sum over whole batches, each of least_cell "
    "homes or "
    "more; n is exact for those let in, and off from all by those who wait",
    "minimum cell size, as statistical offices keep it; batches against differencing, Dwork & Roth 2014 (1.1 "
    "on differencing attacks), not read"};

void aggregation_threshold_comes(unsigned char *place) {
    if (*place == AGGREGATION_ABSENT) *place = AGGREGATION_WAITS;
}

void aggregation_threshold_lets_in(unsigned char *places, const uint16_t *cells, size_t count, double least,
                                   uint32_t *waiting, size_t cell_count) {
    memset(waiting, 0, cell_count * sizeof *waiting);
    for (size_t i = 0; i < count; i++) waiting[cells[i]] += places[i] == AGGREGATION_WAITS;
    for (size_t i = 0; i < count; i++)
        if (places[i] == AGGREGATION_WAITS && waiting[cells[i]] >= least) places[i] = AGGREGATION_TOLD;
    for (size_t cell = 0; cell < cell_count; cell++)
        if (waiting[cell] >= least) waiting[cell] = 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled samples that somebody keeps, each with the home it came from and since when, so that they can be deleted. Of
// each class the newest so many are kept; until that many have come, what is deleted was as if it had never been there.
#ifndef MARU_MODELS_METHODS_SAMPLE_STORE_H
#define MARU_MODELS_METHODS_SAMPLE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "models/methods/samples.h"
#include "sim/engine/clock.h"

#define SAMPLE_OF_NO_HOME UINT32_MAX

struct sample_origin {
    uint32_t home;  // SAMPLE_OF_NO_HOME: the keeper's own
    time_ms since;
};

struct sample_store;
struct sample_store *sample_store_create(unsigned features, unsigned classes, size_t most_of_a_class);
void sample_store_free(struct sample_store *store);

void sample_store_add(struct sample_store *store, struct sample_origin origin, unsigned class_of, const double *x);
// Deletes each sample of which `forgotten` says so. Returns how many.
size_t sample_store_forget(struct sample_store *store, bool (*forgotten)(struct sample_origin origin, const void *asked),
                           const void *asked);
// All that is kept, in the order in which it came. Borrowed, until the store is changed.
struct samples sample_store_samples(struct sample_store *store);
size_t sample_store_of_class(struct sample_store *store, unsigned class_of);
// What of it is homes'.
struct sample_sources {
    size_t samples, homes;  // different homes
};
struct sample_sources sample_store_sources(struct sample_store *store);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/sample_store.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

struct sample_store {
    unsigned features, classes;
    size_t most, count, room;
    size_t of_class[SAMPLE_CLASSES_MOST];
    struct sample_origin *origin;
    unsigned char *class_of;
    double *x;
};

struct sample_store *sample_store_create(unsigned features, unsigned classes, size_t most_of_a_class) {
    PROMISE(features <= SAMPLE_FEATURES_MOST && classes <= SAMPLE_CLASSES_MOST, "samples that fit");
    struct sample_store *store = status_allocate(1, sizeof *store);
    *store = (struct sample_store){.features = features, .classes = classes, .most = most_of_a_class};
    return store;
}

void sample_store_free(struct sample_store *store) {
    if (!store) return;
    free(store->origin);
    free(store->class_of);
    free(store->x);
    free(store);
}

static void grow(struct sample_store *store) {
    store->room = store->room ? 2 * store->room : 256;
    store->origin = status_reallocate(store->origin, store->room, sizeof *store->origin);
    store->class_of = status_reallocate(store->class_of, store->room, sizeof *store->class_of);
    store->x = status_reallocate(store->x, store->room * store->features, sizeof *store->x);
}

// Moves sample `from` to the end of the `to` that stay.
static void keep(struct sample_store *store, size_t from, size_t to) {
    store->origin[to] = store->origin[from];
    store->class_of[to] = store->class_of[from];
    memmove(store->x + to * store->features, store->x + from * store->features,
            store->features * sizeof *store->x);
}

// The oldest of a class go where there are too many of it.
static void settle(struct sample_store *store) {
    size_t excess[SAMPLE_CLASSES_MOST], kept = 0, too_many = 0;
    for (unsigned c = 0; c < store->classes; c++) {
        excess[c] = store->of_class[c] > store->most ? store->of_class[c] - store->most : 0;
        store->of_class[c] -= excess[c];
        too_many += excess[c];
    }
    if (!too_many) return;
    for (size_t i = 0; i < store->count; i++)
        if (excess[store->class_of[i]])
            excess[store->class_of[i]]--;
        else
            keep(store, i, kept++);
    store->count = kept;
}

void sample_store_add(struct sample_store *store, struct sample_origin origin, unsigned class_of,
                      const double *x) {
    PROMISE(class_of < store->classes, "a sample is of one of the classes");
    if (store->count == store->room) {
        settle(store);
        if (store->count >= store->room / 2) grow(store);
    }
    store->origin[store->count] = origin;
    store->class_of[store->count] = (unsigned char)class_of;
    memcpy(store->x + store->count * store->features, x, store->features * sizeof *x);
    store->of_class[class_of]++;
    store->count++;
}

size_t sample_store_forget(struct sample_store *store,
                           bool (*forgotten)(struct sample_origin origin, const void *asked),
                           const void *asked) {
    size_t before = store->count, kept = 0;
    for (size_t i = 0; i < before; i++)
        if (forgotten(store->origin[i], asked))
            store->of_class[store->class_of[i]]--;
        else
            keep(store, i, kept++);
    store->count = kept;
    return before - kept;
}

struct samples sample_store_samples(struct sample_store *store) {
    settle(store);
    return (struct samples){store->features, store->classes, store->count, store->x, store->class_of};
}

size_t sample_store_of_class(struct sample_store *store, unsigned class_of) {
    settle(store);
    return store->of_class[class_of];
}

static int compare_homes(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

struct sample_sources sample_store_sources(struct sample_store *store) {
    settle(store);
    uint32_t *homes = status_allocate(store->count + 1, sizeof *homes);
    struct sample_sources sources = {0, 0};
    for (size_t i = 0; i < store->count; i++)
        if (store->origin[i].home != SAMPLE_OF_NO_HOME) homes[sources.samples++] = store->origin[i].home;
    qsort(homes, sources.samples, sizeof *homes, compare_homes);
    for (size_t i = 0; i < sources.samples; i++) sources.homes += i == 0 || homes[i] != homes[i - 1];
    free(homes);
    return sources;
}

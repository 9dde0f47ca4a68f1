// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/text_pool.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fault.h"

struct pooled {
    const char *text;
    size_t place;
};

static int compare(const void *one, const void *other) {
    return strcmp(((const struct pooled *)one)->text, ((const struct pooled *)other)->text);
}

size_t text_pool_place(struct text_pool *pool, const char *text) {
    const struct pooled wanted = {.text = text}, *const *found = tfind(&wanted, &pool->tree, compare);
    if (found) return (*found)->place;
    pool->texts = fault_reallocate(pool->texts, pool->count + 1, sizeof *pool->texts);
    pool->texts[pool->count] = fault_copy_text(text);
    struct pooled *own = fault_allocate(1, sizeof *own);
    *own = (struct pooled){pool->texts[pool->count], pool->count};
    if (!tsearch(own, &pool->tree, compare)) abort();
    return pool->count++;
}

void text_pool_clear(struct text_pool *pool) {
    tdestroy(pool->tree, free);
    for (size_t i = 0; i < pool->count; i++) free(pool->texts[i]);
    free(pool->texts);
    *pool = (struct text_pool){0};
}

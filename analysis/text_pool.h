// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of which many are alike, each kept once and told by its place.
#ifndef MARU_ANALYSIS_TEXT_POOL_H
#define MARU_ANALYSIS_TEXT_POOL_H

#include <stddef.h>

// Begins as {0}; the texts belong to it.
struct text_pool {
    char **texts;  // in the order in which they came first
    size_t count;
    void *tree;  // where each is found
};

// The place of the text, which is copied when it is new.
size_t text_pool_place(struct text_pool *pool, const char *text);
void text_pool_clear(struct text_pool *pool);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/words.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 64 };  // longer names are nobody's typing error

const char *words_next(const char *list, char *word, size_t size) {
    list += strspn(list, " ");
    size_t length = strcspn(list, " ");
    if (length == 0) return NULL;
    snprintf(word, size, "%.*s", (int)length, list);
    return list + length;
}

bool words_has(const char *list, const char *word) {
    size_t length = strlen(word);
    for (list += strspn(list, " "); *list; list += strspn(list, " ")) {
        size_t here = strcspn(list, " ");
        if (here == length && strncmp(list, word, length) == 0) return true;
        list += here;
    }
    return false;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

// Fewest insertions, removals, replacements and swaps of neighbours that turn one word into the other
// (optimal string alignment: Damerau 1964, Levenshtein 1966).
static size_t count_edits(const char *a, const char *b) {
    size_t rows[3][LONGEST + 1];
    size_t a_length = strlen(a), b_length = strlen(b);
    size_t *before = rows[0], *previous = rows[1], *current = rows[2];
    for (size_t j = 0; j <= b_length; j++) previous[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        current[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t replaced = previous[j - 1] + (a[i - 1] != b[j - 1]);
            current[j] = least(replaced, least(previous[j], current[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[j] = least(current[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = previous, previous = current, current = oldest;
    }
    return previous[b_length];
}

struct words_nearest words_nearest_to(const char *given) {
    return (struct words_nearest){.given = given};
}

// One word that holds the other ("vacuum" for "robot_vacuum") is near, but less near than a typing error.
static size_t distance(const char *given, const char *known) {
    size_t shorter = least(strlen(given), strlen(known));
    size_t edits = count_edits(given, known);
    if (edits <= 1 + shorter / 4 && edits < strlen(given)) return edits;
    bool holds = shorter >= 3 && (strstr(known, given) || strstr(given, known));
    return holds ? LONGEST + edits : SIZE_MAX;
}

void words_consider(struct words_nearest *nearest, const char *known) {
    if (strlen(nearest->given) > LONGEST || strlen(known) > LONGEST) return;
    size_t edits = distance(nearest->given, known);
    if (edits == SIZE_MAX || (nearest->name && edits > nearest->edits)) return;
    if (nearest->name && edits == nearest->edits && strcmp(known, nearest->name) > 0) return;
    nearest->name = known;
    nearest->edits = edits;
}

const char *words_hint(const struct words_nearest *nearest, char *buffer) {
    buffer[0] = '\0';
    if (nearest->name) snprintf(buffer, WORDS_HINT_SIZE, "; did you mean '%s'?", nearest->name);
    return buffer;
}

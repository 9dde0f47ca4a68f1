// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/exact_chance.h"

#include "sim/engine/status.h"

static unsigned bits_of(exact_whole number) {
    unsigned bits = 0;
    for (; number > 0; number >>= 1) bits++;
    return bits;
}

exact_whole exact_chance_below(struct random_sequence *luck, exact_whole count) {
    PROMISE(count > 0, "one of some is drawn");
    unsigned bits = bits_of(count - 1);
    for (; bits > 0;) {
        struct random_block block = random_next(luck);
        exact_whole drawn = ((exact_whole)block.word[0] << 64 | block.word[1]) >> (128 - bits);
        if (drawn < count) return drawn;
    }
    return 0;
}

bool exact_chance_ratio(struct random_sequence *luck, exact_whole above, exact_whole below) {
    return exact_chance_below(luck, below) < above;
}

// e^-x = 1 - x + x^2 / 2 - ...: the first of chances x / 1, x / 2, ... that fails is an odd one.
static bool exp_of_at_most_one(struct random_sequence *luck, exact_whole above, exact_whole below) {
    exact_whole k = 1;
    while (exact_chance_ratio(luck, above, below * k)) k++;
    return k & 1;
}

bool exact_chance_exp(struct random_sequence *luck, exact_whole above, exact_whole below) {
    for (; above > below; above -= below)
        if (!exp_of_at_most_one(luck, 1, 1)) return false;
    return exp_of_at_most_one(luck, above, below);
}

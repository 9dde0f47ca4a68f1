// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_pair.h"

const char *const run_pair_names[2] = {"A", "B"};

static bool read_side(const char *path, struct run_side *side, struct fault *fault) {
    side->run = run_read(path, RUN_TABLES, fault);
    if (!side->run || !run_made_read(path, &side->made, fault)) return false;
    struct run_file *file = run_file_open(path, fault);
    if (file) side->kinds = run_kinds_read(file);
    run_file_close(file);
    return !fault->there;
}

bool run_pair_read(const char *one, const char *other, struct run_pair *pair, struct fault *fault) {
    *pair = (struct run_pair){0};
    return read_side(one, &pair->sides[0], fault) && read_side(other, &pair->sides[1], fault);
}

void run_pair_clear(struct run_pair *pair) {
    for (int i = 0; i < 2; i++) {
        run_free(pair->sides[i].run);
        run_made_clear(&pair->sides[i].made);
        run_kinds_free(&pair->sides[i].kinds);
    }
    *pair = (struct run_pair){0};
}

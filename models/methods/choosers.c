// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/choosers.h"

static const struct technique *const techniques[] = {ROLE_chooser};

const struct technique *choosers_at(int number) {
    return techniques[number];
}

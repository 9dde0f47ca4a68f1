// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/assets.h"

#include <string.h>

#include "class_assets.inc"

const struct asset *assets_named(const char *name) {
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++)
        if (!strcmp(assets[i].name, name)) return &assets[i];
    return NULL;
}

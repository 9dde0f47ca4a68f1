// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/assets.h"

#include <string.h>

#include "shared_assets.inc"

static const struct asset *find(const struct asset *all, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(all[i].name, name)) return &all[i];
    return NULL;
}

const struct asset *assets_named(const struct assets *own, const char *name) {
    const struct asset *asset = find(own->all, own->count, name);
    return asset ? asset : find(assets, sizeof assets / sizeof *assets, name);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/explore_page.h"

#include "explore_assets.inc"

const struct assets explore_page = {assets, sizeof assets / sizeof *assets};

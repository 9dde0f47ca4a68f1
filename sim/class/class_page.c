// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/class_page.h"

#include "class_assets.inc"

const struct assets class_page = {assets, sizeof assets / sizeof *assets};

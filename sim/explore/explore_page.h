// SPDX-License-Identifier: GPL-3.0-or-later
// The files of the page of one who explores alone, sim/explore/page/.
#ifndef MARU_SIM_EXPLORE_EXPLORE_PAGE_H
#define MARU_SIM_EXPLORE_EXPLORE_PAGE_H

#include "sim/serve/assets.h"

extern const struct assets explore_page;

#endif

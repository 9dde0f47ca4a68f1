// SPDX-License-Identifier: GPL-3.0-or-later
// The files of the class's page, sim/class/page/.
#ifndef MARU_SIM_CLASS_CLASS_PAGE_H
#define MARU_SIM_CLASS_CLASS_PAGE_H

#include "sim/serve/assets.h"

extern const struct assets class_page;

#endif

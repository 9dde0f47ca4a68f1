// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/libraries.h"

const char *libraries_names(void) {
    return MARU_LIBRARIES;
}

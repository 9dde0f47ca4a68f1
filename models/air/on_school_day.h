// SPDX-License-Identifier: GPL-3.0-or-later
// The hook on_school_day: which windows a school has its classes open on a day.
#ifndef MARU_MODELS_AIR_ON_SCHOOL_DAY_H
#define MARU_MODELS_AIR_ON_SCHOOL_DAY_H

#include "sim/engine/kind.h"

struct school_day_view {
    double outdoor_pm25_ug_m3, outdoor_c;
    int64_t month;
    bool shown;
};

enum school_orders { ORDERS_AS_USUAL, ORDERS_NO, ORDERS_YES };
struct school_day_proposal {
    int air_breaks, air_lessons;  // enum school_orders
};

extern const struct hook on_school_day_hook;

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded weather: a CSV file with a header line and one row for each hour, without gaps.
//   time_kst,temperature_c,solar_mj_m2
//   2018-08-01T14:00,39.3,2.71
// Which columns hold what is the settings' matter; further columns are ignored. Times are YYYY-MM-DD, then T
// or a space, then HH, HH:MM or HH:MM:SS; a row's values hold for the hour that begins then. No quoted
// fields.
#ifndef MARU_MODELS_ENVIRONMENT_WEATHER_TRACE_H
#define MARU_MODELS_ENVIRONMENT_WEATHER_TRACE_H

#include "models/environment/weather.h"

// Fills the weather's hours, which begin at start_day, from the file. False with a status that names file and
// line.
bool weather_trace_read(const struct weather_settings *settings, int64_t start_day, const char *path,
                        struct weather *weather, struct status *status);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// The weather of a run, hour by hour, known from the start: the same under every policy of a replication.
//
// Either generated from a climate's monthly normals (the equations stand in weather_section.c), or read from any CSV
// file of hourly values (hourly_trace.h). Cloud and temperature are drawn independently of each other.
#ifndef MARU_MODELS_ENVIRONMENT_WEATHER_H
#define MARU_MODELS_ENVIRONMENT_WEATHER_H

#include "sim/engine/clock.h"
#include "sim/engine/kind.h"
#include "sim/engine/random.h"

enum { WEATHER_MONTHS = 12 };
enum weather_solar_unit { WEATHER_MJ_M2, WEATHER_W_M2 };  // per hour; mean of the hour

// Section `weather`.
struct weather_settings {
    char *file;  // a CSV trace; "": the climate below
    char *time_column, *temperature_column;
    char *solar_column;                // "": solar radiation from the climate
    int solar_unit;                    // enum weather_solar_unit
    double mean_c[WEATHER_MONTHS];     // monthly normals, January first
    double maximum_c[WEATHER_MONTHS];  // mean daily maximum
    double minimum_c[WEATHER_MONTHS];
    double clearness[WEATHER_MONTHS];  // share of the radiation above the atmosphere that reaches the ground
    double anomaly_k[WEATHER_MONTHS];  // standard deviation around the normal
    double persistence;                // correlation of the anomaly with the next day's at the same hour
    double coldest_h, warmest_h;       // clock hours of the daily cycle
    double overcast, clear_sky;        // clearness of the darkest and the brightest days
    double latitude_deg;
    double solar_noon_h;  // clock hour at which the sun stands highest
    double heat_waves_per_year;
    double heat_wave_days;  // mean length
    double heat_wave_k;     // how much hotter
};
extern const struct section_kind weather_section;

struct weather {
    size_t hours;
    float *temperature_c;  // [hours] outdoors
    float *solar_w_m2;     // [hours] global, on the horizontal; mean of the hour
};

// The weather of `days` days from start_day (days since 1970-01-01) on. `path`: of the trace, borrowed; NULL:
// the climate. Owned by the caller, free with weather_free; NULL with a status when the trace or the normals
// cannot be used.
struct weather *weather_create(const struct weather_settings *settings, int64_t start_day, int64_t days,
                               struct random_key key, const char *path, struct status *status);
void weather_free(struct weather *weather);

// The hour that holds `t`; the moment of the end still belongs to the last hour.
static inline size_t weather_hour(const struct weather *weather, time_ms t) {
    size_t hour = (size_t)clock_hour(t);
    return hour < weather->hours ? hour : weather->hours - 1;
}
static inline double weather_temperature_c(const struct weather *weather, time_ms t) {
    return (double)weather->temperature_c[weather_hour(weather, t)];
}
static inline double weather_solar_w_m2(const struct weather *weather, time_ms t) {
    return (double)weather->solar_w_m2[weather_hour(weather, t)];
}

// Radiation above the atmosphere on the horizontal, W/m2, at an hour of the clock (Spencer 1971 and the usual
// sun angles, as in Duffie & Beckman). day_of_year counts from 1.
double weather_extraterrestrial_w_m2(const struct weather_settings *settings, int day_of_year,
                                     double clock_h);

#endif

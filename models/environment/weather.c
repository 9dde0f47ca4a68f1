// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/weather.h"

#include <math.h>
#include <stdlib.h>

#include "models/environment/hourly_trace.h"
#include "models/environment/months.h"

enum { HOURS = 24 };
static const double PI = 3.14159265358979323846;
static const double SOLAR_CONSTANT_W_M2 = 1361;  // Kopp & Lean 2011

// The daily cycle: mean 0.
static double daily_cycle(const struct weather_settings *s, double hour) {
    double rise_h = s->warmest_h - s->coldest_h;
    double since_coldest_h = fmod(hour - s->coldest_h + HOURS, HOURS);
    if (since_coldest_h < rise_h) return -0.5 * cos(PI * since_coldest_h / rise_h);
    return 0.5 * cos(PI * (since_coldest_h - rise_h) / (HOURS - rise_h));
}

// Heat waves.

// A chain of days over July and August: a wave begins with a daily chance and ends with another. Draws belong
// to the date, so the waves of a summer do not depend on the day the scenario starts.
struct heat {
    bool wave;      // today
    double chance;  // that a wave is on today, before anything was drawn: to take the mean effect out
    double excess_k;
};

static void heat_next_day(const struct weather_settings *s, struct random_key key, int64_t day,
                          struct heat *heat) {
    enum { SEASON_DAYS = 62 };
    struct clock_date date = clock_civil_from_days(day);
    if (date.month != 7 && date.month != 8) {
        *heat = (struct heat){0};
        return;
    }
    double begins = fmin(1, s->heat_waves_per_year / SEASON_DAYS), ends = 1 / s->heat_wave_days;
    uint32_t stream = random_stream("weather.heat_wave");
    struct random_block luck = random_block(key, RANDOM_WORLD, stream, (uint64_t)day);
    heat->wave = heat->wave ? !random_chance(luck.word[0], ends) : random_chance(luck.word[0], begins);
    heat->chance = heat->chance * (1 - ends) + (1 - heat->chance) * begins;
    heat->excess_k = s->heat_wave_k * (heat->wave - heat->chance);
}

// The excess of each day from the one before the start to the one after the end: hours lie between two noons.
static double *heat_excess_k(const struct weather_settings *s, struct random_key key, int64_t start_day,
                             int64_t days) {
    double *excess_k = status_allocate((size_t)days + 2, sizeof *excess_k);
    struct heat heat = {0};
    int64_t first = clock_days_from_civil(clock_civil_from_days(start_day - 1).year, 7, 1);
    for (int64_t day = first < start_day ? first : start_day - 1; day <= start_day + days; day++) {
        heat_next_day(s, key, day, &heat);
        if (day >= start_day - 1) excess_k[day - start_day + 1] = heat.excess_k;
    }
    return excess_k;
}

// Linear between the noons of two days. `excess_k` begins with the day before the first.
static double heat_at_hour_k(const double *excess_k, int64_t day, double hour) {
    double since_noon = hour / HOURS + 0.5;  // of the day before
    int64_t before = day + (since_noon >= 1);
    double share = since_noon - (since_noon >= 1);
    return (1 - share) * excess_k[before] + share * excess_k[before + 1];
}

// Temperature.

// What the months say, ready to be interpolated.
struct season {
    double mean_c[WEATHER_MONTHS], range_k[WEATHER_MONTHS], anomaly_k[WEATHER_MONTHS];
};

static struct season season_of(const struct weather_settings *s) {
    struct season season;
    double range_k[WEATHER_MONTHS];
    for (int m = 0; m < WEATHER_MONTHS; m++) range_k[m] = s->maximum_c[m] - s->minimum_c[m];
    months_fit(s->mean_c, season.mean_c);
    months_fit(range_k, season.range_k);
    months_fit(s->anomaly_k, season.anomaly_k);
    return season;
}

// `anomaly` in standard deviations.
static double temperature_c(const struct weather_settings *s, const struct season *season, int64_t date,
                            double hour, double anomaly) {
    double position = months_position(clock_civil_from_days(date), hour);
    return months_at(season->mean_c, position) + months_at(season->range_k, position) * daily_cycle(s, hour) +
           months_at(season->anomaly_k, position) * anomaly;
}

static void generate_temperature(const struct weather_settings *s, int64_t start_day, int64_t days,
                                 struct random_key key, struct weather *weather) {
    struct season season = season_of(s);
    double *excess_k = heat_excess_k(s, key, start_day, days);
    double keeps = pow(s->persistence, 1.0 / HOURS), renews = sqrt(1 - keeps * keeps);
    struct random_sequence luck = {key, RANDOM_WORLD, random_stream("weather.temperature"), 0};
    double anomaly = random_next_normal(&luck);
    for (size_t i = 0; i < weather->hours; i++) {
        double hour = (double)(i % HOURS) + 0.5;
        int64_t day = (int64_t)(i / HOURS);
        weather->temperature_c[i] = (float)(temperature_c(s, &season, start_day + day, hour, anomaly) +
                                            heat_at_hour_k(excess_k, day, hour));
        anomaly = keeps * anomaly + renews * random_next_normal(&luck);
    }
    free(excess_k);
}

// Sun.

double weather_extraterrestrial_w_m2(const struct weather_settings *settings, int day_of_year,
                                     double clock_h) {
    double year = 2 * PI * (day_of_year - 1) / 365, radian = PI / 180;
    double distance = 1.00011 + 0.034221 * cos(year) + 0.00128 * sin(year) + 0.000719 * cos(2 * year) +
                      0.000077 * sin(2 * year);
    double declination = 23.45 * radian * sin(2 * PI * (284 + day_of_year) / 365);
    double latitude = settings->latitude_deg * radian;
    double hour_angle = (clock_h - settings->solar_noon_h) * PI / 12;
    double height = sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hour_angle);
    return SOLAR_CONSTANT_W_M2 * distance * fmax(0, height);
}

static double day_clearness(const struct weather_settings *s, int month, uint64_t word) {
    double range = s->clear_sky - s->overcast;
    double mean = (s->clearness[month - 1] - s->overcast) / range;
    return s->overcast + range * pow(random_uniform(word), (1 - mean) / mean);
}

static void generate_solar(const struct weather_settings *s, int64_t start_day, int64_t days,
                           struct random_key key, struct weather *weather) {
    uint32_t stream = random_stream("weather.clearness");
    for (int64_t day = 0; day < days; day++) {
        struct clock_date date = clock_civil_from_days(start_day + day);
        int day_of_year = (int)(start_day + day - clock_days_from_civil(date.year, 1, 1)) + 1;
        struct random_block luck = random_block(key, RANDOM_WORLD, stream, (uint64_t)(start_day + day));
        double clearness = day_clearness(s, date.month, luck.word[0]);
        for (int hour = 0; hour < HOURS; hour++)
            weather->solar_w_m2[day * HOURS + hour] =
                (float)(clearness * weather_extraterrestrial_w_m2(s, day_of_year, hour + 0.5));
    }
}

// A month whose mean lies outside its daily extremes is a mistake.
static bool check_normals(const struct weather_settings *s, struct status *status) {
    for (int m = 0; m < WEATHER_MONTHS; m++) {
        if (s->minimum_c[m] <= s->mean_c[m] && s->mean_c[m] <= s->maximum_c[m]) continue;
        return status_fail(
            status, STATUS_SCENARIO,
            "weather: month %d has mean_c = %g: allowed is %g (minimum_c) to %g degC (maximum_c)", m + 1,
            s->mean_c[m], s->minimum_c[m], s->maximum_c[m]);
    }
    return true;
}

static bool read_trace(const struct weather_settings *s, int64_t start_day, const char *path,
                       struct weather *weather, struct status *status) {
    static const double mj_hour_w = 1e6 / 3600;
    double to_w = s->solar_unit == WEATHER_MJ_M2 ? mj_hour_w : 1;
    struct hourly_trace trace = {.section = "weather",
                                 .path = path,
                                 .time_column = s->time_column,
                                 .column_count = s->solar_column[0] ? 2 : 1,
                                 .columns = {{.setting = "temperature_column",
                                              .name = s->temperature_column,
                                              .least = -60,
                                              .most = 60,
                                              .factor = 1,
                                              .values = weather->temperature_c},
                                             {.setting = "solar_column",
                                              .name = s->solar_column,
                                              .least = 0,
                                              .most = 1500 / to_w,
                                              .factor = to_w,
                                              .values = weather->solar_w_m2}}};
    return hourly_trace_read(&trace, start_day, weather->hours, status);
}

struct weather *weather_create(const struct weather_settings *settings, int64_t start_day, int64_t days,
                               struct random_key key, const char *path, struct status *status) {
    PROMISE(days > 0, "a run lasts at least a day");
    if (!check_normals(settings, status)) return NULL;
    struct weather *weather = status_allocate(1, sizeof *weather);
    weather->hours = (size_t)days * HOURS;
    weather->temperature_c = status_allocate(weather->hours, sizeof(float));
    weather->solar_w_m2 = status_allocate(weather->hours, sizeof(float));
    bool solar_recorded = path && settings->solar_column[0];
    if (!path) generate_temperature(settings, start_day, days, key, weather);
    if (!solar_recorded) generate_solar(settings, start_day, days, key, weather);
    if (path && !read_trace(settings, start_day, path, weather, status)) {
        weather_free(weather);
        return NULL;
    }
    return weather;
}

void weather_free(struct weather *weather) {
    if (!weather) return;
    free(weather->temperature_c);
    free(weather->solar_w_m2);
    free(weather);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The default climate is Seoul's. lua/seoul_climate.lua shows the same figures, for scenarios that vary them.
#include "models/environment/weather.h"

#include "models/environment/months.h"

typedef struct weather_settings S;

#define KMA_NORMALS     "Korea Meteorological Administration, climate normals 1981-2010, Seoul (station 108)"
#define CLEARNESS_KOREA "Atmosphere 2016, 7(4), 55: pyranometers at 21 Korean sites, 2000-2014"
#define SEOUL_2018      "UCI Seoul Bike Sharing Demand data, Dec 2017 - Nov 2018: 1.4 to 5.6 K by month, one year"

static const double mean_c[] = {-2.4, 0.4, 5.7, 12.5, 17.8, 22.2, 24.9, 25.7, 21.2, 14.8, 7.2, 0.4};
static const double maximum_c[] = {1.5, 4.7, 10.4, 17.8, 23.0, 27.1, 28.6, 29.6, 25.8, 19.8, 11.6, 4.3};
static const double minimum_c[] = {-5.9, -3.4, 1.6, 7.8, 13.2, 18.2, 21.9, 22.4, 17.2, 10.3, 3.2, -3.2};
// The season's shape over all sites (July 0.37, October 0.51, February to April 0.49, year 0.46; the other
// months fill in the year's mean), times 0.42 / 0.46: Seoul's yearly mean against all sites'.
static const double clearness[] = {0.43, 0.45, 0.45, 0.45, 0.43, 0.39, 0.34, 0.38, 0.42, 0.47, 0.43, 0.42};
static const double anomaly_k[] = {4.2, 4.0, 3.8, 3.6, 3.0, 2.3, 2.2, 2.2, 2.4, 3.0, 3.6, 4.0};
static const char *const solar_units[] = {"MJ_m2", "W_m2", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_FILE_NAME(S, file, "", "hourly weather as a CSV file with a header; \"\": the climate below", "assumption"),
    SETTING_WORDS(S, time_column, "time_kst", "the file's column of times, YYYY-MM-DDTHH:MM, one row an hour", "assumption"),
    SETTING_WORDS(S, temperature_column, "temperature_c", "the file's column of temperatures, degrees C", "assumption"),
    SETTING_WORDS(S, solar_column, "solar_mj_m2", "the file's column of solar radiation; \"\": from the climate", "assumption"),
    SETTING_ONE_OF(ROLE_WORLD, S, solar_unit, solar_units, WEATHER_MJ_M2, "unit of the file's solar radiation, per hour", "assumption"),
    SETTING_NUMBERS(ROLE_WORLD, S, mean_c, "degC", mean_c, -40, 45, "mean temperature, January to December", KMA_NORMALS),
    SETTING_NUMBERS(ROLE_WORLD, S, maximum_c, "degC", maximum_c, -40, 55, "mean daily maximum, January to December", KMA_NORMALS),
    SETTING_NUMBERS(ROLE_WORLD, S, minimum_c, "degC", minimum_c, -50, 45, "mean daily minimum, January to December", KMA_NORMALS),
    SETTING_NUMBERS(ROLE_WORLD, S, clearness, "1", clearness, 0.3, 0.6, "solar radiation at the ground, share of that above the atmosphere", CLEARNESS_KOREA),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, anomaly_k, "K", anomaly_k, 0, 8, "standard deviation of the temperature around its normal", "assumption near " SEOUL_2018),
    UNCERTAIN(S, persistence, "1", 0.75, 0, 0.95, "correlation of the anomaly with the next day's", "assumption; 0.6 to 0.9 in the data of 2018"),
    WORLD(S, coldest_h, "h", 6, 3, 9, "clock hour of the daily minimum", "assumption; 6 in August, 8 in January 2018"),
    WORLD(S, warmest_h, "h", 15, 12, 18, "clock hour of the daily maximum", "assumption; 15 to 16 in the data of 2018"),
    UNCERTAIN(S, overcast, "1", 0.25, 0.05, 0.29, "clearness of the darkest days", CLEARNESS_KOREA),
    UNCERTAIN(S, clear_sky, "1", 0.63, 0.61, 0.8, "clearness of the brightest days", CLEARNESS_KOREA),
    WORLD(S, latitude_deg, "degrees", 37.57, -66, 66, "latitude", "Seoul, station 108"),
    WORLD(S, solar_noon_h, "h", 12.53, 10, 14, "clock hour of the highest sun, mean of the year", "Seoul: 12 + (135 - 126.97) / 15"),
    UNCERTAIN(S, heat_waves_per_year, "1/year", 1.5, 0, 6, "heat waves that begin in July and August", "assumption"),
    UNCERTAIN(S, heat_wave_days, "day", 6, 2, 30, "mean length of a heat wave", "assumption; 2018 held one of more than 20 days"),
    UNCERTAIN(S, heat_wave_k, "K", 4, 0, 10, "how much hotter its days and nights are", "assumption; August 1-10, 2018: 6 K above normal"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation temperature = {
    "temperature of an hour",
    "T = mean(t) + range(t) c + anomaly(t) y + heat; c = -cos(pi s / r) / 2 for s < r, else cos(pi (s - r) / "
    "(24 - r)) / 2",
    "mean, range, anomaly: the courses through mean_c, maximum_c - minimum_c, anomaly_k at the hour's middle "
    "t; s hours since coldest_h; r = warmest_h - coldest_h; y: see its wandering; heat: see heat waves; all "
    "in C and K",
    "half cosines from the coldest hour to the warmest and back; assumption"};
static const struct equation wandering = {
    "wandering of the temperature around its season",
    "y' = k y + sqrt(1 - k^2) z from hour to hour; k = persistence^(1 / 24)",
    "y in standard deviations; z standard normal; the first y as well",
    "Uhlenbeck & Ornstein 1930, seen hourly"};
static const struct equation heat_waves = {
    "heat waves",
    "heat = heat_wave_k ([wave] - p), linear from noon to noon; in July and August a wave begins with b = "
    "min(1, heat_waves_per_year / 62) a day and ends with e = 1 / heat_wave_days; p' = p (1 - e) + (1 - p) b",
    "p chance that a wave is on, 0 before 1 July: taken out because the normals hold ordinary waves",
    "assumption"};
static const struct equation sun = {
    "sun of an hour",
    "W/m2 = clear x S max(0, sin(l) sin(d) + cos(l) cos(d) cos(pi (h - solar_noon_h) / 12)); S = 1361 "
    "(1.00011 + 0.034221 cos g + 0.00128 sin g + 0.000719 cos 2g + 0.000077 sin 2g); d = 23.45 (pi / 180) "
    "sin(2 pi (284 + n) / 365); g = 2 pi (n - 1) / 365",
    "clear: see clearness of a day; l = latitude_deg pi / 180; n day of the year; h the hour's middle by the "
    "clock",
    "Spencer 1971 and the usual sun angles, as in Duffie & Beckman; 1361 W/m2: Kopp & Lean 2011"};
static const struct equation clear_day = {"clearness of a day",
                                          "clear = overcast + (clear_sky - overcast) U^((1 - p) / p); p = "
                                          "(clearness - overcast) / (clear_sky - overcast)",
                                          "U uniform; clearness of the month, which p keeps as the mean",
                                          "assumption"};
static const struct equation trace = {
    "a recorded trace",
    "with file: T = temperature_column, W/m2 = solar_column (in MJ_m2 x 1e6 / 3600) of the row at "
    "time_column; without solar_column the sun as above",
    "", "definition"};
static const struct submodel submodels[] = {
    {&months_equation, "", "mean_c, maximum_c, minimum_c, anomaly_k"},
    {&temperature, "",
     "mean_c, maximum_c, minimum_c, anomaly_k, coldest_h, warmest_h, scenario.start, scenario.days"},
    {&wandering, "", "persistence"},
    {&heat_waves, "", "heat_waves_per_year, heat_wave_days, heat_wave_k"},
    {&sun, "", "latitude_deg, solar_noon_h"},
    {&clear_day, "", "clearness, overcast, clear_sky"},
    {&trace, "", "file, time_column, temperature_column, solar_column, solar_unit"},
};

const struct section_kind weather_section = {
    .kind = {.name = "weather",
             .summary = "outdoor temperature and sun: a climate's normals with luck, or a recorded trace",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/outdoor_air.h"
#include "models/air/square_root_law.h"

typedef struct air_settings S;

#define SEOUL_2018 "Seoul's hourly city means of 2018 (Seoul open data): computed from them, one year"

static const double pm25_ug_m3[] = {30.2, 28.1, 32.9, 23.5, 20.1, 21.8, 16.8, 13.9, 9.0, 13.8, 27.0, 23.9};
static const char *const stamps[] = {"begin", "end", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_FILE_NAME(S, file, "", "hourly air as a CSV file with a header; \"\": generated from the figures below", "assumption"),
    SETTING_WORDS(S, time_column, "time_kst", "the file's column of times, YYYY-MM-DDTHH:MM, one row an hour", "assumption"),
    SETTING_WORDS(S, pm25_column, "pm25_ug_m3", "the file's column of PM2.5, ug/m3", "assumption"),
    SETTING_ONE_OF(ROLE_WORLD, S, hour_stamp, stamps, OUTDOOR_AIR_END, "what a row's time says of its hour",
                   "assumption: Korean air stations report the hour that ends, so that a day runs from 01:00 to 24:00"),
    SETTING_NUMBERS(ROLE_WORLD, S, pm25_ug_m3, "ug/m3", pm25_ug_m3, 0, 300, "mean PM2.5, January to December", SEOUL_2018),
    UNCERTAIN(S, spread, "1", 0.67, 0, 1.3, "standard deviation of the hours around the season, as a share of the mean",
              SEOUL_2018 ": 0.65 within the months, which take some of it away"),
    UNCERTAIN(S, persistence, "1", 0.46, 0, 0.95, "correlation of a deviation with that of 24 hours later",
              SEOUL_2018 ": 0.39 to 0.41 within the months, which is what 0.46 gives in years of such months"),
    UNCERTAIN(S, district_spread, "1", 0.08, 0, 0.6, "sigma of the lognormal factors by which districts differ from the city",
              "assumption: yearly means of a city's background stations differ by about a tenth"),
    UNCERTAIN(S, source_share, "1", 0.12, 0, 1, "share of districts beside a road or another local source", "assumption"),
    UNCERTAIN(S, source_strength, "1", 0.3, 0, 2, "what such a source adds to the city's air, as a share of it",
              "assumption; roadside stations measure a tenth to a half more PM2.5 than background"),
    WORLD(S, co2_ppm, "ppm", 408, 280, 600, "carbon dioxide outdoors", "NOAA Global Monitoring Laboratory, mean of the globe in 2018: 408 ppm; more in cities"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation dust = {
    "dust of an hour",
    "PM2.5 = max(0, mean(t)) G; keeps = persistence^(1/24), a step an hour; with file: pm25_column of the "
    "row at time_column, for the hour that begins or ends then (hour_stamp)",
    "mean(t) the course through pm25_ug_m3 at the hour's middle; G the quantity that comes back to its mean",
    "gamma distributed hours fit those of Seoul in 2018, lognormal ones do not: models/air/outdoor_air.h"};
static const struct equation district = {
    "a district's dust",
    "factor = exp(district_spread z - district_spread^2 / 2) (1 + source_strength [U < source_share])",
    "against the city's; z standard normal, U uniform, both of the district", "lognormal spread; assumption"};
static const struct equation co2 = {"carbon dioxide outdoors", "co2_ppm at every hour", "", "definition"};
static const struct submodel submodels[] = {
    {&months_equation, "", "pm25_ug_m3"},
    {&square_root_equation, "", "spread, persistence"},
    {&dust, "",
     "file, time_column, pm25_column, hour_stamp, pm25_ug_m3, persistence, scenario.start, scenario.days"},
    {&district, "", "district_spread, source_share, source_strength, homes.districts"},
    {&co2, "", "co2_ppm"},
};

const struct section_kind air_section = {
    .kind = {.name = "air",
             .summary =
                 "fine dust and carbon dioxide outdoors: Seoul's figures with luck, or a recorded trace",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
};

// SPDX-License-Identifier: GPL-3.0-or-later
// Fine dust (PM2.5) outdoors, hour by hour, known from the start: the same under every policy of a replication.
//
// Either generated (the equations stand in air_section.c),
// so that hours are gamma distributed around the season's course, dusty days follow each other, and swings are the larger
// the more dust there is; or read from any CSV file of hourly values (hourly_trace.h). Lognormal hours (Ott 1990, J. Air
// Waste Manage. Assoc. 40:1378-1383), the usual choice, are refuted by Seoul's of 2018: the logarithms' skewness is -0.68,
// that of a gamma with their variance -0.71, of a lognormal 0; and with the persistence measured, its days had a skewness
// of 2.3 instead of 1.6 and a correlation with the next day of 0.60 instead of 0.72. test_outdoor_air.c prints generated
// years beside the measured one.
// Left out: Asian dust storms as events of their own.
//
// A district breathes the city's air times a factor of its own, which lasts as long as the run: what a road or a workshop
// adds is trapped by the same still air as the rest. Cleaning (sweeping, washing, limits on traffic and burning) takes away
// a share of what the district adds to the city's air, on the days it is done (public_body_party.c),
// so that it does nothing where the air is as good as the city's. Schools breathe the city's air, or a district's.
#ifndef MARU_MODELS_AIR_OUTDOOR_AIR_H
#define MARU_MODELS_AIR_OUTDOOR_AIR_H

#include "models/environment/months.h"
#include "sim/engine/kind.h"
#include "sim/engine/random.h"

enum outdoor_air_stamp { OUTDOOR_AIR_BEGIN, OUTDOOR_AIR_END };

// Section `air`.
struct air_settings {
    char *file;  // a CSV trace; "": generated
    char *time_column, *pm25_column;
    int hour_stamp;  // enum outdoor_air_stamp
    double pm25_ug_m3[MONTHS_YEAR];  // monthly means, January first
    double spread, persistence;
    double district_spread, source_share, source_strength;
    double co2_ppm;
};
extern const struct section_kind air_section;

struct outdoor_air {
    size_t hours;
    float *pm25_ug_m3;  // [hours], the city's
    double co2_ppm;
    size_t district_count;
    double *district_factors;  // [districts]: dust there against the city's, when nobody cleans
    float *taken;              // [districts][days]: share that cleaning takes away; NULL: nobody has cleaned yet
};

// The air of `days` days from start_day (days since 1970-01-01) on. `path`: of the trace, borrowed; NULL: generated.
// Owned by the caller, free with outdoor_air_free; NULL with a status when the trace cannot be used.
struct outdoor_air *outdoor_air_create(const struct air_settings *settings, int64_t start_day, int64_t days,
                                       struct random_key key, const char *path, struct status *status);
// Once, after outdoor_air_create: the districts' factors, each from a place of its own in the sequence of draws.
void outdoor_air_settle_districts(struct outdoor_air *air, const struct air_settings *settings, size_t districts,
                                  struct random_key key);
void outdoor_air_free(struct outdoor_air *air);

// A district is cleaned from one day of the run until another, the latter not included; those past the run's end are
// nobody's. In parties_decide only, and for days that no home has lived through yet. 0 <= share <= 1.
void outdoor_air_clean(struct outdoor_air *air, size_t district, int64_t from_day, int64_t until_day, double share);

// A district's factor in an hour of the run.
static inline double outdoor_air_factor(const struct outdoor_air *air, size_t district, int64_t hour) {
    double usual = air->district_factors[district];
    if (!air->taken || usual <= 1) return usual;
    return usual - (double)air->taken[district * (air->hours / 24) + (size_t)hour / 24] * (usual - 1);
}

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/outdoor_air.h"

#include <math.h>
#include <stdlib.h>

#include "models/air/square_root_law.h"
#include "models/environment/hourly_trace.h"

enum { DAY_HOURS = 24 };

static void generate(const struct air_settings *s, int64_t start_day, struct random_key key,
                     struct outdoor_air *air) {
    double nodes[MONTHS_YEAR];
    months_fit(s->pm25_ug_m3, nodes);
    struct square_root swing = {s->spread, pow(s->persistence, 1.0 / DAY_HOURS)};
    struct random_sequence luck = {key, RANDOM_WORLD, random_stream("air.pm25"), 0};
    double of_mean = square_root_first(&swing, &luck);
    for (size_t i = 0; i < air->hours; i++) {
        struct clock_date date = clock_civil_from_days(start_day + (int64_t)(i / DAY_HOURS));
        // A month far below its neighbours would pull the line below 0.
        double mean = fmax(0, months_at(nodes, months_position(date, (double)(i % DAY_HOURS) + 0.5)));
        air->pm25_ug_m3[i] = (float)(mean * of_mean);
        of_mean = square_root_next(&swing, of_mean, &luck);
    }
}

static bool read_trace(const struct air_settings *s, int64_t start_day, const char *path,
                       struct outdoor_air *air, struct status *status) {
    struct hourly_trace trace = {.section = "air",
                                 .path = path,
                                 .time_column = s->time_column,
                                 .hours_end = s->hour_stamp == OUTDOOR_AIR_END,
                                 .column_count = 1,
                                 .columns = {{.setting = "pm25_column",
                                              .name = s->pm25_column,
                                              .least = 0,
                                              .most = 2000,
                                              .factor = 1,
                                              .values = air->pm25_ug_m3}}};
    return hourly_trace_read(&trace, start_day, air->hours, status);
}

struct outdoor_air *outdoor_air_create(const struct air_settings *settings, int64_t start_day, int64_t days,
                                       struct random_key key, const char *path, struct status *status) {
    PROMISE(days > 0, "a run lasts at least a day");
    struct outdoor_air *air = status_allocate(1, sizeof *air);
    air->hours = (size_t)days * DAY_HOURS;
    air->pm25_ug_m3 = status_allocate(air->hours, sizeof(float));
    air->co2_ppm = settings->co2_ppm;
    if (!path) {
        generate(settings, start_day, key, air);
    } else if (!read_trace(settings, start_day, path, air, status)) {
        outdoor_air_free(air);
        return NULL;
    }
    return air;
}

void outdoor_air_settle_districts(struct outdoor_air *air, const struct air_settings *s, size_t districts,
                                  struct random_key key) {
    air->district_count = districts;
    air->district_factors = status_allocate(districts, sizeof *air->district_factors);
    uint32_t meaning = random_stream("air.districts");
    for (size_t d = 0; d < districts; d++) {
        struct random_sequence luck = {key, RANDOM_WORLD, meaning, 2 * d};
        double z = random_next_normal(&luck), g = s->district_spread;
        bool source = random_next_uniform(&luck) < s->source_share;
        double factor = exp(g * z - 0.5 * g * g) * (1 + source * s->source_strength);
        air->district_factors[d] = factor;
    }
}

void outdoor_air_clean(struct outdoor_air *air, size_t district, int64_t from_day, int64_t until_day,
                       double share) {
    PROMISE(district < air->district_count && from_day >= 0,
            "cleaning takes place in a district, in the run");
    PROMISE(share >= 0 && share <= 1, "cleaning takes away a part of the dust");
    size_t days = air->hours / DAY_HOURS;
    if (!air->taken) air->taken = status_allocate(air->district_count * days, sizeof *air->taken);
    for (int64_t day = from_day; day < until_day && day < (int64_t)days; day++)
        air->taken[district * days + (size_t)day] = (float)share;
}

void outdoor_air_free(struct outdoor_air *air) {
    if (!air) return;
    free(air->taken);
    free(air->district_factors);
    free(air->pm25_ug_m3);
    free(air);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Generated dust against Seoul's of 2018, which it is made after, and a recorded trace with hours that end.
#include "models/air/outdoor_air.h"

#include <unistd.h>

#include "tests/support/check.h"
#include "tests/support/data_file.h"

enum { YEAR = 365 };
static const char air_file[] = "seoul_air_2018.csv";
static struct air_settings *settings;

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

static struct outdoor_air *make(const char *start, int64_t days, uint32_t replication, const char *path,
                                struct status *status) {
    int64_t day = 0;
    assert_true(clock_parse_date(start, &day));
    return outdoor_air_create(settings, day, days, (struct random_key){2018, replication}, path, status);
}

// What one says of a year of air.
struct year {
    double mean, dusty_days, p95, most;  // of the daily means
    double months[MONTHS_YEAR];
};

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct year describe(const struct outdoor_air *air) {
    struct year year = {0};
    double days[YEAR];
    int64_t start = clock_days_from_civil(2018, 1, 1);
    for (int day = 0; day < YEAR; day++) {
        struct clock_date date = clock_civil_from_days(start + day);
        days[day] = 0;
        for (int hour = 0; hour < 24; hour++) days[day] += (double)air->pm25_ug_m3[day * 24 + hour] / 24;
        year.mean += days[day] / YEAR;
        year.dusty_days += days[day] > 35;
        year.months[date.month - 1] += days[day] / clock_days_in_month(2018, date.month);
    }
    qsort(days, YEAR, sizeof *days, by_size);
    year.p95 = days[(int)(0.95 * YEAR)];
    year.most = days[YEAR - 1];
    return year;
}

// The mean of many years is Seoul's of 2018; that year itself is one that could have come.
static void generated_years_are_like_seouls(void **unused) {
    (void)unused;
    enum { YEARS = 200 };
    struct year mean = {0}, least = {1e9, 1e9, 1e9, 1e9, {0}}, most = {0};
    for (uint32_t i = 0; i < YEARS; i++) {
        struct status status = {0};
        struct outdoor_air *air = make("2018-01-01", YEAR, i, NULL, &status);
        struct year year = describe(air);
        outdoor_air_free(air);
        for (int v = 0; v < 4 + MONTHS_YEAR; v++) {
            double value = (&year.mean)[v];
            (&mean.mean)[v] += value / YEARS;
            if (v < 4)
                (&least.mean)[v] = fmin((&least.mean)[v], value),
                (&most.mean)[v] = fmax((&most.mean)[v], value);
        }
    }
    print_message(
        "years: mean %.1f, days above 35: %.1f, 95 %% of days below %.1f, dustiest day %.0f ug/m3\n",
        mean.mean, mean.dusty_days, mean.p95, mean.most);
    for (int m = 0; m < MONTHS_YEAR; m++)
        assert_near(mean.months[m], settings->pm25_ug_m3[m], 0.06 * settings->pm25_ug_m3[m]);
    const double seoul[] = {21.7, 54, 49.9, 98.9};  // the trace below
    const double near[] = {0.5, 12, 6, 40};         // a lognormal has the longer tail
    for (int v = 0; v < 4; v++) {
        assert_near((&mean.mean)[v], seoul[v], near[v]);
        assert_true((&least.mean)[v] < seoul[v] && seoul[v] < (&most.mean)[v]);
    }
}

static void dusty_days_follow_each_other(void **unused) {
    (void)unused;
    enum { DAYS = 3650 };
    for (int m = 0; m < MONTHS_YEAR; m++) settings->pm25_ug_m3[m] = 20;
    struct status status = {0};
    struct outdoor_air *air = make("2001-01-01", DAYS, 0, NULL, &status);
    double sum = 0, square = 0, product = 0, count = 0;
    double centre = log(20) - 0.5 * settings->spread * settings->spread;
    for (size_t i = 24; i < air->hours; i++) {
        double now = log((double)air->pm25_ug_m3[i]) - centre,
               before = log((double)air->pm25_ug_m3[i - 24]) - centre;
        sum += now, square += now * now, product += now * before, count++;
    }
    assert_near(sum / count, 0, 0.03);
    assert_near(sqrt(square / count), settings->spread, 0.02);
    assert_near(product / square, settings->persistence, 0.03);
    outdoor_air_free(air);
}

// A lognormal factor around 1, and what a share of districts has beside a source.
static void districts_differ_as_said(void **unused) {
    (void)unused;
    enum { DISTRICTS = 20000 };
    struct status status = {0};
    struct outdoor_air *air =
        outdoor_air_create(settings, 17532, 1, (struct random_key){2018, 1}, NULL, &status);
    settings->district_spread = 0.2, settings->source_share = 0.1, settings->source_strength = 0.5;
    outdoor_air_settle_districts(air, settings, DISTRICTS, (struct random_key){2018, 1});
    double sum = 0, square = 0;
    for (int d = 0; d < DISTRICTS; d++) {
        sum += air->district_factors[d];
        square += air->district_factors[d] * air->district_factors[d];
    }
    assert_near(sum / DISTRICTS, 1 + 0.1 * 0.5, 0.01);
    assert_near(square / DISTRICTS, exp(0.04) * (1 + 0.1 * (1.5 * 1.5 - 1)), 0.02);
    outdoor_air_free(air);
}

// A share of what the district adds to the city's air, on the days said and there only.
static void cleaning_takes_away_what_a_district_adds(void **unused) {
    (void)unused;
    enum { DAYS = 10 };
    struct status status = {0};
    struct outdoor_air *air =
        outdoor_air_create(settings, 17532, DAYS, (struct random_key){2018, 1}, NULL, &status);
    outdoor_air_settle_districts(air, settings, 3, (struct random_key){2018, 1});
    air->district_factors[0] = 1.5, air->district_factors[1] = 0.9, air->district_factors[2] = 1.5;
    outdoor_air_clean(air, 0, 2, 4, 0.3);
    outdoor_air_clean(air, 1, 2, 4, 0.3);
    outdoor_air_clean(air, 0, 4, 5, 0.6);
    outdoor_air_clean(air, 0, 9, 39, 1);  // longer than the run
    for (int64_t hour = 0; hour < 24 * DAYS; hour++) {
        double taken = hour >= 216 ? 1 : hour >= 120 ? 0 : hour >= 96 ? 0.6 : hour >= 48 ? 0.3 : 0;
        assert_near(outdoor_air_factor(air, 0, hour), 1.5 - taken * 0.5, 1e-6);
        assert_near(outdoor_air_factor(air, 1, hour), 0.9, 0);  // as good as the city's already
        assert_near(outdoor_air_factor(air, 2, hour), 1.5, 0);
    }
    outdoor_air_free(air);
}

static void the_same_luck_is_the_same_air(void **unused) {
    (void)unused;
    struct status status = {0};
    struct outdoor_air *once = make("2018-03-02", 120, 1, NULL, &status),
                       *again = make("2018-03-02", 120, 1, NULL, &status);
    struct outdoor_air *other = make("2018-03-02", 120, 2, NULL, &status);
    assert_memory_equal(once->pm25_ug_m3, again->pm25_ug_m3, once->hours * sizeof(float));
    assert_memory_not_equal(once->pm25_ug_m3, other->pm25_ug_m3, once->hours * sizeof(float));
    outdoor_air_free(once), outdoor_air_free(again), outdoor_air_free(other);
}

// A station's day has the hours 01:00 to 24:00: the hour that ends at 01:00 is the first.
static void hours_that_end_begin_an_hour_earlier(void **unused) {
    (void)unused;
    FILE *file = fopen("air.csv", "w");
    assert_non_null(file);
    fputs("time_kst,pm25_ug_m3\n", file);
    for (int hour = 1; hour <= 24; hour++) fprintf(file, "2018-03-02T%02d:00,%d\n", hour, hour);
    fclose(file);
    struct status status = {0};
    struct outdoor_air *air = make("2018-03-02", 1, 0, "air.csv", &status);
    if (!air) fail_msg("%s", status.message);
    for (int hour = 0; hour < 24; hour++) assert_near((double)air->pm25_ug_m3[hour], hour + 1, 0);
    outdoor_air_free(air);
    settings->hour_stamp = OUTDOOR_AIR_BEGIN;
    assert_null(make("2018-03-02", 1, 0, "air.csv", &status));
    assert_non_null(strstr(status.message, "air.csv:25: '2018-03-02T24:00' is no full hour"));
    unlink("air.csv");
}

static void mistakes_are_named_by_the_section(void **unused) {
    (void)unused;
    struct status status = {0};
    assert_null(make("2018-03-02", 1, 0, "nowhere.csv", &status));
    assert_string_equal(status.message, "air.file = \"nowhere.csv\": No such file or directory");
    FILE *file = fopen("air.csv", "w");
    assert_non_null(file);
    fputs("time_kst,pm25\n2018-03-02T01:00,-1\n", file);
    fclose(file);
    status = (struct status){0};
    assert_null(make("2018-03-02", 1, 0, "air.csv", &status));
    assert_non_null(strstr(status.message, "air.csv:1: no column 'pm25_ug_m3' (air.pm25_column)"));
    unlink("air.csv");
}

static void seoul_in_2018(void **unused) {
    (void)unused;
    if (!data_file_there(air_file)) skip();
    struct status status = {0};
    struct outdoor_air *air = make("2018-01-01", YEAR, 0, data_file_path(air_file), &status);
    if (!air) fail_msg("%s", status.message);
    struct year year = describe(air);
    print_message("Seoul 2018: mean %.2f, days above 35: %.0f, p95 %.2f, dustiest day %.2f\n", year.mean,
                  year.dusty_days, year.p95, year.most);
    assert_near(year.mean, 21.71, 0.005);
    assert_int_equal((int)year.dusty_days, 54);
    assert_near(year.p95, 49.875, 0.005);
    assert_near(year.most, 98.92, 0.005);
    for (int m = 0; m < MONTHS_YEAR; m++) assert_near(year.months[m], settings->pm25_ug_m3[m], 0.051);
    outdoor_air_free(air);
}

static int fresh_settings(void **unused) {
    (void)unused;
    settings = setting_defaults(air_section.kind.settings);
    return 0;
}
static int drop_settings(void **unused) {
    (void)unused;
    setting_free(air_section.kind.settings, settings);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(generated_years_are_like_seouls, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(dusty_days_follow_each_other, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(districts_differ_as_said, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(cleaning_takes_away_what_a_district_adds, fresh_settings,
                                        drop_settings),
        cmocka_unit_test_setup_teardown(the_same_luck_is_the_same_air, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(hours_that_end_begin_an_hour_earlier, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(mistakes_are_named_by_the_section, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(seoul_in_2018, fresh_settings, drop_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

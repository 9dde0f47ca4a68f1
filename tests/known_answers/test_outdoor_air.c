// SPDX-License-Identifier: GPL-3.0-or-later
// Generated dust against Seoul's of 2018, which it is made after, and a recorded trace with hours that end.
#include "models/air/outdoor_air.h"

#include <stddef.h>
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

// ---- What one says of a year of days -------------------------------------------------------------------

enum figure {
    MEAN,
    SD,
    SKEW,
    LAG_1,
    LAG_2,
    LAG_3,
    ABOVE_35,
    ABOVE_75,
    LONGEST,
    P95,
    MOST,
    HOURS_SD,
    HOURS_SKEW,
    HOURS_LAG_24,
    FIGURES
};
static const char *const figure_names[FIGURES] = {"daily mean, ug/m3",
                                                  "standard deviation",
                                                  "skewness",
                                                  "correlation with the next day",
                                                  "2 days on",
                                                  "3 days on",
                                                  "days above 35",
                                                  "days above 75",
                                                  "longest episode above 35",
                                                  "95 % of days below",
                                                  "dustiest day",
                                                  "hours over the month's mean: deviation",
                                                  "skewness of their logarithm",
                                                  "its correlation with 24 h later"};

struct year {
    double figures[FIGURES];
    double months[MONTHS_YEAR];
};

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct moments {
    double mean, sd, skew;
};
static struct moments moments_of(const double *x, int count) {
    double mean = 0, square = 0, cube = 0;
    for (int i = 0; i < count; i++) mean += x[i] / count;
    for (int i = 0; i < count; i++)
        square += pow(x[i] - mean, 2) / count, cube += pow(x[i] - mean, 3) / count;
    return (struct moments){mean, sqrt(square), cube / pow(square, 1.5)};
}

static double correlation(const double *x, int count, int lag) {
    struct moments of = moments_of(x, count);
    double product = 0;
    for (int i = 0; i + lag < count; i++) product += (x[i] - of.mean) * (x[i + lag] - of.mean);
    return product / (count * of.sd * of.sd);
}

static void count_days(const double *days, struct year *year) {
    double *f = year->figures, run = 0;
    for (int day = 0; day < YEAR; day++) {
        f[ABOVE_35] += days[day] > 35;
        f[ABOVE_75] += days[day] > 75;
        run = days[day] > 35 ? run + 1 : 0;
        f[LONGEST] = fmax(f[LONGEST], run);
    }
    double sorted[YEAR];
    memcpy(sorted, days, sizeof sorted);
    qsort(sorted, YEAR, sizeof *sorted, by_size);
    f[P95] = sorted[(int)(0.95 * YEAR)];
    f[MOST] = sorted[YEAR - 1];
}

static int month_of(int day) {
    return clock_civil_from_days(clock_days_from_civil(2018, 1, 1) + day).month - 1;
}

// The hours against the mean of their month, which takes the season away.
static void describe_hours(const struct outdoor_air *air, struct year *year) {
    static double ratios[YEAR * 24], logs[YEAR * 24];
    for (int hour = 0; hour < YEAR * 24; hour++) {
        ratios[hour] = (double)air->pm25_ug_m3[hour] / year->months[month_of(hour / 24)];
        logs[hour] = log(fmax(ratios[hour], 0.02));  // stations tell whole ug/m3, from 1 on
    }
    year->figures[HOURS_SD] = moments_of(ratios, YEAR * 24).sd;
    year->figures[HOURS_SKEW] = moments_of(logs, YEAR * 24).skew;
    year->figures[HOURS_LAG_24] = correlation(ratios, YEAR * 24, 24);
}

static struct year describe(const struct outdoor_air *air) {
    struct year year = {0};
    double days[YEAR] = {0};
    for (int hour = 0; hour < YEAR * 24; hour++) days[hour / 24] += (double)air->pm25_ug_m3[hour] / 24;
    for (int day = 0; day < YEAR; day++)
        year.months[month_of(day)] += days[day] / clock_days_in_month(2018, month_of(day) + 1);
    struct moments of = moments_of(days, YEAR);
    year.figures[MEAN] = of.mean, year.figures[SD] = of.sd, year.figures[SKEW] = of.skew;
    for (int lag = 1; lag <= 3; lag++) year.figures[LAG_1 + lag - 1] = correlation(days, YEAR, lag);
    count_days(days, &year);
    describe_hours(air, &year);
    return year;
}

// ---- Generated years -----------------------------------------------------------------------------------

enum { YEARS = 200 };
static struct year generated[YEARS];

static void generate_years(void) {
    for (uint32_t i = 0; i < YEARS; i++) {
        struct status status = {0};
        struct outdoor_air *air = make("2018-01-01", YEAR, i, NULL, &status);
        generated[i] = describe(air);
        outdoor_air_free(air);
    }
}

// Mean and standard deviation of a figure over the years; lower[0] of them are below `value`, and lower[1]
// not above.
struct spread {
    double mean, sd, lower[2];
};
static struct spread spread_of(size_t offset, double value) {
    struct spread spread = {0};
    for (int i = 0; i < YEARS; i++) {
        double figure = *(const double *)(const void *)((const char *)&generated[i] + offset);
        spread.mean += figure / YEARS, spread.sd += figure * figure / YEARS;
        spread.lower[0] += figure < value, spread.lower[1] += figure <= value;
    }
    spread.sd = sqrt(spread.sd - spread.mean * spread.mean);
    return spread;
}

// The mean of each month over many years is the one that was asked for.
static void months_have_the_means_that_were_asked_for(void **unused) {
    (void)unused;
    generate_years();
    for (size_t m = 0; m < MONTHS_YEAR; m++) {
        struct spread spread = spread_of(offsetof(struct year, months) + m * sizeof(double), 0);
        assert_near(spread.mean, settings->pm25_ug_m3[m], 3 * spread.sd / sqrt(YEARS));
    }
}

// Seoul's year is one that could have come: each figure lies within the middle 95 % of the generated years.
static void a_generated_year_could_be_seouls(void **unused) {
    (void)unused;
    if (!data_file_there(air_file)) skip();
    struct status status = {0};
    struct outdoor_air *air = make("2018-01-01", YEAR, 0, data_file_path(air_file), &status);
    if (!air) fail_msg("%s", status.message);
    struct year seoul = describe(air);
    outdoor_air_free(air);
    generate_years();
    print_message("%-42s %8s  %s\n", "", "measured", "generated, mean and deviation of years");
    for (size_t f = 0; f < FIGURES; f++) {
        double value = seoul.figures[f];
        struct spread spread = spread_of(offsetof(struct year, figures) + f * sizeof(double), value);
        print_message("%-42s %8.3f  %8.3f %7.3f\n", figure_names[f], value, spread.mean, spread.sd);
        assert_true(spread.lower[1] > 0.025 * YEARS && spread.lower[0] < 0.975 * YEARS);
    }
}

// ---- In closed form ------------------------------------------------------------------------------------

// Of days of a flat season, with hours correlated by r^hours and spread s: the mean of 24 hours has
//   covariance   s^2 / 24^2 sum_ab r^|24 lag + a - b|
//   third moment 2 s^4 / 24^3 sum_abc (r^|a-b| r^|b-c| r^|c-a|)^(1/2)
// the latter because a square-root process is a sum of squared normal ones of correlation r^(1/2).
static double covariance_of_days(double s, double r, int lag) {
    double sum = 0;
    for (int a = 0; a < 24; a++)
        for (int b = 0; b < 24; b++) sum += pow(r, abs(24 * lag + a - b));
    return s * s * sum / (24 * 24);
}

static double third_moment_of_days(double s, double r) {
    double sum = 0;
    for (int a = 0; a < 24; a++)
        for (int b = 0; b < 24; b++)
            for (int c = 0; c < 24; c++) sum += pow(r, (abs(a - b) + abs(b - c) + abs(c - a)) / 2.0);
    return 2 * pow(s, 4) * sum / (24 * 24 * 24);
}

// Sums over a year's days, each year by itself: deviations, their squares and cubes, products with days on.
enum sum { OFF, SQUARE, CUBE, PRODUCT_1, PRODUCT_2, PRODUCT_3, SUMS };
static void sum_year(const struct outdoor_air *air, double mean, double *sums) {
    double off[YEAR];
    for (int day = 0; day < YEAR; day++) {
        off[day] = -1;
        for (int hour = 0; hour < 24; hour++)
            off[day] += (double)air->pm25_ug_m3[24 * day + hour] / (24 * mean);
    }
    for (int i = 0; i < SUMS; i++) sums[i] = 0;
    for (int day = 0; day < YEAR; day++) {
        sums[OFF] += off[day] / YEAR, sums[SQUARE] += pow(off[day], 2) / YEAR,
            sums[CUBE] += pow(off[day], 3) / YEAR;
        for (int lag = 1; lag <= 3 && day + lag < YEAR; lag++)
            sums[PRODUCT_1 + lag - 1] += off[day] * off[day + lag] / (YEAR - lag);
    }
}

// Mean, variance, third moment and the correlations of days, each within three standard errors of the years'
// mean.
static void days_have_their_moments(void **unused) {
    (void)unused;
    for (int m = 0; m < MONTHS_YEAR; m++) settings->pm25_ug_m3[m] = 20;
    double s = settings->spread, r = pow(settings->persistence, 1.0 / 24), sum[SUMS] = {0},
           square[SUMS] = {0};
    for (uint32_t i = 0; i < YEARS; i++) {
        struct status status = {0};
        double sums[SUMS];
        struct outdoor_air *air = make("2001-01-01", YEAR, 1000 + i, NULL, &status);
        sum_year(air, 20, sums);
        outdoor_air_free(air);
        for (int f = 0; f < SUMS; f++) sum[f] += sums[f] / YEARS, square[f] += sums[f] * sums[f] / YEARS;
    }
    const double expected[SUMS] = {0,
                                   covariance_of_days(s, r, 0),
                                   third_moment_of_days(s, r),
                                   covariance_of_days(s, r, 1),
                                   covariance_of_days(s, r, 2),
                                   covariance_of_days(s, r, 3)};
    for (int f = 0; f < SUMS; f++)
        assert_near(sum[f], expected[f], 3 * sqrt((square[f] - sum[f] * sum[f]) / YEARS));
    print_message("days of a flat season: deviation %.3f, skewness %.3f, correlations %.3f %.3f %.3f\n",
                  sqrt(expected[SQUARE]), expected[CUBE] / pow(expected[SQUARE], 1.5),
                  expected[PRODUCT_1] / expected[SQUARE], expected[PRODUCT_2] / expected[SQUARE],
                  expected[PRODUCT_3] / expected[SQUARE]);
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

static struct status refusal_of(const char *text) {
    FILE *file = fopen("air.csv", "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    struct status status = {0};
    assert_null(make("2018-03-02", 1, 0, "air.csv", &status));
    unlink("air.csv");
    return status;
}

// An hour that ends at midnight is called as the file calls its midnights.
static void hours_are_told_as_the_file_writes_them(void **unused) {
    (void)unused;
    struct status of_24 = refusal_of("time_kst,pm25_ug_m3\n2018-03-01 24:00,1\n2018-03-02 01:00,1\n"),
                  of_00 = refusal_of("time_kst,pm25_ug_m3\n2018-03-02 00:00:00,1\n2018-03-02 01:00:00,1\n");
    assert_non_null(strstr(of_24.message,
                           "air.csv holds 2018-03-01 24:00 to 2018-03-02 01:00, the scenario runs from "
                           "2018-03-02 01:00 to 2018-03-02 24:00"));
    assert_non_null(strstr(of_00.message,
                           "air.csv holds 2018-03-02 00:00:00 to 2018-03-02 01:00:00, the scenario runs from "
                           "2018-03-02 01:00:00 to 2018-03-03 00:00:00"));
}

static void mistakes_are_named_by_the_section(void **unused) {
    (void)unused;
    struct status status = {0};
    assert_null(make("2018-03-02", 1, 0, "nowhere.csv", &status));
    assert_string_equal(status.message, "nowhere.csv: No such file or directory");
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
    assert_near(year.figures[MEAN], 21.71, 0.005);
    assert_int_equal((int)year.figures[ABOVE_35], 54);
    assert_near(year.figures[P95], 49.875, 0.005);
    assert_near(year.figures[MOST], 98.92, 0.005);
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
        cmocka_unit_test_setup_teardown(months_have_the_means_that_were_asked_for, fresh_settings,
                                        drop_settings),
        cmocka_unit_test_setup_teardown(a_generated_year_could_be_seouls, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(days_have_their_moments, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(districts_differ_as_said, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(cleaning_takes_away_what_a_district_adds, fresh_settings,
                                        drop_settings),
        cmocka_unit_test_setup_teardown(the_same_luck_is_the_same_air, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(hours_that_end_begin_an_hour_earlier, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(hours_are_told_as_the_file_writes_them, fresh_settings,
                                        drop_settings),
        cmocka_unit_test_setup_teardown(mistakes_are_named_by_the_section, fresh_settings, drop_settings),
        cmocka_unit_test_setup_teardown(seoul_in_2018, fresh_settings, drop_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

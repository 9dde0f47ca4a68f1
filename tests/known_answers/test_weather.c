// SPDX-License-Identifier: GPL-3.0-or-later
// Generated weather against the normals it is made from, recorded weather against the record, and every
// mistake a trace can hold.
#include "models/environment/weather.h"

#include <unistd.h>

#include "tests/support/check.h"
#include "tests/support/data_file.h"

enum { MONTHS = WEATHER_MONTHS };
static struct weather_settings *settings;

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

static int64_t day_of(const char *date) {
    int64_t days = 0;
    assert_true(clock_parse_date(date, &days));
    return days;
}

static struct weather *generate(const char *start, int64_t days, uint32_t replication) {
    struct status status = {0};
    struct weather *weather =
        weather_create(settings, day_of(start), days, (struct random_key){2018, replication}, NULL, &status);
    assert_non_null(weather);
    assert_int_equal(weather->hours, days * 24);
    return weather;
}

// ---- The climate ---------------------------------------------------------------------------------------

enum { YEARS = 30 };

// Of one month of one year.
struct month {
    double temperature_c, maximum_c, minimum_c, solar_w_m2, above_w_m2;
};

static void add_day(struct month *month, const struct weather *weather, size_t day, struct clock_date date,
                    int64_t day_of_year) {
    double share = 1.0 / clock_days_in_month(date.year, date.month), most = -99, least = 99;
    for (size_t hour = 0; hour < 24; hour++) {
        double temperature_c = (double)weather->temperature_c[day * 24 + hour];
        month->temperature_c += temperature_c * share / 24;
        month->solar_w_m2 += (double)weather->solar_w_m2[day * 24 + hour] * share / 24;
        month->above_w_m2 +=
            weather_extraterrestrial_w_m2(settings, (int)day_of_year, (double)hour + 0.5) * share / 24;
        most = fmax(most, temperature_c), least = fmin(least, temperature_c);
    }
    month->maximum_c += most * share;
    month->minimum_c += least * share;
}

// Thirty years, like a normal period.
static void generate_months(struct month (*months)[MONTHS]) {
    int64_t start = day_of("1981-01-01"), end = day_of("2011-01-01");
    struct weather *weather = generate("1981-01-01", end - start, 1);
    for (int64_t day = start; day < end; day++) {
        struct clock_date date = clock_civil_from_days(day);
        int64_t day_of_year = day - clock_days_from_civil(date.year, 1, 1) + 1;
        add_day(&months[date.year - 1981][date.month - 1], weather, (size_t)(day - start), date, day_of_year);
    }
    weather_free(weather);
}

// The mean over the years lies within three standard errors of the normal, the errors taken from the years.
static void assert_normal(const double *values, size_t stride, double normal, double slack) {
    double sum = 0, square = 0;
    for (int year = 0; year < YEARS; year++) sum += values[(size_t)year * stride];
    double mean = sum / YEARS;
    for (int year = 0; year < YEARS; year++) square += pow(values[(size_t)year * stride] - mean, 2);
    assert_near(mean, normal, 3 * sqrt(square / (YEARS - 1) / YEARS) + slack);
}

static void thirty_years_have_the_normals(void **unused) {
    (void)unused;
    static struct month months[YEARS][MONTHS];
    generate_months(months);
    size_t stride = MONTHS * (sizeof(struct month) / sizeof(double));
    for (int m = 0; m < MONTHS; m++) {
        double above = 0;
        for (int year = 0; year < YEARS; year++) above += months[year][m].above_w_m2 / YEARS;
        assert_normal(&months[0][m].temperature_c, stride, settings->mean_c[m], 0.05);
        // The cycle is symmetric, the real one not quite; noise within the day widens both ends a little.
        assert_normal(&months[0][m].maximum_c, stride, settings->maximum_c[m], 0.8);
        assert_normal(&months[0][m].minimum_c, stride, settings->minimum_c[m], 0.8);
        assert_normal(&months[0][m].solar_w_m2, stride, settings->clearness[m] * above, 0);
    }
}

// 32.2 MJ/m2 on September 3 at 20 degrees south: example 8 of FAO Irrigation and Drainage Paper 56, whose
// solar constant is 0.4 % higher and whose declination is simpler.
static void sun_above_the_atmosphere(void **unused) {
    (void)unused;
    enum { SEPTEMBER_3 = 246, STEPS = 96 };
    settings->latitude_deg = -20;
    double sum_mj = 0;
    for (int quarter = 0; quarter < STEPS; quarter++)
        sum_mj += weather_extraterrestrial_w_m2(settings, SEPTEMBER_3, (quarter + 0.5) / 4) * 900 / 1e6;
    assert_near(sum_mj, 32.2, 0.01 * 32.2);
    assert_true(weather_extraterrestrial_w_m2(settings, SEPTEMBER_3, 0.5) == 0);
    assert_true(weather_extraterrestrial_w_m2(settings, SEPTEMBER_3, settings->solar_noon_h) > 1150);
}

// Standard deviation and day-to-day correlation around the normal, of Januaries, are those asked for.
static void anomalies_have_their_spread_and_persistence(void **unused) {
    (void)unused;
    enum { DAYS = 3650 };
    for (int m = 0; m < MONTHS; m++) settings->anomaly_k[m] = 3;
    settings->heat_wave_k = 0;
    struct weather *noisy = generate("2001-01-01", DAYS, 1);
    for (int m = 0; m < MONTHS; m++) settings->anomaly_k[m] = 0;
    struct weather *calm = generate("2001-01-01", DAYS, 1);
    double square = 0, product = 0;
    for (size_t i = 24; i < noisy->hours; i++) {
        double now = (double)(noisy->temperature_c[i] - calm->temperature_c[i]);
        double before = (double)(noisy->temperature_c[i - 24] - calm->temperature_c[i - 24]);
        square += now * now, product += now * before;
    }
    double hours = (double)(noisy->hours - 24);
    assert_near(sqrt(square / hours), 3, 0.15);
    assert_near(product / square, settings->persistence, 0.03);
    weather_free(noisy);
    weather_free(calm);
}

// Heat waves come as often and last as long as asked, and take nothing from the mean of the summers.
static void heat_waves_are_hot_and_the_mean_stays(void **unused) {
    (void)unused;
    enum { SUMMERS = 400 };
    for (int m = 0; m < MONTHS; m++) settings->anomaly_k[m] = 0;
    settings->heat_wave_k = 0;
    struct weather *calm = generate("2018-06-01", 122, 0);
    settings->heat_wave_k = 4;
    double hot_days = 0, waves = 0, excess_k = 0;
    for (uint32_t summer = 0; summer < SUMMERS; summer++) {
        struct weather *weather = generate("2018-06-01", 122, summer);
        bool hot = false;
        for (size_t day = 0; day < 122; day++) {
            double noon_k =
                0.5 * (double)(weather->temperature_c[day * 24 + 11] - calm->temperature_c[day * 24 + 11] +
                               weather->temperature_c[day * 24 + 12] - calm->temperature_c[day * 24 + 12]);
            excess_k += noon_k / 62;
            waves += noon_k > 1 && !hot;
            hot = noon_k > 1;
            hot_days += hot;
        }
        weather_free(weather);
    }
    double begins = settings->heat_waves_per_year / 62, ends = 1 / settings->heat_wave_days;
    double long_run = begins / (begins + ends);
    assert_near(hot_days / SUMMERS, 62 * long_run, 1);  // a little less: July begins without one
    assert_near(hot_days / waves, settings->heat_wave_days, 0.7);
    assert_near(excess_k / SUMMERS, 0, 0.12);
    weather_free(calm);
}

static void the_same_luck_is_the_same_weather(void **unused) {
    (void)unused;
    struct weather *once = generate("2018-06-01", 92, 1), *again = generate("2018-06-01", 92, 1);
    struct weather *other = generate("2018-06-01", 92, 2);
    size_t bytes = once->hours * sizeof(float);
    assert_memory_equal(once->temperature_c, again->temperature_c, bytes);
    assert_memory_equal(once->solar_w_m2, again->solar_w_m2, bytes);
    assert_memory_not_equal(once->temperature_c, other->temperature_c, bytes);
    assert_memory_not_equal(once->solar_w_m2, other->solar_w_m2, bytes);
    assert_true(weather_temperature_c(once, 25 * CLOCK_HOUR + 1) == (double)once->temperature_c[25]);
    assert_true(weather_solar_w_m2(once, 92 * CLOCK_DAY) == (double)once->solar_w_m2[92 * 24 - 1]);
    weather_free(once);
    weather_free(again);
    weather_free(other);
}

// ---- Traces --------------------------------------------------------------------------------------------

static const char trace_file[] = "trace.csv";

static struct weather *read_text(const char *text, const char *start, int64_t days, struct status *status) {
    FILE *file = fopen(trace_file, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    struct weather *weather =
        weather_create(settings, day_of(start), days, (struct random_key){1, 1}, trace_file, status);
    unlink(trace_file);
    return weather;
}

// A day's rows from 2018-08-01 on, with `line` in place of the row of hour `changed` (none: -1).
static const char *day_text(const char *header, int changed, const char *line) {
    static char text[4000];
    int used = snprintf(text, sizeof text, "%s\n", header);
    for (int hour = 0; hour < 24; hour++)
        if (hour == changed)
            used += snprintf(text + used, sizeof text - (size_t)used, "%s", line);
        else
            used += snprintf(text + used, sizeof text - (size_t)used, "2018-08-01T%02d:00,%d.5,%g\n", hour,
                             20 + hour, hour / 10.0);
    return text;
}
static const char header[] = "time_kst,temperature_c,solar_mj_m2";

static void traces_are_read(void **unused) {
    (void)unused;
    struct status status = {0};
    const char *headers[] = {header, "\xEF\xBB\xBFtime_kst,temperature_c,solar_mj_m2\r"};
    const char *noons[] = {"2018-08-01T12:00,32.5,1.2\n", "2018-08-01 12:00:00,32.5,1.2\r\n",
                           "2018-08-01 12,32.5,1.2\n"};
    for (int i = 0; i < 3; i++) {
        struct weather *weather = read_text(day_text(headers[i % 2], 12, noons[i]), "2018-08-01", 1, &status);
        if (!weather) fail_msg("%s", status.message);
        for (int hour = 0; hour < 24; hour++) {
            assert_near((double)weather->temperature_c[hour], 20.5 + hour, 1e-6);
            assert_near((double)weather->solar_w_m2[hour], hour * 1e5 / 3600, 1e-4);
        }
        weather_free(weather);
    }
}

static void a_trace_without_sun_takes_the_climates(void **unused) {
    (void)unused;
    struct status status = {0};
    setting_put_text(setting_find(weather_section.kind.settings, "solar_column"), settings, "", &status);
    struct weather *weather =
        read_text(day_text("time_kst,temperature_c,x", -1, ""), "2018-08-01", 1, &status);
    assert_non_null(weather);
    assert_true(weather->solar_w_m2[0] == 0 && weather->solar_w_m2[12] > 100);
    assert_near((double)weather->temperature_c[3], 23.5, 1e-6);
    weather_free(weather);
}

static void refused(const char *text, const char *start, int64_t days, const char *message) {
    struct status status = {0};
    assert_null(read_text(text, start, days, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    if (!strstr(status.message, message)) fail_msg("'%s' does not say '%s'", status.message, message);
}

static void mistakes_in_traces_are_named(void **unused) {
    (void)unused;
    const struct {
        const char *line, *message;
    } rows[] = {
        {"", "trace.csv:13: after this line 2018-08-01T12:00 is missing"},
        {"\n", "trace.csv:13: after this line 2018-08-01T12:00 is missing"},
        {"2018-08-01T11:00,1,1\n", "trace.csv:14: 2018-08-01T11:00 stands in line 13 already"},
        {"2018-08-01T13:00,1,1\n2018-08-01T12:00,1,1\n",
         "trace.csv:15: 2018-08-01T12:00 comes too late: 2018-08-01T13:00 stands in line 14"},
        {"2018-08-01T12:00,,1\n", "trace.csv:14: 2018-08-01T12:00: temperature_c = '' is blank"},
        {"2018-08-01T12:00,warm,1\n",
         "trace.csv:14: 2018-08-01T12:00: temperature_c = 'warm' is not a number"},
        {"2018-08-01T12:00,30,1 MJ\n",
         "trace.csv:14: 2018-08-01T12:00: solar_mj_m2 = '1 MJ' is not a number"},
        {"2018-08-01T12:00,300,1\n",
         "trace.csv:14: 2018-08-01T12:00: temperature_c = 300: between -60 and 60 is possible"},
        {"2018-08-01T12:00,nan,1\n", "temperature_c = 'nan' is not a number"},
        {"2018-08-01T12:00,-inf,1\n", "temperature_c = '-inf' is not a number"},
        {"2018-08-01T12:00,0x1E,1\n", "temperature_c = '0x1E' is not a number"},
        {"2018-08-01T12:00,1e999,1\n", "temperature_c = 1e999: between -60 and 60 is possible"},
        {"2018-08-01T12:00,30,-1\n", "solar_mj_m2 = -1: between 0 and 5.4 is possible"},
        {"2018-08-01T12:00,\"30,5\",1\n",
         "temperature_c = '30,5' is not a number: decimals stand behind a point, not a comma"},
        {"2018-08-01T12:00\n", "trace.csv:14: 1 fields, the header has 3"},
        {"2018-08-01T12:00,32,5,1,2\n",
         "trace.csv:14: 5 fields, the header has 3 (numbers have a decimal point"},
        {"2018-08-01T12:30,30,1\n", "trace.csv:14: '2018-08-01T12:30' is no full hour"},
        {"2018-08-01T24:00,30,1\n", "trace.csv:14: '2018-08-01T24:00' is no full hour"},
        {"2018-08-01T9:00,30,1\n", "trace.csv:14: '2018-08-01T9:00' is no full hour"},
        {"2018-08-01T12:00+09:00,30,1\n", "trace.csv:14: '2018-08-01T12:00+09:00' is no full hour"},
        {"1 August,30,1\n", "trace.csv:14: '1 August' is no full hour"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        refused(day_text(header, 12, rows[i].line), "2018-08-01", 1, rows[i].message);
    refused("", "2018-08-01", 1, "the file is empty");
    refused("time_kst,temperature_c,solar_mj_m2\n", "2018-08-01", 1, "no hours after the header line");
    refused("time_kst;temperature_c\n", "2018-08-01", 1,
            "trace.csv:1: no column 'time_kst' (weather.time_column); did you mean "
            "'time_kst;temperature_c'?; the file "
            "has time_kst;temperature_c (separated by ;: fields are separated by commas)");
    refused(day_text("time_kst,temprature_c,solar_mj_m2", -1, ""), "2018-08-01", 1,
            "trace.csv:1: no column 'temperature_c' (weather.temperature_column); did you mean "
            "'temprature_c'?; the file has "
            "time_kst, temprature_c, solar_mj_m2");
    refused(
        day_text(header, -1, ""), "2018-08-01", 2,
        "trace.csv holds 2018-08-01T00:00 to 2018-08-01T23:00, the scenario runs from 2018-08-01T00:00 to "
        "2018-08-02T23:00");
    refused(day_text(header, -1, ""), "2018-07-31", 1, "the scenario runs from 2018-07-31T00:00");
}

// A file as a station writes it, with holes in spring and autumn, serves for the summer between them.
static void only_the_hours_of_the_run_must_be_whole(void **unused) {
    (void)unused;
    struct status status = {0};
    char text[6000];
    snprintf(
        text, sizeof text,
        "%s2018-08-02T02:00,warm,\n2018-08-02T00:00,1,1\n2018-08-02T00:00,\"1,5\",-7\n2018-08-05T00:00,,\n",
        day_text("time_kst,temperature_c,solar_mj_m2\n2018-07-30T02:00,,x\n2018-07-31T05:00,9,1", -1, ""));
    struct weather *weather = read_text(text, "2018-08-01", 1, &status);
    if (!weather) fail_msg("%s", status.message);
    for (int hour = 0; hour < 24; hour++)
        assert_near((double)weather->temperature_c[hour], 20.5 + hour, 1e-6);
    weather_free(weather);
    refused(text, "2018-07-31", 1,
            "trace.csv:2: after this line 2018-07-31T00:00 to 2018-07-31T04:00 are missing");
    refused(text, "2018-08-02", 1, "trace.csv:28: 2018-08-02T02:00: temperature_c = 'warm' is not a number");
    refused("time_kst,temperature_c,solar_mj_m2\n2018-07-30 02,1,1\n2018-07-29 02,1,1\n2018-08-03 02,1,1\n",
            "2018-08-01", 1, "trace.csv:2: after this line 2018-08-01 00 to 2018-08-01 23 are missing");
}

// RFC 4180, and line ends of every kind.
static void quotes_and_line_ends_are_read(void **unused) {
    (void)unused;
    char text[6000], moved[6000];
    snprintf(text, sizeof text, "%s",
             day_text("\"time_kst\",\"place, \"\"here\"\"\nand there\" , temperature_c ,solar_mj_m2", 12,
                      "\"2018-08-01T12:00\",\"a\n\n\"\"b\"\"\",32.5 ,\t\"1.2\"\n\n"));
    for (char *row = strstr(text, "\n2018"); row; row = strstr(row + 1, "\n2018")) {
        char *comma = strchr(row, ',');
        memmove(comma + 1, comma, strlen(comma) + 1);
    }
    const char *const ends[] = {"\n", "\r\n", "\r"};
    for (int i = 0; i < 3; i++) {
        size_t used = 0;
        for (const char *c = text; *c; c++)
            used += (size_t)snprintf(moved + used, sizeof moved - used, "%.*s", *c == '\n' ? 2 : 1,
                                     *c == '\n' ? ends[i] : c);
        struct status status = {0};
        struct weather *weather = read_text(moved, "2018-08-01", 1, &status);
        if (!weather) fail_msg("%s", status.message);
        for (int hour = 0; hour < 24; hour++)
            assert_near((double)weather->temperature_c[hour], 20.5 + hour, 1e-6);
        weather_free(weather);
    }
    refused("time_kst,temperature_c,solar_mj_m2\n\"x\ny\",1,\"1\n2,3\n", "2018-08-01", 1,
            "trace.csv:3: quotes are opened in this line and never closed");
    refused("time_kst,temperature_c,solar_mj_m2\n2018-08-01,5\"1,2\n", "2018-08-01", 1,
            "trace.csv:2: a quote stands within a field");
    refused("time_kst,temperature_c,temperature_c\n", "2018-08-01", 1,
            "trace.csv:1: two columns are called 'temperature_c', the fields 2 and 3");
    refused("time_kst,temperature_c,solar_mj_m2\r2018-08-01T00:00,1,1\r2018-08-01T01:00,2\r", "2018-08-01", 1,
            "trace.csv:3: 2 fields");
}

static void a_mean_outside_the_extremes_is_refused(void **unused) {
    (void)unused;
    struct status status = {0};
    settings->mean_c[7] = 31;
    assert_null(weather_create(settings, 0, 1, (struct random_key){1, 1}, NULL, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_string_equal(
        status.message,
        "weather: month 8 has mean_c = 31: allowed is 22.4 (minimum_c) to 29.6 degC (maximum_c)");
}

static void a_missing_trace_is_named(void **unused) {
    (void)unused;
    struct status status = {0};
    assert_null(weather_create(settings, 0, 1, (struct random_key){1, 1}, "nowhere.csv", &status));
    assert_string_equal(status.message, "nowhere.csv: No such file or directory");
}

// Seoul, December 2017 to November 2018 (UCI Seoul Bike Sharing Demand): on August 1, 2018 it was hotter than
// ever measured before there, 39.6 degrees; the highest full hour is 39.4.
static void the_summer_of_2018(void **unused) {
    (void)unused;
    const char *name = "seoul_weather_2017-12_2018-11.csv";
    if (!data_file_there(name)) skip();
    struct status status = {0};
    struct weather *weather = weather_create(settings, day_of("2018-08-01"), 31, (struct random_key){1, 1},
                                             data_file_path(name), &status);
    if (!weather) fail_msg("%s", status.message);
    double most = -99, sum_c = 0, sum_mj = 0;
    for (size_t i = 0; i < weather->hours; i++) {
        most = fmax(most, (double)weather->temperature_c[i]);
        sum_c += (double)weather->temperature_c[i];
        sum_mj += (double)weather->solar_w_m2[i] * 3600 / 1e6;
    }
    assert_near(most, 39.4, 1e-5);
    assert_near((double)weather->temperature_c[16], 39.3, 0.2);
    assert_near(sum_c / (double)weather->hours, 28.74, 0.005);
    assert_near(sum_mj / 31, 16.68, 0.005);
    weather_free(weather);
    assert_null(weather_create(settings, day_of("2018-11-30"), 2, (struct random_key){1, 1},
                               data_file_path(name), &status));
    assert_non_null(strstr(status.message, "holds 2017-12-01T00:00 to 2018-11-30T23:00"));
}

// ---- The Lua table -------------------------------------------------------------------------------------

// lua/seoul_climate.lua shows the defaults: the same numbers, month for month.
static void the_lua_table_shows_the_defaults(void **unused) {
    (void)unused;
    FILE *file = fopen(MARU_SOURCE_FOLDER "/lua/seoul_climate.lua", "r");
    assert_non_null(file);
    char line[400], name[40];
    int found = 0;
    while (fgets(line, sizeof line, file)) {
        int used = 0;
        if (sscanf(line, "seoul_climate.%39[a-z_] = { %n", name, &used) != 1 || used == 0) continue;
        const struct setting *row = setting_find(weather_section.kind.settings, name);
        assert_non_null(row);
        char *rest = line + used;
        for (size_t m = 0; m < row->length; m++, rest += strspn(rest, ", "))
            assert_near(strtod(rest, &rest), row->series[m], 0);
        assert_true(*rest == '}');
        found++;
    }
    fclose(file);
    assert_int_equal(found, 5);
}

// Every test begins with the defaults.
static int set_up(void **unused) {
    (void)unused;
    settings = setting_defaults(weather_section.kind.settings);
    return 0;
}

static int tear_down(void **unused) {
    (void)unused;
    setting_free(weather_section.kind.settings, settings);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(thirty_years_have_the_normals),
        TEST(sun_above_the_atmosphere),
        TEST(anomalies_have_their_spread_and_persistence),
        TEST(heat_waves_are_hot_and_the_mean_stays),
        TEST(the_same_luck_is_the_same_weather),
        TEST(traces_are_read),
        TEST(a_trace_without_sun_takes_the_climates),
        TEST(mistakes_in_traces_are_named),
        TEST(only_the_hours_of_the_run_must_be_whole),
        TEST(quotes_and_line_ends_are_read),
        TEST(a_mean_outside_the_extremes_is_refused),
        TEST(a_missing_trace_is_named),
        TEST(the_summer_of_2018),
        TEST(the_lua_table_shows_the_defaults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

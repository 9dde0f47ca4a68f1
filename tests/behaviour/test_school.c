// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from showing a classroom's air, in plain words.
#include "models/air/school.h"
#include "models/model.h"
#include "tests/support/data_file.h"
#include "tests/support/recorded_world.h"

enum { SCHOOLS = 10, ROOMS = 6 };

// 90 days, fewer rooms and homes than the scenario; up to four settings more.
static struct recorded_world live(const char *policy, const char *const *more) {
    const char *settings[12] = {"days=90", "homes.count=600", "school.classrooms=6", NULL};
    for (size_t i = 3; more && *more; i++) settings[i] = *more++;
    return recorded_world_live("scenarios/classroom_air.lua", policy, 0, settings);
}

static double of(const struct recorded_world *lived, const char *metric) {
    char name[100];
    snprintf(name, sizeof name, "school_%s", metric);
    return recorded_world_metric(lived, name);
}

static struct gate_flow contacts(const struct recorded_world *lived) {
    return scenario_world_flows(&lived->made, DATA_PROFILE, "school", SCHOOL_PURPOSE);
}

static void assert_same(double a, double b) {
    if (!(fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)))) fail_msg("%.17g is not %.17g", a, b);
}

// Whom nobody tells, nobody presses; no family is asked for anything.
static void figures_that_nobody_sees_change_nothing(void **state) {
    (void)state;
    struct recorded_world lived = live("nobody", NULL);
    assert_true(of(&lived, "airing_rules") == 0 && of(&lived, "reports_read") == 0);
    assert_true(of(&lived, "co2") > 1000);
    assert_int_equal(contacts(&lived).transfers + contacts(&lived).refused, 0);
    recorded_world_drop(&lived);
}

// Parents are told who agreed; each report that was read passed the gate with a consent, and the school got
// it.
static void only_parents_who_agreed_are_told(void **state) {
    (void)state;
    struct recorded_world lived = live("parents", NULL);
    const struct gate *gate = lived.made.world->gate;
    enum { FLOWS_MOST = 100 };
    int64_t granted = 0, counts[FLOWS_MOST][CONSENT_STATES];
    assert_true(gate_flow_count(gate) <= FLOWS_MOST);
    consent_count(gate, lived.made.world->now, counts);
    for (uint16_t flow = 0; flow < gate_flow_count(gate); flow++) granted += counts[flow][CONSENT_GRANTED];
    assert_true(granted > 10);
    assert_same(of(&lived, "parents_told"), 2.0 * (double)granted);  // the first of April and of May
    assert_true(of(&lived, "reports_read") > 0 && of(&lived, "reports_read") < of(&lived, "parents_told"));
    assert_int_equal(contacts(&lived).transfers, (int64_t)of(&lived, "reports_read"));
    assert_int_equal(contacts(&lived).transfers_without_consent, 0);
    recorded_world_drop(&lived);
}

// Where the families are asked each time, a consent covers one report.
static void asking_each_time_covers_one_report(void **state) {
    (void)state;
    struct scenario_world made =
        scenario_world_plan("scenarios/classroom_air.lua", "parents", 0,
                            (const char *const[]){"days=90", "homes.count=600", NULL});
    assert_int_equal(made.plan->rules.count, 1);
    made.plan->rules.all[0].rule = RULE_ASK_EACH_TIME;
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    struct gate_flow flow = scenario_world_flows(&made, DATA_PROFILE, "school", SCHOOL_PURPOSE);
    assert_true(flow.transfers > 0);
    assert_int_equal(flow.transfers_without_consent, 0);
    scenario_world_drop(&made);
}

// A page that everybody can read tells the school nothing about who does.
static void a_public_page_knows_no_readers(void **state) {
    (void)state;
    struct recorded_world open = live("public", NULL), asked = live("parents", NULL);
    assert_int_equal(contacts(&open).transfers, 0);
    assert_true(of(&open, "reports_read") > of(&asked, "reports_read"));
    assert_true(of(&open, "airing_rules") >= of(&asked, "airing_rules"));
    recorded_world_drop(&open);
    recorded_world_drop(&asked);
}

// A window rule lowers carbon dioxide; a purifier lowers dust, and carbon dioxide stays to the last digit.
static void purifiers_and_windows_do_different_things(void **state) {
    (void)state;
    struct recorded_world bare = live("nobody", NULL);
    struct recorded_world purified = live("nobody", (const char *const[]){"school.equipped=1", NULL});
    struct recorded_world aired =
        live("school", (const char *const[]){"school.logit_co2_hour=0.5", "school.presses_school=2",
                                             "school.heeds_dust=false", "school.logit_dust_hour=0", NULL});
    assert_same(of(&purified, "co2"), of(&bare, "co2"));
    assert_true(of(&purified, "pm25") < 0.6 * of(&bare, "pm25"));
    assert_true(of(&purified, "infections") < of(&bare, "infections"));
    assert_same(of(&aired, "airing_rules"), SCHOOLS);
    assert_true(of(&aired, "co2") < 0.95 * of(&bare, "co2"));
    recorded_world_drop(&bare);
    recorded_world_drop(&purified);
    recorded_world_drop(&aired);
}

static int64_t rent_from(const struct recorded_world *lived, const char *payer) {
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(lived->made.world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(lived->made.world->ledger, i);
        bool payers = !strncmp(flow->payer, payer, strlen(payer));
        if (!strcmp(flow->reason, "rent of purifiers") && payers) sum += flow->amount;
    }
    return sum;
}

static void assert_rent(int64_t paid, double due) {
    if (llabs(paid - (int64_t)due) > 200) fail_msg("%lld won of rent, %.0f are due", (long long)paid, due);
}

// 90 days' rent of every room; the maker gets the same whoever pays, and where it gives, nobody does.
static void the_rent_is_paid_by_whom_the_policy_says(void **state) {
    (void)state;
    const double due = 40000.0 * SCHOOLS * ROOMS * 90 / (365.0 / 12);
    static const struct {
        const char *paid_by, *payer, *metric;
    } cases[] = {{"school.paid_by=school", "school", "paid_by_school"},
                 {"school.paid_by=parents", "", "paid_by_parents"},
                 {"school.paid_by=public", "outside", "paid_by_public"}};
    for (size_t i = 0; i < 3; i++) {
        struct recorded_world lived =
            live("nobody", (const char *const[]){"school.equipped=1", cases[i].paid_by, NULL});
        assert_rent(rent_from(&lived, cases[i].payer), due);
        assert_rent(rent_from(&lived, ""), due);
        assert_true(of(&lived, cases[i].metric) > 0.999 * due);
        assert_true(!strcmp(cases[i].payer, "") == (rent_from(&lived, "households") > 0));
        recorded_world_drop(&lived);
    }
    struct recorded_world given =
        live("nobody", (const char *const[]){"school.equipped=1", "school.paid_by=maker", NULL});
    assert_int_equal(rent_from(&given, ""), 0);
    assert_rent(recorded_world_paid(&given, "cost of purifiers", NULL), 0.6 * due);
    recorded_world_drop(&given);
}

// The same luck: who decides for purifiers with its own money decides for them with another's, too.
static void another_s_money_is_spent_more_easily(void **state) {
    (void)state;
    const char *const pressed[] = {"school.logit_dust_hour=1", NULL};
    struct recorded_world own = live("public", pressed), taxes = live("taxes", pressed);
    assert_true(of(&own, "equipped") >= 1);
    assert_true(of(&taxes, "equipped") >= of(&own, "equipped"));
    assert_same(of(&own, "airing_rules"), of(&taxes, "airing_rules"));
    recorded_world_drop(&own);
    recorded_world_drop(&taxes);
}

// 60 days from 1 July: lessons until 22 July and from 20 August on; no lesson on 15 August anyway.
static void vacations_and_weekends_are_free(void **state) {
    (void)state;
    struct recorded_world lived = live("nobody", (const char *const[]){"start=2018-07-01", "days=60", NULL});
    enum { SCHOOL_DAYS = 15 + 8 };  // 2 to 20 July, 20 to 29 August
    assert_same(of(&lived, "room_hours"), SCHOOL_DAYS * 4.0 * SCHOOLS * ROOMS);
    recorded_world_drop(&lived);
    // Of 70 days from 20 December only 20 to 27 December but the weekend and Christmas, for the school year
    // is over.
    struct recorded_world winter = live("nobody", (const char *const[]){"start=2018-12-20", "days=70", NULL});
    assert_same(of(&winter, "room_hours"), 5 * 4.0 * SCHOOLS * ROOMS);
    recorded_world_drop(&winter);
}

static void nothing_depends_on_threads(void **state) {
    (void)state;
    int64_t won[2];
    for (int threads = 1; threads <= 2; threads++) {
        struct scenario_world made =
            scenario_world_make("scenarios/classroom_air.lua", "public", 1,
                                (const char *const[]){"days=60", "homes.count=600", NULL}, threads);
        scenario_world_run(&made);
        won[threads - 1] = ledger_balance(made.world->ledger, ledger_outside(made.world->ledger), WON);
        scenario_world_drop(&made);
    }
    assert_int_equal(won[0], won[1]);
}

// With Seoul's own air of spring 2018: dust matters, and still far fewer hours than carbon dioxide.
static void the_spring_of_2018(void **state) {
    (void)state;
    if (!data_file_there("seoul_air_2018.csv")) skip();
    char file[2100];
    snprintf(file, sizeof file, "air.file=%s", data_file_path("seoul_air_2018.csv"));
    struct recorded_world lived = live("nobody", (const char *const[]){file, NULL});
    print_message(
        "spring 2018: %.0f ppm and %.1f ug/m3 in lessons; %.1f %% and %.1f %% of them above the limits\n",
        of(&lived, "co2"), of(&lived, "pm25"), 100 * of(&lived, "co2_above") / of(&lived, "pupil_hours"),
        100 * of(&lived, "pm25_above") / of(&lived, "pupil_hours"));
    assert_true(of(&lived, "pm25_above") > 0);
    assert_true(of(&lived, "co2_above") > 2 * of(&lived, "pm25_above"));
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_that_nobody_sees_change_nothing),
        cmocka_unit_test(only_parents_who_agreed_are_told),
        cmocka_unit_test(asking_each_time_covers_one_report),
        cmocka_unit_test(a_public_page_knows_no_readers),
        cmocka_unit_test(purifiers_and_windows_do_different_things),
        cmocka_unit_test(the_rent_is_paid_by_whom_the_policy_says),
        cmocka_unit_test(another_s_money_is_spent_more_easily),
        cmocka_unit_test(vacations_and_weekends_are_free),
        cmocka_unit_test(nothing_depends_on_threads),
        cmocka_unit_test(the_spring_of_2018),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

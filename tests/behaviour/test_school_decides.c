// SPDX-License-Identifier: GPL-3.0-or-later
// What a school decides, and who presses it: each decision of a month worked out again from what was
// measured, told and read, with the same luck, and compared with what the school did.
#include "models/air/school.h"

#include "models/air/outdoor_air.h"
#include "models/air/school_day.h"
#include "models/model.h"
#include "sim/engine/luck.h"
#include "tests/support/recorded_world.h"

// March 2018 is measured, on 1 April the families are told, on 8 April the school decides.
enum { MARCH_DAYS = 30, TOLD_DAY = 30, DECISION_DAYS = 7, DELIVERY_DAYS = 9, ROOMS = 2, REPLICATIONS = 10 };
static double base = -3;
static const double co2_hour = 0.05, dust_hour = 0.3, school_presses = 0.1, parents_press = 3,
                    public_presses = 0.5, reads = 0.3, has_child = 0.6, pupils = 20;

#define rent_weighs 1.5  // for each 10,000 won above 40,000
enum told { NOBODY, SCHOOL, PARENTS, PUBLIC };
static const struct {
    const char *policy;
    enum told told;
    const char *pays;
    double reluctance;
    int rent_won;
} cases[] = {
    {"nobody", NOBODY, "school", 1, 40000},
    {"school", SCHOOL, "school", 1, 40000},
    {"parents", PARENTS, "school", 1, 40000},
    {"public", PUBLIC, "school", 1, 40000},
    {"public", PUBLIC, "parents", 1.5, 40000},
    {"public", PUBLIC, "public", 0.5, 40000},
    {"public", PUBLIC, "maker", 0, 40000},
    {"public", PUBLIC, "public", 0.5 - 2 * rent_weighs, 20000},
    {"public", PUBLIC, "public", 0.5 + 4 * rent_weighs, 80000},
    {"public", PUBLIC, "maker", 0, 80000},
};
enum { CASES = sizeof cases / sizeof *cases };

// Up to seven settings more.
static struct recorded_world live_with(const char *policy, const char *pays, uint32_t replication, int days,
                                       const char *const *more) {
    char length[40], paid_by[60];
    snprintf(length, sizeof length, "days=%d", days);
    snprintf(paid_by, sizeof paid_by, "school.paid_by=%s", pays);
    const char *settings[28] = {length,
                                paid_by,
                                "homes.count=120",
                                "homes.districts=2",
                                "school.count=1",
                                "school.classrooms=2",
                                "school.pupils=20",
                                "school.pupils_spread=0",
                                "school.logit_base=-3",
                                "school.logit_co2_hour=0.05",
                                "school.logit_dust_hour=0.3",
                                "school.logit_rent=1.5",
                                "school.presses_school=0.1",
                                "school.presses_parents=3",
                                "school.presses_public=0.5",
                                "school.reads_report=0.3",
                                "school.child_share=0.6",
                                "school.decision_days=7",
                                "school.delivery_days=9",
                                "air.spread=0.9"};
    for (size_t i = 20; more && *more; i++) settings[i] = *more++;
    return recorded_world_live("scenarios/classroom_air.lua", policy, replication, settings);
}

static struct recorded_world live(const char *policy, const char *pays, uint32_t replication, int days) {
    return live_with(policy, pays, replication, days, NULL);
}

static void assert_near(double value, double expected) {
    if (!(fabs(value - expected) <= 1e-6 * fabs(expected))) fail_msg("%.9g is not %.9g", value, expected);
}

static double of(const struct recorded_world *lived, const char *metric) {
    char name[100];
    snprintf(name, sizeof name, "school_%s", metric);
    return recorded_world_metric(lived, name);
}

// ---- Worked out again ------------------------------------------------------------------------------------

// A household of three and more has a child in the only school, by its own luck; `readers` of them read in
// April.
static void count_families(const struct world *world, int told_day, double *families, double *readers) {
    *families = *readers = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct random_sequence child = luck_of_home(world, home, "school.child", 0);
        if (world->homes[home].members < 3 || random_next_uniform(&child) >= has_child) continue;
        struct random_sequence report = luck_of_home(world, home, "school.report", (uint64_t)told_day << 8);
        *families += 1;
        *readers += random_next_uniform(&report) < reads;
    }
}

static double logistic(double x) {
    return 1 / (1 + exp(-x));
}

// What weighs on the school in April, and the chances that follow from March's hours above the limits, of a
// room.
struct chances {
    double buys, airs;
};
static struct chances chances_of(enum told told, double reluctance, double read_share, double co2_h,
                                 double dust_h) {
    double presses = told >= SCHOOL ? school_presses : 0;
    presses += told >= PARENTS ? parents_press * read_share : 0;
    presses += told == PUBLIC ? public_presses : 0;
    return (struct chances){.buys = logistic(base + dust_hour * presses * dust_h - reluctance),
                            .airs = told == NOBODY ? 0 : logistic(base + co2_hour * presses * co2_h)};
}

struct decision {
    bool buys, airs;
};
static struct decision decide(struct world *world, int day, struct chances chances) {
    const struct party *school = world_party_of_kind(world, &school_party, NULL);
    struct random_sequence luck = luck_of_party(world, school, "school.decision", (uint64_t)day << 8);
    double buying = random_next_uniform(&luck), airing = random_next_uniform(&luck);
    return (struct decision){buying < chances.buys, airing < chances.airs};
}

// Seven days after the decision nothing more has happened than the delivery.
static void check_case(int number, uint32_t replication, double co2_h, double dust_h, struct decision *made) {
    int days = MARCH_DAYS + DECISION_DAYS + DELIVERY_DAYS + 2;
    char rent[60];
    snprintf(rent, sizeof rent, "school.rent_won_month=%d", cases[number].rent_won);
    struct recorded_world lived = live_with(cases[number].policy, cases[number].pays, replication, days,
                                            (const char *const[]){rent, NULL});
    double families, readers, read = of(&lived, "reports_read");
    count_families(lived.made.world, TOLD_DAY, &families, &readers);
    assert_true(families > 20 && readers > 0 && readers < families);
    if (cases[number].told == PUBLIC) assert_true(read == readers && of(&lived, "parents_told") == families);
    if (cases[number].told == PARENTS) assert_true(read <= readers && of(&lived, "parents_told") < families);
    if (cases[number].told < PARENTS) assert_true(read == 0 && of(&lived, "parents_told") == 0);
    bool measured = cases[number].told != NOBODY;
    *made = decide(lived.made.world, TOLD_DAY + DECISION_DAYS,
                   chances_of(cases[number].told, cases[number].reluctance, read / families,
                              measured ? co2_h : 0, measured ? dust_h : 0));
    assert_int_equal((int)of(&lived, "equipped"), made->buys);
    assert_int_equal((int)of(&lived, "airing_rules"), made->airs);
    recorded_world_drop(&lived);
}

static void the_school_decides_as_its_pressure_says(void **unused) {
    (void)unused;
    int bought[CASES] = {0}, aired[CASES] = {0};
    for (uint32_t replication = 0; replication < REPLICATIONS; replication++) {
        struct recorded_world march = live("school", "school", replication, MARCH_DAYS);
        double co2_h = of(&march, "co2_above") / pupils / ROOMS,
               dust_h = of(&march, "pm25_above") / pupils / ROOMS;
        assert_true(co2_h > 0);
        recorded_world_drop(&march);
        for (int number = 0; number < CASES; number++) {
            struct decision made;
            check_case(number, replication, co2_h, dust_h, &made);
            bought[number] += made.buys, aired[number] += made.airs;
        }
    }
    for (int number = 0; number < CASES; number++)
        print_message("%s, paid by %s, %d won: %d of %d schools buy, %d air\n", cases[number].policy,
                      cases[number].pays, cases[number].rent_won, bought[number], REPLICATIONS,
                      aired[number]);
    // Both ways were taken, or a rule could be wrong unnoticed.
    assert_true(aired[2] > 0 && aired[2] < REPLICATIONS && aired[3] > aired[1] && aired[0] == 0);
    assert_true(bought[6] > 0 && bought[6] < REPLICATIONS && bought[6] >= bought[4]);
    // Half the rent finds more schools, twice the rent none; whom it is given to does not ask.
    assert_true(bought[7] > bought[5] && bought[5] >= bought[8] && bought[8] < bought[7] / 2);
    assert_true(bought[9] == bought[6]);
}

// April is judged by April's hours and readers alone: what was measured from 1 March on, less March.
static void a_second_month_is_judged_by_itself(void **unused) {
    (void)unused;
    enum { APRIL_OVER = MARCH_DAYS + 30, DECIDED = APRIL_OVER + DECISION_DAYS + DELIVERY_DAYS + 2 };
    static const char *const slower[] = {"school.logit_base=-7", NULL};
    int judged = 0, aired = 0;
    base = -7;
    for (uint32_t replication = 0; replication < REPLICATIONS; replication++) {
        struct recorded_world march = live_with("public", "maker", replication, MARCH_DAYS, slower),
                              april = live_with("public", "maker", replication, APRIL_OVER, slower),
                              may = live_with("public", "maker", replication, DECIDED, slower);
        double co2_h = (of(&april, "co2_above") - of(&march, "co2_above")) / pupils / ROOMS;
        double dust_h = (of(&april, "pm25_above") - of(&march, "pm25_above")) / pupils / ROOMS;
        double families, readers;
        count_families(may.made.world, APRIL_OVER, &families, &readers);
        struct decision made = decide(may.made.world, APRIL_OVER + DECISION_DAYS,
                                      chances_of(PUBLIC, 0, readers / families, co2_h, dust_h));
        bool airs = of(&april, "airing_rules") > 0 || made.airs,
             buys = of(&april, "equipped") > 0 || made.buys;
        assert_int_equal((int)of(&may, "airing_rules"), airs);
        assert_int_equal((int)of(&may, "equipped"), buys);
        judged += of(&april, "airing_rules") == 0, aired += of(&april, "airing_rules") == 0 && made.airs;
        recorded_world_drop(&march), recorded_world_drop(&april), recorded_world_drop(&may);
    }
    base = -3;
    print_message("of %d schools without a rule until then, %d make it one in May\n", judged, aired);
    assert_true(aired > 0 && aired < judged);
}

// Each family follows one school: districts belong to the schools in turn.
static void no_family_has_two_schools(void **unused) {
    (void)unused;
    struct recorded_world lived =
        live_with("public", "school", 0, MARCH_DAYS + 2,
                  (const char *const[]){"school.count=3", "homes.districts=7", NULL});
    double families, readers;
    count_families(lived.made.world, TOLD_DAY, &families, &readers);
    assert_near(of(&lived, "parents_told"), families);
    assert_near(of(&lived, "reports_read"), readers);
    recorded_world_drop(&lived);
}

// ---- What a decision brings ------------------------------------------------------------------------------

// Ordered on 8 April, there on 17 April: the rent of April is that of 14 days, of both rooms.
static void rent_begins_with_the_delivery(void **unused) {
    (void)unused;
    for (uint32_t replication = 0; replication < REPLICATIONS; replication++) {
        struct recorded_world lived = live("public", "maker", replication, MARCH_DAYS + 30);
        double days = of(&lived, "equipped") > 0 ? 30 - DECISION_DAYS - DELIVERY_DAYS : 0;
        double cost = 0.6 * 40000 * ROOMS * days / (365.0 / 12);
        assert_true(fabs((double)recorded_world_paid(&lived, "cost of purifiers", NULL) - cost) <= 1);
        assert_true(fabs(of(&lived, "paid_by_maker") - cost) <= 1);
        recorded_world_drop(&lived);
    }
}

// Given purifiers are thanked for: by a school that got them, and by no other.
static void a_gift_is_thought_well_of(void **unused) {
    (void)unused;
    int given = 0;
    for (uint32_t replication = 0; replication < 4; replication++) {
        struct recorded_world gift = live("public", "maker", replication, MARCH_DAYS + 30),
                              taxes = live_with("public", "public", replication, MARCH_DAYS + 30,
                                                (const char *const[]){"school.presses_public=3", NULL});
        double thanks =
            recorded_world_metric(&gift, "family_trust") - recorded_world_metric(&taxes, "family_trust");
        assert_true(of(&gift, "equipped") > 0 ? thanks > 0 : thanks == 0);
        given += of(&gift, "equipped") > 0;
        recorded_world_drop(&gift), recorded_world_drop(&taxes);
    }
    assert_true(given > 0);
}

// A school in a district breathes its dust: without a source inside and with windows opened whatever comes
// in, what is indoors is the city's times the district's factor.
static void a_school_breathes_its_districts_air(void **unused) {
    (void)unused;
    static const char *const citys[] = {"school.stirred_ug_h=0", "school.heeds_dust=false", NULL},
                             *const own[] = {"school.stirred_ug_h=0", "school.heeds_dust=false",
                                             "school.district=1", NULL};
    struct recorded_world city = live_with("nobody", "school", 3, MARCH_DAYS, citys),
                          district = live_with("nobody", "school", 3, MARCH_DAYS, own);
    double factor = district.made.world->model->air->district_factors[1];
    assert_true(fabs(factor - 1) > 0.01);
    assert_near(of(&district, "pm25") / of(&city, "pm25"), factor);
    recorded_world_drop(&city), recorded_world_drop(&district);
}

// Two days off each, at 60,000 won; and of n pupils, each infectious with the same chance, n (n - 1) pairs
// can meet.
static void infections_cost_days_and_won(void **unused) {
    (void)unused;
    struct recorded_world lived = live("nobody", "school", 0, MARCH_DAYS);
    struct recorded_world crowded =
        live_with("nobody", "school", 0, MARCH_DAYS, (const char *const[]){"school.pupils=30", NULL});
    assert_true(of(&lived, "infections") > 0);
    assert_near(of(&lived, "absence"), 2 * of(&lived, "infections"));
    assert_near(of(&lived, "absence_won"), 120000 * of(&lived, "infections"));
    assert_near(of(&crowded, "infections") / of(&lived, "infections"), 30.0 * 29 / (20 * 19));
    recorded_world_drop(&lived), recorded_world_drop(&crowded);
}

// Rooms all alike, with shut windows and nothing but the city's dust: each school day of the month is one
// that test_classroom.c knows, once for each room. From 2 March on, a Friday, 30 days hold 21 of them.
static struct school_day month_of_a_room(const struct outdoor_air *air) {
    const struct school_class class = {
        .room = {.volume_m3 = 180, .penetration = 0.8, .deposition_h = 0.2, .filter_passes = 0.4},
        .timetable = {.first_lesson_h = 9,
                      .lesson_h = 40.0 / 60,
                      .break_h = 10.0 / 60,
                      .lunch_h = 50.0 / 60,
                      .lessons = 6,
                      .lunch_after = 4},
        .airing = {.shut_h = 0.5, .heeds_dust = true},
        .breathed_l_s = pupils * 0.0035 + 0.0055,
        .stirred_ug_h = pupils * 40,
        .stays = 0.5,
        .co2_limit_ppm = 1000,
        .pm25_limit_ug_m3 = 10};
    struct school_day sums = {0};
    for (size_t day = 0; day < MARCH_DAYS; day++)
        if (day % 7 != 1 && day % 7 != 2)
            school_day_live(&class, &air->pm25_ug_m3[24 * day], air->co2_ppm, &sums);
    return sums;
}

static void hours_above_and_infections_are_those_of_its_days(void **unused) {
    (void)unused;
    static const char *const alike[] = {"school.airs_in_breaks=0", "school.volume_spread=0",
                                        "school.shut_spread=0", "school.pm25_limit_ug_m3=10", NULL};
    struct recorded_world lived = live_with("nobody", "school", 0, MARCH_DAYS, alike);
    struct school_day room = month_of_a_room(lived.made.world->model->air);
    double others = (pupils - 1) * 0.6 * classroom_infection(1, 3, 0.3, room.dose_h_m3_h / 21) * 21;
    print_message("%.3f h above the limit of carbon dioxide, %.3f h of dust; %.6f infections\n",
                  room.co2_above_h, room.pm25_above_h, ROOMS * pupils * 0.002 * others);
    assert_true(room.pm25_above_h > 0 && room.pm25_above_h < room.lesson_h);
    assert_near(of(&lived, "room_hours"), ROOMS * room.lesson_h);
    assert_near(of(&lived, "co2_above"), ROOMS * pupils * room.co2_above_h);
    assert_near(of(&lived, "pm25_above"), ROOMS * pupils * room.pm25_above_h);
    assert_near(of(&lived, "infections"), ROOMS * pupils * 0.002 * others);
    assert_near(of(&lived, "absence_won"), ROOMS * pupils * 0.002 * others * 2 * 60000);
    recorded_world_drop(&lived);
}

// A rule that nobody keeps changes nothing; nor do purifiers that are not used, and they cost no electricity.
static void a_rule_is_what_is_done_of_it(void **unused) {
    (void)unused;
    static const char *const unkept[] = {"school.logit_co2_hour=0.5", "school.acts_on_display=0", NULL},
                             *const kept[] = {"school.logit_co2_hour=0.5", "school.acts_on_display=1", NULL},
                             *const idle[] = {"school.equipped=1", "school.purifier_used=0", NULL};
    struct recorded_world bare = live("nobody", "school", 1, 60);
    struct recorded_world shown = live_with("school", "school", 1, 60, unkept),
                          opened = live_with("school", "school", 1, 60, kept),
                          unused_ones = live_with("nobody", "school", 1, 60, idle);
    assert_true(of(&shown, "airing_rules") == 1 && of(&opened, "airing_rules") == 1);
    assert_near(of(&shown, "co2"), of(&bare, "co2"));
    assert_true(of(&opened, "co2") < of(&bare, "co2"));
    assert_near(of(&unused_ones, "pm25"), of(&bare, "pm25"));
    assert_true(of(&unused_ones, "energy") == 0);
    recorded_world_drop(&bare), recorded_world_drop(&shown);
    recorded_world_drop(&opened), recorded_world_drop(&unused_ones);
}

// Machines run from the first bell to the last, 5.5 hours a day of 4 hours of lessons: purifiers of 60 W
// where nobody is told of the dust, and of schools that are told in dusty hours alone; fans of 150 W every
// day. The school pays 120 won for each kWh, and 60,000 a month for a room's fans.
static void a_school_pays_for_what_runs(void **unused) {
    (void)unused;
    enum { DAYS = 60 };
    static const char *const used[] = {"school.equipped=1", "school.purifier_used=1", NULL},
                             *const never[] = {"school.equipped=1", "school.purifies_above_ug_m3=100",
                                               "air.spread=0.1", NULL};
    struct recorded_world timetable = live_with("nobody", "public", 2, DAYS, used),
                          clean = live_with("school", "public", 2, DAYS, never),
                          fans = live("fans", "school", 2, DAYS);
    double run_h = of(&timetable, "room_hours") * 5.5 / 4;
    assert_near(of(&timetable, "energy"), run_h * 0.060);
    assert_near(of(&timetable, "paid_by_school"), run_h * 0.060 * 120);
    assert_true(of(&clean, "energy") == 0 && of(&clean, "paid_by_school") == 0);
    assert_near(of(&fans, "energy"), run_h * 0.150);
    assert_near(of(&fans, "paid_by_school"), run_h * 0.150 * 120 + 60000 * ROOMS * DAYS / (365.0 / 12));
    recorded_world_drop(&timetable), recorded_world_drop(&clean), recorded_world_drop(&fans);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_school_decides_as_its_pressure_says),
        cmocka_unit_test(a_second_month_is_judged_by_itself),
        cmocka_unit_test(rent_begins_with_the_delivery),
        cmocka_unit_test(no_family_has_two_schools),
        cmocka_unit_test(a_gift_is_thought_well_of),
        cmocka_unit_test(a_school_breathes_its_districts_air),
        cmocka_unit_test(infections_cost_days_and_won),
        cmocka_unit_test(hours_above_and_infections_are_those_of_its_days),
        cmocka_unit_test(a_rule_is_what_is_done_of_it),
        cmocka_unit_test(a_school_pays_for_what_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

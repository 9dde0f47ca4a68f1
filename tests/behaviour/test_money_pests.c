// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom for cockroaches and for what robots smear: leads, contacts, visits, plans, rewards, messes,
// training.
#include "sim/engine/luck.h"
#include "tests/support/money.h"

static const char *const many_cockroaches[] = {"homes.count=150",
                                               "homes.districts=3",
                                               "scenario.days=92",
                                               "robot_vacuum.ownership=1",
                                               "cockroaches.at_start=1",
                                               "cockroaches.prevalence=0.35",
                                               "bugbye.plan_share=0.6",
                                               "cleanhome.plan_share=0.6",
                                               "bugbye.coupon_won=20000",
                                               "cleanhome.coupon_won=20000",
                                               "cockroaches.met_per_run=0.02",
                                               "hanbit.shared_buyers=2",
                                               "cockroaches.calls_firm=1",
                                               "cockroaches.noticed_per_day=0.003",
                                               "hanbit.accessories_year=6",
                                               "robot_vacuum.mess_per_run=0.02",
                                               NULL};

// A visit's length is the family's luck with that firm at one of its contacts; the wage is for so long.
static int64_t wage_of_visit(const struct money *money, size_t posting) {
    const struct run *run = money->run;
    int32_t number = run->events.acting_party[money_cause(money, posting) - 1];
    const struct party *firm = &money->world->parties[number];
    double hours = money_setting(money, "bugbye.visit_hours"),
           wage_h = money_setting(money, "bugbye.wage_won_hour");
    for (uint64_t contact = 1; contact < 20; contact++) {
        struct random_sequence luck = luck_with_party(
            money->world, firm, (uint32_t)run->postings.home[posting], "pest_control.visit", contact);
        time_ms length = 1 + (time_ms)(hours * random_next_exponential(&luck) * (double)CLOCK_HOUR);
        int64_t wage = money_whole(wage_h * clock_hours(length));
        if (wage == run->postings.amount[posting]) return wage;
    }
    return -1;
}

// Who shared its sighting pays less.
static int64_t visit_price(const struct money *money, size_t posting) {
    bool shared = money_line_before(money, posting, "exclusive lead");
    return money_whole(money_setting(money, "bugbye.visit_won") -
                       (shared ? money_setting(money, "bugbye.coupon_won") : 0));
}

// A visit to the infested is paid, another its way; the plan's months come 30 days after the visit and after
// each other.
static int64_t plan_month(const struct money *money, size_t posting) {
    int64_t visit = money->run->events.when_ms[money_cause(money, posting) - 1];
    assert_int_equal((money->run->postings.when_ms[posting] - visit) % (30 * CLOCK_DAY), 0);
    return money_whole(money_setting(money, "bugbye.plan_won_month"));
}

// The price less the tokens that were taken for it: 1 token = 1 won.
static int64_t accessory_less_tokens(const struct money *money, size_t posting) {
    return money_whole(money_setting(money, "hanbit.accessory_won")) -
           money_posted_after(money, money_cause(money, posting), "tokens spent");
}
static int64_t service_less_tokens(const struct money *money, size_t posting) {
    return money_whole(money_setting(money, "hanbit.service_won")) -
           money_posted_after(money, money_cause(money, posting), "tokens spent");
}
// As many as the family has, and no more than the price.
static int64_t tokens_taken(const struct money *money, size_t posting) {
    int64_t held = 0, line = money_cause(money, posting);
    const struct run_postings *postings = &money->run->postings;
    for (size_t i = 0; i < posting; i++) {
        if (postings->home[i] != postings->home[posting]) continue;
        if (money_is_for(money, i, "reward tokens")) held += postings->amount[i];
        if (money_is_for(money, i, "tokens spent")) held -= postings->amount[i];
    }
    bool accessory = false;
    for (size_t i = posting; i < postings->count && money_cause(money, i) == line; i++)
        accessory |= money_is_for(money, i, "accessories");
    int64_t price =
        money_whole(money_setting(money, accessory ? "hanbit.accessory_won" : "hanbit.service_won"));
    return held < price ? held : price;
}

static int64_t cost_of_sale(const struct money *money, size_t posting) {
    int64_t line = money_cause(money, posting);
    bool accessory = false;
    for (size_t i = 0; i < money->run->postings.count; i++)
        accessory |= money_cause(money, i) == line && money_is_for(money, i, "accessories");
    return money_whole(money_setting(money, accessory ? "hanbit.accessory_won" : "hanbit.service_won") *
                       money_setting(money, "hanbit.cost_share"));
}

// clang-format off
#define FIRM(firm, lead, fee_times)                                                                                         \
    {"lead fee", firm, "hanbit", lead, .setting = "hanbit.lead_fee_won", .times = fee_times},                                    \
    {"contacting leads", firm, "outside", lead, .setting = "bugbye.contact_won", .rare = true},                                        \
    {"contacting leads", firm, "outside", "call", .setting = "bugbye.contact_won", .rare = true},                                      \
    {"pest visit", "households", firm, "visit", .amount = visit_price},                                                        \
    {"pest call-out", "households", firm, "visit", .setting = "bugbye.call_out_won", .rare = true},                                    \
    {"wages", firm, "outside", "visit", .amount = wage_of_visit},                                                           \
    {"material", firm, "outside", "visit", .setting = "bugbye.material_won"},                                                          \
    {"pest plan", "households", firm, "visit", .amount = plan_month, .rare = true},                                                    \
    {"work of a plan", firm, "outside", "visit", .setting = "bugbye.plan_work_won_month", .rare = true}
#define MAKER                                                                                                               \
    {"accessories", "households", "hanbit", "family buys from the maker", .amount = accessory_less_tokens},                 \
    {"after-service", "households", "hanbit", "family buys from the maker", .amount = service_less_tokens},                 \
    {"tokens spent", "households", "burn", "family buys from the maker", .amount = tokens_taken, .rare = true},             \
    {"cost of goods", "hanbit", "outside", "family buys from the maker", .amount = cost_of_sale, .each = true},             \
    {"cleaning up a mess", "households", "outside", "robot disaster", .setting = "robot_vacuum.mess_won", .each = true}
// clang-format on

static void each_line_is_paid_once(const struct money *money) {
    size_t visits = money_lines(money, "visit"), paid = 0, wages = 0, fees = 0;
    size_t leads = money_lines(money, "exclusive lead") + money_lines(money, "shared lead");
    for (size_t i = 0; i < money->run->postings.count; i++) {
        paid += money_is_for(money, i, "pest visit") || money_is_for(money, i, "pest call-out");
        wages += money_is_for(money, i, "wages");
        fees += money_is_for(money, i, "lead fee");
    }
    assert_int_equal(paid, visits);
    assert_int_equal(wages, visits);
    assert_int_equal(fees, leads);
}

// ---- What the firms count ------------------------------------------------------------------------------

static bool is_line(const struct money *money, size_t line, int32_t firm, const char *what) {
    const struct run_events *events = &money->run->events;
    return events->acting_party[line] == firm && !strcmp(events->what[line], what);
}

// The leads and calls that a firm had of a family until then number the family's luck with it.
static struct random_sequence luck_then(const struct money *money, int32_t firm, size_t posting,
                                        const char *meaning) {
    const struct run *run = money->run;
    int32_t home = run->postings.home[posting];
    uint64_t contacts = 0;
    for (size_t line = 0; line < run->events.count; line++) {
        if (run->events.home[line] != home || run->events.when_ms[line] > run->postings.when_ms[posting])
            continue;
        contacts += is_line(money, line, firm, "exclusive lead") + is_line(money, line, firm, "shared lead") +
                    is_line(money, line, firm, "call");
    }
    return luck_with_party(money->world, &money->world->parties[firm], (uint32_t)home, meaning, contacts);
}

static bool was_booked(const struct money *money, int64_t lead) {
    const struct run_events *events = &money->run->events;
    for (size_t line = 0; line < events->count; line++)
        if (events->cause[line] == lead && !strcmp(events->what[line], "visit booked")) return true;
    return false;
}

// Whoever was contacted, did not book and resents it.
static bool was_unwanted(const struct money *money, int32_t firm, size_t posting) {
    if (!money_is_for(money, posting, "contacting leads") || was_booked(money, money_cause(money, posting)))
        return false;
    struct random_sequence luck = luck_then(money, firm, posting, "pest_control.close");
    random_next_uniform(&luck);  // whether it books
    bool annoyed = random_next_uniform(&luck) < money_setting(money, "bugbye.annoyed_unasked");
    return annoyed && !strcmp(money_after(money, posting), "shared lead");
}

static bool was_cured(const struct money *money, int32_t firm, size_t posting) {
    if (!money_is_for(money, posting, "pest visit")) return false;
    struct random_sequence luck = luck_then(money, firm, posting, "pest_control.cure");
    return random_next_uniform(&luck) < money_setting(money, "bugbye.cures");
}

static void must_count(const struct money *money, const char *firm, const char *metric, double expected) {
    char name[60];
    snprintf(name, sizeof name, "%s_%s", firm, metric);
    double counted = recorded_world_metric(&money->lived, name);
    print_message("%s: %.0f, by the journal %.0f\n", name, counted, expected);
    if (counted != expected) fail_msg("%s: %.0f instead of %.0f", name, counted, expected);
}

static void visits_are_counted(const struct money *money, const char *firm) {
    int32_t number = 0;
    while (strcmp(money->world->parties[number].name, firm) != 0) number++;
    double cured = 0, nothing_found = 0, unwanted = 0, contacts = 0;
    for (size_t i = 0; i < money->run->postings.count; i++) {
        int64_t line = money_cause(money, i);
        if (!line || money->run->events.acting_party[line - 1] != number) continue;
        cured += was_cured(money, number, i);
        nothing_found += money_is_for(money, i, "pest call-out");
        unwanted += was_unwanted(money, number, i);
        contacts += money_is_for(money, i, "contacting leads");
    }
    must_count(money, firm, "cured", cured);
    must_count(money, firm, "nothing_found", nothing_found);
    must_count(money, firm, "unwanted_contacts", unwanted);
    must_count(money, firm, "contacts", contacts);
}

static void sightings_that_are_sold(void **state) {
    (void)state;
    struct money money = money_live("scenarios/pest_leads.lua", "sell_sightings", many_cockroaches);
    double share = money_setting(&money, "hanbit.shared_fee_share");
    MONEY_HOLDS(&money, FIRM("bugbye", "shared lead", share), FIRM("cleanhome", "shared lead", share), MAKER);
    each_line_is_paid_once(&money);
    visits_are_counted(&money, "bugbye");
    visits_are_counted(&money, "cleanhome");
    money_drop(&money);
}

static int64_t reward_offered(const struct money *money, size_t posting) {
    (void)money;
    (void)posting;
    return 1000;  // the policy's lever
}

static void sightings_that_are_shared(void **state) {
    (void)state;
    struct money money = money_live("scenarios/pest_leads.lua", "ask_first", many_cockroaches);
    MONEY_HOLDS(
        &money, FIRM("bugbye", "exclusive lead", 1), FIRM("cleanhome", "exclusive lead", 1), MAKER,
        {"reward tokens", "mint", "households", "consent granted", .amount = reward_offered, .each = true});
    each_line_is_paid_once(&money);
    visits_are_counted(&money, "bugbye");
    visits_are_counted(&money, "cleanhome");
    money_drop(&money);
}

// Rent and office, whatever it does.
static void firms_that_have_an_office(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/pest_leads.lua", "keep_at_home",
                   (const char *const[]){"homes.count=50", "homes.districts=1", "scenario.days=92",
                                         "bugbye.fixed_won_month=700000", NULL});
    MONEY_HOLDS(&money, {"fixed costs", "bugbye", "outside", "firm's month",
                         .setting = "bugbye.fixed_won_month", .each = true});
    assert_int_equal(money_lines(&money, "firm's month"), 3);
    money_drop(&money);
}

// ---- The recogniser of messes --------------------------------------------------------------------------

static int64_t pictures_to_label(const struct money *money, size_t posting) {
    double pictures = 0, days = money_setting(money, "training.retrain_days");
    size_t day = money_day(money, posting);
    for (size_t d = day + 1 - (size_t)days; d <= day; d++)
        pictures += money_series(money, "training_pictures", d);
    return money_whole(pictures * money_setting(money, "training.label_won"));
}
static int64_t share_of_training(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "training.training_won") /
                       money_setting(money, "training.stands_for"));
}

static void recognisers_are_trained(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/robot_learns.lua", "take",
                   (const char *const[]){"homes.count=100", "homes.districts=2", "scenario.days=95", NULL});
    MONEY_HOLDS(&money,
                {"labelling pictures", "maker", "outside", "recogniser trained", .amount = pictures_to_label,
                 .each = true},
                {"training a recogniser", "maker", "outside", "recogniser trained",
                 .amount = share_of_training, .each = true});
    assert_int_equal(money_lines(&money, "recogniser trained"), 3);
    money_drop(&money);
}

static int64_t pictures_to_recognise(const struct money *money, size_t posting) {
    double pictures = 0, days = money_setting(money, "training.retrain_days");
    size_t day = money_day(money, posting);
    for (size_t d = day + 1 - (size_t)days; d <= day; d++)
        pictures += money_series(money, "training_cloud_looks", d);
    return money_whole(pictures * money_setting(money, "training.cloud_won"));
}

static void the_cloud_is_paid_for(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/robot_learns.lua", "take",
                   (const char *const[]){"homes.count=100", "homes.districts=2", "scenario.days=95",
                                         "training.technique=small", "training.asks_cloud_below=0.9", NULL});
    MONEY_HOLDS(&money,
                {"recognising pictures", "maker", "outside", "pictures recognised",
                 .amount = pictures_to_recognise, .each = true},
                {"labelling pictures", "maker", "outside", "recogniser trained", .amount = pictures_to_label,
                 .each = true},
                {"training a recogniser", "maker", "outside", "recogniser trained",
                 .amount = share_of_training, .each = true});
    assert_int_equal(money_lines(&money, "pictures recognised"), 3);
    money_drop(&money);
}

static int64_t promised(const struct money *money, size_t posting) {
    (void)posting;
    return money_whole(money_setting(money, "robot_vacuum.mess_won") *
                       money_setting(money, "maker.mess_promise"));
}

static void messes_are_made_good_as_promised(void **state) {
    (void)state;
    struct money money =
        money_live("scenarios/robot_learns.lua", "at_home",
                   (const char *const[]){"homes.count=100", "homes.districts=2", "scenario.days=120",
                                         "robot_vacuum.mess_per_run=0.02", "maker.mess_promise=0.3", NULL});
    MONEY_HOLDS(
        &money,
        {"cleaning up a mess", "households", "outside", "robot disaster", .setting = "robot_vacuum.mess_won",
         .each = true},
        {"a mess made good", "maker", "households", "robot disaster", .amount = promised, .each = true});
    assert_true(money_lines(&money, "robot disaster") > 2);
    money_drop(&money);
}

// ---- What robots break ---------------------------------------------------------------------------------

static int64_t eight_thousand(const struct money *money, size_t posting) {
    (void)money, (void)posting;
    return 8000;
}
static int64_t two_thousand(const struct money *money, size_t posting) {
    return eight_thousand(money, posting) / 4;
}

// Everything costs the same here, and the maker makes a quarter of it good.
static void what_robots_break_is_paid(void **state) {
    (void)state;
    struct money money = money_live(
        "scenarios/clumsy_robots.lua", "nothing",
        (const char *const[]){"homes.count=100", "homes.districts=2", "scenario.days=95",
                              "robot_promise.met_per_run=1,1,1,1", "robot_promise.breaks=0.1,0.1,0.1,0.1",
                              "robot_promise.breaks_won=8000,8000,8000,8000",
                              "robot_promise.ruins=0.01,0.01,0.01,0.01", "robot_promise.makes_good=0.25",
                              "robot_promise.replaces=0.5", NULL});
    MONEY_HOLDS(
        &money,
        {"what a robot broke", "households", "outside", "robot broke something", .amount = eight_thousand,
         .each = true},
        {"what a robot broke made good", "maker", "households", "robot broke something",
         .amount = two_thousand, .each = true},
        {"a robot in place of a ruined one", "households", "outside", "robot ruined",
         .setting = "robot_promise.robot_won"},
        {"replacing a ruined robot", "maker", "outside", "robot ruined", .setting = "robot_promise.robot_won",
         .times = money_setting(&money, "robot_promise.cost_share")});
    uint64_t bought, replaced;
    recorded_world_paid(&money.lived, "a robot in place of a ruined one", &bought);
    recorded_world_paid(&money.lived, "replacing a ruined robot", &replaced);
    assert_int_equal(bought + replaced, money_lines(&money, "robot ruined"));
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sightings_that_are_sold),   cmocka_unit_test(sightings_that_are_shared),
        cmocka_unit_test(firms_that_have_an_office), cmocka_unit_test(recognisers_are_trained),
        cmocka_unit_test(the_cloud_is_paid_for),     cmocka_unit_test(messes_are_made_good_as_promised),
        cmocka_unit_test(what_robots_break_is_paid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

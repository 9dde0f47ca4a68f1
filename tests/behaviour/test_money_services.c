// SPDX-License-Identifier: GPL-3.0-or-later
// Who pays whom when a partner, or the maker's own people, look after what homes measure: leads, visits, the
// maker's commission, work and material, and what an own service costs whether anybody books or not.
#include "models/services/service_parts.h"
#include "sim/engine/luck.h"
#include "tests/support/money.h"

// The own people learn nothing here, so that a visit's length is the family's luck alone.
static const char *const many_visits[] = {"homes.count=150",
                                          "homes.districts=2",
                                          "scenario.days=120",
                                          "coil.connected=1",
                                          "cleaning.rests=never",
                                          "cleaning.accepts=0.9",
                                          "cleaning.beginner=1",
                                          "cleaning.quiet_days=10",
                                          "cleaning.progress=1",
                                          "cleaning.calls_year=4",
                                          "cleaning.opens_hour=9",
                                          "cleaning.closes_hour=18",
                                          NULL};

static double cleaning(const struct money *money, const char *setting) {
    char name[60];
    snprintf(name, sizeof name, "cleaning.%s", setting);
    return money_setting(money, name);
}

// A partner is paid for all of a visit's hours; own people, paid for the day anyway, for those after closing
// only.
static double hours_paid(const struct money *money, int64_t over_ms, time_ms length, bool own) {
    if (!own) return clock_hours(length);
    double start = clock_hours(clock_time_of_day(over_ms - length)), end = start + clock_hours(length);
    return fmax(0, end - fmax(start, cleaning(money, "closes_hour")));
}

static int64_t wage(const struct money *money, size_t posting, bool own) {
    const struct run *run = money->run;
    const struct party *firm =
        &money->world->parties[run->events.acting_party[money_cause(money, posting) - 1]];
    for (uint64_t visit = 1; visit < 30; visit++) {
        struct random_sequence luck = luck_with_party(
            money->world, firm, (uint32_t)run->postings.home[posting], "service.visit", visit);
        double hours_long = cleaning(money, "visit_hours") * random_next_exponential(&luck);
        time_ms length = 1 + (time_ms)(hours_long * (double)CLOCK_HOUR);
        double hours = hours_paid(money, run->postings.when_ms[posting], length, own);
        int64_t won = money_whole(cleaning(money, "wage_won_hour") * hours);
        if (won == run->postings.amount[posting]) return won;
    }
    return -1;
}
static int64_t partners_wage(const struct money *money, size_t posting) {
    return wage(money, posting, false);
}
static int64_t overtime(const struct money *money, size_t posting) {
    return wage(money, posting, true);
}

static void a_partner_pays_for_leads(void **state) {
    (void)state;
    struct money money = money_live("scenarios/make_or_partner.lua", "referral", many_visits);
    MONEY_HOLDS(&money,
                {"service lead", "cleaning", "hanbit", "service offered", .setting = "cleaning.lead_won",
                 .each = true},
                {"service visit", "households", "cleaning", "service visit", .setting = "cleaning.price_won",
                 .each = true},
                {"wages", "cleaning", "outside", "service visit", .amount = partners_wage, .each = true},
                {"material", "cleaning", "outside", "service visit", .setting = "cleaning.material_won",
                 .each = true});
    money_drop(&money);
}

// In the app the family pays the maker, who passes on the price less the commission; past it, the partner.
static void the_app_keeps_a_commission(void **state) {
    (void)state;
    struct money money = money_live("scenarios/make_or_partner.lua", "platform", many_visits);
    double share = 1 - money_setting(&money, "cleaning.commission");
    MONEY_HOLDS(&money,
                {"service visit", "households", "hanbit", "service visit", .setting = "cleaning.price_won"},
                {"service visit", "households", "cleaning", "service visit", .setting = "cleaning.price_won",
                 .rare = true},
                {"service payout", "hanbit", "cleaning", "service visit", .setting = "cleaning.price_won",
                 .times = share},
                {"wages", "cleaning", "outside", "service visit", .amount = partners_wage, .each = true},
                {"material", "cleaning", "outside", "service visit", .setting = "cleaning.material_won",
                 .each = true});
    for (size_t i = 0; i < money.run->postings.count; i++)
        if (money_is_for(&money, i, "service visit")) {
            bool in_app = !strcmp(money.run->flows.payee[money.run->postings.flow[i]], "hanbit");
            int64_t passed_on = money_posted_after(&money, money_cause(&money, i), "service payout");
            assert_int_equal(passed_on > 0, in_app);
        }
    money_drop(&money);
}

static int64_t desks_day(const struct money *money, size_t posting) {
    (void)posting;
    double hours = cleaning(money, "closes_hour") - cleaning(money, "opens_hour");
    return money_whole(cleaning(money, "desks") * hours * cleaning(money, "wage_won_hour"));
}
// Whole won that add up to what the days so far are of a month of 365 / 12.
static int64_t fixed_day(const struct money *money, size_t posting) {
    double a_day = cleaning(money, "fixed_won_month") / MAKE_OR_PARTNER_MONTH;
    double days = (double)money_day(money, posting) + 1;
    return llround(a_day * days) - llround(a_day * (days - 1));
}

static void own_people_cost_every_day(void **state) {
    (void)state;
    struct money money = money_live("scenarios/make_or_partner.lua", "own", many_visits);
    static const char day[] = "own people's day";
    MONEY_HOLDS(
        &money,
        {"service visit", "households", "hanbit", "service visit", .setting = "cleaning.price_won",
         .each = true},
        {"wages", "hanbit", "outside", day, .amount = desks_day, .each = true},
        {"wages", "hanbit", "outside", "service visit", .amount = overtime},
        {"material", "hanbit", "outside", "service visit", .setting = "cleaning.material_won", .each = true},
        {"own service", "hanbit", "outside", day, .amount = fixed_day, .each = true});
    assert_int_equal(money_lines(&money, day), 120);
    money_drop(&money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_partner_pays_for_leads),
        cmocka_unit_test(the_app_keeps_a_commission),
        cmocka_unit_test(own_people_cost_every_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

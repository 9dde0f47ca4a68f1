// SPDX-License-Identifier: GPL-3.0-or-later
// Pest-control firms that answer each other's prices: where they end, what each visit cost on the way there,
// and whom families call meanwhile, worked out from the settings and from who has which luck.
#include "models/methods/price_rivalry_law.h"
#include "models/pests/pest_control.h"
#include "sim/engine/luck.h"
#include "tests/support/money.h"

static const char stage[] = "tests/contract/stages/rivals.lua";
enum { FIRMS_MOST = 4, MONTH = 30, SETTLED_DAY = 540, DAYS = 720 };

// A firm that is there, in its order on the circle.
struct rival {
    const struct party *party;
    double lot, first_look_days;  // its order, and on which day it first looks at the others' prices
    double visit_won;
};

struct rivals {
    struct money money;
    struct rival at[FIRMS_MOST];
    size_t count;
    double turn_won;
};

static double setting_of(const struct rivals *rivals, const struct rival *rival, const char *name) {
    char full[100];
    snprintf(full, sizeof full, "%s.%s", rival->party->name, name);
    return money_setting(&rivals->money, full);
}

static bool answers(const struct rivals *rivals, const struct rival *rival) {
    const struct run_settings *settings = &rivals->money.run->settings;
    char full[100];
    snprintf(full, sizeof full, "%s.price", rival->party->name);
    for (size_t i = 0; i < settings->count; i++)
        if (!strcmp(settings->name[i], full)) return !strcmp(settings->value[i], "answers");
    fail_msg("there is no setting %s", full);
    return false;
}

static int by_lot(const void *one, const void *other) {
    double a = ((const struct rival *)one)->lot, b = ((const struct rival *)other)->lot;
    return (a > b) - (a < b);
}

static struct rival rival_at_start(const struct rivals *rivals, const struct party *party) {
    struct random_sequence luck = luck_of_party(rivals->money.world, party, "pest_control.prices", 0);
    struct rival rival = {.party = party, .lot = random_next_uniform(&luck)};
    rival.first_look_days = MONTH * random_next_uniform(&luck);
    rival.visit_won = setting_of(rivals, &rival, "visit_won");
    return rival;
}

static const char *const names[FIRMS_MOST] = {"north", "east", "south", "west"};

static bool is_there(const char *name, size_t count) {
    size_t i = 0;
    while (strcmp(names[i], name)) i++;
    return i < count;
}

// The first `count` of the stage's firms are there, the others wait for ever.
// Under the sanitizers, which take ten times as long, there are fewer.
#ifdef __SANITIZE_ADDRESS__
#define MANY "homes.count=1200"
#define SOME "homes.count=500"
#else
#define MANY "homes.count=2000"
#define SOME "homes.count=800"
#endif

static struct rivals live(size_t count, const char *const *more) {
    static const char *const absent[] = {"west.waits=true",  "west.fixed_won_month=1e9",
                                         "south.waits=true", "south.fixed_won_month=1e9",
                                         "east.waits=true",  "east.fixed_won_month=1e9"};
    const char *settings[20];
    size_t given = 2 * (FIRMS_MOST - count);
    memcpy(settings, absent, given * sizeof *settings);
    for (; *more; more++) settings[given++] = *more;
    settings[given] = NULL;
    struct rivals rivals = {.money = money_live(stage, "nobody_sells", settings)};
    rivals.turn_won = money_setting(&rivals.money, "cockroaches.firms_differ_won");
    struct world *world = rivals.money.lived.made.world;
    for (struct party *p = NULL; (p = world_party_of_kind(world, &pest_control_party, p));)
        if (is_there(p->name, count)) rivals.at[rivals.count++] = rival_at_start(&rivals, p);
    assert_int_equal(rivals.count, count);
    qsort(rivals.at, count, sizeof *rivals.at, by_lot);
    return rivals;
}

static void drop(struct rivals *rivals) {
    money_drop(&rivals->money);
}

// ---- What a firm answers, by hand ------------------------------------------------------------------------

// What a plan leaves in the months that count, of which so many are left after each; a call is a contact, and
// not each books.
static double cost_of(const struct rivals *rivals, const struct rival *rival) {
    double months = 0, kept = 1, keeps = 1 - setting_of(rivals, rival, "plan_churn_month");
    for (double month = 0; month < setting_of(rivals, rival, "plan_counts_months"); month++, kept *= keeps)
        months += kept;
    double plan = months * (setting_of(rivals, rival, "plan_won_month") -
                            setting_of(rivals, rival, "plan_work_won_month"));
    double plans = (1 - setting_of(rivals, rival, "finds_nothing")) * setting_of(rivals, rival, "plan_share");
    return setting_of(rivals, rival, "wage_won_hour") * setting_of(rivals, rival, "visit_hours") +
           setting_of(rivals, rival, "material_won") +
           setting_of(rivals, rival, "contact_won") / setting_of(rivals, rival, "close_call") - plans * plan;
}

static double asked_of_visit(const struct rivals *rivals, const struct rival *rival, double visit_won) {
    double nothing = setting_of(rivals, rival, "finds_nothing");
    return (1 - nothing) * visit_won + nothing * setting_of(rivals, rival, "call_out_won");
}

static double visit_of_asked(const struct rivals *rivals, const struct rival *rival, double asked_won) {
    double nothing = setting_of(rivals, rival, "finds_nothing");
    double visit_won = (asked_won - nothing * setting_of(rivals, rival, "call_out_won")) / (1 - nothing);
    return fmin(fmax(visit_won, 80000), 300000);
}

static void all_ask(const struct rivals *rivals, double *asked) {
    for (size_t i = 0; i < rivals->count; i++)
        asked[i] = asked_of_visit(rivals, &rivals->at[i], rivals->at[i].visit_won);
}

static void answer(struct rivals *rivals, size_t i) {
    struct rival *rival = &rivals->at[i];
    double asked[FIRMS_MOST];
    if (!answers(rivals, rival) || rivals->count < 2) return;
    all_ask(rivals, asked);
    struct price_rivalry rivalry = {asked, rivals->count, rivals->turn_won};
    rival->visit_won =
        visit_of_asked(rivals, rival, price_rivalry_reply_won(rivalry, i, cost_of(rivals, rival)));
}

// Where they end: by as many answers as one likes.
static void settle(struct rivals *rivals) {
    for (int round = 0; round < 100; round++)
        for (size_t i = 0; i < rivals->count; i++) answer(rivals, i);
}

// ---- What visits cost ------------------------------------------------------------------------------------

static const struct rival *rival_of(const struct rivals *rivals, int64_t line) {
    for (size_t i = 0; i < rivals->count; i++)
        if (rivals->at[i].party->number == rivals->money.run->events.acting_party[line - 1])
            return &rivals->at[i];
    fail_msg("line %lld is of a firm that is not there", (long long)line);
    return NULL;
}

// Of visits booked since that day: each costs what its firm asks now, to the won.
static size_t must_cost(const struct rivals *rivals, int64_t since, int64_t before) {
    const struct run *run = rivals->money.run;
    size_t seen = 0;
    for (size_t i = 0; i < run->postings.count; i++) {
        if (!money_is_for(&rivals->money, i, "pest visit")) continue;
        int64_t line = money_line_before(&rivals->money, i, "visit booked");
        if (run->events.when_ms[line - 1] <= since || run->events.when_ms[line - 1] > before) continue;
        const struct rival *rival = rival_of(rivals, line);
        if (llabs(run->postings.amount[i] - money_whole(rival->visit_won)) > 1)
            fail_msg("%s: a visit costs %lld won, not %.2f", rival->party->name,
                     (long long)run->postings.amount[i], rival->visit_won);
        seen++;
    }
    return seen;
}

// c + t / n, whatever they began with; what a visit costs that finds nothing is a part of it.
static void prices_end_at_cost_and_the_way_between_two(void **state) {
    (void)state;
    static const char *const plans[] = {"plan_share=0", "plan_share=0.05"};
    for (size_t count = 2; count <= FIRMS_MOST; count++) {
        char firms[FIRMS_MOST][60];
        const char *more[] = {SOME, "east.visit_won=300000", firms[0], firms[1], firms[2], firms[3], NULL};
        for (int i = 0; i < FIRMS_MOST; i++)
            snprintf(firms[i], sizeof firms[i], "%s.%s", names[i], plans[count % 2]);
        struct rivals rivals = live(count, more);
        for (size_t i = 0; i < count; i++) {
            double asked = cost_of(&rivals, &rivals.at[i]) + rivals.turn_won / (double)count;
            rivals.at[i].visit_won = visit_of_asked(&rivals, &rivals.at[i], asked);
        }
        size_t seen = must_cost(&rivals, SETTLED_DAY * CLOCK_DAY, CLOCK_NEVER);
        print_message("%zu firms: %zu visits at %.0f won\n", count, seen, rivals.at[0].visit_won);
        assert_true(seen > 50);
        drop(&rivals);
    }
}

// From the first price to the last, each look of each firm at the others' prices of that moment.
static void each_visit_costs_what_was_asked_when_it_was_booked(void **state) {
    (void)state;
    struct rivals rivals =
        live(3, (const char *const[]){SOME, "east.wage_won_hour=40000", "south.finds_nothing=0.4", NULL});
    double next[FIRMS_MOST], seen = 0;
    time_ms since = -1;
    for (size_t i = 0; i < rivals.count; i++) next[i] = rivals.at[i].first_look_days;
    for (int look = 0; look < DAYS / MONTH * (int)rivals.count; look++) {
        size_t first = 0;
        for (size_t i = 1; i < rivals.count; i++)
            if (next[i] < next[first]) first = i;
        time_ms when = (time_ms)(next[first] * (double)CLOCK_DAY);
        seen += (double)must_cost(&rivals, since, when);
        answer(&rivals, first);
        since = when;
        next[first] += MONTH;
    }
    print_message("%.0f visits cost what was asked\n", seen);
    assert_true(seen > 300);
    drop(&rivals);
}

// ---- Whom families call ----------------------------------------------------------------------------------

static double way_to(const struct rivals *rivals, size_t i, int32_t home) {
    struct random_sequence luck = luck_of_home(rivals->money.world, (uint32_t)home, "pest_control.place", 0);
    double way = fabs(random_next_uniform(&luck) - (double)i / (double)rivals->count);
    return rivals->turn_won * fmin(way, 1 - way);
}

// Prices have come within two won of where they end.
static void must_be_the_cheapest(const struct rivals *rivals, const struct rival *called, int32_t home) {
    double asked[FIRMS_MOST], paid = 0, least = INFINITY;
    all_ask(rivals, asked);
    for (size_t i = 0; i < rivals->count; i++) {
        double all = asked[i] + way_to(rivals, i, home);
        if (&rivals->at[i] == called) paid = all;
        least = fmin(least, all);
    }
    if (paid > least + 2) fail_msg("home %d calls one %.0f won dearer than another", home, paid - least);
}

// First calls of families once prices have settled; returns how many.
static double count_calls(const struct rivals *rivals, double calls[FIRMS_MOST]) {
    const struct run_events *events = &rivals->money.run->events;
    bool *called = fault_allocate(rivals->money.world->home_count, sizeof *called);
    double all = 0;
    for (size_t i = 0; i < events->count; i++) {
        if (strcmp(events->what[i], "call") || events->when_ms[i] <= SETTLED_DAY * CLOCK_DAY ||
            called[events->home[i]])
            continue;
        const struct rival *rival = rival_of(rivals, (int64_t)i + 1);
        must_be_the_cheapest(rivals, rival, events->home[i]);
        called[events->home[i]] = true;
        calls[rival - rivals->at]++;
        all++;
    }
    free(called);
    return all;
}

static void calls_are_shared_as_demand_says(struct rivals *rivals) {
    double calls[FIRMS_MOST] = {0}, asked[FIRMS_MOST], all;
    settle(rivals);
    all_ask(rivals, asked);
    assert_true(must_cost(rivals, SETTLED_DAY * CLOCK_DAY, CLOCK_NEVER) > 50);
    all = count_calls(rivals, calls);
    for (size_t i = 0; i < rivals->count; i++) {
        double share = price_rivalry_share((struct price_rivalry){asked, rivals->count, rivals->turn_won}, i);
        double error = sqrt(share * (1 - share) / all);
        print_message("%s at %.0f won: %.3f of %.0f calls, by demand %.3f +- %.3f\n",
                      rivals->at[i].party->name, rivals->at[i].visit_won, calls[i] / all, all, share, error);
        assert_true(share > 0 && share < 1 && fabs(calls[i] / all - share) <= 3 * error);
    }
}

// In the third ledger: of every visit that was booked, to the thousandth of a won.
static void ways_are_counted(const struct rivals *rivals) {
    const struct run_events *events = &rivals->money.run->events;
    const struct welfare *welfare = rivals->money.world->welfare;
    double by_hand = 0, booked = 0, lost = 0;
    for (size_t i = 0; i < events->count; i++) {
        if (strcmp(events->what[i], "visit booked")) continue;
        const struct rival *rival = rival_of(rivals, (int64_t)i + 1);
        by_hand += way_to(rivals, (size_t)(rival - rivals->at), events->home[i]);
        booked++;
    }
    for (size_t i = 0; i < welfare_source_count(welfare); i++)
        if (!strcmp(welfare_source_at(welfare, i)->name, "way to the pest firm"))
            lost = -(double)welfare_total(welfare, i) / WELFARE_WON;
    print_message("%.0f ways: %.0f won, by hand %.0f\n", booked, lost, by_hand);
    assert_true(booked > 500 && fabs(lost - by_hand) <= booked / WELFARE_WON);
}

static void equal_firms_share_the_calls(void **state) {
    (void)state;
    struct rivals rivals = live(4, (const char *const[]){MANY, NULL});
    calls_are_shared_as_demand_says(&rivals);
    for (size_t i = 0; i < 4; i++) assert_true(fabs(rivals.at[i].visit_won - rivals.at[0].visit_won) < 1);
    ways_are_counted(&rivals);
    drop(&rivals);
}

// One that does not answer, beside three that do: its neighbours ask more than the one opposite.
static void a_dear_firm_loses_what_demand_says(void **state) {
    (void)state;
    struct rivals rivals =
        live(4, (const char *const[]){MANY, "west.price=fixed", "west.visit_won=190000", NULL});
    calls_are_shared_as_demand_says(&rivals);
    size_t dear = 0;
    while (strcmp(rivals.at[dear].party->name, "west")) dear++;
    double beside = rivals.at[(dear + 1) % 4].visit_won, opposite = rivals.at[(dear + 2) % 4].visit_won;
    assert_true(rivals.at[dear].visit_won == 190000 && opposite < beside && beside < 190000);
    drop(&rivals);
}

// Where all firms suit alike, nobody calls a dear one, and the others end at their cost, or the least that
// may be asked.
static void where_firms_do_not_differ_the_cheapest_are_called(void **state) {
    (void)state;
    struct rivals rivals =
        live(3, (const char *const[]){"homes.count=1000", "cockroaches.firms_differ_won=0",
                                      "north.wage_won_hour=40000", "east.wage_won_hour=40000",
                                      "south.price=fixed", NULL});
    settle(&rivals);
    assert_true(must_cost(&rivals, SETTLED_DAY * CLOCK_DAY, CLOCK_NEVER) > 50);
    double calls[FIRMS_MOST] = {0};
    count_calls(&rivals, calls);
    for (size_t i = 0; i < 3; i++) {
        bool dear = !strcmp(rivals.at[i].party->name, "south");
        print_message("%s at %.0f won: %.0f calls\n", rivals.at[i].party->name, rivals.at[i].visit_won,
                      calls[i]);
        assert_true(dear ? calls[i] == 0 : calls[i] > 50 && fabs(rivals.at[i].visit_won - 86250) < 1);
    }
    drop(&rivals);
}

// Alone, or before there are two, a firm asks what it is set to.
static void who_is_alone_answers_nobody(void **state) {
    (void)state;
    struct rivals rivals = live(1, (const char *const[]){"homes.count=1000", "north.visit_won=170000", NULL});
    assert_true(must_cost(&rivals, -1, CLOCK_NEVER) > 50 && rivals.at[0].visit_won == 170000);
    drop(&rivals);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_end_at_cost_and_the_way_between_two),
        cmocka_unit_test(each_visit_costs_what_was_asked_when_it_was_booked),
        cmocka_unit_test(equal_firms_share_the_calls),
        cmocka_unit_test(a_dear_firm_loses_what_demand_says),
        cmocka_unit_test(where_firms_do_not_differ_the_cheapest_are_called),
        cmocka_unit_test(who_is_alone_answers_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

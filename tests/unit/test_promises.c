// SPDX-License-Identifier: GPL-3.0-or-later
// Promises are held against what the gate lets through: counted and located as whoever adds up every passing
// by hand would. The world of this test has one appliance, a beacon, that sends at noon of days and in forms
// which this file says, and a shop that tells on how many it knows of each group of homes.
#include "sim/engine/promises.h"

#include <math.h>

#include "sim/engine/composition.h"
#include "sim/engine/home.h"
#include "sim/engine/loop.h"
#include "sim/engine/party_act.h"
#include "tests/support/check.h"

enum { HOMES = 70, DAYS = 100 };  // more homes than a chunk holds, more days than a word
static const double DELTA = 1e-6;
static const time_ms NOON = CLOCK_DAY / 2;

// ---- The beacon ----

static bool sends(uint32_t home, int day) {
    return home % 5 != 0 && (home * 31 + (unsigned)(day * day) * 17) % 11 < 2;
}
static enum data_form form_of(uint32_t home, int day) {
    static const enum data_form forms[] = {FORM_RAW, FORM_LABEL, FORM_NOISED, FORM_NOISED};
    return forms[(home + (unsigned)day) % 4];
}
static double epsilon_of(uint32_t home) {
    return 0.5 * (1 + home % 3);
}

static const struct topic beacon_light = {"beacon light"};

static void beacon_prepare(struct world *world, struct appliance *appliance) {
    party_noised(world, appliance, DATA_FOOD, DELTA);
}
static time_ms beacon_install(struct visit *visit, void *state) {
    (void)state;
    return visit->now + NOON;
}
static time_ms beacon_act(struct visit *visit, void *state) {
    (void)state;
    uint32_t home = visit->home_number;
    int day = (int)clock_day(visit->now);
    struct item light = {.topic = &beacon_light, .bytes = 100};
    enum data_form form = form_of(home, day);
    if (!sends(home, day)) return visit->now + CLOCK_DAY;
    if (form == FORM_NOISED)
        visit_publish_noised(visit, DATA_FOOD, epsilon_of(home), light);
    else
        visit_publish(visit, DATA_FOOD, form, light);
    return visit->now + CLOCK_DAY;
}
static const struct appliance_kind beacon_appliance = {
    .kind = {.name = "beacon", .summary = "sends at some noons"},
    .prepare = beacon_prepare,
    .install = beacon_install,
    .act = beacon_act,
};

static void shop_prepare(struct world *world, struct party *party) {
    party_subscribe(
        world,
        (struct subscription){
            .data_class = DATA_FOOD, .party = party->number, .recipient = party->number, .purpose = "light"});
}
enum { GROUPS = 6, TOLD_EACH_DAYS = 9 };
static void shop_midnight(struct world *world, struct party *party) {
    (void)party;
    uint32_t known[GROUPS] = {0};
    if (clock_day(world->now) % TOLD_EACH_DAYS) return;
    for (uint32_t home = 0; home < HOMES; home++)
        known[home % GROUPS] += gate_knows(world->gate, home, 0, world->now);
    for (uint32_t home = 0; home < HOMES; home++)
        if (gate_knows(world->gate, home, 0, world->now))
            party_tells_on(world, 0, home, known[home % GROUPS]);
}
static const struct party_kind shop_party = {.kind = {.name = "shop", .summary = "gets it"},
                                             .tells_on = true,
                                             .prepare = shop_prepare,
                                             .midnight = shop_midnight};
static const struct party_kind bank_party = {.kind = {.name = "bank", .summary = "gets nothing"}};

// In some homes somebody is under 18; some of them send.
static bool has_minors(uint32_t home) {
    return home % 3 == 1;
}
static bool populate(struct world *world, struct status *status) {
    (void)status;
    for (uint32_t home = 0; home < HOMES; home++) world->homes[home].minors = has_minors(home);
    return true;
}

static const struct catalogue beacons = {
    .populate = populate,
    .appliances = (const struct appliance_kind *const[]){&beacon_appliance, NULL},
    .parties = (const struct party_kind *const[]){&shop_party, &bank_party, NULL},
    .sections = (const struct section_kind *const[]){&scenario_section, &homes_section, &network_section,
                                                     &friends_section, NULL},
    .hooks = (const struct hook *const[]){NULL},
};

static struct plan *make_plan(struct plan_rule rule, const struct plan_promise *promises, size_t count) {
    static const char *const settings[][2] = {
        {"homes.count", "70"},   {"homes.districts", "3"},   {"days", "100"},
        {"start", "2018-01-20"}, {"network", "closed_form"}, {"friends", "none"}};
    struct status status = {0};
    struct plan *plan = plan_create(&beacons);
    struct plan_entry *entry;
    plan_rule_add(&plan->rules, &rule);
    for (size_t i = 0; i < count; i++) plan_promise_add(&plan->promises, &promises[i]);
    plan_add(plan, "beacon", NULL, &status, &entry);
    plan_add(plan, "shop", NULL, &status, &entry);
    plan_add(plan, "bank", "savings", &status, &entry);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        plan_set_typed(plan, settings[i][0], settings[i][1], ORIGIN_COMMAND, &status);
    if (status.code != STATUS_OK) fail_msg("%s", status.message);
    return plan;
}

static struct world *live(struct plan *plan, int threads) {
    struct status status = {0};
    struct world *world = world_create(plan, NULL, threads, &status);
    if (!world) fail_msg("%s", status.message);
    world->remembers = true;
    if (!world_run(world, &status)) fail_msg("%s", status.message);
    return world;
}

// ---- By hand ----

struct tally {
    int64_t times, days;
    int64_t first_day, first_home;  // -1: none
};

static void count(struct tally *tally, uint32_t home, int day, bool broken) {
    tally->times += broken;
    tally->days += broken;  // at most one passing a day
    if (!broken || (tally->first_day >= 0 && tally->first_day <= day)) return;
    tally->first_day = day;
    tally->first_home = home;
}

// What passes: all, in the forms that are not refused, within the month's cap (0: none).
struct passing {
    bool passed[HOMES][DAYS];
    double month[HOMES][DAYS];  // what noised labels have told by that day
};

static void pass_by_hand(struct passing *all, unsigned refused_forms, double cap) {
    for (uint32_t home = 0; home < HOMES; home++) {
        struct composition month = {0};
        for (int day = 0; day < DAYS; day++) {
            if (clock_civil_from_days(clock_days_from_civil(2018, 1, 20) + day).day == 1)
                month = (struct composition){0};
            bool passed = sends(home, day) && !(refused_forms >> form_of(home, day) & 1);
            if (passed && form_of(home, day) == FORM_NOISED) {
                struct composition with = composition_sum(month, composition_of(1, epsilon_of(home)));
                passed = !(cap > 0) || composition_told(with, DELTA) <= cap + 1e-12;
                if (passed) month = with;
            }
            all->passed[home][day] = passed;
            all->month[home][day] = composition_told(month, DELTA);
        }
    }
}

static bool is_held_too_long(const struct passing *all, uint32_t home, int day, int promised, int kept) {
    for (int sent = 0; sent <= day; sent++) {
        double age = day + 1 - (sent + 0.5);  // at the day's last midnight
        if (all->passed[home][sent] && age > promised && (kept == 0 || age <= kept)) return true;
    }
    return false;
}

static bool is_known(const struct passing *all, uint32_t home, int midnight, int kept) {
    int last = midnight - 1;
    while (last >= 0 && !all->passed[home][last]) last--;
    return last >= 0 && (kept == 0 || midnight - (last + 0.5) <= kept);
}

static bool is_told_of_few(const struct passing *all, uint32_t home, int midnight, int kept, double least) {
    uint32_t together = 0;
    for (uint32_t other = home % GROUPS; other < HOMES; other += GROUPS)
        together += is_known(all, other, midnight, kept);
    return midnight % TOLD_EACH_DAYS == 0 && is_known(all, home, midnight, kept) && together < least;
}

static bool is_broken(const struct plan_promise *promise, const struct passing *all, uint32_t home, int day,
                      int kept) {
    bool passed = all->passed[home][day];
    enum data_form form = form_of(home, day);
    bool too_raw = promise->refused_forms >> form & 1;
    bool too_much = promise->epsilon_month > 0 &&
                    (form != FORM_NOISED || all->month[home][day] > promise->epsilon_month + 1e-12);
    if (promise->least_cell > 0) return is_told_of_few(all, home, day, kept, promise->least_cell);
    if (promise->kept_days > 0) return is_held_too_long(all, home, day, (int)promise->kept_days, kept);
    return passed && (promise->never || promise->with_consent || too_raw || too_much);
}

static struct tally tally_of(const struct plan_promise *promise, const struct passing *all, int kept) {
    struct tally tally = {0, 0, -1, -1};
    bool concerned =
        promise->classes >> DATA_FOOD & 1 && (!promise->recipient || strcmp(promise->recipient, "shop") == 0);
    for (int day = 0; concerned && day < DAYS; day++)
        for (uint32_t home = 0; home < HOMES; home++)
            if (has_minors(home) || !promise->minors)
                count(&tally, home, day, is_broken(promise, all, home, day, kept));
    return tally;
}

// ---- Tests ----

#define EVERY         ((1u << DATA_CLASSES) - 1)
#define PROMISES(...) .policy = (char *)"", .where = (char *)"test:1", __VA_ARGS__
static const struct plan_promise promises[] = {
    {.name = (char *)"nothing", PROMISES(.classes = EVERY, .never = true)},
    {.name = (char *)"no food", PROMISES(.classes = 1u << DATA_FOOD, .never = true)},
    {.name = (char *)"no image", PROMISES(.classes = 1u << DATA_IMAGE, .never = true)},
    {.name = (char *)"not to shops", PROMISES(.classes = EVERY, .recipient = (char *)"shop", .never = true)},
    {.name = (char *)"not to the bank",
     PROMISES(.classes = EVERY, .recipient = (char *)"savings", .never = true)},
    {.name = (char *)"asked", PROMISES(.classes = EVERY, .with_consent = true)},
    {.name = (char *)"a label",
     PROMISES(.classes = EVERY, .refused_forms = 1u << FORM_RAW | 1u << FORM_PSEUDONYMOUS)},
    {.name = (char *)"three days", PROMISES(.classes = EVERY, .kept_days = 3)},
    {.name = (char *)"ten days", PROMISES(.classes = EVERY, .kept_days = 10)},
    {.name = (char *)"seventy days", PROMISES(.classes = EVERY, .kept_days = 70)},
    {.name = (char *)"little", PROMISES(.classes = EVERY, .epsilon_month = 1.25)},
    {.name = (char *)"more", PROMISES(.classes = EVERY, .epsilon_month = 3)},
    {.name = (char *)"five together", PROMISES(.classes = EVERY, .least_cell = 5)},
    {.name = (char *)"nine together",
     PROMISES(.classes = EVERY, .recipient = (char *)"shop", .least_cell = 9)},
    {.name = (char *)"two at the bank",
     PROMISES(.classes = EVERY, .recipient = (char *)"savings", .least_cell = 2)},
    {.name = (char *)"no food of children",
     PROMISES(.classes = 1u << DATA_FOOD, .minors = true, .never = true)},
    {.name = (char *)"children forgotten", PROMISES(.classes = EVERY, .minors = true, .kept_days = 10)},
    {.name = (char *)"little of children", PROMISES(.classes = EVERY, .minors = true, .epsilon_month = 3)},
    {.name = (char *)"children among nine", PROMISES(.classes = EVERY, .minors = true, .least_cell = 9)},
};
enum { COUNT = sizeof promises / sizeof *promises };

static void check_outcome(const struct world *world, size_t i, const struct tally *wanted) {
    struct promise_outcome outcome = promises_outcome(world, i);
    assert_string_equal(outcome.promise->name, promises[i].name);
    assert_int_equal(outcome.times, wanted->times);
    assert_int_equal(outcome.home_days_broken, wanted->days);
    int64_t homes = 0;
    for (uint32_t home = 0; home < HOMES; home++) homes += has_minors(home) || !promises[i].minors;
    assert_int_equal(outcome.homes, homes);
    assert_int_equal(outcome.home_days_held, homes * DAYS - wanted->days);
    assert_int_equal(outcome.home, wanted->first_home);
    time_ms of_day = promises[i].kept_days > 0 ? CLOCK_DAY : promises[i].least_cell > 0 ? 0 : NOON;
    time_ms when = wanted->first_day * CLOCK_DAY + of_day;
    assert_int_equal(outcome.when, wanted->first_day < 0 ? -1 : when);
    assert_int_equal(outcome.flow, wanted->first_day < 0 ? -1 : 0);
    if (wanted->first_day < 0) {
        assert_int_equal(outcome.event, 0);
        return;
    }
    const struct journal_line *line = journal_at(world->journal, outcome.event);
    char what[200];
    snprintf(what, sizeof what, "promise broken: %s", promises[i].name);
    assert_string_equal(line->what, what);
    assert_int_equal(line->home, outcome.home);
    assert_int_equal(line->when, outcome.when);
}

// Under each of these rules: what its recipient deletes after some days, what its form and its cap hold back.
static void test_breaks_are_those_counted_by_hand(void **state) {
    (void)state;
    static struct passing all;
    const struct plan_rule rules[] = {
        {.data_class = DATA_FOOD, .rule = RULE_NONE},
        {.data_class = DATA_FOOD, .rule = RULE_NONE, .kept_days = 3},
        {.data_class = DATA_FOOD, .rule = RULE_NONE, .kept_days = 8},
        {.data_class = DATA_FOOD, .rule = RULE_NONE, .kept_days = 12, .refused_forms = 1u << FORM_RAW},
        {.data_class = DATA_FOOD, .rule = RULE_NONE, .epsilon_month = 2},
        {.data_class = DATA_FOOD, .rule = RULE_OPT_IN},  // and nobody is asked
    };
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        struct plan *plan = make_plan(rules[r], promises, COUNT);
        struct world *world = live(plan, 1 + (int)r % 3);
        pass_by_hand(&all, rules[r].rule == RULE_NONE ? rules[r].refused_forms : ~0u, rules[r].epsilon_month);
        assert_int_equal(promises_count(world), COUNT);
        int64_t broken = 0;
        for (size_t i = 0; i < COUNT; i++) {
            struct tally wanted = tally_of(&promises[i], &all, (int)rules[r].kept_days);
            check_outcome(world, i, &wanted);
            broken += wanted.days > 0;
        }
        assert_true(rules[r].rule == RULE_NONE ? broken >= 7 && broken <= COUNT - 3 : broken == 0);
        world_free(world);
        plan_free(plan);
    }
}

// The gate's own account of the same: refused, let through, told.
static void test_the_gate_counts_what_was_refused_and_told(void **state) {
    (void)state;
    static struct passing all;
    const struct plan_rule rule = {
        .data_class = DATA_FOOD, .rule = RULE_NONE, .refused_forms = 1u << FORM_RAW, .epsilon_month = 2};
    struct plan *plan = make_plan(rule, NULL, 0);
    struct world *world = live(plan, 2);
    assert_null(world->promises);
    pass_by_hand(&all, rule.refused_forms, rule.epsilon_month);
    uint64_t raw = 0, capped = 0, passed = 0;
    for (uint32_t home = 0; home < HOMES; home++) {
        double most = 0;
        for (int day = 0; day < DAYS; day++) {
            bool held = sends(home, day) && !all.passed[home][day];
            raw += held && form_of(home, day) == FORM_RAW;
            capped += held && form_of(home, day) == FORM_NOISED;
            passed += all.passed[home][day];
            most = fmax(most, all.month[home][day]);
        }
        const struct accountant *accountant = gate_flow_at(world->gate, 0)->accountant;
        assert_float_equal(accountant_most(accountant, home, ACCOUNTANT_MONTH), most, 1e-12);
        assert_true(most <= 2 + 1e-12);
    }
    const struct gate_flow *flow = gate_flow_at(world->gate, 0);
    assert_true(raw > 100 && capped > 100);
    assert_int_equal(flow->transfers, passed);
    assert_int_equal(flow->refused_form, raw);
    assert_int_equal(flow->refused_epsilon, capped);
    assert_int_equal(flow->refused, raw + capped);
    world_free(world);
    plan_free(plan);
}

// A promise that comes into force when all has been sent: of what came before, each home's first day and its
// last are known.
static void test_a_promise_that_comes_later_knows_the_first_day_and_the_last(void **state) {
    (void)state;
    static struct passing all;
    static const int kept[][2] = {{3, 8}, {70, 97}, {70, 0}};  // as promised, as the rule has it
    pass_by_hand(&all, 0, 0);
    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) {
        struct plan_promise later = promises[7];
        later.kept_days = kept[k][0];
        struct plan_rule rule = {.data_class = DATA_FOOD, .rule = RULE_NONE, .kept_days = kept[k][1]};
        struct plan *plan = make_plan(rule, NULL, 0);
        struct world *world = live(plan, 1);
        plan_promise_add(&plan->promises, &later);
        promises_turn(world);
        promises_day(world, world->now);
        int64_t wanted = 0, oldest = kept[k][1] ? DAYS - kept[k][1] : 0, newest = DAYS - 1 - kept[k][0];
        for (uint32_t home = 0; home < HOMES; home++) {
            int first = 0, last = DAYS - 1;
            while (first < DAYS && !all.passed[home][first]) first++;
            while (last >= 0 && !all.passed[home][last]) last--;
            wanted += (first >= oldest && first <= newest) || (last >= oldest && last <= newest);
        }
        print_message("kept for %d of %d days: %d homes\n", kept[k][1], kept[k][0], (int)wanted);
        assert_true(wanted > 0);
        assert_int_equal(promises_outcome(world, 0).times, wanted);
        world_free(world);
        plan_free(plan);
    }
}

// The run ends on the day of the first break, says where, and leaves no file.
static void test_a_fatal_break_ends_the_run(void **state) {
    (void)state;
    char file[] = "promises_XXXXXX";
    int handle = mkstemp(file);
    close(handle);
    unlink(file);
    struct plan_promise fatal = promises[6];  // a label
    fatal.fatal = true;
    struct plan *plan = make_plan((struct plan_rule){.data_class = DATA_FOOD, .rule = RULE_NONE}, &fatal, 1);
    struct status status = {0};
    struct world *world = world_create(plan, file, 1, &status);
    assert_non_null(world);
    assert_false(world_run(world, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    static struct passing all;
    pass_by_hand(&all, 0, 0);
    struct tally wanted = tally_of(&fatal, &all, 0);
    struct clock_date date = clock_civil_from_days(clock_days_from_civil(2018, 1, 20) + wanted.first_day);
    char message[300];
    snprintf(
        message, sizeof message,
        "test:1: the promise \"a label\" is broken, and the run ends: on %04d-%02d-%02d at 12:00, home %d, "
        "food to shop for light",
        date.year, date.month, date.day, (int)wanted.first_home);
    assert_string_equal(status.message, message);
    assert_int_equal(access(file, F_OK), -1);
    world_free(world);
    plan_free(plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_breaks_are_those_counted_by_hand),
        cmocka_unit_test(test_the_gate_counts_what_was_refused_and_told),
        cmocka_unit_test(test_a_promise_that_comes_later_knows_the_first_day_and_the_last),
        cmocka_unit_test(test_a_fatal_break_ends_the_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

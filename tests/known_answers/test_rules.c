// SPDX-License-Identifier: GPL-3.0-or-later
// Which rule decides: by priority, then by how special it is; never by where it stands. What may be torn is
// refused.
#include "models/methods/rules_technique.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

struct facts {
    double heat, dust;
    bool home;
};
struct orders {
    double degrees;
    bool open;
};
// clang-format off
static const struct setting fact_rows[] = {
    WORLD(struct facts, heat, "C", 20, -20, 50, "heat", "a test"),
    WORLD(struct facts, dust, "ug/m3", 20, 0, 500, "dust", "a test"),
    SETTING_YES_NO(ROLE_WORLD, struct facts, home, false, "somebody is there", "a test"),
};
static const struct setting order_rows[] = {
    LEVER(struct orders, degrees, "C", 26, 18, 30, "set point", "a test"),
    SETTING_YES_NO(ROLE_LEVER, struct orders, open, false, "the window", "a test"),
};
// clang-format on
static const struct setting_table facts_table = SETTING_TABLE(struct facts, fact_rows);
static const struct setting_table orders_table = SETTING_TABLE(struct orders, order_rows);
enum { HEAT, DUST, HOME };
enum { DEGREES, OPEN };

static struct plan_lever levers[] = {{.name = "limit", .value = 35, .least = 10, .most = 60}};
static const struct plan plan = {.levers = levers, .lever_count = 1};

static struct rules_condition at_least(size_t row, double number) {
    return (struct rules_condition){.row = row, .low = {number, -1}, .high = {INFINITY, -1}};
}
static struct rules_condition below(size_t row, double number) {
    return (struct rules_condition){
        .row = row, .low = {-INFINITY, -1}, .high = {number, -1}, .high_open = true};
}

static struct expert_rule *add(struct rules *rules, const char *name, double priority, size_t row,
                               double value) {
    struct expert_rule *rule = &rules->rules[rules->count++];
    *rule = (struct expert_rule){.name = name, .reason = name, .priority = priority, .answer_count = 1};
    rule->answers[0] = (struct rules_answer){row, {value, -1}};
    return rule;
}
static void when(struct expert_rule *rule, struct rules_condition condition) {
    rule->conditions[rule->condition_count++] = condition;
}

static struct rules no_rules(void) {
    return (struct rules){.facts = {&facts_table}, .proposal = &orders_table};
}

static const char *decides(const struct rules *rules, double heat, double dust, struct orders *orders) {
    struct facts facts = {heat, dust, true};
    *orders = (struct orders){26, false};
    const struct expert_rule *rule = rules_decide(rules, &plan, (const void *const[]){&facts}, orders);
    return rule ? rule->name : "none";
}

static void test_the_more_special_rule_decides_unless_priority_says_otherwise(void **state) {
    (void)state;
    char fault[RULES_FAULT_SIZE];
    struct orders orders;
    struct rules rules = no_rules();
    when(add(&rules, "hot", 0, DEGREES, 24), at_least(HEAT, 30));
    struct expert_rule *dusty = add(&rules, "hot_and_dusty", 0, DEGREES, 22);
    when(dusty, at_least(HEAT, 30));
    when(dusty, at_least(DUST, 35));
    when(add(&rules, "emergency", 5, DEGREES, 18), at_least(HEAT, 40));
    assert_true(rules_rank(&rules, &plan, fault));
    assert_string_equal(decides(&rules, 25, 100, &orders), "none");
    assert_true(orders.degrees == 26);
    assert_string_equal(decides(&rules, 30, 34.9, &orders), "hot");
    assert_true(orders.degrees == 24);
    assert_string_equal(decides(&rules, 30, 35, &orders), "hot_and_dusty");
    assert_true(orders.degrees == 22);
    assert_string_equal(decides(&rules, 45, 35, &orders), "emergency");
    assert_true(orders.degrees == 18);
}

static void test_what_may_be_torn_is_refused(void **state) {
    (void)state;
    char fault[RULES_FAULT_SIZE];
    struct rules rules = no_rules();
    when(add(&rules, "hot", 0, OPEN, 1), at_least(HEAT, 30));
    when(add(&rules, "dusty", 0, OPEN, 0), at_least(DUST, 35));
    assert_false(rules_rank(&rules, &plan, fault));
    assert_non_null(strstr(fault, "'dusty' and 'hot' may hold at once"));
    rules.rules[0].priority = 1;  // one of them is more important
    assert_true(rules_rank(&rules, &plan, fault));

    rules = no_rules();  // apart at the very number: below 30, and 30 or more
    when(add(&rules, "cool", 0, OPEN, 1), below(HEAT, 30));
    when(add(&rules, "hot", 0, OPEN, 0), at_least(HEAT, 30));
    assert_true(rules_rank(&rules, &plan, fault));
    rules.rules[0].conditions[0].high_open = rules.rules[1].conditions[0].high_open = false;
    assert_false(rules_rank(&rules, &plan, fault));
}

static void test_a_rule_that_can_never_decide_is_refused(void **state) {
    (void)state;
    char fault[RULES_FAULT_SIZE];
    struct rules rules = no_rules();
    when(add(&rules, "warm", 3, OPEN, 1), at_least(HEAT, 20));
    when(add(&rules, "hot", 0, OPEN, 0), at_least(HEAT, 30));
    assert_false(rules_rank(&rules, &plan, fault));
    assert_non_null(strstr(fault, "'hot' never decides: 'warm' holds whenever it does"));

    rules = no_rules();
    struct expert_rule *never = add(&rules, "never", 0, OPEN, 1);
    when(never, at_least(HEAT, 30));
    never->conditions[0].high = (struct rules_value){25, -1};
    assert_false(rules_rank(&rules, &plan, fault));
    assert_non_null(strstr(fault, "'never' never holds"));

    rules = no_rules();
    when(add(&rules, "boiling", 0, OPEN, 1), at_least(HEAT, 51));
    assert_false(rules_rank(&rules, &plan, fault));
    assert_non_null(strstr(fault, "never holds"));
}

// Levers are read when it is asked; while reading rules, one may stand anywhere in its range.
static void test_levers_move_conditions_and_answers(void **state) {
    (void)state;
    char fault[RULES_FAULT_SIZE];
    struct orders orders;
    struct rules rules = no_rules();
    struct expert_rule *dusty = add(&rules, "dusty", 0, OPEN, 1);
    when(dusty, at_least(DUST, 0));
    dusty->conditions[0].low.lever = 0;
    when(add(&rules, "clear", 0, OPEN, 0), below(DUST, 5));
    assert_true(rules_rank(&rules, &plan, fault));  // apart even at the lever's least, 10
    assert_string_equal(decides(&rules, 20, 30, &orders), "none");
    levers[0].value = 25;
    assert_string_equal(decides(&rules, 20, 30, &orders), "dusty");
    levers[0].value = 35;
    rules.rules[0].conditions[0].high.number = rules.rules[1].conditions[0].high.number = 20;
    assert_false(rules_rank(&rules, &plan, fault));  // the lever might be set to 15
}

// ---- Of sets drawn by chance: what is taken never hangs on the order in the file, and who decides is who
// must ----

static void draw_rules(struct rules *rules, struct random_sequence *luck) {
    static const char *const names[] = {"a", "b", "c", "d", "e"};
    *rules = no_rules();
    for (size_t i = 0; i < 5; i++) {
        struct expert_rule *rule =
            add(rules, names[i], floor(3 * random_next_uniform(luck)), OPEN, random_next_uniform(luck) < 0.5);
        size_t conditions = 1 + (size_t)(2 * random_next_uniform(luck));
        for (size_t c = 0; c < conditions; c++) {
            double low = floor(10 * random_next_uniform(luck)),
                   high = low + floor(5 * random_next_uniform(luck));
            when(rule, (struct rules_condition){.row = c, .low = {low, -1}, .high = {high, -1}});
        }
    }
}

static bool holds(const struct expert_rule *rule, const double *facts) {
    for (size_t c = 0; c < rule->condition_count; c++) {
        double fact = facts[rule->conditions[c].row];
        if (fact < rule->conditions[c].low.number || fact > rule->conditions[c].high.number) return false;
    }
    return true;
}

static bool outranks(const struct expert_rule *one, const struct expert_rule *other) {
    return one->priority != other->priority ? one->priority > other->priority
                                            : one->condition_count > other->condition_count;
}

// The highest of those that hold, found by looking at all pairs.
static void expect_best(const struct rules *rules, const double *facts) {
    struct orders orders;
    const char *name = decides(rules, facts[0], facts[1], &orders);
    const struct expert_rule *best = NULL;
    for (size_t i = 0; i < rules->count; i++)
        if (holds(&rules->rules[i], facts) && (!best || outranks(&rules->rules[i], best)))
            best = &rules->rules[i];
    assert_string_equal(name, best ? best->name : "none");
    if (best) assert_true(orders.open == (best->answers[0].value.number != 0));
}

static void test_order_never_matters(void **state) {
    (void)state;
    struct random_sequence luck = {.key = {2018, 0}, .stream = random_stream("rules")};
    char fault[RULES_FAULT_SIZE], other_fault[RULES_FAULT_SIZE];
    int taken = 0, refused = 0;
    for (int trial = 0; trial < 4000; trial++) {
        struct rules rules, turned = no_rules();
        draw_rules(&rules, &luck);
        for (size_t i = 0; i < rules.count; i++) turned.rules[i] = rules.rules[rules.count - 1 - i];
        turned.count = rules.count;
        bool good = rules_rank(&rules, &plan, fault);
        assert_int_equal(good, rules_rank(&turned, &plan, other_fault));
        if (!good) assert_string_equal(fault, other_fault);
        taken += good;
        refused += !good;
        for (int asked = 0; good && asked < 20; asked++) {
            double facts[] = {floor(15 * random_next_uniform(&luck)), floor(15 * random_next_uniform(&luck))};
            expect_best(&rules, facts);
            expect_best(&turned, facts);
        }
    }
    assert_true(taken > 400 && refused > 400);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_more_special_rule_decides_unless_priority_says_otherwise),
        cmocka_unit_test(test_what_may_be_torn_is_refused),
        cmocka_unit_test(test_a_rule_that_can_never_decide_is_refused),
        cmocka_unit_test(test_levers_move_conditions_and_answers),
        cmocka_unit_test(test_order_never_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

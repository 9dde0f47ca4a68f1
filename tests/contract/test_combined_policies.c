// SPDX-License-Identifier: GPL-3.0-or-later
// Policies that are combined: whatever two policies rule, the combined one rules in each case what its order
// says of the two, and without an order it is refused where they differ. Rules are drawn; settings, levers,
// hooks and promises are tried one by one.
#include "lua/scenario.h"
#include "models/catalogue.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

#define WITH_WORLD                                                                                          \
    "scenario { microwave { report = 'noised' }, robot_vacuum {}, maker { name = 'hanbit' }, food_insight " \
    "{}, "                                                                                                  \
    "grocery { name = 'dongne' }, pest_control {} }\n"

static struct scenario_file *load(const char *text, struct status *status) {
    *status = (struct status){0};
    return scenario_load_text("drawn.lua", text, NULL, models_catalogue(), status);
}

static struct plan *plan_of(struct scenario_file *file, const char *policy) {
    struct status status = {0};
    struct plan *plan = scenario_plan(file, policy, 0, &status);
    if (!plan) fail_msg("%s", status.message);
    return plan;
}

// ---- Drawn rules ----

static const enum data_class classes[] = {DATA_FOOD, DATA_STOCK};
static const char *const recipients[] = {NULL, "hanbit", "grocery", "dongne", "food_insight"};
static const char *const makers[] = {NULL, "hanbit"};
enum { CLASSES = 2, RECIPIENTS = 5, MAKERS = 2, TEXT = 8000 };

static unsigned draw(struct random_sequence *luck, unsigned below) {
    return (unsigned)(random_next_uniform(luck) * below);
}

// "rule", or { rule = "rule", ... } with some of the limits it may have.
static int put_rule(char *text, struct random_sequence *luck, enum data_class data_class) {
    enum consent_rule rule = (enum consent_rule)draw(luck, CONSENT_RULES);
    bool leaves = rule != RULE_NEVER, asks = leaves && rule != RULE_NONE;
    int used = sprintf(text, "{ rule = '%s'", gate_rule_names[rule]);
    if (leaves && draw(luck, 2))
        used += sprintf(text + used, ", form = '%s'", gate_form_names[draw(luck, DATA_FORMS)]);
    if (leaves && draw(luck, 2)) used += sprintf(text + used, ", kept_days = %u", 1 + draw(luck, 4));
    if (asks && draw(luck, 2)) used += sprintf(text + used, ", expires_days = %u", 1 + draw(luck, 4));
    if (leaves && data_class == DATA_FOOD && draw(luck, 2))
        used += sprintf(text + used, ", epsilon_month = %u", 1 + draw(luck, 4));
    return used + sprintf(text + used, " }");
}

// For everybody, or for some recipients each.
static int put_class(char *text, struct random_sequence *luck, enum data_class data_class) {
    int used = sprintf(text, "%s = ", gate_class_names[data_class]);
    if (draw(luck, 2)) return used + put_rule(text + used, luck, data_class);
    used += sprintf(text + used, "{ ");
    unsigned only = 1 + draw(luck, RECIPIENTS - 1);
    for (unsigned r = 1; r < RECIPIENTS; r++) {
        if (r != only && draw(luck, 2)) continue;
        used += sprintf(text + used, "%s = ", recipients[r]);
        used += put_rule(text + used, luck, data_class);
        used += sprintf(text + used, ", ");
    }
    return used + sprintf(text + used, "}");
}

static int put_classes(char *text, struct random_sequence *luck) {
    int used = 0;
    for (int c = 0; c < CLASSES; c++) {
        if (!draw(luck, 2)) continue;
        used += put_class(text + used, luck, classes[c]);
        used += sprintf(text + used, ", ");
    }
    return used;
}

static int put_policy(char *text, const char *name, struct random_sequence *luck) {
    int used = sprintf(text, "policy { name = '%s', consent = { ", name);
    used += put_classes(text + used, luck);
    if (draw(luck, 2)) {
        used += sprintf(text + used, "from = { hanbit = { ");
        used += put_classes(text + used, luck);
        used += sprintf(text + used, "} } ");
    }
    return used + sprintf(text + used, "} }\n");
}

// ---- What a case should come to ----

static struct plan_rule_case nth_case(int number) {
    const char *recipient = recipients[number / MAKERS % RECIPIENTS];
    const char *name = recipient ? recipient : "nobody in particular";
    const char *kind = recipient && strcmp(recipient, "dongne") == 0 ? "grocery" : "no kind";
    if (recipient && strcmp(recipient, "hanbit") == 0) kind = "maker";
    return (struct plan_rule_case){classes[number / MAKERS / RECIPIENTS], name, kind,
                                   makers[number % MAKERS]};
}
enum { CASES = CLASSES * RECIPIENTS * MAKERS };

static double least(double a, double b) {
    return a > 0 && b > 0 ? fmin(a, b) : fmax(a, b);
}

// In words of its own: the order of rules as the reference has it.
static struct plan_rule strictest(struct plan_rule a, struct plan_rule b) {
    static const enum consent_rule order[] = {RULE_NEVER,      RULE_ASK_EACH_TIME, RULE_OPT_IN,
                                              RULE_AT_INSTALL, RULE_OPT_OUT,       RULE_NONE};
    struct plan_rule made = {.data_class = a.data_class};
    for (int i = CONSENT_RULES - 1; i >= 0; i--)
        if (order[i] == a.rule || order[i] == b.rule) made.rule = order[i];
    if (made.rule == RULE_NEVER) return made;
    made.kept_days = least(a.kept_days, b.kept_days);
    made.expires_days = least(a.expires_days, b.expires_days);
    made.epsilon_month = least(a.epsilon_month, b.epsilon_month);
    made.refused_forms = a.refused_forms | b.refused_forms;
    return made;
}

static bool same(const struct plan_rule *a, const struct plan_rule *b) {
    return a->rule == b->rule && a->refused_forms == b->refused_forms &&
           fabs(a->kept_days - b->kept_days) < 0.5 && fabs(a->expires_days - b->expires_days) < 0.5 &&
           fabs(a->epsilon_month - b->epsilon_month) < 0.5;
}

static void check_case(const struct plan *const plans[4], int number, bool *differ) {
    struct plan_rule_case about = nth_case(number);
    const struct plan_rule *rules[4];
    for (int i = 0; i < 4; i++) rules[i] = plan_rule_governing(&plans[i]->rules, about);
    const struct plan_rule *a = rules[0], *b = rules[1], *one = b ? b : a;
    assert_true((rules[2] != NULL) == (one != NULL) && (rules[3] != NULL) == (one != NULL));
    if (!one) return;
    struct plan_rule wanted = a && b ? strictest(*a, *b) : *one;
    assert_true(same(rules[2], &wanted));
    assert_true(same(rules[3], one));
    *differ = *differ || (a && b && !same(a, b));
}

static void test_rules_are_joined_case_by_case(void **state) {
    (void)state;
    static char text[TEXT], agreed[TEXT];
    int refused = 0, taken = 0;
    for (unsigned trial = 0; trial < 120; trial++) {
        struct random_sequence luck = {.key = {2018, trial}, .entity = random_home(1), .stream = 3};
        struct status status;
        int used = sprintf(text, "%s", WITH_WORLD);
        used += put_policy(text + used, "a", &luck);
        used += put_policy(text + used, "b", &luck);
        strcpy(agreed, text);
        strcat(agreed, "policy { name = 'agreed', combines = { 'a', 'b' } }");
        sprintf(text + used,
                "policy { name = 'strict', combines = { 'a', 'b' }, order = 'strictest' }\n"
                "policy { name = 'last', combines = { 'a', 'b' }, order = 'last' }");
        struct scenario_file *file = load(text, &status);
        if (!file) fail_msg("%s\n%s", status.message, text);
        struct plan *plans[] = {plan_of(file, "a"), plan_of(file, "b"), plan_of(file, "strict"),
                                plan_of(file, "last")};
        bool differ = false;
        for (int i = 0; i < CASES; i++) check_case((const struct plan *const *)plans, i, &differ);
        for (int i = 0; i < 4; i++) plan_free(plans[i]);
        scenario_free(file);
        file = load(agreed, &status);
        assert_int_equal(file == NULL, differ);
        refused += differ;
        taken += !differ;
        if (file) scenario_free(file);
    }
    assert_true(refused > 20 && taken > 20);
}

// ---- The rest ----

static double setting_of(const struct plan *plan, const char *entry, const char *name) {
    const struct plan_entry *found = plan_entry_named(plan, entry);
    return setting_number(setting_find(found->kind->settings, name), found->settings);
}

static void test_settings_levers_hooks_and_promises_come_along(void **state) {
    (void)state;
    static const char text[] = WITH_WORLD
        "policy { name = 'a', set = { ['microwave.epsilon'] = 2 },"
        " levers = { reward = { 3, 0, 9, 'tokens' } }, promises = { { 'no image', class = 'image', never = "
        "true } } }\n"
        "policy { name = 'b', set = { ['microwave.epsilon'] = 4 }, on_sighting = function() end }\n"
        "policy { name = 'c', combines = { 'a' }, promises = { { 'no food', class = 'food', never = true } } "
        "}\n"
        "policy { name = 'all', combines = { 'a', 'b' }, order = 'last',"
        " levers = { reward = { 5, 1, 9, 'tokens' } } }\n"
        "policy { name = 'both_ways', combines = { 'a', 'c' } }\n";
    struct status status;
    struct scenario_file *file = load(text, &status);
    if (!file) fail_msg("%s", status.message);
    struct plan *all = plan_of(file, "all"), *c = plan_of(file, "c"), *both = plan_of(file, "both_ways");
    assert_float_equal(setting_of(all, "microwave", "epsilon"), 4, 1e-12);
    assert_int_equal(all->lever_count, 1);
    assert_float_equal(all->levers[0].value, 5, 1e-12);
    assert_float_equal(all->levers[0].least, 1, 1e-12);
    assert_int_equal(all->promises.count, 1);
    bool asks = false;
    for (size_t i = 0; all->catalogue->hooks[i]; i++)
        if (strcmp(all->catalogue->hooks[i]->name, "on_sighting") == 0)
            asks = all->hooks.has(all->hooks.owner, all->catalogue->hooks[i]);
    assert_true(asks);
    assert_float_equal(setting_of(c, "microwave", "epsilon"), 2, 1e-12);
    assert_int_equal(c->promises.count, 2);
    assert_string_equal(c->promises.all[0].policy, "c");
    assert_int_equal(both->promises.count, 2);  // what comes by two ways is one
    assert_int_equal(both->lever_count, 1);
    plan_free(all);
    plan_free(c);
    plan_free(both);
    scenario_free(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_are_joined_case_by_case),
        cmocka_unit_test(test_settings_levers_hooks_and_promises_come_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The questions that policies answer in Lua: what a hook reads, proposes and draws, and what it does wrong.
#include "tests/support/lua_files.h"

static void test_a_hook_reads_and_proposes(void **state) {
    (void)state;
    struct asked asked = open_hooks(
        POLICY("assert(home.members == 3 and home.trust == 0.25 and order.hour == 7.5 and order.urgent)\n"
               "assert(order.placement == 'device' and math.type(order.buns) == 'integer')\n"
               "if order.buns == 0 then return nil end\n"
               "return { reward_tokens = levers.reward + order.buns, ask = false, placement = 'cloud' }"));
    assert_true(ask(&asked, 0, 10));
    assert_float_equal(asked.offer.reward_tokens, 13, 0);
    assert_false(asked.offer.ask);
    assert_int_equal(asked.offer.placement, 3);
    assert_true(plan_set_typed(asked.plan, "reward", "5", ORIGIN_COMMAND, &asked.status));
    assert_true(ask(&asked, 0, 10));
    assert_float_equal(asked.offer.reward_tokens, 15, 0);
    assert_true(ask(&asked, 0, 0));  // nothing answered: the defaults stand
    assert_float_equal(asked.offer.reward_tokens, 7, 0);
    assert_true(asked.offer.ask);
    close_hooks(&asked);
}

static void test_what_a_hook_does_wrong_is_told(void **state) {
    (void)state;
    static const struct refusal wrongs[] = {
        {POLICY("return { reward_tokens = 5000 }"),
         ":3: on_order: it answered reward_tokens = 5000 token: allowed is 0 to 1000 token"},
        {POLICY("return { reward = 5 }"),
         ":3: on_order: it answered something unknown: reward; did you mean 'reward_tokens'?"},
        {POLICY("return { placement = 'mars' }"),
         ":3: on_order: it answered placement = \"mars\": allowed is none, motion, device or cloud"},
        {POLICY("return { ask = {} }"), ":3: on_order: it answered ask = table: allowed is true or false"},
        {POLICY("return 3"),
         ":3: on_order: it must answer with a table { ... } or nothing, not with a number"},
        {POLICY("return order.bnus"), ":4: there is no field 'bnus'; did you mean 'buns'?\nstack traceback:"},
        {POLICY("return levers.rewrad"), ":4: the policy has no lever 'rewrad'; did you mean 'reward'?"},
        {POLICY("order.buns = 3"), ":4: what a hook is given can be read, not changed"},
        {POLICY("levers.reward = 3"), ":4: what a hook is given can be read, not changed"},
        {POLICY("local x = nil .. 'a'"), ":4: attempt to concatenate a nil value"},
        {POLICY("while true do end"), ":4: the script runs on and on: is there a loop without end?"},
        {POLICY("kettle {}"), ":4: kettle { ... } is for the scenario itself, not for hooks"},
        {POLICY("for k in pairs(order) do end"), ":4: pairs needs a table, not userdata"},
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
        struct asked asked = open_hooks(wrongs[i].text);
        char expected[300];
        snprintf(expected, sizeof expected, "%s%s", path, wrongs[i].complaint);
        assert_false(ask(&asked, 0, 1));
        assert_int_equal(asked.status.code, STATUS_SCENARIO);
        if (strncmp(asked.status.message, expected, strlen(expected)) != 0)
            assert_string_equal(asked.status.message, expected);
        close_hooks(&asked);
    }
}

static void test_a_view_ends_with_its_call(void **state) {
    (void)state;
    struct asked asked =
        open_hooks("local kept\npolicy { name = 'p', on_order = function(home, order) return nil end }\n");
    close_hooks(&asked);
    asked = open_hooks(
        "local kept = {}\npolicy { name = 'p', on_order = function(home, order)\n"
        "  kept[#kept + 1] = home\n  return { reward_tokens = #kept } end }");
    assert_true(ask(&asked, 0, 1) && ask(&asked, 1, 1));
    assert_float_equal(asked.offer.reward_tokens, 2, 0);  // a hook may remember ...
    struct plan *again = scenario_plan(asked.file, NULL, 0, &asked.status);
    plan_free(asked.plan);
    asked.plan = again;
    assert_true(ask(&asked, 0, 1));
    assert_float_equal(asked.offer.reward_tokens, 1, 0);  // ... but not from one run to another
    close_hooks(&asked);
}

// A home's draws are its own, and the same in every run of the same seed and replication.
static void test_hooks_draw_the_runs_chance(void **state) {
    (void)state;
    static const char policy[] = POLICY("return { reward_tokens = math.random(0, 1000) }");
    double alone[3], mixed[3];
    struct asked asked = open_hooks(policy);
    for (int i = 0; i < 3; i++) assert_true(ask(&asked, 5, 1)), alone[i] = asked.offer.reward_tokens;
    close_hooks(&asked);
    asked = open_hooks(policy);
    for (int i = 0; i < 3; i++) {
        assert_true(ask(&asked, 900, 1) && ask(&asked, 5, 1));
        mixed[i] = asked.offer.reward_tokens;
    }
    for (int i = 0; i < 3; i++) assert_float_equal(alone[i], mixed[i], 0);
    assert_true(alone[0] != alone[1] || alone[1] != alone[2]);
    asked.plan->replication = 1;
    assert_true(ask(&asked, 7, 1));
    double other = asked.offer.reward_tokens;
    close_hooks(&asked);
    asked = open_hooks(policy);
    assert_true(ask(&asked, 7, 1));
    assert_true(asked.offer.reward_tokens != other);
    close_hooks(&asked);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_hook_reads_and_proposes),
        cmocka_unit_test(test_what_a_hook_does_wrong_is_told),
        cmocka_unit_test(test_a_view_ends_with_its_call),
        cmocka_unit_test(test_hooks_draw_the_runs_chance),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

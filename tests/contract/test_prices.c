// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is sold at any price, and no reward is for nothing: every lever in won or tokens says whose money
// it is (setting.h), and what it is paid for answers. Under the same luck, in stages/market.lua: a price or
// fee up, and no more is taken; somewhere in its range the revenue stops rising; a reward up, and no fewer
// share. A new lever without an answer fails here.
#include "sim/engine/kind.h"
#include "tests/support/recorded_world.h"

// Who does not answer yet, and why. Each is a line to take out.
static const struct excuse {
    const char *lever, *reason;
} excuses[] = {
    {"regulator.fine_least_won",
     "who takes data goes by the policy, but for those that heed fines, who need not be there: "
     "test_heeded_fines"},
    {"regulator.fine_most_won", "the same"},
};

static const struct excuse *excuse_of(const char *lever) {
    for (size_t i = 0; i < sizeof excuses / sizeof *excuses; i++)
        if (!strcmp(excuses[i].lever, lever)) return &excuses[i];
    return NULL;
}

// ---- All levers in money ---------------------------------------------------------------------------------

struct lever {
    const struct kind *kind;
    const struct setting *row;
    char name[100];  // "grocery.delivery_won"
};

static bool is_money(const struct setting *row) {
    bool number = row->type == SETTING_NUMBER || row->type == SETTING_COUNT || row->type == SETTING_SERIES;
    return row->role == ROLE_LEVER && number && (strstr(row->unit, "won") || strstr(row->unit, "token"));
}

static void look_at(const struct kind *kind, void (*look)(const struct lever *lever)) {
    for (size_t i = 0; i < kind->settings.count; i++) {
        struct lever lever = {.kind = kind, .row = &kind->settings.rows[i]};
        snprintf(lever.name, sizeof lever.name, "%s.%s", kind->name, lever.row->name);
        if (is_money(lever.row)) look(&lever);
    }
}

static void for_each_lever(void (*look)(const struct lever *lever)) {
    const struct catalogue *all = models_catalogue();
    for (size_t i = 0; all->sections[i]; i++) look_at(&all->sections[i]->kind, look);
    for (size_t i = 0; all->appliances[i]; i++) look_at(&all->appliances[i]->kind, look);
    for (size_t i = 0; all->parties[i]; i++) look_at(&all->parties[i]->kind, look);
}

static void says_whose_money_it_is(const struct lever *lever) {
    const struct setting *row = lever->row;
    if (row->money == MONEY_NONE)
        fail_msg("%s is a lever in %s: say PRICE, FEE, REWARD or SPENDING (setting.h)", lever->name,
                 row->unit);
    if (row->money != MONEY_OWN && !*row->answer && !excuse_of(lever->name))
        fail_msg("%s: what answers to it?", lever->name);
}

static void every_lever_in_money_says_whose_it_is(void **state) {
    (void)state;
    for_each_lever(says_whose_money_it_is);
}

static const char *sought;
static bool seen;
static void look_whether_sought(const struct lever *lever) {
    seen |= !strcmp(lever->name, sought) && lever->row->money != MONEY_OWN && !*lever->row->answer;
}

static void every_excuse_is_needed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof excuses / sizeof *excuses; i++) {
        sought = excuses[i].lever;
        seen = false;
        for_each_lever(look_whether_sought);
        if (!seen) fail_msg("%s is no lever in money without an answer: take it out of the list", sought);
        assert_true(strlen(excuses[i].reason) > 0);
    }
}

// ---- What is taken at a price ----------------------------------------------------------------------------

static const char stage[] = "tests/contract/stages/market.lua";

static const struct plan_entry *entry_of(const struct plan *plan, const struct kind *kind) {
    const struct plan_list lists[] = {plan->sections, plan->appliances, plan->parties};
    for (size_t l = 0; l < 3; l++)
        for (size_t i = 0; i < lists[l].count; i++)
            if (lists[l].entries[i].kind == kind) return &lists[l].entries[i];
    fail_msg("%s is not in %s: add it", kind->name, stage);
    return NULL;
}

static double series_sum(const struct run *run, const char *entry, const char *metric, size_t length) {
    char name[200];
    double sum = 0;
    snprintf(name, sizeof name, "%s_%.*s", entry, (int)length, metric);
    const struct run_series *series = run_series_named(run, name);
    if (!series) fail_msg("there is no series %s", name);
    for (size_t segment = 0; segment < HOME_SEGMENTS; segment++)
        sum += run_series_total(run, series, segment);
    return sum;
}

static double sum_of(const struct run *run, const char *entry, const char *answer) {
    double sum = 0;
    for (const char *end; answer; answer = end ? end + 2 : NULL) {
        end = strstr(answer, ", ");
        sum += series_sum(run, entry, answer, end ? (size_t)(end - answer) : strlen(answer));
    }
    return sum;
}

// "a / b": of a thousand b; NAN: there are none.
static double answer_of(const struct run *run, const char *entry, const char *answer) {
    const char *among = strstr(answer, " / ");
    if (!among) return sum_of(run, entry, answer);
    double taken = series_sum(run, entry, answer, (size_t)(among - answer)),
           all = sum_of(run, entry, among + 3);
    return all > 0 ? 1000 * taken / all : NAN;
}

struct outcome {
    double quantity;
    int64_t income_won;  // all that its seller gets: a price may be a part of a bill
};

static int64_t income_of(const struct ledger *ledger, const char *entry) {
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(ledger, i);
        if (!strcmp(flow->payee, entry) && flow->currency == WON) sum += flow->amount;
    }
    return sum;
}

static struct outcome live_at(const struct lever *lever, const char *policy, double value) {
    struct scenario_world made = scenario_world_plan(stage, policy, 0, NULL);
    const char *entry = entry_of(made.plan, lever->kind)->name;
    struct status status = {0};
    char name[200], typed[40];
    snprintf(name, sizeof name, "%s.%s", entry, lever->row->name);
    snprintf(typed, sizeof typed, "%.10g", value);
    plan_set_typed(made.plan, name, typed, ORIGIN_COMMAND, &status);
    stop_on(&status);
    struct recorded_world lived = recorded_world_run(made);
    struct outcome outcome = {answer_of(lived.run, entry, lever->row->answer),
                              income_of(lived.made.world->ledger, entry)};
    recorded_world_drop(&lived);
    return outcome;
}

// ---- Whether it answers ----------------------------------------------------------------------------------

enum { STEPS = 4 };

// Around the stage's, and the end of its range; ascending. A reward of nothing is none.
static void steps_of(const struct lever *lever, const char *policy, double steps[STEPS]) {
    const struct setting *row = lever->row;
    struct scenario_world made = scenario_world_plan(stage, policy, 0, NULL);
    double normal = setting_number(row, entry_of(made.plan, lever->kind)->settings);
    if (normal <= row->least) normal = (row->least + row->most) / 20;
    plan_free(made.plan);
    scenario_free(made.file);
    steps[0] = fmax(row->least, normal / 2);
    steps[1] = normal;
    steps[2] = fmin(2 * normal, (normal + row->most) / 2);
    steps[3] = row->most;
}

// One's luck hangs on another's: who is visited once needs nothing a week later. Half a standard error of a
// count.
static double slack(double quantity) {
    return sqrt(quantity) / 2;
}

// What is wrong with it; NULL: nothing.
static const char *price_fault(const struct outcome at[STEPS]) {
    bool stops_rising = false;
    for (int i = 0; i + 1 < STEPS; i++) {
        if (at[i + 1].quantity > at[i].quantity + slack(at[i].quantity)) return "dearer, and more is taken";
        stops_rising |= at[i + 1].income_won <= at[i].income_won;
    }
    if (at[STEPS - 1].quantity >= at[0].quantity) return "the price has no demand";
    return stops_rising ? NULL : "the dearer the better";
}

// What is offered to nobody, nobody can answer.
static const char *reward_fault(const struct outcome at[STEPS]) {
    double last = at[0].quantity;
    for (int i = 1; i < STEPS; i++) {
        if (isnan(at[i].quantity)) continue;
        if (at[i].quantity < last - slack(last)) return "better paid, and fewer share";
        last = at[i].quantity;
    }
    return last > at[0].quantity ? NULL : "the reward is for nothing";
}

static const char *fault_under(const struct lever *lever, const char *policy) {
    double steps[STEPS];
    struct outcome at[STEPS];
    steps_of(lever, policy, steps);
    for (int i = 0; i < STEPS; i++) at[i] = live_at(lever, policy, steps[i]);
    const char *fault = lever->row->money == MONEY_REWARD ? reward_fault(at) : price_fault(at);
    print_message("%s, %s:", lever->name, policy);
    for (int i = 0; i < STEPS; i++) print_message(" %g at %g,", at[i].quantity, steps[i]);
    print_message(" %s\n", fault ? fault : "answers");
    return fault;
}

// All take minutes (`make settings` tries them): one in eight is tried here.
enum { ONE_IN = 8 };

static size_t tried, answered, deaf;

// Under one of the policies at least: what is sold by auction has no list price.
static void answers(const struct lever *lever) {
    static const char *const policies[] = {"asked", "listed", "no_leads"};
    const char *only = getenv("MARU_TEST_PRICE"), *fault = "";  // those whose name holds this; ".": all
    if (lever->row->money == MONEY_OWN || excuse_of(lever->name)) return;
    if (only ? !strstr(lever->name, only) : tried++ % ONE_IN) return;
    for (size_t i = 0; i < sizeof policies / sizeof *policies && fault; i++)
        fault = fault_under(lever, policies[i]);
    *(fault ? &deaf : &answered) += 1;
}

static void every_price_has_a_demand_and_every_reward_an_effect(void **state) {
    (void)state;
    tried = answered = deaf = 0;
    for_each_lever(answers);
    assert_int_equal(deaf, 0);
    assert_true(answered > 25 / ONE_IN || getenv("MARU_TEST_PRICE"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lever_in_money_says_whose_it_is),
        cmocka_unit_test(every_excuse_is_needed),
        cmocka_unit_test(every_price_has_a_demand_and_every_reward_an_effect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

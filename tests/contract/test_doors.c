// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing leaves a home but through the gate: an appliance and a firm that try to cheat at every kind of door
// are stopped, and what the honest ones publish under `never` reaches nobody. (A sending without a pass at
// all does not compile.)
#include "models/people/choice.h"
#include "sim/engine/loop.h"
#include "sim/engine/party_act.h"
#include "tests/support/check.h"

enum { HOMES = 20 };

// ---- A firm that wants to know, and another that nobody agreed to -----------------------------------------

static unsigned told;  // what reached a firm's own computers

static void firm_receive(struct world *world, struct party *party, const struct item *item) {
    (void)world, (void)party, (void)item;
    told++;
}
static void snoop_prepare(struct world *world, struct party *party) {
    party_subscribe(world, (struct subscription){.data_class = DATA_ABSENCE,
                                                 .party = party->number,
                                                 .recipient = party->number,
                                                 .purpose = "snooping"});
}

// What the firm does at midnight, by way.
static void (*firm_cheat)(struct world *world, struct party *party);
static void snoop_midnight(struct world *world, struct party *party) {
    if (firm_cheat) firm_cheat(world, party);
}

static const struct party_kind snoop = {.kind = {.name = "snoop", .summary = "wants to know"},
                                        .prepare = snoop_prepare,
                                        .receive = firm_receive,
                                        .midnight = snoop_midnight};
static const struct party_kind stranger = {.kind = {.name = "stranger", .summary = "is told nothing"},
                                           .receive = firm_receive};

// ---- A lock that knows when nobody is at home ----------------------------------------------------------

static void (*lock_cheat)(struct visit *visit);
static const struct topic home_is_empty = {.name = "home is empty"};

static time_ms lock_install(struct visit *visit, void *state) {
    (void)state;
    return visit->now + CLOCK_HOUR;
}
static time_ms lock_act(struct visit *visit, void *state) {
    (void)state;
    lock_cheat(visit);
    return visit->now + CLOCK_HOUR;
}
static unsigned came_home;
static time_ms lock_receive(struct visit *visit, void *state, const struct item *item) {
    (void)state, (void)item;
    came_home++;
    return visit->now + CLOCK_HOUR;
}
static const struct appliance_kind lock = {.kind = {.name = "lock", .summary = "knows who is out"},
                                           .install = lock_install,
                                           .act = lock_act,
                                           .receive = lock_receive};

// ---- The world they live in ----------------------------------------------------------------------------

static bool move_in(struct world *world, struct status *status) {
    (void)status;
    for (uint32_t home = 0; home < world->home_count; home++) world->homes[home].members = 1;
    return true;
}
static void move_out(struct world *world) {
    (void)world;
}

static const struct catalogue *catalogue(void) {
    static const struct appliance_kind *const appliances[] = {&lock, NULL};
    static const struct party_kind *const parties[] = {&snoop, &stranger, NULL};
    static const struct section_kind *const sections[] = {&scenario_section, &homes_section, &friends_section,
                                                          &network_section, NULL};
    static const struct hook *const hooks[] = {NULL};
    static const struct catalogue all = {.appliances = appliances,
                                         .parties = parties,
                                         .sections = sections,
                                         .hooks = hooks,
                                         .populate = move_in,
                                         .depopulate = move_out};
    return &all;
}

static struct plan *make_plan(enum consent_rule rule) {
    struct plan *plan = plan_create(catalogue());
    struct status status = {0};
    static const char *const settings[][2] = {
        {"homes.count", "20"}, {"homes.districts", "1"}, {"days", "2"}, {"network.model", "closed_form"}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        assert_true(plan_set_typed(plan, settings[i][0], settings[i][1], ORIGIN_COMMAND, &status));
    struct plan_entry *entry;
    assert_true(plan_add(plan, "lock", NULL, &status, &entry));
    assert_true(plan_add(plan, "snoop", NULL, &status, &entry));
    assert_true(plan_add(plan, "stranger", NULL, &status, &entry));
    plan->rules.all = status_allocate(1, sizeof *plan->rules.all);
    plan->rules.all[0] = (struct plan_rule){.data_class = DATA_ABSENCE, .rule = rule};
    plan->rules.count = 1;
    return plan;
}

struct trial {
    void (*lock)(struct visit *visit);
    void (*firm)(struct world *world, struct party *party);
    enum consent_rule rule;
};

static void live(const struct trial *trial, void (*look)(const struct world *world)) {
    struct status status = {0};
    struct plan *plan = make_plan(trial->rule);
    lock_cheat = trial->lock;
    firm_cheat = trial->firm;
    told = 0;
    struct world *world = world_create(plan, NULL, 1, &status);
    assert_non_null(world);
    assert_true(world_run(world, &status));
    if (look) look(world);
    world_free(world);
    plan_free(plan);
}

// ---- Cheats --------------------------------------------------------------------------------------------

static void publish(struct visit *visit) {
    visit_publish(visit, DATA_ABSENCE, FORM_LABEL, (struct item){.topic = &home_is_empty, .bytes = 100});
}
static void nothing(struct visit *visit) {
    (void)visit;
}

enum { SNOOP, STRANGER };  // party numbers
static struct item said(uint16_t to) {
    return (struct item){.topic = &home_is_empty, .to = to, .bytes = 100, .value = 1};
}
static uint16_t flow_of(const struct world *world) {
    size_t count;
    return world_subscriptions(world, DATA_ABSENCE, &count)->flow;
}
static const struct gate_pass *pass_of(struct visit *visit) {
    return visit_share(visit, flow_of(visit->world), FORM_LABEL, 100, 0);
}

static void send_without(struct visit *visit) {
    visit_send(visit, NULL, said(SNOOP));
}
static void report_without(struct visit *visit) {
    visit_report(visit, NULL, said(SNOOP));
}
static void bulk_without(struct visit *visit) {
    visit_send_bulk(visit, NULL, 100, 0);
}
static void send_though_refused(struct visit *visit) {
    visit_send(visit, pass_of(visit), said(SNOOP));
}
static void forge(struct visit *visit) {
    const void *entry = gate_entry_at(visit->world->gate, visit->home_number, flow_of(visit->world));
    visit_send(visit, entry, said(SNOOP));
}
static void send_to_a_stranger(struct visit *visit) {
    visit_send(visit, pass_of(visit), said(STRANGER));
}
static void report_to_a_stranger(struct visit *visit) {
    visit_report(visit, pass_of(visit), said(STRANGER));
}
static void one_pass_for_two(struct visit *visit) {
    const struct gate_pass *pass = pass_of(visit);
    visit_report(visit, pass, said(SNOOP));
    visit_report(visit, pass, said(SNOOP));
}
static void keep_for_later(struct visit *visit) {
    static const struct gate_pass *kept[HOMES];
    if (kept[visit->home_number]) visit_send(visit, kept[visit->home_number], said(SNOOP));
    kept[visit->home_number] = pass_of(visit);
    visit_send(visit, kept[visit->home_number], said(SNOOP));
}
static void use_the_neighbours(struct visit *visit) {
    static const struct gate_pass *first;
    if (!first) first = pass_of(visit);
    if (visit->home_number > 0) visit_send(visit, first, said(SNOOP));
}

static struct item said_of(uint32_t home, uint16_t from, uint16_t to) {
    struct item item = said(to);
    item.home = home;
    item.from = from;
    return item;
}
static void firm_sends_without(struct world *world, struct party *party) {
    party_send(world, NULL, said_of(0, PARTY_HOME, party->number));
}
static void firm_passes_on(struct world *world, struct party *party) {
    const struct gate_pass *pass = party_share(world, 0, flow_of(world), FORM_LABEL, 100);
    party_send(world, pass, said_of(0, party->number, STRANGER));
}
static void firm_sends_of_another_home(struct world *world, struct party *party) {
    const struct gate_pass *pass = party_share(world, 0, flow_of(world), FORM_LABEL, 100);
    party_send(world, pass, said_of(1, PARTY_HOME, party->number));
}
static void firm_is_told_though_refused(struct world *world, struct party *party) {
    party_tell(world, party_share(world, 0, flow_of(world), FORM_LABEL, 100), 0, party);
}

static void try_it(void *trial) {
    live(trial, NULL);
}

static void test_every_cheat_is_stopped(void **state) {
    (void)state;
    struct trial cheats[] = {
        {send_without, NULL, RULE_NONE},
        {report_without, NULL, RULE_NONE},
        {bulk_without, NULL, RULE_NONE},
        {send_though_refused, NULL, RULE_NEVER},
        {send_though_refused, NULL, RULE_AT_INSTALL},
        {forge, NULL, RULE_NONE},
        {send_to_a_stranger, NULL, RULE_NONE},
        {report_to_a_stranger, NULL, RULE_NONE},
        {one_pass_for_two, NULL, RULE_NONE},
        {keep_for_later, NULL, RULE_NONE},
        {use_the_neighbours, NULL, RULE_NONE},
        {nothing, firm_sends_without, RULE_NONE},
        {nothing, firm_passes_on, RULE_NONE},
        {nothing, firm_sends_of_another_home, RULE_NONE},
        {nothing, firm_is_told_though_refused, RULE_NEVER},
    };
    for (size_t i = 0; i < sizeof cheats / sizeof *cheats; i++)
        if (!check_breaks_promise(try_it, &cheats[i])) fail_msg("cheat %zu was not noticed", i + 1);
}

// ---- Honest ones ---------------------------------------------------------------------------------------

static void all_passes_were_used(const struct world *world) {
    assert_int_equal(gate_open_passes(world->gate), 0);
    const struct gate_flow *flow = gate_flow_at(world->gate, flow_of(world));
    bool taken =
        plan_rule_of(&world->plan->rules,
                     (struct plan_rule_case){DATA_ABSENCE, world->parties[SNOOP].name,
                                             world->parties[SNOOP].kind->kind.name, NULL}) == RULE_NONE;
    // Every hour from the first one on, of each home; midnights end the run.
    uint64_t said_hours = HOMES * 47;
    assert_int_equal(flow->transfers, taken ? said_hours : 0);
    assert_int_equal(flow->transfers_without_consent, taken ? said_hours : 0);
    assert_int_equal(flow->refused, taken ? 0 : said_hours);
    assert_int_equal(exchange_totals(world->exchange).reports_sent, taken ? said_hours : 0);
}

static void test_what_is_published_is_counted_or_stays(void **state) {
    (void)state;
    const enum consent_rule rules[] = {RULE_NEVER,   RULE_AT_INSTALL,    RULE_OPT_IN,
                                       RULE_OPT_OUT, RULE_ASK_EACH_TIME, RULE_NONE};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        live(&(struct trial){publish, NULL, rules[i]}, all_passes_were_used);
        // The last hours' reports are still on their way.
        if (rules[i] == RULE_NONE)
            assert_true(told > HOMES * 44 && told <= HOMES * 47);
        else
            assert_int_equal(told, 0);
    }
}

// What stays on the device is told to nobody's computers, and what a firm writes to a home comes from
// nobody's data.
static void stay_on_the_device(struct visit *visit) {
    visit_tell(visit, said(SNOOP));
}
static void firm_writes_home(struct world *world, struct party *party) {
    party_send_home(world, said_of(0, party->number, SNOOP));  // wherever it says it goes: home
}
static void test_other_doors_let_no_data_out(void **state) {
    (void)state;
    live(&(struct trial){stay_on_the_device, firm_writes_home, RULE_NEVER}, NULL);
    assert_int_equal(told, 0);
    assert_int_equal(came_home, 1);  // of the first midnight; the second ends the run
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cheat_is_stopped),
        cmocka_unit_test(test_what_is_published_is_counted_or_stays),
        cmocka_unit_test(test_other_doors_let_no_data_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

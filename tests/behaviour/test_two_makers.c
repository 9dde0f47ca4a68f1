// SPDX-License-Identifier: GPL-3.0-or-later
// A regulator, a cloud and desks in a world of two makers: fines, what the press costs, what a product tells
// and who repairs it fall to the maker whose appliance it was, and to nobody else.
#include "models/people/trust.h"
#include "tests/support/recorded_world.h"

static const char scenario[] = "scenarios/privacy_competes.lua";
enum { HOMES = 300 };

static const struct party *named(const struct world *world, const char *name) {
    for (size_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, name)) return &world->parties[i];
    fail_msg("no party %s", name);
    return NULL;
}

static void set(struct scenario_world *made, const char *setting, const char *value) {
    struct status status = {0};
    plan_set_typed(made->plan, setting, value, ORIGIN_COMMAND, &status);
    stop_on(&status);
}

static void add(struct scenario_world *made, const char *kind, const char *name) {
    struct status status = {0};
    struct plan_entry *entry;
    plan_add(made->plan, kind, name, &status, &entry);
    stop_on(&status);
}

static void leaves(struct scenario_world *made, const char *maker, enum data_class data_class) {
    struct plan_rules *rules = &made->plan->rules;
    rules->all = status_reallocate(rules->all, rules->count + 1, sizeof *rules->all);
    rules->all[rules->count++] = (struct plan_rule){
        .data_class = data_class, .maker = maker ? status_copy_text(maker) : NULL, .rule = RULE_NONE};
}

// ---- Who is fined ---------------------------------------------------------------------------------------

// All ask but `taker`; homes have cockroaches, and all recipients are looked at at once.
static struct scenario_world taken_by(const char *taker) {
    static const char *const settings[] = {
        "homes.count=300",        "homes.districts=2",    "days=200",       "cockroaches.prevalence=0.35",
        "cockroaches.at_start=1", "brands.ownership=0.8", "brands.heeds=0", NULL};
    struct scenario_world made = scenario_world_plan(scenario, "both_ask", 0, settings);
    add(&made, "regulator", "pipc");
    leaves(&made, taker, DATA_PEST_SIGHTING);
    leaves(&made, taker, DATA_IMAGE);
    set(&made, "pipc.audits_year", "12");
    set(&made, "pipc.investigation_days", "1");
    set(&made, "pipc.press", "false");
    set(&made, "pipc.order", "none");
    set(&made, "pipc.related_only", "false");
    set(&made, "pipc.claims", "0.5");
    set(&made, "pipc.fine_least_won", "1000003");
    return made;
}

static int64_t paid_by(const struct scenario_world *made, const char *payer, const char *reason) {
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(made->world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(made->world->ledger, i);
        if (!strcmp(flow->payer, payer) && !strcmp(flow->reason, reason)) sum += flow->amount;
    }
    return sum;
}

// What a partner took from the taker's robots is half the taker's fault, and none of the other maker's.
static void assert_fined_alone(const char *taker, const char *other) {
    struct recorded_world lived = recorded_world_run(taken_by(taker));
    const struct scenario_world *made = &lived.made;
    int64_t firms = paid_by(made, "bugbye", "fine") + paid_by(made, "clearhome", "fine");
    print_message("%s: fines of %lld, of its partners %lld; compensation of %lld\n", taker,
                  (long long)paid_by(made, taker, "fine"), (long long)firms,
                  (long long)paid_by(made, taker, "compensation"));
    assert_true(paid_by(made, taker, "fine") > 0 && firms > 0);
    assert_true(paid_by(made, taker, "compensation") > 0);
    assert_int_equal(paid_by(made, other, "fine"), 0);
    assert_int_equal(paid_by(made, other, "compensation"), 0);
    int64_t all = firms + paid_by(made, taker, "fine");
    assert_int_equal(all, (int64_t)recorded_world_metric(&lived, "pipc_fines"));
    recorded_world_drop(&lived);
}

static void each_pays_for_its_own(void **state) {
    (void)state;
    assert_fined_alone("hanbit", "nara");
    assert_fined_alone("nara", "hanbit");
}

static int64_t times_fined(const struct scenario_world *made, const char *payer) {
    int64_t times = 0;
    for (size_t i = 0; i < ledger_flow_count(made->world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(made->world->ledger, i);
        if (!strcmp(flow->payer, payer) && !strcmp(flow->reason, "fine")) times += (int64_t)flow->postings;
    }
    return times;
}

// Where both let a firm take, a fine is half the firm's and half of each maker's from whose robots it took:
// all fines are the least there is, of who took of its own a whole one.
static void both_are_to_blame_where_both_give(void **state) {
    (void)state;
    struct scenario_world made = taken_by("hanbit");
    leaves(&made, "nara", DATA_PEST_SIGHTING);
    leaves(&made, "nara", DATA_IMAGE);
    set(&made, "pipc.fine_share", "0");
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    const int64_t whole = 1000003, half = 500002;
    int64_t partners = times_fined(&made, "bugbye") + times_fined(&made, "clearhome");
    int64_t won = paid_by(&made, "hanbit", "fine") + paid_by(&made, "nara", "fine");
    int64_t times = times_fined(&made, "hanbit") + times_fined(&made, "nara");
    int64_t own = (won - times * half) / (whole - half), shared = times - own;
    print_message("%lld fines of partners, %lld shared by makers, %lld of their own\n", (long long)partners,
                  (long long)shared, (long long)own);
    assert_int_equal(won, own * whole + shared * half);
    assert_int_equal(paid_by(&made, "bugbye", "fine") + paid_by(&made, "clearhome", "fine"), partners * half);
    assert_true(own > 0 && shared > partners && shared <= 2 * partners);
    scenario_world_drop(&made);
}

// ---- What is read ---------------------------------------------------------------------------------------

static double trust_of(const struct scenario_world *made, const char *maker) {
    double sum = 0;
    for (uint32_t home = 0; home < HOMES; home++)
        sum += trust_in(made->world, home, named(made->world, maker)) / HOMES;
    return sum;
}

static struct scenario_world read_of(const char *taker, const char *press) {
    struct scenario_world made = taken_by(taker);
    set(&made, "pipc.watches", "false");
    set(&made, "pipc.resentment", "0");
    set(&made, "pipc.press", press);
    set(&made, "pipc.press_year", "12");
    set(&made, "pipc.gives_in", "0");
    set(&made, "pipc.scandal", "1");
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    return made;
}

static void assert_trusted_less(const char *taker, const char *other) {
    struct scenario_world quiet = read_of(taker, "false"), loud = read_of(taker, "true");
    double lost = trust_of(&quiet, taker) - trust_of(&loud, taker),
           others = trust_of(&quiet, other) - trust_of(&loud, other);
    print_message("what is read of %s costs it %.3f of trust, and %s %.4f\n", taker, lost, other, others);
    assert_true(lost > 0.1 && fabs(others) < 0.02 * lost);
    scenario_world_drop(&quiet);
    scenario_world_drop(&loud);
}

static void each_is_trusted_less_for_its_own(void **state) {
    (void)state;
    assert_trusted_less("hanbit", "nara");
    assert_trusted_less("nara", "hanbit");
}

// ---- Whose cloud ----------------------------------------------------------------------------------------

static struct recorded_world with_clouds(bool hanbits) {
    static const char *const settings[] = {"homes.count=300",      "homes.districts=2", "days=91",
                                           "brands.ownership=0.8", "brands.heeds=0",    NULL};
    struct scenario_world made = scenario_world_plan(scenario, "both_ask", 0, settings);
    if (hanbits) add(&made, "product_cloud", "hanbit_cloud");
    add(&made, "product_cloud", "nara_cloud");
    leaves(&made, NULL, DATA_TELEMETRY);
    set(&made, "nara.makes", "nara_robot nara_training nara_brand nara_cloud");
    set(&made, "nara_cloud.report_hours", "240");
    set(&made, "nara_cloud.connected", "1");
    set(&made, "nara_cloud.has_wifi", "1");
    if (hanbits) {
        set(&made, "hanbit_cloud.connected", "1");
        set(&made, "hanbit_cloud.has_wifi", "1");
    }
    return recorded_world_run(made);
}

// Homes of robots times days at midnight, as the brands' own purchases come and go: within what stood there
// first and last.
static uint32_t owned(const struct world *world, const char *robot) {
    uint32_t sum = 0;
    for (uint16_t i = 0; i < world->appliance_count; i++)
        if (world->appliances[i].entry && !strcmp(world->appliances[i].entry->name, robot))
            for (uint32_t home = 0; home < world->home_count; home++) sum += world_owned(world, home, i);
    return sum;
}

static void each_product_tells_its_own_makers_cloud(void **state) {
    (void)state;
    struct recorded_world both = with_clouds(true), one = with_clouds(false);
    double hanbits = recorded_world_metric(&both, "hanbit_cloud_product_days"),
           naras = recorded_world_metric(&both, "nara_cloud_product_days"),
           often = recorded_world_metric(&both, "hanbit_cloud_statuses") / hanbits,
           seldom = recorded_world_metric(&both, "nara_cloud_statuses") / naras;
    uint32_t robots = owned(both.made.world, "hanbit_robot"), others = owned(both.made.world, "nara_robot");
    print_message("%.0f and %.0f days of products, %u and %u in the end; a status in %.2f and %.1f days\n",
                  hanbits, naras, robots, others, 1 / often, 1 / seldom);
    assert_true(robots > 0 && others > 0 && robots != others);
    assert_true(fabs(hanbits / 91 - robots) < 0.15 * robots && fabs(naras / 91 - others) < 0.15 * others);
    assert_true(fabs(often - 1) < 0.05 && fabs(seldom - 0.1) < 0.01);
    assert_true(paid_by(&both.made, "hanbit", "keeping twins") > 0);
    assert_true(paid_by(&both.made, "nara", "keeping twins") > 0);
    // Without a cloud of its own hanbit keeps nothing, and nara is told what it was.
    assert_int_equal(paid_by(&one.made, "hanbit", "keeping twins"), 0);
    assert_true(recorded_world_metric(&one, "nara_cloud_statuses") ==
                recorded_world_metric(&both, "nara_cloud_statuses"));
    recorded_world_drop(&both);
    recorded_world_drop(&one);
}

// ---- Whose desks ----------------------------------------------------------------------------------------

// Air conditioners are the first maker's, robots nara's, and each has its desks. All products are connected
// and break often, and makers pay for all repairs.
static struct scenario_world with_desks(const char *policy, bool naras_service) {
    static const char *const settings[] = {"homes.count=300",
                                           "homes.districts=2",
                                           "days=40",
                                           "product_health.connected=1",
                                           "product_health.life_years=2",
                                           "product_health.false_signs_year=2",
                                           "product_health.filter_days=30",
                                           "after_service.warranty_years=10",
                                           "after_service.warranty_cooling_years=10",
                                           "after_service.technicians=10",
                                           NULL};
    struct scenario_world made = scenario_world_plan("scenarios/data_uses.lua", policy, 0, settings);
    add(&made, "maker", "nara");
    add(&made, "fault_diagnosis", "nara_diagnosis");
    add(&made, "statistics", "nara_statistics");
    add(&made, "personal_service", "nara_personal");
    add(&made, "strategy_report", "nara_strategy");
    if (naras_service) {
        add(&made, "after_service", "nara_service");
        set(&made, "nara_service.warranty_years", "10");
        set(&made, "nara_service.technicians", "10");
    }
    set(&made, "nara.makes",
        naras_service ? "robot_vacuum nara_diagnosis nara_statistics nara_personal nara_strategy nara_service"
                      : "robot_vacuum nara_diagnosis nara_statistics nara_personal nara_strategy");
    return made;
}

static unsigned owned_of(const struct world *world, uint32_t home, const struct party *maker) {
    unsigned sum = 0;
    for (uint16_t i = 0; i < world->appliance_count; i++) {
        const struct appliance *appliance = &world->appliances[i];
        bool product = appliance->entry && strcmp(appliance_name(appliance), "product_health") != 0;
        if (product && appliance->maker == maker) sum += world_owned(world, home, i);
    }
    return sum;
}

static bool is_desks(const struct gate_flow *flow) {
    bool theirs = flow->data_class == DATA_DEVICE_HEALTH || flow->data_class == DATA_PROFILE;
    return theirs && flow->maker != GATE_NOBODY;
}

static bool was_asked(const struct world *world, uint32_t home, uint16_t flow) {
    return consent_state(world->gate, home, flow, world->now) != CONSENT_NOT_ASKED;
}
static bool was_told(const struct world *world, uint32_t home, uint16_t flow) {
    return gate_entry_at(world->gate, home, flow)->transfers > 0;
}

// Returns the homes that it holds of, and stops unless these are the homes with something of the flow's
// maker.
static unsigned hold_of_owners(const struct world *world, uint16_t flow,
                               bool (*holds)(const struct world *, uint32_t, uint16_t)) {
    unsigned homes = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct party *maker = &world->parties[gate_flow_at(world->gate, flow)->maker];
        bool owns = world->homes[home].members && owned_of(world, home, maker) > 0;
        assert_int_equal(holds(world, home, flow), owns);
        homes += owns;
    }
    return homes;
}

static void each_desk_asks_who_has_something_of_its_makers(void **state) {
    (void)state;
    struct recorded_world lived = recorded_world_run(with_desks("ask_for_all", true));
    const struct world *world = lived.made.world;
    unsigned flows[2] = {0}, homes[2] = {0};
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        const struct gate_flow *of = gate_flow_at(world->gate, flow);
        if (!is_desks(of)) continue;
        uint16_t rank = world->parties[of->maker].maker_rank;
        homes[rank] = hold_of_owners(world, flow, was_asked);
        flows[rank]++;
    }
    print_message("%u and %u desks ask %u and %u homes\n", flows[0], flows[1], homes[0], homes[1]);
    assert_int_equal(flows[0], 6);
    assert_int_equal(flows[1], 5);  // the app is the first maker's
    assert_true(homes[0] != homes[1] && homes[1] > 50);
    recorded_world_drop(&lived);
}

static bool reports_monthly(const struct gate_flow *flow) {
    return !strcmp(flow->purpose, "statistics") || !strcmp(flow->purpose, "strategy_report") ||
           !strcmp(flow->purpose, "marketing");
}

// By the end each product has reported at least once, and the desk for strategy knows it.
static void each_product_tells_its_own_makers_desks(void **state) {
    (void)state;
    struct recorded_world lived = recorded_world_run(with_desks("take_all", true));
    const struct world *world = lived.made.world;
    unsigned monthly = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        const struct gate_flow *of = gate_flow_at(world->gate, flow);
        if (!is_desks(of)) continue;
        assert_true(of->transfers > 0);
        if (!reports_monthly(of)) continue;
        hold_of_owners(world, flow, was_told);
        monthly++;
    }
    assert_int_equal(monthly, 5);
    unsigned robots = 0, others = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!world->homes[home].members) continue;
        robots += owned_of(world, home, named(world, "nara"));
        others += owned_of(world, home, named(world, "maker"));
    }
    assert_int_equal((unsigned)recorded_world_metric(&lived, "nara_strategy_sample"), robots);
    assert_int_equal((unsigned)recorded_world_metric(&lived, "strategy_report_sample"), others);
    recorded_world_drop(&lived);
}

static int64_t paid_between(const struct scenario_world *made, const char *payer, const char *payee,
                            const char *reason) {
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(made->world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(made->world->ledger, i);
        bool theirs = !strcmp(flow->payer, payer) && !strcmp(flow->payee, payee);
        if (theirs && !strcmp(flow->reason, reason)) sum += flow->amount;
    }
    return sum;
}

// Repairs of what breaks are the maker's own service's, who has one; the warranty is the maker's in any case.
static void each_maker_has_its_own_repaired(void **state) {
    (void)state;
    struct recorded_world both = recorded_world_run(with_desks("take_all", true)),
                          one = recorded_world_run(with_desks("take_all", false));
    int64_t own = paid_between(&both.made, "nara", "nara_service", "warranty repair"),
            bought = paid_between(&one.made, "nara", "after_service", "warranty repair");
    print_message("nara pays %lld to its own service, %lld to the other maker's\n", (long long)own,
                  (long long)bought);
    assert_true(own > 0 && bought > 0);
    assert_int_equal(paid_between(&both.made, "nara", "after_service", "warranty repair"), 0);
    assert_int_equal(paid_between(&both.made, "maker", "nara_service", "warranty repair"), 0);
    assert_true(paid_between(&both.made, "maker", "after_service", "warranty repair") > 0);
    recorded_world_drop(&both);
    recorded_world_drop(&one);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pays_for_its_own),
        cmocka_unit_test(both_are_to_blame_where_both_give),
        cmocka_unit_test(each_is_trusted_less_for_its_own),
        cmocka_unit_test(each_product_tells_its_own_makers_cloud),
        cmocka_unit_test(each_desk_asks_who_has_something_of_its_makers),
        cmocka_unit_test(each_product_tells_its_own_makers_desks),
        cmocka_unit_test(each_maker_has_its_own_repaired),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

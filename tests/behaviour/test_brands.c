// SPDX-License-Identifier: GPL-3.0-or-later
// Several makers in plain words: each has its own rules, its own trust and its own tokens, and families
// choose among their brands by price and by what a policy lets out.
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/people/privacy.h"
#include "models/people/trust.h"
#include "models/products/brands.h"
#include "models/tokens/wallet.h"
#include "sim/engine/party_act.h"
#include "tests/support/recorded_world.h"

enum { HOMES = 300, NARAS = 1 };
static const char scenario[] = "scenarios/privacy_competes.lua";

static const struct party *named(const struct world *world, const char *name) {
    for (size_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, name)) return &world->parties[i];
    fail_msg("no party %s", name);
    return NULL;
}

static struct scenario_world still(const char *policy, const char *more) {
    return scenario_world_make(
        scenario, policy, 0,
        (const char *const[]){"homes.count=300", "homes.districts=2", "days=10", more, NULL}, 1);
}

// ---- Each its own ---------------------------------------------------------------------------------------

static void hanbit_takes_and_nara_asks(void **state) {
    (void)state;
    struct scenario_world made = scenario_world_make(
        scenario, "hanbit_takes", 0,
        (const char *const[]){"homes.count=300", "homes.districts=2", "days=120",
                              "cockroaches.prevalence=0.35", "cockroaches.at_start=1", NULL},
        1);
    scenario_world_run(&made);
    const struct gate *gate = made.world->gate;
    uint64_t taken = 0, given = 0;
    unsigned flows = 0;
    for (uint16_t f = 0; f < gate_flow_count(gate); f++) {
        const struct gate_flow *flow = gate_flow_at(gate, f);
        if (flow->maker == GATE_NOBODY) continue;
        bool nara = flow->maker == named(made.world, "nara")->number;
        flows++;
        if (nara) assert_int_equal(flow->transfers_without_consent, 0);
        *(nara ? &given : &taken) += flow->transfers;
        if (!nara) assert_int_equal(flow->transfers, flow->transfers_without_consent);
    }
    assert_int_equal(flows, 8);  // each maker: sightings and pictures to itself, sightings to two firms
    print_message("hanbit took %llu, nara was given %llu\n", (unsigned long long)taken,
                  (unsigned long long)given);
    assert_true(taken > 0 && given > 0);
    scenario_world_drop(&made);
}

static uint16_t flow_from(const struct world *world, const char *maker, enum data_class data_class) {
    for (uint16_t f = 0; f < gate_flow_count(world->gate); f++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, f);
        if (flow->maker == named(world, maker)->number && flow->data_class == data_class &&
            flow->recipient == flow->maker)
            return f;
    }
    fail_msg("no flow from %s", maker);
    return GATE_NO_FLOW;
}

static void may_leave(struct plan *plan, const char *maker, enum data_class data_class) {
    struct plan_rules *rules = &plan->rules;
    rules->all = status_reallocate(rules->all, rules->count + 1, sizeof *rules->all);
    rules->all[rules->count++] =
        (struct plan_rule){.data_class = data_class, .maker = status_copy_text(maker), .rule = RULE_NONE};
}

// Of two makers' sensors that tell one firm, which is the first maker's partner, the rules are those of the
// sensor's maker.
static void a_sensor_goes_by_its_makers_rules(void **state) {
    (void)state;
    struct scenario_world made =
        scenario_world_plan(scenario, "both_ask", 0,
                            (const char *const[]){"homes.count=20", "homes.districts=2", "days=2", NULL});
    struct status status = {0};
    struct plan_entry *entry;
    plan_add(made.plan, "firm", "clinic", &status, &entry);
    plan_add(made.plan, "sensor", "naras_sensor", &status, &entry);
    plan_set_typed(made.plan, "naras_sensor.to", "clinic", ORIGIN_COMMAND, &status);
    plan_set_typed(made.plan, "naras_sensor.data_class", "health", ORIGIN_COMMAND, &status);
    plan_set_typed(made.plan, "nara.makes", "nara_robot nara_training nara_brand naras_sensor",
                   ORIGIN_COMMAND, &status);
    stop_on(&status);
    may_leave(made.plan, "nara", DATA_HEALTH);
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    assert_true(scenario_world_flows(&made, DATA_HEALTH, "firm", NULL).transfers > 0);
    scenario_world_drop(&made);
}

// What one maker does costs it alone the family's trust and consent.
static void trust_and_consent_are_each_makers_own(void **state) {
    (void)state;
    struct scenario_world made = still("both_ask", "families.withdraws_below=0.3");
    struct world *world = made.world;
    const struct party *hanbit = named(world, "hanbit"), *nara = named(world, "nara");
    uint16_t flows[] = {flow_from(world, "hanbit", DATA_IMAGE), flow_from(world, "nara", DATA_IMAGE)};
    enum { HOME = 7 };
    for (int i = 0; i < 2; i++) {
        consent_request(world->gate, HOME, flows[i], 0);
        consent_answer(world->gate, HOME, flows[i], true, 0, CLOCK_NEVER);
    }
    double before = trust_in(world, HOME, hanbit), gain = (double)world->homes[HOME].trust_gain,
           loss = (double)world->homes[HOME].trust_loss + 20 * world->model->families->loss_factor;
    assert_true(trust_in(world, HOME, nara) == before);
    choice_bad_experience(world, HOME, nara, 20);
    assert_true(trust_in(world, HOME, hanbit) == before);
    assert_true(fabs(trust_in(world, HOME, nara) - gain / (gain + loss)) < 1e-6);
    assert_true(fabs(trust_mean(world, HOME) - (before + gain / (gain + loss)) / 2) < 1e-6);
    assert_int_equal(consent_state(world->gate, HOME, flows[0], 0), CONSENT_GRANTED);
    assert_int_equal(consent_state(world->gate, HOME, flows[1], 0), CONSENT_WITHDRAWN);
    scenario_world_drop(&made);
}

static int64_t pays(struct world *world, const struct party *maker, int64_t won) {
    party_begin(world, PARTY_HOME, 3, "family buys from the maker");
    return wallet_pay(world, 3, ledger_party(world->ledger, maker->number), maker, TOKENS_MAKER, won,
                      ledger_reason(world->ledger, "accessories"), 0);
}

static void a_maker_takes_its_own_tokens_only(void **state) {
    (void)state;
    struct scenario_world made = still("both_ask", NULL);
    struct world *world = made.world;
    const struct party *hanbit = named(world, "hanbit"), *nara = named(world, "nara");
    uint16_t reward = ledger_reason(world->ledger, "reward tokens");
    party_begin(world, PARTY_HOME, 3, "reward");
    tokens_issue(world, nara, 3, 500, reward, 0);
    tokens_issue(world, hanbit, 3, 40, reward, 0);
    tokens_issue(world, nara, 3, 300, reward, 0);
    assert_int_equal(pays(world, hanbit, 1000), 40);
    assert_int_equal(pays(world, hanbit, 1000), 0);
    assert_int_equal(pays(world, nara, 600), 600);
    assert_int_equal(ledger_held_tokens(world->ledger, (struct ledger_holder){nara->number, 3}), 200);
    assert_int_equal(pays(world, nara, 600), 200);
    assert_int_equal(ledger_tokens_of(world->ledger, nara->number).redeemed, 800);
    ledger_settle(world->ledger);
    scenario_world_drop(&made);
}

// ---- Choosing -------------------------------------------------------------------------------------------

// A policy that lets something out is felt by who heeds it as a price so much higher, to the won, and not at
// all by others.
static void who_heeds_a_policy_feels_it_as_a_price(void **state) {
    (void)state;
    struct scenario_world made = still("hanbit_takes", "brands.heeds=0.5");
    struct world *world = made.world;
    const struct party *hanbit = named(world, "hanbit"), *nara = named(world, "nara");
    double *told = status_allocate(gate_flow_count(world->gate), sizeof *told),
           *nothing = status_allocate(gate_flow_count(world->gate), sizeof *nothing);
    told[flow_from(world, "hanbit", DATA_IMAGE)] = 0.25;
    const struct brand_view views[] = {{hanbit, 600000, 0, told}, {nara, 600000, 0, nothing}};
    unsigned heeding = 0;
    for (uint32_t home = 0; home < HOMES; home++) {
        struct brands_choice choice = brands_weigh(world, home, BRANDS_NONE, views, 2);
        bool heeds = brands_heeds(world, home);
        heeding += heeds;
        double feared = heeds ? 12 * 5 * 0.25 * privacy_month_won(world, home, hanbit, DATA_IMAGE) : 0;
        double dearer = choice.utility[NARAS] - choice.utility[0];
        assert_true(fabs(choice.feared_won[0] - feared) <= 1e-9 * feared && choice.feared_won[NARAS] == 0);
        assert_true(fabs(dearer - 4 * feared / 600000) <= 1e-9 * (1 + dearer));
    }
    assert_true(heeding > HOMES / 2 - 3 * 9 && heeding < HOMES / 2 + 3 * 9);  // 9: a standard deviation
    free(told);
    free(nothing);
    scenario_world_drop(&made);
}

// Nobody differs from anybody: no habit, no pests, no messes, nothing else is earned or spent.
static const char *const alike[] = {"homes.count=1500",
                                    "homes.districts=2",
                                    "days=360",
                                    "brands.rebuys=0.5",
                                    "brands.heeds=0",
                                    "brands.life_years=1",
                                    "brands.ownership=1",
                                    "hanbit_robot.mess_per_run=0",
                                    "nara_robot.mess_per_run=0",
                                    "hanbit_robot.camera=false",
                                    "nara_robot.camera=false",
                                    "hanbit_training.material=updates",
                                    "nara_training.material=updates",
                                    "hanbit.accessories_year=0",
                                    "hanbit.service_year=0",
                                    "nara.accessories_year=0",
                                    "nara.service_year=0",
                                    "network.cloud_idle_w=0",
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL};

static struct recorded_world live_alike(const char *const *more) {
    const char *settings[sizeof alike / sizeof *alike];
    size_t count = 0;
    for (; alike[count]; count++) settings[count] = alike[count];
    for (; *more; more++) settings[count++] = *more;
    settings[count] = NULL;
    struct recorded_world lived = {.made = scenario_world_plan(scenario, "both_ask", 0, settings)};
    recorded_world_create(&lived);
    recorded_world_finish(&lived);
    return lived;
}

static double utility(double price_won) {
    return log(0.8 / 0.2) + log(0.75 / 0.75) - 4 * (price_won - 600000) / 600000;
}

static void within_three_errors(double seen, double share, double of) {
    double error = sqrt(share * (1 - share) * of);
    print_message("%.0f of %.0f, the logit says %.1f +- %.1f\n", seen, of, share * of, error);
    assert_true(fabs(seen - share * of) <= 3 * error);
}

static void families_choose_by_the_logit(void **state) {
    (void)state;
    struct recorded_world lived = live_alike(
        (const char *const[]){"hanbit_brand.price=fixed", "nara_brand.price=fixed",
                              "hanbit_brand.price_won=500000", "nara_brand.price_won=620000", NULL});
    double hanbit = exp(utility(500000)), nara = exp(utility(620000)), all = 1 + hanbit + nara;
    double choices = recorded_world_metric(&lived, "hanbit_brand_choices");
    within_three_errors(recorded_world_metric(&lived, "hanbit_brand_sold"), hanbit / all, choices);
    within_three_errors(recorded_world_metric(&lived, "nara_brand_sold"), nara / all, choices);
    recorded_world_drop(&lived);
}

// Shops keep a fifth: (1 - 1/5) p - cost = (1 - 1/5) / (u (1 - share)), the same for both.
static double price_where_none_would_move(double cost_won) {
    double low = cost_won, high = 10 * cost_won;
    for (int i = 0; i < 100; i++) {
        double price = (low + high) / 2, share = exp(utility(price)) / (1 + 2 * exp(utility(price)));
        *(0.8 * price - cost_won < 0.8 * 150000 / (1 - share) ? &low : &high) = price;
    }
    return low;
}

static double in_the_last_days(const struct recorded_world *lived, const char *name, size_t days) {
    const struct run_series *series = run_series_named(lived->run, name);
    double sum = 0;
    size_t segments = lived->run->segments, first = (size_t)lived->run->days - days;
    for (size_t i = first * segments; i < (size_t)lived->run->days * segments; i++) sum += series->values[i];
    return sum;
}

static void prices_that_answer_settle_where_none_would_move(void **state) {
    (void)state;
    struct recorded_world lived = live_alike((const char *const[]){NULL});
    double sold = in_the_last_days(&lived, "hanbit_brand_sold", 60),
           paid = in_the_last_days(&lived, "hanbit_brand_price", 60);
    double expected = price_where_none_would_move(360000);
    print_message("sold for %.2f, expected %.2f\n", paid / sold, expected);
    assert_true(sold > 0 && fabs(paid / sold - expected) < 1);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hanbit_takes_and_nara_asks),
        cmocka_unit_test(a_sensor_goes_by_its_makers_rules),
        cmocka_unit_test(trust_and_consent_are_each_makers_own),
        cmocka_unit_test(a_maker_takes_its_own_tokens_only),
        cmocka_unit_test(who_heeds_a_policy_feels_it_as_a_price),
        cmocka_unit_test(families_choose_by_the_logit),
        cmocka_unit_test(prices_that_answer_settle_where_none_would_move),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

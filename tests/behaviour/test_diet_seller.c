// SPDX-License-Identifier: GPL-3.0-or-later
// What the diet service does to its families, in plain words.
#include "analysis/measure.h"
#include "models/food/diet.h"
#include "models/food/diet_seller.h"
#include "models/food/diet_service.h"
#include "sim/engine/loop.h"
#include "tests/support/recorded_world.h"

static const char scenario[] = "scenarios/healthy_diet.lua";
// Where nothing is known, nothing need be sensed.
#define NOTHING_SENSED "microwave.ownership=0", "refrigerator.ownership=0"

static struct scenario_world live(const char *policy, uint32_t replication, const char *const *settings) {
    struct scenario_world made = scenario_world_make(scenario, policy, replication, settings, 1);
    scenario_world_run(&made);
    return made;
}

// ---- Looking at what happened ---------------------------------------------------------------------------

static const struct journal_line *line_at(const struct scenario_world *made, uint64_t number) {
    return journal_at(made->world->journal, number);
}

static bool is(const struct journal_line *line, const char *what) {
    return strcmp(line->what, what) == 0;
}

static uint32_t lines(const struct scenario_world *made, const char *what) {
    uint32_t count = 0;
    for (uint64_t i = 1; i <= journal_count(made->world->journal); i++) count += is(line_at(made, i), what);
    return count;
}

static int64_t paid(const struct scenario_world *made, const char *reason) {
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(made->world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(made->world->ledger, i);
        if (!strcmp(flow->reason, reason) && strcmp(flow->payer, "hanbit") != 0) sum += flow->amount;
    }
    return sum;
}

static double mean_need_of_offered(const struct scenario_world *made) {
    const struct diet_settings *diet = plan_section(made->plan, &diet_section);
    double sum = 0, count = 0;
    for (uint64_t i = 1; i <= journal_count(made->world->journal); i++) {
        if (!is(line_at(made, i), "supplements offered")) continue;
        sum += diet_family_of(made->world, diet, line_at(made, i)->home).need;
        count++;
    }
    assert_true(count > 100);
    return sum / count;
}

static uint16_t flow_of(const struct scenario_world *made, enum data_class data_class) {
    const struct party *seller = diet_service_seller(made->world);
    for (uint16_t i = 0; i < gate_flow_count(made->world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(made->world->gate, i);
        if (flow->data_class == data_class && flow->recipient == seller->number) return i;
    }
    fail();
    return 0;
}

// ---- The tests ------------------------------------------------------------------------------------------

// Families held out are offered nothing, and some of them subscribe all the same.
static void test_families_held_out_are_never_offered_anything(void **state) {
    (void)state;
    struct scenario_world made = live(
        "untargeted", 0, (const char *[]){NOTHING_SENSED, "homes.count=600", "goodfood.offer_share=1", NULL});
    const struct party *seller = diet_service_seller(made.world);
    uint32_t offered = 0, organic = 0, held_out = 0;
    for (uint32_t home = 0; home < made.world->home_count; home++)
        held_out += diet_seller_holds_out(made.world, seller, home);
    for (uint64_t i = 1; i <= journal_count(made.world->journal); i++) {
        const struct journal_line *line = line_at(&made, i);
        bool out = diet_seller_holds_out(made.world, seller, line->home);
        if (is(line, "supplements offered")) assert_false(out);
        offered += is(line, "supplements offered");
        organic += is(line, "supplements ordered") && out;
    }
    assert_true(held_out > 130 && held_out < 230);  // 180 expected, standard deviation 11
    assert_true(offered > 1000);
    assert_true(organic > 3);
    scenario_world_drop(&made);
}

// The better the data, the needier are those who get offers: nothing known, noised labels, labels. From
// microwaves alone.
static void test_better_data_finds_needier_families(void **state) {
    (void)state;
    const char *const labels[] = {"homes.count=1500", "days=100", "refrigerator.connected=0", NULL};
    const char *const noise[] = {"homes.count=1500",         "days=100",
                                 "refrigerator.connected=0", "microwave.report=noised",
                                 "microwave.epsilon=1.5",    NULL};
    struct scenario_world blind = live("untargeted", 0, labels), noised = live("taken", 0, noise),
                          plain = live("taken", 0, labels);
    double of_blind = mean_need_of_offered(&blind), of_noised = mean_need_of_offered(&noised),
           of_plain = mean_need_of_offered(&plain);
    print_message(
        "mean need of who is offered a plan: %.3f untargeted, %.3f by noised labels, %.3f by labels\n",
        of_blind, of_noised, of_plain);
    assert_true(fabs(of_blind) < 0.1);  // 3 standard errors of a mean of some 900 offers
    assert_true(of_noised > of_blind + 0.05);
    assert_true(of_plain > of_noised + 0.05);
    scenario_world_drop(&blind);
    scenario_world_drop(&noised);
    scenario_world_drop(&plain);
}

// Who leaves the service takes its consents back, and from then on nothing arrives there.
static void test_withdrawing_stops_the_data(void **state) {
    (void)state;
    struct scenario_world made = live("asked", 0,
                                      (const char *[]){"homes.count=600", "days=100", "diet.annoyed=0.9",
                                                       "diet.opt_out=0.5", "goodfood.offer_share=1", NULL});
    const enum data_class classes[] = {DATA_FOOD, DATA_STOCK, DATA_PROFILE};
    uint32_t withdrawn = 0, still = 0;
    for (int c = 0; c < 3; c++) {
        uint16_t flow = flow_of(&made, classes[c]);
        assert_int_equal(gate_flow_at(made.world->gate, flow)->transfers_without_consent, 0);
        for (uint32_t home = 0; home < made.world->home_count; home++) {
            const struct gate_entry *entry = gate_entry_at(made.world->gate, home, flow);
            if (entry->state == CONSENT_WITHDRAWN && entry->transfers > 0) {
                withdrawn++;
                // Within a window homes have lived before anybody decides.
                assert_true(entry->last_min < entry->since_min + made.world->window / CLOCK_MINUTE);
            }
            still += entry->state == CONSENT_GRANTED && entry->transfers > 0;
        }
    }
    assert_true(withdrawn > 20 && still > 20);
    scenario_world_drop(&made);
}

static void test_a_dearer_plan_finds_fewer_buyers(void **state) {
    (void)state;
    struct scenario_world cheap =
        live("untargeted", 0,
             (const char *[]){NOTHING_SENSED, "homes.count=600", "goodfood.plan_won=20000", NULL});
    struct scenario_world dear =
        live("untargeted", 0,
             (const char *[]){NOTHING_SENSED, "homes.count=600", "goodfood.plan_won=50000", NULL});
    // Odds of a month fall by exp(0.6 x 3) = 6.
    assert_true(lines(&dear, "supplements ordered") * 3 < lines(&cheap, "supplements ordered"));
    assert_true(lines(&dear, "supplements ordered") > 0);
    scenario_world_drop(&cheap);
    scenario_world_drop(&dear);
}

// The seller's won: the plans' price, less goods, offers and the maker's share of the first months.
static void test_every_won_has_its_reason(void **state) {
    (void)state;
    struct scenario_world made =
        live("untargeted", 0, (const char *[]){NOTHING_SENSED, "homes.count=600", NULL});
    const struct ledger *ledger = made.world->ledger;
    int64_t revenue = paid(&made, "supplements"), goods = paid(&made, "cost of goods"),
            offers = paid(&made, "offers"), referral = paid(&made, "referral fee");
    assert_true(revenue > 0 && revenue % 30000 == 0);
    assert_int_equal(goods * 100, revenue * 45);
    assert_int_equal(offers, 50 * (int64_t)lines(&made, "supplements offered"));
    assert_true(referral > 0 && referral % 6000 == 0 && referral * 5 <= revenue);
    account own = ledger_party(ledger, diet_service_seller(made.world)->number);
    assert_int_equal(ledger_balance(ledger, own, WON), revenue - goods - offers - referral);
    scenario_world_drop(&made);
}

// The more carefully a family is asked, the less is known: taken, asked, not at all. Nothing leaves unasked
// but what is taken.
static void test_what_is_known_follows_the_consent(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=600", "days=40", NULL};
    struct scenario_world none = live("untargeted", 0, settings), asked = live("asked", 0, settings),
                          taken = live("taken", 0, settings);
    struct gate_flow of_none = scenario_world_flows(&none, DATA_FOOD, "diet_seller", DIET_SELLER_PURPOSE),
                     of_asked = scenario_world_flows(&asked, DATA_FOOD, "diet_seller", DIET_SELLER_PURPOSE),
                     of_taken = scenario_world_flows(&taken, DATA_FOOD, "diet_seller", DIET_SELLER_PURPOSE);
    assert_int_equal(of_none.transfers, 0);
    assert_int_equal(of_asked.transfers_without_consent, 0);
    assert_true(of_asked.transfers > 0 && of_asked.transfers < of_taken.transfers);
    assert_int_equal(of_taken.transfers_without_consent, of_taken.transfers);
    // An order is its own consent, under every policy.
    assert_int_equal(
        scenario_world_flows(&taken, DATA_PURCHASE, "diet_seller", NULL).transfers_without_consent, 0);
    scenario_world_drop(&none);
    scenario_world_drop(&asked);
    scenario_world_drop(&taken);
}

// The policy's hook decides: who told nothing is left in peace, and fewer are annoyed.
static void test_a_careful_seller_leaves_the_unknown_in_peace(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=600", "days=100", NULL};
    struct scenario_world asked = live("asked", 0, settings), careful = live("careful", 0, settings);
    uint16_t food = flow_of(&careful, DATA_FOOD), stock = flow_of(&careful, DATA_STOCK);
    uint32_t offers = 0;
    for (uint64_t i = 1; i <= journal_count(careful.world->journal); i++) {
        const struct journal_line *line = line_at(&careful, i);
        if (!is(line, "supplements offered")) continue;
        offers++;
        assert_true(gate_entry_at(careful.world->gate, line->home, food)->transfers > 0 ||
                    gate_entry_at(careful.world->gate, line->home, stock)->transfers > 0);
    }
    assert_true(offers > 30 && offers < lines(&asked, "supplements offered"));
    assert_true(lines(&careful, "offer unwanted") < lines(&asked, "offer unwanted"));
    scenario_world_drop(&asked);
    scenario_world_drop(&careful);
}

// Asked, nobody finds that an offer knows too much: all that families mind annoyed them. Taken from, and
// where no offer annoys, it is the other way round.
static void test_offers_that_annoy_are_counted_apart(void **state) {
    (void)state;
    struct recorded_world asked =
        recorded_world_live(scenario, "asked", 0, (const char *[]){"homes.count=300", "days=100", NULL});
    struct recorded_world taken = recorded_world_live(
        scenario, "taken", 0, (const char *[]){"homes.count=300", "days=100", "diet.annoyed=0", NULL});
    double annoyed = lines(&asked.made, "offer unwanted"), noticed = lines(&taken.made, "offer unwanted");
    print_message("%.0f offers annoyed, %.0f knew too much\n", annoyed, noticed);
    assert_true(annoyed > 10 && noticed > 10);
    assert_true(recorded_world_metric(&asked, "goodfood_unwanted_offers") == annoyed);
    assert_true(recorded_world_metric(&asked, "goodfood_noticed_unasked") == 0);
    assert_true(recorded_world_metric(&taken, "goodfood_unwanted_offers") == 0);
    assert_true(recorded_world_metric(&taken, "goodfood_noticed_unasked") == noticed);
    recorded_world_drop(&asked);
    recorded_world_drop(&taken);
}

static unsigned clients(const struct world *world) {
    unsigned count = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        count += diet_service_app(world, home) != UINT16_MAX;
    return count;
}

// Of two clients it gets the order right or wrong, and two points lie on a line: the correlation is 1 or -1,
// whatever it believes of homes that are not its clients. More often it is right. Where it knows nothing, 0.
static void test_of_two_clients_it_is_right_or_wrong(void **state) {
    (void)state;
    enum { WORLDS = 12, REPLICATIONS_MOST = 400 };
    static const char *const few[] = {"homes.count=8", "homes.districts=1", "days=100",
                                      "diet_app.ownership=0.25", NULL};
    double sum = 0;
    unsigned found = 0;
    for (uint32_t r = 0; r < REPLICATIONS_MOST && found < WORLDS; r++) {
        struct recorded_world lived = recorded_world_live(scenario, "taken", r, few);
        if (clients(lived.made.world) == 2) {
            double accuracy = recorded_world_metric(&lived, "goodfood_accuracy");
            assert_float_equal(fabs(accuracy), 1, 1e-6);
            sum += accuracy;
            found++;
        }
        recorded_world_drop(&lived);
    }
    print_message("%u pairs of clients: mean correlation %.2f\n", found, sum / found);
    assert_true(found == WORLDS && sum > 0 && sum < WORLDS);
    struct recorded_world blind = recorded_world_live(scenario, "untargeted", 0, few);
    assert_true(recorded_world_metric(&blind, "goodfood_accuracy") == 0);
    recorded_world_drop(&blind);
}

static void test_an_app_without_a_service_is_refused(void **state) {
    (void)state;
    struct status status = {0};
    struct plan_entry *entry;
    struct plan *plan = plan_create(models_catalogue());
    assert_true(plan_add(plan, "diet_app", NULL, &status, &entry));
    assert_true(plan_check(plan, &status));
    assert_null(world_create(plan, NULL, 1, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_non_null(strstr(status.message, "diet_seller"));
    plan_free(plan);
}

// ---- Estimate and truth ---------------------------------------------------------------------------------

struct caused {
    double truth, estimate, error;
};

static struct caused caused_in(uint32_t replication) {
    static const char run_file[] = "test_diet_seller.h5";
    struct scenario_world made =
        scenario_world_plan(scenario, "untargeted", replication,
                            (const char *[]){NOTHING_SENSED, "homes.count=800", "goodfood.offer_share=1",
                                             "friends.model=none", NULL});
    scenario_world_create(&made, run_file, 1);
    scenario_world_run(&made);
    scenario_world_drop(&made);
    struct fault fault = {0};
    struct run *run = run_read(run_file, RUN_TABLES, &fault);
    if (!run) fail_msg("%s", fault.message);
    struct caused caused = {
        .truth = measure_series(run, run_series_named(run, "diet_app_caused_months")),
        .estimate = measure_series(run, run_series_named(run, "goodfood_caused_estimate")),
        .error = measure_series(run, run_series_named(run, "goodfood_caused_error"))};
    run_free(run);
    unlink(run_file);
    return caused;
}

// What the seller reads off its hold-out is what its offers really caused, as closely as it says.
static void test_the_holdout_tells_what_offers_caused(void **state) {
    (void)state;
    enum { REPLICATIONS = 6 };
    double squares = 0, sum = 0;
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct caused caused = caused_in(r);
        print_message("months caused by offers: %.0f, estimated %.0f +- %.0f\n", caused.truth,
                      caused.estimate, caused.error);
        assert_true(caused.truth > 0 && caused.error > 0);
        double off = (caused.estimate - caused.truth) / caused.error;
        sum += off;
        squares += off * off;
    }
    assert_true(fabs(sum / sqrt(REPLICATIONS)) < 3);  // standard normal, if it is unbiased
    assert_true(squares < 22.5 &&
                squares > 0.38);  // chi squared with 6 degrees of freedom, 0.1 % on each side
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_families_held_out_are_never_offered_anything),
        cmocka_unit_test(test_better_data_finds_needier_families),
        cmocka_unit_test(test_withdrawing_stops_the_data),
        cmocka_unit_test(test_a_dearer_plan_finds_fewer_buyers),
        cmocka_unit_test(test_every_won_has_its_reason),
        cmocka_unit_test(test_what_is_known_follows_the_consent),
        cmocka_unit_test(test_a_careful_seller_leaves_the_unknown_in_peace),
        cmocka_unit_test(test_offers_that_annoy_are_counted_apart),
        cmocka_unit_test(test_of_two_clients_it_is_right_or_wrong),
        cmocka_unit_test(test_an_app_without_a_service_is_refused),
        cmocka_unit_test(test_the_holdout_tells_what_offers_caused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

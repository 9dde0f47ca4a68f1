// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is lost and nothing comes from nowhere: won, tokens, orders, items, pictures and bytes add up after
// a run, under every policy, also when cloud servers fail. Each world runs in a process of its own, on
// SimGrid.
#include "analysis/measure.h"
#include "tests/support/scenario_world.h"
#include "tests/support/welfare_sums.h"

// ---- Keeping count of broken sums ------------------------------------------------------------------------

// In the child process: cmocka's asserts belong to the parent.
static int broken;
static const char *case_name;

static void must_equal(int64_t one, int64_t other, const char *sum) {
    if (one == other) return;
    fprintf(stderr, "%s: %s: %lld and %lld\n", case_name, sum, (long long)one, (long long)other);
    broken++;
}
static void must(bool kept, const char *promise) {
    must_equal(kept, true, promise);
}

// ---- Money and tokens ------------------------------------------------------------------------------------

static int64_t household_balances(const struct world *world, enum currency currency) {
    int64_t sum = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        sum += ledger_balance(world->ledger, ledger_household(world->ledger, home), currency);
    return sum;
}

// What the table of flows says an account group took in less what it paid.
static int64_t flows_balance(const struct world *world, const char *group, enum currency currency) {
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, i);
        if (flow->currency != currency) continue;
        if (!strcmp(flow->payee, group)) sum += flow->amount;
        if (!strcmp(flow->payer, group)) sum -= flow->amount;
    }
    return sum;
}

static void check_balances(const struct world *world, enum currency currency) {
    const struct ledger *ledger = world->ledger;
    int64_t all = household_balances(world, currency);
    must_equal(flows_balance(world, "households", currency), all, "households by flows and by balances");
    for (uint16_t party = 0; party < world->party_count; party++) {
        int64_t balance = ledger_balance(ledger, ledger_party(ledger, party), currency);
        must_equal(flows_balance(world, world->parties[party].name, currency), balance,
                   world->parties[party].name);
        all += balance;
    }
    const account special[] = {ledger_mint(ledger), ledger_burn(ledger), ledger_outside(ledger)};
    for (size_t i = 0; i < 3; i++) {
        int64_t balance = ledger_balance(ledger, special[i], currency);
        must_equal(flows_balance(world, ledger_account_group(ledger, special[i]), currency), balance,
                   ledger_account_group(ledger, special[i]));
        all += balance;
    }
    must_equal(all, 0, ledger_currency_names[currency]);
}

static void check_tokens(const struct world *world) {
    const struct ledger *ledger = world->ledger;
    struct ledger_tokens tokens = ledger_tokens(ledger);
    must_equal(tokens.issued, tokens.redeemed + tokens.expired + tokens.outstanding,
               "tokens issued and gone");
    must_equal(tokens.issued, -ledger_balance(ledger, ledger_mint(ledger), TOKEN),
               "tokens issued and minted");
    must_equal(tokens.redeemed + tokens.expired, ledger_balance(ledger, ledger_burn(ledger), TOKEN),
               "tokens gone and burnt");
    must_equal(tokens.outstanding, household_balances(world, TOKEN), "tokens outstanding and held");
}

// ---- Postings and what they are for ----------------------------------------------------------------------

static int64_t lines(const struct world *world, const char *what) {
    int64_t count = 0;
    for (uint64_t i = 1; i <= journal_count(world->journal); i++)
        count += !strcmp(journal_at(world->journal, i)->what, what);
    return count;
}

static const struct posting *paid_for(const struct world *world, uint64_t cause, const char *reason,
                                      int64_t *times) {
    const struct posting *found = NULL;
    *times = 0;
    for (size_t i = 0; i < ledger_posting_count(world->ledger); i++) {
        const struct posting *posting = ledger_posting_at(world->ledger, i);
        if (posting->cause != cause || strcmp(ledger_reason_text(world->ledger, posting->reason), reason))
            continue;
        found = posting;
        ++*times;
    }
    return found;
}

static void must_be_paid_once(const struct world *world, uint64_t cause, const char *reason) {
    int64_t times;
    paid_for(world, cause, reason, &times);
    must_equal(times, 1, reason);
}

// Nothing that was done is unpaid or paid twice, and every cause is a line of the past.
static void check_causes(const struct world *world) {
    for (size_t i = 0; i < ledger_posting_count(world->ledger); i++)
        must(journal_at(world->journal, ledger_posting_at(world->ledger, i)->cause) != NULL,
             "a cause is a line");
    for (uint64_t i = 1; i <= journal_count(world->journal); i++) {
        const struct journal_line *line = journal_at(world->journal, i);
        must(line->cause < i, "a cause comes before what follows from it");
        if (!strcmp(line->what, "exclusive lead") || !strcmp(line->what, "shared lead"))
            must_be_paid_once(world, i, "lead fee");
        if (strcmp(line->what, "visit")) continue;
        must_be_paid_once(world, i, "wages");
        must_be_paid_once(world, i, "material");
        int64_t found, nothing;
        paid_for(world, i, "pest visit", &found);
        paid_for(world, i, "pest call-out", &nothing);
        must_equal(found + nothing, 1, "a visit is paid, or its call-out");
    }
}

// Won that families have set aside is the price of the visits that they wait for.
static void check_orders(const struct world *world) {
    int64_t reserved = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        reserved += ledger_reserved(world->ledger, ledger_household(world->ledger, home), WON);
    must_equal(reserved, 150000 * (lines(world, "visit booked") - lines(world, "visit")), "orders open");
}

// ---- Welfare -------------------------------------------------------------------------------------------

// Payments between families, firms and public bodies cancel: all together have what was posted as worth, less
// the resources that it took. And a posting's cause is a line.
static void check_welfare(const struct world *world) {
    int64_t outside = ledger_balance(world->ledger, ledger_outside(world->ledger), WON);
    must_equal(welfare_sums_world(world), welfare_sums_worth(world) - outside * WELFARE_WON,
               "welfare is worth less resources");
    for (size_t i = 0; i < welfare_posting_count(world->welfare); i++)
        must(journal_at(world->journal, welfare_posting_at(world->welfare, i)->cause) != NULL,
             "worth follows from a line");
}

// ---- What travelled --------------------------------------------------------------------------------------

enum { UNDER_WAY_MOST = 4 };  // items that the run's end finds on their way

static void check_items(const struct scenario_world *made) {
    struct exchange_totals totals = exchange_totals(made->world->exchange);
    int64_t under_way = (int64_t)(totals.items_sent - totals.items_arrived - totals.items_lost);
    must(under_way >= 0 && under_way <= UNDER_WAY_MOST, "items sent are arrived, lost or on their way");
}

// Each sighting that leaves is one item; each lead bought is one that came in.
static void check_sightings(const struct scenario_world *made) {
    const struct world *world = made->world;
    struct exchange_totals totals = exchange_totals(world->exchange);
    struct gate_flow maker = scenario_world_flows(made, DATA_PEST_SIGHTING, "maker", "pest_service");
    struct gate_flow firms = scenario_world_flows(made, DATA_PEST_SIGHTING, "pest_control", "pest_service");
    struct gate_flow calls = scenario_world_flows(made, DATA_PEST_SIGHTING, "pest_control", "own_call");
    must_equal((int64_t)(maker.transfers + firms.transfers + calls.transfers), (int64_t)totals.items_sent,
               "passes of the gate and items sent");
    if (totals.items_retried == 0)
        must_equal((int64_t)(maker.bytes + calls.bytes), (int64_t)totals.bytes[EXCHANGE_UP][BYTES_CARRIED],
                   "bytes at the gate and bytes up");
    else
        must(totals.bytes[EXCHANGE_UP][BYTES_CARRIED] + totals.bytes[EXCHANGE_DOWN][BYTES_CARRIED] > 0,
             "who tries again sends bytes again");
    int64_t taken = lines(world, "exclusive lead") + lines(world, "shared lead") + lines(world, "call");
    int64_t sent = (int64_t)(firms.transfers + calls.transfers), gap = sent - taken;
    must(gap >= 0 && gap <= (int64_t)totals.items_lost + UNDER_WAY_MOST,
         "leads sent are taken, lost or on their way");
    must_equal(ledger_tokens(world->ledger).issued % 1000, 0, "whole rewards");
}

static double series(const struct run *run, const char *name) {
    const struct run_series *found = run_series_named(run, name);
    return found ? measure_series(run, found) : 0;
}

// The gate, the appliance and the run file count the same pictures; on the device there are none.
static void check_pictures(const struct scenario_world *made, const char *policy, const char *run_file) {
    struct fault fault = {0};
    struct run *run = run_read(run_file, RUN_TABLES, &fault);
    must(run != NULL, "the run file can be read");
    if (!run) return;
    int64_t at_gate = 0, in_file = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(made->world->gate); flow++)
        at_gate += (int64_t)gate_flow_at(made->world->gate, flow)->images;
    for (size_t flow = 0; flow < run->exposures.count; flow++) in_file += run->exposures.images[flow];
    must_equal(at_gate, in_file, "pictures at the gate and in the run file");
    must_equal(at_gate, (int64_t)series(run, "air_conditioner_images_out"), "pictures at the gate and sent");
    must_equal(at_gate > 0, !strcmp(policy, "cloud"), "pictures leave under the policy cloud only");
    run_free(run);
}

// ---- The worlds ------------------------------------------------------------------------------------------

struct trial {
    const char *scenario, *policy, *settings[8];
    bool fails;  // the cloud's servers do
};

#define PEST                                                                          \
    "homes.count=900", "homes.districts=9", "days=40", "cockroaches.prevalence=0.35", \
        "robot_vacuum.ownership=1"
#define COOL "homes.count=60", "homes.districts=3", "days=6", "start=2018-07-25"
#define SEVEN                                                                                      \
    "homes.count=300", "homes.districts=5", "days=40", "start=2018-07-01", "diet_app.ownership=1", \
        "air_conditioner.left_on=1"
#define WHOLE "homes.count=200", "homes.districts=4", "days=40", "start=2018-05-01", "school.count=2"
#define USES  "homes.count=300", "homes.districts=5", "days=40", "product_health.life_years=2"
// Repairs that are shorter than the pauses between tries, and longer ones: items arrive late, or never.
#define BUYS_ALL       "bugbye.trials_won_quarter=10000000"
#define SHORT_FAILURES "network.cloud_mtbf_h=0.05", "network.cloud_mttr_h=0.005"
#define LONG_FAILURES  "network.cloud_mtbf_h=2", "network.cloud_mttr_h=1"

static void check_failures(const struct trial *trial, const struct world *world) {
    struct exchange_totals totals = exchange_totals(world->exchange);
    if (!trial->fails) {
        must_equal((int64_t)(totals.items_retried + totals.items_lost), 0, "nothing fails");
        return;
    }
    must(totals.items_retried > 0, "something fails");
    if (strcmp(trial->policy, "sell_sightings")) return;
    must(totals.items_lost > 0, "some items are lost");
    must(totals.items_retried > 3 * totals.items_lost,
         "some arrive later: who is lost was tried again three times");
}

static void run_and_check(const struct trial *trial, const char *network) {
    const char *settings[10];
    size_t count = 0;
    char model[60], run_file[60];
    snprintf(model, sizeof model, "network.model=%s", network);
    snprintf(run_file, sizeof run_file, "test_conservation_%s.h5", trial->policy);
    for (; count < 8 && trial->settings[count]; count++) settings[count] = trial->settings[count];
    settings[count++] = model;
    settings[count] = NULL;
    struct scenario_world made = scenario_world_plan(trial->scenario, trial->policy, 0, settings);
    scenario_world_create(&made, run_file, 1);
    scenario_world_run(&made);
    for (int currency = 0; currency < CURRENCIES; currency++)
        check_balances(made.world, (enum currency)currency);
    check_tokens(made.world);
    check_causes(made.world);
    check_welfare(made.world);
    check_items(&made);
    check_failures(trial, made.world);
    if (strstr(trial->scenario, "pest_leads")) {
        check_orders(made.world);
        check_sightings(&made);
    }
    check_pictures(&made, trial->policy, run_file);
    unlink(run_file);
    scenario_world_drop(&made);
}

static void conserve(const struct trial *trial, const char *network) {
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char name[200];
        snprintf(name, sizeof name, "%s %s %s%s", trial->scenario, trial->policy, network,
                 trial->fails ? ", servers fail" : "");
        case_name = name;
        run_and_check(trial, network);
        _exit(broken ? 1 : 0);
    }
    int outcome = 0;
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_true(WIFEXITED(outcome));
    assert_int_equal(WEXITSTATUS(outcome), 0);
}

static void conserve_all(const struct trial *trials, size_t count) {
    for (size_t i = 0; i < count; i++) {
        conserve(&trials[i], "simgrid");
        conserve(&trials[i], "closed_form");
    }
}

static void nothing_is_lost_among_leads_fees_and_tokens(void **state) {
    (void)state;
    static const struct trial trials[] = {
        {"scenarios/pest_leads.lua", "sell_sightings", {PEST}, false},
        {"scenarios/pest_leads.lua", "ask_first", {PEST}, false},
        {"scenarios/pest_leads.lua", "keep_at_home", {PEST}, false},
        {"scenarios/make_or_partner.lua", "platform", {"homes.count=300", "days=60"}, false},
    };
    conserve_all(trials, sizeof trials / sizeof trials[0]);
}

static void nothing_is_lost_or_doubled_when_servers_fail(void **state) {
    (void)state;
    static const struct trial trials[] = {
        {"scenarios/pest_leads.lua", "sell_sightings", {PEST, BUYS_ALL, SHORT_FAILURES}, true},
        {"scenarios/pest_leads.lua", "ask_first", {PEST, SHORT_FAILURES}, true},
        {"scenarios/cool_people.lua", "cloud", {COOL, LONG_FAILURES}, true},
    };
    conserve_all(trials, sizeof trials / sizeof trials[0]);
}

static void nothing_is_lost_between_a_fault_and_its_repair(void **state) {
    (void)state;
    static const struct trial trials[] = {
        {"scenarios/data_uses.lua", "ask_for_all", {USES}, false},
        {"scenarios/data_uses.lua", "take_all", {USES}, false},
        {"scenarios/media.lua", "taken_auction", {USES, "media.click_rate=0.1"}, false},
    };
    conserve_all(trials, sizeof trials / sizeof trials[0]);
}

static void nothing_is_lost_with_everything_in_the_home(void **state) {
    (void)state;
    static const struct trial trials[] = {
        {"scenarios/seven_systems.lua", "stays_home", {SEVEN}, false},
        {"scenarios/seven_systems.lua", "ask", {SEVEN}, false},
        {"scenarios/seven_systems.lua", "take", {SEVEN}, false},
        {"scenarios/whole_year.lua", "ask", {WHOLE}, false},
        {"scenarios/whole_year.lua", "take", {WHOLE}, false},
        {"scenarios/joint_analysis.lua", "raw", {"homes.count=300", "homes.districts=5", "days=70"}, false},
    };
    conserve_all(trials, sizeof trials / sizeof trials[0]);
}

static void every_picture_is_counted_once(void **state) {
    (void)state;
    static const struct trial trials[] = {
        {"scenarios/cool_people.lua", "no_sensor", {COOL}, false},
        {"scenarios/cool_people.lua", "motion", {COOL}, false},
        {"scenarios/cool_people.lua", "on_device", {COOL}, false},
        {"scenarios/cool_people.lua", "cloud", {COOL}, false},
    };
    conserve_all(trials, sizeof trials / sizeof trials[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_among_leads_fees_and_tokens),
        cmocka_unit_test(nothing_is_lost_or_doubled_when_servers_fail),
        cmocka_unit_test(nothing_is_lost_between_a_fault_and_its_repair),
        cmocka_unit_test(nothing_is_lost_with_everything_in_the_home),
        cmocka_unit_test(every_picture_is_counted_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The run file's postings are the whole truth about money: whatever the tables of sums say follows from them,
// and each can be walked back to what it was paid for. Over every scenario of the tree under each of its
// policies.
#include "tests/support/every_scenario.h"

static const struct run *run;
static const char *scenario;

#define MUST(holds, ...)                                    \
    do {                                                    \
        if (!(holds)) {                                     \
            print_error("%s, %s: ", scenario, run->policy); \
            fail_msg(__VA_ARGS__);                          \
        }                                                   \
    } while (0)

// ---- Sums ----------------------------------------------------------------------------------------------

static void flows_are_the_sum_of_postings(void) {
    int64_t *amount = fault_allocate(run->flows.count + 1, sizeof *amount);
    int64_t *count = fault_allocate(run->flows.count + 1, sizeof *count);
    for (size_t i = 0; i < run->postings.count; i++) {
        int32_t flow = run->postings.flow[i];
        MUST(flow >= 0 && (size_t)flow < run->flows.count, "posting %zu: there is no flow %d", i, flow);
        amount[flow] += run->postings.amount[i];
        count[flow]++;
    }
    for (size_t i = 0; i < run->flows.count; i++) {
        MUST(amount[i] == run->flows.amount[i], "%s: postings of %lld in all, the flow says %lld",
             run->flows.reason[i], (long long)amount[i], (long long)run->flows.amount[i]);
        MUST(count[i] == run->flows.postings[i], "%s: %lld postings, the flow says %lld",
             run->flows.reason[i], (long long)count[i], (long long)run->flows.postings[i]);
    }
    free(amount);
    free(count);
}

static int64_t gained(const char *party, const char *currency) {
    int64_t sum = 0;
    for (size_t i = 0; i < run->postings.count; i++) {
        int32_t flow = run->postings.flow[i];
        if (strcmp(run->flows.currency[flow], currency)) continue;
        if (!strcmp(run->flows.payee[flow], party)) sum += run->postings.amount[i];
        if (!strcmp(run->flows.payer[flow], party)) sum -= run->postings.amount[i];
    }
    return sum;
}

static void balances_follow_from_postings(void) {
    const struct run_parties *parties = &run->parties;
    for (size_t i = 0; i < parties->count; i++) {
        int64_t won = run_party_total(run, parties->won_in, i) - run_party_total(run, parties->won_out, i);
        int64_t tokens =
            run_party_total(run, parties->token_in, i) - run_party_total(run, parties->token_out, i);
        MUST(gained(parties->names[i], "won") == won, "%s: won", parties->names[i]);
        MUST(gained(parties->names[i], "token") == tokens, "%s: tokens", parties->names[i]);
    }
}

static void purses_follow_from_postings(void) {
    const struct run_column *won = run_column_named(run, "won_balance");
    int64_t *purse = fault_allocate(run->homes, sizeof *purse);
    for (size_t i = 0; i < run->postings.count; i++) {
        int32_t flow = run->postings.flow[i];
        bool pays = !strcmp(run->flows.payer[flow], "households"),
             paid = !strcmp(run->flows.payee[flow], "households");
        MUST(!(pays || paid) || run->postings.home[i] >= 0, "posting %zu: it does not say whose purse", i);
        if (strcmp(run->flows.currency[flow], "won") || !(pays || paid)) continue;
        purse[run->postings.home[i]] += paid ? run->postings.amount[i] : -run->postings.amount[i];
    }
    for (size_t home = 0; home < run->homes; home++)
        MUST((double)purse[home] == won->values[home], "home %zu: its purse", home);
    free(purse);
}

// ---- Time, home and cause ------------------------------------------------------------------------------

static void postings_are_in_the_order_of_time(void) {
    int64_t end = (int64_t)run->days * CLOCK_DAY;
    for (size_t i = 0; i < run->postings.count; i++) {
        int64_t when = run->postings.when_ms[i], before = i ? run->postings.when_ms[i - 1] : 0;
        MUST(when >= before && when <= end, "posting %zu: at %lld ms, the one before at %lld", i,
             (long long)when, (long long)before);
        int32_t home = run->postings.home[i];
        MUST(home >= -1 && home < (int64_t)run->homes, "posting %zu: home %d", i, home);
    }
}

static int64_t root_of(int64_t line) {
    while (run->events.cause[line - 1]) {
        MUST(run->events.cause[line - 1] < line, "line %lld: it follows from a later one", (long long)line);
        MUST(run->events.when_ms[run->events.cause[line - 1] - 1] <= run->events.when_ms[line - 1],
             "line %lld: its cause is later", (long long)line);
        line = run->events.cause[line - 1];
    }
    return line;
}

// What the engine calls a moment that nobody has named: for newcomers, and for no kind of the tree.
static bool is_named(const char *what) {
    static const char *const nameless[] = {"midnight", "appointment", "start", "message"};
    for (size_t i = 0; i < sizeof nameless / sizeof *nameless; i++)
        if (!strcmp(what, nameless[i])) return false;
    return true;
}

static void every_posting_leads_to_a_named_beginning(void) {
    for (size_t i = 0; i < run->postings.count; i++) {
        int64_t cause = run->postings.cause[i];
        const char *reason = run->flows.reason[run->postings.flow[i]];
        MUST(cause >= 1 && cause <= (int64_t)run->events.count, "%s: cause %lld", reason, (long long)cause);
        MUST(run->events.when_ms[cause - 1] <= run->postings.when_ms[i], "%s: paid before its cause", reason);
        int64_t root = root_of(cause);
        MUST(is_named(run->events.what[root - 1]), "%s: it begins with '%s'", reason,
             run->events.what[root - 1]);
    }
}

// A payment between firms over what concerns one home says which: the home of its cause.
static void the_home_is_the_causes(void) {
    for (size_t i = 0; i < run->postings.count; i++) {
        int32_t home = run->events.home[run->postings.cause[i] - 1];
        MUST(home < 0 || home == run->postings.home[i], "%s: of home %d, its cause of home %d",
             run->flows.reason[run->postings.flow[i]], run->postings.home[i], home);
    }
}

// ---- Reasons -------------------------------------------------------------------------------------------

// What the tests of money say, all of it: tests/behaviour/test_money_<system>.c recompute payer, payee and
// amount.
static char *tests_of_money;

static void read_tests_of_money(void) {
    glob_t found;
    size_t size = 0;
    FILE *all = open_memstream(&tests_of_money, &size);
    assert_int_equal(glob(MARU_SOURCE_FOLDER "/tests/behaviour/test_money_*.c", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *file = fopen(found.gl_pathv[i], "r");
        assert_non_null(file);
        for (int c; (c = fgetc(file)) != EOF;) fputc(c, all);
        fclose(file);
    }
    fclose(all);
    globfree(&found);
}

// Whatever can be posted, whether or not it happened in this run, is recomputed by a test.
static void every_reason_has_a_test(const struct ledger *ledger) {
    for (uint16_t i = 0; i < ledger_reason_count(ledger); i++) {
        char claim[200];
        snprintf(claim, sizeof claim, "\"%s\", ", ledger_reason_text(ledger, i));
        MUST(strstr(tests_of_money, claim), "no test of money claims who pays whom what for '%s'",
             ledger_reason_text(ledger, i));
    }
}

// ---- Nothing from nothing ------------------------------------------------------------------------------

// Kinds of parties that families or the economy outside have paid, and those that have paid the economy
// outside for what they need to earn it.
enum { KINDS_MOST = 100 };
static struct {
    const char *names[KINDS_MOST];
    size_t count;
} earners, spenders;

static bool holds(size_t count, const char *const *names, const char *kind) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], kind)) return true;
    return false;
}

static const char *kind_of(const struct world *world, const char *party) {
    for (size_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, party)) return world->parties[i].kind->kind.name;
    return NULL;
}

static void note_earners_and_spenders(const struct world *world) {
    for (size_t i = 0; i < ledger_flow_count(world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, i);
        if (flow->currency != WON || flow->amount == 0) continue;
        bool from_outside = !strcmp(flow->payer, "outside");
        MUST(from_outside == (flow->resource[0] != '\0'), "%s, paid by %s: what stands behind it",
             flow->reason, flow->payer);
        const char *payee = kind_of(world, flow->payee), *payer = kind_of(world, flow->payer);
        bool earns = payee && (from_outside || !strcmp(flow->payer, "households"));
        if (earns && !holds(earners.count, earners.names, payee)) earners.names[earners.count++] = payee;
        if (payer && !strcmp(flow->payee, "outside") && !holds(spenders.count, spenders.names, payer))
            spenders.names[spenders.count++] = payer;
    }
}

static void who_earns_has_costs(void) {
    size_t idle = 0;
    for (size_t i = 0; i < earners.count; i++) {
        bool sells_on =
            !strcmp(earners.names[i], "firm");  // a broker's cost is what it pays for what it sells on
        if (sells_on || holds(spenders.count, spenders.names, earners.names[i])) continue;
        print_error("%s is paid, and what it sells costs nothing to make\n", earners.names[i]);
        idle++;
    }
    assert_true(idle == 0 && earners.count > 10);
}

static size_t looked_at;

static void check_all(const struct recorded_world *lived, const char *path) {
    run = lived->run;
    scenario = path;
    flows_are_the_sum_of_postings();
    balances_follow_from_postings();
    purses_follow_from_postings();
    postings_are_in_the_order_of_time();
    every_posting_leads_to_a_named_beginning();
    the_home_is_the_causes();
    every_reason_has_a_test(lived->made.world->ledger);
    note_earners_and_spenders(lived->made.world);
    looked_at += run->postings.count;
}

static void the_postings_are_the_whole_truth(void **state) {
    (void)state;
    read_tests_of_money();
    every_scenario_live(
        (const char *const[]){"homes.count=60", "homes.districts=2", "scenario.days=31", NULL}, check_all);
    print_message("%zu postings looked at\n", looked_at);
    assert_true(looked_at > 10000);
    who_earns_has_costs();
    free(tests_of_money);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_postings_are_the_whole_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

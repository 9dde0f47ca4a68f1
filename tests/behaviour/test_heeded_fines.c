// SPDX-License-Identifier: GPL-3.0-or-later
// A maker that heeds fines, and one that goes on as its policy says: with every fine that rises, the first
// takes no more than before, and from some on it stops.
#include "models/oversight/regulator_fines.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/direct_sale.lua"
#define SMALL    "homes.count=300", "homes.districts=2", "days=241"
#define LOOKED   "pipc.audits_year=4", "pipc.investigation_days=30"

// What became of it: taken without asking, and recipients for which the maker stopped.
struct outcome {
    double taken, stopped, fined;
};

static struct outcome live(const char *const *settings) {
    struct recorded_world lived = recorded_world_live(SCENARIO, "take_fined", 0, settings);
    struct outcome outcome = {.stopped = recorded_world_metric(&lived, "hanbit_stopped_taking"),
                              .fined = recorded_world_metric(&lived, "pipc_fined")};
    for (uint16_t i = 0; i < gate_flow_count(lived.made.world->gate); i++)
        outcome.taken += (double)gate_flow_at(lived.made.world->gate, i)->transfers_without_consent;
    recorded_world_drop(&lived);
    return outcome;
}

static struct outcome at(const char *heeds, const char *first, const char *const beside[2]) {
    const char *const settings[] = {
        SMALL, LOOKED, heeds, first, beside ? beside[0] : NULL, beside ? beside[1] : NULL, NULL};
    return live(settings);
}

#define HEEDS   "hanbit.heeds_fines=true"
#define GOES_ON "hanbit.heeds_fines=false"

static void the_dearer_the_fine_the_less_is_taken(void **state) {
    (void)state;
    static const char *const fines[] = {"pipc.fine_least_won=0", "pipc.fine_least_won=300000",
                                        "pipc.fine_least_won=3000000", "pipc.fine_least_won=30000000",
                                        "pipc.fine_least_won=10000000000"};
    enum { LEVELS = sizeof fines / sizeof *fines };
    struct outcome of[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
        of[i] = at(HEEDS, fines[i], NULL);
        print_message("%s: %.0f taken, stopped for %.0f\n", fines[i], of[i].taken, of[i].stopped);
        assert_true(i == 0 || of[i].taken <= of[i - 1].taken);
    }
    assert_true(of[0].taken > 1000 && of[0].stopped == 0);
    assert_true(of[LEVELS - 1].stopped > 1 && of[LEVELS - 1].taken < of[0].taken / 4);
    // A policy that is set stands, whatever it costs. Only a pest-control firm that was ruined by its fine
    // buys no leads.
    struct outcome cheap = at(GOES_ON, fines[0], NULL), dear = at(GOES_ON, fines[LEVELS - 1], NULL);
    print_message("as the policy says: %.0f and %.0f taken\n", cheap.taken, dear.taken);
    assert_true(cheap.stopped == 0 && dear.stopped == 0 && cheap.taken == of[0].taken);
    assert_true(dear.taken > 0.999 * cheap.taken);
}

// From end to end of everything that makes a fine: never more is taken, and where it is all that matters,
// less.
static void no_fine_that_rises_makes_the_maker_take_more(void **state) {
    (void)state;
    static const struct {
        const char *low, *high, *beside[2];
        bool less;
    } ends[] = {
        {"pipc.fine_least_won=0", "pipc.fine_least_won=10000000000", {NULL}, true},
        {"pipc.fine_most_won=0",
         "pipc.fine_most_won=1000000000000",
         {"hanbit.believed_kept=1", "pipc.claims=0"},
         true},
        {"pipc.fine_share=0", "pipc.fine_share=0.03", {"hanbit.believed_kept=1", "pipc.claims=0"}, true},
        {"pipc.repeat_factor=1",
         "pipc.repeat_factor=3",
         {"pipc.fine_share_most=0.1", "hanbit.believed_kept=0.99"},
         false},
        {"pipc.compensation_won=0", "pipc.compensation_won=3000000", {"pipc.claims=1"}, true},
        {"pipc.claims=0", "pipc.claims=1", {"pipc.compensation_won=3000000"}, true},
        {"hanbit.believed_fines_year=0",
         "hanbit.believed_fines_year=12",
         {"pipc.fine_least_won=1000000"},
         true},
        {"hanbit.believed_kept=0", "hanbit.believed_kept=1", {"pipc.fine_least_won=100000"}, true},
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct outcome low = at(HEEDS, ends[i].low, ends[i].beside),
                       high = at(HEEDS, ends[i].high, ends[i].beside);
        print_message("%s: %.0f, %s: %.0f taken\n", ends[i].low, low.taken, ends[i].high, high.taken);
        assert_true(high.taken <= low.taken);
        if (ends[i].less) assert_true(high.taken < low.taken && high.stopped > low.stopped);
    }
}

// Of the same fine, which it expects seldom: nobody looks, and it goes on; it is fined, and stops.
static void it_learns_from_its_own_fines(void **state) {
    (void)state;
    static const char *const unwatched[] = {
        SMALL, HEEDS, "pipc.watches=false", "pipc.fine_least_won=5000000", "hanbit.believed_fines_year=0.01",
        NULL};
    static const char *const watched[] = {SMALL,
                                          HEEDS,
                                          "pipc.audits_year=12",
                                          "pipc.investigation_days=1",
                                          "pipc.fine_least_won=5000000",
                                          "hanbit.believed_fines_year=0.01",
                                          NULL};
    struct outcome never = live(unwatched), often = live(watched);
    print_message("%.0f fines: stopped for %.0f; none: for %.0f\n", often.fined, often.stopped,
                  never.stopped);
    assert_true(never.fined == 0 && never.stopped == 0);
    assert_true(often.fined > 2 && often.stopped > 0 && often.taken < never.taken);
}

// ---- Recipients that are no makers ----------------------------------------------------------------------

// The maker lets them take as the policy says, whose fines are all of the same amount, and of the recipient
// alone.
#define SAME_FINE                                                                                           \
    "homes.count=300", "homes.districts=2", "pipc.watches=false", "pipc.provider_share=0", "pipc.claims=0", \
        "pipc.fine_share=0", "pipc.believed_fines_year=0.2", "pipc.prior_years=2", "pipc.partners_kept=0.75"

static double profit_of(const struct world *world, const char *party) {
    double sum = 0;
    for (size_t i = 0; i < ledger_flow_count(world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, i);
        if (flow->currency != WON) continue;
        sum += !strcmp(flow->payee, party) ? (double)flow->amount : 0;
        sum -= !strcmp(flow->payer, party) ? (double)flow->amount : 0;
    }
    return sum;
}

static bool takes(const struct world *world, const char *party) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        bool theirs = !strcmp(world->parties[flow->recipient].name, party);
        if (theirs && flow->transfers && gate_rule(world->gate, i, world->now) == RULE_NONE) return true;
    }
    return false;
}

enum { FIRMS = 2, MONTHS = 8, MONTH_DAYS = 30 };
static const char *const firms[FIRMS] = {"bugbye", "dongne"};

// What is seen at each month's end.
struct months {
    double profit_won[FIRMS][MONTHS + 1];
    bool takes[FIRMS][MONTHS + 1];
};

// The day's last: all parties have had their midnight.
static void look_at_month(const struct world *world, void *months) {
    struct months *seen = months;
    int64_t day = world->now / CLOCK_DAY, month = day / MONTH_DAYS;
    if (day % MONTH_DAYS || month < 1 || month > MONTHS) return;
    for (int i = 0; i < FIRMS; i++) {
        seen->profit_won[i][month] = profit_of(world, firms[i]);
        seen->takes[i][month] = takes(world, firms[i]);
    }
}

static struct months live_months(const char *fine, const char *heeds, double *stopped) {
    const char *const settings[] = {SAME_FINE, "days=241", fine, heeds, NULL};
    struct recorded_world lived = {.made = scenario_world_plan(SCENARIO, "take_fined", 0, settings)};
    struct months months = {0};
    recorded_world_create(&lived);
    lived.made.world->progress = look_at_month;
    lived.made.world->progress_argument = &months;
    recorded_world_finish(&lived);
    *stopped = recorded_world_metric(&lived, "pipc_partners_stopped");
    recorded_world_drop(&lived);
    return months;
}

// The month at whose end it takes no more, as it would if it heeded nothing; 0: none.
static int stopped_in(const struct months *heeding, const struct months *free, int firm) {
    for (int month = 1; month <= MONTHS; month++)
        if (free->takes[firm][month] && !heeding->takes[firm][month]) return month;
    return 0;
}

// The first month at whose end 0.25 G <= h F: nobody was fined, so that h = 2 0.2 / (2 + t).
static int should_stop(const struct months *free, int firm, double fine_won) {
    for (int month = 1; month <= MONTHS; month++) {
        double years = (double)(month * MONTH_DAYS) / 365, gain = free->profit_won[firm][month] / years;
        if (free->takes[firm][month] && 0.25 * gain <= 2 * 0.2 / (2 + years) * fine_won) return month;
    }
    return 0;
}

static void a_partner_stops_when_its_gain_is_below_the_fine_to_expect(void **state) {
    (void)state;
    static const double fines_won[] = {0, 1200000, 2000000, 60000000};
    double taking = FIRMS, none, stopped;
    struct months free = live_months("pipc.fine_least_won=0", "pipc.partners_heed=false", &none);
    for (size_t i = 0; i < sizeof fines_won / sizeof *fines_won; i++) {
        char least[60];
        snprintf(least, sizeof least, "pipc.fine_least_won=%.0f", fines_won[i]);
        struct months heeding = live_months(least, "pipc.partners_heed=true", &stopped);
        for (int firm = 0; firm < FIRMS; firm++) {
            int month = stopped_in(&heeding, &free, firm);
            print_message("fines of %.0f won: %s stops in month %d\n", fines_won[i], firms[firm], month);
            assert_int_equal(month, fines_won[i] > 0 ? should_stop(&free, firm, fines_won[i]) : 0);
        }
        assert_true(none == 0 && FIRMS - stopped <= taking);
        taking = FIRMS - stopped;
    }
    assert_true(taking == 0);
}

// ---- What is at stake -----------------------------------------------------------------------------------

// Without fines: what families may claim in court. A partner that took from a maker's appliances and the
// maker expect their parts of the same claims, and together all of them; who took of its own all alone.
static void the_recipient_and_the_maker_expect_the_whole_between_them(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=300",
                                           "homes.districts=2",
                                           "days=120",
                                           "pipc.watches=false",
                                           "pipc.provider_share=0.25",
                                           "pipc.fine_share=0",
                                           "pipc.fine_least_won=0",
                                           "pipc.claims=0.5",
                                           "pipc.compensation_won=100000",
                                           NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "take_fined", 0, settings);
    struct world *world = lived.made.world;
    const struct party *pipc = scenario_world_party(world, "pipc"),
                       *hanbit = scenario_world_party(world, "hanbit");
    for (int i = 0; i < FIRMS; i++) {
        const struct party *firm = scenario_world_party(world, firms[i]);
        uint32_t families = regulator_fines_concerned(world, firm->number, 0);
        double whole = 0.5 * 100000 * families,
               own = regulator_fines_stake_won(world, pipc, firm, firm->number),
               makers = regulator_fines_stake_won(world, pipc, hanbit, firm->number);
        print_message("%s took from %u families: %.0f and %.0f won at stake\n", firms[i], families, own,
                      makers);
        assert_true(families > 3);
        assert_true(fabs(own - 0.75 * whole) < 1e-6 && fabs(makers - 0.25 * whole) < 1e-6);
    }
    double own = regulator_fines_stake_won(world, pipc, hanbit, hanbit->number);
    assert_true(fabs(own - 0.5 * 100000 * regulator_fines_concerned(world, hanbit->number, 0)) < 1e-6);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_recipient_and_the_maker_expect_the_whole_between_them),
        cmocka_unit_test(the_dearer_the_fine_the_less_is_taken),
        cmocka_unit_test(no_fine_that_rises_makes_the_maker_take_more),
        cmocka_unit_test(it_learns_from_its_own_fines),
        cmocka_unit_test(a_partner_stops_when_its_gain_is_below_the_fine_to_expect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

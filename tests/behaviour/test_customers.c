// SPDX-License-Identifier: GPL-3.0-or-later
// The customers of a grocery, in the whole world, differ and die as its settings say: how often they order in
// 240 days, how many never do, how many are still customers, and how many of those that an offer wins order
// once and never again. What is expected is the closed form (BG/NBD;
// models/methods/customer_base_law.h), for gaps without memory.
#include "models/food/refrigerator.h"
#include "models/food/refrigerator_parts.h"
#include "tests/support/customer_counts.h"
#include "tests/support/scenario_world.h"

enum { NEW_HOMES = 4000 };

// Nobody is away, and what is ordered is there the same day: nothing but the customers decides when they
// order.
#define UNDISTURBED                                                                                 \
    "homes.districts=4", "families.trips_per_year=0", "dongne.gap_shape=1", "dongne.riders=1000",   \
        "dongne.pick_hours=0", "dongne.ride_min=1", "dongne.opens_hour=0", "dongne.closes_hour=24", \
        "refrigerator.ownership=1"

static struct scenario_world live(const char *policy, const char *const *settings) {
    struct scenario_world made = scenario_world_make("scenarios/fridge_orders.lua", policy, 0, settings, 1);
    scenario_world_run(&made);
    return made;
}

// The home's only refrigerator.
static const struct refrigerator *refrigerator_of(const struct world *world, uint32_t home) {
    for (uint32_t i = 0; i < world->homes[home].process_count; i++) {
        const struct process *process = &world->processes[world->homes[home].first_process + i];
        if (world->appliances[process->appliance].kind == &refrigerator_appliance)
            return process_state(world, process);
    }
    fail_msg("home %u has none", home);
    return NULL;
}

// ---- Who was a customer when it began ------------------------------------------------------------------

static void assert_orders(const char *before, struct customer_base base) {
    enum { HOMES = 4000, DAYS = 240 };
    const char *const settings[] = {
        UNDISTURBED, "homes.count=4000", "days=240", "dongne.customers=1", "dongne.gap_days=45", before,
        NULL};
    struct scenario_world made = live("nobody_told", settings);
    double sum = 0, squares = 0, none = 0, active = 0;
    for (uint32_t home = 0; home < HOMES; home++) {
        const struct refrigerator *f = refrigerator_of(made.world, home);
        sum += f->orders, squares += (double)f->orders * f->orders;
        none += f->orders == 0;
        active += f->customer;
    }
    struct customer_counts m = customer_counts_of(base, DAYS);
    double mean = sum / HOMES, variance = squares / HOMES - mean * mean;
    print_message("%s: variance / mean %.2f, expected %.2f\n", before, variance / mean, m.variance / m.mean);
    customer_counts_within("orders of a customer", mean, m.mean, sqrt(m.variance / HOMES));
    customer_counts_within("their variance", variance, m.variance, customer_counts_variance_error(&m, HOMES));
    customer_counts_share("never order", none, HOMES, customer_counts_chance(base, 0, DAYS));
    customer_counts_share("are customers still", active, HOMES, customer_counts_active(base, DAYS));
    assert_true(m.variance > 4 * m.mean);
    scenario_world_drop(&made);
}

static void customers_order_as_differently_as_the_settings_say(void **state) {
    (void)state;
    struct customer_base base = customer_base_of(45, 1, 0.61, 0.24);
    assert_orders("dongne.orders_before=30", customer_base_after(base, 30));
    assert_orders("dongne.orders_before=5", customer_base_after(base, 5));
}

// ---- Who is won by an offer ----------------------------------------------------------------------------

// The families' first orders, all of them after an offer; no second offer comes within the time.
static void add_first_orders(const struct world *world, time_ms *first) {
    for (uint64_t i = 1; i <= journal_count(world->journal); i++) {
        const struct journal_line *line = journal_at(world->journal, i);
        if (!strcmp(line->what, "family orders") && !first[line->home]) first[line->home] = line->when;
    }
}

struct newcomers {
    double count, left, once;   // whose first order was the last; that ordered once
    double expected, variance;  // of those that ordered once
    double drops;               // of those that stayed, added up
};

// Its first order is its last with chance 1 - stays; else it orders again when its own gap is over.
static double chance_of_one(struct customer_base base, double days) {
    double stays = base.b / (base.a + base.b);
    return 1 - stays + stays * pow(base.alpha / (base.alpha + days), base.r);
}

static void add_newcomer(struct newcomers *all, const struct refrigerator *f, double chance) {
    bool left = f->orders == 1 && !f->customer;
    all->count++;
    all->left += left;
    all->once += f->orders == 1;
    all->expected += chance;
    all->variance += chance * (1 - chance);
    if (!left) all->drops += (double)f->drops;
}

static struct newcomers newcomers_of(const struct world *world, struct customer_base base, time_ms end) {
    static time_ms first[NEW_HOMES];
    struct newcomers all = {0};
    add_first_orders(world, first);
    for (uint32_t home = 0; home < NEW_HOMES; home++) {
        const struct refrigerator *f = refrigerator_of(world, home);
        assert_true((f->orders > 0) == (first[home] > 0));
        if (f->orders) add_newcomer(&all, f, chance_of_one(base, clock_hours(end - first[home]) / 24));
    }
    return all;
}

// Who stays is less likely to drop out later: Beta(a, b + 1).
static void assert_who_stayed(const struct newcomers *all, struct customer_base base) {
    struct customer_base stayed = customer_base_after(base, 1);
    double sum = stayed.a + stayed.b, spread = stayed.a * stayed.b / (sum * sum * (sum + 1));
    double count = all->count - all->left;
    customer_counts_within("chance to drop out of who stayed", all->drops / count, stayed.a / sum,
                           sqrt(spread / count));
}

static void more_than_half_of_the_new_ones_never_come_back(void **state) {
    (void)state;
    const char *const settings[] = {UNDISTURBED,
                                    "homes.count=4000",
                                    "days=55",
                                    "dongne.customers=0",
                                    "dongne.gap_days=15",
                                    "dongne.stranger_accepts=0.2",
                                    "dongne.quiet_days=60",
                                    "refrigerator.app=false",
                                    NULL};
    struct scenario_world made = live("unasked", settings);
    struct customer_base base = customer_base_of(15, 1, 0.61, 0.24);
    struct newcomers all = newcomers_of(made.world, base, 55 * CLOCK_DAY);
    customer_counts_share("of new customers the first order is the last", all.left, all.count, 0.39);
    customer_counts_within("order once until the end", all.once, all.expected, sqrt(all.variance));
    assert_who_stayed(&all, base);
    assert_true(all.count > 500 && all.once > all.count / 2);
    scenario_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(customers_order_as_differently_as_the_settings_say),
        cmocka_unit_test(more_than_half_of_the_new_ones_never_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The third ledger answers: every source of worth that a kind names is posted somewhere, what is paid only
// moves welfare between people, and a price that rises takes surplus from families, under the same luck.
#include "sim/engine/kind.h"
#include "tests/support/scenario_world.h"
#include "tests/support/welfare_sums.h"

#define MARKET "tests/contract/stages/market.lua"

static struct scenario_world lived;

static const struct world *live(const char *stage, const char *policy, const char *const *settings) {
    lived = scenario_world_make(stage, policy, 0, settings, 1);
    scenario_world_run(&lived);
    return lived.world;
}

static void drop(void) {
    scenario_world_drop(&lived);
}

// ---- Every source --------------------------------------------------------------------------------------

enum { SOURCES_MOST = 100 };
static const struct welfare_source *named[SOURCES_MOST];
static bool posted[SOURCES_MOST];
static size_t named_count;

static size_t place_of(const struct welfare_source *source) {
    size_t place = 0;
    while (place < named_count && named[place] != source) place++;
    return place;
}

static void name_all(const struct kind *kind) {
    for (const struct welfare_source *const *source = kind->worths; source && *source; source++) {
        if (place_of(*source) < named_count) continue;
        assert_true(named_count < SOURCES_MOST);
        named[named_count++] = *source;
    }
}

static void for_each_kind(void (*look)(const struct kind *kind)) {
    const struct catalogue *all = models_catalogue();
    for (size_t i = 0; all->sections[i]; i++) look(&all->sections[i]->kind);
    for (size_t i = 0; all->appliances[i]; i++) look(&all->appliances[i]->kind);
    for (size_t i = 0; all->parties[i]; i++) look(&all->parties[i]->kind);
}

static void note_posted(const struct world *world) {
    for (size_t i = 0; i < welfare_source_count(world->welfare); i++) {
        size_t place = place_of(welfare_source_at(world->welfare, i));
        if (place < named_count) posted[place] |= welfare_total(world->welfare, i) != 0;
    }
}

static void every_source_is_posted(void **state) {
    (void)state;
    static const struct {
        const char *stage, *policy;
    } stages[] = {{MARKET, "asked"},
                  {"scenarios/pest_leads.lua", "sell_sightings"},
                  {"scenarios/breach.lua", "sell"},
                  {"scenarios/clumsy_robots.lua", "nothing"},
                  {"scenarios/free_riders.lua", "riders"},
                  {"scenarios/heat_watch.lua", "joined"},
                  {"scenarios/building.lua", "by_share"}};
    static const char *const few[] = {"homes.count=500", NULL};
    for_each_kind(name_all);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        note_posted(live(stages[i].stage, stages[i].policy, few));
        drop();
    }
    for (size_t i = 0; i < named_count; i++)
        if (!posted[i]) fail_msg("'%s' is named and never posted", named[i]->name);
    assert_true(named_count > 15);
}

static void look_at_names(const struct kind *kind) {
    for (const struct welfare_source *const *source = kind->worths; source && *source; source++) {
        assert_true(strlen((*source)->name) > 0 && strlen((*source)->meaning) > 0);
        for (size_t i = 0; i < named_count; i++)
            if (named[i] != *source && !strcmp(named[i]->name, (*source)->name))
                fail_msg("two sources are called '%s'", (*source)->name);
    }
}

static void every_source_has_a_name_of_its_own(void **state) {
    (void)state;
    for_each_kind(name_all);
    for_each_kind(look_at_names);
}

// ---- Payments ------------------------------------------------------------------------------------------

static int64_t world_with(const char *setting) {
    const char *const settings[] = {setting, NULL};
    int64_t all = welfare_sums_world(live(MARKET, "asked", settings));
    drop();
    return all;
}

// How two firms share what a family pays is nobody's loss and nobody's gain in all.
static void what_firms_pay_each_other_cancels(void **state) {
    (void)state;
    static const char *const shares[] = {"grocery.referral_share=0.2", "grocery.fee_payer=family",
                                         "diet_seller.referral_share=0.3", "diet_seller.referral_months=1",
                                         "retailer.margin=0.4"};
    int64_t all = world_with(NULL);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) assert_int_equal(world_with(shares[i]), all);
}

// ---- Prices --------------------------------------------------------------------------------------------

// What families have of a kind above what they pay for it.
static int64_t surplus_of(const struct world *world, const struct kind *kind) {
    int64_t sum = 0;
    for (size_t i = 0; i < welfare_source_count(world->welfare); i++)
        for (const struct welfare_source *const *source = kind->worths; source && *source; source++)
            if (welfare_source_at(world->welfare, i) == *source && (*source)->kind == WELFARE_SURPLUS)
                sum += welfare_total(world->welfare, i);
    return sum;
}

static struct plan_entry *entry_of(struct plan *plan, const struct kind *kind) {
    for (size_t i = 0; i < plan->parties.count; i++)
        if (plan->parties.entries[i].kind == kind) return &plan->parties.entries[i];
    fail_msg("%s is not in %s: add it", kind->name, MARKET);
    return NULL;
}

// At the stage's price, or at the most that may be asked.
static int64_t surplus_at(const struct kind *kind, const struct setting *row, bool most) {
    struct status status = {0};
    lived = scenario_world_plan(MARKET, "asked", 0, NULL);
    struct plan_entry *entry = entry_of(lived.plan, kind);
    if (most) setting_put_number(row, entry->settings, row->most, &status);
    stop_on(&status);
    scenario_world_create(&lived, NULL, 1);
    scenario_world_run(&lived);
    int64_t surplus = surplus_of(lived.world, kind);
    drop();
    return surplus;
}

static size_t prices;

static void dearer_is_worse(const struct kind *kind) {
    for (size_t i = 0; i < kind->settings.count; i++) {
        const struct setting *row = &kind->settings.rows[i];
        if (row->money != MONEY_PRICE) continue;
        int64_t cheap = surplus_at(kind, row, false), dear = surplus_at(kind, row, true);
        print_message("%s.%s: %lld, dear %lld\n", kind->name, row->name, (long long)cheap, (long long)dear);
        if (cheap <= 0 || dear >= cheap) fail_msg("%s.%s takes no surplus", kind->name, row->name);
        prices++;
    }
}

static void every_price_takes_surplus(void **state) {
    (void)state;
    for_each_kind(dearer_is_worse);
    assert_true(prices > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_source_is_posted),
        cmocka_unit_test(every_source_has_a_name_of_its_own),
        cmocka_unit_test(what_firms_pay_each_other_cancels),
        cmocka_unit_test(every_price_takes_surplus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What is changed in one household reaches others only along the links that the model has: friends who hear
// of it, and crews that are busy. Whatever is added to a scenario, recorded or run on more threads moves
// nobody's luck.
#include "models/model.h"
#include "models/pests/infestation.h"
#include "sim/engine/meter.h"
#include "tests/support/scenario_world.h"

// ---- A household's history, compared ---------------------------------------------------------------------

static const struct gate_entry *entry_of(const struct world *world, uint32_t home,
                                         const struct gate_flow *flow) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *other = gate_flow_at(world->gate, i);
        if (other->data_class == flow->data_class && other->recipient == flow->recipient &&
            !strcmp(other->purpose, flow->purpose))
            return gate_entry_at(world->gate, home, i);
    }
    return NULL;
}

static bool same_consents(const struct world *a, const struct world *b, uint32_t home) {
    for (uint16_t i = 0; i < gate_flow_count(a->gate); i++) {
        const struct gate_entry *other = entry_of(b, home, gate_flow_at(a->gate, i));
        if (!other || memcmp(gate_entry_at(a->gate, home, i), other, sizeof *other)) return false;
    }
    return true;
}

// The next line of the journal about the home, from `number` on; NULL: none.
static const struct journal_line *next_line(const struct world *world, uint32_t home, uint64_t *number) {
    const struct journal_line *line;
    while ((line = journal_at(world->journal, ++*number)))
        if (line->home == home) return line;
    return NULL;
}

static bool same_journal(const struct world *a, const struct world *b, uint32_t home) {
    for (uint64_t i = 0, j = 0;;) {
        const struct journal_line *one = next_line(a, home, &i), *other = next_line(b, home, &j);
        if (!one || !other) return one == other;
        if (one->when != other->when || one->party != other->party || strcmp(one->what, other->what))
            return false;
    }
}

// The home's appliance of that name and number; NULL: there is none.
static const struct process *process_like(const struct world *world, uint32_t home, const char *name,
                                          unsigned number) {
    const struct process *processes = &world->processes[world->homes[home].first_process];
    for (unsigned i = 0; i < world->homes[home].process_count; i++)
        if (processes[i].number == number &&
            !strcmp(appliance_name(&world->appliances[processes[i].appliance]), name))
            return &processes[i];
    return NULL;
}

// What its appliances say of themselves, when they act next and what luck they have used. Appliances that
// only one of the worlds has are left out.
static bool same_appliances(const struct world *a, const struct world *b, uint32_t home) {
    for (unsigned i = 0; i < a->homes[home].process_count; i++) {
        const struct process *one = &a->processes[a->homes[home].first_process + i];
        const struct appliance *appliance = &a->appliances[one->appliance];
        const struct appliance_kind *kind = appliance->kind;
        const struct process *other = process_like(b, home, appliance_name(appliance), one->number);
        if (!other) continue;
        if (one->draws != other->draws || one->due != other->due) return false;
        for (size_t c = 0; c < kind->column_count; c++)
            if (kind->columns[c].value(a, home, process_state(a, one)) !=
                kind->columns[c].value(b, home, process_state(b, other)))
                return false;
    }
    return true;
}

static bool same_purse(const struct world *a, const struct world *b, uint32_t home) {
    account one = ledger_household(a->ledger, home), other = ledger_household(b->ledger, home);
    return ledger_balance(a->ledger, one, WON) == ledger_balance(b->ledger, other, WON) &&
           ledger_balance(a->ledger, one, TOKEN) == ledger_balance(b->ledger, other, TOKEN);
}

static bool same_mind(const struct world *a, const struct world *b, uint32_t home) {
    const struct home *one = &a->homes[home], *other = &b->homes[home];
    return one->concern == other->concern && one->trust == other->trust &&
           one->trust_gain == other->trust_gain && one->trust_loss == other->trust_loss;
}

static bool same_daily_life(const struct world *a, const struct world *b, uint32_t home) {
    const struct home *one = &a->homes[home], *other = &b->homes[home];
    return world_meter(a, home).kwh == world_meter(b, home).kwh && one->active == other->active &&
           one->asleep == other->asleep && one->on_trip == other->on_trip && one->members == other->members &&
           one->floor == other->floor;
}

static bool same_history(const struct world *a, const struct world *b, uint32_t home) {
    return same_daily_life(a, b, home) && same_appliances(a, b, home) && same_purse(a, b, home) &&
           same_journal(a, b, home) && same_consents(a, b, home) && same_mind(a, b, home);
}

// ---- Two worlds that differ in one household -------------------------------------------------------------

#define SMALL                                                                         \
    "homes.count=700", "homes.districts=7", "days=45", "cockroaches.prevalence=0.35", \
        "robot_vacuum.ownership=1"
// Crews for everybody: nobody waits because of somebody else.
#define BUY_ALL       "bugbye.trials_won_quarter=10000000", "cleanhome.trials_won_quarter=10000000"
#define CREWS_FOR_ALL "bugbye.crews=1000", "cleanhome.crews=1000"

static struct scenario_world untouched(const char *policy, const char *const *settings) {
    struct scenario_world made = scenario_world_make("scenarios/pest_leads.lua", policy, 0, settings, 1);
    scenario_world_run(&made);
    return made;
}

static struct scenario_world touched(const char *policy, const char *const *settings, uint32_t home,
                                     void (*touch)(struct world *world, uint32_t home)) {
    struct scenario_world made = scenario_world_make("scenarios/pest_leads.lua", policy, 0, settings, 1);
    touch(made.world, home);
    scenario_world_run(&made);
    return made;
}

// It shares nothing, at no price.
static void never_shares(struct world *world, uint32_t home) {
    world->homes[home].concern = INFINITY;
}
static void thinks_little_of_the_maker(struct world *world, uint32_t home) {
    world->homes[home].trust_loss = 99 * world->homes[home].trust_gain;
    world->homes[home].trust = 0.01F;
}
static void has_no_cockroaches(struct world *world, uint32_t home) {
    world->model->infestations[home] = (struct infestation){.since = CLOCK_NEVER, .protected = CLOCK_NEVER};
}

// The first home with such a line in the journal of the untouched world.
static uint32_t home_with(const struct scenario_world *made, const char *what) {
    for (uint64_t i = 1; i <= journal_count(made->world->journal); i++)
        if (!strcmp(journal_at(made->world->journal, i)->what, what))
            return journal_at(made->world->journal, i)->home;
    fail_msg("nobody has a line '%s'", what);
    return 0;
}

// The number of homes other than `banned` whose history differs.
static uint32_t others_changed(const struct scenario_world *a, const struct scenario_world *b,
                               uint32_t banned) {
    uint32_t changed = 0;
    for (uint32_t home = 0; home < a->world->home_count; home++)
        changed += home != banned && !same_history(a->world, b->world, home);
    return changed;
}

// Without friends and with crews for all, nothing links two households: not one other history changes.
static void banning_one_household_changes_nobody_who_is_not_linked(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, CREWS_FOR_ALL, "friends.model=none", NULL};
    struct scenario_world before = untouched("ask_first", settings);
    uint32_t banned = home_with(&before, "consent granted");
    struct scenario_world after = touched("ask_first", settings, banned, never_shares);
    assert_false(same_history(before.world, after.world, banned));
    assert_int_equal(others_changed(&before, &after, banned), 0);
    // Its own daily life goes on as before: pictures, cooling and cockroaches ask for no consent.
    assert_true(same_daily_life(before.world, after.world, banned));
    scenario_world_drop(&after);
    after = touched("ask_first", settings, banned, thinks_little_of_the_maker);
    assert_false(same_history(before.world, after.world, banned));
    assert_int_equal(others_changed(&before, &after, banned), 0);
    scenario_world_drop(&after);
    scenario_world_drop(&before);
}

// Homes whose history differs and that can be reached from `from` through friends whose history differs.
static void follow(const struct scenario_world *a, const bool *changed, uint32_t from, bool *reached) {
    const struct social *friends = a->world->friends;
    reached[from] = true;
    for (uint32_t i = friends->first[from]; i < friends->first[from + 1]; i++) {
        uint32_t friend = friends->friend[i];
        if (changed[friend] && !reached[friend]) follow(a, changed, friend, reached);
    }
}

// Who has cockroaches is sold, called and angry, and tells its friends: without them it is not. Each history
// that changes is its own or that of somebody who heard it from one that changed.
static void news_travels_only_from_friend_to_friend(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, CREWS_FOR_ALL, BUY_ALL, "families.tells_friends=1", NULL};
    struct scenario_world before = untouched("sell_sightings", settings);
    uint32_t count = before.world->home_count, changed_count = 0, tried = 0;
    bool *changed = calloc(count, sizeof *changed), *reached = calloc(count, sizeof *reached);
    for (uint32_t home = 0; home < count && tried < 4; home++) {
        if (!infestation_lives(&before.world->model->infestations[home], 0)) continue;
        struct scenario_world after = touched("sell_sightings", settings, home, has_no_cockroaches);
        memset(reached, 0, count * sizeof *reached);
        for (uint32_t i = 0; i < count; i++) changed[i] = !same_history(before.world, after.world, i);
        follow(&before, changed, home, reached);
        for (uint32_t i = 0; i < count; i++) {
            assert_true(!changed[i] || reached[i]);
            changed_count += changed[i] && i != home;
        }
        tried++;
        scenario_world_drop(&after);
    }
    print_message("%u households changed, %u of their friends with them\n", tried, changed_count);
    assert_true(changed_count > 0);
    assert_true(changed_count < tried * count / 4);
    free(changed);
    free(reached);
    scenario_world_drop(&before);
}

// With one crew for all, others wait longer or shorter; the crew changes neither their days nor their bills.
static void a_crowded_queue_changes_no_ones_daily_life(void **state) {
    (void)state;
    static const char *const settings[] = {
        SMALL, "bugbye.crews=1", "cleanhome.crews=1", "bugbye.visit_hours=8", "cleanhome.visit_hours=8",
        NULL};
    struct scenario_world before = untouched("ask_first", settings);
    uint32_t banned = home_with(&before, "visit booked");
    struct scenario_world after = touched("ask_first", settings, banned, has_no_cockroaches);
    assert_false(same_history(before.world, after.world, banned));
    for (uint32_t home = 0; home < before.world->home_count; home++)
        assert_true(same_daily_life(before.world, after.world, home));
    scenario_world_drop(&after);
    scenario_world_drop(&before);
}

// ---- Worlds with something beside ------------------------------------------------------------------------

static const char *const busy[] = {SMALL, "air_conditioner.ownership=1", NULL};

static void assert_same_world(const struct scenario_world *a, const struct scenario_world *b) {
    for (uint32_t home = 0; home < a->world->home_count; home++)
        if (!same_history(a->world, b->world, home)) fail_msg("home %u differs", home);
    assert_int_equal(journal_count(a->world->journal), journal_count(b->world->journal));
    for (uint16_t party = 0; party < a->world->party_count; party++)
        assert_int_equal(ledger_balance(a->world->ledger, ledger_party(a->world->ledger, party), WON),
                         ledger_balance(b->world->ledger, ledger_party(b->world->ledger, party), WON));
}

static struct scenario_world with_sensor(const char *name, const char *per_home) {
    struct status status = {0};
    struct plan_entry *entry;
    struct scenario_world made = scenario_world_plan("scenarios/pest_leads.lua", "ask_first", 0, busy);
    plan_add(made.plan, "sensor", name, &status, &entry);
    char setting[100];
    snprintf(setting, sizeof setting, "%s.per_home", name);
    plan_set_typed(made.plan, setting, per_home, ORIGIN_COMMAND, &status);
    stop_on(&status);
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    return made;
}

static void one_more_appliance_moves_nobodys_luck(void **state) {
    (void)state;
    struct scenario_world without = untouched("ask_first", busy), with = with_sensor("water_meter", "3");
    assert_true(world_events(with.world) > world_events(without.world) + 700 * 45 * 100);
    assert_same_world(&without, &with);
    scenario_world_drop(&with);
    scenario_world_drop(&without);
}

// More homes of the same sort: those that were there live as before, as far as they do not know the new ones.
static void more_homes_move_nobodys_luck(void **state) {
    (void)state;
    static const char *const few[] = {SMALL, CREWS_FOR_ALL, "friends.model=none", NULL};
    static const char *const many[] = {SMALL, CREWS_FOR_ALL, "friends.model=none", "homes.count=770", NULL};
    struct scenario_world small = untouched("ask_first", few), large = untouched("ask_first", many);
    for (uint32_t home = 0; home < small.world->home_count; home++)
        if (!same_history(small.world, large.world, home)) fail_msg("home %u differs", home);
    scenario_world_drop(&large);
    scenario_world_drop(&small);
}

static void a_run_that_is_recorded_is_like_any_other(void **state) {
    (void)state;
    struct scenario_world silent = untouched("ask_first", busy);
    struct scenario_world recorded = scenario_world_plan("scenarios/pest_leads.lua", "ask_first", 0, busy);
    scenario_world_create(&recorded, "test_causality.h5", 1);
    scenario_world_run(&recorded);
    assert_same_world(&silent, &recorded);
    assert_int_equal(world_events(silent.world), world_events(recorded.world));
    assert_int_equal(unlink("test_causality.h5"), 0);
    scenario_world_drop(&recorded);
    scenario_world_drop(&silent);
}

static void threads_change_nothing(void **state) {
    (void)state;
    struct scenario_world one = untouched("ask_first", busy);
    struct scenario_world three = scenario_world_make("scenarios/pest_leads.lua", "ask_first", 0, busy, 3);
    scenario_world_run(&three);
    assert_same_world(&one, &three);
    scenario_world_drop(&three);
    scenario_world_drop(&one);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(banning_one_household_changes_nobody_who_is_not_linked),
        cmocka_unit_test(news_travels_only_from_friend_to_friend),
        cmocka_unit_test(a_crowded_queue_changes_no_ones_daily_life),
        cmocka_unit_test(one_more_appliance_moves_nobodys_luck),
        cmocka_unit_test(more_homes_move_nobodys_luck),
        cmocka_unit_test(a_run_that_is_recorded_is_like_any_other),
        cmocka_unit_test(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

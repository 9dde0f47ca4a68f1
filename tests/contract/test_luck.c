// SPDX-License-Identifier: GPL-3.0-or-later
// Luck belongs to names: what a scenario comes to does not hang on the order of its lines, nor on who else is
// there without having anything to do with it. Asked of every scenario of the tree, of its last policy;
// with MARU_THOROUGH=1 (make soak) the order of its first one.
#include <dirent.h>

#include "tests/support/run_lines.h"
#include "tests/support/scenario_world.h"

// Long enough for what happens once a month.
static const char *const small[] = {"days=34", "homes.count=60", "homes.districts=2", NULL};

typedef void change_plan(struct plan *plan);

static struct run_lines live(const char *path, const char *policy, const char *const *settings,
                             change_plan *change) {
    char file[100];
    snprintf(file, sizeof file, "luck_%d.h5", (int)getpid());
    struct scenario_world made = scenario_world_plan(path, policy, 0, settings);
    if (change) change(made.plan);
    scenario_world_create(&made, file, 1);
    scenario_world_run(&made);
    scenario_world_drop(&made);
    struct run_lines lines = run_lines_read(file);
    unlink(file);
    return lines;
}

// ---- The order of lines ----------------------------------------------------------------------------------

static void swap(struct plan_list *list, size_t i, size_t j) {
    struct plan_entry entry = list->entries[i];
    list->entries[i] = list->entries[j];
    list->entries[j] = entry;
}

static void reverse(struct plan_list *list) {
    for (size_t i = 0; i < list->count / 2; i++) swap(list, i, list->count - 1 - i);
}

static void shuffle(struct plan_list *list) {
    struct random_sequence luck = {{1, 0}, RANDOM_WORLD, random_stream("shuffle"), 0};
    for (size_t left = list->count; left > 1; left--)
        swap(list, left - 1, random_below((uint32_t)random_next(&luck).word[0], (uint32_t)left));
}

static void change_reverse(struct plan *plan) {
    reverse(&plan->appliances);
    reverse(&plan->parties);
}

// ---- Who has nothing to do with it -----------------------------------------------------------------------

static struct plan_entry *add(struct plan *plan, const char *kind, const char *name) {
    struct status status = {0};
    struct plan_entry *entry;
    plan_add(plan, kind, name, &status, &entry);
    stop_on(&status);
    return entry;
}

static bool has_party(const struct plan *plan, const char *kind) {
    for (size_t i = 0; i < plan->parties.count; i++)
        if (!strcmp(plan->parties.entries[i].kind->name, kind)) return true;
    return false;
}

// Firms that nobody deals with, before and after all others, and a sensor that tells nobody; where there is a
// maker, whom everybody with an appliance buys from, no home has it.
static void change_shuffle_among_bystanders(struct plan *plan) {
    struct status status = {0};
    add(plan, "firm", "a_bystander");
    add(plan, "firm", "zz_bystander");
    add(plan, "sensor", "a_bystander_sensor");
    plan_set_typed(plan, "a_bystander_sensor.per_home", has_party(plan, "maker") ? "0" : "1", ORIGIN_COMMAND,
                   &status);
    stop_on(&status);
    shuffle(&plan->appliances);
    shuffle(&plan->parties);
}

// ---- Every scenario ------------------------------------------------------------------------------------

static unsigned trials;

static unsigned compare(const char *path, const char *policy, const struct run_lines *as_is, const char *how,
                        change_plan *change) {
    // Whose customer a home is stands in the file as a row of the parties.
    static const char *const except[] = {"bystander", "homes air_purifier_maker", NULL};
    char what[400];
    snprintf(what, sizeof what, "%s, %s, %s", path, policy ? policy : "no policy", how);
    struct run_lines changed = live(path, policy, small, change);
    assert_true(as_is->count > 10);
    unsigned differ =
        run_lines_differ(what, as_is, &changed, except) + run_lines_differ(what, &changed, as_is, except);
    run_lines_free(&changed);
    trials++;
    return differ > 0;
}

static unsigned try_scenario(const char *path) {
    char full[1000];
    struct status status = {0};
    snprintf(full, sizeof full, "%s/%s", MARU_SOURCE_FOLDER, path);
    struct scenario_file *file = scenario_load(full, models_catalogue(), &status);
    stop_on(&status);
    size_t count;
    const struct scenario_policy *policies = scenario_policies(file, &count);
    const char *first = count ? policies[0].name : NULL, *last = count ? policies[count - 1].name : NULL;
    struct run_lines as_is = live(path, last, small, NULL);
    unsigned failures =
        compare(path, last, &as_is, "shuffled among bystanders", change_shuffle_among_bystanders);
    if (check_is_thorough()) {
        run_lines_free(&as_is);
        as_is = live(path, last = first, small, NULL);
    }
    failures += compare(path, last, &as_is, "listed backwards", change_reverse);
    run_lines_free(&as_is);
    scenario_free(file);
    return failures;
}

static void test_order_and_bystanders_change_nothing(void **state) {
    (void)state;
    struct dirent **files;
    int count = scandir(MARU_SOURCE_FOLDER "/scenarios", &files, NULL, alphasort);
    assert_true(count > 0);
    unsigned failures = 0;
    for (int i = 0; i < count; i++) {
        char path[400];
        const char *ending = strrchr(files[i]->d_name, '.');
        snprintf(path, sizeof path, "scenarios/%s", files[i]->d_name);
        if (ending && !strcmp(ending, ".lua")) failures += try_scenario(path);
        free(files[i]);
    }
    free(files);
    assert_int_equal(failures, 0);
    assert_true(trials >= 40);
}

// ---- Taking away ---------------------------------------------------------------------------------------

static const char *removed_party;

static void change_remove(struct plan *plan) {
    struct plan_list *list = &plan->parties;
    size_t i = 0;
    while (i < list->count && strcmp(list->entries[i].name, removed_party)) i++;
    assert_true(i < list->count);
    while (i + 1 < list->count) swap(list, i, i + 1), i++;
    struct plan_entry *gone = &list->entries[--list->count];
    setting_free(gone->kind->settings, gone->settings);
    free(gone->origins);
    free(gone->name);
}

// Of a party that nothing else hangs on, only its own lines go, and what it was paid.
static void test_taking_somebody_away_changes_only_what_hangs_on_it(void **state) {
    (void)state;
    static const struct {
        const char *path, *policy, *party;
        const char *except[6];
    } cases[] = {
        // A rival's sales are the economy's outside when there is no rival.
        {"scenarios/whole_year.lua", NULL, "rival", {"rival", "outside", NULL}},
        {"scenarios/loyalty.lua", "no_tokens", "competitor", {"competitor", "outside", NULL}},
        {"scenarios/supervised.lua", NULL, "machine_work", {"machine_work", NULL}},
        // Bills are paid, and nothing follows from what is left.
        {"scenarios/pest_leads.lua",
         "ask_first",
         "electricity",
         {"electricity", "outside", "party households", "homes won_balance", "homes welfare"}},
        {"scenarios/cool_people.lua",
         NULL,
         "electricity",
         {"electricity", "outside", "party households", "homes won_balance", "homes welfare"}},
    };
    unsigned differ = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct run_lines as_is = live(cases[i].path, cases[i].policy, small, NULL);
        removed_party = cases[i].party;
        struct run_lines without = live(cases[i].path, cases[i].policy, small, change_remove);
        differ += run_lines_differ(cases[i].path, &as_is, &without, cases[i].except);
        differ += run_lines_differ(cases[i].path, &without, &as_is, cases[i].except);
        run_lines_free(&as_is);
        run_lines_free(&without);
    }
    assert_int_equal(differ, 0);
}

// ---- One home more -------------------------------------------------------------------------------------

// Of the columns of the homes, those that begin alike.
static unsigned homes_differ(const char *path, const struct run_lines *fewer, const struct run_lines *more) {
    unsigned differ = 0, columns = 0;
    for (size_t i = 0; i < fewer->count; i++) {
        const struct run_line *a = &fewer->lines[i], *b = run_lines_named(more, a->name);
        if (strncmp(a->name, "homes ", 6)) continue;
        columns++;
        assert_true(b && b->size == a->size + sizeof(double));
        if (!memcmp(a->bytes, b->bytes, a->size)) continue;
        print_error("%s: with one home more, %s differs\n", path, a->name);
        differ++;
    }
    assert_true(columns > 5);
    return differ;
}

// Where homes have no friends, share no queue and no district's means, one more changes nobody else.
static void test_one_home_more_changes_no_other_home(void **state) {
    (void)state;
    static const char *const fewer[] = {"days=34", "homes.count=60", "homes.districts=1",
                                        "friends.model=none", NULL};
    static const char *const more[] = {"days=34", "homes.count=61", "homes.districts=1", "friends.model=none",
                                       NULL};
    static const char *const paths[] = {
        "scenarios/first.lua",   "scenarios/cool_people.lua",      "scenarios/cool_rooms.lua",
        "scenarios/left_on.lua", "scenarios/camera_microwave.lua", "scenarios/what_is_eaten.lua"};
    unsigned differ = 0;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct run_lines few = live(paths[i], NULL, fewer, NULL), many = live(paths[i], NULL, more, NULL);
        differ += homes_differ(paths[i], &few, &many);
        run_lines_free(&few);
        run_lines_free(&many);
    }
    assert_int_equal(differ, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_bystanders_change_nothing),
        cmocka_unit_test(test_taking_somebody_away_changes_only_what_hangs_on_it),
        cmocka_unit_test(test_one_home_more_changes_no_other_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

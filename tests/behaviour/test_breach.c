// SPDX-License-Identifier: GPL-3.0-or-later
// What a breach reaches, harms and costs, held against the gate's entries at its very moment.
#include "models/oversight/breach.h"
#include "models/people/families.h"
#include "sim/engine/luck.h"
#include "sim/engine/party_act.h"
#include "tests/support/one_party_more.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/breach.lua"
#define SMALL    "homes.count=600", "homes.districts=4", "scenario.days=220", "leak.at=2018-07-01"

enum { DAY = 181, KEPT_MOST_DAYS = 365, FORMS = 4 };

// ---- A witness ------------------------------------------------------------------------------------------

// It is woken at the same moment as the breach, after it: its name comes later.
struct seen {
    double homes, classes, of_form[FORMS], unasked, stale, harmed, harm[DATA_CLASSES];
    bool *out;  // [homes]
};
static struct seen seen;
static double misused = 0.05, kept_days;  // kept_days 0: for good

static unsigned form_of(unsigned forms) {
    static const enum data_form order[FORMS] = {FORM_NOISED, FORM_LABEL, FORM_PSEUDONYMOUS, FORM_RAW};
    unsigned most = 0;
    for (unsigned i = 0; i < FORMS; i++)
        if (forms & 1u << order[i]) most = i;
    return most;
}

static double tells(const struct world *world, unsigned form, enum data_class data_class) {
    double label = world->model->families->label_tells;
    double age = kept_days > 0 ? 1 - exp(-kept_days / world->model->families->data_age_days) : 1;
    return age * (form >= 2 ? 1 : form == 1 ? label : label * (1 - world->model->noise[data_class].hides));
}

static double weight_of(const struct world *world, enum data_class data_class) {
    return data_class == DATA_ENERGY_USE ? 1 : world->model->families->class_weight[data_class];
}

// Of one class in one home: the forms that came to the party and are not deleted; 0: none.
static unsigned forms_held(const struct world *world, uint16_t party, uint32_t home,
                           enum data_class data_class, bool *unasked, bool *stale) {
    unsigned forms = 0;
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        const struct gate_entry *entry = gate_entry_at(world->gate, home, i);
        time_ms age = world->now - entry->last_min * CLOCK_MINUTE;
        bool its = flow->recipient == party;
        for (unsigned r = 0; r < flow->receiver_count; r++) its |= flow->receivers[r] == party;
        if (flow->data_class != data_class || !its || !entry->transfers) continue;
        if (flow->limits.kept != CLOCK_NEVER && age > flow->limits.kept) continue;
        bool over = entry->state == CONSENT_GRANTED && world->now / CLOCK_MINUTE > entry->expires_min;
        bool stands =
            flow->rule == RULE_AT_INSTALL || flow->rule == RULE_OPT_IN || flow->rule == RULE_OPT_OUT;
        forms |= entry->forms;
        *unasked |= entry->allowed_by != CONSENT_GRANTED || entry->last_by != CONSENT_GRANTED;
        *stale |= entry->state == CONSENT_WITHDRAWN || (over && stands) || age > KEPT_MOST_DAYS * CLOCK_DAY;
    }
    return forms;
}

static const struct party *party_named(const struct world *world, const char *name) {
    for (uint16_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, name)) return &world->parties[i];
    fail_msg("there is no %s", name);
    return NULL;
}

static void look_at(const struct world *world, uint32_t home) {
    const struct party *leak = party_named(world, "leak");
    uint16_t party = party_named(world, "hanbit")->number;
    struct random_sequence luck = luck_with_party(world, leak, home, "breach.misused", 1);
    bool hit = random_next_uniform(&luck) < misused, unasked = false, stale = false, any = false;
    for (int c = 0; c < DATA_CLASSES; c++) {
        unsigned forms = forms_held(world, party, home, (enum data_class)c, &unasked, &stale);
        if (!forms) continue;
        any = true;
        seen.classes++;
        seen.of_form[form_of(forms)]++;
        if (hit)
            seen.harm[c] += 50000 * weight_of(world, (enum data_class)c) *
                            tells(world, form_of(forms), (enum data_class)c);
    }
    seen.homes += any;
    seen.unasked += unasked;
    seen.stale += stale;
    seen.harmed += any && hit;
    seen.out[home] = any;
}

static void witness_start(struct world *world, struct party *witness) {
    party_wake(world, witness, (struct timer){.due = DAY * CLOCK_DAY});
}
static void witness_wake(struct world *world, struct party *witness, const struct timer *timer) {
    (void)witness, (void)timer;
    seen = (struct seen){.out = status_allocate(world->home_count, 1)};
    for (uint32_t home = 0; home < world->home_count; home++) look_at(world, home);
}

static const struct party_kind witness = {
    .kind = {.name = "witness", .summary = "looks", .settings = {.size = 1}},
    .start = witness_start,
    .wake = witness_wake,
};

static struct recorded_world live(const char *policy, const char *const *settings) {
    struct status status = {0};
    struct plan_entry *entry;
    struct scenario_world made = scenario_world_plan(SCENARIO, policy, 0, settings);
    made.plan->catalogue = one_party_more(&witness);
    plan_add(made.plan, "witness", NULL, &status, &entry);
    stop_on(&status);
    free(seen.out);
    return recorded_world_run(made);
}

static double metric(const struct recorded_world *lived, const char *name) {
    char whole[100];
    snprintf(whole, sizeof whole, "leak_%s", name);
    return recorded_world_metric(lived, whole);
}

// ---- What it reaches ------------------------------------------------------------------------------------

static void is_what_the_gate_knows(const struct recorded_world *lived) {
    static const char *const forms[FORMS] = {"noised", "labels", "pseudonymous", "raw"};
    assert_true(metric(lived, "breaches") == 1);
    assert_true(metric(lived, "homes") == seen.homes);
    assert_true(metric(lived, "home_classes") == seen.classes);
    for (int i = 0; i < FORMS; i++) assert_true(metric(lived, forms[i]) == seen.of_form[i]);
    assert_true(metric(lived, "unasked") == seen.unasked);
    assert_true(metric(lived, "stale") == seen.stale);
    assert_true(metric(lived, "told") == seen.homes);
}

static void what_is_reached_is_what_the_gate_still_knows(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, NULL};
    static const char *const policies[] = {"sell", "ask", "kept_30"};
    double homes[3], classes[3];
    for (int i = 0; i < 3; i++) {
        struct recorded_world lived = live(policies[i], settings);
        is_what_the_gate_knows(&lived);
        homes[i] = seen.homes;
        classes[i] = seen.classes;
        print_message("%s: %g homes, %g home-classes, %g unasked, %g stale\n", policies[i], seen.homes,
                      seen.classes, seen.unasked, seen.stale);
        recorded_world_drop(&lived);
    }
    assert_true(homes[0] > homes[1] && homes[1] > 0);
    assert_true(classes[2] > 0 && classes[2] < classes[0]);  // deleted, it does not leak
}

// Deleted after a day, most is gone.
static void what_is_kept_for_a_shorter_time_reaches_fewer(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, NULL};
    struct recorded_world month = live("kept_30", settings);
    double most = seen.classes;
    recorded_world_drop(&month);
    struct status status = {0};
    struct scenario_world made = scenario_world_plan(SCENARIO, "kept_30", 0, settings);
    for (size_t i = 0; i < made.plan->rules.count; i++) made.plan->rules.all[i].kept_days = 1;
    made.plan->catalogue = one_party_more(&witness);
    struct plan_entry *entry;
    plan_add(made.plan, "witness", NULL, &status, &entry);
    stop_on(&status);
    free(seen.out);
    struct recorded_world day = recorded_world_run(made);
    is_what_the_gate_knows(&day);
    assert_true(seen.classes < most);
    recorded_world_drop(&day);
}

// ---- What it costs --------------------------------------------------------------------------------------

static void nothing_held_costs_nothing(void **state) {
    (void)state;
    static const char *const hit[] = {SMALL, NULL};
    static const char *const spared[] = {SMALL, "leak.at=", NULL};
    struct recorded_world on = live("on_device", hit), off = live("on_device", spared);
    assert_true(metric(&on, "breaches") == 1 && metric(&off, "breaches") == 0);
    assert_true(metric(&on, "homes") == 0 && metric(&on, "told") == 0 && metric(&on, "harm") == 0);
    const struct world *world = on.made.world;
    for (uint16_t i = 0; i < world->party_count; i++)
        assert_int_equal(scenario_world_balance(&on.made, world->parties[i].name),
                         scenario_world_balance(&off.made, world->parties[i].name));
    for (size_t i = 0; i < welfare_source_count(world->welfare); i++)
        assert_int_equal(welfare_total(world->welfare, i), welfare_total(off.made.world->welfare, i));
    recorded_world_drop(&on);
    recorded_world_drop(&off);
}

static int64_t posted(const struct world *world, const char *name) {
    for (size_t i = 0; i < welfare_source_count(world->welfare); i++)
        if (!strcmp(welfare_source_at(world->welfare, i)->name, name))
            return welfare_total(world->welfare, i);
    fail_msg("nothing is called %s", name);
    return 0;
}

static double harm_is_recomputed(const char *policy) {
    static const char *const settings[] = {SMALL, "leak.misused=0.3", NULL};
    misused = 0.3;
    struct recorded_world lived = live(policy, settings);
    misused = 0.05;
    double sum = 0;
    for (int c = 0; c < DATA_CLASSES; c++) {
        char name[100];
        snprintf(name, sizeof name, "harm_%s", gate_class_names[c]);
        assert_true(fabs(metric(&lived, name) - seen.harm[c]) < 0.01);
        sum += seen.harm[c];
    }
    print_message("%g families, %g won\n", seen.harmed, sum);
    assert_true(seen.harmed > 0 && metric(&lived, "families_harmed") == seen.harmed);
    assert_true(fabs(metric(&lived, "harm") - sum) < 0.01);
    assert_true(fabs((double)posted(lived.made.world, "data that got out") / WELFARE_WON + sum) < 1);
    recorded_world_drop(&lived);
    return sum;
}

// What is deleted soon tells less of the same families.
static void harm_falls_on_whose_data_are_misused(void **state) {
    (void)state;
    double for_good = harm_is_recomputed("sell");
    kept_days = 30;
    double for_a_month = harm_is_recomputed("kept_30");
    kept_days = 0;
    assert_true(for_a_month < for_good / 4);
}

static void who_is_told_trusts_less_and_takes_consents_back(void **state) {
    (void)state;
    static const char *const hit[] = {SMALL, "leak.resentment=1", NULL};
    static const char *const spared[] = {SMALL, "leak.at=", NULL};
    struct recorded_world on = live("ask", hit);
    bool *out = status_allocate(on.made.world->home_count, 1);
    memcpy(out, seen.out, on.made.world->home_count);
    struct recorded_world off = live("ask", spared);
    double reached = 0, others = 0, homes = 0;
    for (uint32_t home = 0; home < on.made.world->home_count; home++) {
        double fall = (double)(off.made.world->homes[home].trust - on.made.world->homes[home].trust);
        if (out[home]) assert_true(fall > 0);
        *(out[home] ? &reached : &others) += fall;
        homes += out[home];
    }
    uint64_t back = 0, back_off = 0;
    for (uint16_t i = 0; i < gate_flow_count(on.made.world->gate); i++) {
        back += gate_flow_at(on.made.world->gate, i)->withdrawn;
        back_off += gate_flow_at(off.made.world->gate, i)->withdrawn;
    }
    print_message("trust falls by %g where reached, %g elsewhere; %llu withdrawn, %llu without\n", reached,
                  others, (unsigned long long)back, (unsigned long long)back_off);
    assert_true(reached / homes > others / (on.made.world->home_count - homes) && others >= 0);
    assert_true(back > back_off && metric(&on, "changed_consents") > 0);
    free(out);
    recorded_world_drop(&on);
    recorded_world_drop(&off);
}

// ---- The regulator --------------------------------------------------------------------------------------

static void the_regulator_fines_what_had_no_consent(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, "pipc.investigation_days=1", NULL};
    struct recorded_world sell = live("sell", settings);
    assert_true(seen.unasked > 0);
    assert_true(recorded_world_metric(&sell, "pipc_cases") == 1 &&
                recorded_world_metric(&sell, "pipc_fined") == 1);
    assert_true(recorded_world_metric(&sell, "pipc_fines") > 0);
    recorded_world_drop(&sell);
    struct recorded_world ask = live("ask", settings);
    double unlawful = seen.unasked + seen.stale;
    assert_true(recorded_world_metric(&ask, "pipc_cases") == 1);
    assert_true(recorded_world_metric(&ask, "pipc_fined") == (unlawful > 0));
    assert_true(recorded_world_metric(&ask, "pipc_cleared") == (unlawful == 0));
    recorded_world_drop(&ask);
}

// Everybody was asked; some took it back, and what they had given is still there.
static void the_regulator_fines_what_is_kept_too_long(void **state) {
    (void)state;
    static const char *const kept[] = {SMALL,
                                       "pipc.investigation_days=1",
                                       "families.reconsiders_year=12",
                                       "families.habit=0",
                                       "families.gives_freely=0",
                                       NULL};
    struct recorded_world lived = live("ask", kept);
    print_message("%g stale, %g unasked\n", seen.stale, seen.unasked);
    assert_true(seen.unasked == 0 && seen.stale > 0);
    assert_true(recorded_world_metric(&lived, "pipc_fined") == 1);
    recorded_world_drop(&lived);
}

// ---- At random ------------------------------------------------------------------------------------------

static void at_random_they_come_as_a_hazard_says(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, "leak.at=", "leak.a_year=12", NULL};
    struct recorded_world lived = live("ask", settings);
    const struct world *world = lived.made.world;
    double count = 0;
    for (time_ms now = 0; now < world->end; count++) {
        struct random_sequence luck =
            luck_of_party(world, party_named(world, "leak"), "breach.comes", (uint64_t)count);
        now += (time_ms)(random_next_exponential(&luck) / 12 * 365 * (double)CLOCK_DAY);
        if (now >= world->end) break;
    }
    print_message("%g breaches\n", count);
    assert_true(count > 2 && metric(&lived, "breaches") == count);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_reached_is_what_the_gate_still_knows),
        cmocka_unit_test(what_is_kept_for_a_shorter_time_reaches_fewer),
        cmocka_unit_test(nothing_held_costs_nothing),
        cmocka_unit_test(harm_falls_on_whose_data_are_misused),
        cmocka_unit_test(who_is_told_trusts_less_and_takes_consents_back),
        cmocka_unit_test(the_regulator_fines_what_had_no_consent),
        cmocka_unit_test(the_regulator_fines_what_is_kept_too_long),
        cmocka_unit_test(at_random_they_come_as_a_hazard_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

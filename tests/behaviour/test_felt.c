// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever counts families that resented it, or were bothered, has also made them feel it: what it cost them
// in the third ledger is as many times what one such experience costs.
#include "models/people/choice.h"
#include "tests/support/recorded_world.h"

enum { COUNTS_MOST = 2 };
struct feeling {
    const char *scenario, *policy, *setting;  // setting: of the weight
    double weight;
    const char *counts[COUNTS_MOST];  // series of who does so
};

static double lost_won(const struct world *world, const struct welfare_source *source) {
    for (size_t i = 0; i < welfare_source_count(world->welfare); i++)
        if (welfare_source_at(world->welfare, i) == source)
            return -(double)welfare_total(world->welfare, i) / WELFARE_WON;
    return 0;
}

static void expect_felt(const struct feeling *feeling, const struct welfare_source *source, double won) {
    const char *const settings[] = {"homes.count=400",
                                    "homes.districts=2",
                                    "days=180",
                                    "families.resents_won=70",
                                    "families.bothered_won=3000",
                                    feeling->setting,
                                    NULL};
    char path[100];
    snprintf(path, sizeof path, "scenarios/%s.lua", feeling->scenario);
    struct recorded_world lived = recorded_world_live(path, feeling->policy, 0, settings);
    double times = 0, lost = lost_won(lived.made.world, source);
    for (int i = 0; i < COUNTS_MOST && feeling->counts[i]; i++)
        times += recorded_world_metric(&lived, feeling->counts[i]);
    print_message("%s, %s: %.0f times, %.0f won lost\n", feeling->scenario, feeling->policy, times, lost);
    assert_true(times > 5);
    if (fabs(lost - times * feeling->weight * won) > 1e-6)
        fail_msg("%s, %s: %.0f times %.0f won were counted, %.3f won are lost", feeling->scenario,
                 feeling->policy, times, feeling->weight * won, lost);
    recorded_world_drop(&lived);
}

static void what_is_resented_is_felt(void **state) {
    (void)state;
    static const struct feeling feelings[] = {
        {"pest_leads",
         "sell_sightings",
         NULL,
         1,
         {"bugbye_unwanted_contacts", "cleanhome_unwanted_contacts"}},
        {"marketing", "taken", "diet.notices_unasked=1", 1, {"marketing_noticed_unasked"}},
        {"healthy_diet", "taken", "diet.notices_unasked=1", 1, {"goodfood_noticed_unasked"}},
        {"fridge_orders", "unasked", NULL, 1, {"dongne_resented"}},
        {"media", "taken_auction", NULL, 1, {"media_found_out"}},
    };
    for (size_t i = 0; i < sizeof feelings / sizeof *feelings; i++)
        expect_felt(&feelings[i], &choice_resents_worth, 70);
}

static void who_is_bothered_feels_it(void **state) {
    (void)state;
    static const struct feeling feelings[] = {
        {"marketing", "known", "diet.annoyance=0.25", 0.25, {"marketing_annoyed"}},
        {"healthy_diet", "asked", "diet.annoyance=0.25", 0.25, {"goodfood_unwanted_offers"}},
        {"media", "unknown_list", "media.annoyance=0.25", 0.25, {"media_annoyed"}},
        {"left_on", "switch_off_unasked", "remote_control.resent_weight=2", 2, {"remote_control_resented"}},
    };
    for (size_t i = 0; i < sizeof feelings / sizeof *feelings; i++)
        expect_felt(&feelings[i], &choice_bothers_worth, 3000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_resented_is_felt),
        cmocka_unit_test(who_is_bothered_feels_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

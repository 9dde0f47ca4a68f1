// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a hook's proposals is told to the policy: every answer, once, as the family gave it.
#include <unistd.h>

#include "models/food/on_diet_offer.h"
#include "models/food/on_diet_reply.h"
#include "models/pests/on_sighting.h"
#include "models/pests/on_sighting_answer.h"
#include "sim/engine/home.h"
#include "tests/support/scenario_world.h"

// A policy that writes down what it is asked and told. Its offer to a home is 100 tokens for each alarm it
// had before.
struct heard {
    uint64_t asked, answers, shared, orders, complaints, leavers;
    bool truthful;
};

static bool has_all(void *owner, const struct hook *hook) {
    (void)owner, (void)hook;
    return true;
}

static int no_rules(const void *owner, const struct hook *hook, const struct home_facts *home,
                    const void *view, void *proposal) {
    (void)owner, (void)hook, (void)home, (void)view, (void)proposal;
    return PLAN_NO_RULES;
}

static bool listen(void *owner, const struct hook *hook, const struct home_facts *home, const void *view,
                   void *proposal, struct status *status) {
    (void)home, (void)status;
    struct heard *heard = owner;
    if (hook == &on_sighting_hook) {
        const struct sighting_view *sighting = view;
        struct sighting_offer *offer = proposal;
        offer->reward_tokens = 100.0 * (double)sighting->alarms_before;
        heard->asked++;
    } else if (hook == &on_sighting_answer_hook) {
        const struct sighting_answer_view *answer = view;
        assert_null(proposal);
        heard->answers++;
        heard->shared += answer->shared;
        heard->truthful &= answer->reward_tokens == 100.0 * (double)answer->alarms_before;
    } else if (hook == &on_diet_reply_hook) {
        const struct diet_reply_view *reply = view;
        assert_null(proposal);
        heard->orders += reply->ordered;
        heard->complaints += reply->complains;
        heard->leavers += reply->leaves;
        heard->truthful &= !reply->complains || reply->offers_before > 0;
    }
    return true;
}

static uint64_t lines(const struct scenario_world *made, const char *what) {
    uint64_t count = 0;
    for (uint64_t i = 1; i <= journal_count(made->world->journal); i++)
        count += !strcmp(journal_at(made->world->journal, i)->what, what);
    return count;
}

static struct scenario_world live(const char *path, const char *policy, const char *const *settings,
                                  struct heard *heard) {
    struct scenario_world made = scenario_world_plan(path, policy, 0, settings);
    *heard = (struct heard){.truthful = true};
    made.plan->hooks =
        (struct plan_hooks){.owner = heard, .has = has_all, .call = listen, .decide = no_rules};
    scenario_world_create(&made, NULL, 1);
    scenario_world_run(&made);
    return made;
}

static void test_every_answer_about_a_sighting_is_told(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=3000", "days=60", "cockroaches.prevalence=0.3", NULL};
    struct heard heard;
    struct scenario_world made = live("scenarios/pest_leads.lua", "ask_first", settings, &heard);
    assert_true(heard.truthful && heard.shared > 30 && heard.answers > heard.shared);
    assert_int_equal(heard.shared, lines(&made, "consent granted"));
    uint64_t on_the_last_day = heard.asked - heard.answers;  // whose answers come after the end
    assert_true(on_the_last_day < heard.asked / 20);
    scenario_world_drop(&made);
}

static void test_orders_and_complaints_are_told(void **state) {
    (void)state;
    const char *const settings[] = {"homes.count=600", "days=100", NULL};
    struct heard heard;
    struct scenario_world made = live("scenarios/healthy_diet.lua", "asked", settings, &heard);
    assert_true(heard.truthful && heard.leavers > 0);
    assert_int_equal(heard.orders, lines(&made, "supplements ordered"));
    assert_int_equal(heard.complaints, lines(&made, "offer unwanted"));
    scenario_world_drop(&made);
}

// Who is only told something has nothing to answer; what it may remember is its own affair.
static void test_news_is_not_answered(void **state) {
    (void)state;
    static const char text[] =
        "scenario { maker {} }\n"
        "local shared = 0\n"
        "policy { name = 'p', on_sighting_answer = function(home, answer)\n"
        "  if answer.shared then shared = shared + 1 end\n"
        "  if shared == 2 then return {} end end }\n";
    char path[] = "/tmp/maru_news_XXXXXX.lua";
    int file = mkstemps(path, 4);
    assert_int_equal(write(file, text, sizeof text - 1), sizeof text - 1);
    close(file);
    struct scenario_world made = scenario_world_plan(path, "p", 0, NULL);
    const struct plan_hooks *hooks = &made.plan->hooks;
    struct status status = {0};
    struct home_facts home = {.number = 3};
    struct sighting_answer_view shares = {.shared = true}, refuses = {.shared = false};
    assert_true(hooks->call(hooks->owner, &on_sighting_answer_hook, &home, &shares, NULL, &status));
    assert_true(hooks->call(hooks->owner, &on_sighting_answer_hook, &home, &refuses, NULL, &status));
    assert_false(hooks->call(hooks->owner, &on_sighting_answer_hook, &home, &shares, NULL, &status));
    assert_non_null(
        strstr(status.message, ":3: on_sighting_answer: it must answer nothing: it is only told something"));
    scenario_world_drop(&made);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_answer_about_a_sighting_is_told),
        cmocka_unit_test(test_orders_and_complaints_are_told),
        cmocka_unit_test(test_news_is_not_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

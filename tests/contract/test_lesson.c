// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons for a class, lua/lesson.lua: what a team's file becomes, what is told of a lesson, and how what is
// wrong is refused.
#include "lua/lesson_text.h"
#include "lua/sandbox.h"
#include "lua/scenario.h"
#include "models/catalogue.h"
#include "sim/engine/text_file.h"
#include "tests/support/check.h"

#define LESSONS MARU_SOURCE_FOLDER "/scenarios/lessons/"
static const char lesson[] = LESSONS "does_asking_pay.lua";
static const char team[] = LESSONS "team.lua";  // it lies nowhere

static struct scenario_file *load(const char *text, struct status *status) {
    return scenario_load_text(team, text, NULL, models_catalogue(), status);
}

static int whole_days(const struct plan *plan) {
    return (int)(plan_end(plan) / CLOCK_DAY);
}

static void a_round_follows_on_the_one_before(void **state) {
    (void)state;
    struct status status = {0};
    struct scenario_file *file = load(
        "local lesson = require \"lesson\"\n"
        "lesson.play(\"does_asking_pay\", { { sighting = \"sell\" }, {}, { fee = 31000, shock = \"law\" } "
        "})\n",
        &status);
    if (!file) fail_msg("%s", status.message);
    struct plan *plan = scenario_plan(file, "round_3", 0, &status);
    assert_non_null(plan);
    assert_int_equal(whole_days(plan), 275);
    const struct plan *second = plan->past.plan, *first = second->past.plan;
    assert_string_equal(second->policy, "round_2");
    assert_string_equal(first->policy, "round_1");
    assert_null(first->past.plan);
    assert_true(plan_turn(second) == 92 * CLOCK_DAY && plan_turn(plan) == 184 * CLOCK_DAY);
    struct plan_rule_case told = {DATA_PEST_SIGHTING, "hanbit", "maker", NULL};
    assert_int_equal(plan_rule_of(&first->rules, told), RULE_NONE);
    assert_int_equal(plan_rule_of(&second->rules, told), RULE_ASK_EACH_TIME);
    plan_free(plan);
    scenario_free(file);
}

static void all_but_functions_is_told(void **state) {
    (void)state;
    struct status status = {0};
    char *json = lesson_text(lesson, models_catalogue(), &status);
    if (!json) fail_msg("%s", status.message);
    static const char *const said[] = {
        "{\"name\":\"does_asking_pay\",\"title\":{\"en\":\"Does asking first pay?\",\"ko\":\"",
        "\"practice\":true",
        "\"scale\":1e-06",
        "\"reference\":{\"alarm\":2,",
        "\"sighting\":\"keep\"}",
        "\"of\":[\"money: hanbit\",\"- tokens: held by households at the end\"]",
        "\"bots\":[[{\"alarm\":2,",
        "\"else\":{\"en\":\"Only counts if you ask.\""};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (!strstr(json, said[i])) fail_msg("it does not say %s", said[i]);
    assert_null(strstr(json, "function"));
    free(json);
}

struct refusal {
    const char *text, *complaint;
};

#define PLAY(rounds) "local lesson = require \"lesson\"\nlesson.play(\"does_asking_pay\", " rounds ")"
static const struct refusal refusals[] = {
    {PLAY("{ { fee = 4000 } }"), "round 1: fee = 4000: allowed is 5000 to 60000 in steps of 1000"},
    {PLAY("{ {}, { fee = 5500 } }"), "round 2: fee = 5500: allowed is 5000 to 60000 in steps of 1000"},
    {PLAY("{ { sighting = \"steal\" } }"),
     "round 1: sighting = \"steal\": allowed is \"ask\", \"sell\", \"keep\""},
    {PLAY("{ { fees = 1 } }"),
     "round 1: there is no lever \"fees\"; allowed are alarm, buyers, fee, price, reward, sighting"},
    {PLAY("{ { shock = \"war\" } }"), "round 1: shock = \"war\": allowed is \"law\", \"price_war\""},
    {PLAY("{}"), "lesson \"does_asking_pay\" is played for 1 to 3 rounds, not 0"},
    {PLAY("{ {}, {}, {}, {} }"), "lesson \"does_asking_pay\" is played for 1 to 3 rounds, not 4"},
    {"local lesson = require \"lesson\"\nlesson.play(\"../x\", {})",
     "a lesson's name is \"../x\": allowed are small letters, digits and _"},
};

static void what_is_wrong_is_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct status status = {0};
        char expected[400];
        snprintf(expected, sizeof expected, "%s:2: %s", team, refusals[i].complaint);
        assert_null(load(refusals[i].text, &status));
        assert_string_equal(status.message, expected);
    }
}

// The shipped lesson, with one thing in it changed, in a folder of its own.
struct changed {
    char folder[30], path[100];
};

static struct changed change(const char *old, const char *new) {
    struct changed changed = {.folder = "/tmp/maru_lesson_XXXXXX"};
    struct status status = {0};
    assert_non_null(mkdtemp(changed.folder));
    snprintf(changed.path, sizeof changed.path, "%s/does_asking_pay.lua", changed.folder);
    char *text = text_file_read(lesson, lesson, SANDBOX_FILE_MOST, &status), *place = strstr(text, old);
    if (!place) fail_msg("the lesson does not say %s", old);
    FILE *file = fopen(changed.path, "wb");
    fprintf(file, "%.*s%s%s", (int)(place - text), text, new, place + strlen(old));
    fclose(file);
    free(text);
    return changed;
}

static void drop(const struct changed *changed) {
    unlink(changed->path);
    rmdir(changed->folder);
}

static void check_lesson_refused(const char *old, const char *new, const char *complaint) {
    struct changed changed = change(old, new);
    struct status status = {0};
    assert_null(lesson_text(changed.path, models_catalogue(), &status));
    if (!strstr(status.message, complaint))
        fail_msg("it should say %s, and says %s", complaint, status.message);
    drop(&changed);
}

// Over leap days, and ends of years and centuries.
static void rounds_begin_on_their_days(void **state) {
    (void)state;
    static const char *const starts[] = {"2019-12-01", "2000-02-28", "1999-11-30",
                                         "2099-12-31", "2020-02-29", "1970-01-01"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        char said[40], path[100];
        snprintf(said, sizeof said, "start = \"%s\"", starts[i]);
        struct changed changed = change("start = \"2018-03-01\"", said);
        struct status status = {0};
        snprintf(path, sizeof path, "%s/team.lua", changed.folder);
        struct scenario_file *file =
            scenario_load_text(path, "require(\"lesson\").play(\"does_asking_pay\", { {}, {}, {} })", NULL,
                               models_catalogue(), &status);
        if (!file) fail_msg("%s: %s", starts[i], status.message);
        struct plan *plan = scenario_plan(file, "round_3", 0, &status);
        assert_true(plan_turn(plan) == 184 * CLOCK_DAY && plan_turn(plan->past.plan) == 92 * CLOCK_DAY);
        plan_free(plan);
        scenario_free(file);
        drop(&changed);
    }
}

static void a_wrong_lesson_is_refused(void **state) {
    (void)state;
    check_lesson_refused("of = \"hanbit.lead_fee_won\"", "of = \"hanbit.lead_fee\"",
                         "hanbit has no setting 'lead_fee'");
    check_lesson_refused("least = 1, most = 5", "least = 1, most = 9",
                         "robot_vacuum.alarm_sightings = 9: allowed is");
    check_lesson_refused("digits = 1", "digits = 1.5",
                         "lesson \"does_asking_pay\", measure \"profit\": digits = 1.5: allowed is 0 to 6");
    check_lesson_refused("better = \"less\"", "better = \"fewer\"", "allowed is \"more\" or \"less\"");
    check_lesson_refused("ko = \"이익\" }", "kr = \"이익\" }",
                         "measure \"profit\": title = a table: allowed is a text");
    check_lesson_refused("default = 25000", "default = 25500",
                         "lever \"fee\": fee = 25500: allowed is 5000 to 60000 in steps of 1000");
    check_lesson_refused("reference = { sighting = \"keep\" }", "reference = { sighting = \"none\" }",
                         "reference: sighting = \"none\": allowed is");
    check_lesson_refused(
        "\"money: hanbit\", \"- tokens: held", "\"money: hanbit\", \"- tokens: redeemed",
        "measure \"profit\": of = \"- tokens: redeemed by households at the end\": allowed in "
        "the first measure");
    check_lesson_refused("measure = \"unwanted\"", "measure = \"wanted\"", "there is no measure \"wanted\"");
    check_lesson_refused("practice = true", "practise = true", "has no part \"practise\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_round_follows_on_the_one_before), cmocka_unit_test(rounds_begin_on_their_days),
        cmocka_unit_test(all_but_functions_is_told),         cmocka_unit_test(what_is_wrong_is_refused),
        cmocka_unit_test(a_wrong_lesson_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

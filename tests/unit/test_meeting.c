// SPDX-License-Identifier: GPL-3.0-or-later
// A class as what has happened in it: who sits where, what a round takes and when, and that the same events
// make the same room.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// cmocka needs the four above.
#include <cmocka.h>

#include "sim/class/meeting_events.h"
#include "sim/class/view.h"
#include "sim/engine/random.h"

static struct lesson *lesson;

static int load(void **state) {
    struct status status = {0};
    (void)state;
    lesson = lesson_load(MARU_SOURCE_FOLDER "/tests/class/tiny.lua", &status);
    if (!lesson) fprintf(stderr, "%s\n", status.message);
    return lesson ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    lesson_free(lesson);
    return 0;
}

static int64_t now_ms = 1000;  // when things happen

static const char *happen(struct meeting *meeting, const char *format, ...) {
    char text[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    cJSON *event = cJSON_Parse(text);
    assert_non_null(event);
    const char *refused = meeting_events_refuse(meeting, event);
    if (!refused) meeting_events_take(meeting, now_ms, event);
    cJSON_Delete(event);
    return refused ? refused : "taken";
}

static void join(struct meeting *meeting, const char *name) {
    assert_string_equal(
        happen(meeting, "{\"happened\": \"join\", \"name\": \"%s\", \"hash\": \"%s\"}", name, name), "taken");
}

static const char *decide(struct meeting *meeting, int player, const char *choices) {
    return happen(meeting, "{\"happened\": \"decide\", \"player\": %d, \"round\": %d, \"choices\": %s}",
                  player, meeting->round, choices);
}

static double number(const cJSON *choices, const char *name) {
    return cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(choices, name));
}

static void test_the_emptiest_seat_is_taken_first(void **state) {
    struct meeting *meeting = meeting_create(lesson);
    (void)state;
    for (int i = 0; i < 10; i++) join(meeting, (char[]){(char)('a' + i), 0});
    for (int world = 1; world <= 2; world++)
        for (int role = 0; role < 2; role++) assert_in_range(meeting_seated(meeting, world, role), 2, 3);
    assert_string_equal(happen(meeting, "{\"happened\": \"remove\", \"player\": 2}"), "taken");
    assert_int_equal(meeting->players[1].world, 0);
    assert_string_equal(decide(meeting, 2, "{}"), "unknown");
    meeting_free(meeting);
}

// Letters are counted, not bytes: sixteen of Korean are forty-eight bytes.
static void test_a_name_has_sixteen_letters_at_most(void **state) {
    struct meeting *meeting = meeting_create(lesson);
    (void)state;
    static const struct {
        const char *name, *answer;
    } names[] = {
        {"abcdefghijklmnop", "taken"},
        {"abcdefghijklmnopq", "bad_name"},
        {"가나다라마바사아자차카타파하거너", "taken"},
        {"가나다라마바사아자차카타파하거너더", "bad_name"},
        {"", "bad_name"},
        {"   ", "bad_name"},
        {" a ", "taken"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(happen(meeting, "{\"happened\": \"join\", \"name\": \"%s\", \"hash\": \"%zu\"}",
                                   names[i].name, i),
                            names[i].answer);
    meeting_free(meeting);
}

static void test_a_round_goes_from_decision_to_result(void **state) {
    struct meeting *meeting = meeting_create(lesson);
    (void)state;
    join(meeting, "a");
    assert_string_equal(decide(meeting, 1, "{\"fee\": 6000}"), "closed");
    assert_string_equal(happen(meeting, "{\"happened\": \"start\"}"), "taken");
    assert_int_equal(meeting->round, 0);
    assert_int_equal(meeting->closes_at, 1000 + 600 * 1000);
    assert_string_equal(happen(meeting, "{\"happened\": \"extend\", \"seconds\": 60}"), "taken");
    assert_int_equal(meeting->closes_at, 1000 + 660 * 1000);
    meeting->closes_at = 500;  // over by now: from now on
    assert_string_equal(happen(meeting, "{\"happened\": \"extend\", \"seconds\": 60}"), "taken");
    assert_int_equal(meeting->closes_at, 1000 + 60 * 1000);
    assert_string_equal(decide(meeting, 1, "{\"fee\": 6000}"), "taken");
    assert_string_equal(decide(meeting, 1, "{\"fee\": 8000}"), "taken");
    assert_string_equal(happen(meeting, "{\"happened\": \"open\"}"), "closed");
    assert_string_equal(happen(meeting, "{\"happened\": \"close\"}"), "taken");
    assert_string_equal(decide(meeting, 1, "{\"fee\": 9000}"), "closed");
    assert_true(number(meeting->played[0][1].choices, "fee") == 8000);
    assert_true(number(meeting->played[0][2].choices, "fee") ==
                15000);  // a bot's, which leaves it at its default
    assert_string_equal(happen(meeting, "{\"happened\": \"ran\"}"), "taken");
    assert_string_equal(happen(meeting, "{\"happened\": \"open\"}"), "taken");
    assert_int_equal(meeting->round, 1);
    meeting_free(meeting);
}

static void test_a_stopped_clock_keeps_what_was_left(void **state) {
    struct meeting *meeting = meeting_create(lesson);
    static const char stop[] = "{\"happened\": \"pause\", \"on\": true}",
                      go_on[] = "{\"happened\": \"pause\", \"on\": false}";
    (void)state;
    assert_string_equal(happen(meeting, stop), "closed");
    happen(meeting, "{\"happened\": \"start\"}");
    assert_string_equal(happen(meeting, go_on), "taken");  // it runs: nothing changes
    assert_int_equal(meeting->closes_at, 1000 + 600 * 1000);
    now_ms = 101 * 1000;
    assert_string_equal(happen(meeting, stop), "taken");
    assert_int_equal(meeting->closes_at, 0);
    assert_int_equal(meeting->paused_ms, 500 * 1000);
    assert_string_equal(happen(meeting, "{\"happened\": \"extend\", \"seconds\": 60}"), "taken");
    now_ms = 1001 * 1000;
    assert_string_equal(happen(meeting, stop), "taken");  // it stands: nothing changes
    assert_string_equal(happen(meeting, go_on), "taken");
    assert_int_equal(meeting->closes_at, (1001 + 560) * 1000);
    assert_int_equal(meeting->paused_ms, 0);
    happen(meeting, stop);
    happen(meeting, "{\"happened\": \"close\"}");
    assert_int_equal(meeting->paused_ms, 0);
    assert_string_equal(happen(meeting, go_on), "closed");
    now_ms = 1000;
    meeting_free(meeting);
}

// Nobody in the team decided: what held goes on.
static void test_the_last_decision_holds(void **state) {
    struct meeting *meeting = meeting_create(lesson);
    (void)state;
    join(meeting, "a");
    happen(meeting, "{\"happened\": \"start\"}");
    decide(meeting, 1, "{\"fee\": 7000}");
    for (int round = 0; round < 2; round++) {
        happen(meeting, "{\"happened\": \"close\"}");
        happen(meeting, "{\"happened\": \"ran\"}");
        happen(meeting, "{\"happened\": \"open\"}");
    }
    happen(meeting, "{\"happened\": \"close\"}");
    for (int round = 0; round <= 2; round++)
        assert_true(number(meeting->played[round][1].choices, "fee") == 7000);
    meeting_free(meeting);
}

static void test_a_round_taken_back_is_decided_anew(void **state) {
    struct meeting *meeting = meeting_create(lesson);
    (void)state;
    join(meeting, "a");
    happen(meeting, "{\"happened\": \"start\"}");
    for (int round = 0; round < 2; round++) {
        happen(meeting, "{\"happened\": \"close\"}");
        happen(meeting, "{\"happened\": \"ran\"}");
        happen(meeting, "{\"happened\": \"open\"}");
    }
    happen(meeting, "{\"happened\": \"shock\", \"name\": \"strike\"}");
    assert_string_equal(meeting->shocks[2], "strike");
    assert_string_equal(happen(meeting, "{\"happened\": \"rewind\", \"round\": 3}"), "bad");
    assert_string_equal(happen(meeting, "{\"happened\": \"rewind\", \"round\": 1}"), "taken");
    assert_int_equal(meeting->round, 1);
    assert_int_equal(meeting->phase, MEETING_DECIDE);
    assert_null(meeting->shocks[2]);
    assert_int_equal(meeting->history, 1);
    meeting_free(meeting);
}

// ---- Chance ----

static const char *const orders[] = {"start",  "open",   "close", "ran",     "end",  "lock",
                                     "rewind", "extend", "shock", "message", "show", "pause"};
enum { ORDERS = sizeof orders / sizeof *orders };

static cJSON *draw_event(struct random_sequence *chance) {
    cJSON *event = cJSON_CreateObject();
    double kind = random_next_uniform(chance);
    int place = (int)(random_next_uniform(chance) * ORDERS),
        number = (int)(random_next_uniform(chance) * 8) - 1;
    char name[16];
    snprintf(name, sizeof name, "p%d", number);
    cJSON_AddStringToObject(event, "happened",
                            kind < 0.2    ? "join"
                            : kind < 0.6  ? "decide"
                            : kind < 0.65 ? "remove"
                                          : orders[place]);
    cJSON_AddStringToObject(event, "name", kind < 0.2 ? name : "strike");
    cJSON_AddStringToObject(event, "text", name);
    cJSON_AddStringToObject(event, "what", number > 2 ? "scores" : "levers");
    cJSON_AddNumberToObject(event, "player", number);
    cJSON_AddNumberToObject(event, "round", number);
    cJSON_AddNumberToObject(event, "seconds", 60 * number);
    cJSON_AddBoolToObject(event, "on", number % 2);
    cJSON *choices = cJSON_AddObjectToObject(event, "choices");
    cJSON_AddNumberToObject(choices, number % 2 ? "fee" : "visit", 40000 + 20000 * number);
    return event;
}

// All that a teacher sees of it but what was lived, which is no room's.
static char *view(struct meeting *meeting) {
    struct game game = {lesson, meeting, NULL};
    meeting->phase = MEETING_LOBBY;
    return view_state(&game, (struct viewer){.kind = VIEW_TEACHER}, "http://here/", 0);
}

static void test_whatever_happens_the_same_events_make_the_same_room(void **state) {
    enum { ROOMS = 200, EVENTS = 100 };
    (void)state;
    for (uint32_t seed = 1; seed <= ROOMS; seed++) {
        struct random_sequence chance = {.key = {seed, 0}};
        struct meeting *one = meeting_create(lesson), *again = meeting_create(lesson);
        for (int i = 0; i < EVENTS; i++) {
            cJSON *event = draw_event(&chance);
            if (!meeting_events_refuse(one, event)) {
                meeting_events_take(one, i, event);
                assert_null(meeting_events_refuse(again, event));
                meeting_events_take(again, i, event);
            }
            cJSON_Delete(event);
            assert_in_range(one->round, 0, lesson->rounds);
        }
        assert_int_equal(one->phase, again->phase);
        char *first = view(one), *second = view(again);
        assert_string_equal(first, second);
        free(first);
        free(second);
        meeting_free(one);
        meeting_free(again);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_emptiest_seat_is_taken_first),
        cmocka_unit_test(test_a_name_has_sixteen_letters_at_most),
        cmocka_unit_test(test_a_round_goes_from_decision_to_result),
        cmocka_unit_test(test_a_stopped_clock_keeps_what_was_left),
        cmocka_unit_test(test_the_last_decision_holds),
        cmocka_unit_test(test_a_round_taken_back_is_decided_anew),
        cmocka_unit_test(test_whatever_happens_the_same_events_make_the_same_room),
    };
    return cmocka_run_group_tests(tests, load, unload);
}

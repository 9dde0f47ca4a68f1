// SPDX-License-Identifier: GPL-3.0-or-later
// What items and timers carry: it arrives as it was put in, and who asks for it under another topic is
// stopped.
#include "sim/engine/item.h"
#include "sim/engine/timers.h"
#include "tests/support/check.h"

static const struct topic greeting = {"greeting"}, farewell = {"farewell"}, bill = {"bill"};

struct words {
    double loud;
    uint8_t said[7];
    bool twice;
};
TOPICS_CARRY(words, struct words, &greeting, &farewell);
TOPICS_CARRY(bill_won, float, &bill);

enum { ALARM, LUNCH };
TIMERS_CARRY(alarm, struct words, ALARM);

static const struct words hello = {0.1, {'h', 'e', 'l', 'l', 'o'}, true};

static void assert_hello(struct words got) {
    assert_true(got.loud == hello.loud && got.twice);
    assert_memory_equal(got.said, hello.said, sizeof hello.said);
}

static void what_is_put_in_is_taken_out(void **state) {
    (void)state;
    struct item item = words_put((struct item){.topic = &farewell, .home = 7, .cause = 9}, hello);
    assert_hello(words_of(&item));
    assert_true(item.home == 7 && item.cause == 9 && item.topic == &farewell);
    struct item cost = bill_won_put((struct item){.topic = &bill}, 0.1F);
    assert_true(bill_won_of(&cost) == 0.1F);
    struct timer timer = alarm_put((struct timer){.what = ALARM, .due = 5}, hello);
    assert_hello(alarm_of(&timer));
    assert_true(timer.due == 5);
}

static void a_whole_number_needs_no_declaration(void **state) {
    (void)state;
    assert_int_equal(((struct item){.topic = &bill, .value = INT64_MIN}).value, INT64_MIN);
    assert_int_equal(((struct timer){.value = INT64_MAX}).value, INT64_MAX);
}

static void put_into_another_topic(void *unused) {
    (void)unused;
    words_put((struct item){.topic = &bill}, hello);
}
static void read_from_another_topic(void *item) {
    words_of(item);
}
static void put_into_another_timer(void *unused) {
    (void)unused;
    alarm_put((struct timer){.what = LUNCH}, hello);
}
static void read_from_another_timer(void *timer) {
    alarm_of(timer);
}

static void another_topic_is_a_broken_promise(void **state) {
    (void)state;
    struct item of_a_bill = {.topic = &bill, .value = 3}, of_nothing = {.value = 3};
    struct timer for_lunch = {.what = LUNCH, .value = 3};
    assert_true(check_breaks_promise(put_into_another_topic, NULL));
    assert_true(check_breaks_promise(read_from_another_topic, &of_a_bill));
    assert_true(check_breaks_promise(read_from_another_topic, &of_nothing));
    assert_true(check_breaks_promise(put_into_another_timer, NULL));
    assert_true(check_breaks_promise(read_from_another_timer, &for_lunch));
}

// Stopped with the topic's name: the child's own words.
static void the_message_names_the_topic(void **state) {
    (void)state;
    int pipe_ends[2];
    assert_int_equal(pipe(pipe_ends), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(pipe_ends[1], STDERR_FILENO);
        put_into_another_topic(NULL);
        _exit(0);
    }
    close(pipe_ends[1]);
    char said[2000] = "";
    ssize_t length = read(pipe_ends[0], said, sizeof said - 1);
    close(pipe_ends[0]);
    waitpid(child, NULL, 0);
    assert_true(length > 0);
    assert_non_null(strstr(said, "an item about \"bill\" does not carry struct words"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_in_is_taken_out),
        cmocka_unit_test(a_whole_number_needs_no_declaration),
        cmocka_unit_test(another_topic_is_a_broken_promise),
        cmocka_unit_test(the_message_names_the_topic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/timers.h"

#include "sim/engine/random.h"
#include "tests/support/check.h"

static void test_all_at_the_same_instant_come_in_the_order_of_setting(void **state) {
    (void)state;
    struct timers *timers = timers_create();
    for (uint32_t i = 0; i < 5000; i++) timers_set(timers, (struct timer){.due = 42, .home = i});
    for (uint32_t i = 0; i < 5000; i++) assert_int_equal(timers_take(timers).home, i);
    assert_true(timers_next(timers) == CLOCK_NEVER);
    timers_free(timers);
}

static void test_a_cancelled_timer_never_comes_and_its_id_dies(void **state) {
    (void)state;
    struct timers *timers = timers_create();
    timer_id first = timers_set(timers, (struct timer){.due = 1, .home = 1});
    timers_set(timers, (struct timer){.due = 2, .home = 2});
    assert_true(timers_cancel(timers, first));
    assert_false(timers_cancel(timers, first));
    timer_id reused = timers_set(timers, (struct timer){.due = 3, .home = 3});
    assert_true(reused != first);
    assert_false(timers_cancel(timers, first));
    assert_int_equal(timers_take(timers).home, 2);
    assert_int_equal(timers_take(timers).home, 3);
    assert_false(timers_cancel(timers, reused));
    timers_free(timers);
}

// Against the plainest possible queue: thousands of settings, takings and cancellings by chance.
enum { ROUNDS = 20000, MOST = 3000 };

static void test_agrees_with_a_plain_list(void **state) {
    (void)state;
    struct timers *timers = timers_create();
    struct {
        time_ms due;
        uint64_t order;
        timer_id id;
        bool waits;
    } *list = calloc(ROUNDS, sizeof *list);
    size_t set = 0;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct random_block luck = random_block((struct random_key){1, 0}, random_home(0), 0, round);
        double what = random_uniform(luck.word[0]);
        if (what < 0.5) {
            list[set].due = (time_ms)(luck.word[1] % 100);  // many ties
            list[set].order = set;
            list[set].waits = true;
            list[set].id = timers_set(timers, (struct timer){.due = list[set].due, .value = (int64_t)set});
            set++;
        } else if (what < 0.7 && set) {
            size_t i = luck.word[1] % set;
            assert_int_equal(timers_cancel(timers, list[i].id), list[i].waits);
            list[i].waits = false;
        } else if (timers_count(timers)) {
            size_t best = SIZE_MAX;
            for (size_t i = 0; i < set; i++)
                if (list[i].waits && (best == SIZE_MAX || list[i].due < list[best].due)) best = i;
            struct timer taken = timers_take(timers);
            assert_int_equal(taken.value, best);
            list[best].waits = false;
        }
        if (set >= MOST) break;
    }
    free(list);
    timers_free(timers);
}

static void take_from_empty(void *timers) {
    timers_take(timers);
}

static void test_taking_from_nothing_is_a_broken_promise(void **state) {
    (void)state;
    struct timers *timers = timers_create();
    assert_true(check_breaks_promise(take_from_empty, timers));
    timers_free(timers);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_at_the_same_instant_come_in_the_order_of_setting),
        cmocka_unit_test(test_a_cancelled_timer_never_comes_and_its_id_dies),
        cmocka_unit_test(test_agrees_with_a_plain_list),
        cmocka_unit_test(test_taking_from_nothing_is_a_broken_promise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

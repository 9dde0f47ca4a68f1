// SPDX-License-Identifier: GPL-3.0-or-later
// Samples that are kept and deleted: what is left is as if the rest had never come.
#include "models/methods/sample_store.h"
#include "tests/support/check.h"

enum { FEATURES = 3, CLASSES = 2, MOST = 1000 };

static void add(struct sample_store *store, uint32_t home, unsigned i) {
    const double x[FEATURES] = {home, i, -1.0 * i};
    sample_store_add(store, (struct sample_origin){home, (time_ms)i * CLOCK_DAY}, i % CLASSES, x);
}

static bool of_home(struct sample_origin origin, const void *asked) {
    return origin.home == *(const uint32_t *)asked;
}

static bool before(struct sample_origin origin, const void *asked) {
    return origin.since < *(const time_ms *)asked;
}

static void assert_same(struct sample_store *one, struct sample_store *other) {
    struct samples a = sample_store_samples(one), b = sample_store_samples(other);
    assert_int_equal(a.count, b.count);
    assert_memory_equal(a.x, b.x, a.count * FEATURES * sizeof *a.x);
    assert_memory_equal(a.class_of, b.class_of, a.count);
}

static void what_is_deleted_was_never_there(void **state) {
    (void)state;
    struct sample_store *all = sample_store_create(FEATURES, CLASSES, MOST);
    struct sample_store *without = sample_store_create(FEATURES, CLASSES, MOST);
    for (unsigned i = 0; i < 900; i++) {
        add(all, i % 7, i);
        if (i % 7 != 3) add(without, i % 7, i);
    }
    uint32_t three = 3, nobody = 99;
    assert_int_equal(sample_store_forget(all, of_home, &nobody), 0);
    assert_int_equal(sample_store_sources(all).homes, 7);
    assert_int_equal(sample_store_forget(all, of_home, &three), 129);
    assert_int_equal(sample_store_sources(all).homes, 6);
    assert_int_equal(sample_store_of_class(all, 0), sample_store_of_class(without, 0));
    assert_same(all, without);
    sample_store_free(all);
    sample_store_free(without);
}

static void what_is_too_old_goes(void **state) {
    (void)state;
    struct sample_store *store = sample_store_create(FEATURES, CLASSES, MOST);
    for (unsigned i = 0; i < 100; i++) add(store, 1, i);
    time_ms day_60 = 60 * CLOCK_DAY;
    assert_int_equal(sample_store_forget(store, before, &day_60), 60);
    struct samples left = sample_store_samples(store);
    assert_int_equal(left.count, 40);
    for (size_t i = 0; i < left.count; i++) assert_true(samples_row(&left, i)[1] == 60.0 + (double)i);
    sample_store_free(store);
}

static void the_newest_of_each_class_are_kept(void **state) {
    (void)state;
    struct sample_store *store = sample_store_create(FEATURES, CLASSES, 50);
    for (unsigned i = 0; i < 10; i++) add(store, SAMPLE_OF_NO_HOME, 2 * i);  // class 0
    for (unsigned i = 0; i < 100000; i++) add(store, i, 2 * i + 1);  // class 1, the newest of which stay
    struct samples left = sample_store_samples(store);
    assert_int_equal(left.count, 60);
    assert_int_equal(sample_store_of_class(store, 0), 10);
    assert_int_equal(sample_store_of_class(store, 1), 50);
    for (size_t i = 10; i < 60; i++) assert_true(samples_row(&left, i)[0] == 100000.0 - 60 + (double)i);
    struct sample_sources sources = sample_store_sources(store);
    assert_true(sources.samples == 50 && sources.homes == 50);
    sample_store_free(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_deleted_was_never_there),
        cmocka_unit_test(what_is_too_old_goes),
        cmocka_unit_test(the_newest_of_each_class_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

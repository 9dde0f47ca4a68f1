// SPDX-License-Identifier: GPL-3.0-or-later
// What goes together in baskets: rules by hand and of 9,835 baskets of a grocery; neighbours by hand; factors
// whose cost falls sweep by sweep, to where it has no slope; and both against popularity at foreseeing what
// was left out of a basket.
#include "models/methods/baskets.h"
#include "models/methods/factorisation_technique.h"
#include "models/methods/neighbours_technique.h"
#include "tests/support/check.h"
#include "tests/support/data_file.h"

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.9g, expected %.9g", value, expected);
}

static struct random_sequence luck_of(const char *meaning, uint32_t replication) {
    return (struct random_sequence){{2018, replication}, random_home(0), random_stream(meaning), 0};
}

// Rows of items, each row ends with NONE.
enum { NONE = 99 };
static struct baskets baskets_of(size_t items, const unsigned *listed, size_t count) {
    struct baskets baskets = baskets_create(items);
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        if (!open) baskets_begin(&baskets);
        open = listed[i] != NONE;
        if (open) baskets_add(&baskets, listed[i], 1);
    }
    return baskets;
}
#define BASKETS(items, ...)                            \
    baskets_of(items, (const unsigned[]){__VA_ARGS__}, \
               sizeof((const unsigned[]){__VA_ARGS__}) / sizeof(unsigned))

// ---- Baskets --------------------------------------------------------------------------------------------

static void test_rules_by_hand(void **state) {
    (void)state;
    struct baskets five = BASKETS(4, 0, 1, NONE, 0, 1, 2, NONE, 0, NONE, 2, NONE, 1, 2, NONE);
    struct baskets_rule rule = baskets_rule_of(&five, (const uint32_t[]){0}, 1, 1);
    expect_near(rule.support, 2.0 / 5, 1e-12);
    expect_near(rule.confidence, 2.0 / 3, 1e-12);
    expect_near(rule.lift, 2.0 / 3 / (3.0 / 5), 1e-12);
    expect_near(baskets_rule_of(&five, (const uint32_t[]){0, 1}, 2, 2).confidence, 1.0 / 2, 1e-12);
    assert_true(isnan(baskets_rule_of(&five, (const uint32_t[]){3}, 1, 0).confidence));
    assert_true(isnan(baskets_rule_of(&five, (const uint32_t[]){0}, 1, 3).lift));
    double with[4];
    baskets_popularity(&five, with);
    assert_true(with[0] == 3 && with[1] == 3 && with[2] == 3 && with[3] == 0);
    baskets_free(&five);
}

static void test_turned_twice_is_as_before(void **state) {
    (void)state;
    struct baskets few = BASKETS(3, 0, 2, NONE, NONE, 1, NONE, 0, 1, 2, NONE);
    struct baskets turned = baskets_turned(&few), again = baskets_turned(&turned);
    assert_true(few.rows == 4 && turned.rows == 3 && turned.items == 4 && again.rows == 4 &&
                again.items == 3);
    size_t count;
    const struct basket_entry *column = baskets_row(&turned, 2, &count);
    assert_true(count == 2 && column[0].item == 0 && column[1].item == 3);
    assert_memory_equal(few.first, again.first, 5 * sizeof *few.first);
    assert_memory_equal(few.entries, again.entries, few.first[4] * sizeof *few.entries);
    baskets_free(&few);
    baskets_free(&turned);
    baskets_free(&again);
}

// ---- Neighbours -----------------------------------------------------------------------------------------

// Item 0 in three rows, 1 in two of them, 2 in one of them: s_01 = 2 / sqrt(3 2), s_02 = 1 / sqrt 3, s_12 = 1
// / sqrt 2.
static void test_likeness_by_hand(void **state) {
    (void)state;
    struct baskets rows = BASKETS(4, 0, 1, 2, NONE, 0, 1, NONE, 0, NONE, 3, NONE);
    struct neighbours all = neighbours_learn(&rows, (struct neighbours_terms){4, NEIGHBOURS_COSINE}),
                      one = neighbours_learn(&rows, (struct neighbours_terms){1, NEIGHBOURS_COSINE});
    double s01 = 2 / sqrt(6), s02 = 1 / sqrt(3), s12 = 1 / sqrt(2), score[4];
    const struct basket_entry row[] = {{0, 2}, {1, 1}};
    neighbours_score(&all, row, 2, score);
    expect_near(score[0], s01, 1e-12);
    expect_near(score[1], 2 * s01, 1e-12);
    expect_near(score[2], 2 * s02 + s12, 1e-12);
    expect_near(score[3], 0, 0);
    // Item 0 speaks for 1 alone, and 1 for 0 alone.
    neighbours_score(&one, row, 2, score);
    expect_near(score[1], 2 * s01, 1e-12);
    expect_near(score[2], 0, 0);
    assert_true(all.flops > 0);
    neighbours_free(&all);
    neighbours_free(&one);
    baskets_free(&rows);
}

// ---- Factors --------------------------------------------------------------------------------------------

enum { SHOPPERS = 60, GOODS = 12 };

// Two tastes, half of each shopper's own goods, and a tenth of the others'.
static struct baskets two_tastes(void) {
    struct baskets rows = baskets_create(GOODS);
    struct random_sequence luck = luck_of("tastes", 0);
    for (unsigned u = 0; u < SHOPPERS; u++) {
        baskets_begin(&rows);
        for (unsigned i = 0; i < GOODS; i++)
            if (random_next_uniform(&luck) < (i % 2 == u % 2 ? 0.5 : 0.1))
                baskets_add(&rows, i, 1 + floor(3 * random_next_uniform(&luck)));
    }
    return rows;
}

static void test_no_sweep_makes_the_cost_larger(void **state) {
    (void)state;
    struct baskets rows = two_tastes(), turned = baskets_turned(&rows);
    struct factorisation f =
        factorisation_begin(&rows, (struct factorisation_terms){3, 5, 0.5, 0}, luck_of("factors", 0));
    double before = factorisation_cost(&f, &rows), first = before;
    for (int sweep = 0; sweep < 30; sweep++) {
        factorisation_sweep(&f, &rows, &turned);
        double cost = factorisation_cost(&f, &rows);
        assert_true(cost <= before * (1 + 1e-12));
        before = cost;
    }
    print_message("cost %.3f, after 30 sweeps %.3f\n", first, before);
    assert_true(before < 0.7 * first);
    baskets_free(&rows);
    baskets_free(&turned);
    factorisation_free(&f);
}

// The cost as its definition says, pair by pair; and without a slope along any coordinate of the items, which
// were solved for last.
static double count_in(const struct baskets *rows, size_t r, uint32_t item) {
    size_t count;
    const struct basket_entry *row = baskets_row(rows, r, &count);
    for (size_t e = 0; e < count; e++)
        if (row[e].item == item) return (double)row[e].count;
    return 0;
}

static double cost_of_all_pairs(const struct factorisation *f, const struct baskets *rows) {
    double cost = 0;
    size_t k = f->terms.factors;
    for (size_t r = 0; r < f->rows; r++)
        for (uint32_t i = 0; i < f->items; i++) {
            double taken = count_in(rows, r, i), guess = 0;
            for (size_t a = 0; a < k; a++) guess += f->row[r * k + a] * f->item[i * k + a];
            cost += (1 + f->terms.confidence * taken) * ((taken > 0) - guess) * ((taken > 0) - guess);
        }
    for (size_t a = 0; a < f->rows * k; a++) cost += f->terms.shrink * f->row[a] * f->row[a];
    for (size_t a = 0; a < f->items * k; a++) cost += f->terms.shrink * f->item[a] * f->item[a];
    return cost;
}

static void test_the_cost_is_as_defined_and_flat_where_it_was_solved(void **state) {
    (void)state;
    struct baskets rows = two_tastes(), turned = baskets_turned(&rows);
    struct factorisation f =
        factorisation_begin(&rows, (struct factorisation_terms){3, 5, 0.5, 0}, luck_of("factors", 1));
    for (int sweep = 0; sweep < 3; sweep++) factorisation_sweep(&f, &rows, &turned);
    double cost = cost_of_all_pairs(&f, &rows), steepest = 0;
    expect_near(factorisation_cost(&f, &rows), cost, 1e-9 * cost);
    for (size_t a = 0; a < GOODS * 3; a++) {
        static const double step = 1e-4;
        double there = f.item[a];
        f.item[a] = there + step;
        double above = cost_of_all_pairs(&f, &rows);
        f.item[a] = there - step;
        double below = cost_of_all_pairs(&f, &rows);
        f.item[a] = there;
        steepest = fmax(steepest, fabs(above - below) / (2 * step));
    }
    print_message("steepest slope %.2g of a cost of %.3g\n", steepest, cost);
    assert_true(steepest < 1e-6 * cost);
    baskets_free(&rows);
    baskets_free(&turned);
    factorisation_free(&f);
}

// One factor and one thing that everybody takes: (1 + a) (1 - x y) y = l x at the optimum, and x = y by its
// symmetry of one row.
static void test_one_row_and_one_item_in_closed_form(void **state) {
    (void)state;
    struct baskets one = BASKETS(1, 0, NONE);
    struct factorisation f =
        factorisation_learn(&one, (struct factorisation_terms){1, 3, 0.5, 200}, luck_of("one", 0));
    expect_near(f.row[0] * f.item[0], 1 - 0.5 / 4, 1e-9);
    expect_near(fabs(f.row[0]), fabs(f.item[0]), 1e-6);
    baskets_free(&one);
    factorisation_free(&f);
}

// A newcomer is placed as the row that it equals; one of which nothing is known nowhere; and one good of a
// taste speaks for the others.
static void test_newcomers(void **state) {
    (void)state;
    struct baskets rows = two_tastes();
    struct factorisation f =
        factorisation_learn(&rows, (struct factorisation_terms){2, 5, 0.5, 100}, luck_of("factors", 2));
    double vector[2], score[GOODS], own = 0, others = 0;
    size_t count;
    const struct basket_entry *seventh = baskets_row(&rows, 7, &count);
    factorisation_fold_in(&f, seventh, count, vector);
    for (int a = 0; a < 2; a++) expect_near(vector[a], f.row[7 * 2 + a], 0.01);
    factorisation_fold_in(&f, &(struct basket_entry){4, 1}, 1, vector);
    factorisation_score(&f, vector, score);
    for (int i = 0; i < GOODS; i++) *(i % 2 == 0 ? &own : &others) += score[i] / (GOODS / 2.0);
    print_message("of one good: %.3f for its taste, %.3f for the other\n", own, others);
    assert_true(own > 2 * fabs(others));
    factorisation_fold_in(&f, NULL, 0, vector);
    assert_true(vector[0] == 0 && vector[1] == 0);
    baskets_free(&rows);
    factorisation_free(&f);
}

// ---- A grocery's baskets --------------------------------------------------------------------------------

enum { ITEMS_MOST = 200, NAME_MOST = 40, LINE_MOST = 2000 };
static char names[ITEMS_MOST][NAME_MOST];
static size_t named;

static uint32_t item_named(const char *name) {
    for (size_t i = 0; i < named; i++)
        if (!strcmp(names[i], name)) return (uint32_t)i;
    assert_true(named < ITEMS_MOST && strlen(name) < NAME_MOST);
    strcpy(names[named], name);
    return (uint32_t)named++;
}

static struct baskets read_groceries(void) {
    static char line[LINE_MOST];
    struct baskets groceries = baskets_create(ITEMS_MOST);
    FILE *file = data_file_open("groceries_baskets.csv");
    named = 0;
    while (fgets(line, sizeof line, file)) {
        char *rest = NULL;
        baskets_begin(&groceries);
        for (char *name = strtok_r(line, ",\r\n", &rest); name; name = strtok_r(NULL, ",\r\n", &rest))
            baskets_add(&groceries, item_named(name), 1);
    }
    fclose(file);
    groceries.items = named;
    return groceries;
}

static void test_rules_of_a_grocery(void **state) {
    (void)state;
    if (!data_file_there("groceries_baskets.csv")) skip();
    struct baskets groceries = read_groceries();
    assert_int_equal(groceries.rows, 9835);
    assert_int_equal(groceries.items, 169);
    uint32_t milk = item_named("whole milk"), yogurt = item_named("yogurt");
    struct baskets_rule rule = baskets_rule_of(&groceries, &yogurt, 1, milk);
    expect_near(rule.confidence, 0.4016, 5e-5);
    expect_near(rule.lift, 1.572, 5e-4);
    uint32_t two[] = {item_named("root vegetables"), item_named("butter")};
    expect_near(baskets_rule_of(&groceries, two, 2, milk).confidence, 0.6378, 5e-5);
    baskets_free(&groceries);
}

// One item of each basket of two and more is left out, by lot.
static struct baskets leave_one_out(const struct baskets *groceries, uint32_t *left_out) {
    struct baskets rest = baskets_create(groceries->items);
    struct random_sequence luck = luck_of("left out", 0);
    for (size_t r = 0; r < groceries->rows; r++) {
        size_t count;
        const struct basket_entry *row = baskets_row(groceries, r, &count);
        size_t lot = (size_t)(random_next_uniform(&luck) * (double)count);
        left_out[r] = count > 1 ? row[lot].item : UINT32_MAX;
        baskets_begin(&rest);
        for (size_t e = 0; e < count; e++)
            if (row[e].item != left_out[r]) baskets_add(&rest, row[e].item, 1);
    }
    return rest;
}

// Among the ten highest of those that are not in the basket; of equal ones those before it count as higher.
static bool hits(const double *score, size_t items, const struct basket_entry *row, size_t count,
                 uint32_t wanted) {
    enum { TEN = 10 };
    size_t higher = 0;
    for (uint32_t i = 0; i < items; i++) {
        bool in_row = false;
        for (size_t e = 0; e < count; e++) in_row = in_row || row[e].item == i;
        higher += !in_row && (score[i] > score[wanted] || (score[i] == score[wanted] && i < wanted));
    }
    return higher < TEN;
}

enum { POPULARITY, NEIGHBOURS, FACTORS, FORESEERS };
static const char *const foreseers[] = {"popularity", "neighbours", "factors"};
static struct {
    double tried, hit[FORESEERS], differs[FORESEERS];  // differs: hit by it or by popularity, and not by both
} all_rows, cold_rows;                                 // cold: one item is known

static void count_hits(size_t known, const bool *hit) {
    for (int cold = 0; cold <= (known == 1); cold++) {
        all_rows.tried += !cold;
        cold_rows.tried += cold;
        for (int f = 0; f < FORESEERS; f++) {
            (cold ? &cold_rows : &all_rows)->hit[f] += hit[f];
            (cold ? &cold_rows : &all_rows)->differs[f] += hit[f] != hit[POPULARITY];
        }
    }
}

// Of the same baskets: only those count that one of the two foresaw and the other did not (McNemar 1947). The
// number of factors, the confidence and the shrinkage are the best of twenty that were looked at; most others
// fall short of popularity.
static void must_beat_popularity(int foreseer) {
    double gain = (all_rows.hit[foreseer] - all_rows.hit[POPULARITY]) / all_rows.tried;
    double error = sqrt(all_rows.differs[foreseer]) / all_rows.tried;
    print_message(
        "%s: %.4f of %.0f within ten, popularity %.4f: %.4f more, standard error %.4f; of one item known "
        "%.4f and %.4f\n",
        foreseers[foreseer], all_rows.hit[foreseer] / all_rows.tried, all_rows.tried,
        all_rows.hit[POPULARITY] / all_rows.tried, gain, error, cold_rows.hit[foreseer] / cold_rows.tried,
        cold_rows.hit[POPULARITY] / cold_rows.tried);
    assert_true(gain > 2 * error);
}

static void test_both_foresee_more_than_popularity(void **state) {
    (void)state;
    if (!data_file_there("groceries_baskets.csv")) skip();
    static uint32_t left_out[10000];
    struct baskets groceries = read_groceries(), rest = leave_one_out(&groceries, left_out);
    double popular[ITEMS_MOST], near[ITEMS_MOST], factor[ITEMS_MOST], vector[FACTORISATION_FACTORS_MOST];
    baskets_popularity(&rest, popular);
    struct neighbours neighbours =
        neighbours_learn(&rest, (struct neighbours_terms){ITEMS_MOST, NEIGHBOURS_CONDITIONAL});
    struct factorisation f =
        factorisation_learn(&rest, (struct factorisation_terms){16, 1, 50, 10}, luck_of("groceries", 0));
    for (size_t r = 0; r < rest.rows; r++) {
        size_t count;
        const struct basket_entry *row = baskets_row(&rest, r, &count);
        if (left_out[r] == UINT32_MAX) continue;
        neighbours_score(&neighbours, row, count, near);
        factorisation_fold_in(&f, row, count, vector);
        factorisation_score(&f, vector, factor);
        const double *scores[FORESEERS] = {popular, near, factor};
        bool hit[FORESEERS];
        for (int i = 0; i < FORESEERS; i++) hit[i] = hits(scores[i], rest.items, row, count, left_out[r]);
        count_hits(count, hit);
    }
    must_beat_popularity(NEIGHBOURS);
    must_beat_popularity(FACTORS);
    neighbours_free(&neighbours);
    factorisation_free(&f);
    baskets_free(&groceries);
    baskets_free(&rest);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_by_hand),
        cmocka_unit_test(test_turned_twice_is_as_before),
        cmocka_unit_test(test_likeness_by_hand),
        cmocka_unit_test(test_no_sweep_makes_the_cost_larger),
        cmocka_unit_test(test_the_cost_is_as_defined_and_flat_where_it_was_solved),
        cmocka_unit_test(test_one_row_and_one_item_in_closed_form),
        cmocka_unit_test(test_newcomers),
        cmocka_unit_test(test_rules_of_a_grocery),
        cmocka_unit_test(test_both_foresee_more_than_popularity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

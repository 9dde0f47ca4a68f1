// SPDX-License-Identifier: GPL-3.0-or-later
// Which flats of a building are infested, against the sum over all states of the building; the law that it
// starts from, against what the rates say of each state; and what each flat's reports brought, against all
// orders in which they could come.
#include "models/methods/shapley_law.h"
#include "models/pests/building_round.h"
#include "tests/support/check.h"

enum { FLATS_MOST = 10 };

// Of doubles; cmocka's own looks at floats.
#define assert_close(one, other, apart) assert_true(fabs((one) - (other)) <= (apart))

static double luck_of(unsigned test, unsigned n) {
    return random_uniform(random_block((struct random_key){2018, 1}, RANDOM_WORLD, random_stream("building"),
                                       test * 1000ull + n)
                              .word[0]);
}

static unsigned infested_of(unsigned state) {
    return (unsigned)__builtin_popcount(state);
}

// ---- Beliefs, by their words ---------------------------------------------------------------------------

// The weight of a state by the rates: onset at rate a + b m, one factor for each flat that became infested.
static double weight_of(struct building_prior prior, unsigned state) {
    double weight = 1, outside = prior.alone / (1 - prior.alone);
    for (unsigned m = 0; m < infested_of(state); m++) weight *= outside + prior.follows * m;
    return weight;
}

static void believe_by_all_states(struct building_prior prior, unsigned flats, const double *evidence,
                                  double *chances) {
    double whole = 0, with[FLATS_MOST] = {0};
    for (unsigned state = 0; state < 1u << flats; state++) {
        double weight = weight_of(prior, state);
        for (unsigned i = 0; i < flats; i++)
            if (state >> i & 1) weight *= exp(evidence[i]);
        whole += weight;
        for (unsigned i = 0; i < flats; i++) with[i] += state >> i & 1 ? weight : 0;
    }
    for (unsigned i = 0; i < flats; i++) chances[i] = with[i] / whole;
}

static void it_is_the_sum_over_all_states(void **state) {
    (void)state;
    for (unsigned test = 0; test < 200; test++) {
        unsigned flats = 1 + test % FLATS_MOST;
        struct building_prior prior = {0.01 + 0.4 * luck_of(test, 0), 2 * luck_of(test, 1) * (test % 3)};
        double evidence[FLATS_MOST], weights[FLATS_MOST + 1], chances[FLATS_MOST], sums[FLATS_MOST];
        for (unsigned i = 0; i < flats; i++) evidence[i] = 16 * (luck_of(test, 2 + i) - 0.5);
        building_belief_weights(prior, flats, weights);
        building_belief(weights, flats, evidence, chances);
        believe_by_all_states(prior, flats, evidence, sums);
        for (unsigned i = 0; i < flats; i++) assert_close(chances[i], sums[i], 1e-12);
        double nothing[FLATS_MOST] = {0};
        believe_by_all_states(prior, flats, nothing, sums);
        assert_close(building_belief_before(weights, flats), sums[0], 1e-12);
    }
}

// Of a building of the largest size, where all flats told the same: the sum over counts, whose states are as
// many as choices.
static void it_stands_the_largest_building(void **state) {
    (void)state;
    enum { MANY = BUILDINGS_FLATS_MOST };
    struct building_prior prior = {0.05, 0.1};
    double evidence[MANY], weights[MANY + 1], chances[MANY], whole = 0, with = 0, choices = 1;
    for (unsigned i = 0; i < MANY; i++) evidence[i] = -0.7;
    building_belief_weights(prior, MANY, weights);
    building_belief(weights, MANY, evidence, chances);
    for (unsigned m = 0; m <= MANY; m++) {
        double weight = choices * weights[m] * exp(-0.7 * m);
        whole += weight;
        with += weight * m / MANY;
        choices = choices * (MANY - m) / (m + 1);
    }
    for (unsigned i = 0; i < MANY; i++) assert_close(chances[i], with / whole, 1e-12);
    for (unsigned i = 0; i < MANY; i++) evidence[i] = i % 2 ? 500 : -500;
    building_belief(weights, MANY, evidence, chances);
    for (unsigned i = 0; i < MANY; i++) assert_close(chances[i], (double)(i % 2), 1e-12);
}

// What flows into each state of the building flows out of it again.
static void it_begins_as_buildings_are_found(void **state) {
    (void)state;
    enum { FLATS = 7 };
    struct building_prior prior = {0.08, 0.35};
    double outside = prior.alone / (1 - prior.alone), weights[FLATS + 1];
    building_belief_weights(prior, FLATS, weights);
    for (unsigned at = 0; at < 1u << FLATS; at++) {
        double in = 0, out = 0;
        unsigned m = infested_of(at);
        for (unsigned i = 0; i < FLATS; i++) {
            bool infested = at >> i & 1;
            out += weights[m] * (infested ? 1 : outside + prior.follows * m);
            in += infested ? weights[m - 1] * (outside + prior.follows * (m - 1)) : weights[m + 1];
        }
        assert_close(in, out, 1e-12 * out);
    }
}

static void flats_that_infest_nobody_are_told_of_by_their_own_alone(void **state) {
    (void)state;
    double evidence[4] = {3, 0, -2, 0.5}, weights[5], chances[4];
    building_belief_weights((struct building_prior){0.2, 0}, 4, weights);
    building_belief(weights, 4, evidence, chances);
    for (int i = 0; i < 4; i++)
        assert_close(chances[i], 0.2 * exp(evidence[i]) / (0.8 + 0.2 * exp(evidence[i])), 1e-12);
    building_belief_weights((struct building_prior){0.2, 0.3}, 4, weights);
    double before = building_belief_before(weights, 4);
    building_belief(weights, 4, (double[4]){6, 0, 0, 0}, chances);
    assert_true(chances[1] > before + 0.05);
    building_belief(weights, 4, (double[4]){-6, 0, 0, 0}, chances);
    assert_true(chances[1] < before - 0.01);
}

static void a_report_says_by_how_much_likelier_it_is(void **state) {
    (void)state;
    assert_close(exp(building_belief_evidence(true, 0.12, 0.001)), 120, 1e-9);
    assert_close(exp(building_belief_evidence(false, 0.12, 0.001)), 0.88 / 0.999, 1e-12);
    assert_close(exp(building_belief_of_hidden(log(15), 0.5)), 8, 1e-12);
    assert_close(building_belief_of_hidden(-100, 0.5), log(0.5), 1e-12);
    assert_close(building_belief_of_hidden(0, 0.7), 0, 1e-12);
}

// ---- A round -------------------------------------------------------------------------------------------

static const struct building_prior usual = {0.05, 0.15};
static const struct building_terms terms = {10000, 40000, 0.9, 150000, 3000};

static struct building_round drawn_round(unsigned test, unsigned flats, unsigned holders) {
    struct building_round round = {.flats = flats};
    for (unsigned i = 0; i < flats; i++) {
        round.tells[i] = i < holders;
        bool has_robot = i < holders || luck_of(test, 50 + i) < 0.3;
        round.known[i] = luck_of(test, 100 + i) < 0.2 ? log(0.1) : 0;
        round.own[i] = has_robot ? 9 * (luck_of(test, 150 + i) - 0.4) : 0;
        round.told[i] = round.tells[i] ? round.own[i] : 99;  // what was not told is not looked at
    }
    building_round_believe(&round, usual, &terms);
    return round;
}

static double gain(double chance) {
    return 0.9 * chance * (150000 - 40000) - 10000 - (1 - 0.9 * chance) * 3000;
}

// What would be done if the flats of a set alone told, judged by what all of them told: by its words.
static double worth_of(const struct building_round *round, shapley_set told, const double *all) {
    double evidence[FLATS_MOST], chances[FLATS_MOST], sum = 0, nothing[FLATS_MOST] = {0}, before[FLATS_MOST];
    believe_by_all_states(usual, round->flats, nothing, before);
    for (unsigned i = 0; i < round->flats; i++)
        evidence[i] = round->known[i] + (told >> i & 1 ? round->told[i] : 0);
    believe_by_all_states(usual, round->flats, evidence, chances);
    for (unsigned i = 0; i < round->flats; i++) {
        double odds = before[i] / (1 - before[i]) * exp(round->known[i] + round->own[i]);
        bool by_itself = !(told >> i & 1) && gain(odds / (1 + odds)) > 0;
        if (gain(chances[i]) > 0 || by_itself) sum += gain(all[i]);
    }
    return sum;
}

// The mean over all orders of the first `holders` flats, by trying one after the other.
static void mean_over_orders(const double *worths, unsigned holders, shapley_set set, double times,
                             double *shares) {
    unsigned left = holders - infested_of((unsigned)set);
    for (unsigned i = 0; i < holders; i++) {
        shapley_set with = set | (shapley_set)1 << i;
        if (with == set) continue;
        shares[i] += times / left * (worths[with] - worths[set]);
        mean_over_orders(worths, holders, with, times / left, shares);
    }
}

static void each_gets_what_it_adds_in_the_mean(void **state) {
    (void)state;
    enum { HOLDERS = 5, FLATS = 8 };
    unsigned of_worth = 0, below = 0;
    for (unsigned test = 0; test < 60; test++) {
        struct building_round round = drawn_round(test, FLATS, HOLDERS);
        double all[FLATS], worths[1 << HOLDERS], expected[FLATS] = {0}, shares[FLATS], evidence[FLATS];
        for (unsigned i = 0; i < FLATS; i++)
            evidence[i] = round.known[i] + (round.tells[i] ? round.told[i] : 0);
        believe_by_all_states(usual, FLATS, evidence, all);
        for (shapley_set set = 0; set < 1 << HOLDERS; set++) worths[set] = worth_of(&round, set, all);
        mean_over_orders(worths, HOLDERS, 0, 1, expected);
        double value = building_round_split(&round, &terms, 16, (struct random_sequence){0}, shares);
        assert_close(value, worths[(1 << HOLDERS) - 1] - worths[0], 1e-6);
        assert_true(value >= -1e-6);
        for (unsigned i = 0; i < FLATS; i++) assert_close(shares[i], expected[i], 1e-6);
        for (unsigned i = 0; i < FLATS; i++) below += shares[i] < -1;
        of_worth += value > 1;
    }
    print_message("telling was worth something in %u of 60 rounds, and %u shares were below 0\n", of_worth,
                  below);
    assert_true(of_worth > 20 && below > 0);
}

static void drawn_orders_add_up_to_the_same_whole(void **state) {
    (void)state;
    struct random_sequence luck = {{2018, 1}, RANDOM_WORLD, random_stream("orders"), 0};
    for (unsigned test = 0; test < 40; test++) {
        struct building_round round = drawn_round(test, 10, 7);
        double exact[FLATS_MOST], drawn[FLATS_MOST], sum = 0;
        double value = building_round_split(&round, &terms, 1000, luck, exact);
        assert_close(building_round_split(&round, &terms, 2, luck, drawn), value, 1e-6);
        for (unsigned i = 0; i < 10; i++) sum += drawn[i];
        assert_close(sum, value, 1e-6);
        for (unsigned i = 7; i < 10; i++) assert_true(drawn[i] == 0 && exact[i] == 0);
    }
}

// To the won: what is credited is what was split.
static void whole_won_add_up(void **state) {
    (void)state;
    for (unsigned test = 0; test < 40; test++) {
        struct building_round round = drawn_round(test, 8, 5);
        double shares[8];
        int64_t won[8], sum = 0;
        double value = building_round_split(&round, &terms, 16, (struct random_sequence){0}, shares);
        shapley_in_won(8, shares, won);
        for (unsigned i = 0; i < 8; i++) sum += won[i];
        assert_int_equal(sum, (int64_t)floor(value + 0.5));
    }
}

static void who_tells_nothing_still_goes_by_its_own_robot(void **state) {
    (void)state;
    struct building_round round = {
        .flats = 3, .own = {0, 9, 9}, .told = {0, 0, -9}, .tells = {false, false, true}};
    building_round_believe(&round, usual, &terms);
    assert_true(round.visits[BUILDING_ALONE][1] && round.visits[BUILDING_ALONE][2]);
    assert_true(round.visits[BUILDING_TOGETHER][1] && !round.visits[BUILDING_TOGETHER][2]);
    assert_true(!building_round_is_believed(&round, &terms, 1));
    double shares[3];
    round.tells[2] = false;
    building_round_believe(&round, usual, &terms);
    assert_true(building_round_split(&round, &terms, 16, (struct random_sequence){0}, shares) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_sum_over_all_states),
        cmocka_unit_test(it_stands_the_largest_building),
        cmocka_unit_test(it_begins_as_buildings_are_found),
        cmocka_unit_test(flats_that_infest_nobody_are_told_of_by_their_own_alone),
        cmocka_unit_test(a_report_says_by_how_much_likelier_it_is),
        cmocka_unit_test(each_gets_what_it_adds_in_the_mean),
        cmocka_unit_test(drawn_orders_add_up_to_the_same_whole),
        cmocka_unit_test(whole_won_add_up),
        cmocka_unit_test(who_tells_nothing_still_goes_by_its_own_robot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

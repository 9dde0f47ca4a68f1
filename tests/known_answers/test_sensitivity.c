// SPDX-License-Identifier: GPL-3.0-or-later
// Sensitivity against functions whose indices are known in closed form, and against OpenTURNS where it is
// there.
#include "analysis/movers.h"

#include "sim/engine/random.h"
#include "tests/support/sampled.h"

enum { MOST_AXES = 30 };

static const struct sensitivity_bootstrap usual = {.resamples = 200, .level = 0.95, .seed = 1};
static const struct sensitivity_bootstrap none = {.resamples = 0};

static void expect(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.9g is not %.9g", value, expected);
}

static void indices_of(const struct sampled *sampled, const struct sensitivity_bootstrap *bootstrap,
                       struct sensitivity_sobol *axes) {
    size_t k = sampled->design->axis_count;
    size_t samples = sampled->design->point_count / (k + 2);
    assert_int_equal(sensitivity_sobol(sampled->outcome, samples, k, bootstrap, axes), 0);
}

// ---- Sobol's indices ----------------------------------------------------------------------------------

// Ishigami & Homma (1990): sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, each from -pi to pi.
static double ishigami(const double *at, size_t axis_count) {
    (void)axis_count;
    double x1 = (2 * at[0] - 1) * M_PI, x2 = (2 * at[1] - 1) * M_PI, x3 = (2 * at[2] - 1) * M_PI;
    return sin(x1) + 7 * sin(x2) * sin(x2) + 0.1 * pow(x3, 4) * sin(x1);
}
static const double ishigami_first[] = {0.313905, 0.442411, 0},
                    ishigami_total[] = {0.557589, 0.442411, 0.243684};

static void ishigamis_function(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_SOBOL, NULL, 3, 4096 * 5, 1, ishigami);
    struct sensitivity_sobol axes[3];
    indices_of(&sampled, &usual, axes);
    for (int i = 0; i < 3; i++) {
        print_message("x%d: first %.4f (%.4f), total %.4f (%.4f)\n", i + 1, axes[i].first.value,
                      ishigami_first[i], axes[i].total.value, ishigami_total[i]);
        expect(axes[i].first.value, ishigami_first[i], 0.008);
        expect(axes[i].total.value, ishigami_total[i], 0.008);
        assert_true(axes[i].first.low < ishigami_first[i] && ishigami_first[i] < axes[i].first.high);
        assert_true(axes[i].total.low < ishigami_total[i] && ishigami_total[i] < axes[i].total.high);
        assert_int_equal(axes[i].used, 4096);
    }
    sampled_free(sampled);
}

// Sobol's g-function of 30 axes: the product of (|4x - 2| + a) / (1 + a), two with a = 0, four with 3, 24
// with 99.
static double g_constant(size_t axis) {
    return axis < 2 ? 0 : axis < 6 ? 3 : 99;
}
static double g_function(const double *at, size_t axis_count) {
    double product = 1;
    for (size_t i = 0; i < axis_count; i++)
        product *= (fabs(4 * at[i] - 2) + g_constant(i)) / (1 + g_constant(i));
    return product;
}

static void sobols_function_of_thirty_axes(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_SOBOL, NULL, 30, 4096 * 32, 1, g_function);
    struct sensitivity_sobol axes[30];
    indices_of(&sampled, &none, axes);
    double whole = 1, worst_first = 0, worst_total = 0;
    for (size_t i = 0; i < 30; i++) whole *= 1 + 1 / (3 * pow(1 + g_constant(i), 2));
    for (size_t i = 0; i < 30; i++) {
        double alone = 1 / (3 * pow(1 + g_constant(i), 2));
        worst_first = fmax(worst_first, fabs(axes[i].first.value - alone / (whole - 1)));
        worst_total =
            fmax(worst_total, fabs(axes[i].total.value - alone * whole / (1 + alone) / (whole - 1)));
    }
    print_message("30 axes, 4096 base samples: worst error of first %.4f, of total %.4f\n", worst_first,
                  worst_total);
    assert_true(worst_first < 0.006 && worst_total < 0.006);
    sampled_free(sampled);
}

// By hand: A 1, 2, 6, B 3, 5, 1, AB 2, 4, 3. The mean of A and B is 3, their variance 22/6; the products of B
// - 3 and AB - A are 0, 4, 6, the halved squares of AB - A 1/2, 2, 9/2.
static void three_base_samples_by_hand(void **state) {
    (void)state;
    struct sensitivity_sobol axis;
    assert_int_equal(sensitivity_sobol((const double[]){1, 3, 2, 2, 5, 4, 6, 1, 3}, 3, 1, &none, &axis), 0);
    expect(axis.first.value, 10 / 11.0, 1e-12);
    expect(axis.total.value, 7 / 11.0, 1e-12);
    assert_int_equal(axis.used, 3);
}

// A prefix is a design, too: the first half of the base samples gives what a design of half the size gives.
static void a_prefix_is_usable(void **state) {
    (void)state;
    struct sampled whole = sampled_make(DESIGN_SOBOL, NULL, 3, 1024 * 5, 3, ishigami);
    struct sampled half = sampled_make(DESIGN_SOBOL, NULL, 3, 512 * 5, 3, ishigami);
    struct sensitivity_sobol of_whole[3], of_half[3];
    sensitivity_sobol(whole.outcome, 512, 3, &usual, of_whole);
    sensitivity_sobol(half.outcome, 512, 3, &usual, of_half);
    assert_memory_equal(of_whole, of_half, sizeof of_half);
    sampled_free(whole);
    sampled_free(half);
}

static void an_interval_hangs_on_its_seed_only(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_SOBOL, NULL, 3, 64 * 5, 3, ishigami);
    struct sensitivity_bootstrap high_bits = usual;
    high_bits.seed += (uint64_t)1 << 40;
    struct sensitivity_sobol one[3], again[3], other[3], without[3];
    indices_of(&sampled, &usual, one);
    indices_of(&sampled, &usual, again);
    indices_of(&sampled, &high_bits, other);
    indices_of(&sampled, &none, without);
    assert_memory_equal(one, again, sizeof one);
    assert_true(one[0].first.value == other[0].first.value && one[0].first.low != other[0].first.low);
    assert_true(without[0].first.value == one[0].first.value && isnan(without[0].first.low));
    sampled_free(sampled);
}

// A larger scale or another zero changes no share; 10^9 more changes none beyond rounding.
static void shares_have_no_unit(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_SOBOL, NULL, 3, 256 * 5, 3, ishigami);
    struct sensitivity_sobol plain[3], moved[3];
    indices_of(&sampled, &usual, plain);
    for (size_t i = 0; i < sampled.design->point_count; i++)
        sampled.outcome[i] = 1e9 - 1000 * sampled.outcome[i];
    indices_of(&sampled, &usual, moved);
    for (int i = 0; i < 3; i++) {
        expect(moved[i].first.value, plain[i].first.value, 1e-6);
        expect(moved[i].total.high, plain[i].total.high, 1e-6);
    }
    for (size_t i = 0; i < sampled.design->point_count; i++) sampled.outcome[i] = 0.1;
    indices_of(&sampled, &usual, moved);
    assert_true(isnan(moved[0].first.value) && isnan(moved[0].total.value) && isnan(moved[0].total.low));
    sampled_free(sampled);
}

// A failed A or B costs every axis a base sample, a failed AB_2 the second axis alone.
static void failed_runs_are_left_out_and_counted(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_SOBOL, NULL, 3, 2048 * 5, 1, ishigami);
    sampled.outcome[5 * 10] = NAN;
    sampled.outcome[5 * 11 + 1] = INFINITY;
    for (size_t sample = 100; sample < 200; sample++) sampled.outcome[5 * sample + 3] = NAN;
    struct sensitivity_sobol axes[3];
    assert_int_equal(sensitivity_sobol(sampled.outcome, 2048, 3, &usual, axes), 102);
    const size_t used[] = {2046, 1946, 2046};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(axes[i].used, used[i]);
        expect(axes[i].first.value, ishigami_first[i], 0.03);
        expect(axes[i].total.value, ishigami_total[i], 0.03);
        assert_true(axes[i].first.low < axes[i].first.value && axes[i].first.value < axes[i].first.high);
    }
    for (size_t i = 0; i < sampled.design->point_count; i++) sampled.outcome[i] = NAN;
    assert_int_equal(sensitivity_sobol(sampled.outcome, 2048, 3, &usual, axes), 2048 * 5);
    assert_true(axes[0].used == 0 && isnan(axes[0].first.value) && isnan(axes[0].total.high));
    sampled_free(sampled);
}

// ---- Does the interval hold what it promises? ----------------------------------------------------------

enum { TRIALS = 300, BASE_SAMPLES = 256 };

// Outcomes of base samples that are drawn by chance, each alone: what the bootstrap is made for.
static struct sampled independent_samples(uint64_t trial) {
    struct sampled random = sampled_make(DESIGN_RANDOM, NULL, 6, BASE_SAMPLES, trial, ishigami);
    struct sampled sampled = {.outcome = calloc(BASE_SAMPLES * 5, sizeof(double))};
    for (size_t s = 0; s < BASE_SAMPLES; s++)
        for (size_t row = 0; row < 5; row++) {
            double at[3];
            for (size_t axis = 0; axis < 3; axis++)
                at[axis] = random.design->at[6 * s + axis + (row == 1 || row == axis + 2 ? 3 : 0)];
            sampled.outcome[5 * s + row] = ishigami(at, 3);
        }
    sampled_free(random);
    return sampled;
}

static bool covers(const struct sensitivity_interval *interval, double truth) {
    return interval->low <= truth && truth <= interval->high;
}

// Share of the trials' six intervals that hold the truth; the least of the six indices.
static void cover(bool sobol, double *all, double *least) {
    double held[6] = {0};
    *all = 0;
    *least = 1;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        struct sampled sampled = sobol
                                     ? sampled_make(DESIGN_SOBOL, NULL, 3, BASE_SAMPLES * 5, trial, ishigami)
                                     : independent_samples(trial);
        struct sensitivity_sobol axes[3];
        sensitivity_sobol(sampled.outcome, BASE_SAMPLES, 3, &usual, axes);
        for (int i = 0; i < 3; i++) {
            held[i] += covers(&axes[i].first, ishigami_first[i]);
            held[3 + i] += covers(&axes[i].total, ishigami_total[i]);
        }
        sampled_free(sampled);
    }
    for (int i = 0; i < 6; i++) {
        *all += held[i] / TRIALS / 6;
        *least = fmin(*least, held[i] / TRIALS);
    }
}

static void intervals_hold_the_truth_about_as_often_as_they_say(void **state) {
    (void)state;
    double all, least;
    cover(false, &all, &least);
    print_message("95 %% intervals, 256 independent base samples: hold %.1f %%, at least %.1f %%\n",
                  100 * all, 100 * least);
    assert_true(all > 0.92 && all < 0.97 && least > 0.89);
    cover(true, &all, &least);
    print_message("95 %% intervals, 256 base samples of a Sobol sequence: hold %.1f %%, at least %.1f %%\n",
                  100 * all, 100 * least);
    assert_true(all > 0.95 && least > 0.93);
}

// ---- Another program's ---------------------------------------------------------------------------------

// It takes the variance from A alone and another mean into the first order, which scales all indices and
// moves all first ones alike: ratios and differences are the same.
static void openturns_estimates_the_same(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_SOBOL, NULL, 3, 1000 * 5, 5, ishigami);
    FILE *file = fopen("sensitivity_outcomes.txt", "w");
    for (size_t i = 0; i < sampled.design->point_count; i++) fprintf(file, "%.17g\n", sampled.outcome[i]);
    fclose(file);
    struct sensitivity_sobol axes[3];
    indices_of(&sampled, &none, axes);
    sampled_free(sampled);
    char command[600];
    snprintf(command, sizeof command,
             "/usr/bin/python3 %s/tests/known_answers/sensitivity_oracle.py sensitivity_outcomes.txt 3",
             MARU_SOURCE_FOLDER);
    FILE *oracle = popen(command, "r");
    double theirs[6] = {0};
    int read = 0;
    while (read < 6 && fscanf(oracle, "%lf", &theirs[read]) == 1) read++;
    int status = pclose(oracle);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) skip();
    assert_int_equal(read, 6);
    for (int i = 0; i < 3; i++) {
        print_message("x%d: first %.5f, OpenTURNS %.5f; total %.5f, OpenTURNS %.5f\n", i + 1,
                      axes[i].first.value, theirs[2 * i], axes[i].total.value, theirs[2 * i + 1]);
        expect(axes[i].first.value, theirs[2 * i], 0.01);
        expect(axes[i].total.value, theirs[2 * i + 1], 0.01);
        double scale = theirs[1] / axes[0].total.value;
        expect(scale * axes[i].total.value, theirs[2 * i + 1], 1e-9);
        expect(scale * (axes[i].first.value - axes[0].first.value), theirs[2 * i] - theirs[0], 0.0005);
    }
}

// ---- Morris's effects ---------------------------------------------------------------------------------

static double linear(const double *at, size_t axis_count) {
    double sum = 7;
    for (size_t i = 0; i < axis_count; i++) sum += ((double)i - 1) * at[i];
    return sum;
}

static void effects_of_a_plane_are_its_slopes(void **state) {
    (void)state;
    enum { K = 5, TRAJECTORIES = 4 };
    struct sampled sampled = sampled_make(DESIGN_MORRIS, NULL, K, TRAJECTORIES * (K + 1), 1, linear);
    struct sensitivity_morris axes[K];
    assert_int_equal(sensitivity_morris(sampled.design->at, NULL, sampled.outcome, TRAJECTORIES, K, axes), 0);
    for (int i = 0; i < K; i++) {
        assert_int_equal(axes[i].effects, TRAJECTORIES);
        expect(axes[i].mu, i - 1, 1e-12);
        expect(axes[i].mu_star, abs(i - 1), 1e-12);
        expect(axes[i].sigma, 0, 1e-12);
    }
    sampled_free(sampled);
}

// Whole numbers of levels from least to most: 3 for a switch that adds 3, whatever it has for places.
static double from_levels(const double *at, size_t axis_count) {
    (void)axis_count;
    return 3 * (at[0] > 0.5) + 5 * (at[1] * 4 - 0.5) / 3 + 2 * at[2];
}

static void an_effect_is_that_of_the_whole_axis(void **state) {
    (void)state;
    const struct design_axis levels[] = {{.levels = 2}, {.levels = 4}, {0}, {.levels = 1}};
    struct sampled sampled = sampled_make(DESIGN_MORRIS, levels, 4, 6 * 5, 1, from_levels);
    struct sensitivity_morris axes[4];
    sensitivity_morris(sampled.design->at, (const size_t[]){2, 4, 0, 1}, sampled.outcome, 6, 4, axes);
    expect(axes[0].mu_star, 3, 1e-12);
    expect(axes[1].mu_star, 5, 1e-12);
    expect(axes[2].mu_star, 2, 1e-12);
    assert_true(axes[3].effects == 0 && isnan(axes[3].mu) && isnan(axes[3].mu_star) && isnan(axes[3].sigma));
    sampled_free(sampled);
}

// x1 alone is (2 x1 - 1)^2, over steps from 0 to 2/3 and from 1/3 to 1: changes of 8/9 down and up; x2 x3 has
// effects as large as the other axis stands, 1/2 on average, in four levels of standard deviation sqrt(5)
// / 6.
static double curved(const double *at, size_t axis_count) {
    (void)axis_count;
    return pow(2 * at[0] - 1, 2) + at[1] * at[2];
}

static void what_is_curved_or_acts_together_has_a_spread(void **state) {
    (void)state;
    enum { TRAJECTORIES = 4000 };
    struct sampled sampled = sampled_make(DESIGN_MORRIS, NULL, 3, TRAJECTORIES * 4, 1, curved);
    struct sensitivity_morris axes[3];
    sensitivity_morris(sampled.design->at, NULL, sampled.outcome, TRAJECTORIES, 3, axes);
    expect(axes[0].mu, 0, 0.08);
    expect(axes[0].mu_star, 4 / 3.0, 1e-9);
    expect(axes[0].sigma, 4 / 3.0, 0.01);
    for (int i = 1; i < 3; i++) {
        expect(axes[i].mu, 0.5, 0.03);
        expect(axes[i].mu_star, axes[i].mu, 1e-12);
        expect(axes[i].sigma, sqrt(5) / 6, 0.01);
    }
    sampled_free(sampled);
}

static void a_failed_run_costs_the_steps_at_its_ends(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_MORRIS, NULL, 3, 10 * 4, 1, linear);
    sampled.outcome[0] = sampled.outcome[4 + 1] = sampled.outcome[8 + 3] =
        NAN;  // first, second, last: 1 + 2 + 1 steps
    struct sensitivity_morris axes[3];
    assert_int_equal(sensitivity_morris(sampled.design->at, NULL, sampled.outcome, 10, 3, axes), 3);
    assert_int_equal(axes[0].effects + axes[1].effects + axes[2].effects, 30 - 4);
    for (int i = 0; i < 3; i++) expect(axes[i].mu, i - 1, 1e-12);
    sampled_free(sampled);
}

// ---- PAWN ---------------------------------------------------------------------------------------------

static double first_axis(const double *at, size_t axis_count) {
    (void)axis_count;
    return at[0];
}

// In the s-th tenth of the axis that is the outcome, the distance is the larger of s/10 and (9 - s)/10.
static void distances_of_the_axis_that_does_it_all(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_LHS, NULL, 2, 5000, 1, first_axis);
    struct sensitivity_pawn axes[2];
    assert_int_equal(sensitivity_pawn(sampled.design->at, sampled.outcome, 5000, 2, 10, axes), 0);
    assert_int_equal(axes[0].slices, 10);
    expect(axes[0].median, 0.7, 1e-12);
    expect(axes[0].max, 0.9, 1e-12);
    assert_true(axes[1].median < 0.06 && axes[1].max < 0.12);
    sampled_free(sampled);
}

// 2 levels are 2 slices; 12 in 5 slices stay whole. An outcome of few values is compared behind each of them.
static double two_values(const double *at, size_t axis_count) {
    (void)axis_count;
    return at[0] > 0.5 ? 1 : 0;
}

static void levels_stay_whole(void **state) {
    (void)state;
    const struct design_axis levels[] = {{.levels = 2}, {.levels = 12}, {.levels = 1}};
    struct sampled sampled = sampled_make(DESIGN_LHS, levels, 3, 240, 1, two_values);
    struct sensitivity_pawn axes[3];
    sensitivity_pawn(sampled.design->at, sampled.outcome, 240, 3, 5, axes);
    assert_int_equal(axes[0].slices, 2);
    expect(axes[0].median, 0.5, 1e-12);
    assert_int_equal(axes[1].slices, 5);
    assert_int_equal(axes[2].slices, 1);
    assert_true(axes[2].max == 0 && axes[2].by_chance == 0);
    sampled_free(sampled);
}

static void an_axis_that_does_nothing_has_the_distance_of_chance(void **state) {
    (void)state;
    for (size_t points = 100; points <= 1600; points *= 4) {
        double median = 0, by_chance = 0;
        for (uint64_t seed = 0; seed < 200; seed++) {
            struct sampled sampled = sampled_make(DESIGN_RANDOM, NULL, 2, points, seed, first_axis);
            struct sensitivity_pawn axes[2];
            sensitivity_pawn(sampled.design->at, sampled.outcome, points, 2, 10, axes);
            median += axes[1].median / 200;
            by_chance = axes[1].by_chance;
            sampled_free(sampled);
        }
        print_message("an axis that does nothing, %zu points: %.4f, by_chance %.4f\n", points, median,
                      by_chance);
        expect(median / by_chance, 1, 0.06);
    }
}

static void pawn_leaves_out_failed_runs(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_LHS, NULL, 2, 1100, 1, first_axis);
    for (size_t i = 0; i < 1100; i += 11) sampled.outcome[i] = NAN;
    struct sensitivity_pawn axes[2];
    assert_int_equal(sensitivity_pawn(sampled.design->at, sampled.outcome, 1100, 2, 10, axes), 100);
    expect(axes[0].max, 0.9, 1e-12);
    for (size_t i = 0; i < 1100; i++) sampled.outcome[i] = NAN;
    assert_int_equal(sensitivity_pawn(sampled.design->at, sampled.outcome, 1100, 2, 10, axes), 1100);
    assert_true(axes[0].slices == 0 && isnan(axes[0].median) && isnan(axes[0].max) &&
                isnan(axes[0].by_chance));
    sampled_free(sampled);
}

// ---- Which settings move most --------------------------------------------------------------------------

static struct movers movers_by(const char *design, const struct sampled *sampled) {
    struct study_results results = {.design = (char *)design, .setting_count = sampled->design->axis_count};
    struct study_points points = {
        .results = &results, .point_count = sampled->design->point_count, .at = sampled->design->at};
    return movers_of(&points, sampled->outcome);
}

// PAWN's slices hold 15 points each, and are 2 to 10. In the s-th of S the distance of the axis that is the
// outcome is the larger of s/S and (S - 1 - s)/S: 3/4, 1/2, 1/2 and 3/4 of four.
static void slices_by_the_number_of_points(void **state) {
    (void)state;
    static const struct {
        size_t points;
        double median;
    } cases[] = {{20, 1 / 2.0}, {45, 2 / 3.0}, {60, 5 / 8.0}, {150, 0.7}, {600, 0.7}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sampled sampled = sampled_make(DESIGN_LHS, NULL, 3, cases[i].points, 1, first_axis);
        struct movers movers = movers_by("lhs", &sampled);
        assert_int_equal(movers.count, 1);
        assert_int_equal(movers.at[0].setting, 0);
        expect(movers.at[0].moves, cases[i].median, 1e-12);
        sampled_free(sampled);
    }
}

static double constant(const double *at, size_t axis_count) {
    (void)at, (void)axis_count;
    return 3;
}

static double wandering(const double *at, size_t axis_count) {
    (void)axis_count;
    return fmod(1e6 * at[0], 1);
}

static void what_chance_would_move_as_far_is_no_mover(void **state) {
    (void)state;
    sampled_function *const functions[] = {constant, wandering};
    for (size_t i = 0; i < 2; i++) {
        struct sampled sampled = sampled_make(DESIGN_RANDOM, NULL, 20, 60, 1, functions[i]);
        assert_int_equal(movers_by("random", &sampled).count, 0);
        sampled_free(sampled);
    }
}

// The two axes of the function of thirty that explain half each; those below 5 % (total 4.2 %) are none.
static void movers_of_sobols_function(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_SOBOL, NULL, 30, 4096 * 32, 1, g_function);
    struct movers movers = movers_by("sobol", &sampled);
    assert_int_equal(movers.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(movers.at[i].setting < 2 && movers.at[i].moves == movers.at[i].with_others.value);
        expect(movers.at[i].alone.value, 0.358, 0.006);
        expect(movers.at[i].with_others.value, 0.518, 0.006);
    }
    assert_true(movers.at[0].moves >= movers.at[1].moves);
    sampled_free(sampled);
}

// Of slopes -1, 0, 1, 2, 3: the three steepest, the steepest first.
static void movers_of_a_plane(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_MORRIS, NULL, 5, 4 * 6, 1, linear);
    struct movers movers = movers_by("morris", &sampled);
    assert_int_equal(movers.count, MOVERS_MOST);
    assert_true(movers.at[0].setting == 4 && movers.at[1].setting == 3);
    const double slopes[] = {3, 2, 1};
    for (size_t i = 0; i < MOVERS_MOST; i++) expect(movers.at[i].moves, slopes[i], 1e-12);
    expect(movers.at[1].mu, 2, 1e-12);
    expect(movers.at[1].sigma, 0, 1e-12);
    sampled_free(sampled);
    sampled = sampled_make(DESIGN_MORRIS, NULL, 2, 4 * 3, 1, constant);
    assert_int_equal(movers_by("morris", &sampled).count, 0);
    sampled_free(sampled);
}

// ---- Signs --------------------------------------------------------------------------------------------

// Wilson's interval of 8 in 10 at 95 %: 0.4902 to 0.9433, by any table.
static void eight_of_ten_keep_the_sign(void **state) {
    (void)state;
    const double draws[] = {3, NAN, 1, 2, -1, 4, 5, 6, -2, 7, 8, INFINITY};
    struct sensitivity_sign sign = sensitivity_sign(draws, 12, 0.8, 0.95);
    assert_true(sign.used == 10 && sign.failed == 2 && sign.sign == 1);
    expect(sign.median, 3.5, 1e-12);
    expect(sign.low, -1.1, 1e-12);
    expect(sign.high, 7.1, 1e-12);
    expect(sign.share.value, 0.8, 1e-12);
    expect(sign.share.low, 0.490162, 1e-6);
    expect(sign.share.high, 0.943318, 1e-6);
}

// All of n: the interval begins at n / (n + z^2).
static void all_losses_nothing_and_none(void **state) {
    (void)state;
    struct sensitivity_sign losses = sensitivity_sign((const double[]){-1, -2, -3}, 3, 0.9, 0.95);
    assert_true(losses.sign == -1 && losses.share.value == 1 && losses.share.high == 1);
    expect(losses.share.low, 3 / (3 + 1.959963985 * 1.959963985), 1e-9);
    struct sensitivity_sign nothing = sensitivity_sign((const double[]){0, 0, 0, 5}, 4, 0.9, 0.95);
    assert_true(nothing.sign == 0 && nothing.share.value == 0.75);
    struct sensitivity_sign nobody = sensitivity_sign((const double[]){NAN}, 1, 0.9, 0.95);
    assert_true(nobody.used == 0 && nobody.failed == 1 && isnan(nobody.median) && isnan(nobody.share.low));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigamis_function),
        cmocka_unit_test(sobols_function_of_thirty_axes),
        cmocka_unit_test(three_base_samples_by_hand),
        cmocka_unit_test(a_prefix_is_usable),
        cmocka_unit_test(an_interval_hangs_on_its_seed_only),
        cmocka_unit_test(shares_have_no_unit),
        cmocka_unit_test(failed_runs_are_left_out_and_counted),
        cmocka_unit_test(intervals_hold_the_truth_about_as_often_as_they_say),
        cmocka_unit_test(openturns_estimates_the_same),
        cmocka_unit_test(effects_of_a_plane_are_its_slopes),
        cmocka_unit_test(an_effect_is_that_of_the_whole_axis),
        cmocka_unit_test(what_is_curved_or_acts_together_has_a_spread),
        cmocka_unit_test(a_failed_run_costs_the_steps_at_its_ends),
        cmocka_unit_test(distances_of_the_axis_that_does_it_all),
        cmocka_unit_test(levels_stay_whole),
        cmocka_unit_test(an_axis_that_does_nothing_has_the_distance_of_chance),
        cmocka_unit_test(pawn_leaves_out_failed_runs),
        cmocka_unit_test(slices_by_the_number_of_points),
        cmocka_unit_test(what_chance_would_move_as_far_is_no_mover),
        cmocka_unit_test(movers_of_sobols_function),
        cmocka_unit_test(movers_of_a_plane),
        cmocka_unit_test(eight_of_ten_keep_the_sign),
        cmocka_unit_test(all_losses_nothing_and_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The small network against what is known without it: gradients by finite differences, Bayes' error of two
// normal classes, and who is in an office (UCI 357, Candanedo & Feldheim 2016), with what a smaller and a
// larger one cost.
#include "models/methods/classifier.h"
#include "models/methods/network_technique.h"
#include "models/methods/normal.h"
#include "role_classifier.inc"
#include "tests/support/data_file.h"

enum { ROOM = 10000, WEIGHTS_MOST = 4000 };

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){{7, 0}, RANDOM_WORLD, random_stream(meaning), 0};
}

static double near(double value, double expected, double tolerance, const char *what) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%s: %.6g, expected %.6g, within %.6g", what, value, expected, tolerance);
    return value;
}

static double share_right(struct network_shape shape, const double *weights, const struct samples *samples) {
    size_t right = 0;
    for (size_t i = 0; i < samples->count; i++)
        right += network_answer(shape, weights, samples_row(samples, i)).answer == samples->class_of[i];
    return (double)right / (double)samples->count;
}

// ---- Clouds of samples ---------------------------------------------------------------------------------

static double cloud_x[2 * ROOM];
static unsigned char cloud_class[ROOM];

// Two classes of two features, `apart` standard deviations from each other.
static struct samples two_clouds(size_t count, double apart, const char *meaning) {
    struct random_sequence luck = luck_of(meaning);
    for (size_t i = 0; i < count; i++) {
        cloud_class[i] = i % 2;
        cloud_x[2 * i] = (cloud_class[i] ? apart / 2 : -apart / 2) + random_next_normal(&luck);
        cloud_x[2 * i + 1] = random_next_normal(&luck);
    }
    return (struct samples){2, 2, count, cloud_x, cloud_class};
}

// ---- Gradients -----------------------------------------------------------------------------------------

static void gradients_are_what_small_steps_show(void **state) {
    (void)state;
    struct network_shape shape = {4, 5, 3};
    double x[7 * 4], weights[WEIGHTS_MOST], gradient[WEIGHTS_MOST];
    unsigned char class_of[7];
    struct random_sequence luck = luck_of("gradients");
    for (unsigned i = 0; i < 28; i++) x[i] = random_next_normal(&luck);
    for (unsigned i = 0; i < 7; i++) class_of[i] = (unsigned char)(i % 3);
    struct samples samples = {4, 3, 7, x, class_of};
    network_begin(shape, luck_of("weights"), weights);
    for (unsigned p = 0; p < network_parameters(shape); p++) weights[p] += 0.1 * random_next_normal(&luck);
    network_gradient(shape, weights, &samples, gradient);
    double largest = 0, step = 1e-6;
    for (size_t p = 0; p < network_parameters(shape); p++) {
        double here = weights[p];
        weights[p] = here + step;
        double above = network_loss(shape, weights, &samples);
        weights[p] = here - step;
        double below = network_loss(shape, weights, &samples);
        weights[p] = here;
        near(gradient[p], (above - below) / (2 * step), 1e-8, "gradient");
        largest = fmax(largest, fabs(gradient[p]));
    }
    assert_true(largest > 0.05);
}

static void what_it_costs_is_counted_by_hand(void **state) {
    (void)state;
    struct network_shape shape = {8, 24, 4};
    struct network_lesson lesson = {.steps = 10, .batch = 32};
    assert_int_equal(network_parameters(shape), 24 * 9 + 4 * 25);
    assert_int_equal(network_bytes(shape), 4 * 316);
    near(network_answer_flops(shape), 2 * 316, 0, "operations of an answer");
    near(network_lesson_flops(shape, &lesson), 10 * (32 * 6 * 316 + 6 * 316), 0, "operations of a lesson");
}

// ---- Two normal classes --------------------------------------------------------------------------------

static void two_normal_classes_come_to_bayes_error(void **state) {
    (void)state;
    struct network_shape shape = {2, 8, 2};
    struct network_lesson lesson = {.steps = 1500, .batch = 32, .rate = 0.05, .momentum = 0.9, .decay = 1e-3};
    double weights[WEIGHTS_MOST];
    for (double apart = 2; apart <= 4; apart += 2) {
        struct samples taught = two_clouds(5000, apart, "taught");
        network_train_anew(shape, &taught, &lesson, luck_of("lesson"), weights);
        struct samples asked = two_clouds(ROOM, apart, "asked");
        double error = 1 - share_right(shape, weights, &asked), bayes = normal_below(-apart / 2);
        print_message("%g apart: error %.4f, Bayes' %.4f\n", apart, error, bayes);
        // Four standard errors of 10,000 answers, and a hundredth for what 5,000 samples do not teach.
        near(error, bayes, 4 * sqrt(bayes * (1 - bayes) / ROOM) + 0.01 * bayes, "error");
        double sure = 0;
        for (size_t i = 0; i < asked.count; i++)
            sure += network_answer(shape, weights, samples_row(&asked, i)).confidence / (double)asked.count;
        near(sure, 1 - error, 0.02, "mean confidence");
    }
}

static void every_classifier_comes_close_to_bayes_error(void **state) {
    (void)state;
    static const struct technique *const all[] = {ROLE_classifier NULL};
    static const char *const names[] = {ROLE_NAMES_classifier NULL};
    for (size_t i = 0; all[i]; i++) {
        const struct classifier *one = all[i]->classifier;
        double *model = calloc(one->parameters(2, 2), sizeof *model);
        struct samples taught = two_clouds(5000, 2, "taught");
        assert_true(one->train(&taught, luck_of("role"), model) > 0 && one->answer_flops(2, 2) > 0);
        struct samples asked = two_clouds(ROOM, 2, "asked");
        size_t wrong = 0;
        for (size_t j = 0; j < asked.count; j++)
            wrong += one->answer(2, 2, model, samples_row(&asked, j)).answer != asked.class_of[j];
        near((double)wrong / ROOM, normal_below(-1), 0.016, names[i]);
        free(model);
    }
}

// ---- The same bytes ------------------------------------------------------------------------------------

static void same_samples_and_luck_give_the_same_bytes(void **state) {
    (void)state;
    struct network_shape shape = {2, 8, 2};
    struct network_lesson lesson = {
        .steps = 200, .batch = 16, .rate = 0.1, .momentum = 0.9, .balanced = true};
    double one[WEIGHTS_MOST], again[WEIGHTS_MOST], other[WEIGHTS_MOST];
    size_t bytes = network_parameters(shape) * sizeof *one;
    struct samples samples = two_clouds(500, 1, "bytes");
    network_train_anew(shape, &samples, &lesson, luck_of("a"), one);
    rand();  // the C library's generator has no part in it
    network_train_anew(shape, &samples, &lesson, luck_of("a"), again);
    network_train_anew(shape, &samples, &lesson, luck_of("b"), other);
    assert_memory_equal(one, again, bytes);
    assert_true(memcmp(one, other, bytes) != 0);
    samples.count--;
    network_train_anew(shape, &samples, &lesson, luck_of("a"), again);
    assert_true(memcmp(one, again, bytes) != 0);  // one sample less is another model
}

// One in a hundred is of class 1: unbalanced batches see it that often, balanced ones half the time.
static void balanced_batches_see_what_is_rare(void **state) {
    (void)state;
    struct network_shape shape = {2, 8, 2};
    struct network_lesson lesson = {.steps = 400, .batch = 32, .rate = 0.05, .momentum = 0.9};
    double weights[WEIGHTS_MOST], found[2];
    for (int balanced = 0; balanced < 2; balanced++) {
        struct samples taught = two_clouds(ROOM, 2, "rare");
        size_t kept = 0;
        for (size_t i = 0; i < taught.count; i++)
            if (cloud_class[i] == 0 || i % 100 == 1) {
                memmove(cloud_x + 2 * kept, cloud_x + 2 * i, 2 * sizeof *cloud_x);
                cloud_class[kept++] = cloud_class[i];
            }
        taught.count = kept;
        lesson.balanced = balanced;
        network_train_anew(shape, &taught, &lesson, luck_of("rare"), weights);
        struct samples asked = two_clouds(ROOM, 2, "asked");
        size_t seen = 0;
        for (size_t i = 1; i < asked.count; i += 2)
            seen += network_answer(shape, weights, samples_row(&asked, i)).answer == 1;
        found[balanced] = (double)seen / (ROOM / 2);
    }
    print_message("of what is rare, found %.3f; balanced %.3f, Bayes' %.3f\n", found[0], found[1],
                  normal_below(1));
    assert_true(found[0] < 0.4);
    near(found[1], normal_below(1), 0.05, "share found");
}

// ---- Who is in the office ------------------------------------------------------------------------------

enum { COLUMNS = 5, OFFICE_ROOM = 9000 };  // temperature, humidity, light, CO2, humidity ratio

struct office {
    double x[OFFICE_ROOM * COLUMNS];
    unsigned char occupied[OFFICE_ROOM];
    size_t count;
    unsigned features;
};

// `columns`: which of them, in order, ended by -1.
static struct samples office_read(struct office *office, const char *name, const int *columns) {
    FILE *file = data_file_open(name);
    char line[400];
    office->count = office->features = 0;
    while (columns[office->features] >= 0) office->features++;
    while (fgets(line, sizeof line, file)) {
        double value[COLUMNS];
        int occupied;
        const char *behind = strchr(line, ',');
        if (!behind || sscanf(behind, ",%lf,%lf,%lf,%lf,%lf,%d", value, value + 1, value + 2, value + 3,
                              value + 4, &occupied) != COLUMNS + 1)
            continue;
        assert_true(office->count < OFFICE_ROOM);
        for (unsigned j = 0; j < office->features; j++)
            office->x[office->count * office->features + j] = value[columns[j]];
        office->occupied[office->count++] = (unsigned char)occupied;
    }
    fclose(file);
    return (struct samples){office->features, 2, office->count, office->x, office->occupied};
}

static struct office office_taught, office_asked;

// Rounds through the samples in batches of 32.
static struct network_lesson office_lesson(double rounds, double decay) {
    return (struct network_lesson){
        .steps = (unsigned)(rounds * 8143 / 32), .batch = 32, .rate = 0.05, .momentum = 0.9, .decay = decay};
}

static struct samples part_of(const struct samples *all, size_t first, size_t behind) {
    struct samples part = *all;
    part.x = samples_row(all, first);
    part.class_of = all->class_of + first;
    part.count = behind - first;
    return part;
}

// Share right on each quarter of the train file in time, taught by what came before it.
static double share_later(struct network_shape shape, const struct samples *all,
                          struct network_lesson lesson) {
    double weights[WEIGHTS_MOST], sum = 0;
    for (unsigned quarter = 1; quarter < 4; quarter++) {
        size_t here = all->count * quarter / 4, there = all->count * (quarter + 1) / 4;
        struct samples before = part_of(all, 0, here), after = part_of(all, here, there);
        network_train_anew(shape, &before, &lesson, luck_of("office"), weights);
        sum += share_right(shape, weights, &after) / 3;
    }
    return sum;
}

// Rounds and decay, by the train file alone.
static struct network_lesson choose_lesson(struct network_shape shape, const struct samples *taught) {
    static const double rounds[] = {3, 10}, decays[] = {1e-3, 1e-2, 1e-1};
    double best = 0;
    struct network_lesson chosen = {0};
    for (unsigned i = 0; i < 6; i++) {
        struct network_lesson lesson = office_lesson(rounds[i / 3], decays[i % 3]);
        double right = share_later(shape, taught, lesson);
        if (right > best) chosen = lesson;
        best = fmax(best, right);
    }
    print_message("chosen: %u batches, decay %g (%.3f of later quarters)\n", chosen.steps, chosen.decay,
                  best);
    return chosen;
}

static struct office office_taught, office_asked;

// Test accuracy of a network of so many hidden units; says what it costs.
static double office_try(const int *columns, unsigned hidden, const char *who) {
    struct samples taught = office_read(&office_taught, "occupancy_office_train.csv", columns);
    struct samples asked = office_read(&office_asked, "occupancy_office_test.csv", columns);
    assert_int_equal(taught.count, 8143);
    assert_int_equal(asked.count, 2665);
    struct network_shape shape = {taught.features, hidden, 2};
    struct network_lesson lesson = choose_lesson(shape, &taught);
    double weights[WEIGHTS_MOST];
    double flops = network_train_anew(shape, &taught, &lesson, luck_of("office"), weights);
    double right = share_right(shape, weights, &asked);
    print_message(
        "%s: %zu parameters, %zu bytes, %.0f FLOP an answer, %.3g FLOP of training, accuracy %.4f\n", who,
        network_parameters(shape), network_bytes(shape), network_answer_flops(shape), flops, right);
    return right;
}

static void an_office_tells_whether_somebody_is_in(void **state) {
    (void)state;
    static const int all[] = {0, 1, 2, 3, 4, -1}, dark[] = {0, 1, 3, 4, -1};
    if (!data_file_there("occupancy_office_train.csv") || !data_file_there("occupancy_office_test.csv"))
        skip();
    assert_true(office_try(all, 4, "device, with light") >= 0.97);
    assert_true(office_try(all, 64, "cloud, with light") >= 0.97);
    assert_true(office_try(dark, 4, "device, by CO2, temperature and humidity") >= 0.85);
    assert_true(office_try(dark, 64, "cloud, by CO2, temperature and humidity") >= 0.85);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gradients_are_what_small_steps_show),
        cmocka_unit_test(what_it_costs_is_counted_by_hand),
        cmocka_unit_test(two_normal_classes_come_to_bayes_error),
        cmocka_unit_test(every_classifier_comes_close_to_bayes_error),
        cmocka_unit_test(same_samples_and_luck_give_the_same_bytes),
        cmocka_unit_test(balanced_batches_see_what_is_rare),
        cmocka_unit_test(an_office_tells_whether_somebody_is_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

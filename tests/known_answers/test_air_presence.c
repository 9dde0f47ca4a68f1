// SPDX-License-Identifier: GPL-3.0-or-later
// Presence told from the air, against what a mass balance and common sense know: how high carbon dioxide can
// rise, that sleepers are seen and who has just left is seen late, that a draughty hall tells less than a
// closed room, and that more moments teach more. On a real office it tells as much as is published.
#include "models/cooling/air_presence_technique.h"

#include <string.h>

#include "tests/support/data_file.h"

enum { ROOM = 9000 };
static double x[ROOM * AIR_FEATURES], asked_x[ROOM * AIR_FEATURES];
static unsigned char occupied[ROOM], asked[ROOM], sight[ROOM];
static const struct air_rooms usual = {100, 0.4, 0.4, 30};

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){{2018, 0}, RANDOM_WORLD, random_stream(meaning), 0};
}

static struct air_presence train(struct air_rooms rooms, unsigned moments) {
    struct air_presence made = air_presence_train(&rooms, moments, luck_of("air"));
    print_message("V %g m3, a %g/h, %g ppm, %u moments: up %.3f, asleep %.3f, empty %.3f; right %.3f\n",
                  rooms.volume_m3, rooms.change_h, rooms.noise_ppm, moments, made.detects[SIGHT_UP],
                  made.detects[SIGHT_ASLEEP], made.detects[SIGHT_EMPTY], made.right);
    return made;
}

// Rooms that are all alike and a sensor without noise: four people who stay lead to c0 + 4 g 10^6 / (V a),
// and nothing lies above; an empty room's carbon dioxide falls by 1 - exp(-a / 2) of its excess in half an
// hour.
static void carbon_dioxide_follows_the_balance(void **state) {
    (void)state;
    struct air_rooms alike = {100, 1, 0, 0};
    air_presence_draw(&alike, ROOM, luck_of("balance"), x, occupied, sight);
    double most = 0;
    unsigned falls = 0;
    for (size_t i = 0; i < ROOM; i++) {
        const double *now = x + i * AIR_FEATURES;
        double before = now[0] - now[2], excess = before - 420;
        most = fmax(most, now[0]);
        assert_int_equal(occupied[i], sight[i] != SIGHT_EMPTY);
        bool long_empty = sight[i] == SIGHT_EMPTY && now[2] < 0 && excess > 50;
        falls += long_empty && fabs(-now[2] / excess - (1 - exp(-0.5))) < 1e-9;
    }
    double limit = 420 + 4 * 0.018e6 / 100;
    print_message("most %.1f ppm of %.1f; %u moments fall as they should\n", most, limit, falls);
    assert_true(most < limit && most > 0.95 * limit);
    assert_true(falls > 100);
}

static void it_sees_sleepers_and_sees_late_who_has_left(void **state) {
    (void)state;
    struct air_presence made = train(usual, 2000);
    assert_true(made.detects[SIGHT_UP] > 0.75 && made.detects[SIGHT_ASLEEP] > 0.75);
    assert_true(made.detects[SIGHT_EMPTY] < 0.35 && made.right > 0.75);
}

static void a_draughty_hall_tells_less(void **state) {
    (void)state;
    struct air_presence closed = train((struct air_rooms){30, 0.7, 0.1, 10}, 2000),
                        hall = train((struct air_rooms){400, 3, 0.1, 100}, 2000);
    assert_true(closed.right > hall.right + 0.1);
    assert_true(hall.right > 0.45);
}

static void more_moments_teach_more(void **state) {
    (void)state;
    struct air_presence few = train(usual, 24), many = train(usual, 4000);
    assert_true(many.right > few.right + 0.02);
    struct air_presence again = train(usual, 24);
    assert_memory_equal(&few, &again, sizeof few);
}

// The best cut of carbon dioxide alone is what a thermostat for air would use.
static void it_does_better_than_a_limit_of_carbon_dioxide(void **state) {
    (void)state;
    air_presence_draw(&usual, ROOM, luck_of("cut"), x, occupied, sight);
    double count[SIGHTS] = {0}, best = 0;
    for (size_t i = 0; i < ROOM; i++) count[sight[i]]++;
    for (double limit = 420; limit < 2000; limit += 10) {
        double right = 0;
        for (size_t i = 0; i < ROOM; i++)
            right += ((x[i * AIR_FEATURES] > limit) == (bool)occupied[i]) / count[sight[i]] / (double)SIGHTS;
        best = fmax(best, right);
    }
    struct air_presence made = train(usual, 4000);
    print_message("the best limit is right in %.3f\n", best);
    assert_true(made.right > best + 0.01);
}

// ---- A real office -------------------------------------------------------------------------------------

enum { BACK = 30, BACK_SHORT = 10 };

// Minutes that have half an hour before them; vapour: humidity ratio x 1,200 g of air in a m3.
static struct samples office(const char *name, double *rows, unsigned char *somebody) {
    static double co2[ROOM], vapour[ROOM];
    char line[400];
    size_t count = 0, minutes = 0;
    FILE *file = data_file_open(name);
    while (fgets(line, sizeof line, file)) {
        double value[5];
        int yes;
        const char *behind = strchr(line, ',');
        if (!behind || sscanf(behind, ",%lf,%lf,%lf,%lf,%lf,%d", value, value + 1, value + 2, value + 3,
                              value + 4, &yes) != 6)
            continue;
        assert_true(minutes < ROOM);
        co2[minutes] = value[3];
        vapour[minutes] = 1200 * value[4];
        if (minutes >= BACK) {
            double *row = rows + count * AIR_FEATURES;
            row[0] = co2[minutes];
            row[1] = vapour[minutes];
            row[2] = co2[minutes] - co2[minutes - BACK];
            row[3] = vapour[minutes] - vapour[minutes - BACK];
            row[4] = co2[minutes] - co2[minutes - BACK_SHORT];
            somebody[count++] = (unsigned char)yes;
        }
        minutes++;
    }
    fclose(file);
    return (struct samples){AIR_FEATURES, 2, count, rows, somebody};
}

// Mean of the shares right where somebody is in, and where nobody is.
static double right_of(const double *weights, const struct samples *samples) {
    double count[2] = {0}, right[2] = {0};
    for (size_t i = 0; i < samples->count; i++) {
        bool says = air_presence_says(weights, samples_row(samples, i));
        count[samples->class_of[i]]++;
        right[samples->class_of[i]] += says == samples->class_of[i];
    }
    return (right[0] / count[0] + right[1] / count[1]) / 2;
}

static void an_office_that_it_has_learnt_it_knows_again(void **state) {
    (void)state;
    if (!data_file_there("occupancy_office_train.csv") || !data_file_there("occupancy_office_test.csv"))
        skip();
    struct samples taught = office("occupancy_office_train.csv", x, occupied);
    struct samples later = office("occupancy_office_test.csv", asked_x, asked);
    double weights[AIR_WEIGHTS], rooms[AIR_WEIGHTS];
    air_presence_teach(&taught, luck_of("office"), weights);
    double own = right_of(weights, &later);
    air_presence_draw(&usual, ROOM, luck_of("rooms"), x, occupied, sight);
    air_presence_teach(&(struct samples){AIR_FEATURES, 2, ROOM, x, occupied}, luck_of("office"), rooms);
    print_message("right in the office: taught there %.3f, taught in rooms of the model %.3f\n", own,
                  right_of(rooms, &later));
    assert_true(own >= 0.85);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carbon_dioxide_follows_the_balance),
        cmocka_unit_test(it_sees_sleepers_and_sees_late_who_has_left),
        cmocka_unit_test(a_draughty_hall_tells_less),
        cmocka_unit_test(more_moments_teach_more),
        cmocka_unit_test(it_does_better_than_a_limit_of_carbon_dioxide),
        cmocka_unit_test(an_office_that_it_has_learnt_it_knows_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

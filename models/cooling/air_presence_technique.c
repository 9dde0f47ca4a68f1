// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/air_presence_technique.h"

#include <math.h>
#include <stdlib.h>

#include "models/methods/network_technique.h"
#include "sim/engine/status.h"

const struct equation air_presence_equation = {
    "presence told from the air",
    "dc/dt = g n 10^6 / V - a (c - c0), dw/dt = v n / V - a (w - w0); the network's answer on c, w, their "
    "change in "
    "30 min and that of c in 10",
    "c CO2 in ppm, w vapour in g/m3, n persons; g 0.018 m3/h up, 0.013 asleep, v 50 and 30 g/h; c0 420, w0 "
    "15 "
    "and a room's "
    "own 2 beside; V air_room_m3, a air_change_h, each times exp(air_spread z); sensors: air_noise_ppm, 0.2 "
    "g/m3; stays of 1 to "
    "4 persons, up 4 h, asleep 7 h, out 5 h in the mean, exponential",
    "mass balance of a mixed room; CO2 of persons: Persily & de Jonge 2017 (Indoor Air 27:868, not read); "
    "vapour and "
    "stays: assumption"};

enum { STEP_MIN = 10, STEPS_OF_A_CHANGE = 3, STEPS_BEFORE = 144, MOMENTS_OF_A_ROOM = 24, EVERY_STEPS = 7 };
static const double step_h = STEP_MIN / 60.0;
static const double breathed_m3_h[SIGHTS] = {0.018, 0.013, 0}, vapour_g_h[SIGHTS] = {50, 30, 0};
static const double stay_h[SIGHTS] = {4, 7, 5};
static const double outdoor_ppm = 420, outdoor_g_m3 = 15, weather_g_m3 = 2, noise_g_m3 = 0.2;

struct air {
    double co2_ppm, vapour_g_m3;
};
struct lived_room {
    double volume_m3, change_h, outdoor_g_m3;
    enum sight sight;
    unsigned persons;
    double left_h;  // of the stay
    struct air air;
    struct air seen[STEPS_OF_A_CHANGE + 1];  // the newest first
};

// ---- A room's life --------------------------------------------------------------------------------------

static void begin_stay(struct lived_room *room, struct random_sequence *luck) {
    unsigned other = 1 + random_below((uint32_t)random_next(luck).word[0], SIGHTS - 1);
    room->sight = (enum sight)(((unsigned)room->sight + other) % SIGHTS);
    room->persons = room->sight == SIGHT_EMPTY ? 0 : 1 + random_below((uint32_t)random_next(luck).word[0], 4);
    room->left_h = stay_h[room->sight] * random_next_exponential(luck);
}

static double tend(double from, double source_h, double outdoors, double change_h) {
    double towards = outdoors + source_h / change_h;
    return towards + (from - towards) * exp(-change_h * step_h);
}

static void breathe(struct lived_room *room) {
    double persons = room->persons / room->volume_m3;
    room->air.co2_ppm =
        tend(room->air.co2_ppm, 1e6 * breathed_m3_h[room->sight] * persons, outdoor_ppm, room->change_h);
    room->air.vapour_g_m3 =
        tend(room->air.vapour_g_m3, vapour_g_h[room->sight] * persons, room->outdoor_g_m3, room->change_h);
}

static void sense(struct lived_room *room, double noise_ppm, struct random_sequence *luck) {
    for (int i = STEPS_OF_A_CHANGE; i > 0; i--) room->seen[i] = room->seen[i - 1];
    room->seen[0] = (struct air){room->air.co2_ppm + noise_ppm * random_next_normal(luck),
                                 room->air.vapour_g_m3 + noise_g_m3 * random_next_normal(luck)};
}

static void live(struct lived_room *room, const struct air_rooms *rooms, unsigned steps,
                 struct random_sequence *luck) {
    for (unsigned i = 0; i < steps; i++) {
        room->left_h -= step_h;
        if (room->left_h <= 0) begin_stay(room, luck);
        breathe(room);
        sense(room, rooms->noise_ppm, luck);
    }
}

// After a day of which nothing is asked.
static struct lived_room move_in(const struct air_rooms *rooms, struct random_sequence *luck) {
    struct lived_room room = {.volume_m3 = rooms->volume_m3 * exp(rooms->spread * random_next_normal(luck)),
                              .change_h = rooms->change_h * exp(rooms->spread * random_next_normal(luck)),
                              .outdoor_g_m3 = outdoor_g_m3 + weather_g_m3 * random_next_normal(luck)};
    room.air = (struct air){outdoor_ppm, room.outdoor_g_m3};
    begin_stay(&room, luck);
    live(&room, rooms, STEPS_BEFORE, luck);
    return room;
}

static void describe(const struct lived_room *room, double *x) {
    const struct air *now = &room->seen[0], *before = &room->seen[STEPS_OF_A_CHANGE];
    x[0] = now->co2_ppm;
    x[1] = now->vapour_g_m3;
    x[2] = now->co2_ppm - before->co2_ppm;
    x[3] = now->vapour_g_m3 - before->vapour_g_m3;
    x[4] = now->co2_ppm - room->seen[1].co2_ppm;
}

void air_presence_draw(const struct air_rooms *rooms, unsigned moments, struct random_sequence luck,
                       double *x, unsigned char *occupied, unsigned char *sight) {
    struct lived_room room = {0};
    for (unsigned i = 0; i < moments; i++) {
        if (i % MOMENTS_OF_A_ROOM == 0) room = move_in(rooms, &luck);
        live(&room, rooms, EVERY_STEPS, &luck);
        describe(&room, x + (size_t)i * AIR_FEATURES);
        occupied[i] = room.persons > 0;
        sight[i] = (unsigned char)room.sight;
    }
}

// ---- What it learns -------------------------------------------------------------------------------------

enum { MOMENTS_TRIED = 6000 };
static const struct network_shape shape = {AIR_FEATURES, 8, 2};
static const struct network_lesson lesson = {
    .steps = 2000, .batch = 20, .rate = 0.05, .momentum = 0.9, .decay = 1e-3, .balanced = true};

struct moments {
    double *x;
    unsigned char *occupied, *sight;
};
static struct moments moments_of(const struct air_rooms *rooms, unsigned count, struct random_sequence luck) {
    struct moments made = {status_allocate((size_t)count * AIR_FEATURES, sizeof *made.x),
                           status_allocate(count, 1), status_allocate(count, 1)};
    air_presence_draw(rooms, count, luck, made.x, made.occupied, made.sight);
    return made;
}
static void moments_free(struct moments *moments) {
    free(moments->x);
    free(moments->occupied);
    free(moments->sight);
}

static struct random_sequence luck_for(struct random_sequence luck, const char *meaning) {
    luck.stream = random_stream_of(luck.stream, meaning);
    return luck;
}

double air_presence_teach(const struct samples *moments, struct random_sequence luck, double *weights) {
    PROMISE(network_parameters(shape) == AIR_WEIGHTS, "room for the weights");
    return network_train_anew(shape, moments, &lesson, luck, weights);
}

bool air_presence_says(const double *weights, const double *x) {
    return network_answer(shape, weights, x).answer;
}

static void try_it(const struct air_rooms *rooms, const double *weights, struct random_sequence luck,
                   struct air_presence *made) {
    struct moments tried = moments_of(rooms, MOMENTS_TRIED, luck);
    double count[SIGHTS] = {0}, yes[SIGHTS] = {0};
    for (unsigned i = 0; i < MOMENTS_TRIED; i++) {
        count[tried.sight[i]]++;
        yes[tried.sight[i]] += air_presence_says(weights, tried.x + (size_t)i * AIR_FEATURES);
    }
    for (int sight = 0; sight < SIGHTS; sight++) {
        PROMISE(count[sight] > 0, "rooms are tried with people up, asleep and away");
        made->detects[sight] = yes[sight] / count[sight];
        made->right +=
            (sight == SIGHT_EMPTY ? 1 - made->detects[sight] : made->detects[sight]) / (double)SIGHTS;
    }
    moments_free(&tried);
}

struct air_presence air_presence_train(const struct air_rooms *rooms, unsigned moments,
                                       struct random_sequence luck) {
    struct moments taught = moments_of(rooms, moments, luck_for(luck, "rooms to learn in"));
    struct samples samples = {AIR_FEATURES, 2, moments, taught.x, taught.occupied};
    double weights[AIR_WEIGHTS];
    struct air_presence made = {.flops = air_presence_teach(&samples, luck_for(luck, "training"), weights)};
    try_it(rooms, weights, luck_for(luck, "rooms to be tried in"), &made);
    moments_free(&taught);
    return made;
}

const struct technique air_presence_technique = {
    .name = "air_presence",
    .summary = "tells from carbon dioxide and vapour whether somebody is in a room, by a small network",
    .senses = "carbon dioxide and humidity of the room, now and in the last half hour",
    .trained_on = "labelled moments in rooms of the model, before it is sold; nothing of the families",
    .consents = "none: what it senses does not leave the appliance",
    .costs = "114 FLOP an answer, 5 x 10^6 to train it once; no picture",
    .scored = "share right on 6,000 further moments (run file: learning), then as presence",
    .fails =
        "just after somebody came or left, and in rooms that are large or draughty for who is in them: there "
        "its errors come in rows, which the chances by which it decides do not know",
    .equations = EQUATIONS(&air_presence_equation, &network_equation),
};

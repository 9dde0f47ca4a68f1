// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/game.h"

#include <math.h>
#include <string.h>

enum { NOW, SOON, LATER };  // urgency

// ---- Histories ----

// The practice is the first round's twin, and no round's past.
static int rounds_of(int round) {
    return round > 0 ? round : 1;
}

struct play_history game_history(const struct game *game, int world, int round) {
    struct play_history history = {.rounds = rounds_of(round)};
    int first = round > 0 ? 1 : 0;
    for (int i = 0; i < history.rounds; i++) {
        history.choices[i] = world == GAME_REFERENCE ? lesson_reference(game->lesson)
                                                     : game->meeting->played[first + i][world].choices;
        history.shocks[i] = game->meeting->shocks[first + i];
    }
    return history;
}

struct game_span game_span(const struct game *game, int world, int round) {
    struct game_span span = {.now = game_history(game, world, round),
                             .reference_now = game_history(game, GAME_REFERENCE, round)};
    if (round > 1) {
        span.before = game_history(game, world, round - 1);
        span.reference_before = game_history(game, GAME_REFERENCE, round - 1);
    }
    return span;
}

void game_live_span(struct game *game, const struct game_span *span, int luck, int urgency) {
    play_live(game->play, &span->now, luck, urgency);
    play_live(game->play, &span->reference_now, luck, urgency);
    if (!span->before.rounds) return;
    play_live(game->play, &span->before, luck, urgency);
    play_live(game->play, &span->reference_before, luck, urgency);
}

static void live_all(struct game *game, int round, int luck, int urgency) {
    for (int world = 1; world <= game->lesson->worlds; world++) {
        struct game_span span = game_span(game, world, round);
        game_live_span(game, &span, luck, urgency);
    }
}

bool game_check(const struct game *game, struct status *status) {
    struct play_history history = game_history(game, GAME_REFERENCE, game->lesson->rounds);
    return play_check(game->play, &history, status);
}

void game_prepare(struct game *game, int round) {
    struct play_history history = game_history(game, GAME_REFERENCE, round);
    play_live(game->play, &history, 0, SOON);
}

void game_begin(struct game *game, int round) {
    for (int luck = 0; luck < PLAY_LUCKS; luck++)
        if (luck == 0 || round > 0) live_all(game, round, luck, luck ? LATER + luck : NOW);
}

const struct play_life *game_life(const struct game *game, int world, int round, int luck) {
    struct play_history history = game_history(game, world, round);
    return play_known(game->play, &history, luck);
}

bool game_has_run(const struct game *game, int round) {
    for (int world = 0; world <= game->lesson->worlds; world++) {
        const struct play_life *life = game_life(game, world, round, 0);
        if (!life || life->state == PLAY_WAITING || life->state == PLAY_RUNNING) return false;
    }
    return true;
}

// ---- Values ----

// The sum of a measure's outcomes; one that did not happen counts 0.
static double sum_of(const cJSON *measure, const struct play_life *life) {
    const cJSON *one;
    double sum = 0, sign;
    cJSON_ArrayForEach(one, lesson_outcomes(measure)) {
        const cJSON *value = lesson_part(life->outcomes, lesson_outcome(one, &sign));
        if (value) sum += sign * value->valuedouble;
    }
    return sum;
}

// Of no rounds: 0. False: it has not been lived.
static bool lived(const struct game *game, const cJSON *measure, const struct play_history *history, int luck,
                  double *value) {
    const struct play_life *life = history->rounds ? play_known(game->play, history, luck) : NULL;
    *value = 0;
    if (!history->rounds) return true;
    if (!life || life->state != PLAY_DONE) return false;
    *value = sum_of(measure, life);
    return true;
}

static double scale_of(const cJSON *measure) {
    const cJSON *scale = lesson_part(measure, "scale");
    return cJSON_IsNumber(scale) ? scale->valuedouble : 1;
}

bool game_told(const struct game *game, const struct game_span *span, const cJSON *measure, int luck,
               double *value) {
    double now, before, reference_now, reference_before;
    if (!lived(game, measure, &span->now, luck, &now) || !lived(game, measure, &span->before, luck, &before))
        return false;
    *value = (now - before) * scale_of(measure);
    if (!cJSON_IsTrue(lesson_part(measure, "beside"))) return true;
    if (!lived(game, measure, &span->reference_now, luck, &reference_now) ||
        !lived(game, measure, &span->reference_before, luck, &reference_before))
        return false;
    *value -= (reference_now - reference_before) * scale_of(measure);
    return true;
}

static const char *name_of(const cJSON *measure) {
    return cJSON_GetStringValue(lesson_part(measure, "name"));
}

cJSON *game_values(const struct game *game, int world, int round) {
    struct game_span span = game_span(game, world, round);
    cJSON *values = cJSON_CreateObject();
    const cJSON *measure;
    double value;
    cJSON_ArrayForEach(measure, lesson_measures(game->lesson)) {
        if (game_told(game, &span, measure, 0, &value)) {
            cJSON_AddNumberToObject(values, name_of(measure), value);
            continue;
        }
        cJSON_Delete(values);
        return NULL;
    }
    return values;
}

static bool add_band(const struct game *game, const cJSON *measure, const struct game_span *span,
                     cJSON *bands) {
    double least = INFINITY, most = -INFINITY, value;
    for (int luck = 0; luck < PLAY_LUCKS; luck++) {
        if (!game_told(game, span, measure, luck, &value)) return false;
        least = fmin(least, value);
        most = fmax(most, value);
    }
    cJSON_AddItemToObject(bands, name_of(measure), cJSON_CreateDoubleArray((double[]){least, most}, 2));
    return true;
}

cJSON *game_band(const struct game *game, int world, int round) {
    struct game_span span = game_span(game, world, round);
    cJSON *bands = cJSON_CreateObject();
    const cJSON *measure;
    cJSON_ArrayForEach(measure, lesson_measures(game->lesson)) if (!add_band(game, measure, &span, bands)) {
        cJSON_Delete(bands);
        return NULL;
    }
    return bands;
}

// ---- Days ----

int game_first_day(const struct game *game, int round) {
    int first = 0;
    for (int before = 1; before < round; before++) first += game_days(game, before);
    return first;
}

int game_days(const struct game *game, int round) {
    return (int)cJSON_GetNumberValue(lesson_part(lesson_round(game->lesson, round), "days"));
}

static double since_start(const struct play_life *life, int first, int day) {
    return life->by_day[first + day] - (first ? life->by_day[first - 1] : 0);
}

int game_curve(const struct game *game, int world, int round, double *values, int most) {
    const cJSON *measure = cJSON_GetArrayItem(lesson_measures(game->lesson), 0);
    const struct play_life *life = game_life(game, world, round, 0);
    const struct play_life *reference = game_life(game, GAME_REFERENCE, round, 0);
    bool beside = cJSON_IsTrue(lesson_part(measure, "beside"));
    int first = game_first_day(game, round), days = life ? life->day - first : 0;
    if (beside && days > (reference ? reference->day - first : 0))
        days = reference ? reference->day - first : 0;
    if (days < 0) days = 0;
    if (days > most) days = most;
    for (int day = 0; day < days; day++)
        values[day] = (since_start(life, first, day) - (beside ? since_start(reference, first, day) : 0)) *
                      scale_of(measure);
    return days;
}

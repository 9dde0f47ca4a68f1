// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/statistics.h"
#include "sim/serve/children.h"

enum { TRIALS_MOST = 500, ORDERED_MOST = 150, URGENCY = 20 };

struct trial {
    int world, round, count;
    char *lever;
    cJSON *choices[TRIAL_VALUES_MOST];  // of the round, with the value in the lever's place
};

struct trials {
    struct game *game;
    struct trial *all[TRIALS_MOST];
    int count;
};

struct trials *trial_create(struct game *game) {
    struct trials *trials = status_allocate(1, sizeof *trials);
    trials->game = game;
    return trials;
}

void trial_free(struct trials *trials) {
    if (!trials) return;
    for (int i = 0; i < trials->count; i++) {
        for (int value = 0; value < trials->all[i]->count; value++)
            cJSON_Delete(trials->all[i]->choices[value]);
        free(trials->all[i]->lever);
        free(trials->all[i]);
    }
    free(trials);
}

static const struct trial *trial_at(const struct trials *trials, int number) {
    return number >= 1 && number <= trials->count ? trials->all[number - 1] : NULL;
}

int trial_world(const struct trials *trials, int number) {
    const struct trial *trial = trial_at(trials, number);
    return trial ? trial->world : 0;
}

// The round as it was played, or with one of the values instead.
static struct game_span span_of(const struct trials *trials, const struct trial *trial, int value) {
    struct game_span span = game_span(trials->game, trial->world, trial->round);
    if (value >= 0) span.now.choices[span.now.rounds - 1] = trial->choices[value];
    return span;
}

// ---- Begin ----

static bool allows(const struct lesson *lesson, const char *lever, const cJSON *value) {
    cJSON *choice = cJSON_CreateObject();
    bool allowed = false;
    cJSON_AddItemToObject(choice, lever, cJSON_Duplicate(value, true));
    for (int role = 0; role < lesson->roles; role++) allowed = allowed || lesson_allows(lesson, role, choice);
    cJSON_Delete(choice);
    return allowed;
}

static bool allows_all(const struct lesson *lesson, const char *lever, const cJSON *values) {
    int count = cJSON_IsArray(values) ? cJSON_GetArraySize(values) : 0;
    const cJSON *value;
    if (count < 1 || count > TRIAL_VALUES_MOST) return false;
    cJSON_ArrayForEach(value, values) if (!allows(lesson, lever, value)) return false;
    return true;
}

static bool is_known(const struct trials *trials, const struct game_span *span, int luck) {
    double ignored;
    return game_told(trials->game, span, cJSON_GetArrayItem(lesson_measures(trials->game->lesson), 0), luck,
                     &ignored);
}

static int done(const struct trials *trials, const struct trial *trial) {
    int count = 0;
    for (int value = 0; value < trial->count; value++) {
        struct game_span span = span_of(trials, trial, value);
        for (int luck = 0; luck < PLAY_LUCKS; luck++) count += is_known(trials, &span, luck);
    }
    return count;
}

static const char *refuse(const struct trials *trials, int world, int round, const char *lever,
                          const cJSON *values) {
    const struct meeting *meeting = trials->game->meeting;
    bool played = world >= 1 && world <= trials->game->lesson->worlds && round >= 0 &&
                  round <= meeting->round && meeting->played[round][world].choices;
    if (!played || !allows_all(trials->game->lesson, lever, values)) return "bad";
    if (meeting->phase == MEETING_RUN) return "closed";
    return trials->count == TRIALS_MOST || children_count(play_children(trials->game->play)) > ORDERED_MOST
               ? "too_many"
               : NULL;
}

static struct trial *make(const struct trials *trials, int world, int round, const char *lever,
                          const cJSON *values) {
    struct trial *trial = status_allocate(1, sizeof *trial);
    const cJSON *value;
    *trial = (struct trial){.world = world, .round = round, .lever = status_copy_text(lever)};
    cJSON_ArrayForEach(value, values) {
        cJSON *choices = cJSON_Duplicate(trials->game->meeting->played[round][world].choices, true);
        cJSON_ReplaceItemInObjectCaseSensitive(choices, lever, cJSON_Duplicate(value, true));
        trial->choices[trial->count++] = choices;
    }
    return trial;
}

int trial_begin(struct trials *trials, int world, int round, const char *lever, const cJSON *values,
                const char **refused) {
    *refused = refuse(trials, world, round, lever, values);
    if (*refused) return 0;
    struct trial *trial = trials->all[trials->count++] = make(trials, world, round, lever, values);
    for (int luck = 0; luck < PLAY_LUCKS; luck++)
        for (int value = -1; value < trial->count; value++) {
            struct game_span span = span_of(trials, trial, value);
            game_live_span(trials->game, &span, luck, URGENCY + luck);
        }
    return trials->count;
}

// ---- What came of it ----

// Under the lucks that both have been lived under.
static size_t pairs(const struct trials *trials, const struct trial *trial, int value, const cJSON *measure,
                    double *here, double *played) {
    struct game_span span = span_of(trials, trial, value), base = span_of(trials, trial, -1);
    size_t count = 0;
    for (int luck = 0; luck < PLAY_LUCKS; luck++)
        count += game_told(trials->game, &span, measure, luck, &here[count]) &&
                 game_told(trials->game, &base, measure, luck, &played[count]);
    return count;
}

static void add_half(cJSON *object, const char *key, double half) {
    if (isfinite(half)) cJSON_AddNumberToObject(object, key, half);
}

static cJSON *said_of(const struct statistics_estimate *level, const struct statistics_estimate *more) {
    cJSON *said = cJSON_CreateObject();
    cJSON_AddNumberToObject(said, "mean", level->mean);
    add_half(said, "half", level->half_width);
    cJSON_AddNumberToObject(said, "runs", (double)level->count);
    cJSON_AddNumberToObject(said, "more", more->mean);
    add_half(said, "more_half", more->half_width);
    return said;
}

// One measure at every value. Several values are several questions: what is told from luck is told of all
// together.
static void add_measure(const struct trials *trials, const struct trial *trial, const cJSON *measure,
                        cJSON *points) {
    const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(measure, "name"));
    cJSON *said[TRIAL_VALUES_MOST];
    double p[TRIAL_VALUES_MOST];
    size_t asked = 0;
    for (int value = 0; value < trial->count; value++) {
        double here[PLAY_LUCKS], played[PLAY_LUCKS];
        size_t count = pairs(trials, trial, value, measure, here, played);
        if (!count) continue;
        struct statistics_estimate level = statistics_estimate(here, count, STATISTICS_LEVEL),
                                   more = statistics_paired(here, played, count, STATISTICS_LEVEL);
        p[asked] = statistics_p(&more);
        said[asked] = said_of(&level, &more);
        cJSON_AddItemToObject(cJSON_GetArrayItem(points, value), name, said[asked++]);
    }
    statistics_holm(p, asked);
    for (size_t i = 0; i < asked; i++) cJSON_AddBoolToObject(said[i], "told", p[i] < 1 - STATISTICS_LEVEL);
}

static cJSON *points_of(const struct trials *trials, const struct trial *trial) {
    cJSON *points = cJSON_CreateArray();
    const cJSON *measure;
    for (int value = 0; value < trial->count; value++) {
        const cJSON *tried = cJSON_GetObjectItemCaseSensitive(trial->choices[value], trial->lever);
        cJSON *point = cJSON_CreateObject();
        cJSON_AddItemToObject(point, "value", cJSON_Duplicate(tried, true));
        cJSON_AddItemToArray(points, point);
    }
    cJSON_ArrayForEach(measure, lesson_measures(trials->game->lesson))
        add_measure(trials, trial, measure, points);
    return points;
}

char *trial_json(const struct trials *trials, int number) {
    const struct trial *trial = trial_at(trials, number);
    const cJSON *played = trials->game->meeting->played[trial->round][trial->world].choices;
    cJSON *all = cJSON_CreateObject();
    cJSON_AddStringToObject(all, "lever", trial->lever);
    cJSON_AddNumberToObject(all, "world", trial->world);
    cJSON_AddNumberToObject(all, "round", trial->round);
    cJSON_AddNumberToObject(all, "done", done(trials, trial));
    cJSON_AddNumberToObject(all, "of", trial->count * PLAY_LUCKS);
    cJSON_AddItemToObject(all, "played",
                          cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(played, trial->lever), true));
    cJSON_AddItemToObject(all, "points", points_of(trials, trial));
    char *text = cJSON_PrintUnformatted(all);
    cJSON_Delete(all);
    return text;
}

// What was played needs no policy besides.
char *trial_script(const struct trials *trials, int number) {
    const struct trial *trial = trial_at(trials, number);
    if (!trial) return NULL;
    struct play_history history = game_history(trials->game, trial->world, trial->round);
    const cJSON *played = lesson_part(history.choices[history.rounds - 1], trial->lever);
    cJSON *values = cJSON_CreateArray();
    for (int i = 0; i < trial->count; i++) {
        const cJSON *value = lesson_part(trial->choices[i], trial->lever);
        if (!cJSON_Compare(value, played, true)) cJSON_AddItemToArray(values, cJSON_Duplicate(value, true));
    }
    char *text = play_what_if(trials->game->play, &history, trial->lever, values);
    cJSON_Delete(values);
    return text;
}

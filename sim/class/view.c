// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/view.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const kind_names[] = {"stranger", "student", "teacher", "wall"};
static const char *const team_names[LESSON_WORLDS_MOST] = {"magpie", "pine",      "tiger",   "moon",
                                                           "wave",   "persimmon", "crane",   "mugwort",
                                                           "carp",   "maple",     "lantern", "kite"};

bool view_may_see(const struct game *game, struct viewer viewer, int world) {
    if (viewer.kind == VIEW_STRANGER) return false;
    return viewer.kind != VIEW_STUDENT || viewer.player->world == world ||
           meeting_is_open_to_all(game->meeting);
}

static bool may_see_levers(const struct game *game, struct viewer viewer, int world) {
    return viewer.kind == VIEW_TEACHER || (viewer.kind == VIEW_STUDENT && viewer.player->world == world) ||
           game->meeting->levers_shown || game->meeting->phase == MEETING_END;
}

// A team's own; of others only in the end, so that nobody is judged by a guess.
static bool may_see_prediction(const struct game *game, struct viewer viewer, int world) {
    return viewer.kind == VIEW_TEACHER || (viewer.kind == VIEW_STUDENT && viewer.player->world == world) ||
           game->meeting->phase == MEETING_END;
}

// The student's own role's; for others the first role's that predicted.
static const cJSON *prediction_of(const struct game *game, struct viewer viewer,
                                  const struct meeting_played *played) {
    if (viewer.kind != VIEW_STUDENT) return played->prediction->child;
    return cJSON_GetObjectItemCaseSensitive(played->prediction,
                                            lesson_role_name(game->lesson, viewer.player->role));
}

// What is NULL is left out.
static void add(cJSON *object, const char *key, cJSON *item) {
    if (item) cJSON_AddItemToObject(object, key, item);
}

static char *print(cJSON *json) {
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    return text;
}

static cJSON *copy(const cJSON *item) {
    return item ? cJSON_Duplicate(item, true) : NULL;
}

// ---- Who is there ----

static cJSON *players_of(const struct meeting *meeting, int world, int role) {
    cJSON *players = cJSON_CreateArray();
    for (int i = 0; i < meeting->player_count; i++) {
        const struct meeting_player *player = &meeting->players[i];
        if (player->world != world || player->role != role) continue;
        cJSON *shown = cJSON_CreateObject();
        cJSON_AddNumberToObject(shown, "id", player->id);
        cJSON_AddStringToObject(shown, "name", player->name);
        cJSON_AddItemToArray(players, shown);
    }
    return players;
}

static cJSON *team(const struct game *game, struct viewer viewer, int world, int role) {
    const struct meeting *meeting = game->meeting;
    const struct meeting_seat *seat = &meeting->seats[world][role];
    cJSON *team = cJSON_CreateObject();
    cJSON_AddNumberToObject(team, "world", world);
    cJSON_AddStringToObject(team, "role", lesson_role_name(game->lesson, role));
    cJSON_AddStringToObject(team, "name", team_names[world - 1]);
    cJSON_AddItemToObject(team, "players", players_of(meeting, world, role));
    cJSON_AddBoolToObject(team, "bot", meeting_seated(meeting, world, role) == 0);
    cJSON_AddBoolToObject(team, "decided", seat->decided);
    if (viewer.kind == VIEW_TEACHER) add(team, "prediction", copy(seat->prediction));
    return team;
}

static cJSON *teams(const struct game *game, struct viewer viewer) {
    cJSON *all = cJSON_CreateArray();
    for (int world = 1; world <= game->lesson->worlds; world++)
        for (int role = 0; role < game->lesson->roles; role++)
            cJSON_AddItemToArray(all, team(game, viewer, world, role));
    return all;
}

static cJSON *me(const struct game *game, const struct meeting_player *player) {
    const struct meeting_seat *seat = &game->meeting->seats[player->world][player->role];
    cJSON *me = cJSON_CreateObject();
    cJSON_AddNumberToObject(me, "id", player->id);
    cJSON_AddStringToObject(me, "name", player->name);
    cJSON_AddNumberToObject(me, "world", player->world);
    cJSON_AddStringToObject(me, "role", lesson_role_name(game->lesson, player->role));
    add(me, "choices", seat->choices ? copy(seat->choices) : lesson_defaults(game->lesson, player->role));
    add(me, "prediction", copy(seat->prediction));
    cJSON_AddBoolToObject(me, "decided", seat->decided);
    cJSON_AddStringToObject(me, "guess", meeting_guess_names[player->guess]);
    cJSON_AddStringToObject(me, "then", meeting_guess_names[player->then]);
    return me;
}

static cJSON *guesses(const struct meeting *meeting) {
    int now[3] = {0}, then[3] = {0};
    for (int i = 0; i < meeting->player_count; i++)
        if (meeting->players[i].world) now[meeting->players[i].guess]++, then[meeting->players[i].then]++;
    cJSON *all = cJSON_CreateObject();
    cJSON_AddNumberToObject(all, "yes", now[MEETING_YES]);
    cJSON_AddNumberToObject(all, "no", now[MEETING_NO]);
    cJSON_AddNumberToObject(all, "then_yes", then[MEETING_YES]);
    cJSON_AddNumberToObject(all, "then_no", then[MEETING_NO]);
    return all;
}

// ---- What came of it ----

static cJSON *run(const struct game *game, struct viewer viewer, int world) {
    int round = game->meeting->round;
    const struct play_life *life = game_life(game, world, round, 0);
    cJSON *run = cJSON_CreateObject();
    int day = life ? life->day - game_first_day(game, round) : 0;
    cJSON_AddNumberToObject(run, "world", world);
    cJSON_AddStringToObject(run, "state", play_state_names[life ? life->state : PLAY_WAITING]);
    cJSON_AddNumberToObject(run, "day", day > 0 ? day : 0);
    cJSON_AddNumberToObject(run, "days", game_days(game, round));
    if (viewer.kind == VIEW_TEACHER && life && life->fault)
        cJSON_AddStringToObject(run, "fault", life->fault);
    return run;
}

static cJSON *runs(const struct game *game, struct viewer viewer) {
    cJSON *all = cJSON_CreateArray();
    if (game->meeting->phase == MEETING_RUN || game->meeting->phase == MEETING_RESULT)
        for (int world = 1; world <= game->lesson->worlds; world++)
            cJSON_AddItemToArray(all, run(game, viewer, world));
    return all;
}

// NULL: it is not known, since a life of it failed.
static cJSON *result(const struct game *game, struct viewer viewer, int world, int round) {
    const struct meeting_played *played = &game->meeting->played[round][world];
    cJSON *values = game_values(game, world, round);
    if (!values) return NULL;
    cJSON *result = cJSON_CreateObject();
    cJSON_AddNumberToObject(result, "round", round);
    cJSON_AddNumberToObject(result, "world", world);
    cJSON_AddItemToObject(result, "values", values);
    add(result, "band", round ? game_band(game, world, round) : NULL);
    if (may_see_levers(game, viewer, world)) add(result, "choices", copy(played->choices));
    if (may_see_prediction(game, viewer, world))
        add(result, "prediction", copy(prediction_of(game, viewer, played)));
    return result;
}

// The last round that has been lived, in the history that holds.
static int last_result(const struct meeting *meeting) {
    return meeting->phase == MEETING_RESULT || meeting->phase == MEETING_END ? meeting->round
                                                                             : meeting->round - 1;
}

static void add_results(const struct game *game, struct viewer viewer, int round, cJSON *all) {
    for (int world = 1; world <= game->lesson->worlds; world++) {
        bool seen = view_may_see(game, viewer, world) && game->meeting->played[round][world].choices;
        cJSON *one = seen ? result(game, viewer, world, round) : NULL;
        if (one) cJSON_AddItemToArray(all, one);
    }
}

static cJSON *results(const struct game *game, struct viewer viewer) {
    const struct meeting *meeting = game->meeting;
    cJSON *all = cJSON_CreateArray();
    int last = meeting->phase == MEETING_LOBBY ? -1 : last_result(meeting);
    for (int round = meeting->lesson->practice ? 0 : 1; round <= last; round++)
        if (game_has_run(game, round)) add_results(game, viewer, round, all);
    return all;
}

// ---- All of it ----

static void add_shown(const struct meeting *meeting, cJSON *state) {
    cJSON *shown = cJSON_AddObjectToObject(state, "shown");
    cJSON_AddBoolToObject(shown, "scores", meeting->scores_shown);
    cJSON_AddBoolToObject(shown, "levers", meeting->levers_shown);
    cJSON_AddBoolToObject(shown, "rules", meeting->rules_allowed);
    if (meeting->message && meeting->message[0]) {
        cJSON *message = cJSON_AddObjectToObject(state, "message");
        cJSON_AddNumberToObject(message, "id", meeting->message_id);
        cJSON_AddStringToObject(message, "text", meeting->message);
    }
}

char *view_state(const struct game *game, struct viewer viewer, const char *url, int64_t now_ms) {
    const struct meeting *meeting = game->meeting;
    cJSON *state = cJSON_CreateObject();
    cJSON_AddStringToObject(state, "view", kind_names[viewer.kind]);
    cJSON_AddStringToObject(state, "phase", meeting_phase_names[meeting->phase]);
    cJSON_AddNumberToObject(state, "round", meeting->round);
    cJSON_AddNumberToObject(state, "history", meeting->history);
    cJSON_AddNumberToObject(state, "now", (double)now_ms);
    cJSON_AddNumberToObject(state, "closes", (double)meeting->closes_at);
    cJSON_AddNumberToObject(state, "paused", (double)meeting->paused_ms);
    cJSON_AddBoolToObject(state, "locked", meeting->locked);
    if (viewer.kind == VIEW_TEACHER || viewer.kind == VIEW_WALL) {
        cJSON_AddStringToObject(state, "code", meeting->code);
        cJSON_AddStringToObject(state, "url", url);
    }
    add_shown(meeting, state);
    if (meeting->shocks[meeting->round])
        cJSON_AddStringToObject(state, "shock", meeting->shocks[meeting->round]);
    if (viewer.kind != VIEW_STRANGER) {
        add(state, "teams", teams(game, viewer));
        add(state, "guesses", guesses(meeting));
        add(state, "runs", runs(game, viewer));
        add(state, "results", results(game, viewer));
    }
    if (viewer.player) add(state, "me", me(game, viewer.player));
    return print(state);
}

// ---- Curves ----

// Days behind `from`, as {"day": [13, 14], "values": [0.41, 0.44]}.
static cJSON *curve(const struct game *game, int world, int round, int from) {
    enum { DAYS_MOST = 4000 };
    double values[DAYS_MOST];
    int days = game_curve(game, world, round, values, DAYS_MOST);
    cJSON *curve = cJSON_CreateObject(), *day = cJSON_AddArrayToObject(curve, "day"),
          *numbers = cJSON_AddArrayToObject(curve, "values");
    for (int i = from; i < days; i++) {
        char text[32];
        snprintf(text, sizeof text, "%.5g", values[i]);
        cJSON_AddItemToArray(day, cJSON_CreateNumber(i + 1));
        cJSON_AddItemToArray(numbers, cJSON_CreateRaw(text));
    }
    return curve;
}

char *view_curves(const struct game *game, struct viewer viewer, int round) {
    cJSON *all = cJSON_CreateObject(), *worlds = cJSON_AddObjectToObject(all, "worlds");
    cJSON_AddNumberToObject(all, "round", round);
    cJSON_AddNumberToObject(all, "days", game_days(game, round));
    for (int world = 1; world <= game->lesson->worlds; world++) {
        char key[12];
        snprintf(key, sizeof key, "%d", world);
        if (view_may_see(game, viewer, world) && game->meeting->played[round][world].choices)
            cJSON_AddItemToObject(worlds, key, curve(game, world, round, 0));
    }
    return print(all);
}

char *view_days(const struct game *game, int world, int from) {
    cJSON *days = curve(game, world, game->meeting->round, from);
    cJSON_AddNumberToObject(days, "round", game->meeting->round);
    cJSON_AddNumberToObject(days, "world", world);
    return print(days);
}

// ---- The map ----

bool view_shows_map(struct viewer viewer, int world) {
    return viewer.kind == VIEW_WALL || (viewer.kind == VIEW_STUDENT && viewer.player->world == world);
}

static cJSON *map_of(const struct game *game, int world, int round) {
    const struct play_life *life = game_life(game, world, round, 0);
    if (!life || !life->place) return NULL;
    char *lines = play_lines(game->play, life, game_first_day(game, round), VIEW_MAP_DAYS);
    cJSON *map = cJSON_CreateObject();
    cJSON_AddRawToObject(map, "place", life->place);
    cJSON_AddRawToObject(map, "lines", lines);
    free(lines);
    return map;
}

char *view_map(const struct game *game, struct viewer viewer, int round) {
    cJSON *all = cJSON_CreateObject(), *worlds = cJSON_AddObjectToObject(all, "worlds");
    cJSON_AddNumberToObject(all, "round", round);
    cJSON_AddNumberToObject(all, "first", game_first_day(game, round));
    for (int world = 1; world <= game->lesson->worlds; world++) {
        char key[12];
        snprintf(key, sizeof key, "%d", world);
        if (view_shows_map(viewer, world) && game->meeting->played[round][world].choices)
            add(worlds, key, map_of(game, world, round));
    }
    return print(all);
}

char *view_map_day(const struct game *game, int world) {
    int round = game->meeting->round;
    const struct play_life *life = game_life(game, world, round, 0);
    if (!life || !life->newest || life->day <= game_first_day(game, round)) return NULL;
    cJSON *day = cJSON_CreateObject();
    cJSON_AddNumberToObject(day, "round", round);
    cJSON_AddNumberToObject(day, "world", world);
    cJSON_AddRawToObject(day, "line", life->newest);
    return print(day);
}

// ---- A table of everything ----

struct row_of {
    FILE *out;
    int round, world;
};

// Names are a lesson's own: small letters, digits and _. A list is its least and its most.
static void put_row(const struct row_of *row, const char *what, const char *name, const cJSON *value) {
    char *text = cJSON_IsString(value) ? NULL : cJSON_PrintUnformatted(value);
    fprintf(row->out, "%d,%d,%s,%s,%s,%s\n", row->round, row->world, team_names[row->world - 1], what, name,
            text ? text : value->valuestring);
    free(text);
}

static void put_rows(const struct row_of *row, const char *what, const cJSON *object) {
    for (const cJSON *item = object ? object->child : NULL; item; item = item->next)
        put_row(row, what, item->string, item);
}

static void put_bands(const struct row_of *row, const cJSON *bands) {
    for (const cJSON *band = bands ? bands->child : NULL; band; band = band->next) {
        put_row(row, "least", band->string, cJSON_GetArrayItem(band, 0));
        put_row(row, "most", band->string, cJSON_GetArrayItem(band, 1));
    }
}

static void put_played(const struct game *game, int world, int round, FILE *out) {
    const struct meeting_played *played = &game->meeting->played[round][world];
    struct row_of row = {out, round, world};
    cJSON *values = game_values(game, world, round), *band = round ? game_band(game, world, round) : NULL;
    put_rows(&row, "lever", played->choices);
    for (const cJSON *role = played->prediction->child; role; role = role->next)
        put_rows(&row, "predicted", role);
    put_rows(&row, "result", values);
    put_bands(&row, band);
    cJSON_Delete(values);
    cJSON_Delete(band);
}

char *view_table(const struct game *game) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) return status_copy_text("");
    fputs("round,world,team,what,name,value\n", out);
    for (int round = 0; round <= last_result(game->meeting); round++)
        for (int world = 1; world <= game->lesson->worlds; world++)
            if (game->meeting->played[round][world].choices) put_played(game, world, round, out);
    fclose(out);
    return text;
}

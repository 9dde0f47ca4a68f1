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
    return viewer.kind != VIEW_STUDENT || viewer.player->world == world || room_is_open_to_all(game->room);
}

static bool may_see_levers(const struct game *game, struct viewer viewer, int world) {
    return viewer.kind == VIEW_TEACHER || (viewer.kind == VIEW_STUDENT && viewer.player->world == world) ||
           game->room->levers_shown || game->room->phase == ROOM_END;
}

// A team's own; of others only in the end, so that nobody is judged by a guess.
static bool may_see_prediction(const struct game *game, struct viewer viewer, int world) {
    return viewer.kind == VIEW_TEACHER || (viewer.kind == VIEW_STUDENT && viewer.player->world == world) ||
           game->room->phase == ROOM_END;
}

// The student's own role's; for others the first role's that predicted.
static const cJSON *prediction_of(const struct game *game, struct viewer viewer,
                                  const struct room_played *played) {
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

static cJSON *players_of(const struct room *room, int world, int role) {
    cJSON *players = cJSON_CreateArray();
    for (int i = 0; i < room->player_count; i++) {
        const struct room_player *player = &room->players[i];
        if (player->world != world || player->role != role) continue;
        cJSON *shown = cJSON_CreateObject();
        cJSON_AddNumberToObject(shown, "id", player->id);
        cJSON_AddStringToObject(shown, "name", player->name);
        cJSON_AddItemToArray(players, shown);
    }
    return players;
}

static cJSON *team(const struct game *game, struct viewer viewer, int world, int role) {
    const struct room *room = game->room;
    const struct room_seat *seat = &room->seats[world][role];
    cJSON *team = cJSON_CreateObject();
    cJSON_AddNumberToObject(team, "world", world);
    cJSON_AddStringToObject(team, "role", lesson_role_name(game->lesson, role));
    cJSON_AddStringToObject(team, "name", team_names[world - 1]);
    cJSON_AddItemToObject(team, "players", players_of(room, world, role));
    cJSON_AddBoolToObject(team, "bot", room_seated(room, world, role) == 0);
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

static cJSON *me(const struct game *game, const struct room_player *player) {
    const struct room_seat *seat = &game->room->seats[player->world][player->role];
    cJSON *me = cJSON_CreateObject();
    cJSON_AddNumberToObject(me, "id", player->id);
    cJSON_AddStringToObject(me, "name", player->name);
    cJSON_AddNumberToObject(me, "world", player->world);
    cJSON_AddStringToObject(me, "role", lesson_role_name(game->lesson, player->role));
    add(me, "choices", seat->choices ? copy(seat->choices) : lesson_defaults(game->lesson, player->role));
    add(me, "prediction", copy(seat->prediction));
    cJSON_AddBoolToObject(me, "decided", seat->decided);
    cJSON_AddStringToObject(me, "guess", room_guess_names[player->guess]);
    cJSON_AddStringToObject(me, "then", room_guess_names[player->then]);
    return me;
}

static cJSON *guesses(const struct room *room) {
    int now[3] = {0}, then[3] = {0};
    for (int i = 0; i < room->player_count; i++)
        if (room->players[i].world) now[room->players[i].guess]++, then[room->players[i].then]++;
    cJSON *all = cJSON_CreateObject();
    cJSON_AddNumberToObject(all, "yes", now[ROOM_YES]);
    cJSON_AddNumberToObject(all, "no", now[ROOM_NO]);
    cJSON_AddNumberToObject(all, "then_yes", then[ROOM_YES]);
    cJSON_AddNumberToObject(all, "then_no", then[ROOM_NO]);
    return all;
}

// ---- What came of it ----

static cJSON *run(const struct game *game, int world) {
    int round = game->room->round;
    const struct play_life *life = game_life(game, world, round, 0);
    cJSON *run = cJSON_CreateObject();
    int day = life ? life->day - game_first_day(game, round) : 0;
    cJSON_AddNumberToObject(run, "world", world);
    cJSON_AddStringToObject(run, "state", play_state_names[life ? life->state : PLAY_WAITING]);
    cJSON_AddNumberToObject(run, "day", day > 0 ? day : 0);
    cJSON_AddNumberToObject(run, "days", game_days(game, round));
    if (life && life->fault) cJSON_AddStringToObject(run, "fault", life->fault);
    return run;
}

static cJSON *runs(const struct game *game) {
    cJSON *all = cJSON_CreateArray();
    if (game->room->phase == ROOM_RUN || game->room->phase == ROOM_RESULT)
        for (int world = 1; world <= game->lesson->worlds; world++)
            cJSON_AddItemToArray(all, run(game, world));
    return all;
}

// NULL: it is not known, since a life of it failed.
static cJSON *result(const struct game *game, struct viewer viewer, int world, int round) {
    const struct room_played *played = &game->room->played[round][world];
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
static int last_result(const struct room *room) {
    return room->phase == ROOM_RESULT || room->phase == ROOM_END ? room->round : room->round - 1;
}

static void add_results(const struct game *game, struct viewer viewer, int round, cJSON *all) {
    for (int world = 1; world <= game->lesson->worlds; world++) {
        bool seen = view_may_see(game, viewer, world) && game->room->played[round][world].choices;
        cJSON *one = seen ? result(game, viewer, world, round) : NULL;
        if (one) cJSON_AddItemToArray(all, one);
    }
}

static cJSON *results(const struct game *game, struct viewer viewer) {
    const struct room *room = game->room;
    cJSON *all = cJSON_CreateArray();
    int last = room->phase == ROOM_LOBBY ? -1 : last_result(room);
    for (int round = room->lesson->practice ? 0 : 1; round <= last; round++)
        if (game_has_run(game, round)) add_results(game, viewer, round, all);
    return all;
}

// ---- All of it ----

static void add_shown(const struct room *room, cJSON *state) {
    cJSON *shown = cJSON_AddObjectToObject(state, "shown");
    cJSON_AddBoolToObject(shown, "scores", room->scores_shown);
    cJSON_AddBoolToObject(shown, "levers", room->levers_shown);
    if (room->message && room->message[0]) {
        cJSON *message = cJSON_AddObjectToObject(state, "message");
        cJSON_AddNumberToObject(message, "id", room->message_id);
        cJSON_AddStringToObject(message, "text", room->message);
    }
}

char *view_state(const struct game *game, struct viewer viewer, const char *url, int64_t now_ms) {
    const struct room *room = game->room;
    cJSON *state = cJSON_CreateObject();
    cJSON_AddStringToObject(state, "view", kind_names[viewer.kind]);
    cJSON_AddStringToObject(state, "phase", room_phase_names[room->phase]);
    cJSON_AddNumberToObject(state, "round", room->round);
    cJSON_AddNumberToObject(state, "history", room->history);
    cJSON_AddNumberToObject(state, "now", (double)now_ms);
    cJSON_AddNumberToObject(state, "closes", (double)room->closes_at);
    cJSON_AddBoolToObject(state, "locked", room->locked);
    if (viewer.kind == VIEW_TEACHER || viewer.kind == VIEW_WALL) {
        cJSON_AddStringToObject(state, "code", room->code);
        cJSON_AddStringToObject(state, "url", url);
    }
    add_shown(room, state);
    if (room->shocks[room->round]) cJSON_AddStringToObject(state, "shock", room->shocks[room->round]);
    if (viewer.kind != VIEW_STRANGER) {
        add(state, "teams", teams(game, viewer));
        add(state, "guesses", guesses(room));
        add(state, "runs", runs(game));
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
        if (view_may_see(game, viewer, world) && game->room->played[round][world].choices)
            cJSON_AddItemToObject(worlds, key, curve(game, world, round, 0));
    }
    return print(all);
}

char *view_days(const struct game *game, int world, int from) {
    cJSON *days = curve(game, world, game->room->round, from);
    cJSON_AddNumberToObject(days, "round", game->room->round);
    cJSON_AddNumberToObject(days, "world", world);
    return print(days);
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
    const struct room_played *played = &game->room->played[round][world];
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
    for (int round = 0; round <= last_result(game->room); round++)
        for (int world = 1; world <= game->lesson->worlds; world++)
            if (game->room->played[round][world].choices) put_played(game, world, round, out);
    fclose(out);
    return text;
}

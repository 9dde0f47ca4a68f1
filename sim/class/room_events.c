// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/room_events.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/utf8.h"

static const cJSON *part(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

const char *room_events_text(const cJSON *event, const char *key) {
    const char *text = cJSON_GetStringValue(part(event, key));
    return text ? text : "";
}

double room_events_number(const cJSON *event, const char *key) {
    const cJSON *number = part(event, key);
    return cJSON_IsNumber(number) ? number->valuedouble : -1;
}

bool room_events_is_on(const cJSON *event, const char *key) {
    return cJSON_IsTrue(part(event, key));
}

static void put_text(char *to, size_t size, const char *text) {
    size_t length = strnlen(text, size - 1);
    memcpy(to, text, length);
    to[length] = 0;
}

// ---- The class begins ----

static void take_begin(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    put_text(room->code, sizeof room->code, room_events_text(event, "code"));
    put_text(room->teacher, sizeof room->teacher, room_events_text(event, "teacher"));
}

static const char *refuses_begin(const struct room *room, const cJSON *event) {
    return room->code[0] || strcmp(room_events_text(event, "lesson"), room->lesson->name) != 0 ? "unknown"
                                                                                               : NULL;
}

// ---- Who is there ----

static struct room_player *player(const struct room *room, const cJSON *event) {
    double id = room_events_number(event, "player");
    bool known = id >= 1 && id <= room->player_count;
    return known && room->players[(int)id - 1].world ? &room->players[(int)id - 1] : NULL;
}

// Of good UTF-8: bytes that go on a letter are 10xxxxxx.
static int letters(const char *text) {
    int count = 0;
    for (; *text; text++) count += (*text & 0xC0) != 0x80;
    return count;
}

static const char *refuses_name(const struct room *room, const char *name) {
    size_t length = strlen(name);
    if (!utf8_is_line(name, length) || letters(name) > ROOM_NAME_MOST || strspn(name, " ") == length)
        return "bad_name";
    for (int i = 0; i < room->player_count; i++)
        if (room->players[i].world && !strcmp(room->players[i].name, name)) return "name_taken";
    return NULL;
}

static const char *refuses_join(const struct room *room, const cJSON *event) {
    if (room->locked) return "locked";
    if (room->player_count == ROOM_PLAYERS_MOST) return "full";
    return refuses_name(room, room_events_text(event, "name"));
}

// The seat with the fewest; of those the first world's first.
static void sit(const struct room *room, struct room_player *player) {
    int fewest = ROOM_PLAYERS_MOST + 1, world = 1, role = 0;
    for (int w = 1; w <= room->lesson->worlds; w++)
        for (int r = 0; r < room->lesson->roles; r++) {
            int seated = room_seated(room, w, r);
            if (seated >= fewest) continue;
            fewest = seated;
            world = w;
            role = r;
        }
    player->world = world;
    player->role = role;
}

static void take_join(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    room->players = status_reallocate(room->players, (size_t)room->player_count + 1, sizeof *room->players);
    struct room_player *joined = &room->players[room->player_count];
    *joined = (struct room_player){.id = room->player_count + 1,
                                   .name = status_copy_text(room_events_text(event, "name"))};
    put_text(joined->hash, sizeof joined->hash, room_events_text(event, "hash"));
    sit(room, joined);
    room->player_count++;
}

static const char *refuses_player(const struct room *room, const cJSON *event) {
    return player(room, event) ? NULL : "unknown";
}

static const char *refuses_rename(const struct room *room, const cJSON *event) {
    if (!player(room, event)) return "unknown";
    return refuses_name(room, room_events_text(event, "name"));
}

static void take_rename(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    struct room_player *renamed = player(room, event);
    free(renamed->name);
    renamed->name = status_copy_text(room_events_text(event, "name"));
}

static void take_remove(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    player(room, event)->world = 0;
}

static enum room_guess guess(const cJSON *event) {
    const char *answer = room_events_text(event, "answer");
    return !strcmp(answer, "yes") ? ROOM_YES : !strcmp(answer, "no") ? ROOM_NO : ROOM_NO_GUESS;
}

static const char *refuses_guess(const struct room *room, const cJSON *event) {
    if (!player(room, event)) return "unknown";
    return guess(event) == ROOM_NO_GUESS ? "bad" : NULL;
}

// The first until results are there, the second from then on.
static void take_guess(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    struct room_player *guesses = player(room, event);
    bool later =
        room->phase == ROOM_END || (room->phase == ROOM_RESULT && room->round == room->lesson->rounds);
    if (later)
        guesses->then = guess(event);
    else
        guesses->guess = guess(event);
}

// ---- A round: decide, run, result ----

static const char *refuses_decide(const struct room *room, const cJSON *event) {
    const struct room_player *decides = player(room, event);
    if (!decides) return "unknown";
    if (room->phase != ROOM_DECIDE) return "closed";
    if (room_events_number(event, "round") != room->round) return "stale";
    return lesson_allows(room->lesson, decides->role, part(event, "choices")) &&
                   lesson_allows_prediction(room->lesson, decides->role, part(event, "prediction"))
               ? NULL
               : "bad";
}

static void take_decide(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    const struct room_player *decides = player(room, event);
    struct room_seat *seat = &room->seats[decides->world][decides->role];
    if (!seat->choices) seat->choices = lesson_defaults(room->lesson, decides->role);
    for (const cJSON *choice = part(event, "choices")->child; choice; choice = choice->next)
        cJSON_ReplaceItemInObjectCaseSensitive(seat->choices, choice->string, cJSON_Duplicate(choice, true));
    const cJSON *prediction = part(event, "prediction");
    if (cJSON_IsObject(prediction)) {
        cJSON_Delete(seat->prediction);
        seat->prediction = cJSON_Duplicate(prediction, true);
    }
    seat->decided = true;
}

static void open_round(struct room *room, int64_t at_ms, int round) {
    double seconds = room_events_number(lesson_round(room->lesson, round), "seconds");
    room->round = round;
    room->phase = ROOM_DECIDE;
    room->closes_at = seconds > 0 ? at_ms + (int64_t)(1000 * seconds) : 0;
    for (int world = 1; world <= room->lesson->worlds; world++)
        for (int role = 0; role < room->lesson->roles; role++) {
            struct room_seat *seat = &room->seats[world][role];
            cJSON_Delete(seat->prediction);
            seat->prediction = NULL;
            seat->decided = false;
        }
}

static const char *refuses_start(const struct room *room, const cJSON *event) {
    (void)event;
    return room->phase == ROOM_LOBBY ? NULL : "closed";
}

static void take_start(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)event;
    open_round(room, at_ms, room->lesson->practice ? 0 : 1);
}

static const char *refuses_open(const struct room *room, const cJSON *event) {
    (void)event;
    return room->phase == ROOM_RESULT && room->round < room->lesson->rounds ? NULL : "closed";
}

static void take_open(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)event;
    open_round(room, at_ms, room->round + 1);
}

static const char *refuses_unless_decided(const struct room *room, const cJSON *event) {
    (void)event;
    return room->phase == ROOM_DECIDE ? NULL : "closed";
}

// Who sits in a seat and did not decide keeps what held; an empty seat is a bot's.
static void close_world(struct room *room, int world) {
    struct room_played *played = &room->played[room->round][world];
    cJSON_Delete(played->choices);
    cJSON_Delete(played->prediction);
    played->choices = cJSON_CreateObject();
    played->prediction = cJSON_CreateObject();
    for (int role = 0; role < room->lesson->roles; role++) {
        struct room_seat *seat = &room->seats[world][role];
        bool empty = room_seated(room, world, role) == 0 && !seat->choices;
        cJSON *choices = empty           ? lesson_bot(room->lesson, world, role, room->round)
                         : seat->choices ? cJSON_Duplicate(seat->choices, true)
                                         : lesson_defaults(room->lesson, role);
        for (const cJSON *choice = choices->child; choice; choice = choice->next)
            cJSON_AddItemToObject(played->choices, choice->string, cJSON_Duplicate(choice, true));
        cJSON_Delete(choices);
        if (seat->prediction)
            cJSON_AddItemToObject(played->prediction, lesson_role_name(room->lesson, role),
                                  cJSON_Duplicate(seat->prediction, true));
    }
}

static void take_close(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms, (void)event;
    for (int world = 1; world <= room->lesson->worlds; world++) close_world(room, world);
    room->phase = ROOM_RUN;
    room->closes_at = 0;
}

static const char *refuses_extend(const struct room *room, const cJSON *event) {
    double seconds = room_events_number(event, "seconds");
    if (room->phase != ROOM_DECIDE) return "closed";
    return seconds >= 1 && seconds <= 3600 ? NULL : "bad";
}

static void take_extend(struct room *room, int64_t at_ms, const cJSON *event) {
    int64_t from = room->closes_at ? room->closes_at : at_ms;
    room->closes_at = from + (int64_t)(1000 * room_events_number(event, "seconds"));
}

static const char *refuses_ran(const struct room *room, const cJSON *event) {
    (void)event;
    return room->phase == ROOM_RUN ? NULL : "closed";
}

static void take_ran(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms, (void)event;
    room->phase = ROOM_RESULT;
}

static const char *refuses_rewind(const struct room *room, const cJSON *event) {
    double round = room_events_number(event, "round");
    if (room->phase == ROOM_LOBBY || room->phase == ROOM_RUN) return "closed";
    return round >= 1 && round <= room->round ? NULL : "bad";
}

// Decisions that stood before the round stand again.
static void take_rewind(struct room *room, int64_t at_ms, const cJSON *event) {
    int round = (int)room_events_number(event, "round");
    for (int later = round; later <= ROOM_ROUNDS_MOST; later++) room->shocks[later] = NULL;
    room->history++;
    open_round(room, at_ms, round);
}

static const char *refuses_shock(const struct room *room, const cJSON *event) {
    if (room->phase != ROOM_DECIDE) return "closed";
    return lesson_shock(room->lesson, room_events_text(event, "name")) ? NULL : "unknown";
}

static void take_shock(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    room->shocks[room->round] = lesson_shock(room->lesson, room_events_text(event, "name"));
}

static const char *refuses_end(const struct room *room, const cJSON *event) {
    (void)event;
    return room->phase == ROOM_RUN || room->phase == ROOM_END ? "closed" : NULL;
}

static void take_end(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms, (void)event;
    room->phase = ROOM_END;
    room->closes_at = 0;
}

// ---- What the teacher says besides ----

static const char *refuses_message(const struct room *room, const cJSON *event) {
    enum { LONGEST = 300 };
    const char *text = room_events_text(event, "text");
    (void)room;
    return utf8_is_line(text, strlen(text)) && strlen(text) <= LONGEST ? NULL : "bad";
}

static void take_message(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    free(room->message);
    room->message = status_copy_text(room_events_text(event, "text"));
    room->message_id++;
}

static void take_lock(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    room->locked = room_events_is_on(event, "on");
}

static bool *shown(struct room *room, const cJSON *event) {
    const char *what = room_events_text(event, "what");
    return !strcmp(what, "scores")   ? &room->scores_shown
           : !strcmp(what, "levers") ? &room->levers_shown
                                     : NULL;
}

static const char *refuses_show(const struct room *room, const cJSON *event) {
    return shown((struct room *)room, event) ? NULL : "bad";
}

static void take_show(struct room *room, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    *shown(room, event) = room_events_is_on(event, "on");
}

const struct room_event room_events[] = {
    {"begin", true, refuses_begin, take_begin},
    {"join", false, refuses_join, take_join},
    {"rename", true, refuses_rename, take_rename},
    {"remove", true, refuses_player, take_remove},
    {"guess", false, refuses_guess, take_guess},
    {"start", true, refuses_start, take_start},
    {"open", true, refuses_open, take_open},
    {"decide", false, refuses_decide, take_decide},
    {"close", true, refuses_unless_decided, take_close},
    {"extend", true, refuses_extend, take_extend},
    {"ran", true, refuses_ran, take_ran},
    {"rewind", true, refuses_rewind, take_rewind},
    {"shock", true, refuses_shock, take_shock},
    {"end", true, refuses_end, take_end},
    {"message", true, refuses_message, take_message},
    {"lock", true, NULL, take_lock},
    {"show", true, refuses_show, take_show},
    {0},
};

static const struct room_event *kind_of(const char *happened) {
    for (size_t i = 0; room_events[i].happened; i++)
        if (!strcmp(room_events[i].happened, happened)) return &room_events[i];
    return NULL;
}

const char *room_events_refuse(const struct room *room, const cJSON *event) {
    const struct room_event *kind = kind_of(room_events_text(event, "happened"));
    if (!kind) return "unknown";
    return kind->refuses ? kind->refuses(room, event) : NULL;
}

void room_events_take(struct room *room, int64_t at_ms, const cJSON *event) {
    kind_of(room_events_text(event, "happened"))->take(room, at_ms, event);
}

bool room_events_is_teachers(const char *happened) {
    const struct room_event *kind = kind_of(happened);
    return kind && kind->teachers;
}

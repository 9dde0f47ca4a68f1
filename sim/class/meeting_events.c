// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/meeting_events.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/utf8.h"

const char *meeting_events_text(const cJSON *event, const char *key) {
    const char *text = cJSON_GetStringValue(lesson_part(event, key));
    return text ? text : "";
}

double meeting_events_number(const cJSON *event, const char *key) {
    const cJSON *number = lesson_part(event, key);
    return cJSON_IsNumber(number) ? number->valuedouble : -1;
}

bool meeting_events_is_on(const cJSON *event, const char *key) {
    return cJSON_IsTrue(lesson_part(event, key));
}

static void put_text(char *to, size_t size, const char *text) {
    size_t length = strnlen(text, size - 1);
    memcpy(to, text, length);
    to[length] = 0;
}

// ---- The class begins ----

static void take_begin(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    put_text(meeting->code, sizeof meeting->code, meeting_events_text(event, "code"));
    put_text(meeting->teacher, sizeof meeting->teacher, meeting_events_text(event, "teacher"));
}

static const char *refuses_begin(const struct meeting *meeting, const cJSON *event) {
    return meeting->code[0] || strcmp(meeting_events_text(event, "lesson"), meeting->lesson->name) != 0
               ? "unknown"
               : NULL;
}

// ---- Who is there ----

static struct meeting_player *player(const struct meeting *meeting, const cJSON *event) {
    double id = meeting_events_number(event, "player");
    bool known = id >= 1 && id <= meeting->player_count;
    return known && meeting->players[(int)id - 1].world ? &meeting->players[(int)id - 1] : NULL;
}

// Of good UTF-8: bytes that go on a letter are 10xxxxxx.
static int letters(const char *text) {
    int count = 0;
    for (; *text; text++) count += (*text & 0xC0) != 0x80;
    return count;
}

static const char *refuses_name(const struct meeting *meeting, const char *name) {
    size_t length = strlen(name);
    if (!utf8_is_line(name, length) || letters(name) > MEETING_NAME_MOST || strspn(name, " ") == length)
        return "bad_name";
    for (int i = 0; i < meeting->player_count; i++)
        if (meeting->players[i].world && !strcmp(meeting->players[i].name, name)) return "name_taken";
    return NULL;
}

static const char *refuses_join(const struct meeting *meeting, const cJSON *event) {
    if (meeting->locked) return "locked";
    if (meeting->player_count == MEETING_PLAYERS_MOST) return "full";
    return refuses_name(meeting, meeting_events_text(event, "name"));
}

// The seat with the fewest; of those the first world's first.
static void sit(const struct meeting *meeting, struct meeting_player *player) {
    int fewest = MEETING_PLAYERS_MOST + 1, world = 1, role = 0;
    for (int w = 1; w <= meeting->lesson->worlds; w++)
        for (int r = 0; r < meeting->lesson->roles; r++) {
            int seated = meeting_seated(meeting, w, r);
            if (seated >= fewest) continue;
            fewest = seated;
            world = w;
            role = r;
        }
    player->world = world;
    player->role = role;
}

static void take_join(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    meeting->players =
        status_reallocate(meeting->players, (size_t)meeting->player_count + 1, sizeof *meeting->players);
    struct meeting_player *joined = &meeting->players[meeting->player_count];
    *joined = (struct meeting_player){.id = meeting->player_count + 1,
                                      .name = status_copy_text(meeting_events_text(event, "name"))};
    put_text(joined->hash, sizeof joined->hash, meeting_events_text(event, "hash"));
    sit(meeting, joined);
    meeting->player_count++;
}

static const char *refuses_player(const struct meeting *meeting, const cJSON *event) {
    return player(meeting, event) ? NULL : "unknown";
}

static const char *refuses_rename(const struct meeting *meeting, const cJSON *event) {
    if (!player(meeting, event)) return "unknown";
    return refuses_name(meeting, meeting_events_text(event, "name"));
}

static void take_rename(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    struct meeting_player *renamed = player(meeting, event);
    free(renamed->name);
    renamed->name = status_copy_text(meeting_events_text(event, "name"));
}

static void take_remove(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    player(meeting, event)->world = 0;
}

static enum meeting_guess guess(const cJSON *event) {
    const char *answer = meeting_events_text(event, "answer");
    return !strcmp(answer, "yes") ? MEETING_YES : !strcmp(answer, "no") ? MEETING_NO : MEETING_NO_GUESS;
}

static const char *refuses_guess(const struct meeting *meeting, const cJSON *event) {
    if (!player(meeting, event)) return "unknown";
    return guess(event) == MEETING_NO_GUESS ? "bad" : NULL;
}

// The first until results are there, the second from then on.
static void take_guess(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    struct meeting_player *guesses = player(meeting, event);
    bool later = meeting->phase == MEETING_END ||
                 (meeting->phase == MEETING_RESULT && meeting->round == meeting->lesson->rounds);
    if (later)
        guesses->then = guess(event);
    else
        guesses->guess = guess(event);
}

// ---- A round: decide, run, result ----

static const char *refuses_decide(const struct meeting *meeting, const cJSON *event) {
    const struct meeting_player *decides = player(meeting, event);
    if (!decides) return "unknown";
    if (meeting->phase != MEETING_DECIDE) return "closed";
    if (meeting_events_number(event, "round") != meeting->round) return "stale";
    return lesson_allows(meeting->lesson, decides->role, lesson_part(event, "choices")) &&
                   lesson_allows_prediction(meeting->lesson, decides->role, lesson_part(event, "prediction"))
               ? NULL
               : "bad";
}

static void take_decide(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    const struct meeting_player *decides = player(meeting, event);
    struct meeting_seat *seat = &meeting->seats[decides->world][decides->role];
    if (!seat->choices) seat->choices = lesson_defaults(meeting->lesson, decides->role);
    for (const cJSON *choice = lesson_part(event, "choices")->child; choice; choice = choice->next)
        cJSON_ReplaceItemInObjectCaseSensitive(seat->choices, choice->string, cJSON_Duplicate(choice, true));
    const cJSON *prediction = lesson_part(event, "prediction");
    if (cJSON_IsObject(prediction)) {
        cJSON_Delete(seat->prediction);
        seat->prediction = cJSON_Duplicate(prediction, true);
    }
    seat->decided = true;
}

static void open_round(struct meeting *meeting, int64_t at_ms, int round) {
    double seconds = meeting_events_number(lesson_round(meeting->lesson, round), "seconds");
    meeting->round = round;
    meeting->phase = MEETING_DECIDE;
    meeting->closes_at = seconds > 0 ? at_ms + (int64_t)(1000 * seconds) : 0;
    meeting->paused_ms = 0;
    for (int world = 1; world <= meeting->lesson->worlds; world++)
        for (int role = 0; role < meeting->lesson->roles; role++) {
            struct meeting_seat *seat = &meeting->seats[world][role];
            cJSON_Delete(seat->prediction);
            seat->prediction = NULL;
            seat->decided = false;
        }
}

static const char *refuses_start(const struct meeting *meeting, const cJSON *event) {
    (void)event;
    return meeting->phase == MEETING_LOBBY ? NULL : "closed";
}

static void take_start(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)event;
    open_round(meeting, at_ms, meeting->lesson->practice ? 0 : 1);
}

static const char *refuses_open(const struct meeting *meeting, const cJSON *event) {
    (void)event;
    return meeting->phase == MEETING_RESULT && meeting->round < meeting->lesson->rounds ? NULL : "closed";
}

static void take_open(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)event;
    open_round(meeting, at_ms, meeting->round + 1);
}

static const char *refuses_unless_decided(const struct meeting *meeting, const cJSON *event) {
    (void)event;
    return meeting->phase == MEETING_DECIDE ? NULL : "closed";
}

// Who sits in a seat and did not decide keeps what held; an empty seat is a bot's.
static void close_world(struct meeting *meeting, int world) {
    struct meeting_played *played = &meeting->played[meeting->round][world];
    cJSON_Delete(played->choices);
    cJSON_Delete(played->prediction);
    played->choices = cJSON_CreateObject();
    played->prediction = cJSON_CreateObject();
    for (int role = 0; role < meeting->lesson->roles; role++) {
        struct meeting_seat *seat = &meeting->seats[world][role];
        bool empty = meeting_seated(meeting, world, role) == 0 && !seat->choices;
        cJSON *choices = empty           ? lesson_bot(meeting->lesson, world, role, meeting->round)
                         : seat->choices ? cJSON_Duplicate(seat->choices, true)
                                         : lesson_defaults(meeting->lesson, role);
        for (const cJSON *choice = choices->child; choice; choice = choice->next)
            cJSON_AddItemToObject(played->choices, choice->string, cJSON_Duplicate(choice, true));
        cJSON_Delete(choices);
        if (seat->prediction)
            cJSON_AddItemToObject(played->prediction, lesson_role_name(meeting->lesson, role),
                                  cJSON_Duplicate(seat->prediction, true));
    }
}

static void take_close(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms, (void)event;
    for (int world = 1; world <= meeting->lesson->worlds; world++) close_world(meeting, world);
    meeting->phase = MEETING_RUN;
    meeting->closes_at = meeting->paused_ms = 0;
}

static const char *refuses_extend(const struct meeting *meeting, const cJSON *event) {
    double seconds = meeting_events_number(event, "seconds");
    if (meeting->phase != MEETING_DECIDE) return "closed";
    return seconds >= 1 && seconds <= 3600 ? NULL : "bad";
}

static void take_extend(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    int64_t more = (int64_t)(1000 * meeting_events_number(event, "seconds"));
    int64_t from = meeting->closes_at > at_ms ? meeting->closes_at : at_ms;
    if (meeting->paused_ms)
        meeting->paused_ms += more;
    else
        meeting->closes_at = from + more;
}

// A clock that runs can be stopped, and one that stands go on.
static const char *refuses_pause(const struct meeting *meeting, const cJSON *event) {
    (void)event;
    return meeting->closes_at || meeting->paused_ms ? NULL : "closed";
}

static void take_pause(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    bool stops = meeting_events_is_on(event, "on");
    if (stops == (meeting->paused_ms > 0)) return;
    int64_t left = meeting->closes_at > at_ms ? meeting->closes_at - at_ms : 1;
    meeting->closes_at = stops ? 0 : at_ms + meeting->paused_ms;
    meeting->paused_ms = stops ? left : 0;
}

static const char *refuses_ran(const struct meeting *meeting, const cJSON *event) {
    (void)event;
    return meeting->phase == MEETING_RUN ? NULL : "closed";
}

static void take_ran(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms, (void)event;
    meeting->phase = MEETING_RESULT;
}

static const char *refuses_rewind(const struct meeting *meeting, const cJSON *event) {
    double round = meeting_events_number(event, "round");
    if (meeting->phase == MEETING_LOBBY || meeting->phase == MEETING_RUN) return "closed";
    return round >= 1 && round <= meeting->round ? NULL : "bad";
}

// Decisions that stood before the round stand again.
static void take_rewind(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    int round = (int)meeting_events_number(event, "round");
    for (int later = round; later <= LESSON_ROUNDS_MOST; later++) meeting->shocks[later] = NULL;
    meeting->history++;
    open_round(meeting, at_ms, round);
}

static const char *refuses_shock(const struct meeting *meeting, const cJSON *event) {
    if (meeting->phase != MEETING_DECIDE) return "closed";
    return lesson_shock(meeting->lesson, meeting_events_text(event, "name")) ? NULL : "unknown";
}

static void take_shock(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    meeting->shocks[meeting->round] = lesson_shock(meeting->lesson, meeting_events_text(event, "name"));
}

static const char *refuses_end(const struct meeting *meeting, const cJSON *event) {
    (void)event;
    return meeting->phase == MEETING_RUN || meeting->phase == MEETING_END ? "closed" : NULL;
}

static void take_end(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms, (void)event;
    meeting->phase = MEETING_END;
    meeting->closes_at = meeting->paused_ms = 0;
}

// ---- What the teacher says besides ----

static const char *refuses_message(const struct meeting *meeting, const cJSON *event) {
    enum { LONGEST = 300 };
    const char *text = meeting_events_text(event, "text");
    (void)meeting;
    return utf8_is_line(text, strlen(text)) && strlen(text) <= LONGEST ? NULL : "bad";
}

static void take_message(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    free(meeting->message);
    meeting->message = status_copy_text(meeting_events_text(event, "text"));
    meeting->message_id++;
}

static void take_lock(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    meeting->locked = meeting_events_is_on(event, "on");
}

static bool *shown(struct meeting *meeting, const cJSON *event) {
    const char *what = meeting_events_text(event, "what");
    return !strcmp(what, "scores")   ? &meeting->scores_shown
           : !strcmp(what, "levers") ? &meeting->levers_shown
           : !strcmp(what, "rules")  ? &meeting->rules_allowed
                                     : NULL;
}

static const char *refuses_show(const struct meeting *meeting, const cJSON *event) {
    return shown((struct meeting *)meeting, event) ? NULL : "bad";
}

static void take_show(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    (void)at_ms;
    *shown(meeting, event) = meeting_events_is_on(event, "on");
}

const struct meeting_event meeting_events[] = {
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
    {"pause", true, refuses_pause, take_pause},
    {"ran", true, refuses_ran, take_ran},
    {"rewind", true, refuses_rewind, take_rewind},
    {"shock", true, refuses_shock, take_shock},
    {"end", true, refuses_end, take_end},
    {"message", true, refuses_message, take_message},
    {"lock", true, NULL, take_lock},
    {"show", true, refuses_show, take_show},
    {0},
};

static const struct meeting_event *kind_of(const char *happened) {
    for (size_t i = 0; meeting_events[i].happened; i++)
        if (!strcmp(meeting_events[i].happened, happened)) return &meeting_events[i];
    return NULL;
}

const char *meeting_events_refuse(const struct meeting *meeting, const cJSON *event) {
    const struct meeting_event *kind = kind_of(meeting_events_text(event, "happened"));
    if (!kind) return "unknown";
    return kind->refuses ? kind->refuses(meeting, event) : NULL;
}

void meeting_events_take(struct meeting *meeting, int64_t at_ms, const cJSON *event) {
    kind_of(meeting_events_text(event, "happened"))->take(meeting, at_ms, event);
}

bool meeting_events_is_teachers(const char *happened) {
    const struct meeting_event *kind = kind_of(happened);
    return kind && kind->teachers;
}

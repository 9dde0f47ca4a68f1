// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/server.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/class/hall.h"
#include "sim/class/meeting_events.h"
#include "sim/class/routes.h"
#include "sim/serve/address.h"
#include "sim/serve/children.h"

struct server {
    struct hall hall;
    const char *folder;
    char *url, key[KEYS_TOKEN_SIZE];
};

bool server_serve(struct server *server, int most_ms, struct status *status) {
    struct pollfd watched[CHILDREN_MOST + 1];
    watched[0] = web_watch(server->hall.web, &most_ms);
    int count = 1 + children_watch(play_children(server->hall.game.play), watched + 1);
    poll(watched, (nfds_t)count, most_ms);
    web_serve(server->hall.web);
    children_serve(play_children(server->hall.game.play));
    hall_tick(&server->hall);
    if (server->hall.status.code != STATUS_OK) *status = server->hall.status;
    return server->hall.status.code == STATUS_OK && !server->hall.wiped;
}

// ---- Opening and closing ----

static void lived_on(void *argument) {
    hall_hear(argument);
}

static void left(void *argument, struct web_stream *stream) {
    (void)argument;
    free(web_stream_who(stream));
}

static char *path_in(const struct server *server, const char *name) {
    char *path;
    if (asprintf(&path, "%s/%s", server->folder, name) < 0) path = status_copy_text("");
    return path;
}

// The key lies beside the class, for nobody else of this machine to read.
static bool write_key(struct server *server, struct status *status) {
    char *path = path_in(server, "teacher.key");
    keys_draw_token(server->key);
    mode_t before = umask(077);
    FILE *out = fopen(path, "w");
    umask(before);
    bool good = out && fprintf(out, "%s\n", server->key) > 0;
    if (out) good = fclose(out) == 0 && good;
    if (!good) status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
    free(path);
    return good;
}

static void read_key(struct server *server) {
    char *path = path_in(server, "teacher.key");
    FILE *in = fopen(path, "r");
    if (in && fscanf(in, "%32s", server->key) != 1) server->key[0] = 0;
    if (in) fclose(in);
    free(path);
}

static bool begin(struct server *server, struct status *status) {
    char code[KEYS_CODE_SIZE], hash[KEYS_HASH_SIZE];
    if (!write_key(server, status)) return false;
    keys_draw_code(code);
    keys_hash(server->key, hash);
    cJSON *event = cJSON_CreateObject();
    cJSON_AddStringToObject(event, "happened", "begin");
    cJSON_AddStringToObject(event, "lesson", server->hall.game.lesson->name);
    cJSON_AddStringToObject(event, "code", code);
    cJSON_AddStringToObject(event, "teacher", hash);
    const char *refused = hall_happen(&server->hall, event);
    cJSON_Delete(event);
    if (refused) *status = server->hall.status;
    return !refused;
}

static bool take_again(void *argument, int64_t at_ms, const char *text) {
    struct server *server = argument;
    cJSON *event = cJSON_Parse(text);
    bool understood = event && !meeting_events_refuse(server->hall.game.meeting, event);
    if (understood) meeting_events_take(server->hall.game.meeting, at_ms, event);
    cJSON_Delete(event);
    return understood;
}

// What was being lived goes on; what has been is read.
static bool go_on(struct server *server, struct status *status) {
    const struct meeting *meeting = server->hall.game.meeting;
    read_key(server);
    if (!store_replay(server->hall.store, take_again, server, status)) return false;
    int first = server->hall.game.lesson->practice ? 0 : 1;
    for (int round = first; round <= meeting->round; round++)
        if (meeting->phase != MEETING_LOBBY && meeting->played[round][1].choices)
            game_begin(&server->hall.game, round);
    hall_open_again(&server->hall);
    return true;
}

static bool find_lesson(void *argument, int64_t at_ms, const char *text) {
    char **name = argument;
    cJSON *event = cJSON_Parse(text);
    (void)at_ms;
    if (!*name) *name = status_copy_text(meeting_events_text(event, "lesson"));
    cJSON_Delete(event);
    return true;
}

// Of a class that goes on: the copy beside it. Owned by the caller.
static char *lesson_of_folder(const struct server *server, struct status *status) {
    char *name = NULL, *file = NULL, *path = NULL;
    if (store_replay(server->hall.store, find_lesson, &name, status) && !name)
        status_fail(status, STATUS_SCENARIO, "%s: no class was begun there", server->folder);
    if (name && asprintf(&file, "%s.lua", name) >= 0) path = path_in(server, file);
    free(name);
    free(file);
    return path;
}

static bool open_store(struct server *server, bool begins, struct status *status) {
    char *path = path_in(server, "class.sqlite");
    if (begins || access(path, F_OK) == 0)
        server->hall.store = store_open(path, status);
    else
        status_fail(status, STATUS_SCENARIO, "%s: no class was begun there", server->folder);
    free(path);
    return server->hall.store;
}

// A class that goes on knows its lesson from its store; one that begins makes none before its lesson is read.
static bool open_lesson(struct server *server, const struct server_asked *asked, struct status *status) {
    if (!asked->lesson && !open_store(server, false, status)) return false;
    char *own = asked->lesson ? NULL : lesson_of_folder(server, status);
    const char *path = asked->lesson ? asked->lesson : own;
    if (path) server->hall.game.lesson = lesson_load(path, status);
    free(own);
    return server->hall.game.lesson && (!asked->lesson || open_store(server, true, status));
}

static bool open_game(struct server *server, const struct server_asked *asked, struct status *status) {
    struct game *game = &server->hall.game;
    if (!open_lesson(server, asked, status)) return false;
    game->meeting = meeting_create(game->lesson);
    int at_once = asked->at_once ? asked->at_once : game->lesson->worlds + 1;  // all curves grow together
    game->play = play_create(game->lesson, server->folder, at_once, lived_on, &server->hall, status);
    server->hall.trials = trial_create(game);
    return game->play && game_check(game, status);
}

// Of one address, behind which a whole class may be; of a code of six digits somebody who guesses so would
// find one in 23 days.
enum { ASKED_AT_ONCE = 400, ASKED_A_SECOND = 200, TRIED_AT_ONCE = 30 };
static const double TRIED_A_SECOND = 0.5;

static bool open_doors(struct server *server, const struct server_asked *asked, struct status *status) {
    struct web_handler handler = {.request = routes_answer, .left = left, .argument = &server->hall};
    server->hall.limits = limits_create(ASKED_AT_ONCE, ASKED_A_SECOND);
    server->hall.tries = limits_create(TRIED_AT_ONCE, TRIED_A_SECOND);
    server->hall.web = web_create(asked->host, asked->port, handler, status);
    if (!server->hall.web) return false;
    server->url = address_url(asked->host, web_port(server->hall.web));
    server->hall.url = server->url;
    return true;
}

struct server *server_create(const struct server_asked *asked, struct status *status) {
    struct server *server = status_allocate(1, sizeof *server);
    server->folder = asked->folder;
    if (!keys_begin()) status_fail(status, STATUS_MACHINE, "this system has no source of chance");
    bool good = status->code == STATUS_OK && open_game(server, asked, status) &&
                (asked->lesson ? begin(server, status) : go_on(server, status)) &&
                open_doors(server, asked, status);
    if (good) return server;
    server_free(server);
    return NULL;
}

void server_free(struct server *server) {
    if (!server) return;
    web_free(server->hall.web);
    trial_free(server->hall.trials);
    play_free(server->hall.game.play);
    store_close(server->hall.store);
    meeting_free(server->hall.game.meeting);
    lesson_free(server->hall.game.lesson);
    limits_free(server->hall.limits);
    limits_free(server->hall.tries);
    free(server->url);
    free(server);
}

const char *server_url(const struct server *server) {
    return server->url;
}
const char *server_code(const struct server *server) {
    return server->hall.game.meeting->code;
}
const char *server_teacher_key(const struct server *server) {
    return server->key;
}
bool server_was_wiped(const struct server *server) {
    return server->hall.wiped;
}

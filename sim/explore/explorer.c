// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/explorer.h"

#include <stdio.h>
#include <stdlib.h>

#include "models/catalogue.h"
#include "sim/explore/described.h"
#include "sim/explore/explore_routes.h"
#include "sim/explore/study_room.h"
#include "sim/serve/address.h"
#include "sim/serve/children.h"

// Of one address. A slider that is dragged asks some times a second; of a key of 128 bits nobody finds one.
enum { ASKED_AT_ONCE = 120, ASKED_A_SECOND = 30, TRIED_AT_ONCE = 30 };
static const double TRIED_A_SECOND = 0.5;

struct explorer {
    struct study_room room;
    char *url;
};

static void changed(void *argument) {
    struct study_room *room = argument;
    room->dirty = true;
}

static void left(void *argument, struct web_stream *stream) {
    (void)argument, (void)stream;
}

static bool open_desk(struct explorer *explorer, const struct explorer_asked *asked, struct status *status) {
    struct study_room *room = &explorer->room;
    room->file = scenario_load(asked->scenario, models_catalogue(), status);
    if (!room->file) return false;
    room->shown = described_scenario(room->file, status);
    room->desk = desk_create(asked->scenario, asked->folder, asked->at_once, asked->threads, changed, room);
    return room->shown;
}

static bool open_door(struct explorer *explorer, const struct explorer_asked *asked, struct status *status) {
    struct study_room *room = &explorer->room;
    struct web_handler handler = {.request = explore_routes_answer, .left = left, .argument = room};
    room->limits = limits_create(ASKED_AT_ONCE, ASKED_A_SECOND);
    room->tries = limits_create(TRIED_AT_ONCE, TRIED_A_SECOND);
    keys_draw_token(room->key);
    room->web = web_create(asked->host, asked->port, handler, status);
    if (!room->web) return false;
    uint16_t port = web_port(room->web);
    snprintf(room->cookie, sizeof room->cookie, "maru_explore_%u", port);
    char *place = address_url(asked->host, port);
    if (asprintf(&explorer->url, "%s#key=%s", place, room->key) < 0) explorer->url = NULL;
    free(place);
    return explorer->url;
}

struct explorer *explorer_create(const struct explorer_asked *asked, struct status *status) {
    struct explorer *explorer = status_allocate(1, sizeof *explorer);
    if (!keys_begin()) status_fail(status, STATUS_MACHINE, "this system has no source of chance");
    bool good =
        status->code == STATUS_OK && open_desk(explorer, asked, status) && open_door(explorer, asked, status);
    if (good) return explorer;
    explorer_free(explorer);
    return NULL;
}

void explorer_free(struct explorer *explorer) {
    if (!explorer) return;
    struct study_room *room = &explorer->room;
    web_free(room->web);
    desk_free(room->desk);
    scenario_free(room->file);
    limits_free(room->limits);
    limits_free(room->tries);
    free(room->shown);
    free(explorer->url);
    free(explorer);
}

const char *explorer_url(const struct explorer *explorer) {
    return explorer->url;
}

int explorer_runs(const struct explorer *explorer) {
    int kept = 0;
    for (int i = 0; i < desk_count(explorer->room.desk); i++)
        kept += desk_has_file(desk_at(explorer->room.desk, i));
    return kept;
}

void explorer_serve(struct explorer *explorer, int most_ms) {
    struct children *children = desk_children(explorer->room.desk);
    struct pollfd watched[CHILDREN_MOST + 1];
    watched[0] = web_watch(explorer->room.web, &most_ms);
    int count = 1 + children_watch(children, watched + 1);
    poll(watched, (nfds_t)count, most_ms);
    web_serve(explorer->room.web);
    children_serve(children);
    study_room_tick(&explorer->room);
}

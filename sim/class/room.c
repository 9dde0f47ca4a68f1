// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/room.h"

#include <stdlib.h>
#include <string.h>

const char *const room_phase_names[] = {"lobby", "decide", "run", "result", "end"};
const char *const room_guess_names[] = {"", "yes", "no"};

struct room *room_create(const struct lesson *lesson) {
    struct room *room = status_allocate(1, sizeof *room);
    room->lesson = lesson;
    return room;
}

static void free_seats(struct room *room) {
    for (int world = 0; world <= LESSON_WORLDS_MOST; world++) {
        for (size_t role = 0; role < sizeof room->seats[0] / sizeof room->seats[0][0]; role++) {
            cJSON_Delete(room->seats[world][role].choices);
            cJSON_Delete(room->seats[world][role].prediction);
        }
        for (int round = 0; round <= ROOM_ROUNDS_MOST; round++) {
            cJSON_Delete(room->played[round][world].choices);
            cJSON_Delete(room->played[round][world].prediction);
        }
    }
}

void room_free(struct room *room) {
    if (!room) return;
    free_seats(room);
    for (int i = 0; i < room->player_count; i++) free(room->players[i].name);
    free(room->players);
    free(room->message);
    free(room);
}

struct room_player *room_player_of(const struct room *room, const char *token) {
    char hash[KEYS_HASH_SIZE];
    keys_hash(token, hash);
    for (int i = 0; i < room->player_count; i++)
        if (room->players[i].world && keys_equal(room->players[i].hash, hash)) return &room->players[i];
    return NULL;
}

int room_seated(const struct room *room, int world, int role) {
    int count = 0;
    for (int i = 0; i < room->player_count; i++)
        count += room->players[i].world == world && room->players[i].role == role;
    return count;
}

bool room_is_open_to_all(const struct room *room) {
    return room->scores_shown || room->phase == ROOM_END;
}

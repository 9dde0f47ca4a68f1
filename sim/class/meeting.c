// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/meeting.h"

#include <stdlib.h>
#include <string.h>

const char *const meeting_phase_names[] = {"lobby", "decide", "run", "result", "end"};
const char *const meeting_guess_names[] = {"", "yes", "no"};

struct meeting *meeting_create(const struct lesson *lesson) {
    struct meeting *meeting = status_allocate(1, sizeof *meeting);
    meeting->lesson = lesson;
    return meeting;
}

static void free_seats(struct meeting *meeting) {
    for (int world = 0; world <= LESSON_WORLDS_MOST; world++) {
        for (size_t role = 0; role < sizeof meeting->seats[0] / sizeof meeting->seats[0][0]; role++) {
            cJSON_Delete(meeting->seats[world][role].choices);
            cJSON_Delete(meeting->seats[world][role].prediction);
        }
        for (int round = 0; round <= LESSON_ROUNDS_MOST; round++) {
            cJSON_Delete(meeting->played[round][world].choices);
            cJSON_Delete(meeting->played[round][world].prediction);
        }
    }
}

void meeting_free(struct meeting *meeting) {
    if (!meeting) return;
    free_seats(meeting);
    for (int i = 0; i < meeting->player_count; i++) free(meeting->players[i].name);
    free(meeting->players);
    free(meeting->message);
    free(meeting);
}

struct meeting_player *meeting_player_of(const struct meeting *meeting, const char *token) {
    char hash[KEYS_HASH_SIZE];
    keys_hash(token, hash);
    for (int i = 0; i < meeting->player_count; i++)
        if (meeting->players[i].world && keys_equal(meeting->players[i].hash, hash))
            return &meeting->players[i];
    return NULL;
}

int meeting_seated(const struct meeting *meeting, int world, int role) {
    int count = 0;
    for (int i = 0; i < meeting->player_count; i++)
        count += meeting->players[i].world == world && meeting->players[i].role == role;
    return count;
}

bool meeting_is_open_to_all(const struct meeting *meeting) {
    return meeting->scores_shown || meeting->phase == MEETING_END;
}

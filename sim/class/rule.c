// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/rule.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

// ---- What a rule can read ----

// Names are a lesson's own; texts among them, too.
static void put_table(const cJSON *object, FILE *out) {
    fputs("{", out);
    for (const cJSON *item = object ? object->child : NULL; item; item = item->next) {
        char *value = cJSON_PrintUnformatted(item);
        fprintf(out, " %s = %s,", item->string, value);
        free(value);
    }
    fputs(" }", out);
}

// Of rounds that were not lived, or failed, an empty one.
static void put_results(const struct game *game, int world, int round, FILE *out) {
    fputs("{", out);
    for (int past = 1; past < round; past++) {
        cJSON *values = game_values(game, world, past);
        put_table(values, out);
        fputs(",", out);
        cJSON_Delete(values);
    }
    fputs(" }", out);
}

static cJSON *choices_before(const struct game *game, const struct meeting_player *player) {
    const cJSON *held = game->meeting->seats[player->world][player->role].choices;
    return held ? cJSON_Duplicate(held, true) : lesson_defaults(game->lesson, player->role);
}

char *rule_file(const struct game *game, const struct meeting_player *player, const char *text) {
    char *file = NULL;
    size_t size;
    FILE *out = open_memstream(&file, &size);
    if (!out) return status_copy_text("");
    cJSON *before = choices_before(game, player);
    fprintf(out, "local round, before, results = %d, ", game->meeting->round);
    put_table(before, out);
    fputs(", ", out);
    put_results(game, player->world, game->meeting->round, out);
    fprintf(out, " local function rule() %s\nend json = require(\"lesson\").decide(\"%s\", \"%s\", rule())\n",
            text, game->lesson->name, lesson_role_name(game->lesson, player->role));
    fclose(out);
    cJSON_Delete(before);
    return file;
}

// ---- What it may use ----

// Memory: of addresses, libraries' too. The sanitizers take terabytes of them for themselves.
#ifdef MARU_SANITIZE
static const rlim_t memory_most = RLIM_INFINITY;
#else
static const rlim_t memory_most = (rlim_t)1 << 30;
#endif

bool rule_confine(struct status *status) {
    enum { SECONDS = 2, FILES = 16 };
    const struct {
        int resource;
        rlim_t most;
    } limits[] = {{RLIMIT_CPU, SECONDS},
                  {RLIMIT_AS, memory_most},
                  {RLIMIT_FSIZE, 0},
                  {RLIMIT_CORE, 0},
                  {RLIMIT_NOFILE, FILES}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (setrlimit(limits[i].resource, &(struct rlimit){limits[i].most, limits[i].most}) != 0)
            return status_fail(status, STATUS_MACHINE, "a rule cannot be confined: %s", strerror(errno));
    return true;
}

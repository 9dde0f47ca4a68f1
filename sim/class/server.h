// SPDX-License-Identifier: GPL-3.0-or-later
// A class that is open: the meeting behind its doors. What is asked becomes something that happened, which is kept on disk, then
// taken into the meeting, and then told to all who may see it.
#ifndef MARU_SIM_CLASS_SERVER_H
#define MARU_SIM_CLASS_SERVER_H

#include "sim/class/game.h"
#include "sim/serve/web.h"

struct server;

struct server_asked {
    const char *lesson;  // its file; NULL: the folder's class goes on
    const char *folder;  // where all of it is kept; is there
    const char *host;    // address to listen at
    uint16_t port;       // 0: any that is free
    int at_once;         // worlds that are lived at the same time; 0: all
};

// NULL with a status. Owned by the caller; what was asked is borrowed.
struct server *server_create(const struct server_asked *asked, struct status *status);
void server_free(struct server *server);

// What people need to come in: borrowed from the server. The key is "" in a class that goes on: only its hash is kept.
const char *server_url(const struct server *server);
const char *server_code(const struct server *server);
const char *server_teacher_key(const struct server *server);
bool server_was_wiped(const struct server *server);

// Serves what there is, for at most so many ms of waiting. False: the class has ended (it was wiped, or the disk failed: a status).
bool server_serve(struct server *server, int most_ms, struct status *status);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// One port, HTTP: requests are answered by whoever made the server, at once or later; browsers are told news by server-sent
// events. One thread: it works in web_serve, which the server's loop calls when there is something to do.
//
// What it sees to itself: sizes, how many connections, that a request comes from a page of its own (Origin), that pages ask
// nobody else for anything (Content-Security-Policy), and that streams end before the server does.
#ifndef MARU_SIM_SERVE_WEB_H
#define MARU_SIM_SERVE_WEB_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "sim/engine/status.h"

struct web;
struct web_request;
struct web_stream;

enum { WEB_BODY_MOST = 16 << 10, WEB_CONNECTIONS_MOST = 500 };

struct web_reply {
    int code;           // HTTP's
    const char *type;   // of the content; borrowed, static
    char *body;         // moves to the web
    size_t length;      // of the body; 0: up to its final 0
    const char *policy; // Content-Security-Policy; NULL: the page's own
    char cookie[200];   // Set-Cookie; "": none
};

// Called once for each request, whose texts are borrowed until it is answered by web_answer, web_later or web_listen.
struct web_handler {
    void (*request)(void *argument, struct web_request *request);
    void (*left)(void *argument, struct web_stream *stream);  // a browser has gone: the stream is freed after this
    void *argument;
};

// `host`: an address of this machine, "0.0.0.0" for all of them. NULL with a status. Owned by the caller.
struct web *web_create(const char *host, uint16_t port, struct web_handler handler, struct status *status);
// Streams end, and nothing is answered any more.
void web_free(struct web *web);
uint16_t web_port(const struct web *web);

// For poll(); and how long it may wait at most, in ms.
struct pollfd web_watch(const struct web *web, int *most_ms);
void web_serve(struct web *web);

const char *web_method(const struct web_request *request);
const char *web_path(const struct web_request *request);
const char *web_body(const struct web_request *request);                     // "" when there is none
const char *web_query(const struct web_request *request, const char *key);   // "" when there is none
const char *web_cookie(const struct web_request *request, const char *key);  // "" when there is none
uint32_t web_address(const struct web_request *request);                     // of who asks

// The reply's body moves to the web.
void web_answer(struct web_request *request, struct web_reply reply);
// A file of the disk, for the browser to keep under this name; false: there is none, and nothing was answered.
bool web_answer_file(struct web_request *request, const char *path, const char *type, const char *name);
// It will be answered by web_answer_later with this number, if whoever asked is still there then.
uint64_t web_later(struct web_request *request);
void web_answer_later(struct web *web, uint64_t number, struct web_reply reply);

// The answer is a stream of events that goes on until one side ends it. Owned by the web; `who` is the caller's.
struct web_stream *web_listen(struct web_request *request, void *who);
void *web_stream_who(const struct web_stream *stream);
// A stream's news are sent in order. One that does not take them is ended: its browser comes again, and is told all anew.
void web_tell(struct web_stream *stream, const char *event, const char *data);
void web_tell_nothing(struct web_stream *stream);  // a sign of life, so that who has gone is noticed
struct web_stream *web_first_stream(const struct web *web);
struct web_stream *web_next_stream(const struct web_stream *stream);

#endif

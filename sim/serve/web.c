// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/web.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { QUEUE_MOST = 1 << 18, IDLE_S = 30 };

struct web_request {
    struct web *web;
    struct MHD_Connection *connection;
    char *method, *path, *body;
    size_t length;
    bool too_long, handled, waits, answered;
    uint64_t number;
    struct web_reply reply;    // when it was answered later
    struct web_request *next;  // that waits
};

struct web_stream {
    struct web *web;
    struct MHD_Connection *connection;
    void *who;
    char *queue;
    size_t length;
    bool idle, ends;
    struct web_stream *next;
};

struct web {
    struct MHD_Daemon *daemon;
    struct web_handler handler;
    struct web_stream *streams;
    struct web_request *waiting;
    uint64_t asked;
    bool closing;
};

static const char own_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

// ---- Answers ----

static void queue(struct web_request *request, int code, const char *type, const char *policy,
                  struct MHD_Response *response) {
    MHD_add_response_header(response, "Content-Type", type);
    MHD_add_response_header(response, "Content-Security-Policy", policy ? policy : own_policy);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_queue_response(request->connection, (unsigned)code, response);
    MHD_destroy_response(response);
}

static void send_reply(struct web_request *request, struct web_reply *reply) {
    size_t length = reply->length ? reply->length : strlen(reply->body);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(length, reply->body, MHD_RESPMEM_MUST_FREE);
    reply->body = NULL;
    if (reply->cookie[0]) MHD_add_response_header(response, "Set-Cookie", reply->cookie);
    queue(request, reply->code, reply->type, reply->policy, response);
}

bool web_answer_file(struct web_request *request, const char *path, const char *type, const char *name) {
    struct stat found;
    char *kept;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    if (fstat(file, &found) != 0 || asprintf(&kept, "attachment; filename=\"%s\"", name) < 0)
        return close(file), false;
    struct MHD_Response *response = MHD_create_response_from_fd64((uint64_t)found.st_size, file);
    MHD_add_response_header(response, "Content-Disposition", kept);
    request->answered = true;
    queue(request, MHD_HTTP_OK, type, NULL, response);
    free(kept);
    return true;
}

void web_answer(struct web_request *request, struct web_reply reply) {
    request->answered = true;
    send_reply(request, &reply);
}

uint64_t web_later(struct web_request *request) {
    request->waits = true;
    request->number = ++request->web->asked;
    request->next = request->web->waiting;
    request->web->waiting = request;
    MHD_suspend_connection(request->connection);
    return request->number;
}

static void no_longer_waits(struct web *web, const struct web_request *request) {
    struct web_request **at = &web->waiting;
    while (*at && *at != request) at = &(*at)->next;
    if (*at) *at = request->next;
}

void web_answer_later(struct web *web, uint64_t number, struct web_reply reply) {
    struct web_request *request = web->waiting;
    while (request && request->number != number) request = request->next;
    if (!request) {
        free(reply.body);
        return;
    }
    no_longer_waits(web, request);
    request->waits = false;
    request->reply = reply;
    MHD_resume_connection(request->connection);
}

// ---- Streams ----

// What MHD asks for: what is queued, or to wait.
static ssize_t stream_read(void *argument, uint64_t position, char *out, size_t most) {
    struct web_stream *stream = argument;
    (void)position;
    if (stream->length == 0) {
        if (stream->ends || stream->web->closing) return MHD_CONTENT_READER_END_OF_STREAM;
        stream->idle = true;
        MHD_suspend_connection(stream->connection);
        return 0;
    }
    size_t length = stream->length < most ? stream->length : most;
    memcpy(out, stream->queue, length);
    stream->length -= length;
    memmove(stream->queue, stream->queue + length, stream->length);
    return (ssize_t)length;
}

static void stream_free(void *argument) {
    struct web_stream *stream = argument;
    struct web_stream **at = &stream->web->streams;
    while (*at != stream) at = &(*at)->next;
    *at = stream->next;
    stream->web->handler.left(stream->web->handler.argument, stream);
    free(stream->queue);
    free(stream);
}

static void wake(struct web_stream *stream) {
    if (!stream->idle) return;
    stream->idle = false;
    MHD_resume_connection(stream->connection);
}

struct web_stream *web_listen(struct web_request *request, void *who) {
    struct web *web = request->web;
    struct web_stream *stream = status_allocate(1, sizeof *stream);
    *stream =
        (struct web_stream){.web = web, .connection = request->connection, .who = who, .next = web->streams};
    stream->queue = status_allocate(QUEUE_MOST, 1);
    web->streams = stream;
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, stream_read, stream, stream_free);
    MHD_add_response_header(response, "Content-Type", "text/event-stream");
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_set_connection_option(request->connection, MHD_CONNECTION_OPTION_TIMEOUT, 0U);
    MHD_queue_response(request->connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    request->answered = true;
    return stream;
}

void *web_stream_who(const struct web_stream *stream) {
    return stream->who;
}

static void queue_text(struct web_stream *stream, const char *text, size_t length) {
    if (stream->length + length > QUEUE_MOST) {
        stream->ends = true;
        stream->length = 0;
    }
    if (stream->ends) return;
    memcpy(stream->queue + stream->length, text, length);
    stream->length += length;
}

void web_tell(struct web_stream *stream, const char *event, const char *data) {
    char *text;
    int length = asprintf(&text, "event: %s\ndata: %s\n\n", event, data);
    if (length < 0) return;
    queue_text(stream, text, (size_t)length);
    free(text);
    wake(stream);
}

void web_tell_nothing(struct web_stream *stream) {
    queue_text(stream, ":\n\n", 3);
    wake(stream);
}

struct web_stream *web_first_stream(const struct web *web) {
    return web->streams;
}
struct web_stream *web_next_stream(const struct web_stream *stream) {
    return stream->next;
}

// ---- Requests ----

const char *web_method(const struct web_request *request) {
    return request->method;
}
const char *web_path(const struct web_request *request) {
    return request->path;
}
const char *web_body(const struct web_request *request) {
    return request->body ? request->body : "";
}

static const char *value_of(const struct web_request *request, enum MHD_ValueKind kind, const char *key) {
    const char *value = MHD_lookup_connection_value(request->connection, kind, key);
    return value ? value : "";
}

const char *web_query(const struct web_request *request, const char *key) {
    return value_of(request, MHD_GET_ARGUMENT_KIND, key);
}

const char *web_cookie(const struct web_request *request, const char *key) {
    return value_of(request, MHD_COOKIE_KIND, key);
}

uint32_t web_address(const struct web_request *request) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? ((const struct sockaddr_in *)info->client_addr)->sin_addr.s_addr : 0;
}

static void refuse(struct web_request *request, int code, const char *error) {
    char *body;
    if (asprintf(&body, "{\"error\":\"bad\",\"text\":\"%s\"}", error) < 0) body = status_copy_text("{}");
    web_answer(request, (struct web_reply){.code = code, .type = "application/json", .body = body});
}

// A page of somebody else's may not post here in the name of who looks at it.
static bool is_from_elsewhere(const struct web_request *request) {
    const char *origin = value_of(request, MHD_HEADER_KIND, "Origin"),
               *host = value_of(request, MHD_HEADER_KIND, "Host");
    static const char scheme[] = "http://";
    if (!origin[0]) return false;
    return strncmp(origin, scheme, sizeof scheme - 1) != 0 || strcmp(origin + sizeof scheme - 1, host) != 0;
}

static void handle(struct web_request *request) {
    bool posts = !strcmp(request->method, "POST");
    request->handled = true;
    if (request->too_long)
        refuse(request, MHD_HTTP_CONTENT_TOO_LARGE, "too long");
    else if (!posts && strcmp(request->method, "GET") != 0)
        refuse(request, MHD_HTTP_METHOD_NOT_ALLOWED, "GET or POST");
    else if (posts &&
             strncmp(value_of(request, MHD_HEADER_KIND, "Content-Type"), "application/json", 16) != 0)
        refuse(request, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "application/json");
    else if (posts && is_from_elsewhere(request))
        refuse(request, MHD_HTTP_FORBIDDEN, "from another page");
    else
        request->web->handler.request(request->web->handler.argument, request);
}

static void take_body(struct web_request *request, const char *part, size_t length) {
    if (request->length + length > WEB_BODY_MOST) request->too_long = true;
    if (request->too_long) return;
    request->body = status_reallocate(request->body, request->length + length + 1, 1);
    memcpy(request->body + request->length, part, length);
    request->length += length;
    request->body[request->length] = 0;
}

static enum MHD_Result hear(void *argument, struct MHD_Connection *connection, const char *url,
                            const char *method, const char *version, const char *upload, size_t *upload_size,
                            void **state) {
    struct web *web = argument;
    struct web_request *request = *state;
    (void)version;
    if (!request) {
        request = *state = status_allocate(1, sizeof *request);
        *request = (struct web_request){.web = web, .connection = connection};
        request->method = status_copy_text(method);
        request->path = status_copy_text(url);
        return MHD_YES;
    }
    if (*upload_size) {
        take_body(request, upload, *upload_size);
        *upload_size = 0;
    } else if (!request->handled) {
        handle(request);
    } else if (request->reply.body && !request->answered) {
        web_answer(request, request->reply);
    }
    return MHD_YES;
}

static void completed(void *argument, struct MHD_Connection *connection, void **state,
                      enum MHD_RequestTerminationCode code) {
    struct web_request *request = *state;
    struct web *web = argument;
    (void)connection, (void)code;
    if (!request) return;
    if (request->waits) no_longer_waits(web, request);
    if (!request->answered) free(request->reply.body);
    free(request->method);
    free(request->path);
    free(request->body);
    free(request);
    *state = NULL;
}

// ---- The server ----

struct web *web_create(const char *host, uint16_t port, struct web_handler handler, struct status *status) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct web *web = status_allocate(1, sizeof *web);
    web->handler = handler;
    errno = 0;
    if (inet_pton(AF_INET, host, &address.sin_addr) == 1)
        web->daemon = MHD_start_daemon(
            MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, hear, web, MHD_OPTION_SOCK_ADDR,
            (struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT, (unsigned)WEB_CONNECTIONS_MOST,
            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
            (size_t)(32 << 10), MHD_OPTION_NOTIFY_COMPLETED, completed, web, MHD_OPTION_END);
    else
        errno = EINVAL;
    if (web->daemon) return web;
    status_fail(status, STATUS_MACHINE, "%s port %u: %s", host, port, strerror(errno));
    free(web);
    return NULL;
}

uint16_t web_port(const struct web *web) {
    return MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

struct pollfd web_watch(const struct web *web, int *most_ms) {
    MHD_UNSIGNED_LONG_LONG wait;
    int fd = MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    if (MHD_get_timeout(web->daemon, &wait) == MHD_YES && wait < (unsigned)*most_ms) *most_ms = (int)wait;
    return (struct pollfd){.fd = fd, .events = POLLIN};
}

void web_serve(struct web *web) {
    MHD_run(web->daemon);
}

// A stream that waited after this could not be ended: none waits any more once `closing` is set.
void web_free(struct web *web) {
    if (!web) return;
    web->closing = true;
    for (struct web_stream *stream = web->streams; stream; stream = stream->next) wake(stream);
    while (web->waiting)
        web_answer_later(web, web->waiting->number,
                         (struct web_reply){.code = MHD_HTTP_SERVICE_UNAVAILABLE,
                                            .type = "text/plain",
                                            .body = status_copy_text("the server has ended")});
    for (int i = 0; i < 4; i++) MHD_run(web->daemon);
    MHD_stop_daemon(web->daemon);
    free(web);
}

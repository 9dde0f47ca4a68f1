// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/reply.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char reply_json_type[] = "application/json; charset=utf-8",
           reply_text_type[] = "text/plain; charset=utf-8";
static const char html_type[] = "text/html; charset=utf-8";
static const char report_policy[] =
    "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src "
    "'unsafe-inline'; "
    "img-src data:; font-src data:";

struct web_reply reply_text(const char *type, char *body) {
    return (struct web_reply){.code = 200, .type = type, .body = body};
}

struct web_reply reply_done(void) {
    return reply_text(reply_json_type, status_copy_text("{\"ok\":true}"));
}

static int code_of(const char *error) {
    static const struct {
        const char *error;
        int code;
    } codes[] = {{"unknown", 404},  {"not_teacher", 403}, {"wrong_code", 403}, {"wrong_key", 403},
                 {"too_many", 429}, {"bad", 400},         {"bad_name", 400},   {"refused", 400}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (!strcmp(codes[i].error, error)) return codes[i].code;
    return 409;
}

static struct web_reply print(int code, cJSON *json) {
    struct web_reply reply = reply_text(reply_json_type, cJSON_PrintUnformatted(json));
    reply.code = code;
    cJSON_Delete(json);
    return reply;
}

struct web_reply reply_error(const char *error, const char *text) {
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "error", error);
    cJSON_AddStringToObject(json, "text", text);
    return print(code_of(error), json);
}

struct web_reply reply_said(bool well, const char *text) {
    if (!well) return reply_error("bad", text);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddTrueToObject(json, "ok");
    cJSON_AddStringToObject(json, "text", text);
    return print(200, json);
}

struct web_reply reply_asset(const struct asset *asset) {
    if (!asset) return reply_error("unknown", "there is no such file");
    char *copy = status_allocate(asset->length + 1, 1);
    memcpy(copy, asset->bytes, asset->length);
    return (struct web_reply){.code = 200, .type = asset->type, .body = copy, .length = asset->length};
}

static char *read_text(const char *path) {
    char *text = NULL;
    size_t size = 0;
    FILE *in = fopen(path, "r");
    if (in && getdelim(&text, &size, '\0', in) < 0) text = status_copy_text("");
    if (in) fclose(in);
    return text;
}

struct web_reply reply_report(const char *path) {
    char *page = read_text(path);
    return (struct web_reply){.code = page ? 200 : 404,
                              .type = html_type,
                              .policy = report_policy,
                              .body = page ? page : status_copy_text("")};
}

int reply_number(const struct web_request *request, const char *key, int most) {
    char *end;
    const char *text = web_query(request, key);
    long number = strtol(text, &end, 10);
    return *text && !*end && number >= 0 && number <= most ? (int)number : -1;
}

bool reply_fits(const char *route, const char *path) {
    size_t length = strlen(route);
    return route[length - 1] == '*' ? !strncmp(route, path, length - 1) : !strcmp(route, path);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/json.h"

#include <inttypes.h>
#include <math.h>

static void begin(struct json *json) {
    if (json->comma) fputs(json->depth == 1 ? ",\n" : ",", json->out);
    json->comma = true;
}

static void put_letter(struct json *json, unsigned char letter) {
    if (letter == '"' || letter == '\\')
        fprintf(json->out, "\\%c", letter);
    else if (letter < ' ' || letter == '<')
        fprintf(json->out, "\\u%04x", letter);
    else
        fputc(letter, json->out);
}

static void put_text(struct json *json, const char *text) {
    fputc('"', json->out);
    for (; *text; text++) put_letter(json, (unsigned char)*text);
    fputc('"', json->out);
}

void json_key(struct json *json, const char *key) {
    begin(json);
    put_text(json, key);
    fputc(':', json->out);
    json->comma = false;
}

void json_open(struct json *json, char bracket) {
    begin(json);
    fputc(bracket, json->out);
    json->depth++;
    json->comma = false;
}

void json_close(struct json *json, char bracket) {
    fputc(bracket, json->out);
    json->depth--;
    json->comma = true;
}

void json_text(struct json *json, const char *text) {
    begin(json);
    if (text)
        put_text(json, text);
    else
        fputs("null", json->out);
}

void json_whole(struct json *json, int64_t whole) {
    begin(json);
    fprintf(json->out, "%" PRId64, whole);
}

void json_yes(struct json *json, bool yes) {
    begin(json);
    fputs(yes ? "true" : "false", json->out);
}

void json_number(struct json *json, double number, int digits) {
    begin(json);
    if (isfinite(number))
        fprintf(json->out, "%.*g", digits, number == 0 ? 0 : number);
    else
        fputs("null", json->out);
}

void json_key_text(struct json *json, const char *key, const char *text) {
    json_key(json, key);
    json_text(json, text);
}

void json_key_whole(struct json *json, const char *key, int64_t whole) {
    json_key(json, key);
    json_whole(json, whole);
}

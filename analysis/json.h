// SPDX-License-Identifier: GPL-3.0-or-later
// JSON, written piece by piece: commas and escapes are put by themselves. It may stand inside a page's <script>: the sign < is
// written as an escape. One line for each member of the outermost object.
#ifndef MARU_ANALYSIS_JSON_H
#define MARU_ANALYSIS_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

// Begins as {out}.
struct json {
    FILE *out;  // borrowed
    int depth;
    bool comma;  // before what comes next
};

// The key of what is written next, in an object.
void json_key(struct json *json, const char *key);
void json_open(struct json *json, char bracket);   // '{' or '['
void json_close(struct json *json, char bracket);  // '}' or ']'

void json_text(struct json *json, const char *text);  // NULL: null
void json_whole(struct json *json, int64_t whole);
void json_yes(struct json *json, bool yes);
// With as many digits as asked for, at most 17; null when it is no finite number.
void json_number(struct json *json, double number, int digits);

// The same with their key.
void json_key_text(struct json *json, const char *key, const char *text);
void json_key_whole(struct json *json, const char *key, int64_t whole);

#endif

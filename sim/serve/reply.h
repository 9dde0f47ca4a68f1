// SPDX-License-Identifier: GPL-3.0-or-later
// Answers as servers of pages give them: JSON, files of the page, pages that `maru report` made.
#ifndef MARU_SIM_SERVE_REPLY_H
#define MARU_SIM_SERVE_REPLY_H

#include "sim/serve/assets.h"
#include "sim/serve/web.h"

extern const char reply_json_type[], reply_text_type[];

// The body moves to the reply.
struct web_reply reply_text(const char *type, char *body);
// {"ok":true}
struct web_reply reply_done(void);
// {"error": CODE, "text": ...}, with HTTP's code: 404 of "unknown", 403 of keys, 429 of "too_many", 400 of what is malformed, else 409.
struct web_reply reply_error(const char *error, const char *text);
// {"ok":true,"text": ...}, or {"error":"bad","text": ...}
struct web_reply reply_said(bool well, const char *text);
// Of assets_named(); NULL: unknown.
struct web_reply reply_asset(const struct asset *asset);
// A report: one file with its program in it, which sees nothing of the server.
struct web_reply reply_report(const char *path);

// What stands behind ? as a whole number in [0, most]; -1: it is none.
int reply_number(const struct web_request *request, const char *key, int most);

// Whether a table's path means the one that is asked: one that ends in * stands for all below it.
bool reply_fits(const char *route, const char *path);

#endif

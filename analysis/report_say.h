// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence of a page, as JSON: its name among the texts and what it speaks of (report_answer.h).
#ifndef MARU_ANALYSIS_REPORT_SAY_H
#define MARU_ANALYSIS_REPORT_SAY_H

#include "analysis/json.h"
#include "analysis/report_source.h"

void report_say_begin(struct json *json, const char *name);
void report_say_end(struct json *json);

void report_say_text(struct json *json, const char *key, const char *text);
void report_say_count(struct json *json, const char *key, double count);
void report_say_share(struct json *json, const char *key, double share);  // of 1
void report_say_money(struct json *json, const char *key, double amount);

// The policy, and the first one, with which it is compared.
void report_say_policies(struct json *json, const struct report_source *source, size_t policy);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_say.h"

#include "analysis/report_number.h"

void report_say_begin(struct json *json, const char *name) {
    json_open(json, '{');
    json_key_text(json, "say", name);
}

void report_say_end(struct json *json) {
    json_close(json, '}');
}

void report_say_text(struct json *json, const char *key, const char *text) {
    json_key_text(json, key, text);
}

void report_say_count(struct json *json, const char *key, double count) {
    json_key(json, key);
    report_put_said(json, count);
}

void report_say_share(struct json *json, const char *key, double share) {
    json_key(json, key);
    report_put_share(json, share);
}

void report_say_money(struct json *json, const char *key, double amount) {
    json_key(json, key);
    report_put_money(json, amount);
}

void report_say_policies(struct json *json, const struct report_source *source, size_t policy) {
    report_say_text(json, "policy", source->policies[policy]);
    report_say_text(json, "base", source->policies[0]);
}

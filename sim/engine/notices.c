// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/notices.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

static struct notices_line *find(const struct notices *notices, const char *sentence) {
    for (size_t i = 0; i < notices->count; i++)
        if (strcmp(notices->list[i].sentence, sentence) == 0) return &notices->list[i];
    return NULL;
}

// "sell, ask" has "ask": a policy that several follow on is looked at with each of them.
static bool has_policy(const struct notices_line *notice, const char *policy) {
    size_t length = strlen(policy);
    for (const char *at = notice->policies; (at = strstr(at, policy)) && length; at += length) {
        bool begins = at == notice->policies || at[-1] == ' ';
        if (begins && (at[length] == ',' || at[length] == '\0')) return true;
    }
    return false;
}

static void add_policy(struct notices_line *notice, const char *policy) {
    char *longer;
    if (has_policy(notice, policy)) return;
    const char *comma = notice->policies[0] && policy[0] ? ", " : "";
    if (asprintf(&longer, "%s%s%s", notice->policies, comma, policy) < 0) return;
    free(notice->policies);
    notice->policies = longer;
}

void notices_add(struct notices *notices, const char *policy, const char *format, ...) {
    char *sentence;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&sentence, format, arguments);
    va_end(arguments);
    PROMISE(length >= 0, "there is memory for a sentence");
    struct notices_line *there = find(notices, sentence);
    if (there) {
        add_policy(there, policy);
        free(sentence);
        return;
    }
    notices->list = status_reallocate(notices->list, notices->count + 1, sizeof *notices->list);
    notices->list[notices->count++] = (struct notices_line){sentence, status_copy_text(policy)};
}

void notices_clear(struct notices *notices) {
    for (size_t i = 0; i < notices->count; i++) {
        free(notices->list[i].sentence);
        free(notices->list[i].policies);
    }
    free(notices->list);
    *notices = (struct notices){0};
}

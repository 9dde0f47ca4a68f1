// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/pattern.h"

#include <ctype.h>
#include <string.h>

// One item of a pattern: a letter, a class, a set, or something that stands alone.
struct pattern_item {
    const char *end;  // behind it
    double work;      // of trying it once
    bool single;      // one letter, so that * + - ? may follow
};

// Behind the ']' of the set that starts at '['.
static const char *set_end(const char *at, const char *end) {
    at++;
    if (at < end && *at == '^') at++;
    do {
        if (at >= end) return end;
        if (*at++ == '%' && at < end) at++;
    } while (at < end && *at != ']');
    return at < end ? at + 1 : end;
}

// %b() runs through the text, %1 compares as much as was captured; a set is run through.
static struct pattern_item read_escape(const char *at, const char *end, double letters) {
    const char *next = at + 2 < end ? at + 2 : end;
    char kind = at + 1 < end ? at[1] : '\0';
    if (kind == 'b') return (struct pattern_item){at + 4 < end ? at + 4 : end, letters + 1, false};
    if (kind == 'f' && next < end && *next == '[') {
        const char *behind = set_end(next, end);
        return (struct pattern_item){behind, (double)(behind - at), false};
    }
    return (struct pattern_item){next, isdigit((unsigned char)kind) ? letters + 1 : 1,
                                 !isdigit((unsigned char)kind)};
}

static struct pattern_item read_item(const char *at, const char *end, double letters) {
    if (*at == '%') return read_escape(at, end, letters);
    if (*at == '(' || *at == ')') return (struct pattern_item){at + 1, 1, false};
    const char *behind = *at == '[' ? set_end(at, end) : at + 1;
    return (struct pattern_item){behind, (double)(behind - at), true};
}

double pattern_steps(const char *pattern, size_t length, double letters, bool search) {
    const char *end = pattern + length;
    bool tied = !search && length > 0 && *pattern == '^';
    double ways = tied ? 1 : letters + 1, steps = ways;
    int repetitions = tied ? 0 : 1;
    for (const char *at = pattern + tied; at < end;) {
        struct pattern_item item = read_item(at, end, letters);
        double before = ways;
        at = item.end;
        if (item.single && at < end && *at && strchr("*+-", *at)) {
            repetitions++, at++;
            ways *= (letters + repetitions) / repetitions;
        } else if (item.single && at < end && *at == '?') {
            at++;
            ways *= 2;
        }
        steps += (ways > before ? before + ways : before) * item.work;
    }
    return steps;
}

bool pattern_is_one(const char *pattern, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (pattern[i] && strchr("^$*+?.([%-", pattern[i])) return true;
    return false;
}

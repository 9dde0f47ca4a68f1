// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/limits.h"

#include <stdlib.h>

#include "sim/engine/status.h"

enum { KNOWN_MOST = 4096 };

struct bucket {
    uint64_t who;
    int64_t asked_ms;  // 0: nobody's
    double left;
};

struct limits {
    double most, a_second;
    struct bucket buckets[KNOWN_MOST];
};

struct limits *limits_create(double most, double a_second) {
    struct limits *limits = status_allocate(1, sizeof *limits);
    limits->most = most;
    limits->a_second = a_second;
    return limits;
}

void limits_free(struct limits *limits) {
    free(limits);
}

// Who's own, or the one of who has not asked for longest.
static struct bucket *bucket_of(struct limits *limits, uint64_t who) {
    struct bucket *oldest = &limits->buckets[0];
    for (int i = 0; i < KNOWN_MOST; i++) {
        struct bucket *bucket = &limits->buckets[i];
        if (bucket->asked_ms && bucket->who == who) return bucket;
        if (bucket->asked_ms < oldest->asked_ms) oldest = bucket;
    }
    *oldest = (struct bucket){.who = who, .left = limits->most};
    return oldest;
}

bool limits_allow(struct limits *limits, uint64_t who, int64_t now_ms) {
    struct bucket *bucket = bucket_of(limits, who);
    if (bucket->asked_ms) bucket->left += limits->a_second * (double)(now_ms - bucket->asked_ms) / 1000;
    if (bucket->left > limits->most) bucket->left = limits->most;
    bucket->asked_ms = now_ms;
    if (bucket->left < 1) return false;
    bucket->left--;
    return true;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_learning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report_known.h"
#include "analysis/report_number.h"

enum { DAY_MS = 24 * 60 * 60 * 1000, DIGITS = 6 };

// ---- Adding a run ----

static struct report_learnt *add(struct report_learning *all, const char *learner, const char *subject,
                                 const char *measure) {
    all->all = fault_reallocate(all->all, all->count + 1, sizeof *all->all);
    struct report_learnt *one = &all->all[all->count++];
    *one = (struct report_learnt){
        .learner = fault_copy_text(learner),
        .subject = fault_copy_text(subject),
        .measure = fault_copy_text(measure),
        .techniques = fault_allocate(all->policy_count, sizeof *one->techniques),
        .score = fault_allocate(all->policy_count * all->days, sizeof *one->score),
        .efforts = fault_allocate(all->policy_count, sizeof *one->efforts),
    };
    for (size_t policy = 0; policy < all->policy_count; policy++)
        one->techniques[policy] = fault_copy_text("");
    return one;
}

static struct report_learnt *learnt_of(struct report_learning *all, const char *learner, const char *subject,
                                       const char *measure) {
    for (size_t i = 0; i < all->count; i++) {
        struct report_learnt *one = &all->all[i];
        if (strcmp(one->learner, learner) == 0 && strcmp(one->subject, subject) == 0 &&
            strcmp(one->measure, measure) == 0)
            return one;
    }
    return add(all, learner, subject, measure);
}

static bool is_same(const struct run_learning *l, size_t row, size_t other) {
    return strcmp(l->learner[row], l->learner[other]) == 0 &&
           strcmp(l->subject[row], l->subject[other]) == 0 && strcmp(l->measure[row], l->measure[other]) == 0;
}

static bool is_first(const struct run_learning *l, size_t row) {
    for (size_t before = 0; before < row; before++)
        if (is_same(l, row, before)) return false;
    return true;
}

// Whichever version was the last one made when the day ended.
static void take_scores(const struct report_learning *all, struct report_learnt *one, size_t policy,
                        const struct run_learning *l, size_t first) {
    double score = NAN;
    size_t row = first;
    for (size_t day = 0; day < all->days; day++) {
        for (; row < l->count && l->when_ms[row] < (int64_t)(day + 1) * DAY_MS; row++)
            if (is_same(l, row, first)) score = l->score[row];
        statistics_take(&one->score[policy * all->days + day], score);
    }
}

static void take_efforts(struct statistics_running efforts[LEARNT_EFFORTS], const struct run_learning *l,
                         size_t first) {
    double sum[LEARNT_EFFORTS] = {0};
    for (size_t row = first; row < l->count; row++) {
        if (!is_same(l, row, first)) continue;
        sum[LEARNT_SAMPLES] = l->samples[row];
        sum[LEARNT_HOMES] = l->homes[row];
        sum[LEARNT_VERSIONS] += 1;
        sum[LEARNT_BYTES] += l->bytes[row];
        sum[LEARNT_FLOPS] += l->flops[row];
        sum[LEARNT_ENERGY] += l->energy[row];
        sum[LEARNT_COST] += l->cost[row];
    }
    for (size_t i = 0; i < LEARNT_EFFORTS; i++) statistics_take(&efforts[i], sum[i]);
}

void report_learning_add(struct report_learning *all, size_t policy, const struct run *run) {
    const struct run_learning *l = &run->learning;
    if (run->days > all->days && !all->count) all->days = run->days;
    for (size_t row = 0; row < l->count; row++) {
        if (!is_first(l, row)) continue;
        struct report_learnt *one = learnt_of(all, l->learner[row], l->subject[row], l->measure[row]);
        free(one->techniques[policy]);
        one->techniques[policy] = fault_copy_text(l->technique[row]);
        take_scores(all, one, policy, l, row);
        take_efforts(one->efforts[policy], l, row);
    }
}

void report_learning_clear(struct report_learning *all) {
    for (size_t i = 0; i < all->count; i++) {
        struct report_learnt *one = &all->all[i];
        for (size_t policy = 0; policy < all->policy_count; policy++) free(one->techniques[policy]);
        free(one->techniques);
        free(one->learner);
        free(one->subject);
        free(one->measure);
        free(one->score);
        free(one->efforts);
    }
    free(all->all);
    *all = (struct report_learning){0};
}

// ---- On the page ----

static bool is_there(const struct report_learnt *one, size_t policy) {
    return one->techniques[policy][0] != '\0';
}

static struct statistics_estimate score_on(const struct report_learning *all, const struct report_learnt *one,
                                           size_t policy, size_t day) {
    return statistics_so_far(&one->score[policy * all->days + day], STATISTICS_LEVEL);
}

static void put_side(struct json *json, const char *key, const struct report_learning *all,
                     const struct report_learnt *one, size_t policy, double sign) {
    json_key(json, key);
    json_open(json, '[');
    for (size_t day = 0; day < all->days; day++) {
        struct statistics_estimate estimate = score_on(all, one, policy, day);
        json_number(json, estimate.mean + (sign != 0 ? sign * estimate.half_width : 0), DIGITS);
    }
    json_close(json, ']');
}

static void put_line(struct json *json, const struct report_learning *all, const struct report_learnt *one,
                     size_t policy) {
    struct statistics_estimate end = score_on(all, one, policy, all->days - 1);
    json_open(json, '{');
    json_key_whole(json, "policy", (int64_t)policy);
    json_key_text(json, "technique", one->techniques[policy]);
    put_side(json, "mean", all, one, policy, 0);
    if (end.count > 1) {
        put_side(json, "low", all, one, policy, -1);
        put_side(json, "high", all, one, policy, 1);
    }
    json_key(json, "end");
    report_put_number(json, end.mean);
    json_close(json, '}');
}

static void put_efforts(struct json *json, const struct report_learnt *one, size_t policy) {
    if (!is_there(one, policy)) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '[');
    for (size_t i = 0; i < LEARNT_EFFORTS; i++)
        report_put_number(json, statistics_so_far(&one->efforts[policy][i], STATISTICS_LEVEL).mean);
    json_close(json, ']');
}

static void put_learnt(struct json *json, const struct report_learning *all,
                       const struct report_learnt *one) {
    json_open(json, '{');
    json_key_text(json, "learner", one->learner);
    json_key_text(json, "subject", one->subject);
    json_key_text(json, "measure", one->measure);
    json_key(json, "lines");
    json_open(json, '[');
    for (size_t policy = 0; policy < all->policy_count; policy++)
        if (is_there(one, policy)) put_line(json, all, one, policy);
    json_close(json, ']');
    json_key(json, "efforts");
    json_open(json, '[');
    for (size_t policy = 0; policy < all->policy_count; policy++) put_efforts(json, one, policy);
    json_close(json, ']');
    json_close(json, '}');
}

void report_learning_put(struct json *json, const struct report_learning *all) {
    json_open(json, '[');
    for (size_t i = 0; all->days > 0 && i < all->count; i++) put_learnt(json, all, &all->all[i]);
    json_close(json, ']');
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Claims about money: for which reason who pays whom how much after what, recomputed from the run's own settings and
// journal, and held against every posting of the run file.
#ifndef MARU_TESTS_SUPPORT_MONEY_H
#define MARU_TESTS_SUPPORT_MONEY_H

#include "tests/support/recorded_world.h"

struct money {
    struct recorded_world lived;
    const struct run *run;      // lived's
    const struct world *world;  // lived's
};

// What a posting should be of, in whole won or tokens.
typedef int64_t money_amount(const struct money *money, size_t posting);

struct money_claim {
    const char *reason, *payer, *payee;
    const char *after;     // what the line says that it follows from; NULL: more than one thing
    const char *setting;   // the amount: this setting,
    double times;          // so many times (0: once), to the next whole ...
    money_amount *amount;  // ... unless this works it out
    bool each;             // every such line of the payer or payee brings exactly one such posting
    bool rare;             // need not occur in this run: another run shows it
};

static inline struct money money_live(const char *path, const char *policy, const char *const *settings) {
    struct money money = {.lived = recorded_world_live(path, policy, 0, settings)};
    money.run = money.lived.run;
    money.world = money.lived.made.world;
    return money;
}

static inline void money_drop(struct money *money) {
    recorded_world_drop(&money->lived);
}

// A setting of the run, as its file says it: "bugbye.visit_won".
static inline double money_setting(const struct money *money, const char *name) {
    const struct run_settings *settings = &money->run->settings;
    for (size_t i = 0; i < settings->count; i++)
        if (!strcmp(settings->name[i], name)) return atof(settings->value[i]);
    fail_msg("there is no setting %s", name);
    return 0;
}

static inline int64_t money_whole(double won) {
    return (int64_t)(won + 0.5);
}

// The number of the line a posting follows from, and what that says.
static inline int64_t money_cause(const struct money *money, size_t posting) {
    return money->run->postings.cause[posting];
}
static inline const char *money_after(const struct money *money, size_t posting) {
    return money->run->events.what[money_cause(money, posting) - 1];
}
// The line of that text on the way back from a posting; 0: there is none.
static inline int64_t money_line_before(const struct money *money, size_t posting, const char *what) {
    int64_t line = money_cause(money, posting);
    while (line && strcmp(money->run->events.what[line - 1], what)) line = money->run->events.cause[line - 1];
    return line;
}

static inline bool money_is_for(const struct money *money, size_t posting, const char *reason) {
    return !strcmp(money->run->flows.reason[money->run->postings.flow[posting]], reason);
}

// What was posted for the reason after one line.
static inline int64_t money_posted_after(const struct money *money, int64_t line, const char *reason) {
    int64_t sum = 0;
    for (size_t i = 0; i < money->run->postings.count; i++)
        if (money_cause(money, i) == line && money_is_for(money, i, reason)) sum += money->run->postings.amount[i];
    return sum;
}

// The day that a posting belongs to, from 0: midnight closes it.
static inline size_t money_day(const struct money *money, size_t posting) {
    return (size_t)((money->run->postings.when_ms[posting] - 1) / CLOCK_DAY);
}
// A series' sum over the segments on one day.
static inline double money_series(const struct money *money, const char *name, size_t day) {
    const struct run_series *series = run_series_named(money->run, name);
    if (!series) fail_msg("there is no series %s", name);
    double sum = 0;
    for (size_t i = 0; i < money->run->segments; i++) sum += series->values[day * money->run->segments + i];
    return sum;
}

static inline size_t money_lines(const struct money *money, const char *what) {
    size_t count = 0;
    for (size_t i = 0; i < money->run->events.count; i++) count += !strcmp(money->run->events.what[i], what);
    return count;
}

static inline bool money_is_claimed(const struct money *money, size_t posting, const struct money_claim *claim) {
    const struct run_flows *flows = &money->run->flows;
    int32_t flow = money->run->postings.flow[posting];
    return !strcmp(claim->reason, flows->reason[flow]) && !strcmp(claim->payer, flows->payer[flow]) &&
           !strcmp(claim->payee, flows->payee[flow]) &&
           (!claim->after || !strcmp(claim->after, money_after(money, posting)));
}

// NULL: its reason is not among the claims'.
static inline const struct money_claim *money_claim_of(const struct money *money, size_t posting,
                                                       const struct money_claim *claims, size_t count) {
    const struct run_flows *flows = &money->run->flows;
    int32_t flow = money->run->postings.flow[posting];
    bool claimed = false;
    for (size_t i = 0; i < count; i++) {
        if (money_is_claimed(money, posting, &claims[i])) return &claims[i];
        claimed |= money_is_for(money, posting, claims[i].reason);
    }
    if (claimed)
        fail_msg("%s: %s pays %s after '%s'", flows->reason[flow], flows->payer[flow], flows->payee[flow],
                 money_after(money, posting));
    return NULL;
}

static inline void money_once_each(const struct money *money, const struct money_claim *claim) {
    const struct run *run = money->run;
    uint8_t *times = fault_allocate(run->events.count, 1);
    for (size_t i = 0; i < run->postings.count; i++)
        if (money_is_claimed(money, i, claim)) times[money_cause(money, i) - 1]++;
    for (size_t i = 0; i < run->events.count; i++)
        if (!strcmp(run->events.what[i], claim->after) && times[i] != 1)
            fail_msg("%s: paid %d times after line %zu, '%s'", claim->reason, times[i], i + 1, claim->after);
    free(times);
}

static inline int64_t money_expected(const struct money *money, size_t posting, const struct money_claim *claim) {
    if (claim->amount) return claim->amount(money, posting);
    return money_whole(money_setting(money, claim->setting) * (claim->times ? claim->times : 1));
}

// Every posting for the reasons claimed has the payer, the payee, the cause and the amount of one of the claims; and each
// claim, unless it is rare, was put to the test.
static inline void money_holds(const struct money *money, const struct money_claim *claims, size_t count) {
    size_t *seen = fault_allocate(count, sizeof *seen);
    for (size_t i = 0; i < money->run->postings.count; i++) {
        const struct money_claim *claim = money_claim_of(money, i, claims, count);
        if (!claim) continue;
        int64_t expected = money_expected(money, i, claim);
        if (money->run->postings.amount[i] != expected)
            fail_msg("%s: %s pays %s %lld after '%s', it should be %lld", claim->reason, claim->payer, claim->payee,
                     (long long)money->run->postings.amount[i], money_after(money, i), (long long)expected);
        seen[claim - claims]++;
    }
    for (size_t i = 0; i < count; i++) {
        if (!seen[i] && !claims[i].rare) fail_msg("%s: %s never pays %s", claims[i].reason, claims[i].payer, claims[i].payee);
        if (claims[i].each) money_once_each(money, &claims[i]);
    }
    free(seen);
}

#define MONEY_HOLDS(money, ...)                                               \
    do {                                                                      \
        const struct money_claim claims_[] = {__VA_ARGS__};                   \
        money_holds(money, claims_, sizeof claims_ / sizeof *claims_);        \
    } while (0)

#endif

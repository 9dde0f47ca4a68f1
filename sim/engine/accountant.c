// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/accountant.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/composition.h"
#include "sim/engine/status.h"

const char *const accountant_unit_names[] = {"event", "user-day", "user-month", "user", NULL};
_Static_assert(sizeof accountant_unit_names / sizeof *accountant_unit_names == ACCOUNTANT_UNITS + 1,
               "a name per unit");

// Of one home.
struct account {
    struct composition day, month, run;
    double most[ACCOUNTANT_USER];  // epsilon of an event, a day, a month so far
    int32_t days, months;          // the latest release's, from 1; 0: there was none
};

struct accountant {
    size_t homes;
    double delta;
    int64_t start_day;
    struct account accounts[];  // [homes]
};

struct accountant *accountant_create(size_t homes, double delta, int64_t start_day) {
    PROMISE(delta > 0 && delta < 1, "what may be claimed holds but for a chance");
    struct accountant *accountant =
        status_allocate(1, sizeof *accountant + homes * sizeof accountant->accounts[0]);
    accountant->homes = homes;
    accountant->delta = delta;
    accountant->start_day = start_day;
    return accountant;
}

void accountant_free(struct accountant *accountant) {
    free(accountant);
}

void accountant_hold_to(struct accountant *accountant, double delta) {
    if (delta < accountant->delta) accountant->delta = delta;
}

double accountant_delta(const struct accountant *accountant) {
    return accountant->delta;
}

static const struct account *account_of(const struct accountant *accountant, uint32_t home) {
    PROMISE(home < accountant->homes, "an account is an existing home's");
    return &accountant->accounts[home];
}

static int32_t day_of(time_ms now) {
    return (int32_t)clock_day(now) + 1;
}

// Counted from the year 0, which is before any run.
static int32_t month_of(const struct accountant *accountant, time_ms now) {
    struct clock_date date = clock_civil_from_days(accountant->start_day + clock_day(now));
    return 12 * date.year + date.month;
}

// With the day and the month begun anew where they are others. The calendar is looked at once a day.
static struct account account_on(const struct accountant *accountant, uint32_t home, time_ms now) {
    struct account account = *account_of(accountant, home);
    int32_t day = day_of(now);
    if (day == account.days) return account;
    int32_t month = month_of(accountant, now);
    account.day = (struct composition){0};
    if (month != account.months) account.month = (struct composition){0};
    account.days = day;
    account.months = month;
    return account;
}

static void add(struct composition *all, struct composition release, double delta, double *most) {
    *all = composition_sum(*all, release);
    *most = fmax(*most, composition_told(*all, delta));
}

bool accountant_spend(struct accountant *accountant, uint32_t home, time_ms now, double epsilon, double cap) {
    PROMISE(epsilon > 0, "a noised label says how much it tells");
    struct account account = account_on(accountant, home, now);
    struct composition release = composition_of(1, epsilon), month = composition_sum(account.month, release);
    if (cap > 0 && composition_told(month, accountant->delta) > cap + ACCOUNTANT_ROUNDING) return false;
    account.most[ACCOUNTANT_EVENT] = fmax(account.most[ACCOUNTANT_EVENT], epsilon);
    add(&account.day, release, accountant->delta, &account.most[ACCOUNTANT_DAY]);
    add(&account.month, release, accountant->delta, &account.most[ACCOUNTANT_MONTH]);
    account.run = composition_sum(account.run, release);
    accountant->accounts[home] = account;
    return true;
}

double accountant_month(const struct accountant *accountant, uint32_t home, time_ms now) {
    return composition_told(account_on(accountant, home, now).month, accountant->delta);
}

double accountant_most(const struct accountant *accountant, uint32_t home, enum accountant_unit unit) {
    const struct account *account = account_of(accountant, home);
    return unit == ACCOUNTANT_USER ? composition_told(account->run, accountant->delta) : account->most[unit];
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/why_journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/table.h"
#include "analysis/why_equation.h"

enum { LISTED_MOST = 40 };  // lines and payments of a home
enum { STEPS_MOST = 40 };  // causes are written before what follows from them: a longer chain is a long story

static const char *party_name(const struct why_source *source, int32_t party) {
    if (party >= 0 && party < (int32_t)source->run->parties.count) return source->run->parties.names[party];
    return party == -1 ? "the household" : "the calendar";
}

// One line of the journal: "2018-07-03 14:02:11, home 893: visit booked, by bugbye".
static void tell_line(struct why_source *source, const struct journal_event *event, int depth,
                      struct why *why) {
    char moment[WHY_MOMENT_SIZE], home[40] = "";
    why_source_print_moment(source, event->when_ms, moment);
    if (event->home >= 0) snprintf(home, sizeof home, ", home %d", event->home);
    why_lines_say_ask(why, depth, WHY_EVENT, fault_print_text("--event %lld", (long long)event->number),
                      "%s%s: %s, by %s", moment, home, event->what, party_name(source, event->party));
}

// A line that says that a promise was broken is by no model's equation, but by what was promised.
static bool tell_promise(const struct why_source *source, const char *what, int depth, struct why *why) {
    static const char broken[] = "promise broken: ";
    const struct run_promises *promises = &source->run->promises;
    if (strncmp(what, broken, strlen(broken)) != 0) return false;
    for (size_t i = 0; i < promises->count; i++)
        if (strcmp(promises->name[i], what + strlen(broken)) == 0) {
            why_lines_say(why, depth, WHY_EQUATION, "promised (%s): %s", promises->name[i],
                          promises->text[i]);
            why_lines_say(why, depth + 1, WHY_SOURCE, "Source: %s",
                          promises->policy[i][0] ? promises->policy[i] : "the scenario");
            return true;
        }
    return false;
}

static void tell_event(struct why_source *source, int64_t number, int depth, struct why *why) {
    struct journal_event event = {0};
    for (int step = 0; number > 0 && step < STEPS_MOST; step++) {
        event = journal_rows_event(source->rows, number);
        if (!event.what) return;  // a fault
        tell_line(source, &event, depth, why);
        if (!tell_promise(source, event.what, depth + 1, why))
            why_equation_tell_of_either(source, party_name(source, event.party), "", event.what, depth + 1,
                                        why);
        number = event.cause < number ? event.cause : 0;
        if (number == 0)
            why_lines_say(why, depth + 1, WHY_BEGINNING,
                          "It begins here: nothing in this run comes before \"%s\".", event.what);
        free(event.what);
    }
    if (number > 0)
        why_lines_say_ask(why, depth, WHY_NOTE, fault_print_text("--event %lld", (long long)number),
                          "and so on");
}

static void tell_payment(struct why_source *source, int64_t number, int depth, struct why *why) {
    const struct run_flows *flows = &source->run->flows;
    struct journal_payment paid = journal_rows_payment(source->rows, number);
    char moment[WHY_MOMENT_SIZE], home[40] = "";
    if (paid.number < 0 || paid.flow < 0 || (size_t)paid.flow >= flows->count) return;
    const char *payer = flows->payer[paid.flow], *payee = flows->payee[paid.flow],
               *reason = flows->reason[paid.flow];
    why_source_print_moment(source, paid.when_ms, moment);
    if (paid.home >= 0) snprintf(home, sizeof home, ", home %d", paid.home);
    why_lines_say_ask(why, depth, WHY_PAYMENT, fault_print_text("--posting %lld", (long long)number),
                      "%s%s: %s to %s, %s %s, %s", moment, home, payer, payee, table_whole(paid.amount).text,
                      flows->currency[paid.flow], reason);
    why_equation_tell_of_either(source, payee, payer, reason, depth + 1, why);
    tell_event(source, paid.cause, depth + 1, why);
}

bool why_journal_posting(struct why_source *source, int64_t number, int depth, struct why *why) {
    if (number < 0 || number >= (int64_t)journal_rows_payments(source->rows)) return false;
    tell_payment(source, number, depth, why);
    return !source->fault->there;
}

bool why_journal_event(struct why_source *source, int64_t number, int depth, struct why *why) {
    if (number < 1 || number > (int64_t)journal_rows_events(source->rows)) return false;
    tell_event(source, number, depth, why);
    return !source->fault->there;
}

// ---- A home ----

static void tell_columns(const struct run *run, int64_t home, struct why *why) {
    for (size_t i = 0; i < run->column_count; i++) {
        const struct run_column *column = &run->columns[i];
        bool bare = strcmp(column->unit, "1") == 0;
        why_lines_say(why, 1, WHY_PART, "%s: %s%s%s", column->meaning,
                      table_number(column->values[home]).text, bare ? "" : " ", bare ? "" : column->unit);
    }
}

static void tell_known(const struct run *run, int64_t home, struct why *why) {
    const struct run_exposed *e = &run->exposed;
    for (size_t i = 0; i < e->count; i++) {
        if (e->household[i] != home) continue;
        size_t flow = (size_t)e->flow[i];
        why_lines_say(why, 1, WHY_RULE,
                      "%s knows of it: %s, for %s; %s transfers, the first with consent %s; rule %s",
                      run->exposures.recipient[flow], run->exposures.data_class[flow],
                      run->exposures.purpose[flow], table_whole(e->transfers[i]).text,
                      run->consents.states[e->allowed_by[i]], run->exposures.rule[flow]);
    }
}

// Payments and lines of the journal, each by itself, in the order of time.
static void tell_story(struct why_source *source, int64_t home, struct why *why) {
    int64_t numbers[LISTED_MOST];
    size_t count = journal_rows_events_of(source->rows, home, LISTED_MOST, numbers);
    why_lines_say(why, 1, WHY_NOTE, "%s lines of the journal%s", table_whole((int64_t)count).text,
                  count > LISTED_MOST ? ", the first of them:" : ":");
    for (size_t i = 0; i < count && i < LISTED_MOST; i++) {
        struct journal_event event = journal_rows_event(source->rows, numbers[i]);
        char moment[WHY_MOMENT_SIZE];
        why_source_print_moment(source, event.when_ms, moment);
        why_lines_say_ask(why, 2, WHY_EVENT, fault_print_text("--event %lld", (long long)event.number),
                          "%s %s", moment, event.what ? event.what : "");
        free(event.what);
    }
    struct journal_filter filter = {NULL, 0, -1, home};
    count = journal_rows_payments_of(source->rows, &filter, LISTED_MOST, numbers);
    why_lines_say(why, 1, WHY_NOTE, "%s payments%s", table_whole((int64_t)count).text,
                  count > LISTED_MOST ? ", the first of them:" : ":");
    for (size_t i = 0; i < count && i < LISTED_MOST; i++) {
        struct journal_payment paid = journal_rows_payment(source->rows, numbers[i]);
        const struct run_flows *flows = &source->run->flows;
        char moment[WHY_MOMENT_SIZE];
        if (paid.flow < 0 || (size_t)paid.flow >= flows->count) continue;
        why_source_print_moment(source, paid.when_ms, moment);
        why_lines_say_ask(why, 2, WHY_PAYMENT, fault_print_text("--posting %lld", (long long)paid.number),
                          "%s %s to %s, %s %s, %s", moment, flows->payer[paid.flow], flows->payee[paid.flow],
                          table_whole(paid.amount).text, flows->currency[paid.flow],
                          flows->reason[paid.flow]);
    }
}

bool why_journal_home(struct why_source *source, int64_t home, struct why *why) {
    if (home < 0 || home >= (int64_t)source->run->homes) return false;
    why_lines_say(why, 0, WHY_ANSWER, "home %lld, at the end of the run:", (long long)home);
    tell_columns(source->run, home, why);
    tell_known(source->run, home, why);
    tell_story(source, home, why);
    return !source->fault->there;
}

void why_journal_homes(struct why_source *source, struct why *why) {
    size_t count;
    struct journal_saying *sayings = journal_rows_sayings(source->rows, &count);
    why_lines_add(why, 0, WHY_ANSWER,
                  count ? "What the journal says of homes, the rarest first, and a home with much to tell of "
                          "those to which it happened:"
                        : "The journal says nothing of any home.");
    for (size_t i = 0; i < count; i++)
        why_lines_say_ask(why, 1, WHY_EVENT, fault_print_text("--home %d", sayings[i].home), "%s, %s in all",
                          sayings[i].what, table_whole((int64_t)sayings[i].lines).text);
    free(sayings);
}

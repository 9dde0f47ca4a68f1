// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "analysis/table.h"
#include "analysis/why_parts.h"

enum { STEPS_MOST = 40 };  // causes are written before what follows from them: a longer chain is a long story

static const char *party_name(const struct why_source *source, int32_t party) {
    if (party >= 0 && party < (int32_t)source->run->parties.count) return source->run->parties.names[party];
    return party == -1 ? "the household" : "the calendar";
}

// One line of the journal: "2018-07-03 14:02:11, home 893: visit booked, by bugbye".
static void tell_line(struct why_source *source, const struct journal_event *event, int depth,
                      struct why *why) {
    char moment[WHY_MOMENT_SIZE], home[40] = "";
    why_print_moment(source, event->when_ms, moment);
    if (event->home >= 0) snprintf(home, sizeof home, ", home %d", event->home);
    why_say_ask(why, depth, WHY_EVENT, fault_print_text("--event %lld", (long long)event->number),
                "%s%s: %s, by %s", moment, home, event->what, party_name(source, event->party));
}

void why_tell_event(struct why_source *source, int64_t number, int depth, struct why *why) {
    struct journal_event event = {0};
    int64_t last = 0;
    for (int step = 0; number > 0 && step < STEPS_MOST; step++) {
        event = journal_rows_event(source->rows, number);
        if (!event.what) return;  // a fault
        tell_line(source, &event, depth, why);
        why_equations_of_either(source, party_name(source, event.party), "", event.what, depth + 1, why);
        last = event.cause < number ? event.cause : 0;
        number = last;
        if (number == 0)
            why_say(why, depth + 1, WHY_BEGINNING, "It begins here: nothing in this run comes before \"%s\".",
                    event.what);
        free(event.what);
    }
    if (number > 0)
        why_say_ask(why, depth, WHY_NOTE, fault_print_text("--event %lld", (long long)number), "and so on");
}

void why_tell_payment(struct why_source *source, int64_t number, int depth, struct why *why) {
    const struct run_flows *flows = &source->run->flows;
    struct journal_payment paid = journal_rows_payment(source->rows, number);
    char moment[WHY_MOMENT_SIZE], home[40] = "";
    if (paid.number < 0 || paid.flow < 0 || (size_t)paid.flow >= flows->count) return;
    const char *payer = flows->payer[paid.flow], *payee = flows->payee[paid.flow],
               *reason = flows->reason[paid.flow];
    why_print_moment(source, paid.when_ms, moment);
    if (paid.home >= 0) snprintf(home, sizeof home, ", home %d", paid.home);
    why_say_ask(why, depth, WHY_PAYMENT, fault_print_text("--posting %lld", (long long)number),
                "%s%s: %s to %s, %s %s, %s", moment, home, payer, payee, table_whole(paid.amount).text,
                flows->currency[paid.flow], reason);
    why_equations_of_either(source, payee, payer, reason, depth + 1, why);
    why_tell_event(source, paid.cause, depth + 1, why);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/why_number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/table.h"
#include "analysis/why_equation.h"
#include "analysis/why_guesses.h"
#include "analysis/why_journal.h"

enum { PARTS_MOST = 8, DAYS_MOST = 3, PAYMENTS_MOST = 3, HOMES_MOST = 3 };

// What is asked about: one day or all, one other party or any.
struct scope {
    int64_t day;
    const char *party;
    char days[80];  // ", on 2018-07-03", or ", in 92 days from 2018-06-01"
};

static struct scope scope_of(const struct why_source *source, const char *party, int64_t day) {
    struct scope scope = {.day = day, .party = party};
    char text[WHY_MOMENT_SIZE];
    why_source_print_day(source, day < 0 ? 0 : day, text);
    if (day < 0)
        snprintf(scope.days, sizeof scope.days, ", in %zu days from %s", source->run->days, text);
    else
        snprintf(scope.days, sizeof scope.days, ", on %s", text);
    return scope;
}

static int64_t flow_amount(const struct run *run, size_t flow, int64_t day) {
    const struct run_flows *flows = &run->flows;
    return day < 0 ? flows->amount[flow] : flows->amount_by_day[(size_t)day * flows->count + flow];
}

static bool is_between(const struct run_flows *flows, size_t flow, const char *party) {
    return !party || strcmp(flows->payer[flow], party) == 0 || strcmp(flows->payee[flow], party) == 0;
}

// ---- Days on which it was most ----

// The places of the largest of `count` values, largest first; how many are above 0.
static size_t largest(const double *values, size_t count, size_t most, size_t *places) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(values[i] > 0) || (kept == most && values[places[most - 1]] >= values[i])) continue;
        size_t place = kept < most ? kept++ : most - 1;
        for (; place > 0 && values[places[place - 1]] < values[i]; place--) places[place] = places[place - 1];
        places[place] = i;
    }
    return kept;
}

static void tell_days(const struct why_source *source, const double *by_day, const char *name,
                      const char *unit, struct why *why) {
    size_t places[DAYS_MOST], count = largest(by_day, source->run->days, DAYS_MOST, places);
    for (size_t i = 0; i < count; i++) {
        char day[WHY_MOMENT_SIZE];
        char *number = why_source_ask_number(name);
        why_source_print_day(source, (int64_t)places[i], day);
        why_lines_say_ask(why, 1, WHY_PART, fault_print_text("%s --day %s", number, day), "%s on %s: %s %s",
                          i ? "then" : "most", day, table_number(by_day[places[i]]).text, unit);
        free(number);
    }
}

// ---- Payments ----

static void tell_largest(struct why_source *source, const bool *flows, const struct scope *scope, int depth,
                         struct why *why) {
    int64_t numbers[PAYMENTS_MOST];
    struct journal_filter filter = {flows, source->run->flows.count, scope->day, -1};
    size_t count = journal_rows_largest(source->rows, &filter, PAYMENTS_MOST, numbers);
    if (count == 0)
        why_lines_say(why, depth, WHY_NOTE,
                      journal_rows_payments(source->rows)
                          ? "No single payment of it is kept."
                          : "The run kept no payments (journal = \"none\"): run it with "
                            "journal = \"all\" to see them.");
    for (size_t i = 0; i < count; i++) {
        why_lines_say(
            why, depth, WHY_NOTE,
            i ? "another of the largest payments:" : "the largest payment of it, and what it follows from:");
        why_journal_posting(source, numbers[i], depth + 1, why);
        if (source->fault->there) return;
    }
}

static void explain_flow(struct why_source *source, size_t flow, const struct scope *scope, struct why *why) {
    const struct run_flows *flows = &source->run->flows;
    bool *wanted = fault_allocate(flows->count, sizeof *wanted);
    wanted[flow] = true;
    char *name = why_source_flow_name(source->run, flow),
         *of_all = scope->day < 0 ? fault_print_text(", %s payments", table_whole(flows->postings[flow]).text)
                                  : fault_copy_text("");
    why_lines_say(why, 0, WHY_ANSWER, "%s: %s %s%s%s", name,
                  table_whole(flow_amount(source->run, flow, scope->day)).text, flows->currency[flow], of_all,
                  scope->days);
    double *by_day = fault_allocate(source->run->days, sizeof *by_day);
    for (size_t day = 0; day < source->run->days; day++)
        by_day[day] = (double)flow_amount(source->run, flow, (int64_t)day);
    if (scope->day < 0) tell_days(source, by_day, name, flows->currency[flow], why);
    why_equation_tell_of_either(source, flows->payee[flow], flows->payer[flow], flows->reason[flow], 1, why);
    tell_largest(source, wanted, scope, 1, why);
    free(by_day);
    free(of_all);
    free(name);
    free(wanted);
}

// The flows of a sum, each with its sign.
struct signed_flow {
    size_t flow;
    int sign;
    int64_t amount;
};

static int by_size(const void *one, const void *other) {
    const struct signed_flow *a = one, *b = other;
    if (a->amount != b->amount) return a->amount > b->amount ? -1 : 1;
    return a->flow < b->flow ? -1 : 1;
}

static void tell_flows(struct why_source *source, struct signed_flow *parts, size_t count,
                       const struct scope *scope, struct why *why) {
    const struct run_flows *flows = &source->run->flows;
    if (count) qsort(parts, count, sizeof *parts, by_size);
    for (size_t i = 0; i < count && i < PARTS_MOST; i++) {
        char *name = why_source_flow_name(source->run, parts[i].flow), *ask = why_source_ask_number(name);
        char day[WHY_MOMENT_SIZE], *of_day;
        why_source_print_day(source, scope->day < 0 ? 0 : scope->day, day);
        of_day = scope->day < 0 ? fault_copy_text(ask) : fault_print_text("%s --day %s", ask, day);
        why_lines_say_ask(why, 1, WHY_PART, of_day, "%s %s %s: %s, %s to %s", parts[i].sign > 0 ? "+" : "-",
                          table_whole(parts[i].amount).text, flows->currency[parts[i].flow],
                          flows->reason[parts[i].flow], flows->payer[parts[i].flow],
                          flows->payee[parts[i].flow]);
        free(ask);
        free(name);
    }
    if (count > PARTS_MOST) why_lines_say(why, 1, WHY_NOTE, "and %zu smaller", count - PARTS_MOST);
}

// Of the largest part: by which equations, and where its largest payments come from.
static void tell_largest_part(struct why_source *source, const struct signed_flow *part,
                              const struct scope *scope, struct why *why) {
    const struct run_flows *flows = &source->run->flows;
    bool *wanted = fault_allocate(flows->count, sizeof *wanted);
    wanted[part->flow] = true;
    why_lines_say(why, 1, WHY_NOTE, "most moved by %s:", flows->reason[part->flow]);
    why_equation_tell_of_either(source, flows->payee[part->flow], flows->payer[part->flow],
                                flows->reason[part->flow], 2, why);
    tell_largest(source, wanted, scope, 2, why);
    free(wanted);
}

static void explain_balance(struct why_source *source, const char *who, const char *currency,
                            const char *name, const struct scope *scope, struct why *why) {
    const struct run_flows *flows = &source->run->flows;
    struct signed_flow *parts = fault_allocate(2 * flows->count, sizeof *parts);
    size_t count = 0;
    int64_t total = 0;
    for (size_t i = 0; i < flows->count; i++) {
        bool in = strcmp(flows->payee[i], who) == 0, out = strcmp(flows->payer[i], who) == 0;
        int64_t amount = flow_amount(source->run, i, scope->day);
        if (in == out || amount == 0 || strcmp(flows->currency[i], currency) != 0 ||
            !is_between(flows, i, scope->party))
            continue;
        total += in ? amount : -amount;
        parts[count++] = (struct signed_flow){i, in ? 1 : -1, amount};
    }
    why_lines_say(why, 0, WHY_ANSWER, "%s: %s %s%s%s%s: what came in less what went out", name,
                  table_whole(total).text, currency, scope->party ? ", between it and " : "",
                  scope->party ? scope->party : "", scope->days);
    tell_flows(source, parts, count, scope, why);
    if (count) tell_largest_part(source, &parts[0], scope, why);
    free(parts);
}

// ---- Series ----

static double series_value(const struct run *run, const struct run_series *series, int64_t day) {
    return day < 0 ? measure_series(run, series) : measure_series_day(run, series, (size_t)day);
}

static void tell_segments(const struct run *run, const struct run_series *series, int64_t day,
                          struct why *why) {
    for (size_t segment = 0; segment < run->segments; segment++) {
        double value = day < 0 ? run_series_total(run, series, segment)
                               : series->values[(size_t)day * run->segments + segment];
        if (value != 0)
            why_lines_say(why, 1, WHY_PART, "%s of homes of the segment %s", table_number(value).text,
                          run->segment_names[segment]);
    }
}

static void tell_mean(const struct run *run, const struct run_series *series, struct why *why) {
    const struct run_series *per = run_series_named(run, series->per);
    double sum = 0, divisor = 0;
    for (size_t segment = 0; per && segment < run->segments; segment++) {
        sum += run_series_total(run, series, segment);
        divisor += run_series_total(run, per, segment);
    }
    if (per)
        why_lines_say_ask(why, 1, WHY_PART, why_source_ask_number(per->name), "a mean: %s / %s (%s)",
                          table_number(sum).text, table_number(divisor).text, per->meaning);
}

static int32_t party_of(const struct run *run, const char *entry) {
    for (size_t i = 0; i < run->parties.count; i++)
        if (strcmp(run->parties.names[i], entry) == 0) return (int32_t)i;
    return JOURNAL_ANYBODY;
}

// The first line of the journal that the same equation gives: where such a thing is seen to happen. `kind`
// NULL: of any.
static void tell_a_case(struct why_source *source, const char *kind, int32_t party, const char *thing,
                        int64_t day, struct why *why) {
    const struct run_kinds *k = &source->kinds;
    for (size_t i = 0; i < k->submodel_count; i++) {
        if ((kind && strcmp(k->of[i], kind) != 0) || !run_kinds_lists(k->gives[i], thing)) continue;
        int64_t number = journal_rows_saying(source->rows, k->gives[i], day, party);
        if (number == 0) continue;
        why_lines_say(why, 1, WHY_NOTE, "the first line of the journal about it, and what it follows from:");
        why_journal_event(source, number, 2, why);
        return;
    }
}

static void explain_series(struct why_source *source, const struct run_series *series, const char *name,
                           const struct scope *scope, struct why *why) {
    const struct run *run = source->run;
    const char *kind = run_kinds_of(&source->kinds, series->entry),
               *own = measure_own_name(series->name, series->entry);
    bool bare = strcmp(series->unit, "1") == 0;
    why_lines_say(why, 0, WHY_ANSWER, "%s: %s%s%s%s: %s", name,
                  table_number(series_value(run, series, scope->day)).text, bare ? "" : " ",
                  bare ? "" : series->unit, scope->days, series->meaning);
    if (series->per[0])
        tell_mean(run, series, why);
    else
        tell_segments(run, series, scope->day, why);
    double *by_day = fault_allocate(run->days, sizeof *by_day);
    for (size_t day = 0; day < run->days; day++) by_day[day] = measure_series_day(run, series, day);
    if (scope->day < 0) tell_days(source, by_day, name, bare ? "" : series->unit, why);
    free(by_day);
    if (kind) why_equation_tell(source, kind, series->entry, own, 1, why);
    if (kind) tell_a_case(source, kind, party_of(run, series->entry), own, scope->day, why);
}

// ---- What is known ----

static void tell_consents(const struct why_source *source, size_t flow, struct why *why) {
    const struct run *run = source->run;
    const struct run_consents *c = &run->consents;
    const int64_t *last = c->households + ((run->days - 1) * run->exposures.count + flow) * c->state_count;
    for (size_t state = 0; run->days > 0 && state < c->state_count; state++)
        if (last[state])
            why_lines_say(why, 1, WHY_PART, "consent at the end: %s in %s homes", c->states[state],
                          table_whole(last[state]).text);
}

// The first homes that the file lists, and the consent that the first transfer rested on.
static void tell_exposed(const struct why_source *source, size_t flow, struct why *why) {
    const struct run_exposed *e = &source->run->exposed;
    size_t told = 0;
    for (size_t i = 0; i < e->count && told < HOMES_MOST; i++) {
        if (e->flow[i] != (int32_t)flow) continue;
        why_lines_say_ask(why, 1, WHY_PART, fault_print_text("--home %d", e->household[i]),
                          "home %d: %s transfers, the first with consent %s", e->household[i],
                          table_whole(e->transfers[i]).text, source->run->consents.states[e->allowed_by[i]]);
        told++;
    }
}

static void explain_data_flow(struct why_source *source, size_t flow, const char *name,
                              const struct scope *scope, double value, struct why *why) {
    const struct run_exposures *x = &source->run->exposures;
    bool whole = scope->day < 0;
    why_lines_say(why, 0, WHY_ANSWER, "%s: %s%s", name, table_number(value).text,
                  whole ? scope->days : ", in the whole run");
    if (!whole)
        why_lines_say(why, 1, WHY_PART, "%s transfers%s",
                      table_whole(x->transfers_by_day[(size_t)scope->day * x->count + flow]).text,
                      scope->days);
    why_lines_say(why, 1, WHY_RULE, "The policy%s%s says of %s to %s: %s. (maru list rules)",
                  source->run->policy[0] ? " " : "", source->run->policy, x->data_class[flow],
                  x->recipient[flow], x->rule[flow]);
    why_lines_say(
        why, 1, WHY_PART,
        "%s transfers, of %s homes; %s without a valid consent; %s refused by the gate; %s, %s pictures",
        table_whole(x->transfers[flow]).text, table_whole(x->homes_exposed[flow]).text,
        table_whole(x->transfers_without_consent[flow]).text, table_whole(x->refused[flow]).text,
        table_bytes(x->bytes[flow]).text, table_whole(x->images[flow]).text);
    tell_consents(source, flow, why);
    tell_exposed(source, flow, why);
    why_equation_tell(source, NULL, NULL, x->data_class[flow], 1, why);
    bool asked = strncmp(x->rule[flow], "never", 5) != 0 && strncmp(x->rule[flow], "none", 4) != 0;
    if (asked) why_equation_tell(source, NULL, NULL, "consent", 1, why);
    tell_a_case(source, NULL, JOURNAL_ANYBODY, x->data_class[flow], scope->day, why);
}

static size_t data_flow_of(const struct run *run, const char *subject) {
    const struct run_exposures *x = &run->exposures;
    for (size_t i = 0; i < x->count; i++) {
        char *flow = fault_print_text("%s to %s, for %s", x->data_class[i], x->recipient[i], x->purpose[i]);
        bool same = strcmp(flow, subject) == 0;
        free(flow);
        if (same) return i;
    }
    return x->count;
}

// All data flows: each of them is a part.
static void explain_all_data(const struct why_source *source, const char *name, const struct measure *measure,
                             const struct scope *scope, struct why *why) {
    why_lines_say(why, 0, WHY_ANSWER, "%s: %s%s", name, table_number(measure->value).text, scope->days);
    for (size_t i = 0; i < source->measures.count; i++) {
        const struct measure *part = &source->measures.rows[i];
        bool is_images = strcmp(measure->name, measure_images) == 0,
             is_widest = strcmp(measure->name, measure_widest_flow) == 0;
        const char *of_part = is_widest ? "homes known about" : measure->name;
        size_t flow = data_flow_of(source->run, part->subject);
        if (part->group != MEASURE_PRIVACY || flow == source->run->exposures.count) continue;
        if (strcmp(part->name, is_images ? measure_with_consent : of_part) != 0) continue;
        double value = is_images ? (double)source->run->exposures.images[flow] : part->value;
        char *id = measure_id(part);
        why_lines_say_ask(why, 1, WHY_PART, why_source_ask_number(id), "%s: %s", part->subject,
                          table_number(value).text);
        free(id);
    }
}

// ---- Segments ----

static void explain_segment_money(const struct why_source *source, const struct measure *measure,
                                  const char *name, const struct scope *scope, struct why *why) {
    const struct run *run = source->run;
    const struct run_column *balance = run_column_named(run, "won_balance"),
                            *segment = run_column_named(run, "privacy_segment");
    double *losses = fault_allocate(run->homes, sizeof *losses);
    size_t places[HOMES_MOST], homes = 0;
    for (size_t i = 0; balance && segment && i < run->homes; i++) {
        size_t own = (size_t)segment->values[i];
        if (own >= run->segments || strcmp(run->segment_names[own], measure->name) != 0) continue;
        losses[i] = -balance->values[i];
        homes++;
    }
    why_lines_say(why, 0, WHY_ANSWER, "%s: %s won%s: the mean of %s homes", name,
                  table_number(measure->value).text, scope->days, table_whole((int64_t)homes).text);
    size_t count = largest(losses, run->homes, HOMES_MOST, places);
    for (size_t i = 0; i < count; i++)
        why_lines_say_ask(why, 1, WHY_PART, fault_print_text("--home %zu", places[i]),
                          "home %zu, of those that paid most: %s won", places[i],
                          table_number(-losses[places[i]]).text);
    why_lines_say_ask(why, 1, WHY_NOTE, why_source_ask_number("money: households"),
                      "What households pay and get:");
    free(losses);
}

// ---- Welfare ----

static void explain_worth(const struct why_source *source, const struct measure *measure, int depth,
                          struct why *why) {
    const struct run_welfare *welfare = &source->run->welfare;
    if (strcmp(measure->name, "money") == 0)
        why_lines_say_ask(why, depth, WHY_NOTE, why_source_ask_number("money: households"), "money: %s won",
                          table_number(measure->value).text);
    for (size_t i = 0; i < welfare->count; i++)
        if (strcmp(welfare->sources[i], measure->name) == 0)
            why_lines_say(why, depth, depth ? WHY_PART : WHY_ANSWER, "%s: %s won (%s)", measure->name,
                          table_number(measure->value).text, welfare->meanings[i]);
}

// Families have what stands in the lines of worth; all have what the three have.
static void explain_welfare(const struct why_source *source, const struct measure *welfare, const char *name,
                            struct why *why) {
    bool all = strcmp(welfare->name, "all") == 0, families = strcmp(welfare->name, "families") == 0;
    why_lines_say(why, 0, WHY_ANSWER, "%s: %s won", name, table_number(welfare->value).text);
    if (!all && !families) why_lines_say(why, 1, WHY_NOTE, "What they received less what they paid.");
    for (size_t i = 0; i < source->measures.count; i++) {
        const struct measure *part = &source->measures.rows[i];
        if (families && part->group == MEASURE_WORTH) explain_worth(source, part, 1, why);
        if (all && part->group == MEASURE_WELFARE && part != welfare)
            why_lines_say_ask(why, 1, WHY_PART, why_source_ask_number(source->names[i]), "%s: %s won",
                              source->names[i], table_number(part->value).text);
    }
}

// What was checked, and where it was broken first.
static void explain_promise(const struct why_source *source, const struct measure *measure, const char *name,
                            struct why *why) {
    const struct run_promises *p = &source->run->promises;
    size_t i = 0;
    while (i < p->count && strcmp(p->name[i], measure->name) != 0) i++;
    if (i == p->count) return;
    why_lines_say(why, 0, WHY_ANSWER, "%s: broken on %s of %s home-days, %s times", name,
                  table_whole(p->broken[i]).text, table_whole(p->broken[i] + p->held[i]).text,
                  table_whole(p->times[i]).text);
    why_lines_say(why, 1, WHY_RULE, "%s", p->text[i]);
    if (p->flow[i] < 0) return;
    char when[WHY_MOMENT_SIZE];
    why_source_print_moment(source, p->when_ms[i], when);
    char *ask = p->event[i] ? fault_print_text("--event %lld", (long long)p->event[i]) : fault_copy_text("");
    why_lines_say_ask(why, 1, WHY_EVENT, ask, "first %s, home %lld: %s to %s, for %s", when,
                      (long long)p->home[i], source->run->exposures.data_class[p->flow[i]],
                      source->run->exposures.recipient[p->flow[i]],
                      source->run->exposures.purpose[p->flow[i]]);
}

static void explain_measure(struct why_source *source, const struct measure *measure, const char *name,
                            const struct scope *scope, struct why *why) {
    const struct run *run = source->run;
    size_t flow;
    switch (measure->group) {
        case MEASURE_MONEY:
            explain_balance(source, measure->name, "won", name, scope, why);
            break;
        case MEASURE_TOKENS:
            explain_balance(source,
                            strcmp(measure->name, "issued") == 0         ? "mint"
                            : strncmp(measure->name, "redeemed", 8) == 0 ? "burn"
                                                                         : "households",
                            "token", name, scope, why);
            break;
        case MEASURE_PRIVACY:
            flow = data_flow_of(run, measure->subject);
            if (flow < run->exposures.count)
                explain_data_flow(source, flow, name, scope, measure->value, why);
            else
                explain_all_data(source, name, measure, scope, why);
            break;
        case MEASURE_SEGMENT_MONEY:
            explain_segment_money(source, measure, name, scope, why);
            break;
        case MEASURE_WELFARE:
            explain_welfare(source, measure, name, why);
            break;
        case MEASURE_WORTH:
            explain_worth(source, measure, 0, why);
            break;
        case MEASURE_PROMISE:
            explain_promise(source, measure, name, why);
            break;
        case MEASURE_GUESSED:
            why_guesses_tell(source, measure->name, name, why);
            break;
        case MEASURE_HOMES_WELFARE:
            why_lines_say(why, 0, WHY_ANSWER, "%s: %s won, the mean of column welfare of such homes", name,
                          table_number(measure->value).text);
            break;
        case MEASURE_SEGMENT_RESULT:
            explain_series(source, run_series_named(run, measure->subject), measure->subject, scope, why);
            break;
        default:
            explain_series(source, run_series_named(run, measure->name), name, scope, why);
    }
}

// ---- What was asked ----

static const struct measure *measure_named(const struct why_source *source, const char *name) {
    for (size_t i = 0; i < source->measures.count; i++)
        if (strcmp(source->names[i], name) == 0) return &source->measures.rows[i];
    return NULL;
}

static size_t flow_named(const struct why_source *source, const char *name) {
    char *const *names = source->names + source->measures.count + source->run->series_count;
    size_t i = 0;
    while (i < source->run->flows.count && strcmp(names[i], name) != 0) i++;
    return i;
}

bool why_number(struct why_source *source, const char *name, const char *party, int64_t day,
                struct why *why) {
    struct scope scope = scope_of(source, party, day);
    const struct measure *measure = measure_named(source, name);
    const struct run_series *series = run_series_named(source->run, name);
    size_t flow = flow_named(source, name);
    if (measure)
        explain_measure(source, measure, name, &scope, why);
    else if (series)
        explain_series(source, series, name, &scope, why);
    else if (flow < source->run->flows.count)
        explain_flow(source, flow, &scope, why);
    else
        return false;
    return !source->fault->there;
}

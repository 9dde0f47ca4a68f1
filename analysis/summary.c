// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/measure.h"
#include "analysis/screen.h"
#include "analysis/table.h"

#define MOST_FLOWS ((size_t)12)  // of money shown; the smaller ones are counted
#define MANY_ROWS  ((size_t)15)  // a longer table leaves out the rows that are 0 throughout

#define ROW(table, ...) table_row(table, (const char *const[]){__VA_ARGS__})

// Prints the table under its title and frees it; nothing when it has no rows.
static void finish(struct table *table, const char *title, FILE *out) {
    if (table_row_count(table) > 0) {
        fprintf(out, "\n%s\n", title);
        table_print(table, screen_width(out), out);
    }
    table_free(table);
}

static void print_heading(const struct run *run, FILE *out) {
    static const char since[] = "days since ";
    const char *start =
        strncmp(run->day_unit, since, strlen(since)) == 0 ? run->day_unit + strlen(since) : "";
    screen_say(out, "%s", run->title[0] ? run->title : run->scenario);
    char *before = fault_print_text(run->policy_since[0] ? " since %s (before: %s)" : "%s%s",
                                    run->policy_since, run->policy_before);
    screen_say(out, "%s%s%s%s%s homes, %s days%s%.10s, seed %lld, replication %lld",
               run->policy[0] ? "policy " : "", run->policy, before, run->policy[0] ? ", " : "",
               table_whole((int64_t)run->homes).text, table_whole((int64_t)run->days).text,
               start[0] ? " from " : "", start, (long long)run->seed, (long long)run->replication);
    free(before);
}

// Says under a table how many rows it leaves out.
static void note_left_out(struct table *table, size_t count, const char *what) {
    if (count == 0) return;
    char *note = fault_print_text("not shown: %zu %s", count, what);
    table_note(table, note);
    free(note);
}

static void print_parties(const struct run *run, FILE *out) {
    static const struct table_column columns[] = {{"", false},         {"won in", true},
                                                  {"won out", true},   {"net won", true},
                                                  {"tokens in", true}, {"tokens out", true}};
    struct table *table = table_create(columns, 6);
    for (size_t i = 0; i < run->parties.count; i++) {
        int64_t won_in = run_party_total(run, run->parties.won_in, i);
        int64_t won_out = run_party_total(run, run->parties.won_out, i);
        int64_t token_in = run_party_total(run, run->parties.token_in, i);
        int64_t token_out = run_party_total(run, run->parties.token_out, i);
        if (won_in == 0 && won_out == 0 && token_in == 0 && token_out == 0) continue;
        ROW(table, run->parties.names[i], table_whole(won_in).text, table_whole(won_out).text,
            table_whole(won_in - won_out).text, table_whole(token_in).text, table_whole(token_out).text);
    }
    table_note(
        table,
        "mint: tokens made; burn: redeemed or expired; outside: the rest of the economy (wages, goods)");
    finish(table, "Who earned and who paid", out);
}

// ---- Who is better off ----

static const char *kind_of_worth(const struct run *run, const char *source) {
    for (size_t i = 0; i < run->welfare.count; i++)
        if (strcmp(run->welfare.sources[i], source) == 0) return run->welfare.kinds[i];
    return "";
}

static void add_welfare(const struct run *run, const struct measure *measure, struct table *table) {
    bool worth = measure->group == MEASURE_WORTH;
    if (worth && llround(measure->value) == 0) return;
    char *name = fault_print_text("%s%s", worth ? "  " : "", measure->name);
    ROW(table, name, table_whole(llround(measure->value)).text,
        worth ? kind_of_worth(run, measure->name) : "");
    free(name);
}

static void print_welfare(const struct run *run, FILE *out) {
    static const struct table_column columns[] = {{"", false}, {"won", true}, {"", false}};
    struct measure_list list = measure_list(run);
    struct table *table = table_create(columns, 3);
    for (size_t i = 0; i < list.count; i++) {
        const struct measure *measure = &list.rows[i];
        if (measure->group == MEASURE_WELFARE || measure->group == MEASURE_WORTH)
            add_welfare(run, measure, table);
    }
    measure_list_free(list);
    table_note(table,
               "families: their money and the lines set in; payments between families, firms and public "
               "bodies cancel in all");
    finish(table, "Who is better off", out);
}

// ---- Who paid whom ----

// A flow of money, to be sorted: won before tokens, large before small, then as in the file.
struct ranked {
    const struct run_flows *flows;
    size_t index;
};

static int ranked_compare(const void *one, const void *other) {
    const struct ranked *a = one, *b = other;
    int tokens_a = strcmp(a->flows->currency[a->index], "won") != 0;
    int tokens_b = strcmp(b->flows->currency[b->index], "won") != 0;
    int64_t amount_a = a->flows->amount[a->index], amount_b = b->flows->amount[b->index];
    if (tokens_a != tokens_b) return tokens_a - tokens_b;
    if (amount_a != amount_b) return amount_a > amount_b ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static struct ranked *flows_ranked(const struct run_flows *flows) {
    struct ranked *ranked = fault_allocate(flows->count, sizeof *ranked);
    for (size_t i = 0; i < flows->count; i++) ranked[i] = (struct ranked){flows, i};
    qsort(ranked, flows->count, sizeof *ranked, ranked_compare);
    return ranked;
}

static void print_flows(const struct run *run, FILE *out) {
    static const struct table_column columns[] = {{"who paid", false}, {"whom", false}, {"for", false},
                                                  {"amount", true},    {"", false},     {"times", true}};
    const struct run_flows *flows = &run->flows;
    struct table *table = table_create(columns, 6);
    struct ranked *ranked = flows_ranked(flows);
    for (size_t i = 0; i < flows->count && i < MOST_FLOWS; i++) {
        size_t k = ranked[i].index;
        ROW(table, flows->payer[k], flows->payee[k], flows->reason[k], table_whole(flows->amount[k]).text,
            flows->currency[k], table_whole(flows->postings[k]).text);
    }
    free(ranked);
    if (flows->count > MOST_FLOWS) {
        char *note = fault_print_text("and %zu smaller flows", flows->count - MOST_FLOWS);
        table_note(table, note);
        free(note);
    }
    finish(table, "Who paid whom, largest first", out);
}

// ---- Who knows what ----

static bool exposure_is_empty(const struct run_exposures *exposures, size_t i) {
    return exposures->transfers[i] == 0 && exposures->refused[i] == 0 && exposures->images[i] == 0 &&
           exposures->bytes[i] == 0 && exposures->homes_exposed[i] == 0;
}

static void add_exposure(const struct run_exposures *exposures, size_t i, struct table *table) {
    char *flow = fault_print_text("%s -> %s", exposures->data_class[i], exposures->recipient[i]);
    char *terms = fault_print_text("    for %s, rule: %s", exposures->purpose[i], exposures->rule[i]);
    ROW(table, flow, table_whole(exposures->transfers[i]).text,
        table_whole(exposures->transfers_without_consent[i]).text, table_whole(exposures->refused[i]).text,
        table_whole(exposures->images[i]).text, table_bytes(exposures->bytes[i]).text,
        table_whole(exposures->homes_exposed[i]).text);
    table_note(table, terms);
    free(flow);
    free(terms);
}

static void print_exposures(const struct run *run, FILE *out) {
    static const struct table_column columns[] = {{"data and who got it", false},
                                                  {"transfers", true},
                                                  {"without\nconsent", true},
                                                  {"refused", true},
                                                  {"images", true},
                                                  {"size", true},
                                                  {"homes\nknown", true}};
    const struct run_exposures *exposures = &run->exposures;
    struct table *table = table_create(columns, 7);
    size_t left_out = 0;
    for (size_t i = 0; i < exposures->count; i++) {
        if (exposures->count > MANY_ROWS && exposure_is_empty(exposures, i))
            left_out++;
        else
            add_exposure(exposures, i, table);
    }
    note_left_out(table, left_out, "data flows that nothing went through");
    if (exposures->count == 0)
        fprintf(out, "\nNo data can leave the homes: nothing in this scenario shares any.\n");
    finish(table, "What left the homes, and who knows it now", out);
}

// Nothing when nothing was promised.
static void print_promises(const struct run *run, FILE *out) {
    static const struct table_column columns[] = {
        {"promise", false}, {"home-days\nbroken", true}, {"of", true}, {"times", true}};
    const struct run_promises *p = &run->promises;
    struct table *table = table_create(columns, 4);
    for (size_t i = 0; i < p->count; i++) {
        char *text = fault_print_text("    %s", p->text[i]);
        ROW(table, p->name[i], table_whole(p->broken[i]).text, table_whole(p->held[i] + p->broken[i]).text,
            table_whole(p->times[i]).text);
        table_note(table, text);
        free(text);
    }
    finish(table, "What was promised", out);
}

// ---- Key results and the network ----

static size_t key_result_count(const struct run *run) {
    size_t count = 0;
    for (size_t i = 0; i < run->series_count; i++) count += run->series[i].key_result;
    return count;
}

// A result stands below the appliance or party that counted it.
static void add_result(const struct run_series *series, double value, struct table *table) {
    char *name =
        fault_print_text("%s%s", series->entry[0] ? "  " : "", measure_own_name(series->name, series->entry));
    ROW(table, name, table_number(value).text, strcmp(series->unit, "1") == 0 ? "" : series->unit,
        series->meaning);
    free(name);
}

static void print_results(const struct run *run, FILE *out) {
    static const struct table_column columns[] = {
        {"", false}, {"value", true}, {"unit", false}, {"meaning", false}};
    struct table *table = table_create(columns, 4);
    bool many = key_result_count(run) > MANY_ROWS;
    const char *entry = "";
    size_t left_out = 0;
    for (size_t i = 0; i < run->series_count; i++) {
        const struct run_series *series = &run->series[i];
        if (!series->key_result) continue;
        double value = measure_series(run, series);
        if (many && (value == 0 || isnan(value))) {
            left_out++;
            continue;
        }
        if (strcmp(entry, series->entry) != 0) table_note(table, entry = series->entry);
        add_result(series, value, table);
    }
    note_left_out(table, left_out, "results that are 0 or means of nothing");
    finish(table, "Key results", out);
}

static void print_network(const struct run *run, FILE *out) {
    const struct run_network *network = &run->network;
    screen_say(
        out, "\nNetwork: %s items sent, %s retried, %s lost; %s up, %s down, %s bulk flows.",
        table_whole((int64_t)network->items_sent).text, table_whole((int64_t)network->items_retried).text,
        table_whole((int64_t)network->items_lost).text, table_bytes((int64_t)network->bytes_up).text,
        table_bytes((int64_t)network->bytes_down).text, table_whole((int64_t)network->bulk_flows).text);
    double waiting = network->bytes_up_waiting + network->bytes_down_waiting - network->bytes_up_gathered;
    if (waiting > 0) screen_say(out, "%s still on their way at the end.", table_bytes((int64_t)waiting).text);
    if (network->reports_sent > 0)
        screen_say(out, "Reports on bulk flows: %s sent, %s lost.",
                   table_whole((int64_t)network->reports_sent).text,
                   table_whole((int64_t)network->reports_lost).text);
    screen_say(out, "Computing: %s Gflop; %s kWh in the cloud, %s kWh at the firms.",
               table_number(network->gflop).text, table_number(network->cloud_kwh).text,
               table_number(network->firm_kwh).text);
}

bool summary_print(const struct run *run, FILE *out) {
    print_heading(run, out);
    print_parties(run, out);
    print_welfare(run, out);
    print_flows(run, out);
    print_exposures(run, out);
    print_promises(run, out);
    print_results(run, out);
    print_network(run, out);
    return fflush(out) == 0 && !ferror(out);
}

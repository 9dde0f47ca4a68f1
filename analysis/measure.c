// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const measure_group_titles[MEASURE_GROUPS] = {
    [MEASURE_MONEY] = "Money: won received less won paid",
    [MEASURE_TOKENS] = "Tokens",
    [MEASURE_PRIVACY] = "What left the homes",
    [MEASURE_RESULT] = "Key results",
    [MEASURE_SEGMENT_MONEY] = "Money per household, by privacy segment",
    [MEASURE_SEGMENT_RESULT] = "Key results per household, by privacy segment",
    [MEASURE_WELFARE] = "Welfare: money and what families have beside it",
    [MEASURE_WORTH] = "What families have: money, and beside it",
    [MEASURE_HOMES_WELFARE] = "Welfare per household, by privacy segment, size and dwelling",
    [MEASURE_PROMISE] = "Promises: home-days on which they were broken",
    [MEASURE_GUESSED] = "What could be guessed: advantage over guessing blindly",
};

const char measure_all_flows[] = "all data flows", measure_with_consent[] = "transfers with consent",
           measure_without_consent[] = "transfers without consent", measure_images[] = "images",
           measure_widest_flow[] = "homes known through the widest flow";

bool measure_is_main(enum measure_group group) {
    return group <= MEASURE_RESULT || group == MEASURE_WELFARE;
}

struct measure measure_copy(const struct measure *measure) {
    struct measure copy = *measure;
    copy.subject = fault_copy_text(measure->subject);
    copy.name = fault_copy_text(measure->name);
    copy.unit = fault_copy_text(measure->unit);
    copy.entry = fault_copy_text(measure->entry);
    copy.meaning = fault_copy_text(measure->meaning);
    return copy;
}

void measure_clear(struct measure *measure) {
    free(measure->subject);
    free(measure->name);
    free(measure->unit);
    free(measure->entry);
    free(measure->meaning);
}

void measure_list_free(struct measure_list list) {
    for (size_t i = 0; i < list.count; i++) measure_clear(&list.rows[i]);
    free(list.rows);
}

const char *measure_own_name(const char *name, const char *entry) {
    size_t length = strlen(entry);
    bool begins = length > 0 && !strncmp(name, entry, length) && name[length] == '_';
    return begins ? name + length + 1 : name;
}

// ---- What it is called ----

// Of an underscore between words a space is made; names that somebody chose stay as they are.
static void space_words(char *text) {
    for (; (text = strchr(text, '_')); text++) *text = ' ';
}

const char *measure_owner(const struct measure *measure) {
    static const char *const groups[MEASURE_GROUPS] = {
        [MEASURE_MONEY] = "money",     [MEASURE_TOKENS] = "tokens", [MEASURE_PRIVACY] = "data",
        [MEASURE_WELFARE] = "welfare", [MEASURE_WORTH] = "worth",   [MEASURE_PROMISE] = "promise",
        [MEASURE_GUESSED] = "guessed"};
    return groups[measure->group] ? groups[measure->group] : measure->entry;
}

char *measure_words(const struct measure *measure) {
    char *name = fault_copy_text(measure_own_name(measure->name, measure->entry));
    if (measure->group == MEASURE_RESULT) space_words(name);
    return name;
}

char *measure_label(const struct measure *measure, bool with_unit) {
    bool bare =
        !with_unit || !measure->unit[0] || !strcmp(measure->unit, "1") || measure->group == MEASURE_TOKENS;
    const char *owner = measure_owner(measure);
    char *name = measure_words(measure);
    char *label = fault_print_text("%s%s%s%s%s%s", owner, owner[0] ? ": " : "", name, bare ? "" : " [",
                                   bare ? "" : measure->unit, bare ? "" : "]");
    free(name);
    return label;
}

char *measure_id(const struct measure *measure) {
    switch (measure->group) {
        case MEASURE_PRIVACY:
            return fault_print_text("data: %s: %s", measure->subject, measure->name);
        case MEASURE_SEGMENT_MONEY:
            return fault_print_text("money per household: %s", measure->name);
        case MEASURE_HOMES_WELFARE:
            return fault_print_text("welfare per household: %s", measure->name);
        case MEASURE_SEGMENT_RESULT:
            return fault_print_text("%s per household: %s", measure->subject, measure->name);
        default:
            return measure_label(measure, false);
    }
}

// ---- The list ----

// Copies the measure to the list's end; a text left out is "".
static void append(struct measure_list *list, struct measure measure) {
    static char none[] = "";
    char **texts[] = {&measure.subject, &measure.name, &measure.unit, &measure.entry, &measure.meaning};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!*texts[i]) *texts[i] = none;
    list->rows = fault_reallocate(list->rows, list->count + 1, sizeof *list->rows);
    list->rows[list->count++] = measure_copy(&measure);
}

static void add(struct measure_list *list, enum measure_group group, const char *subject, const char *name,
                const char *unit, double value) {
    append(list, (struct measure){.group = group,
                                  .subject = (char *)subject,
                                  .name = (char *)name,
                                  .unit = (char *)unit,
                                  .value = value});
}

static void add_result(struct measure_list *list, const struct run_series *series, double value) {
    append(list, (struct measure){.group = MEASURE_RESULT,
                                  .name = series->name,
                                  .unit = series->unit,
                                  .entry = series->entry,
                                  .meaning = series->meaning,
                                  .value = value});
}

// The last measure added is a mean: a run without it has no value, rather than 0.
static void mark_mean(struct measure_list *list) {
    list->rows[list->count - 1].missing = NAN;
}

// ---- Money ----

// Mint and burn hold no won: they never gain or lose any.
static void add_money(struct measure_list *list, const struct run *run) {
    for (size_t i = 0; i < run->parties.count; i++) {
        int64_t in = run_party_total(run, run->parties.won_in, i),
                out = run_party_total(run, run->parties.won_out, i);
        const char *name = run->parties.names[i];
        if (strcmp(name, "mint") != 0 && strcmp(name, "burn") != 0)
            add(list, MEASURE_MONEY, "", name, "won", (double)(in - out));
    }
}

static void add_tokens(struct measure_list *list, const struct run *run) {
    for (size_t i = 0; i < run->parties.count; i++) {
        int64_t in = run_party_total(run, run->parties.token_in, i);
        int64_t out = run_party_total(run, run->parties.token_out, i);
        const char *name = run->parties.names[i];
        if (strcmp(name, "mint") == 0) add(list, MEASURE_TOKENS, "", "issued", "token", (double)out);
        if (strcmp(name, "burn") == 0)
            add(list, MEASURE_TOKENS, "", "redeemed or expired", "token", (double)in);
        if (strcmp(name, "households") == 0)
            add(list, MEASURE_TOKENS, "", "held by households at the end", "token", (double)(in - out));
    }
}

// ---- Privacy ----

// What all data flows come to.
struct flow_totals {
    int64_t with, without, images, widest;
};

static void add_flow(struct measure_list *list, const struct run_exposures *exposures, size_t i,
                     struct flow_totals *all) {
    char *flow = fault_print_text("%s to %s, for %s", exposures->data_class[i], exposures->recipient[i],
                                  exposures->purpose[i]);
    int64_t without = exposures->transfers_without_consent[i], with = exposures->transfers[i] - without;
    int64_t homes = exposures->homes_exposed[i];
    add(list, MEASURE_PRIVACY, flow, measure_with_consent, "1", (double)with);
    add(list, MEASURE_PRIVACY, flow, measure_without_consent, "1", (double)without);
    add(list, MEASURE_PRIVACY, flow, "homes known about", "1", (double)homes);
    all->with += with;
    all->without += without;
    all->images += exposures->images[i];
    if (homes > all->widest) all->widest = homes;
    free(flow);
}

// Homes cannot be added up: several flows may tell of the same one.
static void add_privacy(struct measure_list *list, const struct run *run) {
    struct flow_totals all = {0};
    for (size_t i = 0; i < run->exposures.count; i++) add_flow(list, &run->exposures, i, &all);
    add(list, MEASURE_PRIVACY, measure_all_flows, measure_without_consent, "1", (double)all.without);
    add(list, MEASURE_PRIVACY, measure_all_flows, measure_with_consent, "1", (double)all.with);
    add(list, MEASURE_PRIVACY, measure_all_flows, measure_widest_flow, "1", (double)all.widest);
    add(list, MEASURE_PRIVACY, measure_all_flows, measure_images, "1", (double)all.images);
}

// Who does not promise it cannot break it.
static void add_promises(struct measure_list *list, const struct run *run) {
    for (size_t i = 0; i < run->promises.count; i++) {
        add(list, MEASURE_PROMISE, "", run->promises.name[i], "1", (double)run->promises.broken[i]);
        mark_mean(list);
    }
}

// Each onlooker's own result under its name, not all that anybody calls an advantage.
static void add_guesses(struct measure_list *list, const struct run *run) {
    for (size_t i = 0; i < run->guesses.count; i++) {
        add(list, MEASURE_GUESSED, "", run->guesses.attacker[i], "1", run->guesses.advantage[i]);
        mark_mean(list);
    }
}

// ---- Key results ----

static double total_of(const struct run *run, const struct run_series *series) {
    double total = 0;
    for (size_t segment = 0; segment < run->segments; segment++)
        total += run_series_total(run, series, segment);
    return total;
}

// What a mean is divided by; NULL for a sum.
static const struct run_series *divisor_of(const struct run *run, const struct run_series *series) {
    return series->per[0] ? run_series_named(run, series->per) : NULL;
}

static double ratio(double amount, double per) {
    return per != 0 ? amount / per : NAN;
}

double measure_series(const struct run *run, const struct run_series *series) {
    const struct run_series *per = divisor_of(run, series);
    double total = total_of(run, series);
    return per ? ratio(total, total_of(run, per)) : total;
}

static double day_of(const struct run *run, const struct run_series *series, size_t day) {
    double total = 0;
    for (size_t segment = 0; segment < run->segments; segment++)
        total += series->values[day * run->segments + segment];
    return total;
}

double measure_series_day(const struct run *run, const struct run_series *series, size_t day) {
    const struct run_series *per = divisor_of(run, series);
    double total = day_of(run, series, day);
    return per ? ratio(total, day_of(run, per, day)) : total;
}

static void add_results(struct measure_list *list, const struct run *run) {
    for (size_t i = 0; i < run->series_count; i++) {
        const struct run_series *series = &run->series[i];
        if (!series->key_result) continue;
        add_result(list, series, measure_series(run, series));
        if (divisor_of(run, series)) mark_mean(list);
    }
}

// ---- By segment ----

// Homes per segment, and the sum of a column's values over them; `column` NULL: 0.
static void sum_by_segment(const struct run *run, const struct run_column *column, double *homes,
                           double *sums) {
    const struct run_column *segment_of = run_column_named(run, "privacy_segment");
    for (size_t i = 0; segment_of && i < run->homes; i++) {
        size_t segment = (size_t)segment_of->values[i];
        if (segment >= run->segments) continue;
        homes[segment]++;
        if (column) sums[segment] += column->values[i];
    }
}

static void add_segment_money(struct measure_list *list, const struct run *run, const double *homes,
                              const double *balances) {
    for (size_t segment = 0; segment < run->segments; segment++) {
        add(list, MEASURE_SEGMENT_MONEY, "", run->segment_names[segment], "won",
            ratio(balances[segment], homes[segment]));
        mark_mean(list);
    }
}

// Firms count what concerns no single home in the first segment: such a series tells nothing about segments.
static bool has_segments(const struct run *run, const struct run_series *series) {
    for (size_t segment = 1; segment < run->segments; segment++)
        if (run_series_total(run, series, segment) != 0) return true;
    return false;
}

static void add_segment_results(struct measure_list *list, const struct run *run, const double *homes) {
    for (size_t i = 0; i < run->series_count; i++) {
        const struct run_series *series = &run->series[i], *per = divisor_of(run, series);
        if (!series->key_result || !has_segments(run, series)) continue;
        for (size_t segment = 0; segment < run->segments; segment++) {
            double divisor = per ? run_series_total(run, per, segment) : homes[segment];
            add(list, MEASURE_SEGMENT_RESULT, series->name, run->segment_names[segment], series->unit,
                ratio(run_series_total(run, series, segment), divisor));
            mark_mean(list);
        }
    }
}

// ---- Welfare ----

static double won_of_side(const struct run *run, const char *side) {
    int64_t won = 0;
    for (size_t i = 0; i < run->parties.count; i++)
        if (strcmp(run->parties.sides[i], side) == 0)
            won +=
                run_party_total(run, run->parties.won_in, i) - run_party_total(run, run->parties.won_out, i);
    return (double)won;
}

// Files of old say of no worth.
static void add_welfare(struct measure_list *list, const struct run *run) {
    double worth = 0, money = won_of_side(run, "families");
    double firms = won_of_side(run, "firms"), public = won_of_side(run, "public");
    if (run->welfare.count == 0) return;
    for (size_t i = 0; i < run->welfare.count; i++) worth += run_worth_total(run, i);
    add(list, MEASURE_WELFARE, "", "families", "won", money + worth);
    add(list, MEASURE_WORTH, "", "money", "won", money);
    for (size_t i = 0; i < run->welfare.count; i++)
        add(list, MEASURE_WORTH, "", run->welfare.sources[i], "won", run_worth_total(run, i));
    add(list, MEASURE_WELFARE, "", "firms", "won", firms);
    add(list, MEASURE_WELFARE, "", "public", "won", public);
    add(list, MEASURE_WELFARE, "", "all", "won", money + worth + firms + public);
}

// The mean of homes of which the column has this value; none where there is no such home.
static void add_homes(struct measure_list *list, const struct run *run, const char *column, double value,
                      const char *name) {
    const struct run_column *welfare = run_column_named(run, "welfare"),
                            *group = run_column_named(run, column);
    double sum = 0, homes = 0;
    for (size_t i = 0; i < run->homes; i++) {
        if (group->values[i] < value || group->values[i] > value) continue;
        sum += welfare->values[i];
        homes++;
    }
    if (homes == 0) return;
    add(list, MEASURE_HOMES_WELFARE, "", name, "won", sum / homes);
    mark_mean(list);
}

static void add_homes_welfare(struct measure_list *list, const struct run *run) {
    static const char *const sizes[] = {"1 person", "2 persons", "3 persons", "4 persons",
                                        "5 persons or more"};
    if (!run_column_named(run, "welfare")) return;
    for (size_t i = 0; i < run->segments; i++)
        add_homes(list, run, "privacy_segment", (double)i, run->segment_names[i]);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        add_homes(list, run, "members", (double)i + 1, sizes[i]);
    add_homes(list, run, "apartment", 1, "in a block");
    add_homes(list, run, "apartment", 0, "in a house");
}

struct measure_list measure_list(const struct run *run) {
    struct measure_list list = {0};
    double *homes = fault_allocate(run->segments, sizeof *homes),
           *balances = fault_allocate(run->segments, sizeof *balances);
    add_money(&list, run);
    add_welfare(&list, run);
    add_tokens(&list, run);
    add_privacy(&list, run);
    add_promises(&list, run);
    add_guesses(&list, run);
    add_results(&list, run);
    sum_by_segment(run, run_column_named(run, "won_balance"), homes, balances);
    if (run->column_count > 0) {
        add_segment_money(&list, run, homes, balances);
        add_segment_results(&list, run, homes);
        add_homes_welfare(&list, run);
    }
    free(homes);
    free(balances);
    return list;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_captions.h"

#include <string.h>

#include "analysis/report_front.h"
#include "analysis/report_say.h"
#include "analysis/report_trade.h"

// The largest payment that no group of the rest of the economy takes part in.
static const struct report_flow *largest_named(const struct report_flows *flows) {
    const struct report_flow *best = NULL;
    for (size_t i = 0; i < flows->count; i++) {
        const struct report_flow *row = &flows->rows[i];
        bool named = strcmp(row->payee, "outside") != 0 && strcmp(row->payer, "outside") != 0 &&
                     strcmp(row->currency, "won") == 0;
        if (named && (!best || row->amounts[0] > best->amounts[0])) best = row;
    }
    return best;
}

static void caption_flows(struct json *json, const struct report_source *source) {
    const struct report_flow *largest = largest_named(&source->flows);
    json_key(json, "flows");
    json_open(json, '[');
    if (largest) {
        report_say_begin(json, "see_flows");
        report_say_text(json, "payer", largest->payer);
        report_say_text(json, "payee", largest->payee);
        report_say_text(json, "reason", largest->reason);
        report_say_text(json, "policy", source->policies[0]);
        report_say_money(json, "amount", largest->amounts[0] / (double)source->flows.runs[0]);
        report_say_end(json);
    }
    json_close(json, ']');
}

static const struct report_known_cell *widest(const struct report_known *known, size_t policy, bool unasked,
                                              double *homes) {
    const struct report_known_cell *best = NULL;
    *homes = 0;
    for (size_t i = 0; i < known->count; i++) {
        const struct report_known_cell *cell = &known->cells[i];
        double count =
            unasked ? report_known_without(known, cell, policy) : report_known_with(known, cell, policy);
        if (count <= *homes) continue;
        best = cell;
        *homes = count;
    }
    return best;
}

static void say_widest(struct json *json, const struct report_source *source, size_t policy) {
    double homes;
    const struct report_known_cell *cell = widest(&source->known, policy, true, &homes);
    bool unasked = cell != NULL;
    if (!unasked) cell = widest(&source->known, policy, false, &homes);
    report_say_begin(json, unasked ? "see_known_unasked" : cell ? "see_known_asked" : "see_known_nothing");
    report_say_policies(json, source, policy);
    if (cell) {
        report_say_text(json, "party", cell->party);
        report_say_text(json, "data", cell->data);
        report_say_count(json, "homes", homes);
    }
    report_say_end(json);
}

// Where somebody breaks consents: how much of what went out.
static void say_broken(struct json *json, const struct report_source *source, size_t policy,
                       enum quality_sum sum, const char *name) {
    const struct report_quality *quality = &source->quality;
    double broken = report_quality_total(quality, policy, sum);
    if (broken <= 0) return;
    report_say_begin(json, name);
    report_say_policies(json, source, policy);
    report_say_count(json, "count", broken);
    report_say_count(json, "all", report_quality_total(quality, policy, QUALITY_TRANSFERS));
    report_say_end(json);
}

static void caption_known(struct json *json, const struct report_source *source) {
    json_key(json, "known");
    json_open(json, '[');
    for (size_t policy = 0; source->known.count && policy < source->policy_count; policy++) {
        say_widest(json, source, policy);
        say_broken(json, source, policy, QUALITY_TAKEN, "see_known_taken");
        say_broken(json, source, policy, QUALITY_STRETCHED, "see_known_stretched");
    }
    json_close(json, ']');
}

static const struct report_reach_party *most_by(const struct report_reach *reach, size_t policy,
                                                enum reach_measure measure) {
    const struct report_reach_party *best = NULL;
    double most = 0;
    for (size_t i = 0; i < reach->party_count; i++) {
        double value = report_reach_of(reach, &reach->parties[i], policy, measure);
        if (value <= most) continue;
        best = &reach->parties[i];
        most = value;
    }
    return best;
}

static void say_reach(struct json *json, const struct report_source *source, size_t policy) {
    const struct report_reach *reach = &source->reach;
    const struct report_reach_party *most = most_by(reach, policy, REACH_CLASSES);
    const struct report_reach_party *middle = most_by(reach, policy, REACH_BETWEEN);
    report_say_begin(json, !most ? "see_reach_nothing" : middle ? "see_reach_middle" : "see_reach");
    report_say_policies(json, source, policy);
    if (most) {
        report_say_text(json, "party", most->name);
        report_say_count(json, "classes", report_reach_of(reach, most, policy, REACH_CLASSES));
        report_say_count(json, "homes", report_reach_of(reach, most, policy, REACH_HOMES));
    }
    if (middle) {
        report_say_text(json, "payer", middle->name);
        report_say_share(json, "share", report_reach_of(reach, middle, policy, REACH_BETWEEN));
    }
    report_say_end(json);
}

static void caption_reach(struct json *json, const struct report_source *source) {
    const struct report_reach *reach = &source->reach;
    json_key(json, "reach");
    json_open(json, '[');
    for (size_t policy = 0; reach->edge_count && !reach->old && policy < source->policy_count; policy++)
        say_reach(json, source, policy);
    json_close(json, ']');
}

static void say_quality(struct json *json, const struct report_source *source, size_t policy) {
    const struct report_quality *quality = &source->quality;
    double transfers = report_quality_total(quality, policy, QUALITY_TRANSFERS);
    double income = report_quality_total(quality, policy, QUALITY_INCOME);
    double regret = report_quality_total(quality, policy, QUALITY_REGRET);
    report_say_begin(json, transfers <= 0 ? "see_quality_nothing"
                           : regret > 0   ? "see_quality_regret"
                                          : "see_quality");
    report_say_policies(json, source, policy);
    if (transfers > 0)
        report_say_share(json, "share", report_quality_total(quality, policy, QUALITY_COVERED) / transfers);
    if (regret > 0) {
        report_say_money(json, "amount", regret);
        report_say_money(json, "all", income);
    }
    report_say_end(json);
}

static void caption_quality(struct json *json, const struct report_source *source) {
    const struct report_quality *quality = &source->quality;
    json_key(json, "quality");
    json_open(json, '[');
    for (size_t policy = 0; quality->count && !quality->old && policy < source->policy_count; policy++)
        say_quality(json, source, policy);
    json_close(json, ']');
}

// The data flow of which most homes were asked under the policy.
static const struct report_asked_flow *most_asked(const struct report_asked *asked, size_t policy) {
    const struct report_asked_flow *best = NULL;
    double most = 0;
    for (size_t i = 0; i < asked->count; i++) {
        double homes = report_asked_homes(asked, &asked->flows[i], policy, ASKED);
        if (homes <= most) continue;
        best = &asked->flows[i];
        most = homes;
    }
    return best;
}

static void say_asked(struct json *json, const struct report_source *source, size_t policy) {
    const struct report_asked_flow *flow = most_asked(&source->asked, policy);
    report_say_begin(json, flow ? "see_asked" : "see_asked_nobody");
    report_say_policies(json, source, policy);
    if (flow) {
        report_say_text(json, "party", flow->party);
        report_say_text(json, "data", flow->data);
        report_say_text(json, "purpose", flow->purpose);
        report_say_count(json, "asked", report_asked_homes(&source->asked, flow, policy, ASKED));
        report_say_count(json, "agreed", report_asked_homes(&source->asked, flow, policy, AGREED));
        report_say_count(json, "still", report_asked_homes(&source->asked, flow, policy, STILL));
    }
    report_say_end(json);
}

static void caption_asked(struct json *json, const struct report_source *source) {
    json_key(json, "asked");
    json_open(json, '[');
    for (size_t policy = 0; source->asked.count && policy < source->policy_count; policy++)
        say_asked(json, source, policy);
    json_close(json, ']');
}

// The promise that was broken on most home-days under the policy.
static const struct report_promise *most_broken(const struct report_promises *promises, size_t policy) {
    const struct report_promise *worst = NULL;
    for (size_t i = 0; i < promises->count; i++) {
        double broken = report_promises_broken(&promises->all[i], policy);
        if (broken > (worst ? report_promises_broken(worst, policy) : 0)) worst = &promises->all[i];
    }
    return worst;
}

static void say_promises(struct json *json, const struct report_source *source, size_t policy) {
    const struct report_promise *worst = most_broken(&source->promises, policy);
    size_t made = 0, broken = 0;
    for (size_t i = 0; i < source->promises.count; i++) {
        made += source->promises.all[i].policies[policy].runs > 0;
        broken += report_promises_broken(&source->promises.all[i], policy) > 0;
    }
    report_say_begin(json, !made ? "see_promises_none" : worst ? "see_promises_broken" : "see_promises_kept");
    report_say_policies(json, source, policy);
    report_say_count(json, "made", (double)made);
    report_say_count(json, "broken", (double)broken);
    if (worst) {
        report_say_text(json, "promise", worst->name);
        report_say_count(json, "days", report_promises_broken(worst, policy));
    }
    report_say_end(json);
}

static void caption_promises(struct json *json, const struct report_source *source) {
    json_key(json, "promises");
    json_open(json, '[');
    for (size_t policy = 0; source->promises.count && policy < source->policy_count; policy++)
        say_promises(json, source, policy);
    json_close(json, ']');
}

// Of the segments' differences, how many are told under any policy.
static void caption_groups(struct json *json, const struct comparison *comparison) {
    size_t told = 0, all = 0;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        for (size_t policy = 1; policy < comparison->policy_count; policy++) {
            bool counts = row->measure.group == MEASURE_SEGMENT_MONEY && !comparison_empty(comparison, row);
            all += counts;
            told +=
                counts && comparison_has_intervals(comparison) && comparison_tells(comparison, row, policy);
        }
    }
    json_key(json, "groups");
    json_open(json, '[');
    report_say_begin(json, comparison->policy_count == 1 ? "see_groups_run"
                           : told == 0                   ? "see_groups_luck"
                           : told == all                 ? "see_groups_all"
                                                         : "see_groups_some");
    report_say_count(json, "told", (double)told);
    report_say_count(json, "all", (double)all);
    report_say_end(json);
    json_close(json, ']');
}

static void caption_decides(struct json *json, const struct robustness *robustness) {
    size_t sure = 0, all = 0;
    for (size_t policy = 0; policy < robustness->points->policy_count; policy++)
        for (size_t i = 0; i < robustness->row_counts[policy]; i++) {
            all++;
            sure += robustness->rows[policy][i].sign.sign != 0 &&
                    robustness->rows[policy][i].sign.share.low >= 0.9;
        }
    json_key(json, "decides");
    json_open(json, '[');
    report_say_begin(json, "see_decides");
    report_say_count(json, "sure", (double)sure);
    report_say_count(json, "all", (double)all);
    report_say_end(json);
    json_close(json, ']');
}

void report_put_captions(struct json *json, const struct report_source *source) {
    json_open(json, '{');
    caption_flows(json, source);
    caption_known(json, source);
    caption_asked(json, source);
    caption_promises(json, source);
    caption_reach(json, source);
    caption_quality(json, source);
    if (source->comparison) caption_groups(json, source->comparison);
    if (source->comparison) report_caption_trade(json, source);
    if (source->comparison) report_caption_front(json, source);
    if (source->robustness) caption_decides(json, source->robustness);
    json_close(json, '}');
}

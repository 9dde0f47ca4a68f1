// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_quality.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/for_data.h"
#include "analysis/report_known.h"
#include "analysis/report_number.h"

// ---- Adding a run ----

static struct report_quality_flow *add_flow(struct report_quality *all, const char *party, const char *data,
                                            const char *purpose) {
    all->flows = fault_reallocate(all->flows, all->count + 1, sizeof *all->flows);
    struct report_quality_flow *flow = &all->flows[all->count++];
    *flow =
        (struct report_quality_flow){fault_copy_text(party), fault_copy_text(data), fault_copy_text(purpose),
                                     fault_allocate(all->policy_count * QUALITY_SUMS, sizeof(double))};
    return flow;
}

static struct report_quality_flow *flow_of(struct report_quality *all, const char *party, const char *data,
                                           const char *purpose) {
    for (size_t i = 0; i < all->count; i++) {
        struct report_quality_flow *flow = &all->flows[i];
        if (!strcmp(flow->party, party) && !strcmp(flow->data, data) && !strcmp(flow->purpose, purpose))
            return flow;
    }
    return add_flow(all, party, data, purpose);
}

static bool is_firm(const struct run *run, const char *name) {
    for (size_t i = 0; i < run->parties.count; i++)
        if (!strcmp(run->parties.names[i], name)) return run->parties.kinds[i][0] != '\0';
    return false;
}

// What the party paid other firms for data, won.
static double paid_for_data(const struct run *run, const char *party) {
    const struct run_flows *flows = &run->flows;
    double won = 0;
    for (size_t i = 0; i < flows->count; i++)
        if (!strcmp(flows->payer[i], party) && is_firm(run, flows->payee[i]) &&
            strcmp(flows->payee[i], party) != 0 && !strcmp(flows->currency[i], "won") &&
            for_data_is(flows->reason[i]))
            won += (double)flows->amount[i];
    return won;
}

static double transfers_to(const struct run *run, const char *party) {
    double sum = 0;
    for (size_t i = 0; i < run->exposures.count; i++)
        if (!strcmp(run->exposures.recipient[i], party)) sum += (double)run->exposures.transfers[i];
    return sum;
}

static double standing(const struct run *run, size_t flow) {
    const struct run_consents *consents = &run->consents;
    const int64_t *last =
        consents->households + ((run->days - 1) * run->exposures.count + flow) * consents->state_count;
    for (size_t state = 0; state < consents->state_count; state++)
        if (!strcmp(consents->states[state], "granted")) return (double)last[state];
    return 0;
}

static void add_income(double sums[QUALITY_SUMS], const struct run *run, size_t flow) {
    const char *recipient = run->exposures.recipient[flow];
    double all = transfers_to(run, recipient);
    if (all <= 0) return;
    double won = paid_for_data(run, recipient) / all;
    sums[QUALITY_INCOME] += won * (double)run->exposures.transfers[flow];
    sums[QUALITY_REGRET] += won * run->quality.transfers_would_refuse[flow];
}

static void add_row(double sums[QUALITY_SUMS], const struct run *run, size_t flow) {
    const struct run_quality *q = &run->quality;
    double transfers = (double)run->exposures.transfers[flow], holding = standing(run, flow);
    sums[QUALITY_TRANSFERS] += transfers;
    sums[QUALITY_COVERED] += transfers - (double)run->exposures.transfers_without_consent[flow];
    sums[QUALITY_STANDING] += holding;
    sums[QUALITY_AGES] += holding > 0 ? holding * q->consent_age[flow] : 0;
    sums[QUALITY_WITHDRAWN] += q->withdrawn[flow];
    sums[QUALITY_HELD] += q->withdrawn[flow] > 0 ? q->withdrawn[flow] * q->withdrawn_after[flow] : 0;
    sums[QUALITY_REQUESTS] += q->requests[flow];
    sums[QUALITY_MOST] += q->requests_most[flow];
    sums[QUALITY_UNASKED] += q->homes_unasked[flow];
    sums[QUALITY_REFUSING] += q->homes_would_refuse[flow];
    sums[QUALITY_TAKEN] += q->after_withdrawal[flow];
    sums[QUALITY_STRETCHED] += q->other_purpose[flow];
    add_income(sums, run, flow);
}

void report_quality_add(struct report_quality *all, size_t policy, const struct run *run) {
    const struct run_exposures *flows = &run->exposures;
    if (!all->runs) all->runs = fault_allocate(all->policy_count, sizeof *all->runs);
    all->runs[policy]++;
    all->old |= run->quality.count != flows->count;
    for (size_t i = 0; !all->old && run->days > 0 && i < flows->count; i++) {
        char *party = report_known_entry(run, flows->recipient[i]);
        struct report_quality_flow *flow = flow_of(all, party, flows->data_class[i], flows->purpose[i]);
        add_row(flow->sums + policy * QUALITY_SUMS, run, i);
        free(party);
    }
}

void report_quality_clear(struct report_quality *all) {
    for (size_t i = 0; i < all->count; i++) {
        free(all->flows[i].party);
        free(all->flows[i].data);
        free(all->flows[i].purpose);
        free(all->flows[i].sums);
    }
    free(all->flows);
    free(all->runs);
    *all = (struct report_quality){0};
}

double report_quality_total(const struct report_quality *all, size_t policy, enum quality_sum sum) {
    double total = 0;
    for (size_t i = 0; i < all->count; i++) total += all->flows[i].sums[policy * QUALITY_SUMS + sum];
    return all->runs && all->runs[policy] ? total / (double)all->runs[policy] : 0;
}

// ---- On the page ----

static double per(double sum, double count) {
    return count > 0 ? sum / count : NAN;
}

static void put_flow(struct json *json, const double sums[QUALITY_SUMS], double runs) {
    if (sums[QUALITY_TRANSFERS] <= 0 && sums[QUALITY_REQUESTS] <= 0) {
        json_text(json, NULL);
        return;
    }
    static const enum quality_sum plain[] = {QUALITY_REQUESTS, QUALITY_MOST, QUALITY_UNASKED,
                                             QUALITY_REFUSING},
                                  broken[] = {QUALITY_TRANSFERS, QUALITY_TAKEN, QUALITY_STRETCHED};
    json_open(json, '[');
    report_put_share(json, per(sums[QUALITY_COVERED], sums[QUALITY_TRANSFERS]));
    report_put_said(json, per(sums[QUALITY_AGES], sums[QUALITY_STANDING]));
    report_put_number(json, sums[QUALITY_WITHDRAWN] / runs);
    report_put_said(json, per(sums[QUALITY_HELD], sums[QUALITY_WITHDRAWN]));
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) report_put_number(json, sums[plain[i]] / runs);
    report_put_money(json, sums[QUALITY_INCOME] / runs);
    report_put_money(json, sums[QUALITY_REGRET] / runs);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        report_put_number(json, sums[broken[i]] / runs);
    json_close(json, ']');
}

void report_quality_put(struct json *json, const struct report_quality *all) {
    if (all->old) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '[');
    for (size_t i = 0; i < all->count; i++) {
        const struct report_quality_flow *flow = &all->flows[i];
        json_open(json, '{');
        json_key_text(json, "party", flow->party);
        json_key_text(json, "data", flow->data);
        json_key_text(json, "purpose", flow->purpose);
        json_key(json, "of");
        json_open(json, '[');
        for (size_t policy = 0; policy < all->policy_count; policy++)
            put_flow(json, flow->sums + policy * QUALITY_SUMS, (double)all->runs[policy]);
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_asked.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/report_known.h"
#include "analysis/report_number.h"

// ---- Adding a run ----

static struct report_asked_flow *add_flow(struct report_asked *all, const char *party, const char *data,
                                          const char *purpose) {
    all->flows = fault_reallocate(all->flows, all->count + 1, sizeof *all->flows);
    struct report_asked_flow *flow = &all->flows[all->count++];
    *flow =
        (struct report_asked_flow){.party = fault_copy_text(party),
                                   .data = fault_copy_text(data),
                                   .purpose = fault_copy_text(purpose),
                                   .homes = fault_allocate(all->policy_count * ASKED_STEPS, sizeof(double)),
                                   .there = fault_allocate(all->policy_count, sizeof(bool))};
    return flow;
}

static struct report_asked_flow *flow_of(struct report_asked *all, const char *party, const char *data,
                                         const char *purpose) {
    for (size_t i = 0; i < all->count; i++) {
        struct report_asked_flow *flow = &all->flows[i];
        if (strcmp(flow->party, party) == 0 && strcmp(flow->data, data) == 0 &&
            strcmp(flow->purpose, purpose) == 0)
            return flow;
    }
    return add_flow(all, party, data, purpose);
}

static void add_state(double homes[ASKED_STEPS], const char *state, double count) {
    static const struct {
        const char *state;
        bool counts[ASKED_STEPS];
    } states[] = {
        {"asked", {[ASKED] = true}},
        {"refused", {[ASKED] = true, [REFUSED] = true}},
        {"granted", {[ASKED] = true, [AGREED] = true, [STILL] = true}},
        {"withdrawn", {[ASKED] = true, [AGREED] = true, [WITHDRAWN] = true}},
        {"expired", {[ASKED] = true, [AGREED] = true, [EXPIRED] = true}},
    };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        for (size_t step = 0; strcmp(state, states[i].state) == 0 && step < ASKED_STEPS; step++)
            if (states[i].counts[step]) homes[step] += count;
}

void report_asked_add(struct report_asked *all, size_t policy, const struct run *run) {
    const struct run_consents *consents = &run->consents;
    const struct run_exposures *flows = &run->exposures;
    if (!all->runs) all->runs = fault_allocate(all->policy_count, sizeof *all->runs);
    all->runs[policy]++;
    for (size_t i = 0; run->days > 0 && i < flows->count; i++) {
        const int64_t *last =
            consents->households + ((run->days - 1) * flows->count + i) * consents->state_count;
        char *party = report_known_entry(run, flows->recipient[i]);
        struct report_asked_flow *flow = flow_of(all, party, flows->data_class[i], flows->purpose[i]);
        flow->there[policy] = true;
        for (size_t state = 0; state < consents->state_count; state++)
            add_state(flow->homes + policy * ASKED_STEPS, consents->states[state], (double)last[state]);
        free(party);
    }
}

void report_asked_clear(struct report_asked *all) {
    for (size_t i = 0; i < all->count; i++) {
        free(all->flows[i].party);
        free(all->flows[i].data);
        free(all->flows[i].purpose);
        free(all->flows[i].homes);
        free(all->flows[i].there);
    }
    free(all->flows);
    free(all->runs);
    *all = (struct report_asked){0};
}

double report_asked_homes(const struct report_asked *all, const struct report_asked_flow *flow, size_t policy,
                          enum asked_step step) {
    return all->runs[policy] ? flow->homes[policy * ASKED_STEPS + step] / (double)all->runs[policy] : 0;
}

// ---- On the page ----

static bool is_asked(const struct report_asked *all, const struct report_asked_flow *flow) {
    for (size_t policy = 0; policy < all->policy_count; policy++)
        if (flow->homes[policy * ASKED_STEPS + ASKED] > 0) return true;
    return false;
}

static void put_policy(struct json *json, const struct report_asked *all,
                       const struct report_asked_flow *flow, size_t policy) {
    if (!flow->there[policy]) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '[');
    for (enum asked_step step = 0; step < ASKED_STEPS; step++)
        report_put_number(json, report_asked_homes(all, flow, policy, step));
    json_close(json, ']');
}

void report_asked_put(struct json *json, const struct report_asked *all) {
    json_open(json, '[');
    for (size_t i = 0; i < all->count; i++) {
        const struct report_asked_flow *flow = &all->flows[i];
        if (!is_asked(all, flow)) continue;
        json_open(json, '{');
        json_key_text(json, "party", flow->party);
        json_key_text(json, "data", flow->data);
        json_key_text(json, "purpose", flow->purpose);
        json_key(json, "homes");
        json_open(json, '[');
        for (size_t policy = 0; policy < all->policy_count; policy++) put_policy(json, all, flow, policy);
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}

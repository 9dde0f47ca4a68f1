// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_quality.h"

#include <stdlib.h>

static const char group[] = "/exposures";

static void read_receivers(struct run_file *file, struct run_quality *q, size_t flows, size_t parties) {
    size_t count = q->receiver_count = run_file_length(file, "/receivers/receiver");
    q->receiver_flow = run_file_shorts(file, "/receivers", "flow", RUN_SHAPE(count));
    q->receiver_party = run_file_shorts(file, "/receivers", "receiving_party", RUN_SHAPE(count));
    for (size_t i = 0; q->receiver_flow && q->receiver_party && i < count; i++) {
        int32_t flow = q->receiver_flow[i], party = q->receiver_party[i];
        if (flow >= 0 && (size_t)flow < flows && party >= 0 && (size_t)party < parties) continue;
        run_file_refuse(file, "/receivers", "names a row that is not there");
        return;
    }
}

// Columns that only runs have in which somebody breaks consents: of others all are 0.
static double *read_broken(struct run_file *file, const char *name, size_t flows) {
    char *path = fault_print_text("%s/%s", group, name);
    bool there = run_file_is_variable(file, path);
    free(path);
    return there ? run_file_numbers(file, group, name, RUN_SHAPE(flows))
                 : fault_allocate(flows, sizeof(double));
}

struct run_quality run_quality_read(struct run_file *file, size_t flows, size_t parties) {
    struct run_quality q = {0};
    if (!run_file_is_group(file, "/receivers")) return q;
    q.count = flows;
    q.maker = run_file_texts(file, group, "maker", flows);
    q.requests = run_file_numbers(file, group, "requests", RUN_SHAPE(flows));
    q.requests_most = run_file_numbers(file, group, "requests_most", RUN_SHAPE(flows));
    q.consent_age = run_file_numbers(file, group, "consent_age", RUN_SHAPE(flows));
    q.withdrawn = run_file_numbers(file, group, "withdrawn", RUN_SHAPE(flows));
    q.withdrawn_after = run_file_numbers(file, group, "withdrawn_after", RUN_SHAPE(flows));
    q.homes_unasked = run_file_numbers(file, group, "homes_unasked", RUN_SHAPE(flows));
    q.homes_would_refuse = run_file_numbers(file, group, "homes_would_refuse", RUN_SHAPE(flows));
    q.transfers_would_refuse = run_file_numbers(file, group, "transfers_would_refuse", RUN_SHAPE(flows));
    q.person_days = run_file_numbers(file, group, "person_days", RUN_SHAPE(flows));
    q.after_withdrawal = read_broken(file, "transfers_after_withdrawal", flows);
    q.other_purpose = read_broken(file, "transfers_other_purpose", flows);
    read_receivers(file, &q, flows, parties);
    return q;
}

void run_quality_free(struct run_quality *q) {
    void *const numbers[] = {q->requests,      q->requests_most,      q->consent_age,
                             q->withdrawn,     q->withdrawn_after,    q->homes_unasked,
                             q->person_days,   q->homes_would_refuse, q->transfers_would_refuse,
                             q->receiver_flow, q->receiver_party,     q->after_withdrawal,
                             q->other_purpose};
    run_file_free_texts(q->maker, q->count);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) free(numbers[i]);
    *q = (struct run_quality){0};
}

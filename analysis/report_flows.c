// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_flows.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/report_number.h"

static bool is_same(const struct report_flow *row, const struct run_flows *flows, size_t i) {
    return strcmp(row->payer, flows->payer[i]) == 0 && strcmp(row->payee, flows->payee[i]) == 0 &&
           strcmp(row->reason, flows->reason[i]) == 0 && strcmp(row->currency, flows->currency[i]) == 0;
}

static struct report_flow *add_row(struct report_flows *all, const struct run_flows *flows, size_t i) {
    all->rows = fault_reallocate(all->rows, all->count + 1, sizeof *all->rows);
    struct report_flow *row = &all->rows[all->count++];
    *row = (struct report_flow){.payer = fault_copy_text(flows->payer[i]),
                                .payee = fault_copy_text(flows->payee[i]),
                                .reason = fault_copy_text(flows->reason[i]),
                                .currency = fault_copy_text(flows->currency[i]),
                                .amounts = fault_allocate(all->policy_count, sizeof *row->amounts)};
    return row;
}

static struct report_flow *row_of(struct report_flows *all, const struct run_flows *flows, size_t i) {
    for (size_t k = 0; k < all->count; k++)
        if (is_same(&all->rows[k], flows, i)) return &all->rows[k];
    return add_row(all, flows, i);
}

void report_flows_add(struct report_flows *all, size_t policy, const struct run *run) {
    if (!all->runs) all->runs = fault_allocate(all->policy_count, sizeof *all->runs);
    all->runs[policy]++;
    for (size_t i = 0; i < run->flows.count; i++)
        row_of(all, &run->flows, i)->amounts[policy] += (double)run->flows.amount[i];
}

void report_flows_clear(struct report_flows *all) {
    for (size_t i = 0; i < all->count; i++) {
        free(all->rows[i].payer);
        free(all->rows[i].payee);
        free(all->rows[i].reason);
        free(all->rows[i].currency);
        free(all->rows[i].amounts);
    }
    free(all->rows);
    free(all->runs);
    *all = (struct report_flows){0};
}

// By the first policy's amount; of equals by their names.
static int compare(const void *one, const void *other) {
    const struct report_flow *a = one, *b = other;
    if (a->amounts[0] != b->amounts[0]) return a->amounts[0] > b->amounts[0] ? -1 : 1;
    int order = strcmp(a->payer, b->payer);
    if (order == 0) order = strcmp(a->payee, b->payee);
    if (order == 0) order = strcmp(a->reason, b->reason);
    return order ? order : strcmp(a->currency, b->currency);
}

static void put_row(struct json *json, const struct report_flows *all, const struct report_flow *row) {
    json_open(json, '{');
    json_key_text(json, "payer", row->payer);
    json_key_text(json, "payee", row->payee);
    json_key_text(json, "reason", row->reason);
    json_key_text(json, "currency", row->currency);
    json_key(json, "amounts");
    json_open(json, '[');
    for (size_t i = 0; i < all->policy_count; i++)
        report_put_money(json, all->runs[i] ? row->amounts[i] / (double)all->runs[i] : 0);
    json_close(json, ']');
    json_close(json, '}');
}

void report_flows_put(struct json *json, struct report_flows *all) {
    if (all->count) qsort(all->rows, all->count, sizeof *all->rows, compare);
    json_open(json, '[');
    for (size_t i = 0; i < all->count; i++) put_row(json, all, &all->rows[i]);
    json_close(json, ']');
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_promises.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/report_known.h"
#include "analysis/report_number.h"

// ---- Adding a run ----

static struct report_promise *promise_of(struct report_promises *all, const char *name, const char *text) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->all[i].name, name) == 0 && strcmp(all->all[i].text, text) == 0) return &all->all[i];
    all->all = fault_reallocate(all->all, all->count + 1, sizeof *all->all);
    struct report_promise *promise = &all->all[all->count++];
    *promise = (struct report_promise){fault_copy_text(name), fault_copy_text(text),
                                       fault_allocate(all->policy_count, sizeof *promise->policies)};
    return promise;
}

static void locate(struct report_promised *promised, const struct run *run, size_t row) {
    const struct run_promises *p = &run->promises;
    if (promised->located || p->flow[row] < 0) return;
    promised->located = true;
    promised->when_ms = p->when_ms[row];
    promised->home = p->home[row];
    promised->event = p->event[row];
    promised->data = fault_copy_text(run->exposures.data_class[p->flow[row]]);
    promised->party = report_known_entry(run, run->exposures.recipient[p->flow[row]]);
}

void report_promises_add(struct report_promises *all, size_t policy, const struct run *run) {
    const struct run_promises *p = &run->promises;
    for (size_t row = 0; row < p->count; row++) {
        struct report_promised *promised = &promise_of(all, p->name[row], p->text[row])->policies[policy];
        promised->runs++;
        promised->held += (double)p->held[row];
        promised->broken += (double)p->broken[row];
        promised->times += (double)p->times[row];
        locate(promised, run, row);
    }
}

void report_promises_clear(struct report_promises *all) {
    for (size_t i = 0; i < all->count; i++) {
        for (size_t policy = 0; policy < all->policy_count; policy++) {
            free(all->all[i].policies[policy].data);
            free(all->all[i].policies[policy].party);
        }
        free(all->all[i].name);
        free(all->all[i].text);
        free(all->all[i].policies);
    }
    free(all->all);
    *all = (struct report_promises){0};
}

double report_promises_broken(const struct report_promise *promise, size_t policy) {
    const struct report_promised *promised = &promise->policies[policy];
    return promised->runs ? promised->broken / (double)promised->runs : 0;
}

// ---- On the page ----

static void put_mean(struct json *json, const char *key, double sum, size_t runs) {
    json_key(json, key);
    report_put_number(json, sum / (double)runs);
}

static void put_first(struct json *json, const struct report_promised *promised) {
    json_key(json, "first");
    if (!promised->located) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '{');
    json_key_whole(json, "when_ms", promised->when_ms);
    json_key_whole(json, "home", promised->home);
    json_key_whole(json, "event", promised->event);
    json_key_text(json, "data", promised->data);
    json_key_text(json, "party", promised->party);
    json_close(json, '}');
}

static void put_policy(struct json *json, const struct report_promised *promised) {
    if (!promised->runs) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '{');
    put_mean(json, "held", promised->held, promised->runs);
    put_mean(json, "broken", promised->broken, promised->runs);
    put_mean(json, "all", promised->held + promised->broken, promised->runs);
    put_mean(json, "times", promised->times, promised->runs);
    put_first(json, promised);
    json_close(json, '}');
}

void report_promises_put(struct json *json, const struct report_promises *all) {
    json_open(json, '[');
    for (size_t i = 0; i < all->count; i++) {
        json_open(json, '{');
        json_key_text(json, "name", all->all[i].name);
        json_key_text(json, "text", all->all[i].text);
        json_key(json, "policies");
        json_open(json, '[');
        for (size_t policy = 0; policy < all->policy_count; policy++)
            put_policy(json, &all->all[i].policies[policy]);
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}

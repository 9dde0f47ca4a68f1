// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_reach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/exposure_graph.h"
#include "analysis/report_known.h"
#include "analysis/report_number.h"

// ---- Parties and edges ----

static size_t party_of(struct report_reach *all, const char *name) {
    for (size_t i = 0; i < all->party_count; i++)
        if (strcmp(all->parties[i].name, name) == 0) return i;
    all->parties = fault_reallocate(all->parties, all->party_count + 1, sizeof *all->parties);
    all->parties[all->party_count] = (struct report_reach_party){
        fault_copy_text(name), fault_allocate(all->policy_count * REACH_MEASURES, sizeof(double))};
    return all->party_count++;
}

static size_t party_named(struct report_reach *all, const struct run *run, const char *name) {
    char *entry = report_known_entry(run, name);
    size_t party = party_of(all, entry);
    free(entry);
    return party;
}

static double *measure_of(const struct report_reach *all, size_t party, size_t policy,
                          enum reach_measure measure) {
    return &all->parties[party].sums[policy * REACH_MEASURES + measure];
}

static struct report_reach_edge *edge_of(struct report_reach *all, const char *from, const char *to,
                                         const char *data) {
    for (size_t i = 0; i < all->edge_count; i++) {
        struct report_reach_edge *edge = &all->edges[i];
        if (!strcmp(edge->from, from) && !strcmp(edge->to, to) && !strcmp(edge->data, data)) return edge;
    }
    all->edges = fault_reallocate(all->edges, all->edge_count + 1, sizeof *all->edges);
    struct report_reach_edge *edge = &all->edges[all->edge_count++];
    *edge = (struct report_reach_edge){fault_copy_text(from), fault_copy_text(to), fault_copy_text(data),
                                       fault_allocate(all->policy_count, sizeof(double))};
    return edge;
}

// ---- One run: which way its data goes ----

// Of one class from a node to a party: nodes are the homes, then the parties in the order in which they are
// found.
struct way {
    size_t from, to;
    const char *data;
    unsigned char *homes;  // [homes]: something of it is held there now
};

struct ways {
    const struct run *run;
    size_t *recipients;   // [flows]: nodes
    size_t *passers;      // [flows]: the maker's own flow of the same class and purpose; SIZE_MAX: none
    unsigned char *held;  // [flows][homes]: by the recipient
    struct way *all;
    size_t count;
};

static size_t node_of(struct report_reach *all, const struct run *run, const char *name) {
    return 1 + party_named(all, run, name);
}

// What the maker whose appliances notice it has of it itself.
static size_t passer_of(const struct run *run, size_t flow) {
    const struct run_exposures *flows = &run->exposures;
    const char *maker = run->quality.maker[flow];
    for (size_t i = 0; *maker && strcmp(flows->recipient[flow], maker) != 0 && i < flows->count; i++)
        if (!strcmp(flows->recipient[i], maker) && !strcmp(flows->data_class[i], flows->data_class[flow]) &&
            !strcmp(flows->purpose[i], flows->purpose[flow]))
            return i;
    return SIZE_MAX;
}

static struct ways ways_of(struct report_reach *all, const struct run *run) {
    size_t flows = run->exposures.count;
    struct ways ways = {run,
                        fault_allocate(flows, sizeof(size_t)),
                        fault_allocate(flows, sizeof(size_t)),
                        fault_allocate(flows * run->homes, 1),
                        NULL,
                        0};
    for (size_t flow = 0; flow < flows; flow++) {
        ways.recipients[flow] = node_of(all, run, run->exposures.recipient[flow]);
        ways.passers[flow] = passer_of(run, flow);
    }
    for (size_t i = 0; i < run->exposed.count; i++)
        ways.held[(size_t)run->exposed.flow[i] * run->homes + (size_t)run->exposed.household[i]] = 1;
    return ways;
}

static void ways_free(struct ways *ways) {
    for (size_t i = 0; i < ways->count; i++) free(ways->all[i].homes);
    free(ways->all);
    free(ways->recipients);
    free(ways->passers);
    free(ways->held);
}

static void go(struct ways *ways, size_t from, size_t to, const char *data, size_t home) {
    size_t i = 0;
    if (from == to) return;
    while (i < ways->count &&
           (ways->all[i].from != from || ways->all[i].to != to || strcmp(ways->all[i].data, data) != 0))
        i++;
    if (i == ways->count) {
        ways->all = fault_reallocate(ways->all, ++ways->count, sizeof *ways->all);
        ways->all[i] = (struct way){from, to, data, fault_allocate(ways->run->homes, 1)};
    }
    ways->all[i].homes[home] = 1;
}

static void go_on(struct report_reach *all, struct ways *ways, size_t flow, size_t home) {
    const struct run *run = ways->run;
    const struct run_quality *q = &run->quality;
    for (size_t i = 0; i < q->receiver_count; i++)
        if ((size_t)q->receiver_flow[i] == flow)
            go(ways, ways->recipients[flow], node_of(all, run, run->parties.names[q->receiver_party[i]]),
               run->exposures.data_class[flow], home);
}

static void go_all(struct report_reach *all, struct ways *ways) {
    const struct run *run = ways->run;
    for (size_t flow = 0; flow < run->exposures.count; flow++)
        for (size_t home = 0; home < run->homes; home++) {
            if (!ways->held[flow * run->homes + home]) continue;
            size_t by = ways->passers[flow];
            bool passed = by != SIZE_MAX && ways->held[by * run->homes + home];
            go(ways, passed ? ways->recipients[by] : EXPOSURE_GRAPH_HOMES, ways->recipients[flow],
               run->exposures.data_class[flow], home);
            go_on(all, ways, flow, home);
        }
}

// ---- One run: what it comes to ----

static double count_homes(const unsigned char *marks, size_t homes) {
    double sum = 0;
    for (size_t home = 0; home < homes; home++) sum += marks[home];
    return sum;
}

static void add_edges(struct report_reach *all, size_t policy, const struct ways *ways) {
    for (size_t i = 0; i < ways->count; i++) {
        const struct way *way = &ways->all[i];
        const char *from = way->from == EXPOSURE_GRAPH_HOMES ? "" : all->parties[way->from - 1].name;
        struct report_reach_edge *edge = edge_of(all, from, all->parties[way->to - 1].name, way->data);
        edge->homes[policy] += count_homes(way->homes, ways->run->homes);
    }
}

// The party holds of a class what has come to it on any way: marks[homes].
static void mark_held(const struct ways *ways, size_t node, const char *data, unsigned char *marks) {
    for (size_t i = 0; i < ways->count; i++)
        for (size_t home = 0; ways->all[i].to == node && (!data || !strcmp(ways->all[i].data, data)) &&
                              home < ways->run->homes;
             home++)
            marks[home] |= ways->all[i].homes[home];
}

static bool is_first_of_class(const struct ways *ways, size_t way) {
    for (size_t i = 0; i < way; i++)
        if (!strcmp(ways->all[i].data, ways->all[way].data)) return false;
    return true;
}

static double held_by(const struct ways *ways, size_t node, const char *data) {
    unsigned char *marks = fault_allocate(ways->run->homes, 1);
    mark_held(ways, node, data, marks);
    double homes = count_homes(marks, ways->run->homes);
    free(marks);
    return homes;
}

static void add_held(struct report_reach *all, size_t policy, const struct ways *ways) {
    for (size_t party = 0; party < all->party_count; party++) {
        *measure_of(all, party, policy, REACH_HOMES) += held_by(ways, party + 1, NULL);
        for (size_t i = 0; i < ways->count; i++)
            if (is_first_of_class(ways, i))
                *measure_of(all, party, policy, REACH_CLASSES) += held_by(ways, party + 1, ways->all[i].data);
    }
}

// Returns how many parties the class comes to.
static size_t add_class_between(const struct ways *ways, const char *data, size_t nodes, double *between) {
    struct exposure_graph_edge *edges = fault_allocate(ways->count, sizeof *edges);
    size_t count = 0;
    for (size_t i = 0; i < ways->count; i++)
        if (!strcmp(ways->all[i].data, data))
            edges[count++] = (struct exposure_graph_edge){ways->all[i].from, ways->all[i].to};
    size_t pairs = exposure_graph_between(nodes, edges, count, between);
    free(edges);
    return pairs;
}

static void add_between(struct report_reach *all, size_t policy, const struct ways *ways) {
    double *between = fault_allocate(all->party_count + 1, sizeof *between);
    size_t pairs = 0;
    for (size_t i = 0; i < ways->count; i++)
        if (is_first_of_class(ways, i))
            pairs += add_class_between(ways, ways->all[i].data, all->party_count + 1, between);
    for (size_t party = 0; pairs && party < all->party_count; party++)
        *measure_of(all, party, policy, REACH_BETWEEN) += between[party + 1] / (double)pairs;
    free(between);
}

static void add_person_days(struct report_reach *all, size_t policy, const struct ways *ways) {
    const struct run *run = ways->run;
    const struct run_quality *q = &run->quality;
    for (size_t flow = 0; flow < run->exposures.count; flow++)
        *measure_of(all, ways->recipients[flow] - 1, policy, REACH_PERSON_DAYS) += q->person_days[flow];
    for (size_t i = 0; i < q->receiver_count; i++) {
        size_t party = node_of(all, run, run->parties.names[q->receiver_party[i]]) - 1;
        if (party == ways->recipients[q->receiver_flow[i]] - 1) continue;
        *measure_of(all, party, policy, REACH_PERSON_DAYS) += q->person_days[q->receiver_flow[i]];
    }
}

// ---- Chances ----

static const char *setting_of(const struct run *run, const char *entry, const char *name) {
    char *wanted = fault_print_text("%s.%s", entry, name);
    const char *value = "";
    for (size_t i = 0; i < run->settings.count; i++)
        if (!strcmp(run->settings.name[i], wanted)) value = run->settings.value[i];
    free(wanted);
    return value;
}

static const char *first_maker(const struct run *run) {
    for (size_t i = 0; i < run->parties.count; i++)
        if (!strcmp(run->parties.kinds[i], "maker")) return run->parties.names[i];
    return "";
}

static bool has_come(const struct run *run, const char *breach) {
    char *name = fault_print_text("%s_breaches", breach);
    const struct run_series *series = run_series_named(run, name);
    double count = 0;
    for (size_t segment = 0; series && segment < run->segments; segment++)
        count += run_series_total(run, series, segment);
    free(name);
    return count > 0;
}

static double chance_of(const struct run *run, const char *breach) {
    if (setting_of(run, breach, "at")[0] && has_come(run, breach)) return 1;
    return -expm1(-atof(setting_of(run, breach, "a_year")) * (double)run->days / 365);
}

// spared[parties]: the chance that nothing gets out of it.
static void spare(struct report_reach *all, const struct run *run, double *spared) {
    for (size_t i = 0; i < run->parties.count; i++) {
        if (strcmp(run->parties.kinds[i], "breach") != 0) continue;
        const char *target = setting_of(run, run->parties.names[i], "party");
        size_t party = party_named(all, run, *target ? target : first_maker(run));
        spared[party] *= 1 - chance_of(run, run->parties.names[i]);
    }
}

static bool add_breaches(struct report_reach *all, size_t policy, const struct run *run) {
    size_t most = all->party_count + run->parties.count;
    double *spared = fault_allocate(most, sizeof *spared);
    bool said = false;
    for (size_t i = 0; i < most; i++) spared[i] = 1;
    spare(all, run, spared);
    for (size_t party = 0; party < all->party_count; party++) {
        *measure_of(all, party, policy, REACH_CHANCE) += 1 - spared[party];
        said = said || spared[party] < 1;
    }
    free(spared);
    return said;
}

static void add_chances(struct report_reach *all, size_t policy, const struct ways *ways) {
    size_t holders = 0;
    if (add_breaches(all, policy, ways->run)) {
        all->said = true;
        return;
    }
    for (size_t party = 0; party < all->party_count; party++) holders += held_by(ways, party + 1, NULL) > 0;
    for (size_t party = 0; party < all->party_count; party++)
        if (held_by(ways, party + 1, NULL) > 0)
            *measure_of(all, party, policy, REACH_CHANCE) += 1 / (double)holders;
}

// ---- From outside ----

void report_reach_add(struct report_reach *all, size_t policy, const struct run *run) {
    if (!all->runs) all->runs = fault_allocate(all->policy_count, sizeof *all->runs);
    all->runs[policy]++;
    all->old |= run->quality.count != run->exposures.count;
    if (all->old) return;
    struct ways ways = ways_of(all, run);
    go_all(all, &ways);
    add_edges(all, policy, &ways);
    add_person_days(all, policy, &ways);
    add_held(all, policy, &ways);
    add_between(all, policy, &ways);
    add_chances(all, policy, &ways);
    ways_free(&ways);
}

void report_reach_clear(struct report_reach *all) {
    for (size_t i = 0; i < all->party_count; i++) {
        free(all->parties[i].name);
        free(all->parties[i].sums);
    }
    for (size_t i = 0; i < all->edge_count; i++) {
        free(all->edges[i].from);
        free(all->edges[i].to);
        free(all->edges[i].data);
        free(all->edges[i].homes);
    }
    free(all->parties);
    free(all->edges);
    free(all->runs);
    *all = (struct report_reach){0};
}

double report_reach_of(const struct report_reach *all, const struct report_reach_party *party, size_t policy,
                       enum reach_measure measure) {
    return all->runs[policy] ? party->sums[policy * REACH_MEASURES + measure] / (double)all->runs[policy] : 0;
}

double report_reach_expected(const struct report_reach *all, size_t policy) {
    double sum = 0, chances = 0, held = 0;
    for (size_t i = 0; i < all->party_count; i++) {
        double classes = report_reach_of(all, &all->parties[i], policy, REACH_CLASSES);
        double chance = report_reach_of(all, &all->parties[i], policy, REACH_CHANCE);
        held += classes;
        sum += chance * classes;
        chances += chance;
    }
    return held > 0 && chances > 0 ? sum / chances : NAN;
}

// ---- On the page ----

static bool holds_anything(const struct report_reach *all, const struct report_reach_party *party) {
    for (size_t policy = 0; policy < all->policy_count; policy++)
        if (report_reach_of(all, party, policy, REACH_CLASSES) > 0) return true;
    return false;
}

static void put_party(struct json *json, const struct report_reach *all,
                      const struct report_reach_party *party) {
    json_open(json, '{');
    json_key_text(json, "party", party->name);
    json_key(json, "of");
    json_open(json, '[');
    for (size_t policy = 0; policy < all->policy_count; policy++) {
        json_open(json, '[');
        for (enum reach_measure measure = 0; measure < REACH_MEASURES; measure++) {
            double value = report_reach_of(all, party, policy, measure);
            bool share = measure == REACH_BETWEEN || measure == REACH_CHANCE;
            if (share)
                report_put_share(json, value);
            else
                report_put_number(json, value);
        }
        json_close(json, ']');
    }
    json_close(json, ']');
    json_close(json, '}');
}

static void put_edge(struct json *json, const struct report_reach *all,
                     const struct report_reach_edge *edge) {
    json_open(json, '{');
    json_key_text(json, "from", edge->from);
    json_key_text(json, "to", edge->to);
    json_key_text(json, "data", edge->data);
    json_key(json, "homes");
    json_open(json, '[');
    for (size_t policy = 0; policy < all->policy_count; policy++)
        report_put_number(json, all->runs[policy] ? edge->homes[policy] / (double)all->runs[policy] : 0);
    json_close(json, ']');
    json_close(json, '}');
}

void report_reach_put(struct json *json, const struct report_reach *all) {
    if (all->old || all->edge_count == 0) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '{');
    json_key(json, "said");
    json_yes(json, all->said);
    json_key(json, "parties");
    json_open(json, '[');
    for (size_t i = 0; i < all->party_count; i++)
        if (holds_anything(all, &all->parties[i])) put_party(json, all, &all->parties[i]);
    json_close(json, ']');
    json_key(json, "edges");
    json_open(json, '[');
    for (size_t i = 0; i < all->edge_count; i++) put_edge(json, all, &all->edges[i]);
    json_close(json, ']');
    json_key(json, "expected");
    json_open(json, '[');
    for (size_t policy = 0; policy < all->policy_count; policy++)
        report_put_number(json, report_reach_expected(all, policy));
    json_close(json, ']');
    json_close(json, '}');
}

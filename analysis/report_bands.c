// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_bands.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/for_data.h"
#include "analysis/report_number.h"

enum { MANY = 3, LEFT_OUT_MOST = 3, WIDE = 9, NARROW = 5 };
// As shares: what is less is no more than a hair; what alone is so many times the rest would leave threads of
// it.
static const double thinnest = 0.0015, hides = 2.2, hides_elsewhere = 0.8;

static const char households[] = "households", outside[] = "outside", all_others[] = "";

struct band_party {
    char *name;
    size_t count;  // 0: one by itself
    double in, out;
};
struct band {
    size_t from, to;  // places of parties
    double amount;
    const char *reason;  // borrowed from the flows
    bool more, data;
};
struct bands {
    struct band_party *parties;
    struct band *all;
    size_t party_count, count;
};

// ---- Many of one entry ----

// How long a name is without its number: 6 of school_12; 0: it has none.
static size_t stem_length(const char *name) {
    size_t end = strlen(name);
    while (end > 0 && isdigit((unsigned char)name[end - 1])) end--;
    return name[end] && end > 1 && name[end - 1] == '_' ? end - 1 : 0;
}

// How many parties with money have the name's stem; 0: too few to be drawn as one.
static size_t many_of(const struct report_source *source, const char *name) {
    const struct comparison *comparison = source->comparison;
    size_t length = stem_length(name), count = 0;
    for (size_t i = 0; length && i < comparison->row_count; i++) {
        const struct measure *measure = &comparison->rows[i].measure;
        count += measure->group == MEASURE_MONEY && stem_length(measure->name) == length &&
                 strncmp(measure->name, name, length) == 0 &&
                 !comparison_empty(comparison, &comparison->rows[i]);
    }
    return count >= MANY ? count : 0;
}

static size_t party_place(struct bands *bands, const char *name, size_t length, size_t count) {
    for (size_t i = 0; i < bands->party_count; i++)
        if (strlen(bands->parties[i].name) == length && strncmp(bands->parties[i].name, name, length) == 0 &&
            bands->parties[i].count == count)
            return i;
    bands->parties = fault_reallocate(bands->parties, bands->party_count + 1, sizeof *bands->parties);
    bands->parties[bands->party_count] =
        (struct band_party){.name = fault_print_text("%.*s", (int)length, name), .count = count};
    return bands->party_count++;
}

static size_t party_of(struct bands *bands, const struct report_source *source, const char *name) {
    size_t count = many_of(source, name);
    return party_place(bands, name, count ? stem_length(name) : strlen(name), count);
}

static bool is_named(const struct bands *bands, size_t party, const char *name) {
    return strcmp(bands->parties[party].name, name) == 0;
}

static void clear(struct bands *bands) {
    for (size_t i = 0; i < bands->party_count; i++) free(bands->parties[i].name);
    free(bands->parties);
    free(bands->all);
}

// ---- Who pays whom ----

static void add(struct bands *bands, struct band band) {
    for (size_t i = 0; i < bands->count; i++) {
        struct band *old = &bands->all[i];
        if (old->from != band.from || old->to != band.to || old->data != band.data) continue;
        old->amount += band.amount;
        old->more = true;
        return;
    }
    bands->all = fault_reallocate(bands->all, bands->count + 1, sizeof *bands->all);
    bands->all[bands->count++] = band;
}

static int compare(const void *one, const void *other) {
    const struct band *a = one, *b = other;
    if (a->amount != b->amount) return a->amount > b->amount ? -1 : 1;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    return a->data - b->data;
}

// The largest first.
static struct bands bands_of(const struct report_source *source, size_t policy) {
    const struct report_flows *flows = &source->flows;
    struct bands bands = {0};
    for (size_t i = 0; i < flows->count; i++) {
        const struct report_flow *flow = &flows->rows[i];
        if (strcmp(flow->currency, "won") != 0 || !(flow->amounts[policy] > 0)) continue;
        size_t from = party_of(&bands, source, flow->payer), to = party_of(&bands, source, flow->payee);
        bool data =
            for_data_is(flow->reason) && !is_named(&bands, from, outside) && !is_named(&bands, to, outside);
        if (strcmp(flow->payer, flow->payee) != 0)
            add(&bands, (struct band){from, to, flow->amounts[policy] / (double)flows->runs[policy],
                                      flow->reason, false, data});
    }
    if (bands.count) qsort(bands.all, bands.count, sizeof *bands.all, compare);
    return bands;
}

// ---- What would hide the rest ----

static double total(const struct bands *bands, size_t first) {
    double sum = 0;
    for (size_t i = first; i < bands->count; i++) sum += bands->all[i].amount;
    return sum;
}

// What families spend where nobody passes it on.
static bool is_elsewhere(const struct bands *bands, size_t first) {
    const struct band *band = &bands->all[first];
    if (!is_named(bands, band->from, households)) return false;
    for (size_t i = first; !is_named(bands, band->to, outside) && i < bands->count; i++)
        if (bands->all[i].from == band->to) return false;
    return true;
}

// How many of the first are left out.
static size_t count_hiding(const struct bands *bands) {
    size_t first = 0;
    while (first < LEFT_OUT_MOST && bands->count - first > 3) {
        double amount = bands->all[first].amount, rest = total(bands, first + 1);
        if (!(amount > hides * rest) && !(is_elsewhere(bands, first) && amount > hides_elsewhere * rest))
            break;
        first++;
    }
    return first;
}

// ---- All but the largest parties become one ----

static void count_moved(struct bands *bands) {
    for (size_t i = 0; i < bands->party_count; i++) bands->parties[i].in = bands->parties[i].out = 0;
    for (size_t i = 0; i < bands->count; i++) {
        bands->parties[bands->all[i].from].out += bands->all[i].amount;
        bands->parties[bands->all[i].to].in += bands->all[i].amount;
    }
}

static double moved(const struct bands *bands, size_t party) {
    return bands->parties[party].in + bands->parties[party].out;
}

static bool may_join(const struct bands *bands, size_t party) {
    return moved(bands, party) > 0 && !is_named(bands, party, households) && !is_named(bands, party, outside);
}

// How many parties come before this one, by what they move.
static size_t place_by_moved(const struct bands *bands, size_t party) {
    double own = moved(bands, party);
    size_t before = 0;
    for (size_t i = 0; i < bands->party_count; i++) {
        double other = moved(bands, i);
        if (i != party && may_join(bands, i))
            before += other > own ||
                      (other == own && strcmp(bands->parties[i].name, bands->parties[party].name) < 0);
    }
    return before;
}

static size_t count_small(const struct bands *bands, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < bands->party_count; i++)
        count += may_join(bands, i) && place_by_moved(bands, i) >= most;
    return count;
}

static size_t name_joined(const struct bands *from, struct bands *to, size_t party, bool joins, size_t most) {
    const struct band_party *own = &from->parties[party];
    if (joins && may_join(from, party) && place_by_moved(from, party) >= most)
        return party_place(to, all_others, 0, 0);
    return party_place(to, own->name, strlen(own->name), own->count);
}

// Those from `first` on; how many parties became one.
static struct bands join_small(const struct bands *bands, size_t first, size_t most, size_t *others) {
    struct bands rest = {bands->parties, bands->all + first, bands->party_count, bands->count - first},
                 joined = {0};
    count_moved(&rest);
    size_t small = count_small(&rest, most);
    *others = small >= 2 ? small : 0;
    for (size_t i = 0; i < rest.count; i++) {
        struct band band = rest.all[i];
        band.from = name_joined(&rest, &joined, rest.all[i].from, *others, most);
        band.to = name_joined(&rest, &joined, rest.all[i].to, *others, most);
        if (band.from != band.to) add(&joined, band);
    }
    return joined;
}

// How many were too small to be seen.
static size_t drop_hairs(struct bands *bands) {
    double least = thinnest * total(bands, 0);
    size_t kept = 0, all = bands->count;
    for (size_t i = 0; i < all; i++)
        if (bands->all[i].data || bands->all[i].amount >= least) bands->all[kept++] = bands->all[i];
    bands->count = kept;
    return all - kept;
}

// ---- Nodes ----

// Where a party stands among others: who only pays comes first, who only gets last.
static double share_of(const struct bands *bands, size_t party) {
    const struct band_party *own = &bands->parties[party];
    if (is_named(bands, party, households)) return -1;
    if (is_named(bands, party, outside) || !(own->in + own->out > 0)) return 2;
    return own->in / (own->in + own->out);
}

static bool comes_before(const struct bands *bands, size_t one, size_t other) {
    double a = share_of(bands, one), b = share_of(bands, other);
    return a < b || (a == b && strcmp(bands->parties[one].name, bands->parties[other].name) < 0);
}

// A party stands where it pays, and once more, behind all, where it is paid back; the outside pays before
// all.
struct band_node {
    size_t party;
    bool again;
    double in, out;
};
struct band_nodes {
    struct band_node *all;
    size_t count;
};

static size_t node_of(struct band_nodes *nodes, size_t party, bool again) {
    for (size_t i = 0; i < nodes->count; i++)
        if (nodes->all[i].party == party && nodes->all[i].again == again) return i;
    nodes->all = fault_reallocate(nodes->all, nodes->count + 1, sizeof *nodes->all);
    nodes->all[nodes->count] = (struct band_node){.party = party, .again = again};
    return nodes->count++;
}

static void add_order(struct band_nodes *nodes, const struct bands *bands, bool again) {
    for (size_t k = 0; k < bands->party_count; k++) {
        size_t next = SIZE_MAX;
        for (size_t i = 0; i < bands->party_count; i++) {
            bool placed = false;
            for (size_t n = 0; n < nodes->count; n++)
                placed = placed || (nodes->all[n].party == i && nodes->all[n].again == again);
            if (!placed && (next == SIZE_MAX || comes_before(bands, i, next))) next = i;
        }
        node_of(nodes, next, again);
    }
}

// The payer's outside is the one that pays, at the beginning; it is never paid back.
static size_t source_node(struct band_nodes *nodes, const struct bands *bands, const struct band *band) {
    return is_named(bands, band->from, outside) ? 0 : node_of(nodes, band->from, false);
}

static size_t target_node(struct band_nodes *nodes, const struct bands *bands, const struct band *band) {
    bool back = !is_named(bands, band->from, outside) && comes_before(bands, band->to, band->from);
    return node_of(nodes, band->to, back);
}

// All that there can be, in their order, with what goes through them; the first is the outside that pays.
static struct band_nodes nodes_of(const struct bands *bands) {
    struct band_nodes nodes = {0};
    nodes.all = fault_allocate(1, sizeof *nodes.all);
    nodes.all[nodes.count++] = (struct band_node){.party = SIZE_MAX};
    add_order(&nodes, bands, false);
    add_order(&nodes, bands, true);
    for (size_t i = 0; i < bands->count; i++) {
        nodes.all[source_node(&nodes, bands, &bands->all[i])].out += bands->all[i].amount;
        nodes.all[target_node(&nodes, bands, &bands->all[i])].in += bands->all[i].amount;
    }
    return nodes;
}

// ---- On the page ----

static void put_count(struct json *json, const char *key, size_t count) {
    json_key(json, key);
    report_put_number(json, count ? (double)count : NAN);
}

static void put_amount(struct json *json, const char *key, double amount) {
    json_key(json, key);
    report_put_money(json, amount > 0 ? amount : NAN);
}

static void put_nodes(struct json *json, const struct bands *bands, const struct band_nodes *nodes) {
    json_open(json, '[');
    for (size_t i = 0; i < nodes->count; i++) {
        const struct band_node *node = &nodes->all[i];
        if (!(node->in > 0) && !(node->out > 0)) continue;
        bool pays = !bands->parties || node->party == SIZE_MAX;
        json_open(json, '{');
        json_key_text(json, "name", pays ? outside : bands->parties[node->party].name);
        put_count(json, "count", pays ? 0 : bands->parties[node->party].count);
        put_amount(json, "in", node->in);
        put_amount(json, "out", node->out);
        json_close(json, '}');
    }
    json_close(json, ']');
}

// The place among the nodes that are put.
static int64_t put_place(const struct band_nodes *nodes, size_t node) {
    int64_t place = 0;
    for (size_t i = 0; i < node; i++) place += nodes->all[i].in > 0 || nodes->all[i].out > 0;
    return place;
}

static void put_links(struct json *json, const struct bands *bands, struct band_nodes *nodes) {
    json_open(json, '[');
    for (size_t i = 0; i < bands->count; i++) {
        const struct band *band = &bands->all[i];
        json_open(json, '{');
        json_key_whole(json, "from", put_place(nodes, source_node(nodes, bands, band)));
        json_key_whole(json, "to", put_place(nodes, target_node(nodes, bands, band)));
        put_amount(json, "amount", band->amount);
        json_key_text(json, "reason", band->reason);
        json_key(json, "more");
        json_yes(json, band->more);
        json_key(json, "data");
        json_yes(json, band->data);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_party(struct json *json, const char *key, const struct band_party *party) {
    json_key(json, key);
    json_open(json, '[');
    json_text(json, party->name);
    report_put_number(json, party->count ? (double)party->count : NAN);
    json_close(json, ']');
}

static void put_left_out(struct json *json, const struct bands *bands, size_t count) {
    json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, '{');
        put_party(json, "from", &bands->parties[bands->all[i].from]);
        put_party(json, "to", &bands->parties[bands->all[i].to]);
        put_amount(json, "amount", bands->all[i].amount);
        json_key_text(json, "reason", bands->all[i].reason);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_form(struct json *json, const struct bands *bands, size_t most) {
    size_t others, hiding = count_hiding(bands);
    struct bands joined = join_small(bands, hiding, most, &others);
    size_t small = drop_hairs(&joined);
    count_moved(&joined);
    struct band_nodes nodes = nodes_of(&joined);
    json_open(json, '{');
    json_key(json, "nodes");
    put_nodes(json, &joined, &nodes);
    json_key(json, "links");
    put_links(json, &joined, &nodes);
    json_key(json, "left_out");
    put_left_out(json, bands, hiding);
    put_count(json, "others", others);
    put_count(json, "small", small);
    json_close(json, '}');
    free(nodes.all);
    clear(&joined);
}

static void put_policy(struct json *json, const struct report_source *source, size_t policy) {
    struct bands bands = bands_of(source, policy);
    json_open(json, '{');
    json_key(json, "wide");
    put_form(json, &bands, WIDE);
    json_key(json, "narrow");
    put_form(json, &bands, NARROW);
    json_close(json, '}');
    clear(&bands);
}

void report_put_bands(struct json *json, const struct report_source *source) {
    json_open(json, '[');
    for (size_t policy = 0; policy < source->policy_count; policy++) {
        if (source->flows.runs && source->flows.runs[policy])
            put_policy(json, source, policy);
        else
            json_text(json, NULL);
    }
    json_close(json, ']');
}

// ---- Balances ----

static int compare_balances(const void *one, const void *other) {
    const struct band_party *a = one, *b = other;
    if (a->in != b->in) return a->in > b->in ? -1 : 1;
    return strcmp(a->name, b->name);
}

void report_put_balances(struct json *json, const struct report_source *source) {
    const struct comparison *comparison = source->comparison;
    struct bands bands = {0};
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (row->measure.group != MEASURE_MONEY || comparison_is_outside(row) ||
            comparison_empty(comparison, row))
            continue;
        size_t party = party_of(&bands, source, row->measure.name);  // first: it may move the parties
        bands.parties[party].in += comparison_mean(comparison, row, 0);
    }
    if (bands.party_count) qsort(bands.parties, bands.party_count, sizeof *bands.parties, compare_balances);
    json_open(json, '[');
    for (size_t i = 0; i < bands.party_count; i++) {
        json_open(json, '{');
        json_key_text(json, "party", bands.parties[i].name);
        put_count(json, "count", bands.parties[i].count);
        json_key(json, "amount");
        report_put_money(json, bands.parties[i].in);
        json_close(json, '}');
    }
    json_close(json, ']');
    clear(&bands);
}

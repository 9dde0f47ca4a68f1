// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange's settings and bookkeeping: what both ways of carrying share. What was sent, how often it was
// tried, what came in or was given up on in which window, and the totals are counted here and nowhere else.
#include "sim/engine/exchange.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/bulk.h"
#include "sim/engine/exchange_carrier.h"
#include "sim/engine/exchange_path.h"
#include "sim/engine/exchange_traffic.h"

typedef struct exchange_settings S;

static const char *const models[] = {"simgrid", "closed_form", NULL};

// clang-format off
#define ACCESS_2018 "assumption; lines of the 1 Gbit/s class carried 907 to 914 Mbit/s (WOWTV 2018-12-28, Hankyung 2018-12-30)"
#define ROUND_TRIP "assumption: 12 ms there and back to a firm, near 11 ms on fixed lines (KCC 2009, Nocut News)"
#define TWO_SOCKETS "assumption: a two-socket server of 2018"

static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_WORLD, S, model, models, EXCHANGE_SIMGRID, "who waits for whom: flows share links and servers, or nobody waits", "assumption"),
    WORLD(S, uplink_mbit_s, "Mbit/s", 1000, 1, 1e6, "one district's uplink, each way, shared by its homes", ACCESS_2018),
    WORLD(S, uplink_latency_ms, "ms", 2, 0, 1000, "delay of a district's uplink, one way", ROUND_TRIP),
    WORLD(S, backbone_mbit_s, "Mbit/s", 100000, 1, 1e8, "between the region and the data centres, each way, shared by all", "assumption"),
    WORLD(S, backbone_latency_ms, "ms", 3, 0, 1000, "delay of the backbone, one way", ROUND_TRIP),
    SETTING_WHOLE(ROLE_WORLD, S, cloud_servers, "1", 4, 1, 10000, "servers of the maker's cloud", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, S, cloud_cores, "1", 32, 1, EXCHANGE_CORES_MOST, "cores of a server", TWO_SOCKETS),
    WORLD(S, cloud_gflop_s, "GFLOP/s", 30, 0.1, 1000, "inference speed of a server's core", "assumption: a third of the peak of AVX2 at 3 GHz"),
    WORLD(S, cloud_idle_w, "W", 100, 0, 10000, "power of a server with no core busy", TWO_SOCKETS),
    WORLD(S, cloud_busy_w, "W", 400, 0, 10000, "power of a server with all cores busy", TWO_SOCKETS),
    WORLD(S, firm_mbit_s, "Mbit/s", 500, 1, 1e6, "a firm's own link, each way", "assumption; lines of the 500 Mbit/s class carried 484 to 486 Mbit/s (WOWTV 2018-12-28, Hankyung 2018-12-30)"),
    WORLD(S, firm_latency_ms, "ms", 1, 0, 1000, "delay of a firm's link, one way", ROUND_TRIP),
    WORLD(S, firm_gflop_s, "GFLOP/s", 30, 0.1, 10000, "speed of a firm's computer, which does one thing at a time", "assumption"),
    WORLD(S, firm_idle_w, "W", 30, 0, 10000, "power of a firm's computer at rest", "assumption: an office computer"),
    WORLD(S, firm_busy_w, "W", 80, 0, 10000, "power of a firm's computer at work", "assumption: an office computer"),
    WORLD(S, retry_s, "s", 2, 0.1, 3600, "pause before a lost transfer is tried again; doubles each time", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, S, attempts, "1", 4, 1, 16, "tries before an item is given up", "assumption"),
    WORLD(S, timeout_s, "s", 30, 0.1, 86400, "an item's transfer that takes longer is tried again", "assumption"),
    WORLD(S, cloud_mtbf_h, "h", 0, 0, 1e6, "mean time between a server's failures; 0: it never fails", "assumption"),
    WORLD(S, cloud_mttr_h, "h", 1, 0.001, 1e4, "mean time to repair a server", "assumption"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation travelling = {
    "time on the way",
    "s = sum of latencies / 1000 + 8 bytes / (1e6 w); simgrid: flows share each link, max-min fair; "
    "closed_form: nobody waits",
    "latencies: uplink_latency_ms, firm_latency_ms, backbone_latency_ms, and w the least of uplink_mbit_s, "
    "firm_mbit_s, backbone_mbit_s, of the links passed, the backbone between places of two sorts; 0 s within "
    "a place",
    "SimGrid's CM02 (Casanova et al. 2014)"};
static const struct equation computing = {
    "time of computing", "s = gflop / pieces / speed; simgrid: after what came before, where no core is free",
    "speed cloud_gflop_s, of a firm firm_gflop_s; pieces 1, of an hour's bulk in the cloud ceil(gflop / "
    "speed / 60), at most cloud_cores; server = home mod cloud_servers, of bulk (district + hour) mod "
    "cloud_servers",
    "definition"};
static const struct equation again = {"what is lost on the way",
                                      "an item's transfer longer than timeout_s, or whose server fails, is "
                                      "tried again after retry_s 2^(n - 1), up to attempts tries",
                                      "n tries that failed; bulk has no timeout",
                                      "doubling pauses; assumption"};
static const struct equation failures = {
    "failures of servers", "up for cloud_mtbf_h E, down for cloud_mttr_h E",
    "E exponential with mean 1; cloud_mtbf_h 0: never down", "exponential times; assumption"};
static const struct equation energy = {
    "electricity of machines", "W = idle + (busy - idle) cores at work / cores, while it is up",
    "a server's cloud_idle_w, cloud_busy_w, cloud_cores; a firm's firm_idle_w, firm_busy_w, one core",
    "proportional to the cores at work; assumption"};
static const struct submodel submodels[] = {
    {&travelling, "",
     "model, uplink_latency_ms, backbone_latency_ms, firm_latency_ms, uplink_mbit_s, backbone_mbit_s, "
     "firm_mbit_s, homes.districts"},
    {&computing, "", "model, cloud_gflop_s, firm_gflop_s, cloud_cores, cloud_servers"},
    {&again, "", "timeout_s, retry_s, attempts"},
    {&failures, "", "cloud_mtbf_h, cloud_mttr_h, cloud_servers"},
    {&energy, "", "cloud_idle_w, cloud_busy_w, cloud_cores, cloud_servers, firm_idle_w, firm_busy_w"},
};

const struct section_kind network_section = {
    .kind = {.name = "network",
             .summary = "districts' uplinks, backbone, the maker's cloud servers and the firms' computers",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
};

enum { LOADS_PER_BLOCK = 256 };

const char *const exchange_way_names[] = {"up", "down", NULL};
const char *const exchange_fate_names[] = {"sent", "carried", "in_vain", "lost", "waiting", "gathered", NULL};
const char *const exchange_fate_meanings[] = {
    "sent",
    "that came over the districts' links, of transfers under way too",
    "among those carried: by tries that failed, to be carried again",
    "given up",
    "sent, and neither carried nor lost",
    "among those waiting: bulk of a clock hour that is not over",
    NULL};

struct exchange {
    struct exchange_settings settings;
    struct exchange_sites sites;
    bool *party_in_cloud;
    const struct exchange_carrier *kind;
    void *carrier;
    struct outages *outages;
    struct bulk_hours *bulk;
    struct exchange_totals totals;
    struct exchange_traffic traffic;
    time_ms carried;  // time has passed up to here
    bool running;     // within body

    struct load *unused;   // loads of the blocks that are not on their way
    struct load **blocks;  // all loads ever made, LOADS_PER_BLOCK at a time
    size_t block_count;

    struct load **ended;  // arrived or given up on, at whatever time, and not handed out yet
    size_t ended_count, ended_room;
    struct item *arrivals, *losses;  // of the last exchange_carry
    size_t arrival_count, arrival_room, loss_count, loss_room;
};

// Bulk work is cut into pieces of a minute on one core: long enough to be cheap, short enough to use all
// cores.
static const double bulk_piece_s = 60;

// ---- Making

static bool settings_make_sense(const struct exchange_settings *s, struct status *status) {
    if (s->cloud_busy_w < s->cloud_idle_w)
        return status_fail(
            status, STATUS_SCENARIO,
            "network: cloud_busy_w = %g W is less than cloud_idle_w = %g W: allowed is at least as much",
            s->cloud_busy_w, s->cloud_idle_w);
    if (s->firm_busy_w < s->firm_idle_w)
        return status_fail(
            status, STATUS_SCENARIO,
            "network: firm_busy_w = %g W is less than firm_idle_w = %g W: allowed is at least as much",
            s->firm_busy_w, s->firm_idle_w);
    return true;
}

static const struct exchange_carrier *carrier_of(int model, struct status *status) {
    return model == EXCHANGE_SIMGRID ? exchange_carrier_simgrid(status) : &exchange_closed_form;
}

void exchange_load(const struct exchange_settings *settings) {
    struct status ignored = {0};
    carrier_of(settings->model, &ignored);
}

struct exchange *exchange_create(const struct exchange_settings *settings, const struct exchange_sites *sites,
                                 struct status *status) {
    if (!settings_make_sense(settings, status)) return NULL;
    struct exchange *exchange = status_allocate(1, sizeof *exchange);
    exchange->settings = *settings;
    exchange->sites = *sites;
    exchange->party_in_cloud = status_allocate(sites->parties + 1, sizeof(bool));
    if (sites->parties)
        memcpy(exchange->party_in_cloud, sites->party_in_cloud, sites->parties * sizeof(bool));
    exchange->sites.party_in_cloud = exchange->party_in_cloud;
    exchange->outages =
        outages_create((size_t)settings->cloud_servers, settings->cloud_mtbf_h, settings->cloud_mttr_h,
                       sites->end, (struct random_key){sites->seed, sites->replication});
    exchange_traffic_init(&exchange->traffic, sites->districts);
    exchange->bulk = bulk_create(sites->districts, sites->parties, exchange->party_in_cloud);
    exchange->kind = carrier_of(settings->model, status);
    if (exchange->kind) exchange->carrier = exchange->kind->create(exchange, status);
    if (exchange->carrier) return exchange;
    exchange_free(exchange);
    return NULL;
}

void exchange_free(struct exchange *exchange) {
    if (!exchange) return;
    if (exchange->kind && exchange->carrier) exchange->kind->free(exchange->carrier);
    for (size_t i = 0; i < exchange->block_count; i++) {
        for (size_t j = 0; j < LOADS_PER_BLOCK; j++) bulk_reports_free(&exchange->blocks[i][j].reports);
        free(exchange->blocks[i]);
    }
    free(exchange->blocks);
    free(exchange->ended);
    free(exchange->arrivals);
    free(exchange->losses);
    bulk_free(exchange->bulk);
    exchange_traffic_clear(&exchange->traffic);
    outages_free(exchange->outages);
    free(exchange->party_in_cloud);
    free(exchange);
}

const struct exchange_settings *exchange_settings(const struct exchange *exchange) {
    return &exchange->settings;
}
const struct exchange_sites *exchange_sites(const struct exchange *exchange) {
    return &exchange->sites;
}
const struct outages *exchange_outages(const struct exchange *exchange) {
    return exchange->outages;
}

// ---- Running

struct guest {
    struct exchange *exchange;
    void (*body)(void *argument);
    void *argument;
};

// What has happened by now. Energy, and how far things on their way are, can be asked only while the
// carrier's own loop runs: the last reading is kept for afterwards.
static struct exchange_totals measured(const struct exchange *exchange) {
    struct exchange_totals totals = exchange->totals;
    exchange->kind->measure(exchange->carrier, &totals.cloud_joule, &totals.firm_joule);
    memcpy(totals.bytes, exchange->traffic.bytes, sizeof totals.bytes);
    totals.bytes[EXCHANGE_UP][BYTES_GATHERED] = totals.bytes[EXCHANGE_UP][BYTES_WAITING] =
        bulk_bytes(exchange->bulk);
    for (size_t i = 0; i < exchange->block_count * LOADS_PER_BLOCK; i++) {
        const struct load *load = &exchange->blocks[i / LOADS_PER_BLOCK][i % LOADS_PER_BLOCK];
        if (!load->in_use || load->ended) continue;
        uint64_t carried = load->travels ? exchange->kind->carried(exchange->carrier, load) : 0;
        exchange_traffic_waiting(totals.bytes, load, carried);
    }
    return totals;
}

static void run_guest(void *argument) {
    struct guest *guest = argument;
    guest->exchange->running = true;
    guest->body(guest->argument);
    guest->exchange->totals = measured(guest->exchange);
    guest->exchange->running = false;
}

void exchange_run(struct exchange *exchange, void (*body)(void *argument), void *argument) {
    struct guest guest = {exchange, body, argument};
    exchange->kind->run(exchange->carrier, run_guest, &guest);
}

struct exchange_totals exchange_totals(const struct exchange *exchange) {
    return exchange->running ? measured(exchange) : exchange->totals;
}

struct exchange_day exchange_day(const struct exchange *exchange) {
    const struct exchange_traffic *traffic = &exchange->traffic;
    return (struct exchange_day){traffic->items,
                                 traffic->bulk,
                                 {traffic->offered[EXCHANGE_UP], traffic->offered[EXCHANGE_DOWN]},
                                 traffic->cloud_gflop};
}

double exchange_link_load(const struct exchange_settings *settings, uint64_t bytes) {
    return (double)bytes / (settings->uplink_mbit_s * 1e6 / 8 * clock_seconds(CLOCK_DAY));
}

double exchange_cloud_load(const struct exchange_settings *settings, double gflop) {
    double cores = (double)(settings->cloud_servers * settings->cloud_cores);
    return gflop / (cores * settings->cloud_gflop_s * clock_seconds(CLOCK_DAY));
}

static void note_link_loads(struct exchange *exchange, const uint64_t *offered) {
    struct exchange_totals *totals = &exchange->totals;
    for (uint32_t district = 0; district < exchange->sites.districts; district++) {
        double load = exchange_link_load(&exchange->settings, offered[district]);
        if (load <= totals->most_link_load) continue;
        totals->most_link_load = load;
        totals->most_link_load_district = district;
        totals->most_link_load_day = clock_day(exchange->carried) - 1;
    }
}

void exchange_new_day(struct exchange *exchange) {
    struct exchange_totals *totals = &exchange->totals;
    struct exchange_day day = exchange_day(exchange);
    for (int way = 0; way < EXCHANGE_WAYS; way++) note_link_loads(exchange, day.offered[way]);
    totals->most_cloud_load =
        fmax(totals->most_cloud_load, exchange_cloud_load(&exchange->settings, day.cloud_gflop));
    exchange_traffic_new_day(&exchange->traffic, exchange->sites.districts);
}

// ---- Setting out

static void make_block(struct exchange *exchange) {
    struct load *block = status_allocate(LOADS_PER_BLOCK, sizeof *block);
    for (size_t i = 0; i < LOADS_PER_BLOCK; i++) {
        block[i].next = exchange->unused;
        exchange->unused = &block[i];
    }
    exchange->blocks =
        status_reallocate(exchange->blocks, exchange->block_count + 1, sizeof *exchange->blocks);
    exchange->blocks[exchange->block_count++] = block;
}

static void set_out(struct exchange *exchange, struct load load) {
    PROMISE(exchange->running, "things are sent only while the exchange runs");
    if (!exchange->unused) make_block(exchange);
    struct load *taken = exchange->unused;
    exchange->unused = taken->next;
    *taken = load;
    taken->in_use = true;
    exchange->kind->accept(exchange->carrier, taken);
}

static struct exchange_place place_of(const struct exchange *exchange, uint16_t party, uint32_t district,
                                      uint32_t home) {
    if (party == PARTY_HOME) return (struct exchange_place){PLACE_DISTRICT, district};
    PROMISE(party < exchange->sites.parties, "items go from and to parties or homes");
    if (!exchange->party_in_cloud[party]) return (struct exchange_place){PLACE_FIRM, party};
    return (struct exchange_place){PLACE_CLOUD, (uint32_t)(home % exchange->settings.cloud_servers)};
}

void exchange_send(struct exchange *exchange, const struct item *item, uint32_t district) {
    PROMISE(item->sent >= exchange->carried, "an item sets out in a window that has not been carried yet");
    PROMISE(item->to != PARTY_HOME || item->gflop <= 0, "homes compute on their own devices");
    PROMISE(district < exchange->sites.districts, "an item's home lies in a district");
    struct load load = {.item = *item,
                        .source = place_of(exchange, item->from, district, item->home),
                        .target = place_of(exchange, item->to, district, item->home),
                        .bytes = item->bytes,
                        .answer_bytes = item->answer_bytes,
                        .gflop = (double)item->gflop,
                        .pieces = 1};
    load.item.attempts = 0;
    exchange->totals.items_sent++;
    exchange_traffic_sent(&exchange->traffic, load.source, load.target, load.bytes);
    set_out(exchange, load);
}

static void bulk_sent(struct exchange *exchange, uint32_t district, uint64_t bytes) {
    struct exchange_place home = {PLACE_DISTRICT, district}, elsewhere = {PLACE_STORE, 0};
    exchange_traffic_sent(&exchange->traffic, home, elsewhere, bytes);
}

void exchange_add_bulk(struct exchange *exchange, uint32_t district, uint16_t party, time_ms when,
                       uint64_t bytes, double gflop) {
    bulk_add(exchange->bulk, district, party, when, bytes, gflop);
    bulk_sent(exchange, district, bytes);
}

void exchange_add_report(struct exchange *exchange, uint32_t district, const struct item *item) {
    bulk_add_report(exchange->bulk, district, item);
    bulk_sent(exchange, district, item->bytes);
    exchange->totals.reports_sent++;
}

static struct exchange_place bulk_place(const struct exchange *exchange, const struct bulk_parcel *parcel) {
    switch (parcel->target) {
        case BULK_CLOUD:  // the servers take turns, so that few districts keep all of them busy
            return (struct exchange_place){PLACE_CLOUD, (uint32_t)((parcel->district + parcel->hour) %
                                                                   exchange->settings.cloud_servers)};
        case BULK_FIRM:
            return (struct exchange_place){PLACE_FIRM, parcel->party};
        default:
            return (struct exchange_place){PLACE_STORE, 0};
    }
}

static int bulk_pieces(const struct exchange *exchange, const struct bulk_parcel *parcel) {
    if (parcel->target != BULK_CLOUD) return 1;
    double pieces = ceil(parcel->gflop / exchange->settings.cloud_gflop_s / bulk_piece_s);
    double most = (double)exchange->settings.cloud_cores;
    return (int)fmax(1, fmin(pieces, most));
}

static void send_bulk(void *owner, const struct bulk_parcel *parcel) {
    struct exchange *exchange = owner;
    set_out(exchange, (struct load){.item = {.sent = parcel->sets_out},
                                    .is_bulk = true,
                                    .source = {PLACE_DISTRICT, parcel->district},
                                    .target = bulk_place(exchange, parcel),
                                    .bytes = parcel->bytes,
                                    .gflop = parcel->gflop,
                                    .reports = parcel->reports,
                                    .pieces = bulk_pieces(exchange, parcel)});
}

// ---- On the way: told by the carrier

void exchange_try_begins(struct exchange *exchange, struct load *load) {
    load->item.attempts++;
    if (load->is_bulk && load->item.attempts == 1) exchange->totals.bulk_flows++;
}

void exchange_transfer_begins(struct exchange *exchange, struct load *load, bool back) {
    load->travels = true;
    load->travels_back = back;
    if (!back || load->answer_sent) return;  // counted when it was sent
    load->answer_sent = true;
    exchange_traffic_sent(&exchange->traffic, load->target, load->source, load->answer_bytes);
}

void exchange_transfer_ends(struct exchange *exchange, struct load *load, uint64_t carried) {
    exchange_traffic_carried(&exchange->traffic, load, carried);
}

void exchange_computing_begins(struct exchange *exchange, const struct load *load) {
    exchange->totals.gflop += load->gflop;
    if (load->target.kind == PLACE_CLOUD) exchange->traffic.cloud_gflop += load->gflop;
}

time_ms exchange_try_fails(struct exchange *exchange, struct load *load, time_ms failed) {
    exchange_traffic_try_failed(&exchange->traffic, load);
    if (load->item.attempts >= exchange->settings.attempts) return CLOCK_NEVER;
    if (!load->is_bulk) exchange->totals.items_retried++;
    return failed + (clock_from_seconds(exchange->settings.retry_s) << (load->item.attempts - 1));
}

void exchange_finish(struct exchange *exchange, struct load *load, time_ms when, bool lost) {
    load->item.arrived = when;
    load->lost = lost;
    load->ended = true;
    if (lost) exchange_traffic_given_up(&exchange->traffic, load);
    if (exchange->ended_count == exchange->ended_room) {
        exchange->ended_room = exchange->ended_room ? 2 * exchange->ended_room : 256;
        exchange->ended = status_reallocate(exchange->ended, exchange->ended_room, sizeof *exchange->ended);
    }
    exchange->ended[exchange->ended_count++] = load;
}

// ---- Coming in

static void append(struct item **items, size_t *count, size_t *room, const struct item *item) {
    if (*count == *room) {
        *room = *room ? 2 * *room : 256;
        *items = status_reallocate(*items, *room, sizeof **items);
    }
    (*items)[(*count)++] = *item;
}

// What rode on the load is in, or lost, when the load is.
static void hand_out_reports(struct exchange *exchange, struct load *load) {
    if (load->lost) exchange->totals.reports_lost += load->reports.count;
    for (size_t i = 0; i < load->reports.count; i++) {
        struct item *item = &load->reports.items[i];
        item->arrived = load->item.arrived;
        item->attempts = load->item.attempts;
        if (load->lost)
            append(&exchange->losses, &exchange->loss_count, &exchange->loss_room, item);
        else
            append(&exchange->arrivals, &exchange->arrival_count, &exchange->arrival_room, item);
    }
    bulk_reports_free(&load->reports);
}

// Later than the sum of what its steps take, which is rounded to the millisecond, too.
static void count_delay(struct exchange *exchange, const struct load *load) {
    struct exchange_traffic *traffic = &exchange->traffic;
    double begins_s = clock_seconds(load->item.sent);
    time_ms alone = clock_from_seconds(exchange_path_arrival_s(&exchange->settings, load, begins_s));
    time_ms delay = load->item.arrived > alone ? load->item.arrived - alone : 0;
    exchange_traffic_delay(load->is_bulk ? &traffic->bulk : &traffic->items, delay);
}

static void hand_out(struct exchange *exchange, struct load *load) {
    struct exchange_totals *totals = &exchange->totals;
    if (!load->lost) count_delay(exchange, load);
    if (load->is_bulk) {
        totals->bulk_lost += load->lost;
        hand_out_reports(exchange, load);
    } else if (load->lost) {
        totals->items_lost++;
        append(&exchange->losses, &exchange->loss_count, &exchange->loss_room, &load->item);
    } else {
        totals->items_arrived++;
        append(&exchange->arrivals, &exchange->arrival_count, &exchange->arrival_room, &load->item);
    }
    load->in_use = false;
    load->next = exchange->unused;
    exchange->unused = load;
}

// A moment that rounds to `end` belongs to the next window.
static void hand_out_until(struct exchange *exchange, time_ms end) {
    size_t kept = 0;
    exchange->arrival_count = exchange->loss_count = 0;
    for (size_t i = 0; i < exchange->ended_count; i++) {
        struct load *load = exchange->ended[i];
        if (load->item.arrived < end)
            hand_out(exchange, load);
        else
            exchange->ended[kept++] = load;
    }
    exchange->ended_count = kept;
    if (exchange->arrival_count > 1)
        qsort(exchange->arrivals, exchange->arrival_count, sizeof(struct item), item_compare);
    if (exchange->loss_count > 1)
        qsort(exchange->losses, exchange->loss_count, sizeof(struct item), item_compare);
}

void exchange_carry(struct exchange *exchange, time_ms start, time_ms end) {
    PROMISE(exchange->running && start == exchange->carried && end > start,
            "windows follow each other without a gap");
    bulk_close(exchange->bulk, end, send_bulk, exchange);
    exchange->kind->carry(exchange->carrier, end);
    exchange->carried = end;
    hand_out_until(exchange, end);
}

const struct item *exchange_arrivals(const struct exchange *exchange, size_t *count) {
    *count = exchange->arrival_count;
    return exchange->arrivals;
}

const struct item *exchange_losses(const struct exchange *exchange, size_t *count) {
    *count = exchange->loss_count;
    return exchange->losses;
}

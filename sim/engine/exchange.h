// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the homes travels here, and is computed on: districts' uplinks, the maker's cloud
// servers, one host per firm. Two ways of carrying, one meaning:
//   "simgrid"      flows share links and servers, in SimGrid's time (Casanova et al. 2014); loaded when it is asked for
//   "closed_form"  latency + size / bandwidth + computing, nobody waits for anybody
// On an uncongested network both give the same moments to the millisecond.
//
// Interactive items are single flows. Bulk data (telemetry, image streams) is added up per district and
// hour: one flow for the maker's cloud, one for each firm that computes on what it gets, and one for all that
// is only stored, which ends behind the backbone (a flow per receiver would be thousands an hour). Reports ride on
// it: items with a content, too many and too small for flows of their own.
//
// Every byte is counted when it is carried, not when its load sets out; what waits, and how much later than alone things
// come in, is counted too. A link that is asked for more than it carries: SimGrid carries capacity x time and the rest
// waits (bulk without end, items until their tries are used up); the closed form carries all, and the load above 1 tells.
#ifndef MARU_SIM_ENGINE_EXCHANGE_H
#define MARU_SIM_ENGINE_EXCHANGE_H

#include "sim/engine/item.h"
#include "sim/engine/kind.h"
#include "sim/engine/status.h"

enum exchange_model { EXCHANGE_SIMGRID, EXCHANGE_CLOSED_FORM };

// The section `network` of a scenario: hosts, links, watts. See exchange.c for units and sources.
struct exchange_settings {
    int model;                     // enum exchange_model
    double uplink_mbit_s;          // one district's shared uplink
    double uplink_latency_ms;
    double backbone_mbit_s;
    double backbone_latency_ms;    // between the region and any data centre
    int64_t cloud_servers;         // of the maker
    int64_t cloud_cores;           // per server
    double cloud_gflop_s;          // per core
    double cloud_idle_w, cloud_busy_w;  // per server: no core busy, all cores busy
    double firm_mbit_s, firm_latency_ms;
    double firm_gflop_s;
    double firm_idle_w, firm_busy_w;
    double retry_s;                // first pause before a lost transfer is tried again; doubles each time
    int64_t attempts;              // tries before an item is given up and counted as lost
    double timeout_s;              // a transfer that takes longer is given up and tried again
    double cloud_mtbf_h;           // mean hours between failures of a cloud server; 0: never fails
    double cloud_mttr_h;           // mean hours to repair
};
extern const struct section_kind network_section;

// Where things are. Borrowed until exchange_create returns.
struct exchange_sites {
    size_t districts;
    size_t parties;
    const bool *party_in_cloud;    // [parties]: on the maker's cloud servers, else on a host of its own
    time_ms end;                   // horizon of the run
    uint32_t seed, replication;    // for failure times
};

// Over the districts' links: from the homes, and to them.
enum exchange_way { EXCHANGE_UP, EXCHANGE_DOWN, EXCHANGE_WAYS };
// What became of bytes, interactive and bulk. At every moment sent + in vain = carried + waiting + lost.
enum exchange_fate {
    BYTES_SENT,
    BYTES_CARRIED,   // came over the link, of transfers under way too (closed form: by the share of time that has passed)
    BYTES_IN_VAIN,   // of these: by tries that then failed, so that they had to be carried again
    BYTES_LOST,      // of what was given up
    BYTES_WAITING,   // sent, and neither carried nor lost
    BYTES_GATHERED,  // of these: bulk of a clock hour that is not over
    BYTES_FATES
};
extern const char *const exchange_way_names[], *const exchange_fate_names[], *const exchange_fate_meanings[];

struct exchange_totals {
    uint64_t items_sent, items_arrived, items_retried, items_lost;
    uint64_t bytes[EXCHANGE_WAYS][BYTES_FATES];
    // The largest loads (see below) of the days that are over, whose link's it was, and on which day.
    double most_link_load, most_cloud_load;
    uint32_t most_link_load_district;
    int64_t most_link_load_day;
    uint64_t bulk_flows, bulk_lost;
    uint64_t reports_sent, reports_lost;
    double gflop;
    double cloud_joule, firm_joule;     // up to the last exchange_carry
};

struct exchange;

// Loads the library that its model needs. Processes made after it share what was loaded: without, each loads SimGrid by itself
// (70 ms, more than a day of 60 homes). What is missing exchange_create tells.
void exchange_load(const struct exchange_settings *settings);

// NULL with a status when the platform cannot be made. One SimGrid exchange per process: SimGrid
// allows no second engine. Owned by the caller; free with exchange_free.
struct exchange *exchange_create(const struct exchange_settings *settings,
                                 const struct exchange_sites *sites, struct status *status);
void exchange_free(struct exchange *exchange);

// Runs `body(argument)` to its end inside the exchange (SimGrid needs its main loop around ours).
// exchange_send ... exchange_carry may be called only from within body.
void exchange_run(struct exchange *exchange, void (*body)(void *argument), void *argument);

// Takes a copy. item->sent lies in the window that exchange_carry is called for next, or later.
// district: of item->home. Items from PARTY_HOME start there, others at the sender's host: a party in the
// cloud is at server home % servers, for sending, computing and receiving. Homes compute on their own
// devices, not here.
void exchange_send(struct exchange *exchange, const struct item *item, uint32_t district);

// Adds to what the district sends to the party as bulk within the clock hour that holds `when`; it
// travels after the hour's end.
void exchange_add_bulk(struct exchange *exchange, uint32_t district, uint16_t party, time_ms when,
                       uint64_t bytes, double gflop);

// The same for a single report with a content of its own: the item rides on the hour's bulk, and arrives, or is lost,
// together with it.
void exchange_add_report(struct exchange *exchange, uint32_t district, const struct item *item);

// Lets [start, end) pass: starts each item at its own moment, shares links and servers.
void exchange_carry(struct exchange *exchange, time_ms start, time_ms end);

// What came in during the last exchange_carry, in the order (arrived, to, sequence). Borrowed until
// the next exchange_carry. Items given up on are not among them.
const struct item *exchange_arrivals(const struct exchange *exchange, size_t *count);
// What was given up on during the last exchange_carry, same order; arrived = moment of giving up.
const struct item *exchange_losses(const struct exchange *exchange, size_t *count);

struct exchange_totals exchange_totals(const struct exchange *exchange);

// How much later than on empty links and idle machines something came in.
struct exchange_delay {
    uint64_t count;
    int64_t sum_ms, most_ms;
};
// The day so far. Borrowed until exchange_new_day.
struct exchange_day {
    struct exchange_delay items, bulk;       // of what came in
    const uint64_t *offered[EXCHANGE_WAYS];  // [districts] bytes that were sent
    double cloud_gflop;                      // begun on the maker's servers
};
struct exchange_day exchange_day(const struct exchange *exchange);
// What a day asked of a district's link (bytes, one way) and of the maker's cloud / what these can do in a day. SimGrid
// lets wait what is too much; in the closed form nobody waits, so that more than 1 is carried and computed all the same.
double exchange_link_load(const struct exchange_settings *settings, uint64_t bytes);
double exchange_cloud_load(const struct exchange_settings *settings, double gflop);
// At midnight, after the day was looked at.
void exchange_new_day(struct exchange *exchange);

#endif

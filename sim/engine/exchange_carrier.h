// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange's bookkeeping (exchange.c) and the two ways of carrying (exchange_simgrid.c,
// exchange_closed_form.c) know of each other. Nobody else includes this.
//
// The life of a load, the same for both: at its moment it travels to its target, is computed there and, when
// an answer is wanted, the answer travels back. The try is lost when a cloud server it uses is down or goes
// down meanwhile, or when an item's transfer takes longer than the time-out; a new try then begins after a
// pause.
#ifndef MARU_SIM_ENGINE_EXCHANGE_CARRIER_H
#define MARU_SIM_ENGINE_EXCHANGE_CARRIER_H

#include "sim/engine/bulk.h"
#include "sim/engine/exchange.h"
#include "sim/engine/outages.h"

// Districts lie behind their uplinks and firms behind their links; servers and the store, where bulk data
// ends that nobody computes on, lie at the backbone's end.
enum place_kind { PLACE_DISTRICT, PLACE_CLOUD, PLACE_FIRM, PLACE_STORE };
struct exchange_place {
    enum place_kind kind;
    uint32_t number;  // of the district, the server or the firm's party
};
static inline bool place_same(struct exchange_place a, struct exchange_place b) {
    return a.kind == b.kind && a.number == b.number;
}

// One thing on its way: an item, or a district's bulk of one hour for one target.
struct load {
    struct item item;  // of bulk: sent and attempts only
    bool is_bulk;
    bool lost;  // as told to exchange_finish
    struct exchange_place source, target;
    uint64_t bytes;  // there
    uint64_t answer_bytes;
    double gflop;       // at the target ...
    int pieces;         // ... in so many equal parts, each on a core
    struct bulk_reports reports;  // of bulk: what rides on it
    struct load *next;  // in a line or in the stock of unused ones
    // How far it is (exchange_traffic.c).
    bool in_use;                // false: in the stock
    bool ended;                 // exchange_finish was told
    bool travels, travels_back; // on a link now; with the answer
    bool answer_sent;           // in some try
    uint64_t carried[2];        // in this try by transfers that have ended: there, back
    // The carriers' own: when the step ends that it is in, and whether it then breaks off (closed form); when its first
    // byte comes in and how long it flows; in whose hands it is, and until when it may try (SimGrid).
    double step_ends_s, flow_from_s, flow_s;
    bool step_breaks;
    struct porter *porter;
    time_ms gives_up;
};

enum { EXCHANGE_CORES_MOST = 256 };  // per server

struct exchange_carrier {
    // NULL with a status when it cannot be made. The exchange is borrowed for its lifetime.
    void *(*create)(struct exchange *exchange, struct status *status);
    void (*free)(void *carrier);
    // Calls body(argument) once; all functions below are called from within body only.
    void (*run)(void *carrier, void (*body)(void *argument), void *argument);
    // Takes the load over until it is handed to exchange_finish. It sets out at load->item.sent.
    void (*accept)(void *carrier, struct load *load);
    // Lets time pass up to `end`. Loads due at `end` do not set out yet.
    void (*carry)(void *carrier, time_ms end);
    // Bytes that have come over of the transfer that the load is under way with, up to the last carry's end.
    uint64_t (*carried)(void *carrier, const struct load *load);
    // Joule used by all servers and all firms up to the last carry's end.
    void (*measure)(void *carrier, double *cloud_joule, double *firm_joule);
};
extern const struct exchange_carrier exchange_closed_form;
// What the module maru_simgrid.so holds. Opens the module; NULL with a status that says what is missing.
extern const struct exchange_carrier exchange_simgrid;
const struct exchange_carrier *exchange_carrier_simgrid(struct status *status);

// Borrowed from the exchange.
const struct exchange_settings *exchange_settings(const struct exchange *exchange);
const struct exchange_sites *exchange_sites(const struct exchange *exchange);
const struct outages *exchange_outages(const struct exchange *exchange);

// Told by the carrier at the moment when it happens: a new try, its transfer there or back (the answer), with how many
// bytes it ended, its computing.
void exchange_try_begins(struct exchange *exchange, struct load *load);
void exchange_transfer_begins(struct exchange *exchange, struct load *load, bool back);
void exchange_transfer_ends(struct exchange *exchange, struct load *load, uint64_t carried);
void exchange_computing_begins(struct exchange *exchange, const struct load *load);
// The try failed at that moment: when the next one begins, or CLOCK_NEVER when there is none.
time_ms exchange_try_fails(struct exchange *exchange, struct load *load, time_ms failed);
// The load arrived, or was given up on; the exchange takes it back.
void exchange_finish(struct exchange *exchange, struct load *load, time_ms when, bool lost);

// Bulk has a whole hour; slowness is no reason to give it up. CLOCK_NEVER: no deadline.
static inline time_ms exchange_deadline(const struct exchange *exchange, const struct load *load,
                                        time_ms begin) {
    return load->is_bulk ? CLOCK_NEVER : begin + clock_from_seconds(exchange_settings(exchange)->timeout_s);
}

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// Carrying when nobody waits for anybody: a load's whole life is worked out when it is accepted.
// A transfer takes the latencies of its path plus size / smallest bandwidth, computing takes operations /
// speed.
#include <math.h>
#include <stdlib.h>

#include "sim/engine/exchange_carrier.h"

// Cores at work for a time that may lie ahead, for the energy.
struct work {
    double from_s, to_s;
    int cores;
    enum place_kind where;
};

struct closed_form {
    struct exchange *exchange;
    const struct exchange_settings *settings;
    const struct outages *outages;
    time_ms carried, end;
    size_t firms;
    double path_latency_s[PLACE_STORE + 1], path_bytes_s[PLACE_STORE + 1];  // of a place's own link
    double backbone_latency_s, backbone_bytes_s;
    struct work *works;
    size_t work_count, work_room;
    double cloud_core_s, firm_core_s;  // up to `carried`
};

static double bytes_per_second(double mbit_s) {
    return mbit_s * 1e6 / 8;
}

static void *create(struct exchange *exchange, struct status *status) {
    (void)status;  // nothing can fail
    const struct exchange_settings *s = exchange_settings(exchange);
    const struct exchange_sites *sites = exchange_sites(exchange);
    struct closed_form *form = status_allocate(1, sizeof *form);
    *form = (struct closed_form){
        .exchange = exchange,
        .settings = s,
        .outages = exchange_outages(exchange),
        .end = sites->end,
        .path_latency_s =
            {[PLACE_DISTRICT] = s->uplink_latency_ms / 1000, [PLACE_FIRM] = s->firm_latency_ms / 1000},
        .path_bytes_s = {[PLACE_DISTRICT] = bytes_per_second(s->uplink_mbit_s),
                         [PLACE_FIRM] = bytes_per_second(s->firm_mbit_s),
                         [PLACE_CLOUD] = INFINITY,
                         [PLACE_STORE] = INFINITY},
        .backbone_latency_s = s->backbone_latency_ms / 1000,
        .backbone_bytes_s = bytes_per_second(s->backbone_mbit_s),
    };
    for (size_t i = 0; i < sites->parties; i++) form->firms += !sites->party_in_cloud[i];
    return form;
}

static void free_form(void *carrier) {
    struct closed_form *form = carrier;
    free(form->works);
    free(form);
}

static void run(void *carrier, void (*body)(void *argument), void *argument) {
    (void)carrier;
    body(argument);
}

// ---- One try

static double transfer_s(const struct closed_form *form, struct exchange_place from, struct exchange_place to,
                         uint64_t bytes) {
    if (place_same(from, to)) return 0;
    double latency = form->path_latency_s[from.kind] + form->path_latency_s[to.kind];
    double narrowest = fmin(form->path_bytes_s[from.kind], form->path_bytes_s[to.kind]);
    if (from.kind != to.kind) {
        latency += form->backbone_latency_s;
        narrowest = fmin(narrowest, form->backbone_bytes_s);
    }
    return latency + (double)bytes / narrowest;
}

// When the place stops answering, at or after now; infinitely late when it does not.
static double breaks_at_s(const struct closed_form *form, struct exchange_place place, double now_s) {
    if (place.kind != PLACE_CLOUD) return INFINITY;
    struct outage outage = outages_next(form->outages, place.number, now_s);
    return outage.down == CLOCK_NEVER ? INFINITY : fmax(now_s, clock_seconds(outage.down));
}

// Moves *now_s to the transfer's end, or to the moment it is lost.
static bool transfer(struct closed_form *form, const struct load *load, bool back, double *now_s) {
    struct exchange_place from = back ? load->target : load->source, to = back ? load->source : load->target;
    double breaks = fmin(breaks_at_s(form, from, *now_s), breaks_at_s(form, to, *now_s));
    if (breaks <= *now_s) return false;
    time_ms deadline = exchange_deadline(form->exchange, load, clock_from_seconds(*now_s));
    if (deadline != CLOCK_NEVER) breaks = fmin(breaks, clock_seconds(deadline));
    exchange_transfer_begins(form->exchange, load, back);
    double arrives = *now_s + transfer_s(form, from, to, back ? load->answer_bytes : load->bytes);
    *now_s = fmin(arrives, breaks);
    return arrives <= breaks;
}

static void note_work(struct closed_form *form, struct work work) {
    if (form->work_count == form->work_room) {
        form->work_room = form->work_room ? 2 * form->work_room : 64;
        form->works = status_reallocate(form->works, form->work_room, sizeof work);
    }
    form->works[form->work_count++] = work;
}

// Moves *now_s to the computing's end, or to the moment it is lost.
static bool compute(struct closed_form *form, const struct load *load, double *now_s) {
    if (load->gflop <= 0) return true;
    double breaks = breaks_at_s(form, load->target, *now_s);
    if (breaks <= *now_s) return false;
    bool in_cloud = load->target.kind == PLACE_CLOUD;
    double gflop_s = in_cloud ? form->settings->cloud_gflop_s : form->settings->firm_gflop_s;
    double done = *now_s + load->gflop / load->pieces / gflop_s;
    exchange_computing_begins(form->exchange, load);
    note_work(form, (struct work){*now_s, fmin(done, breaks), load->pieces, load->target.kind});
    *now_s = fmin(done, breaks);
    return done <= breaks;
}

// What would begin after the run's end never begins: false, and *now_s lies there.
static bool try_once(struct closed_form *form, struct load *load, double *now_s) {
    double end_s = clock_seconds(form->end);
    exchange_try_begins(form->exchange, load);
    if (!transfer(form, load, false, now_s) || *now_s >= end_s) return false;
    if (!compute(form, load, now_s) || *now_s >= end_s) return false;
    return load->answer_bytes == 0 || transfer(form, load, true, now_s);
}

static void accept(void *carrier, struct load *load) {
    struct closed_form *form = carrier;
    time_ms begin = load->item.sent;
    while (begin < form->end) {
        double now_s = clock_seconds(begin);
        bool arrived = try_once(form, load, &now_s);
        time_ms now = clock_from_seconds(now_s);
        if (!arrived && now >= form->end) break;
        time_ms again = arrived ? CLOCK_NEVER : exchange_try_fails(form->exchange, load, now);
        if (again == CLOCK_NEVER) {
            exchange_finish(form->exchange, load, now, !arrived);
            return;
        }
        begin = again;
    }
}

// ---- Time and energy

static void count_work(struct closed_form *form, struct work *work, double until_s) {
    if (work->from_s >= until_s) return;
    double to_s = fmin(work->to_s, until_s), core_s = (to_s - work->from_s) * work->cores;
    if (work->where == PLACE_CLOUD)
        form->cloud_core_s += core_s;
    else
        form->firm_core_s += core_s;
    work->from_s = to_s;
}

static void carry(void *carrier, time_ms end) {
    struct closed_form *form = carrier;
    double until_s = clock_seconds(end);
    size_t kept = 0;
    for (size_t i = 0; i < form->work_count; i++) {
        struct work work = form->works[i];
        count_work(form, &work, until_s);
        if (work.to_s > until_s) form->works[kept++] = work;
    }
    form->work_count = kept;
    form->carried = end;
}

// A machine draws its idle power while it is up, and more in proportion to the cores at work.
static void measure(void *carrier, double *cloud_joule, double *firm_joule) {
    const struct closed_form *form = carrier;
    const struct exchange_settings *s = form->settings;
    double up_s = 0;
    for (int64_t i = 0; i < s->cloud_servers; i++)
        up_s += clock_seconds(outages_uptime(form->outages, (size_t)i, form->carried));
    *cloud_joule = s->cloud_idle_w * up_s +
                   (s->cloud_busy_w - s->cloud_idle_w) / (double)s->cloud_cores * form->cloud_core_s;
    *firm_joule = s->firm_idle_w * (double)form->firms * clock_seconds(form->carried) +
                  (s->firm_busy_w - s->firm_idle_w) * form->firm_core_s;
}

const struct exchange_carrier exchange_closed_form = {
    .create = create, .free = free_form, .run = run, .accept = accept, .carry = carry, .measure = measure};

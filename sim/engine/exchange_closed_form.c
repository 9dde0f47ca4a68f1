// SPDX-License-Identifier: GPL-3.0-or-later
// Carrying when nobody waits for anybody: each step of a load's life (it travels, is computed on, is
// answered) ends when exchange_path.h says, or when it breaks off: a server fails, or the deadline passes.
#include <math.h>
#include <stdlib.h>

#include "sim/engine/exchange_carrier.h"
#include "sim/engine/exchange_path.h"
#include "sim/engine/timers.h"

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
    struct timers *agenda;  // when loads set out, and when their steps end; value: the load
    time_ms carried;
    size_t firms;
    struct work *works;
    size_t work_count, work_room;
    double cloud_core_s, firm_core_s;  // up to `carried`
};

// timer.what: the load sets out, or the step ends that it is in.
enum what { SETS_OUT, TRAVELLED, COMPUTED, ANSWERED };

static void *create(struct exchange *exchange, struct status *status) {
    (void)status;  // nothing can fail
    const struct exchange_sites *sites = exchange_sites(exchange);
    struct closed_form *form = status_allocate(1, sizeof *form);
    *form = (struct closed_form){
        .exchange = exchange,
        .settings = exchange_settings(exchange),
        .outages = exchange_outages(exchange),
        .agenda = timers_create(),
    };
    for (size_t i = 0; i < sites->parties; i++) form->firms += !sites->party_in_cloud[i];
    return form;
}

static void free_form(void *carrier) {
    struct closed_form *form = carrier;
    timers_free(form->agenda);
    free(form->works);
    free(form);
}

static void run(void *carrier, void (*body)(void *argument), void *argument) {
    (void)carrier;
    body(argument);
}

// ---- The steps of a try

static void note(struct closed_form *form, struct load *load, enum what what, time_ms due) {
    timers_set(form->agenda, (struct timer){.due = due, .what = what, .value = (intptr_t)load});
}

static void try_fails(struct closed_form *form, struct load *load, double now_s) {
    time_ms now = clock_from_seconds(now_s), again = exchange_try_fails(form->exchange, load, now);
    if (again == CLOCK_NEVER)
        exchange_finish(form->exchange, load, now, true);
    else
        note(form, load, SETS_OUT, again);
}

// When the place stops answering, at or after now; infinitely late when it does not.
static double breaks_at_s(const struct closed_form *form, struct exchange_place place, double now_s) {
    if (place.kind != PLACE_CLOUD) return INFINITY;
    struct outage outage = outages_next(form->outages, place.number, now_s);
    return outage.down == CLOCK_NEVER ? INFINITY : fmax(now_s, clock_seconds(outage.down));
}

// The step ends at ends_s, or breaks off before that.
static void begin_step(struct closed_form *form, struct load *load, enum what what, double ends_s,
                       double breaks_s) {
    load->step_ends_s = fmin(ends_s, breaks_s);
    load->step_breaks = breaks_s < ends_s;
    note(form, load, what, clock_from_seconds(load->step_ends_s));
}

static void begin_transfer(struct closed_form *form, struct load *load, bool back, double now_s) {
    double breaks_s = fmin(breaks_at_s(form, load->source, now_s), breaks_at_s(form, load->target, now_s));
    if (breaks_s <= now_s) {
        try_fails(form, load, now_s);
        return;
    }
    time_ms deadline = exchange_deadline(form->exchange, load, clock_from_seconds(now_s));
    if (deadline != CLOCK_NEVER) breaks_s = fmin(breaks_s, clock_seconds(deadline));
    struct exchange_path_way way = exchange_path_way(form->settings, load, back);
    load->flow_from_s = now_s + way.latency_s;
    load->flow_s = way.flow_s;
    exchange_transfer_begins(form->exchange, load, back);
    begin_step(form, load, back ? ANSWERED : TRAVELLED, now_s + (way.latency_s + way.flow_s), breaks_s);
}

static void note_work(struct closed_form *form, struct work work) {
    if (form->work_count == form->work_room) {
        form->work_room = form->work_room ? 2 * form->work_room : 64;
        form->works = status_reallocate(form->works, form->work_room, sizeof work);
    }
    form->works[form->work_count++] = work;
}

static void begin_computing(struct closed_form *form, struct load *load, double now_s) {
    double breaks_s = breaks_at_s(form, load->target, now_s);
    if (breaks_s <= now_s) {
        try_fails(form, load, now_s);
        return;
    }
    double done_s = now_s + exchange_path_computing_s(form->settings, load);
    exchange_computing_begins(form->exchange, load);
    note_work(form, (struct work){now_s, fmin(done_s, breaks_s), load->pieces, load->target.kind});
    begin_step(form, load, COMPUTED, done_s, breaks_s);
}

// ... and what follows when one has ended well, at now_s.
static void go_on(struct closed_form *form, struct load *load, enum what ended, double now_s) {
    if (ended == TRAVELLED && load->gflop > 0)
        begin_computing(form, load, now_s);
    else if (ended != ANSWERED && load->answer_bytes > 0)
        begin_transfer(form, load, true, now_s);
    else
        exchange_finish(form->exchange, load, clock_from_seconds(now_s), false);
}

// Of the transfer under way, by the share of its time that has passed.
static uint64_t bytes_carried(const struct load *load, double now_s) {
    uint64_t bytes = load->travels_back ? load->answer_bytes : load->bytes;
    if (now_s <= load->flow_from_s) return 0;
    double share = load->flow_s > 0 ? (now_s - load->flow_from_s) / load->flow_s : 1;
    return share >= 1 ? bytes : (uint64_t)llround(share * (double)bytes);
}

static void end_step(struct closed_form *form, struct load *load, enum what what) {
    double now_s = load->step_ends_s;
    uint64_t bytes = load->travels_back ? load->answer_bytes : load->bytes;
    if (what != COMPUTED)
        exchange_transfer_ends(form->exchange, load, load->step_breaks ? bytes_carried(load, now_s) : bytes);
    if (load->step_breaks)
        try_fails(form, load, now_s);
    else
        go_on(form, load, what, now_s);
}

static void handle(struct closed_form *form, const struct timer *timer) {
    struct load *load = (struct load *)(intptr_t)timer->value;
    if (timer->what != SETS_OUT) {
        end_step(form, load, (enum what)timer->what);
        return;
    }
    exchange_try_begins(form->exchange, load);
    begin_transfer(form, load, false, clock_seconds(timer->due));
}

static void accept(void *carrier, struct load *load) {
    note(carrier, load, SETS_OUT, load->item.sent);
}

static uint64_t carried(void *carrier, const struct load *load) {
    const struct closed_form *form = carrier;
    return bytes_carried(load, clock_seconds(form->carried));
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

static void count_works(struct closed_form *form, double until_s) {
    size_t kept = 0;
    for (size_t i = 0; i < form->work_count; i++) {
        struct work work = form->works[i];
        count_work(form, &work, until_s);
        if (work.to_s > until_s) form->works[kept++] = work;
    }
    form->work_count = kept;
}

static void carry(void *carrier, time_ms end) {
    struct closed_form *form = carrier;
    while (timers_next(form->agenda) < end) {
        struct timer timer = timers_take(form->agenda);
        handle(form, &timer);
    }
    count_works(form, clock_seconds(end));
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

const struct exchange_carrier exchange_closed_form = {.create = create,
                                                      .free = free_form,
                                                      .run = run,
                                                      .accept = accept,
                                                      .carry = carry,
                                                      .carried = carried,
                                                      .measure = measure};

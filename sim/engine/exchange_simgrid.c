// SPDX-License-Identifier: GPL-3.0-or-later
// Carrying in SimGrid's time, where flows share links and jobs share cores.
//
// Who acts there: the pump, in which the whole loop of the world runs and which starts everything at its
// moment; porters, each of which sees one load through its life; and every firm, on its own host, which takes
// from its mailbox and computes. Homes are not actors.
//
// Why the loop runs inside an actor: a window in which the clock only moves on costs 1 us that way; with the
// loop outside, simgrid_run_until costs 6 us with 45 hosts and 270 us with 2,000. A window with nothing on
// its way or due makes no SimGrid call at all (0.01 us): the clock is caught up when it next matters. An item
// (50 kB up, computing, answer) takes 10 us, a bulk flow 4 us, or 6 us with computing. (SimGrid 3.32, one
// core.)
//
// Why a mailbox is a line of ours and not SimGrid's: there, a flow begins when its receiver is ready, or is
// received in the order of sending, so that a short message would wait behind a long one that is not in yet.
#include <math.h>
#include <simgrid/actor.h>
#include <simgrid/engine.h>
#include <simgrid/exec.h>
#include <simgrid/plugins/energy.h>
#include <simgrid/semaphore.h>
#include <stdlib.h>

#include "sim/engine/exchange_carrier.h"
#include "sim/engine/exchange_simgrid_flow.h"
#include "sim/engine/platform.h"
#include "sim/engine/timers.h"

// Flows on a shared link cost more the more they are: 232 k/s with 16 of them, 141 k/s with 256, 21 k/s with
// 1,024. What finds no porter waits in line. Of one district's bulk only so many are carried at once, which
// fill its link as well as more would: a full link must not keep all porters from the other districts. (400
// homes' pictures at up to 2.5 times what the link carries, 30 days: 0.4 s, 58 MB; with all porters theirs 11
// s.)
enum { ITEM_PORTERS = 192, BULK_PORTERS = 64, BULK_OF_A_DISTRICT = 4 };
// The loop calls Lua, HDF5 and OpenMP from its stack; the others call SimGrid only.
enum { PUMP_STACK_KIB = 64 * 1024, ACTOR_STACK_KIB = 128 };

struct line {
    struct load *first, *last;
};

struct porter {
    struct grid *grid;
    struct crew *crew;
    sg_actor_t actor;
    sg_sem_t call;        // released when it has something to do
    struct load *load;    // in its hands
    bool travels;         // the load is on a link ...
    sg_comm_t flow;       // ... in this flow; NULL: it stays in one place
    bool computed;        // by the firm it waits for
    timer_id deadline;    // 0: none
    uint32_t number;      // among all porters
    double came_in_s;     // to the mailbox of the firm it waits for
    struct porter *next;  // among the idle, or in a firm's mailbox
};

struct crew {
    struct porter *porters;
    uint32_t count, most;
    struct porter *idle;
    struct line waiting;
};

// A district's bulk: how many are with the porters, and what waits for one of these to end.
struct queue {
    uint32_t carried;
    struct line waiting;
};

struct firm {
    sg_host_t host;          // NULL: the party is in the cloud
    sg_sem_t post;           // counts the mailbox
    struct porter *mailbox;  // whose loads are to be computed
};

struct grid {
    struct exchange *exchange;
    sg_host_t *districts, *servers, store;
    size_t server_count;
    struct firm *firms;  // one per party
    size_t party_count;
    struct crew items, bulk;
    struct queue *queues;  // one per district
    struct timers *agenda;
    size_t on_the_way;  // begun and not ended: in a porter's hands or in line
    sg_sem_t bell;      // wakes the pump before its time
    time_ms wakes;      // when the sleeping pump wakes by itself; 0: it is awake, or the bell has rung
    time_ms carried;
    void (*body)(void *argument);
    void *argument;
};

// timer.what; timer.home is the number of the porter or server.
enum what { SET_OUT, DEADLINE, SERVER_DOWN, SERVER_UP };

// ---- Time

static time_ms now_ms(void) {
    return clock_from_seconds(simgrid_get_clock());
}

// False when the bell rang before.
static bool sleep_until(struct grid *grid, time_ms moment) {
    double pause_s = clock_seconds(moment) - simgrid_get_clock();
    if (pause_s <= 0) return true;
    grid->wakes = moment;
    bool timeout = sg_sem_acquire_timeout(grid->bell, pause_s) == 1;
    grid->wakes = 0;
    return timeout;
}

static timer_id note(struct grid *grid, struct timer timer) {
    if (timer.due < grid->wakes) {
        grid->wakes = 0;  // one ring is enough
        sg_sem_release(grid->bell);
    }
    return timers_set(grid->agenda, timer);
}

// ---- Lines

static void line_join(struct line *line, struct load *load) {
    load->next = NULL;
    if (line->first)
        line->last->next = load;
    else
        line->first = load;
    line->last = load;
}

static struct load *line_take(struct line *line) {
    struct load *load = line->first;
    if (load) line->first = load->next;
    return load;
}

// By the moment of coming in; at the same moment in the order of sending, whichever actor SimGrid lets run
// first.
static bool comes_before(const struct porter *a, const struct porter *b) {
    if (a->came_in_s < b->came_in_s || a->came_in_s > b->came_in_s) return a->came_in_s < b->came_in_s;
    return a->load->item.sequence < b->load->item.sequence;
}

static void mailbox_put(struct firm *firm, struct porter *porter) {
    struct porter **link = &firm->mailbox;
    porter->came_in_s = simgrid_get_clock();
    while (*link && comes_before(*link, porter)) link = &(*link)->next;
    porter->next = *link;
    *link = porter;
    sg_sem_release(firm->post);
}

// Waits for something to come.
static struct porter *mailbox_get(struct firm *firm) {
    sg_sem_acquire(firm->post);
    struct porter *porter = firm->mailbox;
    firm->mailbox = porter->next;
    return porter;
}

// ---- One try of a load, as its porter sees it

static sg_host_t host_at(const struct grid *grid, struct exchange_place place) {
    switch (place.kind) {
        case PLACE_DISTRICT:
            return grid->districts[place.number];
        case PLACE_CLOUD:
            return grid->servers[place.number];
        case PLACE_FIRM:
            return grid->firms[place.number].host;
        default:
            return grid->store;
    }
}

static void begin_transfer(struct porter *porter, bool back) {
    struct exchange *exchange = porter->grid->exchange;
    time_ms deadline = exchange_deadline(exchange, porter->load, now_ms());
    exchange_transfer_begins(exchange, porter->load, back);
    porter->travels = true;
    if (deadline == CLOCK_NEVER) return;
    porter->deadline =
        note(porter->grid, (struct timer){.due = deadline, .what = DEADLINE, .home = porter->number});
}

static uint64_t bytes_on_link(const struct load *load) {
    return load->travels_back ? load->answer_bytes : load->bytes;
}

static uint64_t carried(void *carrier, const struct load *load) {
    (void)carrier;
    if (!load->porter->flow) return 0;
    uint64_t bytes = bytes_on_link(load);
    double left = round(exchange_simgrid_flow_bytes_left(load->porter->flow));
    return bytes - (uint64_t)fmax(0, fmin(left, (double)bytes));
}

static void end_transfer(struct porter *porter, uint64_t bytes) {
    exchange_transfer_ends(porter->grid->exchange, porter->load, bytes);
    porter->travels = false;
    porter->flow = NULL;
    if (porter->deadline) timers_cancel(porter->grid->agenda, porter->deadline);
    porter->deadline = 0;
}

// When a server at either end fails meanwhile, or the deadline passes, the pump ends this actor:
// give_up_transfer.
static bool transfer(struct porter *porter, bool back) {
    const struct load *load = porter->load;
    sg_host_t from = host_at(porter->grid, back ? load->target : load->source);
    sg_host_t to = host_at(porter->grid, back ? load->source : load->target);
    if (!sg_host_is_on(from) || !sg_host_is_on(to)) return false;
    begin_transfer(porter, back);
    if (from != to) {
        porter->flow = exchange_simgrid_flow_begin(from, to, bytes_on_link(load));
        sg_comm_wait(porter->flow);
    }
    end_transfer(porter, bytes_on_link(load));
    return true;
}

// False when the host fails meanwhile.
static bool compute_on(sg_host_t host, const struct load *load) {
    sg_exec_t pieces[EXCHANGE_CORES_MOST];
    for (int i = 0; i < load->pieces; i++) {
        pieces[i] = sg_actor_exec_init(load->gflop * 1e9 / load->pieces);
        sg_exec_set_host(pieces[i], host);
        sg_exec_start(pieces[i]);
    }
    bool done = true;
    for (int i = 0; i < load->pieces; i++) done &= sg_exec_wait(pieces[i]) == SG_OK;
    return done;
}

static bool compute(struct porter *porter) {
    const struct load *load = porter->load;
    if (load->gflop <= 0) return true;
    sg_host_t host = host_at(porter->grid, load->target);
    if (!sg_host_is_on(host)) return false;
    exchange_computing_begins(porter->grid->exchange, load);
    if (load->target.kind == PLACE_CLOUD || load->is_bulk) return compute_on(host, load);
    porter->computed = false;
    mailbox_put(&porter->grid->firms[load->target.number], porter);
    while (!porter->computed) sg_sem_acquire(porter->call);
    return true;
}

// What has waited in line for as long as a transfer may take is given up like a transfer: lines stay finite.
static bool try_once(struct porter *porter) {
    porter->load->porter = porter;
    exchange_try_begins(porter->grid->exchange, porter->load);
    return now_ms() <= porter->load->gives_up && transfer(porter, false) && compute(porter) &&
           (porter->load->answer_bytes == 0 || transfer(porter, true));
}

static void hire(struct grid *grid, struct crew *crew, struct load *load);

static void hand_to_porter(struct grid *grid, struct load *load) {
    struct crew *crew = load->is_bulk ? &grid->bulk : &grid->items;
    struct porter *porter = crew->idle;
    if (porter) {
        crew->idle = porter->next;
        porter->load = load;
        sg_sem_release(porter->call);
    } else if (crew->count < crew->most) {
        hire(grid, crew, load);
    } else {
        line_join(&crew->waiting, load);
    }
}

// One of the district's has ended: the next.
static void go_on_with(struct grid *grid, struct queue *queue) {
    struct load *next = line_take(&queue->waiting);
    if (next)
        hand_to_porter(grid, next);
    else
        queue->carried--;
}

static void end_try(struct porter *porter, bool arrived) {
    struct grid *grid = porter->grid;
    struct load *load = porter->load;
    time_ms now = now_ms();
    time_ms again = arrived ? CLOCK_NEVER : exchange_try_fails(grid->exchange, load, now);
    porter->load = NULL;
    grid->on_the_way--;
    if (load->is_bulk) go_on_with(grid, &grid->queues[load->source.number]);
    if (again == CLOCK_NEVER)
        exchange_finish(grid->exchange, load, now, !arrived);
    else
        note(grid, (struct timer){.due = again, .what = SET_OUT, .value = (intptr_t)load});
}

// ---- The actors beside the pump

static void idle(struct porter *porter) {
    porter->next = porter->crew->idle;
    porter->crew->idle = porter;
    sg_sem_acquire(porter->call);
}

static void porter_work(int count, char *arguments[]) {
    (void)count, (void)arguments;
    struct porter *porter = sg_actor_self_get_data();
    for (;;) {
        if (!porter->load) porter->load = line_take(&porter->crew->waiting);
        if (porter->load)
            end_try(porter, try_once(porter));
        else
            idle(porter);
    }
}

static void firm_work(int count, char *arguments[]) {
    (void)count, (void)arguments;
    struct firm *firm = sg_actor_self_get_data();
    for (;;) {
        struct porter *porter = mailbox_get(firm);
        sg_actor_execute(porter->load->gflop * 1e9);
        porter->computed = true;
        sg_sem_release(porter->call);
    }
}

// A daemon's end is the pump's end. SimGrid 3.32 ends all of them when it counts as many daemons as started
// actors: so it starts first and becomes a daemon then.
static sg_actor_t start_daemon(const char *name, sg_host_t host, void (*work)(int, char *[]), void *data) {
    sg_actor_t actor = sg_actor_init(name, host);
    sg_actor_set_data(actor, data);
    sg_actor_start_(actor, work, 0, NULL);
    sg_actor_daemonize(actor);
    return actor;
}

static void start_porter(struct porter *porter) {
    porter->actor = start_daemon("porter", porter->grid->store, porter_work, porter);
}

static void hire(struct grid *grid, struct crew *crew, struct load *load) {
    struct porter *porter = &crew->porters[crew->count];
    uint32_t first_number = crew == &grid->items ? 0 : ITEM_PORTERS;
    *porter = (struct porter){.grid = grid,
                              .crew = crew,
                              .call = sg_sem_init(0),
                              .load = load,
                              .number = first_number + crew->count};
    crew->count++;
    start_porter(porter);
}

// ---- The pump

static void begin(struct grid *grid, struct load *load) {
    struct queue *queue = load->is_bulk ? &grid->queues[load->source.number] : NULL;
    grid->on_the_way++;
    load->gives_up = exchange_deadline(grid->exchange, load, now_ms());
    if (queue && queue->carried == BULK_OF_A_DISTRICT) {
        line_join(&queue->waiting, load);
        return;
    }
    if (queue) queue->carried++;
    hand_to_porter(grid, load);
}

// The flow ends with the actor that waits for it; another takes the porter's place.
static void give_up_transfer(struct porter *porter) {
    sg_comm_t flow = porter->flow;
    uint64_t bytes = carried(porter->grid, porter->load);
    sg_actor_kill(porter->actor);
    if (flow) sg_comm_unref(flow);
    end_transfer(porter, bytes);
    end_try(porter, false);
    start_porter(porter);
}

static void give_up_transfers_of(struct crew *crew, uint32_t server) {
    struct exchange_place failed = {PLACE_CLOUD, server};
    for (uint32_t i = 0; i < crew->count; i++) {
        struct porter *porter = &crew->porters[i];
        if (!porter->travels) continue;
        if (place_same(porter->load->source, failed) || place_same(porter->load->target, failed))
            give_up_transfer(porter);
    }
}

static void server_down(struct grid *grid, uint32_t server) {
    give_up_transfers_of(&grid->items, server);
    give_up_transfers_of(&grid->bulk, server);
    sg_host_turn_off(grid->servers[server]);  // what it computes ends with SG_ERROR_HOST
}

static struct porter *porter_numbered(struct grid *grid, uint32_t number) {
    return number < ITEM_PORTERS ? &grid->items.porters[number] : &grid->bulk.porters[number - ITEM_PORTERS];
}

static void handle(struct grid *grid, struct timer timer) {
    switch ((enum what)timer.what) {
        case SET_OUT:
            begin(grid, (struct load *)(intptr_t)timer.value);
            break;
        case DEADLINE:
            give_up_transfer(porter_numbered(grid, timer.home));
            break;
        case SERVER_DOWN:
            server_down(grid, timer.home);
            break;
        case SERVER_UP:
            sg_host_turn_on(grid->servers[timer.home]);
            break;
    }
}

static void accept(void *carrier, struct load *load) {
    struct grid *grid = carrier;
    note(grid, (struct timer){.due = load->item.sent, .what = SET_OUT, .value = (intptr_t)load});
}

static void carry(void *carrier, time_ms end) {
    struct grid *grid = carrier;
    grid->carried = end;
    while (grid->on_the_way > 0 || timers_next(grid->agenda) < end) {
        time_ms next = timers_next(grid->agenda);
        if (!sleep_until(grid, next < end ? next : end)) continue;
        if (next >= end) return;
        while (timers_next(grid->agenda) <= next) handle(grid, timers_take(grid->agenda));
    }
}

static void measure(void *carrier, double *cloud_joule, double *firm_joule) {
    struct grid *grid = carrier;
    while (!sleep_until(grid, grid->carried)) continue;  // catches the clock up
    *cloud_joule = *firm_joule = 0;
    for (size_t i = 0; i < grid->server_count; i++)
        *cloud_joule += sg_host_get_consumed_energy(grid->servers[i]);
    for (size_t i = 0; i < grid->party_count; i++)
        if (grid->firms[i].host) *firm_joule += sg_host_get_consumed_energy(grid->firms[i].host);
}

static void pump_work(int count, char *arguments[]) {
    (void)count, (void)arguments;
    struct grid *grid = sg_actor_self_get_data();
    grid->body(grid->argument);
}

static void run(void *carrier, void (*body)(void *argument), void *argument) {
    struct grid *grid = carrier;
    grid->body = body;
    grid->argument = argument;
    platform_stack_kib(PUMP_STACK_KIB);
    sg_actor_t pump = sg_actor_init("pump", grid->store);
    sg_actor_set_data(pump, grid);
    sg_actor_start_(pump, pump_work, 0, NULL);
    platform_stack_kib(ACTOR_STACK_KIB);
    for (size_t i = 0; i < grid->party_count; i++)
        if (grid->firms[i].host) start_daemon("firm", grid->firms[i].host, firm_work, &grid->firms[i]);
    simgrid_run();
}

// ---- Making

static void make_crew(struct crew *crew, uint32_t most) {
    crew->porters = status_allocate(most, sizeof *crew->porters);
    crew->most = most;
}

static void find_hosts(struct grid *grid, const struct exchange_sites *sites) {
    grid->districts = status_allocate(sites->districts, sizeof *grid->districts);
    grid->queues = status_allocate(sites->districts, sizeof *grid->queues);
    grid->servers = status_allocate(grid->server_count, sizeof *grid->servers);
    grid->firms = status_allocate(grid->party_count, sizeof *grid->firms);
    for (size_t i = 0; i < sites->districts; i++) grid->districts[i] = platform_district(i);
    for (size_t i = 0; i < grid->server_count; i++) grid->servers[i] = platform_server(i);
    for (size_t i = 0; i < grid->party_count; i++)
        if (!sites->party_in_cloud[i]) grid->firms[i] = (struct firm){platform_firm(i), sg_sem_init(0), NULL};
    grid->store = platform_store();
}

static void note_outages(struct grid *grid) {
    for (uint32_t server = 0; server < grid->server_count; server++) {
        size_t count;
        const struct outage *outages = outages_of(exchange_outages(grid->exchange), server, &count);
        for (size_t i = 0; i < count; i++) {
            timers_set(grid->agenda,
                       (struct timer){.due = outages[i].down, .what = SERVER_DOWN, .home = server});
            timers_set(grid->agenda, (struct timer){.due = outages[i].up, .what = SERVER_UP, .home = server});
        }
    }
}

static void *create(struct exchange *exchange, struct status *status) {
    const struct exchange_sites *sites = exchange_sites(exchange);
    const struct exchange_settings *settings = exchange_settings(exchange);
    if (!platform_open(settings, sites, status)) return NULL;
    struct grid *grid = status_allocate(1, sizeof *grid);
    grid->exchange = exchange;
    grid->server_count = (size_t)settings->cloud_servers;
    grid->party_count = sites->parties;
    grid->agenda = timers_create();
    grid->bell = sg_sem_init(0);
    find_hosts(grid, sites);
    make_crew(&grid->items, ITEM_PORTERS);
    make_crew(&grid->bulk, BULK_PORTERS);
    note_outages(grid);
    return grid;
}

static void dismiss(struct crew *crew) {
    for (uint32_t i = 0; i < crew->count; i++) sg_sem_destroy(crew->porters[i].call);
    free(crew->porters);
}

static void free_grid(void *carrier) {
    struct grid *grid = carrier;
    for (size_t i = 0; i < grid->party_count; i++)
        if (grid->firms[i].host) sg_sem_destroy(grid->firms[i].post);
    sg_sem_destroy(grid->bell);
    dismiss(&grid->items);
    dismiss(&grid->bulk);
    timers_free(grid->agenda);
    free(grid->districts);
    free(grid->queues);
    free(grid->servers);
    free(grid->firms);
    free(grid);
}

// All that the module shows of itself: exchange_carrier.c finds it by this name.
__attribute__((visibility("default"))) const struct exchange_carrier exchange_simgrid = {.create = create,
                                                                                         .free = free_grid,
                                                                                         .run = run,
                                                                                         .accept = accept,
                                                                                         .carry = carry,
                                                                                         .carried = carried,
                                                                                         .measure = measure};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/home.h"

#include <omp.h>
#include <string.h>

#include "sim/engine/world.h"

const char *const home_segment_names[] = {"unconcerned", "pragmatist", "fundamentalist", NULL};

// clang-format off
#define VIEW_WHOLE(field, unit, most, meaning) \
    SETTING_WHOLE(ROLE_WORLD, struct home_facts, field, unit, 0, 0, most, meaning, "the home's state")
#define VIEW_NUMBER(field, unit, most, meaning) \
    WORLD(struct home_facts, field, unit, 0, 0, most, meaning, "the home's state")
static const struct setting view_rows[] = {
    VIEW_WHOLE(number, "1", 1e9, "the home's number, from 0"),
    VIEW_WHOLE(district, "1", 65535, "apartment complex, from 0"),
    VIEW_WHOLE(members, "person", 20, "household size"),
    VIEW_WHOLE(at_home, "person", 20, "persons at home now, awake or asleep"),
    VIEW_WHOLE(floor, "1", 100, "floor of the dwelling, 1 = ground"),
    VIEW_WHOLE(building_age, "year", 200, "age of the building"),
    VIEW_NUMBER(trust, "1", 1, "trust in the maker, 0 to 1; of several makers in the first, by name"),
    VIEW_WHOLE(tokens, "token", 1e12, "reward tokens held"),
};
// clang-format on
const struct setting_table home_view = SETTING_TABLE(struct home_facts, view_rows);

struct home_facts home_facts(const struct world *world, uint32_t number) {
    const struct home *home = &world->homes[number];
    return (struct home_facts){
        .number = number,
        .district = home->district,
        .members = home->members,
        .at_home = home->active + home->asleep,
        .floor = home->floor,
        .building_age = home->building_age,
        .trust = home->trust,
        .tokens = ledger_balance(world->ledger, ledger_household(world->ledger, number), TOKEN),
    };
}

struct home_presence home_presence_until(const struct home *home, time_ms now) {
    struct home_presence presence = home->presence;
    uint32_t passed = (uint32_t)now - home->presence_counted;
    presence.up += home->active ? passed : 0;
    presence.asleep += home->asleep ? passed : 0;
    presence.present += home->active || home->asleep ? passed : 0;
    return presence;
}

void home_people_now(struct home *home, uint8_t active, uint8_t asleep, time_ms now) {
    home->presence = home_presence_until(home, now);
    home->presence_counted = (uint32_t)now;
    home->active = active;
    home->asleep = asleep;
}

void visit_worth(const struct visit *visit, const struct welfare_source *source, double won) {
    welfare_live(visit->world->welfare, visit->home_number, source, won);
}

struct random_sequence visit_sequence(const struct visit *visit, const char *meaning) {
    return visit_sequence_of(visit, random_stream(meaning));
}

time_ms visit_quiet_until(const struct visit *visit) {
    const struct process *first = &visit->world->processes[visit->home->first_process];
    if (visit->world->step_by_step) return visit->now + CLOCK_MINUTE;
    time_ms quiet = CLOCK_NEVER;
    for (unsigned i = 0; i < visit->home->process_count; i++)
        if (&first[i] != visit->process && !first[i].independent && !first[i].silent && first[i].due < quiet)
            quiet = first[i].due;
    return quiet;
}

const struct gate_pass *visit_share(struct visit *visit, uint16_t flow, enum data_form form, uint32_t bytes,
                                    uint32_t images) {
    return gate_pass(visit->world->gate, visit->tally, visit->home_number, flow, visit->now, form, bytes,
                     images);
}

// Appends with the sender filled in.
static void put_item(const struct visit *visit, struct item item, struct item **items, size_t *count,
                     size_t *room) {
    if (*count == *room) {
        *room = *room ? 2 * *room : 64;
        *items = status_reallocate(*items, *room, sizeof item);
    }
    item.from = PARTY_HOME;
    item.home = visit->home_number;
    item.process = (uint16_t)(visit->process - visit->world->processes - visit->home->first_process);
    item.sent = visit->now;
    (*items)[(*count)++] = item;
}

static void outbox_put(struct visit *visit, struct item item) {
    struct chunk *chunk = visit->chunk;
    put_item(visit, item, &chunk->outbox, &chunk->outbox_count, &chunk->outbox_room);
}

static uint16_t use_pass(const struct visit *visit, const struct gate_pass *pass, uint16_t receiver) {
    return gate_use(visit->world->gate, pass, visit->home_number, receiver);
}

void visit_send(struct visit *visit, const struct gate_pass *pass, struct item item) {
    PROMISE(item.bytes > 0, "what travels has a size");
    item.flow = use_pass(visit, pass, item.to);
    outbox_put(visit, item);
}

int visit_ask_rules(const struct visit *visit, const struct hook *hook, const void *view, void *proposal) {
    const struct plan_hooks *hooks = &visit->world->plan->hooks;
    if (!hooks->has || !hooks->has(hooks->owner, hook)) return 0;
    int rule = hooks->decide(hooks->owner, hook, NULL, view, proposal);
    return rule == PLAN_NO_RULES ? 0 : rule;
}

void visit_tell(struct visit *visit, struct item item) {
    item.bytes = 0;
    item.flow = GATE_NO_FLOW;
    outbox_put(visit, item);
}

void visit_report(struct visit *visit, const struct gate_pass *pass, struct item item) {
    struct chunk *chunk = visit->chunk;
    PROMISE(item.bytes > 0 && item.answer_bytes == 0, "a report has a size and no answer");
    item.flow = use_pass(visit, pass, item.to);
    put_item(visit, item, &chunk->reports, &chunk->report_count, &chunk->report_room);
}

// As a label noised by so much, or, where epsilon is 0, in that form.
static const struct gate_pass *share_as(struct visit *visit, uint16_t flow, enum data_form form,
                                        double epsilon, uint32_t bytes) {
    return epsilon > 0 ? gate_pass_noised(visit->world->gate, visit->tally, visit->home_number, flow,
                                          visit->now, epsilon, bytes)
                       : visit_share(visit, flow, form, bytes, 0);
}

static unsigned publish(struct visit *visit, const struct appliance *appliance, enum data_class data_class,
                        enum data_form form, double epsilon, struct item item) {
    size_t count;
    const struct subscription *subscriptions = world_subscriptions(visit->world, data_class, &count);
    const struct appliance_kind *kind = visit->appliance->kind;
    PROMISE(!kind->publishes || kind->publishes(visit->settings) >> data_class & 1,
            "a kind says what it publishes");
    unsigned published = 0;
    for (size_t i = 0; i < count; i++) {
        if (!subscription_concerns(&subscriptions[i], visit->home, appliance)) continue;
        const struct gate_pass *pass = share_as(visit, subscriptions[i].flow, form, epsilon, item.bytes);
        if (!pass) continue;
        item.to = subscriptions[i].party;
        visit_report(visit, pass, item);
        published++;
    }
    return published;
}

unsigned visit_publish(struct visit *visit, enum data_class data_class, enum data_form form,
                       struct item item) {
    return publish(visit, visit->appliance, data_class, form, 0, item);
}

unsigned visit_publish_noised(struct visit *visit, enum data_class data_class, double epsilon,
                              struct item item) {
    return publish(visit, visit->appliance, data_class, FORM_NOISED, epsilon, item);
}

unsigned visit_publish_of(struct visit *visit, const struct appliance *appliance, enum data_class data_class,
                          enum data_form form, struct item item) {
    return publish(visit, appliance, data_class, form, 0, item);
}

unsigned visit_publish_noised_of(struct visit *visit, const struct appliance *appliance,
                                 enum data_class data_class, double epsilon, struct item item) {
    return publish(visit, appliance, data_class, FORM_NOISED, epsilon, item);
}

void visit_send_bulk(struct visit *visit, const struct gate_pass *pass, uint32_t bytes, double gflop) {
    struct chunk *chunk = visit->chunk;
    uint16_t flow = use_pass(visit, pass, GATE_RECIPIENT);
    if (chunk->bulk_count == chunk->bulk_room) {
        chunk->bulk_room = chunk->bulk_room ? 2 * chunk->bulk_room : 256;
        chunk->bulk = status_reallocate(chunk->bulk, chunk->bulk_room, sizeof *chunk->bulk);
    }
    chunk->bulk[chunk->bulk_count++] = (struct bulk){
        .when = visit->now,
        .district = visit->home->district,
        .party = gate_flow_at(visit->world->gate, flow)->recipient,
        .bytes = bytes,
        .gflop = (float)gflop,
    };
}

void visit_wake(struct visit *visit, uint16_t process, time_ms when) {
    PROMISE(process < visit->home->process_count && when >= visit->now,
            "a process of this home wakes from now on");
    struct process *woken = &visit->world->processes[visit->home->first_process + process];
    if (woken->installed && when < woken->due) woken->due = when;
}

void visit_signal(struct visit *visit, unsigned signals) {
    struct process *first = &visit->world->processes[visit->home->first_process];
    for (unsigned i = 0; i < visit->home->process_count; i++)
        if (&first[i] != visit->process && first[i].wakes_on & signals)
            visit_wake(visit, (uint16_t)i, visit->now);
}

void visit_listen(struct visit *visit, unsigned signals) {
    PROMISE((signals & ~visit->appliance->kind->wakes_on) == 0,
            "a process listens to what its kind wakes on");
    visit->process->wakes_on = (uint8_t)signals;
}

// Points the visit at one process of its home. Processes of one appliance follow each other: what they share
// is looked up once.
static void visit_turn_to(struct visit *visit, struct process *process) {
    const struct world *world = visit->world;
    const struct appliance *appliance = &world->appliances[process->appliance];
    if (!visit->appliance || visit->appliance != appliance) {
        visit->appliance = appliance;
        visit->settings = appliance->settings;
        visit->shared = appliance->shared;
        visit->metrics =
            visit->chunk->metrics + visit->home->segment * world->metric_count + appliance->first_metric;
    }
    visit->process = process;
    visit->stream = appliance->stream + process->number;
}

// Of no home yet.
static struct visit visits_begin(struct world *world, struct chunk *chunk, time_ms now) {
    return (struct visit){.world = world,
                          .chunk = chunk,
                          .tally = world->tallies[omp_get_thread_num()],
                          .now = now,
                          .key = world->key};
}

static void visit_enter(struct visit *visit, uint32_t home) {
    visit->home = &visit->world->homes[home];
    visit->home_number = home;
    visit->appliance = NULL;  // its counters are those of the home's segment
}

static struct visit visit_begin(struct world *world, struct chunk *chunk, uint32_t home, time_ms now) {
    struct visit visit = visits_begin(world, chunk, now);
    visit_enter(&visit, home);
    return visit;
}

static struct process *earliest(struct process *processes, unsigned count) {
    struct process *best = processes;
    time_ms due = best->due;
    for (struct process *process = processes + 1; process < processes + count; process++)
        if (process->due < due) {
            best = process;
            due = process->due;
        }
    return best;
}

// One call of the process's act(), at the moment it is due.
static void process_act(struct visit *visit, struct process *process, time_ms until) {
    struct world *world = visit->world;
    visit_turn_to(visit, process);
    visit->now = process->due;
    visit->until = process->independent ? until : process->due;
    process->due =
        CLOCK_NEVER;  // what the process asks of itself by visit_wake stands beside what it returns
    time_ms due = visit->appliance->kind->act(visit, process_state(world, process));
    PROMISE(due > visit->now, "a process acts next at a later moment");
    if (due < process->due) process->due = due;
    visit->chunk->events++;
}

static void independent_live(struct visit *visit, struct process *processes, unsigned count, time_ms until) {
    for (struct process *process = processes; process < processes + count; process++)
        if (process->independent && process->due < until) process_act(visit, process, until);
}

// Everything the home has due before `until`: what is independent one process after the other, the rest in
// time order, equal times in the order of the processes. Returns when the home is due again.
static time_ms home_live(struct visit *visit, uint32_t number, time_ms until) {
    struct world *world = visit->world;
    visit_enter(visit, number);
    struct process *processes = &world->processes[visit->home->first_process], *next;
    unsigned count = visit->home->process_count;
    if (world->has_independent) independent_live(visit, processes, count, until);
    while ((next = earliest(processes, count))->due < until) process_act(visit, next, until);
    return next->due;
}

// ---- Who is due in a window ------------------------------------------------------------------------------
// One bit per home and window, for a day ahead: a window's due homes come in the order of the homes, without
// a scan and without a sort. A home due later than that is looked at once a day; a bit too many costs one
// look.

// A window's place in the calendar. Found once a window, because 64-bit divisions are dear.
struct calendar_page {
    time_ms start;         // of the window
    uint32_t slots, slot;  // windows of a day; this one's
};

static struct calendar_page calendar_page_of(const struct world *world, time_ms start) {
    uint32_t slots = (uint32_t)(CLOCK_DAY / world->window);
    int64_t number = start / world->window + slots;  // not negative for the one before the first
    return (struct calendar_page){start, slots, (uint32_t)(number % slots)};
}

static struct calendar_page calendar_page_lived(const struct world *world) {
    return calendar_page_of(world, world->until - world->window);
}

// An entry of the calendar: who is due, in the word of one chunk and window.
struct calendar_entry {
    uint64_t *word;
    uint64_t homes;
};

// `page`: of the window that is being lived; the home is due after it.
static struct calendar_entry calendar_entry_of(const struct world *world, const struct calendar_page *page,
                                               uint32_t home, time_ms due) {
    bool ever = due != CLOCK_NEVER;
    time_ms ahead = ever ? due - page->start : 0;
    uint32_t slot = ahead < CLOCK_DAY ? (uint32_t)ahead / (uint32_t)world->window : page->slots - 1;
    slot += page->slot;
    if (slot >= page->slots) slot -= page->slots;
    return (struct calendar_entry){&world->calendar[slot * world->chunk_count + home / HOMES_PER_CHUNK],
                                   (uint64_t)ever << home % HOMES_PER_CHUNK};
}

static void calendar_write(struct calendar_entry entry) {
    *entry.word |= entry.homes;
}

static void calendar_file(const struct world *world, const struct calendar_page *page, uint32_t home,
                          time_ms due) {
    calendar_write(calendar_entry_of(world, page, home, due));
}

void calendar_create(struct world *world) {
    struct calendar_page page = calendar_page_of(world, 0);
    world->calendar = status_allocate(page.slots * world->chunk_count, sizeof *world->calendar);
}

static uint64_t without_first(uint64_t homes) {
    return homes & (homes - 1);
}

// The homes due in a window lie apart in memory: all of a chunk's are sent for at once, first who they are,
// then their processes, then their states, so that the waits overlap.
// Where a home is in memory is found in three steps, each of which waits for the one before; so each step is
// asked for some chunks ahead of need: the home itself, then its processes, then their states. GCC takes a
// function that only prefetches for one without effect, and drops calls to it: hence always inline.
enum { STATES_AHEAD = 1, PROCESSES_AHEAD = 2, HOMES_AHEAD = 3 };
#define PREFETCHING static inline __attribute__((always_inline)) void

static uint64_t due_in(const struct world *world, const struct calendar_page *page, size_t chunk) {
    return chunk < world->chunk_count ? world->calendar[page->slot * world->chunk_count + chunk] : 0;
}

static const struct home *first_home_of(const struct world *world, size_t chunk) {
    return &world->homes[chunk * HOMES_PER_CHUNK];
}

PREFETCHING fetch_homes(const struct world *world, const struct calendar_page *page, size_t chunk) {
    for (uint64_t due = due_in(world, page, chunk); due; due = without_first(due))
        __builtin_prefetch(first_home_of(world, chunk) + __builtin_ctzll(due));
}

#define LINE ((size_t)64)

// Wherever in a line they begin.
PREFETCHING fetch_bytes(const char *from, size_t bytes) {
    for (const char *line = from - (uintptr_t)from % LINE; line < from + bytes; line += LINE)
        __builtin_prefetch(line);
}

PREFETCHING fetch_processes(const struct world *world, const struct calendar_page *page, size_t chunk) {
    for (uint64_t due = due_in(world, page, chunk); due; due = without_first(due)) {
        const struct home *home = first_home_of(world, chunk) + __builtin_ctzll(due);
        fetch_bytes((const char *)&world->processes[home->first_process],
                    home->process_count * sizeof *world->processes);
    }
}

// All states of a home that has few, and of a home with everything in it, which holds kilobytes, those of
// what will act.
PREFETCHING fetch_states(const struct world *world, const struct calendar_page *page, size_t chunk) {
    enum { FEW = 8 * LINE, BEGINNING = 4 * LINE };
    time_ms until = page->start + world->window;
    for (uint64_t due = due_in(world, page, chunk); due; due = without_first(due)) {
        const struct home *home = first_home_of(world, chunk) + __builtin_ctzll(due);
        const struct process *first = &world->processes[home->first_process],
                             *last = first + home->process_count - 1;
        size_t bytes = (last->state - first->state) * PROCESS_STATE_UNIT + last->state_size;
        if (bytes <= FEW) {
            fetch_bytes(process_state(world, first), bytes);
            continue;
        }
        for (const struct process *process = first; process <= last; process++)
            if (process->due < until || process->wakes_on)
                fetch_bytes(process_state(world, process),
                            process->state_size < BEGINNING ? process->state_size : BEGINNING);
    }
}

PREFETCHING fetch_ahead(const struct world *world, const struct calendar_page *page, size_t chunk) {
    fetch_homes(world, page, chunk + HOMES_AHEAD);
    fetch_processes(world, page, chunk + PROCESSES_AHEAD);
    fetch_states(world, page, chunk + STATES_AHEAD);
}

static void chunk_live(struct world *world, const struct calendar_page *page, size_t number, time_ms until) {
    struct chunk *chunk = &world->chunks[number];
    uint64_t *word = &world->calendar[page->slot * world->chunk_count + number], due_homes = *word;
    *word = 0;
    fetch_ahead(world, page, number);
    if (!due_homes) return;
    struct visit visit = visits_begin(world, chunk, 0);
    struct calendar_entry entry = {word, 0};  // written one home later: it is far away in memory
    for (; due_homes; due_homes = without_first(due_homes)) {
        uint32_t home = chunk->first_home + (uint32_t)__builtin_ctzll(due_homes);
        struct calendar_entry next = calendar_entry_of(world, page, home, home_live(&visit, home, until));
        __builtin_prefetch(next.word, 1);
        calendar_write(entry);
        entry = next;
    }
    calendar_write(entry);
}

// A few homes are done before a second thread has woken up.
static int threads_for(const struct world *world, size_t homes) {
    enum { WORTH_WAKING = 256 };
    return homes < WORTH_WAKING ? 1 : world->threads;
}

static size_t homes_due(const struct world *world, const struct calendar_page *page) {
    const uint64_t *words = &world->calendar[page->slot * world->chunk_count];
    size_t due = 0;
    for (size_t i = 0; i < world->chunk_count; i++) due += (size_t)__builtin_popcountll(words[i]);
    return due;
}

void homes_live(struct world *world, time_ms until) {
    struct calendar_page page = calendar_page_of(world, until - world->window);
    int threads = world->threads == 1 ? 1 : threads_for(world, homes_due(world, &page));
#pragma omp parallel for schedule(dynamic, 8) num_threads(threads) if (threads > 1)
    for (size_t i = 0; i < world->chunk_count; i++) chunk_live(world, &page, i, until);
}

static void home_settle(struct world *world, struct chunk *chunk, uint32_t number, time_ms now) {
    struct visit visit = visit_begin(world, chunk, number, now);
    for (unsigned i = 0; i < visit.home->process_count; i++) {
        struct process *process = &world->processes[visit.home->first_process + i];
        const struct appliance_kind *kind = world->appliances[process->appliance].kind;
        if (!kind->settle || !process->installed) continue;
        visit_turn_to(&visit, process);
        kind->settle(&visit, process_state(world, process));
    }
}

static void chunk_settle(struct world *world, struct chunk *chunk, time_ms now) {
    for (uint32_t home = chunk->first_home; home < chunk->first_home + chunk->home_count; home++)
        home_settle(world, chunk, home, now);
}

void homes_settle(struct world *world, time_ms now) {
    int threads = threads_for(world, world->home_count);
#pragma omp parallel for schedule(dynamic, 8) num_threads(threads) if (threads > 1)
    for (size_t i = 0; i < world->chunk_count; i++) chunk_settle(world, &world->chunks[i], now);
}

static struct chunk *chunk_of(struct world *world, uint32_t home) {
    return &world->chunks[home / HOMES_PER_CHUNK];
}

static time_ms home_next(const struct world *world, uint32_t home) {
    const struct home *h = &world->homes[home];
    return h->process_count ? earliest(&world->processes[h->first_process], h->process_count)->due
                            : CLOCK_NEVER;
}

void home_receive(struct world *world, const struct item *item, time_ms now) {
    struct visit visit = visit_begin(world, chunk_of(world, item->home), item->home, now);
    PROMISE(item->process < visit.home->process_count, "an answer goes to the process that asked");
    struct process *process = &world->processes[visit.home->first_process + item->process];
    const struct appliance_kind *kind = world->appliances[process->appliance].kind;
    PROMISE(kind->receive, "only who takes answers asks");
    if (!process->installed) return;  // what asked has been removed meanwhile
    visit_turn_to(&visit, process);
    process->due = kind->receive(&visit, process_state(world, process), item);
    PROMISE(process->due >= now, "an answer has consequences from now on");
    struct calendar_page page = calendar_page_lived(world);
    calendar_file(world, &page, item->home, home_next(world, item->home));
}

void home_wake(struct world *world, uint32_t home, uint16_t process, time_ms when) {
    PROMISE(process < world->homes[home].process_count, "a process of this home is woken");
    struct process *woken = &world->processes[world->homes[home].first_process + process];
    if (!woken->installed) return;
    if (when < woken->due) woken->due = when;
    struct calendar_page page = calendar_page_lived(world);
    calendar_file(world, &page, home, woken->due);
}

static void install(struct visit *visit, struct process *process) {
    visit_turn_to(visit, process);
    visit_listen(visit, visit->appliance->kind->wakes_on);
    process->due = visit->appliance->kind->install(visit, process_state(visit->world, process));
}

void home_install(struct world *world, uint32_t number) {
    struct visit visit = visit_begin(world, chunk_of(world, number), number, 0);
    struct process *processes = &world->processes[visit.home->first_process];
    for (unsigned i = 0; i < visit.home->process_count; i++)
        if (processes[i].installed) install(&visit, &processes[i]);
    struct calendar_page page = calendar_page_of(world, -world->window);
    calendar_file(world, &page, number, home_next(world, number));
}

void home_ask(struct world *world, uint32_t number) {
    struct visit visit = visit_begin(world, chunk_of(world, number), number, world->now);
    for (unsigned i = 0; i < visit.home->process_count; i++) {
        struct process *process = &world->processes[visit.home->first_process + i];
        const struct appliance_kind *kind = world->appliances[process->appliance].kind;
        if (!process->installed || !kind->ask) continue;
        visit_turn_to(&visit, process);
        kind->ask(&visit, process_state(world, process));
    }
}

// Nobody acts: the world stays as it is.
struct visit home_look(const struct world *world, uint32_t number, uint16_t process, time_ms now) {
    struct world *looked_at = (struct world *)world;
    struct visit visit = visit_begin(looked_at, chunk_of(looked_at, number), number, now);
    visit_turn_to(&visit, &looked_at->processes[visit.home->first_process + process]);
    return visit;
}

static struct process *process_at(const struct world *world, uint32_t home, uint16_t process) {
    PROMISE(process < world->homes[home].process_count, "a process of this home");
    return &world->processes[world->homes[home].first_process + process];
}

void home_install_process(struct world *world, uint32_t home, uint16_t number, time_ms now) {
    struct process *process = process_at(world, home, number);
    struct visit visit = visit_begin(world, chunk_of(world, home), home, now);
    PROMISE(!process->installed, "only what is not there is installed");
    process->installed = true;
    memset(process_state(world, process), 0, world->appliances[process->appliance].kind->state_size);
    install(&visit, process);
    PROMISE(process->due >= now, "a new appliance acts from now on");
    struct calendar_page page = calendar_page_lived(world);
    calendar_file(world, &page, home, process->due);
}

void home_remove_process(struct world *world, uint32_t home, uint16_t number, time_ms now) {
    struct process *process = process_at(world, home, number);
    struct visit visit = visit_begin(world, chunk_of(world, home), home, now);
    const struct appliance_kind *kind = world->appliances[process->appliance].kind;
    PROMISE(process->installed, "only what is there is removed");
    visit_turn_to(&visit, process);
    if (kind->settle) kind->settle(&visit, process_state(world, process));
    process->installed = false;
    process->due = CLOCK_NEVER;
}

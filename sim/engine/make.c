// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/make.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/guesses.h"
#include "sim/engine/home.h"
#include "sim/engine/learning.h"
#include "sim/engine/makers.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"
#include "sim/engine/promises.h"
#include "sim/engine/results.h"
#include "sim/engine/subscriptions.h"

static size_t appliance_kinds_always(const struct catalogue *catalogue) {
    size_t count = 0;
    for (const struct appliance_kind *const *kind = catalogue->appliances; *kind; kind++)
        count += (*kind)->always;
    return count;
}

static void appliance_add(struct world *world, const struct appliance_kind *kind,
                          const struct plan_entry *entry) {
    struct appliance *appliance = &world->appliances[world->appliance_count++];
    const char *name = entry ? entry->name : kind->kind.name;
    *appliance = (struct appliance){.kind = kind,
                                    .entry = entry,
                                    .settings = entry ? entry->settings : NULL,
                                    .first_metric = world->metric_count,
                                    .stream = random_stream_of(random_stream("appliance"), name)};
    world->metric_count += kind->metric_count;
    world->has_independent |= kind->independent && !world->step_by_step;
}

static int compare_names(const void *left, const void *right) {
    const struct plan_entry *const *a = left, *const *b = right;
    return strcmp((*a)->name, (*b)->name);
}

// Entries get their numbers in the order of their names: what is decided by going through a list (who acts
// first at the same instant, to whom a remainder goes) hangs on names, and no scenario's result on the order
// of its lines. Freed by the caller; borrows from the plan.
static const struct plan_entry **entries_by_name(const struct plan_list *list) {
    const struct plan_entry **sorted = status_allocate(list->count, sizeof *sorted);
    for (size_t i = 0; i < list->count; i++) sorted[i] = &list->entries[i];
    qsort(sorted, list->count, sizeof *sorted, compare_names);
    return sorted;
}

// The family first, then the scenario's appliances.
static void make_appliances(struct world *world) {
    const struct plan *plan = world->plan;
    size_t room = appliance_kinds_always(plan->catalogue) + plan->appliances.count;
    world->appliances = status_allocate(room, sizeof *world->appliances);
    for (const struct appliance_kind *const *kind = plan->catalogue->appliances; *kind; kind++)
        if ((*kind)->always) appliance_add(world, *kind, NULL);
    const struct plan_entry **sorted = entries_by_name(&plan->appliances);
    for (size_t i = 0; i < plan->appliances.count; i++)
        appliance_add(world, (const struct appliance_kind *)sorted[i]->kind, sorted[i]);
    free(sorted);
}

// A party kind with a setting `count` stands for so many equal parties.
static size_t party_copies(const struct plan_entry *entry) {
    const struct setting *row = setting_find(entry->kind->settings, "count");
    return row ? (size_t) * (const int64_t *)((const char *)entry->settings + row->offset) : 1;
}

static char *party_name(const struct plan_entry *entry, size_t copy, size_t copies) {
    if (copies == 1) return status_copy_text(entry->name);
    char name[200];
    snprintf(name, sizeof name, "%s_%zu", entry->name, copy + 1);
    return status_copy_text(name);
}

static void party_add(struct world *world, const struct plan_entry *entry, char *name, size_t first_metric) {
    const struct party_kind *kind = (const struct party_kind *)entry->kind;
    world->party_names[world->party_count] = name;
    world->parties[world->party_count] = (struct party){.kind = kind,
                                                        .entry = entry,
                                                        .name = name,
                                                        .number = world->party_count,
                                                        .state = status_allocate(1, kind->state_size),
                                                        .first_metric = first_metric};
    world->party_count++;
}

static int compare_party_names(const void *a, const void *b) {
    return strcmp((*(const struct party *const *)a)->name, (*(const struct party *const *)b)->name);
}

// Copies are numbered: `school` of two may come to the name of another entry.
static bool check_party_names(const struct world *world, struct status *status) {
    const struct party **sorted = status_allocate(world->party_count, sizeof *sorted);
    for (size_t i = 0; i < world->party_count; i++) sorted[i] = &world->parties[i];
    qsort(sorted, world->party_count, sizeof *sorted, compare_party_names);
    bool good = true;
    for (size_t i = 1; good && i < world->party_count; i++)
        if (strcmp(sorted[i - 1]->name, sorted[i]->name) == 0)
            good = status_fail(status, STATUS_SCENARIO, "two parties are called '%s': give '%s' another name",
                               sorted[i]->name, sorted[i]->entry->name);
    free(sorted);
    return good;
}

static bool make_parties(struct world *world, struct status *status) {
    const struct plan_list *list = &world->plan->parties;
    size_t total = 0;
    for (size_t i = 0; i < list->count; i++) total += party_copies(&list->entries[i]);
    if (total >= PARTY_HOME)
        return status_fail(status, STATUS_SCENARIO, "%zu parties: allowed are up to %d", total,
                           PARTY_HOME - 1);
    world->parties = status_allocate(total, sizeof *world->parties);
    world->party_names = status_allocate(total, sizeof *world->party_names);
    const struct plan_entry **sorted = entries_by_name(list);
    for (size_t i = 0; i < list->count; i++) {
        size_t copies = party_copies(sorted[i]), first_metric = world->metric_count;
        for (size_t copy = 0; copy < copies; copy++)
            party_add(world, sorted[i], party_name(sorted[i], copy, copies), first_metric);
        world->metric_count += ((const struct party_kind *)sorted[i]->kind)->metric_count;
    }
    free(sorted);
    return check_party_names(world, status);
}

static void make_chunks(struct world *world) {
    size_t flows = gate_flow_count(world->gate);
    world->chunk_count = (world->home_count + HOMES_PER_CHUNK - 1) / HOMES_PER_CHUNK;
    world->chunks = status_allocate(world->chunk_count, sizeof *world->chunks);
    for (size_t i = 0; i < world->chunk_count; i++) {
        struct chunk *chunk = &world->chunks[i];
        chunk->first_home = (uint32_t)i * HOMES_PER_CHUNK;
        uint32_t left = world->home_count - chunk->first_home;
        chunk->home_count = left < HOMES_PER_CHUNK ? left : HOMES_PER_CHUNK;
        chunk->metrics = status_allocate(HOME_SEGMENTS * world->metric_count, sizeof(double));
    }
    calendar_create(world);
    world->day_metrics = status_allocate(HOME_SEGMENTS * world->metric_count, sizeof(double));
    world->tallies = status_allocate((size_t)world->threads, sizeof *world->tallies);
    for (int i = 0; i < world->threads; i++)
        world->tallies[i] = status_allocate(flows, sizeof **world->tallies);
}

// Homes are spread over the districts in equal contiguous blocks.
static void make_homes(struct world *world, const struct homes_settings *settings) {
    world->home_count = (uint32_t)settings->count;
    world->homes = status_allocate_wide(world->home_count, sizeof *world->homes);
    world->left_on_kwh = status_allocate(world->home_count, sizeof *world->left_on_kwh);
    for (uint32_t home = 0; home < world->home_count; home++)
        world->homes[home].district =
            (uint16_t)((uint64_t)home * (uint64_t)settings->districts / world->home_count);
}

static unsigned appliance_copies(struct world *world, const struct appliance *appliance, uint32_t home) {
    return appliance->kind->count ? appliance->kind->count(world, appliance, home) : 1;
}

struct process_room {
    size_t processes, states;
};

static void process_add(struct world *world, struct process_room *used, uint16_t appliance, unsigned number,
                        bool installed) {
    const struct appliance_kind *kind = world->appliances[appliance].kind;
    PROMISE(kind->state_size <= UINT16_MAX, "an appliance's state has up to 65,535 bytes");
    world->processes[used->processes++] =
        (struct process){.due = CLOCK_NEVER,
                         .state = (uint32_t)(used->states / PROCESS_STATE_UNIT),
                         .appliance = appliance,
                         .number = (uint16_t)number,
                         .independent = kind->independent && !world->step_by_step,
                         .silent = kind->silent,
                         .state_size = (uint16_t)kind->state_size,
                         .installed = installed};
    used->states += (kind->state_size + PROCESS_STATE_UNIT - 1) / PROCESS_STATE_UNIT * PROCESS_STATE_UNIT;
}

// Each home's processes stand side by side, and so do their states.
static void make_processes(struct world *world) {
    size_t kinds = world->appliance_count;
    uint8_t *copies = status_allocate(world->home_count * kinds, 1);
    size_t processes = 0, states = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        for (size_t a = 0; a < kinds; a++) {
            unsigned count = appliance_copies(world, &world->appliances[a], home);
            PROMISE(count <= UINT8_MAX, "a home has up to 255 appliances of a kind");
            copies[home * kinds + a] = (uint8_t)count;
            if (count == 0 && world->appliances[a].offered) count = 1;
            processes += count;
            states += count * (world->appliances[a].kind->state_size + PROCESS_STATE_UNIT);
        }
    }
    world->processes = status_allocate_wide(processes, sizeof *world->processes);
    world->states = status_allocate_wide(states, 1);
    struct process_room used = {0, 0};
    for (uint32_t home = 0; home < world->home_count; home++) {
        world->homes[home].first_process = (uint32_t)used.processes;
        for (size_t a = 0; a < kinds; a++) {
            unsigned count = copies[home * kinds + a];
            for (unsigned number = 0; number < count; number++)
                process_add(world, &used, (uint16_t)a, number, true);
            if (count == 0 && world->appliances[a].offered) process_add(world, &used, (uint16_t)a, 0, false);
        }
        world->homes[home].process_count = (uint16_t)(used.processes - world->homes[home].first_process);
    }
    world->process_count = used.processes;
    free(copies);
}

static void prepare_kinds(struct world *world) {
    for (size_t i = 0; i < world->party_count; i++)
        if (world->parties[i].kind->prepare) world->parties[i].kind->prepare(world, &world->parties[i]);
    subscriptions_close(world);
    for (size_t i = 0; i < world->appliance_count; i++)
        if (world->appliances[i].kind->prepare)
            world->appliances[i].kind->prepare(world, &world->appliances[i]);
    gate_seal(world->gate);
}

static bool make_friends(struct world *world, struct status *status) {
    const struct social_settings *settings = plan_section(world->plan, &friends_section);
    uint16_t *district = status_allocate(world->home_count, sizeof *district);
    for (uint32_t home = 0; home < world->home_count; home++) district[home] = world->homes[home].district;
    char *path = settings->file[0] ? plan_resolve_path(world->plan, settings->file) : NULL;
    world->friends = social_create(settings, world->home_count, district, world->key.seed,
                                   world->key.replication, path, status);
    free(path);
    free(district);
    return world->friends != NULL;
}

// The maker's own party lives in its cloud; every other party has a host of its own.
static bool make_exchange(struct world *world, struct status *status) {
    bool *in_cloud = status_allocate(world->party_count, sizeof *in_cloud);
    for (size_t i = 0; i < world->party_count; i++) in_cloud[i] = world->parties[i].kind->in_cloud;
    const struct homes_settings *homes = plan_section(world->plan, &homes_section);
    struct exchange_sites sites = {.districts = (size_t)homes->districts,
                                   .parties = world->party_count,
                                   .party_in_cloud = in_cloud,
                                   .end = world->end,
                                   .seed = world->key.seed,
                                   .replication = world->key.replication};
    world->exchange = exchange_create(plan_section(world->plan, &network_section), &sites, status);
    free(in_cloud);
    return world->exchange != NULL;
}

static void start_all(struct world *world) {
    for (uint32_t home = 0; home < world->home_count; home++) home_install(world, home);
    for (uint16_t i = 0; i < world->party_count; i++) {
        party_begin(world, i, HOME_NONE, "start");
        if (world->parties[i].kind->start) world->parties[i].kind->start(world, &world->parties[i]);
    }
    journal_end(world->journal);
}

static struct ledger *make_ledger(const struct world *world) {
    const struct scenario_settings *scenario = plan_section(world->plan, &scenario_section);
    return ledger_create(world->party_names, world->party_count, world->home_count, world->journal,
                         (enum ledger_keeping)scenario->journal);
}

// Of all parts of the world, and of the kinds that are in it.
static struct welfare *make_welfare(const struct world *world) {
    struct welfare *welfare = welfare_create(world->ledger, world->journal, world->home_count);
    for (const struct section_kind *const *kind = world->plan->catalogue->sections; *kind; kind++)
        welfare_declare(welfare, (*kind)->kind.worths);
    for (size_t i = 0; i < world->appliance_count; i++)
        welfare_declare(welfare, world->appliances[i].kind->kind.worths);
    for (size_t i = 0; i < world->party_count; i++)
        welfare_declare(welfare, world->parties[i].kind->kind.worths);
    welfare_seal(welfare);
    return welfare;
}

static bool make_all(struct world *world, const char *results_path, struct status *status) {
    make_homes(world, plan_section(world->plan, &homes_section));
    make_appliances(world);
    if (!make_parties(world, status) || !makers_assign(world, status)) return false;
    world->gate = gate_create(world->home_count);
    world->journal = journal_create();
    world->ledger = make_ledger(world);
    world->welfare = make_welfare(world);
    world->timers = timers_create();
    if (!make_friends(world, status)) return false;
    if (world->plan->catalogue->populate && !world->plan->catalogue->populate(world, status)) return false;
    prepare_kinds(world);
    if (world->status.code != STATUS_OK) {
        *status = world->status;
        return false;
    }
    promises_turn(world);
    make_chunks(world);
    make_processes(world);
    if (!make_exchange(world, status)) return false;
    start_all(world);
    return !results_path || results_open(world, results_path, status);
}

struct world *world_create(const struct plan *plan, const char *results_path, int threads,
                           struct status *status) {
    const struct scenario_settings *scenario = plan_section(plan, &scenario_section);
    struct world *world = status_allocate(1, sizeof *world);
    world->asked = plan;
    world->plan = plan_first(plan);
    world->turn = plan_next_turn(plan, 0);
    world->step_by_step = plan->step_by_step;
    world->key = (struct random_key){(uint32_t)scenario->seed, plan->replication};
    world->threads = threads > 0 ? threads : 1;
    world->start_day = plan_start_day(plan);
    world->end = plan_end(plan);
    world->window = plan_window(plan);
    promise_context = (struct promise_context){0, world->key.seed, world->key.replication};
    if (make_all(world, results_path, status)) return world;
    world_free(world);
    return NULL;
}

static void free_parties(struct world *world) {
    for (size_t i = 0; i < world->party_count; i++) {
        struct party *party = &world->parties[i];
        if (party->kind->close) party->kind->close(world, party);
        free(party->state);
        free((char *)party->name);
    }
    free(world->parties);
    free(world->party_names);
}

static void free_homes(struct world *world) {
    for (size_t i = 0; i < world->chunk_count; i++) {
        free(world->chunks[i].metrics);
        free(world->chunks[i].outbox);
        free(world->chunks[i].bulk);
        free(world->chunks[i].reports);
    }
    for (size_t i = 0; i < world->appliance_count; i++) free(world->appliances[i].shared);
    free(world->chunks);
    free(world->appliances);
    free(world->processes);
    free(world->states);
    free(world->homes);
    free(world->left_on_kwh);
    free(world->calendar);
}

void world_free(struct world *world) {
    if (!world) return;
    results_abandon(world);
    if (world->plan->catalogue->depopulate) world->plan->catalogue->depopulate(world);
    free_parties(world);
    free_homes(world);
    exchange_free(world->exchange);
    social_free(world->friends);
    journal_free(world->journal);
    promises_free(world->promises);
    learning_free(world);
    guesses_free(world);
    timers_free(world->timers);
    welfare_free(world->welfare);
    ledger_free(world->ledger);
    gate_free(world->gate);
    free(world->inbox);
    free(world->subscriptions);
    free(world->listeners);
    free(world->overhearings);
    free(world->asked_hooks);
    for (int i = 0; world->tallies && i < world->threads; i++) free(world->tallies[i]);
    free(world->tallies);
    free(world->day_metrics);
    free(world);
}

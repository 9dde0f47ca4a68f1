// SPDX-License-Identifier: GPL-3.0-or-later
// A service in general: listens to one monitor (models/appliances/monitor.c), offers a visit to homes whose
// readings say that they need one, and makes visits to those who accept and to those who call by themselves.
// Enough to declare a clinic, a plumber or a pest controller in a scenario without a line of C.
//
//   offer      at a reading from the level that matters on, unless one was made in the quiet days; accepted
//              by a family in need with chance min(1, 2 trust x accepts), trust being that in the maker,
//              about 0.75 at the start; by others with accepts_needless; of those others who decline, a
//              share is annoyed;
//   own calls  of a home in need: Poisson, calls_year (moments drawn for all, kept while the need lasts:
//              thinning, Lewis & Shedler 1979, Nav. Res. Logist. Q. 26:403);
//   visits     first come, first served by `desks` desks in opening hours, exponential lengths: in hours
//              around the clock the queue M/M/c;
//   effect     the home's lasting level falls by `effect` if it was in need, and otherwise nothing happens.
// Whether there is a need is the home's truth: the service learns it by the family's answer and on the visit,
// not from the reading.
#include "models/parties/service.h"

#include <math.h>
#include <stdlib.h>

#include "models/appliances/monitor.h"
#include "models/crews.h"
#include "models/household/choice.h"
#include "models/household/families.h"
#include "models/model.h"
#include "models/parties/maker.h"

struct service_settings {
    char *listens_to;
    double acts_from, worth_won;
    double price_won, lead_won, wage_won_hour, material_won;
    double accepts, accepts_needless, annoyed, quiet_days, answer_hours;
    double calls_year, effect;
    int64_t desks;
    double opens_hour, closes_hour, visit_hours;
    int rests;
};

typedef struct service_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WORDS(S, listens_to, "", "the monitor whose reports it acts on; empty: none, families call", "the scenario"),
    LEVER(S, acts_from, "1", -1e6, -1e6, 1e6, "makes an offer at readings from this one on; a very low one: at all it is told", "the scenario"),
    UNCERTAIN(S, worth_won, "won/month", 2000, 0, 50000, "what being looked after is worth to a family, when it is asked for its data", "assumption"),
    LEVER(S, price_won, "won", 30000, 0, 1000000, "price of a visit", "the scenario"),
    LEVER(S, lead_won, "won", 1000, 0, 100000, "paid to the maker for a report that led to an offer", "assumption"),
    UNCERTAIN(S, wage_won_hour, "won/h", 20000, 8350, 100000, "cost of a desk's hour of visits; the minimum wage of 2019 is 8,350 won", "assumption"),
    UNCERTAIN(S, material_won, "won", 2000, 0, 500000, "material of a visit", "assumption"),
    UNCERTAIN(S, accepts, "1", 0.2, 0, 1, "share of offers to homes in need that are accepted, at trust 1/2", "assumption: a warm lead"),
    UNCERTAIN(S, accepts_needless, "1", 0.05, 0, 1, "share of other offers that are accepted", "assumption: a quarter of that"),
    UNCERTAIN(S, annoyed, "1", 0.3, 0, 1, "share of those who did not need an offer and decline it who resent it", "assumption"),
    LEVER(S, quiet_days, "day", 30, 0, 3650, "days after an offer in which no other is made to the home", "assumption"),
    UNCERTAIN(S, answer_hours, "h", 12, 0.01, 720, "mean time until an offer is answered, exponential", "assumption: by the evening"),
    UNCERTAIN(S, calls_year, "1/year", 0.5, 0, 50, "calls by itself of a home in need", "assumption: once in two years"),
    UNCERTAIN(S, effect, "1", 1, 0, 1e6, "by how much a visit lowers the level of a home in need, in the monitor's unit", "the scenario"),
    SETTING_WHOLE(ROLE_LEVER, S, desks, "1", 1, 1, 10000, "visits that can be made at once", "the scenario"),
    OPENING_HOURS_ROWS(S, "visits start", 9, 18, RESTS_ON_HOLIDAYS, "assumption"),
    UNCERTAIN(S, visit_hours, "h", 0.5, 0.05, 48, "mean length of a visit, exponential", "assumption"),
};
// clang-format on

enum {
    REPORTS,
    OFFERS,
    NEEDLESS_OFFERS,
    ANNOYED,
    CALLS,
    BOOKED,
    VISITS,
    WAIT_HOURS,
    NEEDLESS,
    HELPED,
    METRICS
};
static const struct metric metrics[METRICS] = {
    [REPORTS] = {"reports", "1", "reports that came in", true, NULL},
    [OFFERS] = {"offers", "1", "offers made", true, NULL},
    [NEEDLESS_OFFERS] = {"needless_offers", "1", "answered offers to homes that did not need help", false,
                         NULL},
    [ANNOYED] = {"annoyed", "1", "families that resented an offer", true, NULL},
    [CALLS] = {"calls", "1", "families that called by themselves", true, NULL},
    [BOOKED] = {"booked", "1", "visits booked", false, NULL},
    [VISITS] = {"visits", "1", "visits done", true, NULL},
    [WAIT_HOURS] = {"wait", "h", "wait for a desk from booking, mean of a visit", true, "visits"},
    [NEEDLESS] = {"needless_visits", "1", "visits to homes that did not need help", true, NULL},
    [HELPED] = {"helped", "1", "visits that helped", true, NULL},
};

enum what { ANSWER, MAY_CALL, VISIT_OVER, OPEN };

// What the service has of one home.
struct file {
    time_ms quiet_until;
    uint32_t offers, visits, calls;  // so far: they number the family's luck
    uint16_t process;                // of the monitor; UINT16_MAX: the home has none
};

struct service_state {
    struct crews desks;  // a timer's value is the desk's number
    struct file *files;  // [homes]
    uint16_t monitor;    // appliance; UINT16_MAX: listens to none
    uint16_t call_flow;
    uint16_t visit, lead, wage, material;  // reasons of postings
};

enum { OWN_CALL_BYTES = 2000, YEAR_DAYS = 365 };

// ---- Tools -----------------------------------------------------------------------------------------------

static void wake_later(struct world *world, const struct party *party, enum what what, time_ms due,
                       uint32_t home, uint64_t cause, int64_t value) {
    timers_set(world->timers, (struct timer){.due = due,
                                             .party = party->number,
                                             .what = (uint16_t)what,
                                             .home = home,
                                             .cause = cause,
                                             .value = value});
}

// A family's luck with this service: another's would be its own.
static struct random_sequence family_luck(struct world *world, const struct party *party, uint32_t home,
                                          const char *meaning, uint64_t number) {
    struct random_sequence luck = world_sequence(world, home, meaning, number << 8);
    luck.stream ^= random_stream(party->name);
    return luck;
}

static time_ms exponential_ms(struct random_sequence *luck, double mean_hours) {
    return 1 + (time_ms)(mean_hours * random_next_exponential(luck) * (double)CLOCK_HOUR);
}

static uint64_t write_line(struct world *world, const struct party *party, uint32_t home, uint64_t cause,
                           const char *what) {
    return journal_write(world->journal, (struct journal_line){world->now, cause, what, home, party->number});
}

static void pay(struct world *world, const struct party *party, account payee, double won, uint16_t reason,
                uint64_t cause) {
    if (won < 0.5) return;
    ledger_post(world->ledger, ledger_party(world->ledger, party->number), payee, (int64_t)(won + 0.5), WON,
                reason, cause);
}

// Without a monitor there is nothing to look at: who calls needs help.
static bool in_need(const struct world *world, const struct service_state *state, uint32_t home) {
    if (state->monitor == UINT16_MAX) return true;
    uint16_t process = state->files[home].process;
    return process != UINT16_MAX && monitor_matters(world, home, process);
}

// ---- Visits ----------------------------------------------------------------------------------------------

static void send_desks(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    struct service_job job;
    int desk;
    while (crews_send(&state->desks, world->now, &job, &desk)) {
        struct random_sequence luck =
            family_luck(world, party, job.home, "service.visit", ++state->files[job.home].visits);
        time_ms length = exponential_ms(&luck, s->visit_hours);
        wake_later(world, party, VISIT_OVER, world->now + length, job.home, job.cause, desk);
        world_count(world, party->first_metric, WAIT_HOURS, job.home, clock_hours(job.started - job.arrived));
    }
}

static void book(struct world *world, struct party *party, uint32_t home, uint64_t cause) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    if (!families_can_afford(&world->homes[home], s->price_won)) return;
    struct service_job job = {.home = home, .value = llround(s->price_won)};
    job.cause = write_line(world, party, home, cause, "service booked");
    job.order = ledger_reserve(world->ledger, ledger_household(world->ledger, home), job.value, WON);
    service_queue_join(&state->desks.queue, job, world->now);
    world_count(world, party->first_metric, BOOKED, home, 1);
    send_desks(world, party);
}

static void help(struct world *world, const struct party *party, uint32_t home, uint64_t cause) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    world_count(world, party->first_metric, HELPED, home, 1);
    if (state->monitor == UINT16_MAX) return;
    world_hand(world, (struct item){.topic = &monitor_relief,
                                    .home = home,
                                    .from = party->number,
                                    .process = state->files[home].process,
                                    .value = llround(s->effect * MONITOR_UNIT),
                                    .cause = cause});
}

static void visit_over(struct world *world, struct party *party, const struct timer *timer) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    account outside = ledger_outside(world->ledger);
    struct service_job job = crews_return(&state->desks, (int)timer->value, world->now);
    uint64_t cause = write_line(world, party, job.home, job.cause, "service visit");
    ledger_commit(world->ledger, job.order, ledger_party(world->ledger, party->number), state->visit, cause);
    pay(world, party, outside, s->wage_won_hour * clock_hours(world->now - job.started), state->wage, cause);
    pay(world, party, outside, s->material_won, state->material, cause);
    world_count(world, party->first_metric, VISITS, job.home, 1);
    if (in_need(world, state, job.home))
        help(world, party, job.home, cause);
    else
        world_count(world, party->first_metric, NEEDLESS, job.home, 1);
    send_desks(world, party);
}

static void open_again(struct world *world, struct party *party) {
    const struct service_state *state = party->state;
    wake_later(world, party, OPEN, opening_hours_next(&state->desks.hours, world->now), 0, 0, 0);
}

// ---- Reports and offers ----------------------------------------------------------------------------------

static void pay_lead(struct world *world, const struct party *party, uint64_t cause) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    const struct party *maker = maker_find(world);
    if (maker) pay(world, party, ledger_party(world->ledger, maker->number), s->lead_won, state->lead, cause);
}

static void make_offer(struct world *world, struct party *party, uint32_t home, uint64_t cause) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    struct file *file = &state->files[home];
    cause = write_line(world, party, home, cause, "service offered");
    file->quiet_until = world->now + (time_ms)(s->quiet_days * (double)CLOCK_DAY);
    pay_lead(world, party, cause);
    world_count(world, party->first_metric, OFFERS, home, 1);
    struct random_sequence luck = family_luck(world, party, home, "service.answer", ++file->offers);
    wake_later(world, party, ANSWER, world->now + exponential_ms(&luck, s->answer_hours), home, cause, 0);
}

static void service_receive(struct world *world, struct party *party, const struct item *item) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    // Another monitor's readings of the same class come with the same subscription.
    if (item->topic != &monitor_reading || item->process != state->files[item->home].process) return;
    world_count(world, party->first_metric, REPORTS, item->home, 1);
    if ((double)item->value < s->acts_from * MONITOR_UNIT) return;
    if (world->now < state->files[item->home].quiet_until) return;
    make_offer(world, party, item->home, item->cause);
}

static void decline(struct world *world, const struct party *party, uint32_t home, bool needless,
                    double chance) {
    const S *s = party->entry->settings;
    if (!needless || chance >= s->annoyed) return;
    world_count(world, party->first_metric, ANNOYED, home, 1);
    choice_bad_experience(world, home, 0.5);  // half an ordinary one: a message, no failure
}

static void answer(struct world *world, struct party *party, const struct timer *timer) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    uint32_t home = timer->home;
    struct random_sequence luck =
        family_luck(world, party, home, "service.accept", state->files[home].offers);
    bool needless = !in_need(world, state, home);
    double accepts = needless ? s->accepts_needless : fmin(1, 2 * world->homes[home].trust * s->accepts);
    bool accepted = random_next_uniform(&luck) < accepts;
    if (needless) world_count(world, party->first_metric, NEEDLESS_OFFERS, home, 1);
    if (accepted)
        book(world, party, home, timer->cause);
    else
        decline(world, party, home, needless, random_next_uniform(&luck));
}

// ---- Own calls -------------------------------------------------------------------------------------------

static void may_call_later(struct world *world, const struct party *party, uint32_t home) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    if (s->calls_year == 0) return;
    struct random_sequence luck = family_luck(world, party, home, "service.call", ++state->files[home].calls);
    time_ms gap = exponential_ms(&luck, 24 * YEAR_DAYS / s->calls_year);
    wake_later(world, party, MAY_CALL, world->now + gap, home, 0, 0);
}

void service_be_called(struct world *world, struct party *party, uint32_t home) {
    const struct service_state *state = party->state;
    consent_request(world->gate, home, state->call_flow, world->now);
    consent_answer(world->gate, home, state->call_flow, true, world->now, world->now + CLOCK_DAY);
    world_share(world, home, state->call_flow, FORM_LABEL, OWN_CALL_BYTES);
    world_count(world, party->first_metric, CALLS, home, 1);
    book(world, party, home, write_line(world, party, home, 0, "family calls"));
}

static void may_call(struct world *world, struct party *party, uint32_t home) {
    if (in_need(world, party->state, home)) service_be_called(world, party, home);
    may_call_later(world, party, home);
}

static void service_wake(struct world *world, struct party *party, const struct timer *timer) {
    switch ((enum what)timer->what) {
        case ANSWER:
            answer(world, party, timer);
            break;
        case MAY_CALL:
            may_call(world, party, timer->home);
            break;
        case VISIT_OVER:
            visit_over(world, party, timer);
            break;
        case OPEN:
            send_desks(world, party);
            open_again(world, party);
            break;
    }
}

// ---- Beginning and end -----------------------------------------------------------------------------------

static void service_prepare(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    enum data_class data_class = DATA_PROFILE;
    opening_hours_check(&OPENING_HOURS(s, NULL), party->name, &world->status);
    state->monitor = *s->listens_to ? monitor_named(world, s->listens_to) : UINT16_MAX;
    if (state->monitor != UINT16_MAX) {
        data_class = monitor_class(world, state->monitor);
        world_subscribe(world, (struct subscription){.data_class = data_class,
                                                     .party = party->number,
                                                     .recipient = party->number,
                                                     .purpose = party->name,
                                                     .worth_won = s->worth_won});
    } else if (*s->listens_to) {
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s.listens_to = \"%s\": there is no monitor of that name", party->name, s->listens_to);
    }
    // Whatever the policy says of the monitor's data: a family may always call of its own accord.
    state->call_flow =
        gate_flow(world->gate, data_class, party->number, "own call to a service", RULE_ASK_EACH_TIME);
}

static void open_files(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    state->files = status_allocate(world->home_count, sizeof *state->files);
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct file *file = &state->files[home];
        file->process =
            state->monitor == UINT16_MAX ? UINT16_MAX : monitor_process(world, home, state->monitor);
        if (file->process != UINT16_MAX) may_call_later(world, party, home);
    }
}

static void service_start(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    crews_init(&state->desks, (int)s->desks, OPENING_HOURS(s, world->model->days));
    state->visit = ledger_reason(world->ledger, "service visit");
    state->lead = ledger_reason(world->ledger, "service lead");
    state->wage = ledger_reason(world->ledger, "wages");
    state->material = ledger_reason(world->ledger, "material");
    open_files(world, party);
    open_again(world, party);
}

static void service_close(struct world *world, struct party *party) {
    (void)world;
    struct service_state *state = party->state;
    if (state->files) crews_clear(&state->desks);
    free(state->files);
}

const struct party_kind service_party = {
    .kind = {.name = "service",
             .summary = "a service in general: listens to a monitor, offers and makes visits",
             .settings = SETTING_TABLE(S, rows)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct service_state),
    .prepare = service_prepare,
    .start = service_start,
    .receive = service_receive,
    .wake = service_wake,
    .close = service_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
// A service in general: listens to one monitor (models/services/monitor_appliance.c), offers a visit to homes
// whose readings say that they need one, and makes visits to those who accept and to those who call by
// themselves. Enough to declare a clinic, a plumber or a pest controller in a scenario without a line of C.
//
// The service is a partner's, which pays for leads or gives the maker's app a commission, or the maker's own:
// models/services/service_books.h and service_customers.h say who is then paid and who knows the customers.
// Whether there is a need is the home's truth: the service learns it by the family's answer and on the visit,
// not from the reading.
#include "models/services/service.h"

#include <math.h>
#include <stdlib.h>

#include "models/methods/customer_base_law.h"
#include "models/methods/demand_law.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/people/trust.h"
#include "models/services/monitor.h"
#include "models/services/service_books.h"
#include "models/services/service_customers.h"
#include "models/services/service_leads.h"
#include "models/services/service_parts.h"
#include "models/services/service_tables.h"
#include "sim/engine/party_act.h"

enum { YEAR_DAYS = 365, HOURS_MOST = 100000000 };  // ten thousand years: a price at which nobody calls

// ---- Tools -----------------------------------------------------------------------------------------------

static time_ms exponential_ms(struct random_sequence *luck, double mean_hours) {
    return 1 + (time_ms)(mean_hours * random_next_exponential(luck) * (double)CLOCK_HOUR);
}

// Whether the family needs help now, as its answer or a visit shows. Without a monitor there is nothing to
// look at: who calls needs help.
static bool in_need(const struct world *world, const struct service_state *state, uint32_t home) {
    if (state->monitor == UINT16_MAX) return true;
    uint16_t process = state->files[home].process;
    return process != UINT16_MAX && monitor_matters(world, home, process);
}

static const struct welfare_source visits_worth = {
    "service visits", WELFARE_SURPLUS,
    "what families would have given for a visit that helped above its price"};
static const struct welfare_source *const worths[] = {&visits_worth, NULL};

static struct demand demand_for(const S *s) {
    return (struct demand){s->usual_won, s->price_weight};
}

static double at_its_price(const S *s, double at_usual) {
    return demand_share(demand_for(s), at_usual, s->price_won);
}

static bool serves(const struct service_state *state, const struct home *home) {
    return (uint16_t)(home->district - state->first_district) < state->districts;
}

// ---- Visits ----------------------------------------------------------------------------------------------

static void send_desks(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    struct service_job job;
    int desk;
    while (crews_send(&state->desks, world->now, &job, &desk)) {
        struct random_sequence luck =
            luck_with_party(world, party, job.home, "service.visit", ++state->files[job.home].visits);
        time_ms length = exponential_ms(&luck, s->visit_hours * service_books_length(party));
        party_wake(world, party,
                   (struct timer){.due = world->now + length,
                                  .what = SERVICE_VISIT_OVER,
                                  .home = job.home,
                                  .cause = job.cause,
                                  .value = desk});
        party_count(world, party, SERVICE_WAIT_HOURS, job.home, clock_hours(job.started - job.arrived));
    }
}

// Nobody waits for ever.
static void lose_patience_later(struct world *world, const struct party *party,
                                const struct service_job *job) {
    const S *s = party->entry->settings;
    struct random_sequence luck =
        luck_with_party(world, party, job->home, "service.patience", (uint64_t)job->value);
    party_wake(world, party,
               (struct timer){.due = world->now + exponential_ms(&luck, 24 * s->patience_days),
                              .what = SERVICE_PATIENCE_ENDS,
                              .home = job->home,
                              .cause = job->cause,
                              .value = job->value});
}

static void patience_ends(struct world *world, struct party *party, const struct timer *timer) {
    struct service_state *state = party->state;
    struct service_job job;
    if (!service_queue_leave(&state->desks.queue, timer->home, timer->value, world->now, &job)) return;
    ledger_release(world->ledger, job.order);
    service_leads_earned(party, 0);
    party_count(world, party, SERVICE_ABANDONED, job.home, 1);
    party_note(world, PARTY_HOME, job.home, job.cause, "family gives up waiting");
}

// False when the family cannot afford it. chance: with which such families book.
static bool book(struct world *world, struct party *party, uint32_t home, uint64_t cause,
                 enum service_way way, double chance) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    if (!families_can_afford(&world->homes[home], s->price_won)) return false;
    state->files[home].chance = (float)chance;
    struct service_job job = {.home = home, .value = ++state->files[home].booked, .kind = (int)way};
    job.cause = party_note(world, party->number, home, cause, "service booked");
    job.order =
        ledger_reserve(world->ledger, ledger_household(world->ledger, home), llround(s->price_won), WON);
    service_queue_join(&state->desks.queue, job, world->now);
    party_count(world, party, SERVICE_BOOKED, home, 1);
    if (way != state->way) party_count(world, party, SERVICE_LEAKED, home, 1);
    lose_patience_later(world, party, &job);
    send_desks(world, party);
    return true;
}

static void help(struct world *world, const struct party *party, uint32_t home, uint64_t cause) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    party_count(world, party, SERVICE_HELPED, home, 1);
    double surplus = demand_surplus_won(demand_for(s), (double)state->files[home].chance);
    welfare_purchase(world->welfare, home, &visits_worth, s->price_won, surplus, cause);
    if (state->monitor == UINT16_MAX) return;
    struct item relief = {.topic = &monitor_relief,
                          .home = home,
                          .from = party->number,
                          .process = state->files[home].process,
                          .cause = cause};
    party_hand(world, monitor_level_put(relief, s->effect));
}

static void visit_over(struct world *world, struct party *party, const struct timer *timer) {
    struct service_state *state = party->state;
    struct service_job job = crews_return(&state->desks, (int)timer->value, world->now);
    uint64_t cause = party_note(world, party->number, job.home, job.cause, "service visit");
    service_books_visit(world, party, &job, cause);
    if (in_need(world, state, job.home))
        help(world, party, job.home, cause);
    else
        party_count(world, party, SERVICE_NEEDLESS, job.home, 1);
    service_customers_write_down(world, party, &job, cause);
    send_desks(world, party);
}

static void open_again(struct world *world, struct party *party) {
    const struct service_state *state = party->state;
    party_wake(
        world, party,
        (struct timer){.due = opening_hours_next(&state->desks.hours, world->now), .what = SERVICE_OPEN});
}

// ---- Reports and offers ----------------------------------------------------------------------------------

static void make_offer(struct world *world, struct party *party, uint32_t home, uint64_t cause) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    struct service_file *file = &state->files[home];
    cause = party_note(world, party->number, home, cause, "service offered");
    file->quiet_until = world->now + (time_ms)(s->quiet_days * (double)CLOCK_DAY);
    service_books_lead(world, party, home, cause);
    party_count(world, party, SERVICE_OFFERS, home, 1);
    struct random_sequence luck = luck_with_party(world, party, home, "service.answer", ++file->offers);
    party_wake(world, party,
               (struct timer){.due = world->now + exponential_ms(&luck, s->answer_hours),
                              .what = SERVICE_ANSWER,
                              .home = home,
                              .cause = cause});
}

static void service_receive(struct world *world, struct party *party, const struct item *item) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    if (item->topic == &service_customers_record) service_customers_receive(world, party, item);
    // Another monitor's readings of the same class come with the same subscription.
    if (item->topic != &monitor_reading || item->process != state->files[item->home].process) return;
    party_count(world, party, SERVICE_REPORTS, item->home, 1);
    if (monitor_level_of(item) < s->acts_from) return;
    if (world->now < state->files[item->home].quiet_until) return;
    if (service_leads_buys(world, party, item->home)) make_offer(world, party, item->home, item->cause);
}

static void decline(struct world *world, const struct party *party, uint32_t home, bool needless,
                    double chance) {
    const S *s = party->entry->settings;
    if (!needless || chance >= s->annoyed) return;
    party_count(world, party, SERVICE_ANNOYED, home, 1);
    choice_is_bothered(world, home, party->maker, s->annoyance);
}

static bool take_up(struct world *world, struct party *party, uint32_t home, uint64_t cause,
                    enum service_way way, double chance) {
    service_customers_tell(world, party, home, way, false);
    return book(world, party, home, cause, way, chance);
}

static void answer(struct world *world, struct party *party, const struct timer *timer) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    uint32_t home = timer->home;
    struct random_sequence luck =
        luck_with_party(world, party, home, "service.accept", state->files[home].offers);
    bool needless = !in_need(world, state, home);
    double accepts =
        needless ? s->accepts_needless : fmin(1, 2 * trust_in(world, home, party->maker) * s->accepts);
    double chance = at_its_price(s, accepts);
    bool accepted = random_next_uniform(&luck) < chance;
    if (needless) party_count(world, party, SERVICE_NEEDLESS_OFFERS, home, 1);
    bool booked = accepted && take_up(world, party, home, timer->cause,
                                      service_customers_way(world, party, home), chance);
    if (!accepted) decline(world, party, home, needless, random_next_uniform(&luck));
    service_leads_answered(party, booked);
}

// ---- Invitations to come again ---------------------------------------------------------------------------

static void remind(struct world *world, struct party *party, const struct timer *timer) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    struct service_file *file = &state->files[timer->home];
    if (!service_customers_may_remind(world, party, timer)) return;
    uint64_t cause = party_note(world, party->number, timer->home, timer->cause, "service reminder");
    file->quiet_until = world->now + (time_ms)(s->quiet_days * (double)CLOCK_DAY);
    party_count(world, party, SERVICE_REMINDERS, timer->home, 1);
    struct random_sequence luck =
        luck_with_party(world, party, timer->home, "service.reminder", file->visits);
    struct timer answer = {.due = world->now + exponential_ms(&luck, s->answer_hours),
                           .what = SERVICE_INVITED,
                           .home = timer->home,
                           .cause = cause};
    party_wake(world, party, service_reminder_put(answer, service_reminder_of(timer)));
}

static void answer_reminder(struct world *world, struct party *party, const struct timer *timer) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    uint32_t home = timer->home;
    struct random_sequence luck =
        luck_with_party(world, party, home, "service.return", state->files[home].visits);
    bool needless = !in_need(world, state, home);
    double returns = needless ? s->accepts_needless : s->returns;
    double chance = at_its_price(s, returns);
    bool accepted = random_next_uniform(&luck) < chance;
    if (!accepted) {
        decline(world, party, home, needless, random_next_uniform(&luck));
        return;
    }
    enum service_way way = service_customers_way_back(world, party, timer);
    if (take_up(world, party, home, timer->cause, way, chance))
        party_count(world, party, SERVICE_REMINDED, home, 1);
}

// ---- Own calls -------------------------------------------------------------------------------------------

static void may_call_later(struct world *world, const struct party *party, uint32_t home) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    if (s->calls_year == 0) return;
    struct service_file *file = &state->files[home];
    struct random_sequence luck = luck_with_party(world, party, home, "service.call", ++file->calls);
    double calls_year =
        s->calls_year * (double)file->calls_more * demand_relative(demand_for(s), s->price_won);
    time_ms gap = exponential_ms(&luck, fmin(24.0 * YEAR_DAYS / calls_year, HOURS_MOST));
    party_wake(world, party, (struct timer){.due = world->now + gap, .what = SERVICE_MAY_CALL, .home = home});
}

void service_be_called(struct world *world, struct party *party, uint32_t home) {
    const struct service_state *state = party->state;
    if (!serves(state, &world->homes[home])) return;
    state->files[home].called_at = world->now;
    enum service_way way = service_customers_way(world, party, home);
    service_customers_tell(world, party, home, way, true);
    party_count(world, party, SERVICE_CALLS, home, 1);
    const S *s = party->entry->settings;
    book(world, party, home, party_note(world, party->number, home, 0, "family calls"), way,
         at_its_price(s, 0.5));
}

static void may_call(struct world *world, struct party *party, uint32_t home) {
    if (in_need(world, party->state, home)) service_be_called(world, party, home);
    may_call_later(world, party, home);
}

static void service_wake(struct world *world, struct party *party, const struct timer *timer) {
    switch ((enum service_what)timer->what) {
        case SERVICE_ANSWER:
            answer(world, party, timer);
            break;
        case SERVICE_MAY_CALL:
            may_call(world, party, timer->home);
            break;
        case SERVICE_REMIND:
            remind(world, party, timer);
            break;
        case SERVICE_INVITED:
            answer_reminder(world, party, timer);
            break;
        case SERVICE_VISIT_OVER:
            visit_over(world, party, timer);
            break;
        case SERVICE_PATIENCE_ENDS:
            patience_ends(world, party, timer);
            break;
        case SERVICE_LEFT:
            service_leads_left(party, timer);
            break;
        case SERVICE_OPEN:
            send_desks(world, party);
            open_again(world, party);
            break;
    }
}

// ---- Beginning and end -----------------------------------------------------------------------------------

// The districts whose middle lies between the two shares.
static uint16_t district_at(const struct world *world, double share) {
    const struct homes_settings *homes = plan_section(world->plan, &homes_section);
    return (uint16_t)fmax(0, ceil(share * (double)homes->districts - 0.5));
}

static void find_area(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    uint16_t last = district_at(world, s->serves_to);
    state->first_district = district_at(world, s->serves_from);
    state->districts = last > state->first_district ? (uint16_t)(last - state->first_district) : 0;
}

static void find_maker(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    state->maker = party->maker;
    state->way = s->owned_by == SERVICE_MAKERS    ? SERVICE_OWN
                 : s->channel == SERVICE_PLATFORM ? SERVICE_APP
                                                  : SERVICE_DIRECT;
    if (state->maker || state->way == SERVICE_DIRECT) return;
    status_fail(&world->status, STATUS_SCENARIO,
                "%s: a service that is the maker's or sells through its app needs a maker; add maker {}",
                party->name);
    state->way = SERVICE_DIRECT;
}

// Who makes the offers is told: the partner, or the maker for its app and its own people.
static void subscribe(struct world *world, const struct party *party) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    bool makers = state->way != SERVICE_DIRECT;
    party_subscribe(world, (struct subscription){.data_class = monitor_class(world, state->monitor),
                                                 .party = party->number,
                                                 .recipient = makers ? state->maker->number : party->number,
                                                 .purpose = party->name,
                                                 .worth_won = s->worth_won,
                                                 .first_district = state->first_district,
                                                 .districts = state->districts});
}

static void service_prepare(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    opening_hours_check(&OPENING_HOURS(s, NULL), party->name, &world->status);
    state->monitor = *s->listens_to ? monitor_named(world, s->listens_to) : UINT16_MAX;
    if (*s->listens_to && state->monitor == UINT16_MAX)
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s.listens_to = \"%s\": there is no monitor of that name", party->name, s->listens_to);
    find_area(world, party);
    find_maker(world, party);
    if (state->districts == 0) return;
    if (state->monitor != UINT16_MAX) subscribe(world, party);
    service_customers_prepare(world, party);
}

static void open_files(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    state->files = status_allocate(world->home_count, sizeof *state->files);
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct service_file *file = &state->files[home];
        file->called_at = -1;
        bool looks = state->monitor != UINT16_MAX && serves(state, &world->homes[home]);
        file->process = looks ? monitor_process(world, home, state->monitor) : UINT16_MAX;
        if (file->process == UINT16_MAX) continue;
        file->calls_more = (float)customer_base_relative(
            s->calls_shape, luck_with_party(world, party, home, "service.calls of its own", 0));
        may_call_later(world, party, home);
    }
}

static void service_start(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    crews_init(&state->desks, (int)s->desks, OPENING_HOURS(s, world->model->days));
    service_books_open(world, party);
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
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths,
             .techniques = TECHNIQUES(&learning_buyer_technique)},
    .metrics = metrics,
    .metric_count = SERVICE_METRICS,
    .state_size = sizeof(struct service_state),
    .prepare = service_prepare,
    .start = service_start,
    .receive = service_receive,
    .wake = service_wake,
    .midnight = service_books_end_day,
    .close = service_close,
};

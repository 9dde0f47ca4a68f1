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
#include "models/services/service_parts.h"
#include "sim/engine/party_act.h"

static const char *const owner_names[] = {[SERVICE_PARTNERS] = "partner", [SERVICE_MAKERS] = "maker", NULL};
static const char *const channel_names[] = {
    [SERVICE_REFERRAL] = "referral", [SERVICE_PLATFORM] = "platform", NULL};

typedef struct service_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WORDS(S, listens_to, "", "the monitor whose reports it acts on; empty: none, families call", "the scenario"),
    LEVER(S, acts_from, "1", -1e6, -1e6, 1e6, "makes an offer at readings from this one on; a very low one: at all it is told", "the scenario"),
    UNCERTAIN(S, worth_won, "won/month", 2000, 0, 50000, "what being looked after is worth to a family, when it is asked for its data", "assumption"),
    PRICE_AT_START("booked", S, price_won, "won", 30000, 0, 1000000, "price of a visit", "the scenario"),
    WORLD(S, usual_won, "won", 30000, 100, 1000000, "price of such visits elsewhere, at which families accept, call and return as said below", "the scenario"),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    SPENDING(S, lead_won, "won", 1000, 0, 100000, "paid to the maker for a report that led to an offer", "assumption"),
    UNCERTAIN(S, wage_won_hour, "won/h", 20000, 8350, 100000, "cost of a desk's hour of visits; the minimum wage of 2019 is 8,350 won", "assumption"),
    UNCERTAIN(S, material_won, "won", 2000, 0, 500000, "material of a visit", "assumption"),
    UNCERTAIN(S, accepts, "1", 0.2, 0, 1, "share of offers to homes in need that are accepted, at trust 1/2 and the usual price", "assumption: a warm lead"),
    UNCERTAIN(S, accepts_needless, "1", 0.05, 0, 1, "share of other offers that are accepted", "assumption: a quarter of that"),
    UNCERTAIN(S, annoyed, "1", 0.3, 0, 1, "share of those who did not need an offer and decline it who resent it", "assumption"),
    UNCERTAIN(S, annoyance, "1", 0.5, 0, 2, "weight of that, 1: an ordinary bad experience", "assumption: a message, no failure"),
    LEVER(S, quiet_days, "day", 30, 0, 3650, "days after an offer in which no other is made to the home", "assumption"),
    UNCERTAIN(S, answer_hours, "h", 12, 0.01, 720, "mean time until an offer is answered, exponential", "assumption: by the evening"),
    UNCERTAIN(S, patience_days, "day", 14, 0.5, 1e6, "mean wait after which a family gives its booking up, exponential; 1e6: it waits for ever", "assumption"),
    UNCERTAIN(S, calls_year, "1/year", 0.5, 0, 50, "calls by itself of a home in need, at the usual price, mean of all", "assumption: once in two years"),
    UNCERTAIN(S, calls_shape, "1", 1, 0.2, 20, "how alike families are in that: shape of the gamma of their rates, 1 / coefficient of variation squared", "assumption: as maker.accessories_shape"),
    UNCERTAIN(S, effect, "1", 1, 0, 1e6, "by how much a visit lowers the level of a home in need, in the monitor's unit", "the scenario"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, desks, "1", 1, 1, 10000, "visits that can be made at once", "the scenario"),
    OPENING_HOURS_ROWS(S, "visits start", 9, 18, RESTS_ON_HOLIDAYS, "assumption"),
    UNCERTAIN(S, visit_hours, "h", 0.5, 0.05, 48, "mean length of a visit, exponential", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, owned_by, owner_names, SERVICE_PARTNERS, "whose service it is", "the scenario"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, channel, channel_names, SERVICE_REFERRAL, "how a partner gets its customers: the maker refers them to it, or they book in the maker's app", "the scenario"),
    LEVER_AT_START(S, serves_from, "1", 0, 0, 1, "serves the districts from this share of all of them on", "the scenario"),
    LEVER_AT_START(S, serves_to, "1", 1, 0, 1, "up to this one; not above serves_from: it is closed", "the scenario"),
    LEVER(S, commission, "1", 0.15, 0, 0.5, "share of the price that the maker's app keeps; 0.05 to 0.3 are usual",
          "assumption; Korean online malls took 9.0-12.3 % of sales in 2019-2023 (Korea Fair Trade Commission)"),
    UNCERTAIN(S, leaks, "1", 0.2, 0, 1, "share of a family's visits after the first that it books past the app", "assumption; that there are some: Gu & Zhu 2021, Manag. Sci. 67:794"),
    SPENDING_AT_START(S, fixed_won_month, "won/month", 0, 0, 100000000, "what an own service costs besides its desks: app, training, vans; 0 for a partner's: nobody thinks of one", "the scenario"),
    UNCERTAIN(S, beginner, "1", 1.5, 1, 4, "length of an own service's first visits; a partner's are 1", "assumption"),
    UNCERTAIN(S, experience_visits, "1", 50, 1, 10000, "visits made in training, before the first", "assumption: 50 visits of two hours are two to three weeks"),
    UNCERTAIN(S, progress, "1", 0.88, 0.7, 1, "length of an own service's visits when its experience has doubled, down to a partner's",
              "assumption: handwork learns less than the 0.8 of airframes (Wright 1936, J. Aeronaut. Sci. 3:122)"),
    LEVER_AT_START(S, remind_days, "day", 0, 0, 3650, "days after a visit at which who knows the customer invites it again; 0: never, and nobody keeps a record", "the scenario"),
    UNCERTAIN(S, returns, "1", 0.3, 0, 1, "share of invitations to homes in need that are accepted", "assumption: between an offer's 0.2 and twice that"),
};
// clang-format on

static const struct metric metrics[SERVICE_METRICS] = {
    [SERVICE_REPORTS] = {"reports", "1", "reports that came in", true, NULL},
    [SERVICE_OFFERS] = {"offers", "1", "offers made", true, NULL},
    [SERVICE_NEEDLESS_OFFERS] = {"needless_offers", "1", "answered offers to homes that did not need help",
                                 false, NULL},
    [SERVICE_ANNOYED] = {"annoyed", "1", "families that resented an offer", true, NULL},
    [SERVICE_CALLS] = {"calls", "1", "families that called by themselves", true, NULL},
    [SERVICE_BOOKED] = {"booked", "1", "visits booked", false, NULL},
    [SERVICE_VISITS] = {"visits", "1", "visits done", true, NULL},
    [SERVICE_WAIT_HOURS] = {"wait", "h", "wait for a desk from booking, mean of a visit", true, "visits"},
    [SERVICE_NEEDLESS] = {"needless_visits", "1", "visits to homes that did not need help", true, NULL},
    [SERVICE_HELPED] = {"helped", "1", "visits that helped", true, NULL},
    [SERVICE_ABANDONED] = {"abandoned", "1", "families that gave up waiting", true, NULL},
    [SERVICE_WORK_HOURS] = {"visit_length", "h", "length of a visit, mean", false, "visits"},
    [SERVICE_PAID_HOURS] = {"paid_hours", "h", "hours that an own service's desks were paid for", false,
                            NULL},
    [SERVICE_BUSY] = {"busy", "1", "share of the paid hours spent on visits", true, "paid_hours"},
    [SERVICE_MAKER_GAINS] = {"maker_gains", "won",
                             "what the maker has of it: leads, commissions, or the own service's result",
                             true, NULL},
    [SERVICE_PARTNER_GAINS] = {"partner_gains", "won", "what the partner has of it", true, NULL},
    [SERVICE_REMINDERS] = {"reminders", "1", "families invited again", false, NULL},
    [SERVICE_REMINDED] = {"reminded_visits", "1", "visits booked on an invitation", true, NULL},
    [SERVICE_LEAKED] = {"leaked", "1", "bookings that went past the app", true, NULL},
    [SERVICE_MAKER_KNOWS] = {"maker_knows", "1", "customers that the maker has on record", true, NULL},
    [SERVICE_PARTNER_KNOWS] = {"partner_knows", "1", "customers that the partner has on record", true, NULL},
    [SERVICE_DAYS] = {"days", "day", "days in business", false, NULL},
    [SERVICE_VISITS_MONTH] = {"visits_month", "1/month", "visits a month", true, "days"},
    [SERVICE_BREAK_EVEN] = {"break_even", "1/month", "visits a month that an own service needs to pay at all",
                            true, "days"},
    [SERVICE_BREAK_EVEN_APP] = {"break_even_app", "1/month",
                                "visits a month that it needs to beat the commission on the same visits",
                                false, "days"},
    [SERVICE_OWN_ADVANTAGE] =
        {"own_advantage", "won",
         "contribution of an own service's visits, less what their offers would earn as "
         "leads",
         false, NULL},
    [SERVICE_BREAK_EVEN_LEADS] = {"break_even_leads", "1/month",
                                  "visits a month that it needs to beat leads; negative: no number does",
                                  true, "own_advantage"},
};

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
    make_offer(world, party, item->home, item->cause);
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
    if (accepted)
        take_up(world, party, home, timer->cause, service_customers_way(world, party, home), chance);
    else
        decline(world, party, home, needless, random_next_uniform(&luck));
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

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation area = {
    "where it serves", "districts d with serves_from <= (d + 1/2) / homes.districts < serves_to", "d from 0",
    "definition"};
static const struct equation offers = {"offers",
                                       "at a reading >= acts_from, not within quiet_days of the last offer "
                                       "or invitation; answered after answer_hours E",
                                       "E exponential with mean 1", "assumption"};
static const struct equation accepted = {
    "answers to offers",
    "yes with chance min(1, 2 trust accepts) in need, else with chance accepts_needless; who is not in need "
    "and declines resents it with chance annoyed: a bad experience of weight annoyance",
    "at usual_won: see how many take it at its price; in need: level >= matters_above of the monitor; trust "
    "in the maker",
    "assumption"};
static const struct equation calls = {
    "own calls", "of a home in need, 365 E / (calls_year G d) days apart",
    "d: how many more or fewer take it at price_won than at usual_won; E exponential with mean 1; moments "
    "drawn for all homes with the monitor; G ~ Gamma(calls_shape) with mean 1, a family's own with the "
    "service",
    "Poisson; thinning, Lewis & Shedler 1979 (Nav. Res. Logist. Q. 26:403); gamma over families: negative "
    "binomial calls, Ehrenberg 1959 (Appl. Stat. 8(1):26), not read"};
static const struct equation booking = {
    "bookings",
    "if the family can afford price_won; given up after patience_days E days of waiting; who books or calls "
    "tells what it needs, and that is its consent",
    "E exponential with mean 1", "exponential patience; assumption"};
static const struct equation leaks = {
    "past the app",
    "with chance leaks, of visits after the first where channel is platform: booked with the partner itself",
    "", "that there are some: Gu & Zhu 2021 (Manag. Sci. 67:794); how many: assumption"};
static const struct equation length = {
    "length of a visit", "hours = visit_hours g E; g = 1, of the maker's own people max(1, beginner f)",
    "E exponential with mean 1; f: see experience; visit_length: mean hours",
    "exponential service; assumption"};
static const struct equation effect = {"what a visit does",
                                       "in need the monitor's level falls by effect, else nothing",
                                       "without a monitor who calls is in need", "assumption"};
static const struct equation again = {"who knows the customer",
                                      "a record of each visit goes, by consent, to who took the booking, "
                                      "partner or maker; it invites remind_days later who has not been back; "
                                      "yes with chance returns in need, else with chance accepts_needless",
                                      "remind_days 0: never; not within quiet_days of an offer",
                                      "assumption"};
static const struct equation leads = {
    "leads",
    "lead_won an offer, from the partner to the maker, where owned_by is partner and channel referral",
    "to the won", "definition"};
static const struct equation paid = {
    "what a visit brings",
    "price_won to the partner; with owned_by maker or channel platform to the maker, which on the platform "
    "keeps commission price_won and pays out the rest",
    "to the won", "definition"};
static const struct equation costs = {
    "what visits cost",
    "wage_won_hour hours + material_won a visit, with owned_by maker of the hours after closing alone; they "
    "cost desks (closes_hour - opens_hour) wage_won_hour an open day, and fixed_won_month",
    "by days of 365 / 12 a month; paid_hours: hours after closing and open hours; busy: visit hours / "
    "paid_hours",
    "definition"};
static const struct equation advantage = {
    "break-even against leads",
    "own_advantage = visits c - offers lead_won; break_even_leads = visits F / own_advantage; visits_month = "
    "visits 365 / 12 / days",
    "c, F: see break-even of an own service; counted where owned_by is maker or fixed_won_month > 0",
    "definition"};
static const struct submodel submodels[] = {
    {&area, "", "serves_from, serves_to, homes.districts"},
    {&choice_equation, "reports", "worth_won, listens_to, families"},
    {&offers, "reports, offers, service offered", "acts_from, quiet_days, answer_hours, monitor"},
    {&accepted, "needless_offers, annoyed",
     "accepts, accepts_needless, annoyed, annoyance, monitor.matters_above"},
    {&choice_trust_equation, "", "annoyance, families"},
    {&demand_surplus_equation, "", "usual_won, price_won, price_weight"},
    {&demand_equation, "", "usual_won, price_won, price_weight"},
    {&calls, "calls, family calls, profile", "calls_year, calls_shape, listens_to, usual_won, price_won"},
    {&booking, "booked, abandoned, service booked, family gives up waiting, telemetry, health, device_health",
     "price_won, patience_days, families"},
    {&leaks, "leaked", "leaks, channel"},
    {&service_queue_equation, "wait", "desks, opens_hour, closes_hour, rests"},
    {&length, "visits, visit_length, service visit", "visit_hours, beginner, owned_by"},
    {&make_or_partner_learnt_equation, "", "experience_visits, progress"},
    {&effect, "helped, needless_visits", "effect"},
    {&again,
     "reminders, reminded_visits, maker_knows, partner_knows, service reminder, customer record, purchase",
     "remind_days, returns, accepts_needless, quiet_days, answer_hours, worth_won"},
    {&leads, "service lead, maker_gains, partner_gains", "lead_won, owned_by, channel"},
    {&paid, "service visit, service payout, maker_gains, partner_gains",
     "price_won, commission, owned_by, channel"},
    {&costs, "wages, material, own service, own people's day, paid_hours, busy, maker_gains, partner_gains",
     "wage_won_hour, material_won, desks, opens_hour, closes_hour, rests, fixed_won_month, owned_by"},
    {&make_or_partner_equation, "break_even, break_even_app",
     "fixed_won_month, wage_won_hour, desks, opens_hour, closes_hour, rests, price_won, material_won, "
     "commission"},
    {&make_or_partner_evening_equation, "", "visit_hours, opens_hour, closes_hour"},
    {&advantage, "own_advantage, break_even_leads, visits_month, days", "lead_won, fixed_won_month"},
};

const struct party_kind service_party = {
    .kind = {.name = "service",
             .summary = "a service in general: listens to a monitor, offers and makes visits",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
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

// SPDX-License-Identifier: GPL-3.0-or-later
// A pest-control firm. Leads and calls come in; after a while somebody contacts the family; some families
// book; a crew comes, first come, first served, in opening hours; the family pays; some take a maintenance
// plan.
#include "models/pests/pest_control.h"

#include <stdlib.h>

#include "models/methods/crews.h"
#include "models/methods/demand_technique.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/pests/infestation.h"
#include "sim/engine/party_act.h"

const struct topic pest_control_exclusive_lead = {"exclusive lead"};
const struct topic pest_control_shared_lead = {"shared lead"};
const struct topic pest_control_call = {"call"};

struct pest_control_settings {
    int64_t crews;
    double opens_hour, closes_hour;
    int rests;
    double visit_hours, contact_hours;
    double visit_won, call_out_won, visit_usual_won, call_out_usual_won, finds_nothing, price_weight;
    double close_exclusive, close_shared, close_call;
    double annoyed_unasked, disappointment;
    double cures;
    double wage_won_hour, material_won, contact_won;
    double plan_share, plan_won_month, plan_usual_won_month, plan_churn_month, plan_protects;
    double longest_wait_days;
};

enum lead { LEAD_EXCLUSIVE, LEAD_SHARED, LEAD_CALL };
enum what { CONTACT_EXCLUSIVE, CONTACT_SHARED, CONTACT_CALL, OPEN, VISIT_OVER, PLAN_DUE };

struct pest_control_state {
    struct crews crews;  // a timer's value is the crew's number
    uint32_t *contacts;  // [homes] so far, numbers the family's luck
    uint16_t visit, call_out, fee, plan, wage, material, contact;
    uint16_t call_flow;
};

enum {
    LEADS,
    CALLS,
    DECLINED,
    CONTACTS,
    UNWANTED,
    BOOKED,
    VISITS,
    WAIT_HOURS,
    CURED,
    NOTHING_FOUND,
    PLANS,
    METRICS
};
static const struct metric metrics[METRICS] = {
    [LEADS] = {"leads", "1", "leads bought", true, NULL},
    [CALLS] = {"calls", "1", "families that called by themselves", true, NULL},
    [DECLINED] = {"declined", "1", "leads declined because the crews have no time", false, NULL},
    [CONTACTS] = {"contacts", "1", "families contacted", false, NULL},
    [UNWANTED] = {"unwanted_contacts", "1", "families contacted against their wish", true, NULL},
    [BOOKED] = {"booked", "1", "visits booked", false, NULL},
    [VISITS] = {"visits", "1", "visits done", true, NULL},
    [WAIT_HOURS] = {"wait", "h", "wait for a crew from booking, mean of a visit", true, "visits"},
    [CURED] = {"cured", "1", "infestations ended", true, NULL},
    [NOTHING_FOUND] = {"nothing_found", "1", "visits that found nothing", true, NULL},
    [PLANS] = {"plans", "1", "maintenance plans begun", false, NULL},
};

typedef struct pest_control_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, crews, "1", 10, 1, 10000, "crews that make visits", "assumption"),
    OPENING_HOURS_ROWS(S, "visits start", 9, 18, RESTS_ON_HOLIDAYS, "assumption"),
    UNCERTAIN(S, visit_hours, "h", 1.5, 0.2, 8, "mean length of a visit with the way, exponential", "assumption"),
    UNCERTAIN(S, contact_hours, "h", 4, 0.1, 72, "mean time until a lead is contacted, exponential", "assumption"),
    PRICE("booked", S, visit_won, "won", 150000, 80000, 300000, "price of a first visit", "assumption; no Korean price found"),
    PRICE("booked", S, call_out_won, "won", 30000, 0, 300000, "price when nothing is found", "assumption"),
    UNCERTAIN(S, visit_usual_won, "won", 150000, 80000, 300000, "price of a first visit at which families book as said below", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, call_out_usual_won, "won", 30000, 0, 300000, "... and price when nothing is found", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, finds_nothing, "1", 0.2, 0, 0.9, "chance of that which families reckon with when they book", "assumption: most believe what they were told"),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    UNCERTAIN(S, close_exclusive, "1", 0.33, 0.26, 0.40, "share of exclusive leads that book", "vendors (minyona.com, demandzones.com), weak: 26-40 %"),
    UNCERTAIN(S, close_shared, "1", 0.07, 0.06, 0.08, "share of shared leads that book", "vendors (minyona.com, demandzones.com), weak: 6-8 %"),
    UNCERTAIN(S, close_call, "1", 0.6, 0.3, 0.9, "share of families that call by themselves and then book", "assumption"),
    UNCERTAIN(S, annoyed_unasked, "1", 0.65, 0.3, 0.9, "share of families that resent a call they never asked for",
              "assumption: those who do not want help"),
    UNCERTAIN(S, cures, "1", 0.9, 0.5, 1, "share of visits to an infested dwelling that end the infestation", "assumption"),
    UNCERTAIN(S, disappointment, "1", 0.5, 0, 2, "weight of a visit after a report that finds nothing, 1: an ordinary bad experience", "assumption: half, it cost a call-out and an hour"),
    UNCERTAIN(S, wage_won_hour, "won/h", 20000, 8350, 40000, "cost of a crew's hour; the minimum wage of 2019 is 8,350 won", "assumption"),
    UNCERTAIN(S, material_won, "won", 10000, 0, 50000, "material of a visit", "assumption"),
    UNCERTAIN(S, contact_won, "won", 3000, 0, 20000, "cost of contacting a family", "assumption"),
    UNCERTAIN(S, plan_share, "1", 0.2, 0, 0.6, "share of treated families that take a maintenance plan at the usual price", "assumption"),
    PRICE("plans", S, plan_won_month, "won/month", 30000, 20000, 60000, "price of a maintenance plan", "assumption; no Korean price found"),
    UNCERTAIN(S, plan_usual_won_month, "won/month", 30000, 20000, 60000, "price of a plan at which as many take it", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, plan_churn_month, "1/month", 0.05, 0, 0.3, "share of plans given up each month", "assumption; 2-5 % is usual for services"),
    UNCERTAIN(S, plan_protects, "1", 0.8, 0, 1, "share of new infestations that a plan keeps away", "assumption"),
    LEVER(S, longest_wait_days, "day", 7, 0.5, 60, "leads are declined when the crews are booked for longer", "assumption"),
};
// clang-format on

static const struct welfare_source visits_worth = {
    "pest visits", WELFARE_SURPLUS,
    "what families would have given for a visit that ended the infestation above its price"};
static const struct welfare_source plans_worth = {
    "pest plans", WELFARE_SURPLUS, "what families would have given for a month of a plan above its price"};
static const struct welfare_source *const worths[] = {&visits_worth, &plans_worth, NULL};

// ---- The queue of visits ------------------------------------------------------------------------------

static void send_crews(struct world *world, struct party *party) {
    struct pest_control_state *state = party->state;
    const S *s = party->entry->settings;
    struct service_job job;
    int crew;
    while (crews_send(&state->crews, world->now, &job, &crew)) {
        struct random_sequence luck =
            luck_with_party(world, party, job.home, "pest_control.visit", state->contacts[job.home]);
        time_ms length = 1 + (time_ms)(s->visit_hours * random_next_exponential(&luck) * (double)CLOCK_HOUR);
        party_wake(world, party,
                   (struct timer){.due = world->now + length,
                                  .what = VISIT_OVER,
                                  .home = job.home,
                                  .cause = job.cause,
                                  .value = crew});
        party_count(world, party, WAIT_HOURS, job.home, clock_hours(job.started - job.arrived));
    }
}

// Crews needed for what waits, in opening hours, against the longest wait the firm accepts.
static bool too_busy(const struct pest_control_state *state, const S *s) {
    double hours = (double)state->crews.queue.count * s->visit_hours / (double)s->crews;
    return hours > s->longest_wait_days * (s->closes_hour - s->opens_hour);
}

// ---- Leads and contacts -------------------------------------------------------------------------------

static void post(struct world *world, account payer, account payee, double won, uint16_t reason,
                 uint64_t cause) {
    ledger_post(world->ledger, payer, payee, (int64_t)(won + 0.5), WON, reason, cause);
}

static account own(const struct world *world, const struct party *party) {
    return ledger_party(world->ledger, party->number);
}

static void take_lead(struct world *world, struct party *party, const struct item *item, enum lead lead) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    if (too_busy(state, s)) {
        party_count(world, party, DECLINED, item->home, 1);
        return;
    }
    uint64_t cause = party_note(world, party->number, item->home, item->cause, item->topic->name);
    if (lead != LEAD_CALL)
        post(world, own(world, party), ledger_party(world->ledger, item->from), (double)item->value,
             state->fee, cause);
    party_count(world, party, lead == LEAD_CALL ? CALLS : LEADS, item->home, 1);
    struct random_sequence luck =
        luck_with_party(world, party, item->home, "pest_control.contact", ++state->contacts[item->home]);
    time_ms delay = 1 + (time_ms)(s->contact_hours * random_next_exponential(&luck) * (double)CLOCK_HOUR);
    party_wake(world, party,
               (struct timer){.due = world->now + delay, .what = lead, .home = item->home, .cause = cause});
}

static void pest_control_receive(struct world *world, struct party *party, const struct item *item) {
    if (item->topic == &pest_control_exclusive_lead) take_lead(world, party, item, LEAD_EXCLUSIVE);
    if (item->topic == &pest_control_shared_lead) take_lead(world, party, item, LEAD_SHARED);
    if (item->topic == &pest_control_call) take_lead(world, party, item, LEAD_CALL);
}

static void book(struct world *world, struct party *party, uint32_t home, uint64_t cause, enum lead lead) {
    struct pest_control_state *state = party->state;
    const S *s = party->entry->settings;
    struct service_job job = {.home = home, .kind = (int)lead, .value = (int64_t)s->visit_won};
    job.cause = party_note(world, party->number, home, cause, "visit booked");
    job.order = ledger_reserve(world->ledger, ledger_household(world->ledger, home), job.value, WON);
    service_queue_join(&state->crews.queue, job, world->now);
    party_count(world, party, BOOKED, home, 1);
    send_crews(world, party);
}

static double expected_won(const S *s, double visit_won, double call_out_won) {
    return (1 - s->finds_nothing) * visit_won + s->finds_nothing * call_out_won;
}

static struct demand demand_for_visits(const S *s) {
    return (struct demand){expected_won(s, s->visit_usual_won, s->call_out_usual_won), s->price_weight};
}

static double chance_to_book(const S *s, enum lead lead) {
    double usually = lead == LEAD_EXCLUSIVE ? s->close_exclusive
                     : lead == LEAD_SHARED  ? s->close_shared
                                            : s->close_call;
    return demand_share(demand_for_visits(s), usually, expected_won(s, s->visit_won, s->call_out_won));
}

static struct demand demand_for_plans(const S *s) {
    return (struct demand){s->plan_usual_won_month, s->price_weight};
}

static double chance_of_plan(const S *s) {
    return demand_share(demand_for_plans(s), s->plan_share, s->plan_won_month);
}

static void contact_family(struct world *world, struct party *party, const struct timer *timer,
                           enum lead lead) {
    struct pest_control_state *state = party->state;
    const S *s = party->entry->settings;
    struct random_sequence luck =
        luck_with_party(world, party, timer->home, "pest_control.close", state->contacts[timer->home]);
    bool books = random_next_uniform(&luck) < chance_to_book(s, lead) &&
                 families_can_afford(&world->homes[timer->home], s->visit_won);
    bool annoyed = random_next_uniform(&luck) < s->annoyed_unasked;
    post(world, own(world, party), ledger_outside(world->ledger), s->contact_won, state->contact,
         timer->cause);
    party_count(world, party, CONTACTS, timer->home, 1);
    if (books) {
        book(world, party, timer->home, timer->cause, lead);
    } else if (lead == LEAD_SHARED && annoyed) {
        party_count(world, party, UNWANTED, timer->home, 1);
        choice_resents(world, timer->home, party_flow(world, DATA_PEST_SIGHTING, party, PEST_CONTROL_PURPOSE),
                       1);
    }
}

// ---- Visits and plans ---------------------------------------------------------------------------------

static void begin_plan(struct world *world, struct party *party, uint32_t home, uint64_t cause) {
    const S *s = party->entry->settings;
    party_count(world, party, PLANS, home, 1);
    party_wake(
        world, party,
        (struct timer){
            .due = world->now + 30 * CLOCK_DAY, .what = PLAN_DUE, .home = home, .cause = cause, .value = 1});
    struct random_sequence luck =
        luck_with_party(world, party, home, "pest_control.protect", (uint64_t)clock_day(world->now));
    if (random_next_uniform(&luck) < s->plan_protects)
        world->model->infestations[home].protected = world->now + 30 * CLOCK_DAY;
}

// A month of the plan is over: paid, and continued unless the family gives it up.
static void plan_due(struct world *world, struct party *party, const struct timer *timer) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    post(world, ledger_household(world->ledger, timer->home), own(world, party), s->plan_won_month,
         state->plan, timer->cause);
    welfare_purchase(world->welfare, timer->home, &plans_worth, s->plan_won_month,
                     demand_surplus_won(demand_for_plans(s), chance_of_plan(s)), timer->cause);
    struct random_sequence luck =
        luck_with_party(world, party, timer->home, "pest_control.plan", (uint64_t)timer->value);
    if (random_next_uniform(&luck) < s->plan_churn_month) return;
    party_wake(world, party,
               (struct timer){.due = world->now + 30 * CLOCK_DAY,
                              .what = PLAN_DUE,
                              .home = timer->home,
                              .cause = timer->cause,
                              .value = timer->value + 1});
    if (random_next_uniform(&luck) < s->plan_protects)
        world->model->infestations[timer->home].protected = world->now + 30 * CLOCK_DAY;
}

// A family pays for being rid of them: what a visit is worth it has when they are gone.
static void cure(struct world *world, const struct party *party, const struct service_job *job) {
    const S *s = party->entry->settings;
    world->model->infestations[job->home].since = CLOCK_NEVER;
    party_wake_kind(world, job->home, &infestation_appliance);
    party_count(world, party, CURED, job->home, 1);
    double chance = chance_to_book(s, (enum lead)job->kind);
    welfare_purchase(world->welfare, job->home, &visits_worth, s->visit_won,
                     demand_surplus_won(demand_for_visits(s), chance), job->cause);
}

static void found_something(struct world *world, struct party *party, const struct service_job *job) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    ledger_commit(world->ledger, job->order, own(world, party), state->visit, job->cause);
    struct random_sequence luck =
        luck_with_party(world, party, job->home, "pest_control.cure", state->contacts[job->home]);
    if (random_next_uniform(&luck) < s->cures) cure(world, party, job);
    if (random_next_uniform(&luck) < chance_of_plan(s)) begin_plan(world, party, job->home, job->cause);
    if (job->kind == LEAD_EXCLUSIVE) choice_good_experience(world, job->home, 1);
}

static void found_nothing(struct world *world, struct party *party, const struct service_job *job) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    ledger_release(world->ledger, job->order);
    post(world, ledger_household(world->ledger, job->home), own(world, party), s->call_out_won,
         state->call_out, job->cause);
    party_count(world, party, NOTHING_FOUND, job->home, 1);
    if (job->kind != LEAD_CALL) choice_bad_experience(world, job->home, s->disappointment);
}

static void visit_over(struct world *world, struct party *party, const struct timer *timer) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    struct service_job job = crews_return(&state->crews, (int)timer->value, world->now);
    job.cause = party_note(world, party->number, job.home, job.cause, "visit");
    double wage = s->wage_won_hour * clock_hours(world->now - job.started);
    post(world, own(world, party), ledger_outside(world->ledger), wage, state->wage, job.cause);
    post(world, own(world, party), ledger_outside(world->ledger), s->material_won, state->material,
         job.cause);
    party_count(world, party, VISITS, job.home, 1);
    if (infestation_lives(&world->model->infestations[job.home], world->now))
        found_something(world, party, &job);
    else
        found_nothing(world, party, &job);
    send_crews(world, party);
}

static void open_again(struct world *world, struct party *party) {
    const struct pest_control_state *state = party->state;
    party_wake(world, party,
               (struct timer){.due = opening_hours_next(&state->crews.hours, world->now), .what = OPEN});
}

static void pest_control_wake(struct world *world, struct party *party, const struct timer *timer) {
    switch ((enum what)timer->what) {
        case CONTACT_EXCLUSIVE:
            contact_family(world, party, timer, LEAD_EXCLUSIVE);
            break;
        case CONTACT_SHARED:
            contact_family(world, party, timer, LEAD_SHARED);
            break;
        case CONTACT_CALL:
            contact_family(world, party, timer, LEAD_CALL);
            break;
        case VISIT_OVER:
            visit_over(world, party, timer);
            break;
        case PLAN_DUE:
            plan_due(world, party, timer);
            break;
        case OPEN:
            send_crews(world, party);
            open_again(world, party);
            break;
    }
}

// ---- Being called -------------------------------------------------------------------------------------

uint16_t pest_control_call_flow(struct world *world, const struct party *firm) {
    // Whatever the policy says of the maker's data: a family may always tell a firm of its own accord.
    return gate_flow(world->gate, DATA_PEST_SIGHTING, firm->number, PEST_CONTROL_OWN_CALL,
                     RULE_ASK_EACH_TIME);
}

void pest_control_be_called(struct world *world, uint32_t home, uint64_t cause) {
    enum { CALL_BYTES = 2000 };
    struct party *firm = luck_choose_party(world, &pest_control_party, home, "pest_control.choice", 0);
    if (!firm) return;
    uint16_t flow = ((struct pest_control_state *)firm->state)->call_flow;
    choice_of_own_accord(world, home, flow, world->now, world->now + CLOCK_DAY);
    const struct gate_pass *pass = party_share(world, home, flow, FORM_LABEL, CALL_BYTES);
    if (!pass) return;
    cause = party_note(world, PARTY_HOME, home, cause, "family calls");
    party_send(world, pass,
               (struct item){.sent = world->now,
                             .topic = &pest_control_call,
                             .home = home,
                             .from = PARTY_HOME,
                             .to = firm->number,
                             .bytes = CALL_BYTES,
                             .cause = cause});
}

// Told on the device (infestation_call); which firm is called is the family's choice.
static void pest_control_on_device(struct world *world, struct party *party, const struct item *item) {
    (void)party;
    pest_control_be_called(world, item->home, item->cause);
}

static void pest_control_prepare(struct world *world, struct party *party) {
    opening_hours_check(&OPENING_HOURS((const S *)party->entry->settings, NULL), party->name, &world->status);
    struct pest_control_state *state = party->state;
    state->call_flow = pest_control_call_flow(world, party);
    infestation_matters(world, party);
}

static void pest_control_start(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    crews_init(&state->crews, (int)s->crews, OPENING_HOURS(s, world->model->days));
    state->contacts = status_allocate(world->home_count, sizeof *state->contacts);
    state->visit = ledger_reason(world->ledger, "pest visit");
    state->call_out = ledger_reason(world->ledger, "pest call-out");
    state->fee = ledger_reason(world->ledger, "lead fee");
    state->plan = ledger_reason(world->ledger, "pest plan");
    state->wage = ledger_reason(world->ledger, "wages");
    state->material = ledger_reason(world->ledger, "material");
    state->contact = ledger_reason(world->ledger, "contacting leads");
    open_again(world, party);
}

static void pest_control_close(struct world *world, struct party *party) {
    (void)world;
    struct pest_control_state *state = party->state;
    crews_clear(&state->crews);
    free(state->contacts);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation lead = {"taking a lead",
                                     "a lead is bought, and its fee paid, unless visits waiting x "
                                     "visit_hours / crews > longest_wait_days (closes_hour - opens_hour)",
                                     "the fee is the maker's",
                                     "a firm that promises no more than it can do; assumption"};
static const struct equation contact = {"contacting the family",
                                        "delay = contact_hours E; contact_won each time",
                                        "E exponential with mean 1", "assumption"};
static const struct equation booking = {
    "booking a visit",
    "p = close_exclusive, close_shared or close_call at the usual price, "
    "where visit_won is no more than what the family can afford; price = (1 - "
    "finds_nothing) visit_won + finds_nothing call_out_won",
    "by how the lead came; usual price: the same of visit_usual_won and "
    "call_out_usual_won; at another see how many take it at its price",
    "closing rates of vendors, weak"};
static const struct equation annoyance = {
    "an unwanted call", "p = annoyed_unasked, of those that do not book and never asked for it; costs trust",
    "", "assumption"};
static const struct equation visits = {
    "visits", "a queue of crews servers in opening hours, first come, first served; length = visit_hours E",
    "E exponential with mean 1", "an M/M/c queue with opening hours (Erlang 1917)"};
static const struct equation price = {"what a visit costs",
                                      "infested: visit_won, cured with cures; else call_out_won; the firm "
                                      "pays wage_won_hour hours + material_won",
                                      "hours of the visit, with the way", "assumption"};
static const struct equation plans = {
    "maintenance plans",
    "begun with plan_share of treated homes, at plan_usual_won_month; plan_won_month every 30 days; "
    "given up with plan_churn_month; keeps new infestations "
    "away with plan_protects",
    "", "assumption"};
static const struct equation mood = {"what a visit does to trust",
                                     "cured after an exclusive lead: a good experience; nothing found after "
                                     "a lead: a bad one of weight disappointment",
                                     "", "assumption"};
static const struct submodel submodels[] = {
    {&lead, "leads, calls, declined, lead fee, exclusive lead, shared lead, call",
     "visit_hours, crews, longest_wait_days, opens_hour, closes_hour, maker.lead_fee_won"},
    {&contact, "contacts, contacting leads, appointment", "contact_hours, contact_won"},
    {&booking, "booked, visit booked",
     "close_exclusive, close_shared, close_call, visit_won, call_out_won, visit_usual_won, "
     "call_out_usual_won, "
     "finds_nothing, families"},
    {&demand_equation, "", "price_weight"},
    {&demand_surplus_equation, "",
     "price_weight, visit_won, call_out_won, visit_usual_won, call_out_usual_won, plan_won_month, "
     "plan_usual_won_month"},
    {&annoyance, "unwanted_contacts", "annoyed_unasked"},
    {&visits, "visits, wait, visit", "crews, visit_hours, opens_hour, closes_hour, rests"},
    {&price, "cured, nothing_found, pest visit, pest call-out, wages, material",
     "visit_won, call_out_won, cures, wage_won_hour, material_won"},
    {&plans, "plans, pest plan",
     "plan_share, plan_won_month, plan_usual_won_month, plan_churn_month, plan_protects"},
    {&mood, "", "disappointment"},
};

const struct party_kind pest_control_party = {
    .kind = {.name = "pest_control",
             .summary = "a pest-control firm: buys leads, sends crews, sells visits and plans",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct pest_control_state),
    .prepare = pest_control_prepare,
    .start = pest_control_start,
    .receive = pest_control_receive,
    .on_device = pest_control_on_device,
    .wake = pest_control_wake,
    .close = pest_control_close,
};

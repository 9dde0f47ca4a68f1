// SPDX-License-Identifier: GPL-3.0-or-later
// A pest-control firm. Leads and calls come in; after a while somebody contacts the family; some families
// book; a crew comes, first come, first served, in opening hours; the family pays; some take a maintenance
// plan.
#include "models/pests/pest_control.h"

#include <stdlib.h>

#include "models/methods/price_rivalry_law.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/pests/infestation.h"
#include "models/pests/pest_control_leads.h"
#include "models/pests/pest_control_price.h"
#include "models/pests/pest_control_tables.h"
#include "models/pests/pest_control_worth.h"
#include "models/pests/robot_vacuum.h"
#include "sim/engine/party_act.h"

const struct topic pest_control_exclusive_lead = {"exclusive lead"};
const struct topic pest_control_shared_lead = {"shared lead"};
const struct topic pest_control_call = {"call"};

static const struct welfare_source visits_worth = {
    "pest visits", WELFARE_SURPLUS,
    "what families would have given for a visit that ended the infestation above its price"};
static const struct welfare_source plans_worth = {
    "pest plans", WELFARE_SURPLUS, "what families would have given for a month of a plan above its price"};
static const struct welfare_source way_worth = {
    "way to the pest firm", WELFARE_USE,
    "what it costs families that the firm whose visit they book is not the one that suits them most"};
static const struct welfare_source *const worths[] = {&visits_worth, &plans_worth, &way_worth, NULL};

// A maintenance plan, as long as it lasts.
struct maintenance_plan {
    double won_month;  // as when it began
    uint32_t months;   // the one under way is the first, the second ...
};
TIMERS_CARRY(plan, struct maintenance_plan, PLAN_DUE);

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

// ---- Leads and contacts -------------------------------------------------------------------------------

static void post(struct world *world, account payer, account payee, double won, uint16_t reason,
                 uint64_t cause) {
    ledger_post(world->ledger, payer, payee, (int64_t)(won + 0.5), WON, reason, cause);
}

static account own(const struct world *world, const struct party *party) {
    return ledger_party(world->ledger, party->number);
}

// A lead was bought when it was offered. Who calls by itself is declined when the crews have no time.
static void take(struct world *world, struct party *party, const struct item *item, enum lead lead) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    uint64_t cause = party_note(world, party->number, item->home, item->cause, item->topic->name);
    if (lead != LEAD_CALL)
        post(world, own(world, party), ledger_party(world->ledger, item->from), (double)item->value,
             state->fee, cause);
    party_count(world, party, lead == LEAD_CALL ? CALLS : LEADS, item->home, 1);
    struct random_sequence luck =
        luck_with_party(world, party, item->home, "pest_control.contact", ++state->contacts[item->home]);
    time_ms work = 1 + (time_ms)(s->contact_hours * random_next_exponential(&luck) * (double)CLOCK_HOUR);
    time_ms due = opening_hours_after(&state->crews.hours, world->now, work);
    party_wake(world, party, (struct timer){.due = due, .what = lead, .home = item->home, .cause = cause});
}

static void take_call(struct world *world, struct party *party, const struct item *item) {
    pest_control_leads_called(world, party, item->home);
    if (pest_control_leads_too_busy(party))
        party_count(world, party, DECLINED, item->home, 1);
    else
        take(world, party, item, LEAD_CALL);
}

static void pest_control_receive(struct world *world, struct party *party, const struct item *item) {
    if (!pest_control_state_of(party)->open) return;
    if (item->topic == &pest_control_exclusive_lead) take(world, party, item, LEAD_EXCLUSIVE);
    if (item->topic == &pest_control_shared_lead) take(world, party, item, LEAD_SHARED);
    if (item->topic == &pest_control_call) take_call(world, party, item);
}

static void go_a_way(struct world *world, const struct party *party, const struct service_job *job) {
    if (world->model->cockroaches->firms_differ_won <= 0) return;
    double won = pest_control_price_way_won(world, party, job->home);
    welfare_post(world->welfare, job->home, &way_worth, -won, job->cause);
}

static void book(struct world *world, struct party *party, uint32_t home, uint64_t cause, enum lead lead) {
    struct pest_control_state *state = party->state;
    const S *s = party->entry->settings;
    int64_t asked_won = (int64_t)(pest_control_price_after_won(party, lead) + 0.5);
    struct service_job job = {
        .home = home, .kind = (int)lead, .value = asked_won, .other = (int64_t)(s->call_out_won + 0.5)};
    job.cause = party_note(world, party->number, home, cause, "visit booked");
    job.order = ledger_reserve(world->ledger, ledger_household(world->ledger, home), job.value, WON);
    service_queue_join(&state->crews.queue, job, world->now);
    party_count(world, party, BOOKED, home, 1);
    party_count(world, party, VISIT_PRICE, home, (double)asked_won);
    go_a_way(world, party, &job);
    send_crews(world, party);
}

// Through which it hears of this home's robot.
static uint16_t flow_of_leads(struct world *world, const struct party *party, uint32_t home) {
    return party_flow_from(world, robot_vacuum_maker(world, home), DATA_PEST_SIGHTING, party,
                           PEST_CONTROL_PURPOSE);
}

static void contact_family(struct world *world, struct party *party, const struct timer *timer,
                           enum lead lead) {
    struct pest_control_state *state = party->state;
    const S *s = party->entry->settings;
    double asked_won = pest_control_price_after_won(party, lead);
    struct random_sequence luck =
        luck_with_party(world, party, timer->home, "pest_control.close", state->contacts[timer->home]);
    bool books = random_next_uniform(&luck) < pest_control_chance_to_book(s, lead, asked_won) &&
                 families_can_afford(&world->homes[timer->home], asked_won);
    bool annoyed = random_next_uniform(&luck) < s->annoyed_unasked;
    if (lead < LEADS_BOUGHT) learning_buyer_bought(&state->learnt[lead], books);
    post(world, own(world, party), ledger_outside(world->ledger), s->contact_won, state->contact,
         timer->cause);
    party_count(world, party, CONTACTS, timer->home, 1);
    if (books) {
        book(world, party, timer->home, timer->cause, lead);
    } else if (lead == LEAD_SHARED && annoyed) {
        party_count(world, party, UNWANTED, timer->home, 1);
        choice_resents(world, timer->home, flow_of_leads(world, party, timer->home), 1);
    }
}

// ---- Visits and plans ---------------------------------------------------------------------------------

static void begin_month(struct world *world, struct party *party, uint32_t home, uint64_t cause,
                        struct maintenance_plan plan) {
    struct timer due = {
        .due = world->now + MONTH_DAYS * CLOCK_DAY, .what = PLAN_DUE, .home = home, .cause = cause};
    pest_control_leads_know(world, party, home, MONTH_DAYS + 1);
    party_wake(world, party, plan_put(due, plan));
}

static void begin_plan(struct world *world, struct party *party, uint32_t home, uint64_t cause) {
    const S *s = party->entry->settings;
    party_count(world, party, PLANS, home, 1);
    begin_month(world, party, home, cause,
                (struct maintenance_plan){.won_month = s->plan_won_month, .months = 1});
    struct random_sequence luck =
        luck_with_party(world, party, home, "pest_control.protect", (uint64_t)clock_day(world->now));
    if (random_next_uniform(&luck) < s->plan_protects)
        world->model->infestations[home].protected = world->now + MONTH_DAYS * CLOCK_DAY;
}

// A month of the plan is over: paid, and continued unless the family gives it up.
static void plan_due(struct world *world, struct party *party, const struct timer *timer) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    struct maintenance_plan plan = plan_of(timer);
    post(world, ledger_household(world->ledger, timer->home), own(world, party), plan.won_month, state->plan,
         timer->cause);
    post(world, own(world, party), ledger_outside(world->ledger), s->plan_work_won_month, state->plan_work,
         timer->cause);
    welfare_purchase(world->welfare, timer->home, &plans_worth, plan.won_month,
                     pest_control_plan_surplus_won(s, plan.won_month), timer->cause);
    struct random_sequence luck =
        luck_with_party(world, party, timer->home, "pest_control.plan", plan.months++);
    if (random_next_uniform(&luck) < s->plan_churn_month) return;
    begin_month(world, party, timer->home, timer->cause, plan);
    if (random_next_uniform(&luck) < s->plan_protects)
        world->model->infestations[timer->home].protected = world->now + MONTH_DAYS * CLOCK_DAY;
}

// A family pays for being rid of them: what a visit is worth it has when they are gone.
static void cure(struct world *world, const struct party *party, const struct service_job *job) {
    const S *s = party->entry->settings;
    world->model->infestations[job->home].since = CLOCK_NEVER;
    party_wake_kind(world, job->home, &infestation_appliance);
    party_count(world, party, CURED, job->home, 1);
    double paid_won = (double)job->value;
    welfare_purchase(world->welfare, job->home, &visits_worth, paid_won,
                     pest_control_visit_surplus_won(s, (enum lead)job->kind, paid_won), job->cause);
}

// Returns what the customer leaves, won, but for the cost of the visit.
static double found_something(struct world *world, struct party *party, const struct service_job *job) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    ledger_commit(world->ledger, job->order, own(world, party), state->visit, job->cause);
    struct random_sequence luck =
        luck_with_party(world, party, job->home, "pest_control.cure", state->contacts[job->home]);
    if (random_next_uniform(&luck) < s->cures) cure(world, party, job);
    bool plan = random_next_uniform(&luck) < pest_control_chance_of_plan(s);
    if (plan) begin_plan(world, party, job->home, job->cause);
    if (job->kind == LEAD_EXCLUSIVE)
        choice_good_experience(world, job->home, robot_vacuum_maker(world, job->home), 1);
    return (double)job->value + (plan ? pest_control_plan_worth_won(s) : 0);
}

static double found_nothing(struct world *world, struct party *party, const struct service_job *job) {
    const S *s = party->entry->settings;
    double call_out_won = (double)job->other;
    struct pest_control_state *state = party->state;
    ledger_release(world->ledger, job->order);
    post(world, ledger_household(world->ledger, job->home), own(world, party), call_out_won, state->call_out,
         job->cause);
    party_count(world, party, NOTHING_FOUND, job->home, 1);
    if (job->kind != LEAD_CALL)
        choice_bad_experience(world, job->home, robot_vacuum_maker(world, job->home), s->disappointment);
    return call_out_won;
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
    bool found = infestation_lives(&world->model->infestations[job.home], world->now);
    double left = (found ? found_something : found_nothing)(world, party, &job) - wage - s->material_won;
    if (job.kind < LEADS_BOUGHT) learning_buyer_earned(&state->learnt[job.kind], left);
    pest_control_leads_know(world, party, job.home, s->known_days);
    state->visits++;
    send_crews(world, party);
}

static void open_again(struct world *world, struct party *party) {
    const struct pest_control_state *state = party->state;
    party_wake(world, party,
               (struct timer){.due = opening_hours_next(&state->crews.hours, world->now), .what = OPEN});
}

// ---- Closing and entering ------------------------------------------------------------------------------

// What families had set aside for visits that will not come is theirs again. Crews on their way finish.
static void close_down(struct world *world, struct party *party) {
    struct pest_control_state *state = party->state;
    struct service_queue *queue = &state->crews.queue;
    state->open = false;
    state->gone = true;
    party_note(world, party->number, HOME_NONE, 0, "firm closes");
    party_count_own(world, party, CLOSED, 1);
    while (queue->count > 0) {
        struct service_job next = queue->waiting[queue->first];
        service_queue_leave(queue, next.home, next.value, world->now, NULL);
        ledger_release(world->ledger, next.order);
    }
}

static void pay_fixed_costs(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    if (s->fixed_won_month > 0) {
        party_begin(world, party->number, HOME_NONE, "firm's month");
        post(world, own(world, party), ledger_outside(world->ledger), s->fixed_won_month,
             pest_control_state_of(party)->fixed, 0);
    }
    if (s->capital_won + (double)ledger_balance(world->ledger, own(world, party), WON) < 0)
        close_down(world, party);
}

// Everybody sees who has how much to do: visits in the last month of all firms, by one firm more.
static double visits_to_expect(struct world *world) {
    double visits = 0, firms = 1;
    for (struct party *p = NULL; (p = world_party_of_kind(world, &pest_control_party, p));) {
        visits += pest_control_state_of(p)->visits_month;
        firms += pest_control_state_of(p)->open;
    }
    return visits / firms;
}

static void enter_if_it_pays(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct pest_control_state *state = party->state;
    double leaves = pest_control_customer_worth_won(s, pest_control_price_entering_won(world, party));
    if (visits_to_expect(world) * leaves <= s->fixed_won_month) return;
    pest_control_price_enter(world, party);
    state->open = true;
    party_note(world, party->number, HOME_NONE, 0, "firm enters");
    party_count_own(world, party, ENTERED, 1);
    open_again(world, party);
}
static void month_over(struct world *world, struct party *party) {
    struct pest_control_state *state = party->state;
    state->visits_month = state->visits;
    state->visits = 0;
    if (state->open)
        pay_fixed_costs(world, party);
    else
        enter_if_it_pays(world, party);
    party_wake(world, party, (struct timer){.due = world->now + MONTH_DAYS * CLOCK_DAY, .what = MONTH_OVER});
}

static void wake_open(struct world *world, struct party *party, const struct timer *timer) {
    switch ((enum pest_control_timer)timer->what) {
        case CONTACT_EXCLUSIVE:
        case CONTACT_SHARED:
        case CONTACT_CALL:
            contact_family(world, party, timer, (enum lead)timer->what);
            break;
        case PLAN_DUE:
            plan_due(world, party, timer);
            break;
        case LEFT_EXCLUSIVE:
        case LEFT_SHARED:
            pest_control_leads_left(party, timer);
            break;
        case LOOK_AT_PRICES:
            pest_control_price_look(world, party);
            break;
        default:
            send_crews(world, party);
            open_again(world, party);
            break;
    }
}

// A firm that has closed still finishes visits that had begun; one that waits looks at the market each month.
static void pest_control_wake(struct world *world, struct party *party, const struct timer *timer) {
    const struct pest_control_state *state = party->state;
    if (timer->what == VISIT_OVER)
        visit_over(world, party, timer);
    else if (timer->what == MONTH_OVER && !state->gone)
        month_over(world, party);
    else if (state->open)
        wake_open(world, party, timer);
}

// ---- Being called -------------------------------------------------------------------------------------

uint16_t pest_control_call_flow(struct world *world, const struct party *firm) {
    // Whatever the policy says of the maker's data: a family may always tell a firm of its own accord.
    return gate_flow(world->gate, DATA_PEST_SIGHTING, firm->number, PEST_CONTROL_OWN_CALL,
                     RULE_ASK_EACH_TIME);
}

void pest_control_be_called(struct world *world, uint32_t home, uint64_t cause) {
    enum { CALL_BYTES = 2000 };
    struct party *firm = pest_control_price_choose(world, &pest_control_party, home);
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

// Firms that wait look at the market on days of their own: never two at once.
static void begin(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct random_sequence luck = luck_of_party(world, party, "pest_control.looks", 0);
    double month = s->waits ? 1 + random_next_uniform(&luck) : 1;
    pest_control_state_of(party)->open = !s->waits;
    if (!s->waits) open_again(world, party);
    party_wake(world, party,
               (struct timer){.due = (time_ms)(month * MONTH_DAYS * CLOCK_DAY), .what = MONTH_OVER});
    pest_control_price_start(world, party);
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
    state->plan_work = ledger_reason(world->ledger, "work of a plan");
    state->wage = ledger_reason(world->ledger, "wages");
    state->material = ledger_reason(world->ledger, "material");
    state->contact = ledger_reason(world->ledger, "contacting leads");
    state->fixed = ledger_reason(world->ledger, "fixed costs");
    pest_control_leads_start(world, party);
    begin(world, party);
}

static void pest_control_close(struct world *world, struct party *party) {
    (void)world;
    struct pest_control_state *state = party->state;
    crews_clear(&state->crews);
    free(state->contacts);
    pest_control_leads_close(party);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation lead = {
    "taking a lead",
    "a lead that was bought when it was offered is paid when it is there; a call is declined "
    "when the crews have no time, as leads are",
    "the fee is the maker's", "a firm that promises no more than it can do; assumption"};
static const struct equation capital = {"closing and entering",
                                        "each month it pays fixed_won_month, and closes when capital_won + "
                                        "earned - paid < 0: it takes no lead and no call any "
                                        "more, and what was set aside for visits is given back; one that "
                                        "waits enters when visits / (firms + 1) x worth > "
                                        "fixed_won_month",
                                        "visits of all firms in the month before; worth of a customer as it "
                                        "expects it, at the price that it would ask; earned and paid since "
                                        "the start, won",
                                        "free entry: firms enter until visits x worth / firms = fixed "
                                        "costs (Salop 1979, not read)"};
static const struct equation contact = {"contacting the family",
                                        "delay = contact_hours E, in opening hours; contact_won each time",
                                        "E exponential with mean 1", "assumption"};
static const struct equation booking = {
    "booking a visit",
    "p = close_exclusive, close_shared or close_call at the usual price, "
    "where the price of the visit is no more than what the family can afford; price = (1 - "
    "finds_nothing) visit_won + finds_nothing call_out_won, of a family that shared its sighting visit_won - "
    "coupon_won for visit_won",
    "by how the lead came; usual price: the same of visit_usual_won and "
    "call_out_usual_won; at another see how many take it at its price",
    "closing rates of vendors, weak"};
static const struct equation annoyance = {
    "an unwanted call", "p = annoyed_unasked, of those that do not book and never asked for it; costs trust",
    "", "assumption"};
static const struct equation visits = {
    "visits", "a queue of crews servers in opening hours, first come, first served; length = visit_hours E",
    "E exponential with mean 1", "an M/M/c queue with opening hours (Erlang 1917)"};
static const struct equation price = {
    "what a visit costs",
    "infested: the price at which it was booked, cured with cures; else call_out_won, as when it was booked; "
    "the firm pays wage_won_hour hours + material_won",
    "hours of the visit, with the way", "assumption"};
static const struct equation plans = {"maintenance plans",
                                      "begun with plan_share of treated homes, at plan_usual_won_month; "
                                      "plan_won_month, as when it began, every 30 days, of which "
                                      "plan_work_won_month is work; "
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
    {&pest_control_offer_equation, "offered, declined_dear, declined_known, held_out",
     "known_days, hold_out, followed_days, bids, bid_won, bid_shared_share"},
    {&learning_buyer_belief_equation, "",
     "believed_exclusive, believed_shared, believed_anyway, prior_purchases"},
    {&learning_buyer_bid_equation, "bid", "contact_won"},
    {&learning_buyer_trials_equation, "", "trials_won_quarter"},
    {&pest_control_worth_equation, "", "finds_nothing, plan_churn_month, plan_counts_months"},
    {&capital, "entered, closed, fixed costs, firm's month, firm closes, firm enters",
     "fixed_won_month, capital_won, waits"},
    {&contact, "contacts, contacting leads, appointment",
     "contact_hours, contact_won, opens_hour, closes_hour, rests"},
    {&booking, "booked, visit booked",
     "close_exclusive, close_shared, close_call, visit_won, coupon_won, call_out_won, visit_usual_won, "
     "call_out_usual_won, "
     "finds_nothing, families"},
    {&pest_control_price_equation, "visit_price",
     "price, visit_won, wage_won_hour, visit_hours, material_won, contact_won, close_call, finds_nothing, "
     "plan_share, cockroaches.firms_differ_won"},
    {&price_rivalry_demand_equation, "",
     "cockroaches.firms_differ_won, visit_won, call_out_won, finds_nothing"},
    {&price_rivalry_reply_equation, "", "price, cockroaches.firms_differ_won"},
    {&price_rivalry_equilibrium_equation, "", "waits, cockroaches.firms_differ_won"},
    {&demand_equation, "", "price_weight"},
    {&demand_surplus_equation, "",
     "price_weight, visit_won, call_out_won, visit_usual_won, call_out_usual_won, plan_won_month, "
     "plan_usual_won_month"},
    {&annoyance, "unwanted_contacts", "annoyed_unasked"},
    {&visits, "visits, wait, visit", "crews, visit_hours, opens_hour, closes_hour, rests"},
    {&price, "cured, nothing_found, pest visit, pest call-out, wages, material",
     "visit_won, call_out_won, cures, wage_won_hour, material_won"},
    {&plans, "plans, pest plan, work of a plan",
     "plan_share, plan_won_month, plan_usual_won_month, plan_work_won_month, plan_churn_month, "
     "plan_protects"},
    {&mood, "", "disappointment"},
};

const struct party_kind pest_control_party = {
    .kind = {.name = "pest_control",
             .summary = "a pest-control firm: buys leads, sends crews, sells visits and plans",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&learning_buyer_technique),
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

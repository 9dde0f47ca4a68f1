// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/service_books.h"

#include <math.h>

#include "models/services/make_or_partner_law.h"
#include "models/services/service_leads.h"
#include "sim/engine/party_act.h"

typedef struct service_settings S;

static account own_account(const struct world *world, const struct party *party) {
    const struct service_state *state = party->state;
    bool makers = state->way == SERVICE_OWN;
    return ledger_party(world->ledger, makers ? state->maker->number : party->number);
}

static void count(struct world *world, const struct party *party, enum service_metric metric, uint32_t home,
                  double amount) {
    party_count(world, party, metric, home, amount);
}

static int64_t price_of(const struct party *party) {
    const S *s = party->entry->settings;
    return llround(s->price_won);
}

static enum service_metric gains_of(const struct service_state *state) {
    return state->way == SERVICE_OWN ? SERVICE_MAKER_GAINS : SERVICE_PARTNER_GAINS;
}

// A cost of a visit, of who runs the service.
static void spend(struct world *world, const struct party *party, uint32_t home, double won, uint16_t reason,
                  uint64_t cause) {
    int64_t amount = (int64_t)(won + 0.5);
    if (amount == 0) return;
    ledger_post(world->ledger, own_account(world, party), ledger_outside(world->ledger), amount, WON, reason,
                cause);
    count(world, party, gains_of(party->state), home, -(double)amount);
}

void service_books_open(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    double open = opening_hours_share(&state->desks.hours);
    state->own = (struct make_or_partner_service){.price_won = s->price_won,
                                                  .material_won = s->material_won,
                                                  .wage_won_hour = s->wage_won_hour,
                                                  .fixed_won_month = s->fixed_won_month,
                                                  .desks = (double)s->desks,
                                                  .days_month = open * MAKE_OR_PARTNER_MONTH,
                                                  .hours_per_day = s->closes_hour - s->opens_hour,
                                                  .visit_hours = s->visit_hours};
    state->visit = ledger_reason(world->ledger, "service visit");
    state->lead = ledger_reason(world->ledger, "service lead");
    state->wage = ledger_reason(world->ledger, "wages");
    state->material = ledger_reason(world->ledger, "material");
    state->payout = ledger_reason(world->ledger, "service payout");
    state->fixed = ledger_reason(world->ledger, "own service");
}

// Somebody asks whether an own service would pay.
static bool own_is_thought_of(const struct service_state *state, const S *s) {
    return state->way == SERVICE_OWN || s->fixed_won_month > 0;
}

double service_books_length(const struct party *party) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    if (state->way != SERVICE_OWN) return 1;
    double learnt = make_or_partner_learnt((double)state->own_visits, s->experience_visits, s->progress);
    return fmax(1, s->beginner * learnt);
}

// ---- Income ----------------------------------------------------------------------------------------------

void service_books_lead(struct world *world, const struct party *party, uint32_t home, uint64_t cause) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    int64_t won = (int64_t)(s->lead_won + 0.5);
    // What leads would have brought is held against the own service, whoever runs it now.
    if (own_is_thought_of(state, s)) count(world, party, SERVICE_OWN_ADVANTAGE, home, -(double)won);
    if (state->way != SERVICE_DIRECT || !state->maker || won == 0) return;
    ledger_post(world->ledger, ledger_party(world->ledger, party->number),
                ledger_party(world->ledger, state->maker->number), won, WON, state->lead, cause);
    count(world, party, SERVICE_MAKER_GAINS, home, (double)won);
    count(world, party, SERVICE_PARTNER_GAINS, home, -(double)won);
}

// The maker passes on what the family paid, less its commission.
static void pay_out(struct world *world, const struct party *party, const struct service_job *job,
                    uint64_t cause) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    int64_t price = price_of(party), commission = make_or_partner_commission(price, s->commission);
    ledger_post(world->ledger, ledger_party(world->ledger, state->maker->number),
                ledger_party(world->ledger, party->number), price - commission, WON, state->payout, cause);
    count(world, party, SERVICE_MAKER_GAINS, job->home, (double)commission);
    count(world, party, SERVICE_PARTNER_GAINS, job->home, (double)(price - commission));
}

static void earn(struct world *world, const struct party *party, const struct service_job *job,
                 uint64_t cause) {
    const struct service_state *state = party->state;
    bool to_partner = job->kind == SERVICE_DIRECT;
    uint16_t payee = to_partner ? party->number : state->maker->number;
    ledger_commit(world->ledger, job->order, ledger_party(world->ledger, payee), state->visit, cause);
    if (job->kind == SERVICE_APP)
        pay_out(world, party, job, cause);
    else
        count(world, party, to_partner ? SERVICE_PARTNER_GAINS : SERVICE_MAKER_GAINS, job->home,
              (double)price_of(party));
}

// ---- Costs -----------------------------------------------------------------------------------------------

// Paid for the visit: all of its hours, or, where the desk is paid for its opening hours anyway, the rest.
static double hours_to_pay(const struct world *world, const struct party *party,
                           const struct service_job *job) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    double hours = clock_hours(world->now - job->started);
    if (state->way != SERVICE_OWN) return hours;
    double start = clock_hours(clock_time_of_day(job->started));
    return make_or_partner_overtime(start, start + hours, s->closes_hour);
}

static void count_visit(struct world *world, const struct party *party, const struct service_job *job) {
    const struct service_state *state = party->state;
    const S *s = party->entry->settings;
    double hours = clock_hours(world->now - job->started);
    count(world, party, SERVICE_VISITS, job->home, 1);
    count(world, party, SERVICE_WORK_HOURS, job->home, hours);
    if (state->way == SERVICE_OWN) count(world, party, SERVICE_BUSY, job->home, hours);
    if (!own_is_thought_of(state, s)) return;
    count(world, party, SERVICE_VISITS_MONTH, job->home, MAKE_OR_PARTNER_MONTH);
    count(world, party, SERVICE_OWN_ADVANTAGE, job->home, make_or_partner_contribution(&state->own));
    count(world, party, SERVICE_BREAK_EVEN_LEADS, job->home, make_or_partner_fixed_won(&state->own));
}

void service_books_visit(struct world *world, struct party *party, const struct service_job *job,
                         uint64_t cause) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    double hours = hours_to_pay(world, party, job);
    earn(world, party, job, cause);
    spend(world, party, job->home, s->wage_won_hour * hours, state->wage, cause);
    spend(world, party, job->home, s->material_won, state->material, cause);
    service_leads_earned(party, s->price_won - s->wage_won_hour * hours - s->material_won);
    if (state->way == SERVICE_OWN) {
        state->own_visits++;
        count(world, party, SERVICE_PAID_HOURS, job->home, hours);
    }
    count_visit(world, party, job);
}

// ---- At midnight -----------------------------------------------------------------------------------------

static void spend_day(struct world *world, const struct party *party, int64_t won, uint16_t reason) {
    if (won == 0) return;
    ledger_post(world->ledger, own_account(world, party), ledger_outside(world->ledger), won, WON, reason, 0);
    party_count_own(world, party, gains_of(party->state), -(double)won);
}

// Whole won in such a way that the days add up to the months.
static void pay_for_the_day(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    party_begin(world, party->number, HOME_NONE, "own people's day");
    double hours = (double)s->desks * opening_hours_of_day(&state->desks.hours, clock_day(world->now) - 1);
    int64_t fixed = llround(s->fixed_won_month * (double)state->days / MAKE_OR_PARTNER_MONTH);
    spend_day(world, party, llround(s->wage_won_hour * hours), state->wage);
    spend_day(world, party, fixed - state->fixed_paid_won, state->fixed);
    state->fixed_paid_won = fixed;
    party_count_own(world, party, SERVICE_PAID_HOURS, hours);
}

void service_books_end_day(struct world *world, struct party *party) {
    struct service_state *state = party->state;
    const S *s = party->entry->settings;
    if (state->districts == 0) return;
    state->days++;
    if (state->way == SERVICE_OWN) pay_for_the_day(world, party);
    if (!own_is_thought_of(state, s)) return;
    double commission = s->commission * s->price_won;
    party_count_own(world, party, SERVICE_DAYS, 1);
    party_count_own(world, party, SERVICE_BREAK_EVEN, make_or_partner_break_even(&state->own, 0));
    party_count_own(world, party, SERVICE_BREAK_EVEN_APP,
                    make_or_partner_break_even(&state->own, commission));
}

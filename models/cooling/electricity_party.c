// SPDX-License-Identifier: GPL-3.0-or-later
// The electricity company: reads every meter at the end of the month and bills by the residential tariff.
// What the simulated appliances do not explain is a household's base use, by its size.
#include "models/cooling/electricity.h"

#include <math.h>
#include <stdlib.h>

#include "models/cooling/tariff.h"
#include "models/model.h"
#include "models/people/families.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"

struct electricity_settings {
    double base_spread;  // between households of the same size
    double supply_won_kwh;
};

struct electricity_state {
    double *read_kwh;    // [homes] meter at the last reading
    double *billed_kwh;  // [homes] on the last bill
    int64_t last_reading_day;
    struct tariff_terms terms;  // of the last bill
    uint16_t reason, supply;
};

enum { BILLS, BILLED_KWH, BILLED_WON, METRICS };

static const struct metric metrics[METRICS] = {
    [BILLS] = {"bills", "1", "electricity bills", false, NULL},
    [BILLED_KWH] = {"kwh_per_bill", "kWh", "electricity billed, mean of a monthly bill", true, "bills"},
    [BILLED_WON] = {"won_per_bill", "won", "electricity bill, mean of a month", true, "bills"},
};

typedef struct electricity_settings S;
// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, supply_won_kwh, "won/kWh", 105, 60, 250, "what a kilowatt-hour costs the company: made or bought, and carried to the home",
              "assumption: somewhat below the mean price of all that was sold in 2018"),
    UNCERTAIN(S, base_spread, "1", 0.25, 0, 0.8, "sigma of the lognormal spread of base use between households", "assumption"),
};
// clang-format on

// Every month of the run is billed, by its own terms or not at all.
static void electricity_prepare(struct world *world, struct party *party) {
    int64_t last = world->start_day + clock_day(world->end - 1);
    struct clock_date date = clock_civil_from_days(world->start_day);
    for (int64_t day = world->start_day; day <= last; date = clock_civil_from_days(day)) {
        if (!tariff_is_known(date.year, date.month)) {
            status_fail(&world->status, STATUS_SCENARIO,
                        "%s: the run bills %d-%02d, and the tariff is known for " TARIFF_KNOWN, party->name,
                        date.year, date.month);
            return;
        }
        day += clock_days_in_month(date.year, date.month) - date.day + 1;
    }
}

static void electricity_start(struct world *world, struct party *party) {
    struct electricity_state *state = party->state;
    state->read_kwh = status_allocate(world->home_count, sizeof(double));
    state->billed_kwh = status_allocate(world->home_count, sizeof(double));
    state->reason = ledger_reason(world->ledger, "electricity");
    state->supply = ledger_reason(world->ledger, "power supply");
}

static void electricity_close(struct world *world, struct party *party) {
    (void)world;
    struct electricity_state *state = party->state;
    free(state->read_kwh);
    free(state->billed_kwh);
}

static double base_kwh_month(struct world *world, const S *settings, uint32_t home) {
    struct random_sequence luck = luck_of_home(world, home, "electricity base", 0);
    double spread = exp(settings->base_spread * random_next_normal(&luck));
    return world->model->families->base_kwh_month * sqrt(world->homes[home].members / 4.0) * spread;
}

// Returns the kilowatt-hours.
static double bill_home(struct world *world, struct party *party, uint32_t home, double share_of_month) {
    struct electricity_state *state = party->state;
    double read = world_meter(world, home).kwh, metered = read - state->read_kwh[home];
    double kwh = metered + base_kwh_month(world, party->entry->settings, home) * share_of_month;
    int64_t won = tariff_bill_won(&state->terms, kwh);
    state->billed_kwh[home] = kwh;
    state->read_kwh[home] = read;
    ledger_post(world->ledger, ledger_household(world->ledger, home),
                ledger_party(world->ledger, party->number), won, WON, state->reason, 0);
    party_count(world, party, BILLS, home, 1);
    party_count(world, party, BILLED_KWH, home, kwh);
    party_count(world, party, BILLED_WON, home, (double)won);
    return kwh;
}

static void pay_for_supply(struct world *world, const struct party *party, double kwh) {
    const S *s = party->entry->settings;
    const struct electricity_state *state = party->state;
    ledger_post(world->ledger, ledger_party(world->ledger, party->number), ledger_outside(world->ledger),
                (int64_t)(kwh * s->supply_won_kwh + 0.5), WON, state->supply, 0);
}

// Bills at the last midnight of each month, and for the part of a month at the end of the run.
bool electricity_bills_today(struct world *world, struct party *party) {
    struct electricity_state *state = party->state;
    int64_t today = clock_day(world->now);
    if (state->last_reading_day == today) return true;
    struct clock_date next = clock_civil_from_days(world->start_day + today);
    if (next.day != 1 && world->now < world->end) return false;
    struct clock_date billed = clock_civil_from_days(world->start_day + today - 1);
    double days = (double)(today - state->last_reading_day);
    double share = days / clock_days_in_month(billed.year, billed.month);
    state->terms = tariff_terms_for(billed.year, billed.month);
    party_begin(world, party->number, HOME_NONE, "electricity bills");
    double kwh = 0;
    for (uint32_t home = 0; home < world->home_count; home++) kwh += bill_home(world, party, home, share);
    pay_for_supply(world, party, kwh);
    state->last_reading_day = today;
    return true;
}

static void electricity_midnight(struct world *world, struct party *party) {
    electricity_bills_today(world, party);
}

int64_t electricity_won_of(const struct party *electricity, uint32_t home, double kwh) {
    const struct electricity_state *state = electricity->state;
    double billed = state->billed_kwh[home];
    return tariff_bill_won(&state->terms, billed) - tariff_bill_won(&state->terms, fmax(0, billed - kwh));
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation base_use = {
    "use beside the simulated appliances",
    "kWh a month = families.base_kwh_month sqrt(members / 4) exp(base_spread z)",
    "z standard normal, of the home",
    "the root of the size: two do not light twice the rooms; lognormal spread; assumption"};
static const struct equation billed = {"what is billed",
                                       "kWh = meter since the last bill + base use x share of the month",
                                       "at the end of each month and of the run", "definition"};
static const struct equation supply = {"what it costs the company", "supply_won_kwh times what was billed",
                                       "at each bill, to the next won", "assumption"};
static const struct submodel submodels[] = {
    {&supply, "power supply", "supply_won_kwh"},
    {&base_use, "", "base_spread, families.base_kwh_month"},
    {&billed, "bills, kwh_per_bill", "scenario.start, scenario.days"},
    {&tariff_equation, "won_per_bill, electricity, electricity bills", "scenario.start"},
};

const struct party_kind electricity_party = {
    .kind = {.name = "electricity",
             .summary = "the electricity company: monthly bills by the Korean residential tariff",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .side = SIDE_PUBLIC,
    .state_size = sizeof(struct electricity_state),
    .prepare = electricity_prepare,
    .start = electricity_start,
    .midnight = electricity_midnight,
    .close = electricity_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/oversight/regulator_fines.h"

#include <math.h>
#include <string.h>

#include "models/oversight/deterrence_law.h"
#include "sim/engine/luck.h"
#include "sim/engine/party_act.h"

typedef struct regulator_settings S;

const struct equation regulator_fines_whose_equation = {
    "whose fine",
    "recipient (1 - provider_share) fine, each maker from whose appliances a partner took provider_share "
    "fine; "
    "who took of its own appliances all; with related_only a maker's turnover is what that partner paid it",
    "fine: see a fine, each by its own turnover; to the won", "assumption"};
const struct equation regulator_fines_courts_equation = {
    "compensation",
    "compensation_won to each, with chance claims, of the families concerned: (1 - provider_share) by the "
    "recipient, the rest in equal parts by the makers from whose appliances it took of that family; all by "
    "who "
    "took of its own",
    "concerned: something was taken of them since the last decision", "assumption"};

// ---- Who took -------------------------------------------------------------------------------------------

static bool took_any(const struct world *world, uint16_t recipient, uint32_t home, time_ms since) {
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (gate_flow_at(world->gate, flow)->recipient == recipient &&
            gate_took(world->gate, home, flow, since))
            return true;
    return false;
}

uint32_t regulator_fines_concerned(const struct world *world, uint16_t recipient, time_ms since) {
    uint32_t concerned = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        concerned += took_any(world, recipient, home, since);
    return concerned;
}

// From the maker's appliances in that home, for another than itself.
static bool gave(const struct world *world, const struct party *regulator, uint16_t rank, uint16_t recipient,
                 uint32_t home, time_ms since) {
    const struct party *maker = regulator_state_of(regulator)->makers[rank];
    if (!maker || maker->number == recipient) return false;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (gate_flow_at(world->gate, flow)->recipient == recipient &&
            regulator_flow_maker(world, flow) == rank && gate_took(world->gate, home, flow, since))
            return true;
    return false;
}

static uint32_t homes_given(const struct world *world, const struct party *regulator, uint16_t rank,
                            uint16_t recipient, time_ms since) {
    uint32_t homes = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        homes += gave(world, regulator, rank, recipient, home, since);
    return homes;
}

// ---- Turnover -------------------------------------------------------------------------------------------

// Who paid: anybody but itself, any firm, or the party of that number.
enum { FROM_ANYBODY = UINT16_MAX, FROM_FIRMS = UINT16_MAX - 1 };

// Which party it is that the ledger calls so; UINT16_MAX for households and the economy outside.
static uint16_t party_named(const struct world *world, const char *name) {
    for (uint16_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, name)) return i;
    return UINT16_MAX;
}

static uint16_t owner_named(const struct world *world, const struct regulator_state *state,
                            const char *name) {
    uint16_t party = party_named(world, name);
    return party == UINT16_MAX ? party : state->owner[party];
}

static bool is_from(const struct world *world, const struct regulator_state *state,
                    const struct ledger_flow *flow, uint16_t payee, uint16_t payer) {
    uint16_t from = owner_named(world, state, flow->payer);
    if (payer == FROM_FIRMS) return from != payee && strcmp(flow->payer, "households") != 0;
    return payer == FROM_ANYBODY ? from != payee : from == payer;
}

// A year's won that `payer` paid a party and its desks.
static double turnover_won_year(const struct world *world, const struct party *regulator, uint16_t payee,
                                uint16_t payer) {
    const struct regulator_state *state = regulator_state_of(regulator);
    double sum = 0;
    for (size_t i = 0; i < ledger_flow_count(world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, i);
        if (flow->currency != WON || owner_named(world, state, flow->payee) != payee) continue;
        if (is_from(world, state, flow, payee, payer)) sum += (double)flow->amount;
    }
    return deterrence_turnover_won_year(sum, (double)clock_day(world->now));
}

// ---- Fines ----------------------------------------------------------------------------------------------

static double fine_won(const struct world *world, const struct party *regulator, uint16_t payee,
                       uint16_t payer, unsigned earlier) {
    const S *s = regulator->entry->settings;
    const struct deterrence_fine law = {s->fine_share, s->fine_share_most, s->repeat_factor,
                                        s->fine_least_won, s->fine_most_won};
    return deterrence_fine_won(&law, turnover_won_year(world, regulator, payee, payer), earlier);
}

// Of what a partner took from its appliances.
static double maker_fine_won(const struct world *world, const struct party *regulator,
                             const struct party *maker, uint16_t recipient, unsigned earlier) {
    const S *s = regulator->entry->settings;
    uint16_t payer = s->related_only ? recipient : FROM_ANYBODY;
    return s->provider_share * fine_won(world, regulator, maker->number, payer, earlier);
}

struct regulator_blame regulator_fines_blame(struct world *world, const struct party *regulator,
                                             uint16_t recipient, unsigned earlier, time_ms since) {
    const S *s = regulator->entry->settings;
    const struct regulator_state *state = regulator_state_of(regulator);
    struct regulator_blame blame = {.makers_won = state->makers_won};
    for (uint16_t rank = 0; rank < state->maker_count; rank++) {
        bool gives = homes_given(world, regulator, rank, recipient, since) > 0;
        state->makers_won[rank] =
            gives ? maker_fine_won(world, regulator, state->makers[rank], recipient, earlier) : -1;
        if (gives) blame.makers_share = s->provider_share;
    }
    blame.recipient_won =
        (1 - blame.makers_share) * fine_won(world, regulator, recipient, FROM_ANYBODY, earlier);
    return blame;
}

static void pay(struct world *world, uint16_t party, account payee, double won, uint16_t reason) {
    ledger_post(world->ledger, ledger_party(world->ledger, party), payee, (int64_t)(won + 0.5), WON, reason,
                0);
}

static uint32_t *fined(const struct party *regulator, uint16_t recipient, uint16_t rank) {
    struct regulator_state *state = regulator_state_of(regulator);
    return &state->fined[(size_t)recipient * state->maker_count + rank];
}

void regulator_fines_pay(struct world *world, const struct party *regulator, uint16_t recipient,
                         const struct regulator_blame *blame) {
    const struct regulator_state *state = regulator_state_of(regulator);
    account own = ledger_party(world->ledger, regulator->number);
    int64_t before = ledger_balance(world->ledger, own, WON);
    pay(world, recipient, own, blame->recipient_won, state->fine);
    for (uint16_t rank = 0; rank < state->maker_count; rank++) {
        const struct party *maker = state->makers[rank];
        bool gives = blame->makers_won[rank] >= 0;
        if (gives) pay(world, maker->number, own, blame->makers_won[rank], state->fine);
        *fined(regulator, recipient, rank) += gives || (maker && maker->number == recipient);
    }
    party_count_own(world, regulator, FINES, (double)(ledger_balance(world->ledger, own, WON) - before));
}

// ---- Compensation ---------------------------------------------------------------------------------------

static bool claims(const struct world *world, const struct party *regulator, uint16_t recipient,
                   uint32_t home) {
    const S *s = regulator->entry->settings;
    struct random_sequence luck =
        luck_with_party(world, &world->parties[recipient], home, "regulator.claims", 0);
    return random_next_uniform(&luck) < s->claims;
}

static void compensate(struct world *world, const struct party *regulator, uint16_t recipient,
                       const struct regulator_blame *blame, uint32_t home, time_ms since) {
    const S *s = regulator->entry->settings;
    const struct regulator_state *state = regulator_state_of(regulator);
    account family = ledger_household(world->ledger, home);
    unsigned givers = 0;
    for (uint16_t rank = 0; rank < state->maker_count; rank++)
        givers += gave(world, regulator, rank, recipient, home, since);
    double makers = givers ? s->compensation_won * blame->makers_share : 0;
    pay(world, recipient, family, s->compensation_won - makers, state->compensation);
    for (uint16_t rank = 0; rank < state->maker_count; rank++)
        if (gave(world, regulator, rank, recipient, home, since))
            pay(world, state->makers[rank]->number, family, makers / givers, state->compensation);
    party_count(world, regulator, COMPENSATION, home, s->compensation_won);
}

void regulator_fines_compensate(struct world *world, const struct party *regulator, uint16_t recipient,
                                const struct regulator_blame *blame, time_ms since) {
    for (uint32_t home = 0; home < world->home_count; home++)
        if (took_any(world, recipient, home, since) && claims(world, regulator, recipient, home))
            compensate(world, regulator, recipient, blame, home, since);
}

// ---- For who weighs it ----------------------------------------------------------------------------------

// The recipient's own part, of all that it took.
static double own_stake_won(struct world *world, const struct party *regulator, uint16_t recipient) {
    const S *s = regulator->entry->settings;
    const struct regulator_file *file = &regulator_state_of(regulator)->files[recipient];
    struct regulator_blame blame =
        regulator_fines_blame(world, regulator, recipient, file->fines, file->since);
    double families = regulator_fines_concerned(world, recipient, file->since),
           courts = (1 - blame.makers_share) * s->claims * s->compensation_won * families;
    return families > 0 ? blame.recipient_won + courts : 0;
}

static double maker_stake_won(const struct world *world, const struct party *regulator,
                              const struct party *maker, uint16_t recipient) {
    const S *s = regulator->entry->settings;
    const struct regulator_file *file = &regulator_state_of(regulator)->files[recipient];
    double families = homes_given(world, regulator, maker->maker_rank, recipient, file->since),
           courts = s->provider_share * s->claims * s->compensation_won * families;
    return families > 0 ? maker_fine_won(world, regulator, maker, recipient, file->fines) + courts : 0;
}

double regulator_fines_stake_won(struct world *world, const struct party *regulator,
                                 const struct party *party, uint16_t recipient) {
    return party->number == recipient ? own_stake_won(world, regulator, recipient)
                                      : maker_stake_won(world, regulator, party, recipient);
}

unsigned regulator_fines_paid(const struct party *regulator, const struct party *party, uint16_t recipient) {
    if (party->number == recipient) return regulator_state_of(regulator)->files[recipient].fines;
    return *fined(regulator, recipient, party->maker_rank);
}

// All that others pay a party and its desks, less all that these pay others but for what taking costs.
static double profit_won_year(const struct world *world, const struct party *regulator, uint16_t party) {
    const struct regulator_state *state = regulator_state_of(regulator);
    double sum = 0;
    for (size_t i = 0; i < ledger_flow_count(world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, i);
        bool in = owner_named(world, state, flow->payee) == party,
             out = owner_named(world, state, flow->payer) == party;
        bool punished = !strcmp(flow->reason, "fine") || !strcmp(flow->reason, "compensation");
        if (flow->currency == WON && in != out && !(out && punished))
            sum += in ? (double)flow->amount : -(double)flow->amount;
    }
    return deterrence_turnover_won_year(sum, (double)clock_day(world->now));
}

double regulator_fines_gain_won_year(const struct world *world, const struct party *regulator,
                                     const struct party *party, uint16_t recipient) {
    if (!party->kind->makes) return profit_won_year(world, regulator, recipient);
    return turnover_won_year(world, regulator, party->number,
                             party->number == recipient ? FROM_FIRMS : recipient);
}

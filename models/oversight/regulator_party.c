// SPDX-License-Identifier: GPL-3.0-or-later
// A public body that protects personal data, like Korea's Personal Information Protection Commission. It
// looks at the gate's data flows, whatever they carry and whoever receives them, so that every data class and
// partner is covered by this one file.
//
// Families find out, once a month, about what was taken of them that month: the hazards of its data flows add
// up, and the family finds out about one of them. It resents it, tells its friends, and may complain. So may
// a family that notices by an offer or a call (choice_resents). A case is opened by complaints about the same
// recipient, an audit (exponential times between audits), a report in the press, or a breach (breach.h). When
// the investigation is over, the fine is a share of turnover (models/oversight/deterrence_law.h) by the
// ledger's flows: what others paid the recipient; of a partner, the makers from whose appliances it took
// share the blame. Families go to court, the taking is stopped, all concerned are asked, and the press may
// report. Who reads a report trusts these makers less, and slowly forgets it; trust moves sales, repurchases
// and consents.
//
// Left out: appeals (Facebook's took until 2025), criminal charges, the regulator's own costs, and
// anonymity: a noised label counts as any other.
#include "models/oversight/regulator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/model.h"
#include "models/oversight/breach.h"
#include "models/oversight/deterrence_law.h"
#include "models/oversight/fines_heeded.h"
#include "models/oversight/regulator_fines.h"
#include "models/oversight/regulator_orders.h"
#include "models/oversight/regulator_parts.h"
#include "models/oversight/regulator_tables.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "sim/engine/party_act.h"

typedef struct regulator_settings S;

enum { MONTH_DAYS = 30 };

const struct party *regulator_find(const struct world *world) {
    for (size_t i = 0; i < world->party_count; i++)
        if (world->parties[i].kind == &regulator_party) return &world->parties[i];
    return NULL;
}

static void count(struct world *world, const struct party *regulator, enum regulator_metric metric,
                  double amount) {
    party_count_own(world, regulator, metric, amount);
}

static struct random_sequence party_luck(const struct world *world, uint16_t party, const char *meaning,
                                         uint64_t number) {
    return luck_of_party(world, &world->parties[party], meaning, number);
}

// The next of events that come at a hazard a year: a higher hazard, with the same luck, never comes later.
static time_ms next_event(const struct world *world, uint16_t party, const char *meaning, uint32_t number,
                          double hazard_year) {
    struct random_sequence luck = party_luck(world, party, meaning, number);
    double years = random_next_exponential(&luck) / hazard_year;
    return years < 1000 ? world->now + (time_ms)(years * 365 * (double)CLOCK_DAY) : CLOCK_NEVER;
}

// ---- Finding out ------------------------------------------------------------------------------------------

static double weight_of(const struct world *world, uint16_t flow) {
    return choice_class_weight(world, gate_flow_at(world->gate, flow)->data_class);
}

static bool *knows(const struct world *world, const struct party *regulator, uint32_t home, uint16_t flow) {
    return &regulator_state_of(regulator)->knows[(size_t)home * gate_flow_count(world->gate) + flow];
}

static void learn(struct world *world, const struct party *regulator, uint32_t home, uint16_t flow) {
    const S *s = regulator->entry->settings;
    uint16_t recipient = gate_flow_at(world->gate, flow)->recipient;
    *knows(world, regulator, home, flow) = true;
    party_count(world, regulator, FOUND_OUT, home, 1);
    struct random_sequence luck = luck_with_flow(world, flow, home, "regulator.complains", 0);
    if (random_next_uniform(&luck) >= s->complains) return;
    party_count(world, regulator, COMPLAINTS, home, 1);
    regulator_state_of(regulator)->files[recipient].complaints++;
}

// A family resents what somebody did with it, and may complain: once about each data flow, and only if it was
// taken.
static void hear_of_resentment(struct world *world, const struct party *regulator,
                               const struct item *resented) {
    if (*knows(world, regulator, resented->home, resented->flow)) return;
    if (gate_took(world->gate, resented->home, resented->flow, 0))
        learn(world, regulator, resented->home, resented->flow);
}

static void list_taking(const struct world *world, struct regulator_state *state) {
    state->taking_count = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (regulator_orders_takes_of(world, flow)) state->taking[state->taking_count++] = flow;
}

static double hazards_of(const struct world *world, const struct party *regulator, uint32_t home) {
    const S *s = regulator->entry->settings;
    struct regulator_state *state = regulator_state_of(regulator);
    double sum = 0;
    for (size_t i = 0; i < state->taking_count; i++) {
        uint16_t flow = state->taking[i];
        bool new = gate_took(world->gate, home, flow, world->now - MONTH_DAYS * CLOCK_DAY) &&
                   !*knows(world, regulator, home, flow);
        sum += state->hazard[i] = new ? s->finds_out_month *weight_of(world, flow) : 0;
    }
    return sum;
}

static void find_out(struct world *world, const struct party *regulator, uint32_t home) {
    const S *s = regulator->entry->settings;
    const struct regulator_state *state = regulator_state_of(regulator);
    double hazard = hazards_of(world, regulator, home);
    if (hazard <= 0) return;
    struct random_sequence luck =
        luck_of_home(world, home, "regulator.finds_out", (uint64_t)clock_day(world->now) << 8);
    if (random_next_uniform(&luck) >= deterrence_chance(hazard, 1)) return;
    uint16_t flow =
        state->taking[random_weighted(random_next(&luck).word[0], state->hazard, state->taking_count)];
    choice_bad_experience(world, home, trust_maker_of(world, flow), s->resentment * weight_of(world, flow));
    learn(world, regulator, home, flow);
}

// ---- The press --------------------------------------------------------------------------------------------

// The heaviest class that the recipient took of the home (UINT32_MAX: of anybody) from a maker's appliances;
// 0: none.
static double heaviest_taken(const struct world *world, uint16_t recipient, uint32_t home, uint16_t rank) {
    double heaviest = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        const struct gate_flow *of = gate_flow_at(world->gate, flow);
        if (of->recipient != recipient || regulator_flow_maker(world, flow) != rank) continue;
        bool taken =
            home == UINT32_MAX ? of->transfers_without_consent > 0 : gate_took(world->gate, home, flow, 0);
        if (taken) heaviest = fmax(heaviest, weight_of(world, flow));
    }
    return heaviest;
}

static float *read_of(const struct world *world, const struct party *regulator, uint16_t rank,
                      uint32_t home) {
    return &regulator_state_of(regulator)->read[(size_t)rank * world->home_count + home];
}

// It costs the makers trust from whose appliances it was taken.
static void be_read(struct world *world, const struct party *regulator, uint16_t recipient, uint32_t home) {
    const S *s = regulator->entry->settings;
    const struct regulator_state *state = regulator_state_of(regulator);
    for (uint16_t rank = 0; rank < state->maker_count; rank++) {
        double heaviest = state->heaviest[rank];
        if (heaviest <= 0) continue;
        double own = heaviest_taken(world, recipient, home, rank);
        double weight = s->scandal * (own > 0 ? own : heaviest * world->model->families->hearsay);
        choice_hear_bad(world, home, state->makers[rank], weight);
        *read_of(world, regulator, rank, home) += (float)weight;
    }
    party_count(world, regulator, HEARD, home, 1);
}

static void report(struct world *world, const struct party *regulator, uint16_t recipient) {
    const S *s = regulator->entry->settings;
    struct regulator_state *state = regulator_state_of(regulator);
    uint32_t number = state->files[recipient].reports++;
    for (uint16_t rank = 0; rank < state->maker_count; rank++)
        state->heaviest[rank] = heaviest_taken(world, recipient, UINT32_MAX, rank);
    count(world, regulator, REPORTS, 1);
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct random_sequence luck =
            luck_with_party(world, &world->parties[recipient], home, "regulator.reads", number);
        if (random_next_uniform(&luck) < s->hears) be_read(world, regulator, recipient, home);
    }
    struct random_sequence luck = party_luck(world, recipient, "regulator.gives_in", number);
    if (!regulator_orders_takes(world, recipient, NULL) || random_next_uniform(&luck) >= s->gives_in) return;
    count(world, regulator, GAVE_IN, 1);
    regulator_orders_stop(world, regulator, recipient, NULL, CLOCK_NEVER, true);
}

static void forget(struct world *world, const struct party *regulator, uint32_t home) {
    const S *s = regulator->entry->settings;
    const struct regulator_state *state = regulator_state_of(regulator);
    for (uint16_t rank = 0; rank < state->maker_count; rank++) {
        float *read = read_of(world, regulator, rank, home);
        if (*read <= 0) continue;
        float part = *read * (float)(1 - exp2(-MONTH_DAYS / s->half_life_days));
        choice_forget(world, home, state->makers[rank], (double)part);
        *read -= part;
    }
}

// ---- Cases ------------------------------------------------------------------------------------------------

static void open_case(struct world *world, const struct party *regulator, uint16_t recipient) {
    const S *s = regulator->entry->settings;
    struct regulator_file *file = &regulator_state_of(regulator)->files[recipient];
    if (!s->watches || file->open) return;
    struct random_sequence luck = party_luck(world, recipient, "regulator.investigates", file->cases++);
    file->open = true;
    file->complaints = 0;
    file->decides =
        world->now + (time_ms)(s->investigation_days * random_next_exponential(&luck) * (double)CLOCK_DAY);
    count(world, regulator, CASES, 1);
}

// Whose data got out has to answer for what of it had no consent, or was kept too long.
static void hear_of_breach(struct world *world, const struct party *regulator, const struct item *report) {
    const struct regulator_state *state = regulator_state_of(regulator);
    uint16_t recipient = state->owner[report->from];
    state->files[recipient].out += (uint32_t)report->value;
    open_case(world, regulator, recipient);
}

static void regulator_hear(struct world *world, struct party *regulator, const struct item *item) {
    if (item->topic == &breach_report)
        hear_of_breach(world, regulator, item);
    else
        hear_of_resentment(world, regulator, item);
}

static void order(struct world *world, const struct party *regulator, uint16_t recipient) {
    const S *s = regulator->entry->settings;
    time_ms stop = world->now + (time_ms)(s->stop_days * (double)CLOCK_DAY);
    if (s->order == ORDER_STOP) regulator_orders_stop(world, regulator, recipient, NULL, stop, false);
    if (s->order == ORDER_ASK) regulator_orders_stop(world, regulator, recipient, NULL, CLOCK_NEVER, true);
}

static void punish(struct world *world, const struct party *regulator, uint16_t recipient, time_ms since) {
    const S *s = regulator->entry->settings;
    struct regulator_file *file = &regulator_state_of(regulator)->files[recipient];
    struct regulator_blame blame = regulator_fines_blame(world, regulator, recipient, file->fines++, since);
    party_begin(world, regulator->number, HOME_NONE, "taken without consent");
    count(world, regulator, FINED, 1);
    regulator_fines_pay(world, regulator, recipient, &blame);
    regulator_fines_compensate(world, regulator, recipient, &blame, since);
    order(world, regulator, recipient);
    struct random_sequence luck = party_luck(world, recipient, "regulator.publishes", file->fines);
    if (s->press && random_next_uniform(&luck) < s->publishes) report(world, regulator, recipient);
}

static void decide(struct world *world, const struct party *regulator, uint16_t recipient) {
    struct regulator_file *file = &regulator_state_of(regulator)->files[recipient];
    time_ms since = file->since;
    uint32_t out = file->out;
    file->open = false;
    file->since = world->now;
    file->out = 0;
    if (out || regulator_fines_concerned(world, recipient, since))
        punish(world, regulator, recipient, since);
    else
        count(world, regulator, CLEARED, 1);
}

static void look_at(struct world *world, const struct party *regulator, uint16_t recipient) {
    const S *s = regulator->entry->settings;
    struct regulator_file *file = &regulator_state_of(regulator)->files[recipient];
    if (file->open && world->now >= file->decides) decide(world, regulator, recipient);
    if (!file->receives) return;
    if (world->now >= file->audit) {
        open_case(world, regulator, recipient);
        file->audit = next_event(world, recipient, "regulator.audit", ++file->audits, s->audits_year);
    }
    if (world->now >= file->scoop) {
        if (s->press && regulator_orders_takes(world, recipient, NULL)) {
            report(world, regulator, recipient);
            open_case(world, regulator, recipient);
        }
        file->scoop = next_event(world, recipient, "regulator.scoop", ++file->scoops, s->press_year);
    }
    if (file->complaints && file->complaints * 1000.0 >= s->complaints_open * world->home_count)
        open_case(world, regulator, recipient);
}

static void count_stakes(struct world *world, const struct party *regulator) {
    for (uint16_t recipient = 0; recipient < world->party_count; recipient++) {
        if (!regulator_fines_concerned(world, recipient, 0)) continue;
        struct regulator_blame blame = regulator_fines_blame(world, regulator, recipient, 0, 0);
        double won = blame.recipient_won;
        for (uint16_t rank = 0; rank < regulator_state_of(regulator)->maker_count; rank++)
            won += fmax(0, blame.makers_won[rank]);
        count(world, regulator, AT_STAKE, won);
    }
}

// Whoever is no maker, and works for none: it needs to know of the law, and nothing of the regulator.
static void weigh_fines(struct world *world, const struct party *regulator) {
    const S *s = regulator->entry->settings;
    const struct fines_heeded_terms terms = {s->partners_kept, s->believed_fines_year, s->prior_years};
    for (uint16_t i = 0; s->partners_heed && i < world->party_count; i++)
        if (!world->parties[i].kind->makes)
            count(world, regulator, PARTNERS_STOPPED,
                  fines_heeded_stop(world, regulator, &world->parties[i], &terms));
}

static void end_month(struct world *world, const struct party *regulator) {
    struct regulator_state *state = regulator_state_of(regulator);
    list_taking(world, state);
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (state->taking_count) find_out(world, regulator, home);
        forget(world, regulator, home);
    }
    weigh_fines(world, regulator);
}

static void regulator_midnight(struct world *world, struct party *regulator) {
    if (clock_day(world->now) % MONTH_DAYS == 0) end_month(world, regulator);
    for (uint16_t recipient = 0; recipient < world->party_count; recipient++)
        look_at(world, regulator, recipient);
    if (world->now >= world->end) count_stakes(world, regulator);
}

// ---- The beginning and the end ----------------------------------------------------------------------------

static void regulator_prepare(struct world *world, struct party *regulator) {
    if (regulator != regulator_find(world))
        status_fail(&world->status, STATUS_SCENARIO, "%s: a scenario has one regulator, and %s is it",
                    regulator->name, regulator_find(world)->name);
    party_listen(world, regulator, &choice_resentment);
    party_listen(world, regulator, &breach_report);
}

static void open_files(struct world *world, const struct party *regulator) {
    const S *s = regulator->entry->settings;
    struct regulator_state *state = regulator_state_of(regulator);
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        state->files[gate_flow_at(world->gate, flow)->recipient].receives = true;
    for (uint16_t i = 0; i < world->party_count; i++) {
        state->owner[i] = i;
        state->files[i].audit = next_event(world, i, "regulator.audit", 0, s->audits_year);
        state->files[i].scoop = next_event(world, i, "regulator.scoop", 0, s->press_year);
    }
    for (size_t i = 0; i < world->subscription_count; i++)
        state->owner[world->subscriptions[i].party] = world->subscriptions[i].recipient;
}

static void find_makers(struct world *world, struct regulator_state *state) {
    state->maker_count = world->maker_count ? world->maker_count : 1;
    state->makers = status_allocate(state->maker_count, sizeof(struct party *));
    for (struct party *maker = NULL; (maker = world_next_maker(world, maker));)
        state->makers[maker->maker_rank] = maker;
    state->makers_won = status_allocate(state->maker_count, sizeof *state->makers_won);
    state->heaviest = status_allocate(state->maker_count, sizeof *state->heaviest);
    state->fined = status_allocate((size_t)world->party_count * state->maker_count, sizeof *state->fined);
}

static void regulator_start(struct world *world, struct party *regulator) {
    struct regulator_state *state = regulator->state;
    size_t flows = gate_flow_count(world->gate);
    state->files = status_allocate(world->party_count, sizeof *state->files);
    state->owner = status_allocate(world->party_count, sizeof *state->owner);
    state->knows = status_allocate(world->home_count * flows, sizeof *state->knows);
    find_makers(world, state);
    state->read = status_allocate((size_t)state->maker_count * world->home_count, sizeof *state->read);
    state->taking = status_allocate(flows, sizeof *state->taking);
    state->hazard = status_allocate(flows, sizeof *state->hazard);
    state->fine = ledger_reason(world->ledger, "fine");
    state->compensation = ledger_reason(world->ledger, "compensation");
    open_files(world, regulator);
}

static void regulator_close(struct world *world, struct party *regulator) {
    (void)world;
    struct regulator_state *state = regulator->state;
    void *owned[] = {state->files, state->owner, state->makers,   state->makers_won, state->fined,
                     state->knows, state->read,  state->heaviest, state->taking,     state->hazard};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) free(owned[i]);
}

static const struct setting_law regulator_laws[] = {NOT_ABOVE(fine_least_won, fine_most_won),
                                                    NOT_ABOVE(fine_share, fine_share_most)};

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation finding = {
    "finding out",
    "each month, with chance 1 - exp(-sum_f finds_out_month weight_f); of one of these f, in proportion to "
    "the hazards; costs trust by weight resentment weight_f",
    "f data flows in which something was taken of the family in the last 30 days, of which it does not know "
    "yet; weight_f of the data's class: see families; also at once what it resents by an offer or a call",
    "hazards add up; assumption"};
static const struct equation complaint = {"complaints", "who found out complains with chance complains", "",
                                          "assumption"};
static const struct equation opening = {
    "cases",
    "where watches: by complaints >= complaints_open homes / 1000 about a recipient since its last case; "
    "audits, exponential times with mean 365 / audits_year days; the press; a breach; decided after "
    "investigation_days "
    "E",
    "E exponential with mean 1; one open case of a recipient at a time; cleared: nothing taken of anybody "
    "since the last decision, and nothing unasked or stale got out (see breach)",
    "assumption"};
static const struct equation orders = {
    "orders",
    "order stop: nothing may be taken for stop_days; ask: for good, and all families that something was "
    "taken of are asked; flows_stopped counts data flows; agreed = share of those asked",
    "how they answer: see families", "definition"};
static const struct equation press = {
    "the press",
    "where press: a recipient that takes is found out after exponential times with mean 365 / press_year "
    "days, a decision is published with chance publishes; each family reads with chance hears, which costs "
    "trust in each maker from whose appliances it took by weight scandal w, and less by half after "
    "half_life_days; with chance gives_in the recipient stops by itself, and asks",
    "w = largest weight of what was taken of the family from that maker's appliances, else hearsay times the "
    "largest of anybody's",
    "assumption"};
static const struct submodel submodels[] = {
    {&finding, "found_out", "finds_out_month, resentment, families"},
    {&complaint, "complaints", "complains"},
    {&opening, "cases, cleared, fined", "watches, complaints_open, audits_year, investigation_days, press"},
    {&deterrence_fine_equation, "",
     "fine_share, fine_share_most, repeat_factor, fine_least_won, fine_most_won"},
    {&regulator_fines_whose_equation, "fines, fine, taken without consent", "provider_share, related_only"},
    {&regulator_fines_courts_equation, "compensation", "claims, compensation_won"},
    {&orders, "flows_stopped, asked, agreed", "order, stop_days, families"},
    {&press, "reports, heard, gave_in",
     "press, press_year, publishes, hears, scandal, half_life_days, gives_in, families.hearsay"},
    {&deterrence_pays_equation, "fines_at_stake", ""},
    {&fines_heeded_equation, "partners_stopped, taking no longer pays", "partners_heed, partners_kept"},
    {&deterrence_belief_equation, "", "believed_fines_year, prior_years"},
};

const struct party_kind regulator_party = {
    .kind = {.name = "regulator",
             .summary = "a public body that protects personal data: complaints, cases, fines, orders",
             .settings = SETTING_TABLE_OF_LAWS(S, regulator_rows, regulator_laws),
             .submodels = SUBMODELS(submodels)},
    .metrics = regulator_metrics,
    .metric_count = REGULATOR_METRICS,
    .side = SIDE_PUBLIC,
    .state_size = sizeof(struct regulator_state),
    .prepare = regulator_prepare,
    .start = regulator_start,
    .hear = regulator_hear,
    .midnight = regulator_midnight,
    .close = regulator_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
// The manager of buildings whose flats infest each other (infestation_spread.h). Robots in some flats look
// for cockroaches; what one sees says something of the flats around it, whose families have no robot, or do
// not let it tell.
//
// In each round it decides flat by flat whom to visit (building_round.h), and treats who has some. By the
// lever `goes_by` it visits nobody, everybody, or whom it believes to be infested by what was told; families
// whose own robot has seen enough order a visit for themselves, unless they told and it goes by that. What it
// spends is levied from all who live in the building alike; a share of what telling is believed to add is
// paid to those who told, by what each added or to each as much, and levied, too. Whose reports made a
// decision worse in the end owes that, and is paid again once it has made up for it: nobody is asked for
// money for its data.
//
// Every round is judged by what is true just then, beside what would have been done told nothing and each by
// its own robot: errors of the beliefs, flats missed, what visits by them would have been worth. Later
// rounds follow from what was done in this one, so that these stand beside the run's own course.
//
// Left out: families that keep its people out of the flat, or move away; that it learns from what visits
// find, of the flats around and how often flats infest each other; that families see what they are paid and
// think again; robots made to report what pays.
#include <math.h>
#include <stdlib.h>

#include "models/methods/shapley_law.h"
#include "models/model.h"
#include "models/people/buildings.h"
#include "models/people/choice.h"
#include "models/pests/building_care_tables.h"
#include "models/pests/infestation.h"
#include "models/pests/robot_vacuum.h"
#include "sim/engine/party_act.h"

enum { ROUND_HOUR = 10, ORDER_BYTES = 2000 };

static const struct welfare_source rid_worth = {"rid of cockroaches", WELFARE_USE,
                                                "building_care.rid_won for a flat that a visit rid of them"};
static const struct welfare_source vain_worth = {
    "visited in vain", WELFARE_TIME, "building_care.vain_won lost by a family where nothing is found"};
static const struct welfare_source *const worths[] = {&rid_worth, &vain_worth, NULL};

// Of each home. Evidence: building_belief_technique.h.
struct flat_file {
    double known, own, told;
    uint32_t reports;  // since the last round
    uint32_t visits;   // so far, numbers their luck
    int64_t owed_won;  // what it has been credited with and not paid; below 0: its reports have cost more
};

struct building_care_state {
    uint16_t told_flow, order_flow;  // told_flow: GATE_NO_FLOW: nobody tells it anything
    struct flat_file *files;         // [homes]
};

static struct flat_file *file_of(const struct party *care, uint32_t home) {
    return &((const struct building_care_state *)care->state)->files[home];
}

// ---- What it is told -----------------------------------------------------------------------------------

static double evidence_of(const S *s, const struct item *item) {
    return building_belief_evidence(item->value != 0, s->believed_seen, s->believed_imagined);
}

static void building_care_receive(struct world *world, struct party *care, const struct item *item) {
    (void)world;
    if (item->topic != &robot_vacuum_run) return;
    struct flat_file *file = file_of(care, item->home);
    file->told += evidence_of(care->entry->settings, item);
    file->reports++;
}

// Its software on the robot, which tells nobody but the family.
static void building_care_on_device(struct world *world, struct party *care, const struct item *item) {
    (void)world;
    if (item->topic == &robot_vacuum_run)
        file_of(care, item->home)->own += evidence_of(care->entry->settings, item);
}

// What a family has taken back, or what is kept too long, is gone.
static bool still_has(const struct world *world, const struct party *care, uint32_t home) {
    uint16_t flow = ((const struct building_care_state *)care->state)->told_flow;
    return flow != GATE_NO_FLOW && gate_knows(world->gate, home, flow, world->now) &&
           consent_state(world->gate, home, flow, world->now) != CONSENT_WITHDRAWN;
}

// ---- A building's round --------------------------------------------------------------------------------

struct visited {
    const uint32_t *homes;  // of the flats
    struct building_round round;
    bool infested[BUILDINGS_FLATS_MOST];
    struct building_terms terms;
};

static struct building_terms terms_of(const S *s) {
    return (struct building_terms){s->look_won, s->treat_won, s->cures, s->rid_won, s->vain_won};
}

static void look(const struct world *world, const struct party *care, uint32_t building,
                 struct visited *visited) {
    const S *s = care->entry->settings;
    const struct buildings *buildings = world->model->buildings;
    struct building_round *round = &visited->round;
    *visited = (struct visited){.homes = &buildings->flat[buildings->first[building]], .terms = terms_of(s)};
    round->flats = buildings->first[building + 1] - buildings->first[building];
    for (unsigned i = 0; i < round->flats; i++) {
        struct flat_file *file = file_of(care, visited->homes[i]);
        if (!still_has(world, care, visited->homes[i])) file->told = file->reports = 0;
        round->known[i] = file->known;
        round->own[i] = building_belief_of_hidden(file->own, s->believed_hidden);
        round->told[i] = building_belief_of_hidden(file->told, s->believed_hidden);
        round->tells[i] = file->reports > 0;
        visited->infested[i] = infestation_lives(&world->model->infestations[visited->homes[i]], world->now);
    }
    if (round->flats > 0)
        building_round_believe(round, (struct building_prior){s->believed_alone, s->believed_follows},
                               &visited->terms);
}

// ---- Judging it by what is true ------------------------------------------------------------------------

static void judge_rule(struct world *world, const struct party *care, const struct visited *visited,
                       enum building_rule rule, unsigned flat) {
    static const size_t errors[] = {ERROR_PRIOR, ERROR_OWN, ERROR_POOLED},
                        silent_errors[] = {ERROR_SILENT_PRIOR, ERROR_SILENT_OWN, ERROR_SILENT_POOLED},
                        missed[] = {MISSED_PRIOR, MISSED_OWN, MISSED_POOLED},
                        values[] = {VALUE_PRIOR, VALUE_OWN, VALUE_POOLED};
    uint32_t home = visited->homes[flat];
    double off = visited->round.chances[rule][flat] - visited->infested[flat];
    bool visits = visited->round.visits[rule][flat];
    party_count(world, care, errors[rule], home, off * off);
    if (!visited->round.tells[flat]) party_count(world, care, silent_errors[rule], home, off * off);
    party_count(world, care, missed[rule], home, visited->infested[flat] && !visits);
    double gain_won = building_round_gain_won(&visited->terms, visited->infested[flat]);
    if (visits) party_count(world, care, values[rule], home, gain_won / 1e6);
}

static void judge(struct world *world, const struct party *care, const struct visited *visited) {
    for (unsigned i = 0; i < visited->round.flats; i++) {
        party_count(world, care, LOOKED, visited->homes[i], 1);
        party_count(world, care, INFESTED, visited->homes[i], visited->infested[i]);
        party_count(world, care, TOLD, visited->homes[i], visited->round.tells[i]);
        party_count(world, care, SILENT, visited->homes[i], !visited->round.tells[i]);
        for (int rule = 0; rule < BUILDING_RULES; rule++)
            judge_rule(world, care, visited, (enum building_rule)rule, i);
    }
}

// ---- Visits --------------------------------------------------------------------------------------------

static int64_t look_won(const struct party *care) {
    return llround(((const S *)care->entry->settings)->look_won);
}
static int64_t treat_won(const struct party *care) {
    return llround(((const S *)care->entry->settings)->treat_won);
}

static bool finds_some(const struct world *world, const struct party *care, uint32_t home) {
    const S *s = care->entry->settings;
    struct random_sequence luck =
        luck_with_party(world, care, home, "building_care.visit", file_of(care, home)->visits++);
    bool finds = random_next_uniform(&luck) < s->cures;
    return finds && infestation_lives(&world->model->infestations[home], world->now);
}

static void rid(struct world *world, const struct party *care, uint32_t home, journal_cause cause) {
    const S *s = care->entry->settings;
    world->model->infestations[home].since = CLOCK_NEVER;
    party_wake_kind(world, home, &infestation_appliance);
    party_spend(world, care, (double)treat_won(care), "treating flats", cause);
    welfare_post(world->welfare, home, &rid_worth, s->rid_won, cause);
    party_count(world, care, CURED, home, 1);
}

// Whatever was known of the flat is now what a visit leaves. Returns what it cost.
static int64_t visit_flat(struct world *world, const struct party *care, uint32_t home, journal_cause cause) {
    const S *s = care->entry->settings;
    struct flat_file *file = file_of(care, home);
    bool finds = finds_some(world, care, home);
    cause = party_note(world, care->number, home, cause, "flat visited");
    party_spend(world, care, (double)look_won(care), "visits to flats", cause);
    if (finds) {
        rid(world, care, home, cause);
    } else {
        welfare_post(world->welfare, home, &vain_worth, -s->vain_won, cause);
        party_count(world, care, VAIN, home, 1);
    }
    file->known = log(1 - s->cures);
    file->own = file->told = 0;
    return look_won(care) + (finds ? treat_won(care) : 0);
}

// A family turns to it by itself, whatever the policy says of reports.
static bool orders(struct world *world, const struct party *care, uint32_t home) {
    uint16_t flow = ((const struct building_care_state *)care->state)->order_flow;
    choice_of_own_accord(world, home, flow, world->now, world->now + CLOCK_DAY);
    const struct gate_pass *pass = party_share(world, home, flow, FORM_LABEL, ORDER_BYTES);
    if (!pass) return false;
    party_tell(world, pass, home, care);
    journal_cause cause = party_note(world, PARTY_HOME, home, 0, "visit ordered");
    ledger_post(world->ledger, ledger_household(world->ledger, home),
                ledger_party(world->ledger, care->number), visit_flat(world, care, home, cause), WON,
                ledger_reason(world->ledger, "ordered visits"), cause);
    party_count(world, care, ORDERED, home, 1);
    return true;
}

static bool visits_for_all(const struct party *care, const struct visited *visited, unsigned flat) {
    const S *s = care->entry->settings;
    return s->goes_by == GOES_BY_ALL || (s->goes_by == GOES_BY_POOLED &&
                                         building_round_is_believed(&visited->round, &visited->terms, flat));
}

static bool family_orders(const struct party *care, const struct visited *visited, unsigned flat) {
    const S *s = care->entry->settings;
    bool told = s->goes_by == GOES_BY_POOLED && visited->round.tells[flat];
    return (s->goes_by == GOES_BY_OWN || s->goes_by == GOES_BY_POOLED) && !told &&
           visited->round.visits[BUILDING_ALONE][flat];
}

// Returns what all have to pay.
static int64_t visit_flats(struct world *world, const struct party *care, const struct visited *visited,
                           journal_cause cause) {
    int64_t cost_won = 0;
    for (unsigned i = 0; i < visited->round.flats; i++) {
        uint32_t home = visited->homes[i];
        bool for_all = visits_for_all(care, visited, i);
        bool comes = for_all || (family_orders(care, visited, i) && orders(world, care, home));
        party_count(world, care, MISSED, home, visited->infested[i] && !comes);
        if (!for_all) continue;
        cost_won += visit_flat(world, care, home, cause);
        party_count(world, care, VISITED, home, 1);
    }
    return cost_won;
}

// ---- Who is paid, and who pays -------------------------------------------------------------------------

static void split_equally(const struct building_round *round, double value_won, double *shares_won) {
    unsigned told = 0;
    for (unsigned i = 0; i < round->flats; i++) told += round->tells[i];
    for (unsigned i = 0; i < round->flats; i++) shares_won[i] = round->tells[i] ? value_won / told : 0;
}

static void credit(const struct party *care, const struct visited *visited, double *shares_won) {
    const S *s = care->entry->settings;
    int64_t won[BUILDINGS_FLATS_MOST];
    for (unsigned i = 0; i < visited->round.flats; i++) shares_won[i] *= s->paid_share;
    shapley_in_won(visited->round.flats, shares_won, won);
    for (unsigned i = 0; i < visited->round.flats; i++) file_of(care, visited->homes[i])->owed_won += won[i];
}

// Returns what all have to pay for it.
static int64_t pay(struct world *world, const struct party *care, const struct visited *visited,
                   journal_cause cause) {
    int64_t paid_won = 0;
    for (unsigned i = 0; i < visited->round.flats; i++) {
        struct flat_file *file = file_of(care, visited->homes[i]);
        if (file->owed_won <= 0) continue;
        ledger_post(world->ledger, ledger_party(world->ledger, care->number),
                    ledger_household(world->ledger, visited->homes[i]), file->owed_won, WON,
                    ledger_reason(world->ledger, "shares of sightings"), cause);
        party_count(world, care, PAID, visited->homes[i], (double)file->owed_won / 1e6);
        paid_won += file->owed_won;
        file->owed_won = 0;
    }
    return paid_won;
}

// Before anybody is visited, by what was believed.
static void share_out(struct world *world, const struct party *care, const struct visited *visited,
                      uint32_t building) {
    const S *s = care->entry->settings;
    double shares_won[BUILDINGS_FLATS_MOST];
    struct random_sequence luck =
        luck_of_party(world, care, "building_care.orders",
                      (uint64_t)clock_day(world->now) * world->model->buildings->count + building);
    double value_won =
        building_round_split(&visited->round, &visited->terms, (unsigned)s->orders, luck, shares_won);
    party_count_own(world, care, BELIEVED, value_won / 1e6);
    if (s->splits == SPLITS_EQUALLY) split_equally(&visited->round, value_won, shares_won);
    credit(care, visited, shares_won);
}

// To each flat alike; what does not divide falls on some of them, a won each.
static void levy(struct world *world, const struct party *care, const struct visited *visited,
                 int64_t whole_won, journal_cause cause) {
    int64_t flats = visited->round.flats;
    for (int64_t i = 0; i < flats; i++) {
        int64_t won = whole_won * (i + 1) / flats - whole_won * i / flats;
        if (won == 0) continue;
        ledger_post(world->ledger, ledger_household(world->ledger, visited->homes[i]),
                    ledger_party(world->ledger, care->number), won, WON,
                    ledger_reason(world->ledger, "building levy"), cause);
        party_count(world, care, LEVIED, visited->homes[i], (double)won / 1e6);
    }
}

static void go_round(struct world *world, const struct party *care, uint32_t building) {
    struct visited visited;
    look(world, care, building, &visited);
    if (visited.round.flats == 0) return;
    judge(world, care, &visited);
    share_out(world, care, &visited, building);
    journal_cause cause = party_note(world, care->number, HOME_NONE, 0, "round of the building");
    int64_t whole_won = visit_flats(world, care, &visited, cause);
    whole_won += pay(world, care, &visited, cause);
    levy(world, care, &visited, whole_won, cause);
}

// What is known grows old.
static void close_round(const struct world *world, const struct party *care) {
    double keeps = ((const S *)care->entry->settings)->keeps;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct flat_file *file = file_of(care, home);
        file->known *= keeps;
        file->own *= keeps;
        file->told *= keeps;
        file->reports = 0;
    }
}

static void await_round(struct world *world, const struct party *care) {
    const S *s = care->entry->settings;
    int64_t day = clock_day(world->now) + s->round_days;
    party_wake(world, care, (struct timer){.due = day * CLOCK_DAY + ROUND_HOUR * CLOCK_HOUR});
}

static void building_care_wake(struct world *world, struct party *care, const struct timer *timer) {
    (void)timer;
    for (uint32_t building = 0; building < world->model->buildings->count; building++)
        go_round(world, care, building);
    close_round(world, care);
    await_round(world, care);
}

// ---- What it owes each family at the end ---------------------------------------------------------------

static void fill_owed(const struct world *world, const struct party *care, double *of_home) {
    for (uint32_t home = 0; home < world->home_count; home++)
        if (world->model->buildings->of[home] != BUILDINGS_NONE)
            of_home[home] = (double)file_of(care, home)->owed_won;
}
static const struct party_column columns[] = {
    {"owed", "won", "credited for its reports and not paid; below 0: they made decisions worse", fill_owed},
};

// ---- Beginning and end ---------------------------------------------------------------------------------

static void building_care_prepare(struct world *world, struct party *care) {
    const S *s = care->entry->settings;
    struct building_care_state *state = care->state;
    if (!world->model->buildings)
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s: a scenario with a building_care says how many flats share a building: families = { "
                    "flats = 20 }",
                    care->name);
    if (world->model->pest_care)
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s: one building_care looks after all buildings, and there is %s", care->name,
                    world->model->pest_care->name);
    world->model->pest_care = care;
    infestation_matters(world, NULL);
    // Whatever the policy says of reports: a family may always order of its own accord.
    state->order_flow =
        gate_flow(world->gate, DATA_PEST_SIGHTING, care->number, BUILDING_CARE_ORDER, RULE_ASK_EACH_TIME);
    state->told_flow = GATE_NO_FLOW;
    if (s->goes_by == GOES_BY_POOLED)
        state->told_flow = party_subscribe(
            world, (struct subscription){.data_class = DATA_PEST_SIGHTING,
                                         .party = care->number,
                                         .recipient = care->number,
                                         .purpose = BUILDING_CARE_ROUNDS,
                                         .worth_won = s->worth_won + s->paid_share * s->expects_won});
}

static void building_care_start(struct world *world, struct party *care) {
    struct building_care_state *state = care->state;
    state->files = status_allocate(world->home_count, sizeof *state->files);
    await_round(world, care);
}

static void building_care_close(struct world *world, struct party *care) {
    (void)world;
    free(((struct building_care_state *)care->state)->files);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation rounds = {
    "rounds",
    "every round_days at 10 o'clock, each flat of a building that somebody lives in; told: one of "
    "its robot's runs was reported since the last round",
    "", "assumption"};
static const struct equation judged = {
    "how far off it is",
    "error = mean of (p - [infested])^2; missed = infested and not visited / infested; value = sum over "
    "flats "
    "visited of e (rid_won - treat_won) - look_won - (1 - e) vain_won, e = [infested] cures, of what would "
    "have been done told nothing, each by its own robot's runs, and by all that was told; silent: flats that "
    "told nothing",
    "p: that the flat is infested", "Brier 1950 (Monthly Weather Review 78:1), not read; definition"};
static const struct equation visiting = {
    "who is visited",
    "goes_by all: every flat; pooled: where it is worth it by what all told; own, and of flats that told "
    "nothing pooled: where its family orders it by its own robot's runs; finds and ends an infestation with "
    "cures",
    "", "the policy"};
static const struct equation paying = {
    "who pays and is paid",
    "look_won a visit and treat_won where it ended an infestation, by the family that ordered it, else "
    "levied; a flat is credited with paid_share of its share of the value, or of value / flats that told, in "
    "whole won, and paid what it has above 0; levied: both, from all flats of the building alike",
    "", "definition"};
static const struct submodel submodels[] = {
    {&choice_equation, "pest_sighting", "worth_won, paid_share, expects_won, families"},
    {&rounds, "looked, told, silent, round of the building", "round_days, goes_by"},
    {&building_belief_prior_equation, "", "believed_alone, believed_follows, families.flats"},
    {&building_belief_evidence_equation, "",
     "believed_seen, believed_imagined, believed_hidden, keeps, cures"},
    {&building_belief_equation, "", ""},
    {&building_round_visit_equation, "", "look_won, treat_won, cures, rid_won, vain_won"},
    {&judged,
     "infested, error_prior, error_own, error_pooled, error_silent_prior, error_silent_own, "
     "error_silent_pooled, "
     "missed_prior, missed_own, missed_pooled, value_prior, value_own, value_pooled, missed",
     "infestation, look_won, treat_won, cures, rid_won, vain_won"},
    {&visiting, "visited, ordered, cured, in_vain, flat visited, visit ordered",
     "goes_by, cures, robot_vacuum"},
    {&building_round_value_equation, "believed", "look_won, treat_won, cures, rid_won, vain_won"},
    {&shapley_equation, "", "splits"},
    {&shapley_drawn_equation, "", "orders"},
    {&paying,
     "paid, levied, visits to flats, treating flats, ordered visits, building levy, shares of sightings",
     "look_won, treat_won, paid_share, splits"},
};

const struct party_kind building_care_party = {
    .kind = {.name = "building_care",
             .summary =
                 "looks after cockroaches in buildings: visits by a plan, by each flat's own robot, or by "
                 "what all that tell say of each",
             .settings = SETTING_TABLE_OF_LAWS(S, rows, laws),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&building_belief_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .side = SIDE_PUBLIC,
    .state_size = sizeof(struct building_care_state),
    .prepare = building_care_prepare,
    .start = building_care_start,
    .receive = building_care_receive,
    .on_device = building_care_on_device,
    .wake = building_care_wake,
    .close = building_care_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
// A welfare office that looks after old people who live alone, when it is hot.
//
// Who is at risk is somebody old and alone whose room is too hot for too long. Nobody knows that alone. A
// register has who is old and lives alone, with some errors, and nothing of the heat; the air conditioners of
// each brand report how hot their rooms are, and nothing of who is in them, nor of homes without a machine,
// without a network, or of families that do not let them. By the lever `knows` the office looks by one of
// them or by both, joined home by home. In the morning of a day that is forecast to be hot it makes its list
// (visit_list_technique.h): it has so many visits, and makes those alone that it believes to spare more than
// they cost, but for some to find out. It learns from each what it was worth, so an office whose visits spare
// too little stops, kind of home by kind.
//
// Visits change no other day, so what the office would have come to with any part of what it knows is lived
// beside it (heat_lists.h), from the same reports: error alone and together, and what each holder brings
// (shapley_law.h). All of that is of what the gate let through under this policy: where nothing is joined,
// there is nothing to share.
//
// The register is the office's by law where the policy says `none` for profiles, and stands there as without
// consent; else its people are asked. What it has is renewed each month, and what a family takes back is then
// gone.
//
// Left out: what a visit to who is well costs that family in time; visits that find nobody in; that people
// learn from visits; heat strokes one by one: harm goes with degree-hours. That a visit's worth is seen at
// once is an assumption.
#include <math.h>
#include <stdlib.h>

#include "models/cooling/air_conditioner_room.h"
#include "models/cooling/heat_watch_tables.h"
#include "models/cooling/old_alone.h"
#include "models/cooling/room_heat.h"
#include "models/environment/weather.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "sim/engine/party_act.h"

enum { MONTH_DAYS = 30, DAY_HOURS = 24, RECORD_BYTES = 200, HOLDERS_MOST = 1 + HEAT_LISTS_BRANDS_MOST };

static const struct welfare_source heat_harm = {
    "heat of the old", WELFARE_REALISED,
    "heat_watch.harm_won lost a degree-hour that old people alone feel and nobody spares them"};
static const struct welfare_source *const worths[] = {&heat_harm, NULL};

struct heat_watch_state {
    uint16_t register_flow, rooms_flow;  // GATE_NO_FLOW: not asked for
    unsigned holders;
    double limit_c;
    struct heat_lists *lists;
    struct heat_known *known;  // [homes]
    bool *on_register;         // [homes]: right or wrong
    bool hot;                  // today
};

static struct heat_watch_state *state_of(const struct party *office) {
    return office->state;
}

// ---- What it knows -------------------------------------------------------------------------------------

static bool uses_register(const S *s) {
    return s->knows == KNOWS_REGISTER || s->knows == KNOWS_BOTH;
}
static bool uses_rooms(const S *s) {
    return s->knows == KNOWS_ROOMS || s->knows == KNOWS_BOTH;
}

// Of the holders: whose knowledge it goes by.
static shapley_set all_of(const struct heat_watch_state *state) {
    return ((shapley_set)1 << state->holders) - 1;
}
static shapley_set rooms_of(const struct heat_watch_state *state) {
    return all_of(state) & ~HEAT_LISTS_REGISTER;
}
static shapley_set own_set(const struct party *office) {
    const S *s = office->entry->settings;
    shapley_set rooms = uses_rooms(s) ? rooms_of(state_of(office)) : 0;
    return rooms | (uses_register(s) ? HEAT_LISTS_REGISTER : 0);
}

static void write_register(const struct world *world, const struct party *office) {
    const S *s = office->entry->settings;
    struct heat_watch_state *state = state_of(office);
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct random_sequence luck = luck_of_home(world, home, "heat_watch.register", 0);
        double error = random_next_uniform(&luck);
        state->on_register[home] =
            old_alone_of(world, home)->lives ? error >= s->register_misses : error < s->register_errs;
        state->known[home] = (struct heat_known){
            .room_c = NAN, .brand = (uint8_t)(random_next_uniform(&luck) * (double)s->brands)};
    }
}

// Whose record it may use, asked once where the rule asks for a standing answer.
static bool may_use(struct world *world, const struct party *office, uint32_t home) {
    const S *s = office->entry->settings;
    uint16_t flow = state_of(office)->register_flow;
    bool asks = gate_rule_stands(gate_rule(world->gate, flow, world->now)) &&
                consent_state(world->gate, home, flow, world->now) == CONSENT_NOT_ASKED;
    if (asks)
        choice_standing(world, home, flow, choice_raw, s->worth_won,
                        luck_with_party(world, office, home, "heat_watch.register", 0), world->now);
    const struct gate_pass *pass = party_share(world, home, flow, FORM_RAW, RECORD_BYTES);
    if (pass) party_tell(world, pass, home, office);
    return pass != NULL;
}

static void renew_register(struct world *world, const struct party *office) {
    struct heat_watch_state *state = state_of(office);
    if (state->register_flow == GATE_NO_FLOW) return;
    for (uint32_t home = 0; home < world->home_count; home++)
        state->known[home].registered =
            state->on_register[home] && world->homes[home].members > 0 && may_use(world, office, home);
}

static void heat_watch_receive(struct world *world, struct party *office, const struct item *item) {
    (void)world;
    if (item->topic == &room_heat_reading)
        state_of(office)->known[item->home].room_c = (float)room_c_of(item);
}

// ---- The day's list ------------------------------------------------------------------------------------

static double highest_c(const struct world *world, int64_t day) {
    double highest = -INFINITY;
    for (int64_t hour = day * DAY_HOURS; hour < (day + 1) * DAY_HOURS; hour++)
        highest = fmax(highest, weather_temperature_c(world->model->weather, hour * CLOCK_HOUR));
    return highest;
}

static bool is_forecast_hot(const struct world *world, const struct party *office) {
    const S *s = office->entry->settings;
    int64_t day = clock_day(world->now);
    struct random_sequence luck = luck_of_party(world, office, "heat_watch.forecast", (uint64_t)day);
    return highest_c(world, day) + s->forecast_error_k * random_next_normal(&luck) >= s->warns_c;
}

// Trials are a share of the visits, to the next whole number by lot.
static size_t trials_of_day(const struct world *world, const struct party *office) {
    const S *s = office->entry->settings;
    struct random_sequence luck =
        luck_of_party(world, office, "heat_watch.tries", (uint64_t)clock_day(world->now));
    return (size_t)(s->tries * (double)s->visits_day + random_next_uniform(&luck));
}

static struct heat_lists_terms terms_of(const struct world *world, const struct party *office) {
    const S *s = office->entry->settings;
    return (struct heat_lists_terms){
        .visits = (size_t)s->visits_day,
        .trials = trials_of_day(world, office),
        .least_k_h = s->harm_won > 0 ? s->visit_won / s->harm_won : INFINITY,
        .limit_c = state_of(office)->limit_c,
        .helps = s->helps,
        .risk_k_h = s->risk_k_h,
        .first_h = s->first_h,
        .last_h = fmax(s->first_h, s->last_h),
        .prior = {s->believed_k_h, s->believed_others, s->prior_visits},
    };
}

// What stands behind the office's money.
#define TAXES "what its citizens pay in taxes, and do not buy"

static void visit(struct world *world, const struct party *office, uint32_t home) {
    const S *s = office->entry->settings;
    journal_cause cause = party_note(world, office->number, home, 0, "visited in the heat");
    party_earn(world, office, s->visit_won, "taxes", TAXES, cause);
    party_spend(world, office, s->visit_won, "visits in the heat", cause);
    party_count(world, office, VISITS, home, 1);
    party_count(world, office, SPENT, home, s->visit_won / 1e6);
}

static void heat_watch_wake(struct world *world, struct party *office, const struct timer *timer) {
    (void)timer;
    const S *s = office->entry->settings;
    struct heat_watch_state *state = state_of(office);
    state->hot = s->knows != KNOWS_NOTHING && is_forecast_hot(world, office);
    if (!state->hot) return;
    struct heat_lists_terms terms = terms_of(world, office);
    heat_lists_make(state->lists, &terms, state->known);
    size_t count;
    const struct heat_visit *visits = heat_lists_of(state->lists, own_set(office), &count);
    for (size_t i = 0; i < count; i++) visit(world, office, visits[i].home);
    party_count_own(world, office, HOT_DAYS, 1);
    party_count_own(world, office, NOT_WORTH, (double)heat_lists_not_worth(state->lists, own_set(office)));
}

// ---- What became of it ---------------------------------------------------------------------------------

// Everybody's heat of the day, less what the office's visits spared.
static void count_harm(struct world *world, const struct party *office,
                       const struct heat_lists_terms *terms) {
    const S *s = office->entry->settings;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct old_alone *person = old_alone_of(world, home);
        if (!person->lives) continue;
        double k_h = old_alone_before_k_h(person, OLD_ALONE_HOURS);
        if (k_h > 0) welfare_post(world->welfare, home, &heat_harm, -s->harm_won * k_h, 0);
        party_count(world, office, AT_RISK, home, k_h >= terms->risk_k_h);
    }
}

static void count_own(struct world *world, const struct party *office, const struct heat_lists_terms *terms) {
    const S *s = office->entry->settings;
    size_t count;
    const struct heat_visit *visits = heat_lists_of(state_of(office)->lists, own_set(office), &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t home = visits[i].home;
        double k_h = heat_lists_spared_k_h(world, terms, home, (double)visits[i].hour);
        if (k_h > 0) welfare_post(world->welfare, home, &heat_harm, s->harm_won * k_h, 0);
        party_count(world, office, SPARED, home, k_h);
        party_count(world, office, AVOIDED, home, s->harm_won * k_h / 1e6);
        party_count(world, office, NET, home, (s->harm_won * k_h - s->visit_won) / 1e6);
    }
}

static void count_reached(struct world *world, const struct party *office,
                          const struct heat_outcome *outcome) {
    party_count_own(world, office, PRECISION, outcome->reached);
    party_count_own(world, office, REACHED, outcome->reached);
    party_count_own(world, office, RECALL, outcome->reached);
    party_count_own(world, office, IN_TIME, outcome->in_time);
}

static double worth_of(const S *s, const struct heat_outcome *outcome) {
    return (s->harm_won * outcome->spared_k_h - s->visit_won * outcome->visits) / 1e6;
}

// Shares of the days add up, as the games do.
static void split(struct world *world, const struct party *office, const double *worths_of_sets) {
    const S *s = office->entry->settings;
    const struct heat_watch_state *state = state_of(office);
    double shares[HOLDERS_MOST], rooms = 0;
    shapley_split(state->holders, worths_of_sets, shares);
    for (unsigned i = 1; i < state->holders; i++) rooms += shares[i];
    party_count_own(world, office, VALUE_REGISTER, worths_of_sets[HEAT_LISTS_REGISTER]);
    party_count_own(world, office, VALUE_ROOMS, worths_of_sets[rooms_of(state)]);
    party_count_own(world, office, VALUE_BOTH, worths_of_sets[all_of(state)]);
    party_count_own(world, office, SHARE_REGISTER, shares[0]);
    party_count_own(world, office, SHARE_ROOMS, rooms);
    party_count_own(world, office, SHARE_BRAND, rooms / (double)s->brands);
}

static void judge_lists(struct world *world, const struct party *office, const struct heat_lists_terms *terms,
                        int64_t day) {
    const struct heat_watch_state *state = state_of(office);
    double worths_of_sets[1 << HOLDERS_MOST] = {0};
    for (shapley_set set = 1; set <= all_of(state); set++) {
        struct heat_outcome outcome = heat_lists_judge(state->lists, world, terms, day, set);
        worths_of_sets[set] = worth_of(office->entry->settings, &outcome);
        if (set == own_set(office)) count_reached(world, office, &outcome);
        if (set == HEAT_LISTS_REGISTER) party_count_own(world, office, RECALL_REGISTER, outcome.reached);
        if (set == rooms_of(state)) party_count_own(world, office, RECALL_ROOMS, outcome.reached);
        if (set == all_of(state)) party_count_own(world, office, RECALL_BOTH, outcome.reached);
    }
    split(world, office, worths_of_sets);
}

// The day that has just ended.
static void heat_watch_midnight(struct world *world, struct party *office) {
    const S *s = office->entry->settings;
    struct heat_watch_state *state = state_of(office);
    struct heat_lists_terms terms = terms_of(world, office);
    party_begin(world, office->number, HOME_NONE, "day of heat");
    count_harm(world, office, &terms);
    if (state->hot) {
        count_own(world, office, &terms);
        judge_lists(world, office, &terms, clock_day(world->now) - 1);
    }
    state->hot = false;
    for (uint32_t home = 0; home < world->home_count; home++) state->known[home].room_c = NAN;
    if (world->now >= world->end) return;
    if (clock_day(world->now) % MONTH_DAYS == 0) renew_register(world, office);
    party_wake(world, office, (struct timer){.due = world->now + (time_ms)(s->first_h * CLOCK_HOUR)});
}

// ---- Beginning and end ---------------------------------------------------------------------------------

static bool has_room_heat(const struct world *world) {
    bool has = false;
    for (size_t i = 0; i < world->appliance_count; i++)
        has |= world->appliances[i].kind == &room_heat_appliance;
    return has;
}

static void heat_watch_prepare(struct world *world, struct party *office) {
    const S *s = office->entry->settings;
    struct heat_watch_state *state = state_of(office);
    if (!has_room_heat(world))
        status_fail(&world->status, STATUS_SCENARIO, "%s: a scenario with a heat_watch has a room_heat, too",
                    office->name);
    state->register_flow = state->rooms_flow = GATE_NO_FLOW;
    if (uses_register(s)) state->register_flow = party_flow(world, DATA_PROFILE, office, HEAT_WATCH_REGISTER);
    if (uses_rooms(s))
        state->rooms_flow = party_subscribe(world, (struct subscription){.data_class = DATA_TELEMETRY,
                                                                         .party = office->number,
                                                                         .recipient = office->number,
                                                                         .purpose = HEAT_WATCH_ROOMS,
                                                                         .worth_won = s->worth_won});
}

static void heat_watch_start(struct world *world, struct party *office) {
    const S *s = office->entry->settings;
    struct heat_watch_state *state = state_of(office);
    state->holders = 1 + (unsigned)s->brands;
    state->limit_c = air_conditioner_room_limit_c(world);
    state->lists = heat_lists_create(world, state->holders);
    state->known = status_allocate(world->home_count, sizeof *state->known);
    state->on_register = status_allocate(world->home_count, sizeof *state->on_register);
    write_register(world, office);
    renew_register(world, office);
    party_wake(world, office, (struct timer){.due = world->now + (time_ms)(s->first_h * CLOCK_HOUR)});
}

static void heat_watch_close(struct world *world, struct party *office) {
    (void)world;
    struct heat_watch_state *state = state_of(office);
    heat_lists_free(state->lists);
    free(state->known);
    free(state->on_register);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation registered = {
    "who is on the register",
    "somebody old and alone with chance 1 - register_misses, another home with register_errs; used as far as "
    "the gate lets it, renewed "
    "every 30 days",
    "", "a draw of the home's own luck; assumption"};
static const struct equation hot = {
    "days with visits", "forecast highest + forecast_error_k z >= warns_c, unless it knows nothing",
    "z standard normal, of the day; highest of the day's weather", "assumption"};
static const struct equation made = {
    "visits of a day",
    "in the order of whom to visit, of homes on the register or reported: visits_day at most, those with "
    "harm_won k >= visit_won and tries "
    "visits_day others; the i-th at first_h + (last_h - first_h) (i - 1/2) / visits_day",
    "k K h believed to be spared; not_worth: those not visited for that, while there were visits left",
    "assumption"};
static const struct equation at_risk = {
    "who is at risk",
    "K h of the day >= risk_k_h; precision = at risk and visited / visits; recall = at risk "
    "and visited / at_risk; in_time: K h before the visit < risk_k_h",
    "K h that somebody old and alone felt", "definition"};
static const struct equation spares = {
    "what a visit spares",
    "spared = helps K h after it, of somebody old and alone, else 0; avoided = harm_won spared / 1e6; net = "
    "avoided - visit_won visits / 1e6",
    "K h of the rest of the day; in an hour felt evenly", "assumption"};
static const struct equation harm = {"harm of the heat",
                                     "heat of the old: -harm_won (K h - spared), each day and person",
                                     "K h felt", "assumption"};
static const struct equation holders = {"who knows what",
                                        "v(S) = avoided - spent, of who has what S knows: the register, or "
                                        "what one of the brands reports; each S makes its lists, visits and "
                                        "learns as the office does; a day's shares are added up",
                                        "recall_..., value_... of the register, of all brands, of all",
                                        "definition"};
static const struct submodel submodels[] = {
    {&registered, "", "register_misses, register_errs, knows, room_heat.old_alone"},
    {&choice_equation, "profile, telemetry", "worth_won, families"},
    {&hot, "hot_days", "warns_c, forecast_error_k, weather, knows"},
    {&visit_list_belief_equation, "", "believed_k_h, believed_others, prior_visits"},
    {&visit_list_order_equation, "", ""},
    {&made, "visits, not_worth, visited in the heat, visits in the heat, taxes, spent",
     "visits_day, harm_won, visit_won, tries, first_h, last_h"},
    {&at_risk, "at_risk, precision, reached, recall, in_time", "risk_k_h, room_heat"},
    {&spares, "spared, avoided, net", "helps, harm_won, visit_won"},
    {&harm, "day of heat", "harm_won"},
    {&holders, "recall_register, recall_rooms, recall_both, value_register, value_rooms, value_both",
     "brands, knows"},
    {&shapley_equation, "share_register, share_rooms, share_brand", ""},
};

const struct party_kind heat_watch_party = {
    .kind = {.name = "heat_watch",
             .summary = "a welfare office that visits old people alone on hot days, by a register, by rooms' "
                        "reports, or by both",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&visit_list_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .side = SIDE_PUBLIC,
    .state_size = sizeof(struct heat_watch_state),
    .prepare = heat_watch_prepare,
    .start = heat_watch_start,
    .receive = heat_watch_receive,
    .wake = heat_watch_wake,
    .midnight = heat_watch_midnight,
    .close = heat_watch_close,
};

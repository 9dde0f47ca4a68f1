// SPDX-License-Identifier: GPL-3.0-or-later
// A desk of the purifier firm that measures the air of classrooms and sells what it measures: to the school,
// which then has a display, or to parents who subscribe. A family that subscribes turns to the firm of its
// own accord, and tells it so which school its child goes to: it does so if the report is worth that, too.
// Where the school shows it all the same, nobody pays. What parents read presses the school (school); the
// families that are not simulated subscribe as often as the others, and pay from outside.
#include <math.h>

#include "models/air/school.h"
#include "models/methods/demand_law.h"
#include "models/people/choice.h"
#include "sim/engine/party_act.h"

struct air_reports_settings {
    bool to_school, to_parents;
    double subscription_won, usual_subscription_won, subscribes;
    double school_fee_won, usual_school_fee_won, schools_take;
    double price_weight, sensor_won_month, serving_won;
};

typedef struct air_reports_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_YES_NO(ROLE_LEVER, S, to_school, false, "schools are offered what is measured in them", "the policy"),
    SETTING_YES_NO(ROLE_LEVER, S, to_parents, true, "parents are offered a subscription to it", "the policy"),
    PRICE("subscriptions", S, subscription_won, "won/month", 2000, 0, 50000, "price of a subscription, to a family", "assumption"),
    UNCERTAIN(S, usual_subscription_won, "won/month", 2000, 100, 50000, "usual price of a subscription", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, subscribes, "1", 0.15, 0, 1, "share of parents that subscribe at the usual price", "assumption"),
    FEE("schools_served", S, school_fee_won, "won/month", 150000, 0, 2000000, "price to a school", "assumption: near what its sensors cost"),
    UNCERTAIN(S, usual_school_fee_won, "won/month", 150000, 1000, 2000000, "usual price to a school", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, schools_take, "1", 0.4, 0, 1, "share of schools that take it at the usual price", "assumption"),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    UNCERTAIN(S, sensor_won_month, "won/month", 5000, 500, 50000, "cost of a classroom's sensors, spread over their life", "assumption"),
    UNCERTAIN(S, serving_won, "won/month", 300, 0, 5000, "cost of serving a subscriber", "assumption"),
};
// clang-format on

enum { SUBSCRIPTIONS, OTHERS, SCHOOLS, ROOMS, METRICS };
static const struct metric metrics[METRICS] = {
    [SUBSCRIPTIONS] = {"subscriptions", "month", "months for which families subscribed", true, NULL},
    [OTHERS] = {"subscriptions_others", "month", "the same of families that are not simulated", false, NULL},
    [SCHOOLS] = {"schools_served", "month", "months for which schools paid", true, NULL},
    [ROOMS] = {"rooms", "month", "months for which classrooms were measured", false, NULL},
};

static const struct welfare_source subscription_worth = {
    "air reports", WELFARE_SURPLUS, "what parents would have given for their subscription above its price"};
static const struct welfare_source *const worths[] = {&subscription_worth, NULL};

enum what { BEGIN, MONTH_OVER };

struct air_reports_state {
    uint16_t flow;
};

// ---- Who takes it ---------------------------------------------------------------------------------------

static struct demand parents_demand(const S *s) {
    return (struct demand){s->usual_subscription_won, s->price_weight};
}

static double share_of_parents(const S *s) {
    return s->to_parents ? demand_share(parents_demand(s), s->subscribes, s->subscription_won) : 0;
}

// What a subscription is worth above its price must outweigh what it tells of the family.
static bool may_tell(const struct world *world, const struct party *desk, uint32_t home) {
    enum { MONTHS_A_YEAR = 12 };
    const S *s = desk->entry->settings;
    const struct air_reports_state *state = desk->state;
    struct choice choice = {.data_class = DATA_PROFILE,
                            .maker = desk->maker,
                            .tells = choice_tells(world, state->flow, choice_label),
                            .months = 1,
                            .times = MONTHS_A_YEAR,
                            .benefit_won = demand_surplus_won(parents_demand(s), share_of_parents(s))};
    return choice_shares(world, home, &choice, 0);
}

// By the family's own taste: who subscribes at a price does so at a lower one.
static bool subscribes(const struct world *world, const struct party *desk, uint32_t home) {
    const S *s = desk->entry->settings;
    struct random_sequence luck = luck_of_home(world, home, "air_reports.subscribes", 0);
    return random_next_uniform(&luck) < share_of_parents(s) && may_tell(world, desk, home);
}

static bool school_takes(const struct world *world, const S *s, const struct party *school) {
    struct demand demand = {s->usual_school_fee_won, s->price_weight};
    struct random_sequence luck = luck_of_party(world, school, "air_reports.takes", 0);
    double taste = random_next_uniform(&luck);
    return s->to_school && taste < demand_share(demand, s->schools_take, s->school_fee_won);
}

// Who would have to pay for it in that school: not those whom the school shows it anyway.
static enum school_audience shown_anyway(const struct party *school) {
    school_show(school, SCHOOL_SHOWN_FOR_MONEY, TO_NOBODY);
    return school_shown_to(school);
}

static enum school_audience sold_to(const struct world *world, const struct party *desk,
                                    const struct party *school) {
    const S *s = desk->entry->settings;
    enum school_audience anyway = shown_anyway(school);
    size_t families, i = 0;
    const uint32_t *homes = school_families(school, &families);
    while (i < families && !subscribes(world, desk, homes[i])) i++;
    if (anyway < TO_PARENTS && i < families) return TO_PARENTS;
    return anyway < TO_SCHOOL && school_takes(world, s, school) ? TO_SCHOOL : TO_NOBODY;
}

// ---- A month --------------------------------------------------------------------------------------------

static account own(const struct world *world, const struct party *party) {
    return ledger_party(world->ledger, party->number);
}

static void post(struct world *world, account payer, const struct party *desk, double won, uint16_t reason) {
    if (won > 0) ledger_post(world->ledger, payer, own(world, desk), (int64_t)(won + 0.5), WON, reason, 0);
}

// It says who it is, and so whose child is in that school.
static void sign_on(struct world *world, const struct party *desk, uint32_t home) {
    enum { FORM_BYTES = 500 };
    const struct air_reports_state *state = desk->state;
    choice_of_own_accord(world, home, state->flow, world->now, world->now + CLOCK_DAY);
    const struct gate_pass *pass = party_share(world, home, state->flow, FORM_LABEL, FORM_BYTES);
    if (pass) party_tell(world, pass, home, desk);
}

static void bill_family(struct world *world, const struct party *desk, uint32_t home, uint16_t reason) {
    const S *s = desk->entry->settings;
    sign_on(world, desk, home);
    post(world, ledger_household(world->ledger, home), desk, s->subscription_won, reason);
    welfare_purchase(world->welfare, home, &subscription_worth, s->subscription_won,
                     demand_surplus_won(parents_demand(s), share_of_parents(s)), 0);
    party_count(world, desk, SUBSCRIPTIONS, home, 1);
}

// Returns how many of the simulated families read it.
static uint32_t bill_parents(struct world *world, const struct party *desk, const struct party *school) {
    const S *s = desk->entry->settings;
    uint16_t reason = ledger_income(world->ledger, "air report subscription",
                                    "what the families pay that are not simulated");
    size_t families;
    uint32_t readers = 0;
    const uint32_t *homes = school_families(school, &families);
    for (size_t i = 0; i < families; i++) {
        if (!subscribes(world, desk, homes[i])) continue;
        bill_family(world, desk, homes[i], reason);
        readers++;
    }
    double unseen = school_pupils(school) - (double)families;
    double others = unseen > 0 && families > 0 ? floor(unseen * readers / (double)families + 0.5) : 0;
    post(world, ledger_outside(world->ledger), desk, others * s->subscription_won, reason);
    party_spend(world, desk, (readers + others) * s->serving_won, "serving air reports", 0);
    party_count_own(world, desk, OTHERS, others);
    return readers;
}

static void measure(struct world *world, const struct party *desk, const struct party *school) {
    const S *s = desk->entry->settings;
    double rooms = school_classrooms(school);
    party_spend(world, desk, rooms * s->sensor_won_month, "classroom sensors", 0);
    party_count_own(world, desk, ROOMS, rooms);
}

static void bill(struct world *world, const struct party *desk, const struct party *school) {
    const S *s = desk->entry->settings;
    enum school_audience anyway = shown_anyway(school);
    bool parents = s->to_parents && anyway < TO_PARENTS,
         pays = anyway < TO_SCHOOL && school_takes(world, s, school);
    party_begin(world, desk->number, HOME_NONE, "month of air reports");
    if (parents || pays) measure(world, desk, school);
    if (parents) school_is_read(school, bill_parents(world, desk, school));
    if (!pays) return;
    post(world, own(world, school), desk, s->school_fee_won,
         ledger_reason(world->ledger, "air reports for a school"));
    party_count_own(world, desk, SCHOOLS, 1);
}

static void wake(struct world *world, struct party *desk, const struct timer *timer) {
    for (struct party *school = NULL; (school = world_party_of_kind(world, &school_party, school));) {
        if (timer->what == MONTH_OVER) bill(world, desk, school);
        school_show(school, SCHOOL_SHOWN_FOR_MONEY, sold_to(world, desk, school));
    }
}

// When the schools have closed their month.
static void midnight(struct world *world, struct party *desk) {
    if (!school_closes_month(world)) return;
    party_wake(world, desk, (struct timer){.due = world->now + CLOCK_HOUR, .what = MONTH_OVER});
}

// ---- The kind -------------------------------------------------------------------------------------------

// Whatever the policy says of data: a family may always subscribe of its own accord.
static void prepare(struct world *world, struct party *desk) {
    struct air_reports_state *state = desk->state;
    state->flow = gate_flow(world->gate, DATA_PROFILE, desk->number, "air_report", RULE_ASK_EACH_TIME);
    if (!world_party_of_kind(world, &school_party, NULL))
        status_fail(&world->status, STATUS_SCENARIO, "%s: there is no school {} to measure in", desk->name);
}

static void start(struct world *world, struct party *desk) {
    party_wake(world, desk, (struct timer){.due = world->now, .what = BEGIN});
}

// ---- What is computed here, in words --------------------------------------------------------------------

static const struct equation takers = {
    "who takes air reports",
    "families with a child in the school, with chance p at subscription_won; schools with chance p at "
    "school_fee_won; each by "
    "a taste that stays, and families only if their surplus outweighs what a label of the profile tells; of "
    "the other pupils' "
    "families the same share, whole",
    "p: see how many take it at its price, with subscribes at usual_subscription_won, schools_take at "
    "usual_school_fee_won; "
    "surplus: see worth of a purchase; weighed as in sharing or not, the effort once a year; nobody whom the "
    "school shows it anyway",
    "assumption"};
static const struct equation costs = {
    "what air reports cost the firm",
    "sensor_won_month rooms, where parents are offered it or the school takes it; serving_won a subscriber",
    "by the month", "assumption"};
static const struct submodel submodels[] = {
    {&demand_equation, "", "price_weight"},
    {&takers,
     "subscriptions, subscriptions_others, schools_served, air report subscription, air reports for a "
     "school, month of air "
     "reports",
     "to_school, to_parents, subscription_won, usual_subscription_won, subscribes, school_fee_won, "
     "usual_school_fee_won, "
     "schools_take, school"},
    {&costs, "rooms, classroom sensors, serving air reports", "sensor_won_month, serving_won"},
    {&demand_surplus_equation, "", "usual_subscription_won, price_weight"},
    {&choice_equation, "profile", "families"},
};

const struct party_kind air_reports_party = {
    .kind = {.name = "air_reports",
             .summary = "a desk of the purifier firm that measures classrooms and sells what it measures",
             .settings = SETTING_TABLE(S, rows),
             .worths = worths,
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct air_reports_state),
    .prepare = prepare,
    .start = start,
    .wake = wake,
    .midnight = midnight,
};

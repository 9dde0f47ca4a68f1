// SPDX-License-Identifier: GPL-3.0-or-later
// The diet service on the family's telephone. It signs the family up, with its profile if the family gives
// it; shows advice and offers; and once a month, at the family's own moment of the month, the family looks at
// it, and takes or gives up a supplements plan (models/food/diet.h).
//
// What an offer changed cannot be seen in one family: it was made, or not. Here it can: beside what happens
// the app keeps what would have happened without any offer, with the same luck. The difference is the true
// effect, which the seller has to estimate from its hold-out. (The trust that offers cost counts in both, so
// the truth is that of the offers themselves.)
#include "models/food/diet_service.h"

#include "models/food/diet.h"
#include "models/food/food.h"
#include "models/methods/customer_base_law.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"

enum { PROFILE_BYTES = 500, ORDER_BYTES = 1000 };

struct diet_app_settings {
    double ownership;
};

typedef struct diet_app_settings S;
// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.2, 0, 1, "share of households that use the diet service", "assumption; no figure for Korea in 2018 found"),
};
// clang-format on

enum { LOOKS, MONTHS, CAUSED, NEEDED, HEALTHIER, METRICS };
static const struct metric metrics[METRICS] = {
    [LOOKS] = {"looks", "1", "times a family looked at the service", false, NULL},
    [MONTHS] = {"plan_months", "1", "months of supplements taken", false, NULL},
    [CAUSED] = {"caused_months", "1", "of these, months that would not have been without offers (the truth)",
                true, NULL},
    [NEEDED] = {"needed", "1", "of the months taken, by families that eat worse than the average", true,
                "plan_months"},
    [HEALTHIER] = {"healthier_meals", "1", "meals that advice made healthier", true, NULL},
};

struct diet_app {
    time_ms due;     // of the next look
    uint64_t offer;  // the journal's line of an offer to be answered; 0: none
    float advice;    // variance of the belief behind the newest advice; 0: none this month
    bool signed_up;
    bool unasked;        // the offer knows what nobody here told
    bool left;           // the service, for good
    bool plan, without;  // has a plan; would have one if nothing had ever been offered
};

struct diet_app_shared {
    struct party *seller;
    const struct diet_settings *diet;
    const struct diet_terms *terms;
    uint32_t look;  // stream
};

static void diet_app_prepare(struct world *world, struct appliance *appliance) {
    struct diet_app_shared *shared = status_allocate(1, sizeof *shared);
    appliance->shared = shared;
    shared->seller = diet_service_seller(world);
    shared->diet = plan_section(world->plan, &diet_section);
    shared->look = random_stream("look");
    if (shared->seller)
        shared->terms = diet_service_terms(shared->seller);
    else
        status_fail(&world->status, STATUS_SCENARIO, "%s: whose? The scenario needs a diet_seller {}",
                    appliance->entry->name);
}

static unsigned diet_app_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_block luck =
        random_block(world->key, random_home(home), appliance->stream ^ random_stream("ownership"), 0);
    return world->homes[home].members > 0 && random_chance(luck.word[0], s->ownership);
}

static void diet_app_ask(struct visit *visit, void *state) {
    (void)state;
    choice_at_install_all(visit, DATA_PROFILE, choice_raw);
}

static time_ms diet_app_install(struct visit *visit, void *state) {
    struct diet_app *app = state;
    diet_app_ask(visit, app);
    app->due = visit->now + CLOCK_MINUTE;
    return app->due;
}

// Its moment of the service's month stays the same, so that what is paid for a month is looked at once.
static time_ms first_look(struct visit *visit) {
    const time_ms month = DIET_MONTH_DAYS * CLOCK_DAY, offers = CLOCK_DAY;
    struct random_sequence luck = visit_sequence(visit, "moment of the month");
    time_ms moment = offers + (time_ms)(random_next_uniform(&luck) * (double)(month - 2 * offers));
    time_ms first = visit->now - visit->now % month + moment;
    return first > visit->now ? first : first + month;
}

static void sign_up(struct visit *visit, struct diet_app *app) {
    app->signed_up = true;
    visit_publish(
        visit, DATA_PROFILE, FORM_RAW,
        (struct item){.topic = &diet_service_profile, .bytes = PROFILE_BYTES, .value = visit->home->members});
    app->due = first_look(visit);
}

// Who orders or gives up a plan tells the seller, and that is its own consent.
static void tell_seller(struct visit *visit, const struct topic *topic, uint64_t cause) {
    const struct diet_app_shared *shared = visit->shared;
    uint16_t flow = shared->terms->order_flow;
    choice_of_own_accord(visit->world, visit->home_number, flow, visit->now, visit->now + CLOCK_DAY);
    const struct gate_pass *pass = visit_share(visit, flow, FORM_RAW, ORDER_BYTES, 0);
    if (!pass) return;
    visit_send(
        visit, pass,
        (struct item){.topic = topic, .to = shared->seller->number, .bytes = ORDER_BYTES, .cause = cause});
}

// Declined: the family may mind, may notice where the offer comes from, and may have had enough.
static void mind_the_offer(struct visit *visit, struct diet_app *app, double need,
                           struct random_sequence *luck) {
    const struct diet_app_shared *shared = visit->shared;
    const struct diet_settings *s = shared->diet;
    bool annoyed = random_next_uniform(luck) < diet_is_annoyed(s, need);
    bool noticed = random_next_uniform(luck) < s->notices_unasked && app->unasked;
    bool leaves = random_next_uniform(luck) < s->opt_out && (annoyed || noticed);
    app->left |= leaves;
    if (annoyed || noticed)
        visit_tell(visit, unwanted_offer_put((struct item){.topic = &diet_service_unwanted,
                                                           .to = shared->seller->number,
                                                           .cause = app->offer},
                                             (struct unwanted_offer){noticed, leaves}));
}

static bool next_plan(double gives_up, bool plan, double subscribes, double luck) {
    return plan ? luck >= gives_up : luck < subscribes;
}

// What the family does, and what it would do if nothing had ever been offered.
static void decide(struct visit *visit, struct diet_app *app, const struct diet_family *family, double mood) {
    const struct diet_app_shared *shared = visit->shared;
    const struct diet_settings *s = shared->diet;
    double price = shared->terms->plan_won;
    bool affords = families_can_afford(visit->home, price);
    double alone = affords ? diet_subscribes(s, family, price, false) : 0;
    double asked = affords ? diet_subscribes(s, family, price, app->offer != 0) : 0;
    double gives_up = app->plan || app->without ? diet_gives_up(visit->world, s, visit->home_number) : 0;
    app->plan = next_plan(gives_up, app->plan, asked, mood);
    app->without = next_plan(gives_up, app->without, alone, mood);
    visit->metrics[LOOKS] += 1;
    visit->metrics[MONTHS] += app->plan;
    visit->metrics[CAUSED] += app->plan - app->without;
    visit->metrics[NEEDED] += app->plan && family->need > 0;
}

static void look(struct visit *visit, struct diet_app *app) {
    const struct diet_app_shared *shared = visit->shared;
    enum { DRAWS = 8 };
    struct random_sequence luck = visit_sequence_of(visit, shared->look);
    luck.n = (uint64_t)(visit->now / (DIET_MONTH_DAYS * CLOCK_DAY)) * DRAWS;
    struct diet_family family = diet_family_of(visit->world, shared->diet, visit->home_number);
    bool had = app->plan;
    decide(visit, app, &family, random_next_uniform(&luck));
    // What the bills say, because a message may have been lost.
    if (app->plan != shared->terms->has_plan[visit->home_number])
        tell_seller(visit, app->plan ? &diet_service_order : &diet_service_cancellation, app->offer);
    if (app->offer && !had && !app->plan) mind_the_offer(visit, app, family.need, &luck);
    app->offer = 0;
}

static void eat_as_advised(struct visit *visit, struct diet_app *app) {
    const struct diet_app_shared *shared = visit->shared;
    if (app->advice > 0)
        visit->metrics[HEALTHIER] +=
            diet_healthier_meals(shared->diet, visit->home->members, (double)app->advice);
    app->advice = 0;
}

static time_ms diet_app_act(struct visit *visit, void *state) {
    struct diet_app *app = state;
    if (!app->signed_up) {
        sign_up(visit, app);
    } else {
        look(visit, app);
        eat_as_advised(visit, app);
        app->due += DIET_MONTH_DAYS * CLOCK_DAY;
    }
    return app->due;
}

static time_ms diet_app_receive(struct visit *visit, void *state, const struct item *item) {
    struct diet_app *app = state;
    if (item->topic == &diet_service_offer && !app->left) {
        app->offer = item->cause;
        app->unasked = offer_is_unasked_of(item);
    }
    if (item->topic == &diet_service_advice) app->advice = (float)advice_variance_of(item);
    return app->due > visit->now ? app->due : visit->now;
}

static double column_plan(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return ((const struct diet_app *)state)->plan;
}
static double column_need(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return diet_family_of(world, plan_section(world->plan, &diet_section), home).need;
}
static const struct home_column columns[] = {
    {"plan", "1", "has a supplements plan", column_plan},
    {"need", "1", "how much worse it eats than the average, in standard deviations (the truth)",
     column_need}};

static unsigned publishes(const void *settings) {
    (void)settings;
    return 1u << DATA_PROFILE;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation users = {
    "who uses the service",
    "a household of members uses it with chance ownership; it tells its profile where it may", "",
    "a draw of the home's own luck"};
static const struct equation looks = {
    "looking at the service", "once in 30 days, at the same moment of the month",
    "the moment, its first and last day left out, uniform by the home's luck", "assumption"};
static const struct equation plans = {
    "months of supplements",
    "without a plan, one is taken with chance p; with one, it is given up with the family's own chance c, "
    "churn_month in the mean; an order "
    "or its end is told to the service, which is its own consent; plan_months = months that a family has one "
    "after its look",
    "p: see taking a plan; c: see chances of one's own, v = churn_varies",
    "assumption: the same chance each month"};
static const struct equation caused = {"months that offers caused",
                                       "caused_months = plan_months - those of the same families, with the "
                                       "same luck, had nothing ever been offered",
                                       "", "definition, with common random numbers"};
static const struct equation needed = {"months of those in need",
                                       "needed = plan_months of families with need > 0", "need = -diet",
                                       "definition"};
static const struct equation leaving = {
    "noticing and leaving",
    "an offer that rests on data never given is noticed with chance notices_unasked; who is annoyed or "
    "notices leaves with chance opt_out",
    "told to the service", "assumption"};
static const struct submodel submodels[] = {
    {&users, "profile", "ownership"},
    {&looks, "looks", ""},
    {&food_diet_equation, "", "food.fundamentalists_diet, families.segment_share"},
    {&diet_subscribes_equation, "supplements ordered",
     "diet.interest, diet.need_weight, diet.size_weight, diet.taste_spread, diet.price_weight, "
     "diet.trust_weight, diet.trust_reference, diet.offer_weight, diet_seller.plan_won"},
    {&plans, "plan_months, purchase", "diet.churn_month"},
    {&customer_base_share_equation, "", "diet.churn_month, diet.churn_varies"},
    {&caused, "caused_months", "diet.offer_weight"},
    {&needed, "needed", ""},
    {&diet_annoyed_equation, "offer unwanted", "diet.annoyed, diet.relevance"},
    {&leaving, "", "diet.notices_unasked, diet.opt_out"},
    {&diet_advice_equation, "healthier_meals", "diet.advice_gain"},
};

const struct appliance_kind diet_app_appliance = {
    .kind = {.name = "diet_app",
             .summary = "the diet service on the family's telephone: signs up, shows advice and offers",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .publishes = publishes,
    .state_size = sizeof(struct diet_app),
    .silent = true,
    .prepare = diet_app_prepare,
    .count = diet_app_count,
    .install = diet_app_install,
    .ask = diet_app_ask,
    .act = diet_app_act,
    .receive = diet_app_receive,
};

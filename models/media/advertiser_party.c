// SPDX-License-Identifier: GPL-3.0-or-later
// A firm that buys reach from the maker's medium, in one of three ways (see advertiser.h).
//
// Some families buy from it in any case: each wants its goods at the rate `by_itself_year` times the family's
// interest, at exponential intervals. A click makes a family buy that did not mean to, with the chance
// `buys`; with the chance `brought_forward` it would have bought later, and its next wish is then met
// already. Who has bought is a customer: it orders again the next month with the chance `again`, and as long
// as it is one, it has no other wish.
//
// Interest. A family fits when its products are many, or one is worn, as `looks_for` says; it is then
// `fit_lift` times as interested as others, scaled so that the average family has interest 1. The truth is
// looked at once a month. The firm expects of a family what its profile says, and 1 without one.
//
// A lead is worth 2 u times the mean to the firm, u uniform on [0, 1] (how far it is, whether a crew is
// free): the margin on the job is 2 u times the usual. What a place or a click is worth is the same every
// time.
//
// What the advertisements sold. A share `hold_out` of the families is never shown anything of this firm; the
// difference of the means of both groups, with its standard error (models/methods/recommender_technique.h),
// is what the firm can know. The simulator follows each family also as it would have bought without
// advertisements, with the same luck, and so knows the truth. What the firm would claim without a hold-out
// stands beside both: every sale within `claims_days` of a click. With few sales in a month and many bought
// in any case, that error is wide, in the world as here (Lewis & Rao 2015, "The unfavorable economics of
// measuring the returns to advertising", Quarterly Journal of Economics 130:1941). So for what it bids the
// firm looks closer (models/media/click_learning.h): at families that clicked, for `claims_days` each, and at
// those held out, for as long. Sales that are only brought forward by more than that it still takes for new,
// and families that click are somewhat more interested than those held out.
//
// Left out: families do not hear of the firm from each other, and what one firm sells another loses not.
#include "models/media/advertiser.h"

#include <math.h>
#include <stdlib.h>

#include "models/media/click_learning.h"
#include "models/methods/demand_law.h"
#include "models/methods/recommender_technique.h"
#include "models/people/families.h"
#include "models/products/product_health.h"
#include "sim/engine/party_act.h"

const struct topic advertiser_lead = {"lead"};

enum { MONTH_DAYS = 30, YEAR_DAYS = 365, NEVER = -100000 };

enum looks_for { ANYBODY, WORN, MANY };
static const char *const sort_names[] = {"service", "product", "o2o", NULL};
static const char *const looks_for_names[] = {"anybody", "worn", "many", NULL};

struct advertiser_settings {
    int sort, looks_for;
    double worn_years, many_products, fit_lift;
    double price_won, usual_won, price_weight, margin, buys, closes, again;
    double believed_closes, prior_purchases;
    double believed_buys, believed_by_itself_year, prior_clicks, trials_won_quarter;
    double by_itself_year, brought_forward;
    double budget_won, hold_out, claims_days;
};

typedef struct advertiser_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_WORLD, S, sort, sort_names, ADVERTISER_PRODUCT, "what it sells, and so what it buys: service leads, product clicks, o2o places", "the scenario"),
    SETTING_ONE_OF(ROLE_WORLD, S, looks_for, looks_for_names, WORN, "which families fit: any, those with a worn product, those with many", "the scenario"),
    WORLD(S, worn_years, "year", 6, 0, 30, "wear from which a product is worn", "assumption: a year before the design life of 7 years"),
    WORLD(S, many_products, "1", 3, 1, PRODUCTS_MOST, "products from which they are many", "assumption"),
    UNCERTAIN_LIKELY(S, fit_lift, "1", 3, 1.5, 6, 1, 20, "how many times as interested as others a family is that fits", "assumption"),
    PRICE("sales", S, price_won, "won", 300000, 1000, 5000000, "price of what it sells", "assumption: a small appliance"),
    WORLD(S, usual_won, "won", 300000, 1000, 5000000, "price of such things elsewhere, at which families buy as said below", "assumption: a small appliance"),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    UNCERTAIN_LIKELY(S, margin, "1", 0.25, 0.1, 0.4, 0, 0.5, "share of the usual price that is left after the cost of goods or work", "assumption; online groceries 20 to 25 %"),
    UNCERTAIN_LIKELY(S, buys, "1", 0.02, 0.01, 0.04, 0, 1, "share of clicks that a purchase follows (product, o2o)", "assumption: online shops see 1 to 4 %"),
    UNCERTAIN_LIKELY(S, closes, "1", 0.33, 0.06, 0.4, 0, 1, "share of leads that a job follows (service)", "exclusive leads 26 to 40 %, shared ones 6 to 8 % (vendors: minyona.com, demandzones.com, weak)"),
    UNCERTAIN_LIKELY(S, believed_closes, "1", 0.33, 0.06, 0.4, 0, 1, "the same, as it believes before it has bought any", "exclusive leads 26 to 40 % (the same, weak)"),
    LEARNING_BUYER_PRIOR_ROW(S),
    UNCERTAIN_LIKELY(S, believed_buys, "1", 0.02, 0.01, 0.04, 0, 1, "share of clicks that a purchase follows, as it believes before it has bought any", "assumption: online shops see 1 to 4 %"),
    UNCERTAIN_LIKELY(S, believed_by_itself_year, "1/year", 0.1, 0.03, 0.3, 0, 20, "purchases that a family begins without advertisements, as it believes at the start", "assumption"),
    UNCERTAIN(S, prior_clicks, "1", 300, 1, 10000, "clicks, and families held out for claims_days, that what it believes beforehand of clicks counts for",
              "assumption: as many as show a share of 2 % to within 1 %"),
    SPENDING(S, trials_won_quarter, "won", 10000, 0, 10000000, "spent by it in 91 days at most on places and clicks at a list price that seems too dear, to find out",
             "assumption: ten clicks"),
    UNCERTAIN_LIKELY(S, again, "1", 0, 0, 0.61, 0, 0.95, "chance that a customer orders again the next month", "the scenario; new customers of an online grocer 0.61, its industry 0.30 (ajunews.com 2020)"),
    UNCERTAIN_LIKELY(S, by_itself_year, "1/year", 0.1, 0.03, 0.3, 0, 20, "purchases that an average family would begin without advertisements", "assumption: once in 3 to 30 years of any one such firm"),
    UNCERTAIN_LIKELY(S, brought_forward, "1", 0.3, 0.1, 0.6, 0, 1, "share of sales by clicks and leads that are only brought forward", "assumption"),
    SPENDING(S, budget_won, "won/month", 500000, 0, 1e9, "spent on reach at most, spread over the month", "assumption"),
    LEVER_AT_START(S, hold_out, "1", 0.2, 0, 0.9, "share of families never shown anything, for comparison", "assumption"),
    LEVER(S, claims_days, "day", 30, 1, 90, "a sale so soon after a click would be claimed for it without a hold-out", "assumption: 7 to 30 days are usual"),
};
// clang-format on

enum { SPENT, SALES, CLAIMED, CAUSED, ESTIMATE, ERROR, DAYS, CLICK_WORTH, TRIED, METRICS };
static const struct metric metrics[METRICS] = {
    [SPENT] = {"spent", "won", "paid for reach", true, NULL},
    [SALES] = {"sales", "1", "purchases of families", true, NULL},
    [CLAIMED] = {"claimed", "1", "of these soon after a click or a lead", true, NULL},
    [CAUSED] = {"caused", "1", "sales more than without advertisements, in truth", true, NULL},
    [ESTIMATE] = {"caused_estimate", "1", "the same, as the hold-out shows it", true, NULL},
    [ERROR] = {"caused_error", "1", "standard error of that", true, NULL},
    [DAYS] = {"days", "day", "days on which it was asked what it would pay", false, NULL},
    [CLICK_WORTH] = {"click_worth", "won", "what it believes a click to be worth, mean of the days", true,
                     "days"},
    [TRIED] = {"tried_won", "won", "owed for places and clicks that seemed too dear, to find out", false,
               NULL},
};

static const struct welfare_source sales_worth = {"what advertisers sell", WELFARE_SURPLUS,
                                                  "what families would have given for it above its price"};
static const struct welfare_source *const worths[] = {&sales_worth, NULL};

struct prospect {
    float wish;       // what is left until the next wish, in wishes
    float interest;   // 1: average
    int32_t clicked;  // day of the last click or lead
    uint16_t bought, bought_without, leads;
    int32_t watched_since;   // day; NEVER: it is not watched
    uint16_t bought_before;  // that day
    uint8_t met;             // wishes brought forward
    bool lives, audience, held_out, customer, customer_without;
};

struct advertiser_state {
    struct prospect *prospects;    // [homes]
    struct learning_buyer learnt;  // of leads
    struct click_learning clicks;
    struct random_key key;
    uint32_t wish_stream, again_stream;
    double fits, others;                                    // interest
    double priced_won, buys, closes, again, believed_buys;  // at its price
    double owed, today, month;                              // won for reach
    int64_t days_left;                                      // of the month
    uint16_t flow;                                          // of requests
    uint16_t place, lead, sale, cost;
};

static struct advertiser_state *state_of(const struct party *party) {
    return party->state;
}

// ---- What it would pay ----------------------------------------------------------------------------------

enum advertiser_sort advertiser_sort(const struct party *advertiser) {
    return (enum advertiser_sort)((const S *)advertiser->entry->settings)->sort;
}

static struct demand demand_for(const S *s) {
    return (struct demand){s->usual_won, s->price_weight};
}

static double at_its_price(const S *s, double at_usual) {
    return demand_share(demand_for(s), at_usual, s->price_won);
}

// What makes it costs the same whatever is asked for it.
static double cost_won(const S *s, double margin) {
    return s->usual_won * (1 - margin);
}

// The shares at its price, which are asked for at every place and may turn during a run.
static const struct advertiser_state *priced(const struct party *advertiser) {
    const S *s = advertiser->entry->settings;
    struct advertiser_state *state = state_of(advertiser);
    if (state->priced_won == s->price_won) return state;
    state->priced_won = s->price_won;
    state->buys = at_its_price(s, s->buys);
    state->closes = at_its_price(s, s->closes);
    state->again = at_its_price(s, s->again);
    state->believed_buys = at_its_price(s, s->believed_buys);
    return state;
}

// Nothing, for who sells below cost.
static double customer_won(const struct party *advertiser) {
    const S *s = advertiser->entry->settings;
    return fmax(0, s->price_won - cost_won(s, s->margin)) / (1 - priced(advertiser)->again);
}

static double believed_anyway(const S *s) {
    double rate = s->believed_by_itself_year * demand_relative(demand_for(s), s->price_won) / YEAR_DAYS;
    return 1 - exp(-rate * s->claims_days);
}

double advertiser_click_won(const struct party *advertiser) {
    const S *s = advertiser->entry->settings;
    struct click_learning_prior prior = {.buys = priced(advertiser)->believed_buys,
                                         .anyway = believed_anyway(s),
                                         .customer_won = customer_won(advertiser),
                                         .weight = s->prior_clicks};
    return click_learning_worth_won(&state_of(advertiser)->clicks, &prior);
}

double advertiser_place_won(const struct party *advertiser, double chance) {
    const S *s = advertiser->entry->settings;
    double won = chance * advertiser_click_won(advertiser);
    return s->sort == ADVERTISER_O2O
               ? won * click_learning_rate(&state_of(advertiser)->clicks, s->prior_clicks)
               : won;
}

bool advertiser_tries(const struct world *world, const struct party *advertiser, double won) {
    const S *s = advertiser->entry->settings;
    return learning_buyer_can_try(&state_of(advertiser)->clicks.clicks, clock_day(world->now), won,
                                  s->trials_won_quarter);
}

double advertiser_lead_won(const struct party *advertiser) {
    const S *s = advertiser->entry->settings;
    struct learning_buyer_prior prior = {.closes = at_its_price(s, s->believed_closes),
                                         .margin_won = customer_won(advertiser),
                                         .weight = s->prior_purchases};
    return learning_buyer_bid(&state_of(advertiser)->learnt, &prior, 0);
}

static bool fits(const S *s, const struct advertiser_profile *profile) {
    if (s->looks_for == WORN) return profile->worst_wear >= s->worn_years;
    return s->looks_for == MANY && profile->products >= s->many_products;
}

double advertiser_expects(const struct party *advertiser, const struct advertiser_profile *profile) {
    const struct advertiser_state *state = state_of(advertiser);
    if (!profile) return 1;
    return fits(advertiser->entry->settings, profile) ? state->fits : state->others;
}

double advertiser_interest(const struct party *advertiser, uint32_t home) {
    return (double)state_of(advertiser)->prospects[home].interest;
}

// A day's money is an equal share of what is left of the month's.
bool advertiser_can_pay(const struct world *world, const struct party *advertiser, uint32_t home,
                        double won) {
    (void)world;
    const S *s = advertiser->entry->settings;
    const struct advertiser_state *state = state_of(advertiser);
    const struct prospect *prospect = &state->prospects[home];
    if (prospect->held_out || prospect->customer || state->month + won > s->budget_won) return false;
    double before = state->month - state->today;
    return state->today < (s->budget_won - before) / (double)state->days_left;
}

// ---- Paying ---------------------------------------------------------------------------------------------

void advertiser_owes(struct world *world, struct party *advertiser, double won) {
    (void)world;
    struct advertiser_state *state = state_of(advertiser);
    state->owed += won;
    state->today += won;
    state->month += won;
}

void advertiser_tried(struct world *world, struct party *advertiser, double won) {
    learning_buyer_tried(&state_of(advertiser)->clicks.clicks, clock_day(world->now), won);
    party_count_own(world, advertiser, TRIED, won);
}

static void pay(struct world *world, struct party *advertiser, account medium, int64_t won, uint16_t reason,
                uint64_t cause) {
    if (won == 0) return;
    ledger_post(world->ledger, ledger_party(world->ledger, advertiser->number), medium, won, WON, reason,
                cause);
    party_count_own(world, advertiser, SPENT, (double)won);
}

// A price divided by the chance of a click and multiplied by it again is not quite the price: a millionth of
// a won is no money that is still to come.
int64_t advertiser_whole_won(double owed) {
    return (int64_t)floor(owed + 1e-6);
}

int64_t advertiser_pay(struct world *world, struct party *advertiser, account medium) {
    struct advertiser_state *state = state_of(advertiser);
    int64_t won = advertiser_whole_won(state->owed);
    pay(world, advertiser, medium, won, state->place, 0);
    state->owed -= (double)won;
    return won;
}

void advertiser_pay_lead(struct world *world, struct party *advertiser, account medium, int64_t won,
                         uint64_t cause) {
    struct advertiser_state *state = state_of(advertiser);
    state->today += (double)won;
    state->month += (double)won;
    pay(world, advertiser, medium, won, state->lead, cause);
}

// ---- Selling --------------------------------------------------------------------------------------------

static bool soon_after_click(const struct world *world, const S *s, const struct prospect *prospect) {
    return (double)(clock_day(world->now) - prospect->clicked) <= s->claims_days;
}

// A sale: its margin, and the chance with which such families buy.
struct sale {
    double margin, chance;
};

static void sell(struct world *world, struct party *advertiser, uint32_t home, struct sale sale,
                 uint64_t cause) {
    const S *s = advertiser->entry->settings;
    struct advertiser_state *state = state_of(advertiser);
    struct prospect *prospect = &state->prospects[home];
    account own = ledger_party(world->ledger, advertiser->number);
    ledger_post(world->ledger, ledger_household(world->ledger, home), own, (int64_t)(s->price_won + 0.5), WON,
                state->sale, cause);
    ledger_post(world->ledger, own, ledger_outside(world->ledger), (int64_t)(cost_won(s, sale.margin) + 0.5),
                WON, state->cost, cause);
    welfare_purchase(world->welfare, home, &sales_worth, s->price_won,
                     demand_surplus_won(demand_for(s), sale.chance), cause);
    prospect->bought++;
    prospect->customer = true;
    party_count(world, advertiser, SALES, home, 1);
    party_count(world, advertiser, CLAIMED, home, soon_after_click(world, s, prospect));
}

// It did not mean to buy; some would have done so later. False: it is a customer already, or cannot afford
// it.
static bool sell_by_reach(struct world *world, struct party *advertiser, uint32_t home, struct sale sale,
                          double uniform, uint64_t cause) {
    const S *s = advertiser->entry->settings;
    struct prospect *prospect = &state_of(advertiser)->prospects[home];
    if (prospect->customer || !families_can_afford(&world->homes[home], s->price_won)) return false;
    if (uniform < s->brought_forward && prospect->met < UINT8_MAX) prospect->met++;
    if (!cause) cause = party_note(world, PARTY_HOME, home, 0, "advertisement clicked");
    sell(world, advertiser, home, sale, cause);
    return true;
}

// ---- What it learns of clicks ---------------------------------------------------------------------------

static void watch(const struct world *world, struct prospect *prospect) {
    if (prospect->watched_since != NEVER) return;
    prospect->watched_since = (int32_t)clock_day(world->now);
    prospect->bought_before = prospect->bought;
}

static void learn_of(const struct party *advertiser, struct prospect *prospect) {
    struct learning_buyer *learnt = &state_of(advertiser)->clicks.clicks;
    bool bought = prospect->bought > prospect->bought_before;
    if (prospect->held_out)
        learning_buyer_left(learnt, bought);
    else
        learning_buyer_bought(learnt, bought);
    prospect->watched_since = NEVER;
}

// Who is held out is watched as a matter of course, a family that clicked from its click on.
static void learn(const struct world *world, const struct party *advertiser) {
    const S *s = advertiser->entry->settings;
    if (s->sort == ADVERTISER_SERVICE) return;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct prospect *prospect = &state_of(advertiser)->prospects[home];
        double days = (double)(clock_day(world->now) - prospect->watched_since);
        if (prospect->watched_since != NEVER && days >= s->claims_days) learn_of(advertiser, prospect);
        if (prospect->audience && prospect->held_out && !prospect->customer) watch(world, prospect);
    }
}

void advertiser_shown(const struct party *advertiser, double chance, bool clicked) {
    click_learning_shown(&state_of(advertiser)->clicks, chance, clicked);
}

void advertiser_clicked(struct world *world, struct party *advertiser, uint32_t home, double uniform) {
    const S *s = advertiser->entry->settings;
    watch(world, &state_of(advertiser)->prospects[home]);
    state_of(advertiser)->prospects[home].clicked = (int32_t)clock_day(world->now);
    double buys = priced(advertiser)->buys;
    if (uniform < buys)
        sell_by_reach(world, advertiser, home, (struct sale){s->margin, buys}, uniform / buys, 0);
}

static void receive(struct world *world, struct party *firm, const struct item *item) {
    const S *s = firm->entry->settings;
    if (item->topic != &advertiser_lead) return;
    struct prospect *prospect = &state_of(firm)->prospects[item->home];
    struct random_sequence luck =
        luck_with_party(world, firm, item->home, "advertiser.closes", ++prospect->leads);
    prospect->clicked = (int32_t)clock_day(world->now);
    struct sale sale = {s->margin * 2 * lead_value_of(item), priced(firm)->closes};
    bool closes = random_next_uniform(&luck) < sale.chance;
    bool sold =
        closes && sell_by_reach(world, firm, item->home, sale, random_next_uniform(&luck), item->cause);
    learning_buyer_bought(&state_of(firm)->learnt, sold);
}

uint16_t advertiser_lead_flow(const struct party *advertiser) {
    return state_of(advertiser)->flow;
}

// ---- Wishes ---------------------------------------------------------------------------------------------

// The n-th interval between wishes, in wishes of an average family: exponential. The same with and without
// advertisements.
static float next_wish(const struct advertiser_state *state, uint32_t home, uint64_t n) {
    return (float)random_exponential(
        random_block(state->key, random_home(home), state->wish_stream, n).word[0]);
}

static void meet_wish(struct world *world, struct party *advertiser, uint32_t home) {
    const S *s = advertiser->entry->settings;
    struct advertiser_state *state = state_of(advertiser);
    struct prospect *prospect = &state->prospects[home];
    prospect->wish += next_wish(state, home, (uint64_t)clock_day(world->now));
    if (!families_can_afford(&world->homes[home], s->price_won)) return;
    if (!prospect->customer_without) {
        prospect->customer_without = true;
        prospect->bought_without++;
    }
    if (prospect->met)
        prospect->met--;
    else if (!prospect->customer)
        sell(world, advertiser, home, (struct sale){s->margin, at_its_price(s, 0.5)},
             party_note(world, PARTY_HOME, home, 0, "family wants it"));
}

static void live_day(struct world *world, struct party *advertiser) {
    const S *s = advertiser->entry->settings;
    struct advertiser_state *state = state_of(advertiser);
    double relative = demand_relative(demand_for(s), s->price_won);
    float rate = (float)(s->by_itself_year * relative / YEAR_DAYS);
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct prospect *prospect = &state->prospects[home];
        prospect->wish -= rate * prospect->interest;
        if (prospect->wish <= 0 && prospect->lives) meet_wish(world, advertiser, home);
    }
}

static void order_again(struct world *world, struct party *advertiser, uint32_t home) {
    const S *s = advertiser->entry->settings;
    struct advertiser_state *state = state_of(advertiser);
    struct prospect *prospect = &state->prospects[home];
    uint64_t day = (uint64_t)clock_day(world->now);
    bool again = random_chance(random_block(state->key, random_home(home), state->again_stream, day).word[0],
                               priced(advertiser)->again);
    if (prospect->customer_without && again) prospect->bought_without++;
    prospect->customer_without &= again;
    if (prospect->customer && again)
        sell(world, advertiser, home, (struct sale){s->margin, priced(advertiser)->again},
             party_note(world, PARTY_HOME, home, 0, "family orders again"));
    prospect->customer &= again;
}

// ---- Who is interested ----------------------------------------------------------------------------------

static struct advertiser_profile true_profile(const struct world *world, uint32_t home) {
    struct advertiser_profile profile = {0, -1};
    for (unsigned i = 0; i < PRODUCTS_MOST; i++) {
        double wear = product_health_wear_years(world, home, i);
        if (wear < 0) continue;
        profile.products++;
        profile.worst_wear = fmax(profile.worst_wear, wear);
    }
    return profile;
}

static void look_at_interest(struct world *world, struct party *advertiser) {
    const S *s = advertiser->entry->settings;
    struct advertiser_state *state = state_of(advertiser);
    double lived_in = 0, fitting = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!state->prospects[home].lives) continue;
        struct advertiser_profile profile = true_profile(world, home);
        bool fit = fits(s, &profile);
        state->prospects[home].interest = fit;
        lived_in++;
        fitting += fit;
    }
    double share = lived_in > 0 ? fitting / lived_in : 0;
    state->others = 1 / (1 + share * (s->fit_lift - 1));
    state->fits = s->fit_lift * state->others;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct prospect *prospect = &state->prospects[home];
        prospect->interest = (float)(prospect->interest > 0 ? state->fits : state->others);
    }
}

// ---- What came of it ------------------------------------------------------------------------------------

struct advertiser_sales advertiser_look(const struct party *advertiser, uint32_t home) {
    const struct prospect *prospect = &state_of(advertiser)->prospects[home];
    return (struct advertiser_sales){prospect->held_out, prospect->bought, prospect->bought_without};
}

static void count_uplift(struct world *world, struct party *advertiser) {
    const struct advertiser_state *state = state_of(advertiser);
    struct recommender_group groups[2] = {{0}};
    double caused = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct prospect *prospect = &state->prospects[home];
        if (!prospect->audience) continue;
        recommender_group_add(&groups[prospect->held_out], prospect->bought);
        caused += (double)prospect->bought - prospect->bought_without;
    }
    party_count_own(world, advertiser, CAUSED, caused);
    struct recommender_uplift uplift = recommender_uplift_of(&groups[false], &groups[true]);
    if (!uplift.known) return;
    party_count_own(world, advertiser, ESTIMATE, uplift.difference * groups[false].count);
    party_count_own(world, advertiser, ERROR, uplift.standard_error * groups[false].count);
}

void advertiser_end_day(struct world *world, struct party *advertiser) {
    struct advertiser_state *state = state_of(advertiser);
    bool month_ends = clock_day(world->now) % MONTH_DAYS == 0;
    live_day(world, advertiser);
    learn(world, advertiser);
    party_count_own(world, advertiser, DAYS, 1);
    party_count_own(world, advertiser, CLICK_WORTH, advertiser_click_won(advertiser));
    if (month_ends) {
        for (uint32_t home = 0; home < world->home_count; home++) {
            const struct prospect *prospect = &state->prospects[home];
            if (prospect->customer || prospect->customer_without) order_again(world, advertiser, home);
        }
        look_at_interest(world, advertiser);
        state->month = 0;
    }
    state->today = 0;
    state->days_left = month_ends ? MONTH_DAYS : state->days_left - 1;
    if (world->now >= world->end) count_uplift(world, advertiser);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

static void prepare(struct world *world, struct party *advertiser) {
    struct advertiser_state *state = state_of(advertiser);
    if (!world_party_of_kind(world, &media_party, NULL))
        status_fail(&world->status, STATUS_SCENARIO, "%s: there is no media {} to advertise in",
                    advertiser->name);
    state->prospects = status_allocate(world->home_count, sizeof *state->prospects);
    // Whatever the policy says of data that is collected: a family may always ask for an offer.
    state->flow = gate_flow(world->gate, DATA_PROFILE, advertiser->number, "own_request", RULE_ASK_EACH_TIME);
}

static void draw_prospect(struct world *world, struct party *advertiser, uint32_t home) {
    const S *s = advertiser->entry->settings;
    struct advertiser_state *state = state_of(advertiser);
    struct random_sequence luck = luck_with_party(world, advertiser, home, "advertiser.meet", 0);
    struct prospect *prospect = &state->prospects[home];
    prospect->wish = (float)random_next_exponential(&luck);
    prospect->clicked = prospect->watched_since = NEVER;
    prospect->lives = world->homes[home].members > 0;
    prospect->held_out = random_next_uniform(&luck) < s->hold_out;
}

void advertiser_meet(struct party *advertiser, uint32_t home) {
    state_of(advertiser)->prospects[home].audience = true;
}

static void start(struct world *world, struct party *advertiser) {
    struct advertiser_state *state = state_of(advertiser);
    state->key = world->key;
    state->wish_stream = random_stream_of(random_stream("advertiser.wish"), advertiser->name);
    state->again_stream = random_stream_of(random_stream("advertiser.again"), advertiser->name);
    state->days_left = MONTH_DAYS;
    state->place = ledger_reason(world->ledger, "reach");
    state->lead = ledger_reason(world->ledger, "leads");
    state->sale = ledger_reason(world->ledger, "advertised goods");
    state->cost = ledger_reason(world->ledger, "cost of goods");
    for (uint32_t home = 0; home < world->home_count; home++) draw_prospect(world, advertiser, home);
    look_at_interest(world, advertiser);
}

static void close_firm(struct world *world, struct party *advertiser) {
    (void)world;
    free(state_of(advertiser)->prospects);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation interest = {
    "interest of a family",
    "interest = 1 / (1 + share (fit_lift - 1)), of a family that fits times fit_lift; what the firm expects: "
    "the same by the known profile, 1 without one",
    "fits, with looks_for worn: its most worn product has worn_years; many: it has many_products; anybody: "
    "none does; share of the families that fit, once in 30 days; the mean family has 1",
    "assumption"};
static const struct equation worth = {
    "worth of a customer",
    "a click by what it learnt, a lead what it bids; customer = max(0, "
    "price_won - (1 - margin) usual_won) / (1 - again)",
    "again: at its price; of a lead margin: customer, no effort, and nobody who came anyway",
    "mean of a geometric number of orders"};
static const struct equation tries = {
    "what an advertiser tries",
    "at list prices it takes a place or click above its worth while tried_won + price <= trials_won_quarter; "
    "by auction never",
    "tried_won: owed so in this quarter of 91 days; price of a click: as if it came", "assumption"};
static const struct equation money = {
    "what it spends",
    "it buys reach while today < (budget_won - before) / days left, and month + price <= budget_won; held "
    "out: hold_out of the families, for good; none for who is its customer",
    "spent today, before today and in the month of 30 days, won; spent to the won, what is left of a won "
    "waits",
    "assumption"};
static const struct equation wishes = {
    "purchases by itself",
    "wish -= by_itself_year d interest / 365 a day; at 0 the family wants it, and E more; it buys if it can "
    "afford price_won, is no customer, and the wish was not brought forward",
    "d: how many more or fewer take it at price_won than at usual_won; E exponential with mean 1, as wish at "
    "the start",
    "a Poisson process by inversion; assumption"};
static const struct equation reach = {
    "purchases by reach",
    "a click buys with chance buys, a lead closes with chance closes; not if a customer, or price_won cannot "
    "be afforded; with chance brought_forward the next wish is met by it; a customer orders again each month "
    "with chance again, else is none any more",
    "buys, closes, again: at usual_won; at another price see how many take it at its price", "assumption"};
static const struct equation sale = {
    "a sale", "the family pays price_won; cost of goods usual_won (1 - m); m = margin, of a lead margin 2 u",
    "u uniform: how well the job suits the firm; to the won", "assumption"};
static const struct equation claims = {
    "what it would claim", "claimed = sales at most claims_days after a click or a lead", "", "definition"};
static const struct equation caused = {
    "what advertisements caused", "caused = sum over the audience of bought - bought_without",
    "bought_without: with the same luck, had nothing been shown", "definition, with common random numbers"};
static const struct submodel submodels[] = {
    {&interest, "", "looks_for, worn_years, many_products, fit_lift, product_health"},
    {&worth, "", "sort, margin, price_won, usual_won, again"},
    {&click_learning_worth_equation, "click_worth, days",
     "believed_buys, believed_by_itself_year, prior_clicks, claims_days, hold_out, price_won"},
    {&click_learning_rate_equation, "", "prior_clicks"},
    {&learning_buyer_belief_equation, "", "believed_closes, prior_purchases"},
    {&learning_buyer_bid_equation, "", ""},
    {&tries, "tried_won", "trials_won_quarter"},
    {&money, "spent, reach, leads", "budget_won, hold_out, media"},
    {&wishes, "family wants it", "by_itself_year, price_won, families"},
    {&demand_equation, "", "price_weight, usual_won, price_won"},
    {&demand_surplus_equation, "", "price_weight, usual_won, price_won"},
    {&reach, "advertisement clicked, family orders again", "buys, closes, brought_forward, again, price_won"},
    {&sale, "sales, advertised goods, cost of goods", "price_won, usual_won, margin"},
    {&claims, "claimed", "claims_days"},
    {&caused, "caused", ""},
    {&recommender_uplift_equation, "caused_estimate, caused_error", "hold_out"},
};

const struct party_kind advertiser_party = {
    .kind = {.name = "advertiser",
             .summary =
                 "a firm that buys places, clicks or leads from the maker's media, and sells to families",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&recommender_technique, &learning_buyer_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct advertiser_state),
    .prepare = prepare,
    .start = start,
    .receive = receive,
    .close = close_firm,
};

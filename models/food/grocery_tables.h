// SPDX-License-Identifier: GPL-3.0-or-later
// Every number of a grocery, said once: its settings, what is counted of it, and its equations. Included by grocery_party.c only.
#ifndef MARU_MODELS_FOOD_GROCERY_TABLES_H
#define MARU_MODELS_FOOD_GROCERY_TABLES_H

#include "models/environment/opening_hours.h"
#include "models/food/grocery_advice.h"
#include "models/food/grocery_foresight.h"
#include "models/food/meal_reports.h"
#include "models/food/shopping.h"
#include "models/methods/factorisation_technique.h"
#include "models/methods/logit_law.h"
#include "models/methods/neighbours_technique.h"
#include "models/methods/service_queue.h"
#include "models/tokens/token_programme.h"

struct grocery_settings {
    // How families deal with this grocery.
    double customers, gap_days;
    int64_t gap_shape;
    double rate_shape, stays, stays_differ, orders_before;
    double basket_won, basket_spread;
    double customer_accepts, stranger_accepts, benefit_scale_won, prefers, answer_min, annoyed_unasked;
    // What it does with what it is told.
    int64_t offer_products, meals_low;
    bool hears_meals;
    double fresh_days, quiet_days, coupon_won, worth_won;
    int recommends;  // enum grocery_ranker
    double advice_hold_out, advice_taken, advice_weight, advice_worth_won;
    bool foresees;
    int64_t foresight_days;
    double reminds_gone, reminder_won, reminder_worth_won;
    // Delivering.
    int64_t riders;
    double opens_hour, closes_hour, pick_hours, ride_min, delivery_won, usual_delivery_won;
    int rests;  // enum opening_rests
    // Money.
    double margin, wage_won_hour, referral_share;
    int fee_payer;
};

typedef struct grocery_settings S;
typedef struct groceries_settings G;
enum { PAID_BY_GROCERY, PAID_BY_FAMILY };
static const char *const fee_payers[] = {"grocery", "family", NULL};
static const char *const recommends_names[] = {"nothing", "popularity", "neighbours", "factorisation", NULL};
static const struct setting rows[] = {
    UNCERTAIN(S, customers, "1", 0.35, 0, 1, "share of households that order now and then when the scenario starts", "assumption"),
    UNCERTAIN(S, gap_days, "day", 12, 2, 90, "time between orders at the mean rate of customers; between those of one it is gamma",
              "assumption; 9.6 days with infants (Shinhan Card 2019, joongang.co.kr 23566117), half weekly or more (Yonsei survey, ggjil.com 28747)"),
    SETTING_WHOLE(ROLE_UNCERTAIN, S, gap_shape, "1", 2, 1, 20, "shape of that gamma: 1 is without memory", "assumption"),
    UNCERTAIN(S, rate_shape, "1", 1, 0.2, 20, "how alike customers are in how often they order: shape of the gamma of their rates, 1 / coefficient of variation squared",
              "assumption; all that ever bought at CDNOW, records: 0.243 (example of R package BTYD 2.4.3, after Fader, Hardie & Lee 2005, not read)"),
    UNCERTAIN(S, stays, "1", 0.61, 0, 1, "share of new customers that stay one after their first order; of later orders by their own chance",
              "Market Kurly 2019: 61.2 % buy again (ajunews 20200703135400836), read as: once more"),
    UNCERTAIN(S, stays_differ, "1", 0.24, 0.02, 0.5, "how much families differ in that: 0 not at all, 1 each stays always or never; 1 / (1 + a + b) of a beta",
              "assumption: 1 / (1 + 0.793 + 2.426) of CDNOW's customers (example of R package BTYD 2.4.3, after Fader, Hardie & Lee 2005, not read)"),
    UNCERTAIN(S, orders_before, "1", 30, 0, 500, "orders after each of which a customer of the start has stayed", "assumption: a year's at gap_days"),
    UNCERTAIN(S, basket_won, "won", 30000, 5000, 200000, "median basket", "Yonsei survey, n = 400 (ggjil.com 28747): half pay below 30,000 won"),
    UNCERTAIN(S, basket_spread, "1", 0.4, 0, 1.5, "sigma of the lognormal basket", "from the same survey: nearly 90 % pay below 50,000 won"),
    UNCERTAIN(S, customer_accepts, "1", 0.12, 0.001, 0.9, "share of customers that take an offer that is worth nothing to them beyond its goods",
              "12 % of coupon mailings to a household had a redemption (dunnhumby Complete Journey)"),
    UNCERTAIN(S, stranger_accepts, "1", 0.03, 0.001, 0.9, "the same of households that are not its customers", "assumption: a quarter of that"),
    UNCERTAIN(S, benefit_scale_won, "won", 5000, 500, 100000, "by how much ordering must be worth more to multiply its odds by e, of an offer or not",
              "assumption; with a basket of 30,000 won orders have an elasticity to the whole price of about 1.9; brands' sales: 1.76 (Tellis 1988)"),
    UNCERTAIN(S, prefers, "1", 0.2, 0, 1, "share of customers' purchases prompted by their own app that come to it", "assumption"),
    UNCERTAIN(S, answer_min, "min", 30, 1, 600, "mean time until an offer is read, exponential", "assumption"),
    UNCERTAIN(S, annoyed_unasked, "1", 0.05, 0, 1, "chance that an offer tells a family that never agreed what is known of it, and it resents that",
              "assumption; well below what an unasked call meets"),
    SETTING_WHOLE(ROLE_LEVER, S, offer_products, "1", 2, 1, FOODSTUFFS, "products that must run low before it offers", "assumption"),
    SETTING_YES_NO(ROLE_LEVER_AT_START, S, hears_meals, false, "is told what microwaves heat, by families that allow it, and foresees by that what runs low where no refrigerator tells", "the question"),
    SETTING_WHOLE(ROLE_LEVER, S, meals_low, "1", 4, 1, 50, "dishes made of a product and heated since it last brought or offered it, by which it is taken to run low", "assumption: about a pack, half of which is heated"),
    LEVER(S, fresh_days, "day", 3, 0, 30, "what it was told of a home counts for so long: bought meanwhile, or not wanted", "assumption"),
    LEVER(S, quiet_days, "day", 4, 0, 60, "no second offer within this time", "assumption"),
    REWARD("offered_orders", S, coupon_won, "won", 0, 0, 20000, "taken off the price of an offered order", "assumption"),
    UNCERTAIN(S, worth_won, "won/month", 3000, 0, 30000, "what families expect of being offered in time", "assumption: one delivery's price"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, recommends, recommends_names, ADVISE_NOTHING, "by what it recommends one product more beside an order, to families whose purchases it may remember", "the question"),
    LEVER_AT_START(S, advice_hold_out, "1", 0.2, 0, 0.9, "share of families that are never recommended anything, for comparison", "assumption: as of the diet service"),
    UNCERTAIN(S, advice_taken, "1", 0.05, 0.001, 0.5, "share of recommendations that a family takes of a product of which it eats as much as others", "assumption; effects in field tests vary from none to several times (Jannach & Jugovac 2019)"),
    UNCERTAIN(S, advice_weight, "1", 1, 0, 3, "by how much the log odds of taking it rise with the logarithm of how much more of it the family eats", "assumption: odds in proportion"),
    UNCERTAIN(S, advice_worth_won, "won/month", 300, 0, 10000, "what families expect of that, when they are asked whether their purchases may be remembered", "assumption"),
    SETTING_YES_NO(ROLE_LEVER_AT_START, S, foresees, false, "foresees from when families ordered that let it remember who orders soon and who has gone", "the question"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, foresight_days, "day", 7, 1, 60, "so often it looks at what it remembers, and so far ahead", "assumption: each week"),
    LEVER(S, reminds_gone, "1", 1, 0, 1, "writes to families that it believes to have gone with at least this chance; 1: to nobody", "the question"),
    UNCERTAIN(S, reminder_won, "won", 30, 0, 5000, "cost of writing to a family", "assumption: a text message"),
    UNCERTAIN(S, reminder_worth_won, "won/month", 300, 0, 10000, "what families expect of that, when they are asked whether it may be remembered when they order", "assumption: as of recommendations"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, riders, "1", 6, 1, 10000, "riders that deliver", "assumption"),
    OPENING_HOURS_ROWS(S, "deliveries start", 9, 22, RESTS_NEVER, "assumption"),
    UNCERTAIN(S, pick_hours, "h", 0.5, 0, 24, "until an order is picked", "assumption"),
    UNCERTAIN(S, ride_min, "min", 25, 1, 240, "mean length of a delivery, exponential", "assumption"),
    PRICE("orders", S, delivery_won, "won", 3000, 0, 10000, "price of a delivery", "assumption: usual fee of Korean online groceries"),
    UNCERTAIN(S, usual_delivery_won, "won", 3000, 0, 10000, "price of a delivery at which families order as said above", "assumption: the price that is asked"),
    UNCERTAIN(S, margin, "1", 0.23, 0, 0.6, "price less cost of goods, as a share of the price", "assumption: 20-25 % in groceries"),
    UNCERTAIN(S, wage_won_hour, "won/h", 12000, 7530, 40000, "cost of a rider's hour; the minimum wage of 2018 is 7,530 won", "assumption"),
    LEVER(S, referral_share, "1", 0.03, 0, 0.2, "the maker's share of a basket that followed from an offer", "assumption: 1-5 %"),
    SETTING_ONE_OF(ROLE_LEVER, S, fee_payer, fee_payers, PAID_BY_GROCERY, "who pays the maker's share", "assumption"),
};

enum {
    TOLD,
    MEALS,
    OFFERS,
    RESENTED,
    ORDERS,
    OFFERED,
    BASKET,
    DELIVERED,
    WAIT,
    RIDING,
    REFERRAL,
    ELSEWHERE,
    ADVISED,
    ADVICE_TAKEN,
    CAUSED,
    CAUSED_ERROR,
    REMINDERS,
    REMINDED,
    FORESIGHT,
    METRICS = FORESIGHT + BUYS_COUNTS
};
static const struct metric metrics[METRICS] = {
    [TOLD] = {"told", "1", "messages about stock received", false, NULL},
    [MEALS] = {"meals", "1", "heated dishes told of", false, NULL},
    [OFFERS] = {"offers", "1", "offers made because products ran low", true, NULL},
    [RESENTED] = {"resented", "1", "offers that a family resented, having agreed to nothing", true, NULL},
    [ORDERS] = {"orders", "1", "orders received", true, NULL},
    [OFFERED] = {"offered_orders", "1", "of these, orders that followed from an offer", true, NULL},
    [BASKET] = {"basket", "won", "basket, mean of an order", true, "orders"},
    [DELIVERED] = {"deliveries", "1", "orders delivered", false, NULL},
    [WAIT] = {"wait", "h", "wait for a rider, mean of a delivery", true, "deliveries"},
    [RIDING] = {"riding", "h", "riders' hours", false, NULL},
    [REFERRAL] = {"referral", "won", "shares paid to the maker", true, NULL},
    [ELSEWHERE] = {"elsewhere", "won", "spent by families in other shops", true, NULL},
    [ADVISED] = {"advised", "1", "products recommended beside an order", false, NULL},
    [ADVICE_TAKEN] = {"advice_taken", "1", "share of them that families took", false, "advised"},
    [CAUSED] = {"caused_won", "won", "sold because of that, estimated from the families held out", false, NULL},
    [CAUSED_ERROR] = {"caused_won_error", "won", "standard error of that estimate", false, NULL},
    [REMINDERS] = {"reminders", "1", "families written to that were believed to have gone", false, NULL},
    [REMINDED] = {"reminded_orders", "1", "orders that followed from that", false, NULL},
    [FORESIGHT + FORESEEN_BUYERS] = {"foreseen_buyers", "1", "families and looks of which it was foreseen whether they order", false, NULL},
    [FORESIGHT + BOUGHT_SHARE] = {"bought_share", "1", "share of them in which the family ordered", false, "foreseen_buyers"},
    [FORESIGHT + BOUGHT_CHANCE] = {"bought_chance", "1", "chance that was foreseen, mean", false, "foreseen_buyers"},
    [FORESIGHT + BUYS_BRIER] = {"buys_brier", "1", "Brier score of that, mean", false, "foreseen_buyers"},
    [FORESIGHT + BUYS_BRIER_BASE] = {"buys_brier_base", "1", "the same, had each family the chance of the time before", false, "foreseen_buyers"},
    [FORESIGHT + BUYS_LOG_LOSS] = {"buys_log_loss", "1", "log loss of what was foreseen, mean", false, "foreseen_buyers"},
    [FORESIGHT + BUYS_LOG_BASE] = {"buys_log_base", "1", "the same, had each family the chance of the time before", false, "foreseen_buyers"},
    [FORESIGHT + BELIEVED] = {"believed", "1", "families and looks of which it was believed whether they still are customers", false, NULL},
    [FORESIGHT + STAYED_SHARE] = {"stayed_share", "1", "share of them that were", false, "believed"},
    [FORESIGHT + STAYED_CHANCE] = {"stayed_chance", "1", "chance that was believed, mean", false, "believed"},
    [FORESIGHT + STAYED_BRIER] = {"stayed_brier", "1", "Brier score of that, mean", false, "believed"},
};

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation offers = {
    "offers",
    "when offer_products products were told to run low since its last offer and order, none later than "
    "fresh_days after the one before it; "
    "not within quiet_days of the last offer, nor while an order is under way",
    "told: messages received; families that are asked for them weigh worth_won a month", "assumption"};
static const struct equation hears = {
    "what heated dishes tell a grocery",
    "with hears_meals: a product runs low by the meals_low-th dish made of it since it was last brought or "
    "so "
    "foreseen, in homes whose refrigerator has told it nothing; then as if it had been told; meals: dishes "
    "told of",
    "dishes as the microwave recognised and reported them; made of: see dishes from the microwave",
    "assumption"};
static const struct equation resented = {
    "offers that are resented",
    "with chance annoyed_unasked by a family that never agreed to tell; costs trust by weight 1", "",
    "assumption"};
static const struct equation orders = {
    "orders and their baskets",
    "basket = sum_p packs_p pack_won_p + pantry goods; the family pays max(0, basket + delivery_won - "
    "coupon_won), the coupon only after an offer; goods cost (1 - margin) basket",
    "packs_p and pantry goods as the family ordered; to the won, paid at the door at the prices at which it "
    "was ordered; who orders tells what it wants, and that is its consent",
    "definition"};
static const struct equation delivery = {"delivering",
                                         "an order joins the queue of riders after pick_hours; ride = "
                                         "ride_min E minutes; riders cost wage_won_hour ride",
                                         "E exponential with mean 1", "exponential service; assumption"};
static const struct equation makers_share = {
    "the maker's share",
    "referral = referral_share basket of an order that followed from an offer, paid by fee_payer",
    "to the won", "assumption"};
static const struct equation reminding = {
    "reminders",
    "at a look, an offer to who is remembered and believed gone, 1 - P(stays) >= reminds_gone, below 1; not within quiet_days of the "
    "last offer, nor while an order is under way; costs reminder_won; what follows pays the maker nothing",
    "P(stays): see whether a family buys soon", "assumption"};
static const struct equation elsewhere = {"bought elsewhere",
                                          "won = (1 + premium) sum_p packs_p pack_won_p + pantry goods",
                                          "premium = corner_premium in a corner shop, else 0", "definition"};
static const struct equation pantry = {
    "worth of groceries to the family",
    "pantry goods: their price, when they are paid; what is eaten: see what food is worth",
    "bought somewhere in any case", "assumption"};
static const struct submodel submodels[] = {
    {&offers, "told, offers, grocery offer",
     "offer_products, fresh_days, quiet_days, worth_won, refrigerator"},
    {&hears, "meals, food", "hears_meals, meals_low, microwave.report"},
    {&resented, "resented", "annoyed_unasked"},
    {&orders,
     "orders, offered_orders, basket, family orders, grocery order, grocery order after an offer, groceries "
     "delivered, cost of groceries, purchase",
     "margin, coupon_won, delivery_won, groceries.pack_won, refrigerator"},
    {&logit_taker_equation, "", "delivery_won, benefit_scale_won, groceries.basket_trip_won"},
    {&pantry, "", ""},
    {&service_queue_equation, "wait", "riders, opens_hour, closes_hour, rests"},
    {&delivery, "deliveries, riding, riders, grocery delivery", "pick_hours, ride_min, wage_won_hour"},
    {&token_programme_paying_equation, "tokens spent",
     "token_programme.at_partners, token_programme.most_share, token_programme.redeems"},
    {&makers_share, "referral", "referral_share, fee_payer"},
    {&grocery_advice_pick_equation, "advised, purchase", "recommends, advice_worth_won"},
    {&neighbours_likeness_equation, "", "recommends"},
    {&neighbours_score_equation, "", "recommends"},
    {&factorisation_cost_equation, "", "recommends"},
    {&factorisation_sweep_equation, "", "recommends"},
    {&grocery_advice_takes_equation, "advice_taken", "advice_taken, advice_weight"},
    {&recommender_uplift_equation, "caused_won, caused_won_error", "advice_hold_out"},
    {&purchase_foresight_equation, "foreseen_buyers, bought_share, bought_chance, believed, stayed_share, stayed_chance, purchase",
     "foresees, foresight_days, reminder_worth_won"},
    {&purchase_foresight_fit_equation, "", "foresees"},
    {&purchase_foresight_scores_equation, "buys_brier, buys_brier_base, buys_log_loss, buys_log_base, stayed_brier", "foresees"},
    {&reminding, "reminders, reminded_orders, grocery offer, grocery order after an offer, reminders to order",
     "reminds_gone, reminder_won, quiet_days, coupon_won"},
    {&elsewhere, "elsewhere, groceries elsewhere", "groceries.pack_won, groceries.corner_premium"},
};

#endif

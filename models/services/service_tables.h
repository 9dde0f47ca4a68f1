// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, metrics and equations of a service (service_party.c), which alone includes this.
#ifndef MARU_MODELS_SERVICES_SERVICE_TABLES_H
#define MARU_MODELS_SERVICES_SERVICE_TABLES_H

#include "models/methods/demand_law.h"
#include "models/people/choice.h"
#include "models/services/service_leads.h"
#include "models/services/service_parts.h"

typedef struct service_settings S;

static const char *const owner_names[] = {[SERVICE_PARTNERS] = "partner", [SERVICE_MAKERS] = "maker", NULL};
static const char *const channel_names[] = {
    [SERVICE_REFERRAL] = "referral", [SERVICE_PLATFORM] = "platform", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_WORDS(S, listens_to, "", "the monitor whose reports it acts on; empty: none, families call", "the scenario"),
    LEVER(S, acts_from, "1", -1e6, -1e6, 1e6, "makes an offer at readings from this one on; a very low one: at all it is told", "the scenario"),
    UNCERTAIN(S, worth_won, "won/month", 2000, 0, 50000, "what being looked after is worth to a family, when it is asked for its data", "assumption"),
    PRICE_AT_START("booked", S, price_won, "won", 30000, 0, 1000000, "price of a visit", "the scenario"),
    WORLD(S, usual_won, "won", 30000, 100, 1000000, "price of such visits elsewhere, at which families accept, call and return as said below", "the scenario"),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    FEE("offers", S, lead_won, "won", 1000, 0, 100000, "paid to the maker for a report that led to an offer", "assumption"),
    UNCERTAIN(S, believed_closes, "1", 0.2, 0, 1, "share of offers on such reports that a partner believes to be booked at the usual price, before it has seen any", "assumption: as accepts"),
    UNCERTAIN(S, believed_anyway, "1", 0.04, 0, 1, "share of homes left that it believes to call all the same within quiet_days", "assumption: calls_year 0.5 over 30 days"),
    LEARNING_BUYER_ROWS(S, 20000, "assumption: twenty reports"),
    UNCERTAIN(S, wage_won_hour, "won/h", 20000, 8350, 100000, "cost of a desk's hour of visits; the minimum wage of 2019 is 8,350 won", "assumption"),
    UNCERTAIN(S, material_won, "won", 2000, 0, 500000, "material of a visit", "assumption"),
    UNCERTAIN(S, accepts, "1", 0.2, 0, 1, "share of offers to homes in need that are accepted, at trust 1/2 and the usual price", "assumption: a warm lead"),
    UNCERTAIN(S, accepts_needless, "1", 0.05, 0, 1, "share of other offers that are accepted", "assumption: a quarter of that"),
    UNCERTAIN(S, annoyed, "1", 0.3, 0, 1, "share of those who did not need an offer and decline it who resent it", "assumption"),
    UNCERTAIN(S, annoyance, "1", 0.5, 0, 2, "weight of that, 1: an ordinary bad experience", "assumption: a message, no failure"),
    LEVER(S, quiet_days, "day", 30, 0, 3650, "days after an offer in which no other is made to the home", "assumption"),
    UNCERTAIN(S, answer_hours, "h", 12, 0.01, 720, "mean time until an offer is answered, exponential", "assumption: by the evening"),
    UNCERTAIN(S, patience_days, "day", 14, 0.5, 1e6, "mean wait after which a family gives its booking up, exponential; 1e6: it waits for ever", "assumption"),
    UNCERTAIN(S, calls_year, "1/year", 0.5, 0, 50, "calls by itself of a home in need, at the usual price, mean of all", "assumption: once in two years"),
    UNCERTAIN(S, calls_shape, "1", 1, 0.2, 20, "how alike families are in that: shape of the gamma of their rates, 1 / coefficient of variation squared", "assumption: as maker.accessories_shape"),
    UNCERTAIN(S, effect, "1", 1, 0, 1e6, "by how much a visit lowers the level of a home in need, in the monitor's unit", "the scenario"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, desks, "1", 1, 1, 10000, "visits that can be made at once", "the scenario"),
    OPENING_HOURS_ROWS(S, "visits start", 9, 18, RESTS_ON_HOLIDAYS, "assumption"),
    UNCERTAIN(S, visit_hours, "h", 0.5, 0.05, 48, "mean length of a visit, exponential", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, owned_by, owner_names, SERVICE_PARTNERS, "whose service it is", "the scenario"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, channel, channel_names, SERVICE_REFERRAL, "how a partner gets its customers: the maker refers them to it, or they book in the maker's app", "the scenario"),
    LEVER_AT_START(S, serves_from, "1", 0, 0, 1, "serves the districts from this share of all of them on", "the scenario"),
    LEVER_AT_START(S, serves_to, "1", 1, 0, 1, "up to this one; not above serves_from: it is closed", "the scenario"),
    LEVER(S, commission, "1", 0.15, 0, 0.5, "share of the price that the maker's app keeps; 0.05 to 0.3 are usual",
          "assumption; Korean online malls took 9.0-12.3 % of sales in 2019-2023 (Korea Fair Trade Commission)"),
    UNCERTAIN(S, leaks, "1", 0.2, 0, 1, "share of a family's visits after the first that it books past the app", "assumption; that there are some: Gu & Zhu 2021, Manag. Sci. 67:794"),
    SPENDING_AT_START(S, fixed_won_month, "won/month", 0, 0, 100000000, "what an own service costs besides its desks: app, training, vans; 0 for a partner's: nobody thinks of one", "the scenario"),
    UNCERTAIN(S, beginner, "1", 1.5, 1, 4, "length of an own service's first visits; a partner's are 1", "assumption"),
    UNCERTAIN(S, experience_visits, "1", 50, 1, 10000, "visits made in training, before the first", "assumption: 50 visits of two hours are two to three weeks"),
    UNCERTAIN(S, progress, "1", 0.88, 0.7, 1, "length of an own service's visits when its experience has doubled, down to a partner's",
              "assumption: handwork learns less than the 0.8 of airframes (Wright 1936, J. Aeronaut. Sci. 3:122)"),
    LEVER_AT_START(S, remind_days, "day", 0, 0, 3650, "days after a visit at which who knows the customer invites it again; 0: never, and nobody keeps a record", "the scenario"),
    UNCERTAIN(S, returns, "1", 0.3, 0, 1, "share of invitations to homes in need that are accepted", "assumption: between an offer's 0.2 and twice that"),
};
// clang-format on

static const struct metric metrics[SERVICE_METRICS] = {
    [SERVICE_REPORTS] = {"reports", "1", "reports that came in", true, NULL},
    [SERVICE_OFFERS] = {"offers", "1", "offers made", true, NULL},
    [SERVICE_NEEDLESS_OFFERS] = {"needless_offers", "1", "answered offers to homes that did not need help",
                                 false, NULL},
    [SERVICE_LEADS_OFFERED] = {"leads_offered", "1", "reports that a partner could buy", true, NULL},
    [SERVICE_LEADS_LEFT] = {"leads_left", "1", "of these those that it did not buy", true, NULL},
    [SERVICE_BID] = {"bid", "won", "what it would have given for one at most, mean", true, "leads_offered"},
    [SERVICE_ANNOYED] = {"annoyed", "1", "families that resented an offer", true, NULL},
    [SERVICE_CALLS] = {"calls", "1", "families that called by themselves", true, NULL},
    [SERVICE_BOOKED] = {"booked", "1", "visits booked", false, NULL},
    [SERVICE_VISITS] = {"visits", "1", "visits done", true, NULL},
    [SERVICE_WAIT_HOURS] = {"wait", "h", "wait for a desk from booking, mean of a visit", true, "visits"},
    [SERVICE_NEEDLESS] = {"needless_visits", "1", "visits to homes that did not need help", true, NULL},
    [SERVICE_HELPED] = {"helped", "1", "visits that helped", true, NULL},
    [SERVICE_ABANDONED] = {"abandoned", "1", "families that gave up waiting", true, NULL},
    [SERVICE_WORK_HOURS] = {"visit_length", "h", "length of a visit, mean", false, "visits"},
    [SERVICE_PAID_HOURS] = {"paid_hours", "h", "hours that an own service's desks were paid for", false,
                            NULL},
    [SERVICE_BUSY] = {"busy", "1", "share of the paid hours spent on visits", true, "paid_hours"},
    [SERVICE_MAKER_GAINS] = {"maker_gains", "won",
                             "what the maker has of it: leads, commissions, or the own service's result",
                             true, NULL},
    [SERVICE_PARTNER_GAINS] = {"partner_gains", "won", "what the partner has of it", true, NULL},
    [SERVICE_REMINDERS] = {"reminders", "1", "families invited again", false, NULL},
    [SERVICE_REMINDED] = {"reminded_visits", "1", "visits booked on an invitation", true, NULL},
    [SERVICE_LEAKED] = {"leaked", "1", "bookings that went past the app", true, NULL},
    [SERVICE_MAKER_KNOWS] = {"maker_knows", "1", "customers that the maker has on record", true, NULL},
    [SERVICE_PARTNER_KNOWS] = {"partner_knows", "1", "customers that the partner has on record", true, NULL},
    [SERVICE_DAYS] = {"days", "day", "days in business", false, NULL},
    [SERVICE_VISITS_MONTH] = {"visits_month", "1/month", "visits a month", true, "days"},
    [SERVICE_BREAK_EVEN] = {"break_even", "1/month", "visits a month that an own service needs to pay at all",
                            true, "days"},
    [SERVICE_BREAK_EVEN_APP] = {"break_even_app", "1/month",
                                "visits a month that it needs to beat the commission on the same visits",
                                false, "days"},
    [SERVICE_OWN_ADVANTAGE] =
        {"own_advantage", "won",
         "contribution of an own service's visits, less what their offers would earn as "
         "leads",
         false, NULL},
    [SERVICE_BREAK_EVEN_LEADS] = {"break_even_leads", "1/month",
                                  "visits a month that it needs to beat leads; negative: no number does",
                                  true, "own_advantage"},
};

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation area_equation = {
    "where it serves", "districts d with serves_from <= (d + 1/2) / homes.districts < serves_to", "d from 0",
    "definition"};
static const struct equation offers_equation = {
    "offers",
    "at a reading >= acts_from that is bought, not within quiet_days of the last offer "
    "or invitation; answered after answer_hours E",
    "E exponential with mean 1", "assumption"};
static const struct equation answers_equation = {
    "answers to offers",
    "yes with chance min(1, 2 trust accepts) in need, else with chance accepts_needless; who is not in need "
    "and declines resents it with chance annoyed: a bad experience of weight annoyance",
    "at usual_won: see how many take it at its price; in need: level >= matters_above of the monitor; trust "
    "in the maker",
    "assumption"};
static const struct equation calls_equation = {
    "own calls", "of a home in need, 365 E / (calls_year G d) days apart",
    "d: how many more or fewer take it at price_won than at usual_won; E exponential with mean 1; moments "
    "drawn for all homes with the monitor; G ~ Gamma(calls_shape) with mean 1, a family's own with the "
    "service",
    "Poisson; thinning, Lewis & Shedler 1979 (Nav. Res. Logist. Q. 26:403); gamma over families: negative "
    "binomial calls, Ehrenberg 1959 (Appl. Stat. 8(1):26), not read"};
static const struct equation booking_equation = {
    "bookings",
    "if the family can afford price_won; given up after patience_days E days of waiting; who books or calls "
    "tells what it needs, and that is its consent",
    "E exponential with mean 1", "exponential patience; assumption"};
static const struct equation leaks_equation = {
    "past the app",
    "with chance leaks, of visits after the first where channel is platform: booked with the partner itself",
    "", "that there are some: Gu & Zhu 2021 (Manag. Sci. 67:794); how many: assumption"};
static const struct equation length_equation = {
    "length of a visit", "hours = visit_hours g E; g = 1, of the maker's own people max(1, beginner f)",
    "E exponential with mean 1; f: see experience; visit_length: mean hours",
    "exponential service; assumption"};
static const struct equation effect_equation = {"what a visit does",
                                       "in need the monitor's level falls by effect, else nothing",
                                       "without a monitor who calls is in need", "assumption"};
static const struct equation again_equation = {"who knows the customer",
                                      "a record of each visit goes, by consent, to who took the booking, "
                                      "partner or maker; it invites remind_days later who has not been back; "
                                      "yes with chance returns in need, else with chance accepts_needless",
                                      "remind_days 0: never; not within quiet_days of an offer",
                                      "assumption"};
static const struct equation leads_equation = {
    "leads",
    "lead_won an offer, from the partner to the maker, where owned_by is partner and channel referral",
    "to the won", "definition"};
static const struct equation paid_equation = {
    "what a visit brings",
    "price_won to the partner; with owned_by maker or channel platform to the maker, which on the platform "
    "keeps commission price_won and pays out the rest",
    "to the won", "definition"};
static const struct equation costs_equation = {
    "what visits cost",
    "wage_won_hour hours + material_won a visit, with owned_by maker of the hours after closing alone; they "
    "cost desks (closes_hour - opens_hour) wage_won_hour an open day, and fixed_won_month",
    "by days of 365 / 12 a month; paid_hours: hours after closing and open hours; busy: visit hours / "
    "paid_hours",
    "definition"};
static const struct equation advantage_equation = {
    "break-even against leads",
    "own_advantage = visits c - offers lead_won; break_even_leads = visits F / own_advantage; visits_month = "
    "visits 365 / 12 / days",
    "c, F: see break-even of an own service; counted where owned_by is maker or fixed_won_month > 0",
    "definition"};
static const struct submodel submodels[] = {
    {&area_equation, "", "serves_from, serves_to, homes.districts"},
    {&choice_equation, "reports", "worth_won, listens_to, families"},
    {&offers_equation, "reports, offers, service offered", "acts_from, quiet_days, answer_hours, monitor"},
    {&answers_equation, "needless_offers, annoyed",
     "accepts, accepts_needless, annoyed, annoyance, monitor.matters_above"},
    {&choice_trust_equation, "", "annoyance, families"},
    {&demand_surplus_equation, "", "usual_won, price_won, price_weight"},
    {&demand_equation, "", "usual_won, price_won, price_weight"},
    {&calls_equation, "calls, family calls, profile", "calls_year, calls_shape, listens_to, usual_won, price_won"},
    {&booking_equation, "booked, abandoned, service booked, family gives up waiting, telemetry, health, device_health",
     "price_won, patience_days, families"},
    {&leaks_equation, "leaked", "leaks, channel"},
    {&service_queue_equation, "wait", "desks, opens_hour, closes_hour, rests"},
    {&length_equation, "visits, visit_length, service visit", "visit_hours, beginner, owned_by"},
    {&make_or_partner_learnt_equation, "", "experience_visits, progress"},
    {&effect_equation, "helped, needless_visits", "effect"},
    {&again_equation,
     "reminders, reminded_visits, maker_knows, partner_knows, service reminder, customer record, purchase",
     "remind_days, returns, accepts_needless, quiet_days, answer_hours, worth_won"},
    {&service_leads_equation, "leads_offered, leads_left",
     "believed_closes, believed_anyway, lead_won, owned_by, channel"},
    {&learning_buyer_belief_equation, "", "prior_purchases"},
    {&learning_buyer_bid_equation, "bid", "price_won, wage_won_hour, visit_hours, material_won"},
    {&learning_buyer_trials_equation, "", "trials_won_quarter"},
    {&leads_equation, "service lead, maker_gains, partner_gains", "lead_won, owned_by, channel"},
    {&paid_equation, "service visit, service payout, maker_gains, partner_gains",
     "price_won, commission, owned_by, channel"},
    {&costs_equation, "wages, material, own service, own people's day, paid_hours, busy, maker_gains, partner_gains",
     "wage_won_hour, material_won, desks, opens_hour, closes_hour, rests, fixed_won_month, owned_by"},
    {&make_or_partner_equation, "break_even, break_even_app",
     "fixed_won_month, wage_won_hour, desks, opens_hour, closes_hour, rests, price_won, material_won, "
     "commission"},
    {&make_or_partner_evening_equation, "", "visit_hours, opens_hour, closes_hour"},
    {&advantage_equation, "own_advantage, break_even_leads, visits_month, days", "lead_won, fixed_won_month"},
};

#endif

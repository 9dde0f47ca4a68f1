// SPDX-License-Identifier: GPL-3.0-or-later
// Settings and metrics of the maker's medium (media_party.c), which alone includes this.
#ifndef MARU_MODELS_MEDIA_MEDIA_TABLES_H
#define MARU_MODELS_MEDIA_MEDIA_TABLES_H

#include "models/media/media_parts.h"
#include "models/methods/choosers.h"

static const char *const sells_by_names[] = {"list", "auction", NULL};

// clang-format off
static const struct setting rows[] = {
    WORLD(S, app_share, "1", 0.5, 0, 1, "share of families with something of the maker's that use its app at the start",
          "as many as keep products connected: LG less than half, Whirlpool more than half (Wall Street Journal 2023)"),
    LEVER_AT_START(S, ads_day, "1/day", 0.5, 0, 4, "advertisements shown to each family that uses the app", "assumption; 0 to 2 are usual"),
    FEE("places_sold", S, cpm_won, "won", 3000, 100, 30000, "list price of 1,000 places", "assumption; a Korean example asks 5,000 (aviationmaniac.tistory.com 2025, weak)"),
    FEE("clicks_sold", S, cpc_won, "won", 1000, 10, 30000, "list price of a click",
          "assumption, the price of a place at click_rate; 300 in a Korean example (the same, weak), 1,900 in the US in 2017 ($1.72)"),
    FEE_AT_START("leads_sold", S, cpl_won, "won", 20000, 100, 500000, "list price of a lead", "a Korean example asks 20,000 for an action (the same, weak)"),
    LEVER(S, premium, "1", 0.51, 0, 5, "how much more a place before a known profile is asked and paid for",
          "trackable against untrackable impressions: + 51 % (SSRN 4598472)"),
    WORLD(S, usual_cpm_won, "won", 3000, 100, 30000, "list price of 1,000 places elsewhere", "assumption: as this one's"),
    UNCERTAIN_LIKELY(S, network_share, "1", 0.5, 0.25, 0.75, 0, 1, "what a network pays for any place, as a share of the usual list price", "assumption: what is left over sells for less"),
    SETTING_ONE_OF(ROLE_LEVER, S, sells_by, sells_by_names, LIST, "how places and leads are sold", "assumption"),
    LEVER(S, reserve, "1", 1, 1, 10, "least price of a place in the auction, by what it would bring otherwise", "assumption: no more than that"),
    FEE("leads_sold", S, lead_reserve_won, "won", 5000, 0, 500000, "least price of a lead in the auction", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER, S, lead_chooser, choosers_names, CHOOSER_FIXED, "who moves the list price of a lead, or its least price in the auction, around what is set, from lead to lead", "the scenario"),
    LEVER(S, chooser_explores, "1", 0.1, 0, 1, "share of rounds in which the greedy chooser takes any step", "assumption: usual in textbooks"),
    LEVER(S, lead_term_days, "day", 7, 0.5, 90, "a family's request for a visit is good for so long: its consent to that firm", "assumption"),
    LEVER(S, lead_prior, "1", 20, 0, 1000, "leads that the list price counts for, in the mean of what one brings", "assumption"),
    UNCERTAIN_LIKELY(S, click_rate, "1", 0.003, 0.0005, 0.01, 0.0005, 0.5, "share of first views that the average family clicks on", "all display formats 0.05 % (DoubleClick, by smartinsights.com 2018), Google's display network 0.57 % (WordStream, by warc.com 2018), 1 % where it is good; weak"),
    UNCERTAIN_LIKELY(S, wear_out, "1", 10, 3, 30, 0.5, 1000, "views of the same advertiser in a month after which clicks fall to 37 %", "assumption: between who clicks at once or never and 10 views and more that still work (warc.com, what we know about wearout and decay)"),
    UNCERTAIN_LIKELY(S, asks, "1", 0.1, 0.02, 0.15, 0, 1, "share of clicks on the card that ask for a visit", "assumption: a form to fill in; of a page's visitors 2 to 3 %, of one made for it 4 to 15 % (klipfolio.com, unbounce by omegapoint.systems; weak)"),
    LEVER(S, profile_days, "day", 60, 1, 365, "a profile is known for so long after a report", "assumption: two reports"),
    UNCERTAIN_LIKELY(S, worth_won, "won/month", 0, 0, 500, 0, 10000, "what fitting advertisements are worth to a family", "assumption: nothing; at most the usual reward"),
    REWARD_AT_START("allowed", S, reward_won, "won/month", 500, 0, 10000, "paid to each family that allows its profile", "assumption; reward budgets of 500 to 3,000 won a month"),
    UNCERTAIN_LIKELY(S, annoyed_month, "1/month", 0.01, 0.003, 0.03, 0, 0.3, "share of families that an advertisement a day annoys", "assumption"),
    UNCERTAIN_LIKELY(S, annoyance, "1", 0.2, 0.05, 0.5, 0, 1, "weight of that, 1: an ordinary bad experience", "assumption: below an unwanted call"),
    UNCERTAIN_LIKELY(S, leaves_month, "1/month", 0.02, 0.01, 0.06, 0, 0.5, "chance to give the app up without advertisements", "assumption: the lower end of 2 to 5 % for services"),
    UNCERTAIN_LIKELY(S, leaves_more, "day", 0.7, 0.2, 1.5, 0, 5, "how the logarithm of that rises with the advertisements a day", "assumption: one more a day doubles it; that load costs an audience, more in years than in a month: Goli, Huang, Reiley & Riabov 2025 (arXiv 2412.05516), not read"),
    UNCERTAIN_LIKELY(S, returns_month, "1/month", 0.005, 0.002, 0.02, 0, 0.5, "chance to use the app again after that", "assumption: few do"),
    UNCERTAIN_LIKELY(S, finds_out_month, "1/month", 0.01, 0.003, 0.03, 0, 0.3, "share of families that find out that their profile was taken unasked; with a regulator its setting counts instead", "assumption"),
    UNCERTAIN_LIKELY(S, leaves_found_out, "1", 0.04, 0.01, 0.1, 0, 1, "share of these that give the app up for it", "assumption: 3 to 4 points more customers left after a privacy incident (Ponemon)"),
    UNCERTAIN_LIKELY(S, hosting_won_month, "won/month", 30, 10, 100, 0, 1000, "what serving the app costs for each family that uses it: servers, content, selling the places", "assumption"),
    SETTING_WORDS(S, broker, "", "party that buys the known profiles every month; empty: nobody", "the scenario"),
    FEE("profiles_sold", S, broker_won, "won", 2, 0, 10000, "what it is asked for one",
          "data brokers pay $0.0005 for age, sex and place, $0.0021 for one who shops for a car, $0.26 for an illness (Financial Times 2013)"),
    UNCERTAIN_LIKELY(S, resold, "1", 0.5, 0.2, 0.8, 0, 1, "share of the profiles that it sells on within the month", "assumption"),
    UNCERTAIN_LIKELY(S, resale_won, "won", 5, 2, 20, 0, 10000, "what it gets for one", "assumption: it earns a fifth, of the prices above"),
    UNCERTAIN_LIKELY(S, believed_resold, "1", 0.5, 0.2, 0.8, 0, 1, "share that it believes to sell on before it has bought any", "assumption: the truth"),
    LEARNING_BUYER_ROWS(S, 20, "assumption: ten profiles"),
};
// clang-format on

static const struct metric metrics[METRICS] = {
    [ALLOWED] = {"allowed", "month", "months of families that allowed it", false, NULL},
    [HOME_DAYS] = {"audience_days", "day", "days of the families that used the app at the start", false,
                   NULL},
    [USE] = {"use", "1", "share of them that use it", true, "audience_days"},
    [LEFT] = {"left", "1", "times that a family gave the app up", true, NULL},
    [RETURNED] = {"returned", "1", "times that one came back to it", false, NULL},
    [ADS] = {"ads", "1", "advertisements shown", true, NULL},
    [PROFILED] = {"reach", "1", "share of advertisements before a known profile", true, "ads"},
    [CLICKS] = {"clicks", "1", "clicks on advertisements of the scenario's firms", true, NULL},
    [LEADS] = {"leads", "1", "families that asked for a visit", true, NULL},
    [LEADS_UNSOLD] = {"leads_unsold", "1", "of these that no firm took", false, NULL},
    [LEADS_SOLD] = {"leads_sold", "1", "... and that one took", false, NULL},
    [PLACES_SOLD] = {"places_sold", "1", "places sold to firms of the scenario, by the place", false, NULL},
    [CLICKS_SOLD] = {"clicks_sold", "1", "clicks sold to them", false, NULL},
    [PLACES_WON] = {"places_won", "won", "income from places", true, NULL},
    [CLICKS_WON] = {"clicks_won", "won", "income from clicks", true, NULL},
    [LEADS_WON] = {"leads_won", "won", "income from leads", true, NULL},
    [NETWORK_WON] = {"network_won", "won", "income from the network", true, NULL},
    [PROFILES_SOLD] = {"profiles_sold", "1", "profiles sold, one for each family and month", false, NULL},
    [PROFILES_WON] = {"profiles_won", "won", "income from profiles that were sold", true, NULL},
    [ANNOYED] = {"annoyed", "1", "families annoyed by advertisements", true, NULL},
    [FOUND_OUT] = {"found_out", "1", "families that found out that they were not asked", true, NULL},
    [EXPLORATION] = {"exploration_won", "won", "what lead prices that were tried earned less than the best, as believed then", false, NULL},
};

#endif

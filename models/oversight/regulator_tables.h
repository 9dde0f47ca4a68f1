// SPDX-License-Identifier: GPL-3.0-or-later
// The regulator's settings and metrics.
#ifndef MARU_MODELS_OVERSIGHT_REGULATOR_TABLES_H
#define MARU_MODELS_OVERSIGHT_REGULATOR_TABLES_H

#include "models/oversight/regulator_parts.h"
#include "sim/engine/kind.h"

static const char *const regulator_orders[] = {"none", "stop", "ask", NULL};

// clang-format off
#define S struct regulator_settings
#define PIPA "Personal Information Protection Act (Korea)"
static const struct setting regulator_rows[] = {
    UNCERTAIN(S, finds_out_month, "1/month", 0.0025, 0, 0.1, "hazard that a family finds out that data of weight 1 was taken; times the weight of the class",
              "assumption: 1 % a month for a profile of weight 4"),
    UNCERTAIN(S, resentment, "1", 0.5, 0, 5, "weight of that on trust, for data of weight 1; 1: an ordinary bad experience",
              "assumption: a sighting of a pest (weight 2) is then resented as an unwanted call is"),
    UNCERTAIN(S, complains, "1", 0.1, 0, 1, "share of families that complain to the regulator when they know", "assumption: most who are wronged in small things do not complain"),
    SETTING_YES_NO(ROLE_LEVER, S, watches, true, "opens cases at all; false: nobody does", "the law's enforcement is a choice of policy"),
    LEVER(S, complaints_open, "1", 2, 0.01, 1000, "complaints per 1,000 homes about the same recipient that open a case", "assumption"),
    LEVER(S, audits_year, "1/year", 0.1, 0, 12, "audits of each recipient of data a year, at random", "assumption"),
    LEVER(S, investigation_days, "day", 180, 1, 1500, "mean length of an investigation, exponential",
          "assumption; the case of Facebook took from March 2018 to November 2020 (chambers.com, Korea: data regulator fines Facebook)"),
    LEVER(S, fine_share, "1", 0.021, 0, 0.04, "fine as a share of yearly turnover, the first time", "assumption: two thirds of the most that the law allows"),
    LEVER(S, fine_share_most, "1", 0.03, 0, 0.10, "... at most", PIPA ": 3 % (Art. 64-2); European Union: 4 %; a bill of 2025: 10 %"),
    UNCERTAIN(S, repeat_factor, "1", 1.5, 1, 3, "the share is multiplied by this with each earlier fine", "assumption: repetition aggravates"),
    FEE("", S, fine_least_won, "won", 0, 0, 10000000000, "fine at least", "the law names none"),
    FEE("", S, fine_most_won, "won", 1000000000000, 0, 1000000000000, "fine at most", "the law names none where turnover is known"),
    SETTING_YES_NO(ROLE_LEVER, S, related_only, true, "what a partner took is the maker's fault only as far as that partner paid it; false: by all its turnover",
                   PIPA ": turnover related to the violation until 2023, since then all that the offender cannot show to be unrelated"),
    LEVER(S, provider_share, "1", 0.5, 0, 1, "share of the blame of the maker, from whose appliances a partner took", "assumption; " PIPA " Art. 17, 71: who provides and who knowingly receives"),
    UNCERTAIN(S, claims, "1", 0.01, 0, 1, "share of families concerned that go to court when it is decided", "assumption: hardly any does"),
    UNCERTAIN(S, compensation_won, "won", 100000, 0, 3000000, "paid to each of them", "assumption; statutory damages are 3 million won at most (" PIPA " Art. 39-2)"),
    SETTING_ONE_OF(ROLE_LEVER, S, order, regulator_orders, ORDER_ASK, "what is ordered beside the fine: nothing; to stop taking for some time; to stop for good and ask all families concerned",
                   PIPA " Art. 64: corrective measures"),
    LEVER(S, stop_days, "day", 365, 1, 36500, "length of a stop", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, S, press, true, "the press reports at all", "how free and how curious the press is, is a choice of policy"),
    UNCERTAIN(S, press_year, "1/year", 0.1, 0, 12, "hazard that journalists find out about a recipient that takes; a case follows", "assumption"),
    LEVER(S, publishes, "1", 0.5, 0, 1, "chance that a decision is in the press", "assumption"),
    UNCERTAIN(S, hears, "1", 0.5, 0, 1, "share of families that read of it", "assumption"),
    UNCERTAIN(S, scandal, "1", 0.075, 0, 2, "weight of that on trust for data of weight 1; 1: an ordinary bad experience; less for who is not concerned, as hearsay is",
              "such that a report on data of weight 2 of all families costs 3.5 % of sales: customers lost after an incident, 3 to 4 points (Ponemon Institute, Cost of a Data Breach)"),
    UNCERTAIN(S, half_life_days, "day", 365, 10, 36500, "half of what was read is forgotten after", "assumption"),
    UNCERTAIN(S, gives_in, "1", 0.5, 0, 1, "chance that who is in the press stops by itself and asks",
              "assumption; in July 2017 iRobot promised never to sell maps of homes within days of a report that it might (macrumors.com 2017-07-28)"),
    SETTING_YES_NO(ROLE_LEVER, S, partners_heed, false, "recipients that are no makers stop taking data unasked where the fines to expect are more than it brings; false: they take what the policy lets them", "the scenario; a maker: maker.heeds_fines"),
    UNCERTAIN(S, partners_kept, "1", 0.9, 0, 1, "share of their profit that these believe they would have by asking", "assumption: most of a grocery's or a pest-control firm's customers come without data"),
    UNCERTAIN(S, believed_fines_year, "1/year", 0.1, 0, 12, "fines a year that they expect beforehand", "assumption: as audits_year"),
    UNCERTAIN(S, prior_years, "year", 3, 0.1, 100, "years that this belief counts for", "assumption: as maker.prior_years"),
};
#undef PIPA
#undef S

static const struct metric regulator_metrics[REGULATOR_METRICS] = {
    [FOUND_OUT] = {"found_out", "1", "families that found out about something that was taken", true, NULL},
    [COMPLAINTS] = {"complaints", "1", "families that complained of it", true, NULL},
    [CASES] = {"cases", "1", "cases opened", true, NULL},
    [CLEARED] = {"cleared", "1", "cases in which nothing was found", false, NULL},
    [FINED] = {"fined", "1", "cases that ended with a fine", true, NULL},
    [FINES] = {"fines", "won", "fines", true, NULL},
    [COMPENSATION] = {"compensation", "won", "paid to families that went to court", true, NULL},
    [STOPPED] = {"flows_stopped", "1", "data flows in which nothing may be taken any more, by order or by themselves", true, NULL},
    [ASKED] = {"asked", "1", "families asked after that", false, NULL},
    [AGREED] = {"agreed", "1", "share of them that agreed", true, "asked"},
    [REPORTS] = {"reports", "1", "reports in the press", true, NULL},
    [GAVE_IN] = {"gave_in", "1", "recipients that stopped by themselves after one", false, NULL},
    [HEARD] = {"heard", "1", "families that read of it, added up over the reports", true, NULL},
    [AT_STAKE] = {"fines_at_stake", "won", "fines if all that was taken were decided on at the end, as a first offence: taking pays if its gain is above this times the chance to be fined", true, NULL},
    [PARTNERS_STOPPED] = {"partners_stopped", "1", "recipients that are no makers, and stopped by themselves because it no longer paid", true, NULL},
};
// clang-format on

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/choice.h"
#include "models/pests/infestation.h"
#include "models/pests/sighting_answer.h"

typedef struct cockroaches_settings S;

static const double floor_risk[] = {3.39, 3.61, 1.28, 0.07};
static const double age_risk[] = {1.43, 1.87, 3.23, 4.98};

// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, prevalence, "1", 0.10, 0.01, 0.35, "share of households with sightings in a year",
              "US American Housing Survey 2019: over 11 %, Houston about 35 %, Portland below 1 %; no Korean figure found"),
    UNCERTAIN(S, at_start, "1", 0.4, 0, 1, "of these, the share that is infested when the scenario starts", "assumption"),
    UNCERTAIN(S, founders, "1", 5, 1, 50, "cockroaches that found an infestation", "assumption"),
    UNCERTAIN(S, capacity, "1", 200, 20, 2000, "cockroaches a dwelling sustains", "assumption"),
    UNCERTAIN(S, growth_per_day, "1/day", 0.05, 0.01, 0.15, "growth while there are few: doubles in 14 days at 0.05",
              "assumption; a female carries 30-50 eggs a case, 4-8 cases"),
    UNCERTAIN(S, spreads_per_day, "1/day", 0, 0, 0.05, "rate at which a dwelling full of them founds an infestation in each other flat of its building (families.flats); half full, half as often; 0: they stay where they are",
              "assumption; no rate was found. Three of four that came into a flat came from one joined by its plumbing (Purdue thesis 8423418, 1984, abstract), flats beside, above and below are infested together (Zha et al. 2019, J Econ Entomol 112:2302, abstract); Crissman et al. 2010 (J Med Entomol 47:553), not read"),
    UNCERTAIN(S, met_per_run, "1", 0.004, 0.0005, 0.02, "chance that a cleaning run meets a given cockroach", "assumption"),
    UNCERTAIN(S, noticed_per_day, "1/day", 0.0005, 0.0001, 0.005, "rate at which a family notices a given cockroach", "assumption"),
    UNCERTAIN(S, treats_itself, "1", 0.6, 0, 1, "share of families that put out bait when they notice one", "assumption"),
    UNCERTAIN(S, calls_firm, "1", 0.15, 0, 1, "share of families that call a firm by themselves when they notice one", "assumption"),
    UNCERTAIN(S, wants_help, "1", 0.35, 0.1, 0.7, "share of families that want help when told of cockroaches", "assumption"),
    UNCERTAIN(S, help_won, "won", 4000, 0, 20000, "what it is worth to a family that wants help that a firm comes without being looked for and called: who does not share can still call one",
              "assumption: half an hour at the minimum wage of 2018, 7,530 won (Minimum Wage Commission of Korea)"),
    UNCERTAIN(S, sighting_months, "month", 0.5, 0.03, 12, "months of ordinary data that one sighting counts for", "assumption"),
    UNCERTAIN(S, sees_false_alarm, "1", 0.5, 0, 1, "share of families that recognise a false alarm when told", "assumption"),
    UNCERTAIN(S, calls_by_itself, "1", 0.3, 0, 1, "share of families that want help and then call a firm by themselves", "assumption"),
    UNCERTAIN(S, firms_differ_won, "won", 0, 0, 1000000, "what a way once around the circle of firms would cost a family beside the price: the firm that suits it least may be half of it away; 0: all suit it alike, and it calls the cheapest",
              "assumption"),
    UNCERTAIN(S, day_won, "won/day", 300, 0, 3000, "what a day with cockroaches costs a family beyond what it would pay a firm to be rid of them",
              "assumption: a third of a maintenance plan's day; what it would pay is counted where it pays"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, floor_risk, "1", floor_risk, 0, 10,
                  "relative risk on floors 1-2, 3-5, 6-10, 11 and above",
                  "Tokyo survey of sightings a year by floor (thking.tistory.com/147)"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, age_risk, "1", age_risk, 0, 10,
                  "relative risk in buildings of 0-5, 5-10, 10-20, 20 and more years",
                  "Tokyo survey of sightings a year by age (thking.tistory.com/147)"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct submodel submodels[] = {
    {&sighting_answer_equation, "",
     "sees_false_alarm, wants_help, sighting_months, help_won, calls_by_itself, families.answer_min"},
    {&choice_equation, "", "sighting_months, help_won, families"},
};

static const struct setting_law laws[] = {NOT_ABOVE(founders, capacity)};

const struct section_kind cockroaches_section = {
    .kind = {.name = "cockroaches",
             .summary = "how common infestations are, how they grow, and what families do about them",
             .settings = SETTING_TABLE_OF_LAWS(S, rows, laws),
             .submodels = SUBMODELS(submodels)},
};

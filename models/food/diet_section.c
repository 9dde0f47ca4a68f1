// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/diet.h"

typedef struct diet_settings S;

// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, interest, "1/month", 0.01, 0.001, 0.1, "chance that an average family subscribes to supplements by itself in a month, at 30,000 won",
              "assumption: one in eight a year"),
    UNCERTAIN(S, need_weight, "1", 0.8, 0, 2, "utility of supplements per standard deviation of the family's need",
              "assumption; 0: who eats badly wants them no more than others"),
    UNCERTAIN(S, size_weight, "1", 0.2, 0, 0.6, "utility per further member of the family", "assumption: more people share one plan"),
    UNCERTAIN(S, taste_spread, "1", 0.8, 0, 2, "standard deviation of tastes that nobody can see", "assumption: as much as need explains"),
    UNCERTAIN(S, price_weight, "1", 0.6, 0.1, 2, "utility lost per 10,000 won a month",
              "assumption: a price elasticity of -1.8 at 30,000 won, as for things one can do without"),
    UNCERTAIN(S, trust_weight, "1", 2, 0, 6, "utility from no to full trust", "assumption"),
    UNCERTAIN(S, trust_reference, "1", 0.75, 0.1, 1, "trust at which interest is as above", "assumption: as families start"),
    UNCERTAIN(S, offer_weight, "1", 1.1, 0, 2.5, "utility of having been offered it",
              "assumption: triples the odds; effects in field tests vary from none to several times (Jannach & Jugovac 2019, ACM TMIS 10(4))"),
    UNCERTAIN(S, churn_month, "1/month", 0.035, 0, 0.3, "chance that a family gives up its plan in a month, mean of all", "assumption; 2-5 % is usual for services"),
    UNCERTAIN(S, churn_varies, "1", 1, 0.05, 1.5, "how much families differ in that: coefficient of variation, of a beta",
              "assumption, rounded from 1.07: a beta of mean 0.15 a year and that, fitted to who of a cohort is left after 1 to 12 years as documented with the R package foretell, of Fader & Hardie 2007 (not read)"),
    UNCERTAIN(S, annoyed, "1", 0.3, 0, 0.9, "share of average families that a declined offer annoys", "assumption"),
    UNCERTAIN(S, relevance, "1", 0.5, 0, 2, "fall of the log-odds of annoyance per standard deviation of need", "assumption; 0: all mind alike"),
    UNCERTAIN(S, annoyance, "1", 0.05, 0, 1, "weight of an unwanted offer against an ordinary bad experience", "assumption: half of a dismissed false alarm"),
    UNCERTAIN(S, opt_out, "1", 0.05, 0, 0.5, "share of annoyed families that leave the service and withdraw their consents", "assumption"),
    UNCERTAIN(S, notices_unasked, "1", 0.3, 0, 1, "share of families that notice when an offer knows what they never told", "assumption"),
    UNCERTAIN(S, advice_gain, "1", 0.015, 0, 0.06, "share of meals that advice makes healthier when it knows everything about the family's diet",
              "assumption after energy from discretionary food, 32.7 to 31.2 % with personal advice (Food4Me trial, PMC8183081); "
              "an app's advice: +1.2 to +5.8 of 100 points of diet quality (EatWellUK trial, JMIR 2022;24(4):e29088)"),
};
// clang-format on

const struct section_kind diet_section = {
    .kind = {.name = "diet",
             .summary = "what families want of a diet service, and how they take its offers",
             .settings = SETTING_TABLE(S, rows)},
};

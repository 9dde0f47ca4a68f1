// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/groceries.h"

typedef struct groceries_settings S;

#define BY_PRODUCT " of milk, eggs, vegetables, fruit, meat, fish, tofu, ready meals, soft drinks, snacks"

// A pack: 1 L of milk, 10 eggs, 500 g of vegetables, 1 kg of fruit, 300 g of meat, 200 g of fish, 300 g of
// tofu, two ready meals, 1.5 L of a soft drink, four portions of sweets or ice cream.
static const double pack_won[FOODSTUFFS] = {2600, 2500, 2500, 5000, 6000, 3500, 1500, 5000, 2500, 4000};
static const double pack_portions[FOODSTUFFS] = {5, 10, 5, 6, 3, 2, 3, 2, 6, 4};
static const double portions_week[FOODSTUFFS] = {2.5, 5, 10, 5, 3.5, 1.5, 1.5, 1.2, 3, 2};
static const double shelf_days[FOODSTUFFS] = {10, 28, 7, 10, 8, 7, 8, 30, 90, 60};
static const double portion_kg[FOODSTUFFS] = {0.2, 0.055, 0.1, 0.16, 0.1, 0.1, 0.1, 0.25, 0.25, 0.08};

// clang-format off
static const struct setting rows[] = {
    SETTING_NUMBERS(ROLE_WORLD, S, pack_won, "won", pack_won, 100, 100000, "price of a pack" BY_PRODUCT, "assumption: Korean supermarket prices of 2018, rounded"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, portions_week, "1/week", portions_week, 0, 50, "portions a person wants at home" BY_PRODUCT,
                  "assumption; at these prices 28 thousand won a person and week, 37 with the pantry's goods"),
    SETTING_NUMBERS(ROLE_WORLD, S, pack_portions, "1", pack_portions, 1, 50, "portions in a pack" BY_PRODUCT, "assumption: usual packs"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, shelf_days, "day", shelf_days, 1, 365, "thrown away so long after buying" BY_PRODUCT,
                  "assumption: date labels, meat and fish a few days in the freezer"),
    SETTING_NUMBERS(ROLE_WORLD, S, portion_kg, "kg", portion_kg, 0.01, 2, "weight of a portion" BY_PRODUCT, "assumption: usual packs"),
    UNCERTAIN(S, diet_spread, "1", 0.3, 0, 1, "how much a liking for healthy food tilts what is eaten", "assumption"),
    UNCERTAIN(S, taste_spread, "1", 0.3, 0, 1, "sigma of the lognormal spread of use between households", "assumption"),
    UNCERTAIN(S, pantry_won_day, "won/day", 1300, 0, 10000, "goods of a grocery that are not cooled, per person", "assumption: rice, noodles, oil, detergent"),
    UNCERTAIN(S, pantry_ahead_days, "day", 14, 0, 90, "such goods are ordered for so long ahead at most", "assumption"),
    WORLD(S, trip_days, "day", 7, 1, 21, "between supermarket trips by habit",
          "poll of a US consumer panel (supermarketguru.com): 48 % shop once a week, 40 % twice; weak"),
    UNCERTAIN(S, safety_days, "day", 1, 0, 7, "bought beyond what lasts until the next trip", "assumption"),
    UNCERTAIN(S, waits_days, "day", 3, 0.5, 14, "what is ordered is counted on for so long, and not bought elsewhere", "assumption"),
    UNCERTAIN(S, looks, "1", 0.6, 0, 1, "share of purchases before which a family looks what is there; else it trusts its memory", "assumption"),
    UNCERTAIN(S, tops_up, "1", 0.5, 0, 1, "chance that a family runs to the corner shop when something was missing", "assumption"),
    UNCERTAIN(S, corner_premium, "1", 0.2, 0, 1, "how much dearer the corner shop is", "assumption: convenience stores against supermarkets"),
    UNCERTAIN(S, missed_won, "won", 1000, 0, 10000, "what a portion is worth to a family that wanted it and found none, beyond its price",
              "assumption: about the price of a portion again"),
    UNCERTAIN(S, extra_trip_won, "won", 3000, 0, 20000, "what a trip to a shop beyond the weekly one costs in time", "assumption: 20 minutes at the minimum wage of 2018"),
    UNCERTAIN(S, basket_trip_won, "won", 7500, 0, 30000, "what fetching a basket costs in time and trouble that could have been ordered",
              "assumption: an hour at the minimum wage of 2018 (7,530 won)"),
};
// clang-format on

const struct section_kind groceries_section = {
    .kind = {.name = "groceries",
             .summary = "what families eat from the refrigerator, what it costs, how they shop",
             .settings = SETTING_TABLE(S, rows)},
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/food.h"

typedef struct food_settings S;

static const double base_share[FOOD_CLASSES] = {0.25, 0.20, 0.12, 0.10, 0.06, 0.06, 0.21};

// clang-format off
static const struct setting rows[] = {
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, base_share, "1", base_share, 0, 1,
                  "shares of instant rice, soup and stew, dumplings, milk and drinks, frozen pizza, sweet potatoes, leftovers",
                  "assumption; of bought convenience food 53 % is ready to heat (Yonsei University 2017, n = 553, kfoodtimes.com 6157)"),
    UNCERTAIN(S, winter_factor, "1", 3, 1, 10, "sweet potatoes heated in mid-January for each in mid-July", "assumption: a winter food"),
    UNCERTAIN(S, concentration, "1", 15, 5, 50, "how alike families of the same diet eat (Dirichlet concentration)", "assumption: 5 to 50"),
    UNCERTAIN(S, diet_strength, "1", 0.5, 0, 2, "how much a family's diet moves its shares: healthiest food against pizza, per standard deviation",
              "assumption: pizza is 1.6 times as frequent one standard deviation further"),
    UNCERTAIN(S, fundamentalists_diet, "1", 0, -1, 1, "how much healthier the most private families eat than the others, standard deviations",
              "assumption: no relation is known; other values make those who consent a skewed sample"),
};
// clang-format on

static const struct setting_law laws[] = {SOME_OF(base_share)};

const struct section_kind food_section = {
    .kind = {.name = "food",
             .summary = "what families heat in a microwave, and how their diets differ",
             .settings = SETTING_TABLE_OF_LAWS(S, rows, laws)},
};

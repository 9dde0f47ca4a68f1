// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/brands.h"

typedef struct brands_settings S;

// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.5, 0, 1, "share of homes that own one of the brands' products at the start", "the scenario"),
    UNCERTAIN(S, life_years, "year", 7, 1, 30, "mean life of a product", "design life that makers state: mostly 7 years (taste-for-the-arts.tistory.com/735, weak)"),
    UNCERTAIN(S, life_shape, "1", 2, 1, 5, "Weibull shape of a life; 1: chance alone, above: wear", "assumption: wear rather than chance ends a life"),
    UNCERTAIN(S, rebuys, "1", 0.60, 0, 1, "share that buys the same brand again of two alike", "assumption: 0.45 to 0.8"),
    UNCERTAIN(S, again_days, "day", 365, 1, 3650, "mean time until a family that took none thinks of it again", "assumption"),
    UNCERTAIN(S, price_weight, "1", 4, 0.1, 20, "utility of the whole usual price", "assumption: a price elasticity of 1.6 at a share of 0.6; durables 1 to 3"),
    WORLD(S, usual_won, "won", 600000, 10000, 10000000, "the usual price of such a product", "assumption: a robot vacuum of 2018"),
    UNCERTAIN(S, takes, "1", 0.8, 0.01, 0.99, "share that takes a brand at the usual price rather than none", "assumption: as the market of robot vacuums' owners"),
    UNCERTAIN(S, trust_reference, "1", 0.75, 0.1, 1, "trust at which this is so", "assumption: trust at the start"),
    UNCERTAIN(S, heeds, "1", 0.3, 0, 1, "share of families that heed what a maker's policy lets out when they choose a brand",
              "assumption: between the few who read a policy and the many who say that it matters"),
};
// clang-format on

const struct section_kind brands_section = {
    .kind = {.name = "brands",
             .summary = "how families choose among the brands of several makers",
             .settings = SETTING_TABLE(S, rows)},
};

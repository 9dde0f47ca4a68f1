// SPDX-License-Identifier: GPL-3.0-or-later
// A small catalogue for tests of settings, plans and scenario files: one appliance, two parties, three sections
// beside the engine's own, one hook.
#ifndef MARU_TESTS_SUPPORT_SMALL_CATALOGUE_H
#define MARU_TESTS_SUPPORT_SMALL_CATALOGUE_H

#include "sim/engine/plan.h"

struct kettle_settings {
    double power_w, ownership;
    int64_t cups;
    bool whistle;
    int placement;
};
static const char *const kettle_placements[] = {"none", "motion", "device", "cloud", NULL};
struct shop_settings {
    double fee_won;
};
struct climate_settings {
    double normals_c[12];
    char *trace;
};
struct mail_settings {
    int model;
};
static const char *const mail_models[] = {"carrier", "pigeon", NULL};
struct order_view {
    int64_t buns;
    double hour;
    bool urgent;
    int placement;
};
struct order_offer {
    double reward_tokens;
    bool ask;
    int placement;
};
static const double climate_normals[12] = {-2, 0, 6, 13, 18, 22, 25, 26, 21, 15, 7, 0};

// clang-format off
static const struct setting kettle_rows[] = {
    UNCERTAIN(struct kettle_settings, power_w, "W", 1800, 500, 3000, "heating power", "assumption"),
    WORLD(struct kettle_settings, ownership, "1", 0.5, 0, 1, "share of homes that have one", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, struct kettle_settings, cups, "", 4, 1, 12, "it holds", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, struct kettle_settings, whistle, true, "whistles when it boils", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER, struct kettle_settings, placement, kettle_placements, 2, "where it thinks", "assumption"),
};
static const struct setting shop_rows[] = {
    LEVER(struct shop_settings, fee_won, "won", 1000, 0, 5000, "for each order", "assumption"),
};
static const struct setting climate_rows[] = {
    SETTING_FILE_NAME(struct climate_settings, trace, "", "hourly measurements", "assumption"),
    SETTING_NUMBERS(ROLE_WORLD, struct climate_settings, normals_c, "degC", climate_normals, -40, 50, "by month", "assumption"),
};
static const struct setting mail_rows[] = {
    SETTING_ONE_OF(ROLE_WORLD, struct mail_settings, model, mail_models, 0, "how letters travel", "assumption"),
};
static const struct setting order_view_rows[] = {
    SETTING_WHOLE(ROLE_WORLD, struct order_view, buns, "", 0, 0, 100, "ordered", "test"),
    WORLD(struct order_view, hour, "h", 0, 0, 24, "of the day", "test"),
    SETTING_YES_NO(ROLE_WORLD, struct order_view, urgent, false, "now", "test"),
    SETTING_ONE_OF(ROLE_WORLD, struct order_view, placement, kettle_placements, 0, "kettle", "test"),
};
static const struct setting order_offer_rows[] = {
    LEVER(struct order_offer, reward_tokens, "token", 7, 0, 1000, "paid", "test"),
    SETTING_YES_NO(ROLE_LEVER, struct order_offer, ask, true, "ask first", "test"),
    SETTING_ONE_OF(ROLE_LEVER, struct order_offer, placement, kettle_placements, 0, "kettle", "test"),
};
// clang-format on

static const struct appliance_kind small_kettle = {
    .kind = {.name = "kettle",
             .summary = "boils water",
             .settings = SETTING_TABLE(struct kettle_settings, kettle_rows)}};
static const struct party_kind small_bakery = {
    .kind = {.name = "bakery", .summary = "sells buns", .settings = SETTING_TABLE(struct shop_settings, shop_rows)}};
static const struct party_kind small_grocer = {
    .kind = {.name = "grocer", .summary = "sells tea", .settings = SETTING_TABLE(struct shop_settings, shop_rows)}};
static const struct section_kind small_climate = {
    .kind = {.name = "climate",
             .summary = "the weather",
             .settings = SETTING_TABLE(struct climate_settings, climate_rows)}};
static const struct section_kind small_mail = {
    .kind = {.name = "mail", .summary = "letters", .settings = SETTING_TABLE(struct mail_settings, mail_rows)}};
static const struct hook small_order = {.name = "on_order",
                                        .summary = "an order came",
                                        .view_name = "order",
                                        .view = SETTING_TABLE(struct order_view, order_view_rows),
                                        .proposal = SETTING_TABLE(struct order_offer, order_offer_rows)};

static inline const struct catalogue *small_catalogue(void) {
    static const struct appliance_kind *const appliances[] = {&small_kettle, NULL};
    static const struct party_kind *const parties[] = {&small_bakery, &small_grocer, NULL};
    static const struct section_kind *const sections[] = {&small_climate, &homes_section, &small_mail,
                                                          &scenario_section, NULL};
    static const struct hook *const hooks[] = {&small_order, NULL};
    static const struct catalogue catalogue = {
        .appliances = appliances, .parties = parties, .sections = sections, .hooks = hooks};
    return &catalogue;
}

#endif

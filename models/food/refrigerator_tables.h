// SPDX-License-Identifier: GPL-3.0-or-later
// Every number of the refrigerator, said once: its settings and what is counted of it. Included by
// refrigerator_appliance.c only.
#ifndef MARU_MODELS_FOOD_REFRIGERATOR_TABLES_H
#define MARU_MODELS_FOOD_REFRIGERATOR_TABLES_H

#include "models/food/refrigerator_parts.h"

static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.99, 0, 1, "share of households that own one", "Gallup Korea 2020/21 (madtimes.org): 99 %"),
    WORLD(S, connected, "1", 0.5, 0, 1, "share with a camera that stay connected",
          "Wall Street Journal 2023: between less and more than half of connectable appliances; the camera is an assumption"),
    WORLD(S, kwh_month, "kWh/month", 35, 15, 80, "electricity", "mge.com: 37 (top freezer, after 2001) to 51 (side by side); assumption: 35 in Korea"),
    SETTING_YES_NO(ROLE_LEVER, S, camera, true, "a camera counts what is there; no: nobody is told anything, the family neither", "the question"),
    UNCERTAIN(S, recall, "1", 0.9, 0.3, 1, "share of portions the camera recognises", "assumption; no figure published"),
    UNCERTAIN(S, learn_days, "day", 30, 2, 365, "over which it averages what goes in a day", "assumption"),
    LEVER(S, horizon_days, "day", 2, 0.5, 7, "tells of what is foreseen to run out within this time", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, S, app, true, "the family's own app shows what is there and what runs out", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, S, daily_status, true, "tells subscribers every day what is there, not only what runs low", "assumption"),
    UNCERTAIN(S, heated_share, "1", 0.5, 0, 1, "share of heated dishes of a kind that is kept in refrigerators which come out of this one", "assumption: the others were bought for the meal"),
    UNCERTAIN(S, opens_app, "1", 0.6, 0, 1, "share of purchases before which the family opens the app", "assumption"),
    UNCERTAIN(S, acts_on_notice, "1", 0.3, 0, 1, "share of notices of the app after which the family buys before the weekly trip", "assumption"),
    SETTING_WHOLE(ROLE_LEVER, S, notice_products, "1", 3, 1, FOODSTUFFS, "products that must run low before the app notifies", "assumption"),
};

static const struct metric metrics[METRICS] = {
    [WANTED] = {"wanted", "1", "portions wanted", false, NULL},
    [MISSED] = {"missed", "1", "portions that were wanted and not there, of those wanted", true, "wanted"},
    [AT_START] = {"at_start", "1", "portions there when the refrigerator was installed", false, NULL},
    [BOUGHT] = {"bought", "1", "portions put in since", false, NULL},
    [EATEN] = {"eaten", "1", "portions eaten", false, NULL},
    [THROWN] = {"thrown", "1", "portions thrown away", false, NULL},
    [THROWN_WON] = {"thrown_won", "won", "price of what was thrown away", true, NULL},
    [THROWN_KG] = {"thrown_kg", "kg", "weight of what was thrown away", true, NULL},
    [TRIPS] = {"trips", "1", "weekly shopping trips", false, NULL},
    [EXTRA_TRIPS] = {"extra_trips", "1", "shopping trips beyond the weekly ones", true, NULL},
    [FETCHED] = {"fetched", "1", "baskets that customers of a grocery fetched themselves instead of ordering", true, NULL},
    [LACK] = {"lack", "won", "what missing portions, extra trips and fetched baskets are worth to the families, beside money", true, NULL},
    [NOTICES] = {"notices", "1", "times the family's own app told it of products running low", false, NULL},
    [TAKEN] = {"taken", "1", "offers that customers of a grocery took", false, NULL},
    [EARLIER] = {"earlier", "day", "by which an offer that a customer took came before its own next order, 90 days at most, mean", true, "taken"},
    [NEW_CUSTOMERS] = {"new_customers", "1", "households that an offer made customers of a grocery", true, NULL},
    [LOST_CUSTOMERS] = {"lost_customers", "1", "customers of a grocery that stopped ordering after an order", true, NULL},
    [LOOKS] = {"looks", "1", "products counted by a camera", false, NULL},
    [SENSE_ERROR] = {"sense_error", "1", "portions by which the camera's estimate is off, mean of looks", false, "looks"},
    [REPORTS] = {"reports", "1", "messages about stock that left a home", true, NULL},
    [ENERGY] = {"energy", "kWh", "electricity of refrigerators", false, NULL},
};

#endif

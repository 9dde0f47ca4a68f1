// SPDX-License-Identifier: GPL-3.0-or-later
// Every number of the after-service, said once: its settings and what is counted of it. Included by
// after_service_party.c only.
#ifndef MARU_MODELS_PRODUCTS_AFTER_SERVICE_TABLES_H
#define MARU_MODELS_PRODUCTS_AFTER_SERVICE_TABLES_H

#include "models/environment/opening_hours.h"
#include "models/methods/demand_law.h"
#include "models/products/after_service.h"
#include "sim/engine/kind.h"

struct after_service_settings {
    int64_t technicians;
    double opens_hour, closes_hour, visit_hours;
    int rests;
    double notice_hours, patience_days, shop_days, new_days;
    double right_part, right_part_known, part_days;
    double warranty_years, warranty_cooling_years, warranty_core_years, core_share;
    double visit_won, repair_won, repair_core_won, parts_share, repairs;
    double usual_visit_won, usual_repair_won, usual_repair_core_won, price_weight;
    double wage_won_hour;
    double slow_days, gladness, disappointment, call_term_days, worth_won;
};

typedef struct after_service_settings S;

static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_LEVER, S, technicians, "1", 2, 1, 10000, "technicians that make visits", "assumption"),
    OPENING_HOURS_ROWS(S, "visits start", 9, 18, RESTS_ON_HOLIDAYS, "assumption"),
    UNCERTAIN(S, visit_hours, "h", 1.5, 0.2, 8, "mean length of a visit with the way, exponential", "assumption"),
    UNCERTAIN(S, notice_hours, "h", 6, 0.1, 72, "mean time until a broken product is noticed and called for, exponential", "assumption"),
    UNCERTAIN(S, patience_days, "day", 7, 0.5, 90, "mean wait after which a family goes to a repair shop, exponential", "assumption"),
    UNCERTAIN(S, shop_days, "day", 3, 0.1, 30, "then the repair shop takes", "assumption"),
    UNCERTAIN(S, new_days, "day", 4, 0.1, 60, "after so long another product stands in the place of one given up", "assumption"),
    UNCERTAIN(S, right_part, "1", 0.8, 0.4, 1, "chance that the first visit brings the right part", "assumption; field-service benchmarks give 0.7 to 0.9"),
    UNCERTAIN(S, right_part_known, "1", 0.95, 0.4, 1, "... when the error code was known beforehand", "assumption"),
    UNCERTAIN(S, part_days, "day", 2, 0, 30, "until the part for another visit is there", "assumption"),
    LEVER(S, warranty_years, "year", 1, 0, 10, "warranty", "Korean makers (women.nongupin.co.kr 10003, consumernews 305206)"),
    LEVER(S, warranty_cooling_years, "year", 2, 0, 10, "... of air conditioners, as seasonal goods", "the same"),
    LEVER(S, warranty_core_years, "year", 4, 0, 10, "... of the core part (compressor, motor)", "the same: 4 years for compressors, 3 for motors"),
    UNCERTAIN(S, core_share, "1", 0.2, 0, 1, "share of faults that are the core part's", "assumption"),
    PRICE("paid_repairs", S, visit_won, "won", 22000, 0, 100000, "fee of a visit outside the warranty", "assumption: fees are 18,000 to 25,000 won"),
    PRICE("paid_repairs", S, repair_won, "won", 80000, 0, 500000, "price of an ordinary repair beside it", "assumption"),
    PRICE("paid_core_repairs", S, repair_core_won, "won", 300000, 0, 1000000, "price of a new core part beside it", "an air conditioner's compressor (women.nongupin.co.kr 10003)"),
    UNCERTAIN(S, parts_share, "1", 0.5, 0, 1, "cost of the parts as a share of the repair's usual price", "assumption"),
    UNCERTAIN(S, repairs, "1", 0.8, 0, 1, "share of families that have it repaired when they have to pay and can, at the usual prices", "assumption"),
    UNCERTAIN(S, usual_visit_won, "won", 22000, 100, 100000, "usual fee of a visit", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, usual_repair_won, "won", 80000, 0, 500000, "usual price of an ordinary repair beside it", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, usual_repair_core_won, "won", 300000, 0, 1000000, "usual price of a new core part beside it", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    UNCERTAIN(S, wage_won_hour, "won/h", 20000, 8350, 40000, "cost of a technician's hour, in opening hours, busy or not; the minimum wage of 2019 is 8,350 won", "assumption"),
    UNCERTAIN(S, slow_days, "day", 3, 0.5, 30, "a repair within this is a good experience; giving up the wait is a bad one", "assumption"),
    UNCERTAIN(S, gladness, "1", 0.5, 0, 2, "weight of a quick repair, 1: an ordinary good experience", "assumption: half, the product did fail"),
    UNCERTAIN(S, disappointment, "1", 0.3, 0, 2, "weight of a needless visit, 1: an ordinary bad experience", "assumption: an hour lost, nothing broken"),
    LEVER(S, call_term_days, "day", 30, 1, 365, "what a family says on the telephone of its product may be kept for so long", "assumption"),
    UNCERTAIN(S, worth_won, "won/month", 500, 0, 20000, "what it is worth to a family that technicians know the error code", "assumption"),
};

enum {
    CALLS, VISITS, WAIT_HOURS, SECOND, REPAIRED, PLANNED, PREVENTED, NEEDLESS, ABANDONED, GIVEN_UP, WARRANTY, PAID, PAID_CORE, HOURS, METRICS
};

static const struct metric metrics[METRICS] = {
    [CALLS] = {"calls", "1", "families that called because a product broke", true, NULL},
    [VISITS] = {"visits", "1", "visits done", true, NULL},
    [WAIT_HOURS] = {"wait", "h", "wait for a technician from booking, mean of a visit", true, "visits"},
    [SECOND] = {"second_visits", "1", "visits for want of the right part the time before", false, NULL},
    [REPAIRED] = {"repaired", "1", "broken products repaired", false, NULL},
    [PLANNED] = {"planned", "1", "visits booked for signs of a fault", true, NULL},
    [PREVENTED] = {"prevented", "1", "faults repaired before the product failed", true, NULL},
    [NEEDLESS] = {"needless_visits", "1", "visits for signs that meant nothing", true, NULL},
    [ABANDONED] = {"abandoned", "1", "families that gave up waiting and went to a repair shop", true, NULL},
    [GIVEN_UP] = {"given_up", "1", "products that families did not have repaired", false, NULL},
    [WARRANTY] = {"warranty_repairs", "1", "repairs that the maker paid", false, NULL},
    [PAID] = {"paid_repairs", "1", "repairs that families paid", false, NULL},
    [PAID_CORE] = {"paid_core_repairs", "1", "of these, with a new core part", false, NULL},
    [HOURS] = {"visit_hours", "h", "technicians' hours on visits", false, NULL},
};

#endif

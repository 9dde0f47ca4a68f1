// SPDX-License-Identifier: GPL-3.0-or-later
// Every number of the microwave, said once: its settings, what is counted of it, and its programmes. Included by
// microwave_appliance.c only.
#ifndef MARU_MODELS_FOOD_MICROWAVE_TABLES_H
#define MARU_MODELS_FOOD_MICROWAVE_TABLES_H

#include "models/food/microwave.h"

struct microwave_settings {
    double ownership, connected;
    // The family.
    double uses_per_day;
    double hour_weight[24];
    // Recognition.
    int recognition;
    double accuracy, cloud_accuracy, likeness, asks_below, notices;
    int64_t test_pictures;
    // Cooking.
    double hand_spread, camera_spread, ruined_above, cold_below, ruined_won, complains;
    double hand_s, ask_s, cold_s;
    // What leaves the home.
    int report, noise;
    double epsilon, delta, pseudonym_days;
    double report_bytes, image_bytes, answer_bytes, cloud_gflop, patience_s, worth_won;
};

typedef struct microwave_settings S;

enum recognition { RECOGNITION_NONE, RECOGNITION_DEVICE, RECOGNITION_CLOUD };
static const char *const recognition_names[] = {"none", "device", "cloud", NULL};
enum report { REPORT_NONE, REPORT_LABEL, REPORT_NOISED, REPORT_PSEUDONYMOUS };
static const char *const report_names[] = {"none", "label", "noised", "pseudonymous", NULL};
enum noise { NOISE_RESPONSE, NOISE_UNARY };
static const char *const noise_names[] = {"randomised_response", "unary", NULL};

// Breakfast, lunch, dinner, and something late in the evening.
static const double hour_weight[24] = {0.5, 0.2, 0.1, 0.1, 0.2, 0.5, 2, 4, 3, 1.5, 1.5, 3,
                                       6,   3,   1.5, 1.5, 2,   4,   8, 8, 4, 3,   3,   1.5};

// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.95, 0, 1, "share of households that own one", "Gallup Korea 2019/20 (madtimes.org 5005): 95 %"),
    WORLD(S, connected, "1", 0.5, 0, 1, "share of appliances that stay connected to the network",
          "LG less than half, Whirlpool more than half (Wall Street Journal 2023)"),

    UNCERTAIN(S, uses_per_day, "1/day", 1.2, 0.26, 3, "things a household heats a day, mean of households, trips apart",
              "assumption; UK 0.26 (CREST, richardsonpy Appliances.csv); Korean buyers of ready meals mostly up to 3 a week of these alone"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, hour_weight, "1", hour_weight, 0, 100, "how much of eating falls on each hour from midnight on, of those who are up then",
                  "assumption: peaks at usual meal times"),

    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, recognition, recognition_names, RECOGNITION_DEVICE, "who recognises the food: nobody, the microwave, the maker's cloud", "the question"),
    UNCERTAIN(S, accuracy, "1", 0.85, 0.6, 0.97, "share of pictures the microwave recognises", "assumption; MobileNetV2 71.9 % on 1,000 classes (OpenVINO model card)"),
    UNCERTAIN(S, cloud_accuracy, "1", 0.92, 0.6, 0.99, "share of pictures the cloud recognises", "assumption: a larger network"),
    UNCERTAIN(S, likeness, "1", 0.5, 0, 0.9, "how alike foods of one kind look: bowls (rice, soup, leftovers), dough (dumplings, pizza)", "assumption"),
    LEVER(S, asks_below, "1", 0.6, 0, 1, "asks the user what it is when it is less sure than this; 0: never, 1: always", "assumption"),
    UNCERTAIN(S, notices, "1", 0.5, 0, 1, "chance that the user sees a wrong name on the display and puts it right", "assumption"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, test_pictures, "1", 2000, 100, 100000, "pictures per food by which the maker has tested the recogniser", "assumption"),

    UNCERTAIN(S, hand_spread, "1", 0.2, 0, 0.5, "sigma of the lognormal error of a time that is set by hand", "assumption: a third off in one of 20"),
    UNCERTAIN(S, camera_spread, "1", 0.1, 0, 0.5, "... of a programme for the right food, which does not know the portion", "assumption"),
    WORLD(S, ruined_above, "1", 1.5, 1.1, 3, "energy given against energy needed above which the food is ruined", "assumption"),
    WORLD(S, cold_below, "1", 0.67, 0.3, 0.95, "... below which it is still cold and goes in again", "assumption"),
    WORLD(S, ruined_won, "won", 4000, 0, 50000, "what a ruined meal costs the family", "assumption: price of a ready meal"),
    UNCERTAIN(S, complains, "1", 0.2, 0, 1, "chance of a complaint to the maker when the microwave's own choice ruined it", "assumption"),
    UNCERTAIN(S, hand_s, "s", 10, 0, 60, "to look up and set a time by hand", "assumption"),
    UNCERTAIN(S, ask_s, "s", 5, 0, 60, "to answer what it is", "assumption"),
    UNCERTAIN(S, cold_s, "s", 30, 0, 300, "to put in again what is still cold", "assumption"),

    SETTING_ONE_OF(ROLE_LEVER, S, report, report_names, REPORT_NONE, "how the recognised food is reported to who subscribed to it", "the question"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, noise, noise_names, NOISE_RESPONSE,
                   "how a report is noised: one label that may be false, or food by food, which estimates better below an epsilon of ln(5 / 3) = 0.511", "Wang et al. 2017 (USENIX Security)"),
    LEVER_AT_START(S, epsilon, "1", 1, 0.1, 16, "of each noised report: false so often that it is at most e^epsilon times as likely under one food as another",
          "deployed: 2 to 16 a day (Apple), about 1 a report (Microsoft)"),
    LEVER_AT_START(S, pseudonym_days, "day", 30, 1, 366, "for so long a pseudonymous report carries the same name", "assumption: as a market report's time"),
    WORLD(S, delta, "1", 1e-6, 1e-12, 1e-2, "chance at which the sum of many reports may reveal more than is counted", "convention: far below 1 / homes"),
    WORLD(S, report_bytes, "byte", 200, 20, 10000, "size of a report", "assumption: an event message"),
    WORLD(S, image_bytes, "byte", 50000, 1000, 1000000, "size of a picture sent to the cloud", "VGA JPEG, 30 to 80 kB"),
    WORLD(S, answer_bytes, "byte", 200, 20, 10000, "size of the cloud's answer", "assumption: an event message"),
    WORLD(S, cloud_gflop, "GFLOP", 8, 0.1, 500, "computing for one picture in the cloud", "assumption; MobileNetV2 needs 0.6 (OpenVINO), larger networks about 10 times as much"),
    WORLD(S, patience_s, "s", 10, 1, 60, "the user sets the time by hand when the cloud takes longer", "assumption"),
    UNCERTAIN(S, worth_won, "won/month", 1000, 0, 50000, "what recognition is worth to a family that is asked for its pictures", "assumption"),
};

enum {
    USES, ENERGY, LOOKS, ASKED, WRONG, RUINED, COLD, EFFORT, PICTURES, ANSWERS, LATENCY, LATE,
    ATE, ATE_LAST = ATE + FOOD_CLASSES - 1,
    REPORTS, MADE_UP, TELLS, NOISED_HOMES, EPSILON_SUM, EPSILON_SPENT, METRICS
};
#define ATE_ROW(food, name, key) [ATE + (food)] = {"true_" name, "1", "true share of what was heated: " name, key, "uses"}
static const struct metric metrics[METRICS] = {
    [USES] = {"uses", "1", "times something was heated", false, NULL},
    [ENERGY] = {"energy", "kWh", "electricity for heating food", true, NULL},
    [LOOKS] = {"looks", "1", "foods looked at by a recogniser", false, NULL},
    [ASKED] = {"asked", "1", "of those: the user was asked what it is", true, "looks"},
    [WRONG] = {"wrong", "1", "of those: heated as something else", true, "looks"},
    [RUINED] = {"ruined", "1", "ruined, of all that was heated", true, "uses"},
    [COLD] = {"cold", "1", "still cold and put in again, of all that was heated", true, "uses"},
    [EFFORT] = {"effort", "s", "the user's time for each thing heated", true, "uses"},
    [PICTURES] = {"pictures", "1", "pictures sent to the cloud", true, NULL},
    [ANSWERS] = {"answers", "1", "answers from the cloud", false, NULL},
    [LATENCY] = {"latency", "ms", "mean time from a picture to the cloud's answer", false, "answers"},
    [LATE] = {"late", "1", "pictures whose answer came too late or never", false, NULL},
    ATE_ROW(FOOD_INSTANT_RICE, "instant_rice", false),
    ATE_ROW(FOOD_SOUP, "soup", false),
    ATE_ROW(FOOD_DUMPLING, "dumpling", false),
    ATE_ROW(FOOD_MILK, "milk", false),
    ATE_ROW(FOOD_PIZZA, "pizza", true),
    ATE_ROW(FOOD_SWEET_POTATO, "sweet_potato", true),
    ATE_ROW(FOOD_LEFTOVERS, "leftovers", false),
    [REPORTS] = {"reports", "1", "foods reported to at least one recipient", false, NULL},
    [MADE_UP] = {"made_up", "1", "of those, made up by families that ride free", false, "reports"},
    [TELLS] = {"tells", "1", "what one report tells of a food: how much more often than by guessing it is told from another", true, "reports"},
    [NOISED_HOMES] = {"noised_homes", "1", "homes that reported with noise", false, NULL},
    [EPSILON_SUM] = {"epsilon_sum", "1", "epsilons of a home's reports added up, mean of those homes", true, "noised_homes"},
    [EPSILON_SPENT] = {"epsilon_spent", "1", "what they are known to reveal together, at delta; mean of those homes", true, "noised_homes"},
};

// Electricity of a programme, kJ: input power x time, of an oven of 1,150 W input (700 W into the food). Assumption,
// near what packages of such foods print: rice 2 min, stew 4.5, dumplings 3.5, a mug of milk 1 min 40 s at half power, pizza
// 8 min at 800 W, a sweet potato 7, leftovers 2.5.
static const double programme_kj[FOOD_CLASSES] = {
    [FOOD_INSTANT_RICE] = 1.150 * 120, [FOOD_SOUP] = 1.150 * 270, [FOOD_DUMPLING] = 1.150 * 210,
    [FOOD_MILK] = 0.575 * 100, [FOOD_PIZZA] = 0.800 * 480, [FOOD_SWEET_POTATO] = 1.150 * 420, [FOOD_LEFTOVERS] = 1.150 * 150,
};
// clang-format on

#endif

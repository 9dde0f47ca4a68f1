// SPDX-License-Identifier: GPL-3.0-or-later
// The breach's settings and metrics.
#ifndef MARU_MODELS_OVERSIGHT_BREACH_TABLES_H
#define MARU_MODELS_OVERSIGHT_BREACH_TABLES_H

#include "models/oversight/breach_reach.h"
#include "sim/engine/kind.h"

struct breach_settings {
    char *party, *at;
    double a_year, told_days, kept_most_days;
    double misused, harm_won;
    double resentment;
    double notice_won, claims, compensation_won;
};

enum breach_metric {
    BREACHES, HOMES, HOME_CLASSES, OF_FORM, UNASKED = OF_FORM + BREACH_FORMS, STALE, MISUSED, HARM, TOLD, RECONSIDERED, NOTICES,
    CLAIMED, COMPENSATION, HARM_OF_CLASS, BREACH_METRICS = HARM_OF_CLASS + DATA_CLASSES
};

// clang-format off
#define S struct breach_settings
#define PIPA "Personal Information Protection Act (Korea)"
static const struct setting breach_rows[] = {
    SETTING_WORDS(S, party, "", "whose data get out, by its name in the scenario; empty: the first maker's", "the scenario"),
    SETTING_WORDS(S, at, "", "date at whose first midnight it happens, YYYY-MM-DD; empty: at no given date", "the scenario"),
    UNCERTAIN(S, a_year, "1/year", 0, 0, 12, "hazard of further ones, at random",
              "assumption: 0, for a breach at a given date; 28 % of firms asked expected one of 10,000 records or more within two years (Ponemon Institute 2018, not read), which is 0.16 a year"),
    LEVER(S, told_days, "day", 3, 0, 365, "days after which the families are told", PIPA ", Art. 34 and its decree: within 72 hours since 2023, five days before; not read in the original"),
    LEVER(S, kept_most_days, "day", 365, 1, 36500, "days after the latest of a class at which it counts as kept too long",
          PIPA ", Art. 39-6, in force until 2023: data of who has not used a service for a year are destroyed or kept apart; not read in the original"),
    UNCERTAIN(S, misused, "1", 0.05, 0, 1, "share of families reached whose data are used against them",
              "assumption; of those told of a breach in the United States in 2008, 19.5 % had identity fraud, of others 4.3 % (Javelin, in scworld.com); data of homes open no accounts"),
    UNCERTAIN(S, harm_won, "won", 50000, 0, 2000000, "what that costs such a family, for raw data of weight 1",
              "assumption; identity fraud cost 1,700 dollars a victim in 2012, mostly its bank's (21 billion over 12.6 million: Javelin, in threatpost.com and stiel.org)"),
    UNCERTAIN(S, resentment, "1", 0.075, 0, 5, "weight of being told on trust, for data of weight 1; 1: an ordinary bad experience",
              "as a report in the press: a breach of data of weight 2 of all families costs 3.5 % of sales (Ponemon Institute, Cost of a Data Breach, not read)"),
    UNCERTAIN(S, notice_won, "won", 1000, 0, 20000, "cost of telling a family, and of its questions", "assumption: a letter and a minute of a call centre"),
    UNCERTAIN(S, claims, "1", 0.01, 0, 1, "share of the families told that go to court",
              "about 1 %: KB Kookmin Card's estimate for its own breach (Korea Herald 2014-02-03); nearly 200,000 of 20 million had sued by 2016 (JoongAng Daily 2016-01-22)"),
    UNCERTAIN(S, compensation_won, "won", 100000, 0, 3000000, "paid to each of them",
              "100,000 won each: Seoul Central District Court on KB Kookmin and NH Nonghyup (JoongAng Daily 2016-01-22); 200,000: SK Communications (Korea Herald 2014-02-03); statutory damages are 3 million at most (" PIPA ", Art. 39-2, as lexology.com tells it)"),
};
#undef PIPA
#undef S

#define FORM(form_, name_, words_) [OF_FORM + (form_)] = {name_, "1", "of these, out " words_, true, NULL}
#define HARM_OF(class_, name_) [HARM_OF_CLASS + (class_)] = {"harm_" name_, "won", "of the harm, by data of this class", false, NULL}
static const struct metric breach_metrics[BREACH_METRICS] = {
    [BREACHES] = {"breaches", "1", "times that data got out", true, NULL},
    [HOMES] = {"homes", "1", "homes of which something got out", true, NULL},
    [HOME_CLASSES] = {"home_classes", "1", "classes of data that got out, added up over these homes", true, NULL},
    FORM(BREACH_NOISED, "noised", "as noised labels only"),
    FORM(BREACH_LABEL, "labels", "as labels at most"),
    FORM(BREACH_PSEUDONYMOUS, "pseudonymous", "without names"),
    FORM(BREACH_RAW, "raw", "as raw data"),
    [UNASKED] = {"unasked", "1", "homes of which something got out that had come without consent", true, NULL},
    [STALE] = {"stale", "1", "homes of which something got out that was kept too long", true, NULL},
    [MISUSED] = {"families_harmed", "1", "families whose data were used against them", true, NULL},
    [HARM] = {"harm", "won", "what that cost them", true, NULL},
    [TOLD] = {"told", "1", "families told of it", true, NULL},
    [RECONSIDERED] = {"changed_consents", "1", "standing consents given or taken back by families that thought again when told", false, NULL},
    [NOTICES] = {"notice_costs", "won", "what telling them cost", false, NULL},
    [CLAIMED] = {"claimed", "1", "families that went to court", false, NULL},
    [COMPENSATION] = {"compensation", "won", "paid to them", true, NULL},
    HARM_OF(DATA_IMAGE, "image"), HARM_OF(DATA_PRESENCE, "presence"), HARM_OF(DATA_ABSENCE, "absence"), HARM_OF(DATA_ENERGY_USE, "energy_use"),
    HARM_OF(DATA_FOOD, "food"), HARM_OF(DATA_STOCK, "stock"), HARM_OF(DATA_PEST_SIGHTING, "pest_sighting"),
    HARM_OF(DATA_AIR_QUALITY, "air_quality"), HARM_OF(DATA_DEVICE_HEALTH, "device_health"), HARM_OF(DATA_PURCHASE, "purchase"),
    HARM_OF(DATA_PROFILE, "profile"), HARM_OF(DATA_TELEMETRY, "telemetry"), HARM_OF(DATA_HEALTH, "health"),
};
#undef FORM
#undef HARM_OF
// clang-format on

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// The school's settings, metrics and equations, for school_party.c alone.
#ifndef MARU_MODELS_AIR_SCHOOL_TABLES_H
#define MARU_MODELS_AIR_SCHOOL_TABLES_H

#include "models/air/classroom.h"
#include "models/air/school_parts.h"
#include "models/air/school_room.h"
#include "models/people/choice.h"

#define OECD "OECD Education at a Glance 2020 (Hankyoreh): Korea 2018, primary 23.1, lower secondary 26.7"
#define PERSILY \
    "after Persily & de Jonge 2017 (Indoor Air 27:868-879): primary 0.0035, lower secondary 0.0045"
#define SCHOOL_LIMIT "Korean School Health Act, standards of 2018-21"
#define KIMM         "KIMM 2019, in use: 954 and 1074 m3/h (doi 10.5572/KOSAE.2021.37.5.744)"

static const char *const data_tos[] = {"nobody", "school", "parents", "public", NULL};
static const char *const payers[] = {"school", "parents", "public", "maker", NULL};
static const char *const air_bys[] = {"rule", "learned", NULL};  // enum air_by
static const double reluctance[] = {1.0, 1.5, 0.5, 0.0};

// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_WORLD, S, count, "1", 1, 1, 1000, "how many such schools there are; districts belong to schools in turn", "the scenario"),
    SETTING_WHOLE(ROLE_WORLD, S, district, "1", -1, -1, 65534, "district whose air it breathes, from 0; -1: the city's", "the scenario"),
    SETTING_WHOLE(ROLE_WORLD, S, classrooms, "1", 12, 1, CLASSROOMS_MOST, "classrooms", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, S, lessons, "1", 6, 1, 9, "lessons a day", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, S, lunch_after, "1", 4, 0, 9, "lunch, in another room, follows this lesson; 0: none", "assumption"),
    WORLD(S, pupils, "1", 23.1, 5, 40, "pupils of a class, mean", OECD),
    WORLD(S, pupils_spread, "1", 0.15, 0, 0.5, "sigma of its lognormal spread between rooms", "assumption: nine in ten classes have 18 to 29 pupils"),
    UNCERTAIN(S, pupil_co2_l_s, "L/s", 0.0035, 0.0025, 0.006, "carbon dioxide a pupil breathes out", PERSILY),
    UNCERTAIN(S, teacher_co2_l_s, "L/s", 0.0055, 0.004, 0.008, "carbon dioxide the teacher breathes out", PERSILY),
    UNCERTAIN(S, stays, "1", 0.5, 0, 1, "share of the class that stays in the room in breaks", "assumption"),
    WORLD(S, first_lesson_h, "h", 9, 7, 10, "the first lesson begins", "assumption: usual"),
    WORLD(S, lesson_min, "min", 40, 30, 60, "length of a lesson", "Korean curriculum of 2015: primary 40, lower secondary 45 min"),
    WORLD(S, break_min, "min", 10, 5, 30, "break between lessons", "assumption: usual"),
    WORLD(S, lunch_min, "min", 50, 20, 90, "lunch", "assumption: usual"),
    WORLD(S, summer_from, "1", 723, 701, 831, "first day of the summer vacation, month x 100 + day", "assumption: late July"),
    WORLD(S, summer_to, "1", 819, 701, 901, "its last day", "assumption: mid or late August"),
    WORLD(S, winter_from, "1", 1228, 1201, 1231, "first day of the winter vacation", "assumption: late December"),
    WORLD(S, winter_to, "1", 301, 101, 301, "last day before the new school year", "the school year begins after March 1; days of February left out"),
    WORLD(S, volume_m3, "m3", 180, 150, 220, "volume of a classroom, median", "assumption: 66-67.5 m2 x 2.7 m are usual"),
    WORLD(S, volume_spread, "1", 0.08, 0, 0.3, "sigma of its lognormal spread between rooms", "assumption: nine in ten have 158 to 205 m3"),
    UNCERTAIN(S, penetration, "1", 0.8, 0.6, 1, "share of outdoor dust that comes in with the air", "assumption; 0.6 to 1 in Chen & Zhao 2011 (Atmos. Environ. 45:275-288)"),
    UNCERTAIN(S, deposition_h, "1/h", 0.2, 0.1, 0.5, "dust that settles", "assumption; the same review"),
    UNCERTAIN(S, stirred_ug_h, "ug/h", 40, 0, 500, "fine dust that a pupil stirs up",
              "assumption: seated, far below the milligrams an hour of walking adults (Qian, Peccia & Ferro 2014, Atmos. Environ. 89:464-481)"),
    UNCERTAIN(S, shut_h, "1/h", 0.5, 0.1, 1.5, "air change with shut windows, median of the rooms",
              "assumption between 0.3 of tight windows and 0.85 in a Korean middle school in winter (Hwang & Lee, J. Archit. Inst. Korea, abstract: windows of paper or glass)"),
    UNCERTAIN(S, shut_spread, "1", 0.6, 0, 1, "sigma of its lognormal spread between rooms",
              "assumption: nine in ten rooms have 0.19 to 1.3; dwellings of one kind have about 0.6 (Chan et al. 2005, not read)"),
    UNCERTAIN(S, open_h, "1/h", 1.5, 0.5, 5, "air change with one window open, median of the rooms",
              "assumption; 1.4 and 3.9 follow from KIMM's two rooms in use in March 2019"),
    UNCERTAIN(S, wide_h, "1/h", 5, 2, 10, "air change with windows wide open, median of the rooms",
              "assumption; about 3 over the year in Korean schools in use (Choe et al. 2020, J. Environ. Health Sci. 46:344-352, abstract)"),
    UNCERTAIN(S, open_spread, "1", 0.5, 0, 1, "sigma of the lognormal spread of both between rooms", "assumption: size and place of the windows, wind"),
    WORLD(S, co2_limit_ppm, "ppm", 1000, 600, 2500, "limit of carbon dioxide", SCHOOL_LIMIT ": 1000, with mechanical ventilation 1500"),
    WORLD(S, pm25_limit_ug_m3, "ug/m3", 35, 5, 100, "limit of fine dust", SCHOOL_LIMIT),
    SETTING_ONE_OF(ROLE_LEVER, S, data_to, data_tos, TO_NOBODY, "who is shown what the sensors measure, each with those before it", "the policy"),
    SETTING_ONE_OF(ROLE_LEVER, S, paid_by, payers, BY_SCHOOL, "who pays the rent of purifiers", "the policy"),
    UNCERTAIN(S, airs_in_breaks, "1", 0.5, 0, 1, "share of rooms and days on which windows are opened in breaks", "assumption"),
    UNCERTAIN(S, acts_on_display, "1", 0.6, 0, 1, "share of rooms and days on which the rule to open a window is kept", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, S, heeds_dust, true, "windows stay shut in hours with more dust outdoors than the limit",
                   "assumption: schools were told so on days of fine dust; the city's air is published anyway"),
    SETTING_ONE_OF(ROLE_LEVER, S, air_by, air_bys, AIR_BY_RULE,
                   "who says when windows are opened and purifiers run: habits, rules and timers, or a machine of the school's that learns it; classes do as it says as often as a rule is kept, where the policy's rules leave them free", "the question"),
    LEVER(S, learning_rate, "1", 0.1, 0.01, 1, "least weight of what came of an act against what was believed before", "assumption: usual in textbooks"),
    LEVER(S, later_counts, "1", 0.5, 0, 1, "how much of what comes after the next bell counts: some of it is the act's, and most of it the day's dust",
          "assumption: in one room better than 0 and than 1 (test_airing_learner)"),
    LEVER(S, tries_first, "1", 0.2, 0, 1, "share of bells at which it tries anything at first", "assumption"),
    LEVER(S, tries_half, "1", 1000, 1, 1000000, "bells of all rooms after which it tries half as often", "assumption: some nine days of 18 rooms of which six in ten follow it"),
    UNCERTAIN(S, dust_won, "won/h", 40, 0, 2000, "what an hour of 10 ug/m3 of fine dust costs a pupil",
              "assumption: 0.98 years of life for 10 ug/m3 all of it (Air Quality Life Index, as quoted by Rana 2022, Curr. World Environ. 17:1), a year at 30 million won"),
    UNCERTAIN(S, co2_won, "won/h", 50, 0, 5000, "what an hour of 1,000 ppm of carbon dioxide above outdoors costs a pupil, in attention",
              "assumption: a two-hundredth of some 10,000 won that an hour of school costs; a tenth of their speed in Wargocki et al. 2020 (Build. Environ. 173:106749, not read)"),
    UNCERTAIN(S, noise_won, "won/h", 20, 0, 1000, "what an hour of lessons beside purifiers at full flow costs a pupil", "assumption: teachers switch them off for their noise"),
    UNCERTAIN(S, heat_won, "won/kWh", 200, 0, 2000, "what a kilowatt-hour of heat that windows let out counts for, in fuel and in cold",
              "assumption: gas at 16 won/MJ and a boiler of 0.85 make 70; the rest is the draught"),
    UNCERTAIN(S, heated_below_c, "C", 15, 5, 20, "outdoors, below which a class with open windows is heated", "assumption: the base of degree days, 18, less what a class gives"),
    WORLD(S, equipped, "1", 0, 0, 1, "share of schools with purifiers at the start", "assumption: before the roll-out that began in 2018"),
    LEVER(S, cadr_m3_h, "m3/h", 954, 100, 1500, "clean air of a room's purifiers", KIMM),
    WORLD(S, purifier_w, "W", 60, 20, 200, "power of a room's purifiers", "assumption"),
    UNCERTAIN(S, purifier_used, "1", 0.8, 0, 1, "share of rooms and days on which purifiers are used at all",
              "assumption; no benefit in 5 of 15 schools, Jeju 2018 (ihalla.com)"),
    LEVER(S, purifies_above_ug_m3, "ug/m3", 15, 0, 100, "purifiers run in hours with more dust outdoors, where somebody is told", "assumption"),
    FEE("equipped", S, rent_won_month, "won/month", 40000, 20000, 80000, "rent of a room's purifiers", "assumption: 30-50 thousand won"),
    UNCERTAIN(S, rent_cost_share, "1", 0.6, 0.2, 1, "what it costs the maker as a share of the rent", "assumption"),
    UNCERTAIN(S, delivery_days, "day", 14, 1, 180, "from the decision to the purifiers", "assumption"),
    LEVER(S, mechanical_h, "1/h", 0, 0, 6, "air changes by mechanical ventilation in school hours; 0: none", "the policy; 2.9 hold 1000 ppm in a primary class"),
    UNCERTAIN(S, filter_passes, "1", 0.4, 0.05, 1, "share of dust that its filter lets through", "assumption"),
    UNCERTAIN(S, mechanical_w, "W", 150, 50, 500, "power of a room's ventilation", "assumption"),
    UNCERTAIN(S, mechanical_won_month, "won/month", 60000, 20000, 200000, "its cost a room, spread over its life, paid by the school", "assumption"),
    UNCERTAIN(S, power_won_kwh, "won/kWh", 120, 50, 300, "price of the school's electricity", "assumption"),
    UNCERTAIN(S, decision_days, "day", 7, 1, 25, "from the month's report to the decision", "assumption"),
    UNCERTAIN(S, logit_base, "1", -4, -8, -1, "logit of a decision in a month without pressure", "assumption: 2 % a month"),
    UNCERTAIN(S, logit_co2_hour, "1/h", 0.05, 0, 0.5, "more of it for an hour of too much carbon dioxide, at pressure 1", "assumption"),
    UNCERTAIN(S, logit_dust_hour, "1/h", 0.3, 0, 2, "more of it for an hour of too much dust, at pressure 1",
              "assumption: dust was what parents feared in 2018, carbon dioxide hardly known"),
    UNCERTAIN(S, logit_rent, "1", 0.5, 0, 3, "less of it for 10,000 won a month of a room's rent above 40,000, and more below, unless the maker pays",
              "assumption: an elasticity near -2 at 40,000 won; no study of what Korean schools pay was found"),
    UNCERTAIN(S, presses_school, "1", 0.3, 0, 2, "pressure of the school's own staff", "assumption"),
    UNCERTAIN(S, presses_parents, "1", 1, 0, 3, "pressure if all parents read the report", "assumption"),
    UNCERTAIN(S, presses_public, "1", 0.7, 0, 3, "pressure of the public, newspapers and comparisons with other schools", "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, reluctance, "1", reluctance, 0, 6, "off the logit when school, parents, public, maker have to pay",
                    "assumption: own money is given least easily"),
    UNCERTAIN(S, child_share, "1", 0.6, 0, 1, "share of households of 3 and more with a child in the school", "assumption"),
    UNCERTAIN(S, reads_report, "1", 0.4, 0, 1, "share of reports that are read by a family that gets them", "assumption"),
    UNCERTAIN(S, report_worth_won, "won", 1500, 0, 20000, "what the report of a month is worth to a family", "assumption"),
    UNCERTAIN(S, infectious, "1", 0.002, 0, 0.05, "chance that a pupil in class is infectious on a day", "assumption: between a quiet and an influenza season"),
    UNCERTAIN(S, quanta_h, "1/h", 3, 0.5, 200, "quanta an infectious pupil gives off",
              "assumption: an infectious pupil's day in a room with shut windows then infects a quarter of a classmate; outbreaks of influenza 15-130 (Rudnick & Milton 2003, Indoor Air 13:237-245)"),
    UNCERTAIN(S, susceptible, "1", 0.6, 0.05, 1, "share of pupils who can be infected", "assumption"),
    UNCERTAIN(S, breathing_m3_h, "m3/h", 0.3, 0.2, 0.6, "air a pupil breathes", "assumption: a child that sits"),
    UNCERTAIN(S, days_off, "day", 2, 0, 10, "absence after an infection", "assumption"),
    UNCERTAIN(S, day_off_won, "won", 60000, 0, 300000, "what a day of absence costs a family in care and wages", "assumption: near 8 hours at the minimum wage of 2018, 7,530 won"),
};
// clang-format on

// clang-format off
static const struct metric metrics[METRICS] = {
    [ROOM_HOURS] = {"room_hours", "h", "lessons, hours of a room", false, NULL},
    [PUPIL_HOURS] = {"pupil_hours", "h", "lessons, hours of a pupil", false, NULL},
    [CO2] = {"co2", "ppm", "carbon dioxide in lessons, mean", true, "room_hours"},
    [PM25] = {"pm25", "ug/m3", "fine dust in lessons, mean", true, "room_hours"},
    [CO2_ABOVE] = {"co2_above", "h", "pupil-hours above the limit of carbon dioxide", true, NULL},
    [PM25_ABOVE] = {"pm25_above", "h", "pupil-hours above the limit of fine dust", true, NULL},
    [INFECTIONS] = {"infections", "1", "infections in class, expected", true, NULL},
    [ABSENCE] = {"absence", "day", "days of absence from them", false, NULL},
    [ABSENCE_WON] = {"absence_won", "won", "what these days cost the families", true, NULL},
    [EQUIPPED] = {"equipped", "1", "schools that got purifiers", true, NULL},
    [RETURNED] = {"returned", "1", "schools that gave them back, because they had come to cost more", false, NULL},
    [AIRING] = {"airing_rules", "1", "schools that made it a rule to open a window", true, NULL},
    [TOLD] = {"parents_told", "1", "reports that families could read, one a month", false, NULL},
    [READ] = {"reports_read", "1", "reports that families read", true, NULL},
    [ENERGY] = {"energy", "kWh", "electricity of purifiers and ventilation", true, NULL},
    [HEAT] = {"heat", "kWh", "heat that opened windows let out", false, NULL},
    [AIR_COST] = {"air_cost", "won", "dust, carbon dioxide, noise, power and heat, at what each is said to cost", true, NULL},
    [DECISIONS] = {"decisions", "1", "bells at which a machine that learns decided for a room", false, NULL},
    [EXPLORATION] = {"exploration_won", "won", "what it tried cost more than what it believed to be best then", false, NULL},
    [TRIED_HOURS] = {"tried_hours", "h", "lessons of a room for which it tried", false, NULL},
    [TRIED_CO2] = {"tried_co2", "ppm", "carbon dioxide in these, mean", false, "tried_hours"},
    [TRIED_PM25] = {"tried_pm25", "ug/m3", "fine dust in these, mean", false, "tried_hours"},
    [PAID_SCHOOL] = {"paid_by_school", "won", "for rent, ventilation and electricity, by the schools", true, NULL},
    [PAID_PARENTS] = {"paid_by_parents", "won", "for rent, by all parents of the schools", true, NULL},
    [PAID_PUBLIC] = {"paid_by_public", "won", "for rent, of public money", true, NULL},
    [PAID_MAKER] = {"paid_by_maker", "won", "for purifiers it gives for nothing, by the maker", true, NULL},
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation open_days = {
    "school days",
    "working days outside of summer_from to summer_to and winter_from to winter_to; lessons of lesson_min "
    "from first_lesson_h on, with break_min between, lunch_min after lunch_after",
    "dates as month x 100 + day; a day begins 2 h before the first lesson with windows shut, C as outdoors, "
    "I at its steady ratio, N = 0",
    "definition"};
static const struct equation outdoors = {
    "dust at the school", "O = PM2.5 of the city, times the factor of the district where district >= 0", "",
    "definition"};
static const struct equation windows = {
    "windows and machines",
    "a = wide in breaks and at lunch with chance airs_in_breaks; open in a lesson from C >= co2_limit_ppm "
    "on, where that is the rule, with chance acts_on_display; else shut; heeds_dust: shut while O > "
    "pm25_limit_ug_m3; m = mechanical_h in school hours; purifiers run with chance purifier_used while O > "
    "purifies_above_ug_m3, 0 where nobody is told; air_by learned: see what it tells a class at a bell",
    "chances of each room and day; open, wide, shut: see rooms and classes", "assumption"};
static const struct equation counted = {
    "what is counted in lessons",
    "co2, pm25 = integral over lessons / room_hours; co2_above, pm25_above = n hours with C > co2_limit_ppm, "
    "I > pm25_limit_ug_m3; pupil_hours = n room_hours",
    "n pupils, C, I of a room; summed over rooms", "definition"};
static const struct equation absence = {
    "absence", "absence = infections days_off; absence_won = absence day_off_won", "", "definition"};
static const struct equation electricity = {
    "electricity of the machines", "kWh = (purifier_w p + mechanical_w v) / 1000; won = kWh power_won_kwh",
    "p, v hours in which purifiers and ventilation run", "definition"};
static const struct equation ventilation = {
    "ventilation", "won a month = mechanical_won_month classrooms, if mechanical_h > 0",
    "by days of 365 / 12 a month", "definition"};
static const struct equation served = {"families of a school",
                                       "homes of 3 and more whose district is the school's, with chance "
                                       "child_share; districts go to all schools in turn, count of each",
                                       "", "assumption"};
static const struct equation reports = {
    "reports",
    "each month, where data_to or who discloses it reaches parents: told if consent lets it pass, at public "
    "all; each told family reads it with chance reads_report",
    "", "assumption"};
static const struct equation pressure = {
    "pressure of those who know", "s = presses_school + presses_parents readers / families + presses_public",
    "each from where data_to, who sells it or who discloses it reaches it, 0 for nobody; readers also of "
    "what is "
    "bought",
    "assumption"};
static const struct equation deciding = {
    "deciding for purifiers",
    "p = 1 / (1 + exp(-(logit_base + s logit_dust_hour h - reluctance - logit_rent (rent_won_month - 40000) "
    "/ "
    "10000))) a month, decision_days after it; "
    "delivery_days later they are there; at the start with chance equipped",
    "h hours of the month above pm25_limit_ug_m3, mean of a room, 0 where nobody is told; s pressure; "
    "reluctance by paid_by; the rent weighs nothing where the maker pays it",
    "logistic; assumption"};
static const struct equation goes_on = {
    "keeping purifiers",
    "where reluctance + logit_rent (rent_won_month - 40000) / 10000 has risen above what it was when "
    "the school agreed: kept with chance p now / p as agreed, which then is what it has agreed to",
    "p: see deciding for purifiers, both with the dust and the pressure of now; with its month's decision",
    "definition: of those that would rent at the one rent, the share that would at the other"};
static const struct equation ruling = {"making airing a rule",
                                     "p = 1 / (1 + exp(-(logit_base + s logit_co2_hour h))) a month, "
                                     "decision_days after it, where somebody is told",
                                     "h hours of the month above co2_limit_ppm, mean of a room; s pressure",
                                     "logistic; assumption"};
static const struct equation rent = {
    "rent of purifiers",
    "rent = rent_won_month classrooms days / (365 / 12), of paid_by, to the maker, whom it costs "
    "rent_cost_share rent; of parents each rent / max(pupils, families)",
    "days with purifiers; without a maker to the economy outside, as the public and families not simulated "
    "pay from there; paid_by maker: the cost alone",
    "definition"};
static const struct equation given = {
    "what is given for nothing",
    "purifiers that the maker pays for: a good experience of weight 1 for each family of the school", "",
    "assumption"};
static const struct submodel submodels[] = {
    {&school_room_equation, "",
     "classrooms, pupils, pupils_spread, volume_m3, volume_spread, shut_h, shut_spread, open_h, wide_h, "
     "open_spread"},
    {&open_days, "room_hours",
     "summer_from, summer_to, winter_from, winter_to, lessons, lesson_min, first_lesson_h, break_min, "
     "lunch_min, lunch_after, holidays.of"},
    {&outdoors, "", "district, air"},
    {&windows, "",
     "airs_in_breaks, co2_limit_ppm, acts_on_display, heeds_dust, pm25_limit_ug_m3, mechanical_h, "
     "purifier_used, purifies_above_ug_m3, data_to"},
    {&classroom_co2_equation, "", "pupil_co2_l_s, teacher_co2_l_s, stays, air.co2_ppm"},
    {&classroom_pm25_equation, "",
     "penetration, filter_passes, stirred_ug_h, deposition_h, cadr_m3_h, stays"},
    {&counted, "room_hours, pupil_hours, co2, pm25, co2_above, pm25_above",
     "co2_limit_ppm, pm25_limit_ug_m3"},
    {&classroom_infection_equation, "infections",
     "quanta_h, breathing_m3_h, infectious, susceptible, stays, cadr_m3_h"},
    {&airing_learner_equation, "decisions",
     "air_by, acts_on_display, purifier_used, pm25_limit_ug_m3, co2_limit_ppm, learning_rate, later_counts, weather"},
    {&q_learning_equation, "exploration_won, tried_hours, tried_co2, tried_pm25", "learning_rate, later_counts"},
    {&q_learning_explores_equation, "", "tries_first, tries_half"},
    {&airing_learner_cost_equation, "air_cost",
     "dust_won, co2_won, noise_won, power_won_kwh, purifier_w, heat_won, air.co2_ppm"},
    {&school_day_heat_equation, "heat", "heated_below_c, weather"},
    {&school_day_fan_equation, "energy", "purifier_w, cadr_m3_h"},
    {&absence, "absence, absence_won", "days_off, day_off_won"},
    {&electricity, "energy, school electricity, paid_by_school, school's bills",
     "purifier_w, mechanical_w, power_won_kwh"},
    {&ventilation, "school ventilation, paid_by_school, school's bills",
     "mechanical_won_month, mechanical_h, classrooms"},
    {&served, "", "child_share, count, homes.districts"},
    {&choice_equation, "", "report_worth_won, families"},
    {&reports, "parents_told, reports_read, air report read, profile", "data_to, reads_report"},
    {&pressure, "", "data_to, presses_school, presses_parents, presses_public"},
    {&deciding, "equipped",
     "logit_base, logit_dust_hour, logit_rent, rent_won_month, reluctance, paid_by, decision_days, "
     "delivery_days, equipped, "
     "pm25_limit_ug_m3"},
    {&goes_on, "returned", "logit_rent, rent_won_month, reluctance, paid_by"},
    {&ruling, "airing_rules", "logit_base, logit_co2_hour, decision_days, co2_limit_ppm"},
    {&rent,
     "rent of purifiers, cost of purifiers, school's bills, paid_by_school, paid_by_parents, paid_by_public, "
     "paid_by_maker",
     "rent_won_month, rent_cost_share, classrooms, paid_by"},
    {&given, "", "paid_by"},
};

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// Calibrated so that a population of these persons meets Statistics Korea's time use survey of 2019 (10 years
// and older): sleep 8 h 12 min a day, up at 06:55 on weekdays and 07:46 on Sundays, to bed between 23:17 and
// 23:32; 60.6 % of those of 15 and older work on a weekday. The survey's means by age guide the types.
#include "models/people/occupancy.h"

#include "models/people/occupancy_together.h"

typedef struct occupancy_settings S;

#define SURVEY "assumption that meets the Time Use Survey 2019 (Statistics Korea, hani.co.kr 955839)"
#define TIES                                                                                            \
    "fitted to the active occupants of British dwellings (time use survey of the United Kingdom 2000, " \
    "transition matrices of the CREST demand model)"
#define BY_TYPE "; worker, homemaker, student, child, elderly on weekdays, then on weekends"

// clang-format off
static const double up_h[]    = {6.8, 7.3, 7.3, 7.7, 6.4,        7.8, 7.8, 8.7, 8.3, 6.5};
static const double bed_h[]   = {23.4, 23.4, 23.8, 21.8, 22.3,   23.4, 23.4, 23.9, 22.0, 22.3};
static const double leaves[]  = {0.97, 0.10, 0.92, 0.90, 0.08,   0.25, 0.05, 0.20, 0.05, 0.05};
static const double leave_h[] = {8.4, 9.5, 8.6, 9.2, 9.0,        9.5, 10, 10, 10, 9.5};
static const double back_h[]  = {18.3, 16.5, 17.5, 15.5, 16,     18, 16.5, 17, 16, 16};
static const double outings[] = {0.06, 0.16, 0.06, 0.12, 0.14,   0.14, 0.14, 0.14, 0.14, 0.12};
static const double naps[]    = {0.12, 0.06, 0.25, 0.05, 0.08,   0.18, 0.10, 0.25, 0.05, 0.08};
static const double together[] = {0.63, 0.70, 0.69, 0.68,  0.74, 0.55, 0.59, 0.48};
static const double alone[]   = {0.63, 0.10, 0.07, 0, 0.20};
static const double first[]   = {0.93, 0.05, 0, 0, 0.02};
static const double second[]  = {0.55, 0.40, 0, 0, 0.05};
static const double further[] = {0.24, 0.02, 0.38, 0.28, 0.08};

static const struct setting rows[] = {
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, up_h, "h", up_h, 4, 12, "half are up by this hour" BY_TYPE, SURVEY),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, bed_h, "h", bed_h, 20, 27, "half are in bed by this hour, 24 is midnight" BY_TYPE, SURVEY),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, leaves, "1", leaves, 0, 1, "share that has work or school that day" BY_TYPE,
                    "assumption; with the shares of the types, 60.6 % of those of 15 and older work on a weekday (cstimes 424424)"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, leave_h, "h", leave_h, 4, 16, "half of these have left by this hour" BY_TYPE, "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, back_h, "h", back_h, 12, 24, "half of these are back by this hour" BY_TYPE,
                    "assumption; work takes 6 h 41 min on average (Time Use Survey 2019, cstimes 424424), beside it breaks, travel and evenings out"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, outings, "1/h", outings, 0, 1, "outings for other reasons, per hour at home and awake" BY_TYPE, "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, naps, "1/h", naps, 0, 1, "naps, per hour at home and awake" BY_TYPE, SURVEY),
    UNCERTAIN(S, spread_h, "h", 0.45, 0.1, 2, "logistic scale of getting up and leaving (0.45: half within 1 h)", "assumption"),
    UNCERTAIN(S, evening_spread_h, "h", 0.6, 0.1, 2, "logistic scale of coming back and going to bed", "assumption"),
    UNCERTAIN(S, outing_h, "h", 2, 0.25, 6, "mean length of an outing", "assumption"),
    UNCERTAIN(S, nap_h, "h", 1, 0.25, 3, "mean length of a nap", "assumption"),
    UNCERTAIN(S, first_outing_h, "h", 9, 4, 14, "outings begin from this hour on", "assumption"),
    UNCERTAIN(S, last_outing_h, "h", 21, 16, 27, "... and until this one", "assumption"),
    UNCERTAIN(S, first_nap_h, "h", 12, 10, 16, "naps begin from this hour on", "assumption"),
    UNCERTAIN(S, last_nap_h, "h", 19, 12, 20, "... and until this one", "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, together, "1", together, 0, 0.95,
                    "part of going out, coming home and going to bed that members of a home do together; households of 2, 3, 4, 5 and more on weekdays, then on weekends; 0: independent members", TIES),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, alone, "1", alone, 0, 1, "who lives alone: shares of worker, homemaker, student, child, elderly", "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, first, "1", first, 0, 1, "first adult of a larger household, shares of the types", "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, second, "1", second, 0, 1, "second adult, shares of the types", "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, further, "1", further, 0, 1, "further members, shares of the types", "assumption"),
    UNCERTAIN(S, elderly_couple, "1", 0.25, 0, 0.6, "share of two-person households that are elderly couples", "assumption"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation moments = {"moments of a day: logistic",
                                        "F(t) = 1 / (1 + exp((m - t) / s)); h = H(t + 1/12) - H(t - 1/12), "
                                        "H(t) = ln(1 + e^((t - m) / s)) - ln(1 + (1 - p) e^((t - m) / s))",
                                        "h hazard over the slot of 1/6 h around t; m median and s scale, h; "
                                        "p share that ever does it; the day runs from 4 to 4 o'clock",
                                        "logistic distribution; assumption"};
static const struct equation gets_up = {
    "getting up",
    "asleep to up: h with m = up_h, s = spread_h, p = 1 before 12 h; 1 / (6 nap_h) from 12 to 20 h; else 0",
    "h: see moments of a day", "assumption"};
static const struct equation falls_asleep = {"going to sleep",
                                             "up to asleep: h with m = bed_h, s = evening_spread_h, p = 1; "
                                             "from first_nap_h to last_nap_h naps / 6 more",
                                             "h: see moments of a day", "assumption"};
static const struct equation goes_away = {"going out",
                                          "up to away: h with m = leave_h, s = spread_h, p = leaves; from "
                                          "first_outing_h to last_outing_h outings / 6 more",
                                          "h: see moments of a day", "assumption"};
static const struct equation comes_back = {
    "coming home",
    "away to up: (w h + o / (6 outing_h)) / (w + o), h with m = back_h, s = evening_spread_h, p = 1; w = "
    "leaves F_leave (1 - F_back); o = (1 - w) g / (1 + g); g = max(outings, 1e-6) outing_h",
    "w, o shares at work and out; F_leave, F_back: F with leave_h, spread_h and with back_h, "
    "evening_spread_h; outings 0 outside of first_outing_h to last_outing_h",
    "assumption"};
static const struct equation chances = {
    "chances of a slot", "stays with exp(-(a + b)), else goes the one way or the other as a to b",
    "a, b hazards of the two ways out of a state", "competing hazards"};
static const struct equation types = {"which kinds of people live together",
                                      "one: by alone; two: both elderly with chance elderly_couple; else the "
                                      "first by first, the second by second, others by further",
                                      "shares are divided by their sum", "assumption"};
static const struct submodel submodels[] = {
    {&moments, "", "up_h, bed_h, leave_h, back_h, leaves, spread_h, evening_spread_h"},
    {&gets_up, "", "up_h, spread_h, nap_h"},
    {&falls_asleep, "", "bed_h, evening_spread_h, naps, first_nap_h, last_nap_h"},
    {&goes_away, "", "leave_h, spread_h, leaves, outings, first_outing_h, last_outing_h"},
    {&comes_back, "",
     "back_h, evening_spread_h, leaves, leave_h, spread_h, outings, outing_h, first_outing_h, last_outing_h"},
    {&chances, "", ""},
    {&occupancy_chain_equation, "", "holidays.of"},
    {&occupancy_together_equation, "", "together"},
    {&types, "", "alone, elderly_couple, first, second, further"},
};

static const struct setting_law laws[] = {SOME_OF(alone),
                                          SOME_OF(first),
                                          SOME_OF(second),
                                          SOME_OF(further),
                                          NOT_ABOVE(up_h, bed_h),
                                          NOT_ABOVE(leave_h, back_h),
                                          NOT_ABOVE(first_nap_h, last_nap_h)};

const struct section_kind occupancy_section = {
    .kind = {.name = "occupancy",
             .summary = "when people are away, awake or asleep, and who lives together",
             .settings = SETTING_TABLE_OF_LAWS(S, rows, laws),
             .submodels = SUBMODELS(submodels)},
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/holidays.h"

typedef struct holidays_settings S;

static const char *const of_names[] = {"nobody", "korea", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_WORLD, S, of, of_names, HOLIDAYS_OF_KOREA, "whose public holidays people have off; nobody's: weekends alone",
                   "Regulations on holidays of public agencies (Republic of Korea), 2014 to 2030"),
    UNCERTAIN(S, visits_relatives, "1", 0.4, 0, 1, "share of families that leave for their relatives at Seollal and at Chuseok, for two to three days",
              "assumption: many families host, or go and return within the day"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation days_off = {
    "days off",
    "Saturdays, Sundays and, of korea, public holidays with their substitutes: the next day that is neither "
    "weekend nor holiday",
    "which holidays have a substitute, and since when: models/environment/holidays.h",
    "Regulations on holidays of public agencies (Republic of Korea), 2014 to 2030"};
static const struct equation feasts = {
    "visits to relatives",
    "a family leaves at Seollal, and at Chuseok, with chance visits_relatives; when: see family", "",
    "assumption"};
static const struct submodel submodels[] = {
    {&days_off, "", "of, scenario.start, scenario.days"},
    {&feasts, "", "visits_relatives"},
};

const struct section_kind holidays_section = {
    .kind = {.name = "holidays",
             .summary = "public holidays: who has them, and who visits relatives",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
};

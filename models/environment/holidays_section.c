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

const struct section_kind holidays_section = {
    .kind = {.name = "holidays",
             .summary = "public holidays: who has them, and who visits relatives",
             .settings = SETTING_TABLE(S, rows)},
};

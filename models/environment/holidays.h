// SPDX-License-Identifier: GPL-3.0-or-later
// The public holidays of the Republic of Korea, 2014 to 2030: the fixed ones, those of the lunar calendar, their
// substitutes, and single days that were declared. "Regulations on holidays of public agencies" as they stood in 2025;
// what is declared later (elections, single days off) is not known here.
//
// A substitute is the next day that is no holiday and no weekend
//   for the three days of Seollal and Chuseok when one falls on a Sunday or on another holiday,
//   for Children's Day, since August 2021 for the four national days, and since May 2023 for Buddha's Birthday and
//   Christmas, also when it falls on a Saturday.
// 1 January and Memorial Day (6 June) have none. Labour Day (1 May), on which schools and offices of the state work,
// is no public holiday.
#ifndef MARU_MODELS_ENVIRONMENT_HOLIDAYS_H
#define MARU_MODELS_ENVIRONMENT_HOLIDAYS_H

#include "sim/engine/kind.h"

enum holidays_of { HOLIDAYS_OF_NOBODY, HOLIDAYS_OF_KOREA };

// Section `holidays`.
struct holidays_settings {
    int of;  // enum holidays_of
    double visits_relatives;  // share of families that leave for their relatives at a feast
};
extern const struct section_kind holidays_section;

enum { HOLIDAYS_FIRST_YEAR = 2014, HOLIDAYS_LAST_YEAR = 2030 };

// Days since 1970-01-01, in the years above.
bool holidays_has(int64_t day);
// Seollal or Chuseok itself, on which families go to their relatives.
bool holidays_is_feast(int64_t day);

#endif

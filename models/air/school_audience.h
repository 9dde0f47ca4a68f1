// SPDX-License-Identifier: GPL-3.0-or-later
// Who is shown what a school's sensors measure, and by whom.
#ifndef MARU_MODELS_AIR_SCHOOL_AUDIENCE_H
#define MARU_MODELS_AIR_SCHOOL_AUDIENCE_H

// Each with those before it.
enum school_audience { TO_NOBODY, TO_SCHOOL, TO_PARENTS, TO_PUBLIC };
// By whom beside the school's own setting; the widest counts.
enum school_shower { SCHOOL_SHOWN_FOR_MONEY, SCHOOL_SHOWN_TO_BE_CHOSEN, SCHOOL_SHOWERS };

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What is played: a file of scenarios/lessons/, read once (lua/lesson.lua says what stands in it and checks it). Texts are
// {"en", "ko"}, for the page; the server reads names, ranges and what each measure is made of.
#ifndef MARU_SIM_CLASS_LESSON_H
#define MARU_SIM_CLASS_LESSON_H

#include <cJSON.h>

#include "sim/engine/status.h"

enum { LESSON_WORLDS_MOST = 12, LESSON_ROUNDS_MOST = 12, LESSON_ROLES_MOST = 8 };

struct lesson {
    char *path, *name;
    cJSON *all;        // as the file describes it
    char *shown;       // what browsers get: without what bots will do
    int worlds, rounds, roles;
    bool practice;     // a round before the first that does not count
};

// NULL with a status. Owned by the caller.
struct lesson *lesson_load(const char *path, struct status *status);
void lesson_free(struct lesson *lesson);

// A member of one of its objects; NULL: there is none. Borrowed, as is all below.
const cJSON *lesson_part(const cJSON *object, const char *key);
const cJSON *lesson_round(const struct lesson *lesson, int round);  // 1, 2, ...; the practice round 0 is the first's twin
const cJSON *lesson_role(const struct lesson *lesson, int role);
const char *lesson_role_name(const struct lesson *lesson, int role);
const cJSON *lesson_measures(const struct lesson *lesson);
// What a measure is made of: the outcomes' names, in a list. And one of them: its name without the sign before it.
const cJSON *lesson_outcomes(const cJSON *measure);
const char *lesson_outcome(const cJSON *one, double *sign);
const cJSON *lesson_reference(const struct lesson *lesson);
const char *lesson_shock(const struct lesson *lesson, const char *name);  // the name as the lesson has it; NULL: none

// What a seat decides when nobody sits there. Owned by the caller.
cJSON *lesson_bot(const struct lesson *lesson, int world, int role, int round);
cJSON *lesson_defaults(const struct lesson *lesson, int role);

// Every key a lever of the role and every value one that it allows.
bool lesson_allows(const struct lesson *lesson, int role, const cJSON *choices);
// Every key a measure that the role predicts: a number, or "fewer", "same", "more".
bool lesson_allows_prediction(const struct lesson *lesson, int role, const cJSON *prediction);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What rules of consent and promises have in common: names out of a list, days, forms, caps, numbers of homes. The value is on top of the stack, and
// its place is told where it is refused.
#ifndef MARU_LUA_DATA_WORDS_H
#define MARU_LUA_DATA_WORDS_H

#include "lua/place.h"

// The name's place in a NULL-terminated list; -1 with the nearest name, when it is not there.
int data_words_name(const char *const *names, const char *given, char *hint);
const char *data_words_list(const char *const *names, char *buffer, size_t size);

bool data_words_days(lua_State *L, struct place place, double *days, struct status *status);
bool data_words_homes(lua_State *L, struct place place, double *homes, struct status *status);
bool data_words_epsilon(lua_State *L, struct place place, double *epsilon, struct status *status);
// The rawest form that is allowed: gate_forms_above() of it.
bool data_words_form(lua_State *L, struct place place, unsigned *refused_forms, struct status *status);

#endif

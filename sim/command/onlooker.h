// SPDX-License-Identifier: GPL-3.0-or-later
// What `maru run --follow` says to programs that look on while a run is lived: lines of JSON, the same whatever the threads.
//
// The first line, before the first day, is the place. Everybody in it has a number, the place in "who":
//   {"place": {
//     "days": 92,                 days that will be lived
//     "homes": [250, 250],        homes of each district, in the order of the districts' numbers
//     "who": [{"name": "hanbit", "kind": "maker", "parties": 1}, ..., {"name": "households", ...}, {"name": "outside", ...}],
//                                 an entry of the scenario each, in the order of their names, whatever number of parties it stands
//                                 for; then all households, then the economy outside, which are of no kind and 0 parties
//     "data": [["pest_sighting", 0]]}}   cells: a class of data, and who may come to know it (a place in "who")
//
// Then a line for each day that has been lived. All that is in it is since the start or now, never since the day before: who
// missed lines has missed nothing, and what lies between two lines is their difference.
//   {"day": 12,                   days lived
//    "money": {"hanbit": 1000},   won received less won paid, of each party
//    "tokens": 300,               tokens that households hold
//    "paid": [[1, 0, 7500]],      who paid, who was paid, won; who never paid anybody is not there
//    "given": [[0, 500]],         who issued tokens to households, and how many
//    "told": [[0, 40, 30, 25, 20]],   a cell of "data"; items that left the homes for it, and of these those without a valid
//                                 consent; homes of whom it knows something now, and of these those of whom something left first
//                                 although nobody had agreed. Cells to whom nothing was told are not there
//    "won": [-8000, 500],         won received less won paid, the homes of each district
//    "hurt": [3, 0],              homes of each district that are worse off by what was done with what is known of them
//    "known": {"any": [[25, 0], [20, 0]], "pest_sighting": ...}}   by class of data, and "any" of them: homes of each district of
//                                 whom somebody knows something now; and of these, as above, those where nobody had agreed.
//                                 Classes of which nobody knows anything are not there
#ifndef MARU_SIM_COMMAND_ONLOOKER_H
#define MARU_SIM_COMMAND_ONLOOKER_H

#include <stdio.h>

#include "sim/engine/world.h"

struct onlooker;

// Says the place to `out`, borrowed for its lifetime. Owned by the caller.
struct onlooker *onlooker_create(const struct world *world, FILE *out);
void onlooker_free(struct onlooker *onlooker);

// At a midnight: says the day.
void onlooker_tell(struct onlooker *onlooker, const struct world *world);

#endif

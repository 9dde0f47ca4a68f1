// SPDX-License-Identifier: GPL-3.0-or-later
// What a kind computes, said once, beside the code that computes it: the equation, what comes out, what goes in. The listing
// of kinds, the run file, the explanation of a number (maru why) and the description of a scenario (maru doc) are made from it.
//
//   static const struct equation heating = {
//       "heating of water", "t = 4186 litres (100 - T) / power_w", "t s until it boils; T temperature of the tap, C", "heat capacity of water"};
//   static const struct submodel submodels[] = {{&heating, "boiled, minutes", "power_w, litres, weather.tap_c"}};
//   ... .kind = {.name = "kettle", .submodels = SUBMODELS(submodels)}
#ifndef MARU_SIM_ENGINE_SUBMODEL_H
#define MARU_SIM_ENGINE_SUBMODEL_H

#include <stddef.h>

// A law that several kinds use stands once, with the technique that computes it.
struct equation {
    const char *name;     // what it is of: "growth of an infestation"
    const char *formula;  // plain text; several of one law are parted by "; ". A setting stands in it by its own name
    const char *letters;  // what its other letters are, with their units; "" where there are none
    const char *source;   // who found it, published, or "assumption"; a definition or a sum of what happened: "definition"
};

// An equation at work in a kind. Lists of names, parted by ", ".
struct submodel {
    const struct equation *equation;
    const char *gives;  // metrics of the kind; reasons of payments and lines of the journal that its parties or homes cause
    const char *takes;  // settings of the kind, or of another (cockroaches.capacity); whole kinds that it reads (weather)
};

struct submodel_table {
    const struct submodel *rows;
    size_t count;
};
#define SUBMODELS(rows_) {.rows = rows_, .count = sizeof(rows_) / sizeof((rows_)[0])}

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// Under which circumstances something happens: a box in the space of the axes that holds many of the points of interest
// and few others. By PRIM, the patient rule induction method (Friedman & Fisher 1999, Statistics and Computing 9:123), as
// scenario discovery uses it (Bryant & Lempert 2010, Technological Forecasting and Social Change 77:34).
//
// Peeling goes on past the best box, so the whole way is kept, and the choice is made on it:
//   peel   from the box of everything on, each time the side whose slice of points raises the density of what stays most
//          for each point it costs, until few points are left;
//   choose of all these boxes the one whose membership agrees best with being of interest (`agreement`): a box that is too
//          large takes in others, one that is too small leaves out points of interest, and either lowers it;
//   paste  from there each side outward to where the agreement is highest, or all the way if that is no less; or trim it,
//          as peeling takes coarse slices;
//   drop   the restriction of an axis that chance would match too easily: as many points as the box holds, drawn from those
//          within all other restrictions (Fisher's exact test, its limit divided by the looks taken, each side of each axis
//          at each slice, as Bonferroni has it); then paste again.
// A search that looks so hard finds boxes in noise. How often it would find one as good there, it tries: with the outcomes
// dealt to the points by chance, many times (`by_chance`). What is above 0.05 or so is no finding.
#ifndef MARU_ANALYSIS_PRIM_H
#define MARU_ANALYSIS_PRIM_H

#include <stddef.h>
#include <stdint.h>

struct prim_settings {
    double peeled;          // share of the box's points that one step takes, above 0 and below 1
    double least_mass;      // share of all points that a box holds at least, 0-1
    double most_by_chance;  // over all looks, at which a restriction stays; INFINITY: none is dropped
    size_t shuffles;        // searches with outcomes dealt by chance
    uint64_t seed;          // of the dealing
};
extern const struct prim_settings prim_usual;

// How a box came from the one before it on the way; the first one pasted, trimmed or dropped, from the best peeled one.
enum prim_step { PRIM_PEELED, PRIM_PASTED, PRIM_TRIMMED, PRIM_DROPPED };

struct prim_box {
    enum prim_step step;
    double *low, *high;  // [axis], half way between points; infinite where nothing is restricted
    size_t restricted;   // axes
    size_t points, hits;  // within; hits are of interest
    double coverage;      // hits / all that are of interest; NaN: none is
    double density;       // hits / points
    double agreement;     // correlation of being within and being of interest (phi), -1 to 1; 0 of everything
};

// Owned by the caller; free with prim_free.
struct prim {
    size_t axis_count;
    size_t points, hits, failed;  // that were looked at; of these of interest; left out
    struct prim_box *boxes;       // the way, from the box of everything on; at least that one
    size_t box_count;
    size_t peeled_best;      // the number of the box where pasting began
    size_t chosen;           // the last box; peeled_best when nothing was pasted, trimmed or dropped
    double by_chance;        // share of searches that find a box as good where nothing is, this one included; 1: no box
    double *axis_by_chance;  // [axis]: how often chance, in one look, matches this restriction; 1: there is none
};

// at[points][axis_count]; outcome[points]: 0 not of interest, any other number of interest, NaN: a failed run, left out
// and counted.
struct prim *prim_find(const double *at, const double *outcome, size_t points, size_t axis_count,
                       const struct prim_settings *settings);
void prim_free(struct prim *prim);

#endif

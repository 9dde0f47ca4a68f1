// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/prim.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "analysis/fault.h"

const struct prim_settings prim_usual = {
    .peeled = 0.05, .least_mass = 0.05, .most_by_chance = 0.05, .shuffles = 99, .seed = 1};

enum side { LOW, HIGH };

// The points that are looked at, each column by itself, and in the order of each axis.
struct sample {
    size_t count, axis_count, hits;
    size_t fewest;   // a box has no less
    double *place;   // [axis][point]
    size_t *order;   // [axis][rank] -> point
    bool *hit;       // [point]
    size_t *beyond;  // [point]: how many axes of the present box leave it out
};

// A side of a box moved: to where, and which points that concerns.
struct move {
    size_t axis;
    enum side side;
    double bound;
    size_t points, hits;
};

// ---- The sample ---------------------------------------------------------------------------------------

static struct sample sample_create(const double *at, const double *outcome, size_t points, size_t axis_count,
                                   double least_mass) {
    struct sample sample = {.axis_count = axis_count,
                            .place = fault_allocate(points * axis_count, sizeof *sample.place),
                            .order = fault_allocate(points * axis_count, sizeof *sample.order),
                            .hit = fault_allocate(points, sizeof *sample.hit),
                            .beyond = fault_allocate(points, sizeof *sample.beyond)};
    for (size_t i = 0; i < points; i++) sample.count += !isnan(outcome[i]);
    sample.fewest = (size_t)fmax(1, ceil(least_mass * (double)sample.count));
    size_t next = 0;
    for (size_t i = 0; i < points; i++) {
        if (isnan(outcome[i])) continue;
        for (size_t axis = 0; axis < axis_count; axis++)
            sample.place[axis * sample.count + next] = at[i * axis_count + axis];
        sample.hit[next] = outcome[i] != 0;
        sample.hits += sample.hit[next++];
    }
    for (size_t axis = 0; axis < axis_count; axis++)
        gsl_sort_index(sample.order + axis * sample.count, sample.place + axis * sample.count, 1,
                       sample.count);
    return sample;
}

static void sample_free(struct sample sample) {
    free(sample.place);
    free(sample.order);
    free(sample.hit);
    free(sample.beyond);
}

static double place_of(const struct sample *sample, size_t axis, size_t point) {
    return sample->place[axis * sample->count + point];
}

static bool holds(const struct sample *sample, const struct prim_box *box, size_t axis, size_t point) {
    double place = place_of(sample, axis, point);
    return place >= box->low[axis] && place <= box->high[axis];
}

// Which points the box leaves out, and by how many axes.
static void look_through(struct sample *sample, const struct prim_box *box) {
    for (size_t point = 0; point < sample->count; point++) {
        sample->beyond[point] = 0;
        for (size_t axis = 0; axis < sample->axis_count; axis++)
            sample->beyond[point] += !holds(sample, box, axis, point);
    }
}

// The points in the order of an axis, seen from one of its sides.
static size_t point_from(const struct sample *sample, size_t axis, enum side side, size_t rank) {
    return sample->order[axis * sample->count + (side == LOW ? rank : sample->count - 1 - rank)];
}

// ---- Boxes --------------------------------------------------------------------------------------------

// Of n points, with k of interest: the correlation of being one of those `points` and being one of those k.
static double agreement_of(const struct sample *sample, size_t points, size_t hits) {
    double n = (double)sample->count, k = (double)sample->hits, m = (double)points;
    double spread = sqrt(m * (n - m) * k * (n - k));
    return spread > 0 ? (n * (double)hits - m * k) / spread : 0;
}

static bool restricts(const struct prim_box *box, size_t axis) {
    return isfinite(box->low[axis]) || isfinite(box->high[axis]);
}

static double *bound_of(const struct prim_box *box, size_t axis, enum side side) {
    return side == LOW ? &box->low[axis] : &box->high[axis];
}

// Adds a box to the way: a copy of `from`, or, when that is NULL, the box of everything. The bounds of both
// ends lie in one block.
static struct prim_box *add_box(struct prim *prim, const struct prim_box *from, enum prim_step step) {
    size_t k = prim->axis_count;
    struct prim_box box = {.step = step, .low = fault_allocate(2 * k, sizeof(double))};
    box.high = box.low + k;
    for (size_t axis = 0; axis < k; axis++) {
        box.low[axis] = from ? from->low[axis] : -INFINITY;
        box.high[axis] = from ? from->high[axis] : INFINITY;
    }
    prim->boxes = fault_reallocate(prim->boxes, prim->box_count + 1, sizeof box);
    prim->boxes[prim->box_count] = box;
    return &prim->boxes[prim->box_count++];
}

// Counts what the box holds, and leaves the sample looked through by it.
static void weigh(struct sample *sample, struct prim_box *box) {
    look_through(sample, box);
    box->points = box->hits = box->restricted = 0;
    for (size_t point = 0; point < sample->count; point++) {
        box->points += sample->beyond[point] == 0;
        box->hits += sample->beyond[point] == 0 && sample->hit[point];
    }
    for (size_t axis = 0; axis < sample->axis_count; axis++) box->restricted += restricts(box, axis);
    box->coverage = sample->hits ? (double)box->hits / (double)sample->hits : NAN;
    box->density = box->points ? (double)box->hits / (double)box->points : NAN;
    box->agreement = agreement_of(sample, box->points, box->hits);
}

// A copy of the last box but for one side.
static void add_moved(struct prim *prim, struct sample *sample, size_t from, const struct move *move,
                      enum prim_step step) {
    struct prim_box old = prim->boxes[from], *box = add_box(prim, &old, step);
    *bound_of(box, move->axis, move->side) = move->bound;
    weigh(sample, box);
}

// ---- Peeling ------------------------------------------------------------------------------------------

// The slice of at least `least` points on one side of the box that the sample was looked through by; points
// at one place go together. False when nothing would be left.
static bool slice_off(const struct sample *sample, size_t axis, enum side side, size_t least,
                      struct move *move) {
    *move = (struct move){.axis = axis, .side = side};
    double last = NAN;
    for (size_t rank = 0; rank < sample->count; rank++) {
        size_t point = point_from(sample, axis, side, rank);
        if (sample->beyond[point] > 0) continue;
        double place = place_of(sample, axis, point);
        if (move->points >= least && place != last) {
            move->bound = last + (place - last) / 2;
            return true;
        }
        last = place;
        move->points++;
        move->hits += sample->hit[point];
    }
    return false;
}

// What the density gains for each point that goes.
static double gain_of(const struct prim_box *box, const struct move *move) {
    double left = (double)(box->hits - move->hits) / (double)(box->points - move->points);
    return (left - box->density) / (double)move->points;
}

// The best slice; false when none leaves enough points.
static bool choose_slice(const struct sample *sample, const struct prim_box *box, double share,
                         struct move *best) {
    size_t least = (size_t)(share * (double)box->points);
    bool found = false;
    for (size_t i = 0; i < 2 * sample->axis_count; i++) {
        struct move move;
        if (!slice_off(sample, i / 2, i % 2 ? HIGH : LOW, least > 0 ? least : 1, &move)) continue;
        if (box->points - move.points < sample->fewest) continue;
        if (found && gain_of(box, &move) <= gain_of(box, best)) continue;
        *best = move;
        found = true;
    }
    return found;
}

static void peel(struct prim *prim, struct sample *sample, const struct prim_settings *settings) {
    weigh(sample, add_box(prim, NULL, PRIM_PEELED));
    struct move move = {0};
    for (size_t last = 0; prim->boxes[last].hits < prim->boxes[last].points &&
                          choose_slice(sample, &prim->boxes[last], settings->peeled, &move);
         last++)
        add_moved(prim, sample, last, &move, PRIM_PEELED);
}

static size_t best_agreeing(const struct prim *prim) {
    size_t best = 0;
    for (size_t i = 1; i < prim->box_count; i++)
        if (prim->boxes[i].agreement > prim->boxes[best].agreement) best = i;
    return best;
}

// ---- Pasting and trimming -----------------------------------------------------------------------------

// Nothing but, at most, this side of this axis leaves the point out.
static bool waits_at(const struct sample *sample, const struct prim_box *box, size_t axis, enum side side,
                     size_t point) {
    double place = place_of(sample, axis, point);
    bool beyond = side == LOW ? place < box->low[axis] : place > box->high[axis];
    return sample->beyond[point] == (size_t)beyond;
}

// Where one side, all others as they are, makes the agreement highest: above `*aim`, or as high with the side
// open. Looks from the other side outward, place by place; a move then says what the box would hold.
static void slide(const struct sample *sample, const struct prim_box *box, size_t axis, enum side side,
                  double *aim, struct move *best) {
    struct move move = {.axis = axis, .side = side};
    double last = NAN;
    for (size_t rank = sample->count; rank-- > 0;) {
        size_t point = point_from(sample, axis, side, rank);
        if (!waits_at(sample, box, axis, side, point)) continue;
        double place = place_of(sample, axis, point),
               agreement = agreement_of(sample, move.points, move.hits);
        if (move.points >= sample->fewest && place != last && agreement > *aim) {
            *aim = agreement;
            *best = move;
            best->bound = last + (place - last) / 2;
        }
        last = place;
        move.points++;
        move.hits += sample->hit[point];
    }
    double agreement = agreement_of(sample, move.points, move.hits);
    if (agreement < *aim) return;
    *aim = agreement;
    *best = move;
    best->bound = side == LOW ? -INFINITY : INFINITY;
}

// Moves one side after the other, the best first, from the box numbered `from` on; the number of the last
// one.
static size_t refine(struct prim *prim, struct sample *sample, size_t from) {
    for (;;) {
        const struct prim_box *box = &prim->boxes[from];
        look_through(sample, box);
        double aim = box->agreement;
        struct move best = {.axis = SIZE_MAX};
        for (size_t i = 0; i < 2 * sample->axis_count; i++)
            if (isfinite(*bound_of(box, i / 2, i % 2 ? HIGH : LOW)))
                slide(sample, box, i / 2, i % 2 ? HIGH : LOW, &aim, &best);
        if (best.axis == SIZE_MAX) return from;
        add_moved(prim, sample, from, &best, best.points < box->points ? PRIM_TRIMMED : PRIM_PASTED);
        from = prim->box_count - 1;
    }
}

// ---- Dropping what chance would do as well -------------------------------------------------------------

// As many points as the box has, drawn from those that all other axes' restrictions leave: how often at least
// as many of interest would be among them (Fisher's exact test). The sample is looked through by the box.
static double chance_of(const struct sample *sample, const struct prim_box *box, size_t axis) {
    size_t points = 0, hits = 0;
    for (size_t point = 0; point < sample->count; point++) {
        size_t others = sample->beyond[point] - !holds(sample, box, axis, point);
        points += others == 0;
        hits += others == 0 && sample->hit[point];
    }
    if (box->hits == 0 || points == box->points) return 1;
    return gsl_cdf_hypergeometric_Q((unsigned)box->hits - 1, (unsigned)hits, (unsigned)(points - hits),
                                    (unsigned)box->points);
}

// Drops the restriction that chance matches most easily; false when each is beyond chance.
static bool drop(struct prim *prim, struct sample *sample, size_t *from, double most_by_chance) {
    const struct prim_box *box = &prim->boxes[*from];
    look_through(sample, box);
    size_t worst = SIZE_MAX;
    double most = most_by_chance;
    for (size_t axis = 0; axis < sample->axis_count; axis++) {
        double chance = restricts(box, axis) ? chance_of(sample, box, axis) : 0;
        if (chance <= most) continue;
        most = chance;
        worst = axis;
    }
    if (worst == SIZE_MAX) return false;
    struct prim_box old = *box, *opened = add_box(prim, &old, PRIM_DROPPED);
    opened->low[worst] = -INFINITY;
    opened->high[worst] = INFINITY;
    weigh(sample, opened);
    *from = prim->box_count - 1;
    return true;
}

// ---- The whole search ---------------------------------------------------------------------------------

static struct prim *search(struct sample *sample, const struct prim_settings *settings) {
    struct prim *prim = fault_allocate(1, sizeof *prim);
    *prim = (struct prim){.axis_count = sample->axis_count, .points = sample->count, .hits = sample->hits};
    peel(prim, sample, settings);
    prim->peeled_best = prim->chosen = best_agreeing(prim);
    double looks = 2 * (double)sample->axis_count / settings->peeled;
    do prim->chosen = refine(prim, sample, prim->chosen);
    while (drop(prim, sample, &prim->chosen, settings->most_by_chance / looks));
    return prim;
}

// Searches again with the outcomes dealt to the points by chance. How often that finds a box that agrees as
// well; the search itself counts as one that does.
static double search_shuffled(struct sample *sample, const struct prim_settings *settings, double agreement) {
    size_t as_well = 1;
    gsl_rng *chance = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(chance, (uint32_t)(settings->seed ^ settings->seed >> 32));
    for (size_t i = 0; i < settings->shuffles; i++) {
        gsl_ran_shuffle(chance, sample->hit, sample->count, sizeof *sample->hit);
        struct prim *shuffled = search(sample, settings);
        as_well += shuffled->boxes[shuffled->chosen].agreement >= agreement;
        prim_free(shuffled);
    }
    gsl_rng_free(chance);
    return (double)as_well / (double)(settings->shuffles + 1);
}

struct prim *prim_find(const double *at, const double *outcome, size_t points, size_t axis_count,
                       const struct prim_settings *settings) {
    struct sample sample = sample_create(at, outcome, points, axis_count, settings->least_mass);
    struct prim *prim = search(&sample, settings);
    const struct prim_box *box = &prim->boxes[prim->chosen];
    prim->failed = points - sample.count;
    prim->axis_by_chance = fault_allocate(axis_count, sizeof *prim->axis_by_chance);
    look_through(&sample, box);
    for (size_t axis = 0; axis < axis_count; axis++)
        prim->axis_by_chance[axis] = restricts(box, axis) ? chance_of(&sample, box, axis) : 1;
    prim->by_chance = box->restricted > 0 ? search_shuffled(&sample, settings, box->agreement) : 1;
    sample_free(sample);
    return prim;
}

void prim_free(struct prim *prim) {
    if (!prim) return;
    for (size_t i = 0; i < prim->box_count; i++) free(prim->boxes[i].low);
    free(prim->boxes);
    free(prim->axis_by_chance);
    free(prim);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/flip.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static int sign_of(double value) {
    return (value > 0) - (value < 0);
}

static size_t mark_flips(const double *differences, size_t count, int sign, double *flips) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        bool flip = sign_of(differences[i]) != sign;
        flips[i] = isnan(differences[i]) ? NAN : flip;
        found += !isnan(differences[i]) && flip;
    }
    return found;
}

struct prim *flip_find(const struct study_points *points, const double *differences, int sign) {
    double *flips = fault_allocate(points->point_count, sizeof *flips);
    size_t found = mark_flips(differences, points->point_count, sign, flips);
    struct prim *prim = found >= FLIP_LEAST_POINTS ? prim_find(points->at, flips, points->point_count,
                                                               points->results->setting_count, &prim_usual)
                                                   : NULL;
    free(flips);
    if (prim && prim->by_chance <= FLIP_MOST_BY_CHANCE && prim->boxes[prim->chosen].restricted > 0)
        return prim;
    prim_free(prim);
    return NULL;
}

// ---- As a sentence ----

static void put_words(FILE *out, const struct study_setting *setting, double low, double high) {
    const char *between = " is ";
    fputs(setting->name, out);
    for (size_t i = 0; i < setting->word_count; i++) {
        double at = (double)i / (double)(setting->word_count - 1);
        if (at < low || at > high) continue;
        fprintf(out, "%s%s", between, setting->words[i]);
        between = " or ";
    }
}

static void put_numbers(FILE *out, const struct study_points *points, size_t i, double low, double high) {
    char *from = study_points_value(points, i, low), *to = study_points_value(points, i, high);
    const char *name = points->results->settings[i].name;
    if (isinf(low))
        fprintf(out, "%s below %s", name, to);
    else if (isinf(high))
        fprintf(out, "%s above %s", name, from);
    else
        fprintf(out, "%s from %s to %s", name, from, to);
    free(from);
    free(to);
}

char *flip_text(const struct study_points *points, const struct prim *flip) {
    const struct prim_box *box = &flip->boxes[flip->chosen];
    const char *between = "";
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    for (size_t i = 0; i < flip->axis_count; i++) {
        if (isinf(box->low[i]) && isinf(box->high[i])) continue;
        fputs(between, out);
        between = " and ";
        if (points->results->settings[i].numbers)
            put_numbers(out, points, i, box->low[i], box->high[i]);
        else
            put_words(out, &points->results->settings[i], box->low[i], box->high[i]);
    }
    fprintf(out, ": %zu of %zu points there (density %.0f %%, of all %.0f %%), which are %.0f %% of them",
            box->hits, box->points, 100 * box->density, 100 * (double)flip->hits / (double)flip->points,
            100 * box->coverage);
    fclose(out);
    return text;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_flips.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/report_number.h"

enum { PLACE_DIGITS = 4 };  // of a point's place in a picture

struct flip_panel {
    size_t place, policy;  // place: in decides.rows
    const struct robustness_row *row;
    int group;
    double density;
};

static const struct prim_box *box_of(const struct robustness_row *row) {
    return &row->flip->boxes[row->flip->chosen];
}

static bool is_bound(const struct prim_box *box, size_t axis) {
    return isfinite(box->low[axis]) || isfinite(box->high[axis]);
}

// ---- Which ----

static int compare(const void *one, const void *other) {
    const struct flip_panel *a = one, *b = other;
    if (a->group != b->group) return a->group - b->group;
    if (a->density != b->density) return a->density > b->density ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

static size_t collect(const struct report_source *source, struct flip_panel *panels, size_t *all) {
    const struct robustness *robustness = source->robustness;
    size_t found = 0;
    *all = 0;
    for (size_t policy = 0; policy < robustness->points->policy_count; policy++)
        for (size_t i = 0; i < robustness->row_counts[policy]; i++, (*all)++) {
            const struct robustness_row *row = &robustness->rows[policy][i];
            if (row->flip)
                panels[found++] =
                    (struct flip_panel){*all, policy, row, (int)source->results->measures[row->outcome].group,
                                        box_of(row)->density};
        }
    return found;
}

// Of two axes the one that chance matches less easily; the earlier of equals.
static size_t axis_but(const struct robustness_row *row, size_t not_this) {
    size_t best = SIZE_MAX;
    for (size_t axis = 0; axis < row->flip->axis_count; axis++)
        if (axis != not_this && is_bound(box_of(row), axis) &&
            (best == SIZE_MAX || row->flip->axis_by_chance[axis] < row->flip->axis_by_chance[best]))
            best = axis;
    return best;
}

// Where one setting alone bounds the box, the other is the one that moves the difference most.
static size_t other_axis(const struct robustness_row *row, size_t first) {
    size_t axis = axis_but(row, first);
    for (size_t i = 0; axis == SIZE_MAX && i < row->movers.count; i++)
        if (row->movers.at[i].setting != first) axis = row->movers.at[i].setting;
    if (axis == SIZE_MAX && row->flip->axis_count > 1) axis = first == 0 ? 1 : 0;
    return axis == SIZE_MAX ? first : axis;
}

// ---- A panel ----

static void put_edge(struct json *json, const struct study_points *points, size_t axis, const char *key,
                     const char *text_key, double at) {
    char *text =
        isfinite(at) && points->results->settings[axis].numbers ? study_points_value(points, axis, at) : NULL;
    json_key(json, key);
    json_number(json, at, PLACE_DIGITS);
    json_key_text(json, text_key, text);
    free(text);
}

static void put_end(struct json *json, const struct study_points *points, size_t axis, const char *key,
                    double at) {
    char *text = points->results->settings[axis].numbers ? study_points_value(points, axis, at) : NULL;
    json_key_text(json, key, text);
    free(text);
}

static void put_axis(struct json *json, const struct study_points *points, const struct prim_box *box,
                     size_t axis) {
    const struct study_setting *setting = &points->results->settings[axis];
    json_open(json, '{');
    json_key_text(json, "name", setting->name);
    put_end(json, points, axis, "least", 0);
    put_end(json, points, axis, "most", 1);
    json_key(json, "words");
    json_open(json, '[');
    for (size_t i = 0; i < setting->word_count; i++) json_text(json, setting->words[i]);
    json_close(json, ']');
    put_edge(json, points, axis, "low", "low_text", box->low[axis]);
    put_edge(json, points, axis, "high", "high_text", box->high[axis]);
    json_close(json, '}');
}

static void put_points(struct json *json, const struct study_points *points, const struct flip_panel *panel,
                       const size_t axes[2]) {
    json_open(json, '[');
    for (size_t point = 0; point < points->point_count; point++) {
        double value = study_points_outcome(points, panel->policy, point, panel->row->outcome);
        if (isnan(value)) continue;
        for (size_t k = 0; k < 2; k++)
            json_number(json, points->at[point * points->results->setting_count + axes[k]], PLACE_DIGITS);
        json_whole(json, (value > 0) - (value < 0) != panel->row->sign.sign);
    }
    json_close(json, ']');
}

static void put_share(struct json *json, const char *key, double share) {
    json_key(json, key);
    report_put_share(json, share);
}

static void put_count(struct json *json, const char *key, size_t count) {
    json_key(json, key);
    report_put_number(json, (double)count);
}

static void put_box(struct json *json, const struct flip_panel *panel, const struct study_points *points) {
    const struct prim *flip = panel->row->flip;
    const struct prim_box *box = box_of(panel->row);
    char *text = flip_text(points, flip);
    put_count(json, "hits", box->hits);
    put_count(json, "inside", box->points);
    put_share(json, "density", box->density);
    put_share(json, "coverage", box->coverage);
    put_share(json, "usual", (double)flip->hits / (double)flip->points);
    json_key_text(json, "text", text);
    free(text);
}

static void put_panel(struct json *json, const struct study_points *points, const struct flip_panel *panel) {
    const struct prim_box *box = box_of(panel->row);
    size_t axes[2] = {axis_but(panel->row, SIZE_MAX), 0};
    axes[1] = other_axis(panel->row, axes[0]);
    json_open(json, '{');
    json_key_whole(json, "row", (int64_t)panel->place);
    put_box(json, panel, points);
    put_count(json, "others", box->restricted - is_bound(box, axes[0]) - is_bound(box, axes[1]));
    json_key(json, "axes");
    json_open(json, '[');
    for (size_t k = 0; k < 2; k++) put_axis(json, points, box, axes[k]);
    json_close(json, ']');
    json_key(json, "points");
    put_points(json, points, panel, axes);
    json_close(json, '}');
}

void report_put_flips(struct json *json, const struct report_source *source) {
    const struct study_points *points = source->robustness->points;
    struct flip_panel *panels =
        fault_allocate(points->policy_count * source->results->outcome_count, sizeof *panels);
    size_t all, found = collect(source, panels, &all);
    if (found) qsort(panels, found, sizeof *panels, compare);
    json_open(json, '{');
    put_count(json, "all", all);
    put_count(json, "found", found);
    json_key(json, "panels");
    json_open(json, '[');
    for (size_t i = 0; i < found && i < REPORT_FLIPS_MOST; i++) put_panel(json, points, &panels[i]);
    json_close(json, ']');
    json_close(json, '}');
    free(panels);
}

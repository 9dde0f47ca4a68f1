// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/sweep_points.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/command/still_world.h"
#include "sim/engine/make.h"
#include "sim/engine/reading.h"
#include "sim/engine/world.h"

static const char all_uncertain[] = "uncertain";

// To the first policy that knows it: a lever need not be of all.
static bool fit_axis(struct axis *axis, const struct study *study, struct status *status) {
    struct study base = *study;
    base.points = points_none();
    for (size_t policy = 0; policy < study->policy_count; policy++) {
        struct plan *plan = study_plan(&base, policy, status);
        bool others = plan && study_is_lever_of_others(study, plan, axis->name);
        bool good = plan && !others && axis_fit(axis, plan, status);
        plan_free(plan);
        if (!others) return good;
    }
    return status_fail(status, STATUS_SCENARIO, "%s is a lever that none of the policies has which are lived",
                       axis->name);
}

static bool varies_already(const struct sweep_axes *axes, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(axes->at[i].name, name) == 0) return true;
    return false;
}

// One that has been parsed and is the last of the axes.
static bool take_axis(const struct sweep_options *options, const struct study *study, struct sweep_axes *axes,
                      struct status *status) {
    struct axis *axis = &axes->at[axes->count - 1];
    if (!fit_axis(axis, study, status)) return false;
    if (varies_already(axes, axes->count - 1, axis->name))
        return status_fail(status, STATUS_SCENARIO, "%s varies twice", axis->name);
    if (options->design == DESIGN_GRID && axis_levels(axis) == 0)
        return status_fail(
            status, STATUS_SCENARIO,
            "%s: a grid needs the values of each setting: %s=least..most/steps or %s=value,value", axis->name,
            axis->name, axis->name);
    return true;
}

// Of a section that nothing in this world reads.
static bool is_idle(const struct world *world, const char *name) {
    char entry[200];
    snprintf(entry, sizeof entry, "%.*s", (int)strcspn(name, "."), name);
    for (size_t i = 0; i < world->plan->sections.count; i++)
        if (strcmp(world->plan->sections.entries[i].name, entry) == 0) return !reading_reads(world, entry);
    return false;
}

static void take_if_new(const struct sweep_options *options, const struct study *study,
                        const struct world *world, struct sweep_axes *axes, struct axis *axis,
                        struct status *status) {
    bool new = !varies_already(axes, axes->count, axis->name) && axes->count < SWEEP_AXES_MOST &&
               status->code == STATUS_OK && !is_idle(world, axis->name);
    if (new) axes->at[axes->count++] = *axis;
    if (new) take_axis(options, study, axes, status);
    if (!new) axis_clear(axis);
}

// All that nobody decides, that something here reads, and that has not been named.
static bool take_uncertain(const struct sweep_options *options, const struct study *study,
                           struct sweep_axes *axes, struct status *status) {
    struct axis *found = status_allocate(SWEEP_AXES_MOST, sizeof *found);
    struct study base = *study;
    base.points = points_none();
    struct plan *plan = study_plan(&base, 0, status);
    struct world *world = still_world_create(plan, status);
    size_t count = world ? axis_all_uncertain(plan, found, SWEEP_AXES_MOST) : 0;
    for (size_t i = 0; i < count; i++) take_if_new(options, study, world, axes, &found[i], status);
    world_free(world);
    plan_free(plan);
    free(found);
    return status->code == STATUS_OK;
}

bool sweep_points_axes(const struct sweep_options *options, const struct study *study,
                       struct sweep_axes *axes, struct status *status) {
    bool uncertain = false, good = true;
    struct status inner = {0};
    for (size_t i = 0; good && i < options->varies_count; i++) {
        bool all = strcmp(options->varies[i], all_uncertain) == 0;
        uncertain |= all;
        if (all) continue;
        good = axis_parse(options->varies[i], &axes->at[axes->count++], &inner) &&
               take_axis(options, study, axes, &inner);
    }
    good = good && (!uncertain || take_uncertain(options, study, axes, &inner));
    return good || status_fail(status, inner.code, "%s: %s", options->where, inner.message);
}

void sweep_points_axes_clear(struct sweep_axes *axes) {
    for (size_t i = 0; i < axes->count; i++) axis_clear(&axes->at[i]);
}

struct design *sweep_points_design(enum design_kind kind, const struct sweep_axes *axes, size_t count,
                                   uint64_t seed, struct status *status) {
    struct design_axis *shape = status_allocate(axes->count, sizeof *shape);
    for (size_t i = 0; i < axes->count; i++)
        shape[i] = (struct design_axis){axis_levels(&axes->at[i]), axes->at[i].at_start};
    struct design *design = design_make(kind, shape, axes->count, count, seed, status);
    free(shape);
    return design;
}

static struct design *make_design(const struct sweep_options *options, const struct study *study,
                                  const struct sweep_axes *axes, struct status *status) {
    enum { POINTS = 100 };
    size_t at_a_point = study->policy_count * study->replications;
    PROMISE(at_a_point > 0, "a study has policies and replications");
    size_t points = options->runs ? options->runs / at_a_point : POINTS;
    return sweep_points_design((enum design_kind)options->design, axes, points,
                               options_seed(&options->shared), status);
}

static bool take_design(struct sweep_options *options, const struct scenario_sweep *asked,
                        struct status *status) {
    char hint[WORDS_HINT_SIZE] = "";
    options->design = (int)design_kind_named(asked->design, hint);
    if (options->design != DESIGN_KINDS && options->design != DESIGN_LIST) return true;
    return status_fail(status, STATUS_SCENARIO,
                       "%s:%d: sweep: design = \"%s\": allowed is grid, random, lhs, sobol, morris or oat%s",
                       options->shared.scenario, asked->line, asked->design, hint);
}

// A file that the scenario names lies beside it, wherever the program was started.
static void take_list(struct sweep_options *options, const char *name) {
    const char *slash = name[0] == '/' ? NULL : strrchr(options->shared.scenario, '/');
    int folder = slash ? (int)(slash + 1 - options->shared.scenario) : 0;
    if (asprintf(&options->list_beside, "%.*s%s", folder, options->shared.scenario, name) < 0) abort();
    options->list = options->list_beside;
}

static void take_varies(struct sweep_options *options, const struct scenario_sweep *asked) {
    if (options->varies_count || options->list) return;
    if (options->usual_vary) {
        options->varies[options->varies_count++] = options->usual_vary;
        return;
    }
    for (size_t i = 0; i < asked->varies_count; i++)
        options->varies[options->varies_count++] = asked->varies[i];
    if (asked->list) take_list(options, asked->list);
    snprintf(options->where, sizeof options->where, "%s:%d: sweep", options->shared.scenario, asked->line);
}

bool sweep_points_fill_in(struct sweep_options *options, const struct scenario_sweep *asked,
                          struct status *status) {
    static const struct scenario_sweep nothing = {0};
    if (options->usual_vary) asked = &nothing;  // its sweep{} is another question
    if (asked->design && options->design == DESIGN_KINDS && !take_design(options, asked, status))
        return false;
    take_varies(options, asked);
    if (!options->runs) options->runs = asked->runs;
    if (!options->replications) options->replications = asked->replications ? asked->replications : 1;
    if (options->design == DESIGN_KINDS) options->design = DESIGN_LHS;
    return true;
}

bool sweep_points_make(const struct sweep_options *options, struct study *study, struct status *status) {
    if (options->list) return points_read(options->list, &study->points, status);
    if (options->varies_count == 0)
        return status_fail(
            status, STATUS_SCENARIO,
            "what varies? Say --vary name=least..most for each setting, or --list points.csv, or write "
            "sweep { vary = { ... } } into the scenario");
    struct sweep_axes *axes = status_allocate(1, sizeof *axes);
    struct design *design =
        sweep_points_axes(options, study, axes, status) ? make_design(options, study, axes, status) : NULL;
    if (design) study->points = points_of_design(axes->at, axes->count, design);
    design_free(design);
    sweep_points_axes_clear(axes);
    free(axes);
    return design;
}

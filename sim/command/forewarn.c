// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/forewarn.h"

#include <stdlib.h>
#include <string.h>

#include "sim/command/say.h"
#include "sim/command/still_world.h"
#include "sim/engine/foresight.h"
#include "sim/engine/identity.h"
#include "sim/engine/loop.h"

// What is being looked into.
struct look {
    const struct options *options;
    struct scenario_file *file;
    struct notices notices;
};

// ---- The command line against the policies ---------------------------------------------------------------

static void look_at_setting(struct look *look, struct plan *plan, const struct overruled *setting) {
    struct plan_target target;
    struct status ignored = {0};
    char before[1000], after[1000];
    if (!plan_find(plan, setting->name, &target, &ignored) || !target.entry) return;
    const struct plan_entry *entry = target.entry;
    bool by_policy = entry->origins[target.row - entry->kind->settings.rows] == ORIGIN_POLICY;
    setting_print(target.row, entry->settings, before, sizeof before);
    plan_set_typed(plan, setting->name, setting->value, ORIGIN_COMMAND, &ignored);
    setting_print(target.row, entry->settings, after, sizeof after);
    if (by_policy && strcmp(before, after) != 0)
        notices_add(&look->notices, plan->policy, "%s %s = %s overrules what the policy sets: %s",
                    setting->option, setting->name, after, before);
}

static void look_at_settings(struct look *look, const char *policy) {
    struct status ignored = {0};
    struct plan *plan = scenario_plan(look->file, policy, 0, &ignored);
    for (size_t i = 0; plan && i < look->options->setting_count; i++)
        look_at_setting(look, plan, &look->options->settings[i]);
    plan_free(plan);
}

// ---- What can have no effect -----------------------------------------------------------------------------

static void look_ahead(struct look *look, const char *policy) {
    struct status ignored = {0};
    struct plan *plan = options_plan(look->options, look->file, policy, 0, &ignored);
    struct world *world = still_world_create(plan, &ignored);
    if (world) foresight(world, &look->notices);
    world_free(world);
    plan_free(plan);
}

// ---- Policies that are the same --------------------------------------------------------------------------

static bool has_functions(const struct plan *plan) {
    const struct plan_hooks *hooks = &plan->hooks;
    for (const struct hook *const *hook = plan->catalogue->hooks; hooks->has && *hook; hook++)
        if (hooks->has(hooks->owner, *hook)) return true;
    return false;
}

// Empty when it cannot be told from names: a function may do anything.
static void substance_of(const struct look *look, const char *policy, char text[IDENTITY_SIZE]) {
    struct status ignored = {0};
    struct plan *plan = options_plan(look->options, look->file, policy, 0, &ignored);
    text[0] = '\0';
    if (plan && !has_functions(plan)) plan_substance(plan, text);
    plan_free(plan);
}

static void look_for_twins(struct look *look, const char *const *policies, size_t count) {
    char(*substance)[IDENTITY_SIZE] = status_allocate(count, sizeof *substance);
    for (size_t i = 0; i < count; i++) {
        substance_of(look, policies[i], substance[i]);
        for (size_t k = 0; k < i && substance[i][0]; k++)
            if (strcmp(substance[i], substance[k]) == 0)
                notices_add(&look->notices, "", "policies %s and %s differ in nothing but their names",
                            policies[k], policies[i]);
    }
    free(substance);
}

static void tell(struct notices *notices) {
    for (size_t i = 0; i < notices->count; i++) {
        const struct notices_line *notice = &notices->list[i];
        const char *many = strchr(notice->policies, ',') ? "policies " : "policy ";
        bool of_some = notice->policies[0] != '\0';
        say_fault("note: %s%s%s%s%s", notice->sentence, of_some ? " (" : "", of_some ? many : "",
                  notice->policies, of_some ? ")" : "");
    }
    notices_clear(notices);
}

void forewarn_of_run(const struct options *options, struct scenario_file *file, const struct world *world) {
    if (options->quiet) return;
    struct look look = {.options = options, .file = file};
    look_at_settings(&look, world->plan->policy);
    foresight(world, &look.notices);
    tell(&look.notices);
}

void forewarn_of_study(const struct options *options, struct scenario_file *file, const char *const *policies,
                       size_t count) {
    if (options->quiet) return;
    struct look look = {.options = options, .file = file};
    for (size_t i = 0; i < count; i++) {
        look_at_settings(&look, policies[i]);
        look_ahead(&look, policies[i]);
    }
    look_for_twins(&look, policies, count);
    tell(&look.notices);
}

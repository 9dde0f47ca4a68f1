// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/scenario.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/branching.h"
#include "lua/build.h"
#include "lua/comparing.h"
#include "lua/factors.h"
#include "lua/hooks.h"
#include "lua/locate.h"
#include "lua/sweeping.h"
#include "sim/engine/follow.h"
#include "sim/engine/text_file.h"
#include "sim/engine/whereabouts.h"
#include "sim/engine/words.h"

// A plan's own execution of the file, for its hooks.
struct live {
    struct script *script;
    struct hooks *hooks;
};

struct scenario_file {
    const struct catalogue *catalogue;
    const struct supplies *supplies;  // NULL: files are looked for
    char *path, *text, *library;      // library: the folder of the Lua modules that come with the program
    struct scenario_policy *policies;
    size_t policy_count;
    struct scenario_compare compare;
    struct scenario_branches branches;
    struct scenario_sweep sweep;
    char **levers;  // of all policies
    size_t lever_count;
    struct live *lives;
    size_t live_count;
};

static void set_text(char **text, char *owned) {
    free(*text);
    *text = owned;
}

// A name that the file lends is as long as names of run files can bear, which put a policy and more behind
// it.
static bool check_stem(const struct script *script, const struct plan *plan, struct status *status) {
    enum { LENT_MOST = 100 };
    if (strlen(plan->name) <= LENT_MOST) return true;
    return place_refuse(
        place_of(&script->scenario), status,
        "the file's name is that of the run, and too long (%zu bytes, at most %d): rename it, "
        "or say name = \"...\"",
        strlen(plan->name), LENT_MOST);
}

// A plan built from the script and one of its policies, by number; SIZE_MAX: none. NULL with a status.
static struct plan *make_plan(const struct scenario_file *file, struct script *script, size_t policy,
                              struct status *status) {
    struct plan *plan = plan_create(file->catalogue);
    set_text(&plan->name, source_stem(file->path));
    set_text(&plan->path, status_copy_text(file->path));
    set_text(&plan->text, status_copy_text(file->text));
    set_text(&plan->library, status_copy_text(file->library));
    plan->supplies = file->supplies;
    bool named = policy < script->policy_count;
    if (named) {
        set_text(&plan->policy, status_copy_text(file->policies[policy].name));
        set_text(&plan->policy_title, status_copy_text(file->policies[policy].title));
    }
    if (build_plan(script, named ? &script->policies[policy] : NULL, plan, status) &&
        check_stem(script, plan, status))
        return plan;
    plan_free(plan);
    return NULL;
}

static bool read_policy(struct scenario_file *file, struct script *script, size_t number,
                        struct status *status) {
    const struct declaration *declaration = &script->policies[number];
    struct place name_place = place_inside(place_of(declaration), "name");
    struct scenario_policy *policy = &file->policies[file->policy_count++];
    policy->name = build_text(script, declaration, "name", status);
    policy->title = build_text(script, declaration, "title", status);
    policy->line = declaration->site.line;
    if (!policy->name || !policy->title) return false;
    if (!policy->name[0])
        return place_refuse(place_of(declaration), status, "policy { ... } needs a name = \"...\"");
    if (!place_check_name(name_place, policy->name, status)) return false;
    for (size_t i = 0; i < number; i++)
        if (strcmp(file->policies[i].name, policy->name) == 0)
            return place_refuse(name_place, status,
                                "there are two policies named \"%s\"; the first is in line %d", policy->name,
                                script->policies[i].site.line);
    return true;
}

static bool read_policies(struct scenario_file *file, struct script *script, struct status *status) {
    file->policies = status_allocate(script->policy_count, sizeof *file->policies);
    for (size_t i = 0; i < script->policy_count; i++)
        if (!read_policy(file, script, i, status)) return false;
    return true;
}

static void note_levers(struct scenario_file *file, const struct plan *plan) {
    for (size_t i = 0; i < plan->lever_count; i++) {
        file->levers = status_reallocate(file->levers, file->lever_count + 1, sizeof *file->levers);
        file->levers[file->lever_count++] = status_copy_text(plan->levers[i].name);
    }
}

static size_t number_of(const struct scenario_file *file, const char *policy) {
    size_t number = 0;
    while (strcmp(file->policies[number].name, policy) != 0) number++;
    return number;
}

bool scenario_is_future(const struct scenario_file *file, const char *policy) {
    return branching_into(&file->branches, policy) != NULL;
}

// The plan, whose past it has been given, is checked again.
static bool check_follows(const struct plan *plan, const struct scenario_file *file,
                          const struct script *script, struct status *status) {
    struct status inner = {0};
    size_t number = (size_t)(branching_into(&file->branches, plan->policy) - file->branches.all);
    struct place place = place_of(&script->branches[number]);
    if (!follow_allowed(plan, plan->past.plan, &inner))
        return place_refuse(place_inside(place, "policies"), status, "policy \"%s\": %s", plan->policy,
                            inner.message);
    return plan_check(plan, &inner) || place_refuse(place_inside(place, "at"), status, "%s", inner.message);
}

// And the past's own, down to what is lived from the start.
static bool check_past(const struct scenario_file *file, struct script *script, struct plan *plan,
                       struct status *status) {
    const struct scenario_branch *branch = branching_into(&file->branches, plan->policy);
    if (!branch) return true;
    struct plan *past = make_plan(file, script, number_of(file, branch->from), status);
    plan->past = (struct plan_past){past, branch->at_day};
    return past && check_past(file, script, past, status) && check_follows(plan, file, script, status);
}

// Makes the plan of every policy once, to find what is wrong.
static bool check_plans(struct scenario_file *file, struct script *script, struct status *status) {
    bool good = true;
    for (size_t i = 0; good && (i < script->policy_count || i == 0); i++) {
        struct plan *plan = make_plan(file, script, i, status);
        good = plan && check_past(file, script, plan, status);
        if (good) note_levers(file, plan);
        plan_free(plan);
    }
    return good;
}

char *scenario_find_library(struct status *status) {
    char *folder = whereabouts_find(WHEREABOUTS_SHARED, "lua");
    if (folder) return folder;
    char *looked = whereabouts_looked(WHEREABOUTS_SHARED);
    status_fail(status, STATUS_MACHINE,
                "Maru's Lua modules are missing: there is no folder lua in %s; install Maru anew, or let "
                "MARU_PATH name the folder that holds it",
                looked);
    free(looked);
    return NULL;
}

static struct script *run_script(const struct scenario_file *file, struct status *status) {
    return script_run(file->path, file->text, file->library, file->supplies, file->catalogue, status);
}

static struct scenario_file *create(const char *path, const struct catalogue *catalogue,
                                    struct status *status) {
    struct scenario_file *file = status_allocate(1, sizeof *file);
    file->catalogue = catalogue;
    file->path = status_copy_text(path);
    file->library = scenario_find_library(status);
    return file;
}

// The file with its text in it, understood; NULL with a status, and the file is freed.
static struct scenario_file *understand(struct scenario_file *file, struct status *status) {
    struct script *script = file->library && file->text ? run_script(file, status) : NULL;
    bool good = script && read_policies(file, script, status) &&
                branching_read(script, file->policies, file->policy_count, &file->branches, status) &&
                check_plans(file, script, status) &&
                comparing_read(script, file->policies, file->policy_count, &file->compare, status) &&
                sweeping_read(script, &file->sweep, status);
    script_free(script);
    if (good) return file;
    scenario_free(file);
    return NULL;
}

struct scenario_file *scenario_load(const char *path, const struct catalogue *catalogue,
                                    struct status *status) {
    struct scenario_file *file = create(path, catalogue, status);
    file->text = file->library ? text_file_read(path, path, SANDBOX_FILE_MOST, status) : NULL;
    return understand(file, status);
}

struct scenario_file *scenario_load_text(const char *path, const char *text, const struct supplies *supplies,
                                         const struct catalogue *catalogue, struct status *status) {
    struct scenario_file *file = create(path, catalogue, status);
    file->text = status_copy_text(text);
    file->supplies = supplies;
    return understand(file, status);
}

void scenario_free(struct scenario_file *file) {
    if (!file) return;
    for (size_t i = 0; i < file->live_count; i++) {
        hooks_free(file->lives[i].hooks);
        script_free(file->lives[i].script);
    }
    for (size_t i = 0; i < file->policy_count; i++) {
        free(file->policies[i].name);
        free(file->policies[i].title);
    }
    for (size_t i = 0; i < file->lever_count; i++) free(file->levers[i]);
    free(file->levers);
    free(file->lives);
    free(file->policies);
    free((void *)file->compare.policies);
    factors_clear(&file->compare.factors);
    branching_clear(&file->branches);
    sweeping_clear(&file->sweep);
    free(file->path);
    free(file->text);
    free(file->library);
    free(file);
}

const struct scenario_policy *scenario_policies(const struct scenario_file *file, size_t *count) {
    *count = file->policy_count;
    return file->policies;
}

bool scenario_has_lever(const struct scenario_file *file, const char *name) {
    for (size_t i = 0; i < file->lever_count; i++)
        if (strcmp(file->levers[i], name) == 0) return true;
    return false;
}

const struct scenario_compare *scenario_compare(const struct scenario_file *file) {
    return &file->compare;
}

const struct scenario_branches *scenario_branches(const struct scenario_file *file) {
    return &file->branches;
}

const struct scenario_sweep *scenario_sweep(const struct scenario_file *file) {
    return &file->sweep;
}

// "; it has ask, take, ..." into the buffer, as many as there is room for.
static const char *list_policies(const struct scenario_file *file, char *buffer, size_t size) {
    size_t length = (size_t)snprintf(buffer, size, "; it has %s", file->policy_count ? "" : "none");
    for (size_t i = 0; i < file->policy_count; i++) {
        const char *name = file->policies[i].name;
        if (length + strlen(name) + sizeof ", ..." > size) {
            snprintf(buffer + length, size - length, "...");
            break;
        }
        bool last = i + 1 == file->policy_count;
        length += (size_t)snprintf(buffer + length, size - length, "%s%s", name, last ? "" : ", ");
    }
    return buffer;
}

// The policy's number; SIZE_MAX for none. False with a status when the name is unknown.
static bool find_policy(const struct scenario_file *file, const char *name, size_t *number,
                        struct status *status) {
    *number = file->policy_count ? 0 : SIZE_MAX;
    if (!name) return true;
    struct words_nearest nearest = words_nearest_to(name);
    for (size_t i = 0; i < file->policy_count; i++) {
        *number = i;
        if (strcmp(file->policies[i].name, name) == 0) return true;
        words_consider(&nearest, file->policies[i].name);
    }
    char hint[WORDS_HINT_SIZE], all[400];
    return status_fail(status, STATUS_SCENARIO, "%s has no policy '%s'%s", file->path, name,
                       nearest.name ? words_hint(&nearest, hint) : list_policies(file, all, sizeof all));
}

const char *scenario_policy_named(const struct scenario_file *file, const char *name, struct status *status) {
    size_t number;
    if (!find_policy(file, name, &number, status)) return NULL;
    if (number != SIZE_MAX) return file->policies[number].name;
    status_fail(status, STATUS_SCENARIO, "%s has no policies, and so no '%s'", file->path, name);
    return NULL;
}

// The sandbox's own words and the scenario come before all that was required.
static void list_modules(void *owner, struct supplies *supplies) {
    enum { NO_MODULES = 2 };
    const struct sources *sources = &((const struct script *)owner)->sandbox->sources;
    for (size_t i = NO_MODULES; i < sources->count; i++) {
        const struct source *source = sources->items[i];
        supplies_add(supplies, source->library ? SUPPLY_LIBRARY : SUPPLY_MODULE, source->name, source->text,
                     NULL);
    }
}

// The plan alone, with hooks of its own. NULL with a status.
static struct plan *live_plan(struct scenario_file *file, size_t number, uint32_t replication,
                              struct status *status) {
    struct script *script = run_script(file, status);
    struct plan *plan = script ? make_plan(file, script, number, status) : NULL;
    struct hooks *hooks = NULL;
    if (plan && number < script->policy_count)
        hooks = hooks_create(script, &script->policies[number], plan, status);
    if (!plan || status->code != STATUS_OK) {
        plan_free(plan);
        script_free(script);
        return NULL;
    }
    plan->replication = replication;
    plan->modules = (struct plan_modules){script, list_modules};
    file->lives = status_reallocate(file->lives, file->live_count + 1, sizeof *file->lives);
    file->lives[file->live_count++] = (struct live){script, hooks};
    return plan;
}

static bool add_past(struct scenario_file *file, struct plan *plan, struct status *status) {
    const struct scenario_branch *branch = branching_into(&file->branches, plan->policy);
    if (!branch) return true;
    const struct script *script = file->lives[file->live_count - 1].script;
    struct plan *past = live_plan(file, number_of(file, branch->from), plan->replication, status);
    plan->past = (struct plan_past){past, branch->at_day};
    return past && add_past(file, past, status) && check_follows(plan, file, script, status);
}

struct plan *scenario_plan(struct scenario_file *file, const char *policy, uint32_t replication,
                           struct status *status) {
    size_t number;
    if (!find_policy(file, policy, &number, status)) return NULL;
    struct plan *plan = live_plan(file, number, replication, status);
    if (plan && add_past(file, plan, status)) return plan;
    plan_free(plan);
    return NULL;
}

void scenario_locate(const struct scenario_file *file, struct status *status) {
    if (file->live_count > 0) locate_fault(file->lives[file->live_count - 1].script, status);
}

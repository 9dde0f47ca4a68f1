// SPDX-License-Identifier: GPL-3.0-or-later
// Every scenario of the tree, lived small under each of its policies and read back from its run file.
#ifndef MARU_TESTS_SUPPORT_EVERY_SCENARIO_H
#define MARU_TESTS_SUPPORT_EVERY_SCENARIO_H

#include <glob.h>

#include "tests/support/recorded_world.h"

enum { EVERY_SCENARIO_POLICIES = 8 };

typedef void every_scenario_visitor(const struct recorded_world *lived, const char *scenario);

// Of a factorial's many policies the first and the last: everything off and everything on.
static inline void every_scenario_policies(const char *path, const char *const *settings,
                                           every_scenario_visitor *visitor) {
    struct status status = {0};
    char full[1000];
    size_t count;
    snprintf(full, sizeof full, "%s/%s", MARU_SOURCE_FOLDER, path);
    struct scenario_file *file = scenario_load(full, models_catalogue(), &status);
    stop_on(&status);
    const struct scenario_policy *policies = scenario_policies(file, &count);
    size_t step = count > EVERY_SCENARIO_POLICIES ? count - 1 : 1;
    for (size_t i = 0; i < count || i == 0; i += step) {
        struct recorded_world lived = recorded_world_live(path, count ? policies[i].name : NULL, 0, settings);
        visitor(&lived, path);
        recorded_world_drop(&lived);
    }
    scenario_free(file);
}

static inline void every_scenario_live(const char *const *settings, every_scenario_visitor *visitor) {
    glob_t found;
    assert_int_equal(glob(MARU_SOURCE_FOLDER "/scenarios/*.lua", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        every_scenario_policies(found.gl_pathv[i] + strlen(MARU_SOURCE_FOLDER) + 1, settings, visitor);
    globfree(&found);
}

#endif

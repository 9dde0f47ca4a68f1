// SPDX-License-Identifier: GPL-3.0-or-later
// Scenario files of tests: written into a folder of their own, loaded over the small catalogue, refused with a complaint,
// or with a policy whose hook is asked.
#ifndef MARU_TESTS_SUPPORT_LUA_FILES_H
#define MARU_TESTS_SUPPORT_LUA_FILES_H

#include "lua/scenario.h"
#include "sim/engine/home.h"
#include "tests/support/check.h"
#include "tests/support/small_catalogue.h"

static char folder[] = "/tmp/maru_lua_XXXXXX";
static char path[100], module_path[100];

static inline void write_file(const char *name, const char *text) {
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static inline struct scenario_file *load(const char *text, struct status *status) {
    write_file(path, text);
    *status = (struct status){0};
    return scenario_load(path, small_catalogue(), status);
}

static inline struct scenario_file *load_well(const char *text) {
    struct status status;
    struct scenario_file *file = load(text, &status);
    if (!file) print_error("%s\n", status.message);
    assert_non_null(file);
    return file;
}

// The text fails to load, with exactly this complaint: "LINE: message".
static inline void check_refused(const char *text, const char *complaint) {
    struct status status;
    char expected[1200];
    snprintf(expected, sizeof expected, "%s:%s", path, complaint);
    struct scenario_file *file = load(text, &status);
    if (file || strcmp(status.message, expected)) print_error("of:\n%s\n", text);
    assert_null(file);
    assert_string_equal(status.message, expected);
    assert_int_equal(status.code, STATUS_SCENARIO);
}

#define LOADS(body) "scenario { kettle {} }\n" body

// A file and what is said about it.
struct refusal {
    const char *text, *complaint;
};

// Hooks.

#define POLICY(answer)                                                                                 \
    "policy { name = 'p', levers = { reward = { 3, 0, 9, 'm' } },\n on_order = function(home, order, " \
    "levers)\n" answer " end }"

struct asked {
    struct scenario_file *file;
    struct plan *plan;
    struct order_offer offer;
    struct status status;
};

static inline struct asked open_hooks(const char *policy) {
    char text[4000];
    snprintf(text, sizeof text, "scenario { kettle {} }\n%s", policy);
    struct asked asked = {.file = load_well(text)};
    asked.plan = scenario_plan(asked.file, NULL, 0, &asked.status);
    assert_non_null(asked.plan);
    assert_true(asked.plan->hooks.has(asked.plan->hooks.owner, &small_order));
    return asked;
}

static inline bool ask(struct asked *asked, int64_t home_number, int64_t buns) {
    struct home_facts home = {.number = home_number, .members = 3, .trust = 0.25};
    struct order_view view = {.buns = buns, .hour = 7.5, .urgent = true, .placement = 2};
    struct order_offer *normal = setting_defaults(small_order.proposal);
    asked->offer = *normal;
    setting_free(small_order.proposal, normal);
    return asked->plan->hooks.call(asked->plan->hooks.owner, &small_order, &home, &view, &asked->offer,
                                   &asked->status);
}

static inline void close_hooks(struct asked *asked) {
    plan_free(asked->plan);
    scenario_free(asked->file);
}

static inline int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/scenario.lua", folder);
    snprintf(module_path, sizeof module_path, "%s/small.lua", folder);
    write_file(
        module_path,
        "return { homes = function(own)\n"
        "  local all = { districts = 5 }\n  for k, v in pairs(own) do all[k] = v end\n  return all\nend }\n");
    char other[100];
    snprintf(other, sizeof other, "%s/circle.lua", folder);
    write_file(other, "return require 'circle'");
    snprintf(other, sizeof other, "%s/trace.csv", folder);
    write_file(other, "");
    return 0;
}

static inline int remove_folder(void **state) {
    (void)state;
    static const char *const names[] = {"scenario.lua", "small.lua", "circle.lua", "trace.csv"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char name[200];
        snprintf(name, sizeof name, "%s/%s", folder, names[i]);
        unlink(name);
    }
    return rmdir(folder);
}

#endif

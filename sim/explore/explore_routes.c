// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/explore_routes.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/explore/described.h"
#include "sim/explore/explore_page.h"
#include "sim/explore/study_room.h"
#include "sim/explore/told.h"
#include "sim/serve/children.h"
#include "sim/serve/program.h"
#include "sim/serve/reply.h"

enum { STEP_MOST = 366, WAITING_MOST = 40 };

struct asking {
    struct study_room *room;
    struct web_request *request;
    const cJSON *body;  // of a POST; else NULL
};

// ---- Answers ----

static void refuse_with(const struct asking *asking, const char *error, const char *text) {
    web_answer(asking->request, reply_error(error, text));
}

static void refuse(const struct asking *asking, const char *error) {
    char text[80];
    snprintf(text, sizeof text, "the server says %s", error);
    refuse_with(asking, error, text);
}

static void answer(const struct asking *asking, char *json) {
    web_answer(asking->request, reply_text(reply_json_type, json));
}

static void answer_run(const struct asking *asking, int number) {
    char *text;
    if (asprintf(&text, "{\"ok\":true,\"run\":%d}", number) < 0) text = status_copy_text("{}");
    answer(asking, text);
}

static void answer_faults(const struct asking *asking, cJSON *faults) {
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "error", "refused");
    cJSON_AddItemToObject(json, "faults", faults);
    struct web_reply reply = reply_text(reply_json_type, cJSON_PrintUnformatted(json));
    reply.code = 400;
    cJSON_Delete(json);
    web_answer(asking->request, reply);
}

// ---- The page, and the door ----

static void get_page(const struct asking *asking) {
    web_answer(asking->request, reply_asset(assets_named(&explore_page, "explore.html")));
}

static void get_static(const struct asking *asking) {
    const char *name = web_path(asking->request) + strlen("/static/");
    web_answer(asking->request, reply_asset(assets_named(&explore_page, name)));
}

static void post_key(const struct asking *asking) {
    struct study_room *room = asking->room;
    const cJSON *key = cJSON_GetObjectItemCaseSensitive(asking->body, "key");
    bool right = cJSON_IsString(key) && keys_equal(key->valuestring, room->key);
    if (!right && !limits_allow(room->tries, web_address(asking->request), study_room_now_ms()))
        return refuse(asking, "too_many");
    if (!right) return refuse(asking, "wrong_key");
    struct web_reply reply = reply_done();
    snprintf(reply.cookie, sizeof reply.cookie, "%s=%s; Path=/; HttpOnly; SameSite=Strict", room->cookie,
             room->key);
    web_answer(asking->request, reply);
}

// ---- What there is ----

static void get_scenario(const struct asking *asking) {
    answer(asking, status_copy_text(asking->room->shown));
}

static void get_settings(const struct asking *asking) {
    const char *policy = web_query(asking->request, "policy");
    struct status status = {0};
    struct plan *plan = scenario_plan(asking->room->file, policy[0] ? policy : NULL, 0, &status);
    if (!plan) return refuse_with(asking, "unknown", status.message);
    answer(asking, described_settings(plan));
    plan_free(plan);
}

static void get_events(const struct asking *asking) {
    study_room_greet(asking->room, web_listen(asking->request, NULL));
}

// ---- Wishes ----

static struct plan *plan_of(const struct asking *asking, const struct wish *wish) {
    cJSON *faults;
    struct plan *plan = wish_plan(wish, asking->room->file, &faults);
    if (!plan) answer_faults(asking, faults);
    return plan;
}

static void check(const struct asking *asking, const struct wish *wish, struct plan *plan) {
    (void)wish, (void)plan;
    web_answer(asking->request, reply_done());
}

static void begin(const struct asking *asking, const struct wish *wish, struct plan *plan) {
    int number = desk_begin(asking->room->desk, wish, plan);
    if (number)
        answer_run(asking, number);
    else
        refuse(asking, "full");
}

static void with_wish(const struct asking *asking,
                      void (*act)(const struct asking *asking, const struct wish *wish, struct plan *plan)) {
    struct wish wish;
    struct plan *plan = NULL;
    if (!wish_read(asking->body, &wish))
        refuse_with(asking, "bad", "a wish is texts of one line, and not too many");
    else if ((plan = plan_of(asking, &wish)))
        act(asking, &wish, plan);
    plan_free(plan);
    wish_clear(&wish);
}

static void post_check(const struct asking *asking) {
    with_wish(asking, check);
}
static void post_run(const struct asking *asking) {
    with_wish(asking, begin);
}

// ---- Runs ----

static int number_in(const struct asking *asking, const char *key, int least, int most) {
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(asking->body, key);
    double value = cJSON_IsNumber(number) ? number->valuedouble : NAN;
    return value >= least && value <= most && value == floor(value) ? (int)value : -1;
}

// The run that is meant, in a POST's body or behind ?; NULL: it was refused.
static struct desk_run *run_of(const struct asking *asking) {
    int number =
        asking->body ? number_in(asking, "run", 1, INT_MAX) : reply_number(asking->request, "run", INT_MAX);
    struct desk_run *run = desk_numbered(asking->room->desk, number);
    if (!run) refuse_with(asking, "unknown", "there is no such run");
    return run;
}

static void post_step(const struct asking *asking) {
    struct desk_run *run = run_of(asking);
    int days = number_in(asking, "days", 1, STEP_MOST);
    if (!run) return;
    if (days < 0) return refuse_with(asking, "bad", "a step is 1 to 366 days");
    struct wish longer = wish_copy(&run->now.wish);
    int lived = run->state == DESK_DONE ? run->now.days : run->now.day;
    wish_for_days(&longer, lived + days);
    struct plan *plan = plan_of(asking, &longer);
    int number = plan ? desk_lengthen(asking->room->desk, run, &longer, plan) : 0;
    if (number)
        answer_run(asking, number);
    else if (plan)
        refuse(asking, "busy");
    plan_free(plan);
    wish_clear(&longer);
}

static void post_stop(const struct asking *asking) {
    struct desk_run *run = run_of(asking);
    if (!run) return;
    desk_stop(asking->room->desk, run);
    web_answer(asking->request, reply_done());
}

static void post_drop(const struct asking *asking) {
    struct desk_run *run = run_of(asking);
    if (!run) return;
    desk_drop(asking->room->desk, run);
    asking->room->dirty = true;
    web_answer(asking->request, reply_done());
}

static void post_pin(const struct asking *asking) {
    const cJSON *on = cJSON_GetObjectItemCaseSensitive(asking->body, "on");
    struct desk_run *run = run_of(asking);
    if (!run) return;
    if (!cJSON_IsBool(on)) return refuse(asking, "bad");
    run->pinned = cJSON_IsTrue(on);
    asking->room->dirty = true;
    web_answer(asking->request, reply_done());
}

static void get_lines(const struct asking *asking) {
    enum { BYTES_MOST = 8 << 20 };
    const struct desk_run *run = run_of(asking);
    int from = reply_number(asking->request, "from", INT_MAX);
    if (!run) return;
    if (from < 0) return refuse(asking, "bad");
    answer(asking, told_lines(run, from, BYTES_MOST));
}

// ---- What came of a run ----

// One that is done; while it is lengthened, there is none. NULL: it was refused.
static struct desk_run *done_of(const struct asking *asking) {
    struct desk_run *run = run_of(asking);
    if (!run || run->state == DESK_DONE) return run;
    refuse_with(asking, "unknown", "this run is not done");
    return NULL;
}

static void get_outcomes(const struct asking *asking) {
    struct status status = {0};
    const struct desk_run *run = done_of(asking);
    char *outcomes = run ? told_outcomes(run, &status) : NULL;
    if (outcomes)
        answer(asking, outcomes);
    else if (run)
        refuse_with(asking, "unknown", status.message);
}

static void get_file(const struct asking *asking) {
    const struct desk_run *run = done_of(asking);
    if (!run) return;
    const char *name = strrchr(run->now.path, '/') + 1;
    if (!web_answer_file(asking->request, run->now.path, "application/x-hdf5", name))
        refuse_with(asking, "unknown", "its file has gone");
}

static void ask(const struct asking *asking, const char *const *words, const char *page) {
    struct study_room *room = asking->room;
    program_answer(desk_children(room->desk), WAITING_MOST, room->web, asking->request, words, page);
}

static void get_report(const struct asking *asking) {
    const struct desk_run *run = done_of(asking);
    char *page;
    if (!run) return;
    size_t stem = strlen(run->now.path) - strlen(".h5");
    if (asprintf(&page, "%.*s.html", (int)stem, run->now.path) < 0) return refuse(asking, "unknown");
    if (access(page, R_OK) == 0)
        web_answer(asking->request, reply_report(page));
    else
        ask(asking, (const char *const[]){"report", run->now.path, "--force", "-o", page, NULL}, page);
    free(page);
}

static void get_why(const struct asking *asking) {
    const struct desk_run *run = done_of(asking);
    int home = reply_number(asking->request, "home", WISH_HOMES_MOST);
    char number[16];
    if (!run) return;
    if (home < 0) return refuse(asking, "bad");
    snprintf(number, sizeof number, "%d", home);
    ask(asking, (const char *const[]){"why", run->now.path, "--home", number, NULL}, NULL);
}

// ---- The table ----

static const struct {
    const char *method, *path;  // a path that ends in * stands for all below it
    void (*answer)(const struct asking *asking);
    bool open;  // to who has no key
} routes[] = {
    {"GET", "/", get_page, true},
    {"GET", "/static/*", get_static, true},
    {"POST", "/api/key", post_key, true},
    {"GET", "/api/scenario", get_scenario, false},
    {"GET", "/api/settings", get_settings, false},
    {"GET", "/events", get_events, false},
    {"GET", "/api/lines", get_lines, false},
    {"GET", "/api/outcomes", get_outcomes, false},
    {"GET", "/api/why", get_why, false},
    {"GET", "/run.h5", get_file, false},
    {"GET", "/report", get_report, false},
    {"POST", "/api/check", post_check, false},
    {"POST", "/api/run", post_run, false},
    {"POST", "/api/step", post_step, false},
    {"POST", "/api/stop", post_stop, false},
    {"POST", "/api/drop", post_drop, false},
    {"POST", "/api/pin", post_pin, false},
};
enum { ROUTE_COUNT = sizeof routes / sizeof *routes };

static int route_of(const struct web_request *request) {
    for (int i = 0; i < ROUTE_COUNT; i++)
        if (!strcmp(routes[i].method, web_method(request)) && reply_fits(routes[i].path, web_path(request)))
            return i;
    return -1;
}

void explore_routes_answer(void *argument, struct web_request *request) {
    struct study_room *room = argument;
    bool posts = !strcmp(web_method(request), "POST");
    cJSON *body = posts ? cJSON_Parse(web_body(request)) : NULL;
    struct asking asking = {room, request, body};
    int route = route_of(request);
    bool open = route >= 0 && routes[route].open;
    if (!open && !study_room_knows(room, request))
        refuse(&asking, "wrong_key");
    else if (route < 0)
        refuse(&asking, "unknown");
    else if (!open && !limits_allow(room->limits, web_address(request), study_room_now_ms()))
        refuse(&asking, "too_many");
    else if (posts && !cJSON_IsObject(body))
        refuse(&asking, "bad");
    else
        routes[route].answer(&asking);
    cJSON_Delete(body);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/routes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/class/class_page.h"
#include "sim/class/hall.h"
#include "sim/class/meeting_events.h"
#include "sim/class/rule.h"
#include "sim/serve/children.h"
#include "sim/serve/program.h"
#include "sim/serve/qr.h"
#include "sim/serve/reply.h"

struct asking {
    struct hall *hall;
    struct web_request *request;
    cJSON *body;  // of a POST; else NULL
    struct hall_who who;
};

// ---- Answers ----

static void answer(const struct asking *asking, const char *type, char *body) {
    web_answer(asking->request, reply_text(type, body));
}

static void refuse(const struct asking *asking, const char *error) {
    char text[80];
    snprintf(text, sizeof text, "the class's server says %s", error);
    web_answer(asking->request, reply_error(error, text));
}

// NULL: well done.
static void say(const struct asking *asking, const char *error) {
    if (error)
        refuse(asking, error);
    else
        web_answer(asking->request, reply_done());
}

static void send_asset(const struct asking *asking, const char *name) {
    web_answer(asking->request, reply_asset(assets_named(&class_page, name)));
}

// ---- Who asks ----

static bool is_teacher(const struct hall *hall, const char *key) {
    char hash[KEYS_HASH_SIZE];
    keys_hash(key, hash);
    return keys_equal(hash, hall->game.meeting->teacher);
}

static bool asks_as_teacher(const struct hall *hall, const struct web_request *request) {
    return is_teacher(hall, web_cookie(request, "maru_teacher"));
}

static struct hall_who student(const struct hall *hall, const struct web_request *request) {
    const struct meeting_player *player = meeting_player_of(hall->game.meeting, web_cookie(request, "maru"));
    return player ? (struct hall_who){VIEW_STUDENT, player->id} : (struct hall_who){.kind = VIEW_STRANGER};
}

// A teacher's browser may have a student's seat besides: `view` says as whom it looks.
static struct hall_who who_looks(const struct hall *hall, const struct web_request *request) {
    const char *view = web_query(request, "view");
    bool wall = !strcmp(view, "wall"), teacher = wall || !strcmp(view, "teacher");
    if (!teacher) return student(hall, request);
    return (struct hall_who){.kind = !asks_as_teacher(hall, request) ? VIEW_STRANGER
                                     : wall                          ? VIEW_WALL
                                                                     : VIEW_TEACHER};
}

static const char *text_of(const struct asking *asking, const char *key) {
    return meeting_events_text(asking->body, key);
}

// ---- Pages ----

static void get_page(const struct asking *asking) {
    send_asset(asking, "class.html");
}

static void get_static(const struct asking *asking) {
    send_asset(asking, web_path(asking->request) + strlen("/static/"));
}

static void get_lesson(const struct asking *asking) {
    answer(asking, reply_json_type, status_copy_text(asking->hall->game.lesson->shown));
}

static void get_qr(const struct asking *asking) {
    char *svg = qr_svg(asking->hall->url);
    if (svg)
        answer(asking, "image/svg+xml", svg);
    else
        refuse(asking, "unknown");
}

static void get_events(const struct asking *asking) {
    struct hall_who *who = status_allocate(1, sizeof *who);
    *who = asking->who;
    hall_greet(asking->hall, web_listen(asking->request, who));
}

// ---- Coming in ----

static bool may_try(const struct asking *asking) {
    return limits_allow(asking->hall->tries, web_address(asking->request), hall_now_ms());
}

static void join(const struct asking *asking) {
    struct web_reply reply = {.code = 200, .type = reply_json_type};
    char token[KEYS_TOKEN_SIZE], hash[KEYS_HASH_SIZE];
    keys_draw_token(token);
    keys_hash(token, hash);
    cJSON *event = cJSON_CreateObject();
    cJSON_AddStringToObject(event, "happened", "join");
    cJSON_AddStringToObject(event, "name", text_of(asking, "name"));
    cJSON_AddStringToObject(event, "hash", hash);
    const char *refused = hall_happen(asking->hall, event);
    cJSON_Delete(event);
    if (refused) return refuse(asking, refused);
    snprintf(reply.cookie, sizeof reply.cookie, "maru=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=86400",
             token);
    reply.body = status_copy_text("{\"ok\":true}");
    web_answer(asking->request, reply);
}

static void post_join(const struct asking *asking) {
    bool right = keys_equal(text_of(asking, "code"), asking->hall->game.meeting->code);
    if (right) return join(asking);
    refuse(asking, may_try(asking) ? "wrong_code" : "too_many");
}

static void post_teacher(const struct asking *asking) {
    struct web_reply reply = {.code = 200, .type = reply_json_type};
    const char *key = text_of(asking, "key");
    if (!may_try(asking)) return refuse(asking, "too_many");
    if (!is_teacher(asking->hall, key)) return refuse(asking, "not_teacher");
    snprintf(reply.cookie, sizeof reply.cookie,
             "maru_teacher=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=86400", key);
    reply.body = status_copy_text("{\"ok\":true}");
    web_answer(asking->request, reply);
}

// ---- What happens ----

static const char *happen_as(const struct asking *asking, const char *happened) {
    cJSON *event = cJSON_Duplicate(asking->body, true);
    cJSON_DeleteItemFromObjectCaseSensitive(event, "do");
    cJSON_DeleteItemFromObjectCaseSensitive(event, "happened");
    cJSON_AddStringToObject(event, "happened", happened);
    const char *refused = hall_happen(asking->hall, event);
    cJSON_Delete(event);
    return refused;
}

static void as_player(const struct asking *asking, const char *happened) {
    struct hall_who who = student(asking->hall, asking->request);
    if (who.kind != VIEW_STUDENT) return refuse(asking, "unknown");
    cJSON_DeleteItemFromObjectCaseSensitive(asking->body, "player");
    cJSON_AddNumberToObject(asking->body, "player", who.player);
    say(asking, happen_as(asking, happened));
}

static void post_decide(const struct asking *asking) {
    as_player(asking, "decide");
}
static void post_guess(const struct asking *asking) {
    as_player(asking, "guess");
}

static void post_do(const struct asking *asking) {
    const char *what = text_of(asking, "do");
    if (!asks_as_teacher(asking->hall, asking->request)) return refuse(asking, "not_teacher");
    if (!strcmp(what, "wipe")) {
        asking->hall->wiped = true;
        return say(asking, NULL);
    }
    bool own = strcmp(what, "begin") != 0 && strcmp(what, "ran") != 0 && meeting_events_is_teachers(what);
    say(asking, own ? happen_as(asking, what) : "unknown");
}

// ---- What came of it ----

static int number_of(const struct asking *asking, const char *key, int most) {
    return reply_number(asking->request, key, most);
}

static void get_curves(const struct asking *asking) {
    const struct game *game = &asking->hall->game;
    int round = number_of(asking, "round", game->lesson->rounds);
    if (round < 0) return refuse(asking, "bad");
    answer(asking, reply_json_type, view_curves(game, hall_viewer(asking->hall, &asking->who), round));
}

static void get_map(const struct asking *asking) {
    const struct game *game = &asking->hall->game;
    int round = number_of(asking, "round", game->lesson->rounds);
    if (round < 0) return refuse(asking, "bad");
    answer(asking, reply_json_type, view_map(game, hall_viewer(asking->hall, &asking->who), round));
}

// What was lived of the world and the round that are asked about, if the viewer may see it; NULL: it was
// refused.
static const struct play_life *life_asked(const struct asking *asking) {
    const struct game *game = &asking->hall->game;
    int world = number_of(asking, "world", game->lesson->worlds),
        round = number_of(asking, "round", game->lesson->rounds);
    bool seen = world >= 1 && round >= 0 &&
                view_may_see(game, hall_viewer(asking->hall, &asking->who), world) &&
                game->meeting->played[round][world].choices;
    const struct play_life *life = seen ? game_life(game, world, round, 0) : NULL;
    if (life && life->state == PLAY_DONE) return life;
    refuse(asking, "unknown");
    return NULL;
}

static void get_script(const struct asking *asking) {
    const struct game *game = &asking->hall->game;
    if (!life_asked(asking)) return;
    struct play_history history = game_history(game, number_of(asking, "world", game->lesson->worlds),
                                               number_of(asking, "round", game->lesson->rounds));
    answer(asking, reply_text_type, play_script(game->play, &history));
}

static void ask(const struct asking *asking, const char *const *words, const char *page) {
    enum { WAITING_MOST = 150 };
    struct hall *hall = asking->hall;
    program_answer(play_children(hall->game.play), WAITING_MOST, hall->web, asking->request, words, page);
}

static void get_report(const struct asking *asking) {
    const struct play_life *life = life_asked(asking);
    char *page;
    if (!life) return;
    if (asprintf(&page, "%s.html", life->path) < 0) return refuse(asking, "unknown");
    if (access(page, R_OK) == 0)  // somebody has asked before
        web_answer(asking->request, reply_report(page));
    else
        ask(asking, (const char *const[]){"report", life->path, "--force", "-o", page, NULL}, page);
    free(page);
}

// A home, a number, or neither: then homes that have much to tell.
static void get_why(const struct asking *asking) {
    enum { HOMES_MOST = 10000000, OPTION_MOST = 200 };
    const struct play_life *life = life_asked(asking);
    const char *name = web_query(asking->request, "number");
    char option[OPTION_MOST] = "--homes";
    if (!life) return;
    int length = 0, home = number_of(asking, "home", HOMES_MOST);
    if (*name) length = snprintf(option, sizeof option, "--number=%s", name);
    if (*web_query(asking->request, "home")) length = snprintf(option, sizeof option, "--home=%d", home);
    if (length >= OPTION_MOST || !strcmp(option, "--home=-1")) return refuse(asking, "bad");
    ask(asking, (const char *const[]){"why", life->path, option, NULL}, NULL);
}

// What a student's rule says of this round. The text goes through a file of the player's own.
static void post_rule(const struct asking *asking) {
    struct hall *hall = asking->hall;
    struct hall_who who = student(hall, asking->request);
    const char *text = text_of(asking, "text");
    if (who.kind != VIEW_STUDENT) return refuse(asking, "unknown");
    if (!hall->game.meeting->rules_allowed || hall->game.meeting->phase != MEETING_DECIDE)
        return refuse(asking, "closed");
    if (!*text || strlen(text) > RULE_TEXT_MOST) return refuse(asking, "bad");
    char *file = rule_file(&hall->game, &hall->game.meeting->players[who.player - 1], text);
    char *path = play_keep_rule(hall->game.play, who.player, file);
    free(file);
    if (!path) return refuse(asking, "unknown");
    ask(asking, (const char *const[]){"class", "--rule", path, NULL}, NULL);
    free(path);
}

// ---- What if ----

// The teacher for any world; a student for the own.
static bool may_try_in(const struct asking *asking, int world) {
    struct hall_who who = student(asking->hall, asking->request);
    if (asks_as_teacher(asking->hall, asking->request)) return true;
    return who.kind == VIEW_STUDENT && asking->hall->game.meeting->players[who.player - 1].world == world;
}

static void post_trial(const struct asking *asking) {
    int world = (int)meeting_events_number(asking->body, "world"),
        round = (int)meeting_events_number(asking->body, "round");
    const char *refused = "unknown";
    char *body;
    int number = may_try_in(asking, world)
                     ? trial_begin(asking->hall->trials, world, round, text_of(asking, "lever"),
                                   cJSON_GetObjectItemCaseSensitive(asking->body, "values"), &refused)
                     : 0;
    if (!number) return refuse(asking, refused);
    answer(asking, reply_json_type,
           asprintf(&body, "{\"ok\":true,\"trial\":%d}", number) < 0 ? status_copy_text("{}") : body);
}

static void get_trial(const struct asking *asking) {
    int number = number_of(asking, "trial", 1000),
        world = number > 0 ? trial_world(asking->hall->trials, number) : 0;
    if (!world || !may_try_in(asking, world)) return refuse(asking, "unknown");
    answer(asking, reply_json_type, trial_json(asking->hall->trials, number));
}

static void get_trial_script(const struct asking *asking) {
    int number = number_of(asking, "trial", 1000),
        world = number > 0 ? trial_world(asking->hall->trials, number) : 0;
    if (!world || !may_try_in(asking, world)) return refuse(asking, "unknown");
    answer(asking, reply_text_type, trial_script(asking->hall->trials, number));
}

static void get_table(const struct asking *asking) {
    if (!asks_as_teacher(asking->hall, asking->request)) return refuse(asking, "not_teacher");
    answer(asking, "text/csv; charset=utf-8", view_table(&asking->hall->game));
}

// ---- The table ----

static const struct {
    const char *method, *path;  // a path that ends in / stands for all below it
    void (*answer)(const struct asking *asking);
} routes[] = {
    {"GET", "/", get_page},
    {"GET", "/teacher", get_page},
    {"GET", "/wall", get_page},
    {"GET", "/static/*", get_static},
    {"GET", "/api/lesson", get_lesson},
    {"GET", "/events", get_events},
    {"GET", "/qr.svg", get_qr},
    {"GET", "/api/curves", get_curves},
    {"GET", "/api/map", get_map},
    {"GET", "/api/why", get_why},
    {"GET", "/report", get_report},
    {"GET", "/script", get_script},
    {"GET", "/api/trial", get_trial},
    {"GET", "/trial.lua", get_trial_script},
    {"GET", "/class.csv", get_table},
    {"POST", "/api/join", post_join},
    {"POST", "/api/teacher", post_teacher},
    {"POST", "/api/decide", post_decide},
    {"POST", "/api/guess", post_guess},
    {"POST", "/api/rule", post_rule},
    {"POST", "/api/trial", post_trial},
    {"POST", "/api/do", post_do},
};

static void (*route_of(const struct web_request *request))(const struct asking *asking) {
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        if (!strcmp(routes[i].method, web_method(request)) && reply_fits(routes[i].path, web_path(request)))
            return routes[i].answer;
    return NULL;
}

void routes_answer(void *argument, struct web_request *request) {
    struct hall *hall = argument;
    struct asking asking = {hall, request, NULL, who_looks(hall, request)};
    void (*route)(const struct asking *asking) = route_of(request);
    bool posts = !strcmp(web_method(request), "POST");
    cJSON *body = posts ? cJSON_Parse(web_body(request)) : NULL;
    asking.body = body;
    if (!route)
        refuse(&asking, "unknown");
    else if (posts && !limits_allow(hall->limits, web_address(request), hall_now_ms()))
        refuse(&asking, "too_many");
    else if (posts && !cJSON_IsObject(body))
        refuse(&asking, "bad");
    else
        route(&asking);
    cJSON_Delete(body);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/explore/desk.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/explore/wish_lua.h"
#include "sim/serve/keys.h"
#include "sim/serve/program.h"

struct desk {
    const char *scenario, *folder;
    struct children *children;
    struct desk_run *runs[DESK_RUNS_MOST], *dropped;
    int count, begun, files, threads;
    void (*changed)(void *argument);
    void *argument;
};

struct desk *desk_create(const char *scenario, const char *folder, int at_once, int threads,
                         void (*changed)(void *argument), void *argument) {
    struct desk *desk = status_allocate(1, sizeof *desk);
    *desk = (struct desk){.scenario = scenario, .folder = folder, .threads = threads};
    desk->changed = changed;
    desk->argument = argument;
    desk->children = children_create(at_once);
    return desk;
}

struct children *desk_children(struct desk *desk) {
    return desk->children;
}

int desk_count(const struct desk *desk) {
    return desk->count;
}
struct desk_run *desk_at(const struct desk *desk, int place) {
    return desk->runs[place];
}

struct desk_run *desk_numbered(const struct desk *desk, int number) {
    for (int i = 0; i < desk->count; i++)
        if (desk->runs[i]->number == number) return desk->runs[i];
    return NULL;
}

bool desk_has_file(const struct desk_run *run) {
    return run->state == DESK_DONE || run->before.path;
}

bool desk_is_at_work(const struct desk_run *run) {
    return run->state == DESK_WAITING || run->state == DESK_RUNNING;
}

// ---- A life ----

static void clear_life(struct desk_life *life) {
    for (int i = 0; i < life->line_count; i++) free(life->lines[i]);
    for (int i = 0; i < life->note_count; i++) free(life->notes[i]);
    wish_clear(&life->wish);
    free(life->lines);
    free(life->path);
    free(life->command);
    free(life->lua);
    *life = (struct desk_life){0};
}

// A file's name: letters, digits and _.
static char *plain_name(const char *name) {
    char *plain = status_copy_text(name[0] ? name : "run");
    for (char *c = plain; *c; c++)
        if (!isalnum((unsigned char)*c)) *c = '_';
    return plain;
}

// Told by what it is a run of, and by a number: one that was dropped may still be at work.
static char *next_path(struct desk *desk, const struct wish *wish, const char *command) {
    enum { HASH_SHOWN = 12 };
    char hash[KEYS_HASH_SIZE], *policy = plain_name(wish->policy), *path;
    keys_hash(command, hash);
    if (asprintf(&path, "%s/%s-%.*s-%d.h5", desk->folder, policy, HASH_SHOWN, hash, ++desk->files) < 0)
        path = status_copy_text("");
    free(policy);
    return path;
}

static struct desk_life begin_life(struct desk *desk, const struct wish *wish, struct plan *plan) {
    enum { OTHER_LINES_MOST = 10 };  // of what --follow tells besides days
    const struct homes_settings *homes = plan_section(plan, &homes_section);
    const struct scenario_settings *frame = plan_section(plan, &scenario_section);
    struct desk_life life = {.wish = wish_copy(wish), .homes = (int)homes->count, .days = (int)frame->days};
    life.command = wish_command(wish, desk->scenario);
    life.lua = wish_lua(wish, plan);
    life.path = next_path(desk, wish, life.command);
    life.lines_most = life.days + OTHER_LINES_MOST;
    life.lines = status_allocate((size_t)life.lines_most, sizeof *life.lines);
    return life;
}

// The run file, and what lies beside it.
static void unlink_all(const char *path) {
    static const char *const endings[] = {".h5", ".provenance.json", ".html"};
    size_t stem = strlen(path) - strlen(".h5");
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *beside;
        if (asprintf(&beside, "%.*s%s", (int)stem, path, endings[i]) < 0) continue;
        unlink(beside);
        free(beside);
    }
}

static void free_run(struct desk_run *run) {
    clear_life(&run->now);
    clear_life(&run->before);
    free(run->fault);
    free(run->lived);
    free(run);
}

// Of one that was dropped nothing is left.
static void let_go(struct desk *desk, struct desk_run *run) {
    struct desk_run **at = &desk->dropped;
    while (*at != run) at = &(*at)->next;
    *at = run->next;
    unlink_all(run->now.path);
    if (run->before.path) unlink_all(run->before.path);
    free_run(run);
}

void desk_free(struct desk *desk) {
    if (!desk) return;
    children_free(desk->children);
    for (int i = 0; i < desk->count; i++) free_run(desk->runs[i]);
    while (desk->dropped) let_go(desk, desk->dropped);
    free(desk);
}

// ---- Hearing ----

struct lived {
    struct desk *desk;
    struct desk_run *run;
};

// {"day": 12, ...}: how far it is. A line before the first day tells other things.
static int day_of(const char *said) {
    cJSON *json = cJSON_Parse(said);
    const cJSON *day = cJSON_GetObjectItemCaseSensitive(json, "day");
    int number = cJSON_IsNumber(day) ? (int)day->valuedouble : 0;
    cJSON_Delete(json);
    return number;
}

static void line(void *argument, const char *said) {
    struct lived *lived = argument;
    struct desk_life *life = &lived->run->now;
    lived->run->state = DESK_RUNNING;
    if (said[0] == '{' && life->line_count < life->lines_most) {
        life->lines[life->line_count++] = status_copy_text(said);
        life->day = day_of(said);
    } else if (said[0] && said[0] != '{' && life->note_count < DESK_NOTES_MOST) {
        life->notes[life->note_count++] = status_copy_text(said);
    }
    lived->desk->changed(lived->desk->argument);
}

// What it said at its end, all of it: a message may have several lines.
static char *fault_of(const struct desk_life *life, const char *last) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) return status_copy_text(last);
    for (int i = 0; i < life->note_count; i++) fprintf(out, i ? "\n%s" : "%s", life->notes[i]);
    if (!life->note_count) fputs(last, out);
    fclose(out);
    return text;
}

// It is again what it was before it was lengthened.
static void revert(struct desk_run *run) {
    clear_life(&run->now);
    run->now = run->before;
    run->before = (struct desk_life){0};
    run->state = DESK_DONE;
    run->lives++;
}

static void take_end(struct desk_run *run, int code, const char *last) {
    bool well = code == STATUS_OK, longer = run->before.path;
    if (!well && !run->stopping) run->fault = fault_of(&run->now, last);
    if (well && longer) {
        unlink_all(run->before.path);
        clear_life(&run->before);
    }
    if (!well && longer)
        revert(run);
    else
        run->state = well ? DESK_DONE : run->stopping ? DESK_STOPPED : DESK_FAILED;
    run->stopping = false;
    run->lived = NULL;
}

static void end(void *argument, int code, const char *last) {
    struct lived *lived = argument;
    struct desk_run *run = lived->run;
    take_end(run, code, last);
    if (run->dropped) let_go(lived->desk, run);
    lived->desk->changed(lived->desk->argument);
    free(lived);
}

// ---- Beginning ----

static void order(struct desk *desk, struct desk_run *run) {
    enum { OWN_WORDS = 8, WISH_WORDS_MOST = CHILDREN_WORDS_MOST - OWN_WORDS };
    struct lived *lived = status_allocate(1, sizeof *lived);
    char threads[12], *asked[WISH_WORDS_MOST];
    *lived = (struct lived){desk, run};
    snprintf(threads, sizeof threads, "%d", desk->threads);
    struct children_order order = {.words = {program_self(), "run", desk->scenario, "--follow", "--threads",
                                             threads, "-o", run->now.path},
                                   .line = line,
                                   .end = end,
                                   .argument = lived};
    int count = wish_words(&run->now.wish, asked, WISH_WORDS_MOST - 1);
    for (int i = 0; i < count; i++) order.words[OWN_WORDS + i] = asked[i];
    run->lived = lived;
    run->state = DESK_WAITING;
    run->lives++;
    free(run->fault);
    run->fault = NULL;
    children_add(desk->children, &order);
    for (int i = 0; i < count; i++) free(asked[i]);
    desk->changed(desk->argument);
}

static struct desk_run *alike(const struct desk *desk, const char *command) {
    for (int i = 0; i < desk->count; i++) {
        struct desk_run *run = desk->runs[i];
        bool good = desk_is_at_work(run) || run->state == DESK_DONE;
        if (good && !strcmp(run->now.command, command)) return run;
    }
    return NULL;
}

static bool make_room(struct desk *desk) {
    if (desk->count < DESK_RUNS_MOST) return true;
    for (int i = 0; i < desk->count; i++) {
        struct desk_run *run = desk->runs[i];
        if (run->pinned || desk_is_at_work(run)) continue;
        desk_drop(desk, run);
        return true;
    }
    return false;
}

static int free_slot(const struct desk *desk) {
    bool taken[DESK_RUNS_MOST + 1] = {0};
    for (int i = 0; i < desk->count; i++) taken[desk->runs[i]->slot] = true;
    int slot = 1;
    while (taken[slot]) slot++;
    return slot;
}

int desk_begin(struct desk *desk, const struct wish *wish, struct plan *plan) {
    struct desk_life life = begin_life(desk, wish, plan);
    struct desk_run *run = alike(desk, life.command);
    if (run || !make_room(desk)) {
        clear_life(&life);
        return run ? run->number : 0;
    }
    run = status_allocate(1, sizeof *run);
    *run = (struct desk_run){.number = ++desk->begun, .slot = free_slot(desk), .now = life};
    desk->runs[desk->count++] = run;
    order(desk, run);
    return run->number;
}

int desk_lengthen(struct desk *desk, struct desk_run *run, const struct wish *longer, struct plan *plan) {
    if (desk_is_at_work(run)) return 0;
    struct desk_life life = begin_life(desk, longer, plan);
    const struct desk_run *same = alike(desk, life.command);
    if (same) {
        clear_life(&life);
        return same->number;
    }
    if (run->state == DESK_DONE)
        run->before = run->now;
    else
        clear_life(&run->now);
    run->now = life;
    order(desk, run);
    return run->number;
}

// ---- Ending ----

void desk_stop(struct desk *desk, struct desk_run *run) {
    if (!desk_is_at_work(run)) return;
    run->stopping = true;
    children_stop(desk->children, run->lived);
}

void desk_drop(struct desk *desk, struct desk_run *run) {
    int place = 0;
    while (desk->runs[place] != run) place++;
    memmove(&desk->runs[place], &desk->runs[place + 1], (size_t)(--desk->count - place) * sizeof *desk->runs);
    if (desk_is_at_work(run)) {
        run->dropped = true;
        run->next = desk->dropped;
        desk->dropped = run;
        desk_stop(desk, run);
        return;
    }
    unlink_all(run->now.path);
    free_run(run);
    desk->changed(desk->argument);
}

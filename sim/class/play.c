// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/class/play.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/outcomes.h"
#include "lua/scenario.h"
#include "models/catalogue.h"
#include "sim/serve/children.h"
#include "sim/serve/keys.h"
#include "sim/serve/program.h"

const char *const play_state_names[] = {"waiting", "running", "done", "failed"};

enum { KEY_LENGTH = 12 };

struct play {
    const struct lesson *lesson;
    const char *folder;
    struct children *children;
    struct play_life **lives;
    size_t life_count;
    void (*changed)(void *argument);
    void *argument;
};

static char *print(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *print(const char *format, ...) {
    char *text;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0) text = status_copy_text("");
    va_end(arguments);
    return text;
}

static bool write_file(const char *path, const char *text, struct status *status) {
    FILE *out = fopen(path, "w");
    bool good = out && fputs(text, out) >= 0;
    if (out) good = fclose(out) == 0 && good;
    return good || status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
}

// Beside the histories' files, which require it by its name.
static bool copy_lesson(const struct play *play, struct status *status) {
    char *path = print("%s/%s.lua", play->folder, play->lesson->name);
    if (!strcmp(path, play->lesson->path)) return free(path), true;  // of a class that goes on
    FILE *in = fopen(play->lesson->path, "r");
    char *text = NULL;
    size_t size = 0;
    bool good = in && getdelim(&text, &size, '\0', in) > 0 && write_file(path, text, status);
    if (!good) status_fail(status, STATUS_MACHINE, "%s: %s", play->lesson->path, strerror(errno));
    if (in) fclose(in);
    free(text);
    free(path);
    return good;
}

struct play *play_create(const struct lesson *lesson, const char *folder, int at_once,
                         void (*changed)(void *argument), void *argument, struct status *status) {
    struct play *play = status_allocate(1, sizeof *play);
    *play = (struct play){.lesson = lesson, .folder = folder, .changed = changed, .argument = argument};
    play->children = children_create(at_once);
    if (program_self()[0] && copy_lesson(play, status)) return play;
    play_free(play);
    return NULL;
}

static void free_life(struct play_life *life) {
    if (life->days_file) fclose(life->days_file);
    free(life->by_day);
    free(life->place);
    free(life->newest);
    cJSON_Delete(life->outcomes);
    free(life->path);
    free(life->fault);
    free(life->lived);
    free(life);
}

void play_free(struct play *play) {
    if (!play) return;
    children_free(play->children);
    for (size_t i = 0; i < play->life_count; i++) free_life(play->lives[i]);
    free(play->lives);
    free(play);
}

struct children *play_children(struct play *play) {
    return play->children;
}

// ---- A history as a file ----

static int by_name(const void *one, const void *other) {
    return strcmp((*(const cJSON *const *)one)->string, (*(const cJSON *const *)other)->string);
}

// A name, a number or a truth Lua reads as JSON writes it.
static void put_value(const char *name, const cJSON *value, FILE *out) {
    char *text = cJSON_PrintUnformatted(value);
    fprintf(out, " %s = %s,", name, text);
    free(text);
}

// In the order of the names, so that equal decisions are equal texts.
static void put_round(const cJSON *choices, const char *shock, FILE *out) {
    enum { LEVERS_MOST = 64 };
    const cJSON *sorted[LEVERS_MOST], *one;
    size_t count = 0;
    cJSON_ArrayForEach(one, choices) if (count < LEVERS_MOST) sorted[count++] = one;
    qsort(sorted, count, sizeof *sorted, by_name);
    fputs("  {", out);
    for (size_t i = 0; i < count; i++) put_value(sorted[i]->string, sorted[i], out);
    if (shock) fprintf(out, " shock = \"%s\",", shock);
    fputs(" },\n", out);
}

// Texts before and behind the rounds; both are freed.
static char *put_script(const struct play_history *history, char *before, char *behind) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (out) {
        fputs(before, out);
        for (int round = 0; round < history->rounds; round++)
            put_round(history->choices[round], history->shocks[round], out);
        fputs(behind, out);
        fclose(out);
    }
    free(before);
    free(behind);
    return out ? text : status_copy_text("");
}

char *play_script(const struct play *play, const struct play_history *history) {
    const char *lesson = play->lesson->name;
    char *before = print(
        "-- %d round%s of the lesson %s. Again: maru run FILE --policy round_%d\n"
        "local lesson = require \"lesson\"\n\n"
        "lesson.play(\"%s\", {\n",
        history->rounds, history->rounds == 1 ? "" : "s", lesson, history->rounds, lesson);
    return put_script(history, before, status_copy_text("})\n"));
}

char *play_what_if(const struct play *play, const struct play_history *history, const char *lever,
                   const cJSON *values) {
    const char *lesson = play->lesson->name;
    char *list = cJSON_PrintUnformatted(values);  // [1,"ask"]: between the brackets it is Lua, too
    char *before = print(
        "-- What if? %s elsewhere in round %d of the lesson %s, beside %s.lua: maru compare FILE\n"
        "local lesson = require \"lesson\"\n\n"
        "lesson.what_if(\"%s\", {\n",
        lever, history->rounds, lesson, lesson, lesson);
    char *behind = print("}, \"%s\", { %.*s })\n", lever, (int)strlen(list) - 2, list + 1);
    free(list);
    return put_script(history, before, behind);
}

bool play_check(const struct play *play, const struct play_history *history, struct status *status) {
    char *path = print("%s/check.lua", play->folder), *text = play_script(play, history);
    struct scenario_file *file = NULL;
    if (write_file(path, text, status)) file = scenario_load(path, models_catalogue(), status);
    scenario_free(file);
    unlink(path);
    free(text);
    free(path);
    return file;
}

// ---- Days and outcomes ----

static const cJSON *first_outcomes(const struct play *play) {
    return lesson_outcomes(cJSON_GetArrayItem(lesson_measures(play->lesson), 0));
}

// What a line tells of an outcome: {"day": 12, "money": {"hanbit": 1000, ...}, "tokens": 300}. Of others
// nothing is told while a run is lived.
static double heard(const cJSON *said, const char *outcome) {
    static const char owner[] = "money: ", held[] = "tokens: held by households at the end";
    const cJSON *number = NULL;
    if (!strcmp(outcome, held)) number = cJSON_GetObjectItemCaseSensitive(said, "tokens");
    if (!strncmp(outcome, owner, sizeof owner - 1))
        number = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(said, "money"),
                                                  outcome + sizeof owner - 1);
    return number && cJSON_IsNumber(number) ? number->valuedouble : 0;
}

// Is the day the next one of the life? Else it was heard before.
static bool hear_day(const struct play *play, struct play_life *life, const cJSON *said) {
    int day = (int)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(said, "day"));
    const cJSON *one;
    double sum = 0, sign;
    if (day != life->day + 1 || day > life->days) return false;
    cJSON_ArrayForEach(one, first_outcomes(play)) {
        const char *name = lesson_outcome(one, &sign);
        sum += sign * heard(said, name);
    }
    life->by_day[day - 1] = sum;
    life->day = day;
    return true;
}

static void replace_text(char **text, const char *said) {
    free(*text);
    *text = said ? status_copy_text(said) : NULL;
}

// The place, or a day (sim/command/onlooker.h); or whatever else a program says, which is no JSON.
static void hear_line(const struct play *play, struct play_life *life, const char *line) {
    cJSON *said = cJSON_Parse(line);
    cJSON *place = cJSON_GetObjectItemCaseSensitive(said, "place");
    if (place) {
        char *text = cJSON_PrintUnformatted(place);
        replace_text(&life->place, text);
        free(text);
    } else if (said && cJSON_HasObjectItem(said, "day") && hear_day(play, life, said)) {
        replace_text(&life->newest, line);
    }
    cJSON_Delete(said);
}

// What was heard of a run stays beside it, for a server that starts again.
static char *days_path(const struct play *play, const struct play_life *life) {
    return print("%s/%s.days", play->folder, life->key);
}

static void read_days(const struct play *play, struct play_life *life) {
    char *path = days_path(play, life), *line = NULL;
    size_t size = 0;
    FILE *in = fopen(path, "r");
    while (in && getline(&line, &size, in) > 0) {
        line[strcspn(line, "\n")] = 0;
        hear_line(play, life, line);
    }
    if (in) fclose(in);
    free(line);
    free(path);
}

// Lines are kept in the order of the days, behind that of the place. Another run's half line is none.
char *play_lines(const struct play *play, const struct play_life *life, int from, int step) {
    char *path = days_path(play, life), *line = NULL, *text = NULL;
    size_t size = 0, length, said = 0;
    FILE *in = fopen(path, "r"), *out = open_memstream(&text, &length);
    fputc('[', out);
    while (in && getline(&line, &size, in) > 0) {
        int day = 0;
        if (sscanf(line, "{\"day\": %d", &day) != 1 || day < from || day > life->day) continue;
        line[strcspn(line, "\n")] = 0;
        if ((day - from) % step == 0 || day == life->day) fprintf(out, "%s%s", said++ ? "," : "", line);
    }
    fputc(']', out);
    fclose(out);
    if (in) fclose(in);
    free(line);
    free(path);
    return text;
}

static void open_days(const struct play *play, struct play_life *life) {
    char *path = days_path(play, life);
    life->days_file = fopen(path, "w");
    if (life->days_file) setvbuf(life->days_file, NULL, _IOLBF, 0);
    free(path);
}

static bool outcome_of(const struct outcomes *outcomes, const char *name, double *value) {
    for (size_t i = 0; i < outcomes->measures.count; i++)
        if (!strcmp(outcomes->ids[i], name)) return *value = outcomes->measures.rows[i].value, true;
    return false;
}

// An outcome that the run does not have is left out: under these choices nothing of it happened.
static void take_measure(const cJSON *measure, struct play_life *life, const struct outcomes *outcomes) {
    const cJSON *one;
    double value, sign;
    cJSON_ArrayForEach(one, lesson_outcomes(measure)) {
        const char *name = lesson_outcome(one, &sign);
        bool is_new = !cJSON_HasObjectItem(life->outcomes, name);
        if (is_new && outcome_of(outcomes, name, &value) && isfinite(value))
            cJSON_AddNumberToObject(life->outcomes, name, value);
    }
}

static void take_outcomes(const struct play *play, struct play_life *life, const struct outcomes *outcomes) {
    const cJSON *measure;
    life->outcomes = cJSON_CreateObject();
    cJSON_ArrayForEach(measure, lesson_measures(play->lesson)) take_measure(measure, life, outcomes);
}

static bool read_life(const struct play *play, struct play_life *life) {
    struct fault fault = {0};
    struct outcomes outcomes;
    bool good = outcomes_read(life->path, &outcomes, &fault);
    if (good) {
        take_outcomes(play, life, &outcomes);
        life->state = PLAY_DONE;
    } else {
        life->fault = status_copy_text(fault.message);
        life->state = PLAY_FAILED;
    }
    outcomes_clear(&outcomes);
    return good;
}

// ---- Lives ----

struct lived {
    struct play *play;
    struct play_life *life;
    int urgency;
};

static void line(void *argument, const char *said) {
    struct lived *lived = argument;
    lived->life->state = PLAY_RUNNING;
    if (lived->life->days_file) fprintf(lived->life->days_file, "%s\n", said);
    hear_line(lived->play, lived->life, said);
    lived->play->changed(lived->play->argument);
}

static void order(struct lived *lived);

// A fault of the machine may pass: somebody who was killed may still be writing the same run. One in the
// scenario stays.
static bool may_try_again(struct play_life *life, int code) {
    enum { TRIES_MOST = 5 };
    return code != STATUS_SCENARIO && ++life->tries < TRIES_MOST;
}

static void end(void *argument, int code, const char *last) {
    struct lived *lived = argument;
    struct play_life *life = lived->life;
    if (life->days_file) fclose(life->days_file);
    life->days_file = NULL;
    if (code != STATUS_OK && may_try_again(life, code)) {
        order(lived);
        return;
    }
    if (code == STATUS_OK) {
        read_life(lived->play, life);
    } else {
        life->fault = status_copy_text(last);
        life->state = PLAY_FAILED;
    }
    lived->play->changed(lived->play->argument);
    free(lived);
    life->lived = NULL;
}

static void order(struct lived *lived) {
    struct play_life *life = lived->life;
    char policy[24], luck[12], *script = print("%s/%s.lua", lived->play->folder, life->key);
    snprintf(policy, sizeof policy, "round_%d", life->rounds);
    snprintf(luck, sizeof luck, "%d", life->luck);
    life->state = PLAY_WAITING;
    life->day = 0;
    replace_text(&life->newest, NULL);
    if (!life->luck) open_days(lived->play, life);
    struct children_order order = {
        .words = {program_self(), "run", script, "--policy", policy, "--replication", luck, "--follow",
                  "--threads", "1", "-o", life->path},
        .urgency = lived->urgency,
        .line = line,
        .end = end,
        .argument = lived};
    children_add(lived->play->children, &order);
    free(script);
}

static int days_of(const struct play *play, int rounds) {
    double days = 0;
    for (int round = 1; round <= rounds; round++)
        days +=
            cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(lesson_round(play->lesson, round), "days"));
    return (int)days;
}

static struct play_life *life_of(const struct play *play, const char *key, int luck) {
    for (size_t i = 0; i < play->life_count; i++)
        if (!strcmp(play->lives[i]->key, key) && play->lives[i]->luck == luck) return play->lives[i];
    return NULL;
}

// With a dash, which no name has that Lua's require takes: no student's rule can read what others decided.
static void key_of(const char *script, char key[KEY_LENGTH + 1]) {
    char hash[KEYS_HASH_SIZE];
    keys_hash(script, hash);
    memcpy(key, hash, KEY_LENGTH);
    key[KEY_LENGTH / 3] = '-';
    key[KEY_LENGTH] = 0;
}

static struct play_life *add_life(struct play *play, const char *key, int rounds, int luck) {
    struct play_life *life = status_allocate(1, sizeof *life);
    *life = (struct play_life){.rounds = rounds, .luck = luck, .days = days_of(play, rounds)};
    memcpy(life->key, key, KEY_LENGTH);
    life->by_day = status_allocate((size_t)life->days, sizeof *life->by_day);
    life->path = luck ? print("%s/%s-%d.h5", play->folder, key, luck) : print("%s/%s.h5", play->folder, key);
    play->lives = status_reallocate(play->lives, play->life_count + 1, sizeof *play->lives);
    return play->lives[play->life_count++] = life;
}

static void live(struct play *play, struct play_life *life, int urgency) {
    life->lived = status_allocate(1, sizeof *life->lived);
    *life->lived = (struct lived){play, life, urgency};
    order(life->lived);
}

// A run file with its name is whole: a server that starts again reads it.
static void begin(struct play *play, struct play_life *life, const char *text, int urgency) {
    struct status status = {0};
    char *script = print("%s/%s.lua", play->folder, life->key);
    if (access(life->path, R_OK) == 0 && read_life(play, life)) {
        if (!life->luck) read_days(play, life);
    } else if (write_file(script, text, &status)) {
        live(play, life, urgency);
    } else {
        life->state = PLAY_FAILED;
        life->fault = status_copy_text(status.message);
    }
    free(script);
}

const struct play_life *play_live(struct play *play, const struct play_history *history, int luck,
                                  int urgency) {
    char *text = play_script(play, history), key[KEY_LENGTH + 1];
    key_of(text, key);
    struct play_life *life = life_of(play, key, luck);
    if (!life) begin(play, life = add_life(play, key, history->rounds, luck), text, urgency);
    free(text);
    return life;
}

const struct play_life *play_known(const struct play *play, const struct play_history *history, int luck) {
    char *text = play_script(play, history), key[KEY_LENGTH + 1];
    key_of(text, key);
    free(text);
    return life_of(play, key, luck);
}

// ---- Rules ----

char *play_keep_rule(const struct play *play, int player, const char *text) {
    struct status status = {0};
    char *path = print("%s/rule-%d.lua", play->folder, player);
    if (write_file(path, text, &status)) return path;
    free(path);
    return NULL;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// An office of people who look at what the machines are unsure of, before anything follows from it: the
// picture of a pest alarm, a sign of a fault for which a technician would be sent. Cases queue, first come,
// first served, and are looked at in opening hours for exponential times. A reviewer is a
// detector with an error of its own (models/oversight/supervision_technique.h), independent of the machine's
// given the truth: where both err on the same pictures, review is worth less than here. Who has waited until
// the deadline is let through unseen.
//
// Between alarms that are dropped and those that are sure enough lies what people look at: two thresholds on
// the machine's confidence. What they said of it may correct that confidence, version by version
// (calibration_technique.h).
//
// A picture leaves the home only through the gate, for the purpose "review" by the maker; where it may not,
// the machine decides alone. Not reviewed is what the machine knows, or somebody at hand can say better: a
// microwave that is unsure asks who stands before it, and what is switched off from afar is known to run in
// an empty home. The office works for the maker's whole fleet: other pictures come in a Poisson stream, and
// the desks' wages, idle hours included, are shared by the work done.
#include "models/oversight/reviewers.h"

#include <math.h>
#include <stdlib.h>

#include "models/methods/crews.h"
#include "models/model.h"
#include "models/oversight/calibration_technique.h"
#include "models/oversight/supervision_technique.h"
#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

enum reviewed { REVIEW_NONE, REVIEW_UNSURE, REVIEW_ALL };
static const char *const reviewed_names[] = {"none", "unsure", "all", NULL};

struct reviewers_settings {
    int64_t desks;
    double opens_hour, closes_hour, wage_won_hour;
    int rests;
    int alarms;
    bool signs, learns;
    double drops_below, unsure_below, deadline_h;
    double picture_s, sign_s;
    double separation, criterion;
    double other_pictures_h;
    double picture_bytes, worth_won;
};

typedef struct reviewers_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_LEVER, S, desks, "1", 1, 1, 10000, "people who review at the same time", "the question"),
    OPENING_HOURS_ROWS(S, "cases are looked at", 9, 18, RESTS_NEVER, "assumption"),
    UNCERTAIN(S, wage_won_hour, "won/h", 12000, 7530, 40000, "cost of a desk's hour, idle or not; the minimum wage of 2018 is 7,530 won", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, alarms, reviewed_names, REVIEW_ALL, "which pest alarms are reviewed: none, those the machine is unsure of, all", "the question"),
    SETTING_YES_NO(ROLE_LEVER, S, signs, true, "signs of faults are reviewed before a technician is planned", "the question"),
    LEVER(S, unsure_below, "1", 0.9, 0, 1, "confidence below which the machine counts as unsure", "assumption"),
    LEVER(S, drops_below, "1", 0, 0, 1, "confidence below which a connected machine drops its alarm by itself, and nobody hears of it", "the question"),
    SETTING_YES_NO(ROLE_LEVER, S, learns, false, "what reviewers say of alarms corrects the machine's confidence, anew every 30 days", "the question"),
    LEVER(S, deadline_h, "h", 24, 0.01, 240, "after waiting so long a case is let through unseen", "assumption"),
    UNCERTAIN(S, picture_s, "s", 30, 2, 600, "mean time to look at the pictures of one case and decide, exponential",
              "assumption; to draw a box around a thing takes 42 s (ImageNet; Papadopoulos et al. 2016, arXiv 1602.08405)"),
    UNCERTAIN(S, sign_s, "s", 300, 30, 3600, "mean time to judge a sign of a fault, exponential", "assumption"),
    UNCERTAIN(S, separation, "1", 2.5, 0.5, 6, "d of the reviewer: how far apart right and wrong look, in standard deviations",
              "assumption: with the criterion 80 % seen and 5 % imagined; inspectors miss 15-40 %"),
    UNCERTAIN(S, criterion, "1", 0.4, -2, 2, "evidence above which a reviewer says yes; 0: errs both ways alike", "assumption, as separation"),
    WORLD(S, other_pictures_h, "1/h", 0, 0, 100000, "cases an hour from the maker's other customers, day and night, each taking as long as a picture", "the scenario"),
    WORLD(S, picture_bytes, "byte", 50000, 10000, 600000, "the picture of an alarm", "VGA JPEG 30 to 80 kB"),
    UNCERTAIN(S, worth_won, "won/month", 500, 0, 50000, "what fewer false alarms are worth to a family that is asked for such pictures", "assumption"),
};
// clang-format on

enum {
    ALARMS,
    AUTOMATED,
    DROPPED,
    CASES,
    PICTURES,
    WITHHELD,
    SURE,
    REVIEWED,
    UNSEEN,
    WAIT_HOURS,
    CAUGHT,
    PASSED_FALSE,
    ACTED_ON,
    CONFIRMED,
    LOST,
    WORK_HOURS,
    DESK_HOURS,
    WAGES,
    WON_PER_CAUGHT,
    BUSY,
    OPEN_HOURS,
    METRICS
};
static const struct metric metrics[METRICS] = {
    [ALARMS] = {"alarms", "1", "alarms of machines", false, NULL},
    [AUTOMATED] = {"automated", "1", "share of alarms of which no person judged", true, "alarms"},
    [DROPPED] = {"dropped", "1", "alarms that the machine dropped by itself", true, NULL},
    [CASES] = {"cases", "1", "cases put to the office", true, NULL},
    [PICTURES] = {"pictures", "1", "pictures that left homes for review", true, NULL},
    [WITHHELD] = {"withheld", "1", "pictures that might not leave or could not: the machine decided alone",
                  true, NULL},
    [SURE] = {"sure", "1", "alarms of which the machine was sure enough", true, NULL},
    [REVIEWED] = {"reviewed", "1", "cases somebody looked at", true, NULL},
    [UNSEEN] = {"unseen", "1", "cases let through at the deadline, unseen", true, NULL},
    [WAIT_HOURS] = {"wait", "h", "wait for a reviewer, mean of a reviewed case", true, "reviewed"},
    [CAUGHT] = {"caught", "1", "errors of the machine that a reviewer stopped", true, NULL},
    [PASSED_FALSE] = {"let_through", "1", "errors of the machine that a reviewer confirmed", true, NULL},
    [ACTED_ON] = {"acted_on", "1", "errors of the machine that were acted on: confirmed, or seen by nobody",
                  true, NULL},
    [CONFIRMED] = {"confirmed", "1", "right answers of the machine that a reviewer confirmed", false, NULL},
    [LOST] = {"lost", "1", "right answers of the machine that a reviewer stopped, or that it dropped", true,
              NULL},
    [WORK_HOURS] = {"work", "h", "reviewers' hours with cases of the simulated homes", true, NULL},
    [DESK_HOURS] = {"paid", "h",
                    "desks' hours paid for the simulated homes, their share of the idle ones included", true,
                    NULL},
    [WAGES] = {"wages", "won", "paid for these", false, NULL},
    [WON_PER_CAUGHT] = {"won_per_caught", "won", "wages for each error stopped", true, "caught"},
    [BUSY] = {"busy", "1", "share of the desks' hours spent on any case", true, "open_hours"},
    [OPEN_HOURS] = {"open_hours", "h", "desks' hours, all customers", false, NULL},
};

enum what { REVIEW_OVER, OTHER_ARRIVES, DEADLINE, OPEN };
enum { OTHER_CASE = -1 };  // a job's kind: of another customer, numbered downwards from -1

struct reviewers_state {
    struct crews desks;         // a timer's value is the desk's number
    struct review_case *cases;  // all so far; a job's value is the place
    size_t count, room;
    uint64_t others, others_seen;  // of other customers
    double own_h, other_h;         // worked today
    uint16_t flow;                 // of pictures
    uint16_t wage;
    struct confidence_correction calibration;  // of the present version
    struct kept_verdict *lessons;              // what reviewers said of alarms, with learns
    size_t lesson_count, lesson_room;
    int64_t versions;
    double loss, judged;  // since the version was made: of its confidence, against the truth
    double spent_won;
};

// A verdict on an alarm.
struct kept_verdict {
    struct calibration_case judged;
    uint32_t home;
};

static const struct topic review_picture = {"picture for review"};

static struct party *office(struct world *world) {
    return world_party_of_kind(world, &reviewers_party, NULL);
}

const struct service_queue *reviewers_queue(struct world *world) {
    struct party *party = office(world);
    return party ? &((struct reviewers_state *)party->state)->desks.queue : NULL;
}

uint16_t reviewers_picture_flow(struct world *world, const struct party *maker, double *worth_won) {
    struct party *party = world_party_of_maker(world, &reviewers_party, maker);
    if (!party) return GATE_NO_FLOW;
    const S *s = party->entry->settings;
    *worth_won = s->worth_won;
    return ((struct reviewers_state *)party->state)->flow;
}

static void wake_later(struct world *world, const struct party *party, enum what what, double hours,
                       int64_t value) {
    time_ms delay = 1 + (time_ms)(hours * (double)CLOCK_HOUR);
    party_wake(world, party,
               (struct timer){.due = world->now + delay, .what = (uint16_t)what, .value = value});
}

// A case's luck is the home's and its own: who else waits moves nothing.
static struct random_sequence case_luck(const struct world *world, const struct review_case *review,
                                        const char *meaning) {
    struct random_sequence luck = luck_of_home(world, review->home, meaning, review->number << 4);
    luck.stream += (uint32_t)review->subject;
    return luck;
}

static struct random_sequence others_luck(const struct world *world, const struct party *party,
                                          const char *meaning, uint64_t n) {
    return luck_of_party(world, party, meaning, n);
}

// ---- The desks ------------------------------------------------------------------------------------------

static double length_h(const struct world *world, struct party *party, const struct service_job *job) {
    const S *s = party->entry->settings;
    struct reviewers_state *state = party->state;
    if (job->kind == OTHER_CASE) {
        struct random_sequence luck = others_luck(world, party, "reviewers.other", state->others_seen++);
        return s->picture_s / 3600 * random_next_exponential(&luck);
    }
    struct random_sequence luck = case_luck(world, &state->cases[job->value], "reviewers.time");
    double mean_s = job->kind == REVIEW_SIGN ? s->sign_s : s->picture_s;
    return mean_s / 3600 * random_next_exponential(&luck);
}

static void man_desks(struct world *world, struct party *party) {
    struct reviewers_state *state = party->state;
    struct service_job job;
    int desk;
    while (crews_send(&state->desks, world->now, &job, &desk)) {
        double hours = length_h(world, party, &job);
        *(job.kind == OTHER_CASE ? &state->other_h : &state->own_h) += hours;
        wake_later(world, party, REVIEW_OVER, hours, desk);
        if (job.kind == OTHER_CASE) continue;
        party_count(world, party, WAIT_HOURS, job.home, clock_hours(job.started - job.arrived));
        party_count(world, party, WORK_HOURS, job.home, hours);
        party_count(world, party, REVIEWED, job.home, 1);
    }
}

static void tell_asker(struct world *world, const struct party *party, const struct review_case *review,
                       bool yes, const char *words) {
    uint64_t cause = party_note(world, party->number, review->home, review->cause, words);
    struct timer answer = review->confirmed;
    answer.due = world->now + 1;
    answer.party = review->asker;
    if (!yes) answer.what = review->rejected;
    answer.home = review->home;
    answer.cause = cause;
    timers_set(world->timers, answer);
}

static void keep_lesson(struct reviewers_state *state, const struct review_case *review, bool yes) {
    if (state->lesson_count == state->lesson_room) {
        state->lesson_room = state->lesson_room ? 2 * state->lesson_room : 256;
        state->lessons = status_reallocate(state->lessons, state->lesson_room, sizeof *state->lessons);
    }
    state->lessons[state->lesson_count++] =
        (struct kept_verdict){{calibration_log_odds(review->confidence), yes}, review->home};
}

static void decide_case(struct world *world, struct party *party, const struct review_case *review) {
    const S *s = party->entry->settings;
    struct random_sequence luck = case_luck(world, review, "reviewers.look");
    double mean = review->real ? s->separation / 2 : -s->separation / 2;
    bool yes = mean + random_next_normal(&luck) > s->criterion;
    size_t counter = review->real ? (yes ? CONFIRMED : LOST) : (yes ? PASSED_FALSE : CAUGHT);
    party_count(world, party, counter, review->home, 1);
    party_count(world, party, ACTED_ON, review->home, counter == PASSED_FALSE);
    if (review->subject == REVIEW_ALARM) {
        party_count(world, party, AUTOMATED, review->home, -1);
        if (s->learns) keep_lesson(party->state, review, yes);
    }
    tell_asker(world, party, review, yes, yes ? "reviewer confirms" : "reviewer rejects");
}

static void review_over(struct world *world, struct party *party, int desk) {
    struct reviewers_state *state = party->state;
    struct service_job job = crews_return(&state->desks, desk, world->now);
    if (job.kind != OTHER_CASE) decide_case(world, party, &state->cases[job.value]);
    man_desks(world, party);
}

// ---- Cases ----------------------------------------------------------------------------------------------

static size_t keep_case(struct reviewers_state *state, const struct review_case *review) {
    if (state->count == state->room) {
        state->room = state->room ? 2 * state->room : 256;
        state->cases = status_reallocate(state->cases, state->room, sizeof *state->cases);
    }
    state->cases[state->count] = *review;
    return state->count++;
}

static void join(struct world *world, struct party *party, size_t number) {
    const S *s = party->entry->settings;
    struct reviewers_state *state = party->state;
    const struct review_case *review = &state->cases[number];
    service_queue_join(
        &state->desks.queue,
        (struct service_job){.home = review->home, .kind = (int)review->subject, .value = (int64_t)number},
        world->now);
    wake_later(world, party, DEADLINE, s->deadline_h, (int64_t)number);
    man_desks(world, party);
}

static bool send_picture(struct world *world, struct party *party, const struct review_case *review) {
    const S *s = party->entry->settings;
    struct reviewers_state *state = party->state;
    uint32_t bytes = (uint32_t)s->picture_bytes;
    const struct gate_pass *pass = NULL;
    if (review->connected && state->flow != GATE_NO_FLOW)
        pass = party_share_pictures(world, review->home, state->flow, FORM_RAW, bytes, 1);
    if (!pass) {
        party_count(world, party, WITHHELD, review->home, 1);
        return false;
    }
    party_count(world, party, PICTURES, review->home, 1);
    party_send(world, pass,
               (struct item){.sent = world->now,
                             .topic = &review_picture,
                             .home = review->home,
                             .from = PARTY_HOME,
                             .to = party->number,
                             .bytes = bytes,
                             .cause = review->cause,
                             .value = (int64_t)keep_case(state, review)});
    return true;
}

// By the version that the machine has.
static double confidence_of(const struct party *party, const struct review_case *review) {
    const struct reviewers_state *state = party->state;
    return review->connected && state->versions
               ? calibration_confidence(state->calibration, review->confidence)
               : review->confidence;
}

static bool drop(struct world *world, struct party *party, const struct review_case *review) {
    const S *s = party->entry->settings;
    if (!review->connected || confidence_of(party, review) >= s->drops_below) return false;
    party_count(world, party, DROPPED, review->home, 1);
    party_count(world, party, review->real ? LOST : CAUGHT, review->home, 1);
    tell_asker(world, party, review, false, "machine drops its alarm");
    return true;
}

static void judge_confidence(struct party *party, const struct review_case *review) {
    struct reviewers_state *state = party->state;
    state->loss += calibration_loss(confidence_of(party, review), review->real);
    state->judged++;
}

// True: on its way. A picture that is lost on the way for good takes the alarm it belongs to with it.
static bool take_case(struct world *world, struct party *party, const struct review_case *review) {
    const S *s = party->entry->settings;
    if (review->subject == REVIEW_SIGN) {
        if (s->signs) join(world, party, keep_case(party->state, review));
        return s->signs;
    }
    if (s->alarms == REVIEW_NONE) return false;
    bool sure = s->alarms == REVIEW_UNSURE && confidence_of(party, review) >= s->unsure_below;
    party_count(world, party, SURE, review->home, sure);
    return !sure && send_picture(world, party, review);
}

bool reviewers_look(struct world *world, const struct review_case *review) {
    const struct party *maker = world->parties[review->asker].maker;
    struct party *party = world_party_of_maker(world, &reviewers_party, maker);
    if (!party) return false;
    bool alarm = review->subject == REVIEW_ALARM;
    party_count(world, party, ALARMS, review->home, alarm);
    party_count(world, party, AUTOMATED, review->home, alarm);  // until somebody judges
    if (alarm) judge_confidence(party, review);
    if (alarm && drop(world, party, review)) return true;
    bool taken = take_case(world, party, review);
    party_count(world, party, CASES, review->home, taken);
    party_count(world, party, ACTED_ON, review->home, !taken && !review->real);
    return taken;
}

static void reviewers_receive(struct world *world, struct party *party, const struct item *item) {
    if (item->topic == &review_picture) join(world, party, (size_t)item->value);
}

static void deadline(struct world *world, struct party *party, int64_t number) {
    struct reviewers_state *state = party->state;
    if (number < 0) {
        service_queue_leave(&state->desks.queue, 0, number, world->now, NULL);
        return;
    }
    const struct review_case *review = &state->cases[number];
    if (!service_queue_leave(&state->desks.queue, review->home, number, world->now, NULL)) return;
    party_count(world, party, UNSEEN, review->home, 1);
    party_count(world, party, ACTED_ON, review->home, !review->real);
    tell_asker(world, party, review, true, "nobody looked in time");
}

// The maker's other customers: a Poisson stream of cases, of which only their time matters.
static void other_arrives(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct reviewers_state *state = party->state;
    struct random_sequence luck = others_luck(world, party, "reviewers.others come", state->others++);
    wake_later(world, party, OTHER_ARRIVES, random_next_exponential(&luck) / s->other_pictures_h, 0);
    if (state->others == 1) return;  // the first is planned at the start
    int64_t number = -(int64_t)state->others;
    service_queue_join(&state->desks.queue, (struct service_job){.kind = OTHER_CASE, .value = number},
                       world->now);
    wake_later(world, party, DEADLINE, s->deadline_h, number);
    man_desks(world, party);
}

// ---- The day --------------------------------------------------------------------------------------------

static void open_again(struct world *world, struct party *party) {
    const struct reviewers_state *state = party->state;
    party_wake(world, party,
               (struct timer){.due = opening_hours_next(&state->desks.hours, world->now), .what = OPEN});
}

static void reviewers_wake(struct world *world, struct party *party, const struct timer *timer) {
    switch ((enum what)timer->what) {
        case REVIEW_OVER:
            review_over(world, party, (int)timer->value);
            break;
        case OTHER_ARRIVES:
            other_arrives(world, party);
            break;
        case DEADLINE:
            deadline(world, party, timer->value);
            break;
        case OPEN:
            man_desks(world, party);
            open_again(world, party);
            break;
    }
}

// Desks are paid for all their hours; the simulated homes bear the share that their cases took of the work.
static double own_share(const struct reviewers_state *state, const S *s) {
    if (s->other_pictures_h <= 0) return 1;
    double worked = state->own_h + state->other_h;
    return worked > 0 ? state->own_h / worked : 0;
}

// Of homes whose pictures may still be used.
static struct calibration_case *gather_lessons(struct world *world, const struct reviewers_state *state,
                                               size_t *count) {
    struct calibration_case *cases = status_allocate(state->lesson_count, sizeof *cases);
    *count = 0;
    for (size_t i = 0; i < state->lesson_count; i++)
        if (gate_may_pass(world->gate, state->lessons[i].home, state->flow, world->now))
            cases[(*count)++] = state->lessons[i].judged;
    return cases;
}

// A new version goes out over the air; what it replaces is scored on the alarms that came while it was used.
static void learn(struct world *world, struct party *party) {
    enum { EVERY_DAYS = 30, FLOPS_A_CASE = 30 * 10, VERSION_BYTES = 2 * sizeof(double) };
    struct reviewers_state *state = party->state;
    if (clock_day(world->now) % EVERY_DAYS != 0) return;
    size_t count;
    struct calibration_case *cases = gather_lessons(world, state, &count);
    learning_add(world, party,
                 (struct learnt){.technique = &calibration_technique,
                                 .subject = "how sure an alarm is",
                                 .version = state->versions,
                                 .samples = (double)count,
                                 .homes = NAN,
                                 .score = state->judged > 0 ? state->loss / state->judged : NAN,
                                 .measure = "log-loss of its confidence on the alarms since the last version",
                                 .flops = FLOPS_A_CASE * (double)count,
                                 .bytes = VERSION_BYTES,
                                 .joules = NAN,
                                 .won = state->spent_won});
    state->calibration = calibration_fit(cases, count);
    state->versions++;
    state->loss = state->judged = state->spent_won = 0;
    free(cases);
}

static void reviewers_midnight(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct reviewers_state *state = party->state;
    double open = (double)s->desks * opening_hours_of_day(&state->desks.hours, clock_day(world->now) - 1);
    double paid = open * own_share(state, s), won = paid * s->wage_won_hour;
    party_begin(world, party->number, HOME_NONE, "desks' day");
    ledger_post(world->ledger, ledger_party(world->ledger, party->number), ledger_outside(world->ledger),
                (int64_t)(won + 0.5), WON, state->wage, 0);
    party_count_own(world, party, DESK_HOURS, paid);
    party_count_own(world, party, WAGES, won);
    party_count_own(world, party, WON_PER_CAUGHT, won);
    party_count_own(world, party, BUSY, state->own_h + state->other_h);
    party_count_own(world, party, OPEN_HOURS, open);
    state->own_h = state->other_h = 0;
    state->spent_won += won;
    if (s->learns && state->flow != GATE_NO_FLOW) learn(world, party);
}

static void reviewers_prepare(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct reviewers_state *state = party->state;
    const struct party *maker = party->maker;
    if (party != office(world))
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s: a scenario has one office of reviewers, and %s is it", party->name,
                    office(world)->name);
    opening_hours_check(&OPENING_HOURS(s, NULL), party->name, &world->status);
    bool pictures = maker && s->alarms != REVIEW_NONE;
    state->flow = pictures ? party_flow(world, DATA_IMAGE, maker, "review") : GATE_NO_FLOW;
    if (pictures) party_receives(world, state->flow, party);
}

static void reviewers_start(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct reviewers_state *state = party->state;
    crews_init(&state->desks, (int)s->desks, OPENING_HOURS(s, world->model->days));
    state->wage = ledger_reason(world->ledger, "reviewers' wages");
    open_again(world, party);
    if (s->other_pictures_h > 0) other_arrives(world, party);
}

static void reviewers_close(struct world *world, struct party *party) {
    (void)world;
    struct reviewers_state *state = party->state;
    crews_clear(&state->desks);
    free(state->cases);
    free(state->lessons);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation which = {
    "what is reviewed",
    "dropped: confidence < drops_below, of a connected machine; of the others alarms: all, or those with "
    "confidence < unsure_below (sure: the others); signs of faults where signs; "
    "of an alarm a picture of picture_bytes must leave a connected home, else it is withheld and the machine "
    "decides alone",
    "cases: what is put to the office; a family that is asked for pictures weighs worth_won a month",
    "definition"};
static const struct equation looking = {
    "looking at a case",
    "length = picture_s E, of a sign sign_s E; others' cases at other_pictures_h an hour, each picture_s E; "
    "a case that has waited deadline_h is let through unseen",
    "E exponential with mean 1; work: hours with cases of the simulated homes",
    "Poisson arrivals, exponential service; assumption"};
static const struct equation verdicts = {
    "verdicts and errors",
    "real and yes: confirmed, real and no, or dropped: lost; not real and yes: "
    "let_through, not real and no, or dropped: caught; "
    "acted_on = let_through + errors that nobody looked at",
    "errors: cases that are not real", "definition"};
static const struct equation pay = {
    "wages",
    "paid = desks opening hours own / (own + others'), all where other_pictures_h is 0; wages = "
    "wage_won_hour paid; won_per_caught = wages / caught; busy = (own + others') / open_hours",
    "own, others' hours with cases of the day; open_hours = desks opening hours",
    "own share of the idle hours by the work done; definition"};
static const struct submodel submodels[] = {
    {&which, "alarms, automated, dropped, machine drops its alarm, cases, pictures, withheld, sure, image",
     "alarms, signs, drops_below, unsure_below, picture_bytes, worth_won, robot_vacuum, fault_diagnosis"},
    {&service_queue_equation, "wait", "desks, opens_hour, closes_hour, rests"},
    {&looking, "reviewed, unseen, work, nobody looked in time",
     "picture_s, sign_s, other_pictures_h, deadline_h"},
    {&supervision_equation, "reviewer confirms, reviewer rejects", "separation, criterion"},
    {&calibration_equation, "", "learns"},
    {&verdicts, "caught, let_through, acted_on, confirmed, lost", ""},
    {&pay, "paid, wages, won_per_caught, busy, open_hours, reviewers' wages, desks' day",
     "desks, wage_won_hour, other_pictures_h, opens_hour, closes_hour, rests"},
};

const struct party_kind reviewers_party = {
    .kind = {.name = "reviewers",
             .summary = "people who look at what the machines are unsure of, before anything follows from it",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&calibration_technique, &supervision_technique)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct reviewers_state),
    .in_cloud = true,
    .prepare = reviewers_prepare,
    .start = reviewers_start,
    .receive = reviewers_receive,
    .wake = reviewers_wake,
    .midnight = reviewers_midnight,
    .close = reviewers_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/mess_recogniser.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/methods/classifier.h"
#include "models/methods/federated_average_technique.h"
#include "sim/engine/world.h"

const struct equation mess_recogniser_asks_equation = {
    "where what lies in the way is recognised",
    "the robot's version answers; the cloud's latest answers instead where the robot's confidence is below "
    "asks_cloud_below (1: always), the robot is connected and the gate lets the picture out",
    "things_per_run harmless things a run, rounded up or down by chance, and a mess now and then; the cloud "
    "knows nothing of the home's own messes; its answer is taken to come in time, and never to fail",
    "a cascade of two classifiers (Viola & Jones 2001, not read), the second in the cloud (Kang et al. 2017, "
    "Neurosurgeon, not read)"};
const struct equation mess_recogniser_energy_equation = {
    "energy of recognising",
    "J = device_gmac mac_pj 10^-3 things recognised by the robot + 8 picture_bytes radio_nj_bit 10^-9 "
    "pictures sent; the cloud computes 2 cloud_gmac GFLOP a picture",
    "what the cloud uses for that is told with its servers (network)", "definition"};

enum {
    KEPT_OF_A_CLASS = 5000,  // 20,000 in all
    FIRST_OF_A_CLASS = 2000,
    REHEARSED = 4,  // of each class: the maker's own samples that go along with a version, for updates
    THINGS_OF_AN_UPDATE = 16,
    MESSES_REMEMBERED = 8,  // the robot's own, for its updates
    DRAWS = 32              // room for one thing's draws
};

struct mess_recogniser {
    struct mess_recogniser_plan plan;
    const struct classifier *classifier;
    struct floor_things things;
    struct random_sequence luck;
    struct sample_store *store;
    unsigned classes;
    size_t parameters;
    double **version;  // what was released
    double *cloud;     // the cloud's, NULL: there is none
    unsigned versions, room;
    double flops;  // since they were asked for
    // Where updates are averaged.
    double *common, *own;
    struct federated_round round;
    uint32_t *rounds, *last_round,
        *in_round;  // of each home: that count for it, its last one, updates in that
    uint32_t homes, round_number;
};

static struct random_sequence luck_for(const struct mess_recogniser *recogniser, const char *meaning,
                                       uint64_t n) {
    struct random_sequence luck = recogniser->luck;
    luck.stream = random_stream_of(luck.stream, meaning);
    luck.n = n;
    return luck;
}

// ---- Versions ------------------------------------------------------------------------------------------

static double *next_version(struct mess_recogniser *recogniser) {
    if (recogniser->versions == recogniser->room) {
        recogniser->room = recogniser->room ? 2 * recogniser->room : 16;
        recogniser->version =
            status_reallocate(recogniser->version, recogniser->room, sizeof *recogniser->version);
    }
    double *model = status_allocate(recogniser->parameters, sizeof *model);
    return recogniser->version[recogniser->versions++] = model;
}

// Always by the same luck, so that a version hangs on its samples alone.
static void train_on_store(struct mess_recogniser *recogniser) {
    struct samples samples = sample_store_samples(recogniser->store);
    struct random_sequence luck = luck_for(recogniser, "training", 0);
    recogniser->flops += recogniser->classifier->train(&samples, luck, next_version(recogniser));
    if (recogniser->cloud)
        recogniser->flops += recogniser->plan.cloud->classifier->train(&samples, luck, recogniser->cloud);
}

void mess_recogniser_release(struct mess_recogniser *recogniser, bool averaged) {
    if (averaged)
        memcpy(next_version(recogniser), recogniser->common, recogniser->parameters * sizeof(double));
    else
        train_on_store(recogniser);
}

double mess_recogniser_flops(struct mess_recogniser *recogniser) {
    double flops = recogniser->flops;
    recogniser->flops = 0;
    return flops;
}

unsigned mess_recogniser_versions(const struct mess_recogniser *recogniser) {
    return recogniser->versions;
}

const double *mess_recogniser_model(const struct mess_recogniser *recogniser, unsigned version,
                                    size_t *parameters) {
    PROMISE(version < recogniser->versions, "a version that was released");
    *parameters = recogniser->parameters;
    return recogniser->version[version];
}

size_t mess_recogniser_bytes(const struct mess_recogniser *recogniser) {
    return 4 * recogniser->parameters;  // in single precision
}

// ---- What it begins with -------------------------------------------------------------------------------

// The maker's own: as many of each class, from its few homes in turn.
static void keep_first_samples(struct mess_recogniser *recogniser) {
    const struct mess_recogniser_plan *plan = &recogniser->plan;
    PROMISE(plan->first_homes > 0, "first examples lay in homes");
    unsigned count = plan->first_examples < FIRST_OF_A_CLASS ? plan->first_examples : FIRST_OF_A_CLASS;
    struct random_sequence homes = luck_for(recogniser, "first homes", 0),
                           luck = luck_for(recogniser, "first things", 0);
    struct floor_style *style = status_allocate(plan->first_homes, sizeof *style);
    for (unsigned i = 0; i < plan->first_homes; i++)
        style[i] = floor_things_new_style(&recogniser->things, &homes);
    for (unsigned i = 0; i < count; i++)
        for (unsigned thing = 0; thing < recogniser->classes; thing++) {
            double x[FLOOR_FEATURES];
            floor_things_see(&recogniser->things, &style[i % plan->first_homes], (enum floor_thing)thing,
                             &luck, x);
            sample_store_add(recogniser->store, (struct sample_origin){SAMPLE_OF_NO_HOME, 0}, thing, x);
        }
    free(style);
}

static void make_cloud(struct mess_recogniser *recogniser) {
    if (!recogniser->plan.cloud) return;
    const struct classifier *classifier = recogniser->plan.cloud->classifier;
    recogniser->cloud = status_allocate(classifier->parameters(FLOOR_FEATURES, recogniser->classes),
                                        sizeof *recogniser->cloud);
}

struct mess_recogniser *mess_recogniser_create(struct mess_recogniser_plan plan,
                                               struct random_sequence luck) {
    struct mess_recogniser *made = status_allocate(1, sizeof *made);
    *made = (struct mess_recogniser){.plan = plan,
                                     .classifier = plan.technique->classifier,
                                     .classes = plan.knows_spills ? FLOOR_THINGS_MOST : FLOOR_THINGS,
                                     .things = floor_things_make(plan.distances),
                                     .luck = luck};
    PROMISE(made->classifier, "a technique that fills the role of a classifier");
    made->parameters = made->classifier->parameters(FLOOR_FEATURES, made->classes);
    made->store = sample_store_create(FLOOR_FEATURES, made->classes, KEPT_OF_A_CLASS);
    keep_first_samples(made);
    make_cloud(made);
    if (plan.wander > 0)
        floor_things_wander(&made->things, plan.wander, plan.weeks, luck_for(made, "things wander", 0));
    made->common = status_allocate(3 * made->parameters, sizeof *made->common);
    made->own = made->common + made->parameters;
    made->round =
        (struct federated_round){made->parameters, made->own + made->parameters, 0, plan.noise, plan.clip};
    train_on_store(made);
    memcpy(made->common, made->version[0], made->parameters * sizeof *made->common);
    return made;
}

void mess_recogniser_free(struct mess_recogniser *recogniser) {
    if (!recogniser) return;
    for (unsigned i = 0; i < recogniser->versions; i++) free(recogniser->version[i]);
    free(recogniser->version);
    free(recogniser->cloud);
    floor_things_free(&recogniser->things);
    free(recogniser->common);
    free(recogniser->rounds);
    sample_store_free(recogniser->store);
    free(recogniser);
}

struct sample_store *mess_recogniser_store(struct mess_recogniser *recogniser) {
    return recogniser->store;
}

// ---- What robots report --------------------------------------------------------------------------------

// Of the robots that this one stands for, those that are drawn. What is harmless is plenty: each is drawn
// once.
static unsigned drawn_of(const struct mess_recogniser *recogniser, bool mess) {
    double most = fmin(recogniser->plan.stand_for, recogniser->plan.drawn);
    return mess && most > 1 ? (unsigned)most : 1;
}

static enum floor_thing draw_harmless(const struct mess_recogniser *recogniser,
                                      const struct floor_style *style, struct random_sequence *luck,
                                      double x[FLOOR_FEATURES]) {
    enum floor_thing thing = (enum floor_thing)(
        FLOOR_CLOTHING + random_below((uint32_t)random_next(luck).word[0], recogniser->classes - 1));
    floor_things_see(&recogniser->things, style, thing, luck, x);
    return thing;
}

static uint64_t number_of_thing(time_ms when, uint32_t i) {
    return ((uint64_t)when << 8 | (i & 0xff)) * DRAWS;
}

// The i-th harmless thing of the report.
static enum floor_thing see_harmless(const struct mess_recogniser *recogniser, const struct world *world,
                                     const struct floor_style *style, struct mess_report report, uint32_t i,
                                     double x[FLOOR_FEATURES]) {
    struct random_sequence luck =
        luck_of_home(world, report.home, "thing on the floor", number_of_thing(report.when, i));
    return draw_harmless(recogniser, style, &luck, x);
}

void mess_recogniser_keep(struct mess_recogniser *recogniser, const struct world *world,
                          struct mess_report report) {
    struct sample_origin origin = {report.home, report.when};
    struct floor_style style = floor_things_style(&recogniser->things, world, report.home, 0, report.when);
    double x[FLOOR_FEATURES];
    for (uint32_t i = 0; i < report.others; i++) {
        enum floor_thing thing = see_harmless(recogniser, world, &style, report, i, x);
        sample_store_add(recogniser->store, origin, thing, x);
    }
    for (unsigned k = 0; report.mess && k < drawn_of(recogniser, true); k++) {
        floor_things_mess(&recogniser->things, world, report.home, k, report.messes_before, report.when, x);
        sample_store_add(recogniser->store, origin, FLOOR_MESS, x);
    }
}

// ---- Updates -------------------------------------------------------------------------------------------

struct at_home {
    double x[(REHEARSED * FLOOR_THINGS_MOST + THINGS_OF_AN_UPDATE + MESSES_REMEMBERED) * FLOOR_FEATURES];
    unsigned char class_of[REHEARSED * FLOOR_THINGS_MOST + THINGS_OF_AN_UPDATE + MESSES_REMEMBERED];
    size_t count;
};

static double *add_at_home(struct at_home *here, unsigned class_of) {
    here->class_of[here->count] = (unsigned char)class_of;
    return here->x + FLOOR_FEATURES * here->count++;
}

// The maker's own samples lie first in the store, class after class in turn.
static void rehearse(struct mess_recogniser *recogniser, struct random_sequence *luck, struct at_home *here) {
    struct samples first = sample_store_samples(recogniser->store);
    for (unsigned i = 0; i < REHEARSED; i++) {
        uint32_t row =
            random_below((uint32_t)random_next(luck).word[0], (uint32_t)(first.count / recogniser->classes));
        for (unsigned thing = 0; thing < recogniser->classes; thing++)
            memcpy(add_at_home(here, thing), samples_row(&first, (size_t)row * recogniser->classes + thing),
                   FLOOR_FEATURES * sizeof(double));
    }
}

// What the home itself has for an update.
static void gather(const struct mess_recogniser *recogniser, const struct world *world,
                   struct mess_report report, uint32_t stand_in, struct at_home *here) {
    struct floor_style style =
        floor_things_style(&recogniser->things, world, report.home, stand_in, report.when);
    for (uint32_t i = 0; i < report.others && i < THINGS_OF_AN_UPDATE; i++) {
        double x[FLOOR_FEATURES];
        enum floor_thing thing = see_harmless(recogniser, world, &style, report, i, x);
        memcpy(add_at_home(here, thing), x, sizeof x);
    }
    uint32_t met = report.messes_before + report.mess;
    for (uint32_t n = met > MESSES_REMEMBERED ? met - MESSES_REMEMBERED : 0; n < met; n++)
        floor_things_mess(&recogniser->things, world, report.home, stand_in, n, report.when,
                          add_at_home(here, FLOOR_MESS));
}

static void update_of(struct mess_recogniser *recogniser, const struct world *world,
                      struct mess_report report, uint32_t stand_in, struct random_sequence luck) {
    struct at_home here = {.count = 0};
    luck.n += (uint64_t)stand_in * 4 * DRAWS;
    rehearse(recogniser, &luck, &here);
    gather(recogniser, world, report, stand_in, &here);
    struct samples samples = {FLOOR_FEATURES, recogniser->classes, here.count, here.x, here.class_of};
    memcpy(recogniser->own, recogniser->common, recogniser->parameters * sizeof *recogniser->own);
    recogniser->flops += recogniser->classifier->train_locally(&samples, luck, recogniser->own);
    federated_average_add(&recogniser->round, recogniser->common, recogniser->own);
}

static struct random_sequence luck_at_home(const struct world *world, struct mess_report report) {
    return luck_of_home(world, report.home, "training at home", (uint64_t)report.when << 16);
}

// Who learns where no mess was met; `luck` moves on.
static uint32_t one_of_drawn(const struct mess_recogniser *recogniser, struct random_sequence *luck) {
    return random_below((uint32_t)random_next(luck).word[0], drawn_of(recogniser, true));
}

// After a mess all that are drawn learn, each from its own; else one of them, by what it has met before.
static void update_by_drawn(struct mess_recogniser *recogniser, const struct world *world,
                            struct mess_report report) {
    struct random_sequence luck = luck_at_home(world, report);
    unsigned drawn = drawn_of(recogniser, true);
    if (!report.mess) {
        uint32_t one = one_of_drawn(recogniser, &luck);
        update_of(recogniser, world, report, one, luck);
        return;
    }
    for (unsigned k = 0; k < drawn; k++) update_of(recogniser, world, report, k, luck);
}

// Updates of a home in one round add up before the noise is added: m of them tell as much as m^2 rounds.
static void count_round(struct mess_recogniser *recogniser, const struct world *world, uint32_t home) {
    if (!recogniser->rounds) {
        recogniser->homes = world->home_count;
        recogniser->rounds = status_allocate(3 * (size_t)recogniser->homes, sizeof *recogniser->rounds);
        recogniser->last_round = recogniser->rounds + recogniser->homes;
        recogniser->in_round = recogniser->last_round + recogniser->homes;
    }
    bool again = recogniser->last_round[home] == recogniser->round_number + 1;
    uint32_t updates = again ? recogniser->in_round[home] + 1 : 1;
    recogniser->last_round[home] = recogniser->round_number + 1;
    recogniser->in_round[home] = updates;
    recogniser->rounds[home] += 2 * updates - 1;
}

void mess_recogniser_update(struct mess_recogniser *recogniser, const struct world *world,
                            struct mess_report report) {
    update_by_drawn(recogniser, world, report);
    count_round(recogniser, world, report.home);
}

void mess_recogniser_average(struct mess_recogniser *recogniser, struct random_sequence luck) {
    if (!recogniser->round.updates) return;
    federated_average_close(&recogniser->round, recogniser->plan.stand_for, luck, recogniser->common);
    recogniser->round_number++;
}

struct federated_part mess_recogniser_part(const struct mess_recogniser *recogniser) {
    struct federated_part part = {0, 0};
    for (uint32_t home = 0; home < recogniser->homes; home++) {
        part.most_rounds = fmax(part.most_rounds, recogniser->rounds[home]);
        part.homes += recogniser->rounds[home] > 0;
    }
    return part;
}

// ---- Recognising ---------------------------------------------------------------------------------------

static struct sample_answer answer_of(const struct mess_recogniser *recogniser, unsigned version,
                                      const double *x) {
    return recogniser->classifier->answer(FLOOR_FEATURES, recogniser->classes, recogniser->version[version],
                                          x);
}

static bool is_unsure(const struct mess_recogniser *recogniser, struct sample_answer answer) {
    double below = recogniser->plan.asks_below;
    return recogniser->cloud && (below >= 1 || answer.confidence < below);
}

static bool cloud_takes_for_mess(const struct mess_recogniser *recogniser, const double *x) {
    const struct classifier *classifier = recogniser->plan.cloud->classifier;
    return classifier->answer(FLOOR_FEATURES, recogniser->classes, recogniser->cloud, x).answer == FLOOR_MESS;
}

// How the home's messes differ from others', as its n messes so far tell: whatever wandered was common to
// both.
static void own_shift(const struct mess_recogniser *recogniser, const struct world *world, uint32_t home,
                      uint32_t n, double shift[FLOOR_FEATURES]) {
    const struct floor_distances *apart = &recogniser->things.distances;
    double mean[FLOOR_FEATURES], x[FLOOR_FEATURES];
    double spread = apart->homes_differ * apart->homes_differ + apart->looks_differ * apart->looks_differ;
    floor_things_mean_mess(&recogniser->things, mean);
    memset(shift, 0, FLOOR_FEATURES * sizeof *shift);
    for (uint32_t i = 0; i < n; i++) {
        floor_things_mess(&recogniser->things, world, home, 0, i, 0, x);
        for (unsigned j = 0; j < FLOOR_FEATURES; j++)
            shift[j] += (x[j] - mean[j]) * spread / (n * spread + 1);
    }
}

static struct sample_answer answer_at_home(const struct mess_recogniser *recogniser,
                                           const struct world *world, unsigned version,
                                           struct mess_met mess) {
    double x[FLOOR_FEATURES], shift[FLOOR_FEATURES];
    floor_things_mess(&recogniser->things, world, mess.home, 0, mess.n, mess.when, x);
    own_shift(recogniser, world, mess.home, mess.n, shift);
    for (unsigned j = 0; j < FLOOR_FEATURES; j++) x[j] -= shift[j];
    return answer_of(recogniser, version, x);
}

bool mess_recogniser_sees(const struct mess_recogniser *recogniser, const struct world *world,
                          unsigned version, struct mess_met mess) {
    return answer_at_home(recogniser, world, version, mess).answer == FLOOR_MESS;
}

bool mess_recogniser_asks(const struct mess_recogniser *recogniser, const struct world *world,
                          unsigned version, struct mess_met mess) {
    return is_unsure(recogniser, answer_at_home(recogniser, world, version, mess));
}

bool mess_recogniser_cloud_sees(const struct mess_recogniser *recogniser, const struct world *world,
                                struct mess_met mess) {
    double x[FLOOR_FEATURES];
    floor_things_mess(&recogniser->things, world, mess.home, 0, mess.n, mess.when, x);
    return cloud_takes_for_mess(recogniser, x);
}

uint32_t mess_recogniser_unsure(const struct mess_recogniser *recogniser, const struct world *world,
                                unsigned version, uint32_t home, time_ms when, uint32_t things) {
    struct floor_style style = floor_things_style(&recogniser->things, world, home, 0, when);
    uint32_t unsure = 0;
    for (uint32_t i = 0; i < things; i++) {
        double x[FLOOR_FEATURES];
        struct random_sequence luck = luck_of_home(world, home, "thing in the way", number_of_thing(when, i));
        draw_harmless(recogniser, &style, &luck, x);
        unsure += is_unsure(recogniser, answer_of(recogniser, version, x));
    }
    return unsure;
}

// ---- To whoever has a version ---------------------------------------------------------------------------

// The things of a report, as a version was, or could have been, trained on them.
static void gather_reported(const struct mess_recogniser *recogniser, const struct world *world,
                            struct mess_report report, bool averaged, struct at_home *here) {
    if (averaged) {
        struct random_sequence luck = luck_at_home(world, report);
        gather(recogniser, world, report, report.mess ? 0 : one_of_drawn(recogniser, &luck), here);
        return;
    }
    struct floor_style style = floor_things_style(&recogniser->things, world, report.home, 0, report.when);
    for (uint32_t i = 0; i < report.others && i < THINGS_OF_AN_UPDATE; i++) {
        double x[FLOOR_FEATURES];
        enum floor_thing thing = see_harmless(recogniser, world, &style, report, i, x);
        memcpy(add_at_home(here, thing), x, sizeof x);
    }
    if (report.mess)
        floor_things_mess(&recogniser->things, world, report.home, 0, report.messes_before, report.when,
                          add_at_home(here, FLOOR_MESS));
}

double mess_recogniser_loss(const struct mess_recogniser *recogniser, const struct world *world,
                            unsigned version, struct mess_report report, bool averaged) {
    struct at_home here = {.count = 0};
    double loss = 0;
    gather_reported(recogniser, world, report, averaged, &here);
    for (size_t i = 0; i < here.count; i++) {
        struct sample_answer said = recogniser->classifier->answer(
            FLOOR_FEATURES, recogniser->classes, recogniser->version[version], here.x + FLOOR_FEATURES * i);
        double chance = said.answer == here.class_of[i] ? said.confidence
                                                        : (1 - said.confidence) / (recogniser->classes - 1);
        loss -= log(fmax(chance, 1e-9));
    }
    return here.count ? loss / (double)here.count : NAN;
}

double mess_recogniser_bound(const struct mess_recogniser *recogniser) {
    double rounds = mess_recogniser_part(recogniser).most_rounds;
    if (recogniser->plan.noise <= 0 || rounds <= 0) return NAN;
    return federated_average_advantage(rounds, recogniser->plan.noise);
}

// ---- Against the truth ---------------------------------------------------------------------------------

enum { HOMES_ASKED = 400, MESSES_ASKED = 4 };

// Of things in the home that nobody ever meets: how many are taken for a mess, by the robot, and where it may
// ask.
struct asked {
    unsigned taken, with_cloud, asked;
    unsigned right;  // for what they are, by the robot
};

static void ask_about(const struct mess_recogniser *recogniser, enum floor_thing thing, const double *x,
                      struct asked *sum) {
    struct sample_answer answer = answer_of(recogniser, recogniser->versions - 1, x);
    bool here = answer.answer == FLOOR_MESS, asks = is_unsure(recogniser, answer);
    sum->taken += here;
    sum->asked += asks;
    sum->right += answer.answer == thing;
    sum->with_cloud += asks ? cloud_takes_for_mess(recogniser, x) : here;
}

static struct asked ask_of(const struct mess_recogniser *recogniser, const struct floor_style *style,
                           enum floor_thing thing, unsigned count, struct random_sequence *luck) {
    struct asked sum = {0};
    double x[FLOOR_FEATURES];
    for (unsigned i = 0; i < count; i++) {
        floor_things_see(&recogniser->things, style, thing, luck, x);
        ask_about(recogniser, thing, x, &sum);
    }
    return sum;
}

struct asked_home {
    struct asked messes, others;
    bool right[FLOOR_THINGS_MOST];  // of each but messes, one
};
static struct asked_home ask_home(const struct mess_recogniser *recogniser, const struct world *world,
                                  uint32_t home) {
    struct floor_style style = floor_things_style(&recogniser->things, world, home, 0, world->now);
    struct random_sequence luck = luck_of_home(world, home, "things that nobody meets", 0);
    struct asked_home of = {.messes = ask_of(recogniser, &style, FLOOR_MESS, MESSES_ASKED, &luck)};
    for (unsigned thing = FLOOR_CLOTHING; thing < recogniser->classes; thing++) {
        struct asked other = ask_of(recogniser, &style, (enum floor_thing)thing, 1, &luck);
        of.others.taken += other.taken;
        of.others.asked += other.asked;
        of.right[thing] = other.right;
    }
    return of;
}

struct mess_score mess_recogniser_score(const struct mess_recogniser *recogniser, const struct world *world,
                                        bool (*shared)(const struct world *world, uint32_t home,
                                                       const void *asked),
                                        const void *asked) {
    uint32_t step = (world->home_count + HOMES_ASKED - 1) / HOMES_ASKED;
    double homes = 0, seen = 0, others = 0, seen_by_others = 0, alarms = 0, with_cloud = 0, unsure = 0;
    struct mess_score score = {0};
    for (uint32_t home = 0; home < world->home_count; home += step) {
        struct asked_home of = ask_home(recogniser, world, home);
        bool other = !shared(world, home, asked);
        homes++;
        seen += of.messes.taken;
        with_cloud += of.messes.with_cloud;
        unsure += of.others.asked;  // a mess is rare among what is met
        others += other;
        seen_by_others += other ? of.messes.taken : 0;
        alarms += of.others.taken;
        for (unsigned thing = FLOOR_CLOTHING; thing < recogniser->classes; thing++)
            score.recall_of[thing] += of.right[thing];
    }
    for (unsigned thing = FLOOR_CLOTHING; thing < recogniser->classes; thing++)
        score.recall_of[thing] /= homes;
    score.recall = score.recall_of[FLOOR_MESS] = seen / (homes * MESSES_ASKED);
    score.others = others > 0 ? seen_by_others / (others * MESSES_ASKED) : NAN;
    score.false_alarm = alarms / (homes * (recogniser->classes - 1));
    score.with_cloud = with_cloud / (homes * MESSES_ASKED);
    score.asked = unsure / (homes * (recogniser->classes - 1));
    return score;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A robot vacuum. It runs a few times a week, gets stuck on what it does not recognise, smears a pet's mess
// if it does not see it, and meets cockroaches: it sees one with its true-positive rate, and imagines one
// with its false-positive rate. One sighting proves nothing where infestations are rare, so it raises the
// alarm only after k of its last m runs; then it keeps quiet for a while. The alarm stays on the device until
// the maker's policy says otherwise.
//
// Finding its place. One that bounces at random runs by the clock, and covers what it covers; one that knows
// where it is goes in lanes and stops when the floor is done or the battery empty (coverage.h). A camera that
// looks at the ceiling learns its map over some runs; its pictures never leave the robot. Recognising a mess
// may be learnt, too, from what homes share with the maker (recogniser_training.h) and from the home's own
// messes.
#include <math.h>

#include "models/methods/rules_technique.h"
#include "models/model.h"
#include "models/oversight/reviewers.h"
#include "models/oversight/supervision_technique.h"
#include "models/people/choice.h"
#include "models/pests/coverage_law.h"
#include "models/pests/infestation.h"
#include "models/pests/mess_cloud.h"
#include "models/pests/on_pest_signs.h"
#include "models/pests/recogniser_training.h"
#include "models/pests/robot_vacuum.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"

const struct topic robot_vacuum_alarm = {"pest alarm"};
const struct topic robot_vacuum_disaster = {"robot disaster"};
const struct topic robot_vacuum_run = {"robot's run"};

enum localisation { AT_RANDOM, GYROSCOPE, CEILING_CAMERA, LIDAR, LOCALISATIONS };

struct robot_vacuum_settings {
    double ownership;
    double runs_per_week, run_w, run_min;
    int localisation;
    double best_map[LOCALISATIONS], map_runs[LOCALISATIONS];
    double dwelling_m2, person_m2, area_spread, free_floor;
    double swath_m, overlap, speed_m_s, aim, battery_min, ceiling_pictures_s;
    double connected;
    bool camera;
    double stuck_per_run, obstacle_recall;
    double mess_per_run, mess_recall, mess_won;
    bool looks;
    double tile_m2;
    double sees, imagines;
    double expects_infested, expects_met;
    int64_t alarm_sightings, alarm_runs;
    double quiet_days;
    double report_bytes;
};

typedef struct robot_vacuum_settings S;
static const char *const localisation_names[] = {"random", "gyroscope", "ceiling_camera", "lidar", NULL};
static const double best_map[LOCALISATIONS] = {0, 0.6, 0.9, 0.97};
static const double map_runs[LOCALISATIONS] = {0, 0, 6, 1};
// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.09, 0, 1, "share of households that own one", "Gallup Korea 2019/20 (madtimes.org): 9 %; 5-10 % for 2018"),
    UNCERTAIN(S, runs_per_week, "1/week", 4, 1, 7, "cleaning runs", "assumption; 24 % of a maker's community clean daily (2011)"),
    WORLD(S, run_w, "W", 30, 10, 80, "power while cleaning, charging losses included", "assumption"),
    WORLD(S, run_min, "min", 60, 15, 180, "length of a run at random, by the clock", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER, S, localisation, localisation_names, AT_RANDOM, "how it finds its place", "the question"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, best_map, "1", best_map, 0, 1,
                    "share of the floor whose places it knows at best: random, gyroscope (drifts within a run), ceiling camera, lidar", "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, map_runs, "1", map_runs, 0, 100,
                    "runs in which it finds 1 - 1/e of that; 0: at once, and forgotten after the run", "assumption"),
    WORLD(S, dwelling_m2, "m2", 20, 0, 100, "floor area of a dwelling, beside what each person adds",
          "fits, with person_m2 and the sizes of 2018, 70.1 m2 a household (2016, ejhuf.org 4-2-135) and 31.7 m2 a person (2018, newsis.com 2019-05-16)"),
    WORLD(S, person_m2, "m2", 20.5, 5, 50, "floor area that each person adds", "as dwelling_m2"),
    WORLD(S, area_spread, "1", 0.3, 0, 0.8, "sigma of the lognormal spread of dwellings of one household size", "assumption"),
    WORLD(S, free_floor, "1", 0.7, 0.3, 1, "share of the floor that it can reach: no furniture, no wet rooms", "assumption"),
    WORLD(S, swath_m, "m", 0.25, 0.1, 0.5, "width it cleans", "assumption: a body of 0.34 m"),
    WORLD(S, overlap, "1", 0.2, 0, 1, "overlap of a lane with the next", "assumption"),
    WORLD(S, speed_m_s, "m/s", 0.2, 0.05, 0.5, "mean speed over a run, turns and detours included", "assumption: 0.3 m/s straight ahead"),
    LEVER(S, aim, "1", 0.95, 0.5, 0.999, "share of the reachable floor it means to cover when it knows its place", "assumption"),
    WORLD(S, battery_min, "min", 90, 20, 240, "time until the battery is empty", "assumption: 60 to 120 are usual"),
    WORLD(S, ceiling_pictures_s, "1/s", 1, 0.1, 30, "pictures of the ceiling that the camera takes and uses up on the robot", "assumption"),
    WORLD(S, connected, "1", 0.5, 0, 1, "share of robots that stay connected to the network: others neither share examples nor get new versions",
          "LG less than half, Whirlpool more than half (Wall Street Journal 2023)"),
    SETTING_YES_NO(ROLE_LEVER, S, camera, true, "a camera and a recogniser look ahead; no: it sees neither obstacles, messes nor cockroaches", "the question"),
    UNCERTAIN(S, stuck_per_run, "1", 0.25, 0, 5, "obstacles met on a run that stop a robot that does not see them", "assumption"),
    UNCERTAIN(S, obstacle_recall, "1", 0.8, 0, 1, "share of these it recognises",
              "assumption; of 169 complaints 25 % concern recognition (Korea Consumer Agency 2022-25)"),
    UNCERTAIN(S, mess_per_run, "1", 0.002, 0, 0.02, "chance that a pet's mess lies there on a run, with a pet", "assumption: 0.02-2 %"),
    UNCERTAIN(S, mess_recall, "1", 0.8, 0, 1, "share of messes it recognises and avoids, where nobody trains it (recogniser_training)",
              "assumption: 0 without recognition, 0.8 in a first generation"),
    UNCERTAIN(S, mess_won, "won", 50000, 0, 500000, "cleaning and repair after a smeared mess", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, S, looks, true, "looks for cockroaches on its way, if it has a camera; else it is blind to them", "the question"),
    WORLD(S, tile_m2, "m2", 0.09, 0.01, 1, "floor taken in by one look: a tile", "assumption: 30 cm x 30 cm"),
    UNCERTAIN(S, sees, "1", 0.8, 0.3, 0.99, "chance that it recognises a cockroach it meets (true-positive rate)", "assumption; no figure published"),
    UNCERTAIN(S, imagines, "1", 0.001, 0.00001, 0.05, "chance per run that it takes something else for one (false-positive rate)",
              "assumption; no figure published"),
    LEVER(S, expects_infested, "1", 0.05, 0.001, 0.5, "share of homes that it takes to be infested before it looks, for its confidence", "assumption: half of a year's prevalence"),
    LEVER(S, expects_met, "1", 0.2, 0.01, 1, "chance that it expects to meet one on a run where there are some, for its confidence", "assumption: about 50 at 0.004 each"),
    SETTING_WHOLE(ROLE_LEVER, S, alarm_sightings, "1", 2, 1, 8, "sightings (k) among the last runs that raise the alarm", "assumption"),
    SETTING_WHOLE(ROLE_LEVER, S, alarm_runs, "1", 6, 1, 16, "the runs (m) they are counted over", "assumption"),
    LEVER(S, quiet_days, "day", 21, 0, 365, "no further alarm for this long after one", "assumption"),
    WORLD(S, report_bytes, "byte", 200, 20, 10000, "size of a report of a run, where somebody gets one of each", "assumption: an event message"),
};
// clang-format on

enum {
    RUNS,
    ENERGY,
    STUCK,
    MESSES,
    SIGHTINGS,
    IMAGINED,
    RUN_MINUTES,
    COVERED,
    CEILING_PICTURES,
    MET_MESSES,
    SHARED,
    VERSIONS,
    VERSION_BYTES,
    FLOOR_LOOKS,
    RECOGNISED,
    ASKED_CLOUD,
    RECOGNITION_ENERGY,
    METRICS
};
static const struct metric metrics[METRICS] = {
    [RUNS] = {"runs", "1", "cleaning runs", false, NULL},
    [ENERGY] = {"energy", "kWh", "electricity of cleaning runs", false, NULL},
    [STUCK] = {"stuck", "1", "runs ended by an obstacle it did not recognise", false, NULL},
    [MESSES] = {"messes", "1", "pet messes smeared", true, NULL},
    [SIGHTINGS] = {"sightings", "1", "runs on which a cockroach was seen", false, NULL},
    [IMAGINED] = {"imagined", "1", "runs on which something else was taken for one", false, NULL},
    [RUN_MINUTES] = {"run_minutes", "min", "length of a run, mean", false, "runs"},
    [COVERED] = {"covered", "1", "share of the reachable floor covered by a run, mean", false, "runs"},
    [CEILING_PICTURES] = {"ceiling_pictures", "1", "pictures of the ceiling, none of which leaves the robot",
                          false, NULL},
    [MET_MESSES] = {"met_messes", "1", "pet messes met, seen or not", false, NULL},
    [SHARED] = {"shared", "1", "pictures or updates sent for training", false, NULL},
    [VERSIONS] = {"versions", "1", "new versions of its recogniser that it got", false, NULL},
    [VERSION_BYTES] = {"version_bytes", "byte", "carried over the air to bring these", false, NULL},
    [FLOOR_LOOKS] = {"floor_looks", "1", "tiles of floor looked at for cockroaches", false, NULL},
    [RECOGNISED] = {"recognised", "1", "things in its way that it recognised by itself, where that is learnt",
                    false, NULL},
    [ASKED_CLOUD] = {"asked_cloud", "1", "pictures of such things that it sent to the cloud", false, NULL},
    [RECOGNITION_ENERGY] = {"recognition_energy", "J", "energy of that, and of sending", false, NULL},
};

struct robot_vacuum {
    time_ms quiet_until;
    time_ms run_ends;  // of the newest run, whose electricity is on the meter from its beginning
    uint32_t memory;   // one bit a run, the newest lowest: a cockroach was reported
    uint32_t truth;    // likewise: it was seen, not imagined
    uint32_t alarms;   // so far
    uint32_t runs;     // so far
    float area_m2;     // that it can reach
    double trained;    // examples that its version of the recogniser was trained on
    uint16_t version;
    uint16_t own_messes;
    bool connected;
};

// What all homes share.
struct shared {
    const struct trained_recogniser *recogniser;  // NULL: nobody trains it
    uint32_t unsure_luck, evidence_luck;          // numbers of the streams
    uint16_t review_flow;                         // of pictures that people look at; GATE_NO_FLOW: none
    double review_worth_won;
};

static const struct trained_recogniser *recogniser_of(const struct visit *visit) {
    return ((const struct shared *)visit->shared)->recogniser;
}

static time_ms next_run(const S *s, time_ms now, uint64_t word) {
    double mean = 7.0 / s->runs_per_week * (double)CLOCK_DAY;
    return now + 1 + (time_ms)(mean * (0.75 + 0.5 * random_uniform(word)));  // regular, within a quarter
}

static unsigned robot_vacuum_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_block luck =
        random_block(world->key, random_home(home), appliance->stream ^ random_stream("ownership"), 0);
    return world->homes[home].members > 0 && random_chance(luck.word[0], s->ownership);
}

static bool is_subscribed(const struct world *world, uint16_t flow) {
    size_t count;
    const struct subscription *subscriptions = world_subscriptions(world, DATA_PEST_SIGHTING, &count);
    for (size_t i = 0; i < count; i++)
        if (subscriptions[i].flow == flow) return true;
    return false;
}

// Where the policy wants a standing consent for sightings, the family is asked when it unpacks the robot.
static void ask_for_sightings(struct visit *visit) {
    struct world *world = visit->world;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (gate_flow_at(world->gate, flow)->data_class == DATA_PEST_SIGHTING && !is_subscribed(world, flow))
            choice_at_install(visit, flow, choice_raw, 0);
}

// ... and for a word on each run, where somebody subscribed to that and the robot could send it.
static void ask_for_runs(struct visit *visit) {
    choice_at_install_all(visit, DATA_PEST_SIGHTING, choice_label);
}

// ... and for examples, when somebody trains the recogniser on them and the robot could send them.
static void ask_for_examples(struct visit *visit) {
    const struct trained_recogniser *recogniser = recogniser_of(visit);
    if (!recogniser) return;
    struct choice_form form = recogniser->material == TRAINING_PICTURES ? choice_raw : choice_label;
    choice_at_install_once(visit, recogniser->flow, form, recogniser->worth_won);
    mess_cloud_consent(visit, recogniser);
}

static void ask_for_review(struct visit *visit) {
    const struct shared *shared = visit->shared;
    if (shared->review_flow != GATE_NO_FLOW)
        choice_at_install(visit, shared->review_flow, choice_raw, shared->review_worth_won);
}

static double floor_of(const struct visit *visit, struct random_sequence *luck) {
    const S *s = visit->settings;
    double dwelling_m2 = s->dwelling_m2 + s->person_m2 * visit->home->members;
    double spread = exp(s->area_spread * random_next_normal(luck) - s->area_spread * s->area_spread / 2);
    return dwelling_m2 * spread * s->free_floor;
}

static bool looks(const S *s) {
    return s->camera && s->looks;
}

static void robot_vacuum_ask(struct visit *visit, void *state) {
    const struct robot_vacuum *robot = state;
    ask_for_sightings(visit);
    if (robot->connected && looks(visit->settings)) ask_for_runs(visit);
    if (robot->connected) ask_for_examples(visit);
    if (robot->connected && looks(visit->settings)) ask_for_review(visit);
}

static void take_version(struct robot_vacuum *robot, const struct trained_recogniser *recogniser) {
    if (!recogniser) return;
    robot->trained = recogniser->examples;
    robot->version = (uint16_t)recogniser->version;
}

static time_ms robot_vacuum_install(struct visit *visit, void *state) {
    struct robot_vacuum *robot = state;
    const S *s = visit->settings;
    struct random_sequence luck = visit_sequence(visit, "installation");
    robot->area_m2 = (float)floor_of(visit, &luck);
    robot->connected = random_next_uniform(&luck) < s->connected;
    take_version(robot, recogniser_of(visit));
    robot_vacuum_ask(visit, robot);
    double first = 7.0 / s->runs_per_week * random_uniform(visit_draw(visit).word[0]);
    return visit->now + 1 + (time_ms)(first * (double)CLOCK_DAY);
}

static unsigned set_bits(uint32_t bits) {
    return (unsigned)__builtin_popcount(bits);
}

// Its own home's software on it hears of each run, and who subscribed to that, as far as the family lets it.
static void tell_of_run(struct visit *visit, const struct robot_vacuum *robot, bool reported) {
    const S *s = visit->settings;
    const struct party *care = visit->world->model->pest_care;
    struct item item = {.topic = &robot_vacuum_run, .value = reported};
    if (care) {
        item.to = care->number;
        visit_tell(visit, item);
    }
    item.bytes = (uint32_t)s->report_bytes;
    if (robot->connected) visit_publish(visit, DATA_PEST_SIGHTING, FORM_LABEL, item);
}

// Remembers whether the run reported a cockroach, and whether it was seen or imagined.
static void look_around(struct visit *visit, struct robot_vacuum *robot,
                        const struct infestation *infestation, struct random_block luck) {
    const S *s = visit->settings;
    if (!looks(s)) return;
    double meets = infestation_met_on_run(visit->world->model->cockroaches, infestation, visit->now);
    bool sighted = random_chance(luck.word[0], meets * s->sees),
         imagined = random_chance(luck.word[1], s->imagines);
    visit->metrics[SIGHTINGS] += sighted;
    visit->metrics[IMAGINED] += imagined && !sighted;
    robot->memory = robot->memory << 1 | (sighted || imagined);
    robot->truth = robot->truth << 1 | sighted;
    tell_of_run(visit, robot, sighted || imagined);
}

// ---- The way ------------------------------------------------------------------------------------------

struct way {
    double minutes, covered;
};

static struct way find_way(const S *s, const struct robot_vacuum *robot) {
    struct coverage_floor ground = {
        .area_m2 = (double)robot->area_m2, .swath_m = s->swath_m, .overlap = s->overlap};
    double metres_min = s->speed_m_s * 60;
    if (s->localisation == AT_RANDOM)
        return (struct way){s->run_min, coverage_share(&ground, s->aim, s->run_min * metres_min)};
    ground.known = coverage_known(s->best_map[s->localisation], robot->runs, s->map_runs[s->localisation]);
    double minutes = coverage_path_m(&ground, s->aim) / metres_min;
    if (minutes <= s->battery_min) return (struct way){minutes, s->aim};
    return (struct way){s->battery_min, coverage_share(&ground, s->aim, s->battery_min * metres_min)};
}

static void go_its_way(struct visit *visit, struct robot_vacuum *robot) {
    const S *s = visit->settings;
    struct way way = find_way(s, robot);
    double kwh = s->run_w * way.minutes / 60000.0;
    robot->runs++;
    robot->run_ends = visit->now + (time_ms)(way.minutes * (double)CLOCK_MINUTE);
    visit->metrics[RUNS] += 1;
    visit->metrics[RUN_MINUTES] += way.minutes;
    visit->metrics[COVERED] += way.covered;
    if (looks(s)) visit->metrics[FLOOR_LOOKS] += floor(way.covered * (double)robot->area_m2 / s->tile_m2);
    visit->metrics[ENERGY] += kwh;
    visit_use_electricity(visit, kwh);
    if (s->localisation == CEILING_CAMERA)
        visit->metrics[CEILING_PICTURES] += floor(way.minutes * 60 * s->ceiling_pictures_s);
}

static struct electric_meter robot_vacuum_unmetered(const struct visit *visit, const void *state) {
    const S *s = visit->settings;
    const struct robot_vacuum *robot = state;
    if (robot->run_ends <= visit->now) return (struct electric_meter){0};
    return (struct electric_meter){.kwh = -s->run_w * clock_hours(robot->run_ends - visit->now) / 1000};
}

// ---- The mess -----------------------------------------------------------------------------------------

static double miss_chance(const struct visit *visit, const struct robot_vacuum *robot) {
    const S *s = visit->settings;
    if (!s->camera) return 1;
    const struct trained_recogniser *recogniser = recogniser_of(visit);
    if (!recogniser) return 1 - s->mess_recall;
    if (recogniser->learner) return recogniser->errors[robot->version];
    return recogniser_training_error(recogniser, robot->trained, robot->own_messes);
}

// Over the air, before the run.
static void get_version(struct visit *visit, struct robot_vacuum *robot) {
    const struct trained_recogniser *recogniser = recogniser_of(visit);
    if (!recogniser || !robot->connected || robot->version == (uint16_t)recogniser->version) return;
    take_version(robot, recogniser);
    visit->metrics[VERSIONS] += 1;
    visit->metrics[VERSION_BYTES] += recogniser->version_bytes;
}

// Things on this run that it was unsure of, beside a mess: fewer the better it recognises; a whole number
// whose mean is right.
static uint32_t unsure_of(const struct visit *visit, double missed) {
    const struct trained_recogniser *recogniser = recogniser_of(visit);
    struct random_sequence luck =
        visit_sequence_of(visit, ((const struct shared *)visit->shared)->unsure_luck);
    luck.n = (uint64_t)visit->now;
    return (uint32_t)(recogniser->unsure_per_run * missed / recogniser_training_first_error(recogniser) +
                      random_next_uniform(&luck));
}

// After the run, if the family allows: a mess that was smeared is found and shown, too.
static void share_examples(struct visit *visit, const struct robot_vacuum *robot, bool mess, double missed) {
    const struct trained_recogniser *recogniser = recogniser_of(visit);
    if (!recogniser || !robot->connected) return;
    uint32_t count = unsure_of(visit, missed) + mess, bytes = count * recogniser->bytes;
    bool pictures = recogniser->material == TRAINING_PICTURES;
    if (count == 0) return;
    const struct gate_pass *pass =
        visit_share(visit, recogniser->flow, pictures ? FORM_RAW : FORM_LABEL, bytes, pictures ? count : 0);
    if (!pass) return;
    visit->metrics[SHARED] += count;
    struct item report = {.topic = &recogniser_training_examples, .to = recogniser->party, .bytes = bytes};
    visit_report(visit, pass,
                 training_examples_put(report, (struct training_examples){count, robot->own_messes, mess}));
}

static void smear(struct visit *visit) {
    const S *s = visit->settings;
    const struct party *maker = visit->appliance->maker;
    visit->metrics[MESSES] += 1;
    if (maker)
        visit_tell(visit,
                   (struct item){
                       .topic = &robot_vacuum_disaster, .to = maker->number, .value = (int64_t)s->mess_won});
}

// Of a recogniser that really learns. True: the cloud was asked about the mess.
static bool look_at_things(struct visit *visit, const struct robot_vacuum *robot, bool mess) {
    const struct trained_recogniser *recogniser = recogniser_of(visit);
    if (!recogniser || !recogniser->learner) return false;
    struct mess_looks looks =
        mess_cloud_look(visit, recogniser, robot->version, robot->connected, robot->own_messes, mess);
    visit->metrics[RECOGNISED] += looks.here;
    visit->metrics[ASKED_CLOUD] += looks.sent;
    visit->metrics[RECOGNITION_ENERGY] += looks.joules;
    return looks.mess_sent;
}

// Whether it misses the mess that lies there: by what it, or the cloud, sees of it, where it really learns,
// else by chance.
static bool misses(const struct visit *visit, const struct robot_vacuum *robot, uint64_t luck, double missed,
                   bool cloud) {
    const S *s = visit->settings;
    const struct trained_recogniser *recogniser = recogniser_of(visit);
    if (!s->camera || !recogniser || !recogniser->learner)
        return random_chance(luck, s->mess_per_run * missed);
    struct mess_met mess = {visit->home_number, robot->own_messes, visit->now};
    if (cloud) return !mess_recogniser_cloud_sees(recogniser->learner, visit->world, mess);
    return !mess_recogniser_sees(recogniser->learner, visit->world, robot->version, mess);
}

// Meets what lies there, and then tells or learns from it.
static void meet_mess(struct visit *visit, struct robot_vacuum *robot, uint64_t luck) {
    const S *s = visit->settings;
    double missed = miss_chance(visit, robot);
    bool mess = visit->home->pet && random_chance(luck, s->mess_per_run);
    visit->metrics[MET_MESSES] += mess;
    bool cloud = look_at_things(visit, robot, mess);
    if (mess && misses(visit, robot, luck, missed, cloud)) smear(visit);
    share_examples(visit, robot, mess, missed);
    robot->own_messes += mess;
}

static void clean(struct visit *visit, struct robot_vacuum *robot, struct random_block luck) {
    const S *s = visit->settings;
    get_version(visit, robot);
    go_its_way(visit, robot);
    double seen = s->camera ? s->obstacle_recall : 0;
    visit->metrics[STUCK] += random_chance(luck.word[0], 1 - exp(-s->stuck_per_run * (1 - seen)));
    meet_mess(visit, robot, luck.word[1]);
}

// How sure it is that the home is infested, by Bayes' rule over its last runs: what each sighting looked
// like, and the runs without one (supervision.h). The evidence of a run is drawn by the run's number, so that
// it need not be kept.
static double confidence_of(const struct visit *visit, const struct robot_vacuum *robot) {
    const S *s = visit->settings;
    struct detector eye = supervision_detector(s->sees, s->imagines);
    uint32_t runs = robot->runs < s->alarm_runs ? robot->runs : (uint32_t)s->alarm_runs;
    double ratio = 1;
    for (uint32_t i = 0; i < runs; i++) {
        struct random_sequence luck =
            visit_sequence_of(visit, ((const struct shared *)visit->shared)->evidence_luck);
        luck.n = robot->runs - i;
        bool there = robot->truth >> i & 1;
        ratio *= robot->memory >> i & 1
                     ? supervision_yes_ratio(eye, s->expects_met,
                                             supervision_evidence(eye, there, random_next_uniform(&luck)))
                     : supervision_no_ratio(eye, s->expects_met);
    }
    return supervision_posterior(s->expects_infested, ratio);
}

static void raise_alarm(struct visit *visit, struct robot_vacuum *robot, bool infested, int rule) {
    const S *s = visit->settings;
    struct pest_alarm alarm = {.confidence = confidence_of(visit, robot),
                               .before = robot->alarms++,
                               .infested = infested,
                               .connected = robot->connected,
                               .rule = (uint8_t)rule};
    const struct party *maker = visit->appliance->maker;
    robot->quiet_until = visit->now + (time_ms)(s->quiet_days * (double)CLOCK_DAY);
    robot->memory = 0;
    if (maker)
        visit_tell(visit,
                   pest_alarm_put((struct item){.topic = &robot_vacuum_alarm, .to = maker->number}, alarm));
}

static unsigned sightings_in_a_row(const struct robot_vacuum *robot) {
    unsigned runs = 0;
    while (robot->memory >> runs & 1) runs++;
    return runs;
}

// k of the last m runs, unless the policy has rules of its own.
static void judge_signs(struct visit *visit, struct robot_vacuum *robot,
                        const struct infestation *infestation) {
    const S *s = visit->settings;
    struct pest_signs_view view = {.sightings = set_bits(robot->memory & ((1u << s->alarm_runs) - 1)),
                                   .in_a_row = sightings_in_a_row(robot),
                                   .alarms_before = robot->alarms,
                                   .quiet = visit->now < robot->quiet_until,
                                   .hour = clock_hours(clock_time_of_day(visit->now))};
    struct pest_signs_proposal proposal = {.alarm = view.sightings >= s->alarm_sightings && !view.quiet};
    int rule = visit_ask_rules(visit, &on_pest_signs_hook, &view, &proposal);
    if (proposal.alarm) raise_alarm(visit, robot, infestation_lives(infestation, visit->now), rule);
}

static time_ms robot_vacuum_act(struct visit *visit, void *state) {
    const S *s = visit->settings;
    struct robot_vacuum *robot = state;
    const struct infestation *infestation = &visit->world->model->infestations[visit->home_number];
    struct random_block when = visit_draw(visit);
    clean(visit, robot, visit_draw(visit));
    look_around(visit, robot, infestation, visit_draw(visit));
    judge_signs(visit, robot, infestation);
    return next_run(s, visit->now, when.word[0]);
}

static void robot_vacuum_prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    struct shared *shared = status_allocate(1, sizeof *shared);
    *shared =
        (struct shared){.recogniser = s->camera ? recogniser_training_find(world, appliance->maker) : NULL,
                        .unsure_luck = random_stream("unsure"),
                        .evidence_luck = random_stream("evidence")};
    shared->review_flow = reviewers_picture_flow(world, appliance->maker, &shared->review_worth_won);
    appliance->shared = shared;
    party_will_ask(world, &on_pest_signs_hook);
    infestation_matters(world, NULL);
}

const struct party *robot_vacuum_maker(struct world *world, uint32_t home) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++) {
        const struct appliance *appliance = &world->appliances[first[i].appliance];
        if (appliance->kind == &robot_vacuum_appliance && first[i].installed) return appliance->maker;
    }
    return world_maker(world);
}

static unsigned robot_vacuum_publishes(const void *settings) {
    return looks(settings) ? 1u << DATA_PEST_SIGHTING : 0;
}

static double column_alarms(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return ((const struct robot_vacuum *)state)->alarms;
}
static double column_area(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return (double)((const struct robot_vacuum *)state)->area_m2;
}
static const struct home_column columns[] = {
    {"alarms", "1", "pest alarms raised by the robot", column_alarms},
    {"floor", "m2", "floor that the robot can reach", column_area},
};

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation owners = {
    "who owns one", "a household of members owns one with ownership; it is connected with connected", "",
    "a draw of the home's own luck"};
static const struct equation schedule = {
    "when it runs", "the next run follows after (7 / runs_per_week) U days", "U uniform in 0.75 to 1.25",
    "assumption: regular, within a quarter"};
static const struct equation floor_area = {
    "the floor it can reach",
    "A = free_floor (dwelling_m2 + person_m2 members) exp(area_spread Z - area_spread^2 / 2)",
    "Z standard normal", "lognormal spread; assumption"};
static const struct equation electricity = {
    "length and electricity of a run",
    "minutes = L / (60 speed_m_s), at most battery_min; at random: run_min; kWh = run_w minutes / 60000",
    "L the way to cover aim, m", "definition"};
static const struct equation pictures = {
    "what it looks at", "pictures = 60 minutes ceiling_pictures_s; tiles = covered A / tile_m2",
    "minutes and covered of the run; both whole numbers", "definition"};
static const struct equation stuck = {
    "getting stuck",
    "p = 1 - exp(-stuck_per_run (1 - obstacle_recall)); without camera: 1 - exp(-stuck_per_run)", "p a run",
    "a Poisson number of obstacles; assumption"};
static const struct equation mess = {
    "smearing a pet's mess",
    "p = mess_per_run miss, only with a pet; miss = 1 - mess_recall, "
    "without camera 1, where it is trained error(n); where it learns it misses what its version "
    "takes for something else, after own messes' mean difference from others' "
    "n S / (n S + 1) is taken off",
    "p a run; error(n): see learning from examples; n own messes, S = "
    "homes_differ^2 + looks_differ^2",
    "assumption"};
static const struct equation examples = {"examples for training",
                                         "unsure of unsure_per_run miss / (the first version's miss) things "
                                         "a run, on average, and of a mess it met",
                                         "rounded up or down by chance, so that the mean is right",
                                         "assumption"};
static const struct equation sighting = {
    "seeing a cockroach", "p = sees (1 - exp(-met_per_run N)); imagined with imagines",
    "p a run; N cockroaches in the home", "a Poisson number of meetings; assumption"};
static const struct equation alarm = {"the alarm",
                                      "raised when at least alarm_sightings of the last alarm_runs runs "
                                      "reported one, and none was raised for quiet_days",
                                      "k-of-m rule: its errors are binomial",
                                      "sequential detection by counting; assumption"};
static const struct equation runs_told = {
    "what it tells of each run", "whether it reported a cockroach, a label, on a connected robot that looks",
    "to who subscribed to sightings and whom the family lets have them", "definition"};
static const struct equation confidence = {
    "how sure it is",
    "odds = expects_infested / (1 - expects_infested) x product over the last runs of likelihood ratios",
    "with expects_met a run, and what each sighting looked like (reviewers)", "Bayes' rule"};
static const struct submodel submodels[] = {
    {&owners, "", "ownership, connected"},
    {&schedule, "runs", "runs_per_week"},
    {&floor_area, "", "dwelling_m2, person_m2, area_spread, free_floor"},
    {&coverage_map_equation, "", "localisation, best_map, map_runs"},
    {&coverage_way_equation, "covered", "swath_m, overlap, aim"},
    {&electricity, "run_minutes, energy", "speed_m_s, battery_min, run_min, run_w"},
    {&pictures, "ceiling_pictures, floor_looks", "ceiling_pictures_s, tile_m2"},
    {&stuck, "stuck", "camera, stuck_per_run, obstacle_recall"},
    {&mess, "met_messes, messes, robot disaster", "mess_per_run, mess_recall, mess_won, recogniser_training"},
    {&mess_recogniser_asks_equation, "recognised, asked_cloud, image", "recogniser_training"},
    {&mess_recogniser_energy_equation, "recognition_energy", "recogniser_training"},
    {&examples, "shared, versions, version_bytes, image, device_health", "recogniser_training"},
    {&sighting, "sightings, imagined", "looks, sees, imagines, cockroaches.met_per_run, infestation"},
    {&alarm, "pest alarm", "alarm_sightings, alarm_runs, quiet_days"},
    {&runs_told, "pest_sighting", "report_bytes, connected"},
    {&confidence, "", "expects_infested, expects_met"},
};

const struct appliance_kind robot_vacuum_appliance = {
    .kind = {.name = "robot_vacuum",
             .summary = "cleans by chance or by map, gets stuck, meets cockroaches and pet messes",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&supervision_technique, &rules_technique)},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .publishes = robot_vacuum_publishes,
    .state_size = sizeof(struct robot_vacuum),
    .silent = true,
    .prepare = robot_vacuum_prepare,
    .count = robot_vacuum_count,
    .install = robot_vacuum_install,
    .ask = robot_vacuum_ask,
    .act = robot_vacuum_act,
    .unmetered = robot_vacuum_unmetered,
};

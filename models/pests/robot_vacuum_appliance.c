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
// messes. Where the maker answers for what robots do (robot_promise.h), what stops them is clothing, toys,
// cables and spills, each with consequences of its own.
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
#include "models/pests/robot_promise.h"
#include "models/pests/robot_vacuum.h"
#include "models/pests/robot_vacuum_tables.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"

const struct topic robot_vacuum_alarm = {"pest alarm"};
const struct topic robot_vacuum_disaster = {"robot disaster"};
const struct topic robot_vacuum_run = {"robot's run"};

static const struct welfare_source help_worth = {"helping robots", WELFARE_TIME,
                                                 "time of freeing robots and of wiping what was spilt"};
static const struct welfare_source *const worths[] = {&help_worth, NULL};

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
    const struct trained_recogniser *recogniser;       // NULL: nobody trains it
    const struct robot_floor *floor;                   // NULL: nobody answers for what it does at obstacles
    uint32_t unsure_luck, evidence_luck, hazard_luck;  // numbers of the streams
    uint16_t review_flow;                              // of pictures that people look at; GATE_NO_FLOW: none
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

// ---- What else lies there -----------------------------------------------------------------------------

// By its recogniser where that has learnt what it is.
static double hazard_missed(const struct visit *visit, const struct robot_vacuum *robot,
                            enum floor_hazard hazard) {
    static const enum floor_thing thing[FLOOR_HAZARDS] = {FLOOR_CLOTHING, FLOOR_TOY, FLOOR_CABLE,
                                                          FLOOR_SPILL};
    const S *s = visit->settings;
    const struct trained_recogniser *recogniser = recogniser_of(visit);
    const struct shared *shared = visit->shared;
    if (!s->camera) return 1;
    bool learnt = recogniser && recogniser->learner && (hazard != HAZARD_SPILL || recogniser->knows_spills);
    if (learnt) return 1 - recogniser->scores[robot->version].recall_of[thing[hazard]];
    return 1 - (hazard == HAZARD_SPILL ? shared->floor->spill_recall : s->obstacle_recall);
}

static void tell_of_harm(struct visit *visit, const struct topic *topic, double won) {
    const struct shared *shared = visit->shared;
    visit_tell(visit,
               (struct item){.topic = topic, .to = shared->floor->party, .value = (int64_t)(won + 0.5)});
}

static void count_meeting(struct visit *visit, enum floor_hazard hazard,
                          const struct floor_meeting *meeting) {
    const struct robot_floor *floor = ((const struct shared *)visit->shared)->floor;
    visit->metrics[HAZARDS_MET] += 1;
    visit->metrics[HAZARDS_MISSED] += meeting->missed;
    visit->metrics[SPILLS_SMEARED] += meeting->missed && hazard == HAZARD_SPILL;
    visit->metrics[SPILLS_MOPPED] += meeting->mopped;
    visit->metrics[HELP_MINUTES] += meeting->help_min;
    if (meeting->help_min > 0) visit_worth(visit, &help_worth, -meeting->help_min * floor->minute_won);
    if (meeting->breaks) tell_of_harm(visit, &robot_promise_broken, floor->hazards.breaks_won[hazard]);
    if (meeting->ruins) tell_of_harm(visit, &robot_promise_ruined, 0);
}

// Clothing, toys, cables and spills, each by luck of its own. True: one of them stopped it.
static bool meet_hazards(struct visit *visit, const struct robot_vacuum *robot) {
    enum { DRAWS = 16 };
    const S *s = visit->settings;
    const struct shared *shared = visit->shared;
    struct random_sequence luck = visit_sequence_of(visit, shared->hazard_luck);
    luck.n = (uint64_t)visit->now * DRAWS;
    bool stopped = false;
    for (int hazard = 0; hazard < FLOOR_HAZARDS; hazard++) {
        struct floor_meeting meeting =
            floor_hazards_meet(&shared->floor->hazards, (enum floor_hazard)hazard,
                               hazard_missed(visit, robot, (enum floor_hazard)hazard), s->mops, &luck);
        if (meeting.met) count_meeting(visit, (enum floor_hazard)hazard, &meeting);
        stopped |= meeting.stops;
    }
    return stopped;
}

static bool gets_stuck(struct visit *visit, const struct robot_vacuum *robot, uint64_t luck) {
    const S *s = visit->settings;
    if (((const struct shared *)visit->shared)->floor) return meet_hazards(visit, robot);
    double seen = s->camera ? s->obstacle_recall : 0;
    return random_chance(luck, 1 - exp(-s->stuck_per_run * (1 - seen)));
}

static void clean(struct visit *visit, struct robot_vacuum *robot, struct random_block luck) {
    get_version(visit, robot);
    go_its_way(visit, robot);
    visit->metrics[STUCK] += gets_stuck(visit, robot, luck.word[0]);
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
                        .floor = robot_promise_find(world, appliance->maker),
                        .evidence_luck = random_stream("evidence"),
                        .hazard_luck = random_stream("hazards")};
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

const struct appliance_kind robot_vacuum_appliance = {
    .kind = {.name = "robot_vacuum",
             .summary = "cleans by chance or by map, gets stuck, meets cockroaches and pet messes",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&supervision_technique, &rules_technique),
             .worths = worths},
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

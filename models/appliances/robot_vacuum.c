// SPDX-License-Identifier: GPL-3.0-or-later
// A robot vacuum. It runs a few times a week, gets stuck on what it does not recognise, smears a pet's mess
// if it does not see it, and meets cockroaches: it sees one with its true-positive rate, and imagines one
// with its false-positive rate. One sighting proves nothing where infestations are rare, so it raises the
// alarm only after k of its last m runs; then it keeps quiet for a while. The alarm stays on the device until
// the maker's policy says otherwise.
#include "models/household/choice.h"
#include "models/model.h"
#include "models/parties/maker.h"
#include "models/parties/pest_control.h"

struct robot_vacuum_settings {
    double ownership;
    double runs_per_week, run_w, run_min;
    double stuck_per_run, obstacle_recall;
    double mess_per_run, mess_recall, mess_won;
    double sees, imagines;
    int64_t alarm_sightings, alarm_runs;
    double quiet_days;
};

typedef struct robot_vacuum_settings S;
// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.09, 0, 1, "share of households that own one", "Gallup Korea 2019/20 (madtimes.org): 9 %; 5-10 % for 2018"),
    UNCERTAIN(S, runs_per_week, "1/week", 4, 1, 7, "cleaning runs", "assumption; 24 % of a maker's community clean daily (2011)"),
    WORLD(S, run_w, "W", 30, 10, 80, "power while cleaning, charging losses included", "assumption"),
    WORLD(S, run_min, "min", 60, 15, 180, "length of a run", "assumption"),
    UNCERTAIN(S, stuck_per_run, "1", 0.25, 0, 5, "obstacles met on a run that stop a robot that does not see them", "assumption"),
    UNCERTAIN(S, obstacle_recall, "1", 0.8, 0, 1, "share of these it recognises",
              "assumption; of 169 complaints 25 % concern recognition (Korea Consumer Agency 2022-25)"),
    UNCERTAIN(S, mess_per_run, "1", 0.002, 0, 0.02, "chance that a pet's mess lies there on a run, with a pet", "assumption: 0.02-2 %"),
    UNCERTAIN(S, mess_recall, "1", 0.8, 0, 1, "share of messes it recognises and avoids", "assumption: 0 without recognition, 0.8 in a first generation"),
    UNCERTAIN(S, mess_won, "won", 50000, 0, 500000, "cleaning and repair after a smeared mess", "assumption"),
    UNCERTAIN(S, sees, "1", 0.8, 0.3, 0.99, "chance that it recognises a cockroach it meets (true-positive rate)", "assumption; no figure published"),
    UNCERTAIN(S, imagines, "1", 0.001, 0.00001, 0.05, "chance per run that it takes something else for one (false-positive rate)",
              "assumption; no figure published"),
    SETTING_WHOLE(ROLE_LEVER, S, alarm_sightings, "1", 2, 1, 8, "sightings (k) among the last runs that raise the alarm", "assumption"),
    SETTING_WHOLE(ROLE_LEVER, S, alarm_runs, "1", 6, 1, 16, "the runs (m) they are counted over", "assumption"),
    LEVER(S, quiet_days, "day", 21, 0, 365, "no further alarm for this long after one", "assumption"),
};
// clang-format on

enum { RUNS, ENERGY, STUCK, MESSES, SIGHTINGS, IMAGINED, METRICS };
static const struct metric metrics[METRICS] = {
    [RUNS] = {"runs", "1", "cleaning runs", false, NULL},
    [ENERGY] = {"energy", "kWh", "electricity of cleaning runs", false, NULL},
    [STUCK] = {"stuck", "1", "runs ended by an obstacle it did not recognise", false, NULL},
    [MESSES] = {"messes", "1", "pet messes smeared", true, NULL},
    [SIGHTINGS] = {"sightings", "1", "runs on which a cockroach was seen", false, NULL},
    [IMAGINED] = {"imagined", "1", "runs on which something else was taken for one", false, NULL},
};

struct robot_vacuum {
    time_ms quiet_until;
    uint32_t memory;  // one bit a run, the newest lowest: a cockroach was reported
    uint32_t alarms;  // so far
};

static time_ms next_run(const S *s, time_ms now, uint64_t word) {
    double mean = 7.0 / s->runs_per_week * (double)CLOCK_DAY;
    return now + 1 + (time_ms)(mean * (0.75 + 0.5 * random_uniform(word)));  // regular, within a quarter
}

static unsigned robot_vacuum_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_block luck =
        random_block(world->key, home, appliance->stream ^ random_stream("ownership"), 0);
    return world->homes[home].members > 0 && random_chance(luck.word[0], s->ownership);
}

// Where the policy wants a standing consent for sightings, the family is asked when it unpacks the robot.
static void ask_at_install(struct visit *visit) {
    struct world *world = visit->world;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (gate_flow_at(world->gate, flow)->data_class == DATA_PEST_SIGHTING)
            choice_at_install(visit, flow, 0);
}

static time_ms robot_vacuum_install(struct visit *visit, void *state) {
    (void)state;
    ask_at_install(visit);
    const S *s = visit->settings;
    double first = 7.0 / s->runs_per_week * random_uniform(visit_draw(visit).word[0]);
    return visit->now + 1 + (time_ms)(first * (double)CLOCK_DAY);
}

static unsigned set_bits(uint32_t bits) {
    return (unsigned)__builtin_popcount(bits);
}

// True when the run reported a cockroach, seen or imagined.
static bool look_around(struct visit *visit, const struct infestation *infestation,
                        struct random_block luck) {
    const S *s = visit->settings;
    double meets = infestation_met_on_run(visit->world->model->cockroaches, infestation, visit->now);
    bool sighted = random_chance(luck.word[0], meets * s->sees),
         imagined = random_chance(luck.word[1], s->imagines);
    visit->metrics[SIGHTINGS] += sighted;
    visit->metrics[IMAGINED] += imagined && !sighted;
    return sighted || imagined;
}

static void clean(struct visit *visit, struct random_block luck) {
    const S *s = visit->settings;
    double kwh = s->run_w * s->run_min / 60000.0;
    visit->metrics[RUNS] += 1;
    visit->metrics[ENERGY] += kwh;
    visit->home->meter_kwh += kwh;
    visit->metrics[STUCK] +=
        random_chance(luck.word[0], 1 - exp(-s->stuck_per_run * (1 - s->obstacle_recall)));
    if (visit->home->pet && random_chance(luck.word[1], s->mess_per_run * (1 - s->mess_recall))) {
        struct party *maker = maker_find(visit->world);
        visit->metrics[MESSES] += 1;
        if (maker)
            visit_tell(
                visit,
                (struct item){.topic = &maker_disaster, .to = maker->number, .value = (int64_t)s->mess_won});
    }
}

static void raise_alarm(struct visit *visit, struct robot_vacuum *robot, bool infested) {
    const S *s = visit->settings;
    struct party *maker = maker_find(visit->world);
    robot->quiet_until = visit->now + (time_ms)(s->quiet_days * (double)CLOCK_DAY);
    robot->memory = 0;
    int64_t value = 2 * (int64_t)robot->alarms++ + infested;
    if (maker)
        visit_tell(visit, (struct item){.topic = &maker_pest_alarm, .to = maker->number, .value = value});
}

static time_ms robot_vacuum_act(struct visit *visit, void *state) {
    const S *s = visit->settings;
    struct robot_vacuum *robot = state;
    const struct infestation *infestation = &visit->world->model->infestations[visit->home_number];
    struct random_block when = visit_draw(visit);
    clean(visit, visit_draw(visit));
    robot->memory = robot->memory << 1 | look_around(visit, infestation, visit_draw(visit));
    uint32_t window = robot->memory & ((1u << s->alarm_runs) - 1);
    if (set_bits(window) >= (unsigned)s->alarm_sightings && visit->now >= robot->quiet_until)
        raise_alarm(visit, robot, infestation_lives(infestation, visit->now));
    return next_run(s, visit->now, when.word[0]);
}

static double column_alarms(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return ((const struct robot_vacuum *)state)->alarms;
}
static const struct home_column columns[] = {
    {"alarms", "1", "pest alarms raised by the robot", column_alarms}};

const struct appliance_kind robot_vacuum_appliance = {
    .kind = {.name = "robot_vacuum",
             .summary = "cleans, gets stuck, meets cockroaches and pet messes",
             .settings = SETTING_TABLE(S, rows)},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .state_size = sizeof(struct robot_vacuum),
    .count = robot_vacuum_count,
    .install = robot_vacuum_install,
    .act = robot_vacuum_act,
};

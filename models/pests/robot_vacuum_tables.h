// SPDX-License-Identifier: GPL-3.0-or-later
// Every number of a robot vacuum, said once: its settings, what is counted of it, and its equations. Included by
// robot_vacuum_appliance.c only.
#ifndef MARU_MODELS_PESTS_ROBOT_VACUUM_TABLES_H
#define MARU_MODELS_PESTS_ROBOT_VACUUM_TABLES_H

#include "models/oversight/supervision_technique.h"
#include "models/pests/coverage_law.h"
#include "models/pests/mess_recogniser.h"
#include "models/pests/robot_promise.h"
#include "sim/engine/kind.h"

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
    bool mops;
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
    SETTING_YES_NO(ROLE_LEVER, S, mops, false, "mops up what was spilt, where it recognises it (robot_promise)", "the question"),
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
    HAZARDS_MET,
    HAZARDS_MISSED,
    SPILLS_SMEARED,
    SPILLS_MOPPED,
    HELP_MINUTES,
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
    [HAZARDS_MET] = {"hazards_met", "1",
                     "clothing, toys, cables and spills met, where somebody answers for it", false, NULL},
    [HAZARDS_MISSED] = {"hazards_missed", "1", "share of them that it missed", false, "hazards_met"},
    [SPILLS_SMEARED] = {"spills_smeared", "1", "spills smeared", false, NULL},
    [SPILLS_MOPPED] = {"spills_mopped", "1", "spills mopped up", false, NULL},
    [HELP_MINUTES] = {"help_minutes", "min", "the family's time to free the robot and to wipe", true, NULL},
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
static const struct equation looking = {
    "what it looks at", "pictures = 60 minutes ceiling_pictures_s; tiles = covered A / tile_m2",
    "minutes and covered of the run; both whole numbers", "definition"};
static const struct equation stuck = {
    "getting stuck",
    "p = 1 - exp(-stuck_per_run (1 - obstacle_recall)); without camera: 1 - exp(-stuck_per_run); where the "
    "maker answers for what robots do (robot_promise): see what a robot does at what lies there",
    "p a run", "a Poisson number of obstacles; assumption"};
static const struct equation hazards = {
    "missing what lies there",
    "miss = 1 - obstacle_recall, of spills 1 - robot_promise.spill_recall; where it really learns the share "
    "of "
    "the thing's class that its version takes for something else; without camera 1",
    "of clothing, toys, cables, spills; that class of spills: recogniser_training.knows_spills; the cloud is "
    "not asked",
    "assumption"};
static const struct equation smearing = {
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
static const struct equation alarming = {"the alarm",
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
    {&looking, "ceiling_pictures, floor_looks", "ceiling_pictures_s, tile_m2"},
    {&stuck, "stuck", "camera, stuck_per_run, obstacle_recall"},
    {&hazards, "hazards_missed", "camera, obstacle_recall, robot_promise, recogniser_training"},
    {&floor_hazards_equation, "hazards_met, spills_smeared, spills_mopped, help_minutes",
     "mops, robot_promise"},
    {&smearing, "met_messes, messes, robot disaster", "mess_per_run, mess_recall, mess_won, recogniser_training"},
    {&mess_recogniser_asks_equation, "recognised, asked_cloud, image", "recogniser_training"},
    {&mess_recogniser_energy_equation, "recognition_energy", "recogniser_training"},
    {&examples, "shared, versions, version_bytes, image, device_health", "recogniser_training"},
    {&sighting, "sightings, imagined", "looks, sees, imagines, cockroaches.met_per_run, infestation"},
    {&alarming, "pest alarm", "alarm_sightings, alarm_runs, quiet_days"},
    {&runs_told, "pest_sighting", "report_bytes, connected"},
    {&confidence, "", "expects_infested, expects_met"},
};

#endif

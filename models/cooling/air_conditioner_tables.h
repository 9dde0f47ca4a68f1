// SPDX-License-Identifier: GPL-3.0-or-later
// Every number of the air conditioner, said once: its settings, what is counted of it, what a home's row shows, and the
// equations.
// Included by air_conditioner_appliance.c only.
#ifndef MARU_MODELS_COOLING_AIR_CONDITIONER_TABLES_H
#define MARU_MODELS_COOLING_AIR_CONDITIONER_TABLES_H

#include "models/cooling/air_conditioner.h"
#include "models/cooling/air_conditioner_parts.h"
#include "models/cooling/air_presence_technique.h"
#include "models/methods/network_technique.h"
#include "models/people/choice.h"

static const char *const room_names[] = {"home", "living", "bedroom", NULL};  // enum whose_room
static const char *const compressor_names[] = {"on_off", "inverter", NULL};  // enum room_compressor
static const char *const placement_names[] = {"none", "motion", "device", "cloud", "air", NULL};
static const char *const absence_names[] = {"off", "set_back", "learned", NULL};  // enum absence

// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.94, 0, 1, "share of homes that own one",
          "Gallup Korea 2019/20 (madtimes.org 5005); 0.80 to 0.97 plausible for 2018"),
    SETTING_ONE_OF(ROLE_WORLD, S, room, room_names, WHOSE_HOME,
                   "who is in its room: everybody at home, those who are up, or those who sleep; \"at home\" below means in its room",
                   "the scenario"),
    WORLD(S, resistance_k_w, "K/W", 0.010, 0.005, 0.02, "thermal resistance of the room, leaks included; median home, living room",
          "order of magnitude of grey-box models (Madsen & Holst 1995, Bacher & Madsen 2011)"),
    WORLD(S, capacity_mj_k, "MJ/K", 2.0, 1, 6, "heat capacity of the room; median home, living room", "as resistance_k_w"),
    WORLD(S, spread, "1", 0.2, 0, 0.5, "sigma of the lognormal spread of R, C and cooling power between homes", "assumption"),
    WORLD(S, appliances_w, "W", 200, 0, 500, "heat from other appliances in the room", "assumption"),
    WORLD(S, person_w, "W", 75, 60, 90, "sensible heat of a person", "ASHRAE Fundamentals, seated"),
    WORLD(S, solar_aperture_m2, "m2", 0.6, 0, 2, "window area that lets all sunshine in; with appliances about 300 W on average",
          "assumption"),

    SETTING_ONE_OF(ROLE_WORLD, S, compressor, compressor_names, ROOM_INVERTER, "how the compressor follows the thermostat", "assumption"),
    WORLD(S, cooling_w, "W", 6500, 2000, 8000, "cooling power; median home",
          "stand type of 1.84 kW rated (KEPCO via Donga 2018-07-28) at COP 3.5"),
    WORLD(S, cop_35, "1", 3.5, 2.5, 5, "coefficient of performance at 35 C outdoors", "assumption, usual rating; inverter season 5 to 8"),
    WORLD(S, least_load, "1", 0.2, 0.1, 0.5, "least load an inverter can run at", "assumption"),
    LEVER_AT_START(S, set_point_c, "degC", 26, 18, 29, "temperature it is set to", "Korean government's summer recommendation"),
    WORLD(S, hysteresis_k, "K", 0.5, 0.1, 2, "half of the thermostat's band", "assumption"),

    UNCERTAIN(S, turn_on_c, "degC", 28, 26, 31, "upper end of comfort: somebody who is up switches on", "assumption"),
    UNCERTAIN(S, wake_up_c, "degC", 29.5, 26, 33, "sleepers wake up and switch on", "assumption"),
    UNCERTAIN(S, reaction_min, "min", 5, 1, 60, "time in the heat before somebody switches on", "assumption"),
    UNCERTAIN(S, forgets, "1", 0.3, 0, 1, "chance to leave it running when the last one leaves its room; 0.1 to 0.6 plausible", "assumption"),
    UNCERTAIN(S, relies, "1", 1, 0, 1, "chance to leave switching off to presence control, when it has one", "assumption"),
    UNCERTAIN(S, sleep_off, "1", 0.5, 0, 1, "chance to switch off when the last one falls asleep", "assumption"),
    UNCERTAIN(S, left_on, "1", 0.01, 0, 1, "chance that a running one is left on, by hand, when the family leaves for a trip; 0.001 to 0.05 plausible",
              "assumption"),
    UNCERTAIN(S, walk_past_h, "h", 2, 0.1, 24, "mean time until somebody who is up at home sees that an empty room is cooled, and switches off",
              "assumption; 0.5 to 8 plausible"),
    UNCERTAIN(S, heat_won, "won/(K h)", 100, 0, 1000, "what an hour a degree above comfort costs a family",
              "assumption: about as much as an hour of cooling"),
    UNCERTAIN(S, worth_won, "won/month", 3000, 0, 50000, "what presence control is worth to a family that is asked for its data",
              "assumption; about 10 kWh at the highest tier's price"),

    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, placement, placement_names, PLACEMENT_NONE, "who notices presence, and where", "the question"),
    LEVER_AT_START(S, decision_min, "min", 1, 0.25, 10, "time between two decisions of the detector", "assumption"),
    LEVER_AT_START(S, off_delay_min, "min", 15, 5, 30, "off after so long without a detection", "assumption"),
    SETTING_WHOLE(ROLE_LEVER, S, on_detections, "1", 2, 1, 5, "on again after so many detections in a row: one alone is often false", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, absence, absence_names, ABSENCE_OFF,
                   "what it does while it notices nobody: off, kept back by set_back_k, or each hour whichever of both it learns to cost less", "the question"),
    LEVER_AT_START(S, set_back_k, "K", 1.5, 0, 10, "how much warmer it keeps the room then, at most up to comfort", "assumption"),
    LEVER_AT_START(S, learning_rate, "1", 0.1, 0.01, 1, "weight of an hour against what was believed before", "assumption: usual in textbooks"),
    LEVER_AT_START(S, tries_first, "1", 0.3, 0, 1, "share of hours in which it tries either at first", "assumption"),
    LEVER_AT_START(S, tries_half, "1", 100, 1, 100000, "hours after which it tries half as often", "assumption: some two weeks of absences"),
    UNCERTAIN(S, kwh_won, "won/kWh", 187.9, 50, 500, "price of electricity that it reckons with", "second tier of the residential tariff in 2018"),
    UNCERTAIN(S, camera_active, "1", 0.97, 0.90, 0.995, "chance that the camera detects somebody who is up, per decision",
              "assumption; one threshold on light finds office occupancy at 0.98 to 0.99 (Candanedo & Feldheim 2016 data)"),
    UNCERTAIN(S, camera_asleep, "1", 0.90, 0.5, 0.99, "... somebody asleep", "assumption"),
    UNCERTAIN(S, camera_false, "1", 0.02, 0, 0.10, "... though nobody is there", "assumption"),
    UNCERTAIN(S, motion_active, "1", 0.70, 0.3, 0.95, "chance that the motion sensor detects somebody who is up, per decision", "assumption"),
    UNCERTAIN(S, motion_asleep, "1", 0.05, 0.005, 0.5, "... somebody asleep", "assumption"),
    UNCERTAIN(S, motion_false, "1", 0.005, 0, 0.05, "... though nobody is there (pets, curtains)", "assumption"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, air_samples, "1", 2000, 20, 20000, "labelled moments that a sensor of the air is trained on (placement = \"air\")", "assumption: two weeks in some homes of employees"),
    WORLD(S, air_room_m3, "m3", 100, 15, 400, "air of the room, where its air is sensed; median", "assumption: living room and kitchen of an 80 m2 home, 2.3 m high"),
    UNCERTAIN(S, air_change_h, "1/h", 0.4, 0.1, 3, "change of that air, windows shut; median", "assumption: 0.2 to 0.7 in flats of after 2000"),
    UNCERTAIN(S, air_spread, "1", 0.4, 0, 1, "sigma of the lognormal spread of both between homes", "assumption"),
    UNCERTAIN(S, air_noise_ppm, "ppm", 30, 0, 200, "noise of the CO2 sensor", "assumption: repeatability of infrared sensors, some 10 to 50 ppm"),

    WORLD(S, connected, "1", 0.5, 0, 1, "share of appliances that stay connected to the network",
          "LG less than half, Whirlpool more than half (Wall Street Journal 2023)"),
    WORLD(S, image_bytes, "byte", 50000, 10000, 600000, "one picture sent to the cloud", "VGA JPEG 30 to 80 kB"),
    WORLD(S, label_bytes, "byte", 200, 50, 2000, "one message saying present or absent, or one answer", "assumption"),
    WORLD(S, inference_gflop, "GFLOP", 0.615, 0.08, 12, "computing to recognise presence in one picture", "MobileNetV2 1.0-224 (OpenVINO model zoo)"),
    WORLD(S, inference_j, "J", 0.006, 0.003, 0.1, "energy of that on the appliance", "0.3 G multiplications at 20 pJ (P. Warden)"),
    WORLD(S, radio_nj_bit, "nJ/bit", 8.3, 5, 100, "energy to send by radio", "0.5 W at 60 Mbit/s (NeuPart 2019)"),

    LEVER_AT_START(S, notice_after_min, "min", 90, 15, 720, "left on during a trip: the family is told after so long without a detection",
          "KEPCO's rule to switch off when out for 90 min (asiae.co.kr 2025-08-06)"),
    UNCERTAIN(S, notice_seen, "1", 0.6, 0.1, 0.95, "chance to see a notice within 10 minutes", "assumption"),
    UNCERTAIN(S, notice_acted, "1", 0.8, 0, 1, "chance to switch off remotely once it is seen", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, S, remote_off_auto, false, "the maker's cloud switches off by itself, a minute after it is told, instead of waiting for the family",
                   "the question"),
};

enum metric_index {
    ENERGY, RUN_HOURS, EMPTY_HOURS, EMPTY_ENERGY, DISCOMFORT, PRESENT_HOURS, IMAGES_OUT, CLOUD_BYTES,
    INFERENCES, SENSING_ENERGY, FALSE_OFF, FALSE_ON, LEFT_ON_EVENTS, LEFT_ON_ENERGY, NOTICES, ANSWERS, LATENCY, KEPT_HOURS,
    DECISIONS, EXPLORATION, METRICS
};
static const struct metric metrics[METRICS] = {
    [ENERGY] = {"energy", "kWh", "electricity for cooling and sensing", true, NULL},
    [RUN_HOURS] = {"run_hours", "h", "time switched on", false, NULL},
    [EMPTY_HOURS] = {"empty_run_hours", "h", "time switched on with nobody at home", false, NULL},
    [EMPTY_ENERGY] = {"empty_energy", "kWh", "electricity for cooling with nobody at home", true, NULL},
    [DISCOMFORT] = {"discomfort", "K h", "degree-hours above comfort while somebody is at home", true, NULL},
    [PRESENT_HOURS] = {"present_hours", "h", "time with somebody at home", false, NULL},
    [IMAGES_OUT] = {"images_out", "1", "pictures that left the home", true, NULL},
    [CLOUD_BYTES] = {"cloud_bytes", "byte", "bytes sent to the maker's cloud", false, NULL},
    [INFERENCES] = {"device_inferences", "1", "pictures recognised on the appliance", false, NULL},
    [SENSING_ENERGY] = {"sensing_energy", "kWh", "electricity for recognising on the appliance and for sending", false, NULL},
    [FALSE_OFF] = {"false_switch_offs", "1", "switched off, or set back, though somebody was at home", false, NULL},
    [FALSE_ON] = {"false_switch_ons", "1", "switched on though nobody was at home", false, NULL},
    [LEFT_ON_EVENTS] = {"left_on_events", "1", "left on when the family went on a trip", false, NULL},
    [LEFT_ON_ENERGY] = {"left_on_energy", "kWh", "electricity for cooling during these trips", false, NULL},
    [NOTICES] = {"notices", "1", "notices to the family that it was left on", false, NULL},
    [ANSWERS] = {"cloud_answers", "1", "answers from the cloud that decided on switching", false, NULL},
    [LATENCY] = {"answer_latency", "ms", "time from the picture to the cloud's answer", false, "cloud_answers"},
    [KEPT_HOURS] = {"set_back_hours", "h", "time set back instead of switched off", false, NULL},
    [DECISIONS] = {"decisions", "1", "hours for which a machine that learns decided", false, NULL},
    [EXPLORATION] = {"exploration_won", "won", "what it tried cost more, electricity and heat, than what it believed to be best then", false, NULL},
};
// clang-format on

static double column_energy(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return state ? ((const struct air_conditioner *)state)->energy_kwh : 0;
}
static double column_empty(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return state ? ((const struct air_conditioner *)state)->empty_kwh : 0;
}
static double column_discomfort(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return state ? ((const struct air_conditioner *)state)->discomfort_k_h : 0;
}

static const struct home_column columns[] = {
    {"energy", "kWh", "electricity for cooling and sensing", column_energy},
    {"empty_energy", "kWh", "electricity for cooling with nobody at home", column_empty},
    {"discomfort", "K h", "degree-hours above comfort while somebody was at home", column_discomfort},
};

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation owners = {
    "who owns one",
    "a home with people owns one with chance ownership; it is connected with chance connected",
    "one draw of the home for all entries", "a draw of the home's own luck"};
static const struct equation own_room = {
    "room and machine of a home",
    "R = resistance_k_w, C = 1e6 capacity_mj_k, Q = cooling_w, each times exp(spread z)",
    "z standard normal, of each", "lognormal spread; assumption"};
static const struct equation whose = {"who is in its room",
                                      "home: who is at home; living: who is up; bedroom: who sleeps",
                                      "by room", "definition"};
static const struct equation counted = {
    "electricity and hours, by who is there",
    "energy = cooling + sensing; run_hours, empty_run_hours, empty_energy, left_on_energy: of the machine "
    "while it is on, empty: with nobody in the room, left_on: during a trip; present_hours: somebody in the "
    "room",
    "", "definition"};
static const struct equation discomfort = {
    "degree-hours above comfort", "K h = integral of max(0, T - turn_on_c) while somebody is in the room; each is worth -heat_won",
    "T C; weather of the hour", "definition"};
static const struct equation by_hand = {
    "switching by hand",
    "on: reaction_min after T >= turn_on_c + w, where all sleep wake_up_c + w; going to a bedroom, at once from "
    "turn_on_c + w; off: as the last one leaves the room, unless it is left running, with chance forgets, or, "
    "where placement is not none, left to presence control, with chance relies; as the last one falls asleep "
    "with chance sleep_off; walk_past_h E after an empty room is cooled with somebody up; when n <= 0, T <= "
    "set_point_c + hysteresis_k and somebody is up, on the hour or as people come and go",
    "E exponential with mean 1; n load that holds the set point; w as an old person alone waits (room_heat), else 0", "assumption"};
static const struct equation left_on_trip = {
    "left on during a trip",
    "a running machine is left on with chance left_on, else switched off, when the family departs", "",
    "assumption"};
static const struct equation notice = {
    "notice that it was left on",
    "sent, if it may, after ceil(notice_after_min / decision_min) misses in a row; off after 10 ln U / ln(1 "
    "- notice_seen) min with chance notice_acted, or after 1 min with remote_off_auto",
    "U uniform: seen within 10 min with chance notice_seen", "exponential times; assumption"};
static const struct equation detector = {
    "presence control",
    "off after k = ceil(off_delay_min / decision_min) misses, on after on_detections detections while T >= "
    "turn_on_c; p = camera_active, camera_asleep, camera_false or motion_active, motion_asleep, "
    "motion_false, or as the network found (air); a decision each decision_min; cloud: the answer decides",
    "p by placement and by somebody up, all asleep, nobody; cloud without network or consent is motion",
    "assumption"};
static const struct equation pictures_taken = {
    "pictures and what they take",
    "a picture each decision_min while it is not switched off by hand; cloud_bytes = image_bytes images_out "
    "+ label_bytes labels; sensing kWh = (inference_j device_inferences + 8e-9 radio_nj_bit cloud_bytes) / "
    "3.6e6",
    "labels: messages that it switched or was left on", "definition"};
static const struct equation latency = {"time to the cloud's answer",
                                        "answer_latency = sum of (arrived - sent) / cloud_answers",
                                        "ms; when it arrives: see network", "definition"};
static const struct submodel submodels[] = {
    {&owners, "", "ownership, connected"},
    {&own_room, "", "resistance_k_w, capacity_mj_k, cooling_w, spread"},
    {&whose, "", "room, occupancy"},
    {&room_equation, "", "appliances_w, person_w, solar_aperture_m2, weather"},
    {&room_thermostat_equation, "", "compressor, set_point_c, hysteresis_k, least_load"},
    {&room_work_equation, "energy, empty_energy, left_on_energy", "cop_35, cooling_w"},
    {&counted, "energy, run_hours, empty_run_hours, empty_energy, left_on_energy, present_hours", ""},
    {&discomfort, "discomfort", "turn_on_c, heat_won"},
    {&by_hand, "",
     "turn_on_c, wake_up_c, reaction_min, forgets, relies, sleep_off, walk_past_h, set_point_c, "
     "hysteresis_k, placement, room_heat"},
    {&left_on_trip, "left_on_events, left on", "left_on"},
    {&notice, "notices, told that it is left on, switched off by the cloud",
     "notice_after_min, decision_min, notice_seen, notice_acted, remote_off_auto"},
    {&detector, "false_switch_offs, false_switch_ons",
     "placement, decision_min, off_delay_min, on_detections, camera_active, camera_asleep, camera_false, "
     "motion_active, motion_asleep, motion_false, turn_on_c, connected"},
    {&presence_equation, "false_switch_offs, false_switch_ons", ""},
    {&air_presence_equation, "", "placement, air_samples, air_room_m3, air_change_h, air_spread, air_noise_ppm"},
    {&network_equation, "", "air_samples"},
    {&set_back_equation, "set_back_hours, decisions",
     "absence, set_back_k, set_point_c, turn_on_c, hysteresis_k, kwh_won, heat_won"},
    {&q_learning_equation, "exploration_won", "learning_rate"},
    {&q_learning_explores_equation, "", "tries_first, tries_half"},
    {&pictures_taken, "images_out, cloud_bytes, device_inferences, sensing_energy, image, presence",
     "placement, decision_min, image_bytes, label_bytes, inference_j, radio_nj_bit"},
    {&latency, "cloud_answers, answer_latency", "image_bytes, label_bytes, inference_gflop, network"},
    {&choice_equation, "", "worth_won, families"},
};

#endif

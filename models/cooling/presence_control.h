// SPDX-License-Identifier: GPL-3.0-or-later
// An appliance that notices whether somebody is there: by a motion sensor, by a camera whose pictures are
// recognised inside it, by a camera whose pictures are sent to the maker's cloud, or by the air. It waits for so many
// decisions in a row without a detection, or with one (presence.h), and tells when it has them; what is then
// done is up to the appliance. Where the pictures are looked at decides what leaves the home: nothing, or
// about a picture per decision.
#ifndef MARU_MODELS_COOLING_PRESENCE_CONTROL_H
#define MARU_MODELS_COOLING_PRESENCE_CONTROL_H

#include "models/cooling/presence_technique.h"
#include "sim/engine/home.h"

// Who notices whether somebody is there, and where that is worked out.
enum placement {
    PLACEMENT_NONE,    // nobody: the family switches by hand only
    PLACEMENT_MOTION,  // a motion sensor, no camera
    PLACEMENT_DEVICE,  // a camera whose pictures are recognised on the appliance and never leave it
    PLACEMENT_CLOUD,   // a camera whose pictures are sent to the maker's cloud
    PLACEMENT_AIR      // a sensor of carbon dioxide and humidity, no camera
};

enum presence_sense { PRESENCE_BY_CAMERA, PRESENCE_BY_MOTION, PRESENCE_BY_AIR, PRESENCE_SENSES };

// What there is to notice.
enum sight { SIGHT_UP, SIGHT_ASLEEP, SIGHT_EMPTY, SIGHTS };

// What the appliances of one kind share; the kind fills in the first part in prepare().
struct presence_sensor {
    enum placement placement;
    double motion[SIGHTS], camera[SIGHTS], air[SIGHTS];  // chance to detect somebody, per decision
    time_ms step;                           // between two decisions
    uint32_t image_bytes, label_bytes;
    double inference_gflop;
    double worth_won;  // a month, to a family that is asked for its data
    // By presence_control_prepare.
    uint16_t maker;                      // party number
    uint16_t image_flow, presence_flow;  // GATE_NO_FLOW: not declared
    uint32_t luck;                       // number of the stream of the decisions' draws
    // To break a run of misses, and of detections, by what senses.
    struct presence_chance chances[2][PRESENCE_SENSES][SIGHTS];
};

// Finds the maker and declares the flows of what the appliance could send.
void presence_control_prepare(struct presence_sensor *sensor, struct world *world, const struct party *maker);

// What tells the maker whether somebody is there, label or pictures: what was so from then on until it was sent.
extern const struct topic presence_told;
struct presence_noticed { time_ms since; bool somebody, by_pictures; };
TOPICS_CARRY(presence_noticed, struct presence_noticed, &presence_told);

// One appliance's. 0 everywhere but as presence_control_install leaves it.
struct presence_control {
    struct presence_watch watch;
    time_ms since;        // nobody was noticed, or it waits for misses
    time_ms ask_again;    // the cloud's answer counts as lost; CLOCK_NEVER: none is waited for
    uint32_t questions;   // asked of the cloud; the last one's number
    uint8_t placement;    // enum placement: what decides now
    uint8_t sight;        // enum sight
    bool for_detections;  // else for misses
    bool asked;           // the cloud, and no answer yet
    bool connected;       // to the network
};

// Asks the family, unless it was, for what the appliance could send, and goes by the answer.
void presence_control_consent(struct presence_control *control, const struct presence_sensor *sensor,
                              struct visit *visit);
// The same, in one that is new.
void presence_control_install(struct presence_control *control, const struct presence_sensor *sensor,
                              struct visit *visit, bool connected);

// Looks: pictures may go to the cloud only while the family allows it (otherwise the motion sensor has to
// do), and who is there may have changed since. From now on it decides with another chance.
void presence_control_look(struct presence_control *control, const struct presence_sensor *sensor,
                           const struct visit *visit, enum sight sight);

// Waits anew, from `from` on, for `length` misses or detections in a row; 0: for nothing. Forgets a question.
void presence_control_wait(struct presence_control *control, const struct presence_sensor *sensor,
                           int64_t length, bool for_detections, time_ms from);

// The moment it has them, if nothing changes until `until`; else CLOCK_NEVER.
time_ms presence_control_next(struct presence_control *control, const struct presence_sensor *sensor,
                              const struct visit *visit, time_ms until);

// Pictures that the appliance recognises by itself from `from` to `until`.
uint32_t presence_control_recognises(const struct presence_control *control, const struct presence_sensor *sensor,
                                     time_ms from, time_ms until);
// Pictures that were taken from `from` to `until`, and where they went.
struct presence_pictures {
    uint32_t taken;  // recognised here
    uint32_t sent;   // to the cloud, with the hour's bulk
};
struct presence_pictures presence_control_pictures(const struct presence_control *control,
                                                   const struct presence_sensor *sensor, struct visit *visit,
                                                   time_ms from, time_ms until, bool somebody);

// The picture that decides travels to the cloud by itself, so that its answer does not wait for the hour's
// bulk. False: the family does not allow it, and the next decision asks again.
bool presence_control_ask(struct presence_control *control, const struct presence_sensor *sensor,
                          struct visit *visit);
// No answer came in time.
void presence_control_give_up(struct presence_control *control, const struct presence_sensor *sensor,
                              time_ms now);
// True when the item answers the question that is waited for.
bool presence_control_answered(const struct presence_control *control, const struct item *item);

// Tells the maker what was noticed until now; true when the family lets that label out.
bool presence_control_tell(const struct presence_control *control, const struct presence_sensor *sensor,
                           struct visit *visit, struct presence_noticed noticed);

#endif

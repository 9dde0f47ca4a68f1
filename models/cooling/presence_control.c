// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/presence_control.h"

#include "models/people/choice.h"
#include "sim/engine/party_act.h"
#include "sim/engine/world.h"

// A detection breaks a run of misses, a miss a run of detections.
static void find_chances(struct presence_sensor *sensor) {
    const double *const by[PRESENCE_SENSES] = {sensor->camera, sensor->motion, sensor->air};
    for (int sense = 0; sense < PRESENCE_SENSES; sense++)
        for (int sight = 0; sight < SIGHTS; sight++) {
            double detects = by[sense][sight];
            sensor->chances[false][sense][sight] = presence_chance(detects);
            sensor->chances[true][sense][sight] = presence_chance(1 - detects);
        }
}

// Only what the appliance could send is declared, and asked for.
void presence_control_prepare(struct presence_sensor *sensor, struct world *world,
                              const struct party *maker) {
    find_chances(sensor);
    sensor->luck = random_stream("presence");
    sensor->image_flow = sensor->presence_flow = GATE_NO_FLOW;
    if (!maker) return;
    sensor->maker = maker->number;
    if (sensor->placement == PLACEMENT_CLOUD)
        sensor->image_flow = party_flow(world, DATA_IMAGE, maker, "presence recognition");
    if (sensor->placement != PLACEMENT_NONE)
        sensor->presence_flow = party_flow(world, DATA_PRESENCE, maker, "presence control");
}

static enum placement usable(const struct presence_control *control, const struct presence_sensor *sensor,
                             const struct visit *visit) {
    if (sensor->placement != PLACEMENT_CLOUD) return sensor->placement;
    bool allowed = control->connected && sensor->image_flow != GATE_NO_FLOW &&
                   gate_may_pass(visit->world->gate, visit->home_number, sensor->image_flow, visit->now);
    return allowed ? PLACEMENT_CLOUD : PLACEMENT_MOTION;
}

// A second appliance in the home is covered by what the family said to the first.
static void ask_once(uint16_t flow, struct choice_form form, const struct presence_sensor *sensor,
                     struct visit *visit) {
    if (flow != GATE_NO_FLOW) choice_at_install_once(visit, flow, form, sensor->worth_won);
}

void presence_control_consent(struct presence_control *control, const struct presence_sensor *sensor,
                              struct visit *visit) {
    if (control->connected) ask_once(sensor->image_flow, choice_raw, sensor, visit);
    if (control->connected) ask_once(sensor->presence_flow, choice_label, sensor, visit);
    control->placement = (uint8_t)usable(control, sensor, visit);
}

void presence_control_install(struct presence_control *control, const struct presence_sensor *sensor,
                              struct visit *visit, bool connected) {
    control->connected = connected;
    control->ask_again = CLOCK_NEVER;
    presence_control_consent(control, sensor, visit);
}

// ---- The detector ----------------------------------------------------------------------------------------

static enum presence_sense sense_of(const struct presence_control *control) {
    if (control->placement == PLACEMENT_MOTION) return PRESENCE_BY_MOTION;
    return control->placement == PLACEMENT_AIR ? PRESENCE_BY_AIR : PRESENCE_BY_CAMERA;
}

static const struct presence_chance *break_chance(const struct presence_control *control,
                                                  const struct presence_sensor *sensor) {
    return &sensor->chances[control->for_detections][sense_of(control)][control->sight];
}

static struct random_sequence luck_of(const struct presence_sensor *sensor, const struct visit *visit) {
    return visit_sequence_of(visit, sensor->luck);
}

void presence_control_wait(struct presence_control *control, const struct presence_sensor *sensor,
                           int64_t length, bool for_detections, time_ms from) {
    control->asked = false;
    control->ask_again = CLOCK_NEVER;
    bool goes_on = control->for_detections && for_detections;
    if (!goes_on) control->since = from;
    control->for_detections = for_detections;
    if (control->placement == PLACEMENT_NONE) length = 0;
    control->watch.length = length;
    if (length == 0) return;
    presence_watch_begin(&control->watch, length, break_chance(control, sensor), from / sensor->step, 0);
}

void presence_control_look(struct presence_control *control, const struct presence_sensor *sensor,
                           const struct visit *visit, enum sight sight) {
    control->placement = (uint8_t)usable(control, sensor, visit);
    control->sight = (uint8_t)sight;
    if (control->watch.length == 0 || control->asked) return;
    const struct presence_chance *chance = break_chance(control, sensor);
    if (chance->breaks == control->watch.chance->breaks) return;
    presence_watch_change(&control->watch, chance, (visit->now - 1) / sensor->step, luck_of(sensor, visit));
}

time_ms presence_control_next(struct presence_control *control, const struct presence_sensor *sensor,
                              const struct visit *visit, time_ms until) {
    if (control->watch.length == 0 || control->asked) return CLOCK_NEVER;
    int64_t found = presence_watch_next(&control->watch, until / sensor->step, luck_of(sensor, visit));
    return found == PRESENCE_NEVER ? CLOCK_NEVER : found * sensor->step;
}

// ---- What leaves the home --------------------------------------------------------------------------------

const struct topic presence_told = {"presence told"};

// With the hour's bulk: nobody waits for it.
static void report(struct visit *visit, const struct gate_pass *pass, const struct presence_sensor *sensor,
                   struct item item, struct presence_noticed noticed) {
    item.topic = &presence_told;
    item.to = sensor->maker;
    visit_report(visit, pass, presence_noticed_put(item, noticed));
}

static uint32_t decisions(const struct presence_sensor *sensor, time_ms from, time_ms until) {
    return (uint32_t)(until / sensor->step - from / sensor->step);
}

uint32_t presence_control_recognises(const struct presence_control *control,
                                     const struct presence_sensor *sensor, time_ms from, time_ms until) {
    return control->placement == PLACEMENT_DEVICE ? decisions(sensor, from, until) : 0;
}

struct presence_pictures presence_control_pictures(const struct presence_control *control,
                                                   const struct presence_sensor *sensor, struct visit *visit,
                                                   time_ms from, time_ms until, bool somebody) {
    if (control->placement != PLACEMENT_CLOUD)
        return (struct presence_pictures){presence_control_recognises(control, sensor, from, until), 0};
    uint32_t taken = decisions(sensor, from, until);
    if (taken == 0) return (struct presence_pictures){0, 0};
    uint32_t bytes = taken * sensor->image_bytes;
    const struct gate_pass *pass = visit_share(visit, sensor->image_flow, FORM_RAW, bytes, taken);
    if (!pass) return (struct presence_pictures){0, 0};
    struct item pictures = {.bytes = bytes, .gflop = (float)(taken * sensor->inference_gflop)};
    report(visit, pass, sensor, pictures, (struct presence_noticed){from, somebody, true});
    return (struct presence_pictures){0, taken};
}

static const struct topic presence_question = {"presence_question"};

bool presence_control_ask(struct presence_control *control, const struct presence_sensor *sensor,
                          struct visit *visit) {
    const struct gate_pass *pass = visit_share(visit, sensor->image_flow, FORM_RAW, sensor->image_bytes, 1);
    if (!pass) {
        presence_control_give_up(control, sensor, visit->now);
        return false;
    }
    visit_send(visit, pass,
               (struct item){.topic = &presence_question,
                             .to = sensor->maker,
                             .bytes = sensor->image_bytes,
                             .answer_bytes = sensor->label_bytes,
                             .gflop = (float)sensor->inference_gflop,
                             .value = ++control->questions});
    control->asked = true;
    // Answers are handed over once a window; one that is a minute later than that is lost.
    control->ask_again = visit->now + visit->world->window + CLOCK_MINUTE;
    return true;
}

// Nothing has changed, so the next decision that still fits asks again.
void presence_control_give_up(struct presence_control *control, const struct presence_sensor *sensor,
                              time_ms now) {
    struct presence_watch *watch = &control->watch;
    control->asked = false;
    control->ask_again = CLOCK_NEVER;
    if (watch->length > 0)
        presence_watch_begin(watch, watch->length, break_chance(control, sensor), now / sensor->step,
                             watch->length - 1);
}

bool presence_control_answered(const struct presence_control *control, const struct item *item) {
    return control->asked && item->value == control->questions;
}

bool presence_control_tell(const struct presence_control *control, const struct presence_sensor *sensor,
                           struct visit *visit, struct presence_noticed noticed) {
    if (!control->connected || sensor->presence_flow == GATE_NO_FLOW) return false;
    const struct gate_pass *pass =
        visit_share(visit, sensor->presence_flow, FORM_LABEL, sensor->label_bytes, 0);
    if (!pass) return false;
    report(visit, pass, sensor, (struct item){.bytes = sensor->label_bytes}, noticed);
    return true;
}

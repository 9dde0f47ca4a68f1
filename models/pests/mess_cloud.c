// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/mess_cloud.h"

#include <math.h>

#include "models/people/choice.h"
#include "sim/engine/luck.h"
#include "sim/engine/party_act.h"

void mess_cloud_consent(struct visit *visit, const struct trained_recogniser *recogniser) {
    if (recogniser->asks_below > 0)
        choice_at_install_once(visit, recogniser->cloud_flow, choice_raw, recogniser->worth_won);
}

static uint32_t things_of(const struct visit *visit, const struct trained_recogniser *recogniser) {
    struct random_sequence luck =
        luck_of_home(visit->world, visit->home_number, "things in the way", (uint64_t)visit->now);
    return (uint32_t)(recogniser->things_per_run + random_next_uniform(&luck));
}

static bool may_ask(const struct visit *visit, const struct trained_recogniser *recogniser, bool connected) {
    return recogniser->asks_below > 0 && connected &&
           gate_may_pass(visit->world->gate, visit->home_number, recogniser->cloud_flow, visit->now);
}

// All pictures of a run are one report, which the desk pays for.
static bool send(struct visit *visit, const struct trained_recogniser *recogniser, uint32_t pictures) {
    uint32_t bytes = pictures * recogniser->picture_bytes;
    const struct gate_pass *pass = visit_share(visit, recogniser->cloud_flow, FORM_RAW, bytes, pictures);
    if (!pass) return false;
    visit_report(visit, pass,
                 (struct item){.topic = &recogniser_training_looks,
                               .to = recogniser->party,
                               .bytes = bytes,
                               .gflop = (float)(pictures * recogniser->cloud_gflop),
                               .value = pictures});
    return true;
}

static void ask_cloud(struct visit *visit, const struct trained_recogniser *recogniser, unsigned version,
                      uint32_t things, const struct mess_met *mess, struct mess_looks *looks) {
    bool mess_asked = mess && mess_recogniser_asks(recogniser->learner, visit->world, version, *mess);
    uint32_t asked = mess_asked + mess_recogniser_unsure(recogniser->learner, visit->world, version,
                                                         visit->home_number, visit->now, things);
    if (asked == 0 || !send(visit, recogniser, asked)) return;
    looks->sent = asked;
    looks->mess_sent = mess_asked;
    if (recogniser->asks_below >= 1) looks->here = 0;  // it need not look before it asks
}

struct mess_looks mess_cloud_look(struct visit *visit, const struct trained_recogniser *recogniser,
                                  unsigned version, bool connected, uint32_t met, bool mess) {
    uint32_t things = things_of(visit, recogniser);
    struct mess_looks looks = {.here = things + mess};
    struct mess_met there = {visit->home_number, met, visit->now};
    if (may_ask(visit, recogniser, connected))
        ask_cloud(visit, recogniser, version, things, mess ? &there : NULL, &looks);
    looks.joules = looks.here * recogniser->device_j + looks.sent * recogniser->picture_j;
    return looks;
}

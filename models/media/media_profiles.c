// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/media_profiles.h"

#include <string.h>

#include "models/media/media_parts.h"
#include "sim/engine/luck.h"
#include "sim/engine/party_act.h"

enum { PROFILE_BYTES = 400 };

const struct equation media_profiles_equation = {
    "selling profiles",
    "each month the broker buys, of the families with a known profile that may go on to it, those for which "
    "broker_won is at "
    "most its bid or within its trials; each is sold on with chance resold, for resale_won; profiles_won = "
    "broker_won "
    "profiles_sold",
    "its bid: believed share sold on times what that brings; it has no customer anyway", "assumption"};

static double bid_of(const struct party *media) {
    const S *s = media->entry->settings;
    struct learning_buyer_prior prior = {
        .closes = s->believed_resold, .margin_won = s->resale_won, .weight = s->prior_purchases};
    return learning_buyer_bid(&media_state_of(media)->broker_learnt, &prior, 0);
}

static bool wants(const struct world *world, const struct party *media) {
    const S *s = media->entry->settings;
    return s->broker_won <= bid_of(media) ||
           learning_buyer_can_try(&media_state_of(media)->broker_learnt, clock_day(world->now), s->broker_won,
                                  s->trials_won_quarter);
}

static bool is_sold_on(const struct world *world, const struct party *media, uint32_t home) {
    const S *s = media->entry->settings;
    struct random_sequence luck =
        luck_with_party(world, media, home, "media.sold on", (uint64_t)clock_day(world->now));
    return random_next_uniform(&luck) < s->resold;
}

static void learn(const struct world *world, struct party *media, bool sold_on) {
    const S *s = media->entry->settings;
    struct learning_buyer *learnt = &media_state_of(media)->broker_learnt;
    if (s->broker_won > bid_of(media)) learning_buyer_tried(learnt, clock_day(world->now), s->broker_won);
    learning_buyer_bought(learnt, sold_on);
    if (sold_on) learning_buyer_earned(learnt, s->resale_won);
}

// Sent over a day, not all at once.
void media_profiles_offer(struct world *world, struct party *media, uint32_t home,
                          struct media_profiles_sale *sale) {
    const struct media_state *state = media_state_of(media);
    if (!wants(world, media)) return;
    const struct gate_pass *pass = party_share(world, home, state->broker_flow, FORM_RAW, PROFILE_BYTES);
    if (!pass) return;
    party_send(world, pass,
               (struct item){.sent = world->now + (time_ms)(home % 1440) * CLOCK_MINUTE,
                             .topic = &product_health_profile,
                             .home = home,
                             .from = media->number,
                             .to = state->broker->number,
                             .bytes = PROFILE_BYTES});
    bool sold_on = is_sold_on(world, media, home);
    learn(world, media, sold_on);
    party_count(world, media, PROFILES_SOLD, home, 1);
    sale->sold++;
    sale->resold += sold_on;
}

void media_profiles_settle(struct world *world, const struct party *media,
                           const struct media_profiles_sale *sale) {
    const S *s = media->entry->settings;
    const struct party *broker = media_state_of(media)->broker;
    int64_t won = (int64_t)(sale->sold * s->broker_won + 0.5);
    party_begin(world, media->number, HOME_NONE, "profiles of the month");
    ledger_post(world->ledger, ledger_party(world->ledger, broker->number),
                ledger_party(world->ledger, media->number), won, WON,
                ledger_reason(world->ledger, "profiles"), 0);
    party_earn(world, broker, sale->resold * s->resale_won, "resold profiles",
               "what buyers of profiles that are not simulated sell more", 0);
    party_count_own(world, media, PROFILES_WON, (double)won);
}

// The broker is a purpose of its own, with its own consent.
void media_profiles_prepare(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = media_state_of(media);
    state->broker_flow = GATE_NO_FLOW;
    if (!*s->broker) return;
    for (uint16_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, s->broker)) state->broker = &world->parties[i];
    if (!state->broker) {
        status_fail(&world->status, STATUS_SCENARIO, "%s.broker = \"%s\": there is no party of that name",
                    media->name, s->broker);
        return;
    }
    state->broker_flow = party_subscribe(world, (struct subscription){.data_class = DATA_PROFILE,
                                                                      .party = state->broker->number,
                                                                      .recipient = state->broker->number,
                                                                      .purpose = "resale"});
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The maker as a medium: a desk in its cloud that shows advertisements in its app and sells the reach.
//
// Every day each family that uses the app sees a Poisson number of places (mean `ads_day`); what is shown in
// them is media_places.h's. Advertisements annoy; families give the app up, the more of them the sooner, and
// take their consent back; few return. A family that finds out that its profile was taken without asking is
// angry.
#include "models/media/media.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/media/advertising_law.h"
#include "models/media/auction_law.h"
#include "models/media/media_places.h"
#include "models/media/media_profiles.h"
#include "models/media/media_tables.h"
#include "models/people/choice.h"
#include "models/products/data_desk.h"
#include "sim/engine/party_act.h"

enum { MONTH_DAYS = 30 };

struct party *media_find(struct world *world) {
    return world_party_of_kind(world, &media_party, NULL);
}

static void count(struct world *world, const struct party *media, int metric, uint32_t home, double amount) {
    party_count(world, media, (size_t)metric, home, amount);
}

// Of that maker's, besides the family itself and its product_health.
static bool owns_something(const struct world *world, const struct party *maker, uint32_t home) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++) {
        const struct appliance *appliance = &world->appliances[first[i].appliance];
        bool bought = appliance->entry && appliance->kind != &product_health_appliance;
        if (first[i].installed && bought && appliance->maker == maker) return true;
    }
    return false;
}

// At the start: those that advertisers can reach at all.
static bool reaches(const struct world *world, const struct party *media, uint32_t home) {
    const S *s = media->entry->settings;
    if (world->homes[home].members == 0 || !owns_something(world, media->maker, home)) return false;
    struct random_sequence luck = luck_of_home(world, home, "media.app", 0);
    return random_next_uniform(&luck) < s->app_share;
}

struct media_view media_look(const struct world *world, const struct party *media, uint32_t home) {
    const struct app_reader *reader = &media_state_of(media)->readers[home];
    return (struct media_view){reader->audience, reader->uses_app, reader->known_until > world->now,
                               reader->seen};
}

// ---- What is known --------------------------------------------------------------------------------------

static void receive(struct world *world, struct party *media, const struct item *item) {
    const S *s = media->entry->settings;
    if (item->topic != &product_health_profile) return;
    struct app_reader *reader = &media_state_of(media)->readers[item->home];
    struct product_note note = product_note_of(item);
    if (note.product >= PRODUCTS_MOST) return;
    reader->known_until = world->now + (time_ms)(s->profile_days * (double)CLOCK_DAY);
    reader->wear[note.product] = (float)note.wear;
}

// Who withdraws wants to be forgotten too: from that moment the profile is not used.
static bool profile_of(const struct world *world, const struct party *media, uint32_t home,
                       struct advertiser_profile *profile) {
    const struct app_reader *reader = &media_state_of(media)->readers[home];
    if (reader->known_until <= world->now) return false;
    if (!gate_may_pass(world->gate, home, media_state_of(media)->flow, world->now)) return false;
    if (!gate_knows(world->gate, home, media_state_of(media)->flow, world->now)) return false;
    *profile = (struct advertiser_profile){0, -1};
    for (unsigned i = 0; i < PRODUCTS_MOST; i++) {
        if (reader->wear[i] < 0) continue;
        profile->products++;
        profile->worst_wear = fmax(profile->worst_wear, (double)reader->wear[i]);
    }
    return true;
}

// ---- A day ----------------------------------------------------------------------------------------------

static void leave(struct world *world, struct party *media, uint32_t home) {
    struct media_state *state = media_state_of(media);
    state->readers[home].uses_app = false;
    state->readers[home].known_until = 0;
    count(world, media, LEFT, home, 1);
    const uint16_t flows[] = {state->flow, state->broker_flow};
    choice_takes_back(world, home, flows, sizeof flows / sizeof *flows);
}

static void annoy(struct world *world, struct party *media, uint32_t home, unsigned ads) {
    const S *s = media->entry->settings;
    struct random_sequence luck = luck_of_home(world, home, "media.annoy", (uint64_t)world->now);
    if (random_next_uniform(&luck) >= 1 - pow(1 - s->annoyed_month / MONTH_DAYS, ads)) return;
    choice_is_bothered(world, home, media->maker, s->annoyance);
    count(world, media, ANNOYED, home, 1);
}

static void show_places(struct world *world, struct party *media, uint32_t home, unsigned ads) {
    struct media_state *state = media_state_of(media);
    struct advertiser_profile profile;
    bool known = profile_of(world, media, home, &profile);
    media_places_show(world, media, home, known ? &profile : NULL, ads);
    state->readers[home].seen += ads;
    count(world, media, ADS, home, ads);
    count(world, media, PROFILED, home, known ? ads : 0);
    annoy(world, media, home, ads);
}

// The luck of the family's day: how many places it sees, and whether it gives the app up or comes back to it.
static void live_day(struct world *world, struct party *media, uint32_t home) {
    const S *s = media->entry->settings;
    struct media_state *state = media_state_of(media);
    struct app_reader *reader = &state->readers[home];
    if (!reader->audience) return;
    struct random_block luck =
        random_block(world->key, random_home(home), state->day_stream, (uint64_t)clock_day(world->now));
    count(world, media, HOME_DAYS, home, 1);
    count(world, media, USE, home, reader->uses_app);
    state->user_days += reader->uses_app;
    if (reader->uses_app) {
        unsigned ads = advertising_poisson(s->ads_day, random_uniform(luck.word[0]));
        if (ads) show_places(world, media, home, ads);
        if (random_chance(luck.word[1], state->leaves_day)) leave(world, media, home);
    } else if (random_chance(luck.word[1], state->returns_day)) {
        reader->uses_app = true;
        count(world, media, RETURNED, home, 1);
    }
}

// ---- A month --------------------------------------------------------------------------------------------

// Where somebody listens to resentment (a regulator), it is its model by which families find out.
static void find_out(struct world *world, struct party *media) {
    if (party_is_heard(world, &choice_resentment)) return;
    const S *s = media->entry->settings;
    struct media_state *state = media_state_of(media);
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct gate_entry *entry = gate_entry_at(world->gate, home, state->flow);
        if (entry->transfers == 0 || entry->allowed_by == CONSENT_GRANTED) continue;
        struct random_sequence luck = luck_of_home(world, home, "media.finds out", (uint64_t)world->now);
        if (random_next_uniform(&luck) >= s->finds_out_month) continue;
        choice_resents(world, home, state->flow, 1);
        count(world, media, FOUND_OUT, home, 1);
        bool leaves = random_next_uniform(&luck) < s->leaves_found_out;
        if (leaves && state->readers[home].uses_app) leave(world, media, home);
    }
}

static void sell_profiles(struct world *world, struct party *media) {
    struct media_profiles_sale sale = {0};
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct advertiser_profile profile;
        if (profile_of(world, media, home, &profile)) media_profiles_offer(world, media, home, &sale);
    }
    media_profiles_settle(world, media, &sale);
}

static void pay_for_hosting(struct world *world, const struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = media_state_of(media);
    party_begin(world, media->number, HOME_NONE, "hosting of the month");
    party_spend(world, media, state->user_days * s->hosting_won_month / MONTH_DAYS, "app hosting", 0);
    state->user_days = 0;
}

static void end_month(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = media_state_of(media);
    if (!data_desk_end_month(world, media, state->flow, s->reward_won, ALLOWED)) return;
    pay_for_hosting(world, media);
    find_out(world, media);
    if (media_state_of(media)->broker) sell_profiles(world, media);
    media_places_end_month(world, media);
}

// Which home comes first changes from day to day, or the first ones would get what advertisers' money of the
// day buys. The advertisers' day ends when it has been sold.
static void midnight(struct world *world, struct party *media) {
    uint64_t today = (uint64_t)clock_day(world->now);
    struct random_sequence luck = luck_of_party(world, media, "media.first home", today);
    uint32_t first = random_below((uint32_t)random_next(&luck).word[0], world->home_count);
    for (uint32_t i = 0; i < world->home_count; i++) live_day(world, media, (first + i) % world->home_count);
    media_places_collect(world, media);
    end_month(world, media);
    media_places_end_day(world, media);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

static void prepare(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = media_state_of(media);
    if (media != media_find(world))
        status_fail(&world->status, STATUS_SCENARIO, "%s: a scenario has one media, and %s is it",
                    media->name, media_find(world)->name);
    state->flow = data_desk_open(world, media, USE_MARKETING, s->worth_won, s->reward_won);
    media_places_prepare(world, media);
    media_profiles_prepare(world, media);
}

static void start(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = media_state_of(media);
    state->readers = status_allocate(world->home_count, sizeof *state->readers);
    media_places_start(world, media);
    state->leaves_day =
        advertising_leaves_day(advertising_leaves_month(s->leaves_month, s->leaves_more, s->ads_day));
    state->returns_day = advertising_leaves_day(s->returns_month);
    state->day_stream = random_stream("media.day");
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct app_reader *reader = &state->readers[home];
        for (unsigned i = 0; i < PRODUCTS_MOST; i++) reader->wear[i] = -1;
        reader->audience = reader->uses_app = reaches(world, media, home);
        if (reader->audience) media_places_hand_over(media, home);
    }
}

static void close_desk(struct world *world, struct party *media) {
    (void)world;
    free(media_state_of(media)->readers);
    media_places_close(media);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation audience = {"who uses the app",
                                         "a family with something of the maker's uses it at the start with "
                                         "chance app_share: the audience; use = days of use / audience_days",
                                         "product_health is not something of the maker's", "assumption"};
static const struct equation shown = {"advertisements",
                                      "ads ~ Poisson(ads_day) a day, of a family that uses the app", "",
                                      "a Poisson process; assumption"};
static const struct equation known = {
    "known profiles",
    "a profile is known for profile_days after a report, as long as the family allows it, or nobody is "
    "asked; reach = ads before a known profile / ads",
    "", "definition"};
static const struct equation worth = {
    "what a place is worth",
    "network = usual_cpm_won / 1000 network_share b; card = p asks lead_won; to a product or o2o firm p "
    "times the "
    "worth of a click",
    "b = 1 + premium before a known profile, else 1; p expected, of the firm or card: see clicks on "
    "advertisements; lead_won starts at cpl_won, and moves by (price - lead_won) / (lead_prior + leads) with "
    "each lead, the price 0 where no firm takes it",
    "assumption"};
static const struct equation places = {
    "selling a place",
    "sells_by list: to the firm that pays most, of those to whom it is worth the price, if that is at least "
    "L = max(network, card); the price cpm_won / 1000, or p cpc_won by the click, times b; auction: by "
    "second price of the worths, with L reserve as least price; else to the card or the network, whichever "
    "brings more",
    "who pays by the click pays price / p for each; equal list prices: by lot; b and p as in what a place is "
    "worth",
    "paying by the click: Edelman, Ostrovsky & Schwarz 2007 (American Economic Review 97:242)"};
static const struct equation leads = {
    "selling a lead",
    "a click on the card is a lead with chance asks; each service firm values it 2 u worth of a lead; "
    "sells_by list: at cpl_won to one of those to whom it is worth that, by lot; auction: by second price, "
    "with lead_reserve_won as reserve; the request is its consent for lead_term_days",
    "u uniform, for each firm and lead", "assumption"};
static const struct equation income = {
    "income of the day",
    "places_won, clicks_won: what firms paid for the day's places and clicks; network_won; leads_won",
    "to the won, what is left of a won waits", "definition"};
static const struct equation hosting = {"what the app costs",
                                        "hosting_won_month / 30 a day for each family that uses it",
                                        "paid at the end of the month, to the won", "assumption"};
static const struct equation annoyance = {
    "annoyance", "p = 1 - (1 - annoyed_month / 30)^ads a day; costs trust by weight annoyance",
    "ads of the day", "independent advertisements; assumption"};
static const struct equation returns = {"coming back", "1 - (1 - returns_month)^(1/30) a day", "",
                                        "a constant hazard; assumption"};
static const struct equation found_out = {
    "finding out",
    "each month, of families whose profile was taken unasked, with chance finds_out_month; costs trust by "
    "weight 1, and leaves_found_out of them give the app up",
    "only without a regulator, whose model counts else", "assumption"};
static const struct submodel submodels[] = {
    {&data_desk_equation, "allowed, reward for data, rewards of the month", "worth_won, reward_won"},
    {&audience, "audience_days, use", "app_share"},
    {&shown, "ads", "ads_day"},
    {&known, "reach", "profile_days, product_health"},
    {&worth, "", "usual_cpm_won, network_share, premium, asks, cpl_won, lead_prior, advertiser"},
    {&places, "places_sold, clicks_sold", "sells_by, cpm_won, cpc_won, reserve"},
    {&auction_second_price_equation, "", ""},
    {&advertising_clicks_equation, "clicks", "click_rate, wear_out"},
    {&leads, "leads, leads_unsold, leads_sold, visit asked for, profile",
     "asks, cpl_won, lead_reserve_won, lead_term_days, sells_by"},
    {&price_ladder_equation, "", "lead_chooser, chooser_explores, cpl_won, lead_reserve_won"},
    {&price_ladder_explored_equation, "exploration_won", ""},
    {&income, "places_won, clicks_won, leads_won, network_won, advertisements of the day, advertisements",
     "cpm_won, cpc_won, cpl_won"},
    {&hosting, "app hosting, hosting of the month", "hosting_won_month"},
    {&annoyance, "annoyed", "annoyed_month, annoyance"},
    {&advertising_leaves_equation, "left", "leaves_month, leaves_more, ads_day"},
    {&returns, "returned", "returns_month"},
    {&found_out, "found_out", "finds_out_month, leaves_found_out, regulator"},
    {&media_profiles_equation,
     "profiles_sold, profiles_won, profiles, resold profiles, profiles of the month, profile",
     "broker, broker_won, resold, resale_won"},
    {&learning_buyer_belief_equation, "", "believed_resold, prior_purchases"},
    {&learning_buyer_bid_equation, "", ""},
    {&learning_buyer_trials_equation, "", "trials_won_quarter"},
};

const struct party_kind media_party = {
    .kind = {.name = "media",
             .summary = "a desk in the maker's cloud that sells places, clicks and leads of its app",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(ROLE_chooser & learning_buyer_technique)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct media_state),
    .in_cloud = true,
    .prepare = prepare,
    .start = start,
    .receive = receive,
    .midnight = midnight,
    .close = close_desk,
};

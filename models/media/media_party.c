// SPDX-License-Identifier: GPL-3.0-or-later
// The maker as a medium: a desk in its cloud that shows advertisements in its app and sells the reach.
//
// Every day each family that uses the app sees a Poisson number of places (mean `ads_day`). For a place
// before one family, an advertiser that sells (models/media/advertiser.h)
//   products has the value  p x interest x worth of a click, and pays for clicks,
//   o2o the same, and pays for the place,  p = click_rate x exp(-seen / wear_out)
//   (models/media/advertising_technique.h); services buys no place: the app shows a card "help with your
//   home" that leads to them. A click on it is with
// the chance `asks` a family that asks for a visit, a lead, sold at once: its contact goes, by the family's
// own request, through the gate to the firm that buys it. Advertisers expect of a family what its profile
// says, if it is known, and the average if not: the medium tells them no more than that. How a family really
// responds is its own.
//
// Selling at list prices, each advertiser takes what is worth its price: a place `cpm_won` per thousand, a
// click `cpc_won`, both dearer by `premium` before a known profile, a lead `cpl_won`; the medium shows what
// brings it most. By auction it is the second price among the advertisers' values, with what the place would
// bring otherwise (times `reserve`) as the reserve; who pays by the click then pays price / p for each
// (Edelman, Ostrovsky & Schwarz 2007, American Economic Review 97:242). Leads: values are 2 u x mean, u
// uniform on [0, 1], drawn per firm and lead. Otherwise: the card, or an advertising network that pays a
// share of the list price for any place. Without advertisers in the scenario the network is who buys all.
//
// Advertisements annoy; families give the app up, the more of them the sooner, and take their consent back;
// few return. A family that finds out that its profile was taken without asking is angry.
#include "models/media/media.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/media/advertiser.h"
#include "models/media/advertising_technique.h"
#include "models/media/auction_technique.h"
#include "models/media/media_tables.h"
#include "models/people/choice.h"
#include "models/products/data_desk.h"
#include "models/products/product_health.h"
#include "sim/engine/party_act.h"

enum { MONTH_DAYS = 30, ADVERTISERS_MOST = 32, LEAD_BYTES = 2000, PROFILE_BYTES = 400, LEAD_TERM_DAYS = 7 };
// Luck of a day: so many numbers apart.
enum { DAY_SHIFT = 8 };

struct reader {  // a family, as the desk knows it
    time_ms known_until;
    float wear[PRODUCTS_MOST];  // as reported; negative: no such product
    uint32_t seen;              // advertisements so far
    bool audience, uses_app;
};

struct media_state {
    uint16_t flow, broker_flow;
    struct party *broker;
    struct party *firms[ADVERTISERS_MOST];
    bool service[ADVERTISERS_MOST];
    size_t firm_count, service_count;
    struct reader *readers;
    uint8_t *seen;           // [homes][firm_count + 1]: of each firm this month, last: the card
    double leads, lead_won;  // so far, and what one brings on average
    double network_owes;     // less than a won
    double returns_day, leaves_day;
    uint32_t day_stream, place_stream, lead_stream;
};

static struct media_state *state_of(const struct party *party) {
    return party->state;
}

struct party *media_find(struct world *world) {
    return world_party_of_kind(world, &media_party, NULL);
}

static void count(struct world *world, const struct party *media, int metric, uint32_t home, double amount) {
    party_count(world, media, (size_t)metric, home, amount);
}

// Besides the family itself and its product_health.
static bool owns_something(const struct world *world, uint32_t home) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++) {
        const struct appliance *appliance = &world->appliances[first[i].appliance];
        if (first[i].installed && appliance->entry && appliance->kind != &product_health_appliance)
            return true;
    }
    return false;
}

bool media_reaches(const struct world *world, const struct party *media, uint32_t home) {
    const S *s = media->entry->settings;
    if (world->homes[home].members == 0 || !owns_something(world, home)) return false;
    struct random_sequence luck = luck_of_home(world, home, "media.app", 0);
    return random_next_uniform(&luck) < s->app_share;
}

struct media_view media_look(const struct world *world, const struct party *media, uint32_t home) {
    const struct reader *reader = &state_of(media)->readers[home];
    return (struct media_view){reader->uses_app, reader->known_until > world->now, reader->seen};
}

// ---- What is known --------------------------------------------------------------------------------------

static void receive(struct world *world, struct party *media, const struct item *item) {
    const S *s = media->entry->settings;
    if (item->topic != &product_health_profile) return;
    struct reader *reader = &state_of(media)->readers[item->home];
    struct product_note note = product_note_of(item);
    if (note.product >= PRODUCTS_MOST) return;
    reader->known_until = world->now + (time_ms)(s->profile_days * (double)CLOCK_DAY);
    reader->wear[note.product] = (float)note.wear;
}

// Who withdraws wants to be forgotten too: from that moment the profile is not used.
static bool profile_of(const struct world *world, const struct party *media, uint32_t home,
                       struct advertiser_profile *profile) {
    const struct reader *reader = &state_of(media)->readers[home];
    if (reader->known_until <= world->now) return false;
    if (!gate_may_pass(world->gate, home, state_of(media)->flow, world->now)) return false;
    *profile = (struct advertiser_profile){0, -1};
    for (unsigned i = 0; i < PRODUCTS_MOST; i++) {
        if (reader->wear[i] < 0) continue;
        profile->products++;
        profile->worst_wear = fmax(profile->worst_wear, (double)reader->wear[i]);
    }
    return true;
}

// ---- Leads ----------------------------------------------------------------------------------------------

// What each service firm would give for the lead, and its luck behind that.
struct lead_bids {
    double value[ADVERTISERS_MOST], luck[ADVERTISERS_MOST];
};

static struct lead_bids draw_lead(const struct world *world, const struct party *media, uint32_t home,
                                  uint64_t number) {
    const struct media_state *state = state_of(media);
    struct lead_bids bids = {0};
    for (size_t i = 0; i < state->firm_count; i++) {
        if (!state->service[i]) continue;
        uint32_t stream = random_stream_of(state->lead_stream, state->firms[i]->name);
        bids.luck[i] = random_uniform(random_block(world->key, random_home(home), stream, number).word[0]);
        bids.value[i] = 2 * bids.luck[i] * advertiser_lead_won(state->firms[i]);
    }
    return bids;
}

// Who comes first where several would take the same at the same price: the family's luck with each, for this
// place or lead.
static double turn_of(const struct world *world, const struct party *firm, uint32_t home, uint64_t number) {
    struct random_sequence luck = luck_with_party(world, firm, home, "media.turn", number);
    return random_next_uniform(&luck);
}

// At the list price one that takes it, whom chance picks; else the second price.
static struct auction_result sell_lead(const struct world *world, const struct party *media, uint32_t home,
                                       const struct lead_bids *bids, uint64_t number) {
    const S *s = media->entry->settings;
    const struct media_state *state = state_of(media);
    double can[ADVERTISERS_MOST] = {0}, least = s->sells_by == LIST ? s->cpl_won : s->lead_reserve_won;
    for (size_t i = 0; i < state->firm_count; i++)
        if (bids->value[i] >= least && advertiser_can_pay(world, state->firms[i], home, bids->value[i]))
            can[i] = bids->value[i];
    if (s->sells_by == AUCTION) return auction_second_price(can, state->firm_count, least);
    struct auction_result sold = {AUCTION_NOBODY, 0};
    double best = 0;
    for (size_t i = 0; i < state->firm_count; i++) {
        double turn = can[i] > 0 ? turn_of(world, state->firms[i], home, number) : 0;
        if (turn > best) sold = (struct auction_result){(int)i, least};
        best = fmax(best, turn);
    }
    return sold;
}

// The family's request is its consent, for this firm and some days.
static void hand_over(struct world *world, struct party *media, uint32_t home, const struct party *firm,
                      double luck, uint64_t cause) {
    uint16_t flow = advertiser_lead_flow(firm);
    choice_of_own_accord(world, home, flow, world->now, world->now + LEAD_TERM_DAYS * CLOCK_DAY);
    const struct gate_pass *pass = party_share(world, home, flow, FORM_RAW, LEAD_BYTES);
    if (!pass) return;
    party_send(world, pass,
               (struct item){.sent = world->now,
                             .topic = &advertiser_lead,
                             .home = home,
                             .from = media->number,
                             .to = firm->number,
                             .bytes = LEAD_BYTES,
                             .cause = cause,
                             .value = (int64_t)(luck * ADVERTISER_VALUE_UNITS + 0.5)});
}

static void trade_lead(struct world *world, struct party *media, uint32_t home, uint64_t number) {
    struct media_state *state = state_of(media);
    struct lead_bids bids = draw_lead(world, media, home, number);
    struct auction_result sold = sell_lead(world, media, home, &bids, number);
    count(world, media, LEADS, home, 1);
    count(world, media, LEADS_UNSOLD, home, sold.winner == AUCTION_NOBODY);
    int64_t won = (int64_t)(sold.price + 0.5);
    enum { PRIOR = 20 };  // leads that the list price counts for, in the mean of what one brings
    state->lead_won += ((double)won - state->lead_won) / (PRIOR + ++state->leads);
    if (sold.winner == AUCTION_NOBODY) return;
    struct party *firm = state->firms[sold.winner];
    uint64_t cause = party_note(world, media->number, home, 0, "visit asked for");
    advertiser_pay_lead(world, firm, ledger_party(world->ledger, media->number), won, cause);
    count(world, media, LEADS_WON, home, (double)won);
    hand_over(world, media, home, firm, bids.luck[sold.winner], cause);
}

// ---- A place --------------------------------------------------------------------------------------------

// What is considered for one place before one family.
struct ad_place {
    const struct advertiser_profile *profile;  // NULL: not known
    double premium;                            // 1: none
    uint8_t *seen;
    double click[ADVERTISERS_MOST + 1];  // chance as expected; last: the card
    double worth[ADVERTISERS_MOST];      // won, to each firm
};

static double freshness(const S *s, const struct ad_place *place, size_t use) {
    return s->click_rate * advertising_freshness(place->seen[use], s->wear_out);
}

// The mean over the service firms, in what is expected (profile) or in truth.
static double card_interest(const struct media_state *state, const struct advertiser_profile *profile) {
    double sum = 0;
    for (size_t i = 0; i < state->firm_count; i++)
        if (state->service[i]) sum += advertiser_expects(state->firms[i], profile);
    return sum / (double)state->service_count;
}

static double true_interest(const struct media_state *state, uint32_t home, size_t use) {
    if (use < state->firm_count) return advertiser_interest(state->firms[use], home);
    double sum = 0;
    for (size_t i = 0; i < state->firm_count; i++)
        if (state->service[i]) sum += advertiser_interest(state->firms[i], home);
    return sum / (double)state->service_count;
}

static void value_place(const S *s, const struct media_state *state, struct ad_place *place) {
    for (size_t i = 0; i < state->firm_count; i++) {
        place->worth[i] = place->click[i] = 0;
        if (state->service[i]) continue;
        place->click[i] = freshness(s, place, i) * advertiser_expects(state->firms[i], place->profile);
        place->worth[i] = place->click[i] * advertiser_click_won(state->firms[i]);
    }
    place->click[state->firm_count] = 0;
    if (state->service_count > 0)
        place->click[state->firm_count] =
            freshness(s, place, state->firm_count) * card_interest(state, place->profile);
}

// What the firm would pay for the place at list prices, on average, if it takes it.
static double list_price(const S *s, const struct party *firm, const struct ad_place *place, size_t number) {
    double price =
        advertiser_sort(firm) == ADVERTISER_PRODUCT ? place->click[number] * s->cpc_won : s->cpm_won / 1000;
    return price * place->premium;
}

// By whom it is filled, and what that brings on average. Equal list prices: by turns.
static struct auction_result fill_place(const struct world *world, const struct party *media, uint32_t home,
                                        const struct ad_place *place, double otherwise, uint64_t number) {
    const S *s = media->entry->settings;
    const struct media_state *state = state_of(media);
    double bids[ADVERTISERS_MOST];
    struct auction_result best = {AUCTION_NOBODY, 0};
    for (size_t firm = 0; firm < state->firm_count; firm++) {
        double asked = s->sells_by == LIST ? list_price(s, state->firms[firm], place, firm) : 0;
        bool wants = place->worth[firm] > 0 && place->worth[firm] >= asked &&
                     advertiser_can_pay(world, state->firms[firm], home, asked);
        bids[firm] = !wants ? 0 : s->sells_by == LIST ? asked : place->worth[firm];
        bool equal = s->sells_by == LIST && best.winner != AUCTION_NOBODY && bids[firm] == best.price;
        if (bids[firm] > best.price || (equal && turn_of(world, state->firms[firm], home, number) >
                                                     turn_of(world, state->firms[best.winner], home, number)))
            best = (struct auction_result){(int)firm, bids[firm]};
    }
    if (s->sells_by == AUCTION) return auction_second_price(bids, state->firm_count, otherwise * s->reserve);
    return best.price >= otherwise ? best : (struct auction_result){AUCTION_NOBODY, 0};
}

static void charge(struct world *world, struct party *firm, const struct ad_place *place, size_t number,
                   double price, bool clicked) {
    if (advertiser_sort(firm) != ADVERTISER_PRODUCT)
        advertiser_owes(world, firm, price);
    else if (clicked)
        advertiser_owes(world, firm, price / place->click[number]);
}

// `number`: of the place among all of the family's.
static void show_place(struct world *world, struct party *media, uint32_t home, struct ad_place *place,
                       uint64_t number) {
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
    struct random_block luck = random_block(world->key, random_home(home), state->place_stream, number);
    size_t card = state->firm_count;
    value_place(s, state, place);
    double network = s->cpm_won / 1000 * s->network_share * place->premium;
    double of_card = place->click[card] * s->asks * state->lead_won;
    struct auction_result filled = fill_place(world, media, home, place, fmax(network, of_card), number);
    if (filled.winner == AUCTION_NOBODY && of_card <= network) {
        state->network_owes += network;
        return;
    }
    size_t use = filled.winner == AUCTION_NOBODY ? card : (size_t)filled.winner;
    double chance = freshness(s, place, use) * true_interest(state, home, use);
    double uniform = random_uniform(luck.word[0]);
    bool clicked = uniform < chance;
    if (place->seen[use] < UINT8_MAX) place->seen[use]++;
    count(world, media, CLICKS, home, clicked);
    if (use < card) charge(world, state->firms[use], place, use, filled.price, clicked);
    if (!clicked) return;
    if (use < card)
        advertiser_clicked(world, state->firms[use], home, uniform / chance);
    else if (uniform / chance < s->asks)
        trade_lead(world, media, home, number);
}

// ---- A day ----------------------------------------------------------------------------------------------

static void leave(struct world *world, struct party *media, uint32_t home) {
    struct media_state *state = state_of(media);
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
    choice_bad_experience(world, home, s->annoyance);
    count(world, media, ANNOYED, home, 1);
}

static void show_places(struct world *world, struct party *media, uint32_t home, unsigned ads) {
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
    struct advertiser_profile profile;
    bool known = profile_of(world, media, home, &profile);
    struct ad_place place = {.profile = known ? &profile : NULL,
                             .premium = known ? 1 + s->premium : 1,
                             .seen = &state->seen[home * (state->firm_count + 1)]};
    uint64_t first = (uint64_t)clock_day(world->now) << DAY_SHIFT;
    for (unsigned i = 0; i < ads; i++) show_place(world, media, home, &place, first + i);
    state->readers[home].seen += ads;
    count(world, media, ADS, home, ads);
    count(world, media, PROFILED, home, known ? ads : 0);
    annoy(world, media, home, ads);
}

// The luck of the family's day: how many places it sees, and whether it gives the app up or comes back to it.
static void live_day(struct world *world, struct party *media, uint32_t home) {
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
    struct reader *reader = &state->readers[home];
    if (!reader->audience) return;
    struct random_block luck =
        random_block(world->key, random_home(home), state->day_stream, (uint64_t)clock_day(world->now));
    count(world, media, HOME_DAYS, home, 1);
    count(world, media, USE, home, reader->uses_app);
    if (reader->uses_app) {
        unsigned ads = advertising_poisson(s->ads_day, random_uniform(luck.word[0]));
        if (ads) show_places(world, media, home, ads);
        if (random_chance(luck.word[1], state->leaves_day)) leave(world, media, home);
    } else if (random_chance(luck.word[1], state->returns_day)) {
        reader->uses_app = true;
        count(world, media, RETURNED, home, 1);
    }
}

static void earn(struct world *world, const struct party *media, double won, const char *reason, int metric) {
    if (won <= 0) return;
    party_earn(world, media, won, reason, 0);
    party_count_own(world, media, (size_t)metric, won);
}

static void collect(struct world *world, struct party *media) {
    struct media_state *state = state_of(media);
    account own = ledger_party(world->ledger, media->number);
    party_begin(world, media->number, HOME_NONE, "advertisements of the day");
    for (size_t i = 0; i < state->firm_count; i++) {
        bool clicks = advertiser_sort(state->firms[i]) == ADVERTISER_PRODUCT;
        int64_t won = advertiser_pay(world, state->firms[i], own);
        party_count_own(world, media, clicks ? CLICKS_WON : PLACES_WON, (double)won);
    }
    double whole = (double)advertiser_whole_won(state->network_owes);
    state->network_owes -= whole;
    earn(world, media, whole, "advertisements", NETWORK_WON);
}

// ---- A month --------------------------------------------------------------------------------------------

// Where somebody listens to resentment (a regulator), it is its model by which families find out.
static void find_out(struct world *world, struct party *media) {
    if (party_is_heard(world, &choice_resentment)) return;
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct gate_entry *entry = gate_entry_at(world->gate, home, state->flow);
        if (entry->transfers == 0 || entry->allowed_by == CONSENT_GRANTED) continue;
        struct random_sequence luck = luck_of_home(world, home, "media.finds out", (uint64_t)world->now);
        if (random_next_uniform(&luck) >= s->finds_out_month) continue;
        choice_bad_experience(world, home, 1);
        count(world, media, FOUND_OUT, home, 1);
        bool leaves = random_next_uniform(&luck) < s->leaves_found_out;
        if (leaves && state->readers[home].uses_app) leave(world, media, home);
    }
}

// Whose profile may go on to the broker; over a day, not all at once.
static void sell_profiles(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
    if (!state->broker) return;
    double sold = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct advertiser_profile profile;
        if (!profile_of(world, media, home, &profile)) continue;
        const struct gate_pass *pass = party_share(world, home, state->broker_flow, FORM_RAW, PROFILE_BYTES);
        if (!pass) continue;
        party_send(world, pass,
                   (struct item){.sent = world->now + (time_ms)(home % 1440) * CLOCK_MINUTE,
                                 .topic = &product_health_profile,
                                 .home = home,
                                 .from = media->number,
                                 .to = state->broker->number,
                                 .bytes = PROFILE_BYTES});
        sold++;
    }
    int64_t won = (int64_t)(sold * s->broker_won + 0.5);
    party_begin(world, media->number, HOME_NONE, "profiles of the month");
    ledger_post(world->ledger, ledger_party(world->ledger, state->broker->number),
                ledger_party(world->ledger, media->number), won, WON,
                ledger_reason(world->ledger, "profiles"), 0);
    party_count_own(world, media, PROFILES_WON, (double)won);
}

static void end_month(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
    if (!data_desk_end_month(world, media, state->flow, s->reward_won, ALLOWED)) return;
    find_out(world, media);
    sell_profiles(world, media);
    memset(state->seen, 0, world->home_count * (state->firm_count + 1));
}

// Which home comes first changes from day to day, or the first ones would get what advertisers' money of the
// day buys. The advertisers' day ends when it has been sold.
static void midnight(struct world *world, struct party *media) {
    struct media_state *state = state_of(media);
    uint64_t today = (uint64_t)clock_day(world->now);
    struct random_sequence luck = luck_of_party(world, media, "media.first home", today);
    uint32_t first = random_below((uint32_t)random_next(&luck).word[0], world->home_count);
    for (uint32_t i = 0; i < world->home_count; i++) live_day(world, media, (first + i) % world->home_count);
    collect(world, media);
    end_month(world, media);
    for (size_t i = 0; i < state->firm_count; i++) advertiser_end_day(world, state->firms[i]);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

static void find_firms(struct world *world, struct party *media) {
    struct media_state *state = state_of(media);
    for (struct party *p = NULL; (p = world_party_of_kind(world, &advertiser_party, p));) {
        if (state->firm_count == ADVERTISERS_MOST) {
            status_fail(&world->status, STATUS_SCENARIO, "%s: more than %d advertisers", media->name,
                        ADVERTISERS_MOST);
            return;
        }
        bool service = advertiser_sort(p) == ADVERTISER_SERVICE;
        state->service[state->firm_count] = service;
        state->service_count += service;
        state->firms[state->firm_count++] = p;
    }
}

// The broker is a purpose of its own, with its own consent.
static void find_broker(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
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

static void prepare(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
    if (media != media_find(world))
        status_fail(&world->status, STATUS_SCENARIO, "%s: a scenario has one media, and %s is it",
                    media->name, media_find(world)->name);
    state->flow = data_desk_open(world, media, USE_MARKETING, s->worth_won, s->reward_won);
    find_firms(world, media);
    find_broker(world, media);
}

static void start(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_state *state = state_of(media);
    state->readers = status_allocate(world->home_count, sizeof *state->readers);
    state->seen = status_allocate(world->home_count * (state->firm_count + 1), sizeof *state->seen);
    state->lead_won = s->cpl_won;
    state->leaves_day =
        advertising_leaves_day(advertising_leaves_month(s->leaves_month, s->leaves_more, s->ads_day));
    state->returns_day = advertising_leaves_day(s->returns_month);
    state->day_stream = random_stream("media.day");
    state->place_stream = random_stream("media.place");
    state->lead_stream = random_stream("media.lead");
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct reader *reader = &state->readers[home];
        for (unsigned i = 0; i < PRODUCTS_MOST; i++) reader->wear[i] = -1;
        reader->audience = reader->uses_app = media_reaches(world, media, home);
    }
}

static void close_desk(struct world *world, struct party *media) {
    (void)world;
    free(state_of(media)->readers);
    free(state_of(media)->seen);
}

const struct party_kind media_party = {
    .kind = {.name = "media",
             .summary = "a desk in the maker's cloud that sells places, clicks and leads of its app",
             .settings = SETTING_TABLE(S, rows)},
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

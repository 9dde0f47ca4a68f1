// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/media_places.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/media/advertising_law.h"
#include "models/media/auction_law.h"
#include "models/methods/choosers.h"
#include "models/people/choice.h"
#include "sim/engine/luck.h"
#include "sim/engine/party_act.h"

enum { LEAD_BYTES = 2000 };
// Luck of a day's places: so many numbers apart.
enum { DAY_SHIFT = 8 };

static void count(struct world *world, const struct party *media, int metric, uint32_t home, double amount) {
    party_count(world, media, (size_t)metric, home, amount);
}

// ---- Leads ----------------------------------------------------------------------------------------------

// What each service firm would give for the lead, and its luck behind that.
struct lead_bids {
    double value[ADVERTISERS_MOST], luck[ADVERTISERS_MOST];
};

static struct lead_bids draw_lead(const struct world *world, const struct party *media, uint32_t home,
                                  uint64_t number) {
    const struct media_places *places = &media_state_of(media)->places;
    struct lead_bids bids = {0};
    for (size_t i = 0; i < places->firm_count; i++) {
        if (!places->service[i]) continue;
        uint32_t stream = random_stream_of(places->lead_stream, places->firms[i]->name);
        bids.luck[i] = random_uniform(random_block(world->key, random_home(home), stream, number).word[0]);
        bids.value[i] = 2 * bids.luck[i] * advertiser_lead_won(places->firms[i]);
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
                                       const struct lead_bids *bids, uint64_t number, double multiple) {
    const S *s = media->entry->settings;
    const struct media_places *places = &media_state_of(media)->places;
    double set_won = s->sells_by == LIST ? s->cpl_won : s->lead_reserve_won;
    double can[ADVERTISERS_MOST] = {0}, least = set_won * multiple;
    for (size_t i = 0; i < places->firm_count; i++)
        if (bids->value[i] >= least && advertiser_can_pay(world, places->firms[i], home, bids->value[i]))
            can[i] = bids->value[i];
    if (s->sells_by == AUCTION) return auction_second_price(can, places->firm_count, least);
    struct auction_result sold = {AUCTION_NOBODY, 0};
    double best = 0;
    for (size_t i = 0; i < places->firm_count; i++) {
        double turn = can[i] > 0 ? turn_of(world, places->firms[i], home, number) : 0;
        if (turn > best) sold = (struct auction_result){(int)i, least};
        best = fmax(best, turn);
    }
    return sold;
}

// The family's request is its consent, for this firm and some days.
static void hand_over(struct world *world, struct party *media, uint32_t home, const struct party *firm,
                      double luck, uint64_t cause) {
    uint16_t flow = advertiser_lead_flow(firm);
    const S *s = media->entry->settings;
    time_ms term = (time_ms)(s->lead_term_days * (double)CLOCK_DAY);
    choice_of_own_accord(world, home, flow, world->now, world->now + term);
    const struct gate_pass *pass = party_share(world, home, flow, FORM_RAW, LEAD_BYTES);
    if (!pass) return;
    struct item lead = {.sent = world->now,
                        .topic = &advertiser_lead,
                        .home = home,
                        .from = media->number,
                        .to = firm->number,
                        .bytes = LEAD_BYTES,
                        .cause = cause};
    party_send(world, pass, lead_value_put(lead, luck));
}

static size_t choose_price(const struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct price_ladder_chooser chooser = {choosers_at(s->lead_chooser), s->chooser_explores};
    return price_ladder_next(&media_state_of(media)->places.lead_prices, &chooser,
                             luck_of_party(world, media, "media.lead price", 0));
}

static void trade_lead(struct world *world, struct party *media, uint32_t home, uint64_t number) {
    struct media_places *places = &media_state_of(media)->places;
    struct lead_bids bids = draw_lead(world, media, home, number);
    size_t step = choose_price(world, media);
    struct auction_result sold = sell_lead(world, media, home, &bids, number, price_ladder_multiple(step));
    count(world, media, LEADS, home, 1);
    count(world, media, LEADS_UNSOLD, home, sold.winner == AUCTION_NOBODY);
    count(world, media, LEADS_SOLD, home, sold.winner != AUCTION_NOBODY);
    int64_t won = (int64_t)(sold.price + 0.5);
    count(world, media, EXPLORATION, home, price_ladder_earned(&places->lead_prices, step, (double)won));
    const S *s = media->entry->settings;
    places->lead_won += ((double)won - places->lead_won) / (s->lead_prior + ++places->leads);
    if (sold.winner == AUCTION_NOBODY) return;
    struct party *firm = places->firms[sold.winner];
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
static double card_interest(const struct media_places *places, const struct advertiser_profile *profile) {
    double sum = 0;
    for (size_t i = 0; i < places->firm_count; i++)
        if (places->service[i]) sum += advertiser_expects(places->firms[i], profile);
    return sum / (double)places->service_count;
}

static double true_interest(const struct media_places *places, uint32_t home, size_t use) {
    if (use < places->firm_count) return advertiser_interest(places->firms[use], home);
    double sum = 0;
    for (size_t i = 0; i < places->firm_count; i++)
        if (places->service[i]) sum += advertiser_interest(places->firms[i], home);
    return sum / (double)places->service_count;
}

static void value_place(const S *s, const struct media_places *places, struct ad_place *place) {
    for (size_t i = 0; i < places->firm_count; i++) {
        place->worth[i] = place->click[i] = 0;
        if (places->service[i]) continue;
        place->click[i] = freshness(s, place, i) * advertiser_expects(places->firms[i], place->profile);
        place->worth[i] = advertiser_place_won(places->firms[i], place->click[i]);
    }
    place->click[places->firm_count] = 0;
    if (places->service_count > 0)
        place->click[places->firm_count] =
            freshness(s, place, places->firm_count) * card_interest(places, place->profile);
}

// What the firm would pay for the place at list prices, on average, if it takes it.
static double list_price(const S *s, const struct party *firm, const struct ad_place *place, size_t number) {
    double price =
        advertiser_sort(firm) == ADVERTISER_PRODUCT ? place->click[number] * s->cpc_won : s->cpm_won / 1000;
    return price * place->premium;
}

// Its price is no more than it is worth, or there is money to try; of a click, as if it came.
static bool takes(const struct world *world, const struct party *firm, const struct ad_place *place,
                  size_t number, double asked) {
    if (place->click[number] <= 0) return false;
    if (place->worth[number] >= asked) return place->worth[number] > 0;
    bool by_click = advertiser_sort(firm) == ADVERTISER_PRODUCT;
    return advertiser_tries(world, firm, by_click ? asked / place->click[number] : asked);
}

// By whom it is filled, and what that brings on average. Equal list prices: by turns.
static struct auction_result fill_place(const struct world *world, const struct party *media, uint32_t home,
                                        const struct ad_place *place, double otherwise, uint64_t number) {
    const S *s = media->entry->settings;
    const struct media_places *places = &media_state_of(media)->places;
    double bids[ADVERTISERS_MOST];
    struct auction_result best = {AUCTION_NOBODY, 0};
    for (size_t firm = 0; firm < places->firm_count; firm++) {
        double asked = s->sells_by == LIST ? list_price(s, places->firms[firm], place, firm) : 0;
        bool wants = takes(world, places->firms[firm], place, firm, asked) &&
                     advertiser_can_pay(world, places->firms[firm], home, asked);
        bids[firm] = !wants ? 0 : s->sells_by == LIST ? asked : place->worth[firm];
        bool equal = s->sells_by == LIST && best.winner != AUCTION_NOBODY && bids[firm] == best.price;
        if (bids[firm] > best.price ||
            (equal && turn_of(world, places->firms[firm], home, number) >
                          turn_of(world, places->firms[best.winner], home, number)))
            best = (struct auction_result){(int)firm, bids[firm]};
    }
    if (s->sells_by == AUCTION) return auction_second_price(bids, places->firm_count, otherwise * s->reserve);
    return best.price >= otherwise ? best : (struct auction_result){AUCTION_NOBODY, 0};
}

static void charge(struct world *world, struct party *firm, const struct ad_place *place, size_t number,
                   double price, bool clicked) {
    bool by_click = advertiser_sort(firm) == ADVERTISER_PRODUCT;
    if (by_click && !clicked) return;
    double won = by_click ? price / place->click[number] : price;
    advertiser_owes(world, firm, won);
    if (price > place->worth[number]) advertiser_tried(world, firm, won);
}

static void count_sold(struct world *world, struct party *media, uint32_t home, const struct party *firm,
                       bool clicked) {
    bool by_click = advertiser_sort(firm) == ADVERTISER_PRODUCT;
    count(world, media, PLACES_SOLD, home, !by_click);
    count(world, media, CLICKS_SOLD, home, by_click && clicked);
}

// `number`: of the place among all of the family's.
static void show_place(struct world *world, struct party *media, uint32_t home, struct ad_place *place,
                       uint64_t number) {
    const S *s = media->entry->settings;
    struct media_places *places = &media_state_of(media)->places;
    struct random_block luck = random_block(world->key, random_home(home), places->place_stream, number);
    size_t card = places->firm_count;
    value_place(s, places, place);
    double network = s->usual_cpm_won / 1000 * s->network_share * place->premium;
    double of_card = place->click[card] * s->asks * places->lead_won;
    struct auction_result filled = fill_place(world, media, home, place, fmax(network, of_card), number);
    if (filled.winner == AUCTION_NOBODY && of_card <= network) {
        places->network_owes += network;
        return;
    }
    size_t use = filled.winner == AUCTION_NOBODY ? card : (size_t)filled.winner;
    double chance = freshness(s, place, use) * true_interest(places, home, use);
    double uniform = random_uniform(luck.word[0]);
    bool clicked = uniform < chance;
    if (place->seen[use] < UINT8_MAX) place->seen[use]++;
    count(world, media, CLICKS, home, clicked);
    if (use < card) {
        charge(world, places->firms[use], place, use, filled.price, clicked);
        count_sold(world, media, home, places->firms[use], clicked);
        advertiser_shown(places->firms[use], place->click[use], clicked);
    }
    if (!clicked) return;
    if (use < card)
        advertiser_clicked(world, places->firms[use], home, uniform / chance);
    else if (uniform / chance < s->asks)
        trade_lead(world, media, home, number);
}

void media_places_show(struct world *world, struct party *media, uint32_t home,
                       const struct advertiser_profile *profile, unsigned ads) {
    const S *s = media->entry->settings;
    struct media_places *places = &media_state_of(media)->places;
    struct ad_place place = {.profile = profile,
                             .premium = profile ? 1 + s->premium : 1,
                             .seen = &places->seen[home * (places->firm_count + 1)]};
    uint64_t first = (uint64_t)clock_day(world->now) << DAY_SHIFT;
    for (unsigned i = 0; i < ads; i++) show_place(world, media, home, &place, first + i);
}

// ---- The day's money ------------------------------------------------------------------------------------

static void earn(struct world *world, const struct party *media, double won, const char *reason, int metric) {
    if (won <= 0) return;
    party_earn(world, media, won, reason, "what advertisers that are not simulated sell more", 0);
    party_count_own(world, media, (size_t)metric, won);
}

void media_places_collect(struct world *world, struct party *media) {
    struct media_places *places = &media_state_of(media)->places;
    account own = ledger_party(world->ledger, media->number);
    party_begin(world, media->number, HOME_NONE, "advertisements of the day");
    for (size_t i = 0; i < places->firm_count; i++) {
        bool clicks = advertiser_sort(places->firms[i]) == ADVERTISER_PRODUCT;
        int64_t won = advertiser_pay(world, places->firms[i], own);
        party_count_own(world, media, clicks ? CLICKS_WON : PLACES_WON, (double)won);
    }
    double whole = (double)advertiser_whole_won(places->network_owes);
    places->network_owes -= whole;
    earn(world, media, whole, "advertisements", NETWORK_WON);
}

void media_places_end_day(struct world *world, struct party *media) {
    struct media_places *places = &media_state_of(media)->places;
    for (size_t i = 0; i < places->firm_count; i++) advertiser_end_day(world, places->firms[i]);
}

void media_places_end_month(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_places *places = &media_state_of(media)->places;
    if (s->lead_chooser != CHOOSER_FIXED)
        price_ladder_tell(world, media, &places->lead_prices, choosers_at(s->lead_chooser),
                          "price of a lead of the app");
    memset(places->seen, 0, world->home_count * (places->firm_count + 1));
}

void media_places_hand_over(struct party *media, uint32_t home) {
    struct media_places *places = &media_state_of(media)->places;
    for (size_t i = 0; i < places->firm_count; i++) advertiser_meet(places->firms[i], home);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

void media_places_prepare(struct world *world, struct party *media) {
    struct media_places *places = &media_state_of(media)->places;
    for (struct party *p = NULL; (p = world_party_of_kind(world, &advertiser_party, p));) {
        if (places->firm_count == ADVERTISERS_MOST) {
            status_fail(&world->status, STATUS_SCENARIO, "%s: more than %d advertisers", media->name,
                        ADVERTISERS_MOST);
            return;
        }
        bool service = advertiser_sort(p) == ADVERTISER_SERVICE;
        places->service[places->firm_count] = service;
        places->service_count += service;
        places->firms[places->firm_count++] = p;
    }
}

void media_places_start(struct world *world, struct party *media) {
    const S *s = media->entry->settings;
    struct media_places *places = &media_state_of(media)->places;
    places->seen = status_allocate(world->home_count * (places->firm_count + 1), sizeof *places->seen);
    places->lead_won = s->cpl_won;
    places->place_stream = random_stream("media.place");
    places->lead_stream = random_stream("media.lead");
}

void media_places_close(struct party *media) {
    free(media_state_of(media)->places.seen);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A firm that buys reach from the maker: what the medium (media.h) asks of it and tells it. In parties_decide only.
#ifndef MARU_MODELS_MEDIA_ADVERTISER_H
#define MARU_MODELS_MEDIA_ADVERTISER_H

#include "sim/engine/world.h"

extern const struct party_kind advertiser_party;
extern const struct party_kind media_party;  // the medium it buys from

// At the start the medium says which families use its app: those that the firm can reach at all.
void advertiser_meet(struct party *advertiser, uint32_t home);

// What it sells, and therefore what it buys: a service firm families that ask for it (leads), the seller of a product
// clicks, an online-to-offline service (o2o: orders in an app, delivered at the door) places.
enum advertiser_sort { ADVERTISER_SERVICE, ADVERTISER_PRODUCT, ADVERTISER_O2O };
enum advertiser_sort advertiser_sort(const struct party *advertiser);

// What the medium knows of a family. worst_wear: years by the wear meter of the product that is worn most.
struct advertiser_profile {
    unsigned products;
    double worst_wear;
};
// How much likelier than the average family this one is to respond. profile NULL: nothing is known, 1. And in truth.
double advertiser_expects(const struct party *advertiser, const struct advertiser_profile *profile);
double advertiser_interest(const struct party *advertiser, uint32_t home);

// What a click and a lead are worth to it on average, won, as it has learnt from those it bought.
double advertiser_click_won(const struct party *advertiser);
double advertiser_lead_won(const struct party *advertiser);
// What a place is worth to it that the medium lets it expect a click on with this chance.
double advertiser_place_won(const struct party *advertiser, double chance);
// Whether there is money to try what seems too dear; then, that so much of it was spent, beside being owed.
bool advertiser_tries(const struct world *world, const struct party *advertiser, double won);
void advertiser_tried(struct world *world, struct party *advertiser, double won);
// Its advertisement was seen in such a place.
void advertiser_shown(const struct party *advertiser, double chance, bool clicked);

// Whether it wants to reach this family today for that price: the family is neither held out nor its customer,
// and the money is there.
bool advertiser_can_pay(const struct world *world, const struct party *advertiser, uint32_t home, double won);
// It was seen; a price per place or click is put down, and paid with the day's others by advertiser_pay.
void advertiser_owes(struct world *world, struct party *advertiser, double won);
// The whole won of what is owed.
int64_t advertiser_whole_won(double owed);
// Pays what it owes, to the won; what is left of a won waits. Returns what was paid.
int64_t advertiser_pay(struct world *world, struct party *advertiser, account medium);
// Pays for a lead at once.
void advertiser_pay_lead(struct world *world, struct party *advertiser, account medium, int64_t won, uint64_t cause);

// At midnight, when the medium has sold the day: what families do by themselves, and the next day's money.
void advertiser_end_day(struct world *world, struct party *advertiser);

// The family clicked, and `uniform` decides whether it buys.
void advertiser_clicked(struct world *world, struct party *advertiser, uint32_t home, double uniform);

// A family that asked for a visit; the firm's value for it, as a share of twice the mean.
extern const struct topic advertiser_lead;
TOPICS_CARRY(lead_value, double, &advertiser_lead);
// The data flow of such a request, allowed by the request itself.
uint16_t advertiser_lead_flow(const struct party *advertiser);

// What happened to one family, for comparing what was measured with what is true.
struct advertiser_sales {
    bool held_out;
    uint32_t bought, bought_without;  // purchases; and those there would have been without any advertisement
};
struct advertiser_sales advertiser_look(const struct party *advertiser, uint32_t home);

#endif

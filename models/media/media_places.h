// SPDX-License-Identifier: GPL-3.0-or-later
// The sale of the places in the maker's app, and of the leads that come from them; its equations stand with the medium's
// (media_party.c). For a place before one family, an advertiser (models/media/advertiser.h) that sells products pays for
// clicks, an o2o firm for the place; services buy no place: the app shows a card "help with your home" that leads to them. A
// click on it may be a family that asks for a visit, a lead, sold at once: its contact goes, by the family's own request,
// through the gate to the firm that buys it. Advertisers expect of a family what its profile says, if it is known, and the
// average if not: the medium tells them no more than that. How a family really responds is its own.
//
// Selling at list prices, each advertiser takes what is worth its price, and the medium shows what brings it most. By auction
// it is the second price among the advertisers' values. Otherwise: the card, or an advertising network that pays a share of
// the list price for any place. Without advertisers in the scenario the network is who buys all.
#ifndef MARU_MODELS_MEDIA_MEDIA_PLACES_H
#define MARU_MODELS_MEDIA_MEDIA_PLACES_H

#include "models/media/advertiser.h"
#include "models/media/media_parts.h"

void media_places_prepare(struct world *world, struct party *media);  // finds the advertisers
void media_places_start(struct world *world, struct party *media);
void media_places_close(struct party *media);

// The family sees so many places today. profile NULL: it is not known.
void media_places_show(struct world *world, struct party *media, uint32_t home,
                       const struct advertiser_profile *profile, unsigned ads);
// At midnight, when the day has been shown: what the advertisers and the network owe for it is paid; then their own day ends.
void media_places_collect(struct world *world, struct party *media);
void media_places_end_day(struct world *world, struct party *media);
// At the start: the family is among those that the advertisers can reach at all.
void media_places_hand_over(struct party *media, uint32_t home);
// What families have seen is forgotten with the month; what is learnt of the price of a lead is told.
void media_places_end_month(struct world *world, struct party *media);

#endif

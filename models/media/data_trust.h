// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who sells the data of many families as one, to a data_market: what the market asks it and tells it, district by district and
// month by month.
#ifndef MARU_MODELS_MEDIA_DATA_TRUST_H
#define MARU_MODELS_MEDIA_DATA_TRUST_H

#include "sim/engine/world.h"

extern const struct party_kind data_trust_party;

// A new month: it asks more or less than in the last one.
void data_trust_begin_month(const struct party *trust);
// Whether it speaks for the family: one of its members, in a district whose members have not given up.
bool data_trust_speaks_for(const struct world *world, const struct party *trust, uint32_t home);
// A month of a member's data, won: what it asks for it, and what the member then gets.
double data_trust_asks_won(const struct party *trust);
double data_trust_pays_won(const struct party *trust);

// What became of its offer in a district: so many members would let their data be sold, for a part of a month that is left of the run.
struct data_trust_offer {
    uint16_t district;
    size_t members, willing;
    bool bought;
    double part;
};
void data_trust_answered(struct world *world, struct party *trust, const struct data_trust_offer *offer);

// The market pays for a member's data, and the trust the member. Returns what the member got, won. part: of a month.
int64_t data_trust_settle(struct world *world, const struct party *trust, const struct party *market, uint32_t home,
                          double part);
// A member whose data were sold last month has taken its consent back: the buyer deletes them, and the trust makes good for that.
void data_trust_withdrawn(struct world *world, const struct party *trust, const struct party *market, uint32_t home);

#endif

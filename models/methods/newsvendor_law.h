// SPDX-License-Identifier: GPL-3.0-or-later
// Goods that are stocked before anybody knows how many are wanted: too few leave a sale undone, too many are left over. The
// best stock is a quantile of the demand, and what it loses against knowing the demand grows with how little is known
// (newsvendor_equation). So what is learnt before the order is worth what it spares (newsvendor_information_equation), and no
// more than that.
#ifndef MARU_MODELS_METHODS_NEWSVENDOR_LAW_H
#define MARU_MODELS_METHODS_NEWSVENDOR_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation newsvendor_equation, newsvendor_belief_equation, newsvendor_share_equation,
    newsvendor_sample_equation, newsvendor_noise_equation, newsvendor_information_equation;

// One of the goods, won: what it is sold for, costs, and brings when it is left over; salvage < cost < price.
struct newsvendor {
    double price, cost, salvage;
};
// The share of all demands that the best stock is enough for.
double newsvendor_ratio(struct newsvendor goods);
// The best stock for a demand that is normal, and the profit to expect of a stock.
double newsvendor_stock(struct newsvendor goods, double mean, double sd);
double newsvendor_profit(struct newsvendor goods, double mean, double sd, double stock);
// By how much the best stock's profit rises when what is known of the demand gets better: 0 <= sd_after <= sd_before.
double newsvendor_information(struct newsvendor goods, double sd_before, double sd_after);

// What is believed of a rate (faults a product-year): as if so many events had been seen in so much time. Both > 0.
struct newsvendor_belief {
    double events, time;
};
// How many events to expect in `time` to come, and how far that may be off: luck and what is not known of the rate.
double newsvendor_belief_mean(struct newsvendor_belief belief, double time);
double newsvendor_belief_sd(struct newsvendor_belief belief, double time);
// What will be believed once events in `time` more have been seen, as far as that can be said before.
struct newsvendor_belief newsvendor_belief_after(struct newsvendor_belief belief, double time);

// A report of events in some time may have noise on both, of these standard deviations.
struct newsvendor_noise {
    double events_sd, time_sd;
};
// The part of it that is as good as a report without noise, as far as that can be said before: 1 where there is none.
double newsvendor_belief_part(struct newsvendor_belief belief, double time, struct newsvendor_noise noise);

// What is believed of a share, as of things that will be wanted: as if so many had been looked at, and that share of them were
// such. 0 < mean < 1, count > 0.
struct newsvendor_share {
    double mean, count;
};
// How many to expect of `most` that could be wanted, and how far that may be off: luck and what is not known of the share.
double newsvendor_share_mean(struct newsvendor_share belief, double most);
double newsvendor_share_sd(struct newsvendor_share belief, double most);
// The same deviation once `count` more will have been looked at, as far as that can be said before.
double newsvendor_share_sd_after(struct newsvendor_share belief, double most, double count);
// What is believed once `count` more have been looked at, and that share of them were such.
struct newsvendor_share newsvendor_share_seen(struct newsvendor_share belief, double share, double count);
// For how many a sample counts that may be off as a whole, by that standard deviation of its share.
double newsvendor_share_sample(struct newsvendor_share belief, double count, double off_sd);
// By how much noise on the number of such things, and on that of all, puts its share off: a standard deviation, to be added to
// off_sd by squares.
double newsvendor_share_noise(struct newsvendor_share belief, double count, struct newsvendor_noise noise);

#endif

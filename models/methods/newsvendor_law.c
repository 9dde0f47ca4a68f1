// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/newsvendor_law.h"

#include <math.h>

#include "models/methods/normal.h"

const struct equation newsvendor_equation = {
    "the best stock",
    "q = mu + z sigma; Phi(z) = (p - c) / (p - s); profit = (p - c) mu - (p - s) sigma phi(z)",
    "p price, c cost, s salvage of one, won; mu, sigma of a normal demand; Phi, phi the standard normal "
    "distribution and its density",
    "newsvendor, Arrow, Harris & Marschak 1951 (Optimal inventory policy), not read"};
const struct equation newsvendor_belief_equation = {
    "what is believed of a rate",
    "rate = n / t; demand in T: mu = rate T, sigma^2 = mu + T^2 n / t^2; after m events in u more: n + m, t "
    "+ u; expected "
    "before: n (t + u) / t, t + u",
    "n events, t time that the belief counts for",
    "gamma prior of a Poisson rate, DeGroot 1970 (Optimal Statistical Decisions), not read"};
const struct equation newsvendor_share_equation = {
    "what is believed of a share",
    "share = m; wanted of N: mu = N m, sigma^2 = mu + N^2 m (1 - m) / (k + 1); after a share d of n more: m "
    "= (m k + d n) / (k + n), k + n; expected before: of the second term k / (k + n)",
    "m the share and k the number of things that the belief counts for",
    "beta prior of a binomial share, DeGroot 1970 (Optimal Statistical Decisions), not read"};
const struct equation newsvendor_sample_equation = {
    "what a sample counts for", "1 / n = 1 / count + off^2 / (m (1 - m))",
    "count things in the sample, off the standard deviation by which all of it may differ from the rest, m "
    "the share believed "
    "before",
    "variances of sampling and of bias add up; definition"};
const struct equation newsvendor_noise_equation = {
    "what a noised report counts for",
    "of a rate: n part, t part, part = mu / (mu + s^2), mu = rate t; of a share: 1 / count + s^2 / count^2 "
    "/ (m (1 - m)) for 1 / count; s^2 = sd_n^2 + r^2 sd_t^2",
    "sd_n, sd_t of the noise on n events or things and on t time or count things; r the rate or share m "
    "believed before; a report without noise counts as it is",
    "variances of sampling and of noise add up; definition"};
const struct equation newsvendor_information_equation = {
    "what a report is worth", "worth = (p - s) phi(z) (sigma - sigma'), sigma' with the report",
    "sigma by what is believed now; sigma' by what will be believed, as far as that can be said before: of "
    "the variance its "
    "mean; z, p, s: see the best stock",
    "value of information, Raiffa & Schlaifer 1961 (Applied Statistical Decision Theory), not read"};

double newsvendor_ratio(struct newsvendor goods) {
    return (goods.price - goods.cost) / (goods.price - goods.salvage);
}

static double quantile(struct newsvendor goods) {
    return normal_quantile(newsvendor_ratio(goods));
}

double newsvendor_stock(struct newsvendor goods, double mean, double sd) {
    return mean + quantile(goods) * sd;
}

double newsvendor_profit(struct newsvendor goods, double mean, double sd, double stock) {
    double z = (stock - mean) / sd;
    double missed = sd * (normal_density(z) - z * (1 - normal_below(z)));
    return (goods.price - goods.cost) * stock - (goods.price - goods.salvage) * (stock - mean + missed);
}

double newsvendor_information(struct newsvendor goods, double sd_before, double sd_after) {
    return (goods.price - goods.salvage) * normal_density(quantile(goods)) * (sd_before - sd_after);
}

double newsvendor_belief_mean(struct newsvendor_belief belief, double time) {
    return belief.events / belief.time * time;
}

double newsvendor_belief_sd(struct newsvendor_belief belief, double time) {
    double mean = newsvendor_belief_mean(belief, time);
    return sqrt(mean + mean * mean / belief.events);
}

struct newsvendor_belief newsvendor_belief_after(struct newsvendor_belief belief, double time) {
    double all = belief.time + time;
    return (struct newsvendor_belief){belief.events * all / belief.time, all};
}

// Of the number, given what is believed of the rate.
static double noise_square(double rate, struct newsvendor_noise noise) {
    return noise.events_sd * noise.events_sd + rate * rate * noise.time_sd * noise.time_sd;
}

double newsvendor_belief_part(struct newsvendor_belief belief, double time, struct newsvendor_noise noise) {
    double square = noise_square(belief.events / belief.time, noise);
    double mean = newsvendor_belief_mean(belief, time);
    return square > 0 ? mean / (mean + square) : 1;
}

double newsvendor_share_noise(struct newsvendor_share belief, double count, struct newsvendor_noise noise) {
    double square = noise_square(belief.mean, noise);
    return square > 0 ? sqrt(square) / count : 0;
}

double newsvendor_share_mean(struct newsvendor_share belief, double most) {
    return belief.mean * most;
}

double newsvendor_share_sd_after(struct newsvendor_share belief, double most, double count) {
    double unknown = belief.mean * (1 - belief.mean) / (belief.count + 1);
    return sqrt(belief.mean * most + most * most * unknown * belief.count / (belief.count + count));
}

double newsvendor_share_sd(struct newsvendor_share belief, double most) {
    return newsvendor_share_sd_after(belief, most, 0);
}

struct newsvendor_share newsvendor_share_seen(struct newsvendor_share belief, double share, double count) {
    double all = belief.count + count;
    return (struct newsvendor_share){(belief.mean * belief.count + share * count) / all, all};
}

double newsvendor_share_sample(struct newsvendor_share belief, double count, double off_sd) {
    if (count <= 0) return 0;
    return 1 / (1 / count + off_sd * off_sd / (belief.mean * (1 - belief.mean)));
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/oversight/deterrence_law.h"

#include <math.h>

const struct equation deterrence_fine_equation = {
    "a fine",
    "fine = min(max(min(fine_share repeat_factor^n, fine_share_most) turnover, fine_least_won), "
    "fine_most_won); turnover = won so far 365 / days",
    "n earlier fines of the recipient; turnover of a year, won: what others paid it, its desks included",
    "share of turnover: Personal Information Protection Act (Korea), Art. 64-2; of a year: its Enforcement "
    "Decree, Art. 60-2"};
const struct equation deterrence_pays_equation = {
    "whether taking pays",
    "it pays if gain > chance x fine; fines_at_stake = the fines if all that was taken were decided on at "
    "the end, n = 0",
    "gain and chance of the policy, by comparing runs",
    "Becker 1968 (Journal of Political Economy 76:169-217)"};

const struct equation deterrence_belief_equation = {
    "how often a taker expects to be fined", "h = (prior_years prior + n) / (prior_years + t), a year",
    "prior: what it believed beforehand; n fines in t years",
    "posterior mean of a gamma-Poisson (DeGroot 1970, Optimal Statistical Decisions, not read)"};

double deterrence_chance(double hazard_year, double years) {
    return -expm1(-hazard_year * years);
}

double deterrence_gain_won(double gain_won, double chance, double fine_won) {
    return gain_won - chance * fine_won;
}

double deterrence_least_fine_won(double gain_won, double chance) {
    return chance > 0 ? gain_won / chance : INFINITY;
}

double deterrence_least_chance(double gain_won, double fine_won) {
    return fine_won > 0 ? gain_won / fine_won : INFINITY;
}

double deterrence_gain_until_stopped_won(double gain_won_year, double hazard_year, double fine_won,
                                         double years) {
    if (hazard_year <= 0) return gain_won_year * years;
    return (gain_won_year / hazard_year - fine_won) * deterrence_chance(hazard_year, years);
}

double deterrence_believed_hazard(double prior_hazard_year, double prior_years, double fines, double years) {
    return (prior_years * prior_hazard_year + fines) / (prior_years + years);
}

double deterrence_fine_won(const struct deterrence_fine *fine, double turnover_won_year, unsigned earlier) {
    double share = fmin(fine->share * pow(fine->repeat_factor, earlier), fine->share_most);
    return fmin(fmax(share * turnover_won_year, fine->least_won), fine->most_won);
}

double deterrence_turnover_won_year(double so_far_won, double days) {
    return days > 0 ? so_far_won * 365 / days : 0;
}

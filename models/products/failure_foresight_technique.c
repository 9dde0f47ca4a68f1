// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/failure_foresight_technique.h"

#include <math.h>

const struct equation failure_foresight_equation = {
    "whether a product fails within the month",
    "P = 1 - exp((w / scale)^shape - ((w + u) / scale)^shape); base = 1 - exp(-rate u)",
    "w years by its wear meter, u its wear of 30 days, at the pace since its first status; shape, scale, "
    "rate: "
    "fitted each month to "
    "all twins; a fault that a status tells of is taken to have come midway since the one before; under 10 "
    "faults P = base, "
    "and before any 0",
    "the power law process: Crow 1974; see fit of a Weibull law"};
const struct equation failure_foresight_scores_equation = {
    "how good what is foreseen is",
    "Brier = mean (P - y)^2; log loss = mean -ln P(y); calibration = sum P / sum y",
    "y 1 where the product failed within the 30 days, else 0; P kept within 10^-6 of 0 and 1 for the log "
    "loss; "
    "each beside the same of the "
    "base rate",
    "Brier 1950 (Mon. Weather Rev. 78:1, not read); Good 1952 (not read)"};

void failure_foresight_see(struct weibull_watch *seen, const struct life_reading *before,
                           const struct life_reading *now) {
    unsigned faults = now->faults > before->faults ? now->faults - before->faults : 0;
    double midway = fmax((before->wear_years + now->wear_years) / 2, 1e-6);
    seen->to = now->wear_years;
    seen->failures += faults;
    seen->log_ages += faults * log(midway);
}

struct failure_foresight failure_foresight_fit(const struct weibull_watch *seen, size_t count) {
    struct weibull_fit fit = weibull_fit(seen, count);
    return (struct failure_foresight){fit.w, fit.failures > 0 ? fit.rate : 0,
                                      fit.failures >= FORESIGHT_FAILURES_LEAST};
}

double failure_foresight_base(const struct failure_foresight *version, double further_years) {
    return -expm1(-version->rate * further_years);
}

double failure_foresight_chance(const struct failure_foresight *version, double wear_years,
                                double further_years) {
    if (!version->by_age) return failure_foresight_base(version, further_years);
    return 1 - weibull_survival(version->law, wear_years, wear_years + further_years);
}

double failure_foresight_brier(double chance, bool failed) {
    return (chance - failed) * (chance - failed);
}

double failure_foresight_log(double chance, bool failed) {
    double kept = fmin(fmax(chance, 1e-6), 1 - 1e-6);
    return failed ? -log(kept) : -log1p(-kept);
}

const struct technique failure_foresight_technique = {
    .name = "failure_foresight",
    .summary = "foresees from its age by wear whether a product fails within the month",
    .senses = "statuses: wear meter and faults so far",
    .trained_on = "the same of all twins, month after month",
    .consents = "telemetry to the maker for its digital twins",
    .costs = "some 40 sums over all twins a month; the statuses' bytes are sent anyway",
    .scored =
        "Brier score, log loss and calibration beside the mean chance, against what then broke (series of "
        "product_cloud)",
    .fails =
        "where age says little of failures (shape near 1), and of what cools when the season turns: its pace "
        "is that of the past",
    .equations =
        EQUATIONS(&failure_foresight_equation, &failure_foresight_scores_equation, &weibull_fit_equation),
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/discrete_gaussian_mechanism.h"

#include <math.h>

#include "models/methods/exact_chance.h"
#include "models/methods/geometric_mechanism.h"
#include "sim/engine/status.h"

const struct equation discrete_gaussian_equation = {
    "noise on a count",
    "told = n + N, P(N = x) proportional to e^(-x^2 / (2 sigma^2)), x whole; sigma^2 = most^2 / (2 rho)",
    "most: by how much one home moves the count; E N = 0, Var N <= sigma^2, and all but equal from sigma = 1 "
    "on; rho of several counts of a home add up",
    "discrete Gaussian, Canonne, Kamath & Steinke 2020 (NeurIPS; theorem 4, algorithm 3); zCDP: Bun & "
    "Steinke 2016"};

enum { PARTS_BITS = 8 };

struct discrete_gaussian discrete_gaussian_of(double rho, double sensitivity) {
    PROMISE(rho > 0 && sensitivity > 0, "noise has a rho and hides something");
    double parts = ceil(ldexp(sensitivity * sensitivity / (2 * rho), PARTS_BITS));
    PROMISE(parts <= 0x1p48, "noise has a sigma of 2^20 at most");
    return (struct discrete_gaussian){(uint64_t)fmax(1, parts)};
}

double discrete_gaussian_sd(const struct discrete_gaussian *mechanism) {
    return sqrt(ldexp((double)mechanism->parts, -PARTS_BITS));
}

// A geometric number of scale t just above sigma is taken with chance e^(-(|y| - sigma^2 / t)^2 / (2
// sigma^2)). In parts, sigma^2 = p / 2^8: (|y| t 2^8 - p)^2 / (2 p 2^8 t^2).
static bool taken(struct random_sequence *luck, exact_whole parts, exact_whole scale, uint64_t size) {
    exact_whole here = (exact_whole)size * scale << PARTS_BITS,
                off = here > parts ? here - parts : parts - here;
    return exact_chance_exp(luck, off * off, (parts << (PARTS_BITS + 1)) * scale * scale);
}

int64_t discrete_gaussian_noise(const struct discrete_gaussian *mechanism, struct random_sequence *luck) {
    uint64_t scale = (uint64_t)discrete_gaussian_sd(mechanism) + 1;
    struct geometric wide = geometric_of(1, scale);
    for (;;) {
        int64_t drawn = geometric_noise(&wide, luck);
        uint64_t size = (uint64_t)(drawn < 0 ? -drawn : drawn);
        if (taken(luck, mechanism->parts, scale, size)) return drawn;
    }
}

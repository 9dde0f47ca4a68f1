// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/customer_base_law.h"

const struct equation customer_base_equation = {
    "customers that differ and die",
    "rate ~ Gamma(r, alpha), mean r / alpha, while active; after each purchase it drops out with chance p ~ "
    "Beta(a, b); r = rate_shape, alpha = rate_shape gap_days, a = (1 - stays) s, b = stays s, s = 1 / "
    "stays_differ - 1; customers of the start: b + orders_before",
    "for good, by a home's luck with the seller; who stayed n times out of n has p ~ Beta(a, b + n)",
    "BG/NBD, Fader, Hardie & Lee 2005 (Marketing Science 24(2):275), not read; with gaps of a shape k "
    "BG/CNBD-k, Platzer & Reutterer 2016 (Marketing Science 35(5):779), not read; a customer may drop out "
    "after its first purchase, too: MBG/NBD, Batislam, Denizel & Filiztekin 2007, not read"};
const struct equation customer_base_counts_equation = {
    "purchases of a customer",
    "P(X = x) = B(a, b + x) / B(a, b) N(x) + [x > 0] B(a + 1, b + x - 1) / B(a, b) (1 - N(0) - ... - N(x - "
    "1)); N(x) = Gamma(r + x) / (Gamma(r) x!) (1 - z)^r z^x; E[X] = (a + b - 1) / (a - 1) (1 - (1 - z)^r "
    "F(r, b; a + b - 1; z)); P(active) = (1 - z)^r F(r, b; a + b; z); of x purchases, the last at t_x: 1 / "
    "(1 + [x > 0] a / (b + x - 1) ((alpha + t) / (alpha + t_x))^(r + x))",
    "z = t / (alpha + t), t the time since it was known to be a customer; B beta function; F Gauss's "
    "hypergeometric function; where gaps are without memory (gap_shape 1)",
    "Fader, Hardie & Lee 2005, not read; likelihood and P(active) of a history: Fader, Hardie & Lee 2008, "
    "Computing P(alive) using the BG/NBD model, read in an excerpt; P(active): sum over x of the first term"};
const struct equation customer_base_share_equation = {
    "chances of one's own",
    "each has its own for good, c ~ Beta(m s, (1 - m) s), s = (1 - m) / (m v^2) - 1; of those who began, "
    "B(a, "
    "b + n) / B(a, b) are left after n times, a = m s, b = (1 - m) s",
    "m mean, v coefficient of variation; those who are left are ever more those who stay",
    "shifted beta-geometric, Fader & Hardie 2007 (Journal of Interactive Marketing 21(1):76), not read; beta "
    "function: definition"};

struct customer_base customer_base_of(double mean_gap, double rate_shape, double stays, double differ) {
    double sum = 1 / differ - 1;
    return (struct customer_base){rate_shape, rate_shape * mean_gap, (1 - stays) * sum, stays * sum};
}

struct customer_base customer_base_after(struct customer_base base, double purchases) {
    base.b += purchases;
    return base;
}

// ---- Draws ------------------------------------------------------------------------------------------------

// Shape at least 1 (Marsaglia & Tsang 2000, ACM Trans. Math. Softw. 26:363).
static double gamma_of(double shape, struct random_sequence *luck) {
    double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        double normal = random_next_normal(luck), root = 1 + c * normal, v = root * root * root;
        double exponential = random_next_exponential(luck);
        if (v > 0 && -exponential < normal * normal / 2 + d - d * v + d * log(v)) return d * v;
    }
}

// A smaller shape is a greater one's times a power of a uniform number; shape 0 is nothing.
static double draw_gamma(double shape, struct random_sequence luck) {
    if (shape <= 0) return 0;
    if (shape >= 1) return gamma_of(shape, &luck);
    double share = pow(random_next_uniform(&luck), 1 / shape);
    return share * gamma_of(shape + 1, &luck);
}

static double draw_beta(double a, double b, struct random_sequence luck) {
    enum { FAR_ENOUGH = 128 };
    double of_a = draw_gamma(a, luck);
    luck.n += FAR_ENOUGH;
    return of_a / (of_a + draw_gamma(b, luck));
}

double customer_base_relative(double shape, struct random_sequence luck) {
    return draw_gamma(shape, luck) / shape;
}

double customer_base_share(double mean, double varies, struct random_sequence luck) {
    if (mean <= 0) return 0;
    double sum = (1 - mean) / (mean * varies * varies) - 1;
    return draw_beta(mean * sum, (1 - mean) * sum, luck);
}

struct buying_habit customer_base_draw(struct customer_base base, struct random_sequence rate_luck,
                                       struct random_sequence drop_luck) {
    return (struct buying_habit){draw_gamma(base.r, rate_luck) / base.alpha,
                                 draw_beta(base.a, base.b, drop_luck)};
}

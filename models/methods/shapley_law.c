// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/shapley_law.h"

#include <math.h>
#include <stdbool.h>

#include "sim/engine/status.h"

const struct equation shapley_equation = {
    "what each holder brings",
    "share_i = sum over sets S without i of s! (n - s - 1)! / n! (v(S + i) - v(S))",
    "v worth of a set of holders, s how many are in S, n of all; the shares add up to v(all) - v(nobody)",
    "Shapley 1953 (A value for n-person games, Contributions to the Theory of Games II, 307-317), not read"};
const struct equation shapley_drawn_equation = {
    "what each of many holders brings",
    "share_i = mean over drawn orders of v(those before i and i) - v(those before i); error = sd / "
    "sqrt(orders)",
    "v worth of a set of holders; in each order the steps add up to v(all) - v(nobody)",
    "Castro, Gomez & Tejada 2009 (Computers & Operations Research 36:1726), not read"};

// s! (n - s - 1)! / n!, as 1 / (n (n - 1 over s)).
static double weight_of(unsigned before, unsigned holders) {
    double over = 1;
    for (unsigned i = 1; i <= before; i++) over = over * (holders - i) / i;
    return 1 / (over * holders);
}

static unsigned size_of(shapley_set set) {
    unsigned size = 0;
    for (; set; set &= set - 1) size++;
    return size;
}

void shapley_split(unsigned holders, const double *worths, double *shares) {
    PROMISE(holders >= 1 && holders <= SHAPLEY_EXACT_MOST, "as many holders as are split exactly");
    for (unsigned i = 0; i < holders; i++) shares[i] = 0;
    for (shapley_set set = 0; set < (shapley_set)1 << holders; set++) {
        unsigned size = size_of(set);
        if (size == holders) continue;
        double weight = weight_of(size, holders);
        for (unsigned i = 0; i < holders; i++)
            if (!(set >> i & 1)) shares[i] += weight * (worths[set | (shapley_set)1 << i] - worths[set]);
    }
}

// Fisher and Yates' shuffle.
static void shuffle(unsigned *order, unsigned count, struct random_sequence *luck) {
    for (unsigned i = 0; i < count; i++) order[i] = i;
    for (unsigned left = count; left > 1; left--) {
        unsigned chosen = (unsigned)(random_next_uniform(luck) * left), last = order[left - 1];
        order[left - 1] = order[chosen];
        order[chosen] = last;
    }
}

void shapley_draw(unsigned holders, shapley_worth *worth, const void *game, unsigned orders,
                  struct random_sequence luck, double *shares, double *errors) {
    PROMISE(holders >= 1 && holders <= SHAPLEY_DRAWN_MOST && orders >= 2, "holders to draw orders of");
    unsigned order[SHAPLEY_DRAWN_MOST];
    for (unsigned i = 0; i < holders; i++) shares[i] = errors[i] = 0;
    for (unsigned drawn = 1; drawn <= orders; drawn++) {
        shuffle(order, holders, &luck);
        shapley_set set = 0;
        double before = worth(0, game);
        for (unsigned step = 0; step < holders; step++) {
            unsigned who = order[step];
            double with = worth(set |= (shapley_set)1 << who, game), off = with - before - shares[who];
            // Mean and sum of squares around it, one by one (Welford 1962).
            shares[who] += off / drawn;
            errors[who] += off * (with - before - shares[who]);
            before = with;
        }
    }
    for (unsigned i = 0; i < holders; i++) errors[i] = sqrt(errors[i] / (orders - 1.0) / orders);
}

// The holder that rounding down costs most among those who got nothing back yet.
static unsigned most_owed(unsigned holders, const double *shares, const bool *given) {
    unsigned most = holders;
    for (unsigned i = 0; i < holders; i++)
        if (!given[i] &&
            (most == holders || shares[i] - floor(shares[i]) > shares[most] - floor(shares[most])))
            most = i;
    return most;
}

void shapley_in_won(unsigned holders, const double *shares, int64_t *won) {
    PROMISE(holders >= 1 && holders <= SHAPLEY_DRAWN_MOST, "as many holders as can be split");
    bool given[SHAPLEY_DRAWN_MOST] = {false};
    double sum = 0;
    for (unsigned i = 0; i < holders; i++) sum += shares[i];
    int64_t left = (int64_t)floor(sum + 0.5);
    for (unsigned i = 0; i < holders; i++) left -= won[i] = (int64_t)floor(shares[i]);
    for (; left > 0; left--) {
        unsigned who = most_owed(holders, shares, given);
        given[who] = true;
        won[who]++;
    }
}

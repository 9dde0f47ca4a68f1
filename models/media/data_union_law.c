// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/media/data_union_law.h"

#include <stdlib.h>

const struct equation data_union_equation = {
    "what a union of families sells",
    "the data of the n families with the lowest prices, n such that sum over families of (worth_won - price) "
    "I - running_won_month n is largest; each is paid price I + families_share of that sum / families",
    "price won for all there is to know of the family for a month; I what is learnt of it, whether it shares "
    "or "
    "not; nobody who gives data at no price shares",
    "a trustee that knows its members' prices, and splits as Nash 1950 (The bargaining problem, Econometrica "
    "18:155) where families_share is a half; assumption"};

double data_union_surplus_won(const struct data_union *terms, struct data_union_prices prices, size_t sharers,
                              size_t families) {
    double n = (double)sharers, all = data_externality_of_all(terms->law, n, (double)families);
    double price = prices.others_won * data_externality_of_other(terms->law, n);
    if (sharers) price += prices.sharers_won * data_externality_of_sharer(terms->law, n - 1);
    return terms->worth_won * all - price - terms->running_won * n;
}

static int compare_members(const void *a, const void *b) {
    const struct data_union_member *one = a, *other = b;
    if (one->never != other->never) return one->never ? 1 : -1;
    if (one->price_won < other->price_won) return -1;
    if (one->price_won > other->price_won) return 1;
    return one->home < other->home ? -1 : one->home > other->home;
}

size_t data_union_choose(const struct data_union *terms, struct data_union_member *members, size_t count) {
    qsort(members, count, sizeof *members, compare_members);
    struct data_union_prices prices = {0, 0};
    for (size_t i = 0; i < count; i++) prices.others_won += members[i].price_won;
    size_t best = 0;
    double best_won = 0;
    for (size_t n = 1; n <= count && !members[n - 1].never; n++) {
        prices.sharers_won += members[n - 1].price_won;
        prices.others_won -= members[n - 1].price_won;
        double won = data_union_surplus_won(terms, prices, n, count);
        if (won > best_won) best = n, best_won = won;
    }
    return best;
}

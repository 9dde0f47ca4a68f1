// SPDX-License-Identifier: GPL-3.0-or-later
// A desk offers its maker's dealers a report on all homes: each buys it if it pays (models/products/dealer.h). It is made when
// those who want it pay for the work.
#ifndef MARU_MODELS_MAKER_REPORT_SALE_H
#define MARU_MODELS_MAKER_REPORT_SALE_H

#include "models/products/dealer.h"

extern const struct equation report_sale_equation;

struct report_sale {
    const struct dealer_kind *buyers;
    double report_won, making_won;
    struct dealer_report says;
    const char *made, *reason;  // static texts, of the line in the journal and of what is paid
    size_t offered;             // the desk's metric; how many are sold, and what it was worth, follow it
};
void report_sale_offer(struct world *world, const struct party *desk, const struct report_sale *sale);

#endif

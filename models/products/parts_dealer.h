// SPDX-License-Identifier: GPL-3.0-or-later
// A dealer in spare parts, who stocks better if it knows how products wear.
#ifndef MARU_MODELS_PRODUCTS_PARTS_DEALER_H
#define MARU_MODELS_PRODUCTS_PARTS_DEALER_H

#include "models/products/dealer.h"

extern const struct party_kind parts_dealer_party;
// Its reports: so many faults in so many years of products.
extern const struct dealer_kind parts_dealer_reader;

#endif

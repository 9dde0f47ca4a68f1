// SPDX-License-Identifier: GPL-3.0-or-later
// A dealer in new models, who orders better if it knows how old the products in use are.
#ifndef MARU_MODELS_PRODUCTS_MODEL_DEALER_H
#define MARU_MODELS_PRODUCTS_MODEL_DEALER_H

#include "models/products/dealer.h"

extern const struct party_kind model_dealer_party;
// Its reports: so many products due within a year among so many.
extern const struct dealer_kind model_dealer_reader;

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// What a maker's twins foresee of their products' failures, month by month (failure_foresight_technique.h): what statuses have
// told of each life, the version in force, and how good it was.
#ifndef MARU_MODELS_PRODUCTS_PRODUCT_FORESIGHT_H
#define MARU_MODELS_PRODUCTS_PRODUCT_FORESIGHT_H

#include "models/products/link_terms.h"

struct product_foresight;
struct product_foresight *product_foresight_create(const struct world *world);
void product_foresight_free(struct product_foresight *foresight);

// A status of the product of that process of the world; and that its twin is no more.
void product_foresight_hear(struct product_foresight *foresight, size_t process, const struct product_status *status,
                            time_ms when);
void product_foresight_forget(struct product_foresight *foresight, size_t process);

// What a month of products came to: the party's metrics from the first of these on.
enum foresight_count { FORESEEN, FORESEEN_FAILED, FORESEEN_CHANCE, BRIER, BRIER_BASE, LOG_LOSS, LOG_BASE, FORESIGHT_COUNTS };
// At midnight; each 30 days what was foreseen is held against the truth, and foreseen anew.
void product_foresight_midnight(struct product_foresight *foresight, struct world *world, struct party *party,
                                unsigned first_count);

#endif

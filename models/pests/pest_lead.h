// SPDX-License-Identifier: GPL-3.0-or-later
// How a family comes to a pest-control firm.
#ifndef MARU_MODELS_PESTS_PEST_LEAD_H
#define MARU_MODELS_PESTS_PEST_LEAD_H

// Bought by one firm alone, bought by several, or by itself; the first LEADS_BOUGHT are bought.
enum lead { LEAD_EXCLUSIVE, LEAD_SHARED, LEAD_CALL, LEADS_BOUGHT = LEAD_CALL };

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// All kinds there are, and a party kind of the test's own.
#ifndef MARU_TESTS_SUPPORT_ONE_PARTY_MORE_H
#define MARU_TESTS_SUPPORT_ONE_PARTY_MORE_H

#include "models/catalogue.h"
#include "sim/engine/kind.h"
#include "tests/support/check.h"

static inline const struct catalogue *one_party_more(const struct party_kind *own) {
    enum { PARTIES_MOST = 100 };
    static const struct party_kind *parties[PARTIES_MOST];
    static struct catalogue catalogue;
    catalogue = *models_catalogue();
    size_t count = 0;
    for (; catalogue.parties[count]; count++) parties[count] = catalogue.parties[count];
    assert_true(count + 1 < PARTIES_MOST);
    parties[count] = own;
    catalogue.parties = parties;
    return &catalogue;
}

#endif

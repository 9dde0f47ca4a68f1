// SPDX-License-Identifier: GPL-3.0-or-later
// The third ledger, beside money and exposure: who is better off, by what. A family's welfare is its money (ledger.h: what
// it received less what it paid, so that tokens count when they are spent) and what is posted here: what it has, or lost,
// that no payment shows. Firms' and public bodies' welfare is their money. All of it together,
//   W = families + firms + public,
// is what was posted here less what went to the ledger's account `outside`, which are real resources (wages, goods, power),
// and with what came from there: payments between families, firms and public bodies cancel, to the won.
//
// So what is bought is posted with all that it is worth: its price (welfare_price), which the ledger takes away again, and
// the surplus of the choice, from a source of its own.
#ifndef MARU_SIM_ENGINE_WELFARE_H
#define MARU_SIM_ENGINE_WELFARE_H

#include "sim/engine/ledger.h"

// What kind of worth it is.
enum welfare_kind {
    WELFARE_SURPLUS,   // of a choice: what is taken is worth more than its price
    WELFARE_USE,       // of what is used and lived through
    WELFARE_TIME,      // of the family's own
    WELFARE_FELT,      // privacy: what others know of the family, felt as long as they learn it
    WELFARE_REALISED,  // privacy: what was done with it
    WELFARE_KINDS
};
extern const char *const welfare_kind_names[];  // "surplus", "use", ...; NULL-terminated

// Where worth comes from: an object beside the code that posts it, named by its kind (kind.worths). Its address is its
// identity; several kinds may name the same.
struct welfare_source {
    const char *name;     // "pest visits"
    enum welfare_kind kind;
    const char *meaning;
};
// What was bought, at its price: of every purchase that is posted. Known to every world.
extern const struct welfare_source welfare_price;

enum { WELFARE_WON = 1000 };  // amounts are whole thousandths of a won, so that sums hang on no order and no threads

struct welfare;

// The ledger and the journal, which say what is kept and why something happens, are borrowed for its lifetime.
struct welfare *welfare_create(const struct ledger *ledger, struct journal *journal, size_t households);
void welfare_free(struct welfare *welfare);
// Before anything is posted: the sources that a kind names (NULL-terminated; NULL: none), once each; then no more.
void welfare_declare(struct welfare *welfare, const struct welfare_source *const *sources);
void welfare_seal(struct welfare *welfare);

// The door. In parties_decide, in the moment that the journal is in; cause as ledger_post's. won: above 0 a gain.
void welfare_post(struct welfare *welfare, uint32_t home, const struct welfare_source *source, double won,
                  journal_cause cause);
// A family took something at this price, for which it would have given so much more (surplus).
void welfare_purchase(struct welfare *welfare, uint32_t home, const struct welfare_source *source, double price_won,
                      double surplus_won, journal_cause cause);
// The same door for what a home lives through by itself, while homes live in parallel: of its own home only. It follows from
// nothing but the day.
void welfare_live(struct welfare *welfare, uint32_t home, const struct welfare_source *source, double won);

size_t welfare_source_count(const struct welfare *welfare);
const struct welfare_source *welfare_source_at(const struct welfare *welfare, size_t source);
int64_t welfare_of_home(const struct welfare *welfare, uint32_t home, size_t source);
int64_t welfare_total(const struct welfare *welfare, size_t source);  // of all homes
// What was posted since the last time: today[welfare_source_count()].
void welfare_new_day(struct welfare *welfare, int64_t *today);

// The postings in order, so that worth can be walked back to what it came of.
struct welfare_posting {
    time_ms when;
    uint64_t cause;  // number of the journal's line it follows from, never 0
    int64_t amount;  // in thousandths of a won
    uint32_t home;
    uint16_t source;
};
size_t welfare_posting_count(const struct welfare *welfare);  // kept since the last welfare_forget
const struct welfare_posting *welfare_posting_at(const struct welfare *welfare, size_t index);
void welfare_forget(struct welfare *welfare);

#endif

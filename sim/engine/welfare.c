// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/welfare.h"

#include <math.h>
#include <stdlib.h>

const char *const welfare_kind_names[] = {"surplus", "use", "time", "privacy felt", "privacy realised", NULL};

const struct welfare_source welfare_price = {"what was chosen, at its price", WELFARE_USE,
                                             "purchases are worth their price at least; the ledger takes it"};

struct welfare {
    const struct ledger *ledger;
    struct journal *journal;
    size_t households;
    const struct welfare_source **sources;
    size_t source_count;
    int64_t *of_home;    // [households][sources]; NULL before welfare_seal
    int64_t *yesterday;  // [sources]: totals at the last midnight
    struct welfare_posting *postings;
    size_t posting_count, posting_room;
};

struct welfare *welfare_create(const struct ledger *ledger, struct journal *journal, size_t households) {
    struct welfare *welfare = status_allocate(1, sizeof *welfare);
    welfare->ledger = ledger;
    welfare->journal = journal;
    welfare->households = households;
    welfare_declare(welfare, (const struct welfare_source *const[]){&welfare_price, NULL});
    return welfare;
}

void welfare_free(struct welfare *welfare) {
    if (!welfare) return;
    free(welfare->sources);
    free(welfare->of_home);
    free(welfare->yesterday);
    free(welfare->postings);
    free(welfare);
}

// ---- Sources ------------------------------------------------------------------------------------------

static size_t find(const struct welfare *welfare, const struct welfare_source *source) {
    size_t place = 0;
    while (place < welfare->source_count && welfare->sources[place] != source) place++;
    return place;
}

static void declare(struct welfare *welfare, const struct welfare_source *source) {
    if (find(welfare, source) < welfare->source_count) return;
    welfare->sources =
        status_reallocate(welfare->sources, welfare->source_count + 1, sizeof *welfare->sources);
    welfare->sources[welfare->source_count++] = source;
}

void welfare_declare(struct welfare *welfare, const struct welfare_source *const *sources) {
    PROMISE(!welfare->of_home, "sources of worth are named before anything is posted");
    for (; sources && *sources; sources++) declare(welfare, *sources);
}

void welfare_seal(struct welfare *welfare) {
    welfare->of_home = status_allocate(welfare->households * welfare->source_count, sizeof(int64_t));
    welfare->yesterday = status_allocate(welfare->source_count, sizeof(int64_t));
}

size_t welfare_source_count(const struct welfare *welfare) {
    return welfare->source_count;
}
const struct welfare_source *welfare_source_at(const struct welfare *welfare, size_t source) {
    return welfare->sources[source];
}

// ---- The door -----------------------------------------------------------------------------------------

// Returns the amount, and the source's place.
static int64_t add(struct welfare *welfare, uint32_t home, const struct welfare_source *source, double won,
                   size_t *place) {
    *place = find(welfare, source);
    PROMISE(*place < welfare->source_count, "a kind names the sources that it posts worth from");
    PROMISE(home < welfare->households && isfinite(won), "worth is some household's, and a number of won");
    int64_t amount = llround(won * WELFARE_WON);
    welfare->of_home[home * welfare->source_count + *place] += amount;
    return amount;
}

static void keep(struct welfare *welfare, struct welfare_posting posting) {
    if (welfare->posting_count == welfare->posting_room) {
        welfare->posting_room = welfare->posting_room ? 2 * welfare->posting_room : 256;
        welfare->postings = status_reallocate(welfare->postings, welfare->posting_room, sizeof posting);
    }
    welfare->postings[welfare->posting_count++] = posting;
}

void welfare_post(struct welfare *welfare, uint32_t home, const struct welfare_source *source, double won,
                  journal_cause cause) {
    size_t place;
    int64_t amount = add(welfare, home, source, won, &place);
    if (amount == 0) return;
    if (!cause) cause = journal_why(welfare->journal);
    if (ledger_keeps(welfare->ledger, cause))
        keep(welfare, (struct welfare_posting){.when = journal_now(welfare->journal),
                                               .cause = journal_number(cause),
                                               .amount = amount,
                                               .home = home,
                                               .source = (uint16_t)place});
}

void welfare_purchase(struct welfare *welfare, uint32_t home, const struct welfare_source *source,
                      double price_won, double surplus_won, journal_cause cause) {
    welfare_post(welfare, home, &welfare_price, price_won, cause);
    welfare_post(welfare, home, source, surplus_won, cause);
}

void welfare_live(struct welfare *welfare, uint32_t home, const struct welfare_source *source, double won) {
    size_t place;
    add(welfare, home, source, won, &place);
}

// ---- Asking -------------------------------------------------------------------------------------------

int64_t welfare_of_home(const struct welfare *welfare, uint32_t home, size_t source) {
    return welfare->of_home[home * welfare->source_count + source];
}

int64_t welfare_total(const struct welfare *welfare, size_t source) {
    int64_t sum = 0;
    for (uint32_t home = 0; home < welfare->households; home++) sum += welfare_of_home(welfare, home, source);
    return sum;
}

void welfare_new_day(struct welfare *welfare, int64_t *today) {
    for (size_t source = 0; source < welfare->source_count; source++)
        today[source] = -welfare->yesterday[source];
    for (uint32_t home = 0; home < welfare->households; home++)  // in the order in which they lie in memory
        for (size_t source = 0; source < welfare->source_count; source++)
            today[source] += welfare_of_home(welfare, home, source);
    for (size_t source = 0; source < welfare->source_count; source++)
        welfare->yesterday[source] += today[source];
}

size_t welfare_posting_count(const struct welfare *welfare) {
    return welfare->posting_count;
}
const struct welfare_posting *welfare_posting_at(const struct welfare *welfare, size_t index) {
    return &welfare->postings[index];
}
void welfare_forget(struct welfare *welfare) {
    welfare->posting_count = 0;
}

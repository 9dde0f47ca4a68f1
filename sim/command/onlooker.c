// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/onlooker.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sim/command/districts.h"

// What passed from one to another, over all rows of the ledger's flows that are of these two.
struct passage {
    uint16_t payer, payee;
    int64_t won;
};

struct onlooker {
    FILE *out;
    struct groups groups;
    struct districts districts;
    size_t *passage_of;  // [rows of the ledger's flows that were seen]; NO_PASSAGE: it is not in won
    size_t row_count;
    struct passage *passages;
    size_t passage_count;
};

#define NO_PASSAGE SIZE_MAX

// ---- Text ----

static void put_text(const char *text, FILE *out) {
    cJSON *string = cJSON_CreateString(text);
    char *quoted = cJSON_PrintUnformatted(string);
    fputs(quoted, out);
    cJSON_free(quoted);
    cJSON_Delete(string);
}

// Between the items of a list.
static const char *comma(size_t before) {
    return before ? "," : "";
}

static void put_counts(const uint32_t *counts, size_t count, FILE *out) {
    fputc('[', out);
    for (size_t i = 0; i < count; i++) fprintf(out, "%s%" PRIu32, comma(i), counts[i]);
    fputc(']', out);
}

// ---- The place ----

static void put_who(const char *name, const char *kind, unsigned parties, FILE *out) {
    fputs("{\"name\": ", out);
    put_text(name, out);
    fprintf(out, ", \"kind\": \"%s\", \"parties\": %u}", kind, parties);
}

static void put_everybody(const struct groups *groups, FILE *out) {
    for (uint16_t i = 0; i < groups->count; i++) {
        const struct plan_entry *entry = groups->all[i].entry;
        put_who(entry->name, entry->kind->name, groups->all[i].parties, out);
        fputs(", ", out);
    }
    put_who("households", "", 0, out);
    fputs(", ", out);
    put_who("outside", "", 0, out);
}

static void put_place(const struct onlooker *onlooker, const struct world *world) {
    FILE *out = onlooker->out;
    const struct districts *districts = &onlooker->districts;
    fprintf(out, "{\"place\": {\"days\": %" PRId64 ", \"homes\": ", clock_day(world->end));
    put_counts(districts->homes, districts->count, out);
    fputs(", \"who\": [", out);
    put_everybody(&onlooker->groups, out);
    fputs("], \"data\": [", out);
    for (size_t i = 0; i < districts->cell_count; i++)
        fprintf(out, "%s[\"%s\", %u]", comma(i), gate_class_names[districts->cells[i].data_class],
                districts->cells[i].group);
    fputs("]}}\n", out);
    fflush(out);
}

struct onlooker *onlooker_create(const struct world *world, FILE *out) {
    struct onlooker *onlooker = status_allocate(1, sizeof *onlooker);
    onlooker->out = out;
    onlooker->groups = groups_of(world);
    onlooker->districts = districts_of(world, &onlooker->groups);
    put_place(onlooker, world);
    return onlooker;
}

void onlooker_free(struct onlooker *onlooker) {
    if (!onlooker) return;
    districts_free(&onlooker->districts);
    groups_free(&onlooker->groups);
    free(onlooker->passage_of);
    free(onlooker->passages);
    free(onlooker);
}

// ---- Who paid whom ----

static uint16_t number_of(const struct onlooker *onlooker, const struct world *world, const char *name) {
    for (uint16_t party = 0; party < world->party_count; party++)
        if (!strcmp(world->party_names[party], name)) return onlooker->groups.of_party[party];
    return onlooker->groups.count + (strcmp(name, "households") ? 1 : 0);
}

static size_t passage_between(struct onlooker *onlooker, uint16_t payer, uint16_t payee) {
    for (size_t i = 0; i < onlooker->passage_count; i++)
        if (onlooker->passages[i].payer == payer && onlooker->passages[i].payee == payee) return i;
    size_t count = ++onlooker->passage_count;
    onlooker->passages = status_reallocate(onlooker->passages, count, sizeof *onlooker->passages);
    onlooker->passages[count - 1] = (struct passage){.payer = payer, .payee = payee};
    return count - 1;
}

// The ledger's flows only grow in number.
static void meet_new_rows(struct onlooker *onlooker, const struct world *world) {
    size_t rows = ledger_flow_count(world->ledger);
    onlooker->passage_of = status_reallocate(onlooker->passage_of, rows, sizeof *onlooker->passage_of);
    for (; onlooker->row_count < rows; onlooker->row_count++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, onlooker->row_count);
        onlooker->passage_of[onlooker->row_count] =
            flow->currency == WON ? passage_between(onlooker, number_of(onlooker, world, flow->payer),
                                                    number_of(onlooker, world, flow->payee))
                                  : NO_PASSAGE;
    }
}

static void add_up_passages(struct onlooker *onlooker, const struct world *world) {
    meet_new_rows(onlooker, world);
    for (size_t i = 0; i < onlooker->passage_count; i++) onlooker->passages[i].won = 0;
    for (size_t row = 0; row < onlooker->row_count; row++)
        if (onlooker->passage_of[row] != NO_PASSAGE)
            onlooker->passages[onlooker->passage_of[row]].won += ledger_flow_at(world->ledger, row)->amount;
}

static void put_paid(struct onlooker *onlooker, const struct world *world) {
    size_t said = 0;
    add_up_passages(onlooker, world);
    fputs(", \"paid\": [", onlooker->out);
    for (size_t i = 0; i < onlooker->passage_count; i++) {
        const struct passage *passage = &onlooker->passages[i];
        if (passage->won)
            fprintf(onlooker->out, "%s[%u, %u, %" PRId64 "]", comma(said++), passage->payer, passage->payee,
                    passage->won);
    }
    fputc(']', onlooker->out);
}

static void put_given(const struct onlooker *onlooker, const struct world *world) {
    size_t said = 0;
    fputs(", \"given\": [", onlooker->out);
    for (uint16_t party = 0; party < world->party_count; party++) {
        int64_t issued = ledger_tokens_of(world->ledger, party).issued;
        if (issued)
            fprintf(onlooker->out, "%s[%u, %" PRId64 "]", comma(said++), onlooker->groups.of_party[party],
                    issued);
    }
    fputc(']', onlooker->out);
}

// ---- Who knows what ----

static void put_told(const struct districts *districts, FILE *out) {
    size_t said = 0;
    fputs(", \"told\": [", out);
    for (size_t i = 0; i < districts->cell_count; i++) {
        const struct known_cell *cell = &districts->cells[i];
        if (cell->transfers)
            fprintf(out, "%s[%zu, %" PRIu64 ", %" PRIu64 ", %" PRIu32 ", %" PRIu32 "]", comma(said++), i,
                    cell->transfers, cell->unasked, cell->known.homes, cell->known.unasked);
    }
    fputc(']', out);
}

static bool some_known(const struct known_homes *known, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (known[i].homes) return true;
    return false;
}

static void put_known(const char *name, const struct known_homes *known, size_t count, FILE *out) {
    fprintf(out, "\"%s\": [[", name);
    for (size_t i = 0; i < count; i++) fprintf(out, "%s%" PRIu32, comma(i), known[i].homes);
    fputs("], [", out);
    for (size_t i = 0; i < count; i++) fprintf(out, "%s%" PRIu32, comma(i), known[i].unasked);
    fputs("]]", out);
}

static void put_all_known(const struct districts *districts, FILE *out) {
    fputs(", \"known\": {", out);
    put_known("any", districts->known, districts->count, out);
    for (int i = 0; i < DATA_CLASSES; i++) {
        if (!districts->by_class[i] || !some_known(districts->by_class[i], districts->count)) continue;
        fputs(", ", out);
        put_known(gate_class_names[i], districts->by_class[i], districts->count, out);
    }
    fputc('}', out);
}

static void put_districts(const struct districts *districts, FILE *out) {
    fputs(", \"won\": [", out);
    for (size_t i = 0; i < districts->count; i++) fprintf(out, "%s%" PRId64, comma(i), districts->won[i]);
    fputs("], \"hurt\": ", out);
    put_counts(districts->hurt, districts->count, out);
    put_all_known(districts, out);
}

// ---- The day ----

static void put_money(const struct world *world, FILE *out) {
    fputs(", \"money\": {", out);
    for (uint16_t party = 0; party < world->party_count; party++) {
        fputs(comma(party), out);
        put_text(world->party_names[party], out);
        fprintf(out, ": %" PRId64, ledger_balance(world->ledger, ledger_party(world->ledger, party), WON));
    }
    fprintf(out, "}, \"tokens\": %" PRId64, ledger_tokens(world->ledger).outstanding);
}

void onlooker_tell(struct onlooker *onlooker, const struct world *world) {
    FILE *out = onlooker->out;
    districts_tally(&onlooker->districts, world);
    fprintf(out, "{\"day\": %" PRId64, clock_day(world->until));
    put_money(world, out);
    put_paid(onlooker, world);
    put_given(onlooker, world);
    put_told(&onlooker->districts, out);
    put_districts(&onlooker->districts, out);
    fputs("}\n", out);
    fflush(out);
}

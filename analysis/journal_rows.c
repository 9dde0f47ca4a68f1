// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/journal_rows.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/run_kinds.h"
#include "analysis/text_pool.h"

enum { DAY_MS = 86400000 };
enum { BLOCK = 8192, BLOCKS_MOST = 24 };  // texts that are read at once, and how often at most

enum journal_column {
    PAID_WHEN,
    PAID_AMOUNT,
    PAID_CAUSE,
    PAID_FLOW,
    PAID_HOME,
    WHEN,
    CAUSE,
    HOME,
    PARTY,
    WHAT,
    COLUMNS
};
static const char *const paths[COLUMNS] = {
    [PAID_WHEN] = "/postings/when_ms", [PAID_AMOUNT] = "/postings/amount",
    [PAID_CAUSE] = "/postings/cause",  [PAID_FLOW] = "/postings/flow",
    [PAID_HOME] = "/postings/home",    [WHEN] = "/events/when_ms",
    [CAUSE] = "/events/cause",         [HOME] = "/events/home",
    [PARTY] = "/events/acting_party",  [WHAT] = "/events/what",
};

// A line that was looked through.
struct said {
    size_t text;  // place in the pool: what lines say is a few hundred texts, said over and over
    int32_t party;
};

struct journal_rows {
    struct run_file *file;
    size_t events, payments;
    struct run_variable columns[COLUMNS];
    bool described[COLUMNS];
    int64_t *whole[COLUMNS];  // columns that were looked through, kept
    struct said **blocks;     // of BLOCK lines each, kept as they were looked through
    struct text_pool sayings;
    bool *wanted;  // [sayings]: by the list that is looked for
};

struct journal_rows *journal_rows_open(struct run_file *file) {
    struct journal_rows *rows = fault_allocate(1, sizeof *rows);
    *rows = (struct journal_rows){.file = file,
                                  .events = run_file_length(file, "/events/event"),
                                  .payments = run_file_length(file, "/postings/posting")};
    return rows;
}

static void clear_sayings(struct journal_rows *rows) {
    for (size_t i = 0; rows->blocks && i <= rows->events / BLOCK; i++) free(rows->blocks[i]);
    free(rows->blocks);
    free(rows->wanted);
    text_pool_clear(&rows->sayings);
}

void journal_rows_close(struct journal_rows *rows) {
    if (!rows) return;
    for (int i = 0; i < COLUMNS; i++) {
        if (rows->described[i]) run_file_variable_clear(&rows->columns[i]);
        free(rows->whole[i]);
    }
    clear_sayings(rows);
    free(rows);
}

size_t journal_rows_events(const struct journal_rows *rows) {
    return rows->events;
}
size_t journal_rows_payments(const struct journal_rows *rows) {
    return rows->payments;
}

// ---- Single rows, and whole columns ----

// Some steps of a column; NULL after a fault.
static void *steps(struct journal_rows *rows, enum journal_column column, size_t start, size_t count) {
    if (!rows->described[column]) {
        rows->described[column] = true;
        run_file_describe(rows->file, paths[column], &rows->columns[column]);
    }
    if (run_file_fault(rows->file)->there) return NULL;
    return run_file_steps(rows->file, &rows->columns[column], start, count);
}

static int64_t at(struct journal_rows *rows, enum journal_column column, size_t row) {
    if (rows->whole[column]) return rows->whole[column][row];
    int64_t *one = steps(rows, column, row, 1), value = one ? *one : 0;
    free(one);
    return value;
}

static const int64_t *all(struct journal_rows *rows, enum journal_column column) {
    size_t count = column < WHEN ? rows->payments : rows->events;
    if (!rows->whole[column] && count > 0) rows->whole[column] = steps(rows, column, 0, count);
    return rows->whole[column];
}

void journal_rows_keep(struct journal_rows *rows) {
    for (enum journal_column column = 0; column < WHAT; column++) all(rows, column);
}

struct journal_event journal_rows_event(struct journal_rows *rows, int64_t number) {
    if (number < 1 || number > (int64_t)rows->events) return (struct journal_event){0};
    size_t row = (size_t)number - 1;
    char **what = steps(rows, WHAT, row, 1);
    struct journal_event event = {.number = number,
                                  .when_ms = at(rows, WHEN, row),
                                  .cause = at(rows, CAUSE, row),
                                  .home = (int32_t)at(rows, HOME, row),
                                  .party = (int32_t)at(rows, PARTY, row),
                                  .what = what ? what[0] : NULL};
    free(what);
    return event;
}

struct journal_payment journal_rows_payment(struct journal_rows *rows, int64_t number) {
    if (number < 0 || number >= (int64_t)rows->payments) return (struct journal_payment){.number = -1};
    size_t row = (size_t)number;
    return (struct journal_payment){.number = number,
                                    .when_ms = at(rows, PAID_WHEN, row),
                                    .amount = at(rows, PAID_AMOUNT, row),
                                    .cause = at(rows, PAID_CAUSE, row),
                                    .flow = (int32_t)at(rows, PAID_FLOW, row),
                                    .home = (int32_t)at(rows, PAID_HOME, row)};
}

// ---- Looking through ----

struct paid {
    const int64_t *when, *flow, *home, *amount;  // NULL: not asked for
};

static struct paid read_paid(struct journal_rows *rows, const struct journal_filter *filter) {
    return (struct paid){.when = filter->day >= 0 ? all(rows, PAID_WHEN) : NULL,
                         .flow = filter->flows ? all(rows, PAID_FLOW) : NULL,
                         .home = filter->home >= 0 ? all(rows, PAID_HOME) : NULL,
                         .amount = all(rows, PAID_AMOUNT)};
}

// Moments are told behind what happened in them: midnight, 0 ms of a day, ends the day before.
static int64_t day_of(int64_t when_ms) {
    return when_ms > 0 ? (when_ms - 1) / DAY_MS : 0;
}

static bool passes_flow(const struct paid *paid, const struct journal_filter *filter, size_t row) {
    return !paid->flow || (paid->flow[row] >= 0 && paid->flow[row] < (int64_t)filter->flow_count &&
                           filter->flows[paid->flow[row]]);
}

static bool passes(const struct paid *paid, const struct journal_filter *filter, size_t row) {
    return (!paid->when || day_of(paid->when[row]) == filter->day) && passes_flow(paid, filter, row) &&
           (!paid->home || paid->home[row] == filter->home);
}

// Puts a row where it belongs among the largest so far, which are fewer than most.
static size_t insert(int64_t *numbers, size_t count, size_t most, const int64_t *amount, size_t row) {
    if (count == most && (most == 0 || amount[numbers[most - 1]] >= amount[row])) return count;
    size_t place = count < most ? count++ : most - 1;
    for (; place > 0 && amount[numbers[place - 1]] < amount[row]; place--)
        numbers[place] = numbers[place - 1];
    numbers[place] = (int64_t)row;
    return count;
}

size_t journal_rows_largest(struct journal_rows *rows, const struct journal_filter *filter, size_t most,
                            int64_t *numbers) {
    struct paid paid = read_paid(rows, filter);
    size_t count = 0;
    if (run_file_fault(rows->file)->there || !paid.amount) return 0;
    for (size_t row = 0; row < rows->payments; row++)
        if (passes(&paid, filter, row)) count = insert(numbers, count, most, paid.amount, row);
    return count;
}

size_t journal_rows_payments_of(struct journal_rows *rows, const struct journal_filter *filter, size_t most,
                                int64_t *numbers) {
    struct paid paid = read_paid(rows, filter);
    size_t count = 0;
    if (run_file_fault(rows->file)->there) return 0;
    for (size_t row = 0; row < rows->payments; row++)
        if (passes(&paid, filter, row) && count++ < most) numbers[count - 1] = (int64_t)row;
    return count;
}

size_t journal_rows_events_of(struct journal_rows *rows, int64_t home, size_t most, int64_t *numbers) {
    const int64_t *homes = all(rows, HOME);
    size_t count = 0;
    for (size_t row = 0; homes && row < rows->events; row++)
        if (homes[row] == home && count++ < most) numbers[count - 1] = (int64_t)row + 1;
    return count;
}

// Lines stand in the order of time.
static size_t first_from(struct journal_rows *rows, int64_t day) {
    size_t low = 0, high = rows->events;
    while (day > 0 && low < high) {
        size_t middle = low + (high - low) / 2;
        if (day_of(at(rows, WHEN, middle)) < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The lines of a block; NULL after a fault.
static const struct said *block_of(struct journal_rows *rows, size_t block) {
    if (!rows->blocks) rows->blocks = fault_allocate(rows->events / BLOCK + 1, sizeof(struct said *));
    if (rows->blocks[block]) return rows->blocks[block];
    size_t start = block * BLOCK, count = rows->events - start < BLOCK ? rows->events - start : BLOCK;
    char **texts = steps(rows, WHAT, start, count);
    int64_t *parties = steps(rows, PARTY, start, count);
    struct said *lines = texts && parties ? fault_allocate(count, sizeof *lines) : NULL;
    for (size_t i = 0; lines && i < count; i++)
        lines[i] = (struct said){text_pool_place(&rows->sayings, texts[i]), (int32_t)parties[i]};
    run_file_free_texts(texts, count);
    free(parties);
    return rows->blocks[block] = lines;
}

// Of the texts from `first` on, which the list names.
static void want(struct journal_rows *rows, const char *list, size_t first) {
    rows->wanted = fault_reallocate(rows->wanted, rows->sayings.count + 1, sizeof *rows->wanted);
    for (size_t i = first; i < rows->sayings.count; i++)
        rows->wanted[i] = run_kinds_lists(list, rows->sayings.texts[i]);
}

int64_t journal_rows_saying(struct journal_rows *rows, const char *list, int64_t day, int32_t party) {
    size_t start = first_from(rows, day), most = (size_t)BLOCK * BLOCKS_MOST, judged = 0,
           end = rows->events - start < most ? rows->events : start + most;
    const struct said *lines = NULL;
    for (size_t row = start; row < end; row++) {
        if (!lines || row % BLOCK == 0) {
            lines = block_of(rows, row / BLOCK);
            want(rows, list, judged);
            judged = rows->sayings.count;
        }
        if (!lines) return 0;
        const struct said *line = &lines[row % BLOCK];
        if (rows->wanted[line->text] && (party == JOURNAL_ANYBODY || line->party < 0 || line->party == party))
            return (int64_t)row + 1;
    }
    return 0;
}

// ---- What there is to tell ----

// [homes]: lines of each; how many homes there are in the journal. NULL: none.
static size_t *count_lines_of_homes(const int64_t *homes, size_t events) {
    int64_t last = -1;
    for (size_t row = 0; row < events; row++) last = homes[row] > last ? homes[row] : last;
    if (last < 0) return NULL;
    size_t *lines = fault_allocate((size_t)last + 1, sizeof *lines);
    for (size_t row = 0; row < events; row++)
        if (homes[row] >= 0) lines[homes[row]]++;
    return lines;
}

static int rarest_first(const void *one, const void *other) {
    const struct journal_saying *a = one, *b = other;
    if (a->lines != b->lines) return a->lines < b->lines ? -1 : 1;
    return strcmp(a->what, b->what);
}

static size_t text_at(const struct journal_rows *rows, size_t row) {
    return rows->blocks[row / BLOCK][row % BLOCK].text;
}

// Those that some home's line says, with how often. NULL and a count of 0: none, or a fault.
static struct journal_saying *count_sayings(struct journal_rows *rows, const int64_t *homes, size_t *count) {
    *count = 0;
    for (size_t block = 0; block * BLOCK < rows->events; block++)
        if (!block_of(rows, block)) return NULL;
    struct journal_saying *sayings = fault_allocate(rows->sayings.count, sizeof *sayings);
    for (size_t i = 0; i < rows->sayings.count; i++) sayings[i].text = i;
    for (size_t row = 0; row < rows->events; row++) sayings[text_at(rows, row)].lines += homes[row] >= 0;
    for (size_t i = 0; i < rows->sayings.count; i++)
        if (sayings[i].lines) sayings[(*count)++] = sayings[i];
    return sayings;
}

// Homes that stand behind a saying already have no lines left to tell; when no other home says it, the first
// one does.
static void find_home(const struct journal_rows *rows, const int64_t *homes, size_t *lines,
                      struct journal_saying *saying) {
    saying->home = -1;
    for (size_t row = 0; row < rows->events; row++) {
        int64_t home = homes[row];
        if (home < 0 || text_at(rows, row) != saying->text) continue;
        bool tells_more = saying->home < 0 || lines[home] > lines[saying->home] ||
                          (home < saying->home && lines[home] == lines[saying->home]);
        if (tells_more) saying->home = (int32_t)home;
    }
    lines[saying->home] = 0;
}

struct journal_saying *journal_rows_sayings(struct journal_rows *rows, size_t *count) {
    const int64_t *homes = all(rows, HOME);
    size_t *lines = homes ? count_lines_of_homes(homes, rows->events) : NULL;
    struct journal_saying *sayings = NULL;
    *count = 0;
    if (lines) sayings = count_sayings(rows, homes, count);
    for (size_t i = 0; i < *count; i++) sayings[i].what = rows->sayings.texts[sayings[i].text];
    if (sayings) qsort(sayings, *count, sizeof *sayings, rarest_first);
    for (size_t i = 0; i < *count; i++) find_home(rows, homes, lines, &sayings[i]);
    free(lines);
    return sayings;
}

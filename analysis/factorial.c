// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/factorial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/prose.h"
#include "analysis/screen.h"

// What a combination changes, pair by pair.
struct effect {
    struct statistics_estimate estimate;
    double p;  // of none, judged together with all others in the table
    bool told;
};

// Of one sum: what each combination changes against all switches off, and its dividend. Owned arrays [2^k].
struct effects {
    struct effect *change, *dividend;
};

static size_t combinations(const struct factorial *factorial) {
    return (size_t)1 << factorial->factor_count;
}

// ---- Values -------------------------------------------------------------------------------------------

bool factorial_check(const struct factorial *factorial, const struct comparison *comparison,
                     struct fault *fault) {
    if (comparison->policy_count != combinations(factorial))
        return fault_set(fault, "%zu factors make %zu policies, not %zu", factorial->factor_count,
                         combinations(factorial), comparison->policy_count);
    for (size_t i = 0; i < factorial->sum_count; i++)
        for (size_t k = 0; k < factorial->sums[i].term_count; k++) {
            const char *where = factorial->sums[i].terms[k].where;
            if (!comparison_labelled(comparison, factorial->sums[i].terms[k].measure))
                return fault_set(
                    fault,
                    "%s%ssum \"%s\": no run has a measure \"%s\"; allowed is what a table of means "
                    "or --details lists, without its unit",
                    where ? where : "", where ? ": " : "", factorial->sums[i].name,
                    factorial->sums[i].terms[k].measure);
        }
    return true;
}

static double value_of(const struct factorial_sum *sum, const struct comparison *comparison, size_t cell) {
    double value = 0;
    for (size_t i = 0; i < sum->term_count; i++)
        value += sum->terms[i].weight * comparison_labelled(comparison, sum->terms[i].measure)->values[cell];
    return value;
}

// Switch by switch: the value with it on, less the value with it off and all else equal.
void factorial_dividends(double *values, size_t factor_count) {
    for (size_t factor = 0; factor < factor_count; factor++)
        for (size_t set = 0; set < (size_t)1 << factor_count; set++)
            if (set >> factor & 1) values[set] -= values[set ^ (size_t)1 << factor];
}

static struct effect effect_of(const double *values, size_t replications) {
    struct statistics_estimate estimate = statistics_estimate(values, replications, STATISTICS_LEVEL);
    return (struct effect){estimate, statistics_p(&estimate), false};
}

static struct effects effects_create(const struct factorial *factorial, size_t sum,
                                     const struct comparison *comparison) {
    size_t sets = combinations(factorial), replications = comparison->replications;
    double *changes = fault_allocate(sets * replications, sizeof *changes);
    double *dividends = fault_allocate(sets * replications, sizeof *dividends);
    double *values = fault_allocate(sets, sizeof *values);
    for (size_t k = 0; k < replications; k++) {
        for (size_t set = 0; set < sets; set++)
            values[set] = value_of(&factorial->sums[sum], comparison, set * replications + k);
        for (size_t set = 0; set < sets; set++) changes[set * replications + k] = values[set] - values[0];
        factorial_dividends(values, factorial->factor_count);
        for (size_t set = 0; set < sets; set++) dividends[set * replications + k] = values[set];
    }
    struct effects effects = {fault_allocate(sets, sizeof *effects.change),
                              fault_allocate(sets, sizeof *effects.dividend)};
    for (size_t set = 0; set < sets; set++) {
        effects.change[set] = effect_of(changes + set * replications, replications);
        effects.dividend[set] = effect_of(dividends + set * replications, replications);
    }
    free(changes);
    free(dividends);
    free(values);
    return effects;
}

static void effects_free(struct effects effects) {
    free(effects.change);
    free(effects.dividend);
}

static size_t size_of(size_t set) {
    return (size_t)__builtin_popcountll(set);
}

// ---- Judging ------------------------------------------------------------------------------------------

// The table's effects, each once: what a switch makes alone is both. Nothing is judged that was not seen.
struct family {
    struct effect **members;
    size_t count;
};

static void family_take(struct family *family, struct effect *effect) {
    if (effect->estimate.mean != 0 || effect->estimate.sd > 0) family->members[family->count++] = effect;
}

static struct family family_of(const struct factorial *factorial, const struct effects *effects) {
    size_t sets = combinations(factorial);
    struct family family = {fault_allocate(2 * sets * factorial->sum_count, sizeof *family.members), 0};
    for (size_t sum = 0; sum < factorial->sum_count; sum++)
        for (size_t set = 1; set < sets; set++) {
            family_take(&family, &effects[sum].change[set]);
            if (size_of(set) > 1) family_take(&family, &effects[sum].dividend[set]);
        }
    return family;
}

static void judge_family(const struct family *family) {
    double *p = fault_allocate(family->count, sizeof *p);
    for (size_t i = 0; i < family->count; i++) p[i] = family->members[i]->p;
    statistics_holm(p, family->count);
    for (size_t i = 0; i < family->count; i++) {
        family->members[i]->p = p[i];
        family->members[i]->told = p[i] < 1 - STATISTICS_LEVEL;
    }
    free(p);
}

// Returns how many were judged; without intervals, none.
static size_t judge(const struct factorial *factorial, const struct comparison *comparison,
                    struct effects *effects) {
    if (!comparison_has_intervals(comparison)) return 0;
    struct family family = family_of(factorial, effects);
    judge_family(&family);
    for (size_t sum = 0; sum < factorial->sum_count; sum++)
        for (size_t factor = 0; factor < factorial->factor_count; factor++)
            effects[sum].dividend[(size_t)1 << factor] = effects[sum].change[(size_t)1 << factor];
    free(family.members);
    return family.count;
}

// ---- The table ----------------------------------------------------------------------------------------

// "ai+token"; owned by the caller.
static char *name_of(const struct factorial *factorial, size_t set) {
    struct prose name = {0};
    for (size_t factor = 0; factor < factorial->factor_count; factor++)
        if (set >> factor & 1) prose_add(&name, "%s%s", name.length ? "+" : "", factorial->factors[factor]);
    return name.text;
}

static struct table_cell cell_of(const struct effect *effect) {
    double mean = effect->estimate.mean;
    struct table_cell number = table_number(mean), cell;
    if (fabs(mean) >= 1000) number = table_whole(llround(mean));
    snprintf(cell.text, sizeof cell.text, "%.70s%s", number.text, effect->told ? " *" : "  ");
    return cell;
}

static void add_row(const struct factorial *factorial, const struct effects *effects, size_t set,
                    struct table *table) {
    size_t columns = 2 * factorial->sum_count;
    struct table_cell *texts = fault_allocate(columns, sizeof *texts);
    const char **cells = fault_allocate(columns + 1, sizeof *cells);
    char *name = name_of(factorial, set);
    cells[0] = name;
    for (size_t i = 0; i < columns; i++) {
        texts[i] = cell_of(i % 2 ? &effects[i / 2].dividend[set] : &effects[i / 2].change[set]);
        cells[i + 1] = texts[i].text;
    }
    table_row(table, cells);
    free(name);
    free(texts);
    free(cells);
}

// First each switch alone, then pairs, and so on.
static void print_table(const struct factorial *factorial, const struct effects *effects, FILE *out) {
    size_t count = 2 * factorial->sum_count + 1;
    char **headings = fault_allocate(count, sizeof *headings);
    struct table_column *columns = fault_allocate(count, sizeof *columns);
    columns[0] = (struct table_column){"Switched on", false};
    for (size_t i = 1; i < count; i++) {
        headings[i] = fault_print_text("%s\n%s  ", i % 2 ? factorial->sums[i / 2].name : "",
                                       i % 2 ? "in all" : "by no part");
        columns[i] = (struct table_column){headings[i], true};
    }
    struct table *table = table_create(columns, count);
    for (size_t size = 1; size <= factorial->factor_count; size++)
        for (size_t set = 1; set < combinations(factorial); set++)
            if (size_of(set) == size) add_row(factorial, effects, set, table);
    table_print(table, screen_width(out), out);
    table_free(table);
    for (size_t i = 0; i < count; i++) free(headings[i]);
    free(headings);
    free(columns);
}

// ---- The answer ---------------------------------------------------------------------------------------

// Half its interval, where there is one.
static void add_half_width(struct prose *prose, const char *before, const struct effect *effect,
                           bool has_intervals) {
    if (has_intervals && effect->estimate.sd > 0)
        prose_add(prose, "%s+- %s", before, prose_amount(effect->estimate.half_width).text);
}

static void say_sum(const struct factorial *factorial, const struct factorial_sum *sum,
                    const struct effects *effects, bool has_intervals, FILE *out) {
    size_t all = combinations(factorial) - 1;
    double by_size[FACTORIAL_MOST_FACTORS + 1] = {0};
    for (size_t set = 1; set <= all; set++) by_size[size_of(set)] += effects->dividend[set].estimate.mean;
    const struct effect *whole = &effects->change[all], *last = &effects->dividend[all];
    struct prose prose = {0};
    prose_add(&prose, "%s: all on changes it by %s", sum->name, prose_amount(whole->estimate.mean).text);
    add_half_width(&prose, " ", whole, has_intervals);
    prose_add(&prose, ". Single switches make %s of it", prose_amount(by_size[1]).text);
    if (factorial->factor_count > 2) prose_add(&prose, ", pairs %s", prose_amount(by_size[2]).text);
    for (size_t size = 3; size < factorial->factor_count; size++)
        prose_add(&prose, ", sets of %zu %s", size, prose_amount(by_size[size]).text);
    prose_add(&prose, ", and all together %s that no part makes", prose_amount(last->estimate.mean).text);
    if (has_intervals) {
        prose_add(&prose, " (");
        add_half_width(&prose, "", last, true);
        prose_add(&prose, "%s%s)", last->estimate.sd > 0 ? ", " : "",
                  last->told ? "told from luck" : "not told from luck");
    }
    prose_add(&prose, ".");
    prose_print(&prose, 0, screen_width(out), out);
}

static void print_legend(const struct comparison *comparison, size_t judged, FILE *out) {
    struct prose legend = {0};
    prose_add(&legend,
              "in all: against all switched off; by no part: what these make together beyond what every "
              "smaller set of them makes. ");
    if (comparison_has_intervals(comparison))
        prose_add(&legend,
                  "* more than luck: the %zu effects seen here are tested together (Holm), so that in 19 of "
                  "20 such tables no star is luck. +-: half the 95 %% interval of the mean over %zu "
                  "replications, by itself: luck only, not how uncertain the settings are.",
                  judged, comparison->replications);
    else
        prose_add(&legend, "Of %zu replication%s nothing is told from luck; take %d or more.",
                  comparison->replications, comparison->replications == 1 ? "" : "s",
                  COMPARISON_LEAST_FOR_INTERVALS);
    prose_print(&legend, 0, screen_width(out), out);
}

void factorial_print(const struct factorial *factorial, const struct comparison *comparison, FILE *out) {
    struct effects *effects = fault_allocate(factorial->sum_count, sizeof *effects);
    for (size_t i = 0; i < factorial->sum_count; i++) effects[i] = effects_create(factorial, i, comparison);
    size_t judged = judge(factorial, comparison, effects);
    bool has_intervals = comparison_has_intervals(comparison);
    fputc('\n', out);
    for (size_t i = 0; i < factorial->sum_count; i++)
        say_sum(factorial, &factorial->sums[i], &effects[i], has_intervals, out);
    fputc('\n', out);
    print_table(factorial, effects, out);
    print_legend(comparison, judged, out);
    for (size_t i = 0; i < factorial->sum_count; i++) effects_free(effects[i]);
    free(effects);
}

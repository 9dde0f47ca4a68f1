// SPDX-License-Identifier: GPL-3.0-or-later
// "Why?" has an answer, whatever is asked: of every number of every scenario the equation that gives it, of
// every sort of payment what began it, of what somebody knows the rule that let it out.
#include "analysis/why_journal.h"
#include "analysis/why_number.h"
#include "tests/support/every_scenario.h"

static int missing;

static void must_have(bool has, const char *what, const char *of, const char *scenario) {
    if (has) return;
    print_error("%s: no %s of %s\n", scenario, what, of);
    missing++;
}

static size_t count(const struct why *why, enum why_sort sort) {
    size_t found = 0;
    for (size_t i = 0; i < why->count; i++) found += why->lines[i].sort == sort;
    return found;
}

static struct why ask(struct why_source *source, const char *name) {
    struct why why = {0};
    if (!why_number(source, name, NULL, -1, &why)) fail_msg("%s is not answered", name);
    assert_true(why.count > 0 && why.lines[0].sort == WHY_ANSWER && why.lines[0].depth == 0);
    for (size_t i = 1; i < why.count; i++) assert_true(why.lines[i].depth <= why.lines[i - 1].depth + 1);
    return why;
}

// ---- Every number ----

static void check_series(struct why_source *source, const struct recorded_world *lived,
                         const char *scenario) {
    for (size_t i = 0; i < lived->run->series_count; i++) {
        struct why why = ask(source, lived->run->series[i].name);
        must_have(count(&why, WHY_EQUATION) > 0, "equation", lived->run->series[i].name, scenario);
        must_have(count(&why, WHY_EQUATION) == count(&why, WHY_SOURCE), "source", lived->run->series[i].name,
                  scenario);
        why_lines_free(&why);
    }
}

static void check_flows(struct why_source *source, const struct recorded_world *lived, const char *scenario) {
    const struct run_flows *flows = &lived->run->flows;
    for (size_t i = 0; i < flows->count; i++) {
        bool tokens = strcmp(flows->currency[i], "won") != 0;
        char name[300];
        snprintf(name, sizeof name, "payment: %s to %s, %s%s", flows->payer[i], flows->payee[i],
                 flows->reason[i], tokens ? " (token)" : "");
        struct why why = ask(source, name);
        must_have(count(&why, WHY_EQUATION) > 0, "equation", name, scenario);
        must_have(flows->postings[i] == 0 || count(&why, WHY_BEGINNING) > 0, "beginning", name, scenario);
        why_lines_free(&why);
    }
}

static void check_known(struct why_source *source, const struct recorded_world *lived, const char *scenario) {
    const struct run_exposures *x = &lived->run->exposures;
    for (size_t i = 0; i < x->count; i++) {
        char name[300];
        snprintf(name, sizeof name, "data: %s to %s, for %s: homes known about", x->data_class[i],
                 x->recipient[i], x->purpose[i]);
        struct why why = ask(source, name);
        assert_int_equal(count(&why, WHY_RULE), 1);
        must_have(count(&why, WHY_EQUATION) > 0, "equation", name, scenario);
        why_lines_free(&why);
    }
}

// ---- Every sort of line ----

static bool said_before(const struct run_events *events, size_t row) {
    for (size_t i = 0; i < row; i++)
        if (events->acting_party[i] == events->acting_party[row] &&
            !strcmp(events->what[i], events->what[row]))
            return true;
    return false;
}

static void check_events(struct why_source *source, const struct recorded_world *lived,
                         const char *scenario) {
    const struct run_events *events = &lived->run->events;
    size_t rows = events->count < 3000 ? events->count : 3000;
    for (size_t i = 0; i < rows; i++) {
        if (said_before(events, i)) continue;
        struct why why = {0};
        assert_true(why_journal_event(source, (int64_t)i + 1, 0, &why));
        assert_int_equal(why.lines[0].sort, WHY_EVENT);
        must_have(why.count > 1 && why.lines[1].sort == WHY_EQUATION, "equation", events->what[i], scenario);
        assert_int_equal(count(&why, WHY_BEGINNING), 1);
        why_lines_free(&why);
    }
}

// Of each thing that happens in homes how often, and a home to which it happened.
static void check_saying(const struct run_events *events, const struct journal_saying *saying) {
    size_t lines = 0;
    bool happened_there = false;
    for (size_t i = 0; i < events->count; i++) {
        bool says_so = events->home[i] >= 0 && !strcmp(events->what[i], saying->what);
        lines += says_so;
        happened_there = happened_there || (says_so && events->home[i] == saying->home);
    }
    assert_int_equal(saying->lines, lines);
    assert_true(happened_there);
}

static size_t lines_of(const struct run_events *events, int32_t home) {
    size_t lines = 0;
    for (size_t i = 0; i < events->count; i++) lines += events->home[i] == home;
    return lines;
}

// The rarest thing is told by the home with most lines of those to which it happened.
static void check_first(const struct run_events *events, const struct journal_saying *saying) {
    size_t most = lines_of(events, saying->home);
    for (size_t i = 0; i < events->count; i++)
        if (events->home[i] >= 0 && !strcmp(events->what[i], saying->what))
            assert_true(lines_of(events, events->home[i]) < most ||
                        (lines_of(events, events->home[i]) == most && events->home[i] >= saying->home));
}

static void check_homes(struct why_source *source, const struct recorded_world *lived) {
    const struct run_events *events = &lived->run->events;
    size_t count, all = 0, of_homes = 0;
    struct journal_saying *sayings = journal_rows_sayings(source->rows, &count);
    for (size_t i = 0; i < count; i++) {
        check_saying(events, &sayings[i]);
        assert_true(i == 0 || sayings[i - 1].lines <= sayings[i].lines);
        all += sayings[i].lines;
    }
    if (count) check_first(events, &sayings[0]);
    for (size_t i = 0; i < events->count; i++) of_homes += events->home[i] >= 0;
    assert_int_equal(all, of_homes);
    free(sayings);
}

// An event concerns the home that the event before it concerned, or none as that one: what happens to a
// family never follows from what happened to another. A payment follows from what concerns its home, or from
// what concerns none (a month's rewards). Nothing follows from what comes later.
static void check_causes(const struct recorded_world *lived, const char *scenario) {
    const struct run_events *events = &lived->run->events;
    const struct run_postings *postings = &lived->run->postings;
    for (size_t i = 0; i < events->count; i++) {
        int64_t cause = events->cause[i];
        if (cause == 0) continue;
        assert_in_range(cause, 1, i);
        assert_true(events->when_ms[cause - 1] <= events->when_ms[i]);
        must_have(events->home[i] == events->home[cause - 1], "cause in the same home", events->what[i],
                  scenario);
    }
    for (size_t i = 0; i < postings->count; i++) {
        int64_t cause = postings->cause[i];
        assert_in_range(cause, 1, events->count);
        assert_true(events->when_ms[cause - 1] <= postings->when_ms[i]);
        int32_t home = events->home[cause - 1];
        must_have(home < 0 || home == postings->home[i], "cause in the same home",
                  lived->run->flows.reason[postings->flow[i]], scenario);
    }
}

// ---- Sums ----

static double number_at(const char *text) {
    char digits[40];
    size_t length = 0;
    for (; *text && length + 1 < sizeof digits && strchr("-+0123456789, ", *text); text++)
        if (*text != ',' && *text != ' ') digits[length++] = *text;
    digits[length] = '\0';
    return strtod(digits, NULL);
}

// What a party has is what its parts come to, where all of them are told.
static void check_money(struct why_source *source, const struct recorded_world *lived) {
    for (size_t party = 0; party < lived->run->parties.count; party++) {
        const struct run_parties *parties = &lived->run->parties;
        char name[200];
        snprintf(name, sizeof name, "money: %s", parties->names[party]);
        if (!strcmp(parties->names[party], "mint") || !strcmp(parties->names[party], "burn")) continue;
        struct why why = ask(source, name);
        double parts = 0;
        bool all = true;
        for (size_t i = 1; i < why.count && why.lines[i].depth == 1; i++) {
            if (why.lines[i].sort == WHY_PART) parts += number_at(why.lines[i].text);
            all = all && !strstr(why.lines[i].text, "smaller");
        }
        int64_t has = run_party_total(lived->run, parties->won_in, party) -
                      run_party_total(lived->run, parties->won_out, party);
        assert_true(number_at(why.lines[0].text + strlen(name) + 2) == (double)has);
        if (all) assert_true(parts == (double)has);
        why_lines_free(&why);
    }
}

// Each day's flow is the sum of the payments that are found for the day.
static void check_days(const struct recorded_world *lived) {
    struct fault fault = {0};
    struct run_file *file = run_file_open(lived->run->path, &fault);
    struct journal_rows *rows = journal_rows_open(file);
    const struct run_flows *flows = &lived->run->flows;
    size_t most = lived->run->postings.count;
    int64_t *numbers = fault_allocate(most, sizeof *numbers);
    for (size_t day = 0; day < lived->run->days; day += 7) {
        struct journal_filter filter = {.day = (int64_t)day, .home = -1};
        size_t found = journal_rows_payments_of(rows, &filter, most, numbers);
        int64_t paid = 0, told = 0;
        for (size_t i = 0; i < found; i++) paid += lived->run->postings.amount[numbers[i]];
        for (size_t flow = 0; flow < flows->count; flow++)
            told += flows->amount_by_day[day * flows->count + flow];
        assert_int_equal(paid, told);
    }
    free(numbers);
    journal_rows_close(rows);
    run_file_close(file);
}

static void check(const struct recorded_world *lived, const char *scenario) {
    struct fault fault = {0};
    struct why_source *source = why_source_open(lived->run->path, &fault);
    if (!source) fail_msg("%s", fault.message);
    check_series(source, lived, scenario);
    check_flows(source, lived, scenario);
    check_known(source, lived, scenario);
    check_events(source, lived, scenario);
    check_homes(source, lived);
    check_causes(lived, scenario);
    check_money(source, lived);
    check_days(lived);
    assert_false(fault.there);
    why_source_close(source);
}

static void every_number_has_a_why(void **state) {
    (void)state;
    static const char *const settings[] = {"homes.count=60", "homes.districts=2", "days=40", NULL};
    static const char *const as_it_is[] = {NULL};
    every_scenario_live(settings, check);
    every_scenario_policies("tests/contract/stages/seldom.lua", as_it_is, check);
    assert_int_equal(missing, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_number_has_a_why)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

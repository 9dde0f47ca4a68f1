// SPDX-License-Identifier: GPL-3.0-or-later
// Free entry at a given price: firms enter until their share of the visits no longer pays more than their
// fixed costs, so that n firms live where n F <= V m < (n + 1) F. Where their prices answer each other a
// visit leaves t / n, so that n^2 F <= V t < (n + 1)^2 F: Salop's n = sqrt(t / F), F for each visit there is.
#include "models/pests/pest_control.h"
#include "tests/support/recorded_world.h"

static const char *const firms[] = {"first", "second", "third", "fourth", "fifth", "sixth"};
enum { FIRMS = 6, DAYS = 720, MONTHS = DAYS / 30 };

// Of a visit, as a firm expects it: 0.8 x 150,000 + 0.2 x 30,000 - 1.5 h x 20,000 - 10,000 won.
static const double worth_won = 86000;

enum { EACH = 60 };

static const char *of_firm(char typed[EACH], int firm, const char *setting) {
    snprintf(typed, EACH, "%s.%s", firms[firm], setting);
    return typed;
}

static struct recorded_world live(double fixed_won) {
    static char typed[FIRMS][EACH];
    const char *settings[FIRMS + 1] = {NULL};
    char fixed[EACH / 2];
    snprintf(fixed, sizeof fixed, "fixed_won_month=%.0f", fixed_won);
    for (int i = 0; i < FIRMS; i++) settings[i] = of_firm(typed[i], i, fixed);
    return recorded_world_live("tests/contract/stages/entry.lua", "nobody_sells", 0, settings);
}

// A visit leaves what its price is above wages and material: it costs nothing to be called.
static struct recorded_world live_answering(double fixed_won, double turn_won) {
    static char typed[3 * FIRMS + 1][EACH];
    const char *settings[3 * FIRMS + 2] = {NULL};
    char fixed[EACH / 2];
    snprintf(fixed, sizeof fixed, "fixed_won_month=%.0f", fixed_won);
    for (int i = 0; i < FIRMS; i++) {
        settings[3 * i] = of_firm(typed[3 * i], i, fixed);
        settings[3 * i + 1] = of_firm(typed[3 * i + 1], i, "price=answers");
        settings[3 * i + 2] = of_firm(typed[3 * i + 2], i, "contact_won=0");
    }
    snprintf(typed[3 * FIRMS], EACH, "cockroaches.firms_differ_won=%.0f", turn_won);
    settings[3 * FIRMS] = typed[3 * FIRMS];
    return recorded_world_live("tests/contract/stages/entry.lua", "nobody_sells", 0, settings);
}

static double metric_of(const struct recorded_world *lived, int firm, const char *metric) {
    char name[60];
    snprintf(name, sizeof name, "%s_%s", firms[firm], metric);
    return recorded_world_metric(lived, name);
}

static double firms_in(const struct recorded_world *lived) {
    double count = 1;
    for (int i = 0; i < FIRMS; i++) count += metric_of(lived, i, "entered");
    return count;
}

// Visits of the month of fewest (or most), from the first on at whose end somebody may have looked.
static void visits_of_months(const struct recorded_world *lived, double *least, double *most) {
    double months[MONTHS] = {0};
    const struct run_events *events = &lived->run->events;
    for (size_t i = 0; i < events->count; i++)
        if (!strcmp(events->what[i], "visit")) months[events->when_ms[i] / (30 * CLOCK_DAY)]++;
    *least = *most = months[0];
    for (int month = 0; month < MONTHS; month++) {
        *least = fmin(*least, months[month]);
        *most = fmax(*most, months[month]);
    }
}

// Fixed costs from market to market: six of them, or three (check_is_thorough). Under the sanitizers, which
// take ten times as long, only that of most firms and that of one.
static double step(void) {
#ifdef __SANITIZE_ADDRESS__
    return 39;
#else
    return check_is_thorough() ? 2 : 6;
#endif
}

// A firm answers nobody while it waits; then families choose among all that are there.
static void check_who_waits_has_no_customers(const struct recorded_world *lived) {
    const struct run_events *events = &lived->run->events;
    bool open[FIRMS] = {true};
    double calls[FIRMS] = {0};
    for (size_t i = 0; i < events->count; i++) {
        bool enters = !strcmp(events->what[i], "firm enters"), call = !strcmp(events->what[i], "call");
        if (!enters && !call) continue;
        int firm = 0;
        while (strcmp(lived->made.world->parties[events->acting_party[i]].name, firms[firm]) != 0) firm++;
        assert_true(enters != open[firm]);
        open[firm] = true;
        calls[firm] += call;
    }
    for (int i = 0; i < FIRMS; i++) assert_true(open[i] && calls[i] > 10);
}

// To one firm: each counts months from a day of its own.
static void as_many_enter_as_can_live_from_it(void **state) {
    (void)state;
    double before = FIRMS;
    for (double fixed = 500000; fixed < 2e7; fixed *= step()) {
        struct recorded_world lived = live(fixed);
        double least, most, count = firms_in(&lived);
        visits_of_months(&lived, &least, &most);
        print_message(
            "fixed costs %.0f: %.0f firms; visits a month %.0f to %.0f, enough for %.1f to %.1f firms\n",
            fixed, count, least, most, least * worth_won / fixed, most * worth_won / fixed);
        assert_true(count < most * worth_won / fixed + 1);
        assert_true(count + 1 > fmin(FIRMS, least * worth_won / fixed));
        assert_true(count <= before);
        before = count;
        if (fixed == 500000) check_who_waits_has_no_customers(&lived);
        recorded_world_drop(&lived);
    }
    assert_true(before == 1);
}

// With the prices that one firm more would bring, none of them at an end of what may be asked: 30,000 to
// 200,000 won above cost.
static void where_prices_answer_the_root_of_them_lives(void **state) {
    (void)state;
    const double turn_won = 200000;
    double before = FIRMS;
    for (double fixed = 350000; fixed < 3e7; fixed *= fmax(4, step())) {
        struct recorded_world lived = live_answering(fixed, turn_won);
        double least, most, count = firms_in(&lived);
        visits_of_months(&lived, &least, &most);
        print_message("fixed costs %.0f: %.0f firms; visits a month %.0f to %.0f, roots %.1f to %.1f\n",
                      fixed, count, least, most, sqrt(least * turn_won / fixed),
                      sqrt(most * turn_won / fixed));
        assert_true(count <= fmax(1, sqrt(most * turn_won / fixed)));
        assert_true(count + 1 > fmin(FIRMS, sqrt(least * turn_won / fixed)));
        assert_true(count <= before);
        before = count;
        recorded_world_drop(&lived);
    }
    assert_true(before == 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_enter_as_can_live_from_it),
        cmocka_unit_test(where_prices_answer_the_root_of_them_lives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What every kind says of what it computes (submodel.h): each metric comes out of an equation, each setting
// goes into one, and what goes in is there.
#include <ctype.h>

#include "models/catalogue.h"
#include "sim/engine/gate.h"
#include "tests/support/check.h"

// ---- Visiting all of them --------------------------------------------------------------------------------

struct thing {
    const struct kind *kind;
    const struct metric *metrics;
    size_t metric_count;
};

static void for_each_thing(void (*look)(const struct thing *thing)) {
    const struct catalogue *all = models_catalogue();
    for (size_t i = 0; all->sections[i]; i++) look(&(struct thing){&all->sections[i]->kind, NULL, 0});
    for (size_t i = 0; all->appliances[i]; i++)
        look(&(struct thing){&all->appliances[i]->kind, all->appliances[i]->metrics,
                             all->appliances[i]->metric_count});
    for (size_t i = 0; all->parties[i]; i++)
        look(
            &(struct thing){&all->parties[i]->kind, all->parties[i]->metrics, all->parties[i]->metric_count});
}

static const char *wanted;
static size_t wanted_length;
static const struct kind *found;

static void look_whether_wanted(const struct thing *thing) {
    const char *name = thing->kind->name;
    if (strlen(name) == wanted_length && memcmp(name, wanted, wanted_length) == 0) found = thing->kind;
}

static const struct kind *kind_named(const char *name, size_t length) {
    wanted = name;
    wanted_length = length;
    found = NULL;
    for_each_thing(look_whether_wanted);
    return found;
}

static void expect(bool kept, const char *owner, const char *of, const char *promise) {
    if (!kept) fail_msg("%s, %s: %s", owner, of, promise);
}

// ---- Lists of names, parted by ", " ----------------------------------------------------------------------

static bool next_name(const char **list, const char **name, size_t *length) {
    if (!**list) return false;
    const char *end = strstr(*list, ", ");
    *name = *list;
    *length = end ? (size_t)(end - *list) : strlen(*list);
    *list = end ? end + 2 : *list + *length;
    return true;
}

static bool lists(const char *list, const char *word) {
    const char *name;
    size_t length;
    while (next_name(&list, &name, &length))
        if (strlen(word) == length && memcmp(name, word, length) == 0) return true;
    return false;
}

// ---- Texts -----------------------------------------------------------------------------------------------

static bool plain(const char *text) {
    if (!text) return false;
    for (; *text; text++)
        if (!isprint((unsigned char)*text)) return false;
    return true;
}

static bool said(const char *text) {
    return plain(text) && *text;
}

static void look_at_texts(const struct thing *thing) {
    const struct submodel_table *table = &thing->kind->submodels;
    for (size_t i = 0; i < table->count; i++) {
        const struct equation *equation = table->rows[i].equation;
        expect(said(equation->name), thing->kind->name, "an equation", "says what it is of");
        expect(said(equation->formula), thing->kind->name, equation->name, "has a formula");
        expect(said(equation->source), thing->kind->name, equation->name, "says who found it");
        expect(plain(equation->letters), thing->kind->name, equation->name, "its letters are plain text");
        for (size_t j = 0; j < i; j++)
            expect(strcmp(table->rows[j].equation->name, equation->name) != 0, thing->kind->name,
                   equation->name, "stands there once");
    }
}

static void test_equations_say_what_they_are(void **state) {
    (void)state;
    for_each_thing(look_at_texts);
}

static void look_at_names(const struct thing *thing) {
    const struct submodel_table *table = &thing->kind->submodels;
    for (size_t i = 0; i < table->count; i++) {
        const char *const both[] = {table->rows[i].gives, table->rows[i].takes};
        for (int j = 0; j < 2; j++) {
            const char *list = both[j], *name, *of = table->rows[i].equation->name;
            size_t length;
            expect(plain(list), thing->kind->name, of, "its lists are plain text");
            while (next_name(&list, &name, &length))
                expect(length > 0 && name[0] != ' ' && name[0] != ',' && name[length - 1] != ',',
                       thing->kind->name, of, "names are parted by a comma and a blank");
        }
    }
}

static void test_names_are_parted_alike(void **state) {
    (void)state;
    for_each_thing(look_at_names);
}

// ---- What goes in is there -------------------------------------------------------------------------------

static bool has_setting(const struct kind *kind, const char *name, size_t length) {
    for (size_t i = 0; kind && i < kind->settings.count; i++)
        if (strlen(kind->settings.rows[i].name) == length &&
            memcmp(kind->settings.rows[i].name, name, length) == 0)
            return true;
    return false;
}

static bool is_there(const struct kind *kind, const char *name, size_t length) {
    const char *dot = memchr(name, '.', length);
    if (!dot) return has_setting(kind, name, length) || kind_named(name, length);
    size_t before = (size_t)(dot - name);
    return has_setting(kind_named(name, before), dot + 1, length - before - 1);
}

static void look_at_takes(const struct thing *thing) {
    for (size_t i = 0; i < thing->kind->submodels.count; i++) {
        const char *list = thing->kind->submodels.rows[i].takes, *name;
        size_t length;
        while (next_name(&list, &name, &length)) {
            char word[200];
            snprintf(word, sizeof word, "%.*s", (int)length, name);
            expect(is_there(thing->kind, name, length), thing->kind->name, word,
                   "what an equation takes is a setting or a kind");
        }
    }
}

static void test_what_goes_in_is_there(void **state) {
    (void)state;
    for_each_thing(look_at_takes);
}

// ---- Nothing comes out, and nothing goes in, that no equation knows --------------------------------------

static bool gives(const struct kind *kind, const char *word) {
    for (size_t i = 0; i < kind->submodels.count; i++)
        if (lists(kind->submodels.rows[i].gives, word)) return true;
    return false;
}

static bool takes(const struct kind *kind, const char *word) {
    for (size_t i = 0; i < kind->submodels.count; i++)
        if (lists(kind->submodels.rows[i].takes, word)) return true;
    return false;
}

static size_t metrics_seen;

static void look_at_metrics(const struct thing *thing) {
    metrics_seen += thing->metric_count;
    for (size_t i = 0; i < thing->metric_count; i++)
        expect(gives(thing->kind, thing->metrics[i].name), thing->kind->name, thing->metrics[i].name,
               "each metric comes out of an equation");
}

static void test_each_metric_comes_out_of_an_equation(void **state) {
    (void)state;
    metrics_seen = 0;
    for_each_thing(look_at_metrics);
    assert_true(metrics_seen > 100);
}

static const char *full_name;
static bool taken;

static void look_whether_taken(const struct thing *thing) {
    taken |= takes(thing->kind, full_name);
}

static bool taken_by_anybody(const struct kind *kind, const char *setting) {
    char name[200];
    snprintf(name, sizeof name, "%s.%s", kind->name, setting);
    full_name = name;
    taken = takes(kind, setting);
    for_each_thing(look_whether_taken);
    return taken;
}

static size_t settings_seen;

static void look_at_settings(const struct thing *thing) {
    settings_seen += thing->kind->settings.count;
    for (size_t i = 0; i < thing->kind->settings.count; i++)
        expect(taken_by_anybody(thing->kind, thing->kind->settings.rows[i].name), thing->kind->name,
               thing->kind->settings.rows[i].name, "each setting goes into an equation");
}

static void test_each_setting_goes_into_an_equation(void **state) {
    (void)state;
    settings_seen = 0;
    for_each_thing(look_at_settings);
    assert_true(settings_seen > 200);
}

static void test_every_class_of_data_is_in_the_list(void **state) {
    (void)state;
    char list[500] = "";
    for (int i = 0; gate_class_names[i]; i++) {
        if (i) strcat(list, ", ");
        strcat(list, gate_class_names[i]);
    }
    assert_string_equal(GATE_EVERY_CLASS, list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equations_say_what_they_are),
        cmocka_unit_test(test_names_are_parted_alike),
        cmocka_unit_test(test_what_goes_in_is_there),
        cmocka_unit_test(test_each_metric_comes_out_of_an_equation),
        cmocka_unit_test(test_each_setting_goes_into_an_equation),
        cmocka_unit_test(test_every_class_of_data_is_in_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

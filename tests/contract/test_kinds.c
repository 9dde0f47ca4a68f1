// SPDX-License-Identifier: GPL-3.0-or-later
// What every registered thing promises, whatever it is: names, words for help, settings that hold their own
// defaults, metrics that can be told apart, and luck of its own.
#include "models/catalogue.h"
#include "sim/engine/plan.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { NAMES_MOST = 4000 };

// ---- Visiting all of them --------------------------------------------------------------------------------

struct thing {
    const struct kind *kind;
    const struct metric *metrics;
    size_t metric_count;
};

static void for_each_thing(void (*look)(const struct thing *thing)) {
    const struct catalogue *all = models_catalogue();
    for (size_t i = 0; all->appliances[i]; i++)
        look(&(struct thing){&all->appliances[i]->kind, all->appliances[i]->metrics,
                             all->appliances[i]->metric_count});
    for (size_t i = 0; all->parties[i]; i++)
        look(
            &(struct thing){&all->parties[i]->kind, all->parties[i]->metrics, all->parties[i]->metric_count});
    for (size_t i = 0; all->sections[i]; i++) look(&(struct thing){&all->sections[i]->kind, NULL, 0});
}

static void for_each_table(void (*look)(const char *owner, struct setting_table table)) {
    const struct catalogue *all = models_catalogue();
    for (size_t i = 0; all->appliances[i]; i++)
        look(all->appliances[i]->kind.name, all->appliances[i]->kind.settings);
    for (size_t i = 0; all->parties[i]; i++) look(all->parties[i]->kind.name, all->parties[i]->kind.settings);
    for (size_t i = 0; all->sections[i]; i++)
        look(all->sections[i]->kind.name, all->sections[i]->kind.settings);
    for (size_t i = 0; all->hooks[i]; i++) {
        look(all->hooks[i]->name, all->hooks[i]->view);
        look(all->hooks[i]->name, all->hooks[i]->proposal);
    }
}

static void expect(bool kept, const char *owner, const char *of, const char *promise) {
    if (!kept) fail_msg("%s%s%s: %s", owner, of ? "." : "", of ? of : "", promise);
}

static bool plain_name(const char *name) {
    return name && *name && strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen(name) &&
           name[0] >= 'a' && name[0] <= 'z';
}
static bool letters_only(const char *name) {
    return plain_name(name) && strcspn(name, "0123456789") == strlen(name);
}
static bool said(const char *text) {
    return text && *text;
}

// ---- Names and words -------------------------------------------------------------------------------------

static const char *names[NAMES_MOST];
static size_t name_count;

static void take_name(const char *name, const char *promise) {
    for (size_t i = 0; i < name_count; i++) expect(strcmp(names[i], name) != 0, name, NULL, promise);
    assert_true(name_count < NAMES_MOST);
    names[name_count++] = name;
}

static void look_at_name(const struct thing *thing) {
    expect(letters_only(thing->kind->name), thing->kind->name, NULL, "a name is written [a-z_]+");
    expect(said(thing->kind->summary), thing->kind->name, NULL, "a summary is there");
    take_name(thing->kind->name, "one name, one thing");
}

static void test_names_are_plain_and_unique(void **state) {
    (void)state;
    name_count = 0;
    for_each_thing(look_at_name);
    assert_true(name_count > 10);
    for (const struct hook *const *hook = models_catalogue()->hooks; *hook; hook++) {
        expect(letters_only((*hook)->name), (*hook)->name, NULL, "a name is written [a-z_]+");
        expect(said((*hook)->summary) && said((*hook)->view_name), (*hook)->name, NULL,
               "a hook says what it is asked");
        take_name((*hook)->name, "one name, one thing");
    }
}

// A technique that says nothing of what it learns from or when it fails, or that nobody works with, is none.
static bool works_with(const struct kind *kind, const struct technique *technique) {
    for (size_t i = 0; kind->techniques && kind->techniques[i]; i++)
        if (kind->techniques[i] == technique) return true;
    return false;
}

static bool is_used(const struct technique *technique) {
    const struct catalogue *all = models_catalogue();
    bool used = false;
    for (size_t i = 0; all->appliances[i]; i++)
        used = used || works_with(&all->appliances[i]->kind, technique);
    for (size_t i = 0; all->parties[i]; i++) used = used || works_with(&all->parties[i]->kind, technique);
    return used;
}

static void test_each_technique_says_what_it_is(void **state) {
    (void)state;
    const struct technique *const *all = models_catalogue()->techniques;
    for (size_t i = 0; all[i]; i++) {
        const struct technique *t = all[i];
        expect(letters_only(t->name), t->name, NULL, "a name is written [a-z_]+");
        expect(!i || strcmp(all[i - 1]->name, t->name) < 0, t->name, NULL, "the list is sorted");
        expect(said(t->summary) && said(t->senses) && said(t->trained_on) && said(t->consents) &&
                   said(t->costs) && said(t->scored) && said(t->fails),
               t->name, NULL, "all that a technique has to say is said");
        expect(t->equations && t->equations[0], t->name, NULL, "its equations are there");
        for (size_t e = 0; t->equations[e]; e++)
            expect(said(t->equations[e]->formula) && said(t->equations[e]->source), t->name,
                   t->equations[e]->name, "an equation has a formula and a source");
        expect(is_used(t), t->name, NULL, "somebody works with it");
    }
    assert_true(all[0]);
}

// Sorted by name within a list, so that the catalogue does not depend on the file system's order. The
// engine's own four sections stand before the models'.
static void test_the_catalogue_is_sorted(void **state) {
    (void)state;
    const struct catalogue *all = models_catalogue();
    for (size_t i = 1; all->appliances[i]; i++)
        assert_true(strcmp(all->appliances[i - 1]->kind.name, all->appliances[i]->kind.name) < 0);
    for (size_t i = 1; all->parties[i]; i++)
        assert_true(strcmp(all->parties[i - 1]->kind.name, all->parties[i]->kind.name) < 0);
    for (size_t i = 5; all->sections[4] && all->sections[i]; i++)
        assert_true(strcmp(all->sections[i - 1]->kind.name, all->sections[i]->kind.name) < 0);
}

// ---- Settings --------------------------------------------------------------------------------------------

static size_t setting_bytes(const struct setting *row) {
    switch (row->type) {
        case SETTING_NUMBER:
            return sizeof(double);
        case SETTING_COUNT:
            return sizeof(int64_t);
        case SETTING_FLAG:
            return sizeof(bool);
        case SETTING_CHOICE:
            return sizeof(int);
        case SETTING_TEXT:
        case SETTING_FILE:
            return sizeof(char *);
        case SETTING_SERIES:
            return row->length * sizeof(double);
    }
    return 0;
}

static size_t choice_count(const struct setting *row) {
    size_t count = 0;
    while (row->choices[count]) count++;
    return count;
}

static bool normal_in_range(const struct setting *row) {
    switch (row->type) {
        case SETTING_NUMBER:
        case SETTING_COUNT:
            return row->least <= row->normal && row->normal <= row->most && row->least < row->most;
        case SETTING_FLAG:
            return row->normal == 0 || row->normal == 1;
        case SETTING_CHOICE:
            return row->choices && row->normal >= 0 && row->normal < (double)choice_count(row);
        case SETTING_TEXT:
        case SETTING_FILE:
            return row->text != NULL;
        case SETTING_SERIES:
            for (size_t i = 0; i < row->length; i++)
                if (row->series[i] < row->least || row->series[i] > row->most) return false;
            return row->length > 0;
    }
    return false;
}

// A pure number's unit is "1" or ""; everything measured has one.
static void look_at_row(const char *owner, struct setting_table table, size_t index) {
    const struct setting *row = &table.rows[index];
    expect(plain_name(row->name), owner, row->name, "a setting's name is written [a-z0-9_]+");
    expect(row->unit != NULL, owner, row->name, "a unit is there");
    if (row->type == SETTING_NUMBER || row->type == SETTING_SERIES)
        expect(said(row->unit), owner, row->name, "a number has a unit, \"1\" for a pure one");
    expect(said(row->meaning), owner, row->name, "a meaning is there");
    expect(said(row->source), owner, row->name, "a source is there, or the word assumption");
    expect(row->role >= ROLE_WORLD && row->role <= ROLE_UNCERTAIN, owner, row->name, "a role is there");
    expect(normal_in_range(row), owner, row->name, "the default lies in the range");
    expect(row->offset + setting_bytes(row) <= table.size, owner, row->name,
           "the field lies inside its struct");
    for (size_t i = 0; i < index; i++) {
        const struct setting *before = &table.rows[i];
        expect(strcmp(before->name, row->name) != 0, owner, row->name, "one name, one setting");
        bool apart = before->offset + setting_bytes(before) <= row->offset ||
                     row->offset + setting_bytes(row) <= before->offset;
        expect(apart, owner, row->name, "two settings do not share a field");
    }
}

static void look_at_table(const char *owner, struct setting_table table) {
    for (size_t i = 0; i < table.count; i++) look_at_row(owner, table, i);
}

static void test_each_setting_says_all_there_is_to_say(void **state) {
    (void)state;
    for_each_table(look_at_table);
}

// What is printed can be typed: a default, written as text and read back, is the same default.
static void look_at_laws(const char *owner, struct setting_table table) {
    for (size_t i = 0; i < table.law_count; i++) {
        const struct setting *one = setting_find(table, table.laws[i].one);
        expect(one, owner, table.laws[i].one, "a law is of a setting of its table");
        if (table.laws[i].sort == SETTINGS_SOME) {
            expect(one->type == SETTING_SERIES, owner, one->name, "shares are a series");
            continue;
        }
        const struct setting *other = setting_find(table, table.laws[i].other);
        expect(other, owner, table.laws[i].other, "a law is of a setting of its table");
        expect(one->type == other->type && one->length == other->length, owner, one->name,
               "what is compared is alike");
    }
}

static void test_laws_are_of_settings_that_are_there(void **state) {
    (void)state;
    for_each_table(look_at_laws);
}

static void look_at_round_trip(const char *owner, struct setting_table table) {
    void *block = setting_defaults(table);
    for (size_t i = 0; i < table.count; i++) {
        const struct setting *row = &table.rows[i];
        char printed[2000], again[2000];
        struct status status = {0};
        setting_print(row, block, printed, sizeof printed);
        expect(setting_parse(row, block, printed, &status), owner, row->name, status.message);
        expect(!strcmp(printed, setting_print(row, block, again, sizeof again)), owner, row->name,
               "a default can be typed as it is printed");
    }
    setting_free(table, block);
}

static void test_defaults_can_be_typed_as_they_are_printed(void **state) {
    (void)state;
    for_each_table(look_at_round_trip);
}

// ---- Metrics ---------------------------------------------------------------------------------------------

static void look_at_metrics(const struct thing *thing) {
    const char *owner = thing->kind->name;
    for (size_t m = 0; m < thing->metric_count; m++) {
        const struct metric *metric = &thing->metrics[m];
        expect(plain_name(metric->name), owner, metric->name, "a metric's name is written [a-z0-9_]+");
        expect(said(metric->unit) && said(metric->meaning), owner, metric->name,
               "unit and meaning are there");
        bool found = metric->per == NULL;
        for (size_t other = 0; other < thing->metric_count; other++) {
            bool same = !strcmp(thing->metrics[other].name, metric->name);
            expect(!same || other == m, owner, metric->name, "one name, one metric");
            found |= metric->per && other != m && !strcmp(thing->metrics[other].name, metric->per);
        }
        expect(found, owner, metric->name, "what a mean is divided by is another metric of the same kind");
    }
}

static void test_metrics_can_be_told_apart(void **state) {
    (void)state;
    for_each_thing(look_at_metrics);
}

static void test_home_columns_can_be_told_apart(void **state) {
    (void)state;
    for (const struct appliance_kind *const *kind = models_catalogue()->appliances; *kind; kind++)
        for (size_t c = 0; c < (*kind)->column_count; c++) {
            const struct home_column *column = &(*kind)->columns[c];
            const char *owner = (*kind)->kind.name;
            expect(plain_name(column->name) && said(column->unit) && said(column->meaning) && column->value,
                   owner, column->name, "name, unit, meaning and value are there");
            for (size_t before = 0; before < c; before++)
                expect(strcmp((*kind)->columns[before].name, column->name) != 0, owner, column->name,
                       "one name, one column");
        }
}

// ---- What a kind does ------------------------------------------------------------------------------------

static void test_an_appliance_can_be_installed_and_acts(void **state) {
    (void)state;
    const struct appliance_kind *first_always = NULL;
    for (const struct appliance_kind *const *kind = models_catalogue()->appliances; *kind; kind++) {
        const char *owner = (*kind)->kind.name;
        expect((*kind)->install && (*kind)->act, owner, NULL, "it is installed and acts");
        expect(!((*kind)->independent && (*kind)->wakes_on), owner, NULL,
               "who is independent waits for nobody's signal");
        expect((*kind)->publishes, owner, NULL, "it says what it publishes (publishes_nothing, if nothing)");
        if ((*kind)->always && !first_always) first_always = *kind;
    }
    assert_non_null(first_always);
    assert_string_equal(first_always->kind.name, "family");  // the first process of every home
}

// ---- Luck ------------------------------------------------------------------------------------------------

static uint32_t streams[NAMES_MOST];
static size_t stream_count;

static void look_at_stream(const struct thing *thing) {
    uint32_t stream = random_stream_of(random_stream("appliance"), thing->kind->name);
    for (size_t i = 0; i < stream_count; i++)
        expect(streams[i] != stream, thing->kind->name, NULL, "its stream of chance is its own");
    assert_true(stream_count < NAMES_MOST);
    streams[stream_count++] = stream;
}

// A process draws from its entry's stream and from sub-streams of it (visit_draw_from): none is another's.
static void test_streams_of_chance_are_distinct(void **state) {
    (void)state;
    enum { SUBSTREAMS = 16 };
    stream_count = 0;
    for_each_thing(look_at_stream);
    size_t mains = stream_count;
    for (size_t i = 0; i < mains; i++)
        for (uint32_t substream = 1; substream <= SUBSTREAMS; substream++) {
            uint32_t derived = streams[i] ^ substream * 2654435761u;
            for (size_t other = 0; other < stream_count; other++) assert_true(streams[other] != derived);
            assert_true(stream_count < NAMES_MOST);
            streams[stream_count++] = derived;
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_plain_and_unique),
        cmocka_unit_test(test_each_technique_says_what_it_is),
        cmocka_unit_test(test_the_catalogue_is_sorted),
        cmocka_unit_test(test_each_setting_says_all_there_is_to_say),
        cmocka_unit_test(test_laws_are_of_settings_that_are_there),
        cmocka_unit_test(test_defaults_can_be_typed_as_they_are_printed),
        cmocka_unit_test(test_metrics_can_be_told_apart),
        cmocka_unit_test(test_home_columns_can_be_told_apart),
        cmocka_unit_test(test_an_appliance_can_be_installed_and_acts),
        cmocka_unit_test(test_streams_of_chance_are_distinct),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

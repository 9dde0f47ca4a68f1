// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/libraries.h"
#include "sim/engine/mathematics.h"
#include "sim/engine/promises.h"

struct record_dimension_id results_numbered(struct record *record, const char *group, const char *name,
                                            size_t count, const char *long_name) {
    int64_t *numbers = status_allocate(count, sizeof *numbers);
    for (size_t i = 0; i < count; i++) numbers[i] = (int64_t)i;
    struct record_dimension_id id =
        record_dimension(record, group, name, RECORD_INT64, count, numbers, "1", long_name);
    free(numbers);
    return id;
}

void results_column(struct record *record, const char *group, const char *name, enum record_type type,
                    struct record_dimension_id down, const char *units, const char *long_name,
                    const void *values) {
    struct record_variable variable = {.group = group,
                                       .name = name,
                                       .type = type,
                                       .rank = 1,
                                       .dimensions = {down},
                                       .units = units,
                                       .long_name = long_name};
    record_write(record, record_variable(record, &variable), values);
}

void results_texts(struct record *record, const char *group, struct record_dimension_id down,
                   const char *name, const char *long_name, const char *const *texts) {
    results_column(record, group, name, RECORD_TEXT, down, NULL, long_name, texts);
}

struct flow_columns {
    const char **payer, **payee, **reason, **resource, **currency;
    int64_t *amount, *postings, *by_day;
};

static struct flow_columns flow_columns_fill(const struct world *world, const struct results *results,
                                             size_t flows) {
    struct flow_columns c = {
        status_allocate(flows, sizeof(char *)),  status_allocate(flows, sizeof(char *)),
        status_allocate(flows, sizeof(char *)),  status_allocate(flows, sizeof(char *)),
        status_allocate(flows, sizeof(char *)),  status_allocate(flows, sizeof(int64_t)),
        status_allocate(flows, sizeof(int64_t)), status_allocate(flows * results->days, sizeof(int64_t))};
    for (size_t i = 0; i < flows; i++) {
        const struct ledger_flow *flow = ledger_flow_at(world->ledger, i);
        c.payer[i] = flow->payer;
        c.payee[i] = flow->payee;
        c.reason[i] = flow->reason;
        c.resource[i] = flow->resource;
        c.currency[i] = ledger_currency_names[flow->currency];
        c.amount[i] = flow->amount;
        c.postings[i] = (int64_t)flow->postings;
    }
    const int64_t *paid = results->paid;
    for (size_t day = 0; day < results->days; paid += results->flows_known[day++])
        if (results->flows_known[day])
            memcpy(c.by_day + day * flows, paid, results->flows_known[day] * sizeof *paid);
    return c;
}

static void flow_columns_free(struct flow_columns c) {
    free(c.payer);
    free(c.payee);
    free(c.reason);
    free(c.resource);
    free(c.currency);
    free(c.amount);
    free(c.postings);
    free(c.by_day);
}

static void write_flows(struct world *world, struct results *results) {
    size_t flows = ledger_flow_count(world->ledger);
    struct flow_columns c = flow_columns_fill(world, results, flows);
    struct record_dimension_id flow =
        results_numbered(results->record, "flows", "flow", flows, "who paid whom for what");
    results_column(results->record, "flows", "payer", RECORD_TEXT, flow, NULL, "who paid", c.payer);
    results_column(results->record, "flows", "payee", RECORD_TEXT, flow, NULL, "who was paid", c.payee);
    results_column(results->record, "flows", "reason", RECORD_TEXT, flow, NULL, "what for", c.reason);
    results_column(results->record, "flows", "resource", RECORD_TEXT, flow, NULL,
                   "what stands behind it in the economy outside, where that pays", c.resource);
    results_column(results->record, "flows", "currency", RECORD_TEXT, flow, NULL, "won or token", c.currency);
    results_column(results->record, "flows", "amount", RECORD_INT64, flow, "1",
                   "amount in the flow's currency, whole run", c.amount);
    results_column(results->record, "flows", "postings", RECORD_INT64, flow, "1", "number of postings",
                   c.postings);
    struct record_variable by_day = {.group = "flows",
                                     .name = "amount_by_day",
                                     .type = RECORD_INT64,
                                     .rank = 2,
                                     .dimensions = {results->day, flow},
                                     .units = "1",
                                     .long_name = "amount in the flow's currency on the day"};
    record_write(results->record, record_variable(results->record, &by_day), c.by_day);
    flow_columns_free(c);
}

static int64_t homes_exposed(const struct world *world, uint16_t flow) {
    int64_t count = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        count += gate_knows(world->gate, home, flow, world->now);
    return count;
}

static int64_t homes_deleted(const struct world *world, uint16_t flow) {
    int64_t ever = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        ever += gate_entry_at(world->gate, home, flow)->transfers > 0;
    return ever - homes_exposed(world, flow);
}

static int64_t flow_transfers(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->transfers;
}
static int64_t flow_without_consent(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->transfers_without_consent;
}
static int64_t flow_refused(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->refused;
}
static int64_t flow_bytes(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->bytes;
}
static int64_t flow_images(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->images;
}

static int64_t flow_expires(const struct world *world, uint16_t flow) {
    return gate_limit_days(gate_flow_at(world->gate, flow)->limits.term);
}
static int64_t flow_kept(const struct world *world, uint16_t flow) {
    return gate_limit_days(gate_flow_at(world->gate, flow)->limits.kept);
}

// The numbers of a data flow, one column each.
struct exposure_column {
    const char *name, *units, *long_name;
    int64_t (*value)(const struct world *world, uint16_t flow);
};
static const struct exposure_column exposure_columns[] = {
    {"transfers", "1", "items that left the homes", flow_transfers},
    {"transfers_without_consent", "1", "of these, without a valid consent", flow_without_consent},
    {"refused", "1", "items the gate held back", flow_refused},
    {"bytes", "1", "bytes that left the homes", flow_bytes},
    {"images", "1", "pictures that left the homes", flow_images},
    {"homes_exposed", "1", "households of which the recipient knows something", homes_exposed},
    {"homes_deleted", "1", "households of which it knew something, and has deleted it", homes_deleted},
    {"expires", "day", "days after which a consent ends by itself and is asked for again; 0: never",
     flow_expires},
    {"kept", "day", "days after which what has left the homes is deleted; 0: never", flow_kept},
};

static int64_t flow_refused_form(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->refused_form;
}
static int64_t flow_refused_epsilon(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->refused_epsilon;
}

// Where a rule says anything of forms, or something is noised.
static const struct exposure_column form_columns[] = {
    {"refused_form", "1", "of what was held back: in a rawer form than the rule lets out", flow_refused_form},
    {"refused_epsilon", "1", "of what was held back: the calendar month would have told more than the cap",
     flow_refused_epsilon},
};

static int64_t flow_withdrawn_taken(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->transfers_withdrawn;
}
static int64_t flow_stretched(const struct world *world, uint16_t flow) {
    return (int64_t)gate_flow_at(world->gate, flow)->transfers_stretched;
}

// Where consents are broken.
static const struct exposure_column broken_columns[] = {
    {"transfers_after_withdrawal", "1", "of those without a valid consent: it had been taken back",
     flow_withdrawn_taken},
    {"transfers_other_purpose", "1", "of those without a valid consent: it was given for another purpose",
     flow_stretched},
};

enum { RULE_TEXT_SIZE = 200 };

static void write_exposure_rules(struct world *world, struct results *results) {
    size_t flows = gate_flow_count(world->gate);
    char(*said)[RULE_TEXT_SIZE] = status_allocate(flows, sizeof *said);
    const char **texts = status_allocate(flows, sizeof *texts);
    for (size_t i = 0; i < flows; i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, (uint16_t)i);
        texts[i] = gate_say_rule(flow->rule, flow->limits, said[i], sizeof said[i]);
    }
    results_column(results->record, "exposures", "rule", RECORD_TEXT, results->data_flow, NULL,
                   "what the policy says", texts);
    free(texts);
    free(said);
}

static const char *flow_class(const struct world *world, const struct gate_flow *flow) {
    (void)world;
    return gate_class_names[flow->data_class];
}
static const char *flow_recipient(const struct world *world, const struct gate_flow *flow) {
    return world->parties[flow->recipient].name;
}
static const char *flow_purpose(const struct world *world, const struct gate_flow *flow) {
    (void)world;
    return flow->purpose;
}

static const struct {
    const char *name, *long_name;
    const char *(*text)(const struct world *world, const struct gate_flow *flow);
} exposure_texts[] = {
    {"data_class", "what is known", flow_class},
    {"recipient", "who knows it", flow_recipient},
    {"purpose", "what for", flow_purpose},
};

static void write_exposure_columns(struct world *world, struct results *results,
                                   const struct exposure_column *columns, size_t count) {
    size_t flows = gate_flow_count(world->gate);
    int64_t *values = status_allocate(flows, sizeof *values);
    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < flows; i++) values[i] = columns[c].value(world, (uint16_t)i);
        results_column(results->record, "exposures", columns[c].name, RECORD_INT64, results->data_flow,
                       columns[c].units, columns[c].long_name, values);
    }
    free(values);
}

static bool forms_matter(const struct world *world) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        if (flow->limits.refused_forms || flow->refused_form || flow->accountant) return true;
    }
    return false;
}

static bool breaks_matter(const struct world *world) {
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        if (flow->ignores_withdrawn > 0 || flow->stretched || flow->transfers_withdrawn ||
            flow->transfers_stretched)
            return true;
    }
    return false;
}

static void write_exposures(struct world *world, struct results *results) {
    size_t flows = gate_flow_count(world->gate);
    const char **texts = status_allocate(flows, sizeof *texts);
    for (size_t c = 0; c < sizeof exposure_texts / sizeof *exposure_texts; c++) {
        for (size_t i = 0; i < flows; i++)
            texts[i] = exposure_texts[c].text(world, gate_flow_at(world->gate, (uint16_t)i));
        results_column(results->record, "exposures", exposure_texts[c].name, RECORD_TEXT, results->data_flow,
                       NULL, exposure_texts[c].long_name, texts);
    }
    free(texts);
    write_exposure_rules(world, results);
    write_exposure_columns(world, results, exposure_columns,
                           sizeof exposure_columns / sizeof *exposure_columns);
    if (forms_matter(world))
        write_exposure_columns(world, results, form_columns, sizeof form_columns / sizeof *form_columns);
    if (breaks_matter(world))
        write_exposure_columns(world, results, broken_columns,
                               sizeof broken_columns / sizeof *broken_columns);
}

// One row for each household and data flow that something went through: what is known, since when, and the
// consent it rests on.
enum { EXPOSURE_COLUMNS = 7 };
static const struct {
    const char *name, *units, *long_name;
} exposure_details[EXPOSURE_COLUMNS] = {
    {"household", "1", "number of the home"},
    {"flow", "1", "number of the data flow, as in /exposures"},
    {"transfers", "1", "items that left this home"},
    {"first", "min", "first transfer, since the start"},
    {"last", "min", "last transfer, since the start"},
    {"allowed_by", "1",
     "consent at the first transfer: 0 not asked, 1 asked, 2 granted, 3 refused, 4 withdrawn, 5 expired"},
    {"forms", "1", "sum of 1 a label, 2 pseudonymous, 4 raw, 8 a noised label"},
};

static void fill_exposure(int32_t *columns[EXPOSURE_COLUMNS], size_t row, uint32_t home, uint16_t flow,
                          const struct gate_entry *entry) {
    const int32_t values[EXPOSURE_COLUMNS] = {
        (int32_t)home,     flow,        (int32_t)entry->transfers, entry->first_min, entry->last_min,
        entry->allowed_by, entry->forms};
    for (int i = 0; i < EXPOSURE_COLUMNS; i++) columns[i][row] = values[i];
}

static void write_exposures_of_homes(struct world *world, struct results *results) {
    size_t count = 0, row = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        count += (size_t)homes_exposed(world, flow);
    int32_t *columns[EXPOSURE_COLUMNS];
    for (int i = 0; i < EXPOSURE_COLUMNS; i++) columns[i] = status_allocate(count, sizeof(int32_t));
    for (uint32_t home = 0; home < world->home_count; home++)
        for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
            const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
            if (gate_knows(world->gate, home, flow, world->now))
                fill_exposure(columns, row++, home, flow, entry);
        }
    struct record_dimension_id exposure = results_numbered(results->record, "exposures_of_homes", "exposure",
                                                           count, "what somebody knows of a household");
    for (int i = 0; i < EXPOSURE_COLUMNS; i++) {
        results_column(results->record, "exposures_of_homes", exposure_details[i].name, RECORD_INT32,
                       exposure, exposure_details[i].units, exposure_details[i].long_name, columns[i]);
        free(columns[i]);
    }
}

// The columns every home has; appliances add their own.
static double home_district(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return world->homes[home].district;
}
static double home_segment(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return world->homes[home].segment;
}
static double home_members(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return world->homes[home].members;
}
static double home_trust(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return (double)world->homes[home].trust;
}
static double home_won(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return (double)ledger_balance(world->ledger, ledger_household(world->ledger, home), WON);
}
static double home_apartment(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return world->homes[home].apartment;
}
static double home_welfare(const struct world *world, uint32_t home, const void *state) {
    int64_t worth = 0;
    for (size_t source = 0; source < welfare_source_count(world->welfare); source++)
        worth += welfare_of_home(world->welfare, home, source);
    return home_won(world, home, state) + (double)worth / WELFARE_WON;
}
static double home_tokens(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return (double)ledger_balance(world->ledger, ledger_household(world->ledger, home), TOKEN);
}

static const struct home_column common_columns[] = {
    {"district", "1", "apartment complex", home_district},
    {"privacy_segment", "1", "0 unconcerned, 1 pragmatist, 2 fundamentalist", home_segment},
    {"members", "1", "household size, persons", home_members},
    {"trust", "1", "trust in the maker at the end, 0 to 1; of several makers in the first, by name",
     home_trust},
    {"apartment", "1", "lives in a block of apartments, else in a house", home_apartment},
    {"won_balance", "won", "money received less money paid", home_won},
    {"welfare", "won", "that, and what the family has beside money (group welfare)", home_welfare},
    {"token_balance", "token", "tokens held at the end", home_tokens},
};

// Where it mattered.
static double home_minors(const struct world *world, uint32_t home, const void *state) {
    (void)state;
    return world->homes[home].minors;
}
static const struct home_column minors_column = {
    "minors", "1", "somebody under 18 lives there: whom promises about minors are about", home_minors};

static void home_column_write(const struct world *world, struct results *results,
                              struct record_dimension_id home, const struct home_column *c, const char *name,
                              const void *const *states) {
    double *values = status_allocate(world->home_count, sizeof *values);
    for (uint32_t i = 0; i < world->home_count; i++) {
        const void *state = states ? states[i] : NULL;
        values[i] = states && !state ? 0 : c->value(world, i, state);
    }
    results_column(results->record, "homes", name, RECORD_FLOAT64, home, c->unit, c->meaning, values);
    free(values);
}

// The state of each home's first appliance of this entry, NULL where it has none.
static const void **states_of(const struct world *world, size_t appliance) {
    const void **states = status_allocate(world->home_count, sizeof *states);
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct process *first = &world->processes[world->homes[home].first_process];
        for (unsigned i = 0; i < world->homes[home].process_count && !states[home]; i++)
            if (first[i].appliance == appliance && first[i].installed)
                states[home] = process_state(world, &first[i]);
    }
    return states;
}

// Of all parties of the entry whose first one this is: copies are written together.
static void party_column_write(const struct world *world, struct results *results,
                               struct record_dimension_id home, size_t first, const struct party_column *c) {
    const struct plan_entry *entry = world->parties[first].entry;
    double *values = status_allocate(world->home_count, sizeof *values);
    char name[200];
    snprintf(name, sizeof name, "%s_%s", entry->name, c->name);
    for (uint32_t i = 0; i < world->home_count; i++) values[i] = NAN;
    for (size_t i = first; i < world->party_count && world->parties[i].entry == entry; i++)
        c->fill(world, &world->parties[i], values);
    results_column(results->record, "homes", name, RECORD_FLOAT64, home, c->unit, c->meaning, values);
    free(values);
}

static void write_homes_of_parties(const struct world *world, struct results *results,
                                   struct record_dimension_id home) {
    for (size_t first = 0; first < world->party_count; first++) {
        const struct party *party = &world->parties[first];
        if (first > 0 && world->parties[first - 1].entry == party->entry) continue;
        for (size_t i = 0; i < party->kind->column_count; i++)
            party_column_write(world, results, home, first, &party->kind->columns[i]);
    }
}

static void write_homes(struct world *world, struct results *results) {
    struct record_dimension_id home =
        results_numbered(results->record, "homes", "home", world->home_count, "household");
    for (size_t i = 0; i < sizeof common_columns / sizeof *common_columns; i++)
        home_column_write(world, results, home, &common_columns[i], common_columns[i].name, NULL);
    if (promises_about_minors(world))
        home_column_write(world, results, home, &minors_column, minors_column.name, NULL);
    for (size_t a = 0; a < world->appliance_count; a++) {
        const struct appliance *appliance = &world->appliances[a];
        const char *entry = appliance_name(appliance);
        const void **states = states_of(world, a);
        for (size_t i = 0; i < appliance->kind->column_count; i++) {
            char name[200];
            snprintf(name, sizeof name, "%s_%s", entry, appliance->kind->columns[i].name);
            home_column_write(world, results, home, &appliance->kind->columns[i], name, states);
        }
        free(states);
    }
    write_homes_of_parties(world, results, home);
}

// Every setting with its value and who said it.
enum { SETTINGS_COLUMNS = 8 };
struct settings_list {
    const char **columns[SETTINGS_COLUMNS];
    size_t count, room;
};
static const char *const settings_columns[SETTINGS_COLUMNS] = {"name", "value",  "unit",    "origin",
                                                               "role", "source", "allowed", "meaning"};

static void settings_row(struct settings_list *list, const char *const row[SETTINGS_COLUMNS]) {
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 64;
        for (int i = 0; i < SETTINGS_COLUMNS; i++)
            list->columns[i] = status_reallocate(list->columns[i], list->room, sizeof(char *));
    }
    for (int i = 0; i < SETTINGS_COLUMNS; i++) list->columns[i][list->count] = status_copy_text(row[i]);
    list->count++;
}

static void settings_of_entry(struct settings_list *list, const struct plan_entry *entry) {
    for (size_t i = 0; i < entry->kind->settings.count; i++) {
        const struct setting *row = &entry->kind->settings.rows[i];
        char name[200], value[1000], allowed[1000];
        snprintf(name, sizeof name, "%s.%s", entry->name, row->name);
        bool words = row->type == SETTING_TEXT || row->type == SETTING_FILE;  // however long
        setting_print(row, entry->settings, value, sizeof value);
        setting_allowed(row, allowed, sizeof allowed);
        settings_row(list, (const char *const[SETTINGS_COLUMNS]){
                               name, words ? setting_words(row, entry->settings) : value, row->unit,
                               origin_names[entry->origins[i]], setting_role_name(row->role), row->source,
                               allowed, row->meaning});
    }
}

static void settings_of_list(struct settings_list *list, const struct plan_list *entries) {
    for (size_t i = 0; i < entries->count; i++) settings_of_entry(list, &entries->entries[i]);
}

static void settings_of_levers(struct settings_list *list, const struct plan *plan) {
    for (size_t i = 0; i < plan->lever_count; i++) {
        const struct plan_lever *lever = &plan->levers[i];
        char value[64], allowed[128];
        snprintf(value, sizeof value, "%.17g", lever->value);
        snprintf(allowed, sizeof allowed, "%g to %g", lever->least, lever->most);
        settings_row(
            list, (const char *const[SETTINGS_COLUMNS]){lever->name, value, "", origin_names[lever->origin],
                                                        "lever", lever->meaning, allowed, lever->meaning});
    }
}

static void write_meta(struct world *world, struct results *results) {
    struct settings_list list = {0};
    settings_of_list(&list, &world->plan->sections);
    settings_of_list(&list, &world->plan->appliances);
    settings_of_list(&list, &world->plan->parties);
    settings_of_levers(&list, world->plan);
    struct record_dimension_id setting =
        results_numbered(results->record, "meta", "setting", list.count, "setting");
    for (int i = 0; i < SETTINGS_COLUMNS; i++) {
        results_column(results->record, "meta", settings_columns[i], RECORD_TEXT, setting, NULL,
                       settings_columns[i], list.columns[i]);
        for (size_t row = 0; row < list.count; row++) free((char *)list.columns[i][row]);
        free(list.columns[i]);
    }
    record_attribute_text(results->record, "meta", NULL, "scenario_text", world->plan->text);
    record_attribute_text(results->record, "meta", NULL, "scenario_file", plan_file_name(world->plan));
    char mathematics[MATHEMATICS_NAME_SIZE];
    record_attribute_text(results->record, "meta", NULL, "mathematics", mathematics_name(mathematics));
    record_attribute_text(results->record, "meta", NULL, "libraries", libraries_names());
}

// What sort of firm a party is; the groups behind the firms are of none.
static void write_kinds_of_parties(const struct world *world, struct results *results) {
    const char **kinds = status_allocate(results->party_count, sizeof *kinds);
    for (size_t i = 0; i < results->party_count; i++)
        kinds[i] = i < world->party_count ? world->parties[i].entry->kind->name : "";
    results_column(results->record, "firms", "kind", RECORD_TEXT, results->party, NULL,
                   "kind of party, as a scenario writes it", kinds);
    free(kinds);
}

// Whose welfare its money is; at the ledger's special accounts nobody's.
static const char *side_of(const struct world *world, size_t party) {
    static const char *const sides[] = {[SIDE_FIRMS] = "firms", [SIDE_PUBLIC] = "public"};
    if (party < world->party_count) return sides[world->parties[party].kind->side];
    return party == world->party_count ? "families" : "";  // households stand first behind the firms
}

static void write_sides_of_parties(const struct world *world, struct results *results) {
    const char **sides = status_allocate(results->party_count, sizeof *sides);
    for (size_t i = 0; i < results->party_count; i++) sides[i] = side_of(world, i);
    results_column(results->record, "firms", "side", RECORD_TEXT, results->party, NULL,
                   "whose welfare its money is: families, firms, public, or nobody's", sides);
    free(sides);
}

void results_tables(struct world *world) {
    struct results *results = world->results;
    write_kinds_of_parties(world, results);
    write_sides_of_parties(world, results);
    write_flows(world, results);
    write_exposures(world, results);
    write_exposures_of_homes(world, results);
    write_homes(world, results);
    write_meta(world, results);
}

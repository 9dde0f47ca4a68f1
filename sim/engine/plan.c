// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/plan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/engine/ledger.h"
#include "sim/engine/words.h"

const char *const origin_names[] = {"default", "scenario", "policy", "command line", NULL};

// clang-format off
static const struct setting scenario_rows[] = {
    SETTING_WORDS(struct scenario_settings, start, "2018-06-01",
                  "date of the first midnight, YYYY-MM-DD", "assumption: the summer of 2018"),
    SETTING_WHOLE(ROLE_WORLD, struct scenario_settings, days, "day", 92, 1, 3660,
                  "how long the world is watched", "assumption: June to August"),
    SETTING_WHOLE(ROLE_WORLD, struct scenario_settings, seed, "", 2018, 0, UINT32_MAX,
                  "names the luck: same seed, same families with the same chances", "assumption"),
    WORLD(struct scenario_settings, window_min, "min", 5, 0.5, 60,
          "the loop's step; must divide the day; a lever of precision, not of meaning", "assumption"),
    SETTING_ONE_OF(ROLE_WORLD, struct scenario_settings, journal, ledger_keeping_names, LEDGER_KEEPS_ALL,
                   "postings in the run file: all, those that more than the calendar caused, or no journal at all; "
                   "changes no other result", "assumption: a reader wants to know why"),
};
static const struct setting homes_rows[] = {
    SETTING_WHOLE(ROLE_WORLD, struct homes_settings, count, "", 1000, 1, 1000000,
                  "households in the world", "assumption"),
    SETTING_WHOLE(ROLE_WORLD, struct homes_settings, districts, "", 40, 1, 2000,
                  "apartment complexes, each with one access network", "assumption"),
};
// clang-format on

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation luck = {"luck", "draw n = Philox2x64-10(n, stream, entity; seed, replication)",
                                     "entity: a home, a name or the world; stream: what it is about",
                                     "Salmon, Moraes, Dror & Shaw 2011 (SC'11)"};
static const struct equation days_lived = {
    "the run", "days x 24 h from 0 h of start on; parties act at the ends of windows of window_min", "",
    "definition"};
static const struct equation kept = {
    "postings that are kept", "those that journal says, in the run file; all are made", "", "definition"};
static const struct equation spread = {"where a home lies", "district = floor(home districts / count)",
                                       "home, district from 0", "definition: equal blocks"};
static const struct submodel scenario_submodels[] = {
    {&luck, "", "seed"},
    {&days_lived, "", "start, days, window_min"},
    {&kept, "", "journal"},
};
static const struct submodel homes_submodels[] = {{&spread, "", "count, districts"}};

const struct section_kind scenario_section = {
    .kind = {.name = "scenario",
             .summary = "the frame: when, how long, whose luck",
             .settings = SETTING_TABLE(struct scenario_settings, scenario_rows),
             .submodels = SUBMODELS(scenario_submodels)}};
const struct section_kind homes_section = {
    .kind = {.name = "homes",
             .summary = "how many households, in how many apartment complexes",
             .settings = SETTING_TABLE(struct homes_settings, homes_rows),
             .submodels = SUBMODELS(homes_submodels)}};

// Making and ending.

static struct plan_entry *list_add(struct plan_list *list, const struct kind *kind, const char *name) {
    list->entries = status_reallocate(list->entries, list->count + 1, sizeof *list->entries);
    struct plan_entry *entry = &list->entries[list->count++];
    *entry = (struct plan_entry){
        .kind = kind,
        .name = status_copy_text(name),
        .settings = setting_defaults(kind->settings),
        .origins = status_allocate(kind->settings.count, sizeof *entry->origins),
    };
    return entry;
}

static void list_free(struct plan_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        struct plan_entry *entry = &list->entries[i];
        setting_free(entry->kind->settings, entry->settings);
        free(entry->origins);
        free(entry->name);
    }
    free(list->entries);
}

struct plan *plan_create(const struct catalogue *catalogue) {
    struct plan *plan = status_allocate(1, sizeof *plan);
    plan->catalogue = catalogue;
    char **texts[] = {&plan->name,    &plan->title,  &plan->path,        &plan->text,
                      &plan->library, &plan->policy, &plan->policy_title};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) *texts[i] = status_copy_text("");
    for (size_t i = 0; catalogue->sections[i]; i++)
        list_add(&plan->sections, &catalogue->sections[i]->kind, catalogue->sections[i]->kind.name);
    return plan;
}

void plan_free(struct plan *plan) {
    if (!plan) return;
    list_free(&plan->sections);
    list_free(&plan->appliances);
    list_free(&plan->parties);
    plan_rule_free(&plan->rules);
    plan_promise_free(&plan->promises);
    for (size_t i = 0; i < plan->lever_count; i++) {
        free(plan->levers[i].name);
        free(plan->levers[i].meaning);
    }
    char *texts[] = {plan->name,    plan->title,  plan->path,        plan->text,
                     plan->library, plan->policy, plan->policy_title};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) free(texts[i]);
    free(plan->levers);
    plan_free(plan->past.plan);
    free(plan);
}

// Entries.

static struct plan_entry *list_named(const struct plan_list *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->entries[i].name, name) == 0) return &list->entries[i];
    return NULL;
}

struct plan_entry *plan_entry_named(const struct plan *plan, const char *name) {
    struct plan_entry *entry = list_named(&plan->sections, name);
    if (!entry) entry = list_named(&plan->appliances, name);
    if (!entry) entry = list_named(&plan->parties, name);
    return entry;
}

// The kind of that name and the list its entries go to; NULL when unknown, with what comes nearest.
static const struct kind *find_kind(struct plan *plan, const char *name, struct plan_list **list,
                                    struct words_nearest *nearest) {
    const struct catalogue *catalogue = plan->catalogue;
    for (size_t i = 0; catalogue->appliances[i]; i++) {
        const struct kind *kind = &catalogue->appliances[i]->kind;
        *list = &plan->appliances;
        if (strcmp(kind->name, name) == 0) return kind;
        words_consider(nearest, kind->name);
    }
    for (size_t i = 0; catalogue->parties[i]; i++) {
        const struct kind *kind = &catalogue->parties[i]->kind;
        *list = &plan->parties;
        if (strcmp(kind->name, name) == 0) return kind;
        words_consider(nearest, kind->name);
    }
    return NULL;
}

// The books have accounts of these names; and a rule or a setting that names a kind would mean an entry, too.
static bool is_reserved(struct plan *plan, const struct kind *kind, const char *name) {
    static const char *const accounts[] = {"households", "mint", "burn", "outside"};
    for (size_t i = 0; i < sizeof accounts / sizeof *accounts; i++)
        if (strcmp(accounts[i], name) == 0) return true;
    struct words_nearest nearest = words_nearest_to(name);
    struct plan_list *list;
    const struct kind *other = find_kind(plan, name, &list, &nearest);
    return other && other != kind;
}

bool plan_add(struct plan *plan, const char *kind_name, const char *name, struct status *status,
              struct plan_entry **entry) {
    struct words_nearest nearest = words_nearest_to(kind_name);
    char hint[WORDS_HINT_SIZE];
    struct plan_list *list;
    const struct kind *kind = find_kind(plan, kind_name, &list, &nearest);
    if (!kind)
        return status_fail(status, STATUS_SCENARIO, "unknown kind '%s'%s", kind_name,
                           words_hint(&nearest, hint));
    if (!name) name = kind->name;
    if (is_reserved(plan, kind, name))
        return status_fail(
            status, STATUS_SCENARIO,
            "the name '%s' is that of an account or of another kind; give this %s a name of its own", name,
            kind->name);
    const struct plan_entry *taken = plan_entry_named(plan, name);
    if (taken)
        return status_fail(status, STATUS_SCENARIO,
                           "the name '%s' is taken by another %s; give one a name of its own", name,
                           taken->kind->name);
    *entry = list_add(list, kind, name);
    return true;
}

void plan_mark(struct plan_entry *entry, const struct setting *row, enum origin origin) {
    entry->origins[row - entry->kind->settings.rows] = (uint8_t)origin;
}

// Names of settings.

// "; it has maker, electricity" into the buffer: the lists' entries, as many as there is room for.
static const char *say_entries(const struct plan_list *const *lists, size_t list_count, char *buffer,
                               size_t size) {
    size_t used = (size_t)snprintf(buffer, size, "; it has "), first = used;
    for (size_t l = 0; l < list_count; l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            const char *name = lists[l]->entries[i].name;
            if (used + strlen(name) + sizeof ", ..." > size) {
                snprintf(buffer + used, size - used, ", ...");
                return buffer;
            }
            used += (size_t)snprintf(buffer + used, size - used, "%s%s", used > first ? ", " : "", name);
        }
    if (used == first) snprintf(buffer + used, size - used, "none");
    return buffer;
}

// What was meant by a name that the scenario does not have: a kind that exists was not misspelt.
static const char *say_instead(const struct plan *plan, const struct words_nearest *nearest,
                               const struct plan_list *const *lists, size_t list_count, char *buffer,
                               size_t size) {
    const struct catalogue *catalogue = plan->catalogue;
    bool kind = false;
    for (size_t i = 0; catalogue->appliances[i]; i++)
        kind = kind || strcmp(catalogue->appliances[i]->kind.name, nearest->given) == 0;
    for (size_t i = 0; catalogue->parties[i]; i++)
        kind = kind || strcmp(catalogue->parties[i]->kind.name, nearest->given) == 0;
    char hint[WORDS_HINT_SIZE];
    if (kind || !nearest->name) return say_entries(lists, list_count, buffer, size);
    snprintf(buffer, size, "%s", words_hint(nearest, hint));
    return buffer;
}

// The entry that the first `length` characters of the dotted name mean.
static struct plan_entry *find_entry(const struct plan *plan, const char *name, size_t length,
                                     struct status *status) {
    char *entry_name = status_copy_text(name);
    entry_name[length] = '\0';
    struct plan_entry *entry = plan_entry_named(plan, entry_name);
    struct words_nearest nearest = words_nearest_to(entry_name);
    const struct plan_list *lists[] = {&plan->sections, &plan->appliances, &plan->parties};
    for (size_t l = 0; l < 3; l++)
        for (size_t i = 0; i < lists[l]->count; i++) words_consider(&nearest, lists[l]->entries[i].name);
    char instead[600];
    if (!entry)
        status_fail(status, STATUS_SCENARIO, "%s: this scenario has no '%s'%s", name, entry_name,
                    say_instead(plan, &nearest, lists + 1, 2, instead, sizeof instead));
    free(entry_name);
    return entry;
}

static bool find_dotted(const struct plan *plan, const char *name, const char *dot,
                        struct plan_target *target, struct status *status) {
    target->entry = find_entry(plan, name, (size_t)(dot - name), status);
    if (!target->entry) return false;
    struct setting_table table = target->entry->kind->settings;
    target->row = setting_find(table, dot + 1);
    if (target->row) return true;
    struct words_nearest nearest = words_nearest_to(dot + 1);
    for (size_t i = 0; i < table.count; i++) words_consider(&nearest, table.rows[i].name);
    char hint[WORDS_HINT_SIZE];
    return status_fail(status, STATUS_SCENARIO, "%s has no setting '%s'%s", target->entry->name, dot + 1,
                       words_hint(&nearest, hint));
}

// A bare name: a setting of the section `scenario`, a lever, or a section that means its first setting.
static bool find_bare(const struct plan *plan, const char *name, struct plan_target *target,
                      struct words_nearest *nearest) {
    struct plan_entry *frame = list_named(&plan->sections, scenario_section.kind.name);
    for (size_t i = 0; frame && i < frame->kind->settings.count; i++) {
        const struct setting *row = &frame->kind->settings.rows[i];
        words_consider(nearest, row->name);
        if (strcmp(row->name, name) == 0) *target = (struct plan_target){.entry = frame, .row = row};
    }
    for (size_t i = 0; i < plan->lever_count; i++) {
        words_consider(nearest, plan->levers[i].name);
        if (strcmp(plan->levers[i].name, name) == 0)
            *target = (struct plan_target){.lever = &plan->levers[i]};
    }
    for (size_t i = 0; i < plan->sections.count; i++) {
        struct plan_entry *entry = &plan->sections.entries[i];
        words_consider(nearest, entry->name);
        if (strcmp(entry->name, name) == 0)
            *target = (struct plan_target){.entry = entry, .row = entry->kind->settings.rows};
    }
    return target->row || target->lever;
}

// For a bare name that nobody knows: "ownership" may have been meant as "robot_vacuum.ownership".
static const struct plan_entry *entry_with_setting(const struct plan *plan, const char *name) {
    const struct plan_list *lists[] = {&plan->appliances, &plan->parties, &plan->sections};
    for (size_t l = 0; l < 3; l++)
        for (size_t i = 0; i < lists[l]->count; i++)
            if (setting_find(lists[l]->entries[i].kind->settings, name)) return &lists[l]->entries[i];
    return NULL;
}

bool plan_find(struct plan *plan, const char *name, struct plan_target *target, struct status *status) {
    *target = (struct plan_target){0};
    const char *dot = strchr(name, '.');
    if (dot) return find_dotted(plan, name, dot, target, status);
    struct words_nearest nearest = words_nearest_to(name);
    if (find_bare(plan, name, target, &nearest)) return true;
    const struct plan_entry *owner = entry_with_setting(plan, name);
    if (owner)
        return status_fail(status, STATUS_SCENARIO, "unknown setting '%s'; did you mean '%s.%s'?", name,
                           owner->name, name);
    char hint[WORDS_HINT_SIZE];
    return status_fail(status, STATUS_SCENARIO, "unknown setting '%s'%s", name, words_hint(&nearest, hint));
}

// Values.

static bool set_lever_typed(struct plan_lever *lever, const char *typed, enum origin origin,
                            struct status *status) {
    char *end;
    double value = strtod(typed, &end);
    if (end == typed || *end || !(value >= lever->least && value <= lever->most))
        return status_fail(status, STATUS_SCENARIO, "%s = %s: allowed is %.10g to %.10g", lever->name, typed,
                           lever->least, lever->most);
    lever->value = value;
    lever->origin = origin;
    return true;
}

static bool set_typed_in_past(struct plan *past, const char *name, const char *typed, enum origin origin,
                              struct status *status) {
    struct plan_target target;
    struct status ignored = {0};
    if (!past) return true;
    if (!plan_find(past, name, &target, &ignored))
        return set_typed_in_past(past->past.plan, name, typed, origin, status);
    return plan_set_typed(past, name, typed, origin, status);
}

bool plan_set_typed(struct plan *plan, const char *name, const char *typed, enum origin origin,
                    struct status *status) {
    struct plan_target target;
    if (!plan_find(plan, name, &target, status)) return false;
    if (!set_typed_in_past(plan->past.plan, name, typed, origin, status)) return false;
    if (target.lever) return set_lever_typed(target.lever, typed, origin, status);
    PROMISE(target.entry && target.row, "what is found is a lever or an entry's setting");
    struct status inner = {0};
    if (!setting_parse(target.row, target.entry->settings, typed, &inner))
        return status_fail(status, inner.code, "%s.%s", target.entry->name, inner.message);
    plan_mark(target.entry, target.row, origin);
    return plan_check_file(plan, target.entry, target.row, status);
}

// Files.

const char *plan_file_name(const struct plan *plan) {
    const char *slash = strrchr(plan->path, '/');
    return slash ? slash + 1 : plan->path;
}

char *plan_folder(const struct plan *plan) {
    const char *slash = strrchr(plan->path, '/');
    if (!slash) return status_copy_text(".");
    size_t length = slash == plan->path ? 1 : (size_t)(slash - plan->path);
    char *folder = status_copy_text(plan->path);
    folder[length] = '\0';
    return folder;
}

// The joined path, when there is such a file; else NULL. Owned by the caller.
static char *existing_file(const char *folder, const char *name) {
    char *path;
    bool absolute = name[0] == '/';
    if (asprintf(&path, "%s%s%s", absolute ? "" : folder, absolute ? "" : "/", name) < 0) return NULL;
    if (access(path, R_OK) == 0) return path;
    free(path);
    return NULL;
}

char *plan_resolve_path(const struct plan *plan, const char *name) {
    if (plan->supplies) {
        const struct supply *supply = supplies_find(plan->supplies, SUPPLY_DATA, name);
        return supply && supply->path ? status_copy_text(supply->path) : NULL;
    }
    char *folder = plan_folder(plan);
    char *path = existing_file(folder, name);
    free(folder);
    if (!path && plan->library[0]) path = existing_file(plan->library, name);
    return path;
}

bool plan_check_file(const struct plan *plan, const struct plan_entry *entry, const struct setting *row,
                     struct status *status) {
    if (row->type != SETTING_FILE) return true;
    const char *name = setting_words(row, entry->settings);
    if (!name[0]) return true;
    char *path = plan_resolve_path(plan, name);
    bool found = path != NULL;
    free(path);
    if (found) return true;
    char *folder = plan_folder(plan);
    status_fail(status, STATUS_SCENARIO, "%s.%s = \"%s\": there is no such file in %s%s%s", entry->name,
                row->name, name, folder, plan->library[0] ? " or " : "", plan->library);
    free(folder);
    return false;
}

// What no single setting can check.

static bool check_frame(const struct scenario_settings *frame, struct status *status) {
    int64_t day;
    if (!clock_parse_date(frame->start, &day))
        return status_fail(status, STATUS_SCENARIO, "start = \"%s\": allowed is a date written YYYY-MM-DD",
                           frame->start);
    double window_ms = frame->window_min * (double)CLOCK_MINUTE;
    if (window_ms != floor(window_ms) || CLOCK_DAY % (time_ms)window_ms != 0)
        return status_fail(
            status, STATUS_SCENARIO,
            "window_min = %.10g min: a day must hold a whole number of windows; try 1, 5, 10 or 15",
            frame->window_min);
    return true;
}

static bool check_homes(const struct homes_settings *homes, struct status *status) {
    if (homes->districts <= homes->count) return true;
    return status_fail(status, STATUS_SCENARIO,
                       "homes.districts = %lld: allowed is at most homes.count = %lld, one home in each",
                       (long long)homes->districts, (long long)homes->count);
}

static bool is_recipient(const struct plan_entry *party, const char *recipient) {
    return strcmp(party->name, recipient) == 0 || strcmp(party->kind->name, recipient) == 0;
}

bool plan_check_recipient(const struct plan *plan, const char *recipient, struct status *status) {
    return plan_check_party(plan, "consent", recipient, status);
}

bool plan_check_party(const struct plan *plan, const char *word, const char *recipient,
                      struct status *status) {
    struct words_nearest nearest = words_nearest_to(recipient);
    for (size_t i = 0; i < plan->parties.count; i++) {
        const struct plan_entry *party = &plan->parties.entries[i];
        if (is_recipient(party, recipient)) return true;
        words_consider(&nearest, party->name);
        words_consider(&nearest, party->kind->name);
    }
    char instead[600];
    const struct plan_list *parties = &plan->parties;
    return status_fail(status, STATUS_SCENARIO, "%s: this scenario has no party '%s'%s", word, recipient,
                       say_instead(plan, &nearest, &parties, 1, instead, sizeof instead));
}

bool plan_check_maker(const struct plan *plan, const char *maker, struct status *status) {
    struct words_nearest nearest = words_nearest_to(maker);
    char hint[WORDS_HINT_SIZE];
    for (size_t i = 0; i < plan->parties.count; i++) {
        const struct plan_entry *party = &plan->parties.entries[i];
        if (!((const struct party_kind *)party->kind)->makes) continue;
        if (strcmp(party->name, maker) == 0) return true;
        words_consider(&nearest, party->name);
    }
    return status_fail(status, STATUS_SCENARIO, "consent.from: this scenario has no maker '%s'%s", maker,
                       words_hint(&nearest, hint));
}

static bool check_rule(const struct plan *plan, const struct plan_rule *rule, struct status *status) {
    return (!rule->recipient || plan_check_recipient(plan, rule->recipient, status)) &&
           (!rule->maker || plan_check_maker(plan, rule->maker, status));
}

static bool check_laws(const struct plan *plan, struct status *status) {
    const struct plan_list *lists[] = {&plan->sections, &plan->appliances, &plan->parties};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            const struct plan_entry *entry = &lists[l]->entries[i];
            if (!setting_check_laws(&entry->kind->settings, entry->name, entry->settings, status))
                return false;
        }
    return true;
}

// What an entry has in the run file is called by its name and the metric's or column's: two entries may come
// to one name together.
struct recorded_name {
    const char *group;  // "series" or "columns"
    char text[200];
    const struct plan_entry *entry;
};

struct recorded_names {
    struct recorded_name *list;
    size_t count, room;
};

static void names_add(struct recorded_names *names, const struct plan_entry *entry, const char *group,
                      const char *name) {
    if (names->count == names->room) {
        names->room = names->room ? 2 * names->room : 256;
        names->list = status_reallocate(names->list, names->room, sizeof *names->list);
    }
    struct recorded_name *added = &names->list[names->count++];
    *added = (struct recorded_name){.group = group, .entry = entry};
    snprintf(added->text, sizeof added->text, "%s_%s", entry->name, name);
}

static int compare_recorded(const void *a, const void *b) {
    const struct recorded_name *one = a, *other = b;
    int order = strcmp(other->group, one->group);  // series first
    return order ? order : strcmp(one->text, other->text);
}

static struct recorded_names recorded_names(const struct plan *plan) {
    struct recorded_names names = {0};
    for (size_t i = 0; i < plan->appliances.count; i++) {
        const struct plan_entry *entry = &plan->appliances.entries[i];
        const struct appliance_kind *kind = (const struct appliance_kind *)entry->kind;
        for (size_t m = 0; m < kind->metric_count; m++)
            names_add(&names, entry, "series", kind->metrics[m].name);
        for (size_t c = 0; c < kind->column_count; c++)
            names_add(&names, entry, "columns", kind->columns[c].name);
    }
    for (size_t i = 0; i < plan->parties.count; i++) {
        const struct plan_entry *entry = &plan->parties.entries[i];
        const struct party_kind *kind = (const struct party_kind *)entry->kind;
        for (size_t m = 0; m < kind->metric_count; m++)
            names_add(&names, entry, "series", kind->metrics[m].name);
        for (size_t c = 0; c < kind->column_count; c++)
            names_add(&names, entry, "columns", kind->columns[c].name);
    }
    return names;
}

static bool check_recorded_names(const struct plan *plan, struct status *status) {
    struct recorded_names names = recorded_names(plan);
    bool good = true;
    if (names.count) qsort(names.list, names.count, sizeof *names.list, compare_recorded);
    for (size_t i = 1; good && i < names.count; i++)
        if (compare_recorded(&names.list[i - 1], &names.list[i]) == 0) {
            bool ordered = strcmp(names.list[i - 1].entry->name, names.list[i].entry->name) < 0;
            good = status_fail(status, STATUS_SCENARIO,
                               "the names '%s' and '%s' make two %s called '%s': give one another name",
                               names.list[ordered ? i - 1 : i].entry->name,
                               names.list[ordered ? i : i - 1].entry->name, names.list[i].group,
                               names.list[i].text);
        }
    free(names.list);
    return good;
}

static bool check_turn(const struct plan *plan, struct status *status) {
    time_ms turn = plan_turn(plan);
    if (turn == CLOCK_NEVER || (turn >= 0 && turn < plan_end(plan))) return true;
    struct clock_date at = clock_civil_from_days(plan->past.until_day);
    struct clock_date first = clock_civil_from_days(plan_start_day(plan));
    struct clock_date last = clock_civil_from_days(plan_start_day(plan) + clock_day(plan_end(plan)) - 1);
    return status_fail(
        status, STATUS_SCENARIO,
        "branch at %04d-%02d-%02d: allowed is a day of the run, %04d-%02d-%02d to %04d-%02d-%02d", at.year,
        at.month, at.day, first.year, first.month, first.day, last.year, last.month, last.day);
}

bool plan_check(const struct plan *plan, struct status *status) {
    if (plan->past.plan && !plan_check(plan->past.plan, status)) return false;
    if (!check_laws(plan, status) || !check_recorded_names(plan, status)) return false;
    if (!check_frame(plan_section(plan, &scenario_section), status)) return false;
    if (!check_homes(plan_section(plan, &homes_section), status)) return false;
    for (size_t i = 0; i < plan->rules.count; i++)
        if (!check_rule(plan, &plan->rules.all[i], status)) return false;
    return check_turn(plan, status);
}

// Questions.

const void *plan_section(const struct plan *plan, const struct section_kind *section) {
    for (size_t i = 0; i < plan->sections.count; i++)
        if (plan->sections.entries[i].kind == &section->kind) return plan->sections.entries[i].settings;
    PROMISE(false, "the section is in the catalogue");
    return NULL;
}

time_ms plan_turn(const struct plan *plan) {
    if (!plan->past.plan) return CLOCK_NEVER;
    return (plan->past.until_day - plan_start_day(plan)) * CLOCK_DAY;
}

const struct plan *plan_first(const struct plan *plan) {
    while (plan->past.plan) plan = plan->past.plan;
    return plan;
}

const struct plan *plan_in_force(const struct plan *plan, time_ms when) {
    while (plan->past.plan && when < plan_turn(plan)) plan = plan->past.plan;
    return plan;
}

time_ms plan_next_turn(const struct plan *plan, time_ms when) {
    time_ms next = CLOCK_NEVER;
    for (; plan->past.plan && plan_turn(plan) >= when; plan = plan->past.plan) next = plan_turn(plan);
    return next;
}

int64_t plan_start_day(const struct plan *plan) {
    const struct scenario_settings *frame = plan_section(plan, &scenario_section);
    int64_t day = 0;
    PROMISE(clock_parse_date(frame->start, &day), "plan_check has read the date");
    return day;
}

time_ms plan_end(const struct plan *plan) {
    const struct scenario_settings *frame = plan_section(plan, &scenario_section);
    return frame->days * CLOCK_DAY;
}

time_ms plan_window(const struct plan *plan) {
    const struct scenario_settings *frame = plan_section(plan, &scenario_section);
    return (time_ms)(frame->window_min * (double)CLOCK_MINUTE);
}

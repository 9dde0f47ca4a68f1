// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/odd.h"

#include <stdlib.h>
#include <string.h>

#include "sim/command/odd_parts.h"
#include "sim/command/odd_policies.h"
#include "sim/command/odd_submodels.h"
#include "sim/engine/mathematics.h"
#include "sim/engine/reading.h"

// ---- Purpose ----

// The comment that the file begins with, less the licence: its question, and what it is about. Indented lines
// are commands.
static void put_question(FILE *out, const char *text) {
    for (; strncmp(text, "--", 2) == 0; text += strcspn(text, "\n") + (text[strcspn(text, "\n")] == '\n')) {
        const char *line = text + 2 + (text[2] == ' ');
        if (strncmp(line, "SPDX", 4) == 0 || strncmp(line, "  ", 2) == 0) continue;
        fprintf(out, "%.*s\n", (int)strcspn(line, "\n"), line);
    }
}

static void put_compared(FILE *out, const struct scenario_file *file) {
    const struct scenario_compare *compare = scenario_compare(file);
    if (!compare->baseline || compare->count == 0) return;
    fprintf(out, "\nCompared with `%s`, under the same luck, in %lld replications:", compare->baseline,
            (long long)compare->replications);
    for (size_t i = 0; i < compare->count; i++) fprintf(out, "%s `%s`", i ? "," : "", compare->policies[i]);
    fprintf(out, ". Differences are taken replication by replication.\n");
}

static void put_purpose(const struct odd *odd) {
    fprintf(odd->out, "\n## 1. Purpose and patterns\n\n");
    put_question(odd->out, odd->plan->text);
    put_compared(odd->out, odd->file);
    const struct scenario_sweep *sweep = scenario_sweep(odd->file);
    for (size_t i = 0; sweep->line && i < sweep->varies_count; i++)
        fprintf(odd->out, "%s`%s`%s", i ? ", " : "\nVaried: ", sweep->varies[i],
                i + 1 < sweep->varies_count ? "" : ".\n");
    fprintf(odd->out,
            "\nPatterns that the submodels were held against (known answers, measured data) stand with their "
            "sources in section 7 "
            "and in the program's tests.\n");
}

// ---- Entities, state variables, scales ----

static void put_columns(FILE *out, const struct appliance_kind *kind) {
    for (size_t i = 0; i < kind->column_count; i++)
        fprintf(out, "%s%s", i ? "; " : ". At the end of a run each home's: ", kind->columns[i].meaning);
}

static void put_entities(const struct odd *odd) {
    const struct world *world = odd->world;
    fprintf(odd->out, "\n## 2. Entities, state variables and scales\n\n### Entities\n\n");
    fprintf(odd->out,
            "- **Households**: %lld homes. Of each are kept its members, dwelling (floor, age of the "
            "building), privacy segment, trust in the "
            "maker, consents by flow of data, money and tokens, and the state of its appliances. Who lives "
            "there, and what they "
            "think of privacy, is drawn by the sections `families` and `occupancy` (section 7).\n",
            (long long)world->home_count);
    for (size_t i = 0; i < world->appliance_count; i++) {
        const struct appliance *appliance = &world->appliances[i];
        if (!reading_is_there(world, i)) continue;
        fprintf(odd->out, "- **%s** (appliance `%s`): %s", appliance_name(appliance),
                appliance->kind->kind.name, appliance->kind->kind.summary);
        put_columns(odd->out, appliance->kind);
        fprintf(odd->out, ".\n");
    }
    for (size_t i = 0; i < world->party_count; i++)
        fprintf(odd->out, "- **%s** (party `%s`): %s.\n", world->parties[i].name,
                world->parties[i].entry->kind->name, world->parties[i].entry->kind->summary);
}

static void put_scales(const struct odd *odd) {
    const struct plan *plan = odd->plan;
    const struct scenario_settings *frame = plan_section(plan, &scenario_section);
    const struct homes_settings *homes = plan_section(plan, &homes_section);
    fprintf(odd->out,
            "\n### Scales\n\nTime: %lld days from %s, in milliseconds; events happen at their own moments, "
            "and what crosses between "
            "homes and parties does so in windows of %g minutes. Space: %lld apartment complexes "
            "(districts), each with one "
            "access network; no other geometry. Money: whole won and whole tokens, double entry: every "
            "payment has a payer and a "
            "payee, and accounts always sum to 0.\n",
            (long long)frame->days, frame->start, frame->window_min, (long long)homes->districts);
}

// ---- Process overview and scheduling ----

static void put_party_process(FILE *out, const struct party *party) {
    const struct party_kind *kind = party->kind;
    const struct {
        bool does;
        const char *what;
    } acts[] = {{kind->receive != NULL, "on what arrives"},
                {kind->wake != NULL, "at its own appointments"},
                {kind->hear != NULL, "on what is said in public"},
                {kind->on_device != NULL, "by its software on the devices"},
                {kind->midnight != NULL, "at midnight"}};
    fprintf(out, "   - %s acts", party->name);
    int said = 0;
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
        if (acts[i].does) fprintf(out, "%s %s", said++ ? "," : "", acts[i].what);
    fprintf(out, "%s.\n", said ? "" : " only when another calls on it");
}

static void put_processes(const struct odd *odd) {
    const struct world *world = odd->world;
    fprintf(odd->out,
            "\n## 3. Process overview and scheduling\n\nThe schedule is discrete-event. Window by window:\n\n"
            "1. **Homes live** (independently of each other, in parallel): within a home, what acts does so "
            "in the order of time; of one "
            "moment, in a fixed order:");
    for (size_t i = 0; i < world->appliance_count; i++) {
        if (!reading_is_there(world, i)) continue;
        fprintf(odd->out, "%s `%s`", i ? "," : "", appliance_name(&world->appliances[i]));
    }
    fprintf(odd->out,
            ". What is to leave a home passes the gate, which asks the policy's rule and the family's "
            "consent, and writes down who learnt "
            "what.\n2. **The network carries** what was let out (section `network`).\n3. **Parties decide**, "
            "one event after the other, in "
            "the order of time, party and item:\n");
    for (size_t i = 0; i < world->party_count; i++) put_party_process(odd->out, &world->parties[i]);
    fprintf(odd->out,
            "4. **The ledger settles**: at midnight meters are read and parties close their day; the balance "
            "of all accounts is checked in "
            "every window.\n5. **Recording**: once a day, every metric by privacy segment, every account, "
            "every flow of data.\n");
}

// ---- Design concepts ----

static bool has_hook(const struct plan *plan, const struct hook *hook) {
    return plan->hooks.has && plan->hooks.has(plan->hooks.owner, hook);
}

static void put_hooks(const struct odd *odd) {
    int said = 0;
    for (const struct hook *const *hook = odd->plan->catalogue->hooks; *hook; hook++)
        if (has_hook(odd->plan, *hook))
            fprintf(odd->out, "%s `%s` (%s)",
                    said++ ? "," : " Under the policy described here these decisions are the policy's own:",
                    (*hook)->name, (*hook)->summary);
    fprintf(odd->out, "%s", said ? "." : "");
}

static void put_concepts(const struct odd *odd) {
    FILE *out = odd->out;
    fprintf(out,
            "\n## 4. Design concepts\n\n"
            "- **Basic principles.** Knowledge about a home has a value for others, and its passing has a "
            "price: consent, trust, rewards. The "
            "principles of each part are the equations of section 7, with their sources.\n"
            "- **Emergence.** Earnings, exposure, trust and what becomes of the homes come out of single "
            "decisions and events; none of them is "
            "imposed. Shares and rates that are imposed are settings, and stand in section 7 with who says "
            "them.\n"
            "- **Adaptation and objectives.** Families share data when that is worth it to them, withdraw "
            "when trust is lost, and take or leave "
            "offers, by the equations of section 7. Parties follow their rules.");
    put_hooks(odd);
    fprintf(out,
            "\n- **Sensing.** A party learns of a home only what passed the gate; the table of flows in "
            "section 5 lists all that it could be. "
            "Families see their own home.\n"
            "- **Interaction.** Items of data between homes and parties, payments, and what families tell "
            "their friends (section `friends`).\n"
            "- **Stochasticity.** Every draw is a function of seed, replication, whose luck it is, what it "
            "is about, and its number "
            "(Philox2x64-10: Salmon et al. 2011). Policies are compared under the same luck: the same "
            "families, in the same weather, with "
            "the same chances.\n"
            "- **Observation.** All that is counted is listed with the kinds of section 7; besides, every "
            "payment with the line of the journal it "
            "follows from, and for each home who knows what of it.\n");
}

// ---- Initialization and input ----

static void put_files(FILE *out, const struct plan_list *list, int *said) {
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->entries[i].kind->settings.count; k++) {
            const struct setting *row = &list->entries[i].kind->settings.rows[k];
            if (row->type != SETTING_FILE || !setting_words(row, list->entries[i].settings)[0]) continue;
            fprintf(out, "- `%s.%s`: `%s` (%s)\n", list->entries[i].name, row->name,
                    setting_words(row, list->entries[i].settings), row->meaning);
            ++*said;
        }
}

static void put_input(const struct odd *odd) {
    const struct plan *plan = odd->plan;
    int said = 0;
    fprintf(odd->out, "\n## 6. Input data\n\n");
    put_files(odd->out, &plan->sections, &said);
    put_files(odd->out, &plan->appliances, &said);
    put_files(odd->out, &plan->parties, &said);
    if (!said)
        fprintf(odd->out,
                "No file is read: weather, prices and people are generated by the submodels of section 7.\n");
}

static bool put_initialization(struct odd *odd) {
    char mathematics[MATHEMATICS_NAME_SIZE];
    const struct world *world = odd->world;
    fprintf(odd->out,
            "\n## 5. Initialization\n\nAt the first midnight the homes are drawn from their own luck: "
            "members, dwelling, privacy segment, trust, "
            "friends; then appliances are put up where a home owns one, and families are asked for what the "
            "policy wants a standing "
            "consent for. Seed %u, replication %u. The program is Maru %s; its mathematics: %s.\n",
            world->key.seed, world->key.replication, MARU_VERSION, mathematics_name(mathematics));
    return odd_put_policies(odd);
}

// ---- The whole ----

static bool write_world(struct odd *odd) {
    const struct plan *plan = odd->plan;
    fprintf(odd->out,
            "# %s\n\nThe model behind `%s`, described by the ODD protocol (Grimm et al. 2006, Ecological "
            "Modelling 198:115-126; 2020, JASSS "
            "23(2):7). Written by `maru doc` from what the program computes by.\n",
            plan->title[0] ? plan->title : plan->name, plan_file_name(plan));
    put_purpose(odd);
    put_entities(odd);
    put_scales(odd);
    put_processes(odd);
    put_concepts(odd);
    if (!put_initialization(odd)) return false;
    put_input(odd);
    odd_put_submodels(odd);
    return !ferror(odd->out) || status_fail(odd->status, STATUS_MACHINE, "the description cannot be written");
}

bool odd_write(const struct options *options, struct scenario_file *file, FILE *out, struct status *status) {
    struct plan *asked = NULL, *simple = NULL;
    const char *policy = scenario_compare(file)->baseline;
    struct world *world = odd_world(options, file, policy, &simple, status);
    if (world) asked = options_plan(options, file, policy, 0, status);
    struct odd odd = {options, file, asked, world, out, status};
    bool good = asked && write_world(&odd);
    world_free(world);
    plan_free(simple);
    plan_free(asked);
    return good;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/odd_submodels.h"

#include <string.h>

#include "sim/engine/reading.h"

// ---- Settings ----

static void print_default(const struct setting *row, struct setting_table table, char text[ODD_TEXT_MOST]) {
    void *block = setting_defaults(table);
    setting_print(row, block, text, ODD_TEXT_MOST);
    setting_free(table, block);
}

static void put_value(FILE *out, const struct plan_entry *entry, const struct setting *row) {
    char value[ODD_TEXT_MOST], normal[ODD_TEXT_MOST];
    setting_print(row, entry->settings, value, sizeof value);
    print_default(row, entry->kind->settings, normal);
    bool differs = strcmp(value, normal) != 0;
    fprintf(out, differs ? "**" : "");
    odd_put_text(out, value[0] ? value : "\"\"");
    fprintf(out, differs ? "**" : "");
    if (setting_unit(row)[0]) fprintf(out, " %s", setting_unit(row));
    if (!differs) return;
    fprintf(out, " (by default ");
    odd_put_text(out, normal[0] ? normal : "\"\"");
    fprintf(out, ")");
}

static void put_settings(FILE *out, const struct plan_entry *entry) {
    const struct setting_table *table = &entry->kind->settings;
    if (table->count)
        fprintf(out,
                "\n| setting of `%s` | value | allowed | role | said by | what it says | source "
                "|\n|---|---|---|---|---|---|---|\n",
                entry->name);
    for (size_t i = 0; i < table->count; i++) {
        const struct setting *row = &table->rows[i];
        char allowed[ODD_TEXT_MOST];
        fprintf(out, "| `%s` | ", row->name);
        put_value(out, entry, row);
        fprintf(out, " | ");
        odd_put_text(out, setting_allowed(row, allowed, sizeof allowed));
        fprintf(out, " | %s | %s | ", setting_role_name(row->role), origin_names[entry->origins[i]]);
        odd_put_text(out, row->meaning);
        fprintf(out, " | ");
        odd_put_text(out, row->source);
        fprintf(out, " |\n");
    }
}

// ---- Equations ----

static void put_equations(FILE *out, const struct kind *kind) {
    for (size_t i = 0; i < kind->submodels.count; i++) {
        const struct submodel *submodel = &kind->submodels.rows[i];
        const struct equation *equation = submodel->equation;
        fprintf(out, "- **");
        odd_put_text(out, equation->name);
        fprintf(out, "**: `%s`", equation->formula);
        if (equation->letters[0]) fprintf(out, "; ");
        odd_put_text(out, equation->letters);
        if (submodel->takes[0]) fprintf(out, ". Takes ");
        odd_put_text(out, submodel->takes);
        if (submodel->gives[0]) fprintf(out, ". Gives ");
        odd_put_text(out, submodel->gives);
        fprintf(out, ". Source: ");
        odd_put_text(out, equation->source);
        fprintf(out, ".\n");
    }
}

static void put_metrics(FILE *out, const struct metric *metrics, size_t count) {
    if (count) fprintf(out, "\nCounted, day by day and by privacy segment: ");
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s`%s`%s%s%s (", i ? "; " : "", metrics[i].name,
                strcmp(metrics[i].unit, "1") ? " [" : "", strcmp(metrics[i].unit, "1") ? metrics[i].unit : "",
                strcmp(metrics[i].unit, "1") ? "]" : "");
        odd_put_text(out, metrics[i].meaning);
        fprintf(out, ")");
    }
    if (count) fprintf(out, ".\n");
}

static void put_kind(FILE *out, const struct kind *kind, const char *sort) {
    fprintf(out, "\n### %s (%s)\n\n", kind->name, sort);
    odd_put_text(out, kind->summary);
    fprintf(out, ".\n\n");
    put_equations(out, kind);
}

// ---- The section of the document ----

static void put_sections(const struct odd *odd, bool that_are_read) {
    for (size_t i = 0; i < odd->plan->sections.count; i++) {
        const struct plan_entry *entry = &odd->plan->sections.entries[i];
        if (reading_reads(odd->world, entry->kind->name) != that_are_read) continue;
        put_kind(odd->out, entry->kind, "section");
        put_settings(odd->out, entry);
    }
}

static void put_appliances(const struct odd *odd) {
    const struct world *world = odd->world;
    for (size_t i = 0; i < world->appliance_count; i++) {
        const struct appliance *appliance = &world->appliances[i];
        if (!reading_is_there(world, i)) continue;
        put_kind(odd->out, &appliance->kind->kind, "appliance");
        put_metrics(odd->out, appliance->kind->metrics, appliance->kind->metric_count);
        const struct plan_entry *entry = plan_entry_named(odd->plan, appliance_name(appliance));
        if (entry) put_settings(odd->out, entry);
    }
}

// Parties of one kind stand together: its equations once, then what each of them is set to.
static void put_parties(const struct odd *odd) {
    const struct plan_list *parties = &odd->plan->parties;
    for (size_t i = 0; i < parties->count; i++) {
        const struct kind *kind = parties->entries[i].kind;
        bool first = true;
        for (size_t k = 0; k < i; k++) first = first && parties->entries[k].kind != kind;
        if (!first) continue;
        const struct party_kind *party = NULL;
        for (size_t k = 0; !party && k < odd->world->party_count; k++)
            if (odd->world->parties[k].entry->kind == kind) party = odd->world->parties[k].kind;
        put_kind(odd->out, kind, "party");
        if (party) put_metrics(odd->out, party->metrics, party->metric_count);
        for (size_t k = i; k < parties->count; k++)
            if (parties->entries[k].kind == kind) put_settings(odd->out, &parties->entries[k]);
    }
}

void odd_put_submodels(const struct odd *odd) {
    fprintf(odd->out,
            "\n## 7. Submodels\n\nOf each: its equations, with what goes in, what comes out and whose they "
            "are; what is counted; every "
            "setting. A setting that differs from its default is printed in bold. Roles: the *world* as the "
            "scenario describes it; a "
            "*lever* that a party decides, and that policies may set; *uncertain*, what nobody decides and "
            "what is to be varied.\n");
    put_sections(odd, true);
    put_appliances(odd);
    put_parties(odd);
    fprintf(
        odd->out,
        "\n## Appendix: sections that no equation above takes\n\nThey are set, and change nothing here.\n");
    put_sections(odd, false);
}

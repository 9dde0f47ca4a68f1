// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/reading.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/world.h"

bool reading_is_there(const struct world *world, size_t appliance) {
    bool there = world->appliances[appliance].offered;
    for (size_t i = 0; !there && i < world->process_count; i++)
        there = world->processes[i].appliance == appliance;
    return there;
}

// Whether a list of what is taken names the section, or one of its settings.
static bool names_it(const char *takes, const char *section) {
    size_t length = strlen(section);
    for (const char *at = takes; (at = strstr(at, section)) != NULL; at += length)
        if ((at == takes || at[-1] == ' ') && (at[length] == '\0' || at[length] == '.' || at[length] == ','))
            return true;
    return false;
}

static bool kind_reads(const struct kind *kind, const char *section) {
    for (size_t i = 0; i < kind->submodels.count; i++)
        if (names_it(kind->submodels.rows[i].takes, section)) return true;
    return false;
}

// What the scenario lists counts, too, where just now no home has it.
static bool may_be_there(const struct world *world, size_t appliance) {
    return world->appliances[appliance].entry || reading_is_there(world, appliance);
}

// Whatever leaves a home goes through the network.
static bool is_read_by_things(const struct world *world, const char *section) {
    if (strcmp(section, network_section.kind.name) == 0) return true;
    for (size_t i = 0; i < world->appliance_count; i++)
        if (may_be_there(world, i) && kind_reads(&world->appliances[i].kind->kind, section)) return true;
    for (size_t i = 0; i < world->party_count; i++)
        if (kind_reads(world->parties[i].entry->kind, section)) return true;
    return false;
}

// From the things outwards, until no section more is reached.
static void reach(const struct plan_list *sections, bool *reached) {
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < sections->count; i++)
            for (size_t k = 0; !reached[i] && k < sections->count; k++)
                if (reached[k] && kind_reads(sections->entries[k].kind, sections->entries[i].kind->name))
                    reached[i] = more = true;
    }
}

bool reading_reads(const struct world *world, const char *section) {
    const struct plan_list *sections = &world->plan->sections;
    bool *reached = status_allocate(sections->count, sizeof *reached), reads = false;
    for (size_t i = 0; i < sections->count; i++)
        reached[i] = is_read_by_things(world, sections->entries[i].kind->name);
    reach(sections, reached);
    for (size_t i = 0; i < sections->count; i++)
        reads = reads || (reached[i] && strcmp(sections->entries[i].kind->name, section) == 0);
    free(reached);
    return reads;
}

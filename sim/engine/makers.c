// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/makers.h"

#include <string.h>

#include "sim/engine/words.h"
#include "sim/engine/world.h"

static const char *list_of(const struct party *maker) {
    return maker->kind->makes(maker->entry->settings);
}

// The maker that lists it; NULL with a status: two do.
static struct party *lister(struct world *world, const char *name, struct status *status) {
    struct party *found = NULL;
    for (struct party *maker = NULL; (maker = world_next_maker(world, maker));) {
        if (!words_has(list_of(maker), name)) continue;
        if (found) {
            status_fail(status, STATUS_SCENARIO, "%s.makes = \"%s\": '%s' is %s's already", maker->name,
                        list_of(maker), name, found->name);
            return NULL;
        }
        found = maker;
    }
    return found ? found : world_maker(world);
}

static bool assign_appliances(struct world *world, struct status *status) {
    for (size_t i = 0; i < world->appliance_count; i++)
        world->appliances[i].maker = lister(world, appliance_name(&world->appliances[i]), status);
    return status->code == STATUS_OK;
}

static bool assign_parties(struct world *world, struct status *status) {
    for (size_t i = 0; i < world->party_count; i++) {
        struct party *party = &world->parties[i];
        party->maker = party->kind->makes ? party : lister(world, party->entry->name, status);
    }
    return status->code == STATUS_OK;
}

// Something of the scenario that is not itself a maker.
static bool can_be_made(const struct plan *plan, const char *name) {
    const struct plan_entry *entry = plan_entry_named(plan, name);
    for (size_t i = 0; entry && i < plan->parties.count; i++)
        if (entry == &plan->parties.entries[i]) return !((const struct party_kind *)entry->kind)->makes;
    for (size_t i = 0; entry && i < plan->appliances.count; i++)
        if (entry == &plan->appliances.entries[i]) return true;
    return false;
}

static void consider_all(const struct plan *plan, const struct plan_list *list,
                         struct words_nearest *nearest) {
    for (size_t i = 0; i < list->count; i++)
        if (can_be_made(plan, list->entries[i].name)) words_consider(nearest, list->entries[i].name);
}

static bool check_word(const struct world *world, const struct party *maker, const char *word,
                       struct status *status) {
    if (can_be_made(world->plan, word)) return true;
    struct words_nearest nearest = words_nearest_to(word);
    char hint[WORDS_HINT_SIZE];
    consider_all(world->plan, &world->plan->appliances, &nearest);
    consider_all(world->plan, &world->plan->parties, &nearest);
    return status_fail(status, STATUS_SCENARIO,
                       "%s.makes = \"%s\": '%s' is no appliance and no other party of this scenario%s",
                       maker->name, list_of(maker), word, words_hint(&nearest, hint));
}

static bool check_list(const struct world *world, const struct party *maker, struct status *status) {
    enum { WORD_MOST = 200 };
    char word[WORD_MOST];
    for (const char *at = list_of(maker); (at = words_next(at, word, sizeof word));)
        if (!check_word(world, maker, word, status)) return false;
    return true;
}

bool makers_assign(struct world *world, struct status *status) {
    for (struct party *maker = NULL; (maker = world_next_maker(world, maker));) {
        if (!check_list(world, maker, status)) return false;
        maker->maker_rank = world->maker_count++;
    }
    return assign_appliances(world, status) && assign_parties(world, status);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/families.h"

#include <math.h>

#include "sim/engine/luck.h"
#include "sim/engine/world.h"

// Floors of apartment blocks are equally likely; a house has one or two.
static void settle_dwelling(const struct families_settings *s, struct home *home,
                            struct random_sequence *luck) {
    bool apartment = random_next_uniform(luck) < s->apartments;
    home->apartment = apartment;
    double floors = apartment ? s->highest_floor : 2;
    home->floor = (uint8_t)(1 + (int)(random_next_uniform(luck) * floors));
    home->building_age = (uint8_t)(random_next_uniform(luck) * s->oldest_building);
    home->pet = random_next_uniform(luck) < s->pets;
}

// A mixture: some want nothing, some give it at no price, the others ask a lognormal price that the segment
// scales.
static float data_price(const struct families_settings *s, int segment, struct random_sequence *luck) {
    double kind = random_next_uniform(luck), spread = random_next_normal(luck);
    if (kind < s->gives_freely) return 0;
    if (kind > 1 - s->never_gives) return INFINITY;
    return (float)(s->data_price_won * s->segment_factor[segment] * exp(s->data_price_spread * spread));
}

static void settle_mind(const struct families_settings *s, struct home *home, struct random_sequence *luck) {
    home->segment = (uint8_t)random_weighted(random_next(luck).word[0], s->segment_share, SEGMENT_CLASSES);
    home->concern = data_price(s, home->segment, luck);
    home->trust_gain = (float)s->trust_gain;
    home->trust_loss = (float)s->trust_loss;
    home->trust = (float)(s->trust_gain / (s->trust_gain + s->trust_loss));
}

// Named as when schools alone asked: another name would be other luck.
double families_child_draw(const struct world *world, uint32_t home) {
    struct random_sequence luck = luck_of_home(world, home, "school.child", 0);
    return random_next_uniform(&luck);
}

void families_settle_in(struct world *world) {
    const struct families_settings *s = plan_section(world->plan, &families_section);
    for (uint32_t number = 0; number < world->home_count; number++) {
        struct home *home = &world->homes[number];
        struct random_sequence luck = luck_of_home(world, number, "families", 0);
        struct random_block who = random_next(&luck);
        bool vacant = random_chance(who.word[1], s->vacant);
        home->members = vacant ? 0 : (uint8_t)(1 + random_weighted(who.word[0], s->size_share, SIZE_CLASSES));
        home->minors = !vacant && families_child_draw(world, number) < s->minors_share[home->members - 1];
        double spread = exp(s->budget_spread * random_next_normal(&luck));
        home->budget_won_month = (float)(s->budget_won_month * sqrt(home->members / 4.0) * spread);
        settle_dwelling(s, home, &luck);
        settle_mind(s, home, &luck);
    }
}

bool families_can_afford(const struct home *home, double won) {
    return won <= 3 * (double)home->budget_won_month;
}

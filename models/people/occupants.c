// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/occupants.h"

static struct random_block draw(const struct occupants_home *home, uint32_t substream, uint64_t n) {
    return random_block(home->key, home->entity, random_substream(home->stream, substream), n);
}

static void plan_member(struct occupants *o, const struct occupants_home *home, unsigned member,
                        time_ms now) {
    struct random_block luck = draw(home, OCCUPANTS_LUCK + member, o->draws[member]++);
    enum person_state next;
    o->due[member] = occupancy_next(home->tables, (enum person_type)o->type[member], (int)home->members,
                                    (enum person_state)o->state[member], now, home->days, luck.word[0],
                                    luck.word[1], &next);
    o->next[member] = (uint8_t)next;
}

static void forget_common(struct occupants *o, unsigned state) {
    o->common[state].when = CLOCK_NEVER;
    o->just_come[state] = 0;
}

static void plan_common(struct occupants *o, const struct occupants_home *home, unsigned state, time_ms now) {
    unsigned types = 0;
    for (unsigned i = 0; i < home->members; i++) types |= (unsigned)(o->state[i] == state) << o->type[i];
    forget_common(o, state);
    if (types == 0) return;
    int64_t slots = occupancy_slots(now);
    struct random_block luck = draw(home, OCCUPANTS_LUCK_TOGETHER + state, (uint64_t)slots);
    o->common[state] = occupancy_next_together(home->tables, (int)home->members, (enum person_state)state,
                                               types, slots, home->days, luck);
}

static void plan_states(struct occupants *o, const struct occupants_home *home, unsigned states,
                        time_ms now) {
    if (!occupancy_ties(home->tables, (int)home->members)) return;
    for (unsigned state = 0; state < OCCUPANCY_TIED_STATES; state++)
        if (states >> state & 1) plan_common(o, home, state, now);
}

// A common change that is planned holds for all who are of a type that was looked at, but not for those who
// come at its very border. Returns the states (bits) for which it has to be planned anew; nothing else that
// is known of it decides that, or chances would no longer be what they are.
static unsigned join(struct occupants *o, unsigned member, unsigned state, time_ms now) {
    if (state >= OCCUPANCY_TIED_STATES) return 0;
    const struct together_change *change = &o->common[state];
    if (change->when == CLOCK_NEVER) return 1U << state;
    if (change->when < now + OCCUPANCY_SLOT && occupancy_slots(change->when) == occupancy_slots(now)) {
        o->just_come[state] |= (uint8_t)(1U << member);
        return 0;
    }
    return (unsigned)!(change->types >> o->type[member] & 1) << state;
}

static unsigned move(struct occupants *o, const struct occupants_home *home, unsigned member, uint8_t to,
                     time_ms now) {
    o->state[member] = to;
    plan_member(o, home, member, now);
    return join(o, member, to, now);
}

static unsigned move_together(struct occupants *o, const struct occupants_home *home, unsigned state,
                              time_ms now) {
    struct together_change change = o->common[state];
    unsigned staying = o->just_come[state], anew = 1U << state;
    forget_common(o, state);
    for (unsigned i = 0; i < home->members; i++) {
        if (o->state[i] != state || staying >> i & 1) continue;
        uint8_t to = (uint8_t)occupancy_target(home->tables, (enum person_type)o->type[i],
                                               (enum person_state)state, &change, home->days);
        if (to != state) anew |= move(o, home, i, to, now);
    }
    return anew;
}

void occupants_begin(struct occupants *o, const struct occupants_home *home, time_ms now) {
    for (unsigned i = 0; i < home->members; i++) plan_member(o, home, i, now);
    for (unsigned state = 0; state < OCCUPANCY_TIED_STATES; state++) forget_common(o, state);
    plan_states(o, home, (1U << OCCUPANCY_TIED_STATES) - 1, now);
}

// Those who change by themselves, then those who do so together.
bool occupants_live(struct occupants *o, const struct occupants_home *home, time_ms now) {
    unsigned anew = 0;
    bool changed = false;
    for (unsigned i = 0; i < home->members; i++) {
        if (o->due[i] > now) continue;
        anew |= move(o, home, i, o->next[i], now);
        changed = true;
    }
    for (unsigned state = 0; state < OCCUPANCY_TIED_STATES; state++) {
        if (o->common[state].when > now) continue;
        anew |= move_together(o, home, state, now);
        changed = true;
    }
    if (anew) plan_states(o, home, anew, now);
    return changed;
}

time_ms occupants_due(const struct occupants *o, unsigned members) {
    time_ms due = CLOCK_NEVER;
    for (unsigned i = 0; i < members; i++) due = o->due[i] < due ? o->due[i] : due;
    for (int state = 0; state < OCCUPANCY_TIED_STATES; state++)
        due = o->common[state].when < due ? o->common[state].when : due;
    return due;
}

void occupants_depart(struct occupants *o, unsigned members) {
    for (unsigned i = 0; i < members; i++) {
        o->state[i] = PERSON_AWAY;
        o->due[i] = CLOCK_NEVER;
    }
    for (unsigned state = 0; state < OCCUPANCY_TIED_STATES; state++) forget_common(o, state);
}

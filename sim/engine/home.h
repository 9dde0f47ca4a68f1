// SPDX-License-Identifier: GPL-3.0-or-later
// A home: a household with its rooms and appliances. What acts in it (the family, each appliance) is a
// process with one pending moment; a home handles all it has due in a window in one visit, in time order,
// ties by the process's place (also of one that another wakes at that moment: it acts before those that stand
// behind it). Homes do not touch each other inside a window, so visits run in parallel.
#ifndef MARU_SIM_ENGINE_HOME_H
#define MARU_SIM_ENGINE_HOME_H

#include "sim/engine/gate.h"
#include "sim/engine/home_state.h"
#include "sim/engine/item.h"
#include "sim/engine/kind.h"
#include "sim/engine/luck.h"
#include "sim/engine/random.h"

// For the family: so many are at home from now on.
void home_people_now(struct home *home, uint8_t active, uint8_t asleep, time_ms now);
// How long somebody was at home, up to now.
struct home_presence home_presence_until(const struct home *home, time_ms now);

extern const char *const home_segment_names[];  // "unconcerned", "pragmatist", "fundamentalist"; NULL-terminated

// What a policy's hook may read of a home, and the table that describes it.
struct home_facts {
    int64_t number, district, members, at_home, floor, building_age;
    double trust;
    int64_t tokens;
};
extern const struct setting_table home_view;
struct home_facts home_facts(const struct world *world, uint32_t home);

struct appliance;  // world.h

// What an acting process is given. Valid during the call.
struct visit {
    struct world *world;        // to read; to change only through the functions below
    struct chunk *chunk;
    struct gate_tally *tally;   // of the thread: whole numbers, whose sum does not depend on their order
    struct home *home;
    struct process *process;
    const struct appliance *appliance;  // the process's
    const void *settings;       // of the appliance
    const void *shared;         // what the kind's prepare() made
    double *metrics;            // of the kind, in the home's segment: metrics[MY_METRIC] += 1
    time_ms now;
    time_ms until;              // an independent kind may go on by itself before this (visit_goes_on)
    struct random_key key;
    uint32_t stream;            // of the process's draws
    uint32_t home_number;
};

// The process's next 128 random bits.
static inline struct random_block visit_draw(struct visit *visit) {
    return random_block(visit->key, random_home(visit->home_number), visit->stream, visit->process->draws++);
}
// The same from one of several streams of the process, with a counter of its own: what one stream is used for never
// moves another's draws. substream >= 1.
static inline struct random_block visit_draw_from(struct visit *visit, uint32_t substream, uint32_t *n) {
    return random_block(visit->key, random_home(visit->home_number), random_substream(visit->stream, substream), (*n)++);
}
// For independent kinds, at the end of act(): true when the next moment lies in the same window; the visit has then
// moved on to it.
static inline bool visit_goes_on(struct visit *visit, time_ms due) {
    if (due >= visit->until) return false;
    visit->now = due;
    visit->chunk->events++;
    return true;
}
// A sequence of draws that belongs to the process but has its own meaning (installation, say).
struct random_sequence visit_sequence(const struct visit *visit, const char *meaning);
// The same for a meaning whose number, random_stream(meaning), was found in prepare().
static inline struct random_sequence visit_sequence_of(const struct visit *visit, uint32_t meaning) {
    return (struct random_sequence){visit->key, random_home(visit->home_number), visit->stream * 2654435761u ^ meaning, 0};
}

// Before this moment no other process of the home acts that could wake this one, unless a party does: how far it pays
// to look ahead for a process that reacts to signals. A hint: that it acts once more on the way, with nothing to see to,
// changes nothing.
time_ms visit_quiet_until(const struct visit *visit);

// Asks the gate to let data leave the home: a pass (gate.h), or NULL when it refuses. The pass goes to one of the next three.
__attribute__((warn_unused_result)) const struct gate_pass *visit_share(struct visit *visit, uint16_t flow,
                                                                        enum data_form form, uint32_t bytes,
                                                                        uint32_t images);
// The item sets out at visit->now, to the flow's recipient or who receives for it. from, home, process, flow and sent are
// filled in.
void visit_send(struct visit *visit, const struct gate_pass *pass, struct item item);
// Bulk data: travels with the district's other data of the hour.
void visit_send_bulk(struct visit *visit, const struct gate_pass *pass, uint32_t bytes, double gflop);
// The item rides on the district's bulk of the hour, and arrives with it: for contents too many and too small for a flow of
// their own. It gets no answer.
void visit_report(struct visit *visit, const struct gate_pass *pass, struct item item);
// Reports to every party that subscribed to the class (world_subscribe) and whom the gate lets have it, in that form;
// to and flow are filled in. Returns how many those are.
unsigned visit_publish(struct visit *visit, enum data_class data_class, enum data_form form, struct item item);
// The same of a label noised by an epsilon-private mechanism, of a class said to be so (party_noised). It is drawn once, and tells
// each who gets it so much.
unsigned visit_publish_noised(struct visit *visit, enum data_class data_class, double epsilon, struct item item);
// The same of another appliance of the home, for which this one speaks: to the parties of its maker.
unsigned visit_publish_of(struct visit *visit, const struct appliance *appliance, enum data_class data_class,
                          enum data_form form, struct item item);
unsigned visit_publish_noised_of(struct visit *visit, const struct appliance *appliance, enum data_class data_class,
                                 double epsilon, struct item item);
// The policy's rules on a question that is asked in homes (hook.rules_only, with party_will_ask in prepare()): the number of the rule that
// decided, of which a party tells the journal (party_tell_rule). 0: none, and the proposal keeps what it holds.
int visit_ask_rules(const struct visit *visit, const struct hook *hook, const void *view, void *proposal);
// Hands an item to the party's software on this home's device (party_kind.on_device): nothing leaves the home.
void visit_tell(struct visit *visit, struct item item);
// Tells the home's other processes; those that wake on it act at visit->now.
void visit_signal(struct visit *visit, unsigned signals);
// From now on the process wakes on these signals alone, which its kind wakes on; it begins with all of them.
void visit_listen(struct visit *visit, unsigned signals);
// Wakes another process of the same home at `when` if that is earlier than what it waits for.
void visit_wake(struct visit *visit, uint16_t process, time_ms when);

// The home's people have, or lost, what is worth so much to them (welfare.h).
void visit_worth(const struct visit *visit, const struct welfare_source *source, double won);

// For the loop: everything due before `until`, in parallel over chunks; continuous quantities brought up to
// `now` (midnights); an answer handed to the process it belongs to; a home's processes set up.
void homes_live(struct world *world, time_ms until);
void homes_settle(struct world *world, time_ms now);
void home_receive(struct world *world, const struct item *item, time_ms now);
void home_install(struct world *world, uint32_t home);
// Its appliances ask for what they may send (appliance_kind.ask), where another policy has come into force.
void home_ask(struct world *world, uint32_t home);
void home_install_process(struct world *world, uint32_t home, uint16_t process, time_ms now);
void home_remove_process(struct world *world, uint32_t home, uint16_t process, time_ms now);
// A process of the home acts at `when` (>= the window's end) if that is earlier than what it waits for.
void home_wake(struct world *world, uint32_t home, uint16_t process, time_ms when);
// A visit to look at a process of the home at a moment, outside its turn.
struct visit home_look(const struct world *world, uint32_t home, uint16_t process, time_ms now);
// Who is due in which window; before the homes are installed.
void calendar_create(struct world *world);

#endif

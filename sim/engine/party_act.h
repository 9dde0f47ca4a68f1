// SPDX-License-Identifier: GPL-3.0-or-later
// What parties may do to the world, as appliances may do what home.h lists (visit_...). All of it in parties_decide, where
// one acts after the other, unless it says "in prepare()".
#ifndef MARU_SIM_ENGINE_PARTY_ACT_H
#define MARU_SIM_ENGINE_PARTY_ACT_H

#include "sim/engine/luck.h"
#include "sim/engine/world.h"

// ---- In prepare() -----------------------------------------------------------------------------------------------------

// The party's data flow for a class: declares it with the policy's rule.
// Of what the appliances of the recipient's maker notice (party.maker): others of the recipient's flows are those of other makers.
uint16_t party_flow(struct world *world, enum data_class data_class, const struct party *recipient, const char *purpose);
// The same of what another maker's appliances notice: the recipient deals with several.
uint16_t party_flow_from(struct world *world, const struct party *maker, enum data_class data_class,
                         const struct party *recipient, const char *purpose);
// The same for a party whom the recipient lets receive for it (the maker its desks), with the rule for that party.
uint16_t party_flow_for(struct world *world, enum data_class data_class, const struct party *recipient,
                        const struct party *party, const char *purpose);
// What a policy rules about on that flow, where it is the governor's rules that hold for it.
struct plan_rule_case party_rule_case(const struct world *world, const struct gate_flow *flow, uint16_t governor);
// The party asks families at each occasion on that flow, where the rule is ask_each_time.
void party_asks_each_time(struct world *world, uint16_t flow);
// What the appliance publishes of the class (visit_publish_noised) is noised, and what that tells is counted but for a chance of
// delta (gate_noised).
void party_noised(struct world *world, const struct appliance *appliance, enum data_class data_class, double delta);
// The party will be told what is published of the class (visit_publish), as the policy's rule for the class and this party
// allows. Returns the data flow.
uint16_t party_subscribe(struct world *world, struct subscription subscription);
// The party will ask the policy's function (party_ask_hook) or tell it (party_tell_hook), should there be one.
void party_will_ask(struct world *world, const struct hook *hook);
bool party_asks(const struct world *world, const struct hook *hook);
// Every home that has none of this appliance gets room for one, so that it can be installed later.
void party_offer(struct world *world, uint16_t appliance);

// What is said of the topic (party_say) is heard by the party (party_kind.hear).
void party_listen(struct world *world, const struct party *party, const struct topic *topic);

// Whatever reaches the victim from now on, the party is given, too (party_kind.overhear). Nobody is told of it, and it is no data
// flow: who measures what could be guessed looks on. What is sent in bulk without a report in it (visit_send_bulk) has no contents here, and cannot be overheard.
void party_overhears(struct world *world, const struct party *party, struct party *victim);

// ---- Data and goods ---------------------------------------------------------------------------------------------------

// Data of a home leaves it, or is passed on (the family's answer sets it free): a pass of the gate, or NULL when it refuses.
// The pass goes to party_send or party_tell.
__attribute__((warn_unused_result)) const struct gate_pass *party_share(struct world *world, uint32_t home, uint16_t flow,
                                                                        enum data_form form, uint32_t bytes);
// The same when there are pictures among it.
__attribute__((warn_unused_result)) const struct gate_pass *party_share_pictures(struct world *world, uint32_t home,
                                                                                 uint16_t flow, enum data_form form,
                                                                                 uint32_t bytes, uint32_t pictures);
// Data of item.home sets out for a party at item.sent, at the earliest at the window's end, because this window's exchange has
// already been carried. item.flow is filled in.
void party_send(struct world *world, const struct gate_pass *pass, struct item item);
// What the pass is for is said on the telephone or at the door: the party knows it, and nothing travels.
void party_tell(struct world *world, const struct gate_pass *pass, uint32_t home, const struct party *party);
// What the flow brought of this home is told on in a count or mean over so many homes: that alone leaves the party, be it for
// money or for nothing. The recipient of the flow, or who receives for it, is of a kind that tells on.
void party_tells_on(struct world *world, uint16_t flow, uint32_t home, double homes);
// The same of all homes of which the recipient holds something: one figure over them.
void party_tells_on_all(struct world *world, uint16_t flow);
// A party writes to a home (item.to and flow are filled in); what goes there is nobody's data. When it sets out: as above.
void party_send_home(struct world *world, struct item item);
// The recipient lets that party receive for it on the flow, as the maker its desks. In prepare().
void party_receives(struct world *world, uint16_t flow, const struct party *party);
// Something is handed over at the home (goods at the door): item.process of item.home gets it at the window's end. Nothing
// travels over a network.
void party_hand(struct world *world, struct item item);

// ---- Homes ------------------------------------------------------------------------------------------------------------

// Something changed a home: its process (0: the family) looks at it at the window's end.
void party_wake_home(struct world *world, uint32_t home, uint16_t process);
// The same for each of the home's installed processes of that kind.
void party_wake_kind(struct world *world, uint32_t home, const struct appliance_kind *kind);
// The home gets the appliance at the window's end (false: it has no room for one more), or loses it (false: it has none).
bool party_install(struct world *world, uint32_t home, uint16_t appliance);
bool party_remove(struct world *world, uint32_t home, uint16_t appliance);

// ---- The party itself -------------------------------------------------------------------------------------------------

// Asks the policy's hook; false when it has none (the proposal keeps its defaults). Where a rule decides, a line of the journal says
// which, and what follows, follows from that: *cause becomes that line's. cause may be NULL.
bool party_ask_hook(struct world *world, const struct hook *hook, uint32_t home, const void *view, void *proposal,
                    journal_cause *cause);
// The same of a hook that is rules_only; home, for the journal, may be HOME_NONE.
void party_ask_rules(struct world *world, const struct hook *hook, uint32_t home, const void *view, void *proposal,
                     journal_cause *cause);
// A home's appliance was told this by visit_ask_rules: writes the line for it. 0: no rule decided, and no line.
void party_tell_rule(struct world *world, const struct hook *hook, uint32_t home, int rule, journal_cause *cause);
// Tells it what became of its proposals. Does nothing when the policy has none.
void party_tell_hook(struct world *world, const struct hook *hook, uint32_t home, const void *view);
// Says something that others may listen to, without knowing who does: they hear it at once, in the order of the parties.
// item.topic, home and flow are the sayer's; nothing travels.
void party_say(struct world *world, struct item item);
// Whether anybody listens to it.
bool party_is_heard(const struct world *world, const struct topic *topic);
// Wakes the party at timer.due (>= now): what, home, cause and value are its own; party and sequence are filled in.
void party_wake(struct world *world, const struct party *party, struct timer timer);
// Postings between the party and the economy outside, to the won. reason: static text. resource: see ledger_income.
void party_spend(struct world *world, const struct party *party, double won, const char *reason, journal_cause cause);
void party_earn(struct world *world, const struct party *party, double won, const char *reason, const char *resource,
                journal_cause cause);
// Writes a line into the journal, of now; returns it as the cause of what follows. what: static text.
journal_cause party_note(struct world *world, uint16_t party, uint32_t home, journal_cause cause, const char *what);
// What the party does from here on in its turn begins by itself, with nothing before it: one line of this name is written
// as soon as something is posted without another cause ("electricity bills"). what: static text.
void party_begin(struct world *world, uint16_t party, uint32_t home, const char *what);
// Counts one of its metrics for something that concerns a home, under the home's segment.
void party_count(struct world *world, const struct party *party, size_t metric, uint32_t home, double amount);
// The same for what concerns no home. The series know homes' segments only: it stands in the first, so that the sum over
// segments is right.
void party_count_own(struct world *world, const struct party *party, size_t metric, double amount);

#endif

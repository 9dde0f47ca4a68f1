// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/party_act.h"

#include <stdio.h>

#include "sim/engine/home.h"
#include "sim/engine/promises.h"

void party_wake_home(struct world *world, uint32_t home, uint16_t process) {
    home_wake(world, home, process, world->until);
}

static void set_out(struct world *world, struct item item) {
    PROMISE(item.bytes > 0, "what travels has a size");
    if (item.sent < world->until) item.sent = world->until;
    item.sequence = ++world->items;
    exchange_send(world->exchange, &item, world->homes[item.home].district);
}

void party_send(struct world *world, const struct gate_pass *pass, struct item item) {
    item.flow = gate_use(world->gate, pass, item.home, item.to);
    set_out(world, item);
}

void party_send_home(struct world *world, struct item item) {
    item.to = PARTY_HOME;
    item.flow = GATE_NO_FLOW;
    set_out(world, item);
}

void party_tell(struct world *world, const struct gate_pass *pass, uint32_t home, const struct party *party) {
    gate_use(world->gate, pass, home, party->number);
}

void party_receives(struct world *world, uint16_t flow, const struct party *party) {
    gate_add_receiver(world->gate, flow, party->number);
}

void party_hand(struct world *world, struct item item) {
    item.to = PARTY_HOME;
    item.flow = GATE_NO_FLOW;
    item.sent = item.arrived = world->now;
    home_receive(world, &item, world->until);
}

static struct plan_rule_case rule_case(const struct party *maker, enum data_class data_class,
                                       const struct party *governor) {
    return (struct plan_rule_case){data_class, governor->entry->name, governor->entry->kind->name,
                                   maker ? maker->entry->name : NULL};
}

struct plan_rule_case party_rule_case(const struct world *world, const struct gate_flow *flow,
                                      uint16_t governor) {
    const struct party *maker = flow->maker == GATE_NOBODY ? NULL : &world->parties[flow->maker];
    return rule_case(maker, flow->data_class, &world->parties[governor]);
}

static uint16_t declare(struct world *world, const struct party *maker, enum data_class data_class,
                        const struct party *recipient, const struct party *governor, const char *purpose) {
    const struct plan_rules *rules = &world->plan->rules;
    struct plan_rule_case about = rule_case(maker, data_class, governor);
    uint16_t flow =
        gate_flow(world->gate, data_class, recipient->number, purpose, plan_rule_of(rules, about));
    if (maker) gate_of_maker(world->gate, flow, maker->number);
    gate_by_policy(world->gate, flow, governor->number, plan_rule_limits(rules, about));
    return flow;
}

uint16_t party_flow(struct world *world, enum data_class data_class, const struct party *recipient,
                    const char *purpose) {
    return declare(world, recipient->maker, data_class, recipient, recipient, purpose);
}

uint16_t party_flow_from(struct world *world, const struct party *maker, enum data_class data_class,
                         const struct party *recipient, const char *purpose) {
    if (maker == recipient->maker) return party_flow(world, data_class, recipient, purpose);
    char whose[200];
    snprintf(whose, sizeof whose, "%s, from %s's", purpose, maker->name);
    return declare(world, maker, data_class, recipient, recipient, whose);
}

uint16_t party_flow_for(struct world *world, enum data_class data_class, const struct party *recipient,
                        const struct party *party, const char *purpose) {
    uint16_t flow = declare(world, party->maker, data_class, recipient, party, purpose);
    if (party != recipient) gate_add_receiver(world->gate, flow, party->number);
    return flow;
}

void party_asks_each_time(struct world *world, uint16_t flow) {
    gate_asks_each_time(world->gate, flow);
}

void party_noised(struct world *world, const struct appliance *appliance, enum data_class data_class,
                  double delta) {
    size_t count;
    const struct subscription *subscriptions = world_subscriptions(world, data_class, &count);
    for (size_t i = 0; i < count; i++)
        if (subscriptions[i].maker == appliance->maker)
            gate_noised(world->gate, subscriptions[i].flow, delta, world->start_day);
}

uint16_t party_subscribe(struct world *world, struct subscription subscription) {
    PROMISE(subscription.party < world->party_count && subscription.recipient < world->party_count,
            "parties subscribe");
    const struct party *parties = world->parties;
    subscription.maker = parties[subscription.party].maker;
    subscription.flow = party_flow_for(world, subscription.data_class, &parties[subscription.recipient],
                                       &parties[subscription.party], subscription.purpose);
    world->subscriptions =
        status_reallocate(world->subscriptions, world->subscription_count + 1, sizeof *world->subscriptions);
    world->subscriptions[world->subscription_count++] = subscription;
    return subscription.flow;
}

const struct gate_pass *party_share(struct world *world, uint32_t home, uint16_t flow, enum data_form form,
                                    uint32_t bytes) {
    return party_share_pictures(world, home, flow, form, bytes, 0);
}

const struct gate_pass *party_share_pictures(struct world *world, uint32_t home, uint16_t flow,
                                             enum data_form form, uint32_t bytes, uint32_t pictures) {
    return gate_pass(world->gate, world->tallies[0], home, flow, world->now, form, bytes, pictures);
}

void party_will_ask(struct world *world, const struct hook *hook) {
    world->asked_hooks =
        status_reallocate(world->asked_hooks, world->asked_hook_count + 1, sizeof *world->asked_hooks);
    world->asked_hooks[world->asked_hook_count++] = hook;
}

bool party_asks(const struct world *world, const struct hook *hook) {
    for (size_t i = 0; i < world->asked_hook_count; i++)
        if (world->asked_hooks[i] == hook) return true;
    return false;
}

void party_tell_rule(struct world *world, const struct hook *hook, uint32_t home, int rule,
                     journal_cause *cause) {
    const struct plan_hooks *hooks = &world->plan->hooks;
    if (rule <= 0) return;
    uint16_t party = journal_moment(world->journal).party;
    journal_cause line =
        party_note(world, party, home, cause ? *cause : 0, hooks->reason(hooks->owner, hook, rule));
    if (cause) *cause = line;
}

bool party_ask_hook(struct world *world, const struct hook *hook, uint32_t home, const void *view,
                    void *proposal, journal_cause *cause) {
    const struct plan_hooks *hooks = &world->plan->hooks;
    if (!hooks->has || !hooks->has(hooks->owner, hook) || world->status.code != STATUS_OK) return false;
    PROMISE(party_asks(world, hook), "who asks has said so");
    struct home_facts facts = home_facts(world, home);
    int rule = hooks->decide(hooks->owner, hook, &facts, view, proposal);
    if (rule == PLAN_NO_RULES) return hooks->call(hooks->owner, hook, &facts, view, proposal, &world->status);
    party_tell_rule(world, hook, home, rule, cause);
    return true;
}

void party_ask_rules(struct world *world, const struct hook *hook, uint32_t home, const void *view,
                     void *proposal, journal_cause *cause) {
    const struct plan_hooks *hooks = &world->plan->hooks;
    PROMISE(hook->rules_only && party_asks(world, hook), "who asks has said so");
    if (!hooks->has || !hooks->has(hooks->owner, hook)) return;
    party_tell_rule(world, hook, home, hooks->decide(hooks->owner, hook, NULL, view, proposal), cause);
}

void party_tell_hook(struct world *world, const struct hook *hook, uint32_t home, const void *view) {
    PROMISE(hook->proposal.count == 0, "who is told something is asked nothing");
    party_ask_hook(world, hook, home, view, NULL, NULL);
}

void party_count(struct world *world, const struct party *party, size_t metric, uint32_t home,
                 double amount) {
    world_count(world, party->first_metric, metric, home, amount);
}

void party_count_own(struct world *world, const struct party *party, size_t metric, double amount) {
    world->day_metrics[party->first_metric + metric] += amount;
}

void party_tells_on(struct world *world, uint16_t flow, uint32_t home, double homes) {
    promises_told_on(world, flow, home, homes);
}

void party_tells_on_all(struct world *world, uint16_t flow) {
    double known = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        known += gate_knows(world->gate, home, flow, world->now);
    for (uint32_t home = 0; home < world->home_count; home++)
        if (gate_knows(world->gate, home, flow, world->now)) party_tells_on(world, flow, home, known);
}

void party_wake(struct world *world, const struct party *party, struct timer timer) {
    PROMISE(timer.due >= world->now, "nobody is woken in the past");
    timer.party = party->number;
    timers_set(world->timers, timer);
}

journal_cause party_note(struct world *world, uint16_t party, uint32_t home, journal_cause cause,
                         const char *what) {
    return journal_write(world->journal, (struct journal_line){world->now, cause, what, home, party});
}

void party_wake_kind(struct world *world, uint32_t home, const struct appliance_kind *kind) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        if (first[i].installed && world->appliances[first[i].appliance].kind == kind)
            party_wake_home(world, home, i);
}

void party_listen(struct world *world, const struct party *party, const struct topic *topic) {
    PROMISE(party->kind->hear, "only who can hear listens");
    world->listeners =
        status_reallocate(world->listeners, world->listener_count + 1, sizeof *world->listeners);
    world->listeners[world->listener_count++] = (struct listener){topic, party->number};
}

void party_overhears(struct world *world, const struct party *party, struct party *victim) {
    PROMISE(party->kind->overhear && party != victim, "only who can overhear looks on, and on another");
    world->overhearings =
        status_reallocate(world->overhearings, world->overhearing_count + 1, sizeof *world->overhearings);
    world->overhearings[world->overhearing_count++] = (struct overhearing){victim->number, party->number};
    victim->overheard = true;
}

// What is said has its own cause, or follows from what the sayer is at; afterwards the sayer goes on with
// that.
static void hear(struct world *world, struct party *party, const struct item *item) {
    struct journal_moment before = journal_moment(world->journal), said = before;
    if (item->cause) said.cause = item->cause;
    journal_begin(world->journal, said);
    party->kind->hear(world, party, item);
    journal_begin(world->journal, before);
}

void party_say(struct world *world, struct item item) {
    for (size_t i = 0; i < world->listener_count; i++) {
        if (world->listeners[i].topic == item.topic)
            hear(world, &world->parties[world->listeners[i].party], &item);
    }
}

bool party_is_heard(const struct world *world, const struct topic *topic) {
    for (size_t i = 0; i < world->listener_count; i++)
        if (world->listeners[i].topic == topic) return true;
    return false;
}

void party_spend(struct world *world, const struct party *party, double won, const char *reason,
                 journal_cause cause) {
    ledger_post(world->ledger, ledger_party(world->ledger, party->number), ledger_outside(world->ledger),
                (int64_t)(won + 0.5), WON, ledger_reason(world->ledger, reason), cause);
}

void party_earn(struct world *world, const struct party *party, double won, const char *reason,
                const char *resource, journal_cause cause) {
    ledger_post(world->ledger, ledger_outside(world->ledger), ledger_party(world->ledger, party->number),
                (int64_t)(won + 0.5), WON, ledger_income(world->ledger, reason, resource), cause);
}

void party_begin(struct world *world, uint16_t party, uint32_t home, const char *what) {
    journal_begin(world->journal,
                  (struct journal_moment){
                      .when = world->now, .what = what, .home = home, .party = party, .by_calendar = true});
}

// ---- Appliances that homes get and lose ------------------------------------------------------------------

void party_offer(struct world *world, uint16_t appliance) {
    PROMISE(appliance < world->appliance_count && !world->processes,
            "offered before the homes are furnished");
    world->appliances[appliance].offered = true;
}

// The home's first process of the appliance that is, or is not, installed; UINT16_MAX: there is none.
static uint16_t find_process(const struct world *world, uint32_t home, uint16_t appliance, bool installed) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        if (first[i].appliance == appliance && first[i].installed == installed) return i;
    return UINT16_MAX;
}

bool party_install(struct world *world, uint32_t home, uint16_t appliance) {
    uint16_t process = find_process(world, home, appliance, false);
    if (process == UINT16_MAX) return false;
    home_install_process(world, home, process, world->until);
    return true;
}

bool party_remove(struct world *world, uint32_t home, uint16_t appliance) {
    uint16_t process = find_process(world, home, appliance, true);
    if (process == UINT16_MAX) return false;
    home_remove_process(world, home, process, world->until);
    return true;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/foresight.h"

#include <stdio.h>

#include "sim/engine/party_act.h"
#include "sim/engine/promises.h"

// ---- Who sends -------------------------------------------------------------------------------------------

// Of an appliance that could send on the flow: its settings under that plan. False: it could not.
static bool settings_under(const struct world *world, const struct plan *plan, size_t appliance,
                           const struct gate_flow *flow, const void **settings) {
    const struct appliance *one = &world->appliances[appliance];
    bool speaks_for_all = one->kind->always;
    if (flow->maker != GATE_NOBODY && !speaks_for_all && one->maker->number != flow->maker) return false;
    *settings = one->entry ? plan_entry_named(plan, one->entry->name)->settings : NULL;
    return true;
}

// Only what all kinds have said of themselves is told.
static bool is_published(const struct world *world, const struct plan *plan, const struct gate_flow *flow) {
    for (size_t i = 0; i < world->appliance_count; i++) {
        const struct appliance_kind *kind = world->appliances[i].kind;
        const void *settings;
        if (!settings_under(world, plan, i, flow, &settings)) continue;
        if (!kind->publishes || kind->publishes(settings) >> flow->data_class & 1) return true;
    }
    return false;
}

static bool is_noised(const struct world *world, const struct plan *plan, const struct gate_flow *flow) {
    for (size_t i = 0; i < world->appliance_count; i++) {
        const struct appliance_kind *kind = world->appliances[i].kind;
        const void *settings;
        if (!kind->noises || !settings_under(world, plan, i, flow, &settings)) continue;
        if (kind->noises(settings) >> flow->data_class & 1) return true;
    }
    return false;
}

static bool is_subscription(const struct world *world, uint16_t flow) {
    for (size_t i = 0; i < world->subscription_count; i++)
        if (world->subscriptions[i].flow == flow) return true;
    return false;
}

// A flow that somebody subscribed to wants somebody who publishes; any other was declared by who sends on it.
static bool is_sent(const struct world *world, const struct plan *plan, uint16_t flow) {
    return !is_subscription(world, flow) || is_published(world, plan, gate_flow_at(world->gate, flow));
}

// ---- Rules -----------------------------------------------------------------------------------------------

static bool governs(const struct world *world, const struct plan_rule *rule, const struct gate_flow *flow,
                    uint16_t party) {
    struct plan_rule_case about = party_rule_case(world, flow, party);
    for (const struct plan *plan = world->asked; plan; plan = plan->past.plan)
        if (plan_rule_governing(&plan->rules, about) == rule) return true;
    return false;
}

// By its recipient, or by one that receives for it.
static bool is_governed(const struct world *world, const struct plan_rule *rule,
                        const struct gate_flow *flow) {
    if (flow->governed_by == GATE_NOBODY || flow->data_class != rule->data_class) return false;
    if (governs(world, rule, flow, flow->recipient)) return true;
    for (uint16_t i = 0; i < flow->receiver_count; i++)
        if (governs(world, rule, flow, flow->receivers[i])) return true;
    return false;
}

// What a rule meets in this world.
struct encounter {
    unsigned flows, sent, asked_each_time, noised;
};

static struct encounter meet(const struct world *world, const struct plan *plan,
                             const struct plan_rule *rule) {
    struct encounter meeting = {0};
    for (uint16_t f = 0; f < gate_flow_count(world->gate); f++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, f);
        if (!is_governed(world, rule, flow)) continue;
        bool sent = is_sent(world, plan, f);
        meeting.flows++;
        meeting.sent += sent;
        meeting.asked_each_time += sent && flow->asks_each_time;
        meeting.noised += sent && is_noised(world, plan, flow);
    }
    return meeting;
}

// "pest_sighting from nara to bugbye = "none"".
static void say(const struct plan_rule *rule, char *buffer, size_t size) {
    snprintf(buffer, size, "consent to %s%s%s%s%s = \"%s\"", gate_class_names[rule->data_class],
             rule->maker ? " from " : "", rule->maker ? rule->maker : "", rule->recipient ? " to " : "",
             rule->recipient ? rule->recipient : "", gate_rule_names[rule->rule]);
}

static void foresee_rule(const struct world *world, const struct plan *plan, const struct plan_rule *rule,
                         struct notices *notices) {
    struct encounter meeting = meet(world, plan, rule);
    const char *policy = plan->policy;
    char said[600];
    say(rule, said, sizeof said);
    if (meeting.flows == 0)
        notices_add(notices, policy, "%s has no effect: nobody here %s", said,
                    rule->recipient ? "would send it there" : "would get it by this rule");
    else if (meeting.sent == 0)
        notices_add(notices, policy, "%s has no effect: nothing here notices %s", said,
                    gate_class_names[rule->data_class]);
    else if (rule->rule == RULE_ASK_EACH_TIME && meeting.asked_each_time == 0)
        notices_add(notices, policy, "%s keeps it in the home: nobody here asks at each occasion", said);
    else if (rule->refused_forms == gate_forms_above(FORM_NOISED) && meeting.noised == 0)
        notices_add(notices, policy, "%s keeps it in the home: its form is noised, and nothing here is",
                    said);
    else if (rule->epsilon_month > 0 && meeting.noised == 0)
        notices_add(notices, policy, "%s: its epsilon_month = %g has no effect: nothing here is noised", said,
                    rule->epsilon_month);
}

// ---- Promises --------------------------------------------------------------------------------------------

// The rule that holds for the flow under that plan, and its limits.
static enum consent_rule rule_under(const struct world *world, const struct plan *plan,
                                    const struct gate_flow *flow, struct gate_limits *limits) {
    *limits = flow->limits;
    if (flow->governed_by == GATE_NOBODY) return flow->rule;
    struct plan_rule_case about = party_rule_case(world, flow, flow->governed_by);
    *limits = plan_rule_limits(&plan->rules, about);
    return plan_rule_of(&plan->rules, about);
}

static bool form_may_break(const struct plan_promise *promise, struct gate_limits limits) {
    const unsigned all = (1u << DATA_FORMS) - 1;
    bool capped = limits.epsilon_month > 0 && limits.epsilon_month <= promise->epsilon_month;
    unsigned breaking = promise->refused_forms;
    if (promise->epsilon_month > 0) breaking |= capped ? gate_forms_above(FORM_NOISED) : all;
    return (breaking & ~limits.refused_forms) != 0;
}

// If anything goes through the flow under that plan.
static bool may_break(const struct world *world, const struct plan *plan, const struct plan_promise *promise,
                      const struct gate_flow *flow) {
    struct gate_limits limits;
    enum consent_rule rule = rule_under(world, plan, flow, &limits);
    if (rule == RULE_NEVER || (rule == RULE_ASK_EACH_TIME && !flow->asks_each_time)) return false;
    bool taken = rule == RULE_NONE || flow->ignores_withdrawn > 0 || flow->stretched;
    if (promise->never || (promise->with_consent && taken)) return true;
    double most_days = (double)clock_day(world->end), kept = (double)gate_limit_days(limits.kept);
    if (kept > 0 && kept < most_days) most_days = kept;
    if (promise->least_cell > 0 && promises_may_tell_on(world, flow)) return true;
    return form_may_break(promise, limits) || (promise->kept_days > 0 && most_days > promise->kept_days);
}

static bool is_about_somebody(const struct world *world, const struct plan_promise *promise) {
    bool somebody = !promise->minors;
    for (uint32_t home = 0; home < world->home_count && !somebody; home++)
        somebody = world->homes[home].minors;
    return somebody;
}

static void foresee_promise(const struct world *world, const struct plan *plan,
                            const struct plan_promise *promise, struct notices *notices) {
    unsigned flows = 0, breaking = 0;
    char said[PLAN_PROMISE_SAID];
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        if (!promises_concern(world, promise, flow) || !is_sent(world, plan, i)) continue;
        flows++;
        breaking += may_break(world, plan, promise, flow);
    }
    plan_promise_say(promise, said);
    if (flows == 0)
        notices_add(notices, plan->policy, "the promise \"%s\" (%s) is empty: nobody here would get that",
                    promise->name, said);
    else if (!is_about_somebody(world, promise))
        notices_add(notices, plan->policy, "the promise \"%s\" (%s) is empty: no minors live here",
                    promise->name, said);
    else if (breaking == 0)
        notices_add(notices, plan->policy, "the promise \"%s\" (%s) cannot be broken under these rules",
                    promise->name, said);
}

// Of its pasts first.
static void foresee_promises(const struct world *world, const struct plan *plan, struct notices *notices) {
    if (plan->past.plan) foresee_promises(world, plan->past.plan, notices);
    for (size_t i = 0; i < plan->promises.count; i++)
        foresee_promise(world, plan, &plan->promises.all[i], notices);
}

// ---- Functions -------------------------------------------------------------------------------------------

static void foresee_hook(const struct world *world, const struct hook *hook, struct notices *notices) {
    const struct plan_hooks *hooks = &world->plan->hooks;
    if (!hooks->has || !hooks->has(hooks->owner, hook)) return;
    if (party_asks(world, hook)) return;
    notices_add(notices, world->plan->policy,
                "%s will not be called: nobody in this scenario %s it under this policy's rules", hook->name,
                hook->proposal.count ? "asks" : "tells");
}

// Of its pasts first.
static void foresee_rules(const struct world *world, const struct plan *plan, struct notices *notices) {
    if (plan->past.plan) foresee_rules(world, plan->past.plan, notices);
    for (size_t i = 0; i < plan->rules.count; i++)
        if (!plan->rules.all[i].of_every) foresee_rule(world, plan, &plan->rules.all[i], notices);
}

// Which functions of a policy will be called that is still to come is not known before its rules hold.
void foresight(const struct world *world, struct notices *notices) {
    const struct plan *plan = world->plan;
    foresee_rules(world, world->asked, notices);
    foresee_promises(world, world->asked, notices);
    for (const struct hook *const *hook = plan->catalogue->hooks; *hook; hook++)
        foresee_hook(world, *hook, notices);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/odd_policies.h"

#include "sim/engine/party_act.h"

// Under the policy that is told of, which may come into force later.
static void put_rule(const struct odd *odd, const struct world *world, const struct gate_flow *flow) {
    enum consent_rule rule = flow->rule;
    struct gate_limits limits = flow->limits;
    char said[ODD_TEXT_MOST];
    if (flow->governed_by != GATE_NOBODY) {
        struct plan_rule_case about = party_rule_case(world, flow, flow->governed_by);
        rule = plan_rule_of(&world->asked->rules, about);
        limits = plan_rule_limits(&world->asked->rules, about);
    }
    fprintf(odd->out, "`%s`: %s |\n", gate_say_rule(rule, limits, said, sizeof said),
            gate_rule_meanings[rule]);
}

static void put_flows(const struct odd *odd, const struct world *world) {
    bool any = gate_flow_count(world->gate) > 0;
    fprintf(odd->out, any ? "\n| data | who may learn it | what for | rule |\n|---|---|---|---|\n"
                          : "\nNo data can leave a home.\n");
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        const struct gate_flow *flow = gate_flow_at(world->gate, i);
        fprintf(odd->out, "| `%s` (%s) | %s | %s | ", gate_class_names[flow->data_class],
                gate_class_meanings[flow->data_class], world->parties[flow->recipient].name, flow->purpose);
        put_rule(odd, world, flow);
    }
}

static void put_set(const struct odd *odd, const struct plan_list *list) {
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->entries[i].kind->settings.count; k++) {
            const struct setting *row = &list->entries[i].kind->settings.rows[k];
            char value[ODD_TEXT_MOST];
            if (list->entries[i].origins[k] != ORIGIN_POLICY) continue;
            setting_print(row, list->entries[i].settings, value, sizeof value);
            fprintf(odd->out, "- sets `%s.%s` = ", list->entries[i].name, row->name);
            odd_put_text(odd->out, value);
            fprintf(odd->out, "%s%s: %s\n", setting_unit(row)[0] ? " " : "", setting_unit(row), row->meaning);
        }
}

static void put_levers(const struct odd *odd, const struct plan *plan) {
    for (size_t i = 0; i < plan->lever_count; i++)
        fprintf(odd->out, "- has a lever of its own, `%s` = %g (%g to %g): %s\n", plan->levers[i].name,
                plan->levers[i].value, plan->levers[i].least, plan->levers[i].most, plan->levers[i].meaning);
    for (const struct hook *const *hook = plan->catalogue->hooks; *hook; hook++)
        if (plan->hooks.has && plan->hooks.has(plan->hooks.owner, *hook))
            fprintf(odd->out, "- answers `%s` itself, in Lua: %s\n", (*hook)->name, (*hook)->summary);
}

// ", and before 2018-06-21 under `sell`".
static void put_earlier(const struct odd *odd, const struct plan *past) {
    for (; past->past.plan; past = past->past.plan) {
        struct clock_date since = clock_civil_from_days(past->past.until_day);
        fprintf(odd->out, ", and before %04d-%02d-%02d under `%s`", since.year, since.month, since.day,
                past->past.plan->policy);
    }
}

static void put_past(const struct odd *odd, const struct plan *plan) {
    if (!plan->past.plan) return;
    struct clock_date since = clock_civil_from_days(plan->past.until_day);
    fprintf(odd->out, "- comes into force on %04d-%02d-%02d; until then all live under `%s`", since.year,
            since.month, since.day, plan->past.plan->policy);
    put_earlier(odd, plan->past.plan);
    fprintf(odd->out,
            ", which leaves what it has brought about. What "
            "families said under a rule that is another then says nothing any more, and where the new one "
            "wants a standing "
            "consent they are asked at once\n");
}

static bool put_policy(const struct odd *odd, const char *name, const char *title) {
    struct plan *plan;
    struct world *world = odd_world(odd->options, odd->file, name, &plan, odd->status);
    if (world) {
        fprintf(odd->out, "\n#### %s%s%s%s%s\n\n", name ? "Policy `" : "Without a policy", name ? name : "",
                name ? "`" : "", title[0] ? ": " : "", title);
        put_past(odd, plan);
        put_set(odd, &plan->sections);
        put_set(odd, &plan->appliances);
        put_set(odd, &plan->parties);
        put_levers(odd, plan);
        put_flows(odd, world);
    }
    world_free(world);
    plan_free(plan);
    return world != NULL;
}

bool odd_put_policies(const struct odd *odd) {
    size_t count;
    const struct scenario_policy *policies = scenario_policies(odd->file, &count);
    fprintf(odd->out,
            "\n### Policies\n\nWhat differs between the arms of the study. A class of data without a rule "
            "never leaves a home.\n");
    if (count == 0) return put_policy(odd, NULL, "");
    for (size_t i = 0; i < count; i++)
        if (!put_policy(odd, policies[i].name, policies[i].title)) return false;
    return true;
}

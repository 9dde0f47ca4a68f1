// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/school_reports.h"

#include "models/air/school_parts.h"
#include "models/people/choice.h"
#include "models/people/trust.h"
#include "sim/engine/party_act.h"

const struct topic school_report_read = {"air report read"};

enum { REPORT_BYTES = 500 };

// A family fetches its school's report: the school learns that it did.
static void fetch_report(struct world *world, const struct party *school, uint32_t home) {
    const struct school_state *state = school->state;
    const struct gate_pass *pass = party_share(world, home, state->contact_flow, FORM_RAW, REPORT_BYTES);
    if (!pass) return;
    party_send(world, pass,
               (struct item){.sent = world->now,
                             .topic = &school_report_read,
                             .home = home,
                             .from = PARTY_HOME,
                             .to = school->number,
                             .bytes = REPORT_BYTES});
}

void school_reports_read(struct world *world, const struct party *school) {
    struct school_state *state = school->state;
    party_count_own(world, school, READ, 1);
    state->readers++;
}

// Where the policy asks each time, the family is asked before each report.
static void ask_again(struct world *world, uint16_t flow, uint32_t home, double worth_won, uint64_t word) {
    if (gate_flow_at(world->gate, flow)->rule != RULE_ASK_EACH_TIME) return;
    struct choice choice = {.data_class = DATA_PROFILE,
                            .maker = trust_maker_of(world, flow),
                            .tells = choice_tells(world, flow, choice_raw),
                            .months = 1,
                            .times = 1,
                            .benefit_won = worth_won};
    choice_at_occasion(world, home, flow, &choice, word, world->now + CLOCK_DAY);
}

void school_reports_tell(struct world *world, const struct party *school, bool everybody) {
    const S *s = school->entry->settings;
    const struct school_state *state = school->state;
    for (size_t i = 0; i < state->family_count; i++) {
        uint32_t home = state->families[i];
        struct random_sequence luck =
            luck_of_home(world, home, "school.report", (uint64_t)clock_day(world->now) << 8);
        bool reads = random_next_uniform(&luck) < s->reads_report;
        if (!everybody)
            ask_again(world, state->contact_flow, home, s->report_worth_won, random_next(&luck).word[0]);
        bool may = everybody || gate_may_pass(world->gate, home, state->contact_flow, world->now);
        party_count_own(world, school, TOLD, may);
        if (!may || !reads) continue;
        if (everybody)
            school_reports_read(world, school);  // on a public page, where nobody says who reads
        else
            fetch_report(world, school, home);
    }
}

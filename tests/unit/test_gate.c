// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/gate.h"

#include "tests/support/check.h"

enum { HOMES = 4, MAKER = 0, FIRM = 1 };

struct fixture {
    struct gate *gate;
    struct gate_tally tally[CONSENT_RULES];
    uint16_t flow[CONSENT_RULES];
};

// One flow under each rule.
static int make_gate(void **state) {
    struct fixture *f = *state = calloc(1, sizeof *f);
    f->gate = gate_create(HOMES);
    static const char *const purposes[CONSENT_RULES] = {"a", "b", "c", "d", "e", "f"};
    for (int rule = 0; rule < CONSENT_RULES; rule++)
        f->flow[rule] = gate_flow(f->gate, DATA_PEST_SIGHTING, FIRM, purposes[rule], (enum consent_rule)rule);
    gate_seal(f->gate);
    return 0;
}
static int drop_gate(void **state) {
    struct fixture *f = *state;
    gate_free(f->gate);
    free(f);
    return 0;
}

static bool pass(struct fixture *f, uint16_t flow, time_ms now) {
    const struct gate_pass *pass = gate_pass(f->gate, f->tally, 2, flow, now, FORM_LABEL, 200, 0);
    if (pass) assert_int_equal(gate_use(f->gate, pass, 2, FIRM), flow);
    return pass != NULL;
}

// Before anybody was asked, only the rule "none" lets data out, and counts it as without consent.
static void test_without_consent_only_none_lets_out(void **state) {
    struct fixture *f = *state;
    for (int rule = 0; rule < CONSENT_RULES; rule++)
        assert_int_equal(pass(f, f->flow[rule], 5), rule == RULE_NONE);
    gate_add_tally(f->gate, f->tally);
    for (int rule = 0; rule < CONSENT_RULES; rule++) {
        const struct gate_flow *flow = gate_flow_at(f->gate, f->flow[rule]);
        assert_int_equal(flow->transfers, rule == RULE_NONE);
        assert_int_equal(flow->transfers_without_consent, rule == RULE_NONE);
        assert_int_equal(flow->refused, rule != RULE_NONE);
        assert_int_equal(flow->bytes, rule == RULE_NONE ? 200 : 0);
    }
}

static void test_a_granted_consent_opens_all_but_never(void **state) {
    struct fixture *f = *state;
    for (int rule = 0; rule < CONSENT_RULES; rule++) {
        consent_request(f->gate, 2, f->flow[rule], 0);
        consent_answer(f->gate, 2, f->flow[rule], true, 0, CLOCK_NEVER);
        assert_int_equal(pass(f, f->flow[rule], 5), rule != RULE_NEVER);
    }
    gate_add_tally(f->gate, f->tally);
    for (int rule = 0; rule < CONSENT_RULES; rule++)
        assert_int_equal(gate_flow_at(f->gate, f->flow[rule])->transfers_without_consent, 0);
    assert_int_equal(gate_entry_at(f->gate, 2, f->flow[RULE_OPT_IN])->allowed_by, CONSENT_GRANTED);
    assert_int_equal(gate_entry_at(f->gate, 1, f->flow[RULE_OPT_IN])->transfers, 0);
}

static void test_consent_is_asked_granted_expires_and_is_withdrawn(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_ASK_EACH_TIME];
    assert_int_equal(consent_state(f->gate, 2, flow, 0), CONSENT_NOT_ASKED);
    consent_request(f->gate, 2, flow, 0);
    assert_int_equal(consent_state(f->gate, 2, flow, 0), CONSENT_ASKED);
    assert_false(pass(f, flow, 0));
    consent_answer(f->gate, 2, flow, true, CLOCK_HOUR, 2 * CLOCK_HOUR);
    assert_true(pass(f, flow, 2 * CLOCK_HOUR));
    assert_int_equal(consent_state(f->gate, 2, flow, 3 * CLOCK_HOUR), CONSENT_EXPIRED);
    assert_false(pass(f, flow, 3 * CLOCK_HOUR));
    consent_request(f->gate, 2, flow, 4 * CLOCK_HOUR);
    consent_answer(f->gate, 2, flow, true, 5 * CLOCK_HOUR, CLOCK_NEVER);
    consent_withdraw(f->gate, 2, flow, 6 * CLOCK_HOUR);
    assert_int_equal(consent_state(f->gate, 2, flow, 6 * CLOCK_HOUR), CONSENT_WITHDRAWN);
    assert_false(pass(f, flow, 7 * CLOCK_HOUR));
    int64_t counts[2 * CONSENT_RULES][CONSENT_STATES];
    assert_true(gate_flow_count(f->gate) <= 2 * CONSENT_RULES);
    consent_count(f->gate, 7 * CLOCK_HOUR, counts);
    assert_int_equal(counts[flow][CONSENT_NOT_ASKED], HOMES - 1);
    assert_int_equal(counts[flow][CONSENT_WITHDRAWN], 1);
}

// From the latest grant to the withdrawal, in minutes, over all homes.
static void test_what_is_withdrawn_had_held_for_a_while(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_OPT_IN];
    for (uint32_t home = 0; home < 2; home++) {
        consent_request(f->gate, home, flow, CLOCK_HOUR);
        consent_answer(f->gate, home, flow, true, CLOCK_HOUR, CLOCK_NEVER);
    }
    consent_withdraw(f->gate, 0, flow, 3 * CLOCK_HOUR);
    consent_answer(f->gate, 0, flow, true, CLOCK_DAY, CLOCK_NEVER);
    consent_withdraw(f->gate, 0, flow, CLOCK_DAY + 30 * CLOCK_MINUTE);
    assert_int_equal(gate_flow_at(f->gate, flow)->withdrawn, 2);
    assert_int_equal(gate_flow_at(f->gate, flow)->withdrawn_after_min, 120 + 30);
}

// What was agreed under a rule holds under no other; what went out stays known.
static void test_a_rule_that_turns_ends_what_was_said(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_AT_INSTALL];
    consent_request(f->gate, 2, flow, CLOCK_HOUR);
    consent_answer(f->gate, 2, flow, true, CLOCK_HOUR, CLOCK_NEVER);
    assert_true(pass(f, flow, CLOCK_HOUR));
    gate_turn(f->gate, flow, RULE_AT_INSTALL, GATE_NO_LIMITS, CLOCK_DAY);
    assert_int_equal(consent_state(f->gate, 2, flow, CLOCK_DAY), CONSENT_GRANTED);
    gate_turn(f->gate, flow, RULE_OPT_IN, GATE_NO_LIMITS, CLOCK_DAY);
    assert_int_equal(gate_rule(f->gate, flow, CLOCK_DAY), RULE_OPT_IN);
    assert_int_equal(consent_state(f->gate, 2, flow, CLOCK_DAY), CONSENT_NOT_ASKED);
    assert_false(pass(f, flow, CLOCK_DAY));
    const struct gate_entry *entry = gate_entry_at(f->gate, 2, flow);
    assert_int_equal(entry->transfers, 1);
    assert_int_equal(entry->allowed_by, CONSENT_GRANTED);
    assert_int_equal(entry->since_min, 24 * 60);
    gate_turn(f->gate, flow, RULE_NONE, GATE_NO_LIMITS, 2 * CLOCK_DAY);
    assert_true(pass(f, flow, 2 * CLOCK_DAY));
    gate_turn(f->gate, flow, RULE_NEVER, GATE_NO_LIMITS, 3 * CLOCK_DAY);
    assert_false(pass(f, flow, 3 * CLOCK_DAY));
}

// A consent ends with its flow's term, or before; what went out is known until it has been kept for as long
// as may be. A grant keeps the term that it was given for.
static void test_limits_end_consents_and_what_is_known(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_AT_INSTALL];
    assert_false(gate_has_terms(f->gate));
    gate_turn(f->gate, flow, RULE_AT_INSTALL, (struct gate_limits){.term = 2 * CLOCK_DAY, .kept = CLOCK_DAY},
              0);
    assert_true(gate_has_terms(f->gate));
    const time_ms ends[][2] = {{CLOCK_NEVER, 2 * CLOCK_DAY}, {CLOCK_DAY, CLOCK_DAY}};
    for (int i = 0; i < 2; i++) {
        consent_request(f->gate, 2, flow, 0);
        consent_answer(f->gate, 2, flow, true, 0, ends[i][0]);
        assert_int_equal(consent_state(f->gate, 2, flow, ends[i][1]), CONSENT_GRANTED);
        assert_int_equal(consent_state(f->gate, 2, flow, ends[i][1] + CLOCK_MINUTE), CONSENT_EXPIRED);
    }
    assert_false(gate_knows(f->gate, 2, flow, 0));
    assert_true(pass(f, flow, CLOCK_HOUR));
    assert_true(gate_knows(f->gate, 2, flow, CLOCK_DAY + CLOCK_HOUR));
    assert_false(gate_knows(f->gate, 2, flow, CLOCK_DAY + 2 * CLOCK_HOUR));
    gate_turn(f->gate, flow, RULE_AT_INSTALL, GATE_NO_LIMITS, CLOCK_DAY);
    assert_true(gate_knows(f->gate, 2, flow, 1000 * CLOCK_DAY));
    assert_true(gate_has_terms(f->gate));  // of what was granted before
    assert_int_equal(consent_state(f->gate, 2, flow, 2 * CLOCK_DAY), CONSENT_EXPIRED);
}

static void test_rules_are_said_with_their_limits(void **state) {
    (void)state;
    char said[100];
    assert_string_equal(gate_say_rule(RULE_OPT_IN, GATE_NO_LIMITS, said, sizeof said), "opt_in");
    struct gate_limits both = {.term = 30 * CLOCK_DAY, .kept = 90 * CLOCK_DAY};
    assert_string_equal(gate_say_rule(RULE_OPT_IN, both, said, sizeof said),
                        "opt_in, asked again after 30 days, kept for 90 days");
    struct gate_limits label = {.term = CLOCK_NEVER,
                                .kept = 90 * CLOCK_DAY,
                                .epsilon_month = 4,
                                .refused_forms = gate_forms_above(FORM_LABEL)};
    assert_string_equal(gate_say_rule(RULE_OPT_IN, label, said, sizeof said),
                        "opt_in, at most label, epsilon 4 a month, kept for 90 days");
}

static void test_asking_again_does_not_lose_a_grant(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_ASK_EACH_TIME];
    consent_request(f->gate, 2, flow, 0);
    consent_answer(f->gate, 2, flow, true, 0, CLOCK_NEVER);
    consent_request(f->gate, 2, flow, 10);
    assert_int_equal(consent_state(f->gate, 2, flow, 10), CONSENT_GRANTED);
    assert_int_equal(gate_entry_at(f->gate, 2, flow)->asked, 2);
}

// Until then only who was asked and agreed shares; other rules are as they were; then it goes on.
static void test_what_is_forbidden_needs_a_consent(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_NONE];
    assert_true(pass(f, flow, CLOCK_HOUR));
    assert_true(gate_took(f->gate, 2, flow, 0) && gate_took(f->gate, 2, flow, CLOCK_HOUR));
    assert_false(gate_took(f->gate, 2, flow, 2 * CLOCK_HOUR) || gate_took(f->gate, 1, flow, 0));
    for (int rule = 0; rule < CONSENT_RULES; rule++) gate_forbid(f->gate, f->flow[rule], CLOCK_DAY);
    assert_false(pass(f, flow, 2 * CLOCK_HOUR) || gate_may_pass(f->gate, 2, flow, 2 * CLOCK_HOUR));
    for (int rule = 0; rule < CONSENT_RULES; rule++) {
        enum consent_rule reads = rule == RULE_NONE ? RULE_OPT_IN : (enum consent_rule)rule;
        assert_int_equal(gate_rule(f->gate, f->flow[rule], 2 * CLOCK_HOUR), reads);
        assert_int_equal(gate_rule(f->gate, f->flow[rule], CLOCK_DAY), rule);
    }
    consent_request(f->gate, 2, flow, 2 * CLOCK_HOUR);
    consent_answer(f->gate, 2, flow, true, 2 * CLOCK_HOUR, CLOCK_NEVER);
    assert_true(pass(f, flow, 3 * CLOCK_HOUR));
    assert_false(gate_took(f->gate, 2, flow, 0));
    consent_withdraw(f->gate, 2, flow, 4 * CLOCK_HOUR);
    assert_false(pass(f, flow, CLOCK_DAY - 1));
    assert_true(pass(f, flow, CLOCK_DAY));
    gate_forbid(f->gate, flow, CLOCK_NEVER);
    assert_false(pass(f, flow, 1000 * CLOCK_DAY));
    gate_add_tally(f->gate, f->tally);
    assert_int_equal(gate_flow_at(f->gate, flow)->transfers_without_consent, 2);
    assert_int_equal(gate_flow_at(f->gate, flow)->refused, 3);
    assert_int_equal(gate_entry_at(f->gate, 2, flow)->allowed_by, CONSENT_NOT_ASKED);
}

static void answer_unasked(void *f) {
    consent_answer(((struct fixture *)f)->gate, 0, 0, true, 0, CLOCK_NEVER);
}
static void picture_as_label(void *f) {
    struct fixture *here = f;
    if (gate_pass(here->gate, here->tally, 0, 1, 0, FORM_LABEL, 50000, 1)) exit(0);
}
static void unknown_flow(void *f) {
    struct fixture *here = f;
    if (gate_pass(here->gate, here->tally, 0, GATE_NO_FLOW, 0, FORM_LABEL, 1, 0)) exit(0);
}
static void withdraw_nothing(void *f) {
    consent_withdraw(((struct fixture *)f)->gate, 0, 0, 0);
}

// ---- Passes ---------------------------------------------------------------------------------------------

static const struct gate_pass *taken(struct fixture *f) {
    return gate_pass(f->gate, f->tally, 2, f->flow[RULE_NONE], 5, FORM_LABEL, 200, 0);
}
static void use_no_pass(void *f) {
    gate_use(((struct fixture *)f)->gate, NULL, 2, FIRM);
}
static void use_for_another_home(void *f) {
    gate_use(((struct fixture *)f)->gate, taken(f), 3, FIRM);
}
static void use_for_another_party(void *f) {
    gate_use(((struct fixture *)f)->gate, taken(f), 2, MAKER);
}
static void use_twice(void *f) {
    const struct gate_pass *pass = taken(f);
    gate_use(((struct fixture *)f)->gate, pass, 2, FIRM);
    gate_use(((struct fixture *)f)->gate, pass, 2, FIRM);
}
static void ask_again_before_use(void *f) {
    if (taken(f) && taken(f)) exit(0);
}
static void use_what_was_never_given(void *f) {
    struct fixture *here = f;
    const void *entry = gate_entry_at(here->gate, 2, here->flow[RULE_NEVER]);  // a cast makes no pass
    gate_use(here->gate, entry, 2, FIRM);
}

static void test_a_pass_is_good_for_one_sending_of_its_home_to_its_recipient(void **state) {
    struct fixture *f = *state;
    void (*const cheats[])(void *) = {use_no_pass, use_for_another_home, use_for_another_party,
                                      use_twice,   ask_again_before_use, use_what_was_never_given};
    for (size_t i = 0; i < sizeof cheats / sizeof *cheats; i++)
        assert_true(check_breaks_promise(cheats[i], f));
    assert_int_equal(gate_open_passes(f->gate), 0);
    const struct gate_pass *pass = taken(f);
    assert_int_equal(gate_open_passes(f->gate), 1);
    assert_int_equal(gate_use(f->gate, pass, 2, GATE_RECIPIENT), f->flow[RULE_NONE]);
    assert_int_equal(gate_open_passes(f->gate), 0);
}

// What is rawer than the rule's form stays in the home, and is counted apart.
static void test_what_is_rawer_than_its_form_is_held_back(void **state) {
    struct fixture *f = *state;
    static const unsigned let_through[DATA_FORMS] = {
        // by the form of the rule: the forms that pass
        [FORM_NOISED] = 1u << FORM_NOISED,
        [FORM_LABEL] = 1u << FORM_NOISED | 1u << FORM_LABEL,
        [FORM_PSEUDONYMOUS] = 1u << FORM_NOISED | 1u << FORM_LABEL | 1u << FORM_PSEUDONYMOUS,
        [FORM_RAW] = (1u << DATA_FORMS) - 1};
    uint16_t flow = f->flow[RULE_NONE];
    gate_noised(f->gate, flow, 1e-6, 0);
    uint64_t refused = 0;
    for (unsigned rule = 0; rule < DATA_FORMS; rule++) {
        struct gate_limits limits = GATE_NO_LIMITS;
        limits.refused_forms = gate_forms_above((enum data_form)rule);
        assert_int_equal(gate_rawest(limits.refused_forms), rule);
        gate_turn(f->gate, flow, RULE_NONE, limits, 0);
        for (unsigned form = 0; form < DATA_FORMS; form++) {
            const struct gate_pass *pass =
                form == FORM_NOISED ? gate_pass_noised(f->gate, f->tally, 2, flow, 0, 1, 200)
                                    : gate_pass(f->gate, f->tally, 2, flow, 0, (enum data_form)form, 200, 0);
            assert_int_equal(pass != NULL, let_through[rule] >> form & 1);
            if (pass) gate_use(f->gate, pass, 2, FIRM);
            refused += !pass;
        }
    }
    gate_add_tally(f->gate, f->tally);
    assert_int_equal(gate_flow_at(f->gate, flow)->refused_form, refused);
    assert_int_equal(gate_flow_at(f->gate, flow)->refused, refused);
    assert_int_equal(gate_flow_at(f->gate, flow)->refused_epsilon, 0);
    assert_int_equal(gate_flow_at(f->gate, flow)->transfers, DATA_FORMS * DATA_FORMS - refused);
    assert_int_equal(refused, 6);
}

// The month's cap holds back what would pass it, which is neither known nor spent; what no rule lets out
// spends nothing either.
static void test_a_cap_holds_noised_labels_back(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_NONE], closed = f->flow[RULE_NEVER];
    struct gate_limits limits = GATE_NO_LIMITS;
    limits.epsilon_month = 2;
    gate_noised(f->gate, flow, 1e-6, 0);
    gate_noised(f->gate, closed, 1e-6, 0);
    gate_turn(f->gate, flow, RULE_NONE, limits, 0);
    const double asked[] = {1.5, 0.75, 0.5, 0.25, 1e-9};
    const bool let[] = {true, false, true, false, false};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const struct gate_pass *pass = gate_pass_noised(f->gate, f->tally, 2, flow, 0, asked[i], 200);
        assert_int_equal(pass != NULL, let[i]);
        if (pass) gate_use(f->gate, pass, 2, FIRM);
        assert_null(gate_pass_noised(f->gate, f->tally, 2, closed, 0, asked[i], 200));
    }
    gate_add_tally(f->gate, f->tally);
    const struct gate_flow *counted = gate_flow_at(f->gate, flow);
    assert_int_equal(counted->refused_epsilon, 3);
    assert_int_equal(counted->refused, 3);
    assert_int_equal(counted->transfers, 2);
    assert_int_equal(gate_entry_at(f->gate, 2, flow)->transfers, 2);
    assert_float_equal(accountant_most(counted->accountant, 2, ACCOUNTANT_USER), 2, 1e-12);
    const struct gate_flow *shut = gate_flow_at(f->gate, closed);
    assert_int_equal(shut->refused, 5);
    assert_int_equal(shut->refused_epsilon, 0);
    assert_float_equal(accountant_most(shut->accountant, 2, ACCOUNTANT_USER), 0, 1e-12);
}

struct heard {
    int passes;
    enum data_form form;
    enum consent_state by;
    uint16_t flow;
};
static void hear(void *owner, uint32_t home, uint16_t flow, time_ms now, enum data_form form,
                 enum consent_state by) {
    (void)home, (void)now;
    struct heard *heard = owner;
    *heard = (struct heard){heard->passes + 1, form, by, flow};
}

// Whoever watches is told of what passes on watched flows, and of nothing else.
static void test_a_watcher_is_told_of_passes(void **state) {
    struct fixture *f = *state;
    struct heard heard = {0};
    gate_set_watcher(f->gate, (struct gate_watcher){hear, &heard});
    assert_true(pass(f, f->flow[RULE_NONE], 5));
    assert_int_equal(heard.passes, 0);
    gate_watch(f->gate, f->flow[RULE_NONE], true);
    gate_watch(f->gate, f->flow[RULE_NEVER], true);
    assert_true(pass(f, f->flow[RULE_NONE], 5));
    assert_false(pass(f, f->flow[RULE_NEVER], 5));
    assert_int_equal(heard.passes, 1);
    assert_int_equal(heard.form, FORM_LABEL);
    assert_int_equal(heard.by, CONSENT_NOT_ASKED);
    assert_int_equal(heard.flow, f->flow[RULE_NONE]);
    gate_watch(f->gate, f->flow[RULE_NONE], false);
    assert_true(pass(f, f->flow[RULE_NONE], 5));
    assert_int_equal(heard.passes, 1);
}

static void noise_unsaid(void *state) {
    struct fixture *f = state;
    if (gate_pass(f->gate, f->tally, 2, f->flow[RULE_NONE], 0, FORM_NOISED, 200, 0)) exit(0);
}
static void noise_undeclared(void *state) {
    struct fixture *f = state;
    if (gate_pass_noised(f->gate, f->tally, 2, f->flow[RULE_NONE], 0, 1, 200)) exit(0);
}

static void test_promises(void **state) {
    assert_true(check_breaks_promise(answer_unasked, *state));
    assert_true(check_breaks_promise(picture_as_label, *state));
    assert_true(check_breaks_promise(unknown_flow, *state));
    assert_true(check_breaks_promise(withdraw_nothing, *state));
    assert_true(check_breaks_promise(noise_unsaid, *state));
    assert_true(check_breaks_promise(noise_undeclared, *state));
}

static void test_a_flow_is_declared_once(void **state) {
    (void)state;
    struct gate *gate = gate_create(1);
    uint16_t flow = gate_flow(gate, DATA_IMAGE, MAKER, "cooling", RULE_AT_INSTALL);
    assert_int_equal(gate_flow(gate, DATA_IMAGE, MAKER, "cooling", RULE_AT_INSTALL), flow);
    assert_int_not_equal(gate_flow(gate, DATA_IMAGE, MAKER, "advertising", RULE_AT_INSTALL), flow);
    assert_int_equal(gate_flow_count(gate), 2);
    gate_free(gate);
}

static void answer(struct fixture *f, uint16_t flow, bool granted, time_ms now) {
    consent_request(f->gate, 2, flow, now);
    consent_answer(f->gate, 2, flow, granted, now, CLOCK_NEVER);
}

static void withdraw(struct fixture *f, uint16_t flow, time_ms now) {
    answer(f, flow, true, now);
    consent_withdraw(f->gate, 2, flow, now);
}

// What was taken back goes on where that is not heeded, as what it is; until it is given again, or forbidden.
static void test_a_withdrawal_that_is_not_heeded_changes_nothing_but_what_is_said_of_it(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_AT_INSTALL];
    withdraw(f, flow, 1);
    assert_false(pass(f, flow, 2) || gate_can_take(f->gate, flow, 2));
    gate_break(f->gate, flow, 1, false);
    assert_true(gate_can_take(f->gate, flow, 2));
    assert_false(pass(f, flow, 3));  // this one was heeded
    consent_ignored(f->gate, 2, flow);
    assert_true(pass(f, flow, 4) && gate_may_pass(f->gate, 2, flow, 4) && gate_took(f->gate, 2, flow, 0));
    assert_int_equal(consent_state(f->gate, 2, flow, 4), CONSENT_WITHDRAWN);
    assert_int_equal(gate_entry_at(f->gate, 2, flow)->last_by, CONSENT_WITHDRAWN);
    answer(f, flow, true, 5);
    assert_true(pass(f, flow, 6) && !gate_took(f->gate, 2, flow, 0));
    consent_withdraw(f->gate, 2, flow, 7);
    assert_false(pass(f, flow, 8));
    consent_ignored(f->gate, 2, flow);
    gate_forbid(f->gate, flow, CLOCK_DAY);
    assert_false(pass(f, flow, 9) || gate_can_take(f->gate, flow, 9));
    assert_true(pass(f, flow, CLOCK_DAY));
    gate_break(f->gate, flow, 0, false);
    assert_false(pass(f, flow, CLOCK_DAY + 1));
    gate_add_tally(f->gate, f->tally);
    const struct gate_flow *of = gate_flow_at(f->gate, flow);
    assert_int_equal(of->transfers, 3);
    assert_int_equal(of->transfers_without_consent, 2);
    assert_int_equal(of->transfers_withdrawn, 2);
    assert_int_equal(of->transfers_stretched, 0);
}

// A yes for one purpose lets out for another of the class, whatever was said there; never what the policy
// keeps at home.
static void test_a_purpose_that_is_stretched_takes_what_another_was_allowed(void **state) {
    struct fixture *f = *state;
    uint16_t asked = f->flow[RULE_AT_INSTALL], other = f->flow[RULE_OPT_IN];
    answer(f, asked, true, 1);
    answer(f, other, false, 1);
    assert_false(pass(f, other, 2));
    for (int rule = 0; rule < CONSENT_RULES; rule++) gate_break(f->gate, f->flow[rule], 0, true);
    assert_true(pass(f, other, 3) && pass(f, asked, 3));
    assert_false(pass(f, f->flow[RULE_NEVER], 3) || gate_can_take(f->gate, f->flow[RULE_NEVER], 3));
    assert_int_equal(gate_entry_at(f->gate, 2, other)->allowed_by, CONSENT_REFUSED);
    gate_forbid(f->gate, other, CLOCK_DAY);
    assert_false(pass(f, other, 4));
    consent_withdraw(f->gate, 2, asked, 5);
    assert_false(pass(f, asked, 6) || pass(f, other, CLOCK_DAY));  // nobody allows anything now
    gate_add_tally(f->gate, f->tally);
    assert_int_equal(gate_flow_at(f->gate, other)->transfers_stretched, 1);
    assert_int_equal(gate_flow_at(f->gate, other)->transfers_without_consent, 1);
    assert_int_equal(gate_flow_at(f->gate, asked)->transfers_without_consent, 0);
}

// What is made up is so as long as the consent holds.
static void test_what_is_made_up_ends_with_the_consent(void **state) {
    struct fixture *f = *state;
    uint16_t flow = f->flow[RULE_AT_INSTALL];
    answer(f, flow, true, 1);
    consent_made_up(f->gate, 2, flow, true);
    assert_true(gate_entry_at(f->gate, 2, flow)->made_up);
    consent_withdraw(f->gate, 2, flow, 2);
    assert_false(gate_entry_at(f->gate, 2, flow)->made_up);
    answer(f, flow, true, 3);
    assert_false(gate_entry_at(f->gate, 2, flow)->made_up);
}

#define WITH_GATE(test) cmocka_unit_test_setup_teardown(test, make_gate, drop_gate)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_GATE(test_without_consent_only_none_lets_out),
        WITH_GATE(test_a_granted_consent_opens_all_but_never),
        WITH_GATE(test_consent_is_asked_granted_expires_and_is_withdrawn),
        WITH_GATE(test_what_is_withdrawn_had_held_for_a_while),
        WITH_GATE(test_limits_end_consents_and_what_is_known),
        cmocka_unit_test(test_rules_are_said_with_their_limits),
        WITH_GATE(test_asking_again_does_not_lose_a_grant),
        WITH_GATE(test_a_rule_that_turns_ends_what_was_said),
        WITH_GATE(test_what_is_forbidden_needs_a_consent),
        WITH_GATE(test_a_pass_is_good_for_one_sending_of_its_home_to_its_recipient),
        WITH_GATE(test_what_is_rawer_than_its_form_is_held_back),
        WITH_GATE(test_a_cap_holds_noised_labels_back),
        WITH_GATE(test_a_watcher_is_told_of_passes),
        WITH_GATE(test_a_withdrawal_that_is_not_heeded_changes_nothing_but_what_is_said_of_it),
        WITH_GATE(test_a_purpose_that_is_stretched_takes_what_another_was_allowed),
        WITH_GATE(test_what_is_made_up_ends_with_the_consent),
        WITH_GATE(test_promises),
        cmocka_unit_test(test_a_flow_is_declared_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What changes when the maker passes a need on, sells a partner's service in its app, or sends people of its
// own, in plain words.
#include "models/maker/maker.h"
#include "models/services/make_or_partner_law.h"
#include "models/services/service.h"
#include "models/services/service_parts.h"
#include "sim/engine/loop.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/make_or_partner.lua"
#define SMALL \
    "homes.count=400", "days=160", "coil.connected=1", "cleaning.remind_days=60", "own_team.remind_days=60"

static struct recorded_world live(const char *policy, const char *const *settings) {
    static const char *const ordinary[] = {SMALL, NULL};
    return recorded_world_live(SCENARIO, policy, 0, settings ? settings : ordinary);
}

// One small town under each policy, lived once for all tests that only look. In the app nobody goes past it.
static struct recorded_world referred, app, own, beside;

static int live_all(void **state) {
    (void)state;
    static const char *const faithful[] = {SMALL, "cleaning.leaks=0", NULL};
    referred = live("referral", NULL);
    app = live("platform", faithful);
    own = live("own", NULL);
    beside = live("beside", NULL);
    return 0;
}
static int drop_all(void **state) {
    (void)state;
    recorded_world_drop(&referred);
    recorded_world_drop(&app);
    recorded_world_drop(&own);
    recorded_world_drop(&beside);
    return 0;
}

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static const struct party *party(const struct recorded_world *lived, const char *name) {
    const struct world *world = lived->made.world;
    for (uint16_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, name)) return &world->parties[i];
    fail_msg("no party %s", name);
    return NULL;
}

static int64_t paid(const struct recorded_world *lived, const char *reason) {
    return recorded_world_paid(lived, reason, NULL);
}

static uint64_t times(const struct recorded_world *lived, const char *reason) {
    uint64_t postings;
    recorded_world_paid(lived, reason, &postings);
    return postings;
}

// ---- Whose customer the family is ------------------------------------------------------------------------

static void who_takes_the_booking_has_the_customer(void **state) {
    (void)state;
    assert_true(metric(&referred, "cleaning_partner_knows") > 0);
    assert_true(metric(&referred, "cleaning_maker_knows") == 0);
    assert_true(metric(&app, "cleaning_maker_knows") > 0 && metric(&app, "cleaning_partner_knows") == 0);
    assert_true(metric(&own, "cleaning_maker_knows") > 0 && metric(&own, "cleaning_partner_knows") == 0);
    // And nobody else gets the record: not the maker of what it referred, not the partner of the maker's own.
    assert_int_equal(scenario_world_flows(&referred.made, DATA_PURCHASE, "maker", NULL).transfers, 0);
    assert_int_equal(scenario_world_flows(&app.made, DATA_PURCHASE, "service", NULL).transfers, 0);
    assert_int_equal(scenario_world_flows(&own.made, DATA_PURCHASE, "service", NULL).transfers, 0);
}

static struct recorded_world live_with_records(enum consent_rule rule, const char *const *settings) {
    struct scenario_world made = scenario_world_plan(SCENARIO, "referral", 0, settings);
    for (size_t i = 0; i < made.plan->rules.count; i++)
        if (made.plan->rules.all[i].data_class == DATA_PURCHASE) made.plan->rules.all[i].rule = rule;
    return recorded_world_run(made);
}

static void records_are_kept_as_the_policy_says_and_only_with_one_somebody_is_invited(void **state) {
    (void)state;
    static const char *const ordinary[] = {SMALL, NULL};
    static const enum consent_rule rules[] = {RULE_NEVER, RULE_AT_INSTALL, RULE_ASK_EACH_TIME, RULE_NONE};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct recorded_world lived = live_with_records(rules[i], ordinary);
        struct gate_flow records = scenario_world_flows(&lived.made, DATA_PURCHASE, "service", "cleaning");
        bool never = rules[i] == RULE_NEVER, unasked = rules[i] == RULE_NONE;
        assert_int_equal(records.transfers + records.refused, (uint64_t)metric(&lived, "cleaning_visits"));
        assert_true((records.transfers == 0) == never && (records.refused == 0) == unasked);
        assert_int_equal(records.transfers_without_consent, unasked ? records.transfers : 0);
        assert_true((metric(&lived, "cleaning_reminders") == 0) == never);
        assert_true((metric(&lived, "cleaning_partner_knows") == 0) == never);
        assert_true(metric(&lived, "cleaning_reminders") <= (double)records.transfers);
        recorded_world_drop(&lived);
    }
}

// Here whoever is annoyed takes back all it has allowed.
static void who_takes_its_consent_back_is_not_invited(void **state) {
    (void)state;
    static const char *const touchy[] = {SMALL, "families.withdraws_below=1", "cleaning.accepts_needless=0.2",
                                         NULL};
    struct recorded_world lived = live_with_records(RULE_AT_INSTALL, touchy);
    const struct world *world = lived.made.world;
    const struct service_state *service = party(&lived, "cleaning")->state;
    uint16_t flow = service->record_flow[SERVICE_PARTNER_KNOWER];
    int invited = 0, withdrawn = 0;
    for (uint64_t i = 1; i <= journal_count(world->journal); i++) {
        const struct journal_line *line = journal_at(world->journal, i);
        if (strcmp(line->what, "service reminder") != 0) continue;
        const struct gate_entry *entry = gate_entry_at(world->gate, line->home, flow);
        bool held = entry->state == CONSENT_GRANTED ||
                    (entry->state == CONSENT_WITHDRAWN &&
                     (time_ms)entry->since_min * CLOCK_MINUTE >= line->when - CLOCK_MINUTE);
        assert_true(held);
        invited++;
    }
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
        withdrawn += entry->state == CONSENT_WITHDRAWN && entry->transfers > 0;
    }
    print_message("%d invited, %d with a record took their consent back\n", invited, withdrawn);
    assert_true(invited > 0 && withdrawn > 5);
    recorded_world_drop(&lived);
}

static void an_invitation_brings_families_back_without_a_reading(void **state) {
    (void)state;
    // Readings never matter here, so whoever comes has called, and comes again because it was invited.
    static const char *const invited[] = {SMALL,
                                          "cleaning.acts_from=1000",
                                          "cleaning.calls_year=5",
                                          "cleaning.returns=1",
                                          "cleaning.accepts_needless=1",
                                          NULL};
    static const char *const left_alone[] = {SMALL, "cleaning.acts_from=1000", "cleaning.calls_year=5",
                                             "cleaning.remind_days=0", NULL};
    struct recorded_world with = live("own", invited), without = live("own", left_alone);
    assert_true(metric(&with, "cleaning_offers") == 0);
    assert_true(metric(&with, "cleaning_reminded_visits") > 0.8 * metric(&with, "cleaning_reminders"));
    assert_true(metric(&with, "cleaning_visits") > metric(&without, "cleaning_visits"));
    assert_true(metric(&without, "cleaning_reminders") == 0);
    recorded_world_drop(&with);
    recorded_world_drop(&without);
}

// ---- Who is paid -----------------------------------------------------------------------------------------

static void the_app_keeps_its_commission_of_every_visit_booked_in_it(void **state) {
    (void)state;
    static const char *const settings[] = {SMALL, "cleaning.commission=0.2", "cleaning.leaks=0.5", NULL};
    struct recorded_world lived = live("platform", settings);
    uint64_t visits = (uint64_t)metric(&lived, "cleaning_visits"), in_app = times(&lived, "service payout");
    assert_true(in_app > 0 && in_app < visits);
    assert_int_equal(paid(&lived, "service payout"), 72000 * (int64_t)in_app);
    assert_int_equal((int64_t)metric(&lived, "cleaning_maker_gains"), 18000 * (int64_t)in_app);
    // The others went past it: what the families paid for them is all the partner's.
    assert_int_equal(paid(&lived, "service visit"), 90000 * (int64_t)visits);
    assert_true(metric(&lived, "cleaning_leaked") >= (double)(visits - in_app));
    assert_true(metric(&lived, "cleaning_partner_knows") > 0);
    assert_int_equal(times(&lived, "service lead"), 0);
    recorded_world_drop(&lived);
}

// For the families of a faithful town nothing changes but whom they pay.
static void families_meet_the_same_partner_by_referral_and_in_the_app(void **state) {
    (void)state;
    assert_true(metric(&referred, "cleaning_visits") == metric(&app, "cleaning_visits"));
    assert_true(metric(&referred, "cleaning_wait") == metric(&app, "cleaning_wait"));
    assert_int_equal(paid(&referred, "wages"), paid(&app, "wages"));
    assert_int_equal(times(&app, "service payout"), times(&referred, "service visit"));
}

static void own_people_are_paid_from_opening_to_closing(void **state) {
    (void)state;
    int64_t opening_hours = 9 * (160 - 23 - 6);  // of one desk; rests on Sundays and holidays
    double work = metric(&referred, "cleaning_visit_length") * metric(&referred, "cleaning_visits");
    double overtime = metric(&own, "cleaning_paid_hours") - (double)opening_hours;
    assert_true(fabs((double)paid(&referred, "wages") - 20000 * work) <
                metric(&referred, "cleaning_visits"));  // rounded to whole won
    assert_true(overtime > 0 && overtime < work);
    assert_true(fabs((double)paid(&own, "wages") - 20000 * ((double)opening_hours + overtime)) <
                metric(&own, "cleaning_visits"));
    assert_int_equal(paid(&own, "own service"), llround(1500000 * 160 / MAKE_OR_PARTNER_MONTH));
    assert_int_equal(paid(&referred, "own service"), 0);
}

static void own_people_begin_slowly_and_learn(void **state) {
    (void)state;
    static const char *const dull[] = {SMALL, "cleaning.progress=1", NULL};
    static const char *const bright[] = {SMALL, "cleaning.progress=0.7", "cleaning.experience_visits=5",
                                         NULL};
    struct recorded_world slow = live("own", dull), quick = live("own", bright);
    double practised = metric(&referred, "cleaning_visit_length");
    assert_true(fabs(metric(&slow, "cleaning_visit_length") / practised - 1.5) < 0.05);
    assert_true(metric(&quick, "cleaning_visit_length") < 1.2 * practised);
    assert_true(metric(&quick, "cleaning_visit_length") > practised);  // no better than who does it for years
    recorded_world_drop(&slow);
    recorded_world_drop(&quick);
}

// One partner for far too many: who would have waited for weeks does without, and keeps the money.
static void families_give_up_waiting(void **state) {
    (void)state;
    static const char *const swamped[] = {SMALL, "cleaning.visit_hours=40", "cleaning.patience_days=2",
                                          "cleaning.lead_won=0", NULL};  // for reports it would pay nothing
    struct recorded_world lived = live("referral", swamped);
    double booked = metric(&lived, "cleaning_booked"), visits = metric(&lived, "cleaning_visits"),
           gave_up = metric(&lived, "cleaning_abandoned");
    assert_true(gave_up > visits && visits > 10);
    assert_true(booked - visits - gave_up >= 0 &&
                booked - visits - gave_up < 10);  // these wait, or are served
    assert_true(metric(&lived, "cleaning_wait") < 24 * 2 * 2);
    assert_int_equal(paid(&lived, "service visit"), 90000 * (int64_t)visits);
    assert_true(metric(&referred, "cleaning_abandoned") < 0.1 * metric(&referred, "cleaning_booked"));
    recorded_world_drop(&lived);
}

// ---- Side by side ----------------------------------------------------------------------------------------

static void two_services_share_the_country_and_know_their_own_part(void **state) {
    (void)state;
    const struct world *world = beside.made.world;
    uint32_t told[2][2] = {
        {0}};  // of the lower and the upper half of the districts; to the partner, to the maker
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++) {
        bool makers = world->parties[gate_flow_at(world->gate, i)->recipient].kind == &maker_party;
        for (uint32_t home = 0; home < world->home_count; home++) {
            const struct gate_entry *entry = gate_entry_at(world->gate, home, i);
            told[world->homes[home].district >= 5][makers] += entry->transfers + entry->asked;
        }
    }
    assert_true(told[0][1] > 0 && told[0][0] == 0);
    assert_true(told[1][0] > 0 && told[1][1] == 0);
    assert_true(metric(&beside, "own_team_visits") > 0 && metric(&beside, "cleaning_visits") > 0);
}

// ---- The books -------------------------------------------------------------------------------------------

static void check_books(const struct recorded_world *lived) {
    int64_t maker = (int64_t)(metric(lived, "cleaning_maker_gains") + metric(lived, "own_team_maker_gains"));
    int64_t partner = (int64_t)metric(lived, "cleaning_partner_gains");
    int64_t costs = paid(lived, "wages") + paid(lived, "material") + paid(lived, "own service");
    assert_true(paid(lived, "service visit") > 0);
    assert_int_equal(scenario_world_balance(&lived->made, "cleaning"), partner);
    assert_int_equal(scenario_world_balance(&lived->made, "hanbit"),
                     maker - paid(lived, "cloud electricity"));
    assert_int_equal(scenario_world_balance(&lived->made, "own_team"), 0);
    assert_int_equal(maker + partner, paid(lived, "service visit") - costs);
}

static void what_each_has_of_it_is_what_was_posted(void **state) {
    (void)state;
    check_books(&referred);
    check_books(&app);
    check_books(&own);
    check_books(&beside);
}

// ---- Break-even ------------------------------------------------------------------------------------------

// Of a practised team that is open two hours a day, so that a small town can be too small and a large one
// not.
#define TOWN                                                                            \
    "days=200", "coil.connected=1", "cleaning.opens_hour=9", "cleaning.closes_hour=11", \
        "cleaning.visit_hours=0.3", "cleaning.beginner=1", "cleaning.fixed_won_month=300000"

struct outcome {
    double visits, needed, own, leads;
};
static struct outcome compare(const char *homes) {
    const char *settings[] = {TOWN, homes, NULL};
    struct recorded_world made = live("own", settings), partner = live("referral", settings);
    struct outcome outcome = {.visits = metric(&made, "cleaning_visits_month"),
                              .needed = metric(&made, "cleaning_break_even_leads"),
                              .own = metric(&made, "cleaning_maker_gains"),
                              .leads = metric(&partner, "cleaning_maker_gains")};
    recorded_world_drop(&made);
    recorded_world_drop(&partner);
    return outcome;
}

static void an_own_service_beats_leads_where_there_are_enough_visits(void **state) {
    (void)state;
    struct outcome hamlet = compare("homes.count=200"), town = compare("homes.count=1000");
    print_message("%.1f visits a month of %.1f: own %.0f, leads %.0f; %.1f of %.1f: own %.0f, leads %.0f\n",
                  hamlet.visits, hamlet.needed, hamlet.own, hamlet.leads, town.visits, town.needed, town.own,
                  town.leads);
    assert_true(hamlet.visits < 0.8 * hamlet.needed && hamlet.own < hamlet.leads);
    assert_true(town.visits > 1.2 * town.needed && town.own > town.leads);
    // On the straight line between the two, the own service draws level where the equation says.
    double behind = (hamlet.leads - hamlet.own), ahead = town.own - town.leads;
    double level = hamlet.visits + (town.visits - hamlet.visits) * behind / (behind + ahead);
    double expected = (hamlet.needed + town.needed) / 2;
    assert_true(fabs(level - expected) < 0.1 * expected);
}

// ---- What makes no sense ---------------------------------------------------------------------------------

static void refuse(const char *setting, const char *value) {
    struct status status = {0};
    struct plan_entry *entry;
    struct plan *plan = plan_create(models_catalogue());
    plan_add(plan, "service", NULL, &status, &entry);
    plan_set_typed(plan, "homes.count", "20", ORIGIN_COMMAND, &status);
    plan_set_typed(plan, "network.model", "closed_form", ORIGIN_COMMAND, &status);
    plan_set_typed(plan, setting, value, ORIGIN_COMMAND, &status);
    stop_on(&status);
    struct world *world = world_create(plan, NULL, 1, &status);
    assert_null(world);
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_non_null(strstr(status.message, "needs a maker"));
    plan_free(plan);
}

static void without_a_maker_there_is_no_app_and_no_own_service(void **state) {
    (void)state;
    refuse("service.owned_by", "maker");
    refuse("service.channel", "platform");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_takes_the_booking_has_the_customer),
        cmocka_unit_test(records_are_kept_as_the_policy_says_and_only_with_one_somebody_is_invited),
        cmocka_unit_test(who_takes_its_consent_back_is_not_invited),
        cmocka_unit_test(an_invitation_brings_families_back_without_a_reading),
        cmocka_unit_test(the_app_keeps_its_commission_of_every_visit_booked_in_it),
        cmocka_unit_test(families_meet_the_same_partner_by_referral_and_in_the_app),
        cmocka_unit_test(own_people_are_paid_from_opening_to_closing),
        cmocka_unit_test(families_give_up_waiting),
        cmocka_unit_test(own_people_begin_slowly_and_learn),
        cmocka_unit_test(two_services_share_the_country_and_know_their_own_part),
        cmocka_unit_test(what_each_has_of_it_is_what_was_posted),
        cmocka_unit_test(an_own_service_beats_leads_where_there_are_enough_visits),
        cmocka_unit_test(without_a_maker_there_is_no_app_and_no_own_service),
    };
    return cmocka_run_group_tests(tests, live_all, drop_all);
}

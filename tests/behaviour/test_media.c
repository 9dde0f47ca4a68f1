// SPDX-License-Identifier: GPL-3.0-or-later
// What the maker's media business does to families and advertisers, in plain words.
#include "models/media/advertiser.h"
#include "models/media/media.h"
#include "models/products/data_desk.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/media.lua"
// Small, and in a hurry: all use the app, and click often. What robots alone report.
#define BUSY                                                                           \
    "homes.count=800", "days=95", "homes.districts=1", "air_conditioner.ownership=0",  \
        "robot_vacuum.ownership=1", "product_health.connected=1", "media.app_share=1", \
        "media.click_rate=0.05"

static struct recorded_world live(const char *policy, const char *const *more) {
    const char *settings[30] = {BUSY};
    size_t count = 0;
    while (settings[count]) count++;
    for (; more && *more; more++) settings[count++] = *more;
    return recorded_world_live(SCENARIO, policy, 0, settings);
}

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

static struct gate_flow profiles(const struct recorded_world *lived, const char *kind, const char *purpose) {
    return scenario_world_flows(&lived->made, DATA_PROFILE, kind, purpose);
}

static const char *const marketing = "marketing";

// ---- Families -------------------------------------------------------------------------------------------

static void without_advertisements_nobody_pays_and_nobody_is_annoyed(void **unused) {
    (void)unused;
    struct recorded_world lived = live("no_ads", NULL);
    assert_true(metric(&lived, "media_ads") == 0 && metric(&lived, "media_annoyed") == 0);
    account own = ledger_party(lived.made.world->ledger, media_find(lived.made.world)->number);
    assert_int_equal(ledger_balance(lived.made.world->ledger, own, WON),
                     -recorded_world_paid(&lived, "app hosting", NULL));
    assert_true(metric(&lived, "purifiers_sales") > 0);  // families buy all the same
    assert_true(metric(&lived, "purifiers_caused") == 0 && metric(&lived, "purifiers_claimed") == 0);
    assert_true(metric(&lived, "media_left") > 0);  // and some give the app up in any case
    recorded_world_drop(&lived);
}

static void more_advertisements_annoy_more_and_drive_more_away(void **unused) {
    (void)unused;
    struct recorded_world few = live("asked_auction", NULL), many = live("double_load", NULL);
    assert_true(metric(&many, "media_ads") > 1.7 * metric(&few, "media_ads"));
    assert_true(metric(&many, "media_annoyed") > metric(&few, "media_annoyed"));
    assert_true(metric(&many, "media_left") > 1.2 * metric(&few, "media_left"));
    assert_true(metric(&many, "media_use") < metric(&few, "media_use"));
    assert_true(metric(&many, "media_ads") < 2 * metric(&few, "media_ads"));
    recorded_world_drop(&few);
    recorded_world_drop(&many);
}

// A family that gives the app up sees nothing more, and takes its consent back: nothing arrives after that.
static void who_leaves_sees_nothing_and_tells_nothing(void **unused) {
    (void)unused;
    struct recorded_world lived = live(
        "asked_auction",
        (const char *[]){"media.leaves_month=0.3", "media.returns_month=0", "families.never_gives=0", NULL});
    struct world *world = lived.made.world;
    uint16_t flow = GATE_NO_FLOW;
    for (uint16_t i = 0; i < gate_flow_count(world->gate); i++)
        if (!strcmp(gate_flow_at(world->gate, i)->purpose, marketing)) flow = i;
    uint32_t left = 0, told_before = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct media_view view = media_look(world, media_find(world), home);
        if (view.uses_app || !view.audience) continue;
        const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
        left++;
        assert_true(entry->state != CONSENT_GRANTED);
        if (entry->transfers == 0) continue;
        told_before++;
        assert_true(entry->last_min <= entry->since_min);
    }
    assert_true(left > 300 && told_before > 20);
    recorded_world_drop(&lived);
}

// ---- What is known --------------------------------------------------------------------------------------

static void profiles_leave_as_the_policy_says(void **unused) {
    (void)unused;
    struct recorded_world unknown = live("unknown_list", NULL), asked = live("asked_list", NULL),
                          taken = live("taken_auction", NULL);
    assert_int_equal(profiles(&unknown, "maker", marketing).transfers, 0);
    assert_true(metric(&unknown, "media_reach") == 0);
    struct gate_flow by_consent = profiles(&asked, "maker", marketing),
                     unasked = profiles(&taken, "maker", marketing);
    assert_true(by_consent.transfers > 0 && by_consent.transfers_without_consent == 0);
    assert_true(unasked.transfers > by_consent.transfers &&
                unasked.transfers_without_consent == unasked.transfers);
    assert_true(metric(&taken, "media_reach") > metric(&asked, "media_reach"));
    assert_true(metric(&asked, "media_found_out") == 0 && metric(&taken, "media_found_out") > 0);
    assert_int_equal(profiles(&asked, "firm", "resale").transfers, 0);
    recorded_world_drop(&unknown);
    recorded_world_drop(&asked);
    recorded_world_drop(&taken);
}

// Advertisers learn of a family only what it sends them itself, and each lead is one item at one firm.
static void only_families_that_ask_become_known_to_firms(void **unused) {
    (void)unused;
    struct recorded_world lived = live("taken_auction", NULL);
    struct gate_flow requests = profiles(&lived, "advertiser", "own_request");
    uint64_t sold;
    int64_t won = recorded_world_paid(&lived, "leads", &sold);
    assert_true(sold > 10);
    assert_int_equal(requests.transfers, sold);
    assert_int_equal(requests.transfers_without_consent, 0);
    assert_true(metric(&lived, "media_leads") == (double)sold + metric(&lived, "media_leads_unsold"));
    // What a profile and a lead bring are worlds apart, as data markets say.
    struct gate_flow resold = profiles(&lived, "firm", "resale");
    assert_true(resold.transfers > 100);
    assert_true(metric(&lived, "media_profiles_won") == 2.0 * (double)resold.transfers);
    print_message("a lead brings %.0f won, a profile 2\n", (double)won / (double)sold);
    assert_true((double)won / (double)sold > 1000 * 2);
    recorded_world_drop(&lived);
}

static const struct party *advertiser_named(const struct world *world, const char *name) {
    for (uint16_t i = 0; i < world->party_count; i++)
        if (!strcmp(world->parties[i].name, name)) return &world->parties[i];
    fail_msg("no party %s", name);
    return NULL;
}

// The average family has interest 1, those with a worn product three times that of the others; a firm that
// knows nothing of a family expects 1.
static void interest_is_one_on_average(void **unused) {
    (void)unused;
    static const char *const settings[] = {"homes.count=800", "days=1", NULL};
    struct scenario_world made = scenario_world_make(SCENARIO, "unknown_list", 0, settings, 1);
    const struct party *firm = advertiser_named(made.world, "cleaner");
    double sum = 0, lived_in = 0, most = 0, least = INFINITY;
    for (uint32_t home = 0; home < made.world->home_count; home++) {
        if (made.world->homes[home].members == 0) continue;
        double interest = advertiser_interest(firm, home);
        sum += interest;
        lived_in++;
        most = fmax(most, interest);
        least = fmin(least, interest);
    }
    assert_true(fabs(sum / lived_in - 1) < 1e-5 && fabs(most / least - 3) < 1e-5);
    assert_true(advertiser_expects(firm, NULL) == 1);
    struct advertiser_profile worn = {1, 9}, fresh = {4, 1};
    assert_true(fabs(advertiser_expects(firm, &worn) - most) < 1e-5);
    assert_true(fabs(advertiser_expects(firm, &fresh) - least) < 1e-5);
    scenario_world_drop(&made);
}

// ---- What advertisements sell ---------------------------------------------------------------------------

static const char *const persuasive[] = {BUSY,
                                         "purifiers.buys=0.3",
                                         "purifiers.believed_buys=0.3",
                                         "purifiers.budget_won=1e9",
                                         "purifiers.price_won=60000",
                                         "purifiers.usual_won=60000",
                                         "purifiers.hold_out=0.4",
                                         "purifiers.by_itself_year=1",
                                         NULL};

struct caused {
    double truth, estimate, error;
};

static struct caused caused_in(uint32_t replication) {
    struct recorded_world lived = recorded_world_live(SCENARIO, "unknown_list", replication, persuasive);
    struct world *world = lived.made.world;
    struct party *firm = NULL;
    for (struct party *p = NULL; (p = world_party_of_kind(world, &advertiser_party, p));)
        if (!strcmp(p->name, "purifiers")) firm = p;
    int64_t more = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct advertiser_sales sales = advertiser_look(firm, home);
        if (sales.held_out) assert_int_equal(sales.bought, sales.bought_without);
        more += (int64_t)sales.bought - sales.bought_without;
    }
    struct caused caused = {metric(&lived, "purifiers_caused"), metric(&lived, "purifiers_caused_estimate"),
                            metric(&lived, "purifiers_caused_error")};
    assert_true(caused.truth == (double)more);
    // Without a hold-out it would claim sales that it would have made anyway, or only brought forward.
    assert_true(metric(&lived, "purifiers_claimed") > caused.truth);
    recorded_world_drop(&lived);
    return caused;
}

static void the_hold_out_tells_what_advertisements_sold(void **unused) {
    (void)unused;
    enum { REPLICATIONS = 8 };
    double sum = 0, squares = 0;
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct caused caused = caused_in(r);
        print_message("sold by advertisements: %.0f, estimated %.0f +- %.0f\n", caused.truth, caused.estimate,
                      caused.error);
        assert_true(caused.truth > 30 && caused.error > 0);
        double off = (caused.estimate - caused.truth) / caused.error;
        sum += off;
        squares += off * off;
    }
    assert_true(fabs(sum / sqrt(REPLICATIONS)) < 3);  // standard normal, if it is unbiased
    assert_true(squares < 26.1 && squares > 0.86);    // chi squared, 8 degrees of freedom, 0.1 % on each side
}

// A margin that does not pay for the click keeps a firm out of the list's market, and low bids in the
// auction.
static void firms_do_not_buy_what_is_not_worth_it(void **unused) {
    (void)unused;
    static const char *const poor[] = {"purifiers.margin=0.01", "fans.margin=0.01",
                                       "purifiers.trials_won_quarter=0", "fans.trials_won_quarter=0", NULL};
    struct recorded_world list = live("unknown_list", poor);
    assert_true(metric(&list, "media_clicks_won") == 0);
    assert_true(metric(&list, "media_leads_won") > 0);
    recorded_world_drop(&list);
}

static void buy_lead(struct world *world, struct party *firm, int64_t won) {
    journal_begin(world->journal,
                  (struct journal_moment){.when = world->now, .what = "visit asked for", .home = HOME_NONE});
    advertiser_pay_lead(world, firm, ledger_outside(world->ledger), won, 0);
    journal_end(world->journal);
}

static void buy_place(struct world *world, struct party *firm, int64_t won) {
    advertiser_owes(world, firm, (double)won);
}

static int bought_in_a_day(struct world *world, const char *name, int64_t won,
                           void (*buy)(struct world *, struct party *, int64_t)) {
    struct party *firm = scenario_world_party(world, name);
    uint32_t home = 0;
    int bought = 0;
    while (!advertiser_can_pay(world, firm, home, (double)won)) home++;
    for (; advertiser_can_pay(world, firm, home, (double)won); bought++) buy(world, firm, won);
    return bought;
}

// On the first of 30 days a thirtieth of the month's money, for leads as for places.
static void a_firm_spends_no_more_in_a_day_than_its_share_of_the_month(void **unused) {
    (void)unused;
    struct recorded_world lived =
        live("unknown_list",
             (const char *[]){"days=30", "cleaner.budget_won=600000", "basket.budget_won=900000", NULL});
    assert_int_equal(bought_in_a_day(lived.made.world, "cleaner", 2000, buy_lead), 10);
    assert_int_equal(bought_in_a_day(lived.made.world, "basket", 2000, buy_place), 15);
    recorded_world_drop(&lived);
}

// Of a firm that was told a third and of whose n leads none closed, a lead is worth 30 / (30 + n) of what it
// was; what is under way at the end has not been learnt of.
static void a_firm_whose_leads_bring_nothing_values_them_less(void **unused) {
    (void)unused;
    struct recorded_world lived = live(
        "unknown_list", (const char *[]){"media.cpl_won=2000", "media.asks=0.5", "cleaner.closes=0", NULL});
    struct world *world = lived.made.world;
    const struct party *cleaner = scenario_world_party(world, "cleaner");
    uint64_t leads = gate_flow_at(world->gate, advertiser_lead_flow(cleaner))->transfers;
    double customer = 150000 * 0.4, value = advertiser_lead_won(cleaner);
    print_message("%d leads, the next is worth %.0f won of %.0f\n", (int)leads, value, 0.33 * customer);
    assert_true(leads > 30);
    assert_true(value >= 0.33 * customer * 30 / (30 + (double)leads) - 1e-6);
    assert_true(value <= 0.33 * customer * 30 / (30 + (double)leads - 2) + 1e-6);
    recorded_world_drop(&lived);
}

// Of the places of a firm that outbids the others, those before families that stay its customers go to
// somebody else.
static double places_sold(const char *again) {
    struct recorded_world lived = live(
        "unknown_list", (const char *[]){"media.sells_by=auction", "laundry.budget_won=0", "basket.buys=1",
                                         "basket.believed_buys=1", "basket.budget_won=1e8", again, NULL});
    double sold = metric(&lived, "media_places_sold");
    recorded_world_drop(&lived);
    return sold;
}

static void a_firm_does_not_buy_reach_before_its_customers(void **unused) {
    (void)unused;
    assert_true(places_sold("basket.again=0.95") < 0.9 * places_sold("basket.again=0"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_advertisements_nobody_pays_and_nobody_is_annoyed),
        cmocka_unit_test(more_advertisements_annoy_more_and_drive_more_away),
        cmocka_unit_test(who_leaves_sees_nothing_and_tells_nothing),
        cmocka_unit_test(profiles_leave_as_the_policy_says),
        cmocka_unit_test(only_families_that_ask_become_known_to_firms),
        cmocka_unit_test(interest_is_one_on_average),
        cmocka_unit_test(the_hold_out_tells_what_advertisements_sold),
        cmocka_unit_test(firms_do_not_buy_what_is_not_worth_it),
        cmocka_unit_test(a_firm_spends_no_more_in_a_day_than_its_share_of_the_month),
        cmocka_unit_test(a_firm_whose_leads_bring_nothing_values_them_less),
        cmocka_unit_test(a_firm_does_not_buy_reach_before_its_customers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

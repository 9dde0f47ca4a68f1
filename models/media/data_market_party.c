// SPDX-License-Identifier: GPL-3.0-or-later
// A platform that buys families' profiles, month by month, where what one family shares tells of its
// neighbours.
//
// The families of a district are alike as far as `correlation` says (data_externality_law.h). Each
// month the platform makes one offer after the other. It sees that a family whose neighbours share is known
// already, and offers it only what its own data add (prices = "margin"); or a fixed price ("flat"); or the
// families of a district bargain together ("union"); or somebody sells what a part of them know as one, and
// is paid for what all of that adds ("trust", data_trust.h), and the others are offered what theirs add each.
// What it knows is worth something to it of everybody, whoever told it; a family that is known by its
// neighbours' data is paid nothing for that, but for the union, and what it costs the family stands in the
// third ledger (others_tell).
#include <math.h>
#include <stdlib.h>

#include "models/media/data_externality_law.h"
#include "models/media/data_trust.h"
#include "models/media/data_union_law.h"
#include "models/methods/learning_buyer_technique.h"
#include "models/people/choice.h"
#include "models/people/privacy.h"
#include "sim/engine/party_act.h"

enum { MONTH_DAYS = 30, PROFILE_BYTES = 400 };

enum prices { MARGIN, FLAT, UNION, TRUST };
static const char *const price_names[] = {"margin", "flat", "union", "trust", NULL};

struct data_market_settings {
    double correlation, noise, worth_won, running_won_month;
    int prices;
    double families_share, flat_won;
    double believed_worth, prior_months, trials_won_quarter;
};

typedef struct data_market_settings S;
// clang-format off
static const struct setting rows[] = {
    UNCERTAIN_LIKELY(S, correlation, "1", 0.3, 0, 0.6, 0, 0.95, "correlation of the traits of any two families of a district",
              "assumption: neighbours are alike in income and age; not measured"),
    UNCERTAIN_LIKELY(S, noise, "1", 1, 0.3, 3, 0.05, 20, "variance of what a profile says beside the family's trait, whose variance is 1",
              "assumption: a profile tells half; as in Acemoglu, Makhdoumi, Malekian & Ozdaglar 2022, not read"),
    UNCERTAIN_LIKELY(S, worth_won, "won/month", 5000, 1000, 10000, 0, 100000, "what all there is to know of a family is worth to the platform",
              "assumption: a platform takes 2,300 won a month and user of all the world, 9,800 where it earns most ($6.18 and $26.76 in the last quarter of 2017, cnbc.com 2018-01-31); nobody knows all"),
    SPENDING(S, running_won_month, "won/month", 50, 0, 5000, "what keeping and using a family's profile costs the platform", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER, S, prices, price_names, MARGIN, "what it offers: what the family's data add (margin), a fixed price (flat), what a union asks for all families of a district (union), or of those that the data_trust speaks for what that asks (trust)",
                   "assumption"),
    LEVER(S, families_share, "1", 0.5, 0, 1, "share of what a family's data add that it is offered; in a union, of what is left above the families' prices",
          "assumption: equal power"),
    REWARD("shared / offered", S, flat_won, "won/month", 1000, 0, 20000, "the fixed price", "assumption; at most four times what all there is to know of a family is worth, as in the lesson data_of_others"),
    UNCERTAIN_LIKELY(S, believed_worth, "1", 1, 0.3, 3, 0.01, 100, "what the platform takes that worth for beforehand, as a share of what it is", "assumption: it sells to these firms already"),
    UNCERTAIN_LIKELY(S, prior_months, "month", 1000, 300, 3000, 1, 1000000, "months of families of which all is known that this belief counts for", "assumption: a district's year"),
    SPENDING(S, trials_won_quarter, "won", 20000, 0, 10000000, "offered by it in 91 days at most for data that seem too dear, to find out", "assumption: some families' months"),
};
// clang-format on

enum { FAMILIES, OFFERED, TOO_DEAR, PRICE, SHARED, SILENT, LEARNT, LEARNT_OTHERS, WORSE_OFF, METRICS };
static const struct metric metrics[METRICS] = {
    [FAMILIES] = {"families", "month", "months of families", false, NULL},
    [OFFERED] = {"offered", "1", "offers made", false, NULL},
    [TOO_DEAR] = {"too_dear", "1", "offers not made, of data that would bring less than they cost", false,
                  NULL},
    [PRICE] = {"price", "won/month", "what a family is offered for its data, mean of the offers", true,
               "offered"},
    [SHARED] = {"shared", "month", "months of families whose own data it has", true, NULL},
    [SILENT] = {"silent", "month", "... and of the others", false, NULL},
    [LEARNT] = {"learnt", "1", "what is known of those whose data it has, of all there is", true, "shared"},
    [LEARNT_OTHERS] = {"learnt_others", "1", "... and of the others, by their neighbours' data", true,
                       "silent"},
    [WORSE_OFF] = {"worse_off", "1",
                   "share of families whom it costs more that they are known than they are paid", true,
                   "families"},
};

static const struct welfare_source others_tell = {"others tell", WELFARE_REALISED,
                                                  "what it costs families that others' data tell of them"};
static const struct welfare_source *const worths[] = {&others_tell, NULL};

// ---- Who lives side by side -----------------------------------------------------------------------------

struct data_family {
    double price_won;  // for all there is to know of it, a month
    double offered_won;
    bool wanted, shares;
    bool spoken_for;  // this month, by a trust
};

struct data_market_state {
    uint16_t flow;
    struct party *trust;  // who sells for families; NULL: nobody
    // Customers: months of families of which all is known; margin: what they brought, in worth_won.
    struct learning_buyer learnt;
    struct data_family *families;  // [homes]
    uint32_t *homes;               // where somebody lives, district by district
    size_t *first;                 // [districts + 2]: of district d from first[d] to first[d + 1]
    size_t districts;
};

struct district {
    const uint32_t *homes;
    size_t count;
};

static struct data_market_state *state_of(const struct party *market) {
    return market->state;
}

static struct district district_at(const struct data_market_state *state, size_t number) {
    return (struct district){&state->homes[state->first[number]],
                             state->first[number + 1] - state->first[number]};
}

static void put_homes_by_district(const struct world *world, struct data_market_state *state) {
    for (uint32_t home = 0; home < world->home_count; home++)
        if (world->homes[home].members > 0) state->first[world->homes[home].district + 2]++;
    for (size_t d = 2; d < state->districts + 2; d++) state->first[d] += state->first[d - 1];
    for (uint32_t home = 0; home < world->home_count; home++)
        if (world->homes[home].members > 0)
            state->homes[state->first[world->homes[home].district + 1]++] = home;
}

// ---- The union ------------------------------------------------------------------------------------------

static struct data_externality law_of(const S *s) {
    return (struct data_externality){s->correlation, s->noise};
}

// What all there is to know of a family brings in a month, as it believes by now.
static double believed_won(const struct party *market) {
    const S *s = market->entry->settings;
    struct learning_buyer_prior prior = {.margin_won = s->believed_worth, .weight = s->prior_months};
    return s->worth_won * learning_buyer_margin_won(&state_of(market)->learnt, &prior);
}

static struct data_union union_of(const struct party *market) {
    const S *s = market->entry->settings;
    return (struct data_union){law_of(s), believed_won(market), s->running_won_month};
}

// What is known of a family where so many share, it among them or not.
static double learnt_of(const S *s, const struct data_family *family, size_t sharers) {
    if (family->shares) return data_externality_of_sharer(law_of(s), (double)sharers - 1);
    return data_externality_of_other(law_of(s), (double)sharers);
}

// Each family's part of what is left above all prices.
static double bonus_won(const struct party *market, struct district district, size_t sharers) {
    const S *s = market->entry->settings;
    const struct data_family *families = state_of(market)->families;
    struct data_union terms = union_of(market);
    struct data_union_prices prices = {0, 0};
    for (size_t i = 0; i < district.count; i++) {
        const struct data_family *family = &families[district.homes[i]];
        *(family->shares ? &prices.sharers_won : &prices.others_won) += family->price_won;
    }
    double left_won = data_union_surplus_won(&terms, prices, sharers, district.count);
    return s->families_share * fmax(0, left_won) / (double)district.count;
}

static size_t choose_sharers(const struct world *world, const struct party *market,
                             struct district district) {
    struct data_family *families = state_of(market)->families;
    struct data_union terms = union_of(market);
    struct data_union_member *members = status_allocate(district.count, sizeof *members);
    for (size_t i = 0; i < district.count; i++) {
        uint32_t home = district.homes[i];
        families[home].wanted = families[home].shares = false;
        members[i] =
            (struct data_union_member){families[home].price_won, isinf(world->homes[home].concern), home};
    }
    size_t sharers = data_union_choose(&terms, members, district.count);
    for (size_t i = 0; i < sharers; i++)
        families[members[i].home].wanted = families[members[i].home].shares = true;
    free(members);
    return sharers;
}

// Whose data are for sale, and what each of these can expect.
static void bargain(const struct world *world, const struct party *market, struct district district) {
    const S *s = market->entry->settings;
    struct data_family *families = state_of(market)->families;
    size_t sharers = choose_sharers(world, market, district);
    double bonus = bonus_won(market, district, sharers);
    for (size_t i = 0; i < district.count; i++) {
        struct data_family *family = &families[district.homes[i]];
        family->offered_won = ceil(family->price_won * learnt_of(s, family, sharers) + bonus);
    }
}

// ---- Offers ---------------------------------------------------------------------------------------------

// What a family is asked for: what its data tell beside its neighbours' already, as a part of what they tell
// alone.
static struct choice_form form_of(const S *s, size_t others) {
    bool bargained = s->prices == UNION;  // it is paid for the whole
    double adds = data_externality_adds(law_of(s), bargained ? 0 : (double)others);
    return (struct choice_form){.form = FORM_RAW, .signal = adds / data_externality_adds(law_of(s), 0)};
}

// Who shares already, in a district of so many families, as a family is asked.
struct neighbourhood {
    size_t others, families;
};

// What a family's data tell of it and of all its neighbours, as the platform believes, less what keeping them
// costs.
static double bid_won(const struct party *market, struct neighbourhood around) {
    const S *s = market->entry->settings;
    double others = (double)around.others, families = (double)around.families;
    double more = data_externality_of_all(law_of(s), others + 1, families) -
                  data_externality_of_all(law_of(s), others, families);
    return believed_won(market) * more - s->running_won_month;
}

static double offer_won(const struct party *market, const struct data_family *family, size_t others) {
    const S *s = market->entry->settings;
    if (s->prices == UNION) return family->offered_won;
    if (s->prices == FLAT) return s->flat_won;
    return ceil(s->families_share * believed_won(market) * data_externality_adds(law_of(s), (double)others));
}

// Above what it believes that they bring it buys data for a sum each quarter.
static bool is_within(const struct world *world, const struct party *market, double won, double bid) {
    const S *s = market->entry->settings;
    struct learning_buyer *learnt = &state_of(market)->learnt;
    if (won <= bid) return true;
    if (!learning_buyer_can_try(learnt, clock_day(world->now), won, s->trials_won_quarter)) return false;
    learning_buyer_tried(learnt, clock_day(world->now), won);
    return true;
}

// A union has reckoned already.
static bool is_worth(const struct world *world, const struct party *market, double won,
                     struct neighbourhood around) {
    const S *s = market->entry->settings;
    return s->prices == UNION || is_within(world, market, won, bid_won(market, around));
}

// What it was offered the family weighs as the worth of the service.
static void tell_offer(struct world *world, const struct party *market, uint32_t home,
                       struct choice_form form) {
    const struct data_market_state *state = state_of(market);
    double won = state->families[home].offered_won;
    if (consent_state(world->gate, home, state->flow, world->now) == CONSENT_NOT_ASKED)
        choice_standing(world, home, state->flow, form, won,
                        luck_with_party(world, market, home, "data_market.offer", 0), world->now);
    else
        choice_offered(world, home, state->flow, form, won, world->now);
    party_count(world, market, OFFERED, home, 1);
    party_count(world, market, PRICE, home, won);
}

// False: it wants none of its data at that price.
static bool ask(struct world *world, const struct party *market, uint32_t home, struct neighbourhood around) {
    size_t others = around.others;
    const S *s = market->entry->settings;
    struct data_market_state *state = state_of(market);
    struct data_family *family = &state->families[home];
    if (!gate_rule_stands(gate_rule(world->gate, state->flow, world->now))) return true;
    family->offered_won = offer_won(market, family, others);
    if (!is_worth(world, market, family->offered_won, around)) {
        party_count(world, market, TOO_DEAR, home, 1);
        return false;
    }
    tell_offer(world, market, home, form_of(s, others));
    return true;
}

static bool gets(struct world *world, const struct party *market, uint32_t home) {
    uint16_t flow = state_of(market)->flow;
    if (!gate_may_pass(world->gate, home, flow, world->now)) return false;
    const struct gate_pass *pass = party_share(world, home, flow, FORM_RAW, PROFILE_BYTES);
    if (!pass) return false;
    party_tell(world, pass, home, market);
    return true;
}

// ---- Families that somebody speaks for -----------------------------------------------------------------

// Who is paid nothing is asked once, and not reminded.
static bool is_offered(const struct world *world, const struct party *market, uint32_t home) {
    const struct data_market_state *state = state_of(market);
    bool asked = consent_state(world->gate, home, state->flow, world->now) != CONSENT_NOT_ASKED;
    return gate_rule_stands(gate_rule(world->gate, state->flow, world->now)) &&
           (!asked || state->families[home].offered_won > 0);
}

// Whose data were sold last month, and who has taken that back by now.
static void hear_withdrawal(struct world *world, const struct party *market, uint32_t home) {
    const struct data_market_state *state = state_of(market);
    if (consent_state(world->gate, home, state->flow, world->now) == CONSENT_WITHDRAWN)
        data_trust_withdrawn(world, state->trust, market, home);
}

// Each member is told what it would get. Returns how many let their data be sold.
static size_t ask_members(struct world *world, const struct party *market, struct district district,
                          size_t *members) {
    const struct data_market_state *state = state_of(market);
    size_t willing = *members = 0;
    for (size_t i = 0; i < district.count; i++) {
        uint32_t home = district.homes[i];
        struct data_family *family = &state->families[home];
        bool sold = family->spoken_for && family->shares;
        family->spoken_for = data_trust_speaks_for(world, state->trust, home);
        if (!family->spoken_for) continue;
        family->offered_won = data_trust_pays_won(state->trust);
        if (is_offered(world, market, home)) tell_offer(world, market, home, choice_raw);
        if (sold) hear_withdrawal(world, market, home);
        ++*members;
        willing += gate_may_pass(world->gate, home, state->flow, world->now);
    }
    return willing;
}

// All of theirs, or none: for what they add to what the others tell, as these stood last month.
static bool buys_together(const struct world *world, const struct party *market, struct district district,
                          size_t willing) {
    const S *s = market->entry->settings;
    const struct data_market_state *state = state_of(market);
    double others = 0, families = (double)district.count, sellers = (double)willing;
    for (size_t i = 0; i < district.count; i++) {
        const struct data_family *family = &state->families[district.homes[i]];
        others += family->shares && !family->spoken_for;
    }
    double more = data_externality_of_all(law_of(s), others + sellers, families) -
                  data_externality_of_all(law_of(s), others, families);
    double bid = believed_won(market) * more - s->running_won_month * sellers;
    return willing && is_within(world, market, data_trust_asks_won(state->trust) * sellers, bid);
}

static void sell_as_one(struct world *world, const struct party *market, struct district district,
                        double part) {
    const struct data_market_state *state = state_of(market);
    struct data_trust_offer offer = {.district = world->homes[district.homes[0]].district, .part = part};
    offer.willing = ask_members(world, market, district, &offer.members);
    offer.bought = buys_together(world, market, district, offer.willing);
    for (size_t i = 0; i < district.count; i++) {
        struct data_family *family = &state->families[district.homes[i]];
        if (family->spoken_for) family->shares = offer.bought && gets(world, market, district.homes[i]);
    }
    data_trust_answered(world, state->trust, &offer);
}

// ---- Each alone ----------------------------------------------------------------------------------------

// One after the other: each is offered what is right as the others stand. Returns how many share.
static size_t make_offers(struct world *world, const struct party *market, struct district district) {
    struct data_family *families = state_of(market)->families;
    size_t sharers = 0;
    for (size_t i = 0; i < district.count; i++) sharers += families[district.homes[i]].shares;
    for (size_t i = 0; i < district.count; i++) {
        struct data_family *family = &families[district.homes[i]];
        if (family->spoken_for) continue;
        sharers -= family->shares;
        family->wanted = family->wanted && ask(world, market, district.homes[i],
                                               (struct neighbourhood){sharers, district.count});
        family->shares = family->wanted && gets(world, market, district.homes[i]);
        sharers += family->shares;
    }
    return sharers;
}

// ---- A month --------------------------------------------------------------------------------------------

// In a district, once everybody has answered.
struct outcome {
    size_t sharers;
    double bonus_won;
    double part;  // of a month that is left of the run
};

static int64_t due_won(const struct world *world, const struct party *market, uint32_t home,
                       const struct outcome *outcome) {
    const S *s = market->entry->settings;
    const struct data_market_state *state = state_of(market);
    const struct data_family *family = &state->families[home];
    bool agreed = consent_state(world->gate, home, state->flow, world->now) == CONSENT_GRANTED;
    double won = family->shares && agreed ? family->offered_won : 0;
    if (s->prices == UNION)
        won = outcome->sharers
                  ? family->price_won * learnt_of(s, family, outcome->sharers) + outcome->bonus_won
                  : 0;
    return (int64_t)ceil(won * outcome->part);
}

static void pay(struct world *world, const struct party *market, uint32_t home, int64_t won) {
    struct ledger *ledger = world->ledger;
    bool shares = state_of(market)->families[home].shares;
    // Of a family that does not share: the month's offers.
    journal_cause cause = shares ? party_note(world, PARTY_HOME, home, 0, "profile shared") : 0;
    if (won)
        ledger_post(ledger, ledger_party(ledger, market->number), ledger_household(ledger, home), won, WON,
                    ledger_reason(ledger, shares ? "paid for data" : "paid for what others tell"), cause);
}

// Returns what the family got.
static int64_t pay_family(struct world *world, const struct party *market, uint32_t home,
                          const struct outcome *outcome) {
    const struct data_market_state *state = state_of(market);
    const struct data_family *family = &state->families[home];
    if (family->spoken_for)
        return family->shares ? data_trust_settle(world, state->trust, market, home, outcome->part) : 0;
    int64_t won = due_won(world, market, home, outcome);
    pay(world, market, home, won);
    return won;
}

// What its own data tell costs a family as all data do (privacy.h); what others' tell beside that, here.
static void suffer(struct world *world, const struct party *market, uint32_t home, double learnt,
                   double part) {
    const struct data_family *family = &state_of(market)->families[home];
    double own = family->shares ? data_externality_of_sharer(law_of(market->entry->settings), 0) : 0;
    if (learnt > own)
        welfare_post(world->welfare, home, &others_tell, -family->price_won * (learnt - own) * part, 0);
}

static void settle(struct world *world, const struct party *market, uint32_t home,
                   const struct outcome *outcome) {
    const struct data_family *family = &state_of(market)->families[home];
    double learnt = learnt_of(market->entry->settings, family, outcome->sharers);
    int64_t won = pay_family(world, market, home, outcome);
    suffer(world, market, home, learnt, outcome->part);
    party_count(world, market, FAMILIES, home, outcome->part);
    party_count(world, market, family->shares ? SHARED : SILENT, home, outcome->part);
    party_count(world, market, family->shares ? LEARNT : LEARNT_OTHERS, home, learnt * outcome->part);
    bool worse_off = (double)won < family->price_won * learnt * outcome->part;
    party_count(world, market, WORSE_OFF, home, worse_off ? outcome->part : 0);
}

static void look_at_families(const struct world *world, const S *s, struct data_family *families,
                             struct district district) {
    double alone = data_externality_of_sharer(law_of(s), 0);
    for (size_t i = 0; i < district.count; i++) {
        struct data_family *family = &families[district.homes[i]];
        family->price_won = privacy_month_won(world, district.homes[i], NULL, DATA_PROFILE) / alone;
        family->wanted = true;
    }
}

static void keep_books(struct world *world, const struct party *market, struct district district,
                       const struct outcome *outcome) {
    const S *s = market->entry->settings;
    double sharers = (double)outcome->sharers;
    double learnt = data_externality_of_all(law_of(s), sharers, (double)district.count);
    double known = learnt * outcome->part;
    party_earn(world, market, s->worth_won * known, "use of profiles",
               "better aimed offers of firms elsewhere", 0);
    learning_buyer_earned_of(&state_of(market)->learnt, known, known);
    party_spend(world, market, s->running_won_month * sharers * outcome->part, "keeping profiles", 0);
}

static void live_month(struct world *world, const struct party *market, struct district district,
                       double part) {
    const S *s = market->entry->settings;
    struct data_family *families = state_of(market)->families;
    look_at_families(world, s, families, district);
    if (s->prices == UNION) bargain(world, market, district);
    if (s->prices == TRUST) sell_as_one(world, market, district, part);
    size_t sharers = make_offers(world, market, district);
    double bonus = s->prices == UNION ? bonus_won(market, district, sharers) : 0;
    struct outcome outcome = {sharers, bonus, part};
    for (size_t i = 0; i < district.count; i++) settle(world, market, district.homes[i], &outcome);
    if (sharers) keep_books(world, market, district, &outcome);
}

static void begin_month(struct world *world, const struct party *market) {
    const struct data_market_state *state = state_of(market);
    double left = (double)(world->end - world->now) / (double)(MONTH_DAYS * CLOCK_DAY);
    const S *s = market->entry->settings;
    party_begin(world, market->number, HOME_NONE, "offers for data");
    if (s->prices == TRUST) data_trust_begin_month(state->trust);
    for (size_t d = 0; d < state->districts; d++)
        if (district_at(state, d).count) live_month(world, market, district_at(state, d), fmin(1, left));
}

static void data_market_midnight(struct world *world, struct party *market) {
    if (clock_day(world->now) % MONTH_DAYS == 0 && world->now < world->end) begin_month(world, market);
}

static void data_market_wake(struct world *world, struct party *market, const struct timer *timer) {
    (void)timer;
    begin_month(world, market);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

static void data_market_prepare(struct world *world, struct party *market) {
    const S *s = market->entry->settings;
    state_of(market)->trust = world_party_of_kind(world, &data_trust_party, NULL);
    if (s->prices == TRUST && !state_of(market)->trust)
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s.prices = \"trust\": a scenario with it has a data_trust", market->name);
    state_of(market)->flow = party_flow(world, DATA_PROFILE, market, "profiles");
}

static void data_market_start(struct world *world, struct party *market) {
    struct data_market_state *state = state_of(market);
    const struct homes_settings *homes = plan_section(world->plan, &homes_section);
    state->districts = (size_t)homes->districts;
    state->families = status_allocate(world->home_count, sizeof *state->families);
    state->homes = status_allocate(world->home_count, sizeof *state->homes);
    state->first = status_allocate(state->districts + 2, sizeof *state->first);
    put_homes_by_district(world, state);
    party_wake(world, market, (struct timer){.due = world->now});
}

static void data_market_close(struct world *world, struct party *market) {
    (void)world;
    struct data_market_state *state = state_of(market);
    free(state->families);
    free(state->homes);
    free(state->first);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation offers = {
    "what a family is offered for its data",
    "margin: families_share B M(n), in whole won upwards; flat: flat_won; none (too_dear) where that is "
    "above B (I(n + 1) - I(n)) - "
    "running_won_month, but for trials_won_quarter in 91 days; a family weighs it as the "
    "worth of "
    "the service, and the data by M(n) / M(0) of what they tell alone",
    "B what the platform believes that all there is to know of a family brings; n other families of its "
    "district that share as it is asked, one after the other, home by home, every "
    "30 days; M see what a family's own data add; I(n) what n who share tell of all families of the "
    "district; answers that stood are weighed anew without effort",
    "after Acemoglu, Makhdoumi, Malekian & Ozdaglar 2022, not read, where the platform knows what each "
    "wants; here it "
    "does not: assumption"};
static const struct equation together = {"what is sold as one",
                                         "trust: of a district the data of all willing members at a each, or "
                                         "none; where m a <= B (I(n + m) - I(n)) - running_won_month m, or "
                                         "within trials_won_quarter",
                                         "a what the trust asks, m willing members, n other families of the "
                                         "district that shared last month; B, I as in what a family is "
                                         "offered for its data; the others are then offered what theirs add",
                                         "collective bargaining over joint contributions; assumption"};
static const struct equation belief = {
    "what the platform believes",
    "B = (prior_months believed_worth worth_won + earned) / (prior_months + sum of I)",
    "earned and I, in months of families, so far: see what the platform knows; a union reckons with B, too",
    "posterior mean of a normal of known variance (DeGroot 1970, Optimal Statistical Decisions, not read)"};
static const struct equation known = {"what the platform knows",
                                      "shared + silent = families; learnt, learnt_others: mean of I over "
                                      "those who share and over the others; it earns "
                                      "worth_won sum of I and spends running_won_month shared",
                                      "I what is known of a family (what shared data tell of a family); won "
                                      "for each month, the last one as long "
                                      "as it is",
                                      "definition; that all knowledge is worth as much: assumption"};
static const struct equation harm = {
    "what it costs that others' data tell of a family",
    "others tell: -price (I - own); worse_off where price I is more than it is paid",
    "price = concern weight 2 (1 - trust) / I(alone), won a month for all there is to know; own I(alone) of "
    "who "
    "shares, which costs it as all data do, else 0; concern see what it costs that somebody knows",
    "a unit of what is learnt costs the same whoever told it: assumption, as in Acemoglu, Makhdoumi, "
    "Malekian "
    "& Ozdaglar 2022, not read"};
static const struct submodel submodels[] = {
    {&data_externality_equation, "learnt, learnt_others", "correlation, noise, homes.districts"},
    {&data_externality_adds_equation, "", "correlation, noise"},
    {&belief, "", "believed_worth, prior_months, worth_won"},
    {&together, "", "prices, data_trust"},
    {&offers, "offered, too_dear, price, offers for data",
     "prices, families_share, flat_won, running_won_month, trials_won_quarter"},
    {&choice_equation, "profile shared, profile", "families"},
    {&data_union_equation, "paid for what others tell",
     "prices, families_share, worth_won, running_won_month"},
    {&known, "families, shared, silent, use of profiles, keeping profiles, paid for data",
     "worth_won, running_won_month"},
    {&harm, "worse_off", "families"},
};

const struct party_kind data_market_party = {
    .kind = {.name = "data_market",
             .summary = "a platform that buys families' profiles, which tell of their neighbours, too",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&learning_buyer_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct data_market_state),
    .prepare = data_market_prepare,
    .start = data_market_start,
    .wake = data_market_wake,
    .midnight = data_market_midnight,
    .close = data_market_close,
};

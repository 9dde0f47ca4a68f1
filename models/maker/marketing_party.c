// SPDX-License-Identifier: GPL-3.0-or-later
// Marketing: a desk in the maker's cloud that sells two kitchen sets. From what microwaves and refrigerators
// may tell it, it puts families into groups (marketing_groups.h); families that tell nothing are a group,
// too. Each month it makes each family the offer that is worth most to it in the family's group, or none, by
// what it has seen there (marketing_trials.h): of the answers to its offers, some of them by lot, and of
// families held out, who are never offered anything. What families want is their own (marketing_wish.h). So
// groups that are blurred, by noise or because few tell, cost it offers that fit worse.
#include <math.h>
#include <stdlib.h>

#include "models/food/diet.h"
#include "models/maker/marketing_groups.h"
#include "models/maker/marketing_tables.h"
#include "models/maker/marketing_trials.h"
#include "models/methods/recommender_technique.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

enum { MONTH_DAYS = 30, NO_OFFER = MARKETING_OFFERS };
static const char purpose[] = "segment_offers";

static const struct welfare_source sets_worth = {
    "kitchen sets", WELFARE_SURPLUS, "what families would have given for kitchen sets above their price"};
static const struct welfare_source *const worths[] = {&sets_worth, NULL};

struct customer {
    struct marketing_seen seen;  // of this family's answers
    double earned_won;           // of its purchases, above their cost
    uint8_t offer;               // of this month; NO_OFFER: none
    bool is, held_out, has[MARKETING_SETS];
    bool unasked;  // the offer rests on data that nobody asked for
};

struct marketing_state {
    struct customer *customers;         // [homes]
    struct marketing_reports *reports;  // [homes]
    uint8_t *group;                     // [homes]
    struct marketing_seen of[MARKETING_GROUPS_MOST + 1], of_all;
    const struct diet_settings *diet;
    uint16_t food_flow, stock_flow, sets;
    double bytes;  // of reports since the last version
    int64_t versions;
};

static double price_won(const S *s, bool cheaper) {
    return floor(s->set_won * (cheaper ? 1 - s->discount : 1) + 0.5);
}

static double cost_won(const S *s) {
    return s->usual_won * s->cost_share;
}

static uint64_t month_of(const struct world *world) {
    return (uint64_t)clock_day(world->now) / MONTH_DAYS;
}

// ---- What it is told ------------------------------------------------------------------------------------

static void receive(struct world *world, struct party *desk, const struct item *item) {
    (void)world;
    struct marketing_state *state = desk->state;
    struct marketing_reports *reports = &state->reports[item->home];
    state->bytes += item->bytes;
    for (int food = 0; food < FOOD_CLASSES; food++)
        if (food_reported(item) >> food & 1) marketing_groups_hear_of_meal(reports, (enum food_class)food);
    if (item->topic == &refrigerator_stock_status) {
        struct stock_status seen = stock_status_of(item);
        marketing_groups_look(reports, &seen);
    }
}

static bool may_know(const struct world *world, uint32_t home, uint16_t flow) {
    return gate_may_pass(world->gate, home, flow, world->now) &&
           gate_knows(world->gate, home, flow, world->now);
}

static void forget_withdrawn(const struct world *world, struct marketing_state *state) {
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!may_know(world, home, state->food_flow)) marketing_groups_forget_meals(&state->reports[home]);
        if (!may_know(world, home, state->stock_flow)) marketing_groups_forget_looks(&state->reports[home]);
    }
}

// ---- Groups ---------------------------------------------------------------------------------------------

// Thirds of the standard normal distribution.
static uint8_t true_third(const struct world *world, uint32_t home) {
    static const double third = 0.4307;
    double diet = food_diet(world, home);
    return (uint8_t)((diet > -third) + (diet > third));
}

// Of all families that it might make an offer, the unknown as one group more.
static double agreement(const struct world *world, const struct marketing_state *state, bool with_privacy) {
    uint8_t *own = status_allocate(world->home_count, 1), *true_one = status_allocate(world->home_count, 1);
    size_t count = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!state->customers[home].is) continue;
        own[count] = state->group[home];
        true_one[count++] = with_privacy ? world->homes[home].segment : true_third(world, home);
    }
    double index = clustering_agreement(own, true_one, count);
    free(own);
    free(true_one);
    return index;
}

static void tell_of_version(struct world *world, struct party *desk, const struct marketing_version *made) {
    const S *s = desk->entry->settings;
    struct marketing_state *state = desk->state;
    double index = agreement(world, state, false);
    party_count_own(world, desk, VERSIONS, 1);
    party_count_own(world, desk, KNOWN, made->known);
    party_count_own(world, desk, GROUPS, (double)made->found.groups);
    party_count_own(world, desk, AGREEMENT, index);
    party_count_own(world, desk, PRIVACY_AGREEMENT, agreement(world, state, true));
    learning_add(world, desk,
                 (struct learnt){.technique = &clustering_technique,
                                 .subject = "what families lean towards",
                                 .version = ++state->versions,
                                 .samples = made->samples,
                                 .homes = made->known,
                                 .score = index,
                                 .measure = "adjusted Rand index beside thirds of the true leaning",
                                 .flops = made->found.flops,
                                 .bytes = state->bytes,
                                 .joules = NAN,
                                 .won = s->version_won});
    state->bytes = 0;
}

// Where nobody tells anything there is nothing to be made.
static void make_groups(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct marketing_state *state = desk->state;
    struct marketing_grouping how = {.by_health = s->looks_at == LOOKS_AT_HEALTH,
                                     .groups = (size_t)s->groups,
                                     .by_gap = s->picks_k == PICKS_BY_GAP,
                                     .signals_least = (uint32_t)s->signals_least};
    forget_withdrawn(world, state);
    struct marketing_version made = marketing_groups_make(
        state->reports, world->home_count, &how,
        luck_of_party(world, desk, "marketing.groups", month_of(world) << 40), state->group);
    if (made.known > 0)
        party_spend(world, desk, s->version_won, "making groups",
                    party_note(world, desk->number, HOME_NONE, 0, "groups of families made"));
    tell_of_version(world, desk, &made);
}

// ---- Offers ---------------------------------------------------------------------------------------------

static struct marketing_terms terms_of(const S *s) {
    return (struct marketing_terms){.taken = s->believed_taken,
                                    .anyway = s->believed_anyway,
                                    .weight = s->prior_offers,
                                    .price_won = {price_won(s, false), price_won(s, true)},
                                    .cost_won = cost_won(s),
                                    .contact_won = s->contact_won};
}

static void add_up(const struct world *world, struct marketing_state *state) {
    state->of_all = (struct marketing_seen){0};
    for (int g = 0; g <= MARKETING_GROUPS_MOST; g++) state->of[g] = (struct marketing_seen){0};
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!state->customers[home].is) continue;
        marketing_trials_add(&state->of_all, &state->customers[home].seen);
        marketing_trials_add(&state->of[state->group[home]], &state->customers[home].seen);
    }
}

// The best of those that are worth something, of a set that the family has not.
static uint8_t best_offer(const struct marketing_state *state, const struct marketing_terms *terms,
                          uint32_t home) {
    uint8_t best = NO_OFFER;
    double best_won = 0;
    for (unsigned offer = 0; offer < MARKETING_OFFERS; offer++) {
        if (state->customers[home].has[marketing_set_of(offer)]) continue;
        double won = marketing_trials_worth_won(terms, &state->of_all, &state->of[state->group[home]], offer);
        if (won <= best_won) continue;
        best = (uint8_t)offer;
        best_won = won;
    }
    return best;
}

// By lot, for some; the same lot under every policy.
static uint8_t choose_offer(const struct world *world, const struct party *desk,
                            const struct marketing_terms *terms, uint32_t home) {
    const S *s = desk->entry->settings;
    const struct marketing_state *state = desk->state;
    struct random_sequence luck = luck_with_party(world, desk, home, "marketing.tries", month_of(world) << 8);
    if (random_next_uniform(&luck) >= s->tries) return best_offer(state, terms, home);
    uint8_t offer = (uint8_t)(random_next_uniform(&luck) * MARKETING_OFFERS);
    return state->customers[home].has[marketing_set_of(offer)] ? NO_OFFER : offer;
}

static bool was_taken(const struct world *world, const struct marketing_state *state, uint32_t home) {
    const struct marketing_reports *reports = &state->reports[home];
    return state->group[home] != MARKETING_UNKNOWN &&
           ((reports->meals && gate_rule(world->gate, state->food_flow, world->now) == RULE_NONE) ||
            (reports->looks && gate_rule(world->gate, state->stock_flow, world->now) == RULE_NONE));
}

static void make_offer(struct world *world, struct party *desk, uint32_t home, uint8_t offer) {
    const S *s = desk->entry->settings;
    struct marketing_state *state = desk->state;
    struct customer *customer = &state->customers[home];
    customer->offer = offer;
    if (offer == NO_OFFER) return;
    customer->unasked = was_taken(world, state, home);
    party_spend(world, desk, s->contact_won, "contacts",
                party_note(world, desk->number, home, 0, "kitchen set offered"));
    party_count(world, desk, OFFERS, home, 1);
    party_count(world, desk, OFFER_FIT, home, marketing_wish_fit(world, home, marketing_set_of(offer)));
}

static void make_offers(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct marketing_state *state = desk->state;
    struct marketing_terms terms = terms_of(s);
    add_up(world, state);
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct customer *customer = &state->customers[home];
        if (customer->is && !customer->held_out)
            make_offer(world, desk, home, choose_offer(world, desk, &terms, home));
    }
}

// ---- Families' answers ----------------------------------------------------------------------------------

static struct marketing_wish wish_of(const S *s) {
    return (struct marketing_wish){
        s->wants_month, s->fit_weight, s->offer_weight, {s->usual_won, s->price_weight}};
}

// chance: with which a family like this one buys at that price.
static void sell(struct world *world, struct party *desk, uint32_t home, double won, double chance) {
    const S *s = desk->entry->settings;
    const struct marketing_state *state = desk->state;
    journal_cause cause = party_note(world, PARTY_HOME, home, 0, "family buys a kitchen set");
    ledger_post(world->ledger, ledger_household(world->ledger, home),
                ledger_party(world->ledger, desk->number), (int64_t)won, WON, state->sets, cause);
    party_spend(world, desk, cost_won(s), "cost of goods", cause);
    welfare_purchase(world->welfare, home, &sets_worth, won, demand_surplus_won(wish_of(s).demand, chance),
                     cause);
    state->customers[home].earned_won += won - cost_won(s);
    party_count(world, desk, SOLD, home, 1);
    party_count(world, desk, CHEAPER, home, won < price_won(s, false));
}

static void take_badly(struct world *world, struct party *desk, uint32_t home, double fit,
                       struct random_sequence *luck) {
    struct marketing_state *state = desk->state;
    bool annoyed = random_next_uniform(luck) < diet_is_annoyed(state->diet, fit);
    bool notices = random_next_uniform(luck) < state->diet->notices_unasked;
    bool resents = notices && state->customers[home].unasked;
    party_count(world, desk, NOTICED, home, resents);
    party_count(world, desk, ANNOYED, home, annoyed && !resents);
    if (resents)
        choice_resents(world, home, state->reports[home].meals ? state->food_flow : state->stock_flow, 1);
    else if (annoyed)
        choice_is_bothered(world, home, desk->maker, state->diet->annoyance);
}

// What the desk learns of it.
static void see(struct customer *customer, enum marketing_set set, bool offered, bool buys) {
    struct marketing_seen *seen = &customer->seen;
    if (offered) {
        seen->offers[customer->offer]++;
        seen->taken[customer->offer] += buys;
    } else if (customer->held_out) {
        seen->left[set]++;
        seen->anyway[set] += buys;
    }
}

static void count_answer(struct world *world, struct party *desk, uint32_t home, bool offered, bool buys) {
    bool held_out = ((const struct marketing_state *)desk->state)->customers[home].held_out;
    party_count(world, desk, OFFERED_BUY, home, offered && buys);
    party_count(world, desk, HELD_OUT, home, held_out);
    party_count(world, desk, HELD_OUT_BUY, home, held_out && buys);
}

static void look_at(struct world *world, struct party *desk, uint32_t home, enum marketing_set set) {
    const S *s = desk->entry->settings;
    struct customer *customer = &((struct marketing_state *)desk->state)->customers[home];
    struct marketing_wish wish = wish_of(s);
    bool offered = customer->offer != NO_OFFER && marketing_set_of(customer->offer) == set;
    double won = price_won(s, offered && marketing_is_cheaper(customer->offer));
    double fit = marketing_wish_fit(world, home, set);
    double chance = marketing_wish_chance(&wish, fit, offered, won);
    struct random_sequence luck =
        luck_with_party(world, desk, home, "marketing.looks", (month_of(world) * MARKETING_SETS + set) << 8);
    bool buys = random_next_uniform(&luck) < chance && families_can_afford(&world->homes[home], won);
    see(customer, set, offered, buys);
    count_answer(world, desk, home, offered, buys);
    if (offered && !buys) take_badly(world, desk, home, fit, &luck);
    if (!buys) return;
    customer->has[set] = true;
    sell(world, desk, home, won, chance);
}

static void families_look(struct world *world, struct party *desk) {
    const struct marketing_state *state = desk->state;
    for (uint32_t home = 0; home < world->home_count; home++)
        for (int set = 0; set < MARKETING_SETS; set++)
            if (state->customers[home].is && !state->customers[home].has[set])
                look_at(world, desk, home, (enum marketing_set)set);
}

// ---- Month by month -------------------------------------------------------------------------------------

static void count_uplift(struct world *world, struct party *desk) {
    const struct marketing_state *state = desk->state;
    struct recommender_group groups[2] = {{0}};
    for (uint32_t home = 0; home < world->home_count; home++)
        if (state->customers[home].is)
            recommender_group_add(&groups[state->customers[home].held_out],
                                  state->customers[home].earned_won);
    struct recommender_uplift uplift = recommender_uplift_of(&groups[false], &groups[true]);
    if (!uplift.known) return;
    party_count_own(world, desk, CAUSED, uplift.difference * groups[false].count);
    party_count_own(world, desk, CAUSED_ERROR, uplift.standard_error * groups[false].count);
}

static void midnight(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    if (clock_day(world->now) % MONTH_DAYS == 0) {
        families_look(world, desk);
        if (month_of(world) % (uint64_t)s->version_months == 0) make_groups(world, desk);
        make_offers(world, desk);
    }
    if (world->now == world->end) count_uplift(world, desk);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

static uint16_t subscribe(struct world *world, const struct party *desk, enum data_class data_class) {
    const S *s = desk->entry->settings;
    return party_subscribe(
        world, (struct subscription){.data_class = data_class,
                                     .party = desk->number,
                                     .recipient = desk->maker ? desk->maker->number : desk->number,
                                     .purpose = purpose,
                                     .worth_won = s->worth_won});
}

static void prepare(struct world *world, struct party *desk) {
    struct marketing_state *state = desk->state;
    state->food_flow = subscribe(world, desk, DATA_FOOD);
    state->stock_flow = subscribe(world, desk, DATA_STOCK);
}

static bool owns_something(const struct world *world, const struct party *desk, uint32_t home) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (unsigned i = 0; i < world->homes[home].process_count; i++) {
        const struct appliance *appliance = &world->appliances[first[i].appliance];
        if (first[i].installed && appliance->entry && appliance->maker == desk->maker) return true;
    }
    return false;
}

static void start(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct marketing_state *state = desk->state;
    state->customers = status_allocate(world->home_count, sizeof *state->customers);
    state->reports = status_allocate(world->home_count, sizeof *state->reports);
    state->group = status_allocate(world->home_count, sizeof *state->group);
    state->diet = plan_section(world->plan, &diet_section);
    state->sets = ledger_reason(world->ledger, "kitchen sets");
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct random_sequence luck = luck_of_home(world, home, "marketing.hold_out", 0);
        state->customers[home] =
            (struct customer){.offer = NO_OFFER,
                              .is = world->homes[home].members > 0 && owns_something(world, desk, home),
                              .held_out = random_next_uniform(&luck) < s->hold_out};
    }
}

static void close_desk(struct world *world, struct party *desk) {
    (void)world;
    struct marketing_state *state = desk->state;
    free(state->customers);
    free(state->reports);
    free(state->group);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation customers = {
    "whom it might make an offer",
    "families that own something of the maker's at the start, but for a share hold_out of them, for good",
    "a draw of the home's own luck", "assumption"};
static const struct equation choice = {
    "which offer a family is made",
    "each month of 30 days, of the two sets, at their price or discount below it, the offer that is worth "
    "most "
    "in the family's group and more than nothing; with chance tries one of the four by lot; none of a set "
    "that it has; costs contact_won",
    "offer_fit: how well it fits the family in truth", "assumption"};
static const struct equation version = {
    "a version of the groups",
    "every version_months, of families of which something is known; costs version_won; versions, known, "
    "groups: means of the versions; agreement: adjusted Rand index of the groups, the unknown as one more, "
    "and thirds of the true leaning, below -0.43, above 0.43 and between; privacy_agreement: and the "
    "privacy segments",
    "families weigh worth_won a month when they are asked for their food and stock", "definition"};
static const struct equation sale = {
    "a set sold",
    "the family pays set_won, or set_won (1 - discount) after the cheaper offer; it costs cost_share "
    "usual_won",
    "to the won; surplus as of all that is bought", "assumption"};
static const struct equation annoyed = {"offers that are declined",
                                        "annoyed: costs trust by weight annoyance; noticed_unasked: with "
                                        "chance notices_unasked, of an offer that "
                                        "rests on data which nobody was asked for: is resented",
                                        "as of the diet service's offers", "assumption"};
static const struct equation counts = {
    "what is counted",
    "offers; sets_sold, of them sold_cheaper; offered_buy: share of offers taken; held_out: sets that "
    "families "
    "held out look at, month by month; held_out_buy: share of these that are bought",
    "", "definition"};
static const struct submodel submodels[] = {
    {&customers, "", "hold_out"},
    {&marketing_groups_equation, "food, stock", "looks_at, signals_least, microwave, refrigerator"},
    {&clustering_seeds_equation, "", "groups"},
    {&clustering_sweeps_equation, "", "groups"},
    {&clustering_silhouette_equation, "", "groups, picks_k"},
    {&clustering_gap_equation, "", "groups, picks_k"},
    {&clustering_agreement_equation, "", ""},
    {&version,
     "versions, known, groups, agreement, privacy_agreement, groups of families made, making groups",
     "version_months, version_won, worth_won"},
    {&choice, "offer_fit, kitchen set offered, contacts", "tries, discount, contact_won"},
    {&marketing_trials_belief_equation, "", "believed_taken, believed_anyway, prior_offers"},
    {&marketing_trials_worth_equation, "", "set_won, discount, usual_won, cost_share, contact_won"},
    {&marketing_wish_equation, "family buys a kitchen set", "wants_month, fit_weight, offer_weight"},
    {&demand_equation, "", "price_weight, set_won, usual_won"},
    {&demand_surplus_equation, "", "price_weight, set_won, usual_won"},
    {&sale, "kitchen sets, cost of goods", "set_won, discount, usual_won, cost_share"},
    {&diet_annoyed_equation, "", "diet.annoyed, diet.relevance"},
    {&annoyed, "annoyed, noticed_unasked", "diet.annoyance, diet.notices_unasked"},
    {&counts, "offers, sets_sold, sold_cheaper, offered_buy, held_out, held_out_buy", ""},
    {&recommender_uplift_equation, "caused_won, caused_won_error", "hold_out"},
};

const struct party_kind marketing_party = {
    .kind = {.name = "marketing",
             .summary = "a desk in the maker's cloud that groups families and offers kitchen sets by group",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&clustering_technique, &recommender_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct marketing_state),
    .in_cloud = true,
    .prepare = prepare,
    .start = start,
    .receive = receive,
    .midnight = midnight,
    .close = close_desk,
};

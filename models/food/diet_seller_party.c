// SPDX-License-Identifier: GPL-3.0-or-later
// A diet service that advises on meals and sells supplements. It listens to what microwaves and refrigerators
// report, as far as families allow, and believes something of each family's diet
// (models/methods/recommender_technique.h). Once a month it advises those it knows something about, and
// offers its plan to a share of those without one: to any, or to those that seem to need it most. A part of
// the families, drawn by lot, is never offered anything, so that plans that offers caused can be told from
// plans that would have been taken anyway. From that it learns what an offer is worth by what it knows the
// family by (models/food/diet_learning.h), and makes none that is not worth its cost.
#include "models/food/diet_seller.h"

#include <math.h>
#include <stdlib.h>

#include "models/food/diet.h"
#include "models/food/diet_knowledge.h"
#include "models/food/diet_learning.h"
#include "models/food/diet_seller_tables.h"
#include "models/food/food.h"
#include "models/food/on_diet_offer.h"
#include "models/food/on_diet_reply.h"
#include "models/food/refrigerator.h"
#include "models/methods/recommender_technique.h"
#include "models/methods/rules_technique.h"
#include "models/people/choice.h"
#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

enum { OFFER_BYTES = 4000, ADVICE_BYTES = 2000 };
enum picked { NOT_PICKED, OFFERED_ONE, PASSED_OVER };

struct client {
    uint16_t process;  // of the app
    uint8_t members;   // as the profile says, 0: not told
    bool is, held_out, left;
    uint32_t offers, plans, months;  // made, begun, paid so far
    double plan_won;                 // as when it began
    enum picked picked;              // by the last campaign
    uint8_t basis;                   // what that rested on: diet_learning.h
    uint32_t plans_before;           // it
};

// Of the last campaign: what it picked by, and which plans of families held out it foresaw.
struct foresight {
    double families, samples, flops, ordered, foreseen;
    int64_t version;
    enum diet_ranker by;
};

struct diet_seller_state {
    struct diet_terms terms;  // first: diet_service.h
    struct client *clients;   // [homes]
    struct diet_knowledge knows;
    uint16_t flow[DIET_HEARD], profile_flow;
    struct diet_learning learning;
    double *likely;  // [homes] to take a plan, where it ranks by items
    struct foresight foresight;
    const struct diet_settings *diet;
    struct party *maker;
    uint16_t plan, goods, offer, referral;  // reasons
};

static const struct welfare_source plans_worth = {
    "supplements", WELFARE_SURPLUS,
    "what families would have given for a month of supplements above its price"};
static const struct welfare_source *const worths[] = {&plans_worth, NULL};

enum what { CAMPAIGN, RENEWAL };

// ---- Helpers --------------------------------------------------------------------------------------------

static void count(struct world *world, const struct party *seller, int metric, uint32_t home, double amount) {
    party_count(world, seller, (size_t)metric, home, amount);
}

static void pay(struct world *world, account payer, account payee, double won, uint16_t reason,
                uint64_t cause) {
    ledger_post(world->ledger, payer, payee, (int64_t)(won + 0.5), WON, reason, cause);
}

// ---- What is known --------------------------------------------------------------------------------------

static bool was_asked(const struct world *world, uint16_t flow) {
    return gate_rule(world->gate, flow, world->now) != RULE_NONE;
}

// Who withdraws wants to be forgotten too: its data is deleted before the next use.
static void forget_withdrawn(struct world *world, struct party *seller) {
    struct diet_seller_state *state = seller->state;
    for (uint32_t home = 0; home < world->home_count; home++) {
        for (int source = 0; source < DIET_HEARD; source++)
            if (!gate_may_pass(world->gate, home, state->flow[source], world->now))
                diet_knowledge_forget(&state->knows, home, (enum diet_source)source);
        if (!gate_may_pass(world->gate, home, state->profile_flow, world->now))
            state->clients[home].members = 0;
    }
}

// Which foods and products go with plans, among those of whom enough was told.
static struct diet_ranking_version learn_items(const struct world *world, const struct party *seller,
                                               enum diet_ranker by) {
    const struct diet_seller_state *state = seller->state;
    struct diet_listened *listened = status_allocate(world->home_count, sizeof *listened);
    for (uint32_t home = 0; home < world->home_count; home++)
        listened[home] = (struct diet_listened){diet_knowledge_told(&state->knows, home, DIET_SOURCE_FOOD),
                                                diet_knowledge_told(&state->knows, home, DIET_SOURCE_STOCK),
                                                state->clients[home].plans > 0};
    uint64_t month = (uint64_t)clock_day(world->now) / DIET_MONTH_DAYS;
    struct diet_ranking_version made =
        diet_ranking_learn(state->knows.told, listened, world->home_count, by,
                           luck_of_party(world, seller, "diet_seller.factors", month << 32), state->likely);
    free(listened);
    return made;
}

// A version of what it foresees by.
static void learn_who_takes_a_plan(const struct world *world, const struct party *seller) {
    enum { FLOPS_A_SIGNAL = 10 };
    const S *s = seller->entry->settings;
    struct diet_seller_state *state = seller->state;
    struct foresight *made = &state->foresight;
    *made = (struct foresight){.version = made->version + 1, .by = (enum diet_ranker)s->ranks_by};
    made->samples = diet_knowledge_signals(&state->knows);
    made->families = diet_knowledge_families(&state->knows);
    made->flops =
        made->by == RANK_BELIEF ? FLOPS_A_SIGNAL * made->samples : learn_items(world, seller, made->by).flops;
}

static void think(struct world *world, struct party *seller) {
    struct diet_seller_state *state = seller->state;
    forget_withdrawn(world, seller);
    diet_knowledge_review(&state->knows);
}

// ---- The campaign of the month --------------------------------------------------------------------------

// What it believes a family would find in its plan, as far as families differ. It knows how demand depends on
// need and size (from its own trials, say), not the family's taste.
static double score_of(const struct party *seller, uint32_t home) {
    const struct diet_seller_state *state = seller->state;
    double likely = state->foresight.by == RANK_BELIEF ? -diet_knowledge_belief(&state->knows, home).mean
                                                       : state->likely[home];
    double score = state->diet->need_weight * likely;
    uint8_t members = state->clients[home].members;
    return members ? score + state->diet->size_weight * (members - DIET_MEAN_MEMBERS) : score;
}

// Those it might offer a plan to, best first. Returns how many.
static size_t rank_candidates(struct world *world, struct party *seller,
                              struct recommender_candidate *candidates) {
    const S *s = seller->entry->settings;
    const struct diet_seller_state *state = seller->state;
    uint64_t month = (uint64_t)clock_day(world->now) / DIET_MONTH_DAYS;
    uint32_t stream = random_stream("diet_seller.pick");
    size_t found = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct client *client = &state->clients[home];
        if (!client->is || client->left || state->terms.has_plan[home]) continue;
        double score = s->targeting == TARGET_NEED ? score_of(seller, home) : 0;
        double lot = random_uniform(random_block(world->key, random_home(home), stream, month).word[0]);
        candidates[found++] = (struct recommender_candidate){score, lot, home};
    }
    recommender_rank(candidates, found);
    return found;
}

static void send_to_app(struct world *world, struct party *seller, uint32_t home, struct item item) {
    const struct diet_seller_state *state = seller->state;
    item.sent = world->now + (time_ms)(home % 120) * CLOCK_MINUTE;  // over two hours, not all at once
    item.home = home;
    item.from = seller->number;
    item.process = state->clients[home].process;
    party_send_home(world, item);
}

static bool rests_on_taken_data(const struct world *world, const struct party *seller, uint32_t home) {
    const S *s = seller->entry->settings;
    const struct diet_seller_state *state = seller->state;
    bool taken = false;
    for (int source = 0; source < DIET_HEARD; source++)
        taken |= diet_knowledge_told(&state->knows, home, (enum diet_source)source) &&
                 !was_asked(world, state->flow[source]);
    return taken && s->targeting == TARGET_NEED;
}

static void make_offer(struct world *world, struct party *seller, uint32_t home, journal_cause cause) {
    const S *s = seller->entry->settings;
    const struct diet_seller_state *state = seller->state;
    uint64_t line = party_note(world, seller->number, home, cause, diet_service_offer.name);
    pay(world, ledger_party(world->ledger, seller->number), ledger_outside(world->ledger), s->offer_won,
        state->offer, line);
    state->clients[home].offers++;
    count(world, seller, OFFERS, home, 1);
    count(world, seller, OFFERED_NEED, home, diet_family_of(world, state->diet, home).need);
    send_to_app(
        world, seller, home,
        offer_is_unasked_put((struct item){.topic = &diet_service_offer, .bytes = OFFER_BYTES, .cause = line},
                             rests_on_taken_data(world, seller, home)));
}

// The policy's hook may still say no; it is asked of who is held out, too, so that both groups are alike.
static bool may_offer(struct world *world, struct party *seller, uint32_t home, journal_cause *cause) {
    const struct client *client = &((const struct diet_seller_state *)seller->state)->clients[home];
    const struct diet_seller_state *state = seller->state;
    struct recommender_belief belief = diet_knowledge_belief(&state->knows, home);
    struct diet_offer_view view = {.need = fmax(-10, fmin(10, -belief.mean)),
                                   .certainty = 1 - belief.variance,
                                   .offers_before = client->offers};
    struct diet_offer_proposal proposal = {.offer = true};
    party_ask_hook(world, &on_diet_offer_hook, home, &view, &proposal, cause);
    return proposal.offer;
}

// ---- What offers are worth ------------------------------------------------------------------------------

static struct diet_learning_terms terms_of(const struct party *seller) {
    const S *s = seller->entry->settings;
    return (struct diet_learning_terms){.plan_won = s->plan_won,
                                        .margin = s->margin,
                                        .referral_share = seller->maker ? s->referral_share : 0,
                                        .referral_months = s->referral_months,
                                        .counted_months = s->counted_months,
                                        .taken = s->believed_taken,
                                        .anyway = s->believed_anyway,
                                        .given_up = s->believed_given_up,
                                        .weight = s->prior_purchases};
}

static unsigned basis_of(const struct party *seller, uint32_t home) {
    const S *s = seller->entry->settings;
    const struct diet_seller_state *state = seller->state;
    unsigned basis = 0;
    if (s->targeting == TARGET_NEED) {
        for (int source = 0; source < DIET_HEARD; source++)
            basis |= (unsigned)diet_knowledge_told(&state->knows, home, (enum diet_source)source) << source;
        basis |= (unsigned)(state->clients[home].members > 0) << DIET_SOURCE_PROFILE;
    }
    return basis ? basis : 1U << DIET_SOURCE_NONE;
}

static bool is_worth_it(struct world *world, struct party *seller, uint32_t home) {
    const S *s = seller->entry->settings;
    struct diet_seller_state *state = seller->state;
    unsigned basis = state->clients[home].basis;
    struct diet_learning_terms terms = terms_of(seller);
    count(world, seller, PICKED, home, 1);
    count(world, seller, OFFER_WORTH, home, diet_learning_worth_won(&state->learning, &terms, basis));
    bool offers = diet_learning_offers(&state->learning, &terms, basis, s->offer_won, clock_day(world->now),
                                       s->trials_won_quarter);
    count(world, seller, NOT_WORTH, home, !offers);
    return offers;
}

// How good the version was that the last campaign picked by: families held out show what is ordered without
// an offer.
static void tell_of_version(struct world *world, const struct party *seller) {
    static const struct technique *const techniques[] = {[RANK_BELIEF] = &recommender_technique,
                                                         [RANK_NEIGHBOURS] = &neighbours_technique,
                                                         [RANK_FACTORISATION] = &factorisation_technique};
    const struct foresight *made = &((const struct diet_seller_state *)seller->state)->foresight;
    if (made->version == 0) return;
    learning_add(world, seller,
                 (struct learnt){.technique = techniques[made->by],
                                 .subject = "who takes a plan",
                                 .version = made->version,
                                 .samples = made->samples,
                                 .homes = made->families,
                                 .score = made->ordered > 0 ? made->foreseen / made->ordered : NAN,
                                 .measure = "share of plans begun by families held out that it had picked",
                                 .flops = made->flops,
                                 .bytes = NAN,
                                 .joules = NAN,
                                 .won = 0});
}

static void see_what_came(const struct world *world, const struct party *seller) {
    struct diet_seller_state *state = seller->state;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct client *client = &state->clients[home];
        if (client->picked != NOT_PICKED)
            diet_learning_saw(&state->learning, client->basis, client->picked == OFFERED_ONE,
                              client->plans > client->plans_before);
        client->picked = NOT_PICKED;
    }
}

static void pick(struct world *world, struct party *seller, uint32_t home) {
    struct diet_seller_state *state = seller->state;
    struct client *client = &state->clients[home];
    journal_cause cause = 0;
    if (!may_offer(world, seller, home, &cause)) return;
    client->basis = (uint8_t)basis_of(seller, home);
    client->plans_before = client->plans;
    bool offers = !client->held_out && is_worth_it(world, seller, home);
    client->picked = offers ? OFFERED_ONE : PASSED_OVER;
    if (offers) make_offer(world, seller, home, cause);
}

// Picks as if nobody were held out, so that both groups are picked alike.
static void make_offers(struct world *world, struct party *seller) {
    const S *s = seller->entry->settings;
    struct recommender_candidate *candidates = status_allocate(world->home_count, sizeof *candidates);
    size_t found = rank_candidates(world, seller, candidates);
    size_t picked = (size_t)(s->offer_share * (double)found + 0.5);
    for (size_t i = 0; i < picked; i++) pick(world, seller, candidates[i].customer);
    free(candidates);
}

// Advice goes to all it knows something about, held out or not.
static void give_advice(struct world *world, struct party *seller) {
    const struct diet_seller_state *state = seller->state;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct client *client = &state->clients[home];
        double variance =
            client->is && !client->left ? diet_knowledge_belief(&state->knows, home).variance : 1;
        if (variance >= 1) continue;
        count(world, seller, ADVICE, home, 1);
        send_to_app(world, seller, home,
                    advice_variance_put((struct item){.topic = &diet_service_advice, .bytes = ADVICE_BYTES},
                                        variance));
    }
}

static void hold_campaign(struct world *world, struct party *seller) {
    tell_of_version(world, seller);
    see_what_came(world, seller);
    think(world, seller);
    learn_who_takes_a_plan(world, seller);
    make_offers(world, seller);
    give_advice(world, seller);
    party_wake(world, seller,
               (struct timer){.due = world->now + DIET_MONTH_DAYS * CLOCK_DAY, .what = CAMPAIGN});
}

// ---- Plans ----------------------------------------------------------------------------------------------

// A month is paid in advance. The renewal comes an hour after the month, when a cancellation is in.
static void bill_month(struct world *world, struct party *seller, uint32_t home, uint64_t cause,
                       time_ms renewal) {
    const S *s = seller->entry->settings;
    struct diet_seller_state *state = seller->state;
    struct client *client = &state->clients[home];
    double plan_won = client->plan_won;
    account own = ledger_party(world->ledger, seller->number);
    client->months++;
    state->learning.months++;
    count(world, seller, MONTHS, home, 1);
    pay(world, ledger_household(world->ledger, home), own, plan_won, state->plan, cause);
    struct diet_family family = diet_family_of(world, state->diet, home);
    welfare_purchase(world->welfare, home, &plans_worth, plan_won,
                     diet_surplus_won(state->diet, &family, plan_won), cause);
    pay(world, own, ledger_outside(world->ledger), plan_won * (1 - s->margin), state->goods, cause);
    if (state->maker && client->months <= s->referral_months)
        pay(world, own, ledger_party(world->ledger, state->maker->number), plan_won * s->referral_share,
            state->referral, cause);
    party_wake(world, seller,
               (struct timer){
                   .due = renewal, .what = RENEWAL, .home = home, .cause = cause, .value = client->plans});
}

static void tell_policy(struct world *world, const struct party *seller, uint32_t home,
                        struct diet_reply_view view) {
    view.offers_before = ((const struct diet_seller_state *)seller->state)->clients[home].offers;
    party_tell_hook(world, &on_diet_reply_hook, home, &view);
}

// Who is held out was never offered it: its plan is one that the picking foresaw, or did not.
static void note_foreseen(struct world *world, const struct party *seller, uint32_t home) {
    struct diet_seller_state *state = seller->state;
    const struct client *client = &state->clients[home];
    if (!client->held_out) return;
    bool foreseen = client->picked != NOT_PICKED;
    state->foresight.ordered++;
    state->foresight.foreseen += foreseen;
    count(world, seller, FORESEEN, home, foreseen);
}

static void begin_plan(struct world *world, struct party *seller, const struct item *order) {
    const S *s = seller->entry->settings;
    struct diet_seller_state *state = seller->state;
    struct client *client = &state->clients[order->home];
    if (state->terms.has_plan[order->home]) return;
    uint64_t line = party_note(world, seller->number, order->home, order->cause, order->topic->name);
    state->terms.has_plan[order->home] = true;
    client->plans++;
    client->plan_won = s->plan_won;
    count(world, seller, ORDERS, order->home, 1);
    count(world, seller, ORGANIC, order->home, client->held_out);
    note_foreseen(world, seller, order->home);
    bill_month(world, seller, order->home, line, world->now + DIET_MONTH_DAYS * CLOCK_DAY + CLOCK_HOUR);
    tell_policy(world, seller, order->home, (struct diet_reply_view){.ordered = true});
}

static void end_plan(struct world *world, struct party *seller, const struct item *cancellation) {
    struct diet_seller_state *state = seller->state;
    if (!state->terms.has_plan[cancellation->home]) return;
    state->terms.has_plan[cancellation->home] = false;
    state->learning.given_up++;
    count(world, seller, CANCELLED, cancellation->home, 1);
}

static void diet_seller_receive(struct world *world, struct party *seller, const struct item *item) {
    struct diet_seller_state *state = seller->state;
    for (int food = 0; food < FOOD_CLASSES; food++)
        if (food_reported(item) >> food & 1)
            diet_knowledge_hear_of_meal(&state->knows, item->home, (enum food_class)food);
    if (item->topic == &refrigerator_stock_status) diet_knowledge_look(&state->knows, item);
    if (item->topic == &diet_service_profile) state->clients[item->home].members = (uint8_t)item->value;
    if (item->topic == &diet_service_order) begin_plan(world, seller, item);
    if (item->topic == &diet_service_cancellation) end_plan(world, seller, item);
}

static void diet_seller_wake(struct world *world, struct party *seller, const struct timer *timer) {
    const struct diet_seller_state *state = seller->state;
    const struct client *client = &state->clients[timer->home];
    if (timer->what == CAMPAIGN) hold_campaign(world, seller);
    if (timer->what == RENEWAL && state->terms.has_plan[timer->home] &&
        client->plans == (uint32_t)timer->value)
        bill_month(world, seller, timer->home, timer->cause, timer->due + DIET_MONTH_DAYS * CLOCK_DAY);
}

// ---- Unwanted -------------------------------------------------------------------------------------------

// Who leaves is shown nothing any more, and takes its consents back.
static void leave(struct world *world, struct party *seller, uint32_t home) {
    struct diet_seller_state *state = seller->state;
    const uint16_t flows[] = {state->flow[DIET_SOURCE_FOOD], state->flow[DIET_SOURCE_STOCK],
                              state->profile_flow};
    state->clients[home].left = true;
    count(world, seller, LEFT, home, 1);
    choice_takes_back(world, home, flows, sizeof flows / sizeof *flows);
}

static void diet_seller_on_device(struct world *world, struct party *seller, const struct item *item) {
    const struct diet_seller_state *state = seller->state;
    if (item->topic != &diet_service_unwanted) return;
    struct unwanted_offer offer = unwanted_offer_of(item);
    count(world, seller, offer.noticed ? NOTICED : UNWANTED, item->home, 1);
    party_note(world, seller->number, item->home, item->cause, item->topic->name);
    bool by_meals = diet_knowledge_told(&state->knows, item->home, DIET_SOURCE_FOOD);
    if (offer.noticed)
        choice_resents(world, item->home, state->flow[by_meals ? DIET_SOURCE_FOOD : DIET_SOURCE_STOCK], 1);
    else
        choice_is_bothered(world, item->home, seller->maker, state->diet->annoyance);
    if (offer.leaves) leave(world, seller, item->home);
    tell_policy(world, seller, item->home,
                (struct diet_reply_view){.complains = true, .leaves = offer.leaves});
}

// ---- What came of it ------------------------------------------------------------------------------------

static void count_uplift(struct world *world, struct party *seller) {
    const struct diet_seller_state *state = seller->state;
    struct recommender_group groups[2] = {{0}};
    for (uint32_t home = 0; home < world->home_count; home++)
        if (state->clients[home].is)
            recommender_group_add(&groups[state->clients[home].held_out], state->clients[home].months);
    struct recommender_uplift uplift = recommender_uplift_of(&groups[false], &groups[true]);
    if (!uplift.known) return;
    count(world, seller, CAUSED, 0, uplift.difference * groups[false].count);
    count(world, seller, CAUSED_ERROR, 0, uplift.standard_error * groups[false].count);
}

static void count_profiles(struct world *world, struct party *seller) {
    const struct diet_seller_state *state = seller->state;
    for (uint32_t home = 0; home < world->home_count; home++) {
        bool food = diet_knowledge_told(&state->knows, home, DIET_SOURCE_FOOD),
             stock = diet_knowledge_told(&state->knows, home, DIET_SOURCE_STOCK);
        bool asked_all = (!food || was_asked(world, state->flow[DIET_SOURCE_FOOD])) &&
                         (!stock || was_asked(world, state->flow[DIET_SOURCE_STOCK]));
        count(world, seller, PROFILES, home, food || stock);
        count(world, seller, PROFILES_UNASKED, home, !asked_all);
    }
}

static void count_accuracy(struct world *world, struct party *seller) {
    const struct diet_seller_state *state = seller->state;
    struct recommender_pairs pairs = {0};
    for (uint32_t home = 0; home < world->home_count; home++)
        if (state->clients[home].is)
            recommender_pairs_add(&pairs, -diet_knowledge_belief(&state->knows, home).mean,
                                  diet_family_of(world, state->diet, home).need);
    count(world, seller, ACCURACY, 0, recommender_correlation(&pairs));
}

static void diet_seller_midnight(struct world *world, struct party *seller) {
    if (world->now < world->end) return;
    think(world, seller);
    count_uplift(world, seller);
    count_profiles(world, seller);
    count_accuracy(world, seller);
}

// ---- Beginning and end ----------------------------------------------------------------------------------

static void diet_seller_prepare(struct world *world, struct party *seller) {
    const S *s = seller->entry->settings;
    struct diet_seller_state *state = seller->state;
    party_will_ask(world, &on_diet_offer_hook);
    party_will_ask(world, &on_diet_reply_hook);
    if (seller != diet_service_seller(world))
        status_fail(&world->status, STATUS_SCENARIO, "%s: a scenario has one diet_seller, and %s is it",
                    seller->name, diet_service_seller(world)->name);
    struct subscription subscription = {.party = seller->number,
                                        .recipient = seller->number,
                                        .purpose = DIET_SELLER_PURPOSE,
                                        .worth_won = s->advice_won};
    subscription.data_class = DATA_FOOD;
    state->flow[DIET_SOURCE_FOOD] = party_subscribe(world, subscription);
    subscription.data_class = DATA_STOCK;
    state->flow[DIET_SOURCE_STOCK] = party_subscribe(world, subscription);
    subscription.data_class = DATA_PROFILE;
    state->profile_flow = party_subscribe(world, subscription);
    // Whatever the policy says of data that is collected: a family may always order of its own accord.
    state->terms.order_flow =
        gate_flow(world->gate, DATA_PURCHASE, seller->number, DIET_SELLER_OWN_ORDER, RULE_ASK_EACH_TIME);
    state->terms.plan_won = s->plan_won;
}

static void listen(const struct party *seller) {
    const S *s = seller->entry->settings;
    struct diet_seller_state *state = seller->state;
    state->knows.signals_least = (uint32_t)s->signals_least;
    state->knows.own_share = s->own_share;
}

// Who has a plan goes on paying what it cost when it began.
static void diet_seller_turn(struct world *world, struct party *seller) {
    (void)world;
    listen(seller);
    const S *s = seller->entry->settings;
    ((struct diet_seller_state *)seller->state)->terms.plan_won = s->plan_won;
}

bool diet_seller_holds_out(const struct world *world, const struct party *seller, uint32_t home) {
    const S *s = seller->entry->settings;
    uint32_t lot = random_stream("diet_seller.holdout");
    return random_chance(random_block(world->key, random_home(home), lot, 0).word[0], s->holdout_share);
}

static void find_clients(struct world *world, struct party *seller) {
    struct diet_seller_state *state = seller->state;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct client *client = &state->clients[home];
        client->process = diet_service_app(world, home);
        client->is = client->process != UINT16_MAX;
        client->held_out = diet_seller_holds_out(world, seller, home);
    }
}

static void diet_seller_start(struct world *world, struct party *seller) {
    struct diet_seller_state *state = seller->state;
    state->clients = status_allocate(world->home_count, sizeof *state->clients);
    state->terms.has_plan = status_allocate(world->home_count, sizeof *state->terms.has_plan);
    diet_knowledge_begin(&state->knows, world->home_count);
    listen(seller);
    state->likely = status_allocate(world->home_count, sizeof *state->likely);
    state->diet = plan_section(world->plan, &diet_section);
    state->maker = seller->maker;
    state->plan = ledger_reason(world->ledger, "supplements");
    state->goods = ledger_reason(world->ledger, "cost of goods");
    state->offer = ledger_reason(world->ledger, "offers");
    state->referral = ledger_reason(world->ledger, "referral fee");
    find_clients(world, seller);
    enum { EVENING_HOUR = 18 };
    party_wake(
        world, seller,
        (struct timer){.due = DIET_MONTH_DAYS * CLOCK_DAY + EVENING_HOUR * CLOCK_HOUR, .what = CAMPAIGN});
}

static void diet_seller_close(struct world *world, struct party *seller) {
    (void)world;
    struct diet_seller_state *state = seller->state;
    free(state->clients);
    free(state->terms.has_plan);
    free(state->likely);
    diet_knowledge_end(&state->knows);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation signals = {
    "what it hears of a family",
    "a meal reported: health of the food, at once; a refrigerator: mean health of the portions seen in it, "
    "at most once in 7 days less an hour; a profile from the diet app: how many live there",
    "health from -1 to 1, of foods and of products; what a family withdraws is deleted, and a source is "
    "listened to from signals_least signals on; families weigh advice_won a month when they are asked for "
    "their data",
    "assumption"};
static const struct equation hold_out = {"who is never offered anything",
                                         "a family is held out with chance holdout_share, for good", "",
                                         "a draw of the home's own luck"};
static const struct equation picks = {
    "who is offered a plan",
    "each month the best round(offer_share n) of n families that use the service and have no plan, by score "
    "= need_weight z + size_weight (members - 2.44), the second only where members are told; z = -mean, or "
    "by ranks_by what is foreseen from items; targeting "
    "random: by lot; who is held out, whom the policy leaves out, or for whom it is not worth it, gets none",
    "mean of what is believed of the family's diet; offered_need: true need of those offered", "assumption"};
static const struct equation months = {
    "a month of a plan",
    "the family pays plan_won in advance; goods cost plan_won (1 - margin); the maker gets plan_won "
    "referral_share in the first referral_months; an offer costs offer_won",
    "to the won; renewed after 30 days, and an hour, until it is given up, at the plan_won at which it began",
    "assumption"};
static const struct equation orders = {
    "plans begun and given up",
    "orders, of them held_out_orders by families held out, and of these foreseen by "
    "families that it had picked for an offer that month, had they not been "
    "held out; cancelled",
    "counts", "definition"};
static const struct equation unwanted = {
    "unwanted offers",
    "one that annoyed costs trust by weight annoyance; one that was seen to know what nobody told costs it "
    "by weight 1, and is resented; who leaves takes its consents back",
    "as the family's app says", "assumption"};
static const struct equation profiles = {"families known",
                                         "profiles = families of whom a source told signals_least signals; "
                                         "profiles_unasked: of these, by a source that nobody is asked about",
                                         "at the end", "definition"};
static const struct equation advice = {
    "who is advised",
    "each month every family that uses the service and of whom it knows something: variance < 1",
    "variance of the belief", "definition"};
static const struct submodel submodels[] = {
    {&signals, "profile", "signals_least, advice_won, microwave, refrigerator"},
    {&recommender_variances_equation, "", ""},
    {&recommender_belief_equation, "", "own_share"},
    {&hold_out, "", "holdout_share"},
    {&picks, "offers, offered_need, supplements offered",
     "targeting, ranks_by, offer_share, diet.need_weight, diet.size_weight"},
    {&diet_ranking_items_equation, "", "signals_least, microwave, refrigerator"},
    {&diet_ranking_foreseen_equation, "", "ranks_by"},
    {&neighbours_likeness_equation, "", "ranks_by"},
    {&neighbours_score_equation, "", "ranks_by"},
    {&factorisation_cost_equation, "", "ranks_by"},
    {&factorisation_sweep_equation, "", "ranks_by"},
    {&diet_learning_plan_equation, "",
     "plan_won, margin, referral_share, referral_months, counted_months, believed_given_up, prior_purchases"},
    {&diet_learning_worth_equation, "picked, offer_worth, offers_not_worth",
     "believed_taken, believed_anyway, offer_won, trials_won_quarter, targeting"},
    {&learning_buyer_belief_equation, "", "prior_purchases"},
    {&learning_buyer_bid_equation, "", ""},
    {&learning_buyer_trials_equation, "", "trials_won_quarter"},
    {&months, "months_paid, supplements, cost of goods, referral fee, offers",
     "plan_won, margin, offer_won, referral_share, referral_months"},
    {&diet_surplus_equation, "", "plan_won, diet.price_weight"},
    {&orders, "orders, held_out_orders, foreseen, cancelled, supplements ordered", ""},
    {&unwanted, "unwanted_offers, noticed_unasked, left, offer unwanted",
     "diet.annoyance, diet.notices_unasked, diet.opt_out"},
    {&advice, "advice", ""},
    {&recommender_uplift_equation, "caused_estimate, caused_error", "holdout_share"},
    {&profiles, "profiles, profiles_unasked", "signals_least"},
    {&recommender_correlation_equation, "accuracy", ""},
};

const struct party_kind diet_seller_party = {
    .kind = {.name = "diet_seller",
             .summary = "a diet service: advises on meals, offers supplements plans, measures its uplift",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&recommender_technique, &learning_buyer_technique, &rules_technique,
                                      &neighbours_technique, &factorisation_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct diet_seller_state),
    .prepare = diet_seller_prepare,
    .turn = diet_seller_turn,
    .start = diet_seller_start,
    .receive = diet_seller_receive,
    .on_device = diet_seller_on_device,
    .wake = diet_seller_wake,
    .midnight = diet_seller_midnight,
    .close = diet_seller_close,
};

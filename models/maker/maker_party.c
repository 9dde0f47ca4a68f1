// SPDX-License-Identifier: GPL-3.0-or-later
// The maker of the appliances. Its software on the devices does with an alarm what the policy says: sells it
// without asking, asks the family each time, relies on a standing consent, or keeps it in the home. Its cloud
// sells leads, issues reward tokens, sells accessories and after-service, and pays for its electricity.
#include "models/maker/maker.h"

#include "models/maker/maker_parts.h"
#include "models/maker/maker_shop.h"
#include "models/media/auction_law.h"
#include "models/methods/choosers.h"
#include "models/methods/demand_law.h"
#include "models/methods/rules_technique.h"
#include "models/oversight/deterrence_law.h"
#include "models/oversight/fines_heeded.h"
#include "models/oversight/regulator.h"
#include "models/oversight/reviewers.h"
#include "models/people/choice.h"
#include "models/pests/on_pest_signs.h"
#include "models/pests/on_sighting.h"
#include "models/pests/on_sighting_answer.h"
#include "models/pests/pest_control.h"
#include "models/pests/robot_vacuum.h"
#include "models/pests/sighting_answer.h"
#include "models/tokens/token_programme.h"
#include "models/tokens/tokens.h"
#include "sim/engine/party_act.h"

const struct topic maker_shared_sighting = {"shared sighting"}, maker_sold_sighting = {"sold sighting"};

enum { SIGHTING_BYTES = 200 };
static const char *const lead_prices[] = {"fixed", "auction", "learned", "halfway", NULL};

typedef struct maker_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WORDS(S, makes, "", "its appliances, desks and partners, by their names in the scenario with spaces between; what no maker lists is the first one's, in the order of their names", "the scenario"),
    FEE("leads_sold", S, lead_fee_won, "won", 15000, 5000, 300000, "price of an exclusive lead; what is asked at least in an auction or halfway, and in the middle where the price is learned", "assumption; no Korean price found; 80 to 200 dollars in the United States (vendors, weak)"),
    LEVER(S, shared_fee_share, "1", 0.5, 0, 1, "price of a shared lead as a share of an exclusive one", "assumption"),
    SETTING_WHOLE(ROLE_LEVER, S, shared_buyers, "1", 3, 1, MAKER_LEADS_FIRMS_MOST, "firms a shared lead is sold to at most", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER, S, lead_price, lead_prices, PRICE_FIXED, "how a lead gets its price: as set, by auction, found by asking several, or halfway between what is asked and what the firm bids", "assumption"),
    LEVER(S, price_trials, "1", 20, 1, 1000, "firms asked at each of five prices before the best is kept", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER, S, lead_chooser, choosers_names, CHOOSER_FIXED, "who moves the price of a lead, or the reserve, around lead_fee_won from lead to lead", "the scenario"),
    SETTING_ONE_OF(ROLE_LEVER, S, reward_chooser, choosers_names, CHOOSER_FIXED, "who moves the reward around reward_tokens from family to family", "the scenario"),
    LEVER(S, chooser_explores, "1", 0.1, 0, 1, "share of rounds in which the greedy chooser takes any step", "assumption: usual in textbooks"),
    REWARD("share_of_asked", S, reward_tokens, "token", 1000, 0, 100000, "tokens paid for a shared sighting, 1 token = 1 won of a purchase", "assumption"),
    LEVER(S, sighting_term_days, "day", 7, 0.5, 365, "the family's answer about a sighting is good for so long", "assumption"),
    LEVER(S, mess_promise, "1", 0, 0, 1, "share of what a mess of its robot costs a family that it makes good, as it promised", "the question"),
    UNCERTAIN(S, false_alarm_weight, "1", 0.1, 0, 2, "weight of a false alarm that the family sees to be one, 1: an ordinary bad experience", "assumption: one look"),
    UNCERTAIN(S, accessories_year, "1/year", 1.0, 0, 12, "accessories a household buys at the usual price, mean of all", "assumption"),
    UNCERTAIN(S, accessories_shape, "1", 1, 0.2, 20, "how alike households are in that: shape of the gamma of their rates, 1 / coefficient of variation squared", "assumption"),
    PRICE("accessories", S, accessory_won, "won", 30000, 1000, 500000, "price of an accessory", "assumption"),
    UNCERTAIN(S, accessory_usual_won, "won", 30000, 1000, 500000, "price at which a household buys as many", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, service_year, "1/year", 0.15, 0, 2, "after-service visits a household pays for at the usual price, mean of all", "assumption"),
    UNCERTAIN(S, service_shape, "1", 1, 0.2, 20, "how alike households are in that: shape of the gamma of their rates, 1 / coefficient of variation squared", "assumption: as accessories; what breaks differs as much as what is bought"),
    PRICE("services", S, service_won, "won", 22000, 5000, 300000, "price of an after-service visit", "assumption; visit fees are 18-25 thousand won"),
    UNCERTAIN(S, service_usual_won, "won", 22000, 5000, 300000, "price at which it pays for as many", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    UNCERTAIN(S, cost_share, "1", 0.6, 0, 1, "cost of what is sold as a share of its usual price: what is dearer costs no more to make", "assumption"),
    UNCERTAIN(S, trust_reference, "1", 0.75, 0.1, 1, "trust at which purchases are as above; they are proportional to trust", "assumption"),
    UNCERTAIN(S, power_won_kwh, "won/kWh", 110, 50, 300, "price of the cloud's electricity", "assumption"),
    LEVER(S, ignores_withdrawn, "1", 0, 0, 1, "share of consents that families take back which its gate does not heed: what its appliances notice goes on to whom they had allowed it", "assumption: it heeds all"),
    SETTING_YES_NO(ROLE_LEVER, S, stretches_purpose, false, "what a family allows for one purpose goes out for every other that asks for the class, too", "assumption: it keeps to what was allowed"),
    SETTING_YES_NO(ROLE_LEVER, S, heeds_fines, false, "stops taking data unasked where the fines to expect are more than it brings; false: goes on as the policy says", "the scenario: a policy that is set stands"),
    UNCERTAIN(S, believed_kept, "1", 0.3, 0, 1, "share of what taking brings that the maker believes it would have by asking", "assumption: about as many agree as are asked for food or stock"),
    UNCERTAIN(S, believed_fines_year, "1/year", 0.1, 0, 12, "fines a year that it expects beforehand, of each recipient", "assumption: as regulator.audits_year"),
    UNCERTAIN(S, prior_years, "year", 3, 0.1, 100, "years that this belief counts for", "assumption: some years of the press's reports on others"),
};
// clang-format on

static const struct metric metrics[METRICS] = {
    [ALARMS] = {"alarms", "1", "pest alarms raised on the devices", true, NULL},
    [FALSE_ALARMS] = {"false_alarms", "1", "pest alarms without an infestation", true, NULL},
    [NOTICES] = {"notices", "1", "families told of an alarm", false, NULL},
    [ASKED] = {"asked", "1", "families asked to share a sighting", true, NULL},
    [SHARED] = {"share_of_asked", "1", "families that shared, of those asked", true, "asked"},
    [SOLD] = {"sold_unasked", "1", "sightings sold without asking", true, NULL},
    [LEADS_SOLD] = {"leads_sold", "1", "leads sold, one for each firm that buys", false, NULL},
    [LEADS_UNSOLD] = {"leads_unsold", "1", "sightings that no firm bought", false, NULL},
    [LEAD_PRICE] = {"lead_price", "won", "price of a lead, mean of those sold", true, "leads_sold"},
    [KEPT] = {"kept_at_home", "1", "alarms that stayed in the home", false, NULL},
    [DISASTERS] = {"disasters", "1", "messes made by robots", false, NULL},
    [SALES] = {"sales", "1", "accessories and after-service visits sold", true, NULL},
    [ACCESSORIES] = {"accessories", "1", "of these, accessories", false, NULL},
    [SERVICES] = {"services", "1", "of these, after-service visits", false, NULL},
    [TOKENS_SPENT] = {"tokens_spent", "token", "tokens redeemed in purchases", false, NULL},
    [STOPPED_TAKING] = {"stopped_taking", "1",
                        "recipients that it lets take nothing unasked any more, because fines outweigh it",
                        false, NULL},
    [EXPLORATION] =
        {"exploration_won", "won",
         "what lead prices and rewards that were tried earned less than the best, as believed then", false,
         NULL},
    [OFFERED_LESS] = {"offered_less", "token",
                      "what families that shared got less than the highest offer of the month", false, NULL},
};

static const char *maker_makes(const void *settings) {
    return ((const S *)settings)->makes;
}

enum what { FAMILY_ANSWERS, ALARM_CONFIRMED, ALARM_REJECTED };
// What a family has been told, and is going to answer.
struct notice {
    int64_t reward_tokens;  // offered
    uint32_t alarm;         // the home's, from 0
    bool infested;          // the truth
    bool asked;             // to share it
    uint8_t step;           // of the reward that was chosen
};
TIMERS_CARRY(notice, struct notice, FAMILY_ANSWERS);
TIMERS_CARRY(confirmed_alarm, struct pest_alarm, ALARM_CONFIRMED);
// What a sighting that leaves the home was shared for.
struct sighting_terms {
    int64_t reward_tokens;
    uint8_t step;  // as in notice
};
TOPICS_CARRY(sighting_terms, struct sighting_terms, &maker_shared_sighting, &maker_sold_sighting);

// An alarm that is handled: where, and since which line of the journal.
struct case_of_alarm {
    struct pest_alarm raised;
    uint32_t home;
    uint64_t cause;
};

// ---- On the device ------------------------------------------------------------------------------------

static void send_sighting(struct world *world, struct party *maker, uint32_t home, const struct topic *topic,
                          uint64_t cause, struct sighting_terms terms) {
    const struct maker_state *state = maker->state;
    const struct gate_pass *pass = party_share(world, home, state->sighting_flow, FORM_LABEL, SIGHTING_BYTES);
    if (!pass) return;
    struct item sighting = {.sent = world->now,
                            .topic = topic,
                            .home = home,
                            .from = PARTY_HOME,
                            .to = maker->number,
                            .bytes = SIGHTING_BYTES,
                            .cause = cause};
    party_send(world, pass, sighting_terms_put(sighting, terms));
}

static struct price_ladder_chooser chooser_of(const S *s, int number) {
    return (struct price_ladder_chooser){choosers_at(number), s->chooser_explores};
}

// The policy has the last word: what its hook changes is not the chooser's.
static struct sighting_offer make_offer(struct world *world, struct party *maker, struct case_of_alarm *alarm,
                                        uint8_t *step) {
    const S *s = maker->entry->settings;
    struct price_ladder_chooser chooser = chooser_of(s, s->reward_chooser);
    struct maker_chooses *chooses = &((struct maker_state *)maker->state)->chooses;
    *step = (uint8_t)maker_chooses_reward(world, maker, chooses, &chooser);
    double chosen = s->reward_tokens * price_ladder_multiple(*step);
    struct sighting_offer offer = {.ask = true, .reward_tokens = chosen};
    struct sighting_view view = {.alarms_before = alarm->raised.before,
                                 .hour = clock_hours(clock_time_of_day(world->now))};
    party_ask_hook(world, &on_sighting_hook, alarm->home, &view, &offer, &alarm->cause);
    if (!offer.ask || offer.reward_tokens != chosen) *step = MAKER_CHOOSES_NONE;
    if (offer.ask)
        party_count(world, maker, OFFERED_LESS, alarm->home,
                    maker_chooses_offered(world, chooses, offer.reward_tokens));
    return offer;
}

// The family is told, and asked if the policy asks each time; its answer comes some minutes later.
static void tell_family(struct world *world, struct party *maker, struct case_of_alarm *alarm, bool may_ask) {
    struct maker_state *state = maker->state;
    struct notice notice = {.alarm = alarm->raised.before, .infested = alarm->raised.infested};
    if (may_ask) {
        struct sighting_offer offer = make_offer(world, maker, alarm, &notice.step);
        notice.asked = offer.ask;
        notice.reward_tokens = (int64_t)(offer.reward_tokens + 0.5);
    }
    if (notice.asked) {
        consent_request(world->gate, alarm->home, state->sighting_flow, world->now);
        for (uint32_t i = 0; i < state->leads.count; i++)
            consent_request(world->gate, alarm->home, state->leads.flows[i], world->now);
        party_count(world, maker, ASKED, alarm->home, 1);
    }
    party_count(world, maker, NOTICES, alarm->home, 1);
    time_ms delay = sighting_answer_after(world, alarm->home, notice.alarm);
    struct timer answer = {
        .due = world->now + delay, .what = FAMILY_ANSWERS, .home = alarm->home, .cause = alarm->cause};
    party_wake(world, maker, notice_put(answer, notice));
}

static void act_on_alarm(struct world *world, struct party *maker, struct case_of_alarm *alarm) {
    const struct maker_state *state = maker->state;
    enum consent_rule rule = gate_rule(world->gate, state->sighting_flow, world->now);
    if (rule == RULE_ASK_EACH_TIME) {
        tell_family(world, maker, alarm, true);
    } else if (gate_may_pass(world->gate, alarm->home, state->sighting_flow, world->now)) {
        send_sighting(world, maker, alarm->home, &maker_sold_sighting, alarm->cause,
                      (struct sighting_terms){0, MAKER_CHOOSES_NONE});
    } else {
        party_count(world, maker, KEPT, alarm->home, 1);
        tell_family(world, maker, alarm, false);
    }
}

// Whose picture somebody looks at waits for that.
static void handle_alarm(struct world *world, struct party *maker, const struct item *item) {
    struct case_of_alarm alarm = {pest_alarm_of(item), item->home, 0};
    struct pest_alarm raised = alarm.raised;
    journal_cause cause = item->cause;
    party_tell_rule(world, &on_pest_signs_hook, item->home, raised.rule, &cause);
    alarm.cause = party_note(world, maker->number, item->home, cause, "pest alarm on the device");
    party_count(world, maker, ALARMS, item->home, 1);
    party_count(world, maker, FALSE_ALARMS, item->home, !raised.infested);
    struct review_case review = {
        .subject = REVIEW_ALARM,
        .home = item->home,
        .asker = maker->number,
        .confirmed = confirmed_alarm_put((struct timer){.what = ALARM_CONFIRMED}, raised),
        .rejected = ALARM_REJECTED,
        .connected = raised.connected,
        .real = raised.infested,
        .confidence = raised.confidence,
        .cause = alarm.cause,
        .number = raised.before};
    if (!reviewers_look(world, &review)) act_on_alarm(world, maker, &alarm);
}

static void alarm_confirmed(struct world *world, struct party *maker, const struct timer *timer) {
    struct case_of_alarm alarm = {confirmed_alarm_of(timer), timer->home, timer->cause};
    act_on_alarm(world, maker, &alarm);
}

static void handle_disaster(struct world *world, struct party *maker, const struct item *item) {
    const S *s = maker->entry->settings;
    const struct maker_state *state = maker->state;
    uint64_t cause = party_note(world, maker->number, item->home, item->cause, "robot disaster");
    ledger_post(world->ledger, ledger_household(world->ledger, item->home), ledger_outside(world->ledger),
                item->value, WON, state->mess, cause);
    party_count(world, maker, DISASTERS, item->home, 1);
    ledger_post(world->ledger, ledger_party(world->ledger, maker->number),
                ledger_household(world->ledger, item->home),
                (int64_t)((double)item->value * s->mess_promise + 0.5), WON, state->promise, cause);
    if (s->mess_promise < 1) choice_bad_experience(world, item->home, maker, 1 - s->mess_promise);
}

static void maker_on_device(struct world *world, struct party *maker, const struct item *item) {
    if (item->topic == &robot_vacuum_alarm) handle_alarm(world, maker, item);
    if (item->topic == &robot_vacuum_disaster) handle_disaster(world, maker, item);
}

// ---- The family's answer ------------------------------------------------------------------------------

static void answer_all(struct world *world, struct party *maker, uint32_t home, bool granted) {
    const struct maker_state *state = maker->state;
    const S *s = maker->entry->settings;
    time_ms expires = world->now + (time_ms)(s->sighting_term_days * (double)CLOCK_DAY);
    consent_answer(world->gate, home, state->sighting_flow, granted, world->now, expires);
    for (uint32_t i = 0; i < state->leads.count; i++)
        consent_answer(world->gate, home, state->leads.flows[i], granted, world->now, expires);
}

static void take_answer(struct world *world, struct party *maker, uint32_t home, const struct notice *notice,
                        bool shares) {
    struct sighting_answer_view view = {
        .shared = shares, .alarms_before = notice->alarm, .reward_tokens = (double)notice->reward_tokens};
    choice_takes_time(world, home);
    answer_all(world, maker, home, shares);
    party_tell_hook(world, &on_sighting_answer_hook, home, &view);
}

// A family's answer, and what came of it, is a round of the reward.
static void reward_earned(struct world *world, struct party *maker, uint32_t home, uint8_t step, double won) {
    struct maker_state *state = maker->state;
    if (step == MAKER_CHOOSES_NONE) return;
    party_count(world, maker, EXPLORATION, home, price_ladder_earned(&state->chooses.rewards, step, won));
}

static void family_answers(struct world *world, struct party *maker, const struct timer *timer) {
    struct notice notice = notice_of(timer);
    struct sighting_told told = {.home = timer->home,
                                 .alarm = notice.alarm,
                                 .infested = notice.infested,
                                 .asked = notice.asked,
                                 .flow = ((const struct maker_state *)maker->state)->sighting_flow,
                                 .reward_won = (double)notice.reward_tokens};
    struct sighting_answer answer = sighting_answer(world, &told);
    const S *s = maker->entry->settings;
    if (answer.dismisses) choice_bad_experience(world, timer->home, maker, s->false_alarm_weight);
    uint64_t cause = timer->cause;
    if (told.asked) {
        take_answer(world, maker, timer->home, &notice, answer.shares);
        cause = party_note(world, PARTY_HOME, timer->home, cause,
                           answer.shares ? "consent granted" : "consent refused");
    }
    if (answer.shares) {
        party_count(world, maker, SHARED, timer->home, 1);
        send_sighting(world, maker, timer->home, &maker_shared_sighting, cause,
                      (struct sighting_terms){notice.reward_tokens, notice.step});
        return;
    }
    if (told.asked) reward_earned(world, maker, timer->home, notice.step, 0);
    if (answer.calls) pest_control_be_called(world, timer->home, cause);
}

// ---- In the cloud -------------------------------------------------------------------------------------

// An exclusive lead goes to one firm, a sold one to several.
static struct maker_leads_sale offer_lead(struct world *world, struct party *maker,
                                          const struct item *sighting) {
    const S *s = maker->entry->settings;
    bool exclusive = sighting->topic == &maker_shared_sighting;
    struct maker_state *state = maker->state;
    enum lead lead = exclusive ? LEAD_EXCLUSIVE : LEAD_SHARED;
    struct price_ladder_chooser chooser = chooser_of(s, s->lead_chooser);
    size_t step = maker_chooses_lead(world, maker, &state->chooses, lead, &chooser);
    double fee_won = s->lead_fee_won * (exclusive ? 1 : s->shared_fee_share);
    struct maker_leads_offer offer = {.sighting = sighting,
                                      .lead = lead,
                                      .fee_won = fee_won * price_ladder_multiple(step),
                                      .price = (enum maker_leads_price)s->lead_price,
                                      .price_trials = s->price_trials,
                                      .buyers = exclusive ? 1 : (uint32_t)s->shared_buyers};
    struct maker_leads_sale sale = maker_leads_sell(world, maker, &state->leads, &offer);
    party_count(world, maker, EXPLORATION, sighting->home,
                price_ladder_earned(&state->chooses.leads[lead], step, (double)sale.sold * sale.price_won));
    return sale;
}

static void reward(struct world *world, struct party *maker, const struct item *sighting) {
    struct maker_state *state = maker->state;
    int64_t tokens = sighting_terms_of(sighting).reward_tokens;
    if (tokens) tokens_issue(world, maker, sighting->home, tokens, state->reward, sighting->cause);
    party_count(world, maker, OFFERED_LESS, sighting->home,
                maker_chooses_shared(world, &state->chooses, (double)tokens));
}

// One of which nobody was asked counts as sold when some firm buys it. Sharing is rewarded, sold or not.
static void maker_receive(struct world *world, struct party *maker, const struct item *item) {
    struct maker_state *state = maker->state;
    bool sighting = item->topic == &maker_shared_sighting || item->topic == &maker_sold_sighting;
    if (!sighting || state->leads.count == 0) return;
    struct sighting_terms terms = sighting_terms_of(item);
    if (item->topic == &maker_shared_sighting) reward(world, maker, item);
    struct maker_leads_sale sale = offer_lead(world, maker, item);
    double sold_won = (double)sale.sold * sale.price_won;
    reward_earned(world, maker, item->home, terms.step, sold_won - (double)terms.reward_tokens);
    bool unasked = gate_rule(world->gate, state->sighting_flow, world->now) == RULE_NONE;
    party_count(world, maker, LEADS_SOLD, item->home, sale.sold);
    party_count(world, maker, LEADS_UNSOLD, item->home, sale.sold == 0);
    party_count(world, maker, LEAD_PRICE, item->home, sale.sold * sale.price_won);
    party_count(world, maker, SOLD, item->home, item->topic == &maker_sold_sighting && sale.sold && unasked);
}

static void maker_wake(struct world *world, struct party *maker, const struct timer *timer) {
    if (timer->what == FAMILY_ANSWERS) family_answers(world, maker, timer);
    if (timer->what == ALARM_CONFIRMED) alarm_confirmed(world, maker, timer);
}

// ---- At midnight --------------------------------------------------------------------------------------

// Makers run on one cloud, and share what it uses by the homes that they have. Where nobody has any, the
// first pays.
static double homes_share(struct world *world, const struct party *maker) {
    if (world->maker_count == 1) return 1;
    size_t own = 0, all = 0;
    for (struct party *other = NULL; (other = world_next_maker(world, other));)
        for (uint32_t home = 0; home < world->home_count; home++) {
            bool has = maker_shop_has(world, other, home);
            all += has;
            own += has && other == maker;
        }
    return all ? (double)own / (double)all : maker->maker_rank == 0;
}

static void pay_for_power(struct world *world, struct party *maker) {
    const S *s = maker->entry->settings;
    struct maker_state *state = maker->state;
    party_begin(world, maker->number, HOME_NONE, "cloud's day");
    double kwh = exchange_totals(world->exchange).cloud_joule / 3.6e6;
    double share = homes_share(world, maker);
    int64_t won = (int64_t)((kwh - state->cloud_kwh) * share * s->power_won_kwh + 0.5);
    ledger_post(world->ledger, ledger_party(world->ledger, maker->number), ledger_outside(world->ledger), won,
                WON, state->power, 0);
    state->cloud_kwh = kwh;
}

static void heed_fines(struct world *world, const struct party *maker) {
    enum { MONTH_DAYS = 30 };
    const S *s = maker->entry->settings;
    const struct fines_heeded_terms terms = {s->believed_kept, s->believed_fines_year, s->prior_years};
    if (!s->heeds_fines || clock_day(world->now) % MONTH_DAYS) return;
    party_count_own(world, maker, STOPPED_TAKING,
                    fines_heeded_stop(world, regulator_find(world), maker, &terms));
}

static void maker_midnight(struct world *world, struct party *maker) {
    const S *s = maker->entry->settings;
    struct maker_state *state = maker->state;
    heed_fines(world, maker);
    maker_chooses_midnight(world, maker, &state->chooses, choosers_at(s->lead_chooser),
                           choosers_at(s->reward_chooser));
    maker_shop_sell(world, maker);
    pay_for_power(world, maker);
}

// Of what its appliances notice, whoever gets it.
static void break_consents(struct world *world, const struct party *maker) {
    const S *s = maker->entry->settings;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (gate_flow_at(world->gate, flow)->maker == maker->number)
            gate_break(world->gate, flow, s->ignores_withdrawn, s->stretches_purpose);
}

static void will_ask(struct world *world, const struct party *maker) {
    const struct maker_state *state = maker->state;
    if (gate_flow_at(world->gate, state->sighting_flow)->rule != RULE_ASK_EACH_TIME) return;
    party_will_ask(world, &on_sighting_hook);
    party_will_ask(world, &on_sighting_answer_hook);
}

// Families are asked at each occasion only where that is the rule.
static void maker_turn(struct world *world, struct party *maker) {
    will_ask(world, maker);
    break_consents(world, maker);
}

static void maker_prepare(struct world *world, struct party *maker) {
    struct maker_state *state = maker->state;
    state->sighting_flow = party_flow(world, DATA_PEST_SIGHTING, maker, PEST_CONTROL_PURPOSE);
    party_asks_each_time(world, state->sighting_flow);
    will_ask(world, maker);
    maker_leads_find_firms(world, maker, &state->leads);
}

static void maker_start(struct world *world, struct party *maker) {
    struct maker_state *state = maker->state;
    state->reward = ledger_reason(world->ledger, "reward tokens");
    maker_shop_open(world, maker);
    state->mess = ledger_reason(world->ledger, "cleaning up a mess");
    state->promise = ledger_reason(world->ledger, "a mess made good");
    state->power = ledger_reason(world->ledger, "cloud electricity");
    break_consents(world, maker);
}

static void maker_close(struct world *world, struct party *maker) {
    (void)world;
    maker_shop_close(maker);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation whose = {
    "whose what is",
    "an appliance, desk or partner is the maker's that lists it in makes, else the first maker's",
    "first: in the order of their names", "definition"};
static const struct equation alarms = {"pest alarms",
                                       "each is an alarm, a false one without an infestation; where "
                                       "reviewers look at it, only what they do not stop goes on",
                                       "as the robot raises it", "definition"};
static const struct equation told = {
    "what becomes of an alarm",
    "under the rule ask_each_time the family is told, and asked unless the policy does not ask; else the "
    "sighting is sold where the gate lets it pass; else it stays at home, and the family is told; notices: "
    "told, asked or not",
    "what the policy offers is reward_tokens, unless its hook says otherwise", "definition"};
static const struct equation answer = {
    "what the family answers",
    "after answer_min E minutes; a false alarm is seen through with chance sees_false_alarm, which costs "
    "trust by weight false_alarm_weight; else, with chance wants_help, the family shares if it was asked and "
    "its choice of reward_tokens + help_won against sighting_months of data is yes, good for "
    "sighting_term_days; if it does not share it calls a firm with chance calls_by_itself",
    "E exponential with mean 1; reward_tokens or what the policy offered, as won; the choice: see families; "
    "share_of_asked = shared / asked",
    "assumption"};
static const struct equation leads = {
    "leads",
    "a sighting that the family shared: an exclusive lead to one firm, and reward_tokens to the family; any "
    "other: to "
    "shared_buyers firms; leads_sold: firms that bought; leads_unsold: sightings none bought",
    "the fee is paid by the firm; sold_unasked: of the others that some firm got, those under the rule none",
    "assumption"};
static const struct equation power = {
    "the cloud's electricity", "won = power_won_kwh kWh of the day",
    "kWh = joule of the cloud's hosts / 3600000, of several makers by the homes that own something of each",
    "definition"};
static const struct equation breaks = {
    "consents that it breaks",
    "of what its appliances notice, to whomever: a consent that is taken back goes on as if it held with "
    "chance "
    "ignores_withdrawn, until it is given again; with stretches_purpose a data flow takes what the family "
    "allows "
    "to any other of the class; while nothing forbids it",
    "counted as taken without consent, and found out as that is: see the regulator", "definition"};
static const struct equation mess = {"robot disasters",
                                     "the family pays robot_vacuum.mess_won, of which the maker makes "
                                     "mess_promise good; costs trust by weight 1 - mess_promise",
                                     "", "assumption: who has lost nothing trusts as before"};
static const struct submodel submodels[] = {
    {&whose, "", "makes"},
    {&alarms, "alarms, false_alarms, pest alarm on the device", "robot_vacuum, reviewers"},
    {&told, "notices, asked, kept_at_home, pest_sighting", "reward_tokens"},
    {&answer, "share_of_asked, consent granted, consent refused, pest_sighting",
     "reward_tokens, false_alarm_weight, sighting_term_days, cockroaches.sees_false_alarm, "
     "cockroaches.wants_help, "
     "cockroaches.calls_by_itself, cockroaches.sighting_months, cockroaches.help_won, families.answer_min"},
    {&leads, "sold_unasked, leads_sold, leads_unsold, reward tokens",
     "shared_buyers, reward_tokens, pest_control"},
    {&maker_leads_price_equation, "lead_price", "lead_price, lead_fee_won, shared_fee_share"},
    {&price_experiment_equation, "", "price_trials"},
    {&price_ladder_equation, "",
     "lead_chooser, reward_chooser, chooser_explores, lead_fee_won, reward_tokens"},
    {&price_ladder_explored_equation, "exploration_won", ""},
    {&maker_chooses_less_equation, "offered_less", "reward_chooser, reward_tokens"},
    {&auction_of_units_equation, "", ""},
    {&maker_shop_equation,
     "sales, accessories, services, family buys from the maker, after-service, cost of goods",
     "accessories_year, accessories_shape, accessory_won, accessory_usual_won, service_year, service_shape, "
     "service_won, "
     "service_usual_won, "
     "cost_share, trust_reference, families"},
    {&demand_equation, "",
     "price_weight, accessory_won, accessory_usual_won, service_won, service_usual_won"},
    {&demand_surplus_equation, "",
     "price_weight, accessory_won, accessory_usual_won, service_won, service_usual_won"},
    {&token_programme_paying_equation, "tokens_spent, tokens spent",
     "token_programme.most_share, token_programme.redeems"},
    {&power, "cloud electricity, cloud's day", "power_won_kwh"},
    {&breaks, "", "ignores_withdrawn, stretches_purpose"},
    {&fines_heeded_equation, "stopped_taking, taking no longer pays",
     "heeds_fines, believed_kept, believed_fines_year, prior_years, regulator"},
    {&deterrence_belief_equation, "", "believed_fines_year, prior_years"},
    {&mess, "disasters, robot disaster, cleaning up a mess, a mess made good",
     "mess_promise, robot_vacuum.mess_won"},
};

const struct party_kind maker_party = {
    .kind = {.name = "maker",
             .summary = "the maker of the appliances: its software, its cloud, its sales and rewards",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(ROLE_chooser & price_experiment_technique, &rules_technique),
             .worths = maker_shop_worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct maker_state),
    .makes = maker_makes,
    .in_cloud = true,
    .prepare = maker_prepare,
    .turn = maker_turn,
    .start = maker_start,
    .receive = maker_receive,
    .on_device = maker_on_device,
    .wake = maker_wake,
    .midnight = maker_midnight,
    .close = maker_close,
};

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/choice.h"

#include <math.h>

#include "models/model.h"
#include "models/people/families.h"
#include "models/people/trust.h"
#include "models/tokens/token_programme.h"
#include "sim/engine/party_act.h"

const struct topic choice_resentment = {"resentment"};

const struct equation choice_equation = {
    "whether a family shares its data",
    "yes if reward + benefit - concern weight felt months 2 (1 - trust) - effort_won / times > 0; felt = 1 - "
    "understands (1 - l); opt_out: yes in any case with chance follows_default; opt_in: such a yes becomes "
    "no "
    "with chance follows_default",
    "won: reward promised, benefit of the service, its worth_won; concern won for a month of data of weight "
    "1; weight of the data's class, 1 for energy use; l what the form of the data tells: raw 1, a label "
    "label_tells, a noised one label_tells a, a noised measure a, by the advantage a over guessing that its "
    "noise leaves (see there: p - q, or how far it tells the ends of its range apart), times 1 - exp(-d / "
    "data_age_days) "
    "if it is deleted after d days; months of data; trust in the "
    "maker; a standing consent: all of a month, times consent_months or its term's if that is shorter; on an "
    "occasion: all of that one, times 1",
    "assumption; defaults: Johnson, Bellman & Lohse 2002"};
const struct equation choice_trust_equation = {
    "trust in a maker",
    "trust = gain / (gain + loss); a good experience adds w to gain, a bad one loss_factor w to loss; below "
    "withdraws_below after a bad one all consents to what its appliances notice are withdrawn",
    "gain, loss begin with trust_gain, trust_loss; w weight, 1 for an ordinary experience",
    "mean of a Beta distribution of experiences; assumption"};
const struct equation choice_hearsay_equation = {"word of mouth",
                                                 "each friend hears of a bad experience with chance "
                                                 "tells_friends, and adds loss_factor hearsay w to its loss",
                                                 "w weight of the experience", "assumption"};

double choice_class_weight(const struct world *world, enum data_class data_class) {
    return data_class == DATA_ENERGY_USE ? 1 : world->model->families->class_weight[data_class];
}

const struct welfare_source choice_answers_worth = {"answering requests", WELFARE_TIME,
                                                    "families.effort_won lost, each time"};
const struct welfare_source choice_resents_worth = {"data used unasked", WELFARE_REALISED,
                                                    "families.resents_won lost, by weight"};
const struct welfare_source choice_bothers_worth = {"being bothered", WELFARE_REALISED,
                                                    "families.bothered_won lost, by weight"};

const struct choice_form choice_raw = {FORM_RAW, 1, true}, choice_label = {FORM_LABEL, 1, false},
                         choice_pseudonymous_label = {FORM_PSEUDONYMOUS, 1, false};

struct choice_form choice_noised(double advantage) {
    return (struct choice_form){FORM_NOISED, advantage, false};
}

struct choice_form choice_noised_measure(double advantage) {
    return (struct choice_form){FORM_NOISED, advantage, true};
}

// What is only without a name is as it was: a home's data are told by themselves whose they are.
double choice_learned(const struct world *world, struct choice_form form) {
    bool made_on_device = form.form != FORM_RAW && !form.measured;
    return (made_on_device ? world->model->families->label_tells : 1) * form.signal;
}

double choice_tells(const struct world *world, uint16_t flow, struct choice_form form) {
    time_ms kept = gate_flow_at(world->gate, flow)->limits.kept;
    double learned = choice_learned(world, form);
    if (kept == CLOCK_NEVER) return learned;
    double days = (double)kept / (double)CLOCK_DAY;
    return learned * -expm1(-days / world->model->families->data_age_days);
}

double choice_felt(const struct world *world, double tells) {
    return 1 - world->model->families->understands * (1 - tells);
}

double choice_felt_won(const struct world *world, uint32_t home, const struct party *maker,
                       enum data_class data_class, double tells, double concern_won) {
    double felt = choice_felt(world, tells);
    double distrust = 2.0 * (1.0 - trust_in(world, home, maker));
    return concern_won * distrust * choice_class_weight(world, data_class) * felt;
}

void choice_takes_time(const struct world *world, uint32_t home) {
    welfare_live(world->welfare, home, &choice_answers_worth, -world->model->families->effort_won);
}

static double effort_won(const struct world *world, const struct choice *choice) {
    PROMISE(choice->times >= 1, "a family answers for something that comes at least once");
    return world->model->families->effort_won / choice->times;
}

// What sharing the truth is worth to it.
static double worth_won(const struct world *world, uint32_t number, const struct choice *choice) {
    double concern = (double)world->homes[number].concern, effort = effort_won(world, choice);
    if (isinf(concern)) return -INFINITY;
    double felt_risk = choice->months * choice_felt_won(world, number, choice->maker, choice->data_class,
                                                        choice->tells, concern);
    return choice->reward_won + choice->benefit_won - felt_risk - effort;
}

static bool takes_what_is_filled_in(const struct world *world, const struct choice *choice, uint64_t word) {
    return choice->filled_in && random_chance(word, world->model->families->follows_default);
}

bool choice_shares(const struct world *world, uint32_t number, const struct choice *choice, uint64_t word) {
    return takes_what_is_filled_in(world, choice, word) || worth_won(world, number, choice) > 0;
}

// A consent that ends by itself is answered again for each term.
static double months_of_one_answer(const struct world *world, uint16_t flow) {
    double felt = world->model->families->consent_months;
    time_ms term = gate_flow_at(world->gate, flow)->limits.term;
    if (term == CLOCK_NEVER) return felt;
    return fmax(1, fmin(felt, (double)term / (double)(30 * CLOCK_DAY)));
}

// A standing consent is weighed by what a month of it brings and costs; it is answered once.
static struct choice standing_choice(const struct world *world, uint16_t flow, struct consent_terms terms) {
    return (struct choice){.data_class = gate_flow_at(world->gate, flow)->data_class,
                           .maker = trust_maker_of(world, flow),
                           .tells = (double)terms.tells,
                           .months = 1,
                           .times = months_of_one_answer(world, flow),
                           .reward_won = token_programme_promise_won(world, flow),
                           .benefit_won = (double)terms.worth_won};
}

bool choice_stands(const struct world *world, uint32_t home, uint16_t flow, struct consent_terms terms) {
    struct choice choice = standing_choice(world, flow, terms);
    return choice_shares(world, home, &choice, 0);
}

static const struct subscription *subscription_of(const struct world *world, uint16_t flow) {
    for (size_t i = 0; i < world->subscription_count; i++)
        if (world->subscriptions[i].flow == flow) return &world->subscriptions[i];
    return NULL;
}

double choice_worth_won(const struct world *world, uint16_t flow) {
    const struct subscription *subscription = subscription_of(world, flow);
    return subscription ? subscription->worth_won : 0;
}

// Rather than share the truth, or nothing (reward_gaming_ride_equation).
static bool rides_free(const struct world *world, uint32_t home, uint16_t flow, const struct choice *choice) {
    if (!world->model->can_make_up[choice->data_class]) return false;
    const struct subscription *subscription = subscription_of(world, flow);
    double caught = subscription ? subscription->caught_month : 0;
    double honest = fmax(0, worth_won(world, home, choice));
    double rides = token_programme_ride_won(world, home, flow, caught, honest * choice->times);
    return rides - effort_won(world, choice) > honest;
}

bool choice_makes_up(const struct world *world, uint32_t home, enum data_class data_class) {
    if (!world->model->can_make_up[data_class]) return false;
    size_t count;
    const struct subscription *subscriptions = world_subscriptions(world, data_class, &count);
    for (size_t i = 0; i < count; i++)
        if (gate_entry_at(world->gate, home, subscriptions[i].flow)->made_up) return true;
    return false;
}

// Who decides at the gate may not heed it, which the family does not know.
static void withdraw(struct world *world, uint32_t home, uint16_t flow, time_ms now) {
    consent_withdraw(world->gate, home, flow, now);
    double ignores = gate_flow_at(world->gate, flow)->ignores_withdrawn;
    if (ignores <= 0) return;
    struct random_sequence luck = luck_with_flow(world, flow, home, "withdrawal ignored", (uint64_t)now);
    if (random_next_uniform(&luck) < ignores) consent_ignored(world->gate, home, flow);
}

// Opting in needs the family to act by itself: who is content with the silence it starts from stays there.
static bool silent(const struct world *world, enum consent_rule rule, struct random_sequence *luck) {
    return rule == RULE_OPT_IN && random_next_uniform(luck) < world->model->families->follows_default;
}

static void ask(struct world *world, uint32_t home, uint16_t flow, struct consent_terms terms,
                struct random_sequence luck, time_ms now) {
    enum consent_rule rule = gate_rule(world->gate, flow, now);
    struct choice choice = standing_choice(world, flow, terms);
    choice.filled_in = rule == RULE_OPT_OUT;
    uint64_t word = random_next(&luck).word[0];
    bool rides = !takes_what_is_filled_in(world, &choice, word) && rides_free(world, home, flow, &choice);
    bool granted = rides || choice_shares(world, home, &choice, word);
    if (silent(world, rule, &luck)) granted = false;
    choice_takes_time(world, home);
    consent_request(world->gate, home, flow, now);
    consent_tell(world->gate, home, flow, terms);
    consent_answer(world->gate, home, flow, granted, now, CLOCK_NEVER);
    if (granted && rides) consent_made_up(world->gate, home, flow, true);
}

static struct consent_terms terms_of(const struct world *world, uint16_t flow, struct choice_form form,
                                     double benefit_won) {
    return (struct consent_terms){(float)choice_tells(world, flow, form), (float)benefit_won};
}

void choice_standing(struct world *world, uint32_t home, uint16_t flow, struct choice_form form,
                     double benefit_won, struct random_sequence luck, time_ms now) {
    if (!gate_rule_stands(gate_rule(world->gate, flow, now))) return;
    ask(world, home, flow, terms_of(world, flow, form, benefit_won), luck, now);
}

bool choice_reconsiders(struct world *world, uint32_t home, uint16_t flow, time_ms now) {
    struct consent_terms terms = gate_entry_at(world->gate, home, flow)->terms;
    struct choice choice = standing_choice(world, flow, terms);
    bool rides = rides_free(world, home, flow, &choice);
    bool wants = rides || choice_stands(world, home, flow, terms);
    bool has = consent_state(world->gate, home, flow, now) == CONSENT_GRANTED;
    if (has && !wants)
        withdraw(world, home, flow, now);
    else if (wants && !has)
        consent_answer(world->gate, home, flow, true, now, CLOCK_NEVER);
    if (wants) consent_made_up(world->gate, home, flow, rides);
    return wants != has;
}

bool choice_offered(struct world *world, uint32_t home, uint16_t flow, struct choice_form form,
                    double benefit_won, time_ms now) {
    consent_tell(world->gate, home, flow, terms_of(world, flow, form, benefit_won));
    return choice_reconsiders(world, home, flow, now);
}

void choice_asked_again(struct world *world, uint32_t home, uint16_t flow, struct random_sequence luck,
                        time_ms now) {
    ask(world, home, flow, gate_entry_at(world->gate, home, flow)->terms, luck, now);
}

void choice_of_own_accord(struct world *world, uint32_t home, uint16_t flow, time_ms now, time_ms until) {
    consent_request(world->gate, home, flow, now);
    consent_answer(world->gate, home, flow, true, now, until);
}

void choice_at_occasion(struct world *world, uint32_t home, uint16_t flow, const struct choice *choice,
                        uint64_t word, time_ms until) {
    choice_takes_time(world, home);
    consent_request(world->gate, home, flow, world->now);
    consent_answer(world->gate, home, flow, choice_shares(world, home, choice, word), world->now, until);
}

static bool was_asked(const struct visit *visit, uint16_t flow) {
    return consent_state(visit->world->gate, visit->home_number, flow, visit->now) != CONSENT_NOT_ASKED;
}

void choice_at_install(struct visit *visit, uint16_t flow, struct choice_form form, double benefit_won) {
    if (visit->world->turning && was_asked(visit, flow)) {
        consent_tell(visit->world->gate, visit->home_number, flow,
                     terms_of(visit->world, flow, form, benefit_won));
        return;
    }
    struct random_sequence luck = visit_sequence(visit, "choice at installation");
    choice_standing(visit->world, visit->home_number, flow, form, benefit_won, luck, visit->now);
}

void choice_at_install_once(struct visit *visit, uint16_t flow, struct choice_form form, double benefit_won) {
    if (!was_asked(visit, flow)) choice_at_install(visit, flow, form, benefit_won);
}

void choice_at_install_all(struct visit *visit, enum data_class data_class, struct choice_form form) {
    choice_at_install_of(visit, visit->appliance, data_class, form);
}

void choice_at_install_of(struct visit *visit, const struct appliance *appliance, enum data_class data_class,
                          struct choice_form form) {
    size_t count;
    const struct subscription *subscriptions = world_subscriptions(visit->world, data_class, &count);
    for (size_t i = 0; i < count; i++) {
        if (!subscription_concerns(&subscriptions[i], visit->home, appliance)) continue;
        choice_at_install_once(visit, subscriptions[i].flow, form, subscriptions[i].worth_won);
    }
}

static void take_back(struct world *world, uint32_t home, uint16_t flow) {
    if (flow != GATE_NO_FLOW && consent_state(world->gate, home, flow, world->now) == CONSENT_GRANTED)
        withdraw(world, home, flow, world->now);
}

void choice_takes_back(struct world *world, uint32_t home, const uint16_t *flows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        take_back(world, home, flows[i]);
        if (flows[i] != GATE_NO_FLOW) consent_tell(world->gate, home, flows[i], GATE_TOLD_NOTHING);
    }
}

void choice_is_excluded(struct world *world, uint32_t home, uint16_t flow) {
    consent_answer(world->gate, home, flow, false, world->now, CLOCK_NEVER);
    consent_tell(world->gate, home, flow, GATE_TOLD_NOTHING);
}

static void withdraw_all(struct world *world, uint32_t home, const struct party *maker) {
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        const struct party *of = trust_maker_of(world, flow);
        if (!of || !maker || of == maker) take_back(world, home, flow);
    }
}

static void lose_trust(struct world *world, uint32_t home, const struct party *maker, double weight) {
    const struct families_settings *s = world->model->families;
    trust_learns(world, home, maker, 0, weight * s->loss_factor);
    if (trust_in(world, home, maker) < s->withdraws_below) withdraw_all(world, home, maker);
}

// It follows from what the moment follows from; where that begins by itself, from the day.
static void suffer(const struct world *world, uint32_t home, const struct welfare_source *source,
                   double won) {
    journal_cause cause = journal_moment(world->journal).cause;
    if (cause)
        welfare_post(world->welfare, home, source, -won, cause);
    else
        welfare_live(world->welfare, home, source, -won);
}

void choice_is_bothered(struct world *world, uint32_t home, const struct party *maker, double weight) {
    suffer(world, home, &choice_bothers_worth, world->model->families->bothered_won * weight);
    choice_bad_experience(world, home, maker, weight);
}

void choice_resents(struct world *world, uint32_t home, uint16_t flow, double weight) {
    suffer(world, home, &choice_resents_worth, world->model->families->resents_won * weight);
    choice_bad_experience(world, home, trust_maker_of(world, flow), weight);
    party_say(world, (struct item){.topic = &choice_resentment, .home = home, .flow = flow});
}

void choice_hear_bad(struct world *world, uint32_t home, const struct party *maker, double weight) {
    lose_trust(world, home, maker, weight);
}

void choice_forget(struct world *world, uint32_t home, const struct party *maker, double weight) {
    trust_learns(world, home, maker, 0, -weight * world->model->families->loss_factor);
}

void choice_good_experience(struct world *world, uint32_t home, const struct party *maker, double weight) {
    trust_learns(world, home, maker, weight, 0);
}

void choice_bad_experience(struct world *world, uint32_t home, const struct party *maker, double weight) {
    const struct families_settings *s = world->model->families;
    lose_trust(world, home, maker, weight);
    uint32_t stream = random_stream("word of mouth");
    uint64_t told = (uint64_t)world->now << 24 | home;  // by whom and when: each friend's luck is its own
    for (uint32_t i = world->friends->first[home]; i < world->friends->first[home + 1]; i++) {
        uint32_t friend = world->friends->friend[i];
        struct random_block luck = random_block(world->key, random_home(friend), stream, told);
        if (random_chance(luck.word[0], s->tells_friends))
            lose_trust(world, friend, maker, weight * s->hearsay);
    }
}

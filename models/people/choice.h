// SPDX-License-Identifier: GPL-3.0-or-later
// How a family decides about its data, and how it comes to trust or distrust the maker.
// It shares when that is worth its price (choice_equation): at trust 0.5 the price counts as it is; who trusts fully gives
// for nothing. Trust comes of good and bad experiences (choice_trust_equation), also those of friends (choice_hearsay_equation).
#ifndef MARU_MODELS_PEOPLE_CHOICE_H
#define MARU_MODELS_PEOPLE_CHOICE_H

#include "sim/engine/home.h"
#include "sim/engine/submodel.h"

struct party;
struct world;

extern const struct equation choice_equation, choice_trust_equation, choice_hearsay_equation;

// In which form data would leave, as a family is told when it is asked: it fears less of what tells less, as far as it
// understands that (setting families.understands).
struct choice_form {
    enum data_form form;  // FORM_RAW, too, of what is measured and told as it is
    double signal;        // how much of it is told: of noise, by how much more often than by guessing the truth is told; of what
                          // others' data tell already, the rest; else 1
    bool measured;        // a number or picture as it was taken, and no label made of it
};
// A label under a pseudonym tells what a label tells: a home's data are told by themselves whose they are.
extern const struct choice_form choice_raw, choice_label, choice_pseudonymous_label;
// Of noise that tells two truths apart so much more often than by guessing: of labels, and of what is measured.
struct choice_form choice_noised(double advantage);
struct choice_form choice_noised_measure(double advantage);
// What the receiver learns beside raw data, 0 (nothing) to 1. Of noise it is the advantage over guessing, p - q, and not
// bits: these would hang on how often the family does what, which nobody knows who asks it.
double choice_learned(const struct world *world, struct choice_form form);
// The same of a flow, whose recipient deletes what it got after a while where the policy says so.
double choice_tells(const struct world *world, uint16_t flow, struct choice_form form);

// What a family is asked for and offered.
struct choice {
    enum data_class data_class;
    const struct party *maker;  // whose appliances notice it, and who is trusted with it; NULL: the first, or only, one's
    double tells;        // what they tell in the form in which they leave (choice_tells)
    double months;       // worth of data that is asked for
    double times;        // that all of this comes for one answer, whose effort is spread over them: at least 1
    double reward_won;   // paid for it
    double benefit_won;  // what the service that needs it is worth to this family
    bool filled_in;      // yes is filled in beforehand (opt-out)
};

// How much of what raw data would cost is felt of data that tell so much, as far as families understand that.
double choice_felt(const struct world *world, double tells);
// What a month of the class is felt to cost a family that wants concern_won for a month of weight 1, won, where what leaves
// tells so much (choice_tells), and that maker (NULL: the first) is trusted with it.
double choice_felt_won(const struct world *world, uint32_t home, const struct party *maker, enum data_class data_class,
                       double tells, double concern_won);

// The family answers a request: it takes its time (families.effort_won). From its own home, or in parties_decide.
void choice_takes_time(const struct world *world, uint32_t home);
// What it costs families, in the third ledger.
extern const struct welfare_source choice_answers_worth, choice_resents_worth, choice_bothers_worth;

// How much more a class of data is felt to reveal than energy use (settings families.weight_*).
double choice_class_weight(const struct world *world, enum data_class data_class);

bool choice_shares(const struct world *world, uint32_t home, const struct choice *choice, uint64_t word);

// Whether the family would give this standing consent now, by what it is worth alone: whatever was filled in, and whatever it
// has said before.
bool choice_stands(const struct world *world, uint32_t home, uint16_t flow, struct consent_terms terms);

// Whether the home's appliances make up what they send of the class, for the sake of a reward: it agreed to that somewhere.
bool choice_makes_up(const struct world *world, uint32_t home, enum data_class data_class);
// The recipient wants no more of the home's data of the flow: whether it told the truth or not, it is not asked again.
void choice_is_excluded(struct world *world, uint32_t home, uint16_t flow);

// What the service that subscribed to the flow is worth to a family a month, won; 0: nobody did.
double choice_worth_won(const struct world *world, uint16_t flow);

// At installation: asks for the flow if the policy's rule wants a standing consent (at_install, opt_in, opt_out), and
// writes the answer into the consent register. Does nothing under other rules. `benefit_won` is a month's.
void choice_at_install(struct visit *visit, uint16_t flow, struct choice_form form, double benefit_won);
// The same, unless the home has been asked already.
void choice_at_install_once(struct visit *visit, uint16_t flow, struct choice_form form, double benefit_won);
// The same on another occasion (a child is enrolled), with its own luck: of that home only.
void choice_standing(struct world *world, uint32_t home, uint16_t flow, struct choice_form form, double benefit_won,
                     struct random_sequence luck, time_ms now);
// The family turns to the recipient of its own accord (it calls, it orders): one yes, good until `until`.
void choice_of_own_accord(struct world *world, uint32_t home, uint16_t flow, time_ms now, time_ms until);
// The family is asked at this occasion (ask_each_time), weighs it as choice_shares does, and answers at once; a yes is good until
// `until`.
void choice_at_occasion(struct world *world, uint32_t home, uint16_t flow, const struct choice *choice, uint64_t word,
                        time_ms until);
// The family leaves a service, takes back what it had allowed of these flows (GATE_NO_FLOW: skipped), and does not think of
// them again.
void choice_takes_back(struct world *world, uint32_t home, const uint16_t *flows, size_t count);
// The family gives the standing consent that it was asked for, or takes it back, by what it is worth to it now. True: that is
// another answer than before.
bool choice_reconsiders(struct world *world, uint32_t home, uint16_t flow, time_ms now);
// The same on other terms, which it is told: the service, or what is paid for the data, is now worth `benefit_won` a month.
bool choice_offered(struct world *world, uint32_t home, uint16_t flow, struct choice_form form, double benefit_won,
                    time_ms now);
// Asks for it again, as at installation, on the terms that were told then: the term of the consent is over.
void choice_asked_again(struct world *world, uint32_t home, uint16_t flow, struct random_sequence luck, time_ms now);
// As choice_at_install for every party that subscribed to the class, unless an earlier appliance's installation already asked for it.
void choice_at_install_all(struct visit *visit, enum data_class data_class, struct choice_form form);
// The same for another appliance of the home, for which this one speaks (visit_publish_of).
void choice_at_install_of(struct visit *visit, const struct appliance *appliance, enum data_class data_class,
                          struct choice_form form);

// A good or bad experience with a maker (NULL: the first, or only, one), weight 1 for an ordinary one. A bad one is told to
// friends; who comes to trust it too little withdraws its consents to what that maker's appliances notice. In parties_decide only.
void choice_good_experience(struct world *world, uint32_t home, const struct party *maker, double weight);
void choice_bad_experience(struct world *world, uint32_t home, const struct party *maker, double weight);
// Somebody who works with the maker bothers the family against its wish: a bad experience of that weight.
void choice_is_bothered(struct world *world, uint32_t home, const struct party *maker, double weight);
// The family notices, by what somebody did with it, that data of the flow was taken: a bad experience of that weight, of
// which whoever listens to `choice_resentment` hears (item.home, item.flow).
void choice_resents(struct world *world, uint32_t home, uint16_t flow, double weight);
extern const struct topic choice_resentment;
// Something bad is read of the maker: as a bad experience, but all friends read the same paper. What was read can be
// forgotten again, in whole or in parts.
void choice_hear_bad(struct world *world, uint32_t home, const struct party *maker, double weight);
void choice_forget(struct world *world, uint32_t home, const struct party *maker, double weight);

#endif

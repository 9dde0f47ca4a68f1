// SPDX-License-Identifier: GPL-3.0-or-later
// A recogniser of pet messes that really learns: a classifier (methods/classifier.h) of what lies on floors
// (floor_things.h), trained version by version on what homes let out. Either on their things themselves, which are kept
// with the home they came from and can be deleted: each version is then trained anew on what is left, as if the rest had
// never been there. Or on updates that are averaged (federated_average_technique.h); from these nothing can be deleted.
//
// Beside it may stand a larger model in the cloud, which is asked what a robot is not sure of; it learns from the same store, and
// is always its latest version (mess_recogniser_asks_equation). Of a home's own messes it knows nothing.
//
// Robots read versions in parallel; everything else is done in parties_decide.
#ifndef MARU_MODELS_PESTS_MESS_RECOGNISER_H
#define MARU_MODELS_PESTS_MESS_RECOGNISER_H

#include "models/methods/sample_store.h"
#include "models/pests/floor_things.h"
#include "sim/engine/technique.h"

extern const struct equation mess_recogniser_asks_equation, mess_recogniser_energy_equation;

struct mess_recogniser_plan {
    const struct technique *technique;  // that fills the role of a classifier
    bool knows_spills;                  // has a class for them, beside the FLOOR_THINGS
    struct floor_distances distances;
    unsigned first_examples, first_homes;  // messes that the first version was trained on, and homes they lay in
    unsigned drawn;                        // of the robots that a simulated one stands for
    double stand_for;                      // how many those are
    double noise, clip;                    // on updates
    double wander;                         // of things' looks, a year
    size_t weeks;                          // for which they wander
    const struct technique *cloud;         // the cloud's classifier; NULL: there is none
    double asks_below;                     // it is asked where a robot is less sure than this; 1: always
};

struct mess_recogniser;
// The first version is trained at once, on the maker's own samples. `luck` is the desk's.
struct mess_recogniser *mess_recogniser_create(struct mess_recogniser_plan plan, struct random_sequence luck);
void mess_recogniser_free(struct mess_recogniser *recogniser);

// What a robot was unsure of on a run, after its report came through the gate.
struct mess_report {
    uint32_t home;
    time_ms when;
    uint32_t others;    // harmless things
    bool mess;
    uint32_t messes_before;  // that the robot had met
};
// As pictures of them, which are kept.
void mess_recogniser_keep(struct mess_recogniser *recogniser, const struct world *world, struct mess_report report);
// As an update, worked out at the home; and at night the common model moves by the mean of the day's.
void mess_recogniser_update(struct mess_recogniser *recogniser, const struct world *world, struct mess_report report);
void mess_recogniser_average(struct mess_recogniser *recogniser, struct random_sequence luck);

struct sample_store *mess_recogniser_store(struct mess_recogniser *recogniser);
// Bytes of one version over the air; rounds that count for the home that took part in most (m updates in one: m^2); homes that
// did in any.
size_t mess_recogniser_bytes(const struct mess_recogniser *recogniser);
struct federated_part {
    double most_rounds, homes;
};
struct federated_part mess_recogniser_part(const struct mess_recogniser *recogniser);

// The next version: of what is kept, or the averaged model as it is.
void mess_recogniser_release(struct mess_recogniser *recogniser, bool averaged);
// Floating-point operations of training since this was asked for the last time.
double mess_recogniser_flops(struct mess_recogniser *recogniser);
unsigned mess_recogniser_versions(const struct mess_recogniser *recogniser);
// Of a version, so many doubles. Borrowed.
const double *mess_recogniser_model(const struct mess_recogniser *recogniser, unsigned version, size_t *parameters);

// The n-th mess of a home, which lies there now.
struct mess_met {
    uint32_t home, n;
    time_ms when;
};
// Whether a robot with that version recognises it, of which it has met all before. It moves what it sees by how its home's
// messes differed from others', as far as so few tell (shrinkage by Bayes' rule).
bool mess_recogniser_sees(const struct mess_recogniser *recogniser, const struct world *world, unsigned version,
                          struct mess_met mess);
// Whether it would ask the cloud about it; and whether the cloud recognises it.
bool mess_recogniser_asks(const struct mess_recogniser *recogniser, const struct world *world, unsigned version,
                          struct mess_met mess);
bool mess_recogniser_cloud_sees(const struct mess_recogniser *recogniser, const struct world *world, struct mess_met mess);
// About how many of so many harmless things, which lie there then, it would ask the cloud.
uint32_t mess_recogniser_unsure(const struct mess_recogniser *recogniser, const struct world *world, unsigned version,
                                uint32_t home, time_ms when, uint32_t things);

// What a version, which lies in every robot, tells whoever has it of the things of a report: the mean of -ln of the chance that it
// gives to what they are (of an answer that is wrong: an equal part of what its confidence leaves). `averaged`: as updates
// have them. NAN: no things.
double mess_recogniser_loss(const struct mess_recogniser *recogniser, const struct world *world, unsigned version,
                            struct mess_report report, bool averaged);
// By how much at most the best guess whether a home took part beats a coin, by all versions together; NAN: updates have no noise,
// or nobody has sent one.
double mess_recogniser_bound(const struct mess_recogniser *recogniser);

// The latest version held against the truth of homes, whose robots have met nothing yet: up to 400 of them.
struct mess_score {
    double recall;       // share of messes recognised
    double others;       // the same in homes from which nothing came; NAN: there are none
    double false_alarm;  // share of harmless things taken for a mess
    double with_cloud;   // recall where the cloud may be asked; without one as recall
    double asked;        // share of harmless things that the cloud is asked about
    double recall_of[FLOOR_THINGS_MOST];  // share of each thing that the robot recognises for what it is; 0: no class of its own
};
struct mess_score mess_recogniser_score(const struct mess_recogniser *recogniser, const struct world *world,
                                        bool (*shared)(const struct world *world, uint32_t home, const void *asked),
                                        const void *asked);

#endif

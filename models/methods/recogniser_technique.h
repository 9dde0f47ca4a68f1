// SPDX-License-Identifier: GPL-3.0-or-later
// A recogniser of k classes that knows how sure it is: a linear classifier on noisy features, as the last layer of a
// deep network is (recogniser_equation). Each class has a prototype mu in feature space; the chance of the answer is its
// confidence: it is as often right as it says, by Bayes' rule, on pictures that come in the shares pi. Prototypes of one
// group (foods in a bowl, say) are alike: their distance is d sqrt(2 (1 - likeness)), between groups d sqrt(2), so similar
// classes are confused more. d is found such that the share of right answers is the accuracy asked for. Of two classes at
// distance D, Phi(-D / 2) of the answers are wrong (equal shares).
//
// Below a confidence it should not answer but ask (recogniser_asks_equation).
#ifndef MARU_MODELS_METHODS_RECOGNISER_TECHNIQUE_H
#define MARU_MODELS_METHODS_RECOGNISER_TECHNIQUE_H

#include "sim/engine/random.h"
#include "sim/engine/technique.h"

extern const struct equation recogniser_equation, recogniser_asks_equation;
extern const struct technique recogniser_technique;

enum { RECOGNISER_CLASSES_MOST = 16 };

// What there is to tell apart. `group` numbers are below `classes`; shares sum to more than 0.
struct recogniser_task {
    unsigned classes;  // 2 ... RECOGNISER_CLASSES_MOST
    double share[RECOGNISER_CLASSES_MOST];
    unsigned group[RECOGNISER_CLASSES_MOST];
    double likeness;   // 0 ... 1 (exclusive)
};

struct recogniser {
    unsigned classes;
    unsigned group[RECOGNISER_CLASSES_MOST];
    double log_share[RECOGNISER_CLASSES_MOST];
    double common, own;  // sqrt(likeness), sqrt(1 - likeness): a prototype's parts along its group and by itself
    double separation;   // d
};

struct recogniser_answer {
    unsigned answer;
    double confidence;  // chance that the answer is right
};

// With a given separation d >= 0.
struct recogniser recogniser_with(const struct recogniser_task *task, double separation);
// With the d that gives the accuracy, the share of right answers on pictures in the task's shares; it lies between the
// largest share (always answering that) and 1.
struct recogniser recogniser_fit(const struct recogniser_task *task, double accuracy);
// Shows it a picture of class `truth`. `luck` is one picture's: it moves on by a few draws.
struct recogniser_answer recogniser_look(const struct recogniser *recogniser, unsigned truth, struct random_sequence *luck);

// What a test set of so many pictures per class shows: answer[t][j] is the share of pictures of t answered with j at a
// confidence of at least asks_below. A row sums to 1 less the share asked about. The pictures are the same each time.
void recogniser_test(const struct recogniser *recogniser, double asks_below, unsigned pictures,
                     double answer[RECOGNISER_CLASSES_MOST][RECOGNISER_CLASSES_MOST]);

#endif

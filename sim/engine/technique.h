// SPDX-License-Identifier: GPL-3.0-or-later
// A technique: an AI method at work in recognition or decision. What it is fed, what it learns from, which consents that
// takes, what it costs, how it is scored and when it fails stand beside its code; `maru list techniques` is made of it.
//   models/methods/recogniser_technique.c   defines  const struct technique recogniser_technique
// A kind names those it works with (kind.techniques). What is a law of the world, which no machine learns or decides by,
// is a `_law`; what hides something of a datum, a `_mechanism`.
//
// Techniques that can take each other's place fill a struct of functions for their role, and settings choose among them by
// name: models/methods/chooser_ucb_technique.c is "ucb" among the choosers, and one more is one new file.
#ifndef MARU_SIM_ENGINE_TECHNIQUE_H
#define MARU_SIM_ENGINE_TECHNIQUE_H

#include "sim/engine/submodel.h"

struct classifier;
struct chooser;
struct attack;

// Half a sentence or a few each, in the words of the lists.
struct technique {
    const char *name;        // as its file's, without the ending
    const char *summary;     // what it does
    const char *senses;      // what it is fed
    const char *trained_on;  // "nothing", or what it learns from and where that comes from
    const char *consents;    // "none: ...", or the class of data, recipient and purpose that its training takes
    const char *costs;       // in FLOPs, bytes, joules and won, by its own letters
    const char *scored;      // against which simulated truth, and where that is told
    const char *fails;       // when it goes wrong
    const struct equation *const *equations;  // NULL-terminated
    // The role that it fills, where others may stand in its place.
    const struct classifier *classifier;  // models/methods/classifier.h
    const struct chooser *chooser;        // models/methods/chooser.h
    const struct attack *attack;          // models/attacks/attack.h
};
#define EQUATIONS(...) (const struct equation *const[]){__VA_ARGS__, NULL}
#define TECHNIQUES(...) (const struct technique *const[]){__VA_ARGS__, NULL}

#endif

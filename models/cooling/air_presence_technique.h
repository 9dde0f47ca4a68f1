// SPDX-License-Identifier: GPL-3.0-or-later
// Whether somebody is in a room, told from its air: a small network looks at carbon dioxide and vapour, and at how they have
// changed in the last half hour. It is trained on labelled moments in rooms of the model, in which people are up, asleep or out
// for a while and breathe (air_presence_equation), and tried on further ones. Air sees who sleeps, where a motion sensor is
// blind; but it is late, for a room takes an hour or two to forget who was in it.
#ifndef MARU_MODELS_COOLING_AIR_PRESENCE_TECHNIQUE_H
#define MARU_MODELS_COOLING_AIR_PRESENCE_TECHNIQUE_H

#include "models/cooling/presence_control.h"
#include "models/methods/samples.h"

extern const struct equation air_presence_equation;
extern const struct technique air_presence_technique;

enum { AIR_FEATURES = 5 };  // CO2 (ppm) and vapour (g/m3) now, their change in half an hour, that of CO2 in the last ten minutes

// The rooms in which it is trained, and works.
struct air_rooms {
    double volume_m3, change_h;  // median; change of air, 1/h
    double spread;               // of both between homes: sigma of a lognormal
    double noise_ppm;            // of the sensor, from one moment to the next
};

struct air_presence {
    double detects[SIGHTS];  // chance that it takes the room to be occupied
    double right;            // share of moments, each sight alike
    double flops;            // of training
};
// Trained on so many labelled moments. The same luck, the same bytes.
struct air_presence air_presence_train(const struct air_rooms *rooms, unsigned moments, struct random_sequence luck);

// Its two halves: taught on labelled moments (class 1: somebody), with room for so many weights; returns the FLOPs.
enum { AIR_WEIGHTS = 8 * (AIR_FEATURES + 1) + 2 * (8 + 1) };
double air_presence_teach(const struct samples *moments, struct random_sequence luck, double *weights);
bool air_presence_says(const double *weights, const double *x);

// Moments of one room after another: so many rows of features, their class (1: somebody) and what there was to notice.
void air_presence_draw(const struct air_rooms *rooms, unsigned moments, struct random_sequence luck, double *x,
                       unsigned char *occupied, unsigned char *sight);

#endif

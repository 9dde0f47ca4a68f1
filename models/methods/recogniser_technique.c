// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/recogniser_technique.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

const struct equation recogniser_equation = {
    "what a recogniser takes a picture for",
    "x = d mu_t + N(0, I); P(j given x) = pi_j exp(d mu_j x) / sum_k pi_k exp(d mu_k x); the answer is the j "
    "of the largest P, its confidence that P",
    "t the true class; pi shares of the classes; mu prototypes of length 1, mu_i mu_j = likeness within a "
    "group and 0 between groups; d such that the mean confidence on 4,000 pictures in these shares is the "
    "accuracy",
    "a linear classifier with normal noise, Duda, Hart & Stork 2001 (Pattern Classification, 2.6)"};
const struct equation recogniser_asks_equation = {
    "when a recogniser asks", "asks if its confidence < asks_below, else answers",
    "no other rule errs less at the same rate of asking", "Chow 1970 (IEEE Trans. Inf. Theory 16:41)"};

enum { NOISES_MOST = 2 * RECOGNISER_CLASSES_MOST };  // one per group, one per class

struct recogniser recogniser_with(const struct recogniser_task *task, double separation) {
    PROMISE(task->classes >= 2 && task->classes <= RECOGNISER_CLASSES_MOST, "2 to 16 classes to tell apart");
    struct recogniser made = {.classes = task->classes,
                              .common = sqrt(task->likeness),
                              .own = sqrt(1 - task->likeness),
                              .separation = separation};
    double sum = 0;
    for (unsigned i = 0; i < task->classes; i++) sum += task->share[i];
    for (unsigned i = 0; i < task->classes; i++) {
        PROMISE(task->group[i] < task->classes, "a class belongs to a group");
        made.group[i] = task->group[i];
        made.log_share[i] = log(task->share[i] / sum);
    }
    return made;
}

// Two independent normals from each block (Box & Muller 1958).
static void draw_noise(double *noise, unsigned count, struct random_sequence *luck) {
    static const double turn = 6.283185307179586;
    for (unsigned i = 0; i < count; i += 2) {
        struct random_block block = random_next(luck);
        double radius = sqrt(2 * random_exponential(block.word[0]));
        double angle = turn * random_uniform(block.word[1]);
        noise[i] = radius * cos(angle);
        noise[i + 1] = radius * sin(angle);
    }
}

// d mu_j x, less what is equal for all classes, plus ln pi_j. noise[i] lies along class i, noise[classes + g]
// along group g.
static double score(const struct recogniser *r, unsigned j, unsigned truth, const double *noise) {
    bool same_group = r->group[j] == r->group[truth];
    double likeness = (j == truth ? r->own * r->own : 0) + (same_group ? r->common * r->common : 0);
    double along = r->own * noise[j] + r->common * noise[r->classes + r->group[j]];
    return r->log_share[j] + r->separation * (r->separation * likeness + along);
}

static struct recogniser_answer recognise(const struct recogniser *r, unsigned truth, const double *noise) {
    double scores[RECOGNISER_CLASSES_MOST], sum = 0;
    unsigned best = 0;
    for (unsigned j = 0; j < r->classes; j++) {
        scores[j] = score(r, j, truth, noise);
        if (scores[j] > scores[best]) best = j;
    }
    for (unsigned j = 0; j < r->classes; j++) sum += exp(scores[j] - scores[best]);
    return (struct recogniser_answer){best, 1 / sum};
}

struct recogniser_answer recogniser_look(const struct recogniser *recogniser, unsigned truth,
                                         struct random_sequence *luck) {
    double noise[NOISES_MOST] = {0};
    draw_noise(noise, 2 * recogniser->classes, luck);
    return recognise(recogniser, truth, noise);
}

// ---- Fitting and testing
// ----------------------------------------------------------------------------------- Both use pictures of
// their own, the same each time, drawn by a key that no run has a part in.

static struct random_sequence own_pictures(uint32_t picture_class) {
    return (struct random_sequence){
        {0, UINT32_MAX}, random_home(picture_class), random_stream("recogniser.pictures"), 0};
}

struct pictures {
    unsigned count;
    unsigned *truth;
    double (*noise)[NOISES_MOST];
};

// Classes in their shares, evenly: picture i shows the class in which the (i + 0.5) / count quantile lies.
static struct pictures make_pictures(const struct recogniser_task *task, unsigned count) {
    struct pictures made = {count, status_allocate(count, sizeof *made.truth),
                            status_allocate(count, sizeof *made.noise)};
    double sum = 0, upto;
    unsigned class = 0;
    for (unsigned i = 0; i < task->classes; i++) sum += task->share[i];
    upto = task->share[0];
    struct random_sequence luck = own_pictures(0);
    for (unsigned i = 0; i < count; i++) {
        while (class + 1 < task->classes && (i + 0.5) / count * sum > upto) upto += task->share[++class];
        made.truth[i] = class;
        draw_noise(made.noise[i], 2 * task->classes, &luck);
    }
    return made;
}

// Its mean confidence is its accuracy, and varies less from picture to picture than being right or wrong.
static double mean_confidence(const struct recogniser *recogniser, const struct pictures *pictures) {
    double sum = 0;
    for (unsigned i = 0; i < pictures->count; i++)
        sum += recognise(recogniser, pictures->truth[i], pictures->noise[i]).confidence;
    return sum / pictures->count;
}

struct recogniser recogniser_fit(const struct recogniser_task *task, double accuracy) {
    enum { PICTURES = 4000, HALVINGS = 24 };
    static const double farthest = 40;
    struct pictures pictures = make_pictures(task, PICTURES);
    double low = 0, high = farthest;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        struct recogniser trial = recogniser_with(task, middle);
        *(mean_confidence(&trial, &pictures) < accuracy ? &low : &high) = middle;
    }
    free(pictures.truth);
    free(pictures.noise);
    return recogniser_with(task, (low + high) / 2);
}

void recogniser_test(const struct recogniser *recogniser, double asks_below, unsigned pictures,
                     double answer[RECOGNISER_CLASSES_MOST][RECOGNISER_CLASSES_MOST]) {
    for (unsigned truth = 0; truth < recogniser->classes; truth++) {
        struct random_sequence luck = own_pictures(1 + truth);
        memset(answer[truth], 0, sizeof answer[truth]);
        for (unsigned i = 0; i < pictures; i++) {
            struct recogniser_answer seen = recogniser_look(recogniser, truth, &luck);
            if (seen.confidence >= asks_below) answer[truth][seen.answer] += 1.0 / pictures;
        }
    }
}

const struct technique recogniser_technique = {
    .name = "recogniser",
    .summary = "tells classes apart by noisy features, knows how sure it is, and asks below a confidence",
    .senses = "features of one picture",
    .trained_on =
        "nothing in the run: its separation is fitted to a given accuracy, as a trained version that was "
        "bought in",
    .consents = "none in the run",
    .costs = "cloud_gflop a picture where the cloud looks, image_bytes each (microwave)",
    .scored = "share of right answers against what was really there (series of microwave)",
    .fails =
        "where pictures come in other shares than it was made for: its confidence is then no longer honest",
    .equations = EQUATIONS(&recogniser_equation, &recogniser_asks_equation),
};

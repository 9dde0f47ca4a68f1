// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/network_technique.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

const struct equation network_equation = {
    "what a small network answers and how it learns",
    "h = max(0, A x + a); P = softmax(B h + b); the answer is the class of the largest P, its confidence "
    "that P; "
    "v = momentum v - rate (g + decay w); w = w + v",
    "x features; w all of A, a, B, b; g gradient of the mean -ln P(true class) over a batch; rate falls to 0 "
    "along a straight line",
    "back-propagation: Rumelhart, Hinton & Williams 1986 (Nature 323:533, not read); first weights: He et "
    "al. "
    "2015 (arXiv 1502.01852, not read)"};

size_t network_parameters(struct network_shape shape) {
    return (size_t)shape.hidden * (shape.features + 1) + (size_t)shape.classes * (shape.hidden + 1);
}

size_t network_bytes(struct network_shape shape) {
    return 4 * network_parameters(shape);
}

// A multiplication and an addition for each weight.
double network_answer_flops(struct network_shape shape) {
    return 2 * (double)network_parameters(shape);
}

// Forwards once, backwards twice that, and six operations on each weight to move it.
double network_lesson_flops(struct network_shape shape, const struct network_lesson *lesson) {
    double sample_flops = 3 * network_answer_flops(shape);
    return lesson->steps * (lesson->batch * sample_flops + 6 * (double)network_parameters(shape));
}

static void promise_shape(struct network_shape shape) {
    PROMISE(shape.features >= 1 && shape.features <= SAMPLE_FEATURES_MOST && shape.hidden >= 1 &&
                shape.hidden <= NETWORK_HIDDEN_MOST && shape.classes >= 2 &&
                shape.classes <= SAMPLE_CLASSES_MOST,
            "a network of 1 to 32 features, 1 to 64 hidden units, 2 to 16 classes");
}

// Normal, of variance 2 / inputs; biases 0.
static double *begin_layer(unsigned units, unsigned inputs, struct random_sequence *luck, double *weights) {
    double spread = sqrt(2.0 / inputs);
    for (unsigned i = 0; i < units; i++) {
        for (unsigned j = 0; j < inputs; j++) *weights++ = spread * random_next_normal(luck);
        *weights++ = 0;
    }
    return weights;
}

void network_begin(struct network_shape shape, struct random_sequence luck, double *weights) {
    promise_shape(shape);
    weights = begin_layer(shape.hidden, shape.features, &luck, weights);
    begin_layer(shape.classes, shape.hidden, &luck, weights);
}

// ---- One sample ----------------------------------------------------------------------------------------

struct pass {
    double hidden[NETWORK_HIDDEN_MOST];
    double chance[SAMPLE_CLASSES_MOST];
};

static const double *upper_layer(struct network_shape shape, const double *weights) {
    return weights + (size_t)shape.hidden * (shape.features + 1);
}

static double along(const double *weights, const double *inputs, unsigned count) {
    double sum = weights[count];
    for (unsigned j = 0; j < count; j++) sum += weights[j] * inputs[j];
    return sum;
}

// Returns the class of the largest chance.
static unsigned softmax(double *score, unsigned count) {
    unsigned best = 0;
    double sum = 0;
    for (unsigned j = 1; j < count; j++)
        if (score[j] > score[best]) best = j;
    double most = score[best];
    for (unsigned j = 0; j < count; j++) sum += score[j] = exp(score[j] - most);
    for (unsigned j = 0; j < count; j++) score[j] /= sum;
    return best;
}

static unsigned forwards(struct network_shape shape, const double *weights, const double *x,
                         struct pass *pass) {
    const double *upper = upper_layer(shape, weights);
    for (unsigned i = 0; i < shape.hidden; i++) {
        double sum = along(weights + (size_t)i * (shape.features + 1), x, shape.features);
        pass->hidden[i] = sum > 0 ? sum : 0;
    }
    for (unsigned j = 0; j < shape.classes; j++)
        pass->chance[j] = along(upper + (size_t)j * (shape.hidden + 1), pass->hidden, shape.hidden);
    return softmax(pass->chance, shape.classes);
}

struct sample_answer network_answer(struct network_shape shape, const double *weights, const double *x) {
    struct pass pass;
    unsigned best = forwards(shape, weights, x, &pass);
    return (struct sample_answer){best, pass.chance[best]};
}

static void add_along(double *sums, const double *inputs, unsigned count, double factor) {
    for (unsigned j = 0; j < count; j++) sums[j] += factor * inputs[j];
    sums[count] += factor;
}

// Adds the sample's part to the gradient.
static void backwards(struct network_shape shape, const double *weights, const double *x, unsigned truth,
                      const struct pass *pass, double *gradient) {
    const double *upper = upper_layer(shape, weights);
    double *upper_gradient = gradient + (upper - weights), back[NETWORK_HIDDEN_MOST] = {0};
    for (unsigned j = 0; j < shape.classes; j++) {
        double wrong = pass->chance[j] - (j == truth);
        const double *row = upper + (size_t)j * (shape.hidden + 1);
        for (unsigned i = 0; i < shape.hidden; i++) back[i] += wrong * row[i];
        add_along(upper_gradient + (row - upper), pass->hidden, shape.hidden, wrong);
    }
    for (unsigned i = 0; i < shape.hidden; i++)
        if (pass->hidden[i] > 0)
            add_along(gradient + (size_t)i * (shape.features + 1), x, shape.features, back[i]);
}

double network_loss(struct network_shape shape, const double *weights, const struct samples *samples) {
    double sum = 0;
    for (size_t i = 0; i < samples->count; i++) {
        struct pass pass;
        forwards(shape, weights, samples_row(samples, i), &pass);
        sum -= log(pass.chance[samples->class_of[i]]);
    }
    return sum / (double)samples->count;
}

static void learn_from(struct network_shape shape, const double *weights, const struct samples *samples,
                       size_t i, double *gradient) {
    struct pass pass;
    forwards(shape, weights, samples_row(samples, i), &pass);
    backwards(shape, weights, samples_row(samples, i), samples->class_of[i], &pass, gradient);
}

void network_gradient(struct network_shape shape, const double *weights, const struct samples *samples,
                      double *gradient) {
    size_t parameters = network_parameters(shape);
    memset(gradient, 0, parameters * sizeof *gradient);
    for (size_t i = 0; i < samples->count; i++) learn_from(shape, weights, samples, i, gradient);
    for (size_t p = 0; p < parameters; p++) gradient[p] /= (double)samples->count;
}

// ---- Batches -------------------------------------------------------------------------------------------

// Samples by class: those of a class lie from first[class] to first[class + 1] in `order`, as they came.
struct deck {
    size_t *order;
    size_t first[SAMPLE_CLASSES_MOST + 1];
    unsigned there[SAMPLE_CLASSES_MOST], classes_there;
};

static struct deck deck_make(const struct samples *samples) {
    struct deck deck = {.order = status_allocate(samples->count, sizeof *deck.order)};
    size_t next = 0;
    for (unsigned class = 0; class < samples->classes; class ++) {
        deck.first[class] = next;
        for (size_t i = 0; i < samples->count; i++)
            if (samples->class_of[i] == class) deck.order[next++] = i;
        if (next > deck.first[class]) deck.there[deck.classes_there++] = class;
        deck.first[class + 1] = next;
    }
    PROMISE(next == samples->count, "each sample's class is one of the classes");
    return deck;
}

static size_t deck_draw(const struct deck *deck, bool balanced, size_t count, struct random_sequence *luck) {
    struct random_block block = random_next(luck);
    if (!balanced) return deck->order[random_below((uint32_t)block.word[0], (uint32_t)count)];
    unsigned class = deck->there[random_below((uint32_t)block.word[1], deck->classes_there)];
    size_t of_class = deck->first[class + 1] - deck->first[class];
    return deck->order[deck->first[class] + random_below((uint32_t)block.word[0], (uint32_t)of_class)];
}

static void move(size_t parameters, const struct network_lesson *lesson, double rate, const double *gradient,
                 double *speed, double *weights) {
    for (size_t p = 0; p < parameters; p++) {
        speed[p] =
            lesson->momentum * speed[p] - rate * (gradient[p] / lesson->batch + lesson->decay * weights[p]);
        weights[p] += speed[p];
    }
}

double network_train(struct network_shape shape, const struct samples *samples,
                     const struct network_lesson *lesson, struct random_sequence luck, double *weights) {
    promise_shape(shape);
    if (samples->count == 0) return 0;
    size_t parameters = network_parameters(shape);
    struct deck deck = deck_make(samples);
    double *speed = status_allocate(2 * parameters, sizeof *speed), *gradient = speed + parameters;
    for (unsigned step = 0; step < lesson->steps; step++) {
        memset(gradient, 0, parameters * sizeof *gradient);
        for (unsigned i = 0; i < lesson->batch; i++)
            learn_from(shape, weights, samples, deck_draw(&deck, lesson->balanced, samples->count, &luck),
                       gradient);
        double rate = lesson->rate * (lesson->steps - step) / lesson->steps;
        move(parameters, lesson, rate, gradient, speed, weights);
    }
    free(speed);
    free(deck.order);
    return network_lesson_flops(shape, lesson);
}

// ---- The scale of features -----------------------------------------------------------------------------

struct scale {
    double mean[SAMPLE_FEATURES_MOST], spread[SAMPLE_FEATURES_MOST];  // spread 1 where all are the same
};

static struct scale scale_of(const struct samples *samples) {
    struct scale scale = {0};
    for (unsigned j = 0; j < samples->features; j++) {
        double sum = 0, squares = 0, count = (double)samples->count;
        for (size_t i = 0; i < samples->count; i++) sum += samples_row(samples, i)[j];
        scale.mean[j] = sum / count;
        for (size_t i = 0; i < samples->count; i++) {
            double off = samples_row(samples, i)[j] - scale.mean[j];
            squares += off * off;
        }
        scale.spread[j] = squares > 0 ? sqrt(squares / count) : 1;
    }
    return scale;
}

static double *scaled(const struct samples *samples, const struct scale *scale) {
    double *x = status_allocate(samples->count * samples->features, sizeof *x);
    for (size_t i = 0; i < samples->count; i++)
        for (unsigned j = 0; j < samples->features; j++)
            x[i * samples->features + j] = (samples_row(samples, i)[j] - scale->mean[j]) / scale->spread[j];
    return x;
}

// A (x - mean) / spread + a is A' x + a' with these.
static void fold(struct network_shape shape, const struct scale *scale, double *weights) {
    for (unsigned i = 0; i < shape.hidden; i++, weights += shape.features + 1)
        for (unsigned j = 0; j < shape.features; j++) {
            weights[j] /= scale->spread[j];
            weights[shape.features] -= weights[j] * scale->mean[j];
        }
}

double network_train_anew(struct network_shape shape, const struct samples *samples,
                          const struct network_lesson *lesson, struct random_sequence luck, double *weights) {
    network_begin(shape, luck, weights);
    if (samples->count == 0) return 0;
    struct scale scale = scale_of(samples);
    double *x = scaled(samples, &scale);
    struct samples as_scaled = *samples;
    as_scaled.x = x;
    luck.stream = random_substream(luck.stream, 1);
    double flops = network_train(shape, &as_scaled, lesson, luck, weights);
    fold(shape, &scale, weights);
    free(x);
    return flops;
}

const struct technique network_technique = {
    .name = "network",
    .summary = "a small network that learns classes from labelled features",
    .senses = "up to 32 features of one thing",
    .trained_on =
        "labelled samples of whoever works with it; here what homes let out, or what averages of their "
        "updates hold",
    .consents = "those of its samples: for each home a pass of the gate, or none of its samples is there",
    .costs =
        "2 x parameters FLOPs an answer; steps (batch 6 parameters + 6 parameters) a version; 4 bytes a "
        "parameter over the air",
    .scored = "against what was really there (series of whoever works with it, group `learning`)",
    .fails =
        "on homes unlike those that shared; when trained for too long on few; its confidence is then too "
        "high",
    .equations = EQUATIONS(&network_equation),
};

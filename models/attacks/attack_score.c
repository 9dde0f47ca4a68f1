// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/attacks/attack_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/status.h"

enum { MOST = ATTACK_ANSWERS_MOST };

const struct equation attack_score_equation = {
    "advantage",
    "advantage = (sum_i r_i - 1) / (k - 1); balanced = sum_i r_i / k; mcc = (c s - sum_i p_i t_i) / "
    "sqrt((s^2 - sum_i "
    "p_i^2) (s^2 - sum_i t_i^2))",
    "r_i share of the t_i cases of answer i that are guessed, of k answers that are ever true; p_i times "
    "that i was "
    "guessed, c guesses that are right, of s. Mean over the pairs of answers of true less false positives; "
    "of "
    "two answers it is just that. Nobody who guesses blindly has any",
    "Youden 1950 (Cancer 3:32); Yeom et al. 2018 (CSF); mcc: Gorodkin 2004 (Comput. Biol. Chem. 28:367); "
    "none read"};
const struct equation attack_score_interval_equation = {
    "interval of the advantage",
    "[A - c sqrt(sum_i (r_i - l_i)^2), A + c sqrt(sum_i (u_i - r_i)^2)], c = 1 / (k - 1); l_i, u_i Wilson's "
    "for r_i of "
    "t_i / D cases; D = max(1, V / B); V = H / (H - 1) sum_h z_h^2, z_h = c sum_i (hits_hi - r_i t_hi) / "
    "t_i; B = c^2 "
    "sum_i r_i (1 - r_i) / t_i; error = sqrt(max(V, B))",
    "z 1.96; hits_hi cases of answer i in home h that are guessed, of t_hi; H homes: those of one home are "
    "alike",
    "Wilson 1927; Newcombe 1998 (Stat. Med. 17:873, method 10); sums of shares: Zou & Donner 2008; clusters: "
    "Cochran 1977; not "
    "read"};
const struct equation attack_score_bits_equation = {
    "what a guess tells",
    "I = H(truth) + H(guess) - H(truth, guess), H = -sum p log2 p + (m - 1) / (2 n ln 2); bits = max(0, I) "
    "answers / (homes "
    "days)",
    "p shares in n answers, m values that were ever seen", "plug-in estimate; bias: Miller 1955, not read"};

struct attack_score {
    unsigned answers;
    uint32_t homes;
    double confusion[MOST][MOST];  // [truth][guess]
    uint32_t (*asked)[MOST];       // [homes], by truth
    uint32_t (*hits)[MOST];
};

struct attack_score *attack_score_create(unsigned answers, uint32_t homes) {
    PROMISE(answers >= 2 && answers <= MOST, "a question has two to eight answers");
    struct attack_score *score = status_allocate(1, sizeof *score);
    score->answers = answers;
    score->homes = homes;
    score->asked = status_allocate(homes, sizeof *score->asked);
    score->hits = status_allocate(homes, sizeof *score->hits);
    return score;
}

void attack_score_free(struct attack_score *score) {
    if (!score) return;
    free(score->asked);
    free(score->hits);
    free(score);
}

void attack_score_clear(struct attack_score *score) {
    memset(score->confusion, 0, sizeof score->confusion);
    memset(score->asked, 0, score->homes * sizeof *score->asked);
    memset(score->hits, 0, score->homes * sizeof *score->hits);
}

void attack_score_add(struct attack_score *score, uint32_t home, unsigned truth, unsigned guess) {
    PROMISE(home < score->homes && truth < score->answers && guess < score->answers,
            "a home's question has one of its answers");
    score->confusion[truth][guess]++;
    score->asked[home][truth]++;
    score->hits[home][truth] += truth == guess;
}

// ---- Sums ------------------------------------------------------------------------------------------------

struct sums {
    double all, right, truths[MOST], guesses[MOST], recall[MOST];
    unsigned there;  // answers that are ever true
};

static struct sums add_up(const struct attack_score *score) {
    struct sums sums = {0};
    for (unsigned i = 0; i < score->answers; i++)
        for (unsigned j = 0; j < score->answers; j++) {
            sums.truths[i] += score->confusion[i][j];
            sums.guesses[j] += score->confusion[i][j];
        }
    for (unsigned i = 0; i < score->answers; i++) {
        sums.all += sums.truths[i];
        sums.right += score->confusion[i][i];
        sums.there += sums.truths[i] > 0;
        sums.recall[i] = sums.truths[i] > 0 ? score->confusion[i][i] / sums.truths[i] : 0;
    }
    return sums;
}

static double mcc_of(const struct sums *sums) {
    double together = 0, truths = 0, guesses = 0, squared = sums->all * sums->all;
    for (int i = 0; i < MOST; i++) {
        together += sums->truths[i] * sums->guesses[i];
        truths += sums->truths[i] * sums->truths[i];
        guesses += sums->guesses[i] * sums->guesses[i];
    }
    double spread = (squared - truths) * (squared - guesses);
    return spread > 0 ? (sums->right * sums->all - together) / sqrt(spread) : 0;
}

// ---- The interval ----------------------------------------------------------------------------------------

static double influence(const struct attack_score *score, const struct sums *sums, uint32_t home) {
    double sum = 0;
    for (unsigned i = 0; i < score->answers; i++)
        if (sums->truths[i] > 0)
            sum += (score->hits[home][i] - sums->recall[i] * score->asked[home][i]) / sums->truths[i];
    return sum;
}

static bool was_asked(const struct attack_score *score, uint32_t home) {
    for (unsigned i = 0; i < score->answers; i++)
        if (score->asked[home][i]) return true;
    return false;
}

// Of the sum of the recalls, over homes as clusters.
static double variance_of_clusters(const struct attack_score *score, const struct sums *sums, double *homes) {
    double squares = 0;
    *homes = 0;
    for (uint32_t home = 0; home < score->homes; home++) {
        if (!was_asked(score, home)) continue;
        double z = influence(score, sums, home);
        squares += z * z;
        ++*homes;
    }
    return *homes > 1 ? squares * *homes / (*homes - 1) : 0;
}

static double variance_of_answers(const struct sums *sums) {
    double variance = 0;
    for (int i = 0; i < MOST; i++)
        if (sums->truths[i] > 0) variance += sums->recall[i] * (1 - sums->recall[i]) / sums->truths[i];
    return variance;
}

// Half of Wilson's interval, below (sign -1) or above the share.
static double wilson_side(double share, double n, int sign) {
    const double z = 1.959964, zz = z * z / n;
    double middle = (share + zz / 2) / (1 + zz);
    double half = sqrt(share * (1 - share) * zz + zz * zz / 4) / (1 + zz);
    return middle + sign * half - share;
}

static void find_interval(const struct attack_score *score, const struct sums *sums,
                          struct attack_result *result) {
    double clusters = variance_of_clusters(score, sums, &result->homes), alone = variance_of_answers(sums);
    double design = alone > 0 ? fmax(1, clusters / alone) : 1, below = 0, above = 0;
    for (unsigned i = 0; i < score->answers; i++) {
        if (sums->truths[i] <= 0) continue;
        double down = wilson_side(sums->recall[i], sums->truths[i] / design, -1);
        double up = wilson_side(sums->recall[i], sums->truths[i] / design, 1);
        below += down * down;
        above += up * up;
    }
    double scale = 1.0 / (sums->there - 1);
    result->low = fmax(-1, result->advantage - scale * sqrt(below));
    result->high = fmin(1, result->advantage + scale * sqrt(above));
    result->error = scale * sqrt(fmax(clusters, alone));
}

// ---- Bits ------------------------------------------------------------------------------------------------

static double entropy(const double *counts, size_t values, double all) {
    double bits = 0, seen = 0;
    for (size_t i = 0; i < values; i++) {
        if (counts[i] <= 0) continue;
        seen++;
        bits -= counts[i] / all * log2(counts[i] / all);
    }
    return bits + (seen - 1) / (2 * all * log(2));
}

static double bits_of(const struct attack_score *score, const struct sums *sums) {
    double both = entropy(&score->confusion[0][0], (size_t)MOST * MOST, sums->all);
    return fmax(0, entropy(sums->truths, MOST, sums->all) + entropy(sums->guesses, MOST, sums->all) - both);
}

static double largest(const double *values) {
    double most = 0;
    for (int i = 0; i < MOST; i++) most = fmax(most, values[i]);
    return most;
}

struct attack_result attack_score_result(const struct attack_score *score) {
    struct sums sums = add_up(score);
    struct attack_result result = {0, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (sums.there == 0) return result;
    double recalls = 0;
    for (int i = 0; i < MOST; i++) recalls += sums.recall[i];
    result.answers = sums.all;
    result.right = sums.right / sums.all;
    result.most_often = largest(sums.truths) / sums.all;
    result.balanced = recalls / sums.there;
    result.mcc = mcc_of(&sums);
    result.bits = bits_of(score, &sums);
    if (sums.there < 2) {
        variance_of_clusters(score, &sums, &result.homes);
        return result;
    }
    result.advantage = (recalls - 1) / (sums.there - 1);
    find_interval(score, &sums, &result);
    return result;
}

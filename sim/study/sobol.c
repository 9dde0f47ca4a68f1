// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/sobol.h"

#include <stdbool.h>
#include <stdlib.h>

#include "sim/engine/random.h"
#include "sim/engine/status.h"

// NLopt exports its sequence, and has it in no header: GSL's ends at 40 dimensions. What next01 yields are
// multiples of 2^-32, the point of zeros left out.
typedef struct nlopt_soboldata_s *nlopt_sobol;
extern nlopt_sobol nlopt_sobol_create(unsigned dimensions);
extern void nlopt_sobol_next01(nlopt_sobol sequence, double *point);
extern void nlopt_sobol_destroy(nlopt_sobol sequence);

enum { DIGITS = 32 };

struct sobol {
    nlopt_sobol sequence;
    unsigned dimensions;
    bool begun;  // the point of zeros is behind us
    struct random_key key;
    uint32_t stream;
};

struct sobol *sobol_create(unsigned dimensions, uint64_t seed) {
    PROMISE(dimensions > 0 && dimensions <= SOBOL_MOST_DIMENSIONS,
            "a Sobol sequence has 1 to 1111 dimensions");
    struct sobol *sobol = status_allocate(1, sizeof *sobol);
    *sobol = (struct sobol){.sequence = nlopt_sobol_create(dimensions),
                            .dimensions = dimensions,
                            .key = {(uint32_t)seed, (uint32_t)(seed >> 32)},
                            .stream = random_stream("design.sobol")};
    PROMISE(sobol->sequence, "NLopt has a Sobol sequence of so many dimensions");
    return sobol;
}

void sobol_free(struct sobol *sobol) {
    if (!sobol) return;
    nlopt_sobol_destroy(sobol->sequence);
    free(sobol);
}

// Digit by digit, the most significant first. The toss for a digit is numbered by the plain digits before it,
// behind a leading 1 that says how many they are.
static uint32_t scramble(const struct sobol *sobol, unsigned dimension, uint32_t plain) {
    uint32_t stream = random_substream(sobol->stream, dimension + 1), turned = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
        uint64_t before = (uint64_t)1 << digit | (uint64_t)plain >> (DIGITS - digit);
        uint64_t toss = random_block(sobol->key, RANDOM_WORLD, stream, before).word[0] >> 63;
        turned |= (uint32_t)toss << (DIGITS - 1 - digit);
    }
    return plain ^ turned;
}

void sobol_next(struct sobol *sobol, double *point) {
    for (unsigned i = 0; i < sobol->dimensions; i++) point[i] = 0;
    if (sobol->begun) nlopt_sobol_next01(sobol->sequence, point);
    sobol->begun = true;
    for (unsigned i = 0; i < sobol->dimensions; i++) {
        uint32_t plain = (uint32_t)(point[i] * 0x1p32);
        point[i] = (scramble(sobol, i, plain) + 0.5) * 0x1p-32;
    }
}

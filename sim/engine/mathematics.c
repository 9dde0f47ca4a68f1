// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/mathematics.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static double power(double x) {
    return pow(x, 1.37);
}
static double single_log(double x) {
    return (double)logf((float)x);
}

// A function and where it is tried: `least`, and so many steps on.
static const struct {
    double (*of)(double x);
    double least, step;
} probes[] = {
    {exp, -20, 0.0173},     {exp2, -20, 0.0173},          {expm1, -5, 0.0047}, {log, 0.0007, 0.0031},
    {log1p, -0.99, 0.0031}, {log2, 0.0007, 0.11},         {sin, -9, 0.0091},   {cos, -9, 0.0091},
    {tanh, -4, 0.0039},     {acos, -0.999, 9e-4},         {erfc, -3, 0.0031},  {tgamma, 0.3, 0.0043},
    {power, 0.0007, 0.031}, {single_log, 0.0007, 0.0031},
};

// 64-bit FNV-1a over the bits of all results; the upper half's mixing is enough for a name.
static uint32_t hash_of_results(void) {
    enum { TRIALS = 2000 };
    uint64_t hash = 14695981039346656037u;
    for (size_t p = 0; p < sizeof probes / sizeof *probes; p++)
        for (int i = 0; i < TRIALS; i++) {
            double result = probes[p].of(probes[p].least + i * probes[p].step);
            uint64_t bits;
            memcpy(&bits, &result, sizeof bits);
            hash = (hash ^ bits) * 1099511628211u;
        }
    return (uint32_t)(hash >> 32 ^ hash);
}

char *mathematics_name(char buffer[MATHEMATICS_NAME_SIZE]) {
    char library[32] = "";
    if (confstr(_CS_GNU_LIBC_VERSION, library, sizeof library) == 0) strcpy(library, "C library");
    snprintf(buffer, MATHEMATICS_NAME_SIZE, "%s, variant %08x", library, (unsigned)hash_of_results());
    return buffer;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Points that fill a cube of many dimensions more evenly than chance: a Sobol sequence (Sobol 1967, USSR Computational
// Mathematics 7:86) with the direction numbers of Joe & Kuo (2003, ACM TOMS 29:49), its binary digits scrambled by a seed
// as Owen (1995) has it: each digit is turned or not by a toss that hangs on the digits before it. Every seed's points
// are as even as the plain ones (of 2^m points each stretch of 2^-m of each axis holds exactly one), each point is
// uniform, and the mean over seeds is without bias. The first point, all 0 before the scrambling, is kept: without it
// the points lose their balance (Owen 2020, "On dropping the first Sobol' point").
#ifndef MARU_SIM_STUDY_SOBOL_H
#define MARU_SIM_STUDY_SOBOL_H

#include <stdint.h>

enum { SOBOL_MOST_DIMENSIONS = 1111 };

struct sobol;

// dimensions: 1 to SOBOL_MOST_DIMENSIONS. Owned by the caller; free with sobol_free.
struct sobol *sobol_create(unsigned dimensions, uint64_t seed);
// The next point[dimensions], each coordinate between 0 and 1, both excluded. The first 2^32 are points of the sequence.
void sobol_next(struct sobol *sobol, double *point);
void sobol_free(struct sobol *sobol);

#endif

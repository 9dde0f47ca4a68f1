// SPDX-License-Identifier: GPL-3.0-or-later
// Which functions exp, log, pow, sin, ... are. IEEE 754 fixes + - * / and sqrt to the last bit, but not these: the C library
// rounds them as well as it can, and picks among several versions by what the processor has. glibc 2.36 takes others on a
// processor with fused multiply-add (FMA) than on one without; about one result in a thousand differs in its last bit, and
// a run's bytes with it.
//
// So the claim is: same program, same scenario, same seed and *same variant*, same bytes. The run file names the variant,
// and two runs of different variants say so. tests/contract/test_variants.py shows both sides. With and without FMA, 1,000
// homes under one policy each of five scenarios: 1 to 5 series of a run differ, and no total by more than its last bit.
//
// Why not one set of functions on every machine: SLEEF 3.5.1 (Debian's libsleef-dev) has scalar functions whose results
// are the same everywhere (Sleef_cinz_...purec), and so a run's bytes are. Measured on an AMD EPYC with FMA, 1,000 homes, one
// policy, closed-form network, one thread: user time of the whole run, least of five, and instructions of its first 60 days
// (valgrind --tool=callgrind), with the versions of 1.0 ulp and, where there are some, of 3.5 ulp:
//                      libm                1.0 ulp                      3.5 ulp
//     pest_leads       0.568 s, 2.58 10^9  0.694 s (+22 %), +21.5 %     0.631 s (+11 %), +9.7 %
//     cool_people      0.687 s, 3.09 10^9  0.820 s (+19 %), +19.1 %     0.784 s (+14 %), +8.3 %
// Nearly all of it is log (one for each exponential draw) and exp. At 5 % or less they would have been taken.
#ifndef MARU_SIM_ENGINE_MATHEMATICS_H
#define MARU_SIM_ENGINE_MATHEMATICS_H

#include <stddef.h>

// "glibc 2.36, variant 1a2b3c4d": the library and a number that hangs on every bit of some thousand results of the functions
// that models use. Returns buffer.
enum { MATHEMATICS_NAME_SIZE = 64 };
char *mathematics_name(char buffer[MATHEMATICS_NAME_SIZE]);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// The switch of a build that holds many mutants at once (mutants.py). MARU_MUTANT=17 runs the 17th, none runs the program
// as it is. MARU_MUTANT_TRACE names a file of one byte for each mutant, in which those that a process comes to are marked:
// shared memory, so that what forks, leaves by _exit or is killed has told as well.
#ifndef MARU_TESTS_MUTANTS_MUTANT_H
#define MARU_TESTS_MUTANTS_MUTANT_H

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// One of each for the whole program, whichever of its files hold mutants.
__attribute__((weak)) int mutant_chosen;
__attribute__((weak)) unsigned char *mutant_trace;

__attribute__((constructor)) static void mutant_choose(void) {
    const char *chosen = getenv("MARU_MUTANT"), *trace = getenv("MARU_MUTANT_TRACE");
    if (chosen) mutant_chosen = atoi(chosen);
    int file = trace && !mutant_trace ? open(trace, O_RDWR) : -1;
    struct stat size;
    if (file < 0) return;
    if (fstat(file, &size) == 0)
        mutant_trace = mmap(NULL, (size_t)size.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mutant_trace == MAP_FAILED) abort();
    close(file);
}

static inline int mutant_is(int number) {
    if (__builtin_expect(mutant_trace != NULL, 0)) mutant_trace[number] = 1;
    return mutant_chosen == number;
}

#endif

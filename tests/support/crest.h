// SPDX-License-Identifier: GPL-3.0-or-later
// The active occupants (at home and awake) of British dwellings: transition matrices of the CREST demand model, from the
// time use survey of the United Kingdom in 2000 (Richardson, Thomson & Infield 2008). Real data that may be missing.
#ifndef MARU_TESTS_SUPPORT_CREST_H
#define MARU_TESTS_SUPPORT_CREST_H

#include "models/people/occupancy_chain.h"
#include "tests/support/data_file.h"

enum { CREST_STATES = 7, CREST_SIZES = 6 };

static inline void crest_chances(int size, int day, double (*chances)[CREST_STATES][CREST_STATES]) {
    char name[100];
    snprintf(name, sizeof name, "crest_occupancy/tpm%d_%s.csv", size, day == OCCUPANCY_WEEKDAY ? "wd" : "we");
    FILE *file = data_file_open(name);
    for (int row = 0; row < OCCUPANCY_SLOTS * CREST_STATES; row++) {
        int time, from;
        assert_int_equal(fscanf(file, "%d;%d", &time, &from), 2);
        for (int to = 0; to < CREST_STATES; to++)
            assert_int_equal(fscanf(file, ";%lf", &chances[time - 1][from][to]), 1);
    }
    fclose(file);
}

static inline void crest_start(int size, int day, double *share) {
    FILE *file = data_file_open(day == OCCUPANCY_WEEKDAY ? "crest_occupancy/occ_start_states_wd.csv"
                                                         : "crest_occupancy/occ_start_states_we.csv");
    for (int state = 0; state < CREST_STATES; state++) {
        int read_state;
        assert_int_equal(fscanf(file, "%d", &read_state), 1);
        for (int column = 1; column <= CREST_SIZES; column++) {
            double value;
            assert_int_equal(fscanf(file, ";%lf", &value), 1);
            if (column == size) share[state] = value;
        }
    }
    fclose(file);
}

#endif

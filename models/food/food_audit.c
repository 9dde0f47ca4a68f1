// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/food_audit.h"

#include "models/food/spot_check_law.h"

double food_audit_agrees(const struct food_audit *audit, const struct food_noise *noise, bool makes_up) {
    double named = noise->unary ? noise->each.truth : noise->label.truth;
    double other = noise->unary ? noise->each.other : noise->label.other;
    return makes_up ? spot_check_agrees_by_chance(named, other, FOOD_CLASSES)
                    : spot_check_agrees(named, other, audit->reads);
}

double food_audit_caught_month(const struct food_audit *audit, const struct food_noise *noise,
                               bool makes_up) {
    if (audit->month <= 0) return 0;
    return audit->month *
           spot_check_fails(audit->checks, audit->least, food_audit_agrees(audit, noise, makes_up));
}

// What whoever reads the log takes the programme for.
static unsigned read_log(const struct food_audit *audit, unsigned label, struct random_sequence *luck) {
    if (random_next_uniform(luck) < audit->reads) return label;
    unsigned other = (unsigned)(random_next_uniform(luck) * (FOOD_CLASSES - 1));
    return other + (other >= label);
}

unsigned food_audit_agree(const struct food_audit *audit, const struct microwave_log *log,
                          struct random_sequence *luck, bool *made_up) {
    PROMISE(audit->checks <= MICROWAVE_LOGGED && audit->checks <= log->count, "an oven's log is so long");
    unsigned agree = 0;
    *made_up = false;
    for (unsigned i = 1; i <= audit->checks; i++) {
        unsigned place = (log->count - i) % MICROWAVE_LOGGED;
        agree += log->report[place].named >> read_log(audit, log->report[place].label, luck) & 1;
        *made_up |= log->report[place].made_up;
    }
    return agree;
}

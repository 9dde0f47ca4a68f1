// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario or a policy promises of the data of its homes: about which classes and whom, and what shall never be. What the
// gate has let through is held against it (promises.h); a promise holds nothing back.
#ifndef MARU_SIM_ENGINE_PLAN_PROMISE_H
#define MARU_SIM_ENGINE_PLAN_PROMISE_H

#include "sim/engine/gate.h"

// `promise { "no image leaves a home", class = "image", never = true }`.
struct plan_promise {
    char *name;
    char *policy;            // whose; "": the scenario's, whatever the policy
    char *where;             // FILE:LINE
    unsigned classes;        // one bit (1 << enum data_class) each
    char *recipient;         // a party entry's name or its kind's name; NULL: anybody
    bool minors;             // of homes in which somebody under 18 lives; of the others nothing is said
    bool never;              // nothing of it leaves a home
    bool with_consent;       // nothing leaves but with a consent that holds
    unsigned refused_forms;  // it leaves in none of these (gate_forms_above)
    double kept_days;        // nobody holds it for longer; 0: nothing is said of it
    double epsilon_month;    // noised labels tell no more of a home in a calendar month, and without noise it does not leave; 0: as above
    double least_cell;       // whoever tells it on tells of so many homes together, or more; 0: as above
    bool fatal;              // once it is broken the run ends
};

struct plan_promises {
    struct plan_promise *all;
    size_t count;
};
enum { PLAN_PROMISES_MOST = 64 };

// Whether it says anything that could be broken.
bool plan_promise_says(const struct plan_promise *promise);
// "food of homes with minors to insight: at most label, kept for 30 days". Returns the buffer.
enum { PLAN_PROMISE_SAID = 500 };
char *plan_promise_say(const struct plan_promise *promise, char said[PLAN_PROMISE_SAID]);
// With texts of its own, at the end.
void plan_promise_add(struct plan_promises *promises, const struct plan_promise *promise);
void plan_promise_free(struct plan_promises *promises);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/plan_promise.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool plan_promise_says(const struct plan_promise *promise) {
    return promise->never || promise->with_consent || promise->refused_forms || promise->kept_days > 0 ||
           promise->epsilon_month > 0 || promise->least_cell > 0;
}

static void add(char said[PLAN_PROMISE_SAID], const char *format, ...) {
    size_t used = strlen(said);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said + used, PLAN_PROMISE_SAID - used, format, arguments);
    va_end(arguments);
}

static const unsigned every_class = (1u << DATA_CLASSES) - 1;

static void add_classes(char said[PLAN_PROMISE_SAID], unsigned classes) {
    bool first = true;
    if (classes == every_class) add(said, "whatever is noticed");
    for (unsigned c = 0; c < DATA_CLASSES && classes != every_class; c++) {
        if (!(classes >> c & 1)) continue;
        add(said, "%s%s", first ? "" : " or ", gate_class_names[c]);
        first = false;
    }
}

// What is promised, behind what it is about.
static const char *joint(const char *said, size_t about) {
    return said[about] ? ", " : ": ";
}

char *plan_promise_say(const struct plan_promise *promise, char said[PLAN_PROMISE_SAID]) {
    said[0] = '\0';
    add_classes(said, promise->classes);
    if (promise->minors) add(said, " of homes with minors");
    if (promise->recipient) add(said, " to %s", promise->recipient);
    size_t about = strlen(said);
    if (promise->never) add(said, "%snever", joint(said, about));
    if (promise->with_consent) add(said, "%swith consent only", joint(said, about));
    if (promise->refused_forms)
        add(said, "%sat most %s", joint(said, about), gate_form_names[gate_rawest(promise->refused_forms)]);
    if (promise->kept_days > 0)
        add(said, "%skept for %g days at most", joint(said, about), promise->kept_days);
    if (promise->epsilon_month > 0)
        add(said, "%sepsilon %g a month at most", joint(said, about), promise->epsilon_month);
    if (promise->least_cell > 0)
        add(said, "%stold on of %g homes together at least", joint(said, about), promise->least_cell);
    return said;
}

void plan_promise_add(struct plan_promises *promises, const struct plan_promise *promise) {
    promises->all = status_reallocate(promises->all, promises->count + 1, sizeof *promises->all);
    struct plan_promise *added = &promises->all[promises->count++];
    *added = *promise;
    added->name = status_copy_text(promise->name);
    added->policy = status_copy_text(promise->policy);
    added->where = status_copy_text(promise->where);
    added->recipient = promise->recipient ? status_copy_text(promise->recipient) : NULL;
}

void plan_promise_free(struct plan_promises *promises) {
    for (size_t i = 0; i < promises->count; i++) {
        free(promises->all[i].name);
        free(promises->all[i].policy);
        free(promises->all[i].where);
        free(promises->all[i].recipient);
    }
    free(promises->all);
    *promises = (struct plan_promises){0};
}

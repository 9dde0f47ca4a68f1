// SPDX-License-Identifier: GPL-3.0-or-later
// SimGrid and the forty libraries it pulls in take longer to load than a small run takes: they are loaded
// when a scenario asks for them. What uses them is a module of its own, maru_simgrid.so, which exports one
// table.
#include "sim/engine/exchange_carrier.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/engine/whereabouts.h"

static const char module[] = "maru_simgrid.so";

// Names are looked up among the module's own libraries first, not among the program's seventy: a third of all
// that a small run does. The sanitizers, which put themselves before all others, do not allow it.
#ifdef __SANITIZE_ADDRESS__
#define OWN_NAMES_FIRST 0
#else
#define OWN_NAMES_FIRST RTLD_DEEPBIND
#endif

static const struct exchange_carrier *refuse(struct status *status, const char *fault) {
    status_fail(status, STATUS_MACHINE,
                "network = \"simgrid\" needs SimGrid (Debian: libsimgrid3.32) and Maru's module for it: %s\n"
                "Install or build what is missing, or choose network = \"closed_form\", which needs neither",
                fault);
    return NULL;
}

static const struct exchange_carrier *refuse_missing(struct status *status) {
    char *looked = whereabouts_looked(WHEREABOUTS_MODULES), fault[sizeof status->message];
    snprintf(fault, sizeof fault, "there is no %s in %s", module, looked);
    free(looked);
    return refuse(status, fault);
}

const struct exchange_carrier *exchange_carrier_simgrid(struct status *status) {
    char *path = whereabouts_find(WHEREABOUTS_MODULES, module);
    if (!path) return refuse_missing(status);
    // Lazily: SimGrid has thousands of functions that nobody will call; what the module itself calls is bound
    // at once (CMake links it so). It stays open: what it made may be in use to the end.
    void *opened = dlopen(path, RTLD_LAZY | RTLD_LOCAL | OWN_NAMES_FIRST);
    free(path);
    const struct exchange_carrier *carrier = opened ? dlsym(opened, "exchange_simgrid") : NULL;
    return carrier ? carrier : refuse(status, dlerror());
}

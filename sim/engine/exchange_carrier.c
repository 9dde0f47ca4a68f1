// SPDX-License-Identifier: GPL-3.0-or-later
// SimGrid and the forty libraries it pulls in take longer to load than a small run takes: they are loaded
// when a scenario asks for them. What uses them is a module of its own, maru_simgrid.so, which exports one
// table.
#include "sim/engine/exchange_carrier.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char module[] = "maru_simgrid.so";
// Where it lies, seen from the program: beside it, a folder above it (the tests), or where it is installed.
static const char *const folders[] = {"", "../", "../lib/maru/"};
enum { FOLDERS = sizeof folders / sizeof *folders, PATH_ROOM = 4096 };

// The folder of the running program with its last slash; "" when the system does not say.
static void program_folder(char folder[PATH_ROOM]) {
    ssize_t length = readlink("/proc/self/exe", folder, PATH_ROOM - 1);
    folder[length > 0 ? length : 0] = 0;
    char *slash = strrchr(folder, '/');
    folder[slash ? slash + 1 - folder : 0] = 0;
}

// The path of the first that exists.
static bool find_module(const char *folder, char path[PATH_ROOM]) {
    for (int i = 0; i < FOLDERS; i++) {
        int length = snprintf(path, PATH_ROOM, "%s%s%s", folder, folders[i], module);
        if (length < PATH_ROOM && access(path, R_OK) == 0) return true;
    }
    return false;
}

static const struct exchange_carrier *refuse(struct status *status, const char *fault) {
    status_fail(status, STATUS_MACHINE,
                "network = \"simgrid\" needs SimGrid (Debian: libsimgrid3.32) and Maru's module for it: %s\n"
                "Install or build what is missing, or choose network = \"closed_form\", which needs neither",
                fault);
    return NULL;
}

const struct exchange_carrier *exchange_carrier_simgrid(struct status *status) {
    char folder[PATH_ROOM], path[PATH_ROOM], fault[PATH_ROOM + 100];
    program_folder(folder);
    if (!find_module(folder, path)) {
        snprintf(fault, sizeof fault, "there is no %s beside the program in %s or in ../lib/maru from there",
                 module, folder);
        return refuse(status, fault);
    }
    // Lazily: SimGrid has thousands of functions that nobody will call; what the module itself calls is bound
    // at once (CMake links it so). It stays open: what it made may be in use to the end.
    void *opened = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const struct exchange_carrier *carrier = opened ? dlsym(opened, "exchange_simgrid") : NULL;
    return carrier ? carrier : refuse(status, dlerror());
}

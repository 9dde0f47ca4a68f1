// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/keeper.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char results_folder[] = "results";

bool keeper_make_folder(const char *path, struct status *status) {
    if (mkdir(path, 0777) == 0) return true;
    return status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
}

char *keeper_default_folder(const char *what, struct status *status) {
    char date[40], *path;
    time_t now = time(NULL);
    strftime(date, sizeof date, "%Y%m%d-%H%M%S", localtime(&now));
    if (mkdir(results_folder, 0777) < 0 && errno != EEXIST)
        status_fail(status, STATUS_MACHINE, "%s: %s", results_folder, strerror(errno));
    return asprintf(&path, "%s/%s-%s", results_folder, what, date) < 0 ? status_copy_text("") : path;
}

void keeper_wipe(const char *folder) {
    DIR *inside = opendir(folder);
    for (struct dirent *entry; inside && (entry = readdir(inside));) {
        char *path;
        if (entry->d_name[0] == '.' || asprintf(&path, "%s/%s", folder, entry->d_name) < 0) continue;
        unlink(path);
        free(path);
    }
    if (inside) closedir(inside);
    rmdir(folder);
}

static volatile sig_atomic_t stopped;

static void stop(int number) {
    stopped = number;
}

void keeper_watch_signals(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = stop};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaction(numbers[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool keeper_is_stopped(void) {
    return stopped;
}

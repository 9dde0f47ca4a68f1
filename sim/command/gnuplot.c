// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/gnuplot.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/command/stop.h"

enum { NOT_THERE = 127 };  // as shells say it

// Files without names: what is asked, drawn and complained about.
struct talk {
    FILE *script, *drawn, *faults;
};

static bool open_talk(struct talk *talk) {
    FILE **files[] = {&talk->script, &talk->drawn, &talk->faults};
    *talk = (struct talk){0};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!(*files[i] = tmpfile())) return false;
    return true;
}

static void close_talk(struct talk *talk) {
    FILE *files[] = {talk->script, talk->drawn, talk->faults};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (files[i]) fclose(files[i]);
}

// -d: what stands in anybody's ~/.gnuplot changes no figure.
_Noreturn static void become_gnuplot(const struct talk *talk) {
    if (dup2(fileno(talk->script), STDIN_FILENO) < 0 || dup2(fileno(talk->drawn), STDOUT_FILENO) < 0 ||
        dup2(fileno(talk->faults), STDERR_FILENO) < 0)
        _exit(1);
    execlp("gnuplot", "gnuplot", "-d", (char *)NULL);
    _exit(errno == ENOENT ? NOT_THERE : 1);
}

static char *read_back(FILE *file, size_t *size) {
    long length = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : 0;
    char *bytes = status_allocate((size_t)(length > 0 ? length : 0) + 1, 1);
    rewind(file);
    *size = length > 0 ? fread(bytes, 1, (size_t)length, file) : 0;
    return bytes;
}

static char *take_drawing(const struct talk *talk, int ended, size_t *size, struct status *status) {
    size_t said;
    char *drawn = read_back(talk->drawn, size), *faults = read_back(talk->faults, &said);
    if (WIFEXITED(ended) && WEXITSTATUS(ended) == NOT_THERE)
        status_fail(status, STATUS_MACHINE,
                    "figures are drawn by gnuplot, which is not installed: make setup installs it, or "
                    "apt-get install gnuplot-nox; -o figure.gp writes the script for it all the same");
    else if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0 || *size == 0)
        status_fail(status, STATUS_MACHINE, "gnuplot failed: %.600s", said ? faults : "without a word");
    free(faults);
    if (status->code == STATUS_OK) return drawn;
    free(drawn);
    return NULL;
}

static char *ask(struct talk *talk, size_t *size, struct status *status) {
    int ended = 0;
    pid_t worker = stop_fork_worker();
    if (worker == 0) become_gnuplot(talk);
    if (worker < 0 || stop_wait_worker(&ended) != worker) {
        status_fail(status, STATUS_MACHINE, "gnuplot: %s", strerror(errno));
        return NULL;
    }
    return take_drawing(talk, ended, size, status);
}

char *gnuplot_draw(const char *script, size_t length, size_t *size, struct status *status) {
    struct talk talk;
    char *drawn = NULL;
    bool good = open_talk(&talk) && fwrite(script, 1, length, talk.script) == length &&
                fflush(talk.script) == 0 && fseek(talk.script, 0, SEEK_SET) == 0;
    if (good)
        drawn = ask(&talk, size, status);
    else
        status_fail(status, STATUS_MACHINE, "a file for gnuplot: %s", strerror(errno));
    close_talk(&talk);
    return drawn;
}

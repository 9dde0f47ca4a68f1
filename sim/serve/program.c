// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sim/engine/status.h"

const char *program_self(void) {
    static char path[4096];
    if (!path[0] && readlink("/proc/self/exe", path, sizeof path - 1) < 0) path[0] = 0;
    return path;
}

struct asking {
    FILE *said;
    char *text;
    size_t size;
    void (*done)(void *argument, bool well, const char *text);
    void *argument;
};

static void keep_line(void *argument, const char *said) {
    struct asking *asking = argument;
    fprintf(asking->said, "%s\n", said);
}

static void answered(void *argument, int code, const char *last) {
    struct asking *asking = argument;
    (void)last;
    fclose(asking->said);
    asking->done(asking->argument, code == STATUS_OK, asking->text);
    free(asking->text);
    free(asking);
}

void program_ask(struct children *children, const char *const *words,
                 void (*done)(void *argument, bool well, const char *text), void *argument) {
    struct asking *asking = status_allocate(1, sizeof *asking);
    *asking = (struct asking){.done = done, .argument = argument};
    asking->said = open_memstream(&asking->text, &asking->size);
    struct children_order order = {
        .words = {program_self()}, .urgency = 1, .line = keep_line, .end = answered, .argument = asking};
    for (int i = 0; words[i]; i++) order.words[i + 1] = words[i];
    children_add(children, &order);
}

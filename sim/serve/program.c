// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sim/engine/status.h"
#include "sim/serve/reply.h"

const char *program_self(void) {
    static char path[4096];
    if (!path[0] && readlink("/proc/self/exe", path, sizeof path - 1) < 0) path[0] = 0;
    return path;
}

struct answering {
    struct web *web;
    uint64_t number;
    char *page;  // NULL: what was said is the answer
    FILE *said;
    char *text;
    size_t size;
};

static void keep_line(void *argument, const char *said) {
    struct answering *answering = argument;
    fprintf(answering->said, "%s\n", said);
}

static void answered(void *argument, int code, const char *last) {
    struct answering *answering = argument;
    bool well = code == STATUS_OK;
    (void)last;
    fclose(answering->said);
    struct web_reply reply =
        well && answering->page ? reply_report(answering->page) : reply_said(well, answering->text);
    web_answer_later(answering->web, answering->number, reply);
    free(answering->text);
    free(answering->page);
    free(answering);
}

void program_answer(struct children *children, int most, struct web *web, struct web_request *request,
                    const char *const *words, const char *page) {
    if (children_count(children) > most) {
        web_answer(request, reply_error("too_many", "other answers are waited for"));
        return;
    }
    struct answering *answering = status_allocate(1, sizeof *answering);
    *answering = (struct answering){
        .web = web, .number = web_later(request), .page = page ? status_copy_text(page) : NULL};
    answering->said = open_memstream(&answering->text, &answering->size);
    struct children_order order = {
        .words = {program_self()}, .urgency = 1, .line = keep_line, .end = answered, .argument = answering};
    for (int i = 0; words[i]; i++) order.words[i + 1] = words[i];
    children_add(children, &order);
}

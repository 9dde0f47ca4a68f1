// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/children.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/engine/status.h"

enum { LINE_MOST = 1 << 16, LAST_MOST = 500 };
extern char **environ;

struct child {
    struct children_order order;
    char *words[CHILDREN_WORDS_MOST];  // ours
    long number;
    pid_t pid;  // 0: waits
    int from;   // what it says
    char *heard;
    size_t length;
    char last[LAST_MOST];  // line that it said
};

struct children {
    struct child *all[1024];
    int count, at_once;
    long ordered;
};

struct children *children_create(int at_once) {
    struct children *children = status_allocate(1, sizeof *children);
    children->at_once = at_once < CHILDREN_MOST ? at_once : CHILDREN_MOST;
    return children;
}

static void free_child(struct child *child) {
    for (int i = 0; i < CHILDREN_WORDS_MOST; i++) free(child->words[i]);
    free(child->heard);
    free(child);
}

void children_free(struct children *children) {
    if (!children) return;
    for (int i = 0; i < children->count; i++) {
        struct child *child = children->all[i];
        if (child->pid) {
            kill(child->pid, SIGTERM);
            close(child->from);
            waitpid(child->pid, NULL, 0);
        }
        free_child(child);
    }
    free(children);
}

void children_add(struct children *children, const struct children_order *order) {
    PROMISE(children->count < (int)(sizeof children->all / sizeof *children->all),
            "a server orders no endless work");
    struct child *child = status_allocate(1, sizeof *child);
    child->order = *order;
    child->number = children->ordered++;
    child->heard = status_allocate(LINE_MOST, 1);
    for (int i = 0; i < CHILDREN_WORDS_MOST && order->words[i]; i++)
        child->words[i] = status_copy_text(order->words[i]);
    children->all[children->count++] = child;
}

int children_count(const struct children *children) {
    return children->count;
}

// ---- Begin ----

static struct child *next_of(const struct children *children) {
    struct child *next = NULL;
    for (int i = 0; i < children->count; i++) {
        struct child *child = children->all[i];
        if (child->pid) continue;
        bool sooner = !next || child->order.urgency < next->order.urgency ||
                      (child->order.urgency == next->order.urgency && child->number < next->number);
        if (sooner) next = child;
    }
    return next;
}

// `nice` goes before it; both of its outputs come through one pipe, and nothing goes in.
static bool begin(struct child *child) {
    char *words[CHILDREN_WORDS_MOST + 4] = {"nice", "-n", "15"};
    memcpy(words + 3, child->words, sizeof child->words);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    posix_spawnattr_t attributes;
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &all);
    sigemptyset(&all);
    posix_spawnattr_setsigmask(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    int fault = posix_spawnp(&child->pid, words[0], &actions, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    child->from = ends[0];
    if (fault) {
        close(ends[0]);
        child->pid = 0;
    } else {
        fcntl(child->from, F_SETFL, O_NONBLOCK);
    }
    return !fault;
}

static void forget(struct children *children, const struct child *child) {
    int place = 0;
    while (children->all[place] != child) place++;
    memmove(&children->all[place], &children->all[place + 1],
            (size_t)(children->count - place - 1) * sizeof *children->all);
    children->count--;
}

static void begin_next(struct children *children) {
    int working = 0;
    for (int i = 0; i < children->count; i++) working += children->all[i]->pid != 0;
    struct child *child;
    while (working < children->at_once && (child = next_of(children))) {
        if (begin(child)) {
            working++;
            continue;
        }
        forget(children, child);
        child->order.end(child->order.argument, -1, "it cannot be started");
        free_child(child);
    }
}

// ---- Hear ----

// What lies behind the last end of line stays for the next time; a longer line is cut.
static void tell_lines(struct child *child) {
    char *line = child->heard, *end;
    while ((end = memchr(line, '\n', child->length - (size_t)(line - child->heard)))) {
        *end = 0;
        strncpy(child->last, line, LAST_MOST - 1);
        child->order.line(child->order.argument, line);
        line = end + 1;
    }
    child->length -= (size_t)(line - child->heard);
    memmove(child->heard, line, child->length);
    if (child->length == LINE_MOST - 1) child->length = 0;
}

// False when it will say nothing more.
static bool hear(struct child *child) {
    for (;;) {
        ssize_t got = read(child->from, child->heard + child->length, LINE_MOST - 1 - child->length);
        if (got < 0) return errno == EAGAIN || errno == EINTR;
        if (got == 0) return false;
        child->length += (size_t)got;
        tell_lines(child);
    }
}

static void end(struct children *children, struct child *child) {
    int ended = 0;
    close(child->from);
    waitpid(child->pid, &ended, 0);
    forget(children, child);
    child->order.end(child->order.argument, WIFEXITED(ended) ? WEXITSTATUS(ended) : -1, child->last);
    free_child(child);
}

static void stop(struct children *children, struct child *child) {
    if (child->pid) {
        kill(child->pid, SIGTERM);
        return;
    }
    forget(children, child);
    child->order.end(child->order.argument, -1, "");
    free_child(child);
}

void children_stop(struct children *children, const void *argument) {
    for (int i = children->count - 1; i >= 0; i--)
        if (children->all[i]->order.argument == argument) stop(children, children->all[i]);
}

int children_watch(const struct children *children, struct pollfd watched[CHILDREN_MOST]) {
    int count = 0;
    for (int i = 0; i < children->count && count < CHILDREN_MOST; i++)
        if (children->all[i]->pid)
            watched[count++] = (struct pollfd){.fd = children->all[i]->from, .events = POLLIN};
    return count;
}

void children_serve(struct children *children) {
    for (int i = children->count - 1; i >= 0; i--)
        if (children->all[i]->pid && !hear(children->all[i])) end(children, children->all[i]);
    begin_next(children);
}

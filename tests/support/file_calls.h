// SPDX-License-Identifier: GPL-3.0-or-later
// The calls by which a run file comes to be, counted, and the process ended by a signal at a chosen one: a death at a known
// place, on a busy machine as on an idle one. Included once per program (or preloaded library); its functions stand in
// for the C library's, also for what HDF5 calls.
#ifndef MARU_TESTS_SUPPORT_FILE_CALLS_H
#define MARU_TESTS_SUPPORT_FILE_CALLS_H

#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static long file_calls_writes;    // calls of pwrite
static long file_calls_points;    // where death may come: before each call, and in the middle of each pwrite
static long file_calls_death_at;  // the point at which it does; 0: nowhere
static int file_calls_signal = SIGKILL;

static void file_calls_point(void) {
    if (++file_calls_points == file_calls_death_at) kill(getpid(), file_calls_signal);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset);
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    file_calls_writes++;
    file_calls_point();
    if (file_calls_points + 1 == file_calls_death_at) syscall(SYS_pwrite64, descriptor, bytes, count / 2, offset);
    file_calls_point();
    return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

int ftruncate(int descriptor, off_t length) {
    file_calls_point();
    return (int)syscall(SYS_ftruncate, descriptor, length);
}

int fsync(int descriptor) {
    file_calls_point();
    return (int)syscall(SYS_fsync, descriptor);
}

int rename(const char *from, const char *to) {
    file_calls_point();
    return (int)syscall(SYS_rename, from, to);
}

#endif

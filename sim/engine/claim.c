// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/claim.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char part_mark[] = ".part-";
enum { HOST_SIZE = 65, TEXT_SIZE = 200, CLAIMS_MOST = 8 };

// Who makes a file. A process number is given again: with the moment of the start it is one process.
struct maker {
    char host[HOST_SIZE];
    long process;
    unsigned long long started;  // in the machine's ticks since it was switched on
};

// A file of a folder. What a signal handler sees of the list is whole at any moment: each is put before the
// others.
struct claim_inside {
    char *path;
    struct claim_inside *next;
};

struct claim {
    char *path, *name, *part;  // the file; `<path>.part`, NULL when it is shared; where it is written
    pid_t process;
    bool is_folder;
    struct claim_inside *volatile files;
};

// What a signal handler has to remove.
static struct claim *volatile held[CLAIMS_MOST];

// ---- Who it is ----

// Of its own line in the system's table, where the 22nd word says it. 0: there is no such process.
static unsigned long long start_of(long process) {
    char path[64], line[1024] = "";
    snprintf(path, sizeof path, "/proc/%ld/stat", process);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    bool read = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    const char *after_name = read ? strrchr(line, ')') : NULL;
    unsigned long long started = 0;
    if (!after_name || sscanf(after_name + 1,
                              " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d "
                              "%*d %*d %*d %llu",
                              &started) != 1)
        return 0;
    return started;
}

static struct maker myself(void) {
    struct maker me = {.process = (long)getpid(), .started = start_of((long)getpid())};
    if (gethostname(me.host, sizeof me.host - 1) != 0 || !me.host[0]) strcpy(me.host, "unknown");
    return me;
}

static bool is_gone(const struct maker *maker) {
    struct maker me = myself();
    return strcmp(maker->host, me.host) == 0 && start_of(maker->process) != maker->started;
}

static void print_maker(const struct maker *maker, char text[TEXT_SIZE]) {
    snprintf(text, TEXT_SIZE, "maru writes this file: host %s, process %ld, started %llu\n", maker->host,
             maker->process, maker->started);
}

static bool read_maker(const char *name, struct maker *maker) {
    FILE *file = fopen(name, "r");
    if (!file) return false;
    int found = fscanf(file, "maru writes this file: host %64[^,], process %ld, started %llu", maker->host,
                       &maker->process, &maker->started);
    fclose(file);
    return found == 3;
}

// ---- What lies under a part ----

// Made of calls that are safe in a signal handler.
static void remove_part(const struct claim *claim) {
    for (const struct claim_inside *file = claim->files; file; file = file->next) unlink(file->path);
    if (claim->is_folder)
        rmdir(claim->part);
    else
        unlink(claim->part);
}

// A file, or a folder of files.
static void remove_left(const char *path) {
    DIR *open = unlink(path) == 0 ? NULL : opendir(path);
    if (!open) return;
    for (const struct dirent *entry; (entry = readdir(open));) unlinkat(dirfd(open), entry->d_name, 0);
    closedir(open);
    rmdir(path);
}

// ---- The claim ----

static char *join(const char *path, const char *ending) {
    char *joined;
    if (asprintf(&joined, "%s%s", path, ending) < 0) abort();
    return joined;
}

static char *part_of(const char *path, const struct maker *maker) {
    char ending[HOST_SIZE + 60];
    snprintf(ending, sizeof ending, "%s%.20s-%ld-%llx", part_mark, maker->host, maker->process,
             maker->started);
    return join(path, ending);
}

static bool write_all(const char *path, const char *text) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) return false;
    size_t length = strlen(text);
    bool written = write(descriptor, text, length) == (ssize_t)length;
    int reason = written || errno ? errno : ENOSPC;
    if (close(descriptor) != 0) written = false;
    if (!written) unlink(path);
    errno = reason;
    return written;
}

// The text is whole before it has the name. Where the file system knows no second names, it is made in place.
static bool put_claim(struct claim *claim, const struct maker *me) {
    char text[TEXT_SIZE];
    print_maker(me, text);
    char *first = join(claim->part, "-claim");
    bool written = write_all(first, text), put = written && link(first, claim->name) == 0;
    int reason = errno;
    unlink(first);
    free(first);
    if (written && !put && (reason == EPERM || reason == ENOTSUP || reason == ENOSYS))
        return write_all(claim->name, text);
    errno = reason;
    return put;
}

// Of those who see that a maker is gone, one takes its claim away: who renames it. Should the name have
// become another's in the meantime, that one gets it back.
static void clear_gone(const struct claim *claim, const struct maker *gone) {
    char *aside = join(claim->part, "-gone");
    struct maker taken = {0};
    if (rename(claim->name, aside) == 0) {
        bool other = read_maker(aside, &taken) && memcmp(&taken, gone, sizeof taken) != 0;
        if (other) (void)!link(aside, claim->name);
        unlink(aside);
    }
    free(aside);
    char *left = part_of(claim->path, gone);
    remove_left(left);
    free(left);
}

// Where claims are made in place, one that is being made is empty for a moment.
static bool is_begun(const struct claim *claim) {
    struct stat found;
    return stat(claim->name, &found) == 0 && found.st_size == 0;
}

// True: nobody has it now.
static bool is_free(const struct claim *claim, struct status *status) {
    struct maker other = {0};
    bool readable = read_maker(claim->name, &other);
    if (!readable && access(claim->name, F_OK) != 0) return true;
    if (!readable && is_begun(claim))
        return status_fail(
            status, STATUS_MACHINE,
            "%s: another run begins to write this file; if none does, remove %s and start again", claim->path,
            claim->name);
    if (!readable || is_gone(&other)) {
        clear_gone(claim, &other);
        return true;
    }
    struct maker me = myself();
    bool here = strcmp(me.host, other.host) == 0;
    return status_fail(status, STATUS_MACHINE,
                       "%s: another run is writing this file now (process %ld on %s)%s%s%s", claim->path,
                       other.process, other.host, here ? "" : "; if that one is gone, remove ",
                       here ? "" : claim->name, here ? "" : " and start again");
}

static void hold(struct claim *claim) {
    int place = 0;
    while (place < CLAIMS_MOST && held[place]) place++;
    PROMISE(place < CLAIMS_MOST, "a process makes few files at a time");
    held[place] = claim;
}

static void let_go(const struct claim *claim) {
    for (int i = 0; i < CLAIMS_MOST; i++)
        if (held[i] == claim) held[i] = NULL;
}

static void claim_free(struct claim *claim) {
    for (struct claim_inside *file = claim->files, *next; file; file = next) {
        next = file->next;
        free(file->path);
        free(file);
    }
    free(claim->path);
    free(claim->name);
    free(claim->part);
    free(claim);
}

struct claim *claim_take(const char *path, struct status *status) {
    struct maker me = myself();
    struct claim *claim = status_allocate(1, sizeof *claim);
    *claim = (struct claim){.path = status_copy_text(path),
                            .name = join(path, ".part"),
                            .part = part_of(path, &me),
                            .process = getpid()};
    enum { TRIALS = 100 };  // others may come and go meanwhile
    for (int trial = 0; trial < TRIALS; trial++) {
        if (put_claim(claim, &me)) {
            hold(claim);
            return claim;
        }
        if (errno != EEXIST) {
            status_fail(status, STATUS_MACHINE, "%s: cannot create the file: %s", path, strerror(errno));
            break;
        }
        if (!is_free(claim, status)) break;
    }
    claim_free(claim);
    return NULL;
}

struct claim *claim_take_folder(const char *path, struct status *status) {
    struct claim *claim = claim_take(path, status);
    if (!claim) return NULL;
    remove_left(claim->part);
    claim->is_folder = true;
    if (mkdir(claim->part, 0777) == 0) return claim;
    status_fail(status, STATUS_MACHINE, "%s: cannot create the folder: %s", path, strerror(errno));
    claim_release(claim);
    return NULL;
}

const char *claim_file(struct claim *claim, const char *name) {
    struct claim_inside *file = status_allocate(1, sizeof *file);
    if (asprintf(&file->path, "%s/%s", claim->part, name) < 0) abort();
    file->next = claim->files;
    claim->files = file;
    return file->path;
}

struct claim *claim_share(const char *path) {
    struct maker me = myself();
    struct claim *claim = status_allocate(1, sizeof *claim);
    *claim = (struct claim){.path = status_copy_text(path), .part = part_of(path, &me), .process = getpid()};
    unlink(claim->part);
    hold(claim);
    return claim;
}

void claim_clear(const char *folder) {
    DIR *open = opendir(folder);
    for (const struct dirent *entry; open && (entry = readdir(open));) {
        if (!strstr(entry->d_name, part_mark)) continue;
        char *path;
        if (asprintf(&path, "%s/%s", folder, entry->d_name) < 0) abort();
        unlink(path);
        free(path);
    }
    if (open) closedir(open);
}

const char *claim_part(const struct claim *claim) {
    return claim->part;
}

const char *claim_path(const struct claim *claim) {
    return claim->path;
}

static bool path_sync(const char *path) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    int reason = errno;
    if (descriptor >= 0) close(descriptor);
    errno = reason;
    return synced;
}

static bool sync_all(const struct claim *claim) {
    for (const struct claim_inside *file = claim->files; file; file = file->next)
        if (!path_sync(file->path)) return false;
    return path_sync(claim->part);
}

// A folder that is there changes places with the new one, or, where the file system cannot do that, stands
// aside for it.
static bool take_place_of_folder(const struct claim *claim) {
    if (renameat2(AT_FDCWD, claim->part, AT_FDCWD, claim->path, RENAME_EXCHANGE) == 0) {
        remove_left(claim->part);
        return true;
    }
    char *aside = join(claim->part, "-old");
    bool good = rename(claim->path, aside) == 0;
    if (good && rename(claim->part, claim->path) != 0) {
        int reason = errno;
        good = false;
        (void)!rename(aside, claim->path);
        errno = reason;
    }
    if (good) remove_left(aside);
    free(aside);
    return good;
}

static bool take_name(const struct claim *claim) {
    if (rename(claim->part, claim->path) == 0) return true;
    return claim->is_folder && (errno == ENOTEMPTY || errno == EEXIST) && take_place_of_folder(claim);
}

bool claim_publish(struct claim *claim, struct status *status) {
    if (!sync_all(claim))
        return status_fail(status, STATUS_MACHINE, "%s: cannot write to disk: %s", claim->path,
                           strerror(errno));
    if (!take_name(claim))
        return status_fail(status, STATUS_MACHINE, "%s: cannot take this name: %s; the whole %s is %s",
                           claim->path, strerror(errno), claim->is_folder ? "folder" : "file", claim->part);
    char *copy = status_copy_text(claim->path);
    path_sync(dirname(copy));  // some network file systems cannot: the file is whole all the same
    free(copy);
    return true;
}

void claim_release(struct claim *claim) {
    let_go(claim);
    if (claim->name) unlink(claim->name);
    claim_free(claim);
}

void claim_drop(struct claim *claim) {
    remove_part(claim);
    claim_release(claim);
}

void claim_drop_all(void) {
    pid_t me = getpid();
    for (int i = 0; i < CLAIMS_MOST; i++) {
        const struct claim *claim = held[i];
        if (!claim || claim->process != me) continue;  // of the process that made this one
        remove_part(claim);
        if (claim->name) unlink(claim->name);
    }
}

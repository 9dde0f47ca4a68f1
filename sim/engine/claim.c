// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/claim.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
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

// What a signal handler has to remove, and whether a file has got its name.
static struct claim *volatile held[CLAIMS_MOST];
static volatile sig_atomic_t published;

// A step that a signal must find not begun or done: what is on the disk and what the handler knows of it
// agree.
static void hold_signals(sigset_t *before) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, before);
}

static void let_signals(const sigset_t *before) {
    int reason = errno;
    pthread_sigmask(SIG_SETMASK, before, NULL);
    errno = reason;
}

// ---- Who it is ----

// Of its own line in the system's table, where the 22nd word says it. 0: there is no such process, or it has
// ended and whoever started it has not asked how (in a container it may be that nobody ever does).
static unsigned long long start_of(long process) {
    char path[64], line[1024] = "";
    snprintf(path, sizeof path, "/proc/%ld/stat", process);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    bool read = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    const char *after_name = read ? strrchr(line, ')') : NULL;
    unsigned long long started = 0;
    char state = 'X';
    if (!after_name || sscanf(after_name + 1,
                              " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d "
                              "%*d %*d %*d %llu",
                              &state, &started) != 2)
        return 0;
    return state == 'Z' || state == 'X' ? 0 : started;
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

static bool same_maker(const struct maker *one, const struct maker *other) {
    return strcmp(one->host, other->host) == 0 && one->process == other->process &&
           one->started == other->started;
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
static void remove_at(int folder, const char *name) {
    if (unlinkat(folder, name, 0) == 0) return;
    int inside = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *open = inside >= 0 ? fdopendir(inside) : NULL;
    if (!open) return;
    for (const struct dirent *entry; (entry = readdir(open));) unlinkat(dirfd(open), entry->d_name, 0);
    closedir(open);
    unlinkat(folder, name, AT_REMOVEDIR);
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
    ssize_t put = 1;  // less than asked for may be taken: only the next call says why
    size_t length = strlen(text), done = 0;
    for (; done < length && put > 0; done += put > 0 ? (size_t)put : 0)
        put = write(descriptor, text + done, length - done);
    int reason = put == 0 ? ENOSPC : errno;
    bool written = done == length;
    if (close(descriptor) != 0 && written) {
        reason = errno;
        written = false;
    }
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

// One at a time takes claims of gone ones away from a folder, where its file system can lock one; where it
// cannot, or somebody holds it for long, all may. Returns what to close.
static int lock_folder(const char *path) {
    const struct timespec pause = {.tv_nsec = 1000000};
    char *copy = status_copy_text(path);
    int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; i < 100 && folder >= 0 && flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
         i++)
        nanosleep(&pause, NULL);
    free(copy);
    return folder;
}

// Of those who see that a maker is gone, one takes its claim away: who renames it, if it still is that one's.
// Where folders cannot be locked, the name may have become another's in between: that one gets it back.
static void clear_gone(const struct claim *claim, const struct maker *gone) {
    int lock = lock_folder(claim->path);
    char *aside = join(claim->part, "-gone");
    struct maker now = {0}, taken = {0};
    bool unchanged = !read_maker(claim->name, &now) || same_maker(&now, gone);
    if (unchanged && rename(claim->name, aside) == 0) {
        bool other = read_maker(aside, &taken) && !same_maker(&taken, gone);
        if (other) (void)!link(aside, claim->name);
        unlink(aside);
    }
    free(aside);
    if (lock >= 0) close(lock);
}

// Of a name, what stands behind "<file>.part-": whether a process of this machine made it, and which.
static bool is_made_here(const char *behind, struct maker *maker) {
    struct maker me = myself();
    char host[HOST_SIZE + 1];
    int length = snprintf(host, sizeof host, "%.20s-", me.host);
    return strncmp(behind, host, (size_t)length) == 0 &&
           sscanf(behind + length, "%ld-%llx", &maker->process, &maker->started) == 2;
}

static bool is_left(const char *behind) {
    struct maker maker = {0};
    return is_made_here(behind, &maker) && start_of(maker.process) != maker.started;
}

// "<host>-<process>-<start>": what somebody is about to claim, or takes from one who is gone, has a word
// more.
static bool is_part(const char *behind) {
    const char *start = strrchr(behind, '-'), *process = start;
    if (!start || !start[1] || start[1 + strspn(start + 1, "0123456789abcdef")]) return false;
    while (process > behind && isdigit((unsigned char)process[-1])) process--;
    return process < start && process > behind + 1 && process[-1] == '-';
}

// Of the names "<file>.part-..." beside a file, the first that `wanted` takes by what stands behind the mark.
// Owned by the caller; NULL: none.
static char *find_part(const char *path, bool (*wanted)(DIR *open, const char *name, const char *behind)) {
    char *copy = status_copy_text(path), *begins = join(path, part_mark), *found = NULL;
    const char *slash = strrchr(path, '/');
    const char *name = begins + (slash ? slash + 1 - path : 0);
    DIR *open = opendir(dirname(copy));
    for (const struct dirent *entry; open && !found && (entry = readdir(open));)
        if (strncmp(entry->d_name, name, strlen(name)) == 0 &&
            wanted(open, entry->d_name, entry->d_name + strlen(name)))
            found = status_copy_text(entry->d_name);
    if (open) closedir(open);
    free(begins);
    free(copy);
    return found;
}

static bool remove_if_left(DIR *open, const char *name, const char *behind) {
    if (is_left(behind)) remove_at(dirfd(open), name);
    return false;
}

// Whoever has the claim clears up what those left who had it, or were about to have it, when they were
// killed.
static void sweep(const struct claim *claim) {
    find_part(claim->path, remove_if_left);
}

// Who is on another machine may be gone: nobody here can know.
static bool is_anothers(DIR *open, const char *name, const char *behind) {
    (void)open;
    (void)name;
    struct maker maker = {0};
    bool mine = is_made_here(behind, &maker) && maker.process == (long)getpid();
    return is_part(behind) && !is_left(behind) && !mine;
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
    for (int i = 0; i < CLAIMS_MOST; i++)
        if (!held[i]) {
            held[i] = claim;
            return;
        }
    PROMISE(false, "a process makes few files at a time");
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

static bool try_to_put(struct claim *claim, const struct maker *me, struct status *status) {
    enum { TRIALS = 100 };  // others may come and go meanwhile
    for (int trial = 0; trial < TRIALS; trial++) {
        if (put_claim(claim, me)) return true;
        if (errno != EEXIST)
            return status_fail(status, STATUS_MACHINE, "%s: cannot create the file: %s", claim->path,
                               strerror(errno));
        if (!is_free(claim, status)) return false;
    }
    return status_fail(status, STATUS_MACHINE, "%s: too many others want to write this file", claim->path);
}

static struct claim *claim_create(const char *path, const struct maker *me) {
    struct claim *claim = status_allocate(1, sizeof *claim);
    *claim = (struct claim){.path = status_copy_text(path), .part = part_of(path, me), .process = getpid()};
    return claim;
}

struct claim *claim_take(const char *path, struct status *status) {
    struct maker me = myself();
    struct claim *claim = claim_create(path, &me);
    claim->name = join(path, ".part");
    sigset_t before;
    hold_signals(&before);
    bool taken = try_to_put(claim, &me, status);
    if (taken) hold(claim);
    let_signals(&before);
    if (taken) {
        sweep(claim);
        return claim;
    }
    claim_free(claim);
    return NULL;
}

struct claim *claim_take_folder(const char *path, struct status *status) {
    struct claim *claim = claim_take(path, status);
    if (!claim) return NULL;
    remove_at(AT_FDCWD, claim->part);
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
    struct claim *claim = claim_create(path, &me);
    unlink(claim->part);
    sigset_t before;
    hold_signals(&before);
    hold(claim);
    let_signals(&before);
    return claim;
}

void claim_forget_gone(const char *path) {
    struct maker me = myself(), other = {0};
    struct claim *claim = claim_create(path, &me);
    claim->name = join(path, ".part");
    if (read_maker(claim->name, &other) && is_gone(&other)) clear_gone(claim, &other);
    sweep(claim);
    claim_free(claim);
}

char *claim_shared_by(const char *path) {
    return find_part(path, is_anothers);
}

void claim_clear(const char *folder) {
    DIR *open = opendir(folder);
    struct maker maker;
    for (const struct dirent *entry; open && (entry = readdir(open));) {
        const char *mark = strstr(entry->d_name, part_mark), *behind = mark ? mark + strlen(part_mark) : "";
        if (is_part(behind) && (is_left(behind) || !is_made_here(behind, &maker)))
            remove_at(dirfd(open), entry->d_name);
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
        remove_at(AT_FDCWD, claim->part);
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
    if (good) remove_at(AT_FDCWD, aside);
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
    sigset_t before;
    hold_signals(&before);
    bool named = take_name(claim);
    if (named) published = 1;
    let_signals(&before);
    if (!named)
        return status_fail(status, STATUS_MACHINE, "%s: cannot take this name: %s; the whole %s is %s",
                           claim->path, strerror(errno), claim->is_folder ? "folder" : "file", claim->part);
    char *copy = status_copy_text(claim->path);
    path_sync(dirname(copy));  // some network file systems cannot: the file is whole all the same
    free(copy);
    return true;
}

bool claim_published(void) {
    return published;
}

void claim_leave(struct claim *claim) {
    PROMISE(claim->process != getpid(), "who made a claim drops or releases it");
    let_go(claim);
    claim_free(claim);
}

void claim_release(struct claim *claim) {
    sigset_t before;
    hold_signals(&before);
    if (claim->name) unlink(claim->name);
    let_go(claim);
    let_signals(&before);
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

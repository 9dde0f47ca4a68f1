// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/text_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/engine/utf8.h"

static const char *nature(mode_t mode) {
    if (S_ISREG(mode)) return NULL;
    if (S_ISDIR(mode)) return "this is a folder, not a file";
    if (S_ISFIFO(mode)) return "this is a pipe: write its text into a file first";
    return "this is a device, not a file";
}

// Without waiting: a pipe is opened only when somebody writes.
FILE *text_file_open(const char *path, const char **reason) {
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    struct stat found;
    *reason = descriptor < 0 || fstat(descriptor, &found) != 0 ? strerror(errno) : nature(found.st_mode);
    FILE *file = *reason ? NULL : fdopen(descriptor, "rb");
    if (!file && !*reason) *reason = strerror(errno);
    if (!file && descriptor >= 0) close(descriptor);
    return file;
}

struct bytes {
    char *text;  // with a byte 0 behind it
    size_t length;
};

// All bytes, but no more than one above `most`: what the file system says of the length need not be true.
static struct bytes read_bytes(FILE *file, size_t most) {
    struct bytes bytes = {NULL, 0};
    size_t room = 0, read;
    do {
        room = room ? 2 * room : 65536;
        if (room > most + 1) room = most + 1;
        bytes.text = status_reallocate(bytes.text, room + 1, 1);
        read = fread(bytes.text + bytes.length, 1, room - bytes.length, file);
        bytes.length += read;
    } while (read > 0 && bytes.length == room && room <= most);
    bytes.text[bytes.length] = '\0';
    return bytes;
}

static bool begins_with(const struct bytes *bytes, const char *mark) {
    size_t length = strlen(mark);
    return bytes->length >= length && memcmp(bytes->text, mark, length) == 0;
}

static void drop_mark(struct bytes *bytes) {
    static const char mark[] = "\xEF\xBB\xBF";
    if (!begins_with(bytes, mark)) return;
    bytes->length -= strlen(mark);
    memmove(bytes->text, bytes->text + strlen(mark), bytes->length + 1);
}

// Every end of a line becomes LF. Bytes that are no text stay where they are, to be found.
static void settle_lines(struct bytes *bytes) {
    if (!memchr(bytes->text, '\r', bytes->length)) return;
    size_t kept = 0;
    for (size_t i = 0; i < bytes->length; i++) {
        bool pair = bytes->text[i] == '\r' && bytes->text[i + 1] == '\n';
        if (!pair) bytes->text[kept++] = bytes->text[i] == '\r' ? '\n' : bytes->text[i];
    }
    bytes->length = kept;
    bytes->text[kept] = '\0';
}

static long line_of(const char *text, size_t place) {
    long line = 1;
    for (size_t i = 0; i < place; i++) line += text[i] == '\n';
    return line;
}

static bool check(const struct bytes *bytes, const char *name, struct status *status) {
    if (begins_with(bytes, "\xFF\xFE") || begins_with(bytes, "\xFE\xFF"))
        return status_fail(status, STATUS_SCENARIO, "%s:1: this is UTF-16: save it as UTF-8", name);
    const char *zero = memchr(bytes->text, '\0', bytes->length);
    size_t length = zero ? (size_t)(zero - bytes->text) : bytes->length;
    size_t good = utf8_good(bytes->text, length);
    if (good < length)
        return status_fail(status, STATUS_SCENARIO,
                           "%s:%ld: the byte \\x%02X is no UTF-8: save the file as UTF-8", name,
                           line_of(bytes->text, good), (unsigned char)bytes->text[good]);
    return !zero || status_fail(status, STATUS_SCENARIO, "%s:%ld: a byte \\x00: this is no text", name,
                                line_of(bytes->text, length));
}

// By what the file system says, where it says anything.
static bool is_larger(FILE *file, size_t most) {
    struct stat found;
    return fstat(fileno(file), &found) == 0 && (uintmax_t)found.st_size > most;
}

char *text_file_read(const char *path, const char *name, size_t most, struct status *status) {
    const char *reason;
    FILE *file = text_file_open(path, &reason);
    if (!file) {
        status_fail(status, STATUS_SCENARIO, "%s: %s", name, reason);
        return NULL;
    }
    bool large = is_larger(file, most);
    struct bytes bytes = read_bytes(file, large ? 0 : most);
    bool good = !ferror(file) || status_fail(status, STATUS_SCENARIO, "%s: %s", name, strerror(errno));
    fclose(file);
    if (good && (large || bytes.length > most))
        good = status_fail(status, STATUS_SCENARIO, "%s: at most %zu MB are read", name, most >> 20);
    settle_lines(&bytes);
    if (good && check(&bytes, name, status)) {
        drop_mark(&bytes);
        return status_reallocate(bytes.text, bytes.length + 1, 1);
    }
    free(bytes.text);
    return NULL;
}

char *text_file_line(struct text_file_lines *lines) {
    if (*lines->rest == '\0') return NULL;
    char *line = lines->rest, *end = line + strcspn(line, "\n");
    lines->rest = *end ? end + 1 : end;
    *end = '\0';
    lines->number++;
    return line;
}

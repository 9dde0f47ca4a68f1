// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_made.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/run_file.h"

static const char files_group[] = "/files", lines_group[] = "/file_lines";

static void read_files(struct run_file *file, struct run_made *made) {
    size_t count = run_file_length(file, "/files/file");
    char **sorts = run_file_texts(file, files_group, "sort", count),
         **names = run_file_texts(file, files_group, "name", count),
         **hashes = run_file_texts(file, files_group, "hash", count);
    int64_t *bytes = run_file_wholes(file, files_group, "bytes", RUN_SHAPE(count));
    bool good = !run_file_fault(file)->there;
    made->files = fault_allocate(count, sizeof *made->files);
    for (size_t i = 0; good && i < count; i++)
        made->files[made->file_count++] = (struct made_file){.sort = fault_copy_text(sorts[i]),
                                                             .name = fault_copy_text(names[i]),
                                                             .hash = fault_copy_text(hashes[i]),
                                                             .bytes = bytes[i]};
    run_file_free_texts(sorts, count);
    run_file_free_texts(names, count);
    run_file_free_texts(hashes, count);
    free(bytes);
}

// The lines of a file that lie at [first, end), joined.
static char *join(char **lines, size_t first, size_t end) {
    size_t room = 1;
    for (size_t i = first; i < end; i++) room += strlen(lines[i]) + 1;
    char *text = fault_allocate(room, 1), *at = text;
    for (size_t i = first; i < end; i++) {
        if (i > first) *at++ = '\n';
        at = stpcpy(at, lines[i]);
    }
    return text;
}

static void read_lines(struct run_file *file, struct run_made *made) {
    size_t count = run_file_length(file, "/file_lines/line");
    char **lines = run_file_texts(file, lines_group, "text", count);
    int32_t *of = run_file_shorts(file, lines_group, "file", RUN_SHAPE(count));
    for (size_t first = 0, end; !run_file_fault(file)->there && first < count; first = end) {
        for (end = first; end < count && of[end] == of[first];) end++;
        bool known = of[first] >= 0 && (size_t)of[first] < made->file_count && !made->files[of[first]].text;
        if (known)
            made->files[of[first]].text = join(lines, first, end);
        else
            run_file_refuse(file, "/file_lines/file", "names a row that is not there");
    }
    run_file_free_texts(lines, count);
    free(of);
}

bool run_made_read(const char *path, struct run_made *made, struct fault *fault) {
    *made = (struct run_made){0};
    struct run_file *file = run_file_open(path, fault);
    if (!file) return false;
    made->identity = run_file_text(file, "/", "identity");
    made->mathematics = run_file_text(file, "/meta", "mathematics");
    made->libraries = run_file_text(file, "/meta", "libraries");
    made->has_files = run_file_is_group(file, files_group);
    if (made->has_files) read_files(file, made);
    if (made->has_files) read_lines(file, made);
    run_file_close(file);
    return !fault->there;
}

void run_made_clear(struct run_made *made) {
    for (size_t i = 0; i < made->file_count; i++) {
        struct made_file *file = &made->files[i];
        char *const texts[] = {file->sort, file->name, file->hash, file->text};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) free(texts[k]);
    }
    free(made->files);
    free(made->identity);
    free(made->mathematics);
    free(made->libraries);
    *made = (struct run_made){0};
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/workbook_look.h"

#include <minizip/unzip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fault.h"

enum { PIECE = 65536 };

// ---- Whose it is ----

// What stands between the tags of the properties. Owned by the caller.
static char *text_between(const char *text, const char *begin, const char *end) {
    const char *first = strstr(text, begin), *last = first ? strstr(first, end) : NULL;
    if (!last) return NULL;
    first += strlen(begin);
    return fault_print_text("%.*s", (int)(last - first), first);
}

static char *read_properties(unzFile file) {
    char *text = fault_allocate(PIECE, 1);
    if (unzLocateFile(file, "docProps/core.xml", 1) != UNZ_OK || unzOpenCurrentFile(file) != UNZ_OK)
        return text;
    if (unzReadCurrentFile(file, text, PIECE - 1) < 0) text[0] = '\0';
    unzCloseCurrentFile(file);
    return text;
}

char *workbook_look_identity(const char *path) {
    unzFile file = unzOpen64(path);
    if (!file) return NULL;
    char *properties = read_properties(file),
         *maker = text_between(properties, "<dc:creator>", "</dc:creator>");
    bool ours = maker && strcmp(maker, WORKBOOK_MAKER) == 0;
    char *identity = ours ? text_between(properties, "<cp:keywords>", "</cp:keywords>") : NULL;
    if (ours && !identity) identity = fault_copy_text("");
    free(maker);
    free(properties);
    unzClose(file);
    return identity;
}

// ---- Whether it is whole ----

// Ends of rows, also where a piece ends within one: `found` of its letters were the last of the piece before.
// Texts cannot hold one: there the sign < is another.
static size_t count_ends(const char *piece, size_t length, size_t *found) {
    static const char end[] = "</row>";
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        *found = piece[i] == end[*found] ? *found + 1 : piece[i] == end[0];
        if (*found < sizeof end - 1) continue;
        count++;
        *found = 0;
    }
    return count;
}

// Reads the current part to its end. False when it cannot be read, is no XML that was ended, or differs from
// its checksum.
static bool read_part(unzFile file, size_t *rows) {
    char *piece = fault_allocate(PIECE, 1), last = '\0';
    size_t found = 0;
    int length = -1;
    *rows = 0;
    if (unzOpenCurrentFile(file) == UNZ_OK) {
        while ((length = unzReadCurrentFile(file, piece, PIECE)) > 0) {
            *rows += count_ends(piece, (size_t)length, &found);
            last = piece[length - 1];
        }
        if (unzCloseCurrentFile(file) != UNZ_OK) length = -1;
    }
    free(piece);
    return length == 0 && (last == '>' || last == '\n');
}

bool workbook_look_is_whole(const char *path, const size_t *rows, size_t sheets) {
    unzFile file = unzOpen64(path);
    if (!file) return false;
    bool good = true;
    size_t seen = 0, found, number;
    for (int next = unzGoToFirstFile(file); good && next == UNZ_OK; next = unzGoToNextFile(file)) {
        char name[100] = "";
        good = unzGetCurrentFileInfo64(file, NULL, name, sizeof name - 1, NULL, 0, NULL, 0) == UNZ_OK &&
               read_part(file, &found);
        if (sscanf(name, "xl/worksheets/sheet%zu.xml", &number) != 1) continue;
        good = good && number >= 1 && number <= sheets && found == rows[number - 1];
        seen++;
    }
    unzClose(file);
    return good && seen == sheets;
}

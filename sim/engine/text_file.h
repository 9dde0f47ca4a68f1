// SPDX-License-Identifier: GPL-3.0-or-later
// The one reader of texts that people give: scenarios and their Lua files, weather and air, friendships.
//
// A text is a regular file of UTF-8. Read are a byte order mark (it is dropped), lines that end with LF, CRLF or a CR
// alone (all become LF, and count as an editor counts them), a last line without an end, lines of any length, no line at
// all. Refused, with file and line where there is one: a file that is missing or may not be read, a folder, pipe or device
// (waiting for it could take for ever, and a second reading would find it empty), more bytes than the caller allows,
// UTF-16, a byte 0, and bytes that are no UTF-8.
#ifndef MARU_SIM_ENGINE_TEXT_FILE_H
#define MARU_SIM_ENGINE_TEXT_FILE_H

#include <stdio.h>

#include "sim/engine/status.h"

enum { TEXT_FILE_DATA_MOST = 1 << 30 };  // bytes of a file of data

// The whole text, which ends with its only byte 0. `name`: what messages call the file; often its path. Owned by the
// caller. NULL with a status (STATUS_SCENARIO).
char *text_file_read(const char *path, const char *name, size_t most, struct status *status);

// The bytes alone of a regular file, for whoever reads no text. NULL, with the reason in `*reason` (static), when there is
// none to be read. Close it with fclose().
FILE *text_file_open(const char *path, const char **reason);

// The lines of a text, one after the other. Begin with {.rest = text}.
struct text_file_lines {
    char *rest;   // borrowed; cut into lines as they are read
    long number;  // of the line last read, from 1
};
// The next line, without its end; NULL behind the last. A text that ends with LF has no empty line behind it.
char *text_file_line(struct text_file_lines *lines);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/utf8.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

size_t utf8_good(const char *text, size_t length) {
    const uint8_t *bad = u8_check((const uint8_t *)text, length);
    return bad ? (size_t)(bad - (const uint8_t *)text) : length;
}

// The length of the character at the beginning if it can be seen, or is a blank; else 0. The joiners, which
// some scripts need within words, count as seen.
static size_t seen(const char *text, size_t length) {
    static const uint32_t acting =
        UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
    ucs4_t character;
    int bytes = u8_mbtoucr(&character, (const uint8_t *)text, length);
    if (bytes <= 0) return 0;
    bool joins = character == 0x200C || character == 0x200D;
    return joins || !uc_is_general_category_withtable(character, acting) ? (size_t)bytes : 0;
}

bool utf8_is_line(const char *text, size_t length) {
    size_t bytes = 1;
    for (; length > 0 && bytes > 0; text += bytes, length -= bytes) bytes = seen(text, length);
    return bytes > 0;
}

char *utf8_show(const char *text, size_t length, const char *kept, char *buffer, size_t size) {
    static const char more[] = "...";
    size_t used = 0, last_fit = 0;  // where there is still room for what says that more would follow
    while (length > 0) {
        size_t bytes = *text && strchr(kept, *text) ? 1 : seen(text, length);
        char escaped[8];
        if (bytes == 0) snprintf(escaped, sizeof escaped, "\\x%02X", (unsigned char)*text);
        const char *shown = bytes ? text : escaped;
        size_t width = bytes ? bytes : strlen(escaped);
        if (used + sizeof more <= size) last_fit = used;
        if (used + width >= size) {
            memcpy(buffer + last_fit, more, sizeof more);
            return buffer;
        }
        memcpy(buffer + used, shown, width);
        used += width;
        text += bytes ? bytes : 1;
        length -= bytes ? bytes : 1;
    }
    buffer[used] = '\0';
    return buffer;
}

const char *utf8_quote(const char *text, char buffer[SHOWN_MOST]) {
    return utf8_show(text, strlen(text), "", buffer, SHOWN_MOST);
}

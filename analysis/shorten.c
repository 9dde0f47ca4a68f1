// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/shorten.h"

#include <ctype.h>
#include <string.h>

#include "analysis/fault.h"

char *shorten(const char *value) {
    size_t length = strcspn(value, "\n"), shown = length;
    if (shown > SHORTEN_MOST) shown = SHORTEN_MOST;
    while (shown < length && shown > 0 && ((unsigned char)value[shown] & 0xC0) == 0x80) shown--;
    char *text = fault_print_text("%.*s%s", (int)shown, value, value[shown] ? "..." : "");
    for (char *c = text; *c; c++)
        if (iscntrl((unsigned char)*c)) *c = '?';
    return text;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/screen.h"

#include <ctype.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

// ---- The screen ----

// 0: nobody says.
static size_t width_told(FILE *out) {
    const char *columns = getenv("COLUMNS");
    size_t width = columns ? strtoul(columns, NULL, 10) : 0;
    struct winsize window;
    if (width == 0 && isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &window) == 0)
        width = window.ws_col;
    if (width == 0) return 0;
    return width < SCREEN_NARROWEST ? SCREEN_NARROWEST : width < SCREEN_ENDLESS ? width : SCREEN_ENDLESS;
}

size_t screen_width(FILE *out) {
    size_t width = width_told(out);
    return width ? width : SCREEN_USUAL;
}

size_t screen_width_of_messages(FILE *out) {
    size_t width = width_told(out);
    return width ? width : SCREEN_ENDLESS;
}

// ---- Characters ----

// The C library knows the widths of characters, if it is told that they are written in UTF-8; the program's
// own locale stays as it is, so that numbers are printed alike everywhere.
static locale_t utf8(void) {
    static locale_t made;
    if (!made) made = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return made;
}

// The width of the character at *text, moving on; bytes that are no UTF-8 count one by one.
static size_t character_take(const char **text) {
    wchar_t character;
    mbstate_t state = {0};
    locale_t before = uselocale(utf8());
    size_t bytes = mbrtowc(&character, *text, MB_LEN_MAX, &state);
    bool known = bytes > 0 && bytes <= MB_LEN_MAX;
    int width = known ? wcwidth(character) : 1;
    uselocale(before);
    *text += known ? bytes : 1;
    return width >= 0 ? (size_t)width : 1;
}

size_t screen_text_width(const char *text) {
    size_t width = 0;
    while (*text) width += character_take(&text);
    return width;
}

// ---- Lines ----

// Behind `here` a text may be broken without a space; the point of a name is a joint, that of a number is
// not.
static bool is_joint(const char *here, enum screen_breaks breaks) {
    static const char *const joints[] = {
        [SCREEN_BREAKS_NOTHING] = "", [SCREEN_BREAKS_LISTS] = ",", [SCREEN_BREAKS_NAMES] = "_-+/,"};
    return strchr(joints[breaks], *here) ||
           (breaks == SCREEN_BREAKS_NAMES && *here == '.' && isalpha((unsigned char)here[1]));
}

size_t screen_line(const char *text, size_t width, enum screen_breaks breaks) {
    const char *next = text + strspn(text, " "), *first = next, *space = NULL, *joint = NULL;
    size_t used = (size_t)(next - text);
    while (*next && *next != '\n') {
        const char *here = next;
        used += character_take(&next);
        if (*here == ' ') space = here;
        if (used > width && space) return (size_t)(space - text);
        if (used > width && joint) return (size_t)(joint - text);
        if (used > width && breaks == SCREEN_BREAKS_NAMES && here > first) return (size_t)(here - text);
        if (is_joint(here, breaks)) joint = next;
    }
    return (size_t)(next - text);
}

static void print_indented(const char *text, size_t bytes, size_t indent, FILE *out) {
    while (bytes > 0 && text[bytes - 1] == ' ') bytes--;
    fprintf(out, "%*s%.*s\n", bytes ? (int)indent : 0, "", (int)bytes, text);
}

void screen_print(const char *text, size_t indent, size_t more, size_t width, FILE *out) {
    enum { ROOM_LEAST = SCREEN_NARROWEST / 4 };
    size_t in = indent;
    do {
        size_t bytes =
            screen_line(text, width > in + ROOM_LEAST ? width - in : ROOM_LEAST, SCREEN_BREAKS_LISTS);
        print_indented(text, bytes, in, out);
        text += bytes;
        in = *text == '\n' ? indent : more;
        text += *text == '\n' ? 1 : strspn(text, " ");
    } while (*text);
}

void screen_print_format(size_t indent, size_t more, size_t width, FILE *out, const char *format,
                         va_list arguments) {
    char *text;
    if (vasprintf(&text, format, arguments) < 0) abort();
    screen_print(text, indent, more, width, out);
    free(text);
}

void screen_say(FILE *out, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    screen_print_format(0, 2, screen_width(out), out, format, arguments);
    va_end(arguments);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure_stamp.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/figure_script.h"

// How the identity is found again; letters that none of the formats writes otherwise.
static const char mark[] = "Maru figure: ";

struct writing {
    FILE *out;
    struct figure_bytes made;
};

static void begin(struct writing *writing) {
    *writing = (struct writing){0};
    writing->out = open_memstream(&writing->made.bytes, &writing->made.size);
    if (!writing->out) abort();
}

static void put(FILE *out, const char *bytes, size_t size) {
    fwrite(bytes, 1, size, out);
}

static const char *find(const struct figure_bytes *in, const char *text) {
    return memmem(in->bytes, in->size, text, strlen(text));
}

// ---- SVG ----

static void put_escaped(FILE *out, const char *text) {
    for (; *text; text++) {
        if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '>')
            fputs("&gt;", out);
        else if (*text == '&')
            fputs("&amp;", out);
        else
            fputc(*text, out);
    }
}

static bool is_line(const char *line, size_t length, const char *text) {
    return length >= strlen(text) && memcmp(line, text, strlen(text)) == 0;
}

// Gnuplot opens a group for every colour it thinks of, and closes most of them empty.
static void put_without_empty_groups(FILE *out, const char *text, size_t size) {
    static const char opened[] = "<g fill=\"none\"", closed[] = "</g>\n";
    for (const char *end = text + size, *next; text < end; text = next) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        next = stop ? stop + 1 : end;
        bool empty =
            is_line(text, (size_t)(next - text), opened) && is_line(next, (size_t)(end - next), closed);
        if (empty)
            next += strlen(closed);
        else
            put(out, text, (size_t)(next - text));
    }
}

// In the place of what gnuplot says there of itself.
static void put_svg(FILE *out, const struct figure_bytes *drawn, const struct figure_stamp *stamp) {
    const char *from = find(drawn, "<title>"), *to = find(drawn, "</desc>"),
               *behind = from && to ? to + strlen("</desc>") : NULL;
    if (!behind) from = behind = find(drawn, "<g ");
    if (!behind) from = behind = drawn->bytes;
    put(out, drawn->bytes, (size_t)(from - drawn->bytes));
    fputs("<title>", out);
    put_escaped(out, stamp->title);
    fprintf(out, "</title>\n<desc>%s%s\nMade by: ", mark, stamp->identity);
    put_escaped(out, stamp->command);
    fprintf(out, "\nMaru %s</desc>", MARU_VERSION);
    put_without_empty_groups(out, behind, drawn->size - (size_t)(behind - drawn->bytes));
}

// ---- PNG (RFC 2083) ----

static const char png_head[] = "\x89PNG\r\n\x1a\n";
enum { PNG_HEAD = 8 + 25 };  // the signature, and the chunk IHDR

static uint32_t sum_of(const char *bytes, size_t size) {
    uint32_t sum = 0xffffffff;
    for (size_t i = 0; i < size; i++) {
        sum ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++) sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
    return ~sum;
}

static void put_whole(FILE *out, uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) fputc((int)(number >> shift & 0xff), out);
}

// The chunk's four letters, and its data.
static void put_chunk(FILE *out, const struct figure_bytes *chunk) {
    put_whole(out, (uint32_t)chunk->size - 4);
    put(out, chunk->bytes, chunk->size);
    put_whole(out, sum_of(chunk->bytes, chunk->size));
}

// UTF-8, not compressed, of no language.
static void put_png_text(FILE *out, const char *key, const char *text) {
    struct writing chunk;
    begin(&chunk);
    fprintf(chunk.out, "iTXt%s", key);
    put(chunk.out, "\0\0\0\0\0", 5);
    fputs(text, chunk.out);
    fclose(chunk.out);
    put_chunk(out, &chunk.made);
    free(chunk.made.bytes);
}

static void put_png_dots(FILE *out) {
    static const double inches_a_metre = 39.3701;
    enum { BY_THE_METRE = 1 };
    struct writing chunk;
    begin(&chunk);
    fputs("pHYs", chunk.out);
    for (int axis = 0; axis < 2; axis++) put_whole(chunk.out, (uint32_t)(FIGURE_DPI * inches_a_metre));
    fputc(BY_THE_METRE, chunk.out);
    fclose(chunk.out);
    put_chunk(out, &chunk.made);
    free(chunk.made.bytes);
}

static void put_png(FILE *out, const struct figure_bytes *drawn, const struct figure_stamp *stamp) {
    size_t head = drawn->size < PNG_HEAD ? drawn->size : PNG_HEAD;
    put(out, drawn->bytes, head);
    put_png_dots(out);
    char *about = fault_print_text("%s%s\nMade by: %s", mark, stamp->identity, stamp->command);
    put_png_text(out, "Title", stamp->title);
    put_png_text(out, "Description", about);
    put_png_text(out, "Software", "Maru " MARU_VERSION);
    free(about);
    put(out, drawn->bytes + head, drawn->size - head);
}

// ---- PDF (ISO 32000-1): what is changed stands behind the rest ----

static const char *last_of(const struct figure_bytes *in, const char *text) {
    const char *found = NULL;
    struct figure_bytes rest = *in;
    for (const char *next; (next = find(&rest, text)); found = next) {
        rest.size -= (size_t)(next + 1 - rest.bytes);
        rest.bytes = (char *)next + 1;
    }
    return found;
}

// The number behind a word of the trailer; -1: it has none.
static long number_behind(const struct figure_bytes *drawn, const char *trailer, const char *word) {
    struct figure_bytes rest = {(char *)trailer, drawn->size - (size_t)(trailer - drawn->bytes)};
    const char *found = find(&rest, word);
    return found ? strtol(found + strlen(word), NULL, 10) : -1;
}

// One character of UTF-8; moves on.
static uint32_t take_character(const char **text) {
    unsigned char first = (unsigned char)*(*text)++;
    int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
    uint32_t letter = more ? first & (0x3fU >> more) : first;
    for (; more > 0 && **text; more--) letter = letter << 6 | ((unsigned char)*(*text)++ & 0x3f);
    return letter;
}

// UTF-16, big end first, as digits.
static void put_pdf_text(FILE *out, const char *text) {
    fputs("<FEFF", out);
    while (*text) {
        uint32_t letter = take_character(&text);
        if (letter >= 0x10000) {
            fprintf(out, "%04X", 0xd800 + (letter - 0x10000) / 0x400);
            letter = 0xdc00 + (letter - 0x10000) % 0x400;
        }
        fprintf(out, "%04X", letter);
    }
    fputs(">", out);
}

static void blank_date(struct figure_bytes *drawn) {
    char *date = (char *)last_of(drawn, "/CreationDate (");
    char *end = date ? memchr(date, ')', drawn->size - (size_t)(date - drawn->bytes)) : NULL;
    if (end) memset(date, ' ', (size_t)(end + 1 - date));
}

static void put_pdf_information(FILE *out, const struct figure_stamp *stamp) {
    fprintf(out, "<< /Creator (Maru %s) /Producer (gnuplot)\n   /Keywords (%s%s)\n   /Title ", MARU_VERSION,
            mark, stamp->identity);
    put_pdf_text(out, stamp->title);
    fputs("\n   /Subject ", out);
    char *made = fault_print_text("Made by: %s", stamp->command);
    put_pdf_text(out, made);
    free(made);
    fputs(" >>", out);
}

static void put_pdf(FILE *out, struct figure_bytes *drawn, const struct figure_stamp *stamp) {
    blank_date(drawn);
    const char *trailer = last_of(drawn, "trailer"), *table = last_of(drawn, "startxref");
    put(out, drawn->bytes, drawn->size);
    long size = trailer ? number_behind(drawn, trailer, "/Size ") : -1,
         root = trailer ? number_behind(drawn, trailer, "/Root ") : -1,
         before = table ? number_behind(drawn, table, "startxref") : -1;
    if (size < 0 || root < 0 ||
        before < 0) {  // a table of another sort: what stands behind the end is read by nobody
        fprintf(out, "%% %s%s\n", mark, stamp->identity);
        return;
    }
    long place = ftell(out);
    fprintf(out, "%ld 0 obj\n", size);
    put_pdf_information(out, stamp);
    fputs("\nendobj\n", out);
    fprintf(out,
            "xref\n%ld 1\n%010ld 00000 n \ntrailer\n<< /Size %ld /Root %ld 0 R /Info %ld 0 R /Prev %ld "
            ">>\nstartxref\n%ld\n%%%%EOF\n",
            size, place, size + 1, root, size, before, ftell(out));
}

// ---- Any of them ----

static void put_script(FILE *out, const struct figure_bytes *drawn, const struct figure_stamp *stamp) {
    fprintf(out, "# %s%s\n# Made by: %s\n# Maru %s\n", mark, stamp->identity, stamp->command, MARU_VERSION);
    put(out, drawn->bytes, drawn->size);
}

struct figure_bytes figure_stamp_put(enum figure_kind kind, struct figure_bytes drawn,
                                     const struct figure_stamp *stamp) {
    struct writing all;
    begin(&all);
    switch (kind) {
        case FIGURE_SVG:
            put_svg(all.out, &drawn, stamp);
            break;
        case FIGURE_PNG:
            put_png(all.out, &drawn, stamp);
            break;
        case FIGURE_PDF:
            put_pdf(all.out, &drawn, stamp);
            break;
        case FIGURE_SCRIPT:
            put_script(all.out, &drawn, stamp);
            break;
        case FIGURE_TEXT:
            put(all.out, drawn.bytes, drawn.size);
    }
    fclose(all.out);
    return all.made;
}

// ---- Found again ----

static const size_t file_most = (size_t)1 << 26;  // bytes; no figure is larger

static struct figure_bytes read_file(const char *path) {
    struct figure_bytes read = {0};
    FILE *file = fopen(path, "rb");
    if (!file) return read;
    if (fseek(file, 0, SEEK_END) == 0 && ftell(file) > 0 && (size_t)ftell(file) < file_most) {
        read.size = (size_t)ftell(file);
        read.bytes = fault_allocate(read.size + 1, 1);
        rewind(file);
        read.size = fread(read.bytes, 1, read.size, file);
    }
    fclose(file);
    return read;
}

static bool begins_as_figure(const struct figure_bytes *file) {
    const char *heads[] = {"<?xml", png_head, "%PDF-", "# Maru figure: "};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (file->size > strlen(heads[i]) && memcmp(file->bytes, heads[i], strlen(heads[i])) == 0)
            return true;
    return false;
}

char *figure_stamp_identity(const char *path) {
    struct figure_bytes file = read_file(path);
    const char *found = file.bytes && begins_as_figure(&file) ? find(&file, mark) : NULL;
    char *identity = NULL;
    if (found) {
        const char *from = found + strlen(mark);
        size_t length = 0;
        while (isalnum((unsigned char)from[length]) || from[length] == '-') length++;
        identity = fault_print_text("%.*s", (int)length, from);
    }
    free(file.bytes);
    return identity;
}

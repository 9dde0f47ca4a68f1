// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/serve/qr.h"

#include <qrencode.h>

enum { BORDER = 4 };

static QRcode *encode(const char *text) {
    return QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
}

static bool is_dark(const QRcode *code, int row, int column) {
    bool inside = row >= 0 && column >= 0 && row < code->width && column < code->width;
    return inside && (code->data[row * code->width + column] & 1);
}

bool qr_print(const char *text, FILE *out) {
    static const char *const light_above[2][2] = {{"█", "▀"}, {"▄", " "}};  // [upper is dark][lower is dark]
    QRcode *code = encode(text);
    if (!code) return false;
    for (int row = -BORDER; row < code->width + BORDER; row += 2) {
        fputs("\033[97;40m", out);
        for (int column = -BORDER; column < code->width + BORDER; column++)
            fputs(light_above[is_dark(code, row, column)][is_dark(code, row + 1, column)], out);
        fputs("\033[0m\n", out);
    }
    QRcode_free(code);
    return true;
}

static void draw(const QRcode *code, FILE *out) {
    int side = code->width + 2 * BORDER;
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
            "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
            side, side, side, side);
    for (int row = 0; row < code->width; row++)
        for (int column = 0; column < code->width; column++)
            if (is_dark(code, row, column)) fprintf(out, "M%d %dh1v1h-1z", column + BORDER, row + BORDER);
    fputs("\"/></svg>\n", out);
}

char *qr_svg(const char *text) {
    QRcode *code = encode(text);
    if (!code) return NULL;
    char *svg = NULL;
    size_t size;
    FILE *out = open_memstream(&svg, &size);
    if (out) {
        draw(code, out);
        fclose(out);
    }
    QRcode_free(code);
    return svg;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/csv_put.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void csv_put_text(FILE *out, const char *field) {
    if (!strpbrk(field, ",\"\r\n \t")) {
        fputs(field, out);
        return;
    }
    fputc('"', out);
    for (; *field; field++) {
        if (*field == '"') fputc('"', out);
        fputc(*field, out);
    }
    fputc('"', out);
}

const char *csv_put_format(double value, char text[CSV_PUT_SIZE]) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, CSV_PUT_SIZE, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    return text;
}

void csv_put_number(FILE *out, double value) {
    char text[CSV_PUT_SIZE];
    if (!isnan(value)) fputs(csv_put_format(value, text), out);
}

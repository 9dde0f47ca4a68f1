// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/prose.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fault.h"
#include "analysis/screen.h"
#include "analysis/statistics.h"

void prose_add(struct prose *prose, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int more = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (more > 0) {
        prose->text = fault_reallocate(prose->text, prose->length + (size_t)more + 1, 1);
        vsnprintf(prose->text + prose->length, (size_t)more + 1, format, again);
        prose->length += (size_t)more;
    }
    va_end(again);
}

void prose_print(struct prose *prose, size_t indent, size_t width, FILE *out) {
    if (prose->text) screen_print(prose->text, indent, indent + 2, width, out);
    free(prose->text);
    *prose = (struct prose){0};
}

// To three significant digits; whole numbers of fewer stay as they are.
static double rounded(double value) {
    if (value == 0 || !isfinite(value)) return value;
    double step = pow(10, floor(log10(fabs(value))) - 2);
    return step >= 1 ? round(value / step) * step : value;
}

static struct table_cell with_three_digits(double value) {
    struct table_cell cell;
    bool plain = fabs(value) < 1000 && fabs(value) >= 1e-4 && value != rint(value);
    if (!plain) return table_number(value);
    int decimals = 2 - (int)floor(log10(fabs(value)));
    snprintf(cell.text, sizeof cell.text, "%.*f", decimals > 0 ? decimals : 0, value);
    return cell;
}

struct table_cell prose_amount(double amount) {
    static const struct {
        double size;
        const char *name;
    } scales[] = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}, {1, ""}};
    double value = rounded(amount);
    size_t scale = 0;
    while (scale + 1 < sizeof scales / sizeof scales[0] && !(fabs(value) >= scales[scale].size)) scale++;
    struct table_cell number = with_three_digits(value / scales[scale].size), cell;
    snprintf(cell.text, sizeof cell.text, "%.50s%s", number.text, scales[scale].name);
    return cell;
}

struct table_cell prose_about(size_t replications) {
    bool known = replications <= STATISTICS_MOST;
    struct table_cell number = table_whole(known ? (int64_t)replications : STATISTICS_MOST), cell;
    snprintf(cell.text, sizeof cell.text, "%s %.50s", known ? "about" : "more than", number.text);
    return cell;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_number.h"

#include <math.h>
#include <string.h>

#include "analysis/prose.h"

static const int drawing_digits = 9;

static void begin(struct json *json, double value, const char *text) {
    json_open(json, '[');
    json_text(json, text);
    json_number(json, value, drawing_digits);
}

static bool is_none(struct json *json, double value) {
    if (isfinite(value)) return false;
    json_text(json, NULL);
    return true;
}

// Zeros behind a decimal point read like thousands to some.
static struct table_cell number_text(double value) {
    struct table_cell cell = table_number(value);
    if (!strchr(cell.text, '.') || strchr(cell.text, 'e')) return cell;
    size_t length = strlen(cell.text);
    while (cell.text[length - 1] == '0') length--;
    if (cell.text[length - 1] == '.') length--;
    cell.text[length] = '\0';
    return cell;
}

void report_put_number(struct json *json, double value) {
    if (is_none(json, value)) return;
    begin(json, value, number_text(value).text);
    json_close(json, ']');
}

void report_put_said(struct json *json, double value) {
    if (is_none(json, value)) return;
    char few[40];
    snprintf(few, sizeof few, "%.2g", value);
    begin(json, value, fabs(value) >= 10 ? table_whole(llround(value)).text : few);
    json_close(json, ']');
}

void report_put_money(struct json *json, double value) {
    if (is_none(json, value)) return;
    begin(json, value, number_text(value).text);
    json_text(json, prose_amount(fabs(value)).text);
    json_text(json, report_amount_korean(fabs(value)).text);
    json_close(json, ']');
}

void report_put_share(struct json *json, double share) {
    if (is_none(json, share)) return;
    char text[40];
    snprintf(text, sizeof text, "%.0f %%", 100 * share);
    begin(json, share, text);
    json_close(json, ']');
}

// To three digits: 3,228,250 becomes 3,230,000.
static double rounded(double amount) {
    if (amount < 1000) return amount;
    double step = pow(10, floor(log10(amount)) - 2);
    return round(amount / step) * step;
}

static struct table_cell in_man(double amount) {
    double mans = amount / 1e4;
    struct table_cell cell;
    if (mans < 100)
        snprintf(cell.text, sizeof cell.text, "%.3g만", mans);
    else
        snprintf(cell.text, sizeof cell.text, "%.20s만", table_whole(llround(mans)).text);
    return cell;
}

struct table_cell report_amount_korean(double amount) {
    static const double least = 1e5, eok = 1e8;
    double whole = rounded(amount), rest = fmod(whole, eok);
    if (whole < least) return prose_amount(amount);
    if (whole < eok) return in_man(whole);
    struct table_cell cell, eoks = table_whole((int64_t)(whole / eok));
    snprintf(cell.text, sizeof cell.text, "%.20s억%s%.20s", eoks.text, rest >= 1e4 ? " " : "",
             rest >= 1e4 ? in_man(rest).text : "");
    return cell;
}

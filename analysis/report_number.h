// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of a page: the text that a reader sees, printed here and nowhere else (C and JavaScript round halves differently), and
// the number that a picture is drawn by.
//   ["1,234", 1234]                                       a number, as tables print it, without zeros at its end: 9.5 of 9.500
//   ["-3,228,250", -3228250, "3.23 million", "323만"]     an amount, also to be read rather than added up: without its sign
//   null                                                  none
#ifndef MARU_ANALYSIS_REPORT_NUMBER_H
#define MARU_ANALYSIS_REPORT_NUMBER_H

#include "analysis/json.h"
#include "analysis/table.h"

void report_put_number(struct json *json, double value);
void report_put_money(struct json *json, double value);
// As a share of 1, in per cent: ["87 %", 0.87].
void report_put_share(struct json *json, double share);

// To be said in a sentence: whole from 10 on, else two digits: 20 of 19.75, 9.5 of 9.500.
void report_put_said(struct json *json, double value);

// Three significant digits, as Korean counts: 323만, 11억 1,000만. Of an amount without its sign.
struct table_cell report_amount_korean(double amount);

#endif

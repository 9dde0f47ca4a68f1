// SPDX-License-Identifier: GPL-3.0-or-later
// Every setting of a page's runs, with its value under each policy, role, range and source.
#ifndef MARU_ANALYSIS_REPORT_SETTINGS_H
#define MARU_ANALYSIS_REPORT_SETTINGS_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// [[name, value, unit, role, origin, allowed, source, meaning], ...] as the first policy's run has them; value is an array
// where the policies' differ. NULL samples: an empty array.
void report_put_settings(struct json *json, const struct report_source *source);
// {"all": number, "scenario": ..., "lever": ..., "uncertain": ..., "assumption": ...}: how many there are of each.
void report_put_settings_counts(struct json *json, const struct report_source *source);

#endif

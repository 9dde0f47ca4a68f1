// SPDX-License-Identifier: GPL-3.0-or-later
// What an export may take the place of: nothing, or an earlier export, of the same run or study unless told otherwise.
#ifndef MARU_SIM_COMMAND_EXPORT_PLACE_H
#define MARU_SIM_COMMAND_EXPORT_PLACE_H

#include "sim/engine/status.h"

// Of a workbook; of a folder of tables, in which nothing else may lie. `identity`: of what is exported; `replace`: another one's
// export goes as well. False with a status that says what has the name.
bool export_place_workbook(const char *path, const char *identity, bool replace, struct status *status);
bool export_place_folder(const char *path, const char *identity, bool replace, struct status *status);

// The same of a page (analysis/report.h) and of a figure (analysis/figure_stamp.h).
bool export_place_page(const char *path, const char *identity, bool replace, struct status *status);
bool export_place_figure(const char *path, const char *identity, bool replace, struct status *status);

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// ro-crate-metadata.json: what a study's folder is, for archives (RO-Crate 1.1, https://w3id.org/ro/crate/1.1). It says the study's
// name, its files and their formats, the scenario's text, the program with version and licence, and the command. Same study, same
// bytes: the day of publication, which the specification asks for, is that of SOURCE_DATE_EPOCH where it is set, and otherwise
// 1970-01-01, which says that there is none yet.
#ifndef MARU_SIM_STUDY_CRATE_H
#define MARU_SIM_STUDY_CRATE_H

#include "sim/study/block.h"

// Describes the files that are there: to be called when all others are made. People add their names and licence to it: where it was
// changed since it was written it stays as it is, and `*kept` is true. False with a status when it cannot be written.
bool crate_write(const struct block_folder *folder, bool *kept, struct status *status);

#endif

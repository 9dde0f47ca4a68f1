// SPDX-License-Identifier: GPL-3.0-or-later
// Everything registered: the kinds of the systems' folders, found by their files' endings,
// collected by CMake.
#ifndef MARU_MODELS_CATALOGUE_H
#define MARU_MODELS_CATALOGUE_H

#include "sim/engine/kind.h"

const struct catalogue *models_catalogue(void);

#endif

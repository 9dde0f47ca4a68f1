// SPDX-License-Identifier: GPL-3.0-or-later
// Everything registered: the kinds of models/appliances, models/parties, models/sections and models/hooks,
// collected by CMake.
#ifndef MARU_MODELS_CATALOGUE_H
#define MARU_MODELS_CATALOGUE_H

#include "sim/engine/kind.h"

const struct catalogue *models_catalogue(void);

#endif

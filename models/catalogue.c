// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/catalogue.h"

#include "catalogue_appliance.inc"
#include "catalogue_hook.inc"
#include "catalogue_party.inc"
#include "catalogue_section.inc"
#include "models/model.h"

const struct catalogue *models_catalogue(void) {
    static const struct catalogue catalogue = {
        .appliances = all_appliance,
        .parties = all_party,
        .sections = all_section,
        .hooks = all_hook,
        .populate = model_populate,
        .depopulate = model_depopulate,
    };
    return &catalogue;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/catalogue.h"

#include "catalogue_appliance.inc"
#include "catalogue_hook.inc"
#include "catalogue_party.inc"
#include "catalogue_section.inc"
#include "catalogue_technique.inc"
#include "models/people/privacy.h"
#include "models/populate.h"

static const struct appliance_kind *const appliances[] = {CATALOGUE_appliance NULL};
static const struct party_kind *const parties[] = {CATALOGUE_party NULL};
static const struct hook *const hooks[] = {CATALOGUE_hook NULL};
static const struct technique *const techniques[] = {CATALOGUE_technique NULL};
// The engine's own sections first: the frame of every scenario.
static const struct section_kind *const sections[] = {&scenario_section, &homes_section, &friends_section,
                                                      &network_section, CATALOGUE_section NULL};

const struct catalogue *models_catalogue(void) {
    static const struct catalogue catalogue = {
        .appliances = appliances,
        .parties = parties,
        .sections = sections,
        .hooks = hooks,
        .techniques = techniques,
        .populate = populate_world,
        .depopulate = populate_undo,
        .would_agree = privacy_would_agree,
    };
    return &catalogue;
}

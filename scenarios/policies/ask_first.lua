-- SPDX-License-Identifier: GPL-3.0-or-later
-- Nothing goes without a yes: at installation, and before each sighting that a firm would act on.
--
-- Chosen by a maker that wants customers for ten years, and by firms that would rather have few leads that were wanted than
-- many that were not. It gives up what nobody would have agreed to, and costs families the moment of answering.
--
--   policy((require "policies/ask_first") { "air_conditioner", "microwave" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "ask_first", title = "Asked at installation, and before each sighting",
    consent = { every = "at_install", pest_sighting = "ask_each_time" },
    set = there(entries, {
      ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device", ["microwave.report"] = "label",
    }),
  }
end

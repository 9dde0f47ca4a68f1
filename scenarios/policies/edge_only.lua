-- SPDX-License-Identifier: GPL-3.0-or-later
-- Machines recognise at home, and what they recognised stays there.
--
-- Chosen by a maker that sells machines and wants nothing else of the family, or that cannot afford to be the one that was
-- broken into: who holds nothing loses nothing. Comfort and saved electricity remain; what firms would have paid for, and
-- what families would have liked them to know, is given up with the rest. Of a product's own state (wear, faults) a family
-- may let the maker know, and of a pest it may call somebody.
--
--   policy((require "policies/edge_only") { "air_conditioner", "microwave" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "edge_only", title = "Recognised at home, and kept there",
    consent = { every = "never", pest_sighting = "ask_each_time", device_health = "at_install" },
    set = there(entries, { ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device" }),
  }
end

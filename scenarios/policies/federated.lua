-- SPDX-License-Identifier: GPL-3.0-or-later
-- Machines teach each other without telling: what goes out is what a model learnt, never what it learnt from.
--
-- Chosen by a maker that needs better recognisers, not customers' diaries. What was learnt cannot be taken back, and tells a
-- little of who taught it, unless noise is added, which costs accuracy. For everything but training it is like edge_only.
--
--   policy((require "policies/federated") { "robot_vacuum", "recogniser_training" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "federated", title = "What was learnt goes out, not what it was learnt from",
    consent = { every = "never", pest_sighting = "ask_each_time", device_health = "at_install" },
    set = there(entries, {
      ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device",
      ["recogniser_training.technique"] = "network", ["recogniser_training.material"] = "updates",
    }),
  }
end

-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everything is taken and sold, and nobody is asked.
--
-- Chosen by a maker that lives from data, expects no fine and no customer to leave: a device sold below its cost, where
-- whoever notices has no other. It earns most in the first season. What it gives up is trust: families that hear of it buy
-- elsewhere, switch the network off, and answer no question of later years.
--
--   local sell_everything = require "policies/sell_everything"
--   policy(sell_everything { "air_conditioner", "microwave" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "sell_everything", title = "Everything is taken and sold, nobody asked",
    consent = { every = "none" },
    set = there(entries, {
      ["air_conditioner.placement"] = "cloud", ["microwave.recognition"] = "cloud", ["microwave.report"] = "label",
    }),
  }
end

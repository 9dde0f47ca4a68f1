-- SPDX-License-Identifier: GPL-3.0-or-later
-- Three families in ten withhold together until they are paid what they ask, for three months at most.
--
-- Chosen by families that think that their data are worth more than they get, where no trustee sells for them. Its force is what
-- the others' data do not tell of the strikers: where families are much alike, little. It needs a market (data_market) and
-- somebody who speaks for the strikers (data_trust).
--
--   policy((require "policies/data_strike") { "data_market", "data_trust" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "data_strike", title = "Three families in ten withhold together",
    consent = { every = "at_install", image = "never", pest_sighting = "ask_each_time" },
    set = there(entries, {
      ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device", ["microwave.report"] = "label",
      ["data_market.prices"] = "trust", ["data_trust.fee_share"] = 0, ["data_trust.members_share"] = 0.3,
      ["data_trust.holds_out_months"] = 3,
    }),
  }
end

-- SPDX-License-Identifier: GPL-3.0-or-later
-- A trustee speaks for all families and sells what they allow, to whom it chooses.
--
-- Chosen by cities, cooperatives and parties of consumers, and by buyers who would rather deal with one seller that answers for
-- withdrawal than with thousands. Firms that lived from what was free pay for it. It needs a market (data_market) and a trustee
-- (data_trust); everything that is not for sale is asked for at installation.
--
--   policy((require "policies/data_trust") { "data_market", "data_trust" })     -- the scenario's entries
local there = require "policies/there"

return function(entries)
  return {
    name = "data_trust", title = "A trustee sells for the families",
    consent = { every = "at_install", image = "never", pest_sighting = "ask_each_time" },
    set = there(entries, {
      ["air_conditioner.placement"] = "device", ["microwave.recognition"] = "device", ["microwave.report"] = "label",
      ["data_market.prices"] = "trust", ["data_trust.fee_share"] = 0.1, ["data_trust.members_share"] = 1,
    }),
  }
end
